/* Along: what an instruction names beside a provision and changes with it: the cross-heading before
 * it, and the conjunction that joins it to its neighbour. A conjunction is the last word of the
 * item before, so which item that is decides; only the base knows. */
#include "draft/work.h"

#include <string.h>

/* The item that stands right before, in the base; NULL after refusing. Where changes go by terms,
 * what is in a definition is called as the draft does, by the place that has the definition: see
 * term_take(). */
static const char *item_before(struct work *work, struct instruction *instruction,
			       const struct clause *clause, struct span word, const char *eid)
{
	const struct doc *doc;
	uint32_t at = base_find(work, term_item(work, clause, eid), &doc);
	uint32_t before = at == DOC_NONE ? DOC_NONE : provision_previous(doc, at);
	if (before != DOC_NONE && !(doc->provisions[before].flags & PROVISION_CROSSHEADING)) {
		struct span own = doc->provisions[before].eid;
		struct span up = address_parent(span_of(eid));
		return up.length && clause->within.term && changes_by_term(work)
			       ? arena_printf(work->arena, "%.*s%.*s", SPAN_ARGS(up),
					      SPAN_ARGS(span_sub(own, address_parent(own).length,
								 own.length)))
			       : arena_copy(work->arena, own.at, own.length);
	}
	if (work->base && at == DOC_NONE)
		draft_refuse(work, instruction, DIAG_AMD002, (struct span){0},
			     "the target %s is not in the base", draft_cite(work, eid));
	else if (work->base)
		draft_refuse(work, instruction, DIAG_AMD008, word,
			     "nothing stands before %s that %.*s could end", draft_cite(work, eid),
			     SPAN_ARGS(word));
	else
		diag_help(work->diags,
			  draft_refuse(work, instruction, DIAG_AMD023, word,
				       "%.*s ends what stands before %s, and only the base says "
				       "what that is",
				       SPAN_ARGS(word), draft_cite(work, eid)),
			  "name the base, or the provision that ends with it");
	return NULL;
}

static void omit_at_end(struct work *work, struct instruction *instruction, struct span word,
			const char *eid)
{
	struct draft_op *op = op_new(work, instruction, OP_REPEAL, SCOPE_WORDS);
	op->op.target = eid;
	op->op.occurrence = OCCURRENCE_LAST;
	op->op.position = POS_END;
	op->old = quote_new(work, instruction, word);
}

/* Does the base's text of a provision, with all that it holds, end with the word? */
static bool ends_with(const struct work *work, const char *eid, struct span word)
{
	const struct doc *doc;
	struct buf text = {0};
	uint32_t at = base_find(work, eid, &doc);
	if (at != DOC_NONE)
		base_text(doc, at, &text);
	struct span all = span_trim(buf_as_span(&text));
	size_t start = all.length > word.length ? all.length - word.length : 0;
	bool ends =
		start && all.at[start - 1] == ' ' && !memcmp(all.at + start, word.at, word.length);
	buf_release(&text);
	return ends;
}

/* What is named as one after the other stands so in the base. */
static bool in_a_row(struct work *work, const struct spots *spots)
{
	for (size_t i = 1; i < spots->count; i++) {
		const struct doc *doc, *other;
		uint32_t at = base_find(work, spots->items[i].eid, &doc);
		uint32_t last = base_find(work, spots->items[i - 1].eid, &other);
		if (at == DOC_NONE || doc != other || provision_previous(doc, at) != last)
			return false;
	}
	return true;
}

/* "the “or” following it" is the last word of what goes, and goes with it. */
static void check_following(struct work *work, struct instruction *instruction,
			    const struct clause *clause, struct span word, const struct spot *last)
{
	const char *item = term_item(work, clause, last->eid);
	if (!work->base || !base_has(work, item) || ends_with(work, item, quote_inner(word)))
		return;
	draft_refuse(work, instruction, DIAG_AMD008, word, "%s does not end with %.*s",
		     draft_cite(work, last->eid), SPAN_ARGS(word));
}

/* "... but not the “and” at the end": it comes to end the item before. */
static void keep_at_end(struct work *work, struct instruction *instruction,
			const struct clause *clause, const struct spots *spots)
{
	struct span word = clause->fit.group[GROUP_NEW];
	const struct doc *doc;
	struct buf text = {0};
	check_following(work, instruction, clause, word, &spots->items[spots->count - 1]);
	const char *before = instruction->refused ? NULL
						  : item_before(work, instruction, clause, word,
								spots->items[0].eid);
	uint32_t at = before ? base_find(work, term_item(work, clause, before), &doc) : DOC_NONE;
	if (at == DOC_NONE)
		return;
	base_text(doc, at, &text);
	struct span all = span_trim(buf_as_span(&text));
	bool joins = span_ends(all, ";") || span_ends(all, ",");
	buf_release(&text);
	if (!joins) {
		draft_refuse(work, instruction, DIAG_AMD016, word,
			     "%.*s is to end %s, which does not end with a comma or a semicolon",
			     SPAN_ARGS(word), draft_cite(work, before));
		return;
	}
	struct draft_op *op = op_new(work, instruction, OP_INSERTION, SCOPE_WORDS);
	op->op.target = before;
	op->op.position = POS_END;
	op->new_text = quote_new(work, instruction, word);
}

