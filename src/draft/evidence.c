/* Evidence: what the balloons of a draft show as deleted, against what its instructions say. */
#include "draft/work.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool is_deletion(const struct logical *l)
{
	return l->use == LINE_BALLOON && l->balloon && !strcmp(l->balloon, "deleted");
}

/* The eId of the clause that a balloon begins with, or NULL. */
static const char *clause_of(struct work *work, const struct logical *l)
{
	bool item;
	size_t length = outline_label(work->profile, l->text, &item);
	struct buf eid = {0};
	if (length && !item)
		address_from_citation(work->profile, span_trim(span_sub(l->text, 0, length)), &eid);
	const char *found = eid.length ? arena_copy(work->arena, eid.at, eid.length) : NULL;
	buf_release(&eid);
	return found;
}

struct shown {
	const char **eids;
	size_t *logicals;
	size_t count;
};

static struct shown clauses_shown(struct work *work, const struct instruction *instruction)
{
	size_t room = instruction->payload_to - instruction->payload_from + 1;
	struct shown shown = {arena_alloc(work->arena, room * sizeof *shown.eids),
			      arena_alloc(work->arena, room * sizeof *shown.logicals), 0};
	for (size_t i = instruction->payload_from; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		const char *eid =
			is_deletion(l) && work->uses[i] == DRAFT_NOTE ? clause_of(work, l) : NULL;
		if (!eid)
			continue;
		shown.eids[shown.count] = eid;
		shown.logicals[shown.count++] = i;
	}
	return shown;
}

static bool names(const struct spots *targets, const char *eid)
{
	for (size_t i = 0; i < targets->count; i++)
		if (!strcmp(targets->items[i].eid, eid))
			return true;
	return false;
}

/* The deleted words must be those that the base has. */
static void compare_deleted(struct work *work, struct instruction *instruction, const char *eid,
			    size_t logical)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	if (at == DOC_NONE || doc->provisions[at].flags & PROVISION_INCOMPLETE)
		return;
	struct buf old = {0}, shown = {0};
	const struct provision *p = &doc->provisions[at];
	for (uint32_t b = p->block; b < p->block_after; b++) {
		if (doc->blocks[b].part == PART_NOTE)
			continue;
		words_fold_marks(doc->blocks[b].text, &old);
		buf_char(&old, ' ');
	}
	for (size_t i = logical; i < instruction->payload_to; i++) {
		const struct logical *l = &work->lines->items[i];
		if (i > logical && (!is_deletion(l) || clause_of(work, l)))
			break;
		words_fold_marks(l->text, &shown);
		buf_char(&shown, ' ');
	}
	struct words a = {0}, b = {0};
	words_split(buf_as_span(&old), &a);
	words_split(buf_as_span(&shown), &b);
	bool same = a.count == b.count;
	for (size_t i = 0; i < a.count && same; i++)
		same = a.items[i].hash == b.items[i].hash;
	if (!same)
		draft_refuse(work, instruction, DIAG_AMD018, (struct span){0},
			     "the text of %s that the draft shows as deleted (line %u) is not the "
			     "text of the base",
			     draft_cite(work, eid), work->lines->items[logical].line);
	words_release(&a);
	words_release(&b);
	buf_release(&old);
	buf_release(&shown);
}

static void name_all(struct work *work, const struct shown *shown, struct buf *out)
{
	for (size_t i = 0; i < shown->count; i++)
		buf_printf(out, "%s%s",
			   !i			   ? ""
			   : i + 1 == shown->count ? " and "
						   : ", ",
			   draft_cite(work, shown->eids[i]));
}

bool evidence_repeals(struct work *work, struct instruction *instruction,
		      const struct spots *targets)
{
	struct shown shown = clauses_shown(work, instruction);
	if (!shown.count)
		return false;
	bool same = shown.count == targets->count;
	for (size_t i = 0; i < shown.count && same; i++)
		same = names(targets, shown.eids[i]);
	struct buf list = {0};
	name_all(work, &shown, &list);
	if (!same) {
		draft_refuse(
			work, instruction, DIAG_AMD003, (struct span){0},
			"the instruction says “amend” and only a deletion of %s follows, which "
			"are not the provisions that it names",
			buf_string(&list));
		buf_release(&list);
		return true;
	}
	const char *policy = profile_value(work->profile, "modification", "leaves", "not-used");
	int leaves = op_leaves_named(span_of(policy));
	for (size_t i = 0; i < targets->count; i++) {
		struct draft_op *op = op_new(work, instruction, OP_REPEAL, SCOPE_PROVISION);
		op->op.target = targets->items[i].eid;
		op->op.leaves = leaves < 0 ? LEAVES_NOT_USED : (enum op_leaves)leaves;
	}
	struct diag *diag = draft_remark(
		work, instruction, DIAG_AMD003, (struct span){0},
		"the instruction says “amend”, and the draft shows %s only as deleted: compiled as "
		"a deletion",
		buf_string(&list));
	profile_help(work->profile, "delete", buf_as_span(&list), (struct span){"", 0}, work->diags,
		     diag);
	diag_relate(work->diags, diag, draft_place(work, shown.logicals[0], (struct span){0}),
		    "deleted here");
	draft_remark(
		work, instruction, DIAG_AMD007, (struct span){0},
		"what becomes of the number%s %s is not said: “%s” is left, as is the practice "
		"of the code",
		targets->count == 1 ? "" : "s", buf_string(&list),
		profile_value(work->profile, "words", policy, policy));
	for (size_t i = 0; i < shown.count && !instruction->refused; i++)
		compare_deleted(work, instruction, shown.eids[i], shown.logicals[i]);
	buf_release(&list);
	return true;
}

