/* Marked-up payload: a draft in Word shows by its marks what changes. With all marks rejected it
 * must be the base, word for word; then what it is with all accepted is the new text. Where it is
 * not, either words are struck that the base has not, so that another text was marked (AMD018), or
 * words without a mark differ, so that a change would be made that nothing shows (AMD017). */
#include "draft/work.h"

#include <stdlib.h>
#include <string.h>

static bool is_new(const struct logical *l)
{
	return l->was.at && !l->was.length;
}

/* Deleted, and not with an instruction that was deleted over it. */
static bool is_former(const struct work *work, size_t logical)
{
	return is_deletion(&work->lines->items[logical]) && work->uses[logical] == DRAFT_NOTE;
}

/* Has the payload marks? */
static bool has_marks(const struct work *work, const struct instruction *instruction)
{
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		if (is_former(work, i) || (work->uses[i] == DRAFT_PAYLOAD && l->was.at))
			return true;
	}
	return false;
}

static void refuse_line(struct work *work, struct instruction *instruction, enum diag_code code,
			size_t logical, struct span words, const char *message)
{
	diag_add(work->diags, code, draft_place(work, logical, words), "%s", message);
	instruction->refused = true;
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
			refuse_line(work, instruction, DIAG_AMD017, i, l->text,
				    "this is shown as changed, and the instruction only inserts");
	}
}

/* Are words of an instruction quoted, or deleted from it? Their look does not say. */
static void refuse_typed(struct work *work, struct instruction *instruction)
{
	const struct logical *l = &work->lines->items[instruction->logical];
	if (!l->typed || !l->was.length || instruction->refused)
		return;
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD021, (struct span){0},
			     "words of the instruction are struck by their look: it was “%.*s”",
			     SPAN_ARGS(words_brief(work, l->was)));
	diag_help(work->diags, diag,
		  "quote words as they are, without striking them; or track the change");
}

