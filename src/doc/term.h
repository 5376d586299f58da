/* Private to this room: defined terms as piece.c writes them. */
#ifndef DOC_TERM_H
#define DOC_TERM_H

#include "base/base.h"

/* A term defined inside a sentence stands alone in brackets, (“Pooled Meters”) or (the “Pool”):
 * finds the next one at or after *at, puts *at at its opening quotation mark and *end past the
 * closing one. Empty when there is none. */
struct span term_bracketed(struct span text, size_t *at, size_t *end);

/* “Pooled Meters” -> pooled-meters, as in ids. */
void term_slug(struct span term, struct buf *out);

#endif
