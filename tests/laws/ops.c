/* Operations made by dice on what a document holds. */
#include "gen.h"

#include "doc/address.h"
#include "doc/number.h"
#include "doc/words.h"

#include <string.h>

struct maker {
	struct dice *dice;
	const struct profile *profile;
	const struct doc *doc;
	struct arena *arena;
};

/* ---- choosing */

static const char *keep(struct maker *m, struct buf *text)
{
	const char *kept = arena_copy(m->arena, text->at, text->length);
	buf_release(text);
	return kept;
}

static const char *keep_span(struct maker *m, struct span text)
{
	return arena_copy(m->arena, text.at, text.length);
}

static const char *words(struct maker *m, unsigned most)
{
	struct buf text = {0};
	gen_words(m->dice, most, &text);
	return keep(m, &text);
}

static bool is_item_or_clause(const struct maker *m, uint32_t provision)
{
	const struct provision *p = &m->doc->provisions[provision];
	return p->eid.length && !(p->flags & (PROVISION_CROSSHEADING | PROVISION_DEFINITION)) &&
	       provision_num(m->doc, provision).length &&
	       address_level_of_eid(m->profile, p->eid) + 1 >= (int)m->profile->first_item;
}

static uint32_t choose_provision(struct maker *m)
{
	unsigned count = (unsigned)m->doc->provision_count;
	uint32_t i = dice_below(m->dice, count);
	for (unsigned tries = 0; tries < count; tries++, i = (i + 1) % count)
		if (is_item_or_clause(m, i))
			return i;
	return DOC_NONE;
}

static bool holds_words(const struct maker *m, uint32_t block)
{
	const struct block *b = &m->doc->blocks[block];
	return b->provision != DOC_NONE && m->doc->provisions[b->provision].eid.length &&
	       (b->part == PART_INTRO || b->part == PART_CONTENT || b->part == PART_WRAPUP) &&
	       span_trim(b->text).length;
}

static uint32_t choose_block(struct maker *m)
{
	unsigned count = (unsigned)m->doc->block_count;
	uint32_t i = dice_below(m->dice, count);
	for (unsigned tries = 0; tries < count; tries++, i = (i + 1) % count)
		if (holds_words(m, i))
			return i;
	return DOC_NONE;
}

/* A few words of a block, as they stand in it. */
static const char *some_words(struct maker *m, struct span text)
{
	struct words list = {0};
	const char *kept = NULL;
	words_split(text, &list);
	if (list.count) {
		unsigned first = dice_below(m->dice, (unsigned)list.count);
		unsigned last = first + dice_below(m->dice, 4);
		if (last >= list.count)
			last = (unsigned)list.count - 1;
		kept = keep_span(m, span_sub(text, list.items[first].start, list.items[last].end));
	}
	words_release(&list);
	return kept;
}

/* ---- words */

static bool op_words(struct maker *m, struct bill_op *op)
{
	static const char *const occurrences[] = {" occurrence=\"first\"", " occurrence=\"each\"",
						  " occurrence=\"last\"", NULL};
	static const char *const kinds[] = {"substitution", "substitution", "repeal", "insertion"};
	uint32_t block = choose_block(m);
	if (block == DOC_NONE)
		return false;
	const struct block *b = &m->doc->blocks[block];
	struct buf place = {0};
	buf_span(&place, m->doc->provisions[b->provision].eid);
	if (b->part != PART_CONTENT && dice_chance(m->dice, 60))
		buf_text(&place, b->part == PART_INTRO ? "__intro" : "__wrapup");
	op->scope = "words";
	op->place = keep(m, &place);
	op->type = kinds[dice_below(m->dice, 4)];
	op->old_words = some_words(m, b->text);
	op->more = occurrences[dice_below(m->dice, 4)];
	if (strcmp(op->type, "repeal"))
		op->new_words = words(m, 5);
	if (!strcmp(op->type, "insertion")) {
		op->target = op->place;
		op->position = dice_chance(m->dice, 50) ? "before" : "after";
		if (dice_chance(m->dice, 20)) {
			op->old_words = NULL;
			op->more = NULL;
			op->position = dice_chance(m->dice, 50) ? "start" : "end";
		}
	} else if (dice_chance(m->dice, 10)) {
		op->more = dice_chance(m->dice, 50) ? " span=\"from-end\" occurrence=\"first\""
						    : " span=\"start-to\" occurrence=\"last\"";
	}
	return op->old_words || op->position;
}

