/* Changes as a lawyer would draw them: what tokens that differ make of each other. */
#include "diff/side.h"

#include <stdlib.h>
#include <string.h>

enum {
	ISLAND_MAX = 5, /* shared words of this weight are always kept */
	WEIGHT_SMALL = 1,
	WEIGHT_CONTENT = 3
};

static size_t edit_size(const struct edit *edit)
{
	size_t removed = edit->a_end - edit->a, inserted = edit->b_end - edit->b;
	return removed > inserted ? removed : inserted;
}

/* How much the shared tokens [start, end) are worth keeping; stops counting at `enough`. */
static size_t island_weight(const struct side *a, size_t start, size_t end, size_t enough)
{
	size_t weight = 0;
	for (size_t i = start; i < end && weight < enough; i++)
		weight += is_small(a, i) ? WEIGHT_SMALL : WEIGHT_CONTENT;
	return weight;
}

static bool has_figure(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	return false;
}

static bool replaces(const struct edit *edit)
{
	return edit->a < edit->a_end && edit->b < edit->b_end;
}

/* "at the cost of" and "with the help of": small words between two replacements, which nobody reads
 * as kept. A mark alone separates two items of an enumeration. */
static bool is_filler(const struct side *a, size_t start, size_t end)
{
	enum { FILLER_MAX = 3 };
	size_t words = 0;
	for (size_t i = start; i < end; i++) {
		if (!is_small(a, i))
			return false;
		words += a->words.items[i].kind == WORD_WORD;
	}
	return words && end - start <= FILLER_MAX;
}

static bool worth_joining(const struct side *a, const struct edit *left, const struct edit *right)
{
	if (left->a_end == right->a)
		return true; /* nothing is shared between them */
	/* Of two figures each is replaced by its own. */
	if (replaces(left) && replaces(right) && is_filler(a, left->a_end, right->a) &&
	    !(has_figure(token_text(a, left->a_end - 1)) && has_figure(token_text(a, right->a))))
		return true;
	size_t least = edit_size(left) < edit_size(right) ? edit_size(left) : edit_size(right);
	if (least > ISLAND_MAX)
		least = ISLAND_MAX;
	return island_weight(a, left->a_end, right->a, least) < least;
}

static void edits_add(struct edits *edits, const struct side *a, struct edit edit)
{
	while (edits->count) {
		struct edit *last = &edits->items[edits->count - 1];
		if (!worth_joining(a, last, &edit))
			break;
		edit.a = last->a;
		edit.b = last->b;
		edits->count--;
	}
	MEM_ROOM(edits->items, edits->count, edits->capacity);
	edits->items[edits->count++] = edit;
}

static bool touches(const struct side *side, size_t i)
{
	return side->words.items[i].end == side->words.items[i + 1].start;
}

static bool is_mark(const struct side *side, size_t i, const char *marks)
{
	struct span text = token_text(side, i);
	return side->words.items[i].kind == WORD_MARK && text.length == 1 &&
	       strchr(marks, text.at[0]);
}

static bool is_figure(const struct side *side, size_t i)
{
	struct span text = token_text(side, i);
	size_t at = 0;
	while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9')
		at++;
	return text.length && at == text.length;
}

/* 3/4, 1/4/2024 */
static bool is_fraction(const struct side *side, size_t i)
{
	return i + 2 < side->words.count && touches(side, i) && touches(side, i + 1) &&
	       is_mark(side, i + 1, "/") && is_figure(side, i) && is_figure(side, i + 2);
}

/* Tokens that are read as one: G5.28(a)(ii), £1,250.00, 2.5%, 3/4. joined[i]: i and i + 1 are of
 * one. What stands below a subsection of a figure, as in 1005.18(c)(1)(ii), may stay. */
static void find_joined(struct side *side)
{
	enum { LABEL_MAX = 5 };
	size_t count = side->words.count;
	for (size_t i = 0; i + 1 < count; i++) {
		struct span text = token_text(side, i), next = token_text(side, i + 1);
		if (!touches(side, i))
			continue;
		if (has_figure(text)) {
			side->joined[i] |= span_is(next, "%");
			if (is_fraction(side, i))
				side->joined[i] = side->joined[i + 1] = true;
			for (size_t k = i; k + 3 < count && is_mark(side, k + 1, "(") &&
					   touches(side, k) && touches(side, k + 1) &&
					   touches(side, k + 2) && is_mark(side, k + 3, ")") &&
					   token_text(side, k + 2).length <= LABEL_MAX;
			     k += 3)
				for (size_t n = k > i && is_figure(side, k - 1); n < 3; n++)
					side->joined[k + n] = true;
		} else if (span_is(text, "£") || span_is(text, "$") || span_is(text, "€")) {
			side->joined[i] = has_figure(next);
		}
	}
}

