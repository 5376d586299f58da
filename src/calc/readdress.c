/* Addresses of one base in the terms of another, and a patch rewritten so: its bytes with those
 * addresses, the base it names and the pins replaced. Everything else stays as it was drafted. */
#include "calc/rebase.h"

#include "doc/address.h"
#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

/* ---- addresses */

uint32_t provision_onto(const struct rebasing *r, size_t doc, uint32_t provision)
{
	const struct pairing *p = r->pairings[doc];
	return p ? p->old_provision[provision] : DOC_NONE;
}

static const char *whole_onto(const struct rebasing *r, struct span eid)
{
	size_t index;
	uint32_t at, there;
	if (!find_base(r, eid, &index, &at) || (there = provision_onto(r, index, at)) == DOC_NONE)
		return NULL;
	struct span found = r->pairings[index]->new_doc->provisions[there].eid;
	return found.length ? arena_copy(&r->rebase->arena, found.at, found.length) : NULL;
}

const char *address_onto(const struct rebasing *r, const char *eid)
{
	const char *found = whole_onto(r, span_of(eid)), *part;
	if (found)
		return found;
	found = whole_onto(r, address_without_part(span_of(eid), &part));
	return found ? arena_printf(&r->rebase->arena, "%s__%s", found, part) : NULL;
}

/* What a provision of the patched base was in the base, or DOC_NONE: the patch makes it. */
static uint32_t provision_before(const struct applied_doc *applied, uint32_t at)
{
	size_t splice, start = applied->new_doc->provisions[at].start;
	size_t byte = splices_old_offset(&applied->splices, start, &splice);
	return byte == SIZE_MAX ? DOC_NONE : doc_provision_at(applied->old, (uint32_t)byte);
}

/* The eId that a provision of the patched base has when the patch is applied to the new base: its
 * own number is the one that the patch gives, else the one that it has there. NULL: it is gone. */
static const char *patched_onto(const struct rebasing *r, size_t doc, struct span eid)
{
	const struct applied_doc *applied = &r->application->docs[doc];
	uint32_t at = doc_find(applied->new_doc, eid);
	uint32_t was = at == DOC_NONE ? DOC_NONE : provision_before(applied, at);
	struct span before = was == DOC_NONE ? eid : applied->old->provisions[was].eid;
	struct span last = address_last(eid);
	if (was != DOC_NONE && span_equal(last, address_last(before))) {
		uint32_t there = provision_onto(r, doc, was);
		if (there == DOC_NONE)
			return NULL;
		last = address_last(r->pairings[doc]->new_doc->provisions[there].eid);
	}
	struct arena *arena = &r->rebase->arena;
	struct span up = address_parent(eid);
	const char *head = up.length ? patched_onto(r, doc, up) : NULL;
	if (up.length)
		return head ? arena_printf(arena, "%s__%.*s", head, SPAN_ARGS(last)) : NULL;
	return arena_copy(arena, last.at, last.length);
}

/* The document of the base that has the eId once it is patched, or SIZE_MAX. */
static size_t patched_with(const struct rebasing *r, struct span eid)
{
	for (size_t doc = 0; doc < r->application->doc_count; doc++)
		if (doc_find(r->application->docs[doc].new_doc, eid) != DOC_NONE)
			return doc;
	return SIZE_MAX;
}

/* Does the patch give the number of that provision of the base to another? */
static bool is_given_on(const struct rebasing *r, size_t doc, struct span eid)
{
	const struct applied_doc *applied = &r->application->docs[doc];
	uint32_t at = doc_find(applied->new_doc, eid);
	uint32_t was = at == DOC_NONE ? DOC_NONE : provision_before(applied, at);
	return was != DOC_NONE && !span_equal(applied->old->provisions[was].eid, eid);
}

/* What is made below a provision of the base is made below its partner. A patch says that by the
 * number that the provision has in the base, or by the one that it has in the end. */
