/* Renumbering: the number, the eId and every eId below it; wId keeps the first one. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/number.h"
#include "doc/tags.h"

#include <stdlib.h>
#include <strings.h>

/* A renumbering and what else the patch does below the provision. */
struct renaming {
	struct plan *plan;
	const struct op_result *result;
	const struct doc *doc;
	struct span old, to; /* eIds */
	struct splices *mine;
};

/* What is calculated gives an element its first id again: it needs no other to be known by. */
static void forget_first(const struct renaming *r, const struct tag *tag, struct span id)
{
	struct tag_attr wid;
	if (r->result->op->exact && tag_find_attribute(r->doc->bytes, tag, "wId", &wid) &&
	    span_equal(wid.value, id))
		splice_add(r->mine, wid.start, wid.end, (struct span){"", 0}, r->result->change);
}

static void renumber_tag(const struct renaming *r, const struct tag *tag)
{
	struct tag_attr attribute;
	const struct doc *doc = r->doc;
	if (!tag_find_attribute(doc->bytes, tag, "eId", &attribute))
		return;
	struct span eid = attribute.value, old = r->old;
	if (eid.length < old.length || !span_equal(span_sub(eid, 0, old.length), old))
		return;
	struct span rest = span_sub(eid, old.length, eid.length);
	if (rest.length && !span_starts(rest, "__"))
		return;
	struct buf text = {0}, id = {0};
	escape_attribute(&id, r->to);
	buf_span(&id, rest);
	tag_write_attribute(attribute.name, buf_as_span(&id), &text);
	if (!r->result->op->exact && !tag_attribute(doc->bytes, tag, "wId").at) {
		buf_char(&text, ' ');
		tag_write_attribute(SPAN("wId"), eid, &text);
	}
	size_t at = (size_t)(attribute.name.at - doc->bytes.at);
	splice_add(r->mine, at, attribute.end, splices_keep(r->mine, &text), r->result->change);
	forget_first(r, tag, buf_as_span(&id));
	buf_release(&id);
}

static void renumber_tags(const struct renaming *r, uint32_t from, uint32_t to)
{
	struct tag tag;
	struct span bytes = span_sub(r->doc->bytes, 0, to);
	for (size_t at = from; at < to && tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY)
			renumber_tag(r, &tag);
}

/* The operation that gives another number to the provision of that eId, or NULL. */
static const struct claim *renumbering_of(const struct plan *plan, const struct doc *doc,
					  struct span eid)
{
	for (const struct claim *c = claim_find(&plan->targets, doc, eid);
	     claim_is(&plan->targets, c, doc, eid); c++)
		if (plan->application->results[c->result].op->to)
			return c;
	return NULL;
}

/* Another eId for a provision puts another head on those of all below it. */
static struct span eid_below(struct plan *plan, struct span eid, struct span old, const char *to)
{
	if (eid.length < old.length || !span_equal(span_sub(eid, 0, old.length), old))
		return eid;
	struct span rest = span_sub(eid, old.length, eid.length);
	if (rest.length && !span_starts(rest, "__"))
		return eid;
	return span_of(arena_printf(&plan->application->arena, "%s%.*s", to, SPAN_ARGS(rest)));
}

struct span eid_around(struct plan *plan, const struct op_result *result, const struct doc *doc,
		       uint32_t provision, struct span eid)
{
	for (uint32_t p = provision; p != DOC_NONE; p = doc->provisions[p].parent) {
		struct span old = doc->provisions[p].eid;
		const struct claim *c = old.length ? renumbering_of(plan, doc, old) : NULL;
		size_t index = result_index(plan, result);
		if (!c || c->result == index)
			continue;
		add_need(plan, index, c->result, DIAG_AMD002);
		eid = eid_below(plan, eid, old, plan->application->results[c->result].op->to);
	}
	return eid;
}

struct span eid_after(struct plan *plan, const struct op_result *result, const struct doc *doc,
		      uint32_t provision)
{
	return eid_around(plan, result, doc, provision, doc->provisions[provision].eid);
}

void rewrite_ids(struct plan *plan, const struct op_result *result, const struct doc *doc,
		 uint32_t provision, uint32_t from, struct span to, struct splices *mine)
{
	const struct provision *p = &doc->provisions[provision];
	size_t index = result_index(plan, result);
	struct renaming r = {plan, result, doc, p->eid, to, mine};
	for (uint32_t i = provision + 1; i < p->after; i++) {
		const struct provision *inside = &doc->provisions[i];
		const struct claim *inner = renumbering_of(plan, doc, inside->eid);
		if (!inner || inner->result == index || inside->start < from)
			continue;
		bool sinks = op_sinks(plan->application->results[inner->result].op);
		add_need(plan, index, inner->result, DIAG_AMD002);
		renumber_tags(&r, from, sinks ? sinking_from(doc, i) : inside->start);
		from = inside->end;
	}
	renumber_tags(&r, from, p->end);
}

