/* Lists: the ends of their items. A list is the items directly below one provision; where its text
 * is not all supplied, nothing is said. */
#include "check/state.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum joint { JOINT_NONE, JOINT_AND, JOINT_OR, JOINT_EITHER };

/* How an item ends. */
struct item {
	uint32_t provision;
	uint32_t block;	    /* its last text, or DOC_NONE */
	size_t end;	    /* of the text, trimmed */
	size_t joint_start; /* of the conjunction with its mark */
	enum joint joint;
	char mark; /* the punctuation mark at the end or before the conjunction; 0: none */
	bool leaf; /* has no items below: the end is its own */
	bool fresh;
};

struct list {
	uint32_t doc, parent;
	struct item *items;
	size_t count, capacity;
	bool grew;	  /* the patch adds items at its end */
	struct span lost; /* eId of an item that the patch takes away; empty */
};

/* ---- reading the end of a text */

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static size_t trim_end(struct span text, size_t end)
{
	while (end && (strchr(" \t\r\n", text.at[end - 1]) ||
		       (end > 1 && (unsigned char)text.at[end - 1] == 0xA0 &&
			(unsigned char)text.at[end - 2] == 0xC2)))
		end -= (unsigned char)text.at[end - 1] == 0xA0 ? 2 : 1;
	return end;
}

/* Closing quotation marks and brackets stand behind the mark that they enclose. */
static char mark_at(struct span text, size_t end)
{
	struct span rest = span_sub(text, 0, end);
	for (;;) {
		if (span_ends(rest, "[]"))
			rest.length -= 2;
		else if (span_ends(rest, "”") || span_ends(rest, "’"))
			rest.length -= 3;
		else if (rest.length && strchr("\"')]", rest.at[rest.length - 1]))
			rest.length--;
		else
			break;
	}
	if (span_ends(rest, "—") || span_ends(rest, "–"))
		return ':';
	return rest.length && strchr(".;,:?!", rest.at[rest.length - 1]) ? rest.at[rest.length - 1]
									 : 0;
}

static enum joint conjunction(struct span text, size_t end, size_t *start)
{
	static const struct {
		const char *word;
		enum joint joint;
	} words[] = {
		{"and/or", JOINT_EITHER},    {"and", JOINT_AND},	   {"or", JOINT_OR},
		{"and also", JOINT_AND},     {"and either", JOINT_EITHER}, {"or else", JOINT_OR},
		{"or either", JOINT_EITHER}, {"nor", JOINT_EITHER},	   {"plus", JOINT_EITHER},
		{"but", JOINT_EITHER}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i].word);
		if (length >= end || strncasecmp(text.at + end - length, words[i].word, length))
			continue;
		char before = text.at[end - length - 1];
		if (is_letter(before) || before == '-' || before == '/')
			continue;
		*start = end - length;
		return words[i].joint;
	}
	return JOINT_NONE;
}

static uint32_t last_text(const struct state *state, uint32_t doc, uint32_t provision)
{
	const struct doc *d = state->docs[doc];
	const struct provision *p = &d->provisions[provision];
	for (uint32_t i = p->block_after; i-- > p->block;) {
		const struct block *block = &d->blocks[i];
		if (block->part == PART_NOTE)
			continue;
		if (!state_covers_block(state, doc, i) || block->flags & BLOCK_CELL)
			return DOC_NONE;
		return i;
	}
	return DOC_NONE;
}

static bool has_items(const struct doc *doc, uint32_t provision)
{
	return doc->provisions[provision].after > provision + 1;
}

static struct item item_of(const struct state *state, uint32_t doc, uint32_t provision)
{
	struct item item = {.provision = provision, .leaf = true};
	item.block = last_text(state, doc, provision);
	if (item.block == DOC_NONE)
		return item;
	const struct block *block = &state->docs[doc]->blocks[item.block];
	item.leaf = block->provision == provision;
	item.end = trim_end(block->text, block->text.length);
	/* "[; and]": words that an editor supplies count. */
	size_t mark_end = item.end, words_end = item.end;
	if (words_end && block->text.at[words_end - 1] == ']')
		words_end = trim_end(block->text, words_end - 1);
	item.joint = conjunction(block->text, words_end, &item.joint_start);
	if (!item.joint && words_end && strchr(",;", block->text.at[words_end - 1]))
		item.joint = conjunction(block->text, words_end - 1, &item.joint_start);
	if (item.joint) {
		mark_end = trim_end(block->text, item.joint_start);
		item.mark = mark_at(block->text, mark_end);
		if (item.mark)
			item.joint_start = mark_end - 1;
	} else {
		item.mark = mark_at(block->text, mark_end);
	}
	item.fresh = item.end && where_fresh(state, doc, item.block, item.end - 1);
	return item;
}

