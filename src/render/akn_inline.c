/* del and ins inside a block that is in both versions.
 *
 * Each side is read as units: bytes of text that both share, start and end tags of inline elements
 * that both have, and the rest. An element that the other side has not, or has with other
 * attributes, belongs to the rest whole, with all text in it. What is between two shared units is
 * removed on the old side and inserted on the new one, so that every mark holds whole elements. */
#include "render/akn.h"

#include <stdlib.h>
#include <string.h>

struct element_span {
	size_t start, open, close, end; /* bytes */
	size_t text, text_end;
	uint32_t parent, match; /* of the other side; DOC_NONE */
	bool opaque;		/* a note: one thing with all that is in it */
};

struct inline_side {
	const struct doc *doc;
	size_t open, close; /* the content of the block, in bytes */
	size_t length;	    /* of its text */
	struct element_span *elements;
	size_t count, capacity;
	uint32_t *map;	 /* text offset -> that of the other side, or DOC_NONE */
	uint32_t *inner; /* text offset -> innermost element, or DOC_NONE */
};

/* ---- reading */

static size_t unit_length(struct span raw, size_t at, size_t end, size_t *decoded)
{
	*decoded = 1;
	if (raw.at[at] == '\r' && at + 1 < end && raw.at[at + 1] == '\n')
		return 2;
	if (raw.at[at] != '&')
		return 1;
	const char *stop = memchr(raw.at + at, ';', end - at);
	size_t length = stop ? (size_t)(stop - raw.at) + 1 - at : 1;
	struct buf text = {0};
	tag_decode(span_sub(raw, at, at + length), &text);
	*decoded = text.length;
	buf_release(&text);
	return length;
}

static size_t text_length(struct span bytes, size_t at, size_t end)
{
	size_t length = 0, decoded;
	for (; at < end; length += decoded)
		at += unit_length(bytes, at, end, &decoded);
	return length;
}

/* The end of a note that has been opened: its text is not that of the block. */
static size_t note_end(struct span bytes, size_t at)
{
	struct tag tag;
	for (size_t depth = 1; depth && tag_next(bytes, &at, &tag);) {
		depth += tag.kind == TAG_OPEN;
		depth -= tag.kind == TAG_CLOSE;
	}
	return at;
}

/* Fills the elements; false when the text is not that of the block (CDATA). */
static bool read_elements(struct inline_side *s, size_t text_expected)
{
	struct span bytes = span_sub(s->doc->bytes, 0, s->close);
	uint32_t open = DOC_NONE;
	size_t at = s->open, text = 0;
	struct tag tag;
	while (tag_next(bytes, &at, &tag)) {
		if (tag.kind == TAG_TEXT) {
			text += text_length(bytes, tag.start, tag.end);
		} else if (tag.kind == TAG_CDATA) {
			return false;
		} else if (tag.kind == TAG_CLOSE) {
			if (open == DOC_NONE)
				return false;
			struct element_span *e = &s->elements[open];
			e->close = tag.start;
			e->end = tag.end;
			e->text_end = text;
			open = e->parent;
		} else {
			MEM_ROOM(s->elements, s->count, s->capacity);
			struct element_span e = {.start = tag.start,
						 .open = tag.end,
						 .close = tag.end,
						 .end = tag.end,
						 .text = text,
						 .text_end = text,
						 .parent = open,
						 .match = DOC_NONE};
			e.opaque = tag.kind == TAG_OPEN && span_ends(tag.name, "authorialNote");
			if (e.opaque)
				e.open = e.close = e.end = at = note_end(bytes, at);
			else if (tag.kind == TAG_OPEN)
				open = (uint32_t)s->count;
			s->elements[s->count] = e;
			s->count++;
		}
	}
	s->length = text;
	return open == DOC_NONE && text == text_expected;
}

static void fill_inner(struct inline_side *s)
{
	s->inner = mem_alloc((s->length + 1) * sizeof *s->inner);
	memset(s->inner, 0xff, (s->length + 1) * sizeof *s->inner);
	size_t next = 0;
	uint32_t open = DOC_NONE;
	for (size_t k = 0; k < s->length; k++) {
		while (open != DOC_NONE && s->elements[open].text_end <= k)
			open = s->elements[open].parent;
		for (; next < s->count && s->elements[next].text <= k; next++)
			if (s->elements[next].text_end > k)
				open = (uint32_t)next;
		s->inner[k] = open;
	}
}

static void side_init(struct inline_side *s, const struct doc *doc, uint32_t block)
{
	*s = (struct inline_side){.doc = doc};
	s->open = doc->blocks[block].open;
	s->close = doc->blocks[block].close;
}

