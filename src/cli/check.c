/* check: findings on drafts, patches and the text as it will be. */
#include "cli/cli.h"

#include "check/check.h"

#include <stdlib.h>
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

static enum status check(struct run_state *run)
{
	const struct options *options = run->options;
	struct apply_options how = {.profile = run->profile, .partial = true};
	size_t patches = run_patches_present(run);
	struct application *application =
		run->base && patches
			? apply_patches(run->base, run->patches, patches, &how, &run->diags)
			: NULL;
	struct check_input input = {.profile = run->profile,
				    .base = run->base,
				    .application =
					    application && application->done ? application : NULL,
				    .patches = run->patches,
				    .compiled = run->compiled,
				    .patch_count = patches,
				    .all = options->all};
	check_run(&input, &run->diags);
	diags_drop_off(&run->diags, &run->policy);
	bool said = diags_at_least(&run->diags, options->fail_on) > 0;
	bool good = write_report(run);
	application_free(application);
	return !good ? STATUS_FAILED : said ? STATUS_SAID : STATUS_DONE;
}

enum status command_check(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	bool refused;
	if (!options->base && !options->file_count)
		complain("nothing to check: name a base with -b, or a draft");
	else if (run_load_base(&run, false) && run_load_patches(&run, &refused))
		status = check(&run);
	run_release(&run);
	return status;
}
