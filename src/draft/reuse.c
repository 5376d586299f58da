/* Numbers that are free although they stand in the code: a provision that is Not Used or repealed
 * gives way to a new one under its number (instructions.md, section 8). */
#include "draft/work.h"

#include "profile/pattern.h"

#include <string.h>

bool keeps_place(const struct profile *profile, struct span words)
{
	const char *wording = profile_value(profile, "words", "not-used-pattern", NULL);
	if (!wording || !words.length)
		return false;
	struct buf error = {0};
	struct pattern *pattern = profile_pattern(profile, wording, PATTERN_ANCHORED, &error);
	struct match match;
	bool keeps = pattern && pattern_match(pattern, words, 0, &match) == PATTERN_YES &&
		     match.end[0] == words.length;
	pattern_free(pattern);
	buf_release(&error);
	return keeps;
}

/* Its only words are those that keep the place. */
static bool is_vacant(const struct work *work, const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	struct span words = {NULL, 0};
	for (uint32_t b = p->block; b < p->block_after; b++) {
		const struct block *block = &doc->blocks[b];
		if (block->part == PART_NUM || block->part == PART_HEADING)
			continue;
		if (words.at)
			return false;
		words = span_trim(block->text);
	}
	return p->after == provision + 1 && keeps_place(work->profile, words);
}

/* What was said of the place is where the number stands. */
static bool stands_there(const struct doc *doc, uint32_t provision, const struct op *place)
{
	uint32_t beside = place->position == POS_AFTER ? provision_previous(doc, provision)
						       : provision_next(doc, provision);
	if (place->position != POS_AFTER && place->position != POS_BEFORE)
		return true;
	while (beside != DOC_NONE && doc->provisions[beside].flags & PROVISION_CROSSHEADING)
		beside = place->position == POS_AFTER ? provision_previous(doc, beside)
						      : provision_next(doc, beside);
	return beside != DOC_NONE && span_is(doc->provisions[beside].eid, place->anchor);
}

bool reuse_number(struct work *work, struct instruction *instruction, struct piece *pieces,
		  const struct op *place)
{
	const struct doc *doc;
	bool alone = pieces->kind == PIECE_PROVISION && !pieces->next;
	uint32_t there = alone ? base_find(work, pieces->eid, &doc) : DOC_NONE;
	if (there == DOC_NONE || !is_vacant(work, doc, there) ||
	    (place->anchor && !stands_there(doc, there, place)))
		return false;
	struct diag *diag =
		draft_remark(work, instruction, DIAG_NUM011, (struct span){0},
			     "%s is there, without text: the new provision takes its place",
			     draft_cite(work, pieces->eid));
	diag->eid = diag_keep(work->diags, span_of(pieces->eid));
	struct draft_op *op = op_new(work, instruction, OP_SUBSTITUTION, SCOPE_PROVISION);
	op->op.target = pieces->eid;
	op->pieces = pieces;
	op->vacant = true;
	return true;
}

/* Nothing else stands between the two, so the numbers stay in order. */
static bool are_neighbours(const struct doc *doc, uint32_t vacant, const char *eid)
{
	const struct op after = {.anchor = eid, .position = POS_AFTER};
	const struct op before = {.anchor = eid, .position = POS_BEFORE};
	return stands_there(doc, vacant, &after) || stands_there(doc, vacant, &before);
}

/* Does an earlier instruction or clause do something with it? Then what becomes of it is told
 * there.
 */
static bool is_acted_on(const struct work *work, const struct instruction *instruction,
			const char *eid)
{
	for (size_t i = instruction->first_op; i < work->op_count; i++)
		if (work->ops[i].op.target && !strcmp(work->ops[i].op.target, eid))
			return true;
	return state_actor(work, span_of(eid)) != SIZE_MAX;
}

void reuse_by_renumbering(struct work *work, struct instruction *instruction,
			  const struct spot *from, const struct spot *to)
{
	const struct doc *doc;
	uint32_t there = base_find(work, to->eid, &doc);
	if (there == DOC_NONE || !is_vacant(work, doc, there) ||
	    !are_neighbours(doc, there, from->eid) || is_acted_on(work, instruction, to->eid))
		return;
	struct diag *diag = draft_remark(work, instruction, DIAG_NUM011, (struct span){0},
					 "%s is there, without text: it goes, and its number is "
					 "used again",
					 draft_cite(work, to->eid));
	diag->eid = diag_keep(work->diags, span_of(to->eid));
	struct draft_op *op = op_new(work, instruction, OP_REPEAL, SCOPE_PROVISION);
	op->op.target = to->eid;
	op->op.leaves = LEAVES_REMOVE;
}

