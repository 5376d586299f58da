/* Nouns: what a draft calls the levels of an address, beside what the base calls them. */
#include "draft/places.h"

#include "doc/address.h"

#include <string.h>

/* "Subsection (1)" may be a paragraph of the base: the label is right, the noun is not. A base
 * whose own labels do not fit their levels says nothing of nouns. */
static void note_noun(const struct list *list, struct span noun, struct span label,
		      struct span place)
{
	struct work *work = list->work;
	const char *eid = keep_span(work, place);
	int level = address_level_of_eid(work->profile, place);
	if (!profile_truth(work->profile, "citation", "nouns-exact") || !base_has(work, eid) ||
	    level < 0 || !number_fits(work->profile->levels[level].style, label) ||
	    noun_can_be(work, noun, eid))
		return;
	const char *element = work->profile->levels[level].element;
	draft_remark(work, list->instruction, DIAG_AMD034, noun,
		     "%.*s, cited under “%.*s”, is %s %s in the base", SPAN_ARGS(label),
		     SPAN_ARGS(noun), strchr("aeiou", *element) ? "an" : "a", element);
}

void name_steps(struct list *list, const struct member *member, const char *eid)
{
	struct span place = span_of(eid), last_place = place;
	size_t last = member->step_count - 1; /* of the labels behind one noun */
	for (size_t k = member->step_count; k-- > 0; place = address_parent(place)) {
		const struct step *step = &member->steps[k];
		if (step->noun.length && member->noun) {
			/* "Subparagraph (3)(A)": the noun may be that of the last label. */
			if (last == k ||
			    !noun_can_be(list->work, step->noun, keep_span(list->work, place)))
				note_noun(list, step->noun, member->steps[last].label, last_place);
			named_add(list->work, list->instruction->logical, step->noun, place);
		} else
			named_add_label(list->work, list->instruction->logical, step->label, place);
		if (step->noun.length && k) {
			last = k - 1;
			last_place = address_parent(place);
		}
	}
}

void note_completed(const struct list *list, struct span cited, const char *eid)
{
	struct work *work = list->work;
	if (!work->completed)
		return;
	struct diag *diag = draft_remark(work, list->instruction, DIAG_AMD031, cited,
					 "“%.*s” is %s in the base, which has a level more",
					 SPAN_ARGS(cited), draft_cite(work, eid));
	diag_help(work->diags, diag, "write “%s”", draft_cite(work, eid));
	work->completed = false;
}
