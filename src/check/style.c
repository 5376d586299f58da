/* Style, off unless asked for: marks and spaces in one form, the verb of a duty, numbers given
 * twice, long sentences. What the house's form is, is in the profile. */
#include "check/xref.h"

#include "doc/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* One text under check. */
struct text {
	uint32_t doc, block;
	struct span words;
};

static struct diag *report(struct state *state, enum diag_code code, const struct text *text,
			   size_t start, size_t end, const char *message)
{
	return state_report(state, code, text->doc, text->block, start, end, "%s: “%.*s”", message,
			    SPAN_ARGS(span_sub(text->words, start, end)));
}

static void set_fix(struct state *state, struct diag *diag, const char *fix)
{
	diag->fix = diag_keep(state->diags, span_of(fix));
	diag_help(state->diags, diag, "write “%s”", fix);
}

static size_t word_start(struct span text, size_t at)
{
	while (at && !strchr(" \t\n", text.at[at - 1]))
		at--;
	return at;
}

/* ---- PUN004 */

static void space_before(struct state *state, const struct text *text, size_t mark)
{
	size_t start = mark, from;
	while (start && text->words.at[start - 1] == ' ')
		start--;
	if (!start || start == mark)
		return;
	from = word_start(text->words, start);
	struct span word = span_sub(text->words, from, start);
	set_fix(state, report(state, DIAG_PUN004, text, from, mark + 1, "space before a mark"),
		arena_printf(&state->arena, "%.*s%c", SPAN_ARGS(word), text->words.at[mark]));
}

static bool is_word_end(struct span text, size_t mark)
{
	enum { SURE = 3 }; /* letters: no abbreviation */
	size_t letters = 0;
	while (letters < mark && islower((unsigned char)text.at[mark - letters - 1]))
		letters++;
	return letters >= SURE;
}

static void check_spacing(struct state *state, const struct text *text)
{
	struct span s = text->words;
	for (size_t i = 0; i < s.length; i++) {
		if (!strchr(",;:.", s.at[i]))
			continue;
		bool last = i + 1 >= s.length;
		char after = last ? ' ' : s.at[i + 1];
		if (after == ' ' && (s.at[i] != '.' || i < 2 || s.at[i - 2] != '.'))
			space_before(state, text, i);
		bool begins = s.at[i] == '.' ? isupper((unsigned char)after)
					     : isalpha((unsigned char)after);
		if (!begins || !is_word_end(s, i))
			continue;
		size_t from = word_start(s, i);
		set_fix(state,
			report(state, DIAG_PUN004, text, from, i + 2, "no space after a mark"),
			arena_printf(&state->arena, "%.*s %c", SPAN_ARGS(span_sub(s, from, i + 1)),
				     after));
	}
}

/* ---- TYP003 */

static void check_spaces(struct state *state, const struct text *text)
{
	struct span s = span_trim(text->words);
	size_t first = s.length ? (size_t)(s.at - text->words.at) : 0;
	for (size_t i = first; i < first + s.length;) {
		const char *at = text->words.at + i, *end = s.at + s.length;
		size_t count = 0;
		bool other = false;
		while (at < end) {
			const char *next = at;
			uint32_t c = utf8_next(&next, end);
			if (!utf8_is_space(c))
				break;
			other |= c != ' ' && c != '\n' && c != '\r';
			count++;
			at = next;
		}
		size_t after = (size_t)(at - text->words.at);
		bool wrapped = memchr(text->words.at + i, '\n', after - i) != NULL;
		if (other || (count > 1 && !wrapped)) {
			struct diag *diag = state_report(
				state, DIAG_TYP003, text->doc, text->block, i, after, "%s",
				other ? "a tab or no-break space in the text" : "spaces in a row");
			diag->fix = " ";
		}
		i = after > i ? after : i + 1;
	}
}

/* ---- CON011, CON012, CON014: words that the profile has patterns for */

