/* Redlines: made from operations and from two texts; every mark accepted gives the new text, every
 * mark rejected the old one. */
#include "render/render.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

static struct doc *read_body(const char *body)
{
	struct diags diags = {0};
	struct buf bytes = {0};
	sample_write(span_of(body), &bytes);
	struct doc *doc = doc_read("section-g.xml", &bytes, &diags);
	diags_release(&diags);
	cr_assert(doc);
	return doc;
}

static struct span body_of(const struct doc *doc)
{
	return span_sub(doc->bytes, doc->body_start, doc->body_end);
}

static struct span body_in(const struct buf *akn)
{
	struct span all = buf_as_span(akn);
	size_t start = span_find(all, SPAN("<body>"), 0), end = span_find(all, SPAN("</body>"), 0);
	cr_assert(start != SIZE_MAX && end != SIZE_MAX);
	return span_sub(all, start, end + 7);
}

/* The redline as AKN, after it has been proved. */
static void proved(const struct redline *redline, struct buf *akn)
{
	struct render_options options = {.context = 1, .width = 80};
	struct buf accepted = {0}, rejected = {0};
	struct diags diags = {0};
	uint32_t item;
	cr_expect(redline_proves(redline, &item));
	render(RENDER_AKN, &redline, 1, &options, akn, NULL);
	redline_accept(buf_as_span(akn), &accepted);
	redline_reject(buf_as_span(akn), &rejected);
	cr_expect(span_equal(body_in(&accepted), body_of(redline->new_doc)), "accepted:\n%.*s",
		  SPAN_ARGS(body_in(&accepted)));
	cr_expect(span_equal(body_in(&rejected), body_of(redline->old_doc)), "rejected:\n%.*s",
		  SPAN_ARGS(body_in(&rejected)));
	struct buf copy = {0};
	buf_span(&copy, buf_as_span(akn));
	struct doc *doc = doc_read("redline.xml", &copy, &diags);
	cr_expect(doc, "the redline is well-formed");
	doc_free(doc);
	diags_release(&diags);
	buf_release(&accepted);
	buf_release(&rejected);
}

static bool holds(const struct buf *akn, const char *text)
{
	return span_find(buf_as_span(akn), span_of(text), 0) != SIZE_MAX;
}

/* From two bodies alone; `expected` stands in the redline. */
static void compared(const char *old_body, const char *new_body, const char *expected)
{
	struct doc *a = read_body(old_body), *b = read_body(new_body);
	struct pairing *pairing = pairing_from_texts(a, b);
	struct redline *redline = redline_build(pairing, NULL, NULL, 0);
	struct buf akn = {0};
	proved(redline, &akn);
	cr_expect(holds(&akn, expected), "wanted: %s\n%.*s", expected, SPAN_ARGS(body_in(&akn)));
	buf_release(&akn);
	redline_free(redline);
	pairing_free(pairing);
	doc_free(a);
	doc_free(b);
}

Test(redline, words_are_marked_inside_the_elements_that_both_versions_have)
{
	compared("<clause eId=\"c\"><content><p><b>One <i>two</i> three</b> four</p></content>"
		 "</clause>",
		 "<clause eId=\"c\"><content><p><b>One <i>two</i> five</b> four</p></content>"
		 "</clause>",
		 "<p><b>One <i>two</i> <del eId=\"c__del_1\" lp:change=\"chg_1\">three</del>"
		 "<ins eId=\"c__ins_1\" lp:change=\"chg_1\">five</ins></b> four</p>");
}

Test(redline, a_reference_whose_target_changed_is_marked_whole)
{
	compared("<clause eId=\"c\"><content><p>See <rref from=\"#a\" upTo=\"#b\">Sections G1 to "
		 "G2</rref>.</p></content></clause>",
		 "<clause eId=\"c\"><content><p>See <rref from=\"#a\" upTo=\"#d\">Sections G1 to "
		 "G3</rref>.</p></content></clause>",
		 "See <del eId=\"c__del_1\" lp:change=\"chg_1\"><rref from=\"#a\" "
		 "upTo=\"#b\">Sections G1 to G2</rref></del><ins eId=\"c__ins_1\" "
		 "lp:change=\"chg_1\"><rref from=\"#a\" upTo=\"#d\">Sections G1 to "
		 "G3</rref></ins>.");
}

