/* Pieces: numbering and the canonical writing of provisions (akn-profile, sections 1, 2, 5 and 6).
 */
#include "doc/piece.h"
#include "doc/address.h"
#include "doc/doc.h"
#include "doc/rich.h"
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
	term_slug(piece_definition_term(piece, &end), &slug);
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

/* ---- provisions */

/* What has been given an id in the own words of a provision. */
struct counts {
	unsigned defs, notes, tables;
};

/* What the ids of one file are written with. */
struct writer {
	const struct piece_style *style;
	struct span stripped;  /* the ids' part that a quotedStructure leaves out */
	struct counts *counts; /* of the open provisions, outermost first */
	size_t depth, capacity;
	const struct piece *piece;
	bool wrapper; /* a cross-heading's hcontainer is open */
};

static void counts_open(struct writer *writer)
{
	MEM_ROOM(writer->counts, writer->depth, writer->capacity);
	writer->counts[writer->depth++] = (struct counts){.defs = 0};
}

static struct counts *counts_here(struct writer *writer)
{
	return &writer->counts[writer->depth - 1];
}

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
	buf_printf(out, "__def_%u\"", ++counts_here(writer)->defs);
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
	struct span term = entry ? piece_definition_term(piece, &end) : (struct span){NULL, 0};
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

static void write_part_id(struct writer *writer, const char *part, unsigned number, struct buf *out)
{
	buf_text(out, " eId=\"");
	written_eid(writer, writer->piece->eid, out);
	buf_printf(out, "__%s_%u\"", part, number);
}

static void write_paragraph(struct writer *writer, const struct piece_text *text, bool entry,
			    struct buf *out);

static void write_note(void *user, const struct piece_mark *note, struct buf *out)
{
	struct writer *writer = user;
	buf_text(out, "<authorialNote");
	write_part_id(writer, "note", ++counts_here(writer)->notes, out);
	buf_text(out, " marker=\"");
	escape_attribute(out, span_of(note->marker));
	buf_printf(out, "\" placement=\"%s\">", note->placement);
	for (const struct piece_text *text = note->texts; text; text = text->next)
		write_paragraph(writer, text, false, out);
	buf_text(out, note->texts ? "</authorialNote>" : "<p/></authorialNote>");
}

/* One paragraph, with what its source marks in it. A note has no notes. */
static void write_paragraph(struct writer *writer, const struct piece_text *text, bool entry,
			    struct buf *out)
{
	struct buf inner = {0};
	write_running(writer, writer->piece, text->text, entry, &inner);
	size_t start = out->length;
	buf_text(out, "<p>");
	rich_lay(writer->style->marks, text, buf_as_span(&inner), false, write_note, writer, out);
	if (out->length == start + strlen("<p>")) {
		buf_cut(out, start);
		buf_text(out, "<p/>");
	} else {
		buf_text(out, "</p>");
	}
	buf_release(&inner);
}

static void write_cell(struct writer *writer, const struct piece_cell *cell, struct buf *out)
{
	const char *tag = cell->head ? "th" : "td";
	buf_printf(out, "<%s", tag);
	if (cell->columns > 1)
		buf_printf(out, " colspan=\"%u\"", cell->columns);
	if (cell->rows > 1)
		buf_printf(out, " rowspan=\"%u\"", cell->rows);
	buf_char(out, '>');
	for (const struct piece_text *text = cell->texts; text; text = text->next)
		write_paragraph(writer, text, false, out);
	buf_printf(out, "%s</%s>\n", cell->texts ? "" : "<p/>", tag);
}

static void write_table(struct writer *writer, const struct piece_table *table, size_t indent,
			struct buf *out)
{
	buf_repeat(out, ' ', indent);
	buf_text(out, "<table");
	write_part_id(writer, "table", ++counts_here(writer)->tables, out);
	buf_text(out, ">\n");
	for (size_t i = 0; i < table->count; i++) {
		if (table->cells[i].first) {
			buf_repeat(out, ' ', indent + 2);
			buf_text(out, "<tr>\n");
		}
		buf_repeat(out, ' ', indent + 4);
		write_cell(writer, &table->cells[i], out);
		if (i + 1 == table->count || table->cells[i + 1].first) {
			buf_repeat(out, ' ', indent + 2);
			buf_text(out, "</tr>\n");
		}
	}
	buf_repeat(out, ' ', indent);
	buf_text(out, "</table>\n");
}

