/* Consequences in text that the modification leaves as it is: each finding there names the
 * operation that caused it, and where it is known what would fit, the instruction that would mend
 * it, in the profile's wording. */
#include "check/xref.h"

#include "doc/address.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- the operation that caused it */

/* What each operation changed, by eId; the first one stays. */
static void index_changes(const struct state *state, struct table *changed)
{
	const struct application *application = state->input->application;
	for (size_t i = 0; i < application->result_count; i++) {
		const struct op_result *result = &application->results[i];
		for (size_t k = 0; k < result->changed_count; k++)
			table_add(changed, span_of(result->changed[k]), (uint32_t)i, 0, 0);
	}
}

static const struct op_result *changed_by(const struct state *state, const struct table *changed,
					  struct span eid)
{
	for (; eid.length; eid = address_parent(eid)) {
		const struct entry *entry = table_get(changed, eid);
		if (entry)
			return &state->input->application->results[entry->a];
	}
	return NULL;
}

static const struct op_result *by_reference(const struct state *state, const struct table *changed,
					    const struct spotted *spotted)
{
	const struct xref *xref = xref_from(state, spotted->doc, spotted->block, spotted->start);
	const struct op_result *result = NULL;
	if (!xref || xref->cite.noun_start > spotted->end)
		return NULL;
	result = changed_by(state, changed, xref->from.eid);
	return result ? result : changed_by(state, changed, xref->to.eid);
}

/* With one operation there is no doubt. */
static const struct op_result *only_one(const struct state *state)
{
	const struct application *application = state->input->application;
	const struct op_result *found = NULL;
	for (size_t i = 0; i < application->result_count; i++) {
		if (application->results[i].status != OP_APPLIED)
			continue;
		if (found)
			return NULL;
		found = &application->results[i];
	}
	return found;
}

static void name_cause(struct state *state, const struct table *changed,
		       const struct spotted *spotted)
{
	struct diag *diag = spotted->diag;
	const struct op_result *result = changed_by(state, changed, span_of(diag->eid));
	if (!result)
		result = by_reference(state, changed, spotted);
	if (!result)
		result = only_one(state);
	if (!result)
		return;
	diag->op = result->op->number;
	for (uint32_t p = 0; p < state->input->patch_count && !diag->related_count; p++)
		if (state->input->patches[p] == result->patch)
			state_relate_op(state, diag, p, result->op, "changed");
}

/* ---- the instruction */

/* How often the words stand in the provision and below it. */
static size_t count_words(const struct state *state, uint32_t doc, uint32_t provision,
			  struct span words)
{
	const struct doc *d = state->docs[doc];
	const struct provision *p = &d->provisions[provision];
	size_t count = 0;
	for (uint32_t b = p->block; b < p->block_after && count < 2; b++) {
		struct word_hit hit;
		if (!state_covers_block(state, doc, b))
			continue;
		for (size_t from = 0;
		     words_find(d->blocks[b].text, words, from, false, &hit) && count < 2;
		     from = hit.end)
			count++;
	}
	return count;
}

/* Widens [start, end) of the text by words, to the left first, until it stands only once in the
 * provision. */
static bool widen(const struct state *state, const struct spotted *spotted, uint32_t provision,
		  size_t *start, size_t *end)
{
	enum { MOST = 6 };
	struct span text = state->docs[spotted->doc]->blocks[spotted->block].text;
	struct words words = {0};
	words_split(text, &words);
	size_t first = 0, last;
	while (first + 1 < words.count && words.items[first].end <= *start)
		first++;
	last = first;
	while (last + 1 < words.count && words.items[last].end < *end)
		last++;
	bool found = false;
	for (size_t tries = 0; tries <= MOST && words.count; tries++) {
		*start = words.items[first].start;
		*end = words.items[last].end;
		found = count_words(state, spotted->doc, provision, span_sub(text, *start, *end)) ==
			1;
		if (found || (!first && last + 1 >= words.count))
			break;
		if (first)
			first--;
		else
			last++;
	}
	words_release(&words);
	return found;
}

/* Writes a form of the profile: {place}, {part}, {old} and {new} stand for what they say. */
static const char *write_form(struct state *state, const char *form, const char *place,
			      const char *part, struct span old, const char *fresh)
{
	const struct profile_field fields[] = {{"place", span_of(place)},
					       {"part", span_of(part)},
					       {"old", old},
					       {"new", span_of(fresh)}};
	struct buf out = {0};
	profile_fill(form, fields, sizeof fields / sizeof *fields, &out);
	const char *written = diag_keep(state->diags, buf_as_span(&out));
	buf_release(&out);
	return written;
}

const char *remedy_write(struct state *state, const struct spotted *spotted, size_t start,
			 size_t end, const char *fresh)
{
	const struct doc *doc = state->docs[spotted->doc];
	const struct block *block = &doc->blocks[spotted->block];
	const char *form = profile_value(state->profile, "check", "instruction", NULL);
	uint32_t provision = block->provision;
	struct span eid = state_eid(state, spotted->doc, provision), text = block->text;
	size_t from = start, to = end;
	if (!form || !eid.length || address_level_of_eid(state->profile, eid) < 0 ||
	    (block->part != PART_CONTENT && block->part != PART_INTRO &&
	     block->part != PART_WRAPUP) ||
	    !widen(state, spotted, provision, &from, &to))
		return NULL;
	/* Only as much of the words round it as the old words have is said again. */
	if (from > start || to < end)
		return NULL;
	struct buf whole = {0};
	buf_span(&whole, span_sub(text, from, start));
	buf_text(&whole, fresh);
	buf_span(&whole, span_sub(text, end, to));
	bool alone = provision_first_child(doc, provision) == DOC_NONE;
	const char *part = alone ? ""
			   : block->part == PART_INTRO
				   ? profile_value(state->profile, "check", "instruction-intro", "")
			   : block->part == PART_WRAPUP ? profile_value(state->profile, "check",
									"instruction-wrapup", "")
							: "";
	const char *written = write_form(state, form, state_citation(state, eid), part,
					 span_sub(text, from, to), buf_string(&whole));
	buf_release(&whole);
	return written;
}

const char *remedy_heading(struct state *state, struct span eid)
{
	const char *form = profile_value(state->profile, "check", "instruction-heading", NULL);
	return form ? write_form(state, form, state_citation(state, eid), "", (struct span){"", 0},
				 "")
		    : NULL;
}

static void suggest(struct state *state, const struct spotted *spotted)
{
	struct diag *diag = spotted->diag;
	const char *own =
		diag->fix ? remedy_write(state, spotted, spotted->start, spotted->end, diag->fix)
			  : NULL;
	if (own && diag->instruction) /* for another place, which has to change with it */
		own = diag_keep(state->diags, span_of(arena_printf(&state->arena, "%s\n%s",
								   diag->instruction, own)));
	diag->instruction = own ? own : diag->instruction;
}

void check_remedies(struct state *state)
{
	struct table changed = {0};
	index_changes(state, &changed);
	for (size_t i = 0; i < state->spotted_count; i++) {
		const struct spotted *spotted = &state->spotted[i];
		if (spotted->diag->origin != ORIGIN_MODIFICATION)
			continue;
		if (!spotted->diag->op)
			name_cause(state, &changed, spotted);
		suggest(state, spotted);
	}
	table_release(&changed);
}
