/* Marked-up payload: a draft in Word shows by its marks what changes. With all marks rejected it
 * must be the base, word for word (AMD018); then what it is with all accepted is the new text. */
#include "draft/work.h"

#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

static bool is_former(const struct logical *l)
{
	return l->use == LINE_BALLOON && l->balloon && !strcmp(l->balloon, "deleted");
}

static bool is_new(const struct logical *l)
{
	return l->was.at && !l->was.length;
}

/* Has the payload marks? */
static bool has_marks(const struct work *work, const struct instruction *instruction)
{
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		if (is_former(l) || (work->uses[i] == DRAFT_PAYLOAD && l->was.at))
			return true;
	}
	return false;
}

/* ---- what stands round an insertion */

static bool only_inserts(const struct instruction *instruction)
{
	for (size_t i = 0; i < instruction->clause_count; i++) {
		const struct form *form = instruction->clauses[i].fit.form;
		if (form->kind != OP_INSERTION || form->scope == SCOPE_WORDS)
			return false;
	}
	return instruction->clause_count > 0;
}

/* Of an insertion only what is marked as new is to be inserted; the rest shows where. */
static void set_surroundings(struct work *work, struct instruction *instruction)
{
	bool any_new = false, any_shown = false;
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++)
		if (work->uses[i] == DRAFT_PAYLOAD) {
			any_new |= is_new(&work->lines->items[i]);
			any_shown |= !is_new(&work->lines->items[i]);
		}
	if (!any_new || !any_shown)
		return;
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		if (work->uses[i] != DRAFT_PAYLOAD || is_new(l))
			continue;
		work->uses[i] = DRAFT_NOTE;
		instruction->surrounded = true;
		if (l->was.at)
			draft_refuse(work, instruction, DIAG_AMD017, l->text,
				     "this is shown as changed, and the instruction only inserts");
	}
}

void find_marked(struct work *work)
{
	for (size_t i = 0; work->out->transcript && i < work->count; i++) {
		struct instruction *instruction = &work->items[i];
		instruction->marked = has_marks(work, instruction);
		if (instruction->marked && only_inserts(instruction))
			set_surroundings(work, instruction);
	}
}

/* ---- against the base */

static void base_words(struct work *work, const char *eid, const char *up_to, struct buf *out)
{
	const struct doc *doc, *last_doc;
	uint32_t at = base_find(work, eid, &doc);
	uint32_t last = up_to ? base_find(work, up_to, &last_doc) : at;
	if (at == DOC_NONE || last == DOC_NONE || (up_to && last_doc != doc))
		return;
	for (uint32_t b = doc->provisions[at].block; b < doc->provisions[last].block_after; b++) {
		if (doc->blocks[b].part == PART_NOTE || doc->blocks[b].flags & BLOCK_REMOVED)
			continue;
		words_fold_marks(doc->blocks[b].text, out);
		buf_char(out, ' ');
	}
}

/* The payload with all marks rejected. */
static void former_words(const struct work *work, const struct instruction *instruction,
			 struct buf *out)
{
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		if (!is_former(l) && work->uses[i] != DRAFT_PAYLOAD)
			continue;
		words_fold_marks(l->was.at ? l->was : l->text, out);
		buf_char(out, ' ');
	}
}

/* Marks of quotation round the whole are the instruction's. */
static struct span unquoted(struct span text)
{
	text = span_trim(text);
	if (text.length > 1 && span_starts(text, "\"") && span_ends(text, "\""))
		text = span_sub(text, 1, text.length - 1);
	return text;
}

static struct span words_around(struct span text, const struct words *words, size_t at)
{
	enum { BEFORE = 3, AFTER = 4 };
	size_t from = at > BEFORE ? at - BEFORE : 0;
	size_t to = at + AFTER < words->count ? at + AFTER : words->count;
	if (from >= to)
		return span_sub(text, text.length, text.length);
	return span_sub(text, words->items[from].start, words->items[to - 1].end);
}

