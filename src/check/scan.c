/* One pass over a text, a table look-up for each byte; what is no plain letter of a word is looked
 * at further. */
#include "check/scan.h"

#include "doc/words.h"

#include <stdlib.h>
#include <strings.h>

/* What a byte is, above what it says of the text. */
enum class {
	CLASS_SPACE = 32,
	CLASS_INSIDE = 64, /* a mark or figure: the word may begin behind it, or go on */
	CLASS_WIDE = 128   /* of a character beyond ASCII */
};

#define FIGURE (CLASS_INSIDE | SCAN_NUMBERED)
#define WIDE (CLASS_INSIDE | CLASS_WIDE)
#define FOUR(c, class) [c] = (class), [(c) + 1] = (class), [(c) + 2] = (class), [(c) + 3] = (class)
#define SIXTEEN(c, class) \
	FOUR(c, class), FOUR((c) + 4, class), FOUR((c) + 8, class), FOUR((c) + 12, class)

static const unsigned char classes[256] = {
	[' '] = CLASS_SPACE,
	['\t'] = CLASS_SPACE,
	['\n'] = CLASS_SPACE,
	['\v'] = CLASS_SPACE,
	['\f'] = CLASS_SPACE,
	['\r'] = CLASS_SPACE,
	['!'] = CLASS_INSIDE,
	['#'] = CLASS_INSIDE,
	['$'] = CLASS_INSIDE,
	['%'] = CLASS_INSIDE,
	['&'] = CLASS_INSIDE,
	['*'] = CLASS_INSIDE,
	['+'] = CLASS_INSIDE,
	['-'] = CLASS_INSIDE,
	['/'] = CLASS_INSIDE,
	['<'] = CLASS_INSIDE,
	['='] = CLASS_INSIDE,
	['>'] = CLASS_INSIDE,
	['?'] = CLASS_INSIDE,
	['@'] = CLASS_INSIDE,
	['\\'] = CLASS_INSIDE,
	['^'] = CLASS_INSIDE,
	['_'] = CLASS_INSIDE,
	['`'] = CLASS_INSIDE,
	['{'] = CLASS_INSIDE,
	['|'] = CLASS_INSIDE,
	['}'] = CLASS_INSIDE,
	['~'] = CLASS_INSIDE,
	[','] = CLASS_INSIDE,
	[';'] = CLASS_INSIDE,
	[':'] = CLASS_INSIDE,
	['.'] = CLASS_INSIDE,
	['('] = FIGURE | SCAN_PAIRED,
	[')'] = CLASS_INSIDE | SCAN_PAIRED,
	['['] = CLASS_INSIDE | SCAN_PAIRED,
	[']'] = CLASS_INSIDE | SCAN_PAIRED,
	['"'] = CLASS_INSIDE | SCAN_PAIRED | SCAN_QUOTED,
	['\''] = CLASS_INSIDE | SCAN_QUOTED,
	FOUR('0', FIGURE),
	FOUR('4', FIGURE),
	['8'] = FIGURE,
	['9'] = FIGURE,
	SIXTEEN(0x80, WIDE),
	SIXTEEN(0x90, WIDE),
	SIXTEEN(0xA0, WIDE),
	SIXTEEN(0xB0, WIDE),
	SIXTEEN(0xC0, WIDE),
	SIXTEEN(0xD0, WIDE),
	SIXTEEN(0xE0, WIDE | SCAN_PAIRED | SCAN_QUOTED),
	SIXTEEN(0xF0, WIDE),
};

static unsigned class_of(const char *at)
{
	return classes[(unsigned char)*at];
}

static bool is_letter(char c)
{
	return (unsigned)(c | 32) - 'a' < 26u;
}

static bool is_mark(char c)
{
	return c == ',' || c == ';' || c == ':' || c == '.';
}

/* Past the white space at `at`, of any kind; `at` itself when there is none. */
static const char *past_space(const char *at, const char *end)
{
	while (at < end && class_of(at) & (CLASS_SPACE | CLASS_WIDE)) {
		const char *next = at + 1;
		if (class_of(at) & CLASS_WIDE && (next = at, !utf8_is_space(utf8_next(&next, end))))
			break;
		at = next;
	}
	return at;
}

/* Is the word that begins at `word` the end of what stands before the space, in any case? */
static bool repeats(struct span text, const char *before, const char *word)
{
	const char *end = text.at + text.length, *letters = word;
	while (letters < end && is_letter(*letters))
		letters++;
	size_t length = (size_t)(letters - word);
	if (letters < end && class_of(letters) & CLASS_INSIDE)
		length = word_length(span_from(word, end));
	if (!length || (size_t)(before - text.at) < length ||
	    (before[-1] | 32) != (word[length - 1] | 32))
		return false;
	const char *earlier = before - length;
	return !strncasecmp(earlier, word, length) &&
	       (earlier == text.at || !is_letter(earlier[-1]));
}

static bool letter_alone(const char *at, const char *end)
{
	return *at >= 'A' && *at <= 'Z' &&
	       (at + 1 == end || (!is_letter(at[1]) && !(at[1] >= '0' && at[1] <= '9')));
}

/* What follows a space: a word that may be the one before it, a letter alone. */
static unsigned scan_word(struct span text, const char *before, const char *word, char first)
{
	const char *end = text.at + text.length;
	unsigned holds = 0;
	if ((!first || !((first ^ *word) & ~32) || class_of(word) & CLASS_WIDE) &&
	    repeats(text, before, word))
		holds |= SCAN_REPEAT;
	if (letter_alone(word, end))
		holds |= SCAN_NUMBERED;
	return holds;
}

unsigned scan_text(struct span text)
{
	const char *at = text.at, *end = text.at + text.length;
	unsigned holds = 0, class = 0;
	char first = 0; /* of the word before; 0: it may begin anywhere */
	for (;; at++) {
		while (at < end && !(class = class_of(at)))
			at++;
		if (at == end)
			break;
		holds |= class;
		if (class & CLASS_INSIDE) {
			first = 0;
			if (is_mark(*at) && at > text.at && is_mark(at[-1]))
				holds |= SCAN_RUN;
			if (!(class & CLASS_WIDE) || past_space(at, end) == at)
				continue;
		}
		const char *word = at + 1;
		if (word < end && class_of(word) & (CLASS_SPACE | CLASS_WIDE))
			word = past_space(at, end);
		if (word >= end)
			break;
		holds |= scan_word(text, at, word, first);
		first = class_of(word) ? 0 : *word;
		at = word - 1;
	}
	return holds & (SCAN_PAIRED | SCAN_RUN | SCAN_REPEAT | SCAN_NUMBERED | SCAN_QUOTED);
}

void scan_repeats(struct span text, struct repeats *found)
{
	const char *end = text.at + text.length;
	found->count = 0;
	for (const char *at = text.at; at < end; at++) {
		const char *word = past_space(at, end);
		if (word == at)
			continue;
		if (word < end && repeats(text, at, word)) {
			MEM_ROOM(found->items, found->count, found->capacity);
			found->items[found->count++] = (uint32_t)(word - text.at);
		}
		at = word - 1;
	}
}

void repeats_release(struct repeats *found)
{
	free(found->items);
	*found = (struct repeats){0};
}
