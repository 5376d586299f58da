/* docx: what the files of the DOCX format share. Private to render/docx*.c.
 *
 * The walk fills stories (the body, each footnote): lines, one for each block of text, made of
 * words. Between two lines of one version stands a tab (after a number) or a paragraph end; what
 * parts a line from the next is asked for each version by itself, so that rejecting gives the lines
 * of the old and accepting those of the new, whatever stands between. Then the stories are spelt.
 */
#ifndef RENDER_DOCX_H
#define RENDER_DOCX_H

#include "render/format.h"
#include "word/word.h"

enum side { OLD, NEW, SIDES };

enum docx_kind { DOCX_WORDS, DOCX_NOTE_MARK, DOCX_COMMENT_OPEN, DOCX_COMMENT_CLOSE };
struct docx_word {
	enum docx_kind kind;
	enum mark mark;
	uint32_t author; /* of marked words: index of docx->authors */
	uint32_t style;	 /* of fragment_style */
	struct span text;
	uint32_t number; /* of a note or comment */
	bool moved;	 /* in a legend; of text its line says it */
};

enum docx_role {
	DOCX_TITLE,
	DOCX_SUBTITLE,
	DOCX_CHAPTER,
	DOCX_SECTION,
	DOCX_CROSSHEADING,
	DOCX_CLAUSE,
	DOCX_ITEM,
	DOCX_TEXT,
	DOCX_REMARK, /* words of ours: what is left out, or not supplied */
	DOCX_FOOTNOTE,
	DOCX_CELL,
	DOCX_ROLES
};

/* Where a line stands in a table; table 0: in none. Rows and columns count from 0. */
struct docx_cell {
	uint32_t table, row, column;
	uint32_t columns, rows; /* that the cell spans */
	enum mark row_mark;	/* of the row as a whole */
	uint32_t row_author;
};

struct docx_line {
	uint32_t word, word_after;
	bool in[SIDES];	 /* the versions that have it */
	bool tab[SIDES]; /* a tab follows it there, not a paragraph end */
	uint32_t author; /* of what is only on one side, and of what parts it from the next */
	uint32_t owner;	 /* item that opens its provision, or DOC_NONE */
	uint32_t provision[SIDES];
	bool number;   /* the number of its provision */
	uint32_t move; /* number of the move that it is part of; 0: none */
	enum docx_role role;
	unsigned level; /* of its indentation */
	bool new_page;
	struct docx_cell cell;
};

struct docx_story {
	struct docx_line *lines;
	size_t count, capacity;
	struct docx_word *words;
	size_t word_count, word_capacity;
	size_t last[SIDES]; /* the last line of each version; SIZE_MAX: none */
};

struct docx_comment {
	const struct diag *diag; /* NULL: the comment on the whole */
	struct buf text;	 /* of the one on the whole */
	bool placed;
	uint32_t id;
};

/* An open provision. */
struct docx_open {
	uint32_t item;
	unsigned headings, level; /* open provisions with a heading, and without, this one too */
	bool heading, numbered;
	uint32_t move; /* number of the move that it is part of; 0: none */
};

/* A finding's words in the new version. */
struct docx_anchor {
	uint32_t block;
	size_t start, end;
	uint32_t comment;
};

struct docx {
	struct arena arena;
	bool has_moves; /* some provision is shown as moved */
	const struct render_options *options;
	struct docx_story body;
	struct docx_story **notes;
	size_t note_count, note_capacity;
	struct docx_comment *comments;
	size_t comment_count, comment_capacity;
	struct docx_anchor *anchors; /* in the document that is walked, sorted */
	size_t anchor_count, anchor_capacity;
	size_t next_anchor;
	const char **authors;
	size_t author_count, author_capacity;
	uint32_t id;		/* the last given */
	struct docx_open *open; /* provisions, outermost first */
	size_t depth, open_capacity;
	bool new_page;		    /* before the next line */
	struct docx_tables *tables; /* of the document that is walked */
	uint32_t table_count;
	struct docx_proof *proof;
	struct buf headline;		  /* of the page header */
	struct word_reference *reference; /* whose look it takes, or NULL */
};

