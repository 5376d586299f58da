/* Provisions and words of the new version as they are quoted in a modification: eIds with the
 * prefix of the quotation and wId as they will be, references with the Work, cross-headings as
 * wrappers (akn-profile, section 6). What payload_write (patch/) makes of them is the new version
 * again. */
#include "calc/maker.h"

#include "doc/tags.h"

#include <string.h>

enum { INDENT = 12, STEP = 2 };

struct quoter {
	const struct doc *doc;
	const char *prefix; /* NULL: inline, ids are carried as lp:eId */
	bool exact;
	struct span root;   /* AKN prefix of the document's names, with its colon; or empty */
	struct span parent; /* eId of what is round the siblings; or empty */
	size_t depth, texts;
	bool wrapped; /* a wrapper is open */
	struct buf *out;
};

static struct span akn_prefix(const struct doc *doc)
{
	struct tag tag;
	for (size_t at = 0; tag_next(doc->bytes, &at, &tag);) {
		if (tag.kind != TAG_OPEN)
			continue;
		const char *colon = memchr(tag.name.at, ':', tag.name.length);
		return colon ? span_from(tag.name.at, colon + 1) : (struct span){"", 0};
	}
	return (struct span){"", 0};
}

static struct span plain_name(const struct quoter *q, struct span name)
{
	size_t n = q->root.length;
	return n && name.length > n && !memcmp(name.at, q->root.at, n)
		       ? span_sub(name, n, name.length)
		       : name;
}

/* The id below the siblings' parent. */
static struct span short_id(const struct quoter *q, struct span id)
{
	size_t n = q->parent.length;
	if (n && id.length > n + 2 && !memcmp(id.at, q->parent.at, n) &&
	    !memcmp(id.at + n, "__", 2))
		return span_sub(id, n + 2, id.length);
	return id;
}

/* The attribute up to its name and from its name to its value, as written. */
static void copy_attribute(const struct quoter *q, const struct tag_attr *attr, const char *name,
			   struct span before_value)
{
	struct span bytes = q->doc->bytes;
	buf_span(q->out, span_from(bytes.at + attr->start, attr->name.at));
	if (name)
		buf_text(q->out, name);
	else
		buf_span(q->out, attr->name);
	buf_span(q->out, span_from(attr->name.at + attr->name.length, attr->value.at));
	buf_span(q->out, before_value);
	buf_span(q->out, span_from(attr->value.at, bytes.at + attr->end));
}

static void write_ids(const struct quoter *q, const struct tag_attr *attr)
{
	struct span none = {"", 0};
	if (!q->prefix) {
		copy_attribute(q, attr, "lp:eId", none);
		return;
	}
	struct span bytes = q->doc->bytes;
	buf_span(q->out, span_from(bytes.at + attr->start, attr->value.at));
	buf_printf(q->out, "%s__", q->prefix);
	buf_span(q->out, short_id(q, attr->value));
	buf_span(q->out, span_from(attr->value.at + attr->value.length, bytes.at + attr->end));
	copy_attribute(q, attr, "wId", none);
}

static bool is_link(struct span name)
{
	return span_is(name, "href") || span_is(name, "from") || span_is(name, "upTo");
}

/* The attributes of a tag. Of a cross-heading all but the eId, which its wrapper has. */
static void write_attributes(const struct quoter *q, const struct tag *tag, bool without_id)
{
	struct tag_attr attr;
	struct span none = {"", 0};
	size_t at = 0, last = (size_t)(tag->name.at - q->doc->bytes.at) + tag->name.length;
	while (tag_next_attribute(q->doc->bytes, tag, &at, &attr)) {
		last = attr.end;
		if (span_is(attr.name, "eId")) {
			if (!without_id)
				write_ids(q, &attr);
		} else if (span_is(attr.name, "wId")) {
			copy_attribute(q, &attr, "lp:wId", none);
		} else {
			bool local = is_link(attr.name) && span_starts(attr.value, "#");
			copy_attribute(q, &attr, NULL, local ? q->doc->facts.work : none);
		}
	}
	buf_span(q->out, span_sub(q->doc->bytes, last, tag->end));
}

static bool is_wrapper(const struct quoter *q, const struct tag *tag)
{
	return span_is(plain_name(q, tag->name), "hcontainer") &&
	       span_is(tag_attribute(q->doc->bytes, tag, "name"), "crossheading");
}

static void break_line(const struct quoter *q, size_t back)
{
	buf_char(q->out, '\n');
	buf_repeat(q->out, ' ', INDENT + (q->depth + q->wrapped - back) * STEP);
}

static void write_space(const struct quoter *q, struct span space, size_t next)
{
	if (q->exact)
		buf_span(q->out, space);
	else if (memchr(space.at, '\n', space.length))
		break_line(q, next + 1 < q->doc->bytes.length && q->doc->bytes.at[next + 1] == '/');
}

