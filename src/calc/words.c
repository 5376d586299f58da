/* What changed in a block, as operations on words. The old words quoted are whole tokens, with as
 * many neighbours as make them the only ones of the place, or the number of the place where they
 * occur. */
#include "calc/maker.h"

#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

enum { NEIGHBOURS = 4 /* tokens quoted on each side of a change before places are counted */ };

/* Tokens [a, a_end) of the old text became [b, b_end) of the new. */
struct region {
	size_t a, a_end, b, b_end;
};

struct block_change {
	struct maker *maker;
	uint32_t provision;
	const char *part;
	uint32_t old_block, new_block;
	struct span old_text, new_text;
	struct words old_words, new_words;
	struct region *regions;
	size_t count, capacity;
};

/* ---- regions */

static size_t first_token_from(const struct words *words, size_t byte)
{
	return FIRST_FROM(words->items, words->count, start, byte);
}

static void add_region(struct block_change *c, size_t a, size_t a_end, size_t b, size_t b_end)
{
	struct region region = {
		first_token_from(&c->old_words, a), first_token_from(&c->old_words, a_end),
		first_token_from(&c->new_words, b), first_token_from(&c->new_words, b_end)};
	struct region *last = c->count ? &c->regions[c->count - 1] : NULL;
	if (last && last->a_end == region.a && last->b_end == region.b) {
		last->a_end = region.a_end;
		last->b_end = region.b_end;
		return;
	}
	MEM_ROOM(c->regions, c->count, c->capacity);
	c->regions[c->count++] = region;
}

static void collect_regions(struct block_change *c)
{
	struct stretches *list = &c->maker->stretches;
	diff_words(c->old_text, c->new_text, list);
	for (size_t i = 0; i < list->count;) {
		if (list->items[i].mark == MARK_SAME) {
			i++;
			continue;
		}
		const struct stretch *first = &list->items[i], *last = first;
		while (i < list->count && list->items[i].mark != MARK_SAME)
			last = &list->items[i++];
		add_region(c, first->old_start, last->old_end, first->new_start, last->new_end);
	}
}

static struct span tokens_text(struct span text, const struct words *words, size_t from, size_t to)
{
	if (from >= to)
		return (struct span){"", 0};
	return span_sub(text, words->items[from].start, words->items[to - 1].end);
}

static const char *keep_folded(struct maker *maker, struct span text)
{
	struct buf folded = {0};
	words_fold_space(text, &folded);
	const char *kept = maker_keep(maker, buf_as_span(&folded));
	buf_release(&folded);
	return kept;
}

/* ---- operations */

static struct op *add_op(struct block_change *c, enum op_kind kind)
{
	struct maker *maker = c->maker;
	struct made_op *made = maker_add(maker, kind, SCOPE_WORDS, c->provision);
	struct op *op = &made->written.op;
	struct span eid = maker->old_doc->provisions[c->provision].eid;
	op->target = *c->part ? arena_printf(maker->arena, "%.*s__%s", SPAN_ARGS(eid), c->part)
			      : maker_keep(maker, eid);
	return op;
}

/* Which of its places the tokens are at, of how many. */
static size_t ordinal_of(const struct block_change *c, size_t from, size_t to, size_t *all)
{
	struct span what = tokens_text(c->old_text, &c->old_words, from, to);
	return words_ordinal(c->maker->old_doc, c->provision, c->part, what, c->old_block,
			     c->old_words.items[from].start, all);
}

static bool is_only(const struct block_change *c, size_t from, size_t to)
{
	size_t all;
	struct span what = tokens_text(c->old_text, &c->old_words, from, to);
	return ordinal_of(c, from, to, &all) && all == 1 &&
	       !words_possessive(c->maker->old_doc, c->provision, c->part, what);
}

static void set_occurrence(const struct block_change *c, struct op *op, size_t from, size_t to)
{
	size_t all, ordinal = ordinal_of(c, from, to, &all);
	op->count = all == 1;
	if (all > 1)
		op->occurrence = ordinal == all ? OCCURRENCE_LAST : (int)ordinal;
}

/* Neighbours that are quoted too, so that the words are the only ones; none when that does not
 * help. */
static void widen(const struct block_change *c, size_t index, struct region *r)
{
	const struct region *own = &c->regions[index];
	size_t low = index ? own[-1].a_end : 0;
	size_t high = index + 1 < c->count ? own[1].a : c->old_words.count;
	for (size_t turn = 0; turn < (size_t)2 * NEIGHBOURS && !is_only(c, r->a, r->a_end);
	     turn++) {
		bool left = turn % 2 == 0;
		if (left && r->a > low) {
			r->a--;
			r->b--;
		} else if (!left && r->a_end < high) {
			r->a_end++;
			r->b_end++;
		}
	}
	if (!is_only(c, r->a, r->a_end))
		*r = *own;
}

