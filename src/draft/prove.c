/* Proof: what the base says about the places of the operations. */
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CHANGES_SHOWN = 12 /* changed words listed for a restated clause */ };

static struct span plain(const char *eid)
{
	struct span span = span_of(eid);
	if (span_ends(span, "__intro"))
		span.length -= strlen("__intro");
	else if (span_ends(span, "__wrapup"))
		span.length -= strlen("__wrapup");
	return span;
}

uint32_t base_find(const struct work *work, const char *eid, const struct doc **doc)
{
	*doc = NULL;
	return work->base && eid ? corpus_find(work->base, plain(eid), doc) : DOC_NONE;
}

bool base_has(const struct work *work, const char *eid)
{
	const struct doc *doc;
	return base_find(work, eid, &doc) != DOC_NONE;
}

/* The Work IRI of the file that holds an eId: the base's own, else by the profile's scheme. */
const char *work_of(struct work *work, const char *eid)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	if (at == DOC_NONE)
		at = base_find(work, draft_parent(work, eid), &doc);
	if (at != DOC_NONE && doc->facts.work.length)
		return arena_copy(work->arena, doc->facts.work.at, doc->facts.work.length);
	struct buf cited = {0};
	address_to_citation(work->profile, address_head(span_of(eid)), &cited);
	struct span number = span_of(buf_string(&cited));
	for (size_t at_space; (at_space = span_find(number, SPAN(" "), 0)) != SIZE_MAX;)
		number = span_sub(number, at_space + 1, number.length);
	const char *iri = arena_printf(
		work->arena, "%s%s%c", profile_value(work->profile, "modification", "code", ""),
		profile_value(work->profile, "modification", "file", "/!main"),
		number.length ? tolower((unsigned char)number.at[0]) : 'x');
	buf_release(&cited);
	return iri;
}

/* ---- the place of a new number */

static const char *keep(struct work *work, struct span text)
{
	return arena_copy(work->arena, text.at, text.length);
}

/* ---- proof */

/* Does an earlier operation of the draft make this provision? */
static bool made_before(const struct work *work, const struct draft_op *by, struct span eid)
{
	return state_maker(work, eid) < (size_t)(by - work->ops);
}

/* The term may be defined elsewhere. */
static bool suggest_definition(struct work *work, struct diag *diag, const char *eid)
{
	const char *entry = strstr(eid, "__definition_");
	for (size_t i = 0; entry && i < work->base->count; i++) {
		const struct doc *doc = work->base->docs[i];
		for (uint32_t at = 0; at < doc->provision_count; at++) {
			const struct provision *p = &doc->provisions[at];
			if (!(p->flags & PROVISION_DEFINITION) || p->parent == DOC_NONE ||
			    !span_ends(p->eid, entry))
				continue;
			diag_help(work->diags, diag, "it is defined in %s: name that",
				  draft_cite(work, keep(work, doc->provisions[p->parent].eid)));
			return true;
		}
	}
	return false;
}

static void suggest(struct work *work, struct diag *diag, const char *eid)
{
	const struct doc *doc;
	struct buf list = {0};
	const char *parent_eid = draft_parent(work, eid);
	uint32_t parent = base_find(work, parent_eid, &doc);
	struct op place = {0};
	struct span num = span_of(draft_label(work, eid));
	if (parent != DOC_NONE && infer_in_base(work, eid, num, NULL, &place) &&
	    place.position != POS_END) {
		uint32_t at = base_find(work, place.anchor, &doc);
		for (int i = 0; i < 2 && at != DOC_NONE; at = provision_next(doc, at)) {
			if (!is_listed(doc, at))
				continue;
			buf_printf(&list, "%s%s", i ? ", " : "",
				   draft_cite(work, keep(work, doc->provisions[at].eid)));
			diag->nearest[i++] = diag_keep(work->diags, doc->provisions[at].eid);
		}
		if (list.length)
			diag_help(work->diags, diag, "did you mean %s?", list.at);
	} else if (parent == DOC_NONE && parent_eid) {
		diag_help(work->diags, diag, "%s is not in it either",
			  draft_cite(work, parent_eid));
	}
	buf_release(&list);
}

static bool prove_place(struct work *work, struct instruction *instruction,
			const struct draft_op *op, const char *eid, const char *what)
{
	if (!eid || base_has(work, eid) || made_before(work, op, plain(eid)))
		return true;
	struct diag *diag = draft_refuse(work, instruction, DIAG_AMD002, (struct span){0},
					 "%s %s is not in the base", what, draft_cite(work, eid));
	diag->eid = diag_keep(work->diags, plain(eid));
	if (!suggest_definition(work, diag, eid))
		suggest(work, diag, eid);
	return false;
}

