/* References of several members: ranges that run backwards, members named twice, nouns that do not
 * agree in number. */
#include "check/xref.h"

#include "doc/address.h"
#include "doc/number.h"

#include <stdlib.h>
#include <string.h>

/* ---- the order of two eIds by their numbers alone */

static struct span label_of(struct state *state, struct span eid)
{
	struct span above = address_parent(eid);
	if (!above.length)
		return span_of(state_citation(state, eid));
	struct span part = span_sub(eid, above.length + 2, eid.length);
	size_t under = span_find(part, SPAN("_"), 0);
	return span_sub(part, under == SIZE_MAX ? 0 : under + 1, part.length);
}

static int order(struct state *state, struct span a, struct span b)
{
	int level = address_level_of_eid(state->profile, a);
	enum label_style style = level < 0 ? LABEL_NUMBER : state->profile->levels[level].style;
	return number_compare(style, label_of(state, a), label_of(state, b));
}

/* ---- REF009 */

static bool other_section(struct state *state, struct span a, struct span b)
{
	if (!state->rules->nested || address_parent(a).length)
		return false;
	return state_citation(state, a)[0] != state_citation(state, b)[0];
}

static bool runs_backwards(struct state *state, const struct xref *xref)
{
	const struct target *from = &xref->from, *to = &xref->to;
	if (target_exists(from) && target_exists(to) && from->spot.provision != DOC_NONE &&
	    to->spot.provision != DOC_NONE && from->spot.doc == to->spot.doc)
		return from->spot.provision > to->spot.provision;
	return order(state, from->eid, to->eid) > 0;
}

static void check_direction(struct state *state, const struct xref *xref)
{
	struct span a = xref->from.eid, b = xref->to.eid;
	if (!a.length || !b.length)
		return;
	int level = address_level_of_eid(state->profile, a);
	const char *wrong = NULL;
	bool backwards = false;
	if (level != address_level_of_eid(state->profile, b))
		wrong = "has ends of different levels";
	else if (other_section(state, a, b))
		wrong = "runs from one Section into another";
	else if (!span_equal(address_parent(a), address_parent(b)))
		return; /* (a)(i) to (b)(ii): open which is meant, so nothing is said */
	else if (runs_backwards(state, xref)) {
		wrong = "runs backwards";
		backwards = true;
	}
	if (!wrong)
		return;
	const struct citation *cite = &xref->cite;
	struct diag *diag = state_report(
		state, DIAG_REF009, xref->doc, xref->block, cite->from_start, cite->to_end,
		"range “%.*s” %s",
		SPAN_ARGS(xref_text(state, xref, cite->from_start, cite->to_end)), wrong);
	if (!backwards)
		return;
	struct span from = xref_text(state, xref, cite->from_start, cite->from_end);
	struct span to = xref_text(state, xref, cite->to_start, cite->to_end);
	struct span between = xref_text(state, xref, cite->from_end, cite->to_start);
	const char *fix = arena_printf(&state->arena, "%.*s%.*s%.*s", SPAN_ARGS(to),
				       SPAN_ARGS(between), SPAN_ARGS(from));
	diag->fix = diag_keep(state->diags, span_of(fix));
	diag_help(state->diags, diag, "write “%s”", fix);
}

/* ---- REF014 */

/* Do all members lie in the provision that the first one names: "Section Z4.12(a) and (b)"? */
static bool one_head(const struct xref *first, size_t count)
{
	struct span head = address_head(first->from.eid);
	for (size_t i = 0; i < count; i++)
		if (!span_equal(address_head(first[i].from.eid), head) ||
		    (first[i].cite.up_to && !span_equal(address_head(first[i].to.eid), head)))
			return false;
	return head.length < first->from.eid.length;
}

/* "Section Z4.12 or Z4.13" is as good as "Sections". */
static bool alternatives(const struct state *state, const struct xref *first, size_t count)
{
	if (count < 2)
		return false;
	struct span between = xref_text(state, first, first[count - 2].cite.end,
					first[count - 1].cite.from_start);
	return span_find(between, SPAN("or"), 0) != SIZE_MAX;
}

