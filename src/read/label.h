/* Private to this room: what each logical line of an outline begins with. */
#ifndef READ_LABEL_H
#define READ_LABEL_H

#include "read/read.h"

enum label_kind {
	LABEL_NONE, /* not a line of text */
	LABEL_TEXT,
	LABEL_CODE, /* a number of the code: G5, G5.25 */
	LABEL_ITEM  /* (a) */
};

struct label {
	enum label_kind kind;
	int level;     /* of a number of the code */
	bool doubtful; /* a number, or labels without a space between them, before a small letter:
			  perhaps the middle of a sentence */
	bool heading;  /* a cross-heading */
	bool own;      /* a heading of the number that follows, where those stand before it */
	bool unit;     /* "SCHEDULE 1A": a heading of a larger unit, on a line of its own */
	bool bare;     /* its heading is on the next line; a note may stand behind it */
	bool note;     /* "Section 9" under the number of a unit: what it belongs to, no heading */
	size_t start, length; /* of the label, in the line's text */
	size_t rest;	      /* where the words after it start */
};

/* "Section 9", as it stands under or behind the number of a larger unit: where that is introduced.
 */
bool label_is_note(const struct profile *profile, struct span text);
/* The label at or after `from` in the text, white space aside; `numbers` as in the options. */
struct label label_at(const struct profile *profile, size_t numbers, struct span text, size_t from);
/* The labels of lines[from, to): [0] is line `from`. Allocated in the arena. */
struct label *labels_of(const struct lines *lines, size_t from, size_t to,
			const struct outline_options *options, struct arena *arena);

#endif
