/* Conflicts between operations: two that want the same words, and one that lies inside what another
 * takes away (AMD013, or AMD015 when they are of two modifications). Linear after a sort of all
 * splices by place. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/number.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct wish {
	uint32_t doc, start, end;
	uint32_t result;
	const struct splice *splice;
};

static int by_place(const void *a, const void *b)
{
	const struct wish *x = a, *y = b;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	bool x_replaces = x->end > x->start, y_replaces = y->end > y->start;
	if (x_replaces != y_replaces)
		return x_replaces ? 1 : -1;
	if (x->splice->leads != y->splice->leads)
		return x->splice->leads > y->splice->leads ? 1 : -1;
	return (x->result > y->result) - (x->result < y->result);
}

/* Has the operation the whole text of its target: what does it do to it? NULL: it has not. */
static const char *verb_of_whole(const struct op *op)
{
	bool whole = op->scope == SCOPE_PROVISION || op->scope == SCOPE_DEFINITION;
	return !whole			     ? NULL
	       : op->kind == OP_SUBSTITUTION ? "restates"
	       : op->kind == OP_REPEAL	     ? "deletes"
					     : NULL;
}

/* "operation 1 of A restates G5.25(a), which operation 1 of B amends"; NULL when the one has not
 * the whole of what the other amends. */
static const char *whole_and_part(struct plan *plan, const struct op_result *whole,
				  const struct op_result *part)
{
	const char *verb = verb_of_whole(whole->op);
	if (!verb || verb_of_whole(part->op) ||
	    !address_is_in(span_of(part->op->target), span_of(whole->op->target)))
		return NULL;
	bool entry = whole->op->scope == SCOPE_DEFINITION && whole->op->old;
	bool same = !entry && !strcmp(part->op->target, whole->op->target);
	bool one_patch = whole->patch == part->patch;
	const char *at = citation_of(plan, span_of(whole->op->target));
	if (entry)
		at = arena_printf(&plan->application->arena, "the definition of “%s” in %s",
				  whole->op->old, at);
	const char *within = same ? "" : citation_of(plan, span_of(part->op->target));
	return arena_printf(&plan->application->arena, "%s %s %s, %s%s %s%s%s%s",
			    op_name(plan, whole, one_patch), verb, at, same ? "which " : "and ",
			    op_name(plan, part, one_patch),
			    part->op->kind == OP_MOVE ? "moves" : "amends", same ? "" : " ", within,
			    same ? "" : " in it");
}

const char *why_once(struct plan *plan, const struct op_result *result,
		     const struct op_result *other)
{
	const struct splices *a = wanted_by(plan, result), *b = wanted_by(plan, other);
	bool one_patch = result->patch == other->patch, same = a->count == b->count;
	for (size_t i = 0; i < a->count && same; i++)
		same = a->items[i].start == b->items[i].start &&
		       a->items[i].end == b->items[i].end &&
		       span_equal(a->items[i].text, b->items[i].text);
	return !same ? NULL
		     : arena_printf(&plan->application->arena,
				    "%s and %s make the same change in %s: leave one of them out",
				    op_name(plan, result, one_patch),
				    op_name(plan, other, one_patch),
				    citation_of(plan, span_of(result->op->target)));
}

/* Two that move one provision, or of which one moves something out of what the other moves, inside
 * of it or into it; NULL when they do not. */
static const char *why_moves(struct plan *plan, const struct op_result *outer,
			     const struct op_result *inner)
{
	if (outer->op->kind != OP_MOVE || inner->op->kind != OP_MOVE)
		return NULL;
	bool one_patch = outer->patch == inner->patch;
	struct span round = span_of(outer->op->target), moved = span_of(inner->op->target);
	const char *one = op_name(plan, outer, one_patch), *two = op_name(plan, inner, one_patch);
	struct arena *arena = &plan->application->arena;
	if (span_equal(round, moved))
		return arena_printf(arena, "%s and %s both move %s", one, two,
				    citation_of(plan, round));
	bool within = address_is_in(moved, round);
	if (!within && !address_is_in(span_of(inner->op->anchor), round))
		return NULL;
	return arena_printf(arena,
			    "%s moves %s, and %s moves %s%s it: draft one of them against the "
			    "result of the other",
			    one, citation_of(plan, round), two, citation_of(plan, moved),
			    within ? ", which is in" : " into");
}

