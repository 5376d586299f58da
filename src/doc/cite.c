/* Citations: one pattern finds where a citation may begin; from there the text is read by hand,
 * member by member, and every step moves on, so that a text is read once however long it is. */
#include "doc/cite.h"
#include "doc/reference.h"

#include <stdlib.h>
#include <string.h>

struct cite_finder {
	const struct profile *profile;
	struct reference_reader reader;
	struct pattern *candidate;	   /* anywhere; group "noun" */
	struct pattern *separator, *range; /* anchored, as all below */
	struct pattern *of_number;	   /* "of Section", before a number */
	struct pattern *of_own, *of_other, *instrument;
	struct pattern *foreign; /* what stands behind a postcode or a quarter of a year */
	struct buf folded;	 /* the text with its no-break spaces as spaces */
};

/* ---- patterns of the profile */

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

static void add_words(struct buf *pattern, struct span words)
{
	struct span word;
	while (next_word(&words, &word))
		buf_printf(pattern, "%s\\Q%.*s\\E", pattern->length ? "|" : "", SPAN_ARGS(word));
}

static char *noun_pattern(const struct profile *profile)
{
	struct buf words = {0}, pattern = {0};
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "citation", &count);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].key, "noun") || span_starts(span_of(rows[i].key), "item."))
			add_words(&words, span_of(rows[i].value));
	buf_printf(&pattern, "(?i:(?:%s)(?:\\(s\\)|s)?)",
		   words.length ? buf_string(&words) : "(?!)");
	buf_release(&words);
	return pattern.at;
}

static char *candidate_pattern(const struct profile *profile, const char *nouns)
{
	struct buf pattern = {0};
	const char *bare = profile_value(profile, "citation", "bare", NULL);
	const char *loose = profile_value(profile, "citation", "loose", NULL);
	buf_printf(&pattern, "(?<![A-Za-z0-9_./@#-])(?:(?<noun>%s)\\s++(?=[A-Z0-9(])", nouns);
	if (bare && !profile_truth(profile, "citation", "noun-required"))
		buf_printf(&pattern, "|(?=(?:%s%s%s)(?![A-Za-z0-9_])(?!\\.[0-9]))", bare,
			   loose ? "|" : "", loose ? loose : "");
	buf_char(&pattern, ')');
	return pattern.at;
}

static char *instrument_pattern(const struct profile *profile)
{
	struct buf words = {0}, pattern = {0};
	add_words(&words, span_of(profile_value(profile, "citation", "external", "")));
	buf_printf(&pattern,
		   "\\s*+(?:of|to|in|under)\\s++(?<name>(?:(?:the|this|that|these|those|an?)\\s++)?"
		   "(?:(?:[A-Z0-9&(][^\\s,;.]*+|of|and|the|for|in|to)\\s++){0,14}?(?:%s)\\b)",
		   words.length ? buf_string(&words) : "(?!)");
	buf_release(&words);
	return pattern.at;
}

struct making {
	struct buf *error;
	bool failed;
};

static struct pattern *make(struct making *making, int flags, char *text)
{
	struct pattern *pattern = pattern_new(text, flags, making->error);
	making->failed |= !pattern;
	free(text);
	return pattern;
}

static char *with(const char *format, const char *nouns)
{
	struct buf text = {0};
	for (const char *at = format; *at; at++)
		if (*at == '$')
			buf_text(&text, nouns);
		else
			buf_char(&text, *at);
	return text.at;
}

struct cite_finder *cite_finder_new(const struct profile *profile, struct buf *error)
{
	struct cite_finder *finder = mem_alloc(sizeof *finder);
	struct making making = {error, false};
	char *nouns = noun_pattern(profile);
	finder->profile = profile;
	making.failed = reference_reader_init(&finder->reader, profile, error);
	finder->candidate = make(&making, 0, candidate_pattern(profile, nouns));
	finder->separator = make(&making, PATTERN_ANCHORED,
				 with("\\s*+(?:,\\s*+(?:(?:and/or|and|or)\\b\\s*+)?|"
				      "(?:and/or|and|or)\\b\\s*+)",
				      nouns));
	finder->range = make(&making, PATTERN_ANCHORED,
			     with("\\s*+(?:(?:(?:up )?to(?: and including)?|through)\\s++|"
				  "(?:[\\x{2010}-\\x{2015}]|-)\\s*+)(?:(?<noun>$)\\s++)?",
				  nouns));
	finder->of_number = make(&making, PATTERN_ANCHORED,
				 with("\\s*+(?:of|to|in)\\s++(?:(?<noun>$)\\s++)?", nouns));
	finder->of_own =
		make(&making, PATTERN_ANCHORED,
		     with("\\s*+(?:of|to|in)\\s++(?:this|that|the same|such)\\s++$", nouns));
	finder->of_other = make(&making, PATTERN_ANCHORED, with("\\s*+of\\s++", nouns));
	finder->instrument = make(&making, PATTERN_ANCHORED, instrument_pattern(profile));
	finder->foreign =
		make(&making, PATTERN_ANCHORED,
		     with("\\s{1,3}(?:[0-9][A-Z]{2}|(?:19|20)[0-9]{2})(?![A-Za-z0-9])", nouns));
	free(nouns);
	if (!making.failed)
		return finder;
	cite_finder_free(finder);
	return NULL;
}

