/* near: what is looked at again and again of a large document stands in its arena, so that no look
 * at it brings back pages of the mapped file. Private to doc. */
#ifndef DOC_NEAR_H
#define DOC_NEAR_H

#include "doc/doc.h"

/* A copy in the arena of a document that is mapped; the span itself of any other. */
struct span near_copy(struct doc *doc, struct span text);
/* The same for words, of which there may be many: a small part of the file, then no more. */
struct span near_words(struct doc *doc, struct span text);

#endif
