/* Numbers of provisions that come: whether they are free, and in the order of those beside them. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/number.h"

#include <string.h>

enum label_style style_of(const struct plan *plan, struct span eid)
{
	int level = address_level_of_eid(plan->options->profile, eid);
	return level < 0 ? LABEL_NUMBER : plan->options->profile->levels[level].style;
}

bool is_numbered(const struct doc *doc, uint32_t provision)
{
	return !(doc->provisions[provision].flags & PROVISION_CROSSHEADING) &&
	       provision_num(doc, provision).length;
}

/* The number that one more provision behind a taken one would have. */
static void offer_free_number(struct plan *plan, struct diag *diag, const struct doc *doc,
			      uint32_t taken)
{
	struct buf fitting = {0};
	uint32_t next = provision_next(doc, taken);
	while (next != DOC_NONE && !is_numbered(doc, next))
		next = provision_next(doc, next);
	if (next != DOC_NONE && profile_truth(plan->options->profile, "outline", "dashed-inserts"))
		return; /* "(c-1)", "(A-i)": which series goes on is the drafter's */
	number_between(style_of(plan, doc->provisions[taken].eid), provision_num(doc, taken),
		       next == DOC_NONE ? (struct span){0} : provision_num(doc, next), &fitting);
	if (fitting.length)
		diag_help(plan->diags, diag, "the next free number is %s", buf_string(&fitting));
	buf_release(&fitting);
}

static bool same_payload(const struct op_result *a, const struct op_result *b)
{
	const struct doc *x = a->patch->doc, *y = b->patch->doc;
	uint32_t i = a->op->payload, j = b->op->payload;
	while (i != DOC_NONE && j != DOC_NONE &&
	       span_equal(payload_eid(a->patch, i), payload_eid(b->patch, j)) &&
	       doc_provision_hash(x, i) == doc_provision_hash(y, j)) {
		i = payload_next(a->patch, a->op, i);
		j = payload_next(b->patch, b->op, j);
	}
	return i == DOC_NONE && j == DOC_NONE;
}

/* Two modifications bring the same, or give the same number to the same provision. */
static bool makes_the_same(const struct op_result *a, const struct op_result *b)
{
	bool same = a->patch != b->patch && a->op->kind == b->op->kind &&
		    !strcmp(a->op->target, b->op->target);
	return same &&
	       (a->op->to ? b->op->to && !strcmp(a->op->to, b->op->to) : same_payload(a, b));
}

bool made_once(struct plan *plan, struct op_result *result, struct span eid, const char *label)
{
	const struct claim *made = claim_find(&plan->made, doc_acted_on(plan, result->op), eid);
	if (!made || made->result == result_index(plan, result))
		return true;
	const struct op_result *maker = &plan->application->results[made->result];
	const char *by = op_name(plan, maker, maker->patch == result->patch);
	result->against = maker;
	if (makes_the_same(maker, result))
		refuse(plan, result, DIAG_NUM004, "%s makes the same %s: leave one of them out", by,
		       label);
	else
		refuse(plan, result, DIAG_NUM004, "%s is also made by %s", label, by);
	return false;
}

/* Does the patch repeal that provision, so that its number stays? */
static bool is_left(const struct plan *plan, const struct op_result *result, const struct doc *doc,
		    struct span eid)
{
	for (const struct claim *c = claim_find(&plan->targets, doc, eid);
	     claim_is(&plan->targets, c, doc, eid); c++) {
		const struct op_result *other = &plan->application->results[c->result];
		if (other->patch == result->patch && other->op->kind == OP_REPEAL &&
		    other->op->scope == SCOPE_PROVISION)
			return true;
	}
	return false;
}