const char *address_made_onto(const struct rebasing *r, const char *eid)
{
	struct span made = span_of(eid);
	for (struct span up = address_parent(made); up.length; up = address_parent(up)) {
		size_t doc;
		uint32_t at;
		bool in_base = find_base(r, up, &doc, &at);
		if (!in_base && (doc = patched_with(r, up)) == SIZE_MAX)
			continue;
		const char *found = !in_base		      ? patched_onto(r, doc, up)
				    : is_given_on(r, doc, up) ? NULL
							      : whole_onto(r, up);
		struct span rest = span_sub(made, up.length, made.length);
		return found ? arena_printf(&r->rebase->arena, "%s%.*s", found, SPAN_ARGS(rest))
			     : eid;
	}
	return eid;
}

/* ---- splices on the patch */

struct readdressing {
	const struct rebasing *r;
	const struct doc *doc; /* of the patch */
	struct splices splices;
};

static void replace_value(struct readdressing *w, uint32_t start, const char *name,
			  const char *value)
{
	struct tag tag;
	struct tag_attr attr;
	size_t at = start;
	if (!value || !tag_next(w->doc->bytes, &at, &tag) ||
	    !tag_find_attribute(w->doc->bytes, &tag, name, &attr) || span_is(attr.value, value))
		return;
	struct buf text = {0};
	escape_attribute(&text, span_of(value));
	size_t from = (size_t)(attr.value.at - w->doc->bytes.at);
	splice_add(&w->splices, from, from + attr.value.length,
		   (struct span){arena_copy(&w->splices.arena, text.at, text.length), text.length},
		   0);
	buf_release(&text);
}

/* The eId behind the # of a link. */
static void replace_link(struct readdressing *w, uint32_t start, const char *name, const char *eid)
{
	struct span value = doc_attribute(w->doc, start, name);
	const char *hash = value.at && value.length ? memchr(value.at, '#', value.length) : NULL;
	if (!hash || !eid)
		return;
	replace_value(w, start, name,
		      arena_printf(&w->splices.arena, "%.*s#%s",
				   SPAN_ARGS(span_from(value.at, hash)), eid));
}

static const char *linked(struct readdressing *w, uint32_t start, const char *name)
{
	struct span value = doc_attribute(w->doc, start, name);
	const char *hash = value.at && value.length ? memchr(value.at, '#', value.length) : NULL;
	return hash ? arena_copy(&w->splices.arena, hash + 1,
				 (size_t)(value.at + value.length - hash - 1))
		    : NULL;
}

static void readdress_link(struct readdressing *w, uint32_t start, const char *name)
{
	const char *eid = linked(w, start, name);
	if (eid)
		replace_link(w, start, name, address_onto(w->r, eid));
}

/* The operation of a number: moves have two. */
static size_t op_numbered(const struct patch *patch, unsigned number)
{
	size_t i = 0;
	while (i + 1 < patch->op_count && patch->ops[i + 1].number <= number)
		i++;
	return i;
}

static void readdress_mod(struct readdressing *w, uint32_t mod, unsigned number)
{
	const struct doc *doc = w->doc;
	size_t op = op_numbered(w->r->patch, number);
	for (uint32_t i = mod + 1; i < doc->meta_count && doc->metas[i].start < doc->metas[mod].end;
	     i++) {
		uint32_t start = doc->metas[i].start;
		struct span name = doc->metas[i].name;
		if (span_is(name, "destination")) {
			bool placed = doc_attribute(doc, start, "pos").at != NULL;
			if (placed && w->r->anchors[op])
				replace_link(w, start, "href", w->r->anchors[op]);
			if (placed && w->r->before[op])
				replace_value(w, start, "pos", "before");
			if (!placed || !w->r->anchors[op])
				readdress_link(w, start, "href");
			readdress_link(w, start, "upTo");
		} else if (span_is(name, "previous")) {
			readdress_link(w, start, "href");
		}
	}
}

