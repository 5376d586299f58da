/* Habits of a house in lists, headings and terms, off unless asked for: lead-ins, first letters,
 * capitals and numbers of headings, references in them, things that are given duties. */
#include "check/defined.h"
#include "check/xref.h"

#include "doc/address.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- LST005, LST006 */

static bool is_item(const struct state *state, uint32_t doc, uint32_t provision)
{
	return state->docs[doc]->provisions[provision].num != DOC_NONE &&
	       address_level_of_eid(state->profile, state_eid(state, doc, provision)) >=
		       (int)state->profile->first_item;
}

static void check_lead_in(struct state *state, uint32_t d, uint32_t provision)
{
	const struct doc *doc = state->docs[d];
	uint32_t block = DOC_NONE, intro = DOC_NONE;
	while ((block = provision_next_block(doc, provision, block)) != DOC_NONE)
		if (doc->blocks[block].part == PART_INTRO)
			intro = block;
	if (intro == DOC_NONE || !state_covers_block(state, d, intro))
		return;
	struct span whole = doc->blocks[intro].text, text = span_trim(whole);
	if (!text.length || span_ends(text, ":") || span_ends(text, "—") || span_ends(text, "–") ||
	    span_ends(text, "-"))
		return;
	size_t end = (size_t)(text.at - whole.at) + text.length, start = end;
	while (start && !strchr(" \t\n", whole.at[start - 1]))
		start--;
	state_report(state, DIAG_LST005, d, intro, start, end,
		     "the words before a list end without a colon or dash");
}

enum letter { LETTER_NONE, LETTER_SMALL, LETTER_CAPITAL };

/* How the text of an item begins; a term, a number or an abbreviation tells nothing. */
static enum letter first_letter(struct state *state, uint32_t d, uint32_t item, uint32_t *block)
{
	const struct doc *doc = state->docs[d];
	*block = provision_next_block(doc, item, DOC_NONE);
	while (*block != DOC_NONE && !state_covers_block(state, d, *block))
		*block = provision_next_block(doc, item, *block);
	struct span text = *block == DOC_NONE ? (struct span){"", 0} : doc->blocks[*block].text;
	size_t end = 0;
	while (end < text.length && isalpha((unsigned char)text.at[end]))
		end++;
	struct span word = span_sub(text, 0, end);
	if (!end)
		return LETTER_NONE;
	if (islower((unsigned char)word.at[0]))
		return LETTER_SMALL;
	return word_is_ordinary(state, word) ? LETTER_CAPITAL : LETTER_NONE;
}

static void check_letters(struct state *state, uint32_t d, uint32_t first)
{
	const struct doc *doc = state->docs[d];
	size_t small = 0, capital = 0;
	uint32_t block;
	for (uint32_t i = first; i != DOC_NONE; i = provision_next(doc, i)) {
		enum letter letter = first_letter(state, d, i, &block);
		small += letter == LETTER_SMALL;
		capital += letter == LETTER_CAPITAL;
	}
	enum letter odd = capital <= small ? LETTER_CAPITAL : LETTER_SMALL;
	for (uint32_t i = first; i != DOC_NONE && small && capital; i = provision_next(doc, i)) {
		if (first_letter(state, d, i, &block) != odd)
			continue;
		state_report(state, DIAG_LST006, d, block, 0, 1,
			     "%s begins with a %s letter, other items do not",
			     state_citation(state, state_eid(state, d, i)),
			     odd == LETTER_CAPITAL ? "capital" : "small");
		return;
	}
}

/* ---- LST007: "(b) show it, in each case within five days" */

static uint32_t only_text(const struct state *state, uint32_t d, uint32_t item)
{
	const struct doc *doc = state->docs[d];
	uint32_t block = DOC_NONE;
	while ((block = provision_next_block(doc, item, block)) != DOC_NONE)
		if (doc->blocks[block].part == PART_CONTENT && state_covers_block(state, d, block))
			return block;
	return DOC_NONE;
}

static bool has_tail(const struct state *state, uint32_t d, uint32_t block, struct match *match)
{
	return block != DOC_NONE &&
	       pattern_match(state->rules->tail, state->docs[d]->blocks[block].text, 0, match) ==
		       PATTERN_YES;
}

/* Words that speak of each case, at the last item alone. */
static void check_tail(struct state *state, uint32_t d, uint32_t first)
{
	const struct doc *doc = state->docs[d];
	uint32_t last = first;
	struct match match;
	for (uint32_t i = first; (i = provision_next(doc, i)) != DOC_NONE; last = i)
		if (has_tail(state, d, only_text(state, d, last), &match))
			return;
	uint32_t block = only_text(state, d, last);
	if (last == first || !has_tail(state, d, block, &match))
		return;
	state_report(state, DIAG_LST007, d, block, match.start[0], match.end[0],
		     "the words from “%.*s” on are of all items and stand in the last",
		     SPAN_ARGS(span_sub(doc->blocks[block].text, match.start[0], match.end[0])));
}

/* ---- LST010: an unnumbered list of one */

static const char bullet[] = "•";

