/* Alignment of two lists of siblings: patience on content, then similarity (design.md, "diff"). */
#include "diff/align.h"

#include <stdlib.h>
#include <string.h>

enum {
	GAP_MAX = 48, /* nodes of a gap compared with each other; longer gaps are cut */
	SHIFTED = 3   /* equal neighbours under other numbers that make a renumbering */
};

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

static void match(struct nodes *a, size_t i, struct nodes *b, size_t j)
{
	a->items[i].match = (uint32_t)j;
	b->items[j].match = (uint32_t)i;
}

static bool is_free(const struct nodes *nodes, size_t i)
{
	return nodes->items[i].match == DOC_NONE;
}

static bool same_content(const struct nodes *a, size_t i, const struct nodes *b, size_t j)
{
	return a->items[i].hash == b->items[j].hash && a->items[i].element == b->items[j].element;
}

static bool same_key(const struct node *a, const struct node *b)
{
	return a->key.length && a->element == b->element && span_equal(a->key, b->key);
}

/* What both lists have in common at their ends. */
static void match_ends(struct nodes *a, struct nodes *b)
{
	size_t least = a->count < b->count ? a->count : b->count, head = 0;
	while (head < least && same_content(a, head, b, head) &&
	       span_equal(a->items[head].key, b->items[head].key)) {
		match(a, head, b, head);
		head++;
	}
	for (size_t tail = 1; tail <= least - head; tail++) {
		size_t i = a->count - tail, j = b->count - tail;
		if (!same_content(a, i, b, j) || !span_equal(a->items[i].key, b->items[j].key))
			break;
		match(a, i, b, j);
	}
}

/* Who has a hash: the node of either side, and how many there are. */
struct owners {
	uint64_t hash;
	uint32_t at[2], count[2];
};
struct owner_table {
	struct owners *slots;
	size_t size; /* a power of two */
};