static void write_block(struct writer *writer, const struct piece_text *text, bool entry,
			size_t indent, struct buf *out)
{
	const struct piece_table *table = rich_table(writer->style->marks, text);
	if (table) {
		write_table(writer, table, indent, out);
		return;
	}
	buf_repeat(out, ' ', indent);
	write_paragraph(writer, text, entry, out);
	buf_char(out, '\n');
}

/* intro, content or wrapUp: one paragraph on the same line, several on lines of their own. */
static void write_texts(struct writer *writer, const struct piece *piece, const char *element,
			const struct piece_text *text, size_t indent, struct buf *out)
{
	bool entry = piece->kind == PIECE_DEFINITION && text == piece->intro;
	writer->piece = piece;
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<%s>", element);
	if (!text) {
		buf_text(out, "<p/>");
	} else if (!text->next && !rich_table(writer->style->marks, text)) {
		write_paragraph(writer, text, entry, out);
	} else {
		buf_char(out, '\n');
		for (; text; text = text->next, entry = false)
			write_block(writer, text, entry, indent + 2, out);
		buf_repeat(out, ' ', indent);
	}
	buf_printf(out, "</%s>\n", element);
}

/* num or heading: notes in a heading stay, its look is the reader's business. */
static void write_heading(struct writer *writer, const struct piece *piece, struct buf *out)
{
	struct buf inner = {0};
	writer->piece = piece;
	escape_text(&inner, piece->heading);
	if (piece->heading_text)
		rich_lay(writer->style->marks, piece->heading_text, buf_as_span(&inner), true,
			 write_note, writer, out);
	else
		buf_span(out, buf_as_span(&inner));
	buf_release(&inner);
}

static void write_heading_line(struct writer *writer, const struct piece *piece, size_t indent,
			       struct buf *out)
{
	buf_repeat(out, ' ', indent);
	buf_text(out, "<heading>");
	write_heading(writer, piece, out);
	buf_text(out, "</heading>\n");
}

/* AKN has no element for a Schedule or a regulation: the name says what the hcontainer is. */
static bool is_hierarchical(const char *name)
{
	for (int e = 0; e < EL_COUNT; e++)
		if (element_role((enum element)e) == ROLE_PROVISION &&
		    !strcmp(element_name((enum element)e), name))
			return true;
	return false;
}

/* The name of an hcontainer, or NULL for what has an element of its own. */
static const char *container_name(const struct piece_style *style, const struct piece *piece)
{
	if (piece->kind == PIECE_DEFINITION)
		return "definition";
	const char *element = style->profile->levels[piece->level].element;
	return is_hierarchical(element) ? NULL : element;
}

static const char *piece_element(const struct piece_style *style, const struct piece *piece)
{
	return container_name(style, piece) ? "hcontainer"
					    : style->profile->levels[piece->level].element;
}

static void write_open(struct writer *writer, const struct piece *piece, size_t indent,
		       struct buf *out)
{
	counts_open(writer);
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<%s", piece_element(writer->style, piece));
	write_ids(writer, piece, out);
	if (container_name(writer->style, piece))
		buf_printf(out, " name=\"%s\"", container_name(writer->style, piece));
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
		write_heading_line(writer, piece, indent + 2, out);
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
	writer->depth--;
}

static void write_crossheading(struct writer *writer, const struct piece *piece, size_t indent,
			       struct buf *out)
{
	buf_repeat(out, ' ', indent);
	buf_text(out, "<crossHeading");
	write_ids(writer, piece, out);
	buf_char(out, '>');
	counts_open(writer);
	write_heading(writer, piece, out);
	writer->depth--;
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
	counts_open(writer);
	write_heading_line(writer, piece, indent + 2, out);
	writer->depth--;
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
	free(writer.counts);
}
