/* The three steps: resolve every operation, find conflicts between them, perform on a copy. */
#include "apply/plan.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- refusals */

size_t result_index(const struct plan *plan, const struct op_result *result)
{
	return (size_t)(result - plan->application->results);
}

struct splices *wanted_by(struct plan *plan, const struct op_result *result)
{
	return &plan->wanted[result_index(plan, result)];
}

const char *citation_of(struct plan *plan, struct span eid)
{
	struct buf citation = {0};
	address_to_citation(plan->options->profile, eid, &citation);
	const char *kept = arena_copy(&plan->application->arena, citation.at, citation.length);
	buf_release(&citation);
	return kept;
}

struct diag *refuse(struct plan *plan, struct op_result *result, enum diag_code code,
		    const char *format, ...)
{
	const struct op *op = result->op;
	struct place place = {op->file ? op->file : result->patch->doc->file, op->line, op->column,
			      op->column};
	va_list args;
	va_start(args, format);
	struct diag *diag = diag_vadd(plan->diags, code, place, format, args);
	va_end(args);
	diag->level = DIAG_ERROR;
	diag->op = op->number;
	if (op->target) {
		diag->eid = diag_keep(plan->diags, span_of(op->target));
		diag->citation =
			diag_keep(plan->diags, span_of(citation_of(plan, span_of(op->target))));
	}
	if (result->status != OP_REFUSED) {
		result->status = OP_REFUSED;
		result->diag = diag;
		plan->application->refused++;
	}
	return diag;
}

void offer_part(struct plan *plan, struct op_result *result, struct diag *diag, struct span eid,
		const char *part)
{
	enum { MOST = 3 };
	struct arena *arena = &plan->application->arena;
	if (!result->nearest)
		result->nearest = arena_alloc(arena, MOST * sizeof *result->nearest);
	if (result->nearest_count == MOST)
		return;
	result->nearest[result->nearest_count++] = arena_copy(arena, eid.at, eid.length);
	diag_help(plan->diags, diag, "%s%s%s%s", diag->help ? diag->help : "did you mean ",
		  diag->help ? ", " : "", part, citation_of(plan, eid));
}

void offer(struct plan *plan, struct op_result *result, struct diag *diag, struct span eid)
{
	offer_part(plan, result, diag, eid, "");
}

static bool name_is_shared(const struct plan *plan, const struct patch *patch)
{
	for (size_t i = 0; i < plan->patch_count; i++) {
		const struct patch *other = plan->patches[i];
		if (other != patch && other->name && !strcmp(other->name, patch->name))
			return true;
	}
	return false;
}

const char *op_name(struct plan *plan, const struct op_result *result, bool one_patch)
{
	struct arena *arena = &plan->application->arena;
	const struct op *op = result->op;
	const char *name = result->patch->name;
	if (one_patch)
		return arena_printf(arena, "operation %u", op->number);
	if (!name || !strcmp(name, "unnumbered") || name_is_shared(plan, result->patch))
		name = file_base_name(op->file ? op->file : result->patch->doc->file);
	return arena_printf(arena, "operation %u of %s", op->number, name);
}

void note_changed(struct plan *plan, struct op_result *result, struct span eid)
{
	struct arena *arena = &plan->application->arena;
	size_t count = result->changed_count;
	if ((count & (count - 1)) == 0) { /* grows at powers of two */
		const char **grown = arena_alloc(arena, (count ? count * 2 : 1) * sizeof *grown);
		if (count)
			memcpy(grown, result->changed, count * sizeof *grown);
		result->changed = grown;
	}
	result->changed[result->changed_count++] = arena_copy(arena, eid.at, eid.length);
}

/* ---- finding targets */

static unsigned distance(struct span a, struct span b)
{
	enum { LONGEST = 64 };
	unsigned row[LONGEST + 1];
	if (a.length > LONGEST || b.length > LONGEST)
		return UINT32_MAX;
	for (unsigned j = 0; j <= b.length; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a.length; i++) {
		unsigned diagonal = row[0];
		row[0] = i;
		for (unsigned j = 1; j <= b.length; j++) {
			unsigned replaced = diagonal + (a.at[i - 1] != b.at[j - 1]);
			diagonal = row[j];
			unsigned least = row[j] < row[j - 1] ? row[j] : row[j - 1];
			row[j] = replaced < least + 1 ? replaced : least + 1;
		}
	}
	return row[b.length];
}

