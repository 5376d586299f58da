/* The lists that grow with each modification: what theirs added to one goes behind what ours has,
 * numbered on, with whatever points at it. An entry that both added is there once. */
#include "calc/anchor.h"
#include "calc/heads.h"
#include "calc/keys.h"

#include "doc/address.h"
#include "doc/tags.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* In the order in which they point at each other. */
enum list_kind { LIST_REFERENCES, LIST_LIFECYCLE, LIST_MODIFICATIONS, LIST_COUNT };

struct renamed {
	struct span old, now; /* an id of theirs, and of the same in the merged one */
};

/* What it says with the ids of others in place of links to them: the same in all versions. */
struct entry {
	struct span key, id;
	uint32_t meta;
	const struct entry *in_base; /* the base's own; NULL: it was added */
	const struct entry *in_ours; /* of the base's: where it is */
};

struct side {
	const struct doc *doc;
	uint32_t list; /* DOC_NONE when there is none */
	struct entry *entries;
	size_t count, capacity;
	struct entry *references; /* what its other lists point at */
	size_t reference_count;
	struct keys reference_ids;
};

struct list {
	struct heads *heads;
	enum list_kind kind;
	struct side base, ours, theirs;
	unsigned highest;	   /* number of an id in ours */
	uint32_t last, last_early; /* ends of entries of ours: of all, of those that come first */
	struct renamed *renamed;
	size_t renamed_count, renamed_capacity;
	struct keys renamed_ids;	  /* of the lists before this one */
	struct keys ours_added, ours_ids; /* what ours added, by its key; all by their ids */
};

static uint32_t list_in(const struct doc *doc, enum list_kind kind)
{
	static const char *const names[LIST_COUNT] = {"references", "lifecycle", "analysis"};
	uint32_t found = doc_meta(doc, DOC_NONE, names[kind], 0);
	return kind == LIST_MODIFICATIONS && found != DOC_NONE
		       ? doc_meta(doc, found, "passiveModifications", 0)
		       : found;
}

/* The entry at or after an index; DOC_NONE behind the last. */
static uint32_t entry_from(const struct doc *doc, uint32_t list, uint32_t at)
{
	if (list == DOC_NONE)
		return DOC_NONE;
	while (at < doc->meta_count && doc->metas[at].start < doc->metas[list].end &&
	       doc->metas[at].parent != list)
		at++;
	return at < doc->meta_count && doc->metas[at].start < doc->metas[list].end ? at : DOC_NONE;
}

static struct span bytes_of(const struct doc *doc, uint32_t meta)
{
	return span_sub(doc->bytes, doc->metas[meta].start, doc->metas[meta].end);
}

static uint32_t space_ahead(const struct doc *doc, uint32_t at)
{
	while (at && strchr(" \t\r\n", doc->bytes.at[at - 1]))
		at--;
	return at;
}

/* ---- ids and addresses in the terms of the merged document */

static struct span keep(struct list *l, struct buf *text)
{
	struct span kept = {arena_copy(&l->heads->merged.arena, text->at, text->length),
			    text->length};
	buf_release(text);
	return kept;
}

static void rename_id(struct list *l, struct span old, struct span now)
{
	MEM_ROOM(l->renamed, l->renamed_count, l->renamed_capacity);
	l->renamed[l->renamed_count++] = (struct renamed){old, now};
}

static size_t stem_of(struct span id)
{
	size_t stem = id.length;
	while (stem && isdigit((unsigned char)id.at[stem - 1]))
		stem--;
	return stem;
}

static unsigned number_of(struct span id)
{
	unsigned number = 0;
	for (size_t i = stem_of(id); i < id.length && number < 100000000; i++)
		number = number * 10 + (unsigned)(id.at[i] - '0');
	return number;
}

static struct span name_of_base(const struct heads *h, uint32_t base)
{
	uint32_t ours = base == DOC_NONE ? DOC_NONE : h->to_ours->old_provision[base];
	return ours == DOC_NONE ? (struct span){0} : h->ours->provisions[ours].eid;
}

/* Empty when ours has not got it, or theirs has renumbered it itself. */
static struct span name_of_theirs(const struct heads *h, uint32_t theirs)
{
	uint32_t base = theirs == DOC_NONE ? DOC_NONE : h->to_theirs->new_provision[theirs];
	bool stays = base != DOC_NONE &&
		     span_equal(h->theirs->provisions[theirs].eid, h->base->provisions[base].eid);
	return stays ? name_of_base(h, base) : (struct span){0};
}

