/* The head of a modification: who, what, when, against which version of the code. */
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *setting(const struct work *work, const char *key, const char *fallback)
{
	return profile_value(work->profile, "modification", key, fallback);
}

/* ---- dates */

static int month_named(struct span word)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
					     "jul", "aug", "sep", "oct", "nov", "dec"};
	for (int i = 0; i < 12 && word.length >= 3; i++)
		if (!strncasecmp(word.at, months[i], 3))
			return i + 1;
	return 0;
}

/* "5th January 2017" or "2017-01-05" -> 2017-01-05; NULL when it is neither. */
static const char *iso_date(struct work *work, struct span text)
{
	unsigned long numbers[2] = {0, 0};
	size_t count = 0;
	int month = 0;
	if (text.length == 10 && text.at[4] == '-' && text.at[7] == '-')
		return arena_copy(work->arena, text.at, text.length);
	for (size_t i = 0; i < text.length; i++) {
		if (isdigit((unsigned char)text.at[i]) && count < 2) {
			while (i < text.length && isdigit((unsigned char)text.at[i]))
				numbers[count] =
					numbers[count] * 10 + (unsigned long)(text.at[i++] - '0');
			count++;
		} else if (isalpha((unsigned char)text.at[i]) && !month) {
			month = month_named(span_sub(text, i, text.length));
		}
	}
	if (count < 2 || !month || numbers[0] > 31 || numbers[1] > 9999)
		return NULL;
	return arena_printf(work->arena, "%04lu-%02d-%02lu", numbers[1], month, numbers[0]);
}

static const char *known_date(struct work *work)
{
	if (work->options->date)
		return work->options->date;
	return work->lines->date.length ? iso_date(work, work->lines->date) : NULL;
}

/* The schema wants a date; without one in the draft it is that of the version amended, or none that
 * anybody could take for real. */
static const char *draft_date(struct work *work, const char **name)
{
	const char *date = known_date(work);
	*name = "draft";
	if (date)
		return date;
	*name = "unknown";
	if (work->base && work->base->count && work->base->docs[0]->facts.date.length)
		return arena_copy(work->arena, work->base->docs[0]->facts.date.at,
				  work->base->docs[0]->facts.date.length);
	return "0001-01-01";
}

/* The year of the modification: the copyright line's, which is of the document, else the date's. */
static struct span year(struct work *work)
{
	const char *name;
	if (work->lines->year.length)
		return work->lines->year;
	return span_sub(span_of(draft_date(work, &name)), 0, 4);
}

/* ---- names */

static struct span number(const struct work *work)
{
	return work->lines->number.length ? work->lines->number : SPAN("unnumbered");
}

