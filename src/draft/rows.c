/* Rows: a table in a draft of plain text, each row a line, its cells between bars (as Markdown has
 * them) or tabs. It becomes one line that stands for the table, as one of a Word draft is. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <string.h>

enum { MOST_CELLS = 60 };

/* The cells of a line, and what divides them. */
struct row {
	char divider;
	size_t count;
	struct span cells[MOST_CELLS];
};

static bool is_tab(const struct work *work, const struct logical *line, size_t at)
{
	size_t source = segment_source(line->segments, line->segment_count, at);
	return line->text.at[at] == ' ' && source < work->lines->bytes.length &&
	       work->lines->bytes.at[source] == '\t';
}

static void add_cell(struct row *row, struct span text, size_t from, size_t to)
{
	if (row->count < MOST_CELLS)
		row->cells[row->count] = span_trim(span_sub(text, from, to));
	row->count++;
}

/* Rows that are announced may lack the bars at their ends: "D | Quays | 40". */
static struct span with_inner_bars(struct span text)
{
	if (text.length && text.at[0] == '|')
		text = span_sub(text, 1, text.length);
	text.length -= span_ends(text, "|");
	return text;
}

static bool read_row(const struct work *work, const struct logical *line, struct row *row)
{
	struct span text = line->text;
	bool item, bars = text.length > 2 && text.at[0] == '|' && span_ends(text, "|");
	*row = (struct row){.divider = bars ? '|' : '\t'};
	size_t from = bars;
	for (size_t i = from; i < text.length; i++)
		if (bars ? text.at[i] == '|' : is_tab(work, line, i)) {
			add_cell(row, text, from, i);
			from = i + 1;
		}
	if (!bars)
		add_cell(row, text, from, text.length);
	return row->count <= MOST_CELLS && (bars || (row->count > 1 && !quotation_mark(text) &&
						     !outline_label(work->profile, text, &item)));
}

/* "|---|:--:|" stands between the heads of the columns and the rows. */
static bool is_rule(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		for (size_t k = 0; k < row->cells[i].length; k++)
			if (!strchr("-:", row->cells[i].at[k]))
				return false;
	return row->divider == '|' && row->count && row->cells[0].length;
}

static const struct piece_text *cell_text(struct work *work, const struct logical *line,
					  struct span words)
{
	if (!words.length)
		return NULL;
	struct logical part = part_of_line(work, line, words);
	struct piece_text *text = arena_alloc(work->arena, sizeof *text);
	*text = (struct piece_text){
		.text = words, .segments = part.segments, .segment_count = part.segment_count};
	return text;
}

static void add_cells(struct work *work, struct piece_table *table, const struct logical *line,
		      const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		table->cells[table->count++] =
			(struct piece_cell){.texts = cell_text(work, line, row->cells[i]),
					    .columns = 1,
					    .rows = 1,
					    .first = !i};
}

/* A payload may be looked at more than once. */
void rows_mark(struct work *work, uint32_t start, const struct piece_table *table)
{
	size_t at = 0;
	while (at < work->table_count && work->tables[at].start < start)
		at++;
	if (at == work->table_count || work->tables[at].start != start) {
		MEM_ROOM(work->tables, work->table_count, work->table_capacity);
		memmove(work->tables + at + 1, work->tables + at,
			(work->table_count++ - at) * sizeof *work->tables);
	}
	work->tables[at] = (struct piece_mark){
		.kind = PIECE_TABLE, .start = start, .end = start + 1, .table = table};
}

static bool uneven(struct work *work, struct instruction *instruction, const struct logical *line,
		   size_t cells, size_t others)
{
	if (cells == others)
		return false;
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "the row “%.*s” (line %u) has %zu cells, and the one "
			     "before it has %zu",
			     SPAN_ARGS(words_brief(work, line->text)), line->line, cells, others);
	diag_help(work->diags, diag, "leave cells empty, and merge none");
	return true;
}

/* Of two tables the second may be no text of the code. */
static bool is_apart(struct work *work, struct instruction *instruction,
		     const struct logical *before, const struct logical *line)
{
	bool blank = line->line > before->last_line + 1 && before->text.at[0] == '|';
	for (unsigned i = before->last_line + 1; i < line->line; i++)
		blank &= work->lines->uses[i - 1] == LINE_BLANK;
	if (!blank)
		return false;
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "an empty line stands before the row “%.*s” (line %u): whether it is "
			     "of the same table is not said",
			     SPAN_ARGS(words_brief(work, line->text)), line->line);
	diag_help(work->diags, diag, "leave no empty line in a table, and put words between two");
	return true;
}

/* So many lines from `from` on are rows of one table. */
static size_t count_rows(const struct work *work, const struct lines *lines, size_t from)
{
	struct row row;
	size_t count = 0;
	char divider = '\0';
	for (; from + count < lines->count; count++) {
		if (!read_row(work, &lines->items[from + count], &row) ||
		    (count && row.divider != divider))
			break;
		divider = row.divider;
	}
	return count > 1 || divider == '|' ? count : 0;
}

