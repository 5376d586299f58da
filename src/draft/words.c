/* What a clause does to words: which words, how often, at which end of them; one operation for each
 * place. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Quoted words without their marks. */
static const char *inner_words(struct work *work, const char *quoted)
{
	struct span words = quote_inner(span_of(quoted));
	return arena_copy(work->arena, words.at, words.length);
}

bool wording_says(struct span text, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i + n <= text.length; i++)
		if (!strncasecmp(text.at + i, word, n))
			return true;
	return false;
}

static bool has_word(struct span words, const char *const *wanted, size_t count)
{
	for (size_t at = 0, end; at < words.length; at = end + 1) {
		for (end = at; end < words.length && isalpha((unsigned char)words.at[end]);)
			end++;
		for (size_t i = 0; i < count; i++)
			if (!span_compare_case(span_sub(words, at, end), span_of(wanted[i])))
				return true;
	}
	return false;
}

bool wording_amends(struct work *work, struct span text)
{
	static const char *const amend[] = {"amend", "amends", "amended", "amending", "amendment"};
	static const char *const read[] = {"read", "reads"};
	struct span words = wording_bare(work, text);
	return has_word(words, amend, sizeof amend / sizeof *amend) &&
	       !has_word(words, read, sizeof read / sizeof *read);
}

int ordinal_named(struct span words)
{
	static const char *const ordinals[] = {"first", "second", "third", "fourth", "fifth"};
	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		if (wording_says(words, ordinals[i]))
			return (int)i + 1;
	return 0;
}

/* "Both times", "twice", "all 3 times": how often; 0 when that is not said. */
static unsigned times_named(struct span words)
{
	static const char *const counts[][5] = {{"both", "twice", "two ", "2 times", "2 places"},
						{"3 times", "3 places", "three ", "all 3 "},
						{"4 times", "4 places", "four ", "all 4 "},
						{"5 times", "5 places", "five ", "all 5 "}};
	for (unsigned i = 0; i < sizeof counts / sizeof *counts; i++)
		for (size_t k = 0; k < sizeof *counts / sizeof **counts; k++)
			if (counts[i][k] && wording_says(words, counts[i][k]))
				return i + 2;
	return 0;
}

static void take_occurrence(struct op *op, struct span words)
{
	op->count = 1;
	if (!words.at)
		return;
	op->count = 0;
	op->count = times_named(words);
	if (op->count) {
		op->occurrence = OCCURRENCE_EACH;
		return;
	}
	op->occurrence = ordinal_named(words);
	if (!op->occurrence)
		op->occurrence = wording_says(words, "last") || wording_says(words, "final") ||
						 wording_says(words, "the end")
					 ? OCCURRENCE_LAST
					 : OCCURRENCE_EACH;
}

enum op_position position_named(struct span words)
{
	if (wording_says(words, "end") || wording_says(words, "sentence"))
		return POS_END;
	if (wording_says(words, "beginning") || wording_says(words, "start"))
		return POS_START;
	if (wording_says(words, "before") || wording_says(words, "above") ||
	    wording_says(words, "preced"))
		return POS_BEFORE;
	return POS_AFTER;
}

/* "the period", and what is struck "at the end", is what the place ends with; where the code says
 * so, a mark that is named is the only one there is. */
static bool ends_place(const struct work *work, const struct span *old, struct span occurrence)
{
	return occurrence.at
		       ? wording_says(occurrence, "the end")
		       : quote_is_mark(work->profile, *old) &&
				 !profile_truth(work->profile, "modification", "marks-anywhere");
}

static struct span both_of(struct work *work, struct span words, struct span behind)
{
	bool apart = behind.length &&
		     (isalnum((unsigned char)behind.at[0]) || strchr("([", behind.at[0]) != NULL);
	return span_of(arena_printf(work->arena, apart ? "%.*s %.*s" : "%.*s%.*s", SPAN_ARGS(words),
				    SPAN_ARGS(behind)));
}

