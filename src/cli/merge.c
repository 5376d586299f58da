/* merge: which patches commute, which need an order, which clash, and what each gives. */
#include "cli/cli.h"

#include "calc/calc.h"

#include <stdlib.h>
#include <string.h>

static bool is_named(const struct run_state *run, size_t patch, const char *name)
{
	const char *own = run->patches[patch]->name;
	return own && !strcmp(own, name);
}

/* Its own name, or of an unnumbered one or two of one name the file's. */
static const char *name_of(const struct run_state *run, size_t patch)
{
	const char *name = run->patches[patch]->name;
	bool clear = name && !is_named(run, patch, "unnumbered");
	for (size_t i = 0; clear && i < run->patch_count; i++)
		clear = i == patch || !is_named(run, i, name);
	return clear ? name : file_base_name(run->options->files[patch]);
}

/* ---- text */

static void write_op(const struct op *op, struct buf *out)
{
	if (!op)
		return;
	buf_printf(out, " (operation %u", op->number);
	if (op->file && op->line)
		buf_printf(out, ", %s:%u", file_base_name(op->file), op->line);
	buf_char(out, ')');
}

static void write_side(const char *name, const struct merge_place *place, size_t side,
		       struct buf *out)
{
	buf_printf(out, "    %s", name);
	const struct op *op = place->ops[side];
	bool brings = op && op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION;
	write_op(op, out);
	buf_text(out, ": ");
	place_marked(brings ? NULL : place->base, place->gives[side], out);
	buf_char(out, '\n');
}

static void text_place(const struct run_state *run, const struct merge_pair *pair,
		       const struct merge_place *place, struct buf *out)
{
	const char *first = name_of(run, pair->first), *second = name_of(run, pair->second);
	buf_printf(out, "  %s", place->citation);
	if (place->why)
		buf_printf(out, ": %s", place->why);
	buf_char(out, '\n');
	if (pair->verdict != MERGE_ORDER) {
		write_side(first, place, 0, out);
		write_side(second, place, 1, out);
		return;
	}
	struct buf names[2] = {{0}, {0}};
	buf_printf(&names[0], "%s, then %s", first, second);
	buf_printf(&names[1], "%s, then %s", second, first);
	for (size_t i = 0; i < 2; i++) {
		write_side(buf_string(&names[i]), place, i, out);
		buf_release(&names[i]);
	}
}

static void text_verdict(const struct run_state *run, const struct merge_pair *pair,
			 struct buf *out)
{
	const char *first = name_of(run, pair->first), *second = name_of(run, pair->second);
	switch (pair->verdict) {
	case MERGE_COMMUTE:
		buf_printf(out, "%s and %s commute\n", first, second);
		break;
	case MERGE_FIRST:
		buf_printf(out, "%s must come before %s\n", first, second);
		break;
	case MERGE_SECOND:
		buf_printf(out, "%s must come before %s\n", second, first);
		break;
	case MERGE_ORDER:
		buf_printf(out, "%s and %s need an order: each gives another text\n", first,
			   second);
		break;
	case MERGE_CLASH:
		buf_printf(out, "%s and %s clash\n", first, second);
		break;
	case MERGE_UNKNOWN:
		buf_printf(out, "%s and %s: one of them does not fit the base\n", first, second);
		break;
	}
}

static void text_pair(const struct run_state *run, const struct merge_pair *pair, struct buf *out)
{
	text_verdict(run, pair, out);
	for (size_t i = 0; i < pair->place_count; i++)
		text_place(run, pair, &pair->places[i], out);
}

/* ---- JSON */

static void json_pair_of(struct buf *out, const char *key, const char *a, const char *b)
{
	buf_printf(out, "\"%s\":", key);
	buf_char(out, '[');
	json_quoted(out, span_of(a));
	buf_char(out, ',');
	json_quoted(out, span_of(b));
	buf_char(out, ']');
}

static void json_place(const struct merge_place *place, struct buf *out)
{
	buf_char(out, '{');
	json_key(out, "target", place->eid, true);
	json_key(out, "citation", place->citation, false);
	buf_text(out, ",\"ops\":[");
	for (size_t i = 0; i < 2; i++) {
		buf_text(out, i ? "," : "");
		if (place->ops[i])
			buf_printf(out, "%u", place->ops[i]->number);
		else
			buf_text(out, "null");
	}
	buf_text(out, "]");
	json_key(out, "base", place->base, false);
	buf_text(out, ",\"gives\":[");
	for (size_t i = 0; i < 2; i++) {
		buf_text(out, i ? "," : "");
		if (place->gives[i])
			json_quoted(out, span_of(place->gives[i]));
		else
			buf_text(out, "null");
	}
	buf_text(out, "]");
	json_key(out, "message", place->why, false);
	buf_char(out, '}');
}

static void json_pair(const struct run_state *run, const struct merge_pair *pair, struct buf *out)
{
	static const char *const verdicts[] = {"commute", "order", "order",
					       "order",	  "clash", "unknown"};
	const char *first = name_of(run, pair->first), *second = name_of(run, pair->second);
	buf_char(out, '{');
	json_pair_of(out, "patches", first, second);
	json_key(out, "verdict", verdicts[pair->verdict], false);
	buf_char(out, ',');
	if (pair->verdict == MERGE_FIRST)
		json_pair_of(out, "order", first, second);
	else if (pair->verdict == MERGE_SECOND)
		json_pair_of(out, "order", second, first);
	else
		buf_text(out, "\"order\":null");
	buf_text(out, ",\"places\":[");
	for (size_t i = 0; i < pair->place_count; i++) {
		buf_text(out, i ? "," : "");
		json_place(&pair->places[i], out);
	}
	buf_text(out, "]}\n");
}

/* ---- the command */

/* Where the report goes into a file, that there is something in it is said all the same. */
static void say_verdicts(const struct run_state *run, const struct merge *merge)
{
	struct buf out = {0};
	for (size_t i = 0; i < merge->pair_count; i++)
		if (merge->pairs[i].verdict != MERGE_COMMUTE)
			text_verdict(run, &merge->pairs[i], &out);
	put(stderr, buf_as_span(&out));
	buf_release(&out);
}

static enum status write_merge(struct run_state *run, const struct merge *merge)
{
	const char *file = run->options->output;
	struct buf out = {0};
	enum status status = STATUS_DONE;
	bool json = run->options->format == REPORT_JSON;
	for (size_t i = 0; i < merge->pair_count; i++) {
		if (merge->pairs[i].verdict != MERGE_COMMUTE)
			status = STATUS_SAID;
		if (json || !run->options->quiet || merge->pairs[i].verdict != MERGE_COMMUTE)
			(json ? json_pair : text_pair)(run, &merge->pairs[i], &out);
	}
	if (!write_result(run->options, NULL, buf_as_span(&out)))
		status = STATUS_FAILED;
	else if (file && strcmp(file, "-"))
		say_verdicts(run, merge);
	buf_release(&out);
	return status;
}

enum status command_merge(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	bool refused;
	if (run_load_base(&run, true) && run_load_patches(&run, &refused)) {
		size_t count = run_patches_present(&run);
		if (refused) {
			status = STATUS_SAID;
		} else {
			struct merge *merge = merge_patches(run.base, run.patches, count,
							    run.profile, &run.diags);
			status = write_merge(&run, merge);
			merge_free(merge);
		}
		run_report_trouble(&run);
	}
	run_release(&run);
	return status;
}
