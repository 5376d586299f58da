/* maker: operations on their way from two versions to a modification. Private to calc.
 *
 * They are made, applied, and compared with what was to come out. Where that differs the provision
 * is taken in a plainer way: its words to the letter, then the whole provision restated, then the
 * one around it. */
#ifndef CALC_MAKER_H
#define CALC_MAKER_H

#include "calc/calc.h"

/* How a provision that is in both versions is amended. */
enum manner {
	MANNER_WORDS,	       /* what differs in it, by the wording that a draft would use */
	MANNER_WORDS_EXACT,    /* its own words to the letter */
	MANNER_RESTATED,       /* as a whole */
	MANNER_RESTATED_EXACT, /* as a whole and to the letter */
};
enum {
	INSERT_EXACT = 1,
	STAY_APART = 2,
	NO_LEAVING = 4,
	RAISED = 8,
	PLAIN_ENTRIES = 16,
	BY_PLACE = 32
};

struct made_op {
	struct written_op written;
	uint32_t owner;	      /* the old provision to be taken in a plainer way when this does not
				 come out; provision_count: none */
	uint32_t list;	      /* of a definition: the old provision that holds it */
	uint32_t first, last; /* payload: siblings of the new document; DOC_NONE */
	bool goes_on;	      /* of a draft: the next one is said in the same sentence */
};

struct maker {
	const struct calc_options *options;
	const struct doc *old_doc, *new_doc;
	const struct pairing *pairing;
	struct arena *arena;
	bool worded; /* it is to be a draft: words and structure count, not marks and layout */
	unsigned char *manner; /* [old provision] */
	unsigned char *flags;  /* [old provision, and one more for the body]: INSERT_EXACT: what is
				  inserted below it goes to the letter; STAY_APART: it does not move
				  but goes and comes; NO_LEAVING: no repeal leaves words in it;
				  RAISED: plainer than in the turn before;
				  PLAIN_ENTRIES: definitions below it are provisions like others;
				  BY_PLACE: it moves where its number does not say */
	struct made_op *ops;
	size_t count, capacity;
	struct stretches stretches; /* scratch */
};

/* A new operation on the old provision; work, scope and kind are set. */
struct made_op *maker_add(struct maker *maker, enum op_kind kind, enum op_scope scope,
			  uint32_t owner);
const char *maker_keep(struct maker *maker, struct span text);

/* ---- steps.c: all operations, in reading order */

void steps_make(struct maker *maker);
/* Is the old provision, or one around it, restated? The outermost; DOC_NONE if none is. */
uint32_t restated_around(const struct maker *maker, uint32_t old_provision);

const char *maker_eid(struct maker *maker, const struct doc *doc, uint32_t provision);
bool is_crossheading(const struct doc *doc, uint32_t provision);
bool has_children(const struct doc *doc, uint32_t parent);
/* An operation on an entry of definitions names the list and the term. */
void name_entry(struct maker *maker, struct made_op *made, uint32_t old_entry);

/* ---- amend.c */

/* Operations on everything in the provision but its children; false when it is dealt with as a
 * whole, and they with it. */
bool amend(struct maker *maker, uint32_t old_provision, uint32_t new_provision);
/* The attributes of two start tags are the same, but for the ids. */
bool same_start(const struct doc *a, uint32_t a_start, const struct doc *b, uint32_t b_start);
/* The new eId is the old one, or what that becomes with the provision around it. */
bool same_address(struct maker *maker, uint32_t old_provision, uint32_t new_provision);
/* The new number and id of a provision that is renumbered or moved. */
void set_number(struct maker *maker, uint32_t old_provision, uint32_t new_provision, struct op *op);

/* ---- words.c */

/* The operations that turn the words of a block into those of its partner; false when there are no
 * words to quote. */
bool make_words(struct maker *maker, uint32_t old_provision, const char *part, uint32_t old_block,
		uint32_t new_block, bool exact);
/* How much of the two texts differs, in percent. */
unsigned changed_percent(struct maker *maker, uint32_t old_block, uint32_t new_block);
/* The inline bytes of a whole block as they stand in a quotedText. */
struct span quoted_block(struct maker *maker, uint32_t new_block);

/* ---- payload.c */

/* Siblings of a document as they stand in a quotedStructure. */
void payload_from(const struct doc *doc, uint32_t first, uint32_t last, const char *prefix,
		  bool exact, struct buf *out);
/* A stretch of inline bytes as it stands in a quotedText. */
void quoted_from(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out);

/* ---- wording.c */

const char *word_operation(const struct maker *maker, const struct made_op *made);

/* ---- ordered.c */

/* The order of a draft. */
void put_in_order(struct maker *maker);

/* ---- speak.c */

/* The instruction as a paragraph of a draft, with what it brings below it. False when it holds what
 * a draft cannot say (a table, a footnote). */
bool speak_operation(const struct maker *maker, const struct made_op *made, struct buf *out);

/* ---- verify.c */

/* Compares what came out with the new version; takes faulty places in a plainer way. Returns how
 * many places there are; *stuck when one of them cannot be taken plainer. */
size_t find_faults(struct maker *maker, const struct doc *result, bool *stuck);
/* An operation was refused. False when it cannot be taken plainer. */
bool take_plainer(struct maker *maker, const struct made_op *made);

#endif
