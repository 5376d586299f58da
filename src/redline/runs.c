/* The runs of a block that is in both versions.
 *
 * Where splices lie inside the block, what is outside of them is the same by construction; each of
 * them, widened to whole words, is compared on its own and carries the number of its operation.
 * Otherwise the two texts are compared whole. */
#include "redline/build.h"

#include <stdlib.h>

#include "doc/tags.h"
#include "doc/words.h"

void runs_add(struct builder *builder, enum mark mark, unsigned change, struct span text,
	      size_t old_start, size_t new_start)
{
	struct redline *r = builder->redline;
	if (!text.length)
		return;
	struct run *last = r->run_count ? &r->runs[r->run_count - 1] : NULL;
	bool joins = last && last->mark == mark && last->change == change &&
		     last->text.at + last->text.length == text.at;
	/* Only within the block that is being written: offsets go on where the last run ends. */
	if (joins &&
	    (mark == MARK_REMOVED ? last->old_start : last->new_start) + last->text.length ==
		    (mark == MARK_REMOVED ? old_start : new_start)) {
		last->text.length += text.length;
		last->words = last->words || words_any(text);
		return;
	}
	MEM_ROOM(r->runs, r->run_count, r->run_capacity);
	r->runs[r->run_count++] = (struct run){.mark = mark,
					       .words = words_any(text),
					       .change = change,
					       .text = text,
					       .old_start = (uint32_t)old_start,
					       .new_start = (uint32_t)new_start};
}

/* A stretch of old text [a, a_end) that became new text [b, b_end), by one operation. */
struct region {
	size_t a, a_end, b, b_end;
	unsigned op;
};

static void add_stretch(struct builder *builder, struct span old_text, struct span new_text,
			const struct region *at, const struct stretch *s, unsigned change)
{
	size_t a = at->a + s->old_start, b = at->b + s->new_start;
	size_t a_end = at->a + s->old_end, b_end = at->b + s->new_end;
	if (s->mark == MARK_REMOVED)
		runs_add(builder, MARK_REMOVED, change, span_sub(old_text, a, a_end), a, DOC_NONE);
	else if (s->mark == MARK_INSERTED)
		runs_add(builder, MARK_INSERTED, change, span_sub(new_text, b, b_end), DOC_NONE, b);
	else
		runs_add(builder, MARK_SAME, 0, span_sub(new_text, b, b_end), a, b);
}

static void add_stretches(struct builder *builder, struct span old_text, struct span new_text,
			  const struct region *at, const struct stretches *stretches,
			  unsigned fallback)
{
	for (size_t i = 0; i < stretches->count; i++)
		add_stretch(builder, old_text, new_text, at, &stretches->items[i],
			    at->op ? at->op : fallback);
}

static void compare_region(struct builder *builder, struct span old_text, struct span new_text,
			   const struct region *at, unsigned fallback)
{
	diff_words(span_sub(old_text, at->a, at->a_end), span_sub(new_text, at->b, at->b_end),
		   &builder->stretches);
	add_stretches(builder, old_text, new_text, at, &builder->stretches, fallback);
}

/* ---- splices inside the block */

/* Reads on in the text of a block and tells where a byte of it is in the text. */
struct cursor {
	struct span bytes;
	size_t at, text;
};

static size_t decoded_length(struct span raw)
{
	struct buf text = {0};
	tag_decode(raw, &text);
	size_t length = text.length;
	/* The parser makes one line end of CR LF. */
	for (size_t i = 0; i + 1 < raw.length; i++)
		length -= raw.at[i] == '\r' && raw.at[i + 1] == '\n';
	buf_release(&text);
	return length;
}

static size_t cursor_text(struct cursor *cursor, size_t byte)
{
	while (cursor->at < byte) {
		struct tag tag;
		size_t next = cursor->at;
		if (!tag_next(cursor->bytes, &next, &tag))
			break;
		if (tag.kind == TAG_TEXT) {
			size_t end = tag.end < byte ? tag.end : byte;
			cursor->text += decoded_length(span_sub(cursor->bytes, cursor->at, end));
			next = end;
		} else if (tag.kind == TAG_CDATA) {
			cursor->text += tag.end - tag.start - 12;
		}
		cursor->at = next;
	}
	return cursor->text;
}

static size_t first_splice_from(const struct splices *splices, size_t byte)
{
	return FIRST_FROM(splices->items, splices->count, start, byte);
}

/* The splices [first, *after) inside the block; none when one of them reaches out of it, or when
 * another block is inside this one. */
static size_t splices_inside(const struct builder *builder, const struct block *block,
			     uint32_t index, size_t *after)
{
	const struct splices *splices = builder->splices;
	const struct doc *doc = builder->old_doc;
	size_t first = first_splice_from(splices, block->open), k = first;
	*after = first;
	if (block->open == block->end ||
	    (index + 1 < doc->block_count && doc->blocks[index + 1].start < block->end) ||
	    (first && splices->items[first - 1].end > block->start))
		return first;
	while (k < splices->count && splices->items[k].start <= block->close) {
		if (splices->items[k].end > block->close)
			return first;
		k++;
	}
	*after = k;
	return first;
}

struct regions {
	struct region *items;
	size_t count, capacity;
};

static void collect_regions(struct builder *builder, uint32_t old_block, uint32_t new_block,
			    struct regions *regions)
{
	const struct block *a = &builder->old_doc->blocks[old_block];
	const struct block *b = &builder->new_doc->blocks[new_block];
	struct cursor old_cursor = {builder->old_doc->bytes, a->open, 0};
	struct cursor new_cursor = {builder->new_doc->bytes, b->open, 0};
	size_t after, k = splices_inside(builder, a, old_block, &after);
	for (; k < after; k++) {
		const struct splice *splice = &builder->splices->items[k];
		size_t new_start = (size_t)((int64_t)splice->start + splice->shift);
		struct region region = {.op = splice->op};
		region.a = cursor_text(&old_cursor, splice->start);
		region.a_end = cursor_text(&old_cursor, splice->end);
		region.b = cursor_text(&new_cursor, new_start);
		region.b_end = cursor_text(&new_cursor, new_start + splice->text.length);
		MEM_ROOM(regions->items, regions->count, regions->capacity);
		regions->items[regions->count++] = region;
	}
}

