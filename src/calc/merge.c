/* Which of several patches, all drafted against one base, commute, which need an order, and which
 * clash: each pair is applied in both orders. */
#include "calc/calc.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES = 20 /* of a pair that are told */ };

struct merging {
	struct merge *merge;
	const struct corpus *base;
	struct patch *const *patches;
	const struct profile *profile;
	struct application **alone; /* [patch] */
};

static struct application *apply(const struct merging *m, struct patch *const *patches,
				 size_t count, bool in_order, struct diags *diags)
{
	struct apply_options how = {.profile = m->profile, .in_order = in_order};
	return apply_patches(m->base, patches, count, &how, diags);
}

/* The result as a corpus to look things up in. */
static struct corpus after(const struct merging *m, const struct application *application)
{
	struct corpus corpus = {.path = m->base->path};
	corpus.docs =
		arena_alloc(&m->merge->arena, (application->doc_count + 1) * sizeof *corpus.docs);
	for (size_t i = 0; i < application->doc_count && application->done; i++)
		corpus.docs[corpus.count++] = application->docs[i].new_doc;
	return corpus;
}

/* What stands at a place in the base, or what an operation on it is about: a heading. */
static struct merge_place *add_place(const struct merging *m, struct merge_pair *pair,
				     const char *eid, const struct op *op)
{
	MEM_ROOM(pair->places, pair->place_count, pair->place_capacity);
	struct merge_place *place = &pair->places[pair->place_count++];
	struct buf citation = {0};
	address_to_citation(m->profile, span_of(eid), &citation);
	*place = (struct merge_place){
		.eid = arena_string(&m->merge->arena, eid),
		.citation = arena_copy(&m->merge->arena, citation.at, citation.length),
		.base = op ? place_text_for(m->base, op, eid, &m->merge->arena)
			   : place_text(m->base, eid, &m->merge->arena)};
	buf_release(&citation);
	return place;
}

/* ---- clashes */

/* Where the operation acts, as the base knows it. */
static const char *acts_at(const struct op *op)
{
	return op->kind == OP_INSERTION && op->anchor ? op->anchor : op->target;
}

static const char *gives(const struct merging *m, size_t patch, const struct op *op,
			 const char *eid)
{
	struct corpus corpus = after(m, m->alone[patch]);
	const char *there = op && op->to && op->target && !strcmp(op->target, eid) ? op->to : eid;
	bool brings = op && op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION;
	if (!op || brings)
		return place_text(&corpus, brings ? op->target : there, &m->merge->arena);
	return place_text_for(&corpus, op, there, &m->merge->arena);
}

static bool is_told(const struct merge_pair *pair, const struct op *a, const struct op *b)
{
	for (size_t i = 0; i < pair->place_count; i++)
		if (pair->places[i].ops[0] == a && pair->places[i].ops[1] == b)
			return true;
	return false;
}

/* An operation that cannot stand beside one of the other patch. */
static void tell_clash(const struct merging *m, struct merge_pair *pair,
		       const struct op_result *result)
{
	bool first = result->patch == m->patches[pair->first];
	const struct op_result *other = result->against;
	if (other && other->patch == result->patch)
		other = NULL;
	const struct op *mine = result->op, *theirs = other ? other->op : NULL;
	const struct op *a = first ? mine : theirs, *b = first ? theirs : mine;
	if (is_told(pair, a, b) || pair->place_count == PLACES)
		return;
	struct merge_place *place = add_place(m, pair, acts_at(mine), mine);
	place->ops[0] = a;
	place->ops[1] = b;
	place->gives[0] = gives(m, pair->first, a, place->eid);
	place->gives[1] = gives(m, pair->second, b, place->eid);
	place->why = result->diag ? arena_string(&m->merge->arena, result->diag->message) : NULL;
}

static void tell_refused(const struct merging *m, struct merge_pair *pair,
			 const struct application *application)
{
	for (size_t i = 0; i < application->result_count; i++)
		if (application->results[i].status == OP_REFUSED)
			tell_clash(m, pair, &application->results[i]);
}

/* ---- different texts */

static uint64_t hash_in(const struct corpus *corpus, struct span eid)
{
	const struct doc *doc;
	uint32_t at = corpus_find(corpus, eid, &doc);
	return at == DOC_NONE ? 0 : doc_provision_hash(doc, at);
}

static bool child_differs(const struct doc *doc, uint32_t parent, const struct corpus *other)
{
	for (uint32_t i = provision_first_child(doc, parent); i != DOC_NONE;
	     i = provision_next(doc, i))
		if (hash_in(other, doc->provisions[i].eid) != doc_provision_hash(doc, i))
			return true;
	return false;
}

