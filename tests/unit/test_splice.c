/* Splices: order, overlap, the bytes that come out and the way offsets go. */
#include "doc/splice.h"

#include <criterion/criterion.h>

static void performed_is(struct splices *splices, const char *old, const char *expected)
{
	struct buf out = {0};
	cr_expect_eq(splices_sort(splices), SIZE_MAX);
	splices_perform(splices, span_of(old), &out);
	cr_expect_str_eq(buf_string(&out), expected);
	buf_release(&out);
	splices_release(splices);
}

Test(splice, what_is_not_replaced_is_copied)
{
	struct splices splices = {0};
	splice_add(&splices, 4, 5, SPAN("XY"), 1);
	splice_add(&splices, 0, 1, SPAN(""), 2);
	performed_is(&splices, "abcdef", "bcdXYf");
}

Test(splice, no_splices_leave_the_text_as_it_is)
{
	struct splices splices = {0};
	performed_is(&splices, "abc", "abc");
}

Test(splice, insertions_at_one_place_stand_in_the_order_of_asking_before_the_replacement)
{
	struct splices splices = {0};
	splice_add(&splices, 1, 2, SPAN("r"), 1);
	splice_add(&splices, 1, 1, SPAN("1"), 2);
	splice_add(&splices, 1, 1, SPAN("2"), 3);
	performed_is(&splices, "abc", "a12rc");
}

Test(splice, insertions_at_both_ends_of_the_text_are_done)
{
	struct splices splices = {0};
	splice_add(&splices, 3, 3, SPAN(">"), 1);
	splice_add(&splices, 0, 0, SPAN("<"), 1);
	performed_is(&splices, "abc", "<abc>");
}

Test(splice, an_overlap_is_told_and_touching_is_none)
{
	struct splices splices = {0};
	splice_add(&splices, 0, 4, SPAN(""), 1);
	splice_add(&splices, 4, 6, SPAN(""), 2);
	cr_expect_eq(splices_sort(&splices), SIZE_MAX);
	splice_add(&splices, 5, 5, SPAN("x"), 3);
	cr_expect_eq(splices_sort(&splices), 2);
	splices_release(&splices);
}

Test(splice, a_short_splice_inside_a_long_one_does_not_hide_a_later_overlap)
{
	struct splices splices = {0};
	splice_add(&splices, 0, 9, SPAN(""), 1);
	splice_add(&splices, 1, 2, SPAN(""), 2);
	splice_add(&splices, 8, 10, SPAN(""), 3);
	cr_expect_eq(splices_sort(&splices), 1);
	splices_release(&splices);
}

Test(splice, offsets_lead_from_old_to_new_and_back)
{
	/* abcdef -> aXXbf: insertion at 1, c to e removed */
	struct splices splices = {0};
	size_t inside = 99;
	splice_add(&splices, 2, 5, SPAN(""), 1);
	splice_add(&splices, 1, 1, SPAN("XX"), 2);
	splices_sort(&splices);
	cr_expect_eq(splices_new_offset(&splices, 0, false), 0);
	cr_expect_eq(splices_new_offset(&splices, 1, false), 1);
	cr_expect_eq(splices_new_offset(&splices, 1, true), 3);
	cr_expect_eq(splices_new_offset(&splices, 5, false), 4);
	cr_expect_eq(splices_new_offset(&splices, 6, false), 5);
	cr_expect_eq(splices_old_offset(&splices, 0, &inside), 0);
	cr_expect_eq(splices_old_offset(&splices, 2, &inside), SIZE_MAX);
	cr_expect_eq(inside, 0);
	cr_expect_eq(splices_old_offset(&splices, 3, &inside), 1);
	cr_expect_eq(splices_old_offset(&splices, 4, &inside), 5);
	splices_release(&splices);
}
