/* Lines: the physical lines of a draft become paragraphs as their author meant them, and every line
 * is accounted for (instructions.md, section 7). */
#include "read/layout.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_RULE = 20 /* a line of that many spaces was drawn, over footnotes */ };

struct place lines_place(const struct lines *lines, size_t start, size_t end)
{
	size_t low = 0, high = lines->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (lines->starts[middle] <= start)
			low = middle;
		else
			high = middle;
	}
	size_t begin = lines->line_count ? lines->starts[low] : 0;
	if (start > lines->bytes.length)
		start = lines->bytes.length;
	struct place place = {lines->file, (unsigned)low + 1, 1, 2};
	place.column += (unsigned)utf8_count(span_sub(lines->bytes, begin, start));
	size_t stop = end > lines->bytes.length ? lines->bytes.length : end;
	const char *lf = stop > start ? memchr(lines->bytes.at + start, '\n', stop - start) : NULL;
	if (lf)
		stop = (size_t)(lf - lines->bytes.at);
	if (stop < start)
		stop = start;
	place.end_column = place.column + (unsigned)utf8_count(span_sub(lines->bytes, start, stop));
	return place;
}

struct place lines_fact(const struct lines *lines, struct span fact, unsigned line)
{
	struct span bytes = lines->bytes;
	if (fact.length && fact.at >= bytes.at && fact.at < bytes.at + bytes.length) {
		size_t at = (size_t)(fact.at - bytes.at);
		return lines_place(lines, at, at + fact.length);
	}
	struct span rest = bytes, text;
	for (unsigned i = 1; span_line(&rest, &text); i++) {
		size_t at = line && line != i ? SIZE_MAX : span_find(text, fact, 0);
		if (at == SIZE_MAX || !fact.length)
			continue;
		at += (size_t)(text.at - bytes.at);
		return lines_place(lines, at, at + fact.length);
	}
	return (struct place){.file = lines->file,
			      .line = line,
			      .column = line ? 1 : 0,
			      .end_column = line ? 1 : 0};
}

struct place layout_place(const struct layout *layout, struct span words)
{
	size_t start = (size_t)(words.at - layout->lines->bytes.at);
	return lines_place(layout->lines, start, start + words.length);
}

struct pattern *rows_match(const struct rows *rows, struct span text, bool whole,
			   struct match *match)
{
	for (size_t i = 0; i < rows->count; i++)
		if (pattern_match(rows->items[i], text, 0, match) == PATTERN_YES &&
		    (!whole || match->end[0] == text.length))
			return rows->items[i];
	return NULL;
}

/* ---- patterns of the profile */

struct kind_of_row {
	const char *key;
	size_t at; /* of its rows in the layout */
	int flags;
};

#define ROW(name, flags)                                      \
	{                                                     \
#name, offsetof(struct layout, name), (flags) \
	}
static const struct kind_of_row row_kinds[] = {
	ROW(page, PATTERN_ANCHORED | PATTERN_CASELESS),
	ROW(furniture, PATTERN_ANCHORED),
	ROW(cover, PATTERN_ANCHORED),
	ROW(heading, PATTERN_ANCHORED | PATTERN_CASELESS),
	ROW(start, PATTERN_ANCHORED),
	ROW(balloon, PATTERN_ANCHORED),
	ROW(footnote, PATTERN_ANCHORED),
	ROW(base_version, PATTERN_CASELESS),
	ROW(open, PATTERN_PLAIN),
	ROW(quoting, PATTERN_PLAIN),
	ROW(note, PATTERN_ANCHORED),
};
#undef ROW

static struct rows *rows_of(struct layout *layout, const struct kind_of_row *kind)
{
	return (struct rows *)((char *)layout + kind->at);
}

static void load_rows(struct layout *layout, const struct kind_of_row *kind)
{
	size_t count;
	const struct profile_row *all = profile_rows(layout->profile, "lines", &count);
	struct rows *rows = rows_of(layout, kind);
	struct buf error = {0};
	for (size_t i = 0; i < count; i++) {
		if (strcmp(all[i].key, kind->key))
			continue;
		struct pattern *pattern =
			profile_pattern(layout->profile, all[i].value, kind->flags, &error);
		if (!pattern) {
			diag_add(layout->diags, DIAG_AMD021,
				 (struct place){layout->profile->name, all[i].line, 1, 2},
				 "the profile's pattern is malformed: %s", buf_string(&error));
			continue;
		}
		MEM_ROOM(rows->items, rows->count, rows->capacity);
		rows->items[rows->count++] = pattern;
	}
	buf_release(&error);
}

