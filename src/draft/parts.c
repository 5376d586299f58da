/* Parts: the opening words, the tail or the heading of a provision, and a definition in it. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <ctype.h>
#include <string.h>

enum part { PART_OF_INTRO, PART_OF_WRAPUP, PART_OF_HEADING, PART_OF_CROSSHEADING, PART_OF_TABLE };

static enum part part_named(struct span part)
{
	char words[160];
	size_t n = part.length < sizeof words - 1 ? part.length : sizeof words - 1;
	for (size_t i = 0; i < n; i++)
		words[i] = (char)tolower((unsigned char)part.at[i]);
	words[n] = '\0';
	if (strstr(words, "cross") || strstr(words, "italic") || strstr(words, "sub-head") ||
	    strstr(words, "subhead"))
		return PART_OF_CROSSHEADING;
	if (strstr(words, "tabular array") || !strcmp(words, "table"))
		return PART_OF_TABLE;
	bool heading = strstr(words, "heading") || strstr(words, "title") || strstr(words, "note");
	bool above = strstr(words, "above") || strstr(words, "before") || strstr(words, "over") ||
		     strstr(words, "preceding");
	if (heading)
		return above ? PART_OF_CROSSHEADING : PART_OF_HEADING;
	if (strstr(words, "closing") || strstr(words, "concluding") || strstr(words, "full-out") ||
	    strstr(words, "tail") || strstr(words, "flush") || strstr(words, "after") ||
	    strstr(words, "following"))
		return PART_OF_WRAPUP;
	return PART_OF_INTRO;
}

struct span part_next(const struct work *work, struct span words, size_t *at)
{
	static const char *const joints[] = {", and in ", " and in ", ", and ",
					     " and ",	  ", in ",    ", "};
	for (size_t i = 0; *at && i < sizeof joints / sizeof *joints; i++) {
		struct span rest = span_sub(words, *at, words.length);
		if (!span_starts(rest, joints[i]))
			continue;
		*at += strlen(joints[i]);
		break;
	}
	size_t start = *at, end = grammar_skip(work->grammar, "portion", words, start);
	*at = end > start ? end : words.length;
	return span_sub(words, start, *at);
}

/* The words stand once in the provision, and that is in a table; where the base prints tables as
 * text, they stand behind the words that lead to it. */
static bool once_in_table(struct work *work, const char *eid, struct span words)
{
	const struct doc *doc;
	struct word_hit hit;
	size_t hits = 0, cells = 0, in_cells = 0, behind = 0;
	uint32_t at = base_find(work, eid, &doc), first = DOC_NONE;
	if (at == DOC_NONE || !words.length)
		return false;
	for (uint32_t b = doc->provisions[at].block; b < doc->provisions[at].block_after; b++) {
		const struct block *block = &doc->blocks[b];
		if (block->part == PART_NUM || block->part == PART_HEADING)
			continue;
		bool leads = first == DOC_NONE || doc->blocks[first].provision != block->provision;
		first = leads ? b : first;
		cells += (block->flags & BLOCK_CELL) != 0;
		for (size_t from = 0; words_find(block->text, words, from, true, &hit);
		     from = hit.end) {
			hits++;
			in_cells += (block->flags & BLOCK_CELL) != 0;
			behind += !leads;
		}
	}
	return hits == 1 && (cells ? in_cells == 1 : behind == 1);
}

bool part_check_table(struct work *work, struct instruction *instruction, const char *eid,
		      struct span part, struct span old)
{
	if (!part.length || part_named(part) != PART_OF_TABLE ||
	    once_in_table(work, eid, quote_inner(old)))
		return true;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD028, part,
		"what stands in the %.*s of %s is found only where the words stand once in it",
		SPAN_ARGS(part), draft_cite(work, eid));
	diag_help(work->diags, diag, "restate the provision that holds it");
	return false;
}

/* The label in "the words after paragraph (c)"; empty where there is none. */
static struct span label_in(struct span part)
{
	size_t open = part.length;
	while (open && part.at[open - 1] != '(')
		open--;
	size_t close = open ? span_find(part, SPAN(")"), open) : SIZE_MAX;
	return close == SIZE_MAX ? (struct span){0} : span_sub(part, open - 1, close + 1);
}

static struct span edge_label(const struct doc *doc, uint32_t provision, bool last)
{
	struct span label = {0};
	for (uint32_t at = provision_first_child(doc, provision); at != DOC_NONE;
	     at = provision_next(doc, at)) {
		struct span num = provision_num(doc, at);
		if (num.length && (last || !label.length))
			label = num;
	}
	return label;
}

