/* Plain text of no known structure as a document: a paragraph for each, in an AKN frame. A line
 * goes on in the next one when that does not begin like a paragraph. */
#include "read/read.h"

#include <ctype.h>
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

void plain_text(struct span bytes, struct buf *akn)
{
	static const char close_tags[] = "</p></content></paragraph>\n";
	struct span line, pending = {"", 0};
	bool open = false;
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		bytes = span_sub(bytes, 3, bytes.length);
	buf_text(akn, "<akomaNtoso xmlns=\"" AKN_NAMESPACE "\"><doc name=\"text\" "
		      "contains=\"singleVersion\"><meta/><mainBody>\n");
	while (span_line(&bytes, &line)) {
		line = span_trim(line);
		if (open && !goes_on(pending, line)) {
			buf_text(akn, close_tags);
			open = false;
		}
		if (line.length)
			buf_text(akn, open ? " " : "<paragraph><content><p>");
		escape_text(akn, line);
		open |= line.length > 0;
		pending = line;
	}
	buf_text(akn, open ? close_tags : "");
	buf_text(akn, "</mainBody></doc></akomaNtoso>\n");
}