/* "Schedule 8" becomes Schedule 9: where its number begins, behind the noun that the code prints
 * and the new one lacks. */
static uint32_t number_start(const struct plan *plan, const struct doc *doc, uint32_t provision,
			     struct span becomes)
{
	const struct provision *p = &doc->provisions[provision];
	const struct block *num = &doc->blocks[p->num];
	const struct profile *profile = plan->options->profile;
	int level = address_level_of_eid(profile, p->eid);
	struct span noun = level < 0 ? span_of("") : span_of(profile->levels[level].noun);
	struct span text = span_sub(doc->bytes, num->open, num->close);
	bool printed = noun.length && text.length > noun.length && text.at[noun.length] == ' ' &&
		       !strncasecmp(text.at, noun.at, noun.length);
	bool given = becomes.length > noun.length && !strncasecmp(becomes.at, noun.at, noun.length);
	return num->open + (printed && !given ? (uint32_t)noun.length + 1 : 0);
}

void renumber(struct plan *plan, const struct op_result *result, const struct doc *doc,
	      uint32_t provision, struct splices *mine)
{
	const struct provision *p = &doc->provisions[provision];
	const struct block *num = &doc->blocks[p->num];
	struct span to = eid_around(plan, result, doc, p->parent, span_of(result->op->to));
	plan->around[result_index(plan, result)] = (struct around){p->eid, to};
	rewrite_ids(plan, result, doc, provision, p->start, to, mine);
	struct buf text = {0};
	escape_text(&text, span_of(result->op->new_num));
	splice_add(mine, number_start(plan, doc, provision, span_of(result->op->new_num)),
		   num->close, splices_keep(mine, &text), result->change);
}

bool has_number(struct plan *plan, struct op_result *result, const struct target *target)
{
	if (target->doc->provisions[target->provision].num != DOC_NONE)
		return true;
	refuse(plan, result, DIAG_AMD002, "%s has no number",
	       citation_of(plan, span_of(result->op->target)));
	return false;
}

struct span number_of(const struct plan *plan, const struct doc *doc, uint32_t provision,
		      bool in_the_end)
{
	if (provision == DOC_NONE)
		return (struct span){0};
	const struct claim *c =
		in_the_end ? renumbering_of(plan, doc, doc->provisions[provision].eid) : NULL;
	const struct op *op = c ? plan->application->results[c->result].op : NULL;
	const char *becomes = op && op->kind == OP_RENUMBERING ? op->new_num : NULL;
	return becomes ? span_of(becomes) : provision_num(doc, provision);
}

/* Is it deleted, and its number with it? */
static bool goes_with_number(const struct plan *plan, const struct doc *doc, uint32_t provision)
{
	struct span eid = doc->provisions[provision].eid;
	for (const struct claim *c = claim_find(&plan->targets, doc, eid);
	     claim_is(&plan->targets, c, doc, eid); c++) {
		const struct op *op = plan->application->results[c->result].op;
		if (op->kind == OP_REPEAL && op->scope == SCOPE_PROVISION &&
		    leaves_of(plan, op, eid) == LEAVES_REMOVE)
			return true;
	}
	return false;
}

/* The one that will stand before it, or behind it. */
static uint32_t neighbour(const struct plan *plan, const struct doc *doc, uint32_t at, bool behind)
{
	do
		at = behind ? provision_next(doc, at) : provision_previous(doc, at);
	while (at != DOC_NONE && goes_with_number(plan, doc, at));
	return at;
}

/* A code in which the numbers tell the place: a provision that would not stand in the order of its
 * new one may be meant to move. */
static bool keeps_order(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct doc *doc = target->doc;
	uint32_t at = target->provision;
	uint32_t before = neighbour(plan, doc, at, false), behind = neighbour(plan, doc, at, true);
	struct span becomes = number_of(plan, doc, at, true);
	enum label_style style = style_of(plan, doc->provisions[at].eid);
	struct span lower = number_of(plan, doc, before, true);
	struct span upper = number_of(plan, doc, behind, true);
	if (!reads_in_sequence(plan, result) || number_in_order(style, lower, becomes, upper) ||
	    !number_in_order(style, number_of(plan, doc, before, false), provision_num(doc, at),
			     number_of(plan, doc, behind, false)))
		return true;
	bool low = lower.length && !number_in_order(style, lower, becomes, (struct span){0});
	struct diag *diag = refuse(
		plan, result, DIAG_NUM005,
		"%.*s does not belong %s %.*s, and whether the text moves with its number "
		"is not said",
		SPAN_ARGS(becomes), low ? "after" : "before", SPAN_ARGS(low ? lower : upper));
	diag_help(plan->diags, diag,
		  "repeal it and add it where it goes, or redesignate what stands between");
	return false;
}

