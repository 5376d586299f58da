/* Anchors: what is to stand beside a provision that the same drafts move elsewhere. Whether it goes
 * along or stays is not said, and two that wait for each other have no place at all: refused, with
 * the circle shown (instructions.md, section 9). A patch to the letter says what it means by
 * places. */
#include "apply/plan.h"

#include <stdlib.h>

static bool heads(const struct op *op)
{
	return op->scope == SCOPE_CROSSHEADING && op->kind == OP_INSERTION;
}

static struct span anchor_of(const struct op *op)
{
	bool beside = (op->scope == SCOPE_PROVISION || heads(op)) && op->anchor && !op->exact &&
		      (op->position == POS_BEFORE || op->position == POS_AFTER);
	return beside ? span_of(op->anchor) : (struct span){NULL, 0};
}

/* The operation that moves away what the other is to stand beside, or NULL. */
static const struct op_result *mover_of(const struct plan *plan, const struct op *op)
{
	const struct doc *doc = doc_acted_on(plan, op);
	struct span eid = anchor_of(op);
	for (const struct claim *c = eid.at ? claim_find(&plan->targets, doc, eid) : NULL;
	     claim_is(&plan->targets, c, doc, eid); c++) {
		const struct op_result *result = &plan->application->results[c->result];
		if (result->op->kind == OP_MOVE && result->op->scope == SCOPE_PROVISION)
			return result;
	}
	return NULL;
}

/* "Z1.4 is to follow Z1.5, which is to follow Z1.4": from the operation on, as far as it waits. */
static void show_chain(struct plan *plan, const struct op_result *result, struct buf *out)
{
	enum { SHOWN = 6 };
	const struct op_result *at = result;
	buf_text(out, heads(result->op) ? "the cross-heading"
					: citation_of(plan, span_of(result->op->target)));
	for (int n = 0; n < SHOWN && at; n++) {
		const struct op *op = at->op;
		buf_printf(out, "%s is to stand %s ", n ? ", which" : "",
			   op->position == POS_BEFORE ? "before" : "after");
		buf_text(out, citation_of(plan, anchor_of(op)));
		at = mover_of(plan, op);
		if (at == result)
			break;
	}
}

void check_anchors(struct plan *plan)
{
	for (size_t i = 0; i < plan->application->result_count; i++) {
		struct op_result *result = &plan->application->results[i];
		const struct op_result *mover =
			result->status == OP_REFUSED ? NULL : mover_of(plan, result->op);
		if (!mover || mover == result)
			continue;
		struct buf chain = {0};
		show_chain(plan, result, &chain);
		result->against = mover;
		struct diag *diag = refuse(plan, result, DIAG_AMD013, "%s", buf_string(&chain));
		diag_relate(plan->diags, diag,
			    (struct place){.file = mover->op->file,
					   .line = mover->op->line,
					   .column = mover->op->column,
					   .end_column = mover->op->column},
			    "operation %u moves it", mover->op->number);
		diag_help(plan->diags, diag,
			  heads(result->op) ? "draft it against the result of the move"
					    : "name a provision that stays where it is");
		buf_release(&chain);
	}
}
