/* refs: the references of a base, who cites what, and what enumerated ranges leave out. */
#include "cli/refs.h"

#include <string.h>

static bool write_refs(struct run_state *run, const struct refs *refs)
{
	const struct options *options = run->options;
	struct buf out = {0};
	if (options->to)
		refs_write_graph(run, refs, &out);
	else if (options->format == REPORT_SARIF)
		refs_write_sarif(run, refs, &out);
	else if (options->coverage && options->format == REPORT_JSON)
		coverage_write_json(run, refs, &out);
	else if (options->coverage)
		coverage_write_text(run, refs, &out);
	else if (options->format == REPORT_JSON)
		refs_write_json(run, refs, &out);
	else
		refs_write_text(run, refs, &out);
	bool good = write_result(options, NULL, buf_as_span(&out));
	buf_release(&out);
	return good;
}

static enum status list(struct run_state *run)
{
	const struct options *options = run->options;
	struct buf error = {0};
	const char *address = options->file_count ? options->files[0] : NULL;
	struct refs *refs = refs_find(run->profile, run->base, address, options->coverage, &error);
	if (!refs)
		complain("%s", buf_string(&error));
	bool good = refs && write_refs(run, refs);
	refs_free(refs);
	buf_release(&error);
	return good ? STATUS_DONE : STATUS_FAILED;
}

enum status command_refs(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	if (options->to && strcmp(options->to, "dot"))
		complain("refs does not write `%s`; -t dot is a graph", options->to);
	else if (run_load_base(&run, true))
		status = list(&run);
	run_release(&run);
	return status;
}
