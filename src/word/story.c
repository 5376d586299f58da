/* Stories: the paragraphs and tables of the main document and of its notes, with the state that
 * tracked changes give to each. One SAX pass; what only wraps text is looked through. */
#include "word/story.h"

#include <stdlib.h>
#include <string.h>

enum { PARAGRAPHS_MOST = 400000 };

struct holder *story_place(struct story_pass *pass)
{
	return &pass->places[pass->place_count - 1];
}

struct word_story *story_here(struct story_pass *pass)
{
	return &pass->doc->stories[story_place(pass)->story];
}

enum markup_name story_above(const struct story_pass *pass, size_t steps)
{
	return pass->depth > steps ? pass->frames[pass->depth - 1 - steps].name : MARKUP_OTHER;
}

struct word_paragraph *paragraph_here(struct story_pass *pass)
{
	struct word_story *s = story_here(pass);
	return &s->paragraphs[s->paragraph_count - 1];
}

static void place_enter(struct story_pass *pass, uint32_t story)
{
	MEM_ROOM(pass->places, pass->place_count, pass->place_capacity);
	pass->places[pass->place_count++] = (struct holder){.story = story,
							    .cell = WORD_NONE,
							    .table_depth = pass->table_count,
							    .field_depth = pass->field_count};
}

/* ---- paragraphs */

static void open_paragraph(struct story_pass *pass)
{
	struct holder *place = story_place(pass);
	struct word_story *s = story_here(pass);
	struct word_doc *doc = pass->doc;
	uint32_t style = style_default(doc);
	struct word_format format = {.style = WORD_NONE, .outline = -1};
	if (style != WORD_NONE)
		format = doc->styles[style].format;
	if (s->paragraph_count >= PARAGRAPHS_MOST) {
		archive_refuse(pass->archive, "it has more than %d paragraphs", PARAGRAPHS_MOST);
		s->paragraph_count = 0;
	}
	MEM_ROOM(s->paragraphs, s->paragraph_count, s->paragraph_capacity);
	s->paragraphs[s->paragraph_count++] =
		(struct word_paragraph){.run = (uint32_t)s->run_count, .cell = place->cell};
	place->in_paragraph = true;
	place->in_run = place->in_text = false;
	place->mark = pass->frames[pass->depth - 1].state;
	place->mark_change = pass->frames[pass->depth - 1].change;
	place->reformed = false;
	place->run_style = WORD_NONE;
	for (int view = 0; view < WORD_VIEWS; view++) {
		place->format[view] = (struct word_format){.style = format.style, .outline = -1};
		place->sets[view] = 0;
	}
}

/* What the paragraph says itself goes before its style, its style before the list. */
static struct word_format whole_format(const struct word_doc *doc, const struct holder *place,
				       enum word_view view)
{
	const struct word_format *own = &place->format[view];
	uint32_t sets = place->sets[view], style_sets = 0;
	struct word_format format = {.style = WORD_NONE, .outline = -1};
	if (own->style != WORD_NONE) {
		format = doc->styles[own->style].format;
		style_sets = doc->styles[own->style].sets;
	}
	if (sets & SETS_NUMBER)
		format.number = own->number;
	if (sets & SETS_LEVEL)
		format.level = own->level;
	if (sets & SETS_LEFT)
		format.left = own->left;
	if (sets & SETS_FIRST)
		format.first = own->first;
	if (sets & SETS_OUTLINE)
		format.outline = own->outline;
	if (own->number < 0) /* the numbering is itself an insertion */
		format.number = 0;
	numbering_settle(doc, &format, sets, style_sets);
	return format;
}

static bool numbers_differ(const struct word_format *format, const struct word_format *other)
{
	return format->number != other->number || (format->number && format->level != other->level);
}

/* A change of the numbering changes the text, other changes of format do not. */
static void close_paragraph(struct story_pass *pass)
{
	struct holder *place = story_place(pass);
	struct word_paragraph *p = paragraph_here(pass);
	bool unnumbered = place->format[WORD_ORIGINAL].number < 0;
	if (!place->reformed) {
		place->format[WORD_ORIGINAL] = place->format[WORD_FINAL];
		place->sets[WORD_ORIGINAL] = place->sets[WORD_FINAL];
		if (unnumbered)
			place->format[WORD_ORIGINAL].number = -1;
	}
	for (int view = 0; view < WORD_VIEWS; view++)
		p->format[view] = whole_format(pass->doc, place, (enum word_view)view);
	pass->doc->tracked += numbers_differ(&p->format[WORD_ORIGINAL], &p->format[WORD_FINAL]);
	p->run_after = (uint32_t)story_here(pass)->run_count;
	p->mark = place->mark;
	p->mark_change = place->mark_change;
	place->in_paragraph = false;
}

