/* words: operations on words while they are made. Private to draft. */
#ifndef DRAFT_WORDS_H
#define DRAFT_WORDS_H

#include "draft/work.h"

/* occurrences.c: "both times", "the last"; at == NULL: once. */
void occurrence_take(struct op *op, struct span words);
/* What a form says of that, by its groups. */
struct span occurrence_named(const struct span *group);
/* "The first and third": the next of them, or all where it is one. */
struct span occurrence_next(struct span words, size_t *at);
/* For qsort(): the later of two comes first. */
int occurrences_order(const void *a, const void *b);

/* word_edges.c: each says whether the instruction is refused ... */
bool edge_has_entries(struct work *work, struct instruction *instruction,
		      const struct draft_op *made);
bool edge_is_of_another(struct work *work, struct instruction *instruction,
			const struct draft_op *made);
/* ... or not. */
bool stretch_ends_there(struct work *work, struct instruction *instruction,
			const struct clause *clause, const struct op *op);
bool end_is_named(struct work *work, struct instruction *instruction, const char *eid,
		  struct span occurrence);

/* whole_parts.c: the operation gets the words that the base has there. */
void part_restate(struct work *work, struct instruction *instruction, const struct clause *clause,
		  struct draft_op *op, const struct spot *spot);
/* False after refusing. */
bool part_repeal(struct work *work, struct instruction *instruction, struct draft_op *op);

#endif