bool part_check_label(struct work *work, struct instruction *instruction, const char *eid,
		      struct span part)
{
	const struct doc *doc;
	struct span label = part.length ? label_in(part) : part;
	uint32_t at = label.length && work->base ? base_find(work, eid, &doc) : DOC_NONE;
	if (at == DOC_NONE)
		return true;
	bool last = part_named(part) == PART_OF_WRAPUP;
	struct span edge = edge_label(doc, at, last);
	if (span_equal(edge, label))
		return true;
	draft_refuse(work, instruction, DIAG_AMD023, part,
		     "the %s item of %s is %.*s, and not %.*s", last ? "last" : "first",
		     draft_cite(work, eid), SPAN_ARGS(edge.length ? edge : SPAN("none")),
		     SPAN_ARGS(label));
	return false;
}

void part_take(struct work *work, struct draft_op *op, struct span part)
{
	if (!part.length)
		return;
	switch (part_named(part)) {
	case PART_OF_TABLE:
		break;
	case PART_OF_HEADING:
		op->op.scope = SCOPE_HEADING;
		break;
	case PART_OF_CROSSHEADING:
		op->op.scope = SCOPE_CROSSHEADING;
		break;
	case PART_OF_WRAPUP:
		op->op.target = arena_printf(work->arena, "%s__wrapup", op->op.target);
		break;
	default:
		op->op.target = arena_printf(work->arena, "%s__intro", op->op.target);
	}
}

/* ---- definitions */

const char *definition_eid(struct work *work, const char *container, const char *term)
{
	struct arena *arena = work->arena;
	struct piece *piece = piece_new(arena, PIECE_DEFINITION, NULL);
	piece->intro = arena_alloc(arena, sizeof *piece->intro);
	piece->intro->text = span_of(arena_printf(arena, "“%s” means", term));
	pieces_number(work->profile, piece, span_of(container), arena);
	return piece->eid;
}

/* The definitions of a code stand in one clause, unless the draft names another. */
static const char *definitions_place(struct work *work)
{
	const char *cited = profile_value(work->profile, "modification", "definitions", NULL);
	struct buf eid = {0};
	bool good = cited && address_from_citation(work->profile, span_of(cited), &eid);
	const char *found = good ? arena_copy(work->arena, eid.at, eid.length) : NULL;
	buf_release(&eid);
	return found;
}

struct span term_listed(struct span words, size_t *at)
{
	while (*at < words.length && !quotation_mark(span_sub(words, *at, words.length)))
		(*at)++;
	size_t start = *at;
	if (start >= words.length)
		return (struct span){NULL, 0};
	size_t end = quotation_close(span_sub(words, start, words.length));
	*at = end ? start + end : words.length;
	return span_sub(words, start, *at);
}

/* In a Section that is named above and has one definition of the term, that is the one. */
const char *definitions_over(struct work *work, const struct instruction *instruction,
			     struct span term)
{
	const struct profile *profile = work->profile;
	int level =
		instruction->over ? address_level_of_eid(profile, span_of(instruction->over)) : -1;
	bool group = level + 1 < (int)profile->first_item &&
		     (level < 0 || !profile_truth(profile, "citation", "noun-required"));
	size_t at = 0, count = 0;
	struct span first = quotation_mark(term) ? term_listed(term, &at) : term;
	if (!group)
		return instruction->over;
	const char *holder = level >= 0 && work->base && first.at
				     ? called_holder(work, first, instruction->over, &count)
				     : NULL;
	return !count ? definitions_place(work) : count == 1 ? holder : NULL;
}

/* Does the Section that is named above, or holds what is, have definitions of its own, beside those
 * of the code? */
static bool defines_beside(struct work *work, const char *over, const char *place)
{
	const struct doc *doc;
	uint32_t at = base_find(work, over, &doc);
	bool defines = false;
	while (at != DOC_NONE && doc->provisions[at].parent != DOC_NONE)
		at = doc->provisions[at].parent;
	for (uint32_t i = at; i != DOC_NONE && i < doc->provisions[at].after; i++) {
		if (place && span_is(doc->provisions[i].eid, place))
			return false;
		defines |= (doc->provisions[i].flags & PROVISION_DEFINITION) != 0;
	}
	return defines;
}

