/* redline: the marked merge of two versions: provisions and blocks in reading order, runs of marked
 * text inside blocks. Made once, then walked by every format. */
#ifndef REDLINE_REDLINE_H
#define REDLINE_REDLINE_H

#include "diff/diff.h"

enum item_kind { ITEM_OPEN, ITEM_BLOCK, ITEM_CLOSE };

/* The text is a stretch of the old document's block (removed), of the new one's (otherwise). */
struct run {
	enum mark mark : 8;
	bool words : 1;	 /* it is not only marks and white space */
	unsigned change; /* 0 when same */
	struct span text;
	uint32_t old_start, new_start; /* offsets in the block's text; DOC_NONE where it has none */
};

/* A part of a removed or inserted run that is neither lost nor new: a paragraph was split, or
 * several were joined, and these words went along. A drawing leaves them out where they were and
 * shows them as they are where they have gone. Bytes of the run's text. */
enum joint {
	JOINT_NONE,
	JOINT_OPENED, /* a paragraph that has no number begins with them */
	JOINT_CLOSED  /* the end of a paragraph was before them */
};
struct carried_words {
	uint32_t run, start, end;
	enum joint joint;
	struct span residue; /* marks that stood behind them and are removed */
};

/* There is one for all that is in either document: it is to stay small. */
struct item {
	enum item_kind kind : 8;
	enum mark mark : 8; /* of the whole provision or block; children inherit but say so too */
	bool changed : 1;   /* a provision: something in its subtree; a block: some run */
	bool same : 1;	    /* a block of a provision that both have byte for byte */
	bool moved : 1;	 /* removed here and inserted elsewhere, or the reverse, with one change */
	unsigned change; /* of the whole, or of the renumbering; 0 */
	uint32_t old_index, new_index; /* provision (open, close) or block; DOC_NONE */
	uint32_t depth;		       /* of the provision */
	union {
		uint32_t partner; /* open, close: item index of the matching one */
		uint32_t run;	  /* block: its runs in the table; see redline_runs() */
	};
	union {
		uint32_t move_partner; /* item of the other end of a move, or DOC_NONE */
		uint32_t run_after;
	};
	unsigned markup; /* a block with the same words: the change that did something else to it (a
			    link); 0 */
};

/* What one operation (or one place, in a diff) did. */
struct change {
	unsigned number;	    /* pm_N or chg_N */
	unsigned op;		    /* operation of its patch; 0 in a diff */
	const char *patch;	    /* "SECMP0044", or NULL */
	const char *kind;	    /* insertion, substitution ... */
	const char *eid, *citation; /* where to look: in the new version, else in the old */
	const char *headed; /* where that is a cross-heading: the citation of what it stands over */
	const char *text;   /* the instruction; NULL in a diff */
	const char *refused; /* why it was not carried out; NULL when it was */
	const char *file;
	unsigned line;
	uint32_t first_item; /* DOC_NONE when it shows nowhere */
	size_t words_inserted, words_removed;
	bool markup; /* did something that is no words: a link */
};

/* Is there something to be told? Not of what was only wrapped otherwise: the marks of its white
 * space have a number, and nobody reads them. */
static inline bool change_tells(const struct change *change)
{
	return change->op || change->markup || change->first_item != DOC_NONE;
}

struct redline {
	struct arena arena;
	const struct doc *old_doc, *new_doc;
	enum mark whole; /* set by who knows: a document of one version alone, not MARK_SAME */
	struct item *items;
	size_t item_count, item_capacity;
	struct run *runs;
	size_t run_count, run_capacity;
	struct carried_words *carried; /* in the order of the runs */
	size_t carried_count, carried_capacity;
	struct change *changes;
	size_t change_count, change_capacity;
};

/* changes: rows for the change numbers that the splices carry, or NULL for a diff, where each
 * changed place gets a number of its own. */
struct redline *redline_build(const struct pairing *pairing, const struct splices *splices,
			      const struct change *changes, size_t change_count);
void redline_free(struct redline *redline);

/* The runs of a block. One that is the same on both sides, tags included, has none in the table:
 * its only run is made in `whole`. */
const struct run *redline_runs(const struct redline *redline, const struct item *block,
			       struct run *whole, size_t *count);

/* The same as it is drawn: without marks where only white space changed. */
const struct run *redline_told(const struct redline *redline, const struct item *block,
			       struct run *whole, size_t *count);

/* A look at the texts of both documents, item by item: see struct sweep. */
struct redline_look {
	const struct redline *redline;
	struct sweep old_sweep, new_sweep;
};
struct redline_look redline_look(const struct redline *redline);
void redline_look_at(struct redline_look *look, const struct item *item);

/* The laws: the text of one side taken out of the marks equals the document's own, block by block;
 * of what was found the same byte for byte beforehand (`same`) only the lengths are looked at.
 * False with the block that differs in *item. */
bool redline_proves(const struct redline *redline, uint32_t *item);

#endif
