/* Coverage: which provisions the ranges that one provision enumerates leave out, and which they
 * name twice. A mark for each provision of the document that they are of: each range adds one where
 * it begins and takes it away behind its end, so the whole is one walk however many ranges there
 * are. */
#include "check/xref.h"

#include <stdlib.h>

enum { LEAST_RANGES = 2 };

/* The numbered provision that a reference stands in. */
static uint32_t head_of(const struct state *state, const struct ref *ref)
{
	const struct doc *doc = state->docs[ref->doc];
	uint32_t at = doc->blocks[ref->block].provision;
	while (doc->provisions[at].parent != DOC_NONE &&
	       state_level(state, ref->doc, at) >= (int)state->profile->first_item)
		at = doc->provisions[at].parent;
	return at;
}

/* Both ends are there, on one level of one document, and in order. */
static bool counts(const struct state *state, const struct ref *ref)
{
	const struct ref_end *from = &ref->from, *to = ref->to.eid ? &ref->to : &ref->from;
	return !(ref->cite.flags & CITATION_RELATIVE) && from->provision != DOC_NONE &&
	       to->provision != DOC_NONE && from->doc == to->doc &&
	       from->provision <= to->provision &&
	       state_level(state, from->doc, from->provision) ==
		       state_level(state, to->doc, to->provision) &&
	       state_level(state, from->doc, from->provision) < (int)state->profile->first_item;
}

static uint32_t end_of(const struct ref *ref)
{
	return ref->to.eid ? ref->to.provision : ref->from.provision;
}

/* The references of one head that are of one document and level. */
struct enumeration {
	struct state *state;
	const struct ref *refs; /* of the head, one after the other */
	size_t count;
	uint32_t doc;
	int level;
	struct coverage coverage;
};

static bool belongs(const struct enumeration *all, const struct ref *ref)
{
	return counts(all->state, ref) && ref->from.doc == all->doc &&
	       state_level(all->state, all->doc, ref->from.provision) == all->level;
}

/* How often each provision from the first to the last is named: the sums of what is added. */
static int *steps_of(struct enumeration *all, size_t provisions)
{
	struct coverage *coverage = &all->coverage;
	int *steps = mem_alloc((provisions + 1) * sizeof *steps);
	coverage->first = DOC_NONE;
	for (size_t i = 0; i < all->count; i++) {
		const struct ref *ref = &all->refs[i];
		if (!belongs(all, ref))
			continue;
		steps[ref->from.provision]++;
		steps[end_of(ref) + 1]--;
		coverage->ranges += ref->to.eid != NULL;
		coverage->singles += !ref->to.eid;
		if (coverage->first == DOC_NONE || ref->from.provision < coverage->first)
			coverage->first = ref->from.provision;
		if (coverage->first == ref->from.provision || end_of(ref) > coverage->last)
			coverage->last =
				end_of(ref) > coverage->last ? end_of(ref) : coverage->last;
	}
	return steps;
}

static void add_run(struct coverage_run **runs, size_t *count, size_t *capacity, uint32_t provision,
		    bool goes_on)
{
	if (goes_on && *count) {
		(*runs)[*count - 1].last = provision;
		return;
	}
	*runs = mem_room(*runs, *count, capacity, sizeof **runs);
	(*runs)[(*count)++] = (struct coverage_run){provision, provision};
}

static void walk(struct enumeration *all, const int *steps)
{
	struct state *state = all->state;
	struct coverage *coverage = &all->coverage;
	size_t missed_room = 0, twice_room = 0;
	int named = 0, before = 1;
	coverage->complete = true;
	for (uint32_t i = coverage->first; i <= coverage->last; i++) {
		named += steps[i];
		if (!state_covers(state, all->doc, i))
			continue;
		if (!state_supplied(state, all->doc, i) &&
		    state_level(state, all->doc, i) < all->level)
			coverage->complete = false;
		if (state_level(state, all->doc, i) != all->level)
			continue;
		coverage->named += named > 0;
		if (named > 1)
			add_run(&coverage->twice, &coverage->twice_count, &twice_room, i,
				before > 1);
		if (!named && state_not_used(state, all->doc, i))
			continue; /* there is nothing to name */
		if (!named)
			add_run(&coverage->missed, &coverage->missed_count, &missed_room, i,
				!before);
		before = named;
	}
}

