/* Numbers: their order, their forms and their successors. */
#include "doc/number.h"

#include <criterion/criterion.h>

/* The labels of the line, blank-separated, stand in strictly ascending order. */
static void ascending(enum label_style style, const char *line)
{
	struct span labels[32];
	size_t count = 0;
	for (const char *at = line; *at; at++) {
		const char *start = at;
		while (at[1] && at[1] != ' ')
			at++;
		labels[count++] = span_from(start, at + 1);
		at += at[1] == ' ';
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			int order = number_compare(style, labels[i], labels[j]);
			cr_expect((order > 0) - (order < 0) == (i > j) - (i < j), "%.*s, %.*s: %d",
				  SPAN_ARGS(labels[i]), SPAN_ARGS(labels[j]), order);
		}
}

static void between(enum label_style style, const char *after, const char *before,
		    const char *expected)
{
	struct buf out = {0};
	number_between(style, span_of(after), span_of(before), &out);
	cr_expect_str_eq(buf_string(&out), expected, "between %s and %s: %s", after, before,
			 buf_string(&out));
	buf_release(&out);
}

static void next(enum label_style style, const char *label, const char *expected)
{
	struct buf out = {0};
	number_next(style, span_of(label), &out);
	cr_expect_str_eq(buf_string(&out), expected, "after %s: %s", label, buf_string(&out));
	buf_release(&out);
}

static bool follows(enum label_style style, const char *a, const char *b)
{
	return number_follows(style, span_of(a), span_of(b));
}

Test(number, inserted_numbers_stand_where_the_drafting_guidance_puts_them)
{
	ascending(LABEL_NUMBER, "7 7ZA 7ZB 7A 7AZA 7AA 7AB 7B 8 10");
	ascending(LABEL_NUMBER, "G1.7 G1.7A G1.8 G1.10 G1A.1 G2.1 G10.1 H1.1");
	ascending(LABEL_NUMBER, "ZA1 A1 B1 1 2");
	ascending(LABEL_NUMBER, "38-2602 38-2602.01 38-2603");
	ascending(LABEL_NUMBER, "3 3a 4");
	ascending(LABEL_DIGIT, "(1) (1A) (1A-i) (1B) (2)");
}

Test(number, a_longer_letter_is_later_in_an_sec_list)
{
	ascending(LABEL_LOWER, "(a) (b) (z) (aa) (ab) (bb)");
	ascending(LABEL_LOWER, "(a) (a-1) (a-2) (b)");
	ascending(LABEL_UPPER, "(A) (A-i) (B)");
}

Test(number, roman_numerals_compare_as_numbers)
{
	ascending(LABEL_ROMAN, "(i) (ii) (iii) (iv) (iva) (v) (vi) (ix) (x) (xxxix) (xl) (c)");
	ascending(LABEL_UPPER_ROMAN, "I IV V IX");
}

Test(number, only_the_usual_spelling_is_a_numeral)
{
	cr_expect_eq(number_roman(SPAN("(xiv)")), 14);
	cr_expect_eq(number_roman(SPAN("MCMXCIX")), 1999);
	cr_expect_eq(number_roman(SPAN("iiii")), 0);
	cr_expect_eq(number_roman(SPAN("vx")), 0);
	cr_expect_eq(number_roman(SPAN("ixi")), 0);
	cr_expect_eq(number_roman(SPAN("iV")), 0);
	cr_expect_eq(number_roman(SPAN("")), 0);
	cr_expect_eq(number_roman(SPAN("mmmmmmmmmmmmmmmmmmmmmmmmmmmmm")), 0);
}

Test(number, a_label_fits_the_styles_that_it_can_have)
{
	cr_expect(number_fits(LABEL_LOWER, SPAN("(aa)")));
	cr_expect(number_fits(LABEL_LOWER, SPAN("(i)")));
	cr_expect(number_fits(LABEL_ROMAN, SPAN("(i)")));
	cr_expect(number_fits(LABEL_ROMAN, SPAN("(iv)")));
	cr_expect_not(number_fits(LABEL_LOWER, SPAN("(iv)")));
	cr_expect(number_fits(LABEL_LOWER, SPAN("(dc)")));
	cr_expect_not(number_fits(LABEL_LOWER, SPAN("(A)")));
	cr_expect_not(number_fits(LABEL_ROMAN, SPAN("(a)")));
	cr_expect(number_fits(LABEL_DIGIT, SPAN("(14A)")));
	cr_expect(number_fits(LABEL_DIGIT, SPAN("(A1)")));
	cr_expect_not(number_fits(LABEL_DIGIT, SPAN("(a1)")));
	cr_expect_not(number_fits(LABEL_LOWER, SPAN("(or vice versa)")));
	cr_expect_not(number_fits(LABEL_LOWER, SPAN("(if any)")));
	cr_expect_not(number_fits(LABEL_LOWER, SPAN("")));
	cr_expect(number_fits(LABEL_NUMBER, SPAN("G5.25")));
}

Test(number, a_label_follows_its_neighbour_directly)
{
	cr_expect(follows(LABEL_LOWER, "(a)", "(b)"));
	cr_expect(follows(LABEL_LOWER, "(h)", "(i)"));
	cr_expect(follows(LABEL_LOWER, "(z)", "(aa)"));
	cr_expect(follows(LABEL_LOWER, "(aa)", "(bb)"));
	cr_expect(follows(LABEL_LOWER, "(aa)", "(ab)"));
	cr_expect(follows(LABEL_ROMAN, "(ii)", "(iii)"));
	cr_expect(follows(LABEL_ROMAN, "(ix)", "(x)"));
	cr_expect(follows(LABEL_NUMBER, "G5.28", "G5.29"));
	cr_expect(follows(LABEL_NUMBER, "G5.9", "G5.10"));
	cr_expect(follows(LABEL_NUMBER, "G5", "G6"));
	cr_expect_not(follows(LABEL_LOWER, "(a)", "(c)"));
	cr_expect_not(follows(LABEL_ROMAN, "(i)", "(iii)"));
	cr_expect_not(follows(LABEL_NUMBER, "G5.28", "G6.29"));
	cr_expect_not(follows(LABEL_NUMBER, "G5.28", "G5.30"));
}

