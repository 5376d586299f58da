/* former: what the original view of a draft has and the final one has not. Private to read. */
#ifndef READ_FORMER_H
#define READ_FORMER_H

#include "read/transcript.h"

struct former;
/* Both views of the document are borrowed. */
struct former *former_new(const struct word_doc *doc, const struct word_text *final);
void former_free(struct former *former);
/* Lines for the paragraphs that are deleted before a block of the final view. */
void former_lines(struct former *former, struct transcript *out, size_t block);
/* What each line was, once all are there. */
void former_settle(const struct former *former, struct transcript *out);
/* A line for each comment in blocks of the final view. */
void former_comments(struct transcript *out, size_t block, size_t block_after);

#endif
