/* rebasing: what the parts of rebase share. Private to calc. */
#ifndef CALC_REBASE_H
#define CALC_REBASE_H

#include "calc/calc.h"

struct rebasing {
	struct rebase *rebase;
	const struct corpus *base, *onto;
	struct patch *patch;
	const struct profile *profile;
	struct pairing **pairings;	 /* [base document]; NULL when the new base has none */
	struct application *application; /* the patch on its own base */
	const char **anchors;		 /* [operation]: another anchor in the new base, or NULL */
};

/* ---- readdress.c */

/* The new base's eId for one of the old base (also with __intro or __wrapup); NULL when it is gone.
 */
const char *address_onto(const struct rebasing *r, const char *eid);
/* The same for an eId that the patch makes. */
const char *address_made_onto(const struct rebasing *r, const char *eid);
/* The partner of a provision of the old base; DOC_NONE when it is gone. */
uint32_t provision_onto(const struct rebasing *r, size_t doc, uint32_t provision);
/* The patch as it reads on the new base. */
void patch_readdress(const struct rebasing *r, struct buf *out);

/* ---- judge.c: the three-way look at each operation */

void judge_operations(struct rebasing *r);
void rebase_conflict(struct rebasing *r, size_t op, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 3, 4)))
#endif
	;

#endif
