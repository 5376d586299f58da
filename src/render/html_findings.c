/* Findings on the page: which provision each stands beside, and how it is written there. */
#include "render/html.h"

#include <stdlib.h>
#include <string.h>

unsigned html_draft_line(const struct html_findings *findings, const struct place *place)
{
	if (!findings->draft || !place->file ||
	    strcmp(file_base_name(place->file), findings->draft))
		return 0;
	return place->line;
}

static int by_place(const void *a, const void *b)
{
	const struct html_finding *x = a, *y = b;
	if (!x->place.anchor != !y->place.anchor)
		return x->place.anchor ? -1 : 1;
	if (x->place.document != y->place.document)
		return x->place.document < y->place.document ? -1 : 1;
	if (x->place.item != y->place.item)
		return x->place.item < y->place.item ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static struct html_place place_on_page(const struct html_ids *ids, const struct diag *diag)
{
	const char *file = diag->document ? diag->document : diag->place.file;
	return html_ids_nearest(ids, file, span_of(diag->eid));
}

void html_findings_make(struct html_findings *findings, const struct walk *walk,
			const struct html_ids *ids)
{
	const struct diags *diags = walk->options->diags;
	findings->count = diags ? diags->count : 0;
	findings->items = mem_alloc((findings->count + 1) * sizeof *findings->items);
	findings->draft = walk->row_count ? walk->rows[0].change->file : NULL;
	for (size_t i = 0; i < findings->count; i++) {
		const struct diag *diag = diags->items[i];
		findings->items[i] = (struct html_finding){.diag = diag, .order = i};
		if (diag->eid)
			findings->items[i].place = place_on_page(ids, diag);
	}
	qsort(findings->items, findings->count, sizeof *findings->items, by_place);
}

void html_findings_release(struct html_findings *findings)
{
	free(findings->items);
	*findings = (struct html_findings){0};
}

/* Is the finding's place before that of the item? */
static bool stands_before(const struct html_finding *finding, size_t document, uint32_t item)
{
	const struct html_place *place = &finding->place;
	if (!place->anchor)
		return false;
	return place->document < document || (place->document == document && place->item < item);
}

static size_t first_beside(const struct html_findings *findings, size_t document, uint32_t item)
{
	size_t low = 0, high = findings->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (stands_before(&findings->items[middle], document, item))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const char *level_word(enum diag_level level)
{
	static const char *const words[] = {
		[DIAG_NOTE] = "Note", [DIAG_WARNING] = "Warning", [DIAG_ERROR] = "Error"};
	return words[level];
}

void html_badge(enum diag_level level, const char *code, struct buf *out)
{
	buf_printf(out, "<span class=\"badge %s\">%s %s</span>", diag_level_name(level),
		   level_word(level), code);
}

static void paragraph(const char *class, const char *before, const char *text, struct buf *out)
{
	if (!text || !*text)
		return;
	buf_printf(out, "<p class=\"%s\">%s", class, before);
	escape_text(out, span_of(text));
	buf_text(out, "</p>\n");
}

size_t html_entry_of_line(const struct walk *walk, unsigned line)
{
	for (size_t i = 0; line && i < walk->row_count; i++)
		if (walk->rows[i].change->line == line)
			return i + 1;
	return 0;
}

/* Another place that the finding names: of the draft, which is the instruction there. */
static void related_place(const struct walk *walk, const struct html_findings *findings,
			  const struct place *place)
{
	struct buf *out = walk->out;
	unsigned line = html_draft_line(findings, place);
	size_t entry = html_entry_of_line(walk, line);
	if (!line)
		return;
	buf_text(out, " (");
	if (entry)
		buf_printf(out, "<a href=\"#entry-%zu\">", entry);
	buf_printf(out, "line %u of the draft%s)", line, entry ? "</a>" : "");
}

static void related(const struct walk *walk, const struct html_findings *findings,
		    const struct diag *diag)
{
	struct buf *out = walk->out;
	if (!diag->related_count)
		return;
	buf_text(out, "<ul class=\"related\">\n");
	for (size_t i = 0; i < diag->related_count; i++) {
		buf_text(out, "<li>See also: ");
		escape_text(out, span_of(diag->related[i].message));
		related_place(walk, findings, &diag->related[i].place);
		buf_text(out, "</li>\n");
	}
	buf_text(out, "</ul>\n");
}

/* The row of the operation; SIZE_MAX when none shows it, or more than one modification has it. */
static size_t row_of_op(const struct walk *walk, unsigned op)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < walk->row_count; i++) {
		if (walk->rows[i].change->op != op)
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = i;
	}
	return found;
}

/* Whose fault it is: the operation that brought it, or nobody's of this modification. */
static void origin(const struct walk *walk, const struct diag *diag)
{
	struct buf *out = walk->out;
	if (diag->origin == ORIGIN_EXISTING)
		buf_text(out, ", there before");
	size_t row = diag->op ? row_of_op(walk, diag->op) : SIZE_MAX;
	if (row != SIZE_MAX)
		buf_printf(out, ", <a href=\"#entry-%zu\">operation %u</a>", row + 1, diag->op);
}

/* Findings give way to those above them, so each names its provision. */
static void finding_write(const struct walk *walk, const struct html_findings *findings,
			  const struct html_finding *finding)
{
	const struct diag *diag = finding->diag;
	const struct diag_rule *rule = diag_rule(diag->code);
	struct buf *out = walk->out;
	const char *mend = diag->instruction ? diag->instruction : diag->fix;
	buf_printf(out, "<aside class=\"finding %s%s\" aria-label=\"%s %s\"",
		   diag_level_name(diag->level), diag->origin == ORIGIN_EXISTING ? " existing" : "",
		   level_word(diag->level), rule->code);
	if (mend && *mend) {
		buf_text(out, " data-fix=\"");
		escape_attribute(out, span_of(mend));
		buf_char(out, '"');
	}
	buf_text(out, ">\n<p>");
	html_badge(diag->level, rule->code, out);
	buf_printf(out, " <a href=\"#%s\">", finding->place.anchor);
	escape_text(out, span_of(diag->citation ? diag->citation : finding->place.anchor));
	buf_text(out, "</a>");
	origin(walk, diag);
	buf_text(out, " <span class=\"rule\">");
	escape_text(out, span_of(rule->name));
	buf_text(out, "</span></p>\n");
	paragraph("said", "", diag->message, out);
	paragraph("help", "", diag->help, out);
	paragraph("help", "Instruction: ", diag->instruction, out);
	if (!diag->help && !diag->instruction)
		paragraph("help", "Suggested: ", diag->fix, out);
	related(walk, findings, diag);
	buf_text(out, "</aside>\n");
}

void html_findings_beside(const struct walk *walk, const struct html_findings *findings,
			  uint32_t item)
{
	for (size_t i = first_beside(findings, walk->document, item); i < findings->count; i++) {
		const struct html_place *place = &findings->items[i].place;
		if (!place->anchor || place->document != walk->document || place->item != item)
			break;
		finding_write(walk, findings, &findings->items[i]);
	}
}

bool html_findings_within(const struct html_findings *findings, size_t document, uint32_t first,
			  uint32_t last)
{
	size_t i = first_beside(findings, document, first);
	if (i == findings->count || !findings->items[i].place.anchor)
		return false;
	return findings->items[i].place.document == document &&
	       findings->items[i].place.item <= last;
}

size_t html_findings_count(const struct html_findings *findings, enum diag_level level)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].diag->level == level;
	return count;
}
