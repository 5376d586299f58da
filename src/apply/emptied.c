/* Lists that one modification empties, alone or with others, and to which another adds. */
#include "apply/plan.h"

#include <stdlib.h>

enum repealer { BY_IT, BY_OTHER };

/* The claim on a provision of an operation that repeals it, which is of the modification or of any
 * other; NULL when there is none. */
static const struct claim *repealed(const struct plan *plan, const struct doc *doc,
				    uint32_t provision, const struct patch *patch, enum repealer by)
{
	struct span eid = doc->provisions[provision].eid;
	for (const struct claim *c = claim_find(&plan->freed, doc, eid);
	     claim_is(&plan->freed, c, doc, eid); c++) {
		const struct op_result *result = &plan->application->results[c->result];
		if (result->op->kind == OP_REPEAL && result->status != OP_REFUSED &&
		    (result->patch == patch) == (by == BY_IT))
			return c;
	}
	return NULL;
}

/* The list that an operation inserts into, or DOC_NONE. */
static uint32_t list_inserted_into(const struct doc *doc, const struct op *op)
{
	bool inserts = op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION && op->anchor;
	uint32_t at = inserts ? doc_find(doc, span_of(op->anchor)) : DOC_NONE;
	bool beside = op->position == POS_BEFORE || op->position == POS_AFTER;
	return at != DOC_NONE && beside ? doc->provisions[at].parent : at;
}

/* The first of what is in the list, where all of it goes by other modifications than this one. */
static const struct claim *emptied_by(const struct plan *plan, const struct doc *doc, uint32_t list,
				      const struct patch *patch)
{
	const struct claim *first = NULL;
	for (uint32_t i = provision_first_child(doc, list); i != DOC_NONE;
	     i = provision_next(doc, i)) {
		const struct claim *by = repealed(plan, doc, i, patch, BY_OTHER);
		if (!by)
			return NULL;
		first = first ? first : by;
	}
	return first;
}

/* “and pay: (c) the tax”, where the other modification wants nothing to be paid. A list
 * is looked at once. */
static void check_emptied(struct plan *plan)
{
	struct application *application = plan->application;
	bool **asked = mem_alloc((application->doc_count + 1) * sizeof *asked);
	for (size_t i = 0; plan->patch_count > 1 && i < application->result_count; i++) {
		struct op_result *result = &application->results[i];
		uint32_t d = plan->doc_of[i];
		const struct doc *doc = application->base->docs[d];
		uint32_t list = result->status == OP_REFUSED ? DOC_NONE
							     : list_inserted_into(doc, result->op);
		if (list == DOC_NONE)
			continue;
		if (!asked[d])
			asked[d] = mem_alloc(doc->provision_count + 1);
		if (asked[d][list])
			continue;
		const struct claim *by = emptied_by(plan, doc, list, result->patch);
		asked[d][list] = !by;
		if (by)
			refuse_both(plan, (uint32_t)i, by->result,
				    arena_printf(&application->arena,
						 "%s inserts %s, and all else in %s goes by %s",
						 op_name(plan, result, false),
						 citation_of(plan, span_of(result->op->target)),
						 citation_of(plan, doc->provisions[list].eid),
						 op_name(plan, &application->results[by->result],
							 false)));
	}
	for (size_t d = 0; d < application->doc_count; d++)
		free(asked[d]);
	free(asked);
}

/* All that a list has goes, some of it by one modification and some by others: none of them meant
 * to leave nothing. Asked once, of the first in the list. */
static void check_emptied_together(struct plan *plan)
{
	const struct application *application = plan->application;
	for (size_t i = 0; plan->patch_count > 1 && i < application->result_count; i++) {
		const struct op_result *result = &application->results[i];
		const struct op *op = result->op;
		const struct doc *doc = application->base->docs[plan->doc_of[i]];
		bool repeals = op->kind == OP_REPEAL && op->scope == SCOPE_PROVISION &&
			       result->status != OP_REFUSED;
		uint32_t at = repeals ? doc_find(doc, span_of(op->target)) : DOC_NONE;
		const struct claim *other = NULL, *by;
		if (at == DOC_NONE || doc->provisions[at].parent == DOC_NONE ||
		    provision_previous(doc, at) != DOC_NONE ||
		    !repealed(plan, doc, at, result->patch, BY_IT))
			continue;
		for (at = provision_next(doc, at); at != DOC_NONE; at = provision_next(doc, at)) {
			if (repealed(plan, doc, at, result->patch, BY_IT))
				continue;
			by = repealed(plan, doc, at, result->patch, BY_OTHER);
			if (!by)
				break;
			other = other ? other : by;
		}
		if (at != DOC_NONE || !other)
			continue;
		at = doc_find(doc, span_of(op->target));
		refuse_both(
			plan, (uint32_t)i, other->result,
			arena_printf(&plan->application->arena,
				     "%s and %s together delete all that %s has",
				     op_name(plan, result, false),
				     op_name(plan, &application->results[other->result], false),
				     citation_of(plan,
						 doc->provisions[doc->provisions[at].parent].eid)));
	}
}

void check_emptied_lists(struct plan *plan)
{
	check_emptied(plan);
	check_emptied_together(plan);
}
