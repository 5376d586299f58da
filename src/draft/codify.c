/* Codify: where a draft amends an Act and the base is the code that the Act is published in, new
 * words cite sections of Acts by their own numbers, and the code by its. What the draft gives the
 * address of is written as the code writes it; what it does not cannot be carried out. */
#include "draft/work.h"

#include "profile/pattern.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum wording { WORDING_CITE, WORDING_UNKNOWN, WORDING_DOUBTFUL, WORDING_NUMBER, WORDINGS };
static const char *const keys[WORDINGS] = {"cite", "unknown", "doubtful", "number"};

struct codify {
	const char *sign;
	struct pattern *wordings[WORDINGS];
};

/* A name that the new words give to what they cite: ("Placement Act"). */
struct coded_name {
	struct span name, act_number, number;
};

struct codify *codify_new(const struct profile *profile, struct buf *error)
{
	const char *sign = profile_value(profile, "codify", "sign", NULL);
	if (!sign)
		return NULL;
	struct codify *codify = mem_alloc(sizeof *codify);
	codify->sign = sign;
	for (int i = 0; i < WORDINGS; i++) {
		struct buf line = {0};
		const char *value = profile_value(profile, "codify", keys[i], "(?!)");
		for (; *value; value++) /* a pattern may run over lines */
			if (*value != '\n')
				buf_char(&line, *value);
		codify->wordings[i] =
			profile_pattern(profile, buf_string(&line), PATTERN_PLAIN, error);
		buf_release(&line);
	}
	return codify;
}

void codify_free(struct codify *codify)
{
	if (!codify)
		return;
	for (int i = 0; i < WORDINGS; i++)
		pattern_free(codify->wordings[i]);
	free(codify);
}

/* ---- one text on its way */

struct coding {
	struct work *work;
	struct instruction *instruction;
	struct span text;
	struct buf out;
	const struct piece_segment *segments; /* of the text, or NULL */
	size_t segment_count;
	struct piece_segment *moved; /* of what is written */
	size_t moved_count, moved_capacity;
	size_t done; /* of the text */
	unsigned changes;
	struct span first_old;
	size_t first_new, first_new_end; /* in out */
	struct match found[WORDINGS];
	bool searched[WORDINGS], any[WORDINGS];
};

static void add_segment(struct coding *coding, size_t at, size_t source)
{
	if (source == SIZE_MAX)
		return;
	MEM_ROOM(coding->moved, coding->moved_count, coding->moved_capacity);
	coding->moved[coding->moved_count++] =
		(struct piece_segment){(uint32_t)at, (uint32_t)source};
}

static void copy_to(struct coding *coding, size_t end)
{
	size_t start = coding->done, shift = coding->out.length;
	if (coding->segments && start < end)
		add_segment(coding, shift,
			    segment_source(coding->segments, coding->segment_count, start));
	for (size_t i = 0; i < coding->segment_count; i++) {
		const struct piece_segment *segment = &coding->segments[i];
		if (segment->at > start && segment->at < end)
			add_segment(coding, shift + segment->at - start, segment->source);
	}
	buf_span(&coding->out, span_sub(coding->text, start, end));
	coding->done = end;
}

static void replace(struct coding *coding, size_t start, size_t end, struct span number,
		    struct span labels)
{
	copy_to(coding, start);
	size_t from = coding->out.length;
	if (coding->segments)
		add_segment(coding, from,
			    segment_source(coding->segments, coding->segment_count, start));
	buf_printf(&coding->out, "%s ", coding->work->codify->sign);
	/* A hyphen that does not break is often lost on the way to plain text. */
	for (size_t i = 0; i < number.length; i++)
		buf_char(&coding->out, number.at[i] == ' ' ? '-' : number.at[i]);
	buf_span(&coding->out, labels);
	if (!coding->changes++) {
		coding->first_old = span_sub(coding->text, start, end);
		coding->first_new = from;
		coding->first_new_end = coding->out.length;
	}
	coding->done = end;
}

/* ---- what is found */

static struct span group(const struct coding *coding, enum wording which, const char *name)
{
	return match_named(coding->work->codify->wordings[which], &coding->found[which],
			   coding->text, name);
}

/* Of the labels of the Act and of the code those that say more. */
static struct span labels_of(struct span act, struct span code)
{
	bool more =
		act.length > code.length && (!code.length || !memcmp(act.at, code.at, code.length));
	return more ? act : code;
}

