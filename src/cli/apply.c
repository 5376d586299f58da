/* apply: base and patches -> consolidated AKN, all or nothing. */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool write_document(struct run_state *run, const char *path, struct application *application,
			   size_t doc)
{
	size_t count;
	const struct span *spans = applied_spans(application, doc, &count);
	return write_spans(run->options, path, spans, count);
}

/* A folder base goes to a folder, each Section under its own name. */
static bool write_folder(struct run_state *run, struct application *application)
{
	const char *folder = run->options->output;
	if (mkdir(folder, 0777) && errno != EEXIST) {
		complain("%s: %s", folder, strerror(errno));
		return false;
	}
	for (size_t i = 0; i < application->doc_count; i++) {
		const struct applied_doc *doc = &application->docs[i];
		struct buf path = {0};
		buf_printf(&path, "%s/%s", folder, file_base_name(doc->old->file));
		bool good = write_document(run, buf_string(&path), application, i);
		buf_release(&path);
		if (!good)
			return false;
	}
	return true;
}

static bool result_on_stdout(const struct options *options)
{
	return !options->output || !strcmp(options->output, "-");
}

static bool write_applied(struct run_state *run, struct application *application)
{
	return run->base->folder ? write_folder(run, application)
				 : write_document(run, NULL, application, 0);
}

/* The result is written before the report is: what could not be written was not applied. */
static enum status finish(struct run_state *run, struct application *application)
{
	const struct options *options = run->options;
	FILE *stream = result_on_stdout(options) ? stderr : stdout;
	bool failed = application->done ? !write_applied(run, application) : !application->refused;
	struct buf report = {0};
	if (!options->quiet && !failed)
		report_applied(run, application, &report);
	put(stream, buf_as_span(&report));
	buf_release(&report);
	if (options->format == REPORT_TEXT || failed)
		run_report(run, stderr);
	return failed ? STATUS_FAILED : application->refused ? STATUS_SAID : STATUS_DONE;
}

enum status command_apply(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	bool refused;
	if (run_load_base(&run, true) && run_load_patches(&run, &refused)) {
		if (run.base->folder && result_on_stdout(options)) {
			complain("a folder as the base needs -o FOLDER");
		} else if (refused && !options->partial) {
			run_report(&run, stderr);
			status = STATUS_SAID;
		} else {
			struct apply_options how = {.profile = run.profile,
						    .author = options->author,
						    .date = options->date,
						    .partial = options->partial,
						    .bytes_only = true};
			struct application *application = apply_patches(
				run.base, run.patches, run_patches_present(&run), &how, &run.diags);
			status = finish(&run, application);
			if (refused && status == STATUS_DONE)
				status = STATUS_SAID;
			application_free(application);
		}
	}
	run_release(&run);
	return status;
}
