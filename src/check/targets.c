/* References one end at a time: malformed, leading nowhere, to what is not used, near misses, and
 * those that could not be checked. */
#include "check/xref.h"

#include "doc/address.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

/* One end of a reference. */
struct end {
	struct xref *xref;
	const struct target *target;
	size_t start, end; /* of the number in the text */
};

static struct span end_text(const struct state *state, const struct end *end)
{
	return xref_text(state, end->xref, end->start, end->end);
}

static struct diag *report(struct state *state, enum diag_code code, const struct end *end,
			   const char *message)
{
	struct span text = end_text(state, end);
	return state_report(state, code, end->xref->doc, end->xref->block, end->start, end->end,
			    "“%.*s” %s", SPAN_ARGS(text), message);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- REF001 */

static bool only_spaces_differ(struct span text, struct span mended)
{
	size_t j = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (is_space(text.at[i]) || (unsigned char)text.at[i] == 0xC2 ||
		    (unsigned char)text.at[i] == 0xA0)
			continue;
		if (j >= mended.length || mended.at[j++] != text.at[i])
			return false;
	}
	return j == mended.length;
}

static void check_form(struct state *state, const struct end *end)
{
	struct span text = end_text(state, end);
	size_t bracket = span_find(text, SPAN("("), 0);
	struct span number = span_sub(text, 0, bracket == SIZE_MAX ? text.length : bracket);
	if (!(end->xref->cite.flags & CITATION_MALFORMED) || !number.length ||
	    address_level_of_number(state->profile, number) >= 0)
		return;
	if (end->target->status == TARGET_MISSING || end->target->status == TARGET_NONE)
		return;
	const char *mended = state_citation(state, end->target->eid);
	struct diag *diag =
		report(state, DIAG_REF001, end, "is not written as the Code writes numbers");
	diag->fix = diag_keep(state->diags, span_of(mended));
	if (!only_spaces_differ(text, span_of(mended)))
		diag->fix_kind = FIX_SUGGEST;
	diag_help(state->diags, diag, "write “%s”", mended);
}

/* ---- did you mean */

enum { CANDIDATES = 3 };

struct candidates {
	const char *items[CANDIDATES];
	size_t count;
};

