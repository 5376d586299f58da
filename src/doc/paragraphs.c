/* A text of no known structure as a document: its paragraphs, without tags, where they stand. */
#include "doc/doc.h"

void doc_add_paragraph(struct doc *doc, uint32_t start, uint32_t end, struct span words)
{
	uint32_t provision = (uint32_t)doc->provision_count, block = (uint32_t)doc->block_count;
	MEM_ROOM(doc->provisions, doc->provision_count, doc->provision_capacity);
	MEM_ROOM(doc->blocks, doc->block_count, doc->block_capacity);
	doc->provisions[doc->provision_count++] = (struct provision){.element = EL_PARAGRAPH,
								     .parent = DOC_NONE,
								     .after = provision + 1,
								     .start = start,
								     .open = start,
								     .close = end,
								     .end = end,
								     .block = block,
								     .block_after = block + 1,
								     .num = DOC_NONE,
								     .heading = DOC_NONE};
	doc->blocks[doc->block_count++] = (struct block){.element = EL_P,
							 .part = PART_CONTENT,
							 .provision = provision,
							 .start = start,
							 .open = start,
							 .close = end,
							 .end = end,
							 .text = words};
}