static void release_rows(struct layout *layout)
{
	for (size_t k = 0; k < sizeof row_kinds / sizeof *row_kinds; k++) {
		struct rows *rows = rows_of(layout, &row_kinds[k]);
		for (size_t i = 0; i < rows->count; i++)
			pattern_free(rows->items[i]);
		free(rows->items);
	}
}

/* ---- physical lines */

/* A drawn line: of spaces, or of one character that draws. */
static bool is_rule(struct span raw, struct span text)
{
	static const char *const drawn[] = {"_", "-", "=", "—", "–", "─"};
	if (!text.length)
		return raw.length >= LONG_RULE;
	for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
		struct span rest = text;
		size_t n = strlen(drawn[i]);
		while (span_starts(rest, drawn[i]))
			rest = span_sub(rest, n, rest.length);
		if (!rest.length && text.length >= 3 * n)
			return true;
	}
	return false;
}

static unsigned columns_before(struct span raw, struct span text)
{
	unsigned column = 0;
	for (const char *c = raw.at; c < text.at; c++)
		column = *c == '\t' ? column / 8 * 8 + 8 : *c == '\f' ? 0 : column + 1;
	return column;
}

/* Headings of a draft in Markdown lose their marks, and nothing else does. */
static struct span without_markdown(struct span text)
{
	size_t marks = 0;
	while (marks < text.length && text.at[marks] == '#')
		marks++;
	if (marks && marks <= 6 && marks < text.length && text.at[marks] == ' ')
		text = span_trim(span_sub(text, marks, text.length));
	if (text.length > 4 && span_starts(text, "**") && span_ends(text, "**") &&
	    span_find(text, SPAN("**"), 2) == text.length - 2)
		text = span_trim(span_sub(text, 2, text.length - 2));
	return text;
}

/* "> 5 kV" is more than 5 kV. */
static bool is_comparison(struct span text)
{
	size_t words = 1;
	for (size_t i = 0; i < text.length; i++)
		words += text.at[i] == ' ';
	return text.length && text.at[0] >= '0' && text.at[0] <= '9' && words < 4;
}

/* A quotation of a draft in Markdown, "> Z4.12 The ...", is text that the line before it announces.
 * Its marks are no part of that. */
static struct span without_quote(const struct layout *layout, struct span text, bool *quoted)
{
	struct span rest = text;
	*quoted = false;
	if (!span_starts(text, ">"))
		return text;
	while (span_starts(rest, ">"))
		rest = span_trim(span_sub(rest, 1, rest.length));
	size_t before = layout->count;
	while (before && layout->items[before - 1].use == LINE_BLANK &&
	       !layout->items[before - 1].quoted)
		before--;
	const struct physical *last = before ? &layout->items[before - 1] : NULL;
	bool announced =
		last && (last->quoted || span_ends(last->text, ":") || span_ends(last->text, "—"));
	if (!announced || (!last->quoted && is_comparison(rest)))
		return text;
	*quoted = true;
	return rest;
}

static void add_physical(struct layout *layout, struct span raw)
{
	struct physical p = {0};
	struct span text = without_quote(layout, span_trim(raw), &p.quoted);
	p.text = without_markdown(text);
	p.indent = columns_before(raw, text);
	p.break_before = memchr(raw.at, '\f', (size_t)(text.at - raw.at)) != NULL;
	p.length = utf8_count(p.text);
	p.use = is_rule(raw, text) ? LINE_RULE : text.length ? LINE_TEXT : LINE_BLANK;
	MEM_ROOM(layout->items, layout->count, layout->capacity);
	layout->items[layout->count++] = p;
}

static void split_physical(struct layout *layout, struct span bytes)
{
	struct span rest = bytes, line;
	if (span_starts(rest, "\xEF\xBB\xBF"))
		rest = span_sub(rest, 3, rest.length);
	size_t capacity = 0;
	while (span_line(&rest, &line)) {
		MEM_ROOM(layout->starts, layout->count, capacity);
		layout->starts[layout->count] = (size_t)(line.at - bytes.at);
		add_physical(layout, line);
	}
	if (layout->count)
		layout->starts[0] = 0; /* a byte order mark belongs to the first line */
	struct lines *lines = layout->lines;
	lines->line_count = layout->count;
	lines->starts = arena_alloc(&lines->arena, (layout->count + 1) * sizeof *lines->starts);
	if (layout->count)
		memcpy(lines->starts, layout->starts, layout->count * sizeof *lines->starts);
	bool broken = false;
	unsigned indent = 0;
	struct match match;
	layout->body = layout->count;
	for (size_t i = 0; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		broken = broken || p->break_before;
		if (p->use != LINE_TEXT)
			continue;
		p->break_before = broken;
		p->boundary = p->indent == 1 && indent == 0;
		p->starts = rows_match(&layout->start, p->text, false, &match) ||
			    rows_match(&layout->note, p->text, false, &match);
		if (p->starts && layout->body == layout->count)
			layout->body = i;
		indent = p->indent == 1 ? 0 : p->indent;
		broken = false;
	}
}

