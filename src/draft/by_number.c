/* Where a new provision goes by its number, when no place is said. */
#include "draft/work.h"

#include <ctype.h>
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

bool is_listed(const struct doc *doc, uint32_t provision)
{
	uint32_t flags = doc->provisions[provision].flags;
	return !(flags & (PROVISION_CROSSHEADING | PROVISION_DEFINITION | PROVISION_REMOVED)) &&
	       provision_num(doc, provision).length;
}

/* "(ba)" is (b) followed by a letter, where the list has not come to (z). */
static bool lettered_insert(struct span label, const struct doc *doc, uint32_t first)
{
	if (label.length != 4 || label.at[0] != '(')
		return false;
	for (uint32_t at = first; at != DOC_NONE; at = provision_next(doc, at))
		if (span_is(provision_num(doc, at), "(z)"))
			return false;
	return true;
}

static bool stands_before(enum label_style style, struct span other, struct span label,
			  bool lettered)
{
	if (!lettered)
		return number_compare(style, other, label) < 0;
	if (other.length < 3 || other.at[1] != label.at[1])
		return other.length == 3 && number_compare(style, other, label) < 0 &&
		       other.at[1] < label.at[1];
	return other.length == 3 || other.at[2] < label.at[2];
}

/* The Section that a number without a stop belongs to by its letter: G of G5. */
static const char *lettered_parent(struct work *work, struct span num)
{
	struct buf eid = {0};
	const char *found = NULL;
	size_t letters = 0;
	while (letters < num.length && isupper((unsigned char)num.at[letters]))
		letters++;
	const char *noun = work->profile->levels[0].noun;
	const char *cited = arena_printf(work->arena, "%s %.*s", noun, (int)letters, num.at);
	if (letters && letters < num.length && isdigit((unsigned char)num.at[letters]) &&
	    address_from_citation(work->profile, span_of(cited), &eid))
		found = arena_copy(work->arena, eid.at, eid.length);
	buf_release(&eid);
	return found;
}

/* The number that an operation gives to the provision it is for: renumbered, or restated as another
 * one of its list. */
static struct span number_given(const struct draft_op *op)
{
	struct span parent = address_parent(span_of(op->op.target));
	const struct piece *piece = op->pieces;
	if (op->op.kind == OP_RENUMBERING && !op->idle && op->op.new_num && op->op.to &&
	    span_equal(address_parent(span_of(op->op.to)), parent))
		return span_of(op->op.new_num);
	if (op->op.kind == OP_SUBSTITUTION && op->op.scope == SCOPE_PROVISION && piece &&
	    !piece->next && piece->eid && span_equal(address_parent(span_of(piece->eid)), parent))
		return piece->num;
	return (struct span){NULL, 0};
}

void number_note(struct work *work, size_t op)
{
	const char *target = work->ops[op].op.target;
	work->noted = op + 1;
	if (!target || !number_given(&work->ops[op]).length)
		return;
	if (!work->renumbered)
		work->renumbered = xmlHashCreate(64);
	xmlHashAddEntry(work->renumbered, (const xmlChar *)target, (void *)(uintptr_t)(op + 1));
}

/* The first operation of the instruction that is being read which gives a number, or the count. */
static size_t first_unnoted(const struct work *work)
{
	size_t i = work->noted;
	while (i < work->op_count && !number_given(&work->ops[i]).length)
		i++;
	return i;
}

struct span number_noted(const struct work *work, struct span eid)
{
	if (!work->renumbered)
		return (struct span){NULL, 0};
	char *name = mem_copy(eid.at, eid.length);
	size_t found = (size_t)(uintptr_t)xmlHashLookup(work->renumbered, (const xmlChar *)name);
	free(name);
	return found ? number_given(&work->ops[found - 1]) : (struct span){NULL, 0};
}

/* The number of a provision of the base behind all operations that are known: those that are noted,
 * and those from `unnoted` on. */
static struct span number_after(const struct work *work, const struct doc *doc, uint32_t provision,
				size_t unnoted)
{
	struct span given = number_noted(work, doc->provisions[provision].eid);
	for (size_t i = unnoted; i < work->op_count && !given.length; i++) {
		const char *target = work->ops[i].op.target;
		if (target && span_is(doc->provisions[provision].eid, target))
			given = number_given(&work->ops[i]);
	}
	return given.length ? given : provision_num(doc, provision);
}

