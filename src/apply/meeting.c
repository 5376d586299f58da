/* Words that several modifications change in one text, each without knowing of the other: where
 * they touch, both together say what none of them says (“shall not” and “may” are no “may not”).
 * Refused with AMD015. Linear after a sort of all changes by place. */
#include "apply/plan.h"

#include "doc/tags.h"
#include "doc/words.h"

#include <stdlib.h>

/* ---- how two changes meet */

static bool is_insertion(const struct text_change *change)
{
	return change->start == change->end;
}

/* Do only marks go? What stands before them stays before them, whatever comes in their place; what
 * stands behind them does only where nothing comes. */
static bool only_marks(struct span text, const struct text_change *change)
{
	return !is_insertion(change) && !words_any(span_sub(text, change->start, change->end));
}

enum meeting changes_meet(struct span text, const struct text_change *a,
			  const struct text_change *b)
{
	bool b_first = b->start != a->start ? b->start < a->start : is_insertion(b);
	const struct text_change *first = b_first ? b : a;
	const struct text_change *second = first == a ? b : a;
	if (second->start > first->end &&
	    span_trim(span_sub(text, first->end, second->start)).length)
		return MEET_NOT;
	if (is_insertion(a) && is_insertion(b))
		return MEET_ONE_PLACE;
	bool apart = second->start >= first->end &&
		     (only_marks(text, second) || (only_marks(text, first) && !first->brings));
	return apart ? MEET_NOT : MEET_BESIDE;
}

/* ---- splices as changes of text */

/* Of the blocks that start before the byte, those of a note or a quotation in its block may come
 * before its own. */
uint32_t block_at(const struct doc *doc, uint32_t byte)
{
	size_t low = FIRST_FROM(doc->blocks, doc->block_count, start, (size_t)byte + 1);
	uint32_t provision = doc_provision_at(doc, byte);
	while (provision != DOC_NONE && low-- > doc->provisions[provision].block) {
		const struct block *block = &doc->blocks[low];
		if (block->open <= byte && byte <= block->close)
			return (uint32_t)low;
		bool inside = block->provision == provision ||
			      (block->provision != DOC_NONE &&
			       doc->provisions[block->provision].flags & PROVISION_QUOTED);
		if (!inside)
			break;
	}
	return DOC_NONE;
}

uint32_t block_around(const struct doc *doc, const struct splice *splice)
{
	uint32_t block = block_at(doc, splice->start);
	return block != DOC_NONE && splice->end <= doc->blocks[block].close ? block : DOC_NONE;
}

struct touches touches_of(const struct plan *plan)
{
	const struct application *application = plan->application;
	struct touches all = {0};
	for (size_t i = 0; i < application->result_count; i++) {
		const struct doc *doc = application->base->docs[plan->doc_of[i]];
		bool stands = application->results[i].status != OP_REFUSED;
		for (size_t s = 0; stands && s < plan->wanted[i].count; s++) {
			const struct splice *splice = &plan->wanted[i].items[s];
			uint32_t block = splice->text.at ? block_around(doc, splice) : DOC_NONE;
			if (block == DOC_NONE)
				continue;
			MEM_ROOM(all.items, all.count, all.capacity);
			all.items[all.count++] =
				(struct touch){plan->doc_of[i], block, (uint32_t)i, splice};
		}
	}
	return all;
}

void text_of_bytes(struct span bytes, struct buf *out)
{
	struct tag tag;
	for (size_t at = 0; tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_TEXT)
			tag_decode(span_sub(bytes, tag.start, tag.end), out);
}

static size_t shared_head(const struct words *a, const struct words *b)
{
	size_t n = 0;
	while (n < a->count && n < b->count && a->items[n].hash == b->items[n].hash)
		n++;
	return n;
}

static size_t shared_tail(const struct words *a, const struct words *b, size_t head)
{
	size_t n = 0;
	while (head + n < a->count && head + n < b->count &&
	       a->items[a->count - 1 - n].hash == b->items[b->count - 1 - n].hash)
		n++;
	return n;
}