bool definition_places(struct work *work, struct instruction *instruction,
		       const struct clause *clause, struct spots *spots)
{
	*spots = (struct spots){0};
	if (clause->fit.group[GROUP_TARGET].at || clause->within.spots.count)
		return clause_targets(work, instruction, clause, spots);
	struct span term = clause->fit.group[GROUP_TERM];
	if (!term.at && clause->within.term)
		term = span_of(clause->within.term);
	struct spot spot = {.eid = definitions_over(work, instruction, term), .num = ""};
	const char *place = definitions_place(work);
	bool known = spot.eid && !(place && !strcmp(spot.eid, place) && instruction->over &&
				   defines_beside(work, instruction->over, place));
	spots_append(work, spots, &(struct spots){&spot, known});
	if (!known)
		draft_refuse(work, instruction, DIAG_AMD023, clause->fit.group[GROUP_TERM],
			     "which provision holds the definition is not said");
	return known;
}

/* One operation for each term that goes; one text for several that stay is not told apart. */
static void remove_definitions(struct work *work, struct instruction *instruction,
			       struct span terms, const char *container)
{
	bool quoted = quotation_mark(terms) > 0;
	for (size_t at = 0; at < terms.length;) {
		struct span term = quoted ? term_listed(terms, &at) : terms;
		if (!quoted)
			at = terms.length;
		if (!term.at)
			return;
		struct draft_op *op = op_new(work, instruction, OP_REPEAL, SCOPE_DEFINITION);
		op->op.target = container;
		op->old = quote_new(work, instruction, term);
		op->pin = definition_eid(work, container, quote_words(work, op->old));
		op->op.leaves = LEAVES_REMOVE;
	}
}

/* Each new entry takes the place of the one of its term; `terms`, if any are named, are all of them
 * and no others. */
static void restate_entries(struct work *work, struct instruction *instruction,
			    struct piece *pieces, struct span terms, const char *container)
{
	size_t end, at = 0, count = 0, named = 0;
	for (struct piece *piece = pieces, *next; piece && !instruction->refused; piece = next) {
		struct span term = piece_definition_term(piece, &end);
		next = piece->next;
		piece->next = NULL;
		count++;
		struct draft_op *op = op_new(work, instruction, OP_SUBSTITUTION, SCOPE_DEFINITION);
		op->pieces = piece;
		op->op.target = container;
		op->old = quote_new(work, instruction, term);
		op->pin = definition_eid(work, container, quote_words(work, op->old));
		bool found = !terms.at;
		for (size_t from = 0; !found && from < terms.length;)
			found = span_equal(quote_inner(term_listed(terms, &from)), term);
		if (!found)
			draft_refuse(work, instruction, DIAG_AMD016, terms,
				     "the text also holds “%.*s”, which is not announced",
				     SPAN_ARGS(term));
	}
	while (at < terms.length)
		named += term_listed(terms, &at).at != NULL;
	if (terms.at && named != count && !instruction->refused)
		draft_refuse(work, instruction, DIAG_AMD016, terms,
			     "%zu definitions are to be restated, and %zu follow%s", named, count,
			     count == 1 ? "s" : "");
}

bool restates_entries(struct work *work, struct instruction *instruction,
		      const struct clause *clause, const char *container)
{
	const struct doc *doc;
	struct span behind = clause->fit.group[GROUP_PAYLOAD];
	struct span words = span_sub(instruction->text, clause->fit.start, clause->fit.end);
	uint32_t at = base_find(work, container, &doc);
	uint32_t child = at == DOC_NONE ? at : provision_first_child(doc, at);
	while (child != DOC_NONE && !(doc->provisions[child].flags & PROVISION_DEFINITION))
		child = provision_next(doc, child);
	if (changes_by_term(work) || (work->base && child == DOC_NONE) ||
	    !payload_defines(work, instruction, behind))
		return false;
	if (!wording_amends(work, words)) {
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD016, (struct span){0},
			"whether all of %s goes, or only what the definitions that follow replace, "
			"is not said",
			draft_cite(work, container));
		diag_help(work->diags, diag, "name the definitions, or restate all of %s",
			  draft_cite(work, container));
		return true;
	}
	struct piece *pieces = payload_definitions(work, instruction, behind, container);
	if (pieces)
		restate_entries(work, instruction, pieces, (struct span){NULL, 0}, container);
	return true;
}

static uint32_t last_entry(const struct doc *doc, uint32_t container)
{
	uint32_t last = DOC_NONE;
	for (uint32_t i = provision_first_child(doc, container); i != DOC_NONE;
	     i = provision_next(doc, i))
		if (!(doc->provisions[i].flags & PROVISION_REMOVED))
			last = i;
	bool entry = last != DOC_NONE && doc->provisions[last].flags & PROVISION_DEFINITION;
	return entry ? last : DOC_NONE;
}

