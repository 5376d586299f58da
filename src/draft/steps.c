/* Steps: one label of an address after the other, down from a provision or beside it. What the base
 * has decides; without it the levels of the profile do. */
#include "draft/work.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *keep(const struct buf *buf, struct work *work)
{
	return arena_copy(work->arena, buf->at, buf->length);
}

struct span step_place(struct span eid)
{
	if (span_ends(eid, "__intro"))
		eid.length -= strlen("__intro");
	else if (span_ends(eid, "__wrapup"))
		eid.length -= strlen("__wrapup");
	return eid;
}

int label_class(struct span label)
{
	for (size_t i = 0; i < label.length; i++)
		if (isalnum((unsigned char)label.at[i]))
			return isdigit((unsigned char)label.at[i])   ? 1
			       : islower((unsigned char)label.at[i]) ? 2
								     : 3;
	return 0;
}

static bool fits_level(const struct profile *profile, size_t level, struct span label)
{
	const struct level *own = &profile->levels[level];
	bool bare = label.length && label.at[0] != '(';
	if (own->by_depth)
		return bare == (own->style == LABEL_NUMBER);
	return !bare && number_fits(own->style, label);
}

static const char *child_at(struct work *work, struct span parent, size_t level, struct span label)
{
	struct buf eid = {0};
	address_child(work->profile, parent, level, label, &eid);
	const char *found = keep(&eid, work);
	buf_release(&eid);
	return found;
}

/* ---- what the base has */

/* The child with that label, of whatever level: (i) may stand where the profile expects (a). */
static const char *known_child(struct work *work, struct span parent, struct span label)
{
	const struct profile *profile = work->profile;
	if (!work->base || !label.length || label.at[0] != '(')
		return NULL;
	for (size_t i = profile->first_item; i < profile->level_count; i++) {
		if (!number_fits(profile->levels[i].style, label) && label_class(label) != 2)
			continue;
		const char *eid = child_at(work, parent, i, label);
		if (base_has(work, eid) || state_maker(work, span_of(eid)) != SIZE_MAX)
			return eid;
	}
	return NULL;
}

/* Has the provision children of that level in the base? */
static bool has_level(const struct work *work, const struct doc *doc, uint32_t parent, size_t level)
{
	for (uint32_t at = provision_first_child(doc, parent); at != DOC_NONE;
	     at = provision_next(doc, at))
		if (address_level_of_eid(work->profile, doc->provisions[at].eid) == (int)level)
			return true;
	return false;
}

static bool any_has_level(const struct work *work, const struct doc *doc, uint32_t child,
			  size_t level)
{
	for (; child != DOC_NONE; child = provision_next(doc, child))
		if (has_level(work, doc, child, level))
			return true;
	return false;
}

/* A code may put a subsection (a) round what has none in the Act that is amended: the label is then
 * that of a child of the first child, which alone has others of its level. */
static const char *unprinted(struct work *work, struct span parent, struct span label, size_t level)
{
	const struct doc *doc;
	uint32_t at = DOC_NONE;
	if (work->base && profile_truth(work->profile, "citation", "unprinted-levels"))
		at = base_find(work, arena_copy(work->arena, parent.at, parent.length), &doc);
	uint32_t first = at == DOC_NONE ? DOC_NONE : provision_first_child(doc, at);
	if (first == DOC_NONE || has_level(work, doc, at, level) ||
	    !has_level(work, doc, first, level) ||
	    any_has_level(work, doc, provision_next(doc, first), level))
		return NULL;
	const char *known = known_child(work, doc->provisions[first].eid, label);
	work->completed = true;
	return known ? known : child_at(work, doc->provisions[first].eid, level, label);
}

/* ---- one step down */

/* The child with that label of a provision; SIZE_MAX in *level when none can be there. */
static const char *child_of(struct work *work, struct span parent, struct span label, size_t *level,
			    bool complete)
{
	const struct profile *profile = work->profile;
	const char *known = known_child(work, parent, label);
	if (known) {
		*level = (size_t)address_level_of_eid(profile, span_of(known));
		return known;
	}
	parent = address_without_groups(profile, parent);
	int above = address_level_of_eid(profile, parent);
	*level = above < 0 ? SIZE_MAX : address_level_below(profile, (size_t)above, label);
	bool item = *level != SIZE_MAX &&
		    ((size_t)above + 1 >= profile->first_item || profile->levels[above].by_depth);
	if (!item || !fits_level(profile, *level, label)) {
		*level = SIZE_MAX;
		return NULL;
	}
	const char *through = complete ? unprinted(work, parent, label, *level) : NULL;
	return through ? through : child_at(work, parent, *level, label);
}

