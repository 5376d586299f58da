/* The account: what became of every line of the draft, the notes for what is neither instruction
 * nor payload, and the way back from the words of a payload to the draft. */
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- notes */

static const char *note_class(const struct logical *l)
{
	switch (l->use) {
	case LINE_FURNITURE:
		return "furniture";
	case LINE_FOOTNOTE:
		return "footnote";
	case LINE_BALLOON:
		return "balloon";
	default:
		return "prose";
	}
}

static bool is_note(const struct work *work, size_t logical)
{
	enum draft_use use = work->uses[logical];
	return use == DRAFT_NOTE || use == DRAFT_PROSE || use == DRAFT_UNCLAIMED;
}

static void note_words(const struct logical *l, struct buf *out)
{
	if (l->use == LINE_BALLOON && l->balloon)
		buf_printf(out, "%c%s: ", toupper((unsigned char)l->balloon[0]), l->balloon + 1);
	if (l->use == LINE_FOOTNOTE)
		buf_printf(out, "%u ", l->footnote);
	escape_text(out, l->text);
}

void write_notes(struct work *work, struct buf *out)
{
	size_t number = 0;
	for (size_t i = 0; i < work->lines->count; i++) {
		const struct logical *l = &work->lines->items[i];
		if (!is_note(work, i))
			continue;
		if (!number)
			buf_text(out, "      <notes source=\"#lexpatch\">\n");
		buf_printf(out, "        <note eId=\"note_%zu\" class=\"%s\" lp:line=\"%u\"><p>",
			   ++number, note_class(l), l->line);
		note_words(l, out);
		buf_text(out, "</p></note>\n");
	}
	if (number)
		buf_text(out, "      </notes>\n");
}

/* ---- the account */

struct instruction *instruction_at(const struct work *work, size_t logical)
{
	size_t low = 0, high = work->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (work->items[middle].logical <= logical)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &work->items[low - 1] : NULL;
}

static const char *operations_of(struct work *work, size_t logical, const char *what)
{
	const struct instruction *instruction = instruction_at(work, logical);
	if (!instruction || instruction->refused || !instruction->op_count)
		return arena_printf(work->arena, "%s, refused", what);
	unsigned first = work->ops[instruction->first_op].op.number;
	unsigned last = work->ops[instruction->first_op + instruction->op_count - 1].op.number;
	if (first == last)
		return arena_printf(work->arena, "%s of operation %u", what, first);
	return arena_printf(work->arena, "%s of operations %u to %u", what, first, last);
}

static const char *what_of(struct work *work, size_t logical)
{
	const struct logical *l = &work->lines->items[logical];
	switch (work->uses[logical]) {
	case DRAFT_INSTRUCTION:
		return operations_of(work, logical, "instruction");
	case DRAFT_PAYLOAD:
		return operations_of(work, logical, "text");
	case DRAFT_CONTEXT:
		return "the place of what follows";
	case DRAFT_PROSE:
		return l->use == LINE_TEXT ? "introduction or heading" : "";
	case DRAFT_UNCLAIMED:
		return "set aside";
	default:
		break;
	}
	if (l->use == LINE_FOOTNOTE)
		return arena_printf(work->arena, "footnote %u", l->footnote);
	if (l->use == LINE_BALLOON)
		return arena_printf(work->arena, "balloon: %s", l->balloon ? l->balloon : "");
	return "page furniture";
}

static void account(struct work *work, unsigned line, enum draft_use use, const char *what)
{
	struct compiled *out = work->out;
	struct draft_account *last =
		out->account_count ? &out->account[out->account_count - 1] : NULL;
	if (last && last->use == use && !strcmp(last->what, what)) {
		last->last = line;
		return;
	}
	MEM_ROOM(out->account, out->account_count, out->account_capacity);
	out->account[out->account_count++] = (struct draft_account){line, line, use, what};
}

/* Blank lines go with what stands before them. */
void make_account(struct work *work)
{
	struct compiled *out = work->out;
	const char **names = arena_alloc(work->arena, (work->lines->count + 1) * sizeof *names);
	for (size_t i = 0; i < work->lines->count; i++)
		names[i] = what_of(work, i);
	for (unsigned line = 1; line <= work->lines->line_count; line++) {
		size_t logical = work->logical_of[line - 1];
		enum line_use use = work->lines->uses[line - 1];
		if (logical != SIZE_MAX && use != LINE_BLANK && use != LINE_RULE)
			account(work, line, work->uses[logical], names[logical]);
		else if (out->account_count)
			out->account[out->account_count - 1].last = line;
		else
			account(work, line, DRAFT_NOTE, "blank");
	}
}