/* The word ends what goes itself, and goes with it. */
static bool ends_target(struct work *work, struct instruction *instruction,
			const struct clause *clause, const struct spots *targets, const char *place)
{
	for (size_t i = 0; i < targets->count; i++)
		if (!strcmp(targets->items[i].eid, place)) {
			check_following(work, instruction, clause, clause->fit.group[GROUP_OLD],
					&targets->items[i]);
			return true;
		}
	return false;
}

/* "... and the cross-heading before section 12", "... and the “or” at the end of paragraph (b)". */
static void omit_named(struct work *work, struct instruction *instruction,
		       const struct clause *clause, const struct spots *targets)
{
	struct spots spots;
	const struct spots *within = &clause->within.spots;
	const char *beside = draft_parent(work, targets->items[0].eid);
	const char *context = within->count ? within->items[0].eid
			      : beside	    ? beside
					    : instruction->over;
	struct span word = clause->fit.group[GROUP_OLD];
	if (!places_read(work, instruction, clause->fit.group[GROUP_ANCHOR], context, &spots) ||
	    !places_settle(work, instruction, clause->fit.form, &spots))
		return;
	const char *place = spots.items[0].eid;
	if (word.at && ends_target(work, instruction, clause, targets, place))
		return;
	if (word.at)
		omit_at_end(work, instruction, word,
			    changes_by_term(work) ? place : term_item(work, clause, place));
	else
		op_new(work, instruction, OP_REPEAL, SCOPE_CROSSHEADING)->op.target =
			spots.items[0].eid;
}

void along_repeal(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const struct spots *spots)
{
	const struct span *group = clause->fit.group;
	struct span word = group[GROUP_OLD];
	if (!group[GROUP_ALONG].at || instruction->refused)
		return;
	if (group[GROUP_ANCHOR].at) {
		omit_named(work, instruction, clause, spots);
		return;
	}
	if (spots->count > 1 && !in_a_row(work, spots)) {
		draft_refuse(work, instruction, DIAG_AMD023, group[GROUP_ALONG],
			     "several provisions are named that do not stand beside each other: "
			     "which of them this is before or after is not said");
		return;
	}
	if (group[GROUP_NEW].at) {
		keep_at_end(work, instruction, clause, spots);
		return;
	}
	if (!word.at) {
		op_new(work, instruction, OP_REPEAL, SCOPE_CROSSHEADING)->op.target =
			spots->items[0].eid;
		return;
	}
	if (position_named(group[GROUP_POSITION]) != POS_BEFORE) {
		check_following(work, instruction, clause, word, &spots->items[spots->count - 1]);
		return;
	}
	const char *before = item_before(work, instruction, clause, word, spots->items[0].eid);
	if (before)
		omit_at_end(work, instruction, word, before);
}

bool along_before(struct work *work, struct instruction *instruction, const struct clause *clause,
		  struct spots *spots)
{
	for (size_t i = 0; i < spots->count; i++) {
		const char *before = item_before(work, instruction, clause,
						 clause->fit.group[GROUP_OLD], spots->items[i].eid);
		if (!before)
			return false;
		spots->items[i].eid = before;
		spots->items[i].num = draft_label(work, before);
	}
	return true;
}

/* ---- the conjunction of an insertion */

static struct piece_text *last_text(struct piece *piece)
{
	while (piece->next)
		piece = piece->next;
	while (!piece->wrapup && piece->last)
		piece = piece->last;
	struct piece_text *text = piece->wrapup ? piece->wrapup : piece->intro;
	while (text && text->next)
		text = text->next;
	return text;
}

/* Words that the draft does not have behind the text stand at its last byte. */
static void append(struct work *work, struct piece_text *text, struct span word)
{
	size_t count = text->segment_count;
	struct piece_segment *segments = arena_alloc(work->arena, (count + 1) * sizeof *segments);
	if (count)
		memcpy(segments, text->segments, count * sizeof *segments);
	segments[count] = (struct piece_segment){
		(uint32_t)text->text.length,
		(uint32_t)segment_source(text->segments, count,
					 text->text.length ? text->text.length - 1 : 0)};
	text->text = span_of(
		arena_printf(work->arena, "%.*s %.*s", SPAN_ARGS(text->text), SPAN_ARGS(word)));
	text->segments = segments;
	text->segment_count = count + 1;
}

void along_insert(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const char *anchor, struct piece *pieces)
{
	struct span word = clause->fit.group[GROUP_OLD];
	if (!word.at || !clause->fit.group[GROUP_ALONG].at)
		return;
	struct piece_text *text = last_text(pieces);
	struct span joint = quote_inner(word), rest = {NULL, 0};
	if (text && text->text.length > joint.length)
		rest = span_trim(span_sub(text->text, 0, text->text.length - joint.length));
	if (rest.at &&
	    span_equal(span_sub(text->text, text->text.length - joint.length, text->text.length),
		       joint) &&
	    (span_ends(rest, ",") || span_ends(rest, ";"))) { /* the draft shows it there */
		omit_at_end(work, instruction, word, anchor);
		return;
	}
	if (!text || (!span_ends(text->text, ",") && !span_ends(text->text, ";"))) {
		struct diag *diag = draft_refuse(
			work, instruction, DIAG_AMD016, word,
			"%.*s is to stand behind the new text, which does not end with a comma or "
			"a semicolon",
			SPAN_ARGS(word));
		diag_help(work->diags, diag, "say what becomes of %.*s in %s", SPAN_ARGS(word),
			  draft_cite(work, anchor));
		return;
	}
	append(work, text, quote_inner(word));
	omit_at_end(work, instruction, word, anchor);
}
