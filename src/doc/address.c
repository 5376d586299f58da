/* Addresses: citations into eIds and back, by the levels of the profile. */
#include "doc/address.h"

#include "doc/term.h"
#include "doc/number.h"
#include "profile/pattern.h"

#include <string.h>

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const struct level *level_of(const struct profile *profile, size_t level)
{
	return &profile->levels[level];
}

/* ---- parts of an eId */

struct span address_last(struct span eid)
{
	size_t start = eid.length;
	while (start > 1 && (eid.at[start - 1] != '_' || eid.at[start - 2] != '_'))
		start--;
	return span_sub(eid, start > 1 ? start : 0, eid.length);
}

struct span address_without_part(struct span eid, const char **part)
{
	static const char *const parts[] = {"intro", "wrapup"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t bare = eid.length - strlen(parts[i]) - 2;
		if (span_ends(eid, parts[i]) && eid.length > strlen(parts[i]) + 2 &&
		    !memcmp(eid.at + bare, "__", 2)) {
			*part = parts[i];
			return span_sub(eid, 0, bare);
		}
	}
	*part = "";
	return eid;
}

struct span address_parent(struct span eid)
{
	struct span last = address_last(eid);
	if (last.length == eid.length)
		return span_sub(eid, 0, 0);
	return span_sub(eid, 0, eid.length - last.length - 2);
}

struct span address_head(struct span eid)
{
	size_t end = span_find(eid, SPAN("__"), 0);
	return span_sub(eid, 0, end == SIZE_MAX ? eid.length : end);
}

bool address_is_in(struct span eid, struct span outer)
{
	if (eid.length < outer.length || memcmp(eid.at, outer.at, outer.length) != 0)
		return false;
	struct span below = span_sub(eid, outer.length, eid.length);
	return !below.length || span_starts(below, "__");
}

/* Splits a part at its first underscore: prefix and number. False when there is none. */
static bool split_part(struct span part, struct span *prefix, struct span *number)
{
	size_t under = span_find(part, SPAN("_"), 0);
	if (under == SIZE_MAX)
		return false;
	*prefix = span_sub(part, 0, under);
	*number = span_sub(part, under + 1, part.length);
	return true;
}

/* Is it the number of the next level, which has the same prefix: Appendix A behind Schedule 8? */
static bool is_of_next(const struct profile *profile, size_t level, struct span number)
{
	return level + 1 < profile->first_item && number.length &&
	       !strcmp(level_of(profile, level)->prefix, level_of(profile, level + 1)->prefix) &&
	       !pattern_is(level_of(profile, level)->whole, number);
}

/* The level whose prefix the part has, which may be the whole of it ("sched": the only one of a
 * document); SIZE_MAX when it names no provision. */
static size_t level_of_part(const struct profile *profile, struct span part)
{
	struct span prefix = part, number = {"", 0};
	bool whole = !split_part(part, &prefix, &number);
	size_t count = whole ? profile->first_item : profile->all_levels;
	for (size_t i = 0; i < count && prefix.length; i++)
		if (level_of(profile, i)->prefix[0] == prefix.at[0] &&
		    span_is(prefix, level_of(profile, i)->prefix))
			return i + is_of_next(profile, i, number);
	return SIZE_MAX;
}

/* Below a provision whose items go by depth, the level is the number of parts that name one; its
 * own Parts and Chapters do not count. */
static int level_by_depth(const struct profile *profile, size_t head, struct span eid)
{
	size_t next = level_of(profile, head)->below, after = level_of(profile, head)->below_after;
	struct span part = address_head(eid), rest = span_sub(eid, part.length, eid.length);
	size_t found = head;
	while (rest.length > 2) {
		rest = span_sub(rest, 2, rest.length);
		part = address_head(rest);
		rest = span_sub(rest, part.length, rest.length);
		size_t level = level_of_part(profile, part);
		if (level == SIZE_MAX && !rest.length)
			return -1;
		if (level < profile->first_item)
			found = level;
		if (level == SIZE_MAX || level < profile->first_item)
			continue;
		if (next < after && level_of(profile, next)->exact &&
		    strcmp(level_of(profile, next)->prefix, level_of(profile, level)->prefix) != 0)
			next++;
		found = next < after ? next++ : SIZE_MAX;
	}
	return found == SIZE_MAX ? -1 : (int)found;
}

