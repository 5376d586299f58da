/* The ids of a page: clause numbers as people write them (G5.25-b-ii), each of them once. */
#include "render/html.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

/* The page's own ids; what the changes are called is claimed as well. */
static const char *const own_ids[] = {
	"view-inline", "view-side", "view-final", "view-original", "show-findings", "top",  "text",
	"changes",     "findings",  "previous",	  "next",	   "stop",	    "find", "hits",
	"filter",      "filters",   "operation",  "fold",	   "paper",	    "keys", "help",
	"help-title",  "keys-on",   "done",	  "said",	   "filtered"};

/* ---- names */

/* Ids are given once on the page, eIds once in each document. */
enum { ON_PAGE = 0 };

static struct html_name *slot_of(const struct html_names *names, struct span name, size_t space)
{
	size_t at = (span_hash(name) + space * 0x9E3779B97F4A7C15u) & (names->size - 1);
	while (names->slots[at].value &&
	       (names->slots[at].space != space || !span_equal(names->slots[at].name, name)))
		at = (at + 1) & (names->size - 1);
	return &names->slots[at];
}

/* Room for so many names without growing. */
static void names_reserve(struct html_names *names, size_t count)
{
	struct html_names old = *names;
	if (count * 2 < old.size)
		return;
	names->size = old.size ? old.size : 256;
	while (names->size <= count * 2)
		names->size *= 2;
	names->slots = mem_alloc(names->size * sizeof *names->slots);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].value)
			*slot_of(names, old.slots[i].name, old.slots[i].space) = old.slots[i];
	free(old.slots);
}

static void *names_get(const struct html_names *names, struct span name, size_t space)
{
	return names->size ? slot_of(names, name, space)->value : NULL;
}

/* The first to come keeps the name. */
static void names_add(struct html_names *names, struct span name, size_t space, void *value)
{
	names_reserve(names, names->count);
	struct html_name *slot = slot_of(names, name, space);
	if (slot->value)
		return;
	*slot = (struct html_name){name, space, value};
	names->count++;
}

/* ---- ids */

/* Returns the id itself or, when it is taken, the first free one with a number behind it. */
static const char *claim(struct html_ids *ids, const char *id)
{
	size_t *asked = names_get(&ids->taken, span_of(id), ON_PAGE);
	if (!asked) {
		asked = arena_alloc(&ids->arena, sizeof *asked);
		*asked = 1;
		names_add(&ids->taken, span_of(id), ON_PAGE, asked);
		return id;
	}
	const char *other;
	do {
		other = arena_printf(&ids->arena, "%s-%zu", id, ++*asked);
	} while (names_get(&ids->taken, span_of(other), ON_PAGE));
	return claim(ids, other);
}

static void claim_own(struct html_ids *ids, size_t changes)
{
	for (size_t i = 0; i < sizeof own_ids / sizeof *own_ids; i++)
		claim(ids, own_ids[i]);
	for (size_t i = 1; i <= changes; i++) {
		claim(ids, arena_printf(&ids->arena, "change-%zu", i));
		claim(ids, arena_printf(&ids->arena, "entry-%zu", i));
	}
}

static bool in_id(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c == '.' || c == '_' || (unsigned char)c >= 0x80;
}

/* G5.25(b)(ii) -> G5.25-b-ii */
static const char *slug(struct html_ids *ids, struct span text)
{
	struct buf id = {0};
	for (size_t i = 0; i < text.length; i++)
		if (in_id(text.at[i]))
			buf_char(&id, text.at[i]);
		else if (id.length && id.at[id.length - 1] != '-')
			buf_char(&id, '-');
	while (id.length && id.at[id.length - 1] == '-')
		buf_cut(&id, id.length - 1);
	const char *kept = arena_string(&ids->arena, id.length ? id.at : "provision");
	buf_release(&id);
	return kept;
}

/* The citation goes on the page where it is not that of the provision above and the own number: a
 * script puts those together. */
static bool is_joined(const char *above, struct span num, const char *citation)
{
	size_t length = above ? strlen(above) : 0;
	return above && !strncmp(citation, above, length) &&
	       span_equal(span_of(citation + length), num);
}

