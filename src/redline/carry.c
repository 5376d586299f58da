/* Words that a split, a join or a move carries from one paragraph into another.
 *
 * Blocks pair one to one, so where a paragraph becomes two, or two become one, a part of the words
 * is removed in one block and inserted in another although nobody touched it. In each place of
 * change (what stands between two texts that stay) the removed and the inserted words are compared
 * as two streams; what they share is marked as carried. The marks themselves stay as they are: a
 * version still comes out of them block by block. */
#include "redline/build.h"

#include <stdlib.h>
#include <string.h>

#include "doc/words.h"

enum {
	STREAM_MAX = 1 << 16, /* bytes of a place; what is larger is no split of a paragraph */
	CARRIED_WORDS = 4     /* fewer than these are carried only as a whole paragraph */
};

/* A removed or inserted run, and where its text is in the stream of its side. */
struct piece {
	uint32_t item, run;
	size_t at;
};
struct stream {
	struct piece *items;
	size_t count, capacity;
	size_t length;	 /* that the text has, or will have */
	struct buf text; /* written when it is asked for */
};

struct part {
	size_t removed, inserted; /* pieces */
	size_t removed_at, inserted_at, length;
};
struct parts {
	struct part *items;
	size_t count, capacity;
};

struct carrier {
	struct builder *builder;
	struct stream removed, inserted;
	struct parts parts;
	unsigned *joined; /* [number of a change]: the one that it is part of, or 0 */
	bool any_joined;
	bool moved; /* the streams are the two ends of a move */
};

static const struct item *item_of(const struct carrier *c, const struct piece *piece)
{
	return &c->builder->redline->items[piece->item];
}

static const struct run *run_of(const struct carrier *c, const struct piece *piece)
{
	return &c->builder->redline->runs[piece->run];
}

static void stream_add(const struct carrier *c, struct stream *stream, uint32_t item, uint32_t run)
{
	MEM_ROOM(stream->items, stream->count, stream->capacity);
	stream->items[stream->count++] = (struct piece){item, run, stream->length};
	stream->length += c->builder->redline->runs[run].text.length + 1;
}

static void stream_write(const struct carrier *c, struct stream *stream)
{
	for (size_t i = 0; i < stream->count; i++) {
		buf_span(&stream->text, run_of(c, &stream->items[i])->text);
		buf_char(&stream->text, '\n');
	}
}

/* ---- what the streams share */