static void propose(struct state *state, struct candidates *found, uint32_t doc, struct span number)
{
	struct buf eid = {0};
	if (found->count < CANDIDATES && address_from_citation(state->profile, number, &eid) &&
	    state_find(state, doc, buf_as_span(&eid)).provision != DOC_NONE) {
		const char *text = arena_copy(&state->arena, number.at, number.length);
		bool known = false;
		for (size_t i = 0; i < found->count; i++)
			known |= !strcmp(found->items[i], text);
		if (!known)
			found->items[found->count++] = text;
	}
	buf_release(&eid);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Brackets folded into the number, two figures changed round, one figure left out. */
static struct candidates near(struct state *state, uint32_t doc, struct span number)
{
	struct candidates found = {0};
	char text[48];
	if (number.length >= sizeof text)
		return found;
	size_t n = 0;
	for (size_t i = 0; i < number.length; i++)
		if (!strchr("() \t\n", number.at[i]))
			text[n++] = number.at[i];
	propose(state, &found, doc, (struct span){text, n});
	if (n && text[n - 1] >= 'a' && text[n - 1] <= 'z') {
		text[n - 1] = (char)(text[n - 1] - 'a' + 'A');
		propose(state, &found, doc, (struct span){text, n});
	}
	for (size_t i = 0; i + 1 < number.length; i++) {
		memcpy(text, number.at, number.length);
		if (!is_digit(text[i]) || !is_digit(text[i + 1]))
			continue;
		text[i] = number.at[i + 1];
		text[i + 1] = number.at[i];
		propose(state, &found, doc, (struct span){text, number.length});
		memcpy(text, number.at, number.length);
		memmove(text + i, text + i + 1, number.length - i - 1);
		propose(state, &found, doc, (struct span){text, number.length - 1});
	}
	return found;
}

static void did_you_mean(struct state *state, const struct end *end, struct diag *diag)
{
	struct candidates found = near(state, end->xref->doc, end_text(state, end));
	if (!found.count)
		return;
	diag->fix = diag_keep(state->diags, span_of(found.items[0]));
	diag_help(state->diags, diag, "did you mean %s%s%s%s%s?", found.items[0],
		  found.count == 2   ? " or "
		  : found.count == 3 ? ", "
				     : "",
		  found.count > 1 ? found.items[1] : "", found.count > 2 ? " or " : "",
		  found.count > 2 ? found.items[2] : "");
}

/* ---- where it leads */

/* The new provision that the words may mean instead; NULL when there is none. */
static const struct entry *near_miss(struct state *state, const struct end *end)
{
	struct span text = end_text(state, end);
	char folded[48];
	size_t n = 0;
	if (text.length >= sizeof folded || !state->folded.count)
		return NULL;
	for (size_t i = 0; i < text.length; i++)
		if (!strchr("()[] \t\n", text.at[i]))
			folded[n++] = text.at[i] >= 'a' && text.at[i] <= 'z'
					      ? (char)(text.at[i] & ~32)
					      : text.at[i];
	const struct entry *entry = table_get(&state->folded, (struct span){folded, n});
	if (!entry || entry->c == DOC_NONE)
		return NULL;
	struct span made = payload_eid(state->input->patches[entry->a], entry->c);
	return span_equal(made, end->target->eid) ? NULL : entry;
}

static void leads_nowhere(struct state *state, const struct end *end)
{
	const struct target *target = end->target;
	uint32_t patch;
	const struct op *op = target_deleted(state, target, &patch);
	struct diag *diag;
	if (target->status == TARGET_NO_ITEM)
		diag = report(state, DIAG_REF003, end,
			      "does not exist: the provision has no such item");
	else if (target->status == TARGET_IMPOSSIBLE)
		diag = report(state, DIAG_REF002, end,
			      "does not exist: no item at that level is labelled so");
	else
		diag = report(state, DIAG_REF002, end,
			      state->version == VERSION_BASE
				      ? "does not exist"
				      : "does not exist in the text as it will be");
	did_you_mean(state, end, diag);
	const struct entry *made = state->version == VERSION_BASE ? NULL : near_miss(state, end);
	if (made)
		state_relate_op(state, diag, made->a, &state->input->patches[made->a]->ops[made->b],
				"inserted here");
	if (op)
		state_relate_op(state, diag, patch, op,
				op->kind == OP_RENUMBERING ? "renumbered here" : "removed here");
}

/* ---- IN040: Z4.189, from Z4.18 struck and Z4.19 inserted */

static bool exists(const struct doc *const *docs, size_t count, struct span eid)
{
	for (size_t i = 0; i < count; i++)
		if (doc_find(docs[i], eid) != DOC_NONE)
			return true;
	return false;
}

/* Did the provision cite the old number before? */
static bool was_cited(const struct state *state, const struct end *end, struct span old_number)
{
	const struct doc *doc = state->docs[end->xref->doc],
			 *old = state_old(state, end->xref->doc);
	uint32_t owner = doc->blocks[end->xref->block].provision;
	uint32_t was = old ? doc_find(old, address_head(doc->provisions[owner].eid)) : DOC_NONE;
	struct word_hit hit;
	for (uint32_t b = was == DOC_NONE ? 0 : old->provisions[was].block;
	     was != DOC_NONE && b < old->provisions[was].block_after; b++)
		if (words_find(old->blocks[b].text, old_number, 0, false, &hit))
			return true;
	return false;
}

/* The number that was inserted, or NULL: `text` is `old` with the end of `new` after it. */
static const char *run_together(struct state *state, const struct end *end, struct span text,
				size_t cut)
{
	struct span old_number = span_sub(text, 0, cut), tail = span_sub(text, cut, text.length);
	if (tail.length >= cut || !was_cited(state, end, old_number))
		return NULL;
	const char *number = arena_printf(&state->arena, "%.*s%.*s", (int)(cut - tail.length),
					  text.at, SPAN_ARGS(tail));
	struct buf eid = {0};
	bool there = !span_is(old_number, number) &&
		     address_from_citation(state->profile, span_of(number), &eid) &&
		     exists(state->docs, state->doc_count, buf_as_span(&eid));
	buf_release(&eid);
	return there ? number : NULL;
}

static bool check_run_together(struct state *state, const struct end *end)
{
	struct span text = end_text(state, end);
	if (!end->xref->fresh || state->version != VERSION_FINAL || !state->input->compiled)
		return false;
	for (size_t cut = text.length; cut-- > 2;) {
		const char *number = run_together(state, end, text, cut);
		if (!number)
			continue;
		struct diag *diag = report(state, DIAG_IN040, end,
					   "is an old number with the end of a new one after it");
		diag->fix = diag_keep(state->diags, span_of(number));
		diag_help(state->diags, diag, "%.*s was there; did you mean %s?", (int)cut, text.at,
			  number);
		return true;
	}
	return false;
}

/* "paragraph (2) [repealed]": an editor has seen it. */
static bool says_so(const struct state *state, const struct end *end)
{
	struct span text = state->docs[end->xref->doc]->blocks[end->xref->block].text;
	struct span after = span_trim(span_sub(text, end->end, text.length));
	struct match match;
	return span_starts(after, "[") && state->rules->not_used &&
	       pattern_match(state->rules->not_used, after, 0, &match) == PATTERN_YES;
}

static void leads_to_nothing(struct state *state, const struct end *end)
{
	uint32_t patch;
	if (says_so(state, end))
		return;
	const struct op *op = target_deleted(state, end->target, &patch);
	const char *message = arena_printf(&state->arena, "is %s", state->rules->empty);
	struct diag *diag = report(state, DIAG_REF016, end, message);
	if (op)
		state_relate_op(state, diag, patch, op, "deleted here");
}

static void check_near_miss(struct state *state, const struct end *end)
{
	const struct entry *entry = near_miss(state, end);
	if (!entry)
		return;
	const struct patch *patch = state->input->patches[entry->a];
	struct span number = provision_num(patch->doc, entry->c);
	struct span text = end_text(state, end);
	struct diag *diag =
		state_report(state, DIAG_REF006, end->xref->doc, end->xref->block, end->start,
			     end->end, "“%.*s” is another provision than the new %.*s",
			     SPAN_ARGS(text), SPAN_ARGS(number));
	diag->fix = diag_keep(state->diags, number);
	diag_help(state->diags, diag, "did you mean %.*s?", SPAN_ARGS(number));
	state_relate_op(state, diag, entry->a, &patch->ops[entry->b], "inserted here");
}

static void check_dependency(struct state *state, const struct end *end)
{
	uint32_t patch;
	const struct target *target = end->target;
	const struct op *op = state_made(state, target->eid, &patch);
	if (!op || target->spot.provision == DOC_NONE ||
	    !state_is_new(state, target->spot.doc, target->spot.provision) ||
	    op == where_written(state, end->xref->doc, end->xref->block, end->start))
		return;
	struct diag *diag =
		state_report(state, DIAG_REF007, end->xref->doc, end->xref->block, end->start,
			     end->end, "“%.*s” exists only after operation %u",
			     SPAN_ARGS(end_text(state, end)), op->number);
	state_relate_op(state, diag, patch, op, "made here");
}

static void check_end(struct state *state, const struct end *end)
{
	uint32_t patch;
	const struct xref *xref = end->xref;
	bool changes = state->version != VERSION_BASE;
	check_form(state, end);
	if (changes && target_deleted(state, end->target, &patch) &&
	    (!xref->fresh || xref->cite.form != CITATION_SINGLE))
		return; /* REF004 or REF005 */
	switch (end->target->status) {
	case TARGET_MISSING:
	case TARGET_NO_ITEM:
	case TARGET_IMPOSSIBLE:
		if (!state_amends(state, xref->doc, xref->block) && !check_run_together(state, end))
			leads_nowhere(state, end);
		return;
	case TARGET_NOT_USED:
		if (xref->cite.form != CITATION_RANGE)
			leads_to_nothing(state, end);
		break;
	case TARGET_NONE:
		return;
	default:
		break;
	}
	if (changes && xref->fresh) {
		check_near_miss(state, end);
		check_dependency(state, end);
	}
}

/* ---- REF010 */

/* The number that belongs behind the noun: of a reference that misses what is new, that one's.
 * Empty where the reference leads nowhere. */
static struct span right_number(struct state *state, const struct end *end)
{
	const struct xref *xref = end->xref;
	const struct entry *made =
		state->version == VERSION_BASE || !xref->fresh || xref->cite.form != CITATION_SINGLE
			? NULL
			: near_miss(state, end);
	if (made)
		return provision_num(state->input->patches[made->a]->doc, made->c);
	switch (end->target->status) {
	case TARGET_MISSING:
	case TARGET_NO_ITEM:
	case TARGET_IMPOSSIBLE:
		return (struct span){0};
	default:
		return xref_text(state, xref, xref->cite.start, xref->cite.end);
	}
}

static void check_noun(struct state *state, const struct end *end)
{
	const struct citation *cite = &end->xref->cite;
	const struct xref *before = end->xref == state->xrefs ? NULL : end->xref - 1;
	if (!state->rules->noun || !(cite->flags & CITATION_NO_NOUN) ||
	    cite->flags & CITATION_RELATIVE || (before && xref_same_group(before, end->xref)))
		return;
	struct diag *diag =
		state_report(state, DIAG_REF010, end->xref->doc, end->xref->block, cite->start,
			     cite->end, "“%.*s” has no noun before it",
			     SPAN_ARGS(xref_text(state, end->xref, cite->start, cite->end)));
	int level = address_level_of_eid(state->profile, address_head(end->target->eid));
	const char *noun = level < 0 ? NULL : state->profile->levels[level].noun;
	struct span text = right_number(state, end);
	if (!noun || !text.length)
		return;
	const char *plural = cite->form == CITATION_SINGLE ? "" : "s";
	diag->fix = diag_keep(state->diags, span_of(arena_printf(&state->arena, "%s%s %.*s", noun,
								 plural, SPAN_ARGS(text))));
	diag_help(state->diags, diag, "write “%s”", diag->fix);
}

/* ---- REF011: once a clause */

/* The Section around a number: of G5.25 it is G5; of a Section the Section itself. */
static struct span section_of(struct state *state, struct span head)
{
	struct span number = span_of(state_citation(state, head));
	size_t stop = span_find(number, SPAN("."), 0);
	return span_sub(number, 0, stop == SIZE_MAX ? number.length : stop);
}

static bool within(struct span inner, struct span outer)
{
	return inner.length >= outer.length && span_equal(span_sub(inner, 0, outer.length), outer);
}

static void check_heading_cited(struct state *state, const struct end *end, struct span *last)
{
	const struct citation *cite = &end->xref->cite;
	uint32_t owner = state->docs[end->xref->doc]->blocks[end->xref->block].provision;
	struct span here = address_head(state_eid(state, end->xref->doc, owner));
	struct span there = address_head(end->target->eid);
	if (!end->xref->fresh || !state->rules->heading || !there.length ||
	    cite->flags & CITATION_RELATIVE || cite->form == CITATION_LIST ||
	    cite->descriptor_end > cite->descriptor_start || span_equal(here, *last))
		return;
	bool doubtful = end->target->status == TARGET_MISSING ||
			end->target->status == TARGET_NO_ITEM ||
			end->target->status == TARGET_IMPOSSIBLE || near_miss(state, end);
	struct span own = section_of(state, here), other = section_of(state, there);
	if (doubtful || within(own, other) || within(other, own))
		return;
	*last = here;
	state_report(state, DIAG_REF011, end->xref->doc, end->xref->block, end->start, end->end,
		     "“%.*s” stands without the heading of what it cites",
		     SPAN_ARGS(end_text(state, end)));
}

/* ---- REF018: once for each document cited; apart for what the patch writes */

struct tally {
	const struct xref *first;
	const struct target *target;
	size_t start, end, count;
};

static void count_unknown(struct state *state, const struct end *end, struct table *seen,
			  struct tally **tallies, size_t *capacity)
{
	struct span unit = end->target->unit;
	if (end->target->status != TARGET_UNKNOWN || !unit.length)
		return;
	const char *key = arena_printf(&state->arena, "%.*s%s", SPAN_ARGS(unit),
				       end->xref->fresh ? " in new words" : "");
	uint32_t next = (uint32_t)seen->count;
	if (table_add(seen, span_of(key), next, 0, 0)) {
		MEM_ROOM(*tallies, next, *capacity);
		(*tallies)[next] = (struct tally){end->xref, end->target, end->start, end->end, 0};
	}
	(*tallies)[table_get(seen, span_of(key))->a].count++;
}

static void report_unknown(struct state *state, const struct tally *tally)
{
	const struct target *target = tally->target;
	const struct level *level = &state->profile->levels[0];
	bool outermost = address_level_of_number(state->profile, target->unit) == 0;
	bool part = target->spot.provision != DOC_NONE && state->version != VERSION_PAYLOAD;
	struct diag *diag = state_report(
		state, DIAG_REF018, tally->first->doc, tally->first->block, tally->start,
		tally->end, "%s%s%.*s is %s: %zu reference%s to it not checked",
		outermost ? level->noun : "", outermost ? " " : "", SPAN_ARGS(target->unit),
		part ? "supplied without all its words" : "not supplied", tally->count,
		tally->count == 1 ? "" : "s");
	diag->eid = NULL;
	diag->quoted = diag_keep(
		state->diags, span_of(arena_printf(&state->arena, "%.*s%s", SPAN_ARGS(target->unit),
						   tally->first->fresh ? " in new words" : "")));
}

void check_targets(struct state *state)
{
	struct table seen = {0};
	struct tally *tallies = NULL;
	struct span last = {"", 0};
	size_t capacity = 0;
	for (size_t i = 0; i < state->xref_count; i++) {
		struct xref *xref = &state->xrefs[i];
		const struct citation *cite = &xref->cite;
		if (cite->flags & CITATION_EXTERNAL)
			continue;
		struct end from = {xref, &xref->from, cite->from_start, cite->from_end};
		struct end to = {xref, &xref->to, cite->to_start, cite->to_end};
		check_end(state, &from);
		check_noun(state, &from);
		check_heading_cited(state, &from, &last);
		count_unknown(state, &from, &seen, &tallies, &capacity);
		if (!cite->up_to)
			continue;
		check_end(state, &to);
		count_unknown(state, &to, &seen, &tallies, &capacity);
	}
	for (size_t i = 0; i < seen.count; i++)
		report_unknown(state, &tallies[i]);
	free(tallies);
	table_release(&seen);
}
