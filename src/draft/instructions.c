/* Instructions: each line of a draft is context, instruction, payload, heading or prose. Context is
 * carried down the outline of the draft. */
#include "draft/contexts.h"
#include "draft/quotation.h"
#include "draft/unclaimed.h"
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct pass {
	struct work *work;
	struct contexts *contexts;
	struct unclaimed *unclaimed;
	bool begun;	/* the first instruction or context has been seen */
	bool open;	/* the last instruction may still have payload */
	size_t payload; /* lines of it so far */
	size_t quoted;	/* past the last line of a payload in quotation marks, else 0 */
	unsigned depth; /* of the last instruction in the outline */
	size_t aside;	/* past the last line of a quotation that is no payload, else 0 */
	bool withdrawn; /* a deleted line behind the last instruction was one itself */
	bool named;	/* an instruction behind the last context has named a clause of its own */
};

/* ---- one line */

static bool is_relative(struct grammar *grammar, struct span target)
{
	struct one_address one;
	return target.at && grammar_address(grammar, target, 0, &one) && !one.number.at &&
	       one.labels.at;
}

/* What holds clauses, in a code that cites them by their number alone. */
static bool is_section(const struct work *work, const char *eid)
{
	int level = address_level_of_eid(work->profile, span_of(eid));
	return level >= 0 && (size_t)level + 1 < work->profile->first_item &&
	       !profile_truth(work->profile, "citation", "noun-required");
}

/* What holds the definition of that term is the place. */
static void stand_in_definition(struct work *work, const struct instruction *instruction,
				struct span term, struct within *within)
{
	struct spot spot = {.eid = definitions_over(work, instruction, term), .num = ""};
	spots_append(work, &within->spots, &(struct spots){&spot, spot.eid != NULL});
}

/* "In paragraph (a) of the definition of “X” in subsection (2)": the last place is read first. */
static bool read_holder(struct work *work, struct instruction *instruction, const struct fit *fit,
			const char *context, struct within *within)
{
	struct span holder = fit->group[GROUP_IN], target = fit->group[GROUP_TARGET];
	struct spots outer = within->spots;
	if (!holder.at && fit->group[GROUP_TERM].at && !outer.count &&
	    is_relative(work->grammar, target))
		stand_in_definition(work, instruction, fit->group[GROUP_TERM], within);
	if (!holder.at)
		return true;
	if (!span_equal(holder, target))
		return places_read_below(work, instruction, holder, &outer, context,
					 &within->spots);
	draft_refuse(work, instruction, DIAG_AMD023, holder,
		     "“%.*s” is named twice: whether the second stands in the first is not said",
		     SPAN_ARGS(holder));
	return false;
}

/* "In section 5, in rule 2": neither of the two holds the other. */
static bool can_stand_in(struct work *work, struct instruction *instruction,
			 const struct spots *inner, const struct spots *outer)
{
	const struct profile *profile = work->profile;
	if (!inner->count || !outer->count)
		return true;
	int in = address_level_of_eid(profile, address_head(span_of(inner->items[0].eid)));
	int out = address_level_of_eid(profile, address_head(span_of(outer->items[0].eid)));
	if (in >= 0 && out >= 0 && in != out && in < (int)profile->first_item &&
	    !profile_is_group(profile, in) && !profile_is_group(profile, out) &&
	    profile->levels[in].by_depth && profile->levels[out].by_depth) {
		draft_refuse(work, instruction, DIAG_AMD023, inner->items[0].cited,
			     "%s cannot stand in %s", draft_cite(work, inner->items[0].eid),
			     draft_cite(work, outer->items[0].eid));
		return false;
	}
	return true;
}

/* "In the heading and in subsection (1)": the heading is that of what stands before, in which the
 * other places are. */
static bool read_part_beside(struct work *work, struct instruction *instruction,
			     const struct fit *fit, const char *context, struct within *within)
{
	struct span part = fit->group[GROUP_ALONG];
	struct spots places;
	struct spot outer = {.eid = context, .num = "", .cited = part};
	if (within->spots.count)
		outer = within->spots.items[0];
	if (within->spots.count > 1 || outer.up_to || !outer.eid) {
		draft_refuse(work, instruction, DIAG_AMD023, part,
			     "of which provision “%.*s” is meant is not said", SPAN_ARGS(part));
		return false;
	}
	if (!places_read(work, instruction, fit->group[GROUP_TARGET], outer.eid, &places))
		return false;
	outer.part = part;
	within->spots = (struct spots){0};
	spots_append(work, &within->spots, &(struct spots){&outer, 1});
	spots_append(work, &within->spots, &places);
	return true;
}

static bool has_parts(const struct spots *spots)
{
	for (size_t i = 0; i < spots->count; i++)
		if (spots->items[i].part.at)
			return true;
	return false;
}

/* Places further in stay in the definition that was named, others leave it. */
static bool read_within(struct pass *pass, struct instruction *instruction, const struct fit *fit,
			const char *context, struct within *within)
{
	struct work *work = pass->work;
	if (fit->group[GROUP_PART].at)
		within->part = fit->group[GROUP_PART];
	if (within->sentence.at && fit->group[GROUP_TARGET].at) {
		draft_refuse(work, instruction, DIAG_AMD023, fit->group[GROUP_TARGET],
			     "“%.*s” is named before: a provision does not stand in a sentence",
			     SPAN_ARGS(within->sentence));
		return false;
	}
	if (fit->group[GROUP_SENTENCE].at)
		within->sentence = fit->group[GROUP_SENTENCE];
	struct spot under;
	if (fit->group[GROUP_UNDER].at) {
		const char *over = within->spots.count ? within->spots.items[0].eid : context;
		if (!called_crossheading(work, instruction, fit->group[GROUP_UNDER], over, &under))
			return false;
		within->spots = (struct spots){0};
		spots_append(work, &within->spots, &(struct spots){&under, 1});
		return true;
	}
	if (fit->group[GROUP_ALONG].at)
		return read_part_beside(work, instruction, fit, context, within);
	if (!read_holder(work, instruction, fit, context, within))
		return false;
	if (has_parts(&within->spots)) {
		draft_refuse(work, instruction, DIAG_AMD023, fit->group[GROUP_TARGET],
			     "a heading and other places are named together, and which of them "
			     "this is in is not said");
		return false;
	}
	struct spots outer = within->spots;
	if (fit->group[GROUP_TARGET].at &&
	    !(places_read_below(work, instruction, fit->group[GROUP_TARGET], &outer, context,
				&within->spots) &&
	      can_stand_in(work, instruction, &within->spots, &outer)))
		return false;
	if (fit->group[GROUP_TERM].at) {
		within->term = arena_copy(work->arena, fit->group[GROUP_TERM].at,
					  fit->group[GROUP_TERM].length);
		if (!within->spots.count && (!context || is_section(work, context)))
			stand_in_definition(work, instruction, fit->group[GROUP_TERM], within);
	} else if (fit->group[GROUP_TARGET].at && outer.count && within->spots.count &&
		   !address_is_in(span_of(within->spots.items[0].eid), span_of(outer.items[0].eid)))
		within->term = NULL;
	return true;
}

