/* Substitution of provisions: the text that follows, cut into what takes the place of each target.
 */
#include "draft/work.h"

#include <ctype.h>
#include <string.h>

struct substitution {
	struct work *work;
	struct instruction *instruction;
	struct spots targets;
	const char *as;	  /* the address of the new text where it is another: "redesignated ... and
			     amended to read as follows" */
	size_t renumbers; /* the operation that gives that address; SIZE_MAX: none */
	struct piece *pieces;
};

/* The piece of that eId with the cross-headings before it, cut out of the list. */
static struct piece *take_piece(struct substitution *sub, const char *eid)
{
	struct piece *start = NULL, *before_start = NULL, *before = NULL;
	for (struct piece *piece = sub->pieces; piece; before = piece, piece = piece->next) {
		if (!start) {
			start = piece;
			before_start = before;
		}
		if (piece->kind != PIECE_PROVISION)
			continue;
		if (strcmp(piece->eid, eid)) {
			start = NULL;
			continue;
		}
		if (before_start)
			before_start->next = piece->next;
		else
			sub->pieces = piece->next;
		piece->next = NULL;
		return start;
	}
	return NULL;
}

/* "Amend section M2 as follows: M2 Limits of Liability": the clauses of it are not said to go. */
static bool is_heading_alone(struct substitution *sub, const struct spot *spot,
			     const struct piece *pieces)
{
	const struct doc *doc;
	const struct piece *piece = pieces_first(pieces);
	uint32_t at = base_find(sub->work, spot->eid, &doc);
	if (at == DOC_NONE || provision_first_child(doc, at) == DOC_NONE || !piece ||
	    !piece->heading.length || piece->first || piece->intro ||
	    wording_says(piece->heading, "not used"))
		return false;
	struct diag *diag = draft_refuse(
		sub->work, sub->instruction, DIAG_AMD016, spot->cited,
		"only the heading of %s follows: whether what stands under it goes is not said",
		draft_cite(sub->work, spot->eid));
	profile_help(sub->work->profile, "heading", span_of(draft_cite(sub->work, spot->eid)),
		     piece->heading, sub->work->diags, diag);
	return true;
}

static bool holds(const struct piece *piece, struct span eid)
{
	for (const struct piece *child = piece->first; child; child = child->next)
		if ((child->eid && span_is(eid, child->eid)) || holds(child, eid))
			return true;
	return false;
}

/* Clauses of a Section, paragraphs of a Schedule, and definitions, that "Amend ... as follows"
 * leaves out: what is changed may be all that is shown. An item of a clause that is left out goes.
 */
static bool leaves_out(struct substitution *sub, const struct spot *spot,
		       const struct piece *pieces)
{
	const struct doc *doc;
	struct work *work = sub->work;
	const struct piece *piece = pieces_first(pieces);
	uint32_t at = base_find(work, spot->eid, &doc);
	if (at == DOC_NONE || !piece || sub->instruction->marked ||
	    !wording_amends(work, sub->instruction->text))
		return false;
	for (uint32_t i = at + 1; i < doc->provisions[at].after; i++) {
		const struct provision *child = &doc->provisions[i];
		int level = address_level_of_eid(work->profile, child->eid);
		bool kept = child->flags & (PROVISION_CROSSHEADING | PROVISION_REMOVED) ||
			    (!(child->flags & PROVISION_DEFINITION) &&
			     (level < 0 || (level >= (int)work->profile->first_item &&
					    work->profile->levels[level].style != LABEL_NUMBER))) ||
			    holds(piece, child->eid);
		if (kept)
			continue;
		bool entry = child->flags & PROVISION_DEFINITION;
		uint32_t block = provision_next_block(doc, i, DOC_NONE);
		struct span name = entry && block != DOC_NONE
					   ? words_brief(work, doc->blocks[block].text)
					   : provision_num(doc, i);
		struct diag *diag =
			draft_refuse(work, sub->instruction, DIAG_AMD016, spot->cited,
				     "%s is to be amended, and %.*s is left out without a word",
				     draft_cite(work, spot->eid), SPAN_ARGS(name));
		diag_help(work->diags, diag,
			  "name only what is amended, or delete the rest in instructions of "
			  "their own");
		return true;
	}
	return false;
}