/* ---- gathering */

static bool is_item(const struct state *state, uint32_t doc, uint32_t provision)
{
	const struct doc *d = state->docs[doc];
	return d->provisions[provision].num != DOC_NONE &&
	       state_level(state, doc, provision) >= (int)state->profile->first_item;
}

/* False when it is no list, or part of it is not supplied. */
static bool gather(struct state *state, uint32_t doc, uint32_t parent, struct list *list)
{
	const struct doc *d = state->docs[doc];
	list->doc = doc;
	list->parent = parent;
	list->count = 0;
	if (!state_supplied(state, doc, parent))
		return false;
	for (uint32_t i = provision_first_child(d, parent); i != DOC_NONE;
	     i = provision_next(d, i)) {
		if (!state_covers(state, doc, i))
			continue;
		if (!is_item(state, doc, i) || !state_supplied(state, doc, i))
			return false;
		if (state_not_used(state, doc, i))
			continue;
		struct item item = item_of(state, doc, i);
		if (item.block == DOC_NONE)
			return false;
		MEM_ROOM(list->items, list->count, list->capacity);
		list->items[list->count++] = item;
	}
	return list->count > 0;
}

static struct span item_text(const struct state *state, const struct list *list,
			     const struct item *item)
{
	return state->docs[list->doc]->blocks[item->block].text;
}

static struct diag *report(struct state *state, enum diag_code code, const struct list *list,
			   const struct item *item, size_t start, const char *message)
{
	const char *number = state_citation(state, state_eid(state, list->doc, item->provision));
	if (start >= item->end)
		start = item->end ? item->end - 1 : 0;
	while (start && ((unsigned char)item_text(state, list, item).at[start] & 0xC0) == 0x80)
		start--;
	return state_report(state, code, list->doc, item->block, start, item->end, "%s %s", number,
			    message);
}

/* The last word, and the mark after it. */
static size_t last_word(struct span text, size_t end)
{
	size_t start = end;
	while (start && !strchr(" \t\n", text.at[start - 1]))
		start--;
	return start;
}

/* ---- conjunctions */

static void check_early(struct state *state, const struct list *list)
{
	size_t joined = 0, n = list->count;
	bool has_and = false, has_or = false;
	for (size_t i = 0; i + 1 < n; i++) {
		joined += list->items[i].joint != JOINT_NONE;
		if (!list->items[i].leaf)
			continue;
		has_and |= list->items[i].joint == JOINT_AND;
		has_or |= list->items[i].joint == JOINT_OR;
	}
	if (has_and && has_or) {
		size_t i = n - 1;
		enum joint last = JOINT_NONE;
		while (i-- > 0)
			if (list->items[i].leaf && (list->items[i].joint == JOINT_AND ||
						    list->items[i].joint == JOINT_OR)) {
				if (last != JOINT_NONE && last != list->items[i].joint)
					break;
				last = list->items[i].joint;
			}
		report(state, DIAG_LST004, list, &list->items[i], list->items[i].joint_start,
		       "is joined by another word than the other items of its list");
		return;
	}
	if (joined + 1 >= n)
		return;
	for (size_t i = 0; i + 2 < n; i++) {
		const struct item *item = &list->items[i];
		if (!item->joint || item->joint == JOINT_EITHER || !item->leaf ||
		    (item->mark != ';' && item->mark != ',') || (list->grew && !item->fresh) ||
		    item[1].mark == '.')
			continue; /* what follows a full stop is another sentence */
		struct diag *diag = report(
			state, DIAG_LST001, list, item, item->joint_start,
			item->joint == JOINT_AND ? "ends in “and” and is not the last item but one"
						 : "ends in “or” and is not the last item but one");
		char mark[2] = {item->mark, '\0'};
		diag->fix = diag_keep(state->diags, span_of(mark));
		diag_help(state->diags, diag, "end the item with “%c”", item->mark);
	}
}

static bool lead_in_joins(const struct state *state, const struct list *list)
{
	const struct doc *d = state->docs[list->doc];
	uint32_t i = DOC_NONE;
	struct match match;
	while ((i = provision_next_block(d, list->parent, i)) != DOC_NONE)
		if (d->blocks[i].part == PART_INTRO && state->rules->any_of &&
		    pattern_match(state->rules->any_of, d->blocks[i].text, 0, &match) ==
			    PATTERN_YES)
			return true;
	return false;
}