/* "Delete the comma after “X”": “X,” becomes “X”. */
static void take_beside(struct work *work, struct instruction *instruction, struct draft_op *op,
			const struct span *group)
{
	struct quote *words = quote_new(work, instruction, group[GROUP_BESIDE]);
	op->old = quote_new(work, instruction, both_of(work, words->text, op->old->text));
	op->op.kind = OP_SUBSTITUTION;
	op->new_text = op->new_text ? quote_new(work, instruction,
						both_of(work, words->text, op->new_text->text))
				    : words;
}

/* "Insert “X” before the period": what the place ends with becomes “X.”. */
static void take_before_end(struct work *work, struct instruction *instruction, struct draft_op *op)
{
	op->op.kind = OP_SUBSTITUTION;
	op->new_text =
		quote_new(work, instruction, both_of(work, op->new_text->text, op->old->text));
}

/* “Delete “X” and the preceding comma”: one stretch. */
static void take_mark_along(struct work *work, struct instruction *instruction, struct draft_op *op,
			    const struct span *group)
{
	struct span mark = quote_new(work, instruction, group[GROUP_NEW])->text;
	bool before = position_named(group[GROUP_POSITION]) == POS_BEFORE;
	op->old = quote_new(work, instruction,
			    before ? both_of(work, mark, op->old->text)
				   : both_of(work, op->old->text, mark));
	op->new_text = NULL;
}

/* Which stretch the old words name. */
static void take_span(struct draft_op *op, const struct span *group)
{
	if (group[GROUP_OLD_TO].at)
		op->op.span = group[GROUP_START].at ? SPAN_START_TO : SPAN_FROM_TO;
	else if (group[GROUP_AFTER].at)
		op->op.span = SPAN_AFTER_END;
	else if (group[GROUP_END].at)
		op->op.span = SPAN_FROM_END;
	if (group[GROUP_START].at && op->old_to) {
		op->old = op->old_to;
		op->old_to = NULL;
	}
}

/* "“X” and “Y”": the next quotation, or all where it is one. */
static struct span next_old(struct span words, size_t *at)
{
	while (*at < words.length && !quotation_mark(span_sub(words, *at, words.length)))
		(*at)++;
	size_t start = *at, end = quotation_close(span_sub(words, start, words.length));
	*at = end ? start + end : words.length;
	return end ? span_sub(words, start, *at) : words;
}

/* What is named right after a place, "the “or” after paragraph (a)", ends it. */
static struct span occurrence_of(const struct span *group)
{
	struct span words = group[GROUP_OCCURRENCE];
	return words.at && !words.length ? SPAN("at the end") : words;
}

/* The whole text of a provision does not have that citation with labels behind it. */
static bool cited_whole(struct work *work, const struct op *op, struct span cited)
{
	const struct doc *doc;
	struct buf text = {0};
	bool whole = true;
	uint32_t at = base_find(work, op->target, &doc);
	if (at != DOC_NONE)
		base_text(doc, at, &text);
	struct span all = buf_as_span(&text);
	for (size_t hit = 0; (hit = span_find(all, cited, hit)) != SIZE_MAX; hit++)
		whole &= !span_starts(span_sub(all, hit + cited.length, all.length), "(");
	buf_release(&text);
	return whole;
}

/* "In Z4.12, replace Z4.15 with Z4.16": without marks these are words only where the provision
 * cannot stand in the place that is named, and only the citation as it is written. */
static bool check_cited(struct work *work, struct instruction *instruction,
			const struct draft_op *op, struct span old)
{
	if (!old.at || quote_inner(old).length < old.length || quote_is_mark(work->profile, old) ||
	    !isupper((unsigned char)old.at[0]))
		return true;
	int level = address_level_of_eid(work->profile, step_place(span_of(op->op.target)));
	bool holds = level + 1 < (int)work->profile->first_item;
	if (!holds && cited_whole(work, &op->op, old))
		return true;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD023, old,
		holds ? "whether the provision or words that cite it are meant is not said"
		      : "“%.*s” stands there with labels behind it: another place is cited",
		SPAN_ARGS(old));
	diag_help(work->diags, diag, "name the clause that cites it, and quote the words");
	return false;
}

