/* Terms that a text defines inside its sentences, and their ids. */
#ifndef DOC_TERM_H
#define DOC_TERM_H

#include "base/base.h"

/* Terms defined inside a sentence stand alone in brackets, (“Pooled Meters”) or (each a “Meter” and
 * together the “Pool”): finds the next bracket at or after *at, puts *at at the opening quotation
 * mark of its first term and *end past the closing one. Empty when there is none. */
struct span term_bracketed(struct span text, size_t *at, size_t *end);
/* The next one when *at is past a term: in the same bracket or entry, else in another bracket. */
struct span term_next(struct span text, size_t *at, size_t *end);

/* “Pooled Meters” -> pooled-meters, as in ids. */
void term_slug(struct span term, struct buf *out);

#endif
