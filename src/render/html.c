/* HTML: one page that holds all it needs, read without a script, printed well, heard well. Here is
 * what becomes of each thing that the walk tells. */
#include "render/html.h"

#include "doc/tags.h"

/* ---- what the walk tells */

static bool is_container(const struct walk *walk, const struct item *item)
{
	return provision_stands_over(walk->options->profile, item_provision(walk->redline, item));
}

static bool is_crossheading(const struct walk *walk, const struct item *item)
{
	return item_provision(walk->redline, item)->flags & PROVISION_CROSSHEADING;
}

static uint32_t index_of(const struct walk *walk, const struct item *item)
{
	return (uint32_t)(item - walk->redline->items);
}

/* What is moved says so once, not for each of its items. */
static void moved_note(const struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	if (!item->moved || item->mark == MARK_SAME || item->move_partner == DOC_NONE ||
	    html->moving)
		return;
	html->moving = walk->redline->items + item->partner;
	const struct item *other = &walk->redline->items[item->move_partner];
	struct html_place place = html_ids_place(&html->ids, walk->document, other);
	const struct provision *provision = item_provision(walk->redline, other);
	struct span num =
		provision_num(item_doc(walk->redline, other),
			      (uint32_t)(provision - item_doc(walk->redline, other)->provisions));
	buf_printf(walk->out, "<p class=\"moved\">Moved %s ",
		   item->mark == MARK_REMOVED ? "to" : "from");
	if (place.anchor)
		buf_printf(walk->out, "<a href=\"#%s\">", place.anchor);
	escape_text(walk->out, num.length ? num : SPAN("here"));
	buf_printf(walk->out, "%s</p>\n", place.anchor ? "</a>" : "");
}

/* Why the words of a provision are not those of the source: of the text as it is, else as it was.
 */
static struct span editorial_remark(const struct doc *doc, uint32_t provision)
{
	if (provision == DOC_NONE || !(doc->provisions[provision].flags & PROVISION_EDITORIAL))
		return (struct span){0};
	return doc_attribute(doc, doc->provisions[provision].start, "lp:editorial");
}

static void editorial_note(const struct walk *walk, const struct item *item)
{
	struct span remark = editorial_remark(walk->redline->new_doc, item->new_index);
	if (!remark.at)
		remark = editorial_remark(walk->redline->old_doc, item->old_index);
	if (!remark.at)
		return;
	struct buf text = {0};
	tag_decode(remark, &text);
	buf_text(walk->out, "<p class=\"editorial\"><b>Editorial reconstruction.</b> ");
	escape_text(walk->out, span_trim(buf_as_span(&text)));
	buf_text(walk->out, "</p>\n");
	buf_release(&text);
}

static void provision_tag(const struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	static const char *const classes[] = {"", " old", " new"};
	struct html_place place = html_ids_place(&html->ids, walk->document, item);
	bool heading = is_container(walk, item);
	bool unit = !heading && !is_crossheading(walk, item) && !html->level;
	bool noted = unit && html_findings_within(&html->findings, walk->document,
						  index_of(walk, item), item->partner);
	struct buf *out = walk->out;
	buf_text(out, heading ? "<section class=\"pv" : "<div class=\"pv");
	buf_text(out, noted ? " unit noted" : unit ? " unit" : "");
	buf_text(out, classes[item->mark]);
	buf_text(out, item->moved && item->mark != MARK_SAME ? " mv" : "");
	if (place.anchor) {
		buf_text(out, "\" id=\"");
		buf_text(out, place.anchor);
	}
	if (place.citation) {
		buf_text(out, "\" data-cite=\"");
		escape_attribute(out, span_of(place.citation));
	}
	buf_text(out, "\">\n");
}

static void html_open(struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	html_row_end(walk);
	html_cells_end(walk);
	html_findings_told(walk);
	provision_tag(walk, item);
	html->owner = index_of(walk, item);
	if (is_container(walk, item))
		html->headings++;
	else if (!is_crossheading(walk, item))
		html->level++;
	moved_note(walk, item);
	editorial_note(walk, item);
	html_note_change(walk, item->change);
}

