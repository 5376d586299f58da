/* References: numbers of the code and the item labels behind them. */
#include "doc/reference.h"
#include "doc/address.h"
#include "doc/number.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- patterns */

/* Neither a word nor a longer number goes on behind a number. */
#define NUMBER_END "(?![A-Za-z0-9_])(?!\\.[0-9])"

static struct pattern *anchored(const struct profile *profile, const char *alternatives,
				struct buf *error)
{
	struct buf text = {0};
	buf_printf(&text, "(?:%s)" NUMBER_END, alternatives);
	struct pattern *pattern =
		profile_pattern(profile, buf_string(&text), PATTERN_ANCHORED, error);
	buf_release(&text);
	return pattern;
}

static int read_loose(const struct profile *profile, const char *key, struct pattern **pattern,
		      struct buf *error)
{
	const char *value = profile_value(profile, "citation", key, NULL);
	*pattern = value ? anchored(profile, value, error) : NULL;
	return value && !*pattern ? -1 : 0;
}

int reference_reader_init(struct reference_reader *reader, const struct profile *profile,
			  struct buf *error)
{
	struct buf numbers = {0};
	*reader = (struct reference_reader){.profile = profile};
	for (size_t i = profile->first_item; i-- > 0;)
		buf_printf(&numbers, "%s(?:%s)", numbers.length ? "|" : "",
			   profile->levels[i].number);
	reader->number = anchored(profile, buf_string(&numbers), error);
	buf_release(&numbers);
	if (!reader->number || read_loose(profile, "loose", &reader->loose, error) ||
	    read_loose(profile, "loose-after-noun", &reader->loose_after_noun, error))
		return -1;
	return 0;
}

void reference_reader_release(struct reference_reader *reader)
{
	pattern_free(reader->number);
	pattern_free(reader->loose);
	pattern_free(reader->loose_after_noun);
}

/* ---- items */

bool reference_is_label(const struct profile *profile, struct span text)
{
	for (size_t i = profile->first_item; i < profile->level_count; i++)
		if (number_fits(profile->levels[i].style, text))
			return true;
	return false;
}

/* Reads "(x)" at `at`; the label is without its brackets. */
static bool read_label(const struct profile *profile, struct span text, size_t at,
		       struct span *label)
{
	enum { LONGEST = 8 };
	size_t end = at + 1;
	if (at >= text.length || text.at[at] != '(')
		return false;
	while (end < text.length && end - at <= LONGEST &&
	       (is_alnum(text.at[end]) || text.at[end] == '-'))
		end++;
	if (end >= text.length || text.at[end] != ')')
		return false;
	*label = span_sub(text, at + 1, end);
	return reference_is_label(profile, *label);
}

static void read_items(const struct profile *profile, struct span text, size_t room,
		       struct reference *out)
{
	struct span label;
	while (out->item_count < room && out->item_count < REFERENCE_ITEMS &&
	       read_label(profile, text, out->end, &label)) {
		out->items[out->item_count++] = label;
		out->end += label.length + 2;
	}
}

static size_t item_levels(const struct profile *profile)
{
	return profile->level_count - profile->first_item;
}

/* ---- numbers */

static bool is_number(const struct profile *profile, const struct reference *reference)
{
	return address_level_of_number(
		       profile, (struct span){reference->number, reference->number_length}) >= 0;
}

static bool keep_number(struct reference *out, struct span number)
{
	if (number.length >= REFERENCE_NUMBER)
		return false;
	memcpy(out->number, number.at, number.length);
	out->number_length = number.length;
	return true;
}

/* "G 8.54", "G.8.54", "G8,54" -> G8.54: without spaces, with stops for commas, and if that is no
 * number yet, without the first stop. */
static bool mend(const struct profile *profile, struct span text, struct reference *out)
{
	out->number_length = 0;
	if (text.length >= REFERENCE_NUMBER)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (!is_space(text.at[i]))
			out->number[out->number_length++] = text.at[i] == ',' ? '.' : text.at[i];
	if (is_number(profile, out))
		return true;
	char *stop = memchr(out->number, '.', out->number_length);
	if (!stop)
		return false;
	memmove(stop, stop + 1, (size_t)(out->number + out->number_length - stop) - 1);
	out->number_length--;
	return is_number(profile, out);
}

