/* Head and foot of a redline page: what it may do, how it looks, and what it is of. */
#include "render/html.h"

#include <string.h>

static const unsigned char style_sheet[] = {
#include "render/redline.css.inc"
};
static const unsigned char script[] = {
#include "render/redline.js.inc"
};

static const char reading[] =
	"<p class=\"reading\"><span class=\"inline\">Shown with changes marked.</span>"
	"<span class=\"side\">Shown side by side: original on the left, final on the right.</span>"
	"<span class=\"final\">Shown as amended, without marks.</span>"
	"<span class=\"original\">Shown as it was before the changes.</span>"
	"<span id=\"filtered\"></span></p>\n";

/* A string for CSS inside a style element: what is not plain is escaped by its number. */
static void css_string(struct buf *out, struct span text)
{
	const char *at = text.at, *end = text.at + text.length;
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

struct span html_title(const struct walk *walk)
{
	if (walk->options->title)
		return span_of(walk->options->title);
	return walk->count == 1 ? document_title(walk->redlines[0]) : SPAN("Redline");
}

/* The running header on paper, for each view. */
static void page_rules(const struct walk *walk, struct buf *out)
{
	static const struct {
		const char *page, *words;
	} pages[] = {{"", "Changes marked"},
		     {" side", "Original and final"},
		     {" final", "Final, as amended"},
		     {" original", "Original"}};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		buf_printf(out, "@page%s { @top-left { content: ", pages[i].page);
		css_string(out, html_title(walk));
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

/* The page's own script, such that XML tools can read it as well. */
static struct span script_text(void)
{
	return (struct span){(const char *)script, sizeof script};
}

/* "'sha256-...'": the hash of what stands between the tags (CSP level 3, section 2.3.1). */
static void hash_source(struct span text, struct buf *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char hex[SHA256_HEX];
	sha256_hex(text, hex);
	unsigned bits = 0, held = 0;
	buf_text(out, "'sha256-");
	for (const char *at = hex; *at; at++) {
		bits = bits << 4 | (unsigned)(*at <= '9' ? *at - '0' : *at - 'a' + 10);
		held += 4;
		if (held >= 6)
			buf_char(out, digits[bits >> (held -= 6) & 63]);
	}
	/* 256 bits end four bits into a digit, and one digit short of a group of four. */
	buf_char(out, digits[bits << (6 - held) & 63]);
	buf_text(out, "='");
}

/* Nothing on the page may be fetched and no script but its own may run, whatever a document
 * holds. */
static void policy(struct span style, struct buf *out)
{
	buf_text(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		      "style-src ");
	hash_source(style, out);
	buf_text(out, "; script-src ");
	hash_source(script_text(), out);
	buf_text(out, "; base-uri 'none'; form-action 'none'\"/>\n");
}

static void head(const struct walk *walk)
{
	struct buf *out = walk->out, style = {0};
	buf_char(&style, '\n');
	buf_add(&style, (const char *)style_sheet, sizeof style_sheet);
	page_rules(walk, &style);
	buf_text(out, "<!DOCTYPE html>\n<html lang=\"");
	language(walk->options->profile, out);
	buf_text(out, "\">\n<head>\n<meta charset=\"utf-8\"/>\n");
	policy(buf_as_span(&style), out);
	buf_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		      "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
		      "<meta name=\"generator\" content=\"lexpatch\"/>\n<title>");
	escape_text(out, html_title(walk));
	buf_text(out, ": redline</title>\n<style>");
	buf_span(out, buf_as_span(&style));
	buf_text(out, "</style>\n</head>\n");
	buf_release(&style);
}

/* ---- what the page is of */

static void version(struct buf *out, const struct doc *doc)
{
	if (doc->facts.version.length)
		escape_text(out, doc->facts.version);
	else
		escape_text(out, span_of(file_base_name(doc->file)));
}

static void versions(struct buf *out, const struct redline *redline)
{
	escape_text(out, document_title(redline));
	buf_text(out, document_fate(redline));
	buf_text(out, redline->old_doc->facts.version.length ? ", version " : ": ");
	version(out, redline->old_doc);
	if (redline->whole == MARK_SAME) {
		buf_text(out, " \xe2\x86\x92 ");
		version(out, redline->new_doc);
	}
	buf_text(out, "<br/>\n");
}

static void facts(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "<p class=\"facts\">");
	for (size_t d = 0; d < walk->count; d++)
		versions(out, walk->redlines[d]);
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

/* A page that leaves something out says so. */
static void extent(const struct walk *walk)
{
	struct buf *out = walk->out;
	int context = walk->options->context;
	if (walk->options->fold || context < 0)
		return;
	buf_text(out, "<p class=\"extent\">Not the whole text: only what changed");
	if (walk->options->diags && walk->options->diags->count)
		buf_text(out, " and what a finding is about");
	if (context)
		buf_printf(out, ", with %d provision%s before and after each change", context,
			   context == 1 ? "" : "s");
	buf_text(out, ".</p>\n");
}

static void masthead(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "<div class=\"masthead\">\n<h1>");
	escape_text(out, html_title(walk));
	buf_text(out, "</h1>\n");
	if (walk->options->subtitle) {
		buf_text(out, "<p class=\"subtitle\">");
		escape_text(out, span_of(walk->options->subtitle));
		buf_text(out, "</p>\n");
	}
	facts(walk);
	extent(walk);
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
	figure(out, tally->refused, "instruction refused", "instructions refused");
	figure(out, tally->provisions_inserted, "provision inserted", "provisions inserted");
	figure(out, tally->provisions_removed, "provision deleted", "provisions deleted");
	figure(out, tally->provisions_moved, "provision moved", "provisions moved");
	figure(out, tally->provisions_renumbered, "provision renumbered", "provisions renumbered");
	figure(out, tally->words_inserted, "word inserted", "words inserted");
	figure(out, tally->words_removed, "word deleted", "words deleted");
	buf_text(out, "</ul>\n");
}

