/* Rows that a table gets or loses. A patch knows no rows: the operation restates the provision,
 * with all of its words as the base has them and its table as it is to be. What would not come out
 * as it is (looks, notes, merged cells, items under it) is refused. */
#include "draft/cells.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TABLES = 4 };

struct restating {
	struct work *work;
	struct instruction *instruction;
	struct search *search;
	struct piece *piece;
	struct piece_text **next;
	struct piece_table *tables[MOST_TABLES];
	size_t count;
};

static bool is_plain_table(struct span bytes)
{
	static const char *const others[] = {"<th",	 "<td ", "<tr ", "<b>",
					     "<i>",	 "<u>",	 "<sup", "<sub",
					     "<caption", "<br",	 "<img", "<authorialNote"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (span_find(bytes, span_of(others[i]), 0) != SIZE_MAX)
			return false;
	return true;
}

static bool is_plain(const struct search *search)
{
	const struct doc *doc = search->doc;
	const struct provision *p = &doc->provisions[search->provision];
	bool all = true;
	for (uint32_t b = p->block; b < p->block_after; b++) {
		enum block_part part = doc->blocks[b].part;
		all &= part == PART_NUM || part == PART_HEADING || part == PART_CONTENT;
	}
	return all && p->after == search->provision + 1 && !cells_merged(search) &&
	       is_plain_table(span_sub(doc->bytes, p->start, p->end));
}

static struct piece_text *text_of(struct work *work, struct span words)
{
	struct piece_text *text = arena_alloc(work->arena, sizeof *text);
	struct buf folded = {0};
	words_fold_space(words, &folded);
	const char *kept = arena_copy(work->arena, folded.at ? folded.at : "", folded.length);
	*text = (struct piece_text){.text = span_trim(span_of(kept))};
	buf_release(&folded);
	return text;
}

static void add_text(struct restating *restating, struct piece_text *text)
{
	*restating->next = text;
	restating->next = &text->next;
}

/* The text that stands for the next table: by its place in the draft, which is this instruction's.
 */
static struct piece_table *add_table(struct restating *restating)
{
	struct work *work = restating->work;
	const struct logical *line = &work->lines->items[restating->instruction->logical];
	const struct provision *p =
		&restating->search->doc->provisions[restating->search->provision];
	struct piece_table *table = arena_alloc(work->arena, sizeof *table);
	struct piece_text *text = text_of(work, SPAN(PIECE_OBJECT));
	text->segments = arena_alloc(work->arena, sizeof *text->segments);
	text->segments[0] = (struct piece_segment){0, line->segments[0].source +
							      (uint32_t)(8 * restating->count)};
	text->segment_count = 1;
	table->cells =
		arena_alloc(work->arena, (p->block_after - p->block + 1) * sizeof *table->cells);
	rows_mark(work, text->segments[0].source, table);
	add_text(restating, text);
	restating->tables[restating->count++] = table;
	return table;
}

static void add_cell(struct restating *restating, const struct cell *cell, struct span words,
		     bool goes_on)
{
	struct piece_table *table = restating->tables[restating->count - 1];
	struct piece_text *text = words.length ? text_of(restating->work, words) : NULL;
	if (goes_on) {
		struct piece_text *last =
			(struct piece_text *)(void *)table->cells[table->count - 1].texts;
		while (last && last->next)
			last = last->next;
		if (last)
			last->next = text;
		return;
	}
	table->cells[table->count++] = (struct piece_cell){
		.texts = text, .columns = 1, .rows = 1, .first = cell->column == 1};
}

/* The provision as pieces; `without` is a row that is left out. */
static bool restate(struct restating *restating, const struct cell *without)
{
	const struct search *search = restating->search;
	const struct doc *doc = search->doc;
	const struct provision *p = &doc->provisions[search->provision];
	struct cell cell = {0};
	uint32_t from = p->start;
	for (uint32_t b = cells_next(search, DOC_NONE); b != DOC_NONE; b = cells_next(search, b)) {
		const struct block *block = &doc->blocks[b];
		struct cell before = cell;
		cells_step(doc, from, b, &cell);
		from = block->end;
		if (!(block->flags & BLOCK_CELL)) {
			add_text(restating, text_of(restating->work, block->text));
			continue;
		}
		if (cell.table != before.table && restating->count == MOST_TABLES)
			return false;
		if (cell.table != before.table)
			add_table(restating);
		if (!without || cell.table != without->table || cell.row != without->row)
			add_cell(restating, &cell, block->text,
				 cell.table == before.table && cell.row == before.row &&
					 cell.column == before.column);
	}
	return restating->count > 0;
}

static struct piece *begin_piece(struct work *work, const struct search *search)
{
	const struct doc *doc = search->doc;
	struct span eid = doc->provisions[search->provision].eid;
	struct piece *piece = piece_new(work->arena, PIECE_PROVISION, NULL);
	piece->level = (size_t)address_level_of_eid(work->profile, eid);
	piece->num = provision_num(doc, search->provision);
	piece->heading = provision_heading(doc, search->provision);
	return piece;
}

static void refuse_rich(struct work *work, struct instruction *instruction, struct span words,
			const char *cited)
{
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD028, words,
			     "%s holds more than plain words and a plain table: its rows "
			     "are not changed one by one",
			     cited);
	diag_help(work->diags, diag, "restate %s as a whole", cited);
}

