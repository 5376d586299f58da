/* Tables: cells of the two versions find their common rows; a row that is in one version only is
 * tracked as a row. A table whose columns changed is shown as removed and inserted row by row. */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

#include "render/places.h"

enum { TABLE_WIDTH = 9070 /* twips */ };

/* A table of the redline: of one version, or of both. */
struct table {
	uint32_t *items;
	size_t count, capacity;
	uint32_t first; /* the item with which it is written */
	bool paired, written;
};

struct docx_tables {
	struct table_place *places[SIDES]; /* [block] */
	uint32_t counts[SIDES];		   /* tables of each document */
	uint32_t *partner;		   /* [old table]: new table, or 0 */
	struct table *tables; /* new ones first, from 1; old ones without partner behind */
};

/* ---- which tables are one */

static const struct table_place *place_of_item(const struct docx_tables *t, const struct item *item,
					       enum side side)
{
	uint32_t block = side == OLD ? item->old_index : item->new_index;
	return block == DOC_NONE ? NULL : &t->places[side][block];
}

static bool is_cell(const struct walk *walk, const struct item *item)
{
	if (item->kind != ITEM_BLOCK)
		return false;
	const struct block *block = item_block(walk->redline, item);
	return (block->flags & BLOCK_CELL) && block->part != PART_NOTE;
}

static uint32_t table_of(const struct docx_tables *t, const struct item *item)
{
	const struct table_place *n = place_of_item(t, item, NEW), *o = place_of_item(t, item, OLD);
	if (n && n->table)
		return n->table;
	if (!o || !o->table)
		return 0;
	return t->partner[o->table] ? t->partner[o->table] : t->counts[NEW] + o->table;
}

static void add_items(const struct walk *walk, struct docx_tables *t)
{
	const struct redline *r = walk->redline;
	for (uint32_t i = 0; i < r->item_count; i++) {
		if (!is_cell(walk, &r->items[i]))
			continue;
		struct table *table = &t->tables[table_of(t, &r->items[i])];
		bool pair = r->items[i].old_index != DOC_NONE && r->items[i].new_index != DOC_NONE;
		if (!table->count || (pair && !table->paired))
			table->first = i;
		table->paired |= pair;
		MEM_ROOM(table->items, table->count, table->capacity);
		table->items[table->count++] = i;
	}
}

void docx_tables_make(const struct walk *walk)
{
	struct docx *docx = walk->state;
	const struct redline *r = walk->redline;
	docx_tables_free(docx);
	struct docx_tables *t = docx->tables = mem_alloc(sizeof *t);
	t->places[OLD] = places_all(r->old_doc, &t->counts[OLD]);
	t->places[NEW] = places_all(r->new_doc, &t->counts[NEW]);
	t->partner = mem_alloc((t->counts[OLD] + 1) * sizeof *t->partner);
	t->tables = mem_alloc((t->counts[OLD] + t->counts[NEW] + 1) * sizeof *t->tables);
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (!is_cell(walk, item) || item->old_index == DOC_NONE ||
		    item->new_index == DOC_NONE)
			continue;
		const struct table_place *o = place_of_item(t, item, OLD);
		if (!t->partner[o->table])
			t->partner[o->table] = place_of_item(t, item, NEW)->table;
	}
	add_items(walk, t);
}

void docx_tables_free(struct docx *docx)
{
	struct docx_tables *t = docx->tables;
	if (!t)
		return;
	for (size_t i = 0; i <= t->counts[OLD] + t->counts[NEW]; i++)
		free(t->tables[i].items);
	free(t->tables);
	free(t->partner);
	free(t->places[OLD]);
	free(t->places[NEW]);
	free(t);
	docx->tables = NULL;
}

/* ---- rows */

/* A row of the table as it is written, and the rows that it is of. */
struct row {
	uint32_t of[SIDES]; /* DOC_NONE: not in that version */
};

struct rows {
	struct row *items;
	size_t count, capacity;
	uint32_t *index[SIDES]; /* [row of a version]: index + 1 */
	uint32_t counts[SIDES];
	bool replaced; /* the versions share no rows */
};

static void count_rows(const struct walk *walk, const struct table *table, struct rows *rows)
{
	const struct docx *docx = walk->state;
	for (size_t i = 0; i < table->count; i++)
		for (int s = OLD; s < SIDES; s++) {
			const struct table_place *place = place_of_item(
				docx->tables, &walk->redline->items[table->items[i]], (enum side)s);
			if (place && place->row >= rows->counts[s])
				rows->counts[s] = place->row + 1;
		}
}

