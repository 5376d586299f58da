/* A text of no known structure is compared as paragraphs. Their AKN is written by us a moment
 * before it is read, so their rows are made from where they stand, and only the frame is parsed. */
#include "doc/paragraphs.h"

#include "doc/tags.h"

enum { OPEN_LENGTH = sizeof PARAGRAPH_OPEN - 1, CLOSE_LENGTH = sizeof PARAGRAPH_CLOSE - 1 };

/* Where the p in the paragraph is. */
enum {
	P_START = sizeof "<paragraph><content>" - 1,
	P_TAIL = sizeof "</content></paragraph>" - 1,
	PARAGRAPH_TAG = sizeof "<paragraph>" - 1,
	PARAGRAPH_TAIL = sizeof "</paragraph>" - 1
};

/* A text that is in the bytes as it stands is borrowed from there. */
static struct span text_of(struct doc *doc, struct span raw, struct buf *scratch)
{
	if (!memchr(raw.at, '&', raw.length))
		return raw;
	buf_cut(scratch, 0);
	tag_decode(raw, scratch);
	return (struct span){arena_copy(&doc->arena, scratch->at, scratch->length),
			     scratch->length};
}

static void add_paragraph(struct doc *doc, uint32_t start, uint32_t end, struct buf *scratch)
{
	uint32_t provision = (uint32_t)doc->provision_count++;
	uint32_t block = (uint32_t)doc->block_count++;
	uint32_t text = start + OPEN_LENGTH, text_end = end - CLOSE_LENGTH;
	doc->provisions[provision] = (struct provision){.element = EL_PARAGRAPH,
							.parent = DOC_NONE,
							.after = provision + 1,
							.start = start,
							.open = start + PARAGRAPH_TAG,
							.close = end - PARAGRAPH_TAIL,
							.end = end,
							.block = block,
							.block_after = block + 1,
							.num = DOC_NONE,
							.heading = DOC_NONE};
	doc->blocks[block] =
		(struct block){.element = EL_P,
			       .part = PART_CONTENT,
			       .provision = provision,
			       .start = start + P_START,
			       .open = text,
			       .close = text_end,
			       .end = end - P_TAIL,
			       .text = text_of(doc, span_sub(doc->bytes, text, text_end), scratch)};
}

void paragraphs_fill(struct doc *doc, const uint32_t *starts, size_t count)
{
	struct buf scratch = {0};
	MEM_ROOM_FOR(doc->provisions, doc->provision_count, doc->provision_capacity, count);
	MEM_ROOM_FOR(doc->blocks, doc->block_count, doc->block_capacity, count);
	for (size_t i = 0; i < count; i++) /* a line end is behind each */
		add_paragraph(doc, starts[i], starts[i + 1] - 1, &scratch);
	buf_release(&scratch);
}
