/* The patterns of a profile's section [citation], put together once. */
#include "doc/finder.h"

#include "doc/cite.h"

#include <stdlib.h>
#include <string.h>

static bool next_word(struct span *rest, struct span *word)
{
	size_t length = 0;
	*rest = span_trim(*rest);
	while (length < rest->length && !strchr(" \t\n", rest->at[length]))
		length++;
	*word = span_sub(*rest, 0, length);
	*rest = span_sub(*rest, length, rest->length);
	return length;
}

static void add_word(struct buf *pattern, struct span word)
{
	buf_printf(pattern, "%s\\Q%.*s\\E", pattern->length ? "|" : "", SPAN_ARGS(word));
}

/* ---- nouns: words, and signs such as § that need no space around them */

struct nouns {
	struct buf words, signs; /* alternatives */
	struct buf before;	 /* a noun and the space behind it; group "noun" */
	size_t longest;
};

static bool is_sign(struct span word)
{
	return (unsigned char)word.at[word.length - 1] >= 0x80;
}

static void gather_nouns(const struct profile *profile, struct nouns *nouns)
{
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "citation", &count);
	for (size_t i = 0; i < count; i++) {
		struct span rest = span_of(rows[i].value), word;
		if (strcmp(rows[i].key, "noun") && !span_starts(span_of(rows[i].key), "item."))
			continue;
		while (next_word(&rest, &word)) {
			add_word(is_sign(word) ? &nouns->signs : &nouns->words, word);
			if (word.length > nouns->longest)
				nouns->longest = word.length;
		}
	}
	buf_printf(&nouns->before, "(?:(?<noun>(?i:(?:%s)(?:\\(s\\)|s)?))\\s++",
		   nouns->words.length ? buf_string(&nouns->words) : "(?!)");
	if (nouns->signs.length)
		buf_printf(&nouns->before, "|(?<noun>(?:%s)++)\\s*+", buf_string(&nouns->signs));
	buf_char(&nouns->before, ')');
}

static void release_nouns(struct nouns *nouns)
{
	buf_release(&nouns->words);
	buf_release(&nouns->signs);
	buf_release(&nouns->before);
}

/* ---- patterns */

struct making {
	struct cite_finder *finder;
	struct nouns nouns;
	struct buf *error;
	bool failed;
};

static struct pattern *make(struct making *making, int flags, char *text)
{
	struct pattern *pattern =
		profile_pattern(making->finder->profile, text, flags, making->error);
	making->failed |= !pattern;
	free(text);
	return pattern;
}

/* In the format "$" is a noun with the space behind it, "@" the word alone. */
static struct pattern *with_noun(struct making *making, const char *format)
{
	struct buf text = {0};
	for (const char *at = format; *at; at++)
		if (*at == '$')
			buf_text(&text, buf_string(&making->nouns.before));
		else if (*at == '@')
			buf_printf(&text, "(?i:(?:%s)(?:\\(s\\)|s)?)",
				   making->nouns.words.length ? buf_string(&making->nouns.words)
							      : "(?!)");
		else
			buf_char(&text, *at);
	return make(making, PATTERN_ANCHORED, text.at);
}

/* A noun before a number or a bracket, or a number that needs none. A sign may stand at the end of
 * a word: "by§ 1-204". */
static struct pattern *candidate_pattern(struct making *making)
{
	static const char start[] = "(?<![A-Za-z0-9_./@#-])";
	const struct profile *profile = making->finder->profile;
	const char *bare = profile_value(profile, "citation", "bare", NULL);
	const char *loose = profile_value(profile, "citation", "loose", NULL);
	struct nouns *nouns = &making->nouns;
	struct buf text = {0};
	buf_printf(&text, "%s(?<noun>(?i:(?:%s)(?:\\(s\\)|s)?))\\s++(?=[A-Z0-9(])", start,
		   nouns->words.length ? buf_string(&nouns->words) : "(?!)");
	if (nouns->signs.length)
		buf_printf(&text, "|(?<noun>(?:%s)++)\\s*+(?=[A-Z0-9(])",
			   buf_string(&nouns->signs));
	if (bare && !profile_truth(profile, "citation", "noun-required"))
		buf_printf(&text, "|%s(?=(?:%s%s%s)(?![A-Za-z0-9_])(?!\\.[0-9]))", start, bare,
			   loose ? "|" : "", loose ? loose : "");
	return make(making, PATTERN_UNTIL, text.at);
}

