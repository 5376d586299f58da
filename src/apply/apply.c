/* The three steps: resolve every operation, find conflicts between them, perform on a copy. */
#include "apply/plan.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- resolving */

static void resolve_unsupported(struct plan *plan, struct op_result *result)
{
	refuse(plan, result, DIAG_AMD028, "a %s of scope %s cannot be carried out",
	       op_kind_name(result->op->kind), op_scope_name(result->op->scope));
}

typedef void resolver(struct plan *plan, struct op_result *result);

static resolver *resolver_of(const struct op *op)
{
	static resolver *const by_kind[] = {
		[OP_INSERTION] = resolve_insertion, [OP_SUBSTITUTION] = resolve_substitution,
		[OP_REPEAL] = resolve_repeal,	    [OP_RENUMBERING] = resolve_renumbering,
		[OP_SPLIT] = resolve_unsupported,   [OP_JOIN] = resolve_unsupported,
		[OP_MOVE] = resolve_move,
	};
	switch (op->scope) {
	case SCOPE_PROVISION:
		return by_kind[op->kind];
	case SCOPE_WORDS:
		return resolve_words;
	case SCOPE_HEADING:
		return resolve_heading;
	case SCOPE_CROSSHEADING:
		return resolve_crossheading;
	case SCOPE_DEFINITION:
		return resolve_definition;
	case SCOPE_TABLE:
		break;
	}
	return resolve_unsupported;
}

static bool is_other_version(const struct plan *plan, const struct patch *patch)
{
	struct span version = corpus_version(plan->application->base);
	return patch->base_version && version.length && !span_is(version, patch->base_version);
}

/* That a draft is of another version is said when it is compiled. */
static const struct diag *version_finding(const struct plan *plan, const char *draft)
{
	for (size_t i = 0; draft && i < plan->diags->count; i++) {
		const struct diag *diag = plan->diags->items[i];
		if (diag->code == DIAG_AMD001 && diag->place.file &&
		    !strcmp(diag->place.file, draft))
			return diag;
	}
	return NULL;
}

/* One cause, one finding: else it is said at the first operation of the patch, which is `first`. */
static void check_version(struct plan *plan, struct op_result *first, struct op_result *result)
{
	const struct patch *patch = result->patch;
	if (!is_other_version(plan, patch))
		return;
	const struct diag *said =
		first == result ? version_finding(plan, result->op->file) : first->diag;
	if (!said) {
		struct span has = corpus_version(plan->application->base);
		diag_help(plan->diags,
			  refuse(plan, result, DIAG_AMD001,
				 "drafted against version %s, but the base is version %.*s",
				 patch->base_version, SPAN_ARGS(has)),
			  "with version %s as the base, “lexpatch rebase --onto” version %.*s",
			  patch->base_version, SPAN_ARGS(has));
		return;
	}
	result->status = OP_REFUSED;
	result->diag = said;
	plan->application->refused++;
}

/* The base's text has changed under a pin: the operations on that provision are refused. */
static void check_pins(struct plan *plan, const struct patch *patch)
{
	struct application *application = plan->application;
	for (size_t i = 0; i < patch->pin_count; i++) {
		const struct pin *pin = &patch->pins[i];
		const struct doc *doc = corpus_work(application->base, span_of(pin->work));
		const char *part;
		struct span bare = address_without_part(span_of(pin->eid), &part);
		uint32_t provision = doc ? doc_find(doc, bare) : DOC_NONE;
		if (provision == DOC_NONE)
			continue; /* the operation itself says that its target is not there */
		char now[SHA256_HEX];
		doc_pin(doc, provision, part, now);
		if (!strcmp(now, pin->sha256))
			continue;
		struct span eid = span_of(pin->eid);
		for (const struct claim *c = claim_find(&plan->targets, doc, eid);
		     claim_is(&plan->targets, c, doc, eid); c++) {
			struct op_result *result = &application->results[c->result];
			if (result->patch == patch && result->status != OP_REFUSED)
				refuse(plan, result, DIAG_AMD018,
				       "the text of %s is not the one drafted against",
				       citation_of(plan, bare));
		}
	}
}

/* A cross-heading is no text that is pinned. */
static bool needs_pin(const struct op *op)
{
	return op->kind != OP_INSERTION && op->scope != SCOPE_CROSSHEADING;
}

