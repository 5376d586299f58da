/* A Section as Word numbers it: a list of five levels, linked to styles; references are fields. */
#include "docx.h"

static const char *const words[] = {"keep", "supply", "secure", "report", "notify", "review"};

static void add_levels(struct buf *out)
{
	static const struct {
		const char *format, *text, *style;
	} levels[] = {{"upperLetter", "Section %1", "Heading1"}, {"decimal", "%1%2", "Heading2"},
		      {"decimal", "%1%2.%3", "Clause"},		 {"lowerLetter", "(%4)", "Item1"},
		      {"lowerRoman", "(%5)", "Item2"},		 {"upperLetter", "(%6)", "Item3"}};
	buf_text(out,
		 "<w:abstractNum w:abstractNumId=\"3\"><w:multiLevelType w:val=\"multilevel\"/>");
	for (unsigned i = 0; i < sizeof levels / sizeof *levels; i++)
		buf_printf(out,
			   "<w:lvl w:ilvl=\"%u\"><w:start w:val=\"%u\"/><w:numFmt w:val=\"%s\"/>"
			   "<w:pStyle w:val=\"%s\"/><w:lvlText w:val=\"%s\"/><w:pPr><w:ind "
			   "w:left=\"%u\" w:hanging=\"720\"/></w:pPr></w:lvl>",
			   i, i ? 1 : 7, levels[i].format, levels[i].style, levels[i].text,
			   i > 1 ? 720 * (i - 1) : 720);
	buf_text(out,
		 "</w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/></w:num>");
}

static void add_styles(struct buf *out)
{
	static const struct {
		const char *id, *name;
	} styles[] = {{"Heading1", "heading 1"}, {"Heading2", "heading 2"},
		      {"Clause", "SEC Clause"},	 {"Item1", "SEC Item 1"},
		      {"Item2", "SEC Item 2"},	 {"Item3", "SEC Item 3"}};
	buf_text(out, "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
		      "w:val=\"Normal\"/></w:style>");
	for (unsigned i = 0; i < sizeof styles / sizeof *styles; i++)
		buf_printf(out,
			   "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
			   "<w:basedOn w:val=\"Normal\"/><w:pPr><w:numPr><w:ilvl w:val=\"%u\"/>"
			   "<w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>",
			   styles[i].id, styles[i].name, i);
}

static void open_paragraph(struct buf *out, const char *style)
{
	buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
}

static void add_text(struct buf *out, const char *style, const char *text)
{
	open_paragraph(out, style);
	buf_printf(out, "<w:r><w:t>%s</w:t></w:r></w:p>", text);
}

/* A reference to a clause as Word keeps it, with the result that it had last. */
static void add_reference(struct buf *out, unsigned section, unsigned clause)
{
	buf_printf(
		out,
		"<w:r><w:t xml:space=\"preserve\">Subject to Section </w:t></w:r>"
		"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF _Ref%u_%u "
		"\\r \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
		"<w:r><w:t>G%u.%u</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
		section, clause, section, clause);
}

static void add_items(struct buf *out, unsigned clause)
{
	for (unsigned i = 0; i < 2 + clause % 3; i++) {
		add_text(out, "Item1", "its records of each year;");
		for (unsigned k = 0; k < (clause + i) % 3; k++) {
			add_text(out, "Item2", "the first of them;");
			for (unsigned n = 0; n < (clause + i + k) % 2; n++)
				add_text(out, "Item3", "where it has one;");
		}
	}
}

enum { CLAUSES_A_SECTION = 25 };

static void add_clause(struct buf *out, unsigned index)
{
	unsigned section = index / CLAUSES_A_SECTION + 1, clause = index % CLAUSES_A_SECTION + 1;
	bool list = clause % 5 == 2;
	open_paragraph(out, "Clause");
	buf_printf(out, "<w:bookmarkStart w:id=\"%u\" w:name=\"_Ref%u_%u\"/>", index, section,
		   clause);
	if (index)
		add_reference(out, (index - 1) / CLAUSES_A_SECTION + 1,
			      (index - 1) % CLAUSES_A_SECTION + 1);
	buf_printf(out, "<w:bookmarkEnd w:id=\"%u\"/>", index);
	buf_printf(out, "<w:r><w:t xml:space=\"preserve\">%s User shall %s%s</w:t></w:r></w:p>",
		   index ? ", each" : "Each", words[index % 6], list ? ":" : " its systems.");
	if (list)
		add_items(out, clause);
}

bool docx_numbered(unsigned clauses, struct buf *out)
{
	struct buf body = {0}, styles = {0}, numbering = {0};
	add_styles(&styles);
	add_levels(&numbering);
	add_text(&body, "Heading1", ": Security");
	for (unsigned i = 0; i < clauses; i++) {
		if (i % CLAUSES_A_SECTION == 0)
			add_text(&body, "Heading2", "GENERAL DUTIES");
		add_clause(&body, i);
	}
	struct docx_parts parts = {.body = buf_as_span(&body),
				   .styles = buf_as_span(&styles),
				   .numbering = buf_as_span(&numbering),
				   .settings = SPAN("<w:defaultTabStop w:val=\"720\"/>"
						    "<w:evenAndOddHeaders/>")};
	bool good = docx_document(&parts, out);
	buf_release(&body);
	buf_release(&styles);
	buf_release(&numbering);
	return good;
}

/* ---- what its numbers are, counted another way */

static const char *const romans[] = {"i", "ii", "iii"};

static void tell_items(unsigned section, unsigned clause, struct buf *out)
{
	for (unsigned i = 0; i < 2 + clause % 3; i++) {
		buf_printf(out, "eId=\"cl_G%u-%u__para_%c\"\n", section, clause, 'a' + (int)i);
		for (unsigned k = 0; k < (clause + i) % 3; k++) {
			buf_printf(out, "eId=\"cl_G%u-%u__para_%c__subpara_%s\"\n", section, clause,
				   'a' + (int)i, romans[k]);
			if ((clause + i + k) % 2)
				buf_printf(out, "eId=\"cl_G%u-%u__para_%c__subpara_%s__point_A\"\n",
					   section, clause, 'a' + (int)i, romans[k]);
		}
	}
}

void docx_numbers(unsigned clauses, struct buf *out)
{
	unsigned section = 1, clause = 1, last_section = 0, last_clause = 0;
	for (unsigned i = 0; i < clauses; i++) {
		buf_printf(out, "eId=\"cl_G%u-%u\"\n", section, clause);
		if (last_section)
			buf_printf(out, "<ref href=\"#cl_G%u-%u\">Section G%u.%u\n", last_section,
				   last_clause, last_section, last_clause);
		if (clause % 5 == 2)
			tell_items(section, clause, out);
		last_section = section;
		last_clause = clause++;
		if (clause > CLAUSES_A_SECTION) {
			clause = 1;
			section++;
		}
	}
}
