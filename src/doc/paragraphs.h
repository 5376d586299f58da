/* paragraphs: the tables of a body of paragraphs that we wrote ourselves. Private to doc. */
#ifndef DOC_PARAGRAPHS_H
#define DOC_PARAGRAPHS_H

#include "doc/doc.h"

/* Appends them: see doc_read_paragraphs. */
void paragraphs_fill(struct doc *doc, const uint32_t *starts, size_t count);

#endif
