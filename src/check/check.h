/* check: cross-references, drafting and amendment checks on the text as it will be (checks.md). */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "apply/apply.h"
#include "doc/cite.h"
#include "draft/draft.h"

/* What is checked. Without patches: the base alone. */
struct check_input {
	const struct profile *profile;
	const struct corpus *base;	       /* NULL: the draft alone */
	const struct application *application; /* NULL: no patches, or they were refused */
	struct patch *const *patches;
	/* compiled[i] is the draft behind patches[i], or NULL when it was a stored patch: findings
	 * in payload are placed in the draft if there is one, else in the patch file. */
	struct compiled *const *compiled;
	size_t patch_count;
	const struct threads *threads;	  /* that check the documents; NULL: as many as fit */
	const struct diag_policy *policy; /* what is off may be left out; NULL: by default */
	bool all; /* also findings that were there before the modification */
};
void check_run(const struct check_input *input, struct diags *diags);

/* ---- the references of a base, whatever is to be said of them (refs) */

enum ref_status { REF_OK, REF_MISSING, REF_REPEALED, REF_EXTERNAL, REF_AMBIGUOUS };

/* Where an end of a reference leads. */
struct ref_end {
	const char *eid;	 /* that it has, or would have; NULL when that cannot be told */
	uint32_t doc, provision; /* DOC_NONE: it is not in the base */
};

struct ref {
	uint32_t doc, block; /* of the base */
	struct citation cite;
	struct ref_end from, to; /* to.eid NULL unless a range */
	enum ref_status status;
	int code; /* the check that would speak of it, or -1 */
	struct place place;
};

/* In reading order, document by document as the base has them. */
struct refs {
	struct arena arena;
	struct ref *items;
	size_t count, capacity;
};
/* NULL with a message when a pattern of the profile is malformed. */
struct refs *refs_find(const struct profile *profile, const struct corpus *base, struct buf *error);
void refs_free(struct refs *refs);

#endif
