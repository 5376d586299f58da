/* Pieces: numbering and the canonical writing of provisions (akn-profile, sections 1, 2, 5 and 6).
 */
#include "doc/piece.h"
#include "doc/address.h"
#include "doc/term.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

struct piece *piece_new(struct arena *arena, enum piece_kind kind, struct piece *parent)
{
	struct piece *piece = arena_alloc(arena, sizeof *piece);
	piece->kind = kind;
	piece->parent = parent;
	if (parent) {
		if (parent->last)
			parent->last->next = piece;
		else
			parent->first = piece;
		parent->last = piece;
	}
	return piece;
}

const struct piece *piece_walk(const struct piece *first, const struct piece *piece)
{
	if (piece->first)
		return piece->first;
	while (!piece->next && piece->parent != first->parent)
		piece = piece->parent;
	return piece->next;
}

/* ---- numbering */

/* Unnumbered siblings are counted within their parent: __para_nn_1. */
static size_t unnumbered_before(xmlHashTablePtr seen, const char *stem)
{
	size_t count = (size_t)(uintptr_t)xmlHashLookup(seen, (const xmlChar *)stem) + 1;
	xmlHashUpdateEntry(seen, (const xmlChar *)stem, (void *)(uintptr_t)count, NULL);
	return count;
}

static void below(struct span parent, struct buf *eid)
{
	if (parent.length) {
		buf_span(eid, parent);
		buf_text(eid, "__");
	}
}

static void definition_eid(const struct piece *piece, struct span parent, struct buf *eid)
{
	size_t end = 0;
	struct buf slug = {0};
	term_slug(piece->intro ? piece_term(piece->intro->text, &end) : (struct span){NULL, 0},
		  &slug);
	below(parent, eid);
	buf_printf(eid, "definition_%s", slug.length ? buf_string(&slug) : "nn");
	buf_release(&slug);
}

/* The first sibling after a cross-heading that has a number of its own. */
static const struct piece *headed(const struct piece *piece)
{
	while (piece && (piece->kind != PIECE_PROVISION || !piece->num.length))
		piece = piece->next;
	return piece;
}

static void crossheading_eid(const struct piece *piece, struct span parent, struct buf *eid)
{
	const struct piece *over = headed(piece->next);
	below(parent, eid);
	buf_text(eid, "crossHeading_");
	if (over)
		address_slug(over->num, eid);
	else
		buf_text(eid, "nn");
}

static void provision_eid(const struct profile *profile, const struct piece *piece,
			  struct span parent, xmlHashTablePtr seen, struct buf *eid)
{
	if (piece->num.length) {
		address_child(profile, parent, piece->level, piece->num, eid);
		return;
	}
	below(parent, eid);
	buf_printf(eid, "%s_nn_", profile->levels[piece->level].prefix);
	buf_printf(eid, "%zu", unnumbered_before(seen, buf_string(eid)));
}

/* An eId that is taken gets -2, -3 and so on: the text itself repeats a number (NUM001). */
static void make_unique(xmlHashTablePtr seen, struct buf *eid)
{
	size_t plain = eid->length;
	size_t count = (size_t)(uintptr_t)xmlHashLookup(seen, (const xmlChar *)buf_string(eid));
	if (count) {
		char *stem = mem_copy(eid->at, plain);
		do {
			buf_cut(eid, plain);
			buf_printf(eid, "-%zu", ++count);
		} while (xmlHashLookup(seen, (const xmlChar *)buf_string(eid)));
		xmlHashUpdateEntry(seen, (const xmlChar *)stem, (void *)(uintptr_t)count, NULL);
		free(stem);
	}
	xmlHashUpdateEntry(seen, (const xmlChar *)buf_string(eid), (void *)(uintptr_t)1, NULL);
}

void pieces_number(const struct profile *profile, struct piece *first, struct span parent,
		   struct arena *arena)
{
	struct buf eid = {0};
	int count = 16;
	for (const struct piece *piece = first; piece && count < INT_MAX; count++)
		piece = piece_walk(first, piece);
	/* libxml2's table hardly grows by itself: its chains would make this quadratic. */
	xmlHashTablePtr seen = xmlHashCreate(count);
	for (struct piece *piece = first; piece; piece = (struct piece *)piece_walk(first, piece)) {
		bool top = piece->parent == first->parent;
		struct span above = top ? parent : span_of(piece->parent->eid);
		buf_cut(&eid, 0);
		if (piece->kind == PIECE_CROSSHEADING)
			crossheading_eid(piece, above, &eid);
		else if (piece->kind == PIECE_DEFINITION)
			definition_eid(piece, above, &eid);
		else
			provision_eid(profile, piece, above, seen, &eid);
		make_unique(seen, &eid);
		piece->eid = arena_copy(arena, eid.at, eid.length);
	}
	xmlHashFree(seen, NULL);
	buf_release(&eid);
}

