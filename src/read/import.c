/* Import: the plain text of one Section of the code -> an AKN document of the profile. What the
 * document is part of (its IRIs, names and dates) is data: section [import] of the profile. */
#include "doc/address.h"
#include "read/importing.h"
#include "read/transcript.h"

#include <ctype.h>
#include <string.h>

enum {
	HEADING_MOST = 100, /* bytes of a heading below its number */
	SHOWN_MOST = 60	    /* bytes of a line that a finding quotes */
};

/* ---- title */

static struct span unquoted(struct span text)
{
	static const char *const marks[] = {"‘", "’", "“", "”", "'", "\""};
	text = span_trim(text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (span_starts(text, marks[i]))
			text = span_sub(text, strlen(marks[i]), text.length);
		if (span_ends(text, marks[i]))
			text = span_sub(text, 0, text.length - strlen(marks[i]));
	}
	return span_trim(text);
}

/* "Section G: Security" */
static bool read_title(struct importer *importer, struct span text)
{
	struct match match;
	if (pattern_match(importer->title, text, 0, &match) != PATTERN_YES)
		return false;
	struct span number = match_named(importer->title, &match, text, "number");
	struct span heading = match_named(importer->title, &match, text, "heading");
	importer->number = number;
	importer->chapter->heading = unquoted(heading.at ? heading : span_sub(text, 0, 0));
	return true;
}

/* A heading may stand on the line below "SECTION G". */
static size_t read_title_below(struct importer *importer, size_t i)
{
	const struct lines *lines = importer->lines;
	bool item;
	while (i < lines->count && lines->items[i].use != LINE_TEXT)
		i++;
	if (i == lines->count)
		return i;
	struct span text = lines->items[i].text;
	if (!text.length || text.length > HEADING_MOST ||
	    strchr(".;:,", text.at[text.length - 1]) ||
	    outline_label(importer->profile, text, &item))
		return i;
	importer->chapter->heading = unquoted(text);
	return i + 1;
}

/* Reports what stands in lines[from, to) and is no text of the Section. */
static void set_aside(struct importer *importer, size_t from, size_t to, bool text)
{
	const struct lines *lines = importer->lines;
	for (size_t i = from; i < to; i++) {
		const struct logical *line = &lines->items[i];
		if (line->use != LINE_FOOTNOTE && line->use != LINE_BALLOON &&
		    !(text && line->use == LINE_TEXT))
			continue;
		size_t start = segment_source(line->segments, line->segment_count, 0);
		struct place place = place_of(lines->file, lines->bytes, start, start + 1);
		struct span head = utf8_head(line->text, SHOWN_MOST);
		diag_add(importer->diags, DIAG_IN024, place,
			 "“%.*s%s” is no part of the Section's text", SPAN_ARGS(head),
			 head.length < line->text.length ? "…" : "");
	}
}

/* The first line of the text after title and what stands before it. */
static size_t find_title(struct importer *importer)
{
	const struct lines *lines = importer->lines;
	for (size_t i = 0; i < lines->count; i++) {
		if (lines->items[i].use != LINE_TEXT || !read_title(importer, lines->items[i].text))
			continue;
		set_aside(importer, 0, i, true);
		return importer->chapter->heading.length ? i + 1
							 : read_title_below(importer, i + 1);
	}
	return 0;
}

/* ---- sections */

/* The number of the section that a clause's number lies in: G5.25 -> G5. */
static struct span section_number(struct span number)
{
	for (size_t i = number.length; i-- > 0;)
		if (number.at[i] == '.')
			return span_sub(number, 0, i);
	return span_sub(number, 0, 0);
}

