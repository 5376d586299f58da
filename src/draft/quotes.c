/* Quotes: the words that an instruction quotes, or names without quoting them. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <ctype.h>
#include <string.h>

static struct quote *quote_at(struct work *work, struct instruction *instruction, struct span words,
			      size_t mark)
{
	for (size_t i = 0; i < instruction->quote_count; i++)
		if (instruction->quotes[i]->text.at == words.at + mark)
			return instruction->quotes[i];
	struct quote *quote = arena_alloc(work->arena, sizeof *quote);
	quote->text = span_sub(words, mark, words.length - mark);
	quote->open = span_sub(words, 0, mark);
	quote->close = span_sub(words, words.length - mark, words.length);
	MEM_ROOM(instruction->quotes, instruction->quote_count, instruction->quote_capacity);
	instruction->quotes[instruction->quote_count++] = quote;
	return quote;
}

/* The marks round quoted words are one character each, of one or of three bytes. “A” means a B. is
 * not quoted as a whole. */
static size_t mark_length(struct span words)
{
	if (words.length < 2)
		return 0;
	if (words.at[0] == '"' || words.at[0] == '\'')
		return words.at[words.length - 1] == words.at[0] ? 1 : 0;
	if (span_starts(words, "‘"))
		return span_ends(words, "’") ? strlen("‘") : 0;
	size_t close = span_starts(words, "“") ? quotation_close(words) : 0;
	bool whole = span_starts(words, "“") && span_ends(words, "”") &&
		     (!close || close == words.length);
	return whole ? strlen("“") : 0;
}

struct span quote_inner(struct span words)
{
	size_t mark = words.at ? mark_length(words) : 0;
	return span_sub(words, mark, words.length - mark);
}

/* "Semicolon", "periods": the mark that the profile has under this name, or NULL. */
static const char *named_mark(const struct profile *profile, struct span words)
{
	char name[24];
	words = span_trim(words);
	words.length -= span_ends(words, "s");
	if (!words.length || words.length >= sizeof name || mark_length(words))
		return NULL;
	for (size_t i = 0; i < words.length; i++)
		name[i] = (char)tolower((unsigned char)words.at[i]);
	name[words.length] = '\0';
	return profile_value(profile, "marks", name, NULL);
}

bool quote_is_mark(const struct profile *profile, struct span words)
{
	return named_mark(profile, words) != NULL;
}

struct quote *quote_new(struct work *work, struct instruction *instruction, struct span words)
{
	const char *mark = named_mark(work->profile, words);
	if (mark)
		return quote_at(work, instruction, span_of(mark), 0);
	return quote_at(work, instruction, words, mark_length(words));
}

struct quote *quote_coded(struct work *work, struct instruction *instruction, struct span words)
{
	struct span inner = quote_inner(words), coded = codify_words(work, instruction, inner);
	return coded.at == inner.at ? quote_new(work, instruction, words)
				    : quote_at(work, instruction, coded, 0);
}

const char *quote_words(struct work *work, const struct quote *quote)
{
	return arena_copy(work->arena, quote->text.at, quote->text.length);
}

/* Labels inside a range do not stand in the line. */
struct quote *quote_label(struct work *work, struct instruction *instruction,
			  const struct spot *spot)
{
	struct span num = span_of(spot->num), hit = {NULL, 0};
	for (size_t at = 0; (at = span_find(spot->cited, num, at)) != SIZE_MAX; at++)
		hit = span_sub(spot->cited, at, at + num.length);
	if (!hit.at)
		hit = num;
	return quote_at(work, instruction, hit, 0);
}
