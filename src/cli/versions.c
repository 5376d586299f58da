/* A version of a text in any form that is read: AKN (a file or a folder), the text of a Section or
 * any other, or a Word document. */
#include "cli/cli.h"

#include "profile/pattern.h"
#include "read/transcript.h"

#include <errno.h>
#include <string.h>

static bool is_xml(struct span bytes)
{
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		bytes = span_sub(bytes, 3, bytes.length);
	return span_starts(span_trim(bytes), "<");
}

/* Does the text begin as a Section of the code does? */
static bool is_section(const struct profile *profile, struct span bytes)
{
	enum { LINES = 20 };
	const char *title = profile_value(profile, "import", "title", NULL);
	struct buf error = {0};
	struct pattern *pattern = title ? pattern_new(title, PATTERN_PLAIN, &error) : NULL;
	struct span line;
	struct match match;
	bool found = false;
	for (int i = 0; pattern && !found && i < LINES && span_line(&bytes, &line); i++)
		found = pattern_match(pattern, span_trim(line), 0, &match) == PATTERN_YES;
	pattern_free(pattern);
	buf_release(&error);
	return found;
}

static void text_as_akn(struct run_state *run, const char *file, struct span bytes, struct buf *akn)
{
	struct import_options how = {.profile = run->profile};
	struct diags quiet = {0};
	bool good = is_section(run->profile, bytes) && import_text(file, bytes, &how, &quiet, akn);
	diags_release(&quiet);
	if (!good) {
		buf_cut(akn, 0);
		plain_text(bytes, akn);
	}
}

static bool word_as_akn(struct run_state *run, const char *file, struct span bytes, struct buf *akn)
{
	const struct transcript_options plain = {.contents = false};
	struct import_options how = {.profile = run->profile};
	struct word_doc *doc = word_read(file, bytes, &run->diags);
	bool good = false;
	if (doc && doc->tracked) {
		diag_add(&run->diags, DIAG_IN030, (struct place){.file = file},
			 "the document carries %zu tracked change%s: import it with --changes "
			 "original or --changes final first",
			 doc->tracked, doc->tracked == 1 ? "" : "s");
	} else if (doc) {
		struct transcript *transcript = transcript_new(doc, WORD_FINAL, &plain);
		good = import_word(transcript, &how, &run->diags, akn);
		transcript_free(transcript);
	}
	word_free(doc);
	return good;
}

struct corpus *run_load_version(struct run_state *run, const char *file)
{
	struct buf bytes = {0}, akn = {0};
	struct doc *doc = NULL;
	bool good = true;
	if (file_is_folder(file))
		return corpus_load(file, &run->threads, &run->diags);
	if (file_read(file, &bytes) < 0) {
		diag_add(&run->diags, DIAG_XML001, (struct place){.file = file},
			 "cannot be read: %s", strerror(errno));
		return NULL;
	}
	if (is_xml(buf_as_span(&bytes))) {
		doc = doc_read(file, &bytes, &run->diags);
	} else {
		if (word_looks_like(buf_as_span(&bytes)))
			good = word_as_akn(run, file, buf_as_span(&bytes), &akn);
		else
			text_as_akn(run, file, buf_as_span(&bytes), &akn);
		doc = good ? doc_read(file, &akn, &run->diags) : NULL;
	}
	buf_release(&bytes);
	buf_release(&akn);
	return doc ? corpus_from(doc) : NULL;
}