/* The section heading is not that of an item. */
static bool check_heading(struct work *work, struct instruction *instruction, const char *eid,
			  struct span part)
{
	int level = address_level_of_eid(work->profile, span_of(eid));
	if (!part.at || !wording_says(part, "section heading") ||
	    level < (int)work->profile->first_item)
		return true;
	draft_refuse(work, instruction, DIAG_AMD023, part, "%s is not what has the “%.*s”",
		     draft_cite(work, eid), SPAN_ARGS(part));
	return false;
}

/* The one paragraph of the base that is the opening or closing words. */
static struct span part_text(struct work *work, const char *eid)
{
	const struct doc *doc;
	enum block_part part = span_ends(span_of(eid), "__intro") ? PART_INTRO : PART_WRAPUP;
	struct span text = {NULL, 0};
	uint32_t at = base_find(work, eid, &doc);
	for (uint32_t b = at == DOC_NONE ? DOC_NONE : provision_next_block(doc, at, DOC_NONE);
	     b != DOC_NONE; b = provision_next_block(doc, at, b)) {
		if (doc->blocks[b].part != part)
			continue;
		if (text.at)
			return (struct span){NULL, 0};
		text = span_trim(doc->blocks[b].text);
	}
	return text;
}

/* "Amend the opening words of Z4.12 as follows:": what the base has there becomes the text that
 * follows, which may begin with the provision's own number. */
static void restate_part(struct work *work, struct instruction *instruction,
			 const struct clause *clause, struct draft_op *op, const struct spot *spot)
{
	struct span old = part_text(work, op->op.target), label;
	struct span fresh = span_trim(op->new_text->text);
	size_t lines = clause->fit.group[GROUP_NEW].at ||
		       span_trim(clause->fit.group[GROUP_PAYLOAD]).length;
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++)
		lines += work->uses[i] == DRAFT_PAYLOAD;
	if (!old.length) {
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD028, (struct span){0},
			"what is restated cannot be told: the base has no such words of %s",
			draft_cite(work, spot->eid));
		diag_help(work->diags, diag, "restate the provision as a whole");
		return;
	}
	if (lines > 1) {
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "only the words before or after the items of %s are to be restated, "
			     "and more than one paragraph follows",
			     draft_cite(work, spot->eid));
		return;
	}
	label = span_of(*spot->num ? spot->num : draft_label(work, spot->eid));
	if (label.length && fresh.length > label.length &&
	    span_equal(span_sub(fresh, 0, label.length), label))
		fresh = span_trim(span_sub(fresh, label.length, fresh.length));
	bool item;
	if (outline_label(work->profile, fresh, &item)) {
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "words of %s are to be restated, and “%.*s” has another number",
			     draft_cite(work, spot->eid), SPAN_ARGS(words_brief(work, fresh)));
		return;
	}
	if (!part_shape(work, instruction, spot->eid, fresh))
		return;
	op->old =
		quote_new(work, instruction, span_of(arena_copy(work->arena, old.at, old.length)));
	op->new_text = quote_new(work, instruction, fresh);
}

/* "Delete the closing words": all that the base has there. Items need what opens them. */
static bool take_part(struct work *work, struct instruction *instruction, struct draft_op *op)
{
	bool closing = span_ends(span_of(op->op.target), "__wrapup");
	struct span old = closing ? part_text(work, op->op.target) : (struct span){NULL, 0};
	if (old.length) {
		op->old = quote_new(work, instruction,
				    span_of(arena_copy(work->arena, old.at, old.length)));
		return true;
	}
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD028, (struct span){0},
		closing ? "the base has no closing words of %s that are one paragraph"
			: "only closing words can go as a whole, and this is another part of %s",
		draft_cite(work, arena_copy(work->arena, step_place(span_of(op->op.target)).at,
					    step_place(span_of(op->op.target)).length)));
	diag_help(work->diags, diag, "quote the words, or restate the provision");
	return false;
}