static size_t piece_at(const struct stream *stream, size_t at)
{
	size_t low = 0, high = stream->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (stream->items[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

static bool stays(const struct carrier *c, const struct piece *piece)
{
	return item_of(c, piece)->mark == MARK_SAME;
}

static uint32_t removed_item(const struct carrier *c, size_t part)
{
	return c->removed.items[c->parts.items[part].removed].item;
}

static uint32_t inserted_item(const struct carrier *c, size_t part)
{
	return c->inserted.items[c->parts.items[part].inserted].item;
}

/* A paragraph that is on one side only, and all of it. */
static bool is_paragraph(const struct carrier *c, const struct piece *piece, size_t length)
{
	return !stays(c, piece) && span_trim(run_of(c, piece)->text).length == length;
}

/* A few words that two texts share are no sign that one became the other; a whole paragraph is.
 * What different operations do is shown as they say. */
static bool worth_carrying(const struct carrier *c, const struct part *part)
{
	const struct piece *x = &c->removed.items[part->removed];
	const struct piece *y = &c->inserted.items[part->inserted];
	if (x->item == y->item ||
	    (c->builder->splices && run_of(c, x)->change != run_of(c, y)->change))
		return false;
	struct span text = span_trim(span_sub(buf_as_span(&c->removed.text), part->removed_at,
					      part->removed_at + part->length));
	bool whole = is_paragraph(c, x, text.length) || is_paragraph(c, y, text.length);
	return words_count(text) >= (whole ? 1 : CARRIED_WORDS);
}

/* Does it go on, but for marks, where the part before it ended on both sides? */
static bool goes_on(const struct carrier *c, const struct part *part)
{
	if (!c->parts.count)
		return false;
	const struct part *last = &c->parts.items[c->parts.count - 1];
	struct span removed = buf_as_span(&c->removed.text);
	struct span inserted = buf_as_span(&c->inserted.text);
	return removed_item(c, c->parts.count - 1) == c->removed.items[part->removed].item &&
	       last->inserted == part->inserted &&
	       !words_count(span_sub(removed, last->removed_at + last->length, part->removed_at)) &&
	       !words_count(
		       span_sub(inserted, last->inserted_at + last->length, part->inserted_at));
}

static void add_part(struct carrier *c, struct part part)
{
	if (!part.length || !(c->moved || goes_on(c, &part) || worth_carrying(c, &part)))
		return;
	MEM_ROOM(c->parts.items, c->parts.count, c->parts.capacity);
	c->parts.items[c->parts.count++] = part;
}

/* A shared stretch is cut where a piece of either side ends; the line ends between pieces are ours.
 */
static void cut_stretch(struct carrier *c, const struct stretch *s)
{
	size_t a = s->old_start, b = s->new_start;
	while (a < s->old_end) {
		struct part part = {piece_at(&c->removed, a), piece_at(&c->inserted, b), a, b, 0};
		const struct piece *x = &c->removed.items[part.removed];
		const struct piece *y = &c->inserted.items[part.inserted];
		size_t x_left = x->at + run_of(c, x)->text.length - a;
		size_t y_left = y->at + run_of(c, y)->text.length - b;
		part.length = s->old_end - a;
		if (part.length > x_left)
			part.length = x_left;
		if (part.length > y_left)
			part.length = y_left;
		add_part(c, part);
		size_t step = part.length ? part.length : 1;
		a += step;
		b += step;
	}
}

static void find_parts(struct carrier *c)
{
	struct stretches stretches = {0};
	stream_write(c, &c->removed);
	stream_write(c, &c->inserted);
	diff_words(buf_as_span(&c->removed.text), buf_as_span(&c->inserted.text), &stretches);
	c->parts.count = 0;
	for (size_t i = 0; i < stretches.count; i++)
		if (stretches.items[i].mark == MARK_SAME)
			cut_stretch(c, &stretches.items[i]);
	stretches_release(&stretches);
}

/* ---- what became of the paragraphs */

/* Does the part begin a new paragraph of one that is split? */
static bool is_split(const struct carrier *c, size_t part)
{
	const struct part *p = &c->parts.items[part];
	if (stays(c, &c->removed.items[p->removed]))
		return !stays(c, &c->inserted.items[p->inserted]) &&
		       (!part || inserted_item(c, part - 1) != inserted_item(c, part));
	return part && removed_item(c, part - 1) == removed_item(c, part) &&
	       inserted_item(c, part - 1) != inserted_item(c, part);
}

/* Is it what another paragraph brings into one? */
static bool is_join(const struct carrier *c, size_t part)
{
	const struct part *p = &c->parts.items[part];
	if (stays(c, &c->inserted.items[p->inserted]))
		return !stays(c, &c->removed.items[p->removed]) &&
		       (!part || removed_item(c, part - 1) != removed_item(c, part));
	return part && inserted_item(c, part - 1) == inserted_item(c, part) &&
	       removed_item(c, part - 1) != removed_item(c, part);
}

/* The number that stands before a new paragraph shows well enough that it begins. */
static bool is_numbered(const struct carrier *c, uint32_t item)
{
	const struct redline *r = c->builder->redline;
	if (!item || r->items[item].mark != MARK_INSERTED)
		return false;
	const struct item *before = &r->items[item - 1];
	return before->kind == ITEM_BLOCK && before->mark == MARK_INSERTED &&
	       r->new_doc->blocks[before->new_index].part == PART_NUM;
}

static void uncount(struct carrier *c, const struct run *run, size_t start, size_t end)
{
	changes_unword(c->builder, run->change, run->mark,
		       words_count(span_sub(run->text, start, end)));
}

static void add_carried(struct carrier *c, const struct piece *piece, struct carried_words carried)
{
	struct redline *r = c->builder->redline;
	carried.run = piece->run;
	MEM_ROOM(r->carried, r->carried_count, r->carried_capacity);
	r->carried[r->carried_count++] = carried;
	uncount(c, run_of(c, piece), carried.start, carried.end);
}

/* What goes along on the removed side: white space before, and the marks behind up to the next
 * words, which are shown at the new place (a full stop there, of which a semicolon is made). */
static struct span removed_extent(const struct carrier *c, const struct part *part,
				  struct carried_words *extent)
{
	const struct piece *piece = &c->removed.items[part->removed];
	struct span text = run_of(c, piece)->text;
	size_t start = part->removed_at - piece->at, end = start + part->length, stop = text.length;
	for (const struct part *next = part + 1;
	     next < c->parts.items + c->parts.count && next->removed == part->removed; next++)
		if (next->removed_at - piece->at < stop)
			stop = next->removed_at - piece->at;
	struct span residue = span_sub(text, end, stop);
	if (words_any(residue))
		residue.length = 0;
	extent->end = (uint32_t)(end + residue.length);
	while (start && strchr(" \t\r\n", text.at[start - 1]))
		start--;
	extent->start = (uint32_t)start;
	return span_trim(residue);
}

static void carry_part(struct carrier *c, const struct part *part, enum joint joint)
{
	const struct piece *piece = &c->inserted.items[part->inserted];
	struct carried_words away = {0}, here = {.joint = joint};
	here.residue = removed_extent(c, part, &away);
	here.start = (uint32_t)(part->inserted_at - piece->at);
	here.end = (uint32_t)(here.start + part->length);
	add_carried(c, &c->removed.items[part->removed], away);
	add_carried(c, piece, here);
}

static unsigned joined_number(const struct carrier *c, unsigned number)
{
	while (c->joined[number])
		number = c->joined[number];
	return number;
}

/* In a diff, both ends are one change. */
static void join_changes(struct carrier *c, const struct part *part, const char *kind)
{
	unsigned x = joined_number(c, run_of(c, &c->removed.items[part->removed])->change);
	unsigned y = joined_number(c, run_of(c, &c->inserted.items[part->inserted])->change);
	if (!x || !y)
		return;
	if (x != y) {
		c->joined[x > y ? x : y] = x > y ? y : x;
		c->any_joined = true;
	}
	changes_become(c->builder, x < y ? x : y, kind);
}

static bool is_begun(const struct carrier *c, size_t part)
{
	return part < c->parts.count && (is_split(c, part) || is_join(c, part));
}

/* Would a reader see that something happened? A paragraph that only went elsewhere shows it by the
 * number that it has there. */
static bool shows(const struct carrier *c, size_t i)
{
	const struct part *part = &c->parts.items[i];
	return stays(c, &c->removed.items[part->removed]) ||
	       stays(c, &c->inserted.items[part->inserted]) || is_begun(c, i) ||
	       is_begun(c, i + 1) || is_numbered(c, inserted_item(c, i));
}

static const char *kind_of_place(const struct carrier *c)
{
	bool split = false, join = false;
	for (size_t i = 0; i < c->parts.count; i++) {
		split |= is_split(c, i);
		join |= is_join(c, i);
	}
	return split == join ? "substitution" : split ? "split" : "join";
}

static void carry_parts(struct carrier *c)
{
	const char *kind = kind_of_place(c);
	for (size_t i = 0; i < c->parts.count; i++) {
		const struct part *part = &c->parts.items[i];
		if (!shows(c, i))
			continue;
		enum joint joint = JOINT_NONE;
		if (is_join(c, i))
			joint = JOINT_CLOSED;
		else if (is_split(c, i) && !is_numbered(c, inserted_item(c, i)))
			joint = JOINT_OPENED;
		carry_part(c, part, joint);
		if (c->joined)
			join_changes(c, part, kind);
	}
}

/* ---- places of change */

static void streams_empty(struct carrier *c)
{
	struct stream *streams[] = {&c->removed, &c->inserted};
	c->parts.count = 0;
	for (size_t i = 0; i < 2; i++) {
		streams[i]->count = streams[i]->length = 0;
		buf_cut(&streams[i]->text, 0);
	}
}

static void place_end(struct carrier *c)
{
	struct stream *x = &c->removed, *y = &c->inserted;
	bool apart = x->count && y->count &&
		     (x->items[0].item != y->items[y->count - 1].item ||
		      y->items[0].item != x->items[x->count - 1].item);
	if (apart && x->length < STREAM_MAX && y->length < STREAM_MAX) {
		find_parts(c);
		carry_parts(c);
	}
	streams_empty(c);
}

static const struct block *block_of(const struct redline *r, const struct item *item)
{
	return item->new_index != DOC_NONE ? &r->new_doc->blocks[item->new_index]
					   : &r->old_doc->blocks[item->old_index];
}

/* Words that stay end a place; a mark or a space between two changes does not. */
static void read_block(struct carrier *c, uint32_t index)
{
	const struct redline *r = c->builder->redline;
	const struct item *item = &r->items[index];
	const struct block *block = block_of(r, item);
	if (!item->changed || block->flags & BLOCK_CELL) {
		place_end(c);
		return;
	}
	if (block->part == PART_NUM)
		return;
	for (uint32_t i = item->run; i < item->run_after; i++) {
		const struct run *run = &r->runs[i];
		if (run->mark == MARK_REMOVED)
			stream_add(c, &c->removed, index, i);
		else if (run->mark == MARK_INSERTED)
			stream_add(c, &c->inserted, index, i);
		else if (run->words)
			place_end(c);
	}
}

/* ---- moves */

static void count_stream(struct carrier *c, const struct stream *stream)
{
	for (size_t i = 0; i < stream->count; i++) {
		const struct run *run = run_of(c, &stream->items[i]);
		changes_words(c->builder, run->change, run->mark, run->text);
	}
}

static void read_end(struct carrier *c, struct stream *stream, uint32_t open)
{
	const struct redline *r = c->builder->redline;
	for (uint32_t i = open; i < r->items[open].partner; i++)
		if (r->items[i].kind == ITEM_BLOCK && block_of(r, &r->items[i])->part != PART_NUM)
			for (uint32_t k = r->items[i].run; k < r->items[i].run_after; k++)
				stream_add(c, stream, i, k);
}

/* What moved and was amended on the way: all of it is shown where it was, and where it is now, what
 * is new in it. */
static void carry_move(struct carrier *c, const struct item *here)
{
	const struct redline *r = c->builder->redline;
	const struct item *away = &r->items[here->move_partner];
	if (doc_provision_hash(r->old_doc, away->old_index) ==
	    doc_provision_hash(r->new_doc, here->new_index))
		return;
	read_end(c, &c->removed, here->move_partner);
	read_end(c, &c->inserted, r->items[here->partner].partner);
	count_stream(c, &c->removed);
	count_stream(c, &c->inserted);
	c->moved = true;
	if (c->removed.length < STREAM_MAX && c->inserted.length < STREAM_MAX)
		find_parts(c);
	c->moved = false;
	for (size_t i = 0; i < c->parts.count; i++) {
		const struct part *part = &c->parts.items[i];
		const struct piece *from = &c->removed.items[part->removed];
		const struct piece *to = &c->inserted.items[part->inserted];
		uint32_t start = (uint32_t)(part->inserted_at - to->at);
		size_t old_start = part->removed_at - from->at;
		uncount(c, run_of(c, from), old_start, old_start + part->length);
		add_carried(c, to,
			    (struct carried_words){.start = start,
						   .end = start + (uint32_t)part->length});
	}
	streams_empty(c);
}

static int compare_carried(const void *x, const void *y)
{
	const struct carried_words *a = x, *b = y;
	if (a->run != b->run)
		return a->run < b->run ? -1 : 1;
	return a->start < b->start ? -1 : a->start > b->start;
}

/* Every change gets the number that `numbers` has for it. */
static void renumber(struct redline *r, const unsigned *numbers)
{
	for (size_t i = 0; i < r->item_count; i++) {
		r->items[i].change = numbers[r->items[i].change];
		r->items[i].markup = numbers[r->items[i].markup];
	}
	for (size_t i = 0; i < r->run_count; i++)
		r->runs[i].change = numbers[r->runs[i].change];
}

/* Rows that are one become one, and the numbers of all leave no gap. In a diff nothing else asks
 * for a number: what is not seen has the last ones. */
static void join_rows(struct carrier *c)
{
	struct redline *r = c->builder->redline;
	unsigned last = c->builder->last;
	unsigned *numbers = mem_alloc((last + 1) * sizeof *numbers);
	if (c->any_joined)
		changes_join(c->builder, c->joined);
	bool moved = changes_seen_first(c->builder);
	if (!c->any_joined && !moved) {
		free(numbers);
		return;
	}
	for (size_t i = 0; i < r->change_count; i++) {
		numbers[r->changes[i].number] = (unsigned)i + 1;
		r->changes[i].number = (unsigned)i + 1;
	}
	for (unsigned i = 1; i <= last; i++)
		if (c->joined[i])
			numbers[i] = numbers[joined_number(c, i)];
	renumber(r, numbers);
	free(numbers);
}

void carry_words(struct builder *builder)
{
	struct redline *r = builder->redline;
	struct carrier c = {.builder = builder};
	if (!builder->splices)
		c.joined = mem_alloc((builder->last + 1) * sizeof *c.joined);
	struct redline_look look = redline_look(r);
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		redline_look_at(&look, item);
		if (item->kind == ITEM_OPEN && item->moved) {
			place_end(&c);
			if (item->mark == MARK_INSERTED && item->move_partner != DOC_NONE)
				carry_move(&c, item);
			i = item->partner;
		} else if (item->kind == ITEM_BLOCK) {
			read_block(&c, i);
		}
	}
	place_end(&c);
	if (r->carried_count)
		qsort(r->carried, r->carried_count, sizeof *r->carried, compare_carried);
	if (!builder->splices)
		join_rows(&c);
	free(c.joined);
	free(c.removed.items);
	free(c.inserted.items);
	free(c.parts.items);
	buf_release(&c.removed.text);
	buf_release(&c.inserted.text);
}
