/* Which provision and which block of the old document is which of the new one.
 *
 * Both ways end the same: siblings of a pair are aligned, their pairs are put on a list of work,
 * and so on down; there is no recursion and every node is aligned once. */
#include "diff/diff.h"

#include <stdlib.h>
#include <string.h>

#include "diff/align.h"
#include "diff/once.h"

enum {
	MOVED_LENGTH = 24 /* bytes of text below which equal provisions are no move but a chance */
};

/* Pairs of provisions whose children and blocks wait to be paired. */
struct work {
	struct {
		uint32_t old_provision, new_provision;
	} * items;
	size_t count, capacity;
};

static struct pairing *pairing_new(const struct doc *old_doc, const struct doc *new_doc)
{
	struct pairing *p = mem_alloc(sizeof *p);
	p->old_doc = old_doc;
	p->new_doc = new_doc;
	size_t sizes[] = {old_doc->provision_count, new_doc->provision_count, old_doc->block_count,
			  new_doc->block_count};
	uint32_t **lists[] = {&p->old_provision, &p->new_provision, &p->old_block, &p->new_block};
	bool **flags[] = {&p->old_stays, &p->new_stays, &p->old_block_stays, &p->new_block_stays};
	for (size_t i = 0; i < 4; i++) {
		*flags[i] = mem_alloc((sizes[i] + 1) * sizeof **flags[i]);
		*lists[i] = mem_alloc((sizes[i] + 1) * sizeof **lists[i]);
		memset(*lists[i], 0xff, (sizes[i] + 1) * sizeof **lists[i]);
	}
	p->same = mem_alloc((sizes[1] + 1) * sizeof *p->same);
	memset(p->same, 0xff, (sizes[1] + 1) * sizeof *p->same);
	find_same(p);
	return p;
}

void pairing_free(struct pairing *pairing)
{
	if (!pairing)
		return;
	free(pairing->same);
	free(pairing->old_provision);
	free(pairing->new_provision);
	free(pairing->old_block);
	free(pairing->new_block);
	free(pairing->old_stays);
	free(pairing->new_stays);
	free(pairing->old_block_stays);
	free(pairing->new_block_stays);
	free(pairing->new_moved);
	free(pairing);
}

static void pair_provisions(struct pairing *p, uint32_t old_index, uint32_t new_index)
{
	p->old_provision[old_index] = new_index;
	p->new_provision[new_index] = old_index;
}

static void pair(struct pairing *p, struct work *work, uint32_t old_index, uint32_t new_index)
{
	pair_provisions(p, old_index, new_index);
	MEM_ROOM(work->items, work->count, work->capacity);
	work->items[work->count].old_provision = old_index;
	work->items[work->count++].new_provision = new_index;
}

/* ---- siblings */

static void add_provision(struct nodes *nodes, uint32_t index)
{
	const struct provision *p = &nodes->doc->provisions[index];
	nodes_add(nodes, (struct node){.index = index,
				       .element = p->element,
				       .block = p->block,
				       .block_after = p->block_after,
				       .key = p->eid,
				       .number = p->number});
}

/* The provisions of [first, after) that are below no other of them and have no partner yet. */
static void collect_siblings(struct nodes *nodes, const uint32_t *partner, uint32_t first,
			     uint32_t after)
{
	const struct doc *doc = nodes->doc;
	size_t count = 0;
	for (uint32_t i = first; i < after; i = doc->provisions[i].after)
		count += partner[i] == DOC_NONE;
	MEM_ROOM_FOR(nodes->items, 0, nodes->capacity, count);
	for (uint32_t i = first; i < after; i = doc->provisions[i].after)
		if (partner[i] == DOC_NONE)
			add_provision(nodes, i);
}

struct range {
	uint32_t first, after;
};

static void pair_siblings(struct pairing *p, struct work *work, struct range old_range,
			  struct range new_range)
{
	struct nodes a = {.doc = p->old_doc, .hash = doc_provision_hash};
	struct nodes b = {.doc = p->new_doc, .hash = doc_provision_hash};
	collect_siblings(&a, p->old_provision, old_range.first, old_range.after);
	collect_siblings(&b, p->new_provision, new_range.first, new_range.after);
	if (a.count && b.count) {
		match_kept(p, &a, &b);
		match_ends(p, &a, &b);
		align(&a, &b);
	}
	for (size_t i = 0; i < a.count; i++)
		if (a.items[i].match != DOC_NONE)
			pair(p, work, a.items[i].index, b.items[a.items[i].match].index);
	nodes_release(&a);
	nodes_release(&b);
}

