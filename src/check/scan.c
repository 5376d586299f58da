/* What a text holds, found sixty-four bytes at a time: a bit for each byte says whether it is a
 * letter or a space, and words of one length side by side are found on all of these at once. What
 * is neither is looked at by itself. */
#include "check/scan.h"

#include "doc/words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What a byte that is no letter and no space is, above what it says of the text. */
enum class {
	CLASS_INSIDE = 32, /* the word may go on behind it */
	CLASS_WIDE = 64,   /* of a character beyond ASCII */
	CLASS_MARK = 128
};

#define FIGURE (CLASS_INSIDE | SCAN_NUMBERED)
#define FOUR(c, class) [c] = (class), [(c) + 1] = (class), [(c) + 2] = (class), [(c) + 3] = (class)
#define SIXTEEN(c, class) \
	FOUR(c, class), FOUR((c) + 4, class), FOUR((c) + 8, class), FOUR((c) + 12, class)

static const unsigned char classes[256] = {
	[','] = CLASS_MARK,
	[';'] = CLASS_MARK,
	[':'] = CLASS_MARK,
	['.'] = CLASS_MARK,
	['-'] = CLASS_INSIDE,
	['_'] = CLASS_INSIDE,
	['('] = SCAN_NUMBERED | SCAN_PAIRED,
	[')'] = SCAN_PAIRED,
	['['] = SCAN_PAIRED,
	[']'] = SCAN_PAIRED,
	['"'] = SCAN_PAIRED | SCAN_QUOTED,
	['\''] = CLASS_INSIDE | SCAN_QUOTED,
	FOUR('0', FIGURE),
	FOUR('4', FIGURE),
	['8'] = FIGURE,
	['9'] = FIGURE,
	SIXTEEN(0x80, CLASS_WIDE),
	SIXTEEN(0x90, CLASS_WIDE),
	SIXTEEN(0xA0, CLASS_WIDE),
	SIXTEEN(0xB0, CLASS_WIDE),
	SIXTEEN(0xC0, CLASS_WIDE),
	SIXTEEN(0xD0, CLASS_WIDE),
	SIXTEEN(0xE0, CLASS_WIDE | SCAN_PAIRED | SCAN_QUOTED),
	SIXTEEN(0xF0, CLASS_WIDE),
};

static unsigned class_of(const char *at)
{
	return classes[(unsigned char)*at];
}

