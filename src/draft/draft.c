/* Compilation of a draft: lines, instructions, operations, proof, and the modification in AKN. */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

/* ---- what all steps use */

struct place draft_place(const struct work *work, size_t logical, struct span words)
{
	const struct logical *l = &work->lines->items[logical];
	bool part = words.at && words.length && words.at >= l->text.at &&
		    words.at + words.length <= l->text.at + l->text.length;
	size_t start = part ? (size_t)(words.at - l->text.at) : 0;
	size_t last = part ? start + words.length - 1 : l->text.length ? l->text.length - 1 : 0;
	size_t from = segment_source(l->segments, l->segment_count, start);
	size_t to = segment_source(l->segments, l->segment_count, last);
	if (from == SIZE_MAX)
		return (struct place){work->lines->file, l->line, 1, 2};
	return lines_place(work->lines, from, to + 1);
}

static struct diag *report(struct work *work, const struct instruction *instruction,
			   enum diag_code code, struct span words, const char *format, va_list args)
{
	struct diag *diag = diag_vadd(work->diags, code,
				      draft_place(work, instruction->logical, words), format, args);
	if (words.length)
		diag->quoted = diag_keep(work->diags, words);
	return diag;
}

struct diag *draft_refuse(struct work *work, struct instruction *instruction, enum diag_code code,
			  struct span words, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct diag *diag = report(work, instruction, code, words, format, args);
	va_end(args);
	diag->refuses = instruction->refused = true;
	return diag;
}

struct diag *draft_remark(struct work *work, const struct instruction *instruction,
			  enum diag_code code, struct span words, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct diag *diag = report(work, instruction, code, words, format, args);
	va_end(args);
	return diag;
}

const char *draft_cite(const struct work *work, const char *eid)
{
	struct buf cited = {0};
	address_to_citation(work->profile, span_of(eid), &cited);
	const char *text = arena_copy(work->arena, cited.at ? cited.at : "", cited.length);
	buf_release(&cited);
	return text;
}

/* The number of a citation is the part after the noun, if it has one. */
static struct span number_of(const char *cited)
{
	const char *space = strrchr(cited, ' ');
	return span_of(space ? space + 1 : cited);
}

const char *draft_parent(struct work *work, const char *eid)
{
	struct span parent = address_parent(span_of(eid));
	if (parent.length)
		return arena_copy(work->arena, parent.at, parent.length);
	if (profile_truth(work->profile, "citation", "cite-noun"))
		return NULL; /* numbers of one level are not those of another with a stop */
	struct span number = number_of(draft_cite(work, eid));
	struct buf above = {0};
	const char *found = NULL;
	size_t dot = number.length;
	while (dot && number.at[dot - 1] != '.')
		dot--;
	if (dot > 1 && address_from_citation(work->profile, span_sub(number, 0, dot - 1), &above))
		found = arena_copy(work->arena, above.at, above.length);
	buf_release(&above);
	return found;
}

const char *draft_label(struct work *work, const char *eid)
{
	struct span number = number_of(draft_cite(work, eid));
	int level = address_level_of_eid(work->profile, span_of(eid));
	if (level >= (int)work->profile->first_item && span_ends(number, ")")) {
		size_t open = number.length;
		while (open && number.at[open - 1] != '(')
			open--;
		number = span_sub(number, open ? open - 1 : 0, number.length);
	}
	return arena_copy(work->arena, number.at, number.length);
}

size_t draft_logical(const struct work *work, unsigned line)
{
	return line && line <= work->lines->line_count ? work->logical_of[line - 1] : SIZE_MAX;
}

/* ---- the steps */

/* A line of a footnote may lie between the lines of a paragraph: then it is the footnote's own. */
static void index_lines(struct work *work)
{
	const struct lines *lines = work->lines;
	work->logical_of = arena_alloc(work->arena, (lines->line_count + 1) * sizeof(size_t));
	for (size_t i = 0; i < lines->line_count; i++)
		work->logical_of[i] = SIZE_MAX;
	size_t last[LINE_RULE + 1], next = 0;
	for (size_t i = 0; i <= LINE_RULE; i++)
		last[i] = SIZE_MAX;
	for (unsigned line = 1; line <= lines->line_count; line++) {
		enum line_use use = lines->uses[line - 1];
		if (next < lines->count && lines->items[next].line == line)
			last[use] = next++;
		if (use != LINE_BLANK && use != LINE_RULE)
			work->logical_of[line - 1] = last[use];
	}
}