/* Up to three provisions whose eIds are nearest in spelling. */
static void offer_nearest(struct plan *plan, struct op_result *result, struct diag *diag,
			  const struct doc *doc, struct span eid)
{
	enum { TELL = 20 }; /* after that many refusals nobody reads suggestions */
	if (plan->nearest_given++ >= TELL)
		return;
	for (unsigned far = 1; far <= 2; far++)
		for (size_t i = 0; i < doc->provision_count; i++) {
			struct span other = doc->provisions[i].eid;
			if (!(doc->provisions[i].flags & PROVISION_CROSSHEADING) && other.length &&
			    other.length + 2 >= eid.length && other.length <= eid.length + 2 &&
			    distance(eid, other) == far)
				offer(plan, result, diag, other);
		}
}

static bool find_in(const struct doc *doc, uint32_t index, struct span eid, struct target *target)
{
	uint32_t found = doc_find(doc, eid);
	if (found == DOC_NONE || doc->provisions[found].flags & PROVISION_QUOTED)
		return false;
	target->doc = doc;
	target->doc_index = index;
	target->provision = found;
	target->only = DOC_NONE;
	return true;
}

/* Refuses what another document has under that eId too, where the patch does not say which. */
static bool is_elsewhere_too(struct plan *plan, struct op_result *result, struct span eid,
			     uint32_t found)
{
	const struct corpus *base = plan->application->base;
	const struct doc *other = corpus_other(base, base->docs[found], eid);
	if (!other)
		return false;
	struct diag *diag =
		refuse(plan, result, DIAG_AMD023, "two documents of the base have %s: %s and %s",
		       citation_of(plan, eid), base->docs[found]->file, other->file);
	diag_help(plan->diags, diag, "give the one that is amended as the base");
	return true;
}

bool find_target(struct plan *plan, struct op_result *result, const char *eid,
		 struct target *target)
{
	const struct corpus *base = plan->application->base;
	struct span bare = address_without_part(span_of(eid), &target->part);
	if (*target->part && result->op->scope != SCOPE_WORDS) {
		refuse(plan, result, DIAG_AMD028,
		       "%s is a part of a provision: only words in it can be changed",
		       citation_of(plan, span_of(eid)));
		return false;
	}
	const char *work = result->op->work;
	const struct doc *named = NULL;
	for (uint32_t i = 0; i < base->count; i++)
		if (work && span_is(base->docs[i]->facts.work, work)) {
			named = base->docs[i];
			if (find_in(named, i, bare, target))
				return !result->op->def || entry_narrow(plan, result, target);
		}
	for (uint32_t i = 0; i < base->count && !named; i++)
		if (find_in(base->docs[i], i, bare, target))
			return !is_elsewhere_too(plan, result, bare, i) &&
			       (!result->op->def || entry_narrow(plan, result, target));
	struct diag *diag =
		refuse(plan, result, DIAG_AMD002, "%s is not in the base", citation_of(plan, bare));
	if (!named && work)
		diag_help(plan->diags, diag, "the base has no document %s", work);
	if (named || base->count == 1)
		offer_nearest(plan, result, diag, named ? named : base->docs[0], bare);
	return false;
}

/* ---- claims: which ids the patch as a whole makes and frees */

static int by_claim(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	int order = span_compare(x->eid, y->eid);
	if (!order)
		order = (x->doc_index > y->doc_index) - (x->doc_index < y->doc_index);
	return order ? order : (x->result > y->result) - (x->result < y->result);
}

bool claim_is(const struct claims *claims, const struct claim *claim, const struct doc *doc,
	      struct span eid)
{
	return claim && claim < claims->items + claims->count && claim->doc == doc &&
	       span_equal(claim->eid, eid);
}

