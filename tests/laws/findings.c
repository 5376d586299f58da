/* A law on findings: what is passed over is never the modification's. */
#include "law.h"

#include "check/check.h"

#include <string.h>

static void check(struct law_case *c, const struct trial *trial, enum check_existing existing,
		  struct diags *diags)
{
	struct threads one = {.count = 1};
	struct compiled *none = NULL;
	struct check_input input = {.profile = c->profile,
				    .base = trial->application->base,
				    .application = trial->application,
				    .patches = &trial->patch,
				    .compiled = &none,
				    .patch_count = 1,
				    .threads = &one,
				    .existing = existing};
	check_run(&input, diags);
	diags_sort(diags);
}

static bool same_text(const char *a, const char *b)
{
	return (!a && !b) || (a && b && !strcmp(a, b));
}

static bool same_finding(const struct diag *a, const struct diag *b)
{
	return a->code == b->code && a->origin == b->origin && a->place.line == b->place.line &&
	       a->place.column == b->place.column && same_text(a->eid, b->eid) &&
	       same_text(a->message, b->message) && same_text(a->instruction, b->instruction) &&
	       same_text(a->fingerprint, b->fingerprint) && a->related_count == b->related_count;
}

void law_findings(struct law_case *c, const struct trial *trial)
{
	struct diags all = {0}, quick = {0};
	check(c, trial, EXISTING_COUNTED, &all);
	check(c, trial, EXISTING_PASSED, &quick);
	size_t i = 0;
	while (i < all.count && i < quick.count && same_finding(all.items[i], quick.items[i]))
		i++;
	law_holds(c, LAW_FINDINGS, i == all.count && i == quick.count,
		  "%zu findings and %zu; the first that differs: %s", all.count, quick.count,
		  i < all.count	    ? all.items[i]->message
		  : i < quick.count ? quick.items[i]->message
				    : "none");
	diags_release(&all);
	diags_release(&quick);
}
