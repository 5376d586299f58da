/* Marks: brackets and quotation marks without a partner, doubled marks and words, clauses without a
 * full stop, placeholders. */
#include "check/state.h"

#include "doc/words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- brackets and quotation marks: pairs within a block, then within the clause */

struct mark_seen {
	uint32_t block, at;
	uint32_t below; /* while it is open: the open one of its kind before it, counted from 1 */
	unsigned char length;
	char kind; /* ( [ or " for a curly, q for a straight quotation mark */
	bool closing, paired;
};

struct marks_seen {
	struct mark_seen *items;
	size_t count, capacity;
};

static void push(struct marks_seen *marks, struct mark_seen mark)
{
	MEM_ROOM(marks->items, marks->count, marks->capacity);
	mark.paired = false;
	marks->items[marks->count++] = mark;
}

/* Pairs marks of each kind by themselves, and adds what has no partner to `left`, in order. */
static void pair_up(struct marks_seen *marks, struct marks_seen *left)
{
	static const char kinds[] = "([\"";
	uint32_t open[3] = {0};
	for (size_t i = 0; i < marks->count; i++) {
		struct mark_seen *mark = &marks->items[i];
		const char *kind = strchr(kinds, mark->kind);
		if (!kind)
			continue;
		uint32_t *top = &open[kind - kinds];
		if (!mark->closing) {
			mark->below = *top;
			*top = (uint32_t)i + 1;
		} else if (*top) {
			mark->paired = marks->items[*top - 1].paired = true;
			*top = marks->items[*top - 1].below;
		}
	}
	for (size_t i = 0; i < marks->count; i++)
		if (!marks->items[i].paired)
			push(left, marks->items[i]);
}

/* Feet and inches: 5" */
static bool is_inches(struct span text, size_t at)
{
	return at && text.at[at - 1] >= '0' && text.at[at - 1] <= '9';
}

/* A bracket or a curly quotation mark: its kind, or 0; `length` its bytes. */
static char pairing_mark(struct span text, size_t at, bool *closing, unsigned char *length)
{
	*length = 1;
	*closing = text.at[at] == ')' || text.at[at] == ']';
	switch (text.at[at]) {
	case '(':
	case ')':
		return '(';
	case '[':
	case ']':
		return '[';
	case '\xE2':
		*length = 3;
		*closing = span_starts(span_sub(text, at, text.length), "”");
		return *closing || span_starts(span_sub(text, at, text.length), "“") ? '"' : 0;
	default:
		return 0;
	}
}

static void scan_block(const struct doc *doc, uint32_t block, struct marks_seen *left)
{
	struct span text = doc->blocks[block].text;
	struct marks_seen own = {0};
	struct mark_seen mark = {.block = block};
	struct mark_seen straight = {.block = block, .length = 1, .kind = 'q'};
	bool open = false;
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] == '"' && !is_inches(text, i)) {
			open = !open;
			straight.at = (uint32_t)i;
			continue;
		}
		mark.kind = pairing_mark(text, i, &mark.closing, &mark.length);
		mark.at = (uint32_t)i;
		if (mark.kind)
			push(&own, mark);
	}
	if (open)
		push(&own, straight);
	pair_up(&own, left);
	free(own.items);
}

/* A few words from the mark on, or up to it. */
static struct span words_at(struct span text, const struct mark_seen *mark)
{
	enum { SHOWN = 32 };
	size_t start = mark->at, end = mark->at + mark->length;
	if (mark->closing) {
		start = end > SHOWN ? end - SHOWN : 0;
		while (start && start < mark->at && text.at[start - 1] != ' ')
			start++;
	} else {
		end = text.length - start > SHOWN ? start + SHOWN : text.length;
		while (end < text.length && end > start + mark->length && text.at[end] != ' ')
			end--;
	}
	return span_sub(text, start, end);
}

static void report_mark(struct state *state, uint32_t doc, const struct mark_seen *mark)
{
	bool bracket = mark->kind == '(' || mark->kind == '[';
	struct span text = state->docs[doc]->blocks[mark->block].text;
	struct diag *diag = state_report(state, bracket ? DIAG_PUN001 : DIAG_PUN002, doc,
					 mark->block, mark->at, mark->at + mark->length,
					 "%s not %s: %.*s", bracket ? "bracket" : "quotation mark",
					 mark->closing	     ? "opened"
					 : mark->kind == 'q' ? "paired"
							     : "closed",
					 SPAN_ARGS(words_at(text, mark)));
	if (bracket && !mark->closing)
		diag_help(state->diags, diag,
			  "close it at the end of the item, before its last mark");
}

/* A quotation that opens on each paragraph and closes on the last is one quotation. */
static bool opens_paragraph(const struct state *state, uint32_t doc, const struct mark_seen *mark)
{
	struct span text = state->docs[doc]->blocks[mark->block].text;
	return (mark->kind == '"' || mark->kind == 'q') && !mark->closing &&
	       !span_trim(span_sub(text, 0, mark->at)).length;
}