static size_t match_end(const struct pattern *pattern, struct span text, size_t at)
{
	struct match match;
	if (!pattern || pattern_match(pattern, text, at, &match) != PATTERN_YES)
		return at;
	return match.end[0];
}

/* A stop and a space may be the end of a sentence: "in Section G8. 12 months later". Then a word of
 * that sentence goes on; behind a number only "to", "and", "or" and marks do. */
static bool may_be_sentence_end(struct span text, size_t start, size_t end)
{
	bool stop_and_space = false;
	for (size_t i = start; i + 1 < end; i++)
		stop_and_space |= text.at[i] == '.' && is_space(text.at[i + 1]);
	if (!stop_and_space)
		return false;
	struct span rest = span_sub(text, end, text.length);
	if (rest.length < 2 || !is_space(rest.at[0]) || !is_alnum(rest.at[1]))
		return false;
	rest = span_sub(rest, 1, rest.length);
	return !span_starts(rest, "to ") && !span_starts(rest, "and ") && !span_starts(rest, "or ");
}

static bool read_loosely(const struct reference_reader *reader, struct span text, size_t at,
			 bool noun, size_t strict_end, struct reference *out)
{
	size_t end = match_end(reader->loose, text, at);
	if (noun) {
		size_t wider = match_end(reader->loose_after_noun, text, at);
		end = wider > end ? wider : end;
	}
	if (end <= strict_end || may_be_sentence_end(text, at, end))
		return false;
	out->end = end;
	out->malformed = true;
	return mend(reader->profile, span_sub(text, at, end), out);
}

/* A word goes on behind the number: "A4-sized", or a letter beyond ASCII. A range with a hyphen
 * does not count. */
static bool word_goes_on(const struct reference_reader *reader, struct span text, size_t end)
{
	const char *at = text.at + end, *limit = text.at + text.length;
	if (at >= limit)
		return false;
	if (*at == '-' && at + 1 < limit)
		return is_alnum(at[1]) && match_end(reader->number, text, end + 1) == end + 1;
	return utf8_is_word(utf8_next(&at, limit));
}

/* A letter alone is a number only behind the noun of its own level. */
static bool letter_allowed(const struct profile *profile, const struct reference *out,
			   struct span noun, bool letters)
{
	struct span number = {out->number, out->number_length};
	if (profile->first_item < 2 || address_level_of_number(profile, number) > 0 ||
	    (number.length && is_digit(number.at[number.length - 1])))
		return true;
	struct span own = span_of(profile->levels[0].noun);
	return letters && noun.length >= own.length && !span_is(own, "") &&
	       (noun.at[0] | 32) == (own.at[0] | 32) &&
	       !memcmp(noun.at + 1, own.at + 1, own.length - 1);
}

/* ---- labels behind a space: "G5.25 (b)" */

enum { NEAR_LABELS = 400 }; /* bytes in which an enumeration shows itself */

static size_t past_spaces(struct span text, size_t at)
{
	enum { MOST = 3 };
	size_t end = at;
	while (end < text.length && end - at < MOST && is_space(text.at[end]))
		end++;
	return end;
}

/* Whatever the level is said to have. */
static bool follows_in_some_style(const struct profile *profile, struct span a, struct span b)
{
	for (size_t i = profile->first_item; i < profile->level_count; i++)
		if (number_fits(profile->levels[i].style, a) &&
		    number_follows(profile->levels[i].style, a, b))
			return true;
	return false;
}

/* Is there a label at the head of a word in text[from, to) that comes right before or behind? */
static bool has_neighbour(const struct profile *profile, struct span text, size_t from, size_t to,
			  struct span label, bool behind)
{
	struct span other;
	for (size_t at = from; at < to; at++) {
		if (text.at[at] != '(' || (at && !is_space(text.at[at - 1])) ||
		    !read_label(profile, text, at, &other))
			continue;
		if (behind ? follows_in_some_style(profile, label, other)
			   : follows_in_some_style(profile, other, label))
			return true;
	}
	return false;
}

