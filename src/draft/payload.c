/* Payload: the text that an instruction announces, behind its colon and on the lines after it. */
#include "draft/quotation.h"
#include "draft/sheet.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct logical part_of_line(struct work *work, const struct logical *line, struct span words)
{
	struct logical part = *line;
	size_t start = (size_t)(words.at - line->text.at);
	part.text = words;
	part.segments = arena_alloc(work->arena, (line->segment_count + 1) * sizeof *part.segments);
	part.segment_count = 1;
	part.segments[0] = (struct piece_segment){
		0, (uint32_t)segment_source(line->segments, line->segment_count, start)};
	for (size_t i = 0; i < line->segment_count; i++)
		if (line->segments[i].at > start && line->segments[i].at < start + words.length)
			part.segments[part.segment_count++] = (struct piece_segment){
				line->segments[i].at - (uint32_t)start, line->segments[i].source};
	return part;
}

static void sheet_add(struct sheet *sheet, struct logical line)
{
	MEM_ROOM(sheet->lines.items, sheet->lines.count, sheet->capacity);
	sheet->lines.items[sheet->lines.count++] = line;
}

static void refuse_table(struct work *work, struct instruction *instruction, struct span first)
{
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD028, (struct span){0},
					 "the text that follows stands in a table, from “%.*s” on",
					 SPAN_ARGS(words_brief(work, first)));
	diag_help(work->diags, diag, "write it as paragraphs");
}

/* Text in a box, or with its number in a column of its own, would become a table of the code. */
static void refuse_boxed(struct work *work, struct instruction *instruction, size_t logical)
{
	const struct piece_table *table = table_of(work, logical);
	const struct piece_text *first = table && table->count ? table->cells[0].texts : NULL;
	bool item;
	if (!first || instruction->refused ||
	    (table->count > 1 && !outline_label(work->profile, first->text, &item)))
		return;
	refuse_table(work, instruction, first->text);
}

/* Rows behind words that have the number are a table of the provision; nothing else is. */
static void join_rows(struct work *work, struct instruction *instruction, struct lines *lines)
{
	struct span first = lines->count ? lines->items[0].text : (struct span){NULL, 0};
	if (!instruction->refused)
		rows_join(work, instruction, lines);
	if (!instruction->refused && !work->out->transcript && lines->count &&
	    span_is(lines->items[0].text, PIECE_OBJECT) && !span_is(first, PIECE_OBJECT))
		refuse_table(work, instruction, first);
}

/* An instruction behind the new text would become a part of it. */
void payload_refuse_behind(struct work *work, struct instruction *instruction,
			   const struct lines *lines)
{
	size_t line;
	struct span behind =
		instruction->refused ? (struct span){NULL, 0} : quotation_behind(lines, &line);
	if (!behind.at)
		return;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD021, (struct span){0},
		"“%.*s” stands behind the mark that closes the new text (line %u), where no "
		"instruction is read",
		SPAN_ARGS(words_brief(work, span_trim(behind))), lines->items[line].line);
	diag_help(work->diags, diag, "put it in a paragraph of its own");
}

/* A list that is announced and does not follow would be deleted. (Marks of Word are compared with
 * the base, which says more.) */
static void refuse_open_end(struct work *work, struct instruction *instruction,
			    const struct lines *lines)
{
	if (!lines->count || instruction->refused || work->out->transcript)
		return;
	struct span last = lines->items[lines->count - 1].text;
	if (lines->items[lines->count - 1].inside || !outline_opens_list(last))
		return;
	draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
		     "the new text ends with “%.*s”, and nothing follows",
		     SPAN_ARGS(span_sub(last,
					last.length > 40
						? span_find(last, SPAN(" "), last.length - 40) + 1
						: 0,
					last.length)));
}

