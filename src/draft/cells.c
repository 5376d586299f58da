/* Cells: the tables of a provision of the base, by the tags between its blocks, and the row or
 * column that an instruction names. */
#include "draft/cells.h"

#include <ctype.h>
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

static bool is_row_label(struct span word)
{
	for (size_t i = 0; i < word.length; i++)
		if (!isupper((unsigned char)word.at[i]) && !isdigit((unsigned char)word.at[i]))
			return false;
	return word.length > 0 && word.length <= 2;
}

struct span cells_head_next(struct span words, size_t *at)
{
	size_t first = 0;
	if (term_listed(words, &first).at) {
		struct span quoted = term_listed(words, at);
		return quoted.at ? quote_inner(quoted) : quoted;
	}
	for (size_t end; *at < words.length; *at = end + 1) {
		for (end = *at; end < words.length && !strchr(" ,", words.at[end]);)
			end++;
		struct span word = span_sub(words, *at, end);
		if (!is_row_label(word))
			continue;
		*at = end;
		return word;
	}
	return (struct span){NULL, 0};
}

/* "The column headed “Fee”", "column 2", "the second column", "the entry for “Bell”". */
static struct named_line line_named(struct span words)
{
	struct named_line line = {.named = true,
				  .words = words,
				  .head = {"", 0},
				  .begins = wording_says(words, "begins") ||
					    wording_says(words, "begin") ||
					    wording_says(words, "beginning")};
	size_t at = 0;
	struct span quoted = term_listed(words, &at);
	if (quoted.at) {
		line.head = quote_inner(quoted);
		return line;
	}
	int nth = ordinal_named(words);
	line.nth = nth > 0 ? (size_t)nth : 0;
	line.head = head_unquoted(words);
	return line;
}

struct named_cells cells_named(const struct work *work, struct span words)
{
	struct named_cells named = {0};
	struct span line;
	if (grammar_find(work->grammar, "row", words, &line) ||
	    grammar_find(work->grammar, "entries", words, &line))
		named.row = line_named(line);
	if (grammar_find(work->grammar, "column", words, &line)) {
		named.column = line_named(line);
		struct span head = named.column.head;
		if (head.length == 1 && isdigit((unsigned char)*head.at))
			named.column.nth = (size_t)(*head.at - '0');
	}
	return named;
}

bool cells_all(const struct named_cells *named)
{
	return !named->row.named && !named->column.named;
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

static bool is_row(const struct named_line *row, const struct cell *cell, struct span text)
{
	return row->named && cell->column == 1 && begins_with(text, row->head, !row->begins);
}

static bool is_column(const struct named_line *column, const struct cell *cell, struct span text)
{
	return column->named && cell->row == 1 &&
	       (column->nth ? cell->column == column->nth : begins_with(text, column->head, true));
}

static void list_head(struct buf *list, struct span text)
{
	buf_printf(list, "%s“%.*s”", list->length ? ", " : "", SPAN_ARGS(span_trim(text)));
}

/* The first text of a cell. */
static void look_at_cell(struct search *search, const struct cell *cell, struct span text)
{
	if (cell->column == 1)
		list_head(&search->rows, text);
	if (cell->row == 1)
		list_head(&search->columns, text);
	if (is_row(&search->named.row, cell, text)) {
		search->rows_found++;
		search->row = *cell;
	}
	if (is_column(&search->named.column, cell, text)) {
		search->columns_found++;
		search->column = *cell;
	}
}

/* Of several tables each may have such a column: of a cell that of the row's is meant. */
static void look_for_column(struct search *search, const struct cell *cell, struct span text)
{
	if (cell->table != search->row.table || !is_column(&search->named.column, cell, text))
		return;
	search->columns_found++;
	search->column = *cell;
}

static void each_cell(struct search *search,
		      void (*look)(struct search *, const struct cell *, struct span))
{
	struct cell cell = {0};
	uint32_t from = search->doc->provisions[search->provision].start;
	for (uint32_t b = cells_next(search, DOC_NONE); b != DOC_NONE; b = cells_next(search, b)) {
		const struct block *block = &search->doc->blocks[b];
		size_t column = cell.column, row = cell.row;
		cells_step(search->doc, from, b, &cell);
		from = block->end;
		bool first = cell.column != column || cell.row != row;
		if ((block->flags & BLOCK_CELL) && first)
			look(search, &cell, block->text);
	}
}

void cells_find(struct search *search)
{
	each_cell(search, look_at_cell);
	if (!search->named.column.named || search->rows_found != 1)
		return;
	search->columns_found = 0;
	each_cell(search, look_for_column);
}

void cells_release(struct search *search)
{
	buf_release(&search->rows);
	buf_release(&search->columns);
}

/* False after a refusal: so many lines can be the one that is named. */
static bool is_one(struct work *work, struct instruction *instruction, struct span words,
		   size_t found, const struct buf *heads, const char *kind, const char *cited)
{
	if (found == 1)
		return true;
	struct diag *diag =
		found ? draft_refuse(work, instruction, DIAG_AMD023, words,
				     "“%.*s” can be %zu of those in %s", SPAN_ARGS(words), found,
				     cited)
		      : draft_refuse(work, instruction, DIAG_AMD002, words,
				     "“%.*s” is none of those in %s", SPAN_ARGS(words), cited);
	diag_help(work->diags, diag, "%s %.*s", kind,
		  (int)(heads->length < 200 ? heads->length : 200), heads->at);
	return false;
}

bool cells_found(struct work *work, struct instruction *instruction, struct span words,
		 const struct search *search, const char *cited)
{
	const struct named_cells *named = &search->named;
	if (!search->rows.length) {
		draft_refuse(work, instruction, DIAG_AMD002, words, "%s has no table", cited);
		return false;
	}
	if (cells_nested(search) && !cells_all(named)) {
		draft_refuse(work, instruction, DIAG_AMD028, words,
			     "a table stands in a cell of that in %s: which are its rows and "
			     "columns is not certain",
			     cited);
		return false;
	}
	if (named->column.named && cells_merged(search)) {
		draft_refuse(work, instruction, DIAG_AMD028, words,
			     "cells of the table in %s are merged: which are one column is not "
			     "certain",
			     cited);
		return false;
	}
	return (!named->row.named || is_one(work, instruction, words, search->rows_found,
					    &search->rows, "its rows begin with", cited)) &&
	       (!named->column.named || is_one(work, instruction, words, search->columns_found,
					       &search->columns, "its columns are headed", cited));
}
