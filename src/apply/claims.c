/* Claims: which ids the patch as a whole makes, frees and acts on. */
#include "apply/plan.h"

#include "doc/address.h"

#include <stdlib.h>

static int by_claim(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	int order = span_compare(x->eid, y->eid);
	if (!order)
		order = (x->doc_index > y->doc_index) - (x->doc_index < y->doc_index);
	return order ? order : (x->result > y->result) - (x->result < y->result);
}

bool claim_is(const struct claims *claims, const struct claim *claim, const struct doc *doc,
	      struct span eid)
{
	return claim && claim < claims->items + claims->count && claim->doc == doc &&
	       span_equal(claim->eid, eid);
}

const struct claim *claim_find(const struct claims *claims, const struct doc *doc, struct span eid)
{
	if (!claims->count)
		return NULL;
	size_t low = 0, high = claims->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (span_compare(claims->items[middle].eid, eid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < claims->count && claims->items[low].doc != doc &&
	       span_equal(claims->items[low].eid, eid))
		low++;
	const struct claim *found = claims->items + low;
	return claim_is(claims, found, doc, eid) ? found : NULL;
}

/* The document of an operation that makes the eId, or NULL. The claims need not be in order. */
static const struct doc *doc_of_maker(const struct plan *plan, const char *eid)
{
	for (size_t i = 0; eid && i < plan->made.count; i++)
		if (span_is(plan->made.items[i].eid, eid))
			return plan->made.items[i].doc;
	return NULL;
}

/* What is brought in whole has a number of its own, which says nothing about the place. */
const struct doc *doc_acted_on(const struct plan *plan, const struct op *op)
{
	const struct corpus *base = plan->application->base;
	if (base->count == 1)
		return base->docs[0];
	const struct doc *doc = op->work ? corpus_work(base, span_of(op->work)) : NULL;
	const char *part;
	bool brings = op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION && op->anchor;
	const char *const places[] = {brings ? NULL : op->target, op->anchor};
	for (size_t i = 0; i < 2 && !doc; i++)
		if (places[i])
			corpus_find(base, address_without_part(span_of(places[i]), &part), &doc);
	if (!doc && brings)
		doc = doc_of_maker(plan, op->anchor);
	return doc ? doc : base->count ? base->docs[0] : NULL;
}

/* What one operation claims, in which document. */
static struct claim claim_by(const struct plan *plan, size_t result)
{
	const struct corpus *base = plan->application->base;
	struct claim claim = {.doc = doc_acted_on(plan, plan->application->results[result].op),
			      .result = (uint32_t)result};
	while (claim.doc && base->docs[claim.doc_index] != claim.doc)
		claim.doc_index++;
	return claim;
}

static void claim(struct claims *claims, struct claim by, struct span eid)
{
	MEM_ROOM(claims->items, claims->count, claims->capacity);
	by.eid = eid;
	claims->items[claims->count++] = by;
}

static void claim_payload(struct plan *plan, const struct op_result *result, struct claim by)
{
	const struct op *op = result->op;
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++)
		if (!(result->patch->doc->provisions[i].flags & PROVISION_CROSSHEADING))
			claim(&plan->made, by, payload_eid(result->patch, i));
}

/* Does a repeal keep the number, with other words behind it? */
static bool keeps_number(const struct plan *plan, const struct op *op, const struct doc *doc,
			 uint32_t provision)
{
	return op->kind == OP_REPEAL && doc->provisions[provision].num != DOC_NONE &&
	       leaves_of(plan, op, doc->provisions[provision].eid) != LEAVES_REMOVE;
}

/* What a repeal or substitution takes away: provisions in a row and all below them. Where text goes
 * down a level, what it stood in stays. */
static void claim_freed(struct plan *plan, const struct op *op, struct claim by)
{
	const struct doc *doc = by.doc;
	uint32_t first = doc ? doc_find(doc, span_of(op->target)) : DOC_NONE;
	if (first == DOC_NONE)
		return;
	uint32_t after = doc->provisions[first].after;
	uint32_t last = op->up_to ? doc_find(doc, span_of(op->up_to)) : DOC_NONE;
	if (last != DOC_NONE && last > first)
		after = doc->provisions[last].after;
	uint32_t depth = doc->provisions[first].depth;
	for (uint32_t i = op_sinks(op) ? first + 1 : first; i < after; i++) {
		const struct provision *p = &doc->provisions[i];
		if (p->eid.length && !(p->depth == depth && keeps_number(plan, op, doc, i)))
			claim(&plan->freed, by, p->eid);
	}
}

static void claims_sort(struct claims *claims)
{
	if (claims->count)
		qsort(claims->items, claims->count, sizeof *claims->items, by_claim);
}

void claims_collect(struct plan *plan)
{
	for (size_t i = 0; i < plan->application->result_count; i++) {
		const struct op_result *result = &plan->application->results[i];
		const struct op *op = result->op;
		const struct claim by = claim_by(plan, i);
		claim_payload(plan, result, by);
		claim(&plan->targets, by, span_of(op->target));
		if (op->to)
			claim(&plan->made, by, span_of(op->to));
		if (op->scope == SCOPE_PROVISION && op->kind != OP_INSERTION)
			claim_freed(plan, op, by);
	}
	claims_sort(&plan->made);
	claims_sort(&plan->freed);
	claims_sort(&plan->targets);
}