struct sheet sheet_open(struct work *work, struct instruction *instruction, struct span behind)
{
	struct sheet sheet = {.lines = *work->lines};
	sheet.lines.items = NULL;
	sheet.lines.count = sheet.lines.capacity = 0;
	behind = span_trim(behind);
	if (behind.length)
		sheet_add(&sheet,
			  part_of_line(work, &work->lines->items[instruction->logical], behind));
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++)
		if (work->uses[i] == DRAFT_PAYLOAD) {
			if (!sheet.lines.count)
				refuse_boxed(work, instruction, i);
			sheet_add(&sheet, work->lines->items[i]);
		}
	for (size_t i = 0; i < sheet.lines.count && !instruction->refused; i++) {
		doubt_line(work, instruction, &sheet.lines.items[i]);
		codify_line(work, instruction, &sheet.lines.items[i]);
	}
	join_rows(work, instruction, &sheet.lines);
	doubt_struck(work, instruction);
	doubt_single_marks(work, instruction, &sheet.lines);
	payload_refuse_behind(work, instruction, &sheet.lines);
	return sheet;
}

void sheet_close(struct sheet *sheet)
{
	free(sheet->lines.items);
}

/* ---- what its numbers are */

/* Does the word stand in the text, whole? */
static bool has_word(const char *text, struct span word)
{
	struct span all = span_of(text ? text : "");
	for (size_t at = 0; (at = span_find(all, word, at)) != SIZE_MAX; at++) {
		size_t end = at + word.length;
		bool starts = !at || !utf8_is_word((unsigned char)all.at[at - 1]);
		if (starts && (end == all.length || !utf8_is_word((unsigned char)all.at[end])))
			return true;
	}
	return false;
}

/* The profile says what the bare numbers of an Order or of Regulations are (numbers.article). */
static size_t numbers_of_instrument(const struct work *work, const char *text)
{
	const struct profile *profile = work->profile;
	for (size_t i = 0; i < profile->first_item; i++) {
		char key[48];
		snprintf(key, sizeof key, "numbers.%s", profile->levels[i].element);
		struct span words = span_of(profile_value(profile, "citation", key, ""));
		while (words.length) {
			size_t end = span_find(words, SPAN(" "), 0);
			struct span word =
				span_sub(words, 0, end < words.length ? end : words.length);
			if (has_word(text, word))
				return i;
			words = span_trim(span_sub(words, word.length, words.length));
		}
	}
	return 0;
}

/* In a Schedule, and in the Parts that it has, bare numbers are those of its paragraphs; 0: it is
 * none. */
static size_t numbers_inside(const struct profile *profile, const char *parent)
{
	int head = parent ? address_level_of_eid(profile, address_head(span_of(parent))) : -1;
	size_t below = head < 0 ? profile->all_levels : profile->levels[head].below;
	bool numbered = head >= 0 && profile->levels[head].by_depth &&
			below < profile->all_levels && profile->levels[below].style == LABEL_NUMBER;
	return numbered ? below : 0;
}

/* Where the form of a number does not tell its level, the level announced does, what it is put
 * into, or the instrument that the draft names; else it is the code's usual one. */
static size_t numbers_at(const struct work *work, const struct instruction *instruction,
			 size_t level, const char *parent)
{
	const struct profile *profile = work->profile;
	if (!profile_value(profile, "outline", "units", NULL))
		return numbers_inside(profile, parent);
	if (profile->levels[level].style == LABEL_NUMBER && !outline_is_unit(profile, level))
		return level;
	const char *text = arena_copy(work->arena, instruction->text.at, instruction->text.length);
	size_t found = numbers_inside(profile, parent);
	if (!found)
		found = numbers_of_instrument(work, text);
	return found ? found : numbers_of_instrument(work, instruction->context);
}

struct outline_options payload_options(const struct work *work,
				       const struct instruction *instruction, size_t level,
				       const char *parent)
{
	return (struct outline_options){.profile = work->profile,
					.level = level,
					.numbers = numbers_at(work, instruction, level, parent),
					.crossheadings = true};
}

/* ---- provisions of it */

