/* What the consolidated document says of itself: a new Expression, and who changed what
 * (akn-profile, sections 3 and 7). Splices like any other, carrying no change number. */
#include "apply/plan.h"

#include "doc/address.h"
#include "doc/tags.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { STEP = 2 }; /* spaces a level in what we write */

struct meta_writer {
	struct plan *plan;
	const struct doc *doc;
	struct applied_doc *applied;
	size_t index;
	size_t indent; /* of the children of <meta> */
};

static void replace_value(struct meta_writer *w, uint32_t meta, const char *name, const char *value)
{
	struct tag tag;
	struct tag_attr old;
	size_t at = w->doc->metas[meta].start;
	if (!tag_next(w->doc->bytes, &at, &tag) ||
	    !tag_find_attribute(w->doc->bytes, &tag, name, &old) || span_is(old.value, value))
		return;
	struct buf text = {0}, escaped_value = {0};
	escape_attribute(&escaped_value, span_of(value));
	tag_write_attribute(old.name, buf_as_span(&escaped_value), &text);
	splice_add(&w->applied->splices, (size_t)(old.name.at - w->doc->bytes.at), old.end,
		   splices_keep(&w->applied->splices, &text), 0);
	buf_release(&escaped_value);
}

static bool names_patch_before(const struct plan *plan, size_t result)
{
	const struct op_result *results = plan->application->results;
	return result && results[result - 1].patch == results[result].patch;
}

/* "+SECMP0901", of every patch in order. */
static void write_suffix(const struct plan *plan, struct buf *out)
{
	for (size_t i = 0; i < plan->application->result_count; i++)
		if (!names_patch_before(plan, i)) {
			const char *name = plan->application->results[i].patch->name;
			buf_printf(out, "+%s", name ? name : "amended");
		}
}

static const char *date_of(const struct plan *plan)
{
	if (plan->options->date)
		return plan->options->date;
	size_t count = plan->application->result_count;
	return count ? plan->application->results[count - 1].patch->date : NULL;
}

/* eng@9.1/!section-z -> eng@9.1+SECMP0901/!section-z: the suffix goes behind the version. */
static void add_suffix(struct meta_writer *w, uint32_t meta, const char *suffix)
{
	struct span value = doc_attribute(w->doc, w->doc->metas[meta].start, "value");
	struct span version = w->doc->facts.version;
	struct buf at_version = {0};
	buf_char(&at_version, '@');
	buf_span(&at_version, version);
	size_t found = value.at ? span_find(value, buf_as_span(&at_version), 0) : SIZE_MAX;
	bool bare = value.at && span_equal(value, version);
	if (version.length && (bare || found != SIZE_MAX)) {
		size_t at = (size_t)(value.at - w->doc->bytes.at) +
			    (bare ? value.length : found + at_version.length);
		struct buf text = {0};
		escape_attribute(&text, span_of(suffix));
		splice_add(&w->applied->splices, at, at, splices_keep(&w->applied->splices, &text),
			   0);
	}
	buf_release(&at_version);
}

static void identify(struct meta_writer *w)
{
	const struct doc *doc = w->doc;
	struct buf suffix = {0};
	write_suffix(w->plan, &suffix);
	const char *date = date_of(w->plan);
	for (uint32_t i = 0; i < doc->meta_count; i++) {
		const struct meta *meta = &doc->metas[i];
		if (meta->parent == DOC_NONE || meta->depth != 2)
			continue;
		struct span level = doc->metas[meta->parent].name;
		bool expression = span_is(level, "FRBRExpression");
		if (!expression && !span_is(level, "FRBRManifestation"))
			continue;
		if (span_is(meta->name, "FRBRdate") && date) {
			replace_value(w, i, "date", date);
			if (expression)
				replace_value(w, i, "name", "proposed");
		}
		if (span_is(meta->name, "FRBRthis") || span_is(meta->name, "FRBRuri") ||
		    span_is(meta->name, "FRBRversionNumber"))
			add_suffix(w, i, buf_string(&suffix));
	}
	buf_release(&suffix);
}

/* ---- one line of metadata */

static void line(struct buf *out, size_t indent, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 3, 4)))
#endif
	;
