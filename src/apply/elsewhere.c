/* Words that are not in the place stated: where they do occur, in the rest of the clause and in the
 * clauses beside it (instructions.md, section 5); else what is there in nearly those words. */
#include "apply/plan.h"

#include "doc/words.h"

/* The provision that holds a block and is itself no part of another's address. */
static uint32_t clause_of(const struct doc *doc, uint32_t block)
{
	uint32_t at = doc->blocks[block].provision;
	while (at != DOC_NONE && doc->provisions[at].parent != DOC_NONE &&
	       span_find(doc->provisions[at].eid, SPAN("__"), 0) != SIZE_MAX)
		at = doc->provisions[at].parent;
	return at;
}

static void offer_block(struct plan *plan, struct op_result *result, struct diag *diag,
			const struct doc *doc, uint32_t block)
{
	const struct block *b = &doc->blocks[block];
	const struct provision *p = &doc->provisions[b->provision];
	const char *part = b->part == PART_INTRO    ? "__intro"
			   : b->part == PART_WRAPUP ? "__wrapup"
						    : "";
	struct buf eid = {0};
	buf_span(&eid, p->eid);
	buf_text(&eid, part);
	size_t n = result->nearest_count;
	if (!n || !span_is(buf_as_span(&eid), result->nearest[n - 1]))
		offer_part(plan, result, diag, buf_as_span(&eid),
			   b->part == PART_HEADING ? "the heading of " : "");
	buf_release(&eid);
}

/* How many words two rows have in common at their ends. */
static size_t shared_ends(const struct word *a, size_t n, const struct word *b, size_t m)
{
	size_t least = n < m ? n : m, head = 0, tail = 0;
	while (head < least && a[head].hash == b[head].hash)
		head++;
	while (tail < least - head && a[n - 1 - tail].hash == b[m - 1 - tail].hash)
		tail++;
	return head + tail;
}

/* The words of the text that differ from those sought in one word between the first and the last:
 * another, one more or one less. */
static struct span alike_in(struct span text, const struct words *there, const struct words *sought)
{
	size_t n = sought->count;
	for (size_t i = 0; i < there->count; i++)
		for (size_t m = n - 1; m <= n + 1 && i + m <= there->count; m++) {
			size_t least = m == n ? n - 1 : m < n ? m : n;
			const struct word *row = &there->items[i];
			if (row->hash == sought->items[0].hash &&
			    row[m - 1].hash == sought->items[n - 1].hash &&
			    shared_ends(sought->items, n, row, m) >= least)
				return span_sub(text, row->start, row[m - 1].end);
		}
	return (struct span){"", 0};
}

static void offer_alike(struct plan *plan, struct diag *diag, const struct target *target,
			struct span words)
{
	enum { LEAST = 3, MOST = 60 /* words: fewer are alike by chance, more nobody compares */ };
	const struct doc *doc = target->doc;
	const struct provision *own = &doc->provisions[target->provision];
	struct words sought = {0}, there = {0};
	struct span found = {"", 0};
	words_split(words, &sought);
	bool asked = sought.count >= LEAST && sought.count <= MOST;
	for (uint32_t b = own->block; asked && b < own->block_after && !found.length; b++) {
		words_split(doc->blocks[b].text, &there);
		found = alike_in(doc->blocks[b].text, &there, &sought);
	}
	if (found.length)
		diag_help(plan->diags, diag, "did you mean “%.*s”?", SPAN_ARGS(found));
	words_release(&sought);
	words_release(&there);
}

void offer_elsewhere(struct plan *plan, struct op_result *result, struct diag *diag,
		     const struct target *target, struct span words)
{
	enum { TELL = 20 }; /* after that many refusals nobody reads suggestions */
	const struct doc *doc = target->doc;
	const struct provision *own = &doc->provisions[target->provision];
	if (plan->nearest_given++ >= TELL || own->block == own->block_after)
		return;
	uint32_t from = own->block, to = own->block_after;
	for (int beside = 0; beside < 2; beside++) {
		uint32_t first = clause_of(doc, from), last = clause_of(doc, to - 1);
		from = first == DOC_NONE ? from : doc->provisions[first].block;
		to = last == DOC_NONE ? to : doc->provisions[last].block_after;
		from -= !beside && from > 0;
		to += !beside && to < doc->block_count;
	}
	for (uint32_t b = from; b < to; b++) {
		struct word_hit hit;
		const struct block *block = &doc->blocks[b];
		bool named = block->provision != DOC_NONE && block->part != PART_NUM &&
			     block->part != PART_NOTE &&
			     doc->provisions[block->provision].eid.length;
		if (named && words_find(block->text, words, 0, true, &hit))
			offer_block(plan, result, diag, doc, b);
	}
	if (!result->nearest_count)
		offer_alike(plan, diag, target, words);
}