/* The level where no other part has a say; -1 for those below certain provisions only. */
static int level_alone(const struct profile *profile, size_t level)
{
	return level < profile->level_count ? (int)level : -1;
}

int address_level_of_eid(const struct profile *profile, struct span eid)
{
	size_t head = level_of_part(profile, address_head(eid));
	if (head < profile->first_item && level_of(profile, head)->by_depth)
		return level_by_depth(profile, head, eid);
	return level_alone(profile, level_of_part(profile, address_last(eid)));
}

struct span address_without_groups(const struct profile *profile, struct span eid)
{
	for (;;) {
		struct span parent = address_parent(eid);
		if (!parent.length ||
		    level_of_part(profile, address_last(eid)) >= profile->first_item)
			return eid;
		eid = parent;
	}
}

void address_slug(struct span number, struct buf *out)
{
	size_t start = 0, from = out->length;
	bool gap = false;
	number = span_trim(number);
	for (size_t i = 0; i < number.length; i++)
		if (strchr(" \t\n\r\xA0", number.at[i]))
			start = i + 1;
	for (size_t i = start; i < number.length; i++) {
		char c = number.at[i];
		if (!is_letter(c) && !is_digit(c)) {
			gap = true;
			continue;
		}
		if (gap && out->length > from)
			buf_char(out, '-');
		gap = false;
		buf_char(out, c);
	}
}

void address_child(const struct profile *profile, struct span parent, size_t level,
		   struct span label, struct buf *eid)
{
	const struct level *own = level_of(profile, level);
	size_t above = parent.length ? level_of_part(profile, address_head(parent)) : SIZE_MAX;
	bool in_schedule =
		above < level && level < profile->first_item && level_of(profile, above)->by_depth;
	if (level >= profile->first_item)
		parent = address_without_groups(profile, parent);
	if ((own->within || in_schedule) && parent.length) {
		buf_span(eid, parent);
		buf_text(eid, "__");
	}
	buf_text(eid, own->prefix);
	buf_char(eid, '_');
	size_t before = eid->length;
	address_slug(label, eid);
	if (eid->length == before)
		buf_text(eid, "nn");
}

/* ---- citation -> eId */

/* A Part, and a Schedule whose paragraphs have numbers, are cited with their noun. */
static bool needs_noun(const struct profile *profile, const struct level *level)
{
	const struct level *below = level_of(profile, level->below);
	return level->within || (level->by_depth && level->below < level->below_after &&
				 below->style == LABEL_NUMBER);
}

int address_level_of_number(const struct profile *profile, struct span number)
{
	/* Innermost first: where the forms are alike it is the section that is cited bare. */
	for (size_t i = profile->first_item; i-- > 0;)
		if (!needs_noun(profile, level_of(profile, i)) &&
		    pattern_is(level_of(profile, i)->whole, number))
			return (int)i;
	return -1;
}

static bool same_letters(struct span a, struct span b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (a.at[i] != b.at[i] && (!is_letter(a.at[i]) || (a.at[i] | 32) != (b.at[i] | 32)))
			return false;
	return true;
}

/* The level whose noun it is and whose form the number has; else that of the number alone, but
 * “Schedule Z” is no Section. */
static int level_of_noun(const struct profile *profile, struct span noun, struct span number)
{
	struct span singular = span_sub(noun, 0, noun.length - span_ends(noun, "s"));
	bool told = false;
	for (size_t i = profile->first_item; i-- > 0;) {
		const char *own = level_of(profile, i)->noun;
		if (!own ||
		    !(same_letters(noun, span_of(own)) || same_letters(singular, span_of(own))))
			continue;
		if (pattern_is(level_of(profile, i)->whole, number))
			return (int)i;
		told |= needs_noun(profile, level_of(profile, i));
	}
	return told ? -1 : address_level_of_number(profile, number);
}

