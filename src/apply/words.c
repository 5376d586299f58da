/* Operations on words: found as whole tokens in the stated place only, as often as stated, and
 * changed with the spacing of the words around them (instructions.md, section 5). */
#include "apply/plan.h"

#include "doc/piece.h"
#include "doc/tags.h"
#include "doc/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct hits {
	struct hit *items;
	size_t count, capacity;
	bool folded; /* found only with marks folded */
};

/* ---- one change of text -> one splice */

/* A reference (or a heading cited after it) that a change touches is written anew as a whole: its
 * words and its target must agree. */
static bool is_reference(enum element element)
{
	return element == EL_REF || element == EL_RREF;
}

/* Going back from the end of the range: once an inline starts at or before it, only what encloses
 * that one can reach in. */
void widen_to_references(const struct doc *doc, uint32_t block, size_t *start, size_t *end,
			 uint32_t *from, uint32_t *to)
{
	size_t first = *start, last = *end > *start ? *end : *start;
	for (uint32_t i = block_inline_before(doc, block, last); i != DOC_NONE;) {
		const struct inl *inl = &doc->inlines[i];
		bool own = inl->block == block;
		if (own && is_reference(inl->element) && inl->text_end > first) {
			if (inl->text_start <= *start) {
				*start = inl->text_start;
				*from = inl->start;
			}
			if (inl->text_end >= *end) {
				*end = inl->text_end;
				*to = inl->end;
			}
		}
		if (own && inl->text_start <= first)
			i = inl->parent;
		else
			i = i > doc->blocks[block].inline_first ? i - 1 : DOC_NONE;
	}
}

/* Where the note ends whose start tag this is. */
static size_t note_end(struct span bytes, const struct tag *note)
{
	struct tag tag;
	for (size_t at = note->end; tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_CLOSE && span_equal(tag.name, note->name))
			return tag.end;
	return bytes.length;
}

/* Tags inside the range whose other half is outside: they stay. Notes do too: their words are not
 * those that are changed. */
static void keep_halves(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out)
{
	struct span bytes = span_sub(doc->bytes, 0, to);
	struct tag tag;
	struct buf open = {0};
	size_t depth = 0, *starts = NULL, capacity = 0;
	for (size_t at = from; at < to && tag_next(bytes, &at, &tag);) {
		if (tag.kind == TAG_OPEN && span_ends(tag.name, "authorialNote")) {
			at = note_end(bytes, &tag);
			buf_span(out, span_sub(bytes, tag.start, at));
		} else if (tag.kind == TAG_OPEN) {
			MEM_ROOM(starts, depth, capacity);
			starts[depth++] = open.length;
			buf_span(&open, span_sub(bytes, tag.start, tag.end));
		} else if (tag.kind == TAG_CLOSE && depth) {
			buf_cut(&open, starts[--depth]);
		} else if (tag.kind == TAG_CLOSE) {
			buf_span(out, span_sub(bytes, tag.start, tag.end));
		}
	}
	buf_span(out, buf_as_span(&open));
	buf_release(&open);
	free(starts);
}

static uint32_t past_closing_tags(const struct doc *doc, uint32_t at, uint32_t limit)
{
	struct tag tag;
	size_t next = at;
	while (next < limit && tag_next(doc->bytes, &next, &tag) && tag.kind == TAG_CLOSE &&
	       tag.end <= limit)
		at = (uint32_t)tag.end;
	return at;
}

/* The CDATA section whose character data the byte is in or at the edge of; else empty. */
static struct span cdata_at(const struct doc *doc, const struct block *block, uint32_t byte)
{
	enum { OPENING = 9, CLOSING = 3 }; /* <![CDATA[ and ]]> */
	struct span bytes = span_sub(doc->bytes, 0, block->close);
	struct tag tag;
	if (!doc->has_cdata)
		return (struct span){0};
	for (size_t at = block->open; at <= byte && tag_next(bytes, &at, &tag);)
		if (tag.kind == TAG_CDATA && byte >= tag.start + OPENING &&
		    byte <= tag.end - CLOSING)
			return span_sub(bytes, tag.start, tag.end);
	return (struct span){0};
}

/* Where text[start, end) of a block stands in the file. */
void range_of_text(const struct doc *doc, uint32_t block, size_t start, size_t end, uint32_t *from,
		   uint32_t *to)
{
	const struct block *b = &doc->blocks[block];
	if (start < end) {
		*from = block_byte(doc, block, start, true);
		*to = block_byte(doc, block, end, false);
		return;
	}
	*from = block_byte(doc, block, start, false);
	if (!cdata_at(doc, b, *from).length)
		*from = past_closing_tags(doc, *from, b->close);
	*to = *from;
}

