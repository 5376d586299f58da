/* anchor: where what goes beside a provision goes in another version, in which that may be gone and
 * others may have come: the one rule of what is rebased and of what merged metadata say. Private to
 * calc. */
#ifndef CALC_ANCHOR_H
#define CALC_ANCHOR_H

#include "diff/diff.h"

#include "doc/number.h"

struct anchoring {
	const struct pairing *pairing; /* from the version that has the anchor to the other */
	struct span num;	       /* of what goes there; empty when it has none */
	enum label_style style;	       /* of that */
	bool heading;		       /* it is a cross-heading */
	bool headed;		       /* it comes with one */
	bool after;		       /* the anchor, and then the place: else before it */
	uint32_t place;		       /* in the other version; DOC_NONE when there is none */
	uint32_t in_way; /* that stands there, and no number says which comes first; DOC_NONE */
};

/* Finds the place, beside a provision of the version that has it. */
void anchor_onto(struct anchoring *anchoring, uint32_t anchor);

/* Of a provision of the other version: it was not there; it was not there or has moved there. */
bool is_new(const struct pairing *pairing, uint32_t provision);
bool has_come(const struct pairing *pairing, uint32_t provision);
/* Of a provision of the first one: it stands elsewhere in the other. */
bool has_moved(const struct pairing *pairing, uint32_t provision);

#endif