/* Schedules and Appendices are documents of their own: does another one have that number? */
static bool heads_another(struct plan *plan, struct op_result *result, const struct target *place,
			  struct span eid)
{
	const struct corpus *base = plan->application->base;
	const struct doc *own = place->doc, *other = NULL;
	uint32_t there = DOC_NONE;
	for (size_t i = 0; i < base->count && there == DOC_NONE; i++) {
		other = base->docs[i];
		bool same = span_equal(other->facts.work_uri, own->facts.work_uri);
		there = other == own || !same ? DOC_NONE : doc_find(other, eid);
	}
	if (there == DOC_NONE || other->provisions[there].parent != DOC_NONE)
		return false;
	const struct claim *freed = claim_find(&plan->freed, other, eid);
	if (freed)
		add_need(plan, result_index(plan, result), freed->result, DIAG_NUM004);
	if (freed)
		return false;
	struct diag *diag =
		refuse(plan, result, DIAG_NUM004, "%s is already in use", citation_of(plan, eid));
	diag_relate(plan->diags, diag,
		    doc_place(other, other->provisions[there].start, other->provisions[there].open),
		    "it stands here");
	return true;
}

bool number_is_free(struct plan *plan, struct op_result *result, const struct target *place,
		    struct span eid, struct span label)
{
	size_t index = result_index(plan, result);
	if (!made_once(plan, result, eid,
		       arena_copy(&plan->application->arena, label.at, label.length)))
		return false;
	uint32_t there = doc_find(place->doc, eid);
	const struct claim *freed = claim_find(&plan->freed, place->doc, eid);
	if (freed && freed->result != index)
		add_need(plan, index, freed->result, DIAG_NUM004);
	if (there == DOC_NONE || freed)
		return !heads_another(plan, result, place, eid);
	struct diag *diag =
		refuse(plan, result, DIAG_NUM004, "%s is already in use", citation_of(plan, eid));
	diag_relate(plan->diags, diag,
		    doc_place(place->doc, place->doc->provisions[there].start,
			      place->doc->provisions[there].open),
		    "it stands here");
	if (is_left(plan, result, place->doc, eid))
		profile_help(plan->options->profile, "number-kept", span_of(citation_of(plan, eid)),
			     (struct span){"", 0}, plan->diags, diag);
	else
		offer_free_number(plan, diag, place->doc, there);
	return false;
}

struct span number_after(const struct plan *plan, const struct doc *doc, uint32_t provision,
			 const struct op_result **renumbers)
{
	struct span num = provision_num(doc, provision), eid = doc->provisions[provision].eid;
	bool goes = false;
	*renumbers = NULL;
	for (const struct claim *c = claim_find(&plan->freed, doc, eid);
	     claim_is(&plan->freed, c, doc, eid); c++) {
		const struct op_result *result = &plan->application->results[c->result];
		if (result->op->kind != OP_RENUMBERING)
			goes = true;
		else if (span_is(eid, result->op->target) && result->op->new_num) {
			num = span_of(result->op->new_num);
			*renumbers = result;
		}
	}
	/* What would replace or take a provision that another renumbers does not stand. */
	return goes && !*renumbers ? (struct span){0} : num;
}

/* The nearest numbered sibling that stays where it is. */
static uint32_t neighbour(const struct plan *plan, const struct op_result *result,
			  const struct doc *doc, uint32_t from,
			  uint32_t (*step)(const struct doc *, uint32_t))
{
	const struct op_result *renumbers;
	while (from != DOC_NONE &&
	       (!is_numbered(doc, from) || !numbers_compare(plan, result, doc, from) ||
		!number_after(plan, doc, from, &renumbers).length))
		from = step(doc, from);
	return from;
}

/* A number on the wrong side of the one beside it, which may be another now. */
static void refuse_beside(struct plan *plan, struct op_result *result, struct span num,
			  const char *side, struct span other, const struct op_result *renumbers)
{
	if (!renumbers) {
		refuse(plan, result, DIAG_NUM005, "%.*s does not belong %s %.*s", SPAN_ARGS(num),
		       side, SPAN_ARGS(other));
		return;
	}
	result->against = renumbers;
	refuse(plan, result, DIAG_NUM005, "%.*s does not belong %s %.*s, as %s makes %s",
	       SPAN_ARGS(num), side, SPAN_ARGS(other),
	       op_name(plan, renumbers, renumbers->patch == result->patch),
	       citation_of(plan, span_of(renumbers->op->target)));
}

