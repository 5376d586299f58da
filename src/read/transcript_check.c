/* What a view of a Word document says against itself: hidden text, broken and stale fields, numbers
 * that only the word processor can make. */
#include "read/transcript.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

enum { SHOWN_MOST = 60 /* bytes of text that a finding quotes */ };

struct checker {
	const struct transcript *transcript;
	struct diags *diags;
	const struct word_text *body;
	xmlHashTablePtr bookmarks; /* name -> index + 1 */
	size_t *starts;		   /* the byte that each line begins at */
	uint32_t *stories;	   /* notes and boxes met on a line, and in these */
	size_t story_count, story_capacity;
	bool *met; /* of each story */
};

/* ---- places */

static struct place line_place(const struct checker *checker, size_t line)
{
	const struct transcript *t = checker->transcript;
	size_t start = checker->starts[line];
	size_t end = span_find(t->lines, SPAN("\n"), start);
	struct place place = {t->file, (unsigned)line + 1, 1, 2};
	if (end != SIZE_MAX && end > start)
		place.end_column = (unsigned)utf8_count(span_sub(t->lines, start, end)) + 1;
	return place;
}

static struct diag *say(const struct checker *checker, size_t line, enum diag_code code,
			struct span words, const char *what)
{
	struct span head = utf8_head(words, SHOWN_MOST);
	return diag_add(checker->diags, code, line_place(checker, line), "“%.*s”%s %s",
			SPAN_ARGS(head), head.length < words.length ? "…" : "", what);
}

/* ---- fields */

/* The next word of an instruction; a quoted one without its marks. */
static struct span instruction_word(struct span *rest)
{
	*rest = span_trim(*rest);
	bool quoted = rest->length && rest->at[0] == '"';
	size_t end = quoted;
	while (end < rest->length &&
	       (quoted ? rest->at[end] != '"' : !isspace((unsigned char)rest->at[end])))
		end++;
	struct span word = span_sub(*rest, quoted, end);
	*rest = span_sub(*rest, end + (quoted && end < rest->length), rest->length);
	return word;
}

/* Of a cross-reference: the bookmark, and whether its result is a number. */
static struct span reference_target(struct span instruction, bool *number)
{
	struct span word = instruction_word(&instruction);
	*number = false;
	if (!(word.length == 3 && !strncasecmp(word.at, "REF", 3)))
		return (struct span){NULL, 0};
	struct span target = instruction_word(&instruction);
	while ((word = instruction_word(&instruction)).length)
		*number |= span_is(word, "\\r") || span_is(word, "\\n") || span_is(word, "\\w");
	return target;
}

static const struct word_block *block_of(const struct word_text *text, uint32_t paragraph)
{
	size_t low = 0, high = text->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text->blocks[middle].paragraph_after <= paragraph)
			low = middle + 1;
		else
			high = middle;
	}
	return low < text->count ? &text->blocks[low] : NULL;
}

static struct span bare_number(struct span text)
{
	text = span_trim(text);
	while (text.length && strchr(".)(: ", text.at[text.length - 1]))
		text.length--;
	while (text.length && strchr("( ", text.at[0]))
		text = span_sub(text, 1, text.length);
	return text;
}

/* A result may have the numbers of what is around the target in front. */
static void check_number(const struct checker *checker, size_t line, struct span result,
			 const struct word_bookmark *bookmark)
{
	const struct word_block *target =
		bookmark->story ? NULL : block_of(checker->body, bookmark->paragraph);
	struct span label = target ? bare_number(target->label) : (struct span){NULL, 0};
	struct span stated = bare_number(result);
	if (!label.length ||
	    (stated.length >= label.length &&
	     span_equal(span_sub(stated, stated.length - label.length, stated.length), label)))
		return;
	struct diag *diag = say(checker, line, DIAG_IN031, result,
				"is the result of a cross-reference that is out of date");
	diag_help(checker->diags, diag, "what it refers to has the number “%.*s”",
		  SPAN_ARGS(target->label));
}

static void check_field(const struct checker *checker, size_t line, uint32_t field,
			struct span result)
{
	struct span instruction = buf_as_span(&checker->transcript->doc->fields[field].instruction);
	struct arena scratch = {0};
	bool number;
	if (span_starts(span_trim(result), "Error!")) {
		say(checker, line, DIAG_IN031, result, "stands for a reference that is broken");
		return;
	}
	struct span target = reference_target(instruction, &number);
	if (!target.length)
		return;
	const char *name = arena_copy(&scratch, target.at, target.length);
	uintptr_t found = (uintptr_t)xmlHashLookup(checker->bookmarks, BAD_CAST name);
	if (!found)
		say(checker, line, DIAG_IN031, result,
		    "is a cross-reference to a place that is not there any more");
	else if (number)
		check_number(checker, line, result,
			     &checker->transcript->doc->bookmarks[found - 1]);
	arena_release(&scratch);
}

/* ---- blocks */

static void check_fields(const struct checker *checker, size_t line, const struct word_block *block)
{
	for (size_t i = 0; i < block->stretch_count;) {
		uint32_t field = block->stretches[i].run->field;
		size_t start = block->stretches[i].start, end = start;
		for (; i < block->stretch_count && block->stretches[i].run->field == field; i++)
			end = block->stretches[i].end;
		if (field != WORD_NONE)
			check_field(checker, line, field, span_sub(block->text, start, end));
	}
}

