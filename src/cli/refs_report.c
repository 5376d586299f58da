/* The references of a base as lines of text, as JSON (cli.md's keys), as SARIF; and coverage. */
#include "cli/refs.h"

#include "doc/address.h"

#include <string.h>

static const char *const statuses[] = {"ok", "missing", "repealed", "external", "ambiguous"};

bool refs_shows(const struct refs *refs, const struct ref *ref)
{
	return !refs->about.eid || ref->relation != REF_ELSEWHERE;
}

void refs_cite(const struct run_state *run, const char *eid, struct buf *out)
{
	if (eid)
		address_to_citation(run->profile, span_of(eid), out);
}

static const struct block *block_of(const struct run_state *run, const struct ref *ref)
{
	return &run->base->docs[ref->doc]->blocks[ref->block];
}

static struct span owner_eid(const struct run_state *run, const struct ref *ref)
{
	return run->base->docs[ref->doc]->provisions[block_of(run, ref)->provision].eid;
}

/* ---- text */

/* Missing, or what else there is to be said; NULL when it is as it should be. */
static const char *remark(const struct ref *ref)
{
	if (ref->status == REF_OK)
		return NULL;
	if (ref->status == REF_EXTERNAL)
		return ref->code < 0 ? "of another instrument" : "not supplied";
	return statuses[ref->status];
}

/* Is it written so, but for the noun before it? */
static bool says(struct span words, const struct buf *citation)
{
	size_t before = citation->length - words.length;
	return words.length <= citation->length &&
	       span_equal(words, span_sub(buf_as_span(citation), before, citation->length)) &&
	       (!before || citation->at[before - 1] == ' ');
}

/* Where it leads, if its words do not say so themselves. */
static void write_target(const struct run_state *run, const struct ref *ref, struct buf *out)
{
	struct span text = block_of(run, ref)->text;
	struct buf from = {0}, to = {0};
	refs_cite(run, ref->from.address, &from);
	refs_cite(run, ref->to.address, &to);
	struct span first = span_sub(text, ref->cite.from_start, ref->cite.from_end);
	bool plain = !from.length || says(first, &from);
	if (to.length)
		plain = plain && says(span_sub(text, ref->cite.to_start, ref->cite.to_end), &to);
	if (!plain)
		buf_printf(out, " → %s%s%s", buf_string(&from), to.length ? " to " : "",
			   buf_string(&to));
	buf_release(&from);
	buf_release(&to);
}

static void write_row(const struct run_state *run, const struct ref *ref, size_t width,
		      struct buf *out)
{
	static const char *const relations[] = {"", "", " (a part)", " (over it)"};
	const struct block *block = block_of(run, ref);
	const struct citation *cite = &ref->cite;
	size_t before = out->length;
	refs_cite(run, ref->address, out);
	size_t used = utf8_count(span_sub(buf_as_span(out), before, out->length));
	buf_repeat(out, ' ', used < width ? width - used + 2 : 2);
	for (size_t i = cite->start; i < cite->end; i++)
		buf_char(out, strchr("\t\r\n", block->text.at[i]) ? ' ' : block->text.at[i]);
	if (cite->descriptor_end > cite->descriptor_start)
		buf_printf(out, " (%.*s)",
			   SPAN_ARGS(span_sub(block->text, cite->descriptor_start,
					      cite->descriptor_end)));
	write_target(run, ref, out);
	buf_text(out, relations[ref->relation]);
	if (remark(ref))
		buf_printf(out, " · %s", remark(ref));
	if (ref->code >= 0)
		buf_printf(out, " [%s]", diag_rule((enum diag_code)ref->code)->code);
	buf_char(out, '\n');
}

/* Of the first column. */
static size_t width_of(const struct run_state *run, const struct refs *refs)
{
	enum { WIDEST = 24 };
	struct buf text = {0};
	size_t width = 0;
	for (size_t i = 0; i < refs->count; i++) {
		if (!refs_shows(refs, &refs->items[i]))
			continue;
		buf_cut(&text, 0);
		refs_cite(run, refs->items[i].address, &text);
		size_t own = utf8_count(buf_as_span(&text));
		width = own > width && own <= WIDEST ? own : width;
	}
	buf_release(&text);
	return width;
}