static void side_release(struct inline_side *s)
{
	free(s->elements);
	free(s->map);
	free(s->inner);
}

static void fill_maps(const struct redline *r, const struct item *item, struct inline_side *a,
		      struct inline_side *b)
{
	a->map = mem_alloc((a->length + 1) * sizeof *a->map);
	b->map = mem_alloc((b->length + 1) * sizeof *b->map);
	memset(a->map, 0xff, (a->length + 1) * sizeof *a->map);
	memset(b->map, 0xff, (b->length + 1) * sizeof *b->map);
	struct run whole;
	size_t count;
	const struct run *run = redline_runs(r, item, &whole, &count);
	for (; count; count--, run++) {
		for (size_t k = 0; run->mark == MARK_SAME && k < run->text.length; k++) {
			a->map[run->old_start + k] = (uint32_t)(run->new_start + k);
			b->map[run->new_start + k] = (uint32_t)(run->old_start + k);
		}
	}
}

/* ---- matching elements */

static bool same_bytes(const struct inline_side *a, size_t start, size_t end,
		       const struct inline_side *b, size_t other, size_t other_end)
{
	return span_equal(span_sub(a->doc->bytes, start, end),
			  span_sub(b->doc->bytes, other, other_end));
}

static uint32_t matched_parent(const struct inline_side *s, const struct element_span *e)
{
	return e->parent == DOC_NONE ? DOC_NONE : s->elements[e->parent].match;
}

/* All shared text of one element is in the other. */
static bool maps_into(const struct inline_side *s, const struct element_span *e,
		      const struct element_span *other)
{
	for (size_t k = e->text; k < e->text_end; k++)
		if (s->map[k] != DOC_NONE &&
		    (s->map[k] < other->text || s->map[k] >= other->text_end))
			return false;
	return true;
}

static uint32_t find_around(const struct inline_side *a, const struct element_span *e,
			    const struct inline_side *b)
{
	size_t k = e->text;
	while (k < e->text_end && a->map[k] == DOC_NONE)
		k++;
	if (k == e->text_end)
		return DOC_NONE;
	uint32_t parent = matched_parent(a, e);
	for (uint32_t i = b->inner[a->map[k]]; i != DOC_NONE; i = b->elements[i].parent)
		if (b->elements[i].parent == parent)
			return i;
	return DOC_NONE;
}

/* An element without text is found by the text beside it. */
static uint32_t find_empty(const struct inline_side *a, const struct element_span *e,
			   const struct inline_side *b)
{
	uint32_t at = DOC_NONE, parent = matched_parent(a, e);
	if (e->text && a->map[e->text - 1] != DOC_NONE)
		at = a->map[e->text - 1] + 1;
	else if (e->text < a->length)
		at = a->map[e->text];
	if (at == DOC_NONE)
		return DOC_NONE;
	size_t low = 0, high = b->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (b->elements[middle].text < at)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < b->count && b->elements[low].text == at; low++) {
		const struct element_span *f = &b->elements[low];
		if (f->text_end == at && f->match == DOC_NONE && f->parent == parent &&
		    same_bytes(a, e->start, e->end, b, f->start, f->end))
			return (uint32_t)low;
	}
	return DOC_NONE;
}

/* Text of an element that has no match is not shared after all. */
static void unshare(struct inline_side *s, const struct element_span *e, struct inline_side *other)
{
	for (size_t k = e->text; k < e->text_end; k++)
		if (s->map[k] != DOC_NONE) {
			other->map[s->map[k]] = DOC_NONE;
			s->map[k] = DOC_NONE;
		}
}

static bool parent_lacks(const struct inline_side *s, const struct element_span *e)
{
	return e->parent != DOC_NONE && s->elements[e->parent].match == DOC_NONE;
}

static void match_elements(struct inline_side *a, struct inline_side *b)
{
	for (uint32_t i = 0; i < a->count; i++) {
		struct element_span *e = &a->elements[i];
		if (parent_lacks(a, e))
			continue;
		bool empty = e->text == e->text_end;
		uint32_t j = empty ? find_empty(a, e, b) : find_around(a, e, b);
		struct element_span *f = j == DOC_NONE ? NULL : &b->elements[j];
		if (f && f->match == DOC_NONE &&
		    same_bytes(a, e->start, e->open, b, f->start, f->open) &&
		    (empty || (maps_into(a, e, f) && maps_into(b, f, e)))) {
			e->match = j;
			f->match = i;
		} else {
			unshare(a, e, b);
		}
	}
	for (uint32_t j = 0; j < b->count; j++)
		if (b->elements[j].match == DOC_NONE && !parent_lacks(b, &b->elements[j]))
			unshare(b, &b->elements[j], a);
}

