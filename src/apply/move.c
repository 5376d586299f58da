/* Moves: a provision goes to another place as it stands, and may get a new number there. What other
 * operations do inside of it goes along: their splices are done to what stands at the new place,
 * each still its own operation's, and what they replace is taken from the old place as theirs.
 * Linear in the splices and the bytes that move. */
#include "apply/plan.h"

#include <stdlib.h>
#include <string.h>

/* ---- resolving */

static bool can_move(struct plan *plan, struct op_result *result, const struct target *from,
		     const struct target *anchor)
{
	const struct op *op = result->op;
	const struct provision *p = &from->doc->provisions[from->provision];
	if (anchor->doc != from->doc) {
		refuse(plan, result, DIAG_AMD028,
		       "a move to another document cannot be carried out");
		return false;
	}
	if (anchor->provision >= from->provision && anchor->provision < p->after) {
		refuse(plan, result, DIAG_AMD013, "%s cannot be moved beside a part of itself",
		       citation_of(plan, p->eid));
		return false;
	}
	/* Another operation that renumbers it is refused: with the move or, in part, without. */
	struct span num = op->to ? span_of(op->new_num) : provision_num(from->doc, from->provision);
	uint32_t parent = anchor->doc->provisions[anchor->provision].parent;
	if (refuse_split(plan, result, from->doc, from->provision) ||
	    refuse_outside(plan, result, anchor->doc, parent, num))
		return false;
	if (!op->to)
		return true;
	return has_number(plan, result, from) &&
	       number_is_free(plan, result, from, span_of(op->to), num) &&
	       number_fits_place(plan, result, anchor, op->position == POS_AFTER, num, num);
}

static void note_move(struct plan *plan, const struct op_result *result, const struct target *from,
		      const struct target *anchor)
{
	const struct provision *p = &from->doc->provisions[from->provision];
	const struct provision *place = &anchor->doc->provisions[anchor->provision];
	struct splices *mine = wanted_by(plan, result);
	bool after = result->op->position == POS_AFTER;
	uint32_t at = after ? place->end : place->start;
	struct buf space = {0};
	MEM_ROOM(plan->moves, plan->move_count, plan->move_capacity);
	struct move *move = &plan->moves[plan->move_count++];
	*move = (struct move){.result = (uint32_t)result_index(plan, result),
			      .provision = from->provision};
	buf_break(&space, anchor->doc, place->start);
	*(after ? &move->before : &move->behind) = splices_keep(mine, &space);
	if (result->op->to)
		renumber(plan, result, from->doc, from->provision, &move->own);
	splices_sort(&move->own);
	splice_removal(mine, from->doc, from->provision, result->change);
	mine->items[mine->count - 1].moves = true;
	struct splice *brought = splice_add(
		mine, at, at, span_sub(from->doc->bytes, p->start, p->end), result->change);
	brought->moves = true;
	brought->leads = after ? LEADS_NOTHING : LEADS;
}

void resolve_move(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target from, anchor;
	bool beside = op->position == POS_BEFORE || op->position == POS_AFTER;
	if (!op->anchor || !beside) {
		refuse(plan, result, DIAG_AMD022, "the new place is not stated");
		return;
	}
	if (!find_target(plan, result, op->target, &from) ||
	    !find_target(plan, result, op->anchor, &anchor))
		return;
	plan->doc_of[result_index(plan, result)] = from.doc_index;
	if (!can_move(plan, result, &from, &anchor))
		return;
	note_move(plan, result, &from, &anchor);
	note_changed(plan, result, op->to ? span_of(op->to) : span_of(op->target));
}

/* ---- what goes along */

struct move *move_of(const struct plan *plan, uint32_t result)
{
	size_t at = FIRST_FROM(plan->moves, plan->move_count, result, result);
	return at < plan->move_count && plan->moves[at].result == result ? &plan->moves[at] : NULL;
}

static const struct provision *moved(const struct plan *plan, const struct move *move)
{
	const struct doc *doc = plan->application->base->docs[plan->doc_of[move->result]];
	return &doc->provisions[move->provision];
}

bool is_moved_away(const struct splice *splice)
{
	return splice->moves && splice->end > splice->start;
}

/* Is a provision among those that the operation repeals, or one of a row that it replaces? Restated
 * alone, it stands where it has gone. */
static bool ends(const struct doc *doc, const struct op *op, uint32_t provision)
{
	bool row = op->kind == OP_SUBSTITUTION && op->up_to;
	if (op->scope != SCOPE_PROVISION || (op->kind != OP_REPEAL && !row))
		return false;
	uint32_t first = doc_find(doc, span_of(op->target));
	uint32_t last = op->up_to ? doc_find(doc, span_of(op->up_to)) : first;
	return first != DOC_NONE && last != DOC_NONE && first <= provision &&
	       provision < doc->provisions[last].after;
}

/* One modification that moves a provision gives it its number there with the move: that of another
 * operation is for the old place. */
bool renumbers_moved(const struct op_result *result, const struct op_result *mover)
{
	return mover->op->kind == OP_MOVE && result->op->kind == OP_RENUMBERING &&
	       result->patch == mover->patch && !strcmp(result->op->target, mover->op->target);
}

bool takes_along(const struct plan *plan, uint32_t mover, uint32_t result,
		 const struct splice *splice)
{
	const struct doc *doc = plan->application->base->docs[plan->doc_of[mover]];
	const struct move *move = move_of(plan, mover);
	const struct op_result *results = plan->application->results;
	const struct op *op = results[result].op;
	const struct provision *p = move ? moved(plan, move) : NULL;
	return p && splice->start >= p->start && splice->end > p->start && splice->end <= p->end &&
	       (mover == result || op->kind != OP_MOVE) &&
	       !renumbers_moved(&results[result], &results[mover]) &&
	       !ends(doc, op, move->provision);
}

