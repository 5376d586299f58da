/* Headings: those that references cite in brackets, and cross-headings in the text as it will be.
 */
#include "check/xref.h"

#include "doc/address.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- how a heading is compared: case, marks and spaces folded */

static struct span fold(struct state *state, struct span text)
{
	struct buf out = {0};
	words_fold_marks(text, &out);
	for (size_t i = 0; i < out.length; i++)
		if (out.at[i] >= 'A' && out.at[i] <= 'Z')
			out.at[i] = (char)(out.at[i] | 32);
	struct span folded = {arena_copy(&state->arena, out.at ? out.at : "", out.length),
			      out.length};
	buf_release(&out);
	return folded;
}

/* ---- the cross-heading over each provision, for all of a document in one pass */

struct crossings {
	uint32_t **over; /* of each document: NULL until asked for */
};

static uint32_t crossing(struct state *state, struct crossings *crossings, struct spot spot)
{
	const struct doc *doc = state->docs[spot.doc];
	uint32_t **over = &crossings->over[spot.doc];
	if (!*over) {
		*over = arena_alloc(&state->arena, (doc->provision_count + 1) * sizeof **over);
		/* The last one seen below each parent; [0] is the body. */
		uint32_t *last = mem_alloc((doc->provision_count + 1) * sizeof *last);
		for (uint32_t i = 0; i < doc->provision_count; i++) {
			uint32_t parent = doc->provisions[i].parent;
			uint32_t *slot = &last[parent == DOC_NONE ? 0 : parent + 1];
			(*over)[i] = *slot;
			if (doc->provisions[i].element == EL_CROSS_HEADING)
				*slot = i + 1;
		}
		free(last);
	}
	uint32_t parent = doc->provisions[spot.provision].parent;
	if (parent != DOC_NONE && doc->provisions[parent].flags & PROVISION_CROSSHEADING)
		return parent;
	return (*over)[spot.provision] ? (*over)[spot.provision] - 1 : DOC_NONE;
}

/* ---- what a provision may be called in brackets */

enum { LONGEST_CHAIN = 16 };

struct names {
	struct span items[LONGEST_CHAIN];
	size_t count;
	struct span shown; /* the first of them, as it is written */
	uint32_t cross;	   /* cross-heading over it, or DOC_NONE */
	bool known;	   /* all of them are: a heading that is not among them is wrong */
};

static void add_name(struct state *state, struct names *names, struct span a, struct span b)
{
	if (!a.length || names->count >= LONGEST_CHAIN)
		return;
	names->items[names->count++] = b.length ? span_of(arena_printf(&state->arena, "%.*s: %.*s",
								       SPAN_ARGS(a), SPAN_ARGS(b)))
						: a;
}

/* The numbered provision that an item lies in. */
static uint32_t head_of(const struct state *state, struct spot spot)
{
	const struct doc *doc = state->docs[spot.doc];
	uint32_t at = spot.provision;
	while (at != DOC_NONE && doc->provisions[at].parent != DOC_NONE &&
	       address_level_of_eid(state->profile, doc->provisions[at].eid) >=
		       (int)state->profile->first_item)
		at = doc->provisions[at].parent;
	return at;
}

static struct names names_of(struct state *state, struct crossings *crossings, struct spot spot)
{
	const struct doc *doc = state->docs[spot.doc];
	struct names names = {.cross = DOC_NONE};
	uint32_t at = head_of(state, spot);
	struct span own = fold(state, provision_heading(doc, at)), cross = {"", 0};
	names.cross = crossing(state, crossings, (struct spot){spot.doc, at});
	if (names.cross != DOC_NONE)
		cross = fold(state, provision_heading(doc, names.cross));
	uint32_t parent = doc->provisions[at].parent;
	/* Text that is not all there may have a nearer cross-heading than the one we see. */
	names.known = parent == DOC_NONE || state_supplied(state, spot.doc, parent) || own.length ||
		      (names.cross != DOC_NONE && names.cross == provision_previous(doc, at));
	names.shown =
		provision_heading(doc, own.length || names.cross == DOC_NONE ? at : names.cross);
	add_name(state, &names, own, (struct span){"", 0});
	add_name(state, &names, cross, (struct span){"", 0});
	add_name(state, &names, cross, own);
	add_name(state, &names, own, cross);
	for (; parent != DOC_NONE; parent = doc->provisions[parent].parent) {
		struct span above = fold(state, provision_heading(doc, parent));
		add_name(state, &names, above, (struct span){"", 0});
		add_name(state, &names, above, cross);
		add_name(state, &names, above, own);
	}
	return names;
}

static bool has_name(const struct names *names, struct span name)
{
	for (size_t i = 0; i < names->count; i++)
		if (span_equal(names->items[i], name))
			return true;
	return false;
}