/* ---- units */

enum unit_kind { UNIT_CHANGED, UNIT_TEXT, UNIT_OPEN, UNIT_CLOSE };
struct unit {
	enum unit_kind kind;
	size_t start, end; /* bytes */
	size_t text;	   /* where it is in the text */
	uint32_t id;	   /* shared: what it must be on the other side (text offset or element) */
};
struct units {
	struct unit *items;
	size_t count, capacity;
};

static void add_unit(struct units *units, struct unit unit)
{
	MEM_ROOM(units->items, units->count, units->capacity);
	units->items[units->count++] = unit;
}

static void add_text(struct units *units, const struct inline_side *s, const struct tag *tag,
		     size_t *text)
{
	size_t at = tag->start, decoded;
	while (at < tag->end) {
		size_t length = unit_length(s->doc->bytes, at, tag->end, &decoded);
		uint32_t to = s->map[*text];
		add_unit(units, (struct unit){to == DOC_NONE ? UNIT_CHANGED : UNIT_TEXT, at,
					      at + length, *text, to});
		at += length;
		*text += decoded;
	}
}

/* Elements are met in the order of the table. `names_new`: shared elements are named by the new
 * side's index. */
static void collect_units(struct units *units, const struct inline_side *s, bool is_new)
{
	struct span bytes = span_sub(s->doc->bytes, 0, s->close);
	size_t at = s->open, text = 0, next = 0;
	uint32_t open = DOC_NONE;
	struct tag tag;
	while (tag_next(bytes, &at, &tag)) {
		if (tag.kind == TAG_TEXT) {
			add_text(units, s, &tag, &text);
			continue;
		}
		bool closes = tag.kind == TAG_CLOSE;
		uint32_t i = closes ? open : (uint32_t)next;
		const struct element_span *e = &s->elements[i];
		uint32_t id = is_new ? i : e->match;
		if (e->match == DOC_NONE) {
			add_unit(units, (struct unit){UNIT_CHANGED, e->start, e->end, text, 0});
			at = e->end;
			text = e->text_end;
			while (next < s->count && s->elements[next].start < e->end)
				next++;
			continue;
		}
		size_t end = e->opaque ? e->end : tag.end;
		add_unit(units,
			 (struct unit){closes ? UNIT_CLOSE : UNIT_OPEN, tag.start, end, text, id});
		at = end;
		next += !closes;
		if (tag.kind == TAG_OPEN && !e->opaque)
			open = i;
		else if (closes)
			open = e->parent;
	}
}

/* ---- writing */

struct inline_merge {
	struct akn *akn;
	const struct item *item;
	const struct inline_side *a, *b;
	struct buf removed, inserted, out;
	unsigned change; /* of what is collected */
	struct {
		uint32_t run;	  /* offsets only grow: where the last one was found */
		unsigned nearest; /* change of the marked runs before it */
	} seen[2];
};

/* The change of a text offset; of what is only markup, the nearest one in the block. */
static unsigned change_at(struct inline_merge *m, bool old, size_t text)
{
	const struct redline *r = m->akn->redline;
	uint32_t *i = &m->seen[old].run;
	unsigned *nearest = &m->seen[old].nearest;
	for (; *i < m->item->run_after; ++*i) {
		const struct run *run = &r->runs[*i];
		if (run->mark == MARK_SAME)
			continue;
		*nearest = run->change;
		uint32_t start = old ? run->old_start : run->new_start;
		if (start != DOC_NONE && start + run->text.length > text)
			break;
	}
	return *nearest;
}

static void put_mark(struct inline_merge *m, enum mark mark, struct buf *text)
{
	struct akn *akn = m->akn;
	bool removed = mark == MARK_REMOVED;
	const struct block *block = &akn->new_doc->blocks[m->item->new_index];
	const char *name = removed ? "del" : "ins";
	if (!text->length)
		return;
	buf_printf(&m->out, "<%.*s%s", SPAN_ARGS(akn->ns), name);
	if (block->provision != DOC_NONE) {
		struct span eid = akn->new_doc->provisions[block->provision].eid;
		unsigned number = ++(removed ? akn->dels : akn->inses)[block->provision];
		if (eid.length) {
			const char *id = arena_printf(&akn->splices.arena, "%.*s__%s_%u",
						      SPAN_ARGS(eid), name, number);
			buf_printf(&m->out, " eId=\"%s\"", id);
			if (block->part != PART_NUM) {
				MEM_ROOM(akn->links, akn->link_count, akn->link_capacity);
				akn->links[akn->link_count] =
					(struct akn_link){m->change, mark, id, akn->link_count};
				akn->link_count++;
			}
		}
	}
	buf_printf(&m->out, " lp:change=\"%.*s\">", SPAN_ARGS(change_name(akn, m->change)));
	buf_span(&m->out, buf_as_span(text));
	buf_printf(&m->out, "</%.*s%s>", SPAN_ARGS(akn->ns), name);
	buf_cut(text, 0);
}

