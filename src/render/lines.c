/* Lines: words that stand together are one unit, which goes to the next line when it does not fit.
 */
#include "render/lines.h"

#include <stdlib.h>
#include <string.h>

const struct spelling spelling_marks = {.open = {"", "[-", "{+"},
					.close = {"", "-]", "+}"},
					.bold = "",
					.italic = "",
					.dim = "",
					.plain = ""};
/* SGR of ECMA-48: struck out and underlined as well as coloured, for those who see no colours. */
const struct spelling spelling_color = {.open = {"", "\033[31;9m", "\033[32;4m"},
					.close = {"", "\033[0m", "\033[0m"},
					.bold = "\033[1m",
					.italic = "\033[3m",
					.dim = "\033[2m",
					.plain = "\033[0m"};

void lines_release(struct lines_out *lines)
{
	buf_release(&lines->line);
	free(lines->unit);
	free(lines->kept);
	lines->unit = NULL;
	lines->kept = NULL;
}

static bool takes_no_room(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200D) ||
	       (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

/* Controls would act on the terminal, and marks of direction would reorder what is read. */
static bool is_unsafe(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Where what is no printable ASCII comes next: nearly all there is is. */
static const char *skip_printable(const char *at, const char *end)
{
	while (at < end && *at >= ' ' && *at <= '~')
		at++;
	return at;
}

size_t text_width(struct span text)
{
	size_t width = 0;
	for (const char *at = text.at, *end = text.at + text.length; at < end;) {
		const char *from = at;
		at = skip_printable(at, end);
		width += (size_t)(at - from);
		if (at < end)
			width += !takes_no_room(utf8_next(&at, end));
	}
	return width;
}

static void add_safe(struct buf *out, struct span text)
{
	const char *at = text.at, *end = text.at + text.length, *safe = at;
	while ((at = skip_printable(at, end)) < end) {
		const char *from = at;
		if (!is_unsafe(utf8_next(&at, end)))
			continue;
		buf_span(out, span_from(safe, from));
		utf8_add(out, 0xFFFD);
		safe = at;
	}
	buf_span(out, span_from(safe, end));
}

/* ---- marks */

static bool is_visible(const char *sequence)
{
	return *sequence && *sequence != '\033';
}

static void put_mark(struct lines_out *l, const char *sequence)
{
	buf_text(&l->line, sequence);
	if (is_visible(sequence))
		l->column += strlen(sequence);
}

static void put_look(struct lines_out *l, uint32_t look)
{
	if (look & LOOK_BOLD)
		put_mark(l, l->spelling->bold);
	if (look & LOOK_ITALIC)
		put_mark(l, l->spelling->italic);
	if (look & LOOK_DIM)
		put_mark(l, l->spelling->dim);
}

static void switch_to(struct lines_out *l, enum mark mark, uint32_t look)
{
	if (l->mark == mark && l->look == look)
		return;
	bool same_mark = l->mark == mark && is_visible(l->spelling->open[mark]);
	if (l->mark != MARK_SAME && !same_mark)
		put_mark(l, l->spelling->close[l->mark]);
	if (l->look)
		put_mark(l, l->spelling->plain);
	if (mark != MARK_SAME && !same_mark)
		put_mark(l, l->spelling->open[mark]);
	put_look(l, look);
	l->mark = mark;
	l->look = look;
}

/* ---- lines */

static void put_margin(struct lines_out *l)
{
	if (!l->margin)
		return;
	if (l->change && l->change != l->told)
		buf_printf(l->out, "%*u", (int)l->margin, l->change);
	else
		buf_repeat(l->out, ' ', l->margin);
	buf_text(l->out, l->changed ? "│ " : "  ");
	/* Told again when it goes on behind an unchanged line. */
	if (l->change || !l->changed)
		l->told = l->change;
}

static void keep_line(struct lines_out *l, size_t length)
{
	MEM_ROOM(l->kept, l->kept_count, l->kept_capacity);
	l->kept[l->kept_count++] =
		(struct kept_line){.start = l->out->length,
				   .end = l->out->length + length,
				   .width = l->column - (l->line.length - length),
				   .changed = l->changed,
				   .change = l->change};
	buf_add(l->out, l->line.at, length);
}

static void flush(struct lines_out *l)
{
	switch_to(l, MARK_SAME, LOOK_PLAIN);
	size_t length = l->line.length;
	while (length && l->line.at[length - 1] == ' ')
		length--;
	if (length && l->keeps) {
		keep_line(l, length);
	} else if (length) {
		put_margin(l);
		buf_add(l->out, l->line.at, length);
		buf_char(l->out, '\n');
	}
	buf_cut(&l->line, 0);
	l->column = 0;
	l->change = 0;
	l->changed = l->space = false;
}

size_t lines_room(const struct lines_out *l)
{
	size_t margin = l->margin ? l->margin + 2 : 0;
	if (l->keeps)
		return l->width;
	return l->width > margin + 24 ? l->width - margin : 24;
}

static void move_to(struct lines_out *l, size_t column)
{
	if (l->column < column) {
		buf_repeat(&l->line, ' ', column - l->column);
		l->column = column;
	}
}

/* What the unit takes with its marks, and with those that must be closed before and after it. */
static size_t unit_width(const struct lines_out *l)
{
	enum mark mark = l->mark;
	size_t width = 0;
	for (size_t i = 0; i < l->unit_count; i++) {
		const struct atom *atom = &l->unit[i];
		if (atom->mark != mark) {
			const char *close = l->spelling->close[mark];
			const char *open = l->spelling->open[atom->mark];
			width += (is_visible(close) ? strlen(close) : 0) +
				 (is_visible(open) ? strlen(open) : 0);
			mark = atom->mark;
		}
		width += text_width(atom->text);
	}
	const char *last = l->spelling->close[mark];
	return width + (is_visible(last) ? strlen(last) : 0);
}

static void put_space(struct lines_out *l)
{
	bool inside = l->unit_count && l->unit[0].mark == l->mark && l->unit[0].look == l->look;
	if (!inside)
		switch_to(l, MARK_SAME, LOOK_PLAIN);
	buf_char(&l->line, ' ');
	l->column++;
	l->space = false;
}

static void put_atom(struct lines_out *l, const struct atom *atom)
{
	switch_to(l, atom->mark, atom->look);
	add_safe(&l->line, atom->text);
	l->column += text_width(atom->text);
	if (atom->mark == MARK_SAME)
		return;
	l->changed = true;
	if (!l->change || (l->change == l->told && atom->change != l->told))
		l->change = atom->change;
}

static void put_unit(struct lines_out *l)
{
	if (!l->unit_count)
		return;
	if (l->space && l->column > l->indent && l->column + 1 + unit_width(l) > lines_room(l)) {
		flush(l);
		move_to(l, l->indent);
	} else if (l->space) {
		put_space(l);
	}
	for (size_t i = 0; i < l->unit_count; i++)
		put_atom(l, &l->unit[i]);
	l->unit_count = 0;
}

void lines_begin(struct lines_out *l, size_t first, size_t indent)
{
	flush(l);
	l->told = 0;
	l->indent = indent;
	move_to(l, first);
}

static void add_atom(struct lines_out *l, struct atom atom)
{
	MEM_ROOM(l->unit, l->unit_count, l->unit_capacity);
	l->unit[l->unit_count++] = atom;
}

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void lines_text(struct lines_out *l, struct span text, enum mark mark, unsigned change,
		uint32_t look)
{
	size_t at = 0;
	while (at < text.length) {
		size_t end = at;
		while (end < text.length && !is_white(text.at[end]))
			end++;
		if (end > at)
			add_atom(l, (struct atom){mark, change, look, span_sub(text, at, end)});
		if (end == text.length)
			break;
		put_unit(l);
		l->space = l->column > 0 && l->line.length &&
			   !is_white(l->line.at[l->line.length - 1]);
		at = end + 1;
	}
}

void lines_tab(struct lines_out *l, size_t column)
{
	put_unit(l);
	switch_to(l, MARK_SAME, LOOK_PLAIN);
	l->space = false;
	move_to(l, l->column >= column && l->column ? l->column + 1 : column);
}

void lines_end(struct lines_out *l)
{
	put_unit(l);
	flush(l);
}

void lines_break(struct lines_out *l)
{
	lines_end(l);
	move_to(l, l->indent);
}

void lines_put(struct lines_out *l, size_t column, const struct lines_out *from,
	       const struct kept_line *kept)
{
	put_unit(l);
	switch_to(l, MARK_SAME, LOOK_PLAIN);
	l->space = false;
	move_to(l, column);
	buf_span(&l->line, span_sub(buf_as_span(from->out), kept->start, kept->end));
	l->column += kept->width;
	l->changed |= kept->changed;
	if (!l->change || (l->change == l->told && kept->change && kept->change != l->told))
		l->change = kept->change;
}

void lines_blank(struct lines_out *l)
{
	lines_end(l);
	size_t n = l->out->length;
	if (n && !(n > 1 && l->out->at[n - 1] == '\n' && l->out->at[n - 2] == '\n'))
		buf_char(l->out, '\n');
}