Test(redline, a_link_changed_under_the_same_words_can_be_taken_back)
{
	compared("<clause eId=\"c\"><content><p>See <ref href=\"#a\">G1</ref>.</p></content>"
		 "</clause>",
		 "<clause eId=\"c\"><content><p>See <ref href=\"#b\">G1</ref>.</p></content>"
		 "</clause>",
		 "<del eId=\"c__del_1\" lp:change=\"chg_1\"><ref href=\"#a\">G1</ref></del>");
}

Test(redline, a_paragraph_rewritten_is_removed_and_inserted)
{
	compared("\n  <clause eId=\"c\">\n    <num>G1.1</num>\n    <content><p>The User shall tell "
		 "the Panel.</p></content>\n  </clause>\n",
		 "\n  <clause eId=\"c\">\n    <num>G1.1</num>\n    <content><p>Not Used.</p>"
		 "</content>\n  </clause>\n",
		 "<content>\n      <p class=\"removed\" status=\"removed\" period=\"#tmpg_1\" "
		 "lp:change=\"chg_1\">The User shall tell the Panel.</p>\n      <p "
		 "class=\"inserted\" period=\"#tmpg_2\" lp:change=\"chg_1\">Not Used.</p>\n    "
		 "</content>");
}

Test(redline, a_removed_provision_whose_id_is_taken_again_says_what_it_was)
{
	compared(
		"\n  <clause eId=\"c\">\n    <num>G1.1</num>\n    <content><p>Old words of it.</p>"
		"</content>\n  </clause>\n",
		"\n  <clause eId=\"c\">\n    <num>G1.1</num>\n    <intro><p>New text:</p></intro>\n"
		"    <paragraph eId=\"c__a\">\n      <num>(a)</num>\n      <content><p>item.</p>"
		"</content>\n    </paragraph>\n  </clause>\n",
		"<clause eId=\"was_c\" class=\"removed\" status=\"removed\" period=\"#tmpg_1\" "
		"lp:change=\"chg_1\" lp:was=\"c\">");
}

Test(redline, words_after_the_items_come_and_go_with_their_wrapper)
{
	static const char without[] =
		"\n  <clause eId=\"c\">\n    <intro><p>Where:</p></intro>\n    <paragraph "
		"eId=\"c__a\">\n      <content><p>it is;</p></content>\n    </paragraph>\n  "
		"</clause>\n";
	static const char with[] =
		"\n  <clause eId=\"c\">\n    <intro><p>Where:</p></intro>\n    <paragraph "
		"eId=\"c__a\">\n      <content><p>it is;</p></content>\n    </paragraph>\n    "
		"<wrapUp><p>at any time.</p></wrapUp>\n  </clause>\n";
	compared(without, with, "<wrapUp><p class=\"inserted\"");
	compared(with, without, "<wrapUp><p class=\"removed\"");
}

Test(redline, attributes_that_changed_can_be_taken_back)
{
	compared("<clause eId=\"c\" status=\"incomplete\"><num>G1.1</num><content><p/></content>"
		 "</clause>",
		 "<clause eId=\"c\"><num>G1.1</num><content><p>Words.</p></content></clause>",
		 "<clause eId=\"c\" lp:before=\" eId=&quot;c&quot; status=&quot;incomplete&quot;\" "
		 "lp:change=\"chg_1\">");
}

Test(redline, a_table_cell_and_a_note_can_be_taken_back)
{
	compared("<clause eId=\"c\"><content><table><tr><td><p>five</p></td></tr></table></content>"
		 "</clause>",
		 "<clause eId=\"c\"><content><table><tr><td><p>six</p></td></tr></table></content>"
		 "</clause>",
		 "five</del>");
	compared("<clause eId=\"c\"><content><p>Text<authorialNote marker=\"1\"><p>old note</p>"
		 "</authorialNote> on.</p></content></clause>",
		 "<clause eId=\"c\"><content><p>Text<authorialNote marker=\"1\"><p>new note</p>"
		 "</authorialNote> on.</p></content></clause>",
		 "new");
}

/* ---- from operations */

