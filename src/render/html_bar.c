/* The bar at the head of a redline page: views, search, steps from change to change, filter, help.
 * The views are switches of the page itself; the rest waits for the script. */
#include "render/html.h"

/* They stand before all that they act on: style sheets only look ahead. */
static const char switches[] =
	"<input class=\"switch\" type=\"radio\" name=\"view\" id=\"view-inline\" "
	"aria-label=\"View: changes marked in the text\" checked=\"checked\"/>\n"
	"<input class=\"switch scripted\" type=\"radio\" name=\"view\" id=\"view-side\" "
	"aria-label=\"View: original and final side by side\"/>\n"
	"<input class=\"switch\" type=\"radio\" name=\"view\" id=\"view-final\" "
	"aria-label=\"View: final, as amended\"/>\n"
	"<input class=\"switch\" type=\"radio\" name=\"view\" id=\"view-original\" "
	"aria-label=\"View: original, before the changes\"/>\n";

static const char findings_switch[] =
	"<input class=\"switch\" type=\"checkbox\" id=\"show-findings\" "
	"aria-label=\"Show findings beside the text\" checked=\"checked\"/>\n";

static const char views[] = "<div class=\"views\"><label for=\"view-inline\">Inline</label>"
			    "<label class=\"scripted\" for=\"view-side\">Side by side</label>"
			    "<label for=\"view-final\">Final</label>"
			    "<label for=\"view-original\">Original</label></div>\n";

static const char tools[] =
	"<div class=\"find scripted\"><input type=\"search\" id=\"find\" "
	"placeholder=\"Search the text\" aria-label=\"Search the text\" autocomplete=\"off\"/>"
	"<output id=\"hits\" for=\"find\"></output></div>\n"
	"<div class=\"jump scripted\" role=\"group\" aria-label=\"Changes\">"
	"<button type=\"button\" id=\"previous\" aria-label=\"Previous change\" "
	"title=\"Previous change (p)\">\xe2\x86\x91</button><output id=\"stop\" "
	"aria-label=\"Changed places\"></output>"
	"<button type=\"button\" id=\"next\" aria-label=\"Next change\" "
	"title=\"Next change (n)\">\xe2\x86\x93</button></div>\n"
	"<div class=\"more scripted\"><button type=\"button\" id=\"filter\" "
	"aria-expanded=\"false\" aria-controls=\"filters\" title=\"By kind, operation and finding "
	"(f)\">Filter</button>";

static const char fold[] = "<button type=\"button\" id=\"fold\" aria-pressed=\"false\" "
			   "title=\"Show the unchanged text (u)\">Unfold</button>";

static const char last_tools[] =
	"<button type=\"button\" id=\"paper\">Print</button>"
	"<button type=\"button\" id=\"keys\" aria-haspopup=\"dialog\" title=\"What each key does "
	"(?)\">Keys</button></div>\n";

#define FOLD_KEY "u"

/* One row makes the help; what each key does stands in the script. */
static const struct {
	const char *keys, *what;
} keys[] = {
	{"n|p", "next, previous change"},
	{"/", "search; Enter and Shift+Enter for the next and the previous hit"},
	{"e|E", "next, previous finding"},
	{"1|2|3|4", "inline, side by side, final, original"},
	{"f", "filter by kind of change, operation and finding"},
	{FOLD_KEY, "unfold or fold the unchanged text"},
	{"c", "copy the citation of the place you are at"},
	{"l", "copy the link to it, with this view"},
	{"Esc", "close what is open, end the search"},
	{"?", "this list"},
};

