/* Changes on the page: what their kinds are called, which of them a row shows, and their numbers in
 * the margin with the ways from one to the next. */
#include "render/html.h"

#include <stdlib.h>
#include <string.h>

/* ---- kinds */

static const char *const words[HTML_KINDS] = {"inserted",   "deleted", "amended", "moved",
					      "renumbered", "split",   "joined"};
static const char *const amendments[HTML_KINDS] = {"insertion",	  "repeal", "substitution", "move",
						   "renumbering", "split",  "join"};

enum html_kind html_kind_of(const struct change *change)
{
	for (enum html_kind kind = 0; change->kind && kind < HTML_KINDS; kind++)
		if (!strcmp(change->kind, amendments[kind]))
			return kind;
	return HTML_AMENDED;
}

const char *html_kind_word(enum html_kind kind)
{
	return words[kind];
}

/* ---- rows of the list, and rows of the page */

static size_t change_row_of(const struct walk *walk, unsigned number)
{
	size_t low = 0, high = walk->row_count;
	/* In a diff every document counts from 1, and the rows go by document first. */
	bool by_document = walk->row_count && !walk->rows[0].change->op;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct change_row *row = &walk->rows[middle];
		bool before = row->change->number < number;
		if (by_document && row->document != walk->document)
			before = row->document < walk->document;
		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	return low < walk->row_count && walk->rows[low].change->number == number ? low : SIZE_MAX;
}

static int by_appearance(const void *a, const void *b)
{
	const struct change_row *x = *(const struct change_row *const *)a;
	const struct change_row *y = *(const struct change_row *const *)b;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	if (x->first_item != y->first_item)
		return x->first_item < y->first_item ? -1 : 1;
	return (x > y) - (x < y);
}

void html_changes_order(struct html *html, const struct walk *walk)
{
	size_t count = walk->row_count;
	const struct change_row **rows = mem_alloc((count + 1) * sizeof *rows);
	html->order = mem_alloc((count + 1) * sizeof *html->order);
	html->rank = mem_alloc((count + 1) * sizeof *html->rank);
	html->stamp = mem_alloc((count + 1) * sizeof *html->stamp);
	html->named = mem_alloc((count + 1) * sizeof *html->named);
	for (size_t i = 0; i < count; i++) {
		html->rank[i] = SIZE_MAX;
		if (walk->rows[i].first_item != DOC_NONE)
			rows[html->order_count++] = &walk->rows[i];
	}
	mem_sort(rows, html->order_count, sizeof *rows, by_appearance);
	for (size_t i = 0; i < html->order_count; i++) {
		html->order[i] = (size_t)(rows[i] - walk->rows);
		html->rank[html->order[i]] = i;
	}
	free(rows);
}

void html_changes_release(struct html *html)
{
	free(html->row.changes);
	free(html->order);
	free(html->rank);
	free(html->stamp);
	free(html->named);
}

size_t html_note_change(const struct walk *walk, unsigned number)
{
	struct html *html = walk->state;
	struct row *row = &html->row;
	if (!number)
		return SIZE_MAX;
	row->changed = true;
	size_t change = change_row_of(walk, number);
	if (change == SIZE_MAX || html->stamp[change] == html->rows + 1)
		return change;
	html->stamp[change] = html->rows + 1;
	MEM_ROOM(row->changes, row->change_count, row->change_capacity);
	row->changes[row->change_count++] = change;
	return change;
}

void html_change_attribute(const struct row *row, struct buf *out)
{
	for (size_t i = 0; i < row->change_count; i++)
		buf_printf(out, "%s%zu", i ? " " : " data-c=\"", row->changes[i] + 1);
	if (row->change_count)
		buf_char(out, '"');
}

static void step(const struct html *html, size_t rank, size_t count, const char *name,
		 const char *arrow, struct buf *out)
{
	if (rank < count)
		buf_printf(out,
			   "<a href=\"#change-%zu\" title=\"%s\"><span class=\"vh\">%s</span>"
			   "<span aria-hidden=\"true\">%s</span></a>",
			   html->order[rank] + 1, name, name, arrow);
}

/* The number of a change in the margin; where it is first seen also the ways to its neighbours. */
static void name_change(const struct walk *walk, size_t change, struct buf *out)
{
	struct html *html = walk->state;
	bool first = !html->named[change];
	html->named[change] = true;
	buf_text(out, "<a class=\"change\"");
	if (first)
		buf_printf(out, " id=\"change-%zu\"", change + 1);
	buf_printf(out, " href=\"#entry-%zu\"><span class=\"vh\">Change </span>%u</a>", change + 1,
		   walk->rows[change].change->number);
	if (!first || html->rank[change] == SIZE_MAX)
		return;
	/* Without a script: with one the bar has the same. */
	size_t rank = html->rank[change];
	buf_text(out, "<span class=\"steps\">");
	step(html, rank - 1, rank ? SIZE_MAX : 0, "Previous change", "\xe2\x86\x91", out);
	step(html, rank + 1, html->order_count, "Next change", "\xe2\x86\x93", out);
	buf_text(out, "</span>");
}

void html_margin(const struct walk *walk, struct buf *out)
{
	struct html *html = walk->state;
	const struct row *row = &html->row;
	if (!row->changed)
		html->shown = SIZE_MAX;
	if (!row->change_count || (row->change_count == 1 && row->changes[0] == html->shown))
		return;
	buf_text(out, "<span class=\"marks\">");
	for (size_t i = 0; i < row->change_count; i++)
		name_change(walk, row->changes[i], out);
	buf_text(out, "</span> ");
	html->shown = row->changes[row->change_count - 1];
}
