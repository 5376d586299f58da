/* References of a provision to itself and to what is around it: by number where the house says
 * "this", relative ones that lead to nothing, and two provisions that each say only what the other
 * says. */
#include "check/xref.h"

#include "doc/address.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

static uint32_t owner_of(const struct state *state, const struct xref *xref)
{
	return state->docs[xref->doc]->blocks[xref->block].provision;
}

/* ---- REF015 */

static bool lies_in(const struct doc *doc, uint32_t provision, uint32_t outer)
{
	return outer <= provision && provision < doc->provisions[outer].after;
}

static void check_itself(struct state *state, const struct xref *xref)
{
	const struct citation *cite = &xref->cite;
	const struct target *target = &xref->from;
	uint32_t owner = owner_of(state, xref);
	if (!state->rules->own || cite->flags & CITATION_RELATIVE ||
	    cite->form != CITATION_SINGLE || cite->noun_end == cite->noun_start ||
	    target->status != TARGET_OK || target->spot.doc != xref->doc ||
	    address_parent(target->eid).length ||
	    !lies_in(state->docs[xref->doc], owner, target->spot.provision))
		return;
	struct span text = state->docs[xref->doc]->blocks[xref->block].text;
	struct span before = span_trim(span_sub(text, 0, cite->noun_start));
	if (span_ends(before, "this") || span_ends(before, "This"))
		return;
	struct span words = xref_text(state, xref, cite->noun_start, cite->from_end);
	struct diag *diag =
		state_report(state, DIAG_REF015, xref->doc, xref->block, cite->noun_start,
			     cite->from_end, "“%.*s” stands in it", SPAN_ARGS(words));
	const char *fix = arena_printf(&state->arena, "%s %.*s",
				       before.length && !span_ends(before, ".") ? "this" : "This",
				       SPAN_ARGS(words));
	diag->fix = diag_keep(state->diags, span_of(fix));
	diag_help(state->diags, diag, "write “%s”", fix);
}

/* ---- REF017 */

/* "of that section": of one that was named before. */
static bool of_another(struct span text, size_t end)
{
	enum { NEAR = 40 };
	struct span after =
		span_sub(text, end, end + NEAR < text.length ? end + NEAR : text.length);
	size_t that = span_find(after, SPAN(" that "), 0);
	return that != SIZE_MAX && span_find(span_sub(after, 0, that), SPAN("."), 0) == SIZE_MAX &&
	       span_ends(span_sub(after, 0, that), "of");
}

/* "subparagraph (1)(A)": the noun is that of the last label, and where the first hangs is open. */
static bool several_labels(struct span words)
{
	return span_find(words, SPAN(")("), 0) != SIZE_MAX;
}

/* Are the units around a provision nested as the profile nests them? Where they are not, what
 * "of this subsection" means cannot be told from their ids. */
static bool nested_by_rule(const struct state *state, uint32_t doc, uint32_t provision)
{
	const struct doc *d = state->docs[doc];
	for (int below = MOST_LEVELS; provision != DOC_NONE;
	     provision = d->provisions[provision].parent) {
		int level = state_level(state, doc, provision);
		if (level >= below)
			return false;
		if (level >= 0)
			below = level;
	}
	return true;
}

static void check_relative(struct state *state, const struct xref *xref,
			   const struct target *target, size_t start, size_t end)
{
	uint32_t patch;
	uint32_t owner = owner_of(state, xref);
	struct span words = xref_text(state, xref, start, end);
	if (!target->eid.length || target->status != TARGET_NONE ||
	    state->version == VERSION_PAYLOAD || state_acted(state, target->eid, &patch) ||
	    several_labels(words) || state_amends(state, xref->doc, xref->block) ||
	    !nested_by_rule(state, xref->doc, owner) ||
	    of_another(state->docs[xref->doc]->blocks[xref->block].text, end))
		return;
	for (uint32_t at = owner; at != DOC_NONE;
	     at = state->docs[xref->doc]->provisions[at].parent)
		if (!state_supplied(state, xref->doc, at))
			return;
	const char *around = state_citation(state, address_parent(target->eid));
	state_report(state, DIAG_REF017, xref->doc, xref->block, start, end,
		     "“%.*s” leads to nothing: %s has no such item", SPAN_ARGS(words), around);
}

static void check_neighbour(struct state *state, uint32_t doc, uint32_t block)
{
	const struct doc *d = state->docs[doc];
	const struct block *b = &d->blocks[block];
	struct match match;
	uint32_t at = b->provision;
	uint32_t parent = d->provisions[at].parent;
	bool first = provision_previous(d, at) == DOC_NONE,
	     last = provision_next(d, at) == DOC_NONE;
	if ((!first && !last) || parent == DOC_NONE ||
	    pattern_match(state->rules->neighbour, b->text, 0, &match) != PATTERN_YES)
		return;
	bool forward = match_named(state->rules->neighbour, &match, b->text, "next").length;
	if (state_level(state, doc, at) < (int)state->profile->first_item ||
	    !state_supplied(state, doc, parent) || !(forward ? last : first))
		return;
	state_report(state, DIAG_REF017, doc, block, match.start[0], match.end[0],
		     "“%.*s” stands in the %s item of its list",
		     SPAN_ARGS(span_sub(b->text, match.start[0], match.end[0])),
		     forward ? "last" : "first");
}