void splice_text(struct plan *plan, struct splices *splices, const struct doc *doc, uint32_t block,
		 size_t start, size_t end, struct span words, unsigned change)
{
	const struct block *b = &doc->blocks[block];
	size_t wide_start = start, wide_end = end;
	uint32_t from, to;
	range_of_text(doc, block, start, end, &from, &to);
	widen_to_references(doc, block, &wide_start, &wide_end, &from, &to);
	struct span cut = cdata_at(doc, b, from), reopened = cdata_at(doc, b, to);
	struct buf text = {0}, out = {0};
	buf_span(&text, span_sub(b->text, wide_start, start));
	buf_span(&text, words);
	buf_span(&text, span_sub(b->text, end, wide_end));
	struct piece_style style = {.profile = plan->options->profile, .finder = plan->finder};
	struct buf work = {0};
	buf_span(&work, doc->facts.work);
	style.work = buf_string(&work);
	if (cut.length)
		buf_text(&out, "]]>");
	piece_write_text(&style, buf_as_span(&text), &out);
	uint32_t past_cut = cut.length ? (uint32_t)(cut.at + cut.length - doc->bytes.at) : from;
	if (past_cut < to)
		keep_halves(doc, past_cut, to, &out);
	if (reopened.length)
		buf_text(&out, "<![CDATA[");
	splice_add(splices, from, to, splices_keep(splices, &out), change);
	buf_release(&work);
	buf_release(&text);
}

/* ---- spacing */

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

/* ---- finding */

bool in_place(const struct block *block, const struct target *target)
{
	if (target->only != DOC_NONE && block != &target->doc->blocks[target->only])
		return false;
	if (!strcmp(target->part, "heading"))
		return block->provision == target->provision &&
		       (block->part == PART_HEADING || block->part == PART_CROSSHEADING);
	if (block->part == PART_NOTE || block->part == PART_NUM || block->part == PART_HEADING ||
	    block->part == PART_CROSSHEADING)
		return false;
	if (!*target->part)
		return true;
	enum block_part wanted = !strcmp(target->part, "intro") ? PART_INTRO : PART_WRAPUP;
	/* A provision without items has all its words as opening words. */
	bool whole = wanted == PART_INTRO && block->part == PART_CONTENT;
	return block->provision == target->provision && (block->part == wanted || whole);
}

static void find_in_block(const struct doc *doc, uint32_t block, struct span what, bool folded,
			  struct hits *hits)
{
	struct word_hit found;
	for (size_t from = 0; words_find(doc->blocks[block].text, what, from, folded, &found);
	     from = found.end > found.start ? found.end : found.end + 1) {
		MEM_ROOM(hits->items, hits->count, hits->capacity);
		hits->items[hits->count++] = (struct hit){block, found.start, found.end};
	}
}

static void find_words(const struct target *target, struct span what, struct hits *hits)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	for (int pass = 0; pass < 2 && !hits->count; pass++) {
		hits->folded = pass == 1;
		for (uint32_t b = p->block; b < p->block_after; b++)
			if (in_place(&doc->blocks[b], target))
				find_in_block(doc, b, what, pass == 1, hits);
	}
}

/* The last text of the place in reading order, or DOC_NONE. */
static uint32_t last_text(const struct target *target)
{
	const struct provision *p = &target->doc->provisions[target->provision];
	for (uint32_t b = p->block_after; b-- > p->block;)
		if (in_place(&target->doc->blocks[b], target) &&
		    span_trim(target->doc->blocks[b].text).length)
			return b;
	return DOC_NONE;
}

/* "the period": words that the place ends with. False after refusing when it does not. */
static bool choose_end(struct plan *plan, struct op_result *result, const struct target *target,
		       struct hits *hits)
{
	uint32_t block = last_text(target);
	const struct hit *last = hits->count ? &hits->items[hits->count - 1] : NULL;
	struct span rest = {"", 0};
	if (last)
		rest = target->doc->blocks[last->block].text;
	if (last && last->block == block &&
	    !span_trim(span_sub(rest, last->end, rest.length)).length) {
		hits->items[0] = *last;
		hits->count = 1;
		return true;
	}
	struct diag *diag = refuse(plan, result, DIAG_AMD008, "%s does not end with “%s”",
				   citation_of(plan, span_of(result->op->target)), result->op->old);
	if (block != DOC_NONE) {
		size_t length = target->doc->blocks[block].text.length;
		diag_relate(plan->diags, diag,
			    block_place(target->doc, block, length ? length - 1 : 0, length),
			    "it ends here");
	}
	return false;
}

