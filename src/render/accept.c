/* Accepting or rejecting all marks of a redline of ours (akn-profile, section 7), on its bytes.
 *
 * What is dropped goes with the white space before it; a wrapper left with one paragraph is written
 * on one line again, as the canonical layout has it, and one left empty goes too. */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "doc/tags.h"

/* An element that is open in the input. */
struct open_element {
	struct span name;
	size_t out_before, out_open; /* in the output: before its white space, behind its tag */
	size_t kept;		     /* child elements written */
	struct span kept_name;	     /* of the last of them */
	bool dropped;		     /* a child was dropped */
	bool unwrapped;		     /* its tags are not written */
	bool was;		     /* ids below it carry the prefix was_ */
};

struct strip {
	struct span in;
	struct buf *out;
	enum mark drop;
	struct open_element *open;
	size_t count, capacity;
	size_t skipped; /* depth inside what is dropped */
};

static struct span local_name(struct span name)
{
	const char *colon = memchr(name.at, ':', name.length);
	return colon ? span_from(colon + 1, name.at + name.length) : name;
}

static bool has_word(struct span list, const char *word)
{
	size_t length = strlen(word);
	for (size_t i = 0; i < list.length;) {
		size_t end = i;
		while (end < list.length && list.at[end] != ' ')
			end++;
		if (end - i == length && !memcmp(list.at + i, word, length))
			return true;
		i = end + 1;
	}
	return false;
}

/* ---- what a tag is marked as */

struct marked {
	bool ours, whole; /* it has lp:change; the element is marked by its class */
	enum mark mark;
	struct span was, before;
};

static struct marked marks_of(const struct strip *s, const struct tag *tag)
{
	struct marked m = {.mark = MARK_SAME};
	m.ours = tag_attribute(s->in, tag, "lp:change").at != NULL;
	m.was = tag_attribute(s->in, tag, "lp:was");
	m.before = tag_attribute(s->in, tag, "lp:before");
	if (!m.ours)
		return m;
	struct span name = local_name(tag->name), class = tag_attribute(s->in, tag, "class");
	if (class.at && has_word(class, "inserted"))
		m.mark = MARK_INSERTED;
	else if (class.at && has_word(class, "removed"))
		m.mark = MARK_REMOVED;
	m.whole = m.mark != MARK_SAME;
	if (span_is(name, "ins"))
		m.mark = MARK_INSERTED;
	else if (span_is(name, "del"))
		m.mark = MARK_REMOVED;
	return m;
}

/* Metadata that only a redline has. */
static bool is_redline_meta(const struct strip *s, const struct tag *tag)
{
	struct span name = local_name(tag->name);
	struct span period = tag_attribute(s->in, tag, "period");
	struct span href = tag_attribute(s->in, tag, "href");
	struct span eid = tag_attribute(s->in, tag, "eId");
	if (span_is(name, "force"))
		return period.at && span_starts(period, "#tmpg_");
	if (span_is(name, "temporalData"))
		return true;
	if (span_is(name, "TLCConcept"))
		return eid.at && span_is(eid, "inForce");
	if (span_is(name, "old") || span_is(name, "new"))
		return href.at && (span_find(href, SPAN("__del_"), 0) != SIZE_MAX ||
				   span_find(href, SPAN("__ins_"), 0) != SIZE_MAX);
	return false;
}

/* ---- output */

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The length of the output without the white space at its end, if that lies between tags. */
static size_t before_space(const struct buf *out)
{
	size_t length = out->length;
	while (length && is_white(out->at[length - 1]))
		length--;
	return !length || out->at[length - 1] == '>' ? length : out->length;
}

/* The attribute spelt as it is, with another value. */
static void put_value(struct strip *s, const struct tag_attr *a, struct span value)
{
	size_t at = (size_t)(a->value.at - s->in.at);
	buf_span(s->out, span_sub(s->in, a->start, at));
	buf_span(s->out, value);
	buf_span(s->out, span_sub(s->in, at + a->value.length, a->end));
}

static void put_class(struct strip *s, const struct tag_attr *attribute)
{
	struct buf kept = {0};
	struct span list = attribute->value;
	for (size_t i = 0; i < list.length;) {
		size_t end = i;
		while (end < list.length && list.at[end] != ' ')
			end++;
		struct span word = span_sub(list, i, end);
		if (word.length && !span_is(word, "inserted") && !span_is(word, "removed"))
			buf_printf(&kept, "%s%.*s", kept.length ? " " : "", SPAN_ARGS(word));
		i = end + 1;
	}
	if (kept.length)
		put_value(s, attribute, buf_as_span(&kept));
	buf_release(&kept);
}

static bool in_was(const struct strip *s)
{
	return s->count && s->open[s->count - 1].was;
}

