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
static enum status finish(struct run_state *run, struct application *application, size_t own,
			  bool refused)
{
	const struct options *options = run->options;
	FILE *stream = result_on_stdout(options) ? stderr : stdout;
	refused |= application->refused > 0;
	bool failed = application->done ? !write_applied(run, application) : !refused;
	struct buf report = {0};
	size_t told = failed ? 0 : report_applied(run, application, own, &report);
	put(stream, buf_as_span(&report));
	buf_release(&report);
	if (options->format == REPORT_TEXT || failed || (refused && !told))
		run_report(run, stderr);
	return failed ? STATUS_FAILED : refused ? STATUS_SAID : STATUS_DONE;
}

/* `refused`: an instruction made no operation. */
static enum status apply(struct run_state *run, bool refused)
{
	const struct options *options = run->options;
	size_t own = run->diags.count;
	struct apply_options how = {.profile = run->profile,
				    .author = options->author,
				    .date = options->date,
				    .partial = options->partial,
				    .refused = refused,
				    .bytes_only = true};
	if (run->base->folder && result_on_stdout(options)) {
		complain("a folder as the base needs -o FOLDER");
		return STATUS_FAILED;
	}
	struct application *application =
		apply_patches(run->base, run->patches, run_patches_present(run), &how, &run->diags);
	enum status status = finish(run, application, own, refused);
	application_free(application);
	return status;
}

enum status command_apply(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	bool refused;
	if (run_load_base(&run, true) && run_load_patches(&run, &refused))
		status = apply(&run, refused);
	run_release(&run);
	return status;
}
