/* Insertion of provisions and of what stands with them: what was announced, what follows, and where
 * it goes. */
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct span piece_name(struct work *work, const struct piece *piece)
{
	if (piece->num.length || !piece->intro)
		return piece->num;
	return words_brief(work, piece->intro->text);
}

const struct piece *pieces_first(const struct piece *piece)
{
	while (piece && piece->kind != PIECE_PROVISION)
		piece = piece->next;
	return piece;
}

const char *clause_over(const struct instruction *instruction, const struct clause *clause)
{
	const struct spots *spots = &clause->within.spots;
	return spots->count ? spots->items[0].eid : instruction->over;
}

void remark_headings(struct work *work, const struct instruction *instruction,
		     const struct piece *pieces)
{
	for (; pieces; pieces = pieces->next)
		if (pieces->kind == PIECE_CROSSHEADING)
			draft_remark(work, instruction, DIAG_AMD005, (struct span){0},
				     "the text comes with a cross-heading that is not announced: "
				     "“%.*s”",
				     SPAN_ARGS(pieces->heading));
}

struct insertion {
	struct work *work;
	struct instruction *instruction;
	const struct clause *clause;
	struct spots announced;
	const char *over;		/* the place named over it, as the base numbers it */
	const char *anchor, *container; /* container: "in Z4.12" */
	const char *anchor_num;		/* as the draft cites it, perhaps as renumbered */
	enum op_position position;
	struct span behind;
	struct payload_start start;
	const struct piece *pieces;
};

static enum op_position position_of(struct span words)
{
	static const struct {
		const char *word;
		enum op_position position;
	} positions[] = {{"end", POS_END},	 {"beginning", POS_START}, {"start", POS_START},
			 {"before", POS_BEFORE}, {"above", POS_BEFORE},	   {"preced", POS_BEFORE},
			 {"over", POS_BEFORE},	 {"after", POS_AFTER},	   {"following", POS_AFTER},
			 {"below", POS_AFTER},	 {"beneath", POS_AFTER},   {"between", POS_AFTER}};
	for (size_t p = 0; p < sizeof positions / sizeof *positions; p++) {
		size_t n = strlen(positions[p].word);
		for (size_t i = 0; i + n <= words.length; i++)
			if (!strncasecmp(words.at + i, positions[p].word, n))
				return positions[p].position;
	}
	return POS_NONE;
}

bool label_follows(struct span label, struct span next)
{
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++) {
		enum label_style style = (enum label_style)i;
		if (number_fits(style, label) && number_fits(style, next) &&
		    number_follows(style, label, next))
			return true;
	}
	return false;
}

/* (i) comes after (h), and is the first item of (h). */
static bool may_be_below(const struct profile *profile, int level, struct span label)
{
	size_t below = (size_t)level + 1;
	return below < profile->level_count && number_is_first(profile->levels[below].style, label);
}

/* "In Z4.12(d), replace ..., and add paragraph (e)": the item that (e) stands beside, or NULL. */
static const char *item_before(const struct insertion *in, struct span label)
{
	const struct profile *profile = in->work->profile;
	const char *eid = in->over;
	int level = eid ? address_level_of_eid(profile, span_of(eid)) : -1;
	bool item = in->clause->within.spots.count == 1 && level >= (int)profile->first_item;
	return item && label.length && !may_be_below(profile, level, label) &&
			       label_follows(span_of(draft_label(in->work, eid)), label)
		       ? eid
		       : NULL;
}

/* "The newly redesignated subsection (c) ... a new paragraph (4)" is put into what was (b). */
static bool read_over(struct insertion *in)
{
	const struct spots *within = &in->clause->within.spots;
	in->over = clause_over(in->instruction, in->clause);
	if (within->count != 1 || within->items[0].up_to)
		return true;
	struct spot spot = within->items[0];
	if (!places_settle(in->work, in->instruction, in->clause->fit.form,
			   &(struct spots){&spot, 1}))
		return false;
	in->over = spot.eid;
	return true;
}

