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

static bool ends_in_word(struct span text)
{
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

/* A clause number or an item label at the head of a line that is the rest of a citation: the line
 * before ends in a noun or a joining word, or the sentence goes on in lower case. */
static bool rest_of_citation(const struct flow *flow, const struct layout *layout, struct span text,
			     size_t label, bool item)
{
	struct span before = layout->items[flow->last].text;
	struct match match;
	if (closed(before) || !full(flow, layout, text, FULL_PERCENT))
		return false;
	for (size_t i = 0; i < layout->open.count; i++)
		if (pattern_match(layout->open.items[i], before, 0, &match) == PATTERN_YES)
			return true;
	return !item && begins_low(span_trim(span_sub(text, label, text.length)));
}

bool flow_continues(const struct flow *flow, const struct layout *layout, size_t line)
{
	if (flow->last == SIZE_MAX)
		return false;
	const struct physical *before = &layout->items[flow->last], *p = &layout->items[line];
	bool item = false, loose = layout->spaced || flow->narrow;
	if (p->starts || (!flow->crossed && flow->blanks > (loose ? 1 : 0)))
		return false;
	size_t label = outline_label(layout->profile, p->text, &item);
	if (label && !rest_of_citation(flow, layout, p->text, label, item))
		return false;
	bool open = flow->depth > 0 || !closed(before->text);
	if (open && begins_low(p->text) && before->length >= SURE_WIDTH &&
	    (flow->depth > 0 || ends_in_word(before->text)))
		return true;
	if (!layout->wrapped && !flow->narrow)
		return false;
	if (p->indent < flow->indent && flow->indent > 1 && !flow->crossed)
		return false;
	if (before->starts && closed(before->text))
		return false;
	return full(flow, layout, p->text, open ? FULL_PERCENT : 100);
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
		bool wrap = last != SIZE_MAX && begins_low(p->text) &&
			    layout->items[last].length >= SURE_WIDTH &&
			    ends_in_word(layout->items[last].text);
		beside += wrap && blanks == 0;
		spaced += wrap && blanks == 1;
		last = i;
		blanks = 0;
	}
	layout->wrapped = beside + spaced >= 2 && (beside + spaced) * 12 >= texts &&
			  layout->width >= LEAST_WIDTH && layout->width <= MOST_WIDTH;
	layout->spaced = layout->wrapped && spaced >= 2 && spaced >= beside;
}
