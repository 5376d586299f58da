/* Citations in running text: what is found, where it leads, and what is never taken for one. */
#include "doc/cite.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct bench {
	struct profile *profile;
	struct cite_finder *finder;
	struct citations found;
};

static struct bench bench_new(const char *name)
{
	struct buf error = {0};
	struct bench bench = {.profile = profile_load(name, &error)};
	cr_assert_not_null(bench.profile, "%s", buf_string(&error));
	bench.finder = cite_finder_new(bench.profile, &error);
	cr_assert_not_null(bench.finder, "%s", buf_string(&error));
	buf_release(&error);
	return bench;
}

static void bench_release(struct bench *bench)
{
	citations_release(&bench->found);
	cite_finder_free(bench->finder);
	profile_free(bench->profile);
}

/* What is found, one a line: WORDS -> TARGET [.. UP TO] FLAGS {DESCRIPTOR}. */
static void print(const struct citation *citation, const char *text, struct buf *out)
{
	static const char letters[] = "nmepr"; /* no noun, malformed, external, plural, relative */
	buf_printf(out, "%.*s -> %s", (int)(citation->end - citation->start),
		   text + citation->start, citation->target);
	if (citation->up_to)
		buf_printf(out, " .. %s", citation->up_to);
	if (citation->flags)
		buf_char(out, ' ');
	for (int i = 0; letters[i]; i++)
		if (citation->flags & 1u << i)
			buf_char(out, letters[i]);
	if (citation->descriptor_end > citation->descriptor_start)
		buf_printf(out, " {%.*s}",
			   (int)(citation->descriptor_end - citation->descriptor_start),
			   text + citation->descriptor_start);
	buf_char(out, '\n');
}

static void found_is(const char *profile, const char *text, const char *expected)
{
	struct bench bench = bench_new(profile);
	struct buf got = {0};
	cite_find(bench.finder, span_of(text), &bench.found);
	for (size_t i = 0; i < bench.found.count; i++)
		print(&bench.found.items[i], text, &got);
	cr_expect_str_eq(buf_string(&got), expected, "%s\n%s", text, buf_string(&got));
	buf_release(&got);
	bench_release(&bench);
}

Test(cite, a_single_reference_with_its_noun_and_items)
{
	found_is("sec", "under Section G5.25(b)(ii);",
		 "Section G5.25(b)(ii) -> cl_G5-25__para_b__subpara_ii\n");
	found_is("sec", "Section G and section G5.", "Section G -> chp_G\nsection G5 -> sec_G5\n");
}

Test(cite, a_range_is_one_citation)
{
	found_is("sec", "Sections G3.1 to G3.4", "Sections G3.1 to G3.4 -> cl_G3-1 .. cl_G3-4 p\n");
	found_is("sec", "Sections G3.1 – G3.4", "Sections G3.1 – G3.4 -> cl_G3-1 .. cl_G3-4 p\n");
	found_is("sec", "Section Z4.12(a) to (c)",
		 "Section Z4.12(a) to (c) -> cl_Z4-12__para_a .. cl_Z4-12__para_c\n");
	found_is("sec", "Sections G3.1 to 3.4", "Sections G3.1 to 3.4 -> cl_G3-1 .. cl_G3-4 mp\n");
}

Test(cite, the_members_of_a_list_share_noun_and_group)
{
	const char *text = "Sections Z4.13, Z4.14 and Z4.16 and Section Z4.20";
	struct bench bench = bench_new("sec");
	cite_find(bench.finder, span_of(text), &bench.found);
	cr_assert_eq(bench.found.count, 4);
	for (size_t i = 0; i < 3; i++) {
		struct citation *citation = &bench.found.items[i];
		cr_expect_eq(citation->group, 1);
		cr_expect_eq(citation->form, CITATION_LIST);
		cr_expect_eq(citation->noun_start, 0);
		cr_expect_eq(citation->noun_end, 8);
		cr_expect_eq(citation->start, citation->from_start);
	}
	cr_expect_eq(bench.found.items[3].group, 2);
	cr_expect_eq(bench.found.items[3].form, CITATION_SINGLE);
	bench_release(&bench);
}