/* ---- texts */

static void add_text(struct work *work, struct draft_text text)
{
	struct compiled *out = work->out;
	MEM_ROOM(out->texts, out->text_count, out->text_capacity);
	out->texts[out->text_count++] = text;
}

static void add_label(struct work *work, unsigned op, const struct piece *piece)
{
	size_t logical = draft_logical(work, piece->line);
	const struct logical *l = logical == SIZE_MAX ? NULL : &work->lines->items[logical];
	size_t at = 0;
	if (!piece->num.length || !l)
		return;
	if (piece->num.at >= l->text.at && piece->num.at < l->text.at + l->text.length)
		at = (size_t)(piece->num.at - l->text.at);
	struct piece_segment *segment = arena_alloc(work->arena, sizeof *segment);
	segment->source = (uint32_t)segment_source(l->segments, l->segment_count, at);
	add_text(work, (struct draft_text){op, piece->eid, 0, true, segment, 1});
}

static void add_paragraphs(struct work *work, unsigned op, const struct piece *piece)
{
	unsigned nth = 0;
	const struct piece_text *lists[] = {piece->intro, piece->wrapup};
	for (size_t i = 0; i < 2; i++)
		for (const struct piece_text *text = lists[i]; text; text = text->next)
			add_text(work, (struct draft_text){op, piece->eid, nth++, false,
							   text->segments, text->segment_count});
}

/* New words stand in a line of the draft; their segments are those of the line from there on. */
static void add_words(struct work *work, const struct draft_op *op)
{
	const struct instruction *instruction = &work->items[op->instruction];
	for (size_t i = instruction->logical; i < work->lines->count; i++) {
		const struct logical *l = &work->lines->items[i];
		if (i > instruction->logical && i >= instruction->payload_to)
			return;
		const char *at = op->new_text->text.at;
		if (at < l->text.at || at >= l->text.at + l->text.length)
			continue;
		size_t start = (size_t)(at - l->text.at), count = 1;
		struct piece_segment *segments =
			arena_alloc(work->arena, (l->segment_count + 1) * sizeof *segments);
		segments[0] = (struct piece_segment){
			0, (uint32_t)segment_source(l->segments, l->segment_count, start)};
		for (size_t s = 0; s < l->segment_count; s++)
			if (l->segments[s].at > start)
				segments[count++] = (struct piece_segment){
					l->segments[s].at - (uint32_t)start, l->segments[s].source};
		add_text(work, (struct draft_text){op->op.number, NULL, 0, false, segments, count});
		return;
	}
}

static int text_order(const void *a, const void *b)
{
	const struct draft_text *x = a, *y = b;
	if (x->op != y->op)
		return x->op < y->op ? -1 : 1;
	int order = strcmp(x->eid ? x->eid : "", y->eid ? y->eid : "");
	if (order)
		return order;
	if (x->label != y->label)
		return x->label ? 1 : -1;
	return (x->nth > y->nth) - (x->nth < y->nth);
}

void make_texts(struct work *work)
{
	for (size_t i = 0; i < work->op_count; i++) {
		const struct draft_op *op = &work->ops[i];
		if (op->new_text && op->op.kind != OP_RENUMBERING)
			add_words(work, op);
		for (const struct piece *piece = op->pieces; piece;
		     piece = piece_walk(op->pieces, piece)) {
			add_label(work, op->op.number, piece);
			add_paragraphs(work, op->op.number, piece);
		}
	}
	if (work->out->text_count)
		qsort(work->out->texts, work->out->text_count, sizeof *work->out->texts,
		      text_order);
}

size_t compiled_source(const struct compiled *compiled, unsigned op, struct span eid, unsigned nth,
		       size_t text_offset)
{
	char *name = mem_copy(eid.at ? eid.at : "", eid.length);
	struct draft_text wanted = {.op = op, .eid = name, .nth = nth};
	const struct draft_text *found = NULL;
	if (compiled->text_count)
		found = bsearch(&wanted, compiled->texts, compiled->text_count, sizeof wanted,
				text_order);
	free(name);
	return found ? segment_source(found->segments, found->segment_count, text_offset)
		     : SIZE_MAX;
}
