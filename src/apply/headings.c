/* Operations on headings, cross-headings and definitions. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/piece.h"

/* The words of a heading block: all of them, or the old words that are named. */
static void change_heading(struct plan *plan, struct op_result *result, const struct target *target,
			   uint32_t block)
{
	const struct op *op = result->op;
	if (op->old || op_into_words(op)) {
		struct target heading = *target;
		heading.provision = target->doc->blocks[block].provision;
		heading.part = "heading";
		change_words(plan, result, &heading);
		return;
	}
	if (op->kind == OP_INSERTION) {
		refuse(plan, result, DIAG_AMD019, "%s already has the heading “%.*s”",
		       citation_of(plan, span_of(op->target)),
		       SPAN_ARGS(target->doc->blocks[block].text));
		return;
	}
	splice_words(plan, result, target->doc, block, 0, target->doc->blocks[block].text.length,
		     span_of(op->new_words));
	note_changed(plan, result, target->doc->provisions[target->provision].eid);
}

static void new_heading(struct plan *plan, struct op_result *result, const struct target *target)
{
	const struct doc *doc = target->doc;
	const struct provision *p = &doc->provisions[target->provision];
	struct splices *mine = wanted_by(plan, result);
	uint32_t at = p->num == DOC_NONE ? p->open : doc->blocks[p->num].end;
	struct buf text = {0};
	if (p->num != DOC_NONE)
		buf_break(&text, doc, doc->blocks[p->num].start);
	buf_text(&text, "<heading>");
	if (result->op->exact) {
		struct payload_place place =
			payload_goes(plan, result, doc, target->provision, (struct line_layout){0});
		payload_write_words(result->patch, result->op->new_inline, &place, &text);
	} else {
		escape_text(&text, span_of(result->op->new_words));
	}
	buf_text(&text, "</heading>");
	splice_add(mine, at, at, splices_keep(mine, &text), result->change);
	note_changed(plan, result, p->eid);
}

/* Words of a heading are taken out where the draft counts them; else the heading goes, as it does
 * when those are all its words. */
static bool removes(const struct op *op, struct span words)
{
	bool counted = op->old && (op->count || op->occurrence != OCCURRENCE_ONE);
	return op->kind == OP_REPEAL && (!counted || span_is(span_trim(words), op->old));
}

/* A heading that is named with its words is that one, or none. */
static bool is_named(struct plan *plan, struct op_result *result, struct span words)
{
	const char *named = result->op->old;
	words = span_trim(words);
	if (!named || span_is(words, named))
		return true;
	refuse(plan, result, DIAG_AMD008, "the heading at %s is “%.*s”, not “%s”",
	       citation_of(plan, span_of(result->op->target)), SPAN_ARGS(words), named);
	return false;
}

/* The heading goes, with the white space before it. */
static void remove_heading(struct plan *plan, struct op_result *result, const struct target *target,
			   const struct block *block)
{
	if (!is_named(plan, result, block->text))
		return;
	splice_add(wanted_by(plan, result), space_before(target->doc, block->start), block->end,
		   (struct span){"", 0}, result->change);
	note_changed(plan, result, target->doc->provisions[target->provision].eid);
}

/* Does it give no words where some are to come? Those that it names may go. */
static bool says_nothing(const struct op *op)
{
	return !op->new_words || (!gives_words(op) && (op->kind == OP_INSERTION || !op->old));
}

void resolve_heading(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	if (!find_target(plan, result, op->target, &target))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	uint32_t heading = target.doc->provisions[target.provision].heading;
	if (op->kind == OP_REPEAL && heading == DOC_NONE)
		refuse(plan, result, DIAG_AMD002, "%s has no heading",
		       citation_of(plan, span_of(op->target)));
	else if (heading != DOC_NONE && removes(op, target.doc->blocks[heading].text))
		remove_heading(plan, result, &target, &target.doc->blocks[heading]);
	else if (says_nothing(op))
		refuse(plan, result, DIAG_AMD025, "the new heading is not given");
	else if (heading != DOC_NONE)
		change_heading(plan, result, &target, heading);
	else if (op->old || op_into_words(op))
		refuse(plan, result, DIAG_AMD008, "%s has no heading",
		       citation_of(plan, span_of(op->target)));
	else
		new_heading(plan, result, &target);
}

