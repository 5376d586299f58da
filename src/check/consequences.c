/* What the patch does to references: ranges whose end it deletes, references to what it deletes,
 * ranges that new provisions fall into. */
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

/* ---- what is left of a list of references when members of it go */

/* One member as it will be; empty when it is gone. */
static struct span left_of_member(struct state *state, const struct xref *xref, bool *single)
{
	const struct citation *cite = &xref->cite;
	uint32_t patch;
	*single = !cite->up_to;
	if (!cite->up_to)
		return target_deleted(state, &xref->from, &patch)
			       ? (struct span){"", 0}
			       : xref_text(state, xref, cite->from_start, cite->from_end);
	if (!target_deleted(state, &xref->from, &patch) &&
	    !target_deleted(state, &xref->to, &patch))
		return xref_text(state, xref, cite->from_start, cite->to_end);
	if (xref->from.spot.doc != xref->to.spot.doc || !target_exists(&xref->from) ||
	    !target_exists(&xref->to))
		return (struct span){"", 0};
	uint32_t first = survivor(state, xref->from.spot, xref->to.spot.provision, true);
	uint32_t last = survivor(state, xref->to.spot, xref->from.spot.provision, false);
	if (first == DOC_NONE || last == DOC_NONE || first > last)
		return (struct span){"", 0};
	const char *a = state_citation(state, state_eid(state, xref->from.spot.doc, first));
	const char *b = state_citation(state, state_eid(state, xref->from.spot.doc, last));
	*single = first == last;
	return span_of(*single ? a : arena_printf(&state->arena, "%s to %s", a, b));
}

/* The list [first, end) in words, without what is gone; NULL when nothing is left of it, or when
 * its words are not such that it can be said again. */
static const char *left_of_list(struct state *state, const struct xref *first,
				const struct xref *end)
{
	struct buf out = {0};
	struct span noun = xref_text(state, first, first->cite.noun_start, first->cite.noun_end);
	const struct citation *before = end - first > 1 ? &end[-2].cite : NULL;
	struct span joint = before ? xref_text(state, first, before->end, end[-1].cite.from_start)
				   : SPAN(" and ");
	size_t left = 0, said = 0;
	bool single = false;
	for (const struct xref *xref = first; xref < end; xref++)
		left += left_of_member(state, xref, &single).length > 0;
	if (!left || !noun.length || first->cite.flags & CITATION_RELATIVE)
		return NULL;
	for (const struct xref *xref = first; xref < end; xref++) {
		bool one;
		struct span member = left_of_member(state, xref, &one);
		if (!member.length)
			continue;
		single = one;
		if (said++)
			buf_text(&out, said < left ? ", " : "");
		if (said > 1 && said == left)
			buf_span(&out, joint);
		buf_span(&out, member);
	}
	if (left == 1 && single && noun.at[noun.length - 1] == 's')
		noun.length--;
	const char *words =
		arena_printf(&state->arena, "%.*s %s", SPAN_ARGS(noun), buf_string(&out));
	buf_release(&out);
	return words;
}

/* Says how the list would be restated without what is deleted. */
static void restate_list(struct state *state, const struct xref *xref, struct diag *diag)
{
	const struct xref *first = xref, *end = xref + 1;
	const struct xref *limit = state->xrefs + state->xref_count;
	while (first > state->xrefs && xref_same_group(first - 1, xref))
		first--;
	while (end < limit && xref_same_group(end, xref))
		end++;
	const char *words = left_of_list(state, first, end);
	const struct citation *last = &end[-1].cite;
	size_t start = first->cite.noun_start, stop = last->up_to ? last->to_end : last->from_end;
	if (!words || start >= stop) {
		diag_help(state->diags, diag, "amend %s too", diag->citation);
		return;
	}
	struct spotted spotted = {diag, xref->doc, xref->block, start, stop};
	diag_help(state->diags, diag, "write “%s”", words);
	diag->instruction = remedy_write(state, &spotted, start, stop, words);
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
	else if (!state->silent && state->version == VERSION_FINAL)
		restate_list(state, xref, diag);
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

/* The range as it would be if it were not meant to cover what is new inside it, or were to cover
 * what is new beside it. */
static const char *other_range(struct state *state, const struct xref *xref, uint32_t provision,
			       bool inside)
{
	const struct doc *doc = state->docs[xref->doc];
	uint32_t a = xref->from.spot.provision, b = xref->to.spot.provision;
	uint32_t before = sibling(doc, provision, false), after = sibling(doc, provision, true);
	const char *ends[4];
	uint32_t spots[4] = {a, before, after, b};
	if (!inside) {
		spots[0] = provision < a ? provision : a;
		spots[3] = provision < a ? b : provision;
	} else if (before == DOC_NONE || after == DOC_NONE || before < a || after > b) {
		return NULL;
	}
	for (size_t i = 0; i < 4; i++)
		ends[i] = inside || i % 3 == 0
				  ? state_citation(state, state_eid(state, xref->doc, spots[i]))
				  : "";
	if (!inside)
		return arena_printf(&state->arena, "%s to %s", ends[0], ends[3]);
	return arena_printf(&state->arena, "%s%s%s and %s%s%s", ends[0], a == before ? "" : " to ",
			    a == before ? "" : ends[1], ends[2], after == b ? "" : " to ",
			    after == b ? "" : ends[3]);
}

static void suggest_other_range(struct state *state, const struct xref *xref, struct diag *diag,
				uint32_t provision, bool inside)
{
	const struct citation *cite = &xref->cite;
	const char *words = other_range(state, xref, provision, inside);
	uint32_t patch;
	if (!words || target_deleted(state, &xref->from, &patch) ||
	    target_deleted(state, &xref->to, &patch))
		return; /* it has to be restated anyhow */
	struct spotted spotted = {diag, xref->doc, xref->block, cite->from_start, cite->to_end};
	diag_help(state->diags, diag, "if it is %s: “%s”", inside ? "not meant" : "meant too",
		  words);
	diag->instruction = remedy_write(state, &spotted, cite->from_start, cite->to_end, words);
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
	if (!state->silent)
		suggest_other_range(state, xref, diag, provision, inside);
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

void check_consequences(struct state *state, const struct cite_finder *finder)
{
	if (state->version == VERSION_BASE)
		return;
	struct deletions *deletions = NULL;
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
		deletions_run_over(state, deletions, xref);
		if (xref->doc != doc) {
			free(arrivals.items);
			doc = xref->doc;
			arrivals = arrivals_of(state, doc);
		}
		if (!xref->fresh)
			check_drift(state, xref, &arrivals);
	}
	if (deletions)
		deletions_finish(state, finder, deletions);
	free(arrivals.items);
}