static bool substitute_one(struct substitution *sub, const struct spot *spot)
{
	struct work *work = sub->work;
	const char *as = sub->as ? sub->as : spot->eid;
	struct piece *pieces = take_piece(sub, as);
	if (!pieces) {
		const struct piece *other = pieces_first(sub->pieces);
		if (other)
			draft_refuse(work, sub->instruction, DIAG_AMD016, spot->cited,
				     "%s is to be restated and %.*s follows (line %u)",
				     draft_cite(work, as), SPAN_ARGS(piece_name(work, other)),
				     other->line);
		else
			draft_refuse(work, sub->instruction, DIAG_AMD016, spot->cited,
				     "%s is to be restated and does not follow",
				     draft_cite(work, as));
		return false;
	}
	if (is_heading_alone(sub, spot, pieces) || leaves_out(sub, spot, pieces))
		return false;
	remark_headings(work, sub->instruction, pieces);
	struct draft_op *op = op_new(work, sub->instruction, OP_SUBSTITUTION, SCOPE_PROVISION);
	op->op.target = spot->eid;
	op->pieces = pieces;
	return true;
}

static void substitute_each(struct substitution *sub)
{
	for (size_t i = 0; i < sub->targets.count; i++)
		if (!substitute_one(sub, &sub->targets.items[i]))
			return;
	const struct piece *more = pieces_first(sub->pieces);
	if (more)
		draft_refuse(sub->work, sub->instruction, DIAG_AMD016, (struct span){0},
			     "the text also holds %.*s (line %u), which is not announced",
			     SPAN_ARGS(piece_name(sub->work, more)), more->line);
}

static bool numbers_are(const struct piece *pieces, const struct spots *spots)
{
	size_t at = 0;
	for (const struct piece *piece = pieces_first(pieces); piece;
	     piece = pieces_first(piece->next), at++)
		if (at >= spots->count || strcmp(piece->eid, spots->items[at].eid))
			return false;
	return at == spots->count;
}

static bool is_among(const struct piece *pieces, const char *eid)
{
	for (const struct piece *p = pieces_first(pieces); p; p = pieces_first(p->next))
		if (!strcmp(p->eid, eid))
			return true;
	return false;
}

/* "Amend G8.43 to G8.46 as follows" restates each of them, and text that goes on behind one that it
 * leaves out is not that in place of all: nothing goes without a word. False after refusing. */
static bool range_is_told(const struct substitution *sub)
{
	const struct spot *missing = NULL;
	struct span words = sub->work->lines->items[sub->instruction->logical].text;
	bool restates = wording_says(words, "amend") || wording_says(words, "restate"), any = false;
	for (size_t i = 0; i < sub->targets.count; i++) {
		const struct spot *spot = &sub->targets.items[i];
		bool follows = is_among(sub->pieces, spot->eid);
		any |= follows;
		if (!follows && !missing)
			missing = spot;
		else if (follows && missing)
			restates = true;
	}
	if (!any || !missing || !restates)
		return true;
	struct diag *diag = draft_refuse(sub->work, sub->instruction, DIAG_AMD016, (struct span){0},
					 "%s is to be restated and does not follow",
					 draft_cite(sub->work, missing->eid));
	diag_help(sub->work->diags, diag,
		  "give its text, or delete it in an instruction of its own");
	return false;
}

/* One payload in place of several provisions in a row. */
static void substitute_range(struct substitution *sub, const struct spot *range)
{
	struct draft_op *op = op_new(sub->work, sub->instruction, OP_SUBSTITUTION, SCOPE_PROVISION);
	op->op.target = range->eid;
	op->op.up_to = range->up_to;
	op->pieces = sub->pieces;
	if (!profile_truth(sub->work->profile, "modification", "replace-together"))
		remark_headings(sub->work, sub->instruction, sub->pieces);
}

/* A label in figures or letters as a number to count with; what is added to it, "2A", counts as
 * between. */
static long rank_of(struct span label, bool *added)
{
	size_t at = !span_starts(label, "(") ? 0 : 1;
	label = span_sub(label, at, label.length - (at && span_ends(label, ")")));
	long roman = number_roman(label), rank = 0;
	for (at = 0; at < label.length && isdigit((unsigned char)label.at[at]); at++)
		rank = 10 * rank + (label.at[at] - '0');
	if (!at && label.length) {
		rank = roman > 1 && label.length > 1
			       ? roman
			       : tolower((unsigned char)label.at[0]) - 'a' + 1;
		at = roman > 1 && label.length > 1 ? label.length : 1;
	}
	*added = at < label.length;
	return rank;
}

