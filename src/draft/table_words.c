/* Words in a table: the table of a provision, a row of it, a column or a cell is named as their
 * place. The operation is one on words of the provision: on those of them that stand there. */
#include "draft/cells.h"

#include "draft/quotation.h"

#include <string.h>

enum { MOST_HITS = 64 };

/* Of all the hits in the provision those in the cells that are named. */
struct cell_hits {
	size_t all, count;
	size_t nth[MOST_HITS]; /* of all, from 1 */
	struct span text;      /* of the last one's paragraph ... */
	struct word_hit at;    /* ... and where in that it stands */
};

static bool is_named(const struct search *search, const struct cell *cell,
		     const struct block *block)
{
	const struct named_cells *named = &search->named;
	if (!(block->flags & BLOCK_CELL))
		return false;
	return (!named->row.named ||
		(cell->table == search->row.table && cell->row == search->row.row)) &&
	       (!named->column.named ||
		(cell->table == search->column.table && cell->column == search->column.column));
}

static void find_hits(const struct search *search, struct span words, bool folded,
		      struct cell_hits *hits)
{
	struct cell cell = {0};
	struct word_hit hit;
	uint32_t from = search->doc->provisions[search->provision].start;
	*hits = (struct cell_hits){.all = 0};
	for (uint32_t b = cells_next(search, DOC_NONE); b != DOC_NONE; b = cells_next(search, b)) {
		const struct block *block = &search->doc->blocks[b];
		cells_step(search->doc, from, b, &cell);
		from = block->end;
		for (size_t at = 0; words_find(block->text, words, at, folded, &hit);
		     at = hit.end) {
			hits->all++;
			if (!is_named(search, &cell, block))
				continue;
			if (hits->count < MOST_HITS)
				hits->nth[hits->count] = hits->all;
			hits->count++;
			hits->text = block->text;
			hits->at = hit;
		}
	}
}

/* As they are looked for when the patch is applied: folded only where none stands there else. */
static void look_for(const struct search *search, struct span words, struct cell_hits *hits)
{
	find_hits(search, words, false, hits);
	if (!hits->all)
		find_hits(search, words, true, hits);
}

/* ---- the words that are meant */

/* The one paragraph of the one cell; at == NULL where there are several. */
static struct span cell_text(const struct search *search)
{
	struct cell cell = {0};
	struct span text = {NULL, 0};
	uint32_t from = search->doc->provisions[search->provision].start;
	for (uint32_t b = cells_next(search, DOC_NONE); b != DOC_NONE; b = cells_next(search, b)) {
		const struct block *block = &search->doc->blocks[b];
		cells_step(search->doc, from, b, &cell);
		from = block->end;
		if (!is_named(search, &cell, block))
			continue;
		if (text.at)
			return (struct span){NULL, 0};
		text = span_trim(block->text);
	}
	return text;
}

static void take_words(struct work *work, struct instruction *instruction, struct span words,
		       struct draft_op *op)
{
	words = span_trim(words);
	op->old = quote_new(work, instruction,
			    span_of(arena_copy(work->arena, words.at, words.length)));
	op->old_to = NULL;
	op->op.span = SPAN_WORDS;
	op->op.occurrence = OCCURRENCE_ONE;
	op->op.count = 1;
}

/* "From “X” to the end": the words themselves, in the one cell that has “X”. */
static bool take_stretch(struct work *work, struct instruction *instruction,
			 const struct search *search, struct draft_op *op)
{
	struct cell_hits hits;
	struct word_hit last;
	look_for(search, op->old->text, &hits);
	if (op->op.span == SPAN_WORDS)
		return true;
	if (hits.count != 1)
		return false;
	size_t start = hits.at.start, end = hits.text.length;
	if (op->op.span == SPAN_FROM_TO) {
		if (!op->old_to ||
		    !words_find(hits.text, op->old_to->text, hits.at.end, false, &last))
			return false;
		end = last.end;
	} else if (op->op.span == SPAN_START_TO) {
		start = 0;
		end = hits.at.end;
	} else if (op->op.span == SPAN_AFTER_END) {
		start = hits.at.end;
	}
	if (!span_trim(span_sub(hits.text, start, end)).length)
		return false;
	take_words(work, instruction, span_sub(hits.text, start, end), op);
	return true;
}

