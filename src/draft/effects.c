/* Words that give the text an effect and change none of it, and what stands under them. */
#include "draft/pass.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What is quoted under words that change nothing changes nothing either. */
static void set_quotation_aside(struct pass *pass, size_t logical)
{
	const struct lines *lines = pass->work->lines;
	size_t end = logical + 1 < lines->count && quotation_mark(lines->items[logical + 1].text)
			     ? quotation_end(lines, logical + 2, lines->count,
					     lines->items[logical + 1].text)
			     : SIZE_MAX;
	pass->aside = end == SIZE_MAX ? 0 : end;
}

/* The next address with a number, outside of quoted words; false at the end. */
static bool next_numbered(struct grammar *grammar, struct span text, size_t *at,
			  struct one_address *one)
{
	while (*at < text.length) {
		size_t start = *at;
		if (span_starts(span_sub(text, start, text.length), "“")) {
			size_t close = quotation_close(span_sub(text, start, text.length));
			*at += close ? close : text.length - start;
			continue;
		}
		bool inside = start && (isalnum((unsigned char)text.at[start - 1]) ||
					text.at[start - 1] == '(');
		size_t end = inside ? 0 : grammar_address(grammar, text, start, one);
		*at = end && one->number.at ? end : start + 1;
		if (end && one->number.at)
			return true;
	}
	return false;
}

/* Are they of one provision, "section 5" and "section 5(2)" or "5"? Labels behind the one may be
 * anywhere in the line that has it, "section 5(2) and (4)". */
static bool same_address(const struct one_address *one, const struct one_address *other,
			 struct span line)
{
	size_t close = one->labels.at ? span_find(one->labels, SPAN(")"), 0) : 0;
	bool nouns = one->noun.length && other->noun.length;
	return span_equal(one->number, other->number) &&
	       (!nouns || same_noun(one->noun, other->noun)) &&
	       (!one->labels.at || !other->labels.at ||
		span_find(line, span_sub(one->labels, 0, close + 1), 0) != SIZE_MAX);
}

/* Does the line name a provision that the other does not? */
static bool names_more(struct work *work, struct span text, struct span other)
{
	struct one_address one, its;
	for (size_t at = 0; next_numbered(work->grammar, text, &at, &one);) {
		bool found = false;
		for (size_t k = 0; !found && next_numbered(work->grammar, other, &k, &its);)
			found = same_address(&one, &its, other);
		if (!found)
			return true;
	}
	return false;
}

/* Would the line, if it stood elsewhere, amend something? */
static bool amends(struct work *work, struct span text)
{
	struct fit *fits, fit;
	size_t count, reached;
	struct fit places[MOST_PLACES];
	bool parsed = wording_read(work->grammar, text, &fits, &count, &reached);
	bool does = parsed || fits_operate(fits, count) ||
		    grammar_fit(work->grammar, FORM_ATTEMPT, text, 0, &fit) ||
		    wording_places(work->grammar, text, places, MOST_PLACES);
	free(fits);
	return does;
}

/* The level of the unit that the words of an effect are of: its own number's, or that of the unit
 * over it. A number stands over what has a label; over other words it may be the one before them.
 */
static int unit_over(const struct work *work, size_t cause)
{
	const struct logical *items = work->lines->items;
	int level = outline_headed(work->profile, items[cause].text);
	bool labelled = span_starts(items[cause].text, "(");
	for (size_t at = cause; level < 0 && at-- > 0;) {
		if (items[at].use == LINE_TEXT)
			level = outline_headed(work->profile, items[at].text);
		if (level >= 0 && !labelled && !outline_is_unit(work->profile, (size_t)level))
			level = -1;
	}
	return level;
}

/* Does the line head a unit beside the one that is told of, or beside what holds that? */
static bool ends_effect(struct work *work, size_t cause, size_t logical)
{
	struct span line = work->lines->items[logical].text;
	struct fit fit;
	int level = outline_headed(work->profile, line);
	size_t number = level < 0 ? 0 : contexts_number_length(line);
	struct span words = span_sub(line, number, line.length);
	return level >= 0 && level <= unit_over(work, cause) && !amends(work, words) &&
	       !grammar_fit(work->grammar, FORM_CONTEXT, words, 0, &fit);
}

bool take_under_effect(struct pass *pass, size_t logical, struct span text)
{
	struct work *work = pass->work;
	const struct context *over = contexts_over(pass->contexts);
	if (pass->effect && ends_effect(work, pass->effect - 1, logical)) {
		contexts_leave(pass->contexts);
		work->uses[logical] = DRAFT_PROSE;
		pass->effect = 0;
		pass->open = false;
		return true;
	}
	if (!over || !over->effect)
		return false;
	size_t cause = over->logical;
	bool other = names_more(work, text, work->lines->items[cause].text) ||
		     (over->eid && !names_more(work, text, span_of("")));
	if (over->goes_on && other && amends(work, text)) {
		struct instruction *instruction = instruction_begin(pass, logical, text);
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "whether this is one of the modifications that line %u tells of, "
			     "which change no text, is not said",
			     work->lines->items[cause].line);
		instruction->announced = true;
		return true;
	}
	work->uses[logical] = DRAFT_PROSE;
	if (wording_opens(text))
		set_quotation_aside(pass, logical);
	return true;
}