static void check_pattern(struct state *state, enum diag_code code, struct pattern *pattern,
			  const struct text *text, const char *message)
{
	struct match match;
	if (!pattern || !state_wants(state, code))
		return;
	for (size_t at = 0; pattern_match(pattern, text->words, at, &match) == PATTERN_YES &&
			    match.end[0] > match.start[0];
	     at = match.end[0])
		report(state, code, text, match.start[0], match.end[0], message);
}

/* ---- CON013 */

static unsigned number_named(struct span word)
{
	static const char *const names[] = {
		"zero",	    "one",     "two",	  "three",     "four",	   "five",    "six",
		"seven",    "eight",   "nine",	  "ten",       "eleven",   "twelve",  "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
	static const struct {
		const char *name;
		unsigned value;
	} tens[] = {{"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fifty", 50},
		    {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (span_is(word, names[i]))
			return i;
	for (size_t i = 0; i < sizeof tens / sizeof *tens; i++) {
		size_t length = strlen(tens[i].name);
		if (!span_starts(word, tens[i].name))
			continue;
		if (word.length == length)
			return tens[i].value;
		unsigned one = word.at[length] == '-'
				       ? number_named(span_sub(word, length + 1, word.length))
				       : 0;
		if (one && one < 10)
			return tens[i].value + one;
	}
	return 0;
}

/* five (6) */
static void check_number_twice(struct state *state, const struct text *text)
{
	struct span s = text->words;
	for (size_t i = span_find(s, SPAN(" ("), 0); i != SIZE_MAX;
	     i = span_find(s, SPAN(" ("), i + 1)) {
		size_t end = i + 2, start = word_start(s, i);
		unsigned value = 0;
		while (end < s.length && isdigit((unsigned char)s.at[end]) && value < 100000)
			value = value * 10 + (unsigned)(s.at[end++] - '0');
		char lower[24] = "";
		if (end == i + 2 || end >= s.length || s.at[end] != ')' ||
		    i - start >= sizeof lower)
			continue;
		for (size_t k = start; k < i; k++)
			lower[k - start] = (char)tolower((unsigned char)s.at[k]);
		unsigned named = number_named(span_of(lower));
		if (named && named != value)
			report(state, DIAG_CON013, text, start, end + 1,
			       "words and figures give two numbers");
	}
}

/* ---- CON015 */

static void check_length(struct state *state, const struct text *text)
{
	const char *limit = profile_value(state->profile, "check", "longest-sentence", NULL);
	size_t most = limit ? (size_t)atoi(limit) : 0, count = 0, from = 0;
	struct words words = {0};
	words_split(text->words, &words);
	for (size_t i = 0; i < words.count && most; i++) {
		const struct word *word = &words.items[i];
		count += word->kind != WORD_MARK;
		bool stop = word->kind == WORD_MARK && strchr(".;:", text->words.at[word->start]);
		if (!stop && i + 1 < words.count)
			continue;
		if (count > most)
			state_report(state, DIAG_CON015, text->doc, text->block,
				     words.items[from].start, words.items[from].end,
				     "a sentence of %zu words begins here", count);
		from = i + 1;
		count = 0;
	}
	words_release(&words);
}

/* ---- TYP002: once for a document */

struct quotes {
	struct text straight;
	size_t at;
	bool curly, any;
};

static void look_for_quotes(const struct text *text, struct quotes *quotes)
{
	const char *mark = memchr(text->words.at, '"', text->words.length);
	if (mark && !quotes->any) {
		quotes->any = true;
		quotes->straight = *text;
		quotes->at = (size_t)(mark - text->words.at);
	}
	quotes->curly = quotes->curly || span_find(text->words, SPAN("“"), 0) != SIZE_MAX;
}

/* ---- TYP001, REF020 */

static struct span joint_of(const struct state *state, const struct xref *xref)
{
	return span_trim(xref_text(state, xref, xref->cite.from_end, xref->cite.to_start));
}

static bool is_dash(struct span joint)
{
	return span_is(joint, "-") || span_is(joint, "–") || span_is(joint, "—");
}

static void check_dashes(struct state *state)
{
	bool to = false;
	for (size_t i = 0; i < state->xref_count && !to; i++)
		to = state->xrefs[i].cite.up_to && span_is(joint_of(state, &state->xrefs[i]), "to");
	for (size_t i = 0; i < state->xref_count && to; i++) {
		const struct xref *xref = &state->xrefs[i];
		if (!xref->cite.up_to || !is_dash(joint_of(state, xref)))
			continue;
		struct diag *diag = state_report(state, DIAG_TYP001, xref->doc, xref->block,
						 xref->cite.from_end, xref->cite.to_start,
						 "a dash in a range, and “to” in others");
		diag->fix = " to ";
		diag_help(state->diags, diag, "write “to”");
	}
}

static void check_range_of_two(struct state *state, const struct xref *xref)
{
	const struct citation *cite = &xref->cite;
	const struct target *from = &xref->from, *to = &xref->to;
	if (!cite->up_to || !target_exists(from) || !target_exists(to) ||
	    from->spot.doc != to->spot.doc || from->spot.provision == DOC_NONE ||
	    provision_next(state->docs[from->spot.doc], from->spot.provision) != to->spot.provision)
		return;
	struct span a = xref_text(state, xref, cite->from_start, cite->from_end);
	struct span b = xref_text(state, xref, cite->to_start, cite->to_end);
	struct diag *diag =
		state_report(state, DIAG_REF020, xref->doc, xref->block, cite->from_start,
			     cite->to_end, "a range of two: “%.*s”",
			     SPAN_ARGS(xref_text(state, xref, cite->from_start, cite->to_end)));
	set_fix(state, diag,
		arena_printf(&state->arena, "%.*s and %.*s", SPAN_ARGS(a), SPAN_ARGS(b)));
}

/* ---- all */

static void check_text(struct state *state, const struct text *text)
{
	if (state_wants(state, DIAG_PUN004))
		check_spacing(state, text);
	if (state_wants(state, DIAG_TYP003))
		check_spaces(state, text);
	if (state_wants(state, DIAG_CON013))
		check_number_twice(state, text);
	if (state_wants(state, DIAG_CON015))
		check_length(state, text);
	check_pattern(state, DIAG_CON011, state->rules->other_duty, text, "not the house's verb");
	check_pattern(state, DIAG_CON012, state->rules->gendered, text, "a pronoun of one gender");
	check_pattern(state, DIAG_CON014, state->rules->negatives, text, "two negatives");
}

static bool wanted(const struct state *state)
{
	static const enum diag_code codes[] = {DIAG_PUN004, DIAG_TYP002, DIAG_TYP003, DIAG_CON011,
					       DIAG_CON012, DIAG_CON013, DIAG_CON014, DIAG_CON015};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (state_wants(state, codes[i]))
			return true;
	return false;
}

void check_house_style(struct state *state)
{
	bool texts = wanted(state);
	for (uint32_t d = 0; d < state->doc_count && texts; d++) {
		struct quotes quotes = {0};
		for (uint32_t b = 0; b < state->docs[d]->block_count; b++) {
			struct text text = {d, b, state->docs[d]->blocks[b].text};
			if (!state_covers_block(state, d, b) ||
			    state->docs[d]->blocks[b].flags & BLOCK_CELL)
				continue;
			check_text(state, &text);
			look_for_quotes(&text, &quotes);
		}
		if (quotes.any && quotes.curly && state_wants(state, DIAG_TYP002))
			state_report(state, DIAG_TYP002, d, quotes.straight.block, quotes.at,
				     quotes.at + 1, "a straight quotation mark, and curly ones");
	}
	if (state_wants(state, DIAG_TYP001))
		check_dashes(state);
	for (size_t i = 0; i < state->xref_count && state_wants(state, DIAG_REF020); i++)
		check_range_of_two(state, &state->xrefs[i]);
}
