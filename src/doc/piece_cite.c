/* Pieces: running text with its references marked. */
#include "doc/address.h"
#include "doc/piece.h"

#include <ctype.h>
#include <string.h>

/* The Work IRI that holds an eId: the prefix and the letters of its number, in lower case. */
static void work_of(const struct piece_style *style, const char *eid, struct buf *work)
{
	struct span head = address_head(span_of(eid));
	size_t at = span_find(head, SPAN("_"), 0);
	if (!style->work_prefix || at == SIZE_MAX) {
		buf_text(work, style->work ? style->work : "");
		return;
	}
	buf_text(work, style->work_prefix);
	for (at++; at < head.length && isalpha((unsigned char)head.at[at]); at++)
		buf_char(work, (char)tolower((unsigned char)head.at[at]));
}

static void write_href(const struct piece_style *style, const char *name, const char *eid,
		       struct buf *out)
{
	struct buf work = {0};
	work_of(style, eid, &work);
	bool own = style->work && strcmp(buf_string(&work), style->work) == 0;
	buf_printf(out, " %s=\"", name);
	if (style->absolute || !own)
		escape_attribute(out, buf_as_span(&work));
	buf_char(out, '#');
	escape_attribute(out, span_of(eid));
	buf_char(out, '"');
	buf_release(&work);
}

static void write_ref(const struct piece_style *style, const struct citation *cite,
		      struct span words, struct buf *out)
{
	bool range = cite->up_to != NULL;
	buf_text(out, range ? "<rref" : "<ref");
	write_href(style, range ? "from" : "href", cite->target, out);
	if (range)
		write_href(style, "upTo", cite->up_to, out);
	buf_char(out, '>');
	escape_text(out, words);
	buf_text(out, range ? "</rref>" : "</ref>");
}

static bool markable(const struct citation *cite)
{
	return cite->target &&
	       !(cite->flags & (CITATION_EXTERNAL | CITATION_RELATIVE | CITATION_MALFORMED));
}

/* The words of a citation without those in brackets after it. */
static size_t words_end(const struct citation *cite)
{
	return cite->to_end > cite->from_end ? cite->to_end : cite->from_end;
}

/* Index past the members of the list that begins at `i`; the last that can be marked in *last. */
static size_t list_after(const struct citations *found, size_t i, size_t *last)
{
	unsigned group = found->items[i].group;
	*last = i;
	for (; i < found->count && found->items[i].group == group; i++)
		if (markable(&found->items[i]))
			*last = i;
	return i;
}

static void copy_text(struct span text, size_t *at, size_t end, struct buf *out)
{
	if (end > *at) {
		escape_text(out, span_sub(text, *at, end));
		*at = end;
	}
}

static void write_member(const struct piece_style *style, struct span text,
			 const struct citation *cite, bool noun, size_t *at, struct buf *out)
{
	size_t start = noun ? cite->start : cite->from_start;
	size_t end = words_end(cite);
	if (!markable(cite) || start < *at || end <= start)
		return;
	copy_text(text, at, start, out);
	write_ref(style, cite, span_sub(text, start, end), out);
	*at = end;
}

static void write_descriptor(struct span text, const struct citation *cite, size_t *at,
			     struct buf *out)
{
	if (cite->descriptor_end <= cite->descriptor_start || !markable(cite) ||
	    cite->descriptor_start <= *at || cite->descriptor_end >= text.length)
		return;
	copy_text(text, at, cite->descriptor_start - 1, out);
	buf_text(out, "<inline name=\"descriptor\" refersTo=\"#descriptor\">");
	copy_text(text, at, cite->descriptor_end + 1, out);
	buf_text(out, "</inline>");
}

/* <mref>Sections <ref>Z4.13</ref> and <ref>Z4.14</ref></mref> (heading of the last member) */
static void write_list(const struct piece_style *style, struct span text,
		       const struct citation *first, const struct citation *last, size_t *at,
		       struct buf *out)
{
	size_t start = first->noun_end > first->noun_start ? first->noun_start : first->from_start;
	if (start >= *at) {
		copy_text(text, at, start, out);
		buf_text(out, "<mref>");
		for (const struct citation *cite = first; cite <= last; cite++) {
			write_member(style, text, cite, false, at, out);
			if (cite < last)
				write_descriptor(text, cite, at, out);
		}
		buf_text(out, "</mref>");
	}
	write_descriptor(text, last, at, out);
}

/* Text from *at to `end` with its citations marked. */
static void write_cited(const struct piece_style *style, struct span text, struct citations *found,
			struct buf *out)
{
	size_t at = 0, last = 0, next = 0;
	cite_find(style->finder, text, found);
	for (size_t i = 0; i < found->count; i = next) {
		next = list_after(found, i, &last);
		while (i < last && !markable(&found->items[i]))
			i++;
		if (last > i) {
			write_list(style, text, &found->items[i], &found->items[last], &at, out);
		} else {
			write_member(style, text, &found->items[i], true, &at, out);
			write_descriptor(text, &found->items[i], &at, out);
		}
	}
	copy_text(text, &at, text.length, out);
}

void piece_write_text(const struct piece_style *style, struct span text, struct buf *out)
{
	struct citations found = {0};
	if (style->finder)
		write_cited(style, text, &found, out);
	else
		escape_text(out, text);
	citations_release(&found);
}
