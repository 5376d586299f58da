/* parts: what the files of this room share: which part is which, and one reader for each. Private
 * to word. */
#ifndef WORD_PARTS_H
#define WORD_PARTS_H

#include "word/markup.h"
#include "word/word.h"

/* Parts found by relationship, never by name; NULL when there is none. */
struct parts {
	struct arena arena;
	const char *main, *styles, *numbering, *footnotes, *endnotes, *comments;
};
/* False with a finding when the archive is no Word document. */
bool parts_find(struct parts *parts, struct archive *archive);
/* Where a relationship of `part` leads, by the last word of its type ("styles"); NULL: nowhere. */
const char *part_related(struct archive *archive, const char *part, const char *type,
			 struct arena *arena);
/* The name of the part that holds the relationships of another. */
const char *part_relationships(const char *part, struct arena *arena);
/* Every relationship of a part in order; false at the first that is refused. */
struct relationship {
	struct span id, type, target;
	bool external;
};
struct relationships {
	struct arena arena;
	struct relationship *items;
	size_t count, capacity;
};
void relationships_read(struct archive *archive, const char *part, struct relationships *out);
void relationships_release(struct relationships *relationships);
/* The name of the part that a target means, seen from `part`; NULL when it leads out. */
const char *part_resolve(const char *part, struct span target, struct arena *arena);

/* ---- styles */

enum format_sets {
	SETS_NUMBER = 1,
	SETS_LEVEL = 2,
	SETS_LEFT = 4,
	SETS_FIRST = 8,
	SETS_OUTLINE = 16
};

void styles_read(struct word_doc *doc, struct archive *archive, const char *part);
uint32_t style_named(const struct word_doc *doc, struct span id);
uint32_t style_default(const struct word_doc *doc);
/* The element says something of a paragraph format (numPr, ind, outlineLvl): true when it did. */
bool format_take(const struct markup_tag *tag, struct word_format *format, uint32_t *sets);
/* The element is a look (b, i, u ...): sets and clears bits; true when it was. */
bool look_take(const struct markup_tag *tag, uint32_t *look, uint32_t *off);

/* ---- numbering */

void numbering_read(struct word_doc *doc, struct archive *archive, const char *part);
void numbering_free(struct word_numbering *numbering);
/* Fills in what a paragraph's numbering says of it: the level that its style has in the list, and
 * the indents where nothing nearer says them (`sets`). */
void numbering_settle(const struct word_doc *doc, struct word_format *format, uint32_t sets,
		      uint32_t style_sets);
/* Counts through the paragraphs of one view. */
struct counter;
struct counter *counter_new(const struct word_doc *doc);
void counter_free(struct counter *counter);
/* The label of the next paragraph, in the arena. */
void counter_next(struct counter *counter, struct word_block *block, struct arena *arena);

/* ---- stories */

void story_read(struct word_doc *doc, struct archive *archive, const char *part,
		enum word_story_kind kind);

#endif
