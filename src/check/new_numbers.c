/* Numbers that the patch gives: other than the house would, to what has one already, and those of
 * provisions that are gone. */
#include "check/state.h"

#include "doc/address.h"
#include "doc/number.h"

#include <string.h>

/* ---- NUM006: a new number between two that were there */

static uint32_t numbered(const struct doc *doc, uint32_t at, bool forward)
{
	do
		at = forward ? provision_next(doc, at) : provision_previous(doc, at);
	while (at != DOC_NONE && !provision_num(doc, at).length);
	return at;
}

static uint32_t next_old(const struct state *state, uint32_t d, uint32_t at)
{
	do
		at = numbered(state->docs[d], at, true);
	while (at != DOC_NONE && state_is_new(state, d, at));
	return at;
}

static void check_scheme(struct state *state, uint32_t d, uint32_t at)
{
	const struct doc *doc = state->docs[d];
	int level = state_level(state, d, at);
	if (level < 0 || state->profile->levels[level].style != LABEL_NUMBER)
		return;
	uint32_t before = numbered(doc, at, false), after = next_old(state, d, at);
	if (before == DOC_NONE || after == DOC_NONE)
		return;
	struct span own = provision_num(doc, at), lower = provision_num(doc, before);
	struct span upper = provision_num(doc, after);
	struct buf fitting = {0};
	number_between(LABEL_NUMBER, lower, upper, &fitting);
	if (fitting.length && !span_equal(own, buf_as_span(&fitting)) &&
	    number_compare(LABEL_NUMBER, lower, own) < 0 &&
	    number_compare(LABEL_NUMBER, own, upper) < 0) {
		uint32_t num = doc->provisions[at].num;
		struct diag *diag = state_report(
			state, DIAG_NUM006, d, num, 0, doc->blocks[num].text.length,
			"%.*s is not the next number after %.*s", SPAN_ARGS(own), SPAN_ARGS(lower));
		diag->fix = diag_keep(state->diags, buf_as_span(&fitting));
		diag_help(state->diags, diag, "the next free number is %s", buf_string(&fitting));
	}
	buf_release(&fitting);
}

/* ---- NUM011 */

/* Where the draft says that the number is new, it has been found when that was read. */
static bool already_said(const struct state *state, struct span eid)
{
	for (size_t i = 0; i < state->diags->count; i++) {
		const struct diag *diag = state->diags->items[i];
		if (diag->code == DIAG_NUM011 && span_equal(span_of(diag->eid), eid))
			return true;
	}
	return false;
}

static void check_reused(struct state *state, uint32_t d, uint32_t at)
{
	const struct doc *doc = state->docs[d], *old = state_old(state, d);
	uint32_t patch, num = doc->provisions[at].num;
	struct span eid = doc->provisions[at].eid;
	uint32_t was = doc_find(old, eid);
	if (num == DOC_NONE || was == DOC_NONE || !state_made(state, eid, &patch) ||
	    !provision_not_used(state->rules, old, was) || state_not_used(state, d, at) ||
	    already_said(state, eid))
		return;
	state_report(state, DIAG_NUM011, d, num, 0, doc->blocks[num].text.length,
		     "%s was %s and gets new text", state_citation(state, eid),
		     state->rules->empty);
}

/* ---- NUM010: once for each instruction */

static bool same_instruction(const struct op *a, const struct op *b)
{
	return a->line == b->line && a->column == b->column && a->text && b->text &&
	       !strcmp(a->text, b->text);
}

/* The number that what comes in its place would have beside it. */
static void suggest_suffix(struct state *state, struct diag *diag, const struct op *op)
{
	uint32_t patch;
	const struct doc *old = NULL;
	uint32_t at = corpus_find(state->input->base, span_of(op->target), &old);
	const struct op *made = state_made(state, span_of(op->target), &patch);
	uint32_t before = at == DOC_NONE ? DOC_NONE : numbered(old, at, false);
	int level = address_level_of_eid(state->profile, span_of(op->target));
	if (!made || made->kind != OP_INSERTION || before == DOC_NONE || level < 0)
		return;
	struct buf fitting = {0};
	number_between(state->profile->levels[level].style, provision_num(old, before),
		       provision_num(old, at), &fitting);
	if (fitting.length)
		diag_help(state->diags, diag, "number what is new %s, and leave %s as it is",
			  buf_string(&fitting), state_citation(state, span_of(op->target)));
	buf_release(&fitting);
}

static void check_renumbered(struct state *state, uint32_t p)
{
	const struct patch *patch = state->input->patches[p];
	const struct op *last = NULL;
	const struct doc *old;
	for (size_t i = 0; i < patch->op_count; i++) {
		const struct op *op = &patch->ops[i];
		if (op->kind != OP_RENUMBERING || op->scope != SCOPE_PROVISION || !op->target ||
		    !op->to || (last && same_instruction(last, op)) ||
		    corpus_find(state->input->base, span_of(op->target), &old) == DOC_NONE)
			continue;
		last = op;
		struct diag *diag = diag_add(state->diags, DIAG_NUM010, where_op(state, p, op),
					     "%s gets another number, %s",
					     state_citation(state, span_of(op->target)),
					     state_citation(state, span_of(op->to)));
		diag->eid = diag_keep(state->diags, span_of(op->target));
		diag->citation = diag_keep(state->diags,
					   span_of(state_citation(state, span_of(op->target))));
		diag->op = op->number;
		suggest_suffix(state, diag, op);
	}
}

void check_new_numbers(struct state *state)
{
	if (state->version != VERSION_FINAL)
		return;
	for (uint32_t p = 0; p < state->input->patch_count && state->rules->suffix; p++)
		check_renumbered(state, p);
	for (uint32_t d = 0; d < state->doc_count; d++) {
		if (!state->input->application->docs[d].touched)
			continue;
		for (uint32_t i = 0; i < state->docs[d]->provision_count; i++) {
			if (!state_covers(state, d, i) || state_passes(state, d, i))
				continue;
			if (state->rules->suffix && state_is_new(state, d, i))
				check_scheme(state, d, i);
			check_reused(state, d, i);
		}
	}
}