/* Only what is on the page is explained. */
static void key(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "<h2 class=\"part\">Key</h2>\n<ul class=\"legend\">\n"
		      "<li><ins>inserted words</ins></li>\n<li><del>deleted words</del></li>\n");
	if (walk->tally.provisions_moved)
		buf_text(out, "<li class=\"mv\"><ins>moved to here</ins></li>\n"
			      "<li class=\"mv\"><del>moved from here</del></li>\n");
	buf_text(out, "<li><span class=\"sample-bar\">bar: changed line</span></li>\n"
		      "<li><b>1</b> number of the change</li>\n</ul>\n");
}

void html_head(const struct walk *walk, const struct html_ids *ids,
	       const struct html_findings *findings)
{
	head(walk);
	buf_text(walk->out, "<body>\n<a class=\"skip\" href=\"#text\">Skip to the text</a>\n");
	html_bar(walk, findings);
	buf_text(walk->out, "<main class=\"sheet\" id=\"top\">\n");
	masthead(walk);
	buf_text(walk->out, "<div class=\"lists\">\n");
	key(walk);
	figures(walk);
	html_change_list(walk, ids);
	html_finding_list(walk, findings);
	buf_text(walk->out, "</div>\n<div id=\"text\">\n");
}

void html_foot(const struct walk *walk)
{
	struct buf *out = walk->out;
	buf_text(out, "</div>\n</main>\n<footer class=\"foot\">");
	escape_text(out, html_title(walk));
	bool compared = walk->row_count && !walk->rows[0].change->op;
	buf_printf(out,
		   ". Marked by lexpatch %s, and checked against the two texts.</footer>\n<script>",
		   compared ? "from a comparison of two versions"
			    : "from the operations of the modification");
	buf_span(out, script_text());
	buf_text(out, "</script>\n</body>\n</html>\n");
}