Test(cite, a_list_may_hold_ranges)
{
	found_is("sec", "Sections Z4.12 to Z4.15 and Z4.14",
		 "Z4.12 to Z4.15 -> cl_Z4-12 .. cl_Z4-15 p\nZ4.14 -> cl_Z4-14 p\n");
}

Test(cite, labels_go_on_from_the_reference_before_them)
{
	found_is("sec", "Section Z4.12(a)(i) and (ii)",
		 "Z4.12(a)(i) -> cl_Z4-12__para_a__subpara_i\n"
		 "(ii) -> cl_Z4-12__para_a__subpara_ii\n");
	found_is("sec", "Section Z4.12(a)(i) and (c)",
		 "Z4.12(a)(i) -> cl_Z4-12__para_a__subpara_i\n(c) -> cl_Z4-12__para_c\n");
	found_is("sec", "Section Z4.12(h)(i) and (j)",
		 "Z4.12(h)(i) -> cl_Z4-12__para_h__subpara_i\n(j) -> cl_Z4-12__para_j\n");
	found_is("sec", "shall (i) obey Section Z4.12(a) and (ii) pay",
		 "Section Z4.12(a) -> cl_Z4-12__para_a\n");
}

Test(cite, a_number_without_noun_counts_at_a_word_boundary)
{
	found_is("sec", "set out in G1.7(A)", "G1.7(A) -> cl_G1-7__para_A n\n");
	found_is("sec", "the arrangements in M8 relating", "M8 -> sec_M8 n\n");
	found_is("sec", "G8.43 and G8.46", "G8.43 -> cl_G8-43 n\nG8.46 -> cl_G8-46 n\n");
}

Test(cite, a_misspelt_number_is_mended)
{
	found_is("sec", "Sections G 8.54 to G8.60",
		 "Sections G 8.54 to G8.60 -> cl_G8-54 .. cl_G8-60 mp\n");
	found_is("sec",
		 "G\xC2\xA0"
		 "8.54",
		 "G\xC2\xA0"
		 "8.54 -> cl_G8-54 nm\n");
	found_is("sec", "in G.8.54 only", "G.8.54 -> cl_G8-54 nm\n");
	found_is("sec", "in G8,54 only", "G8,54 -> cl_G8-54 nm\n");
	found_is("sec", "Section G8. 54", "Section G8. 54 -> cl_G8-54 m\n");
	found_is("sec", "Section M 8", "Section M 8 -> sec_M8 m\n");
}

Test(cite, a_sentence_that_begins_with_a_figure_is_no_misspelling)
{
	found_is("sec", "under Section G8. 12 months later", "Section G8 -> sec_G8\n");
}

Test(cite, a_heading_in_brackets_is_a_descriptor)
{
	found_is("sec", "Sections G8.41 to G8.43 (Supplier Parties);",
		 "Sections G8.41 to G8.43 -> cl_G8-41 .. cl_G8-43 p {Supplier Parties}\n");
	found_is(
		"sec", "Section G3.1 (taking steps; Details of Hardware; Unauthorised Acts;",
		"Section G3.1 -> cl_G3-1 {taking steps; Details of Hardware; Unauthorised Acts}\n");
	found_is("sec", "Sections G1.1 (One) and G1.2 (Two)",
		 "G1.1 -> cl_G1-1 p {One}\nG1.2 -> cl_G1-2 p {Two}\n");
	found_is("uk-act", "Article 24 and section 3 (interpretation)",
		 "Article 24 -> art_24\nsection 3 -> sec_3 {interpretation}\n");
}

Test(cite, other_brackets_are_no_descriptor)
{
	found_is("sec", "Section G4.2 (or vice versa)", "Section G4.2 -> cl_G4-2\n");
	found_is("sec", "Section G4.2 (if any)", "Section G4.2 -> cl_G4-2\n");
	found_is("sec", "Section G4.2 (\"Shared Resources\")", "Section G4.2 -> cl_G4-2\n");
}

