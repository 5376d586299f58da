/* Word's own numbering, computed: numbering.xml says how each level counts, the paragraphs of a
 * view in order say how far (ECMA-376 Part 1, 17.9). What cannot be computed is said, never
 * guessed. */
#include "word/parts.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

enum { LEVELS = 9, LABEL_MOST = 200, ROMAN_MOST = 4999 };

enum format {
	FORMAT_DECIMAL,
	FORMAT_ZERO, /* 01, 02 */
	FORMAT_LOWER,
	FORMAT_UPPER,
	FORMAT_LOWER_ROMAN,
	FORMAT_UPPER_ROMAN,
	FORMAT_ORDINAL,
	FORMAT_BULLET,
	FORMAT_NONE,
	FORMAT_OTHER
};

struct list_level {
	bool given;
	enum format format;
	long start;
	long restart; /* after which level (counted from 1) it begins again; 0: never; -1: any above
		       */
	bool legal;   /* all numbers in it as digits */
	struct span text;
	const char *style; /* the paragraph style that is this level, or NULL */
	struct word_format indents;
	uint32_t sets;
};

struct abstract_list {
	struct list_level levels[LEVELS];
	const char *style_link, *num_style_link;
};

struct list {
	long id;
	uint32_t abstract;
	struct list_level *over[LEVELS]; /* levels of its own, or NULL */
	long start[LEVELS];		 /* -1: that of its level */
};

struct word_numbering {
	struct arena arena;
	struct abstract_list *abstracts;
	size_t abstract_count, abstract_capacity;
	struct list *lists;
	size_t list_count, list_capacity;
	xmlHashTablePtr abstract_ids, list_ids; /* number -> index + 1 */
};

/* ---- the part */

struct pass {
	struct word_numbering *numbering;
	struct abstract_list *abstract;
	struct list *list;
	struct list_level *level;
	long over; /* level that an override is of, or -1 */
	unsigned run;
};

static enum format format_of(const struct markup_tag *tag)
{
	static const char *const names[] = {
		[FORMAT_DECIMAL] = "decimal",
		[FORMAT_ZERO] = "decimalZero",
		[FORMAT_LOWER] = "lowerLetter",
		[FORMAT_UPPER] = "upperLetter",
		[FORMAT_LOWER_ROMAN] = "lowerRoman",
		[FORMAT_UPPER_ROMAN] = "upperRoman",
		[FORMAT_ORDINAL] = "ordinal",
		[FORMAT_BULLET] = "bullet",
		[FORMAT_NONE] = "none",
	};
	for (int i = 0; i < FORMAT_OTHER; i++)
		if (markup_is(tag, "val", names[i]))
			return (enum format)i;
	return FORMAT_OTHER;
}

static void add_id(xmlHashTablePtr table, long id, size_t index)
{
	char name[24];
	snprintf(name, sizeof name, "%ld", id);
	xmlHashAddEntry(table, BAD_CAST name, (void *)(index + 1));
}

/* Index + 1, or 0. */
static size_t find_id(xmlHashTablePtr table, long id)
{
	char name[24];
	snprintf(name, sizeof name, "%ld", id);
	return (size_t)xmlHashLookup(table, BAD_CAST name);
}

static void open_abstract(struct pass *pass, const struct markup_tag *tag)
{
	struct word_numbering *n = pass->numbering;
	MEM_ROOM(n->abstracts, n->abstract_count, n->abstract_capacity);
	add_id(n->abstract_ids, markup_number(tag, "abstractNumId", -1), n->abstract_count);
	pass->abstract = &n->abstracts[n->abstract_count++];
	*pass->abstract = (struct abstract_list){.style_link = NULL};
}

static void open_list(struct pass *pass, const struct markup_tag *tag)
{
	struct word_numbering *n = pass->numbering;
	MEM_ROOM(n->lists, n->list_count, n->list_capacity);
	add_id(n->list_ids, markup_number(tag, "numId", -1), n->list_count);
	pass->list = &n->lists[n->list_count++];
	*pass->list = (struct list){.id = markup_number(tag, "numId", -1), .abstract = WORD_NONE};
	for (int i = 0; i < LEVELS; i++)
		pass->list->start[i] = -1;
}

