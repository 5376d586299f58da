/* Sentences: where one ends. Stops of abbreviations and initials end none (instructions.md, 5). */
#include "draft/work.h"

#include <ctype.h>
#include <string.h>

/* The word whose last stop is at `at`. */
static struct span word_before(struct span text, size_t at)
{
	size_t start = at;
	while (start && !strchr(" (", text.at[start - 1]))
		start--;
	return span_sub(text, start, at + 1);
}

/* "No.", "D.C.", the "J." of a name. */
static bool abbreviates(const struct profile *profile, struct span word)
{
	if (profile_lists(profile, "words", "abbreviations", word))
		return true;
	return word.length == 2 && isupper((unsigned char)word.at[0]);
}

static bool begins_sentence(struct span rest)
{
	rest = span_trim(rest);
	unsigned char next = rest.length ? (unsigned char)rest.at[0] : 'A';
	return isupper(next) || isdigit(next) || strchr("\"'([$", next) || next > 127;
}

size_t sentence_end(const struct profile *profile, struct span text, size_t from)
{
	for (size_t at = from; at < text.length; at++) {
		size_t end = at + 1;
		if (!strchr(".?!", text.at[at]) || abbreviates(profile, word_before(text, at)))
			continue;
		while (end < text.length && strchr("\"')", text.at[end]))
			end++;
		if (span_starts(span_sub(text, end, text.length), "”"))
			end += strlen("”");
		bool last = end >= text.length;
		if (last ||
		    (text.at[end] == ' ' && begins_sentence(span_sub(text, end, text.length))))
			return end;
	}
	return text.length;
}
