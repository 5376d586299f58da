/* What a redline page says before the text: title, views, legend, counts, changes, findings. */
#include "render/html.h"

#include "doc/address.h"

#include <string.h>

static const unsigned char style_sheet[] = {
#include "render/redline.css.inc"
};
static const unsigned char script[] = {
#include "render/redline.js.inc"
};

/* Nothing on the page may be fetched, whatever a document holds. */
static const char policy[] =
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	"style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
	"form-action 'none'\"/>\n";

static const char view_switches[] =
	"<input class=\"switch\" type=\"radio\" name=\"view\" id=\"view-marked\" "
	"aria-label=\"View: changes marked\" checked=\"checked\"/>\n"
	"<input class=\"switch\" type=\"radio\" name=\"view\" id=\"view-clean\" "
	"aria-label=\"View: clean, as amended\"/>\n"
	"<input class=\"switch\" type=\"radio\" name=\"view\" id=\"view-original\" "
	"aria-label=\"View: original, before the changes\"/>\n";

static const char findings_switch[] =
	"<input class=\"switch\" type=\"checkbox\" id=\"show-findings\" "
	"aria-label=\"Show findings beside the text\" checked=\"checked\"/>\n";

static const char views[] = "<div class=\"views\"><label for=\"view-marked\">Marked</label>"
			    "<label for=\"view-clean\">Clean</label>"
			    "<label for=\"view-original\">Original</label></div>\n";

static const char reading[] =
	"<p class=\"reading\"><span class=\"marked\">Shown with changes marked.</span>"
	"<span class=\"clean\">Shown clean, as amended.</span>"
	"<span class=\"original\">Shown as it was before the changes.</span></p>\n";

static const char legend[] =
	"<h2 class=\"part\">Key</h2>\n<ul class=\"legend\">\n"
	"<li><ins>inserted words</ins></li>\n<li><del>deleted words</del></li>\n"
	"<li><span class=\"sample-bar\">bar: changed line</span></li>\n"
	"<li><b>1</b> number of the change</li>\n</ul>\n";

/* A string for CSS inside a style element: what is not plain is escaped by its number. */
static void css_string(struct buf *out, const char *text)
{
	const char *at = text, *end = text + span_of(text).length;
	buf_char(out, '"');
	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		bool plain = c == ' ' || c == '.' || c == ',' || c == '+' || c == '-' ||
			     c >= 0xA0 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			     (c >= 'a' && c <= 'z');
		if (plain)
			utf8_add(out, c);
		else
			buf_printf(out, "\\%x ", (unsigned)c);
	}
	buf_char(out, '"');
}

static const char *title_of(const struct walk *walk)
{
	return walk->options->title ? walk->options->title : "Redline";
}

/* The running header on paper, for each view. */
static void page_rules(const struct walk *walk)
{
	static const struct {
		const char *page, *words;
	} pages[] = {
		{"", "Changes marked"}, {" clean", "Clean, as amended"}, {" original", "Original"}};
	struct buf *out = walk->out;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		buf_printf(out, "@page%s { @top-left { content: ", pages[i].page);
		css_string(out, title_of(walk));
		buf_printf(out, "; } @top-right { content: \"%s\"; } }\n", pages[i].words);
	}
}

/* A listener's voice goes by the language tag (BCP 47): en-GB of eng and gb. */
static void language(const struct profile *profile, struct buf *out)
{
	const char *name = profile_value(profile, "profile", "language", "eng");
	const char *country = profile_value(profile, "profile", "country", "");
	escape_attribute(out, span_is(span_of(name), "eng") ? SPAN("en") : span_of(name));
	if (span_of(country).length == 2)
		buf_printf(out, "-%c%c", country[0] & ~0x20, country[1] & ~0x20);
}

