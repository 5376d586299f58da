/* Rows that a table gets or loses. A patch knows no rows: the operation restates the provision
 * (table_pieces.c) with its table as it is to be. */
#include "draft/cells.h"

#include <ctype.h>
#include <string.h>

/* The cell that the given row begins with; the count of all cells behind the last row. */
static size_t row_start(const struct piece_table *table, size_t row)
{
	size_t at = 0;
	for (; at < table->count; at++)
		if (table->cells[at].first && !--row)
			break;
	return at;
}

static void change_row(struct work *work, struct piece_table *table,
		       const struct row_change *change)
{
	static const struct piece_table none = {NULL, 0};
	const struct piece_table *fresh = change->fresh ? change->fresh : &none;
	size_t from = change->row ? row_start(table, change->row) : 0;
	size_t to = !change->row   ? table->count
		    : change->goes ? row_start(table, change->row + 1)
				   : from;
	struct piece_cell *all =
		arena_alloc(work->arena, (table->count + fresh->count + 1) * sizeof *all);
	memcpy(all, table->cells, from * sizeof *all);
	if (fresh->count)
		memcpy(all + from, fresh->cells, fresh->count * sizeof *all);
	memcpy(all + from + fresh->count, table->cells + to, (table->count - to) * sizeof *all);
	table->cells = all;
	table->count += fresh->count - (to - from);
}

static void say_cells(const struct piece_table *table, size_t from, size_t to, struct buf *out)
{
	buf_text(out, "“");
	for (size_t i = from; i < to; i++) {
		const struct piece_text *text = table->cells[i].texts;
		buf_printf(out, "%s", i == from ? "" : table->cells[i].first ? "”, “" : " | ");
		buf_printf(out, "%.*s", SPAN_ARGS(text ? text->text : SPAN("")));
	}
	buf_text(out, "”");
}

/* Before it is made. */
static const char *change_says(const struct restating *restating, const struct row_change *change)
{
	const struct piece_table *table = restating->tables[change->table - 1];
	struct buf out = {0};
	if (!change->row)
		return NULL;
	if (change->goes) {
		buf_text(&out, "the row ");
		say_cells(table, row_start(table, change->row), row_start(table, change->row + 1),
			  &out);
		buf_text(&out, change->fresh ? " becomes " : " goes");
	}
	if (change->fresh) {
		size_t count = rows_count(change->fresh);
		buf_text(&out, change->goes ? "" : count > 1 ? "the rows " : "the row ");
		say_cells(change->fresh, 0, change->fresh->count, &out);
		buf_text(&out, change->goes ? "" : count > 1 ? " are new" : " is new");
	}
	const char *says = arena_copy(restating->work->arena, out.at, out.length);
	buf_release(&out);
	return says;
}

const char *rows_say(const struct row_change *changes)
{
	return changes ? changes->says : NULL;
}

void rows_give(struct restating *restating, struct draft_op *op, struct row_change *changes)
{
	struct work *work = restating->work;
	if (!changes->next && !changes->says)
		changes->says = change_says(restating, changes);
	for (const struct row_change *change = changes; change; change = change->next)
		change_row(work, restating->tables[change->table - 1], change);
	pieces_number(work->profile, restating->piece, address_parent(span_of(op->op.target)),
		      work->arena);
	op->op.kind = OP_SUBSTITUTION;
	op->op.scope = SCOPE_PROVISION;
	op->op.position = POS_NONE;
	op->op.count = 0;
	op->pieces = restating->piece;
	op->rows = changes;
}

struct row_change *row_change_new(struct work *work, struct row_change change)
{
	struct row_change *kept = arena_alloc(work->arena, sizeof *kept);
	*kept = change;
	return kept;
}

