/* Doubts: what stands in the text that an instruction announces, and may not be meant as text of the
 * code. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <string.h>

/* "…" for what is not written: what is to stand there cannot be known. */
static void refuse_ellipsis(struct work *work, struct instruction *instruction,
			    const struct logical *line)
{
	static const char *const marks[] = {"…", "...", ". . .", "* * *"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks && !instruction->refused; i++) {
		size_t at = span_find(line->text, span_of(marks[i]), 0);
		if (at == SIZE_MAX || (at && !strchr(" [(", line->text.at[at - 1])))
			continue;
		struct diag *diag =
			draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
				     "“%s” in the new text (line %u) stands for words that "
				     "are not written",
				     marks[i], line->line);
		diag_help(work->diags, diag,
			  "write the text out, or change only the words that change");
	}
}

void doubt_line(struct work *work, struct instruction *instruction, const struct logical *line)
{
	refuse_ellipsis(work, instruction, line);
}

/* Single marks may belong to the text. */
void doubt_single_marks(struct work *work, struct instruction *instruction,
			const struct lines *lines)
{
	if (!lines->count || instruction->refused)
		return;
	struct span first = lines->items[0].text, last = lines->items[lines->count - 1].text;
	bool opens = span_starts(first, "‘") || span_starts(first, "'");
	if (!opens || !(span_ends(last, "’") || span_ends(last, "'") || span_ends(last, "’.") ||
			span_ends(last, "'.")))
		return;
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "the new text stands in single quotation marks, and whether "
			     "they belong to it is not said");
	diag_help(work->diags, diag, "put it in double marks, or in none");
}
