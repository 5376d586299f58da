/* Contexts: a draft's outline by its labels and indentation, as a stack of the lines that are open.
 */
#include "draft/contexts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A line that others may stand under. The first frame is for a context that names a Section. */
struct frame {
	struct span label;	     /* (a); empty without one, a bullet, or a plain number */
	struct span number;	     /* 1.1, without a mark behind it */
	bool bracket, bullet, below; /* it stands under the number that it begins with */
	unsigned indent, line;
	size_t own,
		inherited; /* contexts, counted from 1: its own, and one beside it that goes on */
};

struct contexts {
	struct frame *frames;
	size_t count, capacity;
	struct context *all;
	size_t all_count, all_capacity;
	struct frame *before; /* as they stood before the line entered last */
	size_t before_count, before_capacity;
	struct span label, last; /* of the line entered last, and the label beside it */
};

struct contexts *contexts_new(void)
{
	struct contexts *contexts = mem_alloc(sizeof *contexts);
	MEM_ROOM(contexts->frames, contexts->count, contexts->capacity);
	contexts->frames[contexts->count++] = (struct frame){0};
	return contexts;
}

void contexts_free(struct contexts *contexts)
{
	for (size_t i = 0; i < contexts->all_count; i++) {
		if (contexts->all[i].why)
			diags_release(contexts->all[i].why);
		free(contexts->all[i].why);
	}
	free(contexts->frames);
	free(contexts->all);
	free(contexts->before);
	free(contexts);
}

const struct context *contexts_unused(const struct contexts *contexts, size_t *at)
{
	while (*at < contexts->all_count) {
		const struct context *context = &contexts->all[(*at)++];
		if (!context->used && !context->section)
			return context;
	}
	return NULL;
}

struct context *contexts_unsaid(struct contexts *contexts, size_t *at)
{
	while (*at < contexts->all_count) {
		struct context *context = &contexts->all[(*at)++];
		if (context->refused && !context->said && !context->passed)
			return context;
	}
	return NULL;
}

struct context *contexts_of_line(struct contexts *contexts, size_t logical)
{
	for (size_t i = contexts->all_count; i-- > 0;)
		if (contexts->all[i].logical == logical)
			return &contexts->all[i];
	return NULL;
}

/* ---- labels */

static size_t bullet_length(struct span text)
{
	if (span_starts(text, "- ") || span_starts(text, "* "))
		return 2;
	return span_starts(text, "• ") ? strlen("• ") : 0;
}

static bool begins_with_section(struct span text)
{
	return span_starts(text, "Sec. ") || span_starts(text, "SEC. ");
}

/* "3. ", "3) ", "1.2 ", "Sec. 3. ", and "201 " before a capital or a bracket. */
size_t contexts_number_length(struct span text)
{
	size_t at = begins_with_section(text) ? strlen("Sec. ") : 0;
	size_t first = at;
	while (at < text.length && (isdigit((unsigned char)text.at[at]) || text.at[at] == '.'))
		at++;
	if (at == first || at + 1 >= text.length || !isdigit((unsigned char)text.at[first]))
		return 0;
	bool closed = text.at[at - 1] == '.' || text.at[at] == ')' ||
		      memchr(text.at + first, '.', at - first);
	if (!closed && isupper((unsigned char)text.at[at]))
		at++;
	if (text.at[at] == ')')
		at++;
	if (span_starts(span_sub(text, at, text.length), "—("))
		return at + strlen("—");
	if (at + 1 >= text.length || text.at[at] != ' ')
		return 0;
	unsigned char next = (unsigned char)text.at[at + 1];
	return closed || isupper(next) || next == '(' ? at + 1 : 0;
}

bool contexts_begins_section(struct span text)
{
	return begins_with_section(text) && contexts_number_length(text) > 0;
}

/* "(aa) ": letters, figures or a numeral. */
static size_t bracket_length(struct span text)
{
	size_t at = 1;
	if (!text.length || text.at[0] != '(')
		return 0;
	while (at < text.length && (isalnum((unsigned char)text.at[at]) || text.at[at] == '-'))
		at++;
	bool label = at > 1 && at < 7 && at + 1 < text.length && text.at[at] == ')' &&
		     text.at[at + 1] == ' ';
	return label ? at + 2 : 0;
}

