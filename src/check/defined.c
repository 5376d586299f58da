/* Definitions: found once for a version of the texts. A definition is an entry, which begins with
 * the term in quotation marks and says what it means, or stands inside a sentence, where it is
 * marked. */
#include "check/defined.h"

#include "doc/address.h"
#include "doc/piece.h"
#include "doc/term.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- entries */

static bool matches_at(struct pattern *pattern, struct span text, size_t at)
{
	struct match match;
	return pattern && pattern_match(pattern, text, at, &match) == PATTERN_YES &&
	       match.start[0] == at;
}

/* “A”, “B” and “C” mean ...: where the words after the terms begin. */
static size_t after_terms(struct span text, size_t at)
{
	static const char *const joints[] = {" and ", ", and ", " or ", ", or ", ", "};
	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < sizeof joints / sizeof *joints && !more; i++) {
			size_t past = 0, next = at + strlen(joints[i]);
			if (!span_starts(span_sub(text, at, text.length), joints[i]) ||
			    !piece_term(span_sub(text, next, text.length), &past).length)
				continue;
			at = next + past;
			more = true;
		}
	}
	return at;
}

static bool begins_provision(const struct doc *doc, uint32_t block)
{
	const struct block *b = &doc->blocks[block];
	for (uint32_t i = doc->provisions[b->provision].block; i < block; i++)
		if (doc->blocks[i].part != PART_NUM && doc->blocks[i].part != PART_HEADING)
			return false;
	return true;
}

static void add(struct definitions *all, struct definition definition)
{
	definition.next = DOC_NONE;
	MEM_ROOM(all->items, all->count, all->capacity);
	all->items[all->count++] = definition;
}

/* The terms at the head of a block, if they begin a definition; returns where they end, else 0. */
static size_t add_entry(const struct state *state, struct definitions *all, uint32_t doc,
			uint32_t block)
{
	const struct doc *d = state->docs[doc];
	const struct block *b = &d->blocks[block];
	struct span text = b->text;
	size_t at = 0, past = 0;
	while (at < text.length && isspace((unsigned char)text.at[at]))
		at++;
	if (span_starts(span_sub(text, at, text.length), "The term "))
		at += strlen("The term ");
	if (!piece_term(span_sub(text, at, text.length), &past).length ||
	    !begins_provision(d, block))
		return 0;
	size_t body = after_terms(text, at + past);
	bool pointer = matches_at(state->rules->points, text, body);
	if (!pointer && !matches_at(state->rules->defines, text, body))
		return 0;
	struct definition found = {.doc = doc, .block = block, .provision = b->provision};
	found.entry = true;
	found.pointer = pointer;
	found.includes = matches_at(state->rules->includes, text, body);
	while (at < body) {
		found.term = piece_term(span_sub(text, at, body), &past);
		if (found.term.length) {
			found.start = at;
			found.end = at + past;
			add(all, found);
		}
		at += found.term.length ? past : 1;
	}
	return body;
}

/* ---- inside sentences */

static struct span strip_quotes(struct span text)
{
	size_t past;
	struct span term = piece_term(span_trim(text), &past);
	return term.length ? term : span_trim(text);
}

static void add_inside(const struct state *state, struct definitions *all, uint32_t doc,
		       uint32_t block, struct span term, size_t start, size_t end)
{
	for (size_t i = all->count; i-- > 0;) {
		const struct definition *known = &all->items[i];
		if (known->doc != doc || known->block != block)
			break;
		if (start < known->end && known->start < end)
			return;
	}
	if (term.length)
		add(all, (struct definition){.term = term,
					     .doc = doc,
					     .block = block,
					     .provision = state->docs[doc]->blocks[block].provision,
					     .start = start,
					     .end = end});
}