/* Outside of the regions the texts must be equal; anything else is not what the splices say. */
static bool regions_hold(const struct regions *regions, struct span old_text, struct span new_text)
{
	size_t a = 0, b = 0;
	for (size_t i = 0; i <= regions->count; i++) {
		struct region end = {old_text.length, old_text.length, new_text.length,
				     new_text.length, 0};
		const struct region *next = i < regions->count ? &regions->items[i] : &end;
		if (next->a < a || next->b < b || next->a_end > old_text.length ||
		    next->b_end > new_text.length || next->a_end < next->a ||
		    next->b_end < next->b ||
		    !span_equal(span_sub(old_text, a, next->a), span_sub(new_text, b, next->b)))
			return false;
		a = next->a_end;
		b = next->b_end;
	}
	return true;
}

/* Whole words that the texts share between two regions: bytes [*start, *end) counted from a and b.
 * False when there is none. */
struct shared {
	const struct words *old_words, *new_words;
	size_t i, j; /* words read so far */
};

static bool shared_words(struct shared *s, size_t a, size_t b, size_t length, size_t *start,
			 size_t *end)
{
	const struct words *x = s->old_words, *y = s->new_words;
	bool found = false;
	while (s->i < x->count && x->items[s->i].start < a)
		s->i++;
	while (s->j < y->count && y->items[s->j].start < b)
		s->j++;
	while (s->i < x->count && s->j < y->count && x->items[s->i].end <= a + length &&
	       y->items[s->j].end <= b + length) {
		size_t at = x->items[s->i].start - a, other = y->items[s->j].start - b;
		size_t until = x->items[s->i].end - a, other_until = y->items[s->j].end - b;
		if (at == other && until == other_until) {
			if (!found)
				*start = at;
			*end = until;
			found = true;
		} else if (found) {
			break;
		}
		s->i += until <= other_until;
		s->j += other_until <= until;
	}
	return found;
}

/* Is the byte in no word? */
static bool is_between(const struct words *words, size_t byte)
{
	size_t i = FIRST_FROM(words->items, words->count, start, byte);
	return !i || words->items[i - 1].end <= byte;
}

/* Regions widened to whole words; those that meet are one, unless two operations meet between two
 * words: each tells of its own. */
static void compare_regions(struct builder *builder, struct span old_text, struct span new_text,
			    const struct regions *regions, unsigned fallback)
{
	struct words x = {0}, y = {0};
	words_split(old_text, &x);
	words_split(new_text, &y);
	struct shared shared = {&x, &y, 0, 0};
	struct region open = {0}; /* what is not written yet begins here */
	size_t a = 0, b = 0;
	for (size_t i = 0; i <= regions->count; i++) {
		bool last = i == regions->count;
		const struct region *next = last ? NULL : &regions->items[i];
		size_t length = (last ? old_text.length : next->a) - a, start, end;
		if (shared_words(&shared, a, b, length, &start, &end)) {
			open.a_end = a + start;
			open.b_end = b + start;
			compare_region(builder, old_text, new_text, &open, fallback);
			runs_add(builder, MARK_SAME, 0, span_sub(new_text, b + start, b + end),
				 a + start, b + start);
			open = (struct region){.a = a + end, .b = b + end};
		}
		if (last)
			break;
		if (open.op && open.op != next->op && is_between(&x, next->a) &&
		    is_between(&y, next->b)) {
			open.a_end = next->a;
			open.b_end = next->b;
			compare_region(builder, old_text, new_text, &open, fallback);
			open = (struct region){.a = next->a, .b = next->b};
		}
		if (!open.op)
			open.op = next->op;
		a = next->a_end;
		b = next->b_end;
	}
	open.a_end = old_text.length;
	open.b_end = new_text.length;
	compare_region(builder, old_text, new_text, &open, fallback);
	words_release(&x);
	words_release(&y);
}

/* A number is one thing to the reader: (ii) for (i), never a bracket kept. */
static bool is_label(const struct block *block)
{
	return block->part == PART_NUM;
}

void runs_of_pair(struct builder *builder, uint32_t old_block, uint32_t new_block,
		  unsigned fallback)
{
	const struct block *a = &builder->old_doc->blocks[old_block];
	const struct block *b = &builder->new_doc->blocks[new_block];
	struct regions regions = {0};
	if (span_equal(a->text, b->text)) {
		runs_add(builder, MARK_SAME, 0, b->text, 0, 0);
		return;
	}
	if (is_label(b)) {
		runs_add(builder, MARK_REMOVED, fallback, a->text, 0, DOC_NONE);
		runs_add(builder, MARK_INSERTED, fallback, b->text, DOC_NONE, 0);
		return;
	}
	if (builder->splices)
		collect_regions(builder, old_block, new_block, &regions);
	if (regions.count && regions_hold(&regions, a->text, b->text)) {
		compare_regions(builder, a->text, b->text, &regions, fallback);
	} else {
		struct region whole = {0, a->text.length, 0, b->text.length, fallback};
		struct stretches known;
		if (!builder->splices && ahead_find(builder, old_block, new_block, &known))
			add_stretches(builder, a->text, b->text, &whole, &known, fallback);
		else
			compare_region(builder, a->text, b->text, &whole, fallback);
	}
	free(regions.items);
}