static void head(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "<!DOCTYPE html>\n<html lang=\"");
	language(walk->options->profile, out);
	buf_text(out, "\">\n<head>\n<meta charset=\"utf-8\"/>\n");
	buf_text(out, policy);
	buf_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		      "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
		      "<meta name=\"generator\" content=\"lexpatch\"/>\n<title>");
	escape_text(out, span_of(title_of(walk)));
	buf_text(out, ": redline</title>\n<style>\n");
	buf_add(out, (const char *)style_sheet, sizeof style_sheet);
	page_rules(walk);
	buf_text(out, "</style>\n</head>\n");
}

/* The switches stand before all that they act on: style sheets only look ahead. */
static void bar(const struct walk *walk, bool findings)
{
	struct buf *out = walk->out;
	buf_text(out, "<body>\n<a class=\"skip\" href=\"#text\">Skip to the text</a>\n");
	buf_text(out, view_switches);
	if (findings)
		buf_text(out, findings_switch);
	buf_text(out, "<header class=\"bar\">\n<div class=\"name\"><a href=\"#top\">");
	escape_text(out, span_of(title_of(walk)));
	buf_text(out, "</a></div>\n");
	buf_text(out, views);
	if (findings)
		buf_text(out, "<label class=\"only\" for=\"show-findings\">Findings</label>\n");
	buf_text(out, "</header>\n");
}

static void version(struct buf *out, const struct doc *doc)
{
	if (doc->facts.version.length)
		escape_text(out, doc->facts.version);
	else
		escape_text(out, span_of(file_base_name(doc->file)));
}

static void facts(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "<p class=\"facts\">");
	for (size_t d = 0; d < walk->count; d++) {
		escape_text(out, document_title(walk->redlines[d]));
		buf_text(out,
			 walk->redlines[d]->old_doc->facts.version.length ? ", version " : ": ");
		version(out, walk->redlines[d]->old_doc);
		buf_text(out, " \xe2\x86\x92 ");
		version(out, walk->redlines[d]->new_doc);
		buf_text(out, "<br/>\n");
	}
	/* An author known only by an identifier says nothing to a reader. */
	const char *author = walk->options->author, *date = walk->options->date;
	if (author && !strchr("#/", *author))
		escape_text(out, span_of(author));
	else
		author = NULL;
	if (author && date)
		buf_text(out, ", ");
	escape_text(out, span_of(date));
	buf_text(out, "</p>\n");
}

static void masthead(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "<div class=\"masthead\">\n<h1>");
	escape_text(out, span_of(title_of(walk)));
	buf_text(out, "</h1>\n");
	if (walk->options->subtitle) {
		buf_text(out, "<p class=\"subtitle\">");
		escape_text(out, span_of(walk->options->subtitle));
		buf_text(out, "</p>\n");
	}
	facts(walk);
	buf_text(out, reading);
	buf_text(out, "</div>\n");
}

static void figure(struct buf *out, size_t count, const char *one, const char *many)
{
	if (count)
		buf_printf(out, "<li><b>%zu</b> %s</li>\n", count, count == 1 ? one : many);
}

static void figures(const struct walk *walk)
{
	const struct tally *tally = &walk->tally;
	struct buf *out = walk->out;
	buf_text(out, "<ul class=\"figures\">\n");
	if (!tally->changes)
		buf_text(out, "<li>No changes</li>\n");
	figure(out, tally->changes, "change", "changes");
	figure(out, tally->provisions_inserted, "provision inserted", "provisions inserted");
	figure(out, tally->provisions_removed, "provision deleted", "provisions deleted");
	figure(out, tally->provisions_moved, "provision moved", "provisions moved");
	figure(out, tally->provisions_renumbered, "provision renumbered", "provisions renumbered");
	figure(out, tally->words_inserted, "word inserted", "words inserted");
	figure(out, tally->words_removed, "word deleted", "words deleted");
	buf_text(out, "</ul>\n");
}

/* ---- the list of changes */

