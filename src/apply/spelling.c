/* How the base spells its provisions: the element of each level, and whether its cross-headings
 * stand beside the provisions or round them. What a draft brings is spelt likewise; what was
 * calculated stands as it is. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/tags.h"

#include <stdlib.h>

/* Of one document; read when something first asks. */
struct spelling {
	uint32_t *models; /* [level]: a provision of it, where all of them are spelt alike */
	enum { HEADINGS_UNKNOWN, HEADINGS_FLAT, HEADINGS_ROUND } headings;
};

struct model {
	const struct profile *profile;
	const struct doc *doc;
	struct spelling *spelling;
	uint32_t beside; /* what the payload is put beside, or DOC_NONE */
};

void spelling_start(struct plan *plan)
{
	plan->spellings = mem_alloc((plan->application->doc_count + 1) * sizeof *plan->spellings);
}

void spelling_release(struct plan *plan)
{
	for (size_t i = 0; i < plan->application->doc_count; i++)
		free(plan->spellings[i].models);
	free(plan->spellings);
}

static bool is_model(const struct doc *doc, uint32_t provision)
{
	const uint32_t others =
		PROVISION_CROSSHEADING | PROVISION_DEFINITION | PROVISION_QUOTED | PROVISION_WITHIN;
	const struct provision *p = &doc->provisions[provision];
	return !(p->flags & others) && p->num != DOC_NONE;
}

static bool same_attribute(const struct doc *doc, uint32_t a, uint32_t b, const char *name)
{
	return span_equal(doc_attribute(doc, doc->provisions[a].start, name),
			  doc_attribute(doc, doc->provisions[b].start, name));
}

static bool spelt_alike(const struct doc *doc, uint32_t a, uint32_t b)
{
	return doc->provisions[a].element == doc->provisions[b].element &&
	       same_attribute(doc, a, b, "name");
}

static void read_models(const struct model *model)
{
	const struct doc *doc = model->doc;
	size_t levels = model->profile->all_levels;
	uint32_t *models = mem_alloc((levels + 1) * sizeof *models);
	bool *mixed = mem_alloc(levels + 1);
	for (size_t i = 0; i < levels; i++)
		models[i] = DOC_NONE;
	for (uint32_t i = 0; i < doc->provision_count; i++) {
		int level = is_model(doc, i)
				    ? address_level_of_eid(model->profile, doc->provisions[i].eid)
				    : -1;
		if (level < 0 || mixed[level])
			continue;
		if (models[level] == DOC_NONE)
			models[level] = i;
		mixed[level] = !spelt_alike(doc, models[level], i);
	}
	for (size_t i = 0; i < levels; i++)
		if (mixed[i])
			models[i] = DOC_NONE;
	free(mixed);
	model->spelling->models = models;
}

/* The start tag of a provision of the base that is of the kind of the new one with that eId. */
static struct span model_tag(void *user, struct span eid)
{
	const struct model *model = user;
	int level = address_level_of_eid(model->profile, eid);
	uint32_t at = model->beside;
	if (level < 0)
		return (struct span){0};
	if (at == DOC_NONE || !is_model(model->doc, at) ||
	    address_level_of_eid(model->profile, model->doc->provisions[at].eid) != level) {
		if (!model->spelling->models)
			read_models(model);
		at = model->spelling->models[level];
	}
	if (at == DOC_NONE)
		return (struct span){0};
	return span_sub(model->doc->bytes, model->doc->provisions[at].start,
			model->doc->provisions[at].open);
}

bool is_wrapper(const struct doc *doc, uint32_t provision)
{
	return provision != DOC_NONE &&
	       (doc->provisions[provision].flags & PROVISION_CROSSHEADING) &&
	       doc->provisions[provision].element == EL_HCONTAINER;
}

/* The first cross-heading of the document shows how it has them. */
static bool has_wrappers(const struct doc *doc, struct spelling *spelling)
{
	for (uint32_t i = 0; i < doc->provision_count && !spelling->headings; i++)
		if ((doc->provisions[i].flags & PROVISION_CROSSHEADING) &&
		    !(doc->provisions[i].flags & PROVISION_QUOTED))
			spelling->headings = is_wrapper(doc, i) ? HEADINGS_ROUND : HEADINGS_FLAT;
	if (!spelling->headings)
		spelling->headings = HEADINGS_FLAT;
	return spelling->headings == HEADINGS_ROUND;
}

void spell_like(struct plan *plan, const struct op_result *result, const struct doc *doc,
		uint32_t inside, uint32_t beside, struct payload_place *place)
{
	uint32_t index = plan->doc_of[result_index(plan, result)];
	if (result->op->exact || plan->application->base->docs[index] != doc)
		return;
	struct model *model = arena_alloc(&plan->application->arena, sizeof *model);
	*model = (struct model){plan->options->profile, doc, &plan->spellings[index], beside};
	place->wrappers = !is_wrapper(doc, inside) && has_wrappers(doc, model->spelling);
	place->model = model_tag;
	place->model_user = model;
}