/* A sentence of its own, which need not be of the item that it would stand behind. */
static bool is_sentence(struct span words)
{
	words = span_trim(words);
	return words.length && isupper((unsigned char)words.at[0]) && span_ends(words, ".");
}

static bool has_closing_words(const struct doc *doc, uint32_t at)
{
	const struct provision *p = &doc->provisions[at];
	for (uint32_t i = p->block; i < p->block_after; i++)
		if (doc->blocks[i].provision == at && doc->blocks[i].part == PART_WRAPUP)
			return true;
	return false;
}

/* What ends with definitions or items: a text behind the last of them may be its, or stand below
 * them all. */
static bool ends_with_entries(struct work *work, struct instruction *instruction,
			      const struct draft_op *made)
{
	const struct op *op = &made->op;
	const struct doc *doc;
	uint32_t at = base_find(work, op->target, &doc), last = DOC_NONE;
	if (op->kind != OP_INSERTION || op->position != POS_END || at == DOC_NONE ||
	    step_place(span_of(op->target)).length != strlen(op->target))
		return false;
	for (uint32_t i = provision_first_child(doc, at); i != DOC_NONE; i = provision_next(doc, i))
		last = i;
	if (last == DOC_NONE || has_closing_words(doc, at))
		return false;
	bool entry = doc->provisions[last].flags & PROVISION_DEFINITION;
	bool item = doc->provisions[last].number == NUMBER_LABEL && made->new_text &&
		    is_sentence(made->new_text->text);
	if (!entry && !item)
		return false;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD023, (struct span){0},
		"%s ends with %s: whether the new words go into the last of them is not said",
		draft_cite(work, op->target), entry ? "definitions" : "items");
	diag_help(work->diags, diag, "name the %s", entry ? "definition" : "item");
	return true;
}

static bool has_own_words(const struct doc *doc, uint32_t provision)
{
	for (uint32_t b = provision_next_block(doc, provision, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(doc, provision, b)) {
		const struct block *block = &doc->blocks[b];
		if (block->part != PART_NUM && block->part != PART_HEADING &&
		    span_trim(block->text).length)
			return true;
	}
	return false;
}

/* "At the end of Schedule 8", all words of which stand in its paragraphs: those of the last of them
 * would be changed, which nobody named. A clause that leads items has them for its own. */
static bool edge_is_of_another(struct work *work, struct instruction *instruction,
			       const struct draft_op *made)
{
	const struct op *op = &made->op;
	const struct doc *doc;
	bool edge = op->position == POS_START || op->position == POS_END;
	if (op->kind != OP_INSERTION || made->old || !edge)
		return false;
	uint32_t at = base_find(work, op->target, &doc);
	uint32_t child = at == DOC_NONE ? DOC_NONE : provision_first_child(doc, at);
	if (child == DOC_NONE || doc->provisions[child].number == NUMBER_LABEL ||
	    has_own_words(doc, at))
		return false;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD022, (struct span){0},
					 "%s has no words of its own: into which of its provisions "
					 "the text goes is not said",
					 draft_cite(work, op->target));
	diag_help(work->diags, diag, "name the provision, or give the new text a number");
	return true;
}

/* Words go into one paragraph: items among them would be run on in it. */
static bool has_items(const struct work *work, const struct instruction *instruction)
{
	bool item;
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		struct span text = work->lines->items[i].text;
		text = span_sub(text, quotation_mark(text), text.length);
		if (work->uses[i] == DRAFT_PAYLOAD && outline_label(work->profile, text, &item) &&
		    item)
			return true;
	}
	return false;
}

/* "In section 5, from “X” to the end of subsection (3)": they begin there, and nowhere else in what
 * is named before. */
