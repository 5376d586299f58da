/* Lines -> paragraphs of WordprocessingML with tracked changes.
 *
 * A paragraph mark is the boundary behind its paragraph: accepting a deleted one, or rejecting an
 * inserted one, lets the paragraph run on into the next. Where nothing follows to run on into (the
 * end of a cell or note, a table), the boundary that is tracked is the one before. */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 851, /* twips of a level: 1.5 cm */ ITEM_STYLES = 3 };

/* What stands behind a line. */
enum tail { RUNS_ON, ENDS, ENDS_REMOVED, ENDS_INSERTED };
struct parting {
	enum tail tail;
	bool tab, tab_removed, tab_inserted; /* the last begins the next paragraph where one ends */
	bool shown;			     /* clean: the line is of the new version */
	bool space;			     /* static: before what stands for the words */
};

struct body {
	struct docx *docx;
	struct docx_story *story;
	size_t from, to;
	struct parting *partings; /* [line - from] */
	struct buf *out;
	bool open;	/* a paragraph is */
	uint32_t move;	/* whose range is open; 0: none */
	uint32_t range; /* id of the range */
};

bool docx_is_tracked(const struct docx *docx)
{
	return docx->options->style == RENDER_TRACKED;
}

void docx_write_mark(struct docx *docx, uint32_t author, struct buf *out)
{
	buf_printf(out, " w:id=\"%u\" w:author=\"", ++docx->id);
	escape_attribute(out, span_of(docx->authors[author]));
	buf_char(out, '"');
	if (docx->options->date)
		buf_printf(out, " w:date=\"%sT00:00:00Z\"", docx->options->date);
}

/* ---- what parts the lines */

static struct parting parting_of(const struct body *body, const struct docx_line *line)
{
	struct parting p = {.shown = true};
	bool both = line->in[OLD] && line->in[NEW];
	enum render_style style = body->docx->options->style;
	if (style != RENDER_TRACKED) {
		p.shown = style == RENDER_STATIC || line->in[NEW];
		p.tab = style == RENDER_STATIC ? line->tab[OLD] || line->tab[NEW] : line->tab[NEW];
		p.tail = p.shown && !p.tab ? ENDS : RUNS_ON;
		return p;
	}
	p.tab = both && line->tab[OLD] && line->tab[NEW];
	p.tab_removed = line->in[OLD] && line->tab[OLD] && !p.tab;
	p.tab_inserted = line->in[NEW] && line->tab[NEW] && !p.tab;
	bool old_end = line->in[OLD] && !line->tab[OLD], new_end = line->in[NEW] && !line->tab[NEW];
	p.tail = old_end && new_end ? ENDS
		 : old_end	    ? ENDS_REMOVED
		 : new_end	    ? ENDS_INSERTED
				    : RUNS_ON;
	return p;
}

static bool is_tracked_end(enum tail tail)
{
	return tail == ENDS_REMOVED || tail == ENDS_INSERTED;
}

/* Words of one version and those that stand for them in the other are one paragraph. */
static void join_replaced(struct body *body, bool box)
{
	for (size_t i = body->from; i + 1 < body->to; i++) {
		const struct docx_line *a = &body->story->lines[i], *b = a + 1;
		struct parting *pa = &body->partings[i - body->from], *pb = pa + 1;
		bool opposite = is_tracked_end(pa->tail) && is_tracked_end(pb->tail) &&
				pa->tail != pb->tail;
		bool sides = !(a->in[OLD] && a->in[NEW]) && !(b->in[OLD] && b->in[NEW]);
		bool one = a->owner == b->owner && a->role == b->role && !a->number && !b->number;
		if (!opposite || !sides || !(one || box) || a->move != b->move)
			continue;
		pa->tail = RUNS_ON;
		pb->tail = ENDS;
	}
}

/* The same where marks are formatting only; a space keeps the two apart. */
static void join_static(struct body *body)
{
	for (size_t i = body->from; i + 1 < body->to; i++) {
		const struct docx_line *a = &body->story->lines[i], *b = a + 1;
		struct parting *p = &body->partings[i - body->from];
		bool sides = a->in[OLD] != a->in[NEW] && b->in[OLD] != b->in[NEW] &&
			     a->in[OLD] != b->in[OLD];
		bool one = a->owner == b->owner && a->role == b->role && !a->number && !b->number;
		if (!sides || !one || p->tail != ENDS || a->role == DOCX_CELL)
			continue;
		p->tail = RUNS_ON;
		p->space = true;
	}
}

