/* Applying: each refusal with its code, and a base that is as it was. */
#include "apply/apply.h"

#include "sample.h"

#include <criterion/criterion.h>
#include <string.h>

static const char body[] =
	"\n      <chapter eId=\"chp_G\">\n        <num>Section G</num>\n        <section "
	"eId=\"sec_G1\">\n"
	"          <num>G1</num>\n          <heading>Meters</heading>\n"
	"          <clause eId=\"cl_G1-1\">\n            <num>G1.1</num>\n"
	"            <intro><p>Each User shall keep each meter:</p></intro>\n"
	"            <paragraph eId=\"cl_G1-1__para_a\">\n              <num>(a)</num>\n"
	"              <content><p>in good order; and</p></content>\n            </paragraph>\n"
	"            <paragraph eId=\"cl_G1-1__para_b\">\n              <num>(b)</num>\n"
	"              <content><p>in sight.</p></content>\n            </paragraph>\n"
	"          </clause>\n"
	"          <clause eId=\"cl_G1-2\">\n            <num>G1.2</num>\n"
	"            <content><p>The Panel may look at them.</p></content>\n          </clause>\n"
	"          <clause eId=\"cl_G1-3\" status=\"incomplete\">\n            <num>G1.3</num>\n"
	"            <content><p/></content>\n          </clause>\n"
	"        </section>\n      </chapter>\n    ";

struct fixture {
	struct profile *profile;
	struct buf base, bill;
	struct trial trial;
};

static void run_bill(struct fixture *f, const struct bill *bill, bool partial)
{
	struct buf error = {0};
	*f = (struct fixture){.profile = profile_load("sec", &error)};
	cr_assert(f->profile, "%s", buf_string(&error));
	sample_write(SPAN(body), &f->base);
	bill_write(bill, &f->bill);
	trial_run(&f->trial, f->profile, buf_as_span(&f->base), buf_as_span(&f->bill), partial);
	cr_assert(f->trial.application, "%s",
		  f->trial.diags.count ? f->trial.diags.items[0]->message : "not read");
	cr_expect(span_equal(f->trial.base->bytes, buf_as_span(&f->base)), "the base was changed");
}

static void release(struct fixture *f)
{
	trial_release(&f->trial);
	buf_release(&f->base);
	buf_release(&f->bill);
	profile_free(f->profile);
}

/* The operations are refused, the `nth` one (from 1) with that code; nothing is made. */
static void refused_bill(const struct bill *bill, size_t nth, enum diag_code code,
			 const char *nearest)
{
	struct fixture f;
	run_bill(&f, bill, false);
	const struct application *a = f.trial.application;
	cr_expect_not(a->done);
	cr_expect_null(a->docs[0].new_doc);
	const struct op_result *result = &a->results[nth - 1];
	cr_assert_eq(result->status, OP_REFUSED);
	cr_assert(result->diag);
	cr_expect_eq(result->diag->code, code, "%s: %s", diag_rule(result->diag->code)->code,
		     result->diag->message);
	if (nearest) {
		cr_assert(result->nearest_count);
		cr_expect_str_eq(result->nearest[0], nearest);
	}
	release(&f);
}

static void refused(struct bill_op op, enum diag_code code)
{
	refused_bill(&(struct bill){.ops = &op, .count = 1}, 1, code, NULL);
}

static void expect_text(const struct bill_op *ops, size_t count, const char *words)
{
	struct fixture f;
	run_bill(&f, &(struct bill){.ops = ops, .count = count}, false);
	cr_expect(f.trial.application->done, "%s",
		  f.trial.diags.count ? f.trial.diags.items[0]->message : "");
	struct span result = trial_result(&f.trial);
	cr_expect_neq(span_find(result, span_of(words), 0), SIZE_MAX, "%s is not in\n%.*s", words,
		      SPAN_ARGS(result));
	release(&f);
}

#define WORDS(where, before, after)                                                                \
	{                                                                                          \
		.type = "substitution", .scope = "words", .place = (where), .old_words = (before), \
		.new_words = (after)                                                               \
	}
