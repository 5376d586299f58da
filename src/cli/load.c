/* Loading what a command works on, and saying what was found. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void complain(const char *format, ...)
{
	va_list args;
	fputs("lexpatch: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

bool put(FILE *stream, struct span text)
{
	if (text.length && fwrite(text.at, 1, text.length, stream) != text.length) {
		complain("output: %s", strerror(errno));
		return false;
	}
	fflush(stream); /* what is said on the two streams keeps its order */
	return true;
}

bool write_spans(const struct options *options, const char *path, const struct span *spans,
		 size_t count)
{
	if (!path)
		path = options->output ? options->output : "-";
	if (!strcmp(path, "-"))
		fflush(stdout);
	if (file_write_spans(path, spans, count) < 0) {
		complain("%s: %s", path, strerror(errno));
		return false;
	}
	return true;
}

bool write_result(const struct options *options, const char *path, struct span bytes)
{
	return write_spans(options, path, &bytes, 1);
}

void run_release(struct run_state *run)
{
	for (size_t i = 0; i < run->loaded_count; i++) {
		patch_free(run->patches[i]);
		compiled_free(run->compiled[i]);
		buf_release(&run->drafts[i]);
	}
	free(run->patches);
	free(run->compiled);
	free(run->drafts);
	corpus_free(run->base);
	profile_free(run->profile);
	diags_release(&run->diags);
	progress_end(run);
}

static void register_sources(struct run_state *run)
{
	for (size_t i = 0; run->base && i < run->base->count; i++)
		diag_source(&run->diags, run->base->docs[i]->file, run->base->docs[i]->bytes);
}

/* The profile is named by the option, else by the base, else it is that of the first users. */
static bool load_profile(struct run_state *run)
{
	char name[128] = "sec";
	if (run->base && run->base->count &&
	    run->base->docs[0]->facts.profile.length < sizeof name &&
	    run->base->docs[0]->facts.profile.length)
		snprintf(name, sizeof name, "%.*s", SPAN_ARGS(run->base->docs[0]->facts.profile));
	struct buf error = {0};
	run->profile = profile_load(run->options->profile ? run->options->profile : name, &error);
	if (!run->profile)
		complain("%s", buf_string(&error));
	buf_release(&error);
	return run->profile != NULL;
}

bool run_settle_base(struct run_state *run)
{
	register_sources(run);
	return load_profile(run) && run_load_policy(run);
}

bool run_load_base(struct run_state *run, bool needed)
{
	if (!run->options->base && needed) {
		complain("a base is needed: -b FILE or -b FOLDER");
		return false;
	}
	run_threads(run, "read");
	if (run->options->base)
		run->base = corpus_load(run->options->base, &run->threads, &run->diags);
	progress_end(run);
	if (run->options->base && !run->base) {
		run_report(run, stderr);
		return false;
	}
	return run_settle_base(run);
}

/* AKN begins with "<"; a draft never does. */
static bool looks_like_xml(struct span bytes)
{
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		bytes = span_sub(bytes, 3, bytes.length);
	return span_starts(span_trim(bytes), "<");
}

/* The bytes are the caller's, who keeps them for the findings: a document that is no patch is gone
 * by the time they are reported. */
static struct patch *patch_from(struct run_state *run, const char *file, struct span bytes)
{
	struct buf copy = {0};
	buf_span(&copy, bytes);
	diag_source(&run->diags, file, bytes);
	struct doc *doc = doc_read(file, &copy, &run->diags);
	return doc ? patch_read(doc, &run->diags) : NULL;
}

static void refuse_empty(struct run_state *run, const char *file, struct compiled *compiled)
{
	struct diag *diag = diag_add(&run->diags, DIAG_AMD021, (struct place){.file = file},
				     "there is no instruction in this draft");
	diag_help(&run->diags, diag,
		  "say of each provision what is done to it, in the words of the code");
	compiled->refused++;
}

static struct compiled *compile_any(struct run_state *run, const char *file, struct span bytes)
{
	struct compile_options options = {.profile = run->profile,
					  .base = run->base,
					  .author = run->options->author,
					  .date = run->options->date};
	if (word_looks_like(bytes))
		return run_compile_word(run, file, bytes);
	diag_source(&run->diags, file, bytes);
	return draft_compile(file, bytes, &options, &run->diags);
}

