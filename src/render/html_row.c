/* A row of the page is a line of the code as people see it: number and words together, though they
 * are two blocks. So a row is collected until the next one begins; only then is it known whether
 * all of it is new, or gone, and which changes touch it. */
#include "render/html.h"

#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

/* ---- changes */

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
	qsort(rows, html->order_count, sizeof *rows, by_appearance);
	for (size_t i = 0; i < html->order_count; i++) {
		html->order[i] = (size_t)(rows[i] - walk->rows);
		html->rank[html->order[i]] = i;
	}
	free(rows);
}

void html_note_change(const struct walk *walk, unsigned number)
{
	struct html *html = walk->state;
	struct row *row = &html->row;
	if (!number)
		return;
	row->changed = true;
	size_t change = change_row_of(walk, number);
	if (change == SIZE_MAX || html->stamp[change] == html->rows + 1)
		return;
	html->stamp[change] = html->rows + 1;
	MEM_ROOM(row->changes, row->change_count, row->change_capacity);
	row->changes[row->change_count++] = change;
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
	size_t rank = html->rank[change];
	buf_text(out, "<span class=\"steps\">");
	step(html, rank - 1, rank ? SIZE_MAX : 0, "Previous change", "\xe2\x86\x91", out);
	step(html, rank + 1, html->order_count, "Next change", "\xe2\x86\x93", out);
	buf_text(out, "</span>");
}

static void margin(const struct walk *walk, struct buf *out)
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

/* ---- the words of a row */

static void link_to(struct html *html, const struct fragment *fragment)
{
	struct buf *out = &html->row.words;
	const struct inl *ref = fragment ? fragment->ref : NULL;
	if (ref == html->ref)
		return;
	if (html->linked)
		buf_text(out, "</a>");
	html->linked = false;
	html->ref = ref;
	if (!ref)
		return;
	const struct html_place *place = html_ids_follow(&html->ids, fragment->doc, ref->href);
	if (!place)
		return;
	buf_printf(out, "<a href=\"#%s\">", place->anchor);
	html->linked = true;
}

void html_mark_to(struct html *html, enum mark mark)
{
	static const char *const begin[] = {"", "<del><span class=\"vh\">[deleted: </span>",
					    "<ins><span class=\"vh\">[inserted: </span>"};
	static const char *const finish[] = {"",
					     "<span class=\"vh\"> end of deletion]</span></del>",
					     "<span class=\"vh\"> end of insertion]</span></ins>"};
	if (mark == html->mark)
		return;
	link_to(html, NULL);
	buf_text(&html->row.words, finish[html->mark]);
	buf_text(&html->row.words, begin[mark]);
	html->mark = mark;
}

static const struct {
	uint32_t style;
	const char *open, *close;
} styles[] = {
	{STYLE_BOLD, "<b>", "</b>"},	      {STYLE_ITALIC, "<i>", "</i>"},
	{STYLE_UNDERLINE, "<u>", "</u>"},     {STYLE_SUPERSCRIPT, "<sup>", "</sup>"},
	{STYLE_SUBSCRIPT, "<sub>", "</sub>"}, {STYLE_DEFINITION, "<dfn>", "</dfn>"},
};
enum { STYLE_COUNT = sizeof styles / sizeof *styles };

static void fragment_write(const struct fragment *fragment, struct buf *out)
{
	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (fragment->style & styles[i].style)
			buf_text(out, styles[i].open);
	escape_text(out, fragment->text);
	for (size_t i = STYLE_COUNT; i-- > 0;)
		if (fragment->style & styles[i].style)
			buf_text(out, styles[i].close);
}

static struct span without_leading_space(struct span text)
{
	size_t lead = 0;
	while (lead < text.length && strchr(" \t\r\n", text.at[lead]))
		lead++;
	return span_sub(text, lead, text.length);
}

void html_words(const struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	struct fragments fragments;
	struct fragment fragment;
	fragments_begin(&fragments, walk->redline, item);
	bool fresh = true; /* white space before the first word would push it off its place */
	while (fragments_next(&fragments, &fragment)) {
		if (fresh)
			fragment.text = without_leading_space(fragment.text);
		fresh = fresh && !fragment.text.length;
		if (fresh)
			continue;
		if (fragment.mark != MARK_SAME)
			html->row.changed = true;
		if (span_trim(fragment.text).length)
			html->row.seen[fragment.mark] = true;
		html_note_change(walk, fragment.change);
		html_mark_to(html, fragment.mark);
		link_to(html, &fragment);
		fragment_write(&fragment, &html->row.words);
	}
	link_to(html, NULL);
}

/* ---- rows */

static bool is_heading(const struct row *row)
{
	return row->kind == ROW_HEADING || row->kind == ROW_CROSSHEADING;
}

static unsigned heading_rank(const struct html *html)
{
	unsigned rank = html->headings + (html->row.kind == ROW_CROSSHEADING ? 2 : 1);
	return rank > 6 ? 6 : rank < 2 ? 2 : rank;
}

