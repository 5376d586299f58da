/* Is what came out what was to come out? Where it is not, the provision that is to blame is taken
 * in a plainer way. */
#include "calc/maker.h"

#include <stdlib.h>

struct compare {
	struct maker *maker;
	const struct doc *result, *wanted;
	struct {
		uint32_t result, wanted;
	} * pairs; /* of provisions with the same id, whose insides are to be compared */
	size_t count, capacity;
	size_t faults;
	bool stuck;
};

/* ---- taking it plainer */

/* One step for a provision, or for the outermost one around it that is restated; none when that has
 * been taken plainer in this turn already. */
static bool raise(struct maker *maker, uint32_t provision, bool restate)
{
	uint32_t outer = restated_around(maker, provision);
	uint32_t at = outer == DOC_NONE ? provision : outer;
	for (uint32_t i = at; i != DOC_NONE; i = maker->old_doc->provisions[i].parent)
		if (maker->flags[i] & RAISED)
			return true;
	unsigned char plainest = maker->worded ? MANNER_RESTATED : MANNER_RESTATED_EXACT;
	while (at != DOC_NONE &&
	       (maker->manner[at] >= plainest || !maker->old_doc->provisions[at].eid.length))
		at = maker->old_doc->provisions[at].parent;
	if (at == DOC_NONE)
		return false;
	bool words = maker->manner[at] == MANNER_WORDS && !restate && !maker->worded;
	maker->manner[at] = words ? MANNER_WORDS_EXACT : plainest;
	maker->flags[at] |= NO_LEAVING | RAISED;
	return true;
}

/* Did operations on definitions of that list count on the alphabet? */
static bool has_entries(const struct maker *maker, uint32_t list)
{
	if (list == maker->old_doc->provision_count || maker->flags[list] & PLAIN_ENTRIES)
		return false;
	for (size_t i = 0; i < maker->count; i++)
		if (maker->ops[i].written.op.scope == SCOPE_DEFINITION &&
		    maker->ops[i].list == list)
			return true;
	return false;
}

/* Something is wrong with what comes into, goes from or moves within a provision (or the body). */
static bool mend_children(struct maker *maker, uint32_t parent)
{
	uint32_t index = parent == DOC_NONE ? (uint32_t)maker->old_doc->provision_count : parent;
	if (has_entries(maker, index)) {
		maker->flags[index] |= PLAIN_ENTRIES | RAISED;
		return true;
	}
	if (!(maker->flags[index] & INSERT_EXACT) && !maker->worded) {
		maker->flags[index] |= INSERT_EXACT | RAISED;
		return true;
	}
	return maker->flags[index] & RAISED || (parent != DOC_NONE && raise(maker, parent, true));
}

bool take_plainer(struct maker *maker, const struct made_op *made)
{
	const struct op *op = &made->written.op;
	if (made->owner == maker->old_doc->provision_count)
		return false;
	if (op->kind == OP_MOVE && !(maker->flags[made->owner] & STAY_APART)) {
		bool tried = op->to || maker->flags[made->owner] & BY_PLACE;
		maker->flags[made->owner] |= tried ? STAY_APART : BY_PLACE;
		return true;
	}
	bool brings = op->scope == SCOPE_PROVISION || op->scope == SCOPE_CROSSHEADING;
	if (op->kind == OP_INSERTION && brings && !maker->worded &&
	    !(maker->flags[made->owner] & INSERT_EXACT)) {
		maker->flags[made->owner] |= INSERT_EXACT;
		return true;
	}
	if (op->scope == SCOPE_DEFINITION && has_entries(maker, made->list)) {
		maker->flags[made->list] |= PLAIN_ENTRIES | RAISED;
		return true;
	}
	return raise(maker, made->owner, true);
}

/* ---- comparing */

static void push(struct compare *c, uint32_t result, uint32_t wanted)
{
	MEM_ROOM(c->pairs, c->count, c->capacity);
	c->pairs[c->count].result = result;
	c->pairs[c->count++].wanted = wanted;
}

static uint32_t first_child(const struct doc *doc, uint32_t parent)
{
	return parent == DOC_NONE ? doc_first(doc) : provision_first_child(doc, parent);
}

static struct span bytes_of(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	return span_sub(doc->bytes, p->start, p->end);
}

