/* Definitions: two of one term, those that use their own term, pointers that lead nowhere, new ones
 * out of alphabetical order, those that nothing points to. Each at most once for a term. */
#include "check/defined.h"

#include "check/xref.h"
#include "doc/address.h"

#include <ctype.h>
#include <string.h>

static struct diag *report(struct state *state, enum diag_code code, const struct definition *item,
			   const char *message)
{
	return state_report(state, code, item->doc, item->block, item->start, item->end,
			    "“%.*s” %s", SPAN_ARGS(item->term), message);
}

static void relate(struct state *state, struct diag *diag, const struct definition *item,
		   const char *message)
{
	if (!state->silent)
		diag_relate(state->diags, diag,
			    where_text(state, item->doc, item->block, item->start, item->end), "%s",
			    message);
}

static uint32_t parent_of(const struct state *state, const struct definition *item)
{
	return state->docs[item->doc]->provisions[item->provision].parent;
}

/* ---- DEF001 */

static bool same_text(const struct state *state, const struct definition *a,
		      const struct definition *b)
{
	return doc_provision_hash(state->docs[a->doc], a->provision) ==
	       doc_provision_hash(state->docs[b->doc], b->provision);
}

/* A term of one part of the Code may be another thing in another part; two definitions inside
 * sentences speak each of its own sentence. */
static bool clash(const struct state *state, const struct definition *a, const struct definition *b)
{
	if (a->pointer || b->pointer || (!a->entry && !b->entry))
		return false;
	if (a->entry && b->entry && a->doc == b->doc && parent_of(state, a) == parent_of(state, b))
		return a->provision != b->provision && !same_text(state, a, b);
	bool whole = profile_value(state->profile, "modification", "definitions", NULL);
	return whole && !a->local && !b->local && !same_text(state, a, b);
}

static bool is_fresh(const struct state *state, const struct definition *item)
{
	return state->version != VERSION_BASE &&
	       where_fresh(state, item->doc, item->block, item->start);
}

/* One that the patch writes is at fault, else the later one. */
static void check_twice(struct state *state, const struct definitions *all,
			const struct definition *first)
{
	enum { MOST = 20 }; /* of one term */
	const struct definition *other = NULL, *later = NULL;
	unsigned seen = 0;
	for (uint32_t i = first->next; i != DOC_NONE && seen++ < MOST; i = all->items[i].next) {
		later = &all->items[i];
		if (clash(state, first, later) && (!other || is_fresh(state, later)))
			other = later;
	}
	if (!other)
		return;
	bool swap = is_fresh(state, first) && !is_fresh(state, other);
	relate(state,
	       report(state, DIAG_DEF001, swap ? first : other,
		      "is defined twice, in different words"),
	       swap ? other : first, "also here");
}

/* ---- DEF008 */

static void report_circle(struct state *state, const struct definition *item, uint32_t block,
			  struct word_hit hit, const char *where)
{
	struct diag *diag = state_report(state, DIAG_DEF008, item->doc, block, hit.start, hit.end,
					 "“%.*s” is used %s", SPAN_ARGS(item->term), where);
	if (block != item->block)
		relate(state, diag, item, "defined here");
}

/* What follows its first sentence says more of the thing, and not what it is. */
static size_t sentence_end(struct span text, size_t from)
{
	size_t stop = span_find(text, SPAN(". "), from),
	       proviso = span_find(text, SPAN("provided"), from);
	return stop < proviso ? stop : proviso < text.length ? proviso : text.length;
}

/* “Fund” means the Fund established by ...: which one, and not what it is. */
static bool identifies(struct span text, const struct definition *item, struct word_hit hit)
{
	struct span between = span_trim(span_sub(text, item->end, hit.start));
	size_t last = between.length;
	while (last && !strchr("\"\x9d", between.at[last - 1]))
		last--; /* behind the last quotation mark: “A” or “B” means */
	between = span_sub(between, last, between.length);
	return between.length < sizeof "shall mean the" &&
	       (span_ends(between, " the") || span_starts(item->term, "The "));
}

/* A heading that is cited in brackets uses no term. */
static bool used_from(const struct state *state, const struct definition *item, uint32_t block,
		      struct span text, size_t from, struct span term, struct word_hit *hit)
{
	while (term_used(state, text, from, term, hit)) {
		if (!xref_in_descriptor(state, item->doc, block, hit->start))
			return true;
		from = hit->end;
	}
	return false;
}