/* "At the end": behind all that the cell holds. */
static bool take_edge(struct work *work, struct instruction *instruction,
		      const struct search *search, struct draft_op *op)
{
	struct span text = cell_text(search);
	bool begins = op->op.position == POS_START;
	if (op->op.kind != OP_INSERTION || !op->new_text || !text.length ||
	    (!begins && op->op.position != POS_END))
		return false;
	take_words(work, instruction, text, op);
	op->op.position = begins ? POS_BEFORE : POS_AFTER;
	return true;
}

/* ---- the operations */

/* Which of the hits there are meant: [*from, *to); false where they are not as many as stated. */
static bool choose(const struct op *op, size_t count, size_t *from, size_t *to)
{
	*from = 0;
	*to = count;
	if (op->occurrence == OCCURRENCE_EACH)
		return count && (!op->count || op->count == count);
	if (op->occurrence == OCCURRENCE_ONE)
		return count == 1;
	*from = op->occurrence == OCCURRENCE_LAST ? count - 1 : (size_t)op->occurrence - 1;
	*to = *from + 1;
	return count && *from < count;
}

/* Where instructions are read in sequence, words that an earlier one has changed are not counted:
 * so many of those before that one. SIZE_MAX where that is not known. */
static size_t gone_before(const struct work *work, const struct draft_op *op, size_t nth)
{
	struct word_hit hit;
	size_t gone = 0;
	for (const struct draft_op *other = work->ops; other < op; other++) {
		if (!changes_counted(work, other, op))
			continue;
		bool known = other->hit && other->hit != nth &&
			     !strcmp(other->op.target, op->op.target) &&
			     span_equal(other->old->text, op->old->text) &&
			     other->op.kind == OP_SUBSTITUTION && other->new_text &&
			     !words_find(other->new_text->text, op->old->text, 0, true, &hit);
		if (!known)
			return SIZE_MAX;
		gone += other->hit < nth;
	}
	return gone;
}

/* One operation for each, the last first: where instructions are read in sequence, the others keep
 * their numbers. */
static void make_each(struct work *work, struct instruction *instruction, const size_t *nth,
		      size_t count, const struct draft_op *op)
{
	size_t at = (size_t)(op - work->ops);
	for (size_t i = count; i-- > 0;) {
		size_t target = at, gone = gone_before(work, &work->ops[at], nth[i]);
		if (i + 1 < count) {
			op_new(work, instruction, op->op.kind, SCOPE_WORDS);
			target = work->op_count - 1;
			work->ops[target] = work->ops[at];
		}
		work->ops[target].hit = nth[i];
		work->ops[target].op.occurrence = (int)(nth[i] - gone);
		work->ops[target].op.count = 0;
	}
}

static void refuse_hits(struct work *work, struct instruction *instruction, struct span words,
			const struct cell_hits *hits, const char *cited, const struct draft_op *op)
{
	struct span old = op->old->text;
	if (!hits->count)
		draft_refuse(work, instruction, DIAG_AMD008, words,
			     hits->all ? "“%.*s” is not there, but elsewhere in %s"
				       : "“%.*s” is not in %s",
			     SPAN_ARGS(old), cited);
	else
		draft_refuse(work, instruction, DIAG_AMD023, words,
			     "“%.*s” is there %zu time%s, and in %s %zu", SPAN_ARGS(old),
			     hits->count, hits->count == 1 ? "" : "s", cited, hits->all);
}

