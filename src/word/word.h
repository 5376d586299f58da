/* word: Word documents (ECMA-376 / ISO 29500) read with everything that their tracked changes say.
 * Knows no law.
 *
 * A document is a list of stories (the body, each note, each text box); a story is paragraphs in
 * reading order, made of runs. Inserted and deleted text are both there, each with its state: what
 * a reader sees is always one of two views, asked for by name. */
#ifndef WORD_WORD_H
#define WORD_WORD_H

#include "diag/diag.h"

enum { WORD_NONE = UINT32_MAX };

/* What a tracked change says of a run, a paragraph mark, a row or a cell; 0: nothing. */
enum word_state {
	WORD_INSERTED = 1,
	WORD_DELETED = 2,
	WORD_MOVED = 4, /* one half of a move */
	WORD_TYPED = 8	/* by its look, and not tracked */
};

/* All changes rejected, all accepted. */
enum word_view { WORD_ORIGINAL, WORD_FINAL, WORD_VIEWS };

enum word_look {
	WORD_BOLD = 1,
	WORD_ITALIC = 2,
	WORD_UNDERLINE = 4,
	WORD_SUPERSCRIPT = 8,
	WORD_SUBSCRIPT = 16,
	WORD_HIDDEN = 32,
	WORD_STRUCK = 64,
	WORD_PLACEHOLDER = 128 /* what a content control shows until it is filled in */
};

enum word_run_kind {
	WORD_TEXT,   /* a tab is "\t", a line break "\n" */
	WORD_NOTE,   /* the mark of a footnote or endnote */
	WORD_BOX,    /* where a text box is anchored */
	WORD_REMARK, /* the mark of a comment */
	/* where something stands that is not read: */
	WORD_FIELD_NUMBER, /* a number that a field makes, not in the file */
	WORD_FORMULA,	   /* before the signs of a formula, which are text */
	WORD_PICTURE
};

struct word_run {
	enum word_run_kind kind;
	uint32_t start, end; /* bytes of the story's text */
	uint32_t state, look;
	uint32_t change; /* of doc->changes, or WORD_NONE */
	uint32_t story;	 /* of a note, box or comment, or WORD_NONE */
	uint32_t field;	 /* whose result it is: of doc->fields, or WORD_NONE */
};

/* Properties of a paragraph, styles taken in. */
struct word_format {
	uint32_t style;	     /* of doc->styles, or WORD_NONE */
	int32_t number;	     /* numbering instance (numId); 0: none */
	int32_t level;	     /* of the numbering */
	int32_t left, first; /* twips: of the text, and of its first line from there */
	int32_t outline;     /* heading level 0 to 8, or -1 */
};

struct word_paragraph {
	uint32_t run, run_after;
	uint32_t mark, mark_change; /* state of its paragraph mark */
	uint32_t cell;		    /* of doc->cells, or WORD_NONE */
	struct word_format format[WORD_VIEWS];
};

struct word_cell {
	uint32_t table, row, column;
	uint32_t span;	 /* grid columns */
	uint32_t before; /* grid columns that its row leaves free in front */
	uint32_t state;	 /* of the cell or its row */
	bool merges;	 /* one with cells above or below ... */
	bool continues;	 /* ... above, if one is to be seen there that merges */
	uint32_t outer;	 /* the cell that its table stands in, or WORD_NONE */
};

enum word_story_kind { WORD_BODY, WORD_FOOTNOTE, WORD_ENDNOTE, WORD_TEXT_BOX, WORD_COMMENT };
struct word_story {
	enum word_story_kind kind;
	long id;	    /* of a note or comment */
	struct span author; /* of a comment */
	struct word_paragraph *paragraphs;
	size_t paragraph_count, paragraph_capacity;
	struct word_run *runs;
	size_t run_count, run_capacity;
	struct buf text;
};

struct word_change {
	struct span author, date; /* as they stand; empty when there are none */
};

/* A field: its instruction, and the bookmark that a cross-reference leads to. */
struct word_field {
	struct buf instruction;
};

struct word_bookmark {
	const char *name;
	uint32_t story, paragraph;
};

struct word_style {
	const char *id, *name;
	bool character, is_default;
	uint32_t base; /* the style that it is based on */
	const char *base_id;
	struct word_format format;
	uint32_t sets;	    /* what of the format it says itself, enum format_sets */
	uint32_t look, off; /* looks that it turns on and off */
};

