/* Stretches of words: from X to Y, to the end, from the beginning. */
#include "apply/plan.h"

#include "doc/words.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Does the block hold the first or the last text of the place? */
static bool is_at_edge(const struct target *target, uint32_t block, bool last)
{
	const struct provision *p = &target->doc->provisions[target->provision];
	uint32_t after = last ? p->block_after : block;
	for (uint32_t b = last ? block + 1 : p->block; b < after; b++)
		if (in_place(&target->doc->blocks[b], target))
			return false;
	return true;
}

/* A stretch has one beginning, and stays in its paragraph unless it is said to go on. */
static bool stays_in_one(struct plan *plan, struct op_result *result, const struct target *target,
			 const struct hits *hits)
{
	const struct op *op = result->op;
	bool to_end = op->span == SPAN_FROM_END || op->span == SPAN_AFTER_END;
	bool open = to_end || op->span == SPAN_START_TO;
	if (hits->count != 1)
		refuse(plan, result, DIAG_AMD008,
		       "“%s” is in %s %zu times: where the words begin is not clear", op->old,
		       citation_of(plan, span_of(op->target)), hits->count);
	else if (open && !is_at_edge(target, hits->items[0].block, to_end))
		refuse(plan, result, DIAG_AMD028,
		       "the words %s “%s” go over several paragraphs of %s: name the paragraph",
		       to_end ? "from" : "to", op->old, citation_of(plan, span_of(op->target)));
	return result->status != OP_REFUSED;
}

/* The last words of a stretch are not in the paragraph in which it begins. */
static void refuse_end(struct plan *plan, struct op_result *result, const struct target *target,
		       const struct hits *hits)
{
	const struct op *op = result->op;
	const struct doc *doc = target->doc;
	const char *to = op->old_to ? op->old_to : "",
		   *cited = citation_of(plan, span_of(op->target));
	struct word_hit found;
	for (uint32_t b = hits->items[0].block + 1;
	     b < doc->provisions[target->provision].block_after; b++) {
		if (!*to || !in_place(&doc->blocks[b], target) ||
		    !words_find(doc->blocks[b].text, span_of(to), 0, hits->folded, &found))
			continue;
		diag_help(plan->diags,
			  refuse(plan, result, DIAG_AMD028,
				 "the words from “%s” to “%s” go over several paragraphs of %s",
				 op->old, to, cited),
			  "restate %s as a whole, or change each paragraph by itself", cited);
		return;
	}
	refuse(plan, result, DIAG_AMD008, "“%s” does not follow “%s” in %s", to, op->old, cited);
}

bool stretch(struct plan *plan, struct op_result *result, const struct target *target,
	     struct hits *hits)
{
	const struct op *op = result->op;
	if (!stays_in_one(plan, result, target, hits))
		return false;
	struct hit *hit = &hits->items[0];
	struct span text = target->doc->blocks[hit->block].text;
	struct word_hit found;
	switch (op->span) {
	case SPAN_FROM_TO:
		if (!op->old_to ||
		    !words_find(text, span_of(op->old_to), hit->end, hits->folded, &found)) {
			refuse_end(plan, result, target, hits);
			return false;
		}
		hit->end = found.end;
		return true;
	case SPAN_FROM_END:
	case SPAN_AFTER_END:
		if (op->span == SPAN_AFTER_END) {
			note_anchor(plan, result, hit->block, hit->start, hit->end);
			for (hit->start = hit->end;
			     hit->start < text.length && is_blank(text.at[hit->start]);)
				hit->start++; /* the space before them stays */
		}
		hit->end = text.length;
		return true;
	case SPAN_START_TO:
		hit->start = 0;
		return true;
	case SPAN_WORDS:
		break;
	}
	return true;
}

/* Empty where no mark ends the text. */
static struct span last_mark(struct span text)
{
	static const char *const marks[] = {".", ";", ":", ",", "?", "!", "—", "–"};
	text = span_trim(text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (span_ends(text, marks[i]))
			return span_sub(text, text.length - strlen(marks[i]), text.length);
	return SPAN("");
}

/* "The words from X to the end" take the mark there along. */
void note_end_mark(struct plan *plan, const struct op_result *result, const struct target *target,
		   const struct hit *hit)
{
	const struct op *op = result->op;
	if (op->exact || (op->span != SPAN_FROM_END && op->span != SPAN_AFTER_END))
		return;
	struct span text = target->doc->blocks[hit->block].text;
	struct span fresh = span_trim(span_of(op->new_words ? op->new_words : ""));
	struct span old = last_mark(span_sub(text, hit->start, hit->end));
	struct span left = last_mark(fresh.length ? fresh : span_sub(text, 0, hit->start));
	if (!old.length || span_equal(left, old) || (left.length && fresh.length) ||
	    ends_with_conjunction(fresh))
		return;
	diag_add(plan->diags, DIAG_AMD020,
		 (struct place){op->file, op->line, op->column, op->column},
		 "the “%.*s” at the end of %s goes with the words, and %s", SPAN_ARGS(old),
		 citation_of(plan, span_of(op->target)),
		 left.length ? "another mark is left" : "none takes its place");
}