/* At the end of a box the tracked boundary is the one before: the marks of the last lines, all of
 * one kind, move up by one. */
static void settle_end(struct body *body, bool box)
{
	size_t count = body->to - body->from, i = count;
	while (i && body->partings[i - 1].tail == RUNS_ON)
		i--;
	if (!i || !is_tracked_end(body->partings[i - 1].tail))
		return;
	size_t last = i - 1;
	enum tail kind = body->partings[last].tail;
	while (i && (body->partings[i - 1].tail == kind || body->partings[i - 1].tail == RUNS_ON))
		i--;
	if (i && body->partings[i - 1].tail == ENDS) {
		body->partings[i - 1].tail = kind;
		body->story->lines[body->from + i - 1].author =
			body->story->lines[body->from + last].author;
		body->partings[last].tail = ENDS;
	} else if (box) {
		body->partings[last].tail = ENDS;
	}
}

/* ---- runs */

static const char *static_style(const struct docx_word *word, bool moved)
{
	if (word->mark == MARK_INSERTED)
		return moved ? "LpMovedTo" : "LpInserted";
	return moved ? "LpMovedFrom" : "LpDeleted";
}

static void write_looks(const struct body *body, const struct docx_word *word, bool moved,
			struct buf *out)
{
	enum render_style style = body->docx->options->style;
	struct buf looks = {0};
	if (style == RENDER_STATIC && word->mark != MARK_SAME)
		buf_printf(&looks, "<w:rStyle w:val=\"%s\"/>", static_style(word, moved));
	if (word->style & (STYLE_BOLD | STYLE_DEFINITION))
		buf_text(&looks, "<w:b/>");
	if (word->style & STYLE_ITALIC)
		buf_text(&looks, "<w:i/>");
	if (word->style & STYLE_UNDERLINE)
		buf_text(&looks, "<w:u w:val=\"single\"/>");
	if (word->style & (STYLE_SUPERSCRIPT | STYLE_SUBSCRIPT))
		buf_printf(&looks, "<w:vertAlign w:val=\"%s\"/>",
			   word->style & STYLE_SUPERSCRIPT ? "superscript" : "subscript");
	if (looks.length)
		buf_printf(out, "<w:rPr>%s</w:rPr>", looks.at);
	buf_release(&looks);
}

static void write_text(struct span text, bool removed, struct buf *out)
{
	const char *name = removed ? "delText" : "t";
	buf_printf(out, "<w:%s xml:space=\"preserve\">", name);
	escape_text(out, text);
	buf_printf(out, "</w:%s>", name);
}

static void write_run(const struct body *body, const struct docx_word *word, bool removed,
		      bool moved)
{
	struct buf *out = body->out;
	buf_text(out, "<w:r>");
	if (word->kind == DOCX_NOTE_MARK) {
		buf_printf(out,
			   "<w:rPr><w:rStyle w:val=\"LpFootnoteMark\"/></w:rPr>"
			   "<w:footnoteReference w:id=\"%u\"/>",
			   word->number);
	} else {
		write_looks(body, word, moved, out);
		write_text(word->text, removed, out);
	}
	buf_text(out, "</w:r>");
}

/* The element of tracked words; NULL: they are not tracked. A move keeps its words as they are. */
static const char *track_of(const struct body *body, enum mark mark, uint32_t move)
{
	if (mark == MARK_SAME || !docx_is_tracked(body->docx))
		return NULL;
	if (move)
		return mark == MARK_REMOVED ? "moveFrom" : "moveTo";
	return mark == MARK_REMOVED ? "del" : "ins";
}

static void open_track(const struct body *body, const char *track, uint32_t author)
{
	if (!track)
		return;
	buf_printf(body->out, "<w:%s", track);
	docx_write_mark(body->docx, author, body->out);
	buf_char(body->out, '>');
}

static void close_track(const struct body *body, const char *track)
{
	if (track)
		buf_printf(body->out, "</w:%s>", track);
}

static void write_comment_end(const struct body *body, const struct docx_word *word)
{
	uint32_t id = body->docx->comments[word->number].id;
	if (word->kind == DOCX_COMMENT_OPEN)
		buf_printf(body->out, "<w:commentRangeStart w:id=\"%u\"/>", id);
	else
		buf_printf(body->out,
			   "<w:commentRangeEnd w:id=\"%u\"/><w:r><w:commentReference w:id=\"%u\"/>"
			   "</w:r>",
			   id, id);
}