static void change_place(const struct walk *walk, const struct html_ids *ids, size_t index)
{
	const struct change_row *row = &walk->rows[index];
	const struct html_place *place = html_ids_nearest(ids, span_of(row->change->eid));
	const char *name = row->change->citation ? row->change->citation : row->change->eid;
	bool shows = row->first_item != DOC_NONE;
	if (place)
		buf_printf(walk->out, "<a href=\"#%s\">", place->anchor);
	else if (shows)
		buf_printf(walk->out, "<a href=\"#change-%zu\">", index + 1);
	escape_text(walk->out, span_of(name));
	if (place || shows)
		buf_text(walk->out, "</a>");
}

static void change_words(struct buf *out, const struct change_row *row)
{
	if (row->words_inserted)
		buf_printf(out, "<span class=\"count\">+%zu</span>", row->words_inserted);
	if (row->words_inserted && row->words_removed)
		buf_char(out, ' ');
	if (row->words_removed)
		buf_printf(out, "<span class=\"count\">\xe2\x88\x92%zu</span>", row->words_removed);
}

static void change_instruction(struct buf *out, const struct change_row *row)
{
	const struct change *change = row->change;
	if (change->text) {
		buf_text(out, "<span class=\"instruction\">");
		escape_text(out, span_of(change->text));
		buf_text(out, "</span> ");
	}
	buf_text(out, "<span class=\"kind\">");
	escape_text(out, span_of(change->kind));
	if (row->first_item == DOC_NONE)
		buf_text(out, " (does not show in the text)");
	buf_text(out, "</span>");
}

static void change_entry(const struct walk *walk, const struct html_ids *ids, size_t index,
			 bool drafted)
{
	const struct change_row *row = &walk->rows[index];
	const struct change *change = row->change;
	struct buf *out = walk->out;
	buf_printf(out, "<tr id=\"entry-%zu\"><td class=\"n\" data-name=\"Change\">", index + 1);
	if (row->first_item == DOC_NONE)
		buf_printf(out, "%u", change->number);
	else
		buf_printf(out, "<a href=\"#change-%zu\">%u</a>", index + 1, change->number);
	buf_text(out, "</td><td class=\"w\" data-name=\"Clause\">");
	change_place(walk, ids, index);
	buf_text(out, "</td><td>");
	change_instruction(out, row);
	if (drafted && change->line)
		buf_printf(out, "</td><td class=\"n\" data-name=\"Draft line\">%u", change->line);
	else if (drafted)
		buf_text(out, "</td><td>");
	buf_text(out, "</td><td class=\"n\" data-name=\"Words\">");
	change_words(out, row);
	buf_text(out, "</td></tr>\n");
}

