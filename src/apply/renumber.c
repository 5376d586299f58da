/* Renumbering: the number, the eId and every eId below it; wId keeps the first one. A move takes a
 * provision to another place as it stands, and may give it a new number there. */
#include "apply/plan.h"

#include "doc/tags.h"

static void renumber_tag(const struct op_result *result, const struct doc *doc,
			 const struct tag *tag, struct span old, struct splices *mine)
{
	struct tag_attr attribute;
	if (!tag_find_attribute(doc->bytes, tag, "eId", &attribute))
		return;
	struct span eid = attribute.value;
	if (eid.length < old.length || !span_equal(span_sub(eid, 0, old.length), old))
		return;
	struct span rest = span_sub(eid, old.length, eid.length);
	if (rest.length && !span_starts(rest, "__"))
		return;
	struct buf text = {0}, id = {0};
	escape_attribute(&id, span_of(result->op->to));
	buf_span(&id, rest);
	tag_write_attribute(attribute.name, buf_as_span(&id), &text);
	if (!tag_attribute(doc->bytes, tag, "wId").at) {
		buf_char(&text, ' ');
		tag_write_attribute(SPAN("wId"), eid, &text);
	}
	size_t at = (size_t)(attribute.name.at - doc->bytes.at);
	splice_add(mine, at, attribute.end, splices_keep(mine, &text), result->change);
	buf_release(&id);
}

/* Splices that give a provision the number and id that the operation names. */
static void renumber(const struct op_result *result, const struct doc *doc, uint32_t provision,
		     struct splices *mine)
{
	const struct provision *p = &doc->provisions[provision];
	const struct block *num = &doc->blocks[p->num];
	struct tag tag;
	struct span bytes = span_sub(doc->bytes, 0, p->end);
	for (size_t at = p->start; tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY)
			renumber_tag(result, doc, &tag, p->eid, mine);
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
	renumber(result, target.doc, target.provision, wanted_by(plan, result));
	note_changed(plan, result, span_of(op->to));
}

/* ---- move */

/* The provision's own bytes, with its new number if it gets one. */
static void write_moved(const struct op_result *result, const struct target *from, struct buf *out)
{
	const struct provision *p = &from->doc->provisions[from->provision];
	struct splices edits = {0};
	if (result->op->to)
		renumber(result, from->doc, from->provision, &edits);
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
	write_moved(result, &from, &text);
	if (op->position == POS_BEFORE)
		buf_break(&text, anchor.doc, place->start);
	uint32_t at = op->position == POS_AFTER ? place->end : place->start;
	splice_removal(mine, from.doc, from.provision, result->change);
	splice_add(mine, at, at, splices_keep(mine, &text), result->change);
	note_changed(plan, result, op->to ? span_of(op->to) : span_of(op->target));
}
