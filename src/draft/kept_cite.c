/* A cite that restated text keeps: where the code has one at the same place, behind and before the
 * same words, and its number is what follows from that of the section which is amended, it is the
 * one that the Act has there. Either alone is no proof: an instruction may correct a cite, and
 * numbers of sections do not always go on in the code as they do in the Act. */
#include "draft/quotation.h"
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SAME_BEFORE = 24, SAME_BEHIND = 8 /* bytes */ };

/* "108a": 108 and “a”. False when it is none. */
static bool split_number(struct span number, unsigned long *digits, struct span *letters)
{
	size_t at = 0;
	while (at < number.length && isdigit((unsigned char)number.at[at]))
		at++;
	*digits = at ? strtoul(number.at, NULL, 10) : 0;
	*letters = span_sub(number, at, number.length);
	return at && at < 6 && letters->length < 2;
}

/* Section 3 is 38-602: then 5 is 38-604, and 5b is 38-604.02. Section 3 is 7-1671.02: then 5b is
 * 7-1671.04b. NULL when this section does not show it. */
static const char *number_in_code(struct work *work, const struct act_section *known,
				  struct span number)
{
	unsigned long from, to;
	struct span own, letters, code = known->code;
	size_t start = code.length;
	if (!split_number(known->number, &from, &own) || own.length ||
	    !split_number(number, &to, &letters))
		return NULL;
	while (start && isdigit((unsigned char)code.at[start - 1]))
		start--;
	if (!start || start == code.length || code.length - start > 5)
		return NULL;
	long value = (long)strtoul(code.at + start, NULL, 10) + (long)to - (long)from;
	const char *plain =
		arena_printf(work->arena, "%.*s%0*ld", SPAN_ARGS(span_sub(code, 0, start)),
			     (int)(code.length - start), value);
	if (value <= 0 || !letters.length)
		return value <= 0 ? NULL : plain;
	if (span_find(code, SPAN("."), 0) != SIZE_MAX)
		return arena_printf(work->arena, "%s%.*s", plain, SPAN_ARGS(letters));
	return arena_printf(work->arena, "%s.%02d", plain, tolower(letters.at[0]) - 'a' + 1);
}

static struct span without_labels(const struct work *work, struct span text)
{
	bool item = true;
	for (size_t length; item && text.length;) {
		text = span_sub(text, quotation_mark(text), text.length);
		length = outline_label(work->profile, text, &item);
		item &= length > 0;
		if (item)
			text = span_trim(span_sub(text, length, text.length));
	}
	return text;
}

/* Behind the labels of a cite, and up to the mark that closes a quotation. */
static struct span words_behind(struct span text)
{
	size_t at = 0, end;
	while (at < text.length && text.at[at] == '(' &&
	       (end = span_find(text, SPAN(")"), at)) != SIZE_MAX && end - at < 8)
		at = end + 1;
	text = span_sub(text, at, text.length);
	end = span_find(text, SPAN("”"), 0);
	return span_sub(text, 0, end == SIZE_MAX ? text.length : end);
}

static bool same_behind(struct span a, struct span b)
{
	size_t same = 0;
	a = words_behind(a);
	b = words_behind(b);
	while (same < a.length && same < b.length && a.at[same] == b.at[same])
		same++;
	return same >= SAME_BEHIND || (same == a.length && same == b.length);
}

/* The number that stands first, without the stop behind it. */
static struct span number_first(struct span text)
{
	size_t end = 0;
	while (end < text.length &&
	       (isalnum((unsigned char)text.at[end]) || strchr("-.:", text.at[end])))
		end++;
	while (end && !isalnum((unsigned char)text.at[end - 1]))
		end--;
	return span_sub(text, 0, end);
}

/* Behind "before", or behind its last words with more than a mark behind the cite. */
static bool stands_between(struct span text, size_t cite, size_t behind_cite, struct span before,
			   struct span behind)
{
	struct span there = span_trim(span_sub(text, 0, cite));
	struct span rest = span_sub(text, behind_cite, text.length);
	size_t same = 0;
	if (!before.length || !same_behind(rest, behind))
		return false;
	if (span_equal(there, before))
		return true;
	while (same < there.length && same < before.length &&
	       there.at[there.length - 1 - same] == before.at[before.length - 1 - same])
		same++;
	return same >= SAME_BEFORE && words_behind(rest).length >= SAME_BEHIND;
}

/* The number that the text cites between those words; empty when it has no cite there. */
static struct span cited_there(struct span text, const char *sign, struct span before,
			       struct span behind)
{
	text = span_trim(text);
	before = span_trim(before);
	for (size_t at = 0; (at = span_find(text, span_of(sign), at)) != SIZE_MAX;) {
		struct span rest = span_sub(text, at + strlen(sign), text.length);
		struct span number = number_first(span_trim(rest));
		size_t end = (size_t)(number.at - text.at) + number.length;
		if (number.length && stands_between(text, at, end, before, behind))
			return number;
		at += strlen(sign);
	}
	return (struct span){NULL, 0};
}

const char *kept_cite(struct work *work, const struct instruction *instruction, const char *sign,
		      struct span before, struct span behind, struct span number)
{
	const struct act_section *known = act_last(work, instruction->logical);
	const struct form *form =
		instruction->clause_count == 1 ? instruction->clauses[0].fit.form : NULL;
	struct buf eid = {0};
	const struct doc *doc;
	int found = 0;
	if (!known || !work->base || !form || form->kind != OP_SUBSTITUTION ||
	    form->scope != SCOPE_PROVISION)
		return NULL;
	const char *code = number_in_code(work, known, number);
	bool good = code && address_from_citation(work->profile, known->code, &eid);
	uint32_t at = good ? base_find(work, buf_string(&eid), &doc) : DOC_NONE;
	buf_release(&eid);
	if (at == DOC_NONE)
		return NULL;
	before = without_labels(work, before);
	for (uint32_t b = doc->provisions[at].block;
	     found >= 0 && b < doc->provisions[at].block_after; b++) {
		struct span there = cited_there(doc->blocks[b].text, sign, before, behind);
		if (there.length)
			found = span_is(there, code) ? 1 : -1;
	}
	return found > 0 ? code : NULL;
}
