/* What a line of an outline begins with: a number of the code, an item label, a heading, or text.
 */
#include "read/label.h"
#include "doc/address.h"
#include "doc/number.h"
#include "profile/pattern.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
	HEADING_MOST = 120, /* bytes of a heading */
	NUMBER_MOST = 24,   /* bytes of a number */
	ITEM_MOST = 9	    /* bytes of an item label, brackets included */
};

static bool small_letter(struct span text)
{
	return text.length && islower((unsigned char)text.at[0]);
}

static size_t skip_space(struct span text, size_t at)
{
	for (;;) {
		while (at < text.length && isspace((unsigned char)text.at[at]))
			at++;
		if (!span_starts(span_sub(text, at, text.length), "\xC2\xA0"))
			return at;
		at += 2;
	}
}

static size_t word_end(struct span text, size_t at)
{
	while (at < text.length && !isspace((unsigned char)text.at[at]) &&
	       !span_starts(span_sub(text, at, text.length), "\xC2\xA0"))
		at++;
	return at;
}

static bool item_fits(struct span label)
{
	for (int style = LABEL_LOWER; style <= LABEL_DIGIT; style++)
		if (number_fits((enum label_style)style, label))
			return true;
	return false;
}

/* Length of "(aa)" at that place, or 0. */
static size_t item_length(struct span text, size_t start)
{
	if (start >= text.length || text.at[start] != '(')
		return 0;
	size_t close = span_find(span_sub(text, start, word_end(text, start)), SPAN(")"), 0);
	struct span word = span_sub(text, start, close == SIZE_MAX ? start : start + close + 1);
	if (word.length < 3 || word.length > ITEM_MOST)
		return 0;
	for (size_t i = 1; i + 1 < word.length; i++)
		if (!isalnum((unsigned char)word.at[i]) && word.at[i] != '-')
			return 0;
	return item_fits(word) ? word.length : 0;
}

/* Labels that stand one behind another, "(d)(1)(A)", each the first below the one before: returns
 * where they end, which is `at` when there are none, or 0 when what stands there is something else.
 */
static size_t glued_end(struct span text, size_t at)
{
	while (at < text.length && text.at[at] == '(') {
		size_t length = item_length(text, at);
		if (!length || !number_begins_list(span_sub(text, at, at + length)))
			return 0;
		at += length;
	}
	return word_end(text, at) == at ? at : 0;
}

/* "(aa)" followed by white space, the end, or the first label below it, "(d)(1)". */
static bool item_label(const struct profile *profile, struct span text, size_t start,
		       struct label *label)
{
	size_t length = item_length(text, start), end = start + length;
	size_t last = length ? glued_end(text, end) : 0;
	if (!last)
		return false;
	struct span behind = span_sub(text, skip_space(text, last), text.length);
	size_t word = word_end(behind, 0);
	bool small = last > end && small_letter(behind);
	if (small &&
	    profile_lists(profile, "outline", "behind-citation", span_sub(behind, 0, word)))
		return false;
	*label = (struct label){
		.kind = LABEL_ITEM, .start = start, .length = length, .doubtful = small};
	label->rest = skip_space(text, end);
	return true;
}

static int level_of_number(const struct profile *profile, size_t numbers, struct span number)
{
	if (numbers && pattern_is(profile->levels[numbers].whole, number))
		return (int)numbers;
	return address_level_of_number(profile, number);
}

/* Where the number at the head of a word ends: before "—(1)" and before a heading or a reference
 * that is stuck to it, "41AInformation". `level` is what its number is of, or -1 for any. */
static size_t number_end(const struct profile *profile, int level, struct span word)
{
	size_t dash = span_find(word, SPAN("—"), 0);
	size_t end = dash == SIZE_MAX ? word.length : dash;
	if (!profile_value(profile, "outline", "units", NULL))
		return end;
	size_t bracket = span_find(word, SPAN("("), 0);
	if (bracket < end && bracket && glued_end(word, bracket))
		end = bracket;
	for (size_t i = 1; i + 1 < end && i < NUMBER_MOST; i++) {
		struct span number = span_sub(word, 0, i);
		if (isupper((unsigned char)word.at[i]) && islower((unsigned char)word.at[i + 1]) &&
		    (level < 0 ? address_level_of_number(profile, number) >= 0
			       : pattern_is(profile->levels[level].whole, number)))
			return i;
	}
	return end;
}

static bool code_number(const struct profile *profile, size_t numbers, struct span text,
			size_t start, struct label *label)
{
	size_t end = word_end(text, start);
	end = start + number_end(profile, numbers ? (int)numbers : -1, span_sub(text, start, end));
	size_t past = end;
	while (end > start && (text.at[end - 1] == '.' || text.at[end - 1] == ':'))
		end--;
	struct span word = span_sub(text, start, end);
	/* A bare letter ("A party may ...") is no number of a provision. */
	if (!word.length || word.length > NUMBER_MOST ||
	    (word.length == 1 && isalpha((unsigned char)word.at[0])))
		return false;
	int level = level_of_number(profile, numbers, word);
	if (level < 0)
		return false;
	*label = (struct label){
		.kind = LABEL_CODE, .level = level, .start = start, .length = word.length};
	size_t dash = skip_space(text, past);
	if (span_starts(span_sub(text, dash, text.length), "—"))
		past = dash + strlen("—");
	label->rest = skip_space(text, past);
	size_t glued = past < text.length && text.at[past] == '(' ? glued_end(text, past) : 0;
	size_t words = glued ? skip_space(text, glued) : label->rest;
	label->doubtful = small_letter(span_sub(text, words, text.length));
	return true;
}

