/* Groups: the noun, the targets, and whose provisions they are: of a number named behind them, of
 * another instrument. */
#include "doc/group.h"

#include "doc/address.h"

#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

char text_next(struct span text, size_t at)
{
	while (at < text.length && is_space(text.at[at]))
		at++;
	return at < text.length ? text.at[at] : '\0';
}

bool text_goes_on(struct span text, size_t at, const char *first)
{
	char c = text_next(text, at);
	return c && strchr(first, c);
}

struct span group_noun(const struct group *group)
{
	struct span noun = span_sub(group->text, group->noun_start, group->noun_end);
	const char *at = noun.at;
	if (noun.length && (unsigned char)*at >= 0x80) {
		utf8_next(&at, noun.at + noun.length);
		noun.length = (size_t)(at - noun.at);
	}
	if (span_ends(noun, "(s)"))
		noun.length -= 3;
	return noun;
}

const char *group_target(struct group *group, const struct reference *reference)
{
	struct buf eid = {0};
	const char *target = NULL;
	if (reference_target(&group->finder->reader, reference, &eid))
		target = arena_copy(&group->found->arena, eid.at, eid.length);
	buf_release(&eid);
	return target;
}

/* ---- whose provisions they are */

/* "of the Gas Act 1986", but not "of this Code". */
static bool of_instrument(const struct group *group, size_t at)
{
	const struct cite_finder *finder = group->finder;
	struct match match;
	size_t count;
	if (!text_goes_on(group->text, at, "otiu") ||
	    !finder_matches(finder->instrument, group->text, at, &match))
		return false;
	struct span name = match_named(finder->instrument, &match, group->text, "name");
	const struct profile_row *rows = profile_rows(finder->profile, "citation", &count);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].key, "own") && span_is(name, rows[i].value))
			return false;
	return true;
}

/* In lower case and in the singular; false when it is too long for a noun. */
static bool singular(struct span noun, char *lower, size_t room, struct span *word)
{
	if (noun.length >= room)
		return false;
	for (size_t i = 0; i < noun.length; i++)
		lower[i] = is_upper(noun.at[i]) ? (char)(noun.at[i] | 32) : noun.at[i];
	*word = (struct span){lower, noun.length};
	if (span_ends(*word, "(s)"))
		word->length -= 3;
	else if (span_ends(*word, "s"))
		word->length--;
	return true;
}

size_t noun_item_level(const struct profile *profile, struct span noun)
{
	char key[48], lower[32];
	struct span word;
	if (!singular(noun, lower, sizeof lower, &word))
		return 0;
	for (size_t i = profile->first_item; i < profile->level_count; i++) {
		snprintf(key, sizeof key, "item.%s", profile->levels[i].element);
		if (profile_lists(profile, "citation", key, word))
			return i;
	}
	return 0;
}

size_t noun_numbered_level(const struct profile *profile, struct span noun)
{
	char lower[32];
	struct span word;
	if (!singular(noun, lower, sizeof lower, &word))
		return 0;
	for (size_t i = profile->level_count; i < profile->all_levels; i++)
		if (profile->levels[i].style == LABEL_NUMBER &&
		    span_is(word, profile->levels[i].noun))
			return i;
	return 0;
}

static bool is_group(const struct profile *profile, const char *eid)
{
	return profile_is_group(profile, address_level_of_eid(profile, span_of(eid)));
}

/* What the provision is called that is hung below another: its labels stand on the levels that they
 * have there. A Part of the body is no part of the address of what is in it. */
static const char *below(struct group *group, const char *above, const char *eid)
{
	const struct profile *profile = group->finder->profile;
	struct buf out = {0};
	struct span rest = span_of(eid), outer = span_of(above);
	if (!is_group(profile, eid))
		outer = address_without_groups(profile, outer);
	if (!is_group(profile, eid) && is_group(profile, above) && outer.length == strlen(above))
		outer.length = 0;
	buf_span(&out, outer);
	while (rest.length) {
		struct span part = address_head(rest);
		int own = address_level_of_eid(profile, part);
		int level = address_level_of_eid(profile, buf_as_span(&out));
		size_t under = span_find(part, SPAN("_"), 0), next = SIZE_MAX;
		struct span label = span_sub(part, under == SIZE_MAX ? 0 : under + 1, part.length);
		if (level >= 0 && own >= (int)profile->first_item)
			next = address_level_below(profile, (size_t)level, label);
		if (out.length)
			buf_text(&out, "__");
		if (next == SIZE_MAX)
			buf_span(&out, part);
		else
			address_child(profile, (struct span){"", 0}, next, label, &out);
		rest = span_sub(rest, part.length + (part.length < rest.length ? 2 : 0),
				rest.length);
	}
	const char *result = arena_copy(&group->found->arena, out.at, out.length);
	buf_release(&out);
	return result;
}

