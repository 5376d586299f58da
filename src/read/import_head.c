/* Import: the document that is written, its identification first. What it is part of (IRIs, names,
 * dates) is data: section [import] of the profile. */
#include "read/importing.h"

#include <ctype.h>
#include <string.h>

const char *import_setting(const struct importer *importer, const char *key)
{
	return profile_value(importer->profile, "import", key, "");
}

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
		importer->date = import_setting(importer, "designated");
		importer->date_name = "not-before";
	}
}

/* The name of the file without its ending. */
static struct span document_name(const struct importer *importer)
{
	struct span name = span_of(file_base_name(importer->file));
	size_t dot = name.length;
	while (dot && name.at[dot - 1] != '.')
		dot--;
	return dot > 1 ? span_sub(name, 0, dot - 1) : name;
}

/* Letters and digits in lower case, all else as one hyphen. */
static void slug(struct span text, struct buf *out)
{
	for (size_t i = 0; i < text.length; i++)
		if (isalnum((unsigned char)text.at[i]))
			buf_char(out, (char)tolower((unsigned char)text.at[i]));
		else if (out->length && out->at[out->length - 1] != '-')
			buf_char(out, '-');
}

static void find_names(struct importer *importer)
{
	struct buf component = {0};
	if (importer->number.length)
		buf_text(&component, import_setting(importer, "component"));
	slug(importer->number.length ? importer->number : document_name(importer), &component);
	importer->component = arena_copy(&importer->arena, component.at, component.length);
	importer->work = import_setting(importer, "work");
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
	struct span name = document_name(importer);
	if (importer->number.length)
		buf_printf(&title, "%s %.*s", import_setting(importer, "alias"),
			   SPAN_ARGS(importer->number));
	else
		buf_span(&title, name);
	buf_text(out, "        <FRBRWork>\n");
	write_iri("FRBRthis", importer->work, importer->component, "", out);
	write_iri("FRBRuri", importer->work, NULL, "", out);
	write_attribute(out, "          <FRBRalias value=\"", buf_string(&title),
			"\" name=\"title\"/>\n");
	write_attribute(out, "          <FRBRdate date=\"", import_setting(importer, "designated"),
			"\" name=\"designation\"/>\n");
	write_attribute(out, "          <FRBRauthor href=\"#", import_setting(importer, "author"),
			"\"/>\n");
	write_attribute(out, "          <FRBRcountry value=\"", import_setting(importer, "country"),
			"\"/>\n");
	write_attribute(out, "          <FRBRsubtype value=\"", import_setting(importer, "name"),
			"\"/>\n");
	write_attribute(out, "          <FRBRnumber value=\"", import_setting(importer, "number"),
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
	write_attribute(out, "          <FRBRlanguage language=\"",
			import_setting(importer, "language"), "\"/>\n");
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
	write_organization(import_setting(importer, "author"),
			   import_setting(importer, "author-href"),
			   import_setting(importer, "author-name"), out);
	if (importer->options->author)
		write_organization(author, "/akn/ontology/organization/author",
				   importer->options->author, out);
	write_organization("lexpatch", "/akn/ontology/organization/lexpatch", "lexpatch", out);
	const struct piece *chapter = importer->chapter;
	pieces_write_terms(importer->profile, &chapter, 1, 8, out);
	buf_text(out, "        <TLCConcept eId=\"descriptor\" "
		      "href=\"/akn/ontology/concept/lexpatch/descriptor\" "
		      "showAs=\"heading cited in brackets\"/>\n      </references>\n");
}

static void write_head(const struct importer *importer, struct buf *out)
{
	struct buf expression = {0};
	const char *author =
		importer->options->author ? "author" : import_setting(importer, "author");
	buf_printf(&expression, "%s/%s", importer->work, import_setting(importer, "language"));
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

void import_write(struct importer *importer, struct buf *out)
{
	struct buf error = {0};
	struct cite_finder *finder = cite_finder_new(importer->profile, &error);
	find_names(importer);
	struct piece_style style = {.profile = importer->profile,
				    .finder = finder,
				    .work = arena_printf(&importer->arena, "%s/!%s", importer->work,
							 importer->component),
				    .work_prefix =
					    arena_printf(&importer->arena, "%s/!%s", importer->work,
							 import_setting(importer, "component")),
				    .marks = importer->marks,
				    .terms = true};
	buf_printf(out,
		   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		   "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" "
		   "xmlns:lp=\"urn:lexpatch:1\">\n  <act name=\"%s\" contains=\"singleVersion\">\n",
		   import_setting(importer, "name"));
	write_head(importer, out);
	buf_text(out, "    <body>\n");
	pieces_write(&style, importer->chapter, 6, out);
	buf_text(out, "    </body>\n  </act>\n</akomaNtoso>\n");
	cite_finder_free(finder);
	buf_release(&error);
}