/* ---- docx_lines.c: blocks -> lines */

struct docx_line *docx_line_new(struct docx *docx, struct docx_story *story, enum docx_role role);
void docx_word_add(struct docx_story *story, struct docx_word word);
/* A line of ours, in the versions of that mark. */
void docx_say(struct docx *docx, enum docx_role role, enum mark mark, uint32_t author,
	      const char *text);
void docx_absent(const struct walk *walk, const struct item *item);
/* The words of an item, with its notes and the ends of comments. */
void docx_words(const struct walk *walk, struct docx_story *story, const struct item *item,
		enum mark only);
/* The line of a block; side SIDES: of both versions of the item. */
void docx_block(const struct walk *walk, struct docx_story *story, const struct item *item,
		enum side side);
uint32_t docx_author(const struct walk *walk, unsigned change);
/* A number for both ends of a move, where it can be shown as one; else 0. */
uint32_t docx_move_number(const struct walk *walk, const struct item *item);

/* ---- docx_notes.c: footnotes and comments */

/* A place in the text of a block where something stands between the words: its offset in each
 * version that has it, else SIZE_MAX. */
struct docx_cut {
	size_t at[SIDES];
	enum docx_kind kind;
	enum mark mark;
	uint32_t number;
};
struct docx_cuts {
	struct docx_cut *items;
	size_t count, capacity;
};
/* Where the notes and comments of an item stand: first those that only the old version has, then
 * the others, each in order. */
void docx_cuts_of(const struct walk *walk, const struct item *item, enum mark only,
		  struct docx_cuts *cuts);
/* Finds the words of the findings in the document that is about to be walked. */
void docx_anchors_find(const struct walk *walk);
void docx_write_footnotes(struct docx *docx, struct buf *out);
void docx_write_comments(struct docx *docx, struct buf *out);

/* ---- docx_table.c */

void docx_tables_make(const struct walk *walk);
void docx_tables_free(struct docx *docx);
/* An item in a table; the whole table is taken when its first item comes. */
void docx_cell_item(const struct walk *walk, const struct item *item);
/* Writes the table that begins with a line; returns the line after it. */
size_t docx_write_table(struct docx *docx, struct docx_story *story, size_t line, struct buf *out);

/* ---- docx_body.c: lines -> WordprocessingML */

/* Lines [from, to), the last of which ends a cell, a note or the body (`box`: nothing follows it
 * that a paragraph could run on into). */
void docx_write_lines(struct docx *docx, struct docx_story *story, size_t from, size_t to, bool box,
		      struct buf *out);
void docx_write_story(struct docx *docx, struct docx_story *story, struct buf *out);
/* w:id, w:author and w:date of a mark. */
void docx_write_mark(struct docx *docx, uint32_t author, struct buf *out);
bool docx_is_tracked(const struct docx *docx);

/* ---- docx_parts.c: the package */

/* The whole file; else what is wrong, in the arena. */
const char *docx_pack(struct docx *docx, struct buf *out);
/* The id of a role's style: our own, or that of the reference document. */
const char *docx_style_id(const struct docx *docx, const char *name);

/* ---- docx_proof.c */

/* What the two views must say, taken from the documents themselves. */
struct docx_proof *docx_proof_new(void);
void docx_proof_free(struct docx_proof *proof);
void docx_proof_text(struct docx_proof *proof, enum side side, const struct doc *doc,
		     uint32_t block);
/* A note at a mark of that block. */
void docx_proof_note(struct docx_proof *proof, enum side side, const struct doc *doc,
		     uint32_t block, const struct inl *note);
/* Words of ours, on a line of their own or behind the number that was told last. */
void docx_proof_words(struct docx_proof *proof, enum side side, const char *text, bool behind);
/* NULL when the file, read back, says it; else what differs, in the arena. */
const char *docx_prove(const struct docx_proof *proof, struct span file, enum render_style style,
		       struct arena *arena);

#endif