struct word_doc {
	struct arena arena;
	const char *file;
	struct word_story *stories; /* [0] is the body */
	size_t story_count, story_capacity;
	struct word_cell *cells;
	size_t cell_count, cell_capacity;
	size_t table_count;
	struct word_change *changes;
	size_t change_count, change_capacity;
	struct word_field *fields;
	size_t field_count, field_capacity;
	struct word_bookmark *bookmarks;
	size_t bookmark_count, bookmark_capacity;
	struct word_style *styles;
	size_t style_count, style_capacity;
	struct _xmlHashTable *style_ids, *note_ids;
	struct word_numbering *numbering;
	size_t tracked; /* tracked changes of text: runs, marks, numbers, rows and cells */
};

/* Is it a ZIP archive or an OLE2 file, as Word files are? */
bool word_looks_like(struct span bytes);
/* The bytes are borrowed until it returns. NULL with a finding (IN033) when it is no Word document
 * or not a sound one. */
struct word_doc *word_read(const char *file, struct span bytes, struct diags *diags);
void word_free(struct word_doc *doc);
/* A draft whose changes are typed: struck words become deleted and, if `underlined` says so and
 * nothing is tracked, underlined ones inserted. A paragraph that is nothing else goes or comes with
 * its mark. Nothing is done where no words are struck. */
void word_take_struck(struct word_doc *doc, bool underlined);

/* ---- writing */

struct word_part {
	const char *name;
	struct span bytes;
};
/* A ZIP archive of the parts in that order: the same parts give the same bytes, whatever the clock
 * says. False when it cannot be made, which leaves *out as it was. */
bool word_pack(const struct word_part *parts, size_t count, struct buf *out);

/* ---- the look of another document */

struct reference_part {
	const char *name, *type; /* type NULL: a list of relationships */
	struct span bytes;
	const char *relation; /* what it is to the document: "theme", "header"; or NULL */
};
struct word_reference {
	struct arena arena;
	struct span styles;   /* the whole part */
	struct word_doc *doc; /* only its styles are read */
	struct span page;     /* what is in w:sectPr; part i is linked as rIdR<i> */
	bool header, footer;  /* the page has them */
	bool even_and_odd;    /* headers of its even pages are others */
	bool mirrored;	      /* inner and outer margins */
	long tab_stop;	      /* the default distance of tabs, twips; 0: not said */
	struct reference_part *parts;
	size_t part_count, part_capacity;
};
/* NULL with a finding (IN033) when it is no sound Word document. The bytes are borrowed until then.
 */
struct word_reference *word_reference_read(const char *file, struct span bytes,
					   struct diags *diags);
void word_reference_free(struct word_reference *reference);
/* The id of the paragraph style with that name, letter case aside; of the default one; or NULL. */
const char *word_reference_style(const struct word_reference *reference, const char *name);
/* What the paragraph style with that id says; NULL when there is none. */
const struct word_format *word_reference_format(const struct word_reference *reference,
						const char *id);
const char *word_reference_default(const struct word_reference *reference);

/* ---- views */

/* A stretch of one kind in a block's text. */
struct word_stretch {
	const struct word_run *run;
	uint32_t start, end; /* bytes of the block's text; equal for notes and boxes */
};

/* How the last part of a computed number counts. */
enum word_count {
	COUNT_NONE, /* no number, or a bullet */
	COUNT_DIGIT,
	COUNT_LOWER,
	COUNT_UPPER,
	COUNT_LOWER_ROMAN,
	COUNT_UPPER_ROMAN,
	COUNT_OTHER
};

/* A paragraph as the view shows it: one or more paragraphs of the story, joined. */
struct word_block {
	struct span text;
	struct word_stretch *stretches;
	size_t stretch_count;
	struct span label; /* the number that Word computes, without what parts it from the text */
	enum word_count count;
	bool uncounted; /* it has a number that cannot be computed */
	const struct word_format *format;
	uint32_t paragraph, paragraph_after; /* of the story */
	uint32_t cell;
	bool emptied; /* all its words are gone, and its mark, that could be, is not */
};

struct word_text {
	struct arena arena;
	const struct word_doc *doc;
	uint32_t story;
	struct word_block *blocks;
	size_t count, capacity;
};
/* The blocks of a story in one view. */
struct word_text *word_text(const struct word_doc *doc, uint32_t story, enum word_view view);
void word_text_free(struct word_text *text);
/* Is a paragraph, run or cell of that state to be seen? */
bool word_shows(uint32_t state, enum word_view view);

#endif
