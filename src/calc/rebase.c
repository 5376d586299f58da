/* A patch carried to a newer base, three-way: each operation is looked at in the old base, in the
 * new one and in what the patch made of the old one. The rebased patch is then tried: what it does
 * to the new base must be what it did to the old. Nothing is written when there is a conflict. */
#include "calc/rebase.h"

#include "doc/address.h"
#include "doc/tags.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- who changed the new base */

static const char *modification_of(const struct rebasing *r, const struct doc *doc,
				   struct span source)
{
	uint32_t references = doc_meta(doc, DOC_NONE, "references", 0);
	const char *hash = source.length ? memchr(source.at, '#', source.length) : NULL;
	unsigned number = 0;
	if (hash && span_starts(span_from(hash, source.at + source.length), "#am_"))
		number = (unsigned)strtoul(hash + 4, NULL, 10);
	for (uint32_t i = references; i != DOC_NONE && i < doc->meta_count; i++) {
		struct span href = doc_attribute(doc, doc->metas[i].start, "href");
		struct span shown = doc_attribute(doc, doc->metas[i].start, "showAs");
		if (doc->metas[i].parent == references &&
		    span_is(doc->metas[i].name, "passiveRef") && href.length &&
		    href.length < source.length &&
		    span_equal(span_sub(source, 0, href.length), href) && number)
			return arena_printf(&r->rebase->arena, "operation %u of %.*s", number,
					    SPAN_ARGS(shown));
	}
	return NULL;
}

/* Do two addresses meet: the same, or one inside the other? */
static bool meet(struct span a, struct span b)
{
	size_t n = a.length < b.length ? a.length : b.length;
	if (!n || memcmp(a.at, b.at, n) != 0)
		return false;
	return a.length == b.length ||
	       span_starts(span_sub(a.length > b.length ? a : b, n,
				    a.length > b.length ? a.length : b.length),
			   "__");
}

static bool mod_meets(const struct doc *doc, uint32_t mod, struct span eid)
{
	for (uint32_t i = mod + 1; i < doc->meta_count && doc->metas[i].start < doc->metas[mod].end;
	     i++) {
		struct span href = doc_attribute(doc, doc->metas[i].start, "href");
		if (!span_is(doc->metas[i].name, "source") && span_starts(href, "#") &&
		    meet(span_sub(href, 1, href.length), eid))
			return true;
	}
	return false;
}

/* The passive modifications of the new base that the old one did not have, at an address. */
static const char *changer_at(const struct rebasing *r, const struct doc *old_doc,
			      const struct doc *doc, struct span eid)
{
	uint32_t analysis = doc_meta(doc, DOC_NONE, "analysis", 0);
	uint32_t passive = analysis == DOC_NONE
				   ? DOC_NONE
				   : doc_meta(doc, analysis, "passiveModifications", 0);
	for (uint32_t i = passive; i != DOC_NONE && i < doc->meta_count; i++) {
		if (doc->metas[i].parent != passive || !mod_meets(doc, i, eid))
			continue;
		uint32_t source = doc_meta(doc, i, "source", 0);
		struct span href = source == DOC_NONE
					   ? (struct span){"", 0}
					   : doc_attribute(doc, doc->metas[source].start, "href");
		if (span_find(old_doc->bytes, href, 0) != SIZE_MAX)
			continue;
		const char *name = modification_of(r, doc, href);
		if (name)
			return name;
	}
	return NULL;
}

static const char *changer(const struct rebasing *r, const struct rebased_op *op)
{
	const char *places[] = {op->place, op->onto_place, op->op->target, op->op->anchor};
	for (size_t d = 0; d < r->base->count; d++)
		for (size_t i = 0; r->pairings[d] && i < sizeof places / sizeof *places; i++) {
			const char *name =
				places[i] ? changer_at(r, r->base->docs[d], r->pairings[d]->new_doc,
						       span_of(places[i]))
					  : NULL;
			if (name)
				return name;
		}
	struct span version = corpus_version(r->onto);
	return arena_printf(&r->rebase->arena, "version %.*s", SPAN_ARGS(version));
}

/* ---- the report */

static const char *citation_of(const struct rebasing *r, const char *eid)
{
	struct buf citation = {0};
	address_to_citation(r->profile, span_of(eid), &citation);
	const char *kept = arena_copy(&r->rebase->arena, citation.at, citation.length);
	buf_release(&citation);
	return kept;
}

/* Where an operation acts, and where that is now. */
static void set_places(struct rebasing *r)
{
	for (size_t i = 0; i < r->rebase->count; i++) {
		struct rebased_op *rebased = &r->rebase->ops[i];
		const struct op *op = rebased->op;
		bool placed = op->kind == OP_INSERTION && op->anchor;
		rebased->place = placed ? op->anchor : op->target;
		rebased->citation = citation_of(r, rebased->place);
		rebased->onto_place = address_onto(r, rebased->place);
	}
}

static void set_status(struct rebasing *r)
{
	for (size_t i = 0; i < r->rebase->count; i++) {
		struct rebased_op *op = &r->rebase->ops[i];
		bool same = op->onto_place && !strcmp(op->onto_place, op->place) && !r->anchors[i];
		if (r->anchors[i])
			op->onto_place = r->anchors[i];
		if (op->status == REBASE_CLEAN && !same && op->onto_place)
			op->status = REBASE_MOVED;
	}
}

static struct corpus result_of(const struct rebasing *r, const struct application *application)
{
	struct corpus corpus = {.path = r->base->path};
	corpus.docs =
		arena_alloc(&r->rebase->arena, (application->doc_count + 1) * sizeof *corpus.docs);
	for (size_t i = 0; i < application->doc_count; i++)
		corpus.docs[corpus.count++] = application->docs[i].new_doc;
	return corpus;
}