static struct instruction *begin_instruction(struct pass *pass, size_t logical, struct span text)
{
	struct work *work = pass->work;
	MEM_ROOM(work->items, work->count, work->capacity);
	struct instruction *instruction = &work->items[work->count++];
	*instruction = (struct instruction){.logical = logical, .text = text};
	work->uses[logical] = DRAFT_INSTRUCTION;
	pass->begun = pass->open = true;
	pass->payload = pass->quoted = 0;
	pass->withdrawn = false;
	instruction->payload_from = instruction->payload_to = logical + 1;
	return instruction;
}

/* The payload may begin right behind the colon: "to read as follows: “(b) The" ... */
static void begin_quotation(struct pass *pass, const struct instruction *instruction)
{
	const struct lines *lines = pass->work->lines;
	if (!instruction->clause_count)
		return;
	struct span behind = span_trim(
		instruction->clauses[instruction->clause_count - 1].fit.group[GROUP_PAYLOAD]);
	if (!quotation_mark(behind) || quotation_is_term(behind))
		return;
	size_t end = quotation_end(lines, instruction->logical + 1, lines->count, behind);
	pass->quoted = end == SIZE_MAX ? 0 : end;
}

/* "The existing text becomes subsection (1)": there was none before, so it is "that subsection". */
static bool sinks(const struct work *work, const struct fit *fit)
{
	struct one_address one;
	struct span target = fit->group[GROUP_TARGET];
	bool whole = fit->group[GROUP_IN].at != NULL;
	if (!whole && target.at && grammar_address(work->grammar, target, 0, &one))
		whole = one.number.at && !one.labels.at;
	return whole && beside_read(work);
}

/* What an operation names may be "that section" in the next line. */
static void note_places(struct work *work, const struct instruction *instruction,
			const struct clause *clause)
{
	static const enum group named[] = {GROUP_TARGET, GROUP_ANCHOR};
	const struct spots *spots = &clause->within.spots;
	const char *over = spots->count ? spots->items[0].eid : instruction->over;
	size_t first = work->named_count;
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		places_note(work, instruction, clause->fit.group[named[i]], over);
	if (clause->fit.form->kind == OP_RENUMBERING)
		named_move(work, first, instruction->text.at + clause->fit.end);
	if (clause->fit.form->kind == OP_RENUMBERING && sinks(work, &clause->fit))
		places_note(work, instruction, clause->fit.group[GROUP_TO], over);
}

/* Has the first of the forms a number of its own, and another place behind it? "In section 8, in
 * subsection (1), ..." holds "and in subsection (3)" too; where clauses have numbers that say it
 * all, "In Z4.12, delete paragraph (c) and in paragraph (a) ..." needs no place behind it. */
static bool holds_all(struct work *work, const struct fit *fits, size_t count)
{
	struct one_address one;
	struct span target = fits[0].group[GROUP_TARGET];
	if (count < 2 || fits[0].form->role != FORM_WITHIN || !target.at ||
	    fits[0].group[GROUP_IN].at ||
	    grammar_address(work->grammar, target, 0, &one) != target.length || !one.number.at)
		return false;
	return fits[1].form->role == FORM_WITHIN ||
	       (!one.labels.at && profile_truth(work->profile, "outline", "paragraphs-numbered"));
}

static bool read_all_within(struct pass *pass, struct instruction *instruction,
			    const struct fit *fits, size_t count, struct context *context)
{
	for (size_t i = 0; i < count; i++) {
		if (!read_within(pass, instruction, &fits[i], context->eid, &context->within))
			return false;
		if (context->within.spots.count)
			context->eid = context->within.spots.items[0].eid;
	}
	return true;
}

enum { MOST_PLACES = 8 /* that one context names */ };

/* Why the place of a line is not known is said when something needs it. */
static void say_refused(struct pass *pass, struct context *context)
{
	if (context->said)
		return;
	context->said = true;
	if (!context->why)
		return;
	pass->work->out->refused++;
	diags_take(pass->work->diags, context->why);
}

static void refuse_under(struct pass *pass, struct instruction *instruction,
			 const struct context *context)
{
	struct work *work = pass->work;
	struct context *cause = contexts_of_line(pass->contexts, context->cause);
	if (cause)
		say_refused(pass, cause);
	draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
		     "the place named over it is not known (line %u)",
		     work->lines->items[context->cause].line);
}

/* Does the line name the whole of its place? Where sections of Acts are named above, "Section
 * 28-3901 of the Code" is one: the code has numbers of a form that no Act has. */
static bool stands_alone(struct pass *pass, const struct instruction *instruction,
			 const struct fit *fits, size_t count)
{
	static const enum group places[] = {GROUP_TARGET, GROUP_IN, GROUP_ANCHOR};
	for (size_t i = 0; i < count; i++) {
		const struct span *group = fits[i].group;
		if (fits[i].form->scope == SCOPE_DEFINITION || group[GROUP_CONTAINER].at)
			return true;
		for (size_t k = 0; k < sizeof places / sizeof *places; k++)
			if (group[places[k]].at)
				return places_complete(pass->work, instruction, group[places[k]]);
	}
	return false;
}

/* The context over a line that does not need it is passed over. */
static const struct context *needed_context(struct pass *pass,
					    const struct instruction *instruction,
					    const struct fit *fits, size_t count,
					    struct context *context)
{
	struct context *cause = context && context->refused
					? contexts_of_line(pass->contexts, context->cause)
					: NULL;
	if (!cause || !cause->why || !stands_alone(pass, instruction, fits, count))
		return context;
	context->passed = cause->passed = true;
	return NULL;
}

/* A clause behind the first: what it names by itself stands in, or beside, what they named. What
 * follows it without a place has none that is certain. */
static void stand_beside(struct work *work, struct instruction *instruction, struct beside *beside,
			 const struct fit *fit, struct clause *clause, bool *moved)
{
	struct step place = beside_named(work, fit);
	bool own = fit->group[GROUP_TARGET].at || fit->group[GROUP_ANCHOR].at;
	if (*moved && !own)
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "which of the places named before is meant is not said");
	if (!place.noun.at || instruction->refused)
		return;
	*moved = beside_place(work, instruction, beside, &place, &clause->within) &&
		 beside->found < beside->count;
}

/* "Delete paragraph (a) of the definition of “X” in Z4.12" */
static void enter_definition(struct work *work, struct instruction *instruction,
			     const struct fit *fit, const char *context, struct within *within)
{
	struct span term = fit->group[GROUP_TERM];
	if (within->term && !span_equal(term, span_of(within->term))) {
		draft_refuse(work, instruction, DIAG_AMD023, term,
			     "the definitions of %s and of %.*s are both named, and in which of "
			     "them this is done is not said",
			     within->term, SPAN_ARGS(term));
		return;
	}
	within->term = arena_copy(work->arena, term.at, term.length);
	if (!changes_by_term(work))
		read_holder(work, instruction, fit, context, within);
}

