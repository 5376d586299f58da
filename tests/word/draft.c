/* A draft in Word from lines of text. */
#include "docx.h"

#include <string.h>

static const struct {
	char mark;
	const char *before, *after, *looks, *text;
} marks[] = {
	{'-', "<w:del w:id=\"1\" w:author=\"A\">", "</w:del>", "", "delText"},
	{'+', "<w:ins w:id=\"1\" w:author=\"A\">", "</w:ins>", "", "t"},
	{'~', "", "", "<w:rPr><w:strike/></w:rPr>", "t"},
	{'_', "", "", "<w:rPr><w:u w:val=\"double\"/></w:rPr>", "t"},
	{'*', "", "", "<w:rPr><w:b/></w:rPr>", "t"},
	{'^', "", "", "<w:rPr><w:vanish/></w:rPr>", "t"},
	{'=', "<w:fldSimple w:instr=\" REF _Ref1 \\r \">", "</w:fldSimple>", "", "t"},
	{'%', "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>",
	 "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>", "", "t"},
};

enum { COMMENTS, FOOTNOTES, NOTES };

static void add_run(struct buf *out, size_t mark, struct span text)
{
	buf_printf(out, "%s<w:r>%s<w:%s xml:space=\"preserve\">", marks[mark].before,
		   marks[mark].looks, marks[mark].text);
	escape_text(out, text);
	buf_printf(out, "</w:%s></w:r>%s", marks[mark].text, marks[mark].after);
}

static void add_plain(struct buf *out, struct span text)
{
	if (!text.length)
		return;
	buf_text(out, "<w:r><w:t xml:space=\"preserve\">");
	escape_text(out, text);
	buf_text(out, "</w:t></w:r>");
}

static void add_comment(struct buf *out, struct buf *comments, struct span text)
{
	static const char id[] = "7";
	buf_printf(out, "<w:r><w:commentReference w:id=\"%s%zu\"/></w:r>", id, comments->length);
	buf_printf(comments, "<w:comment w:id=\"%s%zu\" w:author=\"Drafter\"><w:p>", id,
		   comments->length);
	add_plain(comments, text);
	buf_text(comments, "</w:p></w:comment>");
}

enum { MARKS = sizeof marks / sizeof *marks, COMMENT = MARKS, FOOTNOTE, MARKUP };

/* What "[x" opens: one of marks, COMMENT, FOOTNOTE, MARKUP, or SIZE_MAX. */
static size_t mark_of(char c)
{
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].mark == c)
			return i;
	return c == '#' ? COMMENT : c == '@' ? FOOTNOTE : c == '!' ? MARKUP : SIZE_MAX;
}

static void add_footnote(struct buf *out, struct buf *notes, struct span text);

static void add_words(struct buf *out, struct buf *notes, struct span text)
{
	size_t plain = 0;
	for (size_t i = 0; i + 1 < text.length; i++) {
		size_t mark = text.at[i] == '[' ? mark_of(text.at[i + 1]) : SIZE_MAX;
		char close[] = {text.at[i + 1], ']', '\0'};
		size_t end = mark == SIZE_MAX ? SIZE_MAX : span_find(text, span_of(close), i + 2);
		if (end == SIZE_MAX)
			continue;
		struct span inner = span_sub(text, i + 2, end);
		add_plain(out, span_sub(text, plain, i));
		if (mark < MARKS)
			add_run(out, mark, inner);
		else if (mark == MARKUP)
			buf_span(out, inner);
		else if (mark == COMMENT)
			add_comment(out, &notes[COMMENTS], inner);
		else
			add_footnote(out, notes, inner);
		plain = end + 2;
		i = end + 1;
	}
	add_plain(out, span_sub(text, plain, text.length));
}

static void add_footnote(struct buf *out, struct buf *notes, struct span text)
{
	struct buf inner = {0}, *to = &notes[FOOTNOTES];
	add_words(&inner, notes, text);
	buf_printf(out, "<w:r><w:footnoteReference w:id=\"8%zu\"/></w:r>", to->length);
	buf_printf(to, "<w:footnote w:id=\"8%zu\"><w:p>%s</w:p></w:footnote>", to->length,
		   buf_string(&inner));
	buf_release(&inner);
}