/* ---- all headings, for REF013: folded -> doc, provision under it, how many have it */

static void add_heading(struct state *state, struct table *headings, uint32_t d, uint32_t i)
{
	const struct doc *doc = state->docs[d];
	struct span heading = provision_heading(doc, i);
	if (!heading.length || doc->provisions[i].flags & PROVISION_REMOVED)
		return;
	uint32_t under = i;
	if (doc->provisions[i].element == EL_CROSS_HEADING)
		under = provision_next(doc, i);
	if (under == DOC_NONE)
		return;
	struct span key = fold(state, heading);
	if (!table_add(headings, key, d, under, 1))
		((struct entry *)table_get(headings, key))->c++;
}

static struct table index_headings(struct state *state)
{
	struct table headings = {0};
	if (state->version == VERSION_PAYLOAD)
		return headings;
	for (uint32_t d = 0; d < state->doc_count; d++)
		for (uint32_t i = 0; i < state->docs[d]->provision_count; i++)
			if (state_covers(state, d, i))
				add_heading(state, &headings, d, i);
	return headings;
}

/* ---- REF012, REF013 */

static struct diag *report(struct state *state, enum diag_code code, const struct xref *xref,
			   const char *message)
{
	const struct citation *cite = &xref->cite;
	return state_report(
		state, code, xref->doc, xref->block, cite->descriptor_start, cite->descriptor_end,
		"“%.*s” %s",
		SPAN_ARGS(xref_text(state, xref, cite->descriptor_start, cite->descriptor_end)),
		message);
}

/* Without the headings only what no heading can be is wrong. */
static void check_form(struct state *state, const struct xref *xref, struct span words)
{
	if (span_find(words, SPAN(";"), 0) != SIZE_MAX)
		report(state, DIAG_REF012, xref, "runs several headings together");
	else if (words.at[0] >= 'a' && words.at[0] <= 'z' &&
		 !profile_truth(state->profile, "citation", "lower-descriptor"))
		report(state, DIAG_REF012, xref, "is not in the form of a heading");
}

static void wrong_heading(struct state *state, const struct xref *xref, const struct names *names,
			  struct span folded, const struct table *headings)
{
	const struct entry *other = table_get(headings, folded);
	if (other && other->c == 1) {
		const char *number = state_citation(state, state_eid(state, other->a, other->b));
		struct diag *diag =
			report(state, DIAG_REF013, xref, "is the heading of another provision");
		diag_help(state->diags, diag, "it is the heading of %s", number);
		return;
	}
	struct diag *diag = report(state, DIAG_REF012, xref, "is not the heading of what is cited");
	struct buf shown = {0};
	words_fold_space(names->shown, &shown);
	if (shown.length)
		diag_help(state->diags, diag, "the heading is “%s”", buf_string(&shown));
	buf_release(&shown);
}

static void check_descriptor(struct state *state, const struct xref *xref,
			     const struct table *headings, struct crossings *crossings)
{
	struct span words =
		xref_text(state, xref, xref->cite.descriptor_start, xref->cite.descriptor_end);
	const struct target *from = &xref->from, *to = &xref->to;
	bool found = target_exists(from) && from->spot.provision != DOC_NONE &&
		     state->version != VERSION_PAYLOAD;
	if (!found) {
		check_form(state, xref, words);
		return;
	}
	struct span folded = fold(state, words);
	struct names names = names_of(state, crossings, from->spot);
	bool right = has_name(&names, folded);
	if (right && xref->cite.up_to && target_exists(to) && to->spot.provision != DOC_NONE) {
		struct names last = names_of(state, crossings, to->spot);
		right = has_name(&last, folded) || !last.known;
	}
	if (right)
		return;
	if (names.known)
		wrong_heading(state, xref, &names, folded, headings);
	else
		check_form(state, xref, words);
}

void check_cited_headings(struct state *state)
{
	struct table headings = index_headings(state);
	struct crossings crossings = {
		arena_alloc(&state->arena, (state->doc_count + 1) * sizeof *crossings.over)};
	for (size_t i = 0; i < state->xref_count; i++) {
		const struct xref *xref = &state->xrefs[i];
		if (xref->cite.descriptor_end > xref->cite.descriptor_start &&
		    !(xref->cite.flags & CITATION_EXTERNAL))
			check_descriptor(state, xref, &headings, &crossings);
	}
	table_release(&headings);
}

/* ---- HDG */

/* Numbered provisions from a cross-heading to the next one. */
static uint32_t next_under(const struct doc *doc, uint32_t at)
{
	uint32_t next = provision_next(doc, at);
	return next != DOC_NONE && doc->provisions[next].element == EL_CROSS_HEADING ? DOC_NONE
										     : next;
}

