/* Renumbering: the number, the eId and every eId below it; wId keeps the first one. A move takes a
 * provision to another place as it stands, and may give it a new number there. */
#include "apply/plan.h"

#include "doc/tags.h"

/* A renumbering and what else the patch does below the provision. */
struct renaming {
	struct plan *plan;
	const struct op_result *result;
	const struct doc *doc;
	struct span old, to; /* eIds */
	struct splices *mine;
};

static void renumber_tag(const struct renaming *r, const struct tag *tag)
{
	struct tag_attr attribute;
	const struct doc *doc = r->doc;
	if (!tag_find_attribute(doc->bytes, tag, "eId", &attribute))
		return;
	struct span eid = attribute.value, old = r->old;
	if (eid.length < old.length || !span_equal(span_sub(eid, 0, old.length), old))
		return;
	struct span rest = span_sub(eid, old.length, eid.length);
	if (rest.length && !span_starts(rest, "__"))
		return;
	struct buf text = {0}, id = {0};
	escape_attribute(&id, r->to);
	buf_span(&id, rest);
	tag_write_attribute(attribute.name, buf_as_span(&id), &text);
	if (!r->result->op->exact && !tag_attribute(doc->bytes, tag, "wId").at) {
		buf_char(&text, ' ');
		tag_write_attribute(SPAN("wId"), eid, &text);
	}
	size_t at = (size_t)(attribute.name.at - doc->bytes.at);
	splice_add(r->mine, at, attribute.end, splices_keep(r->mine, &text), r->result->change);
	buf_release(&id);
}

static void renumber_tags(const struct renaming *r, uint32_t from, uint32_t to)
{
	struct tag tag;
	struct span bytes = span_sub(r->doc->bytes, 0, to);
	for (size_t at = from; at < to && tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY)
			renumber_tag(r, &tag);
}

/* The operation that gives another number to the provision of that eId, or NULL. */
static const struct claim *renumbering_of(const struct plan *plan, struct span eid)
{
	const struct claim *end = plan->targets.items + plan->targets.count;
	for (const struct claim *c = claim_find(&plan->targets, eid);
	     c && c < end && span_equal(c->eid, eid); c++)
		if (plan->application->results[c->result].op->kind == OP_RENUMBERING)
			return c;
	return NULL;
}

/* Another operation that writes the ids from a place in the provision on: it takes the provision
 * away, or all behind its number, or renumbers it too. *from becomes that place. */
static const struct claim *other_writer(const struct plan *plan, const struct doc *doc, uint32_t i,
					size_t mine, uint32_t *from)
{
	const struct provision *p = &doc->provisions[i];
	const struct claim *freed = claim_find(&plan->freed, p->eid);
	const struct claim *end = plan->freed.items + plan->freed.count;
	*from = p->start;
	for (const struct claim *c = freed; c && c < end && span_equal(c->eid, p->eid); c++)
		if (c->result != mine &&
		    (plan->application->results[c->result].op->kind != OP_RENUMBERING ||
		     renumbering_of(plan, p->eid) == c))
			return c;
	const struct claim *renumbered = renumbering_of(plan, p->eid);
	if (renumbered && renumbered->result != mine)
		return renumbered;
	end = plan->targets.items + plan->targets.count;
	for (const struct claim *c = claim_find(&plan->targets, p->eid);
	     c && c < end && span_equal(c->eid, p->eid); c++)
		if (c->result != mine &&
		    plan->application->results[c->result].op->kind == OP_REPEAL &&
		    plan->application->results[c->result].op->scope == SCOPE_PROVISION) {
			*from = p->num == DOC_NONE ? p->open : doc->blocks[p->num].end;
			return c;
		}
	return NULL;
}

/* The eId a renumbered provision gets, when what is round it is renumbered as well. */
static struct span id_after_all(struct plan *plan, const struct op_result *result,
				const struct doc *doc, uint32_t provision)
{
	struct span to = span_of(result->op->to);
	for (uint32_t p = doc->provisions[provision].parent; p != DOC_NONE;
	     p = doc->provisions[p].parent) {
		struct span eid = doc->provisions[p].eid;
		const struct claim *c = eid.length ? renumbering_of(plan, eid) : NULL;
		if (!c)
			continue;
		const struct op *outer = plan->application->results[c->result].op;
		add_need(plan, result_index(plan, result), c->result, DIAG_AMD002);
		if (to.length > eid.length && span_equal(span_sub(to, 0, eid.length), eid) &&
		    span_starts(span_sub(to, eid.length, to.length), "__"))
			to = span_of(arena_printf(&plan->application->arena, "%s%.*s", outer->to,
						  SPAN_ARGS(span_sub(to, eid.length, to.length))));
	}
	return to;
}

/* Splices that give a provision the number and id that the operation names. What another operation
 * writes anew is left to it. */
