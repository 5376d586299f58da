/* Who put each word of a provision there: a stretch of text is followed back through the marked
 * merges, from the last state to the first, until it was inserted or the base is reached. Words
 * that were taken away on the way, nothing having come in their place, are told where they stood.
 */
#include "calc/blame.h"

#include <stdlib.h>
#include <string.h>

/* A stretch of a block's text after a number of steps (0: in the base). Settled: here it came in,
 * or went, by that operation of the step. */
struct stretch_at {
	size_t steps;
	const struct doc *doc;
	uint32_t block;
	size_t start;
	struct span text;
	const char *stood; /* gone later: where in the last state that was; NULL: it is there */
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

static const struct op_result *result_of(const struct chain_step *step, unsigned change)
{
	return step->application ? application_change(step->application, change) : NULL;
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

/* What has gone later is told of there. */
static void settle(struct follow *f, struct stretch_at part, const struct op_result *result)
{
	part.settled = true;
	part.result = result;
	if (part.text.length && !part.stood)
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

/* ---- words that went */

/* Old text [start, start + text.length) that was removed ahead of an offset of the new block. */
struct removal {
	const struct doc *doc;
	uint32_t block;
	size_t start, ahead;
	struct span text;
	bool replaced; /* by what came in its place */
	const struct op_result *result;
};

/* What was removed between two stretches goes with the second. */
static bool is_ahead_of(const struct stretch_at *s, size_t offset)
{
	size_t end = s->start + s->text.length;
	return s->start <= offset &&
	       (offset < end || (offset == end && end == s->doc->blocks[s->block].text.length));
}

/* The words themselves, and what had gone from among them before. */
static void push_removal(struct follow *f, const struct stretch_at *s,
			 const struct removal *removal)
{
	struct stretch_at gone = {.steps = s->steps - 1,
				  .doc = removal->doc,
				  .block = removal->block,
				  .start = removal->start,
				  .text = removal->text,
				  .stood = s->stood ? s->stood
						    : s->text.at + (removal->ahead - s->start)};
	push(f, gone);
	gone.steps = s->steps;
	gone.settled = true;
	gone.result = removal->result;
	if (!removal->replaced && span_trim(gone.text).length)
		push(f, gone);
}

/* The parts of a removed run that stand nowhere else now; runs of a block that has moved are in no
 * table. */
static void push_removed_run(struct follow *f, const struct stretch_at *s, const struct redline *r,
			     size_t run, const struct removal *removal)
{
	size_t first = FIRST_FROM(r->carried, r->carried_count, run, run), last = first;
	size_t end = removal->text.length;
	while (last < r->carried_count && r->carried[last].run == run)
		last++;
	for (size_t i = last + 1; i-- > first;) {
		size_t from = i > first ? r->carried[i - 1].end : 0;
		struct removal part = *removal;
		part.start += from;
		part.text = span_sub(removal->text, from, end);
		if (part.text.length)
			push_removal(f, s, &part);
		end = i > first ? r->carried[i - 1].start : 0;
	}
}

static bool puts_in(const struct run *run, unsigned change)
{
	return run->mark == MARK_INSERTED && run->change == change;
}

/* ---- one step back */

/* The first run of the new text that begins behind an offset; `count` when none does. */
static size_t first_run_behind(const struct run *runs, size_t count, size_t offset)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2, at = middle;
		while (at < high && runs[at].mark == MARK_REMOVED)
			at++;
		if (at == high || runs[at].new_start > offset)
			high = middle;
		else
			low = at + 1;
	}
	while (low < count && runs[low].mark == MARK_REMOVED)
		low++;
	return low;
}

/* Runs are gone through from the last to the first, so that the parts come off the pile in order.
 */
static void follow_runs(struct follow *f, const struct stretch_at *s, const struct redline *r,
			const struct item *item)
{
	const struct chain_step *step = &f->chain->steps[s->steps - 1];
	struct run whole;
	size_t count, ahead = s->doc->blocks[s->block].text.length;
	const struct run *runs = redline_runs(r, item, &whole, &count);
	size_t behind = first_run_behind(runs, count, s->start + s->text.length);
	if (behind < count)
		ahead = runs[behind].new_start;
	for (size_t i = behind; i-- > 0 && ahead >= s->start;) {
		const struct run *run = &runs[i];
		if (run->mark != MARK_REMOVED)
			ahead = run->new_start;
		else if (is_ahead_of(s, ahead))
			push_removed_run(
				f, s, r, (size_t)(run - r->runs),
				&(struct removal){.doc = r->old_doc,
						  .block = item->old_index,
						  .start = run->old_start,
						  .ahead = ahead,
						  .text = run->text,
						  .replaced = (i + 1 < count &&
							       puts_in(&run[1], run->change)) ||
							      (i && puts_in(&run[-1], run->change)),
						  .result = result_of(step, run->change)});
		if (run->mark == MARK_REMOVED)
			continue;
		struct stretch_at part =
			part_of(s, run->new_start, run->new_start + run->text.length);
		if (run->mark == MARK_SAME && item->old_index != DOC_NONE)
			go_back(f, part, r->old_doc, item->old_index, run->new_start,
				run->old_start);
		else
			settle(f, part, result_of(step, run->change));
	}
}

/* The operation whose splice put text of the new block there, or took text of the old one away;
 * that of the other change where the text begins with what stood there. */
static const struct op_result *result_at(const struct chain_step *step, size_t doc, uint32_t block,
					 struct span text, bool is_new, unsigned otherwise)
{
	const struct op_result *other = result_of(step, otherwise);
	if (!step->application)
		return other;
	const struct applied_doc *applied = &step->application->docs[doc];
	const struct doc *in = is_new ? applied->new_doc : applied->old;
	size_t at = (size_t)(text.at - in->blocks[block].text.at), splice;
	while (text.length && strchr(" \t\r\n", *text.at)) {
		text = span_sub(text, 1, text.length);
		at++;
	}
	uint32_t byte = block_byte(in, block, at, true);
	const struct splices *splices = &applied->splices;
	if (is_new)
		return splices_old_offset(splices, byte, &splice) == SIZE_MAX
			       ? result_of(step, splices->items[splice].op)
			       : other;
	for (splice = FIRST_FROM(splices->items, splices->count, start, byte + 1); splice-- > 0;)
		if (splices->items[splice].end > byte)
			return result_of(step, splices->items[splice].op);
		else if (splices->items[splice].end > splices->items[splice].start)
			break;
	return other;
}

/* A block that has moved: its words were there before. */
static void follow_moved(struct follow *f, const struct stretch_at *s, size_t doc,
			 const struct redline *r, const struct item *item, uint32_t old_block)
{
	const struct chain_step *step = &f->chain->steps[s->steps - 1];
	unsigned change = item->run < item->run_after ? r->runs[item->run].change : item->change;
	const struct stretches *list = &f->stretches;
	struct span old_text = r->old_doc->blocks[old_block].text;
	struct span new_text = r->new_doc->blocks[s->block].text;
	size_t ahead = new_text.length;
	diff_words(old_text, new_text, &f->stretches);
	for (size_t i = list->count; i-- > 0;) {
		const struct stretch *at = &list->items[i];
		struct stretch_at part = part_of(s, at->new_start, at->new_end);
		if (at->mark == MARK_SAME)
			go_back(f, part, r->old_doc, old_block, at->new_start, at->old_start);
		else if (at->mark == MARK_INSERTED)
			settle(f, part,
			       result_at(step, doc, s->block,
					 span_sub(new_text, at->new_start, at->new_end), true,
					 change));
		else if (is_ahead_of(s, ahead))
			push_removal(f, s,
				     &(struct removal){
					     .doc = r->old_doc,
					     .block = old_block,
					     .start = at->old_start,
					     .ahead = ahead,
					     .text = span_sub(old_text, at->old_start, at->old_end),
					     .replaced = i + 1 < list->count &&
							 at[1].mark == MARK_INSERTED,
					     .result = result_at(
						     step, doc, old_block,
						     span_sub(old_text, at->old_start, at->old_end),
						     false, change)});
		if (at->mark != MARK_REMOVED)
			ahead = at->new_start;
	}
}

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
		follow_moved(f, s, doc, r, &r->items[item], partner);
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
	    !s->stood == !last->stood && last->result == s->result &&
	    last->text.at + last->text.length == s->text.at) {
		last->text.length += s->text.length;
		return;
	}
	MEM_ROOM(b->pieces, b->piece_count, b->piece_capacity);
	b->pieces[b->piece_count++] = (struct blame_piece){.text = s->text,
							   .stood = s->stood,
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
		if (!s.settled && s.steps)
			follow(f, &s);
		else if (s.settled || !s.stood)
			add_piece(f, &s);
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
	blame_gone(chain, blame);
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
	free(blame->gone);
	free(blame);
}
