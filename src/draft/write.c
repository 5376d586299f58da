/* Writing: the operations as an AKN modification (akn-profile, section 6), laid out canonically. */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

enum { ITEM_INDENT = 10 /* of what stands in a list of the head */ };

static void attribute(struct buf *out, const char *name, struct span value)
{
	buf_printf(out, " %s=\"", name);
	escape_attribute(out, value);
	buf_char(out, '"');
}

static void attribute_text(struct buf *out, const char *name, const char *value)
{
	if (value)
		attribute(out, name, span_of(value));
}

/* ---- analysis */

static void link_in(struct work *work, struct buf *out, const char *name, const char *iri,
		    const char *eid, const char *up_to, const char *position)
{
	buf_repeat(out, ' ', ITEM_INDENT + 2);
	buf_printf(out, "<%s href=\"", name);
	escape_attribute(out, span_of(arena_printf(work->arena, "%s#%s", iri, eid)));
	buf_char(out, '"');
	if (up_to)
		attribute_text(out, "upTo", arena_printf(work->arena, "#%s", up_to));
	attribute_text(out, "pos", position);
	buf_text(out, "/>\n");
}

static void link_to(struct work *work, struct buf *out, const char *name, const char *eid,
		    const char *up_to, const char *position)
{
	link_in(work, out, name, work_of(work, eid), eid, up_to, position);
}

static void quote_link(struct buf *out, const char *name, unsigned section,
		       const struct quote *quote)
{
	if (!quote)
		return;
	buf_repeat(out, ' ', ITEM_INDENT + 2);
	buf_printf(out, "<%s href=\"#sec_%u__mod_1__qtext_%u\"/>\n", name, section, quote->number);
}

static void open_mod(struct buf *out, unsigned number, const char *type, unsigned section)
{
	buf_repeat(out, ' ', ITEM_INDENT);
	buf_printf(out, "<textualMod eId=\"am_%u\" type=\"%s\">\n", number, type);
	buf_repeat(out, ' ', ITEM_INDENT + 2);
	buf_printf(out, "<source href=\"#sec_%u__mod_1\"/>\n", section);
}

static void close_mod(struct buf *out)
{
	buf_repeat(out, ' ', ITEM_INDENT);
	buf_text(out, "</textualMod>\n");
}

static const char *position_attribute(const struct op *op)
{
	return op->position == POS_ORDER ? "unspecified" : op_position_name(op->position);
}

static void write_move(struct work *work, const struct draft_op *op, unsigned section,
		       struct buf *out)
{
	open_mod(out, op->op.number, "repeal", section);
	link_to(work, out, "destination", op->op.target, NULL, NULL);
	quote_link(out, "new", section, op->new_text);
	close_mod(out);
	open_mod(out, op->op.number + 1, "insertion", section);
	link_to(work, out, "destination", op->op.anchor, NULL, position_attribute(&op->op));
	link_to(work, out, "new", op->op.target, NULL, NULL);
	quote_link(out, "new", section, op->new_text);
	close_mod(out);
}

static void write_mod(struct work *work, const struct draft_op *op, unsigned section,
		      unsigned structure, struct buf *out)
{
	const struct op *facts = &op->op;
	if (facts->kind == OP_MOVE) {
		write_move(work, op, section, out);
		return;
	}
	bool brings = facts->kind == OP_INSERTION && !op_into_words(facts);
	open_mod(out, facts->number, op_kind_name(facts->kind), section);
	const char *place = brings ? facts->anchor : facts->target;
	link_in(work, out, "destination", brings ? facts->work : work_of(work, place), place,
		facts->up_to, position_attribute(facts));
	if (facts->kind == OP_RENUMBERING)
		link_to(work, out, "previous", facts->target, NULL, NULL);
	if (facts->kind != OP_INSERTION) {
		quote_link(out, "old", section, op->old);
		quote_link(out, "old", section, op->old_to);
	}
	quote_link(out, "new", section, op->new_text);
	if (op->pieces) {
		buf_repeat(out, ' ', ITEM_INDENT + 2);
		buf_printf(out, "<new href=\"#sec_%u__mod_1__qstr_%u\"/>\n", section, structure);
	}
	close_mod(out);
}

