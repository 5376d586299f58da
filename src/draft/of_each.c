/* "Paragraph (a) of subsections (1) and (2)": of each of them, for the noun says that there are
 * several. */
#include "draft/work.h"

#include <string.h>

/* Past what joins two addresses of one noun, or where it was. */
static size_t joint(struct span text, size_t at)
{
	static const char *const joints[] = {", and ", " and ", ", ", " to ", "–"};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (span_starts(span_sub(text, at, text.length), joints[i]))
			return at + strlen(joints[i]);
	return at;
}

/* Addresses to the end of the text; the first alone has a noun, and that is of several when
 * `several` says so. */
static bool lists(struct grammar *grammar, struct span text, bool several)
{
	struct one_address one;
	size_t at = 0, count = 0;
	for (size_t end; at < text.length; count++) {
		end = grammar_address(grammar, text, at, &one);
		if (!end || one.same || one.code_number.at || (one.noun.length > 0) != !count)
			return false;
		if (!count && several && !span_ends(one.noun, "s") && !span_ends(one.noun, "S"))
			return false;
		if (!several && (one.number.at || !one.labels.at))
			return false;
		at = joint(text, end);
		if (at == end && end < text.length)
			return false;
	}
	return count > several;
}

bool of_each(struct grammar *grammar, struct span words, struct span *inner, struct span *outer)
{
	size_t of = span_find(words, SPAN(" of "), 0);
	if (of == SIZE_MAX)
		return false;
	*inner = span_sub(words, 0, of);
	*outer = span_sub(words, of + strlen(" of "), words.length);
	return lists(grammar, *inner, false) && lists(grammar, *outer, true);
}