/* ---- blocks */

/* Own blocks of a provision are compared class by class: opening words and content are one class,
 * for content becomes opening words when items are added. No words move into a table or out of it.
 */
enum block_class {
	CLASS_NUM,
	CLASS_HEADING,
	CLASS_MAIN,
	CLASS_CELL,
	CLASS_WRAPUP,
	CLASS_NOTE,
	CLASSES
};

static enum block_class class_of(const struct block *block)
{
	switch (block->part) {
	case PART_NUM:
		return CLASS_NUM;
	case PART_HEADING:
	case PART_CROSSHEADING:
		return CLASS_HEADING;
	case PART_NOTE:
		return CLASS_NOTE;
	case PART_WRAPUP:
		return block->flags & BLOCK_CELL ? CLASS_CELL : CLASS_WRAPUP;
	default:
		return block->flags & BLOCK_CELL ? CLASS_CELL : CLASS_MAIN;
	}
}

static void add_block(struct nodes lists[CLASSES], const struct doc *doc, uint32_t block)
{
	const struct block *b = &doc->blocks[block];
	nodes_add(&lists[class_of(b)], (struct node){.index = block,
						     .element = b->element,
						     .block = block,
						     .block_after = block + 1});
}

/* The blocks that belong to the provision (DOC_NONE: to none) and have no partner yet. */
static void collect_blocks(struct nodes lists[CLASSES], const struct doc *doc,
			   const uint32_t *partner, uint32_t provision)
{
	if (provision != DOC_NONE) {
		for (uint32_t b = provision_next_block(doc, provision, DOC_NONE); b != DOC_NONE;
		     b = provision_next_block(doc, provision, b))
			if (partner[b] == DOC_NONE)
				add_block(lists, doc, b);
		return;
	}
	for (uint32_t b = 0; b < doc->block_count; b++)
		if (doc->blocks[b].provision == DOC_NONE && partner[b] == DOC_NONE)
			add_block(lists, doc, b);
}

static void pair_blocks(struct pairing *p, uint32_t old_provision, uint32_t new_provision)
{
	struct nodes a[CLASSES], b[CLASSES];
	memset(a, 0, sizeof a);
	memset(b, 0, sizeof b);
	collect_blocks(a, p->old_doc, p->old_block, old_provision);
	collect_blocks(b, p->new_doc, p->new_block, new_provision);
	for (size_t c = 0; c < CLASSES; c++) {
		a[c].doc = p->old_doc;
		b[c].doc = p->new_doc;
		a[c].hash = b[c].hash = doc_block_hash;
		if (a[c].count == 1 && b[c].count == 1 &&
		    a[c].items[0].element == b[c].items[0].element)
			a[c].items[0].match = 0;
		else if (c == CLASS_CELL && a[c].count && b[c].count)
			match_cells(&a[c], &b[c]);
		else if (a[c].count && b[c].count)
			align(&a[c], &b[c]);
		for (size_t i = 0; i < a[c].count; i++) {
			const struct node *node = &a[c].items[i];
			if (node->match == DOC_NONE)
				continue;
			p->old_block[node->index] = b[c].items[node->match].index;
			p->new_block[b[c].items[node->match].index] = node->index;
		}
		nodes_release(&a[c]);
		nodes_release(&b[c]);
	}
}

static struct range children_of(const struct doc *doc, uint32_t provision)
{
	return (struct range){provision + 1, doc->provisions[provision].after};
}

