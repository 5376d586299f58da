/* draft: drafting text -> operations -> a modification in AKN. The instruction grammar is data of
 * the profile (section [forms]); this is the engine (instructions.md). */
#ifndef DRAFT_DRAFT_H
#define DRAFT_DRAFT_H

#include "patch/patch.h"
#include "read/transcript.h"

/* Where the words of a payload stand in the draft: text of the n-th own text block of the provision
 * with that (final) eId, or of the words of an operation. */
struct draft_text {
	unsigned op;
	const char *eid; /* NULL: the new words of the operation */
	unsigned nth;	 /* counted over the provision's intro/content and wrapUp paragraphs */
	bool label;	 /* the number itself: one segment at its start */
	const struct piece_segment *segments;
	size_t segment_count;
};

enum draft_use {
	DRAFT_CONTEXT,
	DRAFT_INSTRUCTION,
	DRAFT_PAYLOAD,
	DRAFT_NOTE,
	DRAFT_PROSE,
	DRAFT_UNCLAIMED
};
/* One entry of the account: what became of the lines first..last. */
struct draft_account {
	unsigned first, last;
	enum draft_use use;
	const char *what; /* "instruction of operation 2", "footnote 1", "page footer" ... */
};

struct compiled {
	struct arena arena;
	struct buf akn;		    /* the modification; empty when nothing was understood */
	size_t understood, refused; /* instructions */
	size_t doubts;		    /* errors about the document itself, which count as refused */
	struct transcript *transcript; /* of a draft in Word, whose lines are its text; else NULL */
	struct lines *lines;
	struct draft_text *texts;
	size_t text_count, text_capacity;
	struct draft_account *account; /* covers every physical line, in order */
	size_t account_count, account_capacity;
};

struct compile_options {
	const struct profile *profile;
	const struct corpus *base; /* NULL: not proved, not pinned */
	const char *author, *date; /* NULL: from the draft */
	bool one_view;		   /* of a draft in Word: only this one counts */
	enum word_view view;
};
/* Never NULL; diags hold what was not understood (errors) and remarks. The bytes are borrowed. */
struct compiled *draft_compile(const char *file, struct span bytes,
			       const struct compile_options *options, struct diags *diags);
/* The same of a draft in Word: its final view, with the original one beside it, which must be the
 * base where text is restated (AMD018). Its lines are registered as the source of the file. The
 * document is borrowed until it returns. */
struct compiled *draft_compile_word(const struct word_doc *doc,
				    const struct compile_options *options, struct diags *diags);
void compiled_free(struct compiled *compiled);

/* Source byte in the draft of an offset in a payload text; SIZE_MAX when it is not known. */
size_t compiled_source(const struct compiled *compiled, unsigned op, struct span eid, unsigned nth,
		       size_t text_offset);

#endif