/* The first row may be the head of the columns. */
static bool refuse_first(struct work *work, struct instruction *instruction, struct span words,
			 const char *eid, const struct row_change *change)
{
	if (change->row != 1)
		return false;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD023, words,
					 "“%.*s” is the first row of the table in %s: whether it "
					 "is its head is not said",
					 SPAN_ARGS(words), draft_cite(work, eid));
	diag_help(work->diags, diag, "restate %s as a whole", draft_cite(work, eid));
	return true;
}

void rows_delete(struct work *work, struct instruction *instruction, struct span words,
		 const struct named_cells *named, struct draft_op *op)
{
	struct search search = {.named = *named};
	struct restating restating = {.work = work, .instruction = instruction, .search = &search};
	if (rows_restate(&restating, words, op->op.target)) {
		struct row_change change = {
			.table = search.row.table, .row = search.row.row, .goes = true};
		if (!refuse_first(work, instruction, words, op->op.target, &change))
			rows_give(&restating, op, row_change_new(work, change));
	}
	cells_release(&search);
}

/* Which row goes, or which the new ones stand before; false where that is not said. */
static bool place_rows(const struct restating *restating, bool replaces, enum op_position position,
		       struct row_change *change)
{
	const struct search *search = restating->search;
	bool named = search->named.row.named && !search->named.column.named;
	*change = (struct row_change){.table = 1, .goes = replaces};
	if (named) {
		change->table = search->row.table;
		change->row = search->row.row + (!replaces && position == POS_AFTER);
		change->beside = replaces ? 0 : search->row.row;
		return replaces || position == POS_AFTER || position == POS_BEFORE;
	}
	if (!replaces)
		change->row = rows_count(restating->tables[0]) + 1;
	return cells_all(&search->named) && restating->count == 1 &&
	       (replaces || position == POS_END);
}

static struct span row_name(const struct piece_table *table, size_t row)
{
	size_t at = row_start(table, row);
	const struct piece_text *text = at < table->count ? table->cells[at].texts : NULL;
	return text ? text->text : SPAN("");
}

/* "At the appropriate place": by the names of the rows under the first, where these are in the
 * order of the alphabet and the new one is none of them. */
static bool order_row(const struct restating *restating, const struct piece_table *fresh,
		      struct row_change *change)
{
	const struct piece_table *table = restating->tables[0];
	size_t rows = rows_count(table);
	struct span name = row_name(fresh, 1);
	bool ordered = rows_count(fresh) == 1 && rows > 2 && name.length &&
		       !isdigit((unsigned char)*name.at);
	change->row = rows + 1;
	for (size_t row = rows; row > 1 && ordered; row--) {
		struct span here = row_name(table, row);
		int order = span_compare_case(name, here);
		ordered = here.length && order &&
			  (row == 2 || span_compare_case(row_name(table, row - 1), here) < 0);
		if (order < 0)
			change->row = row;
	}
	return ordered;
}

/* What stood over the columns and does again. */
static void keep_heads(const struct piece_table *old, struct piece_table *fresh)
{
	size_t count = row_start(old, 2);
	bool same = count == row_start(fresh, 2);
	for (size_t i = 0; same && i < count; i++)
		same = old->cells[i].head && old->cells[i].texts && fresh->cells[i].texts &&
		       span_equal(old->cells[i].texts->text, fresh->cells[i].texts->text);
	for (size_t i = 0; same && i < count; i++)
		fresh->cells[i].head = true;
}

