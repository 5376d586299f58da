/* Operations: what each clause of an instruction does, one operation for each place. */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

struct draft_op *op_new(struct work *work, struct instruction *instruction, enum op_kind kind,
			enum op_scope scope)
{
	MEM_ROOM(work->ops, work->op_count, work->op_capacity);
	struct draft_op *op = &work->ops[work->op_count++];
	struct place place = draft_place(work, instruction->logical, (struct span){0});
	*op = (struct draft_op){.instruction = (size_t)(instruction - work->items)};
	op->op.kind = kind;
	op->op.scope = scope;
	op->op.file = work->lines->file;
	op->op.line = place.line;
	op->op.column = place.column;
	op->context = instruction->context;
	instruction->op_count++;
	return op;
}

/* ---- places */

static const char *over(const struct instruction *instruction, const struct clause *clause)
{
	const struct spots *spots = &clause->within.spots;
	return spots->count ? spots->items[0].eid : instruction->over;
}

/* "In section 5, for “X” substitute “Y” in section 6": a place behind the words is in those before
 * them. */
static bool stand_within(struct work *work, struct instruction *instruction,
			 const struct clause *clause, const struct spots *spots)
{
	const struct spots *before = &clause->within.spots;
	struct span old = clause->fit.group[GROUP_OLD];
	bool behind = old.at && clause->fit.group[GROUP_TARGET].at > old.at;
	for (size_t i = 0; behind && before->count && i < spots->count; i++) {
		bool within = false;
		for (size_t k = 0; k < before->count; k++)
			within |= before->items[k].up_to ||
				  address_is_in(span_of(spots->items[i].eid),
						step_place(span_of(before->items[k].eid)));
		if (within)
			continue;
		draft_refuse(work, instruction, DIAG_AMD023, spots->items[i].cited,
			     "“%.*s” does not stand in %s, which is named before",
			     SPAN_ARGS(spots->items[i].cited),
			     draft_cite(work, before->items[0].eid));
		return false;
	}
	return true;
}

/* "In Schedule 8, delete Z1.1": no clause stands in a Schedule. */
static bool leaves_schedule(const struct work *work, const struct clause *clause, struct span head)
{
	const struct spots *before = &clause->within.spots;
	if (before->count != 1 || !profile_truth(work->profile, "check", "numbers-nest"))
		return false;
	struct span outer = address_head(span_of(before->items[0].eid));
	int level = address_level_of_eid(work->profile, outer);
	return level >= 0 && work->profile->levels[level].by_depth && !span_equal(head, outer);
}

bool whole_within(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const struct spots *spots)
{
	const struct form *form = clause->fit.form;
	const char *named = over(instruction, clause);
	struct span outer = address_head(span_of(named ? named : ""));
	int level = address_level_of_eid(work->profile, outer);
	bool clauses = level >= 0 && (size_t)level + 1 == work->profile->first_item;
	if (form->scope != SCOPE_PROVISION || form->kind == OP_INSERTION || level < 0 ||
	    clause->within.spots.count > 1)
		return true;
	for (size_t i = 0; i < spots->count; i++) {
		struct span head = address_head(span_of(spots->items[i].eid));
		bool other = clauses && address_level_of_eid(work->profile, head) == level &&
			     !span_equal(head, outer);
		if (!other && !leaves_schedule(work, clause, head))
			continue;
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD023, spots->items[i].cited,
			"%s does not stand in %s, which is named before: whether it or a reference "
			"to it is meant is not said",
			draft_cite(work, spots->items[i].eid), draft_cite(work, named));
		diag_help(work->diags, diag,
			  "quote the words, or put the instruction for %s on its own",
			  draft_cite(work, spots->items[i].eid));
		return false;
	}
	return true;
}