/* Structures of an instruction are numbered in the order of its operations. */
static void write_analysis(struct work *work, struct buf *out)
{
	unsigned structure = 0;
	size_t last = SIZE_MAX;
	buf_text(out, "      <analysis source=\"#lexpatch\">\n        <activeModifications>\n");
	for (size_t i = 0; i < work->op_count; i++) {
		const struct draft_op *op = &work->ops[i];
		if (op->instruction != last)
			structure = 0;
		last = op->instruction;
		structure += op->pieces != NULL;
		write_mod(work, op, work->items[op->instruction].section, structure, out);
	}
	buf_text(out, "        </activeModifications>\n      </analysis>\n");
}

/* ---- facts */

static void occurrence(struct buf *out, int which)
{
	if (which == OCCURRENCE_EACH)
		attribute_text(out, "occurrence", "each");
	else if (which == OCCURRENCE_LAST)
		attribute_text(out, "occurrence", "last");
	else if (which == 1)
		attribute_text(out, "occurrence", "first");
	else if (which > 1)
		buf_printf(out, " occurrence=\"%d\"", which);
}

static void write_op(struct work *work, const struct draft_op *op, struct buf *out)
{
	const struct op *facts = &op->op;
	bool move = facts->kind == OP_MOVE;
	bool brings = facts->kind == OP_INSERTION && !op_into_words(facts);
	unsigned section = work->items[op->instruction].section;
	buf_printf(out, "        <lp:op for=\"#am_%u", facts->number);
	if (move)
		buf_printf(out, " #am_%u", facts->number + 1);
	buf_char(out, '"');
	attribute_text(out, "kind", move ? "move" : NULL);
	attribute_text(out, "scope", op_scope_name(facts->scope));
	attribute_text(out, "span", op_span_name(facts->span));
	if (facts->kind == OP_INSERTION && op->old)
		buf_printf(out, " at=\"#sec_%u__mod_1__qtext_%u\"", section, op->old->number);
	if ((brings && facts->scope != SCOPE_CROSSHEADING) || move)
		attribute_text(out, "target", facts->target);
	attribute_text(out, "def", facts->def);
	attribute_text(out, "to", facts->to);
	occurrence(out, facts->occurrence);
	if (facts->count)
		buf_printf(out, " count=\"%u\"", facts->count);
	attribute_text(out, "next", facts->next);
	attribute_text(out, "leaves", op_leaves_name(facts->leaves));
	attribute_text(out, "context", op->context);
	attribute_text(out, "file", file_base_name(facts->file));
	buf_printf(out, " line=\"%u\" column=\"%u\"/>\n", facts->line, facts->column);
}

/* ---- pins */

struct pins {
	const char **items;
	size_t count, capacity;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void write_pin(struct work *work, const char *eid, struct buf *out)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	const char *part = span_ends(span_of(eid), "__intro")	 ? "intro"
			   : span_ends(span_of(eid), "__wrapup") ? "wrapup"
								 : "";
	if (at == DOC_NONE || doc->provisions[at].flags & PROVISION_INCOMPLETE)
		return;
	char digest[SHA256_HEX];
	doc_pin(doc, at, part, digest);
	buf_text(out, "        <lp:pin");
	attribute_text(out, "href", arena_printf(work->arena, "%s#%s", work_of(work, eid), eid));
	buf_printf(out, " sha256=\"%s\"/>\n", digest);
}

static void add_pin(struct pins *pins, const char *eid)
{
	MEM_ROOM(pins->items, pins->count, pins->capacity);
	pins->items[pins->count++] = eid;
}

/* All from the first to the last of a range. */
static void add_range(struct work *work, const struct op *op, struct pins *pins)
{
	const struct doc *doc, *other;
	uint32_t at = base_find(work, op->target, &doc), last = base_find(work, op->up_to, &other);
	while (at != DOC_NONE && doc == other && at != last) {
		at = provision_next(doc, at);
		if (at != DOC_NONE && !(doc->provisions[at].flags & PROVISION_CROSSHEADING))
			add_pin(pins, arena_copy(work->arena, doc->provisions[at].eid.at,
						 doc->provisions[at].eid.length));
	}
}

