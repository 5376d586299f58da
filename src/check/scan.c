/* One pass over a text, a table look-up for each byte. */
#include "check/scan.h"

#include "doc/words.h"

#include <stdlib.h>
#include <strings.h>

enum class {
	CLASS_PAIRED = SCAN_PAIRED,
	CLASS_MARK = SCAN_RUN,
	CLASS_SPACE = 8,
	CLASS_LETTER = 16,
	CLASS_JOIN = 32, /* behind a letter the word may go on */
	CLASS_WIDE = 64	 /* a byte of a character beyond ASCII */
};

#define LETTER(c) [c] = CLASS_LETTER, [(c)-32] = CLASS_LETTER
#define WIDE(c) \
	[c] = CLASS_WIDE, [(c) + 1] = CLASS_WIDE, [(c) + 2] = CLASS_WIDE, [(c) + 3] = CLASS_WIDE
#define WIDE_16(c) WIDE(c), WIDE((c) + 4), WIDE((c) + 8), WIDE((c) + 12)

static const unsigned char classes[256] = {
	['('] = CLASS_PAIRED, [')'] = CLASS_PAIRED, ['['] = CLASS_PAIRED, [']'] = CLASS_PAIRED,
	['"'] = CLASS_PAIRED, [','] = CLASS_MARK,   [';'] = CLASS_MARK,	  [':'] = CLASS_MARK,
	['.'] = CLASS_MARK,   [' '] = CLASS_SPACE,  ['\t'] = CLASS_SPACE, ['\n'] = CLASS_SPACE,
	['\v'] = CLASS_SPACE, ['\f'] = CLASS_SPACE, ['\r'] = CLASS_SPACE, ['-'] = CLASS_JOIN,
	['\''] = CLASS_JOIN,  ['_'] = CLASS_JOIN,   ['0'] = CLASS_JOIN,	  ['1'] = CLASS_JOIN,
	['2'] = CLASS_JOIN,   ['3'] = CLASS_JOIN,   ['4'] = CLASS_JOIN,	  ['5'] = CLASS_JOIN,
	['6'] = CLASS_JOIN,   ['7'] = CLASS_JOIN,   ['8'] = CLASS_JOIN,	  ['9'] = CLASS_JOIN,
	LETTER('a'),	      LETTER('b'),	    LETTER('c'),	  LETTER('d'),
	LETTER('e'),	      LETTER('f'),	    LETTER('g'),	  LETTER('h'),
	LETTER('i'),	      LETTER('j'),	    LETTER('k'),	  LETTER('l'),
	LETTER('m'),	      LETTER('n'),	    LETTER('o'),	  LETTER('p'),
	LETTER('q'),	      LETTER('r'),	    LETTER('s'),	  LETTER('t'),
	LETTER('u'),	      LETTER('v'),	    LETTER('w'),	  LETTER('x'),
	LETTER('y'),	      LETTER('z'),	    WIDE_16(0x80),	  WIDE_16(0x90),
	WIDE_16(0xA0),	      WIDE_16(0xB0),	    WIDE_16(0xC0),	  WIDE_16(0xD0),
	WIDE_16(0xE0),	      WIDE_16(0xF0),
};

static unsigned class_of(const char *at)
{
	return classes[(unsigned char)*at];
}

static const char *past_letters(const char *at, const char *end)
{
	while (at < end && class_of(at) & CLASS_LETTER)
		at++;
	return at;
}

static const char *past_space(const char *at, const char *end)
{
	while (at < end) {
		unsigned class = class_of(at);
		const char *next = at;
		if (class & CLASS_SPACE)
			at++;
		else if (class & CLASS_WIDE && utf8_is_space(utf8_next(&next, end)))
			at = next;
		else
			break;
	}
	return at;
}

/* Is the word that begins at `word` the end of what stands before the space, in any case? */
static bool repeats(struct span text, const char *before, const char *word, const char *letters)
{
	const char *end = text.at + text.length;
	size_t length = (size_t)(letters - word);
	if (letters < end && class_of(letters) & (CLASS_JOIN | CLASS_WIDE))
		length = word_length(span_from(word, end));
	if (!length || (size_t)(before - text.at) < length ||
	    (before[-1] | 32) != (word[length - 1] | 32))
		return false;
	const char *earlier = before - length;
	return !strncasecmp(earlier, word, length) &&
	       (earlier == text.at || !(class_of(earlier - 1) & CLASS_LETTER));
}

/* Reads on to the next white space. */
static const char *scan_marks(const char *at, const char *end, unsigned *holds)
{
	for (unsigned last = 0; at < end; at++) {
		unsigned class = class_of(at);
		if (class & CLASS_SPACE)
			break;
		if (class & CLASS_WIDE) {
			const char *next = at;
			if (utf8_is_space(utf8_next(&next, end)))
				break;
			class = CLASS_PAIRED;
		}
		*holds |= (class & CLASS_PAIRED) | (class & last & CLASS_MARK);
		last = class;
	}
	return at;
}

void scan_text(struct span text, struct scan *scan)
{
	scan->holds = 0;
	scan->repeat_count = 0;
	if (!text.length)
		return;
	const char *end = text.at + text.length, *before = NULL, *at = past_space(text.at, end);
	while (at < end) {
		const char *word = at;
		at = past_letters(at, end);
		if (before && repeats(text, before, word, at)) {
			MEM_ROOM(scan->repeats, scan->repeat_count, scan->repeat_capacity);
			scan->repeats[scan->repeat_count++] = (uint32_t)(word - text.at);
		}
		at = before = scan_marks(at, end, &scan->holds);
		at = past_space(at, end);
	}
}

void scan_release(struct scan *scan)
{
	free(scan->repeats);
	*scan = (struct scan){0};
}
