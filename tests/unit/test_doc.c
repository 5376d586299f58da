/* Documents: the tables that one reading fills, and what is refused. */
#include "doc/doc.h"

#include "sample.h"

#include <criterion/criterion.h>
#include <string.h>

static const char body[] =
	"\n<chapter eId=\"chp_Z\"><num>Section Z</num><section eId=\"sec_Z4\"><num>Z4</num>\n"
	"<crossHeading eId=\"sec_Z4__crossHeading_Z4-12\">Pooled <b>Meters</b></crossHeading>\n"
	"<clause eId=\"cl_Z4-12\"><num>Z4.12</num>\n"
	"<intro><p><mref>Sections <ref href=\"#cl_Z4-13\">Z4.13</ref> and "
	"<ref href=\"#cl_Z4-14\">Z4.14</ref></mref> apply to a User where:</p></intro>\n"
	"<paragraph eId=\"cl_Z4-12__para_a\"><num>(a)</num><content><p>any of its meters are "
	"shared "
	"(<def eId=\"d\" refersTo=\"#t\">“Pooled Meters”</def>); and<authorialNote marker=\"1\">"
	"<p>A note.</p></authorialNote></p></content></paragraph>\n"
	"<wrapUp><p>at any &amp; all times<!-- aside --> in a year.</p></wrapUp></clause>\n"
	"<clause eId=\"cl_Z4-13\" "
	"status=\"incomplete\"><num>Z4.13</num><content><p/></content></clause>"
	"</section></chapter>\n";

static struct doc *read_bytes(const char *bytes, size_t length, struct diags *diags)
{
	struct buf copy = {0};
	buf_add(&copy, bytes, length);
	return doc_read("test.xml", &copy, diags);
}

static struct doc *read_sample(void)
{
	struct buf bytes = {0};
	struct diags diags = {0};
	sample_write(SPAN(body), &bytes);
	struct doc *doc = doc_read("test.xml", &bytes, &diags);
	cr_assert(doc);
	diags_release(&diags);
	return doc;
}

static uint32_t find(const struct doc *doc, const char *eid)
{
	uint32_t found = doc_find(doc, span_of(eid));
	cr_assert_neq(found, DOC_NONE, "%s", eid);
	return found;
}

Test(doc, provisions_stand_in_reading_order_with_their_places)
{
	struct doc *doc = read_sample();
	cr_assert_eq(doc->provision_count, 6);
	uint32_t clause = find(doc, "cl_Z4-12"), item = find(doc, "cl_Z4-12__para_a");
	cr_expect_eq(doc->provisions[item].parent, clause);
	cr_expect_eq(doc->provisions[item].depth, 3);
	cr_expect_eq(provision_first_child(doc, clause), item);
	cr_expect_eq(provision_next(doc, clause), find(doc, "cl_Z4-13"));
	cr_expect_eq(provision_previous(doc, find(doc, "cl_Z4-13")), clause);
	cr_expect(span_is(provision_num(doc, clause), "Z4.12"));
	cr_expect(span_is(provision_heading(doc, provision_crossheading(doc, clause)),
			  "Pooled Meters"));
	cr_expect(doc->provisions[find(doc, "cl_Z4-13")].flags & PROVISION_INCOMPLETE);
	const struct provision *p = &doc->provisions[clause];
	struct span bytes = span_sub(doc->bytes, p->start, p->end);
	cr_expect(span_starts(bytes, "<clause eId=\"cl_Z4-12\">") && span_ends(bytes, "</clause>"));
	cr_expect_eq(doc_provision_at(doc, doc->provisions[item].open), item);
	cr_expect_eq(doc_find(doc, SPAN("cl_Z4-99")), DOC_NONE);
	doc_free(doc);
}

Test(doc, a_block_has_its_words_without_markup_and_without_its_notes)
{
	struct doc *doc = read_sample();
	uint32_t item = find(doc, "cl_Z4-12__para_a"), clause = find(doc, "cl_Z4-12");
	uint32_t block = doc->provisions[item].num + 1;
	cr_expect(span_is(doc->blocks[block].text,
			  "any of its meters are shared (“Pooled Meters”); and"));
	cr_expect_eq(doc->blocks[block + 1].part, PART_NOTE);
	const struct block *tail = &doc->blocks[doc->provisions[clause].block_after - 1];
	cr_expect_eq(tail->part, PART_WRAPUP);
	cr_expect(span_is(tail->text, "at any & all times in a year."));
	doc_free(doc);
}

Test(doc, an_offset_in_the_text_is_a_byte_of_the_file)
{
	struct doc *doc = read_sample();
	uint32_t clause = find(doc, "cl_Z4-12"), tail = doc->provisions[clause].block_after - 1;
	size_t at = span_find(doc->blocks[tail].text, SPAN("in a year"), 0);
	uint32_t byte = block_byte(doc, tail, at, true);
	cr_expect(span_starts(span_sub(doc->bytes, byte, doc->bytes.length), "in a year"));
	byte = block_byte(doc, tail, at - 1, false);
	cr_expect(span_starts(span_sub(doc->bytes, byte, doc->bytes.length), "<!-- aside --> in"));
	doc_free(doc);
}

