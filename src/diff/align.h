/* align: which of two lists of siblings are the same. Private to diff. */
#ifndef DIFF_ALIGN_H
#define DIFF_ALIGN_H

#include "diff/diff.h"

/* A provision or a block with all that tells it from its siblings. */
struct node {
	uint32_t index;
	uint32_t match;		     /* index into the other list, or DOC_NONE */
	uint32_t block, block_after; /* the blocks that hold its words */
	uint64_t hash;		     /* of its content, when align() asked for it */
	struct span key;	     /* eId; empty when it has none */
	uint64_t *words;	     /* hashes of its words, sorted; made when asked for */
	uint64_t uncited;	     /* made with them: hash of its words but for numbers */
	uint32_t word_count;
	enum element element : 8;
	enum number_kind number : 8;
	bool namesake; /* the other side has one of its eId that is free too */
};
struct nodes {
	struct node *items;
	size_t count, capacity;
	const struct doc *doc;
	/* Equal hash: the same. NULL where the nodes have theirs. */
	uint64_t (*hash)(const struct doc *doc, uint32_t index);
};
void nodes_add(struct nodes *nodes, struct node node);
void nodes_release(struct nodes *nodes);

static inline bool is_free(const struct nodes *nodes, size_t i)
{
	return nodes->items[i].match == DOC_NONE;
}
static inline void match(struct nodes *a, size_t i, struct nodes *b, size_t j)
{
	a->items[i].match = (uint32_t)j;
	b->items[j].match = (uint32_t)i;
}
static inline bool same_key(const struct node *a, const struct node *b)
{
	return a->key.length && a->element == b->element && span_equal(a->key, b->key);
}
/* Has it a number of the code that the other side has too? */
static inline bool is_in_use(const struct node *node)
{
	return node->number == NUMBER_CODE && node->namesake;
}
/* Would the pair give up a number of the code that is still in use? An item label follows its item;
 * a section keeps its number for life, unless many have shifted. */
static inline bool gives_up(const struct node *x, const struct node *y)
{
	return !same_key(x, y) && (is_in_use(x) || is_in_use(y));
}

/* Makes `words` and `uncited`, once. */
void node_words(const struct doc *doc, struct node *node);
/* How alike two nodes are, in percent of their words; so much makes them versions of one. */
enum { SIMILAR = 40 };
unsigned nodes_alike(const struct doc *old_doc, struct node *a, const struct doc *new_doc,
		     struct node *b);
/* What holds many paragraphs is known by those that did not change, without reading its words. */
bool nodes_share_blocks(const struct doc *old_doc, const struct node *a, const struct doc *new_doc,
			const struct node *b);
/* How much of two nodes of one shape is the same at the ends of their blocks, in percent. */
unsigned nodes_shared_ends(const struct doc *old_doc, const struct node *a,
			   const struct doc *new_doc, const struct node *b);
/* Are all words of one among those of the other? Both have their words. */
bool node_is_part(const struct node *x, const struct node *y);

/* Matches the longest run of partners ([old node] -> new node) that are in order, and frees them.
 */
void match_spine(struct nodes *a, struct nodes *b, uint32_t *partners);

/* Takes back equal partners that would cross heavier ones, in small gaps of what has no eId; those
 * become partners instead. */
void weigh_spine(struct nodes *a, struct nodes *b, uint32_t *partners);

/* Sets `match` on both sides, where there is none yet; matches are in order. Patience: equal and
 * unique nodes are the spine (longest increasing run), which grows over equal neighbours; in the
 * gaps pair nodes of one eId that share paragraphs, equal ones under other numbers (also but for
 * the numbers that they cite), similar ones, at once by eId where there is no other number or too
 * many to compare, then those of one eId alone. */
void align(struct nodes *old_nodes, struct nodes *new_nodes);

/* Sets `match` of cells, blocks of tables in reading order, row by row. */
void match_cells(struct nodes *old_cells, struct nodes *new_cells);

enum { SHIFTED = 3 }; /* equal neighbours under other numbers that make a renumbering */

/* A stretch of each list between two matches: m nodes from a0 on, n from b0 on, none of which has
 * one. The first from a place on; the next, which begins behind the match that ends the gap. */
struct gap {
	size_t a0, m, b0, n;
};
struct gap gap_from(const struct nodes *a, size_t i, const struct nodes *b, size_t j);
struct gap gap_after(const struct nodes *a, const struct nodes *b, const struct gap *gap);
/* Is there one on either side? */
static inline bool gap_is_single(const struct gap *gap)
{
	return gap->m == 1 && gap->n == 1;
}
/* Are there too many to compare all with all? */
bool gap_is_long(const struct gap *gap);
/* Matches the pairs of each gap, in order, with the greatest likeness in sum. */
void match_similar(struct nodes *a, struct nodes *b);

/* keep[i] is true for the longest increasing run of values; DOC_NONE values are never in it. */
void longest_increasing(const uint32_t *values, size_t count, bool *keep);

/* "the", "shall": words that say nothing about which text it is. */
bool is_small_word(struct span word);

/* Two subtrees of one shape, laid over each other; what is below them has no partner yet. */
bool same_shape(const struct pairing *pairing, uint32_t old_index, uint32_t new_index);
/* Fills `same` of a pairing. */
void find_same(struct pairing *pairing);
/* Are they the same, or of one kind and half of what is in them the same? */
bool is_kept(const struct pairing *pairing, uint32_t old_index, uint32_t new_index);
/* Matches siblings that are kept under their eId. */
void match_kept(const struct pairing *pairing, struct nodes *old_nodes, struct nodes *new_nodes);
/* Matches the siblings that both lists have in common at their ends: those that a pairing knows to
 * be the same; without one (NULL), by their hashes. */
void match_ends(const struct pairing *same, struct nodes *old_nodes, struct nodes *new_nodes);

/* Pairs of provisions that have no partner yet and are alike; their number. The list is the
 * caller's. */
size_t find_amended_moves(const struct pairing *pairing, struct known_pair **moves);

/* Fills the `stays` arrays of a pairing whose partners are settled. */
void pairing_settle(struct pairing *pairing);

#endif
