/* One thing and its names: what neighbouring items call the same provision's, what a pronoun stands
 * for after an insertion, what instruments outside the Code are called. Off unless asked for. */
#include "check/defined.h"
#include "check/xref.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- CON002: "obligations in Section Z4.12", "arrangements in Section Z4.12" */

/* A name that a block gives to what a provision holds. */
struct name {
	const struct xref *xref;
	struct span noun;
};

/* The noun before a reference; empty when there is none. */
static struct span noun_before(const struct state *state, const struct xref *xref)
{
	const struct citation *cite = &xref->cite;
	struct span text = state->docs[xref->doc]->blocks[xref->block].text;
	struct span before = span_sub(text, 0, cite->start);
	struct match match;
	if (pattern_match(state->rules->held_in, before, 0, &match) != PATTERN_YES)
		return (struct span){"", 0};
	return match_named(state->rules->held_in, &match, before, "noun");
}

static struct name name_in(const struct state *state, uint32_t doc, uint32_t block)
{
	struct name name = {.xref = xref_from(state, doc, block, 0)};
	if (name.xref && !(name.xref->cite.flags & CITATION_EXTERNAL) && !name.xref->cite.up_to)
		name.noun = noun_before(state, name.xref);
	return name;
}

/* The same number, brackets and capitals aside: "G1.7(A)" may be meant for G1.7A. */
static bool same_number(struct span a, struct span b)
{
	size_t i = 0, k = 0;
	for (;;) {
		while (i < a.length && !isalnum((unsigned char)a.at[i]))
			i++;
		while (k < b.length && !isalnum((unsigned char)b.at[k]))
			k++;
		if (i == a.length || k == b.length)
			return i == a.length && k == b.length;
		if (tolower((unsigned char)a.at[i++]) != tolower((unsigned char)b.at[k++]))
			return false;
	}
}

static bool same_target(const struct state *state, const struct xref *a, const struct xref *b)
{
	return same_number(xref_text(state, a, a->cite.from_start, a->cite.from_end),
			   xref_text(state, b, b->cite.from_start, b->cite.from_end));
}

static bool is_plural(struct span noun)
{
	return span_ends(noun, "s") && !span_ends(noun, "ss");
}

static uint32_t first_text(const struct state *state, uint32_t doc, uint32_t provision)
{
	const struct doc *d = state->docs[doc];
	uint32_t block = DOC_NONE;
	while ((block = provision_next_block(d, provision, block)) != DOC_NONE)
		if (d->blocks[block].part == PART_INTRO || d->blocks[block].part == PART_CONTENT)
			return state_covers_block(state, doc, block) ? block : DOC_NONE;
	return DOC_NONE;
}

static void check_two_nouns(struct state *state, uint32_t doc, uint32_t provision)
{
	const struct doc *d = state->docs[doc];
	uint32_t next = provision_next(d, provision);
	if (next == DOC_NONE ||
	    state_level(state, doc, provision) < (int)state->profile->first_item)
		return;
	uint32_t blocks[] = {first_text(state, doc, provision), first_text(state, doc, next)};
	if (blocks[0] == DOC_NONE || blocks[1] == DOC_NONE)
		return;
	struct name a = name_in(state, doc, blocks[0]), b = name_in(state, doc, blocks[1]);
	if (!a.noun.length || !b.noun.length || span_equal(a.noun, b.noun) ||
	    is_plural(a.noun) != is_plural(b.noun) || !same_target(state, a.xref, b.xref))
		return;
	size_t at = (size_t)(b.noun.at - d->blocks[blocks[1]].text.at);
	state_report(state, DIAG_CON002, doc, blocks[1], at, at + b.noun.length,
		     "“%.*s” here and “%.*s” in the item before, both in %.*s", SPAN_ARGS(b.noun),
		     SPAN_ARGS(a.noun),
		     SPAN_ARGS(xref_text(state, b.xref, b.xref->cite.from_start,
					 b.xref->cite.from_end)));
}

/* ---- CON005: the patch puts a noun between a pronoun and the noun that it stood for */

static size_t sentence_start(struct span text, size_t at)
{
	while (at && !strchr(".;:", text.at[at - 1]))
		at--;
	return at;
}