static void add_clauses(struct pass *pass, struct instruction *instruction, const struct fit *fits,
			size_t count, struct context *above)
{
	struct work *work = pass->work;
	const struct context *context = needed_context(pass, instruction, fits, count, above);
	struct within within = context ? context->within : (struct within){0};
	const char *over = context ? context->eid : NULL;
	struct within head = {0};
	struct beside beside = {0};
	bool held = count && holds_all(work, fits, count);
	bool reads_beside = beside_read(work), moved = false;
	instruction->context = context ? context->words : NULL;
	instruction->over = over;
	if (context)
		instruction->title = context->title;
	instruction->clauses = arena_alloc(work->arena, count * sizeof *instruction->clauses);
	if (context && context->refused)
		refuse_under(pass, instruction, context);
	for (size_t i = 0; i < count; i++) {
		instruction->announced |= fits[i].group[GROUP_PAYLOAD].at != NULL;
		instruction->listed |= fit_lists(&fits[i]);
		if (fits[i].form->role == FORM_LISTED)
			continue;
		if (fits[i].form->role == FORM_WITHIN) {
			bool fresh = i && fits[i - 1].form->role != FORM_WITHIN;
			bool below =
				held && is_relative(work->grammar, fits[i].group[GROUP_TARGET]);
			struct within last = within;
			struct step place = beside_named(work, &fits[i]);
			if (fresh)
				within = below	   ? head
					 : context ? context->within
						   : (struct within){0};
			if (fresh && reads_beside && place.noun.at && !instruction->refused) {
				within = last;
				beside_place(work, instruction, &beside, &place, &within);
				beside.count = beside.found;
			}
			beside_note(&beside, place.noun, &within);
			moved = false;
			if (!i)
				within.part = (struct span){0};
			if (!instruction->refused)
				read_within(pass, instruction, &fits[i], over, &within);
			if (!i)
				head = within;
			continue;
		}
		struct clause *clause = &instruction->clauses[instruction->clause_count++];
		clause->fit = fits[i];
		clause->within = within;
		if (fits[i].group[GROUP_TERM].at && fits[i].form->scope != SCOPE_DEFINITION &&
		    !instruction->refused)
			enter_definition(work, instruction, &fits[i], over, &clause->within);
		bool later = instruction->clause_count > 1 && !instruction->refused;
		if (later && !reads_beside && !over && !clause->within.spots.count)
			beside_last(work, instruction, clause - 1, clause);
		if (later && reads_beside)
			stand_beside(work, instruction, &beside, &fits[i], clause, &moved);
		if (!instruction->refused)
			note_places(work, instruction, clause);
	}
	begin_quotation(pass, instruction);
}

/* "Amend Z4.12 as follows:" over sub-instructions is context, not a restated clause. */
static void find_context_over(struct pass *pass)
{
	struct work *work = pass->work;
	struct instruction *last = work->count ? &work->items[work->count - 1] : NULL;
	if (!pass->open || pass->payload || !last || last->clause_count != 1)
		return;
	const struct fit *fit = &last->clauses[0].fit;
	if (fit->form->kind != OP_SUBSTITUTION || fit->form->scope != SCOPE_PROVISION ||
	    !fit->group[GROUP_PAYLOAD].at || fit->group[GROUP_PAYLOAD].length)
		return;
	struct context context = {
		.words = arena_copy(work->arena, last->text.at, last->text.length),
		.logical = last->logical,
		.used = true,
		.goes_on = true,
	};
	if (!places_read(work, last, fit->group[GROUP_TARGET], last->over, &context.within.spots) ||
	    context.within.spots.count != 1)
		return;
	context.eid = context.within.spots.items[0].eid;
	unsigned line = work->lines->items[last->logical].line;
	if (!contexts_set_over(pass->contexts, line, context))
		return;
	work->uses[last->logical] = DRAFT_CONTEXT;
	work->count--;
	pass->open = false;
}

/* An instruction that names a clause of its own stands under no context but that of the Section. */
static bool names_clause(struct grammar *grammar, const struct fit *fits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct one_address one;
		struct span target = fits[i].group[GROUP_TARGET];
		if (target.at && grammar_address(grammar, target, 0, &one) && one.number.at)
			return true;
	}
	return false;
}

/* Does the instruction name that provision, or one in it? */
static bool names_inside(struct work *work, const struct instruction *instruction,
			 const struct fit *fits, size_t count, struct span eid)
{
	static const enum group places[] = {GROUP_TARGET, GROUP_IN, GROUP_ANCHOR};
	struct spots spots;
	size_t named = work->named_count;
	bool inside = false;
	for (size_t i = 0; i < count * 3 && !inside; i++) {
		struct span words = fits[i / 3].group[places[i % 3]];
		inside = words.at && places_read_quietly(work, instruction, words, NULL, &spots) &&
			 address_is_in(span_of(spots.items[0].eid), eid);
	}
	work->named_count = named;
	return inside;
}

/* A list of instructions for one provision in which a number is missing is not the whole of it. */
static void check_list(struct pass *pass, size_t logical, const struct context *over)
{
	struct work *work = pass->work;
	const struct logical *line = &work->lines->items[logical];
	struct span last;
	if (!over || !over->eid || over->section || !contexts_gap(pass->contexts, &last) ||
	    !profile_truth(work->profile, "modification", "whole-lists"))
		return;
	struct span label = span_sub(line->text, 0, span_find(line->text, SPAN(" "), 0));
	const char *cited = draft_cite(work, over->eid);
	struct place place = draft_place(work, logical, label);
	struct diag *diag =
		last.length
			? diag_add(work->diags, DIAG_AMD032, place,
				   "the instructions for %s go from %.*s to %.*s: what stands "
				   "between them is not in the draft",
				   cited, SPAN_ARGS(last), SPAN_ARGS(label))
			: diag_add(work->diags, DIAG_AMD032, place,
				   "the instructions for %s begin with %.*s: what stands before "
				   "it is not in the draft",
				   cited, SPAN_ARGS(label));
	if (profile_truth(work->profile, "outline", "paragraphs-numbered"))
		diag_help(work->diags, diag,
			  "number the instructions anew; where the item is meant, write “In "
			  "paragraph %.*s, ...”",
			  SPAN_ARGS(label));
	else
		diag_help(work->diags, diag, "supply the whole list, or number what there is anew");
	work->out->refused++;
}

/* Does the text begin with the number of the code that stands in the line before? */
static bool begins_with_number(const struct work *work, struct span text, struct span line)
{
	bool item;
	size_t length = outline_label(work->profile, text, &item);
	struct span number = span_trim(span_sub(text, 0, length));
	size_t at = length && !item ? span_find(line, number, 0) : SIZE_MAX;
	size_t end = at + number.length;
	return at != SIZE_MAX && (end == line.length || !strchr("(.", line.at[end])) &&
	       (end == line.length || !isalnum((unsigned char)line.at[end]));
}

