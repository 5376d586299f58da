/* Words replaced to the letter: the new ones stand as the patch gives them, marks and white space
 * too. What goes is a stretch of bytes that holds whole elements. */
#include "apply/plan.h"

#include "doc/tags.h"

/* Of the tags between two bytes: those that close what is opened before, and those that open what
 * is closed behind. */
static void count_halves(struct span bytes, uint32_t from, uint32_t to, size_t *closes,
			 size_t *opens)
{
	struct tag tag;
	*closes = *opens = 0;
	for (size_t at = from; at < to && tag_next(span_sub(bytes, 0, to), &at, &tag);) {
		if (tag.kind == TAG_OPEN)
			++*opens;
		else if (tag.kind == TAG_CLOSE && *opens)
			--*opens;
		else if (tag.kind == TAG_CLOSE)
			++*closes;
	}
}

/* Steps back over one start tag that ends at the byte. */
static bool step_back(const struct doc *doc, uint32_t *from, uint32_t limit)
{
	uint32_t at = *from;
	struct tag tag;
	if (at <= limit || doc->bytes.at[at - 1] != '>')
		return false;
	while (at > limit && doc->bytes.at[at] != '<')
		at--;
	size_t next = at;
	if (!tag_next(doc->bytes, &next, &tag) || tag.kind != TAG_OPEN || next != *from)
		return false;
	*from = at;
	return true;
}

static bool step_on(const struct doc *doc, uint32_t *to, uint32_t limit)
{
	struct tag tag;
	size_t next = *to;
	if (next >= limit || !tag_next(doc->bytes, &next, &tag) || tag.kind != TAG_CLOSE)
		return false;
	*to = (uint32_t)next;
	return true;
}

void whole_elements(const struct doc *doc, const struct block *block, uint32_t *from, uint32_t *to,
		    size_t *closes, size_t *opens)
{
	count_halves(doc->bytes, *from, *to, closes, opens);
	while (*closes && step_back(doc, from, block->open))
		--*closes;
	while (*opens && step_on(doc, to, block->close))
		--*opens;
}

bool exact_range(const struct doc *doc, uint32_t block, size_t *start, size_t *end, uint32_t *from,
		 uint32_t *to)
{
	const struct block *b = &doc->blocks[block];
	size_t closes, opens;
	range_of_text(doc, block, *start, *end, from, to);
	widen_to_references(doc, block, start, end, from, to);
	whole_elements(doc, b, from, to, &closes, &opens);
	if (closes && *start)
		--*start;
	if (opens && *end < b->text.length)
		++*end;
	return !closes && !opens && !doc->has_cdata;
}

static void splice_exact(struct plan *plan, struct op_result *result, const struct doc *doc,
			 uint32_t block, size_t start, size_t end)
{
	const struct op *op = result->op;
	struct splices *mine = wanted_by(plan, result);
	size_t wide_start = start, wide_end = end;
	uint32_t from, to;
	if (!exact_range(doc, block, &wide_start, &wide_end, &from, &to) || wide_start != start ||
	    wide_end != end) {
		refuse(plan, result, DIAG_AMD028,
		       "the words of %s cannot be replaced to the letter: marks begin or end in "
		       "them",
		       citation_of(plan, span_of(op->target)));
		return;
	}
	struct buf out = {0};
	struct payload_place place = payload_goes(plan, result, doc, doc->blocks[block].provision,
						  (struct line_layout){0});
	if (op->new_inline != DOC_NONE)
		payload_write_words(result->patch, op->new_inline, &place, &out);
	splice_add(mine, from, to, splices_keep(mine, &out), result->change);
}

void splice_words(struct plan *plan, struct op_result *result, const struct doc *doc,
		  uint32_t block, size_t start, size_t end, struct span words)
{
	if (result->op->exact)
		splice_exact(plan, result, doc, block, start, end);
	else
		splice_text(plan, wanted_by(plan, result), doc, block, start, end, words,
			    result->change);
}