/* The id that a cross-heading gets from the provision it stands above. */
static void crossheading_id(const struct doc *doc, uint32_t provision, struct buf *out)
{
	uint32_t parent = doc->provisions[provision].parent;
	if (parent != DOC_NONE)
		buf_printf(out, "%.*s__", SPAN_ARGS(doc->provisions[parent].eid));
	buf_text(out, "crossHeading_");
	address_slug(provision_num(doc, provision), out);
}

/* Does an earlier operation of the same modification take the cross-heading over the target away?
 * One that holds provisions leaves them behind, and a new one would have to hold them again. */
static bool is_taken_away(struct plan *plan, const struct op_result *result,
			  const struct target *target, uint32_t over)
{
	const struct doc *doc = target->doc;
	struct span eid = doc->provisions[target->provision].eid;
	size_t index = result_index(plan, result);
	if (doc->provisions[over].element != EL_CROSS_HEADING)
		return false;
	for (const struct claim *c = claim_find(&plan->targets, doc, eid);
	     claim_is(&plan->targets, c, doc, eid) && c->result < index; c++) {
		const struct op_result *other = &plan->application->results[c->result];
		if (other->patch != result->patch || other->status == OP_REFUSED ||
		    other->op->scope != SCOPE_CROSSHEADING ||
		    !removes(other->op, provision_heading(doc, over)))
			continue;
		add_need(plan, index, c->result, DIAG_AMD013);
		return true;
	}
	return false;
}

/* One provision has one cross-heading; a patch to the letter says what it means by places. */
static bool is_headed(struct plan *plan, struct op_result *result, const struct target *target,
		      struct span eid, struct span words)
{
	uint32_t there = provision_crossheading_over(target->doc, target->provision);
	if (there == DOC_NONE)
		there = doc_find(target->doc, eid);
	if (there == DOC_NONE || result->op->exact || is_taken_away(plan, result, target, there))
		return false;
	struct span standing = provision_heading(target->doc, there);
	struct diag *diag =
		refuse(plan, result, DIAG_AMD019, "%s already has the cross-heading “%.*s”",
		       citation_of(plan, target->doc->provisions[target->provision].eid),
		       SPAN_ARGS(standing));
	if (!span_equal(span_trim(standing), span_trim(words)))
		diag_help(plan->diags, diag, "amend it to read “%.*s”", SPAN_ARGS(words));
	return true;
}

/* A cross-heading given as words alone. */
static bool write_crossheading(struct plan *plan, struct op_result *result,
			       const struct target *target, struct buf *out)
{
	struct buf eid = {0};
	crossheading_id(target->doc, target->provision, &eid);
	struct span words = span_of(result->op->new_words);
	bool free = !is_headed(plan, result, target, buf_as_span(&eid), words);
	if (free) {
		buf_printf(out, "<crossHeading eId=\"%s\">", buf_string(&eid));
		escape_text(out, words);
		buf_text(out, "</crossHeading>");
		note_changed(plan, result, buf_as_span(&eid));
	}
	buf_release(&eid);
	return free;
}

static bool write_new_crossheading(struct plan *plan, struct op_result *result,
				   const struct target *target, struct buf *out)
{
	uint32_t first = result->op->payload;
	if (first == DOC_NONE && !says_nothing(result->op))
		return write_crossheading(plan, result, target, out);
	if (first == DOC_NONE) {
		refuse(plan, result, DIAG_AMD025, "the cross-heading is not given");
		return false;
	}
	const struct doc *doc = result->patch->doc;
	struct span eid = payload_eid(result->patch, first), words = provision_heading(doc, first);
	if (is_headed(plan, result, target, eid, words))
		return false;
	struct payload_place place = payload_goes(plan, result, target->doc,
						  target->doc->provisions[target->provision].parent,
						  layout_of(target->doc, target->provision));
	payload_write(result->patch, first, first, &place, out);
	note_changed(plan, result, eid);
	return true;
}

static void insert_crossheading(struct plan *plan, struct op_result *result,
				const struct target *target)
{
	uint32_t start = target->doc->provisions[target->provision].start;
	struct splices *mine = wanted_by(plan, result);
	struct buf text = {0};
	if (write_new_crossheading(plan, result, target, &text)) {
		buf_break(&text, target->doc, start);
		splice_add(mine, start, start, splices_keep(mine, &text), result->change)->leads =
			HEADS;
	}
	buf_release(&text);
}

