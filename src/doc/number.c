/* Numbers: a label is read into a key of parts, and keys are compared. Letters that were put
 * between (7A, 7ZA) follow the Office of the Parliamentary Counsel's drafting guidance, 6.4. */
#include "doc/number.h"

#include <ctype.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static char to_lower(char c)
{
	return is_upper(c) ? (char)(c | 32) : c;
}

static bool closes(char c)
{
	return c == ')' || c == ']' || c == '.';
}

/* "PART 2A": a number may be printed with the word for what it is of. */
static struct span without_noun(struct span label)
{
	size_t start = label.length;
	while (start && !strchr(" \t\r\n\xA0", label.at[start - 1]))
		start--;
	return span_sub(label, start, label.length);
}

/* The label without its noun, its brackets, spaces and final stop. */
static struct span bare(struct span label)
{
	label = without_noun(span_trim(label));
	while (label.length && (label.at[0] == '(' || label.at[0] == '['))
		label = span_sub(label, 1, label.length);
	while (label.length && closes(label.at[label.length - 1]))
		label.length--;
	return span_trim(label);
}

/* ---- parts */

/* Z4.11A reads as the parts Z 4 "", "" 11 A: letters before, figures, letters after. */
struct part {
	struct span before, digits, after;
};

static size_t run(struct span s, size_t at, bool digits)
{
	while (at < s.length && (digits ? is_digit(s.at[at]) : is_lower(to_lower(s.at[at]))))
		at++;
	return at;
}

static struct part next_part(struct span *rest)
{
	size_t before = run(*rest, 0, false), digits = run(*rest, before, true);
	size_t after = digits > before ? run(*rest, digits, false) : digits;
	struct part part = {span_sub(*rest, 0, before), span_sub(*rest, before, digits),
			    span_sub(*rest, digits, after)};
	if (after < rest->length)
		after++; /* the stop, hyphen or colon between parts */
	*rest = span_sub(*rest, after, rest->length);
	return part;
}

static int sign(bool greater, bool less)
{
	return (int)greater - (int)less;
}

static int compare_digits(struct span a, struct span b)
{
	while (a.length && a.at[0] == '0')
		a = span_sub(a, 1, a.length);
	while (b.length && b.at[0] == '0')
		b = span_sub(b, 1, b.length);
	if (a.length != b.length)
		return sign(a.length > b.length, a.length < b.length);
	return span_compare(a, b);
}

/* The end comes first, then Z before another letter, then A to Z. */
static int letter_rank(struct span s, size_t at)
{
	if (at >= s.length)
		return 0;
	char c = to_lower(s.at[at]);
	return c == 'z' && at + 1 < s.length ? 1 : 2 + (c - 'a');
}

static int compare_letters(struct span a, struct span b)
{
	for (size_t i = 0; i < a.length || i < b.length; i++) {
		int order = letter_rank(a, i) - letter_rank(b, i);
		if (order)
			return order;
	}
	return 0;
}

/* Section A1 stands before section 1. */
static int compare_before(struct span a, struct span b)
{
	if (!a.length || !b.length)
		return sign(!a.length, !b.length);
	return compare_letters(a, b);
}

/* A part behind a hyphen, as in (a-1) or (1A-i). */
static int compare_extra(struct part a, struct part b)
{
	unsigned x = a.digits.length ? 0 : number_roman(a.before);
	unsigned y = b.digits.length ? 0 : number_roman(b.before);
	return x && y ? sign(x > y, x < y) : 0;
}

static int compare_parts(struct span a, struct span b, bool first_done)
{
	while (a.length || b.length) {
		if (!a.length || !b.length)
			return sign(a.length, b.length);
		struct part x = next_part(&a), y = next_part(&b);
		int order = first_done ? compare_extra(x, y) : 0;
		first_done = true;
		if (!order)
			order = compare_before(x.before, y.before);
		if (!order)
			order = compare_digits(x.digits, y.digits);
		if (!order)
			order = compare_letters(x.after, y.after);
		if (order)
			return order;
	}
	return 0;
}

/* ---- roman numerals */

