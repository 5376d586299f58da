/* Every reference of a base with the place it leads to and what is to be said of it: what `refs`
 * lists. Numbers are looked for in running text and notes, also in headings. */
#include "check/xref.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

struct listing {
	struct state *state;
	struct refs *refs;
	struct table twice, shared; /* eIds that one document has more than once; and several */
};

/* Words of the Code, not of what it quotes or has dropped. */
static bool is_read(const struct state *state, uint32_t d, uint32_t b)
{
	const struct block *block = &state->docs[d]->blocks[b];
	switch (block->part) {
	case PART_NUM:
		return false;
	case PART_INTRO:
	case PART_CONTENT:
	case PART_WRAPUP:
		return state_covers_block(state, d, b);
	default:
		return block->provision != DOC_NONE && !(block->flags & BLOCK_REMOVED) &&
		       state_covers(state, d, block->provision);
	}
}

static void index_twice(struct listing *listing)
{
	const struct state *state = listing->state;
	for (uint32_t d = 0; d < state->doc_count; d++)
		for (uint32_t i = 0; i < state->docs[d]->provision_count; i++) {
			struct span eid = state->docs[d]->provisions[i].eid;
			if (!eid.length || !state_covers(state, d, i))
				continue;
			const struct entry *first = table_get(&state->provisions, eid);
			if (doc_find(state->docs[d], eid) != i)
				table_add(&listing->twice, eid, 0, 0, 0);
			if (first && first->a != d)
				table_add(&listing->shared, eid, 0, 0, 0);
		}
}

/* A number that its neighbours have too has ids that end in -2 (akn-profile, section 2). One that
 * other documents have is meant in its own. */
static bool is_ambiguous(struct listing *listing, uint32_t doc, const struct target *target)
{
	struct state *state = listing->state;
	struct span eid = target->eid;
	if (target->spot.provision == DOC_NONE)
		return false;
	if (table_get(&listing->twice, eid) ||
	    (target->spot.doc != doc && table_get(&listing->shared, eid)))
		return true;
	struct buf second = {0};
	buf_printf(&second, "%.*s-2", SPAN_ARGS(eid));
	struct spot other = state_find(state, target->spot.doc, buf_as_span(&second));
	buf_release(&second);
	return other.provision != DOC_NONE &&
	       span_equal(provision_num(state->docs[other.doc], other.provision),
			  provision_num(state->docs[target->spot.doc], target->spot.provision));
}

static enum ref_status status_of(struct listing *listing, uint32_t doc, const struct target *target,
				 bool relative, int *code)
{
	*code = -1;
	if (target_exists(target) && is_ambiguous(listing, doc, target)) {
		*code = DIAG_AMD023;
		return REF_AMBIGUOUS;
	}
	switch (target->status) {
	case TARGET_OK:
		return REF_OK;
	case TARGET_NOT_USED:
		*code = DIAG_REF016;
		return REF_REPEALED;
	case TARGET_NO_ITEM:
		*code = DIAG_REF003;
		return REF_MISSING;
	case TARGET_MISSING:
	case TARGET_IMPOSSIBLE:
		*code = DIAG_REF002;
		return REF_MISSING;
	case TARGET_NONE:
	case TARGET_UNKNOWN:
		break;
	}
	*code = relative && target->status == TARGET_NONE ? DIAG_REF017 : DIAG_REF018;
	return *code == DIAG_REF017 ? REF_MISSING : REF_EXTERNAL;
}

/* In our scheme, which people can be told; else as the file has it. */
static const char *address_of(struct listing *listing, uint32_t doc, uint32_t provision)
{
	struct span eid = state_scheme_eid(listing->state, doc, provision);
	if (!eid.length)
		eid = state_eid(listing->state, doc, provision);
	return arena_copy(&listing->refs->arena, eid.at ? eid.at : "", eid.length);
}

static struct ref_end end_of(struct listing *listing, const struct target *target)
{
	struct ref_end end = {.doc = target->spot.doc, .provision = DOC_NONE};
	if (!target->eid.length)
		return end;
	end.eid = arena_copy(&listing->refs->arena, target->eid.at, target->eid.length);
	end.address = end.eid;
	if (target_exists(target)) {
		end.provision = target->spot.provision;
		end.address = address_of(listing, end.doc, end.provision);
	}
	return end;
}

/* The worse of the two ends of a range says what is to be said of it. */
static void resolve(struct listing *listing, struct ref *ref)
{
	struct state *state = listing->state;
	bool relative = ref->cite.flags & CITATION_RELATIVE;
	struct target from =
		target_resolve(state, ref->doc, ref->block, ref->cite.target, relative);
	ref->status = status_of(listing, ref->doc, &from, relative, &ref->code);
	ref->from = end_of(listing, &from);
	if (!ref->cite.up_to)
		return;
	struct target to = target_resolve(state, ref->doc, ref->block, ref->cite.up_to, relative);
	int code;
	enum ref_status status = status_of(listing, ref->doc, &to, relative, &code);
	ref->to = end_of(listing, &to);
	if (ref->status == REF_OK || status == REF_MISSING) {
		ref->status = status;
		ref->code = code;
	}
}

/* ---- the address that was asked for */

