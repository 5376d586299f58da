/* Words that are not in the place stated: where they do occur, in the rest of the clause and in the
 * clauses beside it (instructions.md, section 5). */
#include "apply/plan.h"

#include "doc/words.h"

/* The provision that holds a block and is itself no part of another's address. */
static uint32_t clause_of(const struct doc *doc, uint32_t block)
{
	uint32_t at = doc->blocks[block].provision;
	while (at != DOC_NONE && doc->provisions[at].parent != DOC_NONE &&
	       span_find(doc->provisions[at].eid, SPAN("__"), 0) != SIZE_MAX)
		at = doc->provisions[at].parent;
	return at;
}

static void offer_block(struct plan *plan, struct op_result *result, struct diag *diag,
			const struct doc *doc, uint32_t block)
{
	const struct block *b = &doc->blocks[block];
	const struct provision *p = &doc->provisions[b->provision];
	const char *part = b->part == PART_INTRO    ? "__intro"
			   : b->part == PART_WRAPUP ? "__wrapup"
						    : "";
	struct buf eid = {0};
	buf_span(&eid, p->eid);
	buf_text(&eid, part);
	size_t n = result->nearest_count;
	if (!n || !span_is(buf_as_span(&eid), result->nearest[n - 1]))
		offer_part(plan, result, diag, buf_as_span(&eid),
			   b->part == PART_HEADING ? "the heading of " : "");
	buf_release(&eid);
}

void offer_elsewhere(struct plan *plan, struct op_result *result, struct diag *diag,
		     const struct target *target, struct span words)
{
	enum { TELL = 20 }; /* after that many refusals nobody reads suggestions */
	const struct doc *doc = target->doc;
	const struct provision *own = &doc->provisions[target->provision];
	if (plan->nearest_given++ >= TELL || own->block == own->block_after)
		return;
	uint32_t from = own->block, to = own->block_after;
	for (int beside = 0; beside < 2; beside++) {
		uint32_t first = clause_of(doc, from), last = clause_of(doc, to - 1);
		from = first == DOC_NONE ? from : doc->provisions[first].block;
		to = last == DOC_NONE ? to : doc->provisions[last].block_after;
		from -= !beside && from > 0;
		to += !beside && to < doc->block_count;
	}
	for (uint32_t b = from; b < to; b++) {
		struct word_hit hit;
		const struct block *block = &doc->blocks[b];
		bool named = block->provision != DOC_NONE && block->part != PART_NUM &&
			     block->part != PART_NOTE &&
			     doc->provisions[block->provision].eid.length;
		if (named && words_find(block->text, words, 0, true, &hit))
			offer_block(plan, result, diag, doc, b);
	}
}
