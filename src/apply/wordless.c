/* Texts that operations on words leave without any: a paragraph of marks alone, or of nothing, is
 * no law, and what holds it was to go, or other words to come. Asked of what all operations
 * together leave of a text. Linear after a sort of all changes by place. */
#include "apply/plan.h"

#include "doc/tags.h"
#include "doc/words.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
	const struct touch *x = a, *y = b;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->splice->start != y->splice->start)
		return x->splice->start < y->splice->start ? -1 : 1;
	if (x->splice->end != y->splice->end)
		return x->splice->end < y->splice->end ? -1 : 1;
	return (x->result > y->result) - (x->result < y->result);
}

/* How much a text says. */
enum substance { SAYS_NOTHING, SAYS_MARKS, SAYS_CONJUNCTION, SAYS_WORDS };

static enum substance substance_of(struct span text)
{
	enum substance most = span_trim(text).length ? SAYS_MARKS : SAYS_NOTHING;
	struct words words = {0};
	words_split(text, &words);
	for (size_t i = 0; i < words.count && most < SAYS_WORDS; i++) {
		struct span word = span_sub(text, words.items[i].start, words.items[i].end);
		if (span_is(word, "and") || span_is(word, "or"))
			most = SAYS_CONJUNCTION;
		else if (words.items[i].kind != WORD_MARK)
			most = SAYS_WORDS;
	}
	words_release(&words);
	return most;
}

/* The text of a block, without its notes; and without the terms that it defines, which say nothing
 * by themselves. */
static void text_of(struct span bytes, bool terms, struct buf *out)
{
	size_t aside = 0;
	struct tag tag;
	for (size_t at = 0; tag_next(bytes, &at, &tag);) {
		bool marks = tag.kind == TAG_OPEN || tag.kind == TAG_CLOSE;
		if (marks && (span_ends(tag.name, "authorialNote") ||
			      (!terms && span_ends(tag.name, "def"))))
			aside += tag.kind == TAG_OPEN ? 1 : aside ? SIZE_MAX : 0;
		else if (!aside && tag.kind == TAG_TEXT)
			tag_decode(span_sub(bytes, tag.start, tag.end), out);
		else if (!aside && tag.kind == TAG_CDATA)
			buf_span(out, span_sub(bytes, tag.start, tag.end));
	}
}

static bool says_less(struct span before, struct span after, bool terms)
{
	struct buf old_text = {0}, new_text = {0};
	text_of(after, terms, &new_text);
	enum substance left = substance_of(buf_as_span(&new_text));
	bool less = false;
	if (left < SAYS_WORDS) {
		text_of(before, terms, &old_text);
		less = left < substance_of(buf_as_span(&old_text));
	}
	buf_release(&old_text);
	buf_release(&new_text);
	return less;
}

/* Words that are inserted beside those that go do not stand for them: that would be a guess. */
static bool is_wordless(const struct doc *doc, const struct touch *touches, size_t count)
{
	const struct block *block = &doc->blocks[touches->block];
	struct buf after = {0};
	size_t at = block->open;
	for (size_t i = 0; i < count; i++) {
		const struct splice *splice = touches[i].splice;
		if (splice->start < at || splice->start == splice->end)
			continue;
		buf_span(&after, span_sub(doc->bytes, at, splice->start));
		buf_span(&after, splice->text);
		at = splice->end;
	}
	buf_span(&after, span_sub(doc->bytes, at, block->close));
	struct span before = span_sub(doc->bytes, block->open, block->close);
	bool wordless = says_less(before, buf_as_span(&after), true) ||
			says_less(before, buf_as_span(&after), false);
	buf_release(&after);
	return wordless;
}

/* Does it take words away? */
static bool takes_words(const struct plan *plan, const struct touch *touch)
{
	enum op_scope scope = plan->application->results[touch->result].op->scope;
	return touch->splice->end > touch->splice->start &&
	       (scope == SCOPE_WORDS || scope == SCOPE_HEADING || scope == SCOPE_CROSSHEADING);
}

static const char *part_name(const struct block *block, bool over)
{
	return over			     ? "the cross-heading"
	       : block->flags & BLOCK_CELL   ? "a cell"
	       : block->part == PART_HEADING ? "the heading"
	       : block->part == PART_INTRO   ? "the opening words"
	       : block->part == PART_WRAPUP  ? "the closing words"
					     : "a paragraph";
}

/* `other`: takes words of the text too, or NULL. */
static void refuse_wordless(struct plan *plan, struct op_result *result, const struct doc *doc,
			    const struct block *block, const struct op_result *other)
{
	const struct provision *p = &doc->provisions[block->provision];
	bool over = p->flags & PROVISION_CROSSHEADING;
	const char *part = part_name(block, over), *cited = citation_of(plan, p->eid);
	struct diag *diag = refuse(plan, result, DIAG_AMD028,
				   "%s%s%sno words would be left of %s%s%s", other ? "with " : "",
				   other ? op_name(plan, other, other->patch == result->patch) : "",
				   other ? ", " : "", part, over ? "" : " of ", over ? "" : cited);
	if (over || block->part == PART_HEADING)
		diag_help(plan->diags, diag, "delete %s, or give it other words", part);
	else if (block->flags & BLOCK_CELL)
		diag_help(plan->diags, diag, "delete its row, or restate %s with an empty cell",
			  cited);
	else if (block->part == PART_INTRO || block->part == PART_WRAPUP)
		diag_help(plan->diags, diag, "restate %s", cited);
	else
		diag_help(plan->diags, diag, "delete %s, or restate it", cited);
}

static void check_text(struct plan *plan, const struct touch *touches, size_t count)
{
	const struct doc *doc = plan->application->base->docs[touches->doc];
	const struct block *block = &doc->blocks[touches->block];
	struct op_result *results = plan->application->results;
	size_t taking = 0;
	for (size_t i = 0; i < count; i++) {
		if (results[touches[i].result].op->exact)
			return;
		taking += takes_words(plan, &touches[i]);
	}
	if (!taking || block->provision == DOC_NONE || !is_wordless(doc, touches, count))
		return;
	for (size_t i = 0; i < count; i++) {
		struct op_result *result = &results[touches[i].result], *other = NULL;
		for (size_t j = 0; j < count && !other; j++)
			if (touches[j].result != touches[i].result &&
			    takes_words(plan, &touches[j]))
				other = &results[touches[j].result];
		if (takes_words(plan, &touches[i]) && result->status != OP_REFUSED)
			refuse_wordless(plan, result, doc, block, other);
	}
}

void check_wordless(struct plan *plan)
{
	struct touches all = touches_of(plan);
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, by_place);
	for (size_t i = 0, next; i < all.count; i = next) {
		for (next = i + 1; next < all.count && all.items[next].doc == all.items[i].doc &&
				   all.items[next].block == all.items[i].block;)
			next++;
		check_text(plan, &all.items[i], next - i);
	}
	free(all.items);
}