/* What stands under a heading that holds provisions, and in none of them, would belong nowhere. */
static bool has_own_words(struct plan *plan, struct op_result *result, const struct doc *doc,
			  uint32_t over)
{
	uint32_t first = provision_first_child(doc, over);
	const struct provision *p = &doc->provisions[over];
	uint32_t to = first == DOC_NONE ? p->close : doc->provisions[first].start;
	if (!span_trim(span_sub(doc->bytes, doc->blocks[p->heading].end, to)).length)
		return false;
	refuse(plan, result, DIAG_AMD028,
	       "text of its own stands between the cross-heading and what it stands over: where "
	       "that is to go is not said");
	return true;
}

void resolve_crossheading(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	if (!find_target(plan, result,
			 op->kind == OP_INSERTION && op->anchor ? op->anchor : op->target, &target))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	if (op->kind == OP_INSERTION && !op_into_words(op)) {
		insert_crossheading(plan, result, &target);
		return;
	}
	uint32_t over = provision_crossheading(target.doc, target.provision);
	if (over == DOC_NONE) {
		refuse(plan, result, DIAG_AMD002, "no cross-heading stands over %s",
		       citation_of(plan, span_of(op->target)));
		return;
	}
	const struct provision *p = &target.doc->provisions[over];
	bool wraps = p->element != EL_CROSS_HEADING;
	uint32_t block = wraps ? p->heading : p->block;
	if (block != DOC_NONE && removes(op, target.doc->blocks[block].text)) {
		if (!is_named(plan, result, target.doc->blocks[block].text) ||
		    (wraps && has_own_words(plan, result, target.doc, over)))
			return;
		(wraps ? splice_unwrap : splice_removal)(wanted_by(plan, result), target.doc, over,
							 result->change);
		note_changed(plan, result, p->eid);
	} else if (block == DOC_NONE || says_nothing(op)) {
		refuse(plan, result, DIAG_AMD025, "the new cross-heading is not given");
	} else {
		change_heading(plan, result, &target, block);
	}
}

/* ---- definitions */

/* Where new entries go: behind or before the one that is named, else by the alphabet. */
static bool find_beside(struct plan *plan, struct op_result *result, const struct target *target,
			uint32_t beside, struct span term, uint32_t *last, uint32_t *next)
{
	const struct op *op = result->op;
	const struct doc *doc = target->doc;
	bool named = beside != DOC_NONE ||
		     (op->old && (op->position == POS_AFTER || op->position == POS_BEFORE));
	uint32_t entry = beside != DOC_NONE ? beside
			 : named	    ? entry_find(doc, target->provision, span_of(op->old))
					    : DOC_NONE;
	*last = *next = DOC_NONE;
	bool missing = named && entry == DOC_NONE;
	if (entry_loose(doc, target->provision,
			missing ? span_of(op->old) : (struct span){NULL, 0})) {
		refuse(plan, result, DIAG_AMD028,
		       "the definitions in %s are no entries of their own: where a new one goes "
		       "cannot be told",
		       citation_of(plan, doc->provisions[target->provision].eid));
		return false;
	}
	if (missing) {
		refuse(plan, result, DIAG_AMD002, "“%s” is not defined in %s", op->old,
		       citation_of(plan, doc->provisions[target->provision].eid));
		return false;
	}
	if (named)
		*(op->position == POS_AFTER ? last : next) = entry;
	else
		*next = entry_behind(doc, target->provision, term, last);
	return true;
}

/* Each new entry goes to its own place in the alphabet, or all beside the one that is named. */
static void insert_definitions(struct plan *plan, struct op_result *result,
			       const struct target *target, uint32_t named)
{
	const struct op *op = result->op;
	const struct doc *doc = target->doc, *from = result->patch->doc;
	struct splices *mine = wanted_by(plan, result);
	for (uint32_t i = op->payload; i != DOC_NONE; i = payload_next(result->patch, op, i)) {
		struct span term = entry_term(from, i);
		if (!term.length) {
			refuse(plan, result, DIAG_AMD016,
			       "the definition does not begin with its term");
			return;
		}
		if (entry_find(doc, target->provision, term) != DOC_NONE) {
			refuse(plan, result, DIAG_NUM004, "“%.*s” is already defined there",
			       SPAN_ARGS(term));
			return;
		}
		if (!made_once(plan, result, payload_eid(result->patch, i),
			       arena_printf(&plan->application->arena, "the definition of “%.*s”",
					    SPAN_ARGS(term))))
			return;
		uint32_t last, next;
		if (!find_beside(plan, result, target, named, term, &last, &next))
			return;
		uint32_t beside = last != DOC_NONE ? last : next;
		const struct provision *p =
			&doc->provisions[beside != DOC_NONE ? beside : target->provision];
		bool inside = beside == DOC_NONE, first = last == DOC_NONE && !inside;
		struct payload_place place = payload_goes(
			plan, result, doc, target->provision,
			inside ? layout_below(doc, target->provision) : layout_of(doc, beside));
		struct buf text = {0};
		uint32_t at = first ? p->start : inside ? space_before(doc, p->close) : p->end;
		if (!first)
			layout_break(&place.layout, 0, &text);
		spell_like(plan, result, target->doc, target->provision, DOC_NONE, &place);
		payload_write(result->patch, i, i, &place, &text);
		if (first)
			buf_break(&text, doc, p->start);
		struct splice *entry =
			splice_add(mine, at, at, splices_keep(mine, &text), result->change);
		entry->leads = op->position == POS_BEFORE ? LEADS : LEADS_NOTHING;
		if (op->position == POS_ORDER)
			entry->key = term;
		note_changed(plan, result, payload_eid(result->patch, i));
	}
}

