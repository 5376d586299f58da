/* The redline as AKN: marks on what changed, and the rest of the new document byte for byte.
 *
 * The result is proved before it is given: if rejecting it does not give the old body, the
 * provision where that fails is shown as removed and inserted whole, which always does. */
#include "render/akn.h"

#include <stdlib.h>
#include <string.h>

enum {
	ATTEMPTS = 24 /* provisions made coarse one by one; then all of the body is */
};

/* The walk over the items. */
struct assembly {
	struct akn *akn;
	uint32_t next;	   /* item of the new side that `next_start` belongs to */
	size_t next_start; /* where what follows begins in the new document */
	bool has_next;
	/* The paragraphs of the wrapper that is open: items [group, group_after). */
	uint32_t group, group_after;
	bool wrapped;	  /* they are directly in a wrapper */
	bool one_line;	  /* which stood on one line and is opened up */
	struct span line; /* white space before each of its paragraphs */
	size_t end;	  /* where its end tag is, and the white space that goes before that */
	struct span indent;
	uint32_t behind; /* item that `place` is before */
	size_t place;
};

/* ---- white space */

static struct span space_before(const struct doc *doc, size_t at)
{
	return span_sub(doc->bytes, back_over_space(doc->bytes, at), at);
}

/* ---- where removed text goes */

/* Where an item of the new side begins in the new document: a block in a wrapper with the wrapper.
 */
static size_t item_start(const struct akn *akn, const struct item *item)
{
	const struct doc *doc = akn->new_doc;
	if (item->kind == ITEM_OPEN)
		return doc->provisions[item->new_index].start;
	if (item->kind == ITEM_CLOSE)
		return doc->provisions[item->new_index].close;
	size_t wrapper = wrapper_start(doc, item->new_index);
	return wrapper == SIZE_MAX ? doc->blocks[item->new_index].start : wrapper;
}

/* Where the new document goes on behind item i: looked for once for a run of removed items. */
static size_t next_start(struct assembly *s, uint32_t i)
{
	const struct redline *r = s->akn->redline;
	if (s->has_next && i < s->next)
		return s->next_start;
	uint32_t k = i;
	while (k < r->item_count && r->items[k].mark == MARK_REMOVED)
		k = r->items[k].kind == ITEM_OPEN ? r->items[k].partner + 1 : k + 1;
	s->has_next = true;
	s->next = k;
	s->next_start =
		k < r->item_count ? item_start(s->akn, &r->items[k]) : body_close(s->akn->new_doc);
	return s->next_start;
}

static void insert_before(struct akn *akn, size_t at, const struct buf *text)
{
	size_t place = back_over_space(akn->new_doc->bytes, at);
	splice_add(&akn->splices, place, place, akn_keep(akn, text), 0);
}

/* Old bytes [start, end) with the white space before them, put before `at`. */
static void restore(struct akn *akn, size_t at, size_t start, size_t end, unsigned change)
{
	struct buf text = {0};
	buf_span(&text, space_before(akn->old_doc, start));
	put_back(akn, start, end, MARK_REMOVED, change, &text);
	insert_before(akn, at, &text);
	buf_release(&text);
}

/* ---- tags of the new document */

static void mark_inserted(struct akn *akn, size_t start, unsigned change)
{
	struct akn_attributes attributes = {0};
	attributes_mark(akn, &attributes, MARK_INSERTED, change);
	set_attributes(akn, start, &attributes);
}

/* For what changed without a number of its own. */
static unsigned any_change(const struct redline *r)
{
	return r->change_count ? r->changes[0].number : 1;
}

/* A change in a provision, for marks on the whole of it. */
static unsigned change_within(const struct redline *r, uint32_t open)
{
	for (uint32_t i = open; i <= r->items[open].partner; i++) {
		const struct item *item = &r->items[i];
		if (item->change || item->markup)
			return item->change ? item->change : item->markup;
		for (uint32_t k = item->run; item->kind == ITEM_BLOCK && k < item->run_after; k++)
			if (r->runs[k].change)
				return r->runs[k].change;
	}
	return any_change(r);
}

static struct span tag_bytes(const struct doc *doc, size_t start, size_t open)
{
	return span_sub(doc->bytes, start, open);
}

