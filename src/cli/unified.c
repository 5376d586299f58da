/* A unified diff of a text and the (sorted) splices that change it, as patch(1) reads it. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static const size_t CONTEXT = 3;

/* Whole lines of the old text that are replaced by others: splices[first, last]. */
struct replaced {
	size_t line, line_after; /* of the old text, from 0 */
	size_t first, last;
};

struct unified {
	struct span old;
	const struct splices *splices;
	size_t *starts; /* of each line, and past the last one */
	size_t line_count;
	struct replaced *changes;
	size_t count, capacity;
	long shift; /* lines gained before the hunk */
	struct buf *out;
};

static void find_lines(struct unified *u)
{
	size_t capacity = 0;
	for (size_t at = 0; at < u->old.length;) {
		MEM_ROOM(u->starts, u->line_count, capacity);
		u->starts[u->line_count++] = at;
		const char *lf = memchr(u->old.at + at, '\n', u->old.length - at);
		at = lf ? (size_t)(lf - u->old.at) + 1 : u->old.length;
	}
	MEM_ROOM(u->starts, u->line_count, capacity);
	u->starts[u->line_count] = u->old.length;
}

static size_t line_of(const struct unified *u, size_t byte)
{
	size_t low = 0, high = u->line_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (u->starts[middle] <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : 0;
}

static void find_changes(struct unified *u)
{
	for (size_t i = 0; i < u->splices->count; i++) {
		const struct splice *splice = &u->splices->items[i];
		size_t last = splice->end > splice->start ? splice->end - 1 : splice->end;
		size_t line = line_of(u, splice->start), after = line_of(u, last) + 1;
		struct replaced *before = u->count ? &u->changes[u->count - 1] : NULL;
		if (before && line < before->line_after) {
			before->line_after =
				after > before->line_after ? after : before->line_after;
			before->last = i;
			continue;
		}
		MEM_ROOM(u->changes, u->count, u->capacity);
		u->changes[u->count++] = (struct replaced){line, after, i, i};
	}
}

/* The lines that take their place. */
static void new_lines(const struct unified *u, const struct replaced *lines, struct buf *out)
{
	size_t at = u->starts[lines->line];
	for (size_t i = lines->first; i <= lines->last; i++) {
		const struct splice *splice = &u->splices->items[i];
		buf_span(out, span_sub(u->old, at, splice->start));
		buf_span(out, splice->text);
		at = splice->end;
	}
	buf_span(out, span_sub(u->old, at, u->starts[lines->line_after]));
}

/* Writes the lines of a text behind a mark; returns how many. */
static size_t write_lines(struct span text, char mark, struct buf *out)
{
	size_t count = 0;
	for (size_t at = 0; at < text.length; count++) {
		const char *lf = memchr(text.at + at, '\n', text.length - at);
		size_t end = lf ? (size_t)(lf - text.at) + 1 : text.length;
		buf_char(out, mark);
		buf_span(out, span_sub(text, at, end));
		if (!lf)
			buf_text(out, "\n\\ No newline at end of file\n");
		at = end;
	}
	return count;
}

static struct span old_lines(const struct unified *u, size_t from, size_t to)
{
	return span_sub(u->old, u->starts[from], u->starts[to]);
}

/* Changes [first, last] that are near each other, with the lines round them. */
static void write_hunk(struct unified *u, size_t first, size_t last)
{
	size_t from = u->changes[first].line, to = u->changes[last].line_after, added = 0;
	struct buf body = {0}, fresh = {0};
	from -= from < CONTEXT ? from : CONTEXT;
	to = to + CONTEXT < u->line_count ? to + CONTEXT : u->line_count;
	size_t at = from;
	for (size_t i = first; i <= last; i++) {
		const struct replaced *lines = &u->changes[i];
		added += write_lines(old_lines(u, at, lines->line), ' ', &body);
		write_lines(old_lines(u, lines->line, lines->line_after), '-', &body);
		buf_cut(&fresh, 0);
		new_lines(u, lines, &fresh);
		added += write_lines(buf_as_span(&fresh), '+', &body);
		at = lines->line_after;
	}
	added += write_lines(old_lines(u, at, to), ' ', &body);
	buf_printf(u->out, "@@ -%zu,%zu +%ld,%zu @@\n", from + 1, to - from,
		   (long)from + 1 + u->shift, added);
	buf_span(u->out, buf_as_span(&body));
	u->shift += (long)added - (long)(to - from);
	buf_release(&body);
	buf_release(&fresh);
}

void unified_diff(const char *old_name, const char *new_name, struct span old,
		  const struct splices *splices, struct buf *out)
{
	struct unified u = {.old = old, .splices = splices, .out = out};
	find_lines(&u);
	find_changes(&u);
	buf_printf(out, "--- %s\n+++ %s\n", old_name, new_name);
	for (size_t first = 0, last; first < u.count; first = last + 1) {
		last = first;
		while (last + 1 < u.count &&
		       u.changes[last + 1].line <= u.changes[last].line_after + 2 * CONTEXT)
			last++;
		write_hunk(&u, first, last);
	}
	free(u.starts);
	free(u.changes);
}