static void compare_former(struct work *work, struct instruction *instruction, struct span base,
			   struct span shown)
{
	struct words a = {0}, b = {0};
	size_t same = 0;
	words_split(base, &a);
	words_split(shown, &b);
	while (same < a.count && same < b.count && a.items[same].hash == b.items[same].hash)
		same++;
	if (same < a.count || same < b.count)
		draft_refuse(work, instruction, DIAG_AMD018, (struct span){0},
			     "with its marks rejected the text is not that of the base: it reads "
			     "“%.*s”, and the base “%.*s”",
			     SPAN_ARGS(words_around(shown, &b, same)),
			     SPAN_ARGS(words_around(base, &a, same)));
	words_release(&a);
	words_release(&b);
}

/* The text that an operation restates or takes away; false when the base cannot say. */
static bool add_old_text(struct work *work, const struct draft_op *draft_op, struct buf *out)
{
	const struct op *op = &draft_op->op;
	const struct doc *doc;
	const char *eid = op->target;
	if (op->kind == OP_INSERTION && op->scope != SCOPE_WORDS)
		return true;
	if (op->kind != OP_SUBSTITUTION && op->kind != OP_REPEAL)
		return false;
	if (op->scope == SCOPE_DEFINITION && draft_op->pin)
		eid = draft_op->pin;
	else if (op->scope != SCOPE_PROVISION && op->scope != SCOPE_HEADING)
		return false;
	uint32_t at = base_find(work, eid, &doc);
	if (at == DOC_NONE || doc->provisions[at].flags & PROVISION_INCOMPLETE)
		return false;
	if (op->scope == SCOPE_HEADING)
		words_fold_marks(provision_heading(doc, at), out);
	else
		base_words(work, eid, op->up_to, out);
	return true;
}

static bool old_text(struct work *work, const struct draft_op *ops, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		if (!add_old_text(work, &ops[i], out))
			return false;
	return true;
}

/* The section that holds a place. */
static const char *section_of(struct work *work, const char *eid)
{
	size_t end = span_find(span_of(eid), SPAN("__"), 0);
	const char *unit = end == SIZE_MAX ? eid : arena_copy(work->arena, eid, end);
	const char *parent = draft_parent(work, unit);
	return parent ? parent : unit;
}

static void prove_surroundings(struct work *work, struct instruction *instruction,
			       const struct op *op)
{
	struct buf base = {0};
	base_words(work, section_of(work, op->anchor ? op->anchor : op->target), NULL, &base);
	for (size_t i = instruction->payload_from; base.length && i < instruction->payload_to;
	     i++) {
		const struct logical *l = &work->lines->items[i];
		struct word_hit hit;
		struct buf shown = {0};
		words_fold_marks(l->text, &shown);
		if (work->uses[i] == DRAFT_NOTE && l->use == LINE_TEXT && !instruction->refused &&
		    !words_find(buf_as_span(&base), buf_as_span(&shown), 0, true, &hit))
			draft_refuse(work, instruction, DIAG_AMD018, l->text,
				     "what stands round the new text is not in the base");
		buf_release(&shown);
	}
	buf_release(&base);
}

void prove_marked(struct work *work, size_t first, size_t after)
{
	struct instruction *instruction = &work->items[work->ops[first].instruction];
	struct buf base = {0}, shown = {0};
	if (!work->base || !instruction->marked || instruction->refused)
		return;
	former_words(work, instruction, &shown);
	if (!old_text(work, &work->ops[first], after - first, &base))
		instruction->marked = false;
	else
		compare_former(work, instruction, unquoted(buf_as_span(&base)),
			       unquoted(buf_as_span(&shown)));
	if (instruction->surrounded)
		prove_surroundings(work, instruction, &work->ops[first].op);
	buf_release(&base);
	buf_release(&shown);
}
