/* Refusals of operations, with what would fit, and the targets that must be there. */
#include "apply/plan.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

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
