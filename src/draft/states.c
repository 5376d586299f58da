/* States: the base, and what earlier operations of the draft make of it. */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

/* The first operation of an eId is kept. */
static void enter(xmlHashTablePtr *table, const char *eid, size_t op)
{
	if (!*table)
		*table = xmlHashCreate(64);
	if (*table && eid)
		xmlHashAddEntry(*table, (const xmlChar *)eid, (void *)(uintptr_t)(op + 1));
}

static size_t first_of(xmlHashTablePtr table, struct span eid)
{
	char *name = mem_copy(eid.at, eid.length);
	size_t found = table ? (size_t)(uintptr_t)xmlHashLookup(table, (const xmlChar *)name) : 0;
	free(name);
	return found ? found - 1 : SIZE_MAX;
}

void state_add(struct work *work, size_t index)
{
	const struct draft_op *op = &work->ops[index];
	enter(&work->made, op->op.to, index);
	for (const struct piece *piece = op->pieces; piece; piece = piece_walk(op->pieces, piece))
		enter(&work->made, piece->eid, index);
	enter(&work->acted, op->op.target, index);
	number_note(work, index);
}

size_t state_maker(const struct work *work, struct span eid)
{
	return first_of(work->made, eid);
}

size_t state_actor(const struct work *work, struct span eid)
{
	return first_of(work->acted, eid);
}

/* The operation that took the text of that place down a level, or NULL. */
static const struct op *sinking_of(const struct work *work, struct span eid)
{
	for (; eid.length; eid = address_parent(eid)) {
		size_t maker = state_maker(work, eid);
		if (maker != SIZE_MAX && op_sinks(&work->ops[maker].op))
			return work->ops[maker].idle ? NULL : &work->ops[maker].op;
	}
	return NULL;
}

/* What has gone down a level is where it was, in the base. As a whole it has no bounds there: words
 * in it can be changed, and a new provision can stand behind it. */
static bool settle_sunk(struct work *work, struct instruction *instruction, const struct form *form,
			const struct op *sinking, struct spot *spot)
{
	const char *rest = spot->eid + strlen(sinking->to);
	bool brings = form->kind == OP_INSERTION && form->scope != SCOPE_WORDS;
	bool whole = !*rest;
	if (whole && brings && form->scope == SCOPE_PROVISION)
		return true;
	if (brings || (whole && form->scope != SCOPE_WORDS)) {
		struct diag *diag = draft_refuse(work, instruction, DIAG_AMD028, spot->cited,
						 "the text of %s has gone down a level to be %s: "
						 "only words in it can be changed as well",
						 draft_cite(work, sinking->target),
						 draft_cite(work, sinking->to));
		diag_help(work->diags, diag, "restate %s as a whole",
			  draft_cite(work, sinking->target));
		return false;
	}
	spot->eid = arena_printf(work->arena, "%s%s", sinking->target, rest);
	spot->later = false;
	return true;
}

/* Is the provision that the base has under that number deleted by the draft before it is given to
 * another? Words, and what is put beside it, are then of the one that gets it. */
static bool has_gone(const struct work *work, const struct form *form, const char *eid)
{
	size_t actor = state_actor(work, span_of(eid));
	const struct op *op = actor == SIZE_MAX ? NULL : &work->ops[actor].op;
	return op && op->kind == OP_REPEAL && op->scope == SCOPE_PROVISION &&
	       (form->kind == OP_INSERTION || form->scope != SCOPE_PROVISION);
}

/* A number that nothing has any more when an earlier instruction gives it is the renumbered one's.
 * One that is taken, and renumbered in its turn, is the one that has it, or two would get it: "(3A)
 * is redesignated as (3B), (3B) is redesignated as (3C)". */
enum meant { MEANT_DOUBT, MEANT_RENUMBERED, MEANT_BASE };

