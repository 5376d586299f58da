/* diff: what changed between two versions, as a redline in any format or as a patch. */
#include "cli/cli.h"

#include "calc/calc.h"
#include "redline/redline.h"

#include <stdlib.h>
#include <string.h>

/* What stands opposite a document of one folder alone is made for it. */
struct pair_source {
	enum mark whole; /* MARK_SAME: both have the document */
	struct doc *made;
	struct pairing *pairing;
};

/* Two versions of a corpus, document by document. */
struct versions {
	const struct corpus *old_base;
	struct corpus *new_base;
	struct version_pair *pairs;
	struct pair_source *sources; /* of the pairs */
	size_t count;
};

static void versions_release(struct versions *v)
{
	for (size_t i = 0; i < v->count; i++) {
		pairing_free(v->sources[i].pairing);
		doc_free(v->sources[i].made);
	}
	free(v->sources);
	free(v->pairs);
	corpus_free(v->new_base);
}

static void add_pair(struct versions *v, const struct doc *old_doc, const struct doc *new_doc)
{
	struct pairing *pairing = pairing_from_texts(old_doc, new_doc);
	v->sources[v->count] = (struct pair_source){.pairing = pairing};
	v->pairs[v->count++] = (struct version_pair){old_doc, new_doc, pairing};
}

/* Of two folders; a file beside a folder does not mean that the rest of it is gone. */
static bool add_single(struct versions *v, const struct doc *doc, enum mark whole)
{
	bool folders = v->old_base->folder && v->new_base->folder;
	struct doc *made = folders ? doc_emptied(doc) : NULL;
	if (!made) {
		complain("%s is not in %s", doc->file,
			 whole == MARK_REMOVED ? v->new_base->path : v->old_base->path);
		return false;
	}
	add_pair(v, whole == MARK_REMOVED ? doc : made, whole == MARK_REMOVED ? made : doc);
	v->sources[v->count - 1].whole = whole;
	v->sources[v->count - 1].made = made;
	return true;
}

/* The same document in the other folder: the Work tells, or else the name of the file. */
static const struct doc *counterpart(const struct corpus *corpus, const struct doc *doc)
{
	if (doc->facts.work.length)
		return corpus_work(corpus, doc->facts.work);
	const char *name = file_base_name(doc->file);
	for (size_t i = 0; i < corpus->count; i++)
		if (!corpus->docs[i]->facts.work.length &&
		    !strcmp(file_base_name(corpus->docs[i]->file), name))
			return corpus->docs[i];
	return NULL;
}

/* What only the new folder has comes where its name puts it: before `name`, or all the rest. */
static bool add_inserted(struct versions *v, size_t *next, const char *name)
{
	const struct corpus *b = v->new_base;
	bool good = true;
	for (; *next < b->count; ++*next) {
		const struct doc *doc = b->docs[*next];
		if (name && strcmp(file_base_name(doc->file), name) > 0)
			break;
		if (!counterpart(v->old_base, doc))
			good &= add_single(v, doc, MARK_INSERTED);
	}
	return good;
}

static bool pair_folders(struct versions *v)
{
	const struct corpus *a = v->old_base;
	bool good = true;
	size_t next = 0;
	for (size_t i = 0; i < a->count; i++) {
		const struct doc *old_doc = a->docs[i];
		const struct doc *new_doc = counterpart(v->new_base, old_doc);
		good &= add_inserted(v, &next, file_base_name(old_doc->file));
		if (new_doc)
			add_pair(v, old_doc, new_doc);
		else
			good &= add_single(v, old_doc, MARK_REMOVED);
	}
	return add_inserted(v, &next, NULL) && good;
}

/* Two files are two versions whatever they say. */
static bool pair_versions(struct versions *v)
{
	const struct corpus *a = v->old_base, *b = v->new_base;
	v->pairs = mem_alloc((a->count + b->count) * sizeof *v->pairs);
	v->sources = mem_alloc((a->count + b->count) * sizeof *v->sources);
	if (a->folder || b->folder)
		return pair_folders(v);
	add_pair(v, a->docs[0], b->docs[0]);
	return true;
}

static bool differs(const struct redline *redline)
{
	if (redline->whole != MARK_SAME)
		return true;
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

/* JSON and no format: the changed provisions and not their text. */
static bool is_listed(const struct options *options)
{
	return options->has_format && options->format == REPORT_JSON && !options->to;
}

static enum status write_list(struct run_state *run, struct redline **redlines, size_t count)
{
	struct buf out = {0};
	for (size_t i = 0; i < count; i++)
		report_changed(redlines[i], run->profile, &out);
	bool good = write_result(run->options, NULL, buf_as_span(&out));
	buf_release(&out);
	return good ? STATUS_SAID : STATUS_FAILED;
}

/* The merge of a pair; how it was found out is freed, since a page wants the room. */
static struct redline *merge_of(struct versions *v, size_t i)
{
	doc_hashes_drop(v->pairs[i].old_doc);
	doc_hashes_drop(v->pairs[i].new_doc);
	struct redline *redline = redline_build(v->sources[i].pairing, NULL, NULL, 0);
	redline->whole = v->sources[i].whole;
	pairing_free(v->sources[i].pairing);
	v->sources[i].pairing = NULL;
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
		status = is_listed(run->options) ? write_list(run, redlines, count)
						 : write_redlines(run, redlines, count, format);
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

/* A patch amends documents: a whole one neither comes nor goes by it. */
static bool has_single(const struct versions *v, const char *format)
{
	bool found = false;
	for (size_t i = 0; i < v->count; i++) {
		enum mark whole = v->sources[i].whole;
		if (whole == MARK_SAME)
			continue;
		complain("%s is not in %s: -t %s cannot say that a whole document is %s",
			 v->pairs[i].new_doc->file,
			 whole == MARK_REMOVED ? v->new_base->path : v->old_base->path, format,
			 whole == MARK_REMOVED ? "deleted" : "inserted");
		found = true;
	}
	return found;
}

static enum status diff_written(struct run_state *run, const struct versions *v, difference *write)
{
	const struct options *options = run->options;
	struct calc_options how = {
		.profile = run->profile, .author = options->author, .date = options->date};
	struct buf out = {0};
	enum status status = STATUS_FAILED;
	if (has_single(v, options->to))
		return STATUS_FAILED;
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
static bool load_versions(struct run_state *run, struct versions *v, bool akn)
{
	struct corpus *loaded[2];
	bool good = run_load_versions(run, run->options->files, akn, loaded);
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
	if ((write || redline_format(options, &format)) &&
	    load_versions(&run, &v, write || format == RENDER_AKN) && pair_versions(&v))
		status = write ? diff_written(&run, &v, write) : diff_redline(&run, &v, format);
	versions_release(&v);
	run_release(&run);
	return status;
}
