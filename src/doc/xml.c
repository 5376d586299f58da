/* One SAX2 pass over the bytes of a document fills its tables (doc.h). No DOM, no DTD, no entity
 * but the five of XML, nothing fetched. */
#include "doc/xml.h"

#include "doc/beside.h"
#include "doc/fill.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/threads.h>
#include <stdlib.h>
#include <string.h>

enum {
	PARSE_CHUNK = 1 << 16, /* libxml2's push parser is quickest at about this size */
	DEPTH_LIMIT = 1000,
	NAME_SLOTS = 512 /* power of two, well above the number of names */
};

static const char *const attribute_names[AT_COUNT] = {"eId",   "status", "class",   "name",
						      "href",  "from",	 "upTo",    "refersTo",
						      "value", "date",	 "contains"};

struct name_slot {
	const xmlChar *name; /* interned in the parser's dictionary */
	enum element element;
};

struct pass {
	struct fill fill;
	struct doc *doc; /* that of the fill */
	struct diags *diags;
	xmlParserCtxtPtr parser;
	const xmlChar *akn; /* interned namespace */
	struct name_slot names[NAME_SLOTS];
	const xmlChar *attributes[AT_COUNT];
	const xmlChar *editorial_name;
	size_t withheld; /* bytes before here that the parser was not given */
	uint32_t told;	 /* where the last tag ends that the parser told of */
	bool failed;
};

static void fail(struct pass *pass, enum diag_code code, struct place place, const char *what)
{
	if (!pass->failed)
		diag_add(pass->diags, code, place, "%s", what);
	pass->failed = true;
	xmlStopParser(pass->parser);
}

static uint32_t offset(const struct pass *pass)
{
	const xmlParserInput *input = pass->parser->input;
	return (uint32_t)(input->consumed + (size_t)(input->cur - input->base) + pass->withheld);
}

static struct place here(const struct pass *pass)
{
	uint32_t at = offset(pass);
	return doc_place(pass->doc, at, at);
}

/* ---- names */

static size_t name_slot(const xmlChar *name)
{
	return ((uintptr_t)name >> 3 ^ (uintptr_t)name >> 12) & (NAME_SLOTS - 1);
}

static void intern_names(struct pass *pass)
{
	xmlDictPtr dict = pass->parser->dict;
	for (int e = EL_OTHER + 1; e < EL_COUNT; e++) {
		const xmlChar *name =
			xmlDictLookup(dict, (const xmlChar *)element_name((enum element)e), -1);
		size_t slot = name_slot(name);
		while (pass->names[slot].name)
			slot = (slot + 1) & (NAME_SLOTS - 1);
		pass->names[slot] = (struct name_slot){name, (enum element)e};
	}
	for (int a = 0; a < AT_COUNT; a++)
		pass->attributes[a] = xmlDictLookup(dict, (const xmlChar *)attribute_names[a], -1);
	pass->editorial_name = xmlDictLookup(dict, BAD_CAST "editorial", -1);
	pass->akn = xmlDictLookup(dict, (const xmlChar *)AKN_NAMESPACE, -1);
}

static enum element element_of(const struct pass *pass, const xmlChar *name, const xmlChar *uri)
{
	if (uri != pass->akn)
		return EL_OTHER;
	for (size_t slot = name_slot(name); pass->names[slot].name;
	     slot = (slot + 1) & (NAME_SLOTS - 1))
		if (pass->names[slot].name == name)
			return pass->names[slot].element;
	return EL_OTHER;
}

/* A value stands in the parser's input, whose bytes are ours at the same offset, unless it held an
 * entity. */
static struct span value_span(struct pass *pass, const xmlChar *start, const xmlChar *end)
{
	const xmlParserInput *input = pass->parser->input;
	size_t length = (size_t)(end - start);
	if (start >= input->base && end <= input->end)
		return (struct span){pass->doc->bytes.at + input->consumed + pass->withheld +
					     (size_t)(start - input->base),
				     length};
	return (struct span){arena_copy(&pass->doc->arena, (const char *)start, length), length};
}

