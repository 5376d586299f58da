/* Words at the very start or end of a place, with no anchor words; and those that lead over to new
 * provisions behind it. */
#include "apply/plan.h"

#include <ctype.h>
#include <string.h>

static bool is_mark(char c)
{
	return c && strchr(".;,:", c);
}

bool ends_with_conjunction(struct span text)
{
	return span_is(text, "and") || span_is(text, "or") || span_ends(text, " and") ||
	       span_ends(text, " or");
}

/* "etc." keeps its stop, which may be that of the sentence too. */
static bool ends_abbreviated(const struct plan *plan, struct span text)
{
	size_t start = text.length;
	while (start && !isspace((unsigned char)text.at[start - 1]))
		start--;
	return profile_lists(plan->options->profile, "words", "abbreviations",
			     span_sub(text, start, text.length));
}

/* Words that go on with a sentence and have no mark at their own end stand before the full stop or
 * the semicolon that ends it: behind that they would make no sense. */
static bool goes_on(const struct plan *plan, struct span added, struct span text)
{
	unsigned char first = (unsigned char)added.at[0];
	char mark = text.at[text.length - 1];
	if (ends_abbreviated(plan, text))
		return false;
	return (mark == '.' || mark == ';') && (islower(first) || strchr(",;(", first)) &&
	       !is_mark(added.at[added.length - 1]) && !ends_with_conjunction(added);
}

/* Where words that are added to the end of a text go: behind it, or before the mark that ends it.
 * SIZE_MAX after refusing what may be meant to go before or behind. */
static size_t end_for(struct plan *plan, struct op_result *result, struct span eid,
		      struct span text)
{
	struct span added = span_trim(span_of(result->op->new_words)), all = span_trim(text);
	if (!all.length || !added.length)
		return text.length;
	char mark = all.at[all.length - 1];
	bool joins = span_is(added, "and") || span_is(added, "or");
	bool sentence = isupper((unsigned char)added.at[0]) || (unsigned char)added.at[0] > 127;
	bool joined = span_ends(all, " and") || span_ends(all, " or");
	if (!joined && (!is_mark(mark) || (joins ? mark != '.' : sentence)))
		return text.length;
	if (!joined && goes_on(plan, added, all))
		return (size_t)(all.at - text.at) + all.length - 1;
	struct span end = span_sub(all, all.length - (joined ? 4 : 1), all.length);
	struct diag *diag =
		refuse(plan, result, DIAG_AMD023,
		       "%s ends with “%.*s”, and whether “%.*s” goes before or behind it "
		       "is not said",
		       citation_of(plan, eid), SPAN_ARGS(span_trim(end)), SPAN_ARGS(added));
	diag_help(plan->diags, diag,
		  "name the words that it comes after, or replace the last ones");
	return SIZE_MAX;
}

/* A sentence that is added to a provision is none of a cell. */
static bool is_in_table(struct plan *plan, struct op_result *result, const struct doc *doc,
			uint32_t block, bool at_end)
{
	if (!(doc->blocks[block].flags & BLOCK_CELL) || result->op->exact)
		return false;
	const char *cited = citation_of(plan, doc->provisions[doc->blocks[block].provision].eid);
	struct diag *diag = refuse(plan, result, DIAG_AMD028,
				   "%s %s with a table, and words that stand %s it "
				   "are a paragraph of their own",
				   cited, at_end ? "ends" : "begins", at_end ? "behind" : "before");
	diag_help(plan->diags, diag, "restate %s", cited);
	return true;
}

void insert_at_edge(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	bool at_end = result->op->position == POS_END;
	uint32_t chosen = DOC_NONE;
	for (uint32_t b = p->block; b < p->block_after && (at_end || chosen == DOC_NONE); b++)
		if (in_place(&doc->blocks[b], target))
			chosen = b;
	if (chosen == DOC_NONE) {
		refuse(plan, result, DIAG_AMD008, "%s has no text",
		       citation_of(plan, span_of(result->op->target)));
		return;
	}
	if (is_in_table(plan, result, doc, chosen, at_end))
		return;
	size_t at = at_end ? end_for(plan, result, p->eid, doc->blocks[chosen].text) : 0;
	if (at == SIZE_MAX || numbers_text(plan, result, target, chosen, at))
		return;
	change_hit(plan, result, doc, &(struct hit){chosen, at, at},
		   span_of(result->op->new_words));
}

/* The last block of text of a provision. */
static uint32_t last_text(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t last = DOC_NONE;
	for (uint32_t b = p->block; b < p->block_after; b++)
		if (doc->blocks[b].part == PART_INTRO || doc->blocks[b].part == PART_CONTENT ||
		    doc->blocks[b].part == PART_WRAPUP)
			last = b;
	return last;
}

/* “; or (c) is blue.” behind the last item: the full stop that ends the sentence is given anew, at
 * the end of what is new, and the first one makes room for the semicolon or the comma. */
static bool stop_moves(const struct op_result *result, struct span text)
{
	struct span added = span_trim(span_of(result->op->new_words));
	uint32_t last = result->op->payload == DOC_NONE
				? DOC_NONE
				: last_text(result->patch->doc, payload_last(result));
	return last != DOC_NONE && added.length && strchr(",;", added.at[0]) &&
	       span_ends(text, ".") &&
	       span_ends(span_trim(result->patch->doc->blocks[last].text), ".");
}

bool insert_lead(struct plan *plan, struct op_result *result, const struct doc *doc,
		 uint32_t provision)
{
	if (!result->op->new_words || !*result->op->new_words)
		return true;
	struct span eid = doc->provisions[provision].eid;
	uint32_t last = last_text(doc, provision);
	if (last == DOC_NONE) {
		refuse(plan, result, DIAG_AMD008, "%s has no text", citation_of(plan, eid));
		return false;
	}
	if (is_in_table(plan, result, doc, last, true))
		return false;
	struct hit hit = {last, 0, doc->blocks[last].text.length};
	struct span text = span_sub(doc->blocks[last].text, 0, hit.end);
	while (hit.end && isspace((unsigned char)text.at[hit.end - 1]))
		hit.end--;
	if (stop_moves(result, span_sub(text, 0, hit.end)))
		hit.start = hit.end - 1;
	else if ((hit.start = hit.end = end_for(plan, result, eid, text)) == SIZE_MAX)
		return false;
	change_hit(plan, result, doc, &hit, span_of(result->op->new_words));
	return true;
}
