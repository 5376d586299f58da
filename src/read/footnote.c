/* Footnotes: their text is lifted out of the flow, and a mark that the extraction glued to a word
 * or a number is split off, if exactly one reading is possible. */
#include "read/layout.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A digit stuck to a capital, or, under a drawn line, any number. */
static unsigned footnote_head(const struct layout *layout, size_t line, bool under_rule)
{
	struct match match;
	struct span text = layout->items[line].text;
	struct pattern *row = rows_match(&layout->footnote, text, false, &match);
	if (!row || layout->items[line].use != LINE_TEXT)
		return 0;
	struct span mark = match_named(row, &match, text, "mark");
	struct span loose = match_named(row, &match, text, "loose");
	if (!mark.length)
		mark = under_rule ? loose : (struct span){NULL, 0};
	unsigned number = 0;
	for (size_t i = 0; i < mark.length && i < 3; i++)
		number = number * 10 + (unsigned)(mark.at[i] - '0');
	return number;
}

static size_t lift(struct layout *layout, size_t first, unsigned number)
{
	struct flow flow = {.last = SIZE_MAX, .narrow = true};
	size_t last = first;
	flow_start(&flow, layout, first);
	for (size_t i = first; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		if (i > first && p->use == LINE_BLANK) {
			flow.blanks++;
			continue;
		}
		if (i > first &&
		    (p->use != LINE_TEXT || p->boundary || p->break_before ||
		     footnote_head(layout, i, true) || !flow_continues(&flow, layout, i)))
			break;
		if (i > first)
			flow_add(&flow, layout, i);
		p->use = LINE_FOOTNOTE;
		p->footnote = number;
		p->joins = i > first;
		last = i;
	}
	return last;
}

void find_footnotes(struct layout *layout)
{
	bool under_rule = false;
	for (size_t i = 0; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		if (p->use == LINE_RULE)
			under_rule = true;
		if (p->use != LINE_TEXT)
			continue;
		unsigned number = footnote_head(layout, i, under_rule);
		under_rule = number > 0;
		if (!number)
			continue;
		size_t last = lift(layout, i, number);
		diag_add(layout->diags, DIAG_IN011, layout_place(layout, p->text),
			 "footnote %u stood inside the text (lines %zu to %zu) and is lifted out",
			 number, i + 1, last + 1);
		i = last;
	}
}

/* ---- marks */

struct reading {
	size_t logical, start, end; /* of the digits that may be a mark */
};

struct readings {
	struct reading *items;
	size_t count, capacity;
};

static bool known_version(const struct layout *layout, struct span version, size_t logical)
{
	if (layout->base && span_equal(version, corpus_version(layout->base)))
		return true;
	for (size_t i = 0; i < layout->lines->count; i++) {
		const struct logical *l = &layout->lines->items[i];
		size_t at = i == logical ? SIZE_MAX : span_find(l->text, version, 0);
		if (at == SIZE_MAX)
			continue;
		size_t end = at + version.length;
		bool whole = end == l->text.length || !isdigit((unsigned char)l->text.at[end]);
		if (whole && (!at || (l->text.at[at - 1] != '.' &&
				      !isdigit((unsigned char)l->text.at[at - 1]))))
			return true;
	}
	return false;
}

/* The rows `mark` of the profile have an empty group `mark` where the digits are to stand. */
static struct pattern *row_for(const struct profile_row *row, struct span digits)
{
	struct span text = span_of(row->value), hole = SPAN("(?<mark>");
	struct buf made = {0}, error = {0};
	size_t at = span_find(text, hole, 0);
	if (at == SIZE_MAX)
		return NULL;
	buf_span(&made, span_sub(text, 0, at + hole.length));
	buf_span(&made, digits);
	buf_span(&made, span_sub(text, at + hole.length, text.length));
	struct pattern *pattern = pattern_new(made.at, PATTERN_PLAIN, &error);
	buf_release(&made);
	buf_release(&error);
	return pattern;
}

/* `rest` is what stands before a mark that ends a figure: then `over` says that the whole is too
 * long to be one. */
static void collect_row(struct layout *layout, struct pattern *row, size_t logical,
			struct readings *sure, struct readings *maybe)
{
	struct span text = layout->lines->items[logical].text;
	struct match match;
	for (size_t at = 0; pattern_match(row, text, at, &match) == PATTERN_YES;
	     at = match.end[0] > at ? match.end[0] : at + 1) {
		struct span mark = match_named(row, &match, text, "mark");
		struct span rest = match_named(row, &match, text, "rest");
		bool over = match_named(row, &match, text, "over").at != NULL;
		bool certain = !rest.at || over || known_version(layout, rest, logical);
		struct readings *into = certain ? sure : maybe;
		size_t start = (size_t)(mark.at - text.at);
		MEM_ROOM(into->items, into->count, into->capacity);
		into->items[into->count++] = (struct reading){logical, start, start + mark.length};
	}
}