/* Does the text begin with the label that the place in the line before ends with? */
static bool begins_with_label(const struct work *work, struct span text, struct span line)
{
	bool item;
	struct span label = span_trim(span_sub(text, 0, outline_label(work->profile, text, &item)));
	size_t at = label.length && item ? span_find(line, label, 0) : SIZE_MAX;
	size_t end = at + label.length;
	return at != SIZE_MAX && end < line.length && strchr(" ,)", line.at[end]);
}

/* "Section 5 is amended as follows: “Sec. 5. Lamps. ...”", "Subsection (b) ...: “(b) ...”": the
 * place is restated as a whole. */
static bool restates(struct pass *pass, size_t logical, struct span text)
{
	const struct lines *lines = pass->work->lines;
	struct span next = logical + 1 < lines->count ? lines->items[logical + 1].text
						      : (struct span){NULL, 0};
	size_t mark = quotation_mark(next), count, reached;
	struct section_head head;
	struct fit *fits;
	struct span words = span_sub(next, mark, next.length);
	if (mark ? !section_head(pass->work, NULL, words, &head) &&
			    !begins_with_label(pass->work, words, text)
		 : !begins_with_number(pass->work, next, text))
		return false;
	bool parsed = wording_parse(pass->work->grammar, text, &fits, &count, &reached);
	free(fits);
	return parsed;
}

/* What another Act says of its section 5 is not done to the section 5 of this one. */
static void refuse_other_work(struct pass *pass, struct instruction *instruction, struct span named)
{
	struct diag *diag = draft_refuse(pass->work, instruction, DIAG_AMD023, named,
					 "“%.*s” is not what the base holds", SPAN_ARGS(named));
	diag_help(pass->work->diags, diag, "apply the instructions for each work to its own text");
}

static struct diags *new_diags(const struct work *work)
{
	struct diags *diags = mem_alloc(sizeof *diags);
	*diags = (struct diags){.policy = work->diags->policy};
	return diags;
}

/* Where lines under it may have places of their own, what is wrong with it is said when one has
 * not. */
static void read_context(struct pass *pass, struct instruction *instruction, const struct fit *fits,
			 size_t count, struct context *context)
{
	struct work *work = pass->work;
	struct diags *diags = work->diags, *why = new_diags(work);
	work->diags = why;
	bool known = read_all_within(pass, instruction, fits, count, context);
	work->diags = diags;
	bool later = !known && work->codify;
	if (!known)
		context->used = context->refused = true;
	if (later) {
		context->why = why;
		return;
	}
	diags_take(diags, why);
	diags_release(why);
	free(why);
	work->out->refused += !known;
	context->said = !known;
}

/* Does the last instruction still take the lines that follow as its text? */
static bool takes_text(const struct pass *pass)
{
	const struct work *work = pass->work;
	const struct instruction *last = work->count ? &work->items[work->count - 1] : NULL;
	if (!pass->open || !last || !last->announced)
		return false;
	struct span own =
		last->clause_count
			? span_trim(last->clauses[last->clause_count - 1].fit.group[GROUP_PAYLOAD])
			: (struct span){NULL, 0};
	bool quoted = own.length && quotation_mark(own);
	return !quoted || pass->payload || quotation_close(own) != own.length;
}

/* "(b) section Z3.6 (Readings);" is an item of the text announced before, and no place. */
static bool is_item_of_text(const struct pass *pass, size_t logical, struct span text)
{
	struct one_address one;
	const struct work *work = pass->work;
	bool labelled = text.at > work->lines->items[logical].text.at;
	bool comma = span_ends(text, ",") && (labelled || takes_text(pass));
	bool closed = span_ends(text, ";") || comma || (labelled && span_ends(text, "."));
	if (!grammar_address(work->grammar, text, 0, &one) || wording_says(text, "amended"))
		return false;
	return closed || (takes_text(pass) && (labelled || !one.noun.at || !one.number.at));
}

/* A context that names a Section holds for all that follows, one that stands without a label or is
 * a whole sentence also for the lines beside it. */
static bool take_context(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct fit fits[MOST_PLACES];
	size_t count = wording_places(work->grammar, text, fits, MOST_PLACES);
	if (!count || is_item_of_text(pass, logical, text) || restates(pass, logical, text))
		return false;
	struct context *over = contexts_over(pass->contexts);
	struct instruction scratch = {.logical = logical, .text = text};
	if (!names_clause(work->grammar, fits, count))
		check_list(pass, logical, over);
	bool labelled = text.at > work->lines->items[logical].text.at;
	struct context context = {.logical = logical,
				  .cause = logical,
				  .goes_on = !(depth || labelled) || span_ends(text, ".")};
	context.words = arena_copy(work->arena, text.at, text.length);
	work->uses[logical] = DRAFT_CONTEXT;
	pass->begun = true;
	pass->open = pass->named = false;
	if (over)
		over->used |= depth > 0 || !names_clause(work->grammar, fits, count);
	const struct context *needed = needed_context(pass, &scratch, fits, count, over);
	if (needed && needed->refused && names_work(work, text))
		needed = NULL; /* that another work is named over it says nothing of this one */
	if (needed) {
		context.within = needed->within;
		context.eid = needed->eid;
		context.title = needed->title;
		scratch.title = needed->title;
	}
	if (fits[0].group[GROUP_CONTAINER].at)
		context.title = fits[0].group[GROUP_CONTAINER];
	read_context(pass, &scratch, fits, count, &context);
	if (needed && needed->refused) {
		context.refused = true;
		context.cause = needed->cause;
	}
	struct span other;
	if (names_other_work(work, text, &other)) {
		refuse_other_work(pass, &scratch, other);
		work->out->refused++;
		context.used = context.refused = context.said = true;
	}
	context.section = context.eid && is_section(work, context.eid);
	if (context.section)
		context.within.spots.count = 0;
	contexts_set(pass->contexts, context);
	return true;
}

/* A sentence or item without its mark and conjunction at the end. */
static struct span without_joint(struct span text)
{
	static const char *const joints[] = {" and", " or", ";", ",", "."};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		if (!span_ends(text, joints[i]))
			continue;
		text.length -= strlen(joints[i]);
		i = 0;
	}
	return span_trim(text);
}

/* The number that is meant by one that is spelt as the code does not, where the base has it. */
static bool suggest_spelling(struct work *work, struct diag *diag, struct span loose)
{
	struct buf number = {0}, eid = {0};
	for (size_t i = 0; i < loose.length; i++)
		if (loose.at[i] != ' ')
			buf_char(&number, loose.at[i] == ',' ? '.' : loose.at[i]);
	bool found = !span_equal(buf_as_span(&number), loose) &&
		     address_from_citation(work->profile, buf_as_span(&number), &eid) &&
		     base_has(work, buf_string(&eid));
	if (found)
		diag_help(work->diags, diag, "did you mean %s, and not “%.*s”?",
			  buf_string(&number), SPAN_ARGS(loose));
	buf_release(&number);
	buf_release(&eid);
	return found;
}