/* "(c)(i) as (d)(i)": another number does not put an item into another list. */
static bool stays_in_list(struct plan *plan, struct op_result *result, const struct target *target)
{
	struct span from = address_parent(span_of(result->op->target));
	struct span to = address_parent(span_of(result->op->to));
	uint32_t holder = from.length ? doc_find(target->doc, from) : DOC_NONE;
	if (result->op->exact || !to.length || span_equal(from, to) ||
	    (holder != DOC_NONE && span_equal(eid_after(plan, result, target->doc, holder), to)))
		return true;
	struct diag *diag =
		refuse(plan, result, DIAG_NUM005,
		       "as %s it would stand in %s, and nothing says that it goes there",
		       citation_of(plan, span_of(result->op->to)), citation_of(plan, to));
	diag_help(plan->diags, diag, "move it, or renumber what holds it");
	return false;
}

static bool numbers_nest(const struct plan *plan, const struct op_result *result)
{
	return !result->op->exact && profile_truth(plan->options->profile, "check", "numbers-nest");
}

static struct diag *refuse_in(struct plan *plan, struct op_result *result, struct span around,
			      struct span num)
{
	if (!numbers_nest(plan, result) || !around.length || !num.length || span_starts(num, "(") ||
	    number_nests(num, around))
		return NULL;
	return refuse(plan, result, DIAG_NUM005, "%.*s is no number in %.*s, where it would stand",
		      SPAN_ARGS(num), SPAN_ARGS(around));
}

/* A cross-heading that wraps clauses has no number: what it stands in has. */
static uint32_t numbered_around(const struct doc *doc, uint32_t provision)
{
	while (provision != DOC_NONE && doc->provisions[provision].flags & PROVISION_CROSSHEADING)
		provision = doc->provisions[provision].parent;
	return provision;
}

/* A Schedule, and a Part of one: the numbers of its paragraphs do not begin with its own. */
static bool numbers_anew(const struct plan *plan, struct span eid)
{
	const struct profile *profile = plan->options->profile;
	int level = address_level_of_eid(profile, eid);
	return level >= 0 && level < (int)profile->first_item &&
	       (profile->levels[level].by_depth || profile_is_group(profile, level));
}

struct diag *refuse_outside(struct plan *plan, struct op_result *result, const struct doc *doc,
			    uint32_t parent, struct span num)
{
	uint32_t around = numbered_around(doc, parent);
	if (around != DOC_NONE && numbers_anew(plan, doc->provisions[around].eid))
		return NULL;
	return refuse_in(plan, result, number_of(plan, doc, around, true), num);
}

bool refuse_split(struct plan *plan, struct op_result *result, const struct doc *doc,
		  uint32_t provision)
{
	struct span num = provision_num(doc, provision);
	uint32_t next = provision_next(doc, provision);
	struct span eid = next == DOC_NONE ? (struct span){NULL, 0} : doc->provisions[next].eid;
	if (!numbers_nest(plan, result) || !eid.length || span_starts(num, "(") ||
	    !number_nests(provision_num(doc, next), num) ||
	    claim_is(&plan->targets, claim_find(&plan->targets, doc, eid), doc, eid))
		return false;
	struct diag *diag = refuse(plan, result, DIAG_AMD023,
				   "whether %.*s, which stands behind %s, is meant too is not said",
				   SPAN_ARGS(provision_num(doc, next)),
				   citation_of(plan, doc->provisions[provision].eid));
	diag_help(plan->diags, diag, "name each of them");
	return true;
}

bool payload_nests(struct plan *plan, struct op_result *result, const struct doc *doc,
		   uint32_t parent)
{
	const struct op *op = result->op;
	const struct doc *brought = result->patch->doc;
	const struct profile *profile = plan->options->profile;
	for (uint32_t i = op->payload; i < op->payload_after; i++) {
		uint32_t up = numbered_around(brought, brought->provisions[i].parent);
		bool inside = up != DOC_NONE && up >= op->payload;
		int level = address_level_of_eid(profile, payload_eid(result->patch, i));
		struct span num = provision_num(brought, i);
		if (level < 0 || (level >= (int)profile->first_item &&
				  profile->levels[level].style != LABEL_NUMBER))
			continue;
		if (inside ? refuse_in(plan, result, provision_num(brought, up), num)
			   : refuse_outside(plan, result, doc, parent, num))
			return false;
	}
	return true;
}

