/* Tags: the scanner's pieces, attributes and decoded text. */
#include "doc/tags.h"

#include <criterion/criterion.h>

static void pieces_are(const char *text, const char *expected)
{
	static const char *const letters = "tOECxd";
	struct span bytes = span_of(text);
	struct buf got = {0};
	struct tag tag;
	for (size_t at = 0; tag_next(bytes, &at, &tag);)
		buf_printf(&got, "%c%.*s|", letters[tag.kind], (int)tag.name.length,
			   tag.name.length ? tag.name.at : "");
	cr_expect_str_eq(buf_string(&got), expected);
	buf_release(&got);
}

Test(tags, every_kind_of_piece_is_told)
{
	pieces_are("<p>a<lp:op x='/'/>b</p><!-- <q> --><![CDATA[<r>]]>", "Op|t|Elp:op|t|Cp|x|d|");
	pieces_are("<?xml version=\"1.0\"?>\n<a/>", "x|t|Ea|");
}

Test(tags, an_angle_bracket_in_an_attribute_does_not_end_the_tag)
{
	pieces_are("<p a=\"x>y\" b='>'>t</p>", "Op|t|Cp|");
}

Test(tags, broken_bytes_end_the_scan_and_stay_inside)
{
	pieces_are("a<", "t|O|");
	pieces_are("<!-- x", "x|");
	pieces_are("<a b=\"", "Oa|");
	pieces_are("</", "C|");
}

Test(tags, an_attribute_is_found_by_its_whole_name)
{
	struct span bytes = SPAN("<ref lp:href='no' href = \"#cl_Z4-12\" upTo=''/>");
	struct tag tag;
	size_t at = 0;
	cr_assert(tag_next(bytes, &at, &tag));
	cr_expect(span_is(tag_attribute(bytes, &tag, "href"), "#cl_Z4-12"));
	cr_expect(span_is(tag_attribute(bytes, &tag, "lp:href"), "no"));
	cr_expect_not_null(tag_attribute(bytes, &tag, "upTo").at);
	cr_expect_null(tag_attribute(bytes, &tag, "eId").at);
}

Test(tags, attributes_cover_the_space_before_them)
{
	struct span bytes = SPAN("x<p  a='1' b='2'>");
	struct tag tag;
	struct tag_attr attribute;
	size_t at = 1, from = 0;
	cr_assert(tag_next(bytes, &at, &tag));
	cr_assert(tag_next_attribute(bytes, &tag, &from, &attribute));
	cr_expect_eq(attribute.start, 3);
	cr_expect_eq(attribute.end, 10);
	cr_assert(tag_next_attribute(bytes, &tag, &from, &attribute));
	cr_expect(span_is(attribute.value, "2"));
	cr_expect_not(tag_next_attribute(bytes, &tag, &from, &attribute));
}

Test(tags, entities_and_character_references_are_decoded_and_stray_ampersands_kept)
{
	struct buf out = {0};
	tag_decode(SPAN("a &amp; b &lt;&#8220;&#x201D;&quot;&apos; & &nbsp; &#; &#xD800;"), &out);
	cr_expect_str_eq(buf_string(&out), "a & b <“”\"' & &nbsp; &#; &#xD800;");
	buf_release(&out);
}