#define CLAUSE(eid, num)                          \
	"\n<clause wId=\"" eid "\">\n  <num>" num \
	"</num>\n  <content><p>New.</p></content>\n</clause>\n"
#define ITEM(eid, num)                               \
	"\n<paragraph wId=\"" eid "\">\n  <num>" num \
	"</num>\n  <content><p>new;</p></content>\n</paragraph>\n"
#define INSERT(where, pos, eid, num)                                                            \
	{                                                                                       \
		.type = "insertion", .scope = "provision", .place = (where), .position = (pos), \
		.target = (eid), .payload = CLAUSE(eid, num)                                    \
	}
#define RENUMBER(where, new_id, label)                                         \
	{                                                                      \
		.type = "renumbering", .scope = "provision", .place = (where), \
		.new_words = (label), .more = " to=\"" new_id "\""             \
	}

Test(apply, another_version_is_refused)
{
	struct bill_op op = WORDS("cl_G1-2", "look at", "test");
	refused_bill(&(struct bill){.ops = &op, .count = 1, .version = "7.7"}, 1, DIAG_AMD001,
		     NULL);
}

Test(apply, a_target_that_is_not_there_is_refused_with_the_nearest)
{
	struct bill_op op = WORDS("cl_G1-1__para_c", "sight", "use");
	refused_bill(&(struct bill){.ops = &op, .count = 1}, 1, DIAG_AMD002, "cl_G1-1__para_a");
}

Test(apply, words_that_are_not_there_as_often_as_stated_are_refused)
{
	refused((struct bill_op)WORDS("cl_G1-2", "nowhere", "somewhere"), DIAG_AMD008);
	refused((struct bill_op)WORDS("cl_G1-1", "in", "out"), DIAG_AMD008);
	refused((struct bill_op)WORDS("cl_G1-2", "Pan", "Committee"), DIAG_AMD008);
}

Test(apply, two_operations_on_the_same_words_are_both_refused)
{
	struct bill_op ops[] = {WORDS("cl_G1-2", "may look", "must look"),
				WORDS("cl_G1-2", "look at", "test")};
	refused_bill(&(struct bill){.ops = ops, .count = 2}, 1, DIAG_AMD013, NULL);
	refused_bill(&(struct bill){.ops = ops, .count = 2}, 2, DIAG_AMD013, NULL);
}

Test(apply, an_operation_inside_what_another_takes_away_is_refused)
{
	struct bill_op ops[] = {{.type = "repeal",
				 .scope = "provision",
				 .place = "cl_G1-1",
				 .more = " leaves=\"remove\""},
				WORDS("cl_G1-1__para_b", "sight", "use")};
	refused_bill(&(struct bill){.ops = ops, .count = 2}, 2, DIAG_AMD013, NULL);
}

Test(apply, a_base_that_has_moved_is_refused)
{
	struct bill_op op = WORDS("cl_G1-2", "look at", "test");
	static const char pins[] = "<lp:pin href=\"" SAMPLE_WORK
				   "#cl_G1-2\" sha256=\"0000000000000000000000000000000000000000"
				   "000000000000000000000000\"/>\n";
	refused_bill(&(struct bill){.ops = &op, .count = 1, .pins = pins}, 1, DIAG_AMD018, NULL);
}

Test(apply, what_is_already_amended_is_refused)
{
	refused((struct bill_op)WORDS("cl_G1-2", "examine", "look at"), DIAG_AMD019);
}

Test(apply, an_insertion_without_place_or_payload_is_refused)
{
	refused((struct bill_op){.type = "insertion",
				 .scope = "provision",
				 .place = "cl_G1-2",
				 .target = "cl_G1-2A",
				 .payload = CLAUSE("cl_G1-2A", "G1.2A")},
		DIAG_AMD022);
	refused((struct bill_op){.type = "insertion",
				 .scope = "provision",
				 .place = "cl_G1-2",
				 .position = "after",
				 .target = "cl_G1-2A"},
		DIAG_AMD025);
}