/* Does a reference or a figure go over the boundary before token i? */
static bool cuts(const struct side *side, size_t i)
{
	return i && i < side->words.count && side->joined[i - 1];
}

/* A reference or a figure changes as a whole: shared tokens beside a change that are part of one go
 * with it. */
static void widen(struct side *a, struct side *b)
{
	size_t i = 0, j = 0, m = a->words.count, n = b->words.count;
	while (i < m || j < n) {
		if (i < m && j < n && !a->changed[i] && !b->changed[j]) {
			i++;
			j++;
			continue;
		}
		size_t x = i, y = j;
		while (x && y && !a->changed[x - 1] && !b->changed[y - 1] &&
		       (cuts(a, x) || cuts(b, y)))
			a->changed[--x] = b->changed[--y] = true;
		while (i < m && a->changed[i])
			i++;
		while (j < n && b->changed[j])
			j++;
		while (i < m && j < n && !a->changed[i] && !b->changed[j] &&
		       (cuts(a, i) || cuts(b, j)))
			a->changed[i++] = b->changed[j++] = true;
	}
}

static void edits_collect(struct edits *edits, const struct side *a, const struct side *b)
{
	size_t i = 0, j = 0, m = a->words.count, n = b->words.count;
	while (i < m || j < n) {
		if (i < m && j < n && !a->changed[i] && !b->changed[j]) {
			i++;
			j++;
			continue;
		}
		struct edit edit = {i, i, j, j};
		while (edit.a_end < m && a->changed[edit.a_end])
			edit.a_end++;
		while (edit.b_end < n && b->changed[edit.b_end])
			edit.b_end++;
		i = edit.a_end;
		j = edit.b_end;
		edits_add(edits, a, edit);
	}
}

static bool ends_phrase(const struct side *side, size_t i)
{
	struct span text = token_text(side, i);
	return text.length == 1 && strchr(".,;:)", text.at[0]);
}

/* How well the tokens [start, end) of a side read as a phrase put in or taken out. */
static int phrase_score(const struct side *side, size_t start, size_t end)
{
	int score = cuts(side, start) || cuts(side, end) ? -10 : 0;
	if (!start || ends_phrase(side, start - 1))
		score += 2;
	if (ends_phrase(side, end - 1))
		score += 2;
	if (is_small(side, start) && side->words.items[start].kind == WORD_WORD)
		score += 1;
	if (is_small(side, end - 1) && side->words.items[end - 1].kind == WORD_WORD)
		score -= 1;
	return score;
}

/* A pure insertion or removal may stand further left or right when the words around repeat; the
 * walk goes no further than the neighbouring changes. */
static void edit_slide(struct edit *edit, const struct side *a, const struct side *b, size_t low,
		       size_t high)
{
	bool insertion = edit->a == edit->a_end;
	if (insertion == (edit->b == edit->b_end))
		return;
	const struct side *side = insertion ? b : a;
	size_t start = insertion ? edit->b : edit->a, end = insertion ? edit->b_end : edit->a_end;
	size_t length = end - start, at = start, best = start;
	while (at > low && same_token(side, at - 1, side, at - 1 + length))
		at--;
	int best_score = phrase_score(side, best, best + length);
	for (;; at++) {
		int score = phrase_score(side, at, at + length);
		if (score > best_score) {
			best_score = score;
			best = at;
		}
		if (at + length >= high || !same_token(side, at, side, at + length))
			break;
	}
	ptrdiff_t by = (ptrdiff_t)best - (ptrdiff_t)start;
	edit->a = (size_t)((ptrdiff_t)edit->a + by);
	edit->a_end = (size_t)((ptrdiff_t)edit->a_end + by);
	edit->b = (size_t)((ptrdiff_t)edit->b + by);
	edit->b_end = (size_t)((ptrdiff_t)edit->b_end + by);
}

