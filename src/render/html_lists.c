/* The lists before the text: what changes, and what was found. */
#include "render/html.h"

#include "doc/address.h"

#include <string.h>

/* ---- the list of changes */

/* What is removed is looked for by its eId: another provision may have come in its place. */
static struct html_place find_place(const struct walk *walk, const struct html_ids *ids,
				    const struct change_row *row)
{
	bool shows = row->first_item != DOC_NONE;
	if (shows && walk->redlines[row->document]->items[row->first_item].new_index != DOC_NONE)
		return html_ids_around(ids, row->document, row->first_item);
	return html_ids_nearest(ids, walk->redlines[row->document]->new_doc->file,
				span_of(row->change->eid));
}

static void change_place(const struct walk *walk, const struct html_ids *ids, size_t index)
{
	const struct change_row *row = &walk->rows[index];
	struct html_place place = find_place(walk, ids, row);
	const char *name = row->change->citation ? row->change->citation : row->change->eid;
	bool shows = row->first_item != DOC_NONE;
	if (place.anchor)
		buf_printf(walk->out, "<a href=\"#%s\">", place.anchor);
	else if (shows)
		buf_printf(walk->out, "<a href=\"#change-%zu\">", index + 1);
	escape_text(walk->out, span_of(name));
	if (place.anchor || shows)
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

/* `patch`: say which modification it is of. */
static void change_instruction(struct buf *out, const struct change_row *row, bool patch)
{
	const struct change *change = row->change;
	if (change->text) {
		buf_text(out, "<span class=\"instruction\">");
		escape_text(out, span_of(change->text));
		buf_text(out, "</span> ");
	}
	buf_text(out, "<span class=\"kind\">");
	if (patch) {
		escape_text(out, span_of(change->patch));
		buf_printf(out, ", operation %u: ", change->op);
	}
	struct buf unseen = {0};
	change_unseen(row, &unseen);
	if (!change->refused)
		buf_text(out, html_kind_word(html_kind_of(change)));
	escape_text(out, buf_as_span(&unseen));
	buf_release(&unseen);
	buf_text(out, "</span>");
}

/* What the list of changes shows: instructions where there is a draft (not for a comparison), and
 * the modification where there are several. */
struct columns {
	bool drafted, patches;
};

static struct columns columns_of(const struct walk *walk)
{
	struct columns columns = {false, false};
	const char *patch = walk->row_count ? walk->rows[0].change->patch : NULL;
	for (size_t i = 0; i < walk->row_count; i++) {
		const struct change *change = walk->rows[i].change;
		columns.drafted |= change->text != NULL;
		columns.patches |= patch && change->patch && strcmp(change->patch, patch);
	}
	return columns;
}

static void change_entry(const struct walk *walk, const struct html_ids *ids, size_t index,
			 struct columns columns)
{
	const struct change_row *row = &walk->rows[index];
	const struct change *change = row->change;
	struct buf *out = walk->out;
	buf_printf(out,
		   "<tr id=\"entry-%zu\" data-kind=\"%s\"><td class=\"n\" data-name=\"Change\">",
		   index + 1, html_kind_word(html_kind_of(change)));
	if (row->first_item == DOC_NONE)
		buf_printf(out, "%u", change->number);
	else
		buf_printf(out, "<a href=\"#change-%zu\">%u</a>", index + 1, change->number);
	buf_text(out, "</td><td class=\"w\" data-name=\"Clause\">");
	change_place(walk, ids, index);
	buf_text(out, "</td><td>");
	change_instruction(out, row, columns.patches && change->patch);
	if (columns.drafted && change->line)
		buf_printf(out, "</td><td class=\"n\" data-name=\"Draft line\">%u", change->line);
	else if (columns.drafted)
		buf_text(out, "</td><td>");
	buf_text(out, "</td><td class=\"n\" data-name=\"Words\">");
	change_words(out, row);
	buf_text(out, "</td></tr>\n");
	walk_pass_on(walk);
}

static void look_at_row(const struct walk *walk, const struct change_row *row,
			struct redline_look *look)
{
	const struct redline *redline = walk->redlines[row->document];
	if (row->first_item == DOC_NONE)
		return;
	if (look->redline != redline)
		*look = redline_look(redline);
	const struct item *first = &redline->items[row->first_item];
	if (first->kind == ITEM_BLOCK && first->old_index != DOC_NONE)
		sweep_to(&look->old_sweep, redline->old_doc->blocks[first->old_index].start);
	if (first->kind == ITEM_BLOCK && first->new_index != DOC_NONE)
		sweep_to(&look->new_sweep, redline->new_doc->blocks[first->new_index].start);
	redline_look_at(look, first);
}

enum { LONG_LIST = 25 };

void html_change_list(const struct walk *walk, const struct html_ids *ids)
{
	struct columns columns = columns_of(walk);
	struct buf *out = walk->out;
	if (!walk->row_count)
		return;
	buf_printf(out,
		   "<nav aria-labelledby=\"changes\">\n<h2 class=\"part\" "
		   "id=\"changes\">Changes</h2>\n"
		   "<div class=\"scroll\"%s>\n<table class=\"list\">\n<thead><tr><th class=\"n\" "
		   "scope=\"col\">No.</th><th scope=\"col\">Clause</th>",
		   walk->row_count > LONG_LIST ? " tabindex=\"0\"" : "");
	buf_text(out, columns.drafted ? "<th scope=\"col\">Instruction as drafted</th>"
					"<th class=\"n\" scope=\"col\">Draft line</th>"
				      : "<th scope=\"col\">Kind</th>");
	buf_text(out, "<th class=\"n\" scope=\"col\">Words</th></tr></thead>\n<tbody>\n");
	struct redline_look look = {0};
	for (size_t i = 0; i < walk->row_count; i++) {
		look_at_row(walk, &walk->rows[i], &look);
		change_entry(walk, ids, i, columns);
	}
	buf_text(out, "</tbody>\n</table>\n</div>\n</nav>\n");
}

/* ---- the list of findings */

static void finding_counts(const struct html_findings *findings, struct buf *out)
{
	static const char *const words[][2] = {[DIAG_NOTE] = {"note", "notes"},
					       [DIAG_WARNING] = {"warning", "warnings"},
					       [DIAG_ERROR] = {"error", "errors"}};
	const char *before = "";
	for (int level = DIAG_ERROR; level >= DIAG_NOTE; level--) {
		size_t count = html_findings_count(findings, (enum diag_level)level);
		if (!count)
			continue;
		buf_printf(out, "%s%zu %s", before, count, words[level][count != 1]);
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
	if (finding->place.anchor)
		buf_printf(walk->out, "<a href=\"#%s\">", finding->place.anchor);
	escape_text(walk->out, buf_as_span(&citation));
	if (finding->place.anchor)
		buf_text(walk->out, "</a>");
	buf_release(&citation);
}

static void finding_entry(const struct walk *walk, const struct html_findings *findings,
			  const struct html_finding *finding, bool lines)
{
	const struct diag *diag = finding->diag;
	struct buf *out = walk->out;
	buf_printf(out, "<tr class=\"%s%s\"><td class=\"w\">", diag_level_name(diag->level),
		   diag->origin == ORIGIN_EXISTING ? " existing" : "");
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

void html_finding_list(const struct walk *walk, const struct html_findings *findings)
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
