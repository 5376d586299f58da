/* Sinking: "Section 5 becomes subsection (1) of that section". A new provision comes round the
 * words and items of the target, under its number and heading; the ids of the items go below it. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/number.h"

uint32_t sinking_from(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t from = p->open;
	if (p->num != DOC_NONE && doc->blocks[p->num].end > from)
		from = doc->blocks[p->num].end;
	if (p->heading != DOC_NONE && doc->blocks[p->heading].end > from)
		from = doc->blocks[p->heading].end;
	return from;
}

/* The new level is the next one, and what goes below it is of a lower one. */
static bool levels_fit(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct profile *profile = plan->options->profile;
	const struct op *op = result->op;
	const struct doc *doc = target->doc;
	int level = address_level_of_eid(profile, span_of(op->to));
	bool next = level >= (int)profile->first_item &&
		    span_is(address_parent(span_of(op->to)), op->target);
	uint32_t child = provision_first_child(doc, target->provision);
	for (; child != DOC_NONE && next; child = provision_next(doc, child))
		if (profile->levels[level].by_depth ||
		    address_level_of_eid(profile, doc->provisions[child].eid) <= level)
			break;
	if (next && child == DOC_NONE)
		return true;
	struct diag *diag =
		refuse(plan, result, DIAG_AMD028,
		       "the text of %s would go down a level to be %s: this cannot be carried out",
		       citation_of(plan, span_of(op->target)), citation_of(plan, span_of(op->to)));
	if (child != DOC_NONE)
		diag_relate(
			plan->diags, diag,
			doc_place(doc, doc->provisions[child].start, doc->provisions[child].open),
			"this item cannot go along");
	return false;
}

/* The words are the first of what is there from now on. */
static bool is_first(struct plan *plan, struct op_result *result)
{
	const struct profile *profile = plan->options->profile;
	const struct op *op = result->op;
	int level = address_level_of_eid(profile, span_of(op->to));
	struct span num = span_of(op->new_num);
	if (number_is_first(profile->levels[level].style, num))
		return true;
	if (profile->levels[level].by_depth && (span_is(num, "(1)") || span_is(num, "(a)")))
		return true;
	refuse(plan, result, DIAG_NUM005, "%.*s would be the first of %s", SPAN_ARGS(num),
	       citation_of(plan, span_of(op->target)));
	return false;
}

/* One provision goes down once, and keeps its own number meanwhile. */
static bool alone(struct plan *plan, struct op_result *result)
{
	size_t index = result_index(plan, result);
	const struct doc *doc = doc_acted_on(plan, result->op);
	struct span target = span_of(result->op->target);
	for (const struct claim *c = claim_find(&plan->targets, doc, target);
	     claim_is(&plan->targets, c, doc, target); c++) {
		struct op_result *other = &plan->application->results[c->result];
		if (c->result == index || other->op->kind != OP_RENUMBERING)
			continue;
		result->against = other;
		refuse(plan, result, DIAG_AMD013, "%s is also renumbered by operation %u",
		       citation_of(plan, target), other->op->number);
		return false;
	}
	return true;
}

void resolve_sinking(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct profile *profile = plan->options->profile;
	const struct op *op = result->op;
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	if (p->flags & PROVISION_INCOMPLETE) {
		refuse(plan, result, DIAG_AMD026, "the text of %s is not supplied",
		       citation_of(plan, p->eid));
		return;
	}
	if (!levels_fit(plan, result, target) || !is_first(plan, result) || !alone(plan, result))
		return;
	const char *element =
		profile->levels[address_level_of_eid(profile, span_of(op->to))].element;
	struct splices *mine = wanted_by(plan, result);
	struct span to = eid_around(plan, result, doc, p->parent, span_of(op->to));
	struct line_layout layout = layout_of(doc, target->provision);
	struct buf head = {0}, tail = {0};
	uint32_t from = sinking_from(doc, target->provision), end = space_before(doc, p->close);
	layout_break(&layout, 1, &head);
	buf_printf(&head, "<%s eId=\"", element);
	escape_attribute(&head, to);
	buf_text(&head, "\">");
	layout_break(&layout, 2, &head);
	buf_text(&head, "<num>");
	escape_text(&head, span_of(op->new_num));
	buf_text(&head, "</num>");
	layout_break(&layout, 1, &tail);
	buf_printf(&tail, "</%s>", element);
	splice_add(mine, from, from, splices_keep(mine, &head), result->change);
	rewrite_ids(plan, result, doc, target->provision, from, to, mine);
	splice_add(mine, end, end, splices_keep(mine, &tail), result->change);
	note_changed(plan, result, span_of(op->to));
}

bool stands_behind_sunk(const struct op *op, const struct op *sinking, const struct doc *doc)
{
	return op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION && op->anchor &&
	       op->position == POS_AFTER && doc_find(doc, span_of(op->anchor)) == DOC_NONE &&
	       span_is(address_parent(span_of(op->anchor)), sinking->target);
}
