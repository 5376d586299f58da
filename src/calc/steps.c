/* The operations that lead from the old version to the new one, in reading order: a walk over both
 * at once, with a stack of its own. */
#include "calc/maker.h"

#include "doc/address.h"
#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOSTLY_CHANGED = 60, /* percent of its words, above which a provision is restated */
	FEW_WORDS = 40	     /* bytes of text below which it is not, however much changed */
};

const char *maker_keep(struct maker *maker, struct span text)
{
	return arena_copy(maker->arena, text.at, text.length);
}

struct made_op *maker_add(struct maker *maker, enum op_kind kind, enum op_scope scope,
			  uint32_t owner)
{
	MEM_ROOM(maker->ops, maker->count, maker->capacity);
	struct made_op *made = &maker->ops[maker->count++];
	*made = (struct made_op){.owner = owner, .first = DOC_NONE, .last = DOC_NONE};
	made->written.op = (struct op){.kind = kind,
				       .scope = scope,
				       .work = maker_keep(maker, maker->old_doc->facts.work),
				       .payload = DOC_NONE,
				       .payload_after = DOC_NONE,
				       .old_inline = DOC_NONE,
				       .new_inline = DOC_NONE};
	return made;
}

static const char *eid_of(struct maker *maker, const struct doc *doc, uint32_t provision)
{
	return maker_keep(maker, doc->provisions[provision].eid);
}

static bool is_crossheading(const struct doc *doc, uint32_t provision)
{
	return doc->provisions[provision].element == EL_CROSS_HEADING;
}

/* ---- what stays, moves, goes */

uint32_t restated_around(const struct maker *maker, uint32_t old_provision)
{
	uint32_t found = DOC_NONE;
	for (uint32_t i = old_provision; i != DOC_NONE; i = maker->old_doc->provisions[i].parent)
		if (maker->manner[i] >= MANNER_RESTATED)
			found = i;
	return found;
}

/* Is everything around a provision in both versions, and amended from within? */
static bool around_stays(const struct maker *maker, const struct doc *doc, uint32_t provision,
			 const bool *stays, bool old_side)
{
	uint32_t parent = doc->provisions[provision].parent;
	if (parent == DOC_NONE)
		return true;
	uint32_t old_parent = old_side ? parent : maker->pairing->new_provision[parent];
	return stays[parent] && restated_around(maker, old_parent) == DOC_NONE;
}

/* Attributes of two start tags, but for the ids. */
static bool same_start(const struct doc *a, uint32_t a_start, const struct doc *b, uint32_t b_start)
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

/* Equal but for its number and the ids in it? */
static bool same_inside(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	const struct provision *p = &x->provisions[a], *q = &y->provisions[b];
	struct tag s, t;
	size_t i = p->start, j = q->start;
	while (i < p->end && j < q->end) {
		if (p->num != DOC_NONE && q->num != DOC_NONE && i == x->blocks[p->num].open &&
		    j == y->blocks[q->num].open) {
			i = x->blocks[p->num].close;
			j = y->blocks[q->num].close;
		}
		if (!tag_next(span_sub(x->bytes, 0, p->end), &i, &s) ||
		    !tag_next(span_sub(y->bytes, 0, q->end), &j, &t) || s.kind != t.kind)
			return false;
		struct span v = span_sub(x->bytes, s.start, s.end);
		struct span w = span_sub(y->bytes, t.start, t.end);
		bool tags = s.kind == TAG_OPEN || s.kind == TAG_EMPTY;
		bool space = s.kind == TAG_TEXT && !span_trim(v).length && !span_trim(w).length;
		if (!space && (tags ? !same_start(x, (uint32_t)s.start, y, (uint32_t)t.start)
				    : !span_equal(v, w)))
			return false;
	}
	return i >= p->end && j >= q->end;
}

/* Is there something to move it beside? */
static bool has_kept_sibling(const struct maker *maker, uint32_t new_provision)
{
	const struct doc *doc = maker->new_doc;
	uint32_t parent = doc->provisions[new_provision].parent;
	uint32_t i = parent == DOC_NONE ? doc_first(doc) : provision_first_child(doc, parent);
	while (i != DOC_NONE && !maker->pairing->new_stays[i])
		i = provision_next(doc, i);
	return i != DOC_NONE;
}

