/* The words of a story: runs with their look and the state that tracked changes give them, notes,
 * symbols, fields. */
#include "word/story.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/hash.h>

enum { RUNS_MOST = 1000000, INSTRUCTION_SHOWN = 60 /* bytes of one in a finding */ };

/* ---- stories */

uint32_t story_new(struct word_doc *doc, enum word_story_kind kind, long id)
{
	MEM_ROOM(doc->stories, doc->story_count, doc->story_capacity);
	doc->stories[doc->story_count] = (struct word_story){.kind = kind, .id = id};
	return (uint32_t)doc->story_count++;
}

enum { NOTE_KEY = 32 };

static const xmlChar *note_key(enum word_story_kind kind, long id, char key[NOTE_KEY])
{
	snprintf(key, NOTE_KEY, "%d %ld", (int)kind, id);
	return BAD_CAST key;
}

/* Of two with one id the first counts. */
uint32_t note_story_new(struct word_doc *doc, enum word_story_kind kind, long id)
{
	char key[NOTE_KEY];
	uint32_t story = story_new(doc, kind, id);
	if (!doc->note_ids)
		doc->note_ids = xmlHashCreate(64);
	xmlHashAddEntry(doc->note_ids, note_key(kind, id, key), (void *)((uintptr_t)story + 1));
	return story;
}

static uint32_t note_story(const struct word_doc *doc, enum word_story_kind kind, long id)
{
	char key[NOTE_KEY];
	uintptr_t found = doc->note_ids
				  ? (uintptr_t)xmlHashLookup(doc->note_ids, note_key(kind, id, key))
				  : 0;
	return found ? (uint32_t)(found - 1) : WORD_NONE;
}

/* ---- changes */

bool change_is(enum markup_name name)
{
	return name == MARKUP_INS || name == MARKUP_DEL || name == MARKUP_MOVE_FROM ||
	       name == MARKUP_MOVE_TO;
}

uint32_t change_state(enum markup_name name)
{
	switch (name) {
	case MARKUP_INS:
	case MARKUP_CELL_INS:
		return WORD_INSERTED;
	case MARKUP_DEL:
	case MARKUP_CELL_DEL:
		return WORD_DELETED;
	case MARKUP_MOVE_FROM:
		return WORD_DELETED | WORD_MOVED;
	case MARKUP_MOVE_TO:
		return WORD_INSERTED | WORD_MOVED;
	default:
		return 0;
	}
}

/* Neighbours mostly have one author and date, so the last few are enough to look at. */
static uint32_t change_of(struct word_doc *doc, const struct markup_tag *tag)
{
	enum { LOOK_BACK = 8 };
	struct arena scratch = {0};
	struct word_change change = {markup_attribute(tag, "author", &scratch),
				     markup_attribute(tag, "date", &scratch)};
	uint32_t found = WORD_NONE;
	for (size_t i = doc->change_count; i-- > 0 && doc->change_count - i <= LOOK_BACK;)
		if (span_equal(doc->changes[i].author, change.author) &&
		    span_equal(doc->changes[i].date, change.date))
			found = (uint32_t)i;
	if (found == WORD_NONE) {
		MEM_ROOM(doc->changes, doc->change_count, doc->change_capacity);
		found = (uint32_t)doc->change_count++;
		doc->changes[found].author = (struct span){
			arena_copy(&doc->arena, change.author.at, change.author.length),
			change.author.length};
		doc->changes[found].date =
			(struct span){arena_copy(&doc->arena, change.date.at, change.date.length),
				      change.date.length};
	}
	arena_release(&scratch);
	return found;
}

/* A change says something of the paragraph's mark, of a row, or of what is in it. */
void change_take(struct story_pass *pass, struct frame *frame, const struct markup_tag *tag)
{
	struct holder *place = story_place(pass);
	uint32_t state = change_state(tag->name);
	uint32_t change = change_of(pass->doc, tag);
	if (story_above(pass, 1) == MARKUP_R_PR && story_above(pass, 2) == MARKUP_P_PR) {
		place->mark |= state;
		place->mark_change = change;
	} else if (story_above(pass, 1) == MARKUP_TR_PR) {
		if (pass->table_count)
			pass->tables[pass->table_count - 1].row_state |= state;
	} else if (story_above(pass, 1) == MARKUP_NUM_PR) {
		place->format[WORD_ORIGINAL].number = -1;
		return;
	} else if (story_above(pass, 1) == MARKUP_R_PR) {
		return;
	} else {
		frame->state |= state;
		frame->change = change;
		return;
	}
	pass->doc->tracked++;
}

