/* How alike two siblings are: by their words, or by the paragraphs that both have. */
#include "diff/align.h"

#include <stdlib.h>
#include <string.h>

#include "doc/words.h"

enum {
	WORDS_MAX = 128, /* of a node that are compared: those with the lowest hashes */
	MANY_BLOCKS = 8
};

/* Shell, A High-Speed Sorting Procedure (1959), with the gaps of Ciura (2001): for the few hundred
 * hashes of a node a fraction of what qsort takes, and this is asked of every node that changed. */
static void sort_hashes(uint64_t *hashes, size_t count)
{
	static const size_t gaps[] = {132, 57, 23, 10, 4, 1};
	for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
		for (size_t i = gaps[g]; i < count; i++) {
			uint64_t hash = hashes[i];
			size_t at = i;
			for (; at >= gaps[g] && hashes[at - gaps[g]] > hash; at -= gaps[g])
				hashes[at] = hashes[at - gaps[g]];
			hashes[at] = hash;
		}
}

/* The lowest WORDS_MAX of many hashes, each once: sorted and cut whenever there is no room for
 * more. */
struct sample {
	uint64_t items[4 * WORDS_MAX];
	size_t count;
	uint64_t limit; /* what is not below it can be left out */
};

static void sample_cut(struct sample *sample)
{
	size_t kept = 0;
	sort_hashes(sample->items, sample->count);
	for (size_t i = 0; i < sample->count && kept < WORDS_MAX; i++)
		if (!i || sample->items[i] != sample->items[i - 1])
			sample->items[kept++] = sample->items[i];
	sample->count = kept;
	if (kept == WORDS_MAX)
		sample->limit = sample->items[kept - 1];
}

static void sample_add(struct sample *sample, uint64_t hash)
{
	if (hash >= sample->limit)
		return;
	if (sample->count == sizeof sample->items / sizeof *sample->items)
		sample_cut(sample);
	sample->items[sample->count++] = hash;
}

static void sample_begin(struct sample *sample)
{
	sample->count = 0;
	sample->limit = UINT64_MAX;
}

static bool tells_something(struct span word, enum word_kind kind)
{
	return kind != WORD_MARK && word.length >= 3 && !is_small_word(word);
}

/* The words of a node that tell something; the hash of those that are no numbers. */
void node_words(const struct doc *doc, struct node *node)
{
	if (node->words)
		return;
	struct words words = {0};
	struct sample sample;
	sample_begin(&sample);
	for (uint32_t b = node->block; b < node->block_after; b++) {
		struct span text = doc->blocks[b].text;
		words_split(text, &words);
		for (size_t i = 0; i < words.count; i++) {
			const struct word *w = &words.items[i];
			struct span word = span_sub(text, w->start, w->end);
			if (!tells_something(word, w->kind))
				continue;
			sample_add(&sample, w->hash);
			if (w->kind == WORD_WORD)
				node->uncited = (node->uncited ^ w->hash) * 0xff51afd7ed558ccdu;
		}
	}
	sample_cut(&sample);
	words_release(&words);
	node->words = mem_realloc(NULL, sample.count * sizeof *node->words);
	memcpy(node->words, sample.items, sample.count * sizeof *node->words);
	node->word_count = (uint32_t)sample.count;
}

/* Two sorted samples: of those too long to be whole, what both would have kept is compared. */
static unsigned shared_percent(const uint64_t *a, size_t m, const uint64_t *b, size_t n)
{
	uint64_t limit = UINT64_MAX;
	if (m == WORDS_MAX)
		limit = a[m - 1];
	if (n == WORDS_MAX && b[n - 1] < limit)
		limit = b[n - 1];
	while (m && a[m - 1] > limit)
		m--;
	while (n && b[n - 1] > limit)
		n--;
	size_t i = 0, j = 0, shared = 0;
	while (i < m && j < n) {
		uint64_t x = a[i], y = b[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
	}
	if (!m || !n)
		return 0;
	/* What was taken over whole into something longer is still it. */
	unsigned within = shared >= 4 ? (unsigned)(70 * shared / (m < n ? m : n)) : 0;
	unsigned both = (unsigned)(200 * shared / (m + n));
	return both > within ? both : within;
}

static void block_hashes(const struct doc *doc, const struct node *node, struct sample *sample)
{
	sample_begin(sample);
	for (uint32_t b = node->block; b < node->block_after; b++)
		if (doc->blocks[b].part != PART_NUM)
			sample_add(sample, doc_block_hash(doc, b));
	sample_cut(sample);
}

/* What holds many paragraphs is known by those that did not change, without reading their words. */
bool nodes_share_blocks(const struct doc *old_doc, const struct node *a, const struct doc *new_doc,
			const struct node *b)
{
	if (a->block_after - a->block < MANY_BLOCKS || b->block_after - b->block < MANY_BLOCKS)
		return false;
	struct sample x, y;
	block_hashes(old_doc, a, &x);
	block_hashes(new_doc, b, &y);
	return shared_percent(x.items, x.count, y.items, y.count) >= SIMILAR;
}

/* Bytes that two texts have in common at their ends. */
static size_t common_ends(struct span a, struct span b)
{
	size_t least = a.length < b.length ? a.length : b.length, head = 0, tail = 0;
	while (head < least && a.at[head] == b.at[head])
		head++;
	while (head + tail < least && a.at[a.length - 1 - tail] == b.at[b.length - 1 - tail])
		tail++;
	return head + tail;
}

unsigned nodes_shared_ends(const struct doc *old_doc, const struct node *a,
			   const struct doc *new_doc, const struct node *b)
{
	uint32_t count = a->block_after - a->block;
	size_t shared = 0, old_length = 0, new_length = 0;
	if (a->element != b->element || count != b->block_after - b->block)
		return 0;
	for (uint32_t k = 0; k < count; k++) {
		struct span x = old_doc->blocks[a->block + k].text;
		struct span y = new_doc->blocks[b->block + k].text;
		shared += common_ends(x, y);
		old_length += x.length;
		new_length += y.length;
	}
	size_t longer = old_length > new_length ? old_length : new_length;
	return longer ? (unsigned)(100 * shared / longer) : 100;
}

/* How alike two nodes are, in percent of their words. */
unsigned nodes_alike(const struct doc *old_doc, struct node *a, const struct doc *new_doc,
		     struct node *b)
{
	if (a->element != b->element)
		return 0;
	if (a->hash == b->hash)
		return 100;
	if (nodes_share_blocks(old_doc, a, new_doc, b))
		return SIMILAR;
	node_words(old_doc, a);
	node_words(new_doc, b);
	return shared_percent(a->words, a->word_count, b->words, b->word_count);
}

/* Are all words of one among those of the other? */
bool node_is_part(const struct node *x, const struct node *y)
{
	const struct node *less = x->word_count < y->word_count ? x : y, *more = less == x ? y : x;
	uint32_t j = 0;
	for (uint32_t i = 0; i < less->word_count; i++) {
		while (j < more->word_count && more->words[j] < less->words[i])
			j++;
		if (j == more->word_count || more->words[j] != less->words[i])
			return false;
	}
	return less->word_count;
}
