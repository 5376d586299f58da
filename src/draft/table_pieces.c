/* The provision that holds a table, as pieces: with all of its words as the base has them, so that
 * its table can be changed row by row. What would not come out as it is (looks, notes, merged
 * cells, items under it) is refused. */
#include "draft/cells.h"

#include <string.h>

/* The tags that come out again as they are, each as the base is to have it. */
static bool is_plain_tag(struct span rest)
{
	static const char *const plain[] = {
		"<num>",  "<heading>", "<content>",	"<p>",	   "<p/>",
		"<tr>",	  "<td>",      "<th>",		"<table>", "<table eId=",
		"<mref>", "<rref ",    "<ref href=\"#", "<def ",   "<inline name=\"descriptor\"",
		"</"};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (span_starts(rest, plain[i]))
			return !span_starts(rest, "<table ") ||
			       span_find(rest, SPAN("\">"), 0) + 1 == span_find(rest, SPAN(">"), 0);
	return false;
}

static bool is_plain(const struct search *search)
{
	const struct doc *doc = search->doc;
	const struct provision *p = &doc->provisions[search->provision];
	struct span bytes = span_sub(doc->bytes, p->start, p->end);
	bool all =
		p->after == search->provision + 1 && !cells_merged(search) && !cells_nested(search);
	for (uint32_t b = p->block; b < p->block_after; b++) {
		enum block_part part = doc->blocks[b].part;
		all &= part == PART_NUM || part == PART_HEADING || part == PART_CONTENT;
	}
	size_t at = span_find(bytes, SPAN("<"), 0) + 1; /* behind its own tag */
	while (all && (at = span_find(bytes, SPAN("<"), at)) != SIZE_MAX)
		all = is_plain_tag(span_sub(bytes, at++, bytes.length));
	return all;
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

static bool is_marked(const struct work *work, uint32_t start)
{
	for (size_t i = 0; i < work->table_count; i++)
		if (work->tables[i].start == start)
			return true;
	return false;
}

/* The text that stands for the next table: by a place in the draft that is this instruction's, and
 * that of no other table. */
static void add_table(struct restating *restating)
{
	struct work *work = restating->work;
	const struct logical *line = &work->lines->items[restating->instruction->logical];
	const struct provision *p =
		&restating->search->doc->provisions[restating->search->provision];
	struct piece_table *table = arena_alloc(work->arena, sizeof *table);
	struct piece_text *text = text_of(work, SPAN(PIECE_OBJECT));
	uint32_t start = line->segments[0].source;
	while (is_marked(work, start))
		start++;
	text->segments = arena_alloc(work->arena, sizeof *text->segments);
	text->segments[0] = (struct piece_segment){0, start};
	text->segment_count = 1;
	table->cells =
		arena_alloc(work->arena, (p->block_after - p->block + 1) * sizeof *table->cells);
	rows_mark(work, start, table);
	add_text(restating, text);
	restating->tables[restating->count++] = table;
}

static void note_text(struct restating *restating, struct piece_text *text, const struct cell *cell)
{
	if (text)
		restating->texts[restating->text_count++] = (struct restated_text){text, *cell};
}

/* False where a paragraph of several in a cell is empty. */
static bool add_cell(struct restating *restating, const struct cell *cell, struct span words,
		     bool goes_on)
{
	struct piece_table *table = restating->tables[restating->count - 1];
	struct piece_text *text = span_trim(words).length ? text_of(restating->work, words) : NULL;
	note_text(restating, text, cell);
	if (goes_on) {
		struct piece_text *last =
			(struct piece_text *)(void *)table->cells[table->count - 1].texts;
		while (last && last->next)
			last = last->next;
		if (!last || !text)
			return false;
		last->next = text;
		return true;
	}
	table->cells[table->count++] = (struct piece_cell){.texts = text,
							   .columns = 1,
							   .rows = 1,
							   .first = cell->column == 1,
							   .head = cell->head};
	return true;
}

/* Each cell of the base has a block of its own: none is lost that holds nothing. */
static bool is_next(const struct cell *before, const struct cell *cell)
{
	if (cell->table != before->table)
		return cell->table == before->table + 1 && cell->row == 1 && cell->column == 1;
	if (cell->row != before->row)
		return cell->row == before->row + 1 && cell->column == 1;
	return cell->column <= before->column + 1;
}

size_t rows_count(const struct piece_table *table)
{
	size_t count = 0;
	for (size_t i = 0; i < table->count; i++)
		count += table->cells[i].first;
	return count;
}

/* What has no text has no block, and would be lost. */
static bool has_all(const struct restating *restating, size_t blocks)
{
	const struct search *search = restating->search;
	const struct provision *p = &search->doc->provisions[search->provision];
	struct span bytes = span_sub(search->doc->bytes, p->start, p->end);
	size_t rows = 0, cells = 0;
	for (size_t i = 0; i < restating->count; i++) {
		rows += rows_count(restating->tables[i]);
		cells += restating->tables[i]->count;
	}
	return restating->count && cells_tags(bytes, "<table") == restating->count &&
	       cells_tags(bytes, "<tr") == rows && cells_tags(bytes, "<p") == blocks &&
	       cells_tags(bytes, "<td") + cells_tags(bytes, "<th") == cells;
}

/* The provision as pieces; false where it does not come out as it is. */
static bool restate(struct restating *restating)
{
	const struct search *search = restating->search;
	const struct doc *doc = search->doc;
	const struct provision *p = &doc->provisions[search->provision];
	struct cell cell = {0};
	uint32_t from = p->start;
	size_t blocks = 0;
	restating->texts = arena_alloc(restating->work->arena,
				       (p->block_after - p->block + 1) * sizeof *restating->texts);
	for (uint32_t b = cells_next(search, DOC_NONE); b != DOC_NONE; b = cells_next(search, b)) {
		const struct block *block = &doc->blocks[b];
		struct cell before = cell;
		blocks++;
		cells_step(doc, from, b, &cell);
		from = block->end;
		if (!(block->flags & BLOCK_CELL)) {
			struct piece_text *text = text_of(restating->work, block->text);
			add_text(restating, text);
			note_text(restating, text, &(struct cell){.table = 0});
			continue;
		}
		if (!is_next(&before, &cell) ||
		    (cell.table != before.table && restating->count == MOST_TABLES))
			return false;
		if (cell.table != before.table)
			add_table(restating);
		if (!add_cell(restating, &cell, block->text,
			      cell.table == before.table && cell.row == before.row &&
				      cell.column == before.column))
			return false;
	}
	return has_all(restating, blocks);
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

bool rows_restate(struct restating *restating, struct span words, const char *eid)
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
	restating->piece = begin_piece(work, search);
	restating->next = &restating->piece->intro;
	if (work->out->transcript || !is_plain(search) || !restate(restating)) {
		refuse_rich(work, instruction, words, cited);
		return false;
	}
	return true;
}
