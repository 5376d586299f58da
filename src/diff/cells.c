/* Cells of tables: rows find their partners first, by the words in them and by their first cell;
 * in two rows that are one, cells of one column are versions of each other, whatever they say. */
#include "diff/align.h"

#include <stdlib.h>

#include "doc/tags.h"

/* Where each node of a list of cells stands: rows of all its tables count on, columns from 1. */
struct grid {
	const struct nodes *cells;
	uint32_t *column;
	struct nodes rows; /* index: the first node of the row */
};

/* Steps over the tags between two cells: true when a row begins. */
static bool pass_tags(const struct doc *doc, uint32_t from, uint32_t to, uint32_t *column)
{
	struct span bytes = span_sub(doc->bytes, 0, to);
	struct tag tag;
	bool row = false;
	for (size_t at = from; at < to && tag_next(bytes, &at, &tag);) {
		bool opens = tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY;
		if (opens && span_ends(tag.name, "tr")) {
			*column = 0;
			row = true;
		} else if (opens && (span_ends(tag.name, "td") || span_ends(tag.name, "th"))) {
			++*column;
		}
	}
	return row;
}

/* The words of its first cell are the name of a row. */
static void add_row(struct grid *grid, size_t at)
{
	const struct doc *doc = grid->cells->doc;
	uint32_t block = grid->cells->items[at].index;
	nodes_add(&grid->rows,
		  (struct node){.index = (uint32_t)at,
				.element = EL_TD,
				.block = block,
				.key = grid->column[at] == 1 ? span_trim(doc->blocks[block].text)
							     : (struct span){"", 0}});
}

static void take_cell(struct grid *grid, size_t at)
{
	struct node *row = &grid->rows.items[grid->rows.count - 1];
	const struct node *cell = &grid->cells->items[at];
	row->block_after = cell->block_after;
	row->hash = (row->hash ^ doc_block_hash(grid->cells->doc, cell->index) ^ grid->column[at]) *
		    0xff51afd7ed558ccdu;
}

static void read_grid(struct grid *grid, const struct nodes *cells)
{
	const struct doc *doc = cells->doc;
	uint32_t column = 0;
	*grid = (struct grid){.cells = cells, .rows = {.doc = doc}};
	grid->column = mem_alloc((cells->count + 1) * sizeof *grid->column);
	for (size_t i = 0; i < cells->count; i++) {
		uint32_t block = cells->items[i].index;
		uint32_t before = i ? cells->items[i - 1].index : block - 1;
		uint32_t from = block ? doc->blocks[before].end : 0;
		bool row = pass_tags(doc, from, doc->blocks[block].start, &column);
		grid->column[i] = column;
		if (row || !i)
			add_row(grid, i);
		take_cell(grid, i);
	}
}

static void grid_release(struct grid *grid)
{
	nodes_release(&grid->rows);
	free(grid->column);
}

/* The first node behind a row. */
static size_t row_end(const struct grid *grid, size_t row)
{
	return row + 1 < grid->rows.count ? grid->rows.items[row + 1].index : grid->cells->count;
}

/* ---- the cells of two rows */

struct stretch_of {
	size_t first, after;
};

static struct nodes some_of(const struct nodes *cells, struct stretch_of s)
{
	struct nodes some = {.doc = cells->doc, .hash = cells->hash};
	for (size_t i = s.first; i < s.after; i++)
		nodes_add(&some, cells->items[i]);
	return some;
}

static void match_some(struct nodes *a, struct stretch_of x, struct nodes *b, struct stretch_of y)
{
	struct nodes some = some_of(a, x), others = some_of(b, y);
	if (some.count == 1 && others.count == 1)
		match(&some, 0, &others, 0);
	else if (some.count && others.count)
		align(&some, &others);
	for (size_t i = 0; i < some.count; i++)
		if (!is_free(&some, i))
			match(a, x.first + i, b, y.first + some.items[i].match);
	nodes_release(&some);
	nodes_release(&others);
}

/* The paragraphs of one cell. */
static struct stretch_of cell_from(const struct grid *grid, size_t at, size_t after)
{
	struct stretch_of cell = {at, at};
	while (cell.after < after && grid->column[cell.after] == grid->column[at])
		cell.after++;
	return cell;
}

static void match_columns(struct nodes *a, const struct grid *x, struct stretch_of old_row,
			  struct nodes *b, const struct grid *y, struct stretch_of new_row)
{
	size_t i = old_row.first, j = new_row.first;
	while (i < old_row.after && j < new_row.after) {
		struct stretch_of p = cell_from(x, i, old_row.after);
		struct stretch_of q = cell_from(y, j, new_row.after);
		if (x->column[i] == y->column[j])
			match_some(a, p, b, q);
		if (x->column[i] <= y->column[j])
			i = p.after;
		if (x->column[p.first] >= y->column[j])
			j = q.after;
	}
}

static void match_row(struct nodes *a, const struct grid *x, size_t old_row, struct nodes *b,
		      const struct grid *y, size_t new_row)
{
	struct stretch_of p = {x->rows.items[old_row].index, row_end(x, old_row)};
	struct stretch_of q = {y->rows.items[new_row].index, row_end(y, new_row)};
	if (x->column[p.after - 1] == y->column[q.after - 1])
		match_columns(a, x, p, b, y, q);
	else
		match_some(a, p, b, q); /* a column came or went */
}

/* Have two rows half of their cells in common, each in its column? */
static bool share_cells(const struct grid *x, size_t old_row, const struct grid *y, size_t new_row)
{
	size_t i = x->rows.items[old_row].index, j = y->rows.items[new_row].index, same = 0;
	size_t count = row_end(x, old_row) - i;
	if (count != row_end(y, new_row) - j)
		return false;
	for (size_t k = 0; k < count; k++) {
		uint32_t old_cell = x->cells->items[i + k].index;
		uint32_t new_cell = y->cells->items[j + k].index;
		same += x->column[i + k] == y->column[j + k] &&
			doc_block_hash(x->cells->doc, old_cell) ==
				doc_block_hash(y->cells->doc, new_cell);
	}
	return 2 * same >= count;
}

/* A row that got another name is still the one between its neighbours. */
static void match_renamed(struct grid *x, struct grid *y)
{
	struct nodes *a = &x->rows, *b = &y->rows;
	for (struct gap gap = gap_from(a, 0, b, 0), next; gap.a0 < a->count; gap = next) {
		next = gap_after(a, b, &gap);
		for (size_t k = 0; gap.m == gap.n && k < gap.m; k++)
			if (share_cells(x, gap.a0 + k, y, gap.b0 + k))
				match(a, gap.a0 + k, b, gap.b0 + k);
	}
}

void match_cells(struct nodes *old_cells, struct nodes *new_cells)
{
	struct grid x, y;
	read_grid(&x, old_cells);
	read_grid(&y, new_cells);
	if (x.rows.count == 1 && y.rows.count == 1)
		match(&x.rows, 0, &y.rows, 0);
	else
		align(&x.rows, &y.rows);
	match_renamed(&x, &y);
	for (size_t i = 0; i < x.rows.count; i++)
		if (!is_free(&x.rows, i))
			match_row(old_cells, &x, i, new_cells, &y, x.rows.items[i].match);
	grid_release(&x);
	grid_release(&y);
}
