/* blame: who put each word of a provision there; log: what became of it. Both go through a chain:
 * the base, then patches and versions in the order in which they are named. */
#include "cli/cli.h"

#include "calc/calc.h"
#include "doc/address.h"
#include "doc/words.h"

#include <stdlib.h>
#include <string.h>

struct history {
	struct run_state run;
	struct chain *chain;
	struct corpus **versions; /* [file]: loaded as a version, else NULL */
	const char *eid;
};

/* ---- loading */

/* A folder, or an AKN file that is no modification. */
static bool is_version(const char *file)
{
	struct diags quiet = {0};
	struct buf bytes = {0};
	if (file_is_folder(file))
		return true;
	if (file_read(file, &bytes) < 0 || !span_starts(span_trim(buf_as_span(&bytes)), "<")) {
		buf_release(&bytes);
		return false;
	}
	struct doc *doc = doc_read(file, &bytes, &quiet);
	bool version = doc && !span_is(doc->facts.type, "bill");
	doc_free(doc);
	diags_release(&quiet);
	return version;
}

static bool add_version(struct history *h, size_t i)
{
	const char *file = h->run.options->files[i];
	h->versions[i] = corpus_load(file, NULL, &h->run.diags);
	return h->versions[i] && chain_version(h->chain, h->versions[i], &h->run.diags);
}

static void forget(struct run_state *run, size_t i)
{
	patch_free(run->patches[i]);
	compiled_free(run->compiled[i]);
	buf_release(&run->drafts[i]);
	run->patches[i] = NULL;
	run->compiled[i] = NULL;
	diags_release(&run->diags);
	run->diags = (struct diags){0};
}

/* A draft is read against the text it is drafted on: that before the patches still open, or, if it
 * does not fit there, the one that they lead to. */
static bool read_patch(struct history *h, size_t i, bool *refused)
{
	struct run_state *run = &h->run;
	struct corpus *base = run->base;
	*refused = false;
	run->base = (struct corpus *)(uintptr_t)chain_state(h->chain); /* only read */
	bool read = run_load_patch(run, i, run->options->files[i], refused);
	run->base = base;
	return read;
}

/* Words are looked for when a draft is applied, not when it is read. */
static bool fits(const struct history *h, struct patch *patch)
{
	struct diags quiet = {0};
	struct apply_options how = {.profile = h->run.profile};
	struct application *tried = apply_patches(chain_state(h->chain), &patch, 1, &how, &quiet);
	bool done = tried->done;
	application_free(tried);
	diags_release(&quiet);
	return done;
}

static bool add_patch(struct history *h, size_t i)
{
	struct run_state *run = &h->run;
	bool refused, read = read_patch(h, i, &refused);
	bool draft = read && !refused && run->compiled[i];
	if (draft && h->chain->open && !fits(h, run->patches[i]))
		refused = true;
	if (read && refused && h->chain->open) {
		forget(run, i);
		read = chain_close(h->chain, &run->diags) && read_patch(h, i, &refused);
	}
	return read && !refused && chain_patch(h->chain, run->patches[i], &run->diags);
}

static bool load_chain(struct history *h, size_t count)
{
	struct run_state *run = &h->run;
	run->patches = mem_alloc((count + 1) * sizeof(struct patch *));
	run->compiled = mem_alloc((count + 1) * sizeof(struct compiled *));
	run->drafts = mem_alloc((count + 1) * sizeof *run->drafts);
	h->versions = mem_alloc((count + 1) * sizeof(struct corpus *));
	run->patch_count = run->loaded_count = count;
	h->chain = chain_new(run->base, run->profile);
	for (size_t i = 0; i < count; i++)
		if (is_version(run->options->files[i]) ? !add_version(h, i) : !add_patch(h, i))
			return false;
	return chain_close(h->chain, &run->diags);
}

static void release(struct history *h)
{
	chain_free(h->chain);
	for (size_t i = 0; h->versions && i < h->run.patch_count; i++)
		corpus_free(h->versions[i]);
	free(h->versions);
	run_release(&h->run);
}

