/* Finding provisions whose files call them otherwise than we would: ids of another house, levels
 * that are left out or named by another rule. Also which units of a Code are here whole. */
#include "check/state.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- ids by our rules, for files that have others (akn-profile, section 2) */

static bool has_our_ids(const struct state *state, const struct doc *doc)
{
	for (uint32_t i = 0; i < doc->provision_count; i++)
		if (doc->provisions[i].num != DOC_NONE &&
		    !(doc->provisions[i].flags & PROVISION_QUOTED))
			return address_level_of_eid(state->profile, doc->provisions[i].eid) >= 0;
	return true;
}

/* The numbered level that the element stands for; SIZE_MAX: none. */
static size_t numbered_level(const struct profile *profile, const struct doc *doc,
			     const struct provision *provision)
{
	struct span name = span_of(element_name(provision->element));
	if (provision->element == EL_HCONTAINER)
		name = doc_attribute(doc, provision->start, "name");
	for (size_t i = 0; i < profile->first_item; i++)
		if (span_is(name, profile->levels[i].element))
			return i;
	return SIZE_MAX;
}

/* The nearest provision above that has an id by our rules; for an item no Part or Chapter. */
static struct span above(const struct profile *profile, const struct doc *doc,
			 const struct span *eids, uint32_t provision, bool item)
{
	for (uint32_t i = doc->provisions[provision].parent; i != DOC_NONE;
	     i = doc->provisions[i].parent)
		if (eids[i].length)
			return item ? address_without_groups(profile, eids[i]) : eids[i];
	return (struct span){"", 0};
}

static struct span our_eid(struct state *state, const struct doc *doc, const struct span *eids,
			   uint32_t i)
{
	const struct profile *profile = state->profile;
	const struct provision *p = &doc->provisions[i];
	struct span label = provision_num(doc, i);
	size_t level = numbered_level(profile, doc, p);
	bool item = level == SIZE_MAX || profile->levels[level].style != LABEL_NUMBER;
	struct span parent = above(profile, doc, eids, i, level == SIZE_MAX);
	struct buf eid = {0}, slug = {0};
	if (!label.length || p->flags & (PROVISION_QUOTED | PROVISION_CROSSHEADING))
		return (struct span){"", 0};
	address_slug(label, &slug);
	int around = address_level_of_eid(profile, parent);
	if (item)
		level = around < 0
				? SIZE_MAX
				: address_level_below(profile, (size_t)around, buf_as_span(&slug));
	if (level != SIZE_MAX && slug.length) {
		if (item) {
			buf_span(&eid, parent);
			buf_text(&eid, "__");
			parent.length = 0;
		}
		address_child(profile, parent, level, buf_as_span(&slug), &eid);
	}
	struct span result = {arena_copy(&state->arena, eid.at ? eid.at : "", eid.length),
			      eid.length};
	buf_release(&eid);
	buf_release(&slug);
	return result;
}

static void index_scheme(struct state *state, uint32_t d)
{
	const struct doc *doc = state->docs[d];
	struct span *eids = arena_alloc(&state->arena, (doc->provision_count + 1) * sizeof *eids);
	for (uint32_t i = 0; i < doc->provision_count; i++) {
		eids[i] = our_eid(state, doc, eids, i);
		if (eids[i].length && state_covers(state, d, i))
			table_add(&state->scheme, eids[i], d, i, 0);
	}
	state->scheme_eids[d] = eids;
}

struct span state_scheme_eid(const struct state *state, uint32_t doc, uint32_t provision)
{
	const struct span *eids = state->scheme_eids[doc];
	return eids ? eids[provision] : state_eid(state, doc, provision);
}

/* ---- units */

static void index_unit(struct state *state, const struct doc *doc)
{
	const char *name = state->rules->unit_work;
	struct span work = doc->facts.work;
	size_t start = name ? span_find(work, span_of(name), 0) : SIZE_MAX;
	if (start == SIZE_MAX)
		return;
	start += strlen(name);
	size_t end = span_find(work, SPAN("/"), start);
	table_add(&state->units, span_sub(work, start, end == SIZE_MAX ? work.length : end), 0, 0,
		  0);
}

void state_index(struct state *state)
{
	state->scheme_eids =
		arena_alloc(&state->arena, (state->doc_count + 1) * sizeof *state->scheme_eids);
	for (uint32_t d = 0; d < state->doc_count; d++) {
		if (state->version != VERSION_PAYLOAD && !has_our_ids(state, state->docs[d]))
			index_scheme(state, d);
		index_unit(state, state->docs[d]);
	}
}

void state_index_release(struct state *state)
{
	table_release(&state->scheme);
	table_release(&state->children);
	table_release(&state->units);
}

/* ---- down the labels: those below a provision are indexed when it is first gone through */

static struct span child_key(struct buf *key, struct spot parent, struct span label)
{
	buf_cut(key, 0);
	buf_printf(key, "%u %u ", parent.doc, parent.provision);
	address_slug(label, key);
	return buf_as_span(key);
}

/* What has no number of its own is looked through: the crossheading around some of the items. */
static void index_children(struct state *state, struct spot parent)
{
	const struct doc *doc = state->docs[parent.doc];
	struct buf key = {0};
	const struct provision *p = &doc->provisions[parent.provision];
	for (uint32_t i = parent.provision + 1; i < p->after;) {
		struct span label = provision_num(doc, i);
		bool seen = label.length || doc->provisions[i].flags & PROVISION_QUOTED;
		if (label.length && state_covers(state, parent.doc, i)) {
			struct span name = child_key(&key, parent, label);
			name.at = arena_copy(&state->arena, name.at, name.length);
			table_add(&state->children, name, parent.doc, i, 0);
		}
		i = seen ? doc->provisions[i].after : i + 1;
	}
	buf_release(&key);
}

static struct spot child(struct state *state, struct spot parent, struct span label)
{
	struct buf key = {0};
	struct span own = child_key(&key, parent, SPAN(""));
	if (!table_get(&state->children, own)) {
		own.at = arena_copy(&state->arena, own.at, own.length);
		table_add(&state->children, own, 0, DOC_NONE, 0);
		index_children(state, parent);
	}
	const struct entry *entry = table_get(&state->children, child_key(&key, parent, label));
	buf_release(&key);
	return entry ? (struct spot){entry->a, entry->b} : (struct spot){parent.doc, DOC_NONE};
}

struct spot state_find_by_labels(struct state *state, uint32_t doc, struct span eid)
{
	struct span head = address_head(eid);
	struct spot spot = state_find(state, doc, head);
	struct span rest = span_sub(eid, head.length, eid.length);
	if (!rest.length)
		return (struct spot){doc, DOC_NONE};
	while (rest.length > 2 && spot.provision != DOC_NONE) {
		rest = span_sub(rest, 2, rest.length);
		struct span part = address_head(rest);
		size_t under = span_find(part, SPAN("_"), 0);
		rest = span_sub(rest, part.length, rest.length);
		spot = under == SIZE_MAX
			       ? (struct spot){doc, DOC_NONE}
			       : child(state, spot, span_sub(part, under + 1, part.length));
	}
	return spot;
}
