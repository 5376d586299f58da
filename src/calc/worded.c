/* The difference of two versions as a draft: what is written is compiled against the old version
 * and applied; what is not understood, or does not give the new words, is taken in a plainer way.
 */
#include "calc/difference.h"

#include "doc/address.h"
#include "draft/draft.h"

#include <stdlib.h>
#include <string.h>

static void write_opening(struct difference *d)
{
	const struct profile *profile = d->options->profile;
	struct span version = d->pairs[0].old_doc->facts.version;
	struct span left = span_of(profile_value(profile, "wording", "against", ""));
	size_t plain = 0;
	while (plain < version.length &&
	       (version.at[plain] == '.' || (version.at[plain] >= '0' && version.at[plain] <= '9')))
		plain++;
	size_t hole = left.length ? span_find(left, SPAN("{version}"), 0) : SIZE_MAX;
	if (hole == SIZE_MAX || !version.length || plain < version.length)
		return; /* a draft can name no other kind of version */
	buf_span(&d->draft, span_sub(left, 0, hole));
	buf_span(&d->draft, version);
	buf_span(&d->draft, span_sub(left, hole + 9, left.length));
	buf_text(&d->draft, "\n\n");
}

/* ---- order: a number is spoken of before it is given to another provision */

/* Marks the old provisions whose addresses it gives to others. False when there are none, and it
 * gives none that means something else now. */
static bool mark_given(const struct maker *maker, const struct made_op *made, uint32_t *marks,
		       uint32_t mark)
{
	const struct op *op = &made->written.op;
	const struct doc *a = maker->old_doc, *b = maker->new_doc;
	bool inserts = op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION, any = op->to;
	uint32_t at = op->to ? doc_find(a, span_of(op->to)) : DOC_NONE;
	if (at != DOC_NONE)
		marks[at] = mark;
	for (uint32_t i = inserts ? made->first : DOC_NONE; i != DOC_NONE;
	     i = i == made->last ? DOC_NONE : provision_next(b, i)) {
		at = b->provisions[i].eid.length ? doc_find(a, b->provisions[i].eid) : DOC_NONE;
		if (at == DOC_NONE)
			continue;
		marks[at] = mark;
		any = true;
	}
	return any;
}

/* Does it take away a number that is marked? */
static bool takes_given(const struct maker *maker, const struct made_op *made,
			const uint32_t *marks, uint32_t mark)
{
	uint32_t at = made->written.op.to
			      ? doc_find(maker->old_doc, span_of(made->written.op.target))
			      : DOC_NONE;
	return at != DOC_NONE && marks[at] == mark;
}

/* What gives numbers comes behind all else; where that gives numbers of what follows, from the last
 * to the first. */
static void put_in_order(struct maker *maker)
{
	struct made_op *ordered = mem_alloc((maker->count + 1) * sizeof *ordered);
	struct made_op *numbers = mem_alloc((maker->count + 1) * sizeof *numbers);
	uint32_t *marks = mem_alloc((maker->old_doc->provision_count + 1) * sizeof *marks);
	uint32_t mark = 1;
	size_t count = 0, number_count = 0;
	for (size_t i = 0; i < maker->count; i++)
		if (mark_given(maker, &maker->ops[i], marks, mark))
			numbers[number_count++] = maker->ops[i];
		else
			ordered[count++] = maker->ops[i];
	for (size_t first = 0, after; first < number_count; first = after) {
		mark_given(maker, &numbers[first], marks, ++mark);
		for (after = first + 1;
		     after < number_count && takes_given(maker, &numbers[after], marks, mark);
		     after++)
			mark_given(maker, &numbers[after], marks, mark);
		for (size_t i = after; i-- > first;)
			ordered[count++] = numbers[i];
	}
	if (count)
		memcpy(maker->ops, ordered, count * sizeof *ordered);
	free(ordered);
	free(numbers);
	free(marks);
}

/* ---- writing */

static unsigned count_lines(struct span text)
{
	unsigned lines = 1;
	for (size_t i = 0; i < text.length; i++)
		lines += text.at[i] == '\n';
	return lines;
}

