/* heads: what three versions say of themselves (all that stands before their bodies), merged by
 * rule. Private to calc. */
#ifndef CALC_HEADS_H
#define CALC_HEADS_H

#include "calc/calc.h"

#include "doc/splice.h"

struct heads {
	const struct doc *base, *ours, *theirs;
	const struct profile *profile;
	const struct pairing *to_ours, *to_theirs; /* from the base */
	struct splices undone;			   /* on theirs: what the rules know, undone */
	struct splices merged;			   /* on ours: the same, done */
};

/* Writes the head of ours with what theirs adds to that of the base as apply would have added it
 * there. False, with nothing written, when theirs did anything else. */
bool heads_merge(struct heads *heads, struct buf *out);

/* ---- identity.c: version, names and dates of the Expression and the Manifestation */

bool merge_identity(struct heads *heads);

/* ---- entries.c: entries of lifecycle, references and passive modifications */

bool merge_entries(struct heads *heads);

/* An attribute gets another value, as written. */
void put_value(struct splices *splices, const struct doc *doc, uint32_t meta, const char *name,
	       struct span value);

#endif
