/* Facts of the draft itself: its number, its dates, the version that it amends, and numbers of
 * other modifications that an older draft has left in it. */
#include "check/state.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- dates: 5th January 2017, January 5, 2017, 2017-01-05 */

struct date {
	unsigned year, month, day; /* 0: not known */
};

static unsigned month_named(struct span word)
{
	static const char *const months[] = {"january",	  "february", "march",	  "april",
					     "may",	  "june",     "july",	  "august",
					     "september", "october",  "november", "december"};
	for (unsigned i = 0; i < 12 && word.length >= 3; i++)
		if (word.length <= strlen(months[i]) &&
		    !strncasecmp(word.at, months[i], word.length))
			return i + 1;
	return 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static void take_number(struct date *date, struct span digits)
{
	unsigned value = 0;
	for (size_t i = 0; i < digits.length && i < 5; i++)
		value = value * 10 + (unsigned)(digits.at[i] - '0');
	if (digits.length == 4)
		date->year = value;
	else if (date->year && !date->month)
		date->month = value;
	else if (!date->day)
		date->day = value;
	else if (!date->month)
		date->month = value;
}

static struct date read_date(struct span text)
{
	struct date date = {0};
	for (size_t i = 0; i < text.length;) {
		size_t from = i;
		if (is_digit(text.at[i])) {
			while (i < text.length && is_digit(text.at[i]))
				i++;
			take_number(&date, span_sub(text, from, i));
		} else if (is_letter(text.at[i])) {
			while (i < text.length && is_letter(text.at[i]))
				i++;
			unsigned month = month_named(span_sub(text, from, i));
			if (month)
				date.month = month;
		} else {
			i++;
		}
	}
	return date;
}

static long as_number(struct date date)
{
	return date.year && date.month && date.day
		       ? (long)date.year * 10000 + (long)date.month * 100 + (long)date.day
		       : 0;
}

static void keep_words(struct diags *diags, struct diag *diag, struct span words)
{
	diag->quoted = diag_keep(diags, words);
}

/* ---- DOC001 */

static bool has_cover(const struct lines *lines)
{
	return lines->number.length || lines->title.length || lines->date.length;
}

static bool is_number(const struct rules *rules, struct span text)
{
	struct match match;
	return pattern_match(rules->modification, text, 0, &match) == PATTERN_YES &&
	       match.start[0] == 0 && match.end[0] == text.length;
}

/* Something on the cover that was meant to be the number. */
static bool find_malformed(const struct rules *rules, const struct lines *lines, struct span *found)
{
	struct match match;
	for (size_t i = 0; i < lines->count && rules->like_modification; i++) {
		const struct logical *line = &lines->items[i];
		if (line->use != LINE_FURNITURE && i > 3)
			continue;
		if (pattern_match(rules->like_modification, line->text, 0, &match) != PATTERN_YES)
			continue;
		*found = span_sub(line->text, match.start[0], match.end[0]);
		if (!is_number(rules, *found))
			return true;
	}
	return false;
}

static void check_number(const struct rules *rules, const struct lines *lines, struct diags *diags)
{
	struct span number = lines->number;
	if (!rules->modification || (number.length && is_number(rules, number)))
		return;
	bool malformed = number.length || find_malformed(rules, lines, &number);
	if (!malformed && !has_cover(lines))
		return;
	struct diag *diag =
		malformed
			? diag_add(diags, DIAG_DOC001,
				   lines_fact(lines, number, lines->number_line),
				   "“%.*s” is not of the form of a modification number",
				   SPAN_ARGS(number))
			: diag_add(diags, DIAG_DOC001,
				   lines_fact(lines,
					      lines->title.length ? lines->title : lines->date, 0),
				   "the draft does not state the number of its modification");
	if (malformed)
		keep_words(diags, diag, number);
}

/* ---- DOC007, DOC008 */

static void check_title(const struct lines *lines, struct diags *diags)
{
	if (!lines->other_title.length)
		return;
	struct diag *diag = diag_add(diags, DIAG_DOC007, lines_fact(lines, lines->other_title, 0),
				     "the title is “%.*s” here and “%.*s” elsewhere",
				     SPAN_ARGS(lines->other_title), SPAN_ARGS(lines->title));
	keep_words(diags, diag, lines->other_title);
}

/* legal-text-v0.3.txt: the figures after the v. */
static struct span version_of_name(const struct rules *rules, struct span name)
{
	struct match match;
	if (!rules->file_version ||
	    pattern_match(rules->file_version, name, 0, &match) != PATTERN_YES)
		return (struct span){"", 0};
	return match_named(rules->file_version, &match, name, "version");
}

static bool same_version(struct span a, struct span b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (a.at[i] != b.at[i] && !(strchr("._-", a.at[i]) && strchr("._-", b.at[i])))
			return false;
	return true;
}

static void check_file_name(const struct rules *rules, const struct lines *lines,
			    struct diags *diags)
{
	struct span name = span_of(file_base_name(lines->file));
	struct span version = version_of_name(rules, name);
	if (!version.length || !lines->version.length || same_version(version, lines->version))
		return;
	struct diag *diag = diag_add(diags, DIAG_DOC008, lines_fact(lines, lines->version, 0),
				     "the draft is of version %.*s, and its file name says %.*s",
				     SPAN_ARGS(lines->version), SPAN_ARGS(version));
	keep_words(diags, diag, lines->version);
}

static bool same_number(struct span a, struct span b)
{
	return a.length == b.length && !strncasecmp(a.at, b.at, a.length);
}

/* ---- DOC006: facts that a draft of this house states, by name */

static struct span fact_named(const struct lines *lines, struct span name)
{
	const struct {
		const char *name;
		struct span value;
	} facts[] = {{"number", lines->number},	    {"title", lines->title},
		     {"version", lines->version},   {"date", lines->date},
		     {"base", lines->base_version}, {"year", lines->year}};
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (span_is(name, facts[i].name))
			return facts[i].value;
	return name;
}

static void check_expected(const struct profile *profile, const struct lines *lines,
			   struct diags *diags)
{
	struct span rest = span_of(profile_value(profile, "check", "facts", ""));
	while (diag_wanted(diags, DIAG_DOC006) && has_cover(lines) &&
	       (rest = span_trim(rest)).length) {
		const char *space = memchr(rest.at, ' ', rest.length);
		struct span name = space ? span_from(rest.at, space) : rest;
		rest = span_sub(rest, name.length, rest.length);
		if (!fact_named(lines, name).length)
			diag_add(diags, DIAG_DOC006, (struct place){.file = lines->file},
				 "the draft does not state its %.*s", SPAN_ARGS(name));
	}
}

/* ---- AMD004: "Insert:Add" says that the house writes Add for Insert */

static struct span house_word(const struct profile *profile, struct span word)
{
	struct span rest = span_of(profile_value(profile, "check", "house-verbs", ""));
	while ((rest = span_trim(rest)).length) {
		size_t end = 0;
		while (end < rest.length && !strchr(" \t\n", rest.at[end]))
			end++;
		struct span pair = span_sub(rest, 0, end);
		size_t colon = span_find(pair, SPAN(":"), 0);
		rest = span_sub(rest, end, rest.length);
		if (colon != SIZE_MAX && same_number(span_sub(pair, 0, colon), word))
			return span_sub(pair, colon + 1, pair.length);
	}
	return (struct span){"", 0};
}

static void check_verbs(const struct check_input *input, size_t patch, struct diags *diags)
{
	const struct lines *lines = input->compiled[patch]->lines;
	unsigned last = 0;
	for (size_t i = 0; i < input->patches[patch]->op_count; i++) {
		const struct op *op = &input->patches[patch]->ops[i];
		struct span text = span_of(op->text);
		size_t end = 0;
		while (end < text.length && (is_letter(text.at[end]) || text.at[end] == '-'))
			end++;
		struct span verb = span_sub(text, 0, end), house;
		if (op->line == last || !(house = house_word(input->profile, verb)).length)
			continue;
		last = op->line;
		struct diag *diag = diag_add(diags, DIAG_AMD004, lines_fact(lines, verb, op->line),
					     "the house does not write “%.*s”", SPAN_ARGS(verb));
		diag->op = op->number;
		keep_words(diags, diag, verb);
		diag->fix = diag_keep(diags, house);
		diag_help(diags, diag, "write “%s”", diag->fix);
	}
}

/* ---- DOC002 */

static void check_version(const struct lines *lines, struct diags *diags)
{
	if (lines->base_version.length || !has_cover(lines))
		return;
	struct diag *diag =
		diag_add(diags, DIAG_DOC002, lines_fact(lines, lines->number, lines->number_line),
			 "the draft does not say which version of the Code it amends");
	diag_help(diags, diag,
		  "say it before the first instruction: \"drafted against version …\"");
}

/* ---- DOC003: the draft's own date against the copyright year and against its base */

static void disagree(struct diags *diags, struct diag **diag, const struct lines *lines,
		     struct place other, const char *what)
{
	if (!*diag) {
		*diag = diag_add(diags, DIAG_DOC003,
				 lines_fact(lines, lines->date, lines->date_line),
				 "the date of the draft, %.*s, does not agree with %s",
				 SPAN_ARGS(lines->date), what);
		keep_words(diags, *diag, lines->date);
	}
	diag_relate(diags, *diag, other, "%s", what);
}

static void check_copyright(const struct lines *lines, struct diags *diags, struct diag **diag)
{
	struct date own = read_date(lines->date), copyright = read_date(lines->year);
	if (!own.year || !copyright.year || own.year >= copyright.year)
		return;
	struct buf what = {0};
	buf_printf(&what, "the year %u of its copyright line", copyright.year);
	disagree(diags, diag, lines, lines_fact(lines, lines->year, 0), buf_string(&what));
	buf_release(&what);
}

/* A draft is not older than the version that it amends. */
static void check_dates(const struct check_input *input, const struct lines *lines,
			struct diags *diags)
{
	struct diag *diag = NULL;
	check_copyright(lines, diags, &diag);
	if (!input->base || !input->base->count || !lines->base_version.length)
		return;
	const struct doc_facts *base = &input->base->docs[0]->facts;
	long version_date = as_number(read_date(base->date)),
	     date = as_number(read_date(lines->date));
	if (!version_date || !date || date >= version_date ||
	    !span_equal(base->version, lines->base_version))
		return;
	struct buf what = {0};
	buf_printf(&what, "version %.*s, which is of %.*s", SPAN_ARGS(base->version),
		   SPAN_ARGS(base->date));
	disagree(diags, &diag, lines, (struct place){.file = input->base->docs[0]->file},
		 buf_string(&what));
	buf_release(&what);
}

/* ---- DOC004 */

/* Enough of the text before a number to hold the longest words that make it a cross-reference. */
enum { LOOK_BACK = 80 };

static bool is_explicit(const struct rules *rules, struct span text, size_t at)
{
	struct match match;
	struct span before = span_sub(text, at > LOOK_BACK ? at - LOOK_BACK : 0, at);
	return rules->explicit && pattern_match(rules->explicit, before, 0, &match) == PATTERN_YES;
}

static void check_line(const struct rules *rules, const struct lines *lines,
		       const struct logical *line, struct table *seen, struct diags *diags)
{
	struct match match;
	for (size_t at = 0;
	     pattern_match(rules->modification, line->text, at, &match) == PATTERN_YES &&
	     match.end[0] > match.start[0];
	     at = match.end[0]) {
		struct span number = span_sub(line->text, match.start[0], match.end[0]);
		if (same_number(number, lines->number) ||
		    is_explicit(rules, line->text, match.start[0]) ||
		    !table_add(seen, number, 0, 0, 0))
			continue;
		size_t from = segment_source(line->segments, line->segment_count, match.start[0]);
		size_t last = segment_source(line->segments, line->segment_count, match.end[0] - 1);
		struct diag *diag = diag_add(diags, DIAG_DOC004,
					     place_of(lines->file, lines->bytes, from, last + 1),
					     "%.*s is named in the text of %.*s", SPAN_ARGS(number),
					     SPAN_ARGS(lines->number));
		keep_words(diags, diag, number);
		diag_help(diags, diag,
			  "write \"%.*s\" if this modification is meant, or say why the other is "
			  "named",
			  SPAN_ARGS(lines->number));
	}
}

static void check_other_numbers(const struct rules *rules, const struct lines *lines,
				struct diags *diags)
{
	struct table seen = {0};
	if (!rules->modification || !lines->number.length)
		return;
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].use == LINE_TEXT || lines->items[i].use == LINE_FOOTNOTE)
			check_line(rules, lines, &lines->items[i], &seen, diags);
	table_release(&seen);
}

void check_facts(const struct check_input *input, const struct rules *rules, struct diags *diags)
{
	for (size_t i = 0; input->compiled && i < input->patch_count; i++) {
		const struct lines *lines = input->compiled[i] ? input->compiled[i]->lines : NULL;
		if (!lines)
			continue;
		check_number(rules, lines, diags);
		check_expected(input->profile, lines, diags);
		if (diag_wanted(diags, DIAG_AMD004))
			check_verbs(input, i, diags);
		check_version(lines, diags);
		check_title(lines, diags);
		check_file_name(rules, lines, diags);
		check_dates(input, lines, diags);
		check_other_numbers(rules, lines, diags);
	}
}