static bool is_comment(const struct docx_word *word)
{
	return word->kind == DOCX_COMMENT_OPEN || word->kind == DOCX_COMMENT_CLOSE;
}

/* Neighbours of one state share one element. */
static void write_words(const struct body *body, const struct docx_line *line)
{
	const struct docx_word *words = body->story->words;
	bool clean = body->docx->options->style == RENDER_CLEAN;
	for (uint32_t i = line->word; i < line->word_after;) {
		const struct docx_word *word = &words[i];
		const char *track = track_of(body, word->mark, line->move);
		if (is_comment(word)) {
			write_comment_end(body, word);
			i++;
			continue;
		}
		if (clean && word->mark == MARK_REMOVED) {
			i++;
			continue;
		}
		open_track(body, track, word->author);
		for (; i < line->word_after && !is_comment(&words[i]) &&
		       words[i].mark == word->mark && (!track || words[i].author == word->author);
		     i++)
			write_run(body, &words[i],
				  track && word->mark == MARK_REMOVED && !line->move,
				  line->move || words[i].moved);
		close_track(body, track);
	}
}

static void write_tab(const struct body *body, const struct docx_line *line, enum mark mark)
{
	const char *track = track_of(body, mark, line->move);
	open_track(body, track, line->author);
	buf_text(body->out, "<w:r><w:tab/></w:r>");
	close_track(body, track);
}

/* ---- paragraphs */

static const char *const role_styles[DOCX_ROLES] = {
	[DOCX_TITLE] = "LpTitle",
	[DOCX_SUBTITLE] = "LpSubtitle",
	[DOCX_CHAPTER] = "LpChapter",
	[DOCX_SECTION] = "LpSection",
	[DOCX_CROSSHEADING] = "LpCrossHeading",
	[DOCX_CLAUSE] = "LpClause",
	[DOCX_ITEM] = "LpItem",
	[DOCX_TEXT] = "LpText",
	[DOCX_REMARK] = "LpRemark",
	[DOCX_FOOTNOTE] = "LpFootnote",
	[DOCX_CELL] = "LpCell",
};

/* A style of the reference document whose number is taken away loses its indents with it: they are
 * said again; where it has none, the number's place is ours. */
