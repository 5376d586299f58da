/* Cells: the tables of a provision of the base, by the tags between its blocks, and the row or
 * column that an instruction names. */
#include "draft/cells.h"

#include "draft/quotation.h"

#include <string.h>

/* ---- the tables of the base */

size_t cells_tags(struct span bytes, const char *tag)
{
	size_t count = 0, length = strlen(tag);
	for (size_t at = 0; (at = span_find(bytes, span_of(tag), at)) != SIZE_MAX; at += length)
		count += at + length < bytes.length && strchr(" />\t\r\n", bytes.at[at + length]);
	return count;
}

/* What stands behind the start of the last such element. */
static struct span behind_last(struct span bytes, const char *tag)
{
	struct span rest = bytes;
	for (size_t at; cells_tags(rest, tag); rest = span_sub(rest, at + 1, rest.length))
		at = span_find(rest, span_of(tag), 0);
	return rest;
}

/* The cell of the next block, by the tags that stand between it and what was before. */
void cells_step(const struct doc *doc, uint32_t from, uint32_t block, struct cell *cell)
{
	struct span between = span_sub(doc->bytes, from, doc->blocks[block].start);
	size_t tables = cells_tags(between, "<table");
	if (tables)
		*cell = (struct cell){.table = cell->table + tables};
	between = behind_last(between, "<table");
	size_t rows = cells_tags(between, "<tr");
	if (rows)
		cell->column = 0;
	cell->row += rows;
	between = behind_last(between, "<tr");
	size_t heads = cells_tags(between, "<th"), cells = cells_tags(between, "<td") + heads;
	if (cells)
		cell->head = heads > 0;
	cell->column += cells;
}

bool cells_nested(const struct search *search)
{
	const struct provision *p = &search->doc->provisions[search->provision];
	struct span bytes = span_sub(search->doc->bytes, p->start, p->end);
	bool in_table = false;
	for (size_t at = 0; (at = span_find(bytes, SPAN("table"), at)) != SIZE_MAX; at++) {
		struct span before = span_sub(bytes, at > 2 ? at - 2 : 0, at);
		if (span_ends(before, "<")) {
			if (in_table)
				return true;
			in_table = true;
		} else if (span_is(before, "</")) {
			in_table = false;
		}
	}
	return false;
}

bool cells_merged(const struct search *search)
{
	const struct provision *p = &search->doc->provisions[search->provision];
	struct span bytes = span_sub(search->doc->bytes, p->start, p->end);
	return span_find(bytes, SPAN("colspan="), 0) != SIZE_MAX ||
	       span_find(bytes, SPAN("rowspan="), 0) != SIZE_MAX;
}

/* ---- what is named */

/* "The row for B of the table": without the table. */
static struct span table_apart(struct span words)
{
	static const char *const tables[] = {" of the table", " in the table"};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		words.length -= span_ends(words, tables[i]) ? strlen(tables[i]) : 0;
	return words;
}

static struct span last_word(struct span words)
{
	size_t start = words.length;
	while (start && words.at[start - 1] != ' ')
		start--;
	return span_sub(words, start, words.length);
}

/* "Row B", "the entry for B"; "the first row" has none. */
static struct span head_unquoted(struct span words)
{
	struct span last = last_word(table_apart(words));
	return names_cells(last) ? (struct span){"", 0} : last;
}

struct named_cells cells_named(struct span words)
{
	struct named_cells named = {.head = {"", 0},
				    .begins = wording_says(words, "begins") ||
					      wording_says(words, "begin") ||
					      wording_says(words, "beginning")};
	size_t mark = SIZE_MAX;
	for (size_t i = 0; i < words.length && mark == SIZE_MAX; i++)
		if (quotation_mark(span_sub(words, i, words.length)))
			mark = i;
	if (wording_says(words, "column"))
		named.axis = ONE_COLUMN;
	else if (wording_says(words, "row") || wording_says(words, "entry"))
		named.axis = ONE_ROW;
	if (mark != SIZE_MAX) {
		struct span quoted = span_sub(words, mark, words.length);
		named.head = quote_inner(span_sub(quoted, 0, quotation_close(quoted)));
		return named;
	}
	int nth = ordinal_named(words);
	named.nth = nth > 0 ? (size_t)nth : 0;
	if (named.axis == ONE_ROW)
		named.head = head_unquoted(words);
	return named;
}