/* One attribute of a tag that is kept, as it was before it was marked. */
static void put_restored(struct strip *s, const struct marked *m, const struct tag_attr *a)
{
	bool rejects = s->drop == MARK_INSERTED;
	if (span_is(a->name, "lp:change") || span_is(a->name, "lp:was") ||
	    span_is(a->name, "lp:before"))
		return;
	if (m->whole && span_is(a->name, "class")) {
		put_class(s, a);
		return;
	}
	if (m->whole && ((span_is(a->name, "status") && span_is(a->value, "removed")) ||
			 (span_is(a->name, "period") && span_starts(a->value, "#tmpg_"))))
		return;
	if (rejects && m->was.at && span_is(a->name, "eId")) {
		put_value(s, a, m->was);
		return;
	}
	/* The first id is kept in wId when a provision is renumbered for the first time. */
	if (rejects && m->was.at && !m->whole && span_is(a->name, "wId") &&
	    span_equal(a->value, m->was))
		return;
	if (rejects && in_was(s) && span_is(a->name, "eId") && span_starts(a->value, "was_")) {
		put_value(s, a, span_sub(a->value, 4, a->value.length));
		return;
	}
	if (span_is(a->name, "contains") && span_is(a->value, "multipleVersions")) {
		put_value(s, a, SPAN("singleVersion"));
		return;
	}
	buf_span(s->out, span_sub(s->in, a->start, a->end));
}

static void put_tag(struct strip *s, const struct tag *tag, const struct marked *m)
{
	struct tag_attr attribute;
	size_t at = 0, end = (size_t)(tag->name.at - s->in.at) + tag->name.length;
	bool restores = s->drop == MARK_INSERTED && m->before.at;
	buf_char(s->out, '<');
	buf_span(s->out, tag->name);
	if (restores)
		tag_decode(m->before, s->out);
	while (tag_next_attribute(s->in, tag, &at, &attribute)) {
		if (!restores)
			put_restored(s, m, &attribute);
		end = attribute.end;
	}
	buf_span(s->out, span_sub(s->in, end, tag->end));
}

/* ---- the pass */

static void push(struct strip *s, struct open_element element)
{
	MEM_ROOM(s->open, s->count, s->capacity);
	s->open[s->count++] = element;
}

static void note_kept(struct strip *s, struct span name)
{
	/* What is in ins and del counts for the element around them. */
	if (!s->count)
		return;
	s->open[s->count - 1].kept++;
	s->open[s->count - 1].kept_name = name;
}

static void drop(struct strip *s, const struct tag *tag, bool whole)
{
	if (whole)
		buf_cut(s->out, before_space(s->out));
	if (whole && s->count)
		s->open[s->count - 1].dropped = true;
	s->skipped = tag->kind == TAG_OPEN;
}

static void take_start(struct strip *s, const struct tag *tag)
{
	struct marked m = marks_of(s, tag);
	if (!m.ours && is_redline_meta(s, tag)) {
		drop(s, tag, true);
		return;
	}
	if (m.mark == s->drop) {
		drop(s, tag, m.whole);
		return;
	}
	struct open_element element = {.name = tag->name, .was = in_was(s)};
	element.out_before = before_space(s->out);
	element.unwrapped = m.mark != MARK_SAME && !m.whole;
	if (!element.unwrapped) {
		note_kept(s, tag->name);
		put_tag(s, tag, &m);
	}
	/* Of what is only renumbered each element says its own. */
	struct span eid = tag_attribute(s->in, tag, "eId");
	element.was |= m.was.at && eid.at && span_starts(eid, "was_");
	element.out_open = s->out->length;
	if (tag->kind == TAG_OPEN)
		push(s, element);
}

static bool is_wrapper(struct span name)
{
	struct span local = local_name(name);
	return span_is(local, "content") || span_is(local, "intro") || span_is(local, "wrapUp");
}

static void join_line(struct strip *s, size_t from)
{
	struct span content = span_from(s->out->at + from, s->out->at + s->out->length);
	struct span core = span_trim(content);
	memmove(s->out->at + from, core.at, core.length);
	buf_cut(s->out, from + core.length);
}

static void take_end(struct strip *s, const struct tag *tag)
{
	if (!s->count)
		return;
	struct open_element element = s->open[--s->count];
	if (element.unwrapped)
		return;
	if (element.dropped && is_wrapper(element.name)) {
		if (!element.kept) {
			buf_cut(s->out, element.out_before);
			if (s->count) {
				s->open[s->count - 1].dropped = true;
				s->open[s->count - 1].kept--;
			}
			return;
		}
		if (element.kept == 1 && span_is(local_name(element.kept_name), "p"))
			join_line(s, element.out_open);
	}
	buf_span(s->out, span_sub(s->in, tag->start, tag->end));
}

static void take(struct strip *s, const struct tag *tag)
{
	if (s->skipped) {
		s->skipped += tag->kind == TAG_OPEN;
		s->skipped -= tag->kind == TAG_CLOSE;
	} else if (tag->kind == TAG_OPEN || tag->kind == TAG_EMPTY) {
		take_start(s, tag);
	} else if (tag->kind == TAG_CLOSE) {
		take_end(s, tag);
	} else {
		buf_span(s->out, span_sub(s->in, tag->start, tag->end));
	}
}

static void strip_all(struct span akn, enum mark drop, struct buf *out)
{
	struct strip s = {.in = akn, .out = out, .drop = drop};
	struct tag tag;
	size_t at = 0;
	while (tag_next(akn, &at, &tag))
		take(&s, &tag);
	free(s.open);
}

void redline_accept(struct span akn, struct buf *out)
{
	strip_all(akn, MARK_REMOVED, out);
}

void redline_reject(struct span akn, struct buf *out)
{
	strip_all(akn, MARK_INSERTED, out);
}
