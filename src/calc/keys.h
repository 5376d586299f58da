/* keys: where in a list something stands, found by what it says. Private to calc. */
#ifndef CALC_KEYS_H
#define CALC_KEYS_H

#include "base/base.h"

struct key {
	uint64_t hash;
	struct span text; /* borrowed */
	size_t at;
};
struct keys {
	struct key *items;
	size_t count, capacity;
};
void keys_add(struct keys *keys, struct span text, size_t at);
/* When all are added. */
void keys_sort(struct keys *keys);
/* The first place of a text; SIZE_MAX when it has none. */
size_t keys_find(const struct keys *keys, struct span text);
void keys_release(struct keys *keys);

#endif