static void write_reference_style(const struct docx *docx, const struct docx_line *line,
				  const char *id, struct buf *out)
{
	const struct word_format *format = word_reference_format(docx->reference, id);
	bool numbered = line->role == DOCX_CLAUSE || line->role == DOCX_ITEM;
	unsigned left = INDENT * (line->level ? line->level : 1);
	buf_text(out, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>");
	if (format && format->left > 0 && format->first <= 0)
		buf_printf(out, "<w:ind w:left=\"%d\" w:hanging=\"%d\"/>", format->left,
			   -format->first);
	else if (numbered)
		buf_printf(out, "<w:ind w:left=\"%u\" w:hanging=\"%u\"/>", left, INDENT);
}

static void write_style(const struct docx *docx, const struct docx_line *line, struct buf *out)
{
	static const char *const items[ITEM_STYLES] = {"LpItem1", "LpItem2", "LpItem3"};
	unsigned item = line->level > 1 ? line->level - 1 : 1;
	const char *name = line->role == DOCX_ITEM
				   ? items[(item < ITEM_STYLES ? item : ITEM_STYLES) - 1]
				   : role_styles[line->role];
	const char *id = docx_style_id(docx, name);
	buf_text(out, "<w:pStyle w:val=\"");
	escape_attribute(out, span_of(id));
	buf_text(out, "\"/>");
	if (line->new_page)
		buf_text(out, "<w:pageBreakBefore/>");
	if (id != name)
		write_reference_style(docx, line, id, out);
	else if (line->role == DOCX_ITEM && item > ITEM_STYLES)
		buf_printf(out, "<w:ind w:left=\"%u\" w:hanging=\"%u\"/>", INDENT * line->level,
			   INDENT);
	else if ((line->role == DOCX_TEXT || line->role == DOCX_REMARK) && line->level)
		buf_printf(out, "<w:ind w:left=\"%u\"/>", INDENT * line->level);
}

/* The line behind which the paragraph of a line ends. */
static size_t end_of_paragraph(const struct body *body, size_t line)
{
	while (line + 1 < body->to && body->partings[line - body->from].tail == RUNS_ON)
		line++;
	return line;
}

/* Paragraphs that moved as a whole stand in a range of their own. */
static void open_move(struct body *body, const struct docx_line *line)
{
	if (!line->move || body->move == line->move || !docx_is_tracked(body->docx))
		return;
	const char *end = line->in[OLD] ? "From" : "To";
	body->move = line->move;
	body->range = body->docx->id + 1;
	buf_printf(body->out, "<w:move%sRangeStart", end);
	docx_write_mark(body->docx, line->author, body->out);
	buf_printf(body->out, " w:name=\"move%u\"/>", line->move);
}

static void close_move(struct body *body, size_t next)
{
	if (!body->move || (next < body->to && body->story->lines[next].move == body->move))
		return;
	const struct docx_line *line = &body->story->lines[next - 1];
	buf_printf(body->out, "<w:move%sRangeEnd w:id=\"%u\"/>", line->in[OLD] ? "From" : "To",
		   body->range);
	body->move = 0;
}

static void open_paragraph(struct body *body, size_t index)
{
	const struct docx_line *line = &body->story->lines[index];
	size_t last = end_of_paragraph(body, index);
	enum tail tail = body->partings[last - body->from].tail;
	struct buf *out = body->out;
	buf_text(out, "<w:p><w:pPr>");
	write_style(body->docx, line, out);
	if (is_tracked_end(tail)) {
		const struct docx_line *end = &body->story->lines[last];
		buf_printf(out, "<w:rPr><w:%s",
			   track_of(body, tail == ENDS_REMOVED ? MARK_REMOVED : MARK_INSERTED,
				    end->move));
		docx_write_mark(body->docx, end->author, out);
		buf_text(out, "/></w:rPr>");
	}
	buf_text(out, "</w:pPr>");
	open_move(body, line);
	if (line->role == DOCX_FOOTNOTE && index == body->from)
		buf_text(out,
			 "<w:r><w:rPr><w:rStyle w:val=\"LpFootnoteMark\"/></w:rPr><w:footnoteRef/>"
			 "</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
	body->open = true;
}

static void close_paragraph(struct body *body, size_t next)
{
	if (!body->open)
		return;
	buf_text(body->out, "</w:p>\n");
	body->open = false;
	close_move(body, next);
}

static void write_line(struct body *body, size_t index)
{
	const struct docx_line *line = &body->story->lines[index];
	const struct parting *p = &body->partings[index - body->from];
	if (!p->shown)
		return;
	if (!body->open)
		open_paragraph(body, index);
	write_words(body, line);
	if (p->space)
		buf_text(body->out, "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
	if (p->tab)
		write_tab(body, line, MARK_SAME);
	if (p->tab_removed)
		write_tab(body, line, MARK_REMOVED);
	/* In the old version the paragraph ends here, in the new one a tab follows. */
	bool behind = p->tail != RUNS_ON && p->tab_inserted;
	if (p->tab_inserted && !behind)
		write_tab(body, line, MARK_INSERTED);
	if (p->tail == RUNS_ON)
		return;
	close_paragraph(body, index + 1);
	if (behind && index + 1 < body->to) {
		open_paragraph(body, index + 1);
		write_tab(body, line, MARK_INSERTED);
	}
}

void docx_write_lines(struct docx *docx, struct docx_story *story, size_t from, size_t to, bool box,
		      struct buf *out)
{
	struct body body = {.docx = docx, .story = story, .from = from, .to = to, .out = out};
	body.partings = mem_alloc((to - from + 1) * sizeof *body.partings);
	for (size_t i = from; i < to; i++)
		body.partings[i - from] = parting_of(&body, &story->lines[i]);
	if (docx_is_tracked(docx)) {
		join_replaced(&body, box);
		if (box || to < story->count)
			settle_end(&body, box);
	}
	if (docx->options->style == RENDER_STATIC)
		join_static(&body);
	for (size_t i = from; i < to; i++)
		write_line(&body, i);
	close_paragraph(&body, to);
	free(body.partings);
}

void docx_write_story(struct docx *docx, struct docx_story *story, struct buf *out)
{
	for (size_t i = 0; i < story->count;) {
		size_t end = i;
		if (story->lines[i].cell.table) {
			i = docx_write_table(docx, story, i, out);
			continue;
		}
		while (end < story->count && !story->lines[end].cell.table)
			end++;
		docx_write_lines(docx, story, i, end, story != &docx->body, out);
		i = end;
	}
}