static void help(struct buf *out, bool folds)
{
	buf_text(out, "<dialog id=\"help\" aria-labelledby=\"help-title\">\n"
		      "<h2 id=\"help-title\">Keys</h2>\n<dl>\n");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct span rest = span_of(keys[i].keys);
		if (span_is(rest, FOLD_KEY) && !folds)
			continue;
		buf_text(out, "<dt>");
		for (size_t bar = 0; rest.length; rest = span_sub(rest, bar, rest.length)) {
			bar = span_find(rest, SPAN("|"), 0);
			size_t end = bar == SIZE_MAX ? rest.length : bar;
			bar = bar == SIZE_MAX ? rest.length : bar + 1;
			buf_text(out, "<kbd>");
			escape_text(out, span_sub(rest, 0, end));
			buf_text(out, "</kbd> ");
		}
		buf_printf(out, "</dt><dd>%s</dd>\n", keys[i].what);
	}
	buf_text(out, "</dl>\n<p>A click on the number of a provision copies its citation; "
		      "beside it is its link.</p>\n"
		      "<p><label><input type=\"checkbox\" id=\"keys-on\" checked=\"checked\"/> "
		      "Single keys are on</label></p>\n"
		      "<p><button type=\"button\" id=\"done\">Close</button></p>\n</dialog>\n");
}

static void choice(struct buf *out, const char *group, const char *value, size_t count)
{
	if (count)
		buf_printf(out,
			   "<label><input type=\"checkbox\" name=\"%s\" value=\"%s\" "
			   "checked=\"checked\"/> %s <b>%zu</b></label>\n",
			   group, value, value, count);
}

static void kinds(const struct walk *walk)
{
	size_t counts[HTML_KINDS] = {0};
	for (size_t i = 0; i < walk->row_count; i++)
		if (walk->rows[i].first_item != DOC_NONE)
			counts[html_kind_of(walk->rows[i].change)]++;
	buf_text(walk->out, "<fieldset><legend>Kind of change</legend>\n");
	for (enum html_kind kind = 0; kind < HTML_KINDS; kind++)
		choice(walk->out, "kind", html_kind_word(kind), counts[kind]);
	buf_text(walk->out, "</fieldset>\n");
}

static size_t existing_count(const struct html_findings *findings)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].diag->origin == ORIGIN_EXISTING;
	return count;
}

static void levels(const struct html_findings *findings, struct buf *out)
{
	buf_text(out, "<fieldset><legend>Findings</legend>\n");
	for (int level = DIAG_ERROR; level >= DIAG_NOTE; level--)
		choice(out, "finding", diag_level_name((enum diag_level)level),
		       html_findings_count(findings, (enum diag_level)level));
	choice(out, "finding", "existing", existing_count(findings));
	buf_text(out, "</fieldset>\n");
}

static void filters(const struct walk *walk, const struct html_findings *findings)
{
	struct buf *out = walk->out;
	buf_text(out, "<section id=\"filters\" class=\"filters\" aria-label=\"Filter\" "
		      "hidden=\"hidden\">\n");
	kinds(walk);
	bool compared = walk->row_count && !walk->rows[0].change->op;
	buf_printf(out,
		   "<label>%s <select id=\"operation\"><option value=\"\">all</option>"
		   "</select></label>\n",
		   compared ? "Change" : "Operation");
	if (findings->count)
		levels(findings, out);
	buf_text(out, "</section>\n");
}

void html_bar(const struct walk *walk, const struct html_findings *findings)
{
	struct buf *out = walk->out;
	bool folds = html_folds(walk);
	buf_text(out, switches);
	if (findings->count)
		buf_text(out, findings_switch);
	buf_text(out, "<header class=\"bar\">\n<div class=\"name\"><a href=\"#top\">");
	escape_text(out, html_title(walk));
	buf_text(out, "</a></div>\n");
	buf_text(out, views);
	if (findings->count)
		buf_text(out, "<label class=\"only\" for=\"show-findings\">Findings</label>\n");
	buf_text(out, tools);
	if (folds)
		buf_text(out, fold);
	buf_text(out, last_tools);
	filters(walk, findings);
	buf_text(out, "<div id=\"said\" role=\"status\"></div>\n</header>\n");
	help(out, folds);
}
