/* Hard wraps: which physical line carries the paragraph of the line before on.
 *
 * A line was broken by the page and not by its author when it is about as long as the column and
 * the next begins with no number, label or wording that begins a paragraph. */
#include "read/layout.h"

#include <string.h>

enum {
	SURE_WIDTH = 40, /* nobody ends a paragraph without a mark here and goes on in lower case */
	LEAST_WIDTH = 60,  /* a narrower column is no page */
	MOST_WIDTH = 160,  /* nothing that was laid out on paper has longer lines */
	FULL_PERCENT = 70, /* items are set narrower than the column, and their indent is lost */
};

static size_t first_word(struct span text)
{
	const char *space = memchr(text.at, ' ', text.length);
	return utf8_count(space ? span_from(text.at, space) : text);
}

/* Or in a word that the line end breaks. */
static bool ends_in_word(struct span text)
{
	if (text.length > 1 && text.at[text.length - 1] == '-')
		text.length--;
	return text.length && utf8_is_word((unsigned char)text.at[text.length - 1]);
}

static bool begins_low(struct span text)
{
	unsigned char c = text.length ? (unsigned char)text.at[0] : 0;
	return c >= 'a' && c <= 'z';
}

/* Is a paragraph that ends so finished? Closing marks may stand behind the full stop. */
static bool closed(struct span text)
{
	static const char *const behind[] = {")", "]", "\"", "'", "”", "’", "¶"};
	bool again = true;
	if (span_ends(text, "¶"))
		return true;
	while (again) {
		again = false;
		for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
			if (span_ends(text, behind[i])) {
				text.length -= strlen(behind[i]);
				again = true;
			}
		}
	}
	return text.length && (strchr(".;:?!", text.at[text.length - 1]) ||
			       span_ends(text, "; and") || span_ends(text, "; or"));
}

static bool brackets(struct span text, int *depth)
{
	for (size_t i = 0; i < text.length; i++)
		*depth += (text.at[i] == '(' || text.at[i] == '[') -
			  (text.at[i] == ')' || text.at[i] == ']');
	if (*depth < 0)
		*depth = 0;
	return *depth > 0;
}

void flow_start(struct flow *flow, const struct layout *layout, size_t line)
{
	flow->depth = 0;
	flow->widest = 0;
	flow->indent = layout->items[line].indent;
	flow_add(flow, layout, line);
}

void flow_add(struct flow *flow, const struct layout *layout, size_t line)
{
	const struct physical *p = &layout->items[line];
	flow->last = line;
	flow->blanks = 0;
	flow->crossed = false;
	brackets(p->text, &flow->depth);
	if (p->length > flow->widest)
		flow->widest = p->length;
}

static bool full(const struct flow *flow, const struct layout *layout, struct span next,
		 size_t percent)
{
	size_t width = flow->narrow ? flow->widest : layout->width;
	size_t need = layout->items[flow->last].length + 1 + first_word(next);
	return need * 100 > width * percent;
}

/* Ends in a noun of citations or a joining word: no paragraph ends so. */
static bool ends_open(const struct layout *layout, struct span text)
{
	struct match match;
	for (size_t i = 0; i < layout->open.count; i++)
		if (pattern_match(layout->open.items[i], text, 0, &match) == PATTERN_YES)
			return !closed(text);
	return false;
}

/* ---- quotations over a line end */

/* Words in quotation marks that the line end cuts: the mark opens inside the line, for one at its
 * head is that of a payload, and the next line closes it. */
static bool cuts_quotation(struct span text, struct span next)
{
	size_t open = 0, at = 0, opened = span_find(next, SPAN("“"), 0);
	size_t closes = span_find(next, SPAN("”"), 0);
	for (; at < text.length; at++) {
		struct span rest = span_sub(text, at, text.length);
		open += span_starts(rest, "“") && at;
		open -= open && span_starts(rest, "”");
	}
	return open && closes < opened;
}

/* Ends in a word after which words are quoted, and the next line begins with them. */
static bool expects_quotation(const struct layout *layout, struct span text, struct span next)
{
	static const char *const marks[] = {"“", "\"", "‘", "'"};
	struct match match;
	for (size_t i = 0; i < sizeof marks / sizeof *marks && !closed(text); i++)
		for (size_t k = 0; span_starts(next, marks[i]) && k < layout->quoting.count; k++)
			if (pattern_match(layout->quoting.items[k], text, 0, &match) == PATTERN_YES)
				return true;
	return false;
}

