/* Documents and modifications for the tests, written as AKN and tried through the library. */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "apply/apply.h"

#define SAMPLE_WORK "/akn/gb/act/code/2013/sec/!section-g"
#define SAMPLE_VERSION "1.0"

/* A Section G at version 1.0 whose <body> holds `body`. */
void sample_write(struct span body, struct buf *out);

/* One operation of a modification. NULL where a field does not apply. */
struct bill_op {
	const char *type;      /* insertion, substitution, repeal, renumbering */
	const char *scope;     /* provision, words, heading, crossheading, definition */
	const char *place;     /* eId acted on, or the anchor of an insertion */
	const char *up_to;     /* eId */
	const char *position;  /* before, after, start, end, unspecified */
	const char *target;    /* eId that an insertion makes */
	const char *old_words; /* of an insertion of words: those beside it */
	const char *old_to;    /* end of a stretch */
	const char *new_words; /* of a renumbering: the new label */
	const char *payload;   /* AKN with wId only: eIds are given in the quotation */
	const char *more;      /* further attributes of lp:op: ` to="..."` */
};
struct bill {
	const struct bill_op *ops;
	size_t count;
	const char *version; /* of the base it says it amends; NULL: that of the sample */
	const char *pins;    /* lp:pin elements, or NULL */
};
void bill_write(const struct bill *bill, struct buf *out);

/* A modification tried on a document. */
struct trial {
	struct diags diags;
	struct doc *base;
	struct patch *patch;
	struct corpus corpus;
	struct application *application; /* NULL when base or patch cannot be read */
};
void trial_run(struct trial *trial, const struct profile *profile, struct span base,
	       struct span patch, bool partial);
void trial_release(struct trial *trial);
/* The consolidated text, empty when there is none. */
struct span trial_result(const struct trial *trial);

#endif