/* A noun of the code's citations, or one of its levels. */
static bool is_noun(const struct profile *profile, struct span word)
{
	char lower[32];
	if (!word.length || word.length >= sizeof lower)
		return false;
	for (size_t i = 0; i < word.length; i++)
		lower[i] = is_letter(word.at[i]) ? (char)(word.at[i] | 32) : word.at[i];
	struct span noun = {lower, word.length}, singular = noun;
	singular.length -= span_ends(singular, "s");
	for (size_t i = 0; i < profile->first_item; i++) {
		const char *own = level_of(profile, i)->noun;
		if (own &&
		    (same_letters(noun, span_of(own)) || same_letters(singular, span_of(own))))
			return true;
	}
	return profile_lists(profile, "citation", "noun", noun) ||
	       profile_lists(profile, "citation", "noun", singular);
}

static bool looks_like_eid(struct span s)
{
	size_t at = 0;
	while (at < s.length && is_letter(s.at[at]))
		at++;
	if (!at || at + 1 >= s.length || s.at[at] != '_')
		return false;
	for (; at < s.length; at++)
		if (!is_letter(s.at[at]) && !is_digit(s.at[at]) && !strchr("_-.", s.at[at]))
			return false;
	return true;
}

size_t address_level_below(const struct profile *profile, size_t level, struct span label)
{
	const struct level *above = level_of(profile, level);
	bool skips = !above->by_depth && profile_truth(profile, "citation", "skip-levels");
	size_t below = above->below;
	for (size_t i = below; i < above->below_after && skips; i++)
		if (number_fits(level_of(profile, i)->style, label))
			return i;
	if (below < above->below_after && level_of(profile, below)->exact &&
	    !number_fits(level_of(profile, below)->style, label))
		below++;
	return below < above->below_after ? below : SIZE_MAX;
}

static bool add_items(const struct profile *profile, struct span items, size_t level,
		      struct buf *eid)
{
	while (items.length) {
		size_t close = span_find(items, SPAN(")"), 0);
		if (items.at[0] != '(' || close == SIZE_MAX || close < 2)
			return false;
		struct span label = span_sub(items, 1, close);
		for (size_t i = 0; i < label.length; i++)
			if (!is_letter(label.at[i]) && !is_digit(label.at[i]) && label.at[i] != '-')
				return false;
		level = address_level_below(profile, level, label);
		if (level == SIZE_MAX)
			return false;
		buf_text(eid, "__");
		address_child(profile, (struct span){"", 0}, level, label, eid);
		items = span_sub(items, close + 1, items.length);
	}
	return true;
}

static bool add_number(const struct profile *profile, struct span noun, struct span rest,
		       struct buf *eid)
{
	size_t bracket = span_find(rest, SPAN("("), 0);
	struct span number = span_sub(rest, 0, bracket == SIZE_MAX ? rest.length : bracket);
	struct span items = span_sub(rest, number.length, rest.length);
	int level = level_of_noun(profile, noun, number);
	if (level < 0 || (items.length && level == 0 && profile->first_item > 1))
		return false;
	address_child(profile, (struct span){"", 0}, (size_t)level, number, eid);
	return add_items(profile, items, (size_t)level, eid);
}

/* "A1.1, definition of working day" */
static bool from_definition(const struct profile *profile, struct span citation, struct buf *eid)
{
	const struct span between = SPAN(", definition of ");
	size_t at = span_find(citation, between, 0);
	if (at == SIZE_MAX || !address_from_citation(profile, span_sub(citation, 0, at), eid))
		return false;
	struct buf slug = {0};
	term_slug(span_sub(citation, at + between.length, citation.length), &slug);
	buf_printf(eid, "__definition_%s", buf_string(&slug));
	buf_release(&slug);
	return true;
}

