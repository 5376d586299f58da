/* Provisions that have gone elsewhere and were amended on the way.
 *
 * Known by the pairs of neighbouring words that are in one lone provision of either side and in no
 * other: what repeats, repeats in many and votes for none. */
#include "diff/align.h"

#include <stdlib.h>

#include "diff/once.h"

enum {
	ALIKE = 60, /* percent of its pairs of words that a provision must still have */
	LEAST = 8   /* pairs: fewer are shared by chance */
};

/* A provision without a partner. */
struct lone {
	uint32_t provision;
	size_t pairs;
	uint32_t best; /* the one most like it on the other side, or DOC_NONE */
	size_t shared; /* pairs it shares with that one */
};
struct word_pair {
	uint64_t hash;
	uint32_t lone;
};
struct vote {
	uint32_t old_lone, new_lone;
};
struct search {
	struct lone *lone;
	size_t count, capacity;
	struct word_pair *pairs;
	size_t pair_count, pair_capacity;
	struct vote *votes;
	size_t vote_count, vote_capacity;
	struct words words;
};

static void read_block(struct search *s, uint32_t lone, struct span text)
{
	uint64_t before = 0;
	words_split(text, &s->words);
	for (size_t i = 0; i < s->words.count; i++) {
		if (s->words.items[i].kind == WORD_MARK)
			continue;
		uint64_t hash = s->words.items[i].hash;
		if (before) {
			MEM_ROOM(s->pairs, s->pair_count, s->pair_capacity);
			s->pairs[s->pair_count++] = (struct word_pair){before * 31 + hash, lone};
			s->lone[lone].pairs++;
		}
		before = hash;
	}
}

/* Those that are below no other of them. */
static size_t collect(struct search *s, const struct doc *doc, const uint32_t *partner)
{
	size_t before = s->count;
	struct sweep sweep = doc_sweep(doc);
	for (uint32_t i = 0; i < doc->provision_count;) {
		const struct provision *p = &doc->provisions[i];
		sweep_to(&sweep, p->start);
		if (partner[i] != DOC_NONE || p->flags & PROVISION_CROSSHEADING) {
			i++;
			continue;
		}
		MEM_ROOM(s->lone, s->count, s->capacity);
		s->lone[s->count] = (struct lone){.provision = i, .best = DOC_NONE};
		for (uint32_t b = p->block; b < p->block_after; b++)
			if (doc->blocks[b].part != PART_NUM)
				read_block(s, (uint32_t)s->count, doc->blocks[b].text);
		s->count++;
		i = p->after;
	}
	return s->count - before;
}

static int compare_votes(const void *x, const void *y)
{
	const struct vote *a = x, *b = y;
	if (a->old_lone != b->old_lone)
		return a->old_lone < b->old_lone ? -1 : 1;
	return (a->new_lone > b->new_lone) - (a->new_lone < b->new_lone);
}

/* Each side's pairs stand together, the old ones first. */
static void vote(struct search *s, size_t old_pairs)
{
	struct once once = once_for(old_pairs);
	for (size_t i = 0; i < old_pairs; i++)
		once_add_old(&once, s->pairs[i].hash, s->pairs[i].lone);
	for (size_t i = old_pairs; i < s->pair_count; i++)
		once_add_new(&once, s->pairs[i].hash, s->pairs[i].lone);
	for (size_t i = 0; i < old_pairs; i++) {
		struct vote v = {s->pairs[i].lone, once_partner(&once, s->pairs[i].hash)};
		if (v.new_lone == DOC_NONE)
			continue;
		MEM_ROOM(s->votes, s->vote_count, s->vote_capacity);
		s->votes[s->vote_count++] = v;
	}
	once_release(&once);
	if (s->vote_count)
		qsort(s->votes, s->vote_count, sizeof *s->votes, compare_votes);
}

static void prefer(struct lone *lone, uint32_t other, size_t shared)
{
	if (shared > lone->shared) {
		lone->best = other;
		lone->shared = shared;
	}
}

static void count_votes(struct search *s)
{
	for (size_t i = 0, end; i < s->vote_count; i = end) {
		const struct vote *v = &s->votes[i];
		for (end = i + 1; end < s->vote_count && !compare_votes(v, &s->votes[end]); end++)
			;
		prefer(&s->lone[v->old_lone], v->new_lone, end - i);
		prefer(&s->lone[v->new_lone], v->old_lone, end - i);
	}
}

static bool is_alike(const struct search *s, uint32_t i)
{
	const struct lone *a = &s->lone[i];
	if (a->best == DOC_NONE || a->shared < LEAST)
		return false;
	const struct lone *b = &s->lone[a->best];
	return b->best == i && 200 * a->shared >= ALIKE * (a->pairs + b->pairs);
}

size_t find_amended_moves(const struct pairing *p, struct known_pair **moves)
{
	struct search s = {0};
	size_t count = 0;
	size_t olds = collect(&s, p->old_doc, p->old_provision), old_pairs = s.pair_count;
	if (olds && collect(&s, p->new_doc, p->new_provision)) {
		vote(&s, old_pairs);
		count_votes(&s);
	}
	*moves = mem_alloc((olds + 1) * sizeof **moves);
	for (uint32_t i = 0; i < olds; i++) {
		if (!is_alike(&s, i))
			continue;
		struct known_pair move = {s.lone[i].provision, s.lone[s.lone[i].best].provision};
		if (p->old_doc->provisions[move.old_provision].element ==
		    p->new_doc->provisions[move.new_provision].element)
			(*moves)[count++] = move;
	}
	words_release(&s.words);
	free(s.lone);
	free(s.pairs);
	free(s.votes);
	return count;
}
