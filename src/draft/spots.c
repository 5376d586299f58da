/* Spots: places that have been read, put together: ranges counted out, and what is in each of
 * several. */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 500 /* of a range that is counted out without a base */ };

struct row {
	struct work *work;
	struct spot *items;
	size_t count, capacity;
};

static void add(struct row *row, struct spot spot)
{
	MEM_ROOM(row->items, row->count, row->capacity);
	row->items[row->count++] = spot;
}

static void add_member(struct row *row, struct span eid, struct span num, struct span cited)
{
	struct arena *arena = row->work->arena;
	add(row, (struct spot){.eid = arena_copy(arena, eid.at, eid.length),
			       .num = arena_copy(arena, num.at, num.length),
			       .cited = cited});
}

static bool expand_base(struct row *row, const struct spot *range)
{
	const struct doc *doc, *other;
	uint32_t at = base_find(row->work, range->eid, &doc);
	uint32_t last = base_find(row->work, range->up_to, &other);
	if (at == DOC_NONE || last == DOC_NONE || doc != other)
		return false;
	size_t before = row->count;
	for (; at != DOC_NONE; at = provision_next(doc, at)) {
		if (doc->provisions[at].flags & PROVISION_CROSSHEADING)
			continue;
		add_member(row, doc->provisions[at].eid, provision_num(doc, at), range->cited);
		if (at == last)
			return true;
	}
	row->count = before;
	return false;
}

/* Without a base the members are counted out, which only plain steps allow. */
static bool expand_numbers(struct row *row, const struct spot *range)
{
	const struct profile *profile = row->work->profile;
	int level = address_level_of_eid(profile, span_of(range->eid));
	enum label_style style = level < 0 ? LABEL_NUMBER : profile->levels[level].style;
	struct buf num = {0}, next = {0}, eid = {0};
	buf_text(&num, range->num);
	bool reached = false;
	for (size_t i = 0; i < MOST_MEMBERS && !reached && level >= 0; i++) {
		buf_cut(&eid, 0);
		address_child(profile, address_parent(span_of(range->eid)), (size_t)level,
			      buf_as_span(&num), &eid);
		add_member(row, buf_as_span(&eid), buf_as_span(&num), range->cited);
		reached = !strcmp(buf_string(&eid), range->up_to);
		buf_cut(&next, 0);
		number_next(style, buf_as_span(&num), &next);
		buf_cut(&num, 0);
		buf_span(&num, buf_as_span(&next));
	}
	buf_release(&num);
	buf_release(&next);
	buf_release(&eid);
	return reached;
}

bool places_expand(struct work *work, struct instruction *instruction, const struct spots *from,
		   struct spots *to)
{
	struct row row = {.work = work};
	bool good = true;
	for (size_t i = 0; i < from->count && good; i++) {
		const struct spot *spot = &from->items[i];
		if (!spot->up_to)
			add(&row, *spot);
		else if (!expand_base(&row, spot) && !(good = expand_numbers(&row, spot)))
			draft_refuse(work, instruction, DIAG_AMD023, spot->cited,
				     "which provisions “%.*s” covers cannot be told",
				     SPAN_ARGS(spot->cited));
	}
	*to = (struct spots){0};
	if (good)
		spots_append(work, to, &(struct spots){row.items, row.count});
	free(row.items);
	return good;
}

bool places_read_quietly(struct work *work, const struct instruction *instruction,
			 struct span words, const char *context, struct spots *spots)
{
	struct instruction scratch = *instruction;
	struct diags silent = {0}, *diags = work->diags;
	work->diags = &silent;
	bool good = places_read(work, &scratch, words, context, spots);
	work->diags = diags;
	diags_release(&silent);
	return good;
}

bool places_complete(struct work *work, const struct instruction *instruction, struct span words)
{
	struct spots spots;
	size_t named = work->named_count, acts = work->act_count;
	bool good = places_read_quietly(work, instruction, words, NULL, &spots);
	work->named_count = named;
	work->act_count = acts;
	return good;
}

void places_note(struct work *work, const struct instruction *instruction, struct span words,
		 const char *context)
{
	struct spots spots;
	if (words.at)
		places_read_quietly(work, instruction, words, context, &spots);
}

void spots_append(struct work *work, struct spots *all, const struct spots *more)
{
	struct spot *items =
		arena_alloc(work->arena, (all->count + more->count + 1) * sizeof *items);
	if (all->count)
		memcpy(items, all->items, all->count * sizeof *items);
	if (more->count)
		memcpy(items + all->count, more->items, more->count * sizeof *items);
	all->items = items;
	all->count += more->count;
}

bool places_read_below(struct work *work, struct instruction *instruction, struct span words,
		       const struct spots *above, const char *context, struct spots *spots)
{
	struct spots each, some;
	bool one = above->count == 1 && !above->items[0].up_to;
	if (!above->count || one)
		return places_read(work, instruction, words, one ? above->items[0].eid : context,
				   spots);
	if (places_read_quietly(work, instruction, words, NULL, spots))
		return true;
	if (!places_expand(work, instruction, above, &each))
		return false;
	*spots = (struct spots){0};
	for (size_t i = 0; i < each.count; i++) {
		if (!places_read(work, instruction, words, each.items[i].eid, &some))
			return false;
		spots_append(work, spots, &some);
	}
	return true;
}
