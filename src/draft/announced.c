/* Changes that nothing announces (AMD017): a draft that shows in its margin what it deletes, and a
 * restated provision that lost other words of the base besides. What is new is underlined in such a
 * draft, which its plain text does not show: only what goes can be judged. */
#include "draft/work.h"

/* Does a balloon have the word, or the part of it that changed? */
static bool is_shown(const struct work *work, struct span word)
{
	for (size_t i = 0; i < work->lines->count; i++) {
		const struct logical *l = &work->lines->items[i];
		struct span balloon = span_trim(l->text);
		if (is_deletion(l) && balloon.length &&
		    (span_find(balloon, word, 0) != SIZE_MAX ||
		     span_find(word, balloon, 0) != SIZE_MAX))
			return true;
	}
	return false;
}

/* Lone joining words, marks and labels change by themselves where an item is added or goes. */
static bool is_unannounced(const struct work *work, const struct changes *changes, size_t nth)
{
	const struct change *change = &changes->items[nth];
	for (size_t i = change->old_from; i < change->old_to; i++) {
		const struct word *word = &changes->old_words.items[i];
		struct span text = span_sub(changes->old, word->start, word->end);
		bool label = word->start && changes->old.at[word->start - 1] == '(';
		if (word->kind != WORD_MARK && !label && !span_is(text, "and") &&
		    !span_is(text, "or") && !is_shown(work, text))
			return true;
	}
	return false;
}

/* Where the draft has other words, or went on without them. */
static struct place place_of_change(struct work *work, const struct draft_op *op,
				    const struct changes *changes, size_t nth)
{
	const struct change *change = &changes->items[nth];
	const struct words *words = &changes->fresh_words;
	size_t at = change->fresh_from < words->count ? change->fresh_from : words->count - 1;
	struct sought sought = {words->items[at].start, SIZE_MAX};
	struct buf again = {0};
	payload_text(work, op->pieces, &again, &sought);
	buf_release(&again);
	if (sought.source == SIZE_MAX)
		return draft_place(work, work->items[op->instruction].logical, (struct span){0});
	size_t length = change->fresh_to > change->fresh_from
				? change_fresh(changes, nth).length
				: word_length(span_sub(changes->fresh, sought.offset,
						       changes->fresh.length));
	return lines_place(work->lines, sought.source, sought.source + length);
}

static void report(struct work *work, const struct draft_op *op, const struct changes *changes,
		   size_t nth)
{
	struct span old = words_brief(work, change_old(changes, nth));
	struct span fresh = words_brief(work, change_fresh(changes, nth));
	struct place place = place_of_change(work, op, changes, nth);
	struct diag *diag =
		fresh.length
			? diag_add(work->diags, DIAG_AMD017, place,
				   "%s has “%.*s” where the base has “%.*s”, which is not shown as "
				   "deleted",
				   draft_cite(work, op->op.target), SPAN_ARGS(fresh),
				   SPAN_ARGS(old))
			: diag_add(work->diags, DIAG_AMD017, place,
				   "“%.*s” is missing from %s and is not shown as deleted",
				   SPAN_ARGS(old), draft_cite(work, op->op.target));
	diag->op = op->op.number;
	diag_help(work->diags, diag, "show the change in the draft, or restore “%.*s”",
		  SPAN_ARGS(old));
}

void find_unannounced(struct work *work, const struct draft_op *op)
{
	const struct doc *doc;
	uint32_t at = base_find(work, op->op.target, &doc);
	if (at == DOC_NONE || doc->provisions[at].flags & PROVISION_INCOMPLETE || op->op.up_to)
		return;
	struct buf old = {0}, fresh = {0};
	struct changes changes = {0};
	base_text(doc, at, &old);
	payload_text(work, op->pieces, &fresh, NULL);
	changes_find(buf_as_span(&old), buf_as_span(&fresh), &changes);
	for (size_t i = 0; i < changes.count && changes.fresh_words.count && !changes.rough; i++)
		if (is_unannounced(work, &changes, i))
			report(work, op, &changes, i);
	changes_release(&changes);
	buf_release(&old);
	buf_release(&fresh);
}