/* What may stand between the members of a list besides commas, "and" and "or". */
static struct pattern *separator_pattern(struct making *making)
{
	const char *more = profile_value(making->finder->profile, "citation", "separator", "");
	struct buf text = {0};
	snprintf(making->finder->separators, sizeof making->finder->separators, ",ao%s", more);
	buf_printf(&text,
		   "\\s*+(?:[,%s](?![0-9]{3}(?![0-9]))\\s*+(?:(?:and/or|and|or)\\b\\s*+)?|(?:and/"
		   "or|and|or)\\b\\s*+)",
		   more);
	return make(making, PATTERN_ANCHORED, text.at);
}

/* "the Gas Act 1986", "the A, B and C (Consolidation) Act", "the principal Act", "that Order"; also
 * "of, and Schedule 2 to, the Gas Act". */
static struct pattern *instrument_pattern(struct making *making)
{
	struct span rest = span_of(
			    profile_value(making->finder->profile, "citation", "external", "")),
		    word;
	struct buf words = {0}, text = {0};
	while (next_word(&rest, &word))
		add_word(&words, word);
	buf_printf(&text,
		   "\\s*+(?:of|to|in|under)(?:,\\s++(?:and|or)\\s++[^,;.]{1,60}?\\s(?:of|to|in|"
		   "under))?"
		   ",?\\s++(?:(?i:title|chapter|part)\\s++[0-9IVXLC]++[A-Z]*+,?\\s++(?:of\\s++)?)?"
		   "(?<name>(?:(?:the|this|that|these|those|an?)\\s++"
		   "(?:(?:principal|parent|said|same|amended)\\s++)?)?(?!(?i:%s)s?\\b)"
		   "(?:(?:[A-Z0-9&(][^\\s,;.]*+(?:,(?=\\s++(?:and\\s++)?[A-Z]))?|"
		   "\\(?No\\.|of|and|the|for|in|to|on|with)\\s++){0,20}?(?:%s)(?![A-Za-z0-9]))",
		   making->nouns.words.length ? buf_string(&making->nouns.words) : "(?!)",
		   words.length ? buf_string(&words) : "(?!)");
	buf_release(&words);
	return make(making, PATTERN_ANCHORED, text.at);
}

static void make_patterns(struct making *making)
{
	struct cite_finder *finder = making->finder;
	const char *annotation = profile_value(finder->profile, "citation", "annotation", NULL);
	finder->candidate = candidate_pattern(making);
	finder->separator = separator_pattern(making);
	if (annotation)
		finder->annotation =
			make(making, PATTERN_ANCHORED, mem_copy(annotation, strlen(annotation)));
	finder->range = with_noun(making, "\\s*+(?:(?:(?:up )?to(?: and including)?|through)\\s++|"
					  "(?:[\\x{2010}-\\x{2015}]|-)\\s*+)(?:$)?");
	finder->of_number = with_noun(making, "\\s*+(?:of|to|in)\\s++(?:$)?");
	finder->of_own =
		with_noun(making, "\\s*+(?:of|to|in)\\s++(?:this|that|the same|such)\\s++@");
	finder->of_other = with_noun(making, "\\s*+of\\s++");
	finder->instrument = instrument_pattern(making);
	finder->foreign =
		with_noun(making, "\\s{1,3}(?:[0-9][A-Z]{2}|(?:19|20)[0-9]{2})(?![A-Za-z0-9])");
}

/* ---- where to look */

/* Does the outermost level have numbers that are a letter alone? */
static bool has_letters(const struct profile *profile)
{
	return profile->first_item > 1 && pattern_is(profile->levels[0].whole, SPAN("G"));
}

struct cite_finder *cite_finder_new(const struct profile *profile, struct buf *error)
{
	struct cite_finder *finder = mem_alloc(sizeof *finder);
	struct making making = {.finder = finder, .error = error};
	finder->profile = profile;
	making.failed = reference_reader_init(&finder->reader, profile, error);
	gather_nouns(profile, &making.nouns);
	make_patterns(&making);
	finder->reach = making.nouns.longest + sizeof "(s)";
	finder->letters = has_letters(profile);
	release_nouns(&making.nouns);
	if (!making.failed)
		return finder;
	cite_finder_free(finder);
	return NULL;
}

void cite_finder_free(struct cite_finder *finder)
{
	if (!finder)
		return;
	reference_reader_release(&finder->reader);
	pattern_free(finder->candidate);
	pattern_free(finder->separator);
	pattern_free(finder->annotation);
	pattern_free(finder->range);
	pattern_free(finder->of_number);
	pattern_free(finder->of_own);
	pattern_free(finder->of_other);
	pattern_free(finder->instrument);
	pattern_free(finder->foreign);
	free(finder);
}
