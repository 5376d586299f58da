/* Tags: a scanner of well-formed XML. On anything else it still ends, and stays inside the bytes.
 */
#include "doc/tags.h"

#include <string.h>

static size_t end_after(struct span bytes, const char *mark, size_t from)
{
	size_t found = span_find(bytes, span_of(mark), from);
	return found == SIZE_MAX ? bytes.length : found + strlen(mark);
}

static size_t end_of_tag(struct span bytes, size_t at)
{
	char quote = '\0';
	for (; at < bytes.length; at++) {
		char c = bytes.at[at];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return at + 1;
	}
	return at;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_name(char c)
{
	return is_space(c) || c == '/' || c == '>' || c == '=';
}

static size_t name_end(struct span bytes, size_t at, size_t end)
{
	while (at < end && !ends_name(bytes.at[at]))
		at++;
	return at;
}

static void scan_tag(struct span bytes, struct tag *tag)
{
	bool closes = tag->start + 1 < bytes.length && bytes.at[tag->start + 1] == '/';
	size_t name = tag->start + (closes ? 2 : 1);
	tag->end = end_of_tag(bytes, tag->start + 1);
	if (name > tag->end)
		name = tag->end;
	tag->name = span_sub(bytes, name, name_end(bytes, name, tag->end));
	bool empty = tag->end - tag->start > 2 && bytes.at[tag->end - 2] == '/';
	tag->kind = closes ? TAG_CLOSE : empty ? TAG_EMPTY : TAG_OPEN;
}

bool tag_next(struct span bytes, size_t *at, struct tag *tag)
{
	if (*at >= bytes.length)
		return false;
	struct span rest = span_sub(bytes, *at, bytes.length);
	*tag = (struct tag){.start = *at};
	if (rest.at[0] != '<') {
		const char *next = memchr(rest.at, '<', rest.length);
		tag->kind = TAG_TEXT;
		tag->end = next ? (size_t)(next - bytes.at) : bytes.length;
	} else if (span_starts(rest, "<!--")) {
		tag->kind = TAG_COMMENT;
		tag->end = end_after(bytes, "-->", *at + 4);
	} else if (span_starts(rest, "<![CDATA[")) {
		tag->kind = TAG_CDATA;
		tag->end = end_after(bytes, "]]>", *at + 9);
	} else if (span_starts(rest, "<?")) {
		/* The declaration: like a comment, nothing that anybody reads here. */
		tag->kind = TAG_COMMENT;
		tag->end = end_after(bytes, "?>", *at + 2);
	} else {
		scan_tag(bytes, tag);
	}
	*at = tag->end;
	return true;
}

static size_t skip_space(struct span bytes, size_t at, size_t end)
{
	while (at < end && is_space(bytes.at[at]))
		at++;
	return at;
}

bool tag_next_attribute(struct span bytes, const struct tag *tag, size_t *at,
			struct tag_attr *attribute)
{
	if (!tag->name.length)
		return false;
	size_t end = tag->end;
	size_t start = *at ? *at : (size_t)(tag->name.at - bytes.at) + tag->name.length;
	size_t name = skip_space(bytes, start, end);
	size_t after_name = name_end(bytes, name, end);
	size_t equals = skip_space(bytes, after_name, end);
	if (after_name == name || equals >= end || bytes.at[equals] != '=')
		return false;
	size_t quote = skip_space(bytes, equals + 1, end);
	if (quote >= end || (bytes.at[quote] != '"' && bytes.at[quote] != '\''))
		return false;
	const char *close = memchr(bytes.at + quote + 1, bytes.at[quote], end - quote - 1);
	if (!close)
		return false;
	size_t value_end = (size_t)(close - bytes.at);
	*attribute = (struct tag_attr){.start = start,
				       .end = value_end + 1,
				       .name = span_sub(bytes, name, after_name),
				       .value = span_sub(bytes, quote + 1, value_end)};
	*at = attribute->end;
	return true;
}

bool tag_find_attribute(struct span bytes, const struct tag *tag, const char *name,
			struct tag_attr *attribute)
{
	size_t at = 0;
	while (tag_next_attribute(bytes, tag, &at, attribute))
		if (span_is(attribute->name, name))
			return true;
	return false;
}

struct span tag_attribute(struct span bytes, const struct tag *tag, const char *name)
{
	struct tag_attr attribute;
	return tag_find_attribute(bytes, tag, name, &attribute) ? attribute.value
								: (struct span){NULL, 0};
}

void tag_write_attribute(struct span name, struct span value, struct buf *out)
{
	buf_span(out, name);
	buf_text(out, "=\"");
	for (const char *quote; (quote = memchr(value.at, '"', value.length)) != NULL;) {
		size_t before = (size_t)(quote - value.at);
		buf_span(out, span_sub(value, 0, before));
		buf_text(out, "&quot;");
		value = span_sub(value, before + 1, value.length);
	}
	buf_span(out, value);
	buf_char(out, '"');
}

static unsigned digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	char lower = (char)(c | 32);
	return lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a') + 10 : 99;
}

/* The character of "#65" or "#x41", or 0. */
static uint32_t numeric_reference(struct span name)
{
	unsigned base = name.length > 1 && name.at[1] == 'x' ? 16 : 10;
	uint32_t c = 0;
	for (size_t i = base == 16 ? 2 : 1; i < name.length; i++) {
		unsigned digit = digit_value(name.at[i]);
		if (digit >= base || c > 0x10FFFF)
			return 0;
		c = c * base + digit;
	}
	return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF) ? c : 0;
}

static uint32_t reference(struct span name)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
	if (name.length && name.at[0] == '#')
		return numeric_reference(name);
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (span_is(name, entities[i].name))
			return (unsigned char)entities[i].c;
	return 0;
}

void tag_decode(struct span raw, struct buf *out)
{
	enum { LONGEST = 12 }; /* &#x0010FFFF; */
	while (raw.length) {
		const char *mark = memchr(raw.at, '&', raw.length);
		size_t plain = mark ? (size_t)(mark - raw.at) : raw.length;
		buf_add(out, raw.at, plain);
		raw = span_sub(raw, plain, raw.length);
		if (!mark)
			return;
		size_t near = raw.length < LONGEST ? raw.length : LONGEST;
		const char *stop = memchr(raw.at, ';', near);
		uint32_t c = stop ? reference(span_from(raw.at + 1, stop)) : 0;
		if (c)
			utf8_add(out, c);
		else
			buf_char(out, '&');
		raw = span_sub(raw, c ? (size_t)(stop - raw.at) + 1 : 1, raw.length);
	}
}
