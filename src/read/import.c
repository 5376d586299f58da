/* Import: the plain text of one Section of the code -> an AKN document of the profile. What the
 * document is part of (its IRIs, names and dates) is data: section [import] of the profile. */
#include "doc/address.h"
#include "profile/pattern.h"
#include "read/read.h"

#include <ctype.h>
#include <string.h>

enum {
	HEADING_MOST = 100, /* bytes of a heading below its number */
	SHOWN_MOST = 60	    /* bytes of a line that a finding quotes */
};

struct importer {
	const struct profile *profile;
	const struct import_options *options;
	struct diags *diags;
	struct lines *lines;
	struct pattern *title, *not_supplied, *editorial;
	struct arena arena;
	struct piece *chapter;
	struct span number;	      /* of the Section: G */
	const char *work, *component; /* IRIs: /akn/…/sec and section-g */
	const char *version, *date, *date_name;
};

static const char *setting(const struct importer *importer, const char *key)
{
	return profile_value(importer->profile, "import", key, "");
}

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
		bool cut = line->text.length > SHOWN_MOST;
		diag_add(importer->diags, DIAG_IN024, place,
			 "“%.*s%s” is no part of the Section's text",
			 cut ? SHOWN_MOST : (int)line->text.length, line->text.at, cut ? "…" : "");
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