bool same_shape(const struct pairing *p, uint32_t old_index, uint32_t new_index)
{
	const struct provision *a = &p->old_doc->provisions[old_index];
	const struct provision *b = &p->new_doc->provisions[new_index];
	if (a->after - old_index != b->after - new_index ||
	    a->block_after - a->block != b->block_after - b->block)
		return false;
	for (uint32_t k = 1; k < a->after - old_index; k++)
		if (a[k].element != b[k].element ||
		    a[k].after - old_index != b[k].after - new_index ||
		    a[k].block - a->block != b[k].block - b->block ||
		    p->old_provision[old_index + k] != DOC_NONE ||
		    p->new_provision[new_index + k] != DOC_NONE)
			return false;
	for (uint32_t k = 0; k < a->block_after - a->block; k++) {
		const struct block *x = &p->old_doc->blocks[a->block + k];
		const struct block *y = &p->new_doc->blocks[b->block + k];
		if (x->element != y->element || x->part != y->part ||
		    x->provision - old_index != y->provision - new_index ||
		    p->old_block[a->block + k] != DOC_NONE ||
		    p->new_block[b->block + k] != DOC_NONE)
			return false;
	}
	return true;
}

/* What is kept only in part may still have the same words: then what is in it does. */
static bool have_same_words(const struct pairing *p, uint32_t old_index, uint32_t new_index)
{
	if (is_kept(p, old_index, new_index))
		return p->same[new_index] == old_index;
	return doc_provision_hash(p->old_doc, old_index) ==
	       doc_provision_hash(p->new_doc, new_index);
}

/* Most of two versions is the same: equal subtrees pair node by node, without a look at any list of
 * siblings. */
static bool pair_equal(struct pairing *p, uint32_t old_index, uint32_t new_index)
{
	if (!have_same_words(p, old_index, new_index) || !same_shape(p, old_index, new_index))
		return false;
	const struct provision *a = &p->old_doc->provisions[old_index];
	const struct provision *b = &p->new_doc->provisions[new_index];
	for (uint32_t k = 1; k < a->after - old_index; k++) {
		p->old_provision[old_index + k] = new_index + k;
		p->new_provision[new_index + k] = old_index + k;
	}
	for (uint32_t k = 0; k < a->block_after - a->block; k++) {
		p->old_block[a->block + k] = b->block + k;
		p->new_block[b->block + k] = a->block + k;
	}
	return true;
}

static void work_down(struct pairing *p, struct work *work)
{
	struct sweep old_sweep = doc_sweep(p->old_doc);
	struct sweep new_sweep = doc_sweep(p->new_doc);
	while (work->count) {
		work->count--;
		uint32_t old_index = work->items[work->count].old_provision;
		uint32_t new_index = work->items[work->count].new_provision;
		sweep_to(&old_sweep, p->old_doc->provisions[old_index].start);
		sweep_to(&new_sweep, p->new_doc->provisions[new_index].start);
		if (pair_equal(p, old_index, new_index))
			continue;
		pair_blocks(p, old_index, new_index);
		pair_siblings(p, work, children_of(p->old_doc, old_index),
			      children_of(p->new_doc, new_index));
	}
}

/* ---- from splices */

/* Provisions whose first byte no splice touched are themselves: both tables are in order of bytes,
 * and splices keep that order. What different operations take from them and put into them is not
 * compared. */
static void pair_untouched(struct pairing *p, const struct splices *splices)
{
	const struct doc *a = p->old_doc, *b = p->new_doc;
	uint32_t i = 0;
	for (uint32_t j = 0; j < b->provision_count; j++) {
		size_t splice;
		size_t start = splices_old_offset(splices, b->provisions[j].start, &splice);
		if (start == SIZE_MAX)
			continue;
		while (i < a->provision_count && a->provisions[i].start < start)
			i++;
		if (i < a->provision_count && a->provisions[i].start == start &&
		    a->provisions[i].element == b->provisions[j].element)
			pair_provisions(p, i, j);
	}
}

static bool same_owner(const struct pairing *p, const struct block *a, const struct block *b)
{
	return b->provision == DOC_NONE ? a->provision == DOC_NONE
					: p->new_provision[b->provision] == a->provision;
}

/* The same for blocks, also where opening words have become content. */
static void pair_untouched_blocks(struct pairing *p, const struct splices *splices)
{
	const struct doc *a = p->old_doc, *b = p->new_doc;
	uint32_t i = 0;
	for (uint32_t j = 0; j < b->block_count; j++) {
		size_t splice;
		size_t start = splices_old_offset(splices, b->blocks[j].start, &splice);
		if (start == SIZE_MAX)
			continue;
		while (i < a->block_count && a->blocks[i].start < start)
			i++;
		if (i < a->block_count && a->blocks[i].start == start &&
		    a->blocks[i].element == b->blocks[j].element &&
		    !((a->blocks[i].flags ^ b->blocks[j].flags) & BLOCK_CELL) &&
		    same_owner(p, &a->blocks[i], &b->blocks[j])) {
			p->old_block[i] = j;
			p->new_block[j] = i;
		}
	}
}

