/* The difference of two versions as a modification. Operations are made, written, read back and
 * applied to the old version; what does not come out as the new one is taken in a plainer way,
 * until it does. */
#include "calc/difference.h"

#include "doc/address.h"
#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

enum { TURNS = 64 };

/* ---- writing */

/* Operation -> maker and index there. */
const struct made_op *difference_op(const struct difference *d, size_t index, struct maker **maker)
{
	*maker = d->makers;
	while (index >= (*maker)->count) {
		index -= (*maker)->count;
		++*maker;
	}
	return &(*maker)->ops[index];
}

static void write_payload(void *user, size_t index, const char *prefix, struct buf *out)
{
	struct maker *maker;
	const struct made_op *made = difference_op(user, index, &maker);
	payload_from(maker->new_doc, made->first, made->last, prefix, made->written.op.exact, out);
}

static int by_place(const void *a, const void *b)
{
	const struct pin *x = a, *y = b;
	int order = strcmp(x->work, y->work);
	return order ? order : strcmp(x->eid, y->eid);
}

static bool is_pinned(const struct op *op)
{
	return (op->kind != OP_INSERTION || op->scope == SCOPE_WORDS) &&
	       op->scope != SCOPE_CROSSHEADING;
}

static bool set_pin(const struct doc *doc, const struct op *op, struct pin *pin)
{
	const char *part = "";
	uint32_t at = doc_find(doc, span_of(op->target));
	if (at == DOC_NONE)
		at = doc_find(doc, address_without_part(span_of(op->target), &part));
	if (at == DOC_NONE || doc->provisions[at].flags & PROVISION_INCOMPLETE)
		return false;
	*pin = (struct pin){.work = op->work, .eid = op->target};
	doc_pin(doc, at, part, pin->sha256);
	return true;
}

/* The targets, each once. */
static size_t collect_pins(struct difference *d, struct pin *pins)
{
	size_t count = 0, kept = 0;
	for (size_t p = 0; p < d->count; p++)
		for (size_t i = 0; i < d->makers[p].count; i++) {
			const struct op *op = &d->makers[p].ops[i].written.op;
			if (is_pinned(op))
				pins[count++] = (struct pin){.work = op->work, .eid = op->target};
		}
	if (count)
		qsort(pins, count, sizeof *pins, by_place);
	for (size_t i = 0; i < count; i++) {
		const struct doc *doc = corpus_work(&d->base, span_of(pins[i].work));
		struct op op = {.work = pins[i].work, .target = pins[i].eid};
		if ((i && !by_place(&pins[i - 1], &pins[i])) || !doc)
			continue;
		kept += set_pin(doc, &op, &pins[kept]);
	}
	return kept;
}

/* ---- frames */

static void add_edits(struct arena *arena, struct patch_frame *frame, struct span old,
		      struct span new, size_t offset)
{
	struct stretches list = {0};
	diff_words(old, new, &list);
	struct frame_edit *edits =
		arena_alloc(arena, (frame->edit_count + list.count + 1) * sizeof *edits);
	if (frame->edit_count)
		memcpy(edits, frame->edits, frame->edit_count * sizeof *edits);
	frame->edits = edits;
	for (size_t i = 0; i < list.count;) {
		const struct stretch *first = &list.items[i], *last = first;
		if (first->mark == MARK_SAME) {
			i++;
			continue;
		}
		while (i < list.count && list.items[i].mark != MARK_SAME)
			last = &list.items[i++];
		struct span text = span_sub(new, first->new_start, last->new_end);
		edits[frame->edit_count++] =
			(struct frame_edit){(uint32_t)(offset + first->old_start),
					    (uint32_t)(offset + last->old_end),
					    {arena_copy(arena, text.at, text.length), text.length}};
	}
	stretches_release(&list);
}

/* What is outside of the bodies. Also where it is the same: the result is then the new version and
 * no amended text. False when nothing differs. */
static bool collect_frames(struct difference *d, struct patch_frame *frames)
{
	bool any = false;
	for (size_t i = 0; i < d->count; i++) {
		const struct doc *a = d->pairs[i].old_doc, *b = d->pairs[i].new_doc;
		struct patch_frame *frame = &frames[i];
		*frame = (struct patch_frame){.work = maker_keep(&d->makers[i], a->facts.work)};
		add_edits(&d->arena, frame, span_sub(a->bytes, 0, a->body_start),
			  span_sub(b->bytes, 0, b->body_start), 0);
		add_edits(&d->arena, frame, span_sub(a->bytes, a->body_end, a->bytes.length),
			  span_sub(b->bytes, b->body_end, b->bytes.length), a->body_end);
		memcpy(frame->sha256, doc_digest(a), sizeof frame->sha256);
		any |= frame->edit_count > 0;
	}
	return any;
}

