/* import and validate. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_akn(struct span bytes)
{
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		bytes = span_sub(bytes, 3, bytes.length);
	return span_starts(span_trim(bytes), "<");
}

/* AKN passes through as it stands, once it has been read; text is structured. */
static enum status import(struct run_state *run, struct buf *bytes)
{
	const struct options *options = run->options;
	const char *file = options->files[0];
	if (is_akn(buf_as_span(bytes))) {
		struct doc *doc = doc_read(file, bytes, &run->diags);
		bool good = doc && write_result(options, NULL, doc->bytes);
		if (!doc)
			run_report(run, stderr);
		doc_free(doc);
		return good ? STATUS_DONE : STATUS_FAILED;
	}
	struct import_options how = {.profile = run->profile,
				     .version = options->text_version,
				     .date = options->date,
				     .author = options->author};
	struct buf akn = {0};
	diag_source(&run->diags, file, buf_as_span(bytes));
	bool good = import_text(file, buf_as_span(bytes), &how, &run->diags, &akn);
	run_report(run, stderr);
	bool written = good && write_result(options, NULL, buf_as_span(&akn));
	buf_release(&akn);
	return !good ? STATUS_SAID : written ? STATUS_DONE : STATUS_FAILED;
}

enum status command_import(const struct options *options)
{
	struct run_state run = {.options = options};
	struct buf bytes = {0};
	enum status status = STATUS_FAILED;
	if (run_load_base(&run, false)) {
		if (file_read(options->files[0], &bytes) < 0)
			complain("%s: %s", options->files[0], strerror(errno));
		else if (span_starts(buf_as_span(&bytes), "PK\x03\x04"))
			complain("%s: a Word file cannot be read; save it as plain text",
				 options->files[0]);
		else
			status = import(&run, &bytes);
	}
	run_release(&run);
	buf_release(&bytes);
	return status;
}

static bool validate_file(struct run_state *run, const char *file, struct doc **doc)
{
	*doc = doc_load(file, &run->diags);
	if (!*doc)
		return false;
	diag_source(&run->diags, (*doc)->file, (*doc)->bytes);
	return validate(*doc, run->profile, run->options->schema, &run->diags) == 0;
}

enum status command_validate(const struct options *options)
{
	struct run_state run = {.options = options};
	bool readable = run_load_base(&run, false);
	struct doc **docs = mem_alloc((options->file_count + 1) * sizeof(struct doc *));
	for (size_t i = 0; readable && i < options->file_count; i++)
		readable &= validate_file(&run, options->files[i], &docs[i]);
	bool said = diags_at_least(&run.diags, options->fail_on) > 0;
	if (run.profile)
		run_report(&run, stdout);
	for (size_t i = 0; i < options->file_count; i++)
		doc_free(docs[i]);
	free(docs);
	run_release(&run);
	return !readable ? STATUS_FAILED : said ? STATUS_SAID : STATUS_DONE;
}
