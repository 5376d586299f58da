/* Codes that read instructions one after the other (profile, "in-sequence"): words that an earlier
 * one has changed are not there any more for the next. */
#include "apply/plan.h"

#include "doc/words.h"

static bool is_earlier(const struct plan *plan, size_t earlier, size_t index)
{
	const struct op_result *results = plan->application->results;
	return results[earlier].status != OP_REFUSED && results[earlier].op->scope == SCOPE_WORDS &&
	       results[earlier].patch == results[index].patch &&
	       plan->doc_of[earlier] == plan->doc_of[index];
}

static bool has_words(const struct splice *splice, struct span words)
{
	struct word_hit found;
	return words_find(splice->text, words, 0, false, &found);
}

/* The earlier operation whose new text stands where those bytes were, without the words; else
 * SIZE_MAX. */
static size_t changed_by(const struct plan *plan, size_t index, uint32_t from, uint32_t to,
			 struct span words)
{
	for (size_t i = index; i-- > 0;) {
		const struct splices *theirs = &plan->wanted[i];
		for (size_t s = 0; s < theirs->count && is_earlier(plan, i, index); s++) {
			const struct splice *splice = &theirs->items[s];
			if (splice->end > splice->start && splice->start <= from &&
			    splice->end >= to)
				return has_words(splice, words) ? SIZE_MAX : i;
		}
	}
	return SIZE_MAX;
}

bool reads_in_sequence(const struct plan *plan, const struct op_result *result)
{
	return !result->op->exact &&
	       profile_truth(plan->options->profile, "modification", "in-sequence");
}

bool changed_earlier(struct plan *plan, const struct op_result *result, const struct doc *doc,
		     uint32_t block, size_t start, size_t end)
{
	uint32_t from, to;
	size_t index = result_index(plan, result);
	range_of_text(doc, block, start, end, &from, &to);
	size_t by = changed_by(plan, index, from, to, span_of(result->op->old));
	if (by != SIZE_MAX)
		add_need(plan, index, by, DIAG_AMD008);
	return by != SIZE_MAX;
}

const struct op_result *brought_earlier(const struct plan *plan, const struct op_result *result,
					const struct target *target)
{
	size_t index = result_index(plan, result);
	const struct provision *p = &target->doc->provisions[target->provision];
	for (size_t i = index; i-- > 0;) {
		const struct splices *theirs = &plan->wanted[i];
		for (size_t s = 0; s < theirs->count && is_earlier(plan, i, index); s++)
			if (theirs->items[s].start >= p->start && theirs->items[s].end <= p->end &&
			    has_words(&theirs->items[s], span_of(result->op->old)))
				return &plan->application->results[i];
	}
	return NULL;
}
