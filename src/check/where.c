/* Places: what the patch wrote is placed in the draft, else in the patch file; all else in the file
 * of the base. */
#include "check/state.h"

#include "doc/address.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines of a file, looked up by bisection */

static void index_lines(struct line_index *index, struct span bytes)
{
	struct span rest = bytes, line;
	size_t capacity = 0;
	MEM_ROOM(index->starts, index->count, capacity);
	while (span_line(&rest, &line)) {
		MEM_ROOM(index->starts, index->count, capacity);
		index->starts[index->count++] = (uint32_t)(line.at - bytes.at);
	}
}

static size_t line_of(const struct line_index *index, size_t byte)
{
	size_t low = 0, high = index->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (index->starts[middle] <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : 0;
}

static unsigned column_of(struct line_index *index, struct span bytes, size_t line, size_t byte)
{
	if (!index->column || index->line != line || index->byte > byte) {
		index->line = line;
		index->byte = index->starts[line];
		index->column = 1;
	}
	index->column += (unsigned)utf8_count(span_sub(bytes, index->byte, byte));
	index->byte = byte;
	return index->column;
}

static struct place place_in(struct line_index *index, const char *file, struct span bytes,
			     size_t start, size_t end)
{
	if (!index->starts)
		index_lines(index, bytes);
	size_t line = line_of(index, start);
	struct place place = {.file = file, .line = (unsigned)line + 1};
	place.column = column_of(index, bytes, line, start);
	place.end_column = place.column;
	struct span marked = span_sub(bytes, start, end > start ? end : start), first;
	if (span_line(&marked, &first))
		place.end_column += (unsigned)utf8_count(first);
	return place;
}

/* ---- from the text back to who wrote it */

/* A piece of text that a patch wrote: in which patch, by which operation, and where there. */
struct origin {
	uint32_t patch;
	const struct op *op;
	uint32_t block;	   /* of the patch's document; DOC_NONE: new words */
	struct span eid;   /* of the payload provision; empty: new words */
	unsigned nth;	   /* text of it */
	size_t words_from; /* where new words begin in the text of the block; SIZE_MAX: not in them
			    */
	bool label;
	struct span heading; /* its text, when it is a heading */
};

static struct span heading_text(const struct block *block)
{
	bool heading = block->part == PART_CROSSHEADING || block->part == PART_HEADING;
	return heading ? block->text : (struct span){"", 0};
}

static bool is_text(enum block_part part)
{
	return part == PART_INTRO || part == PART_CONTENT || part == PART_WRAPUP ||
	       part == PART_CROSSHEADING;
}

static unsigned nth_text(const struct doc *doc, uint32_t provision, uint32_t block)
{
	unsigned nth = 0;
	uint32_t i = DOC_NONE;
	while ((i = provision_next_block(doc, provision, i)) != DOC_NONE && i < block)
		nth += is_text(doc->blocks[i].part);
	return nth;
}

/* The n-th text of a payload provision; of a cross-heading's wrapper its heading. */
static uint32_t payload_block(const struct doc *doc, uint32_t provision, unsigned nth, bool label)
{
	const struct provision *p = &doc->provisions[provision];
	if (label)
		return p->num;
	if (p->element == EL_HCONTAINER && p->flags & PROVISION_CROSSHEADING)
		return p->heading;
	uint32_t i = DOC_NONE;
	while ((i = provision_next_block(doc, provision, i)) != DOC_NONE)
		if (is_text(doc->blocks[i].part) && !nth--)
			return i;
	return DOC_NONE;
}

static bool splice_at(const struct state *state, uint32_t doc, uint32_t byte, size_t *splice)
{
	if (state->version != VERSION_FINAL)
		return false;
	const struct applied_doc *applied = &state->input->application->docs[doc];
	return applied->touched &&
	       splices_old_offset(&applied->splices, byte, splice) == SIZE_MAX &&
	       applied->splices.items[*splice].op;
}

/* The first offset of a block's text that lies in the splice: offsets rise with bytes. */
static size_t splice_begins(const struct state *state, uint32_t doc, uint32_t block, size_t splice,
			    size_t inside)
{
	size_t low = 0, high = inside, found;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t byte = block_byte(state->docs[doc], block, middle, true);
		if (splice_at(state, doc, byte, &found) && found == splice)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static bool find_patch(const struct state *state, const struct patch *patch, uint32_t *index)
{
	for (*index = 0; *index < state->input->patch_count; ++*index)
		if (state->input->patches[*index] == patch)
			return true;
	return false;
}

static bool find_origin(const struct state *state, uint32_t doc, uint32_t block, size_t offset,
			struct origin *origin)
{
	size_t splice;
	uint32_t byte = block_byte(state->docs[doc], block, offset, true);
	if (!splice_at(state, doc, byte, &splice))
		return false;
	const struct application *application = state->input->application;
	const struct splice *item = &application->docs[doc].splices.items[splice];
	const struct op_result *result = application_change(application, item->op);
	if (!result || !find_patch(state, result->patch, &origin->patch))
		return false;
	const struct block *b = &state->docs[doc]->blocks[block];
	origin->op = result->op;
	origin->block = DOC_NONE;
	origin->eid = b->provision == DOC_NONE ? (struct span){"", 0}
					       : state_eid(state, doc, b->provision);
	const struct entry *made = table_get(&state->made, origin->eid);
	if (made && made->a == origin->patch && made->c != DOC_NONE &&
	    origin->op->payload != DOC_NONE) {
		origin->label = b->part == PART_NUM;
		origin->heading = heading_text(b);
		origin->nth = nth_text(state->docs[doc], b->provision, block);
		origin->block =
			payload_block(result->patch->doc, made->c, origin->nth, origin->label);
		return true;
	}
	/* Operations on words write whole references anew: the new words are somewhere in that. */
	origin->eid = (struct span){NULL, 0};
	origin->words_from = SIZE_MAX;
	struct span words = span_of(origin->op->new_words);
	size_t from = splice_begins(state, doc, block, splice, offset);
	size_t at = words.length ? span_find(b->text, words, from) : SIZE_MAX;
	if (at <= offset && offset < at + words.length)
		origin->words_from = at;
	return true;
}

bool where_fresh(const struct state *state, uint32_t doc, uint32_t block, size_t offset)
{
	if (state->version == VERSION_PAYLOAD)
		return true;
	if (state->version == VERSION_BASE || !state->input->application->docs[doc].touched)
		return false;
	size_t splice;
	return splice_at(state, doc, block_byte(state->docs[doc], block, offset, true), &splice);
}

const struct op *where_written(const struct state *state, uint32_t doc, uint32_t block,
			       size_t offset)
{
	if (state->version == VERSION_PAYLOAD) {
		uint32_t patch;
		uint32_t provision = state->docs[doc]->blocks[block].provision;
		return state_made(state, state_eid(state, doc, provision), &patch);
	}
	struct origin origin = {0};
	return find_origin(state, doc, block, offset, &origin) ? origin.op : NULL;
}

/* ---- places */

static void index_labels(struct table *labels, const struct compiled *compiled)
{
	for (size_t i = 0; i < compiled->text_count; i++) {
		const struct draft_text *text = &compiled->texts[i];
		if (text->label && text->eid && text->segment_count)
			table_add(labels, span_of(text->eid), text->op, (uint32_t)i, 0);
	}
}

static size_t label_source(struct state *state, const struct compiled *compiled,
			   const struct origin *origin)
{
	struct table *labels = &state->draft_labels[origin->patch];
	if (!labels->size)
		index_labels(labels, compiled);
	const struct entry *entry = table_get(labels, origin->eid);
	return entry && entry->a == origin->op->number
		       ? compiled->texts[entry->b].segments[0].source
		       : SIZE_MAX;
}

/* A heading is a line of the draft by itself, below its instruction. */
static size_t heading_source(const struct compiled *compiled, const struct origin *origin,
			     struct span heading, size_t offset)
{
	const struct lines *lines = compiled->lines;
	for (size_t i = 0; i < lines->count; i++) {
		const struct logical *line = &lines->items[i];
		if (line->line < origin->op->line || line->use != LINE_TEXT ||
		    !span_equal(span_trim(line->text), span_trim(heading)))
			continue;
		return segment_source(line->segments, line->segment_count, offset);
	}
	return SIZE_MAX;
}

static size_t draft_byte(struct state *state, const struct compiled *compiled,
			 const struct origin *origin, size_t offset)
{
	unsigned op = origin->op->number;
	if (origin->label) {
		size_t at = label_source(state, compiled, origin);
		return at == SIZE_MAX ? at : at + offset;
	}
	if (!origin->eid.at && offset < origin->words_from)
		return SIZE_MAX;
	if (origin->heading.length)
		return heading_source(compiled, origin, origin->heading, offset);
	return compiled_source(compiled, op, origin->eid, origin->nth, offset - origin->words_from);
}

static bool in_draft(struct state *state, const struct origin *origin, size_t start, size_t end,
		     struct place *place)
{
	const struct check_input *input = state->input;
	const struct compiled *compiled = input->compiled ? input->compiled[origin->patch] : NULL;
	if (!compiled || !compiled->lines)
		return false;
	size_t from = draft_byte(state, compiled, origin, start);
	size_t last = end > start ? draft_byte(state, compiled, origin, end - 1) : from;
	struct span bytes = compiled->lines->bytes;
	if (from >= bytes.length)
		return false;
	size_t to = last == SIZE_MAX || last < from || last >= bytes.length ? from + 1 : last + 1;
	while (to < bytes.length && ((unsigned char)bytes.at[to] & 0xC0) == 0x80)
		to++;
	*place = place_in(&state->draft_lines[origin->patch], compiled->lines->file, bytes, from,
			  to);
	return true;
}

struct place where_op(const struct state *state, uint32_t patch, const struct op *op)
{
	const struct compiled *compiled =
		state->input->compiled ? state->input->compiled[patch] : NULL;
	const char *file = compiled && compiled->lines ? compiled->lines->file : op->file;
	return (struct place){
		.file = file, .line = op->line, .column = op->column, .end_column = op->column};
}

static struct place in_patch(struct state *state, uint32_t patch, uint32_t block, size_t start,
			     size_t end)
{
	const struct doc *doc = state->input->patches[patch]->doc;
	uint32_t from = block_byte(doc, block, start, true);
	uint32_t to = end > start ? block_byte(doc, block, end, false) : from;
	return place_in(&state->patch_lines[patch], doc->file, doc->bytes, from, to);
}

/* Words that a patch without a draft puts into a text: in its quotedText. */
static struct place in_new_words(struct state *state, const struct origin *origin, size_t start,
				 size_t end)
{
	const struct doc *doc = state->input->patches[origin->patch]->doc;
	const struct inl *words = &doc->inlines[origin->op->new_inline];
	size_t from = words->text_start, to = words->text_end;
	if (start >= origin->words_from && end - origin->words_from <= to - from) {
		to = from + (end - origin->words_from);
		from += start - origin->words_from;
	}
	return in_patch(state, origin->patch, words->block, from, to);
}

static struct place in_base(struct state *state, uint32_t doc, uint32_t block, size_t start,
			    size_t end)
{
	const struct doc *d = state->docs[doc], *old = state_old(state, doc);
	size_t from = block_byte(d, block, start, true), splice;
	size_t to = end > start ? block_byte(d, block, end, false) : from;
	if (!old)
		return place_in(&state->old_lines[doc], d->file, d->bytes, from, to);
	const struct splices *splices = &state->input->application->docs[doc].splices;
	size_t old_from = splices_old_offset(splices, from, &splice);
	size_t old_to = to > from ? splices_old_offset(splices, to - 1, &splice) : SIZE_MAX;
	if (old_from == SIZE_MAX)
		return (struct place){.file = old->file};
	return place_in(&state->old_lines[doc], old->file, old->bytes, old_from,
			old_to == SIZE_MAX || old_to < old_from ? old_from : old_to + 1);
}

/* The AKN behind a draft is no file that anybody has. */
static bool has_draft(const struct state *state, uint32_t patch)
{
	return state->input->compiled && state->input->compiled[patch];
}

struct place where_text(struct state *state, uint32_t doc, uint32_t block, size_t start, size_t end)
{
	struct origin origin = {0};
	struct place place;
	if (state->version == VERSION_PAYLOAD) {
		const struct block *b = &state->docs[doc]->blocks[block];
		uint32_t patch;
		origin.patch = doc;
		origin.eid = state_eid(state, doc, b->provision);
		origin.op = state_made(state, origin.eid, &patch);
		origin.label = b->part == PART_NUM;
		origin.heading = heading_text(b);
		origin.nth = nth_text(state->docs[doc], b->provision, block);
		if (origin.op && in_draft(state, &origin, start, end, &place))
			return place;
		if (origin.op && has_draft(state, doc))
			return where_op(state, doc, origin.op);
		return in_patch(state, doc, block, start, end);
	}
	if (!find_origin(state, doc, block, start, &origin))
		return in_base(state, doc, block, start, end);
	if (in_draft(state, &origin, start, end, &place))
		return place;
	if (origin.block != DOC_NONE && !has_draft(state, origin.patch))
		return in_patch(state, origin.patch, origin.block, start, end);
	if (origin.op->new_inline != DOC_NONE && !has_draft(state, origin.patch))
		return in_new_words(state, &origin, start, end);
	return where_op(state, origin.patch, origin.op);
}

/* ---- findings */

const char *state_citation(struct state *state, struct span eid)
{
	struct buf text = {0};
	address_to_citation(state->profile, eid, &text);
	const char *citation = arena_copy(&state->arena, text.at ? text.at : "", text.length);
	buf_release(&text);
	return citation;
}

static bool crowded(struct state *state, enum diag_code code, uint32_t doc, uint32_t block)
{
	struct crowd *crowd = &state->crowds[code];
	if (crowd->doc != doc || crowd->block != block)
		*crowd = (struct crowd){doc, block, 0};
	return ++crowd->count > MOST_IN_BLOCK;
}

static struct diag *spare(struct state *state)
{
	free(state->spare.related);
	state->spare = (struct diag){0};
	return &state->spare;
}

struct diag *state_report(struct state *state, enum diag_code code, uint32_t doc, uint32_t block,
			  size_t start, size_t end, const char *format, ...)
{
	const struct block *b = &state->docs[doc]->blocks[block];
	if (!state_wants(state, code) || crowded(state, code, doc, block))
		return spare(state);
	struct place place = {0};
	if (!state->silent)
		place = where_text(state, doc, block, start, end);
	va_list args;
	va_start(args, format);
	struct diag *diag = diag_vadd(state->diags, code, place, format, args);
	va_end(args);
	diag->quoted = diag_keep(state->diags, span_sub(b->text, start, end));
	if (b->provision != DOC_NONE) {
		struct span eid = state_eid(state, doc, b->provision);
		diag->eid = diag_keep(state->diags, eid);
		diag->document = diag_keep(state->diags, span_of(state->docs[doc]->file));
		diag->citation = diag_keep(state->diags, span_of(state_citation(state, eid)));
	}
	const struct op *op = state->silent ? NULL : where_written(state, doc, block, start);
	if (op)
		diag->op = op->number;
	if (state->version == VERSION_FINAL && !state->silent &&
	    !where_fresh(state, doc, block, start)) {
		MEM_ROOM(state->spotted, state->spotted_count, state->spotted_capacity);
		state->spotted[state->spotted_count++] =
			(struct spotted){diag, doc, block, start, end};
	}
	return diag;
}

void state_relate_op(struct state *state, struct diag *diag, uint32_t patch, const struct op *op,
		     const char *what)
{
	diag_relate(state->diags, diag, where_op(state, patch, op), "%s by operation %u", what,
		    op->number);
}
