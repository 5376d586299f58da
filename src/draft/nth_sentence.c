/* The nth sentence: one that an instruction names by its place, "the last sentence". Where
 * sentences end must be beyond doubt for all of the text, since one stop too many moves the second
 * to the third. The operation is then one on words: those of the sentence, or the one of several
 * that stands in it. */
#include "draft/work.h"

#include <ctype.h>
#include <string.h>

enum { MOST_SENTENCES = 40 };

struct sentences {
	struct span text; /* of the one paragraph */
	struct span items[MOST_SENTENCES];
	size_t count;
	struct span doubt; /* a stop that may or may not end one */
};

/* ---- where sentences end: stricter than sentence_end, which has an answer for every stop */

/* The word that the stop at `at` stands behind, without marks round it. */
static struct span word_at(struct span text, size_t at)
{
	size_t start = at;
	while (start && text.at[start - 1] != ' ')
		start--;
	while (start < at && strchr("([\"'", text.at[start]))
		start++;
	return span_sub(text, start, at);
}

static bool is_abbreviation(const struct profile *profile, struct span word)
{
	struct span whole = {word.at, word.length + 1};
	return word.length == 1 || memchr(word.at, '.', word.length) ||
	       profile_lists(profile, "words", "abbreviations", whole);
}

/* A word that is no abbreviation which nobody has listed: those are short or have no vowel. */
static bool is_plain(struct span word)
{
	bool vowel = false;
	for (size_t i = 0; i < word.length; i++) {
		unsigned char c = (unsigned char)word.at[i];
		if (!isalpha(c) && c != '-')
			return false;
		vowel |= strchr("aeiouyAEIOUY", c) != NULL;
	}
	return vowel && word.length > 2 && (word.length > 4 || islower((unsigned char)word.at[0]));
}

/* "$500", "10%", "2012", "(a)(1)": a figure or brackets that no heading's number is. */
static bool is_figure(struct span word)
{
	unsigned char last = word.length ? (unsigned char)word.at[word.length - 1] : 0;
	bool year = word.length == 4 && (word.at[0] == '1' || word.at[0] == '2');
	for (size_t i = 0; i < word.length && year; i++)
		year = isdigit((unsigned char)word.at[i]);
	return year || (isdigit(last) && word.at[0] == '$') || last == '%' ||
	       (last == ')' && word.length > 3);
}

/* "The", "A": a capital, and not one of a row of them. */
static bool begins_plainly(struct span rest)
{
	bool word = rest.length > 1 && isupper((unsigned char)rest.at[0]);
	return word && (islower((unsigned char)rest.at[1]) || rest.at[1] == ' ');
}

enum stop { STOP_INSIDE, STOP_ENDS, STOP_DOUBTFUL };

/* "M2.2", "M2.6(a)": a clause of the code, and no abbreviation. */
static bool is_cited_clause(struct span word)
{
	bool numbers = word.length > 3 && isupper((unsigned char)word.at[0]) &&
		       isdigit((unsigned char)word.at[1]);
	for (size_t i = 1; numbers && i < word.length; i++)
		numbers = isalnum((unsigned char)word.at[i]) || strchr("()", word.at[i]) ||
			  (word.at[i] == '.' && i + 1 < word.length &&
			   isdigit((unsigned char)word.at[i + 1]));
	return numbers && memchr(word.at, '.', word.length);
}

static enum stop stop_at(const struct profile *profile, struct span text, size_t at)
{
	struct span word = word_at(text, at), rest = span_sub(text, at + 1, text.length);
	bool cited = is_cited_clause(word) || is_figure(word);
	bool plain = cited || is_plain(word) || profile_lists(profile, "words", "short", word);
	if (!rest.length)
		return STOP_ENDS;
	if (rest.at[0] != ' ')
		return plain ? STOP_DOUBTFUL : STOP_INSIDE;
	rest = span_trim(rest);
	if (islower((unsigned char)rest.at[0]))
		return plain ? STOP_DOUBTFUL : STOP_INSIDE;
	if ((!cited && is_abbreviation(profile, word)) || !plain || !begins_plainly(rest))
		return STOP_DOUBTFUL;
	return STOP_ENDS;
}

/* Brackets and quotation marks that are open at that place. */
static bool is_enclosed(struct span text)
{
	int depth = 0;
	size_t straight = 0;
	for (size_t i = 0; i < text.length; i++) {
		struct span rest = span_sub(text, i, text.length);
		depth += text.at[i] == '(' || text.at[i] == '[' || span_starts(rest, "“");
		depth -= text.at[i] == ')' || text.at[i] == ']' || span_starts(rest, "”");
		straight += text.at[i] == '"';
	}
	return depth != 0 || straight % 2;
}