/* The innermost provisions whose text depends on the order. */
static void tell_order(const struct merging *m, struct merge_pair *pair,
		       const struct application *one, const struct application *two)
{
	struct corpus a = after(m, one), b = after(m, two);
	for (size_t d = 0; d < a.count; d++)
		for (uint32_t i = 0; i < a.docs[d]->provision_count; i++) {
			const struct doc *doc = a.docs[d];
			struct span eid = doc->provisions[i].eid;
			if (!eid.length || hash_in(&b, eid) == doc_provision_hash(doc, i) ||
			    child_differs(doc, i, &b) || pair->place_count == PLACES)
				continue;
			const char *name = arena_copy(&m->merge->arena, eid.at, eid.length);
			struct merge_place *place = add_place(m, pair, name, NULL);
			place->gives[0] = place_text(&a, name, &m->merge->arena);
			place->gives[1] = place_text(&b, name, &m->merge->arena);
		}
}

static bool same_bodies(const struct application *one, const struct application *two)
{
	for (size_t i = 0; i < one->doc_count; i++) {
		const struct doc *a = one->docs[i].new_doc, *b = two->docs[i].new_doc;
		if (!span_equal(span_sub(a->bytes, a->body_start, a->body_end),
				span_sub(b->bytes, b->body_start, b->body_end)))
			return false;
	}
	return true;
}

/* ---- pairs */

/* A pair in both orders. */
struct orders {
	struct application *one, *two;
	struct diags diags[2];
};

static void orders_try(const struct merging *m, const struct merge_pair *pair, bool in_order,
		       struct orders *orders)
{
	struct patch *first = m->patches[pair->first], *second = m->patches[pair->second];
	*orders = (struct orders){0};
	orders->one = apply(m, (struct patch *[]){first, second}, 2, in_order, &orders->diags[0]);
	orders->two = apply(m, (struct patch *[]){second, first}, 2, in_order, &orders->diags[1]);
}

static void orders_release(struct orders *orders)
{
	application_free(orders->one);
	application_free(orders->two);
	diags_release(&orders->diags[0]);
	diags_release(&orders->diags[1]);
}

/* Neither order can be done as long as none is stated: do they give two texts? Where they give one,
 * it may have the same words twice. */
static bool needs_order(const struct merging *m, struct merge_pair *pair)
{
	struct orders stated;
	orders_try(m, pair, true, &stated);
	bool needs = stated.one->done && stated.two->done && !same_bodies(stated.one, stated.two);
	if (needs)
		tell_order(m, pair, stated.one, stated.two);
	orders_release(&stated);
	return needs;
}

static void judge(const struct merging *m, struct merge_pair *pair)
{
	struct orders orders;
	orders_try(m, pair, false, &orders);
	bool one = orders.one->done, two = orders.two->done;
	if (one && two) {
		pair->verdict = same_bodies(orders.one, orders.two) ? MERGE_COMMUTE : MERGE_ORDER;
		if (pair->verdict == MERGE_ORDER)
			tell_order(m, pair, orders.one, orders.two);
	} else if (!one && !two && needs_order(m, pair)) {
		pair->verdict = MERGE_ORDER;
	} else {
		pair->verdict = one ? MERGE_FIRST : two ? MERGE_SECOND : MERGE_CLASH;
		tell_refused(m, pair, one ? orders.two : orders.one);
	}
	bool alone = m->merge->stands[pair->first] && m->merge->stands[pair->second];
	if (pair->verdict == MERGE_CLASH && !alone)
		pair->verdict = MERGE_UNKNOWN;
	orders_release(&orders);
}

struct merge *merge_patches(const struct corpus *base, struct patch *const *patches, size_t count,
			    const struct profile *profile, struct diags *diags)
{
	struct merge *merge = mem_alloc(sizeof *merge);
	struct merging m = {.merge = merge, .base = base, .patches = patches, .profile = profile};
	merge->stands = arena_alloc(&merge->arena, count + 1);
	merge->pairs = arena_alloc(&merge->arena, (count * count + 1) * sizeof *merge->pairs);
	m.alone = mem_alloc((count + 1) * sizeof(struct application *));
	for (size_t i = 0; i < count; i++) {
		m.alone[i] = apply(&m, &patches[i], 1, false, diags);
		merge->stands[i] = m.alone[i]->done;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++) {
			struct merge_pair *pair = &merge->pairs[merge->pair_count++];
			pair->first = i;
			pair->second = k;
			judge(&m, pair);
		}
	for (size_t i = 0; i < count; i++)
		application_free(m.alone[i]);
	free(m.alone);
	return merge;
}

void merge_free(struct merge *merge)
{
	if (!merge)
		return;
	for (size_t i = 0; i < merge->pair_count; i++)
		free(merge->pairs[i].places);
	arena_release(&merge->arena);
	free(merge);
}
