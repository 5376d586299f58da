/* Definitions: a payload that holds them. */
#include "draft/quotation.h"
#include "draft/sheet.h"

#include <ctype.h>
#include <string.h>

/* Terms stand in marks of their own within those of the whole: ““A” means ...;”. Do they? */
static bool sheet_unquote_terms(struct work *work, struct sheet *sheet)
{
	struct lines *lines = &sheet->lines;
	if (!lines->count)
		return false;
	struct span first = lines->items[0].text;
	size_t mark = quotation_mark(first);
	if (!mark || !quotation_mark(span_sub(first, mark, first.length)))
		return false;
	sheet_strip(work, sheet);
	return true;
}

/* “The Board;”, with nothing behind its marks: they are those of the whole, and it is an entry of a
 * list. */
static bool sheet_quotes_entry(const struct sheet *sheet)
{
	struct span first = sheet->lines.count ? sheet->lines.items[0].text : (struct span){0};
	while (first.length && strchr(".,;", first.at[first.length - 1]))
		first.length--;
	return first.length && quotation_close(first) == first.length;
}

/* "Term | section 2", as tables come out as text. */
static bool sheet_has_rows(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->lines.count; i++)
		if (span_find(sheet->lines.items[i].text, SPAN(" | "), 0) != SIZE_MAX)
			return true;
	return false;
}

/* "Network Operator means the holder": the term of an entry that lost its marks. */
static size_t bare_term(struct span text)
{
	static const char *const verbs[] = {" means ", " means:", " has the meaning ",
					    " shall mean "};
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		size_t end = span_find(text, span_of(verbs[i]), 0);
		bool title = end != SIZE_MAX && end <= 80;
		for (size_t at = 0; title && at < end; at++)
			title = at && text.at[at - 1] != ' ' && text.at[at - 1] != '*'
					? true
					: isupper((unsigned char)text.at[at]) ||
						  text.at[at] == '*' ||
						  (at &&
						   span_starts(span_sub(text, at, end), "of "));
		if (title)
			return end;
	}
	return 0;
}

static void refuse_bare_terms(struct work *work, struct instruction *instruction,
			      const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->lines.count && !instruction->refused; i++) {
		struct span text = sheet->lines.items[i].text;
		size_t end = bare_term(text);
		if (end)
			draft_refuse(
				work, instruction, DIAG_AMD016, (struct span){0},
				"“%.*s” (line %u) may be a term that is defined, and stands in no "
				"quotation marks",
				(int)end, text.at, sheet->lines.items[i].line);
	}
}

bool payload_defines(struct work *work, struct instruction *instruction, struct span behind)
{
	struct sheet sheet = sheet_open(work, instruction, behind);
	sheet_unquote_terms(work, &sheet);
	bool defines = sheet.lines.count && outline_defines(work->profile, &sheet.lines.items[0]);
	sheet_close(&sheet);
	return defines;
}

struct piece *payload_definitions(struct work *work, struct instruction *instruction,
				  struct span behind, const char *parent)
{
	struct sheet sheet = sheet_open(work, instruction, behind);
	struct outline_options options =
		payload_options(work, instruction, work->profile->first_item, parent);
	int around = parent ? address_level_of_eid(work->profile, span_of(parent)) : -1;
	bool entry = !sheet_unquote_terms(work, &sheet) && sheet_quotes_entry(&sheet);
	options.definitions = true;
	options.above = around > 0 ? (size_t)around : 0;
	if (sheet_has_rows(&sheet))
		draft_refuse(work, instruction, DIAG_AMD028, (struct span){0},
			     "rows of a table cannot be inserted");
	refuse_bare_terms(work, instruction, &sheet);
	doubt_remarks(work, instruction, &sheet.lines, 0, NULL);
	struct piece *pieces = sheet_build(work, instruction, &sheet, &options, parent);
	sheet_close(&sheet);
	for (struct piece *piece = pieces; piece; piece = piece->next) {
		if (piece->kind == PIECE_DEFINITION && !entry)
			continue;
		struct span words = piece->intro ? piece->intro->text : piece->num;
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "definitions are announced, and “%.*s” is none",
			     (int)(words.length < 60 ? words.length : 60), words.at);
		return NULL;
	}
	return pieces;
}
