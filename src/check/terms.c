/* Defined terms in use: another form of a term, capitalised phrases that nothing defines, terms
 * that are used nowhere. Each at most once for a term. (The plural of a term defined in the
 * singular is ordinary usage; a term of one word is left alone in the singular, which is too often
 * a word of its own.) */
#include "check/defined.h"

#include "check/xref.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TERM = 10 }; /* words */

/* A place in a text. */
struct hit {
	uint32_t doc, block;
	size_t start, end;
};

/* What is counted of a phrase: in what the patch writes and elsewhere. */
struct usage {
	struct span phrase;
	struct hit first; /* in what the patch writes, if it is there */
	size_t fresh, old;
};

enum phrase_kind { PHRASE_TERM, PHRASE_SINGULAR, PHRASE_LOWER, PHRASE_LONGER, PHRASE_SHORTER };

struct usages {
	struct usage *items;
	size_t count, capacity;
	struct table index;
};

struct search {
	struct state *state;
	const struct definitions *all;
	struct table phrases;  /* phrase -> kind, index of the definition */
	struct table verdicts; /* word -> names something else, is an ordinary word */
	struct table starts;   /* first words of phrases */
	struct usages known, unknown;
	bool undefined; /* DEF003 is looked for */
	bool small;	/* some phrases begin in lower case */
	struct words words;
};

/* ---- counting */

static struct usage *usage_of(struct usages *usages, struct span phrase)
{
	uint32_t next = (uint32_t)usages->count;
	if (table_add(&usages->index, phrase, next, 0, 0)) {
		MEM_ROOM(usages->items, usages->count, usages->capacity);
		usages->items[usages->count++] = (struct usage){.phrase = phrase};
	}
	return &usages->items[table_get(&usages->index, phrase)->a];
}

static void count(const struct state *state, struct usages *usages, struct span phrase,
		  struct hit hit)
{
	struct usage *usage = usage_of(usages, phrase);
	bool fresh =
		state->version != VERSION_BASE && where_fresh(state, hit.doc, hit.block, hit.start);
	if (!usage->fresh && (fresh || !usage->old))
		usage->first = hit;
	*(fresh ? &usage->fresh : &usage->old) += 1;
}

static void usages_release(struct usages *usages)
{
	table_release(&usages->index);
	free(usages->items);
}

/* ---- the phrases that are looked for */

static void add_phrase(struct search *search, struct span phrase, enum phrase_kind kind,
		       uint32_t definition)
{
	if (!phrase.length || !table_add(&search->phrases, phrase, kind, definition, 0))
		return;
	const char *space = memchr(phrase.at, ' ', phrase.length);
	size_t length = space ? (size_t)(space - phrase.at) : phrase.length;
	table_add(&search->starts, span_sub(phrase, 0, length), 0, 0, 0);
	search->small |= !isupper((unsigned char)phrase.at[0]);
}

static bool several_words(struct span term)
{
	return memchr(term.at, ' ', term.length) != NULL;
}

static bool is_plural(struct span term)
{
	return span_ends(term, "s") && !span_ends(term, "ss") && !span_ends(term, "us");
}

static struct span lower(struct state *state, struct span term)
{
	char *text = arena_copy(&state->arena, term.at, term.length);
	for (size_t i = 0; i < term.length; i++)
		text[i] = (char)tolower((unsigned char)text[i]);
	return (struct span){text, term.length};
}

/* The term without one of its words: what is one less than it. */
static void add_shorter(struct search *search, uint32_t i)
{
	struct span term = search->all->items[i].term;
	for (size_t start = 0, words = 0; start < term.length; words++) {
		size_t end = start;
		while (end < term.length && term.at[end] != ' ')
			end++;
		size_t from = end < term.length ? end + 1 : end;
		struct span head = span_sub(term, 0, start),
			    tail = span_sub(term, from, term.length);
		struct span rest = span_trim(span_of(arena_printf(
			&search->state->arena, "%.*s%.*s", SPAN_ARGS(head), SPAN_ARGS(tail))));
		if (several_words(rest))
			add_phrase(search, rest, PHRASE_SHORTER, i);
		start = from;
	}
}

