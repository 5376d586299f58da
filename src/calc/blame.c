/* Who put each word of a provision there: a stretch of text is followed back through the marked
 * merges, from the last state to the first, until it was inserted or the base is reached. */
#include "calc/calc.h"

#include <stdlib.h>

/* A stretch of a block's text after a number of steps (0: in the base). Settled: here it came in,
 * by that operation of the step. */
struct stretch_at {
	size_t steps;
	const struct doc *doc;
	uint32_t block;
	size_t start;
	struct span text;
	bool settled;
	const struct op_result *result;
};

struct follow {
	const struct chain *chain;
	struct blame *blame;
	uint32_t ***items; /* [step][document]: item of each new block, made when wanted */
	struct stretch_at *work;
	size_t count, capacity;
	struct stretches stretches; /* scratch */
};

static const struct corpus *state(const struct chain *chain, size_t steps)
{
	return steps ? &chain->steps[steps - 1].after : chain->base;
}

/* ---- items of blocks */

static const uint32_t *items_of(struct follow *f, size_t step, size_t doc)
{
	const struct redline *r = f->chain->steps[step].redlines[doc];
	if (!f->items[step])
		f->items[step] =
			mem_alloc((state(f->chain, step)->count + 1) * sizeof *f->items[step]);
	if (f->items[step][doc])
		return f->items[step][doc];
	uint32_t *items = mem_alloc((r->new_doc->block_count + 1) * sizeof *items);
	for (size_t i = 0; i < r->new_doc->block_count; i++)
		items[i] = DOC_NONE;
	for (uint32_t i = 0; i < r->item_count; i++)
		if (r->items[i].kind == ITEM_BLOCK && r->items[i].new_index != DOC_NONE)
			items[r->items[i].new_index] = i;
	f->items[step][doc] = items;
	return items;
}

static void items_release(struct follow *f)
{
	for (size_t s = 0; s < f->chain->count; s++) {
		for (size_t d = 0; f->items[s] && d < state(f->chain, s)->count; d++)
			free(f->items[s][d]);
		free(f->items[s]);
	}
	free(f->items);
}

/* ---- following */

static void push(struct follow *f, struct stretch_at s)
{
	MEM_ROOM(f->work, f->count, f->capacity);
	f->work[f->count++] = s;
}

/* The part of a stretch between two offsets of its block; empty when it has none there. */
static struct stretch_at part_of(const struct stretch_at *s, size_t from, size_t to)
{
	struct stretch_at part = *s;
	size_t end = s->start + s->text.length;
	from = from > s->start ? from : s->start;
	to = to < end ? to : end;
	part.start = from;
	part.text = from < to ? span_sub(s->text, from - s->start, to - s->start)
			      : (struct span){"", 0};
	return part;
}

static void settle(struct follow *f, struct stretch_at part, const struct op_result *result)
{
	part.settled = true;
	part.result = result;
	if (part.text.length)
		push(f, part);
}

/* The same text in the state before, where its block was another one and it stood elsewhere. */
static void go_back(struct follow *f, struct stretch_at part, const struct doc *old_doc,
		    uint32_t old_block, size_t new_start, size_t old_start)
{
	part.start = old_start + (part.start - new_start);
	part.steps--;
	part.doc = old_doc;
	part.block = old_block;
	if (part.text.length)
		push(f, part);
}

/* Runs are gone through from the last to the first, so that the parts come off the pile in order.
 */
static void follow_runs(struct follow *f, const struct stretch_at *s, const struct redline *r,
			const struct item *item)
{
	const struct chain_step *step = &f->chain->steps[s->steps - 1];
	struct run whole;
	size_t count;
	const struct run *runs = redline_runs(r, item, &whole, &count);
	while (count--) {
		const struct run *run = &runs[count];
		if (run->mark == MARK_REMOVED)
			continue;
		struct stretch_at part =
			part_of(s, run->new_start, run->new_start + run->text.length);
		if (run->mark == MARK_SAME && item->old_index != DOC_NONE)
			go_back(f, part, r->old_doc, item->old_index, run->new_start,
				run->old_start);
		else
			settle(f, part,
			       step->application
				       ? application_change(step->application, run->change)
				       : NULL);
	}
}

