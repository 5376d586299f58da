/* story: a part on its way into paragraphs and runs. Private to word/story*.c. */
#ifndef WORD_STORY_H
#define WORD_STORY_H

#include "word/parts.h"

enum { FIELDS_MOST = 64 /* open at once */ };

/* An open element. */
struct frame {
	enum markup_name name;
	uint32_t state, change; /* of all that is in it */
	bool placeholder;	/* likewise */
	size_t stories;		/* how many there were before it */
};

/* Where text goes: a text box suspends the paragraph that it is anchored in. */
struct holder {
	uint32_t story;
	uint32_t cell;
	bool in_paragraph, in_run, in_text;
	struct word_format format[WORD_VIEWS];
	uint32_t sets[WORD_VIEWS];
	bool reformed; /* the former properties are told */
	uint32_t mark, mark_change;
	uint32_t look, off; /* said by the run itself */
	uint32_t run_style;
	size_t table_depth, field_depth; /* what is open around it */
};

struct table {
	uint32_t index, row, column;
	uint32_t row_state, row_before;
	uint32_t outer; /* the cell around it */
};

struct open_field {
	uint32_t index;
	bool result; /* its instruction is over */
};

struct story_pass {
	struct word_doc *doc;
	struct archive *archive;
	enum word_story_kind kind;
	struct frame *frames;
	size_t depth, frame_capacity;
	unsigned skip; /* depth in what is not read */
	bool former;   /* in a record of former paragraph properties */
	struct holder *places;
	size_t place_count, place_capacity;
	struct table *tables;
	size_t table_count, table_capacity;
	struct open_field fields[FIELDS_MOST];
	size_t field_count;
	bool in_instruction;
};

struct holder *story_place(struct story_pass *pass);
struct word_story *story_here(struct story_pass *pass);
/* The open paragraph, or the last. */
struct word_paragraph *paragraph_here(struct story_pass *pass);
/* The element that many steps above the innermost open one. */
enum markup_name story_above(const struct story_pass *pass, size_t steps);

/* ---- story_text.c */

uint32_t story_new(struct word_doc *doc, enum word_story_kind kind, long id);
/* Of a note or comment, which its mark finds by kind and id. */
uint32_t note_story_new(struct word_doc *doc, enum word_story_kind kind, long id);
/* The state that a tracked change of that name gives; 0: it is none. */
uint32_t change_state(enum markup_name name);
/* Is the element a tracked change of what is in it, or of a mark or row? */
bool change_is(enum markup_name name);
/* A change says something of the paragraph's mark, of a row, or of what is in it. */
void change_take(struct story_pass *pass, struct frame *frame, const struct markup_tag *tag);
/* Text outside paragraphs and in the instruction of a field is none. */
bool text_counts(struct story_pass *pass);
struct word_run *run_new(struct story_pass *pass, enum word_run_kind kind);
void text_add(struct story_pass *pass, struct span text);
void symbol_add(struct story_pass *pass, const struct markup_tag *tag);
void note_add(struct story_pass *pass, const struct markup_tag *tag);
void field_char(struct story_pass *pass, const struct markup_tag *tag);
void field_simple(struct story_pass *pass, const struct markup_tag *tag);
/* The innermost field of the place is over. */
void field_end(struct story_pass *pass);
/* Of fields that the place has opened and not closed, those that hide its text refuse the file. */
void fields_leave(struct story_pass *pass);

#endif
