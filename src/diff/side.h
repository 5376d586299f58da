/* The two sides of a comparison of words, and what changed between them. Private to diff. */
#ifndef DIFF_SIDE_H
#define DIFF_SIDE_H

#include "diff/diff.h"

/* Tokens of one side. changed[i]: not shared with the other side. */
struct side {
	struct span text;
	struct words words;
	bool *changed;
	bool *joined;		/* to the next one, as one figure or reference */
	signed char *smallness; /* see is_small(): 0, not asked yet; 1, it is; -1 */
	size_t capacity;	/* of the three */
};

static inline struct span token_text(const struct side *side, size_t i)
{
	return span_sub(side->text, side->words.items[i].start, side->words.items[i].end);
}
static inline bool same_token(const struct side *a, size_t i, const struct side *b, size_t j)
{
	return a->words.items[i].hash == b->words.items[j].hash &&
	       span_equal(token_text(a, i), token_text(b, j));
}

/* A mark or a word such as "the": no anchor of its own. */
bool is_small_token(const struct side *side, size_t i);
static inline bool is_small(const struct side *side, size_t i)
{
	if (!side->smallness[i])
		side->smallness[i] = is_small_token(side, i) ? 1 : -1;
	return side->smallness[i] > 0;
}

/* A change: tokens [a, a_end) became [b, b_end). */
struct edit {
	size_t a, a_end, b, b_end;
};
struct edits {
	struct edit *items;
	size_t count, capacity;
};
/* The changes as they are to be read: references and figures whole, shared words too few to be
 * worth reading given up, each where it reads best. Notes on both sides what is `joined`. */
void edits_find(struct edits *edits, struct side *a, struct side *b);

#endif
