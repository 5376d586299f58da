/* A hash table with open addressing, at most half full. */
#include "check/table.h"

#include <stdlib.h>

static struct entry *slot_of(const struct table *table, struct span key)
{
	size_t at = span_hash(key) & (table->size - 1);
	while (table->entries[at].key.at && !span_equal(table->entries[at].key, key))
		at = (at + 1) & (table->size - 1);
	return &table->entries[at];
}

static void grow(struct table *table)
{
	struct table larger = {.size = table->size ? table->size * 2 : 64};
	larger.entries = mem_alloc(larger.size * sizeof *larger.entries);
	for (size_t i = 0; i < table->size; i++)
		if (table->entries[i].key.at)
			*slot_of(&larger, table->entries[i].key) = table->entries[i];
	larger.count = table->count;
	free(table->entries);
	*table = larger;
}

bool table_add(struct table *table, struct span key, uint32_t a, uint32_t b, uint32_t c)
{
	if (table->count * 2 >= table->size)
		grow(table);
	struct entry *slot = slot_of(table, key);
	if (slot->key.at)
		return false;
	*slot = (struct entry){key, a, b, c};
	table->count++;
	return true;
}

const struct entry *table_get(const struct table *table, struct span key)
{
	if (!table->size)
		return NULL;
	const struct entry *slot = slot_of(table, key);
	return slot->key.at ? slot : NULL;
}

void table_release(struct table *table)
{
	free(table->entries);
	*table = (struct table){0};
}
