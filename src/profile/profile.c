/* Profiles: rows of text read into tables; the levels are understood here, all other sections only
 * kept. Rows and their text live in the profile's arena. */
#include "profile/profile.h"
#include "profile/pattern.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct profile_section {
	const char *name;
	struct profile_row *rows;
	size_t count, capacity;
};

static const unsigned char sec_profile[] = {
#include "profile/sec.profile.inc"
	0};
static const unsigned char uk_act_profile[] = {
#include "profile/uk-act.profile.inc"
	0};
static const unsigned char us_dc_profile[] = {
#include "profile/us-dc.profile.inc"
	0};

static const struct built_in {
	const char *name;
	const unsigned char *text;
} built_ins[] = {
	{"sec", sec_profile},
	{"uk-act", uk_act_profile},
	{"us-dc", us_dc_profile},
};

enum { BUILT_INS = sizeof built_ins / sizeof *built_ins };

/* ---- rows */

static struct profile_section *find_section(const struct profile *profile, struct span name)
{
	for (size_t i = 0; i < profile->section_count; i++)
		if (span_is(name, profile->sections[i].name))
			return &profile->sections[i];
	return NULL;
}

struct reading {
	struct profile *profile;
	struct profile_section *section; /* NULL before the first */
	struct buf value;		 /* of the open row */
	bool open;
	unsigned line;
	size_t section_capacity;
};

static void close_row(struct reading *reading)
{
	if (!reading->open)
		return;
	struct profile_row *row = &reading->section->rows[reading->section->count - 1];
	struct span value = span_trim(buf_as_span(&reading->value));
	row->value = arena_copy(&reading->profile->arena, value.at, value.length);
	buf_cut(&reading->value, 0);
	reading->open = false;
}

static void open_section(struct reading *reading, struct span name)
{
	struct profile *profile = reading->profile;
	reading->section = find_section(profile, name);
	if (reading->section)
		return;
	MEM_ROOM(profile->sections, profile->section_count, reading->section_capacity);
	reading->section = &profile->sections[profile->section_count++];
	*reading->section =
		(struct profile_section){.name = arena_copy(&profile->arena, name.at, name.length)};
}

static const char *open_row(struct reading *reading, struct span line)
{
	size_t equals = span_find(line, SPAN("="), 0);
	if (equals == SIZE_MAX)
		return "neither a section, a row (key = value) nor a comment";
	if (!reading->section)
		return "a row before the first section";
	struct profile_section *section = reading->section;
	struct span key = span_trim(span_sub(line, 0, equals));
	MEM_ROOM(section->rows, section->count, section->capacity);
	section->rows[section->count++] = (struct profile_row){
		.key = arena_copy(&reading->profile->arena, key.at, key.length),
		.value = "",
		.line = reading->line};
	buf_span(&reading->value, span_trim(span_sub(line, equals + 1, line.length)));
	reading->open = true;
	return NULL;
}

static const char *read_line(struct reading *reading, struct span line)
{
	struct span words = span_trim(line);
	if (!words.length || line.at[0] == '#')
		return NULL;
	if (line.at[0] == ' ' || line.at[0] == '\t') {
		if (!reading->open)
			return "a continued value without a row";
		buf_char(&reading->value, '\n');
		buf_span(&reading->value, words);
		return NULL;
	}
	close_row(reading);
	if (line.at[0] == '[' && span_ends(words, "]")) {
		open_section(reading, span_trim(span_sub(words, 1, words.length - 1)));
		return NULL;
	}
	return open_row(reading, line);
}

static int read_rows(struct profile *profile, struct span text, struct buf *error)
{
	struct reading reading = {.profile = profile};
	struct span line;
	const char *wrong = NULL;
	while (!wrong && span_line(&text, &line)) {
		reading.line++;
		wrong = read_line(&reading, line);
	}
	if (!wrong)
		close_row(&reading);
	buf_release(&reading.value);
	if (!wrong)
		return 0;
	buf_printf(error, "line %u: %s", reading.line, wrong);
	return -1;
}

/* ---- levels: ELEMENT = PREFIX STYLE [within] [PATTERN] [NOUN]; "below = A B" begins those that
 * stand by depth below the levels A and B only, PREFIX STYLE [exact] */

static struct span next_word(struct span *rest)
{
	*rest = span_trim(*rest);
	size_t length = 0;
	while (length < rest->length && !strchr(" \t\n", rest->at[length]))
		length++;
	struct span word = span_sub(*rest, 0, length);
	*rest = span_sub(*rest, length, rest->length);
	return word;
}

