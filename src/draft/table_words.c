/* Words in a table: the table of a provision, one row of it or one column is named as their place.
 * The operation is one on words of the provision: on the one of them that stands there. */
#include "draft/cells.h"

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
	for (uint32_t b = cells_next(search, DOC_NONE); b != DOC_NONE; b = cells_next(search, b)) {
		const struct block *block = &search->doc->blocks[b];
		cells_step(search->doc, from, b, &cell);
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

static void take_hit(struct work *work, struct instruction *instruction, struct span words,
		     const struct search *search, const char *cited, struct draft_op *op)
{
	size_t all, last, inside = count_hits(search, op->old->text, &all, &last);
	bool each = op->op.occurrence == OCCURRENCE_EACH && inside == all && inside;
	if (each)
		return;
	if (!inside) {
		draft_refuse(work, instruction, DIAG_AMD008, words,
			     all ? "“%.*s” is not there, but elsewhere in %s"
				 : "“%.*s” is not in %s",
			     SPAN_ARGS(op->old->text), cited);
		return;
	}
	if (op->op.span != SPAN_WORDS || op->op.occurrence != OCCURRENCE_ONE) {
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD028, words,
			"of words in a table, neither a range nor a number of times is read");
		diag_help(work->diags, diag, "name the row, and write out the words of its cell");
		return;
	}
	if (inside != 1) {
		draft_refuse(work, instruction, DIAG_AMD023, words,
			     "“%.*s” is there %zu times, and in %s %zu", SPAN_ARGS(op->old->text),
			     inside, cited, all);
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

bool stands_in_table(struct span cells, struct span table)
{
	return names_cells(cells) && names_cells(table) && cells_named(table).axis == ALL_CELLS;
}

void cells_take(struct work *work, struct instruction *instruction, struct span words,
		struct draft_op *op)
{
	struct search search = {.named = cells_named(words)};
	const char *cited = draft_cite(work, op->op.target);
	if (!op->old && op->op.kind == OP_REPEAL && search.named.axis == ONE_ROW) {
		rows_delete(work, instruction, words, op);
		return;
	}
	if (!op->old || op->op.scope != SCOPE_WORDS) {
		struct diag *diag =
			draft_refuse(work, instruction, DIAG_AMD028, words,
				     "of a table, words in its cells and whole rows are changed");
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
	cells_find(&search);
	if (cells_found(work, instruction, words, &search, cited))
		take_hit(work, instruction, words, &search, cited, op);
	buf_release(&search.rows);
}
