/* Footnotes of a restated provision in a Word draft: their words are no part of its text, and are
 * compared with the base beside it. */
#include "draft/work.h"

#include <string.h>

static void base_notes(struct work *work, const struct draft_op *draft_op, struct buf *out)
{
	const struct op *op = &draft_op->op;
	const char *eid =
		op->scope == SCOPE_DEFINITION && draft_op->pin ? draft_op->pin : op->target;
	const struct doc *doc, *last_doc;
	uint32_t at = base_find(work, eid, &doc);
	uint32_t last = op->up_to ? base_find(work, op->up_to, &last_doc) : at;
	if (at == DOC_NONE || last == DOC_NONE || (op->up_to && last_doc != doc))
		return;
	for (uint32_t b = doc->provisions[at].block; b < doc->provisions[last].block_after; b++) {
		if (doc->blocks[b].part != PART_NOTE || doc->blocks[b].flags & BLOCK_REMOVED)
			continue;
		words_fold_marks(doc->blocks[b].text, out);
		buf_char(out, ' ');
	}
}

/* The words of its notes: of a marked payload, as they were. */
static void shown_notes(const struct work *work, const struct instruction *instruction,
			struct buf *out)
{
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		bool former = is_deletion(l) && work->uses[i] == DRAFT_NOTE;
		if (work->uses[i] != DRAFT_PAYLOAD && !(former && instruction->marked))
			continue;
		words_fold_marks(instruction->marked ? l->notes_was : l->notes, out);
		buf_char(out, ' ');
	}
}

static bool restates(const struct draft_op *op)
{
	return op->op.kind == OP_SUBSTITUTION &&
	       (op->op.scope == SCOPE_PROVISION || op->op.scope == SCOPE_DEFINITION);
}

static void report(struct work *work, struct instruction *instruction, const char *cited,
		   struct span base, struct span shown)
{
	base = words_brief(work, base);
	shown = words_brief(work, shown);
	if (instruction->marked)
		draft_refuse(work, instruction, DIAG_AMD018, (struct span){0},
			     "with its marks rejected the notes of %s are not those of the base: "
			     "“%.*s” there, “%.*s” here",
			     cited, SPAN_ARGS(base), SPAN_ARGS(shown));
	else
		draft_remark(work, instruction, DIAG_AMD010, (struct span){0},
			     "the notes of %s are restated without marks: “%.*s” becomes “%.*s”",
			     cited, SPAN_ARGS(base), SPAN_ARGS(shown));
}

/* False when the base cannot say. */
static bool old_notes(struct work *work, size_t first, size_t after, struct buf *out)
{
	for (size_t i = first; i < after; i++) {
		const struct doc *doc;
		uint32_t at = base_find(work, work->ops[i].op.target, &doc);
		if (!restates(&work->ops[i]) || at == DOC_NONE ||
		    doc->provisions[at].flags & PROVISION_INCOMPLETE)
			return false;
		base_notes(work, &work->ops[i], out);
	}
	return true;
}

/* A paragraph whose words stay is not touched, so its notes would stay too. */
static void refuse_kept(struct work *work, struct instruction *instruction)
{
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		if (work->uses[i] != DRAFT_PAYLOAD || l->notes.length || !l->notes_was.length ||
		    !span_equal(l->was, l->text) || instruction->refused)
			continue;
		draft_refuse(work, instruction, DIAG_AMD028, (struct span){0},
			     "a note is deleted in a paragraph that is else as it was: “%.*s”",
			     SPAN_ARGS(words_brief(work, l->notes_was)));
	}
}

void prove_notes(struct work *work, size_t first, size_t after)
{
	struct instruction *instruction = &work->items[work->ops[first].instruction];
	struct buf base = {0}, shown = {0}, a = {0}, b = {0};
	if (!work->base || !work->out->transcript || work->options->one_view ||
	    instruction->refused)
		return;
	if (old_notes(work, first, after, &base)) {
		shown_notes(work, instruction, &shown);
		words_fold_space(buf_as_span(&base), &a);
		words_fold_space(buf_as_span(&shown), &b);
		instruction->notes_change = !span_equal(buf_as_span(&a), buf_as_span(&b));
	}
	if (instruction->notes_change)
		report(work, instruction, draft_cite(work, work->ops[first].op.target),
		       buf_as_span(&a), buf_as_span(&b));
	else if (instruction->marked)
		refuse_kept(work, instruction);
	buf_release(&base);
	buf_release(&shown);
	buf_release(&a);
	buf_release(&b);
}