/* ---- performing */

struct weaving {
	const struct plan *plan;
	const struct doc *doc;
	const struct splices *asked; /* sorted */
	struct splices *out;
	size_t overlap; /* the first that wants bytes of one before it; SIZE_MAX */
};

/* What was there goes as each operation takes it. */
static void take_away(struct weaving *w, const struct splice *removal, size_t *i)
{
	uint32_t at = removal->start;
	struct span nothing = {"", 0};
	while (*i + 1 < w->asked->count && w->asked->items[*i + 1].start < removal->end) {
		const struct splice *inner = &w->asked->items[++*i];
		if (inner->start < at)
			w->overlap = *i;
		if (inner->end == inner->start || inner->start < at)
			continue;
		if (at < inner->start)
			splice_add(w->out, at, inner->start, nothing, removal->op);
		splice_add(w->out, inner->start, inner->end, nothing, inner->op);
		at = inner->end;
	}
	if (at < removal->end)
		splice_add(w->out, at, removal->end, nothing, removal->op);
}

/* The text outlives the plan. */
static struct span kept(const struct weaving *w, struct span text)
{
	const char *copy = arena_copy(&w->plan->application->arena, text.at, text.length);
	return (struct span){copy, text.length};
}

/* All of it stands where the one that brings it does. */
static void bring(const struct weaving *w, const struct splice *bringer, struct span text,
		  unsigned change)
{
	uint32_t at = bringer->start;
	if (text.length)
		splice_add(w->out, at, at, text, change)->leads = bringer->leads;
}

static bool overlap(const struct splice *a, const struct splice *b)
{
	return a->start < b->end && a->end > b->start;
}

static bool writes_id(const struct weaving *w, const struct splice *splice)
{
	unsigned first = w->plan->first_change;
	return splice->op >= first && is_id_splice(w->plan, splice->op - first, splice);
}

/* Does it take or replace the number that the mover gives? */
static bool takes_number(const struct weaving *w, const struct provision *p,
			 const struct splice *splice)
{
	const struct block *num = p->num == DOC_NONE ? NULL : &w->doc->blocks[p->num];
	return num && splice->start <= num->open && splice->end >= num->close;
}

/* Of an id that the mover writes anew, another operation's splice is not wanted; where another
 * takes or replaces what has such an id, the mover's is not. */
static const struct splice *next_inside(struct weaving *w, const struct move *move, size_t *k,
					size_t *own)
{
	const struct provision *p = moved(w->plan, move);
	for (;;) {
		const struct splice *mine = *own < move->own.count ? &move->own.items[*own] : NULL;
		const struct splice *other = *k < w->asked->count ? &w->asked->items[*k] : NULL;
		if (other && other->start >= p->end)
			other = NULL;
		if (other && other->op == w->plan->first_change + move->result) {
			++*k; /* what takes it from there */
			continue;
		}
		if (!mine || !other || !overlap(mine, other)) {
			bool first = mine && (!other || mine->start < other->start);
			++*(first ? own : k);
			return first ? mine : other;
		}
		bool encloses = other->start <= mine->start && other->end >= mine->end;
		if (writes_id(w, other)) {
			++*k;
		} else if (encloses && !takes_number(w, p, other)) {
			++*own;
		} else {
			w->overlap = (*k)++;
		}
	}
}

static void put_there(struct weaving *w, const struct splice *splice)
{
	const struct move *move = move_of(w->plan, splice->op - w->plan->first_change);
	const struct provision *p = moved(w->plan, move);
	size_t k = FIRST_FROM(w->asked->items, w->asked->count, start, p->start), own = 0;
	const struct splice *inner;
	uint32_t at = p->start;
	while (k < w->asked->count && w->asked->items[k].end <= p->start)
		k++; /* what comes before it stays behind */
	bring(w, splice, kept(w, move->before), splice->op);
	while ((inner = next_inside(w, move, &k, &own))) {
		if (inner->start < at) {
			w->overlap = k - 1;
			continue;
		}
		bring(w, splice, span_sub(w->doc->bytes, at, inner->start), splice->op);
		bring(w, splice, kept(w, inner->text), inner->op);
		at = inner->end;
	}
	bring(w, splice, span_sub(w->doc->bytes, at, p->end), splice->op);
	bring(w, splice, kept(w, move->behind), splice->op);
}

static void weave(struct weaving *w)
{
	for (size_t i = 0; i < w->asked->count; i++) {
		const struct splice *splice = &w->asked->items[i];
		if (is_moved_away(splice)) {
			take_away(w, splice, &i);
		} else if (splice->moves) {
			put_there(w, splice);
		} else {
			struct splice *copy = splice_add(w->out, splice->start, splice->end,
							 splice->text, splice->op);
			copy->key = splice->key;
			copy->leads = splice->leads;
		}
	}
}

bool moves_perform(struct plan *plan)
{
	struct application *application = plan->application;
	for (size_t d = 0; d < application->doc_count && plan->move_count; d++) {
		struct applied_doc *doc = &application->docs[d];
		struct splices woven = {0};
		splices_sort(&doc->splices);
		doc->asked =
			(struct splices){.items = doc->splices.items, .count = doc->splices.count};
		struct weaving w = {plan, doc->old, &doc->asked, &woven, SIZE_MAX};
		weave(&w);
		doc->splices.items = woven.items;
		doc->splices.count = woven.count;
		doc->splices.capacity = woven.capacity;
		if (w.overlap != SIZE_MAX)
			return false;
	}
	return true;
}