static void find_sentences(const struct profile *profile, struct sentences *found)
{
	struct span text = found->text;
	size_t start = 0;
	if (!begins_plainly(text))
		found->doubt = span_sub(text, 0, text.length < 20 ? text.length : 20);
	for (size_t at = 0; at < text.length && !found->doubt.at; at++) {
		if (!strchr(".?!", text.at[at]))
			continue;
		enum stop stop = stop_at(profile, text, at);
		if (stop == STOP_INSIDE)
			continue;
		bool doubtful = stop == STOP_DOUBTFUL || found->count == MOST_SENTENCES ||
				is_enclosed(span_sub(text, start, at));
		if (doubtful) {
			found->doubt = word_at(text, at);
			found->doubt.length++;
			return;
		}
		found->items[found->count++] = span_sub(text, start, at + 1);
		for (start = at + 1; start < text.length && text.at[start] == ' ';)
			start++;
	}
	if (start < text.length && !found->doubt.at)
		found->doubt = span_sub(text, start, text.length);
}

/* ---- which one */

static size_t ordinal_of(struct span words, size_t count)
{
	if (wording_says(words, "last") || wording_says(words, "final"))
		return count;
	return (size_t)ordinal_named(words);
}

/* The only paragraph of the target's text, or of its opening or closing words. */
static bool only_paragraph(const struct work *work, const char *target, struct span *text)
{
	const struct doc *doc;
	uint32_t at = base_find(work, target, &doc);
	struct span eid = span_of(target);
	bool intro = span_ends(eid, "__intro"), wrapup = span_ends(eid, "__wrapup");
	bool items = at != DOC_NONE && provision_first_child(doc, at) != DOC_NONE;
	*text = (struct span){NULL, 0};
	if (at == DOC_NONE || (items && !intro && !wrapup))
		return false;
	for (uint32_t b = provision_next_block(doc, at, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(doc, at, b)) {
		enum block_part part = doc->blocks[b].part;
		if (part != PART_CONTENT && part != PART_INTRO && part != PART_WRAPUP)
			continue;
		if ((intro && part == PART_WRAPUP) || (wrapup && part != PART_WRAPUP))
			continue;
		if (text->at)
			return false;
		*text = doc->blocks[b].text;
	}
	return text->at != NULL;
}

/* Is the place of the one, or what holds it, that of the other? */
static bool is_over(const struct op *outer, const struct op *op)
{
	return outer->target && span_starts(span_of(op->target), outer->target);
}

/* Sentences that an earlier instruction brings or takes are counted by some and not by others. */
static bool is_counted_twice(const struct work *work, const struct draft_op *op)
{
	for (const struct draft_op *other = work->ops; other < op; other++) {
		struct span old = other->old ? other->old->text : (struct span){NULL, 0};
		struct span fresh = other->new_text ? other->new_text->text : old;
		if (is_over(&other->op, &op->op) &&
		    (span_ends(span_trim(old), ".") || span_ends(span_trim(fresh), ".") ||
		     span_find(fresh, SPAN(". "), 0) != SIZE_MAX))
			return true;
	}
	return false;
}

static bool find_sentence(struct work *work, struct instruction *instruction, struct span words,
			  const struct draft_op *op, struct sentences *all, struct span *sentence)
{
	const char *cited = draft_cite(work, op->op.target);
	if (!work->base || (!base_has(work, op->op.target))) {
		draft_refuse(work, instruction, work->base ? DIAG_AMD002 : DIAG_AMD023, words,
			     work->base ? "the target %s is not in the base"
					: "which words of %s the sentence is only the base says",
			     cited);
		return false;
	}
	bool one = only_paragraph(work, op->op.target, &all->text);
	if (one)
		find_sentences(work->profile, all);
	size_t nth = one ? ordinal_of(words, all->count) : 0;
	if (!one)
		draft_refuse(
			work, instruction, DIAG_AMD028, words,
			"%s is more than one paragraph: which sentence is meant is not certain",
			cited);
	else if (all->doubt.at)
		draft_refuse(work, instruction, DIAG_AMD023, words,
			     "where the sentences of %s end is in doubt at “%.*s”", cited,
			     SPAN_ARGS(words_brief(work, all->doubt)));
	else if (is_counted_twice(work, op))
		draft_refuse(
			work, instruction, DIAG_AMD023, words,
			"an earlier instruction changes the sentences of %s: which are counted "
			"is not said",
			cited);
	else if (!nth || nth > all->count)
		draft_refuse(work, instruction, DIAG_AMD002, words, "%s has %zu sentence%s", cited,
			     all->count, all->count == 1 ? "" : "s");
	if (instruction->refused)
		diag_help(work->diags, work->diags->items[work->diags->count - 1],
			  "quote the words");
	else
		*sentence = all->items[nth - 1];
	return !instruction->refused;
}

/* ---- its words */

/* The whole of it is changed, or what is new comes right behind it. */
static void take_whole(struct work *work, struct instruction *instruction, struct span words,
		       const struct sentences *all, struct span sentence, struct draft_op *op)
{
	struct word_hit hit;
	struct span fresh = op->new_text ? op->new_text->text : (struct span){NULL, 0};
	bool inserts = op->op.kind == OP_INSERTION;
	bool whole = begins_plainly(fresh) && strchr(".?!", fresh.at[fresh.length - 1]);
	bool twice = words_find(all->text, sentence, 0, false, &hit) &&
		     words_find(all->text, sentence, hit.end, false, &hit);
	if (twice) {
		draft_refuse(work, instruction, DIAG_AMD008, words,
			     "this sentence stands in %s twice", draft_cite(work, op->op.target));
		return;
	}
	if (op->op.kind != OP_REPEAL && !whole) {
		draft_refuse(
			work, instruction, DIAG_AMD023, words,
			inserts ? "“%.*s” is no sentence: whether it goes before or behind the "
				  "mark at the end is not said"
				: "“%.*s” is to be a sentence, and is none",
			SPAN_ARGS(words_brief(work, fresh)));
		return;
	}
	if (op->op.kind == OP_REPEAL && all->count == 1) {
		struct diag *diag =
			draft_refuse(work, instruction, DIAG_AMD028, words,
				     "%s has no other sentence", draft_cite(work, op->op.target));
		diag_help(work->diags, diag, "say what becomes of %s",
			  draft_cite(work, op->op.target));
		return;
	}
	op->old = quote_new(work, instruction,
			    span_of(arena_copy(work->arena, sentence.at, sentence.length)));
	op->op.position = !inserts			  ? POS_NONE
			  : op->op.position == POS_BEFORE ? POS_BEFORE
							  : POS_AFTER;
	op->op.occurrence = OCCURRENCE_ONE;
	op->op.count = 1;
}

bool changes_counted(const struct work *work, const struct draft_op *other,
		     const struct draft_op *op)
{
	struct word_hit hit;
	return profile_truth(work->profile, "modification", "in-sequence") &&
	       is_over(&other->op, &op->op) &&
	       (!other->old || other->op.span != SPAN_WORDS ||
		words_find(other->old->text, op->old->text, 0, false, &hit) ||
		words_find(op->old->text, other->old->text, 0, false, &hit));
}

static bool is_counted_anew(const struct work *work, const struct draft_op *op)
{
	bool anew = false;
	for (const struct draft_op *other = work->ops; other < op; other++)
		anew |= changes_counted(work, other, op);
	return anew;
}

/* Words in it: of those in the whole text, the one that stands there. */
static void take_within(struct work *work, struct instruction *instruction, struct span words,
			const struct sentences *all, struct span sentence, struct draft_op *op)
{
	size_t from = (size_t)(sentence.at - all->text.at), to = from + sentence.length;
	size_t hits = 0, before = 0, inside = 0, last_end = 0;
	struct word_hit hit;
	for (size_t at = 0; words_find(all->text, op->old->text, at, false, &hit); at = hit.end) {
		hits++;
		before += hit.start < from;
		if (hit.start >= from && hit.end <= to) {
			inside++;
			last_end = hit.end;
		}
	}
	bool ends = op->op.position == POS_END && op->op.kind != OP_INSERTION;
	bool known = op->op.span == SPAN_WORDS &&
		     (ends ? inside && last_end == to
			   : inside == 1 && op->op.occurrence == OCCURRENCE_ONE);
	known = known && (hits == 1 || !is_counted_anew(work, op));
	if (!known) {
		draft_refuse(work, instruction, inside ? DIAG_AMD023 : DIAG_AMD008, words,
			     inside ? "“%.*s” is in this sentence %zu times, and in %s %zu times: "
				      "which is meant cannot be told apart"
				    : "“%.*s” is not in this sentence (%zu times there, in %s %zu)",
			     SPAN_ARGS(op->old->text), inside, draft_cite(work, op->op.target),
			     hits);
		return;
	}
	if (ends)
		op->op.position = POS_NONE;
	op->op.occurrence = hits == 1 ? OCCURRENCE_ONE : (int)(before + inside);
	op->op.count = hits == 1;
}

void sentence_take(struct work *work, struct instruction *instruction, struct span sentence,
		   struct draft_op *op)
{
	struct sentences all = {.count = 0};
	struct span found = {NULL, 0};
	if (names_cells(sentence)) {
		cells_take(work, instruction, sentence, op);
		return;
	}
	if (op->op.scope != SCOPE_WORDS) {
		draft_refuse(work, instruction, DIAG_AMD028, sentence,
			     "a heading has no sentences");
		return;
	}
	if (!find_sentence(work, instruction, sentence, op, &all, &found))
		return;
	if (op->old)
		take_within(work, instruction, sentence, &all, found, op);
	else
		take_whole(work, instruction, sentence, &all, found, op);
}