static void fill_next(struct work *work, struct op *op)
{
	const struct doc *doc;
	uint32_t at = base_find(work, op->anchor, &doc);
	if (at == DOC_NONE || op->position != POS_AFTER)
		return;
	do
		at = provision_next(doc, at);
	while (at != DOC_NONE && doc->provisions[at].flags & PROVISION_CROSSHEADING);
	if (at != DOC_NONE)
		op->next = keep(work, doc->provisions[at].eid);
}

/* ---- a restated clause against the base */

static void list_change(const struct work *work, const struct changes *changes, size_t nth,
			struct buf *out)
{
	struct span old = words_brief(work, change_old(changes, nth));
	struct span fresh = words_brief(work, change_fresh(changes, nth));
	if (nth)
		buf_text(out, "; ");
	if (old.length && fresh.length)
		buf_printf(out, "“%.*s” becomes “%.*s”", SPAN_ARGS(old), SPAN_ARGS(fresh));
	else if (old.length)
		buf_printf(out, "“%.*s” goes", SPAN_ARGS(old));
	else
		buf_printf(out, "“%.*s” is new", SPAN_ARGS(fresh));
}

static bool is_figure(struct span text, size_t at)
{
	struct span rest = span_sub(text, at, text.length);
	size_t sign = span_starts(rest, "£") ? strlen("£") : 0;
	return sign < rest.length && isdigit((unsigned char)rest.at[sign]);
}

/* "10 000" is one figure. */
static bool is_thousands(struct span both)
{
	size_t space = span_find(both, SPAN(" "), 0), digits = 0;
	while (space != SIZE_MAX && space + 1 + digits < both.length &&
	       isdigit((unsigned char)both.at[space + 1 + digits]))
		digits++;
	return space != SIZE_MAX && space <= 3 && digits == 3;
}

/* "within 10 5 days", where the base has "10 days": a draft of which the marks are lost. */
static void refuse_doubled(struct work *work, struct instruction *instruction,
			   const struct changes *changes, size_t nth)
{
	struct span all = changes->fresh, fresh = span_trim(change_fresh(changes, nth));
	if (change_old(changes, nth).length || !fresh.length || !is_figure(fresh, 0) ||
	    span_find(fresh, SPAN(" "), 0) != SIZE_MAX || instruction->refused)
		return;
	size_t start = (size_t)(fresh.at - all.at), end = start + fresh.length, before = start;
	while (before > 1 && all.at[before - 2] != ' ')
		before--;
	before -= before > 0;
	bool behind = start && is_figure(all, before);
	if (!behind && !is_figure(all, end + 1))
		return;
	size_t after = behind ? end : span_find(all, SPAN(" "), end + 1);
	struct span both =
		span_sub(all, behind ? before : start, after == SIZE_MAX ? all.length : after);
	if (is_thousands(both))
		return;
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "“%.*s” may be the old figure and the new one", SPAN_ARGS(both));
	diag_help(work->diags, diag,
		  "write the text as it is to be, or give the draft as a Word document");
}

static void list_changes(struct work *work, struct instruction *instruction,
			 const struct draft_op *op, const struct doc *doc, uint32_t at)
{
	struct buf old = {0}, fresh = {0}, list = {0};
	struct changes changes = {0};
	const char *cited = draft_cite(work, op->op.target);
	base_text(doc, at, &old);
	payload_text(work, op->pieces, &fresh, NULL);
	changes_find(buf_as_span(&old), buf_as_span(&fresh), &changes);
	for (size_t i = 0; i < changes.count; i++)
		refuse_doubled(work, instruction, &changes, i);
	for (size_t i = 0; i < changes.count && i < CHANGES_SHOWN; i++)
		list_change(work, &changes, i, &list);
	if (!changes.count && !same_paragraphs(work, doc, at, op->pieces))
		draft_remark(work, instruction, DIAG_AMD010, (struct span){0},
			     "%s is restated without marks; what changes: not the words, but where "
			     "paragraphs begin",
			     cited);
	else if (!changes.count && !instruction->notes_change)
		draft_remark(work, instruction, DIAG_AMD011, (struct span){0},
			     "%s is restated as it stands: no effect", cited);
	else if (changes.count)
		draft_remark(work, instruction, DIAG_AMD010, (struct span){0},
			     "%s is restated without marks; what changes: %s%s", cited,
			     buf_string(&list), changes.count > CHANGES_SHOWN ? "; and more" : "");
	changes_release(&changes);
	buf_release(&list);
	buf_release(&old);
	buf_release(&fresh);
}

