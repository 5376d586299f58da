/* Alignment of two lists of siblings: patience on content, then similarity (design.md, "diff"). */
#include "diff/align.h"

#include <stdlib.h>
#include <string.h>

#include "diff/once.h"

void nodes_add(struct nodes *nodes, struct node node)
{
	MEM_ROOM(nodes->items, nodes->count, nodes->capacity);
	node.match = DOC_NONE;
	nodes->items[nodes->count++] = node;
}

void nodes_release(struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->count; i++)
		free(nodes->items[i].words);
	free(nodes->items);
	nodes->items = NULL;
	nodes->count = nodes->capacity = 0;
}

/* ---- longest increasing run */

/* Most lists are in order as they are. */
static bool is_increasing(const uint32_t *values, size_t count)
{
	uint32_t last = 0;
	bool first = true;
	for (size_t i = 0; i < count; i++) {
		if (values[i] == DOC_NONE)
			continue;
		if (!first && values[i] <= last)
			return false;
		last = values[i];
		first = false;
	}
	return true;
}

void longest_increasing(const uint32_t *values, size_t count, bool *keep)
{
	if (is_increasing(values, count)) {
		for (size_t i = 0; i < count; i++)
			keep[i] = values[i] != DOC_NONE;
		return;
	}
	size_t *tail = mem_alloc((count + 1) * sizeof *tail);
	size_t *previous = mem_alloc((count + 1) * sizeof *previous);
	size_t length = 0;
	for (size_t i = 0; i < count; i++) {
		keep[i] = false;
		if (values[i] == DOC_NONE)
			continue;
		size_t low = 0, high = length;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (values[tail[middle]] < values[i])
				low = middle + 1;
			else
				high = middle;
		}
		previous[i] = low ? tail[low - 1] : SIZE_MAX;
		tail[low] = i;
		if (low == length)
			length++;
	}
	for (size_t i = length ? tail[length - 1] : SIZE_MAX; i != SIZE_MAX; i = previous[i])
		keep[i] = true;
	free(tail);
	free(previous);
}

/* ---- matching */

static bool same_content(const struct nodes *a, size_t i, const struct nodes *b, size_t j)
{
	return a->items[i].hash == b->items[j].hash && a->items[i].element == b->items[j].element;
}

static bool match_here(const struct pairing *p, struct nodes *a, size_t i, struct nodes *b,
		       size_t j)
{
	if (a->items[i].match == j)
		return true;
	bool same = p ? p->same[b->items[j].index] == a->items[i].index
		      : same_content(a, i, b, j) && span_equal(a->items[i].key, b->items[j].key);
	if (!is_free(a, i) || !is_free(b, j) || !same)
		return false;
	match(a, i, b, j);
	return true;
}

void match_ends(const struct pairing *same, struct nodes *a, struct nodes *b)
{
	size_t least = a->count < b->count ? a->count : b->count, head = 0, tail = 1;
	while (head < least && match_here(same, a, head, b, head))
		head++;
	while (tail <= least - head && match_here(same, a, a->count - tail, b, b->count - tail))
		tail++;
}

/* What makes two nodes partners: all of their content, their eId, or their words but for numbers.
 */
enum sameness { BY_CONTENT, BY_KEY, BY_WORDS };

static uint64_t hash_of(const struct node *node, enum sameness by)
{
	return by == BY_CONTENT ? node->hash : by == BY_KEY ? span_hash(node->key) : node->uncited;
}

static bool is_asked(const struct node *node, enum sameness by)
{
	return node->match == DOC_NONE &&
	       (by == BY_CONTENT || (by == BY_KEY ? node->key.length : node->uncited));
}

static size_t asked_count(const struct nodes *nodes, enum sameness by)
{
	size_t count = 0;
	for (size_t i = 0; i < nodes->count; i++)
		count += is_asked(&nodes->items[i], by);
	return count;
}

/* Number of matched nodes before each node: nodes of one gap have the same. */
static uint32_t *gap_numbers(const struct nodes *nodes)
{
	uint32_t *numbers = mem_alloc((nodes->count + 1) * sizeof *numbers), number = 0;
	for (size_t i = 0; i < nodes->count; i++) {
		numbers[i] = number;
		number += !is_free(nodes, i);
	}
	return numbers;
}

/* For each free old node the one new node of the same gap with the same hash that is alone on both
 * sides. */
static uint32_t *find_partners(const struct nodes *a, const struct nodes *b, enum sameness by)
{
	uint32_t *partners = mem_alloc((a->count + 1) * sizeof *partners);
	size_t asked = asked_count(a, by);
	memset(partners, 0xff, (a->count + 1) * sizeof *partners);
	if (!asked)
		return partners;
	uint32_t *a_gap = gap_numbers(a), *b_gap = gap_numbers(b);
	struct once once = once_for(asked);
	for (size_t i = 0; i < a->count; i++)
		if (is_asked(&a->items[i], by))
			once_add_old(&once, hash_of(&a->items[i], by), (uint32_t)i);
	for (size_t j = 0; j < b->count; j++)
		if (is_asked(&b->items[j], by))
			once_add_new(&once, hash_of(&b->items[j], by), (uint32_t)j);
	for (size_t i = 0; i < a->count; i++) {
		if (!is_asked(&a->items[i], by))
			continue;
		uint32_t j = once_partner(&once, hash_of(&a->items[i], by));
		if (j != DOC_NONE && a_gap[i] == b_gap[j] &&
		    a->items[i].element == b->items[j].element)
			partners[i] = j;
	}
	once_release(&once);
	free(a_gap);
	free(b_gap);
	return partners;
}