size_t words_ordinal(const struct doc *doc, uint32_t provision, const char *part, struct span what,
		     uint32_t block, size_t start, size_t *all)
{
	struct target target = {.doc = doc, .provision = provision, .part = part, .only = DOC_NONE};
	struct hits hits = {0};
	size_t ordinal = 0;
	find_words(&target, what, &hits);
	for (size_t i = 0; i < hits.count && !hits.folded; i++)
		if (hits.items[i].block == block && hits.items[i].start == start)
			ordinal = i + 1;
	*all = hits.count;
	free(hits.items);
	return ordinal;
}

/* Of several hits those stay that earlier instructions have left. */
static void drop_changed(struct plan *plan, const struct op_result *result,
			 const struct target *target, struct hits *hits)
{
	size_t kept = 0;
	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		if (!changed_earlier(plan, result, target->doc, hit->block, hit->start, hit->end))
			hits->items[kept++] = *hit;
	}
	if (kept)
		hits->count = kept;
}

/* Keeps the hits that the draft means; false after refusing when their number is not as stated. */
static bool choose(struct plan *plan, struct op_result *result, const struct target *target,
		   struct hits *hits)
{
	const struct op *op = result->op;
	if (hits->count > 1 && reads_in_sequence(plan, result))
		drop_changed(plan, result, target, hits);
	size_t n = hits->count;
	bool ends = op->position == POS_END && op->kind != OP_INSERTION;
	if (more_in_doubt(plan, result, target) ||
	    (!ends && n && possessive_in_doubt(plan, result, target)))
		return false;
	if (ends)
		return choose_end(plan, result, target, hits);
	if (op->occurrence == OCCURRENCE_EACH	? n && (!op->count || n == op->count)
	    : op->occurrence == OCCURRENCE_ONE	? n == (op->count ? op->count : 1)
	    : op->occurrence == OCCURRENCE_LAST ? n >= 1
						: n >= (size_t)op->occurrence) {
		size_t pick =
			op->occurrence == OCCURRENCE_LAST ? n - 1 : (size_t)op->occurrence - 1;
		if (op->occurrence != OCCURRENCE_EACH && op->occurrence != OCCURRENCE_ONE) {
			hits->items[0] = hits->items[pick];
			hits->count = 1;
		}
		return true;
	}
	const char *where = citation_of(plan, span_of(op->target));
	if (!n) {
		offer_elsewhere(
			plan, result,
			refuse(plan, result, DIAG_AMD008, "“%s” is not in %s", op->old, where),
			target, span_of(op->old));
		return false;
	}
	unsigned stated = op->count ? op->count : op->occurrence > 0 ? (unsigned)op->occurrence : 1;
	struct diag *diag = refuse(plan, result, DIAG_AMD008, "“%s” is in %s %zu time%s, %u stated",
				   op->old, where, n, n == 1 ? "" : "s", stated);
	for (size_t i = 0; i < n && i < 3; i++)
		diag_relate(plan->diags, diag,
			    block_place(target->doc, hits->items[i].block, hits->items[i].start,
					hits->items[i].end),
			    "here");
	if (n > 1 && op->occurrence == OCCURRENCE_ONE)
		diag_help(plan->diags, diag,
			  op->span == SPAN_WORDS ? "write “in each place”, or name the item"
						 : "quote more of the words, or name the item");
	return false;
}

/* Old words gone and the new ones in their place: already amended. */
static bool already_done(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct op *op = result->op;
	if (op->kind == OP_REPEAL || !op->new_words || !*op->new_words)
		return false;
	struct hits hits = {0};
	find_words(target, span_of(op->new_words), &hits);
	bool there = hits.count > 0;
	free(hits.items);
	if (there && op->kind == OP_SUBSTITUTION)
		refuse(plan, result, DIAG_AMD019, "%s already has “%s”, and no “%s”",
		       citation_of(plan, span_of(op->target)), op->new_words, op->old);
	return there && op->kind == OP_SUBSTITUTION;
}

/* ---- stretches: from X to Y, to the end, from the beginning */