static void append(struct piece *parent, struct piece *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

/* A section whose own line is missing is there all the same: the numbers of its clauses say so. */
static struct piece *section_new(struct importer *importer, const struct piece *clause)
{
	struct piece *section = piece_new(&importer->arena, PIECE_PROVISION, NULL);
	section->level = importer->profile->first_item - 2;
	section->num = section_number(clause->num);
	section->line = clause->line;
	append(importer->chapter, section);
	return section;
}

static const struct piece *next_clause(const struct piece *piece)
{
	while (piece && (piece->kind != PIECE_PROVISION || !piece->num.length))
		piece = piece->next;
	return piece;
}

/* Puts every clause, with the cross-heading over it, into the section that its number names. */
static struct piece *place_clauses(struct importer *importer, struct piece *section,
				   struct piece *child)
{
	size_t deepest = importer->profile->first_item - 1;
	while (child) {
		struct piece *next = child->next;
		const struct piece *clause = next_clause(child);
		if (clause && clause->level == deepest && section_number(clause->num).length &&
		    (!section || !span_equal(section_number(clause->num), section->num)))
			section = section_new(importer, clause);
		append(section ? section : importer->chapter, child);
		child = next;
	}
	return section;
}

static void place_all(struct importer *importer, struct piece *child)
{
	struct piece *section = NULL;
	size_t level = importer->profile->first_item - 2;
	while (child) {
		struct piece *next = child->next;
		if (child->kind == PIECE_PROVISION && child->level == level) {
			struct piece *inner = child->first;
			append(importer->chapter, child);
			child->first = child->last = NULL;
			section = place_clauses(importer, child, inner);
		} else {
			child->next = NULL;
			section = place_clauses(importer, section, child);
		}
		child = next;
	}
}

/* ---- what is not as it is to be */

/* A line in brackets that speaks of the text, not in it: "[not supplied]", "[editorial: why]". */
static bool is_remark(struct importer *importer, struct piece *piece, struct span text)
{
	struct match match;
	if (pattern_match(importer->not_supplied, text, 0, &match) == PATTERN_YES) {
		piece->incomplete = true;
		return true;
	}
	if (pattern_match(importer->editorial, text, 0, &match) != PATTERN_YES)
		return false;
	struct span note = match_named(importer->editorial, &match, text, "note");
	piece->editorial = true;
	piece->editorial_note = arena_copy(&importer->arena, note.at, note.length);
	return true;
}

static void take_remarks(struct importer *importer, struct piece *piece, struct piece_text **list)
{
	while (*list) {
		if (is_remark(importer, piece, (*list)->text))
			*list = (*list)->next;
		else
			list = &(*list)->next;
	}
}

/* Remarks right below the title are about the whole Section. */
static struct piece *take_title_remarks(struct importer *importer, struct piece *first)
{
	if (!first || first->num.length || first->kind != PIECE_PROVISION)
		return first;
	take_remarks(importer, importer->chapter, &first->intro);
	return first->intro || first->first ? first : first->next;
}

/* The letters that a number begins with: those of its Section. */
static struct span letters_of(struct span number)
{
	size_t letters = 0;
	while (letters < number.length && isalpha((unsigned char)number.at[letters]))
		letters++;
	return span_sub(number, 0, letters);
}

static void check_piece(struct importer *importer, struct piece *piece)
{
	if (piece->kind != PIECE_PROVISION || piece->level >= importer->profile->first_item)
		return;
	if (piece->level + 1 == importer->profile->first_item &&
	    !span_equal(letters_of(piece->num), importer->number)) {
		struct place place = {importer->lines->file, piece->line, 0, 0};
		diag_add(importer->diags, DIAG_NUM013, place, "%.*s stands in Section %.*s",
			 SPAN_ARGS(piece->num), SPAN_ARGS(importer->number));
	}
	take_remarks(importer, piece, &piece->intro);
	take_remarks(importer, piece, &piece->wrapup);
	/* A number and nothing else: its words are not supplied. */
	if (!piece->first && !piece->intro)
		piece->incomplete = true;
}

static bool take_number_of_first(struct importer *importer, const struct piece *first)
{
	for (const struct piece *piece = first; piece; piece = piece_walk(first, piece))
		if (piece->kind == PIECE_PROVISION &&
		    piece->level < importer->profile->first_item && piece->num.length) {
			importer->number = letters_of(piece->num);
			return importer->number.length > 0;
		}
	return false;
}

/* False when the text is no Section of the code. */
static bool build(struct importer *importer)
{
	struct outline_options outline = {.profile = importer->profile,
					  .level = importer->profile->first_item - 1,
					  .crossheadings = true};
	size_t start = find_title(importer);
	set_aside(importer, start, importer->lines->count, false);
	struct piece *first = outline_build(importer->lines, start, importer->lines->count,
					    &outline, &importer->arena, importer->diags);
	if (!importer->number.length && !take_number_of_first(importer, first))
		return false;
	importer->chapter->num =
		span_of(arena_printf(&importer->arena, "%s %.*s", importer->profile->levels[0].noun,
				     SPAN_ARGS(importer->number)));
	place_all(importer, take_title_remarks(importer, first));
	for (struct piece *piece = importer->chapter; piece;
	     piece = (struct piece *)piece_walk(importer->chapter, piece))
		check_piece(importer, piece);
	pieces_number(importer->profile, importer->chapter, (struct span){"", 0}, &importer->arena);
	return true;
}

static void release(struct importer *importer)
{
	pattern_free(importer->title);
	pattern_free(importer->not_supplied);
	pattern_free(importer->editorial);
	lines_free(importer->lines);
	arena_release(&importer->arena);
}

static const char *remark_pattern(const struct importer *importer, const char *key)
{
	static const char never[] = "(?!)";
	const char *pattern = import_setting(importer, key);
	return *pattern ? pattern : never;
}

/* The profile must say what a text becomes part of, and have Sections, sections and clauses. */
/* ---- tables, which plain text cannot bring */

/* Is there a tab in the line, or room for several letters, as between columns? */
static bool has_columns(const struct importer *importer, const struct logical *line)
{
	struct span bytes = importer->lines->bytes;
	for (size_t i = 1; i + 1 < line->text.length; i++) {
		size_t from = segment_source(line->segments, line->segment_count, i - 1);
		size_t to = segment_source(line->segments, line->segment_count, i + 1);
		if (line->text.at[i] != ' ' || to <= from || to > bytes.length)
			continue;
		struct span gap = span_sub(bytes, from + 1, to);
		if (!memchr(gap.at, '\n', gap.length) &&
		    (memchr(gap.at, '\t', gap.length) || gap.length > 2))
			return true;
	}
	return false;
}

static bool is_row(const struct importer *importer, size_t i)
{
	const struct lines *lines = importer->lines;
	if (i >= lines->count || lines->items[i].use != LINE_TEXT)
		return false;
	struct span text = lines->items[i].text;
	bool item, bars = text.length > 2 && text.at[0] == '|' && span_ends(text, "|");
	return bars || (!outline_label(importer->profile, text, &item) &&
			has_columns(importer, &lines->items[i]));
}

/* Rows would become headings, each by itself: two lines in columns are refused. */
static bool refuse_tables(struct importer *importer)
{
	const struct lines *lines = importer->lines;
	for (size_t i = 0; i < lines->count; i++) {
		if (!is_row(importer, i) || !is_row(importer, i + 1))
			continue;
		size_t start =
			segment_source(lines->items[i].segments, lines->items[i].segment_count, 0);
		struct diag *diag =
			diag_add(importer->diags, DIAG_AMD028,
				 place_of(lines->file, lines->bytes, start, start + 1),
				 "this looks like a table, which plain text cannot bring");
		diag_help(importer->diags, diag,
			  "give the Section as a Word document, or write the table as AKN");
		return true;
	}
	return false;
}

static bool prepare(struct importer *importer)
{
	struct buf why = {0}, *error = &why;
	importer->title = profile_pattern(importer->profile, import_setting(importer, "title"),
					  PATTERN_PLAIN, error);
	importer->not_supplied = profile_pattern(
		importer->profile, remark_pattern(importer, "not-supplied"), PATTERN_PLAIN, error);
	importer->editorial = profile_pattern(
		importer->profile, remark_pattern(importer, "editorial"), PATTERN_PLAIN, error);
	bool good = *import_setting(importer, "work") && *import_setting(importer, "title") &&
		    importer->title && importer->not_supplied && importer->editorial &&
		    importer->profile->first_item >= 3;
	if (!good)
		diag_add(importer->diags, DIAG_AMD028, (struct place){importer->file, 0, 0, 0},
			 "profile %s has no import of plain text%s%s", importer->profile->name,
			 error->length ? ": " : "", buf_string(error));
	buf_release(error);
	return good;
}

bool import_text(const char *file, struct span bytes, const struct import_options *options,
		 struct diags *diags, struct buf *akn)
{
	struct importer importer = {
		.profile = options->profile, .options = options, .diags = diags, .file = file};
	bool done = false;
	importer.chapter = piece_new(&importer.arena, PIECE_PROVISION, NULL);
	if (prepare(&importer))
		importer.lines = lines_read(file, bytes, options->profile, NULL, diags);
	bool refused = importer.lines && refuse_tables(&importer);
	if (importer.lines && !refused && build(&importer)) {
		import_write(&importer, akn);
		done = true;
	} else if (importer.lines && !refused) {
		diag_add(diags, DIAG_XML002, (struct place){file, 0, 0, 0},
			 "no title of a Section and no number of its provisions was found");
	}
	release(&importer);
	return done;
}

/* ---- Word documents */

static void note_contents(const struct importer *importer, const struct transcript *transcript)
{
	size_t count = 0;
	for (size_t i = 0; i < transcript->count; i++)
		count += transcript->items[i].contents;
	if (count)
		diag_add(importer->diags, DIAG_IN002, (struct place){importer->file, 0, 0, 0},
			 "%zu lines of the table of contents set aside", count);
}

/* What is no Section of the code becomes one provision without a number: nothing is lost, and
 * nothing is made of it. */
static bool keep_as_it_stands(struct importer *importer, const struct transcript *transcript,
			      struct buf *akn)
{
	struct transcript_options whole = {.contents = true};
	struct transcript *all = transcript_new(transcript->doc, transcript->view, &whole);
	struct piece *piece = importer->chapter =
		piece_new(&importer->arena, PIECE_PROVISION, NULL);
	diag_add(
		importer->diags, DIAG_IN035, (struct place){importer->file, 0, 0, 0},
		"no title of a Section and no number of its provisions was found: the text is kept "
		"as it stands");
	piece->level = importer->profile->first_item - 2;
	piece->intro = transcript_texts(all, &importer->arena);
	pieces_number(importer->profile, piece, (struct span){"", 0}, &importer->arena);
	importer->marks = &all->marks;
	importer->number = (struct span){"", 0};
	import_write(importer, akn);
	transcript_free(all);
	return true;
}

bool import_word(const struct transcript *transcript, const struct import_options *options,
		 struct diags *diags, struct buf *akn)
{
	struct importer importer = {.profile = options->profile,
				    .options = options,
				    .diags = diags,
				    .file = transcript->file,
				    .marks = &transcript->marks};
	size_t before = diags->count;
	bool done = false;
	importer.chapter = piece_new(&importer.arena, PIECE_PROVISION, NULL);
	if (prepare(&importer))
		importer.lines = transcript_lines(transcript, options->profile, diags);
	if (importer.lines && build(&importer)) {
		note_contents(&importer, transcript);
		import_write(&importer, akn);
		done = true;
	} else if (importer.lines) {
		diags->count = before; /* what was said of it as a Section */
		done = keep_as_it_stands(&importer, transcript, akn);
	}
	release(&importer);
	return done;
}
