/* Operations as a draft: each instruction in words, with what it brings set out below it as the
 * code sets it out (profile, [wording] payload: bare, quoted at each paragraph, or as a whole).
 * Layout only: the words of instructions are wording.c's. */
#include "calc/maker.h"

#include "doc/words.h"

#include <string.h>

enum quoting { QUOTE_NONE, QUOTE_EACH, QUOTE_WHOLE };

struct speaker {
	const struct maker *maker;
	enum quoting quoting;
	bool first;	  /* nothing of the payload is written yet */
	bool unspeakable; /* it holds what no line of text can say */
	struct buf *out;
};

static enum quoting quoting_of(const struct profile *profile)
{
	const char *how = profile_value(profile, "wording", "payload", "bare");
	return !strcmp(how, "each") ? QUOTE_EACH : !strcmp(how, "whole") ? QUOTE_WHOLE : QUOTE_NONE;
}

/* ---- payload */

static void open_line(struct speaker *s, size_t level)
{
	enum { STEP = 2 };
	buf_text(s->out, "\n\n");
	buf_repeat(s->out, ' ', level * STEP);
	if (s->quoting == QUOTE_EACH || (s->quoting == QUOTE_WHOLE && s->first))
		buf_text(s->out, "“");
	s->first = false;
}

static bool is_plain(const struct doc *doc, uint32_t block)
{
	return doc->blocks[block].part != PART_NOTE && !(doc->blocks[block].flags & BLOCK_CELL) &&
	       (doc->blocks[block].element == EL_P || doc->blocks[block].part == PART_NUM ||
		doc->blocks[block].part == PART_HEADING ||
		doc->blocks[block].part == PART_CROSSHEADING);
}

/* Number, heading and first words of a provision stand on one line; each other paragraph on its
 * own. */
static void speak_blocks(struct speaker *s, const struct doc *doc, uint32_t provision, size_t level)
{
	bool line = false, worded = false;
	uint32_t child = provision_first_child(doc, provision);
	for (uint32_t b = provision_next_block(doc, provision, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(doc, provision, b)) {
		const struct block *block = &doc->blocks[b];
		bool behind = child != DOC_NONE && block->start > doc->provisions[child].start;
		if (behind)
			return;
		s->unspeakable |= !is_plain(doc, b);
		if (!line || worded)
			open_line(s, level);
		else
			buf_char(s->out, ' ');
		line = true;
		worded |= block->part != PART_NUM && block->part != PART_HEADING;
		words_fold_space(block->text, s->out);
		if (block->part == PART_HEADING)
			buf_text(s->out, profile_value(s->maker->options->profile, "wording",
						       "behind-heading", ""));
	}
}

/* The words behind the last item. */
static void speak_tail(struct speaker *s, const struct doc *doc, uint32_t provision, size_t level)
{
	uint32_t child = provision_first_child(doc, provision);
	for (uint32_t b = provision_next_block(doc, provision, DOC_NONE);
	     child != DOC_NONE && b != DOC_NONE; b = provision_next_block(doc, provision, b)) {
		if (doc->blocks[b].start < doc->provisions[child].start)
			continue;
		s->unspeakable |= !is_plain(doc, b);
		open_line(s, level);
		words_fold_space(doc->blocks[b].text, s->out);
	}
}

/* All below a provision, in reading order; the words behind the items when the last is done. */
static void speak_provision(struct speaker *s, const struct doc *doc, uint32_t provision)
{
	const struct provision *top = &doc->provisions[provision];
	for (uint32_t i = provision; i < top->after; i++) {
		size_t level = doc->provisions[i].depth - top->depth;
		if (doc->provisions[i].flags & PROVISION_QUOTED && !(top->flags & PROVISION_QUOTED))
			continue;
		speak_blocks(s, doc, i, level);
		for (uint32_t up = i; up != DOC_NONE && doc->provisions[up].after == i + 1;
		     up = up == provision ? DOC_NONE : doc->provisions[up].parent) {
			size_t depth = doc->provisions[up].depth - top->depth;
			speak_tail(s, doc, up, depth);
		}
	}
}

static void speak_payload(struct speaker *s, const struct made_op *made)
{
	const struct doc *doc = s->maker->new_doc;
	s->first = true;
	for (uint32_t i = made->first; i != DOC_NONE;
	     i = i == made->last ? DOC_NONE : provision_next(doc, i))
		speak_provision(s, doc, i);
	if (s->quoting != QUOTE_NONE)
		buf_text(s->out, "”.");
}

/* ---- instructions */

static void speak_quotation(struct speaker *s, const struct made_op *made, struct span which)
{
	const struct op *op = &made->written.op;
	if (span_is(which, "payload")) {
		speak_payload(s, made);
		return;
	}
	const char *words = span_is(which, "old")  ? op->old
			    : span_is(which, "to") ? op->old_to
			    : op->new_num	   ? op->new_num
						   : op->new_words;
	if (!op->new_num)
		buf_text(s->out, "“");
	words_fold_space(span_of(words), s->out);
	if (!op->new_num)
		buf_text(s->out, "”");
}

bool speak_operation(const struct maker *maker, const struct made_op *made, struct buf *out)
{
	struct speaker s = {
		.maker = maker, .quoting = quoting_of(maker->options->profile), .out = out};
	struct span left = span_of(made->written.wording);
	for (size_t open; (open = span_find(left, SPAN("{"), 0)) != SIZE_MAX;) {
		size_t close = span_find(left, SPAN("}"), open);
		if (close == SIZE_MAX)
			break;
		buf_span(out, span_sub(left, 0, open));
		speak_quotation(&s, made, span_sub(left, open + 1, close));
		left = span_sub(left, close + 1, left.length);
	}
	buf_span(out, left);
	buf_text(out, made->goes_on ? " " : "\n\n");
	return !s.unspeakable;
}