/* Does the draft put another provision in under the number that this one gives up? What is to stand
 * after that number would follow the new one. */
static bool number_is_taken(const struct work *work, struct span eid)
{
	size_t maker = state_maker(work, eid);
	return maker != SIZE_MAX && work->ops[maker].op.kind == OP_INSERTION;
}

static const char *kept_eid(const struct work *work, const struct doc *doc, uint32_t provision)
{
	struct span eid = doc->provisions[provision].eid;
	return arena_copy(work->arena, eid.at, eid.length);
}

static void place_after(struct work *work, const struct doc *doc, uint32_t provision,
			const char *parent, struct op *op)
{
	uint32_t next = provision_next(doc, provision);
	bool taken = number_is_taken(work, doc->provisions[provision].eid);
	op->position = !taken ? POS_AFTER : next != DOC_NONE ? POS_BEFORE : POS_END;
	op->anchor =
		taken && next == DOC_NONE ? parent : kept_eid(work, doc, taken ? next : provision);
}

void place_behind(struct work *work, const char *eid, struct op *op)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	if (at != DOC_NONE)
		place_after(work, doc, at, draft_parent(work, eid), op);
}

/* Among the provisions of the base, with the numbers that they get. */
bool infer_in_base(struct work *work, const char *eid, struct span num, const char *inside,
		   struct op *op)
{
	enum inferred in_schedule = infer_in_schedule(work, eid, num, inside, op);
	if (in_schedule != INFER_ELSEWHERE)
		return in_schedule == INFER_DONE;
	const struct doc *doc;
	const char *parent_eid = draft_parent(work, eid);
	if (!parent_eid)
		parent_eid = lettered_parent(work, num);
	uint32_t parent = base_find(work, parent_eid, &doc);
	int level = address_level_of_eid(work->profile, span_of(eid));
	if (parent == DOC_NONE || level < 0)
		return false;
	enum label_style style = work->profile->levels[level].style;
	uint32_t first = provision_first_child(doc, parent), after = DOC_NONE, any = DOC_NONE;
	bool lettered = style == LABEL_LOWER && lettered_insert(num, doc, first);
	size_t unnoted = first_unnoted(work);
	for (uint32_t at = first; at != DOC_NONE; at = provision_next(doc, at)) {
		if (!is_listed(doc, at))
			continue;
		if (any == DOC_NONE)
			any = at;
		struct span other = number_after(work, doc, at, unnoted);
		if (stands_before(style, other, num, lettered))
			after = at;
		else if (span_equal(other, num))
			break;
	}
	if (after != DOC_NONE) {
		place_after(work, doc, after, parent_eid, op);
		return true;
	}
	op->position = any != DOC_NONE ? POS_BEFORE : POS_END;
	op->anchor = any != DOC_NONE ? kept_eid(work, doc, any) : parent_eid;
	return true;
}

/* What must stand before a number if it stands there at all: 7A after 7, 7AA after 7A, 8 after 7,
 * (ba) after (b). Empty for the first of a list; false when there are two ways to read it. */
