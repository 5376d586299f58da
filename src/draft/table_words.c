/* Words in a table: the table of a provision, one row of it or one column is named as their place.
 * The operation is one on words of the provision: on the one of them that stands there. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <string.h>

enum axis { ALL_CELLS, ONE_ROW, ONE_COLUMN };

/* Which cells an instruction names. */
struct named_cells {
	enum axis axis;
	struct span head; /* what the row begins with, or stands over the column; or empty */
	size_t nth;	  /* of columns, from 1; 0: by its head */
	bool begins;	  /* the head is the first words of it, and perhaps not all */
};

/* Where a block of the base stands in a table. */
struct cell {
	size_t table, row, column; /* from 1; table 0: in none */
};

/* ---- the tables of the base */

static size_t count_tags(struct span bytes, const char *tag)
{
	size_t count = 0, length = strlen(tag);
	for (size_t at = 0; (at = span_find(bytes, span_of(tag), at)) != SIZE_MAX; at += length)
		count += at + length < bytes.length && strchr(" >\t\r\n", bytes.at[at + length]);
	return count;
}

/* The cell of the next block, by the tags that stand between it and what was before. */
static void step_cell(const struct doc *doc, uint32_t from, uint32_t block, struct cell *cell)
{
	struct span between = span_sub(doc->bytes, from, doc->blocks[block].start);
	size_t tables = count_tags(between, "<table"), rows = count_tags(between, "<tr");
	if (tables)
		*cell = (struct cell){.table = cell->table + tables};
	if (rows)
		cell->column = 0;
	cell->row += rows;
	cell->column += count_tags(between, "<td") + count_tags(between, "<th");
}

static bool is_merged(const struct doc *doc, const struct provision *p)
{
	struct span bytes = span_sub(doc->bytes, p->start, p->end);
	return span_find(bytes, SPAN("colspan="), 0) != SIZE_MAX ||
	       span_find(bytes, SPAN("rowspan="), 0) != SIZE_MAX;
}

/* ---- what is named */

static struct named_cells cells_named(struct span words)
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
	size_t at = span_find(words, SPAN("row "), 0);
	if (named.axis == ONE_ROW && at != SIZE_MAX) {
		struct span rest = span_sub(words, at + strlen("row "), words.length);
		named.head = span_sub(rest, 0,
				      span_find(rest, SPAN(" "), 0) < rest.length
					      ? span_find(rest, SPAN(" "), 0)
					      : rest.length);
	}
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

struct search {
	const struct doc *doc;
	uint32_t provision;
	struct named_cells named;
	size_t found;	 /* rows or columns that it can be */
	struct cell at;	 /* the last of them */
	struct buf rows; /* what the rows begin with */
};

/* The next block of text in the provision and all that stands in it. */
static uint32_t next_text(const struct search *search, uint32_t block)
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

static void find_cells(struct search *search)
{
	struct cell cell = {0};
	uint32_t from = search->doc->provisions[search->provision].start;
	for (uint32_t b = next_text(search, DOC_NONE); b != DOC_NONE; b = next_text(search, b)) {
		const struct block *block = &search->doc->blocks[b];
		size_t column = cell.column, row = cell.row;
		step_cell(search->doc, from, b, &cell);
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

static bool is_named(const struct search *search, const struct cell *cell,
		     const struct block *block)
{
	if (!(block->flags & BLOCK_CELL))
		return false;
	switch (search->named.axis) {
	case ONE_ROW:
		return cell->table == search->at.table && cell->row == search->at.row;
	case ONE_COLUMN:
		return cell->table == search->at.table && cell->column == search->at.column;
	default:
		return true;
	}
}

/* Of all the hits in the provision those in the cells: how many, and the number of the last. */
static size_t count_hits(const struct search *search, struct span old, size_t *all, size_t *last)
{
	struct cell cell = {0};
	struct word_hit hit;
	size_t inside = 0;
	uint32_t from = search->doc->provisions[search->provision].start;
	*all = *last = 0;
	for (uint32_t b = next_text(search, DOC_NONE); b != DOC_NONE; b = next_text(search, b)) {
		const struct block *block = &search->doc->blocks[b];
		step_cell(search->doc, from, b, &cell);
		from = block->end;
		for (size_t at = 0; words_find(block->text, old, at, false, &hit); at = hit.end) {
			++*all;
			if (!is_named(search, &cell, block))
				continue;
			inside++;
			*last = *all;
		}
	}
	return inside;
}

/* ---- the operation */

static bool cells_found(struct work *work, struct instruction *instruction, struct span words,
			const struct search *search, const char *cited)
{
	bool column = search->named.axis == ONE_COLUMN;
	if (!search->rows.length) {
		draft_refuse(work, instruction, DIAG_AMD002, words, "%s has no table", cited);
		return false;
	}
	if (column && is_merged(search->doc, &search->doc->provisions[search->provision])) {
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

static void take_hit(struct work *work, struct instruction *instruction, struct span words,
		     const struct search *search, const char *cited, struct draft_op *op)
{
	size_t all, last, inside = count_hits(search, op->old->text, &all, &last);
	bool each = op->op.occurrence == OCCURRENCE_EACH && inside == all && inside;
	if (each)
		return;
	if (inside != 1 || op->op.span != SPAN_WORDS || op->op.occurrence != OCCURRENCE_ONE) {
		draft_refuse(work, instruction, inside ? DIAG_AMD023 : DIAG_AMD008, words,
			     "“%.*s” is there %zu time%s, and in %s %zu", SPAN_ARGS(op->old->text),
			     inside, inside == 1 ? "" : "s", cited, all);
		return;
	}
	op->op.occurrence = all == 1 ? OCCURRENCE_ONE : (int)last;
	op->op.count = all == 1;
}

bool names_cells(struct span words)
{
	return wording_says(words, "table") || wording_says(words, "row") ||
	       wording_says(words, "column") || wording_says(words, "entry");
}

void cells_take(struct work *work, struct instruction *instruction, struct span words,
		struct draft_op *op)
{
	struct search search = {.named = cells_named(words)};
	const char *cited = draft_cite(work, op->op.target);
	if (!op->old || op->op.scope != SCOPE_WORDS) {
		struct diag *diag = draft_refuse(work, instruction, DIAG_AMD028, words,
						 "only words in the cells of a table are changed");
		diag_help(work->diags, diag, "restate the provision that holds it");
		return;
	}
	search.provision = work->base ? base_find(work, op->op.target, &search.doc) : DOC_NONE;
	if (search.provision == DOC_NONE) {
		draft_refuse(work, instruction, work->base ? DIAG_AMD002 : DIAG_AMD023, words,
			     work->base ? "the target %s is not in the base"
					: "which words of %s stand there only the base says",
			     cited);
		return;
	}
	find_cells(&search);
	if (cells_found(work, instruction, words, &search, cited))
		take_hit(work, instruction, words, &search, cited, op);
	buf_release(&search.rows);
}
