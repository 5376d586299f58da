/* Schedules: where a new paragraph goes among paragraphs whose numbers nest, 2.3 in 2, whether the
 * base has the one in the other or one behind the other. */
#include "draft/work.h"

#include <string.h>

struct row {
	struct work *work;
	const struct doc *doc;
	uint32_t parent;
	int level;
	struct span num;
};

static bool is_paragraph(const struct row *row, uint32_t at)
{
	return is_listed(row->doc, at) &&
	       address_level_of_eid(row->work->profile, row->doc->provisions[at].eid) == row->level;
}

/* Does it hold paragraphs, or are those that are its by their number behind it? */
static bool holds_paragraphs(const struct row *row, uint32_t at)
{
	for (uint32_t i = provision_first_child(row->doc, at); i != DOC_NONE;
	     i = provision_next(row->doc, i))
		if (is_paragraph(row, i))
			return true;
	return false;
}

static bool any_holds(const struct row *row)
{
	for (uint32_t at = row->parent + 1; at < row->doc->provisions[row->parent].after; at++)
		if (is_paragraph(row, at) && holds_paragraphs(row, at))
			return true;
	return false;
}

/* The paragraph that the new one comes after, or DOC_NONE: of those before it by their number the
 * last, or what holds that. */
static uint32_t paragraph_before(const struct row *row)
{
	const struct doc *doc = row->doc;
	uint32_t before = DOC_NONE;
	for (uint32_t at = row->parent + 1; at < doc->provisions[row->parent].after; at++)
		if (is_paragraph(row, at) &&
		    number_compare(LABEL_NUMBER, provision_num(doc, at), row->num) < 0)
			before = at;
	for (uint32_t up = before; up != DOC_NONE && up != row->parent;
	     up = doc->provisions[up].parent)
		if (is_paragraph(row, up) && !number_nests(row->num, provision_num(doc, up)))
			before = up;
	return before;
}

static void place_beside(const struct row *row, uint32_t at, enum op_position position,
			 struct op *op)
{
	struct span eid = row->doc->provisions[at].eid;
	op->anchor = arena_copy(row->work->arena, eid.at, eid.length);
	op->position = position;
}

/* At the end of a Part, and with another behind it: the number does not tell of which it is. */
static bool between_parts(const struct row *row, uint32_t before)
{
	const struct doc *doc = row->doc;
	uint32_t part = doc->provisions[before].parent;
	return provision_next(doc, before) == DOC_NONE &&
	       profile_is_group(
		       row->work->profile,
		       address_level_of_eid(row->work->profile, doc->provisions[part].eid)) &&
	       provision_next(doc, part) != DOC_NONE;
}

/* Where the provision that the draft names as holding it is that Part, it is told. */
static bool is_within(const struct row *row, uint32_t at, const char *inside)
{
	const struct doc *doc;
	uint32_t over = inside ? base_find(row->work, inside, &doc) : DOC_NONE;
	return over != DOC_NONE && doc == row->doc && over < at && at < doc->provisions[over].after;
}

/* 3.1 where the base has the likes of it in a 3, and there is none. */
static bool lacks_holder(const struct row *row, uint32_t before)
{
	const struct doc *doc = row->doc;
	uint32_t over = doc->provisions[before].parent;
	bool held = number_nests(row->num, provision_num(doc, before)) ||
		    (is_paragraph(row, over) && number_nests(row->num, provision_num(doc, over)));
	return !held && memchr(row->num.at, '.', row->num.length) && any_holds(row);
}

enum inferred infer_in_schedule(struct work *work, const char *eid, struct span num,
				const char *inside, struct op *op)
{
	struct row row = {.work = work, .num = num};
	row.level = address_level_of_eid(work->profile, span_of(eid));
	if (row.level < (int)work->profile->level_count ||
	    work->profile->levels[row.level].style != LABEL_NUMBER ||
	    !profile_truth(work->profile, "check", "numbers-nest"))
		return INFER_ELSEWHERE;
	row.parent = base_find(work, draft_parent(work, eid), &row.doc);
	if (row.parent == DOC_NONE)
		return INFER_ELSEWHERE;
	uint32_t before = paragraph_before(&row);
	if (before == DOC_NONE)
		return INFER_NOT;
	bool part_said = is_within(&row, before, inside);
	bool part =
		inside && profile_is_group(work->profile,
					   address_level_of_eid(work->profile, span_of(inside)));
	if (part ? !part_said : between_parts(&row, before))
		return INFER_NOT;
	if (lacks_holder(&row, before))
		return INFER_NOT;
	bool in_it = number_nests(num, provision_num(row.doc, before)) &&
		     (holds_paragraphs(&row, before) || any_holds(&row));
	if (in_it && holds_paragraphs(&row, before))
		place_beside(&row, before, POS_START, op);
	else if (in_it)
		return INFER_NOT;
	else
		place_beside(&row, before, POS_AFTER, op);
	return INFER_DONE;
}