/* "Z 1.2", "Z1,2": one that may begin before the byte to which the text was understood. */
static bool suggest_number(struct work *work, struct diag *diag, struct span text, size_t reached)
{
	const char *words = profile_value(work->profile, "citation", "loose", NULL);
	struct buf error = {0};
	struct pattern *pattern = words ? profile_pattern(work->profile, words, 0, &error) : NULL;
	struct match match;
	bool found = false;
	for (size_t at = 0; pattern && !found && at < text.length &&
			    pattern_match(pattern, text, at, &match) == PATTERN_YES;
	     at = match.end[0] + 1)
		found = match.end[0] > reached &&
			suggest_spelling(work, diag, span_sub(text, match.start[0], match.end[0]));
	buf_release(&error);
	pattern_free(pattern);
	return found;
}

/* "change 40 days to 60 days": words are known by the marks round them. */
static bool suggest_marks(struct work *work, struct diag *diag, struct span text)
{
	static const char *const verbs[] = {"replace ", "change ", "substitute "};
	struct one_address one;
	size_t behind = 0;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (text.length > strlen(verbs[i]) &&
		    !strncasecmp(text.at, verbs[i], strlen(verbs[i])))
			behind = strlen(verbs[i]);
	if (!behind || span_find(text, SPAN("“"), 0) != SIZE_MAX ||
	    span_find(text, SPAN("\""), 0) != SIZE_MAX ||
	    span_find(text, SPAN("‘"), 0) != SIZE_MAX ||
	    grammar_address(work->grammar, text, behind, &one))
		return false;
	diag_help(work->diags, diag, "put the words that change in quotation marks: “X”");
	return true;
}

static void refuse_attempt(struct pass *pass, struct instruction *instruction, size_t reached)
{
	struct span text = instruction->text;
	reached = grammar_reach(pass->work->grammar, text, reached);
	struct span rest = span_trim(span_sub(text, reached, text.length));
	struct diag *diag;
	if (reached)
		diag = draft_refuse(pass->work, instruction, DIAG_AMD021, rest,
				    "not understood; understood as far as “%.*s”", (int)reached,
				    text.at);
	else
		diag = draft_refuse(pass->work, instruction, DIAG_AMD021, text,
				    "an instruction in no known form");
	if (!suggest_number(pass->work, diag, text, reached) &&
	    !suggest_marks(pass->work, diag, rest))
		diag_help(pass->work->diags, diag,
			  "write it in one of the forms of the code, such as %s",
			  profile_value(pass->work->profile, "modification", "examples",
					"those of lexpatch(1)"));
	struct span said = without_joint(text);
	instruction->announced = said.length == text.length || wording_opens(said);
}

/* What is quoted under words that change nothing changes nothing either. */
static void set_quotation_aside(struct pass *pass, size_t logical)
{
	const struct lines *lines = pass->work->lines;
	size_t end = logical + 1 < lines->count && quotation_mark(lines->items[logical + 1].text)
			     ? quotation_end(lines, logical + 2, lines->count,
					     lines->items[logical + 1].text)
			     : SIZE_MAX;
	pass->aside = end == SIZE_MAX ? 0 : end;
}

/* An operation that is understood is none of what the code says, whatever stands behind it. */
static bool has_operation(const struct fit *fits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fits[i].form->role == FORM_OPERATION)
			return true;
	return false;
}

/* Does the line name a number, outside of quoted words, that the other does not? */
static bool names_more(struct work *work, struct span text, struct span other)
{
	size_t quoted = 0;
	for (size_t at = 0; at < text.length; at++) {
		struct one_address one;
		quoted += !strncmp(text.at + at, "“", 3);
		quoted -= quoted && !strncmp(text.at + at, "”", 3);
		if (quoted ||
		    (at && (isalnum((unsigned char)text.at[at - 1]) || text.at[at - 1] == '(')) ||
		    !grammar_address(work->grammar, text, at, &one) || !one.number.at)
			continue;
		size_t found = span_find(other, one.number, 0), end = found + one.number.length;
		if (found == SIZE_MAX || (found && isalnum((unsigned char)other.at[found - 1])) ||
		    (end < other.length && isalnum((unsigned char)other.at[end])))
			return true;
	}
	return false;
}

/* Would the line, if it stood elsewhere, amend something? */
static bool amends(struct work *work, struct span text)
{
	struct fit *fits, fit;
	size_t count, reached;
	struct fit places[MOST_PLACES];
	bool parsed = wording_listed(work->grammar, text, &fits, &count, &reached) ||
		      wording_parse(work->grammar, text, &fits, &count, &reached);
	bool does = parsed || has_operation(fits, count) ||
		    grammar_fit(work->grammar, FORM_ATTEMPT, text, 0, &fit) ||
		    wording_places(work->grammar, text, places, MOST_PLACES);
	free(fits);
	return does;
}

/* Nor does what stands under them. A line beside them that names another provision may be an
 * amendment of its own, and so may one that names none where one is named above them. */
static bool under_effect(struct pass *pass, size_t logical, struct span text)
{
	struct work *work = pass->work;
	const struct context *over = contexts_over(pass->contexts);
	if (!over || !over->effect)
		return false;
	size_t cause = over->logical;
	bool other = names_more(work, text, work->lines->items[cause].text) ||
		     (over->eid && !names_more(work, text, span_of("")));
	if (over->goes_on && other && amends(work, text)) {
		struct instruction *instruction = begin_instruction(pass, logical, text);
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "whether this is one of the modifications that line %u tells of, "
			     "which change no text, is not said",
			     work->lines->items[cause].line);
		instruction->announced = true;
		return true;
	}
	work->uses[logical] = DRAFT_PROSE;
	if (wording_opens(text))
		set_quotation_aside(pass, logical);
	return true;
}

static bool take_effect(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct fit fit = {.end = 0};
	size_t at = 0;
	bool contents = false;
	while (!grammar_fit(work->grammar, FORM_EFFECT, text, at, &fit) &&
	       !(contents = grammar_fit(work->grammar, FORM_CONTENTS, text, at, &fit))) {
		if (!grammar_fit(work->grammar, FORM_WITHIN, text, at, &fit))
			return false;
		at = wording_skip(text, fit.end);
	}
	struct context *over = contexts_over(pass->contexts);
	if (over)
		over->used = true;
	diag_add(work->diags, DIAG_AMD027, draft_place(work, logical, text),
		 contents ? "this amends a table of contents and no provision: no operation"
			  : "this gives the text an effect and does not change it: no operation");
	work->uses[logical] = DRAFT_PROSE;
	pass->open = false;
	bool opens = wording_opens(text);
	bool tells = opens || grammar_fit(work->grammar, FORM_EFFECTS, text, 0, &fit);
	const char *above = over ? over->eid : NULL;
	/* Another number ends what the one before it was about. */
	if (!depth && text.at > work->lines->items[logical].text.at) {
		contexts_leave(pass->contexts);
		above = NULL;
	}
	if (!tells)
		return true;
	contexts_set(pass->contexts, (struct context){.words = "",
						      .eid = above,
						      .logical = logical,
						      .used = true,
						      .effect = true,
						      .goes_on = !opens});
	set_quotation_aside(pass, logical);
	return true;
}

