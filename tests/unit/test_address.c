/* Addresses: citations to eIds and back. */
#include "doc/address.h"

#include <criterion/criterion.h>

static struct profile *load(const char *name)
{
	struct buf error = {0};
	struct profile *profile = profile_load(name, &error);
	cr_assert_not_null(profile, "%s", buf_string(&error));
	buf_release(&error);
	return profile;
}

static void eid_is(const char *name, const char *citation, const char *expected)
{
	struct profile *profile = load(name);
	struct buf eid = {0};
	bool known = address_from_citation(profile, span_of(citation), &eid);
	cr_expect_eq(known, expected != NULL, "%s", citation);
	cr_expect_str_eq(buf_string(&eid), expected ? expected : "", "%s: %s", citation,
			 buf_string(&eid));
	buf_release(&eid);
	profile_free(profile);
}

static void citation_is(const char *name, const char *eid, const char *expected)
{
	struct profile *profile = load(name);
	struct buf citation = {0};
	address_to_citation(profile, span_of(eid), &citation);
	cr_expect_str_eq(buf_string(&citation), expected, "%s: %s", eid, buf_string(&citation));
	buf_release(&citation);
	profile_free(profile);
}

Test(address, a_citation_of_the_sec_becomes_an_eid)
{
	eid_is("sec", "G5.25(b)(ii)", "cl_G5-25__para_b__subpara_ii");
	eid_is("sec", "Section G1.7A", "cl_G1-7A");
	eid_is("sec", "section G5", "sec_G5");
	eid_is("sec", "Section G", "chp_G");
	eid_is("sec", "G", "chp_G");
	eid_is("sec", "G1.7(A)", "cl_G1-7__para_A");
}

Test(address, an_eid_stands_for_itself)
{
	eid_is("sec", "cl_G5-25__para_b", "cl_G5-25__para_b");
	eid_is("sec", "sec_Z4__crossHeading_Z4-11A", "sec_Z4__crossHeading_Z4-11A");
}

Test(address, what_is_no_citation_of_the_profile_is_refused)
{
	eid_is("sec", "", NULL);
	eid_is("sec", "G 8.54", NULL);
	eid_is("sec", "G5.25 (b)", NULL);
	eid_is("sec", "G5.25(b", NULL);
	eid_is("sec", "G5.25()", NULL);
	eid_is("sec", "G5.25(b)x", NULL);
	eid_is("sec", "G5.25(a)(i)(A)(1)(x)", NULL);
	eid_is("sec", "G(a)", NULL);
	eid_is("sec", "5.25", NULL);
	eid_is("sec", "Annex C", NULL);
}

Test(address, other_codes_have_their_own_levels)
{
	eid_is("uk-act", "section 3(2)(a)(i)(A)", "sec_3__subsec_2__para_a__subpara_i__item_A");
	eid_is("uk-act", "3(a)", "sec_3__para_a");
	eid_is("uk-act", "3(1A)(i)", "sec_3__subsec_1A__para_i");
	eid_is("uk-act", "Article 3(2)(a)(i)", "art_3__para_2__subpara_a__item_i");
	eid_is("uk-act", "Part 5", "part_5");
	eid_is("us-dc", "38-2905.02(a)(1)(B)", "sec_38-2905-02__subsec_a__para_1__subpara_B");
}

Test(address, an_eid_is_read_back_as_its_citation)
{
	citation_is("sec", "cl_G5-25__para_b__subpara_ii", "G5.25(b)(ii)");
	citation_is("sec", "cl_G1-7A", "G1.7A");
	citation_is("sec", "chp_G", "G");
	citation_is("sec", "cl_G5-25__para_b__wrapup", "G5.25(b), closing words");
	citation_is("sec", "cl_G5-25__intro", "G5.25, opening words");
	citation_is("sec", "sec_Z4__crossHeading_Z4-11", "Z4, cross-heading before Z4.11");
	citation_is("us-dc", "sec_38-2905-02__subsec_a", "38-2905.02(a)");
}

Test(address, the_form_of_a_number_tells_its_level)
{
	struct profile *profile = load("sec");
	cr_expect_eq(address_level_of_number(profile, SPAN("G")), 0);
	cr_expect_eq(address_level_of_number(profile, SPAN("G5")), 4);
	cr_expect_eq(address_level_of_number(profile, SPAN("G5.25")), 5);
	cr_expect_eq(address_level_of_number(profile, SPAN("Z4A.2B")), 5);
	cr_expect_eq(address_level_of_number(profile, SPAN("(a)")), -1);
	cr_expect_eq(address_level_of_number(profile, SPAN("5.25")), -1);
	cr_expect_eq(address_level_of_number(profile, SPAN("8")), -1);
	cr_expect_eq(address_level_of_eid(profile, SPAN("cl_G5-25__para_b")), 6);
	cr_expect_eq(address_level_of_eid(profile, SPAN("sec_Z4__crossHeading_Z4-11")), -1);
	profile_free(profile);
}

Test(address, a_child_hangs_below_its_parent_only_where_ids_follow_the_path)
{
	struct profile *profile = load("sec");
	struct buf eid = {0};
	address_child(profile, SPAN("cl_G5-25"), 6, SPAN("(b)"), &eid);
	cr_expect_str_eq(buf_string(&eid), "cl_G5-25__para_b");
	buf_cut(&eid, 0);
	address_child(profile, SPAN("sec_G5"), 5, SPAN("G5.25"), &eid);
	cr_expect_str_eq(buf_string(&eid), "cl_G5-25");
	buf_release(&eid);
	profile_free(profile);
}

Test(address, slugs_lose_noun_brackets_and_stop)
{
	struct buf out = {0};
	address_slug(SPAN("Section G"), &out);
	buf_char(&out, ' ');
	address_slug(SPAN("(aa)"), &out);
	buf_char(&out, ' ');
	address_slug(SPAN("G1.7A."), &out);
	buf_char(&out, ' ');
	address_slug(SPAN("[(c)]"), &out);
	cr_expect_str_eq(buf_string(&out), "G aa G1-7A c");
	buf_release(&out);
}

Test(address, parents_and_heads_are_parts_of_the_eid)
{
	cr_expect(span_is(address_parent(SPAN("cl_G5-25__para_b__subpara_i")), "cl_G5-25__para_b"));
	cr_expect(span_is(address_parent(SPAN("cl_G5-25")), ""));
	cr_expect(span_is(address_head(SPAN("cl_G5-25__para_b__subpara_i")), "cl_G5-25"));
	cr_expect(span_is(address_head(SPAN("cl_G5-25")), "cl_G5-25"));
}
