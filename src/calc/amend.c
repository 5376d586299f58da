/* A provision that is in both versions: what differs in it, its children apart, as operations; or
 * as a whole, restated or with the words of a repeal in its place. */
#include "calc/maker.h"

#include "doc/tags.h"

#include <string.h>

enum {
	MOSTLY_CHANGED = 60, /* percent of its words, above which a provision is restated */
	FEW_WORDS = 40	     /* bytes of text below which it is not, however much changed */
};

/* Attributes of two start tags, but for the ids. */
bool same_start(const struct doc *a, uint32_t a_start, const struct doc *b, uint32_t b_start)
{
	struct tag x, y;
	size_t i = a_start, j = b_start, x_at = 0, y_at = 0;
	if (!tag_next(a->bytes, &i, &x) || !tag_next(b->bytes, &j, &y) ||
	    !span_equal(x.name, y.name))
		return false;
	for (;;) {
		struct tag_attr p, q;
		bool more_x, more_y;
		do
			more_x = tag_next_attribute(a->bytes, &x, &x_at, &p);
		while (more_x && (span_is(p.name, "eId") || span_is(p.name, "wId")));
		do
			more_y = tag_next_attribute(b->bytes, &y, &y_at, &q);
		while (more_y && (span_is(q.name, "eId") || span_is(q.name, "wId")));
		if (!more_x || !more_y)
			return more_x == more_y;
		if (!span_equal(span_sub(a->bytes, p.start, p.end),
				span_sub(b->bytes, q.start, q.end)))
			return false;
	}
}

/* The eId that something has when the provision around it gets another. */
static struct span eid_after(struct maker *maker, struct span eid, struct span old_around,
			     struct span new_around)
{
	if (!old_around.length || eid.length <= old_around.length ||
	    !span_equal(span_sub(eid, 0, old_around.length), old_around) ||
	    !span_starts(span_sub(eid, old_around.length, eid.length), "__"))
		return eid;
	const char *made = arena_printf(maker->arena, "%.*s%.*s", SPAN_ARGS(new_around),
					SPAN_ARGS(span_sub(eid, old_around.length, eid.length)));
	return span_of(made);
}

/* The new number and id of a provision that is renumbered or moved. */
void set_number(struct maker *maker, uint32_t old_provision, uint32_t new_provision, struct op *op)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	struct span old_wid = doc_attribute(x, x->provisions[old_provision].start, "wId");
	struct span new_wid = doc_attribute(y, y->provisions[new_provision].start, "wId");
	op->to = maker_eid(maker, y, new_provision);
	op->new_num = maker_keep(maker, provision_num(y, new_provision));
	op->exact = !new_wid.at || (old_wid.at && span_equal(old_wid, new_wid));
}

static void restate(struct maker *maker, uint32_t a, uint32_t b)
{
	struct made_op *made = maker_add(maker, OP_SUBSTITUTION, SCOPE_PROVISION, a);
	made->written.op.target = maker_eid(maker, maker->old_doc, a);
	made->written.op.exact = maker->manner[a] == MANNER_RESTATED_EXACT;
	made->written.has_payload = true;
	made->first = made->last = b;
	name_entry(maker, made, a);
}

bool same_address(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	uint32_t p = x->provisions[a].parent, q = y->provisions[b].parent;
	struct span none = {"", 0};
	struct span expected =
		eid_after(maker, x->provisions[a].eid, p == DOC_NONE ? none : x->provisions[p].eid,
			  q == DOC_NONE ? none : y->provisions[q].eid);
	return span_equal(expected, y->provisions[b].eid);
}

/* What moves gets its number by that. */
static void renumber(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	if (!maker->pairing->old_stays[a])
		return;
	if (same_address(maker, a, b) && span_equal(provision_num(x, a), provision_num(y, b)))
		return;
	struct made_op *made = maker_add(maker, OP_RENUMBERING, SCOPE_PROVISION, a);
	made->written.op.target = maker_eid(maker, x, a);
	set_number(maker, a, b, &made->written.op);
}

static bool same_bytes(const struct doc *x, uint32_t a, const struct doc *y, uint32_t b)
{
	const struct block *p = &x->blocks[a], *q = &y->blocks[b];
	return span_equal(span_sub(x->bytes, p->start, p->end),
			  span_sub(y->bytes, q->start, q->end));
}

static void change_heading(struct maker *maker, uint32_t a, uint32_t b, enum op_scope scope)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	bool cross = scope == SCOPE_CROSSHEADING;
	uint32_t old_block = cross ? x->provisions[a].block : x->provisions[a].heading;
	uint32_t new_block = cross ? y->provisions[b].block : y->provisions[b].heading;
	if (old_block == DOC_NONE && new_block == DOC_NONE)
		return;
	if (old_block != DOC_NONE && new_block != DOC_NONE &&
	    same_bytes(x, old_block, y, new_block))
		return;
	struct made_op *made = maker_add(maker,
					 old_block == DOC_NONE	 ? OP_INSERTION
					 : new_block == DOC_NONE ? OP_REPEAL
								 : OP_SUBSTITUTION,
					 scope, a);
	struct op *op = &made->written.op;
	op->target = maker_eid(maker, x, cross ? provision_next(x, a) : a);
	if (new_block == DOC_NONE)
		return;
	op->new_words = maker_keep(maker, y->blocks[new_block].text);
	op->exact = maker->manner[a] == MANNER_WORDS_EXACT;
	if (op->exact)
		made->written.new_inline = quoted_block(maker, new_block);
}