/* ---- text */

struct word_run *run_new(struct story_pass *pass, enum word_run_kind kind)
{
	struct word_story *s = story_here(pass);
	if (s->run_count >= RUNS_MOST) {
		archive_refuse(pass->archive, "it has more than %d pieces of text", RUNS_MOST);
		s->run_count = 0;
	}
	MEM_ROOM(s->runs, s->run_count, s->run_capacity);
	struct word_run *run = &s->runs[s->run_count++];
	const struct frame *frame = &pass->frames[pass->depth - 1];
	*run = (struct word_run){.kind = kind,
				 .start = (uint32_t)s->text.length,
				 .end = (uint32_t)s->text.length,
				 .state = frame->state,
				 .change = frame->state ? frame->change : WORD_NONE,
				 .story = WORD_NONE,
				 .field = WORD_NONE};
	return run;
}

/* A look is that of the paragraph's style turned over by that of the run's, unless the run itself
 * says it. */
static uint32_t look_here(struct story_pass *pass)
{
	const struct holder *place = story_place(pass);
	const struct word_doc *doc = pass->doc;
	uint32_t style = place->format[WORD_FINAL].style, look = 0;
	if (style != WORD_NONE)
		look = doc->styles[style].look;
	if (place->run_style != WORD_NONE)
		look ^= doc->styles[place->run_style].look;
	return (look | place->look) & ~place->off;
}

static bool same_run(const struct word_run *run, const struct word_run *other)
{
	return run->kind == WORD_TEXT && run->state == other->state && run->look == other->look &&
	       run->change == other->change && run->field == other->field;
}

/* Text outside paragraphs and in the instruction of a field is none. */
bool text_counts(struct story_pass *pass)
{
	if (!pass->place_count || !story_place(pass)->in_paragraph ||
	    archive_refused(pass->archive))
		return false;
	for (size_t i = 0; i < pass->field_count; i++)
		if (!pass->fields[i].result)
			return false;
	return true;
}

void text_add(struct story_pass *pass, struct span text)
{
	if (!text_counts(pass) || !text.length)
		return;
	struct word_story *s = story_here(pass);
	struct word_run *run = run_new(pass, WORD_TEXT);
	run->look = look_here(pass);
	if (pass->frames[pass->depth - 1].placeholder)
		run->look |= WORD_PLACEHOLDER;
	run->field = pass->field_count ? pass->fields[pass->field_count - 1].index : WORD_NONE;
	/* Runs that differ in nothing (rsid, spelling marks) are one. */
	if (s->run_count - 1 > paragraph_here(pass)->run && same_run(run - 1, run)) {
		s->run_count--;
		run--;
	} else if (run->state) {
		pass->doc->tracked++;
	}
	buf_span(&s->text, text);
	run->end = (uint32_t)s->text.length;
}

enum { UNKNOWN_CHARACTER = 0xFFFD };

/* Fonts whose characters are pictures; with others of their family ("Wingdings 2"). */
static bool is_picture_font(const char *font)
{
	static const char *const fonts[] = {"Wingdings", "Webdings",	   "Marlett",
					    "MT Extra",	 "Monotype Sorts", "Zapf"};
	for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++)
		if (!strncasecmp(font, fonts[i], strlen(fonts[i])))
			return true;
	return false;
}

/* Characters of the Symbol font in common use; the rest cannot be known without it. */
static uint32_t symbol_character(unsigned long code)
{
	static const struct {
		unsigned code, character;
	} known[] = {{0xB7, 0x2022}, {0xA7, 0xA7},   {0xA3, 0x2264}, {0xB3, 0x2265},
		     {0xB4, 0xD7},   {0xB1, 0xB1},   {0xB0, 0xB0},   {0xB9, 0x2260},
		     {0xAE, 0x2192}, {0xD7, 0x22C5}, {0xE5, 0x2211}, {0x2D, 0x2212}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == code)
			return known[i].character;
	return UNKNOWN_CHARACTER;
}

