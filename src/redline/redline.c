/* The merge of two versions in reading order.
 *
 * Both documents are walked at once, provision by provision, with a stack of our own. What stays
 * (diff.h) is met on both sides and written once; before it comes what was removed there, then what
 * was inserted. Below a provision that is only on one side all is of that side. */
#include "redline/build.h"

#include <stdlib.h>
#include <string.h>

enum entry_kind { ENTRY_NONE, ENTRY_BLOCK, ENTRY_PROVISION };

struct entry {
	enum entry_kind kind;
	uint32_t index;
};

/* How far the walk is in the blocks and children of a provision. */
struct reader {
	uint32_t block, block_after, child, child_after;
};

struct frame {
	enum mark mark;
	unsigned change; /* of what is wholly removed or inserted */
	uint32_t old_provision, new_provision;
	struct reader old_reader, new_reader;
	uint32_t item;	 /* its opening; DOC_NONE for the document */
	unsigned place;	 /* diff: number of the changes in its own blocks; 0: none yet */
	unsigned places; /* diff: number of what is removed and inserted side by side in it */
	bool renumbered;
	bool moved; /* its words are neither lost nor won */
	bool changed;
};

struct merge {
	struct builder builder;
	struct frame *frames;
	size_t count, capacity;
	uint32_t *old_item, *new_item; /* opening items of provisions that do not stay, for moves */
	struct redline_look look;
};

/* ---- reading */

static struct reader reader_of(const struct doc *doc, uint32_t provision)
{
	if (provision == DOC_NONE)
		return (struct reader){0, (uint32_t)doc->block_count, 0,
				       (uint32_t)doc->provision_count};
	const struct provision *p = &doc->provisions[provision];
	return (struct reader){p->block, p->block_after, provision + 1, p->after};
}

/* The next block or child, whichever is first in the file. */
static struct entry peek(const struct doc *doc, const struct reader *r)
{
	bool child = r->child < r->child_after, block = r->block < r->block_after;
	if (child && (!block || doc->provisions[r->child].start <= doc->blocks[r->block].start))
		return (struct entry){ENTRY_PROVISION, r->child};
	if (block)
		return (struct entry){ENTRY_BLOCK, r->block};
	return (struct entry){ENTRY_NONE, DOC_NONE};
}

static void advance(const struct doc *doc, struct reader *r, struct entry entry)
{
	if (entry.kind == ENTRY_BLOCK) {
		r->block++;
		return;
	}
	const struct provision *p = &doc->provisions[entry.index];
	r->child = p->after;
	if (p->block_after > r->block)
		r->block = p->block_after;
}

static bool old_entry_stays(const struct pairing *p, struct entry entry)
{
	return entry.kind == ENTRY_BLOCK ? p->old_block_stays[entry.index]
					 : p->old_stays[entry.index];
}

static bool new_entry_stays(const struct pairing *p, struct entry entry)
{
	return entry.kind == ENTRY_BLOCK ? p->new_block_stays[entry.index]
					 : p->new_stays[entry.index];
}

static bool are_partners(const struct pairing *p, struct entry old_entry, struct entry new_entry)
{
	if (old_entry.kind != new_entry.kind)
		return false;
	uint32_t partner = old_entry.kind == ENTRY_BLOCK ? p->old_block[old_entry.index]
							 : p->old_provision[old_entry.index];
	return partner == new_entry.index;
}

/* ---- writing */

static uint32_t add_item(struct merge *m, struct item item)
{
	struct redline *r = m->builder.redline;
	MEM_ROOM(r->items, r->item_count, r->item_capacity);
	if (item.kind != ITEM_BLOCK)
		item.move_partner = item.partner = DOC_NONE;
	r->items[r->item_count] = item;
	redline_look_at(&m->look, &r->items[r->item_count]);
	return (uint32_t)r->item_count++;
}

static struct frame *top(struct merge *m)
{
	return &m->frames[m->count - 1];
}

static uint32_t depth(const struct merge *m)
{
	return (uint32_t)m->count - 1;
}

/* The number of what is wholly on one side: its operation, or that of the changed place. What
 * moves takes along what others did in it. */
static unsigned number_of_side(struct merge *m, enum which which, uint32_t byte)
{
	struct frame *f = top(m);
	struct builder *b = &m->builder;
	unsigned inside = f->moved && b->splices ? op_of_byte(b, which, byte) : 0;
	if (f->mark != MARK_SAME)
		return inside ? inside : f->change;
	if (b->splices) {
		unsigned op = op_of_byte(b, which, byte);
		return op || which == NEW_SIDE ? op : op_around(b, byte);
	}
	if (!f->places)
		f->places = changes_next(b);
	return f->places;
}

