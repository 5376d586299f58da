/* Grammar: the profile's sections [vocabulary], [phrases] and [forms] as compiled patterns. */
#include "draft/grammar.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const group_names[GROUPS] = {[GROUP_TARGET] = "target",
						[GROUP_ANCHOR] = "anchor",
						[GROUP_IN] = "in",
						[GROUP_TO] = "to",
						[GROUP_OLD] = "old",
						[GROUP_OLD_TO] = "old_to",
						[GROUP_NEW] = "new",
						[GROUP_HEADING] = "heading",
						[GROUP_TERM] = "term",
						[GROUP_LEAVES] = "leaves",
						[GROUP_OCCURRENCE] = "occurrence",
						[GROUP_POSITION] = "position",
						[GROUP_PART] = "part",
						[GROUP_START] = "start",
						[GROUP_END] = "end",
						[GROUP_AFTER] = "behind",
						[GROUP_BESIDE] = "beside",
						[GROUP_PAYLOAD] = "payload",
						[GROUP_ALONG] = "along",
						[GROUP_SENTENCE] = "sentence",
						[GROUP_UNDER] = "under",
						[GROUP_LISTED] = "listed",
						[GROUP_WORDING] = "wording",
						[GROUP_CONTAINER] = "container"};

static const char *const role_names[] = {
	[FORM_WITHIN] = "within",	[FORM_LISTED] = "listed",     [FORM_CONTEXT] = "context",
	[FORM_EFFECT] = "effect",	[FORM_EFFECTS] = "effects",   [FORM_CONTENTS] = "contents",
	[FORM_TABULAR] = "tabular",	[FORM_ANNEXED] = "annexed",   [FORM_EXCHANGE] = "exchange",
	[FORM_ELSEWHERE] = "elsewhere", [FORM_WHOLE] = "whole",	      [FORM_STRUCK] = "struck",
	[FORM_SEQUEL] = "sequel",	[FORM_UNPLACED] = "unplaced", [FORM_ATTEMPT] = "attempt",
	[FORM_MENTION] = "mention"};

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
	SKIPS
};
static const char *const skip_names[SKIPS] = {
	"state", "descriptor", "portion",  "aside",   "struck", "opening",	"told",
	"kept",	 "staying",    "remarked", "ordered", "apart",	"change_number"};

/* A piece of vocabulary. Those that a profile need not have match nothing where it has none. */
struct piece {
	const char *name, *words;
};

struct grammar {
	const struct profile *profile;
	struct form *forms;
	size_t count, capacity;
	struct pattern *one, *in_code, *coded_list;
	struct pattern *skips[SKIPS]; /* at a place */
	struct pattern *finds[SKIPS]; /* anywhere; made when asked for */
	struct piece *vocabulary;
	size_t piece_count, piece_capacity;
};

/* A value that runs over several lines is one sentence. */
static void one_line(const char *value, struct buf *out)
{
	for (; *value; value++)
		buf_char(out, *value == '\n' ? ' ' : *value);
}

/* The name in "{name}" that the value begins with; {2,200} is none. */
static struct span braced(const char *value)
{
	const char *end = strchr(value, '}');
	bool name = *value == '{' && end && islower((unsigned char)value[1]);
	return name ? span_from(value + 1, end) : (struct span){NULL, 0};
}

/* A form as one line: where it says {name} it has the words of that phrase, and their groups, which
 * a piece of vocabulary cannot give it. A phrase is made of vocabulary and of no other phrase. */
static bool with_phrases(const struct profile *profile, const char *value, struct buf *out,
			 struct buf *error)
{
	for (struct span name; *value; value++) {
		name = braced(value);
		if (!name.at) {
			buf_char(out, *value == '\n' ? ' ' : *value);
			continue;
		}
		char key[32];
		snprintf(key, sizeof key, "%.*s", SPAN_ARGS(name));
		const char *words = profile_value(profile, "phrases", key, NULL);
		if (!words) {
			buf_printf(error, "“{%s}” is no phrase", key);
			return false;
		}
		buf_text(out, "(?:");
		one_line(words, out);
		buf_char(out, ')');
		value = name.at + name.length;
	}
	return true;
}

/* A word of the name of a group would call that group and not itself. */
static bool is_group(const char *name)
{
	for (size_t g = 0; g < GROUPS; g++)
		if (!strcmp(name, group_names[g]))
			return true;
	return false;
}

static void add_piece(struct grammar *grammar, const char *name, const char *words)
{
	MEM_ROOM(grammar->vocabulary, grammar->piece_count, grammar->piece_capacity);
	grammar->vocabulary[grammar->piece_count++] = (struct piece){name, words};
}

