/* Tables as lines of text: columns stand below each other, a row that is in one version only has a
 * line of its own, and what changed in a cell is marked in it. Where the columns are too many for
 * the width, or not the same in both versions, each cell has a line. */
#include "render/term.h"

#include <stdlib.h>

#include "render/places.h"

enum side { OLD, NEW, SIDES };

/* Paragraphs of a cell, in one row of those that are shown. */
struct cell {
	const struct item *item;
	struct table_place place;
	uint32_t row;
};

struct grid {
	const struct walk *walk;
	struct cell *cells;
	size_t count;
	uint32_t columns;
	size_t width[COLUMNS_MOST], least[COLUMNS_MOST];
	bool uneven; /* a column came or went */
};

/* ---- where the cells stand */

/* The places of the blocks of one version, and a number for the row of each. */
struct version {
	struct table_place *places;
	uint32_t *row;
	uint32_t first, rows;
};

static const struct table_place *place_on(const struct version *version, uint32_t block)
{
	return block == DOC_NONE ? NULL : &version->places[block - version->first];
}

static void count_rows(struct version *version, uint32_t count)
{
	const struct table_place *last = NULL;
	version->row = mem_alloc((count + 1) * sizeof *version->row);
	for (uint32_t i = 0; i < count; i++) {
		const struct table_place *place = &version->places[i];
		if (!place->table)
			continue;
		version->rows += !last || last->table != place->table || last->row != place->row;
		version->row[i] = version->rows;
		last = place;
	}
}

/* Of the blocks of one provision, or of those of none. */
static void read_version(struct version *version, const struct doc *doc, uint32_t provision)
{
	struct provision whole = {.end = (uint32_t)doc->bytes.length,
				  .block_after = (uint32_t)doc->block_count};
	const struct provision *p = provision == DOC_NONE ? &whole : &doc->provisions[provision];
	uint32_t count = p->block_after - p->block;
	version->places = mem_alloc((count + 1) * sizeof *version->places);
	version->first = p->block;
	places_find(doc, p->start, p->end, p->block, version->places);
	count_rows(version, count);
}

static void read_versions(const struct walk *walk, struct version versions[SIDES])
{
	const struct term *t = walk->state;
	const struct redline *r = walk->redline;
	const struct doc *docs[SIDES] = {r->old_doc, r->new_doc};
	for (int s = OLD; s < SIDES; s++) {
		uint32_t block = DOC_NONE;
		for (size_t i = 0; i < t->cell_count && block == DOC_NONE; i++) {
			const struct item *item = &r->items[t->cells[i]];
			block = s == OLD ? item->old_index : item->new_index;
		}
		if (block != DOC_NONE)
			read_version(&versions[s], docs[s], docs[s]->blocks[block].provision);
	}
}

/* The new row that an old one is, where they have a cell in common; 0: none. */
static uint32_t *link_rows(const struct walk *walk, const struct version versions[SIDES])
{
	const struct term *t = walk->state;
	uint32_t *link = mem_alloc((versions[OLD].rows + 1) * sizeof *link);
	for (size_t i = 0; i < t->cell_count; i++) {
		const struct item *item = &walk->redline->items[t->cells[i]];
		if (item->old_index != DOC_NONE && item->new_index != DOC_NONE)
			link[versions[OLD].row[item->old_index - versions[OLD].first]] =
				versions[NEW].row[item->new_index - versions[NEW].first];
	}
	return link;
}

/* A number for the row that an item is shown in: odd for those of the old version alone. */
static uint32_t row_of(const struct version versions[SIDES], const uint32_t *link,
		       const struct item *item)
{
	if (item->new_index != DOC_NONE)
		return 2 * versions[NEW].row[item->new_index - versions[NEW].first];
	uint32_t row = versions[OLD].row[item->old_index - versions[OLD].first];
	return link[row] ? 2 * link[row] : 2 * row + 1;
}

