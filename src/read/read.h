/* read: what comes from outside, into documents or into lines of a draft.
 *
 * A draft or a Section as plain text goes through two steps: lines (page furniture, hard wraps,
 * footnotes, balloons taken care of; every input line accounted for) and outline (numbers and item
 * labels give the levels). */
#ifndef READ_READ_H
#define READ_READ_H

#include "doc/doc.h"
#include "doc/piece.h"

/* ---- lines: physical lines -> logical lines */

/* What became of a physical line; each has exactly one. */
enum line_use {
	LINE_BLANK,
	LINE_TEXT,	/* part of a logical line */
	LINE_FURNITURE, /* header, footer, cover data */
	LINE_FOOTNOTE,
	LINE_BALLOON,
	LINE_RULE /* a drawn line */
};

/* A paragraph of the draft as its author meant it, made of one or more physical lines. Its text is
 * joined and normalised; segments lead back to the bytes of the file. */
struct logical {
	enum line_use use;
	struct span text;
	struct piece_segment *segments;
	size_t segment_count;
	unsigned line, last_line; /* physical lines, from 1 */
	unsigned indent;	  /* columns before its first character */
	unsigned page;		  /* from 1 */
	bool page_start;	  /* the first text of a page */
	bool counted;		  /* its label is a word processor's own ... */
	enum label_style style;	  /* ... and counts like this */
	bool inside;		  /* of a quotation in the text: words, whatever they look like */
	size_t bold;		  /* bytes of its text that are bold, from its first on */
	const char *balloon;	  /* for a balloon: its kind in lower case: "deleted", "inserted",
				     "comment"; else NULL */
	unsigned footnote;	  /* number of a footnote; else 0 */
	struct span was; /* before the changes that are marked in it; at == NULL: as it is */
	bool typed;	 /* some of that is typed: words are struck by their look */
	struct span notes, notes_was; /* words of its footnotes, in a Word draft */
};

struct lines {
	struct arena arena;
	const char *file;
	struct span bytes; /* borrowed */
	struct logical *items;
	size_t count, capacity;
	enum line_use *uses; /* of each physical line, [0] is line 1 */
	size_t *starts;	     /* the byte that each begins at */
	size_t line_count;
	/* Facts found in furniture and cover, empty when not there. */
	struct span number, title, version, date, base_version, year;
	struct span other_title; /* one that differs from the first */
	unsigned number_line, date_line, base_version_line;
};
/* The base's text may decide where a footnote mark or a balloon belongs; NULL when there is none.
 * NULL with diags when the bytes are no text (invalid UTF-8, NUL). */
struct lines *lines_read(const char *file, struct span bytes, const struct profile *profile,
			 const struct corpus *base, struct diags *diags);
/* The same for text that has a paragraph on each line, whatever it looks like. */
struct lines *lines_read_paragraphs(const char *file, struct span bytes,
				    const struct profile *profile, struct diags *diags);
void lines_free(struct lines *lines);
/* place_of for bytes of the draft, by its index of lines. */
struct place lines_place(const struct lines *lines, size_t start, size_t end);
/* Where a fact stands, on the given line; 0: on the first that has its words. */
struct place lines_fact(const struct lines *lines, struct span fact, unsigned line);
/* Source byte of an offset of a logical line or text. */
size_t segment_source(const struct piece_segment *segments, size_t count, size_t at);

/* ---- outline: logical lines -> pieces */

struct outline_options {
	const struct profile *profile;
	size_t level;	/* level that the outermost numbers are expected at, if they are item labels
			 */
	size_t numbers; /* level of numbers whose form tells none by itself; 0: the form does */
	size_t above;	/* level of what the text stands in; 0: of the code's usual provisions */
	bool definitions;   /* each line that begins with a quoted term defines it */
	bool crossheadings; /* a short line before a number is a cross-heading */
	bool plain;	    /* what follows a number is text and no heading */
};
/* Structures lines[from, to): siblings, numbers as printed. Ambiguities and faults go to diags.
 * Returns the first piece, or NULL when there is none. Leading lines without a number become the
 * text of an unnumbered piece. Numbers are given by pieces_number afterwards. */
struct piece *outline_build(const struct lines *lines, size_t from, size_t to,
			    const struct outline_options *options, struct arena *arena,
			    struct diags *diags);
/* The first number or item label of lines, and its level (-1 for an item). An item label counts
 * only at the beginning: later it belongs to what has begun. Empty when there is none. */
struct span outline_first(const struct lines *lines, size_t from, size_t to,
			  const struct outline_options *options, int *level);
/* Short, in heading form and without closing punctuation. */
bool outline_is_heading(struct span text);
/* Begins with a quoted term and a word that defines it. */
bool outline_defines(const struct profile *profile, const struct logical *line);
/* Ends as the lead-in of a list does. */
bool outline_opens_list(struct span text);
/* Provisions of that level are headed "SCHEDULE 1A": a bare number is none of theirs. */
bool outline_is_unit(const struct profile *profile, size_t level);
/* The level of what the line heads, "SCHEDULE 1A", "Part 6 Keepers", "10 Gauges"; -1: nothing. */
int outline_headed(const struct profile *profile, struct span text);
/* Does the text begin with a number of the code or an item label? Returns its length, or 0. */
size_t outline_label(const struct profile *profile, struct span text, bool *item);
/* The same where numbers that tell no level are of that one, unless it is 0. */
size_t outline_label_in(const struct profile *profile, size_t numbers, struct span text,
			bool *item);
/* Labels at the head of the text that make no list, "(d)(2) The Mayor": a citation, or something is
 * missing. Empty when there are none. */
struct span outline_stray_label(const struct profile *profile, struct span text);

/* ---- import and validation */

struct import_options {
	const struct profile *profile;
	const char *version, *date, *author; /* NULL: left to what the text or the profile says */
};
struct transcript;
/* The same from a Word document; one that is no Section of the code is kept as it stands. */
bool import_word(const struct transcript *transcript, const struct import_options *options,
		 struct diags *diags, struct buf *akn);
/* Plain text of a Section -> AKN bytes. False with diags when it cannot be done. */
bool import_text(const char *file, struct span bytes, const struct import_options *options,
		 struct diags *diags, struct buf *akn);

/* Plain text of any kind as a document without tags: paragraphs without numbers, for comparing
 * them. Takes the buffer over when it succeeds. NULL with diags when it is no text in UTF-8: bytes
 * that cannot be told apart would be the same. */
struct doc *plain_text(const char *file, struct buf *bytes, struct diags *diags);
/* Such a document as AKN, appended. */
void plain_as_akn(const struct doc *text, struct buf *akn);

/* Checks one AKN file against the profile's RELAX NG schema (schema NULL) or an XSD file, and
 * against the rules of akn-profile, section 9. Findings go to diags; -1 when the schema itself
 * cannot be read. */
int validate(const struct doc *doc, const struct profile *profile, const char *schema,
	     struct diags *diags);

#endif