static bool read_vocabulary(struct grammar *grammar, const struct profile *profile,
			    struct buf *error)
{
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "vocabulary", &count);
	static const char *const optional[] = {
		"code",	   "code_mark", "state",	"descriptor", "letter",	 "same",
		"alone",   "existing",	"newly",	"aside",      "list",	 "list_code",
		"struck",  "opening",	"told",		"kept",	      "staying", "remarked",
		"ordered", "apart",	"change_number"};
	for (size_t i = 0; i < sizeof optional / sizeof *optional; i++)
		if (!profile_value(profile, "vocabulary", optional[i], NULL))
			add_piece(grammar, optional[i], "(?!)");
	for (size_t i = 0; i < count; i++) {
		if (is_group(rows[i].key)) {
			buf_printf(error, "line %u: “%s” names a part of an instruction",
				   rows[i].line, rows[i].key);
			return false;
		}
		add_piece(grammar, rows[i].key, rows[i].value);
	}
	return true;
}

/* Marks the pieces that the words call, “(?&name)”, and those that these call. */
static void mark_called(const struct grammar *grammar, const char *words, bool *called)
{
	while ((words = strstr(words, "(?&")) != NULL) {
		words += strlen("(?&");
		struct span name = span_from(words, words + strcspn(words, ")"));
		for (size_t i = 0; i < grammar->piece_count; i++) {
			if (called[i] || !span_is(name, grammar->vocabulary[i].name))
				continue;
			called[i] = true;
			mark_called(grammar, grammar->vocabulary[i].words, called);
		}
	}
}

/* What is called, and no more: a compiled pattern costs by its length. */
static void write_called(const struct grammar *grammar, struct buf *pattern)
{
	bool *called = mem_alloc(grammar->piece_count * sizeof *called);
	mark_called(grammar, buf_string(pattern), called);
	buf_text(pattern, "(?(DEFINE)");
	for (size_t i = 0; i < grammar->piece_count; i++) {
		if (!called[i])
			continue;
		buf_printf(pattern, "(?<%s>", grammar->vocabulary[i].name);
		one_line(grammar->vocabulary[i].words, pattern);
		buf_char(pattern, ')');
	}
	buf_char(pattern, ')');
	free(called);
}

/* The vocabulary stands behind the wording, so that the wording's groups have the low numbers. */
static struct pattern *compile_as(struct grammar *grammar, const char *wording, const char *after,
				  int flags, struct buf *error)
{
	struct buf text = {0};
	struct pattern *pattern = NULL;
	buf_text(&text, "(?:");
	bool good = with_phrases(grammar->profile, wording, &text, error);
	buf_char(&text, ')');
	buf_text(&text, after);
	write_called(grammar, &text);
	if (good)
		pattern = profile_pattern(grammar->profile, buf_string(&text),
					  flags | PATTERN_CASELESS, error);
	buf_release(&text);
	return pattern;
}

static struct pattern *compile(struct grammar *grammar, const char *wording, const char *after,
			       struct buf *error)
{
	return compile_as(grammar, wording, after, PATTERN_ANCHORED, error);
}

static struct pattern *compile_piece(struct grammar *grammar, size_t piece, int flags,
				     struct buf *error)
{
	char name[32];
	snprintf(name, sizeof name, "(?&%s)", skip_names[piece]);
	return compile_as(grammar, name, "", flags, error);
}

/* "insertion provision", "context" ...: false when the key is neither. */
static bool read_key(const char *key, struct form *form)
{
	for (size_t i = FORM_WITHIN; i < sizeof role_names / sizeof *role_names; i++) {
		if (!strcmp(key, role_names[i])) {
			form->role = (enum form_role)i;
			return true;
		}
	}
	bool again = !strncmp(key, "again ", strlen("again "));
	key += again ? strlen("again ") : 0;
	const char *space = strchr(key, ' ');
	if (!space)
		return false;
	int kind = op_kind_named(span_from(key, space));
	int scope = op_scope_named(span_trim(span_of(space)));
	if (kind < 0 || scope < 0)
		return false;
	form->role = again ? FORM_AGAIN : FORM_OPERATION;
	form->kind = (enum op_kind)kind;
	form->scope = (enum op_scope)scope;
	return true;
}