static int by_row(const void *x, const void *y)
{
	const struct cell *a = x, *b = y;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

/* Rows in the order in which they are met: what comes late of one goes to the rest of it. */
static void gather_rows(struct grid *grid, size_t most)
{
	uint32_t *met = mem_alloc((most + 1) * sizeof *met), rows = 0;
	for (size_t i = 0; i < grid->count; i++) {
		uint32_t *row = &met[grid->cells[i].row];
		*row = *row ? *row : ++rows;
		grid->cells[i].row = *row;
	}
	qsort(grid->cells, grid->count, sizeof *grid->cells, by_row);
	free(met);
}

static void read_cells(struct grid *grid)
{
	const struct term *t = grid->walk->state;
	struct version versions[SIDES] = {{.places = NULL}, {.places = NULL}};
	read_versions(grid->walk, versions);
	uint32_t *link = link_rows(grid->walk, versions);
	grid->cells = mem_alloc((t->cell_count + 1) * sizeof *grid->cells);
	for (size_t i = 0; i < t->cell_count; i++) {
		const struct item *item = &grid->walk->redline->items[t->cells[i]];
		const struct table_place *o = place_on(&versions[OLD], item->old_index);
		const struct table_place *n = place_on(&versions[NEW], item->new_index);
		struct cell *cell = &grid->cells[grid->count++];
		*cell = (struct cell){
			.item = item, .place = n ? *n : *o, .row = row_of(versions, link, item)};
		grid->uneven |= o && n && o->column != n->column;
		if (cell->place.column + cell->place.columns > grid->columns)
			grid->columns = cell->place.column + cell->place.columns;
	}
	uint32_t most =
		versions[OLD].rows > versions[NEW].rows ? versions[OLD].rows : versions[NEW].rows;
	gather_rows(grid, 2 * (size_t)most + 1);
	free(link);
	for (int s = OLD; s < SIDES; s++) {
		free(versions[s].places);
		free(versions[s].row);
	}
}

/* ---- widths */

static void set_words(const struct walk *walk, const struct item *item, struct lines_out *lines)
{
	lines_begin(lines, 0, 0);
	if (item_block(walk->redline, item)->part == PART_NOTE)
		lines_text(lines, SPAN("[note] "), MARK_SAME, 0, LOOK_DIM);
	term_runs(walk, item, lines, LOOK_PLAIN);
	lines_end(lines);
}

static void begin_cell(const struct walk *walk, struct lines_out *lines, size_t width,
		       struct buf *out)
{
	const struct term *t = walk->state;
	*lines = (struct lines_out){
		.out = out, .spelling = t->lines.spelling, .width = width, .keeps = true};
}

/* What a cell takes where it has that much room. */
static size_t width_in(const struct walk *walk, const struct item *item, size_t room)
{
	struct buf out = {0};
	struct lines_out lines;
	size_t width = 0;
	begin_cell(walk, &lines, room, &out);
	set_words(walk, item, &lines);
	for (size_t i = 0; i < lines.kept_count; i++)
		if (lines.kept[i].width > width)
			width = lines.kept[i].width;
	lines_release(&lines);
	buf_release(&out);
	return width;
}

enum { BETWEEN = 3 /* what parts two columns */ };

static size_t table_width(const struct grid *grid)
{
	size_t width = 0;
	for (uint32_t c = 0; c < grid->columns; c++)
		width += grid->width[c] + BETWEEN;
	return width;
}

/* The widest column that can do with less; `columns` when none can. */
static uint32_t widest(const struct grid *grid)
{
	uint32_t found = grid->columns;
	for (uint32_t c = 0; c < grid->columns; c++)
		if (grid->width[c] > grid->least[c] &&
		    (found == grid->columns || grid->width[c] > grid->width[found]))
			found = c;
	return found;
}

/* False when the columns do not fit. */
static bool set_widths(struct grid *grid, size_t room)
{
	for (size_t i = 0; i < grid->count; i++) {
		const struct cell *cell = &grid->cells[i];
		uint32_t c = cell->place.column;
		if (cell->place.columns > 1)
			continue;
		size_t width = width_in(grid->walk, cell->item, room);
		size_t least = width_in(grid->walk, cell->item, 1);
		grid->width[c] = width > grid->width[c] ? width : grid->width[c];
		grid->least[c] = least > grid->least[c] ? least : grid->least[c];
	}
	while (table_width(grid) > room) {
		uint32_t c = widest(grid);
		if (c == grid->columns)
			return false;
		grid->width[c]--;
	}
	return true;
}

/* ---- setting */

/* What stands in a column of the row: one or several paragraphs. */
struct set_cell {
	struct lines_out lines;
	struct buf out;
	uint32_t columns; /* 0: nothing does */
};

static size_t start_of(const struct grid *grid, uint32_t column)
{
	size_t start = 0;
	for (uint32_t c = 0; c < column; c++)
		start += grid->width[c] + BETWEEN;
	return start;
}

static void set_line(const struct grid *grid, const struct set_cell cells[COLUMNS_MOST],
		     size_t line)
{
	struct term *t = grid->walk->state;
	for (uint32_t c = 0, covered = 0; c < grid->columns; c++) {
		size_t start = t->lines.indent + start_of(grid, c);
		if (!cells[c].columns && c < covered)
			continue;
		if (c + cells[c].columns > covered)
			covered = c + cells[c].columns;
		if (c)
			lines_tab(&t->lines, start);
		term_say(t, "| ", LOOK_DIM);
		if (line < cells[c].lines.kept_count)
			lines_put(&t->lines, start + 2, &cells[c].lines,
				  &cells[c].lines.kept[line]);
	}
}

/* Returns how many lines it takes. */
static size_t set_cell(const struct grid *grid, const struct cell *cell, struct set_cell *set)
{
	const struct table_place *place = &cell->place;
	size_t start = start_of(grid, place->column);
	size_t after = start_of(grid, place->column + place->columns);
	if (!set->columns)
		begin_cell(grid->walk, &set->lines, after - start - BETWEEN, &set->out);
	set->columns = place->columns;
	set_words(grid->walk, cell->item, &set->lines);
	return set->lines.kept_count;
}

static void set_row(const struct grid *grid, size_t first, size_t after)
{
	struct term *t = grid->walk->state;
	struct set_cell cells[COLUMNS_MOST] = {{.columns = 0}};
	size_t height = 1;
	for (size_t i = first; i < after; i++) {
		const struct cell *cell = &grid->cells[i];
		size_t lines = set_cell(grid, cell, &cells[cell->place.column]);
		height = lines > height ? lines : height;
	}
	for (size_t line = 0; line < height; line++) {
		if (line)
			lines_break(&t->lines);
		else
			term_paragraph(grid->walk, LOOK_PLAIN);
		set_line(grid, cells, line);
	}
	lines_end(&t->lines);
	for (uint32_t c = 0; c < grid->columns; c++) {
		lines_release(&cells[c].lines);
		buf_release(&cells[c].out);
	}
}

static void set_rows(const struct grid *grid)
{
	for (size_t first = 0, after; first < grid->count; first = after) {
		for (after = first + 1;
		     after < grid->count && grid->cells[after].row == grid->cells[first].row;)
			after++;
		set_row(grid, first, after);
	}
}

static void set_alone(const struct grid *grid)
{
	struct term *t = grid->walk->state;
	for (size_t i = 0; i < grid->count; i++) {
		const struct item *item = grid->cells[i].item;
		term_paragraph(grid->walk, LOOK_PLAIN);
		term_say(t, "| ", LOOK_DIM);
		if (item_block(grid->walk->redline, item)->part == PART_NOTE)
			term_say(t, "[note] ", LOOK_DIM);
		term_runs(grid->walk, item, &t->lines, LOOK_PLAIN);
		lines_end(&t->lines);
	}
}

/* A number that is too wide for its column has a line for itself: else it would push the first row
 * out of line with the others. */
static void set_wide_number(const struct walk *walk)
{
	struct term *t = walk->state;
	if (!t->number || !t->count)
		return;
	size_t room = term_indent(t) - t->levels[t->count - 1].start;
	if (width_in(walk, t->number, t->lines.width) < room)
		return;
	term_paragraph(walk, LOOK_PLAIN);
	lines_end(&t->lines);
}

/* ---- the doors */

void term_cell(struct walk *walk)
{
	struct term *t = walk->state;
	MEM_ROOM(t->cells, t->cell_count, t->cell_capacity);
	t->cells[t->cell_count++] = walk->at;
}

void term_cells_end(struct walk *walk)
{
	struct term *t = walk->state;
	struct grid grid = {.walk = walk};
	if (!t->cell_count)
		return;
	const char *moved = term_moved(walk, t->cells[0]);
	if (*moved) {
		term_paragraph(walk, LOOK_PLAIN);
		term_say(t, moved, LOOK_DIM);
		lines_end(&t->lines);
	}
	read_cells(&grid);
	size_t room = lines_room(&t->lines) - term_indent(t);
	if (!grid.uneven && room < t->lines.width && set_widths(&grid, room)) {
		set_wide_number(walk);
		set_rows(&grid);
	} else {
		set_alone(&grid);
	}
	free(grid.cells);
	t->cell_count = 0;
}