static void compare_restated(struct work *work, struct instruction *instruction,
			     const struct draft_op *op)
{
	const struct doc *doc;
	uint32_t at = base_find(work, op->op.target, &doc);
	if (at == DOC_NONE || doc->provisions[at].flags & PROVISION_INCOMPLETE || op->op.up_to)
		draft_remark(work, instruction, DIAG_AMD010, (struct span){0},
			     "%s is restated without marks, and %s what changes cannot be "
			     "verified",
			     draft_cite(work, op->op.target),
			     at == DOC_NONE ? work->options->base
						      ? "against a base of another version"
						      : "without the base"
			     : op->op.up_to ? "since one text replaces several provisions"
					    : "since its text is not supplied");
	else if (rows_say(op->rows))
		draft_remark(work, instruction, DIAG_AMD010, (struct span){0},
			     "%s is restated for its table; what changes: %s",
			     draft_cite(work, op->op.target), rows_say(op->rows));
	else
		list_changes(work, instruction, op, doc, at);
}

/* Words for the same words. */
static void compare_words(struct work *work, const struct instruction *instruction,
			  const struct op *op)
{
	if (op->old && op->new_words && !op->old_to && !strcmp(op->old, op->new_words))
		draft_remark(work, instruction, DIAG_AMD011, (struct span){0},
			     "“%s” is replaced by the same words: no effect", op->old);
}

/* Does the text go over to a next item with that word: “; and”? */
static bool leads_over(struct span text, struct span word)
{
	if (text.length <= word.length ||
	    !span_equal(span_sub(text, text.length - word.length, text.length), word))
		return false;
	struct span before = span_trim(span_sub(text, 0, text.length - word.length));
	return before.length && strchr(";,", before.at[before.length - 1]);
}

/* Are other words of the same provision changed? */
static bool has_company(const struct work *work, const struct op *op)
{
	for (size_t i = 0; i < work->op_count; i++)
		if (&work->ops[i].op != op && work->ops[i].op.scope == SCOPE_WORDS &&
		    work->ops[i].op.target && !strcmp(work->ops[i].op.target, op->target))
			return true;
	return false;
}

/* "striking the word “and”", which an item without items of its own has more than once: the one
 * that joins it to the next, since no other can go alone and leave a sentence. */
static void settle_joining(struct work *work, const struct instruction *instruction, struct op *op)
{
	const struct doc *doc;
	struct span word = op->old ? span_of(op->old) : (struct span){"", 0};
	struct word_hit hit;
	struct buf text = {0};
	size_t times = 0;
	if (op->kind != OP_REPEAL || op->scope != SCOPE_WORDS || op->position != POS_NONE ||
	    op->span != SPAN_WORDS || op->occurrence != OCCURRENCE_ONE || op->count > 1 ||
	    (!span_is(word, "and") && !span_is(word, "or")))
		return;
	uint32_t at = base_find(work, op->target, &doc);
	if (at == DOC_NONE || provision_first_child(doc, at) != DOC_NONE)
		return;
	base_text(doc, at, &text);
	struct span words = span_trim(buf_as_span(&text));
	for (size_t from = 0; words_find(words, word, from, false, &hit); from = hit.end)
		times++;
	if (times > 1 && leads_over(words, word) && !has_company(work, op)) {
		op->position = POS_END;
		op->occurrence = OCCURRENCE_LAST;
		op->count = 0;
		draft_remark(work, instruction, DIAG_AMD006, (struct span){0},
			     "“%s” is in %s %zu times: the one that it ends with goes", op->old,
			     draft_cite(work, op->target), times);
	}
	buf_release(&text);
}

/* A heading is not made by changing it: a clause under a cross-heading has none of its own, and the
 * cross-heading is named by the clause that it stands right above. */
