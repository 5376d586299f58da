/* A patch carried to a newer base, three-way: each operation is looked at in the old base, in the
 * new one and in what the patch made of the old one. The rebased patch is then tried: what it does
 * to the new base must be what it did to the old. Nothing is written when there is a conflict. */
#include "calc/rebase.h"

#include "doc/address.h"
#include "doc/tags.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- the report */

static const char *changer(const struct rebasing *r, const struct rebased_op *op)
{
	const char *places[] = {op->in_way, op->op->target, op->place, op->onto_place,
				op->op->anchor};
	const char *name = NULL;
	for (size_t d = 0; d < r->base->count && !name; d++)
		if (r->pairings[d])
			name = changer_of(r->base->docs[d], r->pairings[d]->new_doc, places,
					  sizeof places / sizeof *places, &r->rebase->arena);
	struct span version = corpus_version(r->onto);
	bool tells = version.length && !span_equal(version, corpus_version(r->base)) &&
		     span_find(version, SPAN("+unnumbered"), 0) == SIZE_MAX;
	return name    ? name
	       : tells ? arena_printf(&r->rebase->arena, "version %.*s", SPAN_ARGS(version))
		       : file_base_name(r->onto->path);
}

const char *rebase_cite(const struct rebasing *r, const char *eid)
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
		rebased->citation = rebase_cite(r, rebased->place);
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
		bool brings = op_brings_provisions(op->op);
		const char *after = op->op->to ? op->op->to : brings ? op->op->target : op->place;
		op->base = place_text_for(r->base, op->op, op->place, arena);
		op->onto = brings ? place_text(r->onto, address_made_onto(r, op->op->target), arena)
				  : NULL;
		if (op->onto)
			op->base = place_text(r->base, op->op->target, arena);
		else if (op->onto_place)
			op->onto = place_text_for(r->onto, op->op, op->onto_place, arena);
		op->gives = place_text_for(&patched, op->op, after, arena);
	}
	find_unsettled(r, &patched);
	for (size_t i = 0; i < r->rebase->count; i++) {
		struct rebased_op *op = &r->rebase->ops[i];
		if (op->status != REBASE_CONFLICT)
			continue;
		op->other = changer(r, op);
		op->done = is_done(r, &patched, i);
		if (op->done)
			op->why = "the same has been done there already";
	}
	unsettled_free(r);
}

/* ---- the trial */

/* Is the byte inside a tag? What is written there are ids and names, no words. */
static bool in_tag(struct span bytes, size_t at)
{
	while (at && bytes.at[at - 1] != '<' && bytes.at[at - 1] != '>')
		at--;
	return at && bytes.at[at - 1] == '<';
}

/* What a splice takes away. The number of a provision that goes, nothing coming in its place, may
 * have changed: it is not what is taken. */
static void text_taken(const struct doc *doc, const struct splice *splice, struct buf *out)
{
	uint32_t at = doc_provision_from(doc, splice->start);
	const struct provision *p = at < doc->provision_count ? &doc->provisions[at] : NULL;
	uint32_t from = splice->start;
	bool goes = !span_trim(splice->text).length;
	if (goes && p && p->num != DOC_NONE && p->end <= splice->end) {
		text_of_bytes(span_sub(doc->bytes, from, doc->blocks[p->num].start), out);
		from = doc->blocks[p->num].end;
	}
	text_of_bytes(span_sub(doc->bytes, from, splice->end), out);
}

