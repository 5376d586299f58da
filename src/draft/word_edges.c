/* The end or the beginning of a place, where words go or to which a stretch of them runs: refused
 * where it may be that of another place. */
#include "draft/words.h"

#include <ctype.h>
#include <string.h>

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
bool edge_has_entries(struct work *work, struct instruction *instruction,
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
bool edge_is_of_another(struct work *work, struct instruction *instruction,
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
bool stretch_ends_there(struct work *work, struct instruction *instruction,
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
bool end_is_named(struct work *work, struct instruction *instruction, const char *eid,
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