static void prove_heading(struct work *work, struct instruction *instruction,
			  const struct draft_op *op)
{
	const struct doc *doc;
	uint32_t at = base_find(work, op->op.target, &doc);
	bool cross = op->op.scope == SCOPE_CROSSHEADING;
	if (op->op.kind == OP_INSERTION || at == DOC_NONE ||
	    (!cross && doc->provisions[at].heading != DOC_NONE) ||
	    made_before(work, op, plain(op->op.target)))
		return;
	uint32_t above = provision_crossheading(doc, at), under = at;
	/* What stands in a wrapper has that above its first. */
	for (uint32_t before = under; above != DOC_NONE && before != DOC_NONE && before != above;
	     before = provision_previous(doc, under))
		under = before;
	if (cross ? above == DOC_NONE || under == at : op->op.kind == OP_REPEAL)
		return; /* the heading goes, or applying finds that there is none */
	struct diag *diag =
		draft_refuse(work, instruction, DIAG_AMD002, (struct span){0},
			     cross ? "no cross-heading stands right above %s" : "%s has no heading",
			     draft_cite(work, op->op.target));
	if (above == DOC_NONE)
		return;
	struct span eid = doc->provisions[under].eid;
	profile_help(work->profile, "cross-heading", span_of(draft_cite(work, keep(work, eid))),
		     provision_heading(doc, above), work->diags, diag);
}

static void prove_one(struct work *work, struct draft_op *op)
{
	struct instruction *instruction = &work->items[op->instruction];
	bool brings = op->op.kind == OP_INSERTION && op->op.scope != SCOPE_WORDS;
	if (work->base && !instruction->refused) {
		bool good =
			brings ? prove_place(work, instruction, op, op->op.anchor, "the place")
			       : prove_place(work, instruction, op, op->op.target, "the target");
		if (good && op->op.up_to)
			prove_place(work, instruction, op, op->op.up_to, "the last of the range");
		if (good && op->op.kind == OP_MOVE)
			prove_place(work, instruction, op, op->op.anchor, "the place");
		if (good && (op->op.scope == SCOPE_HEADING || op->op.scope == SCOPE_CROSSHEADING))
			prove_heading(work, instruction, op);
		fill_next(work, &op->op);
		settle_joining(work, instruction, &op->op);
	}
	if (!instruction->refused && op->op.kind == OP_SUBSTITUTION &&
	    op->op.scope == SCOPE_PROVISION && !op->vacant && !(work->base && instruction->marked))
		compare_restated(work, instruction, op);
	if (!instruction->refused && op->op.kind == OP_SUBSTITUTION && op->op.scope == SCOPE_WORDS)
		compare_words(work, instruction, &op->op);
}

/* Operations of refused instructions go, and those that do nothing; the others move up. */
static void drop_refused(struct work *work)
{
	size_t kept = 0;
	for (size_t i = 0; i < work->count; i++)
		if (work->items[i].refused && work->items[i].renumbering)
			work->ops[work->items[i].renumbering - 1].idle = false;
	for (size_t i = 0; i < work->op_count; i++)
		if (!work->items[work->ops[i].instruction].refused && !work->ops[i].idle)
			work->ops[kept++] = work->ops[i];
	work->op_count = kept;
}

static void prove_marks(struct work *work)
{
	for (size_t first = 0, after; first < work->op_count; first = after) {
		for (after = first + 1;
		     after < work->op_count &&
		     work->ops[after].instruction == work->ops[first].instruction;
		     after++)
			;
		prove_marked(work, first, after);
		prove_notes(work, first, after);
	}
}

/* The Work that an operation is of: what its anchor is, an earlier operation may make. Where the
 * base has that number too, in another document, either may be meant. */
static void settle_acted_on(struct work *work, size_t index)
{
	struct op *op = &work->ops[index].op;
	const char *place = op->anchor ? op->anchor : op->target;
	size_t maker = work->base ? state_maker(work, plain(place)) : SIZE_MAX;
	bool there = base_has(work, place);
	const char *made = maker < index ? work->ops[maker].op.work : NULL; /* NULL: refused */
	op->work = made && !there ? made : work_of(work, place);
	if (made && there && strcmp(op->work, made))
		draft_refuse(work, &work->items[work->ops[index].instruction], DIAG_AMD023,
			     (struct span){0},
			     "%s may be that of the base, or the one that an earlier instruction "
			     "makes in another document",
			     draft_cite(work, place));
}

void prove_operations(struct work *work)
{
	settle_inferred(work);
	prove_marks(work);
	for (size_t i = 0; i < work->op_count; i++)
		prove_one(work, &work->ops[i]);
	find_overlaps(work);
	for (size_t i = 0; i < work->op_count; i++)
		if (!work->items[work->ops[i].instruction].refused)
			settle_acted_on(work, i);
	settle_numbers(work);
	rows_together(work);
	drop_refused(work);
}
