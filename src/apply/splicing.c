/* One change of the text of a block -> one splice of bytes: tags inside it whose other half is
 * outside stay, and references in it are written anew. */
#include "apply/plan.h"

#include "doc/piece.h"
#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

/* A reference (or a heading cited after it) that a change touches is written anew as a whole: its
 * words and its target must agree. */
static bool is_reference(enum element element)
{
	return element == EL_REF || element == EL_RREF;
}

/* Going back from the end of the range: once an inline starts at or before it, only what encloses
 * that one can reach in. */
void widen_to_references(const struct doc *doc, uint32_t block, size_t *start, size_t *end,
			 uint32_t *from, uint32_t *to)
{
	size_t first = *start, last = *end > *start ? *end : *start;
	for (uint32_t i = block_inline_before(doc, block, last); i != DOC_NONE;) {
		const struct inl *inl = &doc->inlines[i];
		bool own = inl->block == block;
		if (own && is_reference(inl->element) && inl->text_end > first) {
			if (inl->text_start <= *start) {
				*start = inl->text_start;
				*from = inl->start;
			}
			if (inl->text_end >= *end) {
				*end = inl->text_end;
				*to = inl->end;
			}
		}
		if (own && inl->text_start <= first)
			i = inl->parent;
		else
			i = i > doc->blocks[block].inline_first ? i - 1 : DOC_NONE;
	}
}

/* Where the note ends whose start tag this is. */
static size_t note_end(struct span bytes, const struct tag *note)
{
	struct tag tag;
	for (size_t at = note->end; tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_CLOSE && span_equal(tag.name, note->name))
			return tag.end;
	return bytes.length;
}

/* Tags inside the range whose other half is outside: they stay. Notes do too: their words are not
 * those that are changed. */
static void keep_halves(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out)
{
	struct span bytes = span_sub(doc->bytes, 0, to);
	struct tag tag;
	struct buf open = {0};
	size_t depth = 0, *starts = NULL, capacity = 0;
	for (size_t at = from; at < to && tag_next(bytes, &at, &tag);) {
		if (tag.kind == TAG_OPEN && span_ends(tag.name, "authorialNote")) {
			at = note_end(bytes, &tag);
			buf_span(out, span_sub(bytes, tag.start, at));
		} else if (tag.kind == TAG_OPEN) {
			MEM_ROOM(starts, depth, capacity);
			starts[depth++] = open.length;
			buf_span(&open, span_sub(bytes, tag.start, tag.end));
		} else if (tag.kind == TAG_CLOSE && depth) {
			buf_cut(&open, starts[--depth]);
		} else if (tag.kind == TAG_CLOSE) {
			buf_span(out, span_sub(bytes, tag.start, tag.end));
		}
	}
	buf_span(out, buf_as_span(&open));
	buf_release(&open);
	free(starts);
}

static uint32_t past_closing_tags(const struct doc *doc, uint32_t at, uint32_t limit)
{
	struct tag tag;
	size_t next = at;
	while (next < limit && tag_next(doc->bytes, &next, &tag) && tag.kind == TAG_CLOSE &&
	       tag.end <= limit)
		at = (uint32_t)tag.end;
	return at;
}

/* The CDATA section whose character data the byte is in or at the edge of; else empty. */
static struct span cdata_at(const struct doc *doc, const struct block *block, uint32_t byte)
{
	enum { OPENING = 9, CLOSING = 3 }; /* <![CDATA[ and ]]> */
	struct span bytes = span_sub(doc->bytes, 0, block->close);
	struct tag tag;
	if (!doc->has_cdata)
		return (struct span){0};
	for (size_t at = block->open; at <= byte && tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_CDATA && byte >= tag.start + OPENING &&
		    byte <= tag.end - CLOSING)
			return span_sub(bytes, tag.start, tag.end);
	return (struct span){0};
}

/* Where text[start, end) of a block stands in the file. */
void range_of_text(const struct doc *doc, uint32_t block, size_t start, size_t end, uint32_t *from,
		   uint32_t *to)
{
	const struct block *b = &doc->blocks[block];
	if (start < end) {
		*from = block_byte(doc, block, start, true);
		*to = block_byte(doc, block, end, false);
		return;
	}
	*from = block_byte(doc, block, start, false);
	if (!cdata_at(doc, b, *from).length)
		*from = past_closing_tags(doc, *from, b->close);
	*to = *from;
}

void splice_text(struct plan *plan, struct splices *splices, const struct doc *doc, uint32_t block,
		 size_t start, size_t end, struct span words, unsigned change)
{
	const struct block *b = &doc->blocks[block];
	size_t wide_start = start, wide_end = end;
	uint32_t from, to;
	range_of_text(doc, block, start, end, &from, &to);
	widen_to_references(doc, block, &wide_start, &wide_end, &from, &to);
	struct span cut = cdata_at(doc, b, from), reopened = cdata_at(doc, b, to);
	size_t closes, opens;
	if (from < to && !cut.length && !reopened.length)
		whole_elements(doc, b, &from, &to, &closes, &opens);
	struct buf text = {0}, out = {0};
	buf_span(&text, span_sub(b->text, wide_start, start));
	buf_span(&text, words);
	buf_span(&text, span_sub(b->text, end, wide_end));
	struct piece_style style = {.profile = plan->options->profile, .finder = plan->finder};
	struct buf work = {0};
	buf_span(&work, doc->facts.work);
	style.work = buf_string(&work);
	if (cut.length)
		buf_text(&out, "]]>");
	piece_write_text(&style, buf_as_span(&text), &out);
	uint32_t past_cut = cut.length ? (uint32_t)(cut.at + cut.length - doc->bytes.at) : from;
	if (past_cut < to)
		keep_halves(doc, past_cut, to, &out);
	if (reopened.length)
		buf_text(&out, "<![CDATA[");
	splice_add(splices, from, to, splices_keep(splices, &out), change);
	buf_release(&work);
	buf_release(&text);
}
