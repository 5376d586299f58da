/* Documents: making one from bytes, finding one's way in its tables, places and pins. */
#include "doc/doc.h"

#include "doc/eids.h"
#include "doc/tags.h"
#include "doc/xml.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	enum element_role role;
} elements[] = {
#define ELEMENT(id, name, role) {name, role},
#include "doc/elements.def"
#undef ELEMENT
};

enum element_role element_role(enum element element)
{
	return elements[element].role;
}

const char *element_name(enum element element)
{
	return elements[element].name;
}

/* ---- reading */

void doc_begin(void)
{
	xml_begin();
}

static struct doc *doc_new(const char *file, struct buf *bytes)
{
	static atomic_uint_fast64_t last;
	struct doc *doc = mem_alloc(sizeof *doc);
	doc->serial = ++last;
	doc->file = arena_string(&doc->arena, file);
	doc->hashes = arena_alloc(&doc->arena, sizeof *doc->hashes);
	doc->storage = *bytes;
	*bytes = (struct buf){0};
	buf_string(&doc->storage); /* NUL behind the last byte: what looks one ahead stays inside */
	doc->bytes = buf_as_span(&doc->storage);
	return doc;
}

static void *cut_room(void *items, size_t count, size_t *capacity, size_t size)
{
	if (!count || count == *capacity)
		return items;
	*capacity = count;
	return mem_realloc(items, count * size);
}

/* Tables grow by half and do not grow any more: a large one keeps large pages that it never used.
 */
static void cut_tables(struct doc *doc)
{
	doc->provisions = cut_room(doc->provisions, doc->provision_count, &doc->provision_capacity,
				   sizeof *doc->provisions);
	doc->blocks =
		cut_room(doc->blocks, doc->block_count, &doc->block_capacity, sizeof *doc->blocks);
	doc->inlines = cut_room(doc->inlines, doc->inline_count, &doc->inline_capacity,
				sizeof *doc->inlines);
}

/* What is wrong, or has no quicker way, is read whole: a pass over all of it says what it is. */
static struct doc *doc_filled(struct doc *doc, bool filled, struct diags *diags)
{
	if (!filled && xml_fill(doc, diags)) {
		doc_free(doc);
		return NULL;
	}
	cut_tables(doc);
	eids_index(doc);
	return doc;
}

struct doc *doc_read_beside(const struct doc *base, const char *file, struct buf *bytes,
			    struct diags *diags)
{
	struct doc *doc = doc_new(file, bytes);
	return doc_filled(doc, base && !xml_fill_beside(doc, base), diags);
}

struct doc *doc_of_text(const char *file, struct buf *text)
{
	struct doc *doc = doc_new(file, text);
	doc->untagged = true;
	return doc;
}

struct doc *doc_read(const char *file, struct buf *bytes, struct diags *diags)
{
	return doc_read_beside(NULL, file, bytes, diags);
}

struct doc *doc_load(const char *file, struct diags *diags)
{
	struct buf bytes = {0};
	if (file_read(file, &bytes) < 0) {
		diag_add(diags, DIAG_XML001, (struct place){.file = file}, "cannot be read: %s",
			 strerror(errno));
		return NULL;
	}
	return doc_read(file, &bytes, diags);
}

void doc_free(struct doc *doc)
{
	if (!doc)
		return;
	doc_hashes_drop(doc);
	arena_release(&doc->arena);
	buf_release(&doc->storage);
	free(doc->provisions);
	free(doc->blocks);
	free(doc->inlines);
	free(doc->metas);
	free(doc->same);
	free(doc->by_eid);
	free(doc);
}

/* ---- finding */

uint32_t doc_provision_at(const struct doc *doc, uint32_t byte)
{
	size_t low = FIRST_FROM(doc->provisions, doc->provision_count, start, (size_t)byte + 1);
	uint32_t at = low ? (uint32_t)low - 1 : DOC_NONE;
	while (at != DOC_NONE && doc->provisions[at].end <= byte)
		at = doc->provisions[at].parent;
	return at;
}

uint32_t doc_provision_from(const struct doc *doc, size_t byte)
{
	return (uint32_t)FIRST_FROM(doc->provisions, doc->provision_count, start, byte);
}

uint32_t doc_inline_from(const struct doc *doc, uint32_t low, uint32_t high, uint32_t byte)
{
	return low + (uint32_t)FIRST_FROM(doc->inlines + low, high - low, start, byte);
}