static bool quotes_on(const struct layout *layout, struct span text, struct span next)
{
	return cuts_quotation(text, next) || expects_quotation(layout, text, next);
}

/* The text that a mark opens and nothing closes; empty when there is none. */
static struct span quoted_on(struct span text)
{
	size_t open = SIZE_MAX, straight = SIZE_MAX;
	for (size_t at = 0; at < text.length; at++) {
		struct span rest = span_sub(text, at, text.length);
		if (span_starts(rest, "“"))
			open = at + strlen("“");
		else if (span_starts(rest, "”"))
			open = SIZE_MAX;
		else if (text.at[at] == '"')
			straight = straight == SIZE_MAX ? at + 1 : SIZE_MAX;
	}
	size_t from = open == SIZE_MAX ? straight : open;
	return from == SIZE_MAX ? (struct span){NULL, 0} : span_sub(text, from, text.length);
}

/* Behind the mark that ends an item of new text, on the line of its instruction, "substitute “(c) a
 * bell,", may stand the rest of it or the full-out words of what holds it: only a line that has no
 * room for more tells. */
static bool ends_new_item(const struct layout *layout, struct span text)
{
	bool item = false;
	struct span words = quoted_on(text);
	return !ends_in_word(text) && words.length + strlen("“") < text.length &&
	       outline_label(layout->profile, words, &item) && item;
}

bool flow_continues(const struct flow *flow, const struct layout *layout, size_t line)
{
	if (flow->last == SIZE_MAX)
		return false;
	const struct physical *before = &layout->items[flow->last], *p = &layout->items[line];
	bool item = false, citation = ends_open(layout, before->text);
	bool new_item = ends_new_item(layout, before->text);
	bool quotes = !new_item && quotes_on(layout, before->text, p->text);
	bool loose = layout->spaced || flow->narrow || citation || quotes;
	if (p->starts || (!flow->crossed && flow->blanks > (loose ? 1 : 0)))
		return false;
	size_t label = outline_label(layout->profile, p->text, &item);
	/* "paragraphs (a) and" before a line "(b) of Section Z4", but not the end of an item. */
	if (label && item)
		return citation && full(flow, layout, p->text, FULL_PERCENT);
	if (label || citation || quotes)
		return citation || quotes;
	bool open = flow->depth > 0 || !closed(before->text);
	/* However short: an instruction that has not come to its end. */
	if (open && before->starts && !flow->blanks && begins_low(p->text) && !new_item)
		return true;
	if (open && begins_low(p->text) && before->length >= SURE_WIDTH &&
	    (flow->depth > 0 || ends_in_word(before->text)))
		return true;
	if (!layout->wrapped && !flow->narrow)
		return false;
	if (p->indent < flow->indent && flow->indent > 1 && !flow->crossed)
		return false;
	if (before->starts && closed(before->text))
		return false;
	return full(flow, layout, p->text, open && !new_item ? FULL_PERCENT : 100);
}

/* Lines that can only be wraps are counted, beside each other and over one blank line. */
void measure_wraps(struct layout *layout)
{
	size_t texts = 0, beside = 0, spaced = 0, blanks = 0, last = SIZE_MAX;
	for (size_t i = 0; i < layout->count; i++) {
		const struct physical *p = &layout->items[i];
		if (p->use == LINE_BLANK)
			blanks++;
		if (p->use != LINE_TEXT)
			continue;
		texts++;
		if (p->length > layout->width)
			layout->width = p->length;
		const struct physical *before = last == SIZE_MAX ? NULL : &layout->items[last];
		bool item, wrap = before && before->length >= SURE_WIDTH &&
				  (quotes_on(layout, before->text, p->text) ||
				   (begins_low(p->text) && ends_in_word(before->text)) ||
				   (ends_open(layout, before->text) &&
				    !(outline_label(layout->profile, p->text, &item) && item)));
		beside += wrap && blanks == 0;
		spaced += wrap && blanks == 1;
		last = i;
		blanks = 0;
	}
	layout->wrapped = beside + spaced >= 2 && (beside + spaced) * 12 >= texts &&
			  layout->width >= LEAST_WIDTH && layout->width <= MOST_WIDTH;
	layout->spaced = layout->wrapped && spaced >= 2 && spaced >= beside;
}