/* ---- names */

static const char *step_name(const struct history *h, size_t step, const struct op_result *result,
			     struct arena *arena)
{
	const struct corpus *corpus =
		step < h->chain->count ? &h->chain->steps[step].after : h->chain->base;
	if (result)
		return result->patch->name ? result->patch->name : "a patch";
	return arena_printf(arena, "%s%.*s", step < h->chain->count ? "" : "base ",
			    SPAN_ARGS(corpus_version(corpus)));
}

static const char *citation_of(const struct history *h, const char *eid, struct arena *arena)
{
	struct buf citation = {0};
	address_to_citation(h->run.profile, span_of(eid), &citation);
	const char *kept = arena_copy(arena, citation.at, citation.length);
	buf_release(&citation);
	return kept;
}

/* ---- blame */

/* The line of the draft that the first word of a piece stands in, when it is known; what is gone
 * stands in none. */
static unsigned draft_line(const struct history *h, const struct blame_piece *piece)
{
	const struct run_state *run = &h->run;
	const struct op *op = piece->result->op;
	const struct block *block = &piece->doc->blocks[piece->block];
	unsigned nth = 0;
	size_t i = 0;
	while (i < run->patch_count && run->patches[i] != piece->result->patch)
		i++;
	if (piece->stood || i == run->patch_count || !run->compiled[i] ||
	    block->provision == DOC_NONE)
		return op->line;
	for (uint32_t b = provision_next_block(piece->doc, block->provision, DOC_NONE);
	     b != DOC_NONE && b != piece->block;
	     b = provision_next_block(piece->doc, block->provision, b))
		nth += piece->doc->blocks[b].element == EL_P;
	size_t byte =
		compiled_source(run->compiled[i], op->number,
				piece->doc->provisions[block->provision].eid, nth, piece->offset);
	const struct lines *lines = run->compiled[i]->lines;
	struct span draft = lines ? lines->bytes : (struct span){0};
	return byte < draft.length ? place_of("", draft, byte, byte).line : op->line;
}

static void origin_words(const struct history *h, const struct blame_piece *piece,
			 struct arena *arena, struct buf *out)
{
	const struct op *op = piece->result ? piece->result->op : NULL;
	buf_text(out, step_name(h, piece->step, piece->result, arena));
	if (op)
		buf_printf(out, " op %u", op->number);
	if (op && op->file && op->line)
		buf_printf(out, ", %s:%u", file_base_name(op->file), draft_line(h, piece));
}

static void text_piece(const struct history *h, const struct blame_piece *piece,
		       struct arena *arena, struct buf *out)
{
	enum { COLUMN = 32 };
	size_t mark = out->length;
	if (!span_trim(piece->text).length)
		return;
	buf_text(out, "  ");
	origin_words(h, piece, arena, out);
	size_t wide = utf8_count(span_sub(buf_as_span(out), mark, out->length));
	buf_repeat(out, ' ', wide < COLUMN ? COLUMN - wide : 1);
	buf_text(out, piece->stood ? "[-" : "");
	words_fold_space(piece->stood ? span_trim(piece->text) : piece->text, out);
	buf_text(out, piece->stood ? "-]\n" : "\n");
}

static void json_origin(const struct history *h, const struct blame_piece *piece,
			struct arena *arena, struct buf *out)
{
	const struct op *op = piece->result ? piece->result->op : NULL;
	const struct corpus *state = piece->step < h->chain->count
					     ? &h->chain->steps[piece->step].after
					     : h->chain->base;
	struct span version = corpus_version(state);
	json_key(out, op ? "patch" : "version",
		 op ? step_name(h, piece->step, piece->result, arena)
		    : arena_copy(arena, version.at, version.length),
		 false);
	if (op) {
		buf_printf(out, ",\"op\":%u", op->number);
		json_key(out, "file", op->file ? file_base_name(op->file) : NULL, false);
		buf_printf(out, ",\"line\":%u", draft_line(h, piece));
	}
}

