/* Citations: figures, brackets and lone letters show where one may be, a pattern finds where it
 * begins; from there the text is read by hand, member by member, and every step moves on, so that a
 * text is read once however long it is. */
#include "doc/cite.h"
#include "doc/group.h"

#include <stdlib.h>
#include <string.h>

void citations_release(struct citations *citations)
{
	free(citations->items);
	buf_release(&citations->folded);
	arena_release(&citations->arena);
	*citations = (struct citations){0};
}

/* ---- the text */

/* Length of a space of more than one byte at `at`, or 0. */
static size_t wide_space(struct span text, size_t at)
{
	const char *next = text.at + at;
	if ((unsigned char)*next < 0x80)
		return 0;
	uint32_t c = utf8_next(&next, text.at + text.length);
	return utf8_is_space(c) ? (size_t)(next - text.at) - at : 0;
}

/* The text with every wide space as as many spaces as it has bytes: offsets stay the same. */
static struct span fold_spaces(struct buf *folded, struct span text)
{
	bool copied = false;
	if (utf8_ascii_end(text, 0) == text.length)
		return text;
	for (size_t at = 0; at < text.length; at++) {
		size_t length = wide_space(text, at);
		if (!length)
			continue;
		if (!copied) {
			buf_cut(folded, 0);
			buf_span(folded, text);
			copied = true;
		}
		memset(folded->at + at, ' ', length);
		at += length - 1;
	}
	return copied ? buf_as_span(folded) : text;
}

/* ---- descriptors: "(Supplier Parties)" */

