/* lines: words set in lines of a given width, with marks, a margin and a hanging indent. Private to
 * render; what term and text are made of. */
#ifndef RENDER_LINES_H
#define RENDER_LINES_H

#include "render/format.h"

/* How marks are spelt. Every line opens and closes its own, so that a line alone can be read. */
struct spelling {
	const char *open[3], *close[3]; /* by enum mark */
	const char *bold, *italic, *dim, *plain;
};
extern const struct spelling spelling_marks, spelling_color;

enum look { LOOK_PLAIN = 0, LOOK_BOLD = 1, LOOK_ITALIC = 2, LOOK_DIM = 4 };

struct atom {
	enum mark mark;
	unsigned change;
	uint32_t look;
	struct span text; /* no white space in it */
};

/* A line that is set and waits to be put beside others. */
struct kept_line {
	size_t start, end; /* bytes of `out` */
	size_t width;
	bool changed;
	unsigned change; /* as of the line that it becomes part of */
};

struct lines_out {
	struct buf *out;
	const struct spelling *spelling;
	size_t width;
	size_t margin;	 /* digits of a change number; 0: no margin */
	size_t indent;	 /* of lines after the first */
	struct buf line; /* what is set, without margin */
	size_t column;	 /* where it ends */
	enum mark mark;	 /* open at its end */
	uint32_t look;
	unsigned change; /* the first on this line, and the last that the margin told */
	unsigned told;
	bool changed, space; /* the line has a mark; white space comes before the next unit */
	enum mark space_mark;
	struct atom *unit; /* atoms without white space between */
	size_t unit_count, unit_capacity;
	bool keeps; /* lines are kept, one behind the other in `out` */
	struct kept_line *kept;
	size_t kept_count, kept_capacity;
};

void lines_release(struct lines_out *lines);
/* Begins a paragraph: first line at `first`, the others at `indent`. */
void lines_begin(struct lines_out *lines, size_t first, size_t indent);
/* Text with white space where words may be parted. */
void lines_text(struct lines_out *lines, struct span text, enum mark mark, unsigned change,
		uint32_t look);
/* Moves to a column on the current line; at least one space when something stands there. */
void lines_tab(struct lines_out *lines, size_t column);
void lines_end(struct lines_out *lines);
/* Ends a line within a paragraph. */
void lines_break(struct lines_out *lines);
/* Puts a line that another has kept on the current one, at a column. */
void lines_put(struct lines_out *lines, size_t column, const struct lines_out *from,
	       const struct kept_line *kept);
void lines_blank(struct lines_out *lines);
/* Columns that a line has. */
size_t lines_room(const struct lines_out *lines);
/* Characters that take room. */
size_t text_width(struct span text);

#endif