/* ---- larger units */

/* The words behind a number are a heading, and not the beginning of its text. */
static bool has_own_heading(const struct label *label, struct span text)
{
	struct span rest = span_sub(text, label->rest, text.length);
	return rest.length && outline_is_heading(rest);
}

bool label_is_note(const struct profile *profile, struct span text)
{
	const char *wording = profile_value(profile, "outline", "note", NULL);
	struct buf error = {0};
	struct pattern *pattern =
		wording ? profile_pattern(profile, wording, PATTERN_CASELESS, &error) : NULL;
	bool note = pattern && pattern_is(pattern, span_trim(text));
	pattern_free(pattern);
	buf_release(&error);
	return note;
}

/* What may stand behind the number of a unit: nothing, its heading, or what introduces it: "(as
 * introduced by section 6C)", "Article 63Z.". */
static bool behind_unit(struct span text)
{
	bool note = text.length && text.at[0] == '(' && span_ends(text, ")");
	struct span open = text;
	open.length -= span_ends(text, ".");
	return !text.length || note || outline_is_heading(open);
}

static bool same_word(struct span word, const char *noun)
{
	return word.length == strlen(noun) && !strncasecmp(word.at, noun, word.length);
}

bool outline_is_unit(const struct profile *profile, size_t level)
{
	return level < profile->first_item &&
	       profile_lists(profile, "outline", "units", span_of(profile->levels[level].element));
}

/* "SCHEDULE 1A", "Part 6A Freedom of information officers": the code's [outline] lists the levels
 * that are headed so. */
static bool unit_heading(const struct profile *profile, struct span text, struct label *label)
{
	size_t end = word_end(text, 0);
	for (size_t i = 0; i < profile->first_item; i++) {
		const struct level *level = &profile->levels[i];
		if (!level->noun || !same_word(span_sub(text, 0, end), level->noun) ||
		    !outline_is_unit(profile, i))
			continue;
		size_t start = skip_space(text, end);
		struct span word = span_sub(text, start, word_end(text, start));
		struct span number = span_sub(word, 0, number_end(profile, (int)i, word));
		struct span rest = span_sub(text, start + number.length, text.length);
		if (!pattern_is(level->whole, number) || !behind_unit(span_trim(rest)))
			return false;
		*label = (struct label){.kind = LABEL_CODE,
					.level = (int)i,
					.unit = true,
					.length = start + number.length};
		label->rest = skip_space(text, start + number.length);
		label->bare = !has_own_heading(label, text) ||
			      label_is_note(profile, span_sub(text, label->rest, text.length));
		return true;
	}
	return false;
}

struct label label_at(const struct profile *profile, size_t numbers, struct span text, size_t from)
{
	struct label label = {.kind = LABEL_TEXT};
	size_t start = skip_space(text, from);
	if (!item_label(profile, text, start, &label) &&
	    !code_number(profile, numbers, text, start, &label))
		label.start = label.rest = start;
	return label;
}

size_t outline_label(const struct profile *profile, struct span text, bool *item)
{
	return outline_label_in(profile, 0, text, item);
}

size_t outline_label_in(const struct profile *profile, size_t numbers, struct span text, bool *item)
{
	struct label label = label_at(profile, numbers, text, 0);
	bool found = label.kind != LABEL_TEXT && !label.doubtful;
	*item = found && label.kind == LABEL_ITEM;
	return found ? label.start + label.length : 0;
}

int outline_headed(const struct profile *profile, struct span text)
{
	struct label label;
	if (unit_heading(profile, text, &label) || !profile->first_item)
		return profile->first_item ? label.level : -1;
	label = label_at(profile, profile->first_item - 1, text, 0);
	return label.kind == LABEL_CODE && !label.doubtful && has_own_heading(&label, text)
		       ? label.level
		       : -1;
}

struct span outline_stray_label(const struct profile *profile, struct span text)
{
	size_t first = item_length(text, 0), second = item_length(text, first);
	bool stray = first && second && label_at(profile, 0, text, 0).kind == LABEL_TEXT;
	return span_sub(text, 0, stray ? first + second : 0);
}

static bool ends_in_one_of(struct span text, const char *const *ends)
{
	for (; *ends; ends++)
		if (span_ends(text, *ends))
			return true;
	return false;
}

bool outline_is_heading(struct span text)
{
	static const char *const closed[] = {".", ";", ":",    ",",   "—",
					     "–", "-", " and", " or", NULL};
	text = span_trim(text);
	if (span_ends(text, " etc."))
		text.length--;
	return text.length && text.length <= HEADING_MOST && !small_letter(text) &&
	       !span_starts(text, PIECE_OBJECT) && text.at[0] != '(' && text.at[0] != '[' &&
	       !ends_in_one_of(text, closed);
}

