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

/* The operation of a line of the draft is taken plainer, and of several that one sentence says,
 * what moves; false when it cannot. */
static bool mend_line(struct difference *d, unsigned line)
{
	struct maker *maker;
	size_t last = d->op_count;
	while (last-- > 0 && d->lines[last] > line)
		;
	if (last == SIZE_MAX)
		return false;
	bool any = false, good = true;
	for (size_t i = last + 1; i-- > 0 && d->lines[i] == d->lines[last];) {
		const struct made_op *made = difference_op(d, i, &maker);
		if (i == last || made->written.op.kind != OP_MOVE)
			continue;
		good &= take_plainer(maker, made);
		any = true;
	}
	const struct made_op *made = difference_op(d, last, &maker);
	return any ? good : take_plainer(maker, made);
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

static bool can_be_written(const struct version_pair *pairs, size_t count,
			   const struct calc_options *options)
{
	struct diags unsaid = {0};
	struct buf patch = {0};
	bool can = difference_write(pairs, count, options, &unsaid, &patch);
	diags_release(&unsaid);
	buf_release(&patch);
	return can;
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
			 "the difference cannot be worded as a draft that would be understood%s",
			 can_be_written(pairs, count, options) ? "; -t patch writes it" : "");
	buf_release(&citation);
	buf_release(&d.draft);
	difference_finish(&d);
	return done;
}
