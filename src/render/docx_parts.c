/* The parts of the package, each written whole and in one order: content types, relationships, the
 * document, styles, settings, notes, comments, header, footer, properties. No clock, no chance. */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

#include "word/word.h"

#define W_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NAMESPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WML "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* A part of the package, how it is called, and what it is to the document. */
enum part {
	PART_TYPES,
	PART_ROOT,
	PART_DOCUMENT,
	PART_LINKS,
	PART_STYLES,
	PART_SETTINGS,
	PART_FOOTNOTES,
	PART_COMMENTS,
	PART_HEADER,
	PART_FOOTER,
	PART_CORE,
	PARTS
};
static const struct {
	const char *name, *type, *relation;
} parts[PARTS] = {
	[PART_TYPES] = {"[Content_Types].xml", NULL, NULL},
	[PART_ROOT] = {"_rels/.rels", NULL, NULL},
	[PART_DOCUMENT] = {"word/document.xml", WML "document.main+xml", NULL},
	[PART_LINKS] = {"word/_rels/document.xml.rels", NULL, NULL},
	[PART_STYLES] = {"word/styles.xml", WML "styles+xml", "styles"},
	[PART_SETTINGS] = {"word/settings.xml", WML "settings+xml", "settings"},
	[PART_FOOTNOTES] = {"word/footnotes.xml", WML "footnotes+xml", "footnotes"},
	[PART_COMMENTS] = {"word/comments.xml", WML "comments+xml", "comments"},
	[PART_HEADER] = {"word/header1.xml", WML "header+xml", "header"},
	[PART_FOOTER] = {"word/footer1.xml", WML "footer+xml", "footer"},
	[PART_CORE] = {"docProps/core.xml",
		       "application/vnd.openxmlformats-package.core-properties+xml", NULL},
};

/* ---- package */

static void write_types(const struct docx *docx, struct buf *out)
{
	buf_text(out, DECLARATION
		 "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n"
		 "<Default Extension=\"rels\" "
		 "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
		 "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n");
	for (int i = 0; i < PARTS; i++)
		if (parts[i].type)
			buf_printf(out, "<Override PartName=\"/%s\" ContentType=\"%s\"/>\n",
				   parts[i].name, parts[i].type);
	for (size_t i = 0; docx->reference && i < docx->reference->part_count; i++)
		if (docx->reference->parts[i].type)
			buf_printf(out, "<Override PartName=\"/%s\" ContentType=\"%s\"/>\n",
				   docx->reference->parts[i].name, docx->reference->parts[i].type);
	buf_text(out, "</Types>\n");
}

static void write_relationship(struct buf *out, unsigned number, const char *type,
			       const char *target)
{
	buf_printf(out, "<Relationship Id=\"rId%u\" Type=\"%s\" Target=\"%s\"/>\n", number, type,
		   target);
}

static void write_root(struct buf *out)
{
	buf_text(out, DECLARATION
		 "<Relationships "
		 "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n");
	write_relationship(out, 1, R_NAMESPACE "/officeDocument", parts[PART_DOCUMENT].name);
	write_relationship(out, 2,
			   "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
			   "core-properties",
			   parts[PART_CORE].name);
	buf_text(out, "</Relationships>\n");
}

static void write_reference_links(const struct word_reference *reference, struct buf *out)
{
	for (size_t i = 0; reference && i < reference->part_count; i++)
		if (reference->parts[i].relation)
			buf_printf(out,
				   "<Relationship Id=\"rIdR%zu\" Type=\"%s/%s\" Target=\"%s\"/>\n",
				   i, R_NAMESPACE, reference->parts[i].relation,
				   reference->parts[i].name + strlen("word/"));
}

static void write_links(const struct docx *docx, struct buf *out)
{
	buf_text(out, DECLARATION
		 "<Relationships "
		 "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n");
	for (unsigned i = 0; i < PARTS; i++)
		if (parts[i].relation) {
			struct buf type = {0};
			buf_printf(&type, "%s/%s", R_NAMESPACE, parts[i].relation);
			write_relationship(out, i, buf_string(&type),
					   parts[i].name + strlen("word/"));
			buf_release(&type);
		}
	write_reference_links(docx->reference, out);
	buf_text(out, "</Relationships>\n");
}

/* ---- styles */

