/* Private to this room: the references of a version of the texts, and where each leads. */
#ifndef CHECK_XREF_H
#define CHECK_XREF_H

#include "check/state.h"

enum target_status {
	TARGET_NONE, /* no such end: not a range */
	TARGET_OK,
	TARGET_NOT_USED,
	TARGET_MISSING,	   /* the number is not in the text */
	TARGET_NO_ITEM,	   /* the provision is there, the item is not */
	TARGET_IMPOSSIBLE, /* no item can be called so at that level */
	TARGET_UNKNOWN	   /* in text that is not supplied */
};

struct target {
	enum target_status status;
	struct span eid;  /* in full */
	struct spot spot; /* if it is there; else what it would lie in */
	struct span unit; /* for TARGET_UNKNOWN: the number of what is not supplied */
};

struct xref {
	uint32_t doc, block;
	struct citation cite;
	bool fresh; /* in words that the patch writes */
	struct target from, to;
};

/* The eId of a citation made where the block stands: relative ones completed. */
struct target target_resolve(struct state *state, uint32_t doc, uint32_t block, const char *eid,
			     bool relative);
bool target_exists(const struct target *target);
/* Deleted by the patches: the operation, else NULL. */
const struct op *target_deleted(const struct state *state, const struct target *target,
				uint32_t *patch);
/* Words of the reference. */
struct span xref_text(const struct state *state, const struct xref *xref, size_t start, size_t end);
/* The first reference of a block that begins at or after the offset; NULL. */
const struct xref *xref_from(const struct state *state, uint32_t doc, uint32_t block,
			     size_t offset);
/* Is the offset inside the brackets that cite a heading? */
bool xref_in_descriptor(const struct state *state, uint32_t doc, uint32_t block, size_t offset);
/* Members of one list? */
bool xref_same_group(const struct xref *a, const struct xref *b);

/* What enumerated ranges leave out, added to the list. */
void coverage_find(struct state *state, struct refs *refs);
void refs_release(struct refs *refs);

/* ---- the checks on them */

void check_coverage(struct state *state);
void check_targets(struct state *state); /* one end at a time */
void check_ranges(struct state *state);	 /* order, overlap, nouns */
void check_own(struct state *state);
void check_neighbours(struct state *state, uint32_t doc); /* to itself, and relative ones */
void check_cited_headings(struct state *state);
/* What the patch does to references that it leaves, and what else its deletions touch. */
void check_consequences(struct state *state, const struct cite_finder *finder);
/* Style of lists, headings and terms, as far as it is asked for. */
void check_habits(struct state *state, const struct cite_finder *finder);

/* ---- deletions.c: what each deletion leaves to be looked at */

struct deletions;
/* In the state's arena. */
struct deletions *deletions_of(struct state *state);
/* A range that runs over some of them, its ends apart. */
void deletions_run_over(struct state *state, struct deletions *deletions, const struct xref *xref);
/* The rest that is to be said of them; releases them. */
void deletions_finish(struct state *state, const struct cite_finder *finder,
		      struct deletions *deletions);

#endif