static bool next_word(struct span *rest, struct span *word)
{
	size_t length = 0;
	*rest = span_trim(*rest);
	while (length < rest->length && !strchr(" \t\n", rest->at[length]))
		length++;
	*word = span_sub(*rest, 0, length);
	*rest = span_sub(*rest, length, rest->length);
	return length;
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A heading that begins with a small letter still has capitals in it. */
static bool enough_capitals(struct span words)
{
	struct span word;
	size_t count = 0, capitals = 0;
	while (next_word(&words, &word)) {
		count++;
		capitals += is_upper(word.at[0]);
	}
	return capitals * 3 >= count;
}

static bool is_heading(const struct profile *profile, struct span words)
{
	struct span rest = words, first;
	if (!words.length || !is_letter(words.at[0]) || reference_is_label(profile, words))
		return false;
	next_word(&rest, &first);
	while (first.length && !is_letter(first.at[first.length - 1]))
		first.length--;
	if (profile_lists(profile, "citation", "no-descriptor", first))
		return false;
	return is_upper(words.at[0]) || enough_capitals(words) ||
	       profile_truth(profile, "citation", "lower-descriptor");
}

/* The closing bracket, the end of the text if that comes first, or SIZE_MAX. */
static size_t close_bracket(struct span text, size_t open)
{
	enum { LONGEST = 600 };
	size_t depth = 0, at = open;
	for (; at < text.length && at - open < LONGEST; at++) {
		depth += text.at[at] == '(';
		depth -= text.at[at] == ')';
		if (!depth)
			return at;
	}
	return at == text.length ? at : SIZE_MAX;
}

/* Takes a descriptor that stands at `at` and returns where the text goes on. */
static size_t take_descriptor(const struct profile *profile, struct span text, size_t at,
			      struct citation *citation)
{
	size_t open = at;
	while (open < text.length && is_space(text.at[open]))
		open++;
	if (open >= text.length || text.at[open] != '(')
		return at;
	size_t close = close_bracket(text, open);
	if (close == SIZE_MAX)
		return at;
	struct span words = span_trim(span_sub(text, open + 1, close));
	while (close == text.length && words.length && strchr(";,. \n", words.at[words.length - 1]))
		words.length--;
	if (!is_heading(profile, words))
		return at;
	citation->descriptor_start = (size_t)(words.at - text.at);
	citation->descriptor_end = citation->descriptor_start + words.length;
	return close < text.length ? close + 1 : close;
}

/* ---- groups: the members that one noun governs */

static bool take_range(struct group *group, struct citation *citation, const struct reference *from)
{
	const struct reference_reader *reader = &group->finder->reader;
	struct reference to;
	struct match match;
	char next = text_next(group->text, group->end);
	if ((next != 't' && next != 'u' && next != '-' && (unsigned char)next < 0x80) ||
	    !finder_matches(group->finder->range, group->text, group->end, &match))
		return false;
	size_t at = match.end[0];
	struct span noun = match_named(group->finder->range, &match, group->text, "noun");
	if (!noun.length)
		noun = group_noun(group);
	bool read = !group->relative &&
		    reference_read(reader, group->text, at, noun, group->letters, &to);
	if (!read && group->relative && from->numbered)
		read = reference_relative(reader, group->text, at, group->level, &to);
	if (!read)
		read = reference_go_on(reader, group->text, at, from, &to);
	if (!read && !group->relative)
		read = reference_without_letter(reader, group->text, at, from, &to);
	const char *up_to = read ? group_target(group, &to) : NULL;
	if (!up_to)
		return false;
	citation->up_to = up_to;
	citation->to_start = to.start;
	citation->to_end = to.end;
	citation->flags |= to.malformed ? CITATION_MALFORMED : 0;
	group->last = to;
	group->end = to.end;
	return true;
}

/* Adds the reference, with the range and the descriptor that it begins, to the group. */
static bool take_member(struct group *group, const struct reference *reference)
{
	struct citations *found = group->found;
	struct citation citation = {.from_start = reference->start,
				    .from_end = reference->end,
				    .to_start = reference->end,
				    .to_end = reference->end,
				    .descriptor_start = reference->end,
				    .descriptor_end = reference->end,
				    .noun_start = group->noun_start,
				    .noun_end = group->noun_end,
				    .flags = reference->malformed ? CITATION_MALFORMED : 0};
	citation.target = group_target(group, reference);
	if (!citation.target)
		return false;
	group->last = *reference;
	group->end = reference->end;
	take_range(group, &citation, reference);
	citation.start = citation.from_start;
	citation.end = group->end;
	group->end = take_descriptor(group->finder->profile, group->text, group->end, &citation);
	MEM_ROOM(found->items, found->count, found->capacity);
	found->items[found->count++] = citation;
	return true;
}

static bool read_member(struct group *group, size_t at, bool first, struct reference *out)
{
	const struct reference_reader *reader = &group->finder->reader;
	if (group->relative && first)
		return reference_relative(reader, group->text, at, group->level, out);
	if (group->relative && group->last.numbered &&
	    reference_relative(reader, group->text, at, group->level, out))
		return true;
	if (!group->relative &&
	    reference_read(reader, group->text, at, group_noun(group), group->letters, out))
		return true;
	return !first && reference_go_on(reader, group->text, at, &group->last, out);
}

/* Takes the next member of the list that goes on at `at`. */
static bool take_next(struct group *group, size_t at)
{
	struct reference reference;
	struct match match;
	return text_goes_on(group->text, at, group->finder->separators) &&
	       finder_matches(group->finder->separator, group->text, at, &match) &&
	       read_member(group, match.end[0], false, &reference) &&
	       take_member(group, &reference);
}

/* Brackets that say something of a member do not end the list: "§§ 3-1623 [repealed], 3-1711". */
static size_t past_annotation(const struct group *group)
{
	struct match match;
	return finder_matches(group->finder->annotation, group->text, group->end, &match)
		       ? match.end[0]
		       : group->end;
}

/* "the Gas Regulations 2014" */
static bool is_year(const struct group *group, const struct reference *reference)
{
	return group->plural && reference->number_length == 4 && !reference->item_count &&
	       (!memcmp(reference->number, "19", 2) || !memcmp(reference->number, "20", 2));
}

static bool take_members(struct group *group, size_t at)
{
	struct reference reference;
	if (!read_member(group, at, true, &reference) || is_year(group, &reference) ||
	    !take_member(group, &reference))
		return false;
	/* Only a list of letters goes on with letters: "Sections A, B and C". */
	group->letters = group->letters && group->plural && reference.number_length == 1;
	for (;;) {
		size_t behind = past_annotation(group);
		if (!take_next(group, group->end) &&
		    (behind == group->end || !take_next(group, behind)))
			return true;
	}
}

static void close_group(struct group *group, unsigned number)
{
	uint32_t flags = group_flags(group);
	size_t count = group->found->count - group->first;
	for (size_t i = group->first; i < group->found->count; i++) {
		struct citation *citation = &group->found->items[i];
		citation->flags |= flags;
		citation->group = number;
		citation->form = citation->up_to ? CITATION_RANGE
				 : count > 1	 ? CITATION_LIST
						 : CITATION_SINGLE;
		if (flags & CITATION_NO_NOUN)
			citation->noun_start = citation->noun_end = citation->from_start;
		else if (count == 1)
			citation->start = citation->noun_start;
	}
	if (flags & CITATION_EXTERNAL)
		group_share_instrument(group);
}

/* ---- the pass */

/* The word before `at`, with its stop, if only spaces stand between. */
static struct span word_before(struct span text, size_t at)
{
	enum { LONGEST = 24 };
	size_t end = at, start;
	while (end && end + LONGEST > at && is_space(text.at[end - 1]))
		end--;
	for (start = end; start && end - start < LONGEST &&
			  (is_letter(text.at[start - 1]) || text.at[start - 1] == '.');)
		start--;
	return span_sub(text, start, end);
}

/* Is a number without a noun another thing's: a postcode, a Schedule, a part of a word? */
static bool is_foreign(const struct cite_finder *finder, struct span text, size_t at)
{
	struct match match;
	struct reference number;
	if (at && (unsigned char)text.at[at - 1] >= 0x80) {
		size_t start = at - 1;
		while (start && ((unsigned char)text.at[start] & 0xC0) == 0x80)
			start--;
		const char *before = text.at + start;
		if (utf8_is_word(utf8_next(&before, text.at + at)))
			return true;
	}
	if (profile_lists(finder->profile, "citation", "not-after", word_before(text, at)))
		return true;
	return reference_read(&finder->reader, text, at, SPAN(""), false, &number) &&
	       !memchr(number.number, '.', number.number_length) &&
	       finder_matches(finder->foreign, text, number.end, &match);
}

static bool is_plural(struct span noun)
{
	return span_ends(noun, "s") || span_ends(noun, "S") || span_ends(noun, "(s)") ||
	       span_ends(noun, "§§");
}

/* Reads a group at the candidate; returns where to look further. */
static size_t take_group(struct group *group, const struct match *match, unsigned number)
{
	size_t at = match->end[0];
	struct span noun = match_named(group->finder->candidate, match, group->text, "noun");
	group->noun_start = group->noun_end = at;
	if (noun.length) {
		group->noun_start = (size_t)(noun.at - group->text.at);
		group->noun_end = group->noun_start + noun.length;
		group->letters = true;
		group->plural = is_plural(noun);
	}
	bool labels = at < group->text.length && group->text.at[at] == '(';
	group->level = labels ? noun_item_level(group->finder->profile, noun)
			      : noun_numbered_level(group->finder->profile, noun);
	group->relative = labels || group->level;
	if (labels && !group->level)
		return at;
	bool foreign = !noun.length && is_foreign(group->finder, group->text, at);
	group->end = at;
	if (!take_members(group, at))
		return noun.length ? at : at + 1;
	if (foreign)
		group->found->count = group->first;
	else
		close_group(group, number);
	return group->end;
}

/* ---- where to look */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || is_letter(c);
}

