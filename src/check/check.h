/* check: cross-references, drafting and amendment checks on the text as it will be (checks.md). */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "apply/apply.h"
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
	const struct diag_policy *policy; /* what is off may be left out; NULL: by default */
	bool all; /* also findings that were there before the modification */
};
void check_run(const struct check_input *input, struct diags *diags);

#endif