static bool build(struct importer *importer)
{
	struct outline_options outline = {.profile = importer->profile,
					  .level = importer->profile->first_item - 1,
					  .crossheadings = true};
	size_t start = find_title(importer);
	set_aside(importer, start, importer->lines->count, false);
	struct piece *first = outline_build(importer->lines, start, importer->lines->count,
					    &outline, &importer->arena, importer->diags);
	if (!importer->number.length && !take_number_of_first(importer, first)) {
		diag_add(importer->diags, DIAG_XML002,
			 (struct place){importer->lines->file, 0, 0, 0},
			 "no title of a Section and no number of its provisions was found");
		return false;
	}
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

/* ---- head */

static const char *span_text(struct importer *importer, struct span text)
{
	return text.length ? arena_copy(&importer->arena, text.at, text.length) : NULL;
}

/* The date of a version is its designation where the profile's register knows it; any other date is
 * one on which the version was cited. */
static void find_version(struct importer *importer)
{
	const struct import_options *options = importer->options;
	importer->version = options->version;
	if (!importer->version)
		importer->version = span_text(importer, importer->lines->base_version);
	if (!importer->version)
		importer->version = span_text(importer, importer->lines->version);
	const char *known = NULL;
	if (importer->version)
		known = profile_value(importer->profile, "versions", importer->version, NULL);
	importer->date = options->date ? options->date : known;
	importer->date_name = known && strcmp(importer->date, known) == 0 ? "designation" : "cited";
	if (!importer->date) {
		importer->date = setting(importer, "designated");
		importer->date_name = "not-before";
	}
}

static void find_names(struct importer *importer)
{
	struct buf component = {0};
	buf_text(&component, setting(importer, "component"));
	for (size_t i = 0; i < importer->number.length; i++)
		buf_char(&component, (char)tolower((unsigned char)importer->number.at[i]));
	importer->component = arena_copy(&importer->arena, component.at, component.length);
	importer->work = setting(importer, "work");
	buf_release(&component);
	find_version(importer);
}

/* <name value="stem/!component ending"/>: one of the IRIs of the identification. */
static void write_iri(const char *name, const char *stem, const char *component, const char *ending,
		      struct buf *out)
{
	buf_printf(out, "          <%s value=\"", name);
	escape_attribute(out, span_of(stem));
	if (component)
		buf_printf(out, "/!%s", component);
	buf_printf(out, "%s\"/>\n", ending);
}

static void write_attribute(struct buf *out, const char *before, const char *value,
			    const char *after)
{
	buf_text(out, before);
	escape_attribute(out, span_of(value));
	buf_text(out, after);
}

static void write_work(const struct importer *importer, struct buf *out)
{
	struct buf title = {0};
	buf_printf(&title, "%s %.*s", setting(importer, "alias"), SPAN_ARGS(importer->number));
	buf_text(out, "        <FRBRWork>\n");
	write_iri("FRBRthis", importer->work, importer->component, "", out);
	write_iri("FRBRuri", importer->work, NULL, "", out);
	write_attribute(out, "          <FRBRalias value=\"", buf_string(&title),
			"\" name=\"title\"/>\n");
	write_attribute(out, "          <FRBRdate date=\"", setting(importer, "designated"),
			"\" name=\"designation\"/>\n");
	write_attribute(out, "          <FRBRauthor href=\"#", setting(importer, "author"),
			"\"/>\n");
	write_attribute(out, "          <FRBRcountry value=\"", setting(importer, "country"),
			"\"/>\n");
	write_attribute(out, "          <FRBRsubtype value=\"", setting(importer, "name"),
			"\"/>\n");
	write_attribute(out, "          <FRBRnumber value=\"", setting(importer, "number"),
			"\"/>\n");
	buf_text(out, "        </FRBRWork>\n");
	buf_release(&title);
}

static void write_expression(const struct importer *importer, const char *expression,
			     const char *author, struct buf *out)
{
	buf_text(out, "        <FRBRExpression>\n");
	write_iri("FRBRthis", expression, importer->component, "", out);
	write_iri("FRBRuri", expression, NULL, "", out);
	write_attribute(out, "          <FRBRdate date=\"", importer->date, "\"");
	write_attribute(out, " name=\"", importer->date_name, "\"/>\n");
	write_attribute(out, "          <FRBRauthor href=\"#", author, "\"/>\n");
	if (importer->version)
		write_attribute(out, "          <FRBRversionNumber value=\"", importer->version,
				"\"/>\n");
	write_attribute(out, "          <FRBRlanguage language=\"", setting(importer, "language"),
			"\"/>\n");
	buf_text(out, "        </FRBRExpression>\n        <FRBRManifestation>\n");
	write_iri("FRBRthis", expression, importer->component, ".xml", out);
	write_iri("FRBRuri", expression, NULL, ".xml", out);
	write_attribute(out, "          <FRBRdate date=\"", importer->date,
			"\" name=\"markup\"/>\n");
	buf_text(out, "          <FRBRauthor href=\"#lexpatch\"/>\n        </FRBRManifestation>\n");
}

static void write_organization(const char *eid, const char *href, const char *shown,
			       struct buf *out)
{
	buf_printf(out, "        <TLCOrganization eId=\"%s\" href=\"%s\"", eid, href);
	write_attribute(out, " showAs=\"", shown, "\"/>\n");
}

static void write_references(const struct importer *importer, const char *author, struct buf *out)
{
	buf_text(out, "      <references source=\"#lexpatch\">\n");
	write_organization(setting(importer, "author"), setting(importer, "author-href"),
			   setting(importer, "author-name"), out);
	if (importer->options->author)
		write_organization(author, "/akn/ontology/organization/author",
				   importer->options->author, out);
	write_organization("lexpatch", "/akn/ontology/organization/lexpatch", "lexpatch", out);
	pieces_write_terms(importer->profile, importer->chapter, 8, out);
	buf_text(out, "        <TLCConcept eId=\"descriptor\" "
		      "href=\"/akn/ontology/concept/lexpatch/descriptor\" "
		      "showAs=\"heading cited in brackets\"/>\n      </references>\n");
}

static void write_head(const struct importer *importer, struct buf *out)
{
	struct buf expression = {0};
	const char *author = importer->options->author ? "author" : setting(importer, "author");
	buf_printf(&expression, "%s/%s", importer->work, setting(importer, "language"));
	if (importer->version)
		buf_printf(&expression, "@%s", importer->version);
	buf_text(out, "    <meta>\n      <identification source=\"#lexpatch\">\n");
	write_work(importer, out);
	write_expression(importer, buf_string(&expression), author, out);
	buf_text(out, "      </identification>\n");
	write_references(importer, author, out);
	buf_printf(out,
		   "      <proprietary source=\"#lexpatch\">\n        <lp:profile name=\"%s\"/>\n"
		   "      </proprietary>\n    </meta>\n",
		   importer->profile->name);
	buf_release(&expression);
}

static void write_document(struct importer *importer, struct cite_finder *finder, struct buf *out)
{
	find_names(importer);
	struct piece_style style = {.profile = importer->profile,
				    .finder = finder,
				    .work = arena_printf(&importer->arena, "%s/!%s", importer->work,
							 importer->component),
				    .work_prefix =
					    arena_printf(&importer->arena, "%s/!%s", importer->work,
							 setting(importer, "component")),
				    .terms = true};
	buf_printf(out,
		   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		   "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" "
		   "xmlns:lp=\"urn:lexpatch:1\">\n  <act name=\"%s\" contains=\"singleVersion\">\n",
		   setting(importer, "name"));
	write_head(importer, out);
	buf_text(out, "    <body>\n");
	pieces_write(&style, importer->chapter, 6, out);
	buf_text(out, "    </body>\n  </act>\n</akomaNtoso>\n");
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
	const char *pattern = setting(importer, key);
	return *pattern ? pattern : never;
}

/* The profile must say what a text becomes part of, and have Sections, sections and clauses. */
static bool prepare(struct importer *importer, const char *file, struct buf *error)
{
	importer->title = pattern_new(setting(importer, "title"), PATTERN_PLAIN, error);
	importer->not_supplied =
		pattern_new(remark_pattern(importer, "not-supplied"), PATTERN_PLAIN, error);
	importer->editorial =
		pattern_new(remark_pattern(importer, "editorial"), PATTERN_PLAIN, error);
	if (*setting(importer, "work") && *setting(importer, "title") && importer->title &&
	    importer->not_supplied && importer->editorial && importer->profile->first_item >= 3)
		return true;
	diag_add(importer->diags, DIAG_AMD028, (struct place){file, 0, 0, 0},
		 "profile %s has no import of plain text%s%s", importer->profile->name,
		 error->length ? ": " : "", buf_string(error));
	return false;
}

bool import_text(const char *file, struct span bytes, const struct import_options *options,
		 struct diags *diags, struct buf *akn)
{
	struct importer importer = {
		.profile = options->profile, .options = options, .diags = diags};
	struct buf error = {0};
	struct cite_finder *finder = NULL;
	bool done = false;
	importer.chapter = piece_new(&importer.arena, PIECE_PROVISION, NULL);
	if (prepare(&importer, file, &error))
		importer.lines = lines_read(file, bytes, options->profile, NULL, diags);
	if (importer.lines && build(&importer)) {
		finder = cite_finder_new(options->profile, &error);
		write_document(&importer, finder, akn);
		done = true;
	}
	cite_finder_free(finder);
	release(&importer);
	buf_release(&error);
	return done;
}
