/* Vocabulary: words of the profile put together as patterns. */
#include "draft/vocabulary.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A value that runs over several lines is one sentence. */
static void one_line(const char *value, struct buf *out)
{
	for (; *value; value++)
		buf_char(out, *value == '\n' ? ' ' : *value);
}

/* The bracket that ends a class of characters, or its last character. */
static const char *class_end(const char *at)
{
	at += at[1] == '^' ? 2 : 1;
	at += *at == ']'; /* the first one is none */
	for (; *at && *at != ']' && at[1]; at++) {
		const char *named = !strncmp(at, "[:", 2) ? strstr(at, ":]") : NULL;
		if (named)
			at = named + 1;
		else if (*at == '\\')
			at++;
	}
	return at;
}

const char *wording_fault(const char *words)
{
	static const char *const unpaired = "its brackets do not pair";
	size_t depth = 0;
	for (const char *at = words; *at; at++) {
		const char *quoted = !strncmp(at, "\\Q", 2) ? strstr(at, "\\E") : NULL;
		if (quoted)
			at = quoted + 1;
		else if (*at == '\\' && at[1])
			at++;
		else if (*at == '[')
			at = class_end(at);
		else if (!strncmp(at, "(*", 2))
			return "“(*” is a verb of the engine";
		else if (!strncmp(at, "(?C", 3))
			return "“(?C” is a callout of the engine";
		else if (*at == '(')
			depth++;
		else if (*at == ')' && !depth--)
			return unpaired;
	}
	return depth ? unpaired : NULL;
}

/* The name in "{name}" that the value begins with; {2,200} is none. */
static struct span braced(const char *value)
{
	const char *end = strchr(value, '}');
	bool name = *value == '{' && end && islower((unsigned char)value[1]);
	return name ? span_from(value + 1, end) : (struct span){NULL, 0};
}

bool vocabulary_phrases(const struct vocabulary *vocabulary, const char *value, struct buf *out,
			struct buf *error)
{
	for (struct span name; *value; value++) {
		name = braced(value);
		if (!name.at) {
			buf_char(out, *value);
			continue;
		}
		char key[32];
		snprintf(key, sizeof key, "%.*s", SPAN_ARGS(name));
		const char *words = profile_value(vocabulary->profile, "phrases", key, NULL);
		if (!words) {
			buf_printf(error, "“{%s}” is no phrase", key);
			return false;
		}
		buf_text(out, "(?:");
		buf_text(out, words);
		buf_char(out, ')');
		value = name.at + name.length;
	}
	return true;
}

void vocabulary_spell(const char *words, enum wording_groups groups, struct buf *out)
{
	buf_text(out, "(?:");
	for (; *words; words++) {
		const char *end = strchr(words, '>');
		bool group = end && !strncmp(words, "(?<", 3) && islower((unsigned char)words[3]);
		if (group && groups == WORDING_NO_GROUPS) {
			buf_text(out, "(?:");
			words = end;
		} else if (*words == '\\' && words[1]) {
			buf_char(out, *words++);
			buf_char(out, *words);
		} else {
			buf_char(out, *words == '\n' ? ' ' : *words);
		}
	}
	buf_char(out, ')');
}

static void add_piece(struct vocabulary *vocabulary, const char *name, const char *words)
{
	MEM_ROOM(vocabulary->items, vocabulary->count, vocabulary->capacity);
	vocabulary->items[vocabulary->count++] = (struct piece_of_wording){name, words};
}

bool vocabulary_read(struct vocabulary *vocabulary, const struct profile *profile,
		     bool (*reserved)(const char *name), struct buf *error)
{
	/* Those that a profile need not have match nothing where it has none. */
	static const char *const optional[] = {
		"code",	   "code_mark", "state",	 "descriptor", "letter",      "same",
		"alone",   "existing",	"newly",	 "aside",      "list",	      "list_code",
		"struck",  "opening",	"told",		 "kept",       "staying",     "remarked",
		"ordered", "apart",	"change_number", "part_alone", "clause_join", "item_joint",
		"row",	   "entries",	"column",	 "next"};
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "vocabulary", &count);
	*vocabulary = (struct vocabulary){.profile = profile};
	for (size_t i = 0; i < sizeof optional / sizeof *optional; i++)
		if (!profile_value(profile, "vocabulary", optional[i], NULL))
			add_piece(vocabulary, optional[i], "(?!)");
	for (size_t i = 0; i < count; i++) {
		if (reserved(rows[i].key)) {
			buf_printf(error, "line %u: “%s” names a part of an instruction",
				   rows[i].line, rows[i].key);
			return false;
		}
		const char *fault = wording_fault(rows[i].value);
		if (fault) {
			buf_printf(error, "line %u: %s", rows[i].line, fault);
			return false;
		}
		add_piece(vocabulary, rows[i].key, rows[i].value);
	}
	return true;
}

void vocabulary_release(struct vocabulary *vocabulary)
{
	free(vocabulary->items);
}

/* Marks the pieces that the words call, “(?&name)”, and those that these call. */
static void mark_called(const struct vocabulary *vocabulary, const char *words, bool *called)
{
	while ((words = strstr(words, "(?&")) != NULL) {
		words += strlen("(?&");
		struct span name = span_from(words, words + strcspn(words, ")"));
		for (size_t i = 0; i < vocabulary->count; i++) {
			if (called[i] || !span_is(name, vocabulary->items[i].name))
				continue;
			called[i] = true;
			mark_called(vocabulary, vocabulary->items[i].words, called);
		}
	}
}

/* What is called, and no more: a compiled pattern costs by its length. */
static void write_called(const struct vocabulary *vocabulary, struct buf *pattern)
{
	bool *called = mem_alloc(vocabulary->count * sizeof *called);
	mark_called(vocabulary, buf_string(pattern), called);
	buf_text(pattern, "(?(DEFINE)");
	for (size_t i = 0; i < vocabulary->count; i++) {
		if (!called[i])
			continue;
		buf_printf(pattern, "(?<%s>", vocabulary->items[i].name);
		one_line(vocabulary->items[i].words, pattern);
		buf_char(pattern, ')');
	}
	buf_char(pattern, ')');
	free(called);
}

/* The vocabulary stands behind the wording, so that the wording's groups have the low numbers. */
struct pattern *vocabulary_pattern(const struct vocabulary *vocabulary, struct buf *text, int flags,
				   struct buf *error)
{
	write_called(vocabulary, text);
	return profile_pattern(vocabulary->profile, buf_string(text), flags | PATTERN_CASELESS,
			       error);
}

struct pattern *vocabulary_compile(const struct vocabulary *vocabulary, const char *words,
				   const char *after, int flags, struct buf *error)
{
	struct buf text = {0};
	vocabulary_spell(words, WORDING_GROUPS, &text);
	buf_text(&text, after);
	struct pattern *pattern = vocabulary_pattern(vocabulary, &text, flags, error);
	buf_release(&text);
	return pattern;
}