Test(doc, inline_marks_know_their_words_and_targets)
{
	struct doc *doc = read_sample();
	size_t refs = 0;
	for (size_t i = 0; i < doc->inline_count; i++) {
		const struct inl *inl = &doc->inlines[i];
		if (inl->element != EL_REF)
			continue;
		struct span words =
			span_sub(doc->blocks[inl->block].text, inl->text_start, inl->text_end);
		cr_expect(span_is(words, refs ? "Z4.14" : "Z4.13"));
		cr_expect(span_is(inl->href, refs ? "#cl_Z4-14" : "#cl_Z4-13"));
		cr_expect_eq(doc->inlines[inl->parent].element, EL_MREF);
		refs++;
	}
	cr_expect_eq(refs, 2);
	doc_free(doc);
}

Test(doc, the_pin_is_that_of_the_profile)
{
	static const char text[] =
		"0n Z4.12\n0t Sections Z4.13 and Z4.14 apply to a User where:\n"
		"1n (a)\n1t any of its meters are shared (“Pooled Meters”); and\n"
		"1n (b)\n1t those Pooled Meters are:\n2n (i)\n2t in Great Britain; or\n"
		"2n (ii)\n2t in use,\n1t at any time in a year.\n";
	static const char only[] =
		"<clause eId=\"cl_Z4-12\"><num>Z4.12</num><intro><p><mref>Sections <ref "
		"href=\"#cl_Z4-13\">Z4.13</ref>\n  and <ref href=\"#cl_Z4-14\">Z4.14</ref></mref> "
		"apply to "
		"a User where: </p></intro><paragraph "
		"eId=\"cl_Z4-12__para_a\"><num>(a)</num><content><p>"
		"any of its meters are shared (<def eId=\"d\">“Pooled Meters”</def>); "
		"and</p></content>"
		"</paragraph><paragraph eId=\"cl_Z4-12__para_b\"><num>(b)</num><intro><p>those "
		"<term>Pooled Meters</term> are:<authorialNote><p>x</p></authorialNote></p></intro>"
		"<subparagraph><num>(i)</num><content><p>in Great Britain; "
		"or</p></content></subparagraph>"
		"<subparagraph><num>(ii)</num><content><p>in use,</p></content></subparagraph>"
		"<wrapUp><p>at any time in a year.</p></wrapUp></paragraph></clause>";
	struct buf bytes = {0}, pin = {0};
	struct diags diags = {0};
	char digest[SHA256_HEX];
	sample_write(SPAN(only), &bytes);
	struct doc *doc = doc_read("test.xml", &bytes, &diags);
	cr_assert(doc);
	doc_pin_text(doc, 0, "", &pin);
	cr_expect_str_eq(buf_string(&pin), text);
	doc_pin(doc, 0, "", digest);
	cr_expect_str_eq(digest,
			 "a567af65b5619955208ce960a7e82c10c4a6b213d02013edf35fc9fe3313e3ea");
	doc_pin(doc, 0, "intro", digest);
	cr_expect_str_eq(digest,
			 "5697364b1ed52eb52b6c5de77cb2dcb2de3f7e6d545991bb43bd0be2b4ace76a");
	buf_release(&pin);
	doc_free(doc);
	diags_release(&diags);
}

static void refused(const char *bytes, size_t length, enum diag_code code)
{
	struct diags diags = {0};
	struct doc *doc = read_bytes(bytes, length, &diags);
	cr_expect_null(doc);
	cr_assert(diags.count);
	cr_expect_eq(diags.items[0]->code, code);
	doc_free(doc);
	diags_release(&diags);
}

#define REFUSED(text, code) refused((text), sizeof(text) - 1, (code))
#define ROOT "<akomaNtoso xmlns=\"" AKN_NAMESPACE "\">"

Test(doc, what_is_not_akn_is_refused)
{
	REFUSED("", DIAG_XML001);
	REFUSED("plain text", DIAG_XML001);
	REFUSED(ROOT "<act><body></act></akomaNtoso>", DIAG_XML001);
	REFUSED(ROOT "<act><body><p>\xFF</p></body></act></akomaNtoso>", DIAG_XML001);
	REFUSED("<html/>", DIAG_XML002);
	REFUSED("<akomaNtoso><act><body/></act></akomaNtoso>", DIAG_XML002);
	REFUSED(ROOT "<act/></akomaNtoso>", DIAG_XML002);
	REFUSED("<!DOCTYPE a [<!ENTITY x \"y\">]>" ROOT "<act><body/></act></akomaNtoso>",
		DIAG_XML006);
	REFUSED(ROOT "<act><body><?php x?></body></act></akomaNtoso>", DIAG_XML006);
	REFUSED(ROOT "<act><body><p>&x;</p></body></act></akomaNtoso>", DIAG_XML001);
}

Test(doc, a_deep_document_is_refused_and_does_not_crash)
{
	struct buf bytes = {0};
	struct diags diags = {0};
	buf_text(&bytes, ROOT "<act><body>");
	for (int i = 0; i < 100000; i++)
		buf_text(&bytes, "<level>");
	cr_expect_null(doc_read("deep.xml", &bytes, &diags));
	cr_assert(diags.count);
	cr_expect_eq(diags.items[0]->code, DIAG_XML001);
	diags_release(&diags);
}