/* “costs of” for “costs and charges of” inserts two words; false when no word changes. */
static bool words_changed(struct span old_text, struct span new_text, struct text_change *change)
{
	struct words a = {0}, b = {0};
	words_split(old_text, &a);
	words_split(new_text, &b);
	size_t head = shared_head(&a, &b), tail = shared_tail(&a, &b, head);
	bool goes = a.count > head + tail;
	change->brings = b.count > head + tail;
	change->start = goes || (tail && !head) ? a.items[head].start
			: head			? a.items[head - 1].end
						: 0;
	change->end = goes ? a.items[a.count - tail - 1].end : change->start;
	words_release(&a);
	words_release(&b);
	return goes || change->brings;
}

/* How far the text of a block is read: splices of one operation come in order. */
struct read_to {
	const struct doc *doc;
	uint32_t block, byte;
	size_t text;
};

static size_t text_up_to(struct read_to *at, const struct doc *doc, uint32_t block, size_t byte)
{
	bool goes_on = at->doc == doc && at->block == block && at->byte <= byte && !doc->has_cdata;
	if (!goes_on)
		*at = (struct read_to){doc, block, doc->blocks[block].open, 0};
	at->text += block_text_between(doc, block, at->byte, (uint32_t)byte);
	at->byte = (uint32_t)byte;
	return at->text;
}

static bool change_of(struct read_to *at, const struct doc *doc, uint32_t block,
		      const struct splice *splice, struct text_change *change)
{
	size_t start = text_up_to(at, doc, block, splice->start);
	size_t end = text_up_to(at, doc, block, splice->end);
	struct buf words = {0};
	text_of_bytes(splice->text, &words);
	bool any = words_changed(span_sub(doc->blocks[block].text, start, end), buf_as_span(&words),
				 change);
	buf_release(&words);
	change->start += start;
	change->end += start;
	return any;
}

/* ---- all changes of words */

struct place_changed {
	uint32_t doc, block, result;
	struct text_change change;
};
struct places_changed {
	struct place_changed *items;
	size_t count, capacity;
};

static int by_place(const void *a, const void *b)
{
	const struct place_changed *x = a, *y = b;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->change.start != y->change.start)
		return x->change.start < y->change.start ? -1 : 1;
	if (x->change.end != y->change.end)
		return x->change.end < y->change.end ? -1 : 1;
	return (x->result > y->result) - (x->result < y->result);
}

static void collect(const struct plan *plan, struct places_changed *all)
{
	struct touches touches = touches_of(plan);
	struct read_to at = {0};
	for (size_t i = 0; i < touches.count; i++) {
		const struct touch *t = &touches.items[i];
		const struct doc *doc = plan->application->base->docs[t->doc];
		struct text_change change;
		if (!change_of(&at, doc, t->block, t->splice, &change))
			continue;
		MEM_ROOM(all->items, all->count, all->capacity);
		all->items[all->count++] =
			(struct place_changed){t->doc, t->block, t->result, change};
	}
	free(touches.items);
	if (all->count)
		qsort(all->items, all->count, sizeof *all->items, by_place);
}

static bool of_two_patches(const struct plan *plan, uint32_t a, uint32_t b)
{
	const struct op_result *results = plan->application->results;
	return results[a].patch != results[b].patch;
}

static const char *name_in(struct plan *plan, uint32_t result)
{
	return op_name(plan, &plan->application->results[result], false);
}

/* ---- changes that touch */

