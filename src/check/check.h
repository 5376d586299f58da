/* check: cross-references, drafting and amendment checks on the text as it will be (checks.md). */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "apply/apply.h"
#include "doc/cite.h"
#include "draft/draft.h"

/* What becomes of findings that were there before the modification. */
enum check_existing {
	EXISTING_COUNTED, /* in diags->existing */
	EXISTING_LISTED,
	EXISTING_PASSED /* not looked for where nothing has changed, and so not counted */
};

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
	enum check_existing existing;
};
void check_run(const struct check_input *input, struct diags *diags);

/* ---- the references of a base, whatever is to be said of them (refs) */

enum ref_status { REF_OK, REF_MISSING, REF_REPEALED, REF_EXTERNAL, REF_AMBIGUOUS };

/* How a reference stands to the address that was asked for. */
enum ref_relation { REF_ELSEWHERE, REF_ITSELF, REF_PART, REF_OVER /* a range over it */ };

/* Where an end of a reference leads. */
struct ref_end {
	const char *eid;     /* that it has, or would have; NULL when that cannot be told */
	const char *address; /* the same by our rules, where the file has ids of another house */
	uint32_t doc, provision; /* DOC_NONE: it is not in the base */
};

struct ref {
	uint32_t doc, block; /* of the base */
	const char *address; /* of the provision that it stands in, by our rules */
	struct citation cite;
	struct ref_end from, to; /* to.eid NULL unless a range */
	enum ref_status status;
	enum ref_relation relation;
	int code; /* the check that would speak of it, or -1 */
	struct place place;
};

/* What the ranges that one provision names leave out, among the provisions of one document on the
 * level of their ends: from the first to the last that they name. */
struct coverage_run {
	uint32_t first, last; /* provisions */
};
struct coverage {
	uint32_t doc, provision; /* that names them */
	size_t ref;		 /* index of the first */
	size_t ranges, singles;
	uint32_t target_doc, first, last;
	size_t named; /* provisions */
	struct coverage_run *missed, *twice;
	size_t missed_count, twice_count;
	bool complete; /* all of the text between the first and the last is supplied */
};

/* In reading order, document by document as the base has them. */
struct refs {
	struct arena arena;
	struct ref *items;
	size_t count, capacity;
	struct ref_end about; /* what was asked for; eid NULL: nothing was */
	struct coverage *coverages;
	size_t coverage_count, coverage_capacity;
};
/* All references of the base. With an address (a citation or an eId) each says how it stands to
 * that; with `coverage` enumerated ranges are gone through. NULL with a message when the address is
 * none, or a pattern of the profile is malformed. */
struct refs *refs_find(const struct profile *profile, const struct corpus *base,
		       const char *address, bool coverage, struct buf *error);
void refs_free(struct refs *refs);

#endif
