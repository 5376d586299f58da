/* Doubts: what stands in the text that an instruction announces, and may not be meant as text of
 * the code. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <ctype.h>
#include <string.h>

/* Signs in the new text that are not meant as text. */
struct signs {
	const char *const *items;
	size_t count;
	bool at_head; /* of a word: behind another one they belong to it */
	const char *why, *help;
};

static void refuse_signs(struct work *work, struct instruction *instruction,
			 const struct logical *line, const struct signs *signs)
{
	for (size_t i = 0; i < signs->count && !instruction->refused; i++) {
		size_t at = span_find(line->text, span_of(signs->items[i]), 0);
		if (at == SIZE_MAX ||
		    (signs->at_head && at && !strchr(" [(", line->text.at[at - 1])))
			continue;
		struct diag *diag = draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
						 "“%s” in the new text (line %u) %s",
						 signs->items[i], line->line, signs->why);
		diag_help(work->diags, diag, "%s", signs->help);
	}
}

/* "[subject to SECMP9999]" within the new text. */
static void refuse_aside(struct work *work, struct instruction *instruction,
			 const struct logical *line)
{
	struct span found;
	if (instruction->refused || !grammar_find(work->grammar, "remarked", line->text, &found))
		return;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD016, (struct span){0},
		"“%.*s” in the new text (line %u) speaks of a modification: whether it is text of "
		"the code is not said",
		SPAN_ARGS(found), line->line);
	diag_help(work->diags, diag,
		  "put the remark in a paragraph of its own that begins with “Drafting note:”");
}