static void line(struct buf *out, size_t indent, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_char(out, '\n');
	buf_repeat(out, ' ', indent);
	buf_vprintf(out, format, args);
	va_end(args);
}

static const char *escaped(struct plan *plan, const char *text)
{
	struct buf out = {0};
	escape_attribute(&out, span_of(text));
	const char *kept = arena_copy(&plan->application->arena, out.at, out.length);
	buf_release(&out);
	return kept;
}

static void insert_at(struct meta_writer *w, size_t at, struct buf *text)
{
	splice_add(&w->applied->splices, at, at, splices_keep(&w->applied->splices, text), 0);
}

/* Where children are added to an existing metadata element: behind its last child. */
static size_t behind_children(const struct meta_writer *w, uint32_t meta)
{
	return space_before(w->doc, w->doc->metas[meta].close);
}

static unsigned count_children(const struct doc *doc, uint32_t parent, const char *name)
{
	unsigned count = 0;
	for (uint32_t i = doc_meta(doc, parent, name, 0); i != DOC_NONE;
	     i = doc_meta(doc, parent, name, i + 1))
		count++;
	return count;
}

/* The end of the last of these children of meta that is there: AKN's schema fixes their order. */
static size_t behind_last_of(const struct meta_writer *w, const char *const *names)
{
	size_t at = 0;
	for (; *names; names++) {
		uint32_t meta = doc_meta(w->doc, DOC_NONE, *names, 0);
		if (meta != DOC_NONE)
			at = w->doc->metas[meta].end;
	}
	return at;
}

/* ---- lifecycle: one event for each patch */

static size_t patch_count(const struct plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->application->result_count; i++)
		count += !names_patch_before(plan, i);
	return count;
}

static void write_events(struct meta_writer *w, unsigned event, unsigned source, size_t indent,
			 struct buf *out)
{
	const char *date = escaped(w->plan, date_of(w->plan) ? date_of(w->plan) : "");
	size_t patches = patch_count(w->plan);
	for (size_t i = 0; i < patches; i++)
		line(out, indent,
		     "<eventRef eId=\"eref_%u\" date=\"%s\" type=\"amendment\" source=\"#pr_%u\"/>",
		     event++, date, source++);
}

static void add_lifecycle(struct meta_writer *w, unsigned source)
{
	static const char *const before[] = {"identification", "publication", "classification",
					     NULL};
	uint32_t lifecycle = doc_meta(w->doc, DOC_NONE, "lifecycle", 0);
	struct buf text = {0};
	if (lifecycle != DOC_NONE) {
		unsigned events = count_children(w->doc, lifecycle, "eventRef");
		write_events(w, events + 1, source, w->indent + STEP, &text);
		insert_at(w, behind_children(w, lifecycle), &text);
		return;
	}
	line(&text, w->indent, "<lifecycle source=\"#lexpatch\">");
	line(&text, w->indent + STEP,
	     "<eventRef eId=\"eref_1\" date=\"%.*s\" type=\"generation\" source=\"#ro_1\"/>",
	     SPAN_ARGS(w->doc->facts.date));
	write_events(w, 2, source, w->indent + STEP, &text);
	line(&text, w->indent, "</lifecycle>");
	insert_at(w, behind_last_of(w, before), &text);
}

/* ---- passive modifications */

/* The id that a place of the base has in the result. */
static const char *id_after(const struct plan *plan, const struct doc *doc, const char *eid)
{
	const struct claim *c = claim_find(&plan->targets, doc, span_of(eid));
	for (; claim_is(&plan->targets, c, doc, span_of(eid)); c++) {
		const struct op_result *result = &plan->application->results[c->result];
		if (result->op->to && result->status == OP_APPLIED)
			return result->op->to;
	}
	return eid;
}

static void write_new_one(struct plan *plan, const struct op_result *result, uint32_t provision,
			  size_t indent, struct buf *out)
{
	const struct around *around = &plan->around[result_index(plan, result)];
	struct buf eid = {0};
	payload_id(payload_eid(result->patch, provision), around->eid, around->as, &eid);
	line(out, indent, "<new href=\"#%s\"/>", buf_string(&eid));
	buf_release(&eid);
}