/* Does the block hold the first or the last text of the place? */
static bool is_at_edge(const struct target *target, uint32_t block, bool last)
{
	const struct provision *p = &target->doc->provisions[target->provision];
	uint32_t after = last ? p->block_after : block;
	for (uint32_t b = last ? block + 1 : p->block; b < after; b++)
		if (in_place(&target->doc->blocks[b], target))
			return false;
	return true;
}

/* A stretch has one beginning, and stays in its paragraph unless it is said to go on. */
static bool stays_in_one(struct plan *plan, struct op_result *result, const struct target *target,
			 const struct hits *hits)
{
	const struct op *op = result->op;
	bool to_end = op->span == SPAN_FROM_END || op->span == SPAN_AFTER_END;
	bool open = to_end || op->span == SPAN_START_TO;
	if (hits->count != 1)
		refuse(plan, result, DIAG_AMD008,
		       "“%s” is in %s %zu times: where the words begin is not clear", op->old,
		       citation_of(plan, span_of(op->target)), hits->count);
	else if (open && !is_at_edge(target, hits->items[0].block, to_end))
		refuse(plan, result, DIAG_AMD028,
		       "the words %s “%s” go over several paragraphs of %s: name the paragraph",
		       to_end ? "from" : "to", op->old, citation_of(plan, span_of(op->target)));
	return result->status != OP_REFUSED;
}

/* The last words of a stretch are not in the paragraph in which it begins. */
static void refuse_end(struct plan *plan, struct op_result *result, const struct target *target,
		       const struct hits *hits)
{
	const struct op *op = result->op;
	const struct doc *doc = target->doc;
	const char *to = op->old_to ? op->old_to : "",
		   *cited = citation_of(plan, span_of(op->target));
	struct word_hit found;
	for (uint32_t b = hits->items[0].block + 1;
	     b < doc->provisions[target->provision].block_after; b++) {
		if (!*to || !in_place(&doc->blocks[b], target) ||
		    !words_find(doc->blocks[b].text, span_of(to), 0, hits->folded, &found))
			continue;
		diag_help(plan->diags,
			  refuse(plan, result, DIAG_AMD028,
				 "the words from “%s” to “%s” go over several paragraphs of %s",
				 op->old, to, cited),
			  "restate %s as a whole, or change each paragraph by itself", cited);
		return;
	}
	refuse(plan, result, DIAG_AMD008, "“%s” does not follow “%s” in %s", to, op->old, cited);
}

static bool stretch(struct plan *plan, struct op_result *result, const struct target *target,
		    struct hits *hits)
{
	const struct op *op = result->op;
	if (!stays_in_one(plan, result, target, hits))
		return false;
	struct hit *hit = &hits->items[0];
	struct span text = target->doc->blocks[hit->block].text;
	struct word_hit found;
	switch (op->span) {
	case SPAN_FROM_TO:
		if (!op->old_to ||
		    !words_find(text, span_of(op->old_to), hit->end, hits->folded, &found)) {
			refuse_end(plan, result, target, hits);
			return false;
		}
		hit->end = found.end;
		return true;
	case SPAN_FROM_END:
	case SPAN_AFTER_END:
		if (op->span == SPAN_AFTER_END) {
			note_anchor(plan, result, hit->block, hit->start, hit->end);
			for (hit->start = hit->end;
			     hit->start < text.length && is_blank(text.at[hit->start]);)
				hit->start++; /* the space before them stays */
		}
		hit->end = text.length;
		return true;
	case SPAN_START_TO:
		hit->start = 0;
		return true;
	case SPAN_WORDS:
		break;
	}
	return true;
}

static bool has_text(struct plan *plan, struct op_result *result, const struct target *target)
{
	if (!(target->doc->provisions[target->provision].flags & PROVISION_INCOMPLETE))
		return true;
	refuse(plan, result, DIAG_AMD026, "the text of %s is not supplied",
	       citation_of(plan, span_of(result->op->target)));
	return false;
}

bool gives_words(const struct op *op)
{
	return op->new_words &&
	       (op->exact ? *op->new_words : span_trim(span_of(op->new_words)).length > 0);
}

