/* Page furniture: page marks with the headers and footers round them, the cover, and the facts that
 * they state (number, title, version, date, year). What it looks like is in the profile. */
#include "read/layout.h"

#include "doc/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	LOOSE_LINES = 2,   /* cover lines of no known form between two of known form */
	LOOSE_LENGTH = 60, /* such a line is no sentence */
	TITLE_LENGTH = 100,
	NEIGHBOURS = 3, /* lines beside a page mark that may repeat from page to page */
	REACH = 20	/* and no farther from it */
};

static void take_fact(struct layout *layout, struct span *fact, unsigned *line, struct span text,
		      const struct match *match, struct pattern *pattern, const char *name)
{
	struct span value = match_named(pattern, match, text, name);
	if (fact->length || !value.length)
		return;
	*fact = span_trim(value);
	if (line)
		*line = layout_place(layout, value).line;
}

static bool same_words(struct span a, struct span b)
{
	struct buf x = {0}, y = {0};
	words_fold_marks(a, &x);
	words_fold_marks(b, &y);
	bool same =
		x.length == y.length && !strncasecmp(x.at ? x.at : "", y.at ? y.at : "", x.length);
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* A title is stated again in running headers and beside the number. */
static void compare_title(struct lines *lines, struct span text, const struct match *match,
			  struct pattern *pattern)
{
	struct span title = span_trim(match_named(pattern, match, text, "title"));
	if (title.length && lines->title.length && !lines->other_title.length &&
	    !same_words(title, lines->title))
		lines->other_title = title;
}

static void take_facts(struct layout *layout, struct pattern *pattern, struct span text,
		       const struct match *match)
{
	struct lines *lines = layout->lines;
	take_fact(layout, &lines->number, &lines->number_line, text, match, pattern, "number");
	take_fact(layout, &lines->version, NULL, text, match, pattern, "version");
	take_fact(layout, &lines->date, &lines->date_line, text, match, pattern, "date");
	take_fact(layout, &lines->year, NULL, text, match, pattern, "year");
	compare_title(lines, text, match, pattern);
	take_fact(layout, &lines->title, NULL, text, match, pattern, "title");
	take_fact(layout, &lines->base_version, &lines->base_version_line, text, match, pattern,
		  "base");
}

static bool is_a(struct layout *layout, const struct rows *rows, size_t line, bool facts)
{
	struct match match;
	struct span text = layout->items[line].text;
	struct pattern *pattern = rows_match(rows, text, true, &match);
	if (pattern && facts)
		take_facts(layout, pattern, text, &match);
	return pattern != NULL;
}

/* Of no known form, but short and neither sentence, label, instruction nor balloon. */
static bool could_be_cover(const struct layout *layout, size_t line)
{
	const struct physical *p = &layout->items[line];
	struct match match;
	bool item;
	return p->length <= LOOSE_LENGTH && !p->starts &&
	       !strchr(".;:,", p->text.at[p->text.length - 1]) &&
	       !rows_match(&layout->balloon, p->text, false, &match) &&
	       !outline_label(layout->profile, p->text, &item);
}

/* From a page mark in one direction, as far as the next: lines of known form, and a few others
 * between such. */
static void spread(struct layout *layout, size_t mark, int step, size_t other)
{
	size_t loose[LOOSE_LINES], pending = 0;
	for (size_t i = mark + (size_t)step; i < layout->count && i != other; i += (size_t)step) {
		struct physical *p = &layout->items[i];
		if (p->use == LINE_BLANK || !p->text.length)
			continue;
		if (p->use == LINE_FURNITURE || is_a(layout, &layout->furniture, i, true) ||
		    is_a(layout, &layout->cover, i, true)) {
			p->use = LINE_FURNITURE;
			while (pending)
				layout->items[loose[--pending]].use = LINE_FURNITURE;
			continue;
		}
		if (pending == LOOSE_LINES || !could_be_cover(layout, i))
			return;
		loose[pending++] = i;
	}
}

/* ---- lines that repeat, with other figures, beside every page mark */

struct neighbour {
	uint64_t hash;
	size_t line;
};

static uint64_t hash_without_figures(struct span text)
{
	uint64_t hash = 1469598103934665603u;
	for (size_t i = 0; i < text.length; i++) {
		bool digit = isdigit((unsigned char)text.at[i]);
		if (digit && i && isdigit((unsigned char)text.at[i - 1]))
			continue;
		hash = (hash ^ (digit ? '#' : (unsigned char)text.at[i])) * 1099511628211u;
	}
	return hash;
}

static int neighbour_order(const void *a, const void *b)
{
	const struct neighbour *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void repeated_beside_marks(struct layout *layout, const size_t *marks, size_t mark_count)
{
	struct neighbour *near = mem_alloc(mark_count * 2 * NEIGHBOURS * sizeof *near);
	size_t count = 0;
	for (size_t m = 0; m < mark_count; m++) {
		for (int step = -1; step <= 1; step += 2) {
			size_t found = 0;
			size_t i = marks[m] + (size_t)step;
			for (size_t n = 0; n < REACH && i < layout->count && found < NEIGHBOURS;
			     n++, i += (size_t)step) {
				if (layout->items[i].use != LINE_TEXT)
					continue;
				near[count++] = (struct neighbour){
					hash_without_figures(layout->items[i].text), i};
				found++;
			}
		}
	}
	qsort(near, count, sizeof *near, neighbour_order);
	for (size_t i = 0; i < count; i++) {
		bool twin = (i && near[i - 1].hash == near[i].hash &&
			     near[i - 1].line != near[i].line) ||
			    (i + 1 < count && near[i + 1].hash == near[i].hash &&
			     near[i + 1].line != near[i].line);
		if (twin && could_be_cover(layout, near[i].line))
			layout->items[near[i].line].use = LINE_FURNITURE;
	}
	free(near);
}

/* ---- the cover */

/* The title stands alone under the number: the short lines up to a blank or a line of known form.
 */
static size_t take_title(struct layout *layout, size_t after)
{
	struct buf title = {0};
	size_t i = after + 1, last = after;
	while (i < layout->count && layout->items[i].use == LINE_BLANK)
		i++;
	for (; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		if (p->use != LINE_TEXT || p->length > TITLE_LENGTH || !could_be_cover(layout, i) ||
		    is_a(layout, &layout->heading, i, false) ||
		    is_a(layout, &layout->cover, i, false))
			break;
		if (title.length)
			buf_char(&title, ' ');
		buf_span(&title, p->text);
		last = i;
	}
	if (title.length)
		layout->lines->title = span_of(arena_string(&layout->lines->arena, title.at));
	buf_release(&title);
	return last;
}

static void find_cover(struct layout *layout)
{
	struct lines *lines = layout->lines;
	for (size_t i = 0; i < layout->body; i++) {
		struct physical *p = &layout->items[i];
		struct match match;
		if (p->use != LINE_TEXT && p->use != LINE_FURNITURE)
			continue;
		struct pattern *row = rows_match(&layout->cover, p->text, true, &match);
		if (!row)
			continue;
		if (p->use == LINE_TEXT)
			take_facts(layout, row, p->text, &match);
		bool named = match_named(row, &match, p->text, "number").length > 0;
		p->use = LINE_FURNITURE;
		if (named && !lines->title.length) {
			size_t last = take_title(layout, i);
			for (size_t k = i + 1; k <= last; k++)
				if (layout->items[k].use == LINE_TEXT)
					layout->items[k].use = LINE_FURNITURE;
		}
	}
}

void find_furniture(struct layout *layout)
{
	size_t *marks = mem_alloc((layout->count + 1) * sizeof *marks), count = 0;
	for (size_t i = 0; i < layout->count; i++) {
		if (layout->items[i].use != LINE_TEXT)
			continue;
		bool page = is_a(layout, &layout->page, i, true);
		if (page)
			marks[count++] = i;
		if (page || is_a(layout, &layout->furniture, i, true))
			layout->items[i].use = LINE_FURNITURE;
	}
	for (size_t m = 0; m < count; m++) {
		spread(layout, marks[m], -1, m ? marks[m - 1] : SIZE_MAX);
		spread(layout, marks[m], 1, m + 1 < count ? marks[m + 1] : SIZE_MAX);
	}
	repeated_beside_marks(layout, marks, count);
	find_cover(layout);
	free(marks);
}
