/* Operations on whole provisions that are there: substitution and repeal; and how a payload is
 * written. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/tags.h"
#include "doc/words.h"

#include <string.h>

/* ---- payload */

struct base_text {
	const struct doc *doc;
	uint32_t first, after; /* the provisions that the payload replaces */
	const struct patch *patch;
};

static bool same_words(struct span a, struct span b)
{
	struct buf x = {0}, y = {0};
	words_fold_space(a, &x);
	words_fold_space(b, &y);
	bool same = span_equal(buf_as_span(&x), buf_as_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

static void note_words(const struct doc *doc, uint32_t block, struct buf *out)
{
	for (uint32_t b = block + 1;
	     b < doc->block_count && doc->blocks[b].start < doc->blocks[block].close; b++)
		if (doc->blocks[b].part == PART_NOTE) {
			words_fold_space(doc->blocks[b].text, out);
			buf_char(out, ' ');
		}
}

/* Has the payload's paragraph notes, and others than the base's? A text without any says nothing
 * about them. */
static bool other_notes(const struct doc *base, uint32_t block, const struct doc *payload,
			uint32_t payload_block)
{
	struct buf old = {0}, fresh = {0};
	note_words(base, block, &old);
	note_words(payload, payload_block, &fresh);
	bool other = fresh.length && !span_equal(buf_as_span(&old), buf_as_span(&fresh));
	buf_release(&old);
	buf_release(&fresh);
	return other;
}

/* A restated paragraph whose words are those of the base keeps the base's bytes, with its marks and
 * references: what a restatement does not change is not touched. */
static struct span kept_text(void *user, struct span eid, unsigned nth, uint32_t payload_block)
{
	const struct base_text *base = user;
	uint32_t provision = doc_find(base->doc, eid);
	if (provision == DOC_NONE || provision < base->first || provision >= base->after)
		return (struct span){0};
	unsigned seen = 0;
	for (uint32_t b = provision_next_block(base->doc, provision, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(base->doc, provision, b)) {
		const struct block *block = &base->doc->blocks[b];
		if (block->element != EL_P || block->part == PART_NOTE || seen++ != nth)
			continue;
		if (!same_words(block->text, base->patch->doc->blocks[payload_block].text) ||
		    other_notes(base->doc, b, base->patch->doc, payload_block))
			break;
		return span_sub(base->doc->bytes, block->open, block->close);
	}
	return (struct span){0};
}

uint32_t payload_last(const struct op_result *result)
{
	uint32_t last = result->op->payload;
	for (uint32_t next = last; next != DOC_NONE;
	     next = payload_next(result->patch, result->op, next))
		last = next;
	return last;
}

static void write_restated(struct plan *plan, const struct op_result *result, const struct doc *doc,
			   uint32_t inside, struct line_layout layout, struct base_text *base,
			   struct buf *out)
{
	struct payload_place place = payload_goes(plan, result, doc, inside, layout);
	spell_like(plan, result, doc, inside, base ? base->first : DOC_NONE, &place);
	if (base && !place.exact) {
		place.kept = kept_text;
		place.user = base;
	}
	payload_write(result->patch, result->op->payload, payload_last(result), &place, out);
}

void write_payload(struct plan *plan, const struct op_result *result, const struct doc *doc,
		   uint32_t inside, struct line_layout layout, struct buf *out)
{
	write_restated(plan, result, doc, inside, layout, NULL, out);
}

/* ---- substitution */

static bool last_of(struct plan *plan, struct op_result *result, const struct target *target,
		    uint32_t *last)
{
	*last = target->provision;
	if (!result->op->up_to)
		return true;
	struct target end;
	if (!find_target(plan, result, result->op->up_to, &end))
		return false;
	const struct doc *doc = target->doc;
	if (end.doc != doc || end.provision < target->provision ||
	    doc->provisions[end.provision].parent != doc->provisions[target->provision].parent) {
		refuse(plan, result, DIAG_AMD023, "%s and %s are not two of one row",
		       citation_of(plan, span_of(result->op->target)),
		       citation_of(plan, span_of(result->op->up_to)));
		return false;
	}
	*last = end.provision;
	return true;
}

void resolve_substitution(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	uint32_t last;
	if (op->payload == DOC_NONE) {
		refuse(plan, result, DIAG_AMD025, "nothing is said that could be substituted");
		return;
	}
	if (!find_target(plan, result, op->target, &target) ||
	    !last_of(plan, result, &target, &last))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	struct span first_num, last_num;
	if (!payload_is_free(plan, result, &target, &first_num, &last_num) ||
	    !numbers_fit_row(plan, result, &target, last, first_num, last_num))
		return;
	const struct doc *doc = target.doc;
	const struct provision *p = &doc->provisions[target.provision];
	struct base_text base = {doc, target.provision, doc->provisions[last].after, result->patch};
	struct buf text = {0};
	write_restated(plan, result, doc, p->parent, layout_of(doc, target.provision), &base,
		       &text);
	struct splices *mine = wanted_by(plan, result);
	splice_add(mine, p->start, doc->provisions[last].end, splices_keep(mine, &text),
		   result->change);
}

/* ---- repeal */

static const char *words_left(const struct plan *plan, enum op_leaves leaves)
{
	const char *key = leaves == LEAVES_DOTS	      ? "dots"
			  : leaves == LEAVES_REPEALED ? "repealed"
						      : "not-used";
	const char *fallback = leaves == LEAVES_DOTS	   ? ". . . . . . . . . ."
			       : leaves == LEAVES_REPEALED ? "Repealed."
							   : "Not Used.";
	return profile_value(plan->options->profile, "words", key, fallback);
}

static void take_status(struct splices *mine, const struct doc *doc, const struct provision *p,
			unsigned change)
{
	struct tag tag;
	struct tag_attr status;
	size_t at = p->start;
	if (tag_next(doc->bytes, &at, &tag) &&
	    tag_find_attribute(doc->bytes, &tag, "status", &status))
		splice_add(mine, status.start, status.end, (struct span){"", 0}, change);
}

/* Where what a repeal keeps of a provision ends: its number, in some codes its heading too. */
static uint32_t end_of_kept(const struct plan *plan, const struct doc *doc,
			    const struct provision *p)
{
	uint32_t kept = p->num == DOC_NONE ? p->open : doc->blocks[p->num].end;
	bool heading = p->heading != DOC_NONE &&
		       profile_truth(plan->options->profile, "words", "repeal-keeps-heading");
	return heading && doc->blocks[p->heading].end > kept ? doc->blocks[p->heading].end : kept;
}

/* Everything behind that goes; the words that keep the place stand instead. */
static void leave_words(struct plan *plan, struct op_result *result, const struct target *target,
			enum op_leaves leaves)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	struct splices *mine = wanted_by(plan, result);
	uint32_t from = end_of_kept(plan, doc, p);
	if (p->flags & PROVISION_INCOMPLETE)
		take_status(mine, doc, p, result->change);
	struct line_layout layout = layout_of(doc, target->provision);
	struct buf text = {0};
	layout_break(&layout, 1, &text);
	buf_text(&text, "<content><p>");
	escape_text(&text, span_of(words_left(plan, leaves)));
	buf_text(&text, "</p></content>");
	layout_break(&layout, 0, &text);
	splice_add(mine, from, p->close, splices_keep(mine, &text), result->change);
}

enum op_leaves leaves_of(const struct plan *plan, const struct op *op, struct span eid)
{
	if (op->leaves != LEAVES_NONE)
		return op->leaves;
	int level = address_level_of_eid(plan->options->profile, eid);
	bool item = level >= 0 && (size_t)level >= plan->options->profile->first_item;
	bool goes = item && plan->options->profile->levels[level].style != LABEL_NUMBER;
	const char *policy =
		profile_value(plan->options->profile, "words", item ? "repeal-item" : "repeal",
			      goes ? "remove" : "not-used");
	int named = op_leaves_named(span_of(policy));
	return named < 0 ? LEAVES_NOT_USED : (enum op_leaves)named;
}

/* A provision that elsewhere leaves its number, and here goes with it so that another can have it,
 * stays where that other does not get it. */
static void needs_taker(struct plan *plan, const struct op_result *result, const struct doc *doc,
			uint32_t provision)
{
	const struct profile *profile = plan->options->profile;
	struct span eid = doc->provisions[provision].eid;
	int level = address_level_of_eid(profile, eid);
	if (!plan->options->partial || level < 0 || (size_t)level >= profile->first_item)
		return;
	for (const struct claim *c = claim_find(&plan->made, doc, eid);
	     claim_is(&plan->made, c, doc, eid); c++) {
		const struct op_result *taker = &plan->application->results[c->result];
		if (op_takes_number(taker->op) && taker->patch == result->patch)
			add_need(plan, result_index(plan, result), c->result, DIAG_AMD013);
	}
}

void resolve_repeal(struct plan *plan, struct op_result *result)
{
	struct target target;
	uint32_t last;
	if (!find_target(plan, result, result->op->target, &target) ||
	    !last_of(plan, result, &target, &last))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	const struct doc *doc = target.doc;
	if (refuse_split(plan, result, doc, last))
		return;
	for (uint32_t i = target.provision; i != DOC_NONE && i <= last;
	     i = provision_next(doc, i)) {
		struct target one = target;
		one.provision = i;
		struct span eid = doc->provisions[i].eid;
		enum op_leaves leaves = leaves_of(plan, result->op, eid);
		if (leaves == LEAVES_REMOVE || !is_numbered(doc, i)) {
			splice_removal(wanted_by(plan, result), doc, i, result->change);
			needs_taker(plan, result, doc, i);
		} else {
			leave_words(plan, result, &one, leaves);
		}
		note_changed(plan, result, eid);
	}
}
