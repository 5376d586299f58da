/* Comparison of two texts word by word, drawn as a lawyer would draw it.
 *
 * What is common at both ends is trimmed. The content words between are compared first (Myers, An
 * O(ND) Difference Algorithm, 1986), so that a stray "the" never decides what belongs together; the
 * small words in the gaps that are left come second. Last, shared words too few to be worth reading
 * between two changes are given up, and a change that could stand in several places is moved to the
 * one that reads best. */
#include "diff/side.h"

#include <stdlib.h>
#include <string.h>

#include "diff/align.h"

/* More differences than this, and the stretch is shown as replaced: the table of the search grows
 * with the square, and nobody reads such a comparison word by word. */
enum { DIFFERENCES_MAX = 600 };

/* Two stretches of tokens to compare: indices into the words of each side. */
struct stretch_pair {
	size_t a, a_end, b, b_end;
};

static bool is_text(const char *text, struct span s)
{
	size_t at = 0;
	while (at < s.length && text[at] && text[at] == s.at[at])
		at++;
	return at == s.length && !text[at];
}

bool is_small_word(struct span word)
{
	/* By their first letter, what comes after it; no longer than LONGEST in all. */
	enum { LONGEST = 5, MOST = 7 };
	static const char *const small[26][MOST + 1] = {
		['a' - 'a'] = {"", "n", "nd", "ny", "re", "s", "t"},
		['b' - 'a'] = {"e", "y"},
		['e' - 'a'] = {"ach"},
		['f' - 'a'] = {"or"},
		['h' - 'a'] = {"as"},
		['i' - 'a'] = {"f", "n", "nto", "s", "t", "ts"},
		['m' - 'a'] = {"ay"},
		['n' - 'a'] = {"o", "ot"},
		['o' - 'a'] = {"f", "n", "r", "ut"},
		['s' - 'a'] = {"hall", "uch", "o"},
		['t' - 'a'] = {"han", "hat", "he", "hen", "hey", "his", "o"},
		['w' - 'a'] = {"as", "ere", "here", "hich", "ill", "ith"}};
	/* Only the first letter may be a capital: "The" begins a sentence. */
	unsigned first = word.length ? (unsigned)(word.at[0] | 0x20) - 'a' : 26;
	if (first >= 26 || word.length > LONGEST)
		return false;
	struct span rest = span_sub(word, 1, word.length);
	for (const char *const *tail = small[first]; *tail; tail++)
		if (is_text(*tail, rest))
			return true;
	return false;
}

bool is_small_token(const struct side *side, size_t i)
{
	return side->words.items[i].kind == WORD_MARK || is_small_word(token_text(side, i));
}

/* `from` is the other side, if that is split already: what both have at their ends is as there. */
static void side_set(struct side *side, struct span text, const struct side *from)
{
	side->text = text;
	if (from)
		words_split_beside(text, from->text, &from->words, &side->words);
	else
		words_split(text, &side->words);
	size_t count = side->words.count + 1;
	if (side->capacity < count) {
		side->capacity = count + count / 2;
		side->changed = mem_realloc(side->changed, side->capacity);
		side->joined = mem_realloc(side->joined, side->capacity);
		side->smallness = mem_realloc(side->smallness, side->capacity);
	}
	memset(side->changed, 0, count);
	memset(side->joined, 0, count);
	memset(side->smallness, 0, count);
}

static void side_release(struct side *side)
{
	words_release(&side->words);
	free(side->changed);
	free(side->joined);
	free(side->smallness);
}

static void mark_range(bool *changed, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		changed[i] = true;
}

/* ---- Myers */

/* a[i] and b[j] are token numbers of the two sides. */
struct search {
	const struct side *old_side, *new_side;
	size_t *a, *b;
	size_t a_capacity, b_capacity;
	ptrdiff_t a_count, b_count;
	ptrdiff_t limit;  /* of differences */
	ptrdiff_t *reach; /* furthest i on each diagonal, offset by limit + 1 */
	size_t reach_capacity;
	ptrdiff_t *trace; /* the rows of `reach`, row d with d + 1 entries */
	size_t trace_capacity;
};