/* The address of a provision of theirs, or before it changed, where ours may have renumbered what
 * it is in: what ours does not know goes by that. What theirs renumbers may be called as before. */
static struct span address_in_ours(struct list *l, struct span eid, bool before)
{
	const struct heads *h = l->heads;
	for (struct span up = eid; up.length; up = address_parent(up)) {
		uint32_t theirs = before ? DOC_NONE : doc_find(h->theirs, up);
		struct span found = theirs == DOC_NONE ? name_of_base(h, doc_find(h->base, up))
						       : name_of_theirs(h, theirs);
		if (!found.length)
			continue;
		struct buf text = {0};
		buf_span(&text, found);
		buf_span(&text, span_sub(eid, up.length, eid.length));
		return keep(l, &text);
	}
	return eid;
}

/* What follows the # of a link. */
static struct span link_now(struct list *l, struct span element, struct span old)
{
	if (l->kind == LIST_MODIFICATIONS)
		return address_in_ours(l, old, span_ends(element, "previous"));
	size_t found = keys_find(&l->renamed_ids, old);
	if (found != SIZE_MAX)
		return l->renamed[found].now;
	for (size_t i = l->renamed_ids.count; i < l->renamed_count; i++)
		if (span_equal(l->renamed[i].old, old))
			return l->renamed[i].now;
	return old;
}

/* Where in ours something of theirs goes, that theirs inserted beside a provision. */
struct destination {
	struct span place; /* empty where it is told by the address */
	bool before;	   /* and not after, as theirs says */
};

static struct span link_in(struct span bytes, const struct tag *tag)
{
	struct span link = tag_attribute(bytes, tag, "href");
	return span_starts(link, "#") ? span_sub(link, 1, link.length) : (struct span){0};
}

/* What the modification brings whose destination ends at a byte: the first of it. */
static uint32_t first_new(const struct doc *theirs, struct span bytes, size_t at)
{
	struct tag tag;
	while (tag_next(bytes, &at, &tag) && !span_ends(tag.name, "textualMod"))
		if (span_ends(tag.name, "new"))
			return doc_find(theirs, link_in(bytes, &tag));
	return DOC_NONE;
}

/* Of a place of ours, which theirs may renumber. */
static struct span name_of_place(struct list *l, uint32_t ours)
{
	const struct heads *h = l->heads;
	uint32_t base = h->to_ours->new_provision[ours];
	uint32_t theirs = base == DOC_NONE ? DOC_NONE : h->to_theirs->old_provision[base];
	if (theirs == DOC_NONE || name_of_theirs(h, theirs).length)
		return h->ours->provisions[ours].eid;
	return address_in_ours(l, h->theirs->provisions[theirs].eid, false);
}

/* As it is rebased: behind what ours has put there before it, and where the anchor is gone, where
 * that was. */
static struct destination destination_in_ours(struct list *l, struct span bytes,
					      const struct tag *tag)
{
	const struct heads *h = l->heads;
	struct span eid = link_in(bytes, tag), position = tag_attribute(bytes, tag, "pos");
	uint32_t theirs = doc_find(h->theirs, eid), brought = first_new(h->theirs, bytes, tag->end);
	uint32_t base =
		theirs == DOC_NONE ? doc_find(h->base, eid) : h->to_theirs->new_provision[theirs];
	bool after = span_is(position, "after");
	if (brought == DOC_NONE || base == DOC_NONE || (!after && !span_is(position, "before")))
		return (struct destination){0};
	int level = address_level_of_eid(h->profile, h->theirs->provisions[brought].eid);
	struct anchoring beside = {.pairing = h->to_ours,
				   .num = provision_num(h->theirs, brought),
				   .style = level < 0 ? LABEL_NUMBER
						      : h->profile->levels[level].style,
				   .after = after};
	anchor_onto(&beside, base);
	if (beside.place == DOC_NONE || beside.place == h->to_ours->old_provision[base])
		return (struct destination){0};
	return (struct destination){name_of_place(l, beside.place), after && !beside.after};
}

/* Bytes of theirs with ids and links renamed; `own` is the id of the entry, empty to leave it
 * out. */
