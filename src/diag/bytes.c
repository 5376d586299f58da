/* The words marked by a finding, in the bytes of its source. */
#include "diag/diag.h"

#include <string.h>

/* The byte of a line and column; SIZE_MAX when there is none. */
static size_t byte_at(struct span bytes, unsigned line, unsigned column)
{
	struct span rest = bytes, text;
	for (unsigned i = 1; span_line(&rest, &text); i++) {
		if (i < line)
			continue;
		const char *at = text.at, *end = text.at + text.length;
		while (--column && at < end)
			utf8_next(&at, end);
		return column ? SIZE_MAX : (size_t)(at - bytes.at);
	}
	return SIZE_MAX;
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end) {
		const char *next = at;
		if (!utf8_is_space(utf8_next(&next, end)))
			break;
		at = next;
	}
	return at;
}

/* The end of the words in the text; NULL when they are not there. */
static const char *match_words(const char *at, const char *end, struct span words)
{
	const char *word = words.at, *stop = words.at + words.length;
	while (word < stop) {
		const char *after_word = skip_space(word, stop), *after = skip_space(at, end);
		if ((after_word > word) != (after > at))
			return NULL;
		if (after_word > word) {
			word = after_word;
			at = after;
			continue;
		}
		if (at >= end || *at++ != *word++)
			return NULL;
	}
	return at;
}

bool diag_bytes(const struct diags *diags, const struct diag *diag, size_t *start, size_t *end)
{
	const struct diag_source *source = diag_source_named(diags, diag->place.file);
	if (!source || !diag->quoted || !diag->place.line || !diag->place.column)
		return false;
	struct span bytes = source->bytes;
	*start = byte_at(bytes, diag->place.line, diag->place.column);
	if (*start == SIZE_MAX)
		return false;
	const char *stop =
		match_words(bytes.at + *start, bytes.at + bytes.length, span_of(diag->quoted));
	*end = stop ? (size_t)(stop - bytes.at) : 0;
	return stop != NULL;
}