/* "Between Z2.2 and Z2.3": nothing else stands there. */
static bool stands_between(struct insertion *in, const char *context)
{
	struct work *work = in->work;
	const struct doc *doc;
	struct span words = in->clause->fit.group[GROUP_TO];
	struct spots spots;
	if (!words.at)
		return true;
	if (!places_read(work, in->instruction, words, context, &spots) ||
	    !places_settle(work, in->instruction, in->clause->fit.form, &spots))
		return false;
	uint32_t at = base_find(work, in->anchor, &doc);
	uint32_t next = at == DOC_NONE ? DOC_NONE : provision_next(doc, at);
	if (next != DOC_NONE && span_is(doc->provisions[next].eid, spots.items[0].eid))
		return true;
	bool heading = next != DOC_NONE && doc->provisions[next].flags & PROVISION_CROSSHEADING;
	draft_refuse(work, in->instruction, DIAG_AMD022, words,
		     heading	  ? "a cross-heading stands between %s and %s: on which side of it "
				    "the new text goes is not said"
		     : work->base ? "%s does not stand right behind %s"
				  : "whether %s stands right behind %s only the base says",
		     draft_cite(work, spots.items[0].eid), draft_cite(work, in->anchor));
	return false;
}

static bool read_places(struct insertion *in)
{
	const struct span *group = in->clause->fit.group;
	struct spots spots;
	if (!read_over(in))
		return false;
	const char *context = in->over;
	in->position = position_of(group[GROUP_POSITION]);
	if (group[GROUP_IN].at) {
		if (!places_read(in->work, in->instruction, group[GROUP_IN], context, &spots) ||
		    !places_settle(in->work, in->instruction, in->clause->fit.form, &spots))
			return false;
		context = in->container = spots.items[0].eid;
	}
	if (group[GROUP_UNDER].at) {
		struct spot under;
		if (!called_crossheading(in->work, in->instruction, group[GROUP_UNDER], in->over,
					 &under))
			return false;
		in->anchor = under.eid;
		in->position = POS_BEFORE;
		context = draft_parent(in->work, in->anchor);
	} else if (group[GROUP_ANCHOR].at) {
		if (!places_read(in->work, in->instruction, group[GROUP_ANCHOR], context, &spots) ||
		    !places_settle(in->work, in->instruction, in->clause->fit.form, &spots))
			return false;
		in->anchor = spots.items[0].eid;
		in->anchor_num = spots.items[0].num;
		if (!stands_between(in, context))
			return false;
		if (!in->container && in->position != POS_START && in->position != POS_END)
			context = draft_parent(in->work, in->anchor);
		else if (!in->container)
			context = in->anchor;
	} else if (in->position == POS_START || in->position == POS_END) {
		in->anchor = context;
	}
	if (!group[GROUP_TARGET].at)
		return true;
	struct one_address one;
	bool placed = in->anchor || in->container;
	if (!placed && grammar_address(in->work->grammar, group[GROUP_TARGET], 0, &one) &&
	    !one.number.at && (in->anchor = item_before(in, one.labels))) {
		in->position = POS_AFTER;
		context = draft_parent(in->work, in->anchor);
	}
	return places_read(in->work, in->instruction, group[GROUP_TARGET], context, &spots) &&
	       places_expand(in->work, in->instruction, &spots, &in->announced);
}

/* What the new provisions stand in. */
static const char *parent_of(const struct insertion *in)
{
	if (in->container)
		return in->container;
	if (in->position == POS_START || in->position == POS_END)
		return in->anchor;
	return in->anchor ? draft_parent(in->work, in->anchor) : in->over;
}

/* The level that numbers of the payload are expected to be of. */
static size_t expected_level(const struct insertion *in)
{
	const struct profile *profile = in->work->profile;
	bool inside = in->position == POS_START || in->position == POS_END;
	const char *eid = in->announced.count ? in->announced.items[0].eid
			  : inside	      ? parent_of(in)
					      : in->anchor;
	int level = eid ? address_level_of_eid(profile, span_of(eid)) : -1;
	if (level < 0)
		return 0;
	size_t below = profile->levels[level].below;
	bool numbered = inside && !in->announced.count && below < profile->all_levels &&
			profile->levels[below].style == LABEL_NUMBER;
	return numbered ? below : (size_t)level;
}