static void write_tally(struct buf *out, const char *before, size_t count, const char *what)
{
	if (count)
		buf_printf(out, "%s%zu %s", before, count, what);
}

static void write_counts(const struct refs *refs, struct buf *out)
{
	size_t of_status[REF_AMBIGUOUS + 1] = {0}, foreign = 0, shown = 0;
	for (size_t i = 0; i < refs->count; i++) {
		const struct ref *ref = &refs->items[i];
		if (!refs_shows(refs, ref))
			continue;
		bool other = ref->status == REF_EXTERNAL && ref->code < 0;
		foreign += other;
		of_status[ref->status] += !other;
		shown++;
	}
	buf_printf(out, "%zu reference%s", shown, shown == 1 ? "" : "s");
	const char *before = ": ";
	static const char *const words[] = {"ok", "missing", "repealed", "not supplied",
					    "ambiguous"};
	for (int i = 0; i <= REF_AMBIGUOUS; i++) {
		write_tally(out, before, of_status[i], words[i]);
		before = of_status[i] ? ", " : before;
	}
	write_tally(out, before, foreign, "of other instruments");
	buf_char(out, '\n');
}

static void write_about(const struct run_state *run, const struct refs *refs, struct buf *out)
{
	size_t relations[REF_OVER + 1] = {0};
	for (size_t i = 0; i < refs->count; i++)
		relations[refs->items[i].relation]++;
	refs_cite(run, refs->about.address, out);
	if (refs->about.provision == DOC_NONE)
		buf_text(out, ", which is not in the base,");
	size_t all = relations[REF_ITSELF] + relations[REF_PART] + relations[REF_OVER];
	if (!all) {
		buf_text(out, " is not cited\n");
		return;
	}
	buf_printf(out, " is cited %zu time%s", all, all == 1 ? "" : "s");
	const char *before = ": ";
	write_tally(out, before, relations[REF_ITSELF], "by its number");
	before = relations[REF_ITSELF] ? ", " : before;
	write_tally(out, before, relations[REF_PART], "in part");
	before = relations[REF_PART] ? ", " : before;
	write_tally(out, before, relations[REF_OVER], "in a range over it");
	buf_char(out, '\n');
}

void refs_write_text(const struct run_state *run, const struct refs *refs, struct buf *out)
{
	size_t width = width_of(run, refs);
	for (size_t i = 0; i < refs->count; i++)
		if (refs_shows(refs, &refs->items[i]))
			write_row(run, &refs->items[i], width, out);
	if (refs->about.eid)
		write_about(run, refs, out);
	else
		write_counts(refs, out);
}

/* ---- JSON */

/* Blocks and characters are counted on from the reference before. */
struct cursor {
	bool used;
	uint32_t doc, provision, block;
	unsigned index; /* of the block among the texts of its provision */
	bool several;	/* texts */
	size_t byte, characters;
};

static size_t characters(struct cursor *cursor, struct span text, size_t byte)
{
	if (byte < cursor->byte)
		cursor->byte = cursor->characters = 0;
	cursor->characters += utf8_count(span_sub(text, cursor->byte, byte));
	cursor->byte = byte;
	return cursor->characters;
}

static uint32_t next_text(const struct doc *doc, uint32_t provision, uint32_t block)
{
	while ((block = provision_next_block(doc, provision, block)) != DOC_NONE) {
		enum block_part part = doc->blocks[block].part;
		if (part != PART_NUM && part != PART_HEADING && part != PART_NOTE)
			break;
	}
	return block;
}

static void enter_provision(struct cursor *cursor, const struct doc *doc, uint32_t d,
			    uint32_t provision)
{
	uint32_t first = next_text(doc, provision, DOC_NONE);
	*cursor = (struct cursor){.used = true, .doc = d, .provision = provision, .block = first};
	cursor->several = first != DOC_NONE && next_text(doc, provision, first) != DOC_NONE;
}

static void enter_block(struct cursor *cursor, const struct doc *doc, const struct ref *ref)
{
	uint32_t provision = doc->blocks[ref->block].provision, before = cursor->block;
	if (!cursor->used || cursor->doc != ref->doc || cursor->provision != provision ||
	    cursor->block > ref->block)
		enter_provision(cursor, doc, ref->doc, provision);
	while (cursor->block != DOC_NONE && cursor->block < ref->block) {
		cursor->block = next_text(doc, provision, cursor->block);
		cursor->index++;
	}
	if (before != cursor->block)
		cursor->byte = cursor->characters = 0;
}