static const char *renumbers_and_moves(struct plan *plan, const struct op_result *result,
				       const struct op_result *other)
{
	const struct op_result *mover = result->op->kind == OP_MOVE ? result : other;
	const struct op_result *renumberer = mover == result ? other : result;
	const char *cited = citation_of(plan, span_of(result->op->target));
	return renumbers_moved(renumberer, mover)
		       ? arena_printf(&plan->application->arena,
				      "%s moves %s and %s renumbers it: write them in one "
				      "instruction, “Move %s ... and renumber it as %s”, with what "
				      "else is renumbered",
				      op_name(plan, mover, true), cited,
				      op_name(plan, renumberer, true), cited,
				      renumberer->op->new_num)
		       : NULL;
}

/* Two that give one provision a cross-heading; NULL when they do not. */
static const char *why_headed(struct plan *plan, const struct op_result *result,
			      const struct op_result *other)
{
	bool one_patch = result->patch == other->patch;
	const struct op *ops[] = {result->op, other->op};
	for (int i = 0; i < 2; i++)
		if (ops[i]->scope != SCOPE_CROSSHEADING || ops[i]->kind != OP_INSERTION)
			return NULL;
	const char *over = result->op->anchor ? result->op->anchor : result->op->target;
	return arena_printf(&plan->application->arena,
			    "%s and %s both put a cross-heading over %s: leave one of them out",
			    op_name(plan, result, one_patch), op_name(plan, other, one_patch),
			    citation_of(plan, span_of(over)));
}

static bool has_word_of(struct span words, struct span other)
{
	while (other.length) {
		size_t end = span_find(other, SPAN(" "), 0);
		struct span word = span_sub(other, 0, end < other.length ? end : other.length);
		if (word.length && span_find(words, word, 0) != SIZE_MAX)
			return true;
		other = span_trim(span_sub(other, word.length, other.length));
	}
	return false;
}

/* Words of which none is in the other's clash only because nothing stands between them. */
static const char *why_beside(struct plan *plan, const struct op_result *result,
			      const struct op_result *other)
{
	const struct op *a = result->op, *b = other->op;
	bool one_patch = result->patch == other->patch;
	if (a->scope != SCOPE_WORDS || b->scope != SCOPE_WORDS || !a->old || !b->old || a->old_to ||
	    b->old_to || has_word_of(span_of(a->old), span_of(b->old)))
		return NULL;
	return arena_printf(&plan->application->arena,
			    "%s and %s change words of %s with nothing between them: write one "
			    "instruction for both",
			    op_name(plan, result, one_patch), op_name(plan, other, one_patch),
			    citation_of(plan, span_of(a->target)));
}

static const char *why_not_both(struct plan *plan, const struct op_result *result,
				const struct op_result *other)
{
	bool one_patch = result->patch == other->patch;
	const char *why = why_once(plan, result, other);
	if (!why)
		why = why_headed(plan, result, other);
	if (!why)
		why = renumbers_and_moves(plan, result, other);
	if (!why)
		why = whole_and_part(plan, result, other);
	if (!why)
		why = whole_and_part(plan, other, result);
	if (!why)
		why = why_moves(plan, result, other);
	if (!why)
		why = why_moves(plan, other, result);
	if (!why)
		why = why_beside(plan, result, other);
	return why ? why
		   : arena_printf(&plan->application->arena,
				  "%s and %s change the same words of %s",
				  op_name(plan, result, one_patch), op_name(plan, other, one_patch),
				  citation_of(plan, span_of(result->op->target)));
}

static void refuse_one(struct plan *plan, struct op_result *result, const struct op_result *other,
		       const char *why)
{
	bool one_patch = result->patch == other->patch;
	const struct op *op = other->op;
	if (result->status == OP_REFUSED)
		return;
	result->against = other;
	struct diag *diag = refuse(plan, result, one_patch ? DIAG_AMD013 : DIAG_AMD015, "%s", why);
	diag_relate(plan->diags, diag,
		    (struct place){op->file ? op->file : other->patch->doc->file, op->line,
				   op->column, op->column},
		    "%s: %s", op_name(plan, other, one_patch), op->text ? op->text : "");
}

