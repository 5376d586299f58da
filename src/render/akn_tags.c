/* Start tags with attributes added in the canonical order, and old bytes put back beside new ones.
 */
#include "render/akn.h"

#include <stdlib.h>
#include <string.h>

struct span akn_keep(struct akn *akn, const struct buf *text)
{
	return (struct span){
		arena_copy(&akn->splices.arena, text->length ? text->at : "", text->length),
		text->length};
}

struct span change_name(struct akn *akn, unsigned change)
{
	return span_of(arena_printf(&akn->splices.arena, "%s%u", akn->prefix, change));
}

/* ---- ids */

static struct span *eid_slot(const struct eid_set *set, struct span eid)
{
	size_t at = span_hash(eid) & (set->size - 1);
	while (set->slots[at].at && !span_equal(set->slots[at], eid))
		at = (at + 1) & (set->size - 1);
	return &set->slots[at];
}

static bool eid_set_has(const struct eid_set *set, struct span eid)
{
	return set->size && eid_slot(set, eid)->at;
}

void eid_set_fill(struct eid_set *set, const struct doc *doc)
{
	struct span bytes = span_sub(doc->bytes, 0, doc->body_end);
	struct span *found = NULL;
	size_t count = 0, capacity = 0, at = doc->body_start;
	struct tag tag;
	while (tag_next(bytes, &at, &tag)) {
		if (tag.kind != TAG_OPEN && tag.kind != TAG_EMPTY)
			continue;
		struct span eid = tag_attribute(bytes, &tag, "eId");
		if (!eid.length)
			continue;
		MEM_ROOM(found, count, capacity);
		found[count++] = eid;
	}
	for (set->size = 16; set->size < 2 * count; set->size *= 2)
		;
	set->slots = mem_alloc(set->size * sizeof *set->slots);
	for (size_t i = 0; i < count; i++)
		*eid_slot(set, found[i]) = found[i];
	free(found);
}

/* ---- attributes */

/* The canonical order (akn-profile, section 5); then others by name, then those of a namespace. */
static size_t rank_of(struct span name)
{
	static const char *const order[] = {
		"eId",	      "wId",	  "GUID",   "for",	 "href",     "from", "upTo",
		"pos",	      "value",	  "date",   "name",	 "contains", "type", "source",
		"language",   "class",	  "status", "period",	 "start",    "end",  "refersTo",
		"startQuote", "endQuote", "marker", "placement", "showAs"};
	enum { COUNT = sizeof order / sizeof *order };
	for (size_t i = 0; i < COUNT; i++)
		if (span_is(name, order[i]))
			return i;
	return memchr(name.at, ':', name.length) ? COUNT + 1 : COUNT;
}

void attributes_add(struct akn_attributes *attributes, const char *name, struct span value)
{
	attributes->items[attributes->count].name = name;
	attributes->items[attributes->count++].value = value;
}

void attributes_mark(struct akn *akn, struct akn_attributes *attributes, enum mark mark,
		     unsigned change)
{
	bool removed = mark == MARK_REMOVED;
	attributes_add(attributes, "class", span_of(removed ? "removed" : "inserted"));
	if (removed)
		attributes_add(attributes, "status", SPAN("removed"));
	attributes_add(attributes, "period", span_of(removed ? "#tmpg_1" : "#tmpg_2"));
	attributes_add(attributes, "lp:change", change_name(akn, change));
}

static const struct span *wanted(const struct akn_attributes *attributes, struct span name)
{
	for (size_t i = 0; i < attributes->count; i++)
		if (span_is(name, attributes->items[i].name))
			return &attributes->items[i].value;
	return NULL;
}

/* An attribute that is there: a class gets one word more, a status stays, others are replaced. */
static void put_present(const struct akn_attributes *attributes, struct span bytes,
			const struct tag_attr *a, struct buf *out)
{
	const struct span *value = wanted(attributes, a->name);
	if (!value || span_is(a->name, "status")) {
		buf_span(out, span_sub(bytes, a->start, a->end));
		return;
	}
	/* Spelt as it is but for its value, so that it comes back as it was. */
	size_t at = (size_t)(a->value.at - bytes.at);
	buf_span(out, span_sub(bytes, a->start, at));
	if (span_is(a->name, "class"))
		buf_printf(out, "%.*s ", SPAN_ARGS(a->value));
	buf_span(out, *value);
	buf_span(out, span_sub(bytes, at + a->value.length, a->end));
}

static bool is_present(struct span bytes, const struct tag *tag, const char *name)
{
	return tag_attribute(bytes, tag, name).at != NULL;
}

void tag_with(struct span bytes, const struct tag *tag, const struct akn_attributes *attributes,
	      struct buf *out)
{
	size_t at = 0, next = 0;
	size_t end = (size_t)(tag->name.at - bytes.at) + tag->name.length;
	struct tag_attr a;
	buf_span(out, span_sub(bytes, tag->start, end));
	for (bool more = true; more;) {
		more = tag_next_attribute(bytes, tag, &at, &a);
		size_t rank = more ? rank_of(a.name) : SIZE_MAX;
		for (; next < attributes->count; next++) {
			const char *name = attributes->items[next].name;
			if (rank_of(span_of(name)) >= rank)
				break;
			if (!is_present(bytes, tag, name))
				buf_printf(out, " %s=\"%.*s\"", name,
					   SPAN_ARGS(attributes->items[next].value));
		}
		if (!more)
			break;
		put_present(attributes, bytes, &a, out);
		end = a.end;
	}
	buf_span(out, span_sub(bytes, end, tag->end));
}