enum hint { HINT_FIGURE = 1, HINT_CAPITAL };

#define CAPITALS(c) [c] = HINT_CAPITAL, [(c) + 1] = HINT_CAPITAL
static const unsigned char hints[256] = {
	['('] = HINT_FIGURE, ['0'] = HINT_FIGURE, ['1'] = HINT_FIGURE, ['2'] = HINT_FIGURE,
	['3'] = HINT_FIGURE, ['4'] = HINT_FIGURE, ['5'] = HINT_FIGURE, ['6'] = HINT_FIGURE,
	['7'] = HINT_FIGURE, ['8'] = HINT_FIGURE, ['9'] = HINT_FIGURE, CAPITALS('A'),
	CAPITALS('C'),	     CAPITALS('E'),	  CAPITALS('G'),       CAPITALS('I'),
	CAPITALS('K'),	     CAPITALS('M'),	  CAPITALS('O'),       CAPITALS('Q'),
	CAPITALS('S'),	     CAPITALS('U'),	  CAPITALS('W'),       CAPITALS('Y'),
};

/* The next place at which a number or a label may stand: a figure, an opening bracket, and where
 * numbers may be letters a capital alone. */
static size_t next_hint(const struct cite_finder *finder, struct span text, size_t at)
{
	for (; at < text.length; at++) {
		unsigned hint = hints[(unsigned char)text.at[at]];
		if (!hint)
			continue;
		if (hint == HINT_FIGURE || (finder->letters && at && is_space(text.at[at - 1]) &&
					    (at + 1 == text.length || !is_alnum(text.at[at + 1]))))
			break;
	}
	return at;
}

/* No citation of which the hint is the first figure begins before this: a noun, a misspelt number
 * with spaces in it. */
static size_t reach_back(const struct cite_finder *finder, struct span text, size_t at,
			 size_t least)
{
	for (int pieces = 0; pieces < 2; pieces++) {
		size_t piece = at;
		while (at > least && piece - at < REFERENCE_NUMBER && !is_space(text.at[at - 1]))
			at--;
		while (at > least && is_space(text.at[at - 1]))
			at--;
	}
	at = at - least > finder->reach ? at - finder->reach : least;
	while (at > least && ((unsigned char)text.at[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Nothing begins inside a number. */
static size_t past_hint(struct span text, size_t at)
{
	bool number = is_digit(text.at[at++]);
	while (number && at < text.length && is_alnum(text.at[at]))
		at++;
	return at;
}

void cite_find(const struct cite_finder *finder, struct span text, struct citations *found)
{
	struct match match;
	unsigned groups = 0;
	arena_release(&found->arena);
	found->count = 0;
	text = fold_spaces(&found->folded, text);
	size_t at = 0, hint = next_hint(finder, text, 0);
	while (hint < text.length) {
		if (pattern_match_until(finder->candidate, text, reach_back(finder, text, hint, at),
					hint, &match) != PATTERN_YES) {
			at = past_hint(text, hint);
		} else {
			struct group group = {.finder = finder,
					      .text = text,
					      .found = found,
					      .first = found->count};
			size_t next = take_group(&group, &match, groups + 1);
			groups += found->count > group.first;
			at = next > at ? next : at + 1;
		}
		hint = next_hint(finder, text, at);
	}
}
