/* Words: the unit of amendment and of comparison. A number, a reference (G5.28), a word with its
 * apostrophe, a single mark is one token; white space belongs to the token before it. */
#ifndef DOC_WORDS_H
#define DOC_WORDS_H

#include "base/base.h"

enum word_kind { WORD_WORD, WORD_NUMBER, WORD_MARK };

struct word {
	uint32_t start, end; /* bytes of the text, without the space after */
	uint32_t next;	     /* where the next word starts: end plus white space */
	uint64_t hash;	     /* of the bytes */
	enum word_kind kind;
};

struct words {
	struct word *items;
	size_t count, capacity;
};

/* Splits a text; replaces what `words` held. Leading white space belongs to no word. */
void words_split(struct span text, struct words *words);
/* The same beside a text that was split before: words at the head and at the tail that both have,
 * between white space, are copied. */
void words_split_beside(struct span text, struct span other, const struct words *known,
			struct words *words);
void words_release(struct words *words);
/* How many tokens are no marks; whether there is one. */
size_t words_count(struct span text);
bool words_any(struct span text);
/* Length of the token at the head of a text. */
size_t word_length(struct span text);

/* Text with white-space runs as one space and the ends trimmed, appended. */
void words_fold_space(struct span text, struct buf *out);
/* Are both the same but for that? */
bool words_same_but_space(struct span a, struct span b);
/* words_fold_space with quotation marks, apostrophes and dashes in one shape each, for the second
 * look. */
void words_fold_marks(struct span text, struct buf *out);
/* The same with ‘single’ quotation marks for “double” ones, or double for single. False where it
 * has no pair of them; an apostrophe is no mark of quotation. */
bool words_requote(struct span text, struct buf *out);

/* A place in a text where the words stand: whole tokens, white space free. From `from` on. Returns
 * false when there is none. With `folded`, marks of any shape are equal. */
struct word_hit {
	size_t start, end;
};
bool words_find(struct span text, struct span what, size_t from, bool folded, struct word_hit *hit);

#endif
