/* The text at a place, for people who compare versions of it. */
#include "calc/calc.h"

#include "doc/address.h"
#include "doc/words.h"

#include <string.h>

static bool is_wanted(const struct block *block, uint32_t provision, const char *part)
{
	if (block->part == PART_NOTE)
		return false;
	if (!*part)
		return true;
	bool intro = block->part == PART_INTRO || block->part == PART_CONTENT;
	return block->provision == provision && (*part == 'i' ? intro : block->part == PART_WRAPUP);
}

static void add_text(const struct doc *doc, uint32_t block, struct buf *text)
{
	if (block == DOC_NONE || !doc->blocks[block].text.length)
		return;
	if (text->length)
		buf_char(text, ' ');
	words_fold_space(doc->blocks[block].text, text);
}

static const char *keep(struct arena *arena, struct buf *text)
{
	const char *kept = arena_copy(arena, text->at, text->length);
	buf_release(text);
	return kept;
}

uint32_t place_find(const struct corpus *corpus, const char *eid, const struct doc **doc,
		    const char **part)
{
	uint32_t at = corpus_find(corpus, span_of(eid), doc);
	*part = "";
	return at == DOC_NONE ? corpus_find(corpus, address_without_part(span_of(eid), part), doc)
			      : at;
}

const char *place_text(const struct corpus *corpus, const char *eid, struct arena *arena)
{
	const struct doc *doc = NULL;
	const char *part;
	uint32_t at = place_find(corpus, eid, &doc, &part);
	if (at == DOC_NONE)
		return NULL;
	const struct provision *p = &doc->provisions[at];
	struct buf text = {0};
	for (uint32_t b = p->block; b < p->block_after; b++)
		if (is_wanted(&doc->blocks[b], at, part))
			add_text(doc, b, &text);
	return keep(arena, &text);
}

static const char *heading_text(const struct doc *doc, uint32_t at, struct arena *arena)
{
	struct buf text = {0};
	add_text(doc, doc->provisions[at].num, &text);
	add_text(doc, doc->provisions[at].heading, &text);
	return keep(arena, &text);
}

static const char *crossheading_text(const struct doc *doc, uint32_t at, struct arena *arena)
{
	uint32_t over = provision_crossheading_over(doc, at);
	if (over == DOC_NONE)
		return NULL;
	struct span text = provision_heading(doc, over);
	return arena_copy(arena, text.at, text.length);
}

const char *place_text_for(const struct corpus *corpus, const struct op *op, const char *eid,
			   struct arena *arena)
{
	const struct doc *doc = NULL;
	uint32_t at = corpus_find(corpus, span_of(eid), &doc);
	if (at == DOC_NONE || (op->scope != SCOPE_HEADING && op->scope != SCOPE_CROSSHEADING))
		return place_text(corpus, eid, arena);
	return op->scope == SCOPE_HEADING ? heading_text(doc, at, arena)
					  : crossheading_text(doc, at, arena);
}

enum op_leaves words_left_by(const struct profile *profile, const struct doc *doc,
			     uint32_t provision)
{
	static const struct {
		const char *key, *words;
		enum op_leaves leaves;
	} ways[] = {{"not-used", "Not Used.", LEAVES_NOT_USED},
		    {"repealed", "Repealed.", LEAVES_REPEALED},
		    {"dots", ". . . . . . . . . .", LEAVES_DOTS}};
	const struct provision *p = &doc->provisions[provision];
	if (provision_first_child(doc, provision) != DOC_NONE || p->num == DOC_NONE ||
	    p->heading != DOC_NONE || p->block_after != p->num + 2)
		return LEAVES_NONE;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (span_is(doc->blocks[p->num + 1].text,
			    profile_value(profile, "words", ways[i].key, ways[i].words)))
			return ways[i].leaves;
	return LEAVES_NONE;
}

/* ---- marked */

enum { NEAR = 40 /* bytes of unchanged text kept on each side of a change */ };

static size_t word_end(struct span text, size_t at)
{
	while (at < text.length && text.at[at] != ' ')
		at++;
	return at;
}

static size_t word_start(struct span text, size_t at)
{
	while (at && text.at[at - 1] != ' ')
		at--;
	return at;
}

/* A stretch that is the same: its ends, where those are near a change. */
static void write_same(struct span text, bool first, bool last, struct buf *out)
{
	size_t head = first ? 0 : word_end(text, NEAR < text.length ? NEAR : text.length);
	size_t tail =
		last ? text.length : word_start(text, text.length > NEAR ? text.length - NEAR : 0);
	if (head >= tail || tail - head <= NEAR) {
		buf_span(out, text);
		return;
	}
	buf_span(out, span_sub(text, 0, head));
	buf_text(out, head ? " …" : "… ");
	if (head && !last)
		buf_char(out, ' ');
	buf_span(out, span_sub(text, tail, text.length));
}

static void write_stretch(struct span a, struct span b, const struct stretch *s, bool first,
			  bool last, struct buf *out)
{
	if (s->mark == MARK_SAME) {
		write_same(span_sub(b, s->new_start, s->new_end), first, last, out);
		return;
	}
	bool removed = s->mark == MARK_REMOVED;
	buf_text(out, removed ? "[-" : "{+");
	buf_span(out, removed ? span_sub(a, s->old_start, s->old_end)
			      : span_sub(b, s->new_start, s->new_end));
	buf_text(out, removed ? "-]" : "+}");
}

void place_marked(const char *old_text, const char *new_text, struct buf *out)
{
	struct span a = span_of(old_text), b = span_of(new_text);
	struct stretches list = {0};
	if (!new_text || !old_text || !strcmp(old_text, new_text)) {
		buf_text(out, !new_text ? "(not there)" : old_text ? "(as in the base)" : "{+");
		if (new_text && !old_text) {
			buf_span(out, b);
			buf_text(out, "+}");
		}
		return;
	}
	diff_words(a, b, &list);
	for (size_t i = 0; i < list.count; i++)
		write_stretch(a, b, &list.items[i], i == 0, i + 1 == list.count, out);
	stretches_release(&list);
}