static void refuse_pair(struct plan *plan, uint32_t first, uint32_t second)
{
	struct op_result *a = &plan->application->results[first];
	struct op_result *b = &plan->application->results[second];
	if (a == b) {
		refuse(plan, a, DIAG_AMD028,
		       "more than one of the changes is in the same reference of %s: name the "
		       "whole reference",
		       citation_of(plan, span_of(a->op->target)));
		return;
	}
	refuse_one(plan, a, b, why_not_both(plan, a, b));
	refuse_one(plan, b, a, why_not_both(plan, b, a));
}

void refuse_both(struct plan *plan, uint32_t first, uint32_t second, const char *why)
{
	struct op_result *a = &plan->application->results[first];
	struct op_result *b = &plan->application->results[second];
	refuse_one(plan, a, b, why);
	refuse_one(plan, b, a, why);
}

/* At the end of a text that goes down a level: what is inserted there belongs to that text, or
 * behind it, as the next of its new list. */
static bool unclear_at_sunk(const struct plan *plan, const struct wish *sunk,
			    const struct wish *other)
{
	const struct op_result *results = plan->application->results;
	const struct doc *doc = plan->application->base->docs[sunk->doc];
	return sunk->result != other->result && sunk->doc == other->doc &&
	       sunk->start == other->start && other->end == other->start &&
	       op_sinks(results[sunk->result].op) &&
	       !stands_behind_sunk(results[other->result].op, results[sunk->result].op, doc);
}

/* Words at the end of a text whose full stop another operation takes along to the end of what it
 * inserts behind it. */
static bool is_behind_moved_stop(const struct plan *plan, const struct wish *lead,
				 const struct wish *other)
{
	const struct op *op = plan->application->results[lead->result].op;
	return lead->result != other->result && lead->doc == other->doc &&
	       op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION && op->new_words &&
	       lead->end > lead->start && other->start == lead->end && other->end == lead->end &&
	       plan->application->results[other->result].op->scope == SCOPE_WORDS;
}

/* The number of the first or the last provision that an operation brings to a place, and its eId;
 * empty when it has none. */
enum which { FIRST, LAST };
static struct span number_brought(const struct plan *plan, uint32_t result, enum which which,
				  struct span *eid)
{
	const struct op_result *by = &plan->application->results[result];
	const struct op *op = by->op;
	const struct doc *doc = by->patch->doc;
	const struct move *move = move_of(plan, result);
	if (move) {
		doc = plan->application->base->docs[plan->doc_of[result]];
		*eid = span_of(op->to ? op->to : op->target);
		return op->new_num ? span_of(op->new_num) : provision_num(doc, move->provision);
	}
	if (op->kind != OP_INSERTION || op->scope != SCOPE_PROVISION || op->payload == DOC_NONE)
		return (struct span){0};
	uint32_t from = which == FIRST ? op->payload : last_numbered(by);
	if (doc->provisions[from].flags & PROVISION_CROSSHEADING)
		from = op->payload;
	for (uint32_t i = from; i < op->payload_after; i++)
		if (!(doc->provisions[i].flags & PROVISION_CROSSHEADING)) {
			*eid = payload_eid(by->patch, i);
			return provision_num(doc, i);
		}
	return (struct span){0};
}

/* Does it bring a provision with a number, and not what comes with that? */
static bool brings_number(const struct plan *plan, const struct wish *wish)
{
	struct span eid;
	return wish->start == wish->end && number_brought(plan, wish->result, LAST, &eid).length &&
	       plan->application->results[wish->result].status != OP_REFUSED;
}

/* In a style that both labels can have. */
static bool may_follow(enum label_style style, struct span before, struct span num)
{
	bool tried = false;
	if (style == LABEL_NUMBER)
		return number_compare(style, before, num) < 0;
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++) {
		enum label_style item = (enum label_style)i;
		if (!number_fits(item, before) || !number_fits(item, num))
			continue;
		tried = true;
		if (number_in_order(item, before, num, (struct span){0}))
			return true;
	}
	return !tried;
}

/* Do both come to one place, with nothing but white space between them? */
static bool one_place(const struct plan *plan, const struct wish *a, const struct wish *b)
{
	const struct doc *doc = plan->application->base->docs[a->doc];
	return a->doc == b->doc && a->result != b->result && a->end == a->start &&
	       b->end == b->start &&
	       (a->start == b->start || space_before(doc, b->start) <= a->start);
}

/* Of provisions that keep their numbers the places say the order, where one goes after what stands
 * there and the other before it: a move is not argued with. A patch to the letter says it by the
 * order of its operations. */
