/* "In each of the following for “X” substitute “Y”— (a) section 3(2); (b) ..." */
#include "draft/pass.h"

#include <stdlib.h>

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

/* The instruction whose list goes on, or NULL. One that is refused still has its entries. */
static struct instruction *list_open(const struct pass *pass)
{
	struct instruction *last = instruction_last(pass);
	if (last && last->list)
		last = &pass->work->items[last->list - 1];
	return last && pass->open && last->listed ? last : NULL;
}

/* "The following are repealed— (a) in section 5(2), the words “X”": what no address says is an
 * instruction of its own. */
static bool take_entry(struct pass *pass, struct instruction *list, size_t logical,
		       struct span text)
{
	struct work *work = pass->work;
	struct fit *fits;
	size_t count, head = (size_t)(list - work->items);
	bool repeals = list->clause_count == 1 && list->clauses[0].fit.group[GROUP_LISTED].at;
	if (!repeals || !wording_entry(work->grammar, text, &fits, &count))
		return false;
	bool place = count == 1 && fits[0].form->scope == SCOPE_PROVISION &&
		     !fits[0].group[GROUP_ALONG].at;
	if (!place) {
		struct spot spot = {.eid = list->over, .num = ""};
		struct context over = {
			.words = list->context, .eid = list->over, .title = list->title};
		spots_append(work, &over.within.spots, &(struct spots){&spot, list->over != NULL});
		list->entries++;
		struct instruction *entry = instruction_begin(pass, logical, text);
		entry->list = head + 1;
		clauses_add(pass, entry, fits, count, &over);
		for (size_t i = 0; i < entry->clause_count && !entry->refused; i++)
			all_inside(work, entry, &entry->clauses[i].within.spots, logical);
	}
	free(fits);
	return !place;
}

/* A line without a label among the entries may be one, or limit them. */
static bool take_unlabelled(struct pass *pass, struct instruction *list, size_t logical,
			    struct span text)
{
	const struct lines *lines = pass->work->lines;
	if (!list->places || lines->items[logical].indent <= lines->items[list->logical].indent ||
	    wording_is_heading(text))
		return false;
	pass->work->uses[logical] = DRAFT_CONTEXT;
	draft_refuse(pass->work, list, DIAG_AMD023, (struct span){0},
		     "“%.*s” stands in the list and has no label (line %u): whether it is of the "
		     "list is not said",
		     SPAN_ARGS(words_brief(pass->work, text)), lines->items[logical].line);
	return true;
}

bool take_listed(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct instruction *last = list_open(pass);
	const struct logical *lines = work->lines->items;
	struct spots spots;
	struct span other;
	if (last && !depth)
		return take_unlabelled(pass, last, logical, text);
	if (!last || (lines[logical].indent <= lines[last->logical].indent && depth <= pass->depth))
		return false;
	work->uses[logical] = DRAFT_CONTEXT;
	if (last->refused)
		return true;
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
	if (last->refused || take_entry(pass, last, logical, wording_without_joint(text)) ||
	    !places_read(work, last, wording_without_joint(text), last->over, &spots) ||
	    !all_inside(work, last, &spots, logical))
		return true;
	for (size_t i = 0; i < last->clause_count; i++)
		spots_append(work, &last->clauses[i].within.spots, &spots);
	return true;
}