static bool op_heading(struct maker *m, struct bill_op *op)
{
	unsigned count = (unsigned)m->doc->provision_count;
	uint32_t i = dice_below(m->dice, count);
	const struct provision *p = &m->doc->provisions[i];
	if (!p->eid.length || p->flags & (PROVISION_CROSSHEADING | PROVISION_DEFINITION))
		return false;
	op->type = "substitution";
	op->scope = "heading";
	op->place = keep_span(m, p->eid);
	op->new_words = words(m, 4);
	if (p->heading != DOC_NONE && dice_chance(m->dice, 50))
		op->old_words = some_words(m, m->doc->blocks[p->heading].text);
	return true;
}

/* ---- cross-headings */

static bool op_crossheading(struct maker *m, struct bill_op *op)
{
	uint32_t i = choose_provision(m);
	if (i == DOC_NONE || m->doc->provisions[i].depth != 2)
		return false;
	op->scope = "crossheading";
	op->place = keep_span(m, m->doc->provisions[i].eid);
	switch (dice_below(m->dice, 3)) {
	case 0:
		op->type = "repeal";
		return true;
	case 1:
		op->type = "substitution";
		op->new_words = words(m, 4);
		return true;
	default:
		break;
	}
	struct buf payload = {0};
	const char *id = arena_printf(m->arena, "sec_G1__crossHeading_new-%s", op->place);
	buf_printf(&payload, "<hcontainer wId=\"%s\" name=\"crossheading\"><heading>", id);
	gen_inline(m->dice, 4, true, &payload);
	buf_text(&payload, "</heading></hcontainer>");
	op->type = "insertion";
	op->position = "before";
	op->target = id;
	op->payload = keep(m, &payload);
	return true;
}

/* ---- provisions */

static const struct layout payload_layout = {"\n", "  ", false};

static struct shape payload_shape(const struct maker *m)
{
	return (struct shape){
		.profile = m->profile, .layout = &payload_layout, .id = "wId", .absolute = true};
}

/* The eId of a sibling of `provision` with another number. */
static const char *sibling_eid(struct maker *m, uint32_t provision, struct span num)
{
	struct span eid = m->doc->provisions[provision].eid;
	size_t stem = eid.length;
	while (stem && eid.at[stem - 1] != '_')
		stem--;
	struct buf made = {0};
	buf_span(&made, span_sub(eid, 0, stem));
	address_slug(num, &made);
	return keep(m, &made);
}

static struct span number_of(const struct maker *m, uint32_t provision)
{
	return provision == DOC_NONE ? (struct span){"", 0} : provision_num(m->doc, provision);
}

static uint32_t next_numbered(const struct maker *m, uint32_t i)
{
	do
		i = provision_next(m->doc, i);
	while (i != DOC_NONE && !is_item_or_clause(m, i));
	return i;
}

static bool op_insertion(struct maker *m, struct bill_op *op)
{
	uint32_t i = choose_provision(m);
	if (i == DOC_NONE)
		return false;
	const struct provision *p = &m->doc->provisions[i];
	size_t level = (size_t)address_level_of_eid(m->profile, p->eid);
	struct buf num = {0}, payload = {0};
	number_between(m->profile->levels[level].style, number_of(m, i),
		       number_of(m, next_numbered(m, i)), &num);
	op->type = "insertion";
	op->scope = "provision";
	op->target = sibling_eid(m, i, buf_as_span(&num));
	op->place = keep_span(m, p->eid);
	op->position = "after";
	if (dice_chance(m->dice, 25) && p->parent != DOC_NONE) {
		op->place = keep_span(m, m->doc->provisions[p->parent].eid);
		op->position = "unspecified";
	}
	bool headed = p->depth == 2 && dice_chance(m->dice, 20);
	struct shape shape = payload_shape(m);
	if (headed)
		buf_printf(&payload,
			   "\n<hcontainer wId=\"sec_x__crossHeading_%s\" name=\"crossheading\">\n"
			   "  <heading>New Heading</heading>",
			   op->target);
	gen_provision(m->dice, &shape, level, span_of(op->target), buf_as_span(&num), headed,
		      &payload);
	if (headed)
		buf_text(&payload, "\n</hcontainer>");
	buf_char(&payload, '\n');
	op->payload = keep(m, &payload);
	buf_release(&num);
	return true;
}