static unsigned number_of_block(struct merge *m, enum which which, const struct block *block)
{
	struct frame *f = top(m);
	unsigned inside =
		f->moved && m->builder.splices
			? op_in_range(&m->builder, which, block->open, block->close, f->change)
			: 0;
	if (f->mark != MARK_SAME)
		return inside ? inside : f->change;
	if (m->builder.splices) {
		unsigned op = op_of_byte(&m->builder, which, block->start);
		if (!op && which == OLD_SIDE)
			op = op_around(&m->builder, block->start);
		return op ? op : op_in_range(&m->builder, which, block->open, block->close, 0);
	}
	if (!f->place)
		f->place = changes_next(&m->builder);
	return f->place;
}

/* In a diff a move has a number of its own, the same at both ends. */
static unsigned number_of_move(struct merge *m, uint32_t new_provision)
{
	struct builder *b = &m->builder;
	if (!b->moved[new_provision])
		b->moved[new_provision] = changes_next(b);
	return b->moved[new_provision];
}

static void push(struct merge *m, struct frame frame)
{
	frame.old_reader = frame.old_provision == DOC_NONE
				   ? (struct reader){0}
				   : reader_of(m->builder.old_doc, frame.old_provision);
	frame.new_reader = frame.new_provision == DOC_NONE
				   ? (struct reader){0}
				   : reader_of(m->builder.new_doc, frame.new_provision);
	MEM_ROOM(m->frames, m->count, m->capacity);
	m->frames[m->count++] = frame;
}

static const char *kind_of_mark(enum mark mark)
{
	return mark == MARK_REMOVED ? "repeal" : "insertion";
}

/* Opens a provision that is on one side only. */
static void open_single(struct merge *m, enum mark mark, uint32_t provision)
{
	struct builder *b = &m->builder;
	bool removed = mark == MARK_REMOVED;
	const struct doc *doc = removed ? b->old_doc : b->new_doc;
	uint32_t partner = removed ? b->pairing->old_provision[provision]
				   : b->pairing->new_provision[provision];
	struct item item = {.kind = ITEM_OPEN,
			    .mark = mark,
			    .depth = depth(m),
			    .old_index = removed ? provision : DOC_NONE,
			    .new_index = removed ? DOC_NONE : provision,
			    .changed = true,
			    .moved = partner != DOC_NONE};
	if (item.moved && !b->splices && top(m)->mark == MARK_SAME)
		item.change = number_of_move(m, removed ? partner : provision);
	else
		item.change = number_of_side(m, removed ? OLD_SIDE : NEW_SIDE,
					     doc->provisions[provision].start);
	uint32_t index = add_item(m, item);
	(removed ? m->old_item : m->new_item)[provision] = index;
	top(m)->changed = true;
	changes_note(b, item.change, index, item.moved ? "move" : kind_of_mark(mark));
	push(m, (struct frame){.mark = mark,
			       .change = item.change,
			       .old_provision = item.old_index,
			       .new_provision = item.new_index,
			       .item = index,
			       .moved = item.moved || top(m)->moved});
}

static void open_pair(struct merge *m, uint32_t old_provision, uint32_t new_provision)
{
	struct builder *b = &m->builder;
	struct span old_num = provision_num(b->old_doc, old_provision);
	struct span new_num = provision_num(b->new_doc, new_provision);
	top(m)->places = 0;
	uint32_t index = add_item(m, (struct item){.kind = ITEM_OPEN,
						   .depth = depth(m),
						   .old_index = old_provision,
						   .new_index = new_provision});
	push(m, (struct frame){.old_provision = old_provision,
			       .new_provision = new_provision,
			       .item = index,
			       .renumbered = old_num.length && !span_equal(old_num, new_num)});
}

static void close_top(struct merge *m)
{
	struct redline *r = m->builder.redline;
	struct frame frame = *top(m);
	m->count--;
	struct item close = r->items[frame.item];
	close.kind = ITEM_CLOSE;
	close.changed |= frame.changed;
	uint32_t index = add_item(m, close);
	r->items[frame.item].changed = close.changed;
	r->items[frame.item].partner = index;
	r->items[index].partner = frame.item;
	if (close.changed && m->count)
		top(m)->changed = true;
}

/* ---- blocks */