/* ---- what is deleted, and beside it what gets its number */

enum { FURTHEST = 64 /* provisions in a row that are deleted and take each other's numbers */ };

/* The operation by which another provision gets the number of one that is deleted, where the draft
 * does not say that it stays. */
static const struct draft_op *number_taker(const struct work *work, const struct draft_op *op)
{
	size_t maker =
		op->unsaid || op->ruled ? state_maker(work, span_of(op->op.target)) : SIZE_MAX;
	if (maker != SIZE_MAX && maker < (size_t)(op - work->ops))
		return NULL; /* what is deleted then may be what has got the number */
	const struct draft_op *taker = maker == SIZE_MAX ? NULL : &work->ops[maker];
	bool stands = taker && !taker->idle && op_takes_number(&taker->op) &&
		      !work->items[taker->instruction].refused &&
		      !work->items[op->instruction].refused;
	/* "omit subsection (2) and renumber subsection (3) as subsection (2)" */
	bool along =
		stands && taker->op.kind == OP_RENUMBERING && taker->instruction == op->instruction;
	return stands && (op->unsaid || along) ? taker : NULL;
}

/* Is that provision of the base deleted and its number used again, or has it another one? */
static bool gives_way(const struct work *work, const struct doc *doc, uint32_t provision)
{
	struct span eid = doc->provisions[provision].eid;
	size_t actor = state_actor(work, eid);
	return doc->provisions[provision].flags & PROVISION_CROSSHEADING ||
	       number_noted(work, eid).length ||
	       (actor != SIZE_MAX && number_taker(work, &work->ops[actor]));
}

/* Does nothing that stays stand between the two? Then the numbers stay in order. */
static bool stands_behind(const struct work *work, const struct doc *doc, uint32_t provision,
			  const char *eid)
{
	uint32_t at = provision_next(doc, provision);
	for (int i = 0; i < FURTHEST && at != DOC_NONE && !span_is(doc->provisions[at].eid, eid) &&
			gives_way(work, doc, at);
	     i++)
		at = provision_next(doc, at);
	return at != DOC_NONE && span_is(doc->provisions[at].eid, eid);
}

/* What is inserted, or moved, is told its place, and that is checked when it is applied. */
static bool goes_with_number(const struct work *work, const struct draft_op *op)
{
	const struct doc *doc;
	const struct draft_op *taker = number_taker(work, op);
	if (taker && taker->op.kind != OP_RENUMBERING)
		return true;
	uint32_t at = taker ? base_find(work, op->op.target, &doc) : DOC_NONE;
	return at != DOC_NONE && (are_neighbours(doc, at, taker->op.target) ||
				  stands_behind(work, doc, at, taker->op.target));
}

static void say_left(struct work *work, const struct draft_op *op)
{
	const char *policy = profile_value(work->profile, "modification", "leaves", "not-used");
	draft_remark(work, &work->items[op->instruction], DIAG_AMD007, (struct span){0},
		     "what becomes of the number %s is not said: “%s” is left, as is the "
		     "practice of the code",
		     draft_cite(work, op->op.target),
		     profile_value(work->profile, "words", policy, policy));
}

static void say_used_again(struct work *work, const struct draft_op *op)
{
	struct diag *diag = draft_remark(work, &work->items[op->instruction], DIAG_NUM011,
					 (struct span){0}, "%s goes, and its number is used again",
					 draft_cite(work, op->op.target));
	diag->eid = diag_keep(work->diags, span_of(op->op.target));
}

static void refuse_struck(struct work *work, const struct draft_op *op)
{
	struct instruction *instruction = &work->items[op->instruction];
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD028, (struct span){0},
			     "whether the number of a provision that is struck stays, as that of "
			     "one that is repealed does, is not said");
	diag_help(work->diags, diag, "write that it is repealed");
}

void settle_numbers(struct work *work)
{
	for (size_t i = 0; i < work->op_count; i++) {
		struct draft_op *op = &work->ops[i];
		if (!(op->unsaid || op->ruled) || op->idle || work->items[op->instruction].refused)
			continue;
		if (!goes_with_number(work, op)) {
			if (op->struck)
				refuse_struck(work, op);
			else if (op->unsaid)
				say_left(work, op);
			continue;
		}
		op->op.leaves = LEAVES_REMOVE;
		say_used_again(work, op);
	}
}
