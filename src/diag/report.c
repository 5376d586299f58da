/* Findings for people: a line that says what is wrong, the source line with the words marked, other
 * places, and what would fit. The last line counts. */
#include "diag/report.h"

#include <stdlib.h>
#include <string.h>

/* Columns of a source line that are shown, without the two before it. */
enum { SHOWN = 78, BEFORE_MARK = 24 };

const char *diag_origin_name(enum diag_origin origin)
{
	static const char *const names[] = {NULL, "modification", "existing"};
	return names[origin];
}

/* ---- lines of the sources, found once for each file */

struct source_lines {
	const struct diag_source *source;
	uint32_t *starts; /* byte offset of each line */
	size_t count;
};

struct page {
	const struct diags *diags;
	const struct report_options *options;
	struct source_lines *sources;
	struct buf *out;
	/* Findings are sorted, so each is looked for from the one before it on: a file may be one
	 * line. */
	struct {
		const char *line;
		size_t byte;
		unsigned column;
	} last;
};

static void find_lines(struct source_lines *lines)
{
	struct span rest = lines->source->bytes, line;
	size_t capacity = 0;
	while (span_line(&rest, &line)) {
		MEM_ROOM(lines->starts, lines->count, capacity);
		lines->starts[lines->count++] = (uint32_t)(line.at - lines->source->bytes.at);
	}
}

static int by_file(const void *left, const void *right)
{
	const struct source_lines *a = left, *b = right;
	return strcmp(a->source->file, b->source->file);
}

static struct source_lines *source_named(const struct page *page, const char *file)
{
	struct diag_source wanted = {.file = file};
	struct source_lines key = {.source = &wanted};
	return bsearch(&key, page->sources, page->diags->source_count, sizeof key, by_file);
}

/* The text of a line, or an empty span when the source is not known. */
static struct span line_text(const struct page *page, struct place place)
{
	struct span line = {"", 0};
	struct source_lines *lines = place.file ? source_named(page, place.file) : NULL;
	if (!lines)
		return line;
	if (!lines->starts)
		find_lines(lines);
	if (!place.line || place.line > lines->count)
		return line;
	struct span bytes = lines->source->bytes;
	struct span rest = span_sub(bytes, lines->starts[place.line - 1], bytes.length);
	span_line(&rest, &line);
	return line;
}

/* ---- the source line and its mark */