/* The level of an item with the payload's first label below that provision, or SIZE_MAX. */
static size_t item_level(const struct insertion *in, const char *parent)
{
	const struct profile *profile = in->work->profile;
	int level = address_level_of_eid(profile, span_of(parent));
	if (level < 0 || (level + 1 < (int)profile->first_item && !profile->levels[level].by_depth))
		return SIZE_MAX;
	return address_level_below(profile, (size_t)level, in->start.label);
}

/* The first new provision: announced, or told by the payload's own number. */
static const char *first_eid(struct insertion *in)
{
	struct work *work = in->work;
	const char *parent = parent_of(in);
	struct buf eid = {0};
	if (in->announced.count)
		return in->announced.items[0].eid;
	if (!in->start.label.length)
		return NULL;
	if (in->start.level < 0) {
		size_t level = parent ? item_level(in, parent) : SIZE_MAX;
		if (level != SIZE_MAX)
			address_child(work->profile, span_of(parent), level, in->start.label, &eid);
	} else {
		address_child(work->profile, span_of(parent), (size_t)in->start.level,
			      in->start.label, &eid);
	}
	const char *found = eid.length ? arena_copy(work->arena, eid.at, eid.length) : NULL;
	buf_release(&eid);
	return found;
}

/* "At the end of paragraph (b) insert “; or (c) ...”": (c) stands beside (b), not in it. So does
 * what comes at the end of a section beside the subsection that its text becomes. */
static void stand_beside(struct insertion *in)
{
	const struct profile *profile = in->work->profile;
	int level = in->anchor ? address_level_of_eid(profile, span_of(in->anchor)) : -1;
	const char *sunk = in->position == POS_END
				   ? text_sunk_before(in->work, in->anchor, in->start.label)
				   : NULL;
	if (sunk) {
		in->anchor = sunk;
		in->position = POS_AFTER;
	}
	if (in->position != POS_END || in->start.level >= 0 || !in->start.label.length ||
	    level < (int)profile->first_item)
		return;
	struct span label = span_of(draft_label(in->work, in->anchor));
	bool first = number_is_first(LABEL_ROMAN, in->start.label);
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++) {
		enum label_style style = (enum label_style)i;
		if (!number_fits(style, label) || !number_fits(style, in->start.label) ||
		    !number_follows(style, label, in->start.label) ||
		    (first && !in->start.lead.length))
			continue;
		in->position = POS_AFTER;
		in->anchor_num = in->anchor_num ? in->anchor_num : label.at;
		return;
	}
}

/* Numbers in the payload are those announced, in their order, and no more. */
static bool as_announced(struct insertion *in, const struct piece *pieces)
{
	size_t at = 0;
	for (const struct piece *piece = pieces_first(pieces); piece;
	     piece = pieces_first(piece->next), at++) {
		if (at < in->announced.count && !strcmp(in->announced.items[at].eid, piece->eid))
			continue;
		if (at < in->announced.count)
			draft_refuse(in->work, in->instruction, DIAG_AMD016, (struct span){0},
				     "%s is announced and %.*s follows (line %u)",
				     in->announced.items[at].num,
				     SPAN_ARGS(piece_name(in->work, piece)), piece->line);
		else
			draft_refuse(in->work, in->instruction, DIAG_AMD016, (struct span){0},
				     "the text holds %.*s (line %u), which is not announced",
				     SPAN_ARGS(piece_name(in->work, piece)), piece->line);
		return false;
	}
	if (at >= in->announced.count)
		return true;
	draft_refuse(in->work, in->instruction, DIAG_AMD016, (struct span){0},
		     "%s is announced and does not follow", in->announced.items[at].num);
	return false;
}

static void insert_crossheading(struct insertion *in, struct span heading)
{
	struct draft_op *op = op_new(in->work, in->instruction, OP_INSERTION, SCOPE_CROSSHEADING);
	op->op.target = op->op.anchor = in->anchor;
	op->op.position = POS_BEFORE;
	op->new_text = quote_new(in->work, in->instruction, heading);
}

/* Quoted words without a number before a provision that has one. */
static bool is_crossheading(const struct insertion *in, struct span words)
{
	const struct profile *profile = in->work->profile;
	int level = address_level_of_eid(profile, span_of(in->anchor));
	bool numbered = level >= 0 && profile->levels[level].style == LABEL_NUMBER;
	return in->position == POS_BEFORE && numbered && quote_inner(words).length < words.length &&
	       outline_is_heading(quote_inner(words));
}