static enum meant meant_by(const struct work *work, const struct form *form, const char *eid)
{
	const struct doc *doc;
	if (!work->base)
		return MEANT_DOUBT;
	if (base_find(work, eid, &doc) == DOC_NONE || has_gone(work, form, eid))
		return MEANT_RENUMBERED;
	bool sequence = profile_truth(work->profile, "modification", "in-sequence");
	bool keeps = state_actor(work, span_of(eid)) == SIZE_MAX;
	return (sequence || keeps) && form->kind == OP_RENUMBERING ? MEANT_BASE : MEANT_DOUBT;
}

/* The operation that makes that place, or the nearest that it stands in; *rest is what of the eId
 * is below that. */
static size_t maker_over(const struct work *work, const char *eid, const char **rest)
{
	for (struct span up = span_of(eid); up.length; up = address_parent(up)) {
		size_t maker = state_maker(work, up);
		*rest = eid + up.length;
		if (maker != SIZE_MAX)
			return maker;
	}
	return SIZE_MAX;
}

/* The operation that, before the provision got its number, gave one to what is in it. */
static size_t renumbered_inside(const struct work *work, size_t maker, const char *was,
				const char **rest)
{
	size_t inner = maker_over(work, was, rest);
	if (inner >= maker || !work->ops[inner].op.to || work->ops[inner].idle)
		return SIZE_MAX;
	struct span to = span_of(work->ops[inner].op.to);
	struct span outer = span_of(work->ops[maker].op.target);
	return to.length > outer.length && address_is_in(to, outer) ? inner : SIZE_MAX;
}

static void note_renamed(struct work *work, struct instruction *instruction, const char *eid)
{
	struct renamed *renamed = arena_alloc(work->arena, sizeof *renamed);
	*renamed = (struct renamed){eid, instruction->renamed};
	instruction->renamed = renamed;
}

/* "(as renumbered)" is what the provision was; without that, it may be the one that has the number
 * now. */
static bool settle_renumbered(struct work *work, struct instruction *instruction,
			      const struct form *form, struct spot *spot)
{
	size_t self = (size_t)(instruction - work->items);
	const char *rest;
	size_t maker = maker_over(work, spot->eid, &rest);
	const struct draft_op *op = maker != SIZE_MAX ? &work->ops[maker] : NULL;
	const char *was = op && op->op.to && !op->idle ? op->op.target : NULL;
	while (was && *rest) {
		was = arena_printf(work->arena, "%s%s", was, rest);
		maker = renumbered_inside(work, maker, was, &rest);
		if (maker == SIZE_MAX)
			break;
		was = work->ops[maker].op.target;
	}
	bool made = op && (was || !*rest);
	if (spot->later && !made && spot->coded && form->scope == SCOPE_WORDS)
		return true; /* renumbered in the Act elsewhere; the code's number is given */
	if (spot->later && !made) {
		struct diag *diag = draft_refuse(work, instruction, DIAG_AMD023, spot->cited,
						 "no earlier instruction makes %s",
						 draft_cite(work, spot->eid));
		diag_help(
			work->diags, diag,
			"put what is done to it in an instruction of its own, behind the one that "
			"makes it");
		return false;
	}
	bool other = made && was && op->instruction != self;
	enum meant meant = other && !spot->later ? meant_by(work, form, spot->eid) : MEANT_DOUBT;
	if (was && (spot->later || meant == MEANT_RENUMBERED)) {
		spot->eid = was;
		spot->later = false;
		note_renamed(work, instruction, was);
	} else if (other && meant == MEANT_DOUBT) {
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD023, spot->cited,
			"%s may be the provision that has this number now, or the one that "
			"is renumbered so",
			draft_cite(work, spot->eid));
		diag_relate(
			work->diags, diag,
			draft_place(work, work->items[op->instruction].logical, (struct span){0}),
			"renumbered here");
		profile_help(work->profile, "as-renumbered", (struct span){"", 0},
			     (struct span){"", 0}, work->diags, diag);
		return false;
	}
	return true;
}