void find_marked(struct work *work)
{
	for (size_t i = 0; work->out->transcript && i < work->count; i++) {
		struct instruction *instruction = &work->items[i];
		refuse_typed(work, instruction);
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

/* The payload with all marks rejected, and where each line of it begins there. */
struct former {
	struct buf text;
	size_t *starts;
};

static void former_words(const struct work *work, const struct instruction *instruction,
			 struct former *former)
{
	size_t count = instruction->payload_to - instruction->payload_from;
	former->starts = arena_alloc(work->arena, (count + 1) * sizeof *former->starts);
	for (size_t i = 0; i < count; i++) {
		size_t at = instruction->payload_from + i;
		const struct logical *l = &work->lines->items[at];
		former->starts[i] = former->text.length;
		if (!is_former(work, at) && work->uses[at] != DRAFT_PAYLOAD)
			continue;
		words_fold_marks(l->was.at ? l->was : l->text, &former->text);
		buf_char(&former->text, ' ');
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

/* The n-th word of a line as it was, where it stands in the line as it is; empty when it is struck.
 */
static struct span still_there(const struct logical *l, size_t nth)
{
	struct span found = {0};
	struct changes changes = {0};
	changes_find(l->was.at ? l->was : l->text, l->text, &changes);
	size_t at = nth;
	for (size_t i = 0; i < changes.count && changes.items[i].old_from <= nth; i++)
		at = nth < changes.items[i].old_to
			     ? SIZE_MAX
			     : changes.items[i].fresh_to + nth - changes.items[i].old_to;
	if (at < changes.fresh_words.count && !is_deletion(l))
		found = span_sub(l->text, changes.fresh_words.items[at].start,
				 changes.fresh_words.items[at].end);
	changes_release(&changes);
	return found;
}

/* A word of the former text, by its offset there: in the line that holds it. */
static struct span find_unmarked(const struct work *work, const struct instruction *instruction,
				 const struct former *former, size_t offset, size_t *logical)
{
	size_t line = 0, count = instruction->payload_to - instruction->payload_from;
	while (line + 1 < count && former->starts[line + 1] <= offset)
		line++;
	*logical = instruction->payload_from + line;
	struct words before = {0};
	words_split(span_sub(buf_as_span(&former->text), former->starts[line], offset), &before);
	struct span found = still_there(&work->lines->items[*logical], before.count);
	words_release(&before);
	return found;
}

static const char *say_difference(struct work *work, struct span base, struct span shown)
{
	if (!base.length)
		return arena_printf(work->arena, "“%.*s” is not in the base", SPAN_ARGS(shown));
	if (!shown.length)
		return arena_printf(work->arena, "“%.*s” of the base is missing here",
				    SPAN_ARGS(base));
	return arena_printf(work->arena, "the base has “%.*s” for “%.*s”", SPAN_ARGS(base),
			    SPAN_ARGS(shown));
}

static void report_difference(struct work *work, struct instruction *instruction,
			      const struct former *former, const struct changes *changes,
			      size_t nth)
{
	const struct words *words = &changes->fresh_words;
	size_t at = changes->items[nth].fresh_from, logical = instruction->logical;
	struct span place = {0};
	if (words->count) {
		size_t word = words->items[at < words->count ? at : words->count - 1].start;
		size_t skipped = (size_t)(changes->fresh.at - former->text.at);
		place = find_unmarked(work, instruction, former, skipped + word, &logical);
	}
	const char *difference = say_difference(work, words_brief(work, change_old(changes, nth)),
						words_brief(work, change_fresh(changes, nth)));
	if (place.length)
		refuse_line(work, instruction, DIAG_AMD017, logical, place,
			    arena_printf(work->arena, "%s, and no mark shows that as a change",
					 difference));
	else
		refuse_line(work, instruction, DIAG_AMD018, logical, (struct span){0},
			    arena_printf(work->arena,
					 "with its marks rejected the text is not that of the "
					 "base: %s",
					 difference));
}

static void compare_former(struct work *work, struct instruction *instruction, struct span base,
			   const struct former *former)
{
	enum { SHOWN = 5 };
	struct changes changes = {0};
	changes_find(base, unquoted(buf_as_span(&former->text)), &changes);
	for (size_t i = 0; i < changes.count && i < SHOWN; i++)
		report_difference(work, instruction, former, &changes, i);
	changes_release(&changes);
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

static bool has_words(struct span text, struct span words)
{
	struct word_hit hit;
	struct buf folded = {0};
	words_fold_marks(words, &folded);
	bool found = words_find(text, buf_as_span(&folded), 0, true, &hit);
	buf_release(&folded);
	return found;
}

static void prove_surroundings(struct work *work, struct instruction *instruction,
			       const struct op *op)
{
	struct buf base = {0};
	base_words(work, section_of(work, op->anchor ? op->anchor : op->target), NULL, &base);
	for (size_t i = instruction->payload_from; base.length && i < instruction->payload_to;
	     i++) {
		const struct logical *l = &work->lines->items[i];
		if (work->uses[i] == DRAFT_NOTE && l->use == LINE_TEXT && !instruction->refused &&
		    !has_words(buf_as_span(&base), l->text))
			refuse_line(work, instruction, DIAG_AMD018, i, l->text,
				    "what stands round the new text is not in the base");
	}
	buf_release(&base);
}

/* A heading that is deleted behind the payload and that the section has not was the draft's. */
static void leave_headings(struct work *work, struct instruction *instruction, const struct op *op)
{
	struct buf section = {0};
	base_words(work, section_of(work, op->anchor ? op->anchor : op->target), NULL, &section);
	for (size_t i = instruction->payload_to; i-- > instruction->payload_from + 1;) {
		const struct logical *l = &work->lines->items[i];
		bool former = is_former(work, i);
		if (l->use == LINE_TEXT || (former && (!wording_is_heading(l->text) ||
						       has_words(buf_as_span(&section), l->text))))
			break;
		if (former)
			work->uses[i] = DRAFT_PROSE;
	}
	buf_release(&section);
	instruction->marked = has_marks(work, instruction);
}

void prove_marked(struct work *work, size_t first, size_t after)
{
	struct instruction *instruction = &work->items[work->ops[first].instruction];
	struct buf base = {0};
	struct former former = {0};
	if (!work->base || !instruction->marked || instruction->refused)
		return;
	if (!old_text(work, &work->ops[first], after - first, &base))
		instruction->marked = false;
	else
		leave_headings(work, instruction, &work->ops[first].op);
	if (instruction->marked) {
		former_words(work, instruction, &former);
		compare_former(work, instruction, unquoted(buf_as_span(&base)), &former);
	}
	if (instruction->surrounded)
		prove_surroundings(work, instruction, &work->ops[first].op);
	buf_release(&base);
	buf_release(&former.text);
}
