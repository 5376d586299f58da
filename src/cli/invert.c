/* invert: the patch that undoes a patch. */
#include "cli/cli.h"

#include "calc/calc.h"

static enum status write_inverse(struct run_state *run, const struct application *application)
{
	const struct options *options = run->options;
	const char *name = run->patches[0]->name ? run->patches[0]->name : "a patch";
	struct arena arena = {0};
	struct calc_options how = {.profile = run->profile,
				   .name = arena_printf(&arena, "undo-%s", name),
				   .title = arena_printf(&arena, "Takes back %s", name),
				   .author = options->author,
				   .date = options->date ? options->date : run->patches[0]->date};
	struct buf akn = {0};
	bool written = inverse_write(application, &how, &run->diags, &akn);
	if (written && akn.length)
		written = write_result(options, NULL, buf_as_span(&akn));
	buf_release(&akn);
	arena_release(&arena);
	return written ? STATUS_DONE : STATUS_FAILED;
}

enum status command_invert(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	bool refused;
	if (run_load_base(&run, true) && run_load_patches(&run, &refused)) {
		struct apply_options how = {.profile = run.profile};
		struct application *application = apply_patches(
			run.base, run.patches, run_patches_present(&run), &how, &run.diags);
		if (application->done && !refused)
			status = write_inverse(&run, application);
		else
			status = STATUS_SAID;
		run_report_trouble(&run);
		application_free(application);
	}
	run_release(&run);
	return status;
}
