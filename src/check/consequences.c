/* What the patch does to references: ranges whose end it deletes, references to what it deletes,
 * ranges that new provisions fall into, and what else each operation is likely to need. */
#include "check/xref.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

static const char *action(const struct op *op)
{
	return op->kind == OP_REPEAL	    ? "deleted"
	       : op->kind == OP_RENUMBERING ? "renumbered"
					    : "removed";
}

/* ---- REF004: what survives of a range */

static bool gone(struct state *state, uint32_t doc, uint32_t provision)
{
	return state_not_used(state, doc, provision);
}

static uint32_t sibling(const struct doc *doc, uint32_t provision, bool forward)
{
	do
		provision = forward ? provision_next(doc, provision)
				    : provision_previous(doc, provision);
	while (provision != DOC_NONE && doc->provisions[provision].element == EL_CROSS_HEADING);
	return provision;
}

/* From one end towards the other: the first that is still there; DOC_NONE if none or not known. */
static uint32_t survivor(struct state *state, struct spot from, uint32_t limit, bool forward)
{
	if (from.provision == DOC_NONE || state->version == VERSION_PAYLOAD)
		return DOC_NONE;
	const struct doc *doc = state->docs[from.doc];
	uint32_t at = from.provision;
	while (at != DOC_NONE && gone(state, from.doc, at)) {
		if (at == limit)
			return DOC_NONE;
		at = sibling(doc, at, forward);
	}
	return at == DOC_NONE || (forward ? at > limit : at < limit) ? DOC_NONE : at;
}

static void suggest_range(struct state *state, const struct xref *xref, struct diag *diag)
{
	const struct target *from = &xref->from, *to = &xref->to;
	if (from->spot.doc != to->spot.doc || !target_exists(from) || !target_exists(to))
		return;
	uint32_t first = survivor(state, from->spot, to->spot.provision, true);
	uint32_t last = survivor(state, to->spot, from->spot.provision, false);
	if (first == DOC_NONE || last == DOC_NONE || first > last)
		return;
	const char *a = state_citation(state, state_eid(state, from->spot.doc, first));
	const char *b = state_citation(state, state_eid(state, from->spot.doc, last));
	struct span noun = xref_text(state, xref, xref->cite.noun_start, xref->cite.noun_end);
	const char *space = noun.length ? " " : "";
	if (first == last) {
		if (noun.length && noun.at[noun.length - 1] == 's')
			noun.length--;
		diag->fix = diag_keep(state->diags, span_of(a));
		diag_help(state->diags, diag, "write “%.*s%s%s”", SPAN_ARGS(noun), space, a);
		return;
	}
	diag->fix = diag_keep(state->diags, span_of(arena_printf(&state->arena, "%s to %s", a, b)));
	diag_help(state->diags, diag, "write “%.*s%s%s”", SPAN_ARGS(noun), space, diag->fix);
}

static void report_fresh(struct state *state, const struct xref *xref, bool at_end,
			 const struct op *op, uint32_t patch)
{
	const struct citation *cite = &xref->cite;
	bool range = cite->up_to;
	size_t start = at_end ? cite->to_start : cite->from_start;
	size_t end = at_end ? cite->to_end : cite->from_end;
	struct span words = xref_text(state, xref, start, end);
	struct diag *diag = state_report(state, DIAG_REF004, xref->doc, xref->block,
					 cite->from_start, range ? cite->to_end : cite->from_end,
					 "%s %.*s is %s by this modification",
					 !range	  ? "member"
					 : at_end ? "range end"
						  : "range start",
					 SPAN_ARGS(words), action(op));
	if (range)
		suggest_range(state, xref, diag);
	state_relate_op(state, diag, patch, op,
			op->kind == OP_REPEAL ? "deleted here" : "removed here");
}

/* ---- REF005 */