static void mark_provision(struct akn *akn, uint32_t i, unsigned above)
{
	const struct item *item = &akn->redline->items[i];
	const struct provision *a = &akn->old_doc->provisions[item->old_index];
	const struct provision *b = &akn->new_doc->provisions[item->new_index];
	struct span old_tag = tag_bytes(akn->old_doc, a->start, a->open);
	struct span new_tag = tag_bytes(akn->new_doc, b->start, b->open);
	if (!span_equal(old_tag, new_tag))
		mark_tag(akn, b->start, new_tag, old_tag,
			 above ? above : change_within(akn->redline, i));
}

/* ---- blocks */

/* The paragraphs of a note are marked with the block that the note is in. */
static bool is_note(const struct akn *akn, const struct item *item)
{
	return item_block(akn->redline, item)->part == PART_NOTE;
}

/* The removed or inserted one of two, or one that must be shown so. */
static bool is_whole(const struct akn *akn, uint32_t i)
{
	return akn->redline->items[i].mark != MARK_SAME || akn->blocks[i].kind == AKN_WHOLE;
}

static bool same_wrapper(const struct redline *r, const struct item *a, const struct item *b)
{
	if (b->kind != ITEM_BLOCK)
		return false;
	enum block_part part = item_block(r, b)->part;
	return part == PART_NOTE || part == item_block(r, a)->part;
}

/* Restores the wrapper of old paragraphs that has no counterpart. Its paragraphs are marked one by
 * one, for a wrapper can hold no mark. */
static void restore_wrapper(struct assembly *s, uint32_t first, uint32_t after)
{
	struct akn *akn = s->akn;
	const struct item *items = akn->redline->items;
	const struct doc *doc = akn->old_doc;
	size_t at = wrapper_start(doc, items[first].old_index);
	while (is_note(akn, &items[after - 1]))
		after--;
	size_t end = wrapper_close(doc, items[after - 1].old_index);
	struct buf text = {0};
	struct tag tag;
	buf_span(&text, space_before(doc, at));
	for (uint32_t i = first; i < after; i++) {
		const struct block *b = &doc->blocks[items[i].old_index];
		if (is_note(akn, &items[i]))
			continue;
		put_back(akn, at, b->start, MARK_SAME, 0, &text);
		put_back(akn, b->start, b->end, MARK_REMOVED, items[i].change, &text);
		at = b->end;
	}
	buf_span(&text, span_sub(doc->bytes, at, end));
	if (tag_next(doc->bytes, &end, &tag))
		buf_span(&text, span_sub(doc->bytes, tag.start, tag.end));
	insert_before(akn, next_start(s, first), &text);
	buf_release(&text);
}

/* How many paragraphs the wrapper will show, and which is the last of the new side. */
static size_t count_group(struct assembly *s, uint32_t first, uint32_t *last_new)
{
	const struct redline *r = s->akn->redline;
	size_t shown = 0;
	uint32_t i = first;
	*last_new = DOC_NONE;
	for (; i < r->item_count && same_wrapper(r, &r->items[first], &r->items[i]); i++) {
		if (is_note(s->akn, &r->items[i]))
			continue;
		shown += s->akn->blocks[i].kind == AKN_WHOLE ? 2 : 1;
		if (r->items[i].new_index != DOC_NONE)
			*last_new = i;
	}
	s->group = s->behind = first;
	s->group_after = i;
	return shown;
}

static bool has_whole(const struct assembly *s)
{
	for (uint32_t i = s->group; i < s->group_after; i++)
		if (!is_note(s->akn, &s->akn->redline->items[i]) && is_whole(s->akn, i))
			return true;
	return false;
}

/* A wrapper on one line is opened up when that is for its single paragraph; one that holds several
 * on a line is not laid out canonically and stays as it is. */
static bool opens_up(const struct assembly *s)
{
	const struct akn *akn = s->akn;
	size_t old_count = 0, new_count = 0;
	struct span line = {0};
	for (uint32_t i = s->group; i < s->group_after; i++) {
		const struct item *item = &akn->redline->items[i];
		if (is_note(akn, item))
			continue;
		new_count += item->new_index != DOC_NONE;
		if (item->old_index == DOC_NONE)
			continue;
		old_count++;
		line = space_before(akn->old_doc, akn->old_doc->blocks[item->old_index].start);
	}
	return new_count == 1 && (old_count < 2 || line.length);
}