static void keep_name(struct coding *coding)
{
	struct work *work = coding->work;
	struct span name = group(coding, WORDING_CITE, "name");
	if (!name.length)
		return;
	MEM_ROOM(work->coded_names, work->coded_count, work->coded_capacity);
	work->coded_names[work->coded_count++] =
		(struct coded_name){name, group(coding, WORDING_CITE, "act_number"),
				    group(coding, WORDING_CITE, "number")};
}

/* "section 103 of the Placement Act", "section 503": named by the draft, with its address. */
static const struct coded_name *named(const struct coding *coding, size_t *end)
{
	const struct work *work = coding->work;
	struct span number = group(coding, WORDING_UNKNOWN, "act_number");
	struct span whole = span_sub(coding->text, coding->found[WORDING_UNKNOWN].start[0],
				     coding->text.length);
	struct span rest =
		span_sub(coding->text, coding->found[WORDING_UNKNOWN].end[0], coding->text.length);
	for (size_t i = work->coded_count; i-- > 0;) {
		const struct coded_name *known = &work->coded_names[i];
		struct span behind = rest;
		if (!span_equal(known->act_number, number))
			continue;
		*end = coding->found[WORDING_UNKNOWN].end[0];
		if (whole.length >= known->name.length &&
		    span_equal(span_sub(whole, 0, known->name.length), known->name))
			return known;
		if (!span_starts(behind, " of the "))
			continue;
		behind = span_sub(behind, strlen(" of the "), behind.length);
		if (behind.length < known->name.length ||
		    !span_equal(span_sub(behind, 0, known->name.length), known->name))
			continue;
		*end += strlen(" of the ") + known->name.length;
		return known;
	}
	return NULL;
}

/* ---- the number of another section of the same Act */

static bool all_digits(struct span text)
{
	size_t at = 0;
	while (at < text.length && isdigit((unsigned char)text.at[at]))
		at++;
	return text.length && at == text.length && text.length < 6;
}

/* Acts whose sections are numbered by titles, 101, 102, ... 201, ..., stand in the code under that
 * number: 203 is 7-2502.03, 1206 is 1-612.06. False when this section does not show it. */
static bool numbered_by_titles(const struct act_section *known, struct span *head)
{
	size_t dot = span_find(known->code, SPAN("."), 0);
	if (!all_digits(known->number) || dot == SIZE_MAX || dot < 4)
		return false;
	unsigned long number = strtoul(known->number.at, NULL, 10);
	char tail[48];
	snprintf(tail, sizeof tail, "%02lu.%02lu", number / 100, number % 100);
	*head = span_sub(known->code, 0, dot - 2);
	return number >= 100 && isdigit((unsigned char)head->at[head->length - 1]) &&
	       span_is(span_sub(known->code, dot - 2, known->code.length), tail);
}

/* "section 202", alone and of no other Act. */
static bool stands_alone(const struct coding *coding, size_t start, size_t end)
{
	static const char *const goes_on[] = {" of ",	   " and ", " or ", ", ",
					      " through ", " to ",  "-",    "–"};
	struct span rest = span_sub(coding->text, end, coding->text.length);
	if (!span_starts(span_sub(coding->text, start, end), "section "))
		return false;
	for (size_t i = 0; i < sizeof goes_on / sizeof *goes_on; i++) {
		size_t length = strlen(goes_on[i]);
		bool more = i == 0 ||
			    (rest.length > length &&
			     (isdigit((unsigned char)rest.at[length]) || rest.at[length] == '(' ||
			      span_starts(span_sub(rest, length, rest.length), "section")));
		if (span_starts(rest, goes_on[i]) && more)
			return false;
	}
	return true;
}

/* The number in the code that follows from that of the section which the instruction amends. */
static bool derive(struct coding *coding, size_t start, size_t end)
{
	struct work *work = coding->work;
	const struct act_section *known = act_last(work, coding->instruction->logical);
	struct span number = group(coding, WORDING_UNKNOWN, "act_number"), head;
	if (!known || !all_digits(number) || !numbered_by_titles(known, &head) ||
	    !stands_alone(coding, start, end))
		return false;
	unsigned long wanted = strtoul(number.at, NULL, 10);
	if (wanted < 100 || !(wanted % 100))
		return false;
	struct span code = span_of(arena_printf(work->arena, "%.*s%02lu.%02lu", SPAN_ARGS(head),
						wanted / 100, wanted % 100));
	struct diag *diag =
		draft_remark(work, coding->instruction, DIAG_AMD033, (struct span){0},
			     "“%.*s” in the new words is written “%s %.*s”: its address is not "
			     "given, and follows "
			     "from that of section %.*s, which is %.*s",
			     SPAN_ARGS(span_sub(coding->text, start, end)), work->codify->sign,
			     SPAN_ARGS(code), SPAN_ARGS(known->number), SPAN_ARGS(known->code));
	diag_help(work->diags, diag, "give its address in the code in brackets behind it");
	replace(coding, start, end, code, group(coding, WORDING_UNKNOWN, "labels"));
	return true;
}