static void open_in_properties(struct story_pass *pass, const struct markup_tag *tag)
{
	struct holder *place = story_place(pass);
	enum word_view view = pass->former ? WORD_ORIGINAL : WORD_FINAL;
	if (tag->name == MARKUP_P_STYLE) {
		struct arena scratch = {0};
		uint32_t style = style_named(pass->doc, markup_attribute(tag, "val", &scratch));
		if (style != WORD_NONE)
			place->format[view].style = style;
		arena_release(&scratch);
		return;
	}
	format_take(tag, &place->format[view], &place->sets[view]);
}

static void open_in_run(struct story_pass *pass, const struct markup_tag *tag)
{
	struct holder *place = story_place(pass);
	if (tag->name != MARKUP_R_STYLE) {
		look_take(tag, &place->look, &place->off);
		return;
	}
	struct arena scratch = {0};
	place->run_style = style_named(pass->doc, markup_attribute(tag, "val", &scratch));
	arena_release(&scratch);
}

/* ---- tables */

static void open_table(struct story_pass *pass)
{
	MEM_ROOM(pass->tables, pass->table_count, pass->table_capacity);
	pass->tables[pass->table_count++] =
		(struct table){.index = (uint32_t)pass->doc->table_count++,
			       .row = WORD_NONE,
			       .outer = story_place(pass)->cell};
}

static void open_row(struct story_pass *pass, uint32_t state)
{
	struct table *table = &pass->tables[pass->table_count - 1];
	table->row++;
	table->column = 0;
	table->row_state = state;
	table->row_before = 0;
}

static void open_cell(struct story_pass *pass, uint32_t state)
{
	struct word_doc *doc = pass->doc;
	struct table *table = &pass->tables[pass->table_count - 1];
	MEM_ROOM(doc->cells, doc->cell_count, doc->cell_capacity);
	doc->cells[doc->cell_count] = (struct word_cell){.table = table->index,
							 .row = table->row,
							 .column = table->column++,
							 .span = 1,
							 .before = table->row_before,
							 .state = table->row_state | state,
							 .outer = table->outer};
	story_place(pass)->cell = (uint32_t)doc->cell_count++;
}

static uint32_t grid_columns(const struct markup_tag *tag, uint32_t fewest)
{
	enum { COLUMNS_MOST = 63 };
	long count = markup_number(tag, "val", fewest);
	return count > (long)fewest && count <= COLUMNS_MOST ? (uint32_t)count : fewest;
}

static void open_in_cell(struct story_pass *pass, const struct markup_tag *tag)
{
	uint32_t index = story_place(pass)->cell;
	if (index == WORD_NONE)
		return;
	struct word_cell *cell = &pass->doc->cells[index];
	if (tag->name == MARKUP_GRID_SPAN) {
		cell->span = grid_columns(tag, 1);
	} else if (tag->name == MARKUP_V_MERGE) {
		cell->merges = true;
		cell->continues = !markup_is(tag, "val", "restart");
	} else if (tag->name == MARKUP_CELL_INS || tag->name == MARKUP_CELL_DEL) {
		cell->state |= change_state(tag->name);
		pass->doc->tracked++;
	}
}

static bool in_table(const struct story_pass *pass)
{
	return pass->place_count &&
	       pass->table_count > pass->places[pass->place_count - 1].table_depth;
}

/* ---- elements */

/* Records of former properties, and the second way to say what has been said. */
static bool is_skipped(enum markup_name name)
{
	switch (name) {
	case MARKUP_R_PR_CHANGE:
	case MARKUP_SECT_PR_CHANGE:
	case MARKUP_TBL_PR_CHANGE:
	case MARKUP_TBL_PR_EX_CHANGE:
	case MARKUP_TR_PR_CHANGE:
	case MARKUP_TC_PR_CHANGE:
	case MARKUP_TBL_GRID_CHANGE:
	case MARKUP_NUMBERING_CHANGE:
	case MARKUP_FALLBACK:
	case MARKUP_SECT_PR:
		return true;
	default:
		return false;
	}
}

