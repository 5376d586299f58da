/* Words: one tokenizer for amendment, comparison and search. White space never lies inside a token,
 * so a search may start at any white space before the place it is asked about. */
#include "doc/words.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- characters */

enum fold { FOLD_NONE, FOLD_DASH = '-', FOLD_APOSTROPHE = '\'', FOLD_QUOTE = '"' };

/* The one shape of a mark that has several. */
static enum fold fold_of(uint32_t c)
{
	if (c < 0x80)
		return c == '-'	   ? FOLD_DASH
		       : c == '\'' ? FOLD_APOSTROPHE
		       : c == '"'  ? FOLD_QUOTE
				   : FOLD_NONE;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xAD)
		return FOLD_DASH;
	if ((c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2BC || c == 0xB4)
		return FOLD_APOSTROPHE;
	if ((c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0xAB || c == 0xBB)
		return FOLD_QUOTE;
	return FOLD_NONE;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Most text is ASCII, and this is what every comparison walks over. */
static bool is_ascii_word(char c)
{
	return (unsigned)(c | 32) - 'a' < 26u || is_digit(c) || c == '_';
}

static bool word_at(const char *at, const char *end)
{
	return at < end && utf8_is_word(utf8_next(&at, end));
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end) {
		const char *next = at;
		if (*at == ' ') {
			at++;
			continue;
		}
		if (*at > ' ' && *at < 0x7F)
			break;
		if (!utf8_is_space(utf8_next(&next, end)))
			break;
		at = next;
	}
	return at;
}

/* ---- tokens */

/* Exactly three digits follow: the comma of 1,000, not that of a list. */
static bool separates_thousands(const char *after, const char *end)
{
	return end - after >= 3 && is_digit(after[0]) && is_digit(after[1]) && is_digit(after[2]) &&
	       !(end - after > 3 && is_digit(after[3]));
}

/* Where a word goes on behind a mark inside it, or NULL: cross-heading, User's, 8.54, 1,000. */
static const char *joined(const char *at, const char *end, bool has_digit, bool folded)
{
	const char *after = at;
	uint32_t c = utf8_next(&after, end);
	if (!word_at(after, end))
		return NULL;
	if (c == '.')
		return has_digit && is_digit(*after) ? after : NULL;
	if (c == ',')
		return is_digit(at[-1]) && separates_thousands(after, end) ? after : NULL;
	if (c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011 || c == 0xAD)
		return after;
	enum fold fold = folded ? fold_of(c) : FOLD_NONE;
	return fold == FOLD_DASH || fold == FOLD_APOSTROPHE ? after : NULL;
}

static const char *token_end(const char *at, const char *end, bool folded, enum word_kind *kind)
{
	bool has_digit = false;
	const char *start = at;
	while (at < end) {
		if ((unsigned)(*at | 32) - 'a' < 26u) {
			at++; /* nearly all there is */
			continue;
		}
		const char *next = at;
		if (is_ascii_word(*at)) {
			next++;
		} else if (*at == ' ' && at > start) {
			break;
		} else if (!utf8_is_word(utf8_next(&next, end))) {
			next = at > start ? joined(at, end, has_digit, folded) : NULL;
			if (!next)
				break;
		}
		has_digit |= is_digit(*at);
		at = next;
	}
	*kind = has_digit ? WORD_NUMBER : WORD_WORD;
	if (at == start) {
		*kind = WORD_MARK;
		utf8_next(&at, end);
	}
	return at;
}

/* Appends the words of [at, end) of a text that begins at `start`. */
static void split_on(const char *start, const char *at, const char *end, struct words *words)
{
	while (at < end) {
		MEM_ROOM(words->items, words->count, words->capacity);
		struct word *word = &words->items[words->count++];
		const char *after = token_end(at, end, false, &word->kind);
		word->start = (uint32_t)(at - start);
		word->end = (uint32_t)(after - start);
		word->hash = span_hash(span_from(at, after));
		at = skip_space(after, end);
		word->next = (uint32_t)(at - start);
	}
}

void words_split(struct span text, struct words *words)
{
	enum { TYPICAL = 6 }; /* bytes of a word and its space */
	words->count = 0;
	if (!text.length)
		return;
	MEM_ROOM_FOR(words->items, 0, words->capacity, text.length / TYPICAL + 8);
	const char *end = text.at + text.length;
	split_on(text.at, skip_space(text.at, end), end, words);
}

/* ---- beside a text that was split before */

/* No character is longer: what is so many bytes inside of what is common is of whole characters. */
enum { CHARACTER_MAX = 4 };

/* Words before the last white space of which all is in the first `length` bytes. No token reaches
 * over white space, and none that ends there depends on what follows. */
static size_t shared_head(const struct words *known, size_t length)
{
	size_t head = 0;
	for (size_t i = 0; i < known->count && known->items[i].next + CHARACTER_MAX <= length; i++)
		if (known->items[i].end < known->items[i].next)
			head = i + 1;
	return head;
}

/* Words behind the first white space of which all is in the bytes from `from` on. */
static size_t shared_tail(const struct words *known, size_t from)
{
	size_t tail = 0;
	for (size_t i = known->count; i-- > 1 && known->items[i].start >= from + CHARACTER_MAX;)
		if (known->items[i - 1].end < known->items[i].start)
			tail = known->count - i;
	return tail;
}

static size_t common_head(struct span a, struct span b)
{
	size_t least = a.length < b.length ? a.length : b.length, length = 0;
	while (length < least && a.at[length] == b.at[length])
		length++;
	return length;
}

static size_t common_tail(struct span a, struct span b)
{
	size_t least = a.length < b.length ? a.length : b.length, length = 0;
	while (length < least && a.at[a.length - 1 - length] == b.at[b.length - 1 - length])
		length++;
	return length;
}

void words_split_beside(struct span text, struct span other, const struct words *known,
			struct words *words)
{
	size_t head = common_head(text, other);
	size_t tail =
		common_tail(span_sub(text, head, text.length), span_sub(other, head, other.length));
	size_t shared_first = shared_head(known, head);
	size_t shared_last = shared_tail(known, other.length - tail);
	words->count = 0;
	if (!text.length)
		return;
	MEM_ROOM_FOR(words->items, 0, words->capacity, known->count + known->count / 8 + 1);
	const char *at = text.at, *end = text.at + text.length, *stop = end;
	if (shared_first) {
		memcpy(words->items, known->items, shared_first * sizeof *words->items);
		words->count = shared_first;
		at += known->items[shared_first - 1].next;
	} else {
		at = skip_space(at, end);
	}
	const struct word *rest = shared_last ? known->items + known->count - shared_last : NULL;
	uint32_t shift = (uint32_t)(text.length - other.length);
	if (shared_last)
		stop = text.at + (uint32_t)(rest->start + shift);
	split_on(text.at, at, stop, words);
	MEM_ROOM_FOR(words->items, words->count, words->capacity, shared_last);
	for (size_t i = 0; i < shared_last; i++) {
		struct word *word = &words->items[words->count++];
		*word = rest[i];
		word->start += shift;
		word->end += shift;
		word->next += shift;
	}
}

/* ---- counting */

static size_t count_words(struct span text, size_t most)
{
	size_t count = 0;
	if (!text.length)
		return 0;
	const char *end = text.at + text.length, *at = skip_space(text.at, end);
	while (at < end && count < most) {
		enum word_kind kind;
		at = skip_space(token_end(at, end, false, &kind), end);
		count += kind != WORD_MARK;
	}
	return count;
}

size_t words_count(struct span text)
{
	return count_words(text, SIZE_MAX);
}

bool words_any(struct span text)
{
	return count_words(text, 1);
}

size_t word_length(struct span text)
{
	enum word_kind kind;
	const char *end = text.at + text.length;
	return text.length ? (size_t)(token_end(text.at, end, false, &kind) - text.at) : 0;
}

void words_release(struct words *words)
{
	free(words->items);
	*words = (struct words){0};
}

/* ---- folding */

/* Past the characters that stay as they are: ASCII marks have the shape that others fold to. */
static const char *skip_plain(const char *at, const char *end)
{
	while (at < end && ((*at > ' ' && *at < 0x7F) ||
			    (*at == ' ' && end - at > 1 && at[1] > ' ' && at[1] < 0x7F)))
		at++;
	return at;
}

static void fold_text(struct span text, bool marks, struct buf *out)
{
	if (!text.length)
		return;
	const char *end = text.at + text.length, *at = skip_space(text.at, end);
	while (at < end) {
		const char *start = at, *after = skip_plain(at, end);
		buf_add(out, start, (size_t)(after - start));
		if (after == end)
			return;
		start = after;
		uint32_t c = utf8_next(&after, end);
		enum fold fold = marks ? fold_of(c) : FOLD_NONE;
		if (utf8_is_space(c)) {
			after = skip_space(after, end);
			if (after < end)
				buf_char(out, ' ');
		} else if (fold) {
			buf_char(out, (char)fold);
		} else {
			buf_add(out, start, (size_t)(after - start));
		}
		at = after;
	}
}

void words_fold_space(struct span text, struct buf *out)
{
	fold_text(text, false, out);
}

static bool is_gap(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool words_same_but_space(struct span a, struct span b)
{
	size_t i = 0, j = 0;
	a = span_trim(a);
	b = span_trim(b);
	while (i < a.length && j < b.length) {
		bool space = is_gap(a.at[i]);
		if (space != is_gap(b.at[j]) || (!space && a.at[i] != b.at[j]))
			return false;
		i++;
		j++;
		while (space && is_gap(a.at[i]))
			i++;
		while (space && is_gap(b.at[j]))
			j++;
	}
	return i == a.length && j == b.length;
}

void words_fold_marks(struct span text, struct buf *out)
{
	fold_text(text, true, out);
}

static bool word_before(struct span text, size_t at)
{
	const char *before = text.at + at;
	while (before > text.at && (*--before & 0xC0) == 0x80)
		;
	return at && word_at(before, text.at + text.length);
}

/* “User’s” and “Users’” have apostrophes: a mark opens where no word stands before it, and closes
 * where none begins behind it. */
static bool quotes(struct span text, size_t from, size_t to, bool inside)
{
	return inside ? !word_at(text.at + to, text.at + text.length) : !word_before(text, from);
}

/* Rewrites the marks of the one kind; false where they do not stand in pairs. */
static bool requote(struct span text, enum fold kind, const char *open, const char *close,
		    struct buf *out)
{
	const char *end = text.at + text.length, *at = text.at;
	bool inside = false, any = false;
	while (at < end) {
		const char *start = at;
		size_t from = (size_t)(start - text.at);
		bool mark = fold_of(utf8_next(&at, end)) == kind &&
			    quotes(text, from, (size_t)(at - text.at), inside);
		if (mark) {
			buf_text(out, inside ? close : open);
			inside = !inside;
			any = true;
		} else {
			buf_add(out, start, (size_t)(at - start));
		}
	}
	return any && !inside;
}

bool words_requote(struct span text, struct buf *out)
{
	if (requote(text, FOLD_QUOTE, "‘", "’", out))
		return true;
	buf_cut(out, 0);
	return requote(text, FOLD_APOSTROPHE, "“", "”", out);
}

/* ---- finding */

static bool same_folded(struct span a, struct span b)
{
	const char *x = a.at, *x_end = x + a.length, *y = b.at, *y_end = y + b.length;
	while (x < x_end && y < y_end) {
		uint32_t c = utf8_next(&x, x_end), d = utf8_next(&y, y_end);
		if (c != d && (fold_of(c) == FOLD_NONE || fold_of(c) != fold_of(d)))
			return false;
	}
	return x == x_end && y == y_end;
}

static bool same_token(struct span a, struct span b, bool folded)
{
	return folded ? same_folded(a, b) : span_equal(a, b);
}

/* The tokens sought, with the failure links of Knuth, Morris and Pratt (SIAM J. Comput. 6, 1977),
 * so that a search is linear however much the words repeat themselves. */
struct sought {
	struct span *tokens;
	size_t *links;	/* length of the longest proper border of the first n + 1 tokens */
	size_t *starts; /* of the last tokens read, round and round */
	size_t count;
};

static struct sought sought_new(struct span what, bool folded)
{
	struct sought sought = {0};
	size_t capacity = 0;
	assert(what.length);
	const char *end = what.at + what.length, *at = skip_space(what.at, end);
	while (at < end) {
		enum word_kind kind;
		const char *after = token_end(at, end, folded, &kind);
		MEM_ROOM(sought.tokens, sought.count, capacity);
		sought.tokens[sought.count++] = span_from(at, after);
		at = skip_space(after, end);
	}
	sought.links = mem_alloc((sought.count + 1) * sizeof *sought.links);
	sought.starts = mem_alloc((sought.count + 1) * sizeof *sought.starts);
	for (size_t i = 1, border = 0; i < sought.count; i++) {
		while (border && !same_token(sought.tokens[i], sought.tokens[border], folded))
			border = sought.links[border - 1];
		border += same_token(sought.tokens[i], sought.tokens[border], folded);
		sought.links[i] = border;
	}
	return sought;
}

static void sought_release(struct sought *sought)
{
	free(sought->tokens);
	free(sought->links);
	free(sought->starts);
}

/* Back to the start of the run without white space that holds the place. Not further than any word
 * is long: or a text without spaces would be read again for every hit. */
static const char *run_start(struct span text, size_t from)
{
	enum { LONGEST = 256 };
	const char *at = text.at + from, *limit = from > LONGEST ? at - LONGEST : text.at;
	while (at > limit && !strchr(" \t\n\r", at[-1]))
		at--;
	while (at > text.at && ((unsigned char)*at & 0xC0) == 0x80)
		at--;
	return at;
}

static bool is_plain(struct span token)
{
	for (size_t i = 0; i < token.length; i++)
		if (!isalnum((unsigned char)token.at[i]))
			return false;
	return true;
}

/* The next place where the first token can be, from which tokens are to be read; NULL when there is
 * none. A token of letters and digits has one spelling, so its bytes are looked for. */
static const char *next_candidate(struct span text, const struct sought *sought, const char *at)
{
	if (!is_plain(sought->tokens[0]))
		return at;
	size_t hit = span_find(text, sought->tokens[0], (size_t)(at - text.at));
	if (hit == SIZE_MAX)
		return NULL;
	const char *start = run_start(text, hit);
	bool at_space = start > text.at && strchr(" \t\n\r", start[-1]);
	return start > at && at_space ? start : at;
}

static bool search(struct span text, struct sought *sought, size_t from, bool folded,
		   struct word_hit *hit)
{
	const char *end = text.at + text.length, *at = skip_space(run_start(text, from), end);
	for (size_t read = 0, matched = 0; at < end;) {
		enum word_kind kind;
		if (!matched && !(at = next_candidate(text, sought, at)))
			return false;
		const char *after = token_end(at, end, folded, &kind);
		struct span token = span_from(at, after);
		at = skip_space(after, end);
		if (token.at < text.at + from)
			continue;
		sought->starts[read++ % sought->count] = (size_t)(token.at - text.at);
		while (matched && !same_token(token, sought->tokens[matched], folded))
			matched = sought->links[matched - 1];
		matched += same_token(token, sought->tokens[matched], folded);
		if (matched < sought->count)
			continue;
		hit->start = sought->starts[(read - matched) % sought->count];
		hit->end = (size_t)(after - text.at);
		return true;
	}
	return false;
}

bool words_find(struct span text, struct span what, size_t from, bool folded, struct word_hit *hit)
{
	if (from >= text.length || !what.length)
		return false;
	struct sought sought = sought_new(what, folded);
	bool found = sought.count && search(text, &sought, from, folded, hit);
	sought_release(&sought);
	return found;
}