/* What a comparison is made with: kept for the next one. */
struct word_desk {
	struct side a, b;
	struct edits edits;
	struct search search;
};

static ptrdiff_t *search_row(struct search *s, ptrdiff_t d)
{
	size_t start = (size_t)d * ((size_t)d + 1) / 2;
	MEM_ROOM_FOR(s->trace, start, s->trace_capacity, (size_t)d + 1);
	return s->trace + start;
}

static bool step_is_down(const ptrdiff_t *reach, ptrdiff_t k, ptrdiff_t d)
{
	return k == -d || (k != d && reach[k - 1] < reach[k + 1]);
}

/* Furthest reach with d differences on every diagonal. True when the end is reached. */
static bool search_step(struct search *s, ptrdiff_t d)
{
	ptrdiff_t *reach = s->reach + s->limit + 1, *row = search_row(s, d);
	for (ptrdiff_t k = -d; k <= d; k += 2) {
		ptrdiff_t i = step_is_down(reach, k, d) ? reach[k + 1] : reach[k - 1] + 1;
		/* Outside of the table nothing can be reached. */
		while (i >= 0 && i < s->a_count && i - k >= 0 && i - k < s->b_count &&
		       same_token(s->old_side, s->a[i], s->new_side, s->b[i - k]))
			i++;
		reach[k] = row[(k + d) / 2] = i;
		if (i >= s->a_count && i - k >= s->b_count)
			return true;
	}
	return false;
}

/* Walks back through the rows and marks what was skipped on either side. */
static void search_trace(struct search *s, ptrdiff_t d)
{
	ptrdiff_t i = s->a_count, j = s->b_count;
	for (; d > 0; d--) {
		const ptrdiff_t *row = search_row(s, d - 1);
		ptrdiff_t k = i - j;
		bool down =
			k == -d || (k != d && row[(k - 1 + d - 1) / 2] < row[(k + 1 + d - 1) / 2]);
		ptrdiff_t before = down ? k + 1 : k - 1;
		i = row[(before + d - 1) / 2];
		j = i - before;
		if (down)
			s->new_side->changed[s->b[j]] = true;
		else
			s->old_side->changed[s->a[i]] = true;
	}
}

/* Compares the listed tokens and marks the changed ones. False, with nothing marked, when they are
 * too different. */
static bool search_run(struct search *s)
{
	s->limit = s->a_count + s->b_count;
	if (s->limit > DIFFERENCES_MAX)
		s->limit = DIFFERENCES_MAX;
	MEM_ROOM_FOR(s->reach, 0, s->reach_capacity, 2 * (size_t)s->limit + 4);
	s->reach[s->limit + 2] = 0; /* all else is written before it is read */
	for (ptrdiff_t d = 0; d <= s->limit; d++)
		if (search_step(s, d)) {
			search_trace(s, d);
			return true;
		}
	return false;
}

static ptrdiff_t list_tokens(const struct side *side, size_t start, size_t end, bool content,
			     size_t *list)
{
	ptrdiff_t count = 0;
	for (size_t i = start; i < end; i++)
		if (!content || !is_small(side, i))
			list[count++] = i;
	return count;
}

static void trim(const struct side *a, const struct side *b, struct stretch_pair *p)
{
	while (p->a < p->a_end && p->b < p->b_end && same_token(a, p->a, b, p->b)) {
		p->a++;
		p->b++;
	}
	while (p->a < p->a_end && p->b < p->b_end && same_token(a, p->a_end - 1, b, p->b_end - 1)) {
		p->a_end--;
		p->b_end--;
	}
}

/* Compares all tokens of a stretch, or its content words only. Marks as changed what is not shared;
 * of the tokens that were not compared nothing is marked. */
static bool compare(struct word_desk *desk, struct stretch_pair p, bool content)
{
	struct search *s = &desk->search;
	MEM_ROOM_FOR(s->a, 0, s->a_capacity, p.a_end - p.a);
	MEM_ROOM_FOR(s->b, 0, s->b_capacity, p.b_end - p.b);
	s->old_side = &desk->a;
	s->new_side = &desk->b;
	s->a_count = list_tokens(&desk->a, p.a, p.a_end, content, s->a);
	s->b_count = list_tokens(&desk->b, p.b, p.b_end, content, s->b);
	return search_run(s);
}