static void renumber(struct plan *plan, const struct op_result *result, const struct doc *doc,
		     uint32_t provision, struct splices *mine)
{
	const struct provision *p = &doc->provisions[provision];
	const struct block *num = &doc->blocks[p->num];
	size_t index = result_index(plan, result);
	struct renaming r = {.plan = plan,
			     .result = result,
			     .doc = doc,
			     .old = p->eid,
			     .to = id_after_all(plan, result, doc, provision),
			     .mine = mine};
	uint32_t done = p->start;
	for (uint32_t i = provision, next; i < p->after; i = next) {
		uint32_t from;
		const struct claim *other = i == provision && result->op->kind == OP_MOVE
						    ? NULL
						    : other_writer(plan, doc, i, index, &from);
		next = i + 1;
		if (!other)
			continue;
		add_need(plan, index, other->result, DIAG_AMD002);
		renumber_tags(&r, done, from);
		done = i == provision ? p->close : doc->provisions[i].end;
		next = doc->provisions[i].after;
	}
	renumber_tags(&r, done, p->end);
	struct buf text = {0};
	escape_text(&text, span_of(result->op->new_num));
	splice_add(mine, num->open, num->close, splices_keep(mine, &text), result->change);
}

static bool has_number(struct plan *plan, struct op_result *result, const struct target *target)
{
	if (target->doc->provisions[target->provision].num != DOC_NONE)
		return true;
	refuse(plan, result, DIAG_AMD002, "%s has no number",
	       citation_of(plan, span_of(result->op->target)));
	return false;
}

void resolve_renumbering(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	if (!find_target(plan, result, op->target, &target))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	if (!number_is_free(plan, result, &target, span_of(op->to), span_of(op->new_num)) ||
	    !has_number(plan, result, &target))
		return;
	renumber(plan, result, target.doc, target.provision, wanted_by(plan, result));
	note_changed(plan, result, span_of(op->to));
}

/* ---- move */

/* The provision's own bytes, with its new number if it gets one. */
static void write_moved(struct plan *plan, const struct op_result *result,
			const struct target *from, struct buf *out)
{
	const struct provision *p = &from->doc->provisions[from->provision];
	struct splices edits = {0};
	if (result->op->to)
		renumber(plan, result, from->doc, from->provision, &edits);
	splices_sort(&edits);
	size_t at = p->start;
	for (size_t i = 0; i < edits.count; i++) {
		buf_span(out, span_sub(from->doc->bytes, at, edits.items[i].start));
		buf_span(out, edits.items[i].text);
		at = edits.items[i].end;
	}
	buf_span(out, span_sub(from->doc->bytes, at, p->end));
	splices_release(&edits);
}

static bool can_move(struct plan *plan, struct op_result *result, const struct target *from,
		     const struct target *anchor)
{
	const struct op *op = result->op;
	const struct provision *p = &from->doc->provisions[from->provision];
	if (anchor->doc != from->doc) {
		refuse(plan, result, DIAG_AMD028,
		       "a move to another document cannot be carried out");
		return false;
	}
	if (anchor->provision >= from->provision && anchor->provision < p->after) {
		refuse(plan, result, DIAG_AMD013, "%s cannot be moved beside a part of itself",
		       citation_of(plan, p->eid));
		return false;
	}
	if (!op->to)
		return true;
	struct span num = span_of(op->new_num);
	return has_number(plan, result, from) &&
	       number_is_free(plan, result, from, span_of(op->to), num) &&
	       number_fits_place(plan, result, anchor, op->position == POS_AFTER, num, num);
}

void resolve_move(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target from, anchor;
	bool beside = op->position == POS_BEFORE || op->position == POS_AFTER;
	if (!op->anchor || !beside) {
		refuse(plan, result, DIAG_AMD022, "the new place is not stated");
		return;
	}
	if (!find_target(plan, result, op->target, &from) ||
	    !find_target(plan, result, op->anchor, &anchor))
		return;
	plan->doc_of[result_index(plan, result)] = from.doc_index;
	if (!can_move(plan, result, &from, &anchor))
		return;
	struct splices *mine = wanted_by(plan, result);
	const struct provision *place = &anchor.doc->provisions[anchor.provision];
	struct buf text = {0};
	if (op->position == POS_AFTER)
		buf_break(&text, anchor.doc, place->start);
	write_moved(plan, result, &from, &text);
	if (op->position == POS_BEFORE)
		buf_break(&text, anchor.doc, place->start);
	uint32_t at = op->position == POS_AFTER ? place->end : place->start;
	splice_removal(mine, from.doc, from.provision, result->change);
	splice_add(mine, at, at, splices_keep(mine, &text), result->change);
	note_changed(plan, result, op->to ? span_of(op->to) : span_of(op->target));
}