/* Looks over the paragraphs of one wrapper. Returns true when all were dealt with. */
static bool open_group(struct assembly *s, uint32_t first)
{
	struct akn *akn = s->akn;
	const struct item *items = akn->redline->items;
	uint32_t last_new;
	size_t shown = count_group(s, first, &last_new);
	s->wrapped = s->one_line = false;
	if (!has_whole(s))
		return false;
	if (last_new == DOC_NONE) {
		if (wrapper_start(akn->old_doc, items[first].old_index) == SIZE_MAX)
			return false;
		restore_wrapper(s, first, s->group_after);
		return true;
	}
	const struct block *last = &akn->new_doc->blocks[items[last_new].new_index];
	size_t wrapper = wrapper_start(akn->new_doc, items[last_new].new_index);
	if (wrapper == SIZE_MAX)
		return false;
	s->wrapped = true;
	s->line = space_before(akn->new_doc, last->start);
	if (shown < 2 || s->line.length || !opens_up(s))
		return false;
	s->one_line = true;
	s->end = wrapper_close(akn->new_doc, items[last_new].new_index);
	s->indent = space_before(akn->new_doc, wrapper);
	s->line = span_of(arena_printf(&akn->splices.arena, "%.*s  ", SPAN_ARGS(s->indent)));
	return false;
}

/* Where the next paragraph of the new side stands, or the end tag of their wrapper. */
static size_t place_in_group(struct assembly *s, uint32_t i)
{
	const struct item *items = s->akn->redline->items;
	const struct doc *doc = s->akn->new_doc;
	if (i < s->behind)
		return s->place;
	uint32_t k = i;
	while (k < s->group_after && (items[k].new_index == DOC_NONE || is_note(s->akn, &items[k])))
		k++;
	s->behind = k;
	if (k < s->group_after)
		return s->place = doc->blocks[items[k].new_index].start;
	while (items[--k].new_index == DOC_NONE || is_note(s->akn, &items[k]))
		;
	return s->place = wrapper_close(doc, items[k].new_index);
}

static void restore_block(struct assembly *s, uint32_t i, unsigned change)
{
	struct akn *akn = s->akn;
	const struct block *b = &akn->old_doc->blocks[akn->redline->items[i].old_index];
	struct buf text = {0};
	if (i >= s->group_after || !s->wrapped) {
		const struct item *item = &akn->redline->items[i];
		size_t at = item->new_index == DOC_NONE
				    ? next_start(s, i)
				    : akn->new_doc->blocks[item->new_index].start;
		restore(akn, at, b->start, b->end, change);
		return;
	}
	buf_span(&text, s->line);
	put_back(akn, b->start, b->end, MARK_REMOVED, change, &text);
	insert_before(akn, place_in_group(s, i), &text);
	buf_release(&text);
}

static bool in_wrapper(const struct block *block)
{
	return block->part == PART_INTRO || block->part == PART_CONTENT ||
	       block->part == PART_WRAPUP;
}

static void mark_block_tag(struct akn *akn, const struct item *item)
{
	const struct block *a = &akn->old_doc->blocks[item->old_index];
	const struct block *b = &akn->new_doc->blocks[item->new_index];
	struct span old_tag = tag_bytes(akn->old_doc, a->start, a->open);
	struct span new_tag = tag_bytes(akn->new_doc, b->start, b->open);
	bool empties = (a->open == a->end) != (b->open == b->end);
	if (!empties && !span_equal(old_tag, new_tag))
		mark_tag(akn, b->start, new_tag, old_tag,
			 item->markup ? item->markup : any_change(akn->redline));
}

/* Returns the item to go on with. */
static uint32_t take_block(struct assembly *s, uint32_t i)
{
	struct akn *akn = s->akn;
	const struct item *item = &akn->redline->items[i];
	const struct akn_content *content = &akn->blocks[i];
	if (is_note(akn, item))
		return i + 1;
	if (i >= s->group_after && in_wrapper(item_block(akn->redline, item)) && open_group(s, i))
		return s->group_after;
	bool whole = is_whole(akn, i);
	unsigned change = content->kind == AKN_WHOLE ? content->change : item->change;
	if (whole && item->old_index != DOC_NONE)
		restore_block(s, i, change);
	if (item->new_index == DOC_NONE)
		return i + 1;
	const struct block *b = &akn->new_doc->blocks[item->new_index];
	if (s->one_line && i < s->group_after)
		splice_add(&akn->splices, b->start, b->start, s->line, 0);
	if (whole)
		mark_inserted(akn, b->start, change);
	else if (b->element != EL_CROSS_HEADING)
		mark_block_tag(akn, item);
	if (!whole && content->kind == AKN_INLINE)
		splice_add(&akn->splices, b->open, b->close, content->inner, 0);
	return i + 1;
}