void doubt_line(struct work *work, struct instruction *instruction, const struct logical *line)
{
	static const char *const ellipses[] = {"…", "...", ". . .", "* * *"};
	static const char *const marks[] = {
		/* as programs write new and deleted words */
		"~~",	      "**",	   "<del>",	 "<ins>",     "<s>",	   "<u>",
		"<strike>",   "{+",	   "[-",	 "{--",	      "{++",	   "[DELETED:",
		"[INSERTED:", "[Deleted:", "[Inserted:", "[deleted:", "[inserted:"};
	static const struct signs all[] = {
		{ellipses, sizeof ellipses / sizeof *ellipses, true,
		 "stands for words that are not written",
		 "write the text out, or change only the words that change"},
		{marks, sizeof marks / sizeof *marks, false,
		 "marks words, and what it says of them is not known",
		 "write the text as it is to be, or give the draft as a Word document"}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		refuse_signs(work, instruction, line, &all[i]);
	refuse_aside(work, instruction, line);
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

static bool may_be_remark(const struct work *work, size_t numbers, const struct logical *line)
{
	bool item;
	if (span_is(line->text, PIECE_OBJECT))
		return !work->out->transcript;
	return line->text.length && !line->inside &&
	       !outline_label_in(work->profile, numbers, line->text, &item) &&
	       !quotation_mark(line->text) && !islower((unsigned char)line->text.at[0]) &&
	       !wording_is_heading(line->text);
}

void doubt_remarks(struct work *work, struct instruction *instruction, const struct lines *lines,
		   size_t numbers, const char *eid)
{
	bool closed = false;
	if (!profile_truth(work->profile, "outline", "paragraphs-numbered") || !lines->count ||
	    (quotation_mark(lines->items[0].text) && !quotation_is_term(lines->items[0].text)) ||
	    has_paragraphs(work, eid))
		return;
	for (size_t i = 0; i < lines->count && !instruction->refused; i++) {
		const struct logical *line = &lines->items[i];
		if (closed && may_be_remark(work, numbers, line)) {
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

/* A restated text is all of the provision: what is left out of it is deleted, unless the text, or a
 * remark between it and the next instruction, says that some of it stays. */
void doubt_kept(struct work *work, struct instruction *instruction, const char *eid)
{
	struct span found;
	for (size_t i = instruction->payload_from; i < work->lines->count && !instruction->refused;
	     i++) {
		const struct logical *line = &work->lines->items[i];
		bool remark = line->use == LINE_TEXT && work->uses[i] == DRAFT_PROSE;
		if (line->use == LINE_TEXT && !remark && work->uses[i] != DRAFT_PAYLOAD)
			return;
		if (!grammar_find(work->grammar, remark ? "staying" : "kept", line->text, &found))
			continue;
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD016, (struct span){0},
			"“%.*s” (line %u) says that something stays as it is: whether the text of "
			"%s that is given is all of it is not said",
			SPAN_ARGS(words_brief(work, line->text)), line->line,
			draft_cite(work, eid));
		diag_help(work->diags, diag,
			  "write the text out, or change only the words that change");
	}
}

/* "a) is red;", "1. The User", "• is red": a label, but not as the code writes one. */
static size_t half_label(struct span text)
{
	static const char *const bullets[] = {"•", "·", "▪", "◦", "-", "–"};
	size_t end = 0, digits = 0;
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
		size_t mark = strlen(bullets[i]);
		if (span_starts(text, bullets[i]) && mark < text.length && text.at[mark] == ' ')
			return mark;
	}
	while (end < text.length && end < 4 && isalnum((unsigned char)text.at[end]))
		digits += isdigit((unsigned char)text.at[end++]) != 0;
	bool closed = end && end + 1 < text.length && text.at[end + 1] == ' ';
	bool roman = number_roman(span_sub(text, 0, end)) > 0;
	bool label = digits == end ? end <= 2 : !digits && (end == 1 || roman);
	if (!closed || !label || (text.at[end] != ')' && text.at[end] != '.'))
		return 0;
	return end + 1;
}

/* "z1.5", "Z1,5", "d.", "[d]", "(d": the number, or nearly, at the head of the text, also with a
 * small letter behind it, "Z1.5a"; an article is none. */
static size_t nearly_number(struct span text, const char *number)
{
	size_t at = 0, end = 0, passed = 0;
	bool item = number[0] == '(';
	for (; *number; number++) {
		if (!isalnum((unsigned char)*number))
			continue;
		while (at < text.length && strchr(" ()[].,:-", text.at[at]))
			at++;
		if (at == text.length ||
		    (item ? text.at[at] != *number
			  : toupper((unsigned char)text.at[at]) != toupper((unsigned char)*number)))
			return 0;
		end = ++at;
	}
	if (!item && end < text.length && islower((unsigned char)text.at[end]))
		end++;
	while (end < text.length && strchr(")].,:", text.at[end]))
		end++;
	for (size_t i = 0; i < end; i++)
		passed += text.at[i] != ' ' && !isalnum((unsigned char)text.at[i]);
	bool article = item && !passed && end == 1 && text.at[0] == 'a';
	return !article && end < text.length && text.at[end] == ' ' ? end : 0;
}

void doubt_number(struct work *work, struct instruction *instruction, const struct logical *line,
		  const char *number)
{
	size_t end = instruction->refused ||
				     !profile_truth(work->profile, "outline", "paragraphs-numbered")
			     ? 0
			     : nearly_number(line->text, number);
	if (!end)
		return;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
					 "the new text (line %u) begins with “%.*s”: whether that "
					 "is its number or its first words is not said",
					 line->line, (int)end, line->text.at);
	diag_help(work->diags, diag, "begin it with “%s”", number);
}

void doubt_half_labels(struct work *work, struct instruction *instruction,
		       const struct lines *lines)
{
	bool item;
	if (!profile_truth(work->profile, "outline", "paragraphs-numbered"))
		return;
	for (size_t i = 0; i < lines->count && !instruction->refused; i++) {
		const struct logical *line = &lines->items[i];
		size_t end = half_label(line->text);
		if (!end || line->inside || outline_label(work->profile, line->text, &item))
			continue;
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD016, (struct span){0},
			"“%.*s” at the head of a paragraph of the new text (line %u) is no label "
			"of the code",
			(int)end, line->text.at, line->line);
		diag_help(work->diags, diag, "write labels as the code does: “(a)”, “(i)”");
	}
}

/* "of paragraph (a)", "under (a)": a reference goes on with the label. */
static bool leads_to_label(struct span before)
{
	static const char *const words[] = {"paragraph", "section", "clause", "item", "limb",
					    "point",	 " in",	    "under",  " of"};
	before = span_trim(before);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_ends(before, words[i]))
			return true;
	return false;
}

