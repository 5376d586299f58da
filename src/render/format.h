/* format: what a format spells, and what the one walk over a redline tells it. Private to render.
 *
 * The walk decides what is shown: what changed, options->context units around it (a unit is a
 * clause, a definition, a subsection: the outermost provision without a heading in it), what a
 * finding is about if the format has findings, and of all that is above them their own blocks. A
 * run of siblings that is left out is one gap. Any callback may be NULL. Blocks without text are
 * not told of, unless they changed. */
#ifndef RENDER_FORMAT_H
#define RENDER_FORMAT_H

#include "render/render.h"

/* Siblings left out: items[first] opens the first and items[last] the last of them. */
struct gap {
	uint32_t first, last;
	size_t count; /* provisions directly in the gap, cross-headings not counted */
	uint32_t depth;
	struct span from, to; /* their numbers; equal or empty when there is but one, or none */
};

/* A change as the list at the head shows it: what it did in all documents. */
struct change_row {
	const struct change *change;
	size_t document;     /* the first one where it shows: index of walk->redlines */
	uint32_t first_item; /* there; DOC_NONE when it shows nowhere */
	size_t words_inserted, words_removed;
};

struct tally {
	size_t changes, provisions; /* changes that show; provisions with a change of their own */
	size_t refused;
	size_t provisions_inserted, provisions_removed, provisions_moved, provisions_renumbered;
	size_t words_inserted, words_removed;
};

struct walk {
	const struct render_options *options;
	const struct redline *const *redlines;
	size_t count;
	const struct redline *redline; /* the document that is walked */
	size_t document;	       /* its index */
	bool *const *shown;	       /* [document][item]: see select.h */
	uint32_t at;		       /* index of the item that is told */
	const struct change_row *rows; /* by number; in a diff by document, then number */
	size_t row_count;
	struct tally tally;
	struct buf *out;
	void *state;	  /* the format's own, zeroed before begin */
	struct buf fault; /* why there is no result */
};

struct format {
	size_t state_size;
	bool findings; /* it shows them: what they are about is told of as well */
	void (*begin)(struct walk *walk);
	void (*document_open)(struct walk *walk);
	void (*open)(struct walk *walk, const struct item *item);
	void (*block)(struct walk *walk, const struct item *item);
	/* A provision whose words are not supplied (told after its own blocks). */
	void (*absent)(struct walk *walk, const struct item *item);
	void (*close)(struct walk *walk, const struct item *item);
	void (*gap)(struct walk *walk, const struct gap *gap);
	void (*document_close)(struct walk *walk);
	void (*end)(struct walk *walk); /* release what the state holds */
};
/* For a format that folds a gap away instead of leaving it out: tells what is in it. */
void walk_inside(struct walk *walk, const struct format *format, const struct gap *gap);
/* For a format that never looks back at what it wrote: here it may be taken away. */
void walk_pass_on(const struct walk *walk);
extern const struct format format_term, format_text, format_html, format_markdown, format_docx;

/* What an item is of: of the new document, or of the old one when it is only there. */
const struct doc *item_doc(const struct redline *redline, const struct item *item);
const struct provision *item_provision(const struct redline *redline, const struct item *item);
const struct block *item_block(const struct redline *redline, const struct item *item);
/* Does it stand over others: has it a heading, or is it of a level above those that hold the words
 * (a section whose heading is not supplied)? The profile may be NULL. */
bool provision_stands_over(const struct profile *profile, const struct provision *provision);
/* "SEC Section G": title, else short name, else file. */
struct span document_title(const struct redline *redline);
/* " (whole document inserted)", to be said behind the title; mostly "". */
const char *document_fate(const struct redline *redline);
/* The change of a number in the document that is walked, or NULL. */
const struct change *walk_change(const struct walk *walk, unsigned number);
/* "insertion of G1.7A, at G5.25": its instruction, else its kind and place. One line. */
void change_summary(const struct change *change, struct buf *out);
/* Why none of it is seen, if so: " (refused: ...)". */
void change_unseen(const struct change_row *row, struct buf *out);
/* "3 changes, 1 provision inserted, 8 words inserted", into an empty buffer. */
void tally_say(const struct tally *tally, struct buf *out);

/* The runs of a block cut where inline elements begin and end, in reading order: removed text
 * before what is inserted for it. */
enum fragment_style {
	STYLE_BOLD = 1,
	STYLE_ITALIC = 2,
	STYLE_UNDERLINE = 4,
	STYLE_SUPERSCRIPT = 8,
	STYLE_SUBSCRIPT = 16,
	STYLE_DEFINITION = 32, /* def */
	STYLE_TERM = 64,       /* term */
	STYLE_DESCRIPTOR = 128 /* heading cited in brackets */
};
struct fragment {
	enum mark mark;
	unsigned change;
	struct span text;      /* decoded, white space as in the file */
	uint32_t style;	       /* of fragment_style */
	const struct inl *ref; /* the ref or rref it is in (href, up_to), or NULL */
	const struct doc *doc; /* whose it is */
	bool carried;	     /* by a split or a join (redline.h): it is not what it is marked as */
	enum joint joint;    /* what comes before it */
	struct span residue; /* marks to show as removed behind it */
};
struct fragments {
	const struct redline *redline;
	const struct item *item;
	const struct run *run; /* the next, or the one that is cut */
	size_t runs;	       /* how many there are from it on */
	struct run whole;      /* of a block that is the same, all that there is */
	size_t done;	       /* bytes of it given */
	size_t carried;	       /* the next part of the redline that is carried */
	uint32_t inl[2];       /* how far in the inlines of the old and the new block */
};
void fragments_begin(struct fragments *fragments, const struct redline *redline,
		     const struct item *item);
bool fragments_next(struct fragments *fragments, struct fragment *fragment);

/* The redline as AKN (akn-profile, section 7): splices on the new document's bytes. */
void akn_write(const struct redline *redline, struct buf *out);

#endif