/* The last word with a capital in text[from, end) that is a name; false when there is none. */
static bool last_name(const struct state *state, struct span text, size_t from, size_t end,
		      struct span *name)
{
	for (size_t i = end; i-- > from;) {
		bool begins = isupper((unsigned char)text.at[i]) &&
			      (!i || !isalnum((unsigned char)text.at[i - 1]));
		if (!begins)
			continue;
		*name = span_sub(text, i, i + word_length(span_sub(text, i, end)));
		if (!word_is_ordinary(state, *name) && name->length > 1)
			return true;
	}
	return false;
}

static void check_pronouns(struct state *state, uint32_t doc, uint32_t block)
{
	struct span text = state->docs[doc]->blocks[block].text, fresh, old = {0};
	struct match match;
	for (size_t at = 0; pattern_match(state->rules->pronoun, text, at, &match) == PATTERN_YES &&
			    match.end[0] > at;
	     at = match.end[0]) {
		size_t from = sentence_start(text, match.start[0]);
		if (where_fresh(state, doc, block, match.start[0]) ||
		    !last_name(state, text, from, match.start[0], &fresh) ||
		    !where_fresh(state, doc, block, (size_t)(fresh.at - text.at)))
			continue;
		size_t end = (size_t)(fresh.at - text.at);
		do {
			if (!last_name(state, text, from, end, &old))
				break;
			end = (size_t)(old.at - text.at);
		} while (where_fresh(state, doc, block, end));
		if (where_fresh(state, doc, block, end))
			continue;
		state_report(state, DIAG_CON005, doc, block, match.start[0], match.end[0],
			     "“%.*s” stood for “%.*s”, and the new “%.*s” is nearer now",
			     SPAN_ARGS(span_sub(text, match.start[0], match.end[0])),
			     SPAN_ARGS(old), SPAN_ARGS(fresh));
	}
}

/* ---- REF019: "the Gas Act" without its year */

/* Is the title given with its year anywhere, or defined? */
static bool is_known(struct state *state, struct span title)
{
	if (definition_find(state_definitions(state), title))
		return true;
	for (uint32_t d = 0; d < state->doc_count; d++)
		for (uint32_t b = 0; b < state->docs[d]->block_count; b++) {
			struct span text = state->docs[d]->blocks[b].text;
			size_t at = 0;
			while ((at = span_find(text, title, at)) != SIZE_MAX) {
				at += title.length;
				if (at + 1 < text.length && isdigit((unsigned char)text.at[at + 1]))
					return true;
			}
		}
	return false;
}

static void check_instruments(struct state *state, uint32_t doc, uint32_t block, struct table *seen)
{
	struct span text = state->docs[doc]->blocks[block].text;
	struct pattern *pattern = state->rules->undated;
	struct match match;
	for (size_t at = 0;
	     pattern_match(pattern, text, at, &match) == PATTERN_YES && match.end[0] > at;
	     at = match.end[0]) {
		struct span title = match_named(pattern, &match, text, "title");
		if (!table_add(seen, title, 0, 0, 0) || is_known(state, title))
			continue;
		size_t start = (size_t)(title.at - text.at);
		state_report(state, DIAG_REF019, doc, block, start, start + title.length,
			     "“%.*s” is named without its year, and not defined", SPAN_ARGS(title));
	}
}

/* ---- all */

static void check_document(struct state *state, uint32_t d, struct table *seen)
{
	const struct doc *doc = state->docs[d];
	bool pronouns = state_wants(state, DIAG_CON005) && state->rules->pronoun &&
			state->version == VERSION_FINAL;
	bool instruments = state_wants(state, DIAG_REF019) && state->rules->undated;
	bool nouns = state_wants(state, DIAG_CON002) && state->rules->held_in;
	for (uint32_t b = 0; b < doc->block_count && (pronouns || instruments); b++) {
		if (!state_covers_block(state, d, b))
			continue;
		if (pronouns)
			check_pronouns(state, d, b);
		if (instruments)
			check_instruments(state, d, b, seen);
	}
	for (uint32_t i = 0; i < doc->provision_count && nouns; i++)
		check_two_nouns(state, d, i);
}

void check_consistency(struct state *state)
{
	struct table seen = {0};
	for (uint32_t d = 0; d < state->doc_count; d++)
		check_document(state, d, &seen);
	table_release(&seen);
}