/* ---- small balloons: "Deleted: 8" */

/* A word of a restated provision, where the words of the balloon may have stood. */
struct candidate {
	struct span word;   /* in the payload */
	const char *before; /* the whole word as it then was */
	const char *eid;    /* provision */
	size_t source;	    /* byte of the draft */
	size_t op;
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

static void add_candidate(struct candidates *all, struct candidate candidate)
{
	MEM_ROOM(all->items, all->count, all->capacity);
	all->items[all->count++] = candidate;
}

static bool made_by_draft(struct work *work, struct span word)
{
	struct buf eid = {0};
	bool made = false;
	if (address_from_citation(work->profile, word, &eid))
		for (size_t i = 0; i < work->op_count && !made; i++)
			made = work->ops[i].op.kind == OP_INSERTION &&
			       span_is(buf_as_span(&eid), work->ops[i].op.target);
	buf_release(&eid);
	return made;
}

/* Without the base: only a reference to what this draft itself adds cannot have stood there; the
 * deleted figures were then the end of it. */
static void candidates_alone(struct work *work, const struct piece_text *text, struct span deleted,
			     struct candidate like, struct candidates *all)
{
	struct words words = {0};
	words_split(text->text, &words);
	for (size_t i = 0; i < words.count; i++) {
		struct span word = span_sub(text->text, words.items[i].start, words.items[i].end);
		if (word.length <= deleted.length || !made_by_draft(work, word) ||
		    !isdigit((unsigned char)word.at[word.length - 1]) ||
		    !isdigit((unsigned char)deleted.at[0]))
			continue;
		like.word = word;
		like.before =
			arena_printf(work->arena, "%.*s%.*s", (int)(word.length - deleted.length),
				     word.at, SPAN_ARGS(deleted));
		like.source =
			segment_source(text->segments, text->segment_count, words.items[i].start);
		add_candidate(all, like);
	}
	words_release(&words);
}

/* Is `old` what `word` was before its differing part replaced the deleted words? */
static bool was(struct span old, struct span word, struct span deleted)
{
	size_t head = 0, tail = 0;
	while (head < old.length && head < word.length && old.at[head] == word.at[head])
		head++;
	while (tail < old.length - head && tail < word.length - head &&
	       old.at[old.length - 1 - tail] == word.at[word.length - 1 - tail])
		tail++;
	return span_equal(span_sub(old, head, old.length - tail), deleted) ||
	       span_equal(old, deleted);
}

/* With the base: where its words and the draft's differ by just what was deleted. */
static void candidates_base(struct work *work, struct span old, const struct piece_text *text,
			    struct span deleted, struct candidate like, struct candidates *all)
{
	struct words a = {0}, b = {0};
	words_split(old, &a);
	words_split(text->text, &b);
	size_t i = 0, k = 0;
	while (i < a.count && k < b.count) {
		struct span x = span_sub(old, a.items[i].start, a.items[i].end);
		struct span y = span_sub(text->text, b.items[k].start, b.items[k].end);
		bool same = a.items[i].hash == b.items[k].hash;
		bool gone = !same && i + 1 < a.count && a.items[i + 1].hash == b.items[k].hash;
		bool come = !same && k + 1 < b.count && b.items[k + 1].hash == a.items[i].hash;
		if (!same && !come && (gone ? span_equal(x, deleted) : was(x, y, deleted))) {
			like.word = y;
			like.before = arena_copy(work->arena, x.at, x.length);
			like.source = segment_source(text->segments, text->segment_count,
						     b.items[k].start);
			add_candidate(all, like);
		}
		i += !come || gone;
		k += !gone || come;
	}
	words_release(&a);
	words_release(&b);
}

static uint32_t nth_block(const struct doc *doc, uint32_t provision, bool wrapup, size_t nth)
{
	for (uint32_t block = provision_next_block(doc, provision, DOC_NONE); block != DOC_NONE;
	     block = provision_next_block(doc, provision, block)) {
		enum block_part part = doc->blocks[block].part;
		bool fits =
			wrapup ? part == PART_WRAPUP : part == PART_INTRO || part == PART_CONTENT;
		if (fits && !nth--)
			return block;
	}
	return DOC_NONE;
}

static void look_in_text(struct work *work, const struct piece_text *text, bool wrapup, size_t nth,
			 struct span deleted, struct candidate like, struct candidates *all)
{
	const struct doc *doc;
	uint32_t at = base_find(work, like.eid, &doc);
	bool known = at != DOC_NONE && !(doc->provisions[at].flags & PROVISION_INCOMPLETE);
	uint32_t block = known ? nth_block(doc, at, wrapup, nth) : DOC_NONE;
	if (block != DOC_NONE)
		candidates_base(work, doc->blocks[block].text, text, deleted, like, all);
	else if (!known)
		candidates_alone(work, text, deleted, like, all);
}

static unsigned page_of(const struct work *work, unsigned line)
{
	size_t logical = draft_logical(work, line);
	return logical == SIZE_MAX ? 0 : work->lines->items[logical].page;
}

/* What a balloon shows is a change too: one that is not placed is not carried out. */
static struct diag *refuse_balloon(struct work *work, size_t logical, const char *format, ...)
{
	struct buf text = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	struct diag *diag =
		diag_add(work->diags, DIAG_IN023, draft_place(work, logical, (struct span){0}),
			 "%s", buf_string(&text));
	buf_release(&text);
	diag->refuses = diag->level == DIAG_ERROR;
	work->out->refused += diag->refuses;
	return diag;
}

/* Only words of the balloon's own page can be meant. */
static void look_in_pieces(struct work *work, const struct draft_op *op, struct span deleted,
			   unsigned page, struct candidates *all)
{
	for (const struct piece *piece = op->pieces; piece; piece = piece_walk(op->pieces, piece)) {
		if (piece->kind != PIECE_PROVISION || page_of(work, piece->line) != page)
			continue;
		struct candidate like = {.eid = piece->eid, .op = (size_t)(op - work->ops)};
		size_t nth = 0;
		for (const struct piece_text *text = piece->intro; text; text = text->next)
			look_in_text(work, text, false, nth++, deleted, like, all);
		nth = 0;
		for (const struct piece_text *text = piece->wrapup; text; text = text->next)
			look_in_text(work, text, true, nth++, deleted, like, all);
	}
}

enum { MOST_BALLOONS = 200 /* each costs a look at all payloads */ };

/* `marked` gets the operation that the balloon belongs to. */
static void place_one(struct work *work, size_t logical, size_t *count, bool *marked)
{
	const struct logical *balloon = &work->lines->items[logical];
	struct span deleted = span_trim(balloon->text);
	struct candidates all = {0};
	bool looked = deleted.length && ++*count <= MOST_BALLOONS;
	for (size_t i = 0; i < work->op_count && looked; i++)
		if (work->ops[i].op.kind == OP_SUBSTITUTION && work->ops[i].pieces)
			look_in_pieces(work, &work->ops[i], deleted, balloon->page, &all);
	struct place place = draft_place(work, logical, (struct span){0});
	if (all.count == 1) {
		const struct candidate *c = &all.items[0];
		struct diag *diag =
			diag_add(work->diags, DIAG_IN020, place,
				 "the balloon “Deleted: %.*s” belongs to %s: “%s” becomes “%.*s”",
				 SPAN_ARGS(deleted), draft_cite(work, c->eid), c->before,
				 SPAN_ARGS(c->word));
		marked[c->op] = true;
		diag_relate(work->diags, diag,
			    lines_place(work->lines, c->source, c->source + c->word.length),
			    "here");
	} else {
		struct diag *diag =
			refuse_balloon(work, logical,
				       all.count ? "the balloon “Deleted: %.*s” fits %zu "
						   "places on its page"
						 : "the balloon “Deleted: %.*s” fits no "
						   "place on its page",
				       SPAN_ARGS(deleted), all.count);
		for (size_t i = 0; i < all.count && i < 3; i++)
			diag_relate(work->diags, diag,
				    lines_place(work->lines, all.items[i].source,
						all.items[i].source + all.items[i].word.length),
				    "perhaps “%s” in %s", all.items[i].before,
				    draft_cite(work, all.items[i].eid));
	}
	free(all.items);
}

/* Is a balloon with clauses matched by an instruction that deletes them? */
static bool deleted_by_op(const struct work *work, const char *eid)
{
	for (size_t i = 0; i < work->op_count; i++)
		if (work->ops[i].op.kind == OP_REPEAL && !strcmp(work->ops[i].op.target, eid))
			return true;
	return false;
}

void place_balloons(struct work *work)
{
	bool after_clause = false, *marked = arena_alloc(work->arena, work->op_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < work->lines->count; i++) {
		const struct logical *l = &work->lines->items[i];
		if (!is_deletion(l)) {
			after_clause = false;
			continue;
		}
		const char *eid = clause_of(work, l);
		if (!eid && !after_clause)
			place_one(work, i, &count, marked);
		else if (eid && !deleted_by_op(work, eid))
			refuse_balloon(
				work, i,
				"the draft shows %s as deleted, and no instruction deletes it",
				draft_cite(work, eid));
		after_clause = eid != NULL || after_clause;
	}
	for (size_t i = 0; i < work->op_count; i++)
		if (marked[i])
			find_unannounced(work, &work->ops[i]);
}