static struct owners *owners_of(const struct owner_table *table, uint64_t hash)
{
	size_t at = (hash ^ hash >> 32) & (table->size - 1);
	while (table->slots[at].hash != hash &&
	       (table->slots[at].count[0] || table->slots[at].count[1]))
		at = (at + 1) & (table->size - 1);
	return &table->slots[at];
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

static void owners_add(struct owner_table *table, const struct nodes *nodes, int side,
		       enum sameness by)
{
	for (size_t i = 0; i < nodes->count; i++) {
		const struct node *node = &nodes->items[i];
		if (!is_asked(node, by))
			continue;
		uint64_t hash = hash_of(node, by);
		struct owners *owners = owners_of(table, hash);
		owners->hash = hash;
		owners->at[side] = (uint32_t)i;
		owners->count[side]++;
	}
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
	struct owner_table table = {.size = 16};
	size_t asked = asked_count(a, by);
	memset(partners, 0xff, (a->count + 1) * sizeof *partners);
	if (!asked)
		return partners;
	uint32_t *a_gap = gap_numbers(a), *b_gap = gap_numbers(b);
	asked += asked_count(b, by);
	while (table.size < 2 * asked)
		table.size *= 2;
	table.slots = mem_alloc(table.size * sizeof *table.slots);
	owners_add(&table, a, 0, by);
	owners_add(&table, b, 1, by);
	for (size_t i = 0; i < a->count; i++) {
		if (!is_asked(&a->items[i], by))
			continue;
		const struct owners *owners = owners_of(&table, hash_of(&a->items[i], by));
		uint32_t j = owners->at[1];
		if (owners->count[0] == 1 && owners->count[1] == 1 && a_gap[i] == b_gap[j] &&
		    a->items[i].element == b->items[j].element)
			partners[i] = j;
	}
	free(table.slots);
	free(a_gap);
	free(b_gap);
	return partners;
}

/* Matches the longest run of partners that are in order. */
static void match_spine(struct nodes *a, struct nodes *b, uint32_t *partners)
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

/* Has it a number of the code that the other side has too? */
static bool is_in_use(const struct node *node)
{
	return node->number == NUMBER_CODE && node->namesake;
}

/* Would the pair give up a number of the code that is still in use? An item label follows its item;
 * a section keeps its number for life, unless many have shifted. */
static bool gives_up(const struct node *x, const struct node *y)
{
	return !same_key(x, y) && (is_in_use(x) || is_in_use(y));
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

static void read_words(struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->count; i++)
		if (is_free(nodes, i))
			node_words(nodes->doc, &nodes->items[i]);
}

/* Equal nodes, the numbers of which do not speak against it. */
static void match_equal(struct nodes *a, struct nodes *b)
{
	uint32_t *partners = find_partners(a, b, BY_CONTENT);
	for (size_t i = 0; i < a->count; i++)
		if (partners[i] != DOC_NONE && gives_up(&a->items[i], &b->items[partners[i]]))
			partners[i] = DOC_NONE;
	match_spine(a, b, partners);
	grow(a, b);
}

/* Equal ones under other numbers. Where provisions are renumbered, what they cite is too: they are
 * the same but for numbers. */
static void match_shifted(struct nodes *a, struct nodes *b)
{
	if (!a->items[0].key.length || !b->items[0].key.length)
		return;
	read_words(a);
	read_words(b);
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

/* ---- gaps: pairs in order with the greatest similarity in sum */

struct gap_table {
	unsigned score[GAP_MAX + 1][GAP_MAX + 1];
	unsigned char step[GAP_MAX + 1][GAP_MAX + 1];
};
enum { STEP_OLD = 1, STEP_NEW, STEP_PAIR };

/* How alike two nodes of a gap are; 0: not enough to be one. Of two that are as good, the one of
 * the same eId; where one is split or two are joined, the first part keeps it. */
static unsigned likeness(struct nodes *a, size_t i, struct nodes *b, size_t j, bool shifted)
{
	enum { NAMESAKE = 10, PART = 30 };
	struct node *x = &a->items[i], *y = &b->items[j];
	if (!shifted && gives_up(x, y))
		return 0;
	unsigned alike = nodes_alike(a->doc, x, b->doc, y);
	if (alike < SIMILAR)
		return 0;
	return !same_key(x, y) ? alike : alike + (node_is_part(x, y) ? PART : NAMESAKE);
}

static void fill_cell(struct gap_table *t, size_t i, size_t j, unsigned alike)
{
	unsigned skip_old = t->score[i + 1][j], skip_new = t->score[i][j + 1];
	unsigned pair = alike ? t->score[i + 1][j + 1] + alike : 0;
	if (pair && pair >= skip_old && pair >= skip_new) {
		t->score[i][j] = pair;
		t->step[i][j] = STEP_PAIR;
	} else {
		t->score[i][j] = skip_old >= skip_new ? skip_old : skip_new;
		t->step[i][j] = skip_old >= skip_new ? STEP_OLD : STEP_NEW;
	}
}

/* A stretch of each list: m nodes from a0 on, n from b0 on, none of which has a match. */
struct gap {
	size_t a0, m, b0, n;
};

static struct gap gap_from(const struct nodes *a, size_t i, const struct nodes *b, size_t j)
{
	struct gap gap = {.a0 = i, .b0 = j};
	while (i + gap.m < a->count && is_free(a, i + gap.m))
		gap.m++;
	while (j + gap.n < b->count && is_free(b, j + gap.n))
		gap.n++;
	return gap;
}

static struct gap gap_after(const struct nodes *a, const struct nodes *b, const struct gap *gap)
{
	return gap_from(a, gap->a0 + gap->m + 1, b, gap->b0 + gap->n + 1);
}

static bool is_long(const struct gap *gap)
{
	return gap->m > GAP_MAX || gap->n > GAP_MAX;
}

static unsigned fill_table(struct gap_table *t, struct nodes *a, struct nodes *b,
			   const struct gap *gap, bool shifted)
{
	for (size_t i = 0; i <= gap->m; i++)
		t->score[i][gap->n] = 0;
	for (size_t j = 0; j <= gap->n; j++)
		t->score[gap->m][j] = 0;
	for (size_t i = gap->m; i-- > 0;)
		for (size_t j = gap->n; j-- > 0;)
			fill_cell(t, i, j, likeness(a, gap->a0 + i, b, gap->b0 + j, shifted));
	return t->score[0][0];
}

/* How the pairs of a table that give up their numbers gain by it. */
struct shift {
	unsigned count, sum; /* pairs; their likeness */
	unsigned run;	     /* the longest run of neighbours; many beside such a pair */
};

static bool is_renumbered(const struct node *x, const struct node *y)
{
	return x->number == NUMBER_CODE && !same_key(x, y);
}

/* Has a pair that ends the gap another number? */
static bool beside_shifted(const struct nodes *a, const struct nodes *b, const struct gap *gap)
{
	const struct node *x = a->items, *y = b->items;
	size_t i = gap->a0 + gap->m, j = gap->b0 + gap->n;
	return (gap->a0 && gap->b0 && is_renumbered(&x[gap->a0 - 1], &y[gap->b0 - 1])) ||
	       (i < a->count && j < b->count && is_renumbered(&x[i], &y[j]));
}

static struct shift shift_of(const struct gap_table *t, struct nodes *a, struct nodes *b,
			     const struct gap *gap)
{
	struct shift shift = {0};
	unsigned run = 0;
	if (beside_shifted(a, b, gap))
		shift.run = SHIFTED + 1;
	for (size_t i = 0, j = 0; i < gap->m && j < gap->n;) {
		unsigned char step = t->step[i][j];
		bool gives = step == STEP_PAIR &&
			     gives_up(&a->items[gap->a0 + i], &b->items[gap->b0 + j]);
		run = gives ? run + 1 : 0;
		shift.run = run > shift.run ? run : shift.run;
		shift.count += gives;
		shift.sum += gives ? t->score[i][j] - t->score[i + 1][j + 1] : 0;
		i += step != STEP_NEW;
		j += step != STEP_OLD;
	}
	return shift;
}

/* Numbers have shifted where most of a small gap is far more alike under other numbers, or many
 * neighbours are clearly more alike. */
static bool have_shifted(const struct gap_table *t, struct nodes *a, struct nodes *b,
			 const struct gap *gap, unsigned kept)
{
	enum { SMALL = 12, FAR = 50, MANY = SHIFTED + 1, GAIN = 25, SURE = 60 };
	size_t least = gap->m < gap->n ? gap->m : gap->n;
	unsigned shifted = t->score[0][0];
	if (least > 1 && gap->m <= SMALL && gap->n <= SMALL &&
	    shifted >= 2 * kept + FAR * (unsigned)least)
		return true;
	struct shift shift = shift_of(t, a, b, gap);
	return shift.run >= MANY && shift.sum >= SURE * shift.count &&
	       shifted >= kept + GAIN * shift.count;
}

/* Can a pair of the gap give up a number at all? */
static bool has_numbers_in_use(const struct nodes *nodes, size_t start, size_t count)
{
	for (size_t i = start; i < start + count; i++)
		if (is_in_use(&nodes->items[i]))
			return true;
	return false;
}

/* Fills the table as the gap is to be matched. */
static void settle_table(struct gap_table *t, struct nodes *a, struct nodes *b,
			 const struct gap *gap)
{
	unsigned kept = fill_table(t, a, b, gap, false);
	if (!has_numbers_in_use(a, gap->a0, gap->m) && !has_numbers_in_use(b, gap->b0, gap->n))
		return;
	fill_table(t, a, b, gap, true);
	if (!have_shifted(t, a, b, gap, kept))
		fill_table(t, a, b, gap, false);
}

static void match_piece(struct nodes *a, struct nodes *b, const struct gap *gap)
{
	if (!gap->m || !gap->n)
		return;
	struct gap_table *t = mem_realloc(NULL, sizeof *t);
	settle_table(t, a, b, gap);
	for (size_t i = 0, j = 0; i < gap->m && j < gap->n;) {
		unsigned char step = t->step[i][j];
		if (step == STEP_PAIR)
			match(a, gap->a0 + i, b, gap->b0 + j);
		i += step != STEP_NEW;
		j += step != STEP_OLD;
	}
	free(t);
}

/* Those of one eId that are similar pair at once where there are too many to compare all with all,
 * and where they have no number but the eId. */
static void match_at_once(struct nodes *a, struct nodes *b)
{
	uint32_t *partners = find_partners(a, b, BY_KEY);
	for (struct gap gap = gap_from(a, 0, b, 0); gap.a0 < a->count; gap = gap_after(a, b, &gap))
		for (size_t i = gap.a0; i < gap.a0 + gap.m && !is_long(&gap); i++)
			if (a->items[i].number != NUMBER_NONE)
				partners[i] = DOC_NONE;
	match_keys(a, b, partners, SIMILAR);
}

/* A gap that is still long is cut into pieces in proportion, so that the work stays linear. */
static void match_gap(struct nodes *a, struct nodes *b, const struct gap *gap)
{
	size_t most = gap->m > gap->n ? gap->m : gap->n, pieces = (most + GAP_MAX - 1) / GAP_MAX;
	for (size_t k = 0; k < pieces; k++) {
		size_t i = gap->m * k / pieces, i_end = gap->m * (k + 1) / pieces;
		size_t j = gap->n * k / pieces, j_end = gap->n * (k + 1) / pieces;
		match_piece(a, b, &(struct gap){gap->a0 + i, i_end - i, gap->b0 + j, j_end - j});
	}
}

static void match_similar(struct nodes *a, struct nodes *b)
{
	for (struct gap gap = gap_from(a, 0, b, 0), next; gap.a0 < a->count; gap = next) {
		next = gap_after(a, b, &gap); /* what follows a gap is matched already */
		match_gap(a, b, &gap);
	}
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

void align(struct nodes *old_nodes, struct nodes *new_nodes)
{
	match_ends(old_nodes, new_nodes);
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
