/* Balloons of tracked changes that an extraction left in the text: "Deleted: 8". They are taken out
 * of the flow; where each belongs is for those to say who know the instructions (draft). */
#include "read/layout.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEAST_BALLOON = 40, /* a line far shorter than a balloon's column ends its text */
	WIDER_PERCENT = 130 /* a line this much longer is set in another column */
};

static struct pattern *balloon_head(const struct layout *layout, size_t line, struct match *match)
{
	return rows_match(&layout->balloon, layout->items[line].text, false, match);
}

static const char *lower(struct arena *arena, struct span word)
{
	char *copy = arena_copy(arena, word.at, word.length);
	for (char *c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

/* A balloon with clauses goes on with the next clause, or its items. */
static bool next_clause(const struct layout *layout, const struct flow *flow, size_t line,
			bool clauses)
{
	const struct physical *p = &layout->items[line];
	bool item;
	return clauses && !p->starts && flow->blanks <= 1 &&
	       outline_label(layout->profile, p->text, &item);
}

static size_t take_balloon(struct layout *layout, size_t first, const char *kind, bool clauses)
{
	struct flow flow = {.last = SIZE_MAX, .narrow = true, .widest = LEAST_BALLOON};
	size_t last = first;
	struct match match;
	for (size_t i = first; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		if (p->use == LINE_BLANK) {
			flow.blanks++;
			continue;
		}
		if (i > first && (p->use != LINE_TEXT || p->boundary || p->break_before ||
				  balloon_head(layout, i, &match)))
			break;
		p->joins = i > first && flow_continues(&flow, layout, i);
		bool wider = p->length * 100 > flow.widest * WIDER_PERCENT;
		if (i > first && (wider || (!p->joins && !next_clause(layout, &flow, i, clauses))))
			break;
		size_t widest = flow.widest;
		if (i == first)
			flow_start(&flow, layout, i);
		else
			flow_add(&flow, layout, i);
		if (flow.widest < widest)
			flow.widest = widest;
		p->use = LINE_BALLOON;
		p->balloon = kind;
		last = i;
	}
	return last;
}

void find_balloons(struct layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		struct match match;
		struct pattern *row = p->use == LINE_TEXT ? balloon_head(layout, i, &match) : NULL;
		if (!row)
			continue;
		bool item = false;
		struct span rest = span_trim(span_sub(p->text, match.end[0], p->text.length));
		bool clauses = outline_label(layout->profile, rest, &item) && !item;
		const char *kind =
			lower(&layout->lines->arena, match_named(row, &match, p->text, "kind"));
		size_t last = take_balloon(layout, i, kind, clauses);
		if (clauses)
			diag_add(layout->diags, DIAG_IN021, layout_place(layout, p->text),
				 "a balloon holds whole provisions (lines %zu to %zu), as “%s”",
				 i + 1, last + 1, kind);
		i = last;
	}
	for (size_t i = 0; i < layout->count; i++) {
		struct span text = layout->items[i].text;
		size_t mark = span_find(text, SPAN("¶"), 0);
		if (mark == SIZE_MAX)
			continue;
		diag_add(layout->diags, DIAG_IN022,
			 layout_place(layout, span_sub(text, mark, mark + strlen("¶"))),
			 "a paragraph mark is shown as text and is left out");
	}
}