/* What holds the reference besides the texts of the provision; NULL: it stands in one of them. */
static const char *part_of(const struct block *block)
{
	switch (block->part) {
	case PART_HEADING:
	case PART_CROSSHEADING:
		return "heading";
	case PART_NOTE:
		return "note";
	default:
		return NULL;
	}
}

static void write_targets(const struct ref *ref, struct buf *out)
{
	buf_text(out, ",\"targets\":[");
	if (ref->from.eid)
		json_quoted(out, span_of(ref->from.eid));
	if (ref->to.eid) {
		buf_char(out, ',');
		json_quoted(out, span_of(ref->to.eid));
	}
	buf_char(out, ']');
}

static void write_one(const struct run_state *run, const struct ref *ref, struct cursor *cursor,
		      struct buf *out)
{
	static const char *const forms[] = {"single", "range", "list"};
	static const char *const relations[] = {NULL, "itself", "part", "over"};
	const struct block *block = block_of(run, ref);
	const struct citation *cite = &ref->cite;
	struct cursor apart = {0};
	if (part_of(block))
		cursor = &apart;
	else
		enter_block(cursor, run->base->docs[ref->doc], ref);
	buf_text(out, "{\"eid\":");
	json_quoted(out, owner_eid(run, ref));
	if (part_of(block))
		buf_printf(out, ",\"part\":\"%s\"", part_of(block));
	else if (cursor->several)
		buf_printf(out, ",\"block\":%u", cursor->index);
	size_t start = characters(cursor, block->text, cite->start);
	size_t end = characters(cursor, block->text, cite->end);
	buf_printf(out, ",\"start\":%zu,\"end\":%zu,\"text\":", start, end);
	json_quoted(out, span_sub(block->text, cite->start, cite->end));
	buf_printf(out, ",\"form\":\"%s\"", forms[cite->form]);
	write_targets(ref, out);
	buf_printf(out, ",\"status\":\"%s\",\"code\":", statuses[ref->status]);
	if (ref->code < 0)
		buf_text(out, "null");
	else
		buf_printf(out, "\"%s\"", diag_rule((enum diag_code)ref->code)->code);
	if (cite->descriptor_end > cite->descriptor_start) {
		buf_text(out, ",\"descriptor\":");
		json_quoted(out,
			    span_sub(block->text, cite->descriptor_start, cite->descriptor_end));
	}
	if (relations[ref->relation])
		buf_printf(out, ",\"relation\":\"%s\"", relations[ref->relation]);
	buf_text(out, ",\"file\":");
	json_quoted(out, span_of(ref->place.file));
	buf_printf(out, ",\"line\":%u,\"column\":%u}\n", ref->place.line, ref->place.column);
}

void refs_write_json(const struct run_state *run, const struct refs *refs, struct buf *out)
{
	struct cursor cursor = {0};
	for (size_t i = 0; i < refs->count; i++)
		if (refs_shows(refs, &refs->items[i]))
			write_one(run, &refs->items[i], &cursor, out);
}

/* ---- SARIF: those that a check would speak of */

void refs_write_sarif(struct run_state *run, const struct refs *refs, struct buf *out)
{
	for (size_t i = 0; i < refs->count; i++) {
		const struct ref *ref = &refs->items[i];
		if (ref->code < 0 || !refs_shows(refs, ref))
			continue;
		struct span words =
			span_sub(block_of(run, ref)->text, ref->cite.start, ref->cite.end);
		struct diag *diag = diag_add(&run->diags, (enum diag_code)ref->code, ref->place,
					     "“%.*s” is %s", SPAN_ARGS(words), remark(ref));
		struct buf citation = {0};
		refs_cite(run, ref->address, &citation);
		diag->eid = diag_keep(&run->diags, owner_eid(run, ref));
		diag->citation = diag_keep(&run->diags, buf_as_span(&citation));
		diag->quoted = diag_keep(&run->diags, words);
		buf_release(&citation);
	}
	struct report_options how = {.least = DIAG_NOTE};
	diags_sort(&run->diags);
	diags_report(&run->diags, REPORT_SARIF, &how, out);
}

