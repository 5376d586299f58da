/* A view of a Word document written out as lines, with its marks in the order of the bytes. */
#include "read/transcript.h"

#include "read/former.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	TWIPS_A_COLUMN = 120, /* about a character at 11 points */
	COLUMNS_MOST = 60
};

/* A note or table that has been met, whose words are written behind the lines. */
struct waiting {
	size_t mark;
	uint32_t story;		   /* of a note */
	size_t block, block_after; /* of a table, in its text */
	const struct word_text *text;
};

struct writer {
	struct transcript *out;
	const struct transcript_options *options;
	struct waiting *waiting;
	size_t waiting_count, waiting_capacity;
	struct word_text **texts; /* of notes, freed at the end */
	size_t text_count, text_capacity;
	unsigned footnotes, endnotes;
	bool *told; /* of each story: its words are written */
};

/* ---- marks */

static struct piece_mark *mark_new(struct writer *writer, enum piece_mark_kind kind)
{
	struct transcript *out = writer->out;
	uint32_t at = (uint32_t)out->text.length;
	MEM_ROOM(out->mark_items, out->mark_count, out->mark_capacity);
	struct piece_mark *mark = &out->mark_items[out->mark_count++];
	*mark = (struct piece_mark){
		.kind = kind, .start = at, .end = at, .marker = "*", .placement = "bottom"};
	return mark;
}

static struct waiting *wait(struct writer *writer)
{
	MEM_ROOM(writer->waiting, writer->waiting_count, writer->waiting_capacity);
	struct waiting *waiting = &writer->waiting[writer->waiting_count++];
	*waiting = (struct waiting){.mark = writer->out->mark_count - 1, .story = WORD_NONE};
	return waiting;
}

static const char *roman(struct arena *arena, unsigned number)
{
	static const char *const signs[] = {"x", "ix", "v", "iv", "i"};
	static const unsigned values[] = {10, 9, 5, 4, 1};
	struct buf text = {0};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		for (; number >= values[i]; number -= values[i])
			buf_text(&text, signs[i]);
	const char *kept = arena_copy(arena, buf_string(&text), text.length);
	buf_release(&text);
	return kept;
}

static void add_note(struct writer *writer, const struct word_run *run)
{
	struct transcript *out = writer->out;
	if (run->story == WORD_NONE || run->kind == WORD_REMARK ||
	    (run->kind == WORD_BOX && writer->options->box_lines))
		return;
	struct piece_mark *mark = mark_new(writer, PIECE_NOTE);
	enum word_story_kind kind = out->doc->stories[run->story].kind;
	if (kind == WORD_FOOTNOTE)
		mark->marker = arena_printf(&out->arena, "%u", ++writer->footnotes);
	else if (kind == WORD_ENDNOTE)
		mark->marker = roman(&out->arena, ++writer->endnotes);
	else
		mark->placement = "side";
	wait(writer)->story = run->story;
}

static uint32_t piece_looks(uint32_t look)
{
	return (look & WORD_BOLD ? PIECE_BOLD : 0) | (look & WORD_ITALIC ? PIECE_ITALIC : 0) |
	       (look & WORD_UNDERLINE ? PIECE_UNDERLINE : 0) |
	       (look & WORD_SUPERSCRIPT ? PIECE_SUPERSCRIPT : 0) |
	       (look & WORD_SUBSCRIPT ? PIECE_SUBSCRIPT : 0);
}

static void close_look(struct writer *writer, size_t open)
{
	struct transcript *out = writer->out;
	if (open == SIZE_MAX)
		return;
	out->mark_items[open].end = (uint32_t)out->text.length;
}