static void add_paragraph(struct buf *out, struct buf *notes, struct span line)
{
	bool marked = line.length > 1 && line.at[1] == ' ' && strchr("+-", line.at[0]);
	bool counted = span_starts(line, "# ");
	size_t mark = marked ? mark_of(line.at[0]) : SIZE_MAX;
	bool joined = span_ends(line, "\\");
	line.length -= joined;
	buf_text(out, "<w:p>");
	if (joined)
		buf_text(out, "<w:pPr><w:rPr><w:del w:id=\"2\" w:author=\"A\"/></w:rPr></w:pPr>");
	if (marked) {
		buf_printf(out, "<w:pPr><w:rPr><w:%s w:id=\"2\" w:author=\"A\"/></w:rPr></w:pPr>",
			   mark ? "ins" : "del");
		add_run(out, mark, span_sub(line, 2, line.length));
	} else if (counted) {
		buf_text(out, "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
			      "w:val=\"1\"/></w:numPr></w:pPr>");
		add_words(out, notes, span_sub(line, 2, line.length));
	} else {
		add_words(out, notes, line);
	}
	buf_text(out, "</w:p>");
}

static void add_row(struct buf *out, struct buf *notes, struct span line)
{
	buf_text(out, "<w:tr>");
	while (line.length) {
		size_t end = span_find(line, SPAN("|"), 1);
		struct span cell = span_sub(line, 1, end == SIZE_MAX ? line.length : end);
		buf_text(out, "<w:tc><w:p>");
		add_words(out, notes, span_trim(cell));
		buf_text(out, "</w:p></w:tc>");
		line = span_sub(line, cell.length + 1, line.length);
	}
	buf_text(out, "</w:tr>");
}

static const char numbered_in_words[] =
	"<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
	"w:val=\"ordinalText\"/><w:lvlText w:val=\"%1\"/></w:lvl></w:abstractNum><w:num "
	"w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

/* What follows a line "@styles" and so on is that part as it stands. */
static struct span part_named(struct span text, const char *head)
{
	size_t at = span_find(text, span_of(head), 0);
	if (at == SIZE_MAX)
		return (struct span){NULL, 0};
	text = span_sub(text, at + strlen(head), text.length);
	size_t end = span_find(text, SPAN("\n@"), 0);
	return span_sub(text, 0, end == SIZE_MAX ? text.length : end);
}

bool docx_draft(struct span text, struct buf *out)
{
	struct buf body = {0}, notes[NOTES] = {{0}};
	struct span line, whole = text;
	bool table = false;
	while (span_line(&text, &line) && !span_starts(line, "@")) {
		bool row = span_starts(line, "|");
		if (row != table)
			buf_text(&body, row ? "<w:tbl>" : "</w:tbl>");
		table = row;
		if (row)
			add_row(&body, notes, line);
		else if (span_starts(line, "<"))
			buf_span(&body, line);
		else
			add_paragraph(&body, notes, line);
	}
	buf_text(&body, table ? "</w:tbl><w:p/>" : "");
	struct docx_parts parts = {.body = buf_as_span(&body),
				   .styles = part_named(whole, "\n@styles\n"),
				   .numbering = part_named(whole, "\n@numbering\n"),
				   .footnotes = part_named(whole, "\n@footnotes\n"),
				   .header = part_named(whole, "\n@header\n")};
	if (span_starts(whole, "# ") || span_find(whole, SPAN("\n# "), 0) != SIZE_MAX)
		parts.numbering = SPAN(numbered_in_words);
	if (notes[COMMENTS].length)
		parts.comments = buf_as_span(&notes[COMMENTS]);
	if (notes[FOOTNOTES].length)
		parts.footnotes = buf_as_span(&notes[FOOTNOTES]);
	bool good = docx_document(&parts, out);
	buf_release(&body);
	for (size_t i = 0; i < NOTES; i++)
		buf_release(&notes[i]);
	return good;
}