static bool begins_there(struct work *work, struct instruction *instruction,
			 const struct clause *clause, const struct op *op)
{
	const struct doc *doc;
	struct word_hit hit;
	struct span words = quote_inner(clause->fit.group[GROUP_OLD]);
	const struct spots *before = &clause->within.spots;
	const char *outer = before->count ? before->items[0].eid : instruction->over;
	uint32_t at = outer ? base_find(work, outer, &doc) : DOC_NONE;
	struct span own = span_of(op->target);
	for (uint32_t b = at == DOC_NONE ? 0 : doc->provisions[at].block;
	     at != DOC_NONE && b < doc->provisions[at].block_after; b++) {
		const struct block *block = &doc->blocks[b];
		if (address_is_in(doc->provisions[block->provision].eid, own) ||
		    !words_find(block->text, words, 0, true, &hit))
			continue;
		draft_refuse(work, instruction, DIAG_AMD008, clause->fit.group[GROUP_OLD],
			     "“%.*s” stands outside of %s: from where on is not said",
			     SPAN_ARGS(words), draft_cite(work, op->target));
		return false;
	}
	return true;
}

/* "To the end of that subsection": of the place itself, not of one that holds it. */
static bool ends_there(struct work *work, struct instruction *instruction,
		       const struct clause *clause, const struct op *op)
{
	struct span end = clause->fit.group[GROUP_END], noun = end;
	if (end.at && clause->fit.group[GROUP_TARGET].at)
		return begins_there(work, instruction, clause, op);
	if (!end.at || span_find(end, SPAN(" of "), 0) == SIZE_MAX)
		return true;
	while (noun.length && span_find(noun, SPAN(" "), 0) != SIZE_MAX)
		noun = span_sub(noun, span_find(noun, SPAN(" "), 0) + 1, noun.length);
	const char *named = named_one(work, instruction->logical, noun);
	if (span_is(noun, "definition") ? clause->within.term != NULL
					: named && !strcmp(named, op->target))
		return true;
	draft_refuse(work, instruction, DIAG_AMD023, end,
		     "“%.*s” is not said of the place that the words are in", SPAN_ARGS(end));
	return false;
}

/* "The period at the end of the subsection" is not that of one of its paragraphs. */
static bool ends_named(struct work *work, struct instruction *instruction, const char *eid,
		       struct span occurrence)
{
	static const char of[] = "the end of the ";
	size_t at = occurrence.at ? span_find(occurrence, SPAN(of), 0) : SIZE_MAX;
	if (at == SIZE_MAX)
		return true;
	struct span noun = span_sub(occurrence, at + strlen(of), occurrence.length);
	if (span_is(noun, "sentence") || noun_can_be(work, noun, eid))
		return true;
	draft_refuse(work, instruction, DIAG_AMD023, occurrence, "%s is not “the %.*s”",
		     draft_cite(work, eid), SPAN_ARGS(noun));
	return false;
}