/* Does the label stand between two spaces, and not in a reference? *at: past it. */
static bool runs_in(struct span text, struct span label, size_t *at)
{
	static const char *const joined[] = {"and ", "or ", "to "};
	for (size_t found; (found = span_find(text, label, *at)) != SIZE_MAX; *at = found + 1) {
		size_t end = found + label.length;
		struct span rest = span_sub(text, end + 1, text.length);
		bool spaced = found && text.at[found - 1] == ' ' && end + 1 < text.length &&
			      text.at[end] == ' ' && !leads_to_label(span_sub(text, 0, found));
		for (size_t i = 0; i < sizeof joined / sizeof *joined; i++)
			spaced &= !span_starts(rest, joined[i]);
		*at = end;
		if (spaced)
			return true;
	}
	return false;
}

/* "only if (a) it is red; or (b) it is old", where the base has a list. */
void doubt_run_in(struct work *work, struct instruction *instruction, const char *eid,
		  const struct piece *piece)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	uint32_t first = at == DOC_NONE ? DOC_NONE : provision_first_child(doc, at);
	uint32_t second = first == DOC_NONE ? DOC_NONE : provision_next(doc, first);
	size_t end = 0;
	if (second == DOC_NONE || !piece || piece->first || !piece->intro ||
	    !profile_truth(work->profile, "outline", "paragraphs-numbered") ||
	    !span_starts(provision_num(doc, first), "(") ||
	    !runs_in(piece->intro->text, provision_num(doc, first), &end) ||
	    !runs_in(piece->intro->text, provision_num(doc, second), &end))
		return;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD016, (struct span){0},
		"the items of %s are run on in one paragraph, and the base has them as a list",
		draft_cite(work, eid));
	diag_help(work->diags, diag, "begin a paragraph with each of them");
}

/* “or” between two items, on a line of its own. */
static bool only_joins(const struct piece *tail)
{
	struct span text = tail->intro->text;
	return tail->next && !tail->intro->next && (span_is(text, "and") || span_is(text, "or"));
}

void doubt_tail(struct work *work, struct instruction *instruction, const struct piece *pieces)
{
	for (const struct piece *p = pieces; p && !instruction->refused;
	     p = piece_walk(pieces, p)) {
		const struct piece *tail = p->next;
		if (!span_starts(p->num, "(") || !tail || tail->kind != PIECE_PROVISION ||
		    tail->num.length || !tail->intro || only_joins(tail))
			continue;
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD016, (struct span){0},
			"“%.*s” stands behind %.*s and has no number: whether it ends that item or "
			"the provision that holds it is not said",
			SPAN_ARGS(words_brief(work, tail->intro->text)), SPAN_ARGS(p->num));
		diag_help(work->diags, diag,
			  "write it on the line of %.*s, or restate the provision that holds the "
			  "list",
			  SPAN_ARGS(p->num));
	}
}

void doubt_new_item(struct work *work, struct instruction *instruction, const char *eid,
		    struct span words)
{
	if (!words.at || instruction->refused)
		return;
	struct span own = span_of(draft_label(work, eid));
	size_t at = grammar_skip(work->grammar, "item_joint", words, 0),
	       end = span_find(words, SPAN(")"), at);
	struct span next = span_sub(words, at, end == SIZE_MAX ? at : end + 1);
	bool follows = false;
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT && next.length && own.length; i++)
		follows |= span_starts(own, "(") && span_starts(next, "(") &&
			   number_fits((enum label_style)i, own) &&
			   number_fits((enum label_style)i, next) &&
			   number_follows((enum label_style)i, own, next);
	if (!follows || end + 2 >= words.length)
		return;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD016, words,
					 "whether %.*s in the new words is the item behind %.*s, "
					 "or words of it, is not said",
					 SPAN_ARGS(next), SPAN_ARGS(own));
	diag_help(work->diags, diag, "begin a paragraph with %.*s", SPAN_ARGS(next));
}