static bool goes_on(const struct state *state, const struct xref *last)
{
	struct span text = state->docs[last->doc]->blocks[last->block].text;
	struct span rest = span_trim(span_sub(text, last->cite.end, text.length));
	return span_starts(rest, "and ") || span_starts(rest, "or ") || span_starts(rest, ",") ||
	       span_starts(rest, "to ") || span_starts(rest, "(");
}

static void check_number_of_noun(struct state *state, const struct xref *first, size_t count)
{
	const struct citation *cite = &first->cite;
	bool plural = cite->flags & CITATION_PLURAL;
	bool several = count > 1 || cite->up_to;
	struct span noun = xref_text(state, first, cite->noun_start, cite->noun_end);
	if (!noun.length || cite->flags & (CITATION_RELATIVE | CITATION_EXTERNAL) ||
	    plural == several || !first->from.eid.length)
		return;
	if (several ? one_head(first, count) || alternatives(state, first, count)
		    : goes_on(state, first))
		return;
	if (span_ends(noun, "§"))
		return; /* "§§ 3106-3113" is one number, or two */
	struct diag *diag =
		state_report(state, DIAG_REF014, first->doc, first->block, cite->noun_start,
			     cite->noun_end, "“%.*s” before %s", SPAN_ARGS(noun),
			     several ? "several provisions" : "one provision");
	struct span stem = span_sub(noun, 0, noun.length - !several);
	diag->fix =
		diag_keep(state->diags, span_of(arena_printf(&state->arena, "%.*s%s",
							     SPAN_ARGS(stem), several ? "s" : "")));
	diag_help(state->diags, diag, "write “%s”", diag->fix);
}

/* ---- REF023: members sorted by their numbers; each is compared with the furthest end before it */

struct member {
	struct state *state;
	const struct xref *xref;
	struct span from, to;
	size_t at;
};

static int by_number(const void *left, const void *right)
{
	const struct member *a = left, *b = right;
	int result = order(a->state, a->from, b->from);
	return result ? result : (a->at > b->at) - (a->at < b->at);
}

static void report_overlap(struct state *state, const struct member *a, const struct member *b)
{
	const struct member *later = a->at > b->at ? a : b, *other = later == a ? b : a;
	const struct citation *cite = &later->xref->cite, *first = &other->xref->cite;
	size_t end = cite->up_to ? cite->to_end : cite->from_end;
	struct diag *diag =
		state_report(state, DIAG_REF023, later->xref->doc, later->xref->block,
			     cite->from_start, end, "“%.*s” is named already by “%.*s”",
			     SPAN_ARGS(xref_text(state, later->xref, cite->from_start, end)),
			     SPAN_ARGS(xref_text(state, other->xref, first->from_start,
						 first->up_to ? first->to_end : first->from_end)));
	if (!state->silent)
		diag_relate(state->diags, diag,
			    where_text(state, other->xref->doc, other->xref->block,
				       first->from_start,
				       first->up_to ? first->to_end : first->from_end),
			    "here");
}

/* All of one level and one parent: comparable. */
static bool comparable(const struct state *state, struct span a, struct span b)
{
	return address_level_of_eid(state->profile, a) == address_level_of_eid(state->profile, b) &&
	       span_equal(address_parent(a), address_parent(b));
}

static void check_overlap(struct state *state, struct member *members, size_t count)
{
	if (count < 2)
		return;
	qsort(members, count, sizeof *members, by_number);
	const struct member *furthest = &members[0];
	for (size_t i = 1; i < count; i++) {
		if (comparable(state, furthest->to, members[i].from) &&
		    order(state, members[i].from, furthest->to) <= 0)
			report_overlap(state, furthest, &members[i]);
		if (!comparable(state, furthest->to, members[i].to) ||
		    order(state, members[i].to, furthest->to) > 0)
			furthest = &members[i];
	}
}

static bool member_of(struct state *state, const struct xref *xref, size_t at, struct member *out)
{
	struct span from = xref->from.eid, to = xref->cite.up_to ? xref->to.eid : from;
	if (!from.length || !to.length || xref->cite.flags & CITATION_EXTERNAL)
		return false;
	*out = (struct member){state, xref, from, to, at};
	return true;
}

