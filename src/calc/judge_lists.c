/* Lists that a repeal empties together with what became of them in the new base. */
#include "calc/anchor.h"
#include "calc/rebase.h"

/* Does the patch take the byte away? */
static bool byte_goes(const struct splices *splices, uint32_t byte)
{
	size_t i = FIRST_FROM(splices->items, splices->count, start, byte + 1);
	while (i && splices->items[i - 1].start == splices->items[i - 1].end)
		i--;
	return i && byte < splices->items[i - 1].end;
}

/* The provision of the patched base that was this one: what is round it may have another id. */
static uint32_t patched_list(const struct rebasing *r, size_t doc, uint32_t list)
{
	const struct applied_doc *applied = &r->application->docs[doc];
	uint32_t byte = applied->old->provisions[list].start;
	size_t start = splices_new_offset(&applied->splices, byte, true);
	uint32_t at = doc_provision_from(applied->new_doc, (uint32_t)start);
	bool there = !byte_goes(&applied->splices, byte) &&
		     at < applied->new_doc->provision_count &&
		     applied->new_doc->provisions[at].start == start;
	return there ? at : DOC_NONE;
}

static void conflict_emptied(struct rebasing *r, size_t index, struct span come)
{
	if (come.length)
		rebase_conflict(
			r, index, "%s has come, and all else beside it goes",
			rebase_cite(r, arena_copy(&r->rebase->arena, come.at, come.length)));
}

/* Where all that a list had goes, nothing must have come to it: asked once, of its first. */
static void judge_emptied(struct rebasing *r, size_t index, size_t doc, uint32_t list)
{
	const struct doc *new_doc = r->pairings[doc]->new_doc;
	for (uint32_t i = provision_first_child(new_doc, provision_onto(r, doc, list));
	     i != DOC_NONE; i = provision_next(new_doc, i))
		if (is_new(r->pairings[doc], i))
			conflict_emptied(r, index, new_doc->provisions[i].eid);
}

/* Where the patch leaves something of a list, that must be there still: asked once, of what is the
 * first there now. */
static void judge_halves(struct rebasing *r, size_t index, size_t doc, uint32_t list)
{
	const struct doc *old_doc = r->base->docs[doc], *new_doc = r->pairings[doc]->new_doc;
	const struct splices *splices = &r->application->docs[doc].splices;
	uint32_t left = provision_first_child(old_doc, list);
	while (left != DOC_NONE && byte_goes(splices, old_doc->provisions[left].start))
		left = provision_next(old_doc, left);
	if (left == DOC_NONE)
		return; /* it is all new */
	for (uint32_t i = provision_first_child(new_doc, provision_onto(r, doc, list));
	     i != DOC_NONE; i = provision_next(new_doc, i)) {
		uint32_t was = r->pairings[doc]->new_provision[i];
		if (was == DOC_NONE || !byte_goes(splices, old_doc->provisions[was].start))
			return;
	}
	struct span eid = old_doc->provisions[list].eid;
	rebase_conflict(r, index, "all else that %s had has gone",
			rebase_cite(r, arena_copy(&r->rebase->arena, eid.at, eid.length)));
}

void judge_list(struct rebasing *r, size_t index, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (!find_base(r, span_of(op->target), &doc, &at) || !r->pairings[doc])
		return;
	const struct doc *old_doc = r->base->docs[doc];
	uint32_t list = old_doc->provisions[at].parent, there = provision_onto(r, doc, at);
	uint32_t left = list == DOC_NONE ? DOC_NONE : patched_list(r, doc, list);
	if (left == DOC_NONE || provision_onto(r, doc, list) == DOC_NONE)
		return;
	bool emptied = provision_first_child(r->application->docs[doc].new_doc, left) == DOC_NONE;
	if (emptied && provision_previous(old_doc, at) == DOC_NONE)
		judge_emptied(r, index, doc, list);
	if (!emptied && there != DOC_NONE &&
	    provision_previous(r->pairings[doc]->new_doc, there) == DOC_NONE)
		judge_halves(r, index, doc, list);
}