/* SECMP0044 -> 0044, since the letters are in the series' own IRI; others whole. */
static const char *number_part(struct work *work)
{
	struct span name = number(work);
	const char *series = strrchr(setting(work, "work", ""), '/');
	size_t n = series ? strlen(series + 1) : 0;
	if (n && name.length > n && !strncasecmp(name.at, series + 1, n))
		name = span_sub(name, n, name.length);
	char *part = arena_copy(work->arena, name.at, name.length);
	for (char *c = part; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return part;
}

static const char *work_uri(struct work *work)
{
	struct span in = year(work);
	return arena_printf(work->arena, "%s/%.*s/%s", setting(work, "work", "/akn/x/bill"),
			    SPAN_ARGS(in), number_part(work));
}

static struct span version(const struct work *work)
{
	return work->lines->version.length ? work->lines->version : SPAN("0.1");
}

static const char *expression_uri(struct work *work)
{
	struct span v = version(work);
	return arena_printf(work->arena, "%s/%s@%.*s", work_uri(work),
			    profile_value(work->profile, "profile", "language", "eng"),
			    SPAN_ARGS(v));
}

struct span head_base_version(const struct work *work)
{
	if (work->lines->base_version.length)
		return work->lines->base_version;
	return work->base ? corpus_version(work->base) : (struct span){"", 0};
}

const char *head_base_uri(struct work *work)
{
	struct span v = head_base_version(work);
	if (!v.length)
		return NULL;
	return arena_printf(work->arena, "%s/%s@%.*s", setting(work, "code", ""),
			    profile_value(work->profile, "profile", "language", "eng"),
			    SPAN_ARGS(v));
}

/* ---- elements */

static void attribute(struct buf *out, const char *name, struct span value)
{
	buf_printf(out, " %s=\"", name);
	escape_attribute(out, value);
	buf_char(out, '"');
}

static void element(struct buf *out, size_t indent, const char *name, const char *first,
		    struct span value, const char *second, struct span more)
{
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<%s", name);
	attribute(out, first, value);
	if (second)
		attribute(out, second, more);
	buf_text(out, "/>\n");
}

static const char *author(struct work *work)
{
	if (!work->options->author)
		return setting(work, "author", "author");
	struct buf slug = {0};
	for (const char *c = work->options->author; *c; c++) {
		if (isalnum((unsigned char)*c))
			buf_char(&slug, (char)tolower((unsigned char)*c));
		else if (slug.length && slug.at[slug.length - 1] != '-')
			buf_char(&slug, '-');
	}
	while (slug.length && slug.at[slug.length - 1] == '-')
		buf_cut(&slug, slug.length - 1);
	if (!slug.length || !isalpha((unsigned char)slug.at[0]))
		buf_text(&slug, "author");
	const char *id = arena_copy(work->arena, slug.at, slug.length);
	buf_release(&slug);
	return id;
}

static void common(struct work *work, struct buf *out, const char *uri, const char *suffix,
		   const char *author_id, const char *date_name, const char *date)
{
	struct span none = {NULL, 0};
	element(out, 10, "FRBRthis", "value",
		span_of(arena_printf(work->arena, "%s/!main%s", uri, suffix)), NULL, none);
	element(out, 10, "FRBRuri", "value",
		span_of(arena_printf(work->arena, "%s%s", uri, suffix)), NULL, none);
	if (!strcmp(uri, work_uri(work)) && work->lines->number.length)
		element(out, 10, "FRBRalias", "value", number(work), "name", SPAN("short"));
	element(out, 10, "FRBRdate", "date", span_of(date), "name", span_of(date_name));
	element(out, 10, "FRBRauthor", "href", span_of(arena_printf(work->arena, "#%s", author_id)),
		NULL, none);
}

void write_identification(struct work *work, struct buf *out)
{
	const char *name, *date = draft_date(work, &name), *by = author(work);
	struct span none = {NULL, 0};
	buf_text(out, "      <identification source=\"#lexpatch\">\n        <FRBRWork>\n");
	common(work, out, work_uri(work), "", by, name, date);
	element(out, 10, "FRBRcountry", "value",
		span_of(profile_value(work->profile, "profile", "country", "gb")), NULL, none);
	element(out, 10, "FRBRnumber", "value", number(work), NULL, none);
	buf_text(out, "        </FRBRWork>\n        <FRBRExpression>\n");
	common(work, out, expression_uri(work), "", by, name, date);
	element(out, 10, "FRBRversionNumber", "value", version(work), NULL, none);
	element(out, 10, "FRBRlanguage", "language",
		span_of(profile_value(work->profile, "profile", "language", "eng")), NULL, none);
	buf_text(out, "        </FRBRExpression>\n        <FRBRManifestation>\n");
	common(work, out, expression_uri(work), ".xml", "lexpatch", "markup", date);
	buf_text(out, "        </FRBRManifestation>\n      </identification>\n"
		      "      <lifecycle source=\"#lexpatch\">\n");
	buf_printf(out,
		   "        <eventRef eId=\"eref_1\" date=\"%s\" type=\"generation\" "
		   "source=\"#ro_1\"/>\n      </lifecycle>\n",
		   date);
}

static void reference(struct buf *out, const char *name, const char *eid, const char *href,
		      const char *show_as)
{
	buf_printf(out, "        <%s eId=\"%s\"", name, eid);
	attribute(out, "href", span_of(href));
	attribute(out, "showAs", span_of(show_as));
	buf_text(out, "/>\n");
}

static void write_terms(struct work *work, struct buf *out)
{
	const struct piece **lists = arena_alloc(work->arena, (work->op_count + 1) * sizeof *lists);
	size_t count = 0;
	for (size_t i = 0; i < work->op_count; i++)
		if (work->ops[i].pieces)
			lists[count++] = work->ops[i].pieces;
	pieces_write_terms(work->profile, lists, count, 8, out);
}

void write_references(struct work *work, bool cites, struct buf *out)
{
	struct span name = number(work), v = version(work), base = head_base_version(work);
	buf_text(out, "      <references source=\"#lexpatch\">\n");
	reference(out, "original", "ro_1", expression_uri(work),
		  arena_printf(work->arena, "%.*s draft legal text v%.*s", SPAN_ARGS(name),
			       SPAN_ARGS(v)));
	if (base.length)
		reference(out, "activeRef", "ar_1", head_base_uri(work),
			  arena_printf(work->arena, "%s %.*s", setting(work, "code-name", "Code"),
				       SPAN_ARGS(base)));
	const char *by = author(work);
	if (work->options->author)
		reference(out, "TLCOrganization", by,
			  arena_printf(work->arena, "/akn/ontology/organization/%s", by),
			  work->options->author);
	else
		reference(out, "TLCOrganization", by, setting(work, "author-iri", "/akn/ontology"),
			  setting(work, "author-name", by));
	reference(out, "TLCOrganization", "lexpatch", "/akn/ontology/organization/lexpatch",
		  "lexpatch");
	write_terms(work, out);
	if (cites)
		reference(out, "TLCConcept", "descriptor",
			  "/akn/ontology/concept/lexpatch/descriptor", "heading cited in brackets");
	buf_text(out, "      </references>\n");
}

void write_preface(struct work *work, struct buf *out)
{
	buf_text(out, "    <preface>\n      <p><docNumber>");
	escape_text(out, number(work));
	buf_text(out, "</docNumber>");
	if (work->lines->title.length) {
		buf_text(out, " <docTitle>");
		escape_text(out, work->lines->title);
		buf_text(out, "</docTitle>");
	}
	buf_text(out, "</p>\n    </preface>\n");
}