static bool holds_words(const struct piece *piece, struct span words)
{
	const struct piece_text *texts[] = {piece->intro, piece->wrapup};
	struct word_hit hit;
	for (size_t i = 0; i < 2; i++)
		if (texts[i] && words_find(texts[i]->text, words, 0, false, &hit))
			return true;
	return false;
}

/* Does that piece, or one below it, hold the words? */
static bool is_in_piece(const struct piece *first, const char *eid, struct span words)
{
	for (const struct piece *piece = first; piece; piece = piece_walk(first, piece))
		if (piece->eid && address_is_in(span_of(piece->eid), span_of(eid)) &&
		    holds_words(piece, words))
			return true;
	return false;
}

static bool is_in_base(const struct work *work, const char *eid, struct span words)
{
	const struct doc *doc;
	struct word_hit hit;
	uint32_t at = base_find(work, eid, &doc), block = DOC_NONE;
	for (uint32_t i = at; i != DOC_NONE && i < doc->provisions[at].after; i++)
		while ((block = provision_next_block(doc, i, block)) != DOC_NONE)
			if (words_find(doc->blocks[block].text, words, 0, false, &hit))
				return true;
	return false;
}

/* The new provision that has the number of one of the base, and that the operation may mean, or be
 * in. What brings a provision, or gives it a number, means none that has that number already. */
static const struct draft_op *namesake_of(const struct work *work, size_t self,
					  const struct draft_op *op, struct span *number)
{
	bool itself = op->op.scope == SCOPE_PROVISION &&
		      (op->op.kind == OP_INSERTION || op->op.kind == OP_RENUMBERING);
	struct span up = span_of(op->op.target);
	for (up = itself ? address_parent(up) : up; up.length; up = address_parent(up)) {
		size_t maker = state_maker(work, up);
		const struct draft_op *made = maker == SIZE_MAX ? NULL : &work->ops[maker];
		*number = up;
		if (made && !made->op.to && made->op.kind == OP_INSERTION &&
		    made->instruction != self &&
		    base_has(work, arena_printf(work->arena, "%.*s", SPAN_ARGS(up))))
			return made;
	}
	return NULL;
}

void refuse_namesake(struct work *work, struct instruction *instruction, const struct draft_op *op)
{
	for (const struct renamed *it = instruction->renamed; it; it = it->before)
		if (address_is_in(span_of(op->op.target), span_of(it->eid)))
			return;
	struct span number;
	size_t self = (size_t)(instruction - work->items);
	const struct draft_op *made = namesake_of(work, self, op, &number);
	bool sequence = profile_truth(work->profile, "modification", "in-sequence");
	bool in_new = made && op->old && is_in_piece(made->pieces, op->op.target, op->old->text);
	if (!made || instruction->refused || (op->old && !in_new && !sequence))
		return;
	const char *cited = draft_cite(work, arena_printf(work->arena, "%.*s", SPAN_ARGS(number)));
	bool in_old = op->old && is_in_base(work, op->op.target, op->old->text);
	const char *says = !in_new ? ""
				   : arena_printf(work->arena,
						  in_old ? ", and both have “%.*s”"
							 : ", and only the new one has “%.*s”",
						  SPAN_ARGS(op->old->text));
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
					 "%s may be the provision that has this number now, or the "
					 "new one%s",
					 cited, says);
	diag_relate(work->diags, diag,
		    draft_place(work, work->items[made->instruction].logical, (struct span){0}),
		    "the new one is here");
	diag_help(work->diags, diag,
		  "write the words into the new text, or name the other by its new number");
}

bool places_settle(struct work *work, struct instruction *instruction, const struct form *form,
		   struct spots *spots)
{
	for (size_t i = 0; i < spots->count; i++) {
		struct spot *spot = &spots->items[i];
		const struct op *sinking = sinking_of(work, span_of(spot->eid));
		bool good = sinking ? settle_sunk(work, instruction, form, sinking, spot)
				    : settle_renumbered(work, instruction, form, spot);
		if (!good)
			return false;
	}
	return true;
}