/* A block that has moved: its words were there before. */
static void follow_moved(struct follow *f, const struct stretch_at *s, const struct redline *r,
			 const struct item *item, uint32_t old_block)
{
	const struct chain_step *step = &f->chain->steps[s->steps - 1];
	const struct op_result *result =
		step->application && item->run < item->run_after
			? application_change(step->application, r->runs[item->run].change)
			: NULL;
	const struct stretches *list = &f->stretches;
	diff_words(r->old_doc->blocks[old_block].text, r->new_doc->blocks[s->block].text,
		   &f->stretches);
	for (size_t i = list->count; i-- > 0;) {
		const struct stretch *at = &list->items[i];
		struct stretch_at part = part_of(s, at->new_start, at->new_end);
		if (at->mark == MARK_SAME)
			go_back(f, part, r->old_doc, old_block, at->new_start, at->old_start);
		else if (at->mark == MARK_INSERTED)
			settle(f, part, result);
	}
}

/* One step back. */
static void follow(struct follow *f, const struct stretch_at *s)
{
	const struct chain_step *step = &f->chain->steps[s->steps - 1];
	const struct corpus *before = state(f->chain, s->steps - 1);
	size_t doc = 0;
	while (doc < before->count &&
	       !(step->pairings[doc] && step->pairings[doc]->new_doc == s->doc))
		doc++;
	uint32_t item = doc < before->count ? items_of(f, s->steps - 1, doc)[s->block] : DOC_NONE;
	if (item == DOC_NONE) {
		settle(f, *s, NULL);
		return;
	}
	const struct redline *r = step->redlines[doc];
	uint32_t partner = step->pairings[doc]->new_block[s->block];
	if (r->items[item].mark == MARK_INSERTED && partner != DOC_NONE)
		follow_moved(f, s, r, &r->items[item], partner);
	else
		follow_runs(f, s, r, &r->items[item]);
}

/* ---- pieces */

static void add_piece(struct follow *f, const struct stretch_at *s)
{
	struct blame *b = f->blame;
	struct blame_piece *last = b->piece_count ? &b->pieces[b->piece_count - 1] : NULL;
	size_t step = s->settled ? s->steps - 1 : f->chain->count;
	if (last && b->piece_count > b->blocks[b->block_count - 1].first && last->step == step &&
	    last->result == s->result && last->text.at + last->text.length == s->text.at) {
		last->text.length += s->text.length;
		return;
	}
	MEM_ROOM(b->pieces, b->piece_count, b->piece_capacity);
	b->pieces[b->piece_count++] = (struct blame_piece){.text = s->text,
							   .step = step,
							   .result = s->result,
							   .doc = s->doc,
							   .block = s->block,
							   .offset = s->start};
}

static void blame_block(struct follow *f, uint32_t block)
{
	struct blame *b = f->blame;
	struct span text = b->doc->blocks[block].text;
	MEM_ROOM(b->blocks, b->block_count, b->block_capacity);
	struct blame_block *at = &b->blocks[b->block_count++];
	*at = (struct blame_block){block, b->piece_count, b->piece_count};
	push(f, (struct stretch_at){
			.steps = f->chain->count, .doc = b->doc, .block = block, .text = text});
	while (f->count) {
		struct stretch_at s = f->work[--f->count];
		if (s.settled || !s.steps)
			add_piece(f, &s);
		else
			follow(f, &s);
	}
	b->blocks[b->block_count - 1].after = b->piece_count;
}

struct blame *blame_provision(const struct chain *chain, const char *eid)
{
	const struct doc *doc;
	uint32_t at = corpus_find(state(chain, chain->count), span_of(eid), &doc);
	if (at == DOC_NONE)
		return NULL;
	struct blame *blame = mem_alloc(sizeof *blame);
	struct follow f = {.chain = chain, .blame = blame};
	f.items = mem_alloc((chain->count + 1) * sizeof *f.items);
	blame->doc = doc;
	blame->provision = at;
	const struct provision *p = &doc->provisions[at];
	for (uint32_t b = p->block; b < p->block_after; b++)
		if (doc->blocks[b].text.length)
			blame_block(&f, b);
	items_release(&f);
	stretches_release(&f.stretches);
	free(f.work);
	return blame;
}

void blame_free(struct blame *blame)
{
	if (!blame)
		return;
	free(blame->blocks);
	free(blame->pieces);
	free(blame);
}