static struct span renamed_bytes(struct list *l, struct span bytes, struct span own)
{
	struct buf out = {0};
	struct tag tag;
	size_t done = 0;
	bool first = true;
	for (size_t at = 0; tag_next(bytes, &at, &tag);) {
		struct tag_attr attr;
		struct destination to = {0};
		if (l->kind == LIST_MODIFICATIONS && span_ends(tag.name, "destination"))
			to = destination_in_ours(l, bytes, &tag);
		for (size_t a = 0; (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY) &&
				   tag_next_attribute(bytes, &tag, &a, &attr);) {
			struct span now = attr.value;
			size_t start = (size_t)(attr.value.at - bytes.at);
			bool link = span_starts(attr.value, "#");
			if (first && span_is(attr.name, "eId"))
				now = own;
			else if (to.before && span_is(attr.name, "pos"))
				now = SPAN("before");
			else if (to.place.length && span_is(attr.name, "href"))
				now = to.place;
			else if (link)
				now = link_now(l, tag.name, span_sub(now, 1, now.length));
			buf_span(&out, span_sub(bytes, done, start + link));
			buf_span(&out, now);
			done = start + attr.value.length;
		}
		first = first && tag.kind == TAG_TEXT;
	}
	buf_span(&out, span_sub(bytes, done, bytes.length));
	return keep(l, &out);
}

/* ---- entries and their keys */

static struct span id_of(const struct doc *doc, uint32_t meta)
{
	return doc_attribute(doc, doc->metas[meta].start, "eId");
}

/* What an id of the references stands for; the id itself when it is none. */
static struct span key_of_link(const struct side *side, struct span link)
{
	size_t found = keys_find(&side->reference_ids, span_sub(link, 1, link.length));
	return found == SIZE_MAX ? link : side->references[found].key;
}

static struct span key_of(struct list *l, const struct side *side, uint32_t meta)
{
	struct span bytes = bytes_of(side->doc, meta);
	struct tag tag;
	struct tag_attr attr;
	struct buf out = {0};
	size_t at = 0, done = 0;
	tag_next(bytes, &at, &tag);
	for (size_t a = 0; tag_next_attribute(bytes, &tag, &a, &attr);) {
		bool own = span_is(attr.name, "eId");
		if (!own && !(span_is(attr.name, "source") && span_starts(attr.value, "#")))
			continue;
		buf_span(&out, span_sub(bytes, done, (size_t)(attr.value.at - bytes.at)));
		if (!own)
			buf_span(&out, key_of_link(side, attr.value));
		done = (size_t)(attr.value.at - bytes.at) + attr.value.length;
	}
	buf_span(&out, span_sub(bytes, done, bytes.length));
	return keep(l, &out);
}

/* Names of organisations, terms and the original are looked for by others: they stay. */
static bool is_numbered(const struct list *l, const struct meta *entry)
{
	return l->kind != LIST_REFERENCES || span_is(entry->name, "passiveRef");
}

static bool comes_early(const struct list *l, const struct meta *entry)
{
	return l->kind == LIST_REFERENCES &&
	       (span_is(entry->name, "original") || span_is(entry->name, "passiveRef"));
}

static void read_side(struct list *l, struct side *side)
{
	side->list = list_in(side->doc, l->kind);
	side->count = side->capacity = 0;
	side->entries = NULL;
	for (uint32_t i = 0; (i = entry_from(side->doc, side->list, i)) != DOC_NONE; i++) {
		MEM_ROOM(side->entries, side->count, side->capacity);
		struct entry *entry = &side->entries[side->count++];
		bool numbered = is_numbered(l, &side->doc->metas[i]);
		*entry = (struct entry){.id = id_of(side->doc, i), .meta = i};
		entry->key = numbered ? key_of(l, side, i) : bytes_of(side->doc, i);
	}
}

/* Both go forward together. Returns how many of the base's the side has. */
static size_t find_in_base(const struct list *l, struct side *side)
{
	size_t at = 0;
	for (size_t i = 0; i < side->count; i++)
		if (at < l->base.count && span_equal(side->entries[i].key, l->base.entries[at].key))
			side->entries[i].in_base = &l->base.entries[at++];
	return at;
}

