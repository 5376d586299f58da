/* Splices: an edit of a document as byte ranges replaced. What is not replaced is copied, so it
 * stays byte for byte. */
#ifndef DOC_SPLICE_H
#define DOC_SPLICE_H

#include "base/base.h"

/* Is it of what stands behind it, not of what stands before? What heads stands over that, with
 * nothing between. */
enum lead { LEADS_NOTHING, LEADS, HEADS };

struct splice {
	uint32_t start, end; /* bytes of the old text; equal for an insertion */
	struct span text;    /* what stands there instead; borrowed, usually from `arena` */
	unsigned op;	     /* who wants it; 0: nobody in particular (metadata) */
	unsigned order;	     /* order of asking, set by splice_add */
	struct span key;     /* of an entry that goes by the alphabet; borrowed; else empty */
	enum lead leads;
	bool moves;    /* a provision from here, or as it stands to here */
	int64_t shift; /* bytes gained before it, set by splices_sort */
};

struct splices {
	struct arena arena; /* for texts made on the way */
	struct splice *items;
	size_t count, capacity;
};

/* What it returns is valid until the next one is added. */
struct splice *splice_add(struct splices *splices, size_t start, size_t end, struct span text,
			  unsigned op);
void splices_release(struct splices *splices);
/* Sorts by place; at one place insertions come before replacements, what leads behind what does
 * not and what heads last, what has a key behind what has none and by that, the others in the order
 * of asking. Returns the index of the first splice that overlaps the one before it, or SIZE_MAX
 * when none does. */
size_t splices_sort(struct splices *splices);
/* Writes the old bytes with the (sorted) splices done. */
void splices_perform(const struct splices *splices, struct span old, struct buf *out);
/* The same as stretches of the old bytes and of the splices' texts: at most 2 * count + 1. Returns
 * how many there are. */
size_t splices_spans(const struct splices *splices, struct span old, struct span *out);
/* Where the text of a (sorted) splice begins in the new bytes. */
size_t splices_new_start(const struct splice *splice);
/* Old offset -> new offset of a byte that no splice removes; `after` puts it behind insertions made
 * exactly there. */
size_t splices_new_offset(const struct splices *splices, size_t old_offset, bool after);
/* New offset -> old offset; SIZE_MAX inside inserted text, with *splice then the index of it. */
size_t splices_old_offset(const struct splices *splices, size_t new_offset, size_t *splice);

/* Where in the old bytes the text of a splice stands, when it is a stretch of them that goes
 * elsewhere; SIZE_MAX when it is not. */
size_t splice_source(const struct splice *splice, struct span old);

#endif