/* Paragraph properties and run properties of each style; `%s` nowhere: they are data. */
static const struct {
	const char *id, *name, *paragraph, *run;
	bool character;
} styles[] = {
	{"LpTitle", "Lexpatch Title", "<w:keepNext/><w:spacing w:after=\"60\"/>",
	 "<w:b/><w:sz w:val=\"32\"/>", false},
	{"LpSubtitle", "Lexpatch Subtitle", "<w:keepNext/><w:spacing w:after=\"240\"/>",
	 "<w:sz w:val=\"24\"/>", false},
	{"LpChapter", "Lexpatch Chapter",
	 "<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val=\"left\" w:pos=\"1701\"/></w:tabs>"
	 "<w:spacing w:before=\"240\" w:after=\"180\"/><w:ind w:left=\"1701\" w:hanging=\"1701\"/>"
	 "<w:outlineLvl w:val=\"0\"/>",
	 "<w:b/><w:sz w:val=\"28\"/>", false},
	{"LpSection", "Lexpatch Section",
	 "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"120\"/>"
	 "<w:ind w:left=\"851\" w:hanging=\"851\"/><w:outlineLvl w:val=\"1\"/>",
	 "<w:b/><w:sz w:val=\"24\"/>", false},
	{"LpCrossHeading", "Lexpatch Cross-heading",
	 "<w:keepNext/><w:keepLines/><w:spacing w:before=\"180\" w:after=\"120\"/>"
	 "<w:ind w:left=\"851\"/><w:outlineLvl w:val=\"2\"/>",
	 "<w:b/><w:i/>", false},
	{"LpClause", "Lexpatch Clause", "<w:ind w:left=\"851\" w:hanging=\"851\"/>", "", false},
	{"LpItem1", "Lexpatch Item 1", "<w:ind w:left=\"1702\" w:hanging=\"851\"/>", "", false},
	{"LpItem2", "Lexpatch Item 2", "<w:ind w:left=\"2553\" w:hanging=\"851\"/>", "", false},
	{"LpItem3", "Lexpatch Item 3", "<w:ind w:left=\"3404\" w:hanging=\"851\"/>", "", false},
	{"LpText", "Lexpatch Text", "", "", false},
	{"LpRemark", "Lexpatch Remark", "", "<w:i/><w:color w:val=\"595959\"/>", false},
	{"LpCell", "Lexpatch Cell", "<w:spacing w:before=\"40\" w:after=\"40\"/>", "", false},
	{"LpFootnote", "Lexpatch Footnote",
	 "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"17\"/>",
	 false},
	{"LpComment", "Lexpatch Comment",
	 "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"18\"/>",
	 false},
	{"LpHeader", "Lexpatch Header",
	 "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"A6A6A6\"/></w:pBdr>"
	 "<w:spacing w:after=\"0\"/>",
	 "<w:color w:val=\"595959\"/><w:sz w:val=\"17\"/>", false},
	{"LpFooter", "Lexpatch Footer", "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>",
	 "<w:color w:val=\"595959\"/><w:sz w:val=\"17\"/>", false},
	{"LpFootnoteMark", "Lexpatch Footnote Mark", "", "<w:vertAlign w:val=\"superscript\"/>",
	 true},
	{"LpInserted", "Lexpatch Inserted", "",
	 "<w:color w:val=\"0033CC\"/><w:u w:val=\"double\"/>", true},
	{"LpDeleted", "Lexpatch Deleted", "", "<w:strike/><w:color w:val=\"C00000\"/>", true},
	{"LpMovedFrom", "Lexpatch Moved From", "", "<w:strike/><w:color w:val=\"007A33\"/>", true},
	{"LpMovedTo", "Lexpatch Moved To", "", "<w:color w:val=\"007A33\"/><w:u w:val=\"double\"/>",
	 true},
};

static void write_style(size_t i, const char *base, struct buf *out)
{
	buf_printf(out,
		   "<w:style w:type=\"%s\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name "
		   "w:val=\"%s\"/>",
		   styles[i].character ? "character" : "paragraph", styles[i].id, styles[i].name);
	if (!styles[i].character && base) {
		buf_text(out, "<w:basedOn w:val=\"");
		escape_attribute(out, span_of(base));
		buf_text(out, "\"/>");
	}
	buf_text(out, "<w:qFormat/>");
	if (*styles[i].paragraph)
		buf_printf(out, "<w:pPr>%s</w:pPr>", styles[i].paragraph);
	if (*styles[i].run)
		buf_printf(out, "<w:rPr>%s</w:rPr>", styles[i].run);
	buf_text(out, "</w:style>\n");
}

static void write_own_styles(struct buf *out)
{
	buf_text(
		out, DECLARATION
		"<w:styles xmlns:w=\"" W_NAMESPACE "\">\n"
		"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" "
		"w:eastAsia=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"
		"<w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault>"
		"<w:pPrDefault/></w:docDefaults>\n"
		"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"LpBase\">"
		"<w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>"
		"<w:spacing w:after=\"120\" w:line=\"264\" "
		"w:lineRule=\"auto\"/></w:pPr></w:style>\n"
		"<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"LpBaseCharacter\">"
		"<w:name w:val=\"Default Paragraph Font\"/></w:style>\n");
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		write_style(i, "LpBase", out);
	buf_text(out, "</w:styles>\n");
}

