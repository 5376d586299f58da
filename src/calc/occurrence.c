/* Words that stand once in the old base may stand twice in the new one, or in another of several
 * places: the place that an operation acts on is followed through what changed around it. */
#include "calc/rebase.h"

#include "doc/address.h"
#include "doc/words.h"

#include <string.h>

/* A provision of one of the documents, or a part of it. */
struct stand {
	size_t doc; /* of the old base */
	uint32_t provision;
	const char *part;
};

struct hit {
	uint32_t block;
	size_t start, end;
};

static bool find_place(const struct rebasing *r, const char *target, struct stand *place)
{
	place->part = "";
	return find_base(r, span_of(target), &place->doc, &place->provision) ||
	       find_base(r, address_without_part(span_of(target), &place->part), &place->doc,
			 &place->provision);
}

/* The one of its hits that an operation means. */
static bool is_meant(const struct op *op, size_t ordinal, size_t all)
{
	return op->occurrence == OCCURRENCE_LAST  ? ordinal == all
	       : op->occurrence == OCCURRENCE_ONE ? ordinal == 1 && all == 1
						  : ordinal == (size_t)op->occurrence;
}

static bool find_hit(const struct doc *doc, const struct stand *place, const struct op *op,
		     struct hit *hit)
{
	const struct provision *p = &doc->provisions[place->provision];
	struct span what = span_of(op->old);
	struct word_hit found;
	for (uint32_t b = p->block; b < p->block_after; b++)
		for (size_t from = 0, all;
		     words_find(doc->blocks[b].text, what, from, false, &found);
		     from = found.end > found.start ? found.end : found.end + 1) {
			size_t ordinal = words_ordinal(doc, place->provision, place->part, what, b,
						       found.start, &all);
			*hit = (struct hit){b, found.start, found.end};
			if (ordinal && is_meant(op, ordinal, all))
				return true;
		}
	return false;
}

/* Is it about one place where words stand? */
static bool names_place(const struct op *op)
{
	return op->scope == SCOPE_WORDS && op->span == SPAN_WORDS && op->old && *op->old &&
	       !op->def && op->occurrence != OCCURRENCE_EACH && op->count <= 1;
}

size_t occurrence_onto(const struct rebasing *r, const struct op *op)
{
	struct stand place;
	struct hit hit;
	if (!names_place(op) || !find_place(r, op->target, &place) || !r->pairings[place.doc] ||
	    !find_hit(r->base->docs[place.doc], &place, op, &hit))
		return 0;
	const struct doc *old_doc = r->base->docs[place.doc];
	const struct doc *new_doc = r->pairings[place.doc]->new_doc;
	uint32_t provision = provision_onto(r, place.doc, place.provision);
	uint32_t block = r->pairings[place.doc]->old_block[hit.block];
	if (provision == DOC_NONE || block == DOC_NONE)
		return 0;
	size_t at = text_onto(old_doc->blocks[hit.block].text, new_doc->blocks[block].text,
			      hit.start, hit.end, false);
	size_t all, ordinal = at == SIZE_MAX ? 0
					     : words_ordinal(new_doc, provision, place.part,
							     span_of(op->old), block, at, &all);
	return ordinal && !is_meant(op, ordinal, all) ? ordinal : 0;
}
