/* What holds the words of a provision: <content> when it has no items, <intro> and <wrapUp> round
 * them when it has. The first item that comes and the last one that goes change that. */
#include "apply/plan.h"

#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

/* Gives the tag at a byte another name. */
static void rename_tag(struct splices *mine, const struct doc *doc, size_t at, struct span name,
		       unsigned change)
{
	struct tag tag;
	size_t next = at;
	if (!tag_next(doc->bytes, &next, &tag))
		return;
	const char *colon = memchr(tag.name.at, ':', tag.name.length);
	size_t end = (size_t)(tag.name.at + tag.name.length - doc->bytes.at);
	size_t start = (size_t)((colon ? colon + 1 : tag.name.at) - doc->bytes.at);
	splice_add(mine, start, end, name, change);
}

/* The start and end tags of a child of the provision, between two bytes; false if it has none. */
struct wrapper {
	struct tag open, close;
};

static bool find_wrapper(const struct doc *doc, uint32_t from, uint32_t to, const char *name,
			 struct wrapper *wrapper)
{
	struct span bytes = span_sub(doc->bytes, 0, to);
	struct tag tag;
	bool open = false;
	for (size_t at = from; tag_next(bytes, &at, &tag);) {
		struct span local = tag.name;
		const char *colon = local.length ? memchr(local.at, ':', local.length) : NULL;
		if (colon)
			local = span_from(colon + 1, local.at + local.length);
		if (!span_is(local, name))
			continue;
		if (tag.kind == TAG_OPEN && !open) {
			wrapper->open = tag;
			open = true;
		} else if (tag.kind == TAG_CLOSE && open) {
			wrapper->close = tag;
			return true;
		}
	}
	return false;
}

/* ---- the first item comes */

void content_to_intro(struct splices *mine, const struct doc *doc, uint32_t provision,
		      unsigned change)
{
	const struct provision *p = &doc->provisions[provision];
	struct wrapper content;
	if (!find_wrapper(doc, p->open, p->close, "content", &content))
		return;
	rename_tag(mine, doc, content.open.start, SPAN("intro"), change);
	rename_tag(mine, doc, content.close.start, SPAN("intro"), change);
}

/* ---- the closing words go */

static uint32_t items_end(const struct doc *doc, uint32_t provision)
{
	uint32_t end = 0;
	for (uint32_t i = provision + 1; i < doc->provisions[provision].after;
	     i = doc->provisions[i].after)
		end = doc->provisions[i].end;
	return end;
}

/* Does it hold one paragraph and no more, such as a note or an image? */
static bool holds_one(const struct doc *doc, const struct provision *p, const struct wrapper *tail)
{
	const struct block *only = NULL;
	for (uint32_t b = p->block; b < p->block_after; b++) {
		const struct block *block = &doc->blocks[b];
		if (block->start < tail->open.end || block->end > tail->close.start)
			continue;
		if (only)
			return false;
		only = block;
	}
	for (uint32_t i = only ? only->inline_first : 0; only && i < only->inline_after; i++)
		if (doc->inlines[i].text_end == doc->inlines[i].text_start)
			return false;
	return only;
}

bool wrapup_removed(struct plan *plan, struct op_result *result, const struct doc *doc,
		    uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t items = items_end(doc, provision);
	struct wrapper tail;
	if (!items || !find_wrapper(doc, items, p->close, "wrapUp", &tail) ||
	    !holds_one(doc, p, &tail))
		return false;
	splice_add(wanted_by(plan, result), space_before(doc, (uint32_t)tail.open.start),
		   (uint32_t)tail.close.end, (struct span){"", 0}, result->change);
	note_changed(plan, result, p->eid);
	return true;
}

/* ---- the last item goes */

/* A provision that loses a child to an operation, or gets one; or loses words from..to of its own.
 */
struct loss {
	uint32_t doc, parent, result;
	bool gain, words;
	uint32_t from, to;
};
struct losses {
	struct loss *items;
	size_t count, capacity;
};

static uint32_t parent_at(const struct doc *doc, uint32_t byte)
{
	uint32_t at = byte ? doc_provision_at(doc, byte - 1) : DOC_NONE;
	while (at != DOC_NONE && doc->provisions[at].end <= byte)
		at = doc->provisions[at].parent;
	return at;
}

/* The provision that a splice takes out whole, or DOC_NONE. */
static uint32_t taken_out(const struct doc *doc, const struct splice *splice)
{
	uint32_t at = doc_provision_at(doc, splice->end - 1);
	while (at != DOC_NONE && doc->provisions[at].end == splice->end &&
	       space_before(doc, doc->provisions[at].start) > splice->start)
		at = doc->provisions[at].parent;
	bool whole = at != DOC_NONE && doc->provisions[at].end == splice->end &&
		     space_before(doc, doc->provisions[at].start) == splice->start;
	return whole ? at : DOC_NONE;
}