static bool moves(struct maker *maker, uint32_t old_provision)
{
	uint32_t partner = maker->pairing->old_provision[old_provision];
	if (partner == DOC_NONE || maker->pairing->old_stays[old_provision] ||
	    maker->flags[old_provision] & STAY_APART)
		return false;
	const struct provision *p = &maker->old_doc->provisions[old_provision];
	return p->eid.length && maker->new_doc->provisions[partner].eid.length &&
	       around_stays(maker, maker->old_doc, old_provision, maker->pairing->old_stays,
			    true) &&
	       around_stays(maker, maker->new_doc, partner, maker->pairing->new_stays, false) &&
	       has_kept_sibling(maker, partner) && same_inside(maker, old_provision, partner);
}

/* ---- the walk */

/* A pair of provisions (DOC_NONE: the bodies) whose children are gone through. */
struct row {
	uint32_t old_parent, new_parent;
	uint32_t old_at, new_at;      /* next children; DOC_NONE at the end */
	uint32_t kept;		      /* the last old child that stays */
	uint32_t run_first, run_last; /* new children waiting to be inserted */
};

struct walk {
	struct maker *maker;
	struct row *rows;
	size_t count, capacity;
};

static uint32_t first_child(const struct doc *doc, uint32_t parent)
{
	return parent == DOC_NONE ? doc_first(doc) : provision_first_child(doc, parent);
}

static void enter(struct walk *walk, uint32_t old_parent, uint32_t new_parent)
{
	MEM_ROOM(walk->rows, walk->count, walk->capacity);
	walk->rows[walk->count++] = (struct row){old_parent,
						 new_parent,
						 first_child(walk->maker->old_doc, old_parent),
						 first_child(walk->maker->new_doc, new_parent),
						 DOC_NONE,
						 DOC_NONE,
						 DOC_NONE};
}

/* The next old child at or after the cursor that stays where it is. */
static uint32_t next_kept(const struct maker *maker, uint32_t from)
{
	while (from != DOC_NONE && !maker->pairing->old_stays[from])
		from = provision_next(maker->old_doc, from);
	return from;
}

static bool has_children(const struct doc *doc, uint32_t parent)
{
	return first_child(doc, parent) != DOC_NONE;
}

/* Where new children of a row go: beside one that stays, else into the parent. */
static void set_place(struct maker *maker, const struct row *row, struct op *op)
{
	const struct doc *doc = maker->old_doc;
	uint32_t next = next_kept(maker, row->old_at);
	bool headed = row->kept != DOC_NONE && is_crossheading(doc, row->kept);
	bool before = next != DOC_NONE && !is_crossheading(doc, next);
	if (row->kept != DOC_NONE && !(headed && before)) {
		uint32_t follows = provision_next(doc, row->kept);
		op->anchor = eid_of(maker, doc, row->kept);
		op->position = POS_AFTER;
		op->next = follows == DOC_NONE ? NULL : eid_of(maker, doc, follows);
	} else if (next != DOC_NONE) {
		op->anchor = eid_of(maker, doc, next);
		op->position = POS_BEFORE;
	} else {
		op->anchor = row->old_parent == DOC_NONE ? "" : eid_of(maker, doc, row->old_parent);
		op->position = POS_END;
	}
}

static uint32_t owner_of(const struct maker *maker, const struct row *row)
{
	return row->old_parent == DOC_NONE ? (uint32_t)maker->old_doc->provision_count
					   : row->old_parent;
}

/* The first provision of a row that is no cross-heading; the first when all are. */
static uint32_t first_numbered(const struct doc *doc, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i != DOC_NONE; i = i == last ? DOC_NONE : provision_next(doc, i))
		if (!is_crossheading(doc, i))
			return i;
	return first;
}

