/* Modifications: read as operations; what is broken is not executed. */
#include "patch/patch.h"

#include "sample.h"

#include <criterion/criterion.h>

static struct patch *read_bill(struct span bytes, struct diags *diags)
{
	struct buf copy = {0};
	buf_span(&copy, bytes);
	struct doc *doc = doc_read("patch.xml", &copy, diags);
	cr_assert(doc);
	return patch_read(doc, diags);
}

static const struct bill_op ops[] = {
	{.type = "insertion",
	 .scope = "provision",
	 .place = "cl_G1-1",
	 .position = "after",
	 .target = "cl_G1-1A",
	 .payload = "<clause "
		    "wId=\"cl_G1-1A\"><num>G1.1A</num><content><p>New.</p></content></clause>"},
	{.type = "substitution",
	 .scope = "words",
	 .place = "cl_G1-2__intro",
	 .old_words = "each  <day>",
	 .new_words = "a & b",
	 .more = " occurrence=\"2\" count=\"3\""},
	{.type = "insertion",
	 .scope = "words",
	 .place = "cl_G1-2",
	 .position = "after",
	 .old_words = "anchor",
	 .new_words = "more",
	 .target = "cl_G1-2"},
	{.type = "repeal",
	 .scope = "provision",
	 .place = "cl_G1-3",
	 .up_to = "cl_G1-5",
	 .more = " leaves=\"not-used\""},
	{.type = "renumbering",
	 .scope = "provision",
	 .place = "cl_G1-6",
	 .new_words = "G1.7",
	 .more = " to=\"cl_G1-7\""},
};

Test(patch, operations_come_back_as_they_were_written)
{
	struct diags diags = {0};
	struct buf bytes = {0};
	bill_write(&(struct bill){.ops = ops, .count = 5}, &bytes);
	struct patch *patch = read_bill(buf_as_span(&bytes), &diags);
	cr_assert(patch, "%s", diags.count ? diags.items[0]->message : "");
	cr_assert_eq(patch->op_count, 5);
	const struct op *op = patch->ops;
	cr_expect_eq(op[0].kind, OP_INSERTION);
	cr_expect_eq(op[0].position, POS_AFTER);
	cr_expect_str_eq(op[0].anchor, "cl_G1-1");
	cr_expect_str_eq(op[0].target, "cl_G1-1A");
	cr_expect(span_is(payload_eid(patch, op[0].payload), "cl_G1-1A"));
	cr_expect_eq(op[1].scope, SCOPE_WORDS);
	cr_expect_str_eq(op[1].target, "cl_G1-2__intro");
	cr_expect_str_eq(op[1].old, "each  <day>");
	cr_expect_str_eq(op[1].new_words, "a & b");
	cr_expect_eq(op[1].occurrence, 2);
	cr_expect_eq(op[1].count, 3);
	cr_expect_str_eq(op[2].old, "anchor");
	cr_expect_str_eq(op[2].new_words, "more");
	cr_expect_str_eq(op[3].up_to, "cl_G1-5");
	cr_expect_eq(op[3].leaves, LEAVES_NOT_USED);
	cr_expect_str_eq(op[4].to, "cl_G1-7");
	cr_expect_str_eq(op[4].new_num, "G1.7");
	cr_expect_str_eq(patch->base_version, SAMPLE_VERSION);
	cr_expect_eq(op[4].line, 50);
	patch_free(patch);
	buf_release(&bytes);
	diags_release(&diags);
}

/* The bill with the first `old` replaced. */
static void broken(const char *old, const char *new_text)
{
	struct diags diags = {0};
	struct buf bytes = {0}, changed = {0};
	bill_write(&(struct bill){.ops = ops, .count = 5}, &bytes);
	struct span all = buf_as_span(&bytes);
	size_t at = span_find(all, span_of(old), 0);
	cr_assert_neq(at, SIZE_MAX, "%s", old);
	buf_span(&changed, span_sub(all, 0, at));
	buf_text(&changed, new_text);
	buf_span(&changed, span_sub(all, at + span_of(old).length, all.length));
	cr_expect_null(read_bill(buf_as_span(&changed), &diags), "%s", new_text);
	cr_assert(diags.count, "%s", new_text);
	cr_expect_eq(diags.items[0]->code, DIAG_XML007, "%s", new_text);
	buf_release(&bytes);
	buf_release(&changed);
	diags_release(&diags);
}

Test(patch, what_leads_to_nothing_is_refused)
{
	broken("<new href=\"#sec_1__mod_1__qstr_1\"/>", "<new href=\"#sec_9\"/>");
	broken("<source href=\"#sec_2__mod_1\"/>", "<source href=\"#nothing\"/>");
	broken("for=\"#am_2\"", "for=\"#am_9\"");
	broken("for=\"#am_2\"", "for=\"#am_1\"");
	broken("eId=\"am_2\"", "eId=\"am_3\"");
	broken("type=\"repeal\"", "type=\"abolition\"");
	broken("pos=\"after\"", "pos=\"near\"");
	broken(" to=\"cl_G1-7\"", "");
	broken("scope=\"words\"", "scope=\"letters\"");
	broken("bill name=\"modification\"", "bill name=\"code\"");
}
