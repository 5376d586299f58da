/* markup: the XML parts of a Word file as a stream of elements and text, straight out of the
 * archive. Private to word; markup.c is the room's only code that touches libxml2's parser.
 *
 * No DOCTYPE, no entities but those of XML, no nesting deeper than ordinary files have. The strict
 * namespaces of ISO/IEC 29500 are taken for the transitional ones. */
#ifndef WORD_MARKUP_H
#define WORD_MARKUP_H

#include "word/archive.h"

enum markup_name {
	MARKUP_OTHER,
#define NAME(id, space, name) MARKUP_##id,
#include "word/names.def"
#undef NAME
	MARKUP_COUNT
};

/* The element that has just begun; good until the callback returns. */
struct markup_tag {
	enum markup_name name;
	const unsigned char **attributes; /* as libxml2's SAX2 has them */
	int attribute_count;
};
/* An attribute by its local name, decoded, in the arena; at == NULL when absent. */
struct span markup_attribute(const struct markup_tag *tag, const char *name, struct arena *arena);
/* A number; the fallback when it is absent or none. */
long markup_number(const struct markup_tag *tag, const char *name, long fallback);
/* An on-off property: w:val absent, 1, true or on is true. */
bool markup_on(const struct markup_tag *tag);
/* Does the attribute have that value? */
bool markup_is(const struct markup_tag *tag, const char *name, const char *value);

struct markup_reader {
	void *user;
	void (*open)(void *user, const struct markup_tag *tag);
	void (*close)(void *user, enum markup_name name); /* may be NULL */
	void (*text)(void *user, struct span text);	  /* may be NULL */
};
/* False when the part is not there, or was refused with a finding. */
bool markup_read(struct archive *archive, const char *part, const struct markup_reader *reader);

#endif
