/* Which of the words that stand there, how often, and on which side of them: as a draft says it. */
#include "draft/words.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

bool wording_says(struct span text, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i + n <= text.length; i++)
		if (!strncasecmp(text.at + i, word, n))
			return true;
	return false;
}

static bool has_word(struct span words, const char *const *wanted, size_t count)
{
	for (size_t at = 0, end; at < words.length; at = end + 1) {
		for (end = at; end < words.length && isalpha((unsigned char)words.at[end]);)
			end++;
		for (size_t i = 0; i < count; i++)
			if (!span_compare_case(span_sub(words, at, end), span_of(wanted[i])))
				return true;
	}
	return false;
}

bool wording_amends(struct work *work, struct span text)
{
	static const char *const amend[] = {"amend", "amends", "amended", "amending", "amendment"};
	static const char *const read[] = {"read", "reads"};
	struct span words = wording_bare(work, text);
	return has_word(words, amend, sizeof amend / sizeof *amend) &&
	       !has_word(words, read, sizeof read / sizeof *read);
}

int ordinal_named(struct span words)
{
	static const char *const ordinals[] = {"first", "second", "third", "fourth", "fifth"};
	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		if (wording_says(words, ordinals[i]))
			return (int)i + 1;
	return 0;
}

/* "Both times", "twice", "all 3 times": how often; 0 when that is not said. */
static unsigned times_named(struct span words)
{
	static const char *const counts[][5] = {{"both", "twice", "two ", "2 times", "2 places"},
						{"3 times", "3 places", "three ", "all 3 "},
						{"4 times", "4 places", "four ", "all 4 "},
						{"5 times", "5 places", "five ", "all 5 "}};
	for (unsigned i = 0; i < sizeof counts / sizeof *counts; i++)
		for (size_t k = 0; k < sizeof *counts / sizeof **counts; k++)
			if (counts[i][k] && wording_says(words, counts[i][k]))
				return i + 2;
	return 0;
}

void occurrence_take(struct op *op, struct span words)
{
	op->count = 1;
	if (!words.at)
		return;
	op->count = 0;
	op->count = times_named(words);
	if (op->count) {
		op->occurrence = OCCURRENCE_EACH;
		return;
	}
	op->occurrence = ordinal_named(words);
	if (!op->occurrence)
		op->occurrence = wording_says(words, "last") || wording_says(words, "final") ||
						 wording_says(words, "the end")
					 ? OCCURRENCE_LAST
					 : OCCURRENCE_EACH;
}

enum op_position position_named(struct span words)
{
	if (wording_says(words, "end") || wording_says(words, "sentence"))
		return POS_END;
	if (wording_says(words, "beginning") || wording_says(words, "start"))
		return POS_START;
	if (wording_says(words, "before") || wording_says(words, "above") ||
	    wording_says(words, "preced"))
		return POS_BEFORE;
	return POS_AFTER;
}

/* What is named right after a place, "the “or” after paragraph (a)", ends it. */
struct span occurrence_named(const struct span *group)
{
	struct span words = group[GROUP_OCCURRENCE];
	return words.at && !words.length ? SPAN("at the end") : words;
}

/* Where the first ordinal from `from` on ends, or the length. */
static size_t ordinal_end(struct span words, size_t from)
{
	static const char *const ordinals[] = {"first",	 "second", "third",
					       "fourth", "fifth",  "last"};
	for (size_t at = from; at < words.length; at++)
		for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
			if (words.length - at >= strlen(ordinals[i]) &&
			    !strncasecmp(words.at + at, ordinals[i], strlen(ordinals[i])))
				return at + strlen(ordinals[i]);
	return words.length;
}

/* "The first and third": the next of them, or all where it is one. */
struct span occurrence_next(struct span words, size_t *at)
{
	size_t start = *at, end = ordinal_end(words, start);
	*at = ordinal_end(words, end) < words.length ? end : words.length;
	return words.at ? span_sub(words, start, *at) : words;
}

/* The later of two comes first: where instructions are read in sequence, a change of the first
 * would make the third the second. */
int occurrences_order(const void *a, const void *b)
{
	int first = ordinal_named(*(const struct span *)a);
	int second = ordinal_named(*(const struct span *)b);
	first = first ? first : INT_MAX;
	second = second ? second : INT_MAX;
	return (second > first) - (second < first);
}
