/* Private to this room: what the bytes of a text hold, found in one pass over them, so that a check
 * that has nothing to look for in a text does not read it. */
#ifndef CHECK_SCAN_H
#define CHECK_SCAN_H

#include "base/base.h"

enum scan_holds {
	SCAN_PAIRED = 1, /* a bracket or a quotation mark */
	SCAN_RUN = 2	 /* two of , ; : . side by side */
};

struct scan {
	unsigned holds;
	/* Where a word begins that may be the one before it over again, in order. */
	uint32_t *repeats;
	size_t repeat_count, repeat_capacity;
};
/* Replaces what the scan held. It may say that there is something where there is nothing, never
 * the other way about. */
void scan_text(struct span text, struct scan *scan);
void scan_release(struct scan *scan);

#endif
