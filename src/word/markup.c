/* The XML of one part, parsed with SAX2 as it is unpacked. */
#include "word/markup.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

enum { DEPTH_MOST = 256 };

static const struct {
	const char *uri;
	const char *space;
} spaces[] = {
	{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "W"},
	{"http://purl.oclc.org/ooxml/wordprocessingml/main", "W"},
	{"http://schemas.openxmlformats.org/markup-compatibility/2006", "MC"},
	{"http://schemas.openxmlformats.org/officeDocument/2006/math", "MATH"},
	{"http://purl.oclc.org/ooxml/officeDocument/math", "MATH"},
	{"http://schemas.openxmlformats.org/package/2006/relationships", "RELS"},
	{"http://schemas.openxmlformats.org/package/2006/content-types", "TYPES"},
};

static const struct {
	const char *space, *name;
} names[MARKUP_COUNT] = {
#define NAME(id, space, name) [MARKUP_##id] = {#space, name},
#include "word/names.def"
#undef NAME
};

struct pass {
	struct archive *archive;
	const char *part;
	const struct markup_reader *reader;
	xmlParserCtxtPtr parser;
	xmlHashTablePtr table; /* (local name, space) -> enum markup_name */
	size_t depth;
	bool failed;
};

static void fail(struct pass *pass, const char *what)
{
	if (!pass->failed)
		archive_refuse(pass->archive, "%s: %s", pass->part, what);
	pass->failed = true;
	xmlStopParser(pass->parser);
}

/* ---- names */

static xmlHashTablePtr names_table(void)
{
	xmlHashTablePtr table = xmlHashCreate(2 * MARKUP_COUNT);
	for (int i = MARKUP_OTHER + 1; i < MARKUP_COUNT; i++)
		xmlHashAddEntry2(table, BAD_CAST names[i].name, BAD_CAST names[i].space,
				 (void *)(uintptr_t)i);
	return table;
}

static enum markup_name name_of(const struct pass *pass, const xmlChar *name, const xmlChar *uri)
{
	for (size_t i = 0; uri && i < sizeof spaces / sizeof *spaces; i++)
		if (!strcmp((const char *)uri, spaces[i].uri))
			return (enum markup_name)(uintptr_t)xmlHashLookup2(
				pass->table, name, BAD_CAST spaces[i].space);
	return MARKUP_OTHER;
}

/* ---- attributes: five pointers each (name, prefix, namespace, value, its end) */

static struct span raw_attribute(const struct markup_tag *tag, const char *name)
{
	const xmlChar **attribute = tag->attributes;
	for (int i = 0; i < tag->attribute_count; i++, attribute += 5)
		if (!strcmp((const char *)attribute[0], name))
			return span_from((const char *)attribute[3], (const char *)attribute[4]);
	return (struct span){NULL, 0};
}

/* libxml2 hands values over decoded, but for "&", which stays a reference. */
struct span markup_attribute(const struct markup_tag *tag, const char *name, struct arena *arena)
{
	struct span raw = raw_attribute(tag, name);
	struct buf text = {0};
	if (!raw.at)
		return raw;
	for (size_t at = 0; at < raw.length;) {
		size_t next = span_find(raw, SPAN("&#38;"), at);
		buf_span(&text, span_sub(raw, at, next < raw.length ? next : raw.length));
		if (next >= raw.length)
			break;
		buf_char(&text, '&');
		at = next + strlen("&#38;");
	}
	struct span kept = {arena_copy(arena, buf_string(&text), text.length), text.length};
	buf_release(&text);
	return kept;
}

long markup_number(const struct markup_tag *tag, const char *name, long fallback)
{
	struct span raw = raw_attribute(tag, name);
	char digits[16];
	if (!raw.length || raw.length >= sizeof digits)
		return fallback;
	memcpy(digits, raw.at, raw.length);
	digits[raw.length] = '\0';
	char *end;
	long value = strtol(digits, &end, 10);
	return *end ? fallback : value;
}

bool markup_is(const struct markup_tag *tag, const char *name, const char *value)
{
	return span_is(raw_attribute(tag, name), value);
}

bool markup_on(const struct markup_tag *tag)
{
	struct span value = raw_attribute(tag, "val");
	return !(span_is(value, "0") || span_is(value, "false") || span_is(value, "off") ||
		 span_is(value, "none"));
}

/* ---- SAX */

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int namespace_count, const xmlChar **namespaces, int count, int defaulted,
		     const xmlChar **attributes)
{
	(void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
	struct pass *pass = user;
	if (pass->failed)
		return;
	if (++pass->depth > DEPTH_MOST) {
		fail(pass, "elements are nested too deeply");
		return;
	}
	struct markup_tag tag = {name_of(pass, name, uri), attributes, count};
	pass->reader->open(pass->reader->user, &tag);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)prefix;
	struct pass *pass = user;
	if (pass->failed)
		return;
	pass->depth--;
	if (pass->reader->close)
		pass->reader->close(pass->reader->user, name_of(pass, name, uri));
}

static void on_text(void *user, const xmlChar *text, int length)
{
	struct pass *pass = user;
	if (!pass->failed && pass->reader->text)
		pass->reader->text(pass->reader->user,
				   (struct span){(const char *)text, (size_t)length});
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external,
		       const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	fail(user, "a DOCTYPE is not accepted");
}

static void on_reference(void *user, const xmlChar *name)
{
	(void)name;
	fail(user, "an entity is not accepted");
}

static void on_error(void *user, xmlErrorPtr error)
{
	struct pass *pass = user;
	if (error->level < XML_ERR_ERROR || pass->failed)
		return;
	struct buf what = {0};
	struct span message = span_trim(span_of(error->message));
	buf_printf(&what, "not well-formed in line %d: %.*s", error->line, SPAN_ARGS(message));
	fail(pass, buf_string(&what));
	buf_release(&what);
}

static bool take(void *user, struct span bytes)
{
	struct pass *pass = user;
	if (xmlParseChunk(pass->parser, bytes.at, (int)bytes.length, 0))
		fail(pass, "not well-formed");
	return !pass->failed;
}

bool markup_read(struct archive *archive, const char *part, const struct markup_reader *reader)
{
	xmlSAXHandler handler = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.internalSubset = on_doctype,
		.reference = on_reference,
		.serror = on_error,
	};
	struct pass pass = {.archive = archive, .part = part, .reader = reader};
	pass.parser = xmlCreatePushParserCtxt(&handler, &pass, NULL, 0, NULL);
	xmlCtxtUseOptions(pass.parser, XML_PARSE_NONET);
	pass.table = names_table();
	bool there = archive_unpack(archive, part, take, &pass);
	if (there && xmlParseChunk(pass.parser, NULL, 0, 1))
		fail(&pass, "not well-formed");
	xmlHashFree(pass.table, NULL);
	xmlFreeParserCtxt(pass.parser);
	return there && !pass.failed;
}
