/* Opening and closing words as a whole: restated, or taken out. */
#include "draft/words.h"

/* The one paragraph of the base that is the opening or closing words. */
static struct span part_text(struct work *work, const char *eid)
{
	const struct doc *doc;
	enum block_part part = span_ends(span_of(eid), "__intro") ? PART_INTRO : PART_WRAPUP;
	struct span text = {NULL, 0};
	uint32_t at = base_find(work, eid, &doc);
	for (uint32_t b = at == DOC_NONE ? DOC_NONE : provision_next_block(doc, at, DOC_NONE);
	     b != DOC_NONE; b = provision_next_block(doc, at, b)) {
		if (doc->blocks[b].part != part)
			continue;
		if (text.at)
			return (struct span){NULL, 0};
		text = span_trim(doc->blocks[b].text);
	}
	return text;
}

/* "Amend the opening words of Z4.12 as follows:": what the base has there becomes the text that
 * follows, which may begin with the provision's own number. */
void part_restate(struct work *work, struct instruction *instruction, const struct clause *clause,
		  struct draft_op *op, const struct spot *spot)
{
	struct span old = part_text(work, op->op.target), label;
	struct span fresh = span_trim(op->new_text->text);
	size_t lines = clause->fit.group[GROUP_NEW].at ||
		       span_trim(clause->fit.group[GROUP_PAYLOAD]).length;
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++)
		lines += work->uses[i] == DRAFT_PAYLOAD;
	if (!old.length) {
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD028, (struct span){0},
			"what is restated cannot be told: the base has no such words of %s",
			draft_cite(work, spot->eid));
		diag_help(work->diags, diag, "restate the provision as a whole");
		return;
	}
	if (lines > 1) {
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "only the words before or after the items of %s are to be restated, "
			     "and more than one paragraph follows",
			     draft_cite(work, spot->eid));
		return;
	}
	label = span_of(*spot->num ? spot->num : draft_label(work, spot->eid));
	if (label.length && fresh.length > label.length &&
	    span_equal(span_sub(fresh, 0, label.length), label))
		fresh = span_trim(span_sub(fresh, label.length, fresh.length));
	bool item;
	if (outline_label(work->profile, fresh, &item)) {
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "words of %s are to be restated, and “%.*s” has another number",
			     draft_cite(work, spot->eid), SPAN_ARGS(words_brief(work, fresh)));
		return;
	}
	if (!part_shape(work, instruction, spot->eid, fresh))
		return;
	op->old =
		quote_new(work, instruction, span_of(arena_copy(work->arena, old.at, old.length)));
	op->new_text = quote_new(work, instruction, fresh);
}

/* "Delete the closing words": all that the base has there. Items need what opens them. */
bool part_repeal(struct work *work, struct instruction *instruction, struct draft_op *op)
{
	bool closing = span_ends(span_of(op->op.target), "__wrapup");
	struct span old = closing ? part_text(work, op->op.target) : (struct span){NULL, 0};
	if (old.length) {
		op->old = quote_new(work, instruction,
				    span_of(arena_copy(work->arena, old.at, old.length)));
		return true;
	}
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD028, (struct span){0},
		closing ? "the base has no closing words of %s that are one paragraph"
			: "only closing words can go as a whole, and this is another part of %s",
		draft_cite(work, arena_copy(work->arena, step_place(span_of(op->op.target)).at,
					    step_place(span_of(op->op.target)).length)));
	diag_help(work->diags, diag, "quote the words, or restate the provision");
	return false;
}