/* What is left in a provision that is itself: its children are paired, or have no partner. */
static void pair_touched_blocks(struct pairing *p)
{
	const struct doc *doc = p->new_doc;
	bool *asked = mem_alloc(doc->provision_count + 1);
	for (uint32_t b = 0; b < doc->block_count; b++) {
		uint32_t provision = doc->blocks[b].provision;
		if (p->new_block[b] != DOC_NONE || provision == DOC_NONE || asked[provision] ||
		    p->new_provision[provision] == DOC_NONE)
			continue;
		asked[provision] = true;
		pair_blocks(p, p->new_provision[provision], provision);
	}
	free(asked);
}

/* Splices that follow each other with white space at most between them, all asked for by one
 * operation, replace one range. */
static size_t splices_together(const struct splices *splices, struct span old, size_t first)
{
	size_t k = first;
	while (k + 1 < splices->count && splices->items[k + 1].op == splices->items[first].op) {
		size_t from = splices->items[k].end, to = splices->items[k + 1].start;
		if (to < from || span_trim(span_sub(old, from, to)).length)
			break;
		k++;
	}
	return k;
}

static void pair_replaced(struct pairing *p, struct work *work, const struct splices *splices)
{
	for (size_t k = 0, last; k < splices->count; k = last + 1) {
		last = splices_together(splices, p->old_doc->bytes, k);
		const struct splice *from = &splices->items[k], *to = &splices->items[last];
		size_t new_start = splices_new_start(from);
		size_t new_end = splices_new_start(to) + to->text.length;
		struct range a = {doc_provision_from(p->old_doc, from->start),
				  doc_provision_from(p->old_doc, to->end)};
		struct range b = {doc_provision_from(p->new_doc, new_start),
				  doc_provision_from(p->new_doc, new_end)};
		if (a.first < a.after && b.first < b.after)
			pair_siblings(p, work, a, b);
	}
}