/* “(1x) A keeper ...”: a number that no list of the code has is no word either. */
static struct span strange_label(struct span words)
{
	size_t end = 1;
	while (end < words.length && end < 8 && isalnum((unsigned char)words.at[end]))
		end++;
	bool label = end > 1 && words.at[0] == '(' &&
		     span_starts(span_sub(words, end, words.length), ") ");
	return span_sub(words, 0, label ? end + 1 : 0);
}

/* Is it one of those that a lead-in of the base opens? */
static bool is_in_list(const struct insertion *in)
{
	const struct doc *doc;
	uint32_t at = base_find(in->work, draft_parent(in->work, in->anchor), &doc);
	uint32_t b = at == DOC_NONE ? DOC_NONE : provision_next_block(doc, at, DOC_NONE);
	while (b != DOC_NONE && doc->blocks[b].part != PART_INTRO)
		b = provision_next_block(doc, at, b);
	return b != DOC_NONE;
}

/* "After paragraph (a) insert “or”": a conjunction behind an item ends it. */
static bool ends_item(const struct insertion *in, struct span words)
{
	int level = address_level_of_eid(in->work->profile, span_of(in->anchor));
	int first = (int)in->work->profile->first_item;
	words = span_trim(quote_inner(words));
	while (words.length && strchr(",; ", words.at[0]))
		words = span_sub(words, 1, words.length);
	return in->position == POS_AFTER && (level > first || (level == first && is_in_list(in))) &&
	       (span_is(words, "and") || span_is(words, "or"));
}

static void insert_words(struct insertion *in)
{
	struct work *work = in->work;
	if (!in->anchor) {
		draft_refuse(work, in->instruction, DIAG_AMD022, (struct span){0},
			     "the place of the new text is not said");
		return;
	}
	if (in->position == POS_END && adds_entries(work, in->instruction, in->clause, in->anchor))
		return;
	struct span words = payload_words(work, in->instruction, in->behind);
	if (is_crossheading(in, words)) {
		insert_crossheading(in, words);
		return;
	}
	struct span label = strange_label(quote_inner(words));
	if (label.length) {
		draft_refuse(work, in->instruction, DIAG_AMD022, (struct span){0},
			     "“%.*s” is no number that this code has: where it goes cannot be told",
			     SPAN_ARGS(label));
		return;
	}
	bool ends = ends_item(in, words);
	if (!ends && in->position != POS_START && in->position != POS_END) {
		draft_refuse(work, in->instruction, DIAG_AMD022, (struct span){0},
			     "the new text has no number, and its place among the provisions "
			     "cannot be told");
		return;
	}
	struct clause clause = *in->clause;
	if (ends)
		clause.fit.group[GROUP_POSITION] = SPAN("at the end");
	if (clause.fit.group[GROUP_ANCHOR].at)
		clause.fit.group[GROUP_TARGET] = clause.fit.group[GROUP_ANCHOR];
	doubt_new_item(work, in->instruction, in->anchor, quote_inner(words));
	clause_words(work, in->instruction, &clause);
}

static void insert_heading(struct insertion *in)
{
	struct work *work = in->work;
	struct span heading = in->clause->fit.group[GROUP_HEADING];
	if (!heading.at)
		heading = payload_words(work, in->instruction, in->behind);
	if (!heading.length) {
		draft_refuse(work, in->instruction, DIAG_AMD025, (struct span){0},
			     "a cross-heading is announced and its words do not follow");
		return;
	}
	if (!in->anchor || in->position != POS_BEFORE) {
		draft_refuse(work, in->instruction, DIAG_AMD022, (struct span){0},
			     "before which provision the cross-heading stands is not said");
		return;
	}
	insert_crossheading(in, heading);
}