Test(cite, another_instrument_is_external)
{
	found_is("sec", "Section K2.5 of the Balancing and Settlement Code",
		 "Section K2.5 -> cl_K2-5 e\n");
	found_is("sec", "Section G5 (Metering) of the Gas Act 1986",
		 "Section G5 -> sec_G5 e {Metering}\n");
	found_is("uk-act", "section 5 of the Gas Act 1986", "section 5 -> sec_5 e\n");
	found_is("sec", "section 5 of the Gas Act 1986", "");
	found_is("sec", "Section G5 of this Code", "Section G5 -> sec_G5\n");
	found_is("sec", "Section G5 of the obligations in the Act", "Section G5 -> sec_G5\n");
}

Test(cite, a_noun_with_labels_is_relative)
{
	found_is("sec", "paragraph (c)", "paragraph (c) -> para_c r\n");
	found_is("sec", "paragraphs (a) to (c)", "paragraphs (a) to (c) -> para_a .. para_c pr\n");
	found_is("sec", "sub-paragraph (ii) of that paragraph",
		 "sub-paragraph (ii) -> subpara_ii r\n");
	found_is("sec", "paragraph (c) of Section Z4.12",
		 "paragraph (c) -> cl_Z4-12__para_c\nSection Z4.12 -> cl_Z4-12\n");
	found_is("uk-act", "paragraph (b) of subsection (1)",
		 "paragraph (b) -> subsec_1__para_b r\nsubsection (1) -> subsec_1 r\n");
}

Test(cite, a_noun_may_leave_open_how_many)
{
	found_is("sec", "Section(s) G5.2", "Section(s) G5.2 -> cl_G5-2 p\n");
	found_is("sec", "paragraph(s) (a) and (b)", "(a) -> para_a pr\n(b) -> para_b pr\n");
}

Test(cite, a_label_behind_a_space_is_the_numbers)
{
	found_is("sec", "Section G4.2 (a)", "Section G4.2 (a) -> cl_G4-2__para_a m\n");
	found_is("sec", "Section G4.2 (b)(ii);",
		 "Section G4.2 (b)(ii) -> cl_G4-2__para_b__subpara_ii m\n");
	found_is("sec", "Sections G4.2 (a) and (b)",
		 "G4.2 (a) -> cl_G4-2__para_a mp\n(b) -> cl_G4-2__para_b p\n");
	found_is("sec", "Section G4 (a)", "Section G4 -> sec_G4\n");
}

Test(cite, a_label_of_an_enumeration_is_not)
{
	found_is("sec", "comply with Section G4.2 (a) within a day; or (b) at once",
		 "Section G4.2 -> cl_G4-2\n");
	found_is("sec", "(a) comply with Section G4.2 (b) pay", "Section G4.2 -> cl_G4-2\n");
}

Test(cite, the_title_of_an_instrument_may_have_commas)
{
	found_is("uk-act", "section 102 of the Arms, Bombs and Crackers Act 1920",
		 "section 102 -> sec_102 e\n");
	found_is("uk-act", "section 3 of the Gas (Standards) (Amendment) Regulations 2014",
		 "section 3 -> sec_3 e\n");
	found_is("uk-act", "section 3 of the principal Act", "section 3 -> sec_3 e\n");
	found_is("uk-act", "section 3 of the Arms (No. 2) Act 1920", "section 3 -> sec_3 e\n");
	found_is("uk-act", "section 3 of, and Schedule 2 to, the Gas Act 1986",
		 "section 3 -> sec_3 e\nSchedule 2 -> sched_2 e\n");
	found_is("uk-act", "sections 5 to 7, section 8 and section 9 of the Gas Act 1986",
		 "sections 5 to 7 -> sec_5 .. sec_7 ep\nsection 8 -> sec_8 e\n"
		 "section 9 -> sec_9 e\n");
	found_is("uk-act", "section 5 applies, and so does the Act", "section 5 -> sec_5\n");
}