static void number_pages(struct layout *layout)
{
	unsigned page = 1;
	bool furniture = false;
	struct match match;
	for (size_t i = 0; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		if (p->use == LINE_FURNITURE && rows_match(&layout->page, p->text, true, &match))
			furniture = true;
		if (p->use == LINE_TEXT || p->use == LINE_FOOTNOTE || p->use == LINE_BALLOON) {
			page += p->break_before || p->boundary || furniture;
			furniture = false;
		}
		p->page = page;
	}
}

/* ---- paragraphs */

static void join_body(struct layout *layout)
{
	struct flow flow = {.last = SIZE_MAX};
	for (size_t i = 0; i < layout->count; i++) {
		struct physical *p = &layout->items[i];
		if (p->use == LINE_BLANK)
			flow.blanks++;
		else if (p->use != LINE_TEXT)
			flow.crossed = true;
		if (p->use != LINE_TEXT)
			continue;
		flow.crossed = flow.crossed || p->break_before || p->boundary;
		p->joins = flow_continues(&flow, layout, i);
		if (p->joins)
			flow_add(&flow, layout, i);
		else
			flow_start(&flow, layout, i);
		layout->joined += p->joins;
	}
}

/* A text that is being joined, with the way back to the bytes. */
struct joint {
	struct buf text;
	struct piece_segment *segments;
	size_t count, capacity;
	size_t expected; /* source of the next byte if it runs on */
};

static void joint_add(struct joint *joint, const char *at, size_t length, size_t source)
{
	if (!joint->count || joint->expected != source) {
		MEM_ROOM(joint->segments, joint->count, joint->capacity);
		joint->segments[joint->count++] =
			(struct piece_segment){(uint32_t)joint->text.length, (uint32_t)source};
	}
	buf_add(&joint->text, at, length);
	joint->expected = source + length;
}

/* Runs of white space become one space; soft hyphens, paragraph marks and what nobody sees go;
 * ligatures, wide figures and the hyphens of numbers become plain ones. */
static void joint_line(struct joint *joint, struct span text, size_t source)
{
	const char *at = text.at, *end = text.at + text.length;
	bool space = false;
	while (at < end) {
		const char *start = at;
		uint32_t c = utf8_next(&at, end);
		if (c == 0xAD || c == 0xB6 || is_hidden(c))
			continue;
		if (utf8_is_space(c)) {
			space = true;
			continue;
		}
		if (space && joint->text.length)
			joint_add(joint, " ", 1, source + (size_t)(start - text.at) - 1);
		space = false;
		const char *plain = is_number_hyphen(c, start, at, text) ? "-" : plain_letters(c);
		if (plain)
			joint_add(joint, plain, strlen(plain), source + (size_t)(start - text.at));
		else
			joint_add(joint, start, (size_t)(at - start),
				  source + (size_t)(start - text.at));
		joint->expected = source + (size_t)(at - text.at);
	}
}

/* A hyphen at a line end is part of the word, unless the draft has the word without it elsewhere.
 */
static void joint_hyphen(struct joint *joint, const struct layout *layout, struct span next)
{
	struct span bytes = layout->lines->bytes;
	struct span text = buf_as_span(&joint->text);
	size_t start = text.length - 1, length = 0;
	while (start && isalpha((unsigned char)text.at[start - 1]))
		start--;
	while (length < next.length && isalpha((unsigned char)next.at[length]))
		length++;
	struct buf word = {0};
	buf_span(&word, span_sub(text, start, text.length - 1));
	buf_span(&word, span_sub(next, 0, length));
	bool joined = length && span_find(bytes, buf_as_span(&word), 0) != SIZE_MAX;
	if (diag_wanted(layout->diags, DIAG_IN005))
		diag_add(layout->diags, DIAG_IN005, layout_place(layout, span_sub(next, 0, length)),
			 "the hyphen at the line end before “%.*s” is %s", (int)length, next.at,
			 joined ? "left out" : "kept");
	if (joined)
		buf_cut(&joint->text, text.length - 1);
	joint->expected = SIZE_MAX;
	buf_release(&word);
}