static void read_attributes(struct pass *pass, int count, const xmlChar **attributes)
{
	struct fill *fill = &pass->fill;
	memset(fill->values, 0, sizeof fill->values);
	fill->editorial = false;
	for (int i = 0; i < count; i++, attributes += 5) {
		if (attributes[1]) { /* of another namespace */
			fill->editorial |= attributes[0] == pass->editorial_name;
			continue;
		}
		for (int a = 0; a < AT_COUNT; a++) {
			if (attributes[0] != pass->attributes[a])
				continue;
			fill->values[a] = value_span(pass, attributes[3], attributes[4]);
			break;
		}
	}
}

/* ---- SAX callbacks */

/* Where an element ends whose start tag has just been parsed, and where it began: the parser stands
 * before its ">" or "/>", and no raw "<" can stand in an attribute. */
static uint32_t tag_range(const struct pass *pass, uint32_t *start)
{
	uint32_t at = offset(pass);
	const char *bytes = pass->doc->bytes.at;
	const char *tag = memrchr(bytes, '<', at);
	*start = tag ? (uint32_t)(tag - bytes) : 0;
	return bytes[at] == '/' ? at + 2 : at + 1;
}

static void check_root(struct pass *pass, const xmlChar *name, const xmlChar *uri)
{
	const xmlChar *encoding = pass->parser->encoding;
	struct place place = {.file = pass->doc->file, .line = 1};
	if (encoding && xmlStrcasecmp(encoding, BAD_CAST "utf-8") &&
	    xmlStrcasecmp(encoding, BAD_CAST "us-ascii"))
		fail(pass, DIAG_XML001, place, "the file is not in UTF-8; convert it first");
	else if (strcmp((const char *)name, "akomaNtoso") || uri != pass->akn)
		fail(pass, DIAG_XML002, place,
		     "not an Akoma Ntoso 3.0 document: the root is to be akomaNtoso in the "
		     "namespace " AKN_NAMESPACE);
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int namespace_count, const xmlChar **namespaces, int count, int defaulted,
		     const xmlChar **attributes)
{
	(void)namespaces, (void)defaulted;
	struct pass *pass = user;
	struct doc *doc = pass->doc;
	if (pass->failed)
		return;
	if (pass->fill.depth == 0)
		check_root(pass, name, uri);
	if (pass->fill.depth >= DEPTH_LIMIT)
		fail(pass, DIAG_XML001, here(pass), "elements are nested too deeply");
	if (pass->failed)
		return;
	uint32_t start, open = tag_range(pass, &start);
	pass->told = open;
	if (pass->fill.depth == 0)
		doc->root = span_sub(doc->bytes, start, open);
	else if (namespace_count)
		doc->declares_inside = true;
	read_attributes(pass, count, attributes);
	struct span local = {doc->bytes.at + start + 1, xmlStrlen(name)};
	if (prefix)
		local.at += xmlStrlen(prefix) + 1;
	fill_start(&pass->fill, element_of(pass, name, uri), local, (const char *)uri, start, open);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)name, (void)prefix, (void)uri;
	struct pass *pass = user;
	if (pass->failed || !pass->fill.depth)
		return;
	struct span bytes = pass->doc->bytes;
	uint32_t end = offset(pass), close = end;
	pass->told = end;
	if (end != pass->fill.stack[pass->fill.depth - 1].open || bytes.at[end - 2] != '/') {
		const char *tag = memrchr(bytes.at, '<', end);
		close = tag ? (uint32_t)(tag - bytes.at) : end;
	}
	fill_end(&pass->fill, close, end);
}

static void on_text(void *user, const xmlChar *text, int length)
{
	struct pass *pass = user;
	fill_text(&pass->fill, (struct span){(const char *)text, (size_t)length});
}

static void on_cdata(void *user, const xmlChar *text, int length)
{
	struct pass *pass = user;
	pass->doc->has_cdata = true;
	on_text(user, text, length);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *data)
{
	(void)target, (void)data;
	struct pass *pass = user;
	fail(pass, DIAG_XML006, here(pass), "a processing instruction is not accepted");
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external,
		       const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	struct pass *pass = user;
	fail(pass, DIAG_XML006, here(pass), "a DOCTYPE is not accepted");
}

