/* The three-way look at each operation of a patch: what it acts on must be in the new base as it
 * was in the old one. Words must be untouched, a provision that goes or is replaced must be whole;
 * what is inserted must still have its one place. */
#include "calc/anchor.h"
#include "calc/rebase.h"

#include "doc/address.h"
#include "doc/number.h"

#include <stdlib.h>

void rebase_conflict(struct rebasing *r, size_t op, const char *format, ...)
{
	struct rebased_op *rebased = &r->rebase->ops[op];
	char *message = NULL;
	va_list args;
	if (rebased->status == REBASE_CONFLICT)
		return;
	va_start(args, format);
	if (vasprintf(&message, format, args) < 0)
		message = NULL;
	va_end(args);
	rebased->status = REBASE_CONFLICT;
	rebased->why = arena_string(&r->rebase->arena, message ? message : format);
	r->rebase->conflicts++;
	free(message);
}

/* ---- whole provisions */

/* The provision and its partner say the same, their own numbers apart. */
static bool is_whole(const struct rebasing *r, size_t doc, uint32_t a)
{
	uint32_t b = provision_onto(r, doc, a);
	return b != DOC_NONE && doc_provision_hash(r->base->docs[doc], a) ==
					doc_provision_hash(r->pairings[doc]->new_doc, b);
}

bool find_base(const struct rebasing *r, struct span eid, size_t *doc, uint32_t *at)
{
	const struct doc *found = NULL;
	*at = corpus_find(r->base, eid, &found);
	for (*doc = 0; *doc < r->base->count && r->base->docs[*doc] != found;)
		++*doc;
	return *at != DOC_NONE;
}

static void judge_whole(struct rebasing *r, size_t index, const char *eid)
{
	size_t doc;
	uint32_t at;
	if (!find_base(r, span_of(eid), &doc, &at))
		return;
	if (provision_onto(r, doc, at) == DOC_NONE)
		rebase_conflict(r, index, "%s is gone", rebase_cite(r, eid));
	else if (!is_whole(r, doc, at))
		rebase_conflict(r, index, "%s has changed", rebase_cite(r, eid));
}

static bool keeps_number(const struct rebasing *r, size_t doc, uint32_t a)
{
	return span_equal(provision_num(r->base->docs[doc], a),
			  provision_num(r->pairings[doc]->new_doc, provision_onto(r, doc, a)));
}

/* All of a row: the same provisions, one behind the other, each as it was. */
static void judge_row(struct rebasing *r, size_t index, const struct op *op)
{
	size_t doc;
	uint32_t at, last;
	judge_whole(r, index, op->target);
	if (op->kind == OP_REPEAL && find_base(r, span_of(op->target), &doc, &at) &&
	    r->pairings[doc] && has_moved(r->pairings[doc], at))
		rebase_conflict(r, index, "%s has been moved", rebase_cite(r, op->target));
	if (!op->up_to || !find_base(r, span_of(op->target), &doc, &at) ||
	    !find_base(r, span_of(op->up_to), &doc, &last))
		return;
	const struct doc *old_doc = r->base->docs[doc];
	uint32_t there = provision_onto(r, doc, at);
	while (at != DOC_NONE && there != DOC_NONE && at != last) {
		at = provision_next(old_doc, at);
		there = provision_next(r->pairings[doc]->new_doc, there);
		if (at == DOC_NONE || provision_onto(r, doc, at) != there ||
		    !is_whole(r, doc, at) || !keeps_number(r, doc, at))
			rebase_conflict(r, index, "the row from %s to %s has changed",
					rebase_cite(r, op->target), rebase_cite(r, op->up_to));
	}
}

/* Finds the target in both bases; one that is gone is a conflict. */
static bool target_stands(struct rebasing *r, size_t index, const struct op *op, size_t *doc,
			  uint32_t *at, uint32_t *there)
{
	if (!find_base(r, span_of(op->target), doc, at))
		return false;
	*there = provision_onto(r, *doc, *at);
	if (*there == DOC_NONE)
		rebase_conflict(r, index, "%s is gone", rebase_cite(r, op->target));
	return *there != DOC_NONE;
}

/* A number or heading that the operation gives: the old one must still be there. */
static void judge_own_block(struct rebasing *r, size_t index, const struct op *op, bool number)
{
	size_t doc;
	uint32_t at, there;
	if (!target_stands(r, index, op, &doc, &at, &there))
		return;
	const struct doc *a = r->base->docs[doc], *b = r->pairings[doc]->new_doc;
	bool same = number ? keeps_number(r, doc, at)
			   : span_equal(provision_heading(a, at), provision_heading(b, there));
	if (!same)
		rebase_conflict(r, index, "the %s of %s has changed", number ? "number" : "heading",
				rebase_cite(r, op->target));
}