static const char *why_beside(struct plan *plan, const struct place_changed *a,
			      const struct place_changed *b, enum meeting meeting,
			      const char *place)
{
	struct arena *arena = &plan->application->arena;
	if (!is_insertion(&a->change) && is_insertion(&b->change))
		return why_beside(plan, b, a, meeting, place);
	const char *one = name_in(plan, a->result), *two = name_in(plan, b->result);
	if (meeting == MEET_ONE_PLACE)
		return arena_printf(arena,
				    "%s and %s insert words at one place of %s, and which come "
				    "first is not said: apply one, then rebase the other onto the "
				    "result or word it anew against that",
				    one, two, place);
	if (is_insertion(&a->change))
		return arena_printf(arena, "%s inserts words beside those of %s that %s changes",
				    one, place, two);
	return arena_printf(arena, "%s and %s change words of %s that stand side by side", one, two,
			    place);
}

static void check_touching(struct plan *plan, const struct place_changed *a,
			   const struct place_changed *b)
{
	if (a->doc != b->doc || a->block != b->block || !of_two_patches(plan, a->result, b->result))
		return;
	const struct doc *doc = plan->application->base->docs[a->doc];
	const struct block *block = &doc->blocks[a->block];
	enum meeting meeting = changes_meet(block->text, &a->change, &b->change);
	if (meeting == MEET_NOT || (meeting == MEET_ONE_PLACE && plan->options->in_order))
		return;
	const struct op_result *results = plan->application->results;
	const char *place = citation_of(plan, doc->provisions[block->provision].eid);
	const char *why = why_once(plan, &results[a->result], &results[b->result]);
	refuse_both(plan, a->result, b->result, why ? why : why_beside(plan, a, b, meeting, place));
}

/* A change and the one before it; where those are of one patch, the last one of another. */
static void check_neighbours(struct plan *plan, const struct places_changed *all)
{
	size_t other = 0;
	for (size_t i = 1; i < all->count; i++) {
		const struct place_changed *items = all->items;
		if (of_two_patches(plan, items[i - 1].result, items[i].result))
			other = i - 1;
		check_touching(plan, &items[other], &items[i]);
	}
}

/* ---- words that an instruction goes by */

static size_t first_reaching(const struct places_changed *all, const struct word_anchor *anchor)
{
	size_t low = 0, high = all->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct place_changed *item = &all->items[middle];
		bool before = item->doc != anchor->doc	     ? item->doc < anchor->doc
			      : item->block != anchor->block ? item->block < anchor->block
							     : item->change.end <= anchor->start;
		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* “After ‘the Supplier shall’”, where another modification makes it “the Panel shall”. */
static void check_anchor(struct plan *plan, const struct places_changed *all,
			 const struct word_anchor *anchor)
{
	for (size_t i = first_reaching(all, anchor); i < all->count; i++) {
		const struct place_changed *item = &all->items[i];
		if (item->doc != anchor->doc || item->block != anchor->block ||
		    item->change.start >= anchor->end)
			return;
		if (!of_two_patches(plan, item->result, anchor->result))
			continue;
		const struct doc *doc = plan->application->base->docs[anchor->doc];
		uint32_t owner = doc->blocks[anchor->block].provision;
		refuse_both(plan, anchor->result, item->result,
			    arena_printf(&plan->application->arena,
					 "%s names words of %s that %s changes",
					 name_in(plan, anchor->result),
					 citation_of(plan, doc->provisions[owner].eid),
					 name_in(plan, item->result)));
		return;
	}
}

void note_anchor(struct plan *plan, const struct op_result *result, uint32_t block, size_t start,
		 size_t end)
{
	size_t index = result_index(plan, result);
	if (plan->patch_count < 2)
		return;
	MEM_ROOM(plan->anchors, plan->anchor_count, plan->anchor_capacity);
	plan->anchors[plan->anchor_count++] =
		(struct word_anchor){plan->doc_of[index], block, (uint32_t)index, start, end};
}

void check_meetings(struct plan *plan)
{
	struct places_changed all = {0};
	if (plan->patch_count < 2)
		return;
	collect(plan, &all);
	check_neighbours(plan, &all);
	for (size_t i = 0; i < plan->anchor_count; i++)
		check_anchor(plan, &all, &plan->anchors[i]);
	free(all.items);
}