static void take_hits(struct work *work, struct instruction *instruction, struct span words,
		      const struct search *search, const char *cited, struct draft_op *op)
{
	struct cell_hits hits;
	size_t from, to;
	bool ends = op->op.position == POS_END && op->op.kind != OP_INSERTION;
	if ((!op->old && !take_edge(work, instruction, search, op)) ||
	    !take_stretch(work, instruction, search, op) || ends) {
		struct diag *diag = draft_refuse(work, instruction, DIAG_AMD028, words,
						 "which words of the table are meant is not said");
		diag_help(work->diags, diag, "name the row, and write out the words of its cell");
		return;
	}
	look_for(search, op->old->text, &hits);
	if (!choose(&op->op, hits.count, &from, &to) || hits.count > MOST_HITS) {
		refuse_hits(work, instruction, words, &hits, cited, op);
		return;
	}
	if (to - from == hits.all && (hits.all == 1 || op->op.occurrence == OCCURRENCE_EACH))
		return;
	if (gone_before(work, op, hits.nth[from]) == SIZE_MAX) {
		draft_refuse(work, instruction, DIAG_AMD023, words,
			     "“%.*s” is in %s %zu times, and an earlier instruction changes some "
			     "of them: which is meant cannot be told apart",
			     SPAN_ARGS(op->old->text), cited, hits.all);
		return;
	}
	make_each(work, instruction, hits.nth + from, to - from, op);
}

bool names_cells(struct span words)
{
	return wording_says(words, "table") || wording_says(words, "row") ||
	       wording_says(words, "column") || wording_says(words, "entry") ||
	       wording_says(words, "entries");
}

struct span cells_within(const struct work *work, struct span own, struct span before)
{
	struct span none = {NULL, 0};
	if (!names_cells(own) || !names_cells(before))
		return none;
	struct named_cells inner = cells_named(work, own), outer = cells_named(work, before);
	if (cells_all(&outer))
		return own;
	if (cells_all(&inner) || (inner.row.named && outer.row.named) ||
	    (inner.column.named && outer.column.named))
		return none;
	return span_of(arena_printf(work->arena, "%.*s, %.*s", SPAN_ARGS(before), SPAN_ARGS(own)));
}

/* What is to be done in a row, or to it. */
static void take_cells(struct work *work, struct instruction *instruction, struct span words,
		       const struct named_cells *named, struct draft_op *op)
{
	struct search search = {.named = *named};
	const char *cited = draft_cite(work, op->op.target);
	if (!op->old && op->op.kind == OP_REPEAL && named->row.named && !named->column.named) {
		rows_delete(work, instruction, words, named, op);
		return;
	}
	if (op->op.scope != SCOPE_WORDS || (!op->old && op->op.kind != OP_INSERTION)) {
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
		take_hits(work, instruction, words, &search, cited, op);
	cells_release(&search);
}

/* "The entries for “A” and “B”": each for itself. */
void cells_take(struct work *work, struct instruction *instruction, struct span words,
		struct draft_op *op)
{
	struct named_cells named = cells_named(work, words);
	struct draft_op asked = *op;
	size_t at = 0, rows = 0, index = (size_t)(op - work->ops);
	for (struct span head; named.row.named && !instruction->refused &&
			       (head = cells_head_next(named.row.words, &at)).at;
	     rows++) {
		if (rows) {
			op_new(work, instruction, asked.op.kind, asked.op.scope);
			index = work->op_count - 1;
			work->ops[index] = asked;
		}
		named.row.head = head;
		take_cells(work, instruction, words, &named, &work->ops[index]);
	}
	if (!rows)
		take_cells(work, instruction, words, &named, op);
}

bool cells_edge(struct work *work, const struct clause *clause, struct clause *words)
{
	const struct form *form = clause->fit.form;
	struct span within = clause->within.sentence, new_words = clause->fit.group[GROUP_PAYLOAD];
	if (!within.at || !names_cells(within) || form->kind != OP_INSERTION ||
	    form->scope != SCOPE_PROVISION || clause->fit.group[GROUP_ANCHOR].at ||
	    !clause->fit.group[GROUP_POSITION].at || !new_words.length ||
	    quotation_close(new_words) != new_words.length)
		return false;
	struct form *other = arena_alloc(work->arena, sizeof *other);
	*other = *form;
	other->scope = SCOPE_WORDS;
	*words = *clause;
	words->fit.form = other;
	words->fit.group[GROUP_NEW] = new_words;
	words->fit.group[GROUP_PAYLOAD] = (struct span){NULL, 0};
	return true;
}