/* The places that a clause acts on: its own, below each place that stands before it; else those. */
static bool named_places(struct work *work, struct instruction *instruction,
			 const struct clause *clause, struct spots *spots)
{
	struct span words = clause->fit.group[GROUP_TARGET];
	const struct spots *before = &clause->within.spots;
	*spots = (struct spots){0};
	if (words.at)
		return places_read_below(work, instruction, words, before, instruction->over,
					 spots) &&
		       stand_within(work, instruction, clause, spots) &&
		       whole_within(work, instruction, clause, spots);
	if (before->count) {
		spots_append(work, spots, before);
		return true;
	}
	if (!instruction->over) {
		draft_refuse(work, instruction, DIAG_AMD023, clause->fit.group[GROUP_OLD],
			     "the place is not named");
		return false;
	}
	struct spot spot = {.eid = instruction->over, .num = ""};
	spots_append(work, spots, &(struct spots){&spot, 1});
	return true;
}

bool clause_targets(struct work *work, struct instruction *instruction, const struct clause *clause,
		    struct spots *spots)
{
	return named_places(work, instruction, clause, spots) &&
	       places_settle(work, instruction, clause->fit.form, spots);
}

/* ---- repeals */

/* “Delete section Z4.12 and its number”: nothing is left to keep its place. */
static bool takes_number(const struct clause *clause)
{
	struct span words = clause->fit.group[GROUP_LEAVES];
	bool quoted = words.at && quote_inner(words).length < words.length;
	return words.at && !quoted &&
	       (wording_says(words, "its number") || wording_says(words, "their numbers"));
}

/* False in *said where the draft leaves it to the practice of the code. */
static enum op_leaves leaves_of(const struct work *work, const struct clause *clause,
				const char *eid, bool *said)
{
	int level = address_level_of_eid(work->profile, span_of(eid));
	struct span words = clause->fit.group[GROUP_LEAVES];
	*said = true;
	if (takes_number(clause))
		return LEAVES_REMOVE;
	if (words.at || level < 0)
		return LEAVES_NOT_USED;
	bool item = (size_t)level >= work->profile->first_item;
	bool goes = item && work->profile->levels[level].style != LABEL_NUMBER;
	const char *rule = profile_value(work->profile, "words", item ? "repeal-item" : "repeal",
					 goes ? "remove" : NULL);
	int ruled = rule ? op_leaves_named(span_of(rule)) : -1;
	if (ruled >= 0)
		return (enum op_leaves)ruled;
	const char *policy = profile_value(work->profile, "modification", "leaves", "not-used");
	*said = false;
	int named = op_leaves_named(span_of(policy));
	return named < 0 ? LEAVES_NOT_USED : (enum op_leaves)named;
}

/* Words left that are not those of the profile would be another text: it says what it can leave. */
static bool leaves_known(struct work *work, struct instruction *instruction,
			 const struct clause *clause)
{
	struct span words = clause->fit.group[GROUP_LEAVES];
	struct span inner = span_trim(quote_inner(words));
	if (!words.at || takes_number(clause) || wording_says(inner, "not used"))
		return true;
	draft_refuse(work, instruction, DIAG_AMD028, words,
		     "“%.*s” cannot be left in place of a provision, only “%s”", SPAN_ARGS(inner),
		     profile_value(work->profile, "words", "not-used", "Not Used."));
	return false;
}

static void make_repeal(struct work *work, struct instruction *instruction,
			const struct clause *clause)
{
	struct spots named, spots;
	if (!leaves_known(work, instruction, clause) ||
	    !clause_targets(work, instruction, clause, &named) ||
	    !places_expand(work, instruction, &named, &spots))
		return;
	for (size_t i = 0; i < spots.count; i++) {
		struct draft_op *op = op_new(work, instruction, OP_REPEAL, SCOPE_PROVISION);
		op->op.target = spots.items[i].eid;
		bool said;
		op->op.leaves = leaves_of(work, clause, op->op.target, &said);
		op->struck = clause->fit.group[GROUP_STRIKES].at != NULL;
		op->unsaid = !said || op->struck;
		op->ruled = !clause->fit.group[GROUP_LEAVES].at && !takes_number(clause);
	}
	along_repeal(work, instruction, clause, &spots);
}

/* ---- renumbering and moving */

static const char *parent_eid(struct work *work, const char *eid)
{
	struct span parent = address_parent(span_of(eid));
	return parent.length ? arena_copy(work->arena, parent.at, parent.length) : NULL;
}