/* ---- REF022 */

enum { FEW_WORDS = 14 }; /* beside the reference */

/* A provision that says only where to look, and where that is. */
struct pointer {
	const struct xref *xref;
	uint32_t doc, from, to;
};

static size_t words_beside(struct span text, const struct citation *cite)
{
	struct words words = {0};
	size_t count = 0;
	words_split(text, &words);
	for (size_t i = 0; i < words.count; i++)
		count += words.items[i].kind != WORD_MARK &&
			 (words.items[i].start < cite->noun_start ||
			  words.items[i].start >= cite->end);
	words_release(&words);
	return count;
}

static bool only_points(struct state *state, const struct xref *xref, struct pointer *pointer)
{
	const struct doc *doc = state->docs[xref->doc];
	const struct block *block = &doc->blocks[xref->block];
	const struct provision *owner = &doc->provisions[block->provision];
	const struct xref *end = state->xrefs + state->xref_count;
	bool alone = (xref == state->xrefs || xref[-1].block != xref->block ||
		      xref[-1].doc != xref->doc) &&
		     (xref + 1 == end || xref[1].block != xref->block || xref[1].doc != xref->doc);
	struct match match;
	if (!alone || xref->cite.form != CITATION_SINGLE || xref->from.status != TARGET_OK ||
	    owner->after != block->provision + 1 || owner->block_after != xref->block + 1 ||
	    !state->rules->as_in ||
	    pattern_match(state->rules->as_in, block->text, 0, &match) != PATTERN_YES ||
	    words_beside(block->text, &xref->cite) > FEW_WORDS)
		return false;
	*pointer = (struct pointer){xref, xref->doc, block->provision, xref->from.spot.provision};
	return xref->from.spot.doc == xref->doc && pointer->from != pointer->to;
}

static int by_from(const void *left, const void *right)
{
	const struct pointer *a = left, *b = right;
	if (a->doc != b->doc)
		return a->doc < b->doc ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

static void report_circle(struct state *state, const struct pointer *a, const struct pointer *b)
{
	bool first = a->xref->fresh && !b->xref->fresh;
	const struct xref *xref = first ? a->xref : b->xref, *other = first ? b->xref : a->xref;
	const struct citation *cite = &xref->cite, *back = &other->cite;
	struct diag *diag =
		state_report(state, DIAG_REF022, xref->doc, xref->block, cite->from_start,
			     cite->from_end, "“%.*s” only leads back here",
			     SPAN_ARGS(xref_text(state, xref, cite->from_start, cite->from_end)));
	if (!state->silent)
		diag_relate(state->diags, diag,
			    where_text(state, other->doc, other->block, back->from_start,
				       back->from_end),
			    "back from here");
}

static void check_circles(struct state *state)
{
	struct pointer *all = mem_alloc((state->xref_count + 1) * sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < state->xref_count; i++)
		count += only_points(state, &state->xrefs[i], &all[count]);
	if (count)
		qsort(all, count, sizeof *all, by_from);
	for (size_t i = 0; i < count; i++) {
		struct pointer key = {.doc = all[i].doc, .from = all[i].to};
		const struct pointer *back = bsearch(&key, all, count, sizeof *all, by_from);
		if (back && back->to == all[i].from && back > &all[i])
			report_circle(state, &all[i], back);
	}
	free(all);
}

void check_neighbours(struct state *state, uint32_t doc)
{
	const struct doc *d = state->docs[doc];
	for (uint32_t b = 0; b < d->block_count && state->rules->neighbour; b++)
		if (state_covers_block(state, doc, b) &&
		    !state_passes(state, doc, d->blocks[b].provision))
			check_neighbour(state, doc, b);
}

void check_own(struct state *state)
{
	for (size_t i = 0; i < state->xref_count; i++) {
		const struct xref *xref = &state->xrefs[i];
		const struct citation *cite = &xref->cite;
		if (cite->flags & CITATION_EXTERNAL)
			continue;
		check_itself(state, xref);
		if (cite->flags & CITATION_RELATIVE)
			check_relative(state, xref, &xref->from, cite->from_start, cite->from_end);
		if (cite->flags & CITATION_RELATIVE && cite->up_to)
			check_relative(state, xref, &xref->to, cite->to_start, cite->to_end);
	}
	if (state->version != VERSION_PAYLOAD)
		check_circles(state);
}
