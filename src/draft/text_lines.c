/* Lines that are the text announced by the instruction before them. */
#include "draft/pass.h"

/* What stands behind the colon, in the line of the instruction. */
static struct span own_text(const struct instruction *instruction)
{
	size_t count = instruction->clause_count;
	return count ? span_trim(instruction->clauses[count - 1].fit.group[GROUP_PAYLOAD])
		     : (struct span){NULL, 0};
}

bool text_announced(const struct pass *pass)
{
	const struct instruction *last = instruction_last(pass);
	return pass->open && last && last->announced;
}

void text_begin(struct pass *pass, const struct instruction *instruction)
{
	const struct lines *lines = pass->work->lines;
	struct span behind = own_text(instruction);
	if (!quotation_mark(behind) || quotation_is_term(behind))
		return;
	size_t end = quotation_end(lines, instruction->logical + 1, lines->count, behind);
	pass->quoted = end == SIZE_MAX ? 0 : end;
}

bool text_awaited(const struct pass *pass)
{
	if (!text_announced(pass))
		return false;
	struct span own = own_text(instruction_last(pass));
	bool quoted = own.length && quotation_mark(own);
	return !quoted || pass->payload || quotation_close(own) != own.length;
}

bool text_ended(const struct pass *pass, size_t logical)
{
	return pass->quoted && logical >= pass->quoted &&
	       !quotation_mark(pass->work->lines->items[logical].text);
}

/* A sentence that ends with a full stop announces no more than provisions with their number. */
static bool announces(const struct work *work, const struct instruction *last, struct span text)
{
	bool item;
	return own_text(last).length || !span_ends(span_trim(last->text), ".") ||
	       quotation_mark(text) || outline_label(work->profile, text, &item);
}

void take_other(struct pass *pass, size_t logical)
{
	struct work *work = pass->work;
	struct instruction *last = instruction_last(pass);
	struct span text = work->lines->items[logical].text;
	bool ended = text_ended(pass, logical);
	bool note = logical >= pass->quoted && unclaimed_is_note(pass->unclaimed, text);
	if (text_announced(pass) && !ended && !note &&
	    (pass->payload || announces(work, last, text))) {
		work->uses[logical] = DRAFT_PAYLOAD;
		last->payload_to = logical + 1;
		pass->payload++;
		return;
	}
	pass->open &= !ended; /* what is quoted behind it is another text */
	unclaimed_add(pass->unclaimed, logical, pass->begun);
}

void text_trim(struct pass *pass, struct instruction *instruction)
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

bool text_quoted(struct pass *pass, size_t logical)
{
	const struct lines *lines = pass->work->lines;
	struct span text = lines->items[logical].text;
	if (!text_announced(pass))
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
