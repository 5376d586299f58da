/* Private to this room: one version of the texts under check, what the patches do to it, and the
 * way from its words to the line that somebody wrote. */
#ifndef CHECK_STATE_H
#define CHECK_STATE_H

#include "check/check.h"
#include "check/scan.h"
#include "check/table.h"
#include "doc/cite.h"
#include "profile/pattern.h"

/* A provision of a version of the texts. */
struct spot {
	uint32_t doc, provision; /* provision DOC_NONE: none */
};

/* Line starts of a file, found when first asked for; and the column found last, from which the next
 * is counted on: a file may be one line. */
struct line_index {
	uint32_t *starts;
	size_t count;
	size_t line, byte; /* of the column found last */
	unsigned column;
};

/* Findings of one kind in one paragraph: after so many the rest say nothing new. */
enum { MOST_IN_BLOCK = 40 };
struct crowd {
	uint32_t doc, block;
	unsigned count;
};

/* A finding in words that the patch leaves as they are. */
struct spotted {
	struct diag *diag;
	uint32_t doc, block;
	size_t start, end;
};

enum version {
	VERSION_BASE,	/* the base as it stands */
	VERSION_FINAL,	/* the text as it will be */
	VERSION_PAYLOAD /* nothing but the new text of the patches */
};

enum { MOST_LEVELS = 8 };

/* Patterns and switches of the profile's section [check]. */
struct rules {
	struct pattern *not_used, *any_of, *placeholder, *modification, *explicit;
	struct pattern *like_modification; /* a number of that form, or what was meant to be one */
	struct pattern *file_version;
	/* What follows a term at the head of its definition: that it says what the term means, that
	 * it only adds to its meaning, that it sends the reader elsewhere. And words that hold for
	 * a part of the Code. */
	struct pattern *defines, *includes, *points, *local;
	struct pattern *neighbour; /* "the preceding paragraph"; group next: "the following" */
	struct pattern *as_in;	   /* "as set out in" */
	/* Words that the house says otherwise, that name one gender, that deny twice. */
	struct pattern *other_duty, *gendered, *negatives;
	/* A thing that the draft says it has; the noun before a reference; a pronoun for a thing;
	 * an instrument outside the Code without its year; words behind the last item that are of
	 * all.
	 */
	struct pattern *object, *held_in, *pronoun, *undated, *tail;
	struct pattern *amending; /* words that amend another text: what they cite is there */
	/* Where numbers do not nest but begin with that of a unit ("title 38"), a document whose
	 * Work is called so holds all of it. */
	struct pattern *unit;
	const char *unit_noun, *unit_work;
	const char *empty; /* what a provision without words any more is said to be: "Not Used" */
	/* Of each numbered level: a number of it at the head of a longer one. */
	struct pattern *inside[MOST_LEVELS];
	bool nested;  /* the number of a provision begins with that of the one around it */
	bool noun;    /* a number without its noun is not the house form */
	bool whole;   /* a document that begins at its first number is whole */
	bool heading; /* a reference to another Section cites its heading */
	bool own;     /* a provision calls itself "this Section Z4" */
	bool suffix;  /* what is there keeps its number; what is new gets a suffix */
	bool joined;  /* the last two items of a list are joined by a word */
};

struct rules rules_of(const struct profile *profile);
void rules_release(struct rules *rules);

/* ---- alike.c */

/* Of each document of the base and of the text as it will be, for each provision: does it lie in a
 * clause that both have? */
struct alike {
	bool **base, **final;
};
/* In the arena. Of an application that was performed. */
struct alike alike_of(const struct check_input *input, struct arena *arena);

/* What the text as it will be has for the provisions and blocks of the base in such clauses: both
 * have all of them, in one order. Every one of the base is asked for, from the first on. */
struct state;
struct twins {
	const struct doc *own, *other; /* NULL: there are none */
	const bool *own_alike, *other_alike;
	uint32_t provision, block; /* where to look on */
};
struct twins twins_of(const struct state *state, uint32_t doc);
/* DOC_NONE where the clause is not alike. */
uint32_t twin_provision(struct twins *twins, uint32_t own);
uint32_t twin_block(struct twins *twins, uint32_t own);

struct state {
	const struct check_input *input;
	const struct profile *profile;
	const struct rules *rules;
	struct diags *diags;
	struct arena arena;
	enum version version;
	bool silent; /* places are not worked out: only the fingerprints count */
	/* Of each provision of each document: what can be seen within its clause is not asked for.
	 * NULL: all is. */
	bool *const *alike;
	/* Of the base: the text as it will be, gone through before; or NULL. What was found in its
	 * words is not looked for again in the same words. */
	const struct state *final;
	const struct doc **docs;
	size_t doc_count;
	unsigned char **holds;	   /* of each block of each document: enum scan_holds */
	signed char **levels;	   /* of each provision: what its eId says, or -1 */
	struct table provisions;   /* eId -> doc, provision; where there are several documents */
	struct table scheme;	   /* the same by our ids, where a file has others */
	struct span **scheme_eids; /* of each document; NULL: it has our ids itself */
	struct table children;	   /* parent and label -> doc, provision; of those gone through */
	struct table units;	   /* numbers of the units that are supplied whole */
	struct table acted;	   /* eId -> patch, op that repeals, replaces or renumbers it */
	struct table made;	   /* eId -> patch, op, payload provision that brings it */
	struct table folded;	   /* number of a new provision, folded -> the same */
	struct line_index *old_lines, *patch_lines, *draft_lines;
	struct table *draft_labels; /* of each draft: eId -> op, text of the number */
	struct crowd crowds[DIAG_CODES];
	struct diag spare; /* takes what is not reported */
	struct spotted *spotted;
	size_t spotted_count, spotted_capacity;
	/* What was found out last about a document whose numbers do not nest. */
	bool flat_known, flat_whole;
	uint32_t flat_doc;
	int flat_level;
	struct definitions *defined; /* NULL until asked for */
	const struct cite_finder *finder;
	struct xref *xrefs;
	size_t xref_count, xref_capacity;
};