static void readdress_mods(struct readdressing *w)
{
	const struct doc *doc = w->doc;
	uint32_t analysis = doc_meta(doc, DOC_NONE, "analysis", 0);
	uint32_t active =
		analysis == DOC_NONE ? DOC_NONE : doc_meta(doc, analysis, "activeModifications", 0);
	unsigned number = 0;
	for (uint32_t i = active; i != DOC_NONE && i < doc->meta_count; i++)
		if (doc->metas[i].parent == active)
			readdress_mod(w, i, ++number);
}

static const char *value_of(struct readdressing *w, uint32_t start, const char *name)
{
	struct span value = doc_attribute(w->doc, start, name);
	return value.at ? arena_copy(&w->splices.arena, value.at, value.length) : NULL;
}

/* What follows the anchor in the new base. */
static const char *next_onto(struct readdressing *w, const char *anchor)
{
	const struct doc *doc;
	uint32_t at = anchor ? corpus_find(w->r->onto, span_of(anchor), &doc) : DOC_NONE;
	uint32_t next = at == DOC_NONE ? DOC_NONE : provision_next(doc, at);
	return next == DOC_NONE ? NULL
				: arena_copy(&w->splices.arena, doc->provisions[next].eid.at,
					     doc->provisions[next].eid.length);
}

/* A number takes the place of a count of all. */
static void set_occurrence(struct readdressing *w, uint32_t start, size_t occurrence)
{
	struct arena *arena = &w->splices.arena;
	const char *value = occurrence == 1 ? "first" : arena_printf(arena, "%zu", occurrence);
	struct tag tag;
	struct tag_attr count = {0};
	size_t at = start;
	if (!tag_next(w->doc->bytes, &at, &tag))
		return;
	bool counted = tag_find_attribute(w->doc->bytes, &tag, "count", &count);
	bool given = tag_attribute(w->doc->bytes, &tag, "occurrence").at != NULL;
	size_t behind_name = (size_t)(tag.name.at + tag.name.length - w->doc->bytes.at);
	if (given)
		replace_value(w, start, "occurrence", value);
	if (counted || !given)
		splice_add(&w->splices, counted ? count.start : behind_name,
			   counted ? count.end : behind_name,
			   span_of(given ? "" : arena_printf(arena, " occurrence=\"%s\"", value)),
			   0);
}

static void readdress_op(struct readdressing *w, uint32_t meta)
{
	uint32_t start = w->doc->metas[meta].start;
	const char *list = value_of(w, start, "for");
	unsigned number =
		list ? (unsigned)strtoul(list + strcspn(list, "0123456789"), NULL, 10) : 0;
	size_t index = op_numbered(w->r->patch, number);
	const struct op *op = &w->r->patch->ops[index];
	const char *target = value_of(w, start, "target"), *to = value_of(w, start, "to");
	bool made = op->kind == OP_INSERTION && op->scope != SCOPE_WORDS &&
		    op->scope != SCOPE_HEADING &&
		    (!op->anchor || strcmp(op->anchor, op->target) != 0);
	if (target)
		replace_value(w, start, "target",
			      made ? address_made_onto(w->r, target) : address_onto(w->r, target));
	if (to)
		replace_value(w, start, "to", address_made_onto(w->r, to));
	size_t occurrence = occurrence_onto(w->r, op);
	if (occurrence)
		set_occurrence(w, start, occurrence);
	const char *anchor = w->r->anchors[index];
	if (!anchor && op->anchor)
		anchor = address_onto(w->r, op->anchor);
	if (doc_attribute(w->doc, start, "next").at)
		replace_value(w, start, "next", next_onto(w, anchor));
}

static void readdress_id(struct readdressing *w, uint32_t start, const char *name)
{
	const char *id = value_of(w, start, name);
	if (id)
		replace_value(w, start, name, address_made_onto(w->r, id));
}

/* Payloads name what they make with its final id. */
static void readdress_payloads(struct readdressing *w)
{
	const struct doc *doc = w->doc;
	for (uint32_t i = 0; i < doc->provision_count; i++)
		if (doc->provisions[i].flags & PROVISION_QUOTED)
			readdress_id(w, doc->provisions[i].start, "wId");
	for (size_t i = 0; i < doc->inline_count; i++) {
		readdress_id(w, doc->inlines[i].start, "wId");
		readdress_id(w, doc->inlines[i].start, "lp:eId");
	}
}

