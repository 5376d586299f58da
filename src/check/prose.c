/* The draft's own prose, which is no text of the Code: what it names is there, and its nouns have
 * one spelling. Off unless asked for. */
#include "check/state.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* One draft. */
struct draft {
	const struct check_input *input;
	const struct compiled *compiled;
	struct diags *diags;
};

/* The account covers every line, in order. */
static enum draft_use use_of(const struct compiled *compiled, unsigned line)
{
	size_t low = 0, high = compiled->account_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compiled->account[middle].last < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < compiled->account_count ? compiled->account[low].use : DRAFT_UNCLAIMED;
}

/* Sentences: a heading has its own capitals. */
static bool is_prose(const struct draft *draft, const struct logical *line)
{
	return line->use == LINE_TEXT && span_ends(span_trim(line->text), ".") &&
	       use_of(draft->compiled, line->line) == DRAFT_PROSE;
}

static struct place place_in(const struct draft *draft, const struct logical *line, size_t start,
			     size_t end)
{
	size_t from = segment_source(line->segments, line->segment_count, start);
	size_t last = segment_source(line->segments, line->segment_count, end - 1);
	return lines_place(draft->compiled->lines, from, last + 1);
}

/* ---- CON003: "the tables below", and no line "Table 1" */

static bool begins(struct span text, struct span word)
{
	return text.length >= word.length && !strncasecmp(text.at, word.at, word.length);
}

/* A thing of that name: a line that it begins, with its number or letter, or a footnote. */
static bool has_object(const struct draft *draft, struct span noun)
{
	const struct lines *lines = draft->compiled->lines;
	for (size_t i = 0; i < lines->count; i++) {
		struct span text = span_trim(lines->items[i].text);
		if (lines->items[i].use == LINE_FOOTNOTE && begins(noun, SPAN("footnote")))
			return true;
		if (begins(text, noun) && isupper((unsigned char)text.at[0]) &&
		    text.length > noun.length && text.at[noun.length] == ' ')
			return true;
	}
	return false;
}

static void check_objects(const struct draft *draft, struct pattern *pattern,
			  const struct logical *line)
{
	struct match match;
	for (size_t at = 0;
	     pattern_match(pattern, line->text, at, &match) == PATTERN_YES && match.end[0] > at;
	     at = match.end[0]) {
		struct span noun = match_named(pattern, &match, line->text, "noun");
		if (has_object(draft, noun))
			continue;
		struct diag *diag =
			diag_add(draft->diags, DIAG_CON003,
				 place_in(draft, line, match.start[0], match.end[0]),
				 "“%.*s”: the draft has none",
				 SPAN_ARGS(span_sub(line->text, match.start[0], match.end[0])));
		diag->quoted =
			diag_keep(draft->diags, span_sub(line->text, match.start[0], match.end[0]));
	}
}

/* ---- CON004: "legal text" and "Legal Text" */

struct spelling {
	const struct logical *line; /* NULL: not met yet */
	size_t start, end;
};

static size_t find_in_any_case(struct span text, struct span words, size_t from)
{
	for (size_t i = from; i + words.length <= text.length; i++)
		if (!strncasecmp(text.at + i, words.at, words.length) &&
		    (!i || !isalnum((unsigned char)text.at[i - 1])) &&
		    (i + words.length == text.length ||
		     !isalnum((unsigned char)text.at[i + words.length])))
			return i;
	return SIZE_MAX;
}

/* A sentence begins with a capital in any case. */
static bool begins_sentence(struct span text, size_t at)
{
	struct span before = span_trim(span_sub(text, 0, at));
	return !before.length || span_ends(before, ".") || span_ends(before, ":");
}

/* False when the noun has had its finding. */
static bool compare_spelling(const struct draft *draft, struct span noun,
			     const struct logical *line, struct spelling *first)
{
	struct span text = line->text;
	for (size_t at = 0; (at = find_in_any_case(text, noun, at)) != SIZE_MAX;
	     at += noun.length) {
		struct spelling here = {line, at, at + noun.length};
		if (begins_sentence(text, at))
			continue;
		if (!first->line) {
			*first = here;
			continue;
		}
		struct span words = span_sub(text, here.start, here.end);
		struct span earlier = span_sub(first->line->text, first->start, first->end);
		if (span_equal(words, earlier))
			continue;
		struct diag *diag = diag_add(draft->diags, DIAG_CON004,
					     place_in(draft, line, here.start, here.end),
					     "“%.*s” here, and “%.*s” elsewhere in the draft",
					     SPAN_ARGS(words), SPAN_ARGS(earlier));
		diag->quoted = diag_keep(draft->diags, words);
		diag_relate(draft->diags, diag,
			    place_in(draft, first->line, first->start, first->end), "here");
		return false;
	}
	return true;
}

static void check_spellings(const struct draft *draft)
{
	const struct lines *lines = draft->compiled->lines;
	struct span rest =
		span_of(profile_value(draft->input->profile, "check", "document-nouns", ""));
	while (rest.length) {
		const char *comma = memchr(rest.at, ',', rest.length);
		struct span noun = comma ? span_from(rest.at, comma) : rest;
		struct spelling first = {0};
		bool more = true;
		rest = span_sub(rest, comma ? noun.length + 1 : noun.length, rest.length);
		noun = span_trim(noun);
		for (size_t i = 0; i < lines->count && noun.length && more; i++)
			if (is_prose(draft, &lines->items[i]))
				more = compare_spelling(draft, noun, &lines->items[i], &first);
	}
}

void check_prose(const struct check_input *input, const struct rules *rules, struct diags *diags)
{
	for (size_t i = 0; input->compiled && i < input->patch_count; i++) {
		struct draft draft = {input, input->compiled[i], diags};
		if (!draft.compiled || !draft.compiled->lines)
			continue;
		const struct lines *lines = draft.compiled->lines;
		for (size_t k = 0;
		     k < lines->count && rules->object && diag_wanted(diags, DIAG_CON003); k++)
			if (is_prose(&draft, &lines->items[k]))
				check_objects(&draft, rules->object, &lines->items[k]);
		if (diag_wanted(diags, DIAG_CON004))
			check_spellings(&draft);
	}
}