static void joint_next(struct joint *joint, const struct layout *layout, struct span text)
{
	struct span so_far = buf_as_span(&joint->text);
	size_t source = (size_t)(text.at - layout->lines->bytes.at);
	bool hyphen = so_far.length > 1 && span_ends(so_far, "-") &&
		      isalpha((unsigned char)so_far.at[so_far.length - 2]) && text.length &&
		      isalpha((unsigned char)text.at[0]);
	if (hyphen)
		joint_hyphen(joint, layout, text);
	else if (so_far.length)
		joint_add(joint, " ", 1, joint->expected);
	joint_line(joint, text, source);
}

static void joint_finish(struct joint *joint, struct arena *arena, struct logical *l)
{
	l->text = span_of(arena_copy(arena, joint->text.at, joint->text.length));
	l->segments = arena_alloc(arena, joint->count * sizeof *l->segments);
	if (joint->count)
		memcpy(l->segments, joint->segments, joint->count * sizeof *l->segments);
	l->segment_count = joint->count;
	buf_cut(&joint->text, 0);
	joint->count = 0;
}

/* What stands on the line that begins a paragraph, without the mark of its kind. */
static struct span own_words(const struct layout *layout, const struct physical *p)
{
	struct match match;
	const struct rows *rows = p->use == LINE_BALLOON    ? &layout->balloon
				  : p->use == LINE_FOOTNOTE ? &layout->footnote
							    : NULL;
	if (p->joins || !rows || !rows_match(rows, p->text, false, &match))
		return p->text;
	return span_trim(span_sub(p->text, match.end[0], p->text.length));
}

static void begin_logical(struct layout *layout, size_t line)
{
	struct lines *lines = layout->lines;
	const struct physical *p = &layout->items[line];
	MEM_ROOM(lines->items, lines->count, lines->capacity);
	lines->items[lines->count++] = (struct logical){
		.use = p->use,
		.line = (unsigned)line + 1,
		.last_line = (unsigned)line + 1,
		.indent = p->indent,
		.page = p->page,
		.page_start = p->break_before || p->boundary,
		.balloon = p->balloon,
		.footnote = p->footnote,
	};
}

/* The lines of a paragraph need not follow each other: a footnote may stand between them. */
static void build_logical(struct layout *layout)
{
	struct joint joint = {0};
	for (size_t i = 0; i < layout->count; i++) {
		const struct physical *p = &layout->items[i];
		if (p->use == LINE_BLANK || p->use == LINE_RULE || p->joins)
			continue;
		begin_logical(layout, i);
		struct logical *l = &layout->lines->items[layout->lines->count - 1];
		joint_next(&joint, layout, own_words(layout, p));
		for (size_t k = i + 1; k < layout->count; k++) {
			const struct physical *more = &layout->items[k];
			if (more->use != p->use)
				continue;
			if (!more->joins)
				break;
			joint_next(&joint, layout, more->text);
			l->last_line = (unsigned)k + 1;
		}
		joint_finish(&joint, &layout->lines->arena, l);
	}
	buf_release(&joint.text);
	free(joint.segments);
}