void match_spine(struct nodes *a, struct nodes *b, uint32_t *partners)
{
	bool *keep = mem_alloc(a->count + 1);
	longest_increasing(partners, a->count, keep);
	for (size_t i = 0; i < a->count; i++)
		if (keep[i])
			match(a, i, b, partners[i]);
	free(keep);
	free(partners);
}

/* Nodes whose eId the other side has too, both without a match yet. */
static void note_namesakes(struct nodes *a, struct nodes *b)
{
	uint32_t *partners = find_partners(a, b, BY_KEY);
	for (size_t i = 0; i < a->count; i++)
		a->items[i].namesake = partners[i] != DOC_NONE;
	for (size_t j = 0; j < b->count; j++)
		b->items[j].namesake = false;
	for (size_t i = 0; i < a->count; i++)
		if (partners[i] != DOC_NONE)
			b->items[partners[i]].namesake = true;
	free(partners);
}

/* Is it without a partner of its own number and words? */
static bool is_loose(const struct nodes *a, size_t i, const struct nodes *b,
		     const uint32_t *partners)
{
	return is_free(a, i) &&
	       (partners[i] == DOC_NONE || !same_key(&a->items[i], &b->items[partners[i]]));
}

/* Does the run [start, end) make up half of what changed around it? Then the numbers have shifted,
 * and to keep them would be to show provisions as rewritten that nobody touched. */
static bool is_most(const struct nodes *a, size_t start, size_t end, const struct nodes *b,
		    const uint32_t *partners)
{
	size_t length = end - start, around = length;
	while (start && around <= 2 * length && is_loose(a, start - 1, b, partners)) {
		start--;
		around++;
	}
	while (end < a->count && around <= 2 * length && is_loose(a, end, b, partners)) {
		end++;
		around++;
	}
	return around <= 2 * length;
}

/* Takes back partners under other numbers that stand alone. */
static void keep_numbers(const struct nodes *a, const struct nodes *b, uint32_t *partners)
{
	for (size_t i = 0, end; i < a->count; i = end) {
		end = i + 1;
		if (partners[i] == DOC_NONE || !gives_up(&a->items[i], &b->items[partners[i]]))
			continue;
		while (end < a->count && partners[end] == partners[end - 1] + 1 &&
		       gives_up(&a->items[end], &b->items[partners[end]]))
			end++;
		if (end - i >= SHIFTED || is_most(a, i, end, b, partners))
			continue;
		for (size_t k = i; k < end; k++)
			partners[k] = DOC_NONE;
	}
}

/* Equal neighbours of what is matched: repeated words are told apart by where they stand. */
static void grow(struct nodes *a, struct nodes *b)
{
	for (size_t i = 0; i + 1 < a->count; i++) {
		size_t j = a->items[i].match;
		if (j != DOC_NONE && j + 1 < b->count && is_free(a, i + 1) && is_free(b, j + 1) &&
		    same_content(a, i + 1, b, j + 1) &&
		    !gives_up(&a->items[i + 1], &b->items[j + 1]))
			match(a, i + 1, b, j + 1);
	}
	for (size_t i = a->count; i-- > 1;) {
		size_t j = a->items[i].match;
		if (j != DOC_NONE && j && is_free(a, i - 1) && is_free(b, j - 1) &&
		    same_content(a, i - 1, b, j - 1) &&
		    !gives_up(&a->items[i - 1], &b->items[j - 1]))
			match(a, i - 1, b, j - 1);
	}
}

/* Matches partners of one eId that are at least so alike (in percent). */
static void match_keys(struct nodes *a, struct nodes *b, uint32_t *partners, unsigned least)
{
	for (size_t i = 0; i < a->count; i++) {
		if (partners[i] == DOC_NONE)
			continue;
		struct node *x = &a->items[i], *y = &b->items[partners[i]];
		if (!same_key(x, y) || (least && nodes_alike(a->doc, x, b->doc, y) < least))
			partners[i] = DOC_NONE;
	}
	match_spine(a, b, partners);
}

/* Paragraphs that both have make two nodes of one eId versions of one, without a look at words. */
static void match_sharing(struct nodes *a, struct nodes *b)
{
	uint32_t *partners = find_partners(a, b, BY_KEY);
	for (size_t i = 0; i < a->count; i++)
		if (partners[i] != DOC_NONE &&
		    !nodes_share_blocks(a->doc, &a->items[i], b->doc, &b->items[partners[i]]))
			partners[i] = DOC_NONE;
	match_keys(a, b, partners, 0);
}