/* Those that are marked, and those that stand alone in brackets: new words come without marks. */
static void add_all_inside(const struct state *state, struct definitions *all, uint32_t doc,
			   uint32_t block, size_t from)
{
	const struct doc *d = state->docs[doc];
	const struct block *b = &d->blocks[block];
	size_t at = from, end = 0;
	struct span term = term_bracketed(b->text, &at, &end);
	for (; term.length; term = term_next(b->text, &at, &end)) {
		add_inside(state, all, doc, block, term, at, end);
		at = end;
	}
	for (uint32_t i = b->inline_first; i < b->inline_after; i++) {
		const struct inl *inl = &d->inlines[i];
		if (inl->element != EL_DEF || inl->block != block || inl->text_start < from)
			continue;
		term = strip_quotes(span_sub(b->text, inl->text_start, inl->text_end));
		add_inside(state, all, doc, block, term, inl->text_start, inl->text_end);
	}
}

/* ---- for how much of the Code */

bool definition_says_local(const struct state *state, const struct doc *doc, uint32_t provision)
{
	struct match match;
	uint32_t i = DOC_NONE;
	while ((i = provision_next_block(doc, provision, i)) != DOC_NONE)
		if (pattern_match(state->rules->local, doc->blocks[i].text, 0, &match) ==
		    PATTERN_YES)
			return true;
	return false;
}

/* Definitions stand together: what was found out about the provision before is asked first. */
static void find_local(const struct state *state, struct definitions *all)
{
	uint32_t last = DOC_NONE, last_doc = 0;
	bool local = false;
	for (size_t i = 0; i < all->count && state->rules->local; i++) {
		struct definition *item = &all->items[i];
		const struct doc *doc = state->docs[item->doc];
		uint32_t parent = doc->provisions[item->provision].parent;
		if (parent != last || item->doc != last_doc || parent == DOC_NONE) {
			last = parent;
			last_doc = item->doc;
			local = false;
			for (uint32_t at = parent; at != DOC_NONE && !local;
			     at = doc->provisions[at].parent)
				local = definition_says_local(state, doc, at);
		}
		item->local = local || definition_says_local(state, doc, item->provision);
	}
}

/* ---- all of them */

static void index_terms(struct definitions *all)
{
	for (uint32_t i = 0; i < all->count; i++) {
		const struct entry *first = table_get(&all->by_term, all->items[i].term);
		if (!first) {
			table_add(&all->by_term, all->items[i].term, i, i, 0);
			continue;
		}
		all->items[first->b].next = i; /* b: the last so far */
		((struct entry *)first)->b = i;
	}
}

const struct definitions *state_definitions(struct state *state)
{
	if (state->defined)
		return state->defined;
	struct definitions *all = state->defined = mem_alloc(sizeof *all);
	for (uint32_t d = 0; d < state->doc_count; d++) {
		const struct doc *doc = state->docs[d];
		for (uint32_t b = 0; b < doc->block_count; b++) {
			const struct block *block = &doc->blocks[b];
			bool marked = block->inline_first < block->inline_after;
			if (!state_covers_block(state, d, b) ||
			    (!marked && !(state_holds(state, d, b) & SCAN_QUOTED)))
				continue;
			add_all_inside(state, all, d, b, add_entry(state, all, d, b));
		}
	}
	find_local(state, all);
	index_terms(all);
	return all;
}

void definitions_free(struct definitions *definitions)
{
	if (!definitions)
		return;
	table_release(&definitions->by_term);
	free(definitions->items);
	free(definitions);
}

/* ---- asking */

const struct definition *definition_find(const struct definitions *all, struct span term)
{
	const struct entry *entry = table_get(&all->by_term, term);
	return entry ? &all->items[entry->a] : NULL;
}

struct span term_other_number(struct arena *arena, struct span term)
{
	if (span_ends(term, "ss") || span_ends(term, "us") || span_ends(term, "is") ||
	    !span_ends(term, "s")) {
		if (span_ends(term, "y") && term.length > 2 &&
		    !strchr("aeiou", term.at[term.length - 2]))
			return span_of(
				arena_printf(arena, "%.*sies", (int)term.length - 1, term.at));
		return span_of(arena_printf(arena, "%.*ss", SPAN_ARGS(term)));
	}
	if (span_ends(term, "ies"))
		return span_of(arena_printf(arena, "%.*sy", (int)term.length - 3, term.at));
	return span_sub(term, 0, term.length - 1);
}

