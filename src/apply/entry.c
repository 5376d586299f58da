/* Definitions in the base: entries of their own, or paragraphs that begin with their term. */
#include "apply/plan.h"

#include "doc/piece.h"

#include <ctype.h>
#include <string.h>

static bool is_entry(const struct doc *doc, uint32_t provision)
{
	return doc->provisions[provision].flags & PROVISION_DEFINITION;
}

struct span entry_term(const struct doc *doc, uint32_t entry)
{
	uint32_t block = doc->provisions[entry].block;
	size_t end;
	return block < doc->provisions[entry].block_after
		       ? piece_term(doc->blocks[block].text, &end)
		       : (struct span){0};
}

uint32_t entry_find(const struct doc *doc, uint32_t container, struct span term)
{
	for (uint32_t i = container; i < doc->provisions[container].after; i++)
		if (is_entry(doc, i) && span_equal(entry_term(doc, i), term))
			return i;
	return DOC_NONE;
}

/* Terms are ordered without the article. */
static struct span sorted_by(struct span term)
{
	static const char *const articles[] = {"the ", "a ", "an "};
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (span_starts(term, articles[i]))
			return span_sub(term, strlen(articles[i]), term.length);
	return term;
}

uint32_t entry_behind(const struct doc *doc, uint32_t container, struct span term, uint32_t *last)
{
	*last = DOC_NONE;
	for (uint32_t i = container + 1; i < doc->provisions[container].after;
	     i = doc->provisions[i].after) {
		if (!is_entry(doc, i))
			continue;
		if (span_compare_case(sorted_by(entry_term(doc, i)), sorted_by(term)) > 0)
			return i;
		*last = i;
	}
	return DOC_NONE;
}

/* The next quoted term at or after *at, which goes past it; a mark inside a word opens none. */
static struct span quoted_next(struct span text, size_t *at)
{
	size_t end;
	for (; *at < text.length; ++*at) {
		if (*at && isalnum((unsigned char)text.at[*at - 1]))
			continue;
		struct span found = piece_term(span_sub(text, *at, text.length), &end);
		if (!found.length)
			continue;
		*at += end;
		return found;
	}
	return (struct span){0};
}

/* Does the text define the term: is it the first of the quoted ones, as in "In this Act, “lamp”
 * means ..."? *others says whether more follow. */
static bool defines(struct span text, struct span term, bool *others)
{
	size_t at = 0;
	bool first = span_equal(quoted_next(text, &at), term);
	*others = first && quoted_next(text, &at).length > 0;
	return first;
}

static bool not_told(struct plan *plan, struct op_result *result, enum diag_code code,
		     const char *why)
{
	struct diag *diag =
		refuse(plan, result, code, "the definition of “%s” in %s %s", result->op->def,
		       citation_of(plan, span_of(result->op->target)), why);
	diag_help(plan->diags, diag, "name the provision, and quote the words");
	return false;
}

/* The paragraph that leads to the items of a provision: the last of its opening words. */
static struct span words_over_items(const struct doc *doc, uint32_t provision)
{
	struct span last = {"", 0};
	for (uint32_t b = doc->provisions[provision].block;
	     b < doc->provisions[provision].block_after; b++)
		if (doc->blocks[b].provision == provision && doc->blocks[b].part == PART_INTRO)
			last = span_trim(doc->blocks[b].text);
	return last;
}

/* "(4) “Lamp” means— (a) a light;": the provision or what it stands in opens so. Where several are
 * defined before the items, these are of the last; and of none that has come to its end. */
static bool defined_over(const struct doc *doc, uint32_t provision, struct span term)
{
	bool others;
	for (uint32_t at = provision; at != DOC_NONE; at = doc->provisions[at].parent) {
		struct span over = words_over_items(doc, at);
		if (!span_ends(over, ";") && !span_ends(over, ".") && defines(over, term, &others))
			return true;
	}
	return false;
}

/* The paragraphs of the target that define the term; the last of them in target->only. */
static size_t find_paragraph(struct target *target, struct span term, bool *others)
{
	const struct provision *p = &target->doc->provisions[target->provision];
	size_t count = 0;
	bool more;
	for (uint32_t b = p->block; b < p->block_after; b++)
		if (defines(target->doc->blocks[b].text, term, &more)) {
			target->only = b;
			*others = more;
			count++;
		}
	return count;
}

static bool narrow_words(struct plan *plan, struct op_result *result, struct target *target)
{
	const struct doc *doc = target->doc;
	bool others = false;
	size_t count = find_paragraph(target, span_of(result->op->def), &others);
	if (count > 1)
		return not_told(plan, result, DIAG_AMD023, "is in more than one paragraph");
	if (others)
		return not_told(plan, result, DIAG_AMD023, "has another beside it");
	if (!count)
		return defined_over(doc, target->provision, span_of(result->op->def)) ||
		       not_told(plan, result, DIAG_AMD002, "is not there");
	if (doc->blocks[target->only].part == PART_INTRO) {
		target->provision = doc->blocks[target->only].provision;
		target->only = DOC_NONE;
	}
	return true;
}

bool entry_narrow(struct plan *plan, struct op_result *result, struct target *target)
{
	struct span term = span_of(result->op->def);
	if (result->op->scope == SCOPE_DEFINITION)
		return true;
	uint32_t entry = entry_find(target->doc, target->provision, term);
	if (result->op->scope == SCOPE_WORDS && entry == DOC_NONE)
		return narrow_words(plan, result, target);
	if (result->op->scope != SCOPE_WORDS)
		return defined_over(target->doc, target->provision, term) ||
		       not_told(plan, result, DIAG_AMD002, "is no list of its own");
	target->provision = entry;
	return true;
}

bool entry_loose(const struct doc *doc, uint32_t container, struct span term)
{
	const struct provision *p = &doc->provisions[container];
	size_t end;
	for (uint32_t b = p->block; b < p->block_after; b++) {
		struct span its = piece_term(doc->blocks[b].text, &end);
		if (!is_entry(doc, doc->blocks[b].provision) && its.length &&
		    (!term.at || span_equal(its, term)))
			return true;
	}
	return false;
}
