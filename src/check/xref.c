/* References: found once in every block, resolved, and handed to the checks. */
#include "check/xref.h"

struct span xref_text(const struct state *state, const struct xref *xref, size_t start, size_t end)
{
	return span_sub(state->docs[xref->doc]->blocks[xref->block].text, start, end);
}

/* The index of the first reference at or after a place. */
static size_t index_from(const struct state *state, uint32_t doc, uint32_t block, size_t offset)
{
	size_t low = 0, high = state->xref_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct xref *xref = &state->xrefs[middle];
		bool before = xref->doc != doc	     ? xref->doc < doc
			      : xref->block != block ? xref->block < block
						     : xref->cite.from_start < offset;
		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct xref *xref_from(const struct state *state, uint32_t doc, uint32_t block, size_t offset)
{
	size_t at = index_from(state, doc, block, offset);
	const struct xref *found = at < state->xref_count ? &state->xrefs[at] : NULL;
	return found && found->doc == doc && found->block == block ? found : NULL;
}

bool xref_in_descriptor(const struct state *state, uint32_t doc, uint32_t block, size_t offset)
{
	size_t at = index_from(state, doc, block, offset);
	const struct xref *before = at ? &state->xrefs[at - 1] : NULL;
	return before && before->doc == doc && before->block == block &&
	       before->cite.descriptor_start <= offset && offset < before->cite.descriptor_end;
}

bool xref_same_group(const struct xref *a, const struct xref *b)
{
	return a->doc == b->doc && a->block == b->block && a->cite.group == b->cite.group;
}

/* The markup says that it leads to another Work than this Code. */
static bool marked_elsewhere(const struct doc *doc, uint32_t block, size_t offset)
{
	uint32_t i = block_inline_before(doc, block, offset + 1);
	for (; i != DOC_NONE; i = doc->inlines[i].parent) {
		const struct inl *inl = &doc->inlines[i];
		if (inl->text_end > offset && inl->href.length)
			return inl->href.at[0] != '#' && doc->facts.work_uri.length &&
			       span_find(inl->href, doc->facts.work_uri, 0) != 0;
	}
	return false;
}

static void add(struct state *state, uint32_t doc, uint32_t block, const struct citation *citation)
{
	bool relative = citation->flags & CITATION_RELATIVE;
	MEM_ROOM(state->xrefs, state->xref_count, state->xref_capacity);
	struct xref *xref = &state->xrefs[state->xref_count++];
	*xref = (struct xref){.doc = doc, .block = block, .cite = *citation};
	xref->cite.target = arena_string(&state->arena, citation->target);
	xref->cite.up_to = arena_string(&state->arena, citation->up_to);
	if (state->version != VERSION_PAYLOAD &&
	    marked_elsewhere(state->docs[doc], block, citation->from_start))
		xref->cite.flags |= CITATION_EXTERNAL;
	if (xref->cite.flags & CITATION_EXTERNAL)
		return;
	xref->fresh = where_fresh(state, doc, block, citation->from_start);
	xref->from = target_resolve(state, doc, block, xref->cite.target, relative);
	xref->to = target_resolve(state, doc, block, xref->cite.up_to, relative);
}

/* The same words hold the same references, wherever these lead now. */
static void add_as_found(struct state *state, uint32_t doc, uint32_t block, uint32_t twin)
{
	const struct state *final = state->final;
	for (size_t i = index_from(final, doc, twin, 0);
	     i < final->xref_count && final->xrefs[i].doc == doc && final->xrefs[i].block == twin;
	     i++)
		add(state, doc, block, &final->xrefs[i].cite);
}

void find_references(struct state *state, uint32_t doc)
{
	const struct doc *d = state->docs[doc];
	struct citations found = {0};
	struct twins twins = twins_of(state, doc);
	for (uint32_t b = 0; b < d->block_count; b++) {
		uint32_t twin = twin_block(&twins, b);
		if (!(state_holds(state, doc, b) & SCAN_NUMBERED))
			continue;
		if (twin != DOC_NONE) {
			add_as_found(state, doc, b, twin);
			continue;
		}
		cite_find(state->finder, d->blocks[b].text, &found);
		for (size_t i = 0; i < found.count; i++)
			add(state, doc, b, &found.items[i]);
	}
	citations_release(&found);
}

void check_references(struct state *state)
{
	check_targets(state);
	check_ranges(state);
	check_coverage(state);
	check_own(state);
	check_cited_headings(state);
	check_consequences(state, state->finder);
	check_habits(state, state->finder);
}
