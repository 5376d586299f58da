/* Lines that only name a place, for those under them; and places that are not known. */
#include "draft/pass.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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

void context_refuse_under(struct pass *pass, struct instruction *instruction,
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

const struct context *context_needed(struct pass *pass, const struct instruction *instruction,
				     const struct fit *fits, size_t count, struct context *context)
{
	struct context *cause = context && context->refused
					? contexts_of_line(pass->contexts, context->cause)
					: NULL;
	if (!cause || !cause->why || !fits_stand_alone(pass->work, instruction, fits, count))
		return context;
	context->passed = cause->passed = true;
	return NULL;
}

void context_find_over(struct pass *pass)
{
	struct work *work = pass->work;
	struct instruction *last = instruction_last(pass);
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

void context_check_list(struct pass *pass, size_t logical, const struct context *over)
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

struct diags *diags_new_for(const struct work *work)
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
	struct diags *diags = work->diags, *why = diags_new_for(work);
	work->diags = why;
	bool known = within_read_all(work, instruction, fits, count, context);
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

/* "(b) section Z3.6 (Readings);" is an item of the text announced before, and no place. */
static bool is_item_of_text(const struct pass *pass, size_t logical, struct span text)
{
	struct one_address one;
	const struct work *work = pass->work;
	bool labelled = text.at > work->lines->items[logical].text.at;
	bool comma = span_ends(text, ",") && (labelled || text_awaited(pass));
	bool closed = span_ends(text, ";") || comma || (labelled && span_ends(text, "."));
	if (!grammar_address(work->grammar, text, 0, &one) || wording_says(text, "amended"))
		return false;
	return closed || (text_awaited(pass) && (labelled || !one.noun.at || !one.number.at));
}

/* "Appendix A – Legal text", where Appendix A is headed otherwise: it may be the draft's own. */
static bool heading_fits(struct work *work, struct instruction *instruction, const struct fit *fit,
			 const char *eid)
{
	struct span heading = fit->group[GROUP_HEADING];
	if (!heading.at || !eid || !called_otherwise(work, eid, quote_inner(heading)))
		return true;
	draft_refuse(work, instruction, DIAG_AMD023, heading, "“%.*s” is not what %s is headed",
		     SPAN_ARGS(quote_inner(heading)), draft_cite(work, eid));
	work->out->refused++;
	return false;
}

/* A context that names a Section holds for all that follows, one that stands without a label or is
 * a whole sentence also for the lines beside it. */
bool take_context(struct pass *pass, size_t logical, struct span text, unsigned depth)
{
	struct work *work = pass->work;
	struct fit fits[MOST_PLACES];
	size_t count = wording_places(work->grammar, text, fits, MOST_PLACES);
	if (!count || is_item_of_text(pass, logical, text) || restates(pass, logical, text))
		return false;
	struct context *over = contexts_over(pass->contexts);
	struct instruction scratch = {.logical = logical, .text = text};
	if (!fits_name_clause(work->grammar, fits, count))
		context_check_list(pass, logical, over);
	bool labelled = text.at > work->lines->items[logical].text.at;
	struct context context = {.logical = logical,
				  .cause = logical,
				  .goes_on = !(depth || labelled) || span_ends(text, ".")};
	context.words = arena_copy(work->arena, text.at, text.length);
	work->uses[logical] = DRAFT_CONTEXT;
	pass->begun = true;
	pass->open = pass->named = false;
	if (over)
		over->used |= depth > 0 || !fits_name_clause(work->grammar, fits, count);
	const struct context *needed = context_needed(pass, &scratch, fits, count, over);
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
		instruction_refuse_work(pass, &scratch, other);
		work->out->refused++;
		context.used = context.refused = context.said = true;
	}
	if (!context.refused && !heading_fits(work, &scratch, &fits[0], context.eid))
		context.used = context.refused = context.said = true;
	context.section = context.eid && holds_clauses(work, context.eid);
	if (context.section)
		context.within.spots.count = 0;
	contexts_set(pass->contexts, context);
	return true;
}

void context_lose_place(struct pass *pass, size_t logical, struct diags *why, bool goes_on)
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

void contexts_report(struct pass *pass)
{
	report_unused(pass);
	report_unsaid(pass);
}
