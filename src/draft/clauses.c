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

void clauses_add(struct pass *pass, struct instruction *instruction, const struct fit *fits,
		 size_t count, struct context *above)
{
	struct work *work = pass->work;
	const struct context *context = context_needed(pass, instruction, fits, count, above);
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
		context_refuse_under(pass, instruction, context);
	for (size_t i = 0; i < count; i++) {
		instruction->announced |= fits[i].group[GROUP_PAYLOAD].at != NULL;
		instruction->listed |= fit_lists(&fits[i]);
		if (fits[i].form->role == FORM_LISTED)
			continue;
		if (fits[i].form->role == FORM_WITHIN) {
			bool fresh = i && fits[i - 1].form->role != FORM_WITHIN;
			bool below = held &&
				     place_is_relative(work->grammar, fits[i].group[GROUP_TARGET]);
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
				within_read(work, instruction, &fits[i], over, &within);
			if (!i)
				head = within;
			continue;
		}
		struct clause *clause = &instruction->clauses[instruction->clause_count++];
		clause->fit = fits[i];
		clause->within = within;
		if (fits[i].group[GROUP_TERM].at && fits[i].form->scope != SCOPE_DEFINITION &&
		    !instruction->refused)
			within_enter_definition(work, instruction, &fits[i], over, &clause->within);
		bool later = instruction->clause_count > 1 && !instruction->refused;
		if (later && !reads_beside && !over && !clause->within.spots.count)
			beside_last(work, instruction, clause - 1, clause);
		if (later && reads_beside)
			stand_beside(work, instruction, &beside, &fits[i], clause, &moved);
		if (!instruction->refused)
			note_places(work, instruction, clause);
	}
	text_begin(pass, instruction);
}