/* change: 0 when the place of the block tells. */
static void block_single(struct merge *m, enum mark mark, uint32_t block, unsigned change)
{
	struct builder *b = &m->builder;
	bool removed = mark == MARK_REMOVED;
	const struct block *bl = &(removed ? b->old_doc : b->new_doc)->blocks[block];
	struct item item = {.kind = ITEM_BLOCK,
			    .mark = mark,
			    .depth = depth(m),
			    .old_index = removed ? block : DOC_NONE,
			    .new_index = removed ? DOC_NONE : block,
			    .changed = true};
	item.change = change ? change : number_of_block(m, removed ? OLD_SIDE : NEW_SIDE, bl);
	item.run = (uint32_t)b->redline->run_count;
	runs_add(b, mark, item.change, bl->text, removed ? 0 : DOC_NONE, removed ? DOC_NONE : 0);
	item.run_after = (uint32_t)b->redline->run_count;
	uint32_t index = add_item(m, item);
	top(m)->changed = true;
	if (top(m)->mark == MARK_SAME || item.change != top(m)->change)
		changes_note(b, item.change, index, kind_of_mark(mark));
	if (!top(m)->moved)
		changes_words(b, item.change, mark, bl->text);
}

/* The number of a changed block that stays, where no splice inside it has one: that which put its
 * bytes there, or took the old ones away. */
static unsigned number_of_pair(struct merge *m, const struct block *a, const struct block *b)
{
	if (!m->builder.splices)
		return number_of_block(m, NEW_SIDE, b);
	unsigned op = op_of_byte(&m->builder, NEW_SIDE, b->start);
	if (!op)
		op = op_of_byte(&m->builder, OLD_SIDE, a->start);
	return op ? op : op_within(&m->builder, a->start, a->end);
}

static size_t ink(struct span text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += text.at[i] != ' ' && text.at[i] != '\n' && text.at[i] != '\t';
	return count;
}

/* Too little is shared for marks inside the block to help: it is shown as removed and inserted. */
static bool is_rewritten(const struct redline *r, size_t first_run, const struct block *a,
			 const struct block *b)
{
	if (b->part == PART_NUM || b->part == PART_HEADING || b->part == PART_CROSSHEADING)
		return false;
	size_t shared = 0;
	for (size_t i = first_run; i < r->run_count; i++)
		if (r->runs[i].mark == MARK_SAME)
			shared += ink(r->runs[i].text);
	if (shared && (shared * 6 >= a->text.length || shared * 6 >= b->text.length))
		return false; /* most often, without a look at all of both */
	size_t least = ink(a->text), other = ink(b->text);
	if (other < least)
		least = other;
	return !least || (shared * 6 < least && !(b->flags & BLOCK_CELL));
}

static void note_runs(struct merge *m, struct item *item, uint32_t index, bool num)
{
	struct builder *b = &m->builder;
	for (uint32_t i = item->run; i < item->run_after; i++) {
		const struct run run = b->redline->runs[i];
		if (run.mark == MARK_SAME)
			continue;
		changes_note(b, run.change, index, num ? "renumbering" : "substitution");
		changes_words(b, run.change, run.mark, run.text);
		if (num && top(m)->renumbered)
			b->redline->items[top(m)->item].change = run.change;
	}
}

static bool is_of_same(const struct pairing *p, const struct block *x, const struct block *y)
{
	return y->provision != DOC_NONE && x->provision != DOC_NONE &&
	       p->same[y->provision] == x->provision &&
	       x->start - p->old_doc->provisions[x->provision].start ==
		       y->start - p->new_doc->provisions[y->provision].start;
}

/* Is the text all that is between the tags, as it stands? */
static bool is_plain(const struct block *block)
{
	return block->text.length == block->close - block->open;
}

static bool has_markup(const struct builder *b, const struct block *x, const struct block *y)
{
	bool untagged = b->old_doc->untagged || b->new_doc->untagged;
	return !untagged && !(is_plain(x) && is_plain(y));
}

static struct span content_of(const struct doc *doc, const struct block *block)
{
	return span_sub(doc->bytes, block->open, block->close);
}

static bool same_content(const struct builder *b, const struct block *x, const struct block *y)
{
	return span_equal(x->text, y->text) &&
	       (!has_markup(b, x, y) ||
		span_equal(content_of(b->old_doc, x), content_of(b->new_doc, y)));
}

/* Of a block with the same words: is all that changed its white space? */
static bool same_markup(const struct builder *b, const struct block *x, const struct block *y)
{
	return !has_markup(b, x, y) ||
	       words_same_but_space(content_of(b->old_doc, x), content_of(b->new_doc, y));
}