/* Which part of a provision an operation names to reach a block; NULL when it cannot. */
static const char *part_of(const struct doc *doc, uint32_t provision, uint32_t block)
{
	bool whole = !has_children(doc, provision);
	switch (doc->blocks[block].part) {
	case PART_CONTENT:
		return whole ? "" : NULL;
	case PART_INTRO:
		return "intro";
	case PART_WRAPUP:
		return "wrapup";
	default:
		return NULL;
	}
}

/* The own blocks of both, number and headings apart, one by one the same or versions of each other.
 * False when one came or went, or cannot be reached. */
static bool blocks_correspond(const struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	uint32_t i = DOC_NONE, j = DOC_NONE;
	for (;;) {
		do
			i = provision_next_block(x, a, i);
		while (i != DOC_NONE &&
		       (i == x->provisions[a].num || i == x->provisions[a].heading));
		do
			j = provision_next_block(y, b, j);
		while (j != DOC_NONE &&
		       (j == y->provisions[b].num || j == y->provisions[b].heading));
		if (i == DOC_NONE || j == DOC_NONE)
			return i == j;
		bool same_text = span_equal(x->blocks[i].text, y->blocks[j].text);
		if (same_bytes(x, i, y, j) || (maker->worded && same_text))
			continue;
		if (maker->pairing->old_block[i] != j || !part_of(x, a, i) ||
		    span_equal(x->blocks[i].text, y->blocks[j].text))
			return false;
	}
}

static bool mostly_changed(struct maker *maker, uint32_t a, uint32_t old_block, uint32_t new_block)
{
	size_t old_length = maker->old_doc->blocks[old_block].text.length;
	size_t new_length = maker->new_doc->blocks[new_block].text.length;
	return !has_children(maker->old_doc, a) &&
	       (old_length > new_length ? old_length : new_length) >= FEW_WORDS &&
	       changed_percent(maker, old_block, new_block) > MOSTLY_CHANGED;
}

/* The words of all own blocks; false when it is better to restate the provision. */
static bool amend_words(struct maker *maker, uint32_t a)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	bool exact = maker->manner[a] == MANNER_WORDS_EXACT;
	for (uint32_t i = provision_next_block(x, a, DOC_NONE); i != DOC_NONE;
	     i = provision_next_block(x, a, i)) {
		uint32_t j = maker->pairing->old_block[i];
		if (i == x->provisions[a].num || i == x->provisions[a].heading || j == DOC_NONE ||
		    span_equal(x->blocks[i].text, y->blocks[j].text))
			continue;
		if (mostly_changed(maker, a, i, j))
			return false;
		if (!make_words(maker, a, part_of(x, a, i), i, j, exact))
			return false;
	}
	return true;
}

/* The words that stand in place of a repealed provision, and what the operation calls them. */
static bool leave_words(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	const struct profile *profile = maker->options->profile;
	enum op_leaves leaves = words_left_by(profile, y, b);
	if (maker->flags[a] & NO_LEAVING || leaves == LEAVES_NONE ||
	    words_left_by(profile, x, a) == leaves)
		return false;
	struct made_op *made = maker_add(maker, OP_REPEAL, SCOPE_PROVISION, a);
	made->written.op.target = maker_eid(maker, x, a);
	made->written.op.leaves = leaves;
	return true;
}

/* Everything but the children; false when the provision is dealt with as a whole. */
bool amend(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	if (maker->manner[a] < MANNER_RESTATED && is_crossheading(x, a)) {
		uint32_t below = provision_next(x, a);
		if (below != DOC_NONE && !is_crossheading(x, below)) {
			change_heading(maker, a, b, SCOPE_CROSSHEADING);
			return false;
		}
		if (same_bytes(x, x->provisions[a].block, y, y->provisions[b].block))
			return false;
		maker->manner[a] = MANNER_RESTATED;
	}
	size_t mark = maker->count;
	bool number = x->provisions[a].num != DOC_NONE && y->provisions[b].num != DOC_NONE;
	if (maker->manner[a] < MANNER_RESTATED &&
	    (!same_start(x, x->provisions[a].start, y, y->provisions[b].start) ||
	     (!number && !same_address(maker, a, b)) || !blocks_correspond(maker, a, b)))
		maker->manner[a] = MANNER_RESTATED;
	if (maker->manner[a] < MANNER_RESTATED && number)
		renumber(maker, a, b);
	if (leave_words(maker, a, b))
		return false;
	if (maker->manner[a] < MANNER_RESTATED) {
		change_heading(maker, a, b, SCOPE_HEADING);
		if (amend_words(maker, a))
			return true;
		maker->manner[a] = MANNER_RESTATED;
	}
	maker->count = mark;
	restate(maker, a, b);
	return false;
}