/* Where the table of the base is found, and may be restated; false after a refusal. */
static bool find_table(struct restating *restating, struct span words, const char *eid)
{
	struct work *work = restating->work;
	struct instruction *instruction = restating->instruction;
	struct search *search = restating->search;
	const char *cited = draft_cite(work, eid);
	search->provision = work->base ? base_find(work, eid, &search->doc) : DOC_NONE;
	if (search->provision == DOC_NONE) {
		draft_refuse(work, instruction, work->base ? DIAG_AMD002 : DIAG_AMD023, words,
			     work->base ? "the target %s is not in the base"
					: "what the table of %s holds only the base says",
			     cited);
		return false;
	}
	cells_find(search);
	if (!cells_found(work, instruction, words, search, cited))
		return false;
	if (work->out->transcript || !is_plain(search)) {
		refuse_rich(work, instruction, words, cited);
		return false;
	}
	restating->piece = begin_piece(work, search);
	restating->next = &restating->piece->intro;
	return true;
}

static void give(struct restating *restating, struct draft_op *op)
{
	struct work *work = restating->work;
	pieces_number(work->profile, restating->piece, address_parent(span_of(op->op.target)),
		      work->arena);
	op->op.kind = OP_SUBSTITUTION;
	op->op.scope = SCOPE_PROVISION;
	op->op.position = POS_NONE;
	op->op.count = 0;
	op->pieces = restating->piece;
}

void rows_delete(struct work *work, struct instruction *instruction, struct span words,
		 struct draft_op *op)
{
	struct search search = {.named = cells_named(words)};
	struct restating restating = {.work = work, .instruction = instruction, .search = &search};
	if (find_table(&restating, words, op->op.target)) {
		if (search.at.row > 1 && restate(&restating, &search.at))
			give(&restating, op);
		else
			refuse_rich(work, instruction, words, draft_cite(work, op->op.target));
	}
	buf_release(&search.rows);
}

/* The cell that the given row begins with; the count of all cells behind the last row. */
static size_t row_start(const struct piece_table *table, size_t row)
{
	size_t at = 0;
	for (; at < table->count; at++)
		if (table->cells[at].first && !--row)
			break;
	return at;
}

static void put_rows(struct work *work, struct piece_table *table, const struct piece_table *rows,
		     size_t at)
{
	struct piece_cell *all =
		arena_alloc(work->arena, (table->count + rows->count) * sizeof *all);
	memcpy(all, table->cells, at * sizeof *all);
	memcpy(all + at, rows->cells, rows->count * sizeof *all);
	memcpy(all + at + rows->count, table->cells + at, (table->count - at) * sizeof *all);
	table->cells = all;
	table->count += rows->count;
}

static void insert_rows(struct restating *restating, struct span words, const char *eid,
			enum op_position position)
{
	struct work *work = restating->work;
	struct search *search = restating->search;
	bool beside = position == POS_AFTER || position == POS_BEFORE;
	struct piece_table rows = {0};
	if (!find_table(restating, words, eid))
		return;
	if (!restate(restating, NULL) || (!beside && restating->count > 1) ||
	    (beside && search->named.axis != ONE_ROW)) {
		draft_refuse(work, restating->instruction, DIAG_AMD022, words,
			     "which row of %s the new one stands beside is not said",
			     draft_cite(work, eid));
		return;
	}
	struct piece_table *table = restating->tables[beside ? search->at.table - 1 : 0];
	size_t at =
		beside ? row_start(table, search->at.row + (position == POS_AFTER)) : table->count;
	if (!rows_given(work, restating->instruction, row_start(table, 2), &rows))
		return;
	if (!at) {
		refuse_rich(work, restating->instruction, words, draft_cite(work, eid));
		return;
	}
	put_rows(work, table, &rows, at);
	struct draft_op *op =
		op_new(work, restating->instruction, OP_SUBSTITUTION, SCOPE_PROVISION);
	op->op.target = eid;
	give(restating, op);
}

void make_rows(struct work *work, struct instruction *instruction, const struct clause *clause)
{
	struct span words = clause->fit.group[GROUP_SENTENCE];
	struct spots spots;
	if (!clause_targets(work, instruction, clause, &spots))
		return;
	if (spots.count != 1 || spots.items[0].up_to) {
		draft_refuse(
			work, instruction, DIAG_AMD023, spots.items[0].cited,
			"the rows of one table are to be changed, and several places are named");
		return;
	}
	struct search search = {.named = cells_named(words.at ? words : SPAN("the table"))};
	struct restating restating = {.work = work, .instruction = instruction, .search = &search};
	insert_rows(&restating, words.at ? words : clause->fit.group[GROUP_POSITION],
		    spots.items[0].eid, position_named(clause->fit.group[GROUP_POSITION]));
	buf_release(&search.rows);
}