/* The provision restated with some of its words changed: its own bytes, ids as in a payload. */
static void restate(struct maker *m, uint32_t provision, struct buf *out)
{
	const struct provision *p = &m->doc->provisions[provision];
	struct span bytes = span_sub(m->doc->bytes, p->start, p->end);
	size_t at = 0;
	for (size_t hit; (hit = span_find(bytes, SPAN(" eId="), at)) != SIZE_MAX; at = hit + 5) {
		buf_span(out, span_sub(bytes, at, hit));
		buf_text(out, " wId=");
	}
	buf_span(out, span_sub(bytes, at, bytes.length));
}

/* Could the bytes stand in a patch? Names with a prefix are declared in the document only. */
static bool plain(struct span bytes)
{
	return span_find(bytes, SPAN("Id='"), 0) == SIZE_MAX &&
	       span_find(bytes, SPAN("<q:"), 0) == SIZE_MAX && !span_starts(bytes, "<akn:");
}

static bool op_substitution(struct maker *m, struct bill_op *op)
{
	uint32_t i = choose_provision(m), last;
	if (i == DOC_NONE)
		return false;
	const struct provision *p = &m->doc->provisions[i];
	size_t level = (size_t)address_level_of_eid(m->profile, p->eid);
	struct shape shape = payload_shape(m);
	struct buf payload = {0};
	op->type = "substitution";
	op->scope = "provision";
	op->place = keep_span(m, p->eid);
	if (dice_chance(m->dice, 20) && (last = next_numbered(m, i)) != DOC_NONE)
		op->up_to = keep_span(m, m->doc->provisions[last].eid);
	if (dice_chance(m->dice, 40) && plain(span_sub(m->doc->bytes, p->start, p->end)))
		restate(m, i, &payload);
	else
		gen_provision(m->dice, &shape, level, p->eid, number_of(m, i), 0, &payload);
	buf_char(&payload, '\n');
	op->payload = keep(m, &payload);
	return true;
}

static bool op_repeal(struct maker *m, struct bill_op *op)
{
	static const char *const leaves[] = {NULL, " leaves=\"not-used\"", " leaves=\"remove\"",
					     " leaves=\"dots\""};
	uint32_t i = choose_provision(m), last;
	if (i == DOC_NONE)
		return false;
	op->type = "repeal";
	op->scope = "provision";
	op->place = keep_span(m, m->doc->provisions[i].eid);
	op->more = leaves[dice_below(m->dice, 4)];
	if (dice_chance(m->dice, 15) && (last = next_numbered(m, i)) != DOC_NONE)
		op->up_to = keep_span(m, m->doc->provisions[last].eid);
	return true;
}

static struct bill_op renumbering(struct maker *m, uint32_t from, struct span label)
{
	const char *to = sibling_eid(m, from, label);
	return (struct bill_op){.type = "renumbering",
				.scope = "provision",
				.place = keep_span(m, m->doc->provisions[from].eid),
				.new_words = keep_span(m, label),
				.more = arena_printf(m->arena, " to=\"%s\"", to)};
}

/* A provision and all behind it move up by one; or two neighbours swap. */
static size_t ops_renumbering(struct maker *m, struct bill_op *ops, size_t most)
{
	uint32_t i = choose_provision(m);
	if (i == DOC_NONE)
		return 0;
	uint32_t next = next_numbered(m, i);
	if (next != DOC_NONE && most >= 2 && dice_chance(m->dice, 40)) {
		ops[0] = renumbering(m, i, number_of(m, next));
		ops[1] = renumbering(m, next, number_of(m, i));
		return 2;
	}
	size_t count = 0;
	for (; i != DOC_NONE && count < most; i = next_numbered(m, i)) {
		int level = address_level_of_eid(m->profile, m->doc->provisions[i].eid);
		struct buf label = {0};
		number_next(m->profile->levels[level].style, number_of(m, i), &label);
		ops[count++] = renumbering(m, i, buf_as_span(&label));
		buf_release(&label);
	}
	return count;
}

