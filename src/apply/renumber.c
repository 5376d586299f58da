/* Renumbering: the number, the eId and every eId below it; wId keeps the first one. */
#include "apply/plan.h"

#include "doc/tags.h"

static void renumber_tag(const struct op_result *result, const struct doc *doc, const struct tag *tag,
			 struct span old, struct splices *mine)
{
	struct span eid = tag_attribute(doc->bytes, tag, "eId");
	if (!eid.at || eid.length < old.length || !span_equal(span_sub(eid, 0, old.length), old))
		return;
	struct span rest = span_sub(eid, old.length, eid.length);
	if (rest.length && !span_starts(rest, "__"))
		return;
	struct buf text = {0};
	buf_printf(&text, "%s%.*s", result->op->to, SPAN_ARGS(rest));
	if (!tag_attribute(doc->bytes, tag, "wId").at)
		buf_printf(&text, "\" wId=\"%.*s", SPAN_ARGS(eid));
	size_t at = (size_t)(eid.at - doc->bytes.at);
	splice_add(mine, at, at + eid.length, splices_keep(mine, &text), result->change);
}

void resolve_renumbering(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	if (!find_target(plan, result, op->target, &target))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	if (!number_is_free(plan, result, &target, span_of(op->to), span_of(op->new_num)))
		return;
	const struct doc *doc = target.doc;
	const struct provision *p = &doc->provisions[target.provision];
	if (p->num == DOC_NONE) {
		refuse(plan, result, DIAG_AMD002, "%s has no number",
		       citation_of(plan, span_of(op->target)));
		return;
	}
	struct splices *mine = wanted_by(plan, result);
	struct tag tag;
	struct span bytes = span_sub(doc->bytes, 0, p->end);
	for (size_t at = p->start; tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY)
			renumber_tag(result, doc, &tag, p->eid, mine);
	const struct block *num = &doc->blocks[p->num];
	struct buf text = {0};
	escape_text(&text, span_of(op->new_num));
	splice_add(mine, num->open, num->close, splices_keep(mine, &text), result->change);
	note_changed(plan, result, span_of(op->to));
}
