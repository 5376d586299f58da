/* Headings that are in no form of an instruction, and may be the place of what follows. */
#include "draft/pass.h"
#include "draft/places.h"

#include <ctype.h>
#include <string.h>

/* "Schedule 5", "Appendix C": what has a number that is none of the code's clauses. */
static bool is_designated(const struct work *work, struct span text)
{
	size_t space = span_find(text, SPAN(" "), 0);
	if (space == SIZE_MAX || space + 1 >= text.length)
		return false;
	unsigned char next = (unsigned char)text.at[space + 1];
	return profile_lists(work->profile, "citation", "not-after", span_sub(text, 0, space)) &&
	       (isdigit(next) || (isupper(next) && (space + 2 == text.length ||
						    !isalpha((unsigned char)text.at[space + 2]))));
}

static bool names_something(struct work *work, struct span text)
{
	struct fit fit;
	struct one_address one;
	struct span apart;
	bool address =
		grammar_address(work->grammar, text, 0, &one) && (one.noun.at || one.number.at);
	return address || is_designated(work, text) || called_anything(work, text) ||
	       grammar_find(work->grammar, "apart", text, &apart) ||
	       grammar_fit(work->grammar, FORM_MENTION, text, 0, &fit);
}

static struct span without_dash(struct span text)
{
	static const char *const dashes[] = {"–", "—", ":", "-"};
	text = span_trim(text);
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (span_starts(text, dashes[i]))
			return span_trim(span_sub(text, strlen(dashes[i]), text.length));
	return text;
}

/* "Part 2" under a Schedule that has one is that Part; under a Section, which has none, it is one
 * of the draft. */
static bool take_part(struct pass *pass, size_t logical, struct span title)
{
	struct work *work = pass->work;
	const struct context *over = contexts_over(pass->contexts);
	size_t end = grammar_skip(work->grammar, "part_alone", title, 0);
	struct span named = span_sub(title, 0, end), rest = span_sub(title, end, title.length);
	if (!end || !over || !over->eid || over->refused)
		return false;
	if (!group_over(work->profile, span_of(over->eid)).length) {
		if (names_something(work, rest))
			return false;
		work->uses[logical] = DRAFT_PROSE;
		return true;
	}
	struct instruction scratch = {.logical = logical, .text = title};
	struct context context = {.logical = logical, .cause = logical, .goes_on = true};
	struct spots *spots = &context.within.spots;
	if (!places_read_quietly(work, &scratch, named, over->eid, spots))
		return false;
	context.eid = spots->items[0].eid;
	context.words = arena_copy(work->arena, title.at, title.length);
	rest = without_dash(rest);
	if (!base_has(work, context.eid) ||
	    (rest.length && called_otherwise(work, context.eid, rest)))
		return false;
	context.section = holds_clauses(work, context.eid);
	if (context.section)
		spots->count = 0;
	work->uses[logical] = DRAFT_CONTEXT;
	contexts_set(pass->contexts, context);
	return true;
}

bool take_heading(struct pass *pass, size_t logical, struct span text)
{
	struct work *work = pass->work;
	struct span title = wording_without_opener(text);
	bool opens = title.length < text.length;
	size_t numbered = grammar_skip(work->grammar, "change_number", title, 0);
	bool heads = wording_is_heading(title);
	title = span_sub(title, numbered < title.length ? numbered : 0, title.length);
	if (text_awaited(pass) || !heads || tells_of_clause(work, title) ||
	    span_find(title, SPAN("“"), 0) != SIZE_MAX ||
	    span_find(title, SPAN("\""), 0) != SIZE_MAX ||
	    !(opens || numbered || names_something(work, title)) ||
	    !profile_truth(work->profile, "outline", "paragraphs-numbered"))
		return false;
	if (take_part(pass, logical, title))
		return true;
	struct diags *why = diags_new_for(work);
	struct span apart;
	bool names_apart = grammar_find(work->grammar, "apart", title, &apart);
	struct diag *diag = diag_add(
		why, names_apart ? DIAG_AMD028 : DIAG_AMD023, draft_place(work, logical, title),
		names_apart ? "“%.*s” stands apart from the clauses, and what stands in it has no "
			      "address"
			    : "whether “%.*s” is the place of what follows is not said",
		SPAN_ARGS(names_apart ? apart : title));
	diag_help(why, diag,
		  names_apart ? "amend it in its own document; where a clause is meant, name it "
				"in the instruction"
			      : "name the clause in the instruction");
	context_lose_place(pass, logical, why, true);
	if (opens)
		unclaimed_add(pass->unclaimed, logical, pass->begun);
	else
		work->uses[logical] = DRAFT_PROSE;
	return true;
}

void heading_refuse_before(struct pass *pass, struct instruction *instruction)
{
	struct work *work = pass->work;
	size_t at = instruction->logical;
	bool item;
	while (at && work->lines->items[at - 1].use != LINE_TEXT)
		at--;
	struct span text = at ? work->lines->items[at - 1].text : (struct span){NULL, 0};
	if (!at || work->uses[at - 1] != DRAFT_PAYLOAD || !wording_is_heading(text) ||
	    outline_label(work->profile, text, &item) || !names_something(work, text))
		return;
	draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
		     "whether “%.*s” (line %u) is the place of this is not said", SPAN_ARGS(text),
		     work->lines->items[at - 1].line);
}
