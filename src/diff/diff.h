/* diff: what changed between two versions: words inside a block, and which provision of the old
 * version is which of the new. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "doc/doc.h"
#include "doc/splice.h"
#include "doc/words.h"

enum mark { MARK_SAME, MARK_REMOVED, MARK_INSERTED };

/* A stretch of text of one kind: bytes [start, end) of the old text (removed), of the new text
 * (inserted), or of both (same: old_start tells where it was in the old one). */
struct stretch {
	enum mark mark;
	size_t old_start, old_end, new_start, new_end;
};
struct stretches {
	struct stretch *items;
	size_t count, capacity;
	struct word_desk *desk; /* what the last comparison was made with, for the next one */
};
/* Word-level comparison for a human reader: whole words, references and numbers; a removal before
 * the insertion that replaces it; no islands of small shared words. Every byte of both texts is in
 * exactly one stretch; white space beside a change goes with it so that both texts come back. */
void diff_words(struct span old_text, struct span new_text, struct stretches *out);
void stretches_release(struct stretches *stretches);

/* Pairs provisions of two documents. Arrays are indexed by provision; DOC_NONE: no partner. The
 * same for blocks. Partners' order may differ (moved); those that stay are under parents that are
 * partners, in the same order on both sides. */
struct pairing {
	uint32_t *old_provision, *new_provision; /* [old] -> new, [new] -> old */
	uint32_t *old_block, *new_block;
	bool *old_stays, *new_stays; /* of provisions */
	bool *old_block_stays, *new_block_stays;
	bool *new_moved; /* by an operation, which tells it from what it goes past; NULL: none is */
	uint32_t *same;	 /* [new] -> old: both have the whole provision byte for byte, by its eId */
	const struct doc *old_doc, *new_doc;
};
/* From the splices that turned old into new: what no splice touches is itself; inside a replaced
 * range, provisions pair by eId, number and content. */
struct pairing *pairing_from_splices(const struct doc *old_doc, const struct doc *new_doc,
				     const struct splices *splices);
/* From the two documents alone (patience on content hashes, then similarity). */
struct pairing *pairing_from_texts(const struct doc *old_doc, const struct doc *new_doc);
/* The same where some pairs are known beforehand. */
struct known_pair {
	uint32_t old_provision, new_provision;
};
struct pairing *pairing_from_known(const struct doc *old_doc, const struct doc *new_doc,
				   const struct known_pair *known, size_t count);
void pairing_free(struct pairing *pairing);

#endif