static void read_words(struct nodes *nodes, size_t start, size_t count)
{
	for (size_t i = start; i < start + count; i++)
		node_words(nodes->doc, &nodes->items[i]);
}

/* Of the gaps in which numbers can have shifted. */
static void read_shifted(struct nodes *a, struct nodes *b)
{
	for (struct gap gap = gap_from(a, 0, b, 0); gap.a0 < a->count;
	     gap = gap_after(a, b, &gap)) {
		if (!gap.m || !gap.n ||
		    (gap_is_single(&gap) && same_key(&a->items[gap.a0], &b->items[gap.b0])))
			continue;
		read_words(a, gap.a0, gap.m);
		read_words(b, gap.b0, gap.n);
	}
}

/* Equal nodes, the numbers of which do not speak against it. */
static void match_equal(struct nodes *a, struct nodes *b)
{
	uint32_t *partners = find_partners(a, b, BY_CONTENT);
	for (size_t i = 0; i < a->count; i++)
		if (partners[i] != DOC_NONE && gives_up(&a->items[i], &b->items[partners[i]]))
			partners[i] = DOC_NONE;
	weigh_spine(a, b, partners);
	match_spine(a, b, partners);
	grow(a, b);
}

/* Equal ones under other numbers. Where provisions are renumbered, what they cite is too: they are
 * the same but for numbers. */
static void match_shifted(struct nodes *a, struct nodes *b)
{
	if (!a->items[0].key.length || !b->items[0].key.length)
		return;
	read_shifted(a, b);
	uint32_t *partners = find_partners(a, b, BY_CONTENT);
	uint32_t *cited = find_partners(a, b, BY_WORDS);
	for (size_t i = 0; i < a->count; i++)
		if (partners[i] == DOC_NONE)
			partners[i] = cited[i];
	free(cited);
	keep_numbers(a, b, partners);
	match_spine(a, b, partners);
	grow(a, b);
}

/* Those of one eId that are similar pair at once where there are too many to compare all with all,
 * and where they have no number but the eId. */
static void match_at_once(struct nodes *a, struct nodes *b)
{
	uint32_t *partners = find_partners(a, b, BY_KEY);
	for (struct gap gap = gap_from(a, 0, b, 0); gap.a0 < a->count; gap = gap_after(a, b, &gap))
		for (size_t i = gap.a0; i < gap.a0 + gap.m && !gap_is_long(&gap); i++)
			if (a->items[i].number != NUMBER_NONE)
				partners[i] = DOC_NONE;
	match_keys(a, b, partners, SIMILAR);
}

static size_t free_count(const struct nodes *nodes, size_t *last)
{
	size_t count = 0;
	for (size_t i = 0; i < nodes->count; i++)
		if (is_free(nodes, i)) {
			*last = i;
			count++;
		}
	return count;
}

/* Are the common ends all there is to match? One that is left on either side is one and the same
 * when its eId says so, however much it changed. */
static bool match_rest(struct nodes *a, struct nodes *b)
{
	size_t i = 0, j = 0, old_count = free_count(a, &i), new_count = free_count(b, &j);
	if (!old_count || !new_count)
		return true;
	if (old_count > 1 || new_count > 1 || !same_key(&a->items[i], &b->items[j]))
		return false;
	match(a, i, b, j);
	return true;
}

struct sides {
	struct nodes *nodes[2];
};

static void hash_free(void *user, size_t side)
{
	struct nodes *nodes = ((struct sides *)user)->nodes[side];
	for (size_t i = 0; i < nodes->count && nodes->hash; i++)
		if (is_free(nodes, i))
			nodes->items[i].hash = nodes->hash(nodes->doc, nodes->items[i].index);
}

/* Of many, each side by a thread: no two of them ask one document. */
static void hash_both(struct nodes *old_nodes, struct nodes *new_nodes)
{
	enum { MANY = 1 << 12 };
	struct sides sides = {{old_nodes, new_nodes}};
	if (old_nodes->count > MANY && new_nodes->count > MANY &&
	    old_nodes->doc != new_nodes->doc) {
		threads_run(NULL, 2, hash_free, &sides);
	} else {
		hash_free(&sides, 0);
		hash_free(&sides, 1);
	}
}

void align(struct nodes *old_nodes, struct nodes *new_nodes)
{
	size_t i, j;
	if (!free_count(old_nodes, &i) || !free_count(new_nodes, &j))
		return;
	hash_both(old_nodes, new_nodes);
	match_ends(NULL, old_nodes, new_nodes);
	if (match_rest(old_nodes, new_nodes))
		return;
	note_namesakes(old_nodes, new_nodes);
	match_equal(old_nodes, new_nodes);
	match_sharing(old_nodes, new_nodes);
	match_shifted(old_nodes, new_nodes);
	match_at_once(old_nodes, new_nodes);
	note_namesakes(old_nodes, new_nodes);
	match_similar(old_nodes, new_nodes);
	match_keys(old_nodes, new_nodes, find_partners(old_nodes, new_nodes, BY_KEY), 0);
}