static void collect(struct layout *layout, struct span digits, struct readings *sure,
		    struct readings *maybe)
{
	size_t count;
	const struct profile_row *rows = profile_rows(layout->profile, "lines", &count);
	for (size_t r = 0; r < count; r++) {
		struct pattern *row =
			strcmp(rows[r].key, "mark") ? NULL : row_for(&rows[r], digits);
		for (size_t k = 0; row && k < layout->lines->count; k++)
			if (layout->lines->items[k].use == LINE_TEXT)
				collect_row(layout, row, k, sure, maybe);
		pattern_free(row);
	}
}

static void cut(struct layout *layout, const struct reading *reading)
{
	struct logical *l = &layout->lines->items[reading->logical];
	struct buf text = {0};
	struct piece_segment *segments =
		arena_alloc(&layout->lines->arena, (l->segment_count + 1) * sizeof *segments);
	size_t count = 0, gone = reading->end - reading->start;
	buf_span(&text, span_sub(l->text, 0, reading->start));
	buf_span(&text, span_sub(l->text, reading->end, l->text.length));
	for (size_t i = 0; i < l->segment_count && l->segments[i].at < reading->start; i++)
		segments[count++] = l->segments[i];
	segments[count++] = (struct piece_segment){
		(uint32_t)reading->start,
		(uint32_t)segment_source(l->segments, l->segment_count, reading->end)};
	for (size_t i = 0; i < l->segment_count; i++)
		if (l->segments[i].at > reading->end)
			segments[count++] = (struct piece_segment){
				l->segments[i].at - (uint32_t)gone, l->segments[i].source};
	l->text = span_of(arena_copy(&layout->lines->arena, text.at, text.length));
	l->segments = segments;
	l->segment_count = count;
	buf_release(&text);
}

static struct place reading_place(const struct layout *layout, const struct reading *reading)
{
	const struct lines *lines = layout->lines;
	const struct logical *l = &lines->items[reading->logical];
	size_t start = segment_source(l->segments, l->segment_count, reading->start);
	return lines_place(lines, start, start + reading->end - reading->start);
}

/* The word that the mark is glued to, with the mark. */
static struct span glued(const struct layout *layout, const struct reading *reading)
{
	struct span text = layout->lines->items[reading->logical].text;
	size_t start = reading->start;
	while (start && text.at[start - 1] != ' ')
		start--;
	return span_sub(text, start, reading->end);
}

static void settle(struct layout *layout, const struct logical *note, struct readings *sure,
		   struct readings *maybe)
{
	size_t all = sure->count + maybe->count;
	struct reading *first = sure->count ? sure->items : maybe->items;
	struct diag *diag;
	if (!all) {
		size_t at = segment_source(note->segments, note->segment_count, 0);
		diag_add(layout->diags, DIAG_IN012, lines_place(layout->lines, at, at + 1),
			 "footnote %u has no mark in the text", note->footnote);
	} else if (sure->count == 1) {
		struct span word = glued(layout, first);
		diag = diag_add(layout->diags, DIAG_IN010, reading_place(layout, first),
				"“%.*s” is read as “%.*s” with the mark of footnote %u",
				SPAN_ARGS(word), (int)(word.length - (first->end - first->start)),
				word.at, note->footnote);
		diag->quoted = diag_keep(layout->diags, word);
		cut(layout, first);
	} else {
		struct span word = glued(layout, first);
		diag = diag_add(layout->diags, DIAG_IN013, reading_place(layout, first),
				"the mark of footnote %u may be the end of “%.*s”, but that is not "
				"the only reading",
				note->footnote, SPAN_ARGS(word));
		diag->quoted = diag_keep(layout->diags, word);
		for (size_t i = 1; i < sure->count; i++)
			diag_relate(layout->diags, diag, reading_place(layout, &sure->items[i]),
				    "or here");
		for (size_t i = sure->count ? 0 : 1; i < maybe->count; i++)
			diag_relate(layout->diags, diag, reading_place(layout, &maybe->items[i]),
				    "or here");
	}
}

enum { MOST_FOOTNOTES = 200 }; /* each costs a look at the whole text */

void find_footnote_marks(struct layout *layout)
{
	struct readings sure = {0}, maybe = {0};
	size_t looked = 0;
	for (size_t i = 0; i < layout->lines->count && looked < MOST_FOOTNOTES; i++) {
		const struct logical *note = &layout->lines->items[i];
		if (note->use != LINE_FOOTNOTE)
			continue;
		char digits[16];
		snprintf(digits, sizeof digits, "%u", note->footnote);
		sure.count = maybe.count = 0;
		collect(layout, span_of(digits), &sure, &maybe);
		settle(layout, note, &sure, &maybe);
		looked++;
	}
	free(sure.items);
	free(maybe.items);
}