static bool uses_itself(struct state *state, const struct definition *item, struct span term)
{
	const struct doc *doc = state->docs[item->doc];
	const struct provision *p = &doc->provisions[item->provision];
	struct word_hit hit;
	for (uint32_t b = item->block; b < p->block_after; b++) {
		bool first = b == item->block;
		struct span text = doc->blocks[b].text;
		text = span_sub(text, 0, sentence_end(text, first ? item->end : 0));
		if (!state_covers_block(state, item->doc, b) ||
		    !used_from(state, item, b, text, first ? item->end : 0, term, &hit) ||
		    (first && identifies(text, item, hit)))
			continue;
		report_circle(state, item, b, hit, "in its own definition");
		return true;
	}
	return false;
}

/* The words above the item that defines the term, up to its clause. */
static bool used_in_lead_in(struct state *state, const struct definition *item, struct span term)
{
	const struct doc *doc = state->docs[item->doc];
	struct word_hit hit;
	for (uint32_t at = item->provision; at != DOC_NONE; at = doc->provisions[at].parent) {
		uint32_t b = DOC_NONE;
		while ((b = provision_next_block(doc, at, b)) != DOC_NONE) {
			if (doc->blocks[b].part != PART_INTRO || b == item->block ||
			    !term_used(state, doc->blocks[b].text, 0, term, &hit))
				continue;
			report_circle(state, item, b, hit,
				      "in the opening words of the clause that defines it");
			return true;
		}
		if (state_level(state, item->doc, at) < (int)state->profile->first_item)
			return false;
	}
	return false;
}

static void check_circle(struct state *state, const struct definition *item)
{
	if (item->pointer || item->includes || islower((unsigned char)item->term.at[0]))
		return; /* in lower case it may be the ordinary word */
	bool (*uses)(struct state *, const struct definition *, struct span) =
		item->entry ? uses_itself : used_in_lead_in;
	if (!uses(state, item, item->term))
		uses(state, item, term_other_number(&state->arena, item->term));
}

/* ---- DEF009 */

static bool defined_below(struct state *state, struct spot spot, struct span term)
{
	const struct doc *doc = state->docs[spot.doc];
	const struct provision *p = &doc->provisions[spot.provision];
	struct span other = term_other_number(&state->arena, term);
	for (uint32_t b = p->block; b < p->block_after; b++)
		if (term_quoted(doc, b, term) || term_quoted(doc, b, other))
			return true;
	return false;
}

/* Does the reference, or another of its list, lead to a definition of the term, or to where nothing
 * is known? */
static bool leads_to_definition(struct state *state, const struct xref *xref, struct span term)
{
	const struct xref *end = state->xrefs + state->xref_count;
	for (const struct xref *at = xref; at < end && xref_same_group(xref, at); at++) {
		const struct target *target = &at->from;
		if (at->cite.up_to || at->cite.flags & CITATION_EXTERNAL ||
		    target->status != TARGET_OK ||
		    !subtree_supplied(state, target->spot.doc, target->spot.provision) ||
		    defined_below(state, target->spot, term))
			return true;
	}
	return false;
}

static void check_pointer(struct state *state, const struct definition *item)
{
	enum { GAP = 12 }; /* from "given in" to the number: "Section " */
	struct span text = state->docs[item->doc]->blocks[item->block].text;
	struct match match;
	size_t at = item->end;
	while (at < text.length &&
	       pattern_match(state->rules->points, text, at, &match) != PATTERN_YES)
		at++;
	if (at >= text.length)
		return;
	const struct xref *xref = xref_from(state, item->doc, item->block, match.end[0]);
	if (!xref || xref->cite.from_start > match.end[0] + GAP ||
	    leads_to_definition(state, xref, item->term))
		return;
	const struct citation *cite = &xref->cite;
	uint32_t patch;
	struct diag *diag =
		state_report(state, DIAG_DEF009, item->doc, item->block, cite->from_start,
			     cite->from_end, "“%.*s” does not define “%.*s”",
			     SPAN_ARGS(xref_text(state, xref, cite->from_start, cite->from_end)),
			     SPAN_ARGS(item->term));
	const struct op *op = state_acted(state, xref->from.eid, &patch);
	if (op)
		state_relate_op(state, diag, patch, op, "amended here");
}