/* ---- "In each of the following for “X” substitute “Y”— (a) section 3(2); (b) ..." */

/* What the instruction names before its list is what the places of that are in. */
static bool begin_list(struct work *work, struct instruction *instruction)
{
	struct span outer = span_of(instruction->over ? instruction->over : "");
	bool own_list = false;
	for (size_t i = 0; i < instruction->clause_count; i++)
		own_list |= instruction->clauses[i].fit.group[GROUP_LISTED].at != NULL;
	if (own_list && instruction->clause_count > 1) {
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "more is done than to what is listed, and what the list is of is not "
			     "said");
		return false;
	}
	for (size_t i = 0; i < instruction->clause_count; i++) {
		struct within *within = &instruction->clauses[i].within;
		struct span own = within->spots.count ? span_of(within->spots.items[0].eid) : outer;
		if (within->spots.count > 1 || (i && !span_equal(own, outer))) {
			draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
				     "which of the places that are named before it holds the list "
				     "is not said");
			return false;
		}
		outer = own;
		within->spots = (struct spots){0};
	}
	instruction->over = outer.length ? outer.at : NULL;
	return true;
}

/* "In section 5, omit— (a) section 6(1)": the one does not stand in the other. */
static bool all_inside(struct work *work, struct instruction *instruction,
		       const struct spots *spots, size_t logical)
{
	const char *over = instruction->over;
	for (size_t i = 0; over && i < spots->count; i++) {
		if (address_is_in(span_of(spots->items[i].eid), span_of(over)))
			continue;
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "%s (line %u) does not stand in %s",
			     draft_cite(work, spots->items[i].eid),
			     work->lines->items[logical].line, draft_cite(work, over));
		return false;
	}
	return true;
}

/* A line under an instruction whose places are listed names one of them. */
static bool take_listed(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct instruction *last = work->count ? &work->items[work->count - 1] : NULL;
	const struct logical *lines = work->lines->items;
	struct spots spots;
	struct span other;
	if (!last || !pass->open || !last->listed || last->refused || !depth ||
	    (lines[logical].indent <= lines[last->logical].indent && depth <= pass->depth))
		return false;
	work->uses[logical] = DRAFT_CONTEXT;
	if (names_other_work(work, text, &other))
		refuse_other_work(pass, last, other);
	else if (work->base && work->base->count > 1 && names_work(work, text))
		diag_help(work->diags,
			  draft_refuse(work, last, DIAG_AMD023, (struct span){0},
				       "a place of the list is of a work of its own, and the base "
				       "holds several (line %u)",
				       lines[logical].line),
			  "name each work in an instruction of its own");
	if (!last->places++ && !last->refused && !begin_list(work, last))
		return true;
	if (last->refused || !places_read(work, last, without_joint(text), last->over, &spots) ||
	    !all_inside(work, last, &spots, logical))
		return true;
	for (size_t i = 0; i < last->clause_count; i++)
		spots_append(work, &last->clauses[i].within.spots, &spots);
	return true;
}

/* A context without a place: what names none of its own is not done to what was named before. `why`
 * is said when something needs it; it may be empty. */
static void lose_place(struct pass *pass, size_t logical, struct diags *why, bool goes_on)
{
	struct span text = pass->work->lines->items[logical].text;
	contexts_set(pass->contexts,
		     (struct context){.words = arena_copy(pass->work->arena, text.at, text.length),
				      .logical = logical,
				      .cause = logical,
				      .used = true,
				      .refused = true,
				      .said = !why->count,
				      .passed = true,
				      .goes_on = goes_on,
				      .why = why});
}

/* ---- understood, and yet nothing that can be done */

static const struct shortfall {
	enum form_role role;
	enum diag_code code;
	const char *message, *help;
} shortfalls[] = {
	{FORM_TABULAR, DIAG_AMD028,
	 "what stands in a table, a figure or a list of entries has no address",
	 "restate the provision that holds it"},
	{FORM_ANNEXED, DIAG_AMD028,
	 "what stands in a Schedule, an Appendix or an Annex has no address",
	 "amend it in its own document"},
	{FORM_EXCHANGE, DIAG_AMD023,
	 "whether the numbers go with the texts, or stay in their places, is not said",
	 "restate each of them as it is to be"},
	{FORM_ELSEWHERE, DIAG_AMD028,
	 "this changes words that another instruction inserts, or the text in another language",
	 "restate the provision as it is to be"},
	{FORM_WHOLE, DIAG_AMD023,
	 "an Act or a title is named as a whole, and which provisions of the code it made is not "
	 "said",
	 "name each provision by its address in the code"},
	{FORM_STRUCK, DIAG_AMD028,
	 "whether the number of a provision that is struck stays, as that of one that is repealed "
	 "does, is not said",
	 "write that it is repealed"},
	{FORM_SEQUEL, DIAG_AMD023, "which provisions are renumbered, and as what, is not said",
	 "name the old numbers and the new ones, in the same order"},
	{FORM_UNPLACED, DIAG_AMD022, "understood, but where it goes is not said",
	 "name the provision it stands in, and what it comes after"},
};

/* From the beginning, or behind the place that stands first. */
static const struct shortfall *shortfall_of(struct grammar *grammar, struct span text,
					    size_t reached)
{
	struct fit fit;
	for (size_t i = 0; i < sizeof shortfalls / sizeof *shortfalls; i++)
		if (grammar_fit(grammar, shortfalls[i].role, text, 0, &fit) ||
		    grammar_fit(grammar, shortfalls[i].role, text, reached, &fit))
			return &shortfalls[i];
	return NULL;
}

/* ---- headings */

/* "Schedule 5", "Appendix C": what has a number that is none of the code's clauses. */
static bool is_designated(const struct work *work, struct span text)
{
	size_t space = span_find(text, SPAN(" "), 0);
	if (space == SIZE_MAX || space + 1 >= text.length)
		return false;
	unsigned char next = (unsigned char)text.at[space + 1];
	return profile_lists(work->profile, "citation", "not-after", span_sub(text, 0, space)) &&
	       (isdigit(next) || (isupper(next) && (space + 2 == text.length ||
						    !isalpha((unsigned char)text.at[space + 2]))));
}

static bool names_something(struct work *work, struct span text)
{
	struct fit fit;
	struct one_address one;
	struct span apart;
	bool address =
		grammar_address(work->grammar, text, 0, &one) && (one.noun.at || one.number.at);
	return address || is_designated(work, text) || called_anything(work, text) ||
	       grammar_find(work->grammar, "apart", text, &apart) ||
	       grammar_fit(work->grammar, FORM_MENTION, text, 0, &fit);
}

