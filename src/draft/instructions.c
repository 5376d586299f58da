/* Instructions: each line of a draft is context, instruction, payload, heading or prose. Context is
 * carried down the outline of the draft. */
#include "draft/pass.h"

#include <stdlib.h>

struct instruction *instruction_last(const struct pass *pass)
{
	const struct work *work = pass->work;
	return work->count ? &work->items[work->count - 1] : NULL;
}

struct instruction *instruction_begin(struct pass *pass, size_t logical, struct span text)
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

void instruction_refuse_work(struct pass *pass, struct instruction *instruction, struct span named)
{
	struct diag *diag = draft_refuse(pass->work, instruction, DIAG_AMD023, named,
					 "“%.*s” is not what the base holds", SPAN_ARGS(named));
	diag_help(pass->work->diags, diag, "apply the instructions for each work to its own text");
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

/* “Delete paragraph 1.1.” under a line whose place is not known: it does not go back to what was
 * named before that. */
static bool needs_lost(struct pass *pass, const struct instruction *instruction,
		       const struct fit *fits, size_t count, const struct context *context)
{
	return context && context->refused &&
	       !fits_stand_alone(pass->work, instruction, fits, count);
}

/* The line names a clause of its own, and leaves what stands over it. */
static struct context *leave_context(struct pass *pass, const struct instruction *instruction,
				     const struct fit *fits, size_t count, struct context *context)
{
	if (context && (!context->eid || fits_name_inside(pass->work, instruction, fits, count,
							  span_of(context->eid))))
		context->used = true; /* it names the whole, or what is named again */
	contexts_leave(pass->contexts);
	pass->named = true;
	return contexts_over(pass->contexts);
}

static void add_parsed(struct pass *pass, struct instruction *instruction, const struct fit *fits,
		       size_t count, struct context *context)
{
	struct span other;
	if (names_other_work(pass->work, instruction->text, &other))
		instruction_refuse_work(pass, instruction, other);
	if (pass->named && context && context->section && !fits_name_place(fits, count) &&
	    !fits_name_crossheading(fits, count))
		refuse_left(pass, instruction, context);
	clauses_add(pass, instruction, fits, count, context);
}

/* What stands under a line that is not understood has no place. */
static void refuse_unparsed(struct pass *pass, struct instruction *instruction,
			    const struct shortfall *lack, const struct context *context,
			    size_t reached)
{
	size_t logical = instruction->logical;
	if (lack)
		shortfall_refuse(pass, instruction, lack);
	else if (context && context->refused)
		context_refuse_under(pass, instruction, context);
	else
		attempt_refuse(pass, instruction, reached);
	if (!wording_opens(instruction->text))
		return;
	if (lack && lack->role == FORM_ANNEXED)
		context_lose_place(pass, logical, diags_new_for(pass->work), !pass->depth);
	else
		contexts_set(pass->contexts, (struct context){.words = "",
							      .logical = logical,
							      .cause = logical,
							      .used = true,
							      .refused = true,
							      .said = true});
}

static struct span change_number(struct grammar *grammar, struct span text)
{
	return span_sub(text, 0, grammar_skip(grammar, "change_number", text, 0));
}

/* "Item 2. Delete ..." under "Item 1: Z3.2": that was the place of another change. */
static bool is_other_change(const struct pass *pass, const struct context *context,
			    struct span text)
{
	struct grammar *grammar = pass->work->grammar;
	struct span own = change_number(grammar, text);
	struct span over = change_number(grammar, pass->work->lines->items[context->logical].text);
	return own.length && over.length && !span_equal(span_trim(own), span_trim(over));
}

static bool take_instruction(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct grammar *grammar = pass->work->grammar;
	struct fit *fits, fit;
	size_t count, reached;
	bool parsed = wording_read(grammar, text, &fits, &count, &reached);
	bool begun = reached && !pass->payload;
	bool attempt = !parsed && ((pass->begun && begun) ||
				   grammar_fit(grammar, FORM_ATTEMPT, text, 0, &fit) ||
				   fits_operate(fits, count));
	const struct shortfall *lack = parsed ? NULL : shortfall_of(grammar, text, reached);
	if (parsed || (depth && begun))
		context_find_over(pass);
	struct context *context = contexts_over(pass->contexts);
	if (context && is_other_change(pass, context, text)) {
		contexts_leave(pass->contexts);
		context = contexts_over(pass->contexts);
	}
	bool awaited = !text_ended(pass, logical) && (pass->payload || text_announced(pass));
	bool under = depth && context && !context->section && !context->passed && !awaited;
	if (!parsed && !attempt && !lack && !under) {
		free(fits);
		return false;
	}
	bool after_text = pass->payload && pass->open;
	struct instruction *instruction = instruction_begin(pass, logical, text);
	pass->depth = depth;
	if (parsed && after_text && !fits_name_place(fits, count))
		heading_refuse_before(pass, instruction);
	bool clause = parsed && fits_name_clause(grammar, fits, count);
	if (!clause)
		context_check_list(pass, logical, context);
	else if (!depth && !needs_lost(pass, instruction, fits, count, context))
		context = leave_context(pass, instruction, fits, count, context);
	if (context)
		context->used = true;
	if (parsed)
		add_parsed(pass, instruction, fits, count, context);
	else
		refuse_unparsed(pass, instruction, lack, context, reached);
	free(fits);
	return true;
}

/* A table may be text; an instruction in one would be lost. */
static bool refuse_table(struct pass *pass, size_t logical)
{
	struct work *work = pass->work;
	const struct piece_table *table = table_of(work, logical);
	struct span said = table ? table_instruction(work, table, !text_announced(pass))
				 : (struct span){NULL, 0};
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

/* An instruction behind words that every act has beside its amendments would be lost with them. */
static bool refuse_in_note(struct pass *pass, size_t logical, struct span text)
{
	if (!unclaimed_note_amends(pass->unclaimed, text))
		return false;
	struct instruction *instruction = instruction_begin(pass, logical, text);
	struct diag *diag = draft_refuse(pass->work, instruction, DIAG_AMD021, (struct span){0},
					 "an instruction beside words that amend nothing");
	diag_help(pass->work->diags, diag, "put it in a paragraph of its own");
	instruction->announced = true;
	return true;
}

static void take_line(struct pass *pass, size_t logical)
{
	const struct logical *line = &pass->work->lines->items[logical];
	unsigned depth;
	if (refuse_table(pass, logical))
		return;
	if (text_quoted(pass, logical)) {
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
	if (refuse_in_note(pass, logical, words) || take_under_effect(pass, logical, words) ||
	    take_listed(pass, logical, words, depth) || take_context(pass, logical, words, depth) ||
	    take_effect(pass, logical, words, depth) ||
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
		text_trim(&pass, &work->items[i]);
	unclaimed_report(pass.unclaimed);
	contexts_report(&pass);
	contexts_free(pass.contexts);
	unclaimed_free(pass.unclaimed);
}