/* The draft, and the line that each operation begins at. */
static bool write_draft(struct difference *d)
{
	buf_cut(&d->draft, 0);
	d->lines = arena_alloc(&d->arena, (d->op_count + 1) * sizeof *d->lines);
	write_opening(d);
	unsigned line = count_lines(buf_as_span(&d->draft));
	for (size_t i = 0; i < d->op_count; i++) {
		struct maker *maker;
		const struct made_op *made = difference_op(d, i, &maker);
		size_t mark = d->draft.length;
		d->lines[i] = line;
		if (!speak_operation(maker, made, &d->draft)) {
			d->unspoken = made->written.op.target;
			return false;
		}
		line += count_lines(span_sub(buf_as_span(&d->draft), mark, d->draft.length)) - 1;
	}
	while (d->draft.length && d->draft.at[d->draft.length - 1] == '\n')
		buf_cut(&d->draft, d->draft.length - 1);
	if (d->draft.length)
		buf_char(&d->draft, '\n');
	return true;
}

/* The operation of a line of the draft is taken plainer; false when it cannot. */
static bool mend_line(struct difference *d, unsigned line)
{
	struct maker *maker;
	size_t i = d->op_count;
	while (i-- > 0 && d->lines[i] > line)
		;
	if (i == SIZE_MAX)
		return false;
	const struct made_op *made = difference_op(d, i, &maker);
	return take_plainer(maker, made);
}

/* What was not understood, or does not fit, by the lines that the findings are about. */
static bool mend_lines(struct difference *d, const struct diags *diags)
{
	bool any = false, good = true;
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = diags->items[i];
		if (diag->level != DIAG_ERROR || !diag->place.line)
			continue;
		any = true;
		good &= mend_line(d, diag->place.line);
	}
	return any && good;
}

static enum turn prove_draft(struct difference *d, const struct compiled *compiled,
			     struct proof *proof)
{
	if (compiled->refused || !compiled->akn.length)
		return mend_lines(d, &proof->diags) ? TURN_AGAIN : TURN_STUCK;
	buf_cut(&d->akn, 0);
	buf_span(&d->akn, buf_as_span(&compiled->akn));
	proof_make(d, proof);
	if (!proof->application)
		return TURN_STUCK;
	if (!proof->application->done)
		return mend_lines(d, &proof->diags) ? TURN_AGAIN : TURN_STUCK;
	return difference_mend(d, proof->application);
}

static enum turn turn_worded(struct difference *d)
{
	for (size_t i = 0; i < d->count; i++) {
		steps_make(&d->makers[i]);
		put_in_order(&d->makers[i]);
	}
	difference_collect(d);
	if (!write_draft(d))
		return TURN_STUCK;
	if (!d->op_count)
		return difference_mend(d, NULL);
	struct proof proof = {0};
	struct compile_options how = {.profile = d->options->profile, .base = &d->base};
	struct compiled *compiled =
		draft_compile("difference.txt", buf_as_span(&d->draft), &how, &proof.diags);
	enum turn next = prove_draft(d, compiled, &proof);
	proof_release(&proof);
	compiled_free(compiled);
	return next;
}

bool difference_speak(const struct version_pair *pairs, size_t count,
		      const struct calc_options *options, struct diags *diags, struct buf *draft)
{
	struct difference d = {.pairs = pairs, .count = count, .options = options, .worded = true};
	bool done = difference_run(&d, turn_worded);
	struct buf citation = {0};
	if (d.unspoken)
		address_to_citation(options->profile, span_of(d.unspoken), &citation);
	struct place place = {.file = pairs[0].new_doc->file};
	if (done && d.op_count)
		buf_span(draft, buf_as_span(&d.draft));
	else if (!done && citation.length)
		diag_add(diags, DIAG_AMD028, place,
			 "a draft cannot say what changes in %s: it holds a table or a note; "
			 "-t patch can",
			 buf_string(&citation));
	else if (!done)
		diag_add(diags, DIAG_AMD028, place,
			 "the difference cannot be worded as a draft that would be understood; "
			 "-t patch writes it");
	buf_release(&citation);
	buf_release(&d.draft);
	difference_finish(&d);
	return done;
}