Test(cite, a_chain_hangs_below_all_that_it_names)
{
	found_is("uk-act", "paragraph (a) of subsection (2) of section 5",
		 "paragraph (a) -> sec_5__subsec_2__para_a\nsubsection (2) -> sec_5__subsec_2\n"
		 "section 5 -> sec_5\n");
	found_is("uk-act", "subsection (2) of section 5 of the Gas Act 1986",
		 "subsection (2) -> sec_5__subsec_2 e\nsection 5 -> sec_5 e\n");
	found_is("sec", "paragraph (i) of Section Z4.12(b)",
		 "paragraph (i) -> cl_Z4-12__para_b__subpara_i\n"
		 "Section Z4.12(b) -> cl_Z4-12__para_b\n");
}

Test(cite, schedules_and_their_paragraphs_have_numbers)
{
	found_is("uk-act", "Schedules 4 and A1", "4 -> sched_4 p\nA1 -> sched_A1 p\n");
	found_is("uk-act", "paragraph 3(2)(a) of Schedule 4",
		 "paragraph 3(2)(a) -> sched_4__para_3__subpara_2__para_a\n"
		 "Schedule 4 -> sched_4\n");
	found_is("uk-act", "paragraphs 3 to 5A", "paragraphs 3 to 5A -> para_3 .. para_5A pr\n");
	found_is("uk-act", "Part 2 of Schedule 4",
		 "Part 2 -> sched_4__part_2\nSchedule 4 -> sched_4\n");
	found_is("uk-act", "sub-paragraph (2)(a) of paragraph 4 of Schedule 2",
		 "sub-paragraph (2)(a) -> sched_2__para_4__subpara_2__para_a\n"
		 "paragraph 4 -> sched_2__para_4\nSchedule 2 -> sched_2\n");
	found_is("uk-act", "Chapter 1 of Part 4", "Chapter 1 -> part_4__chp_1\nPart 4 -> part_4\n");
	found_is("uk-act", "section 12,000 times", "section 12 -> sec_12\n");
}

Test(cite, letters_are_sections_only_behind_their_noun)
{
	found_is("sec", "Sections A, B and C", "A -> chp_A p\nB -> chp_B p\nC -> chp_C p\n");
	found_is("sec", "Section G5 and A User", "Section G5 -> sec_G5\n");
	found_is("sec", "clause A and G", "");
}

Test(cite, addresses_dates_and_other_numbers_are_never_taken)
{
	found_is("sec", "8 Fenchurch Place, London EC3M 4AJ", "");
	found_is("sec", "W1A 1AA, M1 4AJ, Page 1 of 4, Version 0.1, 5th January 2017", "");
	found_is("sec", "Attachment B, Annex C, Release 2.0, £5.50, 10:30, 5%, SECMP0044", "");
	found_is("sec", "Q1 2018, V1.0, G5.25.1, A4-sized, xG5.25, G5.25x, éG5, G5é", "");
	found_is("sec", "Schedules A1 and A2, Annex\nM8", "");
	found_is("sec", "(or vice versa) User(s) (if any) (s)", "");
}

Test(cite, white_space_of_any_kind_may_stand_inside)
{
	found_is("sec", "Sections\nG3.1\nto\nG3.4",
		 "Sections\nG3.1\nto\nG3.4 -> cl_G3-1 .. cl_G3-4 p\n");
	found_is("sec", "Section\xE2\x80\xAFG3.1", "Section\xE2\x80\xAFG3.1 -> cl_G3-1\n");
}

Test(cite, the_district_cites_its_code_by_sign_and_number)
{
	found_is("us-dc", "Section 8 (D.C. Official Code § 4-681.07)",
		 "§ 4-681.07 -> sec_4-681-07\n");
	found_is("us-dc", "by§1-204.04 and §§ 1-206(b), [1-207]",
		 "§1-204.04 -> sec_1-204-04\n§§ 1-206(b) -> sec_1-206__subsec_b p\n"
		 "1-207 -> sec_1-207 n\n");
	found_is("us-dc", "subject to 2-1204.11a and the rest", "2-1204.11a -> sec_2-1204-11a n\n");
	found_is("us-dc", "Pub. L. 93-198, D.C. Law 2-136, 555-1234", "");
	found_is("us-dc", "section 3 of title 5 and § 5-101 of the Act", "§ 5-101 -> sec_5-101\n");
	found_is("us-dc", "Sections 16-401 through 16-403",
		 "Sections 16-401 through 16-403 -> sec_16-401 .. sec_16-403 p\n");
}