static void warn_unpinned(struct plan *plan, const struct patch *patch)
{
	if (patch->base_uri && !patch->pin_count && patch->op_count &&
	    !is_other_version(plan, patch))
		for (size_t i = 0; i < patch->op_count; i++)
			if (needs_pin(&patch->ops[i])) {
				diag_add(plan->diags, DIAG_AMD029,
					 (struct place){.file = patch->draft ? patch->draft
									     : patch->doc->file,
							.line = patch->draft ? 0 : 1},
					 "no text of the base is pinned in the patch: targets are "
					 "found by address only");
				return;
			}
}

static void resolve_all(struct plan *plan)
{
	struct application *application = plan->application;
	struct op_result *first = application->results;
	for (size_t i = 0; i < application->result_count; i++) {
		struct op_result *result = &application->results[i];
		if (first->patch != result->patch)
			first = result;
		check_version(plan, first, result);
		if (result->status != OP_REFUSED)
			resolver_of(result->op)(plan, result);
	}
}

/* ---- performing */

static void gather(struct plan *plan)
{
	struct application *application = plan->application;
	for (size_t i = 0; i < application->result_count; i++) {
		struct op_result *result = &application->results[i];
		if (result->status == OP_REFUSED)
			continue;
		struct applied_doc *doc = &application->docs[plan->doc_of[i]];
		for (size_t s = 0; s < plan->wanted[i].count; s++) {
			const struct splice *splice = &plan->wanted[i].items[s];
			if (!splice->text.at)
				continue;
			struct span text = {arena_copy(&doc->splices.arena, splice->text.at,
						       splice->text.length),
					    splice->text.length};
			struct splice *copy = splice_add(&doc->splices, splice->start, splice->end,
							 text, splice->op);
			copy->key = splice->key;
			copy->leads = splice->leads;
			copy->moves = splice->moves;
			doc->touched = true;
		}
		result->status = OP_APPLIED;
	}
}

static bool perform(struct plan *plan)
{
	struct application *application = plan->application;
	settle_wrappers(plan);
	yield_ids(plan);
	gather(plan);
	if (!moves_perform(plan)) {
		diag_add(plan->diags, DIAG_AMD013,
			 (struct place){.file = plan->patches[0]->doc->file},
			 "two operations want the same bytes of a provision that moves");
		return false;
	}
	for (size_t i = 0; i < application->doc_count; i++) {
		struct applied_doc *doc = &application->docs[i];
		splice_metadata(plan, i);
		write_prefixes(doc);
		size_t overlap = splices_sort(&doc->splices);
		if (overlap != SIZE_MAX) {
			diag_add(plan->diags, DIAG_AMD013, (struct place){.file = doc->old->file},
				 "operations %u and %u want the same bytes",
				 doc->splices.items[overlap - 1].op,
				 doc->splices.items[overlap].op);
			return false;
		}
		if (plan->options->bytes_only && !has_foreign_names(doc))
			continue;
		struct buf bytes = {0};
		splices_perform(&doc->splices, doc->old->bytes, &bytes);
		doc->new_doc = doc_read_beside(doc->old, doc->old->file, &bytes, plan->diags);
		if (!doc->new_doc)
			return false;
	}
	return true;
}

static void start_results(struct plan *plan, struct patch *const *patches, size_t count)
{
	struct application *application = plan->application;
	size_t ops = 0;
	for (size_t i = 0; i < count; i++)
		ops += patches[i]->op_count;
	application->results =
		arena_alloc(&application->arena, (ops + 1) * sizeof(struct op_result));
	for (size_t i = 0; i < count; i++)
		for (size_t o = 0; o < patches[i]->op_count; o++) {
			size_t n = application->result_count++;
			application->results[n] =
				(struct op_result){.patch = patches[i],
						   .op = &patches[i]->ops[o],
						   .status = OP_FITS,
						   .change = plan->first_change + (unsigned)n};
		}
	plan->wanted = mem_alloc((ops + 1) * sizeof *plan->wanted);
	plan->doc_of = mem_alloc((ops + 1) * sizeof *plan->doc_of);
	plan->around = mem_alloc((ops + 1) * sizeof *plan->around);
	spelling_start(plan);
}

