/* What the forms that a line fits name, all of them together. */
#include "draft/pass.h"

bool fits_operate(const struct fit *fits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fits[i].form->role == FORM_OPERATION)
			return true;
	return false;
}

bool fits_name_clause(struct grammar *grammar, const struct fit *fits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct one_address one;
		struct span target = fits[i].group[GROUP_TARGET];
		if (target.at && grammar_address(grammar, target, 0, &one) && one.number.at)
			return true;
	}
	return false;
}

bool fits_name_place(const struct fit *fits, size_t count)
{
	static const enum group places[] = {GROUP_TARGET, GROUP_IN,	   GROUP_ANCHOR,
					    GROUP_TERM,	  GROUP_CONTAINER, GROUP_HEADING};
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof places / sizeof *places; k++)
			if (fits[i].group[places[k]].at)
				return true;
	return false;
}

bool fits_name_crossheading(const struct fit *fits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fits[i].group[GROUP_UNDER].at)
			return true;
	return false;
}

bool fits_name_inside(struct work *work, const struct instruction *instruction,
		      const struct fit *fits, size_t count, struct span eid)
{
	static const enum group places[] = {GROUP_TARGET, GROUP_IN, GROUP_ANCHOR};
	struct spots spots;
	size_t named = work->named_count;
	bool inside = false;
	for (size_t i = 0; i < count * 3 && !inside; i++) {
		struct span words = fits[i / 3].group[places[i % 3]];
		inside = words.at && places_read_quietly(work, instruction, words, NULL, &spots) &&
			 address_is_in(span_of(spots.items[0].eid), eid);
	}
	work->named_count = named;
	return inside;
}

bool fits_stand_alone(struct work *work, const struct instruction *instruction,
		      const struct fit *fits, size_t count)
{
	static const enum group places[] = {GROUP_TARGET, GROUP_IN, GROUP_ANCHOR};
	for (size_t i = 0; i < count; i++) {
		const struct span *group = fits[i].group;
		if (fits[i].form->scope == SCOPE_DEFINITION || group[GROUP_CONTAINER].at)
			return true;
		for (size_t k = 0; k < sizeof places / sizeof *places; k++)
			if (group[places[k]].at)
				return places_complete(work, instruction, group[places[k]]);
	}
	return false;
}
