/* Spans, growing buffers, UTF-8 and escaping. */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct span span_trim(struct span s)
{
	while (s.length && is_space(s.at[0])) {
		s.at++;
		s.length--;
	}
	while (s.length && is_space(s.at[s.length - 1]))
		s.length--;
	return s;
}

int span_compare(struct span a, struct span b)
{
	size_t n = a.length < b.length ? a.length : b.length;
	int order = n ? memcmp(a.at, b.at, n) : 0;
	return order ? order : (a.length > b.length) - (a.length < b.length);
}

int span_compare_case(struct span a, struct span b)
{
	size_t n = a.length < b.length ? a.length : b.length;
	int order = n ? strncasecmp(a.at, b.at, n) : 0;
	return order ? order : (a.length > b.length) - (a.length < b.length);
}

size_t span_find(struct span s, struct span what, size_t from)
{
	if (from > s.length || !s.at)
		return SIZE_MAX;
	const char *hit = memmem(s.at + from, s.length - from, what.at, what.length);
	return hit ? (size_t)(hit - s.at) : SIZE_MAX;
}

/* A multiply-and-fold hash over eight bytes at a time: not for adversaries, only for tables
 * whose answers are compared byte by byte afterwards. */
uint64_t span_hash(struct span s)
{
	uint64_t h = 0x9E3779B97F4A7C15u ^ s.length, word;
	for (; s.length >= 8; s.at += 8, s.length -= 8) {
		memcpy(&word, s.at, 8);
		h = (h ^ word) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	word = 0;
	if (s.length)
		memcpy(&word, s.at, s.length);
	h = (h ^ word) * 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 29;
}

bool span_line(struct span *rest, struct span *line)
{
	if (!rest->length)
		return false;
	const char *lf = memchr(rest->at, '\n', rest->length);
	size_t used = lf ? (size_t)(lf - rest->at) + 1 : rest->length;
	*line = span_sub(*rest, 0, lf ? used - 1 : used);
	if (line->length && line->at[line->length - 1] == '\r')
		line->length--;
	*rest = span_sub(*rest, used, rest->length);
	return true;
}

/* ---- buffer */

static void buf_resize(struct buf *buf, size_t capacity)
{
	if (buf->mapped) {
		struct buf copy = {.at = mem_alloc(capacity), .capacity = capacity};
		memcpy(copy.at, buf->at, buf->length);
		copy.length = buf->length;
		buf_release(buf);
		*buf = copy;
	} else {
		buf->at = mem_realloc(buf->at, capacity);
		buf->capacity = capacity;
	}
}

void buf_room(struct buf *buf, size_t more)
{
	size_t need = buf->length + more + 1;
	if (need <= buf->capacity)
		return;
	size_t wanted = buf->capacity ? buf->capacity + buf->capacity / 2 : 64;
	buf_resize(buf, wanted < need ? need : wanted);
}

void buf_add(struct buf *buf, const char *text, size_t length)
{
	buf_room(buf, length);
	if (length)
		memcpy(buf->at + buf->length, text, length);
	buf->length += length;
	buf->at[buf->length] = '\0';
}

void buf_span(struct buf *buf, struct span s)
{
	buf_add(buf, s.at, s.length);
}

void buf_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_repeat(struct buf *buf, char c, size_t count)
{
	buf_room(buf, count);
	memset(buf->at + buf->length, c, count);
	buf->length += count;
	buf->at[buf->length] = '\0';
}

/* Is there no conversion in it but %s, %c, %u and %zu? Renderers print so a million times, and
 * printf costs ten times what these need. */
static bool is_simple(const char *format)
{
	for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
		at += at[1] == 'z' ? 2 : 1;
		if (*at != 'u' && (at[-1] == 'z' || (*at != 's' && *at != 'c')))
			return false;
	}
	return true;
}

static void add_number(struct buf *buf, size_t number)
{
	char digits[24], *at = digits + sizeof digits;
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	buf_add(buf, at, (size_t)(digits + sizeof digits - at));
}

static void print_simple(struct buf *buf, const char *format, va_list args)
{
	for (;;) {
		const char *at = strchrnul(format, '%');
		buf_add(buf, format, (size_t)(at - format));
		if (!*at)
			return;
		at++;
		if (*at == 's')
			buf_text(buf, va_arg(args, const char *));
		else if (*at == 'c')
			buf_char(buf, (char)va_arg(args, int));
		else if (*at == 'u')
			add_number(buf, va_arg(args, unsigned));
		else
			add_number(buf, va_arg(args, size_t));
		format = at + (*at == 'z' ? 2 : 1);
	}
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
	if (is_simple(format)) {
		print_simple(buf, format, args);
		return;
	}
	va_list again;
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	if (length < 0)
		mem_none_left();
	if (length > 0) {
		buf_room(buf, (size_t)length);
		vsnprintf(buf->at + buf->length, (size_t)length + 1, format, again);
		buf->length += (size_t)length;
	}
	va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(buf, format, args);
	va_end(args);
}

void buf_cut(struct buf *buf, size_t length)
{
	if (length < buf->length) {
		buf->length = length;
		buf->at[length] = '\0';
	}
}

void buf_release(struct buf *buf)
{
	if (buf->mapped)
		file_unmap(buf);
	else
		free(buf->at);
	*buf = (struct buf){0};
}

struct span buf_as_span(const struct buf *buf)
{
	return (struct span){buf->at ? buf->at : "", buf->length};
}

const char *buf_string(struct buf *buf)
{
	buf_room(buf, 0);
	buf->at[buf->length] = '\0';
	return buf->at;
}

/* ---- UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF) */

