/* Archives that mean harm, each of one kind. What libzip would not write is patched into its bytes.
 */
#include "docx.h"

#include <stdlib.h>
#include <string.h>

#define BODY "<w:p><w:r><w:t>G1.1</w:t></w:r></w:p>"

static bool plain(struct buf *out)
{
	return docx_document(&(struct docx_parts){.body = SPAN(BODY)}, out);
}

/* A document whose body is one pattern, often. */
static bool repeated(const char *text, size_t count, const char *after, struct buf *out)
{
	struct buf body = {0};
	for (size_t i = 0; i < count; i++)
		buf_text(&body, text);
	for (size_t i = 0; i < count && *after; i++)
		buf_text(&body, after);
	bool good = docx_document(&(struct docx_parts){.body = buf_as_span(&body)}, out);
	buf_release(&body);
	return good;
}

static bool bomb(struct buf *out)
{
	return repeated("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 3 << 20,
			"", out);
}

static bool long_text(struct buf *out)
{
	struct buf body = {0};
	buf_text(&body, "<w:p><w:r><w:t>");
	buf_repeat(&body, 'a', 60 << 20);
	buf_text(&body, "</w:t></w:r></w:p>");
	bool good = docx_document(&(struct docx_parts){.body = buf_as_span(&body)}, out);
	buf_release(&body);
	return good;
}

static bool nested(struct buf *out)
{
	return repeated("<w:sdt>", 10000, "</w:sdt>", out);
}

static bool nested_tables(struct buf *out)
{
	return repeated("<w:tbl><w:tr><w:tc>", 10000, "</w:tc></w:tr></w:tbl>", out);
}

/* The document part is written by hand, so that it may begin with anything. */
static bool with_document(const char *document, struct buf *out)
{
	static const char types[] =
		"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
		"<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd."
		"openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
	static const char root[] =
		"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
		"relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats."
		"org/officeDocument/2006/relationships/officeDocument\" Target=\"word/"
		"document.xml\"/></Relationships>";
	const struct word_part parts[] = {{"[Content_Types].xml", SPAN(types)},
					  {"_rels/.rels", SPAN(root)},
					  {"word/document.xml", span_of(document)}};
	return word_pack(parts, 3, out);
}

static bool doctype(struct buf *out)
{
	return with_document("<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
			     "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:document xmlns:w=\"" DOCX_W
			     "\"><w:body>" BODY "</w:body></w:document>",
			     out);
}

static bool external_entity(struct buf *out)
{
	return with_document(
		"<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><w:document xmlns:w=\"" DOCX_W
		"\"><w:body>" BODY "</w:body></w:document>",
		out);
}

static bool malformed(struct buf *out)
{
	return with_document("<w:document xmlns:w=\"" DOCX_W "\"><w:body>" BODY, out);
}

static bool paragraph_in_paragraph(struct buf *out)
{
	return with_document("<w:document xmlns:w=\"" DOCX_W "\"><w:body><w:p>" BODY
			     "</w:p></w:body></w:document>",
			     out);
}

static bool truncated(struct buf *out)
{
	bool good = plain(out);
	buf_cut(out, out->length / 2);
	return good;
}

static bool not_word(struct buf *out)
{
	const struct word_part parts[] = {{"readme.txt", SPAN("nothing")}};
	return word_pack(parts, 1, out);
}

static bool old_word(struct buf *out)
{
	buf_add(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
	buf_repeat(out, 0, 504);
	return true;
}

static bool many_parts(struct buf *out)
{
	enum { PARTS = 5000, NAME = 20 };
	struct word_part *parts = mem_alloc(PARTS * sizeof *parts);
	char *names = mem_alloc((size_t)PARTS * NAME);
	for (int i = 0; i < PARTS; i++) {
		snprintf(names + (ptrdiff_t)i * NAME, NAME, "p%d.xml", i);
		parts[i] = (struct word_part){names + (ptrdiff_t)i * NAME, SPAN("x")};
	}
	bool good = word_pack(parts, PARTS, out);
	free(parts);
	free(names);
	return good;
}

/* Every name in the archive that is `from` becomes `to`, which is as long. */
static bool renamed(const char *from, const char *to, struct buf *out)
{
	bool any = false;
	for (size_t at = 0; (at = span_find(buf_as_span(out), span_of(from), at)) != SIZE_MAX;
	     at++) {
		memcpy(out->at + at, to, strlen(to));
		any = true;
	}
	return any;
}

static bool climbing(struct buf *out)
{
	return plain(out) &&
	       renamed("word/_rels/document.xml.rels", "../../../../../etc/cron.d/xx", out);
}

static bool twice(struct buf *out)
{
	static const struct word_part parts[] = {{"[Content_Types].xml", {"<a/>", 4}},
						 {"word/document.xml", {"<a/>", 4}},
						 {"word/documenu.xml", {"<b/>", 4}}};
	return word_pack(parts, 3, out) && renamed("word/documenu.xml", "word/document.xml", out);
}

/* Every header, local and central, of a part; the field is little-endian. */
static void patch_headers(struct buf *out, size_t local, size_t central, uint32_t value,
			  size_t bytes)
{
	for (size_t at = 0; at + 46 < out->length; at++) {
		bool is_local = !memcmp(out->at + at, "PK\x03\x04", 4);
		bool is_central = !memcmp(out->at + at, "PK\x01\x02", 4);
		for (size_t i = 0; (is_local || is_central) && i < bytes; i++)
			out->at[at + (is_local ? local : central) + i] = (char)(value >> (8 * i));
	}
}

static bool encrypted(struct buf *out)
{
	bool good = plain(out);
	patch_headers(out, 6, 8, 1, 2);
	return good;
}

/* Says that a part is 1 GiB, or hardly anything. */
static bool large(struct buf *out)
{
	bool good = plain(out);
	patch_headers(out, 22, 24, 1U << 30, 4);
	return good;
}

static bool small(struct buf *out)
{
	bool good = bomb(out);
	patch_headers(out, 22, 24, 100, 4);
	return good;
}

static bool damaged(struct buf *out)
{
	bool good = plain(out);
	patch_headers(out, 14, 16, 0x12345678, 4);
	return good;
}

bool docx_hostile(const char *kind, struct buf *out)
{
	static const struct {
		const char *kind;
		bool (*make)(struct buf *out);
	} rows[] = {{"bomb", bomb},
		    {"climbing", climbing},
		    {"damaged", damaged},
		    {"doctype", doctype},
		    {"encrypted", encrypted},
		    {"external-entity", external_entity},
		    {"large", large},
		    {"long-text", long_text},
		    {"malformed", malformed},
		    {"many-parts", many_parts},
		    {"nested", nested},
		    {"nested-tables", nested_tables},
		    {"not-word", not_word},
		    {"old-word", old_word},
		    {"paragraph-in-paragraph", paragraph_in_paragraph},
		    {"small", small},
		    {"truncated", truncated},
		    {"twice", twice}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!strcmp(rows[i].kind, kind))
			return rows[i].make(out);
	return false;
}