/* "comply with Section G5.1 (a) within a day or (b) ...": the label is not the number's. */
static bool enumerates(const struct profile *profile, struct span text, size_t at, size_t end,
		       struct span label)
{
	struct span rest = span_trim(span_sub(text, end, text.length));
	if (span_starts(rest, "and (") || span_starts(rest, "or (") || span_starts(rest, "to ("))
		return false;
	size_t from = at > NEAR_LABELS ? at - NEAR_LABELS : 0;
	size_t to = text.length - end > NEAR_LABELS ? end + NEAR_LABELS : text.length;
	return has_neighbour(profile, text, from, at, label, false) ||
	       has_neighbour(profile, text, end, to, label, true);
}

static bool may_have_items(const struct profile *profile, const struct reference *reference)
{
	int level = address_level_of_number(
		profile, (struct span){reference->number, reference->number_length});
	return level >= 0 && ((size_t)level + 1 == profile->first_item ||
			      profile_truth(profile, "citation", "noun-required"));
}

static void read_spaced_items(const struct profile *profile, struct span text,
			      struct reference *out)
{
	struct span label;
	size_t at = past_spaces(text, out->end);
	if (at == out->end || at >= text.length || text.at[at] != '(' ||
	    !read_label(profile, text, at, &label) || !may_have_items(profile, out) ||
	    enumerates(profile, text, at, at + label.length + 2, label))
		return;
	out->end = at;
	out->malformed = true;
	read_items(profile, text, item_levels(profile), out);
}

bool reference_read(const struct reference_reader *reader, struct span text, size_t at,
		    struct span noun, bool letters, struct reference *out)
{
	size_t strict_end = match_end(reader->number, text, at);
	*out = (struct reference){.start = at, .noun = noun};
	if (!read_loosely(reader, text, at, noun.length, strict_end, out)) {
		out->malformed = false;
		out->end = strict_end;
		if (strict_end == at || !keep_number(out, span_sub(text, at, strict_end)))
			return false;
	}
	if (!letter_allowed(reader->profile, out, noun, letters) ||
	    word_goes_on(reader, text, out->end))
		return false;
	read_items(reader->profile, text, item_levels(reader->profile), out);
	if (!out->item_count)
		read_spaced_items(reader->profile, text, out);
	return true;
}

/* Letters at the head of the earlier number, then the text's own figures. */
bool reference_without_letter(const struct reference_reader *reader, struct span text, size_t at,
			      const struct reference *before, struct reference *out)
{
	struct span earlier = {before->number, before->number_length};
	size_t letters = 0, end = at, stop = 0;
	while (letters < earlier.length && !is_digit(earlier.at[letters]))
		letters++;
	while (end < text.length && end - at < 16 &&
	       (is_alnum(text.at[end]) || text.at[end] == '.')) {
		stop += text.at[end] == '.';
		end++;
	}
	while (end > at && text.at[end - 1] == '.') {
		stop--;
		end--;
	}
	if (!letters || end == at || !is_digit(text.at[at]) || stop != 1 ||
	    letters + (end - at) >= REFERENCE_NUMBER)
		return false;
	*out = (struct reference){.start = at, .end = end, .noun = before->noun, .malformed = true};
	memcpy(out->number, earlier.at, letters);
	memcpy(out->number + letters, text.at + at, end - at);
	out->number_length = letters + (end - at);
	int level = address_level_of_number(reader->profile,
					    (struct span){out->number, out->number_length});
	return level >= 0 && level == address_level_of_number(reader->profile, earlier);
}

/* ---- labels that go on */

/* How the labels at that depth look: as the level says, or else as the label there does. */
static int style_at(const struct profile *profile, const struct reference *before, size_t depth)
{
	size_t level = (before->number_length ? profile->first_item : before->item_level) + depth;
	struct span label = before->items[depth];
	if (level < profile->level_count && number_fits(profile->levels[level].style, label))
		return (int)profile->levels[level].style;
	for (size_t i = profile->first_item; i < profile->level_count; i++)
		if (number_fits(profile->levels[i].style, label))
			return (int)profile->levels[i].style;
	return -1;
}

static bool is_roman_style(int style)
{
	return style == LABEL_ROMAN || style == LABEL_UPPER_ROMAN;
}

/* Later in the same list, and not of another kind: (ii) is no letter after (a), and (c), (d), (l),
 * (m) are hardly numerals. */