static void write_new(struct plan *plan, const struct op_result *result, size_t indent,
		      struct buf *out)
{
	const struct op *op = result->op;
	const struct doc *doc = result->patch->doc;
	for (uint32_t i = op->payload; i != DOC_NONE; i = payload_next(result->patch, op, i)) {
		uint32_t below = doc->provisions[i].flags & PROVISION_CROSSHEADING
					 ? provision_first_child(doc, i)
					 : DOC_NONE;
		/* A cross-heading without provisions below is named itself, else they are. */
		if (below == DOC_NONE)
			write_new_one(plan, result, i, indent, out);
		for (; below != DOC_NONE; below = provision_next(doc, below))
			write_new_one(plan, result, below, indent, out);
	}
}

static void write_destination(struct plan *plan, const struct op_result *result, size_t indent,
			      struct buf *out)
{
	const struct op *op = result->op;
	struct span renumbered = plan->around[result_index(plan, result)].as;
	const char *place = op->kind == OP_INSERTION && op->anchor ? op->anchor : op->target;
	const struct doc *acted_on = doc_acted_on(plan, op);
	const char *at = id_after(plan, acted_on, place);
	if (op->kind == OP_RENUMBERING) /* what sinks has no name from around it */
		at = renumbered.length ? arena_copy(&plan->application->arena, renumbered.at,
						    renumbered.length)
				       : op->to;
	const char *position =
		op->position == POS_ORDER ? "unspecified" : op_position_name(op->position);
	buf_char(out, '\n');
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<destination href=\"#%s\"", escaped(plan, at));
	if (position)
		buf_printf(out, " pos=\"%s\"", position);
	if (op->up_to)
		buf_printf(out, " upTo=\"#%s\"",
			   escaped(plan, id_after(plan, acted_on, op->up_to)));
	buf_text(out, "/>");
}

static void write_passive(struct meta_writer *w, const struct op_result *result, size_t indent,
			  struct buf *out)
{
	const struct op *op = result->op;
	const char *type = op_kind_name(op->kind == OP_MOVE ? OP_INSERTION : op->kind);
	line(out, indent, "<textualMod eId=\"pm_%u\" type=\"%s\">", result->change, type);
	line(out, indent + STEP, "<source href=\"%s#am_%u\"/>",
	     escaped(w->plan, result->patch->expression ? result->patch->expression : ""),
	     op->number);
	write_destination(w->plan, result, indent + STEP, out);
	if (op->kind == OP_RENUMBERING)
		line(out, indent + STEP, "<previous href=\"#%s\"/>", escaped(w->plan, op->target));
	if (op->scope == SCOPE_PROVISION)
		write_new(w->plan, result, indent + STEP, out);
	line(out, indent, "</textualMod>");
}

static void add_modifications(struct meta_writer *w)
{
	static const char *const before[] = {"identification", "publication", "classification",
					     "lifecycle",      "workflow",    NULL};
	uint32_t analysis = doc_meta(w->doc, DOC_NONE, "analysis", 0);
	uint32_t passive = analysis == DOC_NONE
				   ? DOC_NONE
				   : doc_meta(w->doc, analysis, "passiveModifications", 0);
	struct buf text = {0};
	size_t indent = w->indent;
	if (analysis == DOC_NONE)
		line(&text, indent, "<analysis source=\"#lexpatch\">");
	if (passive == DOC_NONE)
		line(&text, indent + STEP, "<passiveModifications>");
	for (size_t i = 0; i < w->plan->application->result_count; i++) {
		const struct op_result *result = &w->plan->application->results[i];
		if (result->status == OP_APPLIED && w->plan->doc_of[i] == w->index)
			write_passive(w, result, indent + (size_t)2 * STEP, &text);
	}
	if (passive == DOC_NONE)
		line(&text, indent + STEP, "</passiveModifications>");
	if (analysis == DOC_NONE)
		line(&text, indent, "</analysis>");
	size_t at = passive != DOC_NONE	   ? behind_children(w, passive)
		    : analysis != DOC_NONE ? w->doc->metas[analysis].open
					   : behind_last_of(w, before);
	insert_at(w, at, &text);
}

/* ---- references */