/* Rows with a cell in common are one; cells that changed their column mean that columns changed. */
static uint32_t *link_rows(const struct walk *walk, const struct table *table, struct rows *rows)
{
	const struct docx *docx = walk->state;
	uint32_t *link = mem_alloc((rows->counts[OLD] + 1) * sizeof *link);
	uint32_t last = 0;
	for (size_t i = 0; i < table->count; i++) {
		const struct item *item = &walk->redline->items[table->items[i]];
		const struct table_place *o = place_of_item(docx->tables, item, OLD);
		const struct table_place *n = place_of_item(docx->tables, item, NEW);
		if (!o || !n)
			continue;
		bool fresh = !link[o->row];
		if ((!fresh && link[o->row] != n->row + 1) || n->row + 1 < last ||
		    (fresh && n->row + 1 == last) || o->column != n->column ||
		    o->columns != n->columns || o->rows != n->rows)
			rows->replaced = true;
		link[o->row] = last = n->row + 1;
	}
	return link;
}

static void add_row(struct rows *rows, uint32_t old_row, uint32_t new_row)
{
	MEM_ROOM(rows->items, rows->count, rows->capacity);
	rows->items[rows->count++] = (struct row){{old_row, new_row}};
	if (old_row != DOC_NONE)
		rows->index[OLD][old_row] = (uint32_t)rows->count;
	if (new_row != DOC_NONE)
		rows->index[NEW][new_row] = (uint32_t)rows->count;
}

static void merge_rows(const struct walk *walk, const struct table *table, struct rows *rows)
{
	count_rows(walk, table, rows);
	uint32_t *link = link_rows(walk, table, rows);
	for (int s = OLD; s < SIDES; s++)
		rows->index[s] = mem_alloc((rows->counts[s] + 1) * sizeof *rows->index[s]);
	uint32_t next = 0;
	for (uint32_t o = 0; o < rows->counts[OLD]; o++) {
		if (rows->replaced || !link[o]) {
			add_row(rows, o, DOC_NONE);
			continue;
		}
		while (next + 1 < link[o])
			add_row(rows, DOC_NONE, next++);
		add_row(rows, o, next++);
	}
	while (next < rows->counts[NEW])
		add_row(rows, DOC_NONE, next++);
	free(link);
}

static void release_rows(struct rows *rows)
{
	free(rows->items);
	free(rows->index[OLD]);
	free(rows->index[NEW]);
}

/* ---- cells into lines */

/* One item, or one version of it, in its row. */
struct cell_item {
	uint32_t row, column, item;
	enum side side; /* SIDES: both */
};

