/* The text at a place, for people who compare versions of it. */
#include "calc/calc.h"

#include "doc/words.h"

#include <string.h>

/* eId -> the provision's eId and the part that is meant. */
static struct span split_part(const struct corpus *corpus, const char *eid, enum block_part *part)
{
	static const struct {
		const char *end;
		enum block_part part;
	} parts[] = {{"__intro", PART_INTRO}, {"__wrapup", PART_WRAPUP}};
	const struct doc *doc;
	struct span bare = span_of(eid);
	*part = PART_OTHER;
	for (size_t i = 0; i < 2; i++)
		if (span_ends(bare, parts[i].end) && corpus_find(corpus, bare, &doc) == DOC_NONE) {
			*part = parts[i].part;
			bare.length -= strlen(parts[i].end);
		}
	return bare;
}

static bool is_wanted(const struct block *block, uint32_t provision, enum block_part part)
{
	if (block->part == PART_NOTE)
		return false;
	if (part == PART_OTHER)
		return true;
	return block->provision == provision &&
	       (block->part == part || (part == PART_INTRO && block->part == PART_CONTENT));
}

const char *place_text(const struct corpus *corpus, const char *eid, struct arena *arena)
{
	const struct doc *doc = NULL;
	enum block_part part;
	struct span bare = split_part(corpus, eid, &part);
	uint32_t at = corpus_find(corpus, bare, &doc);
	if (at == DOC_NONE)
		return NULL;
	const struct provision *p = &doc->provisions[at];
	struct buf text = {0};
	for (uint32_t b = p->block; b < p->block_after; b++) {
		if (!is_wanted(&doc->blocks[b], at, part) || !doc->blocks[b].text.length)
			continue;
		if (text.length)
			buf_char(&text, ' ');
		words_fold_space(doc->blocks[b].text, &text);
	}
	const char *kept = arena_copy(arena, text.at, text.length);
	buf_release(&text);
	return kept;
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
