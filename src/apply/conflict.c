/* Conflicts between operations: two that want the same words, and one that lies inside what another
 * takes away (AMD013). Linear after a sort of all splices by place. */
#include "apply/plan.h"

#include <stdlib.h>

struct wish {
	uint32_t doc, start, end;
	uint32_t result;
};

static int by_place(const void *a, const void *b)
{
	const struct wish *x = a, *y = b;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	bool x_replaces = x->end > x->start, y_replaces = y->end > y->start;
	if (x_replaces != y_replaces)
		return x_replaces ? 1 : -1;
	return (x->result > y->result) - (x->result < y->result);
}

static void refuse_pair(struct plan *plan, uint32_t first, uint32_t second)
{
	struct op_result *a = &plan->application->results[first];
	struct op_result *b = &plan->application->results[second];
	struct op_result *later = first > second ? a : b, *earlier = first > second ? b : a;
	if (later->status == OP_REFUSED)
		return;
	struct diag *diag = refuse(
		plan, later, DIAG_AMD013, "overlaps operation %u: both change the same words of %s",
		earlier->op->number, citation_of(plan, span_of(later->op->target)));
	diag_relate(
		plan->diags, diag,
		(struct place){earlier->op->file ? earlier->op->file : earlier->patch->doc->file,
			       earlier->op->line, earlier->op->column, earlier->op->column},
		"operation %u: %s", earlier->op->number,
		earlier->op->text ? earlier->op->text : "");
	if (earlier->status != OP_REFUSED) {
		refuse(plan, earlier, DIAG_AMD013, "overlaps operation %u", later->op->number);
	}
}

void check_conflicts(struct plan *plan)
{
	struct application *application = plan->application;
	struct wish *wishes = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < application->result_count; i++) {
		if (application->results[i].status == OP_REFUSED)
			continue;
		for (size_t s = 0; s < plan->wanted[i].count; s++) {
			const struct splice *splice = &plan->wanted[i].items[s];
			MEM_ROOM(wishes, count, capacity);
			wishes[count++] = (struct wish){plan->doc_of[i], splice->start, splice->end,
							(uint32_t)i};
		}
	}
	if (count)
		qsort(wishes, count, sizeof *wishes, by_place);
	size_t reach = 0; /* the wish that reaches furthest so far */
	for (size_t i = 1; i < count; i++) {
		bool same_doc = wishes[i].doc == wishes[reach].doc;
		if (same_doc && wishes[i].start < wishes[reach].end)
			refuse_pair(plan, wishes[reach].result, wishes[i].result);
		if (!same_doc || wishes[i].end > wishes[reach].end)
			reach = i;
	}
	free(wishes);
}
