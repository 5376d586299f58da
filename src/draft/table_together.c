/* Several changes of one provision with a table: of other rows, and of words that stand in none of
 * these. The provision is restated once, with all of them. */
#include "draft/cells.h"

#include <stdlib.h>
#include <string.h>

static bool changes_meet(const struct row_change *a, const struct row_change *b)
{
	if (a->table != b->table)
		return false;
	bool same = a->row == b->row && a->goes == b->goes;
	return !a->row || !b->row || same || (a->goes && b->beside == a->row) ||
	       (b->goes && a->beside == b->row);
}

bool rows_apart(const struct work *work, size_t at, size_t other)
{
	const struct draft_op *op = &work->ops[at];
	if (!op->rows || !work->ops[other].rows)
		return false;
	for (size_t i = 0; i < at; i++) {
		const struct draft_op *earlier = &work->ops[i];
		if (earlier->rows && !strcmp(earlier->op.target, op->op.target) &&
		    changes_meet(earlier->rows, op->rows))
			return false;
	}
	return true;
}

/* From the bottom up, so that the rows of the base keep their numbers; what goes goes first. */
static bool is_before(const struct row_change *a, const struct row_change *b)
{
	if (a->table != b->table || a->row != b->row)
		return a->table > b->table || (a->table == b->table && a->row > b->row);
	return a->goes;
}

static struct row_change *join_change(struct work *work, struct row_change *changes,
				      const struct row_change *change)
{
	struct row_change *kept = row_change_new(work, *change), **at = &changes;
	while (*at && is_before(*at, kept))
		at = &(*at)->next;
	kept->next = *at;
	*at = kept;
	return changes;
}

static bool stands(const struct work *work, const struct draft_op *op)
{
	return op->rows && !op->idle && !work->items[op->instruction].refused;
}

/* ---- words of the same provision */

/* Words [start, end) of a text of the base become others. */
struct word_edit {
	size_t text, start, end;
	struct span fresh;
	struct draft_op *op;
};
struct word_edits {
	struct word_edit *items;
	size_t count, capacity;
};

bool words_beside_rows(const struct work *work, size_t at, size_t other)
{
	const struct draft_op *op = &work->ops[at], *rows = &work->ops[other];
	bool whole = op->op.span == SPAN_WORDS && op->op.position != POS_END &&
		     op->op.position != POS_START && op->op.occurrence != OCCURRENCE_LAST;
	return rows->rows && op->op.scope == SCOPE_WORDS && op->old && whole && work->base &&
	       !strcmp(op->op.target, rows->op.target);
}

static bool joins_words(const struct work *work, const struct draft_op *op,
			const struct draft_op *rows)
{
	return !op->idle && !work->items[op->instruction].refused &&
	       words_beside_rows(work, (size_t)(op - work->ops), (size_t)(rows - work->ops));
}

static bool row_goes(const struct row_change *changes, const struct cell *cell)
{
	for (; changes; changes = changes->next)
		if (cell->table == changes->table &&
		    (!changes->row || (changes->goes && changes->row == cell->row)))
			return true;
	return false;
}

static bool is_hit(const struct draft_op *op, size_t nth)
{
	size_t wanted = op->hit ? op->hit : op->op.occurrence > 0 ? (size_t)op->op.occurrence : 0;
	return !wanted || nth == wanted;
}

static bool table_has(const struct piece_table *table, struct span words)
{
	struct word_hit hit;
	for (size_t i = 0; i < table->count; i++)
		for (const struct piece_text *text = table->cells[i].texts; text; text = text->next)
			if (words_find(text->text, words, 0, true, &hit))
				return true;
	return false;
}

/* What is refused of words elsewhere, too: the heading has them, or they stand there as “Keeper’s”;
 * or, where instructions are read in sequence, a new row has them. */
static bool in_doubt(const struct restating *restating, const struct draft_op *op,
		     const struct row_change *changes)
{
	struct work *work = restating->work;
	struct span old = op->old->text;
	struct span possessive = span_of(arena_printf(work->arena, "%.*s’s", SPAN_ARGS(old)));
	struct word_hit hit;
	bool doubt = !op->hit && words_find(restating->piece->heading, old, 0, true, &hit);
	for (size_t i = 0; i < restating->text_count; i++)
		doubt |= words_find(restating->texts[i].text->text, possessive, 0, true, &hit);
	if (!profile_truth(work->profile, "modification", "in-sequence"))
		return doubt;
	for (; changes; changes = changes->next)
		doubt |= changes->fresh && table_has(changes->fresh, old);
	return doubt || (!op->hit && op->op.occurrence > 0);
}

/* Where its words stand; false where they are not there as often as stated, or go with a row. */
static bool find_edits(const struct restating *restating, struct draft_op *op,
		       const struct row_change *changes, struct word_edits *edits)
{
	struct word_hit hit;
	size_t nth = 0, found = 0;
	if (in_doubt(restating, op, changes))
		return false;
	for (size_t i = 0; i < restating->text_count; i++) {
		const struct restated_text *text = &restating->texts[i];
		struct span words = text->text->text;
		for (size_t at = 0; words_find(words, op->old->text, at, false, &hit);
		     at = hit.end) {
			if (!is_hit(op, ++nth))
				continue;
			if (row_goes(changes, &text->cell))
				return false;
			found++;
			MEM_ROOM(edits->items, edits->count, edits->capacity);
			edits->items[edits->count++] =
				(struct word_edit){i, hit.start, hit.end, {"", 0}, op};
		}
	}
	return op->op.occurrence == OCCURRENCE_ONE ? found == 1 && nth == 1
	       : op->op.occurrence == OCCURRENCE_EACH
		       ? found && (!op->op.count || found == op->op.count)
		       : found == 1;
}

