/* Beside what something goes in another version. What is new there is passed as the numbers say;
 * where the anchor is gone, its place is that of the nearest one that stands. */
#include "calc/anchor.h"

bool is_new(const struct pairing *pairing, uint32_t provision)
{
	return pairing->new_provision[provision] == DOC_NONE;
}

bool has_come(const struct pairing *pairing, uint32_t provision)
{
	return is_new(pairing, provision) || !pairing->new_stays[provision];
}

bool has_moved(const struct pairing *pairing, uint32_t provision)
{
	return pairing->old_provision[provision] != DOC_NONE && !pairing->old_stays[provision];
}

/* The nearest sibling on one side that is where it was, and what it is there; DOC_NONE for none. */
static uint32_t kept_beside(const struct pairing *pairing, uint32_t from,
			    uint32_t (*step)(const struct doc *doc, uint32_t provision))
{
	for (uint32_t i = step(pairing->old_doc, from); i != DOC_NONE;
	     i = step(pairing->old_doc, i))
		if (pairing->old_provision[i] != DOC_NONE && pairing->old_stays[i])
			return pairing->old_provision[i];
	return DOC_NONE;
}

/* Where what it goes beside is gone, it goes where that was: beside the next one. A cross-heading
 * is of what it stands over, and of nothing else. */
static uint32_t place_of_gone(struct anchoring *b, uint32_t anchor)
{
	if (b->heading || b->headed)
		return DOC_NONE;
	uint32_t place =
		kept_beside(b->pairing, anchor, b->after ? provision_previous : provision_next);
	if (place == DOC_NONE && b->after) {
		place = kept_beside(b->pairing, anchor, provision_next);
		b->after = place == DOC_NONE;
	}
	return place;
}

/* A cross-heading belongs to what follows it: it stands there and nowhere else, and what comes
 * after an old provision comes before a new cross-heading over the next old one. */
static bool crossheadings_settle(const struct anchoring *b, uint32_t beside)
{
	const struct doc *doc = b->pairing->new_doc;
	bool theirs = doc->provisions[beside].element == EL_CROSS_HEADING;
	if (!b->after)
		return b->heading && !theirs;
	uint32_t below = provision_next(doc, beside);
	return theirs && below != DOC_NONE && !has_come(b->pairing, below);
}

/* Something new stands between the anchor and what goes beside it: its number decides whether it
 * comes before. */
static void pass_new(struct anchoring *b)
{
	const struct doc *doc = b->pairing->new_doc;
	for (;;) {
		uint32_t beside = b->after ? provision_next(doc, b->place)
					   : provision_previous(doc, b->place);
		if (beside == DOC_NONE || !has_come(b->pairing, beside) ||
		    crossheadings_settle(b, beside))
			return;
		struct span other = provision_num(doc, beside);
		int order =
			b->num.length && other.length ? number_compare(b->style, other, b->num) : 0;
		bool passes = order && b->after == (order < 0);
		if (!passes) {
			/* It would come under a cross-heading that is not its own. */
			if (!order || (b->after && b->headed))
				b->in_way = beside;
			return;
		}
		b->place = beside;
	}
}

void anchor_onto(struct anchoring *b, uint32_t anchor)
{
	b->in_way = DOC_NONE;
	b->place = b->pairing->old_provision[anchor];
	if (b->place == DOC_NONE)
		b->place = place_of_gone(b, anchor);
	if (b->place != DOC_NONE)
		pass_new(b);
}