/* ---- depth */

static bool goes_on_from(const struct frame *frame, struct span label)
{
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++)
		if (number_fits((enum label_style)i, frame->label) &&
		    number_fits((enum label_style)i, label) &&
		    number_compare((enum label_style)i, frame->label, label) < 0)
			return true;
	return false;
}

/* A label (i) under (a) is deeper than it, and beside it only after (h). */
static bool is_beside(const struct frame *frame, struct span label)
{
	bool opens = number_is_first(LABEL_ROMAN, label) &&
		     !number_follows(LABEL_LOWER, frame->label, label);
	return !opens && goes_on_from(frame, label);
}

static bool goes_right_behind(const struct frame *frame, struct span label)
{
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++)
		if (number_follows((enum label_style)i, frame->label, label))
			return true;
	return false;
}

static bool outermost(const struct frame *frame)
{
	return !frame->bracket && !frame->bullet && !frame->below;
}

/* How many frames stay open over a line with a label in brackets: it stands beside one that is as
 * far in and has an earlier label, else below the last. */
static size_t frames_over(const struct contexts *contexts, struct span label, unsigned indent)
{
	size_t over = contexts->count, beside = 0;
	for (size_t i = contexts->count; i-- > 1;) {
		const struct frame *frame = &contexts->frames[i];
		if (outermost(frame) || frame->indent < indent)
			break;
		if (frame->indent > indent || frame->bullet)
			over = i;
		else if (is_beside(frame, label)) {
			/* Behind (ii), which stands under (b), (c) is no hundred. */
			if (goes_right_behind(frame, label))
				return i;
			beside = beside ? beside : i;
		}
	}
	return beside ? beside : over;
}

static size_t frames_over_bullet(const struct contexts *contexts, unsigned indent)
{
	size_t count = contexts->count;
	while (count > 1 && !outermost(&contexts->frames[count - 1]) &&
	       (contexts->frames[count - 1].bullet || contexts->frames[count - 1].indent >= indent))
		count--;
	return count;
}

/* A plain line stands under another only when it is farther in. */
static size_t frames_over_plain(const struct contexts *contexts, unsigned indent)
{
	size_t count = contexts->count;
	while (count > 1 && contexts->frames[count - 1].indent >= indent)
		count--;
	return count;
}

/* 1.1.1 stands under 1.1, however far in it is. */
static size_t frames_over_number(const struct contexts *contexts, const struct frame *own)
{
	for (size_t i = contexts->count; i-- > 1;) {
		struct span over = contexts->frames[i].number;
		if (over.length && own->number.length > over.length &&
		    own->number.at[over.length] == '.' &&
		    !memcmp(own->number.at, over.at, over.length))
			return i + 1;
	}
	return frames_over_plain(contexts, own->indent);
}

static void open_frame(struct contexts *contexts, size_t over, struct frame frame)
{
	if (contexts->count > over) {
		const struct frame *beside = &contexts->frames[over];
		bool under = contexts->count > over + 1;
		bool goes_on = beside->own && !under && contexts->all[beside->own - 1].goes_on;
		frame.inherited = goes_on ? beside->own : beside->inherited;
	}
	contexts->count = over;
	MEM_ROOM(contexts->frames, contexts->count, contexts->capacity);
	contexts->frames[contexts->count++] = frame;
}

static bool fits_some(bool (*fits)(enum label_style style, struct span a, struct span b),
		      struct span a, struct span b)
{
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++)
		if (fits((enum label_style)i, a, b))
			return true;
	return false;
}

static bool is_first(enum label_style style, struct span label, struct span unused)
{
	(void)unused;
	return number_fits(style, label) && number_is_first(style, label);
}

/* (a-1) and (2A) are numbers put in later: what goes before them is not known from them alone. */
static bool is_plain(struct span label)
{
	bool digit = false, letter = false;
	for (size_t i = 0; i < label.length; i++) {
		digit |= isdigit((unsigned char)label.at[i]) != 0;
		letter |= isalpha((unsigned char)label.at[i]) != 0;
	}
	return digit != letter;
}