/* ---- what payloads refer to */

static bool is_term_wanted(const struct doc *doc, struct span eid)
{
	for (size_t i = 0; i < doc->inline_count; i++) {
		struct span to = doc->inlines[i].refers_to;
		if (to.length == eid.length + 1 && to.at[0] == '#' &&
		    span_equal(span_sub(to, 1, to.length), eid))
			return true;
	}
	return false;
}

/* Terms and the like of the new versions that quotations refer to, each id once. */
static void write_references(struct difference *d, const struct doc *bill, struct buf *out)
{
	for (size_t p = 0; p < d->count; p++) {
		const struct doc *doc = d->pairs[p].new_doc;
		uint32_t references = doc_meta(doc, DOC_NONE, "references", 0);
		for (uint32_t i = references; i != DOC_NONE && i < doc->meta_count; i++) {
			const struct meta *meta = &doc->metas[i];
			struct span eid = meta->parent == references
						  ? doc_attribute(doc, meta->start, "eId")
						  : (struct span){0};
			if (!eid.at || !is_term_wanted(bill, eid))
				continue;
			struct span bytes = span_sub(doc->bytes, meta->start, meta->end);
			if (out->length && span_find(buf_as_span(out), bytes, 0) != SIZE_MAX)
				continue;
			buf_repeat(out, ' ', 8);
			buf_span(out, bytes);
			buf_char(out, '\n');
		}
	}
}

/* xmlns:q="…" of the new versions' roots, each prefix once. */
static void write_declarations(struct difference *d, struct buf *out)
{
	for (size_t p = 0; p < d->count; p++) {
		struct span bytes = d->pairs[p].new_doc->bytes;
		struct tag tag = {.kind = TAG_COMMENT};
		struct tag_attr attr;
		for (size_t at = 0; tag.kind != TAG_OPEN && tag_next(bytes, &at, &tag);)
			;
		for (size_t at = 0; tag_next_attribute(bytes, &tag, &at, &attr);) {
			struct buf name = {0};
			buf_printf(&name, " %.*s=", SPAN_ARGS(attr.name));
			bool known = span_is(attr.name, "xmlns:lp") ||
				     span_is(attr.value, AKN_NAMESPACE) ||
				     (out->length && span_find(buf_as_span(out), buf_as_span(&name),
							       0) != SIZE_MAX);
			if (span_starts(attr.name, "xmlns:") && !known) {
				buf_char(out, ' ');
				tag_write_attribute(attr.name, attr.value, out);
			}
			buf_release(&name);
		}
	}
}

/* ---- the head */

