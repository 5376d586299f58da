/* html: what the files of the HTML format share. Private to render/html*.c.
 *
 * The page is written so that XML tools can read it too (every tag closed, every attribute quoted).
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include "render/format.h"
#include "render/places.h"

/* A provision on the page. */
struct html_place {
	const char *anchor;   /* its id; NULL: it has none */
	const char *citation; /* NULL: that of the provision it is in, and its number */
	size_t document;
	uint32_t item;
};

/* The same, small: there is one for each provision. Strings are offsets into the names; 0: none. */
struct html_named {
	uint32_t anchor, citation, item;
};

/* The ids of the page, each given once, and the way from an eId to one. */
struct html_ids {
	const struct walk *walk;
	struct buf names; /* each with its NUL; the first byte belongs to none */
	struct html_taken {
		uint32_t hash, name, asked; /* how often; 0: the slot is free */
	} * taken;
	size_t taken_size, taken_count;
	struct html_named **of_new, **of_old; /* [document][provision]; old: the removed ones */
};
void html_ids_make(struct html_ids *ids, const struct walk *walk);
void html_ids_release(struct html_ids *ids);
/* Of an item that opens a provision. What is not on the page has no anchor. */
struct html_place html_ids_place(const struct html_ids *ids, size_t document,
				 const struct item *item);
/* Of the provision of the new text that the item opens, or of the nearest around it. */
struct html_place html_ids_around(const struct html_ids *ids, size_t document, uint32_t item);
/* Of a reference ("#eId", or Work IRI and "#eId") in a document; none when it leads out of the
 * page. */
struct html_place html_ids_follow(const struct html_ids *ids, const struct doc *doc,
				  struct span href);
/* Of an eId anywhere on the page, first in the document of that file (or NULL), or of what is
 * nearest above it. */
struct html_place html_ids_nearest(const struct html_ids *ids, const char *file, struct span eid);

/* A finding and the provision that it stands beside. */
struct html_finding {
	const struct diag *diag;
	struct html_place place; /* without an anchor: not on the page */
	size_t order;		 /* in the diags */
};
/* By place in reading order, those without a place at the end; the order of the diags within. */
struct html_findings {
	struct html_finding *items;
	size_t count;
	const char *draft; /* its name, or NULL: lines of another file tell a reader nothing */
};
/* The list's entry of the first change of that line of the draft; 0 when there is none. */
size_t html_entry_of_line(const struct walk *walk, unsigned line);
/* Line of the draft; 0 when the place is not in it. */
unsigned html_draft_line(const struct html_findings *findings, const struct place *place);
void html_findings_make(struct html_findings *findings, const struct walk *walk,
			const struct html_ids *ids);
void html_findings_release(struct html_findings *findings);
/* "Error REF004" */
void html_badge(enum diag_level level, const char *code, struct buf *out);
/* Writes those of one provision of the document that is walked. */
void html_findings_beside(const struct walk *walk, const struct html_findings *findings,
			  uint32_t item);
/* Are there any in that stretch of items? */
bool html_findings_within(const struct html_findings *findings, size_t document, uint32_t first,
			  uint32_t last);
/* How many there are of a level. */
size_t html_findings_count(const struct html_findings *findings, enum diag_level level);

enum row_kind { ROW_NONE, ROW_HEADING, ROW_CROSSHEADING, ROW_TEXT, ROW_MORE, ROW_PLAIN, ROW_NOTE };

struct row {
	enum row_kind kind;
	struct buf words;
	bool has_words; /* not only a number */
	bool gone;	/* they are one block, which is removed */
	bool seen[3];	/* by mark: words of that kind are in it */
	bool changed, absent;
	bool cell;	 /* a paragraph of a cell: each mark says whose it is */
	size_t *changes; /* indices of rows of the list of changes */
	size_t change_count, change_capacity;
};

/* What is open in a row: words of one kind, by one change. */
struct html_mark {
	enum mark mark;
	size_t change; /* index of a row of the list of changes; SIZE_MAX */
	bool carried;  /* by a split or a join: drawn as neither lost nor new */
};

/* A table that is being written: where its last cell ended in the old and the new file. */
struct cells {
	bool open;
	uint32_t end[2];
	size_t count, in[2]; /* cells so far; which of them that was, in the old and the new file */
	uint32_t column;     /* behind the last cell of the row */
	bool gone;	     /* the last one is only in the old version */
	bool replaced;	     /* and the next one, only in the new version, stands in its place */
};

struct html {
	struct html_ids ids;
	struct html_findings findings;
	struct row row;
	struct cells cells;
	struct table_place *places[2]; /* of the old and the new document; made when asked for */
	struct html_mark mark;	       /* of the element that is open in the row */
	bool linked;		       /* a link is open in the row */
	const struct inl *ref;	       /* that it is for */
	unsigned level;		       /* provisions open that have no heading */
	unsigned headings;	       /* provisions open that have one */
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

/* ---- changes */

/* Puts the changes into the order in which they show. */
void html_changes_order(struct html *html, const struct walk *walk);
void html_changes_release(struct html *html);
/* The row that is open, or the next, shows something of that change. Returns the index of its row
 * in the list, SIZE_MAX when it has none. */
size_t html_note_change(const struct walk *walk, unsigned number);
/* " data-c" of the changes that the row shows something of, for its tag. */
void html_change_attribute(const struct row *row, struct buf *out);
/* The numbers of the changes of the row, where they are not those of the row above. */
void html_margin(const struct walk *walk, struct buf *out);
/* What a lawyer calls the kinds of change: "deleted" of a repeal. */
enum html_kind {
	HTML_INSERTED,
	HTML_DELETED,
	HTML_AMENDED,
	HTML_MOVED,
	HTML_RENUMBERED,
	HTML_SPLIT,
	HTML_JOINED,
	HTML_KINDS
};
enum html_kind html_kind_of(const struct change *change);
const char *html_kind_word(enum html_kind kind);

/* ---- rows: what is collected for one line of the page */

/* Opens and closes ins and del in the row. */
void html_mark_to(struct html *html, struct html_mark mark);
void html_unmark(struct html *html);
void html_words(const struct walk *walk, const struct item *item);
void html_row_begin(const struct walk *walk, enum row_kind kind);
/* Goes on in the open row with the block that stands for a removed one: without the marks they are
 * one line each. */
void html_row_replaced(const struct walk *walk);
/* Writes the open row, if there is one, and the findings that wait for it. */
void html_row_end(const struct walk *walk);
void html_row_reset(struct row *row);
/* Writes the findings of the innermost provision, if that is not done. */
void html_findings_told(const struct walk *walk);
/* A block that is a cell of a table, and the end of the table. */
void html_cell(const struct walk *walk, const struct item *item);
void html_cells_end(const struct walk *walk);
/* At the end of a document. */
void html_places_free(struct walk *walk);

/* ---- the page around the text */

/* Everything before the text: head, bar, title, key, changes, findings. */
void html_head(const struct walk *walk, const struct html_ids *ids,
	       const struct html_findings *findings);
/* Is anything on the page folded away? */
bool html_folds(const struct walk *walk);
/* Everything after it. */
void html_foot(const struct walk *walk);
/* The bar of a page with these findings, and what it opens. */
void html_bar(const struct walk *walk, const struct html_findings *findings);
struct span html_title(const struct walk *walk);
/* The list of changes, and that of findings. */
void html_change_list(const struct walk *walk, const struct html_ids *ids);
void html_finding_list(const struct walk *walk, const struct html_findings *findings);

#endif