static void amended(const char *body, const struct bill_op *ops, size_t count, const char *expected)
{
	struct buf base = {0}, patch = {0}, akn = {0}, error = {0};
	struct profile *profile = profile_load("sec", &error);
	struct bill bill = {.ops = ops, .count = count};
	struct trial trial = {0};
	struct change changes[8] = {0};
	sample_write(span_of(body), &base);
	bill_write(&bill, &patch);
	trial_run(&trial, profile, buf_as_span(&base), buf_as_span(&patch), false);
	cr_assert(trial.application && trial.application->done);
	const struct applied_doc *doc = &trial.application->docs[0];
	for (unsigned i = 0; i < count; i++)
		changes[i] =
			(struct change){.number = i + 1, .op = i + 1, .text = "An instruction"};
	struct pairing *pairing = pairing_from_splices(doc->old, doc->new_doc, &doc->splices);
	struct redline *redline = redline_build(pairing, &doc->splices, changes, count);
	proved(redline, &akn);
	cr_expect(holds(&akn, expected), "wanted: %s\n%.*s", expected, SPAN_ARGS(body_in(&akn)));
	redline_free(redline);
	pairing_free(pairing);
	trial_release(&trial);
	profile_free(profile);
	buf_release(&base);
	buf_release(&patch);
	buf_release(&akn);
	buf_release(&error);
}

#define SECTION(clauses)                                                                           \
	"\n      <chapter eId=\"chp_G\">\n        <num>Section G</num>\n        "                  \
	"<heading>Security</heading>\n        <section eId=\"sec_G1\">\n          <num>G1</num>\n" \
	"          <heading>Duties</heading>\n" clauses                                            \
	"        </section>\n      </chapter>\n    "
#define CLAUSE(id, num, text)                                      \
	"          <clause eId=\"" id "\">\n            <num>" num \
	"</num>\n            <content><p>" text "</p></content>\n          </clause>\n"

Test(redline, two_operations_in_one_paragraph_keep_their_numbers)
{
	static const struct bill_op ops[] = {{.type = "substitution",
					      .scope = "words",
					      .place = "cl_G1-1",
					      .old_words = "User",
					      .new_words = "Party"},
					     {.type = "substitution",
					      .scope = "words",
					      .place = "cl_G1-1",
					      .old_words = "Panel",
					      .new_words = "Authority"}};
	amended(SECTION(CLAUSE("cl_G1-1", "G1.1", "The User shall tell the Panel at once.")), ops,
		2,
		"The <del eId=\"cl_G1-1__del_1\" lp:change=\"pm_1\">User</del>"
		"<ins eId=\"cl_G1-1__ins_1\" lp:change=\"pm_1\">Party</ins> shall tell the "
		"<del eId=\"cl_G1-1__del_2\" lp:change=\"pm_2\">Panel</del>"
		"<ins eId=\"cl_G1-1__ins_2\" lp:change=\"pm_2\">Authority</ins> at once.");
}

Test(redline, a_clause_replaced_shows_what_changed_in_it)
{
	static const struct bill_op ops[] = {
		{.type = "substitution",
		 .scope = "provision",
		 .place = "cl_G1-1",
		 .payload = "<clause wId=\"cl_G1-1\">\n  <num>G1.1</num>\n  <content><p>The User "
			    "shall tell "
			    "the Panel and the Authority at once.</p></content>\n</clause>"}};
	amended(SECTION(CLAUSE("cl_G1-1", "G1.1", "The User shall tell the Panel at once.")
				CLAUSE("cl_G1-2", "G1.2", "Nothing.")),
		ops, 1,
		"tell the Panel <ins eId=\"cl_G1-1__ins_1\" lp:change=\"pm_1\">and the "
		"Authority </ins>at once.");
}

Test(redline, a_repealed_clause_stays_with_other_words)
{
	static const struct bill_op ops[] = {{.type = "repeal",
					      .scope = "provision",
					      .place = "cl_G1-1",
					      .more = " leaves=\"not-used\""}};
	amended(SECTION(CLAUSE("cl_G1-1", "G1.1", "The User shall tell the Panel at once.")), ops,
		1, "<p class=\"inserted\" period=\"#tmpg_2\" lp:change=\"pm_1\">Not Used.</p>");
}
