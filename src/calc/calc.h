/* calc: modifications that are calculated, not drafted: the difference of two versions as a patch,
 * and what can be computed from patches. */
#ifndef CALC_CALC_H
#define CALC_CALC_H

#include "apply/apply.h"
#include "diff/diff.h"

struct calc_options {
	const struct profile *profile;
	const char *name, *title;  /* of the modification; NULL: from the versions */
	const char *author, *date; /* or NULL */
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

/* Writes the modification that takes back what an application did (it must be done and read again):
 * its base is the result. Otherwise like difference_write. */
bool inverse_write(const struct application *application, const struct calc_options *options,
		   struct diags *diags, struct buf *akn);

#endif
