/* Insertion of provisions: beside one, in one, or behind what an earlier operation inserts. */
#include "apply/plan.h"

#include "doc/number.h"

#include <string.h>

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
	write_payload(plan, result, doc, inside, layout_at(doc, at), &text);
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
	write_payload(plan, result, doc, parent->provision, layout, &text);
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