/* In the order of the operations, each once. */
static void write_pins(struct work *work, struct buf *out)
{
	struct pins pins = {0}, sorted = {0};
	for (size_t i = 0; i < work->op_count && work->base; i++) {
		const struct op *op = &work->ops[i].op;
		if ((op->kind == OP_INSERTION && !op_into_words(op)) ||
		    op->scope == SCOPE_CROSSHEADING)
			continue;
		add_pin(&pins, work->ops[i].pin ? work->ops[i].pin : op->target);
		if (op->up_to)
			add_range(work, op, &pins);
	}
	for (size_t i = 0; i < pins.count; i++)
		add_pin(&sorted, pins.items[i]);
	if (sorted.count)
		qsort(sorted.items, sorted.count, sizeof *sorted.items, by_text);
	bool *written = mem_alloc(sorted.count + 1);
	for (size_t i = 0; i < pins.count; i++) {
		const char **hit = bsearch(&pins.items[i], sorted.items, sorted.count,
					   sizeof *sorted.items, by_text);
		while (hit > sorted.items && !strcmp(hit[-1], *hit))
			hit--;
		if (written[hit - sorted.items])
			continue;
		written[hit - sorted.items] = true;
		write_pin(work, pins.items[i], out);
	}
	free(written);
	free(pins.items);
	free(sorted.items);
}

static void write_proprietary(struct work *work, struct buf *out)
{
	const char *base = head_base_uri(work);
	buf_text(out, "      <proprietary source=\"#lexpatch\">\n");
	buf_printf(out, "        <lp:profile name=\"%s\"/>\n", work->profile->name);
	if (base) {
		buf_text(out, "        <lp:base");
		attribute_text(out, "href", base);
		attribute(out, "version", head_base_version(work));
		buf_text(out, "/>\n");
	}
	for (size_t i = 0; i < work->op_count; i++)
		write_op(work, &work->ops[i], out);
	write_pins(work, out);
	buf_text(out, "      </proprietary>\n");
}

/* ---- body */

static int quote_order(const void *a, const void *b)
{
	const struct quote *x = *(struct quote *const *)a, *y = *(struct quote *const *)b;
	return (x->text.at > y->text.at) - (x->text.at < y->text.at);
}

/* The instruction without the payload behind its colon. */
static struct span own_words(const struct instruction *instruction)
{
	struct span text = instruction->text;
	const struct clause *last = &instruction->clauses[instruction->clause_count - 1];
	struct span behind = last->fit.group[GROUP_PAYLOAD];
	if (!behind.at || !behind.length)
		return text;
	return span_trim(span_sub(text, 0, (size_t)(behind.at - text.at)));
}

static bool inside(struct span text, struct span part)
{
	return part.at >= text.at && part.at + part.length <= text.at + text.length;
}

/* Words `apart` do not stand in the line of the instruction. */
static void write_quote(struct buf *out, unsigned section, const struct quote *quote, bool apart)
{
	buf_printf(out, "<quotedText eId=\"sec_%u__mod_1__qtext_%u\"", section, quote->number);
	attribute_text(out, "class", quote->items ? "apart items" : apart ? "apart" : NULL);
	attribute(out, "startQuote", quote->open);
	attribute(out, "endQuote", quote->close);
	buf_char(out, '>');
	escape_text(out, quote->text);
	buf_text(out, "</quotedText>");
}

/* Quotes get their numbers in the order in which they stand, those from elsewhere last. */
static void number_quotes(struct instruction *instruction)
{
	struct span text = own_words(instruction);
	unsigned number = 0;
	if (instruction->quote_count)
		qsort(instruction->quotes, instruction->quote_count, sizeof *instruction->quotes,
		      quote_order);
	for (size_t i = 0; i < instruction->quote_count; i++)
		if (inside(text, instruction->quotes[i]->text))
			instruction->quotes[i]->number = ++number;
	for (size_t i = 0; i < instruction->quote_count; i++)
		if (!inside(text, instruction->quotes[i]->text))
			instruction->quotes[i]->number = ++number;
}