/* ---- provisions */

static uint32_t take_coarse(struct assembly *s, uint32_t i)
{
	struct akn *akn = s->akn;
	const struct item *item = &akn->redline->items[i];
	const struct provision *a = &akn->old_doc->provisions[item->old_index];
	const struct provision *b = &akn->new_doc->provisions[item->new_index];
	unsigned change = change_within(akn->redline, i);
	restore(akn, b->start, a->start, a->end, change);
	mark_inserted(akn, b->start, change);
	return item->partner + 1;
}

/* Returns the item to go on with. *above: the renumbering of what is around it. */
static uint32_t take_open(struct assembly *s, uint32_t i, unsigned *above)
{
	struct akn *akn = s->akn;
	const struct item *item = &akn->redline->items[i];
	if (item->mark == MARK_REMOVED) {
		const struct provision *p = &akn->old_doc->provisions[item->old_index];
		restore(akn, next_start(s, i), p->start, p->end, item->change);
		return item->partner + 1;
	}
	if (item->mark == MARK_INSERTED) {
		mark_inserted(akn, akn->new_doc->provisions[item->new_index].start, item->change);
		return item->partner + 1;
	}
	if (akn->coarse[i])
		return take_coarse(s, i);
	if (item->change)
		*above = item->change;
	mark_provision(akn, i, *above);
	return i + 1;
}

static void close_group(struct assembly *s, uint32_t i)
{
	if (s->one_line && i == s->group_after) {
		splice_add(&s->akn->splices, s->end, s->end, s->indent, 0);
		s->one_line = false;
	}
}

static void assemble(struct akn *akn)
{
	const struct redline *r = akn->redline;
	struct assembly s = {.akn = akn};
	unsigned *above = NULL; /* renumbering at each depth */
	size_t capacity = 0;
	for (uint32_t i = 0; i < r->item_count;) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_BLOCK) {
			i = take_block(&s, i);
			close_group(&s, i);
			continue;
		}
		s.group_after = 0;
		s.wrapped = s.one_line = false;
		if (item->kind == ITEM_CLOSE) {
			i++;
			continue;
		}
		MEM_ROOM(above, item->depth + 1, capacity);
		above[item->depth] = item->depth ? above[item->depth - 1] : 0;
		i = take_open(&s, i, &above[item->depth]);
	}
	free(above);
}

/* ---- what blocks become */

static bool differs(const struct akn *akn, const struct item *item)
{
	const struct block *a = &akn->old_doc->blocks[item->old_index];
	const struct block *b = &akn->new_doc->blocks[item->new_index];
	return !span_equal(span_sub(akn->old_doc->bytes, a->open, a->close),
			   span_sub(akn->new_doc->bytes, b->open, b->close));
}

/* A number or heading that cannot be marked inside: there is but one of each in a provision. */
static bool must_be_coarse(const struct akn *akn, uint32_t i)
{
	const struct item *item = &akn->redline->items[i];
	enum block_part part = item_block(akn->redline, item)->part;
	return akn->blocks[i].kind == AKN_WHOLE &&
	       (part == PART_NUM || part == PART_HEADING || part == PART_CROSSHEADING);
}

/* The opening of the provision that is walked, and what was linked before it, at each depth. */
struct opening {
	uint32_t item;
	size_t links;
	unsigned parts; /* that its blocks have on either side, a bit for each */
};

static unsigned parts_of(const struct redline *r, const struct item *item)
{
	unsigned parts = 0;
	if (item->old_index != DOC_NONE)
		parts |= 1u << r->old_doc->blocks[item->old_index].part;
	if (item->new_index != DOC_NONE)
		parts |= 1u << r->new_doc->blocks[item->new_index].part;
	return parts;
}

/* Content, or words around items: no element can have both. */
static bool clash(unsigned parts)
{
	return parts & 1u << PART_CONTENT && parts & (1u << PART_INTRO | 1u << PART_WRAPUP);
}

