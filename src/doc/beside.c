/* Two versions of a text are mostly the same bytes. Start tags of the new one are held against the
 * start tag that comes next in the base; where they differ, the eId tells where to go on. What is
 * compared is remembered, so that the provisions in a provision cost no second look. */
#include "doc/beside.h"

#include <string.h>

#include "doc/tags.h"

static size_t most_of(size_t count)
{
	return count + count / 32;
}

void beside_begin(struct beside *b)
{
	const struct doc *base = b->base;
	struct doc *doc = b->doc;
	doc->base_serial = base->serial;
	MEM_ROOM_FOR(doc->provisions, 0, doc->provision_capacity, most_of(base->provision_count));
	MEM_ROOM_FOR(doc->blocks, 0, doc->block_capacity, most_of(base->block_count));
	MEM_ROOM_FOR(doc->inlines, 0, doc->inline_capacity, most_of(base->inline_count));
}

/* ---- finding */

static size_t common_length(const char *a, const char *b, size_t length)
{
	enum { STRIDE = 512 };
	size_t at = 0;
	while (length - at >= STRIDE && !memcmp(a + at, b + at, STRIDE))
		at += STRIDE;
	while (at < length && a[at] == b[at])
		at++;
	return at;
}

/* Does the provision of the base begin with the tag at [at, end)? */
static bool is_start_of(const struct beside *b, size_t at, size_t end, uint32_t index)
{
	const struct provision *p = &b->base->provisions[index];
	size_t length = p->open - p->start;
	return length <= end - at &&
	       !memcmp(b->doc->bytes.at + at, b->base->bytes.at + p->start, length);
}

static bool is_whole(struct beside *b, size_t at, uint32_t index)
{
	const struct provision *p = &b->base->provisions[index];
	int64_t shift = (int64_t)p->start - (int64_t)at;
	size_t length = p->end - p->start;
	if (length > b->doc->bytes.length - at)
		return false;
	if (shift != b->shift || b->same_until <= at) {
		b->shift = shift;
		b->same_until = at + common_length(b->doc->bytes.at + at,
						   b->base->bytes.at + p->start, length);
	}
	return at + length <= b->same_until;
}

static uint32_t find_by_eid(const struct beside *b, size_t at, size_t end)
{
	struct span bytes = span_sub(b->doc->bytes, 0, end);
	struct tag tag;
	if (!tag_next(bytes, &at, &tag) || tag.kind == TAG_CLOSE ||
	    tag.name.length + sizeof " eId=''>" > tag.end - tag.start)
		return DOC_NONE;
	return doc_find(b->base, tag_attribute(bytes, &tag, "eId"));
}

uint32_t beside_find(struct beside *b, size_t at, size_t end)
{
	uint32_t found = b->next;
	if (found >= b->base->provision_count || !is_start_of(b, at, end, found)) {
		found = find_by_eid(b, at, end);
		if (found == DOC_NONE || !is_start_of(b, at, end, found))
			return DOC_NONE;
	}
	b->next = found + 1;
	bool within = b->base->provisions[found].flags & PROVISION_WITHIN;
	return is_whole(b, at, found) && !within ? found : DOC_NONE;
}

/* ---- taking */

struct shifts {
	const struct doc *base;
	struct doc *doc;
	int64_t byte; /* what is added to places in the bytes, and to indices */
	uint32_t provision, block, inl;
};

static uint32_t moved_byte(const struct shifts *s, uint32_t byte)
{
	return (uint32_t)(byte + s->byte);
}

static uint32_t moved_index(uint32_t index, uint32_t shift)
{
	return index == DOC_NONE ? DOC_NONE : index + shift;
}

/* Out of the base's bytes into ours; what was decoded is copied, or borrowed from a large one. */
static struct span moved_span(const struct shifts *s, struct span text)
{
	struct span theirs = s->base->bytes;
	if (text.at >= theirs.at && text.at <= theirs.at + theirs.length)
		return (struct span){s->doc->bytes.at + (text.at - theirs.at) + s->byte,
				     text.length};
	if (!text.length || s->base->storage.mapped)
		return text;
	return (struct span){arena_copy(&s->doc->arena, text.at, text.length), text.length};
}