static bool no_pairs(struct work *work, struct instruction *instruction, const struct spots *from,
		     const struct spots *to, struct span words)
{
	if (from->count != to->count) {
		draft_refuse(work, instruction, DIAG_AMD024, words,
			     "%zu provision%s and %zu new number%s do not pair", from->count,
			     from->count == 1 ? "" : "s", to->count, to->count == 1 ? "" : "s");
		return true;
	}
	for (size_t i = 0; i < to->count; i++) {
		if (!strcmp(to->items[i].eid, from->items[i].eid)) {
			draft_refuse(work, instruction, DIAG_AMD024, words,
				     "%s would keep its number", to->items[i].num);
			return true;
		}
		for (size_t k = 0; k < i; k++) {
			if (strcmp(to->items[i].eid, to->items[k].eid))
				continue;
			draft_refuse(work, instruction, DIAG_AMD024, words,
				     "two provisions would be %s", to->items[i].num);
			return true;
		}
	}
	return false;
}

/* Is all text of the provision that one item's already? */
static bool sunk_already(struct work *work, const struct op *op)
{
	const struct doc *doc;
	uint32_t item = base_find(work, op->to, &doc), at = base_find(work, op->target, &doc);
	if (item == DOC_NONE || at == DOC_NONE || provision_first_child(doc, at) != item ||
	    provision_next(doc, item) != DOC_NONE)
		return false;
	for (uint32_t b = provision_next_block(doc, at, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(doc, at, b))
		if (doc->blocks[b].part != PART_NUM && doc->blocks[b].part != PART_HEADING)
			return false;
	return true;
}

/* "The existing text is designated as subsection (a)": as the next level of the place itself. */
static void check_sinking(struct work *work, struct instruction *instruction, struct draft_op *op,
			  const struct spot *to)
{
	if (!op_sinks(&op->op) || !span_is(address_parent(span_of(op->op.to)), op->op.target)) {
		draft_refuse(work, instruction, DIAG_AMD023, to->cited, "“%.*s” is no place in %s",
			     SPAN_ARGS(to->cited), draft_cite(work, op->op.target));
		return;
	}
	op->idle = sunk_already(work, &op->op);
	if (op->idle)
		draft_remark(work, instruction, DIAG_AMD011, (struct span){0},
			     "the text of %s is that of %s already: no effect",
			     draft_cite(work, op->op.target), draft_cite(work, op->op.to));
}

static void make_renumbering(struct work *work, struct instruction *instruction,
			     const struct clause *clause)
{
	struct spots named, from, to_named, to;
	struct span words = clause->fit.group[GROUP_TO];
	if (!clause_targets(work, instruction, clause, &named) ||
	    !places_expand(work, instruction, &named, &from))
		return;
	const char *beside = parent_eid(work, from.items[0].eid);
	bool inside = clause->fit.group[GROUP_IN].at || (!beside && from.count == 1);
	const char *around = inside   ? from.items[0].eid
			     : beside ? beside
				      : over(instruction, clause);
	if (!places_read(work, instruction, words, around, &to_named) ||
	    !places_expand(work, instruction, &to_named, &to) ||
	    no_pairs(work, instruction, &from, &to, words))
		return;
	for (size_t i = 0; i < from.count; i++) {
		reuse_by_renumbering(work, instruction, &from.items[i], &to.items[i]);
		struct draft_op *op = op_new(work, instruction, OP_RENUMBERING, SCOPE_PROVISION);
		op->op.target = from.items[i].eid;
		op->op.to = to.items[i].eid;
		op->op.new_num = to.items[i].num;
		op->new_text = quote_label(work, instruction, &to.items[i]);
		if (clause->fit.group[GROUP_IN].at)
			check_sinking(work, instruction, op, &to.items[i]);
	}
}

/* An item that goes below another provision gets its address there, under its own label. */
static bool moved_address(struct work *work, struct instruction *instruction,
			  const struct spot *from, const struct spot *anchor, struct op *op)
{
	int level = address_level_of_eid(work->profile, span_of(from->eid));
	const char *below = parent_eid(work, anchor->eid), *was = parent_eid(work, from->eid);
	if (level != address_level_of_eid(work->profile, span_of(anchor->eid))) {
		draft_refuse(work, instruction, DIAG_AMD028, anchor->cited,
			     "%s and %s are not of one level: it cannot be moved there",
			     draft_cite(work, from->eid), draft_cite(work, anchor->eid));
		return false;
	}
	if (!below || !was || !strcmp(below, was))
		return true;
	struct buf eid = {0};
	op->new_num = draft_label(work, from->eid);
	address_child(work->profile, span_of(below), (size_t)level, span_of(op->new_num), &eid);
	op->to = arena_copy(work->arena, eid.at, eid.length);
	buf_release(&eid);
	return true;
}

static void move_one(struct work *work, struct instruction *instruction, const struct spot *from,
		     const struct spot *anchor, enum op_position position, const struct spot *to)
{
	struct op place = {0};
	if (!moved_address(work, instruction, from, anchor, &place))
		return;
	struct draft_op *op = op_new(work, instruction, OP_MOVE, SCOPE_PROVISION);
	op->op.target = from->eid;
	op->op.anchor = anchor->eid;
	op->op.position = position;
	struct spot beside = {.eid = place.to, .num = place.new_num, .cited = from->cited};
	if (!to && place.to)
		to = &beside;
	if (!to)
		return;
	op->op.to = to->eid;
	op->op.new_num = to->num;
	op->new_text = quote_label(work, instruction, to);
}

/* Several go to one place in the order of the code. */
static void make_move(struct work *work, struct instruction *instruction,
		      const struct clause *clause)
{
	struct spots named, from, anchor, to_named, to = {0};
	const struct span *group = clause->fit.group;
	if (!clause_targets(work, instruction, clause, &named) ||
	    !places_expand(work, instruction, &named, &from))
		return;
	const char *beside = parent_eid(work, from.items[0].eid);
	const char *context = beside ? beside : over(instruction, clause);
	if (!places_read(work, instruction, group[GROUP_ANCHOR], context, &anchor) ||
	    !places_settle(work, instruction, clause->fit.form, &anchor))
		return;
	if (group[GROUP_TO].at && (!places_read(work, instruction, group[GROUP_TO],
						parent_eid(work, anchor.items[0].eid), &to_named) ||
				   !places_expand(work, instruction, &to_named, &to) ||
				   no_pairs(work, instruction, &from, &to, group[GROUP_TO])))
		return;
	for (size_t i = 0; i < from.count && !instruction->refused; i++)
		move_one(work, instruction, &from.items[i], &anchor.items[0],
			 position_named(group[GROUP_POSITION]), to.count ? &to.items[i] : NULL);
}

/* ---- headings */

static struct quote *announced_words(struct work *work, struct instruction *instruction,
				     const struct clause *clause)
{
	const struct span *group = clause->fit.group;
	if (group[GROUP_NEW].at)
		return quote_coded(work, instruction, group[GROUP_NEW]);
	struct span words = payload_words(work, instruction, group[GROUP_PAYLOAD]);
	if (!words.length) {
		draft_refuse(work, instruction, DIAG_AMD025, (struct span){0},
			     "text is announced and none follows");
		return NULL;
	}
	return quote_new(work, instruction, words);
}

/* "The heading of Z4.12 from “Approval” to ...": the cross-heading right over it, which has those
 * words, where the clause has no heading of its own. */
static enum op_scope heading_scope(struct work *work, const struct clause *clause, const char *eid)
{
	const struct doc *doc;
	struct span words = clause->fit.group[GROUP_HEADING];
	uint32_t at = words.at ? base_find(work, eid, &doc) : DOC_NONE, cross;
	bool none = at != DOC_NONE && !provision_heading(doc, at).length;
	if (!none || (cross = provision_crossheading_over(doc, at)) == DOC_NONE ||
	    !span_equal(provision_heading(doc, cross), quote_inner(words)))
		return clause->fit.form->scope;
	return SCOPE_CROSSHEADING;
}

/* "Change the heading “Approval” above Z4.12": it is called by all of its words. */
static bool is_called(struct work *work, struct instruction *instruction,
		      const struct clause *clause, const char *eid)
{
	const struct doc *doc;
	struct span words = clause->fit.group[GROUP_HEADING], inner = quote_inner(words), own;
	uint32_t at = base_find(work, eid, &doc);
	if (!words.at || at == DOC_NONE || clause->fit.form->kind == OP_REPEAL)
		return true;
	if (heading_scope(work, clause, eid) == SCOPE_CROSSHEADING)
		at = provision_crossheading(doc, at);
	own = at == DOC_NONE ? (struct span){NULL, 0} : provision_heading(doc, at);
	if (!own.length || span_equal(own, inner))
		return true; /* that there is none is seen where it is looked for */
	draft_refuse(work, instruction, DIAG_AMD008, words,
		     "the heading at %s is “%.*s”, not “%.*s”", draft_cite(work, eid),
		     SPAN_ARGS(own), SPAN_ARGS(inner));
	return false;
}

static bool heading_places(struct work *work, struct instruction *instruction,
			   const struct clause *clause, struct spots *spots)
{
	struct spot spot;
	struct span under = clause->fit.group[GROUP_UNDER];
	if (!under.at)
		return clause_targets(work, instruction, clause, spots);
	*spots = (struct spots){0};
	if (!called_crossheading(work, instruction, under, over(instruction, clause), &spot))
		return false;
	spots_append(work, spots, &(struct spots){&spot, 1});
	return true;
}

static void make_heading(struct work *work, struct instruction *instruction,
			 const struct clause *clause)
{
	struct spots spots;
	const struct form *form = clause->fit.form;
	struct quote *words = NULL;
	if (!heading_places(work, instruction, clause, &spots))
		return;
	if (form->kind != OP_REPEAL && !(words = announced_words(work, instruction, clause)))
		return;
	for (size_t i = 0; i < spots.count; i++) {
		struct quote *own = words;
		enum op_scope scope = heading_scope(work, clause, spots.items[i].eid);
		if (!is_called(work, instruction, clause, spots.items[i].eid))
			return;
		if (words && scope == SCOPE_HEADING &&
		    !(own = section_heading(work, instruction, spots.items[i].eid, words)))
			return;
		struct draft_op *op = op_new(work, instruction, form->kind, scope);
		op->op.target = spots.items[i].eid;
		op->new_text = own;
		if (clause->fit.group[GROUP_HEADING].at)
			op->old = quote_new(work, instruction, clause->fit.group[GROUP_HEADING]);
	}
}

/* ---- all of them */

struct maker {
	enum op_kind kind;
	enum op_scope scope;
	void (*make)(struct work *, struct instruction *, const struct clause *);
};

static const struct maker makers[] = {
	{OP_INSERTION, SCOPE_PROVISION, make_insertion},
	{OP_INSERTION, SCOPE_CROSSHEADING, make_insertion},
	{OP_SUBSTITUTION, SCOPE_PROVISION, make_substitution},
	{OP_REPEAL, SCOPE_PROVISION, make_repeal},
	{OP_SUBSTITUTION, SCOPE_WORDS, clause_words},
	{OP_REPEAL, SCOPE_WORDS, clause_words},
	{OP_INSERTION, SCOPE_WORDS, clause_words},
	{OP_RENUMBERING, SCOPE_PROVISION, make_renumbering},
	{OP_MOVE, SCOPE_PROVISION, make_move},
	{OP_SUBSTITUTION, SCOPE_HEADING, make_heading},
	{OP_REPEAL, SCOPE_HEADING, make_heading},
	{OP_SUBSTITUTION, SCOPE_CROSSHEADING, make_heading},
	{OP_REPEAL, SCOPE_CROSSHEADING, make_heading},
	{OP_INSERTION, SCOPE_TABLE, make_rows},
	{OP_SUBSTITUTION, SCOPE_TABLE, make_rows},
	{OP_INSERTION, SCOPE_DEFINITION, make_definition},
	{OP_SUBSTITUTION, SCOPE_DEFINITION, make_definition},
	{OP_REPEAL, SCOPE_DEFINITION, make_definition},
};

static void make_one(struct work *work, struct instruction *instruction,
		     const struct clause *clause)
{
	const struct form *form = clause->fit.form;
	size_t first = work->op_count;
	bool placed = clause->fit.group[GROUP_TARGET].at != NULL;
	struct clause words;
	if (adds_rows(work, clause)) {
		make_rows(work, instruction, clause);
		return;
	}
	if (cells_edge(work, clause, &words)) {
		clause_words(work, instruction, &words);
		return;
	}
	if (clause->within.sentence.at && form->scope != SCOPE_TABLE &&
	    (form->scope != SCOPE_WORDS || placed)) {
		draft_refuse(work, instruction, DIAG_AMD028, clause->within.sentence,
			     names_cells(clause->within.sentence)
				     ? "only words can be changed in a cell"
				     : "only words can be changed in a sentence");
		return;
	}
	for (size_t i = 0; i < clause->within.spots.count && form->scope != SCOPE_WORDS; i++) {
		struct span part = clause->within.spots.items[i].part;
		if (!part.at)
			continue;
		draft_refuse(work, instruction, DIAG_AMD028, part,
			     "only words can be changed in “%.*s”", SPAN_ARGS(part));
		return;
	}
	for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
		if (makers[i].kind == form->kind && makers[i].scope == form->scope) {
			makers[i].make(work, instruction, clause);
			term_take(work, instruction, clause, first);
			return;
		}
	}
	draft_refuse(work, instruction, DIAG_AMD028, (struct span){0},
		     "understood, but this cannot be carried out");
}