/* What became of the list: grew at its end, or lost items. */
static void compare_with_old(const struct state *state, struct list *list)
{
	const struct doc *old = state_old(state, list->doc);
	uint32_t was = old ? doc_find(old, state_eid(state, list->doc, list->parent)) : DOC_NONE;
	list->grew = false;
	list->lost = (struct span){"", 0};
	if (was == DOC_NONE)
		return;
	list->grew = list->count > 1 &&
		     state_is_new(state, list->doc, list->items[list->count - 1].provision) &&
		     !list->items[list->count - 2].fresh;
	for (uint32_t i = provision_first_child(old, was); i != DOC_NONE;
	     i = provision_next(old, i))
		if (doc_find(state->docs[list->doc], old->provisions[i].eid) == DOC_NONE)
			list->lost = old->provisions[i].eid;
}

static const char *joint_word(enum joint joint)
{
	return joint == JOINT_OR ? "or" : "and";
}

/* The word that joins the list, or joined it before the patch. */
static enum joint joint_of(const struct state *state, const struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].joint)
			return list->items[i].joint;
	const struct doc *old = state_old(state, list->doc);
	uint32_t was = old ? doc_find(old, state_eid(state, list->doc, list->parent)) : DOC_NONE;
	uint32_t block = was == DOC_NONE ? 0 : old->provisions[was].block;
	for (; was != DOC_NONE && block < old->provisions[was].block_after; block++) {
		struct span text = span_trim(old->blocks[block].text);
		size_t start;
		enum joint joint = conjunction(text, text.length, &start);
		if (joint)
			return joint;
	}
	return JOINT_NONE;
}

/* The words from `start` to the end of an item with another end. */
static void fix_end(struct state *state, struct diag *diag, struct span kept, const char *mark,
		    enum joint joint)
{
	const char *fix = arena_printf(&state->arena, "%.*s%s%s%s", SPAN_ARGS(kept), mark,
				       joint ? " " : "", joint ? joint_word(joint) : "");
	diag->fix = diag_keep(state->diags, span_of(fix));
	diag_help(state->diags, diag, "end the item with “%s%s%s”", mark, joint ? " " : "",
		  joint ? joint_word(joint) : "");
}

/* Another item's end has to change too: text[start, end of the item) to the words. */
static void change_too(struct state *state, struct diag *diag, const struct list *list,
		       const struct item *item, size_t start, const char *words)
{
	struct spotted spotted = {diag, list->doc, item->block, start, item->end};
	if (!item->fresh && !state->silent && state->version == VERSION_FINAL)
		diag->instruction = remedy_write(state, &spotted, start, item->end, words);
}

static void relate_lost(struct state *state, struct diag *diag, const struct list *list)
{
	uint32_t patch;
	const struct op *op = state_acted(state, list->lost, &patch);
	if (!op)
		return;
	diag->op = op->number;
	state_relate_op(state, diag, patch, op, "an item is deleted");
}

static void relate_new(struct state *state, struct diag *diag, const struct list *list)
{
	uint32_t patch;
	struct span eid = state_eid(state, list->doc, list->items[list->count - 1].provision);
	const struct op *op = state_made(state, eid, &patch);
	if (op)
		state_relate_op(state, diag, patch, op, "a new item is added after it");
	if (!op || list->count < 3)
		return;
	const struct item *early = &list->items[list->count - 3];
	if (early->joint && early->leaf && !state->silent)
		diag_relate(
			state->diags, diag,
			where_text(state, list->doc, early->block, early->joint_start, early->end),
			"and this conjunction is now too early");
}

/* Is the item the very end of the numbered provision that it lies in? */
static bool ends_clause(const struct state *state, const struct list *list, const struct item *item)
{
	const struct doc *d = state->docs[list->doc];
	uint32_t at = list->parent;
	while (is_item(state, list->doc, at) && d->provisions[at].parent != DOC_NONE)
		at = d->provisions[at].parent;
	return !is_item(state, list->doc, at) && last_text(state, list->doc, at) == item->block;
}

static bool check_stranded(struct state *state, const struct list *list)
{
	const struct item *item = &list->items[list->count - 1];
	if (!list->lost.length || !item->joint)
		return false;
	struct diag *diag = report(state, DIAG_LST009, list, item, item->joint_start,
				   "is now the last item and ends in a conjunction");
	relate_lost(state, diag, list);
	if (!ends_clause(state, list, item))
		return true;
	fix_end(state, diag, (struct span){"", 0}, ".", JOINT_NONE);
	const struct item *before = list->count > 1 ? item - 1 : NULL;
	if (before && before->leaf && before->mark == ';' && !before->joint)
		change_too(state, diag, list, before, before->end - 1,
			   arena_printf(&state->arena, "; %s", joint_word(item->joint)));
	return true;
}

/* Do its items run on in one sentence? An item with items of its own does not tell by its end. */
static bool is_series(const struct list *list)
{
	for (size_t i = 0; i + 1 < list->count; i++)
		if (list->items[i].leaf &&
		    (list->items[i].mark == ';' || list->items[i].mark == ','))
			return true;
	return false;
}