struct payload_start payload_begin(struct work *work, struct instruction *instruction,
				   struct span behind, size_t level, const char *parent)
{
	struct sheet sheet = sheet_open(work, instruction, behind);
	struct outline_options options = payload_options(work, instruction, level, parent);
	struct payload_start start = sheet_begin(work, &sheet, &options);
	sheet_close(&sheet);
	return start;
}

bool payload_is_empty(const struct work *work, const struct instruction *instruction,
		      struct span behind)
{
	if (span_trim(behind).length)
		return false;
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++)
		if (work->uses[i] == DRAFT_PAYLOAD)
			return false;
	return true;
}

static bool has_errors(const struct work *work, size_t before)
{
	for (size_t i = before; i < work->diags->count; i++)
		if (work->diags->items[i]->level == DIAG_ERROR)
			return true;
	return false;
}

struct piece *sheet_build(struct work *work, struct instruction *instruction, struct sheet *sheet,
			  const struct outline_options *options, const char *parent)
{
	size_t before = work->diags->count;
	struct piece *pieces = NULL;
	if (sheet->lines.count)
		pieces = outline_build(&sheet->lines, 0, sheet->lines.count, options, work->arena,
				       work->diags);
	if (has_errors(work, before))
		instruction->refused = true;
	else if (!pieces)
		draft_refuse(work, instruction, DIAG_AMD025, (struct span){0},
			     "text is announced and none follows");
	if (instruction->refused)
		return NULL;
	pieces_number(work->profile, pieces, span_of(parent), work->arena);
	return payload_shape(work, instruction, pieces) ? pieces : NULL;
}

/* ---- a section with its number and heading before its text */

struct parts {
	struct work *work;
	struct sheet *to;
	const struct logical *line;
};

static void add_part(void *user, struct span words)
{
	struct parts *parts = user;
	if (words.length)
		sheet_add(parts->to, part_of_line(parts->work, parts->line, words));
}

/* The number of the code on a line of its own, and the text behind the heading. */
static bool section_lines(struct work *work, struct instruction *instruction,
			  const struct sheet *from, const struct section_head *head,
			  const char *eid, struct sheet *to)
{
	const struct logical *first = &from->lines.items[0];
	struct logical number = part_of_line(work, first, head->number);
	struct parts parts = {work, to, first};
	*to = (struct sheet){.lines = from->lines};
	to->lines.items = NULL;
	to->lines.count = to->lines.capacity = 0;
	number.text = span_of(draft_label(work, eid));
	sheet_add(to, number);
	if (!section_split(work, instruction, head->rest, add_part, &parts) ||
	    !section_may_run_on(work, instruction, eid, to->lines.count - 1))
		return false;
	for (size_t i = 1; i < from->lines.count; i++)
		sheet_add(to, from->lines.items[i]);
	return true;
}

static bool has_other_number(struct work *work, struct instruction *instruction, const char *eid,
			     struct span number)
{
	struct buf named = {0};
	bool code = address_from_citation(work->profile, number, &named);
	bool other = code && strcmp(buf_string(&named), eid) != 0;
	buf_release(&named);
	if (other)
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "%s is to be restated and %.*s follows", draft_cite(work, eid),
			     SPAN_ARGS(number));
	return other;
}

/* The text of a section does not hold the head of another. */
static bool holds_other_section(struct work *work, struct instruction *instruction,
				const struct lines *lines)
{
	struct section_head head;
	struct buf named = {0};
	for (size_t i = 1; i < lines->count && !instruction->refused; i++)
		if (section_head(work, NULL, lines->items[i].text, &head) &&
		    address_from_citation(work->profile, head.number, &named))
			draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
				     "the text holds %.*s (line %u), which is not announced",
				     SPAN_ARGS(head.number), lines->items[i].line);
	buf_release(&named);
	return instruction->refused;
}

