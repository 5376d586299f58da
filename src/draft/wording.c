/* Wording: a line of a draft as the forms that it is made of: places, and operations joined by
 * "and". */
#include "draft/grammar.h"

#include <stdlib.h>
#include <string.h>

size_t wording_skip(struct span text, size_t at)
{
	for (;;) {
		struct span rest = span_sub(text, at, text.length);
		if (rest.length && strchr(" ,:;-", rest.at[0]))
			at++;
		else if (span_starts(rest, "—") || span_starts(rest, "–"))
			at += strlen("—");
		else
			return at;
	}
}

/* Past what joins two clauses: "; and ", ", ", ". ". SIZE_MAX at the end. */
static size_t next_clause(struct grammar *grammar, struct span text, size_t at)
{
	while (at < text.length && strchr(".,;: ", text.at[at]))
		at++;
	at = grammar_skip(grammar, "next", text, at);
	return at < text.length ? at : SIZE_MAX;
}

/* “and “X” with “Y””, behind another substitution of words. */
static bool fit_again(struct grammar *grammar, struct span text, size_t from,
		      const struct form *before, struct fit *fit)
{
	return before && grammar_fit(grammar, FORM_AGAIN, text, from, fit) &&
	       fit->form->kind == before->kind && fit->form->scope == before->scope;
}

/* Places and forms of that role, to the end of the text. */
static bool parse(struct grammar *grammar, enum form_role role, struct span text, struct fit **fits,
		  size_t *count, size_t *reached)
{
	size_t capacity = 0, at = 0;
	const struct form *before = NULL;
	*fits = NULL;
	*count = 0;
	*reached = 0;
	at = grammar_skip(grammar, "opening", text, 0);
	while (at != SIZE_MAX) {
		struct fit fit;
		bool operation = false;
		while (at < text.length && (grammar_fit(grammar, FORM_WITHIN, text, at, &fit) ||
					    grammar_fit(grammar, FORM_LISTED, text, at, &fit))) {
			MEM_ROOM(*fits, *count, capacity);
			(*fits)[(*count)++] = fit;
			at = *reached = wording_skip(text, fit.end);
		}
		if (at < text.length)
			operation = grammar_fit(grammar, role, text, at, &fit) ||
				    fit_again(grammar, text, at, before, &fit);
		if (!operation)
			return false;
		MEM_ROOM(*fits, *count, capacity);
		(*fits)[(*count)++] = fit;
		*reached = fit.end;
		before = fit.form;
		at = next_clause(grammar, text, grammar_skip(grammar, "aside", text, fit.end));
	}
	return true;
}

bool wording_parse(struct grammar *grammar, struct span text, struct fit **fits, size_t *count,
		   size_t *reached)
{
	return parse(grammar, FORM_OPERATION, text, fits, count, reached);
}

bool wording_entry(struct grammar *grammar, struct span text, struct fit **fits, size_t *count)
{
	size_t reached;
	return parse(grammar, FORM_ENTRY, text, fits, count, &reached);
}

bool wording_opens(struct span text)
{
	static const char *const ends[] = {"—", "–", ":", ":-", " -"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(text, ends[i]))
			return true;
	return false;
}

struct span wording_without_opener(struct span text)
{
	text = span_trim(text);
	while (text.length && wording_opens(text))
		text.length -= span_ends(text, "—") || span_ends(text, "–") ? strlen("—") : 1;
	return span_trim(text);
}

size_t wording_places(struct grammar *grammar, struct span text, struct fit *fits, size_t room)
{
	size_t count = 0, at = 0;
	while (count < room && at < text.length) {
		struct fit *fit = &fits[count];
		if (grammar_fit(grammar, FORM_CONTEXT, text, at, fit))
			return count + 1;
		if (!grammar_fit(grammar, FORM_WITHIN, text, at, fit))
			return 0;
		count++;
		at = wording_skip(text, fit->end);
	}
	return at >= text.length && wording_opens(text) ? count : 0;
}

bool fit_lists(const struct fit *fit)
{
	return fit->form->role == FORM_LISTED || fit->group[GROUP_LISTED].at;
}

/* The places are a list behind its dash; false when it has none. */
static bool parse_listed(struct grammar *grammar, struct span text, struct fit **fits,
			 size_t *count, size_t *reached)
{
	struct span words = wording_without_opener(text);
	bool listed = false, parsed = words.length < text.length &&
				      wording_parse(grammar, words, fits, count, reached);
	for (size_t i = 0; parsed && i < *count; i++)
		listed |= fit_lists(&(*fits)[i]);
	if (!listed && words.length < text.length)
		free(*fits);
	return listed;
}

bool wording_read(struct grammar *grammar, struct span text, struct fit **fits, size_t *count,
		  size_t *reached)
{
	return parse_listed(grammar, text, fits, count, reached) ||
	       wording_parse(grammar, text, fits, count, reached);
}