static int sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	if (lead >= 0xF0 && lead <= 0xF4)
		return 4;
	return 0;
}

static bool decode(const unsigned char *s, size_t available, uint32_t *c, int *length)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	*length = available ? sequence_length(s[0]) : 0;
	if (!*length || (size_t)*length > available)
		return false;
	if (*length == 1) {
		*c = s[0];
		return true;
	}
	*c = s[0] & (0x7Fu >> *length);
	for (int i = 1; i < *length; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return false;
		*c = *c << 6 | (s[i] & 0x3Fu);
	}
	return *c >= smallest[*length] && *c <= 0x10FFFF && (*c < 0xD800 || *c > 0xDFFF);
}

/* Most text is ASCII: eight bytes at once. */
size_t utf8_ascii_end(struct span s, size_t from)
{
	uint64_t eight;
	for (; from + sizeof eight <= s.length; from += sizeof eight) {
		memcpy(&eight, s.at + from, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (from < s.length && (unsigned char)s.at[from] < 0x80)
		from++;
	return from;
}

size_t utf8_printed_end(struct span s, size_t from)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t eight;
	for (; from + sizeof eight <= s.length; from += sizeof eight) {
		memcpy(&eight, s.at + from, sizeof eight);
		if ((eight | (eight - ' ' * each)) & 0x80 * each) /* borrows where one is less */
			break;
	}
	while (from < s.length && (unsigned char)s.at[from] >= ' ' &&
	       (unsigned char)s.at[from] < 0x80)
		from++;
	return from;
}

bool utf8_valid(struct span s)
{
	const unsigned char *at = (const unsigned char *)s.at;
	for (size_t i = utf8_ascii_end(s, 0); i < s.length; i = utf8_ascii_end(s, i)) {
		uint32_t c;
		int length;
		if (!decode(at + i, s.length - i, &c, &length))
			return false;
		i += (size_t)length;
	}
	return true;
}

uint32_t utf8_next(const char **at, const char *end)
{
	uint32_t c;
	int length;
	if (!decode((const unsigned char *)*at, (size_t)(end - *at), &c, &length)) {
		(*at)++;
		return 0xFFFD;
	}
	*at += length;
	return c;
}

struct span utf8_head(struct span s, size_t most)
{
	if (s.length <= most)
		return s;
	while (most && ((unsigned char)s.at[most] & 0xC0) == 0x80)
		most--;
	return span_sub(s, 0, most);
}

size_t utf8_count(struct span s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.length; i++)
		count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return count;
}

void utf8_add(struct buf *buf, uint32_t c)
{
	if (c < 0x80) {
		buf_char(buf, (char)c);
		return;
	}
	char out[4];
	int length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (int i = length - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)((0xF00u >> length & 0xFF) | c);
	buf_add(buf, out, (size_t)length);
}

bool utf8_is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
	       c == 0x205F || c == 0x3000;
}

bool utf8_is_word(uint32_t c)
{
	if (c < 0x80)
		return (c | 32) - 'a' < 26u || c - '0' < 10u || c == '_';
	return c >= 0xC0 && c != 0xD7 && c != 0xF7 && (c < 0x2000 || c > 0x2BFF) &&
	       (c < 0x3000 || c > 0x303F) && c != 0xFFFD;
}

/* ---- escaping */

bool xml_holds(uint32_t c)
{
	return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

static const char *entity(char c, bool attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\n':
		return attribute ? "&#10;" : NULL;
	case '\t':
		return attribute ? "&#9;" : NULL;
	default:
		return NULL;
	}
}

static bool is_plain(char c)
{
	return c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"';
}

/* Is one of the eight bytes zero? (Exact when none is above 0x7F.) */
static uint64_t has_zero(uint64_t bytes)
{
	return (bytes - UINT64_C(0x0101010101010101)) & UINT64_C(0x8080808080808080);
}

/* Are all eight bytes plain? They may be even where this says no. */
static bool are_plain(const char *at)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t bytes;
	memcpy(&bytes, at, sizeof bytes);
	uint64_t below = bytes - ' ' * each; /* borrows where a byte is less */
	uint64_t above = bytes + each;	     /* 0x7F carries */
	/* "<" and ">" are a bit apart, "&" and the quotation mark are. */
	uint64_t tags = has_zero((bytes & ~('\x02' * each)) ^ '<' * each);
	uint64_t marks = has_zero((bytes & ~('\x04' * each)) ^ '"' * each);
	return !((bytes | below | above | tags | marks) & UINT64_C(0x8080808080808080));
}

/* ASCII that stands as it is in text and in attributes. */
static const char *skip_plain(const char *at, const char *end)
{
	while (end - at >= 8 && are_plain(at))
		at += 8;
	while (at < end && is_plain(*at))
		at++;
	return at;
}

static void escape(struct buf *buf, struct span s, bool attribute)
{
	const char *at = s.at, *end = s.at + s.length, *plain = at;
	while ((at = skip_plain(at, end)) < end) {
		const char *start = at;
		uint32_t c = utf8_next(&at, end);
		const char *as = c < 0x80 ? entity((char)c, attribute) : NULL;
		bool whole = c != 0xFFFD || at - start == 3;
		if (!as && whole && xml_holds(c))
			continue;
		buf_add(buf, plain, (size_t)(start - plain));
		buf_text(buf, as ? as : "\xEF\xBF\xBD");
		plain = at;
	}
	buf_add(buf, plain, (size_t)(at - plain));
}

void escape_text(struct buf *buf, struct span s)
{
	escape(buf, s, false);
}

void escape_attribute(struct buf *buf, struct span s)
{
	escape(buf, s, true);
}