Test(number, a_suffix_is_no_gap)
{
	cr_expect(follows(LABEL_NUMBER, "7", "7A"));
	cr_expect(follows(LABEL_NUMBER, "7A", "7B"));
	cr_expect(follows(LABEL_NUMBER, "7A", "8"));
	cr_expect(follows(LABEL_NUMBER, "7", "7ZA"));
	cr_expect(follows(LABEL_NUMBER, "7ZA", "7A"));
	cr_expect(follows(LABEL_LOWER, "(a)", "(aa)"));
	cr_expect(follows(LABEL_LOWER, "(aa)", "(b)"));
	cr_expect(follows(LABEL_LOWER, "(a-1)", "(a-2)"));
	cr_expect(follows(LABEL_LOWER, "(a-1)", "(b)"));
	cr_expect(follows(LABEL_ROMAN, "(iv)", "(iva)"));
	cr_expect(follows(LABEL_ROMAN, "(iva)", "(v)"));
}

Test(number, lists_begin_with_their_first_label)
{
	cr_expect(number_is_first(LABEL_LOWER, SPAN("(a)")));
	cr_expect(number_is_first(LABEL_ROMAN, SPAN("(i)")));
	cr_expect(number_is_first(LABEL_UPPER, SPAN("(A)")));
	cr_expect(number_is_first(LABEL_DIGIT, SPAN("(1)")));
	cr_expect(number_is_first(LABEL_NUMBER, SPAN("G5.1")));
	cr_expect_not(number_is_first(LABEL_NUMBER, SPAN("G5.11")));
	cr_expect_not(number_is_first(LABEL_LOWER, SPAN("(b)")));
}

Test(number, the_next_label_keeps_its_brackets)
{
	next(LABEL_LOWER, "(a)", "(b)");
	next(LABEL_LOWER, "(z)", "(aa)");
	next(LABEL_LOWER, "(zz)", "(aaa)");
	next(LABEL_ROMAN, "(iv)", "(v)");
	next(LABEL_UPPER, "(A)", "(B)");
	next(LABEL_DIGIT, "(9)", "(10)");
	next(LABEL_NUMBER, "G5.29", "G5.30");
	next(LABEL_NUMBER, "G1.7A", "G1.7B");
}

Test(number, a_new_number_is_offered_between_two)
{
	between(LABEL_NUMBER, "G1.7", "G1.8", "G1.7A");
	between(LABEL_NUMBER, "G1.7A", "G1.8", "G1.7B");
	between(LABEL_NUMBER, "G1.7", "G1.7A", "G1.7ZA");
	between(LABEL_NUMBER, "G1.7A", "G1.7B", "G1.7AA");
	between(LABEL_NUMBER, "G5.28", "G5.30", "G5.29");
	between(LABEL_NUMBER, "G5.28", "", "G5.29");
	between(LABEL_NUMBER, "G5.28A", "", "G5.29");
	between(LABEL_LOWER, "(a)", "(b)", "(aa)");
	between(LABEL_LOWER, "(b)", "", "(c)");
	between(LABEL_ROMAN, "(iv)", "(v)", "(iva)");
}

static bool in_order(enum label_style style, const char *before, const char *label,
		     const char *after)
{
	return number_in_order(style, span_of(before), span_of(label), span_of(after));
}

Test(number, siblings_decide_whether_double_letters_were_inserted)
{
	cr_expect(in_order(LABEL_LOWER, "(a)", "(aa)", "(b)"));
	cr_expect(in_order(LABEL_LOWER, "(z)", "(aa)", "(bb)"));
	cr_expect(in_order(LABEL_LOWER, "(z)", "(aa)", ""));
	cr_expect(in_order(LABEL_LOWER, "", "(za)", "(a)"));
	cr_expect(in_order(LABEL_NUMBER, "G1.7", "G1.7A", "G1.8"));
	cr_expect_not(in_order(LABEL_LOWER, "(c)", "(aa)", "(b)"));
	cr_expect_not(in_order(LABEL_LOWER, "(d)", "(ca)", ""));
	cr_expect_not(in_order(LABEL_LOWER, "(a)", "(c)", "(b)"));
	cr_expect_not(in_order(LABEL_NUMBER, "Z4.20", "Z4.11A", ""));
}

Test(number, strange_labels_do_no_harm)
{
	char huge[5000];
	memset(huge, '9', sizeof huge);
	struct span long_label = {huge, sizeof huge}, empty = {"", 0};
	struct buf out = {0};
	for (int style = LABEL_NUMBER; style <= LABEL_DIGIT; style++) {
		cr_expect_eq(number_compare((enum label_style)style, long_label, long_label), 0);
		number_compare((enum label_style)style, long_label, empty);
		number_compare((enum label_style)style, SPAN("()"), SPAN("-.-"));
		number_next((enum label_style)style, long_label, &out);
		number_between((enum label_style)style, empty, empty, &out);
		number_fits((enum label_style)style, SPAN("(-)"));
		number_follows((enum label_style)style, empty, empty);
		number_follows((enum label_style)style, SPAN("-"), SPAN("-1"));
	}
	buf_release(&out);
}
