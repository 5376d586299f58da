/* apply: resolve every target, find conflicts between operations, then perform on a copy. Nothing
 * is half applied (design.md; refusals: instructions.md, section 9). */
#ifndef APPLY_APPLY_H
#define APPLY_APPLY_H

#include "doc/splice.h"
#include "patch/patch.h"

enum op_status { OP_APPLIED, OP_REFUSED, OP_FITS };

struct op_result {
	const struct patch *patch;
	const struct op *op;
	enum op_status status;
	const struct diag *diag;	 /* why it was refused, in the diags; else NULL */
	const struct op_result *against; /* the operation that it cannot stand beside, or NULL */
	const char **changed;		 /* eIds in the result (in the base for what is gone) */
	size_t changed_count;
	const char **nearest; /* up to three eIds or places that would fit */
	size_t nearest_count;
	unsigned change; /* pm_<change> in the consolidated text */
};

/* One document of the base and what became of it. The body's splices carry the change number (from
 * 1, over all patches in order: pm_N counted on from what the base has) in splice.op; metadata
 * splices carry 0. */
struct applied_doc {
	const struct doc *old;
	struct doc *new_doc; /* the result; NULL when only its bytes were asked for */
	struct splices splices;
	struct splices asked; /* where provisions move: what operations do in them, at the place
				 that it has in the old text, as applied_asked() gives it */
	bool touched;	      /* some operation changed its body */
};

struct application {
	struct arena arena;
	const struct corpus *base;
	struct applied_doc *docs; /* one for each of the base's, in its order */
	size_t doc_count;
	struct op_result *results; /* all operations of all patches, in order */
	size_t result_count;
	size_t refused;
	bool done; /* false: something was refused and nothing was performed */
};

struct apply_options {
	const struct profile *profile;
	const char *author, *date; /* of the result's Expression; NULL: from the patch */
	bool partial;
	bool in_order;	 /* where several patches insert words at one place, those of the first come
			    first; else that is refused */
	bool refused;	 /* something of the patches is refused already: counts like an operation */
	bool bytes_only; /* the result is written, not looked at: it is neither copied nor read */
};
/* Never NULL. Base and patches are borrowed and must outlive it. */
struct application *apply_patches(const struct corpus *base, struct patch *const *patches,
				  size_t patch_count, const struct apply_options *options,
				  struct diags *diags);
void application_free(struct application *application);

/* Where text[start, end) of a block stands in the file when it is replaced to the letter: bytes
 * that hold whole elements only, with a reference that is touched. The text widens with them.
 * False when elements begin or end inside that text: it then widens to where they might not. */
bool exact_range(const struct doc *doc, uint32_t block, size_t *start, size_t *end, uint32_t *from,
		 uint32_t *to);
/* How often words are found in a target (part: "", "intro", "wrapup" or "heading") up to and with
 * the hit that begins at `start` of `block`; *all counts every hit. 0 when none begins there. */
size_t words_ordinal(const struct doc *doc, uint32_t provision, const char *part, struct span what,
		     uint32_t block, size_t start, size_t *all);
/* Do they stand there with "'s" as well? */
bool words_possessive(const struct doc *doc, uint32_t provision, const char *part,
		      struct span what);

/* ---- two changes of one text, made without knowing of each other */

/* text[start, end) goes; do words come? */
struct text_change {
	size_t start, end;
	bool brings;
};
/* With white space between them at most, what one of them leaves is what the other was written
 * beside. */
enum meeting {
	MEET_NOT,
	MEET_ONE_PLACE, /* both only insert there */
	MEET_BESIDE	/* words change beside words that change, or they overlap */
};
enum meeting changes_meet(struct span text, const struct text_change *a,
			  const struct text_change *b);
/* The block in whose bytes one is; in whose words a splice lies. DOC_NONE: in none. */
uint32_t block_at(const struct doc *doc, uint32_t byte);
uint32_t block_around(const struct doc *doc, const struct splice *splice);
/* The text in a stretch of AKN, tags left out. */
void text_of_bytes(struct span bytes, struct buf *out);

/* Splices as the operations ask for them: what is done inside of a provision that moves stands
 * where that is in the old text. */
const struct splices *applied_asked(const struct applied_doc *doc);
/* The bytes of a result, as stretches wherever they stand; in the application's arena. */
const struct span *applied_spans(struct application *application, size_t doc, size_t *count);
/* The patch of a change number, and the operation. */
const struct op_result *application_change(const struct application *application, unsigned change);

#endif