/* Of the first run that is marked: the operation that wrote words into the block. */
static unsigned change_of_runs(const struct redline *r, size_t first_run, unsigned fallback)
{
	for (size_t i = first_run; i < r->run_count; i++)
		if (r->runs[i].mark != MARK_SAME && r->runs[i].change)
			return r->runs[i].change;
	return fallback;
}

static void block_pair(struct merge *m, uint32_t old_block, uint32_t new_block)
{
	struct builder *b = &m->builder;
	struct redline *r = b->redline;
	const struct block *x = &b->old_doc->blocks[old_block], *y = &b->new_doc->blocks[new_block];
	struct item item = {.kind = ITEM_BLOCK,
			    .depth = depth(m),
			    .old_index = old_block,
			    .new_index = new_block,
			    .run = (uint32_t)r->run_count};
	item.same = is_of_same(b->pairing, x, y);
	if (item.same || same_content(b, x, y)) {
		item.run_after = item.run;
		add_item(m, item);
		return;
	}
	/* Lines that are wrapped otherwise are nothing to read. */
	item.changed = !words_same_but_space(x->text, y->text);
	unsigned number = number_of_pair(m, x, y);
	/* Another link under the same words is none either, but it belongs to a change. */
	if (!item.changed && (b->splices || !same_markup(b, x, y))) {
		item.markup = number;
		changes_note_markup(b, number);
	}
	runs_of_pair(b, old_block, new_block, number);
	if (item.changed && is_rewritten(r, item.run, x, y)) {
		unsigned change = change_of_runs(r, item.run, number);
		r->run_count = item.run;
		block_single(m, MARK_REMOVED, old_block, change);
		block_single(m, MARK_INSERTED, new_block, change);
		return;
	}
	item.run_after = (uint32_t)r->run_count;
	uint32_t index = add_item(m, item);
	if (item.changed) {
		top(m)->changed = true;
		note_runs(m, &item, index, y->part == PART_NUM);
	}
}

/* ---- the walk */

static void take_single(struct merge *m, enum mark mark, struct entry entry)
{
	struct builder *b = &m->builder;
	struct frame *f = top(m);
	if (mark == MARK_REMOVED)
		advance(b->old_doc, &f->old_reader, entry);
	else
		advance(b->new_doc, &f->new_reader, entry);
	if (entry.kind == ENTRY_PROVISION)
		open_single(m, mark, entry.index);
	else
		block_single(m, mark, entry.index, 0);
}

static void take_pair(struct merge *m, struct entry old_entry, struct entry new_entry)
{
	struct builder *b = &m->builder;
	struct frame *f = top(m);
	advance(b->old_doc, &f->old_reader, old_entry);
	advance(b->new_doc, &f->new_reader, new_entry);
	if (old_entry.kind == ENTRY_PROVISION)
		open_pair(m, old_entry.index, new_entry.index);
	else
		block_pair(m, old_entry.index, new_entry.index);
}

/* Where in a provision an entry belongs: number, heading, words, children, words after them. */
static int rank_of(const struct doc *doc, struct entry entry)
{
	if (entry.kind == ENTRY_PROVISION)
		return 3;
	switch (doc->blocks[entry.index].part) {
	case PART_NUM:
		return 0;
	case PART_HEADING:
		return 1;
	case PART_WRAPUP:
		return 4;
	default:
		return 2;
	}
}

static bool is_note(const struct doc *doc, struct entry entry)
{
	return entry.kind == ENTRY_BLOCK && doc->blocks[entry.index].part == PART_NOTE;
}

/* Does an inserted entry belong before a removed one? A note is of the words right before it. */
static bool belongs_before(const struct builder *b, struct entry inserted, struct entry removed)
{
	if (is_note(b->new_doc, inserted) && !is_note(b->old_doc, removed))
		return true;
	return rank_of(b->new_doc, inserted) < rank_of(b->old_doc, removed);
}

/* What does not stay on either side: the removed one first, unless the other belongs before it. */
static bool take_leftover(struct merge *m, struct entry x, bool x_stays, struct entry y,
			  bool y_stays)
{
	struct builder *b = &m->builder;
	bool removed = x.kind != ENTRY_NONE && !x_stays;
	bool inserted = y.kind != ENTRY_NONE && !y_stays;
	if (removed && inserted && belongs_before(b, y, x))
		removed = false;
	if (removed)
		take_single(m, MARK_REMOVED, x);
	else if (inserted)
		take_single(m, MARK_INSERTED, y);
	return removed || inserted;
}