/* A row begins with those words, whole; over a column stand these and no others. */
static bool begins_with(struct span text, struct span head, bool all)
{
	text = span_trim(text);
	struct span start = span_sub(text, 0, head.length);
	bool ends = text.length == head.length ||
		    (text.length > head.length && strchr(" ,;:.(", text.at[head.length]));
	return head.length && span_equal(start, head) && ends &&
	       (!all || text.length == head.length);
}

/* ---- finding them */

/* The next block of text in the provision and all that stands in it. */
uint32_t cells_next(const struct search *search, uint32_t block)
{
	const struct provision *p = &search->doc->provisions[search->provision];
	for (uint32_t b = block == DOC_NONE ? p->block : block + 1; b < p->block_after; b++) {
		enum block_part part = search->doc->blocks[b].part;
		if (part == PART_CONTENT || part == PART_INTRO || part == PART_WRAPUP)
			return b;
	}
	return DOC_NONE;
}

static bool is_head(const struct search *search, const struct cell *cell, struct span text)
{
	const struct named_cells *named = &search->named;
	if (named->axis == ONE_ROW)
		return cell->column == 1 && begins_with(text, named->head, !named->begins);
	if (named->axis == ONE_COLUMN && named->nth)
		return cell->row == 1 && cell->column == named->nth;
	return named->axis == ONE_COLUMN && cell->row == 1 && begins_with(text, named->head, true);
}

void cells_find(struct search *search)
{
	struct cell cell = {0};
	uint32_t from = search->doc->provisions[search->provision].start;
	for (uint32_t b = cells_next(search, DOC_NONE); b != DOC_NONE; b = cells_next(search, b)) {
		const struct block *block = &search->doc->blocks[b];
		size_t column = cell.column, row = cell.row;
		cells_step(search->doc, from, b, &cell);
		from = block->end;
		bool first = cell.column != column || cell.row != row;
		if (!(block->flags & BLOCK_CELL) || !first)
			continue;
		if (cell.column == 1)
			buf_printf(&search->rows, "%s“%.*s”", search->rows.length ? ", " : "",
				   SPAN_ARGS(span_trim(block->text)));
		if (!is_head(search, &cell, block->text))
			continue;
		search->found++;
		search->at = cell;
	}
}

bool cells_found(struct work *work, struct instruction *instruction, struct span words,
		 const struct search *search, const char *cited)
{
	bool column = search->named.axis == ONE_COLUMN;
	if (!search->rows.length) {
		draft_refuse(work, instruction, DIAG_AMD002, words, "%s has no table", cited);
		return false;
	}
	if (cells_nested(search) && search->named.axis != ALL_CELLS) {
		draft_refuse(work, instruction, DIAG_AMD028, words,
			     "a table stands in a cell of that in %s: which are its rows and "
			     "columns is not certain",
			     cited);
		return false;
	}
	if (column && cells_merged(search)) {
		draft_refuse(work, instruction, DIAG_AMD028, words,
			     "cells of the table in %s are merged: which are one column is not "
			     "certain",
			     cited);
		return false;
	}
	if (search->named.axis == ALL_CELLS || search->found == 1)
		return true;
	struct diag *diag = search->found ? draft_refuse(work, instruction, DIAG_AMD023, words,
							 "“%.*s” can be %zu of those in %s",
							 SPAN_ARGS(words), search->found, cited)
					  : draft_refuse(work, instruction, DIAG_AMD002, words,
							 "“%.*s” is none of those in %s",
							 SPAN_ARGS(words), cited);
	diag_help(work->diags, diag, "its rows begin with %.*s",
		  (int)(search->rows.length < 200 ? search->rows.length : 200), search->rows.at);
	return false;
}
