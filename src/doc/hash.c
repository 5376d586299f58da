/* Hashes of texts and subtrees: only the comparison of two versions wants them, so reading a
 * document does not pay for them. */
#include "doc/doc.h"

#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * 0xff51afd7ed558ccdu;
	return hash ^ hash >> 32;
}

/* The highest bit of each byte of the word that is `c`. */
static uint64_t bytes_that_are(uint64_t word, char c)
{
	const uint64_t ones = 0x0101010101010101u, low = 0x7f * ones;
	uint64_t apart = word ^ ones * (unsigned char)c;
	return ~((((apart & low) + low) | apart) | low);
}

/* Is there a line end in the text, a space at an end of it, or one beside another? */
static bool has_loose_space(struct span text)
{
	if (!text.length)
		return false;
	const char *at = text.at, *last = at + text.length - 1;
	if (*at == ' ' || *last == ' ' || memchr(at, '\n', text.length))
		return true;
	for (uint64_t word; last - at >= 8; at += 7) { /* each begins with the last byte before */
		memcpy(&word, at, 8);
		uint64_t spaces = bytes_that_are(word, ' ');
		if (spaces & spaces << 8)
			return true;
	}
	for (; at <= last; at++)
		if (*at == ' ' && at[1] == ' ')
			return true;
	return false;
}

static uint64_t text_hash(struct span text, struct buf *scratch)
{
	if (!has_loose_space(text))
		return span_hash(text);
	buf_cut(scratch, 0);
	words_fold_space(text, scratch);
	return span_hash(buf_as_span(scratch));
}

/* Texts of a subtree, each added to the provision that it belongs to. */
static void hash_texts(const struct doc *doc, struct doc_hashes *hashes, uint32_t first,
		       uint32_t after)
{
	struct buf scratch = {0};
	for (uint32_t i = first; i < after; i++) {
		const struct block *block = &doc->blocks[i];
		hashes->block[i] = text_hash(block->text, &scratch);
		if (block->provision != DOC_NONE && block->part != PART_NUM) {
			uint64_t *hash = &hashes->provision[block->provision];
			*hash = mix(*hash, hashes->block[i] ^ (uint64_t)block->part);
		}
	}
	buf_release(&scratch);
}

/* From the last to the first: what is below a provision is done before it. The number of a child is
 * in its parent's hash, not in its own. */
static void hash_subtree(const struct doc *doc, struct doc_hashes *hashes, uint32_t provision)
{
	const struct provision *all = doc->provisions;
	uint32_t after = all[provision].after;
	memset(hashes->provision + provision, 0, (after - provision) * sizeof *hashes->provision);
	hash_texts(doc, hashes, all[provision].block, all[provision].block_after);
	for (uint32_t i = after; --i > provision;) {
		const struct provision *p = &all[i];
		if (p->parent == DOC_NONE)
			continue;
		uint64_t num = p->num == DOC_NONE ? 0 : hashes->block[p->num];
		uint64_t *hash = &hashes->provision[p->parent];
		*hash = mix(mix(*hash, hashes->provision[i] ^ (uint64_t)p->element), num);
	}
}

static struct doc_hashes *hashes_of(const struct doc *doc)
{
	struct doc_hashes *hashes = doc->hashes;
	if (!hashes->block) {
		hashes->block = mem_alloc((doc->block_count + 1) * sizeof *hashes->block);
		hashes->provision =
			mem_alloc((doc->provision_count + 1) * sizeof *hashes->provision);
	}
	return hashes;
}

/* What is 0 is not known yet, or is so little that it costs nothing to find out again. */
uint64_t doc_provision_hash(const struct doc *doc, uint32_t provision)
{
	struct doc_hashes *hashes = hashes_of(doc);
	if (!hashes->provision[provision])
		hash_subtree(doc, hashes, provision);
	return hashes->provision[provision];
}

uint64_t doc_block_hash(const struct doc *doc, uint32_t block)
{
	struct doc_hashes *hashes = hashes_of(doc);
	if (!hashes->block[block]) {
		struct buf scratch = {0};
		hashes->block[block] = text_hash(doc->blocks[block].text, &scratch);
		buf_release(&scratch);
	}
	return hashes->block[block];
}

const char *doc_digest(const struct doc *doc)
{
	if (!*doc->hashes->file)
		sha256_hex(doc->bytes, doc->hashes->file);
	return doc->hashes->file;
}

void doc_hashes_drop(const struct doc *doc)
{
	free(doc->hashes->block);
	free(doc->hashes->provision);
	*doc->hashes = (struct doc_hashes){0};
}
