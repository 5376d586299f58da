/* Settle: addresses that are named before what they stand in get their places. */
#include "draft/places.h"

#include <ctype.h>
#include <string.h>

bool is_group(const struct profile *profile, struct span eid)
{
	int level = address_level_of_eid(profile, eid);
	return level < (int)profile->first_item && profile_is_group(profile, level);
}

bool in_base_group(const struct work *work, const char *eid, const char *group)
{
	const struct doc *doc, *group_doc;
	uint32_t at = base_find(work, eid, &doc), over = base_find(work, group, &group_doc);
	int level = address_level_of_eid(work->profile, span_of(group));
	if (at == DOC_NONE)
		return true;
	if (over != DOC_NONE)
		return doc == group_doc && over < at && at < doc->provisions[over].after;
	for (uint32_t i = doc->provisions[at].parent; i != DOC_NONE; i = doc->provisions[i].parent)
		if (address_level_of_eid(work->profile, doc->provisions[i].eid) == level)
			return false;
	return true;
}

/* Gives a relative member its place below the parent or, where it may stand there, beside the
 * member before it. */
static bool settle(struct list *list, size_t i, struct span parent, bool beside)
{
	struct work *work = list->work;
	struct member *member = &list->items[i];
	const char *eid = NULL;
	work->completed = false;
	if (beside && i && !member->noun && list->items[i - 1].spot.eid)
		eid = step_beside(work, list->items[i - 1].spot.eid, member->steps,
				  member->step_count);
	if (!eid && parent.length)
		eid = steps_down(work, step_below(work, parent, &member->steps[0]),
				 member->steps + 1, member->step_count - 1);
	if (!eid)
		return unfit(list, member->spot.cited, step_place(parent));
	if (list->through &&
	    !in_base_group(work, eid,
			   arena_printf(work->arena, "%.*s__%s", SPAN_ARGS(parent), list->through)))
		return unfit(list, member->spot.cited, span_of(list->through));
	if (is_group(work->profile, parent) && !in_base_group(work, eid, keep_span(work, parent)))
		return unfit(list, member->spot.cited, parent);
	note_completed(list, member->spot.cited, eid);
	name_steps(list, member, eid);
	finish(list, member, eid);
	return true;
}

bool settle_all(struct list *list, struct span parent)
{
	for (; list->pending < list->count; list->pending++)
		if (list->items[list->pending].step_count &&
		    !settle(list, list->pending, parent, true))
			return false;
	return true;
}

bool settle_all_in(struct list *list, struct span outer)
{
	size_t first = list->pending;
	const char *before = first ? list->items[first - 1].spot.eid : NULL;
	bool beside = !before || address_is_in(span_of(before), outer);
	return settle(list, first, outer, beside) && settle_all(list, outer);
}

/* "subsection (3) and paragraph (b) of subsection (2)": what is called as the last place is does
 * not stand in it, unless it is the one right before "of". */
static bool stands_apart(const struct list *list, size_t i, const struct member *above)
{
	const struct step *own = &list->items[i].steps[0], *last = &above->steps[0];
	bool same = list->items[i].noun && own->noun.length && same_noun(own->noun, last->noun) &&
		    own->label.length > 1 && last->label.length > 1 &&
		    !isdigit((unsigned char)own->label.at[1]) ==
			    !isdigit((unsigned char)last->label.at[1]);
	while (same && ++i < list->count)
		if (list->items[i].noun)
			return true;
	return false;
}

void hang_pending(struct list *list, const struct member *above)
{
	for (size_t i = list->pending; i < list->count; i++) {
		struct member *member = &list->items[i];
		size_t room = MOST_STEPS - above->step_count;
		if (!member->noun && i > list->pending)
			continue; /* stands beside the one before */
		if (stands_apart(list, i, above))
			continue;
		if (member->step_count > room)
			member->step_count = room;
		memmove(member->steps + above->step_count, member->steps,
			member->step_count * sizeof *member->steps);
		memcpy(member->steps, above->steps, above->step_count * sizeof *member->steps);
		member->step_count += above->step_count;
	}
}

const char *joined(struct work *work, struct span outer, const char *inner)
{
	return arena_printf(work->arena, "%.*s__%s", SPAN_ARGS(outer), inner);
}

bool put_groups_in(struct list *list, struct span outer)
{
	size_t i = list->count;
	for (; i && list->items[i - 1].group; i--) {
		struct member *member = &list->items[i - 1];
		member->spot.eid = joined(list->work, outer, member->spot.eid);
		member->group = is_group(list->work->profile, outer);
	}
	return i < list->count;
}

/* The Part, Chapter or Schedule that a context is or names the rest of: sched_1__para_4 -> sched_1.
 */
struct span group_over(const struct profile *profile, struct span context)
{
	struct span head = address_head(context);
	int level = address_level_of_eid(profile, head);
	bool holds = level >= 0 && level < (int)profile->first_item &&
		     (is_group(profile, head) ||
		      (profile->levels[level].by_depth &&
		       profile->levels[profile->levels[level].below].style == LABEL_NUMBER));
	return holds ? head : span_sub(context, 0, 0);
}

bool settle_groups(struct list *list, struct span context)
{
	const struct profile *profile = list->work->profile;
	struct span over = group_over(profile, context);
	for (size_t i = 0; i < list->count; i++) {
		struct member *member = &list->items[i];
		if (!member->group)
			continue;
		struct span head = address_head(span_of(member->spot.eid));
		int level = address_level_of_eid(profile, head);
		int outer = over.length ? address_level_of_eid(profile, over) : -1;
		if (outer >= 0 && outer < level)
			member->spot.eid = joined(list->work, over, member->spot.eid);
		else if (level >= 0 && profile->levels[level].within)
			return unfit(list, member->spot.cited, (struct span){NULL, 0});
	}
	return true;
}

bool stands_in(const struct list *list, const struct spot *spot, const char *outer,
	       struct span outer_num)
{
	const struct doc *doc, *outer_doc;
	uint32_t at = base_find(list->work, spot->eid, &doc);
	uint32_t over = base_find(list->work, outer, &outer_doc);
	if (at != DOC_NONE && over != DOC_NONE)
		return doc == outer_doc && over < at && at < doc->provisions[over].after;
	struct span num = span_of(spot->num);
	if (is_group(list->work->profile, span_of(outer)))
		return true;
	if (num.length <= outer_num.length || memcmp(num.at, outer_num.at, outer_num.length))
		return false;
	return !isalnum((unsigned char)num.at[outer_num.length]) ||
	       !isdigit((unsigned char)outer_num.at[outer_num.length - 1]);
}

bool numbers_go_on(const struct list *list, struct span outer)
{
	for (size_t i = list->pending; i < list->count; i++)
		if (list->items[i].steps[0].label.at[0] == '(')
			return false;
	return is_group(list->work->profile, outer);
}
