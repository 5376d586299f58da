/* What a line of an outline begins with: a number of the code, an item label, a heading, or text.
 */
#include "read/label.h"
#include "doc/address.h"
#include "doc/number.h"

#include <ctype.h>
#include <string.h>

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

/* "(aa)" followed by white space or the end. */
static bool item_label(struct span text, size_t start, struct label *label)
{
	if (start >= text.length || text.at[start] != '(')
		return false;
	size_t end = word_end(text, start);
	struct span word = span_sub(text, start, end);
	if (word.length < 3 || word.length > ITEM_MOST || !span_ends(word, ")"))
		return false;
	for (size_t i = 1; i + 1 < word.length; i++)
		if (!isalnum((unsigned char)word.at[i]) && word.at[i] != '-')
			return false;
	if (!item_fits(word))
		return false;
	*label = (struct label){.kind = LABEL_ITEM, .start = start, .length = word.length};
	label->rest = skip_space(text, end);
	return true;
}

static bool code_number(const struct profile *profile, struct span text, size_t start,
			struct label *label)
{
	size_t end = word_end(text, start), past = end;
	while (end > start && (text.at[end - 1] == '.' || text.at[end - 1] == ':'))
		end--;
	struct span word = span_sub(text, start, end);
	/* A bare letter ("A party may ...") is no number of a provision. */
	if (!word.length || word.length > NUMBER_MOST ||
	    (word.length == 1 && isalpha((unsigned char)word.at[0])))
		return false;
	int level = address_level_of_number(profile, word);
	if (level < 0)
		return false;
	*label = (struct label){
		.kind = LABEL_CODE, .level = level, .start = start, .length = word.length};
	label->rest = skip_space(text, past);
	label->doubtful = small_letter(span_sub(text, label->rest, text.length));
	return true;
}

struct label label_at(const struct profile *profile, struct span text, size_t from)
{
	struct label label = {.kind = LABEL_TEXT};
	size_t start = skip_space(text, from);
	if (!item_label(text, start, &label) && !code_number(profile, text, start, &label))
		label.start = label.rest = start;
	return label;
}

size_t outline_label(const struct profile *profile, struct span text, bool *item)
{
	struct label label = label_at(profile, text, 0);
	bool found = label.kind == LABEL_ITEM || (label.kind == LABEL_CODE && !label.doubtful);
	*item = found && label.kind == LABEL_ITEM;
	return found ? label.start + label.length : 0;
}

static bool ends_in_one_of(struct span text, const char *const *ends)
{
	for (; *ends; ends++)
		if (span_ends(text, *ends))
			return true;
	return false;
}

bool label_heading_form(struct span text)
{
	static const char *const closed[] = {".", ";", ":",    ",",   "—",
					     "–", "-", " and", " or", NULL};
	text = span_trim(text);
	return text.length && text.length <= HEADING_MOST && !small_letter(text) &&
	       text.at[0] != '(' && text.at[0] != '[' && !ends_in_one_of(text, closed);
}

bool label_opens_list(struct span text)
{
	static const char *const opening[] = {":", "—", "–", ":-", NULL};
	return ends_in_one_of(span_trim(text), opening);
}

/* Cross-headings: lines in heading form right before a clause's number or before another of them.
 * The words after a label that stands on a line of its own are not. */
static void find_headings(const struct lines *lines, size_t from, size_t count, size_t deepest,
			  struct label *labels)
{
	bool before_number = false;
	for (size_t i = count; i-- > 0;) {
		if (labels[i].kind == LABEL_NONE)
			continue;
		labels[i].heading = labels[i].kind == LABEL_TEXT && before_number &&
				    label_heading_form(lines->items[from + i].text);
		before_number = labels[i].heading || (labels[i].kind == LABEL_CODE &&
						      (size_t)labels[i].level == deepest);
	}
	bool bare = false;
	for (size_t i = 0; i < count; i++) {
		if (labels[i].kind == LABEL_NONE)
			continue;
		if (bare)
			labels[i].heading = false;
		bare = labels[i].kind != LABEL_TEXT &&
		       labels[i].rest >= lines->items[from + i].text.length;
	}
}

struct label *labels_of(const struct lines *lines, size_t from, size_t to,
			const struct outline_options *options, struct arena *arena)
{
	size_t count = to - from;
	struct label *labels = arena_alloc(arena, (count + 1) * sizeof *labels);
	for (size_t i = 0; i < count; i++) {
		const struct logical *line = &lines->items[from + i];
		if (line->use == LINE_TEXT && span_trim(line->text).length)
			labels[i] = label_at(options->profile, line->text, 0);
	}
	if (options->crossheadings && options->profile->first_item)
		find_headings(lines, from, count, options->profile->first_item - 1, labels);
	return labels;
}