/* ---- references */

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

/* ---- provisions */

/* What the ids of one file are written with. */
struct writer {
	const struct piece_style *style;
	struct span stripped; /* the ids' part that a quotedStructure leaves out */
	unsigned defs;	      /* definitions in the piece being written */
	bool wrapper;	      /* a cross-heading's hcontainer is open */
};

/* The eId of a piece, or of something in it, as it is written here. */
static void written_eid(const struct writer *writer, const char *eid, struct buf *out)
{
	struct span rest = span_of(eid);
	if (writer->style->prefix) {
		buf_printf(out, "%s__", writer->style->prefix);
		size_t cut = writer->stripped.length;
		if (cut && rest.length > cut + 2 && memcmp(eid, writer->stripped.at, cut) == 0 &&
		    memcmp(eid + cut, "__", 2) == 0)
			rest = span_sub(rest, cut + 2, rest.length);
	}
	escape_attribute(out, rest);
}

static void write_ids(const struct writer *writer, const struct piece *piece, struct buf *out)
{
	buf_text(out, " eId=\"");
	written_eid(writer, piece->eid, out);
	buf_char(out, '"');
	if (writer->style->prefix) {
		buf_text(out, " wId=\"");
		escape_attribute(out, span_of(piece->eid));
		buf_char(out, '"');
	}
}

static void write_line(const char *element, struct span text, size_t indent, struct buf *out)
{
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<%s>", element);
	escape_text(out, text);
	buf_printf(out, "</%s>\n", element);
}

static void write_def(struct writer *writer, const struct piece *piece, struct span term,
		      struct span quoted, struct buf *out)
{
	struct buf slug = {0};
	buf_text(out, "<def eId=\"");
	written_eid(writer, piece->eid, out);
	buf_printf(out, "__def_%u\"", ++writer->defs);
	term_slug(term, &slug);
	if (writer->style->terms && slug.length)
		buf_printf(out, " refersTo=\"#term_%s\"", buf_string(&slug));
	buf_char(out, '>');
	escape_text(out, quoted);
	buf_text(out, "</def>");
	buf_release(&slug);
}

/* Running text of a piece: defined terms marked, references between them. */
static void write_running(struct writer *writer, const struct piece *piece, struct span text,
			  bool entry, struct buf *out)
{
	size_t done = 0, at = 0, end = 0;
	struct span term = entry ? piece_term(text, &end) : (struct span){NULL, 0};
	while (term.length ||
	       (writer->style->terms &&
		(term = done ? term_next(text, &at, &end) : term_bracketed(text, &at, &end))
			.length)) {
		piece_write_text(writer->style, span_sub(text, done, at), out);
		write_def(writer, piece, term, span_sub(text, at, end), out);
		done = at = end;
		term = (struct span){NULL, 0};
	}
	piece_write_text(writer->style, span_sub(text, done, text.length), out);
}

static void write_p(struct writer *writer, const struct piece *piece, struct span text, bool entry,
		    struct buf *out)
{
	if (!text.length) {
		buf_text(out, "<p/>");
		return;
	}
	buf_text(out, "<p>");
	write_running(writer, piece, text, entry, out);
	buf_text(out, "</p>");
}

/* intro, content or wrapUp: one paragraph on the same line, several on lines of their own. */
static void write_texts(struct writer *writer, const struct piece *piece, const char *element,
			const struct piece_text *text, size_t indent, struct buf *out)
{
	bool entry = piece->kind == PIECE_DEFINITION && text == piece->intro;
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<%s>", element);
	if (!text || !text->next) {
		write_p(writer, piece, text ? text->text : (struct span){NULL, 0}, entry, out);
	} else {
		buf_char(out, '\n');
		for (; text; text = text->next, entry = false) {
			buf_repeat(out, ' ', indent + 2);
			write_p(writer, piece, text->text, entry, out);
			buf_char(out, '\n');
		}
		buf_repeat(out, ' ', indent);
	}
	buf_printf(out, "</%s>\n", element);
}