/* In the form of the words marked: "(b)" alone becomes "(c)". */
static void suggest_number(struct state *state, struct diag *diag, const char *eid)
{
	const char *number = state_citation(state, span_of(eid));
	const char *label = strrchr(number, '(');
	bool relative = diag->quoted && diag->quoted[0] == '(';
	if (!relative || (label && !strchr(diag->quoted + 1, '(')))
		diag->fix = diag_keep(state->diags, span_of(relative ? label : number));
	diag_help(state->diags, diag, "it is now %s", number);
}

static void report_left(struct state *state, const struct xref *xref, bool at_end,
			const struct op *op, uint32_t patch)
{
	const struct citation *cite = &xref->cite;
	const struct target *target = at_end ? &xref->to : &xref->from;
	size_t start = at_end ? cite->to_start : cite->from_start;
	size_t end = at_end ? cite->to_end : cite->from_end;
	const char *here = state_citation(
		state,
		state_eid(state, xref->doc, state->docs[xref->doc]->blocks[xref->block].provision));
	struct diag *diag =
		state_report(state, DIAG_REF005, xref->doc, xref->block, start, end,
			     "%s still refers to “%.*s”, which is %s by operation %u", here,
			     SPAN_ARGS(xref_text(state, xref, start, end)), action(op), op->number);
	diag->op = op->number;
	if (op->kind == OP_RENUMBERING && op->to && span_is(target->eid, op->target))
		suggest_number(state, diag, op->to);
	state_relate_op(state, diag, patch, op,
			op->kind == OP_REPEAL	     ? "deleted here"
			: op->kind == OP_RENUMBERING ? "renumbered here"
						     : "removed here");
}

/* A number that another provision has taken since still leads somewhere, but not where it led. */
static const struct op *renumbered(const struct state *state, const struct target *target,
				   uint32_t *patch)
{
	if (state->version != VERSION_FINAL || !target_exists(target))
		return NULL;
	const struct op *op = state_acted(state, target->eid, patch);
	return op && op->kind == OP_RENUMBERING ? op : NULL;
}

static void check_deleted(struct state *state, const struct xref *xref, bool at_end)
{
	uint32_t patch;
	const struct target *target = at_end ? &xref->to : &xref->from;
	const struct op *op = target_deleted(state, target, &patch);
	if (!op && !xref->fresh)
		op = renumbered(state, target, &patch);
	if (!op)
		return;
	if (!xref->fresh)
		report_left(state, xref, at_end, op, patch);
	else if (xref->cite.form != CITATION_SINGLE)
		report_fresh(state, xref, at_end, op, patch);
}

/* ---- REF008 */

/* New provisions of one document, in reading order. */
struct arrivals {
	uint32_t *items;
	size_t count, capacity;
};

static struct arrivals arrivals_of(struct state *state, uint32_t doc)
{
	struct arrivals found = {0};
	const struct doc *d = state->docs[doc];
	for (uint32_t i = 0; i < d->provision_count; i++) {
		if (d->provisions[i].element == EL_CROSS_HEADING || !d->provisions[i].eid.length ||
		    !state_is_new(state, doc, i))
			continue;
		MEM_ROOM(found.items, found.count, found.capacity);
		found.items[found.count++] = i;
	}
	return found;
}

