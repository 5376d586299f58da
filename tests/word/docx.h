/* docx: makes Word documents for tests: drafts, numbered texts, and files that mean harm. */
#ifndef TESTS_WORD_DOCX_H
#define TESTS_WORD_DOCX_H

#include "word/word.h"

#define DOCX_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* A document of that body and, where they are not NULL, those parts. False when it cannot be made.
 */
struct docx_parts {
	struct span body, styles, numbering, comments, settings, footnotes, header;
};
bool docx_document(const struct docx_parts *parts, struct buf *out);
/* A draft: a paragraph a line, "- " before a deleted one, "+ " before a new one, "# " before one
 * whose number Word makes, in words, "\" at the end of one whose mark alone is deleted;
 * [-deleted-], [+inserted+], [~struck~], [_underlined_],
 * [*bold*], [^hidden^], [%text box%], [#comment#], [@footnote, with such marks@], [=the result of a
 * cross-reference=]; "| a | b" is a row. Markup stands as it is in [!<w:r>...</w:r>!] and on a line
 * that begins with "<"; behind a line @styles, @numbering, @footnotes or @header it is that part,
 * the last with the relationship rId6. */
bool docx_draft(struct span text, struct buf *out);
/* A Section whose numbers Word makes by itself. */
bool docx_numbered(unsigned clauses, struct buf *out);
/* The eIds and references that a Section of that many clauses has, a line each. */
void docx_numbers(unsigned clauses, struct buf *out);
/* Harm of that kind; false when there is none such. */
bool docx_hostile(const char *kind, struct buf *out);

#endif
