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
	const struct splices *splices = &r->application->docs[doc].splices;
	while (*at < splices->count && splices->items[*at].op != change)
		++*at;
	return *at < splices->count ? &splices->items[(*at)++] : NULL;
}

/* Is a provision that the operation takes away whole, number and all, gone there too? */
static bool is_gone(const struct rebasing *r, const struct op *op, unsigned change)
{
	size_t doc, i = 0;
	uint32_t at;
	if (op->scope != SCOPE_PROVISION || !find_base(r, span_of(op->target), &doc, &at) ||
	    provision_onto(r, doc, at) != DOC_NONE)
		return false;
	const struct provision *p = &r->base->docs[doc]->provisions[at];
	const struct splice *splice = next_splice(r, doc, change, &i);
	return splice && splice->start <= p->start && p->end <= splice->end &&
	       !span_trim(splice->text).length && !next_splice(r, doc, change, &i);
}

/* ---- words */

/* Is the change that begins with stretch i of the one list in the other too? */
static bool has_change(const struct stretches *list, struct span text, const struct stretch *s,
		       struct span other)
{
	struct span words = span_sub(other, s->new_start, s->new_end);
	for (size_t i = 0; i < list->count; i++) {
		const struct stretch *t = &list->items[i];
		if (t->mark == s->mark && t->old_start == s->old_start &&
		    t->old_end == s->old_end &&
		    (s->mark == MARK_REMOVED ||
		     span_equal(span_sub(text, t->new_start, t->new_end), words)))
			return true;
	}
	return false;
}

/* Is all that makes `mine` of the base's text in `theirs` as well? */
static bool has_all(struct span base, struct span mine, struct span theirs)
{
	struct stretches a = {0}, b = {0};
	bool all = true, any = false;
	diff_words(base, mine, &a);
	diff_words(base, theirs, &b);
	for (size_t i = 0; i < a.count && all; i++) {
		if (a.items[i].mark == MARK_SAME)
			continue;
		any = true;
		all = has_change(&b, theirs, &a.items[i], mine);
	}
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

/* ---- all */

/* The place, and all that the operation brings, read as they do after it. */
static bool reads_so(const struct rebasing *r, const struct corpus *patched,
		     const struct rebased_op *rebased)
{
	const struct op *op = rebased->op;
	struct arena *arena = &r->rebase->arena;
	bool gone = op->kind == OP_REPEAL && !rebased->onto && !rebased->gives;
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
	if (op->kind == OP_MOVE || op->up_to)
		return false;
	if (op->kind == OP_RENUMBERING)
		return is_renumbered(r, op);
	if (op->kind == OP_REPEAL && is_gone(r, op, change))
		return true;
	return reads_so(r, patched, rebased) || (op->scope == SCOPE_WORDS && has_words(r, change));
}
