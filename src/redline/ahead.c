/* Words of block pairs are compared ahead of the walk: pairs do not need each other, so those that
 * follow in the new document are compared at once, by several threads. */
#include "redline/build.h"

#include <stdlib.h>

enum {
	PAIRS = 256,	 /* compared at once */
	REACH = 1 << 19, /* bytes of the new document: no look far ahead of the walk */
	PAIRS_OF_A_TASK = 8,
};

struct ahead {
	const struct pairing *pairing;
	uint32_t blocks[PAIRS]; /* of the new document, ascending */
	struct stretches stretches[PAIRS];
	size_t count, next;
};

static bool has_other_words(const struct pairing *p, uint32_t new_block)
{
	uint32_t old_block = p->new_block[new_block];
	if (old_block == DOC_NONE)
		return false;
	const struct block *x = &p->old_doc->blocks[old_block], *y = &p->new_doc->blocks[new_block];
	return y->part != PART_NUM && !blocks_same(p, x, y) && !span_equal(x->text, y->text);
}

static void compare_some(void *user, size_t task)
{
	struct ahead *ahead = user;
	const struct pairing *p = ahead->pairing;
	size_t from = task * PAIRS_OF_A_TASK;
	for (size_t i = from; i < ahead->count && i < from + PAIRS_OF_A_TASK; i++) {
		uint32_t new_block = ahead->blocks[i];
		diff_words(p->old_doc->blocks[p->new_block[new_block]].text,
			   p->new_doc->blocks[new_block].text, &ahead->stretches[i]);
	}
}

static void fill(struct ahead *ahead, uint32_t new_block)
{
	const struct doc *doc = ahead->pairing->new_doc;
	uint32_t first = doc->blocks[new_block].start;
	ahead->count = ahead->next = 0;
	for (uint32_t b = new_block;
	     b < doc->block_count && ahead->count < PAIRS && doc->blocks[b].start - first < REACH;
	     b++)
		if (has_other_words(ahead->pairing, b))
			ahead->blocks[ahead->count++] = b;
	threads_run(NULL, (ahead->count + PAIRS_OF_A_TASK - 1) / PAIRS_OF_A_TASK, compare_some,
		    ahead);
}

const struct stretches *stretches_ahead(struct builder *builder, uint32_t new_block)
{
	struct ahead *ahead = builder->ahead;
	if (!ahead) {
		ahead = builder->ahead = mem_alloc(sizeof *ahead);
		ahead->pairing = builder->pairing;
	}
	while (ahead->next < ahead->count && ahead->blocks[ahead->next] < new_block)
		ahead->next++;
	if (ahead->next == ahead->count || ahead->blocks[ahead->next] != new_block)
		fill(ahead, new_block);
	return &ahead->stretches[ahead->next];
}

void ahead_free(struct ahead *ahead)
{
	for (size_t i = 0; ahead && i < PAIRS; i++)
		stretches_release(&ahead->stretches[i]);
	free(ahead);
}
