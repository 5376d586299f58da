/* compile: drafting text -> patch, with what was understood in words and the account of lines. With
 * a base it is proved: what would be refused there is refused here. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static void write_account(const struct compiled *compiled, struct buf *out)
{
	static const char *const uses[] = {"context", "instruction", "payload",
					   "note",    "prose",	     "not claimed"};
	for (size_t i = 0; i < compiled->account_count; i++) {
		const struct draft_account *entry = &compiled->account[i];
		char lines[32];
		if (entry->first == entry->last)
			snprintf(lines, sizeof lines, "%u", entry->first);
		else
			snprintf(lines, sizeof lines, "%u-%u", entry->first, entry->last);
		buf_printf(out, "%9s  %-11s  %s\n", lines, uses[entry->use],
			   entry->what ? entry->what : "");
	}
}

static struct patch *read_back(struct run_state *run, const struct compiled *compiled)
{
	struct buf copy = {0};
	if (!compiled->akn.length)
		return NULL;
	buf_span(&copy, buf_as_span(&compiled->akn));
	struct doc *doc = doc_read("the compiled patch", &copy, &run->diags);
	return doc ? patch_read(doc, &run->diags) : NULL;
}

/* What the patch would do to the base, or NULL where there is none. */
static struct application *prove(struct run_state *run, struct patch *patch)
{
	struct apply_options how = {.profile = run->profile,
				    .author = run->options->author,
				    .date = run->options->date,
				    .bytes_only = true};
	return run->base && patch ? apply_patches(run->base, &patch, 1, &how, &run->diags) : NULL;
}

/* The patch goes to -o, or to standard output when no other form of report is asked for there. */
static enum status deliver(struct run_state *run, const struct compiled *compiled, bool fits,
			   struct span report)
{
	const struct options *options = run->options;
	bool to_file = options->output && strcmp(options->output, "-");
	bool patch_on_stdout = !to_file && !options->has_format;
	enum status status =
		fits && !compiled->refused && compiled->akn.length ? STATUS_DONE : STATUS_SAID;
	bool write = (to_file || patch_on_stdout) && status == STATUS_DONE;
	put(patch_on_stdout ? stderr : stdout, report);
	if (options->format == REPORT_TEXT)
		run_report(run, stderr);
	if (write && !write_result(options, NULL, buf_as_span(&compiled->akn)))
		return STATUS_FAILED;
	return status;
}

enum status command_compile(const struct options *options)
{
	struct run_state run = {.options = options};
	struct compiled *compiled = NULL;
	struct buf bytes = {0}, report = {0};
	enum status status = STATUS_FAILED;
	if (run_load_base(&run, false) &&
	    run_load_draft(&run, options->files[0], &compiled, &bytes)) {
		struct patch *patch = read_back(&run, compiled);
		if (patch || !compiled->akn.length) {
			size_t own = run.diags.count;
			struct application *proof = prove(&run, patch);
			if (!options->quiet || options->has_format)
				report_compiled(&run, patch, own, proof, &report);
			if (options->verbose && options->format == REPORT_TEXT)
				write_account(compiled, &report);
			status = deliver(&run, compiled, !proof || !proof->refused,
					 buf_as_span(&report));
			application_free(proof);
		} else {
			run_report(&run, stderr);
		}
		patch_free(patch);
	}
	compiled_free(compiled);
	buf_release(&report);
	run_release(&run);
	buf_release(&bytes);
	return status;
}