/* ---- the base it names, and pins */

static void readdress_base(struct readdressing *w, uint32_t proprietary)
{
	const struct doc *onto = w->r->onto->docs[0];
	uint32_t base = doc_meta(w->doc, proprietary, "base", 0);
	uint32_t references = doc_meta(w->doc, DOC_NONE, "references", 0);
	struct arena *arena = &w->splices.arena;
	const char *uri =
		arena_copy(arena, onto->facts.expression_uri.at, onto->facts.expression_uri.length);
	const char *version = arena_copy(arena, onto->facts.version.at, onto->facts.version.length);
	if (base == DOC_NONE)
		return;
	replace_value(w, w->doc->metas[base].start, "href", uri);
	replace_value(w, w->doc->metas[base].start, "version", version);
	uint32_t active =
		references == DOC_NONE ? DOC_NONE : doc_meta(w->doc, references, "activeRef", 0);
	if (active == DOC_NONE)
		return;
	uint32_t start = w->doc->metas[active].start;
	struct span shown = doc_attribute(w->doc, start, "showAs");
	struct span old = w->r->base->docs[0]->facts.version;
	replace_value(w, start, "href", uri);
	if (old.length && shown.length > old.length &&
	    span_equal(span_sub(shown, shown.length - old.length, shown.length), old))
		replace_value(w, start, "showAs",
			      arena_printf(arena, "%.*s%s",
					   SPAN_ARGS(span_sub(shown, 0, shown.length - old.length)),
					   version));
}

/* Away with an element and the white space before it. */
static void remove_meta(struct readdressing *w, uint32_t meta)
{
	uint32_t start = w->doc->metas[meta].start;
	while (start && strchr(" \t\r\n", w->doc->bytes.at[start - 1]))
		start--;
	splice_add(&w->splices, start, w->doc->metas[meta].end, (struct span){"", 0}, 0);
}

/* What is gone has no text; another may have its address. */
static void repin(struct readdressing *w, uint32_t meta)
{
	uint32_t start = w->doc->metas[meta].start;
	const char *eid = linked(w, start, "href");
	const char *there = eid ? address_onto(w->r, eid) : NULL, *part;
	const struct doc *doc;
	char digest[SHA256_HEX];
	if (!there && eid) {
		remove_meta(w, meta);
		return;
	}
	if (!there)
		return;
	uint32_t at = place_find(w->r->onto, there, &doc, &part);
	if (at == DOC_NONE)
		return;
	doc_pin(doc, at, part, digest);
	replace_link(w, start, "href", there);
	replace_value(w, start, "sha256", arena_string(&w->splices.arena, digest));
}

static void readdress_facts(struct readdressing *w)
{
	const struct doc *doc = w->doc;
	uint32_t proprietary = doc_meta(doc, DOC_NONE, "proprietary", 0);
	if (proprietary == DOC_NONE)
		return;
	readdress_base(w, proprietary);
	for (uint32_t i = proprietary + 1; i < doc->meta_count; i++) {
		if (doc->metas[i].parent != proprietary)
			continue;
		if (span_is(doc->metas[i].name, "op"))
			readdress_op(w, i);
		else if (span_is(doc->metas[i].name, "pin"))
			repin(w, i);
		else if (span_is(doc->metas[i].name, "frame"))
			remove_meta(w, i); /* it is of the old base's file */
	}
}

void patch_readdress(const struct rebasing *r, struct buf *out)
{
	struct readdressing w = {.r = r, .doc = r->patch->doc};
	readdress_mods(&w);
	readdress_facts(&w);
	readdress_payloads(&w);
	if (splices_sort(&w.splices) == SIZE_MAX)
		splices_perform(&w.splices, w.doc->bytes, out);
	splices_release(&w.splices);
}
