/* One version of the texts: which documents, which provisions of them, and what the patches do. */
#include "check/state.h"

#include "check/defined.h"
#include "check/xref.h"
#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- making */

static void choose_docs(struct state *state)
{
	const struct check_input *input = state->input;
	const struct application *application = input->application;
	state->doc_count = state->version == VERSION_PAYLOAD ? input->patch_count
			   : state->version == VERSION_FINAL ? application->doc_count
							     : input->base->count;
	state->docs = arena_alloc(&state->arena, (state->doc_count + 1) * sizeof *state->docs);
	for (size_t i = 0; i < state->doc_count; i++)
		state->docs[i] = state->version == VERSION_PAYLOAD ? input->patches[i]->doc
				 : state->version == VERSION_FINAL ? application->docs[i].new_doc
								   : input->base->docs[i];
}

static void index_provisions(struct state *state)
{
	/* Of one document its own index serves. */
	bool several = state->doc_count > 1 || state->version == VERSION_PAYLOAD;
	state->levels = arena_alloc(&state->arena, (state->doc_count + 1) * sizeof *state->levels);
	for (uint32_t d = 0; d < state->doc_count; d++) {
		signed char *levels =
			arena_alloc(&state->arena, state->docs[d]->provision_count + 1);
		state->levels[d] = levels;
		struct twins twins = twins_of(state, d);
		for (uint32_t i = 0; i < state->docs[d]->provision_count; i++) {
			struct span eid = state_eid(state, d, i);
			uint32_t twin = twin_provision(&twins, i);
			levels[i] =
				twin != DOC_NONE
					? state->final->levels[d][twin]
					: (signed char)address_level_of_eid(state->profile, eid);
			if (several && eid.length && state_covers(state, d, i))
				table_add(&state->provisions, eid, d, i, 0);
		}
	}
}

/* Words that an Act quotes in order to amend another are that one's, not its own. */
static bool amends(const struct doc *doc, const struct block *block)
{
	for (uint32_t i = block->inline_first; i < block->inline_after; i++)
		if (doc->inlines[i].element == EL_MOD || doc->inlines[i].element == EL_QUOTED_TEXT)
			return true;
	return false;
}

static bool is_covered(const struct state *state, uint32_t doc, const struct block *block)
{
	return block->provision != DOC_NONE &&
	       (block->part == PART_INTRO || block->part == PART_CONTENT ||
		block->part == PART_WRAPUP) &&
	       !(block->flags & BLOCK_REMOVED) && state_covers(state, doc, block->provision) &&
	       !amends(state->docs[doc], block);
}

enum { HOLDS_COVERED = 128 };

static unsigned scan(const struct state *state, uint32_t doc, uint32_t block)
{
	const struct block *b = &state->docs[doc]->blocks[block];
	bool passed = state_passes(state, doc, b->provision);
	return scan_text(b->text, !passed && state_wants(state, DIAG_PUN005));
}

static void index_blocks(struct state *state)
{
	state->holds = arena_alloc(&state->arena, (state->doc_count + 1) * sizeof *state->holds);
	for (uint32_t d = 0; d < state->doc_count; d++) {
		const struct doc *doc = state->docs[d];
		unsigned char *holds = arena_alloc(&state->arena, doc->block_count + 1);
		struct twins twins = twins_of(state, d);
		for (uint32_t b = 0; b < doc->block_count; b++) {
			uint32_t twin = twin_block(&twins, b);
			if (twin != DOC_NONE)
				holds[b] = state->final->holds[d][twin];
			else if (is_covered(state, d, &doc->blocks[b]))
				holds[b] = (unsigned char)(HOLDS_COVERED | scan(state, d, b));
		}
		state->holds[d] = holds;
	}
}

static bool acts_on_target(const struct op *op)
{
	return op->target && op->kind != OP_INSERTION && op->kind != OP_MOVE &&
	       op->scope == SCOPE_PROVISION;
}