static bool number_before(enum label_style style, struct span num, struct buf *out)
{
	size_t end = num.length, shown = end;
	while (end && num.at[end - 1] == ')')
		end--;
	size_t last = end - 1;
	bool suffix = style == LABEL_NUMBER && isalpha((unsigned char)num.at[last]);
	if (suffix || (style == LABEL_LOWER && shown == 4)) {
		if (num.at[last] == 'a' && num.at[last - 1] == 'a')
			return false;
		bool first = num.at[last] == 'A' || num.at[last] == 'a';
		buf_span(out, span_sub(num, 0, first ? last : end));
		if (!first)
			out->at[last]--;
		else if (num.at[last - 1] == 'Z')
			buf_cut(out, last - 1);
		buf_span(out, span_sub(num, end, shown));
		return true;
	}
	if (number_is_first(style, num))
		return true;
	if (style == LABEL_NUMBER || style == LABEL_DIGIT) {
		size_t digits = end;
		while (digits && isdigit((unsigned char)num.at[digits - 1]))
			digits--;
		unsigned long value = strtoul(num.at + digits, NULL, 10);
		buf_span(out, span_sub(num, 0, digits));
		if (value < 2)
			buf_cut(out, 0);
		else
			buf_printf(out, "%0*lu%.*s",
				   num.at[digits] == '0' ? (int)(end - digits) : 0, value - 1,
				   (int)(shown - end), num.at + end);
		return true;
	}
	if (style == LABEL_LOWER || style == LABEL_UPPER) {
		buf_span(out, num);
		out->at[last]--;
		return shown == 3;
	}
	struct buf label = {0};
	buf_text(&label, style == LABEL_ROMAN ? "(i)" : "(I)");
	for (size_t i = 0; i < 100 && !number_follows(style, buf_as_span(&label), num); i++) {
		struct buf next = {0};
		number_next(style, buf_as_span(&label), &next);
		buf_release(&label);
		label = next;
	}
	bool found = number_follows(style, buf_as_span(&label), num);
	buf_span(out, buf_as_span(&label));
	buf_release(&label);
	return found;
}

static bool is_there(const struct work *work, const char *eid)
{
	return base_has(work, eid) || state_maker(work, span_of(eid)) != SIZE_MAX;
}

/* Before 3-105.10 stands 3-105.9, or 3-105.09. */
static void anchor_padded(const struct work *work, const char *parent, int level,
			  struct buf *before, struct buf *anchor)
{
	struct buf padded = {0}, number = {0};
	size_t last = before->length - 1;
	if (last && isdigit((unsigned char)before->at[last]) &&
	    !isalnum((unsigned char)before->at[last - 1])) {
		buf_span(&number, span_sub(buf_as_span(before), 0, last));
		buf_printf(&number, "0%c", before->at[last]);
		address_child(work->profile, span_of(parent ? parent : ""), (size_t)level,
			      buf_as_span(&number), &padded);
	}
	if (padded.length && is_there(work, buf_string(&padded))) {
		buf_release(anchor);
		*anchor = padded;
		padded = (struct buf){0};
	}
	buf_release(&padded);
	buf_release(&number);
}

static bool infer_from_number(struct work *work, const char *eid, struct span num, struct op *op)
{
	int level = address_level_of_eid(work->profile, span_of(eid));
	const char *parent = draft_parent(work, eid);
	struct buf before = {0}, anchor = {0};
	bool known = level >= 0 && num.length &&
		     number_before(work->profile->levels[level].style, num, &before);
	if (known && before.length)
		address_child(work->profile, span_of(parent ? parent : ""), (size_t)level,
			      buf_as_span(&before), &anchor);
	if (anchor.length && !is_there(work, buf_string(&anchor)))
		anchor_padded(work, parent, level, &before, &anchor);
	/* What stands in nothing that has a number comes after one that is there. */
	known = known && (parent || (anchor.length && base_has(work, buf_string(&anchor))));
	if (known) {
		op->anchor =
			anchor.length ? arena_copy(work->arena, anchor.at, anchor.length) : parent;
		op->position = anchor.length ? POS_AFTER : POS_START;
	}
	buf_release(&before);
	buf_release(&anchor);
	return known;
}

/* The operation that takes the text of that provision down a level, or NULL. */
static const struct op *sinking_in(const struct work *work, const char *parent)
{
	for (size_t i = 0; i < work->op_count && parent; i++)
		if (op_sinks(&work->ops[i].op) && !work->ops[i].idle &&
		    !strcmp(work->ops[i].op.target, parent))
			return &work->ops[i].op;
	return NULL;
}

/* The text that has gone down is the only item of its level. */
static bool infer_behind_sunk(const struct work *work, const struct op *sinking, const char *eid,
			      struct span num, struct op *op)
{
	int level = address_level_of_eid(work->profile, span_of(eid));
	op->anchor = sinking->to;
	op->position = POS_AFTER;
	return level >= 0 && level == address_level_of_eid(work->profile, span_of(sinking->to)) &&
	       number_compare(work->profile->levels[level].style, span_of(sinking->new_num), num) <
		       0;
}