/* The cross-heading over a provision must be the same, and say the same. */
static void judge_crossheading(struct rebasing *r, size_t index, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (!find_base(r, span_of(op->target), &doc, &at))
		return;
	const struct doc *a = r->base->docs[doc];
	uint32_t over = provision_crossheading(a, at), there = provision_onto(r, doc, at);
	uint32_t partner = over == DOC_NONE ? DOC_NONE : provision_onto(r, doc, over);
	if (over == DOC_NONE)
		return;
	const char *what = NULL;
	if (there == DOC_NONE)
		rebase_conflict(r, index, "%s, over which the cross-heading stands, is gone",
				rebase_cite(r, op->target));
	else if (partner == DOC_NONE)
		what = "is gone";
	else if (provision_crossheading(r->pairings[doc]->new_doc, there) != partner)
		what = "is another one now";
	else if (!span_equal(provision_heading(a, over),
			     provision_heading(r->pairings[doc]->new_doc, partner)))
		what = "has changed";
	if (what)
		rebase_conflict(r, index, "the cross-heading over %s %s",
				rebase_cite(r, op->target), what);
}

/* What the operation changed in the base (definitions and cross-headings are not its target). */
static void judge_changed(struct rebasing *r, size_t index, const struct op_result *result)
{
	for (size_t i = 0; i < result->changed_count; i++)
		judge_whole(r, index, result->changed[i]);
}

/* ---- insertions */

static struct span payload_number(const struct patch *patch, const struct op *op)
{
	if (op->new_num)
		return span_of(op->new_num);
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++)
		if (!(patch->doc->provisions[i].flags & PROVISION_CROSSHEADING))
			return provision_num(patch->doc, i);
	return (struct span){"", 0};
}

static bool brings_crossheading(const struct patch *patch, const struct op *op)
{
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++)
		if (patch->doc->provisions[i].flags & PROVISION_CROSSHEADING)
			return true;
	return false;
}

/* What moves keeps its number if it gets no other. */
static struct span number_brought(const struct rebasing *r, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (op->kind == OP_MOVE && !op->new_num && find_base(r, span_of(op->target), &doc, &at))
		return provision_num(r->base->docs[doc], at);
	return payload_number(r->patch, op);
}

/* Something of the new base stands where the operation inserts: that is named, and who put it
 * there.
 */
static void conflict_with(struct rebasing *r, size_t index, const struct doc *new_doc,
			  uint32_t other, bool end)
{
	struct rebased_op *rebased = &r->rebase->ops[index];
	struct span eid = new_doc->provisions[other].eid;
	bool moves = rebased->op->kind == OP_MOVE && !end;
	const char *anchor = rebase_cite(r, moves ? rebased->op->target : rebased->op->anchor);
	const char *named = eid.length ? arena_copy(&r->rebase->arena, eid.at, eid.length) : NULL;
	rebased->in_way = named;
	rebase_conflict(r, index, end ? "%s has come at the end of %s" : "%s has come beside %s",
			named ? rebase_cite(r, named) : "something else", anchor);
}

static struct anchoring place_sought(const struct rebasing *r, size_t doc, const struct op *op)
{
	int level = address_level_of_eid(r->profile, span_of(op->target));
	return (struct anchoring){.pairing = r->pairings[doc],
				  .num = number_brought(r, op),
				  .style = level < 0 ? LABEL_NUMBER
						     : r->profile->levels[level].style,
				  .heading = op->scope == SCOPE_CROSSHEADING,
				  .headed = brings_crossheading(r->patch, op),
				  .after = op->position == POS_AFTER,
				  .place = DOC_NONE};
}

static void judge_beside(struct rebasing *r, size_t index, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (!find_base(r, span_of(op->anchor), &doc, &at))
		return; /* made by an operation before it */
	uint32_t there = provision_onto(r, doc, at);
	bool placed = op->position == POS_BEFORE || op->position == POS_AFTER;
	struct anchoring beside = place_sought(r, doc, op);
	if (placed && beside.pairing)
		anchor_onto(&beside, at);
	if (placed ? beside.place == DOC_NONE : there == DOC_NONE) {
		rebase_conflict(r, index, "%s, beside which it goes, is gone",
				rebase_cite(r, op->anchor));
		return;
	}
	if (!placed)
		return;
	if (has_moved(beside.pairing, at)) {
		rebase_conflict(r, index, "%s, beside which it goes, has been moved",
				rebase_cite(r, op->anchor));
		return;
	}
	const struct doc *new_doc = beside.pairing->new_doc;
	if (beside.in_way != DOC_NONE)
		conflict_with(r, index, new_doc, beside.in_way, false);
	struct span eid = new_doc->provisions[beside.place].eid;
	if (beside.place == there || !eid.length)
		return;
	r->anchors[index] = arena_copy(&r->rebase->arena, eid.at, eid.length);
	r->before[index] = op->position == POS_AFTER && !beside.after;
}