static struct piece *build_section(struct work *work, struct instruction *instruction,
				   const struct sheet *sheet, const struct section_head *head,
				   const char *eid, size_t level)
{
	struct sheet lines = {0};
	struct piece *pieces = NULL;
	const char *parent = draft_parent(work, eid);
	struct outline_options options = payload_options(work, instruction, level, parent);
	options.plain = true;
	if (!has_other_number(work, instruction, eid, head->number) &&
	    !holds_other_section(work, instruction, &sheet->lines) &&
	    section_lines(work, instruction, sheet, head, eid, &lines))
		pieces = sheet_build(work, instruction, &lines, &options, parent);
	if (pieces)
		pieces->heading = head->heading;
	sheet_close(&lines);
	return pieces;
}

/* Which of the sections does the line begin? Their count: none of them. */
static size_t section_begun(struct work *work, const struct spots *sections, struct span line,
			    struct section_head *head)
{
	struct buf named = {0};
	size_t i = sections->count;
	if (section_head(work, NULL, line, head) &&
	    address_from_citation(work->profile, head->number, &named))
		for (i = 0; i < sections->count; i++)
			if (!strcmp(sections->items[i].eid, buf_string(&named)))
				break;
	buf_release(&named);
	return i;
}

/* Sections one after another, each from the line that its number heads. NULL: the text does not
 * begin with one, or it is refused. */
static struct piece *build_sections(struct work *work, struct instruction *instruction,
				    const struct sheet *sheet, const struct spots *sections,
				    size_t level)
{
	const struct lines *lines = &sheet->lines;
	struct piece *all = NULL, **link = &all;
	struct section_head head, next;
	size_t which = lines->count && sections->count > 1
			       ? section_begun(work, sections, lines->items[0].text, &head)
			       : sections->count;
	for (size_t from = 0, to, then; which < sections->count; from = to, which = then) {
		then = sections->count;
		for (to = from + 1; to < lines->count && then == sections->count; to++)
			then = section_begun(work, sections, lines->items[to].text, &next);
		to -= then < sections->count;
		struct sheet part = *sheet;
		part.lines.items += from;
		part.lines.count = to - from;
		*link = build_section(work, instruction, &part, &head, sections->items[which].eid,
				      level);
		if (!*link)
			return NULL;
		while (*link)
			link = &(*link)->next;
		head = next;
	}
	return all;
}

/* “Rules. The Mayor may ...” behind no number: a heading, or a sentence. */
static size_t bare_heading(struct work *work, struct span text)
{
	const char *wording = profile_value(work->profile, "payload", "bare-heading", NULL);
	struct buf error = {0};
	struct pattern *pattern =
		wording ? profile_pattern(work->profile, wording, PATTERN_ANCHORED, &error) : NULL;
	struct match match;
	bool found = pattern && pattern_match(pattern, text, 0, &match) == PATTERN_YES;
	buf_release(&error);
	pattern_free(pattern);
	return found ? match.end[0] : 0;
}

/* The heading of the base at the head of the new text, or 0. */
static size_t own_heading(struct span text, struct span heading)
{
	return heading.length && span_equal(span_sub(text, 0, heading.length), heading)
		       ? heading.length
		       : 0;
}

/* "Section 8 is amended to read as follows: “(a) ...”": its number and heading stay, also where the
 * text has no list. */
static bool keeps_head(struct work *work, struct instruction *instruction, const char *eid,
		       const struct payload_start *start, struct span text,
		       struct section_head *head)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	if (at == DOC_NONE || !profile_value(work->profile, "payload", "head", NULL) ||
	    (start->label.length && !number_begins_list(start->label)))
		return false;
	struct span heading = provision_heading(doc, at);
	size_t given = own_heading(text, heading), bare = given ? 0 : bare_heading(work, text);
	if (bare)
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "“%.*s” may be the heading of %s, and stands behind no number",
			     SPAN_ARGS(span_sub(text, 0, bare)), draft_cite(work, eid));
	*head = (struct section_head){.number = start->label.length ? start->label
								    : span_sub(text, 0, 0),
				      .heading = heading,
				      .rest = span_trim(span_sub(text, given, text.length))};
	return true;
}

