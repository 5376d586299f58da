/* A hash table with open addressing: a slot is 16 bytes, four in a line of the cache. */
#include "diff/once.h"

#include <stdlib.h>

/* Places are counted from 1: a slot of zeroes is empty. */
enum { NOWHERE = 0 };
#define MANY UINT32_MAX

struct once_slot {
	uint64_t hash;
	uint32_t old_at, new_at;
};

struct once once_for(size_t old_count)
{
	size_t size = 16;
	while (size < 2 * old_count)
		size *= 2;
	return (struct once){mem_alloc(size * sizeof(struct once_slot)), size - 1};
}

void once_release(struct once *once)
{
	free(once->slots);
	*once = (struct once){0};
}

/* The slot of the hash, or the empty one where it belongs. */
static struct once_slot *slot_of(const struct once *once, uint64_t hash)
{
	size_t at = (hash ^ hash >> 32) & once->mask;
	while (once->slots[at].old_at != NOWHERE && once->slots[at].hash != hash)
		at = (at + 1) & once->mask;
	return &once->slots[at];
}

void once_add_old(struct once *once, uint64_t hash, uint32_t at)
{
	struct once_slot *slot = slot_of(once, hash);
	slot->old_at = slot->old_at == NOWHERE ? at + 1 : MANY;
	slot->hash = hash;
}

void once_add_new(struct once *once, uint64_t hash, uint32_t at)
{
	struct once_slot *slot = slot_of(once, hash);
	if (slot->old_at != NOWHERE)
		slot->new_at = slot->new_at == NOWHERE ? at + 1 : MANY;
}

uint32_t once_partner(const struct once *once, uint64_t hash)
{
	const struct once_slot *slot = slot_of(once, hash);
	if (slot->old_at == NOWHERE || slot->old_at == MANY || slot->new_at == NOWHERE ||
	    slot->new_at == MANY)
		return DOC_NONE;
	return slot->new_at - 1;
}
