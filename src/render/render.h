/* render: one walk over a redline, one small file for each format. A format spells; it does not
 * match or decide. */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "apply/apply.h"
#include "redline/redline.h"

enum render_format {
	RENDER_TERM,
	RENDER_TEXT,
	RENDER_HTML,
	RENDER_DOCX,
	RENDER_AKN,
	RENDER_MARKDOWN
};

/* How a Word document shows what changed: as tracked changes, as formatting only, or not at all
 * (the new text alone). */
enum render_style { RENDER_TRACKED, RENDER_STATIC, RENDER_CLEAN };

struct render_options {
	const struct profile *profile;
	const char *title;	   /* of the whole: "SEC 5.12 + SECMP0044" */
	const char *subtitle;	   /* title of the modification, or NULL */
	const char *author, *date; /* NULL: not said */
	const char *reviewer;	   /* docx: author of all tracked changes; NULL: each operation */
	enum render_style style;   /* docx */
	bool moves;		   /* docx: as moves, not as deletion and insertion */
	struct span reference;	   /* docx: the bytes of the document whose look it takes; empty */
	int context;		   /* provisions shown around a change; -1: everything */
	bool fold;		   /* html: the others are folded, not left out */
	bool color;		   /* term */
	unsigned width;		   /* term and text: columns, 80 */
	const struct diags *diags; /* findings to show beside the text, or NULL */
	/* Takes the result piece by piece as it is made, so that a long one never stands in memory
	 * whole; NULL: it is left in `out`. */
	void (*take)(void *user, struct span piece);
	void *user;
};

/* Writes the redlines of one or more documents (the Sections that changed), as one result. AKN
 * takes exactly one. False with the reason in *fault when it cannot be made, or does not give both
 * versions back; then what was taken is worth nothing. */
bool render(enum render_format format, const struct redline *const *redlines, size_t count,
	    const struct render_options *options, struct buf *out, struct buf *fault);

/* AKN: accepts or rejects all marks of a redline written by us (akn-profile, section 7). */
void redline_accept(struct span akn, struct buf *out);
void redline_reject(struct span akn, struct buf *out);

#endif