/* Words that are gone are no text: who joins the texts has that of the provision. A whole block is
 * told of with the provision that it was in then. */
static void json_piece(const struct history *h, const struct blame_piece *piece,
		       const struct doc *doc, uint32_t block, size_t number, struct arena *arena,
		       struct buf *out)
{
	const struct block *at = &doc->blocks[block];
	const char *from = piece->stood ? piece->stood : piece->text.at;
	size_t start = utf8_count(span_from(at->text.at, from));
	size_t end = piece->stood ? start : start + utf8_count(piece->text);
	buf_text(out, "{\"eid\":");
	json_quoted(out, at->provision == DOC_NONE ? (struct span){"", 0}
						   : doc->provisions[at->provision].eid);
	buf_printf(out, ",\"block\":%zu,\"start\":%zu,\"end\":%zu,\"text\":", number, start, end);
	json_quoted(out, piece->stood ? (struct span){"", 0} : piece->text);
	if (piece->stood) {
		buf_text(out, ",\"removed\":");
		json_quoted(out, piece->text);
	}
	json_origin(h, piece, arena, out);
	buf_text(out, "}\n");
}

/* The provision that the block is in, unless it is that of the last one. */
static void text_place(const struct history *h, const struct doc *doc, uint32_t block,
		       const char *fate, const struct provision **last, struct arena *arena,
		       struct buf *out)
{
	const struct provision *p = &doc->provisions[doc->blocks[block].provision];
	struct span eid = p->eid;
	if (*last == p)
		return;
	*last = p;
	buf_printf(out, "%s%s\n", citation_of(h, arena_copy(arena, eid.at, eid.length), arena),
		   fate);
}

static void write_pieces(const struct history *h, const struct blame *blame, size_t b,
			 const struct provision **last, struct arena *arena, struct buf *out)
{
	const struct blame_block *at = &blame->blocks[b];
	bool json = h->run.options->format == REPORT_JSON;
	if (!json)
		text_place(h, blame->doc, at->block, "", last, arena, out);
	for (size_t i = at->first; i < at->after; i++)
		if (json)
			json_piece(h, &blame->pieces[i], blame->doc, at->block, b, arena, out);
		else
			text_piece(h, &blame->pieces[i], arena, out);
}

static void write_gone(const struct history *h, const struct blame_piece *piece, size_t number,
		       const struct provision **last, struct arena *arena, struct buf *out)
{
	if (h->run.options->format == REPORT_JSON) {
		json_piece(h, piece, piece->doc, piece->block, number, arena, out);
		return;
	}
	text_place(h, piece->doc, piece->block, piece->alone ? ", deleted from it" : ", deleted",
		   last, arena, out);
	text_piece(h, piece, arena, out);
}

static void write_blame(const struct history *h, const struct blame *blame, struct buf *out)
{
	struct arena arena = {0};
	const struct provision *last = NULL;
	for (size_t b = 0; b < blame->block_count; b++)
		write_pieces(h, blame, b, &last, &arena, out);
	last = NULL;
	for (size_t i = 0; i < blame->gone_count; i++)
		write_gone(h, &blame->gone[i], blame->block_count + i, &last, &arena, out);
	arena_release(&arena);
}

static bool blame(struct history *h, struct buf *out)
{
	struct blame *blame = blame_provision(h->chain, h->eid);
	if (blame)
		write_blame(h, blame, out);
	blame_free(blame);
	return blame != NULL;
}

/* ---- log */

static void text_entry(const struct history *h, const struct log_entry *entry, bool last,
		       struct arena *arena, struct buf *out)
{
	const struct op *op = entry->result ? entry->result->op : NULL;
	buf_text(out, step_name(h, entry->step, entry->result, arena));
	if (op) {
		buf_printf(out, " operation %u", op->number);
		if (op->file && op->line)
			buf_printf(out, " (%s:%u)", file_base_name(op->file), op->line);
		buf_printf(out, ": %s", op->text);
	}
	buf_char(out, '\n');
	if (!last)
		return;
	buf_text(out, "    ");
	if (entry->before && !entry->after)
		buf_printf(out, "[-%s-]", entry->before);
	else
		place_marked(entry->before, entry->after, out);
	buf_char(out, '\n');
}