/* A heading that may be the place of what follows, and is in no form that says so; also one that
 * opens a list or is numbered, "Change 2: the Glossary", whatever it names. */
static bool take_heading(struct pass *pass, size_t logical, struct span text)
{
	struct work *work = pass->work;
	struct span title = wording_without_opener(text);
	bool opens = title.length < text.length;
	size_t numbered = grammar_skip(work->grammar, "change_number", title, 0);
	bool heads = wording_is_heading(title);
	title = span_sub(title, numbered < title.length ? numbered : 0, title.length);
	if (takes_text(pass) || !heads || tells_of_clause(work, title) ||
	    span_find(title, SPAN("“"), 0) != SIZE_MAX ||
	    span_find(title, SPAN("\""), 0) != SIZE_MAX ||
	    !(opens || numbered || names_something(work, title)) ||
	    !profile_truth(work->profile, "outline", "paragraphs-numbered"))
		return false;
	struct diags *why = new_diags(work);
	struct span apart;
	bool names_apart = grammar_find(work->grammar, "apart", title, &apart);
	struct diag *diag = diag_add(
		why, names_apart ? DIAG_AMD028 : DIAG_AMD023, draft_place(work, logical, title),
		names_apart ? "“%.*s” stands apart from the clauses, and what stands in it has no "
			      "address"
			    : "whether “%.*s” is the place of what follows is not said",
		SPAN_ARGS(names_apart ? apart : title));
	diag_help(why, diag,
		  names_apart ? "amend it in its own document; where a clause is meant, name it "
				"in the instruction"
			      : "name the clause in the instruction");
	lose_place(pass, logical, why, true);
	if (opens)
		unclaimed_add(pass->unclaimed, logical, pass->begun);
	else
		work->uses[logical] = DRAFT_PROSE;
	return true;
}

/* The same of one that may have ended the text announced by the instruction before. */
static void refuse_heading_before(struct pass *pass, struct instruction *instruction)
{
	struct work *work = pass->work;
	size_t at = instruction->logical;
	bool item;
	while (at && work->lines->items[at - 1].use != LINE_TEXT)
		at--;
	struct span text = at ? work->lines->items[at - 1].text : (struct span){NULL, 0};
	if (!at || work->uses[at - 1] != DRAFT_PAYLOAD || !wording_is_heading(text) ||
	    outline_label(work->profile, text, &item) || !names_something(work, text))
		return;
	draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
		     "whether “%.*s” (line %u) is the place of this is not said", SPAN_ARGS(text),
		     work->lines->items[at - 1].line);
}

static bool names_no_place(const struct fit *fits, size_t count)
{
	static const enum group places[] = {GROUP_TARGET, GROUP_IN,	   GROUP_ANCHOR,
					    GROUP_TERM,	  GROUP_CONTAINER, GROUP_HEADING};
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof places / sizeof *places; k++)
			if (fits[i].group[places[k]].at)
				return false;
	return true;
}

/* "Delete the cross-heading “Meters”": one of those words in the Section is the place. */
static bool names_crossheading(const struct fit *fits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fits[i].group[GROUP_UNDER].at)
			return true;
	return false;
}

/* Under a Section's heading, behind an instruction for one of its clauses: in that clause, or
 * anywhere in the Section? */
static void refuse_left(struct pass *pass, struct instruction *instruction,
			const struct context *context)
{
	struct diag *diag = draft_refuse(
		pass->work, instruction, DIAG_AMD023, (struct span){0},
		"the place is not named: the clause that was named last, or all of “%s”, may be "
		"meant",
		context->words);
	diag_help(pass->work->diags, diag, "name the clause in the instruction");
}

/* The quotation that the last instruction announces ends before that line, which begins none. */
static bool quotation_ended(const struct pass *pass, size_t logical)
{
	return pass->quoted && logical >= pass->quoted &&
	       !quotation_mark(pass->work->lines->items[logical].text);
}

static bool take_instruction(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct fit *fits, fit;
	size_t count, reached;
	bool parsed = wording_listed(work->grammar, text, &fits, &count, &reached) ||
		      wording_parse(work->grammar, text, &fits, &count, &reached);
	bool attempt = !parsed && ((pass->begun && reached && !pass->payload) ||
				   grammar_fit(work->grammar, FORM_ATTEMPT, text, 0, &fit) ||
				   has_operation(fits, count));
	const struct shortfall *lack = parsed ? NULL : shortfall_of(work->grammar, text, reached);
	if (parsed || (depth && reached && !pass->payload))
		find_context_over(pass);
	struct context *context = contexts_over(pass->contexts);
	bool payload = !quotation_ended(pass, logical) &&
		       (pass->payload ||
			(pass->open && work->count && work->items[work->count - 1].announced));
	bool under = depth && context && !context->section && !context->passed && !payload;
	if (!parsed && !attempt && !lack && !under) {
		free(fits);
		return false;
	}
	bool after_text = pass->payload && pass->open;
	struct instruction *instruction = begin_instruction(pass, logical, text);
	pass->depth = depth;
	if (parsed && after_text && names_no_place(fits, count))
		refuse_heading_before(pass, instruction);
	if (!parsed || !names_clause(work->grammar, fits, count))
		check_list(pass, logical, context);
	if (parsed && !depth && names_clause(work->grammar, fits, count)) {
		if (context && (!context->eid || names_inside(work, instruction, fits, count,
							      span_of(context->eid))))
			context->used = true; /* it names the whole, or what is named again */
		contexts_leave(pass->contexts);
		context = contexts_over(pass->contexts);
		pass->named = true;
	}
	if (context)
		context->used = true;
	struct span other;
	if (parsed && names_other_work(work, text, &other))
		refuse_other_work(pass, instruction, other);
	if (parsed && pass->named && context && context->section && names_no_place(fits, count) &&
	    !names_crossheading(fits, count))
		refuse_left(pass, instruction, context);
	if (parsed) {
		add_clauses(pass, instruction, fits, count, context);
	} else if (lack) {
		struct diag *diag =
			draft_refuse(work, instruction, lack->code, text, "%s", lack->message);
		diag_help(work->diags, diag, "%s", lack->help);
		instruction->announced = true;
	} else if (context && context->refused && !pass->payload) {
		refuse_under(pass, instruction, context);
	} else {
		refuse_attempt(pass, instruction, reached);
	}
	if (lack && lack->role == FORM_ANNEXED && wording_opens(text))
		lose_place(pass, logical, new_diags(work), !depth);
	else if (!parsed && wording_opens(text))
		contexts_set(pass->contexts, (struct context){.words = "",
							      .logical = logical,
							      .cause = logical,
							      .used = true,
							      .refused = true,
							      .said = true});
	free(fits);
	return true;
}

/* ---- the other lines */

