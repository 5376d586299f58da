/* The operations that lead from the old version to the new one, in reading order: a walk over both
 * at once, with a stack of its own. */
#include "calc/maker.h"

#include "doc/address.h"
#include "doc/piece.h"
#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

const char *maker_keep(struct maker *maker, struct span text)
{
	return arena_copy(maker->arena, text.at, text.length);
}

struct made_op *maker_add(struct maker *maker, enum op_kind kind, enum op_scope scope,
			  uint32_t owner)
{
	MEM_ROOM(maker->ops, maker->count, maker->capacity);
	struct made_op *made = &maker->ops[maker->count++];
	*made = (struct made_op){.owner = owner,
				 .list = (uint32_t)maker->old_doc->provision_count,
				 .first = DOC_NONE,
				 .last = DOC_NONE};
	made->written.op = (struct op){.kind = kind,
				       .scope = scope,
				       .work = maker_keep(maker, maker->old_doc->facts.work),
				       .payload = DOC_NONE,
				       .payload_after = DOC_NONE,
				       .old_inline = DOC_NONE,
				       .new_inline = DOC_NONE};
	return made;
}

const char *maker_eid(struct maker *maker, const struct doc *doc, uint32_t provision)
{
	return maker_keep(maker, doc->provisions[provision].eid);
}

bool is_crossheading(const struct doc *doc, uint32_t provision)
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
	for (uint32_t i = parent; i != DOC_NONE; i = doc->provisions[i].parent)
		if (!stays[i])
			return false;
	if (parent == DOC_NONE)
		return true;
	uint32_t old_parent = old_side ? parent : maker->pairing->new_provision[parent];
	return restated_around(maker, old_parent) == DOC_NONE;
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
	       has_kept_sibling(maker, partner);
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
	bool again; /* something does not move after all */
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

bool has_children(const struct doc *doc, uint32_t parent)
{
	return first_child(doc, parent) != DOC_NONE;
}

/* ---- definitions: found by their term, and placed by the alphabet */

static bool is_entry(const struct doc *doc, uint32_t provision)
{
	return doc->provisions[provision].flags & PROVISION_DEFINITION;
}

/* The term at the head of an entry; empty when it has none. */
static struct span term_of(const struct doc *doc, uint32_t entry)
{
	size_t end;
	uint32_t block = doc->provisions[entry].block;
	return block < doc->provisions[entry].block_after
		       ? piece_term(doc->blocks[block].text, &end)
		       : (struct span){"", 0};
}

/* Are they entries of one list, each with its term? */
static bool are_entries(const struct maker *maker, const struct doc *doc, uint32_t first,
			uint32_t last, uint32_t parent)
{
	if (parent == DOC_NONE || maker->flags[parent] & PLAIN_ENTRIES)
		return false;
	for (uint32_t i = first; i != DOC_NONE; i = i == last ? DOC_NONE : provision_next(doc, i))
		if (!is_entry(doc, i) || !term_of(doc, i).length)
			return false;
	return true;
}

/* The operation names the list and the term. */
void name_entry(struct maker *maker, struct made_op *made, uint32_t old_entry)
{
	struct op *op = &made->written.op;
	uint32_t parent = maker->old_doc->provisions[old_entry].parent;
	if (!are_entries(maker, maker->old_doc, old_entry, old_entry, parent))
		return;
	made->list = parent;
	op->scope = SCOPE_DEFINITION;
	op->target = maker_eid(maker, maker->old_doc, parent);
	op->old = maker_keep(maker, term_of(maker->old_doc, old_entry));
	op->leaves = LEAVES_NONE;
}

/* Where new children of a row go: beside one that stays, else into the parent. A cross-heading goes
 * over what it stands over. */
static void set_place(struct maker *maker, const struct row *row, struct op *op)
{
	const struct doc *doc = maker->old_doc;
	uint32_t next = next_kept(maker, row->old_at);
	bool headed = op->scope == SCOPE_CROSSHEADING ||
		      (row->kept != DOC_NONE && is_crossheading(doc, row->kept));
	bool before = next != DOC_NONE && !is_crossheading(doc, next);
	if (row->kept != DOC_NONE && !(headed && before)) {
		uint32_t follows = provision_next(doc, row->kept);
		op->anchor = maker_eid(maker, doc, row->kept);
		op->position = POS_AFTER;
		op->next = follows == DOC_NONE ? NULL : maker_eid(maker, doc, follows);
	} else if (next != DOC_NONE) {
		op->anchor = maker_eid(maker, doc, next);
		op->position = POS_BEFORE;
	} else {
		op->anchor =
			row->old_parent == DOC_NONE ? "" : maker_eid(maker, doc, row->old_parent);
		op->position = POS_END;
	}
}

/* Where its number does not say that a provision comes behind others that come there: a draft tells
 * it by what it is to stand before. */
