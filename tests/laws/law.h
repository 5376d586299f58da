/* law: what must hold for every document and modification, and the book kept of it. */
#ifndef LAWS_LAW_H
#define LAWS_LAW_H

#include "gen.h"

enum law {
#define LAW(id, words) LAW_##id,
#include "law.def"
#undef LAW
	LAWS
};

/* One case: a document, a modification of it, and what they are made from. */
struct law_case {
	const struct profile *profile;
	struct dice dice;
	unsigned long number;
	bool canonical; /* the document's layout */
	struct buf base, bill;
	size_t op_count;
	struct bill_op ops[16];
	struct arena arena;
	struct record *record;
};

struct record {
	uint64_t seed;
	const char *folder; /* of what failed; made when it is needed */
	struct {
		unsigned long tried, failed;
	} laws[LAWS];
};

/* Notes that a law was looked at. The first failures are told with the case's files. */
bool law_holds(struct law_case *c, enum law law, bool holds, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 4, 5)))
#endif
	;
/* Leaves another text beside the case's files when the law has just failed. */
void law_keep(struct law_case *c, const char *name, struct span bytes);

/* beside.c: on two versions of a document. */
void law_beside(struct law_case *c, const struct doc *base, const struct doc *other);

/* findings.c: on a modification that was performed. */
void law_findings(struct law_case *c, const struct trial *trial);

/* calc.c: on two versions of a document. */
void laws_of_versions(struct law_case *c, const struct doc *old_doc, const struct doc *new_doc);

/* calc.c: on the case's modification and another of the same document. */
void laws_of_histories(struct law_case *c, const struct doc *doc);
/* calc.c: on what a modification did. */
void law_inverse(struct law_case *c, const struct application *application);
/* calc.c: on one document and others made from it. */
void laws_of_documents(struct law_case *c, const struct doc *doc);

/* All laws on one case. */
void case_run(struct law_case *c);

#endif
