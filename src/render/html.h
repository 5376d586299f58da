/* html: what the files of the HTML format share. Private to render/html*.c.
 *
 * The page is written so that XML tools can read it too (every tag closed, every attribute quoted).
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include "render/format.h"

/* A provision on the page. */
struct html_place {
	const char *anchor; /* its id */
	size_t document;
	uint32_t item;
};

/* A hash table from a name in one of several spaces; names are borrowed. */
struct html_name {
	struct span name;
	size_t space;
	void *value; /* NULL: the slot is free */
};
struct html_names {
	struct html_name *slots;
	size_t size, count;
};

/* The ids of the page, each given once, and the way from an eId to one. */
struct html_ids {
	struct arena arena;
	const struct walk *walk;
	struct html_names taken;  /* id -> how often it was asked for */
	struct html_names places; /* eId in a document -> html_place, and the first of that eId */
	const char ***anchors;	  /* [document][item] of provisions that open; else NULL */
};
void html_ids_make(struct html_ids *ids, const struct walk *walk);
void html_ids_release(struct html_ids *ids);
/* Of a reference ("#eId", or Work IRI and "#eId") in a document; NULL when it leads out of the
 * page. */
const struct html_place *html_ids_follow(const struct html_ids *ids, const struct doc *doc,
					 struct span href);
/* Of an eId anywhere on the page, or of what is nearest above it; NULL when there is none. */
const struct html_place *html_ids_nearest(const struct html_ids *ids, struct span eid);

/* A finding and the provision that it stands beside. */
struct html_finding {
	const struct diag *diag;
	const struct html_place *place; /* NULL: not on the page */
	size_t order;			/* in the diags */
};
/* By place in reading order, those without a place at the end; the order of the diags within. */
struct html_findings {
	struct html_finding *items;
	size_t count;
	const char *draft; /* its name, or NULL: lines of another file tell a reader nothing */
};
/* Line of the draft; 0 when the place is not in it. */
unsigned html_draft_line(const struct html_findings *findings, const struct place *place);
void html_findings_make(struct html_findings *findings, const struct walk *walk,
			const struct html_ids *ids);
void html_findings_release(struct html_findings *findings);
/* "Error REF004" */
void html_badge(enum diag_level level, const char *code, struct buf *out);
/* Writes those of one provision. */
void html_findings_beside(const struct html_findings *findings, size_t document, uint32_t item,
			  struct buf *out);

enum row_kind { ROW_NONE, ROW_HEADING, ROW_CROSSHEADING, ROW_TEXT, ROW_MORE, ROW_PLAIN, ROW_NOTE };

struct row {
	enum row_kind kind;
	struct buf words;
	bool has_words; /* not only a number */
	bool gone;	/* they are one block, which is removed */
	bool seen[3];	/* by mark: words of that kind are in it */
	bool changed, absent;
	size_t *changes; /* indices of rows of the list of changes */
	size_t change_count, change_capacity;
};

/* A table that is being written: where its last cell ended in the old and the new file. */
struct cells {
	bool open;
	uint32_t end[2];
};

struct html {
	struct html_ids ids;
	struct html_findings findings;
	struct row row;
	struct cells cells;
	enum mark mark;	       /* of the element that is open in the row */
	bool linked;	       /* a link is open in the row */
	const struct inl *ref; /* that it is for */
	unsigned level;	       /* provisions open that have no heading */
	unsigned headings;     /* provisions open that have one */
	uint32_t owner; /* item of the innermost open provision whose findings wait, or none */
	const struct item *moving; /* the close of what is told as moved, or NULL */
	const struct item *absent; /* the close that was last told as without words */
	size_t shown;		   /* the last change named in the margin beside this one */
	size_t *order;		   /* rows of changes as they stand in the text */
	size_t *rank;		   /* place of a row in `order`; SIZE_MAX: it does not show */
	size_t order_count;
	size_t *stamp; /* the last row of the page that noted this change */
	bool *named;   /* its anchor is written */
	size_t rows;
};

/* ---- rows: what is collected for one line of the page */

/* Puts the changes into the order in which they show. */
void html_changes_order(struct html *html, const struct walk *walk);
/* The row that is open, or the next, shows something of that change. */
void html_note_change(const struct walk *walk, unsigned number);
/* Opens and closes ins and del in the row, with the words that a listener needs to hear them. */
void html_mark_to(struct html *html, enum mark mark);
void html_words(const struct walk *walk, const struct item *item);
void html_row_begin(const struct walk *walk, enum row_kind kind);
/* Goes on in the open row with the block that stands for a removed one: without the marks they are
 * one line each. */
void html_row_replaced(const struct walk *walk);
/* Writes the open row, if there is one, and the findings that wait for it. */
void html_row_end(const struct walk *walk);
/* Writes the findings of the innermost provision, if that is not done. */
void html_findings_told(const struct walk *walk);
/* A block that is a cell of a table, and the end of the table. */
void html_cell(const struct walk *walk, const struct item *item);
void html_cells_end(const struct walk *walk);

/* ---- the page around the text */

/* Everything before the text: head, bar, title, legend, changes, findings. */
void html_head(const struct walk *walk, const struct html_ids *ids,
	       const struct html_findings *findings);
/* Everything after it. */
void html_foot(const struct walk *walk);

#endif