static bool find_address(struct listing *listing, const char *address, struct buf *error)
{
	struct state *state = listing->state;
	struct ref_end *about = &listing->refs->about;
	struct buf eid = {0};
	bool known = address_from_citation(state->profile, span_of(address), &eid);
	if (known) {
		struct spot spot = state_find(state, 0, buf_as_span(&eid));
		if (spot.provision == DOC_NONE)
			spot = state_find_by_labels(state, 0, buf_as_span(&eid));
		struct span own = buf_as_span(&eid);
		if (spot.provision != DOC_NONE)
			own = state_eid(state, spot.doc, spot.provision);
		about->eid = arena_copy(&listing->refs->arena, own.at, own.length);
		about->address = about->eid;
		if (spot.provision != DOC_NONE)
			about->address = address_of(listing, spot.doc, spot.provision);
		about->doc = spot.doc;
		about->provision = spot.provision;
	} else {
		buf_printf(error, "`%s` is no address of the %s profile", address,
			   state->profile->name);
	}
	buf_release(&eid);
	return known;
}

static enum ref_relation relation_of_end(const struct listing *listing, const struct ref_end *end)
{
	const struct ref_end *about = &listing->refs->about;
	if (!end->eid)
		return REF_ELSEWHERE;
	if (end->provision != DOC_NONE && about->provision != DOC_NONE) {
		const struct doc *doc = listing->state->docs[about->doc];
		if (end->doc != about->doc || end->provision < about->provision ||
		    end->provision >= doc->provisions[about->provision].after)
			return REF_ELSEWHERE;
		return end->provision == about->provision ? REF_ITSELF : REF_PART;
	}
	size_t length = strlen(about->eid);
	if (strncmp(end->eid, about->eid, length))
		return REF_ELSEWHERE;
	return !end->eid[length]		      ? REF_ITSELF
	       : !strncmp(end->eid + length, "__", 2) ? REF_PART
						      : REF_ELSEWHERE;
}

static bool runs_over(const struct listing *listing, const struct ref *ref)
{
	const struct ref_end *about = &listing->refs->about;
	if (about->provision == DOC_NONE || ref->from.provision == DOC_NONE ||
	    ref->to.provision == DOC_NONE || ref->from.doc != about->doc ||
	    ref->to.doc != about->doc)
		return false;
	const struct doc *doc = listing->state->docs[about->doc];
	return ref->from.provision <= about->provision &&
	       about->provision < doc->provisions[ref->to.provision].after;
}

static void relate(struct listing *listing, struct ref *ref)
{
	if (!listing->refs->about.eid || ref->cite.flags & CITATION_EXTERNAL)
		return;
	enum ref_relation from = relation_of_end(listing, &ref->from);
	enum ref_relation to = relation_of_end(listing, &ref->to);
	ref->relation = from ? from : to;
	if (!ref->relation && ref->cite.up_to && runs_over(listing, ref))
		ref->relation = REF_OVER;
}

/* ---- listing */

static void add(struct listing *listing, uint32_t doc, uint32_t block,
		const struct citation *citation)
{
	struct refs *refs = listing->refs;
	MEM_ROOM(refs->items, refs->count, refs->capacity);
	struct ref *ref = &refs->items[refs->count++];
	*ref = (struct ref){
		.doc = doc, .block = block, .cite = *citation, .status = REF_EXTERNAL, .code = -1};
	ref->place = where_text(listing->state, doc, block, citation->start, citation->end);
	ref->address = address_of(listing, doc, listing->state->docs[doc]->blocks[block].provision);
	ref->cite.target = ref->cite.up_to = NULL;
	if (citation->flags & CITATION_EXTERNAL)
		return;
	ref->cite.target = arena_string(&refs->arena, citation->target);
	ref->cite.up_to = arena_string(&refs->arena, citation->up_to);
	resolve(listing, ref);
	relate(listing, ref);
}

static void list_all(struct listing *listing, const struct cite_finder *finder)
{
	struct citations found = {0};
	const struct state *state = listing->state;
	for (uint32_t d = 0; d < state->doc_count; d++)
		for (uint32_t b = 0; b < state->docs[d]->block_count; b++) {
			if (!is_read(state, d, b))
				continue;
			cite_find(finder, state->docs[d]->blocks[b].text, &found);
			for (size_t i = 0; i < found.count; i++)
				add(listing, d, b, &found.items[i]);
		}
	citations_release(&found);
}

struct refs *refs_find(const struct profile *profile, const struct corpus *base,
		       const char *address, bool coverage, struct buf *error)
{
	struct cite_finder *finder = cite_finder_new(profile, error);
	if (!finder)
		return NULL;
	struct check_input input = {.profile = profile, .base = base};
	struct rules rules = rules_of(profile);
	struct diags none = {0};
	struct state state;
	state_init(&state, &input, &rules, VERSION_BASE, NULL, NULL, &none);
	struct listing listing = {.state = &state, .refs = mem_alloc(sizeof *listing.refs)};
	index_twice(&listing);
	bool good = !address || find_address(&listing, address, error);
	if (good)
		list_all(&listing, finder);
	if (good && coverage)
		coverage_find(&state, listing.refs);
	table_release(&listing.twice);
	table_release(&listing.shared);
	state_release(&state);
	diags_release(&none);
	rules_release(&rules);
	cite_finder_free(finder);
	if (good)
		return listing.refs;
	refs_free(listing.refs);
	return NULL;
}

void refs_release(struct refs *refs)
{
	free(refs->items);
	for (size_t i = 0; i < refs->coverage_count; i++) {
		free(refs->coverages[i].missed);
		free(refs->coverages[i].twice);
	}
	free(refs->coverages);
	arena_release(&refs->arena);
}

void refs_free(struct refs *refs)
{
	if (refs)
		refs_release(refs);
	free(refs);
}