/* The words of a run; a line break cuts its look in two. */
static void add_words(struct writer *writer, struct span words, uint32_t looks)
{
	struct transcript *out = writer->out;
	size_t open = SIZE_MAX;
	for (size_t i = 0; i < words.length; i++) {
		unsigned char c = (unsigned char)words.at[i];
		if (looks && open == SIZE_MAX && c != '\n') {
			mark_new(writer, PIECE_LOOK)->look = looks;
			open = out->mark_count - 1;
		}
		if (c == '\n') {
			close_look(writer, open);
			open = SIZE_MAX;
		}
		buf_char(&out->text, c < ' ' ? ' ' : (char)c);
		if (c == '\n')
			mark_new(writer, PIECE_BREAK);
	}
	close_look(writer, open);
}

/* What its style makes of a whole paragraph is no emphasis in it. */
static uint32_t looks_of_style(const struct word_doc *doc, const struct word_block *block)
{
	uint32_t style = block->format->style;
	return style == WORD_NONE ? 0 : piece_looks(doc->styles[style].look);
}

/* The text of a block without its label; hidden words are left to transcript_check. */
static void add_block_words(struct writer *writer, const struct word_block *block)
{
	uint32_t style = looks_of_style(writer->out->doc, block);
	for (size_t i = 0; i < block->stretch_count; i++) {
		const struct word_stretch *stretch = &block->stretches[i];
		if (stretch->run->kind != WORD_TEXT)
			add_note(writer, stretch->run);
		else if (!(stretch->run->look & WORD_HIDDEN))
			add_words(writer, span_sub(block->text, stretch->start, stretch->end),
				  piece_looks(stretch->run->look) & ~style);
	}
}

static void add_label(struct writer *writer, const struct word_block *block)
{
	buf_span(&writer->out->text, block->label);
	if (block->label.length)
		buf_char(&writer->out->text, ' ');
}

/* ---- lines */

static struct transcript_line *line_new(struct writer *writer, size_t block, size_t after)
{
	struct transcript *out = writer->out;
	MEM_ROOM(out->items, out->count, out->capacity);
	struct transcript_line *line = &out->items[out->count++];
	*line = (struct transcript_line){.block = block, .block_after = after};
	return line;
}

static void take_count(struct transcript_line *line, const struct word_block *block)
{
	static const enum label_style styles[] = {[COUNT_DIGIT] = LABEL_DIGIT,
						  [COUNT_LOWER] = LABEL_LOWER,
						  [COUNT_UPPER] = LABEL_UPPER,
						  [COUNT_LOWER_ROMAN] = LABEL_ROMAN,
						  [COUNT_UPPER_ROMAN] = LABEL_UPPER_ROMAN};
	line->counted =
		block->label.length && block->count > COUNT_NONE && block->count < COUNT_OTHER;
	if (line->counted)
		line->style = styles[block->count];
}

static bool is_contents(const struct word_doc *doc, const struct word_block *block)
{
	uint32_t style = block->format->style;
	return style < doc->style_count && !strncasecmp(doc->styles[style].name, "toc ", 4);
}

/* Bytes of bold text that the block begins with. */
static size_t bold_head(const struct word_block *block)
{
	size_t bold = 0;
	for (size_t i = 0; i < block->stretch_count; i++) {
		const struct word_stretch *stretch = &block->stretches[i];
		if (stretch->run->kind != WORD_TEXT || !(stretch->run->look & WORD_BOLD))
			break;
		bold = stretch->end;
	}
	return bold;
}

static void add_indent(struct writer *writer, const struct word_format *format)
{
	int32_t twips = format->left + format->first;
	int32_t columns = twips > 0 ? twips / TWIPS_A_COLUMN : 0;
	buf_repeat(&writer->out->text, ' ',
		   (size_t)(columns < COLUMNS_MOST ? columns : COLUMNS_MOST));
}

static void add_box_lines(struct writer *writer, const struct word_block *block);

static void add_paragraph(struct writer *writer, const struct word_block *block, size_t index)
{
	struct transcript *out = writer->out;
	struct transcript_line *line = line_new(writer, index, index + (index != SIZE_MAX));
	line->contents = is_contents(out->doc, block);
	if (!line->contents || writer->options->contents) {
		take_count(line, block);
		line->bold = bold_head(block);
		add_indent(writer, block->format);
		add_label(writer, block);
		add_block_words(writer, block);
	}
	buf_char(&out->text, '\n');
	if (writer->options->box_lines && index != SIZE_MAX)
		add_box_lines(writer, block);
}