bool outline_opens_list(struct span text)
{
	static const char *const opening[] = {":", "—", "–", ":-", NULL};
	return ends_in_one_of(span_trim(text), opening);
}

/* The codes whose numbers have their heading on the line before, "Special guardianship / 14A.—(1)",
 * list those levels. */
static bool heading_before(const struct profile *profile, const struct label *label,
			   struct span text)
{
	return label->kind == LABEL_CODE && !label->unit &&
	       profile_lists(profile, "outline", "heading-before",
			     span_of(profile->levels[label->level].element)) &&
	       (size_t)label->level < profile->first_item && !has_own_heading(label, text);
}

/* The heading of a unit stands above its note or below it. */
static void find_notes(const struct lines *lines, size_t from, size_t count,
		       const struct profile *profile, struct label *labels)
{
	unsigned left = 0; /* lines that may be of the head of a unit */
	for (size_t i = 0; i < count; i++) {
		if (labels[i].unit)
			left = 2;
		else if (labels[i].kind == LABEL_CODE || labels[i].kind == LABEL_ITEM)
			left = 0;
		else if (left && labels[i].kind == LABEL_TEXT)
			labels[i].note = label_is_note(profile, lines->items[from + i].text);
		left -= left && labels[i].kind == LABEL_TEXT && !labels[i].note;
	}
}

/* Cross-headings: lines in heading form right before the number of a clause or of what stands like
 * one in this code, or before another of them. The words after a label that stands on a line of its
 * own are not. */
static void find_headings(const struct lines *lines, size_t from, size_t count,
			  const struct profile *profile, struct label *labels)
{
	bool before_number = false, own = false;
	bool units = profile_value(profile, "outline", "units", NULL) != NULL;
	for (size_t i = count; i-- > 0;) {
		if (labels[i].kind == LABEL_NONE || labels[i].note)
			continue;
		struct span text = lines->items[from + i].text;
		labels[i].heading = labels[i].kind == LABEL_TEXT && before_number &&
				    !lines->items[from + i].inside && outline_is_heading(text);
		labels[i].own = labels[i].heading && own;
		own = heading_before(profile, &labels[i], text);
		before_number = labels[i].heading ||
				(labels[i].kind == LABEL_CODE && !labels[i].unit &&
				 (units || (size_t)labels[i].level + 1 == profile->first_item));
	}
	bool bare = false;
	for (size_t i = 0; i < count; i++) {
		if (labels[i].kind == LABEL_NONE || labels[i].note)
			continue;
		if (bare)
			labels[i].heading = labels[i].own = false;
		bare = labels[i].bare || (labels[i].kind != LABEL_TEXT &&
					  labels[i].rest >= lines->items[from + i].text.length);
	}
}

/* In a Schedule bare numbers are those of its paragraphs. */
static size_t numbers_in(const struct profile *profile, int level, size_t outside)
{
	size_t below = profile->levels[level].below;
	bool numbered = profile->levels[level].by_depth && below < profile->all_levels &&
			profile->levels[below].style == LABEL_NUMBER;
	return numbered ? below : outside;
}

struct label *labels_of(const struct lines *lines, size_t from, size_t to,
			const struct outline_options *options, struct arena *arena)
{
	const struct profile *profile = options->profile;
	size_t count = to - from, numbers = options->numbers;
	struct label *labels = arena_alloc(arena, (count + 1) * sizeof *labels);
	for (size_t i = 0; i < count; i++) {
		const struct logical *line = &lines->items[from + i];
		if (line->use != LINE_TEXT || !span_trim(line->text).length)
			continue;
		if (line->inside)
			labels[i].kind = LABEL_TEXT;
		else if (!unit_heading(profile, line->text, &labels[i]))
			labels[i] = label_at(profile, numbers, line->text, 0);
		else if (!profile_is_group(profile, labels[i].level))
			numbers = numbers_in(profile, labels[i].level, options->numbers);
	}
	find_notes(lines, from, count, profile, labels);
	if (options->crossheadings && profile->first_item)
		find_headings(lines, from, count, profile, labels);
	return labels;
}

struct span outline_first(const struct lines *lines, size_t from, size_t to,
			  const struct outline_options *options, int *level)
{
	struct arena arena = {0};
	struct label *labels = labels_of(lines, from, to, options, &arena);
	struct span found = {NULL, 0};
	bool first = true;
	for (size_t i = 0; i < to - from && !found.at; i++) {
		const struct label *label = &labels[i];
		bool counts = label->kind == LABEL_ITEM
				      ? first
				      : label->kind == LABEL_CODE && !label->doubtful;
		if (counts) {
			found = span_sub(lines->items[from + i].text, label->start,
					 label->start + label->length);
			*level = label->kind == LABEL_CODE ? label->level : -1;
		}
		first = first && label->kind == LABEL_NONE;
	}
	arena_release(&arena);
	return found;
}