bool adds_entries(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const char *container)
{
	const struct doc *doc;
	struct span behind = clause->fit.group[GROUP_PAYLOAD];
	uint32_t at = base_find(work, container, &doc);
	uint32_t last = at == DOC_NONE ? at : last_entry(doc, at);
	if (last == DOC_NONE || !payload_defines(work, instruction, behind))
		return false;
	struct piece *pieces = payload_definitions(work, instruction, behind, container);
	if (!pieces)
		return true;
	struct span eid = doc->provisions[last].eid;
	struct draft_op *op = op_new(work, instruction, OP_INSERTION, SCOPE_DEFINITION);
	op->pieces = pieces;
	op->op.target = changes_by_term(work) ? container : pieces->eid;
	op->op.anchor = arena_copy(work->arena, eid.at, eid.length);
	op->op.position = POS_AFTER;
	return true;
}

static void bring_definitions(struct work *work, struct instruction *instruction,
			      const struct clause *clause, const char *container)
{
	const struct span *group = clause->fit.group;
	enum op_kind kind = clause->fit.form->kind;
	size_t at = 0;
	bool one = quotation_mark(group[GROUP_TERM]) && term_listed(group[GROUP_TERM], &at).at &&
		   !term_listed(group[GROUP_TERM], &at).at;
	struct piece *pieces =
		payload_definitions(work, instruction, group[GROUP_PAYLOAD], container);
	if (!pieces)
		return;
	if (kind == OP_SUBSTITUTION && !one && !changes_by_term(work)) {
		restate_entries(work, instruction, pieces, group[GROUP_TERM], container);
		return;
	}
	if (kind == OP_SUBSTITUTION && pieces->next && !changes_by_term(work)) {
		const struct piece_text *other = pieces->next->intro;
		draft_refuse(work, instruction, DIAG_AMD016, group[GROUP_TERM],
			     "the text also holds “%.*s”, which is not announced",
			     SPAN_ARGS(words_brief(work, other ? other->text : pieces->next->num)));
		return;
	}
	struct draft_op *op = op_new(work, instruction, kind, SCOPE_DEFINITION);
	op->pieces = pieces;
	op->op.target = container;
	bool beside = kind == OP_INSERTION && group[GROUP_POSITION].at;
	if (group[GROUP_TERM].at && (kind != OP_INSERTION || beside))
		op->old = quote_new(work, instruction, group[GROUP_TERM]);
	if (kind == OP_SUBSTITUTION)
		op->pin = definition_eid(work, container, quote_words(work, op->old));
	if (kind != OP_INSERTION)
		return;
	op->op.anchor = container;
	op->op.position = beside ? position_named(group[GROUP_POSITION]) : POS_ORDER;
	if (changes_by_term(work))
		return;
	op->op.target = pieces->eid;
	if (beside && op->old) {
		op->op.anchor = definition_eid(work, container, quote_words(work, op->old));
		op->old = NULL;
	}
}

void make_definition(struct work *work, struct instruction *instruction,
		     const struct clause *clause)
{
	struct spots spots;
	struct span term = clause->fit.group[GROUP_TERM];
	size_t at = 0;
	if (!definition_places(work, instruction, clause, &spots))
		return;
	if (spots.count > 1) {
		draft_refuse(work, instruction, DIAG_AMD028, term,
			     "definitions in several provisions at once");
		return;
	}
	const char *container = spots.items[0].eid;
	if (clause->fit.form->kind == OP_REPEAL) {
		remove_definitions(work, instruction, term, container);
		return;
	}
	bool several =
		quotation_mark(term) && term_listed(term, &at).at && term_listed(term, &at).at;
	if (several && (changes_by_term(work) || clause->fit.form->kind != OP_SUBSTITUTION))
		draft_refuse(work, instruction, DIAG_AMD028, term,
			     "one text for several definitions: which is which is not told");
	else if (clause->fit.form->kind == OP_SUBSTITUTION)
		doubt_kept(work, instruction, container);
	if (!instruction->refused)
		bring_definitions(work, instruction, clause, container);
}

bool changes_by_term(const struct work *work)
{
	return profile_truth(work->profile, "modification", "by-term");
}

/* The definition of a term and the provision that holds it. */
struct entry {
	const char *eid, *holder;
};

static const char *in_entry(struct work *work, const struct entry *entry, const char *eid)
{
	if (!eid || !address_is_in(span_of(eid), span_of(entry->holder)))
		return eid;
	return arena_printf(work->arena, "%s%s", entry->eid, eid + strlen(entry->holder));
}

/* The entry of that term in what an address names or in what that stands in, if the rest of the
 * address is found in it. */