/* Does the line begin with an operation, or with the place of those on the lines under it? */
static bool begins_amending(struct work *work, struct span text, bool *names)
{
	struct fit *fits, places[MOST_PLACES];
	size_t count, reached;
	bool does = wording_read(work->grammar, text, &fits, &count, &reached) ||
		    fits_operate(fits, count);
	*names = fits_name_clause(work->grammar, fits, count);
	free(fits);
	return does || wording_places(work->grammar, text, places, MOST_PLACES);
}

/* Where the next sentence or clause behind `at` begins, outside of quoted words, and what joins the
 * two; 0 at the end. */
static size_t clause_after(struct grammar *grammar, struct span text, size_t at, size_t *join)
{
	while (at < text.length) {
		struct span rest = span_sub(text, at, text.length);
		size_t close = span_starts(rest, "“") ? quotation_close(rest) : 0;
		*join = at;
		size_t next = close ? at : grammar_skip(grammar, "clause_join", text, at);
		if (next > at)
			return next;
		at += close ? close : 1;
	}
	*join = text.length;
	return 0;
}

/* Without the marks behind it. */
static struct span clause_alone(struct span clause)
{
	while (clause.length && strchr(" (,;.", clause.at[clause.length - 1]))
		clause.length--;
	return clause;
}

/* The clause that amends, beside the one that gives the text an effect. One behind that is of it
 * where it tells of modifications, or names no provision: "for “x” substitute “y”; and omit “z”".
 */
static struct span amends_beside(struct work *work, struct span text, bool contents)
{
	struct fit fit;
	bool tells = contents || grammar_fit(work->grammar, FORM_EFFECTS, text, 0, &fit);
	bool begins = true, names;
	for (size_t at = 0, join, next;; at = next) {
		struct span clause = span_sub(text, at, text.length);
		bool before = !contents && grammar_fit(work->grammar, FORM_EFFECT, clause, 0, &fit);
		next = clause_after(work->grammar, text, at, &join);
		struct span alone = clause_alone(span_sub(text, at, join));
		if ((before || begins || !tells) && (at || before) &&
		    (begins_amending(work, clause, &names) ||
		     begins_amending(work, alone, &names)) &&
		    (before || begins || names))
			return alone;
		if (!next)
			return (struct span){NULL, 0};
		begins = text.at[join] == '.';
	}
}

static void refuse_beside(struct pass *pass, size_t logical, struct span text, struct span clause)
{
	struct work *work = pass->work;
	struct instruction *instruction = instruction_begin(pass, logical, text);
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD023, clause,
					 "this amends, beside words that change no text: whether "
					 "they are of it is not said");
	diag_help(work->diags, diag, "put it in a paragraph of its own");
	instruction->announced = true;
}

bool take_effect(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct fit fit = {.end = 0};
	size_t at = 0;
	bool contents = false;
	while (!grammar_fit(work->grammar, FORM_EFFECT, text, at, &fit) &&
	       !(contents = grammar_fit(work->grammar, FORM_CONTENTS, text, at, &fit))) {
		if (!grammar_fit(work->grammar, FORM_WITHIN, text, at, &fit))
			return false;
		at = wording_skip(text, fit.end);
	}
	struct context *over = contexts_over(pass->contexts);
	if (over)
		over->used = true;
	struct span beside = amends_beside(work, text, contents);
	if (beside.at) {
		refuse_beside(pass, logical, text, beside);
		return true;
	}
	diag_add(work->diags, DIAG_AMD027, draft_place(work, logical, text),
		 contents ? "this amends a table of contents and no provision: no operation"
			  : "this gives the text an effect and does not change it: no operation");
	work->uses[logical] = DRAFT_PROSE;
	pass->open = false;
	bool opens = wording_opens(text);
	bool tells = opens || grammar_fit(work->grammar, FORM_EFFECTS, text, 0, &fit);
	const char *above = over ? over->eid : NULL;
	/* Another number ends what the one before it was about. */
	if (!depth && text.at > work->lines->items[logical].text.at) {
		contexts_leave(pass->contexts);
		above = NULL;
	}
	if (!tells)
		return true;
	contexts_set(pass->contexts, (struct context){.words = "",
						      .eid = above,
						      .logical = logical,
						      .used = true,
						      .effect = true,
						      .goes_on = !opens});
	pass->effect = opens ? 0 : logical + 1;
	set_quotation_aside(pass, logical);
	return true;
}
