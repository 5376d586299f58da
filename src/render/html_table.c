/* Tables: the walk tells of cells one by one; where a cell, a row or a table begins is read from
 * the tags between them. */
#include "render/html.h"

#include <stdlib.h>

#include "doc/tags.h"

void html_cells_end(const struct walk *walk)
{
	struct html *html = walk->state;
	if (html->cells.open)
		buf_text(walk->out, "</td></tr></tbody></table>\n");
	html->cells = (struct cells){0};
}

enum boundary { SAME_CELL, NEW_CELL, NEW_ROW, NEW_TABLE };

static const char *const cell_tags[] = {"<br/>", "</td><td", "</td></tr>\n<tr><td",
					"<table class=\"cells\"><tbody>\n<tr><td"};

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

static uint32_t block_on(const struct item *item, bool new_side)
{
	return new_side ? item->new_index : item->old_index;
}

static const struct doc *doc_on(const struct redline *redline, bool new_side)
{
	return new_side ? redline->new_doc : redline->old_doc;
}

static bool is_cell(const struct redline *redline, const struct item *item)
{
	return item < redline->items + redline->item_count && item->kind == ITEM_BLOCK &&
	       item_block(redline, item)->flags & BLOCK_CELL;
}

/* What begins with a cell, after what was told of its version. */
static enum boundary boundary_before(const struct walk *walk, const struct item *item)
{
	const struct html *html = walk->state;
	const struct redline *redline = walk->redline;
	bool new_side = item->new_index != DOC_NONE;
	uint32_t last = html->cells.end[new_side];
	if (!html->cells.open)
		return NEW_TABLE;
	if (!last)
		return NEW_ROW;
	enum boundary boundary = boundary_between(item_doc(redline, item)->bytes, last,
						  item_block(redline, item)->start);
	/* The cell that it goes on with may be closed: cells of the other version stand between. */
	if (boundary == SAME_CELL && html->cells.in[new_side] != html->cells.count)
		return NEW_CELL;
	return boundary;
}

/* One cell went and one came in its place: they are shown as one. */
static bool is_replaced(const struct walk *walk, const struct item *item, enum boundary boundary)
{
	const struct html *html = walk->state;
	return item->new_index == DOC_NONE && !html->cells.gone &&
	       is_cell(walk->redline, item + 1) && item[1].old_index == DOC_NONE &&
	       html->cells.open && boundary_before(walk, item + 1) == boundary;
}

/* Is the block all that its cell has? If the next one of its version goes on in the cell, no. */
static bool is_whole_cell(const struct redline *redline, const struct item *item)
{
	bool new_side = item->new_index != DOC_NONE;
	const struct item *next = item + 1;
	while (is_cell(redline, next) && block_on(next, new_side) == DOC_NONE)
		next++;
	if (!is_cell(redline, next))
		return true;
	const struct doc *doc = doc_on(redline, new_side);
	return boundary_between(doc->bytes, doc->blocks[block_on(item, new_side)].end,
				doc->blocks[block_on(next, new_side)].start) != SAME_CELL;
}

/* A cell that one version has not is no empty cell in it. */
static const char *cell_class(const struct walk *walk, const struct item *item)
{
	static const char *const classes[] = {"", " class=\"ch old\"", " class=\"ch new\""};
	const struct html *html = walk->state;
	if (item->mark != MARK_SAME && !html->cells.replaced && is_whole_cell(walk->redline, item))
		return classes[item->mark];
	return html->row.changed ? " class=\"ch\"" : "";
}

/* The column of a cell in its version. */
static uint32_t column_of(const struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	bool new_side = item->new_index != DOC_NONE;
	uint32_t count;
	if (!html->places[new_side])
		html->places[new_side] = places_all(doc_on(walk->redline, new_side), &count);
	return html->places[new_side][block_on(item, new_side)].column;
}

void html_places_free(struct walk *walk)
{
	struct html *html = walk->state;
	for (int side = 0; side < 2; side++) {
		free(html->places[side]);
		html->places[side] = NULL;
	}
}

/* Columns in which no cell has words keep their place: what begins then is a cell. */
static enum boundary fill_columns(const struct walk *walk, uint32_t column, enum boundary boundary)
{
	struct html *html = walk->state;
	if (boundary > NEW_CELL)
		html->cells.column = 0;
	for (; html->cells.column < column; html->cells.column++) {
		buf_text(walk->out, cell_tags[boundary]);
		buf_char(walk->out, '>');
		boundary = NEW_CELL;
		html->cells.count++;
	}
	html->cells.column = column + 1;
	return boundary;
}

static void cell_open(const struct walk *walk, const struct item *item, enum boundary boundary)
{
	struct html *html = walk->state;
	if (boundary != SAME_CELL)
		boundary = fill_columns(walk, column_of(walk, item), boundary);
	buf_text(walk->out, cell_tags[boundary]);
	if (boundary == SAME_CELL)
		return;
	html->cells.count++;
	buf_text(walk->out, cell_class(walk, item));
	html_change_attribute(&html->row, walk->out);
	buf_char(walk->out, '>');
}

void html_cell(const struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	const struct redline *redline = walk->redline;
	html_row_end(walk);
	enum boundary boundary = boundary_before(walk, item);
	if (boundary == NEW_TABLE)
		html_cells_end(walk);
	bool replaces = html->cells.replaced;
	html->cells.replaced = is_replaced(walk, item, boundary);
	html->row.cell = true;
	html_words(walk, item);
	html_unmark(html);
	if (replaces)
		buf_text(walk->out, "<br class=\"either\"/>");
	else
		cell_open(walk, item, boundary);
	html_margin(walk, walk->out);
	buf_span(walk->out, buf_as_span(&html->row.words));
	html->rows++;
	html_row_reset(&html->row);
	html->cells.open = true;
	html->cells.gone = item->new_index == DOC_NONE;
	for (int side = 0; side < 2; side++) {
		if (block_on(item, side) == DOC_NONE)
			continue;
		html->cells.end[side] = doc_on(redline, side)->blocks[block_on(item, side)].end;
		html->cells.in[side] = html->cells.count;
	}
}