static struct word_text *story_text(struct writer *writer, uint32_t story)
{
	struct word_text *text = word_text(writer->out->doc, story, writer->out->view);
	MEM_ROOM(writer->texts, writer->text_count, writer->text_capacity);
	return writer->texts[writer->text_count++] = text;
}

/* A box in a box stays a part of it. */
static void add_box_lines(struct writer *writer, const struct word_block *block)
{
	for (size_t i = 0; i < block->stretch_count; i++) {
		const struct word_run *run = block->stretches[i].run;
		if (run->kind != WORD_BOX || run->story == WORD_NONE)
			continue;
		const struct word_text *text = story_text(writer, run->story);
		for (size_t k = 0; k < text->count; k++)
			add_paragraph(writer, &text->blocks[k], SIZE_MAX);
	}
}

/* The cell of the body's own table that a block stands in. */
static uint32_t outermost(const struct word_doc *doc, uint32_t cell)
{
	while (cell != WORD_NONE && doc->cells[cell].outer != WORD_NONE)
		cell = doc->cells[cell].outer;
	return cell;
}

/* The end of the table that begins at a block. */
static size_t table_end(const struct word_text *text, size_t block)
{
	const struct word_doc *doc = text->doc;
	uint32_t table = doc->cells[outermost(doc, text->blocks[block].cell)].table;
	size_t end = block;
	while (end < text->count && text->blocks[end].cell != WORD_NONE &&
	       doc->cells[outermost(doc, text->blocks[end].cell)].table == table)
		end++;
	return end;
}

static size_t add_table(struct writer *writer, size_t block)
{
	struct transcript *out = writer->out;
	size_t end = table_end(out->body, block);
	line_new(writer, block, end);
	size_t mark = out->mark_count;
	mark_new(writer, PIECE_TABLE);
	struct waiting *waiting = wait(writer);
	waiting->block = block;
	waiting->block_after = end;
	waiting->text = out->body;
	buf_text(&out->text, PIECE_OBJECT);
	out->mark_items[mark].end = (uint32_t)out->text.length;
	buf_char(&out->text, '\n');
	return end;
}

static size_t add_block(struct writer *writer, size_t block)
{
	const struct word_text *body = writer->out->body;
	if (body->blocks[block].cell != WORD_NONE)
		return add_table(writer, block);
	add_paragraph(writer, &body->blocks[block], block);
	return block + 1;
}

static void add_lines(struct writer *writer)
{
	struct transcript *out = writer->out;
	struct former *former = writer->options->changes ? former_new(out->doc, out->body) : NULL;
	for (size_t i = 0, next; i < out->body->count; i = next) {
		if (former)
			former_lines(former, out, i);
		next = add_block(writer, i);
		if (former)
			former_comments(out, i, next);
	}
	if (former) {
		former_lines(former, out, out->body->count);
		former_settle(former, out);
	}
	former_free(former);
}

/* ---- what stands behind the lines */

/* One paragraph of a note or cell. The words are found by their offset until all is written. */
static struct piece_text *add_text(struct writer *writer, const struct word_block *block)
{
	struct transcript *out = writer->out;
	struct piece_text *text = arena_alloc(&out->arena, sizeof *text);
	size_t start = out->text.length;
	add_label(writer, block);
	add_block_words(writer, block);
	struct span words = span_trim(span_sub(buf_as_span(&out->text), start, out->text.length));
	text->segments = arena_alloc(&out->arena, sizeof *text->segments);
	text->segment_count = 1;
	text->segments[0].source =
		(uint32_t)(words.length ? (size_t)(words.at - out->text.at) : start);
	text->text.length = words.length;
	buf_char(&out->text, '\n');
	return text;
}