/* Is the word one of the blank-separated words? */
static bool names_word(struct span words, struct span word)
{
	for (struct span next = next_word(&words); next.length; next = next_word(&words))
		if (span_equal(next, word))
			return true;
	return false;
}

static int style_named(struct span word)
{
	static const char *const names[] = {[LABEL_NUMBER] = "number",
					    [LABEL_LOWER] = "lower",
					    [LABEL_ROMAN] = "roman",
					    [LABEL_UPPER] = "upper",
					    [LABEL_UPPER_ROMAN] = "upper-roman",
					    [LABEL_DIGIT] = "digit"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_is(word, names[i]))
			return (int)i;
	return -1;
}

static const char *keep(struct profile *profile, struct span word)
{
	return arena_copy(&profile->arena, word.at, word.length);
}

static const char *read_number(struct profile *profile, struct level *level, struct span *rest,
			       struct buf *error)
{
	struct span word = next_word(rest);
	if (span_is(word, "within")) {
		level->within = true;
		word = next_word(rest);
	}
	if (!word.length)
		return "a numbered level without a pattern";
	level->number = keep(profile, word);
	level->whole =
		pattern_new(arena_printf(&profile->arena, "\\A(?:%s)\\z", level->number), 0, error);
	return level->whole ? NULL : "a number pattern that is malformed";
}

static const char *read_level(struct profile *profile, struct level *level,
			      const struct profile_row *row, struct buf *error)
{
	struct span rest = span_of(row->value);
	level->element = row->key;
	level->prefix = keep(profile, next_word(&rest));
	int style = style_named(next_word(&rest));
	if (!*level->prefix || style < 0)
		return "a level is PREFIX STYLE and, for numbers, PATTERN NOUN";
	level->style = (enum label_style)style;
	level->within = level->style != LABEL_NUMBER;
	const char *wrong = NULL;
	if (level->style == LABEL_NUMBER)
		wrong = read_number(profile, level, &rest, error);
	rest = span_trim(rest);
	if (span_is(rest, "exact")) {
		level->exact = true;
		rest = span_sub(rest, rest.length, rest.length);
	}
	level->noun = rest.length ? keep(profile, rest) : NULL;
	return wrong;
}

/* Levels [first, after) are the items below the numbered levels that `heads` lists, or below all.
 */
static void join_levels(struct profile *profile, const char *heads, size_t first, size_t after)
{
	struct span rest = span_of(heads ? heads : "");
	for (size_t i = 0; i < profile->first_item; i++) {
		if (heads && !names_word(rest, span_of(profile->levels[i].element)))
			continue;
		profile->levels[i].below = first;
		profile->levels[i].below_after = after;
		profile->levels[i].by_depth = heads != NULL;
	}
	for (size_t i = first; i < after; i++) {
		profile->levels[i].below = i + 1;
		profile->levels[i].below_after = after;
		profile->levels[i].by_depth = heads != NULL;
	}
}

static void find_first_item(struct profile *profile, size_t count)
{
	profile->first_item = 0;
	while (profile->first_item < count &&
	       profile->levels[profile->first_item].style == LABEL_NUMBER)
		profile->first_item++;
}

static int read_levels(struct profile *profile, struct buf *error)
{
	size_t count, first = 0;
	const char *heads = NULL;
	const struct profile_row *rows = profile_rows(profile, "levels", &count);
	profile->levels = arena_alloc(&profile->arena, (count + 1) * sizeof *profile->levels);
	for (size_t i = 0; i <= count; i++) {
		bool next = i == count || !strcmp(rows[i].key, "below");
		if (next && !heads) {
			profile->level_count = profile->all_levels;
			find_first_item(profile, profile->all_levels);
			first = profile->first_item;
		}
		if (next) {
			join_levels(profile, heads, first, profile->all_levels);
			first = profile->all_levels;
			heads = i < count ? rows[i].value : NULL;
			continue;
		}
		struct level *level = &profile->levels[profile->all_levels++];
		const char *wrong = read_level(profile, level, &rows[i], error);
		if (wrong) {
			buf_printf(error, "%sline %u: %s", error->length ? "; " : "", rows[i].line,
				   wrong);
			return -1;
		}
	}
	if (profile->first_item)
		return 0;
	buf_text(error, "no numbered level in [levels]");
	return -1;
}

/* ---- loading */

