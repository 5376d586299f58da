/* refs: the references of a base, and who cites what. */
#include "cli/cli.h"

#include "check/check.h"
#include "doc/address.h"

#include <string.h>

static const char *const statuses[] = {"ok", "missing", "repealed", "external", "ambiguous"};
static const char *const forms[] = {"single", "range", "list"};

/* ---- JSON */

/* The index of a block among those of its provision, and whether there are others. */
static unsigned block_index(const struct doc *doc, uint32_t block, bool *several)
{
	uint32_t provision = doc->blocks[block].provision, at = DOC_NONE;
	unsigned count = 0, index = 0;
	while ((at = provision_next_block(doc, provision, at)) != DOC_NONE) {
		if (doc->blocks[at].part == PART_NUM)
			continue;
		if (at == block)
			index = count;
		count++;
	}
	*several = count > 1;
	return index;
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

static void write_json(const struct run_state *run, const struct ref *ref, struct buf *out)
{
	const struct doc *doc = run->base->docs[ref->doc];
	const struct block *block = &doc->blocks[ref->block];
	const struct citation *cite = &ref->cite;
	bool several = false;
	buf_text(out, "{\"eid\":");
	json_quoted(out, doc->provisions[block->provision].eid);
	unsigned index = block_index(doc, ref->block, &several);
	if (several)
		buf_printf(out, ",\"block\":%u", index);
	buf_printf(out, ",\"start\":%zu,\"end\":%zu,\"text\":",
		   utf8_count(span_sub(block->text, 0, cite->start)),
		   utf8_count(span_sub(block->text, 0, cite->end)));
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
	buf_text(out, ",\"file\":");
	json_quoted(out, span_of(ref->place.file));
	buf_printf(out, ",\"line\":%u,\"column\":%u}\n", ref->place.line, ref->place.column);
}

enum status command_refs(const struct options *options)
{
	struct run_state run = {.options = options};
	enum status status = STATUS_FAILED;
	struct buf out = {0}, error = {0};
	if (run_load_base(&run, true)) {
		struct refs *refs = refs_find(run.profile, run.base, &error);
		for (size_t i = 0; i < refs->count; i++)
			write_json(&run, &refs->items[i], &out);
		status = write_result(options, NULL, buf_as_span(&out)) ? STATUS_DONE
									: STATUS_FAILED;
		refs_free(refs);
	}
	buf_release(&out);
	buf_release(&error);
	run_release(&run);
	return status;
}
