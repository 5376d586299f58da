/* Works: is the document that an instruction names the one that it would be carried out in? */
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct span wording_bare(struct work *work, struct span text)
{
	char *copy = arena_alloc(work->arena, text.length + 1);
	memcpy(copy, text.at, text.length);
	int quoted = 0, brackets = 0;
	for (size_t i = 0; i < text.length; i++) {
		struct span rest = span_sub(text, i, text.length);
		quoted += span_starts(rest, "“");
		brackets += !quoted && text.at[i] == '(';
		bool inside = quoted > 0 || brackets > 0;
		if (quoted && span_starts(rest, "”")) {
			quoted--;
			memset(copy + i, ' ', strlen("”"));
			i += strlen("”") - 1;
			continue;
		}
		brackets -= brackets && text.at[i] == ')';
		if (inside)
			copy[i] = ' ';
	}
	return (struct span){copy, text.length};
}

static size_t next_word(struct span text, size_t at, struct span *word)
{
	while (at < text.length && !isalnum((unsigned char)text.at[at]))
		at++;
	size_t end = at;
	while (end < text.length && isalnum((unsigned char)text.at[end]))
		end++;
	*word = span_sub(text, at, end);
	return end;
}

/* Are all words of the one at the head of the other? */
static bool begins_with(struct span title, struct span name)
{
	size_t i = 0, j = 0;
	struct span a, b;
	for (;;) {
		i = next_word(name, i, &a);
		j = next_word(title, j, &b);
		if (!a.length)
			return true;
		if (span_is(b, "The") || span_is(b, "the"))
			j = next_word(title, j, &b);
		if (!b.length || span_compare_case(a, b))
			return false;
	}
}

/* The title that the document says it has, before its first provision. */
static struct span title_of(const struct doc *doc)
{
	static const char open[] = "<docTitle", close[] = "</docTitle>";
	struct span bytes = doc->bytes;
	if (doc->provision_count)
		bytes.length = doc->provisions[0].start;
	size_t at = span_find(bytes, SPAN(open), 0);
	size_t end = at == SIZE_MAX ? SIZE_MAX : span_find(bytes, SPAN(close), at);
	size_t start = end == SIZE_MAX ? SIZE_MAX : span_find(bytes, SPAN(">"), at);
	return start < end ? span_sub(bytes, start + 1, end) : doc->facts.title;
}

/* "/akn/gb/act/2019/7": 2019. */
static struct span year_of(const struct doc *doc)
{
	struct span uri = doc->facts.work_uri;
	for (size_t at = 0; at + 5 <= uri.length; at++) {
		struct span year = span_sub(uri, at + 1, at + 5);
		bool ends = at + 5 == uri.length || uri.at[at + 5] == '/';
		if (uri.at[at] == '/' && ends && strspn(year.at, "0123456789") >= 4)
			return year;
	}
	return (struct span){NULL, 0};
}

/* A name and a year, or a year alone: "the 2015 Act". What is not known of a document is no reason
 * to refuse. */
static bool may_be(const struct doc *doc, struct span name, struct span year)
{
	struct span title = title_of(doc), own = year_of(doc);
	if (title.length && name.length)
		return begins_with(title, name);
	return !own.length || !year.length || span_equal(own, year);
}

/* A name of a work in a text: what it is called, and its year. */
struct work_name {
	struct span name, year, whole; /* `whole` is a part of the text */
	bool several;		       /* and others with it */
};

static struct pattern *pattern_for(struct work *work, const char *key)
{
	const char *wording = profile_value(work->profile, "modification", key, NULL);
	struct buf error = {0};
	struct pattern *pattern =
		wording && work->base ? profile_pattern(work->profile, wording, 0, &error) : NULL;
	buf_release(&error);
	return pattern;
}

/* The next name from *at on. */
static bool next_name(struct pattern *pattern, struct span text, struct span words, size_t *at,
		      struct work_name *found)
{
	struct match match;
	if (pattern_match(pattern, words, *at, &match) != PATTERN_YES)
		return false;
	found->name = match_named(pattern, &match, words, "name");
	found->year = match_named(pattern, &match, words, "year");
	size_t start = (size_t)((found->name.at ? found->name.at : found->year.at) - words.at);
	found->whole = span_sub(text, start, match.end[0]);
	found->several = false;
	*at = match.end[0];
	return true;
}

static bool is_in_base(const struct work *work, const struct work_name *name)
{
	for (size_t i = 0; i < work->base->count; i++)
		if (may_be(work->base->docs[i], name->name, name->year))
			return true;
	return false;
}

bool names_other_work(struct work *work, struct span text, struct span *named)
{
	struct pattern *pattern = pattern_for(work, "work-named");
	struct span words = pattern ? wording_bare(work, text) : text;
	struct work_name name;
	bool other = false;
	for (size_t at = 0; pattern && !other && next_name(pattern, text, words, &at, &name);) {
		other = !is_in_base(work, &name);
		*named = name.whole;
	}
	pattern_free(pattern);
	return other;
}

/* ---- what an instruction that names no work is of */

/* The first name in words, which are the text or what of it is looked at. */
static bool first_name(struct work *work, const char *key, struct span text, struct span words,
		       struct work_name *name)
{
	struct pattern *pattern = pattern_for(work, key);
	size_t at = 0;
	bool found = pattern && next_name(pattern, text, words, &at, name);
	pattern_free(pattern);
	return found;
}

static bool line_names(struct work *work, struct span text, struct work_name *name)
{
	return first_name(work, "work-named", text, wording_bare(work, text), name);
}

