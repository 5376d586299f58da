/* redline: base and patches -> what changes, in any format. */
#include "cli/cli.h"

#include "check/check.h"
#include "doc/address.h"
#include "render/render.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- format */

static int format_named(const char *name)
{
	static const char *const names[] = {"term", "text", "html", "docx", "akn", "markdown"};
	if (!strcmp(name, "pdf"))
		return RENDER_DOCX; /* and then printed */
	for (int i = 0; i < (int)(sizeof names / sizeof *names); i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}

static bool on_terminal(const struct options *options)
{
	return !options->output && isatty(STDOUT_FILENO);
}

bool redline_format(const struct options *options, enum render_format *format)
{
	int named = options->to		   ? format_named(options->to)
		    : on_terminal(options) ? RENDER_TERM
					   : RENDER_TEXT;
	if (named < 0)
		complain("-t knows term, text, html, docx, pdf, akn and markdown, not `%s`",
			 options->to);
	*format = named < 0 ? RENDER_TEXT : (enum render_format)named;
	return named >= 0;
}

static bool is_print(const struct options *options)
{
	return options->to && !strcmp(options->to, "pdf");
}

/* A long redline on a terminal goes through the user's pager. */
static bool show(const struct options *options, enum render_format format, struct span text)
{
	const char *pager = getenv("PAGER");
	if (format == RENDER_TERM && on_terminal(options) && (!pager || *pager)) {
		FILE *pipe = popen(pager ? pager : "less -FRX", "w");
		if (pipe) {
			fwrite(text.at, 1, text.length, pipe);
			if (pclose(pipe) == 0)
				return true;
		}
	}
	struct buf pdf = {0};
	bool print = is_print(options), good = !print || pdf_print(text, &pdf);
	good = good && write_result(options, NULL, print ? buf_as_span(&pdf) : text);
	buf_release(&pdf);
	return good;
}

static unsigned width_of(const struct options *options)
{
	struct winsize size;
	if (options->width == 80 && on_terminal(options) &&
	    !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col >= 40)
		return size.ws_col < 100 ? size.ws_col : 100;
	return options->width;
}

/* "SEC 5.12 + SECMP0044" */
static void write_title(const struct corpus *base, struct patch *const *patches, size_t count,
			struct buf *out)
{
	struct span number = base->docs[0]->facts.number;
	for (size_t i = 0; i < number.length; i++)
		buf_char(out, (char)toupper((unsigned char)number.at[i]));
	buf_printf(out, "%s%.*s", number.length ? " " : "", SPAN_ARGS(corpus_version(base)));
	for (size_t i = 0; i < count; i++)
		if (patches[i]->name)
			buf_printf(out, " + %s", patches[i]->name);
}

/* A Word document is whole: rejected it is the base. So is a page, but folded. */
static int context_of(const struct options *options, enum render_format format)
{
	if (options->context != CONTEXT_OF_FORMAT)
		return options->context;
	return format == RENDER_DOCX ? -1 : 1;
}

static enum render_style style_of(const struct options *options)
{
	if (!options->style)
		return is_print(options) ? RENDER_STATIC : RENDER_TRACKED;
	return !strcmp(options->style, "static")  ? RENDER_STATIC
	       : !strcmp(options->style, "clean") ? RENDER_CLEAN
						  : RENDER_TRACKED;
}

void redline_options(const struct run_state *run, enum render_format format, const char *title,
		     struct render_options *how)
{
	const struct options *options = run->options;
	*how = (struct render_options){.profile = run->profile,
				       .title = title,
				       .author = options->author,
				       .date = options->date,
				       .reviewer = options->author,
				       .context = context_of(options, format),
				       .fold = format == RENDER_HTML &&
					       options->context == CONTEXT_OF_FORMAT,
				       .style = style_of(options),
				       .moves = options->moves,
				       .color = format == RENDER_TERM && use_color(options, stdout),
				       .width = width_of(options),
				       .diags = &run->diags};
	if (!how->date && run->patch_count)
		how->date = run->patches[0]->date;
	if (!how->author && run->patch_count)
		how->author = run->patches[0]->author;
	if (run->patch_count == 1)
		how->subtitle = run->patches[0]->title;
}

/* ---- redline */

static const char *citation_of(const struct profile *profile, const char *eid, struct arena *arena)
{
	struct buf citation = {0};
	address_to_citation(profile, span_of(eid), &citation);
	const char *kept = arena_copy(arena, citation.at, citation.length);
	buf_release(&citation);
	return kept;
}

static const char *reason_of(const struct diag *diag, struct arena *arena)
{
	return arena_printf(arena, "%s [%s]", diag->message, diag_rule(diag->code)->code);
}

/* The line that a finding is on. */
static const char *line_of(const struct diags *diags, const struct diag *diag, struct arena *arena)
{
	for (size_t i = 0; i < diags->source_count; i++) {
		struct span rest = diags->sources[i].bytes, line = {"", 0};
		if (strcmp(diags->sources[i].file, diag->place.file))
			continue;
		for (unsigned n = 0; n < diag->place.line && span_line(&rest, &line); n++)
			;
		line = span_trim(line);
		return arena_copy(arena, line.at, line.length);
	}
	return NULL;
}

/* What is to be done by each operation, and what was refused before it became one. */
static struct change *changes_of(const struct run_state *run, size_t own,
				 const struct application *application, struct arena *arena,
				 size_t *count)
{
	const struct profile *profile = run->profile;
	struct change *changes =
		arena_alloc(arena, (application->result_count + own + 1) * sizeof *changes);
	const struct diag *diag;
	unsigned last = 0;
	size_t at = 0;
	for (size_t i = 0; i < application->result_count; i++) {
		const struct op_result *result = &application->results[i];
		const struct op *op = result->op;
		changes[i] = (struct change){.number = result->change,
					     .op = op->number,
					     .patch = result->patch->name,
					     .kind = op_kind_name(op->kind),
					     .text = op->text,
					     .file = op->file ? file_base_name(op->file) : NULL,
					     .line = op->line};
		changes[i].eid = op->to ? op->to : op->target;
		changes[i].citation = citation_of(profile, changes[i].eid, arena);
		if (result->status == OP_REFUSED && result->diag)
			changes[i].refused = reason_of(result->diag, arena);
		last = result->change > last ? result->change : last;
	}
	*count = application->result_count;
	while ((diag = report_never_made(run, own, &at))) {
		changes[(*count)++] = (struct change){.number = last + 1,
						      .op = last + 1,
						      .kind = "instruction",
						      .text = line_of(&run->diags, diag, arena),
						      .refused = reason_of(diag, arena),
						      .file = file_base_name(diag->place.file),
						      .line = diag->place.line};
		last++;
	}
	return changes;
}

/* One redline for each document that changed. False when a redline does not prove itself. */
static bool build_all(const struct application *application, const struct change *changes,
		      size_t change_count, struct redline **redlines, struct pairing **pairings,
		      size_t *count)
{
	for (size_t i = 0; i < application->doc_count; i++) {
		const struct applied_doc *doc = &application->docs[i];
		if (!doc->touched)
			continue;
		pairings[*count] = pairing_from_splices(doc->old, doc->new_doc, &doc->splices);
		redlines[*count] =
			redline_build(pairings[*count], &doc->splices, changes, change_count);
		uint32_t item;
		if (!redline_proves(redlines[(*count)++], &item)) {
			complain("%s: the redline does not give both versions back; nothing is "
				 "written",
				 doc->old->file);
			return false;
		}
	}
	return true;
}

static void add_findings(struct run_state *run, const struct application *application)
{
	/* Only findings on the text: the same for a draft and for the patch compiled from it. */
	struct compiled **none = mem_alloc((run->patch_count + 1) * sizeof(struct compiled *));
	struct check_input input = {.profile = run->profile,
				    .base = run->base,
				    .application = application,
				    .patches = run->patches,
				    .compiled = none,
				    .patch_count = run->patch_count,
				    .existing = EXISTING_PASSED};
	diags_release(&run->diags);
	run->diags = (struct diags){.policy = &run->policy};
	check_run(&input, &run->diags);
	diags_drop_off(&run->diags, &run->policy);
	diags_sort(&run->diags);
	free(none);
}

static bool write_akn_folder(struct run_state *run, struct redline *const *redlines, size_t count,
			     const struct render_options *how)
{
	for (size_t i = 0; i < count; i++) {
		struct buf out = {0}, path = {0};
		render(RENDER_AKN, (const struct redline *const *)&redlines[i], 1, how, &out, NULL);
		buf_printf(&path, "%s/%s", run->options->output,
			   file_base_name(redlines[i]->old_doc->file));
		bool good = write_result(run->options, buf_string(&path), buf_as_span(&out));
		buf_release(&path);
		buf_release(&out);
		if (!good)
			return false;
	}
	return true;
}

static bool make(enum render_format format, struct redline *const *redlines, size_t count,
		 const struct render_options *how, struct buf *out)
{
	struct buf fault = {0};
	bool good =
		render(format, (const struct redline *const *)redlines, count, how, out, &fault);
	if (!good)
		complain("%s; nothing is written", buf_string(&fault));
	buf_release(&fault);
	return good;
}

static void take_piece(void *file, struct span piece)
{
	file_put(file, piece);
}

/* Into the file as it is made. */
static bool make_file(const char *path, enum render_format format, struct redline *const *redlines,
		      size_t count, struct render_options *how)
{
	struct buf out = {0};
	struct file_new *file = file_begin(path);
	how->take = take_piece;
	how->user = file;
	bool begun = file, made = begun && make(format, redlines, count, how, &out);
	bool good = made && !file_end(file);
	if (begun && !made)
		file_abandon(file);
	else if (!good)
		complain("%s: %s", path, strerror(errno));
	buf_release(&out);
	return good;
}

bool redline_write(const struct options *options, enum render_format format,
		   struct redline *const *redlines, size_t count, const struct render_options *how)
{
	struct buf out = {0}, reference = {0};
	struct render_options with = *how;
	const char *path = options->output;
	bool good = !options->reference || read_document(options->reference, &reference);
	with.reference = buf_as_span(&reference);
	if (good && path && file_is_made(path) && !is_print(options))
		good = make_file(path, format, redlines, count, &with);
	else
		good = good && make(format, redlines, count, &with, &out) &&
		       show(options, format, buf_as_span(&out));
	buf_release(&reference);
	buf_release(&out);
	return good;
}

static enum status write_redlines(struct run_state *run, enum render_format format,
				  struct redline *const *redlines, size_t count)
{
	struct buf title = {0};
	struct render_options how;
	write_title(run->base, run->patches, run->patch_count, &title);
	redline_options(run, format, buf_string(&title), &how);
	enum status status = STATUS_DONE;
	bool folder = run->options->output && file_is_folder(run->options->output);
	if (format == RENDER_AKN && folder) {
		status = write_akn_folder(run, redlines, count, &how) ? STATUS_DONE : STATUS_FAILED;
	} else if (format == RENDER_AKN && count != 1) {
		complain("%zu documents change: -t akn needs -o FOLDER (an existing one)", count);
		status = STATUS_FAILED;
	} else if (!redline_write(run->options, format, redlines, count, &how)) {
		status = STATUS_FAILED;
	}
	buf_release(&title);
	return status;
}

/* The first `own` findings are those of the drafts. */
static enum status redline_applied(struct run_state *run, size_t own,
				   const struct application *application, enum render_format format)
{
	struct arena arena = {0};
	size_t docs = application->doc_count + 1, count = 0;
	struct redline **redlines = arena_alloc(&arena, docs * sizeof(struct redline *));
	struct pairing **pairings = arena_alloc(&arena, docs * sizeof(struct pairing *));
	enum status status = STATUS_FAILED;
	size_t change_count;
	const struct change *changes = changes_of(run, own, application, &arena, &change_count);
	if (build_all(application, changes, change_count, redlines, pairings, &count)) {
		if (!run->options->quiet)
			run_report(run, stderr);
		if (format == RENDER_HTML || format == RENDER_DOCX)
			add_findings(run, application);
		status = write_redlines(run, format, redlines, count);
	}
	for (size_t i = 0; i < count; i++) {
		redline_free(redlines[i]);
		pairing_free(pairings[i]);
	}
	arena_release(&arena);
	return status;
}

enum status command_redline(const struct options *options)
{
	struct run_state run = {.options = options};
	enum render_format format;
	enum status status = STATUS_FAILED;
	bool refused;
	if (redline_format(options, &format) && run_load_base(&run, true) &&
	    run_load_patches(&run, &refused)) {
		struct apply_options how = {.profile = run.profile,
					    .author = options->author,
					    .date = options->date,
					    .partial = options->partial};
		size_t own = run.diags.count;
		struct application *application = apply_patches(
			run.base, run.patches, run_patches_present(&run), &how, &run.diags);
		if (application->done && (!refused || options->partial)) {
			status = redline_applied(&run, own, application, format);
			if ((refused || application->refused) && status == STATUS_DONE)
				status = STATUS_SAID;
		} else {
			run_report(&run, stderr);
			status = refused || application->refused ? STATUS_SAID : STATUS_FAILED;
		}
		application_free(application);
	}
	run_release(&run);
	return status;
}
