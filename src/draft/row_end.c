/* The mark behind the last cell of a row that is given without quotation marks or bars: of the
 * cell, or of the draft's own sentence. The cells of that column tell. */
#include "draft/cells.h"

#include <ctype.h>
#include <string.h>

/* How many cells of a column end with the mark, and how many do not. */
struct endings {
	size_t with, without;
};

static bool ends_row(const struct piece_table *table, size_t cell)
{
	return cell + 1 == table->count || table->cells[cell + 1].first;
}

static const struct piece_text *last_text(const struct piece_table *table, size_t cell)
{
	const struct piece_text *text = table->cells[cell].texts;
	while (text && text->next)
		text = text->next;
	return text;
}

/* The last cells of rows [from_row, to_row); what is empty says nothing. */
static void count_endings(const struct piece_table *table, size_t from_row, size_t to_row,
			  const char *mark, struct endings *endings)
{
	size_t row = 0;
	for (size_t i = 0; i < table->count; i++) {
		const struct piece_text *text = last_text(table, i);
		row += table->cells[i].first;
		if (!ends_row(table, i) || row < from_row || row >= to_row || !text)
			continue;
		*(span_ends(text->text, mark) ? &endings->with : &endings->without) += 1;
	}
}

/* "9 a.m.", "etc." */
static bool is_abbreviation(const struct work *work, struct span words)
{
	size_t start = words.length;
	while (start && !strchr(" (", words.at[start - 1]))
		start--;
	struct span word = span_sub(words, start, words.length);
	size_t stop = span_find(word, SPAN("."), 0);
	bool inner = stop + 1 < word.length && stop && isalpha((unsigned char)word.at[stop - 1]);
	return inner || profile_lists(work->profile, "words", "abbreviations", word);
}

static void take_off(struct work *work, struct piece_cell *cell)
{
	struct piece_text *text = arena_alloc(work->arena, sizeof *text);
	*text = *cell->texts;
	text->text = span_trim(span_sub(text->text, 0, text->text.length - 1));
	cell->texts = text;
}

static void remark_stop(struct work *work, const struct instruction *instruction, struct span text)
{
	struct diag *diag = draft_remark(
		work, instruction, DIAG_AMD006, (struct span){0},
		"the full stop behind “%.*s” is taken to be of the row: the cells of its column do "
		"not tell",
		SPAN_ARGS(span_sub(text, 0, text.length - 1)));
	diag_help(work->diags, diag, "put the row between bars, which end it");
}

/* A cell of the last row ends with a full stop, one of any row with a mark that joins it to the
 * next instruction. */
static char mark_behind(const struct piece_table *fresh, size_t cell, bool last_row)
{
	const struct piece_text *text = fresh->cells[cell].texts;
	char mark = text && text->text.length > 1 ? text->text.at[text->text.length - 1] : '\0';
	bool joins = mark == ';' || mark == ',';
	return ends_row(fresh, cell) && (joins || (mark == '.' && last_row)) ? mark : '\0';
}

void row_ends_settle(struct work *work, const struct instruction *instruction,
		     const struct piece_table *old, struct piece_table *fresh, bool has_head)
{
	size_t rows = rows_count(fresh), row = 0;
	bool alike = old->count * rows == fresh->count * rows_count(old); /* in their columns */
	for (size_t i = 0; i < fresh->count; i++) {
		row += fresh->cells[i].first;
		char mark[] = {mark_behind(fresh, i, row == rows), '\0'};
		struct endings endings = {0, 0};
		bool stop = *mark == '.';
		if (!*mark || (stop && is_abbreviation(work, fresh->cells[i].texts->text)))
			continue;
		if (alike)
			count_endings(old, 2, SIZE_MAX, mark, &endings);
		if (stop)
			count_endings(fresh, has_head ? 2 : 1, rows, mark, &endings);
		if (!endings.with && (!stop || endings.without))
			take_off(work, &fresh->cells[i]);
		else if (stop && (endings.without || !endings.with))
			remark_stop(work, instruction, fresh->cells[i].texts->text);
	}
}