static const char *piece_element(const struct piece_style *style, const struct piece *piece)
{
	if (piece->kind == PIECE_DEFINITION)
		return "hcontainer";
	return style->profile->levels[piece->level].element;
}

static void write_open(struct writer *writer, const struct piece *piece, size_t indent,
		       struct buf *out)
{
	writer->defs = 0;
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<%s", piece_element(writer->style, piece));
	write_ids(writer, piece, out);
	if (piece->kind == PIECE_DEFINITION)
		buf_text(out, " name=\"definition\"");
	if (piece->incomplete)
		buf_text(out, " status=\"incomplete\"");
	if (piece->editorial) {
		buf_text(out, " lp:editorial=\"");
		escape_attribute(out, span_of(piece->editorial_note ? piece->editorial_note
								    : "reconstructed"));
		buf_char(out, '"');
	}
	buf_text(out, ">\n");
	if (piece->num.length)
		write_line("num", piece->num, indent + 2, out);
	if (piece->heading.length)
		write_line("heading", piece->heading, indent + 2, out);
	if (!piece->first)
		write_texts(writer, piece, "content", piece->intro, indent + 2, out);
	else if (piece->intro)
		write_texts(writer, piece, "intro", piece->intro, indent + 2, out);
}

static void write_close(struct writer *writer, const struct piece *piece, size_t indent,
			struct buf *out)
{
	if (piece->first && piece->wrapup)
		write_texts(writer, piece, "wrapUp", piece->wrapup, indent + 2, out);
	buf_repeat(out, ' ', indent);
	buf_printf(out, "</%s>\n", piece_element(writer->style, piece));
}

static void write_crossheading(const struct writer *writer, const struct piece *piece,
			       size_t indent, struct buf *out)
{
	buf_repeat(out, ' ', indent);
	buf_text(out, "<crossHeading");
	write_ids(writer, piece, out);
	buf_char(out, '>');
	escape_text(out, piece->heading);
	buf_text(out, "</crossHeading>\n");
}

/* One sibling of the list with all below it. */
static void write_tree(struct writer *writer, const struct piece *top, size_t indent,
		       struct buf *out)
{
	const struct piece *piece = top;
	for (;;) {
		if (piece->kind == PIECE_CROSSHEADING)
			write_crossheading(writer, piece, indent, out);
		else
			write_open(writer, piece, indent, out);
		if (piece->first) {
			piece = piece->first;
			indent += 2;
			continue;
		}
		for (;;) {
			if (piece->kind != PIECE_CROSSHEADING)
				write_close(writer, piece, indent, out);
			if (piece == top)
				return;
			if (piece->next)
				break;
			piece = piece->parent;
			indent -= 2;
		}
		piece = piece->next;
	}
}

/* A quotedStructure may not hold a crossHeading: heading and the provisions under it stand in an
 * hcontainer, which is closed by the next one. */
static void wrapper_close(struct writer *writer, size_t indent, struct buf *out)
{
	if (!writer->wrapper)
		return;
	writer->wrapper = false;
	buf_repeat(out, ' ', indent);
	buf_text(out, "</hcontainer>\n");
}

static void wrapper_open(struct writer *writer, const struct piece *piece, size_t indent,
			 struct buf *out)
{
	wrapper_close(writer, indent, out);
	writer->wrapper = true;
	buf_repeat(out, ' ', indent);
	buf_text(out, "<hcontainer");
	write_ids(writer, piece, out);
	buf_text(out, " name=\"crossheading\">\n");
	write_line("heading", piece->heading, indent + 2, out);
}

void pieces_write(const struct piece_style *style, const struct piece *first, size_t indent,
		  struct buf *out)
{
	struct writer writer = {.style = style};
	for (const struct piece *piece = first; piece; piece = piece->next) {
		writer.stripped = address_parent(span_of(piece->eid));
		if (piece->kind == PIECE_CROSSHEADING && style->prefix)
			wrapper_open(&writer, piece, indent, out);
		else
			write_tree(&writer, piece, indent + (writer.wrapper ? 2 : 0), out);
	}
	wrapper_close(&writer, indent, out);
}
