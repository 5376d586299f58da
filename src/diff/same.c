/* Most of two versions is the same. What both have byte for byte, under the same eId, is found
 * without a hash of anything. */
#include "diff/align.h"

#include <stdlib.h>
#include <string.h>

/* What was not seen when one was read beside the other is not the same, but where it could not be
 * taken: at another depth. */
static bool same_bytes(const struct pairing *p, uint32_t old_index, uint32_t new_index, bool beside)
{
	const struct provision *a = &p->old_doc->provisions[old_index];
	const struct provision *b = &p->new_doc->provisions[new_index];
	size_t length = a->end - a->start;
	return !(beside && a->depth == b->depth) && length == b->end - b->start &&
	       !((a->flags | b->flags) & PROVISION_WITHIN) &&
	       !memcmp(p->old_doc->bytes.at + a->start, p->new_doc->bytes.at + b->start, length);
}

/* The provision of the old version that has its eId: mostly the next one. */
static uint32_t namesake(const struct pairing *p, uint32_t new_index, uint32_t next)
{
	struct span eid = p->new_doc->provisions[new_index].eid;
	if (eid.length && next < p->old_doc->provision_count &&
	    span_equal(p->old_doc->provisions[next].eid, eid))
		return next;
	return doc_find(p->old_doc, eid);
}

/* An eId that is there twice is nobody's. */
static bool is_taken(const bool *taken, const struct doc *doc, uint32_t provision)
{
	return memchr(taken + provision, true, doc->provisions[provision].after - provision);
}

/* What was seen when the new version was read beside the old one, from the provision on. */
struct seen {
	bool beside;
	const struct same_run *next, *end;
};

static struct seen seen_of(const struct pairing *p)
{
	const struct doc *b = p->new_doc;
	bool beside = b->same_count && b->base_serial == p->old_doc->serial;
	return (struct seen){beside, b->same, beside ? b->same + b->same_count : b->same};
}

static bool was_seen(struct seen *seen, uint32_t new_index)
{
	while (seen->next < seen->end && seen->next->provision < new_index)
		seen->next++;
	return seen->next < seen->end && seen->next->provision == new_index;
}

void find_same(struct pairing *p)
{
	const struct doc *a = p->old_doc, *b = p->new_doc;
	bool *taken = mem_alloc(a->provision_count + 1);
	struct seen seen = seen_of(p);
	struct sweep old_sweep = doc_sweep(a), new_sweep = doc_sweep(b);
	for (uint32_t j = 0, next = 0; j < b->provision_count;) {
		bool known = was_seen(&seen, j);
		uint32_t i = known ? seen.next->base : namesake(p, j, next);
		next = i == DOC_NONE ? next : i + 1;
		if (i == DOC_NONE || (!known && !same_bytes(p, i, j, seen.beside)) ||
		    is_taken(taken, a, i) || !same_shape(p, i, j)) {
			sweep_to(&new_sweep, b->provisions[j++].start);
			continue;
		}
		sweep_to(&old_sweep, a->provisions[i].start);
		next = a->provisions[i].after;
		memset(taken + i, true, next - i);
		for (; i < next; i++, j++)
			p->same[j] = i;
	}
	free(taken);
}

/* Of a provision that is not the same, but for what is in it, half. */
static bool is_mostly_same(const struct pairing *p, uint32_t old_index, uint32_t new_index)
{
	uint32_t old_after = p->old_doc->provisions[old_index].after;
	uint32_t new_after = p->new_doc->provisions[new_index].after;
	uint32_t count = 0, most = new_after - new_index;
	for (uint32_t j = new_index + 1; j < new_after; j++)
		count += p->same[j] > old_index && p->same[j] < old_after;
	if (most < old_after - old_index)
		most = old_after - old_index;
	return 2 * count >= most;
}

bool is_kept(const struct pairing *p, uint32_t old_index, uint32_t new_index)
{
	return p->same[new_index] == old_index ||
	       (p->old_doc->provisions[old_index].element ==
			p->new_doc->provisions[new_index].element &&
		is_mostly_same(p, old_index, new_index));
}

/* A label follows its item: that it has come to stand at equal words says nothing. */
static uint32_t kept_partner(const struct pairing *p, const struct node *node)
{
	if (node->number == NUMBER_LABEL)
		return DOC_NONE;
	uint32_t partner = p->same[node->index];
	if (partner == DOC_NONE)
		partner = doc_find(p->old_doc, node->key);
	return partner != DOC_NONE && is_kept(p, partner, node->index) ? partner : DOC_NONE;
}

void match_kept(const struct pairing *p, struct nodes *a, struct nodes *b)
{
	uint32_t *partners = mem_alloc((a->count + 1) * sizeof *partners);
	memset(partners, 0xff, (a->count + 1) * sizeof *partners);
	struct sweep old_sweep = doc_sweep(a->doc), new_sweep = doc_sweep(b->doc);
	for (size_t j = 0; j < b->count; j++) {
		uint32_t partner = kept_partner(p, &b->items[j]);
		sweep_to(&new_sweep, b->doc->provisions[b->items[j].index].start);
		if (partner == DOC_NONE)
			continue;
		sweep_to(&old_sweep, a->doc->provisions[partner].start);
		size_t i = FIRST_FROM(a->items, a->count, index, partner);
		if (i < a->count && a->items[i].index == partner && partners[i] == DOC_NONE)
			partners[i] = (uint32_t)j;
	}
	match_spine(a, b, partners);
}
