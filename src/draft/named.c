/* Named: the addresses that a draft has named so far, for "that section" and "that paragraph". */
#include "draft/work.h"

#include <string.h>
#include <strings.h>

enum { NAMED_BACK = 400 /* entries: nobody says "that section" of one farther back */ };

bool same_noun(struct span a, struct span b)
{
	a.length -= span_ends(a, "s");
	b.length -= span_ends(b, "s");
	return a.length == b.length && !strncasecmp(a.at, b.at, a.length);
}

/* "paragraph (a) of subsection (2)" is read from the subsection down. */
static void add_in_order(struct work *work, size_t logical, const char *where, struct span noun,
			 struct span eid)
{
	struct named named = {.logical = logical, .at = where, .noun = noun};
	named.eid = arena_copy(work->arena, eid.at, eid.length);
	MEM_ROOM(work->named, work->named_count, work->named_capacity);
	size_t at = work->named_count++;
	for (; at && work->named[at - 1].logical == named.logical &&
	       work->named[at - 1].at > named.at;
	     at--)
		work->named[at] = work->named[at - 1];
	work->named[at] = named;
}

void named_add(struct work *work, size_t logical, struct span noun, struct span eid)
{
	if (work->naming && noun.length && eid.length)
		add_in_order(work, logical, noun.at, noun, eid);
}

void named_add_label(struct work *work, size_t logical, struct span label, struct span eid)
{
	int level = address_level_of_eid(work->profile, eid);
	if (!work->naming || level < (int)work->profile->first_item)
		return;
	const char *key =
		arena_printf(work->arena, "item.%s", work->profile->levels[level].element);
	struct span noun = span_of(profile_value(work->profile, "citation", key, ""));
	size_t space = span_find(noun, SPAN(" "), 0);
	noun = span_sub(noun, 0, space == SIZE_MAX ? noun.length : space);
	if (noun.length)
		add_in_order(work, logical, label.at, noun, eid);
}

void named_together(struct work *work, size_t first)
{
	for (size_t i = first; i < work->named_count; i++)
		for (size_t k = first; k < work->named_count; k++)
			work->named[i].several |=
				same_noun(work->named[i].noun, work->named[k].noun) &&
				strcmp(work->named[i].eid, work->named[k].eid) != 0;
}

void named_move(struct work *work, size_t first, const char *end)
{
	for (size_t i = first; i < work->named_count; i++)
		work->named[i].moved = end;
}

/* Entries stand in the order of the draft. */
static size_t named_before(const struct work *work, size_t logical, const char *at)
{
	size_t low = 0, high = work->named_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct named *named = &work->named[middle];
		if (named->logical < logical || (named->logical == logical && named->at < at))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct named *named_last(const struct work *work, size_t logical, struct span noun)
{
	size_t end = named_before(work, logical, noun.at);
	size_t start = end > NAMED_BACK ? end - NAMED_BACK : 0;
	for (size_t i = end; i-- > start;)
		if (same_noun(work->named[i].noun, noun))
			return &work->named[i];
	return NULL;
}

const char *named_one(const struct work *work, size_t logical, struct span noun)
{
	const struct named *named = named_last(work, logical, noun);
	bool moved =
		named && named->moved && (named->logical != logical || noun.at >= named->moved);
	return named && !named->several && !moved ? named->eid : NULL;
}

void act_named(struct work *work, size_t logical, struct span number, struct span code)
{
	if (!work->naming || !work->codify)
		return;
	MEM_ROOM(work->acts, work->act_count, work->act_capacity);
	work->acts[work->act_count++] = (struct act_section){logical, number, code};
}

const struct act_section *act_last(const struct work *work, size_t logical)
{
	size_t low = 0, high = work->act_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (work->acts[middle].logical <= logical)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &work->acts[low - 1] : NULL;
}

/* The line of the draft that names the Act which the instructions under it amend: the nearest
 * without a bracket before its words. */
static size_t line_of_act(const struct work *work, size_t logical)
{
	for (size_t i = logical + 1; i-- > 0;) {
		struct span text = work->lines->items[i].text;
		bool own = work->uses[i] == DRAFT_CONTEXT || work->uses[i] == DRAFT_INSTRUCTION;
		if (own && !span_starts(text, "("))
			return i;
	}
	return SIZE_MAX;
}

struct span act_stated(const struct work *work, size_t logical, struct span number)
{
	size_t act = line_of_act(work, logical);
	struct span code = {NULL, 0};
	for (size_t i = 0; i < work->act_count && act != SIZE_MAX; i++) {
		const struct act_section *known = &work->acts[i];
		if (!known->code.length || !span_equal(known->number, number) ||
		    line_of_act(work, known->logical) != act)
			continue;
		if (code.length && !span_equal(code, known->code))
			return (struct span){NULL, 0};
		code = known->code;
	}
	return code;
}
