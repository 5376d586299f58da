/* AMD020: for each provision that an operation deletes one list of what else to look at: ranges
 * that run over it, provisions that it was read with. */
#include "check/xref.h"

#include <stdlib.h>

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

struct deletions *deletions_of(struct state *state)
{
	struct deletions *found = arena_alloc(&state->arena, sizeof *found);
	for (uint32_t p = 0; p < state->input->patch_count; p++) {
		const struct patch *patch = state->input->patches[p];
		for (uint32_t i = 0; i < patch->op_count; i++) {
			const struct op *op = &patch->ops[i];
			if (op->kind != OP_REPEAL || op->scope != SCOPE_PROVISION || !op->target)
				continue;
			struct spot spot = state_find(state, 0, span_of(op->target));
			if (spot.provision == DOC_NONE)
				continue;
			MEM_ROOM(found->items, found->count, found->capacity);
			found->items[found->count++] =
				(struct deletion){spot.doc, spot.provision, p, op, NULL};
		}
	}
	if (found->count)
		qsort(found->items, found->count, sizeof *found->items, by_place);
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

static void check_words_deleted(struct state *state, const struct cite_finder *finder,
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

void deletions_run_over(struct state *state, struct deletions *deletions, const struct xref *xref)
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

void deletions_finish(struct state *state, const struct cite_finder *finder,
		      struct deletions *deletions)
{
	for (size_t i = 0; i < deletions->count; i++)
		check_words_deleted(state, finder, &deletions->items[i]);
	free(deletions->items);
}