static bool find_entry(struct work *work, const char *place, const char *term, struct entry *entry)
{
	for (struct span holder = span_of(place); holder.length; holder = address_parent(holder)) {
		entry->holder = arena_copy(work->arena, holder.at, holder.length);
		entry->eid = definition_eid(work, entry->holder, term);
		if (base_has(work, entry->eid))
			return base_has(work, in_entry(work, entry, place));
	}
	return false;
}

/* Is the term defined in a paragraph of the place, as in “(the “Lamp Register”)”, and not by an
 * entry? */
static bool marks_term(struct work *work, const char *place, const char *term)
{
	const struct doc *doc;
	uint32_t at = base_find(work, place, &doc);
	for (uint32_t i = at; i != DOC_NONE; i = doc->provisions[i].parent)
		if (doc->provisions[i].flags & PROVISION_DEFINITION)
			return false;
	if (at == DOC_NONE)
		return false;
	for (uint32_t b = doc->provisions[at].block; b < doc->provisions[at].block_after; b++) {
		const struct block *block = &doc->blocks[b];
		for (uint32_t i = block->inline_first; i < block->inline_after; i++) {
			const struct inl *inl = &doc->inlines[i];
			struct span words = span_sub(block->text, inl->text_start, inl->text_end);
			if (inl->element == EL_DEF && span_is(quote_inner(words), term))
				return true;
		}
	}
	return false;
}

const char *term_target(struct work *work, const char *place, const char *term)
{
	struct entry entry;
	if (work->base && find_entry(work, place, term, &entry))
		return in_entry(work, &entry, place);
	return marks_term(work, place, term) ? place : definition_eid(work, place, term);
}

const char *term_item(struct work *work, const struct clause *clause, const char *eid)
{
	struct entry entry;
	if (!clause->within.term || !work->base)
		return eid;
	struct span words = quote_inner(span_of(clause->within.term));
	const char *name = arena_copy(work->arena, words.at, words.length);
	return find_entry(work, eid, name, &entry) ? in_entry(work, &entry, eid) : eid;
}

/* "In section 14(1), in the definition of “inspector”, omit paragraph (a)": where the base has ids
 * for definitions, it is their paragraph. */
static bool move_into_entry(struct work *work, struct draft_op *made, const char *term)
{
	struct op *op = &made->op;
	struct entry entry;
	const char *place = op->anchor ? op->anchor : op->target;
	if (!work->base || op->scope == SCOPE_DEFINITION || !place ||
	    !find_entry(work, place, term, &entry))
		return false;
	op->target = in_entry(work, &entry, op->target);
	op->anchor = in_entry(work, &entry, op->anchor);
	op->up_to = in_entry(work, &entry, op->up_to);
	op->to = in_entry(work, &entry, op->to);
	if (made->pieces) {
		struct span parent = address_parent(span_of(made->pieces->eid));
		const char *holder = arena_copy(work->arena, parent.at, parent.length);
		pieces_number(work->profile, made->pieces, span_of(in_entry(work, &entry, holder)),
			      work->arena);
	}
	return true;
}

/* No such item of the definition. */
static void refuse_item(struct work *work, struct instruction *instruction, const char *eid,
			const char *term)
{
	size_t count = 0;
	if (!work->base) {
		draft_refuse(work, instruction, DIAG_AMD028, (struct span){0},
			     "which item of the definition is meant only the base says");
		return;
	}
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD002, (struct span){0},
					 "%s, in the definition of %s, is not in the base",
					 draft_cite(work, eid), term);
	const char *holder = called_holder(work, span_of(term), NULL, &count);
	if (holder && count == 1 && !address_is_in(span_of(eid), span_of(holder)))
		diag_help(work->diags, diag, "%s is defined in %s", term, draft_cite(work, holder));
}

void term_take(struct work *work, struct instruction *instruction, const struct clause *clause,
	       size_t first)
{
	const char *term = clause->within.term;
	if (!term)
		return;
	struct span words = quote_inner(span_of(term));
	const char *name = arena_copy(work->arena, words.at, words.length);
	for (size_t i = first; i < work->op_count; i++) {
		struct op *op = &work->ops[i].op;
		if (changes_by_term(work)) {
			if (!move_into_entry(work, &work->ops[i], name))
				op->def = name;
		} else if (op->scope == SCOPE_PROVISION &&
			   !move_into_entry(work, &work->ops[i], name)) {
			refuse_item(work, instruction, op->anchor ? op->anchor : op->target, term);
		} else if (op->scope == SCOPE_WORDS && marks_term(work, op->target, name)) {
			op->def = name;
		}
	}
}