static bool in_range(uint32_t c, const uint32_t (*ranges)[2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

/* Columns that a terminal gives a character (Unicode Standard Annex 11, wide and combining). */
static unsigned width_of(uint32_t c)
{
	static const uint32_t none[][2] = {{0x300, 0x36f},
					   {0x483, 0x489},
					   {0x20d0, 0x20f0},
					   {0xfe00, 0xfe0f},
					   {0xfe20, 0xfe2f}};
	static const uint32_t wide[][2] = {{0x1100, 0x115f},  {0x2e80, 0x303e}, {0x3041, 0xa4cf},
					   {0xac00, 0xd7a3},  {0xf900, 0xfaff}, {0xfe30, 0xfe6f},
					   {0xff00, 0xff60},  {0xffe0, 0xffe6}, {0x1f300, 0x1faff},
					   {0x20000, 0x3fffd}};
	if (c < 0x300)
		return 1;
	if (in_range(c, none, sizeof none / sizeof *none))
		return 0;
	return in_range(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

/* What is printed for a character: controls, and those that turn the writing round, would move the
 * mark away from its words or hide text. */
static uint32_t shown(uint32_t c)
{
	if (c == '\t')
		return ' ';
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff ||
	    c == 0xad)
		return 0xfffd;
	return c;
}

/* Display column (from 0) of each edge of the mark, and of the end of the line. */
struct measure {
	unsigned mark, mark_end, width;
};

static struct measure measure(struct span line, struct place place)
{
	struct measure m = {0};
	unsigned column = 1;
	const char *at = line.at, *end = line.at + line.length;
	for (;; column++) {
		if (column == place.column)
			m.mark = m.width;
		if (column == place.end_column)
			m.mark_end = m.width;
		if (at >= end)
			break;
		m.width += width_of(shown(utf8_next(&at, end)));
	}
	if (place.column > column)
		m.mark = m.width;
	if (m.mark_end <= m.mark)
		m.mark_end = place.end_column > column ? m.width : m.mark + 1;
	if (m.mark_end <= m.mark)
		m.mark_end = m.mark + 1;
	return m;
}

/* Byte of a column of the line. */
static size_t byte_of(struct page *page, struct span line, unsigned column)
{
	if (page->last.line != line.at || page->last.column > column) {
		page->last.line = line.at;
		page->last.byte = 0;
		page->last.column = 1;
	}
	const char *at = line.at + page->last.byte, *end = line.at + line.length;
	for (; page->last.column < column && at < end; page->last.column++)
		utf8_next(&at, end);
	page->last.byte = (size_t)(at - line.at);
	return page->last.byte;
}

/* Of a very long line the part around the mark, with the columns counted from its start. */
static struct span part_of(struct page *page, struct span line, struct place *place)
{
	enum { BEFORE = 200, AFTER = 600 };
	if (line.length <= BEFORE + AFTER)
		return line;
	size_t mark = byte_of(page, line, place->column);
	size_t start = mark > BEFORE ? mark - BEFORE : 0;
	size_t end = line.length - mark > AFTER ? mark + AFTER : line.length;
	while (start < mark && ((unsigned char)line.at[start] & 0xC0) == 0x80)
		start++;
	while (end > mark && end < line.length && ((unsigned char)line.at[end] & 0xC0) == 0x80)
		end--;
	unsigned columns = place->end_column - place->column;
	place->column = 1 + (unsigned)utf8_count(span_sub(line, start, mark));
	place->end_column = place->column + columns;
	return span_sub(line, start, end);
}

static bool is_markup(const struct page *page, const char *file)
{
	const struct source_lines *lines = file ? source_named(page, file) : NULL;
	return lines && span_starts(span_trim(lines->source->bytes), "<");
}

/* A line of XML as its text, if the mark is on text; the columns are those of the text. */
static struct span text_of_markup(struct span line, struct place *place, struct buf *out)
{
	const char *open = memchr(line.at, '<', line.length), *at = line.at;
	const char *close = memchr(line.at, '>', line.length), *end = line.at + line.length;
	bool in_tag = close && (!open || close < open);
	unsigned column = 1, kept = 0, mark = 0, mark_end = 0;
	for (; at < end; column++) {
		const char *from = at;
		uint32_t c = utf8_next(&at, end);
		in_tag |= c == '<';
		bool leads = !in_tag && !kept && (c == ' ' || c == '\t');
		if (column == place->column) {
			if (in_tag || leads)
				return line;
			mark = kept + 1;
		}
		if (column == place->end_column)
			mark_end = kept + 1;
		if (!in_tag && !leads) {
			buf_span(out, span_from(from, at));
			kept++;
		}
		in_tag &= c != '>';
	}
	if (!mark)
		return line;
	place->column = mark;
	place->end_column = mark_end ? mark_end : kept + 1;
	return buf_as_span(out);
}

/* The columns [from, to) of the line; what is cut off shows as an ellipsis. */
static void write_window(struct span line, unsigned from, unsigned to, unsigned width,
			 struct buf *out)
{
	unsigned column = 0;
	const char *at = line.at, *end = line.at + line.length;
	while (at < end && column < to) {
		uint32_t c = shown(utf8_next(&at, end));
		unsigned cells = width_of(c);
		bool cut = (from && column <= from && column + cells > from) ||
			   (to < width && column + cells >= to && cells);
		if (cut && column + cells > from) {
			utf8_add(out, 0x2026);
			buf_repeat(out, ' ', cells - 1);
		} else if (column >= from) {
			utf8_add(out, c);
		}
		column += cells;
	}
}

static void paint(const struct page *page, const char *code)
{
	if (page->options->color)
		buf_printf(page->out, "\033[%sm", code);
}

static void write_source(struct page *page, struct place place)
{
	struct span line = line_text(page, place);
	if (!place.line || !place.column || !line.length)
		return;
	line = part_of(page, line, &place);
	if (!span_trim(line).length)
		return;
	struct buf text = {0};
	if (is_markup(page, place.file))
		line = text_of_markup(line, &place, &text);
	struct measure m = measure(line, place);
	unsigned from = 0, to = m.width;
	if (m.width > SHOWN) {
		bool early = m.mark < SHOWN - BEFORE_MARK && m.mark_end < SHOWN;
		from = early ? 0 : m.mark > BEFORE_MARK ? m.mark - BEFORE_MARK : 0;
		to = from + SHOWN < m.width ? from + SHOWN : m.width;
	}
	buf_text(page->out, "  ");
	write_window(line, from, to, m.width, page->out);
	buf_text(page->out, "\n  ");
	buf_repeat(page->out, ' ', m.mark - from);
	paint(page, "1;32");
	buf_char(page->out, '^');
	unsigned last = m.mark_end < to || to < m.mark ? m.mark_end : to;
	if (last > m.mark + 1)
		buf_repeat(page->out, '~', last - m.mark - 1);
	paint(page, "0");
	buf_char(page->out, '\n');
	buf_release(&text);
}

/* ---- findings */

static void write_place(const struct page *page, struct place place)
{
	if (!place.file)
		return;
	buf_text(page->out, place.file);
	if (place.line)
		buf_printf(page->out, ":%u", place.line);
	if (place.line && place.column)
		buf_printf(page->out, ":%u", place.column);
	buf_text(page->out, ": ");
}

static void write_finding(struct page *page, const struct diag *diag)
{
	static const char *const colors[] = {"1;36", "1;35", "1;31"};
	write_place(page, diag->place);
	paint(page, colors[diag->level]);
	buf_printf(page->out, "%s:", diag_level_name(diag->level));
	paint(page, "0");
	bool cites = !diag->citation || !is_markup(page, diag->place.file) ||
		     strstr(diag->message, diag->citation);
	buf_printf(page->out, " %s%s%s [%s]\n", cites ? "" : diag->citation, cites ? "" : ": ",
		   diag->message, diag_rule(diag->code)->code);
	write_source(page, diag->place);
	for (size_t i = 0; i < diag->related_count; i++) {
		write_place(page, diag->related[i].place);
		buf_printf(page->out, "note: %s\n", diag->related[i].message);
	}
	if (diag->help)
		buf_printf(page->out, "  help: %s\n", diag->help);
	struct span instructions = span_of(diag->instruction), line;
	while (span_line(&instructions, &line))
		buf_printf(page->out, "  add: %.*s\n", SPAN_ARGS(line));
	if (page->options->verbose)
		buf_printf(page->out, "  why: %s\n", diag_rule(diag->code)->help);
}

static void write_count(struct buf *out, size_t count, const char *noun, const char *before)
{
	if (count)
		buf_printf(out, "%s%zu %s%s", out->length ? before : "", count, noun,
			   count == 1 ? "" : "s");
}

/* What was let stand, and what the baseline has and is gone. */
static void write_left_out(struct page *page)
{
	const struct diags *diags = page->diags;
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = diags->items[i];
		if (!diag->suppressed)
			continue;
		write_place(page, diag->place);
		buf_printf(page->out, "suppressed: %s [%s]\n  reason: %s\n", diag->message,
			   diag_rule(diag->code)->code, diag->suppressed);
	}
	for (size_t i = 0; i < diags->gone_count; i++) {
		const struct diag_gone *gone = &diags->gone[i];
		buf_printf(page->out, "%s%sgone: %s [%s]\n", gone->citation ? gone->citation : "",
			   gone->citation ? ": " : "", gone->message, gone->code);
	}
}

/* Of what is not shown only that is said which was looked for and found. */
static void write_nothing(const struct page *page, struct buf *line)
{
	static const char *const words[] = {"nothing found", "no errors or warnings", "no errors"};
	struct buf hidden = {0};
	for (int level = page->options->least - 1; level >= DIAG_NOTE; level--) {
		size_t count = 0;
		for (size_t i = 0; i < page->diags->count; i++)
			count += page->diags->items[i]->level == (enum diag_level)level &&
				 report_shows(page->diags->items[i], DIAG_NOTE);
		write_count(&hidden, count, diag_level_name((enum diag_level)level), ", ");
	}
	buf_text(line, words[page->options->least]);
	if (hidden.length)
		buf_printf(line, " (%s not shown)", buf_string(&hidden));
	buf_release(&hidden);
}

static void write_summary(const struct page *page, const size_t counts[3], size_t safe,
			  size_t suppressed)
{
	struct buf line = {0};
	for (int level = DIAG_ERROR; level >= DIAG_NOTE; level--)
		write_count(&line, counts[level], diag_level_name((enum diag_level)level), ", ");
	const struct diags *diags = page->diags;
	if (!line.length && !page->options->about && !diags->existing && !diags->known &&
	    !diags->gone_count && !suppressed)
		return;
	if (!line.length)
		write_nothing(page, &line);
	if (page->options->about)
		buf_printf(&line, "; %s", page->options->about);
	write_count(&line, safe, safe == 1 ? "safe fix" : "safe fixe", "; ");
	if (suppressed)
		buf_printf(&line, "; %zu suppressed", suppressed);
	if (diags->known)
		buf_printf(&line, "; %zu of the baseline not shown", diags->known);
	if (diags->gone_count)
		buf_printf(&line, "; %zu gone since the baseline", diags->gone_count);
	if (page->diags->existing)
		buf_printf(&line, "; %zu existing not shown (--all shows them)",
			   page->diags->existing);
	buf_printf(page->out, "%s\n", buf_string(&line));
	buf_release(&line);
}

void report_text(const struct diags *diags, const struct report_options *options, struct buf *out)
{
	struct page page = {.diags = diags, .options = options, .out = out};
	page.sources = mem_alloc((diags->source_count + 1) * sizeof *page.sources);
	for (size_t i = 0; i < diags->source_count; i++)
		page.sources[i].source = &diags->sources[i];
	if (diags->source_count)
		qsort(page.sources, diags->source_count, sizeof *page.sources, by_file);
	size_t counts[3] = {0}, safe = 0, suppressed = 0;
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = diags->items[i];
		if (!report_shows(diag, options->least)) {
			suppressed += diag->suppressed != NULL;
			continue;
		}
		write_finding(&page, diag);
		counts[diag->level]++;
		safe += diag->fix && diag->fix_kind == FIX_SAFE;
	}
	if (options->verbose)
		write_left_out(&page);
	if (options->summary)
		report_summary(diags, options->least, out);
	write_summary(&page, counts, safe, suppressed);
	for (size_t i = 0; i < diags->source_count; i++)
		free(page.sources[i].starts);
	free(page.sources);
}

void diags_report(const struct diags *diags, enum report_format format,
		  const struct report_options *options, struct buf *out)
{
	static void (*const reporters[])(const struct diags *, const struct report_options *,
					 struct buf *) = {
		[REPORT_TEXT] = report_text,
		[REPORT_JSON] = report_json,
		[REPORT_SARIF] = report_sarif,
	};
	reporters[format](diags, options, out);
}