static void flush_marks(struct inline_merge *m)
{
	put_mark(m, MARK_REMOVED, &m->removed);
	put_mark(m, MARK_INSERTED, &m->inserted);
	m->change = 0;
}

static void take_removed(struct inline_merge *m, const struct unit *unit)
{
	if (!m->change)
		m->change = change_at(m, true, unit->text);
	put_back(m->akn, unit->start, unit->end, MARK_SAME, 0, &m->removed);
}

static void take_inserted(struct inline_merge *m, const struct unit *unit)
{
	if (!m->change)
		m->change = change_at(m, false, unit->text);
	buf_span(&m->inserted, span_sub(m->b->doc->bytes, unit->start, unit->end));
}

static bool is_shared(const struct inline_merge *m, const struct unit *x, const struct unit *y)
{
	if (x->kind != y->kind || !same_bytes(m->a, x->start, x->end, m->b, y->start, y->end))
		return false;
	return x->kind == UNIT_TEXT ? x->id == y->text : x->id == y->id;
}

/* False when the shared units of both sides do not come in the same order. */
static bool merge_units(struct inline_merge *m, const struct units *x, const struct units *y)
{
	size_t i = 0, j = 0;
	for (;;) {
		while (i < x->count && x->items[i].kind == UNIT_CHANGED)
			take_removed(m, &x->items[i++]);
		while (j < y->count && y->items[j].kind == UNIT_CHANGED)
			take_inserted(m, &y->items[j++]);
		flush_marks(m);
		if (i == x->count && j == y->count)
			return true;
		if (i == x->count || j == y->count || !is_shared(m, &x->items[i], &y->items[j]))
			return false;
		buf_span(&m->out, span_sub(m->b->doc->bytes, y->items[j].start, y->items[j].end));
		i++;
		j++;
	}
}

/* The law for one block: each side comes back out of the marks. */
static bool proves(const struct inline_merge *m)
{
	struct buf old_text = {0}, new_text = {0};
	redline_reject(buf_as_span(&m->out), &old_text);
	redline_accept(buf_as_span(&m->out), &new_text);
	bool holds = span_equal(buf_as_span(&old_text),
				span_sub(m->a->doc->bytes, m->a->open, m->a->close)) &&
		     span_equal(buf_as_span(&new_text),
				span_sub(m->b->doc->bytes, m->b->open, m->b->close));
	buf_release(&old_text);
	buf_release(&new_text);
	return holds;
}

static bool mark_up(struct inline_merge *m, struct inline_side *a, struct inline_side *b)
{
	struct units x = {0}, y = {0};
	const struct doc *old_doc = m->akn->old_doc, *new_doc = m->akn->new_doc;
	bool done = read_elements(a, old_doc->blocks[m->item->old_index].text.length) &&
		    read_elements(b, new_doc->blocks[m->item->new_index].text.length);
	if (done) {
		fill_maps(m->akn->redline, m->item, a, b);
		fill_inner(a);
		fill_inner(b);
		match_elements(a, b);
		collect_units(&x, a, false);
		collect_units(&y, b, true);
		done = merge_units(m, &x, &y) && proves(m);
	}
	free(x.items);
	free(y.items);
	return done;
}

struct akn_content akn_inline(struct akn *akn, const struct item *item)
{
	struct inline_side a, b;
	struct inline_merge m = {.akn = akn, .item = item, .a = &a, .b = &b};
	for (int side = 0; side < 2; side++) {
		m.seen[side].run = item->run;
		m.seen[side].nearest = item->markup;
	}
	struct akn_content content = {.kind = AKN_INLINE};
	size_t links = akn->link_count;
	side_init(&a, akn->old_doc, item->old_index);
	side_init(&b, akn->new_doc, item->new_index);
	if (mark_up(&m, &a, &b)) {
		content.inner = akn_keep(akn, &m.out);
	} else {
		akn->link_count = links;
		content.kind = AKN_WHOLE;
		content.change = change_at(&m, false, 0);
	}
	side_release(&a);
	side_release(&b);
	buf_release(&m.out);
	buf_release(&m.removed);
	buf_release(&m.inserted);
	return content;
}
