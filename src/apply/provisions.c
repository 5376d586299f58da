/* Operations on whole provisions: insertion, substitution, repeal. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/number.h"
#include "doc/tags.h"
#include "doc/words.h"

#include <string.h>

/* ---- payload */

struct base_text {
	const struct doc *doc;
	uint32_t first, after; /* the provisions that the payload replaces */
	const struct patch *patch;
};

static bool same_words(struct span a, struct span b)
{
	struct buf x = {0}, y = {0};
	words_fold_space(a, &x);
	words_fold_space(b, &y);
	bool same = span_equal(buf_as_span(&x), buf_as_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

static void note_words(const struct doc *doc, uint32_t block, struct buf *out)
{
	for (uint32_t b = block + 1;
	     b < doc->block_count && doc->blocks[b].start < doc->blocks[block].close; b++)
		if (doc->blocks[b].part == PART_NOTE) {
			words_fold_space(doc->blocks[b].text, out);
			buf_char(out, ' ');
		}
}

/* Has the payload's paragraph notes, and others than the base's? A text without any says nothing
 * about them. */
static bool other_notes(const struct doc *base, uint32_t block, const struct doc *payload,
			uint32_t payload_block)
{
	struct buf old = {0}, fresh = {0};
	note_words(base, block, &old);
	note_words(payload, payload_block, &fresh);
	bool other = fresh.length && !span_equal(buf_as_span(&old), buf_as_span(&fresh));
	buf_release(&old);
	buf_release(&fresh);
	return other;
}

/* A restated paragraph whose words are those of the base keeps the base's bytes, with its marks and
 * references: what a restatement does not change is not touched. */
static struct span kept_text(void *user, struct span eid, unsigned nth, uint32_t payload_block)
{
	const struct base_text *base = user;
	uint32_t provision = doc_find(base->doc, eid);
	if (provision == DOC_NONE || provision < base->first || provision >= base->after)
		return (struct span){0};
	unsigned seen = 0;
	for (uint32_t b = provision_next_block(base->doc, provision, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(base->doc, provision, b)) {
		const struct block *block = &base->doc->blocks[b];
		if (block->element != EL_P || block->part == PART_NOTE || seen++ != nth)
			continue;
		if (!same_words(block->text, base->patch->doc->blocks[payload_block].text) ||
		    other_notes(base->doc, b, base->patch->doc, payload_block))
			break;
		return span_sub(base->doc->bytes, block->open, block->close);
	}
	return (struct span){0};
}

uint32_t payload_last(const struct op_result *result)
{
	uint32_t last = result->op->payload;
	for (uint32_t next = last; next != DOC_NONE;
	     next = payload_next(result->patch, result->op, next))
		last = next;
	return last;
}

static void write_payload(struct plan *plan, const struct op_result *result, const struct doc *doc,
			  uint32_t inside, struct line_layout layout, struct base_text *base,
			  struct buf *out)
{
	struct payload_place place = payload_goes(plan, result, doc, inside, layout);
	spell_like(plan, result, doc, inside, base ? base->first : DOC_NONE, &place);
	if (base && !place.exact) {
		place.kept = kept_text;
		place.user = base;
	}
	payload_write(result->patch, result->op->payload, payload_last(result), &place, out);
}

/* ---- numbers */

enum label_style style_of(const struct plan *plan, struct span eid)
{
	int level = address_level_of_eid(plan->options->profile, eid);
	return level < 0 ? LABEL_NUMBER : plan->options->profile->levels[level].style;
}

static bool is_numbered(const struct doc *doc, uint32_t provision)
{
	return !(doc->provisions[provision].flags & PROVISION_CROSSHEADING) &&
	       provision_num(doc, provision).length;
}

/* The number that one more provision behind a taken one would have. */
static void offer_free_number(struct plan *plan, struct diag *diag, const struct doc *doc,
			      uint32_t taken)
{
	struct buf fitting = {0};
	uint32_t next = provision_next(doc, taken);
	while (next != DOC_NONE && !is_numbered(doc, next))
		next = provision_next(doc, next);
	number_between(style_of(plan, doc->provisions[taken].eid), provision_num(doc, taken),
		       next == DOC_NONE ? (struct span){0} : provision_num(doc, next), &fitting);
	if (fitting.length)
		diag_help(plan->diags, diag, "the next free number is %s", buf_string(&fitting));
	buf_release(&fitting);
}

static bool same_payload(const struct op_result *a, const struct op_result *b)
{
	const struct doc *x = a->patch->doc, *y = b->patch->doc;
	uint32_t i = a->op->payload, j = b->op->payload;
	while (i != DOC_NONE && j != DOC_NONE &&
	       span_equal(payload_eid(a->patch, i), payload_eid(b->patch, j)) &&
	       doc_provision_hash(x, i) == doc_provision_hash(y, j)) {
		i = payload_next(a->patch, a->op, i);
		j = payload_next(b->patch, b->op, j);
	}
	return i == DOC_NONE && j == DOC_NONE;
}

/* Two modifications bring the same, or give the same number to the same provision. */
static bool makes_the_same(const struct op_result *a, const struct op_result *b)
{
	bool same = a->patch != b->patch && a->op->kind == b->op->kind &&
		    !strcmp(a->op->target, b->op->target);
	return same &&
	       (a->op->to ? b->op->to && !strcmp(a->op->to, b->op->to) : same_payload(a, b));
}

bool made_once(struct plan *plan, struct op_result *result, struct span eid, const char *label)
{
	const struct claim *made = claim_find(&plan->made, doc_acted_on(plan, result->op), eid);
	if (!made || made->result == result_index(plan, result))
		return true;
	const struct op_result *maker = &plan->application->results[made->result];
	const char *by = op_name(plan, maker, maker->patch == result->patch);
	result->against = maker;
	if (makes_the_same(maker, result))
		refuse(plan, result, DIAG_NUM004, "%s makes the same %s: leave one of them out", by,
		       label);
	else
		refuse(plan, result, DIAG_NUM004, "%s is also made by %s", label, by);
	return false;
}

/* Does the patch repeal that provision, so that its number stays? */
static bool is_left(const struct plan *plan, const struct op_result *result, const struct doc *doc,
		    struct span eid)
{
	for (const struct claim *c = claim_find(&plan->targets, doc, eid);
	     claim_is(&plan->targets, c, doc, eid); c++) {
		const struct op_result *other = &plan->application->results[c->result];
		if (other->patch == result->patch && other->op->kind == OP_REPEAL &&
		    other->op->scope == SCOPE_PROVISION)
			return true;
	}
	return false;
}

bool number_is_free(struct plan *plan, struct op_result *result, const struct target *place,
		    struct span eid, struct span label)
{
	size_t index = result_index(plan, result);
	if (!made_once(plan, result, eid,
		       arena_copy(&plan->application->arena, label.at, label.length)))
		return false;
	uint32_t there = doc_find(place->doc, eid);
	const struct claim *freed = claim_find(&plan->freed, place->doc, eid);
	if (freed && freed->result != index)
		add_need(plan, index, freed->result, DIAG_NUM004);
	if (there == DOC_NONE || freed)
		return true;
	struct diag *diag =
		refuse(plan, result, DIAG_NUM004, "%s is already in use", citation_of(plan, eid));
	diag_relate(plan->diags, diag,
		    doc_place(place->doc, place->doc->provisions[there].start,
			      place->doc->provisions[there].open),
		    "it stands here");
	if (is_left(plan, result, place->doc, eid))
		diag_help(plan->diags, diag,
			  "it is deleted and keeps its number; to use that again, write that %s "
			  "and its number are deleted",
			  citation_of(plan, eid));
	else
		offer_free_number(plan, diag, place->doc, there);
	return false;
}

struct span number_after(const struct plan *plan, const struct doc *doc, uint32_t provision,
			 const struct op_result **renumbers)
{
	struct span num = provision_num(doc, provision), eid = doc->provisions[provision].eid;
	*renumbers = NULL;
	for (const struct claim *c = claim_find(&plan->freed, doc, eid);
	     claim_is(&plan->freed, c, doc, eid); c++) {
		const struct op_result *result = &plan->application->results[c->result];
		if (result->op->kind != OP_RENUMBERING)
			return (struct span){0};
		if (span_is(eid, result->op->target) && result->op->new_num) {
			num = span_of(result->op->new_num);
			*renumbers = result;
		}
	}
	return num;
}

/* The nearest numbered sibling that stays where it is. */
static uint32_t neighbour(const struct plan *plan, const struct op_result *result,
			  const struct doc *doc, uint32_t from,
			  uint32_t (*step)(const struct doc *, uint32_t))
{
	const struct op_result *renumbers;
	while (from != DOC_NONE &&
	       (!is_numbered(doc, from) || !numbers_compare(plan, result, doc, from) ||
		!number_after(plan, doc, from, &renumbers).length))
		from = step(doc, from);
	return from;
}

/* A number on the wrong side of the one beside it, which may be another now. */
static void refuse_beside(struct plan *plan, struct op_result *result, struct span num,
			  const char *side, struct span other, const struct op_result *renumbers)
{
	if (!renumbers) {
		refuse(plan, result, DIAG_NUM005, "%.*s does not belong %s %.*s", SPAN_ARGS(num),
		       side, SPAN_ARGS(other));
		return;
	}
	result->against = renumbers;
	refuse(plan, result, DIAG_NUM005, "%.*s does not belong %s %.*s, as %s makes %s",
	       SPAN_ARGS(num), side, SPAN_ARGS(other),
	       op_name(plan, renumbers, renumbers->patch == result->patch),
	       citation_of(plan, span_of(renumbers->op->target)));
}

static bool number_fits_between(struct plan *plan, struct op_result *result,
				const struct target *row, uint32_t before_it, uint32_t behind_it,
				struct span first, struct span last)
{
	const struct doc *doc = row->doc;
	const struct op_result *below = NULL, *above = NULL;
	before_it = neighbour(plan, result, doc, before_it, provision_previous);
	behind_it = neighbour(plan, result, doc, behind_it, provision_next);
	enum label_style style = style_of(plan, doc->provisions[row->provision].eid);
	struct span lower = before_it == DOC_NONE ? (struct span){0}
						  : number_after(plan, doc, before_it, &below);
	struct span upper = behind_it == DOC_NONE ? (struct span){0}
						  : number_after(plan, doc, behind_it, &above);
	if (number_in_order(style, lower, first, upper) &&
	    number_in_order(style, lower, last, upper))
		return true;
	if (lower.length && !number_in_order(style, lower, first, (struct span){0}))
		refuse_beside(plan, result, first, "after", lower, below);
	else
		refuse_beside(plan, result, last, "before", upper, above);
	return false;
}

bool number_fits_place(struct plan *plan, struct op_result *result, const struct target *anchor,
		       bool after, struct span first, struct span last)
{
	const struct doc *doc = anchor->doc;
	uint32_t before_it = after ? anchor->provision : provision_previous(doc, anchor->provision);
	uint32_t behind_it = after ? provision_next(doc, anchor->provision) : anchor->provision;
	return number_fits_between(plan, result, anchor, before_it, behind_it, first, last);
}

/* Every numbered provision of the payload is free; the first and last numbers come back. */
static bool payload_is_free(struct plan *plan, struct op_result *result, const struct target *place,
			    struct span *first, struct span *last)
{
	const struct op *op = result->op;
	const struct doc *doc = result->patch->doc;
	*first = *last = (struct span){0};
	uint32_t top_depth = UINT32_MAX;
	for (uint32_t i = op->payload; i < op->payload_after; i++) {
		struct span num = provision_num(doc, i);
		if (doc->provisions[i].flags & PROVISION_CROSSHEADING || !num.length)
			continue;
		if (!number_is_free(plan, result, place, payload_eid(result->patch, i), num))
			return false;
		if (!first->at) {
			*first = num;
			top_depth = doc->provisions[i].depth;
		}
		if (doc->provisions[i].depth == top_depth) {
			*last = num;
			note_changed(plan, result, payload_eid(result->patch, i));
		}
	}
	return true;
}

/* ---- insertion */

static uint32_t parent_of_anchor(const struct doc *doc, const char *anchor)
{
	uint32_t at = anchor ? doc_find(doc, span_of(anchor)) : DOC_NONE;
	return at == DOC_NONE ? DOC_NONE : doc->provisions[at].parent;
}

uint32_t last_numbered(const struct op_result *result)
{
	const struct doc *doc = result->patch->doc;
	uint32_t last = payload_last(result);
	while (doc->provisions[last].flags & PROVISION_CROSSHEADING &&
	       doc->provisions[last].after > last + 1) {
		last++;
		for (uint32_t next = last; next != DOC_NONE; next = provision_next(doc, next))
			last = next;
	}
	return last;
}

/* Is the anchor the last that an earlier operation makes? What that stands in comes back. */
static bool made_last(const struct op_result *earlier, const char *anchor, const struct doc *doc,
		      uint32_t at, uint32_t *inside)
{
	if (op_sinks(earlier->op)) {
		uint32_t target = doc_find(doc, span_of(earlier->op->target));
		*inside = target == DOC_NONE ? DOC_NONE : doc->provisions[target].parent;
		return true;
	}
	*inside = parent_of_anchor(doc, earlier->op->anchor);
	while (*inside != DOC_NONE && doc->provisions[*inside].end <= at)
		*inside = doc->provisions[*inside].parent;
	return earlier->op->kind == OP_INSERTION &&
	       span_is(payload_eid(earlier->patch, last_numbered(earlier)), anchor);
}

/* An anchor that an earlier operation makes: the place is behind what that brings. */
static bool insert_behind_insertion(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	const struct claim *made =
		claim_find(&plan->made, doc_acted_on(plan, op), span_of(op->anchor));
	size_t index = result_index(plan, result);
	if (!made || made->result >= index || op->position != POS_AFTER)
		return false;
	struct op_result *earlier = &plan->application->results[made->result];
	struct splices *theirs = wanted_by(plan, earlier);
	const struct doc *doc = plan->application->base->docs[plan->doc_of[made->result]];
	uint32_t inside;
	if (earlier->status == OP_REFUSED || !theirs->count)
		return false;
	const struct splice *made_by = &theirs->items[theirs->count - 1];
	uint32_t at = made_by->start;
	if (!made_last(earlier, op->anchor, doc, at, &inside))
		return false;
	add_need(plan, index, made->result, DIAG_AMD002);
	plan->doc_of[index] = plan->doc_of[made->result];
	if (op->new_words && *op->new_words) {
		refuse(plan, result, DIAG_AMD028,
		       "“%s” would go to the end of what the same modification inserts",
		       op->new_words);
		return true;
	}
	struct target place = {.doc = doc, .doc_index = plan->doc_of[index]};
	struct span first, end;
	if (!payload_is_free(plan, result, &place, &first, &end) ||
	    !payload_nests(plan, result, doc, inside))
		return true;
	struct buf text = {0};
	struct span theirs_text = made_by->text, bare = span_trim(theirs_text);
	size_t lead = (size_t)(bare.at - theirs_text.at);
	size_t tail = theirs_text.length - lead - bare.length;
	buf_span(&text, span_sub(theirs_text, 0, lead));
	write_payload(plan, result, doc, inside, layout_at(doc, at), NULL, &text);
	buf_span(&text, span_sub(theirs_text, theirs_text.length - tail, theirs_text.length));
	struct splices *mine = wanted_by(plan, result);
	enum lead leads = made_by->leads;
	splice_add(mine, at, at, splices_keep(mine, &text), result->change)->leads = leads;
	return true;
}

/* The payload's provisions from one to another. */
static void insert_some(struct plan *plan, struct op_result *result, const struct doc *doc,
			uint32_t beside, bool after, uint32_t first, uint32_t last)
{
	const struct provision *p = &doc->provisions[beside];
	struct payload_place place =
		payload_goes(plan, result, doc, p->parent, layout_of(doc, beside));
	spell_like(plan, result, doc, p->parent, beside, &place);
	struct buf text = {0};
	/* An anchor that goes takes the white space before it along. */
	bool before = !after && !claim_find(&plan->freed, doc, p->eid);
	if (!before)
		buf_break(&text, doc, p->start);
	payload_write(result->patch, first, last, &place, &text);
	if (before)
		buf_break(&text, doc, p->start);
	struct splices *mine = wanted_by(plan, result);
	uint32_t at = before ? p->start : after ? p->end : space_before(doc, p->start);
	splice_add(mine, at, at, splices_keep(mine, &text), result->change)->leads =
		after ? LEADS_NOTHING : LEADS;
}

static void insert_beside(struct plan *plan, struct op_result *result, const struct target *anchor,
			  bool after)
{
	const struct doc *doc = anchor->doc;
	uint32_t first = result->op->payload, last = payload_last(result), inside = first;
	uint32_t outside = leaves_wrapper(result, anchor, after);
	if (after && !insert_lead(plan, result, doc, anchor->provision))
		return;
	if (outside == DOC_NONE) {
		insert_some(plan, result, doc, anchor->provision, after, first, last);
		return;
	}
	while (first != outside && payload_next(result->patch, result->op, inside) != outside)
		inside = payload_next(result->patch, result->op, inside);
	if (first != outside)
		insert_some(plan, result, doc, anchor->provision, after, first, inside);
	insert_some(plan, result, doc, doc->provisions[anchor->provision].parent, after, outside,
		    last);
}

static void insert_first_child(struct plan *plan, struct op_result *result,
			       const struct target *parent)
{
	const struct doc *doc = parent->doc;
	const struct provision *p = &doc->provisions[parent->provision];
	struct splices *mine = wanted_by(plan, result);
	content_to_intro(mine, doc, parent->provision, result->change);
	struct line_layout layout = layout_below(doc, parent->provision);
	struct buf text = {0};
	layout_break(&layout, 0, &text);
	write_payload(plan, result, doc, parent->provision, layout, NULL, &text);
	uint32_t at = space_before(doc, p->close);
	splice_add(mine, at, at, splices_keep(mine, &text), result->change);
}

/* The child after which a new number belongs; DOC_NONE: before all. One that it follows directly
 * decides: (aa) goes behind (a), where there is no (z). */
static uint32_t child_before(const struct plan *plan, const struct doc *doc, uint32_t parent,
			     struct span num)
{
	uint32_t found = DOC_NONE, next;
	for (uint32_t i = provision_first_child(doc, parent); i != DOC_NONE; i = next) {
		next = provision_next(doc, i);
		while (next != DOC_NONE && !is_numbered(doc, next))
			next = provision_next(doc, next);
		if (!is_numbered(doc, i))
			continue;
		struct span label = provision_num(doc, i), behind = {0};
		if (next != DOC_NONE)
			behind = provision_num(doc, next);
		enum label_style style = style_of(plan, doc->provisions[i].eid);
		if (number_compare(style, label, num) < 0)
			found = i;
		if (number_follows(style, label, num) && number_in_order(style, label, num, behind))
			return i;
	}
	return found;
}

static void insert_child(struct plan *plan, struct op_result *result, struct target parent,
			 struct span first, struct span last)
{
	const struct doc *doc = parent.doc;
	uint32_t child = provision_first_child(doc, parent.provision);
	bool after = false;
	if (child != DOC_NONE && result->op->position == POS_END) {
		child = last_in_groups(plan, result, doc, parent.provision);
		after = true;
	} else if (child != DOC_NONE && result->op->position == POS_ORDER) {
		uint32_t previous = child_before(plan, doc, parent.provision, first);
		after = previous != DOC_NONE;
		child = after ? previous : child;
	}
	if (child == DOC_NONE && first.at && result->op->position != POS_START &&
	    !number_is_first(style_of(plan, payload_eid(result->patch, result->op->payload)),
			     first)) {
		refuse(plan, result, DIAG_NUM005, "%.*s would be the first of %s", SPAN_ARGS(first),
		       citation_of(plan, doc->provisions[parent.provision].eid));
		return;
	}
	if (child == DOC_NONE) {
		insert_first_child(plan, result, &parent);
		return;
	}
	parent.provision = child;
	if (first.at && is_numbered(doc, child) && result->op->position != POS_ORDER &&
	    !number_fits_place(plan, result, &parent, after, first, last))
		return;
	insert_beside(plan, result, &parent, after);
}

void resolve_insertion(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	if (op->payload == DOC_NONE) {
		refuse(plan, result, DIAG_AMD025, "nothing is said that could be inserted");
		return;
	}
	if (!op->anchor || op->position == POS_NONE) {
		refuse(plan, result, DIAG_AMD022, "no place is stated for the insertion");
		return;
	}
	if (insert_behind_insertion(plan, result))
		return;
	struct target anchor;
	if (!find_target(plan, result, op->anchor, &anchor))
		return;
	plan->doc_of[result_index(plan, result)] = anchor.doc_index;
	struct span first, last;
	if (!payload_is_free(plan, result, &anchor, &first, &last))
		return;
	bool beside = op->position == POS_BEFORE || op->position == POS_AFTER;
	uint32_t parent =
		beside ? anchor.doc->provisions[anchor.provision].parent : anchor.provision;
	if (!payload_nests(plan, result, anchor.doc, parent))
		return;
	if (!beside) {
		insert_child(plan, result, anchor, first, last);
		return;
	}
	if (!leave_groups(plan, result, &anchor, op->position == POS_AFTER))
		return;
	if (first.at && is_numbered(anchor.doc, anchor.provision) &&
	    !number_fits_place(plan, result, &anchor, op->position == POS_AFTER, first, last))
		return;
	insert_beside(plan, result, &anchor, op->position == POS_AFTER);
}

/* ---- substitution */

static bool last_of(struct plan *plan, struct op_result *result, const struct target *target,
		    uint32_t *last)
{
	*last = target->provision;
	if (!result->op->up_to)
		return true;
	struct target end;
	if (!find_target(plan, result, result->op->up_to, &end))
		return false;
	const struct doc *doc = target->doc;
	if (end.doc != doc || end.provision < target->provision ||
	    doc->provisions[end.provision].parent != doc->provisions[target->provision].parent) {
		refuse(plan, result, DIAG_AMD023, "%s and %s are not two of one row",
		       citation_of(plan, span_of(result->op->target)),
		       citation_of(plan, span_of(result->op->up_to)));
		return false;
	}
	*last = end.provision;
	return true;
}

/* Other numbers than those of what they replace stand where those stood, if that row is in order.
 */
static bool numbers_fit_row(struct plan *plan, struct op_result *result,
			    const struct target *target, uint32_t last, struct span first_num,
			    struct span last_num)
{
	const struct doc *doc = target->doc;
	uint32_t before = provision_previous(doc, target->provision);
	uint32_t behind = provision_next(doc, last);
	struct span own = provision_num(doc, target->provision);
	struct span own_last = provision_num(doc, last);
	bool same = span_equal(own, first_num) && span_equal(own_last, last_num);
	if (same || !own.length || !own_last.length || !first_num.at)
		return true;
	enum label_style style = style_of(plan, doc->provisions[target->provision].eid);
	uint32_t x = neighbour(plan, result, doc, before, provision_previous);
	uint32_t y = neighbour(plan, result, doc, behind, provision_next);
	struct span lower = x == DOC_NONE ? (struct span){0} : provision_num(doc, x);
	struct span upper = y == DOC_NONE ? (struct span){0} : provision_num(doc, y);
	if (!number_in_order(style, lower, own, (struct span){0}) ||
	    !number_in_order(style, (struct span){0}, own_last, upper))
		return true;
	return number_fits_between(plan, result, target, before, behind, first_num, last_num);
}

void resolve_substitution(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	uint32_t last;
	if (op->payload == DOC_NONE) {
		refuse(plan, result, DIAG_AMD025, "nothing is said that could be substituted");
		return;
	}
	if (!find_target(plan, result, op->target, &target) ||
	    !last_of(plan, result, &target, &last))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	struct span first_num, last_num;
	if (!payload_is_free(plan, result, &target, &first_num, &last_num) ||
	    !numbers_fit_row(plan, result, &target, last, first_num, last_num))
		return;
	const struct doc *doc = target.doc;
	const struct provision *p = &doc->provisions[target.provision];
	struct base_text base = {doc, target.provision, doc->provisions[last].after, result->patch};
	struct buf text = {0};
	write_payload(plan, result, doc, p->parent, layout_of(doc, target.provision), &base, &text);
	struct splices *mine = wanted_by(plan, result);
	splice_add(mine, p->start, doc->provisions[last].end, splices_keep(mine, &text),
		   result->change);
}

/* ---- repeal */

static const char *words_left(const struct plan *plan, enum op_leaves leaves)
{
	const char *key = leaves == LEAVES_DOTS	      ? "dots"
			  : leaves == LEAVES_REPEALED ? "repealed"
						      : "not-used";
	const char *fallback = leaves == LEAVES_DOTS	   ? ". . . . . . . . . ."
			       : leaves == LEAVES_REPEALED ? "Repealed."
							   : "Not Used.";
	return profile_value(plan->options->profile, "words", key, fallback);
}

static void take_status(struct splices *mine, const struct doc *doc, const struct provision *p,
			unsigned change)
{
	struct tag tag;
	struct tag_attr status;
	size_t at = p->start;
	if (tag_next(doc->bytes, &at, &tag) &&
	    tag_find_attribute(doc->bytes, &tag, "status", &status))
		splice_add(mine, status.start, status.end, (struct span){"", 0}, change);
}

/* Where what a repeal keeps of a provision ends: its number, in some codes its heading too. */
static uint32_t end_of_kept(const struct plan *plan, const struct doc *doc,
			    const struct provision *p)
{
	uint32_t kept = p->num == DOC_NONE ? p->open : doc->blocks[p->num].end;
	bool heading = p->heading != DOC_NONE &&
		       profile_truth(plan->options->profile, "words", "repeal-keeps-heading");
	return heading && doc->blocks[p->heading].end > kept ? doc->blocks[p->heading].end : kept;
}

/* Everything behind that goes; the words that keep the place stand instead. */
static void leave_words(struct plan *plan, struct op_result *result, const struct target *target,
			enum op_leaves leaves)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	struct splices *mine = wanted_by(plan, result);
	uint32_t from = end_of_kept(plan, doc, p);
	if (p->flags & PROVISION_INCOMPLETE)
		take_status(mine, doc, p, result->change);
	struct line_layout layout = layout_of(doc, target->provision);
	struct buf text = {0};
	layout_break(&layout, 1, &text);
	buf_text(&text, "<content><p>");
	escape_text(&text, span_of(words_left(plan, leaves)));
	buf_text(&text, "</p></content>");
	layout_break(&layout, 0, &text);
	splice_add(mine, from, p->close, splices_keep(mine, &text), result->change);
}

enum op_leaves leaves_of(const struct plan *plan, const struct op *op, struct span eid)
{
	if (op->leaves != LEAVES_NONE)
		return op->leaves;
	int level = address_level_of_eid(plan->options->profile, eid);
	bool item = level >= 0 && (size_t)level >= plan->options->profile->first_item;
	const char *policy =
		profile_value(plan->options->profile, "words", item ? "repeal-item" : "repeal",
			      item ? "remove" : "not-used");
	int named = op_leaves_named(span_of(policy));
	return named < 0 ? LEAVES_NOT_USED : (enum op_leaves)named;
}

/* A provision that elsewhere leaves its number, and here goes with it so that another can have it,
 * stays where that other does not get it. */
static void needs_taker(struct plan *plan, const struct op_result *result, const struct doc *doc,
			uint32_t provision)
{
	const struct profile *profile = plan->options->profile;
	struct span eid = doc->provisions[provision].eid;
	int level = address_level_of_eid(profile, eid);
	if (!plan->options->partial || level < 0 || (size_t)level >= profile->first_item)
		return;
	for (const struct claim *c = claim_find(&plan->made, doc, eid);
	     claim_is(&plan->made, c, doc, eid); c++) {
		const struct op_result *taker = &plan->application->results[c->result];
		if (op_takes_number(taker->op) && taker->patch == result->patch)
			add_need(plan, result_index(plan, result), c->result, DIAG_AMD013);
	}
}

void resolve_repeal(struct plan *plan, struct op_result *result)
{
	struct target target;
	uint32_t last;
	if (!find_target(plan, result, result->op->target, &target) ||
	    !last_of(plan, result, &target, &last))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	const struct doc *doc = target.doc;
	for (uint32_t i = target.provision; i != DOC_NONE && i <= last;
	     i = provision_next(doc, i)) {
		struct target one = target;
		one.provision = i;
		struct span eid = doc->provisions[i].eid;
		enum op_leaves leaves = leaves_of(plan, result->op, eid);
		if (leaves == LEAVES_REMOVE || !is_numbered(doc, i)) {
			splice_removal(wanted_by(plan, result), doc, i, result->change);
			needs_taker(plan, result, doc, i);
		} else {
			leave_words(plan, result, &one, leaves);
		}
		note_changed(plan, result, eid);
	}
}