Test(cite, what_is_said_of_a_member_does_not_end_its_list)
{
	found_is("us-dc", "§§ 3-1623 [repealed], 3-1711 [expired] and 3-2019",
		 "3-1623 -> sec_3-1623 p\n3-1711 -> sec_3-1711 p\n3-2019 -> sec_3-2019 p\n");
	found_is("us-dc", "§§ 22-1834 (of children); 22-2704 (of goods)",
		 "22-1834 -> sec_22-1834 p\n22-2704 -> sec_22-2704 p\n");
}

Test(cite, a_long_text_is_read_in_one_go)
{
	static const char *const pieces[] = {"G8.54 ",
					     "Section ",
					     "Section G5 (",
					     "G1,",
					     "(((",
					     "Section G5.1(a) and (b), ",
					     "G5.1 (a) ",
					     "Sections G5.1 to G5.3, ",
					     "paragraph (a) of ",
					     "Section G5 of the Aa "};
	struct bench bench = bench_new("sec");
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf text = {0};
		while (text.length < 300000)
			buf_text(&text, pieces[i]);
		cite_find(bench.finder, buf_as_span(&text), &bench.found);
		buf_release(&text);
	}
	bench_release(&bench);
}

/* The parts of a citation lie in it and in the text, and citations do not overlap. */
static void expect_sound(const struct citations *found, size_t length)
{
	size_t last = 0;
	for (size_t i = 0; i < found->count; i++) {
		const struct citation *c = &found->items[i];
		cr_expect(c->target && c->start <= c->from_start && c->from_start < c->from_end);
		cr_expect(c->noun_start <= c->noun_end && c->noun_end <= c->from_start);
		cr_expect(c->from_end <= c->to_end && c->to_start <= c->to_end);
		cr_expect(c->to_end <= c->end && c->end <= length && c->from_start >= last);
		cr_expect(c->descriptor_start <= c->descriptor_end && c->descriptor_end <= length);
		cr_expect(c->up_to == NULL || c->form == CITATION_RANGE);
		last = c->end;
	}
}

Test(cite, any_heap_of_words_gives_citations_that_lie_in_it)
{
	static const char *const profiles[] = {"sec", "us-dc", "uk-act"};
	static const char *const pieces[] = {
		"Section ",   "Sections", " ",	    "G1.2",	"(a)",	  "(ii)",    "(A)",
		" and ",      " to ",	  ", ",	    "; ",	"§",	  "§§ ",     "28:2-103",
		"1-204.04",   "[rep]",	  "(of x)", "Act ",	" of ",	  "the Gas", "paragraph ",
		"Schedule 4", "Part 2",	  "5",	    "\xC2\xA0", "–",	  "é",	     "G",
		" this ",     "(",	  ")",	    "A1",	"1,000 ", "G 8.54",  "\n",
		"subsection", "(1)",	  "-",	    "\xFF",	"(b)(1)", "G8."};
	uint32_t seed = 7;
	for (size_t p = 0; p < sizeof profiles / sizeof *profiles; p++) {
		struct bench bench = bench_new(profiles[p]);
		struct buf text = {0};
		for (size_t n = 0; n < 3000; n++) {
			buf_cut(&text, 0);
			for (size_t i = 0; i < 1 + n % 40; i++) {
				seed = seed * 1103515245 + 12345;
				buf_text(&text,
					 pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
			}
			cite_find(bench.finder, buf_as_span(&text), &bench.found);
			expect_sound(&bench.found, text.length);
		}
		buf_release(&text);
		bench_release(&bench);
	}
}
