/* DEF003, of a term whose definition the modification takes away while the text goes on using it.
 * In lower case it may be the ordinary word. */
#include "check/defined.h"

#include "doc/piece.h"

#include <ctype.h>
#include <string.h>

enum {
	MOST_PLACES = 4, /* of a term that are named */
	MOST_TERMS = 100 /* each is looked for in all texts */
};

/* The operation that took the definition of the term in that provision of the base. */
static const struct op *taken_by(const struct state *state, struct span term, struct span eid,
				 uint32_t *patch)
{
	for (*patch = 0; *patch < state->input->patch_count; ++*patch) {
		const struct patch *p = state->input->patches[*patch];
		for (size_t i = 0; i < p->op_count; i++)
			if (p->ops[i].scope == SCOPE_DEFINITION && p->ops[i].old &&
			    span_is(term, p->ops[i].old))
				return &p->ops[i];
	}
	return state_acted(state, eid, patch);
}

/* The first of the two in the text, from its start. */
static bool uses_either(const struct state *state, struct span text, const struct span terms[2],
			struct word_hit *hit)
{
	struct word_hit other;
	bool one = term_used(state, text, 0, terms[0], hit);
	bool two = terms[1].length && term_used(state, text, 0, terms[1], &other);
	if (two && (!one || other.start < hit->start))
		*hit = other;
	return one || two;
}

static void report_uses(struct state *state, struct span term, struct span eid)
{
	struct diag *diag = NULL;
	size_t places = 0;
	const struct span terms[2] = {term, term_other_number(&state->arena, term)};
	for (uint32_t d = 0; d < state->doc_count; d++) {
		const struct doc *doc = state->docs[d];
		for (uint32_t b = 0; b < doc->block_count && places < MOST_PLACES; b++) {
			struct word_hit hit;
			if (!state_covers_block(state, d, b) ||
			    !uses_either(state, doc->blocks[b].text, terms, &hit))
				continue;
			if (places++ == 0)
				diag = state_report(state, DIAG_DEF003, d, b, hit.start, hit.end,
						    "“%.*s” is used and not defined any more",
						    SPAN_ARGS(term));
			else if (!state->silent)
				diag_relate(
					state->diags, diag,
					where_text(state, d, b, hit.start, hit.end),
					"%s uses it too",
					state_citation(state, state_eid(state, d,
									doc->blocks[b].provision)));
		}
	}
	uint32_t patch;
	const struct op *op = diag ? taken_by(state, term, eid, &patch) : NULL;
	if (op)
		state_relate_op(state, diag, patch, op, "its definition is taken away");
}

/* Does the provision, or what it stands in, define for a part of the Code only? Elsewhere the word
 * may always have been the ordinary one. */
static bool is_local(const struct state *state, const struct doc *doc, uint32_t provision)
{
	for (; provision != DOC_NONE && state->rules->local;
	     provision = doc->provisions[provision].parent)
		if (definition_says_local(state, doc, provision))
			return true;
	return false;
}

static bool is_defined(struct state *state, struct span term)
{
	const struct definitions *all = state_definitions(state);
	return definition_find(all, term) ||
	       definition_find(all, term_other_number(&state->arena, term));
}

void check_undefined(struct state *state)
{
	struct table seen = {0};
	size_t terms = 0;
	for (uint32_t d = 0; d < state->doc_count && terms < MOST_TERMS; d++) {
		const struct doc *old = state_old(state, d);
		for (size_t i = 0; old && i < old->inline_count && terms < MOST_TERMS; i++) {
			const struct inl *inl = &old->inlines[i];
			const struct block *block = &old->blocks[inl->block];
			size_t past = 0;
			if (inl->element != EL_DEF)
				continue;
			struct span term = piece_term(
				span_sub(block->text, inl->text_start, inl->text_end), &past);
			if (!term.length || islower((unsigned char)term.at[0]) ||
			    is_defined(state, term) || is_local(state, old, block->provision) ||
			    !table_add(&seen, term, 0, 0, 0))
				continue;
			terms++;
			report_uses(state, term,
				    block->provision == DOC_NONE
					    ? (struct span){"", 0}
					    : old->provisions[block->provision].eid);
		}
	}
	table_release(&seen);
}
