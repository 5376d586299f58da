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

static const char *name_at(const struct html_ids *ids, uint32_t name)
{
	return ids->names.at + name;
}

static uint32_t keep(struct html_ids *ids, struct span text)
{
	uint32_t name = (uint32_t)ids->names.length;
	buf_span(&ids->names, text);
	buf_char(&ids->names, '\0');
	return name;
}

static struct html_taken *slot_of(const struct html_ids *ids, struct span id, uint32_t hash)
{
	size_t at = hash & (ids->taken_size - 1);
	while (ids->taken[at].asked &&
	       (ids->taken[at].hash != hash || !span_is(id, name_at(ids, ids->taken[at].name))))
		at = (at + 1) & (ids->taken_size - 1);
	return &ids->taken[at];
}

/* Room for so many ids in all. */
static void reserve(struct html_ids *ids, size_t count)
{
	struct html_taken *old = ids->taken;
	size_t old_size = ids->taken_size;
	if (count + count / 3 < old_size)
		return;
	ids->taken_size = old_size ? old_size : 256;
	while (ids->taken_size <= count + count / 3)
		ids->taken_size *= 2;
	ids->taken = mem_alloc(ids->taken_size * sizeof *ids->taken);
	for (size_t i = 0; i < old_size; i++) {
		size_t at = old[i].hash & (ids->taken_size - 1);
		while (old[i].asked && ids->taken[at].asked)
			at = (at + 1) & (ids->taken_size - 1);
		if (old[i].asked)
			ids->taken[at] = old[i];
	}
	free(old);
}

/* Keeps the id or, when it is taken, the first free one with a number behind it. */
static uint32_t claim(struct html_ids *ids, struct span id)
{
	reserve(ids, ids->taken_count + 1);
	uint32_t hash = (uint32_t)span_hash(id);
	struct html_taken *slot = slot_of(ids, id, hash);
	if (!slot->asked) {
		*slot = (struct html_taken){hash, keep(ids, id), 1};
		ids->taken_count++;
		return slot->name;
	}
	struct buf other = {0};
	uint32_t other_hash;
	do {
		buf_cut(&other, 0);
		buf_span(&other, id);
		buf_printf(&other, "-%u", ++slot->asked);
		other_hash = (uint32_t)span_hash(buf_as_span(&other));
	} while (slot_of(ids, buf_as_span(&other), other_hash)->asked);
	uint32_t name = claim(ids, buf_as_span(&other));
	buf_release(&other);
	return name;
}

static void claim_own(struct html_ids *ids, size_t changes)
{
	struct buf id = {0};
	for (size_t i = 0; i < sizeof own_ids / sizeof *own_ids; i++)
		claim(ids, span_of(own_ids[i]));
	for (size_t i = 1; i <= changes; i++) {
		buf_cut(&id, 0);
		buf_printf(&id, "change-%zu", i);
		claim(ids, buf_as_span(&id));
		buf_cut(&id, 0);
		buf_printf(&id, "entry-%zu", i);
		claim(ids, buf_as_span(&id));
	}
	buf_release(&id);
}

static bool in_id(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c == '.' || c == '_' || (unsigned char)c >= 0x80;
}

/* G5.25(b)(ii) -> G5.25-b-ii */
static void slug(struct span text, struct buf *id)
{
	buf_cut(id, 0);
	for (size_t i = 0; i < text.length; i++)
		if (in_id(text.at[i]))
			buf_char(id, text.at[i]);
		else if (id->length && id->at[id->length - 1] != '-')
			buf_char(id, '-');
	while (id->length && id->at[id->length - 1] == '-')
		buf_cut(id, id->length - 1);
	if (!id->length)
		buf_text(id, "provision");
}

/* ---- provisions */

/* By depth: the provision that is open there. */
struct open {
	bool cited; /* it is of the kind that is named now, and has an eId */
	bool crossheading;
	struct span eid;
	struct buf citation;
};

struct naming {
	struct html_ids *ids;
	const struct walk *walk;
	size_t document;
	struct open *open;
	size_t depth; /* how many there are */
	struct buf id;
};