/* Can the second stand right behind the first, as far as their numbers tell? */
static bool may_follow(struct span first, struct span second)
{
	bool added, adds;
	long a = rank_of(first, &added), b = rank_of(second, &adds);
	return a == b || label_follows(first, second) || (b == a + 1 && !adds) ||
	       (first.length == 3 && second.length == 3 && second.at[1] == first.at[1] + 1);
}

/* "For subsections (2) and (4)": (3) stays. */
static bool leaves_gap(const struct spots *named)
{
	for (size_t i = 1; i < named->count; i++) {
		const struct spot *before = &named->items[i - 1];
		if (!may_follow(span_of(before->up_to ? before->up_to_num : before->num),
				span_of(named->items[i].num)))
			return true;
	}
	return false;
}

/* All that is named goes and the payload comes, whatever its numbers; what is named must stand in a
 * row. */
static void substitute_together(struct substitution *sub, const struct spots *named)
{
	const struct spots *targets = &sub->targets;
	bool gap = leaves_gap(named);
	if (gap && numbers_are(sub->pieces, targets)) {
		substitute_each(sub);
		return;
	}
	struct spot range = targets->items[0];
	struct span parent = address_parent(span_of(range.eid));
	for (size_t i = 1; i < targets->count; i++) {
		if (!gap && span_equal(address_parent(span_of(targets->items[i].eid)), parent))
			continue;
		draft_refuse(sub->work, sub->instruction, DIAG_AMD028, targets->items[i].cited,
			     "one text cannot replace provisions that do not stand beside each "
			     "other");
		return;
	}
	range.up_to = targets->count > 1 ? targets->items[targets->count - 1].eid : NULL;
	const struct piece *first = pieces_first(sub->pieces);
	if (first && !first->num.length) {
		draft_refuse(
			sub->work, sub->instruction, DIAG_AMD016, range.cited,
			targets->count > 1
				? "several provisions are to be replaced, and the text that "
				  "follows has no number"
				: "a provision is to be replaced, and whether the text that "
				  "follows, which has no number, takes its number is not said");
		return;
	}
	bool alike = first && same_list(first->num, span_of(draft_label(sub->work, range.eid)));
	if (first && (!alike || (int)first->level != address_level_of_eid(sub->work->profile,
									  span_of(range.eid)))) {
		draft_refuse(sub->work, sub->instruction, DIAG_AMD016, range.cited,
			     "%s is to be replaced and %.*s follows (line %u)",
			     draft_cite(sub->work, range.eid), SPAN_ARGS(first->num), first->line);
		return;
	}
	substitute_range(sub, &range);
}

static bool read_targets(struct substitution *sub, const struct clause *clause, struct spots *named)
{
	return places_read(sub->work, sub->instruction, clause->fit.group[GROUP_TARGET],
			   clause_over(sub->instruction, clause), named) &&
	       places_settle(sub->work, sub->instruction, clause->fit.form, named) &&
	       whole_within(sub->work, sub->instruction, clause, named) &&
	       places_expand(sub->work, sub->instruction, named, &sub->targets);
}

/* The new number is said beside the target, or by an earlier instruction, which has then nothing
 * more to do. False after refusing. */
static bool read_new_number(struct substitution *sub, const struct clause *clause)
{
	struct work *work = sub->work;
	const char *eid = sub->targets.items[0].eid;
	struct span words = clause->fit.group[GROUP_TO];
	struct spots to;
	if (words.at) {
		if (!places_read(work, sub->instruction, words, draft_parent(work, eid), &to))
			return false;
		sub->as = to.items[0].eid;
		if (sub->targets.count == 1 && to.count == 1 && strcmp(sub->as, eid))
			return true;
		draft_refuse(work, sub->instruction, DIAG_AMD024, words,
			     "what is renumbered and restated is to be one provision, with another "
			     "number");
		return false;
	}
	for (size_t i = 0; sub->targets.count == 1 && i < work->op_count; i++) {
		struct draft_op *op = &work->ops[i];
		if (op->op.kind != OP_RENUMBERING || op_sinks(&op->op) ||
		    strcmp(op->op.target, eid))
			continue;
		sub->as = op->op.to;
		sub->renumbers = i;
	}
	return true;
}

/* What the target stands in, where the new text begins with the number of that: “(a-1)(1) A keeper
 * ...” for paragraph (1); else the target. */
