/* A row of the page is a line of the code as people see it: number and words together, though they
 * are two blocks. So a row is collected until the next one begins; only then is it known whether
 * all of it is new, or gone, and which changes touch it. */
#include "render/html.h"

#include <string.h>

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
	struct html_place place = html_ids_follow(&html->ids, fragment->doc, ref->href);
	if (!place.anchor)
		return;
	buf_text(out, "<a href=\"#");
	buf_text(out, place.anchor);
	buf_text(out, "\">");
	html->linked = true;
}

/* The change is said where it is not the first of the row, whose tag says it. */
static void mark_open(struct html *html, struct html_mark mark)
{
	static const char *const names[] = {"", "<del", "<ins"};
	const struct row *row = &html->row;
	buf_text(&html->row.words, names[mark.mark]);
	if (mark.carried)
		buf_text(&html->row.words, " class=\"carried\"");
	if (mark.change != SIZE_MAX &&
	    (row->cell || (row->change_count && row->changes[0] != mark.change)))
		buf_printf(&html->row.words, " data-c=\"%zu\"", mark.change + 1);
	buf_char(&html->row.words, '>');
}

void html_mark_to(struct html *html, struct html_mark mark)
{
	static const char *const close[] = {"", "</del>", "</ins>"};
	if (mark.mark == html->mark.mark &&
	    (mark.mark == MARK_SAME ||
	     (mark.change == html->mark.change && mark.carried == html->mark.carried)))
		return;
	link_to(html, NULL);
	buf_text(&html->row.words, close[html->mark.mark]);
	html->mark = mark;
	if (mark.mark != MARK_SAME)
		mark_open(html, mark);
}

void html_unmark(struct html *html)
{
	html_mark_to(html, (struct html_mark){.change = SIZE_MAX});
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
		size_t change = html_note_change(walk, fragment.change);
		html_mark_to(html, (struct html_mark){fragment.mark, change, fragment.carried});
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
	buf_text(out, " class=\"row");
	buf_text(out, names[row->kind]);
	if (!is_heading(row)) {
		buf_text(out, " d");
		buf_char(out, (char)('0' + level));
	}
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

void html_row_reset(struct row *row)
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
		html_findings_beside(walk, &html->findings, html->owner);
	html->owner = DOC_NONE;
}

void html_row_end(const struct walk *walk)
{
	struct html *html = walk->state;
	struct buf *out = walk->out;
	if (html->row.kind == ROW_NONE)
		return;
	html_unmark(html);
	char tag[] = "p\0";
	if (is_heading(&html->row)) {
		tag[0] = 'h';
		tag[1] = (char)('0' + heading_rank(html));
	}
	buf_char(out, '<');
	buf_text(out, tag);
	row_classes(html, out);
	html_change_attribute(&html->row, out);
	buf_char(out, '>');
	html_margin(walk, out);
	buf_span(out, buf_as_span(&html->row.words));
	buf_text(out, "</");
	buf_text(out, tag);
	buf_text(out, ">\n");
	html->rows++;
	html_row_reset(&html->row);
	walk_pass_on(walk);
	html_findings_told(walk);
}

void html_row_replaced(const struct walk *walk)
{
	struct html *html = walk->state;
	html_unmark(html);
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