static void edits_slide(struct edits *edits, const struct side *a, const struct side *b)
{
	for (size_t i = 0; i < edits->count; i++) {
		struct edit *edit = &edits->items[i];
		bool insertion = edit->a == edit->a_end;
		const struct edit *left = i ? edit - 1 : NULL;
		const struct edit *right = i + 1 < edits->count ? edit + 1 : NULL;
		/* One shared token stays between two changes, lest they become one. */
		size_t low = !left ? 0 : (insertion ? left->b_end : left->a_end) + 1;
		size_t high = right	  ? (insertion ? right->b : right->a) - 1
			      : insertion ? b->words.count
					  : a->words.count;
		edit_slide(edit, a, b, low, high);
	}
}

/* ---- an insertion and a removal that are one replacement, or keep too little */

/* What an edit that only takes or only puts does; false for others. */
struct one_sided {
	const struct side *side;
	size_t start, end;
};

static bool is_one_sided(const struct edit *edit, const struct side *a, const struct side *b,
			 struct one_sided *out)
{
	bool insertion = edit->a == edit->a_end;
	*out = insertion ? (struct one_sided){b, edit->b, edit->b_end}
			 : (struct one_sided){a, edit->a, edit->a_end};
	return insertion != (edit->b == edit->b_end);
}

/* What both sides of a replacement have at its ends is none of it. */
static void edit_trim(struct edit *edit, const struct side *a, const struct side *b)
{
	while (replaces(edit) && same_token(a, edit->a, b, edit->b) && !cuts(a, edit->a + 1) &&
	       !cuts(b, edit->b + 1)) {
		edit->a++;
		edit->b++;
	}
	while (replaces(edit) && same_token(a, edit->a_end - 1, b, edit->b_end - 1) &&
	       !cuts(a, edit->a_end - 1) && !cuts(b, edit->b_end - 1)) {
		edit->a_end--;
		edit->b_end--;
	}
}

/* Where words repeat, as in "to the {Secretary, the }Panel[, the Panel] shall", one may stand right
 * beside the other: then both are one replacement. */
static bool meet(struct edit *left, const struct edit *right, const struct side *a,
		 const struct side *b)
{
	struct one_sided l, r;
	size_t between = right->a - left->a_end, back = 0, on = 0;
	if (!is_one_sided(left, a, b, &l) || !is_one_sided(right, a, b, &r) || l.side == r.side)
		return false;
	while (back < between && same_token(r.side, r.start - 1 - back, r.side, r.end - 1 - back))
		back++;
	while (on < between && same_token(l.side, l.start + on, l.side, l.end + on))
		on++;
	if (back == between)
		*left = (struct edit){left->a, left->a_end + right->a_end - right->a, left->b,
				      left->b_end + right->b_end - right->b};
	else if (on == between)
		*left = (struct edit){right->a - (left->a_end - left->a), right->a_end,
				      right->b - (left->b_end - left->b), right->b_end};
	else
		return false;
	edit_trim(left, a, b);
	return true;
}

/* How many tokens at the end of the left one are those at the beginning of the right one. */
static size_t shared_tokens(const struct one_sided *l, const struct one_sided *r)
{
	enum { MOST = 32 };
	size_t left = l->end - l->start, right = r->end - r->start;
	size_t count = left < right ? left : right;
	for (count = count < MOST ? count : MOST; count; count--) {
		size_t i = 0;
		while (i < count && same_token(l->side, l->end - count + i, r->side, r->start + i))
			i++;
		if (i == count && !cuts(l->side, l->end - count) &&
		    !cuts(r->side, r->start + count))
			break;
	}
	return count;
}

/* Words that both take and put, as in "[User's records and the ]Users'{ records and the User's}":
 * where they are more than what is kept between, they are kept. */
static bool keep_more(struct edit *left, struct edit *right, const struct side *a,
		      const struct side *b)
{
	struct one_sided l, r;
	if (!is_one_sided(left, a, b, &l) || !is_one_sided(right, a, b, &r) || l.side == r.side)
		return false;
	size_t kept = shared_tokens(&l, &r), between = right->a - left->a_end;
	size_t weight = island_weight(l.side, l.end - kept, l.end, SIZE_MAX);
	if (weight <= island_weight(a, left->a_end, right->a, SIZE_MAX))
		return false;
	if (l.side == a) {
		*left = (struct edit){left->a, left->a_end - kept, left->b, left->b + between};
		*right = (struct edit){right->a - between, right->a, right->b + kept, right->b_end};
	} else {
		*left = (struct edit){left->a, left->a + between, left->b, left->b_end - kept};
		*right = (struct edit){right->a + kept, right->a_end, right->b - between, right->b};
	}
	edit_trim(left, a, b);
	edit_trim(right, a, b);
	return true;
}

