/* What became of a provision: from the last state that has it back to the base, then told forwards.
 * An entry is an operation (or a version) that changed something in it. */
#include "calc/calc.h"

#include <stdlib.h>
#include <string.h>

/* A provision after a number of steps. */
struct seat {
	const struct doc *doc;
	uint32_t at; /* DOC_NONE: it is not there */
};

struct logging {
	const struct chain *chain;
	struct provision_log *log;
	struct seat *seats; /* [steps] */
};

static const struct corpus *state(const struct chain *chain, size_t steps)
{
	return steps ? &chain->steps[steps - 1].after : chain->base;
}

static struct seat find(const struct corpus *corpus, const char *eid)
{
	struct seat seat = {.doc = NULL};
	seat.at = corpus_find(corpus, span_of(eid), &seat.doc);
	return seat;
}

/* The pairing that a document takes part in. */
static const struct pairing *pairing_of(const struct chain *chain, size_t step,
					const struct doc *doc, bool old_side)
{
	const struct chain_step *at = &chain->steps[step];
	for (size_t i = 0; i < state(chain, step)->count; i++) {
		const struct pairing *p = at->pairings[i];
		if (p && (old_side ? p->old_doc : p->new_doc) == doc)
			return p;
	}
	return NULL;
}

static struct seat follow(const struct chain *chain, size_t step, struct seat from, bool forwards)
{
	struct seat to = {.at = DOC_NONE};
	const struct pairing *p =
		from.at == DOC_NONE ? NULL : pairing_of(chain, step, from.doc, forwards);
	if (!p)
		return to;
	to.doc = forwards ? p->new_doc : p->old_doc;
	to.at = (forwards ? p->old_provision : p->new_provision)[from.at];
	return to;
}

/* ---- changes in a subtree */

struct numbers {
	unsigned *items;
	size_t count, capacity;
};

static void add_number(struct numbers *numbers, unsigned number)
{
	if (!number)
		return;
	for (size_t i = 0; i < numbers->count; i++)
		if (numbers->items[i] == number)
			return;
	MEM_ROOM(numbers->items, numbers->count, numbers->capacity);
	numbers->items[numbers->count++] = number;
}

static int by_number(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	return (x > y) - (x < y);
}

static void numbers_between(const struct redline *r, uint32_t open, uint32_t close,
			    struct numbers *numbers)
{
	for (uint32_t i = open; i <= close; i++) {
		const struct item *item = &r->items[i];
		add_number(numbers, item->change);
		add_number(numbers, item->markup);
		for (uint32_t k = item->run; item->kind == ITEM_BLOCK && k < item->run_after; k++)
			add_number(numbers, r->runs[k].change);
	}
}

/* Of everything that shows in the provision, on either side of a move. */
static void collect(const struct redline *r, uint32_t old_at, uint32_t new_at,
		    struct numbers *numbers)
{
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_OPEN && ((old_at != DOC_NONE && item->old_index == old_at) ||
						(new_at != DOC_NONE && item->new_index == new_at)))
			numbers_between(r, i, item->partner, numbers);
	}
	if (numbers->count)
		qsort(numbers->items, numbers->count, sizeof *numbers->items, by_number);
}

/* ---- entries */

static const char *eid_of(struct logging *l, struct seat seat)
{
	if (seat.at == DOC_NONE)
		return NULL;
	struct span eid = seat.doc->provisions[seat.at].eid;
	return arena_copy(&l->log->arena, eid.at, eid.length);
}

static void add_entry(struct logging *l, size_t step, const struct op_result *result)
{
	struct provision_log *log = l->log;
	const char *before = eid_of(l, l->seats[step]), *after = eid_of(l, l->seats[step + 1]);
	MEM_ROOM(log->entries, log->count, log->capacity);
	log->entries[log->count++] = (struct log_entry){
		.step = step,
		.result = result,
		.eid_before = before,
		.eid = after,
		.before = before ? place_text(state(l->chain, step), before, &log->arena) : NULL,
		.after = after ? place_text(state(l->chain, step + 1), after, &log->arena) : NULL};
}

static void log_step(struct logging *l, size_t step)
{
	const struct chain_step *at = &l->chain->steps[step];
	struct seat a = l->seats[step], b = l->seats[step + 1];
	const struct doc *doc = a.at != DOC_NONE ? a.doc : b.doc;
	struct numbers numbers = {0};
	for (size_t i = 0; i < state(l->chain, step)->count && doc; i++) {
		const struct redline *r = at->redlines[i];
		if (r && (r->old_doc == doc || r->new_doc == doc))
			collect(r, a.at, b.at, &numbers);
	}
	if (!at->application && numbers.count)
		add_entry(l, step, NULL);
	for (size_t i = 0; at->application && i < numbers.count; i++) {
		const struct op_result *result =
			application_change(at->application, numbers.items[i]);
		if (result)
			add_entry(l, step, result);
	}
	free(numbers.items);
}

static bool find_seats(struct logging *l, const char *eid)
{
	size_t last = l->chain->count + 1;
	while (last-- > 0) {
		l->seats[last] = find(state(l->chain, last), eid);
		if (l->seats[last].at != DOC_NONE)
			break;
	}
	if (last == SIZE_MAX)
		return false;
	for (size_t i = last; i < l->chain->count; i++)
		l->seats[i + 1] = follow(l->chain, i, l->seats[i], true);
	for (size_t i = last; i > 0; i--)
		l->seats[i - 1] = follow(l->chain, i - 1, l->seats[i], false);
	return true;
}

struct provision_log *log_provision(const struct chain *chain, const char *eid)
{
	struct provision_log *log = mem_alloc(sizeof *log);
	struct logging l = {.chain = chain, .log = log};
	l.seats = mem_alloc((chain->count + 2) * sizeof *l.seats);
	bool found = find_seats(&l, eid);
	for (size_t i = 0; found && i < chain->count; i++)
		log_step(&l, i);
	free(l.seats);
	if (!found) {
		log_free(log);
		return NULL;
	}
	return log;
}

void log_free(struct provision_log *log)
{
	if (!log)
		return;
	free(log->entries);
	arena_release(&log->arena);
	free(log);
}
