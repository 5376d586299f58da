/* layout: the physical lines of a draft while lines.c finds out what each is. Private to read. */
#ifndef READ_LAYOUT_H
#define READ_LAYOUT_H

#include "profile/pattern.h"
#include "read/read.h"

struct physical {
	struct span text; /* white space off both ends */
	unsigned indent;
	bool quoted;	   /* stood behind the mark of a quotation in Markdown */
	bool break_before; /* a form feed stands before its text */
	bool boundary;	   /* a page or a text box starts here */
	bool starts;	   /* begins with wording that always begins a paragraph */
	enum line_use use;
	unsigned page;
	unsigned footnote;
	const char *balloon;
	size_t length; /* characters */
	bool joins;    /* carries the paragraph of the line before it in its flow on */
};

/* Patterns of one key of the profile's section [lines], in file order. */
struct rows {
	struct pattern **items;
	size_t count, capacity;
};

struct layout {
	struct lines *lines;
	const struct profile *profile;
	const struct corpus *base;
	struct diags *diags;
	struct physical *items;
	size_t count, capacity;
	size_t *starts; /* on its way to lines->starts */
	struct rows page, furniture, cover, heading, start, balloon, footnote, base_version, open,
		quoting, note;
	size_t body;  /* the first line that belongs to the drafting */
	bool wrapped; /* paragraphs are broken into lines */
	bool spaced;  /* and a blank line stands after each line */
	size_t width; /* of the longest line of text, in characters */
	unsigned joined;
};

/* The first of the rows that matches: the whole of the text when `whole`, else at its start. */
struct pattern *rows_match(const struct rows *rows, struct span text, bool whole,
			   struct match *match);
struct place layout_place(const struct layout *layout, struct span words);

/* lines.c: UTF-8 without NUL and of a size that is read; else false, with diags. */
bool is_plain_text(const char *file, struct span bytes, struct diags *diags);

/* characters.c: those that look like others, which are read as these; those that nobody sees. */
void find_invisible(struct layout *layout);
/* The ordinary characters for a ligature or a wide figure; NULL for any other character. */
const char *plain_letters(uint32_t c);
/* Is the character before `after` the hyphen of a number or a label, "47-1801", "(b-1)", in another
 * shape? */
bool is_number_hyphen(uint32_t c, const char *start, const char *after, struct span text);
/* Characters that nobody sees: joiners, marks of direction, spaces of no width. */
bool is_hidden(uint32_t c);

/* furniture.c: page marks, headers, footers, cover data; and the facts that they state. */
void find_furniture(struct layout *layout);
/* footnote.c: bodies of footnotes lifted out; afterwards, marks split off the logical lines. */
void find_footnotes(struct layout *layout);
void find_footnote_marks(struct layout *layout);
/* balloons.c */
void find_balloons(struct layout *layout);

/* wraps.c: does line b carry the paragraph of line a on? */
struct flow {
	size_t last;	 /* line read last, or SIZE_MAX */
	size_t blanks;	 /* blank lines since */
	bool crossed;	 /* a page end, a footnote or a balloon stands between */
	int depth;	 /* brackets open in the paragraph */
	size_t widest;	 /* line of the paragraph */
	unsigned indent; /* of its first line */
	bool narrow;	 /* a box of its own width: footnote, balloon */
};
void flow_start(struct flow *flow, const struct layout *layout, size_t line);
void flow_add(struct flow *flow, const struct layout *layout, size_t line);
bool flow_continues(const struct flow *flow, const struct layout *layout, size_t line);
/* Decides `wrapped`, `spaced` and `width` from all lines of text. */
void measure_wraps(struct layout *layout);

#endif