/* Does the text before the items leave the sentence to them? */
static bool lead_in_is_open(const struct state *state, const struct list *list)
{
	const struct doc *d = state->docs[list->doc];
	uint32_t i = DOC_NONE;
	struct span last = {"", 0};
	while ((i = provision_next_block(d, list->parent, i)) != DOC_NONE)
		if (d->blocks[i].part == PART_INTRO)
			last = d->blocks[i].text;
	return mark_at(last, trim_end(last, last.length)) == ':';
}

/* Did the last item close a sentence that the items before it share? Items that are sentences of
 * their own have an end each. */
static bool ended_series(const struct state *state, const struct list *list)
{
	const struct item *last = &list->items[list->count - 2];
	if (last->mark == ';')
		return state->rules->joined && !lead_in_joins(state, list);
	if (list->count == 2)
		return lead_in_is_open(state, list);
	return last[-1].joint || last[-1].mark == ';' || last[-1].mark == ',';
}

static void check_last_but_one(struct state *state, const struct list *list)
{
	const struct item *item = &list->items[list->count - 2];
	struct span text = item_text(state, list, item);
	if (list->grew && !item->joint && (item->mark == '.' || item->mark == ';')) {
		if (!ended_series(state, list))
			return;
		struct diag *diag = report(state, DIAG_LST008, list, item, item->end - 1,
					   "still ends the list, but a new item follows it");
		enum joint joint = joint_of(state, list);
		relate_new(state, diag, list);
		const struct item *early = list->count > 2 ? item - 1 : NULL;
		if (joint)
			fix_end(state, diag, (struct span){"", 0}, ";", joint);
		if (joint && early && early->joint && early->leaf)
			change_too(state, diag, list, early, early->joint_start, ";");
		return;
	}
	if (item->joint || item[1].joint || (item->mark != ';' && item->mark != ',') ||
	    !state->rules->joined || !is_series(list) || lead_in_joins(state, list))
		return;
	if (list->lost.length) {
		size_t start = last_word(text, item->end);
		char mark[2] = {item->mark, '\0'};
		enum joint joint = joint_of(state, list);
		struct diag *lost = report(state, DIAG_LST009, list, item, start,
					   "is now the last but one and has no “and” or “or”");
		relate_lost(state, lost, list);
		if (joint && item->end > start)
			fix_end(state, lost, span_sub(text, start, item->end - 1), mark, joint);
		return;
	}
	struct diag *diag = report(state, DIAG_LST002, list, item, last_word(text, item->end),
				   "is the last but one and has no “and” or “or”");
	diag_help(state->diags, diag, "end the item with “%c and” or “%c or”", item->mark,
		  item->mark);
}

/* ---- LST003 */

static void check_closed(struct state *state, const struct list *list)
{
	const struct doc *d = state->docs[list->doc];
	for (size_t i = 0; i < list->count; i++) {
		const struct item *item = &list->items[i];
		struct span text = item_text(state, list, item);
		bool last = i + 1 == list->count;
		if (!item->leaf || has_items(d, item->provision) || item->joint || !item->end)
			continue;
		bool tail = last && last_text(state, list->doc, list->parent) != item->block;
		if (!item->mark && !tail && !(last && ends_clause(state, list, item))) {
			report(state, DIAG_LST003, list, item, last_word(text, item->end),
			       "ends without a mark");
			continue;
		}
		if (!last || (item->mark && item->mark != ';' && item->mark != ',') ||
		    !ends_clause(state, list, item))
			continue;
		struct diag *diag =
			report(state, DIAG_LST003, list, item, last_word(text, item->end),
			       "ends its clause without a full stop");
		size_t start = last_word(text, item->end);
		size_t end = item->mark ? item->end - 1 : item->end;
		if (end >= start)
			diag->fix = diag_keep(
				state->diags,
				span_of(arena_printf(&state->arena, "%.*s.",
						     SPAN_ARGS(span_sub(text, start, end)))));
		if (item->mark)
			diag->fix_kind = FIX_SUGGEST;
		diag_help(state->diags, diag, "end it with a full stop");
	}
}

void check_lists(struct state *state, uint32_t d)
{
	struct list list = {0};
	for (uint32_t i = 0; i < state->docs[d]->provision_count; i++) {
		if (!has_items(state->docs[d], i) || !state_covers(state, d, i) ||
		    state_passes(state, d, i) || !gather(state, d, i, &list))
			continue;
		compare_with_old(state, &list);
		check_closed(state, &list);
		bool stranded = check_stranded(state, &list);
		if (list.count < 2)
			continue;
		check_early(state, &list);
		if (!stranded)
			check_last_but_one(state, &list);
	}
	free(list.items);
}
