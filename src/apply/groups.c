/* Groups: Parts and Chapters, and cross-headings that stand round the provisions under them. A
 * provision that is put at the end of one goes inside, and what begins another one goes outside. */
#include "apply/plan.h"

#include "doc/address.h"

static int level_of(const struct plan *plan, struct span eid)
{
	return address_level_of_eid(plan->options->profile, eid);
}

/* The level of the payload's own provisions, or -1. */
static int payload_level(const struct plan *plan, const struct op_result *result)
{
	const struct doc *doc = result->patch->doc;
	for (uint32_t i = result->op->payload; i < result->op->payload_after; i++)
		if (!(doc->provisions[i].flags & PROVISION_CROSSHEADING) &&
		    provision_num(doc, i).length)
			return level_of(plan, payload_eid(result->patch, i));
	return -1;
}

bool numbers_compare(const struct plan *plan, const struct op_result *result, const struct doc *doc,
		     uint32_t provision)
{
	int level = payload_level(plan, result), own;
	if (level < 0)
		return true;
	own = level_of(plan, doc->provisions[provision].eid);
	/* Sections and Schedules are each numbered in a row of their own. */
	int first_item = (int)plan->options->profile->first_item;
	if (own >= 0 && own != level && own < first_item && level < first_item)
		return false;
	return own == level || (!profile_is_group(plan->options->profile, own) &&
				!profile_is_group(plan->options->profile, level));
}

static uint32_t beside(const struct doc *doc, uint32_t provision, bool after)
{
	return after ? provision_next(doc, provision) : provision_previous(doc, provision);
}

/* Is it a Schedule, which stands in nothing that is numbered? */
static bool is_schedule(const struct plan *plan, int level)
{
	const struct profile *profile = plan->options->profile;
	return level >= 0 && !profile_is_group(profile, level) &&
	       profile_lists(profile, "outline", "units", span_of(profile->levels[level].element));
}

/* A Schedule that comes after a section goes behind all that the section stands in, where nothing
 * more is. */
static bool leave_all(struct plan *plan, struct op_result *result, struct target *anchor,
		      bool after)
{
	const struct doc *doc = anchor->doc;
	uint32_t top = anchor->provision;
	bool last = after && beside(doc, top, true) == DOC_NONE;
	while (last && doc->provisions[top].parent != DOC_NONE) {
		top = doc->provisions[top].parent;
		last = beside(doc, top, true) == DOC_NONE;
	}
	if (last) {
		anchor->provision = top;
		return true;
	}
	struct diag *diag = refuse(
		plan, result, DIAG_AMD022, "%s cannot stand %s %s: other provisions follow there",
		citation_of(plan, span_of(result->op->target)), after ? "after" : "before",
		citation_of(plan, doc->provisions[anchor->provision].eid));
	diag_help(plan->diags, diag, "name the %s that it comes after",
		  plan->options->profile->levels[payload_level(plan, result)].noun);
	return false;
}

bool leave_groups(struct plan *plan, struct op_result *result, struct target *anchor, bool after)
{
	const struct doc *doc = anchor->doc;
	int level = payload_level(plan, result);
	uint32_t group = anchor->provision;
	if (result->op->exact)
		return true;
	if (is_schedule(plan, level) && level_of(plan, doc->provisions[group].eid) != level)
		return leave_all(plan, result, anchor, after);
	if (!profile_is_group(plan->options->profile, level))
		return true;
	while (group != DOC_NONE && level_of(plan, doc->provisions[group].eid) != level)
		group = doc->provisions[group].parent;
	if (group == DOC_NONE)
		return true;
	for (uint32_t at = anchor->provision; at != group; at = doc->provisions[at].parent) {
		if (beside(doc, at, after) == DOC_NONE)
			continue;
		refuse(plan, result, DIAG_AMD022,
		       "%s stands in %s, which does not %s with it: a new one cannot be put there",
		       citation_of(plan, doc->provisions[anchor->provision].eid),
		       citation_of(plan, doc->provisions[group].eid), after ? "end" : "begin");
		return false;
	}
	anchor->provision = group;
	return true;
}

static uint32_t last_child(const struct doc *doc, uint32_t parent)
{
	uint32_t last = DOC_NONE;
	for (uint32_t i = provision_first_child(doc, parent); i != DOC_NONE;
	     i = provision_next(doc, i))
		last = i;
	return last;
}

uint32_t last_in_groups(const struct plan *plan, const struct op_result *result,
			const struct doc *doc, uint32_t parent)
{
	int level = payload_level(plan, result);
	bool heading =
		result->patch->doc->provisions[result->op->payload].flags & PROVISION_CROSSHEADING;
	uint32_t last = last_child(doc, parent);
	while (last != DOC_NONE && !result->op->exact) {
		int own = level_of(plan, doc->provisions[last].eid);
		bool holds = is_wrapper(doc, last)
				     ? !heading
				     : profile_is_group(plan->options->profile, own) && own < level;
		uint32_t inner = holds ? last_child(doc, last) : DOC_NONE;
		if (inner == DOC_NONE)
			break;
		last = inner;
	}
	return last;
}

uint32_t leaves_wrapper(const struct op_result *result, const struct target *anchor, bool after)
{
	const struct doc *payload = result->patch->doc;
	uint32_t first = result->op->payload, heading = first;
	if (result->op->exact ||
	    !is_wrapper(anchor->doc, anchor->doc->provisions[anchor->provision].parent) ||
	    beside(anchor->doc, anchor->provision, after) != DOC_NONE)
		return DOC_NONE;
	while (heading != DOC_NONE &&
	       !(payload->provisions[heading].flags & PROVISION_CROSSHEADING))
		heading = payload_next(result->patch, result->op, heading);
	return after || heading == first ? heading : DOC_NONE;
}
