/* A payload on its way from the modification into the consolidated text: one pass over its tags. */
#include "patch/patch.h"

#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

struct span payload_eid(const struct patch *patch, uint32_t provision)
{
	const struct provision *p = &patch->doc->provisions[provision];
	struct span wid = doc_attribute(patch->doc, p->start, "wId");
	if (wid.at)
		return wid;
	struct span eid = p->eid;
	for (size_t at = 0; (at = span_find(eid, SPAN("__qstr_"), 0)) != SIZE_MAX;) {
		size_t end = span_find(eid, SPAN("__"), at + 7);
		if (end == SIZE_MAX)
			break;
		eid = span_sub(eid, end + 2, eid.length);
	}
	return eid;
}

void payload_id(struct span eid, struct span around, struct span around_as, struct buf *out)
{
	bool below = around.length && eid.length > around.length + 2 &&
		     !memcmp(eid.at, around.at, around.length) &&
		     !memcmp(eid.at + around.length, "__", 2);
	if (below)
		buf_span(out, around_as);
	buf_span(out, span_sub(eid, below ? around.length : 0, eid.length));
}

uint32_t payload_next(const struct patch *patch, const struct op *op, uint32_t provision)
{
	uint32_t next = patch->doc->provisions[provision].after;
	return next < op->payload_after ? next : DOC_NONE;
}

/* An open element of the payload. */
struct level_frame {
	struct span eid,
		as; /* its eId and what it becomes; of the provision around it if it has none */
	struct span name;    /* of its tags, where that is not the payload's own */
	bool wrapper;	     /* a cross-heading wrapper, which is not written */
	bool group;	     /* a wrapper that is written and not in the payload is open in it */
	bool round;	     /* the heading of one: its crossHeading in the payload */
	bool heading;	     /* the heading of one: written as crossHeading */
	bool text;	     /* p, num, heading: white space inside is text */
	unsigned paragraphs; /* of a provision: p seen so far */
	size_t start;	     /* of its start tag */
};

struct writer {
	const struct patch *patch;
	const struct payload_place *place;
	struct span bytes;
	struct buf *out;
	struct level_frame *stack;
	size_t depth, capacity;
	size_t wrappers, groups, texts; /* open ones */
	uint32_t block;			/* next block of the patch's doc, as the pass comes along */
	size_t skip_to;			/* bytes before this have been dealt with */
};

void layout_break(const struct line_layout *layout, size_t levels, struct buf *out)
{
	if (!layout->lines)
		return;
	buf_text(out, layout->crlf ? "\r\n" : "\n");
	buf_repeat(out, layout->fill, layout->indent + levels * layout->step);
}

static size_t levels_open(const struct writer *w)
{
	return w->depth - w->wrappers + w->groups;
}

/* Ends the provisions under a cross-heading that was flat in the payload. */
static void close_group(struct writer *w)
{
	if (!w->depth || !w->stack[w->depth - 1].group)
		return;
	w->stack[w->depth - 1].group = false;
	w->groups--;
	layout_break(&w->place->layout, levels_open(w), w->out);
	buf_text(w->out, "</hcontainer>");
}

static bool ends_group(struct span next)
{
	return span_starts(next, "</") || span_starts(next, "<crossHeading") ||
	       span_starts(next, "<wrapUp");
}

/* Lines are broken where the payload breaks them, and indented as those around them. */
static void write_space(struct writer *w, struct span space)
{
	if (w->place->exact) {
		buf_span(w->out, space);
		return;
	}
	if (!memchr(space.at, '\n', space.length))
		return;
	struct span next = span_from(space.at + space.length, w->bytes.at + w->bytes.length);
	bool closing = span_starts(next, "</");
	if (ends_group(next))
		close_group(w);
	size_t levels = levels_open(w);
	layout_break(&w->place->layout, levels - (closing && levels), w->out);
}

static void write_id(const struct writer *w, struct span id, struct span wid, struct buf *out)
{
	if (wid.at) {
		payload_id(wid, w->place->around, w->place->around_as, out);
		return;
	}
	const struct level_frame *frame = w->depth ? &w->stack[w->depth - 1] : NULL;
	if (frame && frame->eid.length && id.length > frame->eid.length &&
	    !memcmp(id.at, frame->eid.at, frame->eid.length)) {
		payload_id(frame->as, w->place->around, w->place->around_as, out);
		buf_span(out, span_sub(id, frame->eid.length, id.length));
		return;
	}
	buf_span(out, id);
}

