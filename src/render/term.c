/* The redline for a terminal and as plain text, which differ in how marks are spelt: numbers in a
 * hanging column, the change's number in the margin, what is unchanged elided. */
#include "render/term.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	NUMBER_COLUMN = 8, /* for numbers of the code */
	ITEM_COLUMN = 5,   /* for (a) */
	DEEPEST = 40	   /* columns beyond which nothing is indented further */
};

/* ---- head */

void term_say(struct term *t, const char *text, uint32_t look)
{
	lines_text(&t->lines, span_of(text), MARK_SAME, 0, look);
}

static void say_line(struct term *t, const char *text, uint32_t look)
{
	lines_begin(&t->lines, 0, 0);
	term_say(t, text, look);
	lines_end(&t->lines);
}

static void head_tally(struct term *t, const struct tally *tally)
{
	struct buf text = {0};
	tally_say(tally, &text);
	say_line(t, buf_string(&text), LOOK_PLAIN);
	buf_release(&text);
}

static void head_row(struct term *t, const struct change_row *row)
{
	struct buf text = {0};
	size_t column = 2 + t->digits + 2;
	buf_printf(&text, "%u", row->change->number);
	lines_begin(&t->lines, 2 + t->digits - text.length, column);
	term_say(t, buf_string(&text), LOOK_BOLD);
	lines_tab(&t->lines, column);
	buf_cut(&text, 0);
	change_summary(row->change, &text);
	if (row->words_inserted || row->words_removed)
		buf_text(&text, " [");
	if (row->words_inserted)
		buf_printf(&text, "+%zu", row->words_inserted);
	if (row->words_removed)
		buf_printf(&text, "%s−%zu", row->words_inserted ? "\u00A0" : "",
			   row->words_removed);
	if (row->words_inserted || row->words_removed)
		buf_text(&text, "]");
	change_unseen(row, &text);
	term_say(t, buf_string(&text), LOOK_PLAIN);
	lines_end(&t->lines);
	buf_release(&text);
}

static void head_legend(struct term *t)
{
	lines_begin(&t->lines, 0, 0);
	term_say(t, "Marks: ", LOOK_DIM);
	lines_text(&t->lines, SPAN("removed"), MARK_REMOVED, 0, LOOK_PLAIN);
	term_say(t, " ", LOOK_PLAIN);
	lines_text(&t->lines, SPAN("inserted"), MARK_INSERTED, 0, LOOK_PLAIN);
	term_say(t, "; in the margin, the number of the change.", LOOK_DIM);
	lines_end(&t->lines);
}

static void begin(struct walk *walk, const struct spelling *spelling)
{
	struct term *t = walk->state;
	const struct render_options *options = walk->options;
	unsigned most = walk->row_count ? walk->rows[walk->row_count - 1].change->number : 0;
	t->lines.out = walk->out;
	t->lines.spelling = spelling;
	t->lines.width = options->width ? options->width : 80;
	for (t->digits = 1; most >= 10; most /= 10)
		t->digits++;
	if (options->title)
		say_line(t, options->title, LOOK_BOLD);
	if (options->subtitle)
		say_line(t, options->subtitle, LOOK_PLAIN);
	lines_blank(&t->lines);
	head_tally(t, &walk->tally);
	for (size_t i = 0; i < walk->row_count; i++)
		head_row(t, &walk->rows[i]);
	lines_blank(&t->lines);
	head_legend(t);
}

static void term_begin(struct walk *walk)
{
	begin(walk, walk->options->color ? &spelling_color : &spelling_marks);
}

static void text_begin(struct walk *walk)
{
	begin(walk, &spelling_marks);
}

/* ---- documents and provisions */

static void document_open(struct walk *walk)
{
	struct term *t = walk->state;
	struct span title = document_title(walk->redline);
	struct span fate = span_of(document_fate(walk->redline));
	size_t width = text_width(title) + fate.length;
	t->lines.margin = 0;
	lines_blank(&t->lines);
	lines_begin(&t->lines, 0, 0);
	lines_text(&t->lines, title, MARK_SAME, 0, LOOK_BOLD);
	lines_text(&t->lines, fate, MARK_SAME, 0, LOOK_BOLD);
	lines_end(&t->lines);
	for (size_t i = 0; i < width && i < t->lines.width; i++)
		buf_text(walk->out, "═");
	buf_char(walk->out, '\n');
	t->lines.margin = t->digits;
}

