/* gen: small documents and modifications made by dice. The same seed gives the same bytes. */
#ifndef LAWS_GEN_H
#define LAWS_GEN_H

#include "sample.h"

struct dice {
	uint64_t state;
};
uint64_t dice_roll(struct dice *dice);
unsigned dice_below(struct dice *dice, unsigned sides); /* 0 .. sides - 1; sides > 0 */
bool dice_chance(struct dice *dice, unsigned percent);

/* Words with spaces between, as text (not escaped); never blank. */
void gen_words(struct dice *dice, unsigned most, struct buf *out);
/* Inline AKN with references, terms, notes, entities and comments. */
void gen_inline(struct dice *dice, unsigned most, bool absolute, struct buf *out);

/* How the structure is laid out. */
struct layout {
	const char *line,
		*step; /* between elements: "\n" and one level; both empty: all on one line */
	bool strange;  /* comments, foreign elements and attributes may stand anywhere */
};
/* A provision of that level (index into profile->levels) with random content below it. `id` is the
 * attribute that holds its address: eId, or wId in a payload. */
struct shape {
	const struct profile *profile;
	const struct layout *layout;
	const char *id;
	bool absolute; /* references with the Work */
};
void gen_provision(struct dice *dice, const struct shape *shape, size_t level, struct span eid,
		   struct span num, unsigned depth, struct buf *out);
void gen_definition(struct dice *dice, const struct shape *shape, struct span parent,
		    const char *term, unsigned depth, struct buf *out);
/* A term to define, of the n there are. */
enum { GEN_TERMS = 8 };
const char *gen_term(size_t n);

/* A whole document. Is it laid out canonically (akn-profile, section 5)? */
bool gen_document(struct dice *dice, const struct profile *profile, struct buf *out);

/* Operations on a document; strings live in the arena. Most of them can be carried out. */
size_t gen_ops(struct dice *dice, const struct profile *profile, const struct doc *doc,
	       struct arena *arena, struct bill_op *ops, size_t most);
/* One that cannot. */
struct bill_op gen_bad_op(struct dice *dice);

#endif
