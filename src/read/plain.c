/* Plain text of no known structure as a document: a line goes on in the next one when that does not
 * begin like a paragraph. */
#include "read/layout.h"

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

/* The paragraph that is being read: bytes [start, end) of the text. */
struct paragraph {
	struct doc *doc;
	size_t start, end;
	bool open;
	struct buf joined; /* the words of several lines; empty: they are as the text has them */
};

static void add_line(struct paragraph *p, struct span line)
{
	size_t start = (size_t)(line.at - p->doc->bytes.at);
	if (p->open) {
		if (!p->joined.length)
			buf_span(&p->joined, span_sub(p->doc->bytes, p->start, p->end));
		buf_char(&p->joined, ' ');
		buf_span(&p->joined, line);
	} else {
		p->start = start;
	}
	p->end = start + line.length;
	p->open = true;
}

static void end_paragraph(struct paragraph *p)
{
	struct span words = span_sub(p->doc->bytes, p->start, p->end);
	if (p->joined.length)
		words = (struct span){arena_copy(&p->doc->arena, p->joined.at, p->joined.length),
				      p->joined.length};
	if (p->open)
		doc_add_paragraph(p->doc, (uint32_t)p->start, (uint32_t)p->end, words);
	buf_cut(&p->joined, 0);
	p->open = false;
}

struct doc *plain_text(const char *file, struct buf *bytes, struct diags *diags)
{
	if (!is_plain_text(file, buf_as_span(bytes), diags))
		return NULL;
	struct doc *doc = doc_of_text(file, bytes);
	struct paragraph paragraph = {.doc = doc};
	struct span rest = doc->bytes, line, before = {"", 0};
	if (span_starts(rest, "\xEF\xBB\xBF"))
		rest = span_sub(rest, 3, rest.length);
	while (span_line(&rest, &line)) {
		line = span_trim(line);
		if (!goes_on(before, line))
			end_paragraph(&paragraph);
		if (line.length)
			add_line(&paragraph, line);
		before = line;
	}
	end_paragraph(&paragraph);
	buf_release(&paragraph.joined);
	return doc;
}

void plain_as_akn(const struct doc *text, struct buf *akn)
{
	buf_text(akn, "<akomaNtoso xmlns=\"" AKN_NAMESPACE "\"><doc name=\"text\" "
		      "contains=\"singleVersion\"><meta/><mainBody>\n");
	for (size_t i = 0; i < text->block_count; i++) {
		buf_text(akn, "<paragraph><content><p>");
		escape_text(akn, text->blocks[i].text);
		buf_text(akn, "</p></content></paragraph>\n");
	}
	buf_text(akn, "</mainBody></doc></akomaNtoso>\n");
}
