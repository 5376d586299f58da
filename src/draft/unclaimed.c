/* Unclaimed: the lines of a draft that are no context, no instruction and no text announced by one.
 */
#include "draft/unclaimed.h"
#include "draft/quotation.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { HEADING_LENGTH = 120 };

struct patterns {
	struct pattern **items;
	size_t count, capacity;
};

struct unclaimed {
	struct work *work;
	struct patterns notes, instructions, introductions;
	size_t seen;	   /* lines before here were looked at for headings ... */
	bool introduction; /* ... the last of which is that of an introduction */
	size_t *lines;
	size_t count, capacity;
};

static void read_patterns(const struct profile *profile, const char *key, struct patterns *patterns)
{
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "lines", &count);
	struct buf error = {0};
	for (size_t i = 0; i < count; i++) {
		struct pattern *pattern =
			strcmp(rows[i].key, key)
				? NULL
				: profile_pattern(profile, rows[i].value, PATTERN_ANCHORED, &error);
		if (!pattern)
			continue;
		MEM_ROOM(patterns->items, patterns->count, patterns->capacity);
		patterns->items[patterns->count++] = pattern;
	}
	buf_release(&error);
}

static bool matches(const struct patterns *patterns, struct span text)
{
	struct match match;
	for (size_t i = 0; i < patterns->count; i++)
		if (pattern_match(patterns->items[i], text, 0, &match) == PATTERN_YES)
			return true;
	return false;
}

static void patterns_release(struct patterns *patterns)
{
	for (size_t i = 0; i < patterns->count; i++)
		pattern_free(patterns->items[i]);
	free(patterns->items);
}

struct unclaimed *unclaimed_new(struct work *work)
{
	struct unclaimed *unclaimed = mem_alloc(sizeof *unclaimed);
	unclaimed->work = work;
	read_patterns(work->profile, "note", &unclaimed->notes);
	read_patterns(work->profile, "instruction", &unclaimed->instructions);
	read_patterns(work->profile, "introduction", &unclaimed->introductions);
	return unclaimed;
}

void unclaimed_free(struct unclaimed *unclaimed)
{
	patterns_release(&unclaimed->notes);
	patterns_release(&unclaimed->instructions);
	patterns_release(&unclaimed->introductions);
	free(unclaimed->lines);
	free(unclaimed);
}

static size_t count_of(struct span text, const char *mark)
{
	size_t count = 0;
	for (size_t at = 0; (at = span_find(text, span_of(mark), at)) != SIZE_MAX; count++)
		at += strlen(mark);
	return count;
}

/* Does the line end a quotation that begins on one before? */
static bool closes_quotation(struct span text)
{
	static const char *const single[] = {".’", ";’", ".'", ";'"};
	for (size_t i = 0; i < sizeof single / sizeof *single; i++)
		if (span_ends(text, single[i]))
			return true;
	return (span_ends(text, "”") && count_of(text, "”") > count_of(text, "“")) ||
	       (span_ends(text, "\"") && count_of(text, "\"") % 2);
}

bool wording_is_heading(struct span text)
{
	return text.length && utf8_count(text) <= HEADING_LENGTH && !quotation_mark(text) &&
	       !closes_quotation(text) && !islower((unsigned char)text.at[0]) &&
	       text.at[0] != '(' && !strchr(".;:,", text.at[text.length - 1]) &&
	       !span_ends(text, "—");
}

bool unclaimed_is_note(const struct unclaimed *unclaimed, struct span text)
{
	return matches(&unclaimed->notes, text) && !matches(&unclaimed->instructions, text);
}

bool unclaimed_note_amends(const struct unclaimed *unclaimed, struct span text)
{
	return matches(&unclaimed->notes, text) && matches(&unclaimed->instructions, text);
}

/* Does the line stand under a heading such as “Background”? */
static bool is_in_introduction(struct unclaimed *unclaimed, size_t logical)
{
	const struct lines *lines = unclaimed->work->lines;
	for (; unclaimed->seen < logical; unclaimed->seen++) {
		struct span text = lines->items[unclaimed->seen].text;
		if (wording_is_heading(text))
			unclaimed->introduction = matches(&unclaimed->introductions, text);
	}
	return unclaimed->introduction;
}

/* An introduction may name a clause; what begins with one says what becomes of it. */
static bool begins_with_clause(const struct work *work, struct span text)
{
	struct one_address one;
	return grammar_address(work->grammar, text, 0, &one) && one.number.at &&
	       isalpha((unsigned char)one.number.at[0]);
}

/* "Remove all references to lamps.": it says what is to be done, if not where. */
static bool orders(const struct work *work, struct span text)
{
	return grammar_skip(work->grammar, "ordered", text, 0) > 0;
}

/* "Section Z2.3 – no longer used": no title says what becomes of a clause, nor
 * "Delete Schedules 8 and 9". */
bool tells_of_clause(const struct work *work, struct span text)
{
	struct one_address one;
	size_t end = grammar_address(work->grammar, text, 0, &one);
	return orders(work, text) || (begins_with_clause(work, text) &&
				      grammar_skip(work->grammar, "told", text, end) > end);
}

void unclaimed_add(struct unclaimed *unclaimed, size_t logical, bool begun)
{
	struct work *work = unclaimed->work;
	struct span text = work->lines->items[logical].text;
	bool table = table_of(work, logical) != NULL;
	bool quotes = span_find(text, SPAN("“"), 0) != SIZE_MAX;
	bool heading = (wording_is_heading(text) && !quotes && !tells_of_clause(work, text)) ||
		       unclaimed_is_note(unclaimed, text);
	bool introduces =
		!begun && (!profile_truth(work->profile, "outline", "paragraphs-numbered") ||
			   (!begins_with_clause(work, text) && !orders(work, text)) ||
			   is_in_introduction(unclaimed, logical));
	work->uses[logical] = !table && (heading || introduces) ? DRAFT_PROSE : DRAFT_UNCLAIMED;
	if (work->uses[logical] == DRAFT_PROSE)
		return;
	MEM_ROOM(unclaimed->lines, unclaimed->count, unclaimed->capacity);
	unclaimed->lines[unclaimed->count++] = logical;
}

/* Beside instructions, a line that names a place may be another one. */
void unclaimed_report(const struct unclaimed *unclaimed)
{
	struct work *work = unclaimed->work;
	struct fit fit;
	for (size_t i = 0; i < unclaimed->count; i++) {
		size_t logical = unclaimed->lines[i];
		struct span text = work->lines->items[logical].text;
		bool table = table_of(work, logical) != NULL, order = orders(work, text);
		bool names = grammar_fit(work->grammar, FORM_MENTION, text, 0, &fit);
		bool lost = !table && work->count && (order || names);
		struct diag *diag = diag_add(
			work->diags, lost ? DIAG_AMD021 : DIAG_IN024,
			draft_place(work, logical, text),
			table	 ? "a table is set aside: no instruction announces it"
			: !lost	 ? "set aside: no instruction, no text announced by one, and no "
				   "heading"
			: !names ? "this says that something is to be done, and names no place"
				 : "this names a place or words, and is no instruction in a known "
				   "form and no text announced by one");
		if (lost && unclaimed->introductions.count)
			diag_help(work->diags, diag,
				  "what only tells of the code goes under a heading such as "
				  "“Background”, before the first instruction");
		work->out->refused += lost;
	}
}