static bool nested_quote(const struct doc *doc, uint32_t parent, uint32_t child)
{
	return (doc->provisions[child].flags & PROVISION_QUOTED) &&
	       (parent == DOC_NONE || !(doc->provisions[parent].flags & PROVISION_QUOTED));
}

uint32_t provision_first_child(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	for (uint32_t i = provision + 1; i < p->after; i = doc->provisions[i].after)
		if (!nested_quote(doc, provision, i))
			return i;
	return DOC_NONE;
}

uint32_t provision_next(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t limit = p->parent == DOC_NONE ? (uint32_t)doc->provision_count
					       : doc->provisions[p->parent].after;
	for (uint32_t i = p->after; i < limit; i = doc->provisions[i].after)
		if (doc->provisions[i].parent == p->parent &&
		    (doc->provisions[i].flags & PROVISION_QUOTED) == (p->flags & PROVISION_QUOTED))
			return i;
	return DOC_NONE;
}

uint32_t provision_previous(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t i = provision;
	while (i-- > 0 && i != p->parent) {
		while (i != DOC_NONE && i != p->parent && doc->provisions[i].parent != p->parent)
			i = doc->provisions[i].parent;
		if (i == DOC_NONE || i == p->parent)
			return DOC_NONE;
		if ((doc->provisions[i].flags & PROVISION_QUOTED) == (p->flags & PROVISION_QUOTED))
			return i;
	}
	return DOC_NONE;
}

uint32_t doc_first(const struct doc *doc)
{
	for (uint32_t i = 0; i < doc->provision_count; i++)
		if (!(doc->provisions[i].flags & PROVISION_QUOTED))
			return i;
	return DOC_NONE;
}

uint32_t provision_next_block(const struct doc *doc, uint32_t provision, uint32_t block)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t i = block == DOC_NONE ? p->block : block + 1;
	while (i < p->block_after && doc->blocks[i].provision != provision) {
		uint32_t owner = doc->blocks[i].provision;
		while (owner != DOC_NONE && doc->provisions[owner].parent != provision &&
		       doc->provisions[owner].parent != DOC_NONE)
			owner = doc->provisions[owner].parent;
		i = owner != DOC_NONE && doc->provisions[owner].block_after > i
			    ? doc->provisions[owner].block_after
			    : i + 1;
	}
	return i < p->block_after ? i : DOC_NONE;
}

static struct span block_trimmed(const struct doc *doc, uint32_t block)
{
	return block == DOC_NONE ? (struct span){"", 0} : span_trim(doc->blocks[block].text);
}

struct span provision_num(const struct doc *doc, uint32_t provision)
{
	return block_trimmed(doc, doc->provisions[provision].num);
}

struct span provision_heading(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	return block_trimmed(doc, p->element == EL_CROSS_HEADING ? p->block : p->heading);
}

uint32_t provision_crossheading(const struct doc *doc, uint32_t provision)
{
	uint32_t parent = doc->provisions[provision].parent;
	if (parent != DOC_NONE && doc->provisions[parent].flags & PROVISION_CROSSHEADING)
		return parent;
	for (uint32_t i = provision_previous(doc, provision); i != DOC_NONE;
	     i = provision_previous(doc, i))
		if (doc->provisions[i].element == EL_CROSS_HEADING)
			return i;
	return DOC_NONE;
}

uint32_t provision_crossheading_over(const struct doc *doc, uint32_t provision)
{
	uint32_t before = provision_previous(doc, provision);
	uint32_t over = provision_crossheading(doc, provision);
	return over == before || before == DOC_NONE ? over : DOC_NONE;
}

struct span doc_attribute(const struct doc *doc, uint32_t start, const char *name)
{
	size_t at = start;
	struct tag tag;
	if (!tag_next(doc->bytes, &at, &tag))
		return (struct span){0};
	return tag_attribute(doc->bytes, &tag, name);
}

uint32_t doc_meta(const struct doc *doc, uint32_t parent, const char *name, uint32_t from)
{
	uint32_t end = parent == DOC_NONE ? doc->meta_end : doc->metas[parent].end;
	uint32_t i = parent != DOC_NONE && from <= parent ? parent + 1 : from;
	for (; i < doc->meta_count && doc->metas[i].start < end; i++)
		if (doc->metas[i].parent == parent && span_is(doc->metas[i].name, name))
			return i;
	return DOC_NONE;
}

/* ---- places */

