/* What the SAX pass writes: elements, as they start and end, become rows of a document's tables.
 * Knows no parser. Private to doc. */
#ifndef DOC_FILL_H
#define DOC_FILL_H

#include "doc/doc.h"

/* Attributes that the tables hold. */
enum attribute {
	AT_EID,
	AT_STATUS,
	AT_CLASS,
	AT_NAME,
	AT_HREF,
	AT_FROM,
	AT_UP_TO,
	AT_REFERS_TO,
	AT_VALUE,
	AT_DATE,
	AT_CONTAINS,
	AT_COUNT
};
/* An open element. */
struct frame {
	enum element element;
	enum element_role role; /* as treated here: an unknown one inside text is inline */
	uint32_t start, open;
	uint32_t index;	      /* in the table of its role */
	enum block_part part; /* of the p around it, restored when it ends */
	size_t text;	      /* a block: where its text starts in the scratch buffer */
};

/* All zero but for the document; see fill_begin(). */
struct fill {
	struct doc *doc;
	struct span values[AT_COUNT]; /* of the element that starts now */
	bool editorial;		      /* the same: see PROVISION_EDITORIAL */
	struct frame *stack;
	size_t depth, stack_capacity;
	struct buf scratch;		/* text of the open blocks, one after the other */
	uint32_t provision;		/* innermost open one */
	uint32_t block;			/* innermost open one */
	uint32_t inl;			/* innermost open one of that block */
	enum block_part part;		/* where the next p of the innermost provision stands */
	unsigned quotes, tables, notes; /* how many are open */
	uint32_t meta;			/* innermost open metadata element */
	size_t in_meta;			/* depth of the outermost meta element that is open, or 0 */
	bool foreign_meta; /* it is not the document's own: that of an attachment, or stray */
	bool in_body, in_work, in_expression;
};
void fill_begin(struct fill *fill, struct doc *doc);
void fill_release(struct fill *fill);

/* An element whose start tag is the bytes [start, open); its attributes are in `values`. `name` is
 * without the prefix; the namespace may be NULL. */
void fill_start(struct fill *fill, enum element element, struct span name, const char *uri,
		uint32_t start, uint32_t open);
/* The innermost open element, with its end tag in [close, end). */
void fill_end(struct fill *fill, uint32_t close, uint32_t end);
void fill_text(struct fill *fill, struct span text);

/* Is the next byte between provisions or their blocks, with nothing around it that could make it
 * mean something else? */
bool fill_is_plain(const struct fill *fill);

#endif