/* All that lies between target and up_to in the base is acted on too. */
static void index_run(struct state *state, const struct op *op, uint32_t patch, uint32_t number)
{
	const struct doc *doc = NULL;
	uint32_t at = DOC_NONE;
	if (state->input->base)
		at = corpus_find(state->input->base, span_of(op->target), &doc);
	for (; at != DOC_NONE; at = provision_next(doc, at)) {
		table_add(&state->acted, doc->provisions[at].eid, patch, number, 0);
		if (span_is(doc->provisions[at].eid, op->up_to))
			return;
	}
	table_add(&state->acted, span_of(op->up_to), patch, number, 0);
}

/* A number without brackets, stops at the end and spaces, in capitals: G1.7(a) and G1.7A are one.
 */
static struct span fold(struct state *state, struct span number)
{
	struct buf out = {0};
	for (size_t i = 0; i < number.length; i++) {
		char c = number.at[i];
		if (!strchr("()[] \t\n", c))
			buf_char(&out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
	struct span folded = {arena_copy(&state->arena, out.at, out.length), out.length};
	buf_release(&out);
	return folded;
}

static void index_payload(struct state *state, const struct op *op, uint32_t p, uint32_t number)
{
	const struct patch *patch = state->input->patches[p];
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++) {
		struct span eid = payload_eid(patch, i);
		if (!eid.length || !table_add(&state->made, eid, p, number, i))
			continue;
		struct span own = provision_num(patch->doc, i);
		if (own.length && address_level_of_number(state->profile, own) >= 0)
			table_add(&state->folded, fold(state, own), p, number, i);
	}
	if (op->kind == OP_RENUMBERING && op->to)
		table_add(&state->made, span_of(op->to), p, number, DOC_NONE);
}

static void index_patches(struct state *state)
{
	for (uint32_t p = 0; p < state->input->patch_count; p++) {
		const struct patch *patch = state->input->patches[p];
		for (uint32_t i = 0; i < patch->op_count; i++) {
			const struct op *op = &patch->ops[i];
			if (acts_on_target(op)) {
				table_add(&state->acted, span_of(op->target), p, i, 0);
				if (op->up_to)
					index_run(state, op, p, i);
			}
			index_payload(state, op, p, i);
		}
	}
}

void state_init(struct state *state, const struct check_input *input, const struct rules *rules,
		enum version version, bool *const *alike, const struct state *final,
		struct diags *diags)
{
	*state = (struct state){.input = input,
				.profile = input->profile,
				.rules = rules,
				.diags = diags,
				.alike = alike,
				.final = alike ? final : NULL,
				.version = version};
	choose_docs(state);
	state->patch_lines =
		arena_alloc(&state->arena, (input->patch_count + 1) * sizeof(struct line_index));
	state->draft_lines =
		arena_alloc(&state->arena, (input->patch_count + 1) * sizeof(struct line_index));
	state->draft_labels =
		arena_alloc(&state->arena, (input->patch_count + 1) * sizeof(struct table));
	state->old_lines =
		arena_alloc(&state->arena, (state->doc_count + 1) * sizeof(struct line_index));
	index_blocks(state);
	index_provisions(state);
	state_index(state);
	if (version != VERSION_BASE)
		index_patches(state);
}

static void release_lines(struct line_index *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(lines[i].starts);
}

void state_release(struct state *state)
{
	release_lines(state->old_lines, state->doc_count);
	release_lines(state->patch_lines, state->input->patch_count);
	release_lines(state->draft_lines, state->input->patch_count);
	for (size_t i = 0; i < state->input->patch_count; i++)
		table_release(&state->draft_labels[i]);
	table_release(&state->provisions);
	state_index_release(state);
	table_release(&state->acted);
	table_release(&state->made);
	table_release(&state->folded);
	definitions_free(state->defined);
	free(state->xrefs);
	free(state->spare.related);
	free(state->spotted);
	arena_release(&state->arena);
	*state = (struct state){0};
}

/* ---- asking */

struct span state_eid(const struct state *state, uint32_t doc, uint32_t provision)
{
	if (state->version == VERSION_PAYLOAD)
		return payload_eid(state->input->patches[doc], provision);
	return state->docs[doc]->provisions[provision].eid;
}

int state_level(const struct state *state, uint32_t doc, uint32_t provision)
{
	return state->levels[doc][provision];
}

bool state_covers(const struct state *state, uint32_t doc, uint32_t provision)
{
	const struct doc *d = state->docs[doc];
	uint32_t flags = d->provisions[provision].flags;
	bool quoted = flags & PROVISION_QUOTED;
	if (quoted != (state->version == VERSION_PAYLOAD))
		return false;
	/* Where there is one version only, what is removed is a repealed provision. */
	return !(flags & PROVISION_REMOVED) || !span_is(d->facts.contains, "multipleVersions");
}

bool state_covers_block(const struct state *state, uint32_t doc, uint32_t block)
{
	return state->holds[doc][block] & HOLDS_COVERED;
}

bool state_passes(const struct state *state, uint32_t doc, uint32_t provision)
{
	return state->alike && state->alike[doc][provision];
}

unsigned state_holds(const struct state *state, uint32_t doc, uint32_t block)
{
	return state->holds[doc][block];
}

bool state_amends(const struct state *state, uint32_t doc, uint32_t block)
{
	struct match match;
	return state->rules->amending &&
	       pattern_match(state->rules->amending, state->docs[doc]->blocks[block].text, 0,
			     &match) == PATTERN_YES;
}

bool state_wants(const struct state *state, enum diag_code code)
{
	return diag_wanted(state->diags, code);
}

struct spot state_find(const struct state *state, uint32_t doc, struct span eid)
{
	if (state->version != VERSION_PAYLOAD) {
		uint32_t own = doc_find(state->docs[doc], eid);
		if (own != DOC_NONE && state_covers(state, doc, own))
			return (struct spot){doc, own};
	}
	const struct entry *entry = table_get(&state->provisions, eid);
	if (!entry)
		entry = table_get(&state->scheme, eid);
	return entry ? (struct spot){entry->a, entry->b} : (struct spot){doc, DOC_NONE};
}

const struct doc *state_old(const struct state *state, uint32_t doc)
{
	return state->version == VERSION_FINAL ? state->input->application->docs[doc].old : NULL;
}

static const struct op *op_of(const struct state *state, const struct entry *entry, uint32_t *patch)
{
	*patch = entry->a;
	return &state->input->patches[entry->a]->ops[entry->b];
}

const struct op *state_acted(const struct state *state, struct span eid, uint32_t *patch)
{
	for (; eid.length; eid = address_parent(eid)) {
		const struct entry *entry = table_get(&state->acted, eid);
		if (entry)
			return op_of(state, entry, patch);
	}
	return NULL;
}

const struct op *state_made(const struct state *state, struct span eid, uint32_t *patch)
{
	const struct entry *entry = table_get(&state->made, eid);
	return entry ? op_of(state, entry, patch) : NULL;
}

bool state_is_new(const struct state *state, uint32_t doc, uint32_t provision)
{
	struct span eid = state_eid(state, doc, provision);
	if (!table_get(&state->made, eid))
		return false;
	const struct doc *old = state_old(state, doc);
	if (old)
		return doc_find(old, eid) == DOC_NONE;
	uint32_t patch;
	return state_made(state, eid, &patch)->kind == OP_INSERTION;
}

bool state_supplied(const struct state *state, uint32_t doc, uint32_t provision)
{
	return !(state->docs[doc]->provisions[provision].flags & PROVISION_INCOMPLETE);
}

bool provision_not_used(const struct rules *rules, const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	for (uint32_t i = provision; i != DOC_NONE; i = doc->provisions[i].parent)
		if (doc->provisions[i].flags & PROVISION_REMOVED)
			return true;
	if (!rules->not_used || p->after != provision + 1)
		return false;
	uint32_t text = DOC_NONE;
	for (uint32_t i = p->block; i < p->block_after; i++) {
		enum block_part part = doc->blocks[i].part;
		if (part == PART_NUM || part == PART_HEADING)
			continue;
		if (text != DOC_NONE)
			return false;
		text = i;
	}
	return text != DOC_NONE && pattern_is(rules->not_used, span_trim(doc->blocks[text].text));
}

bool state_not_used(const struct state *state, uint32_t doc, uint32_t provision)
{
	return provision_not_used(state->rules, state->docs[doc], provision);
}