static void survey_ours(struct list *l)
{
	const struct doc *doc = l->ours.doc;
	l->highest = 0;
	l->last = l->last_early = l->ours.list == DOC_NONE ? 0 : doc->metas[l->ours.list].open;
	for (size_t i = 0; i < l->ours.count; i++) {
		const struct entry *entry = &l->ours.entries[i];
		const struct meta *meta = &doc->metas[entry->meta];
		unsigned number = is_numbered(l, meta) ? number_of(entry->id) : 0;
		l->highest = number > l->highest ? number : l->highest;
		l->last = meta->end;
		if (comes_early(l, meta))
			l->last_early = meta->end;
		if (entry->in_base)
			l->base.entries[entry->in_base - l->base.entries].in_ours = entry;
		else
			keys_add(&l->ours_added, entry->key, i);
		keys_add(&l->ours_ids, entry->id, i);
	}
	keys_sort(&l->ours_added);
	keys_sort(&l->ours_ids);
}

/* What ours has of an entry of theirs. */
static const struct entry *find_in_ours(const struct list *l, const struct entry *entry)
{
	if (entry->in_base)
		return entry->in_base->in_ours;
	size_t found = keys_find(&l->ours_added, entry->key);
	return found == SIZE_MAX ? NULL : &l->ours.entries[found];
}

static bool is_taken(const struct list *l, struct span id)
{
	return keys_find(&l->ours_ids, id) != SIZE_MAX;
}

/* ---- theirs */

static struct span next_id(struct list *l, struct span id)
{
	struct buf text = {0};
	buf_printf(&text, "%.*s%u", (int)stem_of(id), id.at, ++l->highest);
	return keep(l, &text);
}

/* Away with an element and the space before it. */
static void undo(struct list *l, uint32_t meta)
{
	const struct doc *doc = l->theirs.doc;
	splice_add(&l->heads->undone, space_ahead(doc, doc->metas[meta].start),
		   doc->metas[meta].end, (struct span){"", 0}, 0);
}

static void undo_entry(struct list *l, const struct entry *entry)
{
	const struct meta *meta = &l->theirs.doc->metas[entry->meta];
	if (entry->in_base)
		splice_add(&l->heads->undone, meta->start, meta->end,
			   bytes_of(l->base.doc, entry->in_base->meta), 0);
	else
		undo(l, entry->meta);
}

static void insert_at(struct list *l, uint32_t at, uint32_t theirs, struct span bytes)
{
	const struct doc *doc = l->heads->theirs;
	uint32_t start = doc->metas[theirs].start;
	struct buf text = {0};
	buf_span(&text, span_sub(doc->bytes, space_ahead(doc, start), start));
	buf_span(&text, bytes);
	splice_add(&l->heads->merged, at, at, keep(l, &text), 0);
}

/* False when ours has something else of that name. */
static bool add_entry(struct list *l, const struct entry *entry)
{
	const struct meta *meta = &l->theirs.doc->metas[entry->meta];
	const struct entry *same = find_in_ours(l, entry);
	bool numbered = is_numbered(l, meta);
	struct span now = entry->id;
	if (!same && !numbered && is_taken(l, entry->id))
		return false;
	if (same)
		now = same->id;
	else if (numbered && !entry->in_base)
		now = next_id(l, entry->id);
	rename_id(l, entry->id, now);
	if (!same && !entry->in_base)
		insert_at(l, comes_early(l, meta) ? l->last_early : l->last, entry->meta,
			  renamed_bytes(l, bytes_of(l->theirs.doc, entry->meta), now));
	return true;
}

static bool add_entries(struct list *l)
{
	for (size_t i = 0; i < l->theirs.count; i++) {
		const struct entry *entry = &l->theirs.entries[i];
		if (l->base.list != DOC_NONE)
			undo_entry(l, entry);
		if (l->ours.list != DOC_NONE && !add_entry(l, entry))
			return false;
	}
	return true;
}

/* ---- a list that only theirs has */

/* The end of the last of ours of that name directly in meta; 0 when there is none. */
static uint32_t end_in_ours(const struct list *l, struct span name)
{
	const struct doc *doc = l->ours.doc;
	uint32_t end = 0;
	for (uint32_t i = 0; i < doc->meta_count; i++)
		if (doc->metas[i].parent == DOC_NONE && span_equal(doc->metas[i].name, name))
			end = doc->metas[i].end;
	return end;
}

