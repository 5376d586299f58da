/* Words that are found as often as stated, and yet may not be all that is meant, or not only words:
 * such an operation is refused. */
#include "apply/plan.h"

#include "doc/words.h"

#include <ctype.h>
#include <string.h>

/* "Wherever it appears" in a provision whose heading has the words as well. */
static bool heading_in_doubt(struct plan *plan, struct op_result *result,
			     const struct target *target)
{
	const struct op *op = result->op;
	struct span heading = provision_heading(target->doc, target->provision);
	struct word_hit found;
	if (op->occurrence != OCCURRENCE_EACH || *target->part || op->exact ||
	    !profile_truth(plan->options->profile, "words", "heading-in-doubt") ||
	    !words_find(heading, span_of(op->old), 0, false, &found))
		return false;
	struct diag *diag = refuse(
		plan, result, DIAG_AMD023,
		"“%s” stands in the heading of %s too, and whether that is meant is not said",
		op->old, citation_of(plan, span_of(op->target)));
	diag_help(plan->diags, diag,
		  "name the items, and give the heading an instruction of its own");
	return true;
}

/* "Strike “X”" where an instruction before it has just put X into the same place. */
static bool brought_in_doubt(struct plan *plan, struct op_result *result,
			     const struct target *target)
{
	const struct op_result *earlier =
		reads_in_sequence(plan, result) ? brought_earlier(plan, result, target) : NULL;
	if (!earlier)
		return false;
	result->against = earlier;
	refuse(plan, result, DIAG_AMD023,
	       "operation %u has put “%s” into %s: whether that is meant too is not said",
	       earlier->op->number, result->op->old,
	       citation_of(plan, span_of(result->op->target)));
	return true;
}

static size_t times_in(const struct doc *doc, uint32_t provision, const char *part,
		       struct span words)
{
	size_t count = 0;
	words_ordinal(doc, provision, part, words, DOC_NONE, 0, &count);
	return count;
}

/* How often “keeper’s” stands there. */
static size_t possessives(const struct doc *doc, uint32_t provision, const char *part,
			  struct span what)
{
	what = span_trim(what);
	if (!what.length || !isalpha((unsigned char)what.at[what.length - 1]))
		return 0;
	struct buf possessive = {0};
	buf_span(&possessive, what);
	buf_text(&possessive, "’s");
	size_t count = times_in(doc, provision, part, buf_as_span(&possessive));
	buf_release(&possessive);
	return count;
}

bool words_possessive(const struct doc *doc, uint32_t provision, const char *part, struct span what)
{
	return possessives(doc, provision, part, what) > 0;
}

/* “keeper’s” without its end; empty when it has none. */
static struct span possessor(struct span words)
{
	static const char *const ends[] = {"'s", "’s"};
	words = span_trim(words);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(words, ends[i]))
			return span_sub(words, 0, words.length - strlen(ends[i]));
	return (struct span){NULL, 0};
}

/* Does one end with the other? */
static bool ends_alike(struct span a, struct span b)
{
	struct span all = a.length > b.length ? a : b, end = a.length > b.length ? b : a;
	size_t at = all.length - end.length;
	return end.length && span_equal(span_sub(all, at, all.length), end) &&
	       (!at || all.at[at - 1] == ' ');
}

/* “Keeper’s” has instructions of its own in the same place, as that, as “the keeper’s” or, of “the
 * keeper’s”, as “keeper’s”, wherever it stands there. */
static bool possessive_is_told(const struct plan *plan, const struct op_result *result,
			       const struct target *target)
{
	struct span words = span_trim(span_of(result->op->old));
	size_t all = possessives(target->doc, target->provision, target->part, words), told = 0;
	for (size_t i = 0; i < plan->application->result_count && told < all; i++) {
		const struct op_result *other = &plan->application->results[i];
		const struct op *op = other->op;
		if (other->patch == result->patch && op->scope == SCOPE_WORDS && op->old &&
		    op->kind != OP_INSERTION && op->span == SPAN_WORDS && op->occurrence <= 0 &&
		    !strcmp(op->target, result->op->target) &&
		    ends_alike(possessor(span_of(op->old)), words))
			told += times_in(target->doc, target->provision, target->part,
					 span_trim(span_of(op->old)));
	}
	return told >= all;
}

bool possessive_in_doubt(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct op *op = result->op;
	if (op->exact || op->span != SPAN_WORDS ||
	    !words_possessive(target->doc, target->provision, target->part, span_of(op->old)) ||
	    possessive_is_told(plan, result, target))
		return false;
	struct diag *diag = refuse(plan, result, DIAG_AMD023,
				   "“%s’s” stands in %s too, and whether that is meant is not said",
				   op->old, citation_of(plan, span_of(op->target)));
	diag_help(plan->diags, diag, "quote more of the words, or give each an instruction");
	return true;
}

bool more_in_doubt(struct plan *plan, struct op_result *result, const struct target *target)
{
	return heading_in_doubt(plan, result, target) || brought_in_doubt(plan, result, target);
}

/* "(a) A keeper": the label of an item, and not of the reference "(a), (b) or (c)". */
static bool begins_with_label(struct span words)
{
	size_t close = span_find(words, SPAN(")"), 0);
	if (!words.length || words.at[0] != '(' || close < 2 || close > strlen("(xviii"))
		return false;
	for (size_t i = 1; i < close; i++)
		if (!isalnum((unsigned char)words.at[i]) && words.at[i] != '-')
			return false;
	return close + 1 == words.length || strchr(" (", words.at[close + 1]);
}

bool numbers_text(struct plan *plan, struct op_result *result, const struct target *target,
		  uint32_t block, size_t start)
{
	const struct op *op = result->op;
	const struct block *b = &target->doc->blocks[block];
	struct span words = span_trim(span_of(op->new_words));
	bool head = !span_trim(span_sub(b->text, 0, start)).length &&
		    (b->part == PART_CONTENT || b->part == PART_INTRO);
	if (op->exact || !head || !begins_with_label(words) || begins_with_label(b->text))
		return false;
	struct diag *diag =
		refuse(plan, result, DIAG_AMD028,
		       "“%.*s” at the head of %s would be its number, and words are changed "
		       "within a paragraph",
		       (int)(span_find(words, SPAN(")"), 0) + 1), words.at,
		       citation_of(plan, target->doc->provisions[b->provision].eid));
	diag_help(plan->diags, diag, "say which provision the text becomes");
	return true;
}
