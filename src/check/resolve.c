/* Where a citation leads: found, not used, missing, or in text that is not supplied. Nothing inside
 * incomplete text is called missing (akn-profile, section 4). */
#include "check/xref.h"

#include "doc/address.h"
#include "doc/number.h"

#include <string.h>

/* ---- relative citations */

/* The nearest provision around the block that is above the level: what "paragraph (a)" hangs on. */
static struct span stands_in(struct state *state, uint32_t doc, uint32_t block, int level)
{
	const struct doc *d = state->docs[doc];
	uint32_t provision = d->blocks[block].provision;
	for (; provision != DOC_NONE; provision = d->provisions[provision].parent) {
		struct span eid = state_scheme_eid(state, doc, provision);
		int own = address_level_of_eid(state->profile, eid);
		if (own >= 0 && own < level)
			return eid;
	}
	return (struct span){"", 0};
}

static struct span complete(struct state *state, uint32_t doc, uint32_t block, const char *eid)
{
	int level = address_level_of_eid(state->profile, address_head(span_of(eid)));
	struct span above = stands_in(state, doc, block, level);
	if (level < 0 || !above.length)
		return (struct span){"", 0};
	return span_of(arena_printf(&state->arena, "%.*s__%s", SPAN_ARGS(above), eid));
}

/* ---- what is around a number that is not there */

/* The beginning of the number that is a number of the level, if more follows. */
static size_t number_prefix(const struct state *state, size_t level, struct span number)
{
	const struct pattern *inside = level < MOST_LEVELS ? state->rules->inside[level] : NULL;
	struct match match;
	bool found = inside && pattern_match(inside, number, 0, &match) == PATTERN_YES;
	return found ? match.end[0] : 0;
}

/* The supplied provision that the number would lie in; *unit the outermost number of it. */
static struct spot container(struct state *state, uint32_t doc, struct span head, struct span *unit)
{
	const struct profile *profile = state->profile;
	struct span number = span_of(state_citation(state, head));
	struct spot found = {doc, DOC_NONE};
	int level = address_level_of_eid(profile, head);
	*unit = number;
	if (!state->rules->nested)
		return found;
	for (int i = level - 1; i >= 0; i--) {
		struct span around = span_sub(number, 0, number_prefix(state, (size_t)i, number));
		if (!around.length)
			continue;
		*unit = around;
		struct buf eid = {0};
		address_child(profile, (struct span){"", 0}, (size_t)i, around, &eid);
		if (found.provision == DOC_NONE)
			found = state_find(state, doc, buf_as_span(&eid));
		buf_release(&eid);
	}
	return found;
}

/* Where numbers do not nest, a document that begins with the first number of a level and has not
 * the number has it nowhere; a part of one, or one with ids of another house, says nothing. */
static bool flat_document_is_whole(const struct state *state, uint32_t doc, int level)
{
	const struct doc *d = state->docs[doc];
	for (uint32_t i = 0; i < d->provision_count; i++)
		if (address_level_of_eid(state->profile, d->provisions[i].eid) == level)
			return number_is_first(LABEL_NUMBER, provision_num(d, i));
	return false;
}

static enum target_status in_flat_document(struct state *state, uint32_t doc, struct span head)
{
	int level = address_level_of_eid(state->profile, head);
	if (!state->flat_known || state->flat_doc != doc || state->flat_level != level) {
		state->flat_known = true;
		state->flat_doc = doc;
		state->flat_level = level;
		state->flat_whole = flat_document_is_whole(state, doc, level);
	}
	return state->flat_whole ? TARGET_MISSING : TARGET_NONE;
}

/* The unit with whose number a number begins; empty when it is not of that kind. */
static struct span unit_of(const struct state *state, struct span number)
{
	struct match match;
	bool found = pattern_match(state->rules->unit, number, 0, &match) == PATTERN_YES;
	return span_sub(number, 0, found ? match.end[0] : 0);
}

/* Of a number that begins with that of a unit: is the unit here? Some of it is, when the document
 * that cites begins with a number of it. */
static enum target_status in_unit(struct state *state, uint32_t doc, struct target *target)
{
	struct span number = span_of(state_citation(state, address_head(target->eid)));
	struct span unit = unit_of(state, number);
	uint32_t first = doc_first(state->docs[doc]);
	if (!unit.length)
		return TARGET_NONE;
	if (first != DOC_NONE &&
	    span_equal(unit_of(state, provision_num(state->docs[doc], first)), unit))
		target->spot = (struct spot){doc, first};
	target->unit = span_of(
		arena_printf(&state->arena, "%s %.*s", state->rules->unit_noun, SPAN_ARGS(unit)));
	return table_get(&state->units, unit) ? TARGET_MISSING : TARGET_UNKNOWN;
}