static void hang_below(struct group *group, const char *above)
{
	for (size_t i = group->first; i < group->found->count; i++) {
		struct citation *citation = &group->found->items[i];
		citation->target = below(group, above, citation->target);
		if (citation->up_to)
			citation->up_to = below(group, above, citation->up_to);
	}
}

/* Reads one more "of subsection (2)", "of Section Z4.12"; false when there is none. */
static bool read_above(struct group *group, size_t *at, size_t *level, const char **eid)
{
	const struct cite_finder *finder = group->finder;
	struct reference base;
	struct match match;
	if (!text_goes_on(group->text, *at, "oti") ||
	    !finder_matches(finder->of_number, group->text, *at, &match))
		return false;
	struct span noun = match_named(finder->of_number, &match, group->text, "noun");
	size_t item = noun_item_level(finder->profile, noun), end = match.end[0];
	if (!noun.length && profile_truth(finder->profile, "citation", "noun-required"))
		return false;
	bool labels = end < group->text.length && group->text.at[end] == '(';
	if (!labels)
		item = noun_numbered_level(finder->profile, noun);
	if (item && (item < *level || item >= finder->profile->level_count)) {
		if (!reference_relative(&finder->reader, group->text, end, item, &base))
			return false;
		*level = item;
	} else {
		if (labels ||
		    !reference_read(&finder->reader, group->text, end, noun, false, &base))
			return false;
		*level = 0;
	}
	*at = base.end;
	*eid = group_target(group, &base);
	return *eid;
}

/* "paragraph (c) of Section Z4.12" hangs below that number; "paragraph (b) of subsection (1)" stays
 * relative; "Part 2 of Schedule 4" is that Schedule's. Returns where the text goes on. */
static size_t settle_below(struct group *group, uint32_t *flags)
{
	const struct profile *profile = group->finder->profile;
	const char *own = group->found->items[group->first].target, *above = NULL, *eid;
	size_t level = group->relative ? group->level : is_group(profile, own) ? 1 : 0;
	size_t at = group->end;
	while (level && read_above(group, &at, &level, &eid)) {
		above = above ? below(group, eid, above) : eid;
		if (!level)
			*flags &= ~(uint32_t)CITATION_RELATIVE;
		level = level ? level : is_group(profile, eid);
	}
	if (above)
		hang_below(group, above);
	return at;
}

uint32_t group_flags(struct group *group)
{
	const struct cite_finder *finder = group->finder;
	struct match match;
	uint32_t flags = group->plural ? CITATION_PLURAL : 0;
	if (group->noun_start == group->noun_end)
		flags |= CITATION_NO_NOUN;
	if (group->relative)
		flags |= CITATION_RELATIVE;
	size_t at = settle_below(group, &flags);
	if ((flags & CITATION_RELATIVE) &&
	    finder_matches(finder->of_other, group->text, at, &match) &&
	    !finder_matches(finder->of_own, group->text, at, &match))
		flags |= CITATION_EXTERNAL;
	if (of_instrument(group, at))
		flags |= CITATION_EXTERNAL;
	return flags;
}

void group_share_instrument(struct group *group)
{
	struct citations *found = group->found;
	struct match match;
	size_t next = group->noun_start, i = group->first;
	if (!profile_truth(group->finder->profile, "citation", "noun-required"))
		return;
	while (i-- > 0 && !(found->items[i].flags & CITATION_EXTERNAL)) {
		const struct citation *last = &found->items[i];
		size_t end = last->descriptor_end > last->descriptor_start
				     ? last->descriptor_end + 1
				     : last->end;
		if (!finder_matches(group->finder->separator, group->text, end, &match) ||
		    match.end[0] != next)
			return;
		unsigned number = last->group;
		while (i > 0 && found->items[i - 1].group == number)
			found->items[i--].flags |= CITATION_EXTERNAL;
		found->items[i].flags |= CITATION_EXTERNAL;
		next = found->items[i].noun_start;
	}
}