static void put_rows(struct restating *restating, struct span words, const char *eid,
		     const struct form *form, enum op_position position)
{
	struct work *work = restating->work;
	struct instruction *instruction = restating->instruction;
	bool replaces = form->kind == OP_SUBSTITUTION;
	bool open, ordered = form->scope == SCOPE_DEFINITION;
	struct row_change change;
	struct piece_table *fresh = arena_alloc(work->arena, sizeof *fresh);
	if (!rows_restate(restating, words, eid))
		return;
	if (!place_rows(restating, replaces, ordered ? POS_END : position, &change)) {
		draft_refuse(work, instruction, DIAG_AMD022, words,
			     "which row of %s the new one stands beside is not said",
			     draft_cite(work, eid));
		return;
	}
	size_t columns =
		change.row ? row_start(restating->tables[change.table - 1], 2) : ROWS_ALIKE;
	if (!rows_given(work, instruction, columns, fresh, &open) ||
	    refuse_first(work, instruction, words, eid, &change))
		return;
	if (ordered && !order_row(restating, fresh, &change)) {
		struct diag *diag =
			draft_refuse(work, instruction, DIAG_AMD022, words,
				     "the place of “%.*s” among the rows of %s does not follow "
				     "from the alphabet",
				     SPAN_ARGS(row_name(fresh, 1)), draft_cite(work, eid));
		diag_help(work->diags, diag, "name the row that it comes after");
		return;
	}
	change.fresh = fresh;
	if (open)
		row_ends_settle(work, instruction, restating->tables[change.table - 1], fresh,
				!change.row);
	if (!change.row)
		keep_heads(restating->tables[0], fresh);
	struct draft_op *op = op_new(work, instruction, OP_SUBSTITUTION, SCOPE_PROVISION);
	op->op.target = eid;
	rows_give(restating, op, row_change_new(work, change));
}

/* New rows take the place of one, or stand beside it. */
static bool names_several(struct work *work, struct instruction *instruction,
			  const struct named_line *row)
{
	size_t at = 0;
	if (!row->named || !cells_head_next(row->words, &at).at ||
	    !cells_head_next(row->words, &at).at)
		return false;
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD028, row->words,
			     "new rows take the place of one row, and several are named");
	diag_help(work->diags, diag, "replace one of them, and delete the others");
	return true;
}

/* "In the heading, after the entry for “X” insert—" */
static bool is_elsewhere(struct work *work, struct instruction *instruction,
			 const struct clause *clause)
{
	const struct within *within = &clause->within;
	struct span named = within->part.at ? within->part : within->sentence;
	bool table = !named.at || span_ends(named, "table") || span_ends(named, "tabular array");
	if (table && !within->term && !(within->part.at && within->sentence.at))
		return false;
	draft_refuse(work, instruction, DIAG_AMD028, named,
		     "rows are changed in the table of a provision, and of nothing less");
	return true;
}

bool adds_rows(const struct work *work, const struct clause *clause)
{
	const struct span *group = clause->fit.group;
	struct span within = clause->within.sentence;
	if (!within.at || !names_cells(within))
		return false;
	struct named_cells named = cells_named(work, within);
	enum op_scope scope = clause->fit.form->scope;
	bool placed = scope == SCOPE_DEFINITION
			      ? !group[GROUP_TERM].at
			      : scope == SCOPE_PROVISION &&
					position_named(group[GROUP_POSITION]) == POS_END;
	return cells_all(&named) && placed && clause->fit.form->kind == OP_INSERTION &&
	       !group[GROUP_ANCHOR].at && !group[GROUP_PAYLOAD].length;
}

void make_rows(struct work *work, struct instruction *instruction, const struct clause *clause)
{
	const struct span *group = clause->fit.group;
	struct span words = group[GROUP_SENTENCE];
	struct spots spots;
	if (is_elsewhere(work, instruction, clause) ||
	    !clause_targets(work, instruction, clause, &spots))
		return;
	if (spots.count != 1 || spots.items[0].up_to) {
		draft_refuse(
			work, instruction, DIAG_AMD023, spots.items[0].cited,
			"the rows of one table are to be changed, and several places are named");
		return;
	}
	struct search search = {.provision = DOC_NONE};
	if (words.at)
		search.named = cells_named(work, words);
	if (names_several(work, instruction, &search.named.row))
		return;
	struct restating restating = {.work = work, .instruction = instruction, .search = &search};
	put_rows(&restating, words.at ? words : group[GROUP_POSITION], spots.items[0].eid,
		 clause->fit.form, position_named(group[GROUP_POSITION]));
	cells_release(&search);
}