/* Terms first: what is one itself is no other form of one. */
static void add_phrases(struct search *search)
{
	struct state *state = search->state;
	const struct definitions *all = search->all;
	for (uint32_t i = 0; i < all->count; i++)
		add_phrase(search, all->items[i].term, PHRASE_TERM, i);
	for (uint32_t i = 0; i < all->count; i++) {
		struct span term = all->items[i].term;
		struct span other = term_other_number(&state->arena, term);
		bool singular = is_plural(term) && several_words(term);
		add_phrase(search, other, singular ? PHRASE_SINGULAR : PHRASE_TERM, i);
		if (state_wants(state, DIAG_DEF004) && several_words(term))
			add_phrase(search, lower(state, term), PHRASE_LOWER, i);
		if (state_wants(state, DIAG_DEF006))
			add_shorter(search, i);
	}
}

/* ---- walking over a text */

static struct span phrase_of(struct span text, const struct words *words, size_t from, size_t n)
{
	return span_sub(text, words->items[from].start, words->items[from + n - 1].end);
}

static bool is_capital(struct span text, const struct word *word)
{
	return word->kind == WORD_WORD && text.at[word->start] >= 'A' &&
	       text.at[word->start] <= 'Z';
}

/* Words of the longest known phrase that begins with the word; 0. */
static size_t known_at(const struct search *search, struct span text, size_t from,
		       const struct entry **found)
{
	const struct words *words = &search->words;
	size_t longest = 0;
	if ((!search->small && !is_capital(text, &words->items[from])) ||
	    !table_get(&search->starts, phrase_of(text, words, from, 1)))
		return 0;
	for (size_t n = 1; n <= LONGEST_TERM && from + n <= words->count; n++) {
		const struct entry *entry =
			table_get(&search->phrases, phrase_of(text, words, from, n));
		if (!entry)
			continue;
		*found = entry;
		longest = n;
	}
	return longest;
}

/* DCC, SEC: an abbreviation, or a number with letters. */
static bool is_abbreviation(struct span word)
{
	size_t capitals = 0;
	for (size_t i = 0; i < word.length; i++) {
		if (isdigit((unsigned char)word.at[i]))
			return true;
		capitals += word.at[i] >= 'A' && word.at[i] <= 'Z';
	}
	return capitals > 1 || word.length == 1;
}

static bool starts_sentence(struct span text, const struct words *words, size_t at)
{
	if (!at)
		return true;
	const struct word *before = &words->items[at - 1];
	if (before->kind != WORD_MARK)
		return false;
	char c = text.at[before->start];
	return strchr(".:;?!", c) || (unsigned char)c >= 0x80 || c == '"';
}

/* "Act", "Section", "January": words that make a phrase the name of something else. */
static bool names_other(const struct state *state, struct span word)
{
	const struct profile *profile = state->profile;
	char noun[32];
	if (word.length >= sizeof noun || is_abbreviation(word) ||
	    profile_lists(profile, "check", "names", word) ||
	    profile_lists(profile, "citation", "external", word) ||
	    profile_lists(profile, "citation", "not-after", word))
		return true;
	for (size_t i = 0; i < word.length; i++)
		noun[i] = (char)tolower((unsigned char)word.at[i]);
	struct span small = {noun, word.length};
	for (int plural = 0; plural < 2; plural++) {
		if (profile_lists(profile, "citation", "noun", small) ||
		    profile_lists(profile, "citation", "not-after", small))
			return true;
		small.length -= span_ends(small, "s");
	}
	return false;
}

/* What the lists of the profile say of a word, asked once. */
static const struct entry *verdict_on(struct search *search, struct span word)
{
	const struct entry *known = table_get(&search->verdicts, word);
	if (known)
		return known;
	table_add(&search->verdicts, word, names_other(search->state, word),
		  word_is_ordinary(search->state, word), 0);
	return table_get(&search->verdicts, word);
}

static bool is_ordinary(struct search *search, struct span word)
{
	return word.length && verdict_on(search, word)->b;
}

static bool is_quoted(struct span text, const struct word *first, const struct word *last)
{
	struct span before = span_sub(text, 0, first->start);
	struct span after = span_sub(text, last->end, text.length);
	return span_ends(before, "“") || span_ends(before, "\"") || span_ends(before, "‘") ||
	       span_starts(after, "”") || span_starts(after, "\"");
}

static void count_known(struct search *search, struct hit hit, struct span text, size_t from,
			size_t n, struct span phrase)
{
	const struct word *first = &search->words.items[from], *last = first + n - 1;
	hit.start = first->start;
	hit.end = last->end;
	if (!is_quoted(text, first, last))
		count(search->state, &search->known, phrase, hit);
}

