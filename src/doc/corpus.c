/* A corpus: the Sections of one Code at one version, loaded from a file or a folder. */
#include "doc/doc.h"

#include "doc/xml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct loading {
	const char **paths;
	struct doc **docs;
	struct diags *diags; /* of each file */
};

static void load_one(void *user, size_t i)
{
	struct loading *loading = user;
	xml_begin_thread();
	loading->docs[i] = doc_load(loading->paths[i], &loading->diags[i]);
}

/* Files are read by several threads; what is said stops at the first that cannot be read, as if
 * they were read in order. */
static bool load_all(struct corpus *corpus, const char **paths, size_t count,
		     const struct threads *threads, struct diags *diags)
{
	corpus->docs = arena_alloc(&corpus->arena, (count + 1) * sizeof *corpus->docs);
	struct loading loading = {paths, corpus->docs,
				  mem_alloc((count + 1) * sizeof *loading.diags)};
	for (size_t i = 0; i < count; i++)
		loading.diags[i].policy = diags->policy;
	xml_begin();
	threads_run(threads, count, load_one, &loading);
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		if (good)
			diags_take(diags, &loading.diags[i]);
		else
			diags_release(&loading.diags[i]);
		good = good && corpus->docs[i];
	}
	free(loading.diags);
	corpus->count = count;
	return good;
}

/* Every document is another Work of the same version: else a target would not say which. */
static bool consistent(const struct corpus *corpus, struct diags *diags)
{
	bool good = true;
	for (size_t i = 0; i < corpus->count; i++) {
		const struct doc *doc = corpus->docs[i];
		struct place place = {.file = doc->file, .line = 1};
		struct doc *first = corpus_work(corpus, doc->facts.work);
		if (doc->facts.work.length && first != doc) {
			struct diag *diag =
				diag_add(diags, DIAG_AMD001, place, "%.*s is in the folder twice",
					 SPAN_ARGS(doc->facts.work));
			diag_relate(diags, diag, (struct place){.file = first->file, .line = 1},
				    "the same document");
			good = false;
		}
		struct span version = doc->facts.version, wanted = corpus->docs[0]->facts.version;
		if (!span_equal(version, wanted)) {
			diag_add(diags, DIAG_AMD001, place,
				 "version %.*s in a folder of version %.*s", SPAN_ARGS(version),
				 SPAN_ARGS(wanted));
			good = false;
		}
	}
	return good;
}

struct corpus *corpus_load(const char *path, const struct threads *threads, struct diags *diags)
{
	struct corpus *corpus = mem_alloc(sizeof *corpus);
	corpus->path = arena_string(&corpus->arena, path);
	corpus->folder = file_is_folder(path);
	const char **paths = &corpus->path;
	size_t count = 1;
	if (corpus->folder && file_list(path, ".xml", &corpus->arena, &paths, &count) < 0) {
		diag_add(diags, DIAG_AMD001, (struct place){.file = path}, "cannot be read: %s",
			 strerror(errno));
		corpus_free(corpus);
		return NULL;
	}
	if (!count)
		diag_add(diags, DIAG_AMD001, (struct place){.file = path},
			 "the folder holds no AKN file (*.xml)");
	if (!count || !load_all(corpus, paths, count, threads, diags) ||
	    !consistent(corpus, diags)) {
		corpus_free(corpus);
		return NULL;
	}
	return corpus;
}

struct corpus *corpus_from(struct doc *doc)
{
	struct corpus *corpus = mem_alloc(sizeof *corpus);
	corpus->path = arena_string(&corpus->arena, doc->file);
	corpus->docs = arena_alloc(&corpus->arena, 2 * sizeof *corpus->docs);
	corpus->docs[corpus->count++] = doc;
	return corpus;
}

void corpus_free(struct corpus *corpus)
{
	if (!corpus)
		return;
	for (size_t i = 0; i < corpus->count; i++)
		doc_free(corpus->docs[i]);
	arena_release(&corpus->arena);
	free(corpus);
}

struct doc *corpus_work(const struct corpus *corpus, struct span work)
{
	for (size_t i = 0; i < corpus->count; i++)
		if (span_equal(corpus->docs[i]->facts.work, work))
			return corpus->docs[i];
	return NULL;
}

uint32_t corpus_find(const struct corpus *corpus, struct span eid, const struct doc **doc)
{
	for (size_t i = 0; i < corpus->count; i++) {
		uint32_t index = doc_find(corpus->docs[i], eid);
		if (index == DOC_NONE)
			continue;
		*doc = corpus->docs[i];
		return index;
	}
	return DOC_NONE;
}

const struct doc *corpus_other(const struct corpus *corpus, const struct doc *doc, struct span eid)
{
	for (size_t i = 0; i < corpus->count; i++)
		if (corpus->docs[i] != doc && doc_find(corpus->docs[i], eid) != DOC_NONE)
			return corpus->docs[i];
	return NULL;
}

struct span corpus_version(const struct corpus *corpus)
{
	return corpus->count ? corpus->docs[0]->facts.version : (struct span){"", 0};
}