static void compare_gap(struct word_desk *desk, struct stretch_pair p)
{
	struct side *a = &desk->a, *b = &desk->b;
	/* What the first round marked is looked at afresh. */
	memset(a->changed + p.a, 0, p.a_end - p.a);
	memset(b->changed + p.b, 0, p.b_end - p.b);
	trim(a, b, &p);
	if (p.a < p.a_end && p.b < p.b_end && compare(desk, p, false))
		return;
	mark_range(a->changed, p.a, p.a_end);
	mark_range(b->changed, p.b, p.b_end);
}

/* The next content word at or after i that is shared, or the end. */
static size_t next_anchor(const struct side *side, size_t i, size_t end)
{
	while (i < end && (side->changed[i] || is_small(side, i)))
		i++;
	return i;
}

/* Is so little shared that the marks would only be a patchwork? Counts the content words of one
 * side that the other may have: a filter by hash finds all of them, and few more. */
static bool unlike(const struct side *a, const struct side *b, struct stretch_pair p)
{
	enum { BITS = 8192, LEAST = 8, PERCENT = 12 };
	uint64_t filter[BITS / 64] = {0};
	size_t count = 0, found = 0;
	for (size_t i = p.a; i < p.a_end; i++)
		if (!is_small(a, i)) {
			filter[a->words.items[i].hash % BITS / 64] |=
				UINT64_C(1) << a->words.items[i].hash % 64;
			count++;
		}
	if (count < LEAST)
		return false;
	count = 0;
	for (size_t j = p.b; j < p.b_end; j++)
		if (!is_small(b, j)) {
			found += filter[b->words.items[j].hash % BITS / 64] >>
					 b->words.items[j].hash % 64 &
				 1;
			count++;
		}
	return count >= LEAST && found * 100 < count * PERCENT;
}

static void compare_sides(struct word_desk *desk)
{
	struct side *a = &desk->a, *b = &desk->b;
	struct stretch_pair p = {0, a->words.count, 0, b->words.count};
	trim(a, b, &p);
	if (unlike(a, b, p) || !compare(desk, p, true)) {
		mark_range(a->changed, p.a, p.a_end);
		mark_range(b->changed, p.b, p.b_end);
		return;
	}
	size_t i = p.a, j = p.b;
	for (;;) {
		struct stretch_pair gap = {i, next_anchor(a, i, p.a_end), j,
					   next_anchor(b, j, p.b_end)};
		compare_gap(desk, gap);
		if (gap.a_end >= p.a_end || gap.b_end >= p.b_end)
			break;
		i = gap.a_end + 1;
		j = gap.b_end + 1;
	}
}

/* ---- output */

