/* Defined terms in running text, and the list of them that a file's references hold. */
#include "doc/term.h"
#include "doc/piece.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TERM_MOST = 120 }; /* bytes; a longer quotation is no term */

/* The closing mark that belongs to the quotation mark at the head of the text; NULL: none is there.
 */
static const char *closing_mark(struct span text, size_t *opening)
{
	static const char *const pairs[][2] = {{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (span_starts(text, pairs[i][0])) {
			*opening = strlen(pairs[i][0]);
			return pairs[i][1];
		}
	return NULL;
}

struct span piece_term(struct span text, size_t *end)
{
	size_t opening = 0;
	const char *closing = closing_mark(text, &opening);
	struct span window = span_sub(text, 0, text.length < TERM_MOST ? text.length : TERM_MOST);
	size_t at = closing ? span_find(window, span_of(closing), opening) : SIZE_MAX;
	if (at == SIZE_MAX || at == opening)
		return (struct span){NULL, 0};
	*end = at + strlen(closing);
	return span_sub(text, opening, at);
}

/* Words that may stand before a term in its bracket. */
static bool introduces(struct span word)
{
	static const char *const words[] = {"the", "a",	   "an",       "each",
					    "all", "and",  "together", "collectively",
					    "or",  "such", "as"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_is(word, words[i]))
			return true;
	return false;
}

/* Where the quotation mark of the next term in the bracket stands; SIZE_MAX when something else
 * comes before it. */
static size_t next_in_bracket(struct span text, size_t at)
{
	size_t opening = 0;
	while (at < text.length) {
		size_t start = at;
		while (at < text.length && (text.at[at] == ' ' || text.at[at] == ','))
			at++;
		if (closing_mark(span_sub(text, at, text.length), &opening))
			return at;
		size_t word = at;
		while (at < text.length && text.at[at] >= 'a' && text.at[at] <= 'z')
			at++;
		if (at == start || !introduces(span_sub(text, word, at)))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* Where the bracket closes that opens at `from` and holds nothing but terms; SIZE_MAX: no such one.
 */
static size_t bracket_of_terms(struct span text, size_t from)
{
	for (size_t at = from + 1, past = 0;; at += past) {
		at = next_in_bracket(text, at);
		if (at == SIZE_MAX || !piece_term(span_sub(text, at, text.length), &past).length)
			return SIZE_MAX;
		if (at + past < text.length && text.at[at + past] == ')')
			return at + past;
	}
}

struct span piece_definition_term(const struct piece *piece, size_t *end)
{
	if (!piece->intro)
		return (struct span){NULL, 0};
	if (!piece->term.length)
		return piece_term(piece->intro->text, end);
	*end = piece->term.length;
	return piece->term;
}

struct span term_bracketed(struct span text, size_t *at, size_t *end)
{
	for (size_t from = *at; (from = span_find(text, SPAN("("), from)) != SIZE_MAX; from++) {
		size_t past = 0;
		if (bracket_of_terms(text, from) == SIZE_MAX)
			continue;
		*at = next_in_bracket(text, from + 1);
		struct span term = piece_term(span_sub(text, *at, text.length), &past);
		*end = *at + past;
		return term;
	}
	return (struct span){NULL, 0};
}

struct span term_next(struct span text, size_t *at, size_t *end)
{
	size_t past = 0, next = next_in_bracket(text, *at);
	if (next == SIZE_MAX)
		return term_bracketed(text, at, end);
	struct span term = piece_term(span_sub(text, next, text.length), &past);
	if (!term.length)
		return term_bracketed(text, at, end);
	*at = next;
	*end = next + past;
	return term;
}

void term_slug(struct span term, struct buf *out)
{
	bool gap = false;
	for (const char *at = term.at, *end = term.at + term.length; at < end;) {
		const char *start = at;
		uint32_t c = utf8_next(&at, end);
		if (!utf8_is_word(c)) {
			gap = true;
			continue;
		}
		if (gap && out->length)
			buf_char(out, '-');
		gap = false;
		if (c < 128)
			buf_char(out, (char)tolower((int)c));
		else
			buf_add(out, start, (size_t)(at - start));
	}
}

static int compare_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct term_list {
	const struct profile *profile;
	char **items;
	size_t count, capacity;
};

static void term_add(struct term_list *list, struct span term, size_t indent)
{
	struct buf slug = {0}, line = {0};
	term_slug(term, &slug);
	if (slug.length) {
		buf_repeat(&line, ' ', indent);
		buf_printf(&line,
			   "<TLCTerm eId=\"term_%s\" href=\"/akn/ontology/term/%s/%s\" showAs=\"",
			   buf_string(&slug), list->profile->name, buf_string(&slug));
		escape_attribute(&line, term);
		buf_text(&line, "\"/>\n");
		MEM_ROOM(list->items, list->count, list->capacity);
		list->items[list->count++] = mem_copy(line.at, line.length);
	}
	buf_release(&slug);
	buf_release(&line);
}

/* entry: the definition whose first words they are, or NULL. */
static void terms_of_text(struct term_list *list, const struct piece_text *text,
			  const struct piece *entry, size_t indent)
{
	size_t at = 0, end = 0;
	struct span term = entry ? piece_definition_term(entry, &end) : (struct span){NULL, 0};
	if (!term.length)
		term = term_bracketed(text->text, &at, &end);
	for (; term.length; term = term_next(text->text, &at, &end)) {
		term_add(list, term, indent);
		at = end;
	}
}

static size_t term_key_length(const char *line)
{
	return (size_t)(strstr(line, "\" href=") - line);
}

static void terms_of_pieces(struct term_list *list, const struct piece *first, size_t indent)
{
	for (const struct piece *piece = first; piece; piece = piece_walk(first, piece)) {
		const struct piece *entry = piece->kind == PIECE_DEFINITION ? piece : NULL;
		for (const struct piece_text *text = piece->intro; text; text = text->next)
			terms_of_text(list, text, text == piece->intro ? entry : NULL, indent);
		for (const struct piece_text *text = piece->wrapup; text; text = text->next)
			terms_of_text(list, text, NULL, indent);
	}
}

void pieces_write_terms(const struct profile *profile, const struct piece *const *lists,
			size_t count, size_t indent, struct buf *out)
{
	struct term_list list = {.profile = profile};
	for (size_t i = 0; i < count; i++)
		terms_of_pieces(&list, lists[i], indent);
	if (list.count)
		qsort(list.items, list.count, sizeof *list.items, compare_text);
	for (size_t i = 0; i < list.count; i++) {
		/* Two spellings of one slug are one term: the first stands. */
		size_t key = term_key_length(list.items[i]);
		if (i == 0 || term_key_length(list.items[i - 1]) != key ||
		    strncmp(list.items[i - 1], list.items[i], key) != 0)
			buf_text(out, list.items[i]);
	}
	for (size_t i = 0; i < list.count; i++)
		free(list.items[i]);
	free(list.items);
}