static void replace(struct block_change *c, size_t index)
{
	struct region r = c->regions[index];
	widen(c, index, &r);
	struct op *op = add_op(c, r.b == r.b_end ? OP_REPEAL : OP_SUBSTITUTION);
	op->old = keep_folded(c->maker, tokens_text(c->old_text, &c->old_words, r.a, r.a_end));
	op->new_words =
		keep_folded(c->maker, tokens_text(c->new_text, &c->new_words, r.b, r.b_end));
	set_occurrence(c, op, r.a, r.a_end);
}

/* Only marks and words such as "a" and "of": they say little about where they are. */
static bool all_small(const struct words *words, size_t from, size_t to)
{
	enum { SMALL = 3 };
	while (from < to && (words->items[from].kind == WORD_MARK ||
			     (words->items[from].kind == WORD_WORD &&
			      words->items[from].end - words->items[from].start <= SMALL)))
		from++;
	return from == to;
}

/* The words beside a place that say where it is: those before it, or else those after it. False
 * when there are none. */
static bool choose_anchor(const struct block_change *c, size_t index, size_t *from, size_t *to)
{
	const struct region *own = &c->regions[index];
	size_t low = index ? own[-1].a_end : 0;
	size_t high = index + 1 < c->count ? own[1].a : c->old_words.count;
	bool after = own->a > low;
	if (!after && own->a == high)
		return false;
	*from = after ? own->a - 1 : own->a;
	*to = after ? own->a : own->a + 1;
	for (size_t turn = 0; turn < (size_t)2 * NEIGHBOURS; turn++) {
		if (!all_small(&c->old_words, *from, *to) && is_only(c, *from, *to))
			break;
		if (after && *from > low)
			--*from;
		else if (!after && *to < high)
			++*to;
	}
	return true;
}

static bool ends_sentence(struct span text)
{
	return text.length && text.at[text.length - 1] == '.';
}

/* A sentence more behind the last one: the end says where it goes, whatever the last one says. */
static bool is_sentence_added(const struct block_change *c, const struct region *r)
{
	const struct profile *profile = c->maker->options->profile;
	bool sayable =
		!c->maker->worded || profile_value(profile, "wording", "insert-words-at-end", NULL);
	return sayable && r->a && r->a == c->old_words.count &&
	       ends_sentence(span_trim(c->old_text)) && ends_sentence(span_trim(c->new_text));
}

static bool insert(struct block_change *c, size_t index)
{
	const struct region *r = &c->regions[index];
	size_t from, to;
	if (is_sentence_added(c, r)) {
		struct op *op = add_op(c, OP_INSERTION);
		op->new_words = keep_folded(
			c->maker, tokens_text(c->new_text, &c->new_words, r->b, r->b_end));
		op->position = POS_END;
		return true;
	}
	if (!choose_anchor(c, index, &from, &to))
		return false;
	struct op *op = add_op(c, OP_INSERTION);
	op->old = keep_folded(c->maker, tokens_text(c->old_text, &c->old_words, from, to));
	op->new_words =
		keep_folded(c->maker, tokens_text(c->new_text, &c->new_words, r->b, r->b_end));
	op->position = to == r->a ? POS_AFTER : POS_BEFORE;
	set_occurrence(c, op, from, to);
	return true;
}

/* ---- to the letter */

static struct span gap_before(struct span text, const struct words *words, size_t token)
{
	size_t start = token ? words->items[token - 1].end : 0;
	return span_sub(text, start,
			token < words->count ? words->items[token].start : text.length);
}

static bool same_gap(const struct block_change *c, size_t a, size_t b)
{
	return span_equal(gap_before(c->old_text, &c->old_words, a),
			  gap_before(c->new_text, &c->new_words, b));
}

/* One shared token more on the left, or on the right. */
static bool grow(const struct block_change *c, struct region *r, bool left)
{
	if (left && r->a && r->b) {
		r->a--;
		r->b--;
		return true;
	}
	if (!left && r->a_end < c->old_words.count && r->b_end < c->new_words.count) {
		r->a_end++;
		r->b_end++;
		return true;
	}
	return false;
}

/* Is the text that must go with the region in it? Grows it until it is. */
static bool holds(struct block_change *c, struct region *r, const struct doc *doc, uint32_t block,
		  const struct words *words, bool old_side, bool *grown)
{
	size_t first = old_side ? r->a : r->b, last = old_side ? r->a_end : r->b_end;
	size_t start = words->items[first].start, end = words->items[last - 1].end;
	size_t wide_start = start, wide_end = end;
	uint32_t from, to;
	bool whole = exact_range(doc, block, &wide_start, &wide_end, &from, &to);
	*grown = false;
	if (whole && wide_start == start && wide_end == end)
		return true;
	if (wide_start < start && grow(c, r, true))
		*grown = true;
	if (wide_end > end && grow(c, r, false))
		*grown = true;
	return false;
}