static void insert_run(struct maker *maker, struct row *row)
{
	if (row->run_first == DOC_NONE)
		return;
	const struct doc *doc = maker->new_doc;
	uint32_t owner = owner_of(maker, row);
	uint32_t named = first_numbered(doc, row->run_first, row->run_last);
	bool heading_only = is_crossheading(doc, named);
	struct made_op *made = maker_add(
		maker, OP_INSERTION, heading_only ? SCOPE_CROSSHEADING : SCOPE_PROVISION, owner);
	struct op *op = &made->written.op;
	op->target = eid_of(maker, doc, named);
	set_place(maker, row, op);
	if (heading_only && op->position != POS_BEFORE)
		op->scope = SCOPE_PROVISION;
	op->exact = maker->flags[owner] & INSERT_EXACT;
	made->first = row->run_first;
	made->last = row->run_last;
	made->written.has_payload = true;
	row->run_first = row->run_last = DOC_NONE;
}

static void repeal(struct maker *maker, const struct row *row, uint32_t old_child)
{
	const struct doc *doc = maker->old_doc;
	uint32_t below =
		is_crossheading(doc, old_child) ? provision_next(doc, old_child) : DOC_NONE;
	bool heading = below != DOC_NONE && !is_crossheading(doc, below) &&
		       doc->provisions[below].eid.length;
	struct made_op *made =
		maker_add(maker, OP_REPEAL, heading ? SCOPE_CROSSHEADING : SCOPE_PROVISION,
			  owner_of(maker, row));
	made->written.op.target = eid_of(maker, doc, heading ? below : old_child);
	if (!heading)
		made->written.op.leaves = LEAVES_REMOVE;
}

/* The new number and id of a provision that is renumbered or moved. */
static void set_number(struct maker *maker, uint32_t old_provision, uint32_t new_provision,
		       struct op *op)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	struct span old_wid = doc_attribute(x, x->provisions[old_provision].start, "wId");
	struct span new_wid = doc_attribute(y, y->provisions[new_provision].start, "wId");
	op->to = eid_of(maker, y, new_provision);
	op->new_num = maker_keep(maker, provision_num(y, new_provision));
	op->exact = !new_wid.at || (old_wid.at && span_equal(old_wid, new_wid));
}

static void move(struct maker *maker, const struct row *row, uint32_t new_child)
{
	uint32_t old_child = maker->pairing->new_provision[new_child];
	const struct provision *p = &maker->old_doc->provisions[old_child];
	struct made_op *made = maker_add(maker, OP_MOVE, SCOPE_PROVISION, old_child);
	made->written.op.target = eid_of(maker, maker->old_doc, old_child);
	set_place(maker, row, &made->written.op);
	if (!span_equal(p->eid, maker->new_doc->provisions[new_child].eid) ||
	    !span_equal(provision_num(maker->old_doc, old_child),
			provision_num(maker->new_doc, new_child)))
		set_number(maker, old_child, new_child, &made->written.op);
}

/* ---- one provision of both versions */

static void restate(struct maker *maker, uint32_t a, uint32_t b)
{
	struct made_op *made = maker_add(maker, OP_SUBSTITUTION, SCOPE_PROVISION, a);
	made->written.op.target = eid_of(maker, maker->old_doc, a);
	made->written.op.exact = maker->manner[a] == MANNER_RESTATED_EXACT;
	made->written.has_payload = true;
	made->first = made->last = b;
}

static bool same_address(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	uint32_t p = x->provisions[a].parent, q = y->provisions[b].parent;
	struct span none = {"", 0};
	struct span expected =
		eid_after(maker, x->provisions[a].eid, p == DOC_NONE ? none : x->provisions[p].eid,
			  q == DOC_NONE ? none : y->provisions[q].eid);
	return span_equal(expected, y->provisions[b].eid);
}