/* "In the definitions of “A” and “B”": the same in each of them. */
static void make_clause(struct work *work, struct instruction *instruction,
			const struct clause *clause)
{
	struct clause one = *clause;
	struct span terms = span_of(clause->within.term ? clause->within.term : "");
	size_t at = 0;
	struct span term = term_listed(terms, &at);
	if (!term.at || at == terms.length) {
		make_one(work, instruction, clause);
		return;
	}
	if (!changes_by_term(work) ||
	    (clause->fit.form->scope != SCOPE_WORDS && clause->fit.form->kind != OP_REPEAL)) {
		draft_refuse(work, instruction, DIAG_AMD028, (struct span){0},
			     "one text for several definitions");
		return;
	}
	for (; term.at && !instruction->refused; term = term_listed(terms, &at)) {
		one.within.term = arena_copy(work->arena, term.at, term.length);
		make_one(work, instruction, &one);
	}
}

/* The words of an operation as strings; they stand in the line as quotes. */
static void settle_words(struct work *work, struct draft_op *op)
{
	if (op->old)
		op->op.old = quote_words(work, op->old);
	if (op->old_to)
		op->op.old_to = quote_words(work, op->old_to);
	if (op->new_text)
		op->op.new_words = quote_words(work, op->new_text);
}

void make_operations(struct work *work)
{
	for (size_t i = 0; i < work->count; i++) {
		struct instruction *instruction = &work->items[i];
		instruction->first_op = work->op_count;
		if (instruction->entries && instruction->entries == instruction->places)
			continue;
		if (instruction->listed && !instruction->places && !instruction->refused)
			draft_refuse(work, instruction, DIAG_AMD025, (struct span){0},
				     "places are announced and none follow");
		for (size_t c = 0; c < instruction->clause_count && !instruction->refused; c++)
			make_clause(work, instruction, &instruction->clauses[c]);
		if (!instruction->refused)
			settle_work(work, instruction);
		for (size_t k = instruction->first_op; k < work->op_count; k++)
			refuse_namesake(work, instruction, &work->ops[k]);
		if (!instruction->refused && !instruction->op_count)
			draft_refuse(work, instruction, DIAG_AMD021, (struct span){0},
				     "an instruction that does nothing");
		if (instruction->refused) {
			if (instruction->renumbering)
				work->ops[instruction->renumbering - 1].idle = false;
			work->op_count = instruction->first_op;
			instruction->op_count = 0;
		}
		for (size_t k = instruction->first_op; k < work->op_count; k++) {
			settle_words(work, &work->ops[k]);
			state_add(work, k);
		}
	}
}