static int fetch(const char *name, struct buf *text, struct buf *error)
{
	if (strchr(name, '/') || span_ends(span_of(name), ".profile")) {
		if (!file_read(name, text))
			return 0;
		buf_text(error, strerror(errno));
		return -1;
	}
	for (size_t i = 0; i < BUILT_INS; i++)
		if (!strcmp(name, built_ins[i].name)) {
			buf_text(text, (const char *)built_ins[i].text);
			return 0;
		}
	buf_text(error, "no such profile; the built-in ones are");
	for (size_t i = 0; i < BUILT_INS; i++)
		buf_printf(error, "%s %s", i ? "," : "", built_ins[i].name);
	buf_text(error, "; one of your own is a file: --profile FILE");
	return -1;
}

static int fill(struct profile *profile, struct span text, struct buf *error)
{
	if (!utf8_valid(text) || memchr(text.at, 0, text.length)) {
		buf_text(error, "not UTF-8 text");
		return -1;
	}
	if (read_rows(profile, text, error) || read_levels(profile, error))
		return -1;
	profile->name = profile_value(profile, "profile", "name", profile->name);
	return 0;
}

struct profile *profile_load(const char *name_or_path, struct buf *error)
{
	struct buf text = {0}, why = {0};
	struct profile *profile = mem_alloc(sizeof *profile);
	profile->patterns = pattern_shelf_new();
	profile->name = arena_string(&profile->arena, name_or_path);
	if (fetch(name_or_path, &text, &why) || fill(profile, buf_as_span(&text), &why)) {
		buf_printf(error, "profile %s: %s", name_or_path, buf_string(&why));
		profile_free(profile);
		profile = NULL;
	}
	buf_release(&text);
	buf_release(&why);
	return profile;
}

void profile_free(struct profile *profile)
{
	if (!profile)
		return;
	for (size_t i = 0; i < profile->all_levels; i++)
		pattern_free(profile->levels[i].whole);
	for (size_t i = 0; i < profile->section_count; i++)
		free(profile->sections[i].rows);
	free(profile->sections);
	pattern_shelf_free(profile->patterns);
	arena_release(&profile->arena);
	free(profile);
}

/* ---- asking */

struct pattern *profile_pattern(const struct profile *profile, const char *text, int flags,
				struct buf *error)
{
	return pattern_kept(profile->patterns, text, flags, error);
}

const struct profile_row *profile_rows(const struct profile *profile, const char *section,
				       size_t *count)
{
	const struct profile_section *found = find_section(profile, span_of(section));
	*count = found ? found->count : 0;
	return found ? found->rows : NULL;
}

const char *profile_value(const struct profile *profile, const char *section, const char *key,
			  const char *fallback)
{
	size_t count;
	const struct profile_row *rows = profile_rows(profile, section, &count);
	for (size_t i = 0; i < count; i++)
		if (rows[i].key[0] == key[0] && !strcmp(rows[i].key, key))
			return rows[i].value;
	return fallback;
}

bool profile_truth(const struct profile *profile, const char *section, const char *key)
{
	return !strcmp(profile_value(profile, section, key, "no"), "yes");
}

bool profile_lists(const struct profile *profile, const char *section, const char *key,
		   struct span word)
{
	return names_word(span_of(profile_value(profile, section, key, "")), word);
}

void profile_fill(const char *form, const struct profile_field *fields, size_t count,
		  struct buf *out)
{
	struct span left = span_of(form);
	while (left.length) {
		size_t i = 0, past = left.at[0] == '{' ? span_find(left, SPAN("}"), 0) : SIZE_MAX;
		struct span name =
			past == SIZE_MAX ? (struct span){NULL, 0} : span_sub(left, 1, past);
		while (i < count && (!name.at || !span_is(name, fields[i].name)))
			i++;
		if (i < count)
			buf_span(out, fields[i].value);
		else
			buf_char(out, left.at[0]);
		left = span_sub(left, i < count ? past + 1 : 1, left.length);
	}
}

void profile_help(const struct profile *profile, const char *name, struct span place,
		  struct span words, struct diags *diags, struct diag *diag)
{
	const char *form = profile_value(profile, "help", name, NULL);
	struct buf out = {0};
	if (!form)
		return;
	profile_fill(form, (struct profile_field[]){{"place", place}, {"words", words}}, 2, &out);
	diag_help(diags, diag, "%s", buf_string(&out));
	buf_release(&out);
}

bool profile_is_group(const struct profile *profile, int level)
{
	return level >= 0 && profile_lists(profile, "citation", "groups",
					   span_of(profile->levels[level].element));
}