static void renumber(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	if (same_address(maker, a, b) && span_equal(provision_num(x, a), provision_num(y, b)))
		return;
	struct made_op *made = maker_add(maker, OP_RENUMBERING, SCOPE_PROVISION, a);
	made->written.op.target = eid_of(maker, x, a);
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
	op->target = eid_of(maker, x, cross ? provision_next(x, a) : a);
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
		if (same_bytes(x, i, y, j))
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
	static const struct {
		const char *key, *words;
		enum op_leaves leaves;
	} ways[] = {{"not-used", "Not Used.", LEAVES_NOT_USED},
		    {"repealed", "Repealed.", LEAVES_REPEALED},
		    {"dots", ". . . . . . . . . .", LEAVES_DOTS}};
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	const struct provision *q = &y->provisions[b];
	if (maker->flags[a] & NO_LEAVING || has_children(y, b) || q->num == DOC_NONE ||
	    q->heading != DOC_NONE || q->block_after != q->num + 2)
		return false;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		const char *words =
			profile_value(maker->options->profile, "words", ways[i].key, ways[i].words);
		const struct provision *p = &x->provisions[a];
		bool before = p->block_after == p->block + 2 &&
			      span_is(x->blocks[p->block + 1].text, words);
		if (!span_is(y->blocks[q->num + 1].text, words) || before)
			continue;
		struct made_op *made = maker_add(maker, OP_REPEAL, SCOPE_PROVISION, a);
		made->written.op.target = eid_of(maker, x, a);
		made->written.op.leaves = ways[i].leaves;
		return true;
	}
	return false;
}

/* Everything but the children; false when the provision is dealt with as a whole. */
static bool amend(struct maker *maker, uint32_t a, uint32_t b)
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

/* ---- one step */

static bool whole_same(const struct maker *maker, uint32_t a, uint32_t b)
{
	const struct provision *p = &maker->old_doc->provisions[a];
	const struct provision *q = &maker->new_doc->provisions[b];
	return span_equal(span_sub(maker->old_doc->bytes, p->start, p->end),
			  span_sub(maker->new_doc->bytes, q->start, q->end));
}

static void step_kept(struct walk *walk)
{
	struct maker *maker = walk->maker;
	struct row *row = &walk->rows[walk->count - 1];
	uint32_t a = row->old_at, b = row->new_at;
	insert_run(maker, row);
	row->kept = a;
	row->old_at = provision_next(maker->old_doc, a);
	row->new_at = provision_next(maker->new_doc, b);
	if (!whole_same(maker, a, b) && amend(maker, a, b))
		enter(walk, a, b);
}

static void step_new(struct walk *walk)
{
	struct maker *maker = walk->maker;
	struct row *row = &walk->rows[walk->count - 1];
	uint32_t b = row->new_at, partner = maker->pairing->new_provision[b];
	row->new_at = provision_next(maker->new_doc, b);
	if (partner != DOC_NONE && moves(maker, partner)) {
		insert_run(maker, row);
		move(maker, row, b);
		return;
	}
	if (row->run_first == DOC_NONE)
		row->run_first = b;
	row->run_last = b;
}

static void step(struct walk *walk)
{
	struct maker *maker = walk->maker;
	struct row *row = &walk->rows[walk->count - 1];
	uint32_t a = row->old_at, b = row->new_at;
	if (a != DOC_NONE && !maker->pairing->old_stays[a]) {
		if (!moves(maker, a))
			repeal(maker, row, a);
		row->old_at = provision_next(maker->old_doc, a);
	} else if (b != DOC_NONE && !maker->pairing->new_stays[b]) {
		step_new(walk);
	} else if (a != DOC_NONE && b != DOC_NONE) {
		step_kept(walk);
	} else {
		insert_run(maker, row);
		walk->count--;
	}
}

void steps_make(struct maker *maker)
{
	struct walk walk = {.maker = maker};
	maker->count = 0;
	for (size_t i = 0; i <= maker->old_doc->provision_count; i++)
		maker->flags[i] &= (unsigned char)~RAISED;
	enter(&walk, DOC_NONE, DOC_NONE);
	while (walk.count)
		step(&walk);
	free(walk.rows);
	for (size_t i = 0; i < maker->count; i++)
		maker->ops[i].written.wording = word_operation(maker, &maker->ops[i]);
}