static bool comes_later(int style, struct span label, struct span later)
{
	bool numeral = number_roman(later);
	if (!number_fits((enum label_style)style, later) ||
	    number_compare((enum label_style)style, label, later) >= 0)
		return false;
	if (is_roman_style(style))
		return later.length > 1 || !memchr("cdlmCDLM", later.at[0], 8);
	return later.length == 1 || !numeral;
}

/* Both figures, or both one letter of one case: "(c) or (a)", "(1C) and (1B-i)". */
static bool same_kind(struct span a, struct span b)
{
	if (is_digit(a.at[0]) || is_digit(b.at[0]))
		return is_digit(a.at[0]) && is_digit(b.at[0]);
	return a.length == 1 && b.length == 1 && (a.at[0] & 32) == (b.at[0] & 32);
}

/* The depth at which the label goes on; item_count when at none. */
static size_t depth_of(const struct profile *profile, const struct reference *before,
		       struct span label)
{
	for (size_t depth = before->item_count; depth-- > 0;) {
		int style = style_at(profile, before, depth);
		if (style >= 0 &&
		    number_follows((enum label_style)style, before->items[depth], label))
			return depth;
	}
	for (size_t depth = before->item_count; depth-- > 0;) {
		int style = style_at(profile, before, depth);
		if (style >= 0 && comes_later(style, before->items[depth], label))
			return depth;
	}
	for (size_t depth = before->item_count; depth-- > 0;)
		if (follows_in_some_style(profile, before->items[depth], label))
			return depth;
	for (size_t depth = before->item_count; depth-- > 0;)
		if (same_kind(before->items[depth], label))
			return depth;
	return before->item_count;
}

bool reference_go_on(const struct reference_reader *reader, struct span text, size_t at,
		     const struct reference *before, struct reference *out)
{
	struct span label;
	if (!read_label(reader->profile, text, at, &label))
		return false;
	size_t depth = depth_of(reader->profile, before, label);
	if (depth == before->item_count)
		return false;
	*out = *before;
	out->start = out->end = at;
	out->item_count = depth;
	out->malformed = false;
	read_items(reader->profile, text, item_levels(reader->profile), out);
	return true;
}

/* Reads the number of an item, "3A" of "paragraph 3A(1)". */
static bool read_item_number(const struct reference_reader *reader, struct span text,
			     const struct level *level, struct reference *out)
{
	enum { LONGEST = 8 };
	size_t end = out->end;
	while (end < text.length && end - out->end < LONGEST && is_alnum(text.at[end]))
		end++;
	struct span number = span_sub(text, out->end, end);
	if (!pattern_is(level->whole, number) || word_goes_on(reader, text, end))
		return false;
	out->items[out->item_count++] = number;
	out->end = end;
	return out->numbered = true;
}

bool reference_relative(const struct reference_reader *reader, struct span text, size_t at,
			size_t level, struct reference *out)
{
	const struct profile *profile = reader->profile;
	size_t after = level < profile->level_count ? profile->level_count : profile->all_levels;
	*out = (struct reference){.start = at, .end = at, .item_level = level};
	if (profile->levels[level].style == LABEL_NUMBER &&
	    !read_item_number(reader, text, &profile->levels[level], out))
		return false;
	read_items(profile, text, after - level, out);
	return out->item_count;
}

/* ---- targets */

static bool absolute_target(const struct profile *profile, const struct reference *reference,
			    struct buf *eid)
{
	struct buf citation = {0};
	if (reference->noun.length) {
		buf_span(&citation, reference->noun);
		buf_char(&citation, ' ');
	}
	buf_add(&citation, reference->number, reference->number_length);
	for (size_t i = 0; i < reference->item_count; i++)
		buf_printf(&citation, "(%.*s)", SPAN_ARGS(reference->items[i]));
	bool known = address_from_citation(profile, buf_as_span(&citation), eid);
	buf_release(&citation);
	return known;
}

bool reference_target(const struct reference_reader *reader, const struct reference *reference,
		      struct buf *eid)
{
	if (reference->number_length)
		return absolute_target(reader->profile, reference, eid);
	for (size_t i = 0; i < reference->item_count; i++) {
		size_t level = reference->item_level + i;
		if (level >= reader->profile->all_levels)
			return false;
		if (i)
			buf_text(eid, "__");
		address_child(reader->profile, (struct span){"", 0}, level, reference->items[i],
			      eid);
	}
	return reference->item_count;
}
