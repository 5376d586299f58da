/* unclaimed: the lines of a draft that are no context, no instruction and no text announced by one.
 * Private to draft. */
#ifndef DRAFT_UNCLAIMED_H
#define DRAFT_UNCLAIMED_H

#include "draft/work.h"

struct unclaimed;
struct unclaimed *unclaimed_new(struct work *work);
void unclaimed_free(struct unclaimed *unclaimed);

/* Is it a line that the profile calls a note: furniture of a draft, and no text? */
bool unclaimed_is_note(const struct unclaimed *unclaimed, struct span text);
/* Does one of them amend as well, behind its own words? */
bool unclaimed_note_amends(const struct unclaimed *unclaimed, struct span text);
/* Nothing claims the line. Headings, and what stands before the first instruction (not begun), are
 * prose; the others are reported. */
void unclaimed_add(struct unclaimed *unclaimed, size_t logical, bool begun);
void unclaimed_report(const struct unclaimed *unclaimed);

#endif