static void take_provisions(const struct shifts *s, uint32_t first, uint32_t after, uint32_t parent)
{
	struct doc *doc = s->doc;
	for (uint32_t i = first; i < after; i++) {
		struct provision p = s->base->provisions[i];
		p.parent = i == first ? parent : moved_index(p.parent, s->provision);
		p.after += s->provision;
		p.start = moved_byte(s, p.start);
		p.open = moved_byte(s, p.open);
		p.close = moved_byte(s, p.close);
		p.end = moved_byte(s, p.end);
		p.block += s->block;
		p.block_after += s->block;
		p.num = moved_index(p.num, s->block);
		p.heading = moved_index(p.heading, s->block);
		p.eid = moved_span(s, p.eid);
		doc->provisions[doc->provision_count++] = p;
	}
}

static void take_blocks(const struct shifts *s, uint32_t first, uint32_t after)
{
	struct doc *doc = s->doc;
	for (uint32_t i = first; i < after; i++) {
		struct block b = s->base->blocks[i];
		b.provision = moved_index(b.provision, s->provision);
		b.start = moved_byte(s, b.start);
		b.open = moved_byte(s, b.open);
		b.close = moved_byte(s, b.close);
		b.end = moved_byte(s, b.end);
		b.inline_first += s->inl;
		b.inline_after += s->inl;
		b.text = moved_span(s, b.text);
		doc->blocks[doc->block_count++] = b;
	}
}

static void take_inlines(const struct shifts *s, uint32_t first, uint32_t after)
{
	struct doc *doc = s->doc;
	for (uint32_t i = first; i < after; i++) {
		struct inl inl = s->base->inlines[i];
		inl.block = moved_index(inl.block, s->block);
		inl.parent = moved_index(inl.parent, s->inl);
		inl.start = moved_byte(s, inl.start);
		inl.open = moved_byte(s, inl.open);
		inl.close = moved_byte(s, inl.close);
		inl.end = moved_byte(s, inl.end);
		inl.href = moved_span(s, inl.href);
		inl.up_to = moved_span(s, inl.up_to);
		inl.refers_to = moved_span(s, inl.refers_to);
		inl.eid = moved_span(s, inl.eid);
		doc->inlines[doc->inline_count++] = inl;
	}
}

bool beside_take(struct beside *b, uint32_t provision, size_t at, uint32_t parent)
{
	const struct doc *base = b->base;
	struct doc *doc = b->doc;
	const struct provision *p = &base->provisions[provision];
	uint32_t depth = parent == DOC_NONE ? 0 : doc->provisions[parent].depth + 1;
	if (p->depth != depth)
		return false;
	uint32_t all = (uint32_t)base->inline_count;
	uint32_t inl = doc_inline_from(base, 0, all, p->start);
	uint32_t inl_after = doc_inline_from(base, inl, all, p->end);
	struct shifts shifts = {.base = base,
				.doc = doc,
				.byte = (int64_t)at - p->start,
				.provision = (uint32_t)doc->provision_count - provision,
				.block = (uint32_t)doc->block_count - p->block,
				.inl = (uint32_t)doc->inline_count - inl};
	MEM_ROOM_FOR(doc->provisions, doc->provision_count, doc->provision_capacity,
		     p->after - provision);
	MEM_ROOM_FOR(doc->blocks, doc->block_count, doc->block_capacity, p->block_after - p->block);
	MEM_ROOM_FOR(doc->inlines, doc->inline_count, doc->inline_capacity, inl_after - inl);
	take_provisions(&shifts, provision, p->after, parent);
	take_blocks(&shifts, p->block, p->block_after);
	take_inlines(&shifts, inl, inl_after);
	uint32_t first = (uint32_t)doc->provision_count - (p->after - provision);
	MEM_ROOM(doc->same, doc->same_count, doc->same_capacity);
	doc->same[doc->same_count++] = (struct same_run){first, provision};
	doc->has_cdata |= base->has_cdata;
	b->next = p->after;
	return true;
}
