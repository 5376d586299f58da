/* Selection: what changed, some units around it, and what is above them. */
#include "render/select.h"

#include <stdlib.h>

#include "render/format.h"

enum {
	/* A unit with more provisions in it than this is shown in parts like a container. */
	UNIT_MAX = 60
};

struct selection {
	const struct redline *redline;
	const struct profile *profile;
	bool *container; /* of opening items */
	bool *shown;
	uint32_t *units;   /* opening items, cross-headings left out */
	uint32_t *parents; /* of each unit, the opening item around it, or DOC_NONE */
	size_t unit_count;
};

static bool is_crossheading(const struct redline *r, const struct item *item)
{
	return item_provision(r, item)->flags & PROVISION_CROSSHEADING;
}

/* Room for as many indices as there are items. It is not cleared: most of it is never used. */
static uint32_t *new_indices(const struct redline *r)
{
	return mem_realloc(NULL, (r->item_count + 1) * sizeof(uint32_t));
}

/* A container has a heading, or something in it that stands by itself. */
static void find_containers(struct selection *s)
{
	const struct redline *r = s->redline;
	uint32_t *stack = new_indices(r);
	size_t depth = 0;
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_OPEN) {
			s->container[i] =
				provision_stands_over(s->profile, item_provision(r, item));
			stack[depth++] = i;
		}
		if (item->kind != ITEM_CLOSE)
			continue;
		uint32_t open = stack[--depth];
		const struct provision *p = item_provision(r, item);
		uint32_t own = item->new_index != DOC_NONE ? item->new_index : item->old_index;
		if (p->after - own > UNIT_MAX)
			s->container[open] = true;
		bool alone = p->flags & (PROVISION_CROSSHEADING | PROVISION_DEFINITION);
		if (depth && (s->container[open] || alone))
			s->container[stack[depth - 1]] = true;
	}
	free(stack);
}

static void add_unit(struct selection *s, uint32_t unit, uint32_t parent)
{
	s->units[s->unit_count] = unit;
	s->parents[s->unit_count++] = parent;
}

static void find_units(struct selection *s)
{
	const struct redline *r = s->redline;
	uint32_t *stack = new_indices(r);
	size_t depth = 0;
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		depth -= item->kind == ITEM_CLOSE;
		if (item->kind != ITEM_OPEN)
			continue;
		if (s->container[i]) {
			stack[depth++] = i;
			continue;
		}
		if (is_crossheading(r, item))
			s->shown[i] = item->changed;
		else
			add_unit(s, i, depth ? stack[depth - 1] : DOC_NONE);
		i = item->partner;
	}
	free(stack);
}

/* Shows the units around a changed one that are in the same container. */
static void show_around(struct selection *s, size_t u, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++)
		if (s->parents[k] == s->parents[u])
			s->shown[s->units[k]] = true;
}

static void show_around_changes(struct selection *s, size_t context)
{
	size_t before = 0; /* units from here on may still be shown for what comes */
	for (size_t u = 0; u < s->unit_count; u++) {
		if (!s->redline->items[s->units[u]].changed)
			continue;
		size_t from = u > context ? u - context : 0, to = u + 1;
		while (to < s->unit_count && to - u <= context &&
		       !s->redline->items[s->units[to]].changed)
			to++;
		show_around(s, u, from > before ? from : before, to);
		before = u + 1;
	}
}

/* Of the provisions of the new document, those that a finding is about. NULL: there are none. */
static bool *noted_provisions(const struct doc *doc, const struct diags *findings)
{
	bool *noted = NULL;
	for (size_t i = 0; findings && i < findings->count; i++) {
		const char *eid = findings->items[i]->eid;
		uint32_t provision = eid ? doc_find(doc, span_of(eid)) : DOC_NONE;
		if (provision == DOC_NONE)
			continue;
		if (!noted)
			noted = mem_alloc(doc->provision_count * sizeof *noted);
		noted[provision] = true;
	}
	return noted;
}

/* What is removed is shown anyway. */
static void show_noted(struct selection *s, const struct diags *findings)
{
	const struct redline *r = s->redline;
	bool *noted = noted_provisions(r->new_doc, findings);
	uint32_t unit = DOC_NONE; /* the unit, container or cross-heading that is open */
	for (uint32_t i = 0; noted && i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind != ITEM_OPEN)
			continue;
		if (unit == DOC_NONE || s->container[unit] || i > r->items[unit].partner)
			unit = i;
		if (item->new_index != DOC_NONE && noted[item->new_index])
			s->shown[unit] = true;
	}
	free(noted);
}

/* A unit is shown with all that is in it. */
static void show_whole(struct selection *s)
{
	for (size_t u = 0; u < s->unit_count; u++) {
		uint32_t first = s->units[u], last = s->redline->items[first].partner;
		for (uint32_t i = first + 1; s->shown[first] && i < last; i++)
			s->shown[i] = true;
	}
}

/* What is above something shown is shown, and a container that changed itself. */
static void show_above(struct selection *s)
{
	const struct redline *r = s->redline;
	uint32_t *stack = new_indices(r);
	size_t depth = 0;
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_OPEN) {
			stack[depth++] = i;
			s->shown[i] |= s->container[i] && item->mark != MARK_SAME;
		} else if (item->kind == ITEM_BLOCK && item->changed && depth) {
			s->shown[stack[depth - 1]] = true;
		} else if (item->kind == ITEM_CLOSE) {
			uint32_t open = stack[--depth];
			if (depth && s->shown[open])
				s->shown[stack[depth - 1]] = true;
		}
	}
	free(stack);
}

/* A cross-heading is shown when one of the provisions under it is. */
static void show_crossheadings(struct selection *s)
{
	const struct redline *r = s->redline;
	uint32_t *over = new_indices(r); /* the last cross-heading met at each depth */
	over[0] = DOC_NONE;
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind != ITEM_OPEN)
			continue;
		over[item->depth + 1] = DOC_NONE;
		if (is_crossheading(r, item))
			over[item->depth] = i;
		else if (s->shown[i] && over[item->depth] != DOC_NONE)
			s->shown[over[item->depth]] = true;
	}
	free(over);
}

bool *select_items(const struct redline *redline, const struct render_options *options,
		   const struct diags *findings)
{
	size_t count = redline->item_count + 1;
	int context = options->context;
	struct selection s = {.redline = redline,
			      .profile = options->profile,
			      .container = mem_alloc(count),
			      .shown = mem_alloc(count),
			      .units = new_indices(redline),
			      .parents = new_indices(redline)};
	if (context < 0) {
		for (size_t i = 0; i < count; i++)
			s.shown[i] = true;
	} else {
		find_containers(&s);
		find_units(&s);
		show_around_changes(&s, (size_t)context);
		show_noted(&s, findings);
		show_whole(&s);
		show_above(&s);
		show_crossheadings(&s);
	}
	free(s.container);
	free(s.units);
	free(s.parents);
	return s.shown;
}
