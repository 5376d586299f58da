/* The clauses of one instruction, and where each of them stands. */
#include "draft/pass.h"

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

/* "The existing text of section 8 becomes subsection (1)": of section 8. */
static const char *sunk_in(struct work *work, const struct instruction *instruction,
			   struct span target, const char *over)
{
	struct spots spots;
	bool named = target.at && places_read_quietly(work, instruction, target, over, &spots) &&
		     spots.count == 1;
	return named ? spots.items[0].eid : over;
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
		places_note(work, instruction, clause->fit.group[GROUP_TO],
			    sunk_in(work, instruction, clause->fit.group[GROUP_TARGET], over));
}

/* Has the first of the forms a number of its own, and another place behind it? "In section 8, in
 * subsection (1), ..." holds "and in subsection (3)" too; where clauses have numbers that say it
 * all, "In Z4.12, delete paragraph (c) and in paragraph (a) ..." needs no place behind it. */
static bool holds_all(struct work *work, const struct fit *fits, size_t count)
{
	struct one_address one;
	struct span target = count > 1 ? fits[0].group[GROUP_TARGET] : (struct span){NULL, 0};
	if (!target.at || fits[0].form->role != FORM_WITHIN || fits[0].group[GROUP_IN].at ||
	    grammar_address(work->grammar, target, 0, &one) != target.length || !one.number.at)
		return false;
	return fits[1].form->role == FORM_WITHIN ||
	       (!one.labels.at && profile_truth(work->profile, "outline", "paragraphs-numbered"));
}

/* The forms of one instruction while they are read. */
struct reading {
	struct work *work;
	struct instruction *instruction;
	struct within above; /* what the context over the line names */
	struct within head;  /* what the first form names ... */
	bool held;	     /* ... and whether later places are in that */
	struct within within;
	struct beside beside;
	bool reads_beside;
	bool moved; /* the last clause named a place for itself alone */
};

/* A clause behind the first: what it names by itself stands in, or beside, what they named. What
 * follows it without a place has none that is certain. */
static void stand_beside(struct reading *reading, const struct fit *fit, struct clause *clause)
{
	struct work *work = reading->work;
	struct instruction *instruction = reading->instruction;
	struct step place = beside_named(work, fit);
	bool own = fit->group[GROUP_TARGET].at || fit->group[GROUP_ANCHOR].at;
	if (reading->moved && !own)
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "which of the places named before is meant is not said");
	if (!place.noun.at || instruction->refused)
		return;
	reading->moved =
		beside_place(work, instruction, &reading->beside, &place, &clause->within) &&
		reading->beside.found < reading->beside.count;
}

/* A place behind an operation: it does not go on from the one before that. */
static void begin_anew(struct reading *reading, const struct fit *fit, const struct step *place)
{
	if (reading->reads_beside && place->noun.at && !reading->instruction->refused) {
		beside_place(reading->work, reading->instruction, &reading->beside, place,
			     &reading->within);
		reading->beside.count = reading->beside.found;
		return;
	}
	bool below = reading->held &&
		     place_is_relative(reading->work->grammar, fit->group[GROUP_TARGET]);
	reading->within = below ? reading->head : reading->above;
}

static void add_place(struct reading *reading, const struct fit *fits, size_t i)
{
	struct instruction *instruction = reading->instruction;
	struct step place = beside_named(reading->work, &fits[i]);
	if (i && fits[i - 1].form->role != FORM_WITHIN)
		begin_anew(reading, &fits[i], &place);
	beside_note(&reading->beside, place.noun, &reading->within);
	reading->moved = false;
	if (!i)
		reading->within.part = (struct span){0};
	if (!instruction->refused)
		within_read(reading->work, instruction, &fits[i], instruction->over,
			    &reading->within);
	if (!i)
		reading->head = reading->within;
}

static void add_clause(struct reading *reading, const struct fit *fit)
{
	struct work *work = reading->work;
	struct instruction *instruction = reading->instruction;
	struct clause *clause = &instruction->clauses[instruction->clause_count++];
	clause->fit = *fit;
	clause->within = reading->within;
	if (fit->group[GROUP_TERM].at && fit->form->scope != SCOPE_DEFINITION &&
	    !instruction->refused)
		within_enter_definition(work, instruction, fit, instruction->over, &clause->within);
	bool later = instruction->clause_count > 1 && !instruction->refused;
	if (later && reading->reads_beside)
		stand_beside(reading, fit, clause);
	else if (later && !instruction->over && !clause->within.spots.count)
		beside_last(work, instruction, clause - 1, clause);
	if (!instruction->refused)
		note_places(work, instruction, clause);
}

void clauses_add(struct pass *pass, struct instruction *instruction, const struct fit *fits,
		 size_t count, struct context *over)
{
	struct work *work = pass->work;
	const struct context *context = context_needed(pass, instruction, fits, count, over);
	struct reading reading = {.work = work,
				  .instruction = instruction,
				  .held = holds_all(work, fits, count),
				  .reads_beside = beside_read(work)};
	if (context) {
		reading.within = reading.above = context->within;
		instruction->context = context->words;
		instruction->over = context->eid;
		instruction->title = context->title;
	}
	instruction->clauses = arena_alloc(work->arena, count * sizeof *instruction->clauses);
	if (context && context->refused)
		context_refuse_under(pass, instruction, context);
	for (size_t i = 0; i < count; i++) {
		instruction->announced |= fits[i].group[GROUP_PAYLOAD].at != NULL;
		instruction->listed |= fit_lists(&fits[i]);
		if (fits[i].group[GROUP_CONTAINER].at && fits[i].form->role == FORM_WITHIN)
			instruction->title = fits[i].group[GROUP_CONTAINER];
		if (fits[i].form->role == FORM_WITHIN)
			add_place(&reading, fits, i);
		else if (fits[i].form->role != FORM_LISTED)
			add_clause(&reading, &fits[i]);
	}
	text_begin(pass, instruction);
}