static enum target_status without_head(struct state *state, uint32_t doc, struct target *target)
{
	struct span head = address_head(target->eid);
	target->spot = container(state, doc, head, &target->unit);
	if (state->version == VERSION_PAYLOAD) {
		const struct doc *found;
		const struct corpus *base = state->input->base;
		if (!base || corpus_find(base, target->eid, &found) == DOC_NONE)
			return TARGET_UNKNOWN;
		return TARGET_OK;
	}
	if (state->rules->unit)
		return in_unit(state, doc, target);
	if (!state->rules->nested)
		return state->rules->whole ? in_flat_document(state, doc, head) : TARGET_NONE;
	if (target->spot.provision == DOC_NONE)
		return TARGET_UNKNOWN;
	return state_supplied(state, target->spot.doc, target->spot.provision) ? TARGET_MISSING
									       : TARGET_UNKNOWN;
}

/* ---- items */

static struct span part_label(struct span part)
{
	size_t under = span_find(part, SPAN("_"), 0);
	return span_sub(part, under == SIZE_MAX ? 0 : under + 1, part.length);
}

/* Has the provision children whose labels are of another kind than the level's? */
static bool has_such_items(const struct state *state, struct spot spot, struct span label)
{
	if (spot.provision == DOC_NONE)
		return false;
	const struct doc *d = state->docs[spot.doc];
	uint32_t child = provision_first_child(d, spot.provision);
	if (child == DOC_NONE || !d->blocks || !provision_num(d, child).length)
		return false;
	struct span first = provision_num(d, child);
	for (int style = LABEL_LOWER; style <= LABEL_DIGIT; style++)
		if (number_fits((enum label_style)style, first) &&
		    number_fits((enum label_style)style, label))
			return true;
	return false;
}

/* No item can be called so: "(A)" where the items of the level are (a). */
static bool impossible(const struct state *state, uint32_t doc, struct span eid)
{
	while (eid.length) {
		struct span above = address_parent(eid);
		int level = address_level_of_eid(state->profile, eid);
		if (!above.length || level < (int)state->profile->first_item)
			return false;
		struct span label = part_label(span_sub(eid, above.length + 2, eid.length));
		if (!number_fits(state->profile->levels[level].style, label) &&
		    !has_such_items(state, state_find(state, doc, above), label))
			return true;
		eid = above;
	}
	return false;
}

/* The nearest provision above the item that is there. */
static enum target_status without_item(struct state *state, uint32_t doc, struct target *target)
{
	for (struct span above = address_parent(target->eid); above.length;
	     above = address_parent(above)) {
		target->spot = state_find(state, doc, above);
		if (target->spot.provision == DOC_NONE)
			continue;
		if (state_supplied(state, target->spot.doc, target->spot.provision))
			return TARGET_NO_ITEM;
		container(state, doc, address_head(target->eid), &target->unit);
		return TARGET_UNKNOWN;
	}
	return without_head(state, doc, target);
}

struct target target_resolve(struct state *state, uint32_t doc, uint32_t block, const char *eid,
			     bool relative)
{
	struct target target = {.status = TARGET_NONE, .spot = {doc, DOC_NONE}};
	if (!eid)
		return target;
	target.eid = relative ? complete(state, doc, block, eid) : span_of(eid);
	if (!target.eid.length)
		return target;
	target.spot = state_find(state, doc, target.eid);
	if (target.spot.provision == DOC_NONE)
		target.spot = state_find_by_labels(state, doc, target.eid);
	if (target.spot.provision != DOC_NONE) {
		target.eid = state_eid(state, target.spot.doc, target.spot.provision);
		bool empty = state_not_used(state, target.spot.doc, target.spot.provision);
		target.status = empty ? TARGET_NOT_USED : TARGET_OK;
	} else if (relative) {
		return target;
	} else {
		target.status = impossible(state, doc, target.eid)
					? TARGET_IMPOSSIBLE
					: without_item(state, doc, &target);
	}
	return target;
}

bool target_exists(const struct target *target)
{
	return target->status == TARGET_OK || target->status == TARGET_NOT_USED;
}

const struct op *target_deleted(const struct state *state, const struct target *target,
				uint32_t *patch)
{
	if (target->status == TARGET_NONE || target->status == TARGET_IMPOSSIBLE)
		return NULL;
	if (state->version != VERSION_PAYLOAD && target->status == TARGET_OK)
		return NULL;
	const struct op *op = state_acted(state, target->eid, patch);
	if (!op || table_get(&state->made, target->eid))
		return NULL;
	if (op->kind == OP_REPEAL)
		return op;
	/* Gone with a provision that was restated without it, or renumbered away. */
	const struct doc *old = state_old(state, target->spot.doc);
	return old && doc_find(old, target->eid) != DOC_NONE && !target_exists(target) ? op : NULL;
}