size_t segment_source(const struct piece_segment *segments, size_t count, size_t at)
{
	size_t low = 0, high = count;
	if (!count)
		return SIZE_MAX;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (segments[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return segments[low].source + (at > segments[low].at ? at - segments[low].at : 0);
}

/* ---- facts and findings */

/* The base version may stand in running text, over a line end. */
static void find_base_version(struct layout *layout)
{
	struct lines *lines = layout->lines;
	for (size_t i = 0; i < lines->count && !lines->base_version.length; i++) {
		const struct logical *l = &lines->items[i];
		struct match match;
		if (l->use != LINE_TEXT && l->use != LINE_FURNITURE)
			continue;
		for (size_t r = 0; r < layout->base_version.count; r++) {
			struct pattern *row = layout->base_version.items[r];
			if (pattern_match(row, l->text, 0, &match) != PATTERN_YES)
				continue;
			lines->base_version = match_named(row, &match, l->text, "version");
			size_t at = (size_t)(lines->base_version.at - l->text.at);
			size_t source = segment_source(l->segments, l->segment_count, at);
			lines->base_version_line = lines_place(lines, source, source).line;
			break;
		}
	}
}

static void list_lines(const struct layout *layout, enum line_use use, struct buf *out)
{
	for (size_t i = 0; i < layout->count; i++) {
		size_t first = i;
		if (layout->items[i].use != use)
			continue;
		for (size_t k = i; k < layout->count && (layout->items[k].use == use ||
							 layout->items[k].use == LINE_BLANK);
		     k++)
			if (layout->items[k].use == use)
				i = k;
		buf_printf(out, "%s%zu", out->length ? ", " : "", first + 1);
		if (i > first)
			buf_printf(out, "–%zu", i + 1);
	}
}

static void report(struct layout *layout)
{
	struct lines *lines = layout->lines;
	struct buf list = {0};
	size_t furniture = 0;
	for (size_t i = 0; i < layout->count; i++)
		furniture += layout->items[i].use == LINE_FURNITURE;
	list_lines(layout, LINE_FURNITURE, &list);
	for (size_t i = 0; i < layout->count && furniture; i++) {
		if (layout->items[i].use != LINE_FURNITURE)
			continue;
		diag_add(layout->diags, DIAG_IN002, layout_place(layout, layout->items[i].text),
			 "%zu line%s of page furniture set aside (line%s %s)", furniture,
			 furniture == 1 ? "" : "s", furniture == 1 ? "" : "s", buf_string(&list));
		break;
	}
	for (size_t i = 0; i < layout->count && diag_wanted(layout->diags, DIAG_IN003); i++)
		if (layout->items[i].boundary && layout->items[i].use == LINE_TEXT)
			diag_add(layout->diags, DIAG_IN003,
				 layout_place(layout, layout->items[i].text),
				 "a page or text box seems to start here");
	for (size_t i = 0; i < layout->count && layout->joined; i++) {
		if (layout->items[i].use != LINE_TEXT || !layout->items[i].joins)
			continue;
		diag_add(layout->diags, DIAG_IN001,
			 lines_place(lines, (size_t)(layout->items[i].text.at - lines->bytes.at),
				     (size_t)(layout->items[i].text.at - lines->bytes.at) + 1),
			 "%u line%s joined to the line before", layout->joined,
			 layout->joined == 1 ? " was" : "s were");
		break;
	}
	buf_release(&list);
}

bool is_plain_text(const char *file, struct span bytes, struct diags *diags)
{
	struct place whole = {file, 0, 0, 0};
	if (!bytes.length)
		return true;
	if (memchr(bytes.at, '\0', bytes.length))
		diag_add(diags, DIAG_XML001, whole, "the file holds a NUL byte: it is no text");
	else if (!utf8_valid(bytes))
		diag_add(diags, DIAG_XML001, whole, "the file is no UTF-8 text");
	else if (bytes.length >= UINT32_MAX)
		diag_add(diags, DIAG_XML001, whole, "the file is too large");
	else
		return true;
	return false;
}

/* What the width of a page did to the text: footnotes and balloons in its flow, broken paragraphs.
 */
static void undo_pages(struct layout *layout)
{
	find_footnotes(layout);
	find_balloons(layout);
	measure_wraps(layout);
	number_pages(layout);
	join_body(layout);
	build_logical(layout);
	find_footnote_marks(layout);
}

static struct lines *read_lines(const char *file, struct span bytes, const struct profile *profile,
				const struct corpus *base, bool pages, struct diags *diags)
{
	if (!is_plain_text(file, bytes, diags))
		return NULL;
	struct lines *lines = mem_alloc(sizeof *lines);
	struct layout layout = {.lines = lines, .profile = profile, .base = base, .diags = diags};
	lines->file = arena_string(&lines->arena, file);
	lines->bytes = bytes;
	for (size_t i = 0; i < sizeof row_kinds / sizeof *row_kinds; i++)
		load_rows(&layout, &row_kinds[i]);
	split_physical(&layout, bytes);
	find_invisible(&layout);
	find_furniture(&layout);
	if (pages)
		undo_pages(&layout);
	else
		build_logical(&layout);
	find_base_version(&layout);
	report(&layout);
	lines->uses = arena_alloc(&lines->arena, layout.count * sizeof *lines->uses);
	for (size_t i = 0; i < layout.count; i++)
		lines->uses[i] = layout.items[i].use;
	release_rows(&layout);
	free(layout.items);
	free(layout.starts);
	return lines;
}

struct lines *lines_read(const char *file, struct span bytes, const struct profile *profile,
			 const struct corpus *base, struct diags *diags)
{
	return read_lines(file, bytes, profile, base, true, diags);
}

struct lines *lines_read_paragraphs(const char *file, struct span bytes,
				    const struct profile *profile, struct diags *diags)
{
	return read_lines(file, bytes, profile, NULL, false, diags);
}

void lines_free(struct lines *lines)
{
	if (!lines)
		return;
	arena_release(&lines->arena);
	free(lines->items);
	free(lines);
}
