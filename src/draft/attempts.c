/* Lines that are meant to amend and are not understood, or are and cannot be done. */
#include "draft/pass.h"

#include <string.h>
#include <strings.h>

struct span wording_without_joint(struct span text)
{
	static const char *const joints[] = {" and", " or", ";", ",", "."};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		if (!span_ends(text, joints[i]))
			continue;
		text.length -= strlen(joints[i]);
		i = 0;
	}
	return span_trim(text);
}

/* The number that is meant by one that is spelt as the code does not, where the base has it. */
static bool suggest_spelling(struct work *work, struct diag *diag, struct span loose)
{
	struct buf number = {0}, eid = {0};
	for (size_t i = 0; i < loose.length; i++)
		if (loose.at[i] != ' ')
			buf_char(&number, loose.at[i] == ',' ? '.' : loose.at[i]);
	bool found = !span_equal(buf_as_span(&number), loose) &&
		     address_from_citation(work->profile, buf_as_span(&number), &eid) &&
		     base_has(work, buf_string(&eid));
	if (found)
		diag_help(work->diags, diag, "did you mean %s, and not “%.*s”?",
			  buf_string(&number), SPAN_ARGS(loose));
	buf_release(&number);
	buf_release(&eid);
	return found;
}

/* "Z 1.2", "Z1,2": one that may begin before the byte to which the text was understood. */
static bool suggest_number(struct work *work, struct diag *diag, struct span text, size_t reached)
{
	const char *words = profile_value(work->profile, "citation", "loose", NULL);
	struct buf error = {0};
	struct pattern *pattern = words ? profile_pattern(work->profile, words, 0, &error) : NULL;
	struct match match;
	bool found = false;
	for (size_t at = 0; pattern && !found && at < text.length &&
			    pattern_match(pattern, text, at, &match) == PATTERN_YES;
	     at = match.end[0] + 1)
		found = match.end[0] > reached &&
			suggest_spelling(work, diag, span_sub(text, match.start[0], match.end[0]));
	buf_release(&error);
	pattern_free(pattern);
	return found;
}

/* "change 40 days to 60 days": words are known by the marks round them. */
static bool suggest_marks(struct work *work, struct diag *diag, struct span text)
{
	static const char *const verbs[] = {"replace ", "change ", "substitute "};
	struct one_address one;
	size_t behind = 0;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (text.length > strlen(verbs[i]) &&
		    !strncasecmp(text.at, verbs[i], strlen(verbs[i])))
			behind = strlen(verbs[i]);
	if (!behind || span_find(text, SPAN("“"), 0) != SIZE_MAX ||
	    span_find(text, SPAN("\""), 0) != SIZE_MAX ||
	    span_find(text, SPAN("‘"), 0) != SIZE_MAX ||
	    grammar_address(work->grammar, text, behind, &one))
		return false;
	diag_help(work->diags, diag, "put the words that change in quotation marks: “X”");
	return true;
}

void attempt_refuse(struct pass *pass, struct instruction *instruction, size_t reached)
{
	struct span text = instruction->text;
	reached = grammar_reach(pass->work->grammar, text, reached);
	struct span rest = span_trim(span_sub(text, reached, text.length));
	struct diag *diag;
	if (reached)
		diag = draft_refuse(pass->work, instruction, DIAG_AMD021, rest,
				    "not understood; understood as far as “%.*s”", (int)reached,
				    text.at);
	else
		diag = draft_refuse(pass->work, instruction, DIAG_AMD021, text,
				    "an instruction in no known form");
	if (!suggest_number(pass->work, diag, text, reached) &&
	    !suggest_marks(pass->work, diag, rest))
		diag_help(pass->work->diags, diag,
			  "write it in one of the forms of the code, such as %s",
			  profile_value(pass->work->profile, "modification", "examples",
					"those of lexpatch(1)"));
	struct span said = wording_without_joint(text);
	instruction->announced = said.length == text.length || wording_opens(said);
}

static const struct shortfall shortfalls[] = {
	{FORM_TABULAR, DIAG_AMD028,
	 "what stands in a table, a figure or a list of entries has no address",
	 "restate the provision that holds it"},
	{FORM_ANNEXED, DIAG_AMD028, "what stands in an Annex or an Attachment has no address",
	 "amend it in its own document"},
	{FORM_EXCHANGE, DIAG_AMD023,
	 "whether the numbers go with the texts, or stay in their places, is not said",
	 "restate each of them as it is to be"},
	{FORM_ELSEWHERE, DIAG_AMD028,
	 "this changes words that another instruction inserts, or the text in another language",
	 "restate the provision as it is to be"},
	{FORM_WHOLE, DIAG_AMD023,
	 "an Act or a title is named as a whole, and which provisions of the code it made is not "
	 "said",
	 "name each provision by its address in the code"},
	{FORM_SEQUEL, DIAG_AMD023, "which provisions are renumbered, and as what, is not said",
	 "name the old numbers and the new ones, in the same order"},
	{FORM_GIVEN, DIAG_AMD023,
	 "which Act gave the number is said, and that the code has it under the same number is not",
	 "name the provision by its number in the code alone"},
	{FORM_UNPLACED, DIAG_AMD022, "understood, but where it goes is not said",
	 "name the provision it stands in, and what it comes after"},
};

const struct shortfall *shortfall_of(struct grammar *grammar, struct span text, size_t reached)
{
	struct fit fit;
	for (size_t i = 0; i < sizeof shortfalls / sizeof *shortfalls; i++)
		if (grammar_fit(grammar, shortfalls[i].role, text, 0, &fit) ||
		    grammar_fit(grammar, shortfalls[i].role, text, reached, &fit))
			return &shortfalls[i];
	return NULL;
}

void shortfall_refuse(struct pass *pass, struct instruction *instruction,
		      const struct shortfall *lack)
{
	struct diag *diag = draft_refuse(pass->work, instruction, lack->code, instruction->text,
					 "%s", lack->message);
	diag_help(pass->work->diags, diag, "%s", lack->help);
	instruction->announced = true;
}