bool address_from_citation(const struct profile *profile, struct span citation, struct buf *eid)
{
	size_t before = eid->length;
	citation = span_trim(citation);
	if (looks_like_eid(citation)) {
		buf_span(eid, citation);
		return true;
	}
	if (from_definition(profile, citation, eid))
		return true;
	size_t space = span_find(citation, SPAN(" "), 0);
	struct span noun = span_sub(citation, 0, space == SIZE_MAX ? 0 : space);
	struct span rest = citation;
	if (is_noun(profile, noun))
		rest = span_trim(span_sub(citation, space, citation.length));
	for (size_t i = 0; i < rest.length; i++)
		if (strchr(" \t\n\r", rest.at[i]))
			return false;
	if (rest.length && add_number(profile, noun, rest, eid))
		return true;
	buf_cut(eid, before);
	return false;
}

/* ---- eId -> citation */

/* The number whose slug this is: of the hyphens the first few stay, the rest were stops. */
static void write_number(const struct level *level, struct span slug, struct buf *out)
{
	char number[64];
	size_t hyphens = 0;
	for (size_t i = 0; i < slug.length; i++)
		hyphens += slug.at[i] == '-';
	for (size_t kept = 0; level->whole && slug.length < sizeof number && kept <= hyphens;
	     kept++) {
		size_t seen = 0;
		for (size_t i = 0; i < slug.length; i++)
			number[i] = slug.at[i] == '-' && seen++ >= kept ? '.' : slug.at[i];
		if (pattern_is(level->whole, (struct span){number, slug.length})) {
			buf_add(out, number, slug.length);
			return;
		}
	}
	for (size_t i = 0; i < slug.length; i++)
		buf_char(out, slug.at[i] == '-' ? '.' : slug.at[i]);
}

static void write_other(struct span part, struct buf *out)
{
	static const struct {
		const char *part, *words;
		char hyphen; /* stands for one in the number */
	} known[] = {{"intro", "opening words", '-'},
		     {"wrapup", "closing words", '-'},
		     {"wrapUp", "closing words", '-'},
		     {"crossHeading", "cross-heading before", '.'},
		     {"definition", "definition of", ' '}};
	struct span prefix = part, number = {"", 0};
	char hyphen = '-';
	split_part(part, &prefix, &number);
	if (out->length)
		buf_text(out, ", ");
	size_t before = out->length;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (span_is(prefix, known[i].part)) {
			buf_text(out, known[i].words);
			hyphen = known[i].hyphen;
		}
	if (out->length == before)
		buf_span(out, prefix);
	if (!number.length)
		return;
	buf_char(out, ' ');
	for (size_t i = 0; i < number.length; i++)
		buf_char(out, number.at[i] == '-' ? hyphen : number.at[i]);
}

static void write_provision(const struct profile *profile, const struct level *level,
			    struct span number, struct buf *out)
{
	if (level->style != LABEL_NUMBER) {
		buf_char(out, '(');
		buf_span(out, number);
		buf_char(out, ')');
		return;
	}
	if (out->length)
		buf_text(out, ", ");
	if (level->noun &&
	    (needs_noun(profile, level) || profile_truth(profile, "citation", "cite-noun")))
		buf_printf(out, "%s%s", level->noun, number.length ? " " : "");
	write_number(level, number, out);
}

void address_continue_citation(const struct profile *profile, struct span eid, size_t from,
			       struct buf *citation)
{
	size_t head = level_of_part(profile, address_head(eid));
	bool by_depth = head < profile->first_item && level_of(profile, head)->by_depth;
	for (size_t at = from; at < eid.length;) {
		struct span part = address_head(span_sub(eid, at, eid.length)), prefix;
		struct span number = {"", 0}, here = span_sub(eid, 0, at + part.length);
		size_t own = level_of_part(profile, part);
		int level = own == SIZE_MAX ? -1
			    : by_depth	    ? address_level_of_eid(profile, here)
					    : level_alone(profile, own);
		if (level < 0) {
			write_other(part, citation);
		} else {
			split_part(part, &prefix, &number);
			write_provision(profile, level_of(profile, (size_t)level), number,
					citation);
		}
		at += part.length + 2;
	}
}

void address_to_citation(const struct profile *profile, struct span eid, struct buf *citation)
{
	struct buf out = {0};
	address_continue_citation(profile, eid, 0, &out);
	buf_span(citation, buf_as_span(&out));
	buf_release(&out);
}