static void open_level(struct pass *pass, const struct markup_tag *tag)
{
	long index = markup_number(tag, "ilvl", -1);
	if (index < 0 || index >= LEVELS)
		return;
	if (pass->list && pass->over == index) {
		pass->level = pass->list->over[index] =
			arena_alloc(&pass->numbering->arena, sizeof *pass->level);
	} else if (pass->abstract) {
		pass->level = &pass->abstract->levels[index];
	}
	if (pass->level)
		*pass->level = (struct list_level){.given = true, .start = 0, .restart = -1};
}

static void open_in_level(struct pass *pass, const struct markup_tag *tag)
{
	struct list_level *level = pass->level;
	struct arena *arena = &pass->numbering->arena;
	switch (tag->name) {
	case MARKUP_START:
		level->start = markup_number(tag, "val", 0);
		break;
	case MARKUP_NUM_FORMAT:
		level->format = format_of(tag);
		break;
	case MARKUP_LEVEL_TEXT:
		level->text = markup_attribute(tag, "val", arena);
		break;
	case MARKUP_LEVEL_RESTART:
		level->restart = markup_number(tag, "val", -1);
		break;
	case MARKUP_IS_LEGAL:
		level->legal = markup_on(tag);
		break;
	case MARKUP_P_STYLE:
		level->style = markup_attribute(tag, "val", arena).at;
		break;
	default:
		if (!pass->run)
			format_take(tag, &level->indents, &level->sets);
	}
}

static void open(void *user, const struct markup_tag *tag)
{
	struct pass *pass = user;
	struct arena *arena = &pass->numbering->arena;
	pass->run += tag->name == MARKUP_R_PR;
	if (tag->name == MARKUP_ABSTRACT_NUM)
		open_abstract(pass, tag);
	else if (tag->name == MARKUP_NUM)
		open_list(pass, tag);
	else if (tag->name == MARKUP_LEVEL)
		open_level(pass, tag);
	else if (pass->level)
		open_in_level(pass, tag);
	else if (tag->name == MARKUP_STYLE_LINK && pass->abstract)
		pass->abstract->style_link = markup_attribute(tag, "val", arena).at;
	else if (tag->name == MARKUP_NUM_STYLE_LINK && pass->abstract)
		pass->abstract->num_style_link = markup_attribute(tag, "val", arena).at;
	else if (tag->name == MARKUP_ABSTRACT_NUM_ID && pass->list)
		pass->list->abstract = (uint32_t)(find_id(pass->numbering->abstract_ids,
							  markup_number(tag, "val", -1)) -
						  1);
	else if (tag->name == MARKUP_LEVEL_OVERRIDE)
		pass->over = markup_number(tag, "ilvl", -1);
	else if (tag->name == MARKUP_START_OVERRIDE && pass->list && pass->over >= 0 &&
		 pass->over < LEVELS)
		pass->list->start[pass->over] = markup_number(tag, "val", -1);
}

static void close(void *user, enum markup_name name)
{
	struct pass *pass = user;
	pass->run -= name == MARKUP_R_PR;
	if (name == MARKUP_LEVEL)
		pass->level = NULL;
	else if (name == MARKUP_LEVEL_OVERRIDE)
		pass->over = -1;
	else if (name == MARKUP_ABSTRACT_NUM)
		pass->abstract = NULL;
	else if (name == MARKUP_NUM)
		pass->list = NULL;
}

/* A list that only names a style has the levels of the list that the style belongs to. */
static void follow_links(struct word_numbering *n)
{
	xmlHashTablePtr linked = xmlHashCreate(16);
	for (size_t i = 0; i < n->abstract_count; i++)
		if (n->abstracts[i].style_link)
			xmlHashAddEntry(linked, BAD_CAST n->abstracts[i].style_link,
					(void *)(i + 1));
	for (size_t i = 0; i < n->abstract_count; i++) {
		struct abstract_list *list = &n->abstracts[i];
		size_t found =
			list->num_style_link
				? (size_t)xmlHashLookup(linked, BAD_CAST list->num_style_link)
				: 0;
		if (found)
			memcpy(list->levels, n->abstracts[found - 1].levels, sizeof list->levels);
	}
	xmlHashFree(linked, NULL);
}

