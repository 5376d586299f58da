/* Where the wrappers of paragraphs (intro, content, wrapUp) begin and end in the bytes. */
#include "render/akn.h"

#include <string.h>

static bool is_wrapper_tag(struct span bytes, size_t start)
{
	struct tag tag;
	if (!tag_next(bytes, &start, &tag) || tag.kind != TAG_OPEN)
		return false;
	const char *colon = memchr(tag.name.at, ':', tag.name.length);
	if (colon)
		tag.name = span_from(colon + 1, tag.name.at + tag.name.length);
	return span_is(tag.name, "content") || span_is(tag.name, "intro") ||
	       span_is(tag.name, "wrapUp");
}

size_t wrapper_start(const struct doc *doc, uint32_t block)
{
	for (;;) {
		const struct block *b = &doc->blocks[block];
		size_t at = back_over_space(doc->bytes, b->start);
		if (b->part != PART_INTRO && b->part != PART_CONTENT && b->part != PART_WRAPUP)
			return SIZE_MAX;
		uint32_t before = block;
		while (before && doc->blocks[before - 1].part == PART_NOTE)
			before--;
		if (before && doc->blocks[before - 1].end == at &&
		    doc->blocks[before - 1].provision == b->provision) {
			block = before - 1;
			continue;
		}
		size_t limit = b->provision == DOC_NONE ? 0 : doc->provisions[b->provision].open;
		while (at > limit && doc->bytes.at[at - 1] != '<')
			at--;
		return at > limit && is_wrapper_tag(doc->bytes, at - 1) ? at - 1 : SIZE_MAX;
	}
}

size_t wrapper_close(const struct doc *doc, uint32_t last_block)
{
	size_t at = doc->blocks[last_block].end;
	while (at < doc->bytes.length && is_white(doc->bytes.at[at]))
		at++;
	return at;
}

size_t body_close(const struct doc *doc)
{
	size_t at = doc->body_end;
	while (at > doc->body_start && doc->bytes.at[at] != '<')
		at--;
	return at;
}