/* "Amendment of the Meters Act 2015", "Meters Act 2015 (c. 7)": of each line the last such heading
 * at or before it. */
static const size_t *headings_of(struct work *work)
{
	const struct lines *lines = work->lines;
	struct pattern *pattern = pattern_for(work, "work-heading");
	size_t *headings = arena_alloc(work->arena, (lines->count + 1) * sizeof *headings);
	size_t last = SIZE_MAX;
	for (size_t i = 0; i < lines->count; i++) {
		struct match match;
		struct span text = span_trim(lines->items[i].text);
		bool free = work->uses[i] == DRAFT_NOTE || work->uses[i] == DRAFT_PROSE ||
			    work->uses[i] == DRAFT_UNCLAIMED;
		if (pattern && free && lines->items[i].use == LINE_TEXT &&
		    pattern_match(pattern, text, 0, &match) == PATTERN_YES)
			last = i;
		headings[i] = last;
	}
	pattern_free(pattern);
	return headings;
}

/* "Amendment of the Meters Act 2015 and the Gauges Act 2016", and not, in a heading, "... relating
 * to the Gauges Act 2016". */
static bool names_several(struct work *work, struct span text, bool heading)
{
	struct pattern *relates = heading ? pattern_for(work, "work-relates") : NULL;
	struct pattern *pattern = pattern_for(work, "work-named");
	struct span words = pattern ? wording_bare(work, text) : text;
	struct work_name first = {0}, next;
	bool several = false;
	for (size_t at = 0; pattern && next_name(pattern, text, words, &at, &next);) {
		struct match match;
		bool other = first.year.at && !(span_equal(first.name, next.name) &&
						span_equal(first.year, next.year));
		if (other && relates &&
		    pattern_match(relates,
				  span_from(first.whole.at + first.whole.length, next.whole.at), 0,
				  &match) == PATTERN_YES)
			continue;
		several |= other;
		first = next;
	}
	pattern_free(relates);
	pattern_free(pattern);
	return several;
}

bool names_work(struct work *work, struct span text)
{
	struct work_name name;
	return line_names(work, text, &name);
}

static struct span heading_over(struct work *work, const struct instruction *instruction)
{
	if (!work->work_headings)
		work->work_headings = headings_of(work);
	size_t heading = work->work_headings[instruction->logical];
	return heading == SIZE_MAX ? (struct span){"", 0}
				   : span_trim(work->lines->items[heading].text);
}

/* By its own words, by those carried down to it, or by the heading over it. */
static bool named_for(struct work *work, const struct instruction *instruction,
		      struct work_name *name)
{
	struct span text = instruction->text;
	bool found = line_names(work, text, name), heading = false;
	if (!found && instruction->context) {
		text = span_of(instruction->context);
		found = line_names(work, text, name);
	}
	if (!found) {
		text = heading_over(work, instruction);
		heading = found = text.length && first_name(work, "work-heading", text, text, name);
	}
	name->several = found && names_several(work, text, heading);
	return found;
}

/* Another document that has the eId and may be what is named. */
static const struct doc *other_with(const struct work *work, const struct doc *doc, const char *eid,
				    const struct work_name *name)
{
	for (size_t i = 0; i < work->base->count; i++) {
		const struct doc *other = work->base->docs[i];
		if (other != doc && (!name || may_be(other, name->name, name->year)) &&
		    doc_find(other, step_place(span_of(eid))) != DOC_NONE)
			return other;
	}
	return NULL;
}

/* The first document that has an eId is where it is looked for: that must be the one. */
static void refuse_place(struct work *work, struct instruction *instruction, const char *eid,
			 const struct work_name *name)
{
	const struct doc *doc;
	if (base_find(work, eid, &doc) == DOC_NONE)
		return;
	const struct doc *other = other_with(work, doc, eid, name);
	if (other) {
		struct diag *diag = draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
						 "two documents of the base have %s: %s and %s",
						 draft_cite(work, eid), doc->file, other->file);
		diag_help(work->diags, diag, "give the one that is amended as the base");
	} else if (name && !may_be(doc, name->name, name->year)) {
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "%s is in %s, which is not “%.*s”", draft_cite(work, eid), doc->file,
			     SPAN_ARGS(name->whole));
	}
}

void settle_work(struct work *work, struct instruction *instruction)
{
	struct work_name name;
	bool named = work->base && named_for(work, instruction, &name);
	if (named && name.several) {
		draft_refuse(work, instruction, DIAG_AMD023, (struct span){0},
			     "it is not said of which it is: “%.*s”", SPAN_ARGS(name.whole));
	} else if (named && !is_in_base(work, &name)) {
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD023, (struct span){0},
			"it is of “%.*s”, which is not what the base holds", SPAN_ARGS(name.whole));
		diag_help(work->diags, diag,
			  "apply the instructions for each work to its own text");
	}
	for (size_t k = instruction->first_op;
	     work->base && work->base->count > 1 && !instruction->refused && k < work->op_count;
	     k++) {
		const struct op *op = &work->ops[k].op;
		bool brings = op->kind == OP_INSERTION && op->scope == SCOPE_PROVISION;
		/* what is brought in has a new number, which is no place */
		const char *const places[] = {brings && op->anchor ? NULL : op->target, op->anchor,
					      op->up_to};
		for (size_t i = 0; i < 3 && !instruction->refused; i++)
			if (places[i])
				refuse_place(work, instruction, places[i], named ? &name : NULL);
	}
}