static void number(const struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	html_unmark(html);
	buf_text(&html->row.words, "<span class=\"num\">");
	html_words(walk, item);
	html_unmark(html);
	buf_text(&html->row.words, " </span>");
}

static bool is_numbered(const struct walk *walk, const struct item *item)
{
	const struct block *block = item_block(walk->redline, item);
	const struct doc *doc = item_doc(walk->redline, item);
	return block->provision != DOC_NONE && doc->provisions[block->provision].num != DOC_NONE;
}

/* The row that a block belongs to: the open one, if that has only a number so far. */
static void row_for(const struct walk *walk, const struct item *item, enum block_part part,
		    bool heading)
{
	const struct row *row = &((struct html *)walk->state)->row;
	bool waiting = row->kind != ROW_NONE && !row->has_words;
	if (part == PART_NUM)
		html_row_begin(walk, heading ? ROW_HEADING : ROW_TEXT);
	else if (part == PART_CROSSHEADING)
		html_row_begin(walk, ROW_CROSSHEADING);
	else if (part == PART_HEADING && !(waiting && row->kind == ROW_HEADING))
		html_row_begin(walk, ROW_HEADING);
	else if (part == PART_NOTE)
		html_row_begin(walk, ROW_NOTE);
	else if (part != PART_HEADING && row->kind == ROW_TEXT && row->gone &&
		 item->mark == MARK_INSERTED)
		html_row_replaced(walk);
	else if (part != PART_HEADING && !(waiting && row->kind == ROW_TEXT))
		html_row_begin(walk, is_numbered(walk, item) ? ROW_MORE : ROW_PLAIN);
}

static void html_block(struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	const struct block *block = item_block(walk->redline, item);
	const struct doc *doc = item_doc(walk->redline, item);
	if (block->flags & BLOCK_CELL) {
		html_cell(walk, item);
		return;
	}
	html_cells_end(walk);
	bool heading =
		block->provision != DOC_NONE &&
		provision_stands_over(walk->options->profile, &doc->provisions[block->provision]);
	row_for(walk, item, block->part, heading);
	html_note_change(walk, item->change);
	if (block->part == PART_NUM) {
		number(walk, item);
		return;
	}
	html_words(walk, item);
	html->row.gone = item->mark == MARK_REMOVED && !html->row.has_words;
	html->row.has_words = true;
}

static void absence(struct walk *walk, const char *what, const char *more)
{
	struct html *html = walk->state;
	if (html->row.kind != ROW_TEXT || html->row.has_words)
		html_row_begin(walk, ROW_PLAIN);
	buf_printf(&html->row.words, "<span class=\"absence\"><b>%s</b> %s</span>", what, more);
	html->row.absent = html->row.has_words = true;
	html_row_end(walk);
}

static void html_absent(struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	html->absent = item;
	absence(walk, "Text not supplied.", "The words of this provision are not in the base.");
}

static void html_close(struct walk *walk, const struct item *item)
{
	struct html *html = walk->state;
	bool heading = is_container(walk, item);
	html_row_end(walk);
	html_cells_end(walk);
	html_findings_told(walk);
	if (heading && html->absent != item &&
	    item_provision(walk->redline, item)->flags & PROVISION_INCOMPLETE)
		absence(walk, "Incomplete.", "Not every provision of this part is supplied.");
	if (html->moving == item)
		html->moving = NULL;
	if (heading)
		html->headings--;
	else if (!is_crossheading(walk, item))
		html->level--;
	buf_text(walk->out, heading ? "</section>\n" : "</div>\n");
}

/* ---- what is not near a change: folded away, or not on the page */

bool html_folds(const struct walk *walk)
{
	for (size_t d = 0; walk->options->fold && d < walk->count; d++)
		for (uint32_t i = 0; i < walk->redlines[d]->item_count; i++)
			if (walk->redlines[d]->items[i].kind == ITEM_OPEN && !walk->shown[d][i])
				return true;
	return false;
}

