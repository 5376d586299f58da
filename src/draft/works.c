/* Works: is the document that an instruction names the one that it would be carried out in? */
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The text with what is quoted or in brackets blank: names in there are of other things. */
static struct span bare(struct work *work, struct span text)
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

bool names_other_work(struct work *work, struct span text, struct span *named)
{
	const char *wording = profile_value(work->profile, "modification", "work-named", NULL);
	struct buf error = {0};
	struct pattern *pattern =
		wording && work->base ? profile_pattern(work->profile, wording, 0, &error) : NULL;
	struct span words = pattern ? bare(work, text) : text;
	struct match match;
	bool other = false;
	for (size_t at = 0;
	     pattern && !other && pattern_match(pattern, words, at, &match) == PATTERN_YES;
	     at = match.end[0]) {
		struct span name = match_named(pattern, &match, words, "name");
		struct span year = match_named(pattern, &match, words, "year");
		other = true;
		for (size_t i = 0; i < work->base->count && other; i++)
			other = !may_be(work->base->docs[i], name, year);
		size_t start = (size_t)((name.at ? name.at : year.at) - words.at);
		*named = span_sub(text, start, match.end[0]);
	}
	pattern_free(pattern);
	buf_release(&error);
	return other;
}
