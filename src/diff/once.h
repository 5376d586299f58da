/* Values that stand once on the old side and once on the new one. Private to diff. */
#ifndef DIFF_ONCE_H
#define DIFF_ONCE_H

#include "diff/diff.h"

struct once {
	struct once_slot *slots;
	size_t mask; /* their number less 1; it is a power of two */
};
/* For so many values of the old side. once_release() frees it. */
struct once once_for(size_t old_count);
void once_release(struct once *once);

/* Places are below DOC_NONE - 1. All of the old side are added before the first of the new one: a
 * value that the old side has not is passed over. */
void once_add_old(struct once *once, uint64_t hash, uint32_t at);
void once_add_new(struct once *once, uint64_t hash, uint32_t at);
/* Where a value that stands once on both sides stands on the new one; of others, DOC_NONE. */
uint32_t once_partner(const struct once *once, uint64_t hash);

#endif