/* <ul> directly before, </ul> directly behind. */
static bool is_alone_in_list(const struct doc *doc, const struct block *li)
{
	struct span before = span_trim(span_sub(doc->bytes, 0, li->start));
	struct span behind = span_trim(span_sub(doc->bytes, li->end, doc->bytes.length));
	size_t tag = before.length;
	while (tag && before.at[tag - 1] != '<')
		tag--;
	return span_starts(span_sub(before, tag, before.length), "ul") &&
	       span_starts(behind, "</ul");
}

static size_t count_bullets(const struct doc *doc, uint32_t provision)
{
	size_t count = 0;
	uint32_t b = DOC_NONE;
	while (count < 2 && (b = provision_next_block(doc, provision, b)) != DOC_NONE)
		count += span_starts(span_trim(doc->blocks[b].text), bullet);
	return count;
}

static void check_bullets(struct state *state, uint32_t d)
{
	const struct doc *doc = state->docs[d];
	for (uint32_t b = 0; b < doc->block_count; b++) {
		const struct block *block = &doc->blocks[b];
		bool marked = span_starts(span_trim(block->text), bullet);
		if (!state_covers_block(state, d, b) ||
		    !(block->element == EL_LI ? is_alone_in_list(doc, block)
					      : marked && block->provision != DOC_NONE &&
							count_bullets(doc, block->provision) == 1))
			continue;
		state_report(state, DIAG_LST010, d, b, 0, block->text.length,
			     "an unnumbered list has one entry only");
	}
}

/* ---- HDG002, NUM007: the headings of siblings */

enum capitals { CAPITALS_ALL, CAPITALS_WORDS, CAPITALS_FIRST, CAPITALS_NONE, CAPITALS_KINDS };

static enum capitals capitals_of(struct span text)
{
	size_t upper = 0, letters = 0, words = 0, capital_words = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool letter = isalpha((unsigned char)text.at[i]);
		bool first = letter && (!i || !isalpha((unsigned char)text.at[i - 1]));
		size_t length = 0;
		while (first && i + length < text.length &&
		       isalpha((unsigned char)text.at[i + length]))
			length++;
		letters += letter;
		upper += letter && isupper((unsigned char)text.at[i]);
		if (!first || i == 0 || length < 4)
			continue; /* small words are small in any style */
		words++;
		capital_words += isupper((unsigned char)text.at[i]) != 0;
	}
	if (letters && upper == letters)
		return CAPITALS_ALL;
	if (!words || !text.length)
		return CAPITALS_KINDS; /* one word tells nothing */
	if (capital_words == words)
		return CAPITALS_WORDS;
	return capital_words			    ? CAPITALS_KINDS
	       : isupper((unsigned char)text.at[0]) ? CAPITALS_FIRST
						    : CAPITALS_NONE;
}

static uint32_t heading_block(const struct doc *doc, uint32_t provision)
{
	const struct provision *p = &doc->provisions[provision];
	return p->element == EL_CROSS_HEADING && p->block < p->block_after ? p->block : p->heading;
}

static void check_headings_beside(struct state *state, uint32_t d, uint32_t first)
{
	const struct doc *doc = state->docs[d];
	size_t kinds[CAPITALS_KINDS + 1] = {0}, all = 0, numbered = 0, headed = 0;
	for (uint32_t i = first; i != DOC_NONE; i = provision_next(doc, i)) {
		uint32_t block = heading_block(doc, i);
		if (block == DOC_NONE || !state_covers(state, d, i))
			continue;
		bool cross = doc->provisions[i].element == EL_CROSS_HEADING;
		kinds[capitals_of(span_trim(doc->blocks[block].text))]++;
		all++;
		headed += !cross;
		numbered += !cross && provision_num(doc, i).length > 0;
	}
	for (uint32_t i = first; i != DOC_NONE && all > 2; i = provision_next(doc, i)) {
		uint32_t block = heading_block(doc, i);
		if (block == DOC_NONE || !state_covers(state, d, i))
			continue;
		struct span text = doc->blocks[block].text;
		enum capitals own = capitals_of(span_trim(text));
		if (own < CAPITALS_KINDS && kinds[own] == 1 &&
		    all - 1 - kinds[CAPITALS_KINDS] > 1 && state_wants(state, DIAG_HDG002))
			state_report(state, DIAG_HDG002, d, block, 0, text.length,
				     "“%.*s” has other capitals than the headings beside it",
				     SPAN_ARGS(span_trim(text)));
		bool has = provision_num(doc, i).length > 0;
		if (doc->provisions[i].element != EL_CROSS_HEADING && headed > 2 &&
		    (has ? numbered == 1 : numbered + 1 == headed) &&
		    state_wants(state, DIAG_NUM007))
			state_report(state, DIAG_NUM007, d, block, 0, text.length,
				     "“%.*s” has %s number, the headings beside it %s",
				     SPAN_ARGS(span_trim(text)), has ? "a" : "no",
				     has ? "none" : "have");
	}
}

/* ---- REF021 */

