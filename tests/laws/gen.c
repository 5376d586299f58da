/* Documents made by dice: everything that a Section holds, and much that it should not. */
#include "gen.h"

#include "doc/address.h"
#include "doc/number.h"
#include "doc/tags.h"

#include <string.h>

/* splitmix64 (Steele, Lea, Flood 2014). */
uint64_t dice_roll(struct dice *dice)
{
	uint64_t z = dice->state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

unsigned dice_below(struct dice *dice, unsigned sides)
{
	return (unsigned)((dice_roll(dice) >> 32) * sides >> 32);
}

bool dice_chance(struct dice *dice, unsigned percent)
{
	return dice_below(dice, 100) < percent;
}

/* ---- words */

static const char *const vocabulary[] = {
	"the",	  "User",     "shall",	      "keep",	  "each",      "meter",	   "and",
	"or",	  "of",	      "in",	      "a",	  "Panel",     "register", "data",
	"within", "10",	      "3.5",	      "Working",  "Days",      "notice",   "to",
	"G1.2",	  "Section",  "G2.1(a)",      "(b)",	  "paragraph", "relevant", "“Device”",
	"User’s", "naïve",    "non-domestic", "–",	  "50%",       "£5,000",   "&",
	"<",	  "provided", "that",	      "if",	  "ü",	       "𝄞",	   "SECCo",
	"2019",	  "it",	      "them",	      "site;",	  "store,",    "use.",	   "[not",
	"used]",  "12:30",    "e.g.",	      "and/or",	  "x²",	       "(as",	   "amended)",
	"such",	  "other",    "Party",	      "Premises",
};
enum { VOCABULARY = sizeof vocabulary / sizeof *vocabulary };

static const char *word(struct dice *dice)
{
	return vocabulary[dice_below(dice, VOCABULARY)];
}

void gen_words(struct dice *dice, unsigned most, struct buf *out)
{
	unsigned count = 1 + dice_below(dice, most);
	for (unsigned i = 0; i < count; i++) {
		if (i)
			buf_char(out, ' ');
		buf_text(out, word(dice));
	}
}

/* One word as AKN, its characters spelt in one of the ways that XML has. */
static void spell(struct dice *dice, const char *text, struct buf *out)
{
	unsigned way = dice_below(dice, 40);
	if (way == 0) {
		buf_printf(out, "<![CDATA[%s]]>", text);
	} else if (way == 1) {
		buf_printf(out, "&#%s%u;", dice_chance(dice, 50) ? "0" : "", (unsigned char)'q');
		escape_text(out, span_of(text));
	} else {
		escape_text(out, span_of(text));
	}
}

static void space(struct dice *dice, struct buf *out)
{
	static const char *const odd[] = {"  ",	    "\n",	    "\t",    "\r\n   ",
					  "\u00A0", " <!-- c --> ", "&#x20;"};
	buf_text(out,
		 dice_chance(dice, 96) ? " " : odd[dice_below(dice, sizeof odd / sizeof *odd)]);
}

static void reference(struct dice *dice, bool absolute, struct buf *out)
{
	unsigned s = 1 + dice_below(dice, 3), c = 1 + dice_below(dice, 5);
	const char *work = absolute ? SAMPLE_WORK : "";
	switch (dice_below(dice, 4)) {
	case 0:
		buf_printf(out, "<ref href=\"%s#cl_G%u-%u\">G%u.%u</ref>", work, s, c, s, c);
		break;
	case 1:
		buf_printf(out, "<ref href='%s#cl_G%u-%u__para_a'>Section G%u.%u(a)</ref>", work, s,
			   c, s, c);
		break;
	case 2:
		buf_printf(out,
			   "<rref from=\"%s#cl_G%u-%u\" upTo=\"%s#cl_G%u-%u\">Sections G%u.%u to "
			   "G%u.%u</rref>",
			   work, s, c, work, s, c + 2, s, c, s, c + 2);
		break;
	default:
		buf_printf(out,
			   "<mref>Sections <ref href=\"%s#cl_G%u-%u\">G%u.%u</ref> and <ref "
			   "href=\"%s#cl_G%u-%u\">G%u.%u</ref></mref>",
			   work, s, c, s, c, work, s, c + 1, s, c + 1);
	}
}

static void marked_words(struct dice *dice, struct buf *out)
{
	static const char *const tags[] = {"b", "i", "term", "inline", "sup"};
	static const char *const attributes[] = {"", "", " refersTo=\"#term_x\"",
						 " name=\"descriptor\"", ""};
	unsigned n = dice_below(dice, 5);
	buf_printf(out, "<%s%s>", tags[n], attributes[n]);
	if (dice_chance(dice, 10))
		buf_char(out, ' ');
	spell(dice, word(dice), out);
	if (dice_chance(dice, 40)) {
		space(dice, out);
		spell(dice, word(dice), out);
	}
	if (dice_chance(dice, 10))
		buf_char(out, ' ');
	buf_printf(out, "</%s>", tags[n]);
}

static void oddity(struct dice *dice, struct buf *out)
{
	static const char *const odd[] = {
		"<!-- a > b -->",
		"<eol/>",
		"<x:y xmlns:x=\"urn:x\" x:z='a\"b'>foreign</x:y>",
		"<b><i>both</i> of</b>",
		"<authorialNote marker=\"1\" placement=\"bottom\"><p>A note.</p></authorialNote>",
		"<img src=\"a.png\" alt=\"a &gt; b\"/>",
		"<b/>",
	};
	buf_text(out, odd[dice_below(dice, sizeof odd / sizeof *odd)]);
}

void gen_inline(struct dice *dice, unsigned most, bool absolute, struct buf *out)
{
	unsigned count = 1 + dice_below(dice, most);
	for (unsigned i = 0; i < count; i++) {
		if (i)
			space(dice, out);
		unsigned what = dice_below(dice, 100);
		if (what < 6)
			reference(dice, absolute, out);
		else if (what < 12)
			marked_words(dice, out);
		else if (what < 14)
			oddity(dice, out);
		else
			spell(dice, word(dice), out);
	}
}

/* ---- structure */

static void new_line(const struct layout *layout, unsigned depth, struct buf *out)
{
	buf_text(out, layout->line);
	while (depth--)
		buf_text(out, layout->step);
}

static void maybe_strange(struct dice *dice, const struct layout *layout, unsigned depth,
			  struct buf *out)
{
	static const char *const strange[] = {
		"<!-- between -->", "<q:note xmlns:q=\"urn:q\" a='1'><q:p>x</q:p></q:note>"};
	if (!layout->strange || !dice_chance(dice, 8))
		return;
	new_line(layout, depth, out);
	buf_text(out, strange[dice_below(dice, 2)]);
}

static void wrapped(struct dice *dice, const struct shape *shape, const char *wrap, unsigned depth,
		    struct buf *out)
{
	new_line(shape->layout, depth, out);
	buf_printf(out, "<%s>", wrap);
	unsigned paragraphs = dice_chance(dice, 8) ? 2 : 1;
	for (unsigned i = 0; i < paragraphs; i++) {
		if (paragraphs > 1)
			new_line(shape->layout, depth + 1, out);
		buf_text(out, "<p>");
		gen_inline(dice, 18, shape->absolute, out);
		buf_text(out, "</p>");
	}
	if (paragraphs > 1)
		new_line(shape->layout, depth, out);
	buf_printf(out, "</%s>", wrap);
}

static void table(struct dice *dice, const struct shape *shape, unsigned depth, struct buf *out)
{
	new_line(shape->layout, depth, out);
	buf_text(out, "<content><table>");
	for (unsigned row = 0; row < 2; row++) {
		buf_text(out, "<tr>");
		for (unsigned cell = 0; cell < 2; cell++) {
			buf_text(out, "<td><p>");
			gen_inline(dice, 4, shape->absolute, out);
			buf_text(out, "</p></td>");
		}
		buf_text(out, "</tr>");
	}
	buf_text(out, "</table></content>");
}

static void open_tag(struct dice *dice, const struct shape *shape, const char *element,
		     struct span eid, struct buf *out)
{
	bool strange = shape->layout->strange;
	buf_printf(out, "<%s", element);
	if (strange && dice_chance(dice, 5))
		buf_text(out, " xmlns:f=\"urn:f\" f:x='a > \"b\"'");
	const char *quote = strange && dice_chance(dice, 10) ? "'" : "\"";
	buf_printf(out, " %s%s=%s%.*s%s", strange && dice_chance(dice, 5) ? " " : "", shape->id,
		   quote, SPAN_ARGS(eid), quote);
	if (strange && dice_chance(dice, 5))
		buf_text(out, " class=\"old-style\"\n ");
}

static void items(struct dice *dice, const struct shape *shape, size_t level, struct span parent,
		  unsigned depth, struct buf *out)
{
	static const char *const first[] = {"(a)", "(i)", "(A)", "(1)"};
	size_t style = level - shape->profile->first_item;
	unsigned count = 1 + dice_below(dice, 4);
	struct buf num = {0}, eid = {0}, next = {0};
	buf_text(&num, first[style < 4 ? style : 3]);
	for (unsigned i = 0; i < count; i++) {
		buf_cut(&eid, 0);
		address_child(shape->profile, parent, level, buf_as_span(&num), &eid);
		gen_provision(dice, shape, level, buf_as_span(&eid), buf_as_span(&num), depth, out);
		maybe_strange(dice, shape->layout, depth, out);
		buf_cut(&next, 0);
		number_next(shape->profile->levels[level].style, buf_as_span(&num), &next);
		buf_cut(&num, 0);
		buf_span(&num, buf_as_span(&next));
	}
	buf_release(&num);
	buf_release(&next);
	buf_release(&eid);
}

static void number_and_heading(struct dice *dice, const struct shape *shape, struct span num,
			       unsigned depth, unsigned heading, struct buf *out)
{
	new_line(shape->layout, depth, out);
	buf_printf(out, "<num>%.*s</num>", SPAN_ARGS(num));
	if (!dice_chance(dice, heading))
		return;
	new_line(shape->layout, depth, out);
	buf_text(out, "<heading>");
	gen_inline(dice, 4, shape->absolute, out);
	buf_text(out, "</heading>");
}

static void provision_body(struct dice *dice, const struct shape *shape, size_t level,
			   struct span eid, unsigned depth, struct buf *out)
{
	bool deeper = level + 1 < shape->profile->level_count &&
		      dice_chance(dice, level < shape->profile->first_item ? 45 : 20);
	if (!deeper) {
		if (dice_chance(dice, 4))
			table(dice, shape, depth, out);
		else
			wrapped(dice, shape, "content", depth, out);
		return;
	}
	wrapped(dice, shape, "intro", depth, out);
	items(dice, shape, level + 1, eid, depth, out);
	if (dice_chance(dice, 30))
		wrapped(dice, shape, "wrapUp", depth, out);
}

void gen_provision(struct dice *dice, const struct shape *shape, size_t level, struct span eid,
		   struct span num, unsigned depth, struct buf *out)
{
	const char *element = shape->profile->levels[level].element;
	bool clause = level + 1 == shape->profile->first_item;
	unsigned fate = clause ? dice_below(dice, 20) : 20;
	new_line(shape->layout, depth, out);
	open_tag(dice, shape, element, eid, out);
	buf_text(out, fate == 0 ? " status=\"incomplete\">" : ">");
	number_and_heading(dice, shape, num, depth + 1, clause ? 10 : 2, out);
	if (fate <= 1) {
		new_line(shape->layout, depth + 1, out);
		buf_text(out,
			 fate ? "<content><p>Not Used.</p></content>" : "<content><p/></content>");
	} else {
		provision_body(dice, shape, level, eid, depth + 1, out);
	}
	new_line(shape->layout, depth, out);
	buf_printf(out, "</%s>", element);
}

const char *gen_term(size_t n)
{
	static const char *const terms[GEN_TERMS] = {"Alarm",	     "Code", "Device", "Market",
						     "Pooled Meter", "Site", "User",   "Zone"};
	return terms[n % GEN_TERMS];
}

void gen_definition(struct dice *dice, const struct shape *shape, struct span parent,
		    const char *term, unsigned depth, struct buf *out)
{
	struct buf slug = {0};
	for (const char *at = term; *at; at++)
		buf_char(&slug, *at == ' ' ? '-' : (char)(*at | 32));
	new_line(shape->layout, depth, out);
	buf_printf(out, "<hcontainer %s=\"%.*s__definition_%s\" name=\"definition\">", shape->id,
		   SPAN_ARGS(parent), buf_string(&slug));
	new_line(shape->layout, depth + 1, out);
	buf_printf(out, "<content><p><def refersTo=\"#term_%s\">“%s”</def> means ",
		   buf_string(&slug), term);
	gen_inline(dice, 8, shape->absolute, out);
	buf_text(out, "</p></content>");
	new_line(shape->layout, depth, out);
	buf_text(out, "</hcontainer>");
	buf_release(&slug);
}

static void definitions(struct dice *dice, const struct shape *shape, unsigned section,
			unsigned clause, struct buf *out)
{
	struct buf eid = {0};
	buf_printf(&eid, "cl_G%u-%u", section, clause);
	new_line(shape->layout, 5, out);
	buf_printf(out, "<clause eId=\"%s\">", buf_string(&eid));
	new_line(shape->layout, 6, out);
	buf_printf(out, "<num>G%u.%u</num>", section, clause);
	wrapped(dice, shape, "intro", 6, out);
	for (size_t n = dice_below(dice, 2); n < GEN_TERMS; n += 1 + dice_below(dice, 3))
		gen_definition(dice, shape, buf_as_span(&eid), gen_term(n), 6, out);
	new_line(shape->layout, 5, out);
	buf_text(out, "</clause>");
	buf_release(&eid);
}

static void clauses(struct dice *dice, const struct shape *shape, unsigned section, struct buf *out)
{
	size_t level = shape->profile->first_item - 1;
	unsigned count = 1 + dice_below(dice, 5);
	for (unsigned c = 1; c <= count; c++) {
		if (dice_chance(dice, 20)) {
			new_line(shape->layout, 5, out);
			buf_printf(out, "<crossHeading eId=\"sec_G%u__crossHeading_G%u-%u\">",
				   section, section, c);
			gen_inline(dice, 4, false, out);
			buf_text(out, "</crossHeading>");
		}
		maybe_strange(dice, shape->layout, 5, out);
		if (dice_chance(dice, 10)) {
			definitions(dice, shape, section, c, out);
			continue;
		}
		struct buf eid = {0}, num = {0};
		buf_printf(&eid, "cl_G%u-%u", section, c);
		buf_printf(&num, "G%u.%u", section, c);
		gen_provision(dice, shape, level, buf_as_span(&eid), buf_as_span(&num), 5, out);
		buf_release(&eid);
		buf_release(&num);
	}
}

/* The same with a prefix before the names of AKN. */
static void add_prefix(struct span bytes, struct buf *out)
{
	struct tag tag;
	for (size_t at = 0; tag_next(bytes, &at, &tag);) {
		size_t from = tag.start;
		bool named = tag.name.length && !memchr(tag.name.at, ':', tag.name.length);
		if (named) {
			from = (size_t)(tag.name.at - bytes.at);
			buf_span(out, span_sub(bytes, tag.start, from));
			buf_text(out, "akn:");
		}
		struct span rest = span_sub(bytes, from, tag.end);
		size_t xmlns = named ? span_find(rest, SPAN(" xmlns="), 0) : SIZE_MAX;
		if (xmlns != SIZE_MAX) {
			buf_span(out, span_sub(rest, 0, xmlns));
			buf_text(out, " xmlns:akn=");
			rest = span_sub(rest, xmlns + strlen(" xmlns="), rest.length);
		}
		buf_span(out, rest);
	}
}

bool gen_document(struct dice *dice, const struct profile *profile, struct buf *out)
{
	static const struct layout layouts[] = {
		{"\n", "  ", false}, {"\n", "  ", true},   {"", "", false},
		{"", "", true},	     {"\r\n", "\t", true}, {"\n", "", true},
	};
	unsigned layout = dice_below(dice, 6);
	struct shape shape = {.profile = profile, .layout = &layouts[layout], .id = "eId"};
	struct buf body = {0};
	new_line(shape.layout, 3, &body);
	buf_text(&body, "<chapter eId=\"chp_G\">");
	number_and_heading(dice, &shape, SPAN("Section G"), 4, 90, &body);
	unsigned count = 1 + dice_below(dice, 3);
	for (unsigned s = 1; s <= count; s++) {
		struct buf num = {0};
		buf_printf(&num, "G%u", s);
		new_line(shape.layout, 4, &body);
		buf_printf(&body, "<section eId=\"sec_G%u\">", s);
		number_and_heading(dice, &shape, buf_as_span(&num), 5, 80, &body);
		clauses(dice, &shape, s, &body);
		new_line(shape.layout, 4, &body);
		buf_text(&body, "</section>");
		buf_release(&num);
	}
	new_line(shape.layout, 3, &body);
	buf_text(&body, "</chapter>");
	new_line(shape.layout, 2, &body);
	struct buf plain = {0};
	sample_write(buf_as_span(&body), &plain);
	if (dice_chance(dice, 10))
		add_prefix(buf_as_span(&plain), out);
	else
		buf_span(out, buf_as_span(&plain));
	buf_release(&plain);
	buf_release(&body);
	return layout < 2;
}