/* ---- the items of a list that are nothing but references count as one list */

static bool nothing_but(const struct state *state, const struct xref *first,
			const struct xref *last)
{
	struct span text = state->docs[first->doc]->blocks[first->block].text;
	size_t start = first->cite.noun_start < first->cite.start ? first->cite.noun_start
								  : first->cite.start;
	size_t end = last->cite.end;
	if (last->cite.descriptor_end > end)
		end = last->cite.descriptor_end;
	if (span_trim(span_sub(text, 0, start)).length)
		return false;
	struct span rest = span_trim(span_sub(text, end, text.length));
	if (span_ends(rest, "and"))
		rest.length -= 3;
	else if (span_ends(rest, "or"))
		rest.length -= 2;
	for (size_t i = 0; i < rest.length; i++)
		if (!strchr(" );,.", rest.at[i]))
			return false;
	return true;
}

static uint32_t list_of(const struct state *state, const struct xref *xref)
{
	const struct doc *doc = state->docs[xref->doc];
	uint32_t owner = doc->blocks[xref->block].provision;
	if (owner == DOC_NONE ||
	    state_level(state, xref->doc, owner) < (int)state->profile->first_item)
		return DOC_NONE;
	return doc->provisions[owner].parent;
}

/* The end (exclusive) of the run of xrefs that are members of one list. */
static size_t group_end(const struct state *state, size_t first)
{
	size_t i = first + 1;
	while (i < state->xref_count && xref_same_group(&state->xrefs[first], &state->xrefs[i]))
		i++;
	return i;
}

/* "with Sections Z4.12 to Z4.15 and (with) Section Z4.14": one list, whose noun is said again. */
static bool noun_again(const struct state *state, size_t at)
{
	const struct xref *last = &state->xrefs[at - 1], *next = &state->xrefs[at];
	size_t end = last->cite.descriptor_end > last->cite.end ? last->cite.descriptor_end + 1
								: last->cite.end;
	if (last->doc != next->doc || last->block != next->block || end > next->cite.noun_start ||
	    next->cite.noun_start >= next->cite.noun_end)
		return false;
	struct span between = span_trim(xref_text(state, last, end, next->cite.noun_start));
	static const char *const joints[] = {"and",  "or",	 ",",	  ", and",
					     ", or", "and with", "and to"};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (span_is(between, joints[i]))
			return true;
	return false;
}

static void check_groups(struct state *state, struct member *members)
{
	size_t count = 0;
	for (size_t first = 0, next; first < state->xref_count; first = next) {
		next = group_end(state, first);
		if (count && !noun_again(state, first)) {
			check_overlap(state, members, count);
			count = 0;
		}
		for (size_t i = first; i < next; i++)
			count += member_of(state, &state->xrefs[i], i, &members[count]);
		check_number_of_noun(state, &state->xrefs[first], next - first);
	}
	check_overlap(state, members, count);
}

static void check_items(struct state *state, struct member *members)
{
	size_t count = 0;
	uint32_t list = DOC_NONE, doc = 0;
	for (size_t first = 0, next; first < state->xref_count; first = next) {
		const struct xref *xref = &state->xrefs[first];
		next = group_end(state, first);
		uint32_t own = list_of(state, xref);
		if (own == DOC_NONE || !nothing_but(state, xref, &state->xrefs[next - 1]))
			continue;
		if (own != list || xref->doc != doc) {
			check_overlap(state, members, count);
			count = 0;
			list = own;
			doc = xref->doc;
		}
		if (next == first + 1) /* overlaps inside one item were seen above */
			count += member_of(state, xref, first, &members[count]);
	}
	check_overlap(state, members, count);
}

void check_ranges(struct state *state)
{
	struct member *members = mem_alloc((state->xref_count + 1) * sizeof *members);
	for (size_t i = 0; i < state->xref_count; i++)
		if (state->xrefs[i].cite.up_to && !(state->xrefs[i].cite.flags & CITATION_EXTERNAL))
			check_direction(state, &state->xrefs[i]);
	check_groups(state, members);
	check_items(state, members);
	free(members);
}
