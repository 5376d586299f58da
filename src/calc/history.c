/* What the metadata of a newer version say of the modifications that made it from an older one:
 * passive modifications that the older one has not. */
#include "calc/rebase.h"

#include <stdlib.h>
#include <string.h>

static uint32_t passive_of(const struct doc *doc)
{
	uint32_t analysis = doc_meta(doc, DOC_NONE, "analysis", 0);
	return analysis == DOC_NONE ? DOC_NONE : doc_meta(doc, analysis, "passiveModifications", 0);
}

static struct span link_in(const struct doc *doc, uint32_t mod, const char *name)
{
	uint32_t meta = doc_meta(doc, mod, name, 0);
	struct span href = meta == DOC_NONE ? (struct span){0}
					    : doc_attribute(doc, doc->metas[meta].start, "href");
	return href.at ? href : (struct span){"", 0};
}

/* The next passive modification that the old version has not; from DOC_NONE: the first. */
static uint32_t next_new_mod(const struct doc *old_doc, const struct doc *doc, uint32_t passive,
			     uint32_t from)
{
	uint32_t i = from == DOC_NONE ? passive + 1 : from + 1;
	for (; i < doc->meta_count && doc->metas[i].start < doc->metas[passive].end; i++)
		if (doc->metas[i].parent == passive &&
		    span_find(old_doc->bytes, link_in(doc, i, "source"), 0) == SIZE_MAX)
			return i;
	return DOC_NONE;
}

/* ---- who changed a place */

static const char *modification_of(const struct doc *doc, struct span source, struct arena *arena)
{
	uint32_t references = doc_meta(doc, DOC_NONE, "references", 0);
	size_t hash = source.length ? span_find(source, SPAN("#am_"), 0) : SIZE_MAX;
	if (hash == SIZE_MAX)
		return NULL;
	unsigned number = (unsigned)strtoul(source.at + hash + 4, NULL, 10);
	for (uint32_t i = references; i != DOC_NONE && i < doc->meta_count; i++) {
		struct span href = doc_attribute(doc, doc->metas[i].start, "href");
		struct span shown = doc_attribute(doc, doc->metas[i].start, "showAs");
		if (doc->metas[i].parent == references &&
		    span_is(doc->metas[i].name, "passiveRef") && href.length &&
		    href.length < source.length &&
		    span_equal(span_sub(source, 0, href.length), href) &&
		    !span_is(shown, "unnumbered"))
			return arena_printf(arena, "operation %u of %.*s", number,
					    SPAN_ARGS(shown));
	}
	return NULL;
}

/* Do two addresses meet: the same, or one inside the other? */
static bool meet(struct span a, struct span b)
{
	size_t n = a.length < b.length ? a.length : b.length;
	struct span longer = a.length > b.length ? a : b;
	return n && !memcmp(a.at, b.at, n) &&
	       (a.length == b.length || span_starts(span_sub(longer, n, longer.length), "__"));
}

/* An insertion of provisions touches those, not the one beside which they go. */
static bool mod_meets(const struct doc *doc, uint32_t mod, struct span eid)
{
	bool brings = span_is(doc_attribute(doc, doc->metas[mod].start, "type"), "insertion") &&
		      doc_meta(doc, mod, "new", 0) != DOC_NONE;
	for (uint32_t i = mod + 1; i < doc->meta_count && doc->metas[i].start < doc->metas[mod].end;
	     i++) {
		struct span href = doc_attribute(doc, doc->metas[i].start, "href");
		if (!span_is(doc->metas[i].name, "source") &&
		    !(brings && span_is(doc->metas[i].name, "destination")) && href.length > 1 &&
		    href.at[0] == '#' && meet(span_sub(href, 1, href.length), eid))
			return true;
	}
	return false;
}

const char *changer_of(const struct doc *old_doc, const struct doc *new_doc,
		       const char *const *places, size_t count, struct arena *arena)
{
	uint32_t passive = passive_of(new_doc);
	for (size_t p = 0; passive != DOC_NONE && p < count; p++) {
		if (!places[p])
			continue;
		for (uint32_t i = next_new_mod(old_doc, new_doc, passive, DOC_NONE); i != DOC_NONE;
		     i = next_new_mod(old_doc, new_doc, passive, i)) {
			if (!mod_meets(new_doc, i, span_of(places[p])))
				continue;
			const char *name =
				modification_of(new_doc, link_in(new_doc, i, "source"), arena);
			if (name)
				return name;
		}
	}
	return NULL;
}

/* ---- renumberings */

/* An eId of the old version and what it is called after the modifications read so far. */
struct rename {
	struct span old, now, next;
};
struct renames {
	struct rename *items;
	size_t count, capacity;
};

/* Those of one modification take effect together. */
static void settle(struct renames *renames)
{
	for (size_t i = 0; i < renames->count; i++) {
		if (renames->items[i].next.length)
			renames->items[i].now = renames->items[i].next;
		renames->items[i].next = (struct span){"", 0};
	}
}

static void add_rename(struct renames *renames, struct span from, struct span to)
{
	for (size_t i = 0; i < renames->count; i++)
		if (span_equal(renames->items[i].now, from)) {
			renames->items[i].next = to;
			return;
		}
	MEM_ROOM(renames->items, renames->count, renames->capacity);
	renames->items[renames->count++] = (struct rename){from, from, to};
}