unsigned doc_line(const struct doc *doc, uint32_t byte)
{
	return place_of(doc->file, doc->bytes, byte, byte).line;
}

struct place doc_place(const struct doc *doc, uint32_t start, uint32_t end)
{
	return place_of(doc->file, doc->bytes, start, end);
}

struct place block_place(const struct doc *doc, uint32_t block, size_t start, size_t end)
{
	uint32_t from = block_byte(doc, block, start, true);
	uint32_t to = end > start ? block_byte(doc, block, end, false) : from;
	return doc_place(doc, from, to);
}

/* Length of the decoded character data at the head of raw, which starts with '&' or not. */
static size_t raw_step(struct span raw, size_t at, size_t *decoded)
{
	*decoded = 1;
	if (raw.at[at] != '&')
		return raw.at[at] == '\r' && at + 1 < raw.length && raw.at[at + 1] == '\n' ? 2 : 1;
	const char *stop = memchr(raw.at + at, ';', raw.length - at);
	size_t length = stop ? (size_t)(stop - raw.at) + 1 - at : 1;
	struct buf text = {0};
	tag_decode(span_sub(raw, at, at + length), &text);
	*decoded = text.length;
	buf_release(&text);
	return length;
}

/* An element inside a block whose text is not the block's: a note, or a provision in a quotation.
 * Where it ends, or 0. */
static uint32_t foreign_end(const struct doc *doc, const struct block *block, uint32_t start)
{
	uint32_t low = doc_inline_from(doc, block->inline_first, block->inline_after, start);
	const struct inl *inl = &doc->inlines[low];
	if (low < block->inline_after && inl->start == start && inl->element == EL_AUTHORIAL_NOTE)
		return inl->end;
	uint32_t provision = doc_provision_at(doc, start);
	if (provision != DOC_NONE && doc->provisions[provision].start == start)
		return doc->provisions[provision].end;
	return 0;
}

uint32_t block_inline_before(const struct doc *doc, uint32_t block, size_t text_offset)
{
	const struct block *b = &doc->blocks[block];
	uint32_t low = b->inline_first, high = b->inline_after, best = DOC_NONE;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2, own = middle;
		while (own > low && doc->inlines[own].block != block)
			own--; /* of a note, whose text is its own */
		if (doc->inlines[own].block != block) {
			low = middle + 1;
		} else if (doc->inlines[own].text_start < text_offset) {
			best = own;
			low = middle + 1;
		} else {
			high = own;
		}
	}
	return best;
}

/* A byte of the block from which the text offset can be looked for, as near as the inlines tell,
 * and how much text is before it. */
static size_t byte_near(const struct doc *doc, uint32_t block, size_t text_offset, size_t *done)
{
	uint32_t near = block_inline_before(doc, block, text_offset);
	*done = 0;
	if (near == DOC_NONE)
		return doc->blocks[block].open;
	const struct inl *inl = &doc->inlines[near];
	bool behind = inl->text_end < text_offset;
	*done = behind ? inl->text_end : inl->text_start;
	return behind ? inl->end : inl->open;
}

uint32_t block_byte(const struct doc *doc, uint32_t block, size_t text_offset, bool after)
{
	const struct block *b = &doc->blocks[block];
	if (b->text.at == doc->bytes.at + b->open)
		return b->open + (uint32_t)text_offset;
	size_t done, at = byte_near(doc, block, text_offset, &done);
	struct tag tag;
	struct span bytes = span_sub(doc->bytes, 0, b->close);
	while (done <= text_offset && at < b->close) {
		if (done == text_offset && !after)
			return (uint32_t)at;
		size_t piece = at;
		if (!tag_next(bytes, &at, &tag))
			break;
		if (tag.kind == TAG_OPEN) {
			uint32_t end = foreign_end(doc, b, (uint32_t)piece);
			if (end)
				at = end;
		}
		if (tag.kind == TAG_CDATA) {
			size_t length = tag.end - tag.start - 12;
			if (text_offset < done + length)
				return (uint32_t)(tag.start + 9 + text_offset - done);
			done += length;
		}
		if (tag.kind != TAG_TEXT)
			continue;
		while (piece < tag.end) {
			if (done >= text_offset)
				return (uint32_t)piece;
			size_t decoded;
			piece += raw_step(bytes, piece, &decoded);
			done += decoded;
		}
	}
	return b->close;
}

size_t block_text_before(const struct doc *doc, uint32_t block, uint32_t byte)
{
	return block_text_between(doc, block, doc->blocks[block].open, byte);
}

