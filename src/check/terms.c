/* Defined terms in another form: the singular of a term that is defined in the plural only. (The
 * plural of a term defined in the singular is ordinary usage.) Once for each term. */
#include "check/state.h"

#include "doc/words.h"

#include <string.h>

enum { LONGEST_TERM = 6 };

static struct span strip_quotes(struct span text)
{
	static const char *const marks[] = {"“", "”", "\"", "‘", "’", "'"};
	text = span_trim(text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (span_starts(text, marks[i]))
			text = span_sub(text, strlen(marks[i]), text.length);
		if (span_ends(text, marks[i]))
			text.length -= strlen(marks[i]);
	}
	return text;
}

static struct table defined_terms(const struct state *state)
{
	struct table terms = {0};
	for (uint32_t d = 0; d < state->doc_count; d++) {
		const struct doc *doc = state->docs[d];
		for (uint32_t i = 0; i < doc->inline_count; i++) {
			const struct inl *inl = &doc->inlines[i];
			if (inl->element != EL_DEF || !state_covers_block(state, d, inl->block))
				continue;
			struct span text = doc->blocks[inl->block].text;
			text = strip_quotes(span_sub(text, inl->text_start, inl->text_end));
			if (text.length)
				table_add(&terms, text, d, inl->block, i);
		}
	}
	return terms;
}

/* "Shared Resources" -> "Shared Resource"; a term of one word is left alone, because its singular
 * is too often a word of its own. */
static struct span singular(struct state *state, struct span term)
{
	if (!memchr(term.at, ' ', term.length) || !span_ends(term, "s") || span_ends(term, "ss"))
		return (struct span){"", 0};
	if (!span_ends(term, "ies"))
		return span_sub(term, 0, term.length - 1);
	return span_of(arena_printf(&state->arena, "%.*sy", (int)term.length - 3, term.at));
}

/* Singular -> its term's entry. Those that are defined themselves are no other form. */
static struct table singulars(struct state *state, const struct table *terms)
{
	struct table forms = {0};
	for (size_t i = 0; i < terms->size; i++) {
		const struct entry *term = &terms->entries[i];
		struct span form = term->key.at ? singular(state, term->key) : term->key;
		if (form.at && form.length && !table_get(terms, form))
			table_add(&forms, form, (uint32_t)i, 0, 0);
	}
	return forms;
}

static bool possessive(struct span text, size_t end)
{
	struct span rest = span_sub(text, end, text.length);
	return span_starts(rest, "’") || span_starts(rest, "'");
}

struct search {
	struct state *state;
	const struct table *terms, *forms;
	struct table *said;
};

/* The longest phrase from a word on that is a term or another form of one; its number of words. */
static size_t longest(const struct search *search, struct span text, const struct words *words,
		      size_t from, const struct entry **form)
{
	size_t found = 0;
	*form = NULL;
	for (size_t n = 1; n <= LONGEST_TERM && from + n <= words->count; n++) {
		struct span phrase =
			span_sub(text, words->items[from].start, words->items[from + n - 1].end);
		const struct entry *other = table_get(search->forms, phrase);
		if (!other && !table_get(search->terms, phrase))
			continue;
		found = n;
		*form = other;
	}
	return found;
}

static void report(const struct search *search, uint32_t doc, uint32_t block, size_t start,
		   size_t end, const struct entry *form)
{
	struct state *state = search->state;
	const struct entry *term = &search->terms->entries[form->a];
	if (possessive(state->docs[doc]->blocks[block].text, end) ||
	    !where_fresh(state, doc, block, start) || !table_add(search->said, form->key, 0, 0, 0))
		return;
	struct diag *diag = state_report(state, DIAG_DEF005, doc, block, start, end,
					 "“%.*s” is not defined; the defined term is “%.*s”",
					 SPAN_ARGS(form->key), SPAN_ARGS(term->key));
	const struct inl *inl = &state->docs[term->a]->inlines[term->c];
	if (!state->silent)
		diag_relate(state->diags, diag,
			    where_text(state, term->a, term->b, inl->text_start, inl->text_end),
			    "defined here");
}

static void search_block(const struct search *search, uint32_t doc, uint32_t block,
			 struct words *words)
{
	struct span text = search->state->docs[doc]->blocks[block].text;
	words_split(text, words);
	for (size_t i = 0; i < words->count; i++) {
		const struct entry *form;
		size_t count = longest(search, text, words, i, &form);
		if (!count)
			continue;
		size_t last = i + count - 1;
		if (form)
			report(search, doc, block, words->items[i].start, words->items[last].end,
			       form);
		i = last;
	}
}

void check_terms(struct state *state)
{
	if (state->version == VERSION_BASE)
		return;
	struct table terms = defined_terms(state), forms = singulars(state, &terms), said = {0};
	struct search search = {state, &terms, &forms, &said};
	struct words words = {0};
	for (uint32_t d = 0; d < state->doc_count && forms.count; d++) {
		if (state->version == VERSION_FINAL && !state->input->application->docs[d].touched)
			continue;
		for (uint32_t b = 0; b < state->docs[d]->block_count; b++)
			if (state_covers_block(state, d, b))
				search_block(&search, d, b, &words);
	}
	words_release(&words);
	table_release(&said);
	table_release(&forms);
	table_release(&terms);
}
