/* build: what the parts of the merge share. Private to redline. */
#ifndef REDLINE_BUILD_H
#define REDLINE_BUILD_H

#include "redline/redline.h"

/* The numbers that changes have. With splices they are those of the operations; without, a changed
 * place gets the next one. */
struct builder {
	struct redline *redline;
	const struct pairing *pairing;
	const struct splices *splices; /* NULL in a diff */
	const struct doc *old_doc, *new_doc;
	unsigned last;	  /* number given last, in a diff */
	unsigned *moved;  /* [new provision]: number of its move, in a diff; 0 */
	uint32_t *row_of; /* number -> index of its row, or DOC_NONE */
	size_t row_of_count;
	struct stretches stretches; /* scratch */
	struct ahead *ahead;
};

/* Which document's bytes. */
enum which { OLD_SIDE, NEW_SIDE };

/* The operation that took away, or put in, the byte; 0 when none did. */
unsigned op_of_byte(const struct builder *builder, enum which which, uint32_t byte);
/* The operation that put a provision round the byte of the old document, which stays: 0 when none
 * did. */
unsigned op_around(const struct builder *builder, uint32_t byte);
/* The first operation, that one apart, that changed something in the range; 0 when none did. */
unsigned op_in_range(const struct builder *builder, enum which which, uint32_t start, uint32_t end,
		     unsigned apart);

/* The first operation that did anything to the bytes [start, end) of the old document, or 0. */
unsigned op_within(const struct builder *builder, uint32_t start, uint32_t end);

void changes_init(struct builder *builder, const struct change *changes, size_t count);
/* A new number (in a diff); its row has the place of the provision. */
unsigned changes_next(struct builder *builder);
/* Notes what a change did: an item it shows at, of which kind (in a diff). */
void changes_note(struct builder *builder, unsigned number, uint32_t item, const char *kind);
void changes_words(struct builder *builder, unsigned number, enum mark mark, struct span text);

/* Takes back words that are counted: they were only carried. */
void changes_unword(struct builder *builder, unsigned number, enum mark mark, size_t count);
/* The change did something that is no words. */
void changes_note_markup(struct builder *builder, unsigned number);
/* Puts rows that show nowhere behind the others, first those that tell of markup; false when they
 * are there. */
bool changes_seen_first(struct builder *builder);
void changes_become(struct builder *builder, unsigned number, const char *kind);
/* One row for what is one change: joined[number] is the number that it is part of, or 0. */
void changes_join(struct builder *builder, const unsigned *joined);

/* Finds the words that a split or a join carries (struct carried_words). */
void carry_words(struct builder *builder);

/* What words of two blocks became of each other, if that was found out ahead of the walk, or can be
 * now with much else: borrowed until the next call. Without splices. */
bool ahead_find(struct builder *builder, uint32_t old_block, uint32_t new_block,
		struct stretches *found);
void ahead_free(struct ahead *ahead);

/* Adds the runs of a block that stays to the redline. `fallback`: the number for what no splice
 * inside the block accounts for. */
void runs_of_pair(struct builder *builder, uint32_t old_block, uint32_t new_block,
		  unsigned fallback);
void runs_add(struct builder *builder, enum mark mark, unsigned change, struct span text,
	      size_t old_start, size_t new_start);

#endif