static void cover(struct enumeration *all, struct refs *refs)
{
	const struct ref *first = all->refs;
	all->coverage = (struct coverage){.target_doc = all->doc,
					  .doc = first->doc,
					  .ref = (size_t)(first - refs->items),
					  .provision = head_of(all->state, first)};
	int *steps = steps_of(all, all->state->docs[all->doc]->provision_count);
	if (all->coverage.ranges >= LEAST_RANGES) {
		walk(all, steps);
		MEM_ROOM(refs->coverages, refs->coverage_count, refs->coverage_capacity);
		refs->coverages[refs->coverage_count++] = all->coverage;
	}
	free(steps);
}

static size_t ranges_among(const struct state *state, const struct ref *refs, size_t count)
{
	size_t ranges = 0;
	for (size_t i = 0; i < count; i++)
		ranges += refs[i].to.eid && counts(state, &refs[i]);
	return ranges;
}

/* Each document and level that the ranges of one head are of; there are few. */
static void cover_all(struct state *state, const struct ref *first, size_t count, struct refs *refs)
{
	bool *done = mem_alloc(count * sizeof *done);
	for (size_t i = 0; i < count; i++) {
		if (done[i] || !first[i].to.eid || !counts(state, &first[i]))
			continue;
		struct enumeration all = {
			.state = state, .refs = first, .count = count, .doc = first[i].from.doc};
		all.level = state_level(state, all.doc, first[i].from.provision);
		for (size_t j = i; j < count; j++)
			done[j] |= belongs(&all, &first[j]);
		cover(&all, refs);
	}
	free(done);
}

void coverage_find(struct state *state, struct refs *refs)
{
	for (size_t first = 0, next; first < refs->count; first = next) {
		uint32_t head = head_of(state, &refs->items[first]);
		next = first + 1;
		while (next < refs->count && refs->items[next].doc == refs->items[first].doc &&
		       head_of(state, &refs->items[next]) == head)
			next++;
		if (ranges_among(state, &refs->items[first], next - first) >= LEAST_RANGES)
			cover_all(state, &refs->items[first], next - first, refs);
	}
}

/* ---- REF024 */

static struct ref_end end_from(const struct target *target)
{
	bool there = target_exists(target);
	return (struct ref_end){.eid = target->eid.at,
				.doc = target->spot.doc,
				.provision = there ? target->spot.provision : DOC_NONE};
}

/* The references that the checks have found, as coverage is asked for them. */
static struct refs refs_of(struct state *state)
{
	struct refs refs = {.count = state->xref_count};
	refs.items = mem_alloc((refs.count + 1) * sizeof *refs.items);
	for (size_t i = 0; i < refs.count; i++) {
		const struct xref *xref = &state->xrefs[i];
		struct ref *ref = &refs.items[i];
		*ref = (struct ref){.doc = xref->doc, .block = xref->block, .cite = xref->cite};
		ref->from.provision = ref->to.provision = DOC_NONE;
		if (xref->cite.flags & CITATION_EXTERNAL)
			continue;
		ref->from = end_from(&xref->from);
		if (xref->cite.up_to)
			ref->to = end_from(&xref->to);
		else
			ref->to.eid = NULL;
	}
	return refs;
}

static void report(struct state *state, const struct coverage *coverage)
{
	const struct xref *xref = &state->xrefs[coverage->ref];
	struct buf runs = {0};
	for (size_t i = 0; i < coverage->missed_count; i++) {
		const struct coverage_run *run = &coverage->missed[i];
		buf_printf(
			&runs, "%s%s", i ? ", " : "",
			state_citation(state, state_eid(state, coverage->target_doc, run->first)));
		if (run->last != run->first)
			buf_printf(&runs, " to %s",
				   state_citation(state, state_eid(state, coverage->target_doc,
								   run->last)));
	}
	state_report(state, DIAG_REF024, xref->doc, xref->block, xref->cite.from_start,
		     xref->cite.up_to ? xref->cite.to_end : xref->cite.from_end,
		     "%s names %zu ranges and leaves out %s",
		     state_citation(state, state_eid(state, coverage->doc, coverage->provision)),
		     coverage->ranges, buf_string(&runs));
	buf_release(&runs);
}

void check_coverage(struct state *state)
{
	if (!state_wants(state, DIAG_REF024) || state->version == VERSION_PAYLOAD)
		return;
	struct refs refs = refs_of(state);
	coverage_find(state, &refs);
	for (size_t i = 0; i < refs.coverage_count; i++)
		if (refs.coverages[i].missed_count)
			report(state, &refs.coverages[i]);
	refs_release(&refs);
}