static bool places_tell(const struct op_result *a, const struct op_result *b)
{
	if (b->op->exact && a->patch == b->patch)
		return true;
	return a->op->kind == OP_MOVE && b->op->kind == OP_MOVE && !a->op->to && !b->op->to &&
	       a->op->position != b->op->position;
}

/* What would put a number that does not belong behind what the first brings where it belongs. */
static void help_order(struct plan *plan, struct diag *diag, const struct wish *first,
		       const struct wish *second, enum label_style style)
{
	const struct op_result *a = &plan->application->results[first->result];
	const struct op_result *b = &plan->application->results[second->result];
	struct span eid, num = number_brought(plan, second->result, FIRST, &eid);
	bool moves = a->op->kind == OP_MOVE && b->op->kind == OP_MOVE && !b->op->to;
	bool same_side = first->splice->leads == second->splice->leads;
	if (!may_follow(style, num, number_brought(plan, first->result, FIRST, &eid)))
		diag_help(plan->diags, diag, "bring it together with what it belongs between");
	else if (same_side)
		diag_help(plan->diags, diag, "put its instruction first%s",
			  moves && !second->splice->leads ? ", or say before what it is to stand"
							  : "");
	else if (a->op->position == POS_AFTER && a->op->anchor)
		diag_help(plan->diags, diag, "%ssay that %.*s goes after %s",
			  first->result < second->result ? "put its instruction first, and " : "",
			  SPAN_ARGS(num), citation_of(plan, span_of(a->op->anchor)));
}

/* What comes to one place after what stands there is in the order of the operations, and then what
 * comes before what follows: 7A and then 7ZA, both after 7, would not be where their numbers say.
 * Instructions that are read one after the other would give another order, so the numbers decide
 * whether it can be this one. */
static void check_order(struct plan *plan, const struct wish *first, const struct wish *second)
{
	if (!one_place(plan, first, second))
		return;
	const struct profile *profile = plan->options->profile;
	const struct op_result *a = &plan->application->results[first->result];
	struct op_result *b = &plan->application->results[second->result];
	struct span at, next;
	struct span before = number_brought(plan, first->result, LAST, &at),
		    num = number_brought(plan, second->result, FIRST, &next);
	bool one = a->op->kind == OP_MOVE && b->op->kind == OP_MOVE && span_equal(at, next);
	if (!before.length || !num.length || b->status == OP_REFUSED || one || places_tell(a, b))
		return;
	int level = address_level_of_eid(profile, at);
	if (level < 0 || level != address_level_of_eid(profile, next) ||
	    may_follow(profile->levels[level].style, before, num))
		return;
	b->against = a;
	struct diag *diag = refuse(plan, b, DIAG_NUM005, "%.*s does not belong after %.*s",
				   SPAN_ARGS(num), SPAN_ARGS(before));
	help_order(plan, diag, first, second, profile->levels[level].style);
}

/* A provision has one heading, and one cross-heading over it: two operations that give it one where
 * it has none want the same. */
static bool same_heading(const struct plan *plan, const struct wish *a, const struct wish *b)
{
	const struct op_result *results = plan->application->results;
	bool over = a->splice->leads == HEADS && b->splice->leads == HEADS;
	return a->result != b->result && a->doc == b->doc && a->start == b->start &&
	       a->end == a->start && b->end == b->start &&
	       (over || (op_gives_heading(results[a->result].op) &&
			 op_gives_heading(results[b->result].op)));
}

static bool adds_words(const struct plan *plan, const struct wish *wish)
{
	const struct op *op = plan->application->results[wish->result].op;
	return wish->end == wish->start && op->scope == SCOPE_WORDS && op->kind == OP_INSERTION;
}

/* Do the words that an operation puts behind those of another end these already? "consented; or"
 * and then "or" is what neither wants. */
static bool says_twice(const struct plan *plan, const struct wish *before, const struct wish *added)
{
	const struct op_result *results = plan->application->results;
	struct span last = span_trim(before->splice->text), word = span_trim(added->splice->text);
	if (before->doc != added->doc || before->end != added->start || !word.length ||
	    before->result == added->result || !adds_words(plan, added) ||
	    results[before->result].patch != results[added->result].patch ||
	    last.length < word.length)
		return false;
	size_t start = last.length - word.length;
	return span_equal(span_sub(last, start, last.length), word) &&
	       (!start || !isalnum((unsigned char)last.at[start - 1]));
}

