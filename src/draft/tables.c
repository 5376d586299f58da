/* Tables of a Word draft: each is one line, and no instruction is read in it. */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

const struct piece_table *table_of(const struct work *work, size_t logical)
{
	const struct logical *l = &work->lines->items[logical];
	if (!work->out->transcript || !span_is(l->text, PIECE_OBJECT))
		return NULL;
	const struct piece_marks *marks = &work->out->transcript->marks;
	size_t at = segment_source(l->segments, l->segment_count, 0);
	for (size_t i = 0; i < marks->count; i++)
		if (marks->items[i].kind == PIECE_TABLE && marks->items[i].start == at)
			return marks->items[i].table;
	return NULL;
}

/* Behind "2." or "(a)". */
static struct span unlabelled(struct span text)
{
	size_t end = span_find(text, SPAN(" "), 0);
	bool label = end != SIZE_MAX && end && strchr(".)", text.at[end - 1]);
	return label ? span_trim(span_sub(text, end, text.length)) : text;
}

bool wording_instructs(const struct work *work, struct span text, bool attempts)
{
	struct fit *fits, fit;
	size_t count, reached;
	text = unlabelled(text);
	if (!text.length)
		return false;
	bool parsed = wording_parse(work->grammar, text, &fits, &count, &reached);
	free(fits);
	return parsed || (attempts && grammar_fit(work->grammar, FORM_ATTEMPT, text, 0, &fit));
}

struct span table_instruction(const struct work *work, const struct piece_table *table,
			      bool attempts)
{
	for (size_t i = 0; i < table->count; i++)
		for (const struct piece_text *text = table->cells[i].texts; text; text = text->next)
			if (wording_instructs(work, text->text, attempts))
				return text->text;
	return (struct span){NULL, 0};
}