static void check_looks(const struct checker *checker, size_t line, struct span words,
			uint32_t look)
{
	if (!span_trim(words).length)
		return;
	if (look & WORD_HIDDEN)
		say(checker, line, DIAG_IN031, words, "is hidden text, and left out");
	else if (look & WORD_PLACEHOLDER)
		say(checker, line, DIAG_DOC005, words,
		    "is what a content control shows until it is filled in");
}

/* What stands in a text and is none. */
static void check_object(const struct checker *checker, size_t line, const struct word_run *run)
{
	static const struct {
		enum word_run_kind kind;
		enum diag_code code;
		const char *message;
	} rows[] = {{WORD_BOX, DIAG_IN032,
		     "a text box stands beside this paragraph and is read after it"},
		    {WORD_FIELD_NUMBER, DIAG_IN034,
		     "a field makes a number here, which cannot be computed"},
		    {WORD_FORMULA, DIAG_IN024,
		     "of a formula here only the signs are read, one after the other"},
		    {WORD_PICTURE, DIAG_IN024, "a picture stands here, and is left out"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].kind == run->kind)
			diag_add(checker->diags, rows[i].code, line_place(checker, line), "%s",
				 rows[i].message);
	if (run->kind == WORD_NOTE && run->story == WORD_NONE)
		diag_add(checker->diags, DIAG_IN012, line_place(checker, line),
			 "the mark of a footnote stands here, and the file has no such footnote");
}

static void check_block(const struct checker *checker, size_t line, const struct word_block *block)
{
	for (size_t i = 0; i < block->stretch_count; i++) {
		const struct word_stretch *stretch = &block->stretches[i];
		check_looks(checker, line, span_sub(block->text, stretch->start, stretch->end),
			    stretch->run->look);
		check_object(checker, line, stretch->run);
	}
	if (span_find(block->text, SPAN("\xEF\xBF\xBD"), 0) != SIZE_MAX)
		say(checker, line, DIAG_IN004, block->text,
		    "holds a character of a symbol font that is not known here");
	if (block->uncounted)
		diag_add(checker->diags, DIAG_IN034, line_place(checker, line),
			 "the number of this paragraph cannot be computed");
	if (block->emptied)
		diag_add(checker->diags, DIAG_AMD014, line_place(checker, line),
			 "all words of this paragraph are %s, and its paragraph mark is not",
			 checker->transcript->view == WORD_FINAL ? "deleted" : "inserted");
	check_fields(checker, line, block);
}

/* ---- notes and text boxes, told at the line of their mark */

static void meet_stories(struct checker *checker, const struct word_block *block)
{
	for (size_t i = 0; i < block->stretch_count; i++) {
		const struct word_run *run = block->stretches[i].run;
		if (run->story == WORD_NONE || run->kind == WORD_REMARK || checker->met[run->story])
			continue;
		checker->met[run->story] = true;
		MEM_ROOM(checker->stories, checker->story_count, checker->story_capacity);
		checker->stories[checker->story_count++] = run->story;
	}
}

static void check_with_stories(struct checker *checker, size_t line, const struct word_block *block)
{
	const struct transcript *transcript = checker->transcript;
	check_block(checker, line, block);
	checker->story_count = 0;
	meet_stories(checker, block);
	for (size_t i = 0; i < checker->story_count; i++) {
		struct word_text *text =
			word_text(transcript->doc, checker->stories[i], transcript->view);
		for (size_t k = 0; k < text->count; k++) {
			check_block(checker, line, &text->blocks[k]);
			meet_stories(checker, &text->blocks[k]);
		}
		word_text_free(text);
	}
}

static void open_checker(struct checker *checker, const struct transcript *transcript)
{
	const struct word_doc *doc = transcript->doc;
	checker->bookmarks = xmlHashCreate((int)doc->bookmark_count + 1);
	for (size_t i = 0; i < doc->bookmark_count; i++)
		xmlHashAddEntry(checker->bookmarks, BAD_CAST doc->bookmarks[i].name,
				(void *)(i + 1));
	checker->starts = mem_alloc((transcript->count + 1) * sizeof *checker->starts);
	checker->met = mem_alloc((doc->story_count + 1) * sizeof *checker->met);
	struct span rest = transcript->lines, line;
	for (size_t i = 0; i < transcript->count && span_line(&rest, &line); i++)
		checker->starts[i] = (size_t)(line.at - transcript->lines.at);
}

void transcript_check(const struct transcript *transcript, struct diags *diags)
{
	struct checker checker = {
		.transcript = transcript, .diags = diags, .body = transcript->body};
	open_checker(&checker, transcript);
	for (size_t i = 0; i < transcript->count; i++) {
		const struct transcript_line *line = &transcript->items[i];
		for (size_t k = line->block; k != SIZE_MAX && k < line->block_after; k++)
			check_with_stories(&checker, i, &transcript->body->blocks[k]);
	}
	xmlHashFree(checker.bookmarks, NULL);
	free(checker.starts);
	free(checker.stories);
	free(checker.met);
}