/* Capitalised words that no known phrase covers, with those that do before and after them. */
static void count_unknown(struct search *search, struct hit hit, struct span text, size_t from,
			  size_t to, size_t unknown)
{
	struct words *words = &search->words;
	for (size_t i = from; i < to; i++)
		if (verdict_on(search, phrase_of(text, words, i, 1))->a)
			return;
	if (starts_sentence(text, words, from) && unknown == from) {
		if (!is_ordinary(search, phrase_of(text, words, from, 1)))
			return; /* the capital may be that of the sentence */
		if (++from == to ||
		    known_at(search, text, from, &(const struct entry *){NULL}) == to - from)
			return;
	}
	const struct word *first = &words->items[from], *last = &words->items[to - 1];
	uint32_t provision = search->state->docs[hit.doc]->blocks[hit.block].provision;
	if (is_ordinary(search, span_sub(text, first->start, first->end)) ||
	    state_not_used(search->state, hit.doc, provision) || is_quoted(text, first, last) ||
	    xref_in_descriptor(search->state, hit.doc, hit.block, first->start))
		return;
	hit.start = first->start;
	hit.end = last->end;
	count(search->state, &search->unknown, span_sub(text, hit.start, hit.end), hit);
}

/* A run of capitalised words and known phrases; returns where it ends. */
static size_t walk_run(struct search *search, struct hit hit, struct span text, size_t from)
{
	struct words *words = &search->words;
	size_t at = from, unknown = SIZE_MAX;
	while (at < words->count) {
		const struct entry *entry = NULL;
		size_t n = known_at(search, text, at, &entry);
		if (n) {
			count_known(search, hit, text, at, n, entry->key);
		} else if (is_capital(text, &words->items[at])) {
			unknown = unknown == SIZE_MAX ? at : unknown;
			n = 1;
		} else {
			break;
		}
		at += n;
	}
	if (search->undefined && unknown != SIZE_MAX)
		count_unknown(search, hit, text, from, at, unknown);
	return at;
}

static void walk(struct search *search, uint32_t doc, uint32_t block)
{
	struct span text = search->state->docs[doc]->blocks[block].text;
	words_split(text, &search->words);
	for (size_t i = 0; i < search->words.count;) {
		size_t end = walk_run(search, (struct hit){doc, block, 0, 0}, text, i);
		i = end > i ? end : i + 1;
	}
}

/* ---- DEF004, DEF005, DEF006 */

static void relate_definition(struct state *state, struct diag *diag, const struct definition *item)
{
	if (!state->silent)
		diag_relate(state->diags, diag,
			    where_text(state, item->doc, item->block, item->start, item->end),
			    "defined here");
}

static void report_form(struct search *search, const struct usage *usage,
			const struct definition *item, enum diag_code code, const char *what)
{
	struct state *state = search->state;
	const struct hit *hit = &usage->first;
	bool base = state->version == VERSION_BASE && code != DIAG_DEF005;
	if (!state_wants(state, code) || (!base && (!usage->fresh || usage->old)))
		return; /* what the text has elsewhere is not new in it */
	struct diag *diag = state_report(state, code, hit->doc, hit->block, hit->start, hit->end,
					 "“%.*s” %s; the defined term is “%.*s”",
					 SPAN_ARGS(usage->phrase), what, SPAN_ARGS(item->term));
	relate_definition(state, diag, item);
}

static void report_forms(struct search *search)
{
	for (size_t i = 0; i < search->known.count; i++) {
		const struct usage *usage = &search->known.items[i];
		const struct entry *entry = table_get(&search->phrases, usage->phrase);
		const struct definition *item = &search->all->items[entry->b];
		if (entry->a == PHRASE_SINGULAR)
			report_form(search, usage, item, DIAG_DEF005, "is not defined");
		if (entry->a == PHRASE_LOWER)
			report_form(search, usage, item, DIAG_DEF004, "stands in lower case");
		if (entry->a == PHRASE_SHORTER)
			report_form(search, usage, item, DIAG_DEF006, "is not defined");
	}
}

/* ---- DEF003, and the terms with one word more */

