/* Operations that need another: one that takes the number which the other frees, or the place which
 * the other makes. When that one is refused they are refused too. */
#include "apply/plan.h"

#include <stdlib.h>
#include <string.h>

void add_need(struct plan *plan, size_t result, size_t on, enum diag_code code)
{
	MEM_ROOM(plan->needs, plan->need_count, plan->need_capacity);
	plan->needs[plan->need_count++] = (struct need){(uint32_t)result, (uint32_t)on, code};
}

static int by_needed(const void *a, const void *b)
{
	const struct need *x = a, *y = b;
	if (x->on != y->on)
		return x->on < y->on ? -1 : 1;
	return (x->result > y->result) - (x->result < y->result);
}

static void refuse_needing(struct plan *plan, const struct need *need)
{
	struct op_result *result = &plan->application->results[need->result];
	unsigned on = plan->application->results[need->on].op->number;
	result->against = &plan->application->results[need->on];
	if (need->code == DIAG_NUM004)
		refuse(plan, result, need->code,
		       "the number is in use: operation %u, which frees it, is refused", on);
	else if (need->code == DIAG_AMD013)
		refuse(plan, result, need->code,
		       "this is done together with operation %u, which is refused", on);
	else
		refuse(plan, result, need->code,
		       "the place is not there: operation %u, which makes it, is refused", on);
}

static size_t first_need(const struct plan *plan, uint32_t on)
{
	return FIRST_FROM(plan->needs, plan->need_count, on, on);
}

static bool one_instruction(const struct op *a, const struct op *b)
{
	return a->line == b->line && a->column == b->column && a->text && b->text &&
	       !strcmp(a->text, b->text);
}

/* What is done in another order than the draft gives is worth knowing; not within one instruction,
 * which renumbers several at once. */
static void note_order(struct plan *plan)
{
	const struct op_result *results = plan->application->results;
	for (size_t i = 0; i < plan->need_count; i++) {
		const struct need *need = &plan->needs[i];
		const struct op_result *first = &results[need->on], *then = &results[need->result];
		if (need->on <= need->result || first->status == OP_REFUSED ||
		    then->status == OP_REFUSED || need->code == DIAG_AMD013 ||
		    one_instruction(first->op, then->op))
			continue;
		struct place place = {.file = then->op->file,
				      .line = then->op->line,
				      .column = then->op->column,
				      .end_column = then->op->column};
		struct diag *diag = diag_add(plan->diags, DIAG_AMD012, place,
					     "operation %u is carried out before operation %u, "
					     "which needs the %s that it %s",
					     first->op->number, then->op->number,
					     need->code == DIAG_NUM004 ? "number" : "place",
					     need->code == DIAG_NUM004 ? "frees" : "makes");
		diag->op = then->op->number;
	}
}

/* A conjunction that is left, taken or moved with the provision that it joins. */
static bool joins(const struct op *words, const struct op *provision)
{
	return words->scope == SCOPE_WORDS && words->position == POS_END &&
	       provision->scope == SCOPE_PROVISION;
}

/* Of an instruction that changes a list and its conjunction, half would be another text: it matters
 * where what fits is done without the rest. */
static void tie_joints(struct plan *plan)
{
	const struct op_result *results = plan->application->results;
	size_t count = plan->options->partial ? plan->application->result_count : 0, after;
	for (size_t first = 0; first < count; first = after) {
		bool joint = false;
		for (after = first + 1;
		     after < count && results[after].patch == results[first].patch &&
		     one_instruction(results[first].op, results[after].op);
		     after++)
			joint |= joins(results[after - 1].op, results[after].op) ||
				 joins(results[after].op, results[after - 1].op);
		for (size_t i = first + 1; joint && i < after; i++) {
			add_need(plan, i, i - 1, DIAG_AMD013);
			add_need(plan, i - 1, i, DIAG_AMD013);
		}
	}
}

void check_needs(struct plan *plan)
{
	struct op_result *results = plan->application->results;
	size_t count = 0;
	tie_joints(plan);
	if (!plan->need_count)
		return;
	qsort(plan->needs, plan->need_count, sizeof *plan->needs, by_needed);
	uint32_t *refused = mem_alloc((plan->application->result_count + 1) * sizeof *refused);
	for (size_t i = 0; i < plan->application->result_count; i++)
		if (results[i].status == OP_REFUSED)
			refused[count++] = (uint32_t)i;
	while (count) {
		uint32_t on = refused[--count];
		for (size_t n = first_need(plan, on);
		     n < plan->need_count && plan->needs[n].on == on; n++) {
			const struct need *need = &plan->needs[n];
			if (results[need->result].status == OP_REFUSED)
				continue;
			refuse_needing(plan, need);
			refused[count++] = need->result;
		}
	}
	free(refused);
	note_order(plan);
}