/* Behind the nearest sibling before it that ours has too: AKN's schema fixes their order. */
static uint32_t place_of_list(const struct list *l, uint32_t theirs)
{
	const struct doc *doc = l->heads->theirs;
	uint32_t place = 0;
	for (uint32_t i = 0; i < theirs; i++) {
		uint32_t end =
			doc->metas[i].parent == DOC_NONE ? end_in_ours(l, doc->metas[i].name) : 0;
		place = end ? end : place;
	}
	return place;
}

/* The list with what comes round it where the base has not that either. DOC_NONE when there is
 * more in that. */
static uint32_t outermost_new(const struct list *l)
{
	const struct doc *doc = l->theirs.doc;
	uint32_t round = doc->metas[l->theirs.list].parent;
	if (round == DOC_NONE || doc_meta(l->base.doc, DOC_NONE, "analysis", 0) != DOC_NONE)
		return l->theirs.list;
	uint32_t first = entry_from(doc, round, 0);
	bool alone = first == l->theirs.list && entry_from(doc, round, first + 1) == DOC_NONE;
	return alone ? round : DOC_NONE;
}

static bool add_list(struct list *l)
{
	const struct heads *h = l->heads;
	uint32_t outer = outermost_new(l);
	if (outer == DOC_NONE)
		return false;
	undo(l, outer);
	if (l->ours.list != DOC_NONE)
		return true;
	uint32_t analysis = l->kind == LIST_MODIFICATIONS
				    ? doc_meta(h->ours, DOC_NONE, "analysis", 0)
				    : DOC_NONE;
	if (analysis != DOC_NONE)
		outer = l->theirs.list;
	insert_at(l, analysis != DOC_NONE ? h->ours->metas[analysis].open : place_of_list(l, outer),
		  outer, renamed_bytes(l, bytes_of(h->theirs, outer), id_of(h->theirs, outer)));
	return true;
}

/* ---- all */

/* An empty list may have but one tag, into which nothing goes. */
static bool is_open(const struct doc *doc, uint32_t list)
{
	return list == DOC_NONE || doc->bytes.at[doc->metas[list].open - 2] != '/';
}

static bool merge_list(struct list *l)
{
	read_side(l, &l->base);
	read_side(l, &l->ours);
	read_side(l, &l->theirs);
	bool kept = find_in_base(l, &l->theirs) == l->base.count;
	find_in_base(l, &l->ours);
	survey_ours(l);
	if (l->theirs.list == DOC_NONE)
		return l->base.list == DOC_NONE;
	if (!kept || !is_open(l->ours.doc, l->ours.list) ||
	    (l->base.list != DOC_NONE && l->ours.list == DOC_NONE))
		return false;
	return add_entries(l) && (l->base.list != DOC_NONE || add_list(l));
}

/* The references stay until all is done, since other lists point at them. */
static void pass_on(struct list *l, struct side *side)
{
	if (l->kind != LIST_REFERENCES) {
		free(side->entries);
		return;
	}
	side->references = side->entries;
	side->reference_count = side->count;
	for (size_t i = 0; i < side->count; i++)
		keys_add(&side->reference_ids, side->references[i].id, i);
	keys_sort(&side->reference_ids);
}

static void close_list(struct list *l)
{
	keys_release(&l->ours_added);
	keys_release(&l->ours_ids);
	for (size_t i = l->renamed_ids.count; i < l->renamed_count; i++)
		keys_add(&l->renamed_ids, l->renamed[i].old, i);
	keys_sort(&l->renamed_ids);
}

bool merge_entries(struct heads *heads)
{
	struct list list = {.heads = heads,
			    .base.doc = heads->base,
			    .ours.doc = heads->ours,
			    .theirs.doc = heads->theirs};
	struct side *sides[3] = {&list.base, &list.ours, &list.theirs};
	bool good = true;
	for (int kind = 0; kind < LIST_COUNT && good; kind++) {
		list.kind = (enum list_kind)kind;
		good = merge_list(&list);
		for (size_t i = 0; i < 3; i++)
			pass_on(&list, sides[i]);
		close_list(&list);
	}
	for (size_t i = 0; i < 3; i++) {
		free(sides[i]->references);
		keys_release(&sides[i]->reference_ids);
	}
	keys_release(&list.renamed_ids);
	free(list.renamed);
	return good;
}
