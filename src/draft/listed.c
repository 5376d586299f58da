/* "In each of the following for “X” substitute “Y”— (a) section 3(2); (b) ..." */
#include "draft/pass.h"

/* What the instruction names before its list is what the places of that are in. */
static bool begin_list(struct work *work, struct instruction *instruction)
{
	struct span outer = span_of(instruction->over ? instruction->over : "");
	bool own_list = false;
	for (size_t i = 0; i < instruction->clause_count; i++)
		own_list |= instruction->clauses[i].fit.group[GROUP_LISTED].at != NULL;
	if (own_list && instruction->clause_count > 1) {
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "more is done than to what is listed, and what the list is of is not "
			     "said");
		return false;
	}
	for (size_t i = 0; i < instruction->clause_count; i++) {
		struct within *within = &instruction->clauses[i].within;
		struct span own = within->spots.count ? span_of(within->spots.items[0].eid) : outer;
		if (within->spots.count > 1 || (i && !span_equal(own, outer))) {
			draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
				     "which of the places that are named before it holds the list "
				     "is not said");
			return false;
		}
		outer = own;
		within->spots = (struct spots){0};
	}
	instruction->over = outer.length ? outer.at : NULL;
	return true;
}

/* "In section 5, omit— (a) section 6(1)": the one does not stand in the other. */
static bool all_inside(struct work *work, struct instruction *instruction,
		       const struct spots *spots, size_t logical)
{
	const char *over = instruction->over;
	for (size_t i = 0; over && i < spots->count; i++) {
		if (address_is_in(span_of(spots->items[i].eid), span_of(over)))
			continue;
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "%s (line %u) does not stand in %s",
			     draft_cite(work, spots->items[i].eid),
			     work->lines->items[logical].line, draft_cite(work, over));
		return false;
	}
	return true;
}

bool take_listed(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct instruction *last = instruction_last(pass);
	const struct logical *lines = work->lines->items;
	struct spots spots;
	struct span other;
	if (!last || !pass->open || !last->listed || last->refused || !depth ||
	    (lines[logical].indent <= lines[last->logical].indent && depth <= pass->depth))
		return false;
	work->uses[logical] = DRAFT_CONTEXT;
	if (names_other_work(work, text, &other))
		instruction_refuse_work(pass, last, other);
	else if (work->base && work->base->count > 1 && names_work(work, text))
		diag_help(work->diags,
			  draft_refuse(work, last, DIAG_AMD023, (struct span){0},
				       "a place of the list is of a work of its own, and the base "
				       "holds several (line %u)",
				       lines[logical].line),
			  "name each work in an instruction of its own");
	if (!last->places++ && !last->refused && !begin_list(work, last))
		return true;
	if (last->refused ||
	    !places_read(work, last, wording_without_joint(text), last->over, &spots) ||
	    !all_inside(work, last, &spots, logical))
		return true;
	for (size_t i = 0; i < last->clause_count; i++)
		spots_append(work, &last->clauses[i].within.spots, &spots);
	return true;
}