static size_t first_at(const struct arrivals *arrivals, uint32_t provision)
{
	size_t low = 0, high = arrivals->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (arrivals->items[middle] < provision)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool arrived(const struct arrivals *arrivals, uint32_t provision)
{
	size_t at = first_at(arrivals, provision);
	return provision != DOC_NONE && at < arrivals->count && arrivals->items[at] == provision;
}

static void report_drift(struct state *state, const struct xref *xref, uint32_t provision,
			 bool inside)
{
	uint32_t patch;
	struct span eid = state_eid(state, xref->doc, provision);
	const struct op *op = state_made(state, eid, &patch);
	const struct citation *cite = &xref->cite;
	if (!op || op->kind != OP_INSERTION)
		return;
	struct diag *diag = state_report(
		state, DIAG_REF008, xref->doc, xref->block, cite->from_start, cite->to_end,
		"range “%.*s” %s %s, which operation %u inserts",
		SPAN_ARGS(xref_text(state, xref, cite->from_start, cite->to_end)),
		inside ? "now covers" : "stops beside", state_citation(state, eid), op->number);
	diag->op = op->number;
	state_relate_op(state, diag, patch, op, "inserted here");
}

static void check_drift(struct state *state, const struct xref *xref, const struct arrivals *all)
{
	const struct target *from = &xref->from, *to = &xref->to;
	if (!target_exists(from) || !target_exists(to) || from->spot.doc != xref->doc ||
	    to->spot.doc != xref->doc || from->spot.provision > to->spot.provision)
		return;
	const struct doc *doc = state->docs[xref->doc];
	uint32_t a = from->spot.provision, b = to->spot.provision;
	uint32_t depth = doc->provisions[a].depth;
	for (size_t i = first_at(all, a);
	     i < all->count && all->items[i] < doc->provisions[b].after; i++) {
		if (doc->provisions[all->items[i]].depth != depth)
			continue;
		report_drift(state, xref, all->items[i], true);
		return;
	}
	uint32_t next = sibling(doc, b, true), previous = sibling(doc, a, false);
	if (arrived(all, next))
		report_drift(state, xref, next, false);
	else if (arrived(all, previous))
		report_drift(state, xref, previous, false);
}

/* ---- AMD020: ranges that run over what an operation deletes, and what it was read with */

struct deletion {
	uint32_t doc, provision, patch;
	const struct op *op;
	struct diag *diag;
};

struct deletions {
	struct deletion *items;
	size_t count, capacity;
};

static int by_place(const void *left, const void *right)
{
	const struct deletion *a = left, *b = right;
	if (a->doc != b->doc)
		return a->doc < b->doc ? -1 : 1;
	return (a->provision > b->provision) - (a->provision < b->provision);
}

static struct deletions deletions_of(struct state *state)
{
	struct deletions found = {0};
	for (uint32_t p = 0; p < state->input->patch_count; p++) {
		const struct patch *patch = state->input->patches[p];
		for (uint32_t i = 0; i < patch->op_count; i++) {
			const struct op *op = &patch->ops[i];
			if (op->kind != OP_REPEAL || op->scope != SCOPE_PROVISION || !op->target)
				continue;
			struct spot spot = state_find(state, 0, span_of(op->target));
			if (spot.provision == DOC_NONE)
				continue;
			MEM_ROOM(found.items, found.count, found.capacity);
			found.items[found.count++] =
				(struct deletion){spot.doc, spot.provision, p, op, NULL};
		}
	}
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, by_place);
	return found;
}

static struct diag *consequences_of(struct state *state, struct deletion *deletion)
{
	if (!deletion->diag) {
		deletion->diag = diag_add(state->diags, DIAG_AMD020,
					  where_op(state, deletion->patch, deletion->op),
					  "%s is deleted; look also at what follows",
					  state_citation(state, span_of(deletion->op->target)));
		deletion->diag->eid = diag_keep(state->diags, span_of(deletion->op->target));
		deletion->diag->citation =
			diag_keep(state->diags,
				  span_of(state_citation(state, span_of(deletion->op->target))));
		deletion->diag->op = deletion->op->number;
	}
	return deletion->diag;
}

static void add_range(struct state *state, struct deletion *deletion, const struct xref *xref)
{
	const struct citation *cite = &xref->cite;
	const struct block *block = &state->docs[xref->doc]->blocks[xref->block];
	struct diag *diag = consequences_of(state, deletion);
	if (!state->silent)
		diag_relate(
			state->diags, diag,
			where_text(state, xref->doc, xref->block, cite->from_start, cite->to_end),
			"“%.*s” in %s runs over it",
			SPAN_ARGS(xref_text(state, xref, cite->from_start, cite->to_end)),
			state_citation(state, state_eid(state, xref->doc, block->provision)));
}