static void words_op(struct work *work, struct instruction *instruction,
		     const struct clause *clause, const struct spot *spot, struct span part,
		     struct span old, struct span occurrence)
{
	const struct fit *fit = &clause->fit;
	struct draft_op *op = op_new(work, instruction, fit->form->kind, SCOPE_WORDS);
	const struct span *group = fit->group;
	struct span announced = group[GROUP_NEW];
	op->op.target =
		clause->within.term && !changes_by_term(work)
			? term_target(work, spot->eid, inner_words(work, clause->within.term))
			: spot->eid;
	if (!check_cited(work, instruction, op, old) ||
	    !check_heading(work, instruction, op->op.target, part) ||
	    (old.at && !part_check_table(work, instruction, op->op.target, part, old)) ||
	    !part_check_label(work, instruction, op->op.target, part) ||
	    !ends_there(work, instruction, clause, &op->op) ||
	    !ends_named(work, instruction, op->op.target, occurrence))
		return;
	part_take(work, op, part);
	if (old.at)
		op->old = quote_coded(work, instruction, old);
	if (group[GROUP_OLD_TO].at)
		op->old_to = quote_new(work, instruction, group[GROUP_OLD_TO]);
	if (group[GROUP_PAYLOAD].at)
		announced = payload_words(work, instruction, group[GROUP_PAYLOAD]);
	if (announced.at)
		op->new_text = quote_coded(work, instruction, announced);
	if (announced.at && group[GROUP_PAYLOAD].at)
		op->new_text->items = has_items(work, instruction);
	struct span sentence =
		group[GROUP_SENTENCE].at ? group[GROUP_SENTENCE] : clause->within.sentence;
	if (!op->old && !group[GROUP_START].at && fit->form->kind == OP_SUBSTITUTION &&
	    op->new_text && !sentence.at) {
		restate_part(work, instruction, clause, op, spot);
		if (instruction->refused)
			return;
	}
	if (!op->old && !group[GROUP_START].at && fit->form->kind == OP_REPEAL && part.at &&
	    !sentence.at && !take_part(work, instruction, op))
		return;
	take_span(op, group);
	take_occurrence(&op->op, occurrence);
	bool begins = op->op.span && !occurrence.at; /* "the semicolon and all that follows" */
	bool ends =
		op->old && !group[GROUP_BESIDE].at && !begins && ends_place(work, &old, occurrence);
	if (ends) {
		op->op.occurrence = OCCURRENCE_LAST;
		op->op.position = POS_END;
		op->op.count = 0;
	}
	if (announced.at && op->op.kind == OP_REPEAL) {
		take_mark_along(work, instruction, op, group);
	} else if (group[GROUP_BESIDE].at) {
		take_beside(work, instruction, op, group);
	} else if (ends && op->op.kind == OP_INSERTION && quote_is_mark(work->profile, old) &&
		   position_named(group[GROUP_POSITION]) == POS_BEFORE) {
		take_before_end(work, instruction, op);
	} else if (group[GROUP_POSITION].at) {
		op->op.position = position_named(group[GROUP_POSITION]);
		if (op->op.position == POS_START || op->op.position == POS_END)
			op->op.count = 0;
	}
	if (!clause->within.term && !part.at && !sentence.at &&
	    edge_is_of_another(work, instruction, op))
		return;
	if (!clause->within.term && !part.at && ends_with_entries(work, instruction, op))
		return;
	if (sentence.at)
		sentence_take(work, instruction, sentence, op);
}

/* Where the first ordinal from `from` on ends, or the length. */
static size_t ordinal_end(struct span words, size_t from)
{
	static const char *const ordinals[] = {"first",	 "second", "third",
					       "fourth", "fifth",  "last"};
	for (size_t at = from; at < words.length; at++)
		for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
			if (words.length - at >= strlen(ordinals[i]) &&
			    !strncasecmp(words.at + at, ordinals[i], strlen(ordinals[i])))
				return at + strlen(ordinals[i]);
	return words.length;
}

/* "The first and third": the next of them, or all where it is one. */
static struct span next_occurrence(struct span words, size_t *at)
{
	size_t start = *at, end = ordinal_end(words, start);
	*at = ordinal_end(words, end) < words.length ? end : words.length;
	return words.at ? span_sub(words, start, *at) : words;
}

/* The later of two comes first: where instructions are read in sequence, a change of the first
 * would make the third the second. */
static int by_place(const void *a, const void *b)
{
	int first = ordinal_named(*(const struct span *)a);
	int second = ordinal_named(*(const struct span *)b);
	first = first ? first : INT_MAX;
	second = second ? second : INT_MAX;
	return (second > first) - (second < first);
}

static void words_each_time(struct work *work, struct instruction *instruction,
			    const struct clause *clause, const struct spot *spot, struct span part,
			    struct span old)
{
	enum { MOST = 8 };
	struct span all = occurrence_of(clause->fit.group), times[MOST];
	size_t at = 0, count = 0;
	do
		times[count++] = next_occurrence(all, &at);
	while (at < all.length && count < MOST);
	if (at < all.length) {
		draft_refuse(work, instruction, DIAG_AMD021, all, "“%.*s” is more than can be read",
			     SPAN_ARGS(all));
		return;
	}
	if (count > 1 && profile_truth(work->profile, "modification", "in-sequence"))
		qsort(times, count, sizeof *times, by_place);
	for (size_t i = 0; i < count; i++)
		words_op(work, instruction, clause, spot, part, old, times[i]);
}