static struct logical table_line(struct work *work, struct instruction *instruction,
				 const struct logical *lines, size_t count)
{
	struct piece_table *table = arena_alloc(work->arena, sizeof *table);
	struct row row;
	size_t cells = 0;
	table->cells = arena_alloc(work->arena, count * MOST_CELLS * sizeof *table->cells);
	for (size_t i = 0; i < count && !instruction->refused; i++) {
		read_row(work, &lines[i], &row);
		if ((cells && (uneven(work, instruction, &lines[i], row.count, cells) ||
			       is_apart(work, instruction, &lines[i - 1], &lines[i]))) ||
		    (i == 1 && is_rule(&row)))
			continue;
		cells = row.count;
		add_cells(work, table, &lines[i], &row);
	}
	rows_mark(work, lines->segments[0].source, table);
	struct logical line = *lines;
	line.text = SPAN(PIECE_OBJECT);
	line.segment_count = 1;
	line.last_line = lines[count - 1].last_line;
	return line;
}

void rows_join(struct work *work, struct instruction *instruction, struct lines *lines)
{
	size_t kept = 0;
	for (size_t i = 0, count; i < lines->count && !work->out->transcript; i += count, kept++) {
		count = count_rows(work, lines, i);
		struct logical line = count ? table_line(work, instruction, &lines->items[i], count)
					    : lines->items[i];
		count = count ? count : 1;
		lines->items[kept] = line;
	}
	if (!work->out->transcript)
		lines->count = kept;
}

static void read_given(const struct work *work, const struct logical *line, struct row *row)
{
	struct span text = with_inner_bars(line->text);
	size_t from = 0;
	*row = (struct row){.divider = '|'};
	if (span_find(line->text, SPAN("|"), 0) == SIZE_MAX) {
		read_row(work, line, row);
		return;
	}
	for (size_t i = 0; i <= text.length; i++)
		if (i == text.length || text.at[i] == '|') {
			add_cell(row, text, from, i);
			from = i + 1;
		}
}

/* A paragraph is no table. */
static bool is_barred(const struct row *row, const struct logical *line)
{
	return row->count > 1 || (line->text.length && line->text.at[0] == '|');
}

/* The lines of the payload, without the marks that quote all of it. */
static struct lines given_lines(struct work *work, struct instruction *instruction, bool *open)
{
	size_t most = instruction->payload_to - instruction->payload_from;
	struct lines lines = {.items = arena_alloc(work->arena, (most + 1) * sizeof *lines.items)};
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++)
		if (work->uses[i] == DRAFT_PAYLOAD)
			lines.items[lines.count++] = work->lines->items[i];
	payload_refuse_behind(work, instruction, &lines);
	*open = true;
	for (size_t i = 0; i < lines.count; i++) {
		struct logical *line = &lines.items[i];
		struct span inner = quotation_inner(line->text, i + 1 == lines.count);
		*open &= inner.length == line->text.length && !span_ends(inner, "|");
		*line = part_of_line(work, line, inner);
	}
	return lines;
}

static void refuse_row(struct work *work, struct instruction *instruction,
		       const struct logical *line, size_t columns)
{
	struct span text = words_brief(work, line->text);
	if (columns)
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "“%.*s” (line %u) is no row of %zu cells, as the table has",
			     SPAN_ARGS(text), line->line, columns);
	else
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "a table is announced, and “%.*s” (line %u) is no row of one",
			     SPAN_ARGS(text), line->line);
}

/* What the draft's own sentence goes on with is none of a cell. */
static bool goes_on(struct work *work, struct instruction *instruction, const struct logical *line)
{
	struct span text = span_trim(line->text);
	if (!span_ends(text, "; and") && !span_ends(text, "; or"))
		return false;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
					 "whether the end of “%.*s” (line %u) is of the row is "
					 "not said",
					 SPAN_ARGS(words_brief(work, text)), line->line);
	diag_help(work->diags, diag, "put the row between bars");
	return true;
}

/* "|---|---|" under a row: it is the head of the columns, which the table has already. */
static bool gives_head(struct work *work, struct instruction *instruction,
		       const struct lines *lines, size_t i)
{
	struct row row;
	if (i + 1 == lines->count)
		return false;
	read_given(work, &lines->items[i + 1], &row);
	if (!is_rule(&row))
		return false;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD016, (struct span){0},
		"“%.*s” (line %u) is given as the head of the columns, and the table has one",
		SPAN_ARGS(words_brief(work, lines->items[i].text)), lines->items[i].line);
	diag_help(work->diags, diag, "give the new rows alone");
	return true;
}

bool rows_given(struct work *work, struct instruction *instruction, size_t columns,
		struct piece_table *table, bool *open)
{
	struct row row;
	struct lines lines = given_lines(work, instruction, open);
	bool alone = columns != ROWS_ALIKE;
	table->cells =
		arena_alloc(work->arena, (lines.count * MOST_CELLS + 1) * sizeof *table->cells);
	for (size_t i = 0; i < lines.count; i++) {
		const struct logical *line = &lines.items[i];
		read_given(work, line, &row);
		columns = columns == ROWS_ALIKE && is_barred(&row, line) ? row.count : columns;
		if (row.count != columns || row.count > MOST_CELLS) {
			refuse_row(work, instruction, line, columns);
			return false;
		}
		if ((alone && gives_head(work, instruction, &lines, i)) ||
		    (i + 1 == lines.count && goes_on(work, instruction, line)))
			return false;
		if (!is_rule(&row))
			add_cells(work, table, line, &row);
	}
	if (!table->count)
		draft_refuse(work, instruction, DIAG_AMD025, (struct span){0},
			     "a row is announced and none follows");
	return !instruction->refused;
}

struct piece_marks draft_marks(const struct work *work)
{
	return work->out->transcript
		       ? work->out->transcript->marks
		       : (struct piece_marks){work->lines->bytes, work->tables, work->table_count};
}