/* The operation that covers a byte range's first byte, or 0. */
static unsigned op_at(const struct splices *splices, size_t old_offset)
{
	size_t low = 0, high = splices->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (splices->items[middle].end <= old_offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < splices->count && splices->items[low].start <= old_offset
		       ? splices->items[low].op
		       : 0;
}

/* Where a byte of a splice's text was before: itself, when it was copied from there, or what the
 * same operation takes away under the same eId. SIZE_MAX: nowhere. */
static size_t origin_of(const struct pairing *p, const struct splices *splices,
			const struct splice *splice, const struct provision *b)
{
	size_t source = splice_source(splice, p->old_doc->bytes);
	if (source != SIZE_MAX)
		return source + (b->start - splices_new_start(splice));
	uint32_t i = b->eid.length ? doc_find(p->old_doc, b->eid) : DOC_NONE;
	if (i == DOC_NONE || op_at(splices, p->old_doc->provisions[i].start) != splice->op)
		return SIZE_MAX;
	return p->old_doc->provisions[i].start;
}

/* What one operation takes away in one place and puts in another. */
static void pair_moved_by_op(struct pairing *p, struct work *work, const struct splices *splices)
{
	const struct doc *a = p->old_doc;
	for (uint32_t j = 0; j < p->new_doc->provision_count; j++) {
		const struct provision *b = &p->new_doc->provisions[j];
		size_t splice, source;
		if (p->new_provision[j] != DOC_NONE ||
		    splices_old_offset(splices, b->start, &splice) != SIZE_MAX)
			continue;
		source = origin_of(p, splices, &splices->items[splice], b);
		if (source == SIZE_MAX)
			continue;
		uint32_t i = doc_provision_from(a, (uint32_t)source);
		if (i < a->provision_count && a->provisions[i].start == source &&
		    p->old_provision[i] == DOC_NONE && a->provisions[i].element == b->element) {
			pair(p, work, i, j);
			if (!p->new_moved)
				p->new_moved = mem_alloc(p->new_doc->provision_count);
			p->new_moved[j] = true;
		}
	}
}

struct pairing *pairing_from_splices(const struct doc *old_doc, const struct doc *new_doc,
				     const struct splices *splices)
{
	struct pairing *p = pairing_new(old_doc, new_doc);
	struct work work = {0};
	pair_untouched(p, splices);
	pair_untouched_blocks(p, splices);
	pair_touched_blocks(p);
	pair_replaced(p, &work, splices);
	work_down(p, &work);
	pair_moved_by_op(p, &work, splices);
	work_down(p, &work);
	pair_blocks(p, DOC_NONE, DOC_NONE);
	pairing_settle(p);
	free(work.items);
	return p;
}

/* ---- from texts */

static bool long_enough(const struct doc *doc, const struct provision *provision)
{
	size_t length = 0;
	for (uint32_t b = provision->block; b < provision->block_after && length < MOVED_LENGTH;
	     b++)
		if (doc->blocks[b].part != PART_NUM)
			length += doc->blocks[b].text.length;
	return length >= MOVED_LENGTH;
}

/* Without a partner yet, and worth finding elsewhere? */
static bool is_lone(const struct doc *doc, const uint32_t *partner, uint32_t index)
{
	return partner[index] == DOC_NONE && long_enough(doc, &doc->provisions[index]);
}

/* Those of the old document that stand once, with their words, on either side. */
static size_t find_moved(const struct pairing *p, struct known_pair *moves)
{
	const struct doc *a = p->old_doc, *b = p->new_doc;
	size_t olds = 0, count = 0;
	for (uint32_t i = 0; i < a->provision_count; i++)
		if (is_lone(a, p->old_provision, i))
			moves[olds++].old_provision = i;
	struct once once = once_for(olds);
	for (size_t i = 0; i < olds; i++)
		once_add_old(&once, doc_provision_hash(a, moves[i].old_provision),
			     moves[i].old_provision);
	for (uint32_t j = 0; j < b->provision_count && olds; j++)
		if (is_lone(b, p->new_provision, j))
			once_add_new(&once, doc_provision_hash(b, j), j);
	for (size_t i = 0; i < olds; i++) {
		uint32_t old = moves[i].old_provision;
		uint32_t partner = once_partner(&once, doc_provision_hash(a, old));
		if (partner != DOC_NONE)
			moves[count++] = (struct known_pair){old, partner};
	}
	once_release(&once);
	return count;
}

/* Equal provisions, alone on both sides, are one that has moved: the outermost first, so that what
 * is below them pairs among itself. */
static void pair_moved(struct pairing *p, struct work *work)
{
	struct known_pair *moves = mem_alloc((p->old_doc->provision_count + 1) * sizeof *moves);
	size_t count = find_moved(p, moves);
	for (size_t i = 0; i < count; i++) {
		uint32_t a = moves[i].old_provision, b = moves[i].new_provision;
		if (p->old_provision[a] != DOC_NONE || p->new_provision[b] != DOC_NONE ||
		    p->old_doc->provisions[a].element != p->new_doc->provisions[b].element)
			continue;
		pair(p, work, a, b);
		work_down(p, work);
	}
	free(moves);
}

static void pair_amended_moves(struct pairing *p, struct work *work)
{
	struct known_pair *moves;
	size_t count = find_amended_moves(p, &moves);
	for (size_t i = 0; i < count; i++)
		pair(p, work, moves[i].old_provision, moves[i].new_provision);
	work_down(p, work);
	free(moves);
}

struct pairing *pairing_from_known(const struct doc *old_doc, const struct doc *new_doc,
				   const struct known_pair *known, size_t count)
{
	struct pairing *p = pairing_new(old_doc, new_doc);
	struct work work = {0};
	for (size_t i = 0; i < count; i++)
		pair(p, &work, known[i].old_provision, known[i].new_provision);
	pair_siblings(p, &work, (struct range){0, (uint32_t)old_doc->provision_count},
		      (struct range){0, (uint32_t)new_doc->provision_count});
	work_down(p, &work);
	pair_moved(p, &work);
	pair_amended_moves(p, &work);
	pair_blocks(p, DOC_NONE, DOC_NONE);
	pairing_settle(p);
	free(work.items);
	return p;
}

struct pairing *pairing_from_texts(const struct doc *old_doc, const struct doc *new_doc)
{
	return pairing_from_known(old_doc, new_doc, NULL, 0);
}