/* Length of a number at the head of the text that is one of the code but for its letter: "8.44" of
 * G8.44. */
static size_t letterless(struct span text, const char *number)
{
	size_t end = 0, dots = 0;
	if (!isalpha((unsigned char)number[0]) || !strchr(number, '.'))
		return 0;
	while (end < text.length && (isalnum((unsigned char)text.at[end]) || text.at[end] == '.'))
		dots += text.at[end++] == '.';
	return dots == 1 && isdigit((unsigned char)text.at[0]) && text.at[end - 1] != '.' &&
			       end < text.length && text.at[end] == ' '
		       ? end
		       : 0;
}

static void refuse_letterless(struct work *work, struct instruction *instruction,
			      const struct sheet *sheet, const char *number)
{
	for (size_t i = 0; i < sheet->lines.count && !instruction->refused; i++) {
		struct span text = sheet->lines.items[i].text;
		size_t end = letterless(text, number);
		if (end)
			draft_refuse(
				work, instruction, DIAG_AMD016, (struct span){0},
				"“%.*s” in the new text (line %u) may be a number of the code, "
				"and has no letter",
				(int)end, text.at, sheet->lines.items[i].line);
	}
}

/* "Section Z4.12 The Panel may", "(Z4.12) The Panel may": its number, in another form. */
static void refuse_odd_number(struct work *work, struct instruction *instruction, struct span text,
			      const char *eid)
{
	struct one_address one;
	size_t open = span_starts(text, "("),
	       end = grammar_address(work->grammar, text, open, &one);
	if (!eid || !end || one.labels.at || !span_is(one.number, draft_label(work, eid)))
		return;
	struct span rest = span_sub(text, end + open, text.length);
	bool noun = one.noun.length > 0;
	bool sentence = rest.length > 1 && rest.at[0] == ' ' &&
			!islower((unsigned char)rest.at[1]) && !isdigit((unsigned char)rest.at[1]);
	if (!(open ? text.at[end] == ')' : noun) || !sentence)
		return;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
					 "the new text begins with “%.*s”: whether that is its "
					 "number or its first words is not said",
					 (int)(end + open), text.at);
	diag_help(work->diags, diag, "begin it with “%s”", draft_label(work, eid));
}

/* "““(c) is red.”": marks that do not pair, and a label behind them. */
static void refuse_marked_label(struct work *work, struct instruction *instruction,
				struct span text)
{
	bool item;
	size_t mark = quotation_mark(text);
	struct span inner = span_sub(text, mark, text.length);
	size_t end = mark ? outline_label(work->profile, inner, &item) : 0;
	if (!end)
		return;
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "the quotation marks round the new text, which begins with "
			     "“%.*s”, do not pair",
			     SPAN_ARGS(span_trim(span_sub(inner, 0, end))));
	diag_help(work->diags, diag, "put one mark before the new text and one behind it");
}

/* “(d)(2) The Mayor may ...” */
static void refuse_stray_labels(struct work *work, struct instruction *instruction,
				const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->lines.count && !instruction->refused; i++) {
		const struct logical *line = &sheet->lines.items[i];
		struct span label = outline_stray_label(work->profile, line->text);
		if (label.length && !line->inside)
			draft_refuse(work, instruction, DIAG_AMD021, (struct span){0},
				     "“%.*s” stands where a provision of the new text begins (line "
				     "%u), and the second of these labels begins no list",
				     SPAN_ARGS(label), line->line);
	}
}

/* A payload without its number gets the one that it replaces, also where it has that without its
 * letter. */
