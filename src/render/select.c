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
	bool *container; /* of opening items */
	bool *shown;
	uint32_t *units; /* opening items, cross-headings left out */
	size_t unit_count;
};

static bool is_crossheading(const struct redline *r, const struct item *item)
{
	return item_provision(r, item)->flags & PROVISION_CROSSHEADING;
}

static bool has_heading(const struct redline *r, const struct item *item)
{
	return item_provision(r, item)->heading != DOC_NONE;
}

static uint32_t *new_stack(const struct redline *r)
{
	return mem_alloc((r->item_count + 1) * sizeof(uint32_t));
}

/* A container has a heading, or something in it that stands by itself. */
static void find_containers(struct selection *s)
{
	const struct redline *r = s->redline;
	uint32_t *stack = new_stack(r);
	size_t depth = 0;
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_OPEN) {
			s->container[i] = has_heading(r, item);
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

static void find_units(struct selection *s)
{
	const struct redline *r = s->redline;
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind != ITEM_OPEN || s->container[i])
			continue;
		if (is_crossheading(r, item))
			s->shown[i] = item->changed;
		else
			s->units[s->unit_count++] = i;
		i = item->partner;
	}
}

static void show_around_changes(struct selection *s, size_t context)
{
	size_t reached = 0; /* units before this one are decided */
	for (size_t u = 0; u < s->unit_count; u++) {
		if (!s->redline->items[s->units[u]].changed)
			continue;
		size_t from = u > context ? u - context : 0;
		size_t to = s->unit_count - u > context + 1 ? u + context + 1 : s->unit_count;
		for (size_t k = from > reached ? from : reached; k < to; k++)
			s->shown[s->units[k]] = true;
		reached = to;
	}
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
	uint32_t *stack = new_stack(r);
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
	uint32_t *over = new_stack(r); /* the last cross-heading met at each depth */
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

bool *select_items(const struct redline *redline, int context)
{
	size_t count = redline->item_count + 1;
	struct selection s = {.redline = redline,
			      .container = mem_alloc(count),
			      .shown = mem_alloc(count),
			      .units = mem_alloc(count * sizeof *s.units)};
	if (context < 0) {
		for (size_t i = 0; i < count; i++)
			s.shown[i] = true;
	} else {
		find_containers(&s);
		find_units(&s);
		show_around_changes(&s, (size_t)context);
		show_whole(&s);
		show_above(&s);
		show_crossheadings(&s);
	}
	free(s.container);
	free(s.units);
	return s.shown;
}
