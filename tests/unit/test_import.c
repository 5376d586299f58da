/* Import of generated Sections: every number, level, text and reference is where it was made. */
#include <criterion/criterion.h>
#include <string.h>

#include "doc/doc.h"
#include "doc/number.h"
#include "read/read.h"

enum { CLAUSES = 600, SECTIONS = 12 };

/* What is to come out, in reading order: an eId and the first words of its own text. */
struct expected {
	struct buf eid, text, target;
};

struct maker {
	uint32_t seed;
	bool indented;
	unsigned columns; /* lines are broken there; 0: a paragraph a line */
	struct buf out;
	struct expected *items;
	size_t count, capacity;
};

static unsigned draw(struct maker *maker, unsigned below)
{
	maker->seed = maker->seed * 1664525u + 1013904223u;
	return (maker->seed >> 8) % below;
}

static struct expected *expect(struct maker *maker, const char *eid, const char *text)
{
	MEM_ROOM(maker->items, maker->count, maker->capacity);
	struct expected *item = &maker->items[maker->count++];
	*item = (struct expected){0};
	buf_text(&item->eid, eid);
	buf_text(&item->text, text);
	return item;
}

static void line(struct maker *maker, unsigned indent, const char *label, const char *text)
{
	struct buf whole = {0};
	buf_printf(&whole, "%s%s%s", label, *label ? " " : "", text);
	unsigned column = 0;
	for (const char *word = buf_string(&whole); *word;) {
		size_t length = strcspn(word, " ");
		if (column && maker->columns && column + length + 1 > maker->columns) {
			buf_char(&maker->out, '\n');
			column = 0;
		}
		if (!column)
			buf_repeat(&maker->out, ' ', maker->indented ? indent : 0);
		else
			buf_char(&maker->out, ' ');
		buf_add(&maker->out, word, length);
		column += (unsigned)length + 1;
		word += length + (word[length] == ' ');
	}
	buf_text(&maker->out, maker->columns ? "\n\n" : "\n");
	buf_release(&whole);
}

static const char *const levels[] = {"para", "subpara", "point"};
static const enum label_style styles[] = {LABEL_LOWER, LABEL_ROMAN, LABEL_UPPER};

/* A list below `eid`; deeper lists have fewer items, but never only one. */
static void make_list(struct maker *maker, const char *eid, unsigned depth, bool last_of_all)
{
	unsigned most = depth == 0 ? 30 : 7;
	unsigned count = 2 + draw(maker, draw(maker, 8) ? 5 : most);
	struct buf label = {0}, next = {0}, below = {0};
	static const char *const first[] = {"(a)", "(i)", "(A)"};
	buf_text(&label, first[depth]);
	for (unsigned i = 0; i < count; i++) {
		bool last = i + 1 == count;
		bool nested = depth < 2 && i + 2 != count && draw(maker, 6) == 0;
		char text[160];
		snprintf(text, sizeof text,
			 "item %u of depth %u, said in so many words that a line of a page does "
			 "not hold them all%s",
			 draw(maker, 1000), depth,
			 nested	       ? ":"
			 : !last       ? ";"
			 : last_of_all ? "."
				       : ";");
		line(maker, 4 + 4 * depth, buf_string(&label), text);
		buf_cut(&below, 0);
		buf_printf(&below, "%s__%s_%.*s", eid, levels[depth], (int)label.length - 2,
			   label.at + 1);
		expect(maker, buf_string(&below), text);
		if (nested)
			make_list(maker, buf_string(&below), depth + 1, last && last_of_all);
		buf_cut(&next, 0);
		number_next(styles[depth], buf_as_span(&label), &next);
		buf_cut(&label, 0);
		buf_span(&label, buf_as_span(&next));
	}
	buf_release(&label);
	buf_release(&next);
	buf_release(&below);
}

static void make_clause(struct maker *maker, unsigned section, unsigned clause)
{
	char number[32], eid[32], text[160];
	snprintf(number, sizeof number, "G%u.%u", section, clause);
	snprintf(eid, sizeof eid, "cl_G%u-%u", section, clause);
	if (draw(maker, 5) == 0) {
		char heading[64];
		snprintf(heading, sizeof heading, "Heading over %s", number);
		line(maker, 0, "", heading);
		snprintf(text, sizeof text, "sec_G%u__crossHeading_G%u-%u", section, section,
			 clause);
		expect(maker, text, heading);
	}
	if (draw(maker, 20) == 0) {
		line(maker, 0, number, "Not Used.");
		expect(maker, eid, "Not Used.");
		return;
	}
	bool list = draw(maker, 3) == 0;
	unsigned to_section = 1 + draw(maker, SECTIONS), to = 1 + draw(maker, CLAUSES / SECTIONS);
	snprintf(text, sizeof text,
		 "The User shall for the purposes of this Section and in every other respect "
		 "comply with Section G%u.%u%s",
		 to_section, to, list ? " and:" : ".");
	line(maker, 0, number, text);
	struct expected *item = expect(maker, eid, text);
	buf_printf(&item->target, "#cl_G%u-%u", to_section, to);
	if (list)
		make_list(maker, eid, 0, true);
}

static void make_section(struct maker *maker)
{
	buf_text(&maker->out, "Section G: Security\n\n");
	for (unsigned section = 1; section <= SECTIONS; section++) {
		char number[32], eid[32], heading[32];
		snprintf(number, sizeof number, "G%u", section);
		snprintf(eid, sizeof eid, "sec_G%u", section);
		snprintf(heading, sizeof heading, "Part number %u", section);
		line(maker, 0, number, heading);
		expect(maker, eid, heading);
		for (unsigned clause = 1; clause <= CLAUSES / SECTIONS; clause++)
			make_clause(maker, section, clause);
	}
}

