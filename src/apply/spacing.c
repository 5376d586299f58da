/* Words that take the place of others, with the spaces that they want on both sides. */
#include "apply/plan.h"

static bool hugs_left(struct span s)
{
	static const char *const marks[] = {",", ";", ":", ".", ")", "]", "”", "’", "?", "!"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (span_starts(s, marks[i]))
			return true;
	return false;
}

static bool hugs_right(struct span s)
{
	return span_ends(s, "(") || span_ends(s, "[") || span_ends(s, "“") || span_ends(s, "‘");
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* One space or none between what stands left and what stands right. */
static bool wants_space(struct span left, struct span right)
{
	left = span_trim(left);
	right = span_trim(right);
	return left.length && right.length && !hugs_left(right) && !hugs_right(left);
}

static bool begins_with_label(struct span words)
{
	return words.length > 2 && words.at[0] == '(' &&
	       span_find(words, SPAN(")"), 0) < sizeof "(xviii" &&
	       span_find(words, SPAN(" "), 0) > span_find(words, SPAN(")"), 0);
}

/* Words stand off where a mark stood close: "tree." becomes "tree or shrub.". A label stays where
 * the mark was, since "4(b)" and "4 (b)" are both written. */
static bool stands_off(struct span left, struct span gone, struct span words)
{
	return hugs_left(gone) && !begins_with_label(words) && wants_space(left, words);
}

static bool ends_with_citation(const struct citations *found, struct span text)
{
	return found->count && found->items[found->count - 1].end == text.length;
}

/* Is that reference longer there, and all that follows of it? */
static bool goes_on(const struct citation *reference, const struct citations *joined)
{
	const struct citation *last = &joined->items[joined->count - 1];
	for (size_t i = 0; i < joined->count; i++)
		if (joined->items[i].from_start == reference->from_start)
			return joined->items[i].end > reference->end &&
			       joined->items[i].group == last->group;
	return false;
}

/* “(a)” behind “Section 4” is “Section 4(a)”, where the new words are of the reference and nothing
 * else. The reference is written anew: where its number begins, or the place itself. */
static size_t reference_start(const struct plan *plan, struct span left, struct span words)
{
	struct citations before = {0}, after = {0};
	size_t start = left.length;
	struct buf joined = {0};
	if (!begins_with_label(words) || !plan->finder)
		return start;
	buf_span(&joined, left);
	buf_span(&joined, words);
	cite_find(plan->finder, left, &before);
	cite_find(plan->finder, buf_as_span(&joined), &after);
	if (ends_with_citation(&before, left) && ends_with_citation(&after, buf_as_span(&joined))) {
		const struct citation *reference = &before.items[before.count - 1];
		bool range = reference->to_end > reference->to_start;
		if (goes_on(reference, &after))
			start = range ? reference->to_start : reference->from_start;
	}
	citations_release(&before);
	citations_release(&after);
	buf_release(&joined);
	return start;
}

void change_hit(struct plan *plan, struct op_result *result, const struct doc *doc,
		const struct hit *hit, struct span words)
{
	struct span text = doc->blocks[hit->block].text;
	size_t start = hit->start, end = hit->end;
	struct span left = span_sub(text, 0, start), gone = span_sub(text, start, end);
	struct buf out = {0};
	if (!result->op->exact)
		words = span_trim(words);
	if (result->op->exact) {
		/* White space is in the words. */
	} else if (words.length) {
		bool between = start == end;
		bool touches_left = start && !is_blank(text.at[start - 1]);
		bool touches_right = end < text.length && !is_blank(text.at[end]);
		size_t cited = between && touches_left ? reference_start(plan, left, words) : start;
		if (cited < start) {
			buf_span(&out, span_sub(text, cited, start));
			start = cited;
		} else if (hugs_left(words))
			while (start && is_blank(text.at[start - 1]))
				start--;
		else if (touches_left &&
			 (between ? wants_space(left, words) : stands_off(left, gone, words)))
			buf_char(&out, ' ');
		buf_span(&out, words);
		if (between && touches_right &&
		    wants_space(words, span_sub(text, end, text.length)))
			buf_char(&out, ' ');
	} else {
		while (start && is_blank(text.at[start - 1]))
			start--;
		while (end < text.length && is_blank(text.at[end]))
			end++;
		if (start &&
		    wants_space(span_sub(text, 0, start), span_sub(text, end, text.length)))
			buf_char(&out, ' ');
	}
	splice_words(plan, result, doc, hit->block, start, end, buf_as_span(&out));
	buf_release(&out);
	if (!hit->start && !hit->end)
		capital_behind(plan, result, doc, hit->block);
	uint32_t owner = doc->blocks[hit->block].provision;
	note_changed(plan, result, doc->provisions[owner].eid);
}