/* A heading named in the instruction stands before the new provision. */
static struct piece *with_heading(struct insertion *in, struct piece *pieces)
{
	struct span words = in->clause->fit.group[GROUP_HEADING];
	if (!words.at || pieces->kind == PIECE_CROSSHEADING)
		return pieces;
	struct quote *quote = quote_new(in->work, in->instruction, words);
	struct piece *heading = piece_new(in->work->arena, PIECE_CROSSHEADING, NULL);
	heading->heading = quote->text;
	heading->line = pieces->line;
	heading->next = pieces;
	pieces_number(in->work->profile, heading,
		      span_of(draft_parent(in->work, pieces_first(pieces)->eid)), in->work->arena);
	return heading;
}

/* ---- the place */

/* (c) behind (ii) is no hundred. */
static bool far_numeral(enum label_style style, struct span first, struct span second)
{
	enum { NEAR = 30 };
	return (style == LABEL_ROMAN || style == LABEL_UPPER_ROMAN) &&
	       number_roman(second) > number_roman(first) + NEAR;
}

/* In some order that such labels can have; where items go by depth, their form tells the style. */
static bool in_order(const struct level *level, struct span first, struct span second)
{
	bool tried = false;
	if (!level->by_depth || level->style == LABEL_NUMBER)
		return number_in_order(level->style, first, second, (struct span){NULL, 0});
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++) {
		enum label_style style = (enum label_style)i;
		if (!number_fits(style, first) || !number_fits(style, second))
			continue;
		tried = true;
		if (far_numeral(style, first, second))
			continue;
		if (number_in_order(style, first, second, (struct span){NULL, 0}))
			return true;
	}
	return !tried;
}

/* An item goes among items that are labelled alike. */
static bool list_fits(struct insertion *in, const char *eid, const struct piece *piece)
{
	struct work *work = in->work;
	bool beside = in->position == POS_AFTER || in->position == POS_BEFORE;
	const char *anchor = in->anchor_num ? in->anchor_num : draft_label(work, in->anchor);
	if (beside ? same_list(piece->num, span_of(anchor))
		   : fits_list(work, draft_parent(work, eid), piece->num))
		return true;
	draft_refuse(work, in->instruction, DIAG_NUM005, in->clause->fit.group[GROUP_ANCHOR],
		     "%.*s is no number among the items of %s", SPAN_ARGS(piece->num),
		     draft_cite(work, draft_parent(work, beside ? in->anchor : eid)));
	return false;
}

/* What is said to go after Z4.20 cannot be Z4.11A. */
static bool place_fits(struct insertion *in, const char *eid, const struct piece *piece)
{
	struct work *work = in->work;
	if (!list_fits(in, eid, piece))
		return false;
	int level = address_level_of_eid(work->profile, span_of(eid));
	int other = address_level_of_eid(work->profile, span_of(in->anchor));
	if (level != other || level < 0 || !piece->num.length ||
	    (in->position != POS_AFTER && in->position != POS_BEFORE))
		return true;
	const char *anchor = in->anchor_num ? in->anchor_num : draft_label(work, in->anchor);
	const struct level *own = &work->profile->levels[level];
	bool letters = own->style == LABEL_LOWER && piece->num.length == 4;
	bool after = in->position == POS_AFTER;
	if (letters || in_order(own, after ? span_of(anchor) : piece->num,
				after ? piece->num : span_of(anchor)))
		return true;
	draft_refuse(work, in->instruction, DIAG_NUM005, in->clause->fit.group[GROUP_ANCHOR],
		     "%.*s cannot stand %s %s: its number does not fit there",
		     SPAN_ARGS(piece->num), after ? "after" : "before", anchor);
	return false;
}

static struct draft_op *insertion_op(struct insertion *in, struct piece *pieces,
				     const struct piece *first)
{
	struct draft_op *op = op_new(in->work, in->instruction, OP_INSERTION, SCOPE_PROVISION);
	op->pieces = pieces;
	op->op.target = first->eid;
	struct span lead = in->clause->fit.group[GROUP_NEW];
	if (!lead.at)
		lead = in->start.lead;
	if (lead.at)
		op->new_text = quote_new(in->work, in->instruction, lead);
	return op;
}

/* (c-2) is put in behind (c-1): where that is not there, what stands in the code is another text
 * than the draft was written for. */