/* At the end of a list, whose last item must be the one that was. */
static void judge_end(struct rebasing *r, size_t index, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (op->position != POS_END || !find_base(r, span_of(op->anchor), &doc, &at))
		return;
	uint32_t there = provision_onto(r, doc, at), last = DOC_NONE;
	if (there == DOC_NONE)
		return;
	const struct doc *new_doc = r->pairings[doc]->new_doc;
	for (uint32_t i = provision_first_child(new_doc, there); i != DOC_NONE;
	     i = provision_next(new_doc, i))
		last = i;
	if (last != DOC_NONE && has_come(r->pairings[doc], last))
		conflict_with(r, index, new_doc, last, true);
}

/* The ids that it makes must be free still. */
static void judge_numbers(struct rebasing *r, size_t index, const struct op *op)
{
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++) {
		struct span made = payload_eid(r->patch, i);
		const char *eid = arena_copy(&r->rebase->arena, made.at, made.length);
		const struct doc *doc;
		uint32_t at = corpus_find(r->onto, span_of(address_made_onto(r, eid)), &doc);
		for (size_t d = 0; at != DOC_NONE && d < r->base->count; d++)
			if (r->pairings[d] && r->pairings[d]->new_doc == doc &&
			    is_new(r->pairings[d], at))
				rebase_conflict(r, index, "%s is in use now", rebase_cite(r, eid));
	}
}

/* The provision that ends last before a byte, beside what stands there; DOC_NONE when it is the
 * first of its parent's. */
static uint32_t sibling_before(const struct doc *doc, uint32_t byte)
{
	uint32_t behind = doc_provision_from(doc, byte), at = behind ? behind - 1 : DOC_NONE;
	if (at == DOC_NONE || doc->provisions[at].end > byte)
		return DOC_NONE;
	for (uint32_t up = doc->provisions[at].parent;
	     up != DOC_NONE && doc->provisions[up].end <= byte; up = doc->provisions[up].parent)
		at = up;
	return at;
}

/* Does a cross-heading that was not there stand behind the provision, over nothing? Whether it is
 * of what goes there nobody has said. */
static bool headed_by_nothing(const struct rebasing *r, size_t doc, const struct doc *new_doc,
			      uint32_t before)
{
	uint32_t at = before == DOC_NONE ? DOC_NONE : provision_next(new_doc, before);
	bool has_come_there = false;
	while (at != DOC_NONE && new_doc->provisions[at].element == EL_CROSS_HEADING) {
		has_come_there |= has_come(r->pairings[doc], at);
		at = provision_next(new_doc, at);
	}
	return has_come_there && at == DOC_NONE;
}

bool insertion_hits(const struct rebasing *r, size_t doc, const struct splice *splice,
		    const struct doc *new_doc, const struct splice *tried)
{
	const struct doc *old_doc = r->base->docs[doc];
	uint32_t a = sibling_before(old_doc, splice->start);
	uint32_t b = sibling_before(new_doc, tried->start);
	if (headed_by_nothing(r, doc, new_doc, b))
		return false;
	while (a != DOC_NONE &&
	       (provision_onto(r, doc, a) == DOC_NONE || !r->pairings[doc]->old_stays[a]))
		a = provision_previous(old_doc, a);
	while (b != DOC_NONE && has_come(r->pairings[doc], b))
		b = provision_previous(new_doc, b);
	return (a == DOC_NONE ? DOC_NONE : provision_onto(r, doc, a)) == b;
}

/* What has come to stand over a provision that goes, number and all, would stand over another. */
static void judge_headed(struct rebasing *r, size_t index, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (!find_base(r, span_of(op->target), &doc, &at))
		return;
	uint32_t there = provision_onto(r, doc, at);
	const struct doc *new_doc = r->pairings[doc] ? r->pairings[doc]->new_doc : NULL;
	uint32_t over = there == DOC_NONE ? DOC_NONE : provision_previous(new_doc, there);
	if (over != DOC_NONE && new_doc->provisions[over].element == EL_CROSS_HEADING &&
	    is_new(r->pairings[doc], over) &&
	    doc_find(r->application->docs[doc].new_doc, span_of(op->target)) == DOC_NONE)
		rebase_conflict(r, index, "a cross-heading has come over %s",
				rebase_cite(r, op->target));
}

