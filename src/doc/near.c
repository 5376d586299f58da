/* What differs between two versions is read by every stage of their comparison: one look at a word
 * of a mapped file brings back 64 KB of it. */
#include "doc/near.h"

#include <stdlib.h>
#include <string.h>

struct span near_copy(struct doc *doc, struct span text)
{
	if (!doc->storage.mapped || !text.length)
		return text;
	return (struct span){arena_copy(&doc->arena, text.at, text.length), text.length};
}

struct span near_words(struct doc *doc, struct span text)
{
	enum { PART = 32 };
	if (!doc->storage.mapped || doc->near + text.length > doc->bytes.length / PART)
		return text;
	doc->near += text.length;
	return near_copy(doc, text);
}

static bool is_far(const struct doc *doc, struct span text)
{
	return text.at >= doc->bytes.at && text.at < doc->bytes.at + doc->bytes.length;
}

/* The provisions whose whole subtree the other document has. */
static bool *provisions_shared(const struct doc *old_doc, const struct doc *new_doc)
{
	bool *shared = mem_alloc(old_doc->provision_count + 1);
	for (size_t i = 0; i < new_doc->same_count; i++) {
		uint32_t from = new_doc->same[i].base;
		memset(shared + from, true, old_doc->provisions[from].after - from);
	}
	return shared;
}

void doc_draw_near(struct doc *old_doc, const struct doc *new_doc)
{
	if (!old_doc->storage.mapped || new_doc->base_serial != old_doc->serial)
		return;
	bool *shared = provisions_shared(old_doc, new_doc);
	struct sweep sweep = doc_sweep(old_doc);
	for (size_t i = 0; i < old_doc->block_count; i++) {
		struct block *block = &old_doc->blocks[i];
		sweep_to(&sweep, block->start);
		if (block->provision != DOC_NONE && !shared[block->provision] &&
		    is_far(old_doc, block->text))
			block->text = near_words(old_doc, block->text);
	}
	free(shared);
}
