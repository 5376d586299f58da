/* Texts of a list in the order of their hashes. */
#include "calc/keys.h"

#include <stdlib.h>

void keys_add(struct keys *keys, struct span text, size_t at)
{
	MEM_ROOM(keys->items, keys->count, keys->capacity);
	keys->items[keys->count++] = (struct key){span_hash(text), text, at};
}

static int compare_keys(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

void keys_sort(struct keys *keys)
{
	if (keys->count)
		qsort(keys->items, keys->count, sizeof *keys->items, compare_keys);
}

size_t keys_find(const struct keys *keys, struct span text)
{
	uint64_t hash = span_hash(text);
	size_t low = 0, high = keys->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (keys->items[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < keys->count && keys->items[low].hash == hash; low++)
		if (span_equal(keys->items[low].text, text))
			return keys->items[low].at;
	return SIZE_MAX;
}

void keys_release(struct keys *keys)
{
	free(keys->items);
	*keys = (struct keys){0};
}