/* The number in the code that the draft gives where it amends that section. */
static bool stated(struct coding *coding, size_t start, size_t end)
{
	struct work *work = coding->work;
	struct span number = group(coding, WORDING_UNKNOWN, "act_number");
	struct span code = act_stated(work, coding->instruction->logical, number);
	if (!code.length || !stands_alone(coding, start, end))
		return false;
	draft_remark(work, coding->instruction, DIAG_AMD030, (struct span){0},
		     "“%.*s” is written “%s %.*s”, as the draft gives it elsewhere",
		     SPAN_ARGS(span_sub(coding->text, start, end)), work->codify->sign,
		     SPAN_ARGS(code));
	replace(coding, start, end, code, group(coding, WORDING_UNKNOWN, "labels"));
	return true;
}

/* The number that the code has at the same place of what is restated. */
static bool kept(struct coding *coding, size_t start, size_t end)
{
	struct work *work = coding->work;
	struct span text = coding->text;
	const char *code = !coding->changes && stands_alone(coding, start, end)
				   ? kept_cite(work, coding->instruction, work->codify->sign,
					       span_sub(text, 0, start),
					       span_sub(text, coding->found[WORDING_UNKNOWN].end[0],
							text.length),
					       group(coding, WORDING_UNKNOWN, "act_number"))
				   : NULL;
	if (!code)
		return false;
	struct diag *diag =
		draft_remark(work, coding->instruction, DIAG_AMD033, (struct span){0},
			     "“%.*s” in the new words is written “%s %s”: its address is not "
			     "given, and the code "
			     "has that at the same place",
			     SPAN_ARGS(span_sub(text, start, end)), work->codify->sign, code);
	diag_help(work->diags, diag, "give its address in the code in brackets behind it");
	replace(coding, start, end, span_of(code), group(coding, WORDING_UNKNOWN, "labels"));
	return true;
}

/* The finding stands at the words in the lines under the instruction, where they are. */
static void point_at(const struct coding *coding, struct diag *diag, struct span cited)
{
	size_t start = (size_t)(cited.at - coding->text.at), last = start + cited.length - 1;
	if (!coding->segment_count || !cited.length)
		return;
	size_t from = segment_source(coding->segments, coding->segment_count, start);
	size_t to = segment_source(coding->segments, coding->segment_count, last);
	if (from != SIZE_MAX && to != SIZE_MAX && to >= from)
		diag->place = lines_place(coding->work->lines, from, to + 1);
}

static void refuse_unknown(struct coding *coding, struct span cited)
{
	struct diag *diag =
		draft_refuse(coding->work, coding->instruction, DIAG_AMD023, cited,
			     "“%.*s” in the new words is cited as Acts cite, and how the code is "
			     "to cite it is not said",
			     SPAN_ARGS(cited));
	point_at(coding, diag, cited);
	diag_help(coding->work->diags, diag,
		  "write its address in the code in brackets behind it, or cite the code: “%s …”",
		  coding->work->codify->sign);
}

static void refuse_doubtful(struct coding *coding, struct span cited)
{
	struct diag *diag =
		draft_refuse(coding->work, coding->instruction, DIAG_AMD023, cited,
			     "whether the comma behind “%.*s” stays when only the address of the "
			     "code is written "
			     "cannot be told",
			     (int)(cited.length < 60 ? cited.length : 60), cited.at);
	point_at(coding, diag, cited);
	diag_help(coding->work->diags, diag, "cite the code itself: “%s …”",
		  coding->work->codify->sign);
}