static const char *upper(struct arena *arena, struct span text)
{
	char *copy = arena_copy(arena, text.at, text.length);
	for (char *c = copy; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return copy;
}

/* …/act/… -> …/bill/…/changes-to-9.2 */
static const char *bill_uri(struct difference *d, const struct doc *doc, const char *name)
{
	struct span uri = doc->facts.work_uri;
	size_t at = uri.length ? span_find(uri, SPAN("/act/"), 0) : SIZE_MAX;
	if (at == SIZE_MAX)
		return arena_printf(&d->arena, "/akn/bill/%s", name);
	return arena_printf(&d->arena, "%.*s/bill/%.*s/%s", SPAN_ARGS(span_sub(uri, 0, at)),
			    SPAN_ARGS(span_sub(uri, at + 5, uri.length)), name);
}

static void set_facts(struct difference *d, struct bill_facts *facts)
{
	const struct calc_options *options = d->options;
	const struct doc_facts *old = &d->pairs[0].old_doc->facts;
	const struct doc_facts *new = &d->pairs[0].new_doc->facts;
	struct arena *arena = &d->arena;
	const char *version = new->version.length ? arena_printf(arena, "changes-to-%.*s",
								 SPAN_ARGS(new->version))
						  : "changes";
	*facts = (struct bill_facts){
		.name = options->name ? options->name : version,
		.title = options->title,
		.version = "1",
		.author = options->author,
		.country = profile_value(options->profile, "profile", "country", "gb"),
		.language = profile_value(options->profile, "profile", "language", "eng"),
		.profile = options->profile->name,
		.date = options->date,
		.date_name = "draft"};
	facts->uri = bill_uri(d, d->pairs[0].old_doc, facts->name);
	if (!facts->date) {
		struct span date = new->date.length ? new->date : SPAN("0001-01-01");
		facts->date = arena_copy(arena, date.at, date.length);
	}
	if (old->expression_uri.length)
		facts->base_uri =
			arena_copy(arena, old->expression_uri.at, old->expression_uri.length);
	if (old->version.length) {
		facts->base_version = arena_copy(arena, old->version.at, old->version.length);
		facts->base_title = arena_printf(arena, "%s %s", upper(arena, old->number),
						 facts->base_version);
	}
}

void difference_collect(struct difference *d)
{
	size_t all = 0;
	for (size_t p = 0; p < d->count; p++)
		all += d->makers[p].count;
	d->ops = arena_alloc(&d->arena, (all + 1) * sizeof *d->ops);
	d->op_count = 0;
	for (size_t p = 0; p < d->count; p++)
		for (size_t i = 0; i < d->makers[p].count; i++)
			d->ops[d->op_count++] = d->makers[p].ops[i].written;
}

static void write_bill(struct difference *d)
{
	struct bill_text text = {.payload = write_payload, .user = d};
	struct pin *pins = arena_alloc(&d->arena, (d->op_count + 1) * sizeof *pins);
	struct patch_frame *frames = arena_alloc(&d->arena, (d->count + 1) * sizeof *frames);
	struct buf declarations = {0};
	set_facts(d, &text.facts);
	write_declarations(d, &declarations);
	text.ops = d->ops;
	text.op_count = d->op_count;
	text.pins = pins;
	text.pin_count = collect_pins(d, pins);
	text.frames = frames;
	text.frame_count = d->count;
	bool framed = collect_frames(d, frames);
	text.declarations = buf_as_span(&declarations);
	buf_cut(&d->akn, 0);
	if (text.op_count || framed)
		bill_write_text(&text, &d->akn);
	buf_release(&declarations);
}

/* The same once more, with the terms that it turned out to refer to. */
static bool write_with_references(struct difference *d)
{
	struct diags quiet = {0};
	struct buf copy = {0}, references = {0};
	buf_span(&copy, buf_as_span(&d->akn));
	struct doc *bill = doc_read("the difference", &copy, &quiet);
	if (bill)
		write_references(d, bill, &references);
	size_t at = span_find(buf_as_span(&d->akn), SPAN("      </references>\n"), 0);
	if (references.length && at != SIZE_MAX) {
		struct buf whole = {0};
		buf_span(&whole, span_sub(buf_as_span(&d->akn), 0, at));
		buf_span(&whole, buf_as_span(&references));
		buf_span(&whole, span_sub(buf_as_span(&d->akn), at, d->akn.length));
		buf_release(&d->akn);
		d->akn = whole;
	}
	buf_release(&references);
	doc_free(bill);
	diags_release(&quiet);
	return bill != NULL;
}

/* ---- proving */

void proof_make(struct difference *d, struct proof *proof)
{
	struct buf copy = {0};
	buf_span(&copy, buf_as_span(&d->akn));
	struct doc *doc = doc_read("the difference", &copy, &proof->diags);
	proof->patch = doc ? patch_read(doc, &proof->diags) : NULL;
	struct apply_options how = {.profile = d->options->profile};
	if (proof->patch)
		proof->application = apply_patches(&d->base, &proof->patch, 1, &how, &proof->diags);
}

void proof_release(struct proof *proof)
{
	application_free(proof->application);
	patch_free(proof->patch);
	diags_release(&proof->diags);
}

/* What was refused is taken plainer; false when something cannot. */
static bool mend_refused(struct difference *d, const struct proof *proof)
{
	bool good = proof->application->refused > 0;
	for (size_t i = 0; i < proof->application->result_count; i++) {
		struct maker *maker;
		const struct made_op *made = difference_op(d, i, &maker);
		if (proof->application->results[i].status == OP_REFUSED)
			good &= take_plainer(maker, made);
	}
	return good;
}

/* What differs is taken plainer; without an application what came out is the old version. */
static size_t mend_faults(struct difference *d, const struct application *application, bool *stuck)
{
	size_t faults = 0;
	*stuck = false;
	for (size_t i = 0; i < d->count; i++) {
		bool here = false;
		const struct doc *result =
			application ? application->docs[i].new_doc : d->pairs[i].old_doc;
		faults += find_faults(&d->makers[i], result, &here);
		*stuck |= here;
	}
	return faults;
}

enum turn difference_mend(struct difference *d, const struct application *application)
{
	bool stuck;
	if (!mend_faults(d, application, &stuck))
		return TURN_DONE;
	return stuck ? TURN_STUCK : TURN_AGAIN;
}

static enum turn turn(struct difference *d)
{
	for (size_t i = 0; i < d->count; i++)
		steps_make(&d->makers[i]);
	difference_collect(d);
	write_bill(d);
	if (!d->akn.length)
		return difference_mend(d, NULL);
	write_with_references(d);
	struct proof proof = {0};
	enum turn next = TURN_STUCK;
	proof_make(d, &proof);
	if (proof.application && proof.application->done)
		next = difference_mend(d, proof.application);
	else if (proof.application)
		next = mend_refused(d, &proof) ? TURN_AGAIN : TURN_STUCK;
	proof_release(&proof);
	return next;
}

/* Stretches of words that changed in a block. */
static size_t changes_of_words(struct maker *maker, uint32_t old_block, uint32_t new_block)
{
	struct stretches *list = &maker->stretches;
	size_t changes = 0;
	diff_words(maker->old_doc->blocks[old_block].text, maker->new_doc->blocks[new_block].text,
		   list);
	for (size_t i = 0; i < list->count; i++)
		changes += list->items[i].mark != MARK_SAME &&
			   (!i || list->items[i - 1].mark == MARK_SAME);
	return changes;
}

/* Provisions that came or went below one that stayed. */
static size_t changes_of_structure(const struct doc *doc, uint32_t provision,
				   const uint32_t *partner)
{
	size_t changes = 0;
	for (uint32_t i = provision + 1; i < doc->provisions[provision].after; i++)
		changes += partner[i] == DOC_NONE && partner[doc->provisions[i].parent] != DOC_NONE;
	return changes;
}

static size_t changes_in(struct maker *maker, uint32_t a, uint32_t b)
{
	const struct doc *x = maker->old_doc, *y = maker->new_doc;
	const struct pairing *pairing = maker->pairing;
	size_t changes = changes_of_structure(x, a, pairing->old_provision) +
			 changes_of_structure(y, b, pairing->new_provision);
	for (uint32_t i = x->provisions[a].block; i < x->provisions[a].block_after; i++) {
		uint32_t j = pairing->old_block[i];
		if (j != DOC_NONE && !span_equal(x->blocks[i].text, y->blocks[j].text))
			changes += changes_of_words(maker, i, j);
	}
	return changes;
}

static void restate_rewritten(struct maker *maker)
{
	const struct doc *x = maker->old_doc;
	const struct profile *profile = maker->options->profile;
	for (uint32_t a = 0; a < x->provision_count; a++) {
		uint32_t b = maker->pairing->old_provision[a];
		int level = address_level_of_eid(profile, x->provisions[a].eid);
		if (b != DOC_NONE && level == (int)profile->first_item - 1 &&
		    changes_in(maker, a, b) > 1)
			maker->manner[a] = MANNER_RESTATED;
	}
}

static void start(struct difference *d)
{
	d->makers = arena_alloc(&d->arena, (d->count + 1) * sizeof *d->makers);
	d->base.docs = arena_alloc(&d->arena, (d->count + 1) * sizeof *d->base.docs);
	d->base.path = "the old version";
	d->base.count = d->count;
	for (size_t i = 0; i < d->count; i++) {
		const struct version_pair *pair = &d->pairs[i];
		size_t provisions = pair->old_doc->provision_count + 1;
		d->base.docs[i] = (struct doc *)(uintptr_t)pair->old_doc; /* only read */
		d->makers[i] = (struct maker){.options = d->options,
					      .old_doc = pair->old_doc,
					      .new_doc = pair->new_doc,
					      .pairing = pair->pairing,
					      .arena = &d->arena,
					      .worded = d->worded,
					      .manner = mem_alloc(provisions),
					      .flags = mem_alloc(provisions)};
		if (d->options->restate)
			restate_rewritten(&d->makers[i]);
	}
}

void difference_finish(struct difference *d)
{
	for (size_t i = 0; i < d->count; i++) {
		struct maker *maker = &d->makers[i];
		free(maker->manner);
		free(maker->flags);
		free(maker->ops);
		stretches_release(&maker->stretches);
	}
	buf_release(&d->akn);
	arena_release(&d->arena);
}

bool difference_run(struct difference *d, turn_function *take_turn)
{
	enum turn now = TURN_AGAIN;
	start(d);
	for (unsigned i = 0; i < TURNS && now == TURN_AGAIN; i++)
		now = take_turn(d);
	return now == TURN_DONE;
}

bool difference_write(const struct version_pair *pairs, size_t count,
		      const struct calc_options *options, struct diags *diags, struct buf *akn)
{
	struct difference d = {.pairs = pairs, .count = count, .options = options};
	bool done = difference_run(&d, turn);
	if (done)
		buf_span(akn, buf_as_span(&d.akn));
	else
		diag_add(diags, DIAG_AMD028, (struct place){.file = pairs[0].new_doc->file},
			 "the difference cannot be written as operations: what the old version has "
			 "no address for has changed");
	difference_finish(&d);
	return done;
}