/* Instructions and their lines are shown where there is a draft: not for a comparison. */
static void changes(const struct walk *walk, const struct html_ids *ids)
{
	struct buf *out = walk->out;
	bool drafted = false;
	if (!walk->row_count)
		return;
	for (size_t i = 0; i < walk->row_count; i++)
		drafted |= walk->rows[i].change->text != NULL;
	buf_text(out, "<nav aria-labelledby=\"changes\">\n<h2 class=\"part\" "
		      "id=\"changes\">Changes</h2>\n"
		      "<table class=\"list\">\n<thead><tr><th class=\"n\" scope=\"col\">No.</th>"
		      "<th scope=\"col\">Clause</th>");
	buf_text(out, drafted ? "<th scope=\"col\">Instruction as drafted</th>"
				"<th class=\"n\" scope=\"col\">Draft line</th>"
			      : "<th scope=\"col\">Kind</th>");
	buf_text(out, "<th class=\"n\" scope=\"col\">Words</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < walk->row_count; i++)
		change_entry(walk, ids, i, drafted);
	buf_text(out, "</tbody>\n</table>\n</nav>\n");
}

/* ---- the list of findings */

static void finding_counts(const struct html_findings *findings, struct buf *out)
{
	static const char *const words[][2] = {[DIAG_NOTE] = {"note", "notes"},
					       [DIAG_WARNING] = {"warning", "warnings"},
					       [DIAG_ERROR] = {"error", "errors"}};
	size_t counts[DIAG_ERROR + 1] = {0};
	const char *before = "";
	for (size_t i = 0; i < findings->count; i++)
		counts[findings->items[i].diag->level]++;
	for (int level = DIAG_ERROR; level >= DIAG_NOTE; level--) {
		if (!counts[level])
			continue;
		buf_printf(out, "%s%zu %s", before, counts[level],
			   words[level][counts[level] != 1]);
		before = ", ";
	}
}

static void finding_place(const struct walk *walk, const struct html_finding *finding)
{
	const struct diag *diag = finding->diag;
	struct buf citation = {0};
	if (diag->citation)
		buf_text(&citation, diag->citation);
	else if (diag->eid)
		address_to_citation(walk->options->profile, span_of(diag->eid), &citation);
	if (finding->place)
		buf_printf(walk->out, "<a href=\"#%s\">", finding->place->anchor);
	escape_text(walk->out, buf_as_span(&citation));
	if (finding->place)
		buf_text(walk->out, "</a>");
	buf_release(&citation);
}

static void finding_entry(const struct walk *walk, const struct html_findings *findings,
			  const struct html_finding *finding, bool lines)
{
	const struct diag *diag = finding->diag;
	struct buf *out = walk->out;
	buf_text(out, "<tr><td class=\"w\">");
	html_badge(diag->level, diag_rule(diag->code)->code, out);
	buf_text(out, "</td><td class=\"w\" data-name=\"Clause\">");
	finding_place(walk, finding);
	buf_text(out, "</td><td>");
	escape_text(out, span_of(diag->message));
	if (diag->help) {
		buf_text(out, " <span class=\"kind\">");
		escape_text(out, span_of(diag->help));
		buf_text(out, "</span>");
	}
	if (lines)
		buf_text(out, "</td><td class=\"n\" data-name=\"Draft line\">");
	unsigned line = html_draft_line(findings, &diag->place);
	if (line)
		buf_printf(out, "%u", line);
	buf_text(out, "</td></tr>\n");
}

static bool has_lines(const struct html_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (html_draft_line(findings, &findings->items[i].diag->place))
			return true;
	return false;
}

static void findings_list(const struct walk *walk, const struct html_findings *findings)
{
	struct buf *out = walk->out;
	if (!findings->count)
		return;
	buf_text(out, "<section aria-labelledby=\"findings\">\n<h2 class=\"part\" id=\"findings\">"
		      "Findings</h2>\n<details class=\"findings-list\"><summary>");
	finding_counts(findings, out);
	buf_text(out,
		 "</summary>\n<table class=\"list\">\n<thead><tr><th scope=\"col\">Finding</th>"
		 "<th scope=\"col\">Clause</th><th scope=\"col\">What is said</th>");
	bool lines = has_lines(findings);
	if (lines)
		buf_text(out, "<th class=\"n\" scope=\"col\">Draft line</th>");
	buf_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < findings->count; i++)
		finding_entry(walk, findings, &findings->items[i], lines);
	buf_text(out, "</tbody>\n</table>\n</details>\n</section>\n");
}

void html_head(const struct walk *walk, const struct html_ids *ids,
	       const struct html_findings *findings)
{
	head(walk);
	bar(walk, findings->count);
	buf_text(walk->out, "<main class=\"sheet\" id=\"top\">\n");
	masthead(walk);
	buf_text(walk->out, "<div class=\"lists\">\n");
	buf_text(walk->out, legend);
	figures(walk);
	changes(walk, ids);
	findings_list(walk, findings);
	buf_text(walk->out, "</div>\n<div id=\"text\">\n");
}

void html_foot(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "</div>\n</main>\n<footer class=\"foot\">");
	escape_text(out, span_of(title_of(walk)));
	buf_text(out, ". Marked by lexpatch from the operations of the modification, and checked "
		      "against the two texts.</footer>\n<script>\n");
	buf_add(out, (const char *)script, sizeof script);
	buf_text(out, "</script>\n</body>\n</html>\n");
}