static void on_reference(void *user, const xmlChar *name)
{
	(void)name;
	struct pass *pass = user;
	fail(pass, DIAG_XML006, here(pass), "an entity is not accepted");
}

static void on_error(void *user, xmlErrorPtr error)
{
	struct pass *pass = user;
	if (error->level < XML_ERR_ERROR || pass->failed)
		return;
	struct span message = span_trim(span_of(error->message));
	struct place place = {.file = pass->doc->file, .line = (unsigned)error->line};
	place.column = error->int2 > 0 ? (unsigned)error->int2 : 0;
	place.end_column = place.column;
	diag_add(pass->diags, DIAG_XML001, place, "not well-formed: %.*s", SPAN_ARGS(message));
	pass->failed = true;
}

static void give(struct pass *pass, size_t from, size_t to)
{
	struct span bytes = pass->doc->bytes;
	struct sweep sweep = doc_sweep(pass->doc);
	for (size_t at = from; at < to && !pass->failed; at += PARSE_CHUNK) {
		sweep_to(&sweep, at);
		size_t rest = to - at;
		int chunk = (int)(rest < PARSE_CHUNK ? rest : PARSE_CHUNK);
		const char *nul = memchr(bytes.at + at, '\0', (size_t)chunk);
		if (nul)
			fail(pass, DIAG_XML001,
			     doc_place(pass->doc, (uint32_t)(nul - bytes.at),
				       (uint32_t)(nul - bytes.at)),
			     "a NUL byte: the file is no text in UTF-8");
		else if (xmlParseChunk(pass->parser, bytes.at + at, chunk, 0) && !pass->failed)
			fail(pass, DIAG_XML001, (struct place){.file = pass->doc->file},
			     "not well-formed");
	}
}

static void give_end(struct pass *pass)
{
	if (!pass->failed && xmlParseChunk(pass->parser, NULL, 0, 1) && !pass->failed)
		fail(pass, DIAG_XML001, (struct place){.file = pass->doc->file}, "not well-formed");
}

/* May the tables of a provision be taken here from another document? All before the byte must be
 * told, nothing around it may make it mean something else, and names must mean the same. */
static bool may_take(const struct pass *pass, const struct doc *base, size_t at)
{
	const struct doc *doc = pass->doc;
	struct span between = span_sub(doc->bytes, pass->told, at);
	return !pass->failed && fill_is_plain(&pass->fill) && !base->declares_inside &&
	       !doc->declares_inside && span_equal(doc->root, base->root) &&
	       !span_trim(between).length;
}

/* Gives the parser what the base does not have. */
static void give_beside(struct pass *pass, const struct doc *base)
{
	struct beside beside = {.base = base, .doc = pass->doc};
	struct span bytes = pass->doc->bytes;
	struct sweep sweep = doc_sweep(pass->doc), base_sweep = doc_sweep(base);
	size_t given = 0, at = 0, next;
	beside_begin(&beside);
	while (at < bytes.length && !pass->failed) {
		sweep_to(&sweep, at);
		const char *tag = memchr(bytes.at + at + 1, '<', bytes.length - at - 1);
		next = tag ? (size_t)(tag - bytes.at) : bytes.length;
		uint32_t found = beside_find(&beside, at, next);
		if (found != DOC_NONE || next - given >= PARSE_CHUNK) {
			give(pass, given, at);
			given = at;
		}
		if (found != DOC_NONE && may_take(pass, base, at) &&
		    beside_take(&beside, found, at, pass->fill.provision)) {
			const struct provision *p = &base->provisions[found];
			given = next = at + (p->end - p->start);
			pass->withheld += p->end - p->start;
			pass->told = (uint32_t)given;
			sweep_to(&base_sweep, p->end);
		}
		at = next;
	}
	give(pass, given, bytes.length);
}

/* Text of two or four bytes a character would be read, but its offsets are not those of our bytes.
 * Without a mark at its head it has a NUL beside the first "<". A declared encoding is met at the
 * root. */
