/* Forms of drafting: which of several fits, and what is said of one that is malformed. */
#include "draft/grammar.h"
#include "draft/vocabulary.h"
#include "profile/profile.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

/* The forms begin on line 14. */
#define BEFORE                                                                                     \
	"[profile]\nname = x\n[levels]\nsection = sec number [0-9]+ section\n[vocabulary]\n"       \
	"stop = \\.|$\nnoun = section\nnumber = [0-9]+\nlabels = \\([a-z]\\)\nportion = heading\n" \
	"[phrases]\nas = as (?<new>.*)\n[forms]\n"

static struct grammar *grammar_of(const char *forms, struct profile **profile, struct buf *error)
{
	char path[] = "/tmp/lexpatch-test-XXXXXX.profile";
	int file = mkstemps(path, 8);
	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, BEFORE, strlen(BEFORE)), (ssize_t)strlen(BEFORE));
	cr_assert_eq(write(file, forms, strlen(forms)), (ssize_t)strlen(forms));
	close(file);
	*profile = profile_load(path, error);
	unlink(path);
	cr_assert_not_null(*profile, "%s", buf_string(error));
	return grammar_new(*profile, error);
}

static void refused(const char *forms, const char *why)
{
	struct buf error = {0};
	struct profile *profile;
	cr_expect_null(grammar_of(forms, &profile, &error));
	cr_expect_not_null(strstr(buf_string(&error), why), "%s", buf_string(&error));
	profile_free(profile);
	buf_release(&error);
}

static void fits(struct grammar *grammar, const char *text, unsigned line, const char *target)
{
	struct fit fit;
	cr_assert(grammar_fit(grammar, FORM_OPERATION, span_of(text), 0, &fit), "%s", text);
	cr_expect_eq(fit.form->line, line, "%s: line %u", text, fit.form->line);
	cr_expect_eq(fit.end, strlen(text));
	cr_expect(span_is(fit.group[GROUP_TARGET], target), "%s", text);
}

Test(forms, the_longest_that_fits_is_taken_and_of_equal_ones_the_first)
{
	struct buf error = {0};
	struct profile *profile;
	struct fit fit;
	struct grammar *grammar =
		grammar_of("repeal provision = delete (?<target>(?&number))\n"
			   "repeal words = delete (?<old>(?<target>(?&number)))(?:\\. All .*)?\n"
			   "repeal heading = (?<target>delete (?&number)(?:\\. All .*)?)\n"
			   "attempt = delete .*\n"
			   "renumbering provision = (?<target>(?&number)) {as}\n"
			   "repeal definition = (?<target>(?&number)) = \\k<target>\n"
			   "repeal words = (?<target>(?&number)) = (?&number)\n",
			   &profile, &error);
	cr_assert_not_null(grammar, "%s", buf_string(&error));
	fits(grammar, "delete 5", 14, "5");
	fits(grammar, "delete 5. All of it", 15, "5");
	fits(grammar, "5 as 6", 18, "5");
	fits(grammar, "5 = 5", 19, "5");
	fits(grammar, "5 = 6", 20, "5");
	cr_expect_not(grammar_fit(grammar, FORM_OPERATION, SPAN("delete it"), 0, &fit));
	cr_expect_eq(grammar_reach(grammar, SPAN("delete 5 then"), 0), 8);
	grammar_free(grammar);
	profile_free(profile);
	buf_release(&error);
}

Test(forms, what_is_wrong_with_one_of_many_is_said_of_its_line)
{
	const char *good = "repeal words = cut .*\nrepeal words = omit .*\n";
	struct buf forms = {0};
	buf_printf(&forms, "%srepeal words = (((\n%s", good, good);
	refused(buf_string(&forms), "line 16: its brackets do not pair");
	buf_cut(&forms, 0);
	buf_printf(&forms, "%srepeal words = {nobody}\n", good);
	refused(buf_string(&forms), "line 16: “{nobody}” is no phrase");
	buf_cut(&forms, 0);
	buf_printf(&forms, "%srepeal nobody = x\n", good);
	refused(buf_string(&forms), "line 16: “repeal nobody” is no kind of form");
	buf_release(&forms);
	refused("", "knows no forms");
	/* Side by side with others these would be something else. */
	refused("repeal words = cut (\nrepeal words = omit) .*\n", "line 14: its brackets");
	refused("repeal words = cut (*ACCEPT)\n", "line 14: “(*” is a verb");
	refused("repeal words = (?C3)cut\n", "line 14: “(?C” is a callout");
	cr_expect_null(wording_fault("[(] [^])(] [[:alpha:])] \\( \\Q((\\E (?<a>\\))"));
}