/* ---- renumberings */

/* What has come beside a provision must still stand in the order of the numbers. */
static void judge_order(struct rebasing *r, size_t index, const struct op *op, bool after)
{
	size_t doc;
	uint32_t at;
	if (!op->new_num || !find_base(r, span_of(op->target), &doc, &at))
		return;
	uint32_t there = provision_onto(r, doc, at);
	const struct doc *new_doc = r->pairings[doc] ? r->pairings[doc]->new_doc : NULL;
	int level = address_level_of_eid(r->profile, span_of(op->target));
	enum label_style style = level < 0 ? LABEL_NUMBER : r->profile->levels[level].style;
	while (there != DOC_NONE) {
		there = after ? provision_next(new_doc, there) : provision_previous(new_doc, there);
		if (there == DOC_NONE || !has_come(r->pairings[doc], there))
			return;
		struct span num = provision_num(new_doc, there);
		if (!num.length)
			continue;
		int order = number_compare(style, num, span_of(op->new_num));
		if (after ? order < 0 : order > 0)
			rebase_conflict(r, index,
					"%.*s, which has come %s %s, does not belong there",
					SPAN_ARGS(num), after ? "after" : "before",
					rebase_cite(r, op->target));
	}
}

/* ---- moves */

/* What moves may have been amended, but not moved elsewhere or repealed; and what has come beside
 * it would be left behind. */
static void judge_move(struct rebasing *r, size_t index, const struct op *op)
{
	size_t doc;
	uint32_t at, there;
	if (!target_stands(r, index, op, &doc, &at, &there))
		return;
	const struct doc *old_doc = r->base->docs[doc], *new_doc = r->pairings[doc]->new_doc;
	if (has_moved(r->pairings[doc], at))
		rebase_conflict(r, index, "%s has been moved", rebase_cite(r, op->target));
	else if (words_left_by(r->profile, new_doc, there) !=
		 words_left_by(r->profile, old_doc, at))
		rebase_conflict(r, index, "%s has been repealed", rebase_cite(r, op->target));
	if (op->to)
		judge_own_block(r, index, op, true);
	uint32_t next = provision_next(new_doc, there);
	if (next != DOC_NONE && has_come(r->pairings[doc], next))
		conflict_with(r, index, new_doc, next, false);
	judge_beside(r, index, op);
}

/* ---- all */

static void judge_provision(struct rebasing *r, size_t index, const struct op_result *result)
{
	const struct op *op = result->op;
	switch (op->kind) {
	case OP_INSERTION:
		judge_numbers(r, index, op);
		judge_beside(r, index, op);
		judge_end(r, index, op);
		break;
	case OP_RENUMBERING:
		judge_own_block(r, index, op, true);
		judge_order(r, index, op, true);
		judge_order(r, index, op, false);
		break;
	case OP_MOVE:
		judge_move(r, index, op);
		break;
	case OP_SUBSTITUTION:
		judge_own_block(r, index, op, true); /* the payload has the old number */
		judge_row(r, index, op);
		judge_numbers(r, index, op);
		break;
	default:
		judge_row(r, index, op);
		judge_list(r, index, op);
		judge_headed(r, index, op);
		break;
	}
}

static void judge(struct rebasing *r, size_t index)
{
	const struct op_result *result = &r->application->results[index];
	const struct op *op = result->op;
	switch (op->scope) {
	case SCOPE_PROVISION:
		judge_provision(r, index, result);
		break;
	case SCOPE_WORDS:
		judge_words(r, index, result);
		break;
	case SCOPE_HEADING:
		judge_own_block(r, index, op, false);
		break;
	case SCOPE_CROSSHEADING:
		if (op->kind == OP_INSERTION)
			judge_beside(r, index, op);
		else
			judge_crossheading(r, index, op);
		break;
	case SCOPE_DEFINITION:
		if (op->kind != OP_INSERTION)
			judge_changed(r, index, result);
		judge_numbers(r, index, op);
		break;
	case SCOPE_TABLE:
		judge_whole(r, index, op->target);
		break;
	}
}

void judge_operations(struct rebasing *r)
{
	for (size_t i = 0; i < r->rebase->count; i++)
		judge(r, i);
}