static const char *outermost(struct substitution *sub, struct span behind, const char *eid)
{
	struct work *work = sub->work;
	int level = address_level_of_eid(work->profile, span_of(eid));
	const char *around = draft_parent(work, eid);
	struct span label =
		payload_begin(work, sub->instruction, behind, level < 0 ? 0 : (size_t)level, around)
			.label;
	if (!label.length || span_is(label, draft_label(work, eid)))
		return eid;
	for (; around; around = draft_parent(work, around)) {
		level = address_level_of_eid(work->profile, span_of(around));
		if (level < (int)work->profile->first_item)
			return eid;
		if (span_is(label, draft_label(work, around)))
			return around;
	}
	return eid;
}

/* The text of the target alone out of the numbers that stand round it; as it was where there are
 * more words. */
static struct piece *unwrapped(struct piece *pieces, const char *eid)
{
	struct piece *piece = pieces;
	while (piece && strcmp(piece->eid, eid)) {
		bool bare = piece->kind == PIECE_PROVISION && !piece->intro && !piece->wrapup &&
			    !piece->heading.length && !piece->next;
		piece = bare ? piece->first : NULL;
	}
	if (!piece || piece->next)
		return pieces;
	piece->parent = NULL;
	return piece;
}

/* "Replace the text of Z1.3 with “...”", where Z1.3 has items and the new text, which does not
 * begin with its number, has none: its opening words, or all of it? */
static void refuse_items_lost(struct substitution *sub, struct span behind, const char *eid)
{
	struct work *work = sub->work;
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	int level = address_level_of_eid(work->profile, span_of(eid));
	if (at == DOC_NONE || provision_first_child(doc, at) == DOC_NONE || sub->pieces->first ||
	    sub->instruction->refused ||
	    payload_begin(work, sub->instruction, behind, level < 0 ? 0 : (size_t)level,
			  draft_parent(work, eid))
		    .label.length)
		return;
	const char *cited = draft_cite(work, eid);
	struct diag *diag = draft_refuse(work, sub->instruction, DIAG_AMD016, (struct span){0},
					 "the text of %s is to be replaced by one without items, "
					 "and what becomes of its items is not said",
					 cited);
	profile_help(work->profile, "opening-words", span_of(cited), (struct span){"", 0},
		     work->diags, diag);
}

void make_substitution(struct work *work, struct instruction *instruction,
		       const struct clause *clause)
{
	struct substitution sub = {.work = work, .instruction = instruction, .renumbers = SIZE_MAX};
	struct span behind = clause->fit.group[GROUP_PAYLOAD];
	struct spots named;
	if (several_places(work, instruction, clause) || !read_targets(&sub, clause, &named))
		return;
	if (behind.at && text_is_later(instruction, clause)) {
		draft_refuse(work, instruction, DIAG_AMD016, behind,
			     "whether the text that follows is that of this clause is not said");
		return;
	}
	if (payload_is_empty(work, instruction, behind)) {
		if (!evidence_repeals(work, instruction, &sub.targets))
			draft_refuse(work, instruction, DIAG_AMD025, (struct span){0},
				     "text is announced and none follows");
		return;
	}
	if (!read_new_number(&sub, clause))
		return;
	const char *target = sub.targets.items[0].eid;
	const char *eid = sub.as ? sub.as : target;
	doubt_kept(work, instruction, eid);
	if (sub.targets.count == 1 && !sub.as &&
	    restates_entries(work, instruction, clause, target))
		return;
	const char *outer = sub.targets.count == 1 ? outermost(&sub, behind, eid) : eid;
	int level = address_level_of_eid(work->profile, span_of(outer));
	struct spot one = {.eid = outer};
	struct spots single = {&one, 1};
	sub.pieces = payload_build(work, instruction, behind, level < 0 ? 0 : (size_t)level,
				   draft_parent(work, outer),
				   sub.targets.count == 1 ? &single : &sub.targets);
	if (!sub.pieces)
		return;
	if (outer != eid)
		sub.pieces = unwrapped(sub.pieces, eid);
	if (sub.targets.count == 1)
		doubt_run_in(work, instruction, eid, sub.pieces);
	if (clause->fit.group[GROUP_WORDING].at)
		refuse_items_lost(&sub, behind, eid);
	bool range = named.count == 1 && named.items[0].up_to;
	if (profile_truth(work->profile, "modification", "replace-together"))
		substitute_together(&sub, &named);
	else if (!range || numbers_are(sub.pieces, &sub.targets))
		substitute_each(&sub);
	else if (range_is_told(&sub))
		substitute_range(&sub, &named.items[0]);
	if (sub.renumbers != SIZE_MAX && !instruction->refused) {
		work->ops[sub.renumbers].idle = true;
		instruction->renumbering = sub.renumbers + 1;
	}
	along_repeal(work, instruction, clause, &sub.targets);
}
