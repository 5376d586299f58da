/* rebase: a patch drafted against one version, carried to another. */
#include "cli/cli.h"

#include "calc/calc.h"

#include <string.h>

static const char *const statuses[] = {"clean", "moved", "conflict"};

static const char *name_of(const struct run_state *run)
{
	const char *name = run->patches[0]->name;
	return name && strcmp(name, "unnumbered") ? name : file_base_name(run->options->files[0]);
}

static void write_side(const char *name, const char *old_text, const char *text, struct buf *out)
{
	buf_printf(out, "     %-6s ", name);
	if (old_text)
		place_marked(old_text, text, out);
	else
		buf_text(out, text ? text : "(not there)");
	buf_char(out, '\n');
}

static void text_op(const struct run_state *run, const struct rebased_op *rebased, struct buf *out)
{
	const struct op *op = rebased->op;
	buf_printf(out, "%-8s %3u  ", statuses[rebased->status], op->number);
	report_op(run->profile, run->patches[0], op, out);
	buf_char(out, '\n');
	if (rebased->status == REBASE_MOVED)
		buf_printf(out, "     at %s now\n", rebased->onto_place);
	if (rebased->status != REBASE_CONFLICT)
		return;
	buf_printf(out, "     operation %u of %s and %s: %s\n", op->number, name_of(run),
		   rebased->other, rebased->why);
	bool brings = op_brings_provisions(op);
	write_side("base:", NULL, rebased->base, out);
	write_side("onto:", rebased->base, rebased->onto, out);
	write_side("patch:", brings ? NULL : rebased->base, rebased->gives, out);
}

static void json_op(const struct run_state *run, const struct rebased_op *rebased, struct buf *out)
{
	const struct op *op = rebased->op;
	buf_printf(out, "{\"op\":%u", op->number);
	json_key(out, "status", statuses[rebased->status], false);
	json_key(out, "target", op->target, false);
	json_key(out, "place", rebased->place, false);
	json_key(out, "onto_place", rebased->onto_place, false);
	json_key(out, "message", rebased->why, false);
	json_key(out, "other", rebased->other, false);
	json_key(out, "base", rebased->base, false);
	json_key(out, "onto", rebased->onto, false);
	json_key(out, "gives", rebased->gives, false);
	json_key(out, "patch", run->patches[0]->name, false);
	json_key(out, "file", op->file ? file_base_name(op->file) : NULL, false);
	buf_printf(out, ",\"line\":%u}\n", op->line);
}

/* The patch goes to -o, or to standard output; the report to the other place. */
static enum status deliver(struct run_state *run, const struct rebase *rebase)
{
	const struct options *options = run->options;
	bool to_file = options->output && strcmp(options->output, "-") != 0;
	struct buf report = {0};
	for (size_t i = 0; i < rebase->count; i++) {
		const struct rebased_op *op = &rebase->ops[i];
		if (options->format == REPORT_JSON)
			json_op(run, op, &report);
		else if (!options->quiet || op->status == REBASE_CONFLICT)
			text_op(run, op, &report);
	}
	bool written = rebase->conflicts || write_result(options, NULL, buf_as_span(&rebase->akn));
	put(to_file ? stdout : stderr, buf_as_span(&report));
	buf_release(&report);
	return !written ? STATUS_FAILED : rebase->conflicts ? STATUS_SAID : STATUS_DONE;
}

static enum status rebase(struct run_state *run)
{
	struct corpus *onto = corpus_load(run->options->onto, NULL, &run->diags);
	if (!onto) {
		run_report(run, stderr);
		return STATUS_FAILED;
	}
	struct rebase *rebase =
		rebase_patch(run->base, onto, run->patches[0], run->profile, &run->diags);
	enum status status = rebase ? deliver(run, rebase) : STATUS_SAID;
	rebase_free(rebase);
	run_report_trouble(run);
	corpus_free(onto);
	return status;
}

enum status command_rebase(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	bool refused;
	if (!options->onto)
		complain("rebase needs --onto FILE or FOLDER, the newer base");
	else if (run_load_base(&run, true) && run_load_patches(&run, &refused)) {
		if (refused)
			run_report(&run, stderr);
		status = refused ? STATUS_SAID : rebase(&run);
	}
	run_release(&run);
	return status;
}