Test(apply, words_of_a_text_not_supplied_cannot_be_amended)
{
	refused((struct bill_op)WORDS("cl_G1-3", "a", "b"), DIAG_AMD026);
}

Test(apply, a_number_in_use_or_made_twice_is_refused)
{
	refused((struct bill_op)INSERT("cl_G1-2", "after", "cl_G1-3", "G1.3"), DIAG_NUM004);
	struct bill_op ops[] = {INSERT("cl_G1-2", "after", "cl_G1-2A", "G1.2A"),
				INSERT("cl_G1-2", "after", "cl_G1-2A", "G1.2A")};
	refused_bill(&(struct bill){.ops = ops, .count = 2}, 2, DIAG_NUM004, NULL);
}

Test(apply, a_number_that_does_not_fit_its_place_is_refused)
{
	refused((struct bill_op)INSERT("cl_G1-1", "after", "cl_G1-7", "G1.7"), DIAG_NUM005);
	refused((struct bill_op)INSERT("cl_G1-1", "before", "cl_G1-1A", "G1.1A"), DIAG_NUM005);
	refused((struct bill_op)INSERT("sec_G1", "end", "cl_G1-2A", "G1.2A"), DIAG_NUM005);
}

Test(apply, an_inserted_letter_stands_between_its_neighbours)
{
	struct bill_op op = {.type = "insertion",
			     .scope = "provision",
			     .place = "cl_G1-1__para_a",
			     .position = "after",
			     .target = "cl_G1-1__para_aa",
			     .payload = ITEM("cl_G1-1__para_aa", "(aa)")};
	expect_text(&op, 1,
		    "            </paragraph>\n            <paragraph eId=\"cl_G1-1__para_aa\">\n"
		    "              <num>(aa)</num>\n              <content><p>new;</p></content>\n"
		    "            </paragraph>\n            <paragraph eId=\"cl_G1-1__para_b\">");
	op.place = "cl_G1-1";
	op.position = "unspecified";
	expect_text(&op, 1, "</paragraph>\n            <paragraph eId=\"cl_G1-1__para_b\">");
}

Test(apply, two_items_can_swap_their_numbers)
{
	struct bill_op ops[] = {RENUMBER("cl_G1-1__para_a", "cl_G1-1__para_b", "(b)"),
				RENUMBER("cl_G1-1__para_b", "cl_G1-1__para_a", "(a)")};
	expect_text(
		ops, 2,
		"<paragraph eId=\"cl_G1-1__para_b\" wId=\"cl_G1-1__para_a\">\n"
		"              <num>(b)</num>\n              <content><p>in good order; and</p>");
	expect_text(ops, 2,
		    "<paragraph eId=\"cl_G1-1__para_a\" wId=\"cl_G1-1__para_b\">\n"
		    "              <num>(a)</num>\n              <content><p>in sight.</p>");
}

Test(apply, a_number_given_away_without_being_freed_is_refused)
{
	struct bill_op op = RENUMBER("cl_G1-1__para_a", "cl_G1-1__para_b", "(b)");
	refused(op, DIAG_NUM004);
}

Test(apply, partial_does_what_fits_and_reports_the_rest)
{
	struct bill_op ops[] = {WORDS("cl_G1-2", "nowhere", "x"),
				WORDS("cl_G1-2", "look at", "test")};
	struct fixture f;
	run_bill(&f, &(struct bill){.ops = ops, .count = 2}, true);
	const struct application *a = f.trial.application;
	cr_expect(a->done);
	cr_expect_eq(a->refused, 1);
	cr_expect_eq(a->results[0].status, OP_REFUSED);
	cr_expect_eq(a->results[1].status, OP_APPLIED);
	cr_expect_neq(span_find(trial_result(&f.trial), SPAN("The Panel may test them."), 0),
		      SIZE_MAX);
	release(&f);
}