const char *docx_style_id(const struct docx *docx, const char *id)
{
	const char *found = NULL;
	size_t count;
	const struct profile_row *rows =
		docx->reference ? profile_rows(docx->options->profile, "docx", &count) : NULL;
	for (size_t i = 0; rows && !found && i < count; i++)
		if (!strcmp(rows[i].key, id))
			found = word_reference_style(docx->reference, rows[i].value);
	return found ? found : id;
}

/* The styles of the reference document, and behind them those of ours that it does not have. */
static void write_styles(const struct docx *docx, struct buf *out)
{
	const struct word_reference *reference = docx->reference;
	struct span all = reference ? reference->styles : (struct span){NULL, 0};
	size_t end = all.length;
	while (end && !span_starts(span_sub(all, end - 1, all.length), "</w:styles"))
		end--;
	if (!end) {
		write_own_styles(out);
		return;
	}
	buf_span(out, span_sub(all, 0, end - 1));
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (docx_style_id(docx, styles[i].id) == styles[i].id)
			write_style(i, word_reference_default(reference), out);
	buf_text(out, "</w:styles>\n");
}

/* ---- settings, header, footer, properties */

static void write_settings(const struct docx *docx, struct buf *out)
{
	enum { TAB_STOP = 851, TAB_MOST = 31680 };
	const struct word_reference *look = docx->reference;
	long stop = look && look->tab_stop > 0 && look->tab_stop <= TAB_MOST ? look->tab_stop
									     : TAB_STOP;
	buf_printf(out,
		   DECLARATION "<w:settings xmlns:w=\"" W_NAMESPACE "\">%s%s"
			       "<w:defaultTabStop w:val=\"%ld\"/>%s"
			       "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>"
			       "</w:footnotePr><w:compat><w:compatSetting "
			       "w:name=\"compatibilityMode\" "
			       "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
			       "</w:compat></w:settings>\n",
		   look && look->mirrored ? "<w:mirrorMargins/>" : "",
		   docx_is_tracked(docx) ? "<w:trackRevisions/>" : "", stop,
		   look && look->even_and_odd ? "<w:evenAndOddHeaders/>" : "");
}

static void write_header(const struct docx *docx, struct buf *out)
{
	buf_text(out, DECLARATION "<w:hdr xmlns:w=\"" W_NAMESPACE
				  "\"><w:p><w:pPr><w:pStyle w:val=\"LpHeader\"/></w:pPr><w:r>"
				  "<w:t xml:space=\"preserve\">");
	escape_text(out, buf_as_span(&docx->headline));
	buf_text(out, "</w:t></w:r></w:p></w:hdr>\n");
}

static void write_field(const char *instruction, struct buf *out)
{
	buf_printf(out,
		   "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
		   "xml:space=\"preserve\"> %s </w:instrText></w:r><w:r><w:fldChar "
		   "w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar "
		   "w:fldCharType=\"end\"/></w:r>",
		   instruction);
}

static void write_footer(struct buf *out)
{
	buf_text(out, DECLARATION "<w:ftr xmlns:w=\"" W_NAMESPACE
				  "\"><w:p><w:pPr><w:pStyle w:val=\"LpFooter\"/></w:pPr><w:r>"
				  "<w:t xml:space=\"preserve\">Page </w:t></w:r>");
	write_field("PAGE", out);
	buf_text(out, "<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>");
	write_field("NUMPAGES", out);
	buf_text(out, "</w:p></w:ftr>\n");
}

