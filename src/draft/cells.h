/* cells: the tables of a provision of the base, and what an instruction names of them. Private to
 * draft. */
#ifndef DRAFT_CELLS_H
#define DRAFT_CELLS_H

#include "draft/work.h"

/* The row or the column that an instruction names. */
struct named_line {
	bool named;
	struct span words; /* all that names it */
	struct span head;  /* what the row begins with, or stands over the column; or empty */
	size_t nth;	   /* of columns, from 1; 0: by its head */
	bool begins;	   /* the head is the first words of it, and perhaps not all */
};
/* Which cells an instruction names: all, those of a row, of a column, or the one in both. */
struct named_cells {
	struct named_line row, column;
};

/* Where a block of the base stands in a table. */
struct cell {
	size_t table, row, column; /* from 1; table 0: in none */
	bool head;		   /* of a row or column */
};

struct search {
	const struct doc *doc;
	uint32_t provision;
	struct named_cells named;
	size_t rows_found, columns_found; /* that it can be */
	struct cell row, column;	  /* the last of them */
	struct buf rows, columns;	  /* what the rows begin with, and stands over columns */
};

struct named_cells cells_named(const struct work *work, struct span words);
/* “The entries for “A” and “B””, "rows A and B": the next; at == NULL behind the last. */
struct span cells_head_next(struct span words, size_t *at);
bool cells_all(const struct named_cells *named); /* neither a row nor a column */
/* How many elements begin with that ("<td"). */
size_t cells_tags(struct span bytes, const char *tag);
/* The cell of the next block, by the tags that stand between it and what was before. */
void cells_step(const struct doc *doc, uint32_t from, uint32_t block, struct cell *cell);
/* The next block of text in the provision and all that stands in it; DOC_NONE begins and ends. */
uint32_t cells_next(const struct search *search, uint32_t block);
void cells_find(struct search *search);
void cells_release(struct search *search);
bool cells_nested(const struct search *search); /* a table in a table */
bool cells_merged(const struct search *search);
/* False after a refusal: there is no table, or what is named is not one of it. */
bool cells_found(struct work *work, struct instruction *instruction, struct span words,
		 const struct search *search, const char *cited);

/* What becomes of a row of the base. */
struct row_change {
	size_t table, row;		 /* that goes, or that new ones stand before; row 0: all */
	size_t beside;			 /* the row that the new ones are named by; 0: none */
	bool goes;			 /* that row */
	const struct piece_table *fresh; /* or NULL */
	const char *says;		 /* what the reader is told; NULL of a whole table */
	struct row_change *next;	 /* of those made together: of a row further up */
};

/* table_pieces.c: a provision of the base as pieces, and the tables in it. */
enum { MOST_TABLES = 4 };
struct restated_text {
	struct piece_text *text;
	struct cell cell; /* table 0: in none */
};
struct restating {
	struct work *work;
	struct instruction *instruction;
	struct search *search;
	struct piece *piece;
	struct piece_text **next;
	struct piece_table *tables[MOST_TABLES];
	size_t count;
	struct restated_text *texts; /* in the order of the base */
	size_t text_count;
};
/* Finds the table of `eid` that the search names, and restates the provision; false after a
 * refusal, which is of `words`. */
bool rows_restate(struct restating *restating, struct span words, const char *eid);
size_t rows_count(const struct piece_table *table);

/* table_rows.c: the operation restates the provision with those changes. */
void rows_give(struct restating *restating, struct draft_op *op, struct row_change *changes);
struct row_change *row_change_new(struct work *work, struct row_change change);

/* row_end.c: takes from the given rows, which no mark or bar closes, what ends the draft's own
 * sentence; `has_head`: they bring the head of the columns, too. */
void row_ends_settle(struct work *work, const struct instruction *instruction,
		     const struct piece_table *old, struct piece_table *fresh, bool has_head);
/* table_rows.c: the row goes; the operation restates the provision. */
void rows_delete(struct work *work, struct instruction *instruction, struct span words,
		 const struct named_cells *named, struct draft_op *op);

#endif