static void mark_blocks(struct akn *akn)
{
	const struct redline *r = akn->redline;
	struct opening *openings = NULL;
	size_t capacity = 0;
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		akn->blocks[i] = (struct akn_content){.kind = AKN_SAME};
		if (item->kind == ITEM_OPEN) {
			MEM_ROOM(openings, item->depth + 1, capacity);
			openings[item->depth] = (struct opening){i, akn->link_count, 0};
			if (akn->coarse[i] || item->mark != MARK_SAME)
				i = item->partner;
		}
		if (item->kind != ITEM_BLOCK || is_note(akn, item))
			continue;
		if (item->depth)
			openings[item->depth - 1].parts |= parts_of(r, item);
		if (item->mark == MARK_SAME && differs(akn, item))
			akn->blocks[i] = akn_inline(akn, item);
		if (item->depth &&
		    (must_be_coarse(akn, i) || clash(openings[item->depth - 1].parts))) {
			const struct opening *opening = &openings[item->depth - 1];
			akn->coarse[opening->item] = true;
			akn->link_count = opening->links;
			i = r->items[opening->item].partner;
		}
	}
	free(openings);
}

/* ---- where it fails */

/* Makes the provision around the byte coarse, or the nearest above it that is not yet. False when
 * there is none left. */
static bool make_coarse(struct akn *akn, const uint32_t *item_of, size_t byte)
{
	uint32_t p = doc_provision_at(akn->old_doc, (uint32_t)byte);
	for (; p != DOC_NONE; p = akn->old_doc->provisions[p].parent) {
		uint32_t i = item_of[p];
		if (i == DOC_NONE || akn->redline->items[i].mark != MARK_SAME || akn->coarse[i])
			continue;
		akn->coarse[i] = true;
		return true;
	}
	return false;
}

static void make_all_coarse(struct akn *akn)
{
	for (uint32_t i = 0; i < akn->redline->item_count; i++) {
		const struct item *item = &akn->redline->items[i];
		if (item->kind == ITEM_OPEN && !item->depth && item->mark == MARK_SAME)
			akn->coarse[i] = true;
	}
}

static uint32_t *items_of_old(const struct redline *r)
{
	size_t size = (r->old_doc->provision_count + 1) * sizeof(uint32_t);
	uint32_t *item_of = mem_alloc(size);
	memset(item_of, 0xff, size);
	for (uint32_t i = 0; i < r->item_count; i++)
		if (r->items[i].kind == ITEM_OPEN && r->items[i].old_index != DOC_NONE)
			item_of[r->items[i].old_index] = i;
	return item_of;
}

/* ---- making it */

static void attempt(struct akn *akn, struct buf *out)
{
	size_t provisions = akn->new_doc->provision_count + 1;
	splices_release(&akn->splices);
	akn->link_count = 0;
	memset(akn->dels, 0, provisions * sizeof *akn->dels);
	memset(akn->inses, 0, provisions * sizeof *akn->inses);
	mark_blocks(akn);
	assemble(akn);
	akn_metadata(akn);
	splices_sort(&akn->splices);
	buf_cut(out, 0);
	splices_perform(&akn->splices, akn->new_doc->bytes, out);
}

static void make(struct akn *akn, struct buf *out)
{
	uint32_t *item_of = items_of_old(akn->redline);
	bool all = false;
	for (unsigned tries = 0;; tries++) {
		attempt(akn, out);
		size_t fault = akn_fault(akn, buf_as_span(out));
		if (fault == SIZE_MAX || all)
			break;
		all = tries >= ATTEMPTS || !make_coarse(akn, item_of, fault);
		if (all)
			make_all_coarse(akn);
	}
	free(item_of);
}

void akn_write(const struct redline *redline, struct buf *out)
{
	size_t items = redline->item_count + 1, provisions = redline->new_doc->provision_count + 1;
	bool has_ops = redline->change_count && redline->changes[0].op;
	struct akn akn = {.redline = redline,
			  .old_doc = redline->old_doc,
			  .new_doc = redline->new_doc,
			  .prefix = has_ops ? "pm_" : "chg_",
			  .ns = akn_prefix(redline->new_doc)};
	struct buf text = {0};
	akn.coarse = mem_alloc(items);
	akn.blocks = mem_alloc(items * sizeof *akn.blocks);
	akn.dels = mem_alloc(provisions * sizeof *akn.dels);
	akn.inses = mem_alloc(provisions * sizeof *akn.inses);
	eid_set_fill(&akn.eids, akn.new_doc);
	make(&akn, &text);
	buf_span(out, buf_as_span(&text));
	buf_release(&text);
	splices_release(&akn.splices);
	free(akn.eids.slots);
	free(akn.coarse);
	free(akn.blocks);
	free(akn.dels);
	free(akn.inses);
	free(akn.links);
}