/* A draft against another version proves nothing here. Its operations are refused by this finding.
 */
static void check_version(struct work *work)
{
	struct lines *lines = work->lines;
	if (!work->base || !lines->base_version.length)
		return;
	struct span has = corpus_version(work->base);
	if (!has.length || span_equal(has, lines->base_version))
		return;
	struct diag *diag =
		diag_add(work->diags, DIAG_AMD001,
			 lines_fact(lines, lines->base_version, lines->base_version_line),
			 "drafted against version %.*s, but the base is version %.*s",
			 SPAN_ARGS(lines->base_version), SPAN_ARGS(has));
	diag_help(work->diags, diag,
		  "compile it against version %.*s, then “lexpatch rebase --onto” version %.*s",
		  SPAN_ARGS(lines->base_version), SPAN_ARGS(has));
	work->base = NULL;
	work->out->refused++;
}

static bool open_work(struct work *work)
{
	struct buf error = {0};
	work->grammar = grammar_new(work->profile, &error);
	if (work->grammar)
		work->finder = cite_finder_new(work->profile, &error);
	work->codify = codify_new(work->profile, &error);
	bool good = work->grammar && work->finder && !error.length;
	if (!good)
		diag_add(work->diags, DIAG_AMD021, (struct place){work->profile->name, 0, 0, 0},
			 "%s", buf_string(&error));
	buf_release(&error);
	return good;
}

static void run(struct work *work)
{
	work->uses = arena_alloc(work->arena, (work->lines->count + 1) * sizeof *work->uses);
	index_lines(work);
	check_version(work);
	work->naming = true;
	find_instructions(work);
	work->naming = false;
	find_marked(work);
	make_operations(work);
	prove_operations(work);
	write_modification(work);
	if (!work->out->transcript)
		place_balloons(work);
	make_texts(work);
	make_account(work);
	for (size_t i = 0; i < work->count; i++) {
		work->out->understood += !work->items[i].refused;
		work->out->refused += work->items[i].refused;
	}
}

static void close_work(struct work *work)
{
	for (size_t i = 0; i < work->count; i++)
		free(work->items[i].quotes);
	free(work->items);
	free(work->ops);
	free(work->named);
	free(work->acts);
	free(work->tables);
	xmlHashFree(work->made, NULL);
	xmlHashFree(work->acted, NULL);
	xmlHashFree(work->renumbered, NULL);
	xmlHashFree(work->called, NULL);
	grammar_free(work->grammar);
	codify_free(work->codify);
	free(work->coded_names);
	if (work->finder)
		cite_finder_free(work->finder);
}

/* Of the lines, which are NULL where the text could not be read. */
static struct compiled *compile_lines(struct compiled *out, const struct compile_options *options,
				      struct diags *diags)
{
	struct work work = {.out = out,
			    .arena = &out->arena,
			    .profile = options->profile,
			    .base = options->base,
			    .options = options,
			    .lines = out->lines,
			    .diags = diags};
	unsigned gave_up = pattern_gave_up();
	if (work.lines && open_work(&work))
		run(&work);
	else
		out->refused++;
	if (out->refused)
		pattern_told(gave_up);
	close_work(&work);
	return out;
}

struct compiled *draft_compile(const char *file, struct span bytes,
			       const struct compile_options *options, struct diags *diags)
{
	struct compiled *out = mem_alloc(sizeof *out);
	out->lines = lines_read(file, bytes, options->profile, options->base, diags);
	return compile_lines(out, options, diags);
}

struct compiled *draft_compile_word(const struct word_doc *doc,
				    const struct compile_options *options, struct diags *diags)
{
	const struct transcript_options how = {.box_lines = true, .changes = !options->one_view};
	struct compiled *out = mem_alloc(sizeof *out);
	enum word_view view = options->one_view ? options->view : WORD_FINAL;
	out->transcript = transcript_new(doc, view, &how);
	diag_source(diags, doc->file, out->transcript->lines);
	transcript_check(out->transcript, diags);
	out->doubts = diags_at_least(diags, DIAG_ERROR);
	out->lines = transcript_lines(out->transcript, options->profile, diags);
	compile_lines(out, options, diags);
	out->refused += out->doubts;
	return out;
}

void compiled_free(struct compiled *compiled)
{
	if (!compiled)
		return;
	lines_free(compiled->lines);
	transcript_free(compiled->transcript);
	buf_release(&compiled->akn);
	free(compiled->texts);
	free(compiled->account);
	arena_release(&compiled->arena);
	free(compiled);
}