static struct opened *innermost(struct term *t)
{
	return t->count ? &t->levels[t->count - 1] : NULL;
}

size_t term_indent(const struct term *t)
{
	return t->count ? t->levels[t->count - 1].text : 0;
}

static size_t start_column(struct term *t)
{
	const struct opened *above = innermost(t);
	return !above || above->container ? 0 : above->text;
}

static uint32_t look_of(uint32_t style)
{
	uint32_t look = LOOK_PLAIN;
	if (style & (STYLE_BOLD | STYLE_DEFINITION))
		look |= LOOK_BOLD;
	if (style & STYLE_ITALIC)
		look |= LOOK_ITALIC;
	return look;
}

/* Where a paragraph was split or joined there is a pilcrow, as in a word processor. */
static void set_joint(struct lines_out *lines, const struct fragment *f)
{
	enum mark mark = f->joint == JOINT_OPENED ? MARK_INSERTED : MARK_REMOVED;
	lines_text(lines, SPAN(" "), MARK_SAME, 0, LOOK_PLAIN);
	lines_text(lines, SPAN("\xc2\xb6"), mark, f->change, LOOK_PLAIN);
	lines_text(lines, SPAN(" "), MARK_SAME, 0, LOOK_PLAIN);
}

void term_runs(const struct walk *walk, const struct item *item, struct lines_out *lines,
	       uint32_t look)
{
	struct fragments fragments;
	struct fragment f;
	bool cut = false; /* words that stood here are shown where they have gone */
	fragments_begin(&fragments, walk->redline, item);
	while (fragments_next(&fragments, &f)) {
		if (f.carried && f.mark == MARK_REMOVED) {
			cut = true;
			continue;
		}
		if (cut && f.text.length && isalnum((unsigned char)*f.text.at))
			lines_text(lines, SPAN(" "), MARK_SAME, 0, LOOK_PLAIN);
		cut = false;
		if (f.joint != JOINT_NONE)
			set_joint(lines, &f);
		lines_text(lines, f.text, f.carried ? MARK_SAME : f.mark, f.change,
			   look | look_of(f.style));
		lines_text(lines, f.residue, MARK_REMOVED, f.change, look);
	}
}

void term_paragraph(const struct walk *walk, uint32_t look)
{
	struct term *t = walk->state;
	const struct opened *level = innermost(t);
	size_t start = level ? level->start : 0, text = term_indent(t);
	lines_begin(&t->lines, t->number ? start : text, text);
	if (!t->number)
		return;
	term_runs(walk, t->number, &t->lines, level && level->container ? LOOK_BOLD : look);
	t->number = NULL;
	lines_tab(&t->lines, text);
}

/* Sets a number that has no words of its own beside it. */
static void set_number(struct walk *walk)
{
	struct term *t = walk->state;
	if (!t->number)
		return;
	term_paragraph(walk, LOOK_PLAIN);
	lines_end(&t->lines);
}

static void open_provision(struct walk *walk, const struct item *item)
{
	struct term *t = walk->state;
	const struct provision *p = item_provision(walk->redline, item);
	const struct opened *above = innermost(t);
	term_cells_end(walk);
	set_number(walk);
	struct opened level = {.start = start_column(t)};
	level.container = provision_stands_over(walk->options->profile, p);
	level.text = level.start;
	if (p->num != DOC_NONE)
		level.text += level.start ? ITEM_COLUMN : NUMBER_COLUMN;
	if (level.text > DEEPEST)
		level.text = level.start;
	if (!above || above->container)
		lines_blank(&t->lines);
	MEM_ROOM(t->levels, t->count, t->capacity);
	t->levels[t->count++] = level;
}

