/* Places named before an instruction, “In Z4.12, in the opening words,”: what each adds to those
 * before it. */
#include "draft/pass.h"

bool place_is_relative(struct grammar *grammar, struct span target)
{
	struct one_address one;
	return target.at && grammar_address(grammar, target, 0, &one) && !one.number.at &&
	       one.labels.at;
}

bool holds_clauses(const struct work *work, const char *eid)
{
	int level = address_level_of_eid(work->profile, span_of(eid));
	return level >= 0 && (size_t)level + 1 < work->profile->first_item &&
	       !profile_truth(work->profile, "citation", "noun-required");
}

/* What holds the definition of that term is the place. */
static void stand_in_definition(struct work *work, const struct instruction *instruction,
				struct span term, struct within *within)
{
	struct spot spot = {.eid = definitions_over(work, instruction, term), .num = ""};
	spots_append(work, &within->spots, &(struct spots){&spot, spot.eid != NULL});
}

/* "In paragraph (a) of the definition of “X” in subsection (2)": the last place is read first. */
static bool read_holder(struct work *work, struct instruction *instruction, const struct fit *fit,
			const char *context, struct within *within)
{
	struct span holder = fit->group[GROUP_IN], target = fit->group[GROUP_TARGET];
	struct spots outer = within->spots;
	if (!holder.at && fit->group[GROUP_TERM].at && !outer.count &&
	    place_is_relative(work->grammar, target))
		stand_in_definition(work, instruction, fit->group[GROUP_TERM], within);
	if (!holder.at)
		return true;
	if (!span_equal(holder, target))
		return places_read_below(work, instruction, holder, &outer, context,
					 &within->spots);
	draft_refuse(work, instruction, DIAG_AMD023, holder,
		     "“%.*s” is named twice: whether the second stands in the first is not said",
		     SPAN_ARGS(holder));
	return false;
}

/* "In section 5, in rule 2": neither of the two holds the other. */
static bool can_stand_in(struct work *work, struct instruction *instruction,
			 const struct spots *inner, const struct spots *outer)
{
	const struct profile *profile = work->profile;
	if (!inner->count || !outer->count)
		return true;
	int in = address_level_of_eid(profile, address_head(span_of(inner->items[0].eid)));
	int out = address_level_of_eid(profile, address_head(span_of(outer->items[0].eid)));
	if (in >= 0 && out >= 0 && in != out && in < (int)profile->first_item &&
	    !profile_is_group(profile, in) && !profile_is_group(profile, out) &&
	    profile->levels[in].by_depth && profile->levels[out].by_depth) {
		draft_refuse(work, instruction, DIAG_AMD023, inner->items[0].cited,
			     "%s cannot stand in %s", draft_cite(work, inner->items[0].eid),
			     draft_cite(work, outer->items[0].eid));
		return false;
	}
	return true;
}

/* "In the heading and in subsection (1)": the heading is that of what stands before, in which the
 * other places are. */
static bool read_part_beside(struct work *work, struct instruction *instruction,
			     const struct fit *fit, const char *context, struct within *within)
{
	struct span part = fit->group[GROUP_ALONG];
	struct spots places;
	struct spot outer = {.eid = context, .num = "", .cited = part};
	if (within->spots.count)
		outer = within->spots.items[0];
	if (within->spots.count > 1 || outer.up_to || !outer.eid) {
		draft_refuse(work, instruction, DIAG_AMD023, part,
			     "of which provision “%.*s” is meant is not said", SPAN_ARGS(part));
		return false;
	}
	if (!places_read(work, instruction, fit->group[GROUP_TARGET], outer.eid, &places))
		return false;
	outer.part = part;
	within->spots = (struct spots){0};
	spots_append(work, &within->spots, &(struct spots){&outer, 1});
	spots_append(work, &within->spots, &places);
	return true;
}

static bool has_parts(const struct spots *spots)
{
	for (size_t i = 0; i < spots->count; i++)
		if (spots->items[i].part.at)
			return true;
	return false;
}

/* Places further in stay in the definition that was named, others leave it. */
bool within_read(struct work *work, struct instruction *instruction, const struct fit *fit,
		 const char *context, struct within *within)
{
	if (fit->group[GROUP_PART].at)
		within->part = fit->group[GROUP_PART];
	if (within->sentence.at && fit->group[GROUP_TARGET].at) {
		draft_refuse(work, instruction, DIAG_AMD023, fit->group[GROUP_TARGET],
			     "“%.*s” is named before: a provision does not stand in a sentence",
			     SPAN_ARGS(within->sentence));
		return false;
	}
	if (fit->group[GROUP_SENTENCE].at) {
		if (named_twice(work, instruction, fit->group[GROUP_SENTENCE], within->sentence))
			return false;
		struct span cells = {NULL, 0};
		if (within->sentence.at)
			cells = cells_within(work, fit->group[GROUP_SENTENCE], within->sentence);
		within->sentence = cells.at ? cells : fit->group[GROUP_SENTENCE];
	}
	struct spot under;
	if (fit->group[GROUP_UNDER].at) {
		const char *over = within->spots.count ? within->spots.items[0].eid : context;
		if (!called_crossheading(work, instruction, fit->group[GROUP_UNDER], over, &under))
			return false;
		within->spots = (struct spots){0};
		spots_append(work, &within->spots, &(struct spots){&under, 1});
		return true;
	}
	if (fit->group[GROUP_ALONG].at)
		return read_part_beside(work, instruction, fit, context, within);
	if (!read_holder(work, instruction, fit, context, within))
		return false;
	if (has_parts(&within->spots)) {
		draft_refuse(work, instruction, DIAG_AMD023, fit->group[GROUP_TARGET],
			     "a heading and other places are named together, and which of them "
			     "this is in is not said");
		return false;
	}
	struct spots outer = within->spots;
	if (fit->group[GROUP_TARGET].at &&
	    !(places_read_below(work, instruction, fit->group[GROUP_TARGET], &outer, context,
				&within->spots) &&
	      can_stand_in(work, instruction, &within->spots, &outer)))
		return false;
	if (fit->group[GROUP_TERM].at) {
		within->term = arena_copy(work->arena, fit->group[GROUP_TERM].at,
					  fit->group[GROUP_TERM].length);
		if (!within->spots.count && (!context || holds_clauses(work, context)))
			stand_in_definition(work, instruction, fit->group[GROUP_TERM], within);
	} else if (fit->group[GROUP_TARGET].at && outer.count && within->spots.count &&
		   !address_is_in(span_of(within->spots.items[0].eid), span_of(outer.items[0].eid)))
		within->term = NULL;
	return true;
}

bool within_read_all(struct work *work, struct instruction *instruction, const struct fit *fits,
		     size_t count, struct context *context)
{
	for (size_t i = 0; i < count; i++) {
		if (!within_read(work, instruction, &fits[i], context->eid, &context->within))
			return false;
		if (context->within.spots.count)
			context->eid = context->within.spots.items[0].eid;
	}
	return true;
}

void within_enter_definition(struct work *work, struct instruction *instruction,
			     const struct fit *fit, const char *context, struct within *within)
{
	struct span term = fit->group[GROUP_TERM];
	if (within->term && !span_equal(term, span_of(within->term))) {
		draft_refuse(work, instruction, DIAG_AMD023, term,
			     "the definitions of %s and of %.*s are both named, and in which of "
			     "them this is done is not said",
			     within->term, SPAN_ARGS(term));
		return;
	}
	within->term = arena_copy(work->arena, term.at, term.length);
	if (!changes_by_term(work))
		read_holder(work, instruction, fit, context, within);
}
