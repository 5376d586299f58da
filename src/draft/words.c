/* What a clause does to words: one operation for each place, and each of the words. */
#include "draft/words.h"

#include "draft/quotation.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Quoted words without their marks. */
static const char *inner_words(struct work *work, const char *quoted)
{
	struct span words = quote_inner(span_of(quoted));
	return arena_copy(work->arena, words.at, words.length);
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

/* The sentence, or what of a table, that the words are in. */
static struct span sentence_of(const struct work *work, const struct clause *clause)
{
	struct span own = clause->fit.group[GROUP_SENTENCE], before = clause->within.sentence;
	if (!own.at || !before.at)
		return own.at ? own : before;
	struct span both = cells_within(work, own, before);
	return both.at ? both : own;
}

static void words_op(struct work *work, struct instruction *instruction,
		     const struct clause *clause, const struct spot *spot, struct span part,
		     struct span old, struct span occurrence)
{
	const struct fit *fit = &clause->fit;
	struct draft_op *op = op_new(work, instruction, fit->form->kind, SCOPE_WORDS);
	const struct span *group = fit->group;
	struct span announced = group[GROUP_NEW], sentence = sentence_of(work, clause);
	op->op.target =
		clause->within.term && !changes_by_term(work)
			? term_target(work, spot->eid, inner_words(work, clause->within.term))
			: spot->eid;
	if (!check_cited(work, instruction, op, old) ||
	    !check_heading(work, instruction, op->op.target, part) ||
	    (old.at && !names_cells(sentence) &&
	     !part_check_table(work, instruction, op->op.target, part, old)) ||
	    !part_check_label(work, instruction, op->op.target, part) ||
	    !stretch_ends_there(work, instruction, clause, &op->op) ||
	    !end_is_named(work, instruction, op->op.target, occurrence))
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
	if (!op->old && !group[GROUP_START].at && fit->form->kind == OP_SUBSTITUTION &&
	    op->new_text && !sentence.at) {
		part_restate(work, instruction, clause, op, spot);
		if (instruction->refused)
			return;
	}
	if (!op->old && !group[GROUP_START].at && fit->form->kind == OP_REPEAL && part.at &&
	    !sentence.at && !part_repeal(work, instruction, op))
		return;
	take_span(op, group);
	occurrence_take(&op->op, occurrence);
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
	if (!clause->within.term && !part.at && edge_has_entries(work, instruction, op))
		return;
	if (sentence.at)
		sentence_take(work, instruction, sentence, op);
}

static void words_each_time(struct work *work, struct instruction *instruction,
			    const struct clause *clause, const struct spot *spot, struct span part,
			    struct span old)
{
	enum { MOST = 8 };
	struct span all = occurrence_named(clause->fit.group), times[MOST];
	size_t at = 0, count = 0;
	do
		times[count++] = occurrence_next(all, &at);
	while (at < all.length && count < MOST);
	if (at < all.length) {
		draft_refuse(work, instruction, DIAG_AMD021, all, "“%.*s” is more than can be read",
			     SPAN_ARGS(all));
		return;
	}
	if (count > 1 && profile_truth(work->profile, "modification", "in-sequence"))
		qsort(times, count, sizeof *times, occurrences_order);
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
	if (!own.at || !before.at || span_equal(own, before) || cells_within(work, own, before).at)
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

/* The words that an instruction puts behind others: what it inserts, or the rest of what begins as
 * the words that it replaces do. Behind a reference more of it may follow. */
static struct span words_added(const struct fit *fit)
{
	struct span fresh = quote_inner(fit->group[GROUP_NEW]), none = {NULL, 0};
	struct span old = fit->group[GROUP_OLD];
	if (fit->form->kind == OP_INSERTION || !fresh.at)
		return fresh;
	old = old.at ? quote_inner(old) : old;
	bool begins = fit->form->kind == OP_SUBSTITUTION && old.length &&
		      old.length < fresh.length && !span_ends(old, ")") &&
		      span_equal(span_sub(fresh, 0, old.length), old);
	return begins ? span_sub(fresh, old.length, fresh.length) : none;
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
		doubt_new_item(work, instruction, spots.items[i].eid, words_added(&clause->fit));
	}
}