static bool follows_its_series(struct insertion *in, const struct piece *piece)
{
	struct work *work = in->work;
	const char *dash = piece->num.length ? memchr(piece->num.at, '-', piece->num.length) : NULL;
	unsigned long rank = dash ? strtoul(dash + 1, NULL, 10) : 0;
	if (!work->base || rank < 2 || piece->level < work->profile->first_item)
		return true;
	struct buf eid = {0};
	const char *before = arena_printf(work->arena, "%.*s-%lu)", (int)(dash - piece->num.at),
					  piece->num.at, rank - 1);
	address_child(work->profile, address_parent(span_of(piece->eid)), piece->level,
		      span_of(before), &eid);
	bool there = base_has(work, buf_string(&eid)) ||
		     state_maker(work, buf_as_span(&eid)) != SIZE_MAX;
	for (const struct piece *p = in->pieces; p && !there; p = p->next)
		there = span_is(p->num, before);
	buf_release(&eid);
	if (!there)
		draft_refuse(work, in->instruction, DIAG_NUM005, (struct span){0},
			     "%.*s comes after %s by its number, and there is no %s",
			     SPAN_ARGS(piece->num), before, before);
	return there;
}

/* Without a stated place each number tells its own; neighbours go in together. */
static void insert_inferred(struct insertion *in, struct piece *pieces)
{
	struct work *work = in->work;
	struct draft_op *last = NULL;
	const char *last_eid = NULL;
	struct piece *start = pieces, *before = NULL, *before_start = NULL;
	for (struct piece *piece = pieces, *next; piece; before = piece, piece = next) {
		next = piece->next;
		if (!before || before->kind == PIECE_PROVISION) {
			start = piece;
			before_start = before;
		}
		if (piece->kind != PIECE_PROVISION)
			continue;
		if (!follows_its_series(in, piece))
			return;
		struct op place = {0};
		if (!infer_place(work, piece->eid, piece->num, in->container, &place)) {
			draft_refuse(work, in->instruction, DIAG_AMD022, (struct span){0},
				     "where %.*s goes is not said, and its number does not tell",
				     SPAN_ARGS(piece->num));
			return;
		}
		bool together = last && (!strcmp(place.anchor, last_eid) ||
					 (!strcmp(place.anchor, last->op.anchor) &&
					  place.position == last->op.position));
		last_eid = piece->eid;
		if (together)
			continue;
		if (last && before_start)
			before_start->next = NULL;
		last = insertion_op(in, start, piece);
		last->inferred = true;
		last->inside = in->container;
		last->op.anchor = place.anchor;
		last->op.position = place.position;
	}
}

/* What is put before a clause that has a cross-heading goes between the two. */
static void note_under_heading(const struct insertion *in, const struct piece *first)
{
	const struct doc *doc;
	uint32_t at = base_find(in->work, in->anchor, &doc);
	uint32_t over = at == DOC_NONE ? DOC_NONE : provision_previous(doc, at);
	if (in->position != POS_BEFORE || in->clause->fit.group[GROUP_UNDER].at ||
	    over == DOC_NONE || !(doc->provisions[over].flags & PROVISION_CROSSHEADING))
		return;
	struct span heading = doc->blocks[doc->provisions[over].block].text;
	struct diag *diag = draft_remark(
		in->work, in->instruction, DIAG_AMD020, in->clause->fit.group[GROUP_ANCHOR],
		"%.*s goes under the cross-heading “%.*s”, which stands "
		"before %s",
		SPAN_ARGS(first->num), SPAN_ARGS(heading), draft_cite(in->work, in->anchor));
	diag_help(in->work->diags, diag, "to put it over that, name what it comes after");
}

static void insert_pieces(struct insertion *in, struct piece *pieces)
{
	const struct piece *first = pieces_first(pieces);
	if (!first) {
		draft_refuse(in->work, in->instruction, DIAG_AMD025, (struct span){0},
			     "a provision is announced and only a heading follows");
		return;
	}
	if (in->clause->fit.form->scope != SCOPE_CROSSHEADING && !in->start.quoted)
		remark_headings(in->work, in->instruction, pieces);
	in->pieces = pieces = with_heading(in, pieces);
	struct span lead = in->clause->fit.group[GROUP_NEW].at ? in->clause->fit.group[GROUP_NEW]
							       : in->start.lead;
	struct op place = {.anchor = in->position ? in->anchor : NULL, .position = in->position};
	if (!lead.at && reuse_number(in->work, in->instruction, pieces, &place))
		return;
	if (!in->position || !in->anchor) {
		insert_inferred(in, pieces);
		return;
	}
	if (!place_fits(in, first->eid, first))
		return;
	along_insert(in->work, in->instruction, in->clause, in->anchor, pieces);
	struct draft_op *op = insertion_op(in, pieces, first);
	op->op.anchor = in->anchor;
	op->op.position = in->position;
	note_under_heading(in, first);
	bool renumbered = in->anchor_num &&
			  !span_is(span_of(in->anchor_num), draft_label(in->work, in->anchor));
	if (renumbered && in->position == POS_AFTER)
		place_behind(in->work, in->anchor, &op->op);
}