static int by_cell(const void *a, const void *b)
{
	const struct cell_item *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

static size_t list_cells(const struct walk *walk, const struct table *table,
			 const struct rows *rows, struct cell_item *cells)
{
	const struct docx *docx = walk->state;
	size_t count = 0;
	for (size_t i = 0; i < table->count; i++) {
		const struct item *item = &walk->redline->items[table->items[i]];
		const struct table_place *const places[SIDES] = {
			place_of_item(docx->tables, item, OLD),
			place_of_item(docx->tables, item, NEW)};
		bool both = places[OLD] && places[NEW] && !rows->replaced;
		for (int s = OLD; s < SIDES; s++)
			if (places[s] && (!both || s == NEW))
				cells[count++] = (struct cell_item){
					rows->index[s][places[s]->row] - 1, places[s]->column,
					table->items[i], both ? SIDES : (enum side)s};
	}
	qsort(cells, count, sizeof *cells, by_cell);
	return count;
}

static void add_cell(const struct walk *walk, const struct rows *rows, const struct cell_item *cell)
{
	struct docx *docx = walk->state;
	struct walk at = *walk;
	const struct item *item = &walk->redline->items[cell->item];
	const struct row *row = &rows->items[cell->row];
	const struct table_place *place =
		place_of_item(docx->tables, item, cell->side == OLD ? OLD : NEW);
	if (!place)
		place = place_of_item(docx->tables, item, OLD);
	at.at = cell->item;
	size_t index = docx->body.count;
	docx_block(&at, &docx->body, item, cell->side);
	struct docx_line *line = &docx->body.lines[index];
	line->cell = (struct docx_cell){.table = docx->table_count,
					.row = cell->row,
					.column = cell->column,
					.columns = place->columns,
					.rows = place->rows,
					.row_mark = row->of[NEW] == DOC_NONE   ? MARK_REMOVED
						    : row->of[OLD] == DOC_NONE ? MARK_INSERTED
									       : MARK_SAME,
					.row_author = line->author};
}

void docx_cell_item(const struct walk *walk, const struct item *item)
{
	struct docx *docx = walk->state;
	struct docx_tables *t = docx->tables;
	struct table *table = &t->tables[table_of(t, item)];
	if (table->written || table->first != walk->at)
		return;
	struct rows rows = {0};
	struct cell_item *cells = mem_alloc((2 * table->count + 1) * sizeof *cells);
	table->written = true;
	docx->table_count++;
	merge_rows(walk, table, &rows);
	size_t count = list_cells(walk, table, &rows, cells);
	for (size_t i = 0; i < count; i++)
		add_cell(walk, &rows, &cells[i]);
	release_rows(&rows);
	free(cells);
}

/* ---- lines into WordprocessingML */

struct table_writer {
	struct docx *docx;
	struct docx_story *story;
	struct buf *out;
	uint32_t columns;
	uint32_t until[COLUMNS_MOST + 1]; /* row after the last that the cell above fills */
	uint32_t span[COLUMNS_MOST + 1];  /* of that cell */
};

static void open_cell(struct table_writer *w, uint32_t columns, const char *merge)
{
	buf_printf(w->out, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>",
		   TABLE_WIDTH / w->columns * columns);
	if (columns > 1)
		buf_printf(w->out, "<w:gridSpan w:val=\"%u\"/>", columns);
	buf_printf(w->out, "%s</w:tcPr>", merge);
}

/* Columns that no cell of the row fills: the rest of a cell above, or nothing. */
static void fill_to(struct table_writer *w, uint32_t row, uint32_t *column, uint32_t to)
{
	while (*column < to) {
		bool above = w->until[*column] > row;
		uint32_t columns = above ? w->span[*column] : 1;
		if (columns > to - *column)
			columns = to - *column;
		open_cell(w, columns, above ? "<w:vMerge/>" : "");
		buf_text(w->out, "<w:p><w:pPr><w:pStyle w:val=\"LpCell\"/></w:pPr></w:p></w:tc>");
		*column += columns;
	}
}

static size_t write_cell(struct table_writer *w, size_t from, size_t to, uint32_t *column)
{
	const struct docx_cell *cell = &w->story->lines[from].cell;
	size_t end = from;
	while (end < to && w->story->lines[end].cell.column == cell->column)
		end++;
	fill_to(w, cell->row, column, cell->column);
	open_cell(w, cell->columns, cell->rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "");
	for (uint32_t i = 0; i < cell->columns; i++) {
		w->until[cell->column + i] = cell->row + cell->rows;
		w->span[cell->column + i] = cell->columns;
	}
	*column = cell->column + cell->columns;
	size_t before = w->out->length;
	docx_write_lines(w->docx, w->story, from, end, true, w->out);
	if (w->out->length == before)
		buf_text(w->out, "<w:p><w:pPr><w:pStyle w:val=\"LpCell\"/></w:pPr></w:p>");
	buf_text(w->out, "</w:tc>");
	return end;
}

static void write_row(struct table_writer *w, size_t from, size_t to)
{
	const struct docx_cell *cell = &w->story->lines[from].cell;
	bool clean = w->docx->options->style == RENDER_CLEAN;
	uint32_t column = 0;
	if (clean && cell->row_mark == MARK_REMOVED)
		return;
	buf_text(w->out, "<w:tr>");
	if (cell->row_mark != MARK_SAME && docx_is_tracked(w->docx)) {
		const char *name = cell->row_mark == MARK_INSERTED ? "ins" : "del";
		buf_printf(w->out, "<w:trPr><w:%s", name);
		docx_write_mark(w->docx, cell->row_author, w->out);
		buf_text(w->out, "/></w:trPr>");
	}
	while (from < to)
		from = write_cell(w, from, to, &column);
	fill_to(w, w->story->lines[to - 1].cell.row, &column, w->columns);
	buf_text(w->out, "</w:tr>");
}

static void write_grid(struct table_writer *w)
{
	static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
	buf_printf(w->out, "<w:tbl><w:tblPr><w:tblW w:w=\"%u\" w:type=\"dxa\"/><w:tblBorders>",
		   TABLE_WIDTH / w->columns * w->columns);
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		buf_printf(w->out,
			   "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>",
			   sides[i]);
	buf_text(w->out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
	for (uint32_t i = 0; i < w->columns; i++)
		buf_printf(w->out, "<w:gridCol w:w=\"%u\"/>", TABLE_WIDTH / w->columns);
	buf_text(w->out, "</w:tblGrid>");
}

size_t docx_write_table(struct docx *docx, struct docx_story *story, size_t line, struct buf *out)
{
	struct table_writer w = {.docx = docx, .story = story, .out = out, .columns = 1};
	uint32_t table = story->lines[line].cell.table;
	bool clean = docx->options->style == RENDER_CLEAN, any = !clean;
	size_t end = line;
	for (; end < story->count && story->lines[end].cell.table == table; end++) {
		const struct docx_cell *cell = &story->lines[end].cell;
		if (cell->column + cell->columns > w.columns)
			w.columns = cell->column + cell->columns;
		any |= cell->row_mark != MARK_REMOVED;
	}
	if (!any)
		return end;
	write_grid(&w);
	while (line < end) {
		size_t next = line;
		while (next < end && story->lines[next].cell.row == story->lines[line].cell.row)
			next++;
		write_row(&w, line, next);
		line = next;
	}
	buf_text(out, "</w:tbl>");
	return end;
}