static const struct definition *with_a_word_more(struct search *search, struct span phrase)
{
	for (size_t start = 0; start < phrase.length;) {
		size_t end = start;
		while (end < phrase.length && phrase.at[end] != ' ')
			end++;
		size_t from = end < phrase.length ? end + 1 : end;
		struct span head = span_sub(phrase, 0, start),
			    tail = span_sub(phrase, from, phrase.length);
		struct span rest = span_trim(span_of(arena_printf(
			&search->state->arena, "%.*s%.*s", SPAN_ARGS(head), SPAN_ARGS(tail))));
		const struct definition *item =
			several_words(rest) ? definition_find(search->all, rest) : NULL;
		if (item)
			return item;
		start = from;
	}
	return NULL;
}

static void report_unknown(struct search *search)
{
	struct state *state = search->state;
	for (size_t i = 0; i < search->unknown.count; i++) {
		const struct usage *usage = &search->unknown.items[i];
		const struct definition *near = with_a_word_more(search, usage->phrase);
		const struct hit *hit = &usage->first;
		if (near)
			report_form(search, usage, near, DIAG_DEF006, "is not defined");
		if (state->version == VERSION_FINAL ? !usage->fresh || usage->old > 1
						    : usage->old < 2)
			continue;
		if (usage->fresh + usage->old < 2)
			continue;
		state_report(state, DIAG_DEF003, hit->doc, hit->block, hit->start, hit->end,
			     "“%.*s” is used like a term and defined nowhere",
			     SPAN_ARGS(usage->phrase));
	}
}

/* ---- DEF002 */

static bool stood_before(const struct state *state, struct span term, bool used)
{
	for (uint32_t d = 0; d < state->doc_count; d++) {
		const struct doc *old = state_old(state, d);
		struct word_hit hit;
		for (uint32_t b = 0; old && b < old->block_count; b++)
			if (used ? term_used(state, old->blocks[b].text, 0, term, &hit)
				 : words_find(old->blocks[b].text, term, 0, false, &hit))
				return true;
	}
	return false;
}

static size_t uses(const struct search *search, struct span phrase)
{
	const struct entry *entry = table_get(&search->known.index, phrase);
	const struct usage *usage = entry ? &search->known.items[entry->a] : NULL;
	return usage ? usage->fresh + usage->old : 0;
}

/* With words missing from the Code nobody knows what of it uses a term that was there before. */
static void check_unused(struct search *search, const struct definition *item, bool whole)
{
	struct state *state = search->state;
	struct span term = item->term, other = term_other_number(&state->arena, term);
	if (uses(search, term) || uses(search, other))
		return;
	bool fresh = where_fresh(state, item->doc, item->block, item->start) &&
		     !stood_before(state, term, false);
	if (!fresh && (!whole || !stood_before(state, term, true)))
		return;
	state_report(state, DIAG_DEF002, item->doc, item->block, item->start, item->end,
		     "“%.*s” is %s", SPAN_ARGS(term),
		     fresh ? "defined and used nowhere" : "used nowhere any more");
}

static void check_all_used(struct search *search)
{
	const struct state *state = search->state;
	bool whole = true;
	for (uint32_t d = 0; d < state->doc_count && whole; d++)
		for (uint32_t i = 0; i < state->docs[d]->provision_count && whole; i++)
			whole = state_supplied(state, d, i);
	for (size_t i = 0; i < search->all->count; i++) {
		const struct definition *item = &search->all->items[i];
		if (definition_find(search->all, item->term) == item)
			check_unused(search, item, whole);
	}
}

void check_terms(struct state *state)
{
	struct search search = {.state = state, .all = state_definitions(state)};
	search.undefined = state->version != VERSION_PAYLOAD && definitions_supplied(state) &&
			   state_wants(state, DIAG_DEF003);
	if (!search.undefined && state->version == VERSION_BASE &&
	    !state_wants(state, DIAG_DEF004) && !state_wants(state, DIAG_DEF006))
		return;
	add_phrases(&search);
	bool any = search.undefined || search.phrases.count;
	for (uint32_t d = 0; d < state->doc_count && any; d++)
		for (uint32_t b = 0; b < state->docs[d]->block_count; b++)
			if (state_covers_block(state, d, b))
				walk(&search, d, b);
	report_forms(&search);
	if (search.undefined)
		report_unknown(&search);
	if (state->version == VERSION_FINAL && state_wants(state, DIAG_DEF002))
		check_all_used(&search);
	words_release(&search.words);
	usages_release(&search.known);
	usages_release(&search.unknown);
	table_release(&search.phrases);
	table_release(&search.starts);
	table_release(&search.verdicts);
}
