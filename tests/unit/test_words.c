/* Words: what is one token, and where words stand in a text. */
#include "doc/words.h"

#include <criterion/criterion.h>
#include <string.h>

/* The tokens of a text, with a bar after each. */
static void tokens_are(const char *text, const char *expected)
{
	struct words words = {0};
	struct buf got = {0};
	words_split(span_of(text), &words);
	for (size_t i = 0; i < words.count; i++)
		buf_printf(&got, "%.*s|", (int)(words.items[i].end - words.items[i].start),
			   text + words.items[i].start);
	cr_expect_str_eq(buf_string(&got), expected);
	buf_release(&got);
	words_release(&words);
}

static void found_at(const char *text, const char *what, bool folded, int at)
{
	struct word_hit hit;
	bool found = words_find(span_of(text), span_of(what), 0, folded, &hit);
	cr_expect_eq(found, at >= 0, "\"%s\" in \"%s\"", what, text);
	if (found && at >= 0)
		cr_expect_eq(hit.start, (size_t)at, "\"%s\" at %zu", what, hit.start);
}

Test(words, a_reference_a_number_and_an_apostrophe_word_are_one_token)
{
	tokens_are("Section G5.28 of User's 1,000 cross-headings.",
		   "Section|G5.28|of|User's|1,000|cross-headings|.|");
	tokens_are("4-681.07 is £5.50; 8,9", "4-681.07|is|£|5.50|;|8|,|9|");
}

Test(words, brackets_and_marks_are_single_tokens)
{
	tokens_are("(a)::and/or", "(|a|)|:|:|and|/|or|");
	tokens_are("“Shared Resources”; – x…", "“|Shared|Resources|”|;|–|x|…|");
	tokens_are("G5.25.", "G5.25|.|");
}

Test(words, white_space_of_any_kind_belongs_to_the_token_before_it)
{
	struct words words = {0};
	words_split(span_of(" a \xC2\xA0\n b"), &words);
	cr_assert_eq(words.count, 2);
	cr_expect_eq(words.items[0].start, 1);
	cr_expect_eq(words.items[0].end, 2);
	cr_expect_eq(words.items[0].next, 7);
	cr_expect_eq(words.items[1].start, 7);
	words_release(&words);
}

Test(words, kinds_tell_words_numbers_and_marks_apart)
{
	struct words words = {0};
	words_split(span_of("User G5.28 ;"), &words);
	cr_expect_eq(words.items[0].kind, WORD_WORD);
	cr_expect_eq(words.items[1].kind, WORD_NUMBER);
	cr_expect_eq(words.items[2].kind, WORD_MARK);
	words_release(&words);
}

Test(words, an_empty_text_has_no_words)
{
	tokens_are("", "");
	tokens_are(" \n", "");
	found_at("", "a", false, -1);
	found_at("a", "", false, -1);
}

Test(words, only_whole_tokens_are_found)
{
	found_at("the land and sea", "and", false, 9);
	found_at("Z4.28 and 8", "8", false, 10);
	found_at("Sections G5.26 to G5.28", "G5.2", false, -1);
}

Test(words, white_space_is_free_but_case_is_not)
{
	found_at("any  Shared\n\xC2\xA0Resources", "Shared Resources", false, 5);
	found_at("shared resources", "Shared Resources", false, -1);
}

Test(words, marks_of_another_shape_are_found_only_by_folding)
{
	found_at("the “Pooled Meters” rule", "\"Pooled Meters\"", false, -1);
	found_at("the “Pooled Meters” rule", "\"Pooled Meters\"", true, 4);
	found_at("User’s own – plan", "User's own - plan", true, 0);
}

Test(words, a_search_that_fails_in_the_middle_of_a_match_finds_the_overlapping_one)
{
	found_at("a a a b", "a a b", false, 2);
	found_at("x; x; x, y", "x; x, y", false, 3);
}

Test(words, a_search_goes_on_behind_a_hit_and_never_inside_a_word)
{
	struct span text = SPAN("and land and");
	struct word_hit hit;
	cr_assert(words_find(text, SPAN("and"), 1, false, &hit));
	cr_expect_eq(hit.start, 9);
	cr_assert(words_find(text, SPAN("and"), 5, false, &hit));
	cr_expect_eq(hit.start, 9);
	cr_expect_not(words_find(text, SPAN("and"), 12, false, &hit));
}

Test(words, folding_makes_one_space_and_one_shape_of_each_mark)
{
	struct buf out = {0};
	words_fold_space(SPAN("  a \n\xC2\xA0“b”  "), &out);
	cr_expect_str_eq(buf_string(&out), "a “b”");
	buf_cut(&out, 0);
	words_fold_marks(SPAN("“User’s” — a–b"), &out);
	cr_expect_str_eq(buf_string(&out), "\"User's\" - a-b");
	buf_release(&out);
}

/* Texts of pieces that are hard to part, one with a piece more or less than the other. */
static void pieces_add(struct buf *out, uint32_t *seed, size_t count)
{
	static const char *const pieces[] = {
		" ",	       "a",    "word", "1",	   ",",	       "000", ".",  "-",
		"'s",	       " the", "(b)",  "\xC2\xA0", "\xC2\xA3", "  ",  "\n", "\xE2\x80\x99",
		"\xE2\x80\x89"};
	while (count--) {
		*seed = *seed * 1103515245 + 12345;
		buf_text(out, pieces[(*seed >> 16) % (sizeof pieces / sizeof *pieces)]);
	}
}

Test(words, a_split_beside_another_text_is_the_same_split)
{
	uint32_t seed = 9;
	for (size_t round = 0; round < 20000; round++) {
		struct buf head = {0}, tail = {0}, text = {0}, other = {0};
		struct words known = {0}, got = {0}, wanted = {0};
		pieces_add(&head, &seed, round % 23);
		pieces_add(&tail, &seed, round % 19);
		buf_span(&other, buf_as_span(&head));
		buf_span(&text, buf_as_span(&head));
		pieces_add(&other, &seed, round % 3);
		pieces_add(&text, &seed, round % 4);
		buf_span(&other, buf_as_span(&tail));
		buf_span(&text, buf_as_span(&tail));
		words_split(buf_as_span(&other), &known);
		words_split(buf_as_span(&text), &wanted);
		words_split_beside(buf_as_span(&text), buf_as_span(&other), &known, &got);
		cr_assert_eq(got.count, wanted.count, "“%s” beside “%s”", buf_string(&text),
			     buf_string(&other));
		for (size_t i = 0; i < got.count; i++) {
			const struct word *x = &got.items[i], *y = &wanted.items[i];
			cr_assert(x->start == y->start && x->end == y->end && x->next == y->next &&
					  x->hash == y->hash && x->kind == y->kind,
				  "“%s” beside “%s”, token %zu", buf_string(&text),
				  buf_string(&other), i);
		}
		buf_release(&head);
		buf_release(&tail);
		buf_release(&text);
		buf_release(&other);
		words_release(&known);
		words_release(&got);
		words_release(&wanted);
	}
}
