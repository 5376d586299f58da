/* Numbers that are free although they stand in the code: a provision that is Not Used or repealed
 * gives way to a new one under its number (instructions.md, section 8). */
#include "draft/work.h"

#include "profile/pattern.h"

#include <string.h>

/* Its only words are those that keep the place. */
static bool is_vacant(const struct work *work, const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	const char *wording = profile_value(work->profile, "words", "not-used-pattern", NULL);
	struct span words = {NULL, 0};
	for (uint32_t b = p->block; b < p->block_after; b++) {
		const struct block *block = &doc->blocks[b];
		if (block->part == PART_NUM || block->part == PART_HEADING)
			continue;
		if (words.at)
			return false;
		words = span_trim(block->text);
	}
	if (!wording || !words.length || p->after != provision + 1)
		return false;
	struct buf error = {0};
	struct pattern *pattern = profile_pattern(work->profile, wording, PATTERN_ANCHORED, &error);
	struct match match;
	bool vacant = pattern && pattern_match(pattern, words, 0, &match) == PATTERN_YES &&
		      match.end[0] == words.length;
	pattern_free(pattern);
	buf_release(&error);
	return vacant;
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

/* Does an earlier instruction do something with it? Then what becomes of it is told there. */
static bool is_acted_on(const struct work *work, const char *eid)
{
	for (size_t i = 0; i < work->op_count; i++)
		if (work->ops[i].op.target && !strcmp(work->ops[i].op.target, eid))
			return true;
	return false;
}

void reuse_by_renumbering(struct work *work, struct instruction *instruction,
			  const struct spot *from, const struct spot *to)
{
	const struct doc *doc;
	uint32_t there = base_find(work, to->eid, &doc);
	if (there == DOC_NONE || !is_vacant(work, doc, there) ||
	    !are_neighbours(doc, there, from->eid) || is_acted_on(work, to->eid))
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
