/* Quotation: where a quoted payload ends, and its text without the marks that quote it. A mark may
 * open the whole, or each of its paragraphs; quoted words inside it come in pairs. */
#include "draft/quotation.h"

#include <string.h>

enum { MOST_LINES = 20000 /* that one quotation runs over */ };

size_t quotation_mark(struct span text)
{
	if (span_starts(text, "“"))
		return strlen("“");
	return text.length && text.at[0] == '"' ? 1 : 0;
}

/* Marks that open less those that close; of straight marks those that have no other. */
static int open_marks(struct span text, bool curly)
{
	int open = 0;
	for (size_t i = 0; i < text.length; i++) {
		struct span rest = span_sub(text, i, text.length);
		if (!curly)
			open += text.at[i] == '"';
		else if (span_starts(rest, "“"))
			open++;
		else if (span_starts(rest, "”"))
			open--;
	}
	return curly ? open : open % 2;
}

/* Past the mark that closes the one which the text begins with, or 0. Behind a straight one a label
 * says that it opens the whole. */
static size_t past_first(struct span text, size_t mark)
{
	bool curly = mark > 1;
	int open = 0;
	if (!mark || (!curly && text.length > 1 && text.at[1] == '('))
		return 0;
	for (size_t i = 0; i < text.length; i++) {
		struct span rest = span_sub(text, i, text.length);
		if (!curly && i && text.at[i] == '"')
			return i + 1;
		if (curly && span_starts(rest, "“"))
			open++;
		else if (curly && span_starts(rest, "”") && !--open)
			return i + strlen("”");
	}
	return 0;
}

size_t quotation_close(struct span text)
{
	return past_first(text, quotation_mark(text));
}

/* Marks and a conjunction of the instruction's own: "; and". */
static bool is_joint(struct span text)
{
	while (text.length && strchr(".;, ", text.at[0]))
		text = span_sub(text, 1, text.length);
	while (text.length && strchr(".;, ", text.at[text.length - 1]))
		text.length--;
	return !text.length || span_is(text, "and") || span_is(text, "or");
}

bool quotation_is_term(struct span text)
{
	size_t end = past_first(text, quotation_mark(text));
	return end && !is_joint(span_sub(text, end, text.length));
}

/* The length of the closing mark at the end and of the instruction's own punctuation behind it, or
 * 0: the text does not end so. */
static size_t closing_mark(struct span text)
{
	size_t end = text.length;
	while (end) {
		struct span words = span_sub(text, 0, end);
		size_t mark = span_ends(words, "”") ? strlen("”") : span_ends(words, "\"") ? 1 : 0;
		if (mark)
			return is_joint(span_sub(text, end, text.length)) ? text.length - end + mark
									  : 0;
		if (text.length - end > strlen("; and ;"))
			return 0;
		end--;
	}
	return 0;
}

/* “(4) Words.”: a paragraph that has the mark of each, and that of the end. */
static bool is_last_paragraph(struct span line)
{
	return quotation_mark(line) && closing_mark(line) && !quotation_is_term(line);
}

/* How many quotations are open behind a line of one; the first line opens it. `each`: it has a mark
 * at the head of each paragraph. */
static int open_after(int open, struct span line, bool curly, bool each)
{
	bool marked = quotation_mark(line) > 0;
	int more = open_marks(line, curly);
	if (!curly)
		return marked ? more : (open + more) % 2;
	if (open && each && marked && (more > 0 || (!more && is_last_paragraph(line))))
		more--;
	return open + more;
}

/* A mark is missing inside: the quotation ends with the first line that ends in a mark where the
 * draft ends or goes back to the left. `at` is past the first line. */
static size_t end_by_indent(const struct lines *lines, size_t at, size_t to, struct span first)
{
	unsigned indent = at ? lines->items[at - 1].indent : 0;
	struct span text = first;
	for (size_t next = at; next <= to; next++) {
		if (next < to && lines->items[next].use != LINE_TEXT)
			continue;
		bool back = next == to || lines->items[next].indent < indent;
		if (closing_mark(text) && back)
			return next;
		if (next < to)
			text = lines->items[next].text;
	}
	return SIZE_MAX;
}

bool quotation_marks_each(const struct lines *lines, size_t from, size_t to)
{
	while (from < to && lines->items[from].use != LINE_TEXT)
		from++;
	return from < to && quotation_mark(lines->items[from].text) > 0;
}

size_t quotation_end(const struct lines *lines, size_t from, size_t to, struct span first)
{
	size_t start = from;
	bool curly = span_starts(first, "“"), each = quotation_marks_each(lines, from, to);
	int open = open_after(0, first, curly, each);
	if (to > from + MOST_LINES)
		to = from + MOST_LINES;
	for (size_t i = from; open > 0 && i < to; i++) {
		if (lines->items[i].use != LINE_TEXT)
			continue;
		open = open_after(open, lines->items[i].text, curly, each);
		from = i + 1;
	}
	return open > 0 ? end_by_indent(lines, start, to, first) : from;
}

struct span quotation_inner(struct span line, bool last)
{
	bool curly = span_starts(line, "“");
	size_t mark = quotation_mark(line), close = closing_mark(line);
	int open = open_marks(line, curly || !mark);
	bool whole = mark && !open && close && curly; /* “(4) Words.” */
	if (whole) {
		/* “Term” means “other term” is no paragraph in marks: its first mark closes before.
		 */
		struct span inner = span_sub(line, mark, line.length - close);
		whole = open_marks(inner, true) == 0 &&
			span_find(inner, SPAN("”"), 0) >= span_find(inner, SPAN("“"), 0);
	}
	if (whole || (mark && !curly && !open && close && last))
		return span_sub(line, mark, line.length - close);
	if (mark && open > 0)
		line = span_sub(line, mark, line.length);
	if (last && (open < 0 || !curly) && closing_mark(line))
		line.length -= closing_mark(line);
	return line;
}

struct span quotation_whole(struct span text)
{
	size_t mark = quotation_mark(text), close = closing_mark(text);
	if (mark && close > mark)
		text.length -= close - mark;
	return text;
}

/* The mark at a byte of a quotation: +1 opens one, -1 closes one, 0 is none. A straight one opens
 * where a space or bracket stands before it. */
static int mark_at(struct span text, size_t at, bool curly)
{
	struct span rest = span_sub(text, at, text.length);
	if (curly)
		return span_starts(rest, "“") - span_starts(rest, "”");
	if (text.at[at] != '"')
		return 0;
	return !at || strchr(" ([", text.at[at - 1]) ? 1 : -1;
}

struct span quotation_behind(const struct lines *lines, size_t *line)
{
	struct span none = {NULL, 0};
	if (!lines->count || !quotation_mark(lines->items[0].text) ||
	    quotation_is_term(lines->items[0].text))
		return none;
	bool curly = quotation_mark(lines->items[0].text) > 1;
	bool each = quotation_marks_each(lines, 1, lines->count);
	int open = 0;
	for (size_t i = 0; i < lines->count; i++) {
		struct span text = lines->items[i].text;
		bool headed = i && each && open && !quotation_is_term(text);
		for (size_t at = 0; at < text.length; at++) {
			int mark = mark_at(text, at, curly);
			if (!mark || (headed && !at && mark > 0))
				continue;
			open += mark;
			if (open > 0)
				continue;
			open = 0;
			struct span behind =
				span_sub(text, at + (curly ? strlen("”") : 1), text.length);
			*line = i;
			if (mark < 0 && !is_joint(behind))
				return behind;
		}
	}
	return none;
}