static void write_words(const struct instruction *instruction, struct buf *out)
{
	struct span text = own_words(instruction);
	const char *at = text.at;
	for (size_t i = 0; i < instruction->quote_count; i++) {
		const struct quote *quote = instruction->quotes[i];
		if (!inside(text, quote->text))
			continue;
		escape_text(out, span_from(at, quote->text.at - quote->open.length));
		write_quote(out, instruction->section, quote, false);
		at = quote->text.at + quote->text.length + quote->close.length;
	}
	escape_text(out, span_from(at, text.at + text.length));
	for (size_t i = 0; i < instruction->quote_count; i++) {
		if (inside(text, instruction->quotes[i]->text))
			continue;
		buf_char(out, ' ');
		write_quote(out, instruction->section, instruction->quotes[i], true);
	}
}

static void write_structures(struct work *work, const struct instruction *instruction,
			     struct buf *out)
{
	struct piece_style style = {
		.profile = work->profile, .finder = work->finder, .absolute = true, .terms = true};
	const struct piece_marks marks = draft_marks(work);
	style.marks = &marks;
	/* Without a scheme of files, what is cited stands in the work that is amended. */
	const char *code = profile_value(work->profile, "modification", "code", NULL);
	if (code)
		style.work_prefix = arena_printf(
			work->arena, "%s%s", code,
			profile_value(work->profile, "modification", "file", "/!main"));
	unsigned structure = 0;
	for (size_t i = instruction->first_op; i < instruction->first_op + instruction->op_count;
	     i++) {
		const struct draft_op *op = &work->ops[i];
		if (!op->pieces)
			continue;
		style.work = op->op.work;
		style.prefix = arena_printf(work->arena, "sec_%u__mod_1__qstr_%u",
					    instruction->section, ++structure);
		buf_printf(out,
			   "\n          <quotedStructure eId=\"%s\" startQuote=\"\" "
			   "endQuote=\"\">\n",
			   style.prefix);
		pieces_write(&style, op->pieces, 12, out);
		buf_text(out, "          </quotedStructure>");
	}
}

static void write_body(struct work *work, struct buf *out)
{
	buf_text(out, "    <body>\n");
	for (size_t i = 0; i < work->count; i++) {
		const struct instruction *instruction = &work->items[i];
		unsigned n = instruction->section;
		if (instruction->refused)
			continue;
		buf_printf(out, "      <section eId=\"sec_%u\">\n        <num>%u</num>\n", n, n);
		buf_printf(out, "        <content><p><mod eId=\"sec_%u__mod_1\">", n);
		write_words(instruction, out);
		write_structures(work, instruction, out);
		buf_text(out, "</mod></p></content>\n      </section>\n");
	}
	buf_text(out, "    </body>\n");
}

/* ---- the whole */

static void number_all(struct work *work)
{
	unsigned section = 0, number = 1;
	for (size_t i = 0; i < work->count; i++) {
		struct instruction *instruction = &work->items[i];
		instruction->op_count = 0;
		if (instruction->refused)
			continue;
		instruction->section = ++section;
		number_quotes(instruction);
	}
	for (size_t i = 0; i < work->op_count; i++) {
		struct draft_op *op = &work->ops[i];
		struct instruction *instruction = &work->items[op->instruction];
		if (!instruction->op_count++)
			instruction->first_op = i;
		op->op.number = number;
		number += op->op.kind == OP_MOVE ? 2 : 1;
	}
}

void write_modification(struct work *work)
{
	struct buf *out = &work->out->akn, body = {0};
	number_all(work);
	if (!work->op_count)
		return;
	write_body(work, &body);
	bool cites = span_find(buf_as_span(&body), SPAN("refersTo=\"#descriptor\""), 0) != SIZE_MAX;
	buf_text(out,
		 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"" AKN_NAMESPACE
		 "\" xmlns:lp=\"" LP_NAMESPACE "\">\n"
		 "  <bill name=\"modification\" contains=\"originalVersion\">\n    <meta>\n");
	write_identification(work, out);
	write_analysis(work, out);
	write_references(work, cites, out);
	write_notes(work, out);
	write_proprietary(work, out);
	buf_text(out, "    </meta>\n");
	write_preface(work, out);
	buf_span(out, buf_as_span(&body));
	buf_text(out, "  </bill>\n</akomaNtoso>\n");
	buf_release(&body);
}