void set_attributes(struct akn *akn, size_t start, const struct akn_attributes *attributes)
{
	struct tag tag;
	struct buf text = {0};
	size_t at = start;
	if (!tag_next(akn->new_doc->bytes, &at, &tag))
		return;
	tag_with(akn->new_doc->bytes, &tag, attributes, &text);
	splice_add(&akn->splices, tag.start, tag.end, akn_keep(akn, &text), 0);
	buf_release(&text);
}

/* The attributes of a start tag as they are written. */
static struct span attribute_text(struct span start_tag)
{
	size_t at = 0, from = 0, end = 0;
	struct tag tag;
	struct tag_attr attribute;
	if (!tag_next(start_tag, &at, &tag))
		return (struct span){"", 0};
	from = end = (size_t)(tag.name.at - start_tag.at) + tag.name.length;
	for (at = 0; tag_next_attribute(start_tag, &tag, &at, &attribute);)
		end = attribute.end;
	return span_sub(start_tag, from, end);
}

static bool comes_back(struct span new_tag, const struct akn_attributes *attributes,
		       struct span old_tag)
{
	struct buf marked = {0}, back = {0};
	struct tag tag;
	size_t at = 0;
	if (tag_next(new_tag, &at, &tag))
		tag_with(new_tag, &tag, attributes, &marked);
	redline_reject(buf_as_span(&marked), &back);
	bool same = span_equal(buf_as_span(&back), old_tag);
	buf_release(&marked);
	buf_release(&back);
	return same;
}

static struct span attribute_of(struct span start_tag, const char *name)
{
	size_t at = 0;
	struct tag tag;
	return tag_next(start_tag, &at, &tag) ? tag_attribute(start_tag, &tag, name)
					      : (struct span){0};
}

void mark_tag(struct akn *akn, size_t new_start, struct span new_tag, struct span old_tag,
	      unsigned change)
{
	struct akn_attributes attributes = {0};
	struct buf before = {0};
	struct span was = attribute_of(old_tag, "eId");
	if (change)
		attributes_add(&attributes, "lp:change", change_name(akn, change));
	if (was.length)
		attributes_add(&attributes, "lp:was", was);
	if (!was.length || !comes_back(new_tag, &attributes, old_tag)) {
		struct span eid = attribute_of(new_tag, "eId");
		escape_attribute(&before, attribute_text(old_tag));
		attributes.count = 0;
		attributes_add(&attributes, "lp:before", akn_keep(akn, &before));
		buf_release(&before);
		if (change)
			attributes_add(&attributes, "lp:change", change_name(akn, change));
		if (was.length && !span_equal(was, eid))
			attributes_add(&attributes, "lp:was", was);
	}
	set_attributes(akn, new_start, &attributes);
}

/* ---- putting back */

/* Depth in the bytes that are put back, and the depth below which all ids are renamed. */
struct returning {
	size_t depth, renamed; /* renamed: 0 for none, else depth of the element plus one */
};

static void return_tag(struct akn *akn, struct span bytes, const struct tag *tag,
		       struct returning *r, enum mark mark, unsigned change, struct buf *out)
{
	struct akn_attributes attributes = {0};
	struct span eid = tag_attribute(bytes, tag, "eId");
	bool inherits = r->renamed != 0, renames = inherits || eid_set_has(&akn->eids, eid);
	if (eid.length && renames)
		attributes_add(
			&attributes, "eId",
			span_of(arena_printf(&akn->splices.arena, "was_%.*s", SPAN_ARGS(eid))));
	if (!r->depth && change)
		attributes_mark(akn, &attributes, mark, change);
	if (eid.length && renames && !inherits) {
		attributes_add(&attributes, "lp:was", eid);
		if (tag->kind == TAG_OPEN)
			r->renamed = r->depth + 1;
	}
	if (attributes.count)
		tag_with(bytes, tag, &attributes, out);
	else
		buf_span(out, span_sub(bytes, tag->start, tag->end));
}

void put_back(struct akn *akn, size_t start, size_t end, enum mark mark, unsigned change,
	      struct buf *out)
{
	struct span bytes = span_sub(akn->old_doc->bytes, 0, end);
	struct returning r = {0};
	struct tag tag;
	while (tag_next(bytes, &start, &tag)) {
		if (tag.kind == TAG_CLOSE) {
			r.depth -= r.depth > 0;
			if (r.renamed == r.depth + 1)
				r.renamed = 0;
		}
		if (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY)
			return_tag(akn, bytes, &tag, &r, mark, change, out);
		else
			buf_span(out, span_sub(bytes, tag.start, tag.end));
		r.depth += tag.kind == TAG_OPEN;
	}
}