static void write_original(const struct meta_writer *w, size_t indent, struct buf *out)
{
	struct buf name = {0};
	for (size_t i = 0; i < w->doc->facts.number.length; i++)
		buf_char(&name, (char)toupper((unsigned char)w->doc->facts.number.at[i]));
	line(out, indent, "<original eId=\"ro_1\" href=\"%.*s\" showAs=\"%s %.*s\"/>",
	     SPAN_ARGS(w->doc->facts.expression_uri), buf_string(&name),
	     SPAN_ARGS(w->doc->facts.version));
	buf_release(&name);
}

static void write_passive_refs(struct meta_writer *w, unsigned source, size_t indent,
			       struct buf *out)
{
	for (size_t i = 0; i < w->plan->application->result_count; i++) {
		if (names_patch_before(w->plan, i))
			continue;
		const struct patch *patch = w->plan->application->results[i].patch;
		line(out, indent, "<passiveRef eId=\"pr_%u\" href=\"%s\" showAs=\"%s\"/>", source++,
		     escaped(w->plan, patch->iri ? patch->iri : ""),
		     escaped(w->plan, patch->name ? patch->name : "modification"));
	}
}

static bool has_organization(const struct doc *doc, uint32_t references)
{
	for (uint32_t i = doc_meta(doc, references, "TLCOrganization", 0); i != DOC_NONE;
	     i = doc_meta(doc, references, "TLCOrganization", i + 1))
		if (span_is(doc_attribute(doc, doc->metas[i].start, "eId"), "lexpatch"))
			return true;
	return false;
}

/* ---- what payloads refer to (terms, the descriptor): copied from the patch when the base lacks it
 */

struct ids {
	struct span *items;
	size_t count, capacity;
};

static void ids_add(struct ids *ids, struct span id)
{
	MEM_ROOM(ids->items, ids->count, ids->capacity);
	ids->items[ids->count++] = id;
}

