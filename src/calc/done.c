/* Does the new base have already what an operation does? Then that is no conflict of two sides,
 * which agree. Where it cannot be said of all that the operation touches, it has not. */
#include "calc/rebase.h"

#include <stdlib.h>
#include <string.h>

static bool same_text(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* In which list of provisions the operation changes which there are; NULL: in none. */
static bool *list_of(const struct rebasing *r, const struct op *op)
{
	bool inserts = op->kind == OP_INSERTION;
	bool into = inserts && op->position != POS_BEFORE && op->position != POS_AFTER;
	size_t doc;
	uint32_t at;
	if (op->scope != SCOPE_PROVISION ||
	    (!inserts && op->kind != OP_REPEAL && op->kind != OP_MOVE) ||
	    !find_base(r, span_of(inserts ? op->anchor : op->target), &doc, &at))
		return NULL;
	uint32_t list = into ? at : r->base->docs[doc]->provisions[at].parent;
	return &r->unsettled[doc][list == DOC_NONE ? r->base->docs[doc]->provision_count : list];
}

void find_unsettled(struct rebasing *r, const struct corpus *patched)
{
	r->unsettled = mem_alloc((r->base->count + 1) * sizeof *r->unsettled);
	for (size_t d = 0; d < r->base->count; d++)
		r->unsettled[d] = mem_alloc(r->base->docs[d]->provision_count + 1);
	for (size_t i = 0; i < r->rebase->count; i++) {
		const struct rebased_op *op = &r->rebase->ops[i];
		bool *list = list_of(r, op->op);
		if (list && (op->status != REBASE_CONFLICT || !is_done(r, patched, i)))
			*list = true;
	}
}

void unsettled_free(struct rebasing *r)
{
	for (size_t d = 0; d < r->base->count; d++)
		free(r->unsettled[d]);
	free(r->unsettled);
	r->unsettled = NULL;
}

/* Has what the operation renumbers that number there, whatever else became of it? Where the two
 * sides made different room in the list, the same number is a coincidence. */
static bool is_renumbered(const struct rebasing *r, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (!op->new_num || !find_base(r, span_of(op->target), &doc, &at))
		return false;
	uint32_t there = provision_onto(r, doc, at);
	uint32_t parent = r->base->docs[doc]->provisions[at].parent;
	if (r->unsettled[doc][parent == DOC_NONE ? r->base->docs[doc]->provision_count : parent])
		return false;
	return there != DOC_NONE &&
	       span_is(provision_num(r->pairings[doc]->new_doc, there), op->new_num);
}

/* The next splice of the operation in a document of the base. */
static const struct splice *next_splice(const struct rebasing *r, size_t doc, unsigned change,
					size_t *at)
{
	const struct splices *splices = applied_asked(&r->application->docs[doc]);
	while (*at < splices->count && splices->items[*at].op != change)
		++*at;
	return *at < splices->count ? &splices->items[(*at)++] : NULL;
}

/* The nearest sibling on one side that is there still, and what it is there; DOC_NONE for none. */
static uint32_t neighbour_onto(const struct rebasing *r, size_t doc, uint32_t from,
			       uint32_t (*step)(const struct doc *doc, uint32_t provision))
{
	const struct doc *old_doc = r->base->docs[doc];
	uint32_t there = DOC_NONE;
	for (uint32_t i = step(old_doc, from); i != DOC_NONE && there == DOC_NONE;
	     i = step(old_doc, i))
		there = provision_onto(r, doc, i);
	return there;
}

/* Has nothing come where it stood? What has may be that provision in other words. */
static bool left_nothing(const struct rebasing *r, const char *eid)
{
	size_t doc;
	uint32_t at;
	if (!find_base(r, span_of(eid), &doc, &at) || !r->pairings[doc])
		return false;
	const struct doc *new_doc = r->pairings[doc]->new_doc;
	uint32_t before = neighbour_onto(r, doc, at, provision_previous);
	uint32_t after = neighbour_onto(r, doc, at, provision_next);
	if (before != DOC_NONE)
		return provision_next(new_doc, before) == after;
	if (after != DOC_NONE)
		return provision_previous(new_doc, after) == DOC_NONE;
	uint32_t parent = r->base->docs[doc]->provisions[at].parent;
	uint32_t there = parent == DOC_NONE ? DOC_NONE : provision_onto(r, doc, parent);
	return there != DOC_NONE && provision_first_child(new_doc, there) == DOC_NONE;
}

/* Is a provision that the operation takes away whole, number and all, gone there too? */
static bool is_gone(const struct rebasing *r, const struct op *op, unsigned change)
{
	size_t doc, i = 0;
	uint32_t at;
	if (op->scope != SCOPE_PROVISION || !find_base(r, span_of(op->target), &doc, &at) ||
	    provision_onto(r, doc, at) != DOC_NONE || !left_nothing(r, op->target))
		return false;
	const struct provision *p = &r->base->docs[doc]->provisions[at];
	const struct splice *splice = next_splice(r, doc, change, &i);
	return splice && splice->start <= p->start && p->end <= splice->end &&
	       !span_trim(splice->text).length && !next_splice(r, doc, change, &i);
}

/* ---- words */

/* What one side does at one place: base text [start, end) becomes `text`. */
struct change_at {
	size_t start, end;
	struct span text;
};

/* The next run of stretches that are not the same, from *i on. */
static bool next_change(const struct stretches *list, size_t *i, struct span base, struct span made,
			struct change_at *change)
{
	while (*i < list->count && list->items[*i].mark == MARK_SAME)
		++*i;
	if (*i == list->count)
		return false;
	const struct stretch *before = *i ? &list->items[*i - 1] : NULL;
	while (*i < list->count && list->items[*i].mark != MARK_SAME)
		++*i;
	const struct stretch *after = *i < list->count ? &list->items[*i] : NULL;
	change->start = before ? before->old_end : 0;
	change->end = after ? after->old_start : base.length;
	change->text = span_sub(made, before ? before->new_end : 0,
				after ? after->new_start : made.length);
	return true;
}

/* Is a change in the other side, as a whole? */
static bool has_change(const struct stretches *list, struct span base, struct span made,
		       const struct change_at *wanted)
{
	struct change_at change;
	for (size_t i = 0; next_change(list, &i, base, made, &change);)
		if (change.start == wanted->start && change.end == wanted->end &&
		    span_equal(change.text, wanted->text))
			return true;
	return false;
}

/* Is all that makes `mine` of the base's text in `theirs` as well? */
static bool has_all(struct span base, struct span mine, struct span theirs)
{
	struct stretches a = {0}, b = {0};
	struct change_at change;
	bool all = true, any = false;
	diff_words(base, mine, &a);
	diff_words(base, theirs, &b);
	for (size_t i = 0; all && next_change(&a, &i, base, mine, &change); any = true)
		all = has_change(&b, base, theirs, &change);
	stretches_release(&a);
	stretches_release(&b);
	return any && all;
}

/* One splice of words alone, compared with all that became of its block. */
static bool has_splice(const struct rebasing *r, size_t doc, const struct splice *splice)
{
	const struct doc *old_doc = r->base->docs[doc];
	uint32_t a = block_around(old_doc, splice), b;
	if (a == DOC_NONE || !r->pairings[doc] || (b = r->pairings[doc]->old_block[a]) == DOC_NONE)
		return false;
	struct span text = old_doc->blocks[a].text;
	size_t start = block_text_before(old_doc, a, splice->start);
	size_t end = block_text_before(old_doc, a, splice->end);
	struct buf mine = {0};
	buf_span(&mine, span_sub(text, 0, start));
	text_of_bytes(splice->text, &mine);
	buf_span(&mine, span_sub(text, end, text.length));
	bool all = has_all(text, buf_as_span(&mine), r->pairings[doc]->new_doc->blocks[b].text);
	buf_release(&mine);
	return all;
}

static bool has_words(const struct rebasing *r, unsigned change)
{
	bool any = false;
	for (size_t d = 0; d < r->application->doc_count; d++) {
		const struct splice *splice;
		for (size_t i = 0; (splice = next_splice(r, d, change, &i)); any = true)
			if (!has_splice(r, d, splice))
				return false;
	}
	return any;
}

/* ---- moves */

static struct span eid_of(const struct doc *doc, uint32_t provision)
{
	return provision == DOC_NONE ? (struct span){"", 0} : doc->provisions[provision].eid;
}

/* Does it stand there behind the same provision, in the same one, under the same number? */
static bool is_moved_so(const struct rebasing *r, const struct corpus *patched, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (!find_base(r, span_of(op->target), &doc, &at) || !r->pairings[doc])
		return false;
	const struct doc *a = patched->docs[doc], *b = r->pairings[doc]->new_doc;
	uint32_t x = doc_find(a, span_of(op->to ? op->to : op->target));
	uint32_t y = provision_onto(r, doc, at);
	return x != DOC_NONE && y != DOC_NONE && !r->pairings[doc]->old_stays[at] &&
	       span_equal(eid_of(a, x), eid_of(b, y)) &&
	       span_equal(eid_of(a, provision_previous(a, x)),
			  eid_of(b, provision_previous(b, y))) &&
	       span_equal(eid_of(a, a->provisions[x].parent), eid_of(b, b->provisions[y].parent));
}

/* ---- cross-headings */

/* It may stand there still although what it stood over is gone. */
static bool keeps_crossheading(const struct rebasing *r, const struct op *op)
{
	size_t doc;
	uint32_t at;
	if (op->kind != OP_REPEAL || op->scope != SCOPE_CROSSHEADING ||
	    !find_base(r, span_of(op->target), &doc, &at))
		return false;
	uint32_t over = provision_crossheading_over(r->base->docs[doc], at);
	return over != DOC_NONE && provision_onto(r, doc, over) != DOC_NONE;
}

/* ---- all */

/* The place, and all that the operation brings, read as they do after it. */
static bool reads_so(const struct rebasing *r, const struct corpus *patched,
		     const struct rebased_op *rebased)
{
	const struct op *op = rebased->op;
	struct arena *arena = &r->rebase->arena;
	bool gone = op->kind == OP_REPEAL && !rebased->onto && !rebased->gives &&
		    (op->scope != SCOPE_PROVISION || left_nothing(r, op->target));
	if (!gone && !same_text(rebased->onto, rebased->gives))
		return false;
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++) {
		struct span made = payload_eid(r->patch, i);
		const char *eid = arena_copy(arena, made.at, made.length);
		if (!same_text(place_text(r->onto, address_made_onto(r, eid), arena),
			       place_text(patched, eid, arena)))
			return false;
	}
	return true;
}

bool is_done(const struct rebasing *r, const struct corpus *patched, size_t index)
{
	const struct rebased_op *rebased = &r->rebase->ops[index];
	const struct op *op = rebased->op;
	unsigned change = r->application->results[index].change;
	if (op->kind == OP_MOVE)
		return is_moved_so(r, patched, op);
	if (op->up_to || keeps_crossheading(r, op))
		return false;
	if (op->kind == OP_RENUMBERING)
		return is_renumbered(r, op);
	if (op->kind == OP_REPEAL && is_gone(r, op, change))
		return true;
	return reads_so(r, patched, rebased) || (op->scope == SCOPE_WORDS && has_words(r, change));
}