static void add_bookmark(struct story_pass *pass, const struct markup_tag *tag)
{
	struct word_doc *doc = pass->doc;
	struct word_story *s = story_here(pass);
	struct span name = markup_attribute(tag, "name", &doc->arena);
	if (!name.length)
		return;
	/* One between paragraphs belongs to the next. */
	uint32_t paragraph =
		(uint32_t)s->paragraph_count - (story_place(pass)->in_paragraph ? 1 : 0);
	MEM_ROOM(doc->bookmarks, doc->bookmark_count, doc->bookmark_capacity);
	doc->bookmarks[doc->bookmark_count++] =
		(struct word_bookmark){name.at, story_place(pass)->story, paragraph};
}

static void open_in_place(struct story_pass *pass, struct frame *frame,
			  const struct markup_tag *tag)
{
	struct holder *place = story_place(pass);
	bool run = place->in_run && story_above(pass, 1) == MARKUP_R;
	switch (tag->name) {
	case MARKUP_P:
		if (place->in_paragraph) {
			archive_refuse(pass->archive, "a paragraph begins inside a paragraph");
			close_paragraph(pass);
		}
		open_paragraph(pass);
		break;
	case MARKUP_P_PR_CHANGE:
		pass->former = place->reformed = true;
		place->format[WORD_ORIGINAL].number = 0;
		place->sets[WORD_ORIGINAL] = 0;
		break;
	case MARKUP_R:
		place->in_run = place->in_paragraph;
		place->look = place->off = 0;
		place->run_style = WORD_NONE;
		break;
	case MARKUP_T:
	case MARKUP_DEL_TEXT:
	case MARKUP_MATH_TEXT:
		place->in_text = true;
		break;
	case MARKUP_INSTR_TEXT:
	case MARKUP_DEL_INSTR_TEXT:
		pass->in_instruction = true;
		break;
	case MARKUP_TAB:
	case MARKUP_P_TAB:
		if (run)
			text_add(pass, SPAN("\t"));
		break;
	case MARKUP_BR:
		if (run)
			text_add(pass,
				 markup_is(tag, "type", "page") || markup_is(tag, "type", "column")
					 ? SPAN(" ")
					 : SPAN("\n"));
		break;
	case MARKUP_CR:
		if (run)
			text_add(pass, SPAN("\n"));
		break;
	case MARKUP_NO_BREAK_HYPHEN:
		text_add(pass, SPAN("-"));
		break;
	case MARKUP_SYM:
		symbol_add(pass, tag);
		break;
	case MARKUP_FOOTNOTE_REFERENCE:
	case MARKUP_ENDNOTE_REFERENCE:
	case MARKUP_COMMENT_REFERENCE:
		note_add(pass, tag);
		break;
	case MARKUP_FIELD_CHAR:
		field_char(pass, tag);
		break;
	case MARKUP_FIELD_SIMPLE:
		field_simple(pass, tag);
		break;
	case MARKUP_FORMULA:
		if (text_counts(pass))
			run_new(pass, WORD_FORMULA);
		break;
	case MARKUP_SHOWING_PLACEHOLDER:
		if (story_above(pass, 1) == MARKUP_SDT_PR && pass->depth > 2)
			pass->frames[pass->depth - 3].placeholder = markup_on(tag);
		break;
	case MARKUP_BOOKMARK_START:
		add_bookmark(pass, tag);
		break;
	case MARKUP_TBL:
		open_table(pass);
		break;
	case MARKUP_TR:
		if (in_table(pass))
			open_row(pass, frame->state);
		break;
	case MARKUP_GRID_BEFORE:
		if (in_table(pass) && story_above(pass, 1) == MARKUP_TR_PR)
			pass->tables[pass->table_count - 1].row_before = grid_columns(tag, 0);
		break;
	case MARKUP_TC:
		if (in_table(pass))
			open_cell(pass, frame->state);
		break;
	case MARKUP_TEXT_BOX: {
		uint32_t box = story_new(pass->doc, WORD_TEXT_BOX, 0);
		if (text_counts(pass))
			run_new(pass, WORD_BOX)->story = box;
		place_enter(pass, box);
		break;
	}
	default:
		if (story_above(pass, 1) == MARKUP_R_PR && story_above(pass, 2) == MARKUP_R)
			open_in_run(pass, tag);
		else if (story_above(pass, 1) == MARKUP_P_PR ||
			 story_above(pass, 1) == MARKUP_NUM_PR)
			open_in_properties(pass, tag);
		else if (story_above(pass, 1) == MARKUP_TC_PR)
			open_in_cell(pass, tag);
	}
}