void numbering_read(struct word_doc *doc, struct archive *archive, const char *part)
{
	struct word_numbering *n = doc->numbering = mem_alloc(sizeof *n);
	n->abstract_ids = xmlHashCreate(64);
	n->list_ids = xmlHashCreate(64);
	struct pass pass = {.numbering = n, .over = -1};
	struct markup_reader reader = {.user = &pass, .open = open, .close = close};
	if (part && markup_read(archive, part, &reader))
		follow_links(n);
}

void numbering_free(struct word_numbering *numbering)
{
	if (!numbering)
		return;
	xmlHashFree(numbering->abstract_ids, NULL);
	xmlHashFree(numbering->list_ids, NULL);
	free(numbering->abstracts);
	free(numbering->lists);
	arena_release(&numbering->arena);
	free(numbering);
}

/* ---- which list and level a paragraph is of */

static const struct list *list_of(const struct word_numbering *n, int32_t number)
{
	size_t found = number > 0 ? find_id(n->list_ids, number) : 0;
	const struct list *list = found ? &n->lists[found - 1] : NULL;
	return list && list->abstract < n->abstract_count ? list : NULL;
}

static const struct list_level *level_of(const struct word_numbering *n, const struct list *list,
					 int level)
{
	return list->over[level] ? list->over[level] : &n->abstracts[list->abstract].levels[level];
}

void numbering_settle(const struct word_doc *doc, struct word_format *format, uint32_t sets,
		      uint32_t style_sets)
{
	const struct word_numbering *n = doc->numbering;
	const struct list *list = list_of(n, format->number);
	if (!list)
		return;
	const char *style = format->style != WORD_NONE ? doc->styles[format->style].id : NULL;
	for (int i = 0; style && !((sets | style_sets) & SETS_LEVEL) && i < LEVELS; i++) {
		const struct list_level *level = level_of(n, list, i);
		if (level->style && !strcmp(level->style, style))
			format->level = i;
	}
	/* Indents of a list named by the paragraph itself go before those of its style. */
	const struct list_level *level = level_of(n, list, format->level);
	uint32_t said = sets & SETS_NUMBER ? sets : sets | style_sets;
	if ((level->sets & SETS_LEFT) && !(said & SETS_LEFT))
		format->left = level->indents.left;
	if ((level->sets & SETS_FIRST) && !(said & SETS_FIRST))
		format->first = level->indents.first;
}

/* ---- counting */

/* Counters belong to the abstract list: instances of one list count on together, but for one that
 * says where it starts. */
struct count_state {
	long value[LEVELS];
	bool begun[LEVELS];
};

struct counter {
	const struct word_doc *doc;
	struct count_state *states; /* of each abstract list */
	bool *used;		    /* each list: its own starts have been taken */
};

struct counter *counter_new(const struct word_doc *doc)
{
	struct counter *counter = mem_alloc(sizeof *counter);
	counter->doc = doc;
	counter->states = mem_alloc((doc->numbering->abstract_count + 1) * sizeof *counter->states);
	counter->used = mem_alloc(doc->numbering->list_count + 1);
	return counter;
}

void counter_free(struct counter *counter)
{
	free(counter->states);
	free(counter->used);
	free(counter);
}

/* a ... z, aa, bb, cc */
static void write_letters(long value, char first, struct buf *out)
{
	if (value < 1)
		return;
	buf_repeat(out, (char)(first + (value - 1) % 26), (size_t)((value - 1) / 26 + 1));
}

