/* Profiles and patterns: rows, levels, and what is refused. */
#include "profile/pattern.h"
#include "profile/profile.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

static struct profile *load_text(const char *text, struct buf *error)
{
	char path[] = "/tmp/lexpatch-test-XXXXXX.profile";
	int file = mkstemps(path, 8);
	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
	struct profile *profile = profile_load(path, error);
	unlink(path);
	return profile;
}

static void refused(const char *text, const char *reason)
{
	struct buf error = {0};
	cr_expect_null(load_text(text, &error));
	cr_expect_not_null(strstr(buf_string(&error), reason), "%s", buf_string(&error));
	buf_release(&error);
}

Test(profile, the_built_in_profiles_are_there)
{
	static const char *const names[] = {"sec", "uk-act", "us-dc"};
	struct buf error = {0};
	for (size_t i = 0; i < 3; i++) {
		struct profile *profile = profile_load(names[i], &error);
		cr_assert_not_null(profile, "%s", buf_string(&error));
		cr_expect_str_eq(profile->name, names[i]);
		profile_free(profile);
	}
	buf_release(&error);
}

Test(profile, the_levels_of_the_sec_run_from_section_to_indent)
{
	struct buf error = {0};
	struct profile *profile = profile_load("sec", &error);
	cr_assert_not_null(profile);
	cr_assert_eq(profile->level_count, 10);
	cr_expect_eq(profile->first_item, 6);
	cr_expect_str_eq(profile->levels[5].element, "clause");
	cr_expect_str_eq(profile->levels[5].prefix, "cl");
	cr_expect_str_eq(profile->levels[5].noun, "Section");
	cr_expect_eq(profile->levels[7].style, LABEL_ROMAN);
	cr_expect_null(profile->levels[7].number);
	profile_free(profile);
	buf_release(&error);
}

Test(profile, rows_keep_their_order_lines_and_continued_values)
{
	struct buf error = {0};
	struct profile *profile =
		load_text("# a comment\n[profile]\nname = x\n[levels]\n"
			  "section = sec number [0-9]+ section\n"
			  "[own]\nb = 1\na = two = words\n\tthree\nc =\non = yes\n"
			  "[other]\nb = 2\n[own]\nb = 3\n",
			  &error);
	cr_assert_not_null(profile, "%s", buf_string(&error));
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "own", &count);
	cr_assert_eq(count, 5);
	cr_expect_str_eq(rows[0].key, "b");
	cr_expect_eq(rows[0].line, 7);
	cr_expect_str_eq(rows[1].value, "two = words\nthree");
	cr_expect_str_eq(rows[2].value, "");
	cr_expect_str_eq(rows[4].value, "3");
	cr_expect_str_eq(profile_value(profile, "own", "b", "none"), "1");
	cr_expect_str_eq(profile_value(profile, "own", "z", "none"), "none");
	cr_expect(profile_truth(profile, "own", "on"));
	cr_expect_not(profile_truth(profile, "own", "b"));
	cr_expect(profile_lists(profile, "own", "a", SPAN("three")));
	cr_expect_not(profile_lists(profile, "own", "a", SPAN("thre")));
	profile_rows(profile, "nothing", &count);
	cr_expect_eq(count, 0);
	profile_free(profile);
	buf_release(&error);
}

Test(profile, what_is_wrong_is_named_with_its_line)
{
	refused("[profile]\nnonsense\n", "line 2");
	refused("a = b\n", "before the first section");
	refused("[levels]\n  x\n", "without a row");
	refused("[levels]\nsection = sec number [0-9\n", "malformed");
	refused("[levels]\nsection = sec wrong\n", "line 2");
	refused("[levels]\nparagraph = para lower\n", "no numbered level");
	refused("", "no numbered level");
}

Test(profile, a_name_that_nobody_has_is_refused_with_the_names_there_are)
{
	struct buf error = {0};
	cr_expect_null(profile_load("nobody", &error));
	cr_expect_not_null(strstr(buf_string(&error), "sec, uk-act, us-dc"));
	buf_cut(&error, 0);
	cr_expect_null(profile_load("./nowhere.profile", &error));
	cr_expect_gt(error.length, 0);
	buf_release(&error);
}

Test(pattern, named_groups_are_found_the_first_that_took_part)
{
	struct buf error = {0};
	struct span text = SPAN("in Z4.12 now");
	struct match match;
	struct pattern *pattern =
		pattern_new("(?:(?<n>Q[0-9]+)|(?<n>Z[0-9.]+))(?<none>!)?", 0, &error);
	cr_assert_not_null(pattern);
	cr_assert_eq(pattern_match(pattern, text, 0, &match), PATTERN_YES);
	cr_expect(span_is(match_named(pattern, &match, text, "n"), "Z4.12"));
	cr_expect_null(match_named(pattern, &match, text, "none").at);
	cr_expect_eq(pattern_group(pattern, "absent", &match), 0);
	cr_expect_eq(pattern_match(pattern, text, 6, &match), PATTERN_NO);
	cr_expect_eq(pattern_match(pattern, text, 99, &match), PATTERN_NO);
	pattern_free(pattern);
	buf_release(&error);
}

Test(pattern, flags_do_what_they_say)
{
	struct buf error = {0};
	struct match match;
	struct pattern *pattern =
		pattern_new("a b # not this\n c",
			    PATTERN_EXTENDED | PATTERN_CASELESS | PATTERN_ANCHORED, &error);
	cr_assert_not_null(pattern);
	cr_expect_eq(pattern_match(pattern, SPAN("xABC"), 1, &match), PATTERN_YES);
	cr_expect_eq(pattern_match(pattern, SPAN("xABC"), 0, &match), PATTERN_NO);
	pattern_free(pattern);
	buf_release(&error);
}

Test(pattern, a_malformed_pattern_is_an_error_and_a_hard_subject_a_limit)
{
	struct buf error = {0}, text = {0};
	struct match match;
	cr_expect_null(pattern_new("(a", 0, &error));
	cr_expect_gt(error.length, 0);
	struct pattern *pattern = pattern_new("(?:a|aa|aaa)+$", 0, &error);
	buf_repeat(&text, 'a', 200);
	buf_char(&text, 'b');
	cr_expect_eq(pattern_gave_up(), 0);
	cr_expect_eq(pattern_match(pattern, buf_as_span(&text), 0, &match), PATTERN_LIMIT);
	cr_expect_eq(pattern_gave_up(), 1);
	pattern_free(pattern);
	buf_release(&text);
	buf_release(&error);
}

struct ends {
	struct pattern_visitor visitor;
	size_t at[3];
};

static void note_end(struct pattern_visitor *visitor, unsigned number, size_t at)
{
	((struct ends *)visitor)->at[number] = at;
}

Test(pattern, each_place_is_visited_with_the_end_that_its_part_has_alone)
{
	struct buf error = {0};
	struct pattern *pattern =
		pattern_new("(?:(?>a+)(?C0)|(?>ab|abc)(?C1)|(?>c)(?C2))", PATTERN_ANCHORED, &error);
	cr_assert_not_null(pattern);
	for (int turn = 0; turn < 1000; turn++) { /* with and without machine code */
		struct ends ends = {{note_end, 3}, {0}};
		cr_assert_eq(pattern_visit(pattern, SPAN("aabc"), 1, &ends.visitor), PATTERN_NO);
		cr_assert_eq(ends.at[0], 2);
		cr_assert_eq(ends.at[1], 3);
		cr_assert_eq(ends.at[2], 0);
	}
	pattern_free(pattern);
	buf_release(&error);
}