static bool is_letter(char c)
{
	return (unsigned)(c | 32) - 'a' < 26u;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- words over again, one by one */

/* Past the white space at `at`, of any kind; `at` itself when there is none. */
static const char *past_space(const char *at, const char *end)
{
	while (at < end && (is_space(*at) || class_of(at) & CLASS_WIDE)) {
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
	if (letters < end && class_of(letters) & (CLASS_INSIDE | CLASS_WIDE))
		length = word_length(span_from(word, end));
	if (!length || (size_t)(before - text.at) < length ||
	    (before[-1] | 32) != (word[length - 1] | 32))
		return false;
	const char *earlier = before - length;
	return !strncasecmp(earlier, word, length) &&
	       (earlier == text.at || !is_letter(earlier[-1]));
}

void scan_repeats(struct span text, struct repeats *found)
{
	const char *end = text.at + text.length;
	found->count = 0;
	for (const char *at = text.at; at < end; at++) {
		if (is_letter(*at))
			continue;
		const char *word = past_space(at, end);
		if (word == at || word == end)
			continue;
		if (repeats(text, at, word)) {
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

/* ---- sixty-four bytes at a time */

#define EACH_BYTE 0x0101010101010101u
#define HIGH_BITS (0x80 * EACH_BYTE)

/* The high bit of each byte that is ASCII and lies in [low, high]. */
static uint64_t between(uint64_t bytes, unsigned char low, unsigned char high)
{
	uint64_t ascii = bytes & ~HIGH_BITS;
	uint64_t reaches = ascii + (uint64_t)(0x80 - low) * EACH_BYTE;
	uint64_t passes = ascii + (uint64_t)(0x7f - high) * EACH_BYTE;
	return reaches & ~passes & ~bytes & HIGH_BITS;
}

/* The high bits side by side, that of the byte at the lowest address lowest. */
static uint64_t gather(uint64_t high_bits)
{
	return (high_bits >> 7) * 0x0102040810204080u >> 56;
}

struct piece {
	uint64_t letters, inside, spaces; /* inside: letters, and what words may go on behind */
	uint64_t others;
};

static struct piece piece_of(struct span text, size_t from)
{
	char bytes[64] = {0};
	struct piece piece = {0};
	if (from >= text.length)
		return piece;
	size_t length = text.length - from < 64 ? text.length - from : 64;
	const char *at = text.at + from;
	if (length < 64)
		at = memcpy(bytes, at, length);
	for (unsigned i = 0; i < 64; i += 8) {
		uint64_t word;
		memcpy(&word, at + i, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		word = __builtin_bswap64(word);
#endif
		piece.letters |=
			gather(between(word | 0x20 * EACH_BYTE, 'a', 'z') & ~(word & HIGH_BITS))
			<< i;
		piece.spaces |= gather(between(word, ' ', ' ') | between(word, '\t', '\r')) << i;
	}
	uint64_t valid = length < 64 ? ((uint64_t)1 << length) - 1 : UINT64_MAX;
	piece.inside = piece.letters;
	piece.others = ~(piece.letters | piece.spaces) & valid;
	return piece;
}

/* A character beyond ASCII: a word goes on behind a letter or an apostrophe, not behind a quotation
 * mark or a dash. */
static unsigned scan_wide(struct span text, const char *at, unsigned bit, struct piece *piece)
{
	const char *next = at;
	if (((unsigned char)*at & 0xC0) == 0x80)
		return 0; /* its first byte was met before */
	uint32_t c = utf8_next(&next, text.at + text.length);
	uint64_t bytes = ((uint64_t)1 << (next - at)) - 1;
	if (utf8_is_word(c) || c == 0x2019 || c == 0x2010 || c == 0x2011 || c == 0xAD)
		piece->inside |= bytes << bit;
	return utf8_is_space(c) ? SCAN_REPEAT : 0; /* to be looked at one by one */
}

/* Looks at what is neither letter nor space, and adds to `inside` where words go on. */
static unsigned scan_others(struct span text, size_t from, struct piece *piece)
{
	unsigned holds = 0;
	for (uint64_t left = piece->others; left; left &= left - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(left);
		const char *at = text.at + from + bit;
		unsigned class = class_of(at);
		holds |= class;
		if (class & CLASS_INSIDE)
			piece->inside |= left & -left;
		else if (class & CLASS_WIDE)
			holds |= scan_wide(text, at, bit, piece);
		else if (class & CLASS_MARK && at > text.at && class_of(at - 1) & CLASS_MARK)
			holds |= SCAN_RUN;
	}
	return holds;
}

static unsigned scan_lone_letters(struct span text, size_t from, const struct piece *before,
				  const struct piece *piece, const struct piece *after)
{
	uint64_t letters = piece->letters;
	uint64_t lone = letters & ~(letters << 1 | before->letters >> 63) &
			~(letters >> 1 | after->letters << 63);
	for (; lone; lone &= lone - 1) {
		char c = text.at[from + (size_t)__builtin_ctzll(lone)];
		if (c >= 'A' && c <= 'Z')
			return SCAN_NUMBERED;
	}
	return 0;
}

/* From each space the words on both sides are gone along, all at once: where they end at the same
 * distance their length is one. */
static bool has_repeat(struct span text, size_t from, uint64_t spaces, uint64_t before,
		       uint64_t words, uint64_t after)
{
	for (unsigned n = 1; spaces && n < 64; n++) {
		uint64_t left = words << n | before >> (64 - n);
		uint64_t right = words >> n | after << (64 - n);
		for (uint64_t ends = n > 1 ? spaces & ~left & ~right : 0; ends; ends &= ends - 1) {
			const char *space = text.at + from + __builtin_ctzll(ends);
			if (!((space[1] ^ space[1 - (int)n]) & ~32) &&
			    repeats(text, space, space + 1))
				return true;
		}
		spaces &= left & right;
	}
	return spaces; /* words longer than we look */
}

static unsigned scan_words(struct span text, size_t from, const struct piece *before,
			   const struct piece *piece, const struct piece *after)
{
	uint64_t spaces = piece->spaces;
	if (spaces & (spaces << 1 | before->spaces >> 63))
		return SCAN_REPEAT; /* to be looked at one by one */
	if (has_repeat(text, from, spaces, before->letters, piece->letters, after->letters))
		return SCAN_REPEAT;
	bool same = before->inside == before->letters && piece->inside == piece->letters &&
		    after->inside == after->letters;
	return !same && has_repeat(text, from, spaces, before->inside, piece->inside, after->inside)
		       ? SCAN_REPEAT
		       : 0;
}

unsigned scan_text(struct span text, bool repeats)
{
	struct piece before = {0}, piece = piece_of(text, 0), after;
	unsigned holds = scan_others(text, 0, &piece);
	for (size_t from = 0; from < text.length; from += 64) {
		after = piece_of(text, from + 64);
		holds |= scan_others(text, from + 64, &after);
		if (!(holds & SCAN_NUMBERED))
			holds |= scan_lone_letters(text, from, &before, &piece, &after);
		if (repeats && !(holds & SCAN_REPEAT))
			holds |= scan_words(text, from, &before, &piece, &after);
		before = piece;
		piece = after;
	}
	return holds & (SCAN_PAIRED | SCAN_RUN | SCAN_REPEAT | SCAN_NUMBERED | SCAN_QUOTED);
}
