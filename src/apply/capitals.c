/* Capitals that stay and are perhaps not meant to: said, never mended. */
#include "apply/plan.h"

#include <ctype.h>
#include <string.h>

void capital_add(struct plan *plan, const struct op_result *result, uint32_t doc, uint32_t block,
		 size_t start, size_t end)
{
	MEM_ROOM(plan->capitals, plan->capital_count, plan->capital_capacity);
	plan->capitals[plan->capital_count++] =
		(struct word_anchor){.doc = doc,
				     .block = block,
				     .result = (uint32_t)result_index(plan, result),
				     .start = start,
				     .end = end};
}

/* The first word, where it is one that has a capital only there; else empty. */
static struct span ordinary_head(const struct profile *profile, struct span text)
{
	char lower[24];
	size_t end = 0;
	while (end < text.length && end < sizeof lower && isalpha((unsigned char)text.at[end])) {
		lower[end] = (char)tolower((unsigned char)text.at[end]);
		end++;
	}
	bool ordinary = end && isupper((unsigned char)text.at[0]) &&
			profile_lists(profile, "check", "ordinary", (struct span){lower, end});
	return span_sub(text, 0, ordinary ? end : 0);
}

void capital_behind(struct plan *plan, const struct op_result *result, const struct doc *doc,
		    uint32_t block)
{
	struct span words = span_trim(span_of(result->op->new_words ? result->op->new_words : ""));
	struct span head = ordinary_head(plan->options->profile, doc->blocks[block].text);
	const struct corpus *base = plan->application->base;
	if (!head.length || !words.length || result->op->exact ||
	    strchr(".!?:;", words.at[words.length - 1]))
		return;
	for (uint32_t i = 0; i < base->count; i++)
		if (base->docs[i] == doc)
			capital_add(plan, result, i, block, 0, head.length);
}

static bool is_changed(const struct plan *plan, const struct word_anchor *words)
{
	uint32_t from, to;
	range_of_text(plan->application->base->docs[words->doc], words->block, words->start,
		      words->end, &from, &to);
	for (size_t i = 0; i < plan->application->result_count; i++)
		for (size_t s = 0; plan->doc_of[i] == words->doc && s < plan->wanted[i].count;
		     s++) {
			const struct splice *splice = &plan->wanted[i].items[s];
			if (splice->start < to && splice->end > from)
				return true;
		}
	return false;
}

void note_capitals(struct plan *plan)
{
	const struct word_anchor *said = NULL;
	for (size_t i = 0; i < plan->capital_count; i++) {
		const struct word_anchor *words = &plan->capitals[i];
		const struct op_result *result = &plan->application->results[words->result];
		const struct op *op = result->op;
		const struct doc *doc = plan->application->base->docs[words->doc];
		const struct block *block = &doc->blocks[words->block];
		struct span kept = span_sub(block->text, words->start, words->end);
		if (result->status == OP_REFUSED || (said && said->result == words->result) ||
		    is_changed(plan, words))
			continue;
		said = words;
		diag_add(plan->diags, DIAG_AMD020,
			 (struct place){op->file, op->line, op->column, op->column},
			 op->kind == OP_INSERTION
				 ? "“%.*s” in %s, behind the new words, keeps its capital"
				 : "“%.*s” in %s, with a capital, stays as it is",
			 SPAN_ARGS(kept), citation_of(plan, doc->provisions[block->provision].eid));
	}
}