void cite_finder_free(struct cite_finder *finder)
{
	if (!finder)
		return;
	reference_reader_release(&finder->reader);
	pattern_free(finder->candidate);
	pattern_free(finder->separator);
	pattern_free(finder->range);
	pattern_free(finder->of_number);
	pattern_free(finder->of_own);
	pattern_free(finder->of_other);
	pattern_free(finder->instrument);
	pattern_free(finder->foreign);
	buf_release(&finder->folded);
	free(finder);
}

void citations_release(struct citations *citations)
{
	free(citations->items);
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
static struct span fold_spaces(struct cite_finder *finder, struct span text)
{
	bool copied = false;
	for (size_t at = 0; at < text.length; at++) {
		size_t length = (unsigned char)text.at[at] < 0x80 ? 0 : wide_space(text, at);
		if (!length)
			continue;
		if (!copied) {
			buf_cut(&finder->folded, 0);
			buf_span(&finder->folded, text);
			copied = true;
		}
		memset(finder->folded.at + at, ' ', length);
		at += length - 1;
	}
	return copied ? buf_as_span(&finder->folded) : text;
}

static bool matches(struct pattern *pattern, struct span text, size_t at, struct match *match)
{
	return pattern_match(pattern, text, at, match) == PATTERN_YES;
}

/* ---- descriptors: "(Supplier Parties)" */

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

struct group {
	struct cite_finder *finder;
	struct span text;
	struct citations *found;
	size_t first; /* index of its first citation */
	size_t noun_start, noun_end;
	size_t level; /* of the items in a relative group */
	bool relative, letters, plural;
	struct reference last;
	size_t end;
};

static struct span noun_of(const struct group *group)
{
	return span_sub(group->text, group->noun_start, group->noun_end);
}

static const char *target_of(struct group *group, const struct reference *reference)
{
	struct buf eid = {0};
	const char *target = NULL;
	if (reference_target(&group->finder->reader, reference, &eid))
		target = arena_copy(&group->found->arena, eid.at, eid.length);
	buf_release(&eid);
	return target;
}

static bool take_range(struct group *group, struct citation *citation, const struct reference *from)
{
	struct reference_reader *reader = &group->finder->reader;
	struct reference to;
	struct match match;
	if (!matches(group->finder->range, group->text, group->end, &match))
		return false;
	size_t at = match.end[0];
	struct span noun = match_named(group->finder->range, &match, group->text, "noun");
	if (!noun.length)
		noun = noun_of(group);
	bool read = !group->relative &&
		    reference_read(reader, group->text, at, noun, group->letters, &to);
	if (!read)
		read = reference_go_on(reader, group->text, at, from, &to);
	if (!read && !group->relative)
		read = reference_without_letter(reader, group->text, at, from, &to);
	const char *up_to = read ? target_of(group, &to) : NULL;
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
	citation.target = target_of(group, reference);
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
	struct reference_reader *reader = &group->finder->reader;
	if (group->relative && first)
		return reference_relative(reader, group->text, at, group->level, out);
	if (!group->relative &&
	    reference_read(reader, group->text, at, noun_of(group), group->letters, out))
		return true;
	return !first && reference_go_on(reader, group->text, at, &group->last, out);
}

static bool take_members(struct group *group, size_t at)
{
	struct reference reference;
	struct match match;
	if (!read_member(group, at, true, &reference) || !take_member(group, &reference))
		return false;
	/* Only a list of letters goes on with letters: "Sections A, B and C". */
	group->letters = group->letters && group->plural && reference.number_length == 1;
	while (matches(group->finder->separator, group->text, group->end, &match) &&
	       read_member(group, match.end[0], false, &reference) &&
	       take_member(group, &reference))
		continue;
	return true;
}

/* ---- whose provisions they are */

/* "of the Gas Act 1986", but not "of this Code". */
static bool of_instrument(const struct group *group)
{
	struct cite_finder *finder = group->finder;
	struct match match;
	size_t count;
	if (!matches(finder->instrument, group->text, group->end, &match))
		return false;
	struct span name = match_named(finder->instrument, &match, group->text, "name");
	const struct profile_row *rows = profile_rows(finder->profile, "citation", &count);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].key, "own") && span_is(name, rows[i].value))
			return false;
	return true;
}

