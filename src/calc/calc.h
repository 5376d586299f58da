/* calc: modifications that are calculated, not drafted: the difference of two versions as a patch,
 * and what can be computed from patches. */
#ifndef CALC_CALC_H
#define CALC_CALC_H

#include "apply/apply.h"
#include "redline/redline.h"

struct calc_options {
	const struct profile *profile;
	const char *name, *title;  /* of the modification; NULL: from the versions */
	const char *author, *date; /* or NULL */
	bool restate;		   /* a clause with several changes is restated, as drafters do */
};

/* Two versions of one document, and which provision of the one is which of the other. */
struct version_pair {
	const struct doc *old_doc, *new_doc;
	const struct pairing *pairing;
};

/* Writes the modification that turns the old versions into the new ones; it is proved by applying
 * it. Appends nothing when they do not differ. False with diags when it cannot be written so that
 * the new versions come out; what differs only in white space between elements is a warning. */
bool difference_write(const struct version_pair *pairs, size_t count,
		      const struct calc_options *options, struct diags *diags, struct buf *akn);

/* The same difference as a draft, in the manner of the code: proved by compiling it against the old
 * versions and applying what comes of it. Words, numbers and structure then are those of the new
 * versions; marks in the text are those that the drafting conventions give it. */
bool difference_speak(const struct version_pair *pairs, size_t count,
		      const struct calc_options *options, struct diags *diags, struct buf *draft);

/* Writes the modification that takes back what an application did (it must be done and read again):
 * its base is the result. Otherwise like difference_write. */
bool inverse_write(const struct application *application, const struct calc_options *options,
		   struct diags *diags, struct buf *akn);

/* ---- merge: what patches drafted against one base are to each other */

enum merge_verdict {
	MERGE_COMMUTE, /* either order gives the same text */
	MERGE_FIRST,   /* the first must come before the second */
	MERGE_SECOND,  /* the reverse */
	MERGE_ORDER,   /* both orders can be done and give different texts */
	MERGE_CLASH,   /* neither can be done */
	MERGE_UNKNOWN  /* one of them cannot be done even alone */
};
/* Where two patches meet, and the text there: in the base, and what each of them alone (a clash),
 * or each order (MERGE_ORDER, first before second) gives. NULL: nothing stands there. */
struct merge_place {
	const char *eid, *citation;
	const struct op *ops[2]; /* of the first and of the second patch, or NULL */
	const char *base, *gives[2];
	const char *why; /* a message, or NULL */
};
struct merge_pair {
	size_t first, second; /* indices of the patches */
	enum merge_verdict verdict;
	struct merge_place *places;
	size_t place_count, place_capacity;
};
struct merge {
	struct arena arena;
	struct merge_pair *pairs;
	size_t pair_count;
	bool *stands; /* [patch]: it can be applied alone */
};
/* Every pair of the patches. The diags say why a patch cannot be applied alone. Base and patches
 * are borrowed. */
struct merge *merge_patches(const struct corpus *base, struct patch *const *patches, size_t count,
			    const struct profile *profile, struct diags *diags);
void merge_free(struct merge *merge);

/* ---- rebase: a patch carried to a newer base */

enum rebase_status {
	REBASE_CLEAN,	/* it stands as it is */
	REBASE_MOVED,	/* the same change at another address */
	REBASE_CONFLICT /* what it acts on has changed too */
};
struct rebased_op {
	const struct op *op;
	enum rebase_status status;
	const char *place, *citation;	 /* in the old base */
	const char *onto_place;		 /* in the new one; NULL when it is gone */
	const char *base, *onto, *gives; /* the text of the place in the old base, the new base, and
					    the old base with the patch; NULL: not there */
	const char *why;		 /* of a conflict */
	const char *in_way; /* what stands in the new base where the operation inserts; or NULL */
	bool done;	    /* it is one only because the new base has all that it does already */
	const char *other;  /* who changed it: "operation 1 of SECMP0902", or the version */
};
struct rebase {
	struct arena arena;
	struct rebased_op *ops;
	size_t count, conflicts;
	struct buf akn; /* the patch on the new base; empty when there is a conflict */
	struct buf all; /* the same also then, conflicts included: for who leaves those out */
};
/* NULL, with diags, when the patch does not fit its own base. All are borrowed. */
struct rebase *rebase_patch(const struct corpus *base, const struct corpus *onto,
			    struct patch *patch, const struct profile *profile,
			    struct diags *diags);
void rebase_free(struct rebase *rebase);

/* ---- chain: a text through patches and versions, one state after the other */