/* The text of a provision goes down a level. */
static bool op_sinking(struct maker *m, struct bill_op *op)
{
	static const char *const firsts[] = {"(a)", "(i)", "(A)", "(1)"};
	uint32_t i = choose_provision(m);
	if (i == DOC_NONE)
		return false;
	struct span eid = m->doc->provisions[i].eid;
	int level = address_level_of_eid(m->profile, eid);
	size_t below = m->profile->first_item + dice_below(m->dice, 4);
	if (level >= (int)m->profile->first_item)
		below = (size_t)level + 1;
	if (below >= m->profile->level_count)
		return false;
	const char *label = firsts[below - m->profile->first_item];
	struct buf to = {0};
	address_child(m->profile, eid, below, span_of(label), &to);
	op->type = "renumbering";
	op->scope = "provision";
	op->place = keep_span(m, eid);
	op->new_words = label;
	op->more = arena_printf(m->arena, " to=\"%s\"", keep(m, &to));
	return true;
}

/* ---- definitions */

static bool op_definition(struct maker *m, struct bill_op *op)
{
	uint32_t entry = DOC_NONE;
	for (uint32_t i = 0; i < m->doc->provision_count; i++)
		if (m->doc->provisions[i].flags & PROVISION_DEFINITION &&
		    (entry == DOC_NONE || dice_chance(m->dice, 30)))
			entry = i;
	if (entry == DOC_NONE)
		return false;
	struct span clause = m->doc->provisions[m->doc->provisions[entry].parent].eid;
	struct shape shape = payload_shape(m);
	struct buf payload = {0};
	op->scope = "definition";
	op->place = keep_span(m, clause);
	const char *term = gen_term(dice_below(m->dice, GEN_TERMS));
	gen_definition(m->dice, &shape, clause, term, 0, &payload);
	switch (dice_below(m->dice, 3)) {
	case 0:
		op->type = "repeal";
		op->old_words = term;
		buf_release(&payload);
		return true;
	case 1:
		op->type = "substitution";
		op->old_words = term;
		break;
	default:
		op->type = "insertion";
		op->position = "unspecified";
		op->target = op->place;
	}
	op->payload = keep(m, &payload);
	return true;
}

/* ---- the whole */

size_t gen_ops(struct dice *dice, const struct profile *profile, const struct doc *doc,
	       struct arena *arena, struct bill_op *ops, size_t most)
{
	static bool (*const makers[])(struct maker *, struct bill_op *) = {
		op_words,	 op_words,	  op_words,	 op_words,
		op_heading,	 op_crossheading, op_insertion,	 op_insertion,
		op_substitution, op_repeal,	  op_definition, op_sinking,
	};
	enum { MAKERS = sizeof makers / sizeof *makers };
	struct maker m = {dice, profile, doc, arena};
	size_t count = 0, wanted = 1 + dice_below(dice, (unsigned)most);
	for (unsigned tries = 0; count < wanted && tries < 20; tries++) {
		unsigned which = dice_below(dice, MAKERS + 1);
		if (which == MAKERS) {
			count += ops_renumbering(&m, ops + count, wanted - count);
			continue;
		}
		struct bill_op op = {0};
		if (makers[which](&m, &op))
			ops[count++] = op;
	}
	return count;
}

struct bill_op gen_bad_op(struct dice *dice)
{
	if (dice_chance(dice, 50))
		return (struct bill_op){
			.type = "repeal", .scope = "provision", .place = "cl_G77-1"};
	return (struct bill_op){.type = "substitution",
				.scope = "words",
				.place = "chp_G",
				.old_words = "words that are nowhere",
				.new_words = "x"};
}