/* ---- DEF010 */

static bool has_entry(const struct definitions *all, const struct definition *first)
{
	for (const struct definition *item = first; item;
	     item = item->next == DOC_NONE ? NULL : &all->items[item->next])
		if (item->entry)
			return true;
	return false;
}

static void check_listed(struct state *state, const struct definitions *all,
			 const struct definition *item)
{
	if (item->entry || item->local || has_entry(all, definition_find(all, item->term)))
		return;
	struct diag *diag = report(state, DIAG_DEF010, item,
				   "is defined here and not in the list of definitions");
	diag_help(
		state->diags, diag, "add: “%.*s” has the meaning given to that expression in %s %s",
		SPAN_ARGS(item->term), "Section",
		state_citation(state, address_head(state_eid(state, item->doc, item->provision))));
}

/* ---- DEF011: the order of entries, articles and marks ignored */

static struct span sort_key(struct state *state, struct span term)
{
	static const char *const articles[] = {"the ", "a ", "an "};
	struct buf key = {0};
	for (size_t i = 0; i < term.length; i++) {
		char c = (char)tolower((unsigned char)term.at[i]);
		if (isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == ' ')
			buf_char(&key, c);
	}
	struct span text = {arena_copy(&state->arena, key.at ? key.at : "", key.length),
			    key.length};
	buf_release(&key);
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (span_starts(text, articles[i]))
			return span_sub(text, strlen(articles[i]), text.length);
	return text;
}

static bool is_new(const struct state *state, const struct definition *item)
{
	return is_fresh(state, item) && state_is_new(state, item->doc, item->provision);
}

/* The entries of one list: items[from, to). New ones are compared with those that were there, if
 * these are in order themselves. */
static void check_order(struct state *state, const struct definitions *all, size_t from, size_t to)
{
	struct span before = {"", 0};
	size_t news = 0;
	for (size_t i = from; i < to; i++) {
		if (is_new(state, &all->items[i])) {
			news++;
			continue;
		}
		struct span key = sort_key(state, all->items[i].term);
		if (span_compare(before, key) > 0)
			return;
		before = key;
	}
	if (!news)
		return;
	before = (struct span){"", 0};
	for (size_t i = from; i < to; i++) {
		const struct definition *item = &all->items[i];
		struct span key = sort_key(state, item->term);
		if (!is_new(state, item)) {
			before = key;
			continue;
		}
		size_t next = i + 1;
		while (next < to && is_new(state, &all->items[next]))
			next++;
		bool late =
			next < to && span_compare(key, sort_key(state, all->items[next].term)) > 0;
		if (span_compare(before, key) <= 0 && !late)
			continue;
		struct diag *diag =
			report(state, DIAG_DEF011, item, "is not in its alphabetical place");
		size_t after = to;
		for (size_t k = from; k < to; k++)
			if (!is_new(state, &all->items[k]) &&
			    span_compare(sort_key(state, all->items[k].term), key) <= 0)
				after = k;
		if (after < to)
			diag_help(state->diags, diag, "it goes after “%.*s”",
				  SPAN_ARGS(all->items[after].term));
		else
			diag_help(state->diags, diag, "it goes first");
	}
}

static void check_orders(struct state *state, const struct definitions *all)
{
	for (size_t from = 0, to; from < all->count; from = to) {
		const struct definition *first = &all->items[from];
		to = from + 1;
		if (!first->entry)
			continue;
		while (to < all->count && all->items[to].entry &&
		       all->items[to].doc == first->doc &&
		       parent_of(state, &all->items[to]) == parent_of(state, first))
			to++;
		check_order(state, all, from, to);
	}
}

void check_definitions(struct state *state)
{
	const struct definitions *all = state_definitions(state);
	bool listed = state_wants(state, DIAG_DEF010) && definitions_supplied(state);
	bool whole = state->version != VERSION_PAYLOAD;
	for (size_t i = 0; i < all->count; i++) {
		const struct definition *item = &all->items[i];
		bool first = definition_find(all, item->term) == item;
		if (first && whole)
			check_twice(state, all, item);
		if (first || item->entry)
			check_circle(state, item);
		if (item->pointer && whole)
			check_pointer(state, item);
		if (first && listed)
			check_listed(state, all, item);
	}
	if (state->version == VERSION_FINAL)
		check_orders(state, all);
}