bool contexts_gap(const struct contexts *contexts, struct span *last)
{
	struct span label = contexts->label;
	*last = contexts->last;
	if (!label.length || !is_plain(label) || (last->length && !is_plain(*last)))
		return false;
	return last->length ? !fits_some(number_follows, *last, label)
			    : !fits_some(is_first, label, *last);
}

static void save(struct contexts *contexts)
{
	contexts->label = contexts->last = (struct span){NULL, 0};
	contexts->before_count = 0;
	for (size_t i = 0; i < contexts->count; i++) {
		MEM_ROOM(contexts->before, contexts->before_count, contexts->before_capacity);
		contexts->before[contexts->before_count++] = contexts->frames[i];
	}
}

void contexts_undo(struct contexts *contexts)
{
	memcpy(contexts->frames, contexts->before,
	       contexts->before_count * sizeof *contexts->frames);
	contexts->count = contexts->before_count;
}

/* "3 (a) (i) words": a frame for the number or the bare line, and one for each label. */
static size_t enter_labels(struct contexts *contexts, struct span text, struct frame frame)
{
	size_t at = contexts_number_length(text), label;
	frame.number = span_trim(span_sub(text, 0, at));
	frame.number.length -= span_ends(frame.number, ".") || span_ends(frame.number, ")");
	if (at || !bracket_length(text)) {
		size_t over = frames_over_number(contexts, &frame);
		frame.below = over > 1 && contexts->frames[over - 1].number.length &&
			      contexts->frames[over - 1].indent >= frame.indent;
		open_frame(contexts, over, frame);
	}
	frame.bracket = true;
	frame.number = (struct span){NULL, 0};
	while ((label = bracket_length(span_sub(text, at, text.length)))) {
		frame.label = span_sub(text, at, at + label - 1);
		size_t over = frames_over(contexts, frame.label, frame.indent);
		contexts->label = frame.label;
		contexts->last = over < contexts->count ? contexts->frames[over].label
							: (struct span){NULL, 0};
		open_frame(contexts, over, frame);
		at += label;
	}
	return at;
}

size_t contexts_enter(struct contexts *contexts, const struct logical *line, unsigned *depth)
{
	struct frame frame = {.indent = line->indent, .line = line->line};
	size_t at = bullet_length(line->text);
	save(contexts);
	if (at) {
		frame.bullet = true;
		open_frame(contexts, frames_over_bullet(contexts, frame.indent), frame);
	} else {
		at = enter_labels(contexts, line->text, frame);
	}
	*depth = 0;
	for (size_t i = 1; i < contexts->count; i++)
		*depth += !outermost(&contexts->frames[i]);
	return at;
}

struct context *contexts_over(struct contexts *contexts)
{
	for (size_t i = contexts->count; i-- > 0;) {
		const struct frame *frame = &contexts->frames[i];
		size_t found =
			frame->own && i + 1 < contexts->count ? frame->own : frame->inherited;
		if (found)
			return &contexts->all[found - 1];
	}
	return NULL;
}

static size_t keep_context(struct contexts *contexts, struct context context)
{
	MEM_ROOM(contexts->all, contexts->all_count, contexts->all_capacity);
	contexts->all[contexts->all_count++] = context;
	return contexts->all_count;
}

void contexts_set(struct contexts *contexts, struct context context)
{
	if (context.section)
		contexts->count = 1;
	contexts->frames[contexts->count - 1].own = keep_context(contexts, context);
}

bool contexts_set_over(struct contexts *contexts, unsigned line, struct context context)
{
	size_t over = contexts->count - 1;
	while (over && contexts->frames[over].line != line)
		over--;
	if (!over || over + 1 == contexts->count)
		return false;
	contexts->frames[over].own = keep_context(contexts, context);
	return true;
}

void contexts_leave(struct contexts *contexts)
{
	struct frame last = contexts->frames[contexts->count - 1];
	if (contexts->count > 1)
		contexts->count--;
	while (contexts->count > 1 && outermost(&contexts->frames[contexts->count - 1]))
		contexts->count--;
	last.inherited = 0;
	contexts->frames[contexts->count++] = last;
}
