/* transcript: a view of a Word document as plain text, a paragraph or a table on each line, and
 * beside it what plain text cannot say: looks, notes, tables, what Word counts by itself. */
#ifndef READ_TRANSCRIPT_H
#define READ_TRANSCRIPT_H

#include "read/read.h"
#include "word/word.h"

enum transcript_kind {
	TRANSCRIPT_LINE,
	TRANSCRIPT_FORMER, /* a paragraph that only the original view has */
	TRANSCRIPT_COMMENT /* what a comment on the line before says */
};
struct transcript_line {
	enum transcript_kind kind;
	struct span was;	      /* in the original view; at == NULL: as it is */
	struct span notes, notes_was; /* words of its footnotes, as they are and were */
	size_t block, block_after;    /* of the view; of a text box: none */
	bool typed;		      /* its words change by their look, and not by tracking */
	bool counted;		      /* its label is Word's own ... */
	enum label_style style;	      /* ... and counts like this */
	bool contents;		      /* a line of a table of contents */
	size_t bold;		      /* bytes of text after the label that are bold */
};

struct transcript_options {
	bool contents;	/* lines of a table of contents count as text */
	bool box_lines; /* text boxes are lines after their paragraph, not notes in it */
	bool changes;	/* the final view with what it was, and comments as lines */
};

struct transcript {
	struct arena arena;
	const char *file;
	const struct word_doc *doc;
	enum word_view view;
	struct word_text *body;
	struct buf text;   /* the lines, and behind them the words of notes and cells */
	struct span lines; /* the lines alone */
	struct transcript_line *items;
	size_t count, capacity;
	struct piece_mark *mark_items;
	size_t mark_count, mark_capacity;
	struct piece_marks marks;
};
struct transcript *transcript_new(const struct word_doc *doc, enum word_view view,
				  const struct transcript_options *options);
void transcript_free(struct transcript *transcript);
/* Findings on the view, its notes and boxes: hidden text, broken fields, numbers that cannot be
 * computed, text boxes, pictures, formulas, placeholders, marks without their footnote (IN004,
 * IN012, IN024, IN031, IN032, IN034, DOC005, AMD014). The lines are to be registered as the source
 * of the file.
 */
void transcript_check(const struct transcript *transcript, struct diags *diags);
/* The lines for the readers of text. NULL with diags when they are none. */
struct lines *transcript_lines(const struct transcript *transcript, const struct profile *profile,
			       struct diags *diags);
/* Every paragraph and table as it stands. */
struct piece_text *transcript_texts(const struct transcript *transcript, struct arena *arena);

#endif