bool several_places(struct work *work, struct instruction *instruction, const struct clause *clause)
{
	const struct spots *spots = &clause->within.spots;
	if (!spots->count || (spots->count == 1 && !spots->items[0].up_to))
		return false;
	draft_refuse(work, instruction, DIAG_AMD028, spots->items[0].cited,
		     "one text for several places cannot be carried out");
	return true;
}

bool text_is_later(const struct instruction *instruction, const struct clause *clause)
{
	const struct clause *end = instruction->clauses + instruction->clause_count;
	for (const struct clause *later = clause + 1; later < end; later++)
		if (later->fit.group[GROUP_PAYLOAD].at)
			return true;
	return false;
}

/* "At the end of paragraph (b) insert “, or” and after that paragraph insert—": words, with nothing
 * behind them. */
static void insert_quoted(struct insertion *in)
{
	struct clause clause = *in->clause;
	struct span words = in->behind;
	bool item;
	if (!words.length || (in->position != POS_START && in->position != POS_END) ||
	    outline_label(in->work->profile, quote_inner(words), &item)) {
		draft_refuse(in->work, in->instruction, DIAG_AMD016, words,
			     "whether the text that follows is that of this clause is not said");
		return;
	}
	clause.fit.group[GROUP_NEW] = words;
	clause.fit.group[GROUP_PAYLOAD] = (struct span){NULL, 0};
	if (clause.fit.group[GROUP_ANCHOR].at)
		clause.fit.group[GROUP_TARGET] = clause.fit.group[GROUP_ANCHOR];
	clause_words(in->work, in->instruction, &clause);
}

void make_insertion(struct work *work, struct instruction *instruction, const struct clause *clause)
{
	struct insertion in = {.work = work, .instruction = instruction, .clause = clause};
	in.behind = clause->fit.group[GROUP_PAYLOAD];
	if (!read_places(&in))
		return;
	if (in.behind.at && text_is_later(instruction, clause)) {
		insert_quoted(&in);
		return;
	}
	bool empty = payload_is_empty(work, instruction, in.behind);
	in.start = payload_begin(work, instruction, in.behind, expected_level(&in), parent_of(&in));
	struct span label = in.start.label;
	bool placed = in.anchor || in.container || in.announced.count || in.start.level >= 0;
	if (!placed && (in.anchor = item_before(&in, label)))
		in.position = POS_AFTER;
	stand_beside(&in);
	bool heading = clause->fit.form->scope == SCOPE_CROSSHEADING && !in.announced.count;
	if (heading && !label.length) {
		insert_heading(&in);
		return;
	}
	if (empty) {
		draft_refuse(work, instruction, DIAG_AMD025, (struct span){0},
			     "text is announced and none follows");
		return;
	}
	if (!label.length && !in.announced.count) {
		insert_words(&in);
		return;
	}
	if (several_places(work, instruction, clause))
		return;
	const char *eid = first_eid(&in);
	int level = eid ? address_level_of_eid(work->profile, span_of(eid)) : -1;
	if (level < 0) {
		draft_refuse(work, instruction, DIAG_AMD022, (struct span){0},
			     "where “%.*s” goes cannot be told", SPAN_ARGS(label));
		return;
	}
	struct piece *pieces = payload_build(work, instruction, in.behind, (size_t)level,
					     draft_parent(work, eid), &in.announced);
	if (!pieces || (in.announced.count && !as_announced(&in, pieces)))
		return;
	insert_pieces(&in, pieces);
}