static void refuse_repeated(struct plan *plan, const struct wish *before, const struct wish *added)
{
	const struct op_result *other = &plan->application->results[before->result];
	refuse_one(plan, &plan->application->results[added->result], other,
		   arena_printf(&plan->application->arena,
				"“%.*s” would stand twice: %s puts it there too",
				SPAN_ARGS(span_trim(added->splice->text)),
				op_name(plan, other, true)));
}

struct wishes {
	struct wish *items;
	size_t count, capacity;
};

static void wish_for(const struct plan *plan, size_t result, const struct splices *splices,
		     struct wishes *wishes)
{
	for (size_t s = 0; s < splices->count; s++) {
		const struct splice *splice = &splices->items[s];
		MEM_ROOM(wishes->items, wishes->count, wishes->capacity);
		wishes->items[wishes->count++] = (struct wish){
			plan->doc_of[result], splice->start, splice->end, (uint32_t)result, splice};
	}
}

/* Does it take away what it puts elsewhere? What lies inside goes along. */
static bool moves_away(const struct wish *wish)
{
	return is_moved_away(wish->splice);
}

static bool lies_in_moved(const struct wish *moved, const struct wish *wish)
{
	return moves_away(moved) && wish != moved && wish->doc == moved->doc &&
	       wish->start < moved->end;
}

void check_conflicts(struct plan *plan)
{
	struct application *application = plan->application;
	struct wishes all = {0};
	for (size_t i = 0; i < application->result_count; i++) {
		if (application->results[i].status == OP_REFUSED)
			continue;
		wish_for(plan, i, &plan->wanted[i], &all);
		const struct move *move = move_of(plan, (uint32_t)i);
		if (move)
			wish_for(plan, i, &move->own, &all);
	}
	struct wish *wishes = all.items;
	size_t count = all.count;
	if (count)
		qsort(wishes, count, sizeof *wishes, by_place);
	size_t reach = 0;    /* the wish that reaches furthest so far */
	size_t moved = 0;    /* the last one that takes a provision elsewhere */
	size_t sunk = 0;     /* the last one that takes text down a level */
	size_t given = 0;    /* the last one that may give a heading */
	size_t numbered = 0; /* the last one that brings a number */
	for (size_t i = 1; i < count; i++) {
		if (same_heading(plan, &wishes[given], &wishes[i]))
			refuse_pair(plan, wishes[given].result, wishes[i].result);
		if (wishes[i].splice->leads == HEADS ||
		    op_gives_heading(application->results[wishes[i].result].op))
			given = i;
		if (op_sinks(application->results[wishes[i].result].op))
			sunk = i;
		if (unclear_at_sunk(plan, &wishes[sunk], &wishes[i]))
			refuse_pair(plan, wishes[sunk].result, wishes[i].result);
		else if (unclear_at_sunk(plan, &wishes[i], &wishes[i - 1]))
			refuse_pair(plan, wishes[i - 1].result, wishes[i].result);
		if (lies_in_moved(&wishes[moved], &wishes[i]) &&
		    !takes_along(plan, wishes[moved].result, wishes[i].result, wishes[i].splice))
			refuse_pair(plan, wishes[moved].result, wishes[i].result);
		bool same_doc = wishes[i].doc == wishes[reach].doc;
		if (same_doc && says_twice(plan, &wishes[reach], &wishes[i]))
			refuse_repeated(plan, &wishes[reach], &wishes[i]);
		bool yields = same_doc && wishes[i].end <= wishes[reach].end &&
			      wishes[i].result != wishes[reach].result &&
			      is_id_splice(plan, wishes[i].result, wishes[i].splice);
		if (yields)
			continue;
		if ((same_doc && wishes[i].start < wishes[reach].end &&
		     !moves_away(&wishes[reach])) ||
		    is_behind_moved_stop(plan, &wishes[reach], &wishes[i]))
			refuse_pair(plan, wishes[reach].result, wishes[i].result);
		else
			check_order(plan, &wishes[numbered], &wishes[i]);
		if (brings_number(plan, &wishes[i]))
			numbered = i;
		if (moves_away(&wishes[i]))
			moved = i;
		else if (!same_doc || moves_away(&wishes[reach]) ||
			 wishes[i].end > wishes[reach].end)
			reach = i;
	}
	free(wishes);
}