static struct span bill_of(struct span source)
{
	size_t hash = source.length ? span_find(source, SPAN("#"), 0) : SIZE_MAX;
	return hash == SIZE_MAX ? source : span_sub(source, 0, hash);
}

/* Text that has gone down a level: the provision has kept its name. */
static bool is_below(struct span link, struct span above)
{
	return link.length > above.length + 2 &&
	       span_equal(span_sub(link, 0, above.length), above) &&
	       span_starts(span_sub(link, above.length, link.length), "__");
}

static void collect_renames(const struct doc *old_doc, const struct doc *doc,
			    struct renames *renames)
{
	uint32_t passive = passive_of(doc);
	struct span bill = {"", 0};
	if (passive == DOC_NONE)
		return;
	for (uint32_t i = next_new_mod(old_doc, doc, passive, DOC_NONE); i != DOC_NONE;
	     i = next_new_mod(old_doc, doc, passive, i)) {
		struct span source = bill_of(link_in(doc, i, "source"));
		struct span from = link_in(doc, i, "previous");
		struct span to = link_in(doc, i, "destination");
		if (!span_equal(source, bill))
			settle(renames);
		bill = source;
		if (span_is(doc_attribute(doc, doc->metas[i].start, "type"), "renumbering") &&
		    from.length > 1 && to.length > 1 && !is_below(to, from))
			add_rename(renames, span_sub(from, 1, from.length),
				   span_sub(to, 1, to.length));
	}
	settle(renames);
}

/* ---- what is known of the two versions before they are compared */

struct knowledge {
	const struct doc *old_doc, *new_doc;
	struct renames renames;
	bool *brought; /* of the new version: a modification has inserted it */
	struct known_pair *pairs;
	size_t count, capacity;
	bool *taken; /* of the new version: it is in a pair */
};

static bool add_pair(struct knowledge *k, uint32_t a, uint32_t b)
{
	if (a == DOC_NONE || b == DOC_NONE || k->taken[b] ||
	    k->old_doc->provisions[a].element != k->new_doc->provisions[b].element)
		return false;
	MEM_ROOM(k->pairs, k->count, k->capacity);
	k->pairs[k->count++] = (struct known_pair){a, b};
	k->taken[b] = true;
	return true;
}

static void mark_brought(struct knowledge *k, uint32_t mod)
{
	const struct doc *doc = k->new_doc;
	for (uint32_t i = mod + 1; i < doc->meta_count && doc->metas[i].start < doc->metas[mod].end;
	     i++) {
		struct span href = doc_attribute(doc, doc->metas[i].start, "href");
		if (!span_is(doc->metas[i].name, "new") || href.length < 2)
			continue;
		uint32_t at = doc_find(doc, span_sub(href, 1, href.length));
		for (uint32_t b = at; at != DOC_NONE && b < doc->provisions[at].after; b++)
			k->brought[b] = true;
	}
}

static void find_brought(struct knowledge *k)
{
	const struct doc *doc = k->new_doc;
	uint32_t passive = passive_of(doc), i = DOC_NONE;
	while (passive != DOC_NONE && (i = next_new_mod(k->old_doc, doc, passive, i)) != DOC_NONE)
		if (span_is(doc_attribute(doc, doc->metas[i].start, "type"), "insertion"))
			mark_brought(k, i);
}

/* What the provision of the old version is called now; DOC_NONE when nothing is called so. */
static uint32_t namesake(const struct knowledge *k, uint32_t a)
{
	struct span eid = k->old_doc->provisions[a].eid;
	for (size_t i = 0; i < k->renames.count; i++)
		if (span_equal(k->renames.items[i].old, eid))
			return doc_find(k->new_doc, k->renames.items[i].now);
	return doc_find(k->new_doc, eid);
}

/* What was inserted is no old provision, though it says the same: that one is where its own number
 * is. */
static bool correct(struct knowledge *k, const struct pairing *pairing)
{
	bool corrected = false;
	for (uint32_t b = 0; b < k->new_doc->provision_count; b++) {
		uint32_t a = k->brought[b] ? pairing->new_provision[b] : DOC_NONE;
		uint32_t own = a == DOC_NONE ? DOC_NONE : namesake(k, a);
		if (own != DOC_NONE && !k->brought[own])
			corrected |= add_pair(k, a, own);
	}
	return corrected;
}

struct pairing *pairing_from_history(const struct doc *old_doc, const struct doc *new_doc)
{
	struct knowledge k = {.old_doc = old_doc,
			      .new_doc = new_doc,
			      .brought = mem_alloc(new_doc->provision_count + 1),
			      .taken = mem_alloc(new_doc->provision_count + 1)};
	collect_renames(old_doc, new_doc, &k.renames);
	for (size_t i = 0; i < k.renames.count; i++)
		add_pair(&k, doc_find(old_doc, k.renames.items[i].old),
			 doc_find(new_doc, k.renames.items[i].now));
	find_brought(&k);
	struct pairing *pairing = pairing_from_known(old_doc, new_doc, k.pairs, k.count);
	if (correct(&k, pairing)) {
		pairing_free(pairing);
		pairing = pairing_from_known(old_doc, new_doc, k.pairs, k.count);
	}
	free(k.pairs);
	free(k.brought);
	free(k.taken);
	free(k.renames.items);
	return pairing;
}