static void check_heading_references(struct state *state, const struct cite_finder *finder,
				     uint32_t d)
{
	const struct doc *doc = state->docs[d];
	struct citations found = {0};
	for (uint32_t i = 0; i < doc->provision_count; i++) {
		uint32_t block = heading_block(doc, i);
		if (block == DOC_NONE || !state_covers(state, d, i))
			continue;
		cite_find(finder, doc->blocks[block].text, &found);
		if (!found.count)
			continue;
		const struct citation *cite = &found.items[0];
		state_report(state, DIAG_REF021, d, block, cite->start, cite->end,
			     "a reference in a heading: “%.*s”",
			     SPAN_ARGS(span_sub(doc->blocks[block].text, cite->start, cite->end)));
	}
	citations_release(&found);
}

/* ---- DEF007 */

/* What the text calls the thing that it defines: of the words that the profile knows for things and
 * for persons the nearest to the term. */
static bool names_thing(const struct state *state, struct span text, bool backwards)
{
	enum { NEAR = 24 }; /* words */
	struct words words = {0};
	bool found = false, thing = false;
	words_split(text, &words);
	for (size_t i = 0; i < words.count && i < NEAR && !found; i++) {
		const struct word *word = &words.items[backwards ? words.count - 1 - i : i];
		struct span name = span_sub(text, word->start, word->end);
		thing = profile_lists(state->profile, "check", "things", name);
		found = thing || profile_lists(state->profile, "check", "persons", name);
	}
	words_release(&words);
	return thing;
}

/* Behind the term of an entry; before one in brackets, back to the bracket before it. */
static bool is_thing(const struct state *state, const struct definition *item)
{
	struct span text = state->docs[item->doc]->blocks[item->block].text;
	size_t from = item->start;
	if (item->entry)
		return names_thing(state, span_sub(text, item->end, text.length), false);
	while (from && text.at[from - 1] != ')')
		from--;
	return names_thing(state, span_sub(text, from, item->start), true);
}

static bool has_duty(const struct state *state, struct span text, struct span term,
		     struct word_hit *hit)
{
	static const char *const duties[] = {" shall ", " must ", " shall:", " becomes ",
					     " become "};
	for (size_t from = 0; term_used(state, text, from, term, hit); from = hit->end)
		for (size_t i = 0; i < sizeof duties / sizeof *duties; i++)
			if (span_starts(span_sub(text, hit->end, text.length), duties[i]) &&
			    !span_starts(span_sub(text, hit->end + strlen(duties[i]), text.length),
					 "be "))
				return true;
	return false;
}

static void check_thing(struct state *state, const struct definition *item)
{
	struct span hit_text;
	if (item->pointer || !is_thing(state, item))
		return;
	struct span forms[] = {item->term, term_other_number(&state->arena, item->term)};
	for (uint32_t d = 0; d < state->doc_count; d++)
		for (uint32_t b = 0; b < state->docs[d]->block_count; b++) {
			struct word_hit hit;
			if (!state_covers_block(state, d, b))
				continue;
			hit_text = state->docs[d]->blocks[b].text;
			if (!has_duty(state, hit_text, forms[0], &hit) &&
			    !has_duty(state, hit_text, forms[1], &hit))
				continue;
			state_report(state, DIAG_DEF007, d, b, hit.start, hit.end,
				     "“%.*s” is defined as a thing, and has a duty here",
				     SPAN_ARGS(span_sub(hit_text, hit.start, hit.end)));
			return;
		}
}

/* ---- all */

static void check_provisions(struct state *state, uint32_t d)
{
	const struct doc *doc = state->docs[d];
	if (doc_first(doc) != DOC_NONE && state->version != VERSION_PAYLOAD)
		check_headings_beside(state, d, doc_first(doc));
	for (uint32_t i = 0; i < doc->provision_count; i++) {
		uint32_t child = provision_first_child(doc, i);
		if (child == DOC_NONE || !state_covers(state, d, i) || !state_supplied(state, d, i))
			continue;
		check_headings_beside(state, d, child);
		if (!is_item(state, d, child))
			continue;
		if (state_wants(state, DIAG_LST005))
			check_lead_in(state, d, i);
		if (state_wants(state, DIAG_LST006))
			check_letters(state, d, child);
		if (state_wants(state, DIAG_LST007) && state->rules->tail)
			check_tail(state, d, child);
	}
}

void check_habits(struct state *state, const struct cite_finder *finder)
{
	bool provisions = state_wants(state, DIAG_LST005) || state_wants(state, DIAG_LST006) ||
			  state_wants(state, DIAG_LST007) || state_wants(state, DIAG_HDG002) ||
			  state_wants(state, DIAG_NUM007);
	for (uint32_t d = 0; d < state->doc_count; d++) {
		if (provisions)
			check_provisions(state, d);
		if (state_wants(state, DIAG_LST010))
			check_bullets(state, d);
		if (state_wants(state, DIAG_REF021))
			check_heading_references(state, finder, d);
	}
	const struct definitions *all =
		state_wants(state, DIAG_DEF007) ? state_definitions(state) : NULL;
	for (size_t i = 0; all && i < all->count; i++)
		if (definition_find(all, all->items[i].term) == &all->items[i])
			check_thing(state, &all->items[i]);
}
