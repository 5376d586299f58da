/* Provisions by eId: a hash table with open places. */
#include "doc/eids.h"

uint32_t eid_hash(struct span eid)
{
	uint64_t hash = eid.length ? span_hash(eid) : 0;
	return (uint32_t)(hash ^ hash >> 32);
}

/* The slot that holds the eId, or the free one where it would be. */
static uint32_t *find_slot(const struct doc *doc, struct span eid, uint32_t hash)
{
	size_t mask = doc->by_eid_size - 1;
	for (size_t at = hash & mask;; at = (at + 1) & mask) {
		uint32_t *slot = &doc->by_eid[at];
		if (!*slot)
			return slot;
		const struct provision *p = &doc->provisions[*slot - 1];
		if (p->eid_hash == hash && span_equal(p->eid, eid))
			return slot;
	}
}

void eids_index(struct doc *doc)
{
	size_t size = 16;
	while (size < doc->provision_count * 2)
		size *= 2;
	doc->by_eid = mem_alloc(size * sizeof *doc->by_eid);
	doc->by_eid_size = size;
	for (uint32_t i = 0; i < doc->provision_count; i++) {
		const struct provision *p = &doc->provisions[i];
		uint32_t *slot = p->eid.length ? find_slot(doc, p->eid, p->eid_hash) : NULL;
		if (slot && !*slot)
			*slot = i + 1;
	}
}

uint32_t doc_find(const struct doc *doc, struct span eid)
{
	if (!eid.length || !doc->by_eid_size)
		return DOC_NONE;
	uint32_t slot = *find_slot(doc, eid, eid_hash(eid));
	return slot ? slot - 1 : DOC_NONE;
}