/* The old provision in which a fault of the new one lies, that is in both and stays. */
static uint32_t kept_around(const struct maker *maker, uint32_t wanted, uint32_t *below)
{
	const struct pairing *p = maker->pairing;
	*below = DOC_NONE;
	while (wanted != DOC_NONE && !p->new_stays[wanted]) {
		*below = wanted;
		wanted = maker->new_doc->provisions[wanted].parent;
	}
	return wanted == DOC_NONE ? DOC_NONE : p->new_provision[wanted];
}

static void fault(struct compare *c, uint32_t wanted, bool children)
{
	struct maker *maker = c->maker;
	uint32_t below, at = kept_around(maker, wanted, &below);
	uint32_t moved = below == DOC_NONE ? DOC_NONE : maker->pairing->new_provision[below];
	c->faults++;
	if (moved != DOC_NONE && !(maker->flags[moved] & STAY_APART))
		maker->flags[moved] |= STAY_APART;
	else if (below != DOC_NONE || children || at == DOC_NONE)
		c->stuck |= !mend_children(maker, at);
	else
		c->stuck |= !raise(maker, at, false);
}

static bool alike(const struct compare *c, uint32_t a, uint32_t b)
{
	const struct provision *p = &c->result->provisions[a], *q = &c->wanted->provisions[b];
	bool any_id = c->maker->worded && p->element == EL_CROSS_HEADING;
	return p->element == q->element && (any_id || span_equal(p->eid, q->eid));
}

static uint32_t edge(const struct doc *doc, uint32_t parent, bool end)
{
	if (parent == DOC_NONE)
		return end ? doc->body_end : doc->body_start;
	const struct provision *p = &doc->provisions[parent];
	return end ? p->end : p->start;
}

/* The same words in the same kinds of block, marks and layout apart. */
static bool same_words(const struct compare *c, uint32_t a, uint32_t b)
{
	uint32_t x = DOC_NONE, y = DOC_NONE;
	if (a == DOC_NONE)
		return true;
	for (;;) {
		x = provision_next_block(c->result, a, x);
		y = provision_next_block(c->wanted, b, y);
		if (x == DOC_NONE || y == DOC_NONE)
			return x == y;
		const struct block *p = &c->result->blocks[x], *q = &c->wanted->blocks[y];
		if (p->part != q->part ||
		    doc_block_hash(c->result, x) != doc_block_hash(c->wanted, y))
			return false;
	}
}

/* What stands between the children, and before and behind them. */
static bool same_around(const struct compare *c, uint32_t a, uint32_t b)
{
	if (c->maker->worded)
		return same_words(c, a, b);
	uint32_t x = first_child(c->result, a), y = first_child(c->wanted, b);
	uint32_t x_from = edge(c->result, a, false), y_from = edge(c->wanted, b, false);
	for (;;) {
		bool last = x == DOC_NONE || y == DOC_NONE;
		uint32_t x_to = last ? edge(c->result, a, true) : c->result->provisions[x].start;
		uint32_t y_to = last ? edge(c->wanted, b, true) : c->wanted->provisions[y].start;
		if (!span_equal(span_sub(c->result->bytes, x_from, x_to),
				span_sub(c->wanted->bytes, y_from, y_to)))
			return false;
		if (last)
			return true;
		x_from = c->result->provisions[x].end;
		y_from = c->wanted->provisions[y].end;
		x = provision_next(c->result, x);
		y = provision_next(c->wanted, y);
	}
}

static void compare_inside(struct compare *c, uint32_t a, uint32_t b)
{
	size_t mark = c->count;
	uint32_t x = first_child(c->result, a), y = first_child(c->wanted, b);
	while (x != DOC_NONE && y != DOC_NONE && alike(c, x, y)) {
		if (!span_equal(bytes_of(c->result, x), bytes_of(c->wanted, y)))
			push(c, x, y);
		x = provision_next(c->result, x);
		y = provision_next(c->wanted, y);
	}
	if (x != DOC_NONE || y != DOC_NONE) {
		c->count = mark; /* first the children must be the right ones */
		fault(c, b, true);
	} else if (!same_around(c, a, b)) {
		fault(c, b, false);
	}
}

size_t find_faults(struct maker *maker, const struct doc *result, bool *stuck)
{
	struct compare c = {.maker = maker, .result = result, .wanted = maker->new_doc};
	push(&c, DOC_NONE, DOC_NONE);
	while (c.count) {
		c.count--;
		compare_inside(&c, c.pairs[c.count].result, c.pairs[c.count].wanted);
	}
	free(c.pairs);
	*stuck = c.stuck;
	return c.faults;
}