struct chain_step {
	struct patch **patches; /* applied together; count 0: a version taken as it is */
	size_t patch_count;
	struct application *application; /* NULL for a version */
	struct corpus after;		 /* the state that it leads to; documents are borrowed */
	struct pairing **pairings;	 /* [document of the state before]; NULL: gone */
	struct redline **redlines;
};
struct chain {
	struct arena arena;
	const struct corpus *base;
	const struct profile *profile;
	struct chain_step *steps;
	size_t count, capacity;
	bool open; /* the last step has patches that are not applied yet */
};
struct chain *chain_new(const struct corpus *base, const struct profile *profile);
void chain_free(struct chain *chain);
/* The text that a patch is to be read against: that of the patches still open, else the last. */
const struct corpus *chain_state(const struct chain *chain);
/* The patch goes with those still open when it is drafted against the same version; otherwise those
 * are applied first (chain_close), and it is the first of a new step. Borrowed. */
bool chain_patch(struct chain *chain, struct patch *patch, struct diags *diags);
bool chain_version(struct chain *chain, const struct corpus *version, struct diags *diags);
/* Applies what is open. False, with diags, when something is refused. */
bool chain_close(struct chain *chain, struct diags *diags);

/* Who put words there, or took them away. */
struct blame_piece {
	struct span text;
	const char *stood; /* of words that are gone, nothing having come in their place: where in
			      the block's text that was; NULL: they are there */
	size_t step;	   /* chain.count: they are in the base */
	const struct op_result *result; /* NULL: of the base, or of a version */
	const struct doc *doc;		/* where they came in, and at what offset of the block */
	uint32_t block;
	size_t offset;
	bool alone; /* of `gone`: the provision that it was in is there still */
};
struct blame_block {
	uint32_t block;	     /* of the last state */
	size_t first, after; /* pieces */
};
struct blame {
	const struct doc *doc; /* of the last state */
	uint32_t provision;
	struct blame_block *blocks;
	size_t block_count, block_capacity;
	struct blame_piece *pieces; /* without those that are gone, all of the text */
	size_t piece_count, piece_capacity;
	struct blame_piece *gone; /* whole blocks that went from the provision, step by step */
	size_t gone_count, gone_capacity;
};
/* Every word of the provision (an eId of the last state), and what went from it; NULL when it is
 * not there. */
struct blame *blame_provision(const struct chain *chain, const char *eid);
void blame_free(struct blame *blame);

/* What became of a provision from step to step. */
struct log_entry {
	size_t step;
	const struct op_result *result; /* NULL: a version */
	const char *eid_before, *eid;	/* NULL: it was not there, or is not any more */
	const char *before, *after;	/* its text; NULL likewise */
};
struct provision_log {
	struct arena arena;
	struct log_entry *entries;
	size_t count, capacity;
};
/* The provision by its eId in the last state that has it; NULL when none has. */
struct provision_log *log_provision(const struct chain *chain, const char *eid);
void log_free(struct provision_log *log);

/* ---- three versions into one */

/* A provision that both sides changed in ways that do not go together. */
struct merge_conflict {
	const char *citation, *why;
};
struct merged {
	struct arena arena;
	struct buf akn; /* the merged document, with git's conflict markers round what clashes */
	size_t body_start, body_end; /* in it */
	struct merge_conflict *conflicts;
	size_t count, capacity;
};
/* What `theirs` changed in `base` is carried over to `ours`. NULL, with diags, when that cannot be
 * written as operations. */
struct merged *merge_versions(const struct doc *base, const struct doc *ours,
			      const struct doc *theirs, const struct profile *profile,
			      struct diags *diags);
void merged_free(struct merged *merged);

/* The provision at a place (an eId, also with __intro or __wrapup: *part is then "intro" or
 * "wrapup", else ""); DOC_NONE when it is not there. */
uint32_t place_find(const struct corpus *corpus, const char *eid, const struct doc **doc,
		    const char **part);
/* The text at a place in one run, numbers and headings
 * included; NULL when it is not there. */
const char *place_text(const struct corpus *corpus, const char *eid, struct arena *arena);
/* What the operation is about at such a place: of a heading its number and words, of a
 * cross-heading that over the place (NULL when there is none). */
const char *place_text_for(const struct corpus *corpus, const struct op *op, const char *eid,
			   struct arena *arena);
/* What a repeal left, when that is all that the provision says; else LEAVES_NONE. */
enum op_leaves words_left_by(const struct profile *profile, const struct doc *doc,
			     uint32_t provision);
/* What became of a text, in one line: [-removed-]{+inserted+}, with … for long stretches that are
 * the same. Either may be NULL: not there. */
void place_marked(const char *old_text, const char *new_text, struct buf *out);

#endif
