/* beside: what a document that is read has in common, byte for byte, with one that was read before:
 * whole provisions, whose tables are copied instead of made again. Private to doc. */
#ifndef DOC_BESIDE_H
#define DOC_BESIDE_H

#include "doc/doc.h"

struct beside {
	const struct doc *base; /* NULL: there is none */
	struct doc *doc;	/* that is read; its bytes are set */
	uint32_t next;		/* provision of the base that is expected */
	int64_t shift;		/* of the last comparison: place in the base less place in bytes */
	size_t same_until;	/* and how far in the bytes the two are the same */
};

/* Room for tables as large as those of the base. */
void beside_begin(struct beside *beside);
/* The provision of the base that stands whole at the byte; DOC_NONE when none does. A '<' is there,
 * and the next one at `end`. */
uint32_t beside_find(struct beside *beside, size_t at, size_t end);
/* Appends it, as a child of `parent`, to the tables of the document. False when it does not fit
 * there. */
bool beside_take(struct beside *beside, uint32_t provision, size_t at, uint32_t parent);

#endif
