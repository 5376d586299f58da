/* Operations that need another: one that takes the number which the other frees, or the place which
 * the other makes. When that one is refused they are refused too. */
#include "apply/plan.h"

#include <stdlib.h>

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
	if (need->code == DIAG_NUM004)
		refuse(plan, result, need->code,
		       "the number is in use: operation %u, which frees it, is refused", on);
	else
		refuse(plan, result, need->code,
		       "the place is not there: operation %u, which makes it, is refused", on);
}

static size_t first_need(const struct plan *plan, uint32_t on)
{
	size_t low = 0, high = plan->need_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (plan->needs[middle].on < on)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void check_needs(struct plan *plan)
{
	struct op_result *results = plan->application->results;
	size_t count = 0;
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
}