const char *term_moved(const struct walk *walk, uint32_t at)
{
	const struct redline *r = walk->redline;
	const struct item *block = &r->items[at];
	for (uint32_t i = at; i-- > 0 && block->mark != MARK_SAME;) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_BLOCK)
			continue;
		bool told = i && r->items[i - 1].kind == ITEM_OPEN && r->items[i - 1].moved;
		if (item->kind != ITEM_OPEN || !item->moved || told)
			return "";
		return item->mark == MARK_REMOVED ? "(moved away) " : "(moved here) ";
	}
	return "";
}

/* Do all its words stand elsewhere now? */
static bool is_carried_away(struct walk *walk, const struct item *item)
{
	struct fragments fragments;
	struct fragment f;
	if (item->mark != MARK_REMOVED)
		return false;
	fragments_begin(&fragments, walk->redline, item);
	while (fragments_next(&fragments, &f))
		if (!f.carried && span_trim(f.text).length)
			return false;
	return true;
}

static void set_block(struct walk *walk, const struct item *item)
{
	struct term *t = walk->state;
	const struct block *block = item_block(walk->redline, item);
	uint32_t look = LOOK_PLAIN;
	if (block->part == PART_HEADING || block->part == PART_CROSSHEADING)
		look = LOOK_BOLD;
	if (block->part == PART_NUM) {
		term_cells_end(walk);
		set_number(walk);
		t->number = item;
		return;
	}
	if (is_carried_away(walk, item))
		return;
	if (block->flags & BLOCK_CELL) {
		term_cell(walk);
		return;
	}
	term_cells_end(walk);
	term_paragraph(walk, look);
	if (block->part == PART_NOTE)
		term_say(t, "[note] ", LOOK_DIM);
	term_say(t, term_moved(walk, walk->at), LOOK_DIM);
	term_runs(walk, item, &t->lines, look);
	lines_end(&t->lines);
}

static void set_absent(struct walk *walk, const struct item *item)
{
	struct term *t = walk->state;
	(void)item;
	term_cells_end(walk);
	term_paragraph(walk, LOOK_PLAIN);
	term_say(t, "(text not supplied)", LOOK_DIM);
	lines_end(&t->lines);
}

static void close_provision(struct walk *walk, const struct item *item)
{
	struct term *t = walk->state;
	(void)item;
	term_cells_end(walk);
	set_number(walk);
	t->count--;
}

static void set_gap(struct walk *walk, const struct gap *gap)
{
	struct term *t = walk->state;
	struct buf text = {0};
	const struct opened *above = innermost(t);
	size_t start = start_column(t);
	term_cells_end(walk);
	set_number(walk);
	if (!above || above->container)
		lines_blank(&t->lines);
	buf_text(&text, "⋯ ");
	if (!gap->from.length || !gap->to.length)
		buf_printf(&text, "%zu %s", gap->count,
			   gap->count == 1 ? "provision" : "provisions");
	else if (gap->count == 1)
		buf_span(&text, gap->from);
	else
		buf_printf(&text, "%.*s to %.*s", SPAN_ARGS(gap->from), SPAN_ARGS(gap->to));
	buf_text(&text, " unchanged");
	lines_begin(&t->lines, start, start + 2);
	term_say(t, buf_string(&text), LOOK_DIM);
	lines_end(&t->lines);
	buf_release(&text);
}

static void end(struct walk *walk)
{
	struct term *t = walk->state;
	lines_end(&t->lines);
	lines_release(&t->lines);
	free(t->levels);
	free(t->cells);
}

const struct format format_term = {.state_size = sizeof(struct term),
				   .begin = term_begin,
				   .document_open = document_open,
				   .open = open_provision,
				   .block = set_block,
				   .absent = set_absent,
				   .close = close_provision,
				   .gap = set_gap,
				   .document_close = term_cells_end,
				   .end = end};

const struct format format_text = {.state_size = sizeof(struct term),
				   .begin = text_begin,
				   .document_open = document_open,
				   .open = open_provision,
				   .block = set_block,
				   .absent = set_absent,
				   .close = close_provision,
				   .gap = set_gap,
				   .document_close = term_cells_end,
				   .end = end};