static void write_core(const struct docx *docx, struct buf *out)
{
	const struct render_options *options = docx->options;
	buf_text(out,
		 DECLARATION "<cp:coreProperties "
			     "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
			     "core-properties\" "
			     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
			     "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
			     "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	escape_text(out, buf_as_span(&docx->headline));
	buf_text(out, "</dc:title>");
	if (options->author) {
		buf_text(out, "<dc:creator>");
		escape_text(out, span_of(options->author));
		buf_text(out, "</dc:creator>");
	}
	if (options->date)
		buf_printf(out,
			   "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z"
			   "</dcterms:created>",
			   options->date);
	buf_text(out, "</cp:coreProperties>\n");
}

/* ---- notes and comments */

static void write_footnotes(struct docx *docx, struct buf *out)
{
	buf_text(out, DECLARATION
		 "<w:footnotes xmlns:w=\"" W_NAMESPACE "\">"
		 "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p>"
		 "</w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
		 "<w:continuationSeparator/></w:r></w:p></w:footnote>\n");
	for (size_t i = 0; i < docx->note_count; i++) {
		buf_printf(out, "<w:footnote w:id=\"%zu\">", i + 1);
		size_t before = out->length;
		docx_write_story(docx, docx->notes[i], out);
		if (out->length == before)
			buf_text(out, "<w:p/>");
		buf_text(out, "</w:footnote>\n");
	}
	buf_text(out, "</w:footnotes>\n");
}

static void write_comment_line(struct span text, bool bold, struct buf *out)
{
	buf_printf(out,
		   "<w:p><w:pPr><w:pStyle w:val=\"LpComment\"/></w:pPr><w:r>%s<w:t "
		   "xml:space=\"preserve\">",
		   bold ? "<w:rPr><w:b/></w:rPr>" : "");
	escape_text(out, text);
	buf_text(out, "</w:t></w:r></w:p>");
}

static void write_finding(const struct diag *diag, struct buf *out)
{
	struct buf head = {0};
	buf_printf(&head, "%s %s", diag_rule(diag->code)->code, diag_level_name(diag->level));
	write_comment_line(buf_as_span(&head), true, out);
	write_comment_line(span_of(diag->message), false, out);
	if (diag->help)
		write_comment_line(span_of(diag->help), false, out);
	buf_release(&head);
}

static void write_comments(struct docx *docx, struct buf *out)
{
	buf_text(out, DECLARATION "<w:comments xmlns:w=\"" W_NAMESPACE "\">\n");
	for (size_t i = 0; i < docx->comment_count; i++) {
		const struct docx_comment *comment = &docx->comments[i];
		if (!comment->placed)
			continue;
		buf_printf(out, "<w:comment w:id=\"%u\" w:author=\"lexpatch\" w:initials=\"lp\"",
			   comment->id);
		if (docx->options->date)
			buf_printf(out, " w:date=\"%sT00:00:00Z\"", docx->options->date);
		buf_char(out, '>');
		struct span rest = buf_as_span(&comment->text), line;
		if (comment->diag)
			write_finding(comment->diag, out);
		while (span_line(&rest, &line))
			write_comment_line(line, false, out);
		buf_text(out, "</w:comment>\n");
	}
	buf_text(out, "</w:comments>\n");
}

/* ---- the document */

static void write_document(struct docx *docx, struct buf *out)
{
	buf_text(out, DECLARATION "<w:document xmlns:w=\"" W_NAMESPACE "\" xmlns:r=\"" R_NAMESPACE
				  "\"><w:body>\n");
	const struct word_reference *reference = docx->reference;
	docx_write_story(docx, &docx->body, out);
	/* The boundary behind the last paragraph is never tracked, for an empty one follows. */
	buf_text(out, "<w:p/>\n<w:sectPr>");
	if (!reference || !reference->header)
		buf_printf(out, "<w:headerReference w:type=\"default\" r:id=\"rId%d\"/>",
			   PART_HEADER);
	if (!reference || !reference->footer)
		buf_printf(out, "<w:footerReference w:type=\"default\" r:id=\"rId%d\"/>",
			   PART_FOOTER);
	if (reference && reference->page.length)
		buf_span(out, reference->page);
	else
		buf_text(out, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" "
			      "w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" "
			      "w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>");
	buf_text(out, "</w:sectPr></w:body></w:document>\n");
}

const char *docx_pack(struct docx *docx, struct buf *out)
{
	struct buf text[PARTS] = {{0}};
	size_t more = docx->reference ? docx->reference->part_count : 0;
	struct word_part *list = arena_alloc(&docx->arena, (PARTS + more) * sizeof *list);
	for (size_t i = 0; i < docx->comment_count; i++)
		if (docx->comments[i].placed)
			docx->comments[i].id = ++docx->id;
	write_types(docx, &text[PART_TYPES]);
	write_root(&text[PART_ROOT]);
	write_document(docx, &text[PART_DOCUMENT]);
	write_links(docx, &text[PART_LINKS]);
	write_styles(docx, &text[PART_STYLES]);
	write_settings(docx, &text[PART_SETTINGS]);
	write_footnotes(docx, &text[PART_FOOTNOTES]);
	write_comments(docx, &text[PART_COMMENTS]);
	write_header(docx, &text[PART_HEADER]);
	write_footer(&text[PART_FOOTER]);
	write_core(docx, &text[PART_CORE]);
	for (int i = 0; i < PARTS; i++)
		list[i] = (struct word_part){parts[i].name, buf_as_span(&text[i])};
	for (size_t i = 0; i < more; i++)
		list[PARTS + i] = (struct word_part){docx->reference->parts[i].name,
						     docx->reference->parts[i].bytes};
	bool good = word_pack(list, PARTS + more, out);
	for (int i = 0; i < PARTS; i++)
		buf_release(&text[i]);
	return good ? NULL : "the archive cannot be written";
}