/* NULL after a finding: it is no document that can be read. */
static struct compiled *compile(struct run_state *run, const char *file, struct span bytes)
{
	struct compiled *compiled = compile_any(run, file, bytes);
	if (compiled && !compiled->understood && !compiled->refused)
		refuse_empty(run, file, compiled);
	return compiled;
}

bool run_load_draft(struct run_state *run, const char *file, struct compiled **compiled,
		    struct buf *bytes)
{
	if (!read_document(file, bytes))
		return false;
	if (looks_like_xml(buf_as_span(bytes))) {
		complain("%s: a draft is plain text or a Word document; this is XML", file);
		return false;
	}
	*compiled = compile(run, file, buf_as_span(bytes));
	if (!*compiled)
		run_report(run, stderr);
	return *compiled != NULL;
}

/* The draft's path, as the user named it, for places; the patch itself holds only its name. */
static void name_draft(struct patch *patch, const char *file)
{
	patch->draft = arena_string(&patch->arena, file);
	for (size_t i = 0; i < patch->op_count; i++)
		patch->ops[i].file = arena_string(&patch->arena, file);
}

bool run_load_patch(struct run_state *run, size_t i, const char *file, bool *refused)
{
	if (!read_document(file, &run->drafts[i]))
		return false;
	if (looks_like_xml(buf_as_span(&run->drafts[i]))) {
		run->patches[i] = patch_from(run, file, buf_as_span(&run->drafts[i]));
		return run->patches[i] != NULL;
	}
	run->compiled[i] = compile(run, file, buf_as_span(&run->drafts[i]));
	if (!run->compiled[i])
		return false;
	*refused |= run->compiled[i]->refused > 0;
	struct span akn = buf_as_span(&run->compiled[i]->akn);
	if (!akn.length) {
		*refused = true;
		return true;
	}
	struct buf name = {0};
	buf_printf(&name, "%s (compiled)", file);
	run->patches[i] = patch_from(run, buf_string(&name), akn);
	buf_release(&name);
	if (run->patches[i])
		name_draft(run->patches[i], file);
	return run->patches[i] != NULL;
}

bool run_load_patches(struct run_state *run, bool *refused)
{
	size_t count = run->options->file_count;
	run->patches = mem_alloc((count + 1) * sizeof(struct patch *));
	run->compiled = mem_alloc((count + 1) * sizeof(struct compiled *));
	run->drafts = mem_alloc((count + 1) * sizeof *run->drafts);
	run->patch_count = run->loaded_count = count;
	*refused = false;
	for (size_t i = 0; i < count; i++)
		if (!run_load_patch(run, i, run->options->files[i], refused)) {
			run_report(run, stderr);
			return false;
		}
	return true;
}

void run_report(struct run_state *run, FILE *stream)
{
	struct report_options options = {.color = use_color(run->options, stream),
					 .least = run->options->quiet ? DIAG_ERROR : DIAG_NOTE};
	struct buf out = {0};
	diags_sort(&run->diags);
	diags_report(&run->diags, run->options->format, &options, &out);
	put(stream, buf_as_span(&out));
	buf_release(&out);
}

void run_report_trouble(struct run_state *run)
{
	if (run->options->verbose || diags_at_least(&run->diags, DIAG_WARNING))
		run_report(run, stderr);
}

static void swap_loaded(struct run_state *run, size_t a, size_t b)
{
	struct patch *patch = run->patches[a];
	struct compiled *compiled = run->compiled[a];
	struct buf draft = run->drafts[a];
	run->patches[a] = run->patches[b];
	run->compiled[a] = run->compiled[b];
	run->drafts[a] = run->drafts[b];
	run->patches[b] = patch;
	run->compiled[b] = compiled;
	run->drafts[b] = draft;
}

/* What gave no patch stays loaded behind the others: findings show its lines. */
size_t run_patches_present(struct run_state *run)
{
	size_t present = 0;
	for (size_t i = 0; i < run->patch_count; i++)
		if (run->patches[i])
			swap_loaded(run, i, present++);
	run->patch_count = present;
	return present;
}
