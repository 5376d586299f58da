/* Private to this room: a hash table from a text to three numbers. The first entry of a key stays.
 */
#ifndef CHECK_TABLE_H
#define CHECK_TABLE_H

#include "base/base.h"

struct entry {
	struct span key; /* borrowed */
	uint32_t a, b, c;
};
/* Zero is a valid empty table. */
struct table {
	struct entry *entries; /* key.at NULL: free */
	size_t count, size;
};

/* False when the key was there already. */
bool table_add(struct table *table, struct span key, uint32_t a, uint32_t b, uint32_t c);
const struct entry *table_get(const struct table *table, struct span key);
void table_release(struct table *table);

#endif
