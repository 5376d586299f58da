/* Private to this room: the terms that a version of the texts defines, and where. */
#ifndef CHECK_DEFINED_H
#define CHECK_DEFINED_H

#include "check/state.h"
#include "doc/words.h"

struct definition {
	struct span term; /* without quotation marks */
	uint32_t doc, block, provision;
	size_t start, end; /* of the term with its marks, in the text of the block */
	bool entry;	   /* of a list of definitions; else inside a sentence */
	bool pointer;	   /* an entry that says where the term is defined */
	bool includes;	   /* an entry that adds to the ordinary meaning */
	bool local;	   /* for a part of the Code only */
	uint32_t next;	   /* the next definition of the term, or DOC_NONE */
};

struct definitions {
	struct definition *items; /* in reading order */
	size_t count, capacity;
	struct table by_term; /* -> index of the first */
};

/* Found when first asked for. */
const struct definitions *state_definitions(struct state *state);
void definitions_free(struct definitions *definitions);

/* Are all words of the provision and of what is below it supplied? */
bool subtree_supplied(const struct state *state, uint32_t doc, uint32_t provision);
/* Is the Code's own list of definitions there, and all of it? */
bool definitions_supplied(struct state *state);

/* Does the provision itself say that it defines for a part of the Code only? */
bool definition_says_local(const struct state *state, const struct doc *doc, uint32_t provision);
/* The first definition of the term, or NULL. */
const struct definition *definition_find(const struct definitions *all, struct span term);
/* The term in the singular if it is a plural, else in the plural; in the arena. */
struct span term_other_number(struct arena *arena, struct span term);

/* An occurrence of a term: not inside quotation marks, not part of a longer capitalised name
 * ("the Smart Energy Code" is no use of “Code”). */
bool term_used(const struct state *state, struct span text, size_t from, struct span term,
	       struct word_hit *hit);
/* Is the term mentioned in quotation marks, or marked as defined, in the block? */
bool term_quoted(const struct doc *doc, uint32_t block, struct span term);
/* Words that begin sentences and are written with a capital there only ("The", "Each"). */
bool word_is_ordinary(const struct state *state, struct span word);

#endif
