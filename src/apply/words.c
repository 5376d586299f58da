/* Operations on words: found as whole tokens in the stated place only, as often as stated, and
 * changed with the spacing of the words around them (instructions.md, section 5). */
#include "apply/plan.h"

#include "doc/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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

static void find_spelt(const struct target *target, struct span what, bool folded,
		       struct hits *hits)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	hits->folded = folded;
	for (uint32_t b = p->block; b < p->block_after; b++)
		if (in_place(&doc->blocks[b], target))
			find_in_block(doc, b, what, folded, hits);
}

/* As they are written; with other marks of the same meaning; and with the quotation marks inside of
 * them single for double, as words are written that are quoted themselves. */
static void find_words(const struct target *target, struct span what, struct hits *hits)
{
	find_spelt(target, what, false, hits);
	if (!hits->count)
		find_spelt(target, what, true, hits);
	struct buf other = {0};
	if (!hits->count && words_requote(what, &other)) {
		find_spelt(target, buf_as_span(&other), true, hits);
		hits->requoted = true;
	}
	buf_release(&other);
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

/* Words that stand there, and not in one paragraph. */
static bool goes_over(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	struct buf all = {0};
	struct word_hit hit;
	for (uint32_t b = p->block; b < p->block_after; b++)
		if (in_place(&doc->blocks[b], target)) {
			buf_span(&all, doc->blocks[b].text);
			buf_char(&all, ' ');
		}
	bool over = words_find(buf_as_span(&all), span_of(result->op->old), 0, true, &hit);
	buf_release(&all);
	if (!over)
		return false;
	const char *cited = citation_of(plan, span_of(result->op->target));
	diag_help(plan->diags,
		  refuse(plan, result, DIAG_AMD028, "“%s” goes over several paragraphs of %s",
			 result->op->old, cited),
		  "restate %s as a whole, or change each paragraph by itself", cited);
	return true;
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
	if (!n && goes_over(plan, result, target))
		return false;
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
		profile_help(plan->options->profile,
			     op->span == SPAN_WORDS ? "each-place" : "more-words",
			     (struct span){"", 0}, (struct span){"", 0}, plan->diags, diag);
	return false;
}

/* Old words gone and the new ones in their place: already amended. */
static bool already_done(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct op *op = result->op;
	struct word_hit hit;
	if (op->kind == OP_REPEAL || !op->new_words || !*op->new_words ||
	    words_find(span_of(op->old), span_of(op->new_words), 0, true, &hit))
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

static void note_folded(struct plan *plan, const struct op *op, bool requoted)
{
	diag_add(plan->diags, DIAG_AMD009,
		 (struct place){op->file, op->line, op->column, op->column},
		 requoted ? "“%s” was found only with quotation marks of the other kind, which the "
			    "new words have, too"
			  : "“%s” was found only with quotation marks and dashes folded",
		 op->old);
}

/* New words that are quoted in the draft as the old ones are: with the marks of the code. */
static struct span requoted(struct plan *plan, struct span words)
{
	struct buf other = {0};
	const char *kept = words.at;
	if (words_requote(words, &other))
		kept = arena_copy(&plan->application->arena, other.at, other.length);
	buf_release(&other);
	return kept == words.at ? words : span_of(kept);
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
	struct span fresh = span_of(op->new_words);
	if (good && hits.folded)
		note_folded(plan, op, hits.requoted);
	if (good && hits.requoted)
		fresh = requoted(plan, fresh);
	if (good) {
		find_capitals(plan, result, target);
		note_end_mark(plan, result, target, &hits.items[0]);
	}
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
		change_hit(plan, result, target->doc, &hit, fresh);
	}
	free(hits.items);
}
