/* Private to this room: the state of an outline, and which list a label belongs to. */
#ifndef READ_READING_H
#define READ_READING_H

#include "read/label.h"

/* A provision whose text or list is not yet closed. */
struct open {
	struct piece *piece;
	bool item; /* its label is an item's; style is that of its list */
	enum label_style style;
	unsigned indent;
};

struct outline {
	const struct lines *lines;
	const struct outline_options *options;
	const struct profile *profile;
	struct arena *arena;
	struct diags *diags;
	const struct label *labels; /* of lines[from, to) */
	size_t from, to;
	bool indents; /* indentation tells something */
	struct piece root;
	struct open *path; /* outermost first */
	size_t depth;
	struct span last_number;	  /* the latest number of the code */
	const struct piece_text *heading; /* of the provision whose number comes next */
	struct piece_text **tail_list,
		**tail;		  /* the list of paragraphs added to last, and its end */
	const struct piece *bare; /* whose label stood alone: the next words are its own */
};

enum fit {
	FIT_FOLLOWS, /* the one after the last of an open list */
	FIT_FIRST,   /* the first of a list below what is open */
	FIT_LATER,   /* further on in an open list: numbers are missing */
	FIT_STYLE    /* its form fits, its place does not */
};

struct reading {
	enum fit fit;
	size_t kept;  /* what stays open */
	size_t level; /* of the new item */
	enum label_style style;
	const struct open *after; /* the item that it follows, or the lead-in above it */
};

/* What is open innermost: NULL, and the root, when nothing is. */
struct open *outline_innermost(struct outline *outline);
struct piece *outline_container(struct outline *outline);
struct span outline_label_text(const struct outline *outline, size_t line);
struct place outline_label_place(const struct outline *outline, size_t line,
				 const struct label *label);
bool outline_style_is_open(const struct outline *outline, enum label_style style);

/* Where the label at the head of a line belongs; doubts go to the diags. False when nowhere. */
bool outline_choose(struct outline *outline, size_t line, const struct label *label,
		    struct span text, struct reading *reading);

/* Whether the words beside `number` on that line, which have the form of a heading, are that of a
 * paragraph; false where they are its text, and where it cannot be told, which is refused. */
bool outline_is_title(struct outline *outline, size_t line, struct span number, struct span text);

#endif