/* One step: what is removed and inserted here, then what stays. Blocks and children that stay may
 * still alternate differently; then one of them does not stay after all, which its partner finds
 * out when the walk comes to it. */
static bool step(struct merge *m)
{
	struct builder *b = &m->builder;
	const struct pairing *p = b->pairing;
	struct frame *f = top(m);
	struct entry x = peek(b->old_doc, &f->old_reader), y = peek(b->new_doc, &f->new_reader);
	bool both = f->mark == MARK_SAME;
	bool x_stays = both && x.kind != ENTRY_NONE && old_entry_stays(p, x);
	bool y_stays = both && y.kind != ENTRY_NONE && new_entry_stays(p, y);
	if (take_leftover(m, x, x_stays, y, y_stays))
		return true;
	if (x_stays && y_stays && are_partners(p, x, y))
		take_pair(m, x, y);
	else if (x_stays)
		take_single(m, MARK_REMOVED, x);
	else if (y_stays)
		take_single(m, MARK_INSERTED, y);
	return x_stays || y_stays;
}

static void merge_run(struct merge *m)
{
	struct frame root = {
		.old_provision = DOC_NONE, .new_provision = DOC_NONE, .item = DOC_NONE};
	push(m, root);
	top(m)->old_reader = reader_of(m->builder.old_doc, DOC_NONE);
	top(m)->new_reader = reader_of(m->builder.new_doc, DOC_NONE);
	while (m->count > 1 || top(m)->item == DOC_NONE) {
		if (step(m))
			continue;
		if (m->count == 1)
			break;
		close_top(m);
	}
}

static void join_moves(struct merge *m)
{
	struct redline *r = m->builder.redline;
	for (size_t i = 0; i < r->item_count; i++) {
		struct item *item = &r->items[i];
		if (item->kind == ITEM_BLOCK || !item->moved)
			continue;
		bool removed = item->mark == MARK_REMOVED;
		uint32_t other = removed ? m->builder.pairing->old_provision[item->old_index]
					 : m->builder.pairing->new_provision[item->new_index];
		item->move_partner = (removed ? m->new_item : m->old_item)[other];
		item->moved = item->move_partner != DOC_NONE;
	}
}

/* Closing items say what the opening ones came to say later. */
static void copy_to_closings(struct redline *r)
{
	for (size_t i = 0; i < r->item_count; i++) {
		struct item *item = &r->items[i];
		if (item->kind != ITEM_CLOSE)
			continue;
		item->change = r->items[item->partner].change;
		item->moved = r->items[item->partner].moved;
		item->move_partner = r->items[item->partner].move_partner;
	}
}

static int compare_changes(const void *x, const void *y)
{
	const struct change *a = x, *b = y;
	return (a->number > b->number) - (a->number < b->number);
}

static uint32_t *no_items(size_t count)
{
	uint32_t *items = mem_alloc((count + 1) * sizeof *items);
	memset(items, 0xff, (count + 1) * sizeof *items);
	return items;
}

struct redline *redline_build(const struct pairing *pairing, const struct splices *splices,
			      const struct change *changes, size_t change_count)
{
	struct redline *r = mem_alloc(sizeof *r);
	r->old_doc = pairing->old_doc;
	r->new_doc = pairing->new_doc;
	struct merge m = {.builder = {.redline = r,
				      .pairing = pairing,
				      .splices = changes ? splices : NULL,
				      .old_doc = r->old_doc,
				      .new_doc = r->new_doc},
			  .look = redline_look(r)};
	m.builder.moved = mem_alloc((r->new_doc->provision_count + 1) * sizeof *m.builder.moved);
	m.old_item = no_items(r->old_doc->provision_count);
	m.new_item = no_items(r->new_doc->provision_count);
	size_t items = 2 * r->new_doc->provision_count + r->new_doc->block_count;
	MEM_ROOM_FOR(r->items, 0, r->item_capacity, items + items / 32);
	MEM_ROOM_FOR(r->runs, 0, r->run_capacity, r->new_doc->block_count * 3 / 2);
	changes_init(&m.builder, changes, change_count);
	merge_run(&m);
	join_moves(&m);
	carry_words(&m.builder);
	copy_to_closings(r);
	mem_sort(r->changes, r->change_count, sizeof *r->changes, compare_changes);
	stretches_release(&m.builder.stretches);
	ahead_free(m.builder.ahead);
	free(m.builder.moved);
	free(m.builder.row_of);
	free(m.old_item);
	free(m.new_item);
	free(m.frames);
	return r;
}