static void set_texts(struct rebasing *r)
{
	struct corpus patched = result_of(r, r->application);
	struct arena *arena = &r->rebase->arena;
	for (size_t i = 0; i < r->rebase->count; i++) {
		struct rebased_op *op = &r->rebase->ops[i];
		bool brings = op->op->kind == OP_INSERTION && op->op->scope == SCOPE_PROVISION;
		const char *after = op->op->to ? op->op->to : brings ? op->op->target : op->place;
		op->base = place_text(r->base, op->place, arena);
		op->onto = op->onto_place ? place_text(r->onto, op->onto_place, arena) : NULL;
		op->gives = place_text(&patched, after, arena);
		if (op->status == REBASE_CONFLICT)
			op->other = changer(r, op);
	}
}

/* ---- the trial */

static void text_of(struct span bytes, struct buf *out)
{
	struct tag tag;
	for (size_t at = 0; tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_TEXT)
			tag_decode(span_sub(bytes, tag.start, tag.end), out);
}

/* Is the byte inside a tag? What is written there are ids and names, no words. */
static bool in_tag(struct span bytes, size_t at)
{
	while (at && bytes.at[at - 1] != '<' && bytes.at[at - 1] != '>')
		at--;
	return at && bytes.at[at - 1] == '<';
}

/* The words that an operation took away and those it put in, one after the other. */
static void effect_of(const struct application *application, unsigned change, struct buf *out)
{
	for (size_t d = 0; d < application->doc_count; d++) {
		const struct applied_doc *doc = &application->docs[d];
		for (size_t i = 0; i < doc->splices.count; i++) {
			const struct splice *splice = &doc->splices.items[i];
			struct buf text = {0};
			if (splice->op != change || in_tag(doc->old->bytes, splice->start))
				continue;
			text_of(span_sub(doc->old->bytes, splice->start, splice->end), &text);
			buf_char(&text, '\x1f');
			text_of(splice->text, &text);
			words_fold_space(buf_as_span(&text), out);
			buf_char(out, '\x1e');
			buf_release(&text);
		}
	}
}

static bool same_effect(const struct op_result *one, const struct application *a,
			const struct op_result *two, const struct application *b)
{
	struct buf x = {0}, y = {0};
	effect_of(a, one->change, &x);
	effect_of(b, two->change, &y);
	bool same = span_equal(buf_as_span(&x), buf_as_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

static void compare_effects(struct rebasing *r, const struct application *tried)
{
	for (size_t i = 0; i < r->rebase->count; i++) {
		const struct op_result *now = &tried->results[i];
		if (now->status == OP_REFUSED)
			rebase_conflict(r, i, "%s",
					now->diag ? now->diag->message : "it is refused");
		else if (!same_effect(&r->application->results[i], r->application, now, tried))
			rebase_conflict(r, i, "it would change other words than in its own base");
	}
}

static void try_patch(struct rebasing *r, struct diags *diags)
{
	struct buf copy = {0};
	struct diags quiet = {0};
	buf_span(&copy, buf_as_span(&r->rebase->akn));
	struct doc *doc = doc_read(r->patch->doc->file, &copy, diags);
	struct patch *patch = doc ? patch_read(doc, diags) : NULL;
	struct apply_options how = {.profile = r->profile, .partial = true};
	if (patch) {
		struct application *tried = apply_patches(r->onto, &patch, 1, &how, &quiet);
		compare_effects(r, tried);
		application_free(tried);
	}
	patch_free(patch);
	diags_release(&quiet);
}

/* ---- the whole */

static void pair_documents(struct rebasing *r)
{
	r->pairings = mem_alloc((r->base->count + 1) * sizeof(struct pairing *));
	bool alone = r->base->count == 1 && r->onto->count == 1;
	for (size_t i = 0; i < r->base->count; i++) {
		const struct doc *doc = r->base->docs[i];
		const struct doc *onto =
			alone ? r->onto->docs[0] : corpus_work(r->onto, doc->facts.work);
		if (onto)
			r->pairings[i] = pairing_from_texts(doc, onto);
	}
}

static void rebase(struct rebasing *r, struct diags *diags)
{
	struct rebase *out = r->rebase;
	out->count = r->application->result_count;
	out->ops = arena_alloc(&out->arena, (out->count + 1) * sizeof *out->ops);
	for (size_t i = 0; i < out->count; i++)
		out->ops[i].op = r->application->results[i].op;
	set_places(r);
	judge_operations(r);
	set_status(r);
	patch_readdress(r, &out->akn);
	if (!out->conflicts)
		try_patch(r, diags);
	set_texts(r);
	if (out->conflicts)
		buf_cut(&out->akn, 0);
}

struct rebase *rebase_patch(const struct corpus *base, const struct corpus *onto,
			    struct patch *patch, const struct profile *profile, struct diags *diags)
{
	struct apply_options how = {.profile = profile};
	struct rebasing r = {.base = base, .onto = onto, .patch = patch, .profile = profile};
	r.application = apply_patches(base, &patch, 1, &how, diags);
	if (r.application->done) {
		r.rebase = mem_alloc(sizeof *r.rebase);
		r.anchors = mem_alloc((patch->op_count + 1) * sizeof *r.anchors);
		pair_documents(&r);
		rebase(&r, diags);
		for (size_t i = 0; i < base->count; i++)
			pairing_free(r.pairings[i]);
		free(r.pairings);
		free(r.anchors);
	}
	application_free(r.application);
	return r.rebase;
}

void rebase_free(struct rebase *rebase)
{
	if (!rebase)
		return;
	arena_release(&rebase->arena);
	buf_release(&rebase->akn);
	free(rebase);
}