/* The level of the items that the noun names ("paragraph"), or 0. */
static size_t level_of_item_noun(const struct profile *profile, struct span noun)
{
	char key[48], lower[32];
	if (noun.length >= sizeof lower)
		return 0;
	for (size_t i = 0; i < noun.length; i++)
		lower[i] = is_letter(noun.at[i]) ? (char)(noun.at[i] | 32) : noun.at[i];
	struct span word = {lower, noun.length};
	if (span_ends(word, "(s)"))
		word.length -= 3;
	else if (span_ends(word, "s"))
		word.length--;
	for (size_t i = profile->first_item; i < profile->level_count; i++) {
		snprintf(key, sizeof key, "item.%s", profile->levels[i].element);
		if (profile_lists(profile, "citation", key, word))
			return i;
	}
	return 0;
}

static void hang_below(struct group *group, const char *above)
{
	struct arena *arena = &group->found->arena;
	for (size_t i = group->first; i < group->found->count; i++) {
		struct citation *citation = &group->found->items[i];
		citation->target = arena_printf(arena, "%s__%s", above, citation->target);
		if (citation->up_to)
			citation->up_to = arena_printf(arena, "%s__%s", above, citation->up_to);
	}
}

/* "paragraph (c) of Section Z4.12" hangs below that number; "paragraph (b) of subsection (1)" stays
 * relative. True when that settles whose paragraph it is. */
static bool settle_below(struct group *group, uint32_t *flags)
{
	struct cite_finder *finder = group->finder;
	struct reference base;
	struct match match;
	if (!matches(finder->of_number, group->text, group->end, &match))
		return false;
	size_t at = match.end[0];
	struct span noun = match_named(finder->of_number, &match, group->text, "noun");
	if (reference_read(&finder->reader, group->text, at, noun, false, &base)) {
		*flags &= ~(uint32_t)CITATION_RELATIVE;
	} else {
		size_t level = level_of_item_noun(finder->profile, noun);
		if (!level || level >= group->level ||
		    !reference_relative(&finder->reader, group->text, at, level, &base))
			return false;
	}
	const char *above = target_of(group, &base);
	if (above)
		hang_below(group, above);
	return above;
}

static uint32_t flags_of(struct group *group)
{
	struct cite_finder *finder = group->finder;
	struct match match;
	uint32_t flags = group->plural ? CITATION_PLURAL : 0;
	if (group->noun_start == group->noun_end)
		flags |= CITATION_NO_NOUN;
	if (group->relative) {
		flags |= CITATION_RELATIVE;
		if (!settle_below(group, &flags) &&
		    matches(finder->of_other, group->text, group->end, &match) &&
		    !matches(finder->of_own, group->text, group->end, &match))
			flags |= CITATION_EXTERNAL;
	}
	if (of_instrument(group))
		flags |= CITATION_EXTERNAL;
	return flags;
}

static void close_group(struct group *group, unsigned number)
{
	uint32_t flags = flags_of(group);
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
}

/* ---- the pass */

/* The word before `at`, if only spaces stand between. */
static struct span word_before(struct span text, size_t at)
{
	enum { LONGEST = 24 };
	size_t end = at, start;
	while (end && end + LONGEST > at && is_space(text.at[end - 1]))
		end--;
	for (start = end; start && end - start < LONGEST && is_letter(text.at[start - 1]);)
		start--;
	return span_sub(text, start, end);
}

/* Is a number without a noun another thing's: a postcode, a Schedule, a part of a word? */
static bool is_foreign(struct cite_finder *finder, struct span text, size_t at)
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
	       matches(finder->foreign, text, number.end, &match);
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
	if (at < group->text.length && group->text.at[at] == '(') {
		group->level = level_of_item_noun(group->finder->profile, noun);
		group->relative = true;
		if (!group->level)
			return at;
	}
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

void cite_find(struct cite_finder *finder, struct span text, struct citations *found)
{
	struct match match;
	unsigned groups = 0;
	arena_release(&found->arena);
	found->count = 0;
	text = fold_spaces(finder, text);
	for (size_t at = 0; at < text.length && matches(finder->candidate, text, at, &match);) {
		struct group group = {
			.finder = finder, .text = text, .found = found, .first = found->count};
		size_t next = take_group(&group, &match, groups + 1);
		groups += found->count > group.first;
		at = next > at ? next : at + 1;
	}
}
