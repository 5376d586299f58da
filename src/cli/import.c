/* import and validate. */
#include "cli/cli.h"

#include "doc/tags.h"
#include "read/transcript.h"

#include <stdlib.h>
#include <string.h>

static bool is_akn(struct span bytes)
{
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		bytes = span_sub(bytes, 3, bytes.length);
	return span_starts(span_trim(bytes), "<");
}

/* Where the document says its profile: the first such element in any of the proprietary ones. */
static bool find_profile(const struct doc *doc, struct tag_attr *name)
{
	uint32_t own = DOC_NONE;
	while ((own = doc_meta(doc, DOC_NONE, "proprietary", own + 1)) != DOC_NONE) {
		uint32_t known = doc_meta(doc, own, "profile", 0);
		size_t at = known == DOC_NONE ? 0 : doc->metas[known].start;
		struct tag tag;
		if (known != DOC_NONE && tag_next(doc->bytes, &at, &tag) &&
		    tag_find_attribute(doc->bytes, &tag, "name", name) &&
		    span_equal(name->value, doc->facts.profile))
			return true;
	}
	return false;
}

/* Notes in AKN which profile it is of, so that no later command must be told. `meta` is the tag. */
static void add_profile(const struct doc *doc, const struct tag *meta, const char *name,
			struct splices *splices)
{
	struct tag_attr attr;
	if (find_profile(doc, &attr)) {
		size_t from = (size_t)(attr.value.at - doc->bytes.at);
		splice_add(splices, from, from + attr.value.length, span_of(name), 0);
		return;
	}
	struct span ns = span_sub(meta->name, 0, meta->name.length - strlen("meta"));
	uint32_t shown = doc_meta(doc, DOC_NONE, "presentation", 0);
	size_t at = shown == DOC_NONE ? doc->meta_end - 1 : doc->metas[shown].start;
	while (shown == DOC_NONE && at > doc->meta_start && doc->bytes.at[at] != '<')
		at--;
	splice_add(splices, at, at,
		   span_of(arena_printf(&splices->arena,
					"<%.*sproprietary xmlns:lp=\"urn:lexpatch:1\" "
					"source=\"#lexpatch\"><lp:profile name=\"%s\"/>"
					"</%.*sproprietary>\n",
					SPAN_ARGS(ns), name, SPAN_ARGS(ns))),
		   0);
}

/* AKN passes through as it stands, once it has been read, but for the profile that is given. */
static enum status import_akn(struct run_state *run, struct buf *bytes)
{
	const struct options *options = run->options;
	struct doc *doc = doc_read(options->files[0], bytes, &run->diags);
	struct buf out = {0};
	struct tag meta;
	size_t at = doc ? doc->meta_start : 0;
	bool named = doc && options->profile && doc->meta_end && tag_next(doc->bytes, &at, &meta) &&
		     meta.kind == TAG_OPEN && !span_is(doc->facts.profile, run->profile->name);
	if (named) {
		struct splices splices = {0};
		add_profile(doc, &meta, run->profile->name, &splices);
		splices_perform(&splices, doc->bytes, &out);
		splices_release(&splices);
	}
	bool good = doc && write_result(options, NULL, named ? buf_as_span(&out) : doc->bytes);
	if (!doc)
		run_report(run, stderr);
	buf_release(&out);
	doc_free(doc);
	return good ? STATUS_DONE : STATUS_FAILED;
}

/* Text is structured. */
static enum status import(struct run_state *run, struct buf *bytes)
{
	const struct options *options = run->options;
	const char *file = options->files[0];
	if (is_akn(buf_as_span(bytes)))
		return import_akn(run, bytes);
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

/* Tracked changes are a decision that nobody has taken: say which view counts. */
static bool choose_view(struct run_state *run, const struct word_doc *doc, enum word_view *view)
{
	const char *changes = run->options->changes;
	*view = changes && !strcmp(changes, "original") ? WORD_ORIGINAL : WORD_FINAL;
	if (!doc->tracked || (changes && strcmp(changes, "refuse")))
		return true;
	diag_add(&run->diags, DIAG_IN030, (struct place){doc->file, 0, 0, 0},
		 "the document carries %zu tracked change%s; say --changes original or --changes "
		 "final",
		 doc->tracked, doc->tracked == 1 ? "" : "s");
	return false;
}

static enum status import_transcript(struct run_state *run, const struct transcript *transcript)
{
	const struct options *options = run->options;
	struct import_options how = {.profile = run->profile,
				     .version = options->text_version,
				     .date = options->date,
				     .author = options->author};
	struct buf akn = {0};
	diag_source(&run->diags, transcript->file, transcript->lines);
	transcript_check(transcript, &run->diags);
	bool doubtful = diags_at_least(&run->diags, DIAG_ERROR) > 0;
	bool good = import_word(transcript, &how, &run->diags, &akn);
	run_report(run, stderr);
	bool written = good && write_result(options, NULL, buf_as_span(&akn));
	buf_release(&akn);
	return good && !written ? STATUS_FAILED : good && !doubtful ? STATUS_DONE : STATUS_SAID;
}

static enum status import_word_file(struct run_state *run, const struct buf *bytes)
{
	const struct transcript_options plain = {.contents = false};
	struct word_doc *doc = word_read(run->options->files[0], buf_as_span(bytes), &run->diags);
	enum word_view view;
	enum status status = doc ? STATUS_SAID : STATUS_FAILED;
	if (doc && choose_view(run, doc, &view)) {
		struct transcript *transcript = transcript_new(doc, view, &plain);
		status = import_transcript(run, transcript);
		transcript_free(transcript);
	} else {
		run_report(run, stderr);
	}
	word_free(doc);
	return status;
}

enum status command_import(const struct options *options)
{
	struct run_state run = {.options = options};
	struct buf bytes = {0};
	enum status status = STATUS_FAILED;
	if (run_load_base(&run, false)) {
		if (!read_document(options->files[0], &bytes))
			status = STATUS_FAILED;
		else if (word_looks_like(buf_as_span(&bytes)))
			status = import_word_file(&run, &bytes);
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