static const char *const romans[4][10] = {
	{"", "m", "mm", "mmm", "", "", "", "", "", ""},
	{"", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"},
	{"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"},
	{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"},
};

enum { ROMAN_LONGEST = 15 /* mmmdccclxxxviii */, ROMAN_HIGHEST = 3999 };

static void write_roman(unsigned value, bool upper, struct buf *out)
{
	size_t from = out->length;
	if (value > ROMAN_HIGHEST)
		return;
	for (unsigned place = 0, unit = 1000; place < 4; place++, unit /= 10)
		buf_text(out, romans[place][value / unit % 10]);
	for (size_t i = from; upper && i < out->length; i++)
		out->at[i] = (char)(out->at[i] & ~32);
}

static bool one_case(struct span s)
{
	for (size_t i = 0; i < s.length; i++)
		if (!is_lower(to_lower(s.at[i])) || is_lower(s.at[i]) != is_lower(s.at[0]))
			return false;
	return s.length;
}

static bool starts_with(struct span s, size_t at, const char *lower)
{
	for (; *lower; lower++, at++)
		if (at >= s.length || to_lower(s.at[at]) != *lower)
			return false;
	return true;
}

/* May a digit of that place be written with the letter there? */
static bool begins_place(struct span s, size_t at, int place)
{
	if (at >= s.length)
		return false;
	char c = to_lower(s.at[at]), five = romans[place][5] ? romans[place][5][0] : '\0';
	return c == romans[place][1][0] || c == five;
}

/* Reads the longest numeral that the label starts with; *used is its length. */
static unsigned take_roman(struct span s, size_t *used)
{
	unsigned value = 0;
	*used = 0;
	for (int place = 0; place < 4; place++) {
		unsigned digit = 0;
		size_t longest = 0;
		if (!begins_place(s, *used, place)) {
			value *= 10;
			continue;
		}
		for (unsigned i = 1; i < 10; i++) {
			size_t length = strlen(romans[place][i]);
			if (length > longest && starts_with(s, *used, romans[place][i])) {
				digit = i;
				longest = length;
			}
		}
		value = value * 10 + digit;
		*used += longest;
	}
	return value;
}

unsigned number_roman(struct span label)
{
	size_t used;
	label = bare(label);
	if (!label.length || label.length > ROMAN_LONGEST || !one_case(label))
		return 0;
	unsigned value = take_roman(label, &used);
	return used == label.length ? value : 0;
}

/* iva is iv and the letters that put it after (iv). */
static unsigned roman_with_suffix(struct span label, struct span *suffix)
{
	size_t used;
	label = bare(label);
	*suffix = (struct span){label.at, 0};
	if (!one_case(label) || label.length > ROMAN_LONGEST)
		return 0;
	unsigned value = take_roman(label, &used);
	*suffix = span_sub(label, used, label.length);
	return value;
}

/* ---- order */

static bool is_roman_style(enum label_style style)
{
	return style == LABEL_ROMAN || style == LABEL_UPPER_ROMAN;
}

static bool is_letter_style(enum label_style style)
{
	return style == LABEL_LOWER || style == LABEL_UPPER;
}

static int compare_lettered(struct span a, struct span b)
{
	struct span x = span_sub(a, 0, run(a, 0, false)), y = span_sub(b, 0, run(b, 0, false));
	if (x.length != y.length)
		return sign(x.length > y.length, x.length < y.length);
	int order = compare_letters(x, y);
	return order ? order : compare_parts(a, b, true);
}

int number_compare(enum label_style style, struct span a, struct span b)
{
	a = bare(a);
	b = bare(b);
	if (is_roman_style(style)) {
		struct span x, y;
		unsigned left = roman_with_suffix(a, &x), right = roman_with_suffix(b, &y);
		if (left && right)
			return left != right ? sign(left > right, left < right)
					     : compare_letters(x, y);
	}
	if (is_letter_style(style))
		return compare_lettered(a, b);
	return compare_parts(a, b, false);
}

/* Letter by letter, as where (aa) stands between (a) and (b). */
static int compare_inserted(enum label_style style, struct span a, struct span b)
{
	if (is_letter_style(style))
		return compare_parts(bare(a), bare(b), false);
	return number_compare(style, a, b);
}

/* Letters that are counted on go to the end first: (z), then (aa). Nowhere else is the longer of
 * two the later one. */
static bool counts_on(enum label_style style, struct span before, struct span label)
{
	if (!is_letter_style(style))
		return true;
	before = bare(before);
	label = bare(label);
	size_t x = run(before, 0, false), y = run(label, 0, false);
	return y <= x || !x || before.at[x - 1] == 'z' || before.at[x - 1] == 'Z';
}

bool number_in_order(enum label_style style, struct span before, struct span label,
		     struct span after)
{
	bool counted = (!before.length || (number_compare(style, before, label) < 0 &&
					   counts_on(style, before, label))) &&
		       (!after.length || number_compare(style, label, after) < 0);
	return counted || ((!before.length || compare_inserted(style, before, label) < 0) &&
			   (!after.length || compare_inserted(style, label, after) < 0));
}

/* ---- form */

/* (aab), (cbc): letters put behind those that were put in. No word is made of these alone. */
static bool early_letters(struct span s)
{
	for (size_t i = 0; i < s.length; i++)
		if (to_lower(s.at[i]) > 'h' || strchr("e", to_lower(s.at[i])))
			return false;
	return true;
}

enum { COUNTED_MOST = 39 /* xxxix: as far as lists with numerals go */ };

/* Letters of a list: a to z, then aa, bb or aa, ab; aza between. (vi) is a numeral, but (dc) comes
 * after (db): no list counts so far. Of longer runs of letters roman numerals and words are no
 * letters of a list. */
static bool fits_letters(struct span s)
{
	if (s.length == 1)
		return true;
	bool same = true;
	for (size_t i = 1; i < s.length; i++)
		same &= s.at[i] == s.at[0];
	if (s.length == 2)
		return same || !number_roman(s) || number_roman(s) > COUNTED_MOST;
	return s.length == 3 && !number_roman(s) &&
	       (same || to_lower(s.at[0]) == 'z' || to_lower(s.at[1]) == 'z' || early_letters(s));
}

/* Behind a hyphen: figures or a roman numeral. */
static bool fits_extra(struct span s)
{
	return s.length && s.length < 6 && (run(s, 0, true) == s.length || number_roman(s));
}

static bool fits_case(struct span letters, bool upper)
{
	return one_case(letters) && is_upper(letters.at[0]) == upper;
}

/* (1), (1A), and (A1), which stands before (1). */
static bool fits_digits(struct span s)
{
	size_t before = run(s, 0, false), digits = run(s, before, true) - before;
	struct span after = span_sub(s, before + digits, s.length);
	bool capitals = !before || (before < 3 && fits_case(span_sub(s, 0, before), true));
	return capitals && digits && digits < 5 && after.length < 4 &&
	       (!after.length || one_case(after));
}

static bool fits_roman(struct span s)
{
	struct span suffix;
	return roman_with_suffix(s, &suffix) && suffix.length < 3;
}

bool number_fits(enum label_style style, struct span label)
{
	label = bare(label);
	if (style == LABEL_NUMBER) {
		size_t letters = run(label, 0, false);
		return letters < label.length ? is_digit(label.at[letters]) : letters == 1;
	}
	size_t hyphen = span_find(label, SPAN("-"), 0);
	if (hyphen != SIZE_MAX) {
		if (!fits_extra(span_sub(label, hyphen + 1, label.length)))
			return false;
		label = span_sub(label, 0, hyphen);
	}
	if (!label.length)
		return false;
	switch (style) {
	case LABEL_LOWER:
	case LABEL_UPPER:
		return fits_case(label, style == LABEL_UPPER) && fits_letters(label);
	case LABEL_ROMAN:
	case LABEL_UPPER_ROMAN:
		return fits_case(label, style == LABEL_UPPER_ROMAN) && fits_roman(label);
	default:
		return fits_digits(label);
	}
}

bool number_is_first(enum label_style style, struct span label)
{
	label = bare(label);
	switch (style) {
	case LABEL_LOWER:
		return span_is(label, "a");
	case LABEL_UPPER:
		return span_is(label, "A");
	case LABEL_ROMAN:
		return span_is(label, "i");
	case LABEL_UPPER_ROMAN:
		return span_is(label, "I");
	case LABEL_DIGIT:
		return span_is(label, "1");
	default: {
		/* G5.1 and G1 are first in their lists, G5.10 is not. */
		size_t at = label.length;
		while (at && is_digit(label.at[at - 1]))
			at--;
		return span_is(span_sub(label, at, label.length), "1");
	}
	}
}

bool number_begins_list(struct span label)
{
	for (int style = LABEL_LOWER; style <= LABEL_DIGIT; style++)
		if (number_fits((enum label_style)style, label) &&
		    number_is_first((enum label_style)style, label))
			return true;
	return false;
}

/* ---- successors: the ways in which a list may go on behind a label, likeliest first */

enum { WAYS = 8, LABEL_ROOM = 64 };

struct ways {
	char labels[WAYS][LABEL_ROOM];
	size_t count;
};

static void add_way(struct ways *ways, struct span head, struct span tail, const char *more)
{
	size_t extra = strlen(more);
	if (ways->count == WAYS || head.length + tail.length + extra >= LABEL_ROOM)
		return;
	char *label = ways->labels[ways->count++];
	memcpy(label, head.at, head.length);
	memcpy(label + head.length, tail.at, tail.length);
	memcpy(label + head.length + tail.length, more, extra + 1);
}

/* Letters behind `head`: the next one, one put behind, what follows an inserted one. */
static void letter_ways(struct ways *ways, struct span head, struct span s, const char *a,
			const char *za)
{
	char last = s.length ? s.at[s.length - 1] : 'z';
	char next[2] = {(char)(last + 1), '\0'};
	if (s.length && to_lower(last) < 'z')
		add_way(ways, head, span_sub(s, 0, s.length - 1), next);
	if (s.length > 1 && to_lower(s.at[s.length - 2]) == 'z')
		add_way(ways, head, span_sub(s, 0, s.length - 2), a);
	add_way(ways, head, s, a);
	add_way(ways, head, s, za);
}

static bool digits_plus_one(struct span digits, char *out, size_t room)
{
	if (digits.length + 2 > room)
		return false;
	memcpy(out + 1, digits.at, digits.length);
	out[0] = '0';
	out[digits.length + 1] = '\0';
	size_t at = digits.length;
	while (out[at] == '9')
		out[at--] = '0';
	out[at]++;
	if (out[0] == '0')
		memmove(out, out + 1, digits.length + 1);
	return true;
}

/* 7 -> 8, 7A, 7ZA; 7A -> 7B, 8, 7AA. Only the last figures count on. */
static void number_ways(struct ways *ways, struct span s)
{
	char next[LABEL_ROOM];
	size_t after = s.length, digits;
	while (after && !is_digit(s.at[after - 1]))
		after--;
	for (digits = after; digits && is_digit(s.at[digits - 1]);)
		digits--;
	struct span head = span_sub(s, 0, digits), suffix = span_sub(s, after, s.length);
	bool counted =
		after > digits && digits_plus_one(span_sub(s, digits, after), next, sizeof next);
	bool lower = suffix.length && is_lower(suffix.at[0]);
	if (!suffix.length && counted)
		add_way(ways, head, SPAN(""), next);
	letter_ways(ways, span_sub(s, 0, after), suffix, lower ? "a" : "A", lower ? "za" : "ZA");
	if (suffix.length && counted)
		add_way(ways, head, SPAN(""), next);
}

/* a -> b, aa, a-1; z -> aa; aa -> bb, ab, b. */
static void list_ways(struct ways *ways, struct span s, bool upper)
{
	static const struct span none = {"", 0};
	char repeated[LABEL_ROOM] = "";
	char last = s.at[s.length - 1];
	bool same = run(s, 0, false) == s.length && s.length < 8;
	for (size_t i = 0; same && i < s.length; i++)
		same = s.at[i] == last;
	if (same) {
		bool wraps = to_lower(last) == 'z';
		char next = (char)(wraps ? last - 25 : last + 1);
		memset(repeated, next, s.length + wraps);
		add_way(ways, none, none, repeated);
	}
	letter_ways(ways, none, s, upper ? "A" : "a", upper ? "ZA" : "za");
	char next[2] = {(char)(s.at[0] + 1), '\0'};
	if (s.length > 1 && to_lower(s.at[0]) < 'z')
		add_way(ways, none, none, next);
	add_way(ways, s, none, "-1");
}

static void roman_ways(struct ways *ways, struct span s)
{
	struct span suffix;
	struct buf next = {0};
	unsigned value = roman_with_suffix(s, &suffix);
	bool upper = is_upper(s.at[0]);
	write_roman(value + 1, upper, &next);
	if (!suffix.length)
		add_way(ways, buf_as_span(&next), SPAN(""), "");
	letter_ways(ways, span_from(s.at, suffix.at), suffix, upper ? "A" : "a",
		    upper ? "ZA" : "za");
	if (suffix.length)
		add_way(ways, buf_as_span(&next), SPAN(""), "");
	buf_release(&next);
}

/* (a-1) -> (a-2), (b). */
static void extra_ways(enum label_style style, struct ways *ways, struct span s, size_t hyphen)
{
	char next[LABEL_ROOM];
	struct span head = span_sub(s, 0, hyphen + 1), extra = span_sub(s, hyphen + 1, s.length);
	if (extra.length && run(extra, 0, true) == extra.length) {
		if (digits_plus_one(extra, next, sizeof next))
			add_way(ways, head, SPAN(""), next);
	} else if (number_roman(extra)) {
		struct buf roman = {0};
		write_roman(number_roman(extra) + 1, is_upper(extra.at[0]), &roman);
		add_way(ways, head, buf_as_span(&roman), "");
		buf_release(&roman);
	}
	struct span main = span_sub(s, 0, hyphen);
	if (is_letter_style(style) && main.length)
		list_ways(ways, main, style == LABEL_UPPER);
	else
		number_ways(ways, main);
}

static struct ways ways_after(enum label_style style, struct span s)
{
	struct ways ways = {.count = 0};
	size_t hyphen = style == LABEL_NUMBER ? SIZE_MAX : span_find(s, SPAN("-"), 0);
	struct span suffix;
	if (!s.length || s.length + 4 > LABEL_ROOM)
		return ways;
	if (hyphen != SIZE_MAX)
		extra_ways(style, &ways, s, hyphen);
	else if (is_roman_style(style) && roman_with_suffix(s, &suffix))
		roman_ways(&ways, s);
	else if (is_letter_style(style))
		list_ways(&ways, s, style == LABEL_UPPER);
	else if (style == LABEL_NUMBER && run(s, 0, false) == s.length)
		letter_ways(&ways, SPAN(""), s, "A", "ZA");
	else
		number_ways(&ways, s);
	return ways;
}

/* (a) (b), 8 9, G5.28 G5.29: what most numbers are followed by. */
static bool next_in_place(enum label_style style, struct span a, struct span b)
{
	size_t last = a.length - 1;
	if (!a.length || a.length != b.length || b.at[last] != a.at[last] + 1 ||
	    !span_equal(span_sub(a, 0, last), span_sub(b, 0, last)))
		return false;
	if (is_letter_style(style))
		return a.length == 1;
	return !is_roman_style(style) && is_digit(a.at[last]) && is_digit(b.at[last]);
}

bool number_follows(enum label_style style, struct span a, struct span b)
{
	a = bare(a);
	b = bare(b);
	if (next_in_place(style, a, b))
		return true;
	struct ways ways = ways_after(style, a);
	for (size_t i = 0; i < ways.count; i++)
		if (span_is(b, ways.labels[i]))
			return true;
	return false;
}

static void write_like(struct span model, const char *label, struct buf *out)
{
	struct span inner = bare(model);
	if (inner.length)
		buf_span(out, span_from(model.at, inner.at));
	buf_text(out, label);
	if (inner.length)
		buf_span(out, span_from(inner.at + inner.length, model.at + model.length));
}

bool number_nests(struct span label, struct span around)
{
	label = bare(label);
	around = bare(around);
	if (!around.length || label.length <= around.length ||
	    !span_equal(span_sub(label, 0, around.length), around))
		return false;
	char next = label.at[around.length];
	return !isalpha((unsigned char)next) &&
	       !(is_digit(next) && is_digit(around.at[around.length - 1]));
}

void number_next(enum label_style style, struct span label, struct buf *out)
{
	struct ways ways = ways_after(style, bare(label));
	if (ways.count)
		write_like(label, ways.labels[0], out);
}

void number_between(enum label_style style, struct span after, struct span before, struct buf *out)
{
	struct ways ways = ways_after(style, bare(after));
	struct span low = bare(after), high = bare(before);
	if (!high.length && ways.count) {
		/* The end of the list: whole numbers go on, 7A is followed by 8. */
		size_t plain = style == LABEL_NUMBER || style == LABEL_DIGIT ? ways.count - 1 : 0;
		bool inserted = low.length && !is_digit(low.at[low.length - 1]);
		write_like(after, ways.labels[inserted ? plain : 0], out);
		return;
	}
	for (size_t i = 0; i < ways.count; i++) {
		struct span label = span_of(ways.labels[i]);
		if (compare_inserted(style, low, label) < 0 &&
		    compare_inserted(style, label, high) < 0) {
			write_like(after, ways.labels[i], out);
			return;
		}
	}
}
