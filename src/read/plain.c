/* Plain text of no known structure as a document: a paragraph for each, in an AKN frame. A line
 * goes on in the next one when that does not begin like a paragraph. */
#include "read/layout.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { WRAPPED = 40 /* bytes of a line that may have been broken for its length */ };

static bool goes_on(struct span line, struct span next)
{
	if (!line.length || !next.length)
		return false;
	bool closed = strchr(".:;?!", line.at[line.length - 1]) != NULL;
	return islower((unsigned char)next.at[0]) ||
	       (!closed && line.length >= WRAPPED && isalpha((unsigned char)next.at[0]));
}

struct places {
	uint32_t *items;
	size_t count, capacity;
};

static void places_add(struct places *places, const struct buf *akn)
{
	MEM_ROOM(places->items, places->count, places->capacity);
	places->items[places->count++] = (uint32_t)akn->length;
}

/* Writes the paragraphs of the text, and notes where each begins and the last one ends. */
static void write_paragraphs(struct span bytes, struct buf *akn, struct places *places)
{
	struct span line, pending = {"", 0};
	bool open = false;
	while (span_line(&bytes, &line)) {
		line = span_trim(line);
		if (open && !goes_on(pending, line)) {
			buf_text(akn, PARAGRAPH_CLOSE "\n");
			open = false;
		}
		if (line.length && !open)
			places_add(places, akn);
		if (line.length)
			buf_text(akn, open ? " " : PARAGRAPH_OPEN);
		escape_text(akn, line);
		open |= line.length > 0;
		pending = line;
	}
	buf_text(akn, open ? PARAGRAPH_CLOSE "\n" : "");
	places_add(places, akn);
}

struct doc *plain_text(const char *file, struct span bytes, struct diags *diags)
{
	struct places places = {0};
	struct buf akn = {0};
	if (!is_plain_text(file, bytes, diags))
		return NULL;
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		bytes = span_sub(bytes, 3, bytes.length);
	buf_text(&akn, "<akomaNtoso xmlns=\"" AKN_NAMESPACE "\"><doc name=\"text\" "
		       "contains=\"singleVersion\"><meta/><mainBody>\n");
	buf_room(&akn, bytes.length + bytes.length / 4); /* in one piece: most is text */
	write_paragraphs(bytes, &akn, &places);
	buf_text(&akn, "</mainBody></doc></akomaNtoso>\n");
	struct doc *doc = doc_read_paragraphs(file, &akn, places.items, places.count - 1, diags);
	free(places.items);
	return doc;
}
