/* diff: what changed between two versions, as a redline in any format or as a patch. */
#include "cli/cli.h"

#include "calc/calc.h"
#include "redline/redline.h"

#include <stdlib.h>
#include <string.h>

/* Two versions of a corpus, document by document. */
struct versions {
	const struct corpus *old_base;
	struct corpus *new_base;
	struct version_pair *pairs;
	struct pairing **pairings;
	size_t count;
};

static void versions_release(struct versions *v)
{
	for (size_t i = 0; i < v->count; i++)
		pairing_free(v->pairings[i]);
	free(v->pairings);
	free(v->pairs);
	corpus_free(v->new_base);
}

static void add_pair(struct versions *v, const struct doc *old_doc, const struct doc *new_doc)
{
	struct pairing *pairing = pairing_from_texts(old_doc, new_doc);
	v->pairings[v->count] = pairing;
	v->pairs[v->count++] = (struct version_pair){old_doc, new_doc, pairing};
}

/* Two files are two versions whatever they say; in folders the Work tells which is which. */
static bool pair_versions(struct versions *v)
{
	const struct corpus *a = v->old_base, *b = v->new_base;
	bool whole = true;
	v->pairs = mem_alloc((a->count + 1) * sizeof *v->pairs);
	v->pairings = mem_alloc((a->count + 1) * sizeof(struct pairing *));
	if (!a->folder && !b->folder) {
		add_pair(v, a->docs[0], b->docs[0]);
		return true;
	}
	for (size_t i = 0; i < a->count; i++) {
		const struct doc *new_doc = corpus_work(b, a->docs[i]->facts.work);
		if (new_doc)
			add_pair(v, a->docs[i], new_doc);
		else
			complain("%s is not in %s", a->docs[i]->file, b->path);
		whole &= new_doc != NULL;
	}
	for (size_t i = 0; i < b->count; i++)
		if (!corpus_work(a, b->docs[i]->facts.work)) {
			complain("%s is not in %s", b->docs[i]->file, a->path);
			whole = false;
		}
	return whole;
}

static bool differs(const struct redline *redline)
{
	for (size_t i = 0; i < redline->item_count; i++)
		if (redline->items[i].mark != MARK_SAME || redline->items[i].changed ||
		    redline->items[i].markup || redline->items[i].change)
			return true;
	return false;
}

/* ---- as a redline */

static enum status write_redlines(struct run_state *run, struct redline **redlines, size_t count,
				  enum render_format format)
{
	struct render_options how;
	if (format == RENDER_AKN && count != 1) {
		complain("%zu documents differ: -t akn takes two files", count);
		return STATUS_FAILED;
	}
	redline_options(run, format, NULL, &how);
	how.diags = NULL;
	return redline_write(run->options, format, redlines, count, &how) ? STATUS_SAID
									  : STATUS_FAILED;
}

/* The merge of a pair; how it was found out is freed, since a page wants the room. */
static struct redline *merge_of(struct versions *v, size_t i)
{
	doc_hashes_drop(v->pairs[i].old_doc);
	doc_hashes_drop(v->pairs[i].new_doc);
	struct redline *redline = redline_build(v->pairings[i], NULL, NULL, 0);
	pairing_free(v->pairings[i]);
	v->pairings[i] = NULL;
	v->pairs[i].pairing = NULL;
	return redline;
}

static enum status diff_redline(struct run_state *run, struct versions *v,
				enum render_format format)
{
	struct redline **redlines = mem_alloc((v->count + 1) * sizeof(struct redline *));
	enum status status = STATUS_DONE;
	size_t count = 0;
	bool proved = true, any = false;
	for (size_t i = 0; i < v->count; i++) {
		struct redline *redline = merge_of(v, i);
		uint32_t item;
		bool changed = differs(redline);
		proved &= redline_proves(redline, &item);
		any |= changed;
		if (changed || (format == RENDER_AKN && v->count == 1))
			redlines[count++] = redline;
		else
			redline_free(redline);
	}
	if (!proved) {
		complain("the redline does not give both versions back; nothing is written");
		status = STATUS_FAILED;
	} else if (count) {
		status = write_redlines(run, redlines, count, format);
		if (status == STATUS_SAID && !any)
			status = STATUS_DONE;
	}
	for (size_t i = 0; i < count; i++)
		redline_free(redlines[i]);
	free(redlines);
	return status;
}

/* ---- as a patch, or as a draft */

typedef bool difference(const struct version_pair *pairs, size_t count,
			const struct calc_options *options, struct diags *diags, struct buf *out);

static difference *difference_named(const char *format)
{
	return !format				 ? NULL
	       : !strcmp(format, "patch")	 ? difference_write
	       : !strcmp(format, "instructions") ? difference_speak
						 : NULL;
}

static enum status diff_written(struct run_state *run, const struct versions *v, difference *write)
{
	const struct options *options = run->options;
	struct calc_options how = {
		.profile = run->profile, .author = options->author, .date = options->date};
	struct buf out = {0};
	enum status status = STATUS_FAILED;
	if (write(v->pairs, v->count, &how, &run->diags, &out)) {
		status = out.length ? STATUS_SAID : STATUS_DONE;
		if (out.length && !write_result(options, NULL, buf_as_span(&out)))
			status = STATUS_FAILED;
	}
	run_report(run, stderr);
	buf_release(&out);
	return status;
}

/* The profile is the one asked for, else that of the old version. */
static bool load_versions(struct run_state *run, struct versions *v)
{
	struct corpus *loaded[2];
	bool good = run_load_versions(run, run->options->files, loaded);
	v->old_base = loaded[0];
	v->new_base = loaded[1];
	if (!good)
		run_report(run, stderr);
	return good;
}

enum status command_diff(const struct options *options)
{
	struct run_state run = {.options = options};
	struct versions v = {0};
	enum render_format format = RENDER_TEXT;
	enum status status = STATUS_FAILED;
	difference *write = difference_named(options->to);
	if ((write || redline_format(options, &format)) && load_versions(&run, &v) &&
	    pair_versions(&v))
		status = write ? diff_written(&run, &v, write) : diff_redline(&run, &v, format);
	versions_release(&v);
	run_release(&run);
	return status;
}