static bool loses_words(const struct op *op)
{
	return op->scope == SCOPE_WORDS && op->kind != OP_INSERTION;
}

static void note_losses(struct plan *plan, size_t result, struct losses *losses)
{
	uint32_t index = plan->doc_of[result];
	const struct doc *doc = plan->application->base->docs[index];
	const struct op *op = plan->application->results[result].op;
	if (op->scope == SCOPE_HEADING || op_sinks(op))
		return; /* no child of the provision; one round all it has */
	for (size_t i = 0; i < plan->wanted[result].count; i++) {
		const struct splice *splice = &plan->wanted[result].items[i];
		bool gain = splice->start == splice->end;
		uint32_t parent = DOC_NONE;
		bool words = !gain && !splice->text.length && loses_words(op);
		if (words)
			parent = parent_at(doc, (uint32_t)splice->start);
		else if (gain && span_starts(span_trim(splice->text), "<"))
			parent = parent_at(doc, splice->start);
		if (!words && !gain && !splice->text.length) {
			uint32_t gone = taken_out(doc, splice);
			parent = gone == DOC_NONE ? DOC_NONE : doc->provisions[gone].parent;
		}
		if (parent == DOC_NONE)
			continue;
		MEM_ROOM(losses->items, losses->count, losses->capacity);
		losses->items[losses->count++] = (struct loss){.doc = index,
							       .parent = parent,
							       .result = (uint32_t)result,
							       .gain = gain,
							       .words = words,
							       .from = (uint32_t)splice->start,
							       .to = (uint32_t)splice->end};
	}
}

static int by_parent(const void *left, const void *right)
{
	const struct loss *a = left, *b = right;
	if (a->doc != b->doc)
		return a->doc < b->doc ? -1 : 1;
	if (a->parent != b->parent)
		return a->parent < b->parent ? -1 : 1;
	return (a->result > b->result) - (a->result < b->result);
}

/* Do the closing words go, with what they stood in, by an operation among those from `loss` to
 * `after`? */
static bool tail_goes(const struct plan *plan, const struct loss *loss, const struct loss *after)
{
	const struct doc *doc = plan->application->base->docs[loss->doc];
	struct wrapper tail;
	if (!find_wrapper(doc, items_end(doc, loss->parent), doc->provisions[loss->parent].close,
			  "wrapUp", &tail))
		return false;
	for (; loss < after; loss++)
		if (loss->words && loss->from <= tail.open.start && loss->to >= tail.close.end)
			return true;
	return false;
}

/* <intro>, and <wrapUp> if there is one and it stays, become one <content>. */
static void join_wrappers(struct plan *plan, const struct loss *loss, bool tailless)
{
	const struct doc *doc = plan->application->base->docs[loss->doc];
	const struct provision *p = &doc->provisions[loss->parent];
	unsigned change = plan->application->results[loss->result].change;
	struct splices *mine = &plan->wanted[loss->result];
	uint32_t first = doc->provisions[provision_first_child(doc, loss->parent)].start;
	struct wrapper intro, tail;
	if (!find_wrapper(doc, p->open, first, "intro", &intro))
		return;
	rename_tag(mine, doc, intro.open.start, SPAN("content"), change);
	if (tailless ||
	    !find_wrapper(doc, items_end(doc, loss->parent), p->close, "wrapUp", &tail)) {
		rename_tag(mine, doc, intro.close.start, SPAN("content"), change);
		return;
	}
	splice_add(mine, intro.close.start, intro.close.end, (struct span){"", 0}, change);
	splice_add(mine, space_before(doc, (uint32_t)tail.open.start), tail.open.end,
		   (struct span){"", 0}, change);
	rename_tag(mine, doc, tail.close.start, SPAN("content"), change);
}

void settle_wrappers(struct plan *plan)
{
	struct losses losses = {0};
	for (size_t i = 0; i < plan->application->result_count; i++)
		if (plan->application->results[i].status != OP_REFUSED)
			note_losses(plan, i, &losses);
	if (losses.count)
		qsort(losses.items, losses.count, sizeof *losses.items, by_parent);
	for (size_t i = 0, next; i < losses.count; i = next) {
		const struct loss *loss = &losses.items[i];
		const struct doc *doc = plan->application->base->docs[loss->doc];
		const struct loss *child = NULL;
		bool gains = false;
		size_t lost = 0;
		for (next = i; next < losses.count && losses.items[next].doc == loss->doc &&
			       losses.items[next].parent == loss->parent;
		     next++) {
			gains |= losses.items[next].gain;
			lost += !losses.items[next].words;
			child = losses.items[next].words ? child : &losses.items[next];
		}
		size_t children = 0;
		for (uint32_t c = provision_first_child(doc, loss->parent); c != DOC_NONE;
		     c = provision_next(doc, c))
			children++;
		bool tailless = lost < next - i && tail_goes(plan, loss, losses.items + next);
		if (!gains && child && children == lost)
			join_wrappers(plan, child, tailless);
	}
	free(losses.items);
}