static struct span own_text(const struct doc *doc, uint32_t provision)
{
	for (uint32_t block = DOC_NONE;
	     (block = provision_next_block(doc, provision, block)) != DOC_NONE;)
		if (doc->blocks[block].part != PART_NUM)
			return doc->blocks[block].text;
	return (struct span){NULL, 0};
}

static struct span first_href(const struct doc *doc, uint32_t provision)
{
	for (uint32_t block = DOC_NONE;
	     (block = provision_next_block(doc, provision, block)) != DOC_NONE;)
		if (doc->blocks[block].inline_after > doc->blocks[block].inline_first)
			return doc->inlines[doc->blocks[block].inline_first].href;
	return (struct span){NULL, 0};
}

static void compare(const struct maker *maker, const struct doc *doc, unsigned seed)
{
	cr_assert_eq(doc->provision_count, maker->count + 1, "seed %u: %zu provisions, %zu made",
		     seed, doc->provision_count - 1, maker->count);
	for (size_t i = 0; i < maker->count; i++) {
		const struct expected *item = &maker->items[i];
		uint32_t provision = (uint32_t)i + 1;
		struct span eid = doc->provisions[provision].eid, text = own_text(doc, provision);
		cr_assert(span_equal(eid, buf_as_span(&item->eid)),
			  "seed %u: %.*s where %s was made", seed, SPAN_ARGS(eid), item->eid.at);
		cr_assert(span_equal(text, buf_as_span(&item->text)), "seed %u: %s has “%.*s”",
			  seed, item->eid.at, SPAN_ARGS(text));
		cr_assert(span_equal(first_href(doc, provision), buf_as_span(&item->target)),
			  "seed %u: the reference of %s", seed, item->eid.at);
	}
}

static void release(struct maker *maker)
{
	for (size_t i = 0; i < maker->count; i++) {
		buf_release(&maker->items[i].eid);
		buf_release(&maker->items[i].text);
		buf_release(&maker->items[i].target);
	}
	free(maker->items);
	buf_release(&maker->out);
}

static void run(unsigned seed, bool indented, unsigned columns)
{
	struct maker maker = {.seed = seed, .indented = indented, .columns = columns};
	struct diags diags = {.count = 0};
	struct buf error = {0}, akn = {0};
	struct profile *profile = profile_load("sec", &error);
	struct import_options options = {
		.profile = profile, .version = "1.0", .date = "2020-01-01"};
	make_section(&maker);
	cr_assert(import_text("generated", buf_as_span(&maker.out), &options, &diags, &akn));
	cr_assert_eq(diags_at_least(&diags, DIAG_WARNING), 0, "seed %u: findings", seed);
	struct doc *doc = doc_read("generated", &akn, &diags);
	cr_assert_not_null(doc, "seed %u: not readable", seed);
	compare(&maker, doc, seed);
	doc_free(doc);
	profile_free(profile);
	diags_release(&diags);
	release(&maker);
}

Test(import, flat_text_of_600_clauses_comes_out_as_made)
{
	for (unsigned seed = 1; seed <= 8; seed++)
		run(seed, false, 0);
}

Test(import, indented_text_of_600_clauses_comes_out_as_made)
{
	for (unsigned seed = 101; seed <= 108; seed++)
		run(seed, true, 0);
}

Test(import, wrapped_text_of_600_clauses_comes_out_as_made)
{
	for (unsigned seed = 201; seed <= 208; seed++)
		run(seed, seed % 2, 66 + seed % 15);
}

static struct doc *text_doc(const char *text, struct diags *diags)
{
	struct buf bytes = {0};
	buf_text(&bytes, text);
	struct doc *doc = plain_text("a.txt", &bytes, diags);
	buf_release(&bytes);
	return doc;
}

Test(import, plain_text_says_what_its_akn_says)
{
	struct diags diags = {0};
	struct buf akn = {0};
	struct doc *a = text_doc("\xEF\xBB\xBF"
				 "One & two < three.\r\n\r\n  a second paragraph that goes on and "
				 "on and\r\non in the next line\nA \xc3\xa9 third\n\n",
				 &diags);
	cr_assert(a);
	cr_expect(a->untagged);
	plain_as_akn(a, &akn);
	struct doc *b = doc_read("a.txt", &akn, &diags);
	cr_assert(b);
	cr_expect(!b->untagged);
	cr_assert_eq(a->provision_count, 3);
	cr_assert_eq(a->block_count, 3);
	cr_assert_eq(b->provision_count, 3);
	cr_assert_eq(b->block_count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct provision *p = &a->provisions[i], *q = &b->provisions[i];
		const struct block *x = &a->blocks[i], *y = &b->blocks[i];
		cr_expect(span_equal(x->text, y->text));
		cr_expect(x->element == y->element && x->part == y->part);
		cr_expect(x->provision == y->provision);
		cr_expect(p->element == q->element && p->parent == q->parent);
		cr_expect(p->after == q->after && p->block == q->block);
		cr_expect(p->block_after == q->block_after);
	}
	doc_free(a);
	doc_free(b);
	a = text_doc(" \n", &diags);
	cr_assert(a);
	cr_expect_eq(a->provision_count, 0);
	doc_free(a);
	diags_release(&diags);
}