/* A provision's citation begins mostly with that of the one it is in. */
static void cite(const struct naming *n, const struct open *above, struct open *own)
{
	const struct profile *profile = n->walk->options->profile;
	size_t length = above && !above->crossheading ? above->eid.length : 0;
	buf_cut(&own->citation, 0);
	if (own->crossheading)
		return;
	if (length && own->eid.length > length + 2 &&
	    span_equal(span_sub(own->eid, 0, length), above->eid) &&
	    !memcmp(own->eid.at + length, "__", 2)) {
		buf_span(&own->citation, buf_as_span(&above->citation));
		address_continue_citation(profile, own->eid, length + 2, &own->citation);
	} else {
		address_to_citation(profile, own->eid, &own->citation);
	}
}

/* The citation goes on the page where it is not that of the provision above and the own number: a
 * script puts those together. */
static bool is_joined(const struct open *above, struct span num, const struct open *own)
{
	if (!above)
		return false;
	struct span whole = buf_as_span(&own->citation), first = buf_as_span(&above->citation);
	return whole.length == first.length + num.length &&
	       span_equal(span_sub(whole, 0, first.length), first) &&
	       span_equal(span_sub(whole, first.length, whole.length), num);
}

static void name_provision(struct naming *n, uint32_t index, const struct open *above,
			   struct open *own)
{
	struct html_ids *ids = n->ids;
	const struct redline *redline = n->walk->redlines[n->document];
	const struct item *item = &redline->items[index];
	bool removed = item->new_index == DOC_NONE;
	uint32_t provision = removed ? item->old_index : item->new_index;
	struct span num = provision_num(item_doc(redline, item), provision);
	struct html_named *named = removed ? &ids->of_old[n->document][provision]
					   : &ids->of_new[n->document][provision];
	cite(n, above, own);
	slug(own->crossheading ? own->eid : buf_as_span(&own->citation), &n->id);
	named->item = index;
	named->anchor = claim(ids, buf_as_span(&n->id));
	if (!own->crossheading && !is_joined(above, num, own))
		named->citation = keep(ids, buf_as_span(&own->citation));
}

static void open_at(struct naming *n, size_t depth)
{
	if (depth < n->depth)
		return;
	n->open = mem_realloc(n->open, 2 * (depth + 1) * sizeof *n->open);
	memset(n->open + n->depth, 0, (2 * (depth + 1) - n->depth) * sizeof *n->open);
	n->depth = 2 * (depth + 1);
}

static void name_provisions(struct html_ids *ids, const struct walk *walk, size_t document,
			    bool removed)
{
	const struct redline *redline = walk->redlines[document];
	struct naming n = {.ids = ids, .walk = walk, .document = document};
	struct redline_look look = redline_look(redline);
	for (uint32_t i = 0; i < redline->item_count; i++) {
		const struct item *item = &redline->items[i];
		if (item->kind != ITEM_OPEN)
			continue;
		redline_look_at(&look, item);
		if (!walk->options->fold && !walk->shown[document][i]) {
			i = item->partner;
			continue;
		}
		open_at(&n, item->depth);
		struct open *own = &n.open[item->depth];
		const struct open *above = item->depth ? own - 1 : NULL;
		const struct provision *provision = item_provision(redline, item);
		own->eid = provision->eid;
		own->crossheading = provision->flags & PROVISION_CROSSHEADING;
		own->cited = (item->new_index == DOC_NONE) == removed && own->eid.length;
		if (own->cited)
			name_provision(&n, i, above && above->cited ? above : NULL, own);
	}
	for (size_t i = 0; i < n.depth; i++)
		buf_release(&n.open[i].citation);
	free(n.open);
	buf_release(&n.id);
}

/* The new text has the first call on the numbers, what is removed takes what is left. */
void html_ids_make(struct html_ids *ids, const struct walk *walk)
{
	size_t provisions = 0;
	ids->walk = walk;
	bool whole = walk->options->fold || walk->options->context < 0;
	for (size_t d = 0; whole && d < walk->count; d++)
		provisions += walk->redlines[d]->new_doc->provision_count;
	buf_char(&ids->names, '\0');
	reserve(ids, provisions + 2 * walk->row_count);
	ids->of_new = mem_alloc((walk->count + 1) * sizeof *ids->of_new);
	ids->of_old = mem_alloc((walk->count + 1) * sizeof *ids->of_old);
	claim_own(ids, walk->row_count);
	for (size_t d = 0; d < walk->count; d++) {
		const struct redline *r = walk->redlines[d];
		ids->of_new[d] =
			mem_alloc((r->new_doc->provision_count + 1) * sizeof **ids->of_new);
		ids->of_old[d] =
			mem_alloc((r->old_doc->provision_count + 1) * sizeof **ids->of_old);
		name_provisions(ids, walk, d, false);
	}
	for (size_t d = 0; d < walk->count; d++)
		name_provisions(ids, walk, d, true);
}