/* A provision that the deleted words name may have been read with them. */
static void add_named(struct state *state, struct deletion *deletion, const char *eid,
		      struct table *seen)
{
	struct spot spot = state_find(state, deletion->doc, span_of(eid));
	if (spot.provision == DOC_NONE || spot.provision == deletion->provision ||
	    spot.doc != deletion->doc || state_not_used(state, spot.doc, spot.provision))
		return;
	struct span key = state_eid(state, spot.doc, spot.provision);
	uint32_t num = state->docs[spot.doc]->provisions[spot.provision].num;
	if (num == DOC_NONE || !table_add(seen, key, 0, 0, 0))
		return;
	size_t length = state->docs[spot.doc]->blocks[num].text.length;
	struct diag *diag = consequences_of(state, deletion);
	if (!state->silent)
		diag_relate(state->diags, diag, where_text(state, spot.doc, num, 0, length),
			    "the words deleted say how %s is read", state_citation(state, key));
}

static void check_words_deleted(struct state *state, struct cite_finder *finder,
				struct deletion *deletion)
{
	const struct doc *old = state_old(state, deletion->doc);
	uint32_t was = doc_find(old, span_of(deletion->op->target));
	struct citations found = {0};
	struct table seen = {0};
	for (uint32_t b = was == DOC_NONE ? 0 : old->provisions[was].block;
	     was != DOC_NONE && b < old->provisions[was].block_after; b++) {
		cite_find(finder, old->blocks[b].text, &found);
		for (size_t i = 0; i < found.count; i++) {
			const struct citation *cite = &found.items[i];
			if (cite->flags & (CITATION_EXTERNAL | CITATION_RELATIVE) || cite->up_to)
				continue;
			add_named(state, deletion, cite->target, &seen);
		}
	}
	table_release(&seen);
	citations_release(&found);
}

/* Deletions strictly between the ends of a range. */
static void check_run_over(struct state *state, struct deletions *deletions,
			   const struct xref *xref)
{
	const struct spot from = xref->from.spot, to = xref->to.spot;
	if (!target_exists(&xref->from) || !target_exists(&xref->to) || from.doc != to.doc ||
	    from.provision == DOC_NONE || to.provision == DOC_NONE)
		return;
	size_t low = 0, high = deletions->count;
	struct deletion key = {.doc = from.doc, .provision = from.provision};
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_place(&deletions->items[middle], &key) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < deletions->count && deletions->items[low].doc == to.doc &&
	       deletions->items[low].provision < to.provision;
	     low++)
		add_range(state, &deletions->items[low], xref);
}

void check_consequences(struct state *state, struct cite_finder *finder)
{
	if (state->version == VERSION_BASE)
		return;
	struct deletions deletions = {0};
	struct arrivals arrivals = {0};
	uint32_t doc = UINT32_MAX;
	if (state->version == VERSION_FINAL)
		deletions = deletions_of(state);
	for (size_t i = 0; i < state->xref_count; i++) {
		const struct xref *xref = &state->xrefs[i];
		if (xref->cite.flags & CITATION_EXTERNAL)
			continue;
		check_deleted(state, xref, false);
		if (!xref->cite.up_to)
			continue;
		check_deleted(state, xref, true);
		if (state->version != VERSION_FINAL)
			continue;
		check_run_over(state, &deletions, xref);
		if (xref->doc != doc) {
			free(arrivals.items);
			doc = xref->doc;
			arrivals = arrivals_of(state, doc);
		}
		if (!xref->fresh)
			check_drift(state, xref, &arrivals);
	}
	for (size_t i = 0; i < deletions.count; i++)
		check_words_deleted(state, finder, &deletions.items[i]);
	free(arrivals.items);
	free(deletions.items);
}
