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
	bool *before;			 /* [operation]: it goes before that anchor, not after it */
	bool **unsettled; /* [base document][provision, and one more for the body]: the patch brings
			     to it or takes from it what the new base has not */
};

/* ---- rebase.c */

const char *rebase_cite(const struct rebasing *r, const char *eid);

/* ---- done.c */

/* Does the new base have all that an operation does, by its index? `patched` is the old base with
 * the patch. */
bool is_done(const struct rebasing *r, const struct corpus *patched, size_t index);
/* Before that is asked: fills `unsettled`. */
void find_unsettled(struct rebasing *r, const struct corpus *patched);
void unsettled_free(struct rebasing *r);

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

/* ---- occurrence.c */

/* Which of the places of its words in the new base is the one that an operation acts on in the old
 * base: of several, where it names none or another there. 0 when the operation may stay as it is,
 * or the words are not there. */
size_t occurrence_onto(const struct rebasing *r, const struct op *op);

/* ---- history.c: what the new base says of how it came about */

/* Which provision is which, renumberings that the new base names taken at their word. */
struct pairing *pairing_from_history(const struct doc *old_doc, const struct doc *new_doc);
/* "operation 3 of SECMP0902": a modification that the new base names, and the old one does not, and
 * that touched one of the places; NULL when there is none. */
const char *changer_of(const struct doc *old_doc, const struct doc *new_doc,
		       const char *const *places, size_t count, struct arena *arena);

/* ---- judge.c: the three-way look at each operation */

void judge_operations(struct rebasing *r);
/* A provision of the old base and the index of its document; false when it has none. */
bool find_base(const struct rebasing *r, struct span eid, size_t *doc, uint32_t *at);
void rebase_conflict(struct rebasing *r, size_t op, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 3, 4)))
#endif
	;
/* Does what is inserted come behind the same provision (those apart that came or went)? */
bool insertion_hits(const struct rebasing *r, size_t doc, const struct splice *splice,
		    const struct doc *new_doc, const struct splice *tried);

/* judge_lists.c: a repeal must not leave a list empty that neither side meant to empty. */
void judge_list(struct rebasing *r, size_t index, const struct op *op);

/* ---- judge_words.c */

void judge_words(struct rebasing *r, size_t index, const struct op_result *result);
/* Where old text [start, end) is in the new text: SIZE_MAX when it has been changed, or with
 * `apart` what it touches has: which of two touching changes a space belongs to depends on their
 * order. */
size_t text_onto(struct span old_text, struct span new_text, size_t start, size_t end, bool apart);
/* Does the rebased operation change the very words that the original changes? `tried` is its splice
 * on the new base. True where it is not about words. */
bool splice_hits(const struct rebasing *r, size_t doc, const struct splice *splice,
		 const struct doc *new_doc, const struct splice *tried);

#endif
