/* Comparison of words, and which provision is which. */
#include "diff/diff.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

static void put(struct buf *out, const char *open, struct span text, size_t start, size_t end,
		const char *close)
{
	buf_text(out, open);
	buf_span(out, span_sub(text, start, end));
	buf_text(out, close);
}

/* The comparison as [-removed-]{+inserted+}; fails when either text does not come back. */
static void drawn(const char *old_text, const char *new_text, struct buf *out)
{
	struct stretches stretches = {0};
	struct span a = span_of(old_text), b = span_of(new_text);
	size_t i = 0, j = 0;
	diff_words(a, b, &stretches);
	for (size_t k = 0; k < stretches.count; k++) {
		const struct stretch *s = &stretches.items[k];
		cr_expect_eq(s->old_start, i);
		cr_expect_eq(s->new_start, j);
		if (s->mark == MARK_SAME) {
			cr_expect(span_equal(span_sub(a, s->old_start, s->old_end),
					     span_sub(b, s->new_start, s->new_end)));
			put(out, "", a, s->old_start, s->old_end, "");
		} else if (s->mark == MARK_REMOVED) {
			put(out, "[-", a, s->old_start, s->old_end, "-]");
		} else {
			put(out, "{+", b, s->new_start, s->new_end, "+}");
		}
		i = s->old_end;
		j = s->new_end;
	}
	cr_expect_eq(i, a.length, "all of the old text");
	cr_expect_eq(j, b.length, "all of the new text");
	stretches_release(&stretches);
}

static void drawn_as(const char *old_text, const char *new_text, const char *expected)
{
	struct buf out = {0};
	drawn(old_text, new_text, &out);
	cr_expect_str_eq(buf_string(&out), expected);
	buf_release(&out);
}

Test(diff, equal_texts_are_one_stretch)
{
	drawn_as("The User shall pay.", "The User shall pay.", "The User shall pay.");
	drawn_as("", "", "");
}

/* Few words make many pairs of sentences that begin, end and repeat in every way. */
Test(diff, both_texts_come_back_from_any_comparison)
{
	static const char *const words[] = {"the", "Panel",  "shall", "and", ".",
					    ",",   "Users'", "G1.2",  "A",   "to"};
	uint32_t seed = 3;
	for (int round = 0; round < 30000; round++) {
		struct buf texts[2] = {{0}, {0}}, out = {0};
		for (int side = 0; side < 2; side++) {
			seed = seed * 1103515245 + 12345;
			for (uint32_t count = (seed >> 16) % 13; count; count--) {
				seed = seed * 1103515245 + 12345;
				buf_text(&texts[side], words[(seed >> 16) % 10]);
				buf_text(&texts[side], (seed >> 24) % 5 ? " " : "");
			}
		}
		drawn(buf_string(&texts[0]), buf_string(&texts[1]), &out);
		buf_release(&texts[0]);
		buf_release(&texts[1]);
		buf_release(&out);
	}
	drawn_as("the of to of. G1.2 and § . shall", "and Panel , .",
		 "[-the of to of-]{+and Panel , +}.[- G1.2 and § . shall-]");
}

Test(diff, equal_white_space_of_any_kind_is_kept)
{
	drawn_as("Notice under §\xE2\x80\x89"
		 "1005.4 lapses  after ten days.",
		 "Notice under §\xE2\x80\x89"
		 "1005.4 lapses after ten years.",
		 "Notice under §\xE2\x80\x89"
		 "1005.4 lapses [- -]after ten "
		 "[-days-]{+years+}.");
}

Test(diff, a_reference_is_replaced_whole_and_inserted_words_are_one_run)
{
	drawn_as(
		"Sections G5.26 to G5.28 apply in relation to a User where:",
		"Sections G5.26 to G5.29 apply to Shared Resources providing a User System on "
		"behalf of Users in relation to a User where:",
		"Sections G5.26 to [-G5.28-]{+G5.29+} apply {+to Shared Resources providing a User "
		"System on behalf of Users +}in relation to a User where:");
}

Test(diff, two_references_in_one_range_are_two_changes)
{
	drawn_as("Sections G5.26 to G5.28", "Sections G5.27 to G5.29",
		 "Sections [-G5.26-]{+G5.27+} to [-G5.28-]{+G5.29+}");
}

Test(diff, small_words_between_two_long_changes_are_no_islands)
{
	drawn_as("any person who owns meters of another party",
		 "each Responsible Supplier for sites of the Panel",
		 "[-any person who owns meters of another party-]"
		 "{+each Responsible Supplier for sites of the Panel+}");
}

Test(diff, a_long_text_with_nothing_in_common_is_replaced_whole)
{
	struct buf a = {0}, b = {0}, out = {0};
	for (int i = 0; i < 3000; i++) {
		buf_printf(&a, "alpha%d ", i);
		buf_printf(&b, "beta%d ", i);
	}
	drawn(buf_string(&a), buf_string(&b), &out);
	cr_expect_eq(memcmp(out.at, "[-alpha0", 8), 0);
	cr_expect_eq(span_find(buf_as_span(&out), SPAN("-]"), 0),
		     span_find(buf_as_span(&out), SPAN("-]{+"), 0), "one removal");
	buf_release(&a);
	buf_release(&b);
	buf_release(&out);
}