bool word_is_ordinary(const struct state *state, struct span word)
{
	char lower[24];
	if (!word.length || word.length >= sizeof lower)
		return false;
	for (size_t i = 0; i < word.length; i++)
		lower[i] = (char)tolower((unsigned char)word.at[i]);
	return profile_lists(state->profile, "check", "ordinary",
			     (struct span){lower, word.length});
}

static bool is_capital(struct span text, size_t at)
{
	return at < text.length && text.at[at] >= 'A' && text.at[at] <= 'Z';
}

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static struct span word_before(struct span text, size_t at)
{
	size_t end = at;
	while (end && text.at[end - 1] == ' ')
		end--;
	size_t start = end;
	while (start && is_letter(text.at[start - 1]))
		start--;
	return end == at ? (struct span){"", 0} : span_sub(text, start, end);
}

static struct span word_after(struct span text, size_t at)
{
	size_t start = at;
	while (start < text.length && text.at[start] == ' ')
		start++;
	size_t end = start;
	while (end < text.length && is_letter(text.at[end]))
		end++;
	return start == at ? (struct span){"", 0} : span_sub(text, start, end);
}

/* "Smart Energy Code", "Code Panel", "Council of the District". */
static bool part_of_name(const struct state *state, struct span text, struct word_hit hit)
{
	struct span before = word_before(text, hit.start), after = word_after(text, hit.end);
	if (is_capital(before, 0) && !word_is_ordinary(state, before))
		return true;
	if (is_capital(after, 0))
		return true;
	if (!span_is(after, "of") && !span_is(after, "for"))
		return false;
	struct span next = word_after(text, (size_t)(after.at - text.at) + after.length);
	if (span_is(next, "the"))
		next = word_after(text, (size_t)(next.at - text.at) + next.length);
	return is_capital(next, 0);
}

static bool in_quotes(struct span text, struct word_hit hit)
{
	struct span before = span_sub(text, 0, hit.start), after;
	after = span_sub(text, hit.end, text.length);
	return span_ends(before, "“") || span_ends(before, "\"") || span_ends(before, "‘") ||
	       span_starts(after, "”") || span_starts(after, "\"");
}

bool term_used(const struct state *state, struct span text, size_t from, struct span term,
	       struct word_hit *hit)
{
	while (words_find(text, term, from, false, hit)) {
		if (!in_quotes(text, *hit) && !part_of_name(state, text, *hit))
			return true;
		from = hit->end;
	}
	return false;
}

bool term_quoted(const struct doc *doc, uint32_t block, struct span term)
{
	const struct block *b = &doc->blocks[block];
	struct word_hit hit;
	for (size_t from = 0; words_find(b->text, term, from, true, &hit); from = hit.end)
		if (in_quotes(b->text, hit))
			return true;
	for (uint32_t i = b->inline_first; i < b->inline_after; i++) {
		const struct inl *inl = &doc->inlines[i];
		bool defines = inl->element == EL_DEF || inl->element == EL_TERM ||
			       inl->element == EL_B || inl->element == EL_I;
		if (defines && inl->block == block &&
		    span_equal(strip_quotes(span_sub(b->text, inl->text_start, inl->text_end)),
			       term))
			return true;
	}
	return false;
}

bool subtree_supplied(const struct state *state, uint32_t doc, uint32_t provision)
{
	uint32_t after = state->docs[doc]->provisions[provision].after;
	for (uint32_t i = provision; i < after; i++)
		if (!state_supplied(state, doc, i))
			return false;
	return true;
}

bool definitions_supplied(struct state *state)
{
	const char *place = profile_value(state->profile, "modification", "definitions", NULL);
	struct buf eid = {0};
	bool supplied = false;
	if (place && address_from_citation(state->profile, span_of(place), &eid)) {
		struct spot spot = state_find(state, 0, buf_as_span(&eid));
		supplied = spot.provision != DOC_NONE &&
			   subtree_supplied(state, spot.doc, spot.provision) &&
			   provision_first_child(state->docs[spot.doc], spot.provision) != DOC_NONE;
	}
	buf_release(&eid);
	return supplied;
}
