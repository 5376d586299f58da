/* Beside: in a sentence of several clauses, which of the places named before a later one is in. "In
 * section 5, in subsection (2) omit “X”, and after subsection (3) insert" names (3) beside (2) and
 * not in it; "and in paragraph (b) omit “Y”" stands in (2). */
#include "draft/work.h"

#include <string.h>

bool beside_read(const struct work *work)
{
	return profile_truth(work->profile, "modification", "beside-same-noun");
}

static struct span singular(struct span noun)
{
	noun.length -= span_ends(noun, "s") || span_ends(noun, "S");
	return noun;
}

/* The place that a text ends with: “subsection (3)” of “paragraph (b) of subsection (3)”. */
static bool outermost(struct grammar *grammar, struct span words, struct one_address *place)
{
	struct one_address one;
	if (!grammar_address(grammar, words, 0, place))
		return false;
	for (size_t at = 0; (at = span_find(words, SPAN(" of "), at)) != SIZE_MAX; at++) {
		struct span rest = span_sub(words, at + strlen(" of "), words.length);
		if (grammar_address(grammar, rest, 0, &one) && one.noun.at)
			*place = one;
	}
	return true;
}

struct step beside_named(struct work *work, const struct fit *fit)
{
	static const enum group groups[] = {GROUP_IN, GROUP_TARGET, GROUP_ANCHOR};
	struct one_address place;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		struct span words = fit->group[groups[i]];
		if (!words.at || !outermost(work->grammar, words, &place))
			continue;
		if (place.same || place.alone || !place.noun.at)
			return (struct step){0};
		return (struct step){singular(place.noun),
				     place.number.at ? place.number : place.labels};
	}
	bool entry = fit->form->role == FORM_WITHIN || fit->form->scope == SCOPE_DEFINITION;
	if (entry && fit->group[GROUP_TERM].at)
		return (struct step){.noun = SPAN("definition")};
	return (struct step){0};
}

void beside_note(struct beside *beside, struct span noun, const struct within *before)
{
	if (beside->count == BESIDE_MOST)
		return;
	beside->items[beside->count].noun = noun;
	beside->items[beside->count++].before = *before;
}

/* "In section 10(1)(a) omit “X”, and in subsection (2)": the eId of the (1) beside which it stands,
 * for it is of the level that the noun is of. A label that may be a numeral tells nothing. */
static struct span sister(struct work *work, const struct step *place, const char *context)
{
	const struct profile *profile = work->profile;
	int own = label_class(place->label), level;
	if (!context || !own || (own != 1 && number_roman(place->label)))
		return (struct span){0};
	for (struct span at = step_place(span_of(context));
	     (level = address_level_of_eid(profile, at)) >= (int)profile->first_item;
	     at = address_parent(at)) {
		char key[48];
		snprintf(key, sizeof key, "item.%s", profile->levels[level].element);
		const char *eid = arena_copy(work->arena, at.at, at.length);
		if (profile_lists(profile, "citation", key, place->noun) &&
		    own == label_class(span_of(draft_label(work, eid))))
			return span_of(eid);
	}
	return (struct span){0};
}

/* Can a place of that noun and label not stand in what was named last? A subsection stands in no
 * item, and what goes on with (a) is (b) beside it. */
static bool doubtful(struct work *work, const struct step *place, const char *context)
{
	const struct profile *profile = work->profile;
	int level = context ? address_level_of_eid(profile, span_of(context)) : -1;
	if (level < (int)profile->first_item)
		return false;
	char key[48];
	snprintf(key, sizeof key, "item.%s", profile->levels[profile->first_item].element);
	struct span label = span_of(draft_label(work, context));
	return profile_lists(profile, "citation", key, place->noun) ||
	       label_class(label) == label_class(place->label);
}

bool beside_place(struct work *work, struct instruction *instruction, struct beside *beside,
		  const struct step *place, struct within *within)
{
	for (size_t i = beside->count; i-- > 0;) {
		if (!same_noun(beside->items[i].noun, place->noun))
			continue;
		*within = beside->items[i].before;
		beside->found = i;
		return true;
	}
	beside->found = beside->count;
	const char *context = within->spots.count ? within->spots.items[0].eid : instruction->over;
	struct span beside_it = place->label.at ? sister(work, place, context) : (struct span){0};
	if (beside_it.at) {
		struct spot over = {.eid = draft_parent(work, beside_it.at), .num = ""};
		within->spots = (struct spots){0};
		within->part = within->sentence = (struct span){0};
		spots_append(work, &within->spots, &(struct spots){&over, 1});
		return true;
	}
	if (place->label.at && doubtful(work, place, context)) {
		draft_refuse(work, instruction, DIAG_AMD023, place->label,
			     "whether “%.*s %.*s” stands in %s or beside it is not said",
			     SPAN_ARGS(place->noun), SPAN_ARGS(place->label),
			     draft_cite(work, context));
		return false;
	}
	within->part = within->sentence = (struct span){0};
	return true;
}

static bool names_items_only(struct work *work, const struct fit *fit, struct span *label)
{
	static const enum group groups[] = {GROUP_IN, GROUP_TARGET, GROUP_ANCHOR};
	struct one_address place;
	*label = (struct span){NULL, 0};
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		struct span words = fit->group[groups[i]];
		if (!words.at)
			continue;
		if (!outermost(work->grammar, words, &place) || place.same || place.number.at ||
		    !place.labels.at)
			return false;
		*label = place.labels;
	}
	return label->at != NULL;
}

/* Does anything that holds the holder have an item of that label too? "Z1.1(h)(ii) ... and delete
 * paragraph (i)", where Z1.1(h) and Z1.1 both have one. */
static bool is_higher_too(struct work *work, struct span holder, struct span label)
{
	const struct step step = {.label = label};
	for (struct span up = address_parent(holder); up.length; up = address_parent(up)) {
		const char *eid = step_below(work, up, &step);
		if (eid && base_has(work, eid))
			return true;
	}
	return false;
}

void beside_last(struct work *work, const struct instruction *instruction,
		 const struct clause *before, struct clause *clause)
{
	static const enum group groups[] = {GROUP_IN, GROUP_TARGET, GROUP_ANCHOR};
	struct span label;
	struct spots spots = {0};
	const char *over = before->within.spots.count ? before->within.spots.items[0].eid : NULL;
	if (!names_items_only(work, &clause->fit, &label))
		return;
	for (size_t i = 0; i < sizeof groups / sizeof *groups && !spots.count; i++) {
		struct span words = before->fit.group[groups[i]];
		if (words.at && !places_read_quietly(work, instruction, words, over, &spots))
			return;
	}
	if (!spots.count && !over)
		return;
	const char *eid = spots.count ? spots.items[0].eid : over;
	struct span place = step_place(span_of(eid));
	bool item = address_level_of_eid(work->profile, place) >= (int)work->profile->first_item;
	if (item && label_class(span_of(draft_label(work, eid))) != label_class(label))
		return;
	struct spot spot = {.num = ""};
	struct span holder = item ? address_parent(place) : place;
	if (is_higher_too(work, holder, label))
		return;
	spot.eid = arena_copy(work->arena, holder.at, holder.length);
	for (size_t i = 1; i < spots.count; i++)
		if (!span_equal(address_parent(step_place(span_of(spots.items[i].eid))),
				address_parent(place)))
			return;
	spots_append(work, &clause->within.spots, &(struct spots){&spot, 1});
}