static int by_bytes(const void *a, const void *b)
{
	return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static void ids_sort(struct ids *ids)
{
	if (ids->count)
		qsort(ids->items, ids->count, sizeof *ids->items, by_bytes);
}

static bool ids_have(const struct ids *ids, struct span id)
{
	return ids->count && bsearch(&id, ids->items, ids->count, sizeof id, by_bytes);
}

/* Everything in its own file that the new text of the document refers to. */
static void ids_referred(const struct splices *splices, struct ids *ids)
{
	const struct span name = SPAN(" refersTo=\"#");
	for (size_t i = 0; i < splices->count; i++) {
		struct span text = splices->items[i].text;
		for (size_t at = 0; (at = span_find(text, name, at)) != SIZE_MAX;) {
			at += name.length;
			size_t end = span_find(text, SPAN("\""), at);
			if (end != SIZE_MAX)
				ids_add(ids, span_sub(text, at, end));
		}
	}
	ids_sort(ids);
}

static void ids_present(const struct doc *doc, uint32_t references, struct ids *ids)
{
	for (uint32_t i = references; i != DOC_NONE && i < doc->meta_count; i++)
		if (doc->metas[i].parent == references) {
			struct span eid = doc_attribute(doc, doc->metas[i].start, "eId");
			if (eid.at)
				ids_add(ids, eid);
		}
	ids_sort(ids);
}

static void write_missing(const struct meta_writer *w, uint32_t references, size_t indent,
			  struct buf *out)
{
	struct ids present = {0}, wanted = {0};
	ids_present(w->doc, references, &present);
	ids_referred(&w->applied->splices, &wanted);
	for (size_t i = 0; i < w->plan->application->result_count; i++) {
		if (names_patch_before(w->plan, i))
			continue;
		const struct patch *patch = w->plan->application->results[i].patch;
		uint32_t from = doc_meta(patch->doc, DOC_NONE, "references", 0);
		struct ids added = {0};
		for (uint32_t m = from; m != DOC_NONE && m < patch->doc->meta_count; m++) {
			const struct meta *meta = &patch->doc->metas[m];
			struct span eid = doc_attribute(patch->doc, meta->start, "eId");
			if (meta->parent != from || !eid.at || !ids_have(&wanted, eid) ||
			    ids_have(&present, eid))
				continue;
			line(out, indent, "%.*s",
			     SPAN_ARGS(span_sub(patch->doc->bytes, meta->start, meta->end)));
			ids_add(&added, eid);
		}
		for (size_t a = 0; a < added.count; a++)
			ids_add(&present, added.items[a]);
		ids_sort(&present);
		free(added.items);
	}
	free(present.items);
	free(wanted.items);
}

static void add_references(struct meta_writer *w, unsigned source)
{
	static const char *const before[] = {"identification", "publication", "classification",
					     "lifecycle",      "workflow",    "analysis",
					     "temporalData",   NULL};
	static const char organization[] =
		"<TLCOrganization eId=\"lexpatch\" href=\"/akn/ontology/organization/lexpatch\" "
		"showAs=\"lexpatch\"/>";
	const struct doc *doc = w->doc;
	uint32_t references = doc_meta(doc, DOC_NONE, "references", 0);
	size_t indent = w->indent + STEP;
	struct buf text = {0};
	if (references == DOC_NONE) {
		line(&text, w->indent, "<references source=\"#lexpatch\">");
		write_original(w, indent, &text);
		write_passive_refs(w, source, indent, &text);
		line(&text, indent, "%s", organization);
		write_missing(w, references, indent, &text);
		line(&text, w->indent, "</references>");
		insert_at(w, behind_last_of(w, before), &text);
		return;
	}
	size_t at = doc->metas[references].open;
	if (count_children(doc, references, "original") == 0)
		write_original(w, indent, &text);
	for (uint32_t i = references + 1; i < doc->meta_count; i++)
		if (doc->metas[i].parent == references &&
		    (span_is(doc->metas[i].name, "original") ||
		     span_is(doc->metas[i].name, "passiveRef")))
			at = doc->metas[i].end;
	write_passive_refs(w, source, indent, &text);
	if (!has_organization(doc, references))
		line(&text, indent, "%s", organization);
	insert_at(w, at, &text);
	write_missing(w, references, indent, &text);
	if (text.length)
		insert_at(w, behind_children(w, references), &text);
}

/* ---- a frame: the metadata that the patch was calculated with */

static const struct patch_frame *frame_of(const struct plan *plan, const struct doc *doc)
{
	const struct application *application = plan->application;
	const struct patch *patch = plan->patches[0];
	if (plan->patch_count != 1 || application->refused)
		return NULL;
	for (size_t i = 0; i < patch->frame_count; i++) {
		if (!span_is(doc->facts.work, patch->frames[i].work))
			continue;
		bool same = !strcmp(doc_digest(doc), patch->frames[i].sha256);
		return same ? &patch->frames[i] : NULL;
	}
	return NULL;
}

static bool frame_holds(const struct patch_frame *frame, const struct doc *doc)
{
	for (size_t i = 0; i < frame->edit_count; i++) {
		const struct frame_edit *edit = &frame->edits[i];
		if (edit->end > doc->bytes.length ||
		    (edit->start < doc->body_end && edit->end > doc->body_start))
			return false;
	}
	return true;
}

/* The file is exactly the one that the patch was calculated from. */
static bool splice_frame(struct plan *plan, struct applied_doc *applied)
{
	const struct patch_frame *frame = frame_of(plan, applied->old);
	if (!frame || !frame_holds(frame, applied->old))
		return false;
	for (size_t i = 0; i < frame->edit_count; i++) {
		const struct frame_edit *edit = &frame->edits[i];
		struct span text = {
			arena_copy(&applied->splices.arena, edit->text.at, edit->text.length),
			edit->text.length};
		splice_add(&applied->splices, edit->start, edit->end, text, 0);
	}
	return true;
}

void splice_metadata(struct plan *plan, size_t doc)
{
	if (plan->patch_count && splice_frame(plan, &plan->application->docs[doc]))
		return;
	struct meta_writer w = {.plan = plan,
				.doc = plan->application->docs[doc].old,
				.applied = &plan->application->docs[doc],
				.index = doc};
	uint32_t identification = doc_meta(w.doc, DOC_NONE, "identification", 0);
	if (identification == DOC_NONE || !plan->application->result_count)
		return;
	w.indent = indent_of(w.doc, w.doc->metas[identification].start);
	identify(&w);
	if (!w.applied->touched)
		return;
	uint32_t references = doc_meta(w.doc, DOC_NONE, "references", 0);
	unsigned source =
		references == DOC_NONE ? 1 : count_children(w.doc, references, "passiveRef") + 1;
	add_lifecycle(&w, source);
	add_modifications(&w);
	add_references(&w, source);
}
