/* Overlaps: two operations of a draft that act on the same provision, or one inside what another
 * replaces or removes (AMD013). */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

/* A provision that an operation takes as a whole. */
struct taken {
	const char *eid;
	size_t op;
};

static int taken_order(const void *a, const void *b)
{
	const struct taken *x = a, *y = b;
	int order = strcmp(x->eid, y->eid);
	return order ? order : (x->op > y->op) - (x->op < y->op);
}

static bool takes(const struct op *op)
{
	return op->scope == SCOPE_PROVISION &&
	       (op->kind == OP_SUBSTITUTION || op->kind == OP_REPEAL);
}

/* The first operation that takes exactly this provision, or SIZE_MAX. */
static size_t taker(const struct taken *all, size_t count, struct span eid)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (span_compare(span_of(all[middle].eid), eid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && span_equal(span_of(all[low].eid), eid) ? all[low].op : SIZE_MAX;
}

static void refuse(struct work *work, const struct draft_op *op, const struct draft_op *other)
{
	struct instruction *instruction = &work->items[op->instruction];
	if (instruction->refused)
		return;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD013, (struct span){0},
		"%s is also %s by another instruction", draft_cite(work, op->op.target),
		op->rows && other->rows	      ? "changed in that row or beside it"
		: other->rows		      ? "changed in the rows of its table"
		: other->op.kind == OP_REPEAL ? "removed"
					      : "replaced as a whole");
	diag_relate(work->diags, diag,
		    draft_place(work, work->items[other->instruction].logical, (struct span){0}),
		    "here");
}

/* Looks at the provision itself and at all above it. */
static void look(struct work *work, size_t at, const struct taken *all, size_t count)
{
	const struct op *op = &work->ops[at].op;
	bool brings = op->kind == OP_INSERTION && op->scope != SCOPE_WORDS;
	if (op->scope == SCOPE_CROSSHEADING)
		return;
	struct span eid = span_of(brings ? op->anchor : op->target);
	if (brings && op->position != POS_START && op->position != POS_END)
		eid = address_parent(eid);
	for (; eid.length; eid = address_parent(eid)) {
		size_t other = taker(all, count, eid);
		if (other == SIZE_MAX || other == at)
			continue;
		if (span_is(eid, op->target) &&
		    (rows_apart(work, at, other) || words_beside_rows(work, at, other)))
			continue;
		if (takes(op) && other > at && span_is(eid, op->target))
			continue;
		refuse(work, &work->ops[at], &work->ops[other]);
		return;
	}
}

void find_overlaps(struct work *work)
{
	struct taken *all = mem_alloc((work->op_count + 1) * sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < work->op_count; i++)
		if (!work->ops[i].idle && takes(&work->ops[i].op))
			all[count++] = (struct taken){work->ops[i].op.target, i};
	qsort(all, count, sizeof *all, taken_order);
	for (size_t i = 0; i < work->op_count; i++)
		if (!work->ops[i].idle)
			look(work, i, all, count);
	free(all);
}