static bool is_note(enum markup_name name)
{
	return name == MARKUP_FOOTNOTE || name == MARKUP_ENDNOTE || name == MARKUP_COMMENT;
}

static uint32_t note_story(struct story_pass *pass, const struct markup_tag *tag)
{
	struct word_doc *doc = pass->doc;
	uint32_t story = note_story_new(doc, pass->kind, markup_number(tag, "id", -1));
	if (tag->name == MARKUP_COMMENT)
		doc->stories[story].author = markup_attribute(tag, "author", &doc->arena);
	return story;
}

static void open(void *user, const struct markup_tag *tag)
{
	struct story_pass *pass = user;
	struct frame frame = {
		.name = tag->name, .change = WORD_NONE, .stories = pass->doc->story_count};
	if (pass->depth) {
		frame.state = pass->frames[pass->depth - 1].state;
		frame.change = pass->frames[pass->depth - 1].change;
		frame.placeholder = pass->frames[pass->depth - 1].placeholder;
	}
	MEM_ROOM(pass->frames, pass->depth, pass->frame_capacity);
	pass->frames[pass->depth++] = frame;
	if (pass->skip || is_skipped(tag->name)) {
		pass->skip++;
		return;
	}
	if (tag->name == MARKUP_BODY)
		place_enter(pass, 0);
	else if (is_note(tag->name))
		place_enter(pass, note_story(pass, tag));
	if (!pass->place_count)
		return;
	struct frame *top = &pass->frames[pass->depth - 1];
	if (change_is(tag->name))
		change_take(pass, top, tag);
	else
		open_in_place(pass, top, tag);
}

static void close_in_place(struct story_pass *pass, enum markup_name name)
{
	struct holder *place = story_place(pass);
	switch (name) {
	case MARKUP_P:
		if (place->in_paragraph)
			close_paragraph(pass);
		break;
	case MARKUP_P_PR_CHANGE:
		pass->former = false;
		break;
	case MARKUP_R:
		place->in_run = false;
		break;
	case MARKUP_T:
	case MARKUP_DEL_TEXT:
	case MARKUP_MATH_TEXT:
		place->in_text = false;
		break;
	case MARKUP_INSTR_TEXT:
	case MARKUP_DEL_INSTR_TEXT:
		pass->in_instruction = false;
		break;
	case MARKUP_FIELD_SIMPLE:
		field_end(pass);
		break;
	case MARKUP_DRAWING:
	case MARKUP_PICT:
	case MARKUP_OBJECT:
		/* Of one with a text box, that is what is to be read. */
		if (pass->frames[pass->depth - 1].stories == pass->doc->story_count &&
		    text_counts(pass))
			run_new(pass, WORD_PICTURE);
		break;
	case MARKUP_TC:
		if (in_table(pass))
			place->cell = pass->tables[pass->table_count - 1].outer;
		break;
	case MARKUP_TBL:
		if (in_table(pass))
			pass->table_count--;
		break;
	case MARKUP_BODY:
	case MARKUP_FOOTNOTE:
	case MARKUP_ENDNOTE:
	case MARKUP_COMMENT:
	case MARKUP_TEXT_BOX:
		pass->table_count = place->table_depth;
		fields_leave(pass);
		pass->place_count--;
		break;
	default:
		break;
	}
}

static void close(void *user, enum markup_name name)
{
	struct story_pass *pass = user;
	if (pass->skip)
		pass->skip--;
	else if (pass->place_count)
		close_in_place(pass, name);
	pass->depth--;
}

static void take_text(void *user, struct span text)
{
	struct story_pass *pass = user;
	if (pass->skip || !pass->place_count)
		return;
	if (pass->in_instruction && pass->field_count)
		buf_span(&pass->doc->fields[pass->fields[pass->field_count - 1].index].instruction,
			 text);
	else if (story_place(pass)->in_text)
		text_add(pass, text);
}

void story_read(struct word_doc *doc, struct archive *archive, const char *part,
		enum word_story_kind kind)
{
	struct story_pass pass = {.doc = doc, .archive = archive, .kind = kind};
	struct markup_reader reader = {
		.user = &pass, .open = open, .close = close, .text = take_text};
	if (part)
		markup_read(archive, part, &reader);
	free(pass.frames);
	free(pass.places);
	free(pass.tables);
}