static void sheet_number(struct work *work, struct sheet *sheet, size_t numbers, const char *number)
{
	struct logical *first = &sheet->lines.items[0];
	size_t end = letterless(first->text, number);
	if (end && !strncmp(first->text.at, number + 1, end) && !number[1 + end])
		*first = part_of_line(work, first,
				      span_trim(span_sub(first->text, end, first->text.length)));
	size_t shift = strlen(number) + 1;
	bool item;
	struct logical part = part_of_line(work, first, first->text);
	part.text = span_of(arena_printf(work->arena, "%s %.*s", number, SPAN_ARGS(first->text)));
	for (size_t i = 1; i < part.segment_count; i++)
		part.segments[i].at += (uint32_t)shift;
	struct piece_segment *segments =
		arena_alloc(work->arena, (part.segment_count + 1) * sizeof *segments);
	memcpy(segments + 1, part.segments, part.segment_count * sizeof *segments);
	segments[0] = part.segments[0];
	segments[1].at = (uint32_t)shift;
	part.segments = segments;
	part.segment_count++;
	if (outline_label_in(work->profile, numbers, part.text, &item))
		*first = part;
}

/* Quoted words before the first number that are no heading belong to nothing that is known. */
static bool stray_words(struct work *work, struct instruction *instruction,
			const struct piece *pieces, const struct payload_start *start)
{
	const struct piece *next = pieces ? pieces->next : NULL;
	if (!next || !start->quoted || pieces->kind != PIECE_PROVISION || pieces->num.length ||
	    !pieces->intro)
		return false;
	while (next && !next->num.length)
		next = next->next;
	if (next)
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "“%.*s” stands before %.*s, and where it belongs is not said",
			     SPAN_ARGS(pieces->intro->text), SPAN_ARGS(next->num));
	return next != NULL;
}

/* A text without a number in the place of one provision: has it that number now? */
static void number_payload(struct work *work, struct instruction *instruction, struct sheet *sheet,
			   size_t numbers, const char *eid)
{
	if (!eid || !profile_truth(work->profile, "modification", "replace-together"))
		sheet_number(work, sheet, numbers, eid ? draft_label(work, eid) : "");
	else
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "%s is to be replaced, and whether the text that follows, which has "
			     "no number, takes its number is not said",
			     draft_cite(work, eid));
}

/* A section has its heading and its text; a heading alone may be that of a larger unit, or say that
 * the number is not used. */
static bool lacks_text(struct work *work, const struct piece *piece)
{
	struct span heading = piece->heading;
	return !heading.length || (piece->level + 1 == work->profile->first_item &&
				   !keeps_place(work->profile, heading));
}

/* “(1)” alone would number what stands behind it. */
static void refuse_bare_numbers(struct work *work, struct instruction *instruction,
				const struct piece *pieces)
{
	for (const struct piece *piece = pieces; piece; piece = piece->next)
		if (piece->kind == PIECE_PROVISION && piece->num.length &&
		    lacks_text(work, piece) && !piece->first &&
		    !(piece->intro && span_trim(piece->intro->text).length))
			draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
				     "the new %.*s has no text", SPAN_ARGS(piece->num));
}