/* Does the cross-heading stand over something, and over nothing but Not Used? */
static bool all_not_used(const struct state *state, uint32_t d, uint32_t heading)
{
	const struct doc *doc = state->docs[d];
	uint32_t at = next_under(doc, heading);
	bool some = at != DOC_NONE;
	for (; at != DOC_NONE; at = next_under(doc, at))
		if (!state_not_used(state, d, at))
			return false;
	return some;
}

/* Was there more under it than the deletions of this patch leave? */
static const struct op *emptied(const struct state *state, uint32_t d, uint32_t heading,
				uint32_t *patch)
{
	const struct doc *doc = state->docs[d];
	if (!state_old(state, d) || !all_not_used(state, d, heading))
		return NULL;
	for (uint32_t at = next_under(doc, heading); at != DOC_NONE; at = next_under(doc, at)) {
		const struct op *op = state_acted(state, doc->provisions[at].eid, patch);
		if (op && op->kind == OP_REPEAL)
			return op;
	}
	return NULL;
}

static void report_emptied(struct state *state, uint32_t d, uint32_t i, const struct op *op,
			   uint32_t patch)
{
	const struct doc *doc = state->docs[d];
	uint32_t block = doc->provisions[i].block;
	struct diag *diag =
		state_report(state, DIAG_HDG004, d, block, 0, doc->blocks[block].text.length,
			     "the deletion leaves nothing under the cross-heading “%.*s”",
			     SPAN_ARGS(provision_heading(doc, i)));
	uint32_t under = next_under(doc, i);
	if (under != DOC_NONE)
		diag->instruction = remedy_heading(state, doc->provisions[under].eid);
	if (!op)
		return;
	diag->op = op->number;
	state_relate_op(state, diag, patch, op, "deleted here");
}

static void over_nothing(struct state *state, uint32_t d, uint32_t i)
{
	const struct doc *doc = state->docs[d], *old = state_old(state, d);
	struct span heading = provision_heading(doc, i);
	uint32_t block = doc->provisions[i].block;
	uint32_t was = old ? doc_find(old, doc->provisions[i].eid) : DOC_NONE;
	if (was != DOC_NONE && next_under(old, was) != DOC_NONE)
		report_emptied(state, d, i, NULL, 0);
	else
		state_report(state, DIAG_HDG001, d, block, 0, doc->blocks[block].text.length,
			     "cross-heading “%.*s” stands over nothing", SPAN_ARGS(heading));
}

static void takes_over(struct state *state, uint32_t d, uint32_t i)
{
	const struct doc *doc = state->docs[d], *old = state_old(state, d);
	if (!old || doc_find(old, doc->provisions[i].eid) != DOC_NONE)
		return;
	uint32_t first = DOC_NONE, last = DOC_NONE;
	for (uint32_t at = next_under(doc, i); at != DOC_NONE; at = next_under(doc, at)) {
		if (doc_find(old, doc->provisions[at].eid) == DOC_NONE)
			continue;
		first = first == DOC_NONE ? at : first;
		last = at;
	}
	if (first == DOC_NONE)
		return;
	uint32_t block = doc->provisions[i].block;
	const char *from = state_citation(state, doc->provisions[first].eid);
	struct diag *diag = state_report(
		state, DIAG_HDG003, d, block, 0, doc->blocks[block].text.length,
		"cross-heading “%.*s” now stands over %s%s%s too",
		SPAN_ARGS(provision_heading(doc, i)), from, first == last ? "" : " to ",
		first == last ? "" : state_citation(state, doc->provisions[last].eid));
	uint32_t before = provision_crossheading(old, doc_find(old, doc->provisions[first].eid));
	if (before != DOC_NONE)
		diag_help(state->diags, diag, "%s stood under “%.*s”", from,
			  SPAN_ARGS(provision_heading(old, before)));
}

void check_headings(struct state *state, uint32_t d)
{
	const struct doc *doc = state->docs[d];
	for (uint32_t i = 0; i < doc->provision_count && state->version != VERSION_PAYLOAD; i++) {
		const struct provision *p = &doc->provisions[i];
		if (p->element != EL_CROSS_HEADING || !state_covers(state, d, i) ||
		    p->block >= p->block_after ||
		    (p->parent != DOC_NONE && !state_supplied(state, d, p->parent)))
			continue;
		uint32_t patch;
		const struct op *op = emptied(state, d, i, &patch);
		if (op)
			report_emptied(state, d, i, op, patch);
		else if (next_under(doc, i) == DOC_NONE)
			over_nothing(state, d, i);
		else
			takes_over(state, d, i);
	}
}