/* What a block of the clause leaves open a later one may close. */
static void settle(struct state *state, uint32_t doc, struct marks_seen *marks)
{
	size_t straight = 0, quoted = 0;
	struct marks_seen left = {0};
	for (size_t i = 0; i < marks->count; i++) {
		straight += marks->items[i].kind == 'q';
		quoted += opens_paragraph(state, doc, &marks->items[i]);
	}
	pair_up(marks, &left);
	for (size_t i = 0; i < left.count; i++) {
		const struct mark_seen *mark = &left.items[i];
		bool bracket = mark->kind == '(' || mark->kind == '[';
		if ((mark->kind == 'q' && straight % 2 == 0) || (!bracket && quoted > 1))
			continue;
		report_mark(state, doc, mark);
	}
	free(left.items);
	marks->count = 0;
}

/* The numbered provision around a block: its brackets are counted together. */
static uint32_t clause_of(const struct state *state, uint32_t doc, uint32_t block)
{
	const struct doc *d = state->docs[doc];
	uint32_t at = d->blocks[block].provision;
	while (d->provisions[at].parent != DOC_NONE &&
	       state_covers(state, doc, d->provisions[at].parent) &&
	       state_level(state, doc, at) >= (int)state->profile->first_item)
		at = d->provisions[at].parent;
	return at;
}

static void check_pairs(struct state *state, uint32_t doc, uint32_t block, struct marks_seen *marks,
			uint32_t *clause)
{
	uint32_t own = clause_of(state, doc, block);
	if (own != *clause) {
		settle(state, doc, marks);
		*clause = own;
	}
	scan_block(state->docs[doc], block, marks);
}

/* ---- PUN003 */