/* `above`: the citation of what it is in, or NULL. Returns its own. */
static const char *place_new(struct html_ids *ids, const struct walk *walk, size_t document,
			     uint32_t index, const char *above)
{
	const struct redline *redline = walk->redlines[document];
	const struct item *item = &redline->items[index];
	const struct doc *doc = item_doc(redline, item);
	const struct provision *provision = item_provision(redline, item);
	bool crossheading = provision->flags & PROVISION_CROSSHEADING;
	struct buf name = {0};
	if (!crossheading)
		address_to_citation(walk->options->profile, provision->eid, &name);
	const char *citation = arena_string(&ids->arena, buf_string(&name));
	struct span num = provision_num(doc, (uint32_t)(provision - doc->provisions));
	struct html_place *place = arena_alloc(&ids->arena, sizeof *place);
	place->anchor = claim(ids, slug(ids, crossheading ? provision->eid : span_of(citation)));
	place->citation = crossheading || is_joined(above, num, citation) ? NULL : citation;
	place->document = document;
	place->item = index;
	ids->places_of[document][index] = place;
	names_add(&ids->places, provision->eid, document, place);
	buf_release(&name);
	return citation;
}

static size_t deepest(const struct redline *redline)
{
	size_t depth = 0;
	for (uint32_t i = 0; i < redline->item_count; i++)
		if (redline->items[i].depth > depth)
			depth = redline->items[i].depth;
	return depth;
}

static void places_make(struct html_ids *ids, const struct walk *walk, size_t document,
			bool removed)
{
	const struct redline *redline = walk->redlines[document];
	/* By depth, the citation of the provision that is open there; NULL: of the other kind. */
	const char **above = mem_alloc((deepest(redline) + 2) * sizeof *above);
	for (uint32_t i = 0; i < redline->item_count; i++) {
		const struct item *item = &redline->items[i];
		if (item->kind != ITEM_OPEN)
			continue;
		above[item->depth + 1] = NULL;
		if ((item->new_index == DOC_NONE) == removed &&
		    item_provision(redline, item)->eid.length)
			above[item->depth + 1] =
				place_new(ids, walk, document, i, above[item->depth]);
	}
	free(above);
}

/* The new text has the first call on the numbers, what is removed takes what is left. */
void html_ids_make(struct html_ids *ids, const struct walk *walk)
{
	size_t provisions = 0;
	ids->walk = walk;
	for (size_t d = 0; d < walk->count; d++)
		provisions += walk->redlines[d]->new_doc->provision_count;
	names_reserve(&ids->places, provisions);
	names_reserve(&ids->taken, provisions + 2 * walk->row_count);
	ids->places_of = arena_alloc(&ids->arena, (walk->count + 1) * sizeof *ids->places_of);
	claim_own(ids, walk->row_count);
	for (size_t d = 0; d < walk->count; d++) {
		size_t count = walk->redlines[d]->item_count + 1;
		ids->places_of[d] = arena_alloc(&ids->arena, count * sizeof **ids->places_of);
		places_make(ids, walk, d, false);
	}
	for (size_t d = 0; d < walk->count; d++)
		places_make(ids, walk, d, true);
}

void html_ids_release(struct html_ids *ids)
{
	free(ids->taken.slots);
	free(ids->places.slots);
	arena_release(&ids->arena);
}

const struct html_place *html_ids_follow(const struct html_ids *ids, const struct doc *doc,
					 struct span href)
{
	const struct walk *walk = ids->walk;
	size_t hash = span_find(href, SPAN("#"), 0), document = 0;
	if (hash == SIZE_MAX)
		return NULL;
	struct span work = hash ? span_sub(href, 0, hash) : doc->facts.work;
	struct span eid = span_sub(href, hash + 1, href.length);
	while (document < walk->count &&
	       !span_equal(walk->redlines[document]->new_doc->facts.work, work))
		document++;
	return names_get(&ids->places, eid, document);
}

const struct html_place *html_ids_nearest(const struct html_ids *ids, struct span eid)
{
	while (eid.length) {
		for (size_t d = 0; d < ids->walk->count; d++) {
			const struct html_place *place = names_get(&ids->places, eid, d);
			if (place)
				return place;
		}
		struct span parent = address_parent(eid);
		if (parent.length >= eid.length)
			break;
		eid = parent;
	}
	return NULL;
}