static void write_roman(long value, bool upper, struct buf *out)
{
	static const struct {
		int value;
		const char *lower, *upper;
	} signs[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
		     {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
		     {10, "x", "X"},   {9, "ix", "IX"},	  {5, "v", "V"},   {4, "iv", "IV"},
		     {1, "i", "I"}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (; value >= signs[i].value; value -= signs[i].value)
			buf_text(out, upper ? signs[i].upper : signs[i].lower);
}

static bool write_count(enum format format, long value, struct buf *out)
{
	static const char *const ends[] = {"th", "st", "nd", "rd"};
	long tens = value % 100;
	switch (format) {
	case FORMAT_DECIMAL:
		buf_printf(out, "%ld", value);
		return true;
	case FORMAT_ZERO:
		buf_printf(out, "%02ld", value);
		return true;
	case FORMAT_ORDINAL:
		buf_printf(out, "%ld%s", value,
			   tens >= 4 && tens <= 20 ? "th"
			   : value % 10 <= 3	   ? ends[value % 10]
						   : "th");
		return true;
	case FORMAT_LOWER:
	case FORMAT_UPPER:
		write_letters(value, format == FORMAT_LOWER ? 'a' : 'A', out);
		return value <= 26L * LABEL_MOST;
	case FORMAT_LOWER_ROMAN:
	case FORMAT_UPPER_ROMAN:
		if (value > ROMAN_MOST)
			return false;
		write_roman(value, format == FORMAT_UPPER_ROMAN, out);
		return true;
	case FORMAT_NONE:
		return true;
	default:
		return false;
	}
}

static long start_of(const struct word_numbering *n, const struct list *list, int level)
{
	const struct list_level *of = level_of(n, list, level);
	return list->start[level] >= 0 ? list->start[level] : of->given ? of->start : 1;
}

/* Steps the counters for one paragraph of the list at that level. */
static void step(struct counter *counter, const struct list *list, int level)
{
	const struct word_numbering *n = counter->doc->numbering;
	struct count_state *state = &counter->states[list->abstract];
	bool *used = &counter->used[list - n->lists];
	for (int i = 0; !*used && i < LEVELS; i++)
		if (list->start[i] >= 0)
			state->begun[i] = false;
	*used = true;
	for (int i = 0; i <= level; i++) {
		if (!state->begun[i])
			state->value[i] = start_of(n, list, i) - (i == level);
		state->begun[i] = true;
	}
	state->value[level]++;
	for (int i = level + 1; i < LEVELS; i++) {
		long after = level_of(n, list, i)->restart;
		if (after < 0 || (after > 0 && level + 1 <= after))
			state->begun[i] = false;
	}
}

/* The level's text with its numbers: "G%1.%2". */
static bool write_label(const struct counter *counter, const struct list *list, int level,
			struct buf *out)
{
	const struct word_numbering *n = counter->doc->numbering;
	const struct count_state *state = &counter->states[list->abstract];
	const struct list_level *own = level_of(n, list, level);
	for (size_t i = 0; i < own->text.length && out->length < LABEL_MOST; i++) {
		char c = own->text.at[i];
		char next = i + 1 < own->text.length ? own->text.at[i + 1] : '\0';
		if (c != '%' || next < '1' || next > '9') {
			buf_char(out, c);
			continue;
		}
		int named = next - '1';
		enum format format = level_of(n, list, named)->format;
		if (own->legal && format != FORMAT_NONE)
			format = FORMAT_DECIMAL;
		if (!write_count(format, state->value[named], out))
			return false;
		i++;
	}
	return out->length < LABEL_MOST;
}

static enum word_count count_kind(enum format format)
{
	switch (format) {
	case FORMAT_DECIMAL:
	case FORMAT_ZERO:
		return COUNT_DIGIT;
	case FORMAT_LOWER:
		return COUNT_LOWER;
	case FORMAT_UPPER:
		return COUNT_UPPER;
	case FORMAT_LOWER_ROMAN:
		return COUNT_LOWER_ROMAN;
	case FORMAT_UPPER_ROMAN:
		return COUNT_UPPER_ROMAN;
	case FORMAT_BULLET:
	case FORMAT_NONE:
		return COUNT_NONE;
	default:
		return COUNT_OTHER;
	}
}

/* Bullets are characters of a symbol font, which mean nothing outside it. */
static void write_bullet(struct span text, struct buf *out)
{
	const char *at = text.at;
	uint32_t c = text.length ? utf8_next(&at, text.at + text.length) : 0;
	if (c >= 0xE000 && c <= 0xF8FF)
		c = 0x2022;
	if (c == 'o')
		c = 0x2022;
	if (c)
		utf8_add(out, c);
}

void counter_next(struct counter *counter, struct word_block *block, struct arena *arena)
{
	const struct word_format *format = block->format;
	const struct list *list = list_of(counter->doc->numbering, format->number);
	if (!list)
		return;
	const struct list_level *level = level_of(counter->doc->numbering, list, format->level);
	struct buf label = {0};
	step(counter, list, format->level);
	if (level->format == FORMAT_BULLET)
		write_bullet(level->text, &label);
	else
		block->uncounted = !write_label(counter, list, format->level, &label);
	block->count = count_kind(level->format);
	block->label = span_trim(
		(struct span){arena_copy(arena, buf_string(&label), label.length), label.length});
	buf_release(&label);
}