Test(diff, an_insertion_stands_where_it_reads_best)
{
	drawn_as("gas, and power", "gas, water, and power", "gas, {+water, +}and power");
	drawn_as("a User and a Party", "a User and a Panel and a Party",
		 "a User {+and a Panel +}and a Party");
}

Test(diff, white_space_is_given_back_to_the_byte)
{
	drawn_as("the  User\n shall", "the User shall", "the [- -]User[-\n-] shall");
	drawn_as("pay. ", "pay.", "pay.[- -]");
	drawn_as(" pay", "pay", "[- -]pay");
	drawn_as("", "new words", "{+new words+}");
	drawn_as("old words ", "", "[-old words -]");
}

Test(diff, both_texts_come_back_whatever_they_are)
{
	static const char *const words[] = {"a",   "User", "G5.28", " ", "  ",	"(a)", ";",
					    "the", "and",  "\n",    "é", "pay", "“x”", ","};
	unsigned seed = 12345;
	for (int round = 0; round < 2000; round++) {
		struct buf text[2] = {{0}, {0}}, out = {0};
		for (int side = 0; side < 2; side++)
			for (int k = 0; k < round % 23; k++) {
				seed = seed * 1664525u + 1013904223u;
				buf_text(&text[side], words[(seed >> 16) % 14]);
				if (seed >> 31)
					buf_char(&text[side], ' ');
			}
		drawn(buf_string(&text[0]), buf_string(&text[1]), &out);
		buf_release(&text[0]);
		buf_release(&text[1]);
		buf_release(&out);
	}
}

/* ---- pairing */

static struct doc *sample(const char *body)
{
	struct diags diags = {0};
	struct buf bytes = {0};
	sample_write(span_of(body), &bytes);
	struct doc *doc = doc_read("sample.xml", &bytes, &diags);
	diags_release(&diags);
	cr_assert(doc);
	return doc;
}

#define CLAUSE(id, num, text) \
	"<clause eId=\"" id "\"><num>" num "</num><content><p>" text "</p></content></clause>"
#define ITEM(id, num, text)                                                                \
	"<paragraph eId=\"" id "\"><num>" num "</num><content><p>" text "</p></content></" \
	"paragraph>"

/* What the provision of that eId in the old document is in the new one; NULL for nothing. */
static void becomes(const struct pairing *pairing, const char *old_eid, const char *new_eid)
{
	uint32_t i = doc_find(pairing->old_doc, span_of(old_eid));
	cr_assert_neq(i, DOC_NONE);
	uint32_t j = pairing->old_provision[i];
	if (!new_eid)
		cr_expect_eq(j, DOC_NONE, "%s has a partner", old_eid);
	else
		cr_expect(j != DOC_NONE && span_is(pairing->new_doc->provisions[j].eid, new_eid),
			  "%s is not %s", old_eid, new_eid);
}

Test(pairing, items_after_an_inserted_one_are_renumbered_not_rewritten)
{
	struct doc *a = sample(ITEM("a", "(a)", "the first of all of them") //
			       ITEM("b", "(b)", "the second of all of them"));
	struct doc *b = sample(ITEM("a", "(a)", "something quite different") //
			       ITEM("b", "(b)", "the first of all of them")  //
			       ITEM("c", "(c)", "the second of all of them"));
	struct pairing *pairing = pairing_from_texts(a, b);
	becomes(pairing, "a", "b");
	becomes(pairing, "b", "c");
	pairing_free(pairing);
	doc_free(a);
	doc_free(b);
}

Test(pairing, a_clause_keeps_its_number_however_it_is_rewritten)
{
	struct doc *a = sample(CLAUSE("cl_1", "G1.1", "The User shall tell the Panel of a change")
				       CLAUSE("cl_2", "G1.2", "Nothing of this kind"));
	struct doc *b = sample(CLAUSE("cl_1", "G1.1", "Not Used.")
				       CLAUSE("cl_2", "G1.2", "Nothing of this kind"));
	struct pairing *pairing = pairing_from_texts(a, b);
	becomes(pairing, "cl_1", "cl_1");
	becomes(pairing, "cl_2", "cl_2");
	pairing_free(pairing);
	doc_free(a);
	doc_free(b);
}

Test(pairing, what_stands_elsewhere_has_moved)
{
	struct doc *a =
		sample(CLAUSE("cl_1", "G1.1", "The first clause says one thing")
			       CLAUSE("cl_2", "G1.2", "The second clause says another")
				       CLAUSE("cl_3", "G1.3", "The third clause says a third"));
	struct doc *b =
		sample(CLAUSE("cl_2", "G1.2", "The second clause says another")
			       CLAUSE("cl_3", "G1.3", "The third clause says a third")
				       CLAUSE("cl_1", "G1.1", "The first clause says one thing"));
	struct pairing *pairing = pairing_from_texts(a, b);
	becomes(pairing, "cl_1", "cl_1");
	cr_expect_not(pairing->old_stays[doc_find(a, SPAN("cl_1"))]);
	cr_expect(pairing->old_stays[doc_find(a, SPAN("cl_2"))]);
	cr_expect(pairing->new_stays[doc_find(b, SPAN("cl_3"))]);
	pairing_free(pairing);
	doc_free(a);
	doc_free(b);
}