static void words_in_part(struct work *work, struct instruction *instruction,
			  const struct clause *clause, const struct spot *spot, struct span part)
{
	struct span old = clause->fit.group[GROUP_OLD];
	bool lists = clause->fit.form->kind == OP_REPEAL ||
		     (clause->fit.form->kind == OP_SUBSTITUTION &&
		      profile_truth(work->profile, "modification", "old-lists"));
	if (!lists) {
		words_each_time(work, instruction, clause, spot, part, old);
		return;
	}
	size_t at = 0;
	do
		words_each_time(work, instruction, clause, spot, part, next_old(old, &at));
	while (at < old.length);
}

bool named_twice(struct work *work, struct instruction *instruction, struct span own,
		 struct span before)
{
	if (!own.at || !before.at || span_equal(own, before) || stands_in_table(own, before))
		return false;
	draft_refuse(work, instruction, DIAG_AMD023, own, "“%.*s” and “%.*s” are both named",
		     SPAN_ARGS(before), SPAN_ARGS(own));
	return true;
}

/* Both are of one text. */
static bool said_between(struct span first, struct span last, const char *word)
{
	const char *end = first.at + first.length;
	struct span between = {end, last.at > end ? (size_t)(last.at - end) : 0};
	return span_find(between, span_of(word), 0) != SIZE_MAX;
}

/* “For “A” and “B” substitute “C” and “D” respectively”: each with its own. */
static bool paired_words(struct work *work, struct instruction *instruction,
			 const struct clause *clause)
{
	struct clause one = *clause;
	struct span *own = one.fit.group, old = own[GROUP_OLD], new_words = own[GROUP_NEW];
	size_t a = 0, b = 0;
	struct span said = span_sub(instruction->text, clause->fit.start, clause->fit.end);
	if (!old.at || !new_words.at || clause->fit.form->kind != OP_SUBSTITUTION ||
	    !(span_ends(said, "respectively") || said_between(old, new_words, "respectively")) ||
	    (next_old(old, &a), a >= old.length))
		return false;
	for (a = b = 0; !instruction->refused && (a < old.length || b < new_words.length);) {
		if (a >= old.length || b >= new_words.length) {
			draft_refuse(work, instruction, DIAG_AMD024, old,
				     "the old words and the new ones are not equally many");
			break;
		}
		own[GROUP_OLD] = next_old(old, &a);
		own[GROUP_NEW] = next_old(new_words, &b);
		clause_words(work, instruction, &one);
	}
	return true;
}

/* One operation for each place, and each part of it that is named. */
void clause_words(struct work *work, struct instruction *instruction, const struct clause *clause)
{
	struct spots named = {0}, spots;
	struct span part = clause->fit.group[GROUP_PART];
	if (paired_words(work, instruction, clause))
		return;
	if (!part.at)
		part = clause->within.part;
	if (named_twice(work, instruction, part, clause->within.part) ||
	    named_twice(work, instruction, clause->fit.group[GROUP_SENTENCE],
			clause->within.sentence))
		return;
	if (clause->fit.group[GROUP_PAYLOAD].at &&
	    payload_is_empty(work, instruction, clause->fit.group[GROUP_PAYLOAD])) {
		draft_refuse(work, instruction, DIAG_AMD025, (struct span){0},
			     "text is announced and none follows");
		return;
	}
	struct span code = clause->fit.group[GROUP_CONTAINER];
	if (code.at) {
		if (!code_wide(work, instruction, code, clause->fit.group[GROUP_OLD], &named))
			return;
	} else if (clause->within.term) {
		if (!definition_places(work, instruction, clause, &named))
			return;
	} else if (!clause_targets(work, instruction, clause, &named)) {
		return;
	}
	if (!places_expand(work, instruction, &named, &spots))
		return;
	if (clause->fit.group[GROUP_ALONG].at && !along_before(work, instruction, clause, &spots))
		return;
	for (size_t i = 0; i < spots.count; i++) {
		size_t at = 0;
		struct span own = spots.items[i].part.at ? spots.items[i].part : part;
		do
			words_in_part(work, instruction, clause, &spots.items[i],
				      own.at ? part_next(work, own, &at) : own);
		while (own.at && at < own.length);
	}
}