void html_ids_release(struct html_ids *ids)
{
	for (size_t d = 0; d < ids->walk->count; d++) {
		free(ids->of_new[d]);
		free(ids->of_old[d]);
	}
	free(ids->of_new);
	free(ids->of_old);
	free(ids->taken);
	buf_release(&ids->names);
}

/* ---- from a provision to its name */

static struct html_place named_place(const struct html_ids *ids, size_t document,
				     const struct html_named *named)
{
	if (!named->anchor)
		return (struct html_place){0};
	return (struct html_place){.anchor = name_at(ids, named->anchor),
				   .citation =
					   named->citation ? name_at(ids, named->citation) : NULL,
				   .document = document,
				   .item = named->item};
}

struct html_place html_ids_place(const struct html_ids *ids, size_t document,
				 const struct item *item)
{
	return named_place(ids, document,
			   item->new_index == DOC_NONE ? &ids->of_old[document][item->old_index]
						       : &ids->of_new[document][item->new_index]);
}

struct html_place html_ids_around(const struct html_ids *ids, size_t document, uint32_t item)
{
	const struct redline *redline = ids->walk->redlines[document];
	const struct item *at = &redline->items[item];
	const struct doc *doc = redline->new_doc;
	uint32_t p = at->kind == ITEM_BLOCK ? doc->blocks[at->new_index].provision : at->new_index;
	while (p != DOC_NONE && !ids->of_new[document][p].anchor)
		p = doc->provisions[p].parent;
	return p == DOC_NONE ? (struct html_place){0}
			     : named_place(ids, document, &ids->of_new[document][p]);
}

/* In the new text, or else of what is removed. */
static struct html_place find_in(const struct html_ids *ids, size_t document, struct span eid)
{
	const struct redline *redline = ids->walk->redlines[document];
	uint32_t found = doc_find(redline->new_doc, eid);
	if (found != DOC_NONE)
		return named_place(ids, document, &ids->of_new[document][found]);
	found = doc_find(redline->old_doc, eid);
	return found == DOC_NONE ? (struct html_place){0}
				 : named_place(ids, document, &ids->of_old[document][found]);
}

struct html_place html_ids_follow(const struct html_ids *ids, const struct doc *doc,
				  struct span href)
{
	const struct walk *walk = ids->walk;
	size_t hash = span_find(href, SPAN("#"), 0), document = 0;
	if (hash == SIZE_MAX)
		return (struct html_place){0};
	struct span work = hash ? span_sub(href, 0, hash) : doc->facts.work;
	struct span eid = span_sub(href, hash + 1, href.length);
	while (document < walk->count &&
	       !span_equal(walk->redlines[document]->new_doc->facts.work, work))
		document++;
	return document < walk->count ? find_in(ids, document, eid) : (struct html_place){0};
}

static struct html_place find_first(const struct html_ids *ids, const char *file, struct span eid)
{
	struct html_place first = {0};
	for (size_t d = 0; d < ids->walk->count; d++) {
		const struct doc *doc = ids->walk->redlines[d]->new_doc;
		bool asked = file && !strcmp(doc->file, file);
		struct html_place place = !first.anchor || asked ? find_in(ids, d, eid) : first;
		if (place.anchor && asked)
			return place;
		if (!first.anchor)
			first = place;
	}
	return first;
}

struct html_place html_ids_nearest(const struct html_ids *ids, const char *file, struct span eid)
{
	while (eid.length) {
		struct html_place place = find_first(ids, file, eid);
		if (place.anchor)
			return place;
		struct span parent = address_parent(eid);
		if (parent.length >= eid.length)
			break;
		eid = parent;
	}
	return (struct html_place){0};
}
