/* Sheet: a payload without the marks, and the words before it, that are the instruction's. */
#include "draft/sheet.h"

#include "draft/quotation.h"

#include <stdlib.h>
#include <string.h>

void sheet_strip(struct work *work, struct sheet *sheet)
{
	struct lines *lines = &sheet->lines;
	for (size_t first = 0, last; first < lines->count; first = last) {
		last = quotation_end(lines, first + 1, lines->count, lines->items[first].text);
		if (last > lines->count)
			last = lines->count;
		bool each = quotation_marks_each(lines, first + 1, last);
		for (size_t i = first; i < last; i++) {
			struct logical *line = &lines->items[i];
			if (i > first && i + 1 < last && !each)
				continue;
			struct span inner = quotation_inner(line->text, i + 1 == last);
			if (inner.length != line->text.length)
				*line = part_of_line(work, line, inner);
		}
	}
}

/* A quotation below the lead-in of a provision is words of it: no label in it is one of the
 * payload. */
static void sheet_quotations(struct sheet *sheet)
{
	struct lines *lines = &sheet->lines;
	for (size_t i = 1, end; i < lines->count; i = end) {
		struct span text = lines->items[i].text;
		end = i + 1;
		if (!outline_opens_list(lines->items[i - 1].text) || !quotation_mark(text) ||
		    quotation_is_term(text))
			continue;
		size_t last = quotation_end(lines, i + 1, lines->count, text);
		for (; last != SIZE_MAX && i < last; i++)
			lines->items[i].inside = true;
		end = i > end ? i : end;
	}
}

/* Only a mark and a conjunction: "; or". */
static bool is_lead(struct span text)
{
	size_t at = 0;
	while (at < text.length && strchr(";,. ", text.at[at]))
		at++;
	struct span rest = span_sub(text, at, text.length);
	return text.length && (!rest.length || span_is(rest, "and") || span_is(rest, "or"));
}

/* Words before the first item go to the end of what stands before it: they are taken off. */
static struct span sheet_lead(struct sheet *sheet)
{
	struct lines *lines = &sheet->lines;
	struct span lead = {NULL, 0};
	if (lines->count < 2 || !is_lead(lines->items[0].text))
		return lead;
	lead = lines->items[0].text;
	lines->count--;
	memmove(lines->items, lines->items + 1, lines->count * sizeof *lines->items);
	return lead;
}

struct payload_start sheet_begin(struct work *work, struct sheet *sheet,
				 const struct outline_options *options)
{
	struct lines *lines = &sheet->lines;
	struct payload_start start = {.level = -1};
	bool quoted = lines->count && quotation_mark(lines->items[0].text) > 0;
	size_t count = lines->count;
	struct logical *before = mem_alloc((count + 1) * sizeof *before);
	if (count)
		memcpy(before, lines->items, count * sizeof *before);
	if (quoted)
		sheet_strip(work, sheet);
	sheet_quotations(sheet);
	start.lead = sheet_lead(sheet);
	start.label = outline_first(lines, 0, lines->count, options, &start.level);
	struct section_head head;
	bool numbered = start.label.length ||
			(lines->count && section_head(work, NULL, lines->items[0].text, &head));
	bool whole = quoted && !quotation_is_term(before[0].text) &&
		     quotation_end(&(struct lines){.items = before, .count = count}, 1, count,
				   before[0].text) == count;
	start.quoted = quoted && (numbered || whole);
	if (quoted && !start.quoted) {
		lines->count = count;
		memcpy(lines->items, before, count * sizeof *before);
		start.lead = (struct span){NULL, 0};
	}
	free(before);
	return start;
}
