/* The order in which a draft says its operations: a number is spoken of before it is given to
 * another provision. Numbers that go round in a circle, as in a list that is put in another order,
 * have no such order: those are given in one instruction. */
#include "calc/maker.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Marks the old provisions whose addresses it gives to others. False when there are none, and it
 * gives none that means something else now. */
static bool mark_given(const struct maker *maker, const struct made_op *made, uint32_t *marks,
		       uint32_t mark)
{
	const struct op *op = &made->written.op;
	const struct doc *a = maker->old_doc, *b = maker->new_doc;
	bool inserts = op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION, any = op->to;
	uint32_t at = op->to ? doc_find(a, span_of(op->to)) : DOC_NONE;
	if (at != DOC_NONE)
		marks[at] = mark;
	for (uint32_t i = inserts ? made->first : DOC_NONE; i != DOC_NONE;
	     i = i == made->last ? DOC_NONE : provision_next(b, i)) {
		at = b->provisions[i].eid.length ? doc_find(a, b->provisions[i].eid) : DOC_NONE;
		if (at == DOC_NONE)
			continue;
		marks[at] = mark;
		any = true;
	}
	return any;
}

/* Does it take away a number that is marked? */
static bool takes_given(const struct maker *maker, const struct made_op *made,
			const uint32_t *marks, uint32_t mark)
{
	uint32_t at = made->written.op.to
			      ? doc_find(maker->old_doc, span_of(made->written.op.target))
			      : DOC_NONE;
	return at != DOC_NONE && marks[at] == mark;
}

/* ---- circles */

enum { NOWHERE = UINT32_MAX };

/* The operation that gives another number to what has the number that this one gives. */
static uint32_t giver_behind(const struct maker *maker, const uint32_t *giver_to, uint32_t index)
{
	const struct op *op = &maker->ops[index].written.op;
	uint32_t at = op->to ? doc_find(maker->old_doc, span_of(op->to)) : DOC_NONE;
	return at == DOC_NONE ? NOWHERE : giver_to[at];
}

/* [operation]: one of its circle, the same for all; NOWHERE where it is in none. */
static uint32_t *find_circles(const struct maker *maker)
{
	size_t provisions = maker->old_doc->provision_count + 1, ops = maker->count + 1;
	uint32_t *giver_to = mem_alloc(provisions * sizeof *giver_to);
	uint32_t *seen = mem_alloc(ops * sizeof *seen);
	uint32_t *circle_of = mem_alloc(ops * sizeof *circle_of);
	memset(giver_to, 0xff, provisions * sizeof *giver_to);
	memset(seen, 0xff, ops * sizeof *seen);
	memset(circle_of, 0xff, ops * sizeof *circle_of);
	for (uint32_t i = 0; i < maker->count; i++) {
		const struct op *op = &maker->ops[i].written.op;
		uint32_t at = op->to ? doc_find(maker->old_doc, span_of(op->target)) : DOC_NONE;
		if (at != DOC_NONE)
			giver_to[at] = i;
	}
	for (uint32_t i = 0, at; i < maker->count; i++) {
		for (at = i; at != NOWHERE && seen[at] == NOWHERE;
		     at = giver_behind(maker, giver_to, at))
			seen[at] = i;
		for (uint32_t first = at;
		     at != NOWHERE && seen[at] == i && circle_of[at] == NOWHERE;
		     at = giver_behind(maker, giver_to, at))
			circle_of[at] = first;
	}
	free(giver_to);
	free(seen);
	return circle_of;
}

static bool move_to_one_place(const struct op *a, const struct op *b)
{
	return a->kind == OP_MOVE && b->kind == OP_MOVE && a->position == b->position &&
	       !strcmp(a->anchor, b->anchor);
}

/* What moves to one place does so in its order, also where one of them keeps its number. */
static void keep_together(const struct maker *maker, uint32_t *circle_of, bool back)
{
	uint32_t last = NOWHERE;
	for (uint32_t n = 0; n < maker->count; n++) {
		uint32_t i = back ? (uint32_t)maker->count - 1 - n : n;
		const struct op *op = &maker->ops[i].written.op;
		if (op->kind != OP_MOVE)
			continue;
		if (last != NOWHERE && circle_of[i] == NOWHERE &&
		    move_to_one_place(&maker->ops[last].written.op, op))
			circle_of[i] = circle_of[last];
		last = i;
	}
}

/* A sentence as a part of a longer one: its first letter small where others stand before it, and
 * what leads on to the next in place of its full stop. */
static const char *clause_of(const struct maker *maker, const char *sentence, bool first,
			     const char *end)
{
	struct span text = span_of(sentence);
	if (text.length && text.at[text.length - 1] == '.')
		text.length--;
	char *clause = arena_copy(maker->arena, text.at, text.length);
	if (!first && *clause >= 'A' && *clause <= 'Z')
		*clause = (char)(*clause - 'A' + 'a');
	return arena_printf(maker->arena, "%s%s", clause, end);
}

/* "Move G1.3 to ... and renumber it as G1.1, renumber G1.1 as G1.2, and renumber G1.2 as G1.3.":
 * the moves first. */
static size_t say_circle(const struct maker *maker, const uint32_t *circle_of, uint32_t circle,
			 struct made_op *out)
{
	size_t count = 0;
	for (int moves = 1; moves >= 0; moves--)
		for (uint32_t i = 0; i < maker->count; i++)
			if (circle_of[i] == circle &&
			    (maker->ops[i].written.op.kind == OP_MOVE) == moves)
				out[count++] = maker->ops[i];
	for (size_t i = 0; i < count; i++) {
		const char *end = i + 1 == count ? "." : i + 2 == count ? ", and" : ",";
		out[i].goes_on = i + 1 < count;
		out[i].written.wording = clause_of(maker, out[i].written.wording, i == 0, end);
	}
	return count;
}

/* ---- the order */

/* What gives numbers comes behind all else; where that gives numbers of what follows, from the last
 * to the first. */
void put_in_order(struct maker *maker)
{
	struct made_op *ordered = mem_alloc((maker->count + 1) * sizeof *ordered);
	struct made_op *numbers = mem_alloc((maker->count + 1) * sizeof *numbers);
	uint32_t *marks = mem_alloc((maker->old_doc->provision_count + 1) * sizeof *marks);
	uint32_t *circle_of = find_circles(maker);
	keep_together(maker, circle_of, false);
	keep_together(maker, circle_of, true);
	uint32_t mark = 1;
	size_t count = 0, number_count = 0;
	for (size_t i = 0; i < maker->count; i++)
		if (circle_of[i] != NOWHERE)
			continue;
		else if (mark_given(maker, &maker->ops[i], marks, mark))
			numbers[number_count++] = maker->ops[i];
		else
			ordered[count++] = maker->ops[i];
	for (size_t first = 0, after; first < number_count; first = after) {
		mark_given(maker, &numbers[first], marks, ++mark);
		for (after = first + 1;
		     after < number_count && takes_given(maker, &numbers[after], marks, mark);
		     after++)
			mark_given(maker, &numbers[after], marks, mark);
		for (size_t i = after; i-- > first;)
			ordered[count++] = numbers[i];
	}
	for (uint32_t i = 0; i < maker->count; i++)
		if (circle_of[i] == i)
			count += say_circle(maker, circle_of, i, &ordered[count]);
	assert(count == maker->count);
	if (count)
		memcpy(maker->ops, ordered, count * sizeof *ordered);
	free(ordered);
	free(numbers);
	free(marks);
	free(circle_of);
}