static bool hugs(struct span words)
{
	return !words.length || strchr(".,;:)]!?", words.at[0]);
}

/* The words with the spaces that they want where they stand. */
static void space_edit(struct work *work, struct span text, struct word_edit *edit)
{
	const struct op *op = &edit->op->op;
	struct span fresh = edit->op->new_text ? span_trim(edit->op->new_text->text) : SPAN("");
	if (op->kind == OP_INSERTION && op->position == POS_BEFORE) {
		edit->end = edit->start;
		edit->fresh = span_of(arena_printf(work->arena, "%.*s ", SPAN_ARGS(fresh)));
	} else if (op->kind == OP_INSERTION) {
		edit->start = edit->end;
		edit->fresh = span_of(arena_printf(work->arena, hugs(fresh) ? "%.*s" : " %.*s",
						   SPAN_ARGS(fresh)));
	} else if (fresh.length) {
		edit->fresh = fresh;
	} else if (edit->start && text.at[edit->start - 1] == ' ') {
		edit->start--;
	} else if (edit->end < text.length && text.at[edit->end] == ' ') {
		edit->end++;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct word_edit *x = a, *y = b;
	return x->text != y->text ? (x->text > y->text) - (x->text < y->text)
				  : (x->start > y->start) - (x->start < y->start);
}

/* Marks are spaced in other ways, and words that touch may be meant in another order: left alone.
 */
static bool edits_apart(const struct word_edits *edits, const struct restating *restating)
{
	for (size_t i = 0; i < edits->count; i++) {
		const struct word_edit *edit = &edits->items[i], *next = edit + 1;
		struct span text = restating->texts[edit->text].text->text;
		if (hugs(span_sub(text, edit->start, edit->end)) && edit->end > edit->start)
			return false;
		if (i + 1 < edits->count && next->text == edit->text && next->start <= edit->end)
			return false;
	}
	return true;
}

static void make_edits(struct work *work, const struct restating *restating,
		       const struct word_edits *edits)
{
	for (size_t i = edits->count; i-- > 0;) {
		const struct word_edit *edit = &edits->items[i];
		struct piece_text *piece = restating->texts[edit->text].text;
		struct span text = piece->text;
		struct span head = span_sub(text, 0, edit->start);
		struct span tail = span_sub(text, edit->end, text.length);
		piece->text =
			span_trim(span_of(arena_printf(work->arena, "%.*s%.*s%.*s", SPAN_ARGS(head),
						       SPAN_ARGS(edit->fresh), SPAN_ARGS(tail))));
	}
}

static void refuse_words(struct work *work, struct draft_op *op, const struct draft_op *rows)
{
	struct diag *diag =
		draft_refuse(work, &work->items[op->instruction], DIAG_AMD013, (struct span){0},
			     "%s is also changed in the rows of its table by another instruction",
			     draft_cite(work, op->op.target));
	diag_relate(work->diags, diag,
		    draft_place(work, work->items[rows->instruction].logical, (struct span){0}),
		    "here");
}

/* The operations on its words are done where it is restated. */
static void join_words(struct work *work, struct restating *restating, struct draft_op *rows,
		       const struct row_change *changes)
{
	struct word_edits edits = {0};
	for (struct draft_op *op = work->ops; op < work->ops + work->op_count; op++) {
		size_t before = edits.count;
		if (!joins_words(work, op, rows))
			continue;
		bool found = find_edits(restating, op, changes, &edits);
		for (size_t i = before; found && i < edits.count; i++)
			space_edit(work, restating->texts[edits.items[i].text].text->text,
				   &edits.items[i]);
		if (found)
			continue;
		edits.count = before;
		refuse_words(work, op, rows);
	}
	if (edits.count)
		qsort(edits.items, edits.count, sizeof *edits.items, by_place);
	bool apart = edits_apart(&edits, restating);
	if (apart)
		make_edits(work, restating, &edits);
	for (size_t i = 0; i < edits.count; i++) {
		struct draft_op *op = edits.items[i].op;
		if (!apart && !work->items[op->instruction].refused)
			refuse_words(work, op, rows);
		else if (apart && !op->idle)
			draft_remark(work, &work->items[op->instruction], DIAG_AMD010,
				     (struct span){0},
				     "%s is restated for its table, and with it these words",
				     draft_cite(work, op->op.target));
		op->idle = apart;
	}
	free(edits.items);
}

static bool has_words(const struct work *work, const struct draft_op *rows)
{
	for (size_t i = 0; i < work->op_count; i++)
		if (joins_words(work, &work->ops[i], rows))
			return true;
	return false;
}

/* All changes of the rows of one provision are made by the first operation. */
static void join_rows(struct work *work, size_t first)
{
	struct draft_op *op = &work->ops[first];
	struct row_change *changes = join_change(work, NULL, op->rows);
	for (size_t i = first + 1; i < work->op_count; i++) {
		struct draft_op *other = &work->ops[i];
		if (!stands(work, other) || strcmp(other->op.target, op->op.target))
			continue;
		changes = join_change(work, changes, other->rows);
		other->idle = true;
	}
	if (!changes->next && !has_words(work, op))
		return;
	struct search search = {.provision = DOC_NONE};
	struct restating restating = {
		.work = work, .instruction = &work->items[op->instruction], .search = &search};
	if (rows_restate(&restating, SPAN("the table"), op->op.target)) {
		join_words(work, &restating, op, changes);
		rows_give(&restating, op, changes);
	}
	cells_release(&search);
}

void rows_together(struct work *work)
{
	for (size_t i = 0; i < work->op_count; i++)
		if (stands(work, &work->ops[i]))
			join_rows(work, i);
}
