/* What went from a provision as a whole, an item or a paragraph: it is in none of the texts that
 * are there still, so the provision is followed back and each step is asked what it took from it.
 */
#include "calc/blame.h"

#include <stdlib.h>
#include <string.h>

/* Did it not go elsewhere, nor come back in other words? */
static bool is_gone(const struct redline *r, const struct pairing *pairing, uint32_t index)
{
	const struct item *item = &r->items[index];
	if (item->kind != ITEM_BLOCK || item->mark != MARK_REMOVED ||
	    pairing->old_block[item->old_index] != DOC_NONE)
		return false;
	uint32_t i = index + 1;
	while (i < r->item_count && r->items[i].kind == ITEM_BLOCK &&
	       r->items[i].mark == MARK_REMOVED && r->items[i].change == item->change)
		i++; /* several are replaced together: old, old, new, new */
	const struct item *next = i < r->item_count ? &r->items[i] : NULL;
	bool replaced = next && next->kind == ITEM_BLOCK && next->mark == MARK_INSERTED &&
			next->change == item->change &&
			r->old_doc->blocks[item->old_index].part ==
				r->new_doc->blocks[next->new_index].part;
	return !replaced && span_trim(r->old_doc->blocks[item->old_index].text).length;
}

/* Has a part of it been carried into another paragraph? Then the words that were not are few. */
static bool is_carried(const struct redline *r, const struct item *item)
{
	size_t i = FIRST_FROM(r->carried, r->carried_count, run, item->run);
	return i < r->carried_count && r->carried[i].run < item->run_after;
}

static void add_gone(struct blame *blame, const struct chain_step *step, size_t index,
		     const struct redline *r, const struct item *item, bool alone)
{
	struct span text = r->old_doc->blocks[item->old_index].text;
	MEM_ROOM(blame->gone, blame->gone_count, blame->gone_capacity);
	blame->gone[blame->gone_count++] = (struct blame_piece){
		.text = text,
		.stood = text.at,
		.step = index,
		.result = step->application ? application_change(step->application, item->change)
					    : NULL,
		.doc = r->old_doc,
		.block = item->old_index,
		.alone = alone};
}

/* What the step took from the provision, which is in both of its versions. */
static void ask_step(struct blame *blame, const struct chain_step *step, size_t index, size_t doc,
		     uint32_t provision)
{
	const struct redline *r = step->redlines[doc];
	uint32_t at = 0;
	while (at < r->item_count &&
	       !(r->items[at].kind == ITEM_OPEN && r->items[at].new_index == provision))
		at++;
	const struct pairing *pairing = step->pairings[doc];
	for (uint32_t i = at; at < r->item_count && i < r->items[at].partner; i++) {
		if (!is_gone(r, pairing, i) || is_carried(r, &r->items[i]))
			continue;
		uint32_t owner = r->old_doc->blocks[r->items[i].old_index].provision;
		bool alone = owner != DOC_NONE && pairing->old_provision[owner] != DOC_NONE;
		add_gone(blame, step, index, r, &r->items[i], alone);
	}
}

/* Those that were found going back are told going forward, each step's in its order. */
static void put_forward(struct blame *blame)
{
	size_t count = blame->gone_count, to = count;
	struct blame_piece *ordered = mem_alloc((count + 1) * sizeof *ordered);
	for (size_t first = 0, last; first < count; first = last) {
		for (last = first;
		     last < count && blame->gone[last].step == blame->gone[first].step;)
			last++;
		to -= last - first;
		memcpy(&ordered[to], &blame->gone[first], (last - first) * sizeof *ordered);
	}
	free(blame->gone);
	blame->gone = ordered;
}

void blame_gone(const struct chain *chain, struct blame *blame)
{
	const struct doc *doc = blame->doc;
	uint32_t at = blame->provision;
	for (size_t i = chain->count; i-- > 0 && at != DOC_NONE;) {
		const struct chain_step *step = &chain->steps[i];
		const struct corpus *before = i ? &chain->steps[i - 1].after : chain->base;
		size_t d = 0;
		while (d < before->count &&
		       !(step->pairings[d] && step->pairings[d]->new_doc == doc))
			d++;
		if (d == before->count)
			break;
		ask_step(blame, step, i, d, at);
		at = step->pairings[d]->new_provision[at];
		doc = step->pairings[d]->old_doc;
	}
	if (blame->gone_count)
		put_forward(blame);
}