static void row_classes(const struct html *html, struct buf *out)
{
	static const char *const names[] = {
		[ROW_HEADING] = "",   [ROW_CROSSHEADING] = " xh", [ROW_TEXT] = "",
		[ROW_MORE] = " more", [ROW_PLAIN] = " plain",	  [ROW_NOTE] = " more footnote"};
	const struct row *row = &html->row;
	unsigned level = html->level < 1 ? 1 : html->level > 8 ? 8 : html->level;
	buf_printf(out, " class=\"row%s", names[row->kind]);
	if (!is_heading(row))
		buf_printf(out, " d%u", level);
	if (row->changed)
		buf_text(out, " ch");
	if (row->seen[MARK_INSERTED] && !row->seen[MARK_SAME] && !row->seen[MARK_REMOVED])
		buf_text(out, " new");
	if (row->seen[MARK_REMOVED] && !row->seen[MARK_SAME] && !row->seen[MARK_INSERTED])
		buf_text(out, " old");
	if (row->absent)
		buf_text(out, " absent");
	buf_char(out, '"');
}

static void row_reset(struct row *row)
{
	struct buf words = row->words;
	size_t *changes = row->changes, capacity = row->change_capacity;
	buf_cut(&words, 0);
	*row = (struct row){.words = words, .changes = changes, .change_capacity = capacity};
}

void html_findings_told(const struct walk *walk)
{
	struct html *html = walk->state;
	if (html->owner != DOC_NONE)
		html_findings_beside(&html->findings, walk->document, html->owner, walk->out);
	html->owner = DOC_NONE;
}

void html_row_end(const struct walk *walk)
{
	struct html *html = walk->state;
	struct buf *out = walk->out;
	if (html->row.kind == ROW_NONE)
		return;
	html_mark_to(html, MARK_SAME);
	char tag[] = "p\0";
	if (is_heading(&html->row)) {
		tag[0] = 'h';
		tag[1] = (char)('0' + heading_rank(html));
	}
	buf_printf(out, "<%s", tag);
	row_classes(html, out);
	buf_char(out, '>');
	margin(walk, out);
	buf_span(out, buf_as_span(&html->row.words));
	buf_printf(out, "</%s>\n", tag);
	html->rows++;
	row_reset(&html->row);
	html_findings_told(walk);
}

void html_row_replaced(const struct walk *walk)
{
	struct html *html = walk->state;
	html_mark_to(html, MARK_SAME);
	buf_text(&html->row.words, "<br class=\"either\"/>");
	html->row.gone = false;
}

/* Changes noted since the last row, by a provision that has no row of its own, stay for this one.
 */
void html_row_begin(const struct walk *walk, enum row_kind kind)
{
	struct html *html = walk->state;
	html_row_end(walk);
	html->row.kind = kind;
}

/* ---- tables */

void html_cells_end(const struct walk *walk)
{
	struct html *html = walk->state;
	if (html->cells.open)
		buf_text(walk->out, "</td></tr></tbody></table>\n");
	html->cells = (struct cells){0};
}

enum boundary { SAME_CELL, NEW_CELL, NEW_ROW, NEW_TABLE };

/* What begins between two byte positions of a table. */
static enum boundary boundary_between(struct span bytes, uint32_t from, uint32_t to)
{
	enum boundary found = SAME_CELL;
	size_t at = from;
	struct tag tag;
	while (at < to && tag_next(bytes, &at, &tag) && tag.start <= to) {
		enum boundary here = SAME_CELL;
		if (tag.kind == TAG_CLOSE && span_ends(tag.name, "table"))
			here = NEW_TABLE;
		else if (tag.kind == TAG_OPEN && span_ends(tag.name, "tr"))
			here = NEW_ROW;
		else if (tag.kind == TAG_OPEN &&
			 (span_ends(tag.name, "td") || span_ends(tag.name, "th")))
			here = NEW_CELL;
		if (here > found)
			found = here;
	}
	return found;
}

static void cell_open(const struct walk *walk, enum boundary boundary)
{
	static const char *const tags[] = {"<br/>", "</td><td", "</td></tr>\n<tr><td",
					   "<table class=\"cells\"><tbody>\n<tr><td"};
	struct html *html = walk->state;
	if (boundary == NEW_TABLE)
		html_cells_end(walk);
	buf_text(walk->out, tags[boundary]);
	if (boundary != SAME_CELL)
		buf_text(walk->out, html->row.changed ? " class=\"ch\">" : ">");
	html->cells.open = true;
}

void html_cell(const struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	const struct redline *redline = walk->redline;
	const struct block *block = item_block(redline, item);
	bool new_side = item->new_index != DOC_NONE;
	uint32_t last = html->cells.end[new_side];
	html_row_end(walk);
	enum boundary boundary = NEW_TABLE;
	if (html->cells.open)
		boundary =
			last ? boundary_between(item_doc(redline, item)->bytes, last, block->start)
			     : NEW_ROW;
	html_words(walk, item);
	html_mark_to(html, MARK_SAME);
	cell_open(walk, boundary);
	margin(walk, walk->out);
	buf_span(walk->out, buf_as_span(&html->row.words));
	html->rows++;
	row_reset(&html->row);
	html->cells.end[new_side] = block->end;
	if (new_side && item->old_index != DOC_NONE)
		html->cells.end[0] = redline->old_doc->blocks[item->old_index].end;
}