void resolve_words(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	if (!find_target(plan, result, op->target, &target) || !has_text(plan, result, &target))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	if (op->new_items) {
		struct diag *diag = refuse(plan, result, DIAG_AMD028,
					   "the new words have items of their own, and words are "
					   "changed within a paragraph");
		diag_help(plan->diags, diag, "restate %s as a whole",
			  citation_of(plan, span_of(op->target)));
		return;
	}
	if (op->kind == OP_INSERTION && op->new_words && !gives_words(op)) {
		refuse(plan, result, DIAG_AMD025, "nothing is said that could be inserted");
		return;
	}
	if (!op->old && op->kind == OP_INSERTION && op->new_words &&
	    (op->position == POS_START || op->position == POS_END)) {
		insert_at_edge(plan, result, &target);
		return;
	}
	if (!op->old || !op->new_words) {
		refuse(plan, result, DIAG_AMD021, "the words to be changed are not named");
		return;
	}
	change_words(plan, result, &target);
}

static bool is_all_of(const struct block *block, const struct hit *hit)
{
	return !span_trim(span_sub(block->text, 0, hit->start)).length &&
	       !span_trim(span_sub(block->text, hit->end, block->text.length)).length;
}

/* Words go, and none come. An exact operation says by its kind whether what they stand in goes. */
static bool only_removes(const struct op *op)
{
	return op->exact ? op->kind == OP_REPEAL : op->kind != OP_INSERTION && !gives_words(op);
}

/* Closing words that go as a whole take along what they stand in, unless that holds more. */
static bool takes_wrapup(struct plan *plan, struct op_result *result, const struct doc *doc,
			 const struct hit *hit)
{
	const struct block *block = &doc->blocks[hit->block];
	return only_removes(result->op) && block->part == PART_WRAPUP && is_all_of(block, hit) &&
	       wrapup_removed(plan, result, doc, block->provision);
}

/* Words that go and have nothing but white space between them go together. */
static void join_neighbours(const struct doc *doc, struct hits *hits)
{
	size_t kept = 0;
	for (size_t i = 0; i < hits->count; i++) {
		struct hit *last = kept ? &hits->items[kept - 1] : NULL, *hit = &hits->items[i];
		if (last && last->block == hit->block &&
		    !span_trim(span_sub(doc->blocks[hit->block].text, last->end, hit->start))
			     .length)
			last->end = hit->end;
		else
			hits->items[kept++] = *hit;
	}
	hits->count = kept;
}

static const char *capital_of(struct plan *plan, const struct op *op)
{
	char *capital = arena_copy(&plan->application->arena, op->old, strlen(op->old));
	capital[0] = (char)toupper((unsigned char)capital[0]);
	return capital;
}

/* “the Panel” in each place: “The Panel” at the head of a sentence is not among them. Whether
 * another operation has it is known when all are resolved. */
static void find_capitals(struct plan *plan, const struct op_result *result,
			  const struct target *target)
{
	const struct op *op = result->op;
	struct hits hits = {0};
	if (op->exact || op->occurrence != OCCURRENCE_EACH || op->count ||
	    !islower((unsigned char)op->old[0]))
		return;
	find_words(target, span_of(capital_of(plan, op)), &hits);
	for (size_t i = 0; i < hits.count && !hits.folded; i++) {
		const struct hit *hit = &hits.items[i];
		capital_add(plan, result, target->doc_index, hit->block, hit->start, hit->end);
	}
	free(hits.items);
}

void change_words(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct op *op = result->op;
	struct hits hits = {0};
	if (!op->old) {
		insert_at_edge(plan, result, target);
		return;
	}
	find_words(target, span_of(op->old), &hits);
	bool good = (hits.count || !already_done(plan, result, target)) &&
		    choose(plan, result, target, &hits) &&
		    (op->span == SPAN_WORDS || stretch(plan, result, target, &hits));
	if (good && hits.folded)
		diag_add(plan->diags, DIAG_AMD009,
			 (struct place){op->file, op->line, op->column, op->column},
			 "“%s” was found only with quotation marks and dashes folded", op->old);
	if (good)
		find_capitals(plan, result, target);
	if (good && only_removes(op) && !op->exact)
		join_neighbours(target->doc, &hits);
	for (size_t i = 0; good && i < hits.count; i++) {
		struct hit hit = hits.items[i];
		if (takes_wrapup(plan, result, target->doc, &hit))
			continue;
		if (op->kind == OP_INSERTION) {
			note_anchor(plan, result, hit.block, hit.start, hit.end);
			hit.start = hit.end = op->position == POS_BEFORE ? hit.start : hit.end;
		}
		if (numbers_text(plan, result, target, hit.block, hit.start))
			break;
		change_hit(plan, result, target->doc, &hit, span_of(op->new_words));
	}
	free(hits.items);
}
