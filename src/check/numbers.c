/* Numbers of provisions side by side: twice, missing, out of order, in another style, alone, or in
 * the wrong Section. */
#include "check/state.h"

#include "doc/number.h"

#include <stdlib.h>
#include <string.h>

struct sibling {
	uint32_t provision;
	struct span label; /* without brackets */
	bool fits;	   /* of the style of its list */
	bool again;	   /* its number is that of one before */
};

struct siblings {
	uint32_t doc, parent; /* DOC_NONE: of the body */
	int level;
	enum label_style style;
	struct sibling *items;
	size_t count, capacity;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static struct span bare(struct span label)
{
	while (label.length && strchr("([\"", label.at[0]))
		label = span_sub(label, 1, label.length);
	while (label.length && strchr(")].", label.at[label.length - 1]))
		label.length--;
	size_t space = label.length;
	while (space && !strchr(" \t\n", label.at[space - 1]))
		space--;
	return span_sub(label, space, label.length);
}

/* ---- gathering: numbered provisions of one level below one parent */

static uint32_t first_below(const struct doc *doc, uint32_t parent)
{
	return parent == DOC_NONE ? doc_first(doc) : provision_first_child(doc, parent);
}

static bool gather(struct state *state, uint32_t doc, uint32_t parent, struct siblings *out)
{
	const struct doc *d = state->docs[doc];
	out->doc = doc;
	out->parent = parent;
	out->level = -1;
	out->count = 0;
	for (uint32_t i = first_below(d, parent); i != DOC_NONE; i = provision_next(d, i)) {
		struct span label = bare(provision_num(d, i));
		if (!label.length || !state_covers(state, doc, i) ||
		    d->provisions[i].flags & PROVISION_DEFINITION)
			continue;
		int level = state_level(state, doc, i);
		if (level < 0 || (out->level >= 0 && level != out->level))
			return false;
		out->level = level;
		MEM_ROOM(out->items, out->count, out->capacity);
		out->items[out->count++] = (struct sibling){i, label, true, false};
	}
	return out->count > 0;
}

/* How many labels are of the style, and of those how many come where they are expected. */
struct fit {
	size_t fitting, expected;
};

static struct fit fit_of(const struct siblings *all, enum label_style style)
{
	struct fit fit = {0, 0};
	for (size_t k = 0; k < all->count; k++) {
		struct span label = all->items[k].label;
		if (!number_fits(style, label))
			continue;
		fit.fitting++;
		fit.expected += k ? number_follows(style, all->items[k - 1].label, label)
				  : number_is_first(style, label);
	}
	return fit;
}

/* The style that the labels have: that of the level, unless another has more of them or, as in a
 * list of (i) and (ii), counts them better. */
static void settle_style(struct state *state, struct siblings *all)
{
	enum label_style own = state->profile->levels[all->level].style;
	all->style = own;
	if (own == LABEL_NUMBER)
		return;
	struct fit best = fit_of(all, own);
	for (int i = 0; i <= LABEL_DIGIT && best.expected < all->count; i++) {
		enum label_style style = (enum label_style)i;
		struct fit fit = style == LABEL_NUMBER ? (struct fit){0, 0} : fit_of(all, style);
		if (fit.fitting < best.fitting ||
		    (fit.fitting == best.fitting && fit.expected <= best.expected))
			continue;
		best = fit;
		all->style = style;
	}
	for (size_t k = 0; k < all->count; k++)
		all->items[k].fits = number_fits(all->style, all->items[k].label);
}

/* ---- findings on a number */

static struct diag *report(struct state *state, enum diag_code code, const struct siblings *all,
			   size_t at, const char *message)
{
	uint32_t provision = all->items[at].provision;
	const struct provision *p = &state->docs[all->doc]->provisions[provision];
	struct span num = state->docs[all->doc]->blocks[p->num].text;
	struct span trimmed = span_trim(num);
	size_t start = trimmed.length ? (size_t)(trimmed.at - num.at) : 0;
	/* The eId of a number that is there twice ends in -2, which is no part of the number. */
	bool item = all->level >= (int)state->profile->first_item && all->parent != DOC_NONE;
	struct span around = item ? state_eid(state, all->doc, all->parent) : (struct span){"", 0};
	return state_report(state, code, all->doc, p->num, start, start + trimmed.length,
			    "%s%.*s %s", around.length ? state_citation(state, around) : "",
			    SPAN_ARGS(trimmed), message);
}

static void relate(struct state *state, struct diag *diag, const struct siblings *all, size_t at,
		   const char *message)
{
	const struct provision *p = &state->docs[all->doc]->provisions[all->items[at].provision];
	size_t length = state->docs[all->doc]->blocks[p->num].text.length;
	if (!state->silent)
		diag_relate(state->diags, diag, where_text(state, all->doc, p->num, 0, length),
			    "%s", message);
}

/* ---- order and gaps */

/* (a), (aa), (b) is as good an order as (z), (aa). */
static bool in_order(enum label_style style, struct span a, struct span b)
{
	if (number_compare(style, a, b) < 0)
		return true;
	return (style == LABEL_LOWER || style == LABEL_UPPER) && span_compare(a, b) < 0;
}

/* The last figures of a number without the letters behind them, and where they start. */
static unsigned long last_figures(struct span number, size_t *start)
{
	size_t end = number.length;
	while (end && !is_digit(number.at[end - 1]))
		end--;
	*start = end;
	while (*start && is_digit(number.at[*start - 1]))
		--*start;
	unsigned long value = 0;
	for (size_t i = *start; i < end && value < 1000000; i++)
		value = value * 10 + (unsigned long)(number.at[i] - '0');
	return value;
}

/* Figures before the same beginning: G5.28 and G5.30. */
static bool gap_in_figures(struct span a, struct span b)
{
	size_t from, to;
	unsigned long x = last_figures(a, &from), y = last_figures(b, &to);
	for (size_t i = 0; i < a.length; i++)
		if (i > from && is_letter(a.at[i]))
			return false;
	for (size_t i = 0; i < b.length; i++)
		if (i > to && is_letter(b.at[i]))
			return false;
	return span_equal(span_sub(a, 0, from), span_sub(b, 0, to)) && y > x + 1;
}

static bool all_one_letter(struct span s)
{
	for (size_t i = 0; i < s.length; i++)
		if (s.at[i] != s.at[0])
			return false;
	return s.length > 0 && is_letter(s.at[0]);
}

static bool gap_between(enum label_style style, struct span a, struct span b)
{
	if (number_follows(style, a, b))
		return false;
	switch (style) {
	case LABEL_LOWER:
	case LABEL_UPPER:
		return a.length == b.length && all_one_letter(a) && all_one_letter(b) &&
		       b.at[0] > a.at[0] + 1;
	case LABEL_ROMAN:
	case LABEL_UPPER_ROMAN: {
		unsigned x = number_roman(a), y = number_roman(b);
		return x && y && y > x + 1;
	}
	default:
		return gap_in_figures(a, b);
	}
}

static void check_twice(struct state *state, struct siblings *all)
{
	struct table seen = {0};
	for (size_t i = 0; i < all->count; i++) {
		if (table_add(&seen, all->items[i].label, (uint32_t)i, 0, 0))
			continue;
		all->items[i].again = true;
		struct diag *diag = report(state, DIAG_NUM001, all, i, "is there twice");
		relate(state, diag, all, table_get(&seen, all->items[i].label)->a, "first here");
	}
	table_release(&seen);
}

static bool whole(const struct state *state, const struct siblings *all)
{
	return all->parent == DOC_NONE ? state->rules->whole
				       : state_supplied(state, all->doc, all->parent);
}

static void check_gap(struct state *state, const struct siblings *all, size_t at)
{
	struct span a = all->items[at - 1].label, b = all->items[at].label;
	if (!whole(state, all) || !gap_between(all->style, a, b))
		return;
	struct buf next = {0}, message = {0};
	number_next(all->style, a, &next);
	buf_printf(&message, "follows %.*s: %s is missing", SPAN_ARGS(a), buf_string(&next));
	report(state, DIAG_NUM002, all, at, buf_string(&message));
	buf_release(&next);
	buf_release(&message);
}

/* Items of a list, and not paragraphs of a Schedule: the numbers of these go on through its Parts.
 */
static bool are_items(const struct state *state, const struct siblings *all)
{
	return all->level >= (int)state->profile->first_item &&
	       state->profile->levels[all->level].style != LABEL_NUMBER;
}

static void check_first(struct state *state, const struct siblings *all)
{
	struct span first = all->items[0].label;
	bool item = are_items(state, all);
	if (item && whole(state, all) && all->items[0].fits && all->parent != DOC_NONE &&
	    (first.length == 1 || all->style == LABEL_ROMAN) && !number_is_first(all->style, first))
		report(state, DIAG_NUM002, all, 0, "is the first of its list");
}

/* Where the order is broken a number that seems to be missing may stand elsewhere. */
static bool stands_in_order(const struct siblings *all, size_t at)
{
	const struct sibling *a = &all->items[at - 1], *b = &all->items[at];
	return !a->fits || !b->fits || in_order(all->style, a->label, b->label);
}

static bool is_sorted(const struct siblings *all)
{
	for (size_t i = 1; i < all->count; i++)
		if (!stands_in_order(all, i))
			return false;
	return true;
}

/* Two provisions that swap their numbers are meant to stand as they do. */
static bool swapped(const struct state *state, const struct siblings *all, size_t at)
{
	const struct op *ops[2];
	for (size_t i = 0; i < 2; i++) {
		uint32_t patch, provision = all->items[at - i].provision;
		ops[i] = state_made(state, state_eid(state, all->doc, provision), &patch);
		if (!ops[i] || ops[i]->kind != OP_RENUMBERING || !ops[i]->to)
			return false;
	}
	return !strcmp(ops[0]->target, ops[1]->to) && !strcmp(ops[1]->target, ops[0]->to);
}

/* One cause, one finding: a number that is there twice is not out of order too, nor is the one
 * after it. */
static void check_sorted(struct state *state, struct siblings *all)
{
	check_twice(state, all);
	for (size_t i = 1; i < all->count; i++)
		if (!stands_in_order(all, i) && !all->items[i].again && !all->items[i - 1].again &&
		    !swapped(state, all, i))
			relate(state,
			       report(state, DIAG_NUM003, all, i, "stands after a later number"),
			       all, i - 1, "after this");
}

static void check_order(struct state *state, struct siblings *all)
{
	if (!is_sorted(all)) {
		check_sorted(state, all);
		return;
	}
	for (size_t i = 1; i < all->count; i++)
		if (all->items[i - 1].fits && all->items[i].fits)
			check_gap(state, all, i);
	check_first(state, all);
}

/* ---- style, lists of one, Sections */

/* Is "iii" at the third place a numeral among letters? */
static bool numeral_among_letters(const struct siblings *all, size_t at)
{
	struct span label = all->items[at].label;
	return at && (all->style == LABEL_LOWER || all->style == LABEL_UPPER) && label.length > 1 &&
	       number_roman(label) == at + 1 &&
	       !number_follows(all->style, all->items[at - 1].label, label);
}

static void check_style(struct state *state, const struct siblings *all)
{
	if (all->style == LABEL_NUMBER || all->count < 2)
		return;
	for (size_t i = 0; i < all->count; i++)
		if (!all->items[i].fits || numeral_among_letters(all, i)) {
			report(state, DIAG_NUM008, all, i,
			       "is labelled otherwise than its neighbours");
			return;
		}
}

/* What a deletion leaves of a list is no list of one that somebody wrote. */
static bool was_longer(const struct state *state, const struct siblings *all)
{
	const struct doc *old = state_old(state, all->doc);
	uint32_t was = old ? doc_find(old, state_eid(state, all->doc, all->parent)) : DOC_NONE;
	uint32_t child = was == DOC_NONE ? DOC_NONE : provision_first_child(old, was);
	return child != DOC_NONE && provision_next(old, child) != DOC_NONE;
}

static void check_single(struct state *state, const struct siblings *all)
{
	if (all->count == 1 && all->parent != DOC_NONE && are_items(state, all) &&
	    whole(state, all) && number_is_first(all->style, all->items[0].label) &&
	    !was_longer(state, all))
		report(state, DIAG_NUM012, all, 0, "is the only item of its list");
}

/* Such a number is in no order with the others. */
static void check_section(struct state *state, struct siblings *all)
{
	if (!state->rules->nested || all->parent == DOC_NONE ||
	    all->level >= (int)state->profile->first_item ||
	    profile_is_group(state->profile, all->level))
		return;
	struct span around = provision_num(state->docs[all->doc], all->parent);
	for (size_t i = 0; around.length && i < all->count; i++) {
		if (number_nests(all->items[i].label, around))
			continue;
		all->items[i].fits = false;
		report(state, DIAG_NUM013, all, i, "is the number of another Section");
	}
}

void check_numbers(struct state *state, uint32_t d)
{
	struct siblings all = {0};
	uint32_t count = (uint32_t)state->docs[d]->provision_count;
	for (uint32_t i = 0; i <= count; i++) {
		uint32_t parent = i ? i - 1 : DOC_NONE;
		if (parent == DOC_NONE
			    ? state->version == VERSION_PAYLOAD
			    : !state_covers(state, d, parent) || state_passes(state, d, parent))
			continue;
		if (!gather(state, d, parent, &all))
			continue;
		settle_style(state, &all);
		check_section(state, &all);
		check_style(state, &all);
		check_order(state, &all);
		check_single(state, &all);
	}
	free(all.items);
}