static bool is_mark(char c)
{
	return c && strchr(",;:.", c);
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "etc.;" and "D.C.;" end in an abbreviation's own stop. */
static bool is_abbreviation(const struct state *state, struct span text, size_t stop)
{
	size_t start = stop;
	while (start && !strchr(" \t\n(\"", text.at[start - 1]))
		start--;
	struct span word = span_sub(text, start, stop + 1);
	for (size_t i = 0; i + 1 < word.length; i++)
		if (!is_small(word.at[i]))
			return true;
	return word.length < 4 || profile_lists(state->profile, "words", "abbreviations", word);
}

static bool is_doubled(const struct state *state, struct span text, size_t at, size_t length)
{
	char a = text.at[at], b = text.at[at + 1];
	if (length != 2)
		return false;
	if (a == '.' && b == '.')
		return true;
	if (a == '.')
		return b == ';' && !is_abbreviation(state, text, at);
	return a == b || (a != '.' && (b == '.' || b == ';' || b == ','));
}

static void check_doubled(struct state *state, uint32_t doc, uint32_t block)
{
	struct span text = state->docs[doc]->blocks[block].text;
	for (size_t i = 0; i < text.length;) {
		size_t end = i;
		while (end < text.length && is_mark(text.at[end]))
			end++;
		if (end == i) {
			i++;
			continue;
		}
		if (end - i >= 2 && is_doubled(state, text, i, end - i)) {
			struct diag *diag =
				state_report(state, DIAG_PUN003, doc, block, i, end,
					     "mark doubled: “%.*s”", (int)(end - i), text.at + i);
			bool same = text.at[i] == text.at[i + 1];
			diag->fix = diag_keep(state->diags, span_sub(text, same ? i : i + 1,
								     same ? i + 1 : i + 2));
			diag->fix_kind = same ? FIX_SAFE : FIX_SUGGEST;
			diag_help(state->diags, diag, "write “%s”", diag->fix);
		}
		i = end;
	}
}

/* ---- PUN005 */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* “a a” is none; “A a”, “B b” are a name and a word. */
static bool may_repeat(const struct state *state, struct span before, struct span word)
{
	if (word.length < 2)
		return !span_is(word, "a") || !span_equal(before, word);
	return (word.at[0] >= 'A' && word.at[0] <= 'Z') ||
	       profile_lists(state->profile, "check", "repeat", word);
}

/* No word has white space in it, so the words around a place are those from the last space on. */
static void check_word(struct state *state, uint32_t doc, uint32_t block, size_t at,
		       struct words *words)
{
	struct span text = state->docs[doc]->blocks[block].text;
	size_t end = at + word_length(span_sub(text, at, text.length)), start = at;
	while (start && is_space(text.at[start - 1]))
		start--;
	while (start && !is_space(text.at[start - 1]))
		start--;
	words_split(span_sub(text, start, end), words);
	if (words->count < 2)
		return;
	const struct word *a = &words->items[words->count - 2], *b = a + 1;
	struct span word = span_sub(text, start + b->start, end);
	if (a->kind != WORD_WORD || b->kind != WORD_WORD || a->end - a->start != word.length ||
	    strncasecmp(text.at + start + a->start, word.at, word.length) ||
	    may_repeat(state, span_sub(text, start + a->start, start + a->end), word))
		return;
	struct diag *diag = state_report(state, DIAG_PUN005, doc, block, start + a->start, end,
					 "word doubled: “%.*s”",
					 SPAN_ARGS(span_sub(text, start + a->start, end)));
	diag->fix = diag_keep(state->diags, word);
	diag_help(state->diags, diag, "write “%s” once", diag->fix);
}

/* ---- PUN006: a clause of one text */

static bool ends_sentence(struct span text)
{
	static const char *const closing[] = {"”", "’", "\"", "'", ")", "]"};
	for (bool found = true; found;) {
		found = false;
		for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
			while (span_ends(text, closing[i])) {
				text = span_trim(
					span_sub(text, 0, text.length - strlen(closing[i])));
				found = true;
			}
	}
	return span_ends(text, ".") || span_ends(text, "?") || span_ends(text, "!") ||
	       span_ends(text, ":") || span_ends(text, "—") || span_ends(text, "…");
}

static void check_stop(struct state *state, uint32_t doc, uint32_t block)
{
	const struct doc *d = state->docs[doc];
	const struct block *b = &d->blocks[block];
	const struct provision *p = &d->provisions[b->provision];
	if (b->part != PART_CONTENT || p->after != b->provision + 1 ||
	    p->block_after != block + 1 || p->num == DOC_NONE)
		return;
	struct span text = span_trim(b->text);
	int level = state_level(state, doc, b->provision);
	if (level < 0 || level >= (int)state->profile->first_item || !text.length ||
	    !state_supplied(state, doc, b->provision) || state_not_used(state, doc, b->provision) ||
	    ends_sentence(text))
		return;
	size_t end = (size_t)(text.at - b->text.at) + text.length, start = end;
	while (start && !strchr(" \t\n", b->text.at[start - 1]))
		start--;
	struct diag *diag = state_report(
		state, DIAG_PUN006, doc, block, start, end, "%s ends without a full stop",
		state_citation(state, state_eid(state, doc, b->provision)));
	size_t cut = end - (strchr(",;", b->text.at[end - 1]) != NULL);
	diag->fix = diag_keep(state->diags,
			      span_of(arena_printf(&state->arena, "%.*s.",
						   SPAN_ARGS(span_sub(b->text, start, cut)))));
	if (cut < end)
		diag->fix_kind = FIX_SUGGEST;
	diag_help(state->diags, diag, "end it with a full stop");
}

/* ---- DOC005 */

static void check_placeholder(struct state *state, uint32_t doc, uint32_t block)
{
	struct span text = state->docs[doc]->blocks[block].text;
	struct match match;
	if (!where_fresh(state, doc, block, 0))
		return; /* a code has forms with blanks of its own */
	for (size_t at = 0;
	     state->rules->placeholder &&
	     pattern_match(state->rules->placeholder, text, at, &match) == PATTERN_YES;
	     at = match.end[0]) {
		if (match.end[0] == match.start[0])
			return;
		state_report(state, DIAG_DOC005, doc, block, match.start[0], match.end[0],
			     "placeholder “%.*s” is left in",
			     SPAN_ARGS(span_sub(text, match.start[0], match.end[0])));
	}
}

static void check_repeats(struct state *state, uint32_t doc, uint32_t block,
			  struct repeats *repeats, struct words *words)
{
	scan_repeats(state->docs[doc]->blocks[block].text, repeats);
	for (size_t i = 0; i < repeats->count; i++)
		check_word(state, doc, block, repeats->items[i], words);
}

static void check_document(struct state *state, uint32_t d, struct repeats *repeats,
			   struct words *words)
{
	const struct doc *doc = state->docs[d];
	struct marks_seen marks = {0};
	uint32_t clause = DOC_NONE;
	for (uint32_t b = 0; b < doc->block_count; b++) {
		if (!state_covers_block(state, d, b) || doc->blocks[b].flags & BLOCK_CELL ||
		    state_passes(state, d, doc->blocks[b].provision))
			continue;
		unsigned holds = state_holds(state, d, b);
		if (holds & SCAN_PAIRED)
			check_pairs(state, d, b, &marks, &clause);
		if (holds & SCAN_RUN)
			check_doubled(state, d, b);
		if (holds & SCAN_REPEAT)
			check_repeats(state, d, b, repeats, words);
		check_stop(state, d, b);
		check_placeholder(state, d, b);
	}
	settle(state, d, &marks);
	free(marks.items);
}

void check_marks(struct state *state, uint32_t doc)
{
	struct words words = {0};
	struct repeats repeats = {0};
	check_document(state, doc, &repeats, &words);
	words_release(&words);
	repeats_release(&repeats);
}