static const struct piece_text *add_texts(struct writer *writer, const struct word_text *text,
					  size_t from, size_t to)
{
	struct piece_text *first = NULL, **next = &first;
	for (size_t i = from; i < to; i++) {
		struct piece_text *added = add_text(writer, &text->blocks[i]);
		if (!added->text.length && i + 1 < to)
			continue;
		*next = added;
		next = &added->next;
	}
	return first;
}

/* Cells that go on from the row above are told to the cell that they go on from, unless nothing
 * else is in their row. */
static bool row_goes_on(const struct word_text *text, size_t block, size_t end)
{
	const struct word_doc *doc = text->doc;
	uint32_t row = doc->cells[outermost(doc, text->blocks[block].cell)].row;
	for (size_t i = block; i < end; i++) {
		const struct word_cell *cell = &doc->cells[outermost(doc, text->blocks[i].cell)];
		if (cell->row != row)
			break;
		if (!cell->continues)
			return true;
	}
	return false;
}

struct grid {
	struct piece_cell **above; /* the cell that fills each column, if others may continue it */
	size_t count, capacity;
};

static void grid_set(struct grid *grid, size_t column, struct piece_cell *cell, bool merges)
{
	while (grid->count < column + cell->columns) {
		MEM_ROOM(grid->above, grid->count, grid->capacity);
		grid->above[grid->count++] = NULL;
	}
	for (size_t i = 0; i < cell->columns; i++)
		grid->above[column + i] = merges ? cell : NULL;
}

static const struct piece_table *add_cells(struct writer *writer, const struct waiting *waiting)
{
	const struct word_text *text = waiting->text;
	const struct word_doc *doc = text->doc;
	struct arena *arena = &writer->out->arena;
	struct piece_table *table = arena_alloc(arena, sizeof *table);
	struct grid grid = {0};
	uint32_t row = WORD_NONE;
	size_t column = 0;
	bool first = true, merge = false;
	/* At most a cell for each block, and for each row one before it. */
	table->cells = arena_alloc(arena, 2 * (waiting->block_after - waiting->block) *
						  sizeof *table->cells);
	for (size_t i = waiting->block; i < waiting->block_after;) {
		uint32_t index = outermost(doc, text->blocks[i].cell);
		const struct word_cell *from = &doc->cells[index];
		size_t end = i;
		while (end < waiting->block_after &&
		       outermost(doc, text->blocks[end].cell) == index)
			end++;
		if (from->row != row) {
			row = from->row;
			column = 0;
			first = true;
			merge = row_goes_on(text, i, waiting->block_after);
			if (from->before) {
				struct piece_cell *cell = &table->cells[table->count++];
				*cell = (struct piece_cell){
					.columns = from->before, .rows = 1, .first = true};
				grid_set(&grid, 0, cell, false);
				column = from->before;
				first = false;
			}
		}
		bool empty = end == i + 1 && !span_trim(text->blocks[i].text).length;
		if (from->continues && merge && empty && column < grid.count &&
		    grid.above[column]) {
			grid.above[column]->rows++;
		} else {
			struct piece_cell *cell = &table->cells[table->count++];
			*cell = (struct piece_cell){
				.columns = from->span, .rows = 1, .first = first};
			cell->texts = add_texts(writer, text, i, end);
			grid_set(&grid, column, cell, from->merges);
			first = false;
		}
		column += from->span;
		i = end;
	}
	free(grid.above);
	return table;
}

/* A story is told once: one that holds its own mark would not end. */
static void add_tail(struct writer *writer)
{
	struct transcript *out = writer->out;
	writer->told = mem_alloc((out->doc->story_count + 1) * sizeof *writer->told);
	for (size_t i = 0; i < writer->waiting_count; i++) {
		struct waiting waiting = writer->waiting[i];
		if (waiting.story != WORD_NONE) {
			if (writer->told[waiting.story])
				continue;
			writer->told[waiting.story] = true;
			const struct word_text *text = story_text(writer, waiting.story);
			const struct piece_text *texts = add_texts(writer, text, 0, text->count);
			out->mark_items[waiting.mark].texts = texts;
		} else {
			const struct piece_table *table = add_cells(writer, &waiting);
			out->mark_items[waiting.mark].table = table;
		}
	}
}

