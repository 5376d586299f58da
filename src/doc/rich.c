/* Looks, line breaks and notes over inline content: tags stay where they are, and what is laid over
 * is opened and closed inside them, so that both nest. */
#include "doc/rich.h"
#include "doc/tags.h"

#include <string.h>

/* ---- which marks are of a text */

/* Bytes of the source that a text comes from; what was trimmed off its end counts too, for a note
 * may stand there. */
static void source_range(const struct piece_marks *marks, const struct piece_text *text,
			 uint32_t *start, uint32_t *end)
{
	const struct piece_segment *last = &text->segments[text->segment_count - 1];
	*start = text->segments[0].source;
	*end = last->source + (uint32_t)text->text.length - last->at;
	while (*end < marks->source.length && strchr(" \t", marks->source.at[*end]))
		++*end;
}

bool rich_marks(const struct piece_marks *marks, const struct piece_text *text, size_t *first,
		size_t *after)
{
	uint32_t start, end;
	if (!marks || !marks->count || !text->segment_count)
		return false;
	source_range(marks, text, &start, &end);
	size_t low = FIRST_FROM(marks->items, marks->count, start, start);
	*first = low && marks->items[low - 1].end > start ? low - 1 : low;
	for (*after = low; *after < marks->count && marks->items[*after].start <= end; ++*after)
		;
	return *after > *first;
}

const struct piece_table *rich_table(const struct piece_marks *marks, const struct piece_text *text)
{
	size_t first, after;
	if (!span_is(text->text, PIECE_OBJECT) || !rich_marks(marks, text, &first, &after))
		return NULL;
	for (size_t i = first; i < after; i++)
		if (marks->items[i].kind == PIECE_TABLE)
			return marks->items[i].table;
	return NULL;
}

/* The offset in the text of a byte of the source: of the next one, where the byte itself is gone.
 */
static size_t offset_of(const struct piece_text *text, uint32_t source)
{
	size_t i = 0;
	while (i + 1 < text->segment_count && text->segments[i + 1].source <= source)
		i++;
	const struct piece_segment *segment = &text->segments[i];
	size_t end = i + 1 < text->segment_count ? text->segments[i + 1].at : text->text.length;
	if (source <= segment->source)
		return segment->at;
	size_t offset = segment->at + (source - segment->source);
	return offset < end ? offset : end;
}

/* ---- laying over */

struct lay {
	const struct piece_marks *marks;
	const struct piece_text *text;
	size_t mark, after; /* the next mark, and past the last */
	size_t start, end;  /* of the mark at hand, in the text */
	size_t at;	    /* offset in the text */
	uint32_t open;	    /* looks open in the output */
	unsigned defs;	    /* def elements around */
	bool plain;
	rich_note_writer *note;
	void *user;
	struct buf *out;
};

static const struct {
	uint32_t look;
	const char *open, *close;
} looks[] = {{PIECE_BOLD, "<b>", "</b>"},
	     {PIECE_ITALIC, "<i>", "</i>"},
	     {PIECE_UNDERLINE, "<u>", "</u>"},
	     {PIECE_SUPERSCRIPT, "<sup>", "</sup>"},
	     {PIECE_SUBSCRIPT, "<sub>", "</sub>"}};
enum { LOOKS = sizeof looks / sizeof *looks };

static void set_looks(struct lay *lay, uint32_t wanted)
{
	if (lay->plain || lay->defs)
		wanted &= ~(uint32_t)PIECE_BOLD;
	if (wanted == lay->open)
		return;
	for (size_t i = LOOKS; i-- > 0;)
		if (lay->open & looks[i].look)
			buf_text(lay->out, looks[i].close);
	for (size_t i = 0; i < LOOKS; i++)
		if (wanted & looks[i].look)
			buf_text(lay->out, looks[i].open);
	lay->open = wanted;
}

static void take_mark(struct lay *lay)
{
	if (lay->mark >= lay->after) {
		lay->start = lay->end = SIZE_MAX;
		return;
	}
	const struct piece_mark *mark = &lay->marks->items[lay->mark];
	lay->start = offset_of(lay->text, mark->start);
	lay->end = offset_of(lay->text, mark->end);
}

/* Writes what stands before the next character and says which looks it has. */
static uint32_t reach(struct lay *lay)
{
	while (lay->mark < lay->after) {
		const struct piece_mark *mark = &lay->marks->items[lay->mark];
		bool point = mark->kind == PIECE_NOTE || mark->kind == PIECE_BREAK;
		if (lay->start > lay->at || (!point && lay->end > lay->at))
			break;
		if (point)
			set_looks(lay, 0);
		if (mark->kind == PIECE_NOTE)
			lay->note(lay->user, mark, lay->out);
		else if (mark->kind == PIECE_BREAK)
			buf_text(lay->out, "<eol/>");
		lay->mark++;
		take_mark(lay);
	}
	bool inside = lay->mark < lay->after && lay->start <= lay->at && lay->at < lay->end;
	return inside && lay->marks->items[lay->mark].kind == PIECE_LOOK
		       ? lay->marks->items[lay->mark].look
		       : 0;
}

/* Character data: an entity is one byte of the text, and a character that XML cannot hold stays
 * together. */
static void lay_text(struct lay *lay, struct span raw)
{
	for (size_t i = 0; i < raw.length;) {
		size_t length = 1;
		if (raw.at[i] == '&')
			length = span_find(raw, SPAN(";"), i) - i + 1;
		set_looks(lay, reach(lay));
		buf_add(lay->out, raw.at + i, length);
		lay->at++;
		i += length;
	}
	set_looks(lay, 0);
}

void rich_lay(const struct piece_marks *marks, const struct piece_text *text, struct span xml,
	      bool plain, rich_note_writer *note, void *user, struct buf *out)
{
	struct lay lay = {.marks = marks,
			  .text = text,
			  .plain = plain,
			  .note = note,
			  .user = user,
			  .out = out};
	struct tag tag;
	if (!rich_marks(marks, text, &lay.mark, &lay.after)) {
		buf_span(out, xml);
		return;
	}
	take_mark(&lay);
	for (size_t at = 0; tag_next(xml, &at, &tag);) {
		struct span raw = span_sub(xml, tag.start, tag.end);
		bool def = span_is(tag.name, "def");
		if (tag.kind == TAG_TEXT) {
			lay_text(&lay, raw);
			continue;
		}
		if (tag.kind == TAG_OPEN)
			reach(&lay);
		lay.defs += def && tag.kind == TAG_OPEN;
		lay.defs -= def && tag.kind == TAG_CLOSE;
		buf_span(out, raw);
	}
	lay.at = SIZE_MAX;
	reach(&lay);
}
