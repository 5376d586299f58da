/* check: findings on drafts, patches and the text as it will be. */
#include "cli/cli.h"

#include "check/check.h"

#include <errno.h>
#include <string.h>

/* "5 operations, base 5.12": what the findings are about. */
static void write_about(const struct run_state *run, struct buf *out)
{
	size_t ops = 0;
	for (size_t i = 0; i < run->patch_count; i++)
		ops += run->patches[i]->op_count;
	if (run->patch_count)
		buf_printf(out, "%zu operation%s", ops, ops == 1 ? "" : "s");
	if (run->base && corpus_version(run->base).length)
		buf_printf(out, "%sbase %.*s", out->length ? ", " : "",
			   SPAN_ARGS(corpus_version(run->base)));
}

static bool write_report(struct run_state *run)
{
	struct buf about = {0};
	write_about(run, &about);
	const struct options *options = run->options;
	struct report_options how = {.color = use_color(options, stdout) && !options->output,
				     .verbose = options->verbose,
				     .summary = options->summary,
				     .least = options->quiet ? options->fail_on : DIAG_NOTE,
				     .about = about.length ? buf_string(&about) : NULL};
	struct buf out = {0};
	diags_sort(&run->diags);
	diags_report(&run->diags, options->format, &how, &out);
	bool good = write_result(options, NULL, buf_as_span(&out));
	buf_release(&out);
	buf_release(&about);
	return good;
}

/* ---- what is not to be shown */

static bool compare_with_baseline(struct run_state *run)
{
	struct buf report = {0};
	unsigned line = 0;
	const char *file = run->options->baseline;
	bool good = false;
	if (file_read(file, &report) < 0)
		complain("%s: %s", file, strerror(errno));
	else if (!(good = diags_compare(&run->diags, buf_as_span(&report), run->options->all,
					&line)))
		complain("%s:%u: not a finding of `lexpatch check --format json`", file, line);
	buf_release(&report);
	return good;
}

/* The day on which the findings are looked at: as said, else that of what is checked. */
static const char *today(const struct run_state *run, struct arena *arena)
{
	struct span latest = span_of(run->options->date);
	if (latest.length)
		return run->options->date;
	if (run->base && run->base->count)
		latest = run->base->docs[0]->facts.date;
	for (size_t i = 0; i < run->patch_count; i++)
		if (span_compare(latest, span_of(run->patches[i]->date)) < 0)
			latest = span_of(run->patches[i]->date);
	return latest.length ? arena_copy(arena, latest.at, latest.length) : NULL;
}

static bool suppress(struct run_state *run, struct buf *bytes)
{
	const char *file = run->options->suppress;
	if (file_read(file, bytes) < 0) {
		complain("%s: %s", file, strerror(errno));
		return false;
	}
	diag_source(&run->diags, file, buf_as_span(bytes));
	diags_suppress(&run->diags, file, buf_as_span(bytes), today(run, &run->diags.arena));
	diags_drop_off(&run->diags, &run->policy);
	return true;
}

static bool leave_out(struct run_state *run, struct buf *bytes)
{
	diags_drop_off(&run->diags, &run->policy);
	diags_sort(&run->diags);
	if (run->options->baseline || run->options->suppress)
		diags_identify(&run->diags);
	return (!run->options->baseline || compare_with_baseline(run)) &&
	       (!run->options->suppress || suppress(run, bytes));
}

/* ---- the command */

static void find(struct run_state *run, const struct application *application)
{
	struct check_input input = {
		.profile = run->profile,
		.base = run->base,
		.application = application && application->done ? application : NULL,
		.patches = run->patches,
		.compiled = run->compiled,
		.patch_count = run->patch_count,
		.threads = &run->threads,
		.existing = run->options->all ? EXISTING_LISTED : EXISTING_COUNTED};
	run_threads(run, "checked");
	check_run(&input, &run->diags);
	progress_end(run);
}

/* Of a base alone, what is not going to be shown is not looked for. */
static void drop_unseen(struct run_state *run, bool fix)
{
	const struct options *options = run->options;
	bool kept = options->baseline || options->suppress || options->summary || fix;
	if (!options->quiet || options->format != REPORT_TEXT || run->patch_count || kept)
		return;
	for (int code = 0; code < DIAG_CODES; code++)
		if (run->policy.level[code] < options->fail_on)
			run->policy.on[code] = false;
}

static enum status check(struct run_state *run, bool fix)
{
	const struct options *options = run->options;
	struct apply_options how = {.profile = run->profile, .partial = true};
	size_t patches = run_patches_present(run);
	struct application *application =
		run->base && patches
			? apply_patches(run->base, run->patches, patches, &how, &run->diags)
			: NULL;
	struct buf suppressions = {0};
	drop_unseen(run, fix);
	find(run, application);
	bool good = leave_out(run, &suppressions) && (fix ? fix_drafts(run) : write_report(run));
	bool said = diags_at_least(&run->diags, options->fail_on) > 0;
	application_free(application);
	buf_release(&suppressions);
	return !good ? STATUS_FAILED : said ? STATUS_SAID : STATUS_DONE;
}

static enum status run_once(const struct options *options, bool fix)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	bool refused;
	if (run_load_base(&run, false) && run_load_patches(&run, &refused))
		status = check(&run, fix);
	run_release(&run);
	return status;
}

/* What is left is found in the drafts as they are then. */
static enum status fix_and_check(const struct options *options)
{
	char *copy[] = {(char *)(uintptr_t)options->output};
	struct options rest = *options;
	if (run_once(options, true) == STATUS_FAILED)
		return STATUS_FAILED;
	rest.output = NULL;
	if (options->output)
		rest.files = copy;
	return run_once(&rest, false);
}

enum status command_check(const struct options *options)
{
	if (options->base || options->file_count)
		return options->fix ? fix_and_check(options) : run_once(options, false);
	complain("nothing to check: name a base with -b, or a draft");
	return STATUS_FAILED;
}