const char *text_sunk_before(const struct work *work, const char *parent, struct span label)
{
	const struct op *sinking = sinking_in(work, parent);
	int level = sinking ? address_level_of_eid(work->profile, span_of(sinking->to)) : -1;
	bool behind = level >= 0 && number_fits(work->profile->levels[level].style, label) &&
		      number_compare(work->profile->levels[level].style, span_of(sinking->new_num),
				     label) < 0;
	return behind ? sinking->to : NULL;
}

/* Figures, small letters or capitals; (A1) has figures, (a-1) is lettered. */
static int list_class(struct span label)
{
	for (size_t i = 1; i < label.length && label.at[i] != '-'; i++)
		if (isdigit((unsigned char)label.at[i]))
			return 1;
	return label_class(label);
}

bool same_list(struct span label, struct span other)
{
	bool items = span_starts(label, "(") && span_starts(other, "(");
	return !items || list_class(label) == list_class(other);
}

bool fits_list(struct work *work, const char *parent_eid, struct span label)
{
	const struct doc *doc;
	uint32_t parent = base_find(work, parent_eid, &doc);
	uint32_t at = parent == DOC_NONE ? DOC_NONE : provision_first_child(doc, parent);
	bool other = false;
	for (; at != DOC_NONE; at = provision_next(doc, at)) {
		if (!is_listed(doc, at))
			continue;
		if (same_list(label, provision_num(doc, at)))
			return true;
		other = true;
	}
	return !other;
}

bool infer_place(struct work *work, const char *eid, struct span num, const char *inside,
		 struct op *op)
{
	enum inferred in_schedule = infer_in_schedule(work, eid, num, inside, op);
	if (in_schedule != INFER_ELSEWHERE)
		return in_schedule == INFER_DONE;
	const struct op *sinking = sinking_in(work, draft_parent(work, eid));
	if (sinking)
		return infer_behind_sunk(work, sinking, eid, num, op);
	return fits_list(work, draft_parent(work, eid), num) &&
	       (infer_in_base(work, eid, num, inside, op) || infer_from_number(work, eid, num, op));
}

/* ---- when all operations are known */

static bool same_place(const struct op *a, const struct op *b)
{
	return a->position == b->position && a->anchor && b->anchor &&
	       !strcmp(a->anchor, b->anchor);
}

/* What a later instruction renumbers counts with its new number. What goes in together has one
 * place. */
static void settle_place(struct work *work, struct draft_op *op)
{
	bool first = true;
	for (const struct piece *piece = op->pieces; piece; piece = piece->next) {
		struct op place = {0};
		if (piece->kind != PIECE_PROVISION ||
		    sinking_in(work, draft_parent(work, piece->eid)) ||
		    !infer_in_base(work, piece->eid, piece->num, op->inside, &place))
			continue;
		if (!first && !same_place(&place, &op->op)) {
			draft_refuse(work, &work->items[op->instruction], DIAG_AMD022,
				     (struct span){0},
				     "what stands round %.*s is renumbered by a later instruction: "
				     "where it goes cannot be told",
				     SPAN_ARGS(piece->num));
			return;
		}
		op->op.anchor = place.anchor;
		op->op.position = place.position;
		first = false;
	}
}

static void say_place(struct work *work, const struct draft_op *op)
{
	const char *where = op->op.position == POS_AFTER    ? "after"
			    : op->op.position == POS_BEFORE ? "before"
			    : op->op.position == POS_END    ? "at the end of"
							    : "at the beginning of";
	const struct piece *first = op->pieces;
	while (first->kind != PIECE_PROVISION)
		first = first->next;
	draft_remark(work, &work->items[op->instruction], DIAG_AMD006, (struct span){0},
		     "no place is said: by its number %.*s goes %s %s", SPAN_ARGS(first->num),
		     where, draft_cite(work, op->op.anchor));
}

void settle_inferred(struct work *work)
{
	for (size_t i = 0; i < work->op_count; i++) {
		struct draft_op *op = &work->ops[i];
		const struct instruction *instruction = &work->items[op->instruction];
		if (op->inferred && !instruction->refused)
			settle_place(work, op);
		if (op->inferred && !instruction->refused)
			say_place(work, op);
	}
}