/* ---- coverage */

static struct span eid_of(const struct run_state *run, uint32_t doc, uint32_t provision)
{
	return run->base->docs[doc]->provisions[provision].eid;
}

static void cite(const struct run_state *run, uint32_t doc, uint32_t provision, struct buf *out)
{
	address_to_citation(run->profile, eid_of(run, doc, provision), out);
}

static bool coverage_shown(const struct refs *refs, const struct coverage *coverage)
{
	const struct ref_end *about = &refs->about;
	return !about->eid ||
	       (about->doc == coverage->doc && about->provision == coverage->provision);
}

static void write_runs(const struct run_state *run, const char *what,
		       const struct coverage *coverage, const struct coverage_run *runs,
		       size_t count, struct buf *out)
{
	if (!count)
		return;
	buf_printf(out, "  %s: ", what);
	for (size_t i = 0; i < count; i++) {
		buf_text(out, i ? ", " : "");
		cite(run, coverage->target_doc, runs[i].first, out);
		if (runs[i].last == runs[i].first)
			continue;
		buf_text(out, " to ");
		cite(run, coverage->target_doc, runs[i].last, out);
	}
	buf_char(out, '\n');
}

void coverage_write_text(const struct run_state *run, const struct refs *refs, struct buf *out)
{
	for (size_t i = 0; i < refs->coverage_count; i++) {
		const struct coverage *coverage = &refs->coverages[i];
		if (!coverage_shown(refs, coverage))
			continue;
		cite(run, coverage->doc, coverage->provision, out);
		buf_printf(out, " names %zu ranges", coverage->ranges);
		if (coverage->singles)
			buf_printf(out, " and %zu more", coverage->singles);
		buf_text(out, " from ");
		cite(run, coverage->target_doc, coverage->first, out);
		buf_text(out, " to ");
		cite(run, coverage->target_doc, coverage->last, out);
		buf_printf(out, ": %zu provision%s%s\n", coverage->named,
			   coverage->named == 1 ? "" : "s",
			   coverage->complete ? "" : ", as far as the text is supplied");
		write_runs(run, "left out", coverage, coverage->missed, coverage->missed_count,
			   out);
		write_runs(run, "named twice", coverage, coverage->twice, coverage->twice_count,
			   out);
	}
	if (!out->length)
		buf_text(out, "no ranges are enumerated\n");
}

static void write_json_runs(const struct run_state *run, const char *key,
			    const struct coverage *coverage, const struct coverage_run *runs,
			    size_t count, struct buf *out)
{
	buf_printf(out, ",\"%s\":[", key);
	for (size_t i = 0; i < count; i++) {
		buf_text(out, i ? ",[" : "[");
		json_quoted(out, eid_of(run, coverage->target_doc, runs[i].first));
		buf_char(out, ',');
		json_quoted(out, eid_of(run, coverage->target_doc, runs[i].last));
		buf_char(out, ']');
	}
	buf_char(out, ']');
}

void coverage_write_json(const struct run_state *run, const struct refs *refs, struct buf *out)
{
	for (size_t i = 0; i < refs->coverage_count; i++) {
		const struct coverage *coverage = &refs->coverages[i];
		if (!coverage_shown(refs, coverage))
			continue;
		buf_text(out, "{\"eid\":");
		json_quoted(out, eid_of(run, coverage->doc, coverage->provision));
		buf_printf(out, ",\"ranges\":%zu,\"singles\":%zu,\"from\":", coverage->ranges,
			   coverage->singles);
		json_quoted(out, eid_of(run, coverage->target_doc, coverage->first));
		buf_text(out, ",\"to\":");
		json_quoted(out, eid_of(run, coverage->target_doc, coverage->last));
		buf_printf(out, ",\"named\":%zu", coverage->named);
		write_json_runs(run, "missed", coverage, coverage->missed, coverage->missed_count,
				out);
		write_json_runs(run, "twice", coverage, coverage->twice, coverage->twice_count,
				out);
		buf_printf(out, ",\"complete\":%s}\n", coverage->complete ? "true" : "false");
	}
}
