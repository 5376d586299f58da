/* White space around provisions: new ones are laid out as their neighbours are. */
#include "apply/plan.h"

#include "doc/tags.h"

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

uint32_t space_before(const struct doc *doc, uint32_t byte)
{
	while (byte && strchr(" \t\r\n", doc->bytes.at[byte - 1]) && doc->bytes.at[byte - 1])
		byte--;
	return byte;
}

size_t indent_of(const struct doc *doc, uint32_t byte)
{
	return on_own_line(doc, byte) ? byte - line_start(doc, byte) : 0;
}

void buf_break(struct buf *buf, const struct doc *doc, uint32_t byte)
{
	if (!on_own_line(doc, byte))
		return;
	uint32_t start = line_start(doc, byte) - 1;
	if (start && doc->bytes.at[start - 1] == '\r')
		start--;
	buf_span(buf, span_sub(doc->bytes, start, byte));
}

/* How far what stands in a provision is behind it, in `layout`; false when none of it has a line of
 * its own: a cross-heading, and one that is all on one line, do not say. */
static bool step_inside(const struct doc *doc, uint32_t provision, struct line_layout *layout)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t inner = p->open;
	while (inner < p->close && doc->bytes.at[inner] != '<')
		inner++;
	size_t own = indent_of(doc, p->start);
	if (!on_own_line(doc, inner) || indent_of(doc, inner) < own)
		return false;
	layout->step = indent_of(doc, inner) - own;
	return true;
}

struct line_layout layout_of(const struct doc *doc, uint32_t provision)
{
	uint32_t start = doc->provisions[provision].start;
	struct line_layout layout = {.lines = on_own_line(doc, start), .fill = ' ', .step = 2};
	if (!layout.lines)
		return layout;
	uint32_t line = line_start(doc, start);
	layout.crlf = line > 1 && doc->bytes.at[line - 2] == '\r';
	layout.indent = start - line;
	if (layout.indent && doc->bytes.at[line] == '\t') {
		layout.fill = '\t';
		layout.step = 1;
	}
	while (provision != DOC_NONE && !step_inside(doc, provision, &layout))
		provision = doc->provisions[provision].parent;
	return layout;
}

struct line_layout layout_below(const struct doc *doc, uint32_t provision)
{
	struct line_layout layout = layout_of(doc, provision);
	layout.indent += layout.step;
	return layout;
}

struct line_layout layout_at(const struct doc *doc, uint32_t byte)
{
	uint32_t behind = doc_provision_at(doc, byte), before = doc_provision_at(doc, byte - 1);
	if (behind != DOC_NONE && doc->provisions[behind].start == byte)
		return layout_of(doc, behind);
	if (before != DOC_NONE && doc->provisions[before].end == byte)
		return layout_of(doc, before);
	return behind == DOC_NONE ? (struct line_layout){0} : layout_below(doc, behind);
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

void splice_unwrap(struct splices *splices, const struct doc *doc, uint32_t provision,
		   unsigned change)
{
	const struct provision *p = &doc->provisions[provision];
	splice_add(splices, space_before(doc, p->start), doc->blocks[p->heading].end,
		   (struct span){"", 0}, change);
	splice_add(splices, space_before(doc, p->close), p->end, (struct span){"", 0}, change);
}

static struct span root_tag(const struct doc *doc)
{
	struct tag tag;
	for (size_t at = 0; tag_next(doc->bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN)
			return span_sub(doc->bytes, tag.start, tag.end);
	return (struct span){"", 0};
}

struct payload_place payload_goes(struct plan *plan, const struct op_result *result,
				  const struct doc *doc, uint32_t inside, struct line_layout layout)
{
	struct around *around = &plan->around[result_index(plan, result)];
	if (inside != DOC_NONE) {
		around->eid = doc->provisions[inside].eid;
		around->as = eid_after(plan, result, doc, inside);
	}
	return (struct payload_place){.work = doc->facts.work,
				      .layout = layout,
				      .exact = result->op->exact,
				      .around = around->eid,
				      .around_as = around->as,
				      .root = root_tag(doc)};
}