static void edits_settle(struct edits *edits, const struct side *a, const struct side *b)
{
	size_t count = 0;
	bool settled = false;
	for (size_t i = 0; i < edits->count; i++) {
		struct edit *last = count ? &edits->items[count - 1] : NULL;
		if (last && meet(last, &edits->items[i], a, b)) {
			settled = true;
			continue;
		}
		edits->items[count] = edits->items[i];
		settled |= last && keep_more(last, &edits->items[count], a, b);
		count++;
	}
	edits->count = settled ? 0 : count;
	for (size_t i = 0; settled && i < count; i++)
		if (edit_size(&edits->items[i]))
			edits_add(edits, a, edits->items[i]);
}

/* ---- sentences */

/* The token at i ends a sentence, and another begins behind it. */
static bool between_sentences(const struct side *side, size_t i)
{
	const struct word *next = &side->words.items[i + 1];
	return is_mark(side, i, ".") && i && touches(side, i - 1) && !touches(side, i) &&
	       side->text.at[next->start] >= 'A' && side->text.at[next->start] <= 'Z' &&
	       !cuts(side, i) && !cuts(side, i + 1);
}

/* The first end of a sentence in a stretch that goes on behind it; `end` when there is none. */
static size_t sentence_end(const struct side *side, size_t start, size_t end)
{
	for (size_t i = start; i + 1 < end; i++)
		if (between_sentences(side, i))
			return i;
	return end;
}

/* "[merchant]{market. He may hire a cart}." is "[merchant]{market}. {He may hire a cart.}": the
 * last word of a sentence, and one that is put behind it (or taken from there). False when it is no
 * such edit; else it becomes the first part, and *rest the second. */
static bool split_sentence(struct edit *edit, const struct side *a, const struct side *b,
			   struct edit *rest)
{
	bool stop = edit->a_end < a->words.count && is_mark(a, edit->a_end, ".") &&
		    edit->b_end < b->words.count && is_mark(b, edit->b_end, ".");
	size_t in_a = stop ? sentence_end(a, edit->a, edit->a_end) : edit->a_end;
	size_t in_b = stop ? sentence_end(b, edit->b, edit->b_end) : edit->b_end;
	bool put = in_b < edit->b_end, taken = in_a < edit->a_end;
	if (put == taken || (in_a == edit->a && in_b == edit->b))
		return false;
	if (put)
		*rest = (struct edit){edit->a_end + 1, edit->a_end + 1, in_b + 1, edit->b_end + 1};
	else
		*rest = (struct edit){in_a + 1, edit->a_end + 1, edit->b_end + 1, edit->b_end + 1};
	*edit = (struct edit){edit->a, in_a, edit->b, in_b};
	return true;
}

/* From the last to the first. Two with nothing between them are one: a sentence that goes may be
 * all that was between. */
static void edits_split(struct edits *edits, const struct side *a, const struct side *b)
{
	for (size_t i = edits->count; i-- > 0;) {
		struct edit rest;
		if (!split_sentence(&edits->items[i], a, b, &rest))
			continue;
		struct edit *next = i + 1 < edits->count ? &edits->items[i + 1] : NULL;
		if (next && rest.a_end == next->a && rest.b_end == next->b) {
			next->a = rest.a;
			next->b = rest.b;
			continue;
		}
		MEM_ROOM(edits->items, edits->count, edits->capacity);
		next = &edits->items[i + 1];
		memmove(next + 1, next, (edits->count++ - i - 1) * sizeof *next);
		*next = rest;
	}
}

void edits_find(struct edits *edits, struct side *a, struct side *b)
{
	edits->count = 0;
	find_joined(a);
	find_joined(b);
	widen(a, b);
	edits_collect(edits, a, b);
	edits_settle(edits, a, b);
	edits_split(edits, a, b);
	edits_slide(edits, a, b);
}
