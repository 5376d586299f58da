/* Tags: a scanner over bytes that are already known to be well-formed (a document that was read, or
 * a fragment of one). For rewriting attributes and reading inline marks; the parser proper is
 * xml.c. */
#ifndef DOC_TAGS_H
#define DOC_TAGS_H

#include "base/base.h"

enum tag_kind {
	TAG_TEXT,    /* character data between tags, raw */
	TAG_OPEN,    /* <x ...> */
	TAG_EMPTY,   /* <x .../> */
	TAG_CLOSE,   /* </x> */
	TAG_COMMENT, /* <!-- --> */
	TAG_CDATA    /* <![CDATA[ ]]> */
};

struct tag {
	enum tag_kind kind;
	size_t start, end; /* of the whole piece in the bytes */
	struct span name;  /* as written, with its prefix; tags only */
};

/* Steps to the next piece at or after *at; false at the end. */
bool tag_next(struct span bytes, size_t *at, struct tag *tag);
/* An attribute of an open or empty tag: value as written, at == NULL when absent. */
struct span tag_attribute(struct span bytes, const struct tag *tag, const char *name);
struct tag_attr {
	size_t start, end; /* from the white space before the name to past the closing quote */
	struct span name, value;
};
/* The attribute of that name; false when it is absent. */
bool tag_find_attribute(struct span bytes, const struct tag *tag, const char *name,
			struct tag_attr *attribute);
/* Adds name="value": the value as written between quotation marks of either kind. */
void tag_write_attribute(struct span name, struct span value, struct buf *out);
/* Steps through the attributes: *at starts as 0. */
bool tag_next_attribute(struct span bytes, const struct tag *tag, size_t *at,
			struct tag_attr *attribute);
/* Character data decoded (the five entities and character references), appended. */
void tag_decode(struct span raw, struct buf *out);

#endif