static void json_entry(const struct history *h, const struct log_entry *entry, struct arena *arena,
		       struct buf *out)
{
	const struct op *op = entry->result ? entry->result->op : NULL;
	buf_char(out, '{');
	json_key(out, "step", step_name(h, entry->step, entry->result, arena), true);
	if (op) {
		buf_printf(out, ",\"op\":%u", op->number);
		json_key(out, "kind", op_kind_name(op->kind), false);
		json_key(out, "instruction", op->text, false);
		json_key(out, "file", op->file ? file_base_name(op->file) : NULL, false);
		buf_printf(out, ",\"line\":%u", op->line);
	}
	json_key(out, "eid_before", entry->eid_before, false);
	json_key(out, "eid", entry->eid, false);
	json_key(out, "before", entry->before, false);
	json_key(out, "after", entry->after, false);
	buf_text(out, "}\n");
}

static bool log_steps(struct history *h, struct buf *out)
{
	struct arena arena = {0};
	struct provision_log *log = log_provision(h->chain, h->eid);
	for (size_t i = 0; log && i < log->count; i++) {
		bool last = i + 1 == log->count || log->entries[i + 1].step != log->entries[i].step;
		if (h->run.options->format == REPORT_JSON)
			json_entry(h, &log->entries[i], &arena, out);
		else
			text_entry(h, &log->entries[i], last, &arena, out);
	}
	bool found = log != NULL;
	log_free(log);
	arena_release(&arena);
	return found;
}

/* ---- the commands */

static bool was_there(const struct history *h)
{
	struct provision_log *log = log_provision(h->chain, h->eid);
	bool found = log != NULL;
	log_free(log);
	return found;
}

/* Complains when the address is one of two documents. */
static bool is_shared(const struct history *h, const char *address)
{
	const struct corpus *base = h->run.base;
	const struct doc *first, *other = NULL;
	if (corpus_find(base, span_of(h->eid), &first) != DOC_NONE)
		other = corpus_other(base, first, span_of(h->eid));
	if (other)
		complain("%s and %s have %s both: give one of them as the base", first->file,
			 other->file, address);
	return other;
}

static enum status tell(struct history *h, bool (*write)(struct history *, struct buf *))
{
	const struct options *options = h->run.options;
	const char *address = options->files[options->file_count - 1];
	struct buf eid = {0}, out = {0};
	enum status status = STATUS_FAILED;
	bool known = address_from_citation(h->run.profile, span_of(address), &eid);
	h->eid = buf_string(&eid);
	if (!known) {
		complain("`%s` is no address of the code", address);
	} else if (!is_shared(h, address)) {
		if (!write(h, &out))
			complain("there is no %s in the text that the patches lead to%s", address,
				 was_there(h) ? "; `lexpatch log` says what became of it" : "");
		else if (write_result(options, NULL, buf_as_span(&out)))
			status = STATUS_DONE;
	}
	buf_release(&eid);
	buf_release(&out);
	return status;
}

static enum status history(const struct options *options,
			   bool (*write)(struct history *, struct buf *))
{
	struct history h = {.run = {.options = options}};
	enum status status = STATUS_FAILED;
	if (run_load_base(&h.run, true)) {
		bool loaded = load_chain(&h, options->file_count - 1);
		bool refused = !loaded && diags_at_least(&h.run.diags, DIAG_ERROR);
		status = loaded ? tell(&h, write) : refused ? STATUS_SAID : STATUS_FAILED;
		run_report_trouble(&h.run);
	}
	release(&h);
	return status;
}

enum status command_blame(const struct options *options)
{
	return history(options, blame);
}

enum status command_log(const struct options *options)
{
	return history(options, log_steps);
}