static bool read_form(struct grammar *grammar, const struct profile_row *row, struct buf *error)
{
	struct form form = {0};
	if (!read_key(row->key, &form)) {
		buf_printf(error, "line %u: “%s” is no kind of form", row->line, row->key);
		return false;
	}
	bool whole = form.role == FORM_CONTEXT;
	const char *after = form.role == FORM_WITHIN || form.role == FORM_LISTED
				    ? "(?= ?[,:;—–]| (?=[a-z“\"]))"
			    : whole ? "(?:[.,;:]| ?[—–])*$"
				    : "(?=(?&stop))";
	form.wording = row->value;
	form.pattern = compile(grammar, row->value, after, error);
	if (!form.pattern)
		return false;
	MEM_ROOM(grammar->forms, grammar->count, grammar->capacity);
	grammar->forms[grammar->count++] = form;
	return true;
}

struct grammar *grammar_new(const struct profile *profile, struct buf *error)
{
	struct grammar *grammar = mem_alloc(sizeof *grammar);
	grammar->profile = profile;
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "forms", &count);
	bool good = count > 0;
	if (!good)
		buf_printf(error, "the profile %s knows no forms of drafting", profile->name);
	good = good && read_vocabulary(grammar, profile, error);
	for (size_t i = 0; i < count && good; i++)
		good = read_form(grammar, &rows[i], error);
	for (size_t i = 0; i < SKIPS && good; i++) {
		grammar->skips[i] = compile_piece(grammar, i, PATTERN_ANCHORED, error);
		good = grammar->skips[i] != NULL;
	}
	if (good)
		grammar->one = compile(grammar,
				       "(?<s>(?&same))|(?<a>(?&alone))|"
				       "(?:the )?(?:(?&existing) )?(?:(?<new>(?&newly)) )?"
				       "(?:(?<noun_of>(?&noun)) ?)?(?:(?<n>(?&number))"
				       "(?: ?(?<l>(?&labels)))?|(?<l>(?&labels))|"
				       "(?<=[a-z] )(?<c>(?&letter)))(?<code_of>(?&code))?",
				       "", error);
	if (good)
		grammar->in_code =
			compile(grammar, ".*(?&code_mark)(?<n>(?&number))(?: ?(?<l>(?&labels)))?",
				"", error);
	if (good)
		grammar->coded_list = compile(grammar,
					      "(?:(?&noun) )?(?<acts>(?&list))(?&list_code)"
					      "(?<codes>(?&list))\\),?$",
					      "", error);
	if (good && grammar->one && grammar->in_code && grammar->coded_list)
		return grammar;
	grammar_free(grammar);
	return NULL;
}

void grammar_free(struct grammar *grammar)
{
	if (!grammar)
		return;
	for (size_t i = 0; i < grammar->count; i++) {
		pattern_free(grammar->forms[i].pattern);
		pattern_free(grammar->forms[i].open);
	}
	for (size_t i = 0; i < SKIPS; i++) {
		pattern_free(grammar->skips[i]);
		pattern_free(grammar->finds[i]);
	}
	pattern_free(grammar->one);
	pattern_free(grammar->in_code);
	pattern_free(grammar->coded_list);
	free(grammar->forms);
	free(grammar->vocabulary);
	free(grammar);
}

bool grammar_fit(struct grammar *grammar, enum form_role role, struct span text, size_t from,
		 struct fit *fit)
{
	struct match match;
	fit->form = NULL;
	for (size_t i = 0; i < grammar->count; i++) {
		const struct form *form = &grammar->forms[i];
		enum pattern_result result =
			form->role == role ? pattern_match(form->pattern, text, from, &match)
					   : PATTERN_NO;
		if (result == PATTERN_LIMIT) { /* it may be the one that is meant */
			fit->form = NULL;
			return false;
		}
		if (result == PATTERN_NO)
			continue;
		if (fit->form && match.end[0] <= fit->end)
			continue;
		fit->form = form;
		fit->start = from;
		fit->end = match.end[0];
		for (size_t g = 0; g < GROUPS; g++)
			fit->group[g] = match_named(form->pattern, &match, text, group_names[g]);
	}
	return fit->form != NULL;
}

size_t grammar_reach(struct grammar *grammar, struct span text, size_t from)
{
	struct match match;
	struct buf error = {0};
	size_t reach = from;
	for (size_t i = 0; i < grammar->count; i++) {
		struct form *form = &grammar->forms[i];
		if (form->role != FORM_OPERATION)
			continue;
		if (!form->open)
			form->open = compile(grammar, form->wording, "(?!\\w)", &error);
		if (form->open && pattern_match(form->open, text, from, &match) == PATTERN_YES &&
		    match.end[0] > reach)
			reach = match.end[0];
	}
	buf_release(&error);
	return reach;
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