/* The earliest of the wordings at or behind what is done; WORDINGS when there is none left. */
static enum wording next_wording(struct coding *coding)
{
	enum wording best = WORDINGS;
	for (int i = 0; i < WORDING_DOUBTFUL; i++) {
		struct match *match = &coding->found[i];
		if (!coding->searched[i] || (coding->any[i] && match->start[0] < coding->done)) {
			coding->any[i] =
				pattern_match(coding->work->codify->wordings[i], coding->text,
					      coding->done, match) == PATTERN_YES;
			coding->searched[i] = true;
		}
		if (coding->any[i] &&
		    (best == WORDINGS || match->start[0] < coding->found[best].start[0]))
			best = (enum wording)i;
	}
	return best;
}

/* A number of a form that no number of the code has is a slip of the pen. */
static bool is_number(struct coding *coding, struct span number)
{
	struct match match;
	if (pattern_match(coding->work->codify->wordings[WORDING_NUMBER], number, 0, &match) ==
		    PATTERN_YES &&
	    !match.start[0] && match.end[0] == number.length)
		return true;
	struct diag *diag =
		draft_refuse(coding->work, coding->instruction, DIAG_AMD023, (struct span){0},
			     "“%s %.*s” in the new words is of no form that numbers of "
			     "the code have",
			     coding->work->codify->sign, SPAN_ARGS(number));
	diag_help(coding->work->diags, diag, "correct the address in the brackets");
	return false;
}

static bool take(struct coding *coding, enum wording which)
{
	const struct match *match = &coding->found[which];
	size_t start = match->start[0], end = match->end[0];
	struct span cited = span_sub(coding->text, start, end);
	if (which == WORDING_UNKNOWN) {
		const struct coded_name *known = named(coding, &end);
		if (!known && (stated(coding, start, end) || derive(coding, start, end) ||
			       kept(coding, start, end)))
			return true;
		if (!known) {
			refuse_unknown(coding, cited);
			return false;
		}
		replace(coding, start, end, known->number, group(coding, which, "labels"));
		return true;
	}
	struct match comma;
	if (which == WORDING_CITE &&
	    pattern_match(coding->work->codify->wordings[WORDING_DOUBTFUL], coding->text,
			  coding->done, &comma) == PATTERN_YES &&
	    comma.start[0] <= start && comma.end[0] > end) {
		refuse_doubtful(coding, cited);
		return false;
	}
	if (!is_number(coding, group(coding, which, "number")))
		return false;
	keep_name(coding);
	replace(coding, start, end, group(coding, which, "number"),
		labels_of(group(coding, which, "act_labels"), group(coding, which, "labels")));
	return true;
}

static void remark(struct coding *coding)
{
	struct span new_words =
		span_sub(buf_as_span(&coding->out), coding->first_new, coding->first_new_end);
	struct span old = utf8_head(coding->first_old, 60);
	draft_remark(coding->work, coding->instruction, DIAG_AMD030, (struct span){0},
		     coding->changes > 1 ? "“%.*s%s” is written “%.*s”, as the code cites it, and "
					   "%u more in these words"
					 : "“%.*s%s” is written “%.*s”, as the code cites it",
		     SPAN_ARGS(old), old.length < coding->first_old.length ? "…" : "",
		     SPAN_ARGS(new_words), coding->changes - 1);
}

/* False when it is refused; nothing is written when nothing changes. */
static bool code(struct coding *coding)
{
	enum wording which;
	while ((which = next_wording(coding)) != WORDINGS)
		if (!take(coding, which))
			return false;
	if (!coding->changes)
		return true;
	copy_to(coding, coding->text.length);
	remark(coding);
	return true;
}

static void coding_release(struct coding *coding)
{
	buf_release(&coding->out);
	free(coding->moved);
}

struct span codify_words(struct work *work, struct instruction *instruction, struct span words)
{
	struct coding coding = {.work = work, .instruction = instruction, .text = words};
	if (!work->codify)
		return words;
	if (code(&coding) && coding.changes)
		words = span_of(arena_copy(work->arena, coding.out.at, coding.out.length));
	coding_release(&coding);
	return words;
}

void codify_line(struct work *work, struct instruction *instruction, struct logical *line)
{
	struct coding coding = {.work = work,
				.instruction = instruction,
				.text = line->text,
				.segments = line->segments,
				.segment_count = line->segment_count};
	if (!work->codify)
		return;
	if (code(&coding) && coding.changes) {
		line->text = span_of(arena_copy(work->arena, coding.out.at, coding.out.length));
		line->segments =
			arena_alloc(work->arena, (coding.moved_count + 1) * sizeof *line->segments);
		memcpy(line->segments, coding.moved, coding.moved_count * sizeof *line->segments);
		line->segment_count = coding.moved_count;
	}
	coding_release(&coding);
}
