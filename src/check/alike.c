/* Clauses that both versions of a text have byte for byte and in the same place: what can be seen
 * within such a clause is the same before and after, and is no finding on the modification. */
#include "check/state.h"

#include "doc/address.h"

#include <string.h>

/* Along one document, in the order of the new version. */
struct walk {
	const struct profile *profile;
	const struct doc *old_doc, *new_doc;
	const struct splices *splices;
	size_t splice; /* the first that does not end before the place that was asked for last */
	bool *old_alike, *new_alike;
};

/* Does a splice touch the bytes of the new version, or stand at an end of them? Places come in
 * order. */
static bool is_touched(struct walk *walk, uint32_t start, uint32_t end)
{
	const struct splices *splices = walk->splices;
	for (; walk->splice < splices->count; walk->splice++) {
		const struct splice *splice = &splices->items[walk->splice];
		int64_t from = (int64_t)splice->start + splice->shift;
		if (from + (int64_t)splice->text.length >= (int64_t)start)
			return from <= (int64_t)end;
	}
	return false;
}

/* The provision of the old version that starts where this one did; DOC_NONE. */
static uint32_t old_of(const struct walk *walk, uint32_t provision)
{
	const struct doc *doc = walk->old_doc;
	size_t splice, start;
	start = splices_old_offset(walk->splices, walk->new_doc->provisions[provision].start,
				   &splice);
	uint32_t old = start == SIZE_MAX ? DOC_NONE : doc_provision_from(doc, start);
	return old < doc->provision_count && doc->provisions[old].start == start ? old : DOC_NONE;
}

/* Is its start tag as it was, and that of what it lies in at the same place around it? What it lies
 * in has been asked before. */
static bool stands_as_it_did(struct walk *walk, uint32_t provision, uint32_t *old)
{
	const struct provision *p = &walk->new_doc->provisions[provision];
	*old = old_of(walk, provision);
	if (*old == DOC_NONE || is_touched(walk, p->start, p->open))
		return false;
	uint32_t around = walk->old_doc->provisions[*old].parent;
	return p->parent == DOC_NONE ? around == DOC_NONE
				     : around != DOC_NONE && around == old_of(walk, p->parent);
}

/* A clause is a provision that is no item of another, with all that is below it. Without eIds its
 * findings could not be told from those of other clauses. */
static bool is_clause(const struct walk *walk, uint32_t provision)
{
	const struct provision *all = walk->new_doc->provisions;
	if (address_level_of_eid(walk->profile, all[provision].eid) >=
	    (int)walk->profile->first_item)
		return false;
	for (uint32_t i = provision; i < all[provision].after; i++)
		if (!all[i].eid.length)
			return false;
	return true;
}

static void mark(struct walk *walk, uint32_t provision, uint32_t old)
{
	uint32_t count = walk->new_doc->provisions[provision].after - provision;
	memset(walk->new_alike + provision, true, count);
	memset(walk->old_alike + old, true, count);
}

static void mark_document(struct walk *walk)
{
	const struct provision *all = walk->new_doc->provisions;
	for (uint32_t i = 0, old, next; i < walk->new_doc->provision_count; i = next) {
		next = all[i].after;
		if (!stands_as_it_did(walk, i, &old))
			continue;
		if (!is_touched(walk, all[i].start, all[i].end) && is_clause(walk, i))
			mark(walk, i, old);
		else
			next = i + 1;
	}
}

struct alike alike_of(const struct check_input *input, struct arena *arena)
{
	const struct application *application = input->application;
	size_t count = application->doc_count;
	struct alike alike = {arena_alloc(arena, (count + 1) * sizeof *alike.base),
			      arena_alloc(arena, (count + 1) * sizeof *alike.final)};
	for (size_t i = 0; i < count; i++) {
		const struct applied_doc *doc = &application->docs[i];
		struct walk walk = {.profile = input->profile,
				    .old_doc = doc->old,
				    .new_doc = doc->new_doc,
				    .splices = &doc->splices};
		alike.base[i] = walk.old_alike = arena_alloc(arena, doc->old->provision_count + 1);
		alike.final[i] = walk.new_alike =
			arena_alloc(arena, doc->new_doc->provision_count + 1);
		if (span_equal(doc->old->facts.contains, doc->new_doc->facts.contains))
			mark_document(&walk);
	}
	return alike;
}

struct twins twins_of(const struct state *state, uint32_t doc)
{
	const struct state *final = state->final;
	return final ? (struct twins){.own = state->docs[doc],
				      .own_alike = state->alike[doc],
				      .other = final->docs[doc],
				      .other_alike = final->alike[doc]}
		     : (struct twins){0};
}

uint32_t twin_provision(struct twins *twins, uint32_t own)
{
	if (!twins->other || !twins->own_alike[own])
		return DOC_NONE;
	while (!twins->other_alike[twins->provision])
		twins->provision++;
	return twins->provision++;
}

static bool block_alike(const struct doc *doc, const bool *alike, uint32_t block)
{
	uint32_t provision = doc->blocks[block].provision;
	return provision != DOC_NONE && alike[provision];
}

uint32_t twin_block(struct twins *twins, uint32_t own)
{
	if (!twins->other || !block_alike(twins->own, twins->own_alike, own))
		return DOC_NONE;
	while (!block_alike(twins->other, twins->other_alike, twins->block))
		twins->block++;
	return twins->block++;
}