/* "Renumber Q2.5 as Q3.4": another number does not put a clause into another Section. */
static bool stays_in_section(struct plan *plan, struct op_result *result,
			     const struct target *target)
{
	struct span becomes = span_of(result->op->new_num);
	uint32_t parent = target->doc->provisions[target->provision].parent;
	struct diag *diag = refuse_outside(plan, result, target->doc, parent, becomes);
	if (diag)
		profile_help(plan->options->profile, "move",
			     span_of(citation_of(plan, span_of(result->op->target))), becomes,
			     plan->diags, diag);
	return !diag;
}

/* Its number after all operations; none where it goes. One that is restated keeps it. */
static struct span number_kept(const struct plan *plan, const struct doc *doc, uint32_t provision)
{
	const struct op_result *renumbers;
	struct span num = number_after(plan, doc, provision, &renumbers);
	struct span eid = doc->provisions[provision].eid;
	bool made = claim_is(&plan->made, claim_find(&plan->made, doc, eid), doc, eid);
	return !num.length && made ? provision_num(doc, provision) : num;
}

/* "Renumber Q2 as Q4": the clauses in it are not named. */
static bool takes_all_along(struct plan *plan, struct op_result *result,
			    const struct target *target)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	struct span becomes = span_of(result->op->new_num);
	for (uint32_t i = target->provision + 1; numbers_nest(plan, result) && i < p->after; i++) {
		struct span num = provision_num(doc, i), after = number_kept(plan, doc, i);
		if (numbered_around(doc, doc->provisions[i].parent) != target->provision ||
		    !number_nests(num, provision_num(doc, target->provision)) || !after.length ||
		    number_nests(after, becomes))
			continue;
		struct diag *diag =
			refuse(plan, result, DIAG_NUM005,
			       "%.*s, which stands in %s, would keep that number, and "
			       "what becomes of it is not said",
			       SPAN_ARGS(num), citation_of(plan, span_of(result->op->target)));
		diag_help(plan->diags, diag,
			  "renumber what stands in it too, from %.*s on, or write that it and its "
			  "number are deleted",
			  SPAN_ARGS(num));
		return false;
	}
	return true;
}

void resolve_renumbering(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	if (!find_target(plan, result, op->target, &target))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	if (!number_is_free(plan, result, &target, span_of(op->to), span_of(op->new_num)))
		return;
	if (op_sinks(op)) {
		resolve_sinking(plan, result, &target);
		return;
	}
	if (!has_number(plan, result, &target) || !stays_in_list(plan, result, &target) ||
	    !stays_in_section(plan, result, &target) || !takes_all_along(plan, result, &target) ||
	    refuse_split(plan, result, target.doc, target.provision) ||
	    !keeps_order(plan, result, &target))
		return;
	renumber(plan, result, target.doc, target.provision, wanted_by(plan, result));
	note_changed(plan, result, span_of(op->to));
}

/* ---- ids inside what another operation takes or replaces */

bool is_id_splice(const struct plan *plan, size_t result, const struct splice *splice)
{
	const struct doc *doc = plan->application->base->docs[plan->doc_of[result]];
	enum op_kind kind = plan->application->results[result].op->kind;
	struct span was = span_trim(span_sub(doc->bytes, splice->start, splice->end));
	return (kind == OP_RENUMBERING || kind == OP_MOVE) &&
	       (span_starts(was, "eId") || span_starts(was, "wId"));
}

struct covered {
	uint32_t doc, start, end;
	size_t result, splice; /* index in what the operation wants */
};

static int by_start(const void *a, const void *b)
{
	const struct covered *x = a, *y = b;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end < y->end) - (x->end > y->end);
}

static struct covered *collect_splices(const struct plan *plan, size_t *count)
{
	struct covered *all = NULL;
	size_t capacity = 0;
	*count = 0;
	for (size_t i = 0; i < plan->application->result_count; i++) {
		if (plan->application->results[i].status == OP_REFUSED)
			continue;
		for (size_t s = 0; s < plan->wanted[i].count; s++) {
			const struct splice *splice = &plan->wanted[i].items[s];
			if (is_moved_away(splice))
				continue; /* they go along */
			MEM_ROOM(all, *count, capacity);
			all[(*count)++] =
				(struct covered){plan->doc_of[i], splice->start, splice->end, i, s};
		}
	}
	if (*count)
		qsort(all, *count, sizeof *all, by_start);
	return all;
}

void yield_ids(struct plan *plan)
{
	size_t count, reach = 0;
	struct covered *all = collect_splices(plan, &count);
	for (size_t i = 1; i < count; i++) {
		const struct covered *c = &all[i];
		struct splice *splice = &plan->wanted[c->result].items[c->splice];
		bool inside = c->doc == all[reach].doc && c->end <= all[reach].end;
		if (inside && all[reach].result != c->result &&
		    is_id_splice(plan, c->result, splice))
			splice->text.at = NULL;
		else if (c->doc != all[reach].doc || c->end > all[reach].end)
			reach = i;
	}
	free(all);
}