static struct span local_href(const struct writer *w, struct span value)
{
	size_t n = w->place->work.length;
	if (n && value.length > n && value.at[n] == '#' && !memcmp(value.at, w->place->work.at, n))
		return span_sub(value, n, value.length);
	return value;
}

/* The attribute that declares a prefix at a start tag. */
static bool declares(struct span bytes, size_t start, const char *name, struct tag_attr *attribute)
{
	struct tag tag;
	return tag_next(bytes, &start, &tag) && tag.kind != TAG_CLOSE &&
	       tag_find_attribute(bytes, &tag, name, attribute);
}

static size_t root_start(const struct writer *w)
{
	struct tag tag;
	for (size_t at = 0; tag_next(w->bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN)
			return tag.start;
	return 0;
}

/* A prefix that is declared outside the payload is declared where it is used. */
static void carry_prefix(struct writer *w, const struct tag *tag, struct span prefix)
{
	struct tag_attr attribute;
	struct buf declaration = {0};
	buf_printf(&declaration, "xmlns:%.*s", SPAN_ARGS(prefix));
	const char *wanted = buf_string(&declaration);
	struct tag_attr there;
	bool inside = declares(w->bytes, tag->start, wanted, &attribute);
	bool known = w->place->root.length && declares(w->place->root, 0, wanted, &there);
	for (size_t i = 0; i < w->depth && !inside; i++)
		inside = declares(w->bytes, w->stack[i].start, wanted, &attribute);
	if (!inside && declares(w->bytes, root_start(w), wanted, &attribute) &&
	    !(known && span_equal(there.value, attribute.value))) {
		buf_char(w->out, ' ');
		tag_write_attribute(attribute.name, attribute.value, w->out);
	}
	buf_release(&declaration);
}

/* In a payload lp:wId is a wId that the new provision has already (its history), lp:eId the eId of
 * something in quoted words; a wrapper that is one in the new text too has lp:wrapper. */
static bool is_carried(struct span name)
{
	return span_is(name, "lp:wId") || span_is(name, "lp:eId");
}

static bool is_ours(struct span name)
{
	return is_carried(name) || span_is(name, "lp:wrapper");
}

static struct span prefix_of(struct span name)
{
	const char *colon = name.length ? memchr(name.at, ':', name.length) : NULL;
	struct span prefix = colon ? span_from(name.at, colon) : (struct span){"", 0};
	return span_is(prefix, "xml") || span_is(prefix, "xmlns") ? (struct span){"", 0} : prefix;
}

/* Of the tag and its attributes, each once; those of one prefix stand together, as they do in files
 * (a second declaration is found when the result is read). */
static void carry_prefixes(struct writer *w, const struct tag *tag)
{
	struct tag_attr attribute;
	struct span last = prefix_of(tag->name);
	if (last.length)
		carry_prefix(w, tag, last);
	for (size_t at = 0; tag_next_attribute(w->bytes, tag, &at, &attribute);) {
		struct span prefix = prefix_of(attribute.name);
		if (!prefix.length || span_equal(prefix, last) || is_ours(attribute.name))
			continue;
		carry_prefix(w, tag, prefix);
		last = prefix;
	}
}

static void write_attribute(const struct writer *w, const struct tag_attr *attr, struct span name,
			    struct span value)
{
	if (!w->place->exact) {
		buf_char(w->out, ' ');
		tag_write_attribute(name, value, w->out);
		return;
	}
	/* With the space, the quotation marks and all. */
	const char *at = w->bytes.at + attr->start;
	buf_span(w->out, span_from(at, attr->name.at));
	buf_span(w->out, name);
	buf_span(w->out, span_from(attr->name.at + attr->name.length, attr->value.at));
	buf_span(w->out, value);
	buf_span(w->out, span_from(attr->value.at + attr->value.length, w->bytes.at + attr->end));
}

/* The attributes of a start tag as they will stand; returns where they end. */
static size_t write_own_attributes(struct writer *w, const struct tag *tag, struct span wid,
				   bool name)
{
	struct tag_attr attr;
	size_t at = 0, last = 0;
	while (tag_next_attribute(w->bytes, tag, &at, &attr)) {
		last = attr.end;
		if (span_is(attr.name, "wId") || span_is(attr.name, "lp:wrapper") ||
		    (span_is(attr.name, "name") && !name))
			continue;
		struct buf id = {0};
		struct span value = attr.value;
		if (span_is(attr.name, "eId")) {
			write_id(w, attr.value, wid, &id);
			value = buf_as_span(&id);
		} else if (span_is(attr.name, "href") || span_is(attr.name, "from") ||
			   span_is(attr.name, "upTo")) {
			value = local_href(w, attr.value);
		}
		write_attribute(w, &attr,
				is_carried(attr.name) ? span_sub(attr.name, 3, attr.name.length)
						      : attr.name,
				value);
		buf_release(&id);
	}
	return last;
}

/* The same with the end of the tag; of the heading of a wrapper those beside the eId. */
static void write_attributes(struct writer *w, const struct tag *tag, struct span wid)
{
	size_t last = write_own_attributes(w, tag, wid, true);
	if (w->place->exact && last)
		buf_span(w->out, span_sub(w->bytes, last, tag->end));
	else
		buf_text(w->out, tag->kind == TAG_EMPTY ? "/>" : ">");
}

static void write_tag(struct writer *w, const struct tag *tag, struct span wid)
{
	buf_char(w->out, '<');
	buf_span(w->out, tag->name);
	carry_prefixes(w, tag);
	write_attributes(w, tag, wid);
}

static struct span local_name(struct span name)
{
	const char *colon = name.length ? memchr(name.at, ':', name.length) : NULL;
	return colon ? span_from(colon + 1, name.at + name.length) : name;
}

static void carry_attribute(struct writer *w, struct span model, const struct tag *tag,
			    const char *name)
{
	struct span value = tag_attribute(model, tag, name);
	if (!value.at)
		return;
	buf_char(w->out, ' ');
	tag_write_attribute(span_of(name), value, w->out);
}

/* A provision as the base writes those of its kind: element and name. False when it has none
 * that the payload's own would differ from. */
static bool write_like_model(struct writer *w, const struct tag *tag, struct span wid,
			     struct span *name)
{
	struct tag like;
	size_t at = 0;
	if (!wid.at || !w->place->model || w->texts)
		return false;
	struct span model = w->place->model(w->place->model_user, wid);
	if (!model.length || !tag_next(model, &at, &like))
		return false;
	bool same = span_equal(local_name(like.name), tag->name) &&
		    span_equal(tag_attribute(model, &like, "name"),
			       tag_attribute(w->bytes, tag, "name"));
	if (same)
		return false;
	*name = local_name(like.name);
	buf_char(w->out, '<');
	buf_span(w->out, *name);
	carry_prefixes(w, tag);
	write_own_attributes(w, tag, wid, false);
	carry_attribute(w, model, &like, "name");
	buf_text(w->out, tag->kind == TAG_EMPTY ? "/>" : ">");
	return true;
}

/* A cross-heading that is flat in the payload, where the base has them round their provisions. */
static void open_group(struct writer *w, const struct tag *tag, struct span wid)
{
	struct buf id = {0};
	close_group(w);
	write_id(w, tag_attribute(w->bytes, tag, "eId"), wid, &id);
	buf_printf(w->out, "<hcontainer eId=\"%s\" name=\"crossheading\">", buf_string(&id));
	layout_break(&w->place->layout, levels_open(w) + 1, w->out);
	buf_text(w->out, "<heading>");
	buf_release(&id);
}

static bool is_wrapper(const struct writer *w, const struct tag *tag)
{
	return !w->place->wrappers && span_is(tag->name, "hcontainer") &&
	       span_is(tag_attribute(w->bytes, tag, "name"), "crossheading") &&
	       !tag_attribute(w->bytes, tag, "lp:wrapper").at;
}

static bool is_text(struct span name)
{
	return span_is(name, "p") || span_is(name, "num") || span_is(name, "heading") ||
	       span_is(name, "crossHeading");
}

/* Asks for the bytes that the base already has for this paragraph; true when it has them. */
static bool write_kept(struct writer *w, const struct tag *tag)
{
	const struct doc *doc = w->patch->doc;
	while (w->block < doc->block_count && doc->blocks[w->block].start < tag->start)
		w->block++;
	if (!w->place->kept || !span_is(tag->name, "p") || w->block >= doc->block_count)
		return false;
	const struct block *block = &doc->blocks[w->block];
	struct level_frame *owner = &w->stack[w->depth - 1];
	struct span kept = w->place->kept(w->place->user, owner->as, owner->paragraphs, w->block);
	for (size_t i = 0; i < w->depth; i++)
		if (span_equal(w->stack[i].as, owner->as))
			w->stack[i].paragraphs++;
	if (!kept.at)
		return false;
	write_tag(w, tag, (struct span){0});
	buf_span(w->out, kept);
	buf_text(w->out, "</p>");
	w->skip_to = block->end;
	return true;
}

static void open_element(struct writer *w, const struct tag *tag)
{
	struct span wid = tag_attribute(w->bytes, tag, "wId");
	struct span eid = tag_attribute(w->bytes, tag, "eId");
	struct level_frame outer = w->depth ? w->stack[w->depth - 1] : (struct level_frame){0};
	struct level_frame frame = {.eid = outer.eid,
				    .as = outer.as,
				    .paragraphs = outer.paragraphs,
				    .start = tag->start};
	frame.wrapper = is_wrapper(w, tag);
	frame.heading = outer.wrapper && span_is(tag->name, "heading");
	frame.text = is_text(tag->name);
	frame.round = w->place->wrappers && w->depth && !w->texts && tag->kind == TAG_OPEN &&
		      span_is(tag->name, "crossHeading");
	if (span_is(tag->name, "wrapUp"))
		close_group(w);
	if (w->depth && !w->texts && tag->kind == TAG_OPEN && write_kept(w, tag))
		return;
	if (frame.heading) {
		buf_text(w->out, "<crossHeading eId=\"");
		payload_id(outer.as, w->place->around, w->place->around_as, w->out);
		buf_char(w->out, '"');
		write_attributes(w, tag, wid);
	} else if (frame.round) {
		open_group(w, tag, wid);
	} else if (!frame.wrapper && !write_like_model(w, tag, wid, &frame.name)) {
		write_tag(w, tag, wid);
	}
	if (tag->kind == TAG_EMPTY)
		return;
	if (wid.at) {
		frame.eid = eid;
		frame.as = wid;
		frame.paragraphs = 0;
	}
	MEM_ROOM(w->stack, w->depth, w->capacity);
	w->stack[w->depth++] = frame;
	w->wrappers += frame.wrapper;
	w->texts += frame.text;
}

static void close_element(struct writer *w, const struct tag *tag)
{
	close_group(w);
	struct level_frame frame = w->stack[--w->depth];
	w->texts -= frame.text;
	w->wrappers -= frame.wrapper;
	if (frame.wrapper) {
		while (w->out->length && strchr(" \t\r\n", w->out->at[w->out->length - 1]))
			buf_cut(w->out, w->out->length - 1);
	} else if (frame.heading) {
		buf_text(w->out, "</crossHeading>");
	} else if (frame.round) {
		buf_text(w->out, "</heading>");
		w->stack[w->depth - 1].group = true;
		w->groups++;
	} else if (frame.name.length) {
		buf_printf(w->out, "</%.*s>", SPAN_ARGS(frame.name));
	} else {
		buf_span(w->out, span_sub(w->bytes, tag->start, tag->end));
	}
}

static void write_piece(struct writer *w, const struct tag *tag)
{
	struct span raw = span_sub(w->bytes, tag->start, tag->end);
	bool opening_wrapper = w->depth && w->stack[w->depth - 1].wrapper &&
			       (!w->out->length || w->out->at[w->out->length - 1] != '>');
	switch (tag->kind) {
	case TAG_TEXT:
		if (w->texts)
			buf_span(w->out, raw);
		else if (!opening_wrapper)
			write_space(w, raw);
		break;
	case TAG_OPEN:
	case TAG_EMPTY:
		open_element(w, tag);
		break;
	case TAG_CLOSE:
		close_element(w, tag);
		break;
	case TAG_COMMENT:
	case TAG_CDATA:
		buf_span(w->out, raw);
		break;
	}
}

void payload_write(const struct patch *patch, uint32_t first, uint32_t last,
		   const struct payload_place *place, struct buf *out)
{
	const struct doc *doc = patch->doc;
	struct writer w = {.patch = patch,
			   .place = place,
			   .bytes = span_sub(doc->bytes, 0, doc->provisions[last].end),
			   .out = out,
			   .block = doc->provisions[first].block};
	size_t at = doc->provisions[first].start;
	struct tag tag;
	while (tag_next(w.bytes, &at, &tag)) {
		write_piece(&w, &tag);
		if (w.skip_to > at)
			at = w.skip_to;
	}
	free(w.stack);
}

void payload_write_words(const struct patch *patch, uint32_t quoted,
			 const struct payload_place *place, struct buf *out)
{
	const struct inl *inl = &patch->doc->inlines[quoted];
	struct writer w = {.patch = patch,
			   .place = place,
			   .bytes = span_sub(patch->doc->bytes, 0, inl->close),
			   .out = out,
			   .texts = 1};
	struct tag tag;
	for (size_t at = inl->open; tag_next(w.bytes, &at, &tag);)
		write_piece(&w, &tag);
	free(w.stack);
}