/* A symbol font has its characters at F000 and up, where Unicode has none (ECMA-376 17.3.3.30). */
void symbol_add(struct story_pass *pass, const struct markup_tag *tag)
{
	enum { SYMBOLS = 0xF000, SURROGATES = 0xD800 };
	struct arena scratch = {0};
	struct buf text = {0};
	const char *font = markup_attribute(tag, "font", &scratch).at;
	struct span code = markup_attribute(tag, "char", &scratch);
	unsigned long value = code.at ? strtoul(code.at, NULL, 16) : 0;
	uint32_t character = UNKNOWN_CHARACTER;
	if (font && !strcasecmp(font, "Symbol"))
		character = symbol_character(value >= SYMBOLS ? value - SYMBOLS : value);
	else if (!(font && is_picture_font(font)) && value >= ' ' && value < SURROGATES)
		character = (uint32_t)value;
	utf8_add(&text, character);
	text_add(pass, buf_as_span(&text));
	buf_release(&text);
	arena_release(&scratch);
}

/* A comment is no text: its mark is no change. */
void note_add(struct story_pass *pass, const struct markup_tag *tag)
{
	enum word_story_kind kind = tag->name == MARKUP_FOOTNOTE_REFERENCE  ? WORD_FOOTNOTE
				    : tag->name == MARKUP_ENDNOTE_REFERENCE ? WORD_ENDNOTE
									    : WORD_COMMENT;
	if (!text_counts(pass))
		return;
	struct word_run *run = run_new(pass, kind == WORD_COMMENT ? WORD_REMARK : WORD_NOTE);
	run->story = note_story(pass->doc, kind, markup_number(tag, "id", -1));
	pass->doc->tracked += run->state != 0 && kind != WORD_COMMENT;
}

/* ---- fields */

static void field_begin(struct story_pass *pass, struct span instruction, bool result)
{
	struct word_doc *doc = pass->doc;
	if (pass->field_count == FIELDS_MOST) {
		archive_refuse(pass->archive, "fields are nested too deeply");
		return;
	}
	MEM_ROOM(doc->fields, doc->field_count, doc->field_capacity);
	doc->fields[doc->field_count] = (struct word_field){.instruction = {0}};
	buf_span(&doc->fields[doc->field_count].instruction, instruction);
	pass->fields[pass->field_count++] =
		(struct open_field){(uint32_t)doc->field_count++, result};
}

/* Does the field number its paragraph? Word keeps no result of these. */
static bool is_number(const struct word_field *field)
{
	static const char *const names[] = {"LISTNUM", "AUTONUM"};
	struct span instruction = span_trim(buf_as_span(&field->instruction));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (instruction.length >= strlen(names[i]) &&
		    !strncasecmp(instruction.at, names[i], strlen(names[i])))
			return true;
	return false;
}

void field_end(struct story_pass *pass)
{
	if (pass->field_count == story_place(pass)->field_depth)
		return;
	uint32_t field = pass->fields[--pass->field_count].index;
	const struct word_story *s = story_here(pass);
	bool has_result = s->run_count && s->runs[s->run_count - 1].field == field;
	if (!has_result && is_number(&pass->doc->fields[field]) && text_counts(pass))
		run_new(pass, WORD_FIELD_NUMBER);
}

void field_char(struct story_pass *pass, const struct markup_tag *tag)
{
	bool open = pass->field_count > story_place(pass)->field_depth;
	if (markup_is(tag, "fldCharType", "begin"))
		field_begin(pass, (struct span){NULL, 0}, false);
	else if (open && markup_is(tag, "fldCharType", "separate"))
		pass->fields[pass->field_count - 1].result = true;
	else if (markup_is(tag, "fldCharType", "end"))
		field_end(pass);
}

void field_simple(struct story_pass *pass, const struct markup_tag *tag)
{
	struct arena scratch = {0};
	field_begin(pass, markup_attribute(tag, "instr", &scratch), true);
	arena_release(&scratch);
}

void fields_leave(struct story_pass *pass)
{
	size_t depth = story_place(pass)->field_depth;
	for (; pass->field_count > depth; pass->field_count--) {
		const struct open_field *field = &pass->fields[pass->field_count - 1];
		struct span instruction = utf8_head(
			span_trim(buf_as_span(&pass->doc->fields[field->index].instruction)),
			INSTRUCTION_SHOWN);
		if (!field->result)
			archive_refuse(
				pass->archive,
				"the field “%.*s” is not closed, which makes the text behind "
				"it a part of the field; close the field or take it out",
				SPAN_ARGS(instruction));
	}
}
