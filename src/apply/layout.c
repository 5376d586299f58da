/* White space around provisions: new ones are laid out as their neighbours are. */
#include "apply/plan.h"

#include <stdlib.h>
#include <string.h>

static uint32_t line_start(const struct doc *doc, uint32_t byte)
{
	while (byte && doc->bytes.at[byte - 1] != '\n')
		byte--;
	return byte;
}

/* Looks back only over white space: a document on one line costs nothing. */
bool on_own_line(const struct doc *doc, uint32_t byte)
{
	uint32_t at = space_before(doc, byte);
	return memchr(doc->bytes.at + at, '\n', byte - at) != NULL;
}

size_t indent_of(const struct doc *doc, uint32_t byte)
{
	return on_own_line(doc, byte) ? byte - line_start(doc, byte) : 0;
}

uint32_t space_before(const struct doc *doc, uint32_t byte)
{
	while (byte && strchr(" \t\r\n", doc->bytes.at[byte - 1]) && doc->bytes.at[byte - 1])
		byte--;
	return byte;
}

void buf_break(struct buf *buf, const struct doc *doc, uint32_t byte)
{
	if (!on_own_line(doc, byte))
		return;
	buf_char(buf, '\n');
	buf_repeat(buf, ' ', indent_of(doc, byte));
}

struct span splices_keep(struct splices *splices, struct buf *buf)
{
	struct span kept = {arena_copy(&splices->arena, buf->at, buf->length), buf->length};
	buf_release(buf);
	return kept;
}

void splice_removal(struct splices *splices, const struct doc *doc, uint32_t provision,
		    unsigned change)
{
	const struct provision *p = &doc->provisions[provision];
	splice_add(splices, space_before(doc, p->start), p->end, (struct span){"", 0}, change);
}
