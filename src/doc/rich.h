/* rich: what plain text cannot say (looks, line breaks, notes) laid over the inline content that
 * was written for it. Private to doc. */
#ifndef DOC_RICH_H
#define DOC_RICH_H

#include "doc/piece.h"

/* The first mark of the text and past its last; false when it has none. */
bool rich_marks(const struct piece_marks *marks, const struct piece_text *text, size_t *first,
		size_t *after);
/* The table that stands for the text, or NULL. */
const struct piece_table *rich_table(const struct piece_marks *marks,
				     const struct piece_text *text);

/* Writes a note at its mark. */
typedef void rich_note_writer(void *user, const struct piece_mark *note, struct buf *out);
/* Copies `xml`, the inline content of the text, with its marks. Bold in a heading or a defined term
 * (`plain`, or inside def) is not worth a mark. */
void rich_lay(const struct piece_marks *marks, const struct piece_text *text, struct span xml,
	      bool plain, rich_note_writer *note, void *user, struct buf *out);

#endif