/* The words that an operation took away and those it put in, one after the other. */
static void effect_of(const struct application *application, unsigned change, struct buf *out)
{
	for (size_t d = 0; d < application->doc_count; d++) {
		const struct applied_doc *doc = &application->docs[d];
		const struct splices *splices = applied_asked(doc);
		for (size_t i = 0; i < splices->count; i++) {
			const struct splice *splice = &splices->items[i];
			struct buf text = {0};
			if (splice->op != change || in_tag(doc->old->bytes, splice->start))
				continue;
			text_taken(doc->old, splice, &text);
			buf_char(&text, '\x1f');
			text_of_bytes(splice->text, &text);
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
	if (one->op->kind == OP_MOVE)
		return true; /* whatever has become of what moves */
	effect_of(a, one->change, &x);
	effect_of(b, two->change, &y);
	bool same = span_equal(buf_as_span(&x), buf_as_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

typedef bool hit_test(const struct rebasing *r, size_t doc, const struct splice *splice,
		      const struct doc *new_doc, const struct splice *tried);

/* How to tell that an operation acts at the same place; NULL when its address says it. */
static hit_test *test_of(const struct op *op)
{
	if (op->scope == SCOPE_WORDS || op->scope == SCOPE_HEADING)
		return splice_hits;
	bool whole = op->scope == SCOPE_PROVISION || op->scope == SCOPE_DEFINITION;
	bool brings = op->kind == OP_INSERTION || op->kind == OP_MOVE;
	return brings && whole ? insertion_hits : NULL;
}

static const struct applied_doc *result_for(const struct application *tried, const struct doc *doc)
{
	for (size_t i = 0; i < tried->doc_count; i++)
		if (tried->docs[i].old == doc)
			return &tried->docs[i];
	return NULL;
}

static const struct splice *next_splice(const struct applied_doc *doc, unsigned change, size_t *at)
{
	const struct splices *splices = applied_asked(doc);
	while (*at < splices->count && splices->items[*at].op != change)
		++*at;
	return *at < splices->count ? &splices->items[(*at)++] : NULL;
}

/* In the same places: word for word, where the operation counts places or repeats. */
static bool same_places(const struct rebasing *r, const struct op_result *one,
			const struct op_result *two, const struct application *tried)
{
	hit_test *hits = test_of(one->op);
	for (size_t d = 0; hits && d < r->base->count; d++) {
		const struct applied_doc *mine = &r->application->docs[d], *theirs = NULL;
		const struct splice *a, *b;
		if (r->pairings[d])
			theirs = result_for(tried, r->pairings[d]->new_doc);
		for (size_t i = 0, k = 0; theirs && (a = next_splice(mine, one->change, &i));)
			if (!(b = next_splice(theirs, two->change, &k)) ||
			    !hits(r, d, a, theirs->old, b))
				return false;
	}
	return true;
}

/* A number that was free in its own base has been taken since, or is not freed after all. */
static void judge_refused(struct rebasing *r, size_t i, const struct op_result *now)
{
	const char *why = now->diag ? now->diag->message : "it is refused";
	if (!now->diag || now->diag->code != DIAG_NUM004)
		rebase_conflict(r, i, "%s", why);
	else if (now->against)
		rebase_conflict(r, i,
				"its number is still that of %s, the renumbering of which is "
				"in conflict",
				rebase_cite(r, now->against->op->target));
	else
		rebase_conflict(r, i,
				"%s, by a provision that has come since: one of the two "
				"needs another number",
				why);
}

static void compare_effects(struct rebasing *r, const struct application *tried)
{
	for (size_t i = 0; i < r->rebase->count; i++) {
		const struct op_result *now = &tried->results[i];
		if (now->status == OP_REFUSED)
			judge_refused(r, i, now);
		else if (!same_effect(&r->application->results[i], r->application, now, tried))
			rebase_conflict(r, i, "it would change other words than in its own base");
		else if (!same_places(r, &r->application->results[i], now, tried))
			rebase_conflict(r, i, "it would act at another place than in its own base");
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
			r->pairings[i] = pairing_from_history(doc, onto);
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
	buf_span(&out->all, buf_as_span(&out->akn));
	if (!out->conflicts)
		try_patch(r, diags);
	set_texts(r);
	if (out->conflicts)
		buf_cut(&out->akn, 0);
}

/* Operations are judged by the eIds of their places: one that two documents have is refused. */
static bool is_shared(const struct rebasing *r, const struct op *op, const char *eid,
		      struct diags *diags)
{
	const struct doc *first;
	const char *part;
	struct span bare = eid ? address_without_part(span_of(eid), &part) : (struct span){"", 0};
	if (corpus_find(r->base, bare, &first) == DOC_NONE)
		return false;
	const struct doc *other = corpus_other(r->base, first, bare);
	if (!other)
		return false;
	struct buf citation = {0};
	address_to_citation(r->profile, bare, &citation);
	struct diag *diag =
		diag_add(diags, DIAG_AMD023, (struct place){.file = r->patch->doc->file},
			 "operation %u: two documents of the base have %s: %s and %s", op->number,
			 buf_string(&citation), first->file, other->file);
	buf_release(&citation);
	diag_help(diags, diag, "give the one that is amended as the base, and its new version");
	return true;
}

static bool any_shared(const struct rebasing *r, struct diags *diags)
{
	bool shared = false;
	for (size_t i = 0; i < r->patch->op_count; i++) {
		const struct op *op = &r->patch->ops[i];
		shared |= is_shared(r, op, op->target, diags) ||
			  is_shared(r, op, op->anchor, diags) || is_shared(r, op, op->up_to, diags);
	}
	return shared;
}

struct rebase *rebase_patch(const struct corpus *base, const struct corpus *onto,
			    struct patch *patch, const struct profile *profile, struct diags *diags)
{
	struct apply_options how = {.profile = profile};
	struct rebasing r = {.base = base, .onto = onto, .patch = patch, .profile = profile};
	r.application = apply_patches(base, &patch, 1, &how, diags);
	if (r.application->done && !any_shared(&r, diags)) {
		r.rebase = mem_alloc(sizeof *r.rebase);
		r.anchors = mem_alloc((patch->op_count + 1) * sizeof *r.anchors);
		r.before = mem_alloc(patch->op_count + 1);
		pair_documents(&r);
		rebase(&r, diags);
		for (size_t i = 0; i < base->count; i++)
			pairing_free(r.pairings[i]);
		free(r.pairings);
		free(r.anchors);
		free(r.before);
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
	buf_release(&rebase->all);
	free(rebase);
}
