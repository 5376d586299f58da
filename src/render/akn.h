/* akn: what the parts of the AKN redline share. Private to render.
 *
 * The redline is the new document's bytes with splices: attributes on what was inserted, del and
 * ins inside blocks, and the old bytes of what was removed put back in their places. */
#ifndef RENDER_AKN_H
#define RENDER_AKN_H

#include "doc/splice.h"
#include "doc/tags.h"
#include "render/format.h"

/* All eIds of the new document's body: what is put back beside them must not repeat one. */
struct eid_set {
	struct span *slots;
	size_t size;
};

/* A del or ins for the metadata of its change. */
struct akn_link {
	unsigned change;
	enum mark mark;
	const char *eid;
	size_t order; /* in the document */
};

/* What became of a block that is in both versions. */
enum akn_block { AKN_SAME, AKN_INLINE, AKN_WHOLE /* removed and inserted */ };
struct akn_content {
	enum akn_block kind;
	struct span inner; /* AKN_INLINE: marked content */
	unsigned change;   /* AKN_WHOLE */
};

struct akn {
	const struct redline *redline;
	const struct doc *old_doc, *new_doc;
	struct splices splices; /* on the new document; its arena holds all texts */
	const char *prefix;	/* of change numbers: pm_ or chg_ */
	struct span ns;		/* prefix of the document's elements with its colon, or empty */
	struct eid_set eids;
	bool *coarse;		    /* [item]: shown as removed and inserted whole */
	struct akn_content *blocks; /* [item] */
	unsigned *dels, *inses;	    /* [new provision]: numbers given to del and ins */
	struct akn_link *links;
	size_t link_count, link_capacity;
};

/* ---- tags */

enum { ATTRIBUTES_MAX = 6 };
struct akn_attributes {
	struct {
		const char *name;
		struct span value;
	} items[ATTRIBUTES_MAX];
	size_t count;
};
void attributes_add(struct akn_attributes *attributes, const char *name, struct span value);
/* class, status, period and lp:change of a whole element. */
void attributes_mark(struct akn *akn, struct akn_attributes *attributes, enum mark mark,
		     unsigned change);
/* A start tag with attributes set, each where the canonical order has it. */
void tag_with(struct span bytes, const struct tag *tag, const struct akn_attributes *attributes,
	      struct buf *out);
/* The same done to a tag of the new document. */
void set_attributes(struct akn *akn, size_t start, const struct akn_attributes *attributes);
/* A start tag that changed: says the eId before, if that is all, else all attributes before. */
void mark_tag(struct akn *akn, size_t new_start, struct span new_tag, struct span old_tag,
	      unsigned change);
void eid_set_fill(struct eid_set *set, const struct doc *doc);
/* Old bytes as they are put back: ids that the new document has are prefixed with was_. The mark
 * goes on the outermost element (change 0: on none). */
void put_back(struct akn *akn, size_t start, size_t end, enum mark mark, unsigned change,
	      struct buf *out);
/* "pm_7" */
struct span change_name(struct akn *akn, unsigned change);
struct span akn_keep(struct akn *akn, const struct buf *text);

/* ---- blocks */

/* Marks a block that is in both versions. */
struct akn_content akn_inline(struct akn *akn, const struct item *item);

/* ---- places */

/* Where the wrapper of a block begins; SIZE_MAX when it is not directly in one. */
size_t wrapper_start(const struct doc *doc, uint32_t block);
/* The end tag of a wrapper, behind its last paragraph. */
size_t wrapper_close(const struct doc *doc, uint32_t last_block);
/* The end tag of the body. */
size_t body_close(const struct doc *doc);

/* ---- proof */

bool is_white(char c);
size_t back_over_space(struct span bytes, size_t at);
/* The byte of the old document where rejecting goes wrong; SIZE_MAX when it does not. */
size_t akn_fault(const struct akn *akn, struct span marked);

/* ---- metadata */

void akn_metadata(struct akn *akn);
/* The prefix of the root element, with its colon. */
struct span akn_prefix(const struct doc *doc);

#endif