/* The item level that a noun names is this one; 1 when it names none at all. */
static int noun_fits(const struct profile *profile, struct span noun, size_t level)
{
	char key[48], word[32];
	bool other = false;
	if (!noun.length || noun.length >= sizeof word)
		return 1;
	for (size_t i = 0; i < noun.length; i++)
		word[i] = (char)tolower((unsigned char)noun.at[i]);
	struct span singular = {word, noun.length};
	singular.length -= span_ends(singular, "s");
	for (size_t i = profile->first_item; i < profile->all_levels; i++) {
		snprintf(key, sizeof key, "item.%s", profile->levels[i].element);
		if (!profile_lists(profile, "citation", key, singular))
			continue;
		if (!strcmp(profile->levels[i].element, profile->levels[level].element))
			return 2;
		other = true;
	}
	return !other;
}

bool noun_can_be(const struct work *work, struct span noun, const char *eid)
{
	const struct profile *profile = work->profile;
	int level = address_level_of_eid(profile, step_place(span_of(eid)));
	if (level < 0)
		return true;
	for (size_t i = 0; i < profile->first_item; i++)
		if (profile->levels[i].noun && same_noun(noun, span_of(profile->levels[i].noun)))
			return (int)i == level;
	return noun_fits(profile, noun, (size_t)level) > 0;
}

/* "Subsection 2" is subsection (2) where the noun is that of a level with figures. */
static const char *bracketed(struct work *work, struct span parent, const struct step *step)
{
	const struct profile *profile = work->profile;
	size_t level;
	if (!step->noun.length || !step->label.length || !isdigit((unsigned char)step->label.at[0]))
		return NULL;
	struct span label = span_of(arena_printf(work->arena, "(%.*s)", SPAN_ARGS(step->label)));
	const char *eid = child_of(work, parent, label, &level, false);
	bool fits = eid && profile->levels[level].style == LABEL_DIGIT &&
		    noun_fits(profile, step->noun, level) == 2;
	return fits ? eid : NULL;
}

const char *step_below(struct work *work, struct span context, const struct step *step)
{
	const struct profile *profile = work->profile;
	bool exact = profile_truth(profile, "citation", "nouns-exact");
	const char *best = NULL;
	int best_fit = -1;
	bool completed = false;
	for (struct span parent = step_place(context); parent.length;
	     parent = address_parent(parent)) {
		size_t level;
		work->completed = false;
		bool named = parent.length == step_place(context).length;
		const char *eid = child_of(work, parent, step->label, &level, named);
		if (!exact)
			return eid ? eid : bracketed(work, parent, step);
		int fit = eid ? noun_fits(profile, step->noun, level) : -1;
		if (fit < 0)
			continue;
		fit = 2 * fit + (work->base && base_has(work, eid));
		if (fit > best_fit) {
			best = eid;
			best_fit = fit;
			completed = work->completed;
		}
	}
	work->completed = completed;
	if (best)
		return best;
	best = bracketed(work, step_place(context), step);
	return best && (!work->base || base_has(work, best)) ? best : NULL;
}

const char *steps_down(struct work *work, const char *eid, const struct step *steps, size_t count)
{
	size_t level;
	for (size_t i = 0; i < count && eid; i++)
		eid = child_of(work, span_of(eid), steps[i].label, &level, true);
	return eid;
}

/* The label of an eId's last part, without brackets. */
static struct span last_label(struct span eid)
{
	struct span last = address_last(eid);
	size_t under = span_find(last, SPAN("_"), 0);
	return span_sub(last, under == SIZE_MAX ? 0 : under + 1, last.length);
}

/* Can the label go on with the list that the provision is in? Where items go by depth, small
 * letters below small letters are numerals; (c) is no hundred beside (ii). */
static bool goes_on(const struct profile *profile, struct span eid, size_t level, struct span label)
{
	enum label_style style = profile->levels[level].style;
	struct span own = last_label(eid);
	if (profile->levels[level].by_depth) {
		bool below_small = label_class(last_label(address_parent(eid))) == 2;
		if (label_class(own) != label_class(label))
			return false;
		if (label_class(own) != 2 || !below_small)
			return true;
		style = number_roman(own) ? LABEL_ROMAN : LABEL_LOWER;
	}
	bool fits = number_fits(style, label) && label.length && label.at[0] == '(';
	return fits && (style != LABEL_ROMAN || number_roman(label) < 50 || number_roman(own) > 39);
}

const char *step_beside(struct work *work, const char *place, const struct step *steps,
			size_t count)
{
	const struct profile *profile = work->profile;
	struct span eid = span_of(place);
	const char *found = NULL;
	for (int level = address_level_of_eid(profile, eid); level >= (int)profile->first_item;
	     level = address_level_of_eid(profile, eid)) {
		struct span parent = address_parent(eid);
		bool fits = goes_on(profile, eid, (size_t)level, steps->label);
		size_t below;
		const char *first =
			fits ? child_of(work, parent, steps->label, &below, false) : NULL;
		const char *whole = first ? steps_down(work, first, steps + 1, count - 1) : NULL;
		if (whole && (!work->base || base_has(work, whole)))
			return whole;
		if (!found)
			found = whole;
		eid = parent;
	}
	return found;
}
