/* Doubts: what stands in the text that an instruction announces, and may not be meant as text of
 * the code. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <ctype.h>
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

/* Signs for new and deleted words, as programs write them in plain text. */
static void refuse_markup(struct work *work, struct instruction *instruction,
			  const struct logical *line)
{
	static const char *const signs[] = {
		"~~",	      "**",	   "<del>",	 "<ins>",     "<s>",	   "<u>",
		"<strike>",   "{+",	   "[-",	 "{--",	      "{++",	   "[DELETED:",
		"[INSERTED:", "[Deleted:", "[Inserted:", "[deleted:", "[inserted:"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs && !instruction->refused; i++) {
		if (span_find(line->text, span_of(signs[i]), 0) == SIZE_MAX)
			continue;
		struct diag *diag =
			draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
				     "“%s” in the new text (line %u) marks words, and what it says "
				     "of them is not known",
				     signs[i], line->line);
		diag_help(work->diags, diag,
			  "write the text as it is to be, or give the draft as a Word document");
	}
}

void doubt_line(struct work *work, struct instruction *instruction, const struct logical *line)
{
	refuse_ellipsis(work, instruction, line);
	refuse_markup(work, instruction, line);
}

void doubt_struck(struct work *work, struct instruction *instruction)
{
	struct span struck;
	if (work->out->transcript || instruction->refused ||
	    !grammar_find(work->grammar, "struck", instruction->text, &struck))
		return;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD016, struck,
					 "deleted words are said to stand in the text, and plain "
					 "text does not show which they are");
	diag_help(work->diags, diag,
		  "write the text as it is to be, or give the draft as a Word document");
}

/* Does the base have unnumbered paragraphs in that provision? */
static bool has_paragraphs(const struct work *work, const char *eid)
{
	const struct doc *doc;
	uint32_t at = eid ? base_find(work, eid, &doc) : DOC_NONE;
	if (at == DOC_NONE)
		return false;
	const struct provision *p = &doc->provisions[at];
	for (uint32_t i = p->block + 1; i < p->block_after; i++)
		if (doc->blocks[i].provision == doc->blocks[i - 1].provision &&
		    doc->blocks[i].part == doc->blocks[i - 1].part)
			return true;
	return false;
}

static bool may_be_remark(const struct work *work, const struct logical *line)
{
	bool item;
	return line->text.length && !line->inside &&
	       !outline_label(work->profile, line->text, &item) && !quotation_mark(line->text) &&
	       !islower((unsigned char)line->text.at[0]) && !wording_is_heading(line->text);
}

void doubt_remarks(struct work *work, struct instruction *instruction, const struct lines *lines,
		   const char *eid)
{
	bool closed = false;
	if (!profile_truth(work->profile, "outline", "paragraphs-numbered") || !lines->count ||
	    (quotation_mark(lines->items[0].text) && !quotation_is_term(lines->items[0].text)) ||
	    has_paragraphs(work, eid))
		return;
	for (size_t i = 0; i < lines->count && !instruction->refused; i++) {
		const struct logical *line = &lines->items[i];
		if (closed && may_be_remark(work, line)) {
			struct diag *diag =
				draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
					     "“%.*s” (line %u) has no number of the code and "
					     "stands behind a full stop: "
					     "whether it is text of the code is not said",
					     SPAN_ARGS(words_brief(work, line->text)), line->line);
			diag_help(work->diags, diag,
				  "put the new text in quotation marks; begin a remark with "
				  "“Drafting note:”");
		}
		closed = span_ends(line->text, ".") || (closed && wording_is_heading(line->text));
	}
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