struct piece *payload_build(struct work *work, struct instruction *instruction, struct span behind,
			    size_t level, const char *parent, const struct spots *wanted)
{
	const char *eid = wanted->count == 1 ? wanted->items[0].eid : NULL;
	struct sheet sheet = sheet_open(work, instruction, behind);
	refuse_open_end(work, instruction, &sheet.lines);
	struct outline_options options = payload_options(work, instruction, level, parent);
	struct payload_start start = sheet_begin(work, &sheet, &options);
	struct section_head head;
	struct piece *pieces = NULL;
	refuse_stray_labels(work, instruction, &sheet);
	bool sections = level < work->profile->first_item && !instruction->refused,
	     section = eid && sections && sheet.lines.count;
	if (sections)
		pieces = build_sections(work, instruction, &sheet, wanted, level);
	struct span first = section ? sheet.lines.items[0].text : (struct span){NULL, 0};
	if (section && (section_head(work, eid, first, &head) ||
			keeps_head(work, instruction, eid, &start, first, &head))) {
		pieces = build_section(work, instruction, &sheet, &head, eid, level);
	} else if (!pieces && !instruction->refused) {
		if (sheet.lines.count && !start.label.length) {
			refuse_odd_number(work, instruction, sheet.lines.items[0].text, eid);
			refuse_marked_label(work, instruction, sheet.lines.items[0].text);
			if (eid)
				doubt_number(work, instruction, &sheet.lines.items[0],
					     draft_label(work, eid));
			number_payload(work, instruction, &sheet, options.numbers, eid);
		}
		if (eid)
			refuse_letterless(work, instruction, &sheet, draft_label(work, eid));
		doubt_half_labels(work, instruction, &sheet.lines);
		if (!start.quoted)
			doubt_remarks(work, instruction, &sheet.lines, options.numbers, eid);
		pieces = sheet_build(work, instruction, &sheet, &options, parent);
		if (instruction->refused || stray_words(work, instruction, pieces, &start))
			pieces = NULL;
	}
	refuse_bare_numbers(work, instruction, pieces);
	doubt_tail(work, instruction, pieces);
	sheet_close(&sheet);
	return instruction->refused ? NULL : pieces;
}

/* Words that are changed stand in one paragraph; items among them are refused as such. */
static void refuse_paragraphs(struct work *work, struct instruction *instruction,
			      const struct lines *lines)
{
	bool item;
	if (lines->count < 2 || instruction->refused ||
	    !profile_truth(work->profile, "outline", "paragraphs-numbered") ||
	    outline_label(work->profile, lines->items[1].text, &item))
		return;
	draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
		     "the new words are to stand in one paragraph, and “%.*s” (line %u) is another",
		     SPAN_ARGS(words_brief(work, lines->items[1].text)), lines->items[1].line);
}

/* “50 days”, and “dispute” with “row”: behind the mark that closes new words another instruction
 * may stand. */
static void refuse_unpaired(struct work *work, struct instruction *instruction, struct span text)
{
	bool more = quotation_is_term(text);
	struct span whole = quotation_whole(text);
	bool open = quotation_mark(text) && !span_ends(whole, "”") && !span_ends(whole, "\"");
	if (instruction->refused || (!more && !open))
		return;
	size_t end = more ? quotation_close(text) : 0;
	struct diag *diag = draft_refuse(
		work, instruction, DIAG_AMD016, (struct span){0},
		more ? "“%.*s” stands behind the mark that closes the new words"
		     : "no mark closes the new words, “%.*s”",
		SPAN_ARGS(words_brief(work, span_trim(span_sub(text, end, text.length)))));
	if (more)
		diag_help(work->diags, diag, "put it in a paragraph of its own");
}

struct span payload_words(struct work *work, struct instruction *instruction, struct span behind)
{
	struct sheet sheet = sheet_open(work, instruction, behind);
	doubt_remarks(work, instruction, &sheet.lines, 0, NULL);
	refuse_paragraphs(work, instruction, &sheet.lines);
	for (size_t i = 1; i < sheet.lines.count && !instruction->refused; i++)
		if (span_is(sheet.lines.items[i].text, PIECE_OBJECT))
			refuse_table(work, instruction, sheet.lines.items[i - 1].text);
	struct buf words = {0};
	for (size_t i = 0; i < sheet.lines.count; i++) {
		if (i)
			buf_char(&words, ' ');
		buf_span(&words, sheet.lines.items[i].text);
	}
	struct span text = span_trim(behind);
	if (sheet.lines.count != 1 || !text.length)
		text = span_of(arena_copy(work->arena, words.at ? words.at : "", words.length));
	if (sheet.lines.count == 1 && !span_trim(behind).length)
		text = sheet.lines.items[0].text;
	sheet_close(&sheet);
	buf_release(&words);
	bool below = !span_trim(behind).length;
	if (!below || !payload_defines(work, instruction, behind))
		refuse_unpaired(work, instruction, text);
	return quotation_whole(text);
}
