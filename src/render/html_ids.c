/* The ids of a page: clause numbers as people write them (G5.25-b-ii), each of them once. */
#include "render/html.h"

#include "doc/address.h"

#include <stdlib.h>

#include <libxml/hash.h>

/* The page's own ids; what the changes are called is claimed as well. */
static const char *const own_ids[] = {"view-marked", "view-clean", "view-original", "show-findings",
				      "top",	     "text",	   "changes",	    "findings"};

static const xmlChar *xml(const char *text)
{
	return (const xmlChar *)text;
}

/* Returns the id itself or, when it is taken, the first free one with a number behind it. */
static const char *claim(struct html_ids *ids, const char *id)
{
	size_t *asked = xmlHashLookup(ids->taken, xml(id));
	if (!asked) {
		asked = arena_alloc(&ids->arena, sizeof *asked);
		*asked = 1;
		xmlHashAddEntry(ids->taken, xml(id), asked);
		return id;
	}
	const char *other;
	do {
		other = arena_printf(&ids->arena, "%s-%zu", id, ++*asked);
	} while (xmlHashLookup(ids->taken, xml(other)));
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

static const char *anchor_new(struct html_ids *ids, const struct profile *profile,
			      const struct provision *provision)
{
	struct buf name = {0};
	if (provision->flags & PROVISION_CROSSHEADING)
		buf_span(&name, provision->eid);
	else
		address_to_citation(profile, provision->eid, &name);
	const char *anchor = claim(ids, slug(ids, buf_as_span(&name)));
	buf_release(&name);
	return anchor;
}

static void place_add(struct html_ids *ids, struct span work, struct span eid,
		      struct html_place *place)
{
	const char *key = arena_copy(&ids->arena, eid.at, eid.length);
	const char *of = arena_copy(&ids->arena, work.at, work.length);
	/* The first to come keeps the key: adding it again fails, and may. */
	xmlHashAddEntry2(ids->places, xml(of), xml(key), place);
	xmlHashAddEntry2(ids->places, xml(""), xml(key), place);
}

static void anchor_items(struct html_ids *ids, const struct walk *walk, size_t document,
			 bool removed)
{
	const struct redline *redline = walk->redlines[document];
	for (uint32_t i = 0; i < redline->item_count; i++) {
		const struct item *item = &redline->items[i];
		if (item->kind != ITEM_OPEN || (item->new_index == DOC_NONE) != removed)
			continue;
		const struct provision *provision = item_provision(redline, item);
		if (!provision->eid.length)
			continue;
		struct html_place *place = arena_alloc(&ids->arena, sizeof *place);
		place->anchor = anchor_new(ids, walk->options->profile, provision);
		place->document = document;
		place->item = i;
		ids->anchors[document][i] = place->anchor;
		place_add(ids, item_doc(redline, item)->facts.work, provision->eid, place);
	}
}

/* The new text has the first call on the numbers, what is removed takes what is left. */
void html_ids_make(struct html_ids *ids, const struct walk *walk)
{
	ids->taken = xmlHashCreate(256);
	ids->places = xmlHashCreate(256);
	ids->anchors = arena_alloc(&ids->arena, (walk->count + 1) * sizeof *ids->anchors);
	claim_own(ids, walk->row_count);
	for (size_t d = 0; d < walk->count; d++) {
		size_t count = walk->redlines[d]->item_count + 1;
		ids->anchors[d] = arena_alloc(&ids->arena, count * sizeof **ids->anchors);
		anchor_items(ids, walk, d, false);
	}
	for (size_t d = 0; d < walk->count; d++)
		anchor_items(ids, walk, d, true);
}

void html_ids_release(struct html_ids *ids)
{
	xmlHashFree(ids->taken, NULL);
	xmlHashFree(ids->places, NULL);
	arena_release(&ids->arena);
}

static const struct html_place *look_up(const struct html_ids *ids, struct span work,
					struct span eid)
{
	char *of = mem_copy(work.at, work.length), *key = mem_copy(eid.at, eid.length);
	const struct html_place *place = xmlHashLookup2(ids->places, xml(of), xml(key));
	free(of);
	free(key);
	return place;
}

const struct html_place *html_ids_follow(const struct html_ids *ids, const struct doc *doc,
					 struct span href)
{
	size_t hash = span_find(href, SPAN("#"), 0);
	if (hash == SIZE_MAX)
		return NULL;
	struct span work = hash ? span_sub(href, 0, hash) : doc->facts.work;
	return look_up(ids, work, span_sub(href, hash + 1, href.length));
}

const struct html_place *html_ids_nearest(const struct html_ids *ids, struct span eid)
{
	while (eid.length) {
		const struct html_place *place = look_up(ids, SPAN(""), eid);
		if (place)
			return place;
		struct span parent = address_parent(eid);
		if (parent.length >= eid.length)
			break;
		eid = parent;
	}
	return NULL;
}
