/* Pieces: provisions on their way into AKN, made from plain text (a payload of a draft, a Section
 * that is imported), and the one place that writes them canonically (akn-profile, section 5). */
#ifndef DOC_PIECE_H
#define DOC_PIECE_H

#include "doc/cite.h"
#include "profile/profile.h"

enum piece_kind { PIECE_PROVISION, PIECE_CROSSHEADING, PIECE_DEFINITION };

/* A paragraph of text and where its bytes came from: text[at] was source byte `source`, and so on
 * until the next segment. */
struct piece_segment {
	uint32_t at, source;
};
struct piece_text {
	struct piece_text *next;
	struct span text;
	struct piece_segment *segments;
	size_t segment_count;
};

/* What plain text cannot say of a stretch of the source [start, end): marks in order, none within
 * another. A note and a break stand at a point; a table stands for the character PIECE_OBJECT. */
enum piece_mark_kind { PIECE_LOOK, PIECE_BREAK, PIECE_NOTE, PIECE_TABLE };
enum piece_look {
	PIECE_BOLD = 1,
	PIECE_ITALIC = 2,
	PIECE_UNDERLINE = 4,
	PIECE_SUPERSCRIPT = 8,
	PIECE_SUBSCRIPT = 16
};
#define PIECE_OBJECT "\xEF\xBF\xBC" /* U+FFFC OBJECT REPLACEMENT CHARACTER */
struct piece_cell {
	const struct piece_text *texts;
	unsigned columns, rows; /* that it spans */
	bool first;		/* begins a row */
	bool head;		/* is the head of a row or column */
};
struct piece_table {
	struct piece_cell *cells;
	size_t count;
};
struct piece_mark {
	enum piece_mark_kind kind;
	uint32_t start, end;
	uint32_t look;			/* PIECE_LOOK: of enum piece_look */
	const struct piece_text *texts; /* PIECE_NOTE */
	const char *marker, *placement;
	const struct piece_table *table; /* PIECE_TABLE */
};
struct piece_marks {
	struct span source;
	const struct piece_mark *items;
	size_t count;
};

struct piece {
	enum piece_kind kind;
	size_t level;	 /* index into profile->levels; provisions only */
	struct span num; /* as printed: G5.25, (a); empty for an unnumbered block */
	struct span heading;
	const struct piece_text
		*heading_text; /* the same with its way back to the source, or NULL */
	struct span term; /* of a definition whose term is marked by its look alone; else empty */
	struct piece_text *intro;  /* the only text when there are no children: then written as
				      content */
	struct piece_text *wrapup; /* only with children */
	bool incomplete, editorial;
	unsigned line;		    /* source line of its number or first words */
	const char *eid;	    /* set by pieces_number */
	const char *editorial_note; /* why the words are a reconstruction, or NULL */
	struct piece *parent, *first, *last, *next;
};

struct piece *piece_new(struct arena *arena, enum piece_kind kind, struct piece *parent);

/* Gives every piece of the list (siblings, with all below) its eId, below the parent's eId. The
 * cross-heading's eId is that of its section and the provision that follows it. */
void pieces_number(const struct profile *profile, struct piece *first, struct span parent,
		   struct arena *arena);

/* How eIds and references are spelt in what is written. */
struct piece_style {
	const struct profile *profile;
	struct cite_finder *finder; /* marks references; NULL: none */
	const char *work;	 /* Work IRI of the file, for references out of it; may be NULL */
	const char *work_prefix; /* ".../sec/!section-": references to another Section */
	bool absolute;		 /* all hrefs with the Work IRI (in a modification) */
	const char *prefix; /* quotedStructure eId: ids are written as prefix__… with wId, and
			       cross-headings as wrappers; NULL: plain */
	const struct piece_marks *marks; /* of the source that the pieces come from, or NULL */
	bool terms; /* defined terms point to their TLCTerm (pieces_write_terms), and terms defined
		       inside a sentence are marked too */
};
/* Writes the list of siblings, each on lines of its own at that indentation (in spaces). */
void pieces_write(const struct piece_style *style, const struct piece *first, size_t indent,
		  struct buf *out);
/* The TLCTerm elements that `terms` makes necessary for those lists, sorted, each term once. */
void pieces_write_terms(const struct profile *profile, const struct piece *const *lists,
			size_t count, size_t indent, struct buf *out);
/* The piece after `piece` in reading order, staying below the siblings of `first`; NULL at the end.
 */
const struct piece *piece_walk(const struct piece *first, const struct piece *piece);
/* A defined term at the head of a text (“User System” means ...): the term without its marks;
 * *end is the offset past the closing mark. Empty when there is none. */
struct span piece_term(struct span text, size_t *end);
/* The term that a definition is of: that of its first words, or the one that its look marks. */
struct span piece_definition_term(const struct piece *piece, size_t *end);
/* Inline content of one paragraph: escaped text with its references marked. */
void piece_write_text(const struct piece_style *style, struct span text, struct buf *out);

#endif
