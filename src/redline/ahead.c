/* Comparisons of words made ahead of the walk, by several threads: where much has changed they are
 * most of the work, and none needs another. */
#include "redline/build.h"

#include <stdlib.h>
#include <string.h>

enum {
	AHEAD = 512, /* pairs that are compared at once */
	FEW = 64,    /* too few for it */
	SHARE = 32   /* of them that a thread takes */
};

struct compared {
	uint32_t old_block, new_block;
	struct stretch *items;
	size_t count, capacity;
};
struct ahead {
	const struct pairing *pairing;
	uint32_t from, after; /* blocks of the new document that were looked at */
	struct compared pairs[AHEAD];
	size_t count;
};

static struct span old_text(const struct ahead *ahead, const struct compared *pair)
{
	return ahead->pairing->old_doc->blocks[pair->old_block].text;
}

static struct span new_text(const struct ahead *ahead, const struct compared *pair)
{
	return ahead->pairing->new_doc->blocks[pair->new_block].text;
}

static bool has_changed(const struct pairing *p, uint32_t block)
{
	uint32_t partner = p->new_block[block];
	return partner != DOC_NONE && p->new_doc->blocks[block].part != PART_NUM &&
	       !span_equal(p->old_doc->blocks[partner].text, p->new_doc->blocks[block].text);
}

static void collect(struct ahead *ahead, uint32_t block)
{
	const struct pairing *p = ahead->pairing;
	ahead->from = block;
	ahead->count = 0;
	for (; block < p->new_doc->block_count && ahead->count < AHEAD; block++) {
		if (!has_changed(p, block))
			continue;
		struct compared *pair = &ahead->pairs[ahead->count++];
		pair->old_block = p->new_block[block];
		pair->new_block = block;
	}
	ahead->after = block;
}

static void compare_share(void *user, size_t task)
{
	struct ahead *ahead = user;
	struct stretches stretches = {0};
	for (size_t i = task * SHARE; i < (task + 1) * SHARE && i < ahead->count; i++) {
		struct compared *pair = &ahead->pairs[i];
		diff_words(old_text(ahead, pair), new_text(ahead, pair), &stretches);
		MEM_ROOM_FOR(pair->items, 0, pair->capacity, stretches.count);
		memcpy(pair->items, stretches.items, stretches.count * sizeof *pair->items);
		pair->count = stretches.count;
	}
	stretches_release(&stretches);
}

/* The comparison of two blocks, if it was made ahead or can be now. */
bool ahead_find(struct builder *builder, uint32_t old_block, uint32_t new_block,
		struct stretches *found)
{
	struct ahead *ahead = builder->ahead;
	if (!ahead) {
		ahead = builder->ahead = mem_alloc(sizeof *ahead);
		ahead->pairing = builder->pairing;
	}
	if (new_block < ahead->from || new_block >= ahead->after) {
		collect(ahead, new_block);
		if (ahead->count < FEW)
			ahead->count = 0;
		threads_run(NULL, (ahead->count + SHARE - 1) / SHARE, compare_share, ahead);
	}
	size_t i = FIRST_FROM(ahead->pairs, ahead->count, new_block, new_block);
	if (i == ahead->count || ahead->pairs[i].new_block != new_block ||
	    ahead->pairs[i].old_block != old_block)
		return false;
	*found = (struct stretches){.items = ahead->pairs[i].items, .count = ahead->pairs[i].count};
	return true;
}

void ahead_free(struct ahead *ahead)
{
	for (size_t i = 0; ahead && i < AHEAD; i++)
		free(ahead->pairs[i].items);
	free(ahead);
}