/* A table may be text; an instruction in one would be lost. */
static bool refuse_table(struct pass *pass, size_t logical)
{
	struct work *work = pass->work;
	const struct piece_table *table = table_of(work, logical);
	const struct instruction *last = work->count ? &work->items[work->count - 1] : NULL;
	bool payload = last && pass->open && last->announced;
	struct span said =
		table ? table_instruction(work, table, !payload) : (struct span){NULL, 0};
	if (!said.at)
		return false;
	struct diag *diag =
		diag_add(work->diags, DIAG_AMD021, draft_place(work, logical, (struct span){0}),
			 "“%.*s” stands in a table, where no instruction is read", SPAN_ARGS(said));
	diag_help(work->diags, diag, "write instructions, and the text under them, as paragraphs");
	work->uses[logical] = DRAFT_UNCLAIMED;
	work->out->refused++;
	pass->begun = true;
	return true;
}

/* A sentence that ends with a full stop announces no more than provisions with their number. */
static bool announces(const struct work *work, const struct instruction *last, struct span text)
{
	bool item;
	size_t count = last->clause_count;
	bool begun = count && span_trim(last->clauses[count - 1].fit.group[GROUP_PAYLOAD]).length;
	return begun || !span_ends(span_trim(last->text), ".") || quotation_mark(text) ||
	       outline_label(work->profile, text, &item);
}

static void take_other(struct pass *pass, size_t logical)
{
	struct work *work = pass->work;
	struct instruction *last = work->count ? &work->items[work->count - 1] : NULL;
	struct span text = work->lines->items[logical].text;
	bool ended = quotation_ended(pass, logical);
	bool note = logical >= pass->quoted && unclaimed_is_note(pass->unclaimed, text);
	if (last && pass->open && last->announced && !ended && !note &&
	    (pass->payload || announces(work, last, text))) {
		work->uses[logical] = DRAFT_PAYLOAD;
		last->payload_to = logical + 1;
		pass->payload++;
		return;
	}
	pass->open &= !ended; /* what is quoted behind it is another text */
	unclaimed_add(pass->unclaimed, logical, pass->begun);
}

/* A line in heading form that ends a payload belongs to what comes next. */
static void trim_payload(struct pass *pass, struct instruction *instruction)
{
	struct work *work = pass->work;
	size_t last = SIZE_MAX, before = SIZE_MAX;
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		if (work->uses[i] != DRAFT_PAYLOAD)
			continue;
		before = last;
		last = i;
	}
	bool item;
	if (before == SIZE_MAX)
		return;
	struct span text = work->lines->items[last].text;
	struct span previous = work->lines->items[before].text;
	if (!wording_is_heading(text) || outline_label(work->profile, text, &item) ||
	    (!span_ends(previous, ".") && !span_ends(previous, ";")))
		return;
	instruction->payload_to = last;
	unclaimed_add(pass->unclaimed, last, pass->begun);
}

/* A payload in quotation marks goes on to the mark that closes it, whatever its lines look like. */
static bool is_quoted(struct pass *pass, size_t logical)
{
	const struct lines *lines = pass->work->lines;
	struct span text = lines->items[logical].text;
	const struct work *work = pass->work;
	if (!pass->open || !work->count || !work->items[work->count - 1].announced)
		return false;
	if (logical >= pass->quoted && quotation_mark(text) && !quotation_is_term(text) &&
	    (!pass->payload || pass->quoted)) {
		size_t end = quotation_end(lines, logical + 1, lines->count, text);
		if (end == SIZE_MAX)
			return false;
		pass->quoted = end;
	}
	return logical < pass->quoted;
}

static void take_line(struct pass *pass, size_t logical)
{
	const struct logical *line = &pass->work->lines->items[logical];
	unsigned depth;
	if (refuse_table(pass, logical))
		return;
	if (is_quoted(pass, logical)) {
		take_other(pass, logical);
		return;
	}
	if (unclaimed_is_note(pass->unclaimed, line->text)) {
		if (contexts_begins_section(line->text))
			contexts_enter(pass->contexts, line, &depth);
		unclaimed_add(pass->unclaimed, logical, pass->begun);
		return;
	}
	if (logical < pass->aside) {
		pass->work->uses[logical] = DRAFT_PROSE;
		return;
	}
	size_t label = contexts_enter(pass->contexts, line, &depth);
	struct span words = span_sub(line->text, label, line->text.length);
	if (under_effect(pass, logical, words) || take_listed(pass, logical, words, depth) ||
	    take_context(pass, logical, words, depth) || take_effect(pass, logical, words, depth) ||
	    take_instruction(pass, logical, words, depth))
		return;
	if (take_heading(pass, logical, words))
		return;
	take_other(pass, logical);
	/* What says nothing here but is numbered, or begins a section, still ends what the one
	 * before it was about. */
	bool ends = label || contexts_begins_section(line->text);
	if (!ends || pass->work->uses[logical] == DRAFT_PAYLOAD)
		contexts_undo(pass->contexts);
	else if (!depth || tells_of_clause(pass->work, words))
		contexts_leave(pass->contexts);
}

static void report_unsaid(struct pass *pass)
{
	struct context *context;
	for (size_t at = 0; (context = contexts_unsaid(pass->contexts, &at));) {
		const struct context *cause = contexts_of_line(pass->contexts, context->cause);
		if (!cause || cause == context || !cause->said)
			say_refused(pass, context);
	}
}

static void report_unused(struct pass *pass)
{
	const struct context *context;
	for (size_t at = 0; (context = contexts_unused(pass->contexts, &at));) {
		diag_add(pass->work->diags, DIAG_AMD025,
			 draft_place(pass->work, context->logical, (struct span){0}),
			 "nothing follows “%s”", context->words);
		pass->work->out->refused++;
	}
}

/* A line that is no text. A deleted one that was an instruction took what was deleted behind it
 * along: that is no payload of the instruction before it. */
static void take_beside(struct pass *pass, size_t logical)
{
	struct work *work = pass->work;
	const struct logical *l = &work->lines->items[logical];
	pass->withdrawn |=
		is_deletion(l) && work->out->transcript && wording_instructs(work, l->text, false);
	if (is_deletion(l) && pass->withdrawn)
		work->uses[logical] = DRAFT_PROSE;
	else if (work->count && pass->open)
		work->items[work->count - 1].payload_to = logical + 1;
}

void find_instructions(struct work *work)
{
	struct pass pass = {
		.work = work, .contexts = contexts_new(), .unclaimed = unclaimed_new(work)};
	for (size_t i = 0; i < work->lines->count; i++) {
		const struct logical *l = &work->lines->items[i];
		work->uses[i] = DRAFT_NOTE;
		if (l->use == LINE_TEXT)
			take_line(&pass, i);
		else
			take_beside(&pass, i);
	}
	for (size_t i = 0; i < work->count; i++)
		trim_payload(&pass, &work->items[i]);
	unclaimed_report(pass.unclaimed);
	report_unused(&pass);
	report_unsaid(&pass);
	contexts_free(pass.contexts);
	unclaimed_free(pass.unclaimed);
}
