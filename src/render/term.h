/* term: what the parts of the redline as lines of text share. Private to render. */
#ifndef RENDER_TERM_H
#define RENDER_TERM_H

#include "render/lines.h"

/* An open provision. */
struct opened {
	size_t start, text; /* columns of its number and of its words */
	bool container;	    /* has a heading: what is in it is not indented */
};

struct term {
	struct lines_out lines;
	struct opened *levels;
	size_t count, capacity;
	size_t digits;		   /* of the greatest change number */
	const struct item *number; /* met, but not set yet */
	uint32_t *cells;	   /* items of a table, not set yet */
	size_t cell_count, cell_capacity;
};

/* Words that are the reader's, not the law's. */
void term_say(struct term *term, const char *text, uint32_t look);
/* The words of a block, marked. */
void term_runs(const struct walk *walk, const struct item *item, struct lines_out *lines,
	       uint32_t look);
/* Begins a paragraph; the number of its provision, if it is still to be set, goes before it. */
void term_paragraph(const struct walk *walk, uint32_t look);

/* The column of the words of the provision that is open. */
size_t term_indent(const struct term *term);
/* What is said before the words of a provision that has moved; "" of others. */
const char *term_moved(const struct walk *walk, uint32_t at);

/* ---- term_table.c */

/* Takes a block of a table; all of it is set when something else comes. */
void term_cell(struct walk *walk);
void term_cells_end(struct walk *walk);

#endif