size_t block_text_between(const struct doc *doc, uint32_t block, uint32_t from, uint32_t byte)
{
	const struct block *b = &doc->blocks[block];
	struct span bytes = span_sub(doc->bytes, 0, b->close);
	struct tag tag;
	size_t done = 0, decoded;
	for (size_t at = from; at < byte;) {
		size_t piece = at;
		if (!tag_next(bytes, &at, &tag))
			break;
		uint32_t end = tag.kind == TAG_OPEN ? foreign_end(doc, b, (uint32_t)piece) : 0;
		if (end)
			at = end;
		for (; tag.kind == TAG_TEXT && piece < tag.end && piece < byte; done += decoded)
			piece += raw_step(bytes, piece, &decoded);
		if (tag.kind == TAG_CDATA && byte > tag.start + 9) {
			size_t inside = byte - tag.start - 9, length = tag.end - tag.start - 12;
			done += inside < length ? inside : length;
		}
	}
	return done;
}

/* ---- pins */

static void pin_line(struct buf *out, uint32_t depth, char kind, struct span text)
{
	size_t mark = out->length;
	buf_printf(out, "%u%c ", depth, kind);
	size_t start = out->length;
	text = span_trim(text);
	for (const char *at = text.at, *end = text.at + text.length; at < end;) {
		const char *from = at;
		if (!utf8_is_space(utf8_next(&at, end)))
			buf_add(out, from, (size_t)(at - from));
		else if (out->length > start && out->at[out->length - 1] != ' ')
			buf_char(out, ' ');
	}
	if (out->length > start && out->at[out->length - 1] == ' ')
		buf_cut(out, out->length - 1);
	if (out->length == start)
		buf_cut(out, mark);
	else
		buf_char(out, '\n');
}

static char pin_kind(enum block_part part)
{
	switch (part) {
	case PART_NUM:
		return 'n';
	case PART_HEADING:
		return 'h';
	case PART_CROSSHEADING:
		return 'x';
	default:
		return 't';
	}
}

/* The text of a block as it was before: of a redline's words only those not inserted. */
static struct span text_before(const struct doc *doc, const struct block *block,
			       struct buf *scratch)
{
	bool marked = false;
	for (uint32_t i = block->inline_first; i < block->inline_after; i++)
		marked |= doc->inlines[i].element == EL_INS &&
			  doc_attribute(doc, doc->inlines[i].start, "lp:change").at;
	if (!marked)
		return block->text;
	buf_cut(scratch, 0);
	size_t at = 0;
	for (uint32_t i = block->inline_first; i < block->inline_after; i++) {
		const struct inl *inl = &doc->inlines[i];
		if (inl->element != EL_INS || inl->text_start < at)
			continue;
		buf_span(scratch, span_sub(block->text, at, inl->text_start));
		at = inl->text_end;
	}
	buf_span(scratch, span_sub(block->text, at, block->text.length));
	return buf_as_span(scratch);
}

static bool pinned(const struct doc *doc, const struct block *block, uint32_t root,
		   const char *part)
{
	if (block->part == PART_NOTE || (block->flags & BLOCK_INSERTED))
		return false;
	if (block->provision != DOC_NONE &&
	    doc->provisions[block->provision].flags & PROVISION_INSERTED)
		return false;
	if (!*part)
		return true;
	enum block_part wanted = !strcmp(part, "intro") ? PART_INTRO : PART_WRAPUP;
	return block->provision == root && block->part == wanted;
}

void doc_pin_text(const struct doc *doc, uint32_t provision, const char *part, struct buf *out)
{
	const struct provision *root = &doc->provisions[provision];
	struct buf scratch = {0};
	for (uint32_t i = root->block; i < root->block_after; i++) {
		const struct block *block = &doc->blocks[i];
		if (!pinned(doc, block, provision, part))
			continue;
		uint32_t depth = block->provision == DOC_NONE || block->provision < provision
					 ? 0
					 : doc->provisions[block->provision].depth - root->depth;
		pin_line(out, depth, pin_kind(block->part), text_before(doc, block, &scratch));
	}
	buf_release(&scratch);
}

void doc_pin(const struct doc *doc, uint32_t provision, const char *part, char out[SHA256_HEX])
{
	struct buf text = {0};
	doc_pin_text(doc, provision, part, &text);
	sha256_hex(buf_as_span(&text), out);
	buf_release(&text);
}