static void gap_summary(const struct gap *gap, struct buf *out)
{
	bool named = gap->from.length && gap->to.length, many = gap->count > 1;
	if (named)
		escape_text(out, gap->from);
	if (named && !span_equal(gap->from, gap->to)) {
		buf_text(out, " to ");
		escape_text(out, gap->to);
	}
	if (many)
		buf_printf(out, named ? " (%zu provisions)" : "%zu provisions", gap->count);
	buf_text(out, named || many ? ": unchanged" : "Unchanged text");
}

enum { SHORT_GAP = 8 };

/* A clause that is shown is shown whole, unless it is as long as a list of definitions; and a fold
 * that hides one line saves nothing. */
static bool worth_folding(const struct walk *walk, const struct gap *gap)
{
	const struct html *html = walk->state;
	const struct item *first = &walk->redline->items[gap->first];
	if (!gap->count)
		return false;
	if (html->level)
		return gap->count > SHORT_GAP;
	return gap->count > 1 || is_container(walk, first) ||
	       !(item_provision(walk->redline, first)->flags & PROVISION_INCOMPLETE);
}

static void gap_left_out(const struct walk *walk, const struct gap *gap)
{
	buf_text(walk->out, "<p class=\"gap\">");
	gap_summary(gap, walk->out);
	buf_text(walk->out, ", not on this page</p>\n");
}

static void gap_folded(struct walk *walk, const struct gap *gap)
{
	bool fold = worth_folding(walk, gap);
	if (fold) {
		buf_text(walk->out, "<details class=\"gap\"><summary>");
		gap_summary(gap, walk->out);
		buf_text(walk->out, "</summary>\n");
	}
	walk_inside(walk, &format_html, gap);
	if (fold)
		buf_text(walk->out, "</details>\n");
}

static void html_gap(struct walk *walk, const struct gap *gap)
{
	html_row_end(walk);
	html_cells_end(walk);
	html_findings_told(walk);
	if (walk->options->fold)
		gap_folded(walk, gap);
	else
		gap_left_out(walk, gap);
}

/* ---- the page */

static void html_document_open(struct walk *walk)
{
	buf_text(walk->out, "<article class=\"doc\">\n<p class=\"docname\">");
	escape_text(walk->out, document_title(walk->redline));
	buf_printf(walk->out, "%s</p>\n", document_fate(walk->redline));
}

static void html_document_close(struct walk *walk)
{
	html_row_end(walk);
	html_cells_end(walk);
	html_places_free(walk);
	buf_text(walk->out, "</article>\n");
}

static void html_begin(struct walk *walk)
{
	struct html *html = walk->state;
	html->owner = DOC_NONE;
	html->shown = SIZE_MAX;
	size_t length = 0; /* a page is about as long as what it shows */
	for (size_t d = 0; d < walk->count && !walk->options->take; d++)
		length += walk->redlines[d]->new_doc->bytes.length;
	buf_room(walk->out, length);
	html_ids_make(&html->ids, walk);
	html_findings_make(&html->findings, walk, &html->ids);
	html_changes_order(html, walk);
	html_head(walk, &html->ids, &html->findings);
}

/* A change that left no row behind still has the anchor that the list leads to. */
static void html_end(struct walk *walk)
{
	struct html *html = walk->state;
	for (size_t i = 0; i < html->order_count; i++)
		if (!html->named[html->order[i]])
			buf_printf(walk->out, "<span id=\"change-%zu\"></span>\n",
				   html->order[i] + 1);
	html_foot(walk);
	html_ids_release(&html->ids);
	html_findings_release(&html->findings);
	buf_release(&html->row.words);
	html_changes_release(html);
}

const struct format format_html = {
	.state_size = sizeof(struct html),
	.findings = true,
	.begin = html_begin,
	.document_open = html_document_open,
	.open = html_open,
	.block = html_block,
	.absent = html_absent,
	.close = html_close,
	.gap = html_gap,
	.document_close = html_document_close,
	.end = html_end,
};