/* Both sides have words, and the same white space round them. */
static bool close_region(const struct block_change *c, struct region *r, bool *grown)
{
	bool left = !same_gap(c, r->a, r->b), right = !same_gap(c, r->a_end, r->b_end);
	bool empty = r->a == r->a_end || r->b == r->b_end;
	*grown = false;
	if (!left && !right && !empty)
		return true;
	*grown = left ? grow(c, r, true) : right ? grow(c, r, false) : false;
	if (!*grown && empty)
		*grown = grow(c, r, true) || grow(c, r, false);
	return false;
}

static bool settle(struct block_change *c, struct region *r)
{
	for (;;) {
		bool grown = false;
		if (close_region(c, r, &grown) &&
		    holds(c, r, c->maker->old_doc, c->old_block, &c->old_words, true, &grown) &&
		    holds(c, r, c->maker->new_doc, c->new_block, &c->new_words, false, &grown))
			return true;
		if (!grown)
			return false;
	}
}

/* Regions that have grown into each other become one. */
static void settle_all(struct block_change *c, bool *good)
{
	size_t kept = 0;
	*good = true;
	for (size_t i = 0; i < c->count && *good; i++) {
		struct region r = c->regions[i];
		*good = settle(c, &r);
		while (*good && kept && c->regions[kept - 1].a_end >= r.a) {
			const struct region *last = &c->regions[--kept];
			r.a = last->a < r.a ? last->a : r.a;
			r.b = last->b < r.b ? last->b : r.b;
			*good = settle(c, &r);
		}
		c->regions[kept++] = r;
	}
	c->count = kept;
}

static void replace_exactly(struct block_change *c, const struct region *r)
{
	struct maker *maker = c->maker;
	size_t start = c->new_words.items[r->b].start;
	size_t end = c->new_words.items[r->b_end - 1].end;
	uint32_t from, to;
	exact_range(maker->new_doc, c->new_block, &start, &end, &from, &to);
	struct buf bytes = {0};
	quoted_from(maker->new_doc, from, to, &bytes);
	struct op *op = add_op(c, OP_SUBSTITUTION);
	op->exact = true;
	op->old = keep_folded(maker, tokens_text(c->old_text, &c->old_words, r->a, r->a_end));
	op->new_words = maker_keep(maker, tokens_text(c->new_text, &c->new_words, r->b, r->b_end));
	set_occurrence(c, op, r->a, r->a_end);
	maker->ops[maker->count - 1].written.new_inline =
		span_of(maker_keep(maker, buf_as_span(&bytes)));
	buf_release(&bytes);
}

struct span quoted_block(struct maker *maker, uint32_t new_block)
{
	const struct block *block = &maker->new_doc->blocks[new_block];
	struct buf bytes = {0};
	quoted_from(maker->new_doc, block->open, block->close, &bytes);
	struct span kept = span_of(maker_keep(maker, buf_as_span(&bytes)));
	buf_release(&bytes);
	return kept;
}

/* ---- a block */

static void open_change(struct block_change *c, struct maker *maker, uint32_t old_block,
			uint32_t new_block)
{
	*c = (struct block_change){.maker = maker,
				   .old_block = old_block,
				   .new_block = new_block,
				   .old_text = maker->old_doc->blocks[old_block].text,
				   .new_text = maker->new_doc->blocks[new_block].text};
	words_split(c->old_text, &c->old_words);
	words_split(c->new_text, &c->new_words);
	collect_regions(c);
}

static void close_change(struct block_change *c)
{
	words_release(&c->old_words);
	words_release(&c->new_words);
	free(c->regions);
}

static bool make_exact(struct block_change *c)
{
	bool good = false;
	if (c->old_words.count && c->new_words.count)
		settle_all(c, &good);
	for (size_t i = 0; good && i < c->count; i++)
		replace_exactly(c, &c->regions[i]);
	return good;
}

static bool make_plain(struct block_change *c)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct region *r = &c->regions[i];
		if (r->a < r->a_end)
			replace(c, i);
		else if (r->b < r->b_end && !insert(c, i))
			return false;
	}
	return true;
}

bool make_words(struct maker *maker, uint32_t old_provision, const char *part, uint32_t old_block,
		uint32_t new_block, bool exact)
{
	struct block_change c;
	open_change(&c, maker, old_block, new_block);
	c.provision = old_provision;
	c.part = part;
	bool made = exact ? make_exact(&c) : make_plain(&c);
	close_change(&c);
	return made;
}

unsigned changed_percent(struct maker *maker, uint32_t old_block, uint32_t new_block)
{
	const struct stretches *list = &maker->stretches;
	struct span a = maker->old_doc->blocks[old_block].text;
	struct span b = maker->new_doc->blocks[new_block].text;
	size_t shared = 0;
	diff_words(a, b, &maker->stretches);
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].mark == MARK_SAME)
			shared += list->items[i].new_end - list->items[i].new_start;
	return a.length + b.length ? (unsigned)(100 - 200 * shared / (a.length + b.length)) : 0;
}