/* Another provision of the same Act or Code may define it; what stands in none has no name that a
 * draft could use. */
static void refuse_undefined(struct plan *plan, struct op_result *result, const char *term,
			     const struct doc *acted_on, struct span container)
{
	const struct corpus *base = plan->application->base;
	struct diag *diag = refuse(plan, result, DIAG_AMD002, "“%s” is not defined in %s", term,
				   citation_of(plan, container));
	for (size_t i = 0; *term && i < base->count; i++) {
		const struct doc *doc = base->docs[i];
		bool same_work = span_equal(doc->facts.work_uri, acted_on->facts.work_uri);
		for (uint32_t at = 0; same_work && at < doc->provision_count; at++) {
			const struct provision *p = &doc->provisions[at];
			if (!(p->flags & PROVISION_DEFINITION) || p->parent == DOC_NONE ||
			    !span_is(entry_term(doc, at), term))
				continue;
			diag_help(plan->diags, diag, "it is defined in %s: name that",
				  citation_of(plan, doc->provisions[p->parent].eid));
			return;
		}
	}
}

void resolve_definition(struct plan *plan, struct op_result *result)
{
	const struct op *op = result->op;
	struct target target;
	bool insertion = op->kind == OP_INSERTION;
	if (!find_target(plan, result, insertion && op->anchor ? op->anchor : op->target, &target))
		return;
	plan->doc_of[result_index(plan, result)] = target.doc_index;
	const struct doc *doc = target.doc;
	if (insertion) {
		bool beside = op->position == POS_AFTER || op->position == POS_BEFORE;
		const struct provision *anchor = &doc->provisions[target.provision];
		uint32_t named = beside && anchor->flags & PROVISION_DEFINITION ? target.provision
										: DOC_NONE;
		if (named != DOC_NONE)
			target.provision = anchor->parent;
		if (target.provision == DOC_NONE) {
			refuse(plan, result, DIAG_AMD028, "%s stands in no provision",
			       citation_of(plan, anchor->eid));
			return;
		}
		insert_definitions(plan, result, &target, named);
		return;
	}
	uint32_t entry = op->old ? entry_find(doc, target.provision, span_of(op->old)) : DOC_NONE;
	if (entry == DOC_NONE && op->old && entry_loose(doc, target.provision, span_of(op->old))) {
		struct diag *diag =
			refuse(plan, result, DIAG_AMD028,
			       "the definitions in %s are no entries of their own: which words are "
			       "the definition of “%s” cannot be told",
			       citation_of(plan, span_of(op->target)), op->old);
		diag_help(plan->diags, diag, "quote the words that change, or restate %s",
			  citation_of(plan, span_of(op->target)));
		return;
	}
	if (entry == DOC_NONE) {
		refuse_undefined(plan, result, op->old ? op->old : "", doc, span_of(op->target));
		return;
	}
	struct splices *mine = wanted_by(plan, result);
	const struct provision *p = &doc->provisions[entry];
	if (op->kind == OP_REPEAL) {
		splice_removal(mine, doc, entry, result->change);
	} else if (op->payload == DOC_NONE) {
		refuse(plan, result, DIAG_AMD025, "the new definition is not given");
		return;
	} else {
		struct payload_place place =
			payload_goes(plan, result, doc, p->parent, layout_of(doc, entry));
		struct buf text = {0};
		spell_like(plan, result, doc, p->parent, DOC_NONE, &place);
		payload_write(result->patch, op->payload, op->payload, &place, &text);
		splice_add(mine, p->start, p->end, splices_keep(mine, &text), result->change);
	}
	note_changed(plan, result, p->eid);
}