static bool holds_text(struct span name)
{
	return span_is(name, "p") || span_is(name, "num") || span_is(name, "heading") ||
	       span_is(name, "crossHeading");
}

static void write_start(struct quoter *q, const struct tag *tag)
{
	struct span name = plain_name(q, tag->name);
	buf_char(q->out, '<');
	buf_span(q->out, name);
	if (is_wrapper(q, tag))
		buf_text(q->out, " lp:wrapper=\"yes\"");
	write_attributes(q, tag, false);
	if (tag->kind == TAG_EMPTY)
		return;
	q->depth++;
	q->texts += holds_text(name);
}

static void write_piece(struct quoter *q, const struct tag *tag)
{
	struct span raw = span_sub(q->doc->bytes, tag->start, tag->end);
	switch (tag->kind) {
	case TAG_TEXT:
		if (q->texts || span_trim(raw).length)
			buf_span(q->out, raw);
		else
			write_space(q, raw, tag->end);
		break;
	case TAG_OPEN:
	case TAG_EMPTY:
		write_start(q, tag);
		break;
	case TAG_CLOSE:
		q->depth--;
		q->texts -= holds_text(plain_name(q, tag->name));
		buf_printf(q->out, "</%.*s", SPAN_ARGS(plain_name(q, tag->name)));
		buf_span(q->out,
			 span_from(tag->name.at + tag->name.length, q->doc->bytes.at + tag->end));
		break;
	case TAG_COMMENT:
	case TAG_CDATA:
		buf_span(q->out, raw);
		break;
	}
}

static void write_range(struct quoter *q, uint32_t from, uint32_t to)
{
	struct tag tag;
	for (size_t at = from; at < to && tag_next(span_sub(q->doc->bytes, 0, to), &at, &tag);)
		write_piece(q, &tag);
}

static void close_wrapper(struct quoter *q)
{
	if (!q->wrapped)
		return;
	q->wrapped = false;
	break_line(q, 0);
	buf_text(q->out, "</hcontainer>");
}

/* <crossHeading eId="x">H</crossHeading> -> <hcontainer …><heading>H</heading>, left open. */
static void open_wrapper(struct quoter *q, const struct provision *p)
{
	struct tag tag;
	size_t at = p->start;
	if (!tag_next(q->doc->bytes, &at, &tag))
		return;
	buf_printf(q->out, "<hcontainer eId=\"%s__%.*s\" wId=\"%.*s\" name=\"crossheading\">",
		   q->prefix, SPAN_ARGS(short_id(q, p->eid)), SPAN_ARGS(p->eid));
	q->wrapped = true;
	if (!q->exact)
		break_line(q, 0);
	buf_text(q->out, "<heading");
	write_attributes(q, &tag, true);
	q->texts++;
	write_range(q, p->open, p->close);
	q->texts--;
	buf_text(q->out, "</heading>");
}

static void write_sibling(struct quoter *q, uint32_t index)
{
	const struct provision *p = &q->doc->provisions[index];
	if (p->element == EL_CROSS_HEADING)
		open_wrapper(q, p);
	else
		write_range(q, p->start, p->end);
}

/* The white space between two siblings; it stands inside the wrapper, or behind its end. */
static void write_between(struct quoter *q, uint32_t before, uint32_t next)
{
	const struct provision *b = &q->doc->provisions[next];
	if (b->element == EL_CROSS_HEADING)
		close_wrapper(q);
	struct span space = span_sub(q->doc->bytes, q->doc->provisions[before].end, b->start);
	if (q->exact && !span_trim(space).length)
		buf_span(q->out, space);
	else
		break_line(q, 0);
}

void payload_from(const struct doc *doc, uint32_t first, uint32_t last, const char *prefix,
		  bool exact, struct buf *out)
{
	uint32_t parent = doc->provisions[first].parent;
	struct quoter q = {.doc = doc,
			   .prefix = prefix,
			   .exact = exact,
			   .root = akn_prefix(doc),
			   .parent = parent == DOC_NONE ? (struct span){"", 0}
							: doc->provisions[parent].eid,
			   .out = out};
	buf_repeat(out, ' ', INDENT);
	for (uint32_t i = first;;) {
		write_sibling(&q, i);
		if (i == last)
			break;
		uint32_t next = provision_next(doc, i);
		if (next == DOC_NONE)
			break;
		write_between(&q, i, next);
		i = next;
	}
	close_wrapper(&q);
	buf_char(out, '\n');
}

void quoted_from(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out)
{
	struct quoter q = {
		.doc = doc, .exact = true, .root = akn_prefix(doc), .texts = 1, .out = out};
	write_range(&q, from, to);
}