const struct claim *claim_find(const struct claims *claims, const struct doc *doc, struct span eid)
{
	if (!claims->count)
		return NULL;
	size_t low = 0, high = claims->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (span_compare(claims->items[middle].eid, eid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < claims->count && claims->items[low].doc != doc &&
	       span_equal(claims->items[low].eid, eid))
		low++;
	const struct claim *found = claims->items + low;
	return claim_is(claims, found, doc, eid) ? found : NULL;
}

/* The document of an operation that makes the eId, or NULL. The claims need not be in order. */
static const struct doc *doc_of_maker(const struct plan *plan, const char *eid)
{
	for (size_t i = 0; eid && i < plan->made.count; i++)
		if (span_is(plan->made.items[i].eid, eid))
			return plan->made.items[i].doc;
	return NULL;
}

/* What is brought in whole has a number of its own, which says nothing about the place. */
const struct doc *doc_acted_on(const struct plan *plan, const struct op *op)
{
	const struct corpus *base = plan->application->base;
	if (base->count == 1)
		return base->docs[0];
	const struct doc *doc = op->work ? corpus_work(base, span_of(op->work)) : NULL;
	const char *part;
	bool brings = op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION && op->anchor;
	const char *const places[] = {brings ? NULL : op->target, op->anchor};
	for (size_t i = 0; i < 2 && !doc; i++)
		if (places[i])
			corpus_find(base, address_without_part(span_of(places[i]), &part), &doc);
	if (!doc && brings)
		doc = doc_of_maker(plan, op->anchor);
	return doc ? doc : base->count ? base->docs[0] : NULL;
}

/* What one operation claims, in which document. */
static struct claim claim_by(const struct plan *plan, size_t result)
{
	const struct corpus *base = plan->application->base;
	struct claim claim = {.doc = doc_acted_on(plan, plan->application->results[result].op),
			      .result = (uint32_t)result};
	while (claim.doc && base->docs[claim.doc_index] != claim.doc)
		claim.doc_index++;
	return claim;
}

static void claim(struct claims *claims, struct claim by, struct span eid)
{
	MEM_ROOM(claims->items, claims->count, claims->capacity);
	by.eid = eid;
	claims->items[claims->count++] = by;
}

static void claim_payload(struct plan *plan, const struct op_result *result, struct claim by)
{
	const struct op *op = result->op;
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++)
		if (!(result->patch->doc->provisions[i].flags & PROVISION_CROSSHEADING))
			claim(&plan->made, by, payload_eid(result->patch, i));
}

/* Does a repeal keep the number, with other words behind it? */
static bool keeps_number(const struct plan *plan, const struct op *op, const struct doc *doc,
			 uint32_t provision)
{
	return op->kind == OP_REPEAL && doc->provisions[provision].num != DOC_NONE &&
	       leaves_of(plan, op, doc->provisions[provision].eid) != LEAVES_REMOVE;
}

/* What a repeal or substitution takes away: provisions in a row and all below them. Where text goes
 * down a level, what it stood in stays. */
static void claim_freed(struct plan *plan, const struct op *op, struct claim by)
{
	const struct doc *doc = by.doc;
	uint32_t first = doc ? doc_find(doc, span_of(op->target)) : DOC_NONE;
	if (first == DOC_NONE)
		return;
	uint32_t after = doc->provisions[first].after;
	uint32_t last = op->up_to ? doc_find(doc, span_of(op->up_to)) : DOC_NONE;
	if (last != DOC_NONE && last > first)
		after = doc->provisions[last].after;
	uint32_t depth = doc->provisions[first].depth;
	for (uint32_t i = op_sinks(op) ? first + 1 : first; i < after; i++) {
		const struct provision *p = &doc->provisions[i];
		if (p->eid.length && !(p->depth == depth && keeps_number(plan, op, doc, i)))
			claim(&plan->freed, by, p->eid);
	}
}

static void claims_sort(struct claims *claims)
{
	if (claims->count)
		qsort(claims->items, claims->count, sizeof *claims->items, by_claim);
}

static void collect_claims(struct plan *plan)
{
	for (size_t i = 0; i < plan->application->result_count; i++) {
		const struct op_result *result = &plan->application->results[i];
		const struct op *op = result->op;
		const struct claim by = claim_by(plan, i);
		claim_payload(plan, result, by);
		claim(&plan->targets, by, span_of(op->target));
		if (op->to)
			claim(&plan->made, by, span_of(op->to));
		if (op->scope == SCOPE_PROVISION && op->kind != OP_INSERTION)
			claim_freed(plan, op, by);
	}
	claims_sort(&plan->made);
	claims_sort(&plan->freed);
	claims_sort(&plan->targets);
}

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
	collect_claims(&plan);
	for (size_t i = 0; i < patch_count; i++)
		warn_unpinned(&plan, patches[i]);
	resolve_all(&plan);
	note_capitals(&plan);
	for (size_t i = 0; i < patch_count; i++)
		check_pins(&plan, patches[i]);
	check_anchors(&plan);
	check_conflicts(&plan);
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