/* Words of notes and cells are known by their bytes once these do not move any more. */
static void settle_texts(struct transcript *out, const struct piece_text *texts)
{
	for (struct piece_text *text = (struct piece_text *)texts; text; text = text->next)
		text->text.at = out->text.at + text->segments[0].source;
}

static void settle(struct transcript *out)
{
	for (size_t i = 0; i < out->mark_count; i++) {
		const struct piece_mark *mark = &out->mark_items[i];
		settle_texts(out, mark->texts);
		for (size_t k = 0; mark->table && k < mark->table->count; k++)
			settle_texts(out, mark->table->cells[k].texts);
	}
	out->marks =
		(struct piece_marks){buf_as_span(&out->text), out->mark_items, out->mark_count};
}

struct transcript *transcript_new(const struct word_doc *doc, enum word_view view,
				  const struct transcript_options *options)
{
	struct transcript *out = mem_alloc(sizeof *out);
	struct writer writer = {.out = out, .options = options};
	out->file = doc->file;
	out->doc = doc;
	out->view = view;
	out->body = word_text(doc, 0, view);
	add_lines(&writer);
	size_t lines = out->text.length;
	add_tail(&writer);
	out->lines = span_sub(buf_as_span(&out->text), 0, lines);
	settle(out);
	for (size_t i = 0; i < writer.text_count; i++)
		word_text_free(writer.texts[i]);
	free(writer.texts);
	free(writer.waiting);
	free(writer.told);
	return out;
}

void transcript_free(struct transcript *transcript)
{
	if (!transcript)
		return;
	word_text_free(transcript->body);
	buf_release(&transcript->text);
	free(transcript->items);
	free(transcript->mark_items);
	arena_release(&transcript->arena);
	free(transcript);
}

/* ---- for the readers of text */

/* Stands beside the text, as a balloon in the margin of a page does. */
static void set_beside(struct lines *lines, struct logical *logical, const char *kind)
{
	logical->use = lines->uses[logical->line - 1] = LINE_BALLOON;
	logical->balloon = kind;
}

struct lines *transcript_lines(const struct transcript *transcript, const struct profile *profile,
			       struct diags *diags)
{
	struct lines *lines =
		lines_read_paragraphs(transcript->file, transcript->lines, profile, diags);
	for (size_t i = 0; lines && i < lines->count; i++) {
		struct logical *logical = &lines->items[i];
		if (logical->line > transcript->count)
			break;
		const struct transcript_line *line = &transcript->items[logical->line - 1];
		logical->counted = line->counted;
		logical->style = line->style;
		logical->bold = line->bold;
		logical->typed = line->typed;
		logical->notes = line->notes; /* freed after the lines */
		logical->notes_was = line->notes_was;
		if (line->kind != TRANSCRIPT_LINE)
			set_beside(lines, logical,
				   line->kind == TRANSCRIPT_FORMER ? "deleted" : "comment");
		else if (line->was.at)
			logical->was = (struct span){
				arena_copy(&lines->arena, line->was.at, line->was.length),
				line->was.length};
	}
	return lines;
}

struct piece_text *transcript_texts(const struct transcript *transcript, struct arena *arena)
{
	struct piece_text *first = NULL, **next = &first;
	struct span rest = transcript->lines, line;
	while (span_line(&rest, &line)) {
		struct span words = span_trim(line);
		if (!words.length)
			continue;
		struct piece_text *text = arena_alloc(arena, sizeof *text);
		text->text = words;
		text->segments = arena_alloc(arena, sizeof *text->segments);
		text->segments[0].source = (uint32_t)(words.at - transcript->lines.at);
		text->segment_count = 1;
		*next = text;
		next = &text->next;
	}
	return first;
}
