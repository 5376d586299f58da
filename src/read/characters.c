/* Characters of a draft: those that look like others but compare differently are read as the
 * ordinary ones; those that nobody sees are an error, for they change how a number is read. */
#include "read/layout.h"

#include <ctype.h>

enum { LABEL_LETTERS = 3 };
enum likeness {
	LIKE_BOM,
	LIKE_SPACE,
	LIKE_HYPHEN,
	LIKE_NUMBER_HYPHEN,
	LIKE_LIGATURE,
	LIKE_DIGIT,
	LIKENESSES
};

static const char *const likeness_words[LIKENESSES] = {
	"the byte order mark is left out", "no-break spaces in references are read as spaces",
	"soft hyphens are left out",	   "no-break hyphens in numbers are read as hyphens",
	"ligatures are read as letters",   "full-width figures are read as ordinary ones",
};

const char *plain_letters(uint32_t c)
{
	static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
	static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
	if (c >= 0xFB00 && c <= 0xFB06)
		return ligatures[c - 0xFB00];
	if (c >= 0xFF10 && c <= 0xFF19)
		return digits[c - 0xFF10];
	return NULL;
}

/* Before a number, or inside one. */
static bool in_reference(const char *after, const char *end)
{
	if (after < end && isupper((unsigned char)*after))
		after++;
	return after < end && (isdigit((unsigned char)*after) || *after == '(');
}

bool is_number_hyphen(uint32_t c, const char *start, const char *after, struct span text)
{
	const char *from = start;
	if ((c != 0x2010 && c != 0x2011) || after == text.at + text.length ||
	    !isdigit((unsigned char)*after))
		return false;
	while (from > text.at && isalnum((unsigned char)from[-1]))
		from--;
	bool label = from > text.at && from[-1] == '(' && start - from <= LABEL_LETTERS;
	return from < start && (isdigit((unsigned char)*from) || label);
}

static enum likeness likeness_of(uint32_t c, const char *start, const char *after,
				 struct span bytes)
{
	if (c == 0xFEFF && start == bytes.at)
		return LIKE_BOM;
	if ((c == 0xA0 || c == 0x202F || c == 0x2007) &&
	    in_reference(after, bytes.at + bytes.length))
		return LIKE_SPACE;
	if (c == 0xAD)
		return LIKE_HYPHEN;
	if (is_number_hyphen(c, start, after, bytes))
		return LIKE_NUMBER_HYPHEN;
	if (c >= 0xFB00 && c <= 0xFB06)
		return LIKE_LIGATURE;
	return c >= 0xFF10 && c <= 0xFF19 ? LIKE_DIGIT : LIKENESSES;
}

bool is_hidden(uint32_t c)
{
	return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/* What was found of a kind: the first, and how many. */
struct tally {
	struct span first;
	size_t count;
};

static void tell(struct layout *layout, const struct tally *tallies, const struct tally *hidden)
{
	for (int i = 0; i < LIKENESSES; i++)
		if (tallies[i].count)
			diag_add(layout->diags, DIAG_IN004, layout_place(layout, tallies[i].first),
				 "%s (%zu)", likeness_words[i], tallies[i].count);
	if (!hidden->count)
		return;
	const char *at = hidden->first.at;
	struct diag *diag = diag_add(layout->diags, DIAG_IN006, layout_place(layout, hidden->first),
				     "invisible character U+%04X; later ones are not listed",
				     (unsigned)utf8_next(&at, at + hidden->first.length));
	diag->quoted = diag_keep(layout->diags, hidden->first);
	diag->fix = "";
	diag_help(layout->diags, diag, "take it out");
}

void find_invisible(struct layout *layout)
{
	struct span bytes = layout->lines->bytes;
	struct tally tallies[LIKENESSES] = {{{NULL, 0}, 0}}, hidden = {{NULL, 0}, 0};
	const char *at = bytes.at, *end = bytes.at + bytes.length;
	while (at < end) {
		const char *start = at;
		if ((unsigned char)*at < 0xC2) {
			at++;
			continue;
		}
		uint32_t c = utf8_next(&at, end);
		enum likeness like = likeness_of(c, start, at, bytes);
		struct tally *tally = like < LIKENESSES ? &tallies[like]
				      : is_hidden(c)	? &hidden
							: NULL;
		if (tally && !tally->count++)
			tally->first = span_from(start, at);
	}
	tell(layout, tallies, &hidden);
}