static void say_by_place(struct maker *maker, const struct row *row, struct op *op)
{
	uint32_t next = next_kept(maker, row->old_at);
	op->exact = !maker->worded;
	if (!maker->worded || next == DOC_NONE || is_crossheading(maker->old_doc, next))
		return;
	op->anchor = maker_eid(maker, maker->old_doc, next);
	op->position = POS_BEFORE;
	op->next = NULL;
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
	op->target = maker_eid(maker, doc, named);
	set_place(maker, row, op);
	if (heading_only && op->position != POS_BEFORE)
		op->scope = SCOPE_PROVISION;
	if (are_entries(maker, doc, row->run_first, row->run_last, row->old_parent)) {
		made->list = row->old_parent;
		op->scope = SCOPE_DEFINITION;
		op->anchor = maker_eid(maker, maker->old_doc, row->old_parent);
		op->position = POS_ORDER;
		op->next = NULL;
	}
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
	made->written.op.target = maker_eid(maker, doc, heading ? below : old_child);
	if (!heading)
		made->written.op.leaves = LEAVES_REMOVE;
	if (!heading)
		name_entry(maker, made, old_child);
}

/* What is restated to have another number, or repealed, does not move: it goes, and comes again. */
static bool stays_apart(struct maker *maker, uint32_t old_provision, size_t move)
{
	for (size_t i = move + 1; i < maker->count; i++) {
		const struct made_op *made = &maker->ops[i];
		const struct op *op = &made->written.op;
		bool restated = op->kind == OP_SUBSTITUTION && maker->ops[move].written.op.to;
		if (made->owner != old_provision || op->scope != SCOPE_PROVISION ||
		    (op->kind != OP_REPEAL && !restated))
			continue;
		maker->flags[old_provision] |= STAY_APART;
		return true;
	}
	return false;
}

static void move(struct walk *walk, uint32_t new_child)
{
	struct maker *maker = walk->maker;
	const struct row *row = &walk->rows[walk->count - 1];
	uint32_t old_child = maker->pairing->new_provision[new_child];
	const struct provision *p = &maker->old_doc->provisions[old_child];
	struct made_op *made = maker_add(maker, OP_MOVE, SCOPE_PROVISION, old_child);
	made->written.op.target = maker_eid(maker, maker->old_doc, old_child);
	set_place(maker, row, &made->written.op);
	if (maker->flags[old_child] & BY_PLACE)
		say_by_place(maker, row, &made->written.op);
	if (!span_equal(p->eid, maker->new_doc->provisions[new_child].eid) ||
	    !span_equal(provision_num(maker->old_doc, old_child),
			provision_num(maker->new_doc, new_child)))
		set_number(maker, old_child, new_child, &made->written.op);
	if (same_inside(maker, old_child, new_child))
		return;
	size_t mine = maker->count - 1;
	if (amend(maker, old_child, new_child))
		enter(walk, old_child, new_child);
	walk->again |= stays_apart(maker, old_child, mine);
}

/* ---- one step */

static bool whole_same(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct provision *p = &maker->old_doc->provisions[a];
	const struct provision *q = &maker->new_doc->provisions[b];
	if (maker->worded &&
	    doc_provision_hash(maker->old_doc, a) == doc_provision_hash(maker->new_doc, b))
		return is_crossheading(maker->old_doc, a) ||
		       (same_address(maker, a, b) && span_equal(provision_num(maker->old_doc, a),
								provision_num(maker->new_doc, b)));
	return span_equal(span_sub(maker->old_doc->bytes, p->start, p->end),
			  span_sub(maker->new_doc->bytes, q->start, q->end));
}

/* The id of a cross-heading has no words and no number to say it by: another is another. */
static bool is_renamed(const struct maker *maker, uint32_t a, uint32_t b)
{
	return !maker->worded && is_crossheading(maker->old_doc, a) &&
	       !span_equal(maker->old_doc->provisions[a].eid, maker->new_doc->provisions[b].eid);
}

static void step_kept(struct walk *walk)
{
	struct maker *maker = walk->maker;
	struct row *row = &walk->rows[walk->count - 1];
	uint32_t a = row->old_at, b = row->new_at;
	if (is_renamed(maker, a, b)) {
		repeal(maker, row, a);
		row->run_first = row->run_first == DOC_NONE ? b : row->run_first;
		row->run_last = b;
		row->old_at = provision_next(maker->old_doc, a);
		row->new_at = provision_next(maker->new_doc, b);
		return;
	}
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
		move(walk, b);
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
	for (size_t i = 0; i <= maker->old_doc->provision_count; i++)
		maker->flags[i] &= (unsigned char)~RAISED;
	do {
		walk.again = false;
		maker->count = 0;
		enter(&walk, DOC_NONE, DOC_NONE);
		while (walk.count)
			step(&walk);
	} while (walk.again);
	free(walk.rows);
	for (size_t i = 0; i < maker->count; i++)
		maker->ops[i].written.wording = word_operation(maker, &maker->ops[i]);
}
