/* Private to this room: what the bytes of a text hold, found in one pass over them, so that a check
 * that has nothing to look for in a text does not read it. */
#ifndef CHECK_SCAN_H
#define CHECK_SCAN_H

#include "base/base.h"

enum scan_holds {
	SCAN_PAIRED = 1,   /* a bracket or a quotation mark */
	SCAN_RUN = 2,	   /* two of , ; : . side by side */
	SCAN_REPEAT = 4,   /* a word that may be the one before it over again */
	SCAN_NUMBERED = 8, /* what a citation may begin with: a figure, "(", a letter alone */
	SCAN_QUOTED = 16   /* a quotation mark or an apostrophe */
};
/* It may say that there is something where there is nothing, never the other way about. SCAN_REPEAT
 * only where it is asked for. */
unsigned scan_text(struct span text, bool repeats);

/* Where a word begins that may be the one before it over again, in order. */
struct repeats {
	uint32_t *items;
	size_t count, capacity;
};
void scan_repeats(struct span text, struct repeats *repeats);
void repeats_release(struct repeats *repeats);

#endif