/* Change numbers go on from the highest pm_N that the base already has. */
static unsigned changes_before(const struct corpus *base)
{
	unsigned most = 0;
	for (size_t i = 0; i < base->count; i++) {
		const struct doc *doc = base->docs[i];
		uint32_t analysis = doc_meta(doc, DOC_NONE, "analysis", 0);
		uint32_t passive = analysis == DOC_NONE
					   ? DOC_NONE
					   : doc_meta(doc, analysis, "passiveModifications", 0);
		for (uint32_t m = passive; m != DOC_NONE && m + 1 < doc->meta_count; m++) {
			const struct meta *mod = &doc->metas[m + 1];
			struct span eid = mod->parent == passive
						  ? doc_attribute(doc, mod->start, "eId")
						  : (struct span){0};
			unsigned long number =
				span_starts(eid, "pm_") ? strtoul(eid.at + 3, NULL, 10) : 0;
			if (number > most && number < INT32_MAX)
				most = (unsigned)number;
		}
	}
	return most;
}

static void plan_release(struct plan *plan)
{
	for (size_t i = 0; i < plan->application->result_count; i++)
		splices_release(&plan->wanted[i]);
	free(plan->wanted);
	free(plan->doc_of);
	free(plan->around);
	spelling_release(plan);
	free(plan->made.items);
	free(plan->freed.items);
	free(plan->targets.items);
	for (size_t i = 0; i < plan->move_count; i++)
		splices_release(&plan->moves[i].own);
	free(plan->moves);
	free(plan->needs);
	free(plan->anchors);
	free(plan->capitals);
	cite_finder_free(plan->finder);
}

struct application *apply_patches(const struct corpus *base, struct patch *const *patches,
				  size_t patch_count, const struct apply_options *options,
				  struct diags *diags)
{
	struct application *application = mem_alloc(sizeof *application);
	application->base = base;
	application->doc_count = base->count;
	application->docs =
		arena_alloc(&application->arena, (base->count + 1) * sizeof(struct applied_doc));
	for (size_t i = 0; i < base->count; i++)
		application->docs[i].old = base->docs[i];
	struct buf error = {0};
	struct plan plan = {.application = application,
			    .patches = patches,
			    .patch_count = patch_count,
			    .options = options,
			    .diags = diags,
			    .finder = cite_finder_new(options->profile, &error),
			    .first_change = changes_before(base) + 1};
	buf_release(&error);
	start_results(&plan, patches, patch_count);
	claims_collect(&plan);
	for (size_t i = 0; i < patch_count; i++)
		warn_unpinned(&plan, patches[i]);
	resolve_all(&plan);
	note_capitals(&plan);
	for (size_t i = 0; i < patch_count; i++)
		check_pins(&plan, patches[i]);
	check_anchors(&plan);
	check_conflicts(&plan);
	check_emptied_lists(&plan);
	check_meetings(&plan);
	check_wordless(&plan);
	check_needs(&plan);
	if (options->partial || (!application->refused && !options->refused))
		application->done = perform(&plan);
	plan_release(&plan);
	return application;
}

void application_free(struct application *application)
{
	if (!application)
		return;
	for (size_t i = 0; i < application->doc_count; i++) {
		doc_free(application->docs[i].new_doc);
		splices_release(&application->docs[i].splices);
		splices_release(&application->docs[i].asked);
	}
	arena_release(&application->arena);
	free(application);
}

const struct splices *applied_asked(const struct applied_doc *doc)
{
	return doc->asked.count ? &doc->asked : &doc->splices;
}

const struct span *applied_spans(struct application *application, size_t doc, size_t *count)
{
	const struct applied_doc *applied = &application->docs[doc];
	const struct splices none = {0};
	const struct splices *splices = applied->new_doc ? &none : &applied->splices;
	struct span *spans =
		arena_alloc(&application->arena, (2 * splices->count + 1) * sizeof *spans);
	*count = splices_spans(
		splices, applied->new_doc ? applied->new_doc->bytes : applied->old->bytes, spans);
	return spans;
}

const struct op_result *application_change(const struct application *application, unsigned change)
{
	if (!application->result_count || change < application->results[0].change)
		return NULL;
	size_t index = change - application->results[0].change;
	return index < application->result_count ? &application->results[index] : NULL;
}