static bool number_fits_between(struct plan *plan, struct op_result *result,
				const struct target *row, uint32_t before_it, uint32_t behind_it,
				struct span first, struct span last)
{
	const struct doc *doc = row->doc;
	const struct op_result *below = NULL, *above = NULL;
	before_it = neighbour(plan, result, doc, before_it, provision_previous);
	behind_it = neighbour(plan, result, doc, behind_it, provision_next);
	enum label_style style = style_of(plan, doc->provisions[row->provision].eid);
	struct span lower = before_it == DOC_NONE ? (struct span){0}
						  : number_after(plan, doc, before_it, &below);
	struct span upper = behind_it == DOC_NONE ? (struct span){0}
						  : number_after(plan, doc, behind_it, &above);
	if (number_in_order(style, lower, first, upper) &&
	    number_in_order(style, lower, last, upper))
		return true;
	if (lower.length && !number_in_order(style, lower, first, (struct span){0}))
		refuse_beside(plan, result, first, "after", lower, below);
	else
		refuse_beside(plan, result, last, "before", upper, above);
	return false;
}

bool number_fits_place(struct plan *plan, struct op_result *result, const struct target *anchor,
		       bool after, struct span first, struct span last)
{
	const struct doc *doc = anchor->doc;
	uint32_t before_it = after ? anchor->provision : provision_previous(doc, anchor->provision);
	uint32_t behind_it = after ? provision_next(doc, anchor->provision) : anchor->provision;
	return number_fits_between(plan, result, anchor, before_it, behind_it, first, last);
}

bool payload_is_free(struct plan *plan, struct op_result *result, const struct target *place,
		     struct span *first, struct span *last)
{
	const struct op *op = result->op;
	const struct doc *doc = result->patch->doc;
	*first = *last = (struct span){0};
	uint32_t top_depth = UINT32_MAX;
	for (uint32_t i = op->payload; i < op->payload_after; i++) {
		struct span num = provision_num(doc, i);
		if (doc->provisions[i].flags & PROVISION_CROSSHEADING || !num.length)
			continue;
		if (!number_is_free(plan, result, place, payload_eid(result->patch, i), num))
			return false;
		if (!first->at) {
			*first = num;
			top_depth = doc->provisions[i].depth;
		}
		if (doc->provisions[i].depth == top_depth) {
			*last = num;
			note_changed(plan, result, payload_eid(result->patch, i));
		}
	}
	return true;
}

bool numbers_fit_row(struct plan *plan, struct op_result *result, const struct target *target,
		     uint32_t last, struct span first_num, struct span last_num)
{
	const struct doc *doc = target->doc;
	uint32_t before = provision_previous(doc, target->provision);
	uint32_t behind = provision_next(doc, last);
	struct span own = provision_num(doc, target->provision);
	struct span own_last = provision_num(doc, last);
	bool same = span_equal(own, first_num) && span_equal(own_last, last_num);
	if (same || !own.length || !own_last.length || !first_num.at)
		return true;
	enum label_style style = style_of(plan, doc->provisions[target->provision].eid);
	uint32_t x = neighbour(plan, result, doc, before, provision_previous);
	uint32_t y = neighbour(plan, result, doc, behind, provision_next);
	struct span lower = x == DOC_NONE ? (struct span){0} : provision_num(doc, x);
	struct span upper = y == DOC_NONE ? (struct span){0} : provision_num(doc, y);
	if (!number_in_order(style, lower, own, (struct span){0}) ||
	    !number_in_order(style, (struct span){0}, own_last, upper))
		return true;
	return number_fits_between(plan, result, target, before, behind, first_num, last_num);
}
