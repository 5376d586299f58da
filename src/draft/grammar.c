/* Grammar: the profile's sections vocabulary as places and addresses, and the door to its forms. */
#include "draft/forms.h"

#include <stdlib.h>
#include <string.h>

/* Pieces of vocabulary that the engine itself looks for. */
enum {
	SKIP_STATE,
	SKIP_DESCRIPTOR,
	SKIP_PORTION,
	SKIP_ASIDE,
	SKIP_STRUCK,
	SKIP_OPENING,
	SKIP_TOLD,
	SKIP_KEPT,
	SKIP_STAYING,
	SKIP_REMARKED,
	SKIP_ORDERED,
	SKIP_APART,
	SKIP_CHANGE,
	SKIP_PART,
	SKIP_ROW,
	SKIP_ENTRIES,
	SKIP_COLUMN,
	SKIP_NEXT,
	SKIP_JOIN,
	SKIP_ITEM,
	SKIPS
};
static const char *const skip_names[SKIPS] = {
	"state", "descriptor", "portion",  "aside",   "struck",	     "opening",	      "told",
	"kept",	 "staying",    "remarked", "ordered", "apart",	     "change_number", "part_alone",
	"row",	 "entries",    "column",   "next",    "clause_join", "item_joint"};

struct grammar {
	struct vocabulary vocabulary;
	struct forms *forms;
	struct pattern *one, *in_code, *coded_list;
	struct pattern *skips[SKIPS]; /* at a place */
	struct pattern *finds[SKIPS]; /* anywhere; made when asked for */
};

static struct pattern *compile(const struct grammar *grammar, const char *wording,
			       struct buf *error)
{
	return vocabulary_compile(&grammar->vocabulary, wording, "", PATTERN_ANCHORED, error);
}

static struct pattern *compile_piece(const struct grammar *grammar, size_t piece, int flags,
				     struct buf *error)
{
	char name[32];
	snprintf(name, sizeof name, "(?&%s)", skip_names[piece]);
	return vocabulary_compile(&grammar->vocabulary, name, "", flags, error);
}

static bool compile_addresses(struct grammar *grammar, struct buf *error)
{
	return (grammar->one = compile(grammar,
				       "(?<s>(?&same))|(?<a>(?&alone))|"
				       "(?:the )?(?:(?&existing) )?(?:(?<new>(?&newly)) )?"
				       "(?:(?<noun_of>(?&noun)) ?)?(?:(?<n>(?&number))"
				       "(?: ?(?<l>(?&labels)))?|(?<l>(?&labels))|"
				       "(?<=[a-z] )(?<c>(?&letter)))(?<code_of>(?&code))?",
				       error)) &&
	       (grammar->in_code =
			compile(grammar, ".*(?&code_mark)(?<n>(?&number))(?: ?(?<l>(?&labels)))?",
				error)) &&
	       (grammar->coded_list = compile(grammar,
					      "(?:(?&noun) )?(?<acts>(?&list))(?&list_code)"
					      "(?<codes>(?&list))\\),?$",
					      error));
}

struct grammar *grammar_new(const struct profile *profile, struct buf *error)
{
	struct grammar *grammar = mem_alloc(sizeof *grammar);
	bool good = vocabulary_read(&grammar->vocabulary, profile, forms_name_group, error) &&
		    (grammar->forms = forms_new(&grammar->vocabulary, error));
	for (size_t i = 0; i < SKIPS && good; i++) {
		grammar->skips[i] = compile_piece(grammar, i, PATTERN_ANCHORED, error);
		good = grammar->skips[i] != NULL;
	}
	if (good && compile_addresses(grammar, error))
		return grammar;
	grammar_free(grammar);
	return NULL;
}

void grammar_free(struct grammar *grammar)
{
	if (!grammar)
		return;
	forms_free(grammar->forms);
	vocabulary_release(&grammar->vocabulary);
	free(grammar);
}

bool grammar_fit(struct grammar *grammar, enum form_role role, struct span text, size_t from,
		 struct fit *fit)
{
	return forms_fit(grammar->forms, role, text, from, fit);
}

size_t grammar_reach(struct grammar *grammar, struct span text, size_t from)
{
	return forms_reach(grammar->forms, text, from);
}

static struct span last_word(struct span words)
{
	for (size_t i = words.length; i-- > 0;)
		if (words.at[i] == ' ')
			return span_sub(words, i + 1, words.length);
	return words;
}

size_t grammar_address(struct grammar *grammar, struct span text, size_t from,
		       struct one_address *address)
{
	struct match match;
	if (pattern_match(grammar->one, text, from, &match) != PATTERN_YES || match.end[0] == from)
		return 0;
	*address = (struct one_address){
		.noun = match_named(grammar->one, &match, text, "noun_of"),
		.number = match_named(grammar->one, &match, text, "n"),
		.labels = match_named(grammar->one, &match, text, "l"),
		.letter = match_named(grammar->one, &match, text, "c"),
		.newly = match_named(grammar->one, &match, text, "new"),
	};
	struct span same = match_named(grammar->one, &match, text, "s");
	struct span alone = match_named(grammar->one, &match, text, "a");
	address->same = same.at != NULL;
	address->alone = alone.at != NULL;
	if (same.at || alone.at)
		address->noun = last_word(same.at ? same : alone);
	struct span code = match_named(grammar->one, &match, text, "code_of");
	struct match inner;
	if (code.at && pattern_match(grammar->in_code, code, 0, &inner) == PATTERN_YES) {
		address->code_number = match_named(grammar->in_code, &inner, code, "n");
		address->code_labels = match_named(grammar->in_code, &inner, code, "l");
	}
	return match.end[0];
}

bool grammar_coded_list(struct grammar *grammar, struct span text, struct span *acts,
			struct span *codes)
{
	struct match match;
	if (pattern_match(grammar->coded_list, text, 0, &match) != PATTERN_YES)
		return false;
	*acts = match_named(grammar->coded_list, &match, text, "acts");
	*codes = match_named(grammar->coded_list, &match, text, "codes");
	return true;
}

static size_t piece_named(const char *word)
{
	size_t i = 0;
	while (i < SKIPS && strcmp(word, skip_names[i]) != 0)
		i++;
	return i;
}

size_t grammar_skip(struct grammar *grammar, const char *word, struct span text, size_t from)
{
	struct match match;
	size_t piece = piece_named(word);
	bool found = piece < SKIPS &&
		     pattern_match(grammar->skips[piece], text, from, &match) == PATTERN_YES;
	return found ? match.end[0] : from;
}

bool grammar_find(struct grammar *grammar, const char *word, struct span text, struct span *found)
{
	struct match match;
	struct buf error = {0};
	size_t piece = piece_named(word), from = 0;
	if (piece < SKIPS && !grammar->finds[piece])
		grammar->finds[piece] = compile_piece(grammar, piece, PATTERN_PLAIN, &error);
	buf_release(&error);
	while (piece < SKIPS && grammar->finds[piece] &&
	       pattern_match(grammar->finds[piece], text, from, &match) == PATTERN_YES) {
		*found = span_sub(text, match.start[0], match.end[0]);
		if (found->length)
			return true;
		from = match.end[0] + 1;
	}
	return false;
}