static bool is_wide(struct span bytes)
{
	return span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF") ||
	       memchr(bytes.at, '\0', bytes.length < 4 ? bytes.length : 4);
}

static void pass_begin(struct pass *pass, struct doc *doc, struct diags *diags)
{
	xmlSAXHandler handler = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_cdata,
		.processingInstruction = on_instruction,
		.internalSubset = on_doctype,
		.reference = on_reference,
		.serror = on_error,
	};
	*pass = (struct pass){.doc = doc, .diags = diags};
	fill_begin(&pass->fill, doc);
	pass->parser = xmlCreatePushParserCtxt(&handler, pass, NULL, 0, NULL);
	xmlCtxtUseOptions(pass->parser, XML_PARSE_HUGE | XML_PARSE_NONET);
	intern_names(pass);
}

static int pass_end(struct pass *pass)
{
	give_end(pass);
	xmlFreeParserCtxt(pass->parser);
	fill_release(&pass->fill);
	if (!pass->failed && !pass->doc->body_end) {
		diag_add(pass->diags, DIAG_XML002,
			 (struct place){.file = pass->doc->file, .line = 1},
			 "the document has no body");
		pass->failed = true;
	}
	return pass->failed ? -1 : 0;
}

/* Tables that grow are copied; room that nothing is written to costs nothing. */
static void make_room(struct doc *doc)
{
	enum { PROVISION = 256, BLOCK = 128, INLINE = 512 }; /* bytes of a text that has many */
	size_t length = doc->bytes.length;
	MEM_ROOM_FOR(doc->provisions, 0, doc->provision_capacity, length / PROVISION);
	MEM_ROOM_FOR(doc->blocks, 0, doc->block_capacity, length / BLOCK);
	MEM_ROOM_FOR(doc->inlines, 0, doc->inline_capacity, length / INLINE);
}

int xml_fill(struct doc *doc, struct diags *diags)
{
	if (is_wide(doc->bytes)) {
		diag_add(diags, DIAG_XML001, (struct place){.file = doc->file, .line = 1},
			 "the file is not in UTF-8; convert it first");
		return -1;
	}
	struct pass pass;
	make_room(doc);
	pass_begin(&pass, doc, diags);
	give(&pass, 0, doc->bytes.length);
	return pass_end(&pass);
}

static void empty_tables(struct doc *doc)
{
	doc->same_count = 0;
	doc->provision_count = doc->block_count = doc->inline_count = doc->meta_count = 0;
	doc->facts = (struct doc_facts){0};
	doc->root = (struct span){0};
	doc->meta_start = doc->meta_end = doc->body_start = doc->body_end = 0;
	doc->has_cdata = doc->declares_inside = false;
}

int xml_fill_beside(struct doc *doc, const struct doc *base)
{
	struct diags unsaid = {0};
	struct pass pass;
	if (is_wide(doc->bytes))
		return -1;
	pass_begin(&pass, doc, &unsaid);
	give_beside(&pass, base);
	int result = pass_end(&pass);
	diags_release(&unsaid);
	if (result)
		empty_tables(doc);
	return result;
}

struct _xmlDoc *xml_tree(const struct doc *doc)
{
	return xmlReadMemory(doc->bytes.at, (int)doc->bytes.length, doc->file, "UTF-8",
			     XML_PARSE_HUGE | XML_PARSE_NONET | XML_PARSE_BIG_LINES |
				     XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

static void on_stray_error(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

void xml_begin(void)
{
	xmlInitParser();
}

void xml_begin_thread(void)
{
	enum { STATE = 4096 }; /* more than its state; without it that would not end well */
	free(mem_realloc(NULL, STATE));
#if LIBXML_VERSION >= 21200
	if (xmlCheckThreadLocalStorage())
		mem_none_left();
#else
	if (!xmlIsMainThread() && !xmlGetGlobalState())
		mem_none_left();
#endif
}

void xml_stay_local(void)
{
	xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
	xmlSetStructuredErrorFunc(NULL, on_stray_error);
}
