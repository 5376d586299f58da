/* quotation: quoted payloads. Private to draft. */
#ifndef DRAFT_QUOTATION_H
#define DRAFT_QUOTATION_H

#include "read/read.h"

/* Length of the opening mark of a quotation that the text begins with, or 0. */
size_t quotation_mark(struct span text);
/* Past the mark that closes the quotation which the text begins with, or 0. */
size_t quotation_close(struct span text);
/* Is that mark round the first words only, as round the term of a definition? */
bool quotation_is_term(struct span text);
/* A quotation begins with `first`, whose next lines are [from, to): past its last line; SIZE_MAX
 * when it never closes. */
size_t quotation_end(const struct lines *lines, size_t from, size_t to, struct span first);
/* Words that stand behind the mark which closes a quotation that begins with the first line, and
 * are no punctuation or conjunction of the instruction; at == NULL where there are none. */
struct span quotation_behind(const struct lines *lines, size_t *line);
/* Does each paragraph of a quotation begin with a mark? [from, to) is behind its first line. Where
 * the second has none, one that begins with it later is a quotation inside. */
bool quotation_marks_each(const struct lines *lines, size_t from, size_t to);
/* A line of a quotation without the marks round the whole, or round this paragraph of it; `last`
 * when the quotation ends with it. */
struct span quotation_inner(struct span line, bool last);
/* A quotation without the instruction's own punctuation behind its last mark. */
struct span quotation_whole(struct span text);

#endif