/* Patches: those of input, or none. Base and application as the version needs them. */
void state_init(struct state *state, const struct check_input *input, const struct rules *rules,
		enum version version, bool *const *alike, const struct state *final,
		struct diags *diags);
void state_release(struct state *state);

/* The eId that a provision has, or will have, in the Code. */
struct span state_eid(const struct state *state, uint32_t doc, uint32_t provision);
/* The level of that eId (index into the profile's), or -1. */
int state_level(const struct state *state, uint32_t doc, uint32_t provision);
/* Is it text of the Code that the version is about? */
bool state_covers(const struct state *state, uint32_t doc, uint32_t provision);
bool state_covers_block(const struct state *state, uint32_t doc, uint32_t block);
/* Is what can be seen within its clause left out? */
bool state_passes(const struct state *state, uint32_t doc, uint32_t provision);
/* What a block holds (enum scan_holds); nothing when it is not covered. */
unsigned state_holds(const struct state *state, uint32_t doc, uint32_t block);
/* Is the check asked for? */
bool state_wants(const struct state *state, enum diag_code code);
/* Does the text amend another one by its words? */
bool state_amends(const struct state *state, uint32_t doc, uint32_t block);
/* The provision of that eId, the document given first. */
struct spot state_find(const struct state *state, uint32_t doc, struct span eid);
/* By the labels along the way, whatever the levels are called in the file. */
struct spot state_find_by_labels(struct state *state, uint32_t doc, struct span eid);
/* The eId that it has by our rules, whatever the file calls it; empty when there is none. */
struct span state_scheme_eid(const struct state *state, uint32_t doc, uint32_t provision);
void state_index(struct state *state);
void state_index_release(struct state *state);
/* The document before the patches, or NULL. */
const struct doc *state_old(const struct state *state, uint32_t doc);
/* The operation that acts on the eId or on what it lies in; NULL. Not an insertion. */
const struct op *state_acted(const struct state *state, struct span eid, uint32_t *patch);
/* The operation whose payload brings the eId; NULL. `only_new`: not what the base has. */
const struct op *state_made(const struct state *state, struct span eid, uint32_t *patch);
/* A provision that the base has not. */
bool state_is_new(const struct state *state, uint32_t doc, uint32_t provision);
/* Its words, and those below it, are all supplied. */
bool state_supplied(const struct state *state, uint32_t doc, uint32_t provision);
/* Not Used, repealed. */
bool state_not_used(const struct state *state, uint32_t doc, uint32_t provision);
bool provision_not_used(const struct rules *rules, const struct doc *doc, uint32_t provision);

/* ---- documents.c */

typedef void document_check(struct state *state, uint32_t doc);
/* Runs the check on each document with a state of its own, by several threads; findings and
 * references come together in the order of the documents. */
void state_each_document(struct state *state, document_check *check);

/* ---- where.c */

/* Is the text at that offset of a block written by the patch? Then by which splice. */
bool where_fresh(const struct state *state, uint32_t doc, uint32_t block, size_t offset);
/* The place of text[start, end) of a block: in the draft, the patch file or the AKN file. */
struct place where_text(struct state *state, uint32_t doc, uint32_t block, size_t start,
			size_t end);
/* The instruction of an operation. */
struct place where_op(const struct state *state, uint32_t patch, const struct op *op);
/* The operation that wrote the text at that offset; NULL. */
const struct op *where_written(const struct state *state, uint32_t doc, uint32_t block,
			       size_t offset);

/* Adds a finding on text[start, end) of a block, with eId, citation and the words. */
struct diag *state_report(struct state *state, enum diag_code code, uint32_t doc, uint32_t block,
			  size_t start, size_t end, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 7, 8)))
#endif
	;
/* "deleted here by operation 4" and the like. */
void state_relate_op(struct state *state, struct diag *diag, uint32_t patch, const struct op *op,
		     const char *what);
/* ---- remedy.c */

/* Names the operation behind each finding in words that the patch leaves, and the instruction that
 * would mend it. After it is known which findings are the modification's. */
void check_remedies(struct state *state);
/* "In section Z1.5, replace “Z1.4” with “Z1.3”.": for text[start, end) of the finding's block. In
 * the diags' arena; NULL when it cannot be said so. */
const char *remedy_write(struct state *state, const struct spotted *spotted, size_t start,
			 size_t end, const char *fresh);

/* The instruction that deletes the cross-heading above a provision. */
const char *remedy_heading(struct state *state, struct span eid);

/* The citation of an eId, in the state's arena. */
const char *state_citation(struct state *state, struct span eid);

/* ---- the families; each reports to state->diags */

/* Finds the references of a document; the checks on them come when all are found. */
void find_references(struct state *state, uint32_t doc);
void check_references(struct state *state);
void check_headings(struct state *state, uint32_t doc);
void check_contents(struct state *state);
void check_lists(struct state *state, uint32_t doc);
void check_numbers(struct state *state, uint32_t doc);
void check_new_numbers(struct state *state);
void check_marks(struct state *state, uint32_t doc);
void check_definitions(struct state *state);
void check_terms(struct state *state);
void check_undefined(struct state *state);
void check_house_style(struct state *state);
void check_consistency(struct state *state);
void check_prose(const struct check_input *input, const struct rules *rules, struct diags *diags);
void check_facts(const struct check_input *input, const struct rules *rules, struct diags *diags);

#endif