static void emit(struct stretches *out, enum mark mark, size_t a, size_t a_end, size_t b,
		 size_t b_end)
{
	if (a == a_end && b == b_end)
		return;
	struct stretch *last = out->count ? &out->items[out->count - 1] : NULL;
	if (last && last->mark == mark && last->old_end == a && last->new_end == b) {
		last->old_end = a_end;
		last->new_end = b_end;
		return;
	}
	MEM_ROOM(out->items, out->count, out->capacity);
	out->items[out->count++] = (struct stretch){mark, a, a_end, b, b_end};
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A changed range of bytes. White space that both share at its ends is not part of the change; the
 * rest is removed, then inserted. */
static void emit_change(struct stretches *out, struct span old_text, struct span new_text, size_t a,
			size_t a_end, size_t b, size_t b_end)
{
	size_t lead = 0, tail = 0;
	size_t most = a_end - a < b_end - b ? a_end - a : b_end - b;
	if (span_equal(span_sub(old_text, a, a_end), span_sub(new_text, b, b_end))) {
		emit(out, MARK_SAME, a, a_end, b, b_end); /* a thin space between two words */
		return;
	}
	while (lead < most && old_text.at[a + lead] == new_text.at[b + lead] &&
	       is_blank(old_text.at[a + lead]))
		lead++;
	while (tail < most - lead &&
	       old_text.at[a_end - 1 - tail] == new_text.at[b_end - 1 - tail] &&
	       is_blank(old_text.at[a_end - 1 - tail]))
		tail++;
	emit(out, MARK_SAME, a, a + lead, b, b + lead);
	a += lead;
	b += lead;
	emit(out, MARK_REMOVED, a, a_end - tail, b, b);
	emit(out, MARK_INSERTED, a_end - tail, a_end - tail, b, b_end - tail);
	emit(out, MARK_SAME, a_end - tail, a_end, b_end - tail, b_end);
}

/* Where the shared token before index i ends: what lies between it and the next shared one is the
 * change, with the white space on both sides. */
static size_t end_before(const struct side *side, size_t i)
{
	return i ? side->words.items[i - 1].end : 0;
}

static size_t start_of(const struct side *side, size_t i)
{
	return i < side->words.count ? side->words.items[i].start : side->text.length;
}

/* From the first token to the last, white space included. */
static struct span tokens_text(const struct side *side, size_t start, size_t end)
{
	return span_sub(side->text, side->words.items[start].start, side->words.items[end - 1].end);
}

/* Shared tokens [a, a_end) with [b, ...); white space between them may still differ. */
static void emit_shared(struct stretches *out, const struct side *old_side,
			const struct side *new_side, size_t a, size_t a_end, size_t b)
{
	if (a < a_end &&
	    span_equal(tokens_text(old_side, a, a_end), tokens_text(new_side, b, b + a_end - a))) {
		const struct word *x = old_side->words.items, *y = new_side->words.items;
		emit(out, MARK_SAME, x[a].start, x[a_end - 1].end, y[b].start,
		     y[b + a_end - a - 1].end);
		return;
	}
	for (; a < a_end; a++, b++) {
		const struct word *x = &old_side->words.items[a], *y = &new_side->words.items[b];
		emit(out, MARK_SAME, x->start, x->end, y->start, y->end);
		if (a + 1 < a_end)
			emit_change(out, old_side->text, new_side->text, x->end, x[1].start, y->end,
				    y[1].start);
	}
}

static void emit_all(struct stretches *out, const struct side *a, const struct side *b,
		     const struct edits *edits)
{
	size_t i = 0, j = 0;
	for (size_t e = 0; e <= edits->count; e++) {
		struct edit edit = {a->words.count, a->words.count, b->words.count, b->words.count};
		if (e < edits->count)
			edit = edits->items[e];
		else if (e && i == edit.a && j == edit.b)
			break;	  /* the last edit reached the end of both */
		if (!e && edit.a) /* white space before the first word */
			emit_change(out, a->text, b->text, 0, start_of(a, 0), 0, start_of(b, 0));
		emit_shared(out, a, b, i, edit.a, j);
		emit_change(out, a->text, b->text, end_before(a, edit.a), start_of(a, edit.a_end),
			    end_before(b, edit.b), start_of(b, edit.b_end));
		i = edit.a_end;
		j = edit.b_end;
	}
}

void diff_words(struct span old_text, struct span new_text, struct stretches *out)
{
	out->count = 0;
	if (span_equal(old_text, new_text)) {
		emit(out, MARK_SAME, 0, old_text.length, 0, new_text.length);
		return;
	}
	if (!out->desk)
		out->desk = mem_alloc(sizeof *out->desk);
	struct word_desk *desk = out->desk;
	side_set(&desk->a, old_text, NULL);
	side_set(&desk->b, new_text, &desk->a);
	compare_sides(desk);
	edits_find(&desk->edits, &desk->a, &desk->b);
	emit_all(out, &desk->a, &desk->b, &desk->edits);
}

static void desk_free(struct word_desk *desk)
{
	if (!desk)
		return;
	side_release(&desk->a);
	side_release(&desk->b);
	free(desk->edits.items);
	free(desk->search.a);
	free(desk->search.b);
	free(desk->search.reach);
	free(desk->search.trace);
	free(desk);
}

void stretches_release(struct stretches *stretches)
{
	free(stretches->items);
	desk_free(stretches->desk);
	*stretches = (struct stretches){0};
}
