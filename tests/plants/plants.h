/* plants: a clean Section, its definitions and a modification of it, made by dice, and one fault
 * planted into them. */
#ifndef PLANTS_PLANTS_H
#define PLANTS_PLANTS_H

#include "check/check.h"

/* The texts of a case: two Sections and a draft; what findings are to be left out, and the name of
 * the draft. */
enum text {
	TEXT_DEFINITIONS,
	TEXT_SECTION,
	TEXT_DRAFT,
	TEXT_SUPPRESSIONS,
	TEXT_NAME,
	TEXTS,
	/* Made from them, and changed as they are: the Section and the modification in AKN. */
	TEXT_AKN = TEXTS,
	TEXT_PATCH,
	ALL_TEXTS
};

/* Replaces `from`, which stands in the template, by `to`; the words between « and » of it are those
 * that the finding is to be placed at. */
struct change {
	enum text text;
	const char *from, *to;
};

enum { MOST_CHANGES = 3 };
struct plant {
	enum diag_code code;
	struct change changes[MOST_CHANGES];
};
extern const struct plant plants[];
extern const size_t plant_count;

/* The texts as they are written, and where the words between the marks stand. */
struct written {
	struct buf texts[ALL_TEXTS];	   /* the last two empty until they are made */
	const char *version;		   /* of the code that is amended */
	struct buf later[MOST_CHANGES][2]; /* from, to: of what is made from the texts */
	enum text later_text[MOST_CHANGES];
	size_t later_count;
	enum text marked;
	size_t start; /* SIZE_MAX: nothing is marked */
};
/* False when the texts made by these dice have not what the plant replaces. plant NULL: clean. */
bool text_write(uint64_t seed, const struct plant *plant, struct written *out);
/* Plants what is to be planted into that text, which is made now; takes the buffer over. */
bool text_make(struct written *written, enum text text, struct buf *made);
void text_release(struct written *written);

#endif
