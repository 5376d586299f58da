/* Which equal siblings are the spine, weighed by their words.
 *
 * A short one that is equal and has gone past longer ones that were amended must not have them
 * drawn as moved: with them in the list, the heaviest run in order is what stayed. Only of
 * what has no eId: with one, what is left free would be taken for what has its number now. */
#include "diff/align.h"

enum { FEW = 16 }; /* of a gap, on either side: all are compared with all */

struct strand {
	uint32_t partner; /* index into the new list, or DOC_NONE */
	size_t weight;
	bool equal, keep;
};

static size_t length_of(const struct nodes *nodes, size_t i)
{
	const struct node *node = &nodes->items[i];
	size_t length = 1;
	for (uint32_t b = node->block; b < node->block_after; b++)
		length += nodes->doc->blocks[b].text.length;
	return length;
}

static bool is_partner(const struct strand *strands, size_t count, size_t j)
{
	for (size_t k = 0; k < count; k++)
		if (strands[k].partner == j)
			return true;
	return false;
}

/* The free node of the gap that is most like old node i. */
static void find_similar(struct nodes *a, size_t i, struct nodes *b, const struct gap *gap,
			 struct strand *strands)
{
	struct strand *strand = &strands[i - gap->a0];
	unsigned best = SIMILAR;
	for (size_t j = gap->b0; j < gap->b0 + gap->n; j++) {
		struct node *x = &a->items[i], *y = &b->items[j];
		if (x->element != y->element || gives_up(x, y) || is_partner(strands, gap->m, j))
			continue;
		unsigned alike = nodes_alike(a->doc, x, b->doc, y);
		if (alike <= best)
			continue;
		best = alike;
		strand->partner = (uint32_t)j;
	}
	strand->weight = length_of(a, i) * best / 100;
}

/* The heaviest run of strands in order. */
static void keep_heaviest(struct strand *strands, size_t count)
{
	size_t sum[FEW], before[FEW], best = FEW;
	for (size_t i = 0; i < count; i++) {
		if (strands[i].partner == DOC_NONE)
			continue;
		sum[i] = 0;
		before[i] = FEW;
		for (size_t k = 0; k < i; k++)
			if (strands[k].partner < strands[i].partner && sum[k] > sum[i]) {
				sum[i] = sum[k];
				before[i] = k;
			}
		sum[i] += strands[i].weight;
		if (best == FEW || sum[i] > sum[best])
			best = i;
	}
	for (; best != FEW; best = before[best])
		strands[best].keep = true;
}

/* Is an equal one out of step, and is there on either side what has no equal? */
static bool may_cross(const struct nodes *a, const struct gap *gap, const uint32_t *partners)
{
	if (!gap->m || a->items[gap->a0].key.length)
		return false;
	size_t equal = 0, out_of_step = 0;
	for (size_t k = 0; k < gap->m; k++) {
		uint32_t partner = partners[gap->a0 + k];
		equal += partner != DOC_NONE;
		out_of_step += partner != DOC_NONE && partner - gap->b0 != k;
	}
	return out_of_step && equal < gap->m && equal < gap->n;
}

static void weigh_gap(struct nodes *a, struct nodes *b, const struct gap *gap, uint32_t *partners)
{
	struct strand strands[FEW];
	bool dropped = false;
	for (size_t k = 0; k < gap->m; k++) {
		uint32_t partner = partners[gap->a0 + k];
		strands[k] = (struct strand){.partner = partner, .equal = partner != DOC_NONE};
		if (strands[k].equal)
			strands[k].weight = length_of(a, gap->a0 + k);
	}
	for (size_t k = 0; k < gap->m; k++)
		if (!strands[k].equal)
			find_similar(a, gap->a0 + k, b, gap, strands);
	keep_heaviest(strands, gap->m);
	for (size_t k = 0; k < gap->m; k++)
		if (strands[k].equal && !strands[k].keep) {
			partners[gap->a0 + k] = DOC_NONE;
			dropped = true;
		}
	for (size_t k = 0; dropped && k < gap->m; k++)
		if (strands[k].keep)
			partners[gap->a0 + k] = strands[k].partner;
}

void weigh_spine(struct nodes *a, struct nodes *b, uint32_t *partners)
{
	for (struct gap gap = gap_from(a, 0, b, 0); gap.a0 < a->count; gap = gap_after(a, b, &gap))
		if (gap.m <= FEW && gap.n <= FEW && may_cross(a, &gap, partners))
			weigh_gap(a, b, &gap, partners);
}
