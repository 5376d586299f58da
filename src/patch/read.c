/* Reading a modification: active modifications and the facts about them (akn-profile, section 6)
 * become operations. A link that leads to nothing is XML007: such a patch is not executed. */
#include "patch/patch.h"

#include "doc/tags.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct patch *patch;
	struct doc *doc;
	struct diags *diags;
	uint32_t *quotes; /* inlines with an eId, sorted by it */
	size_t quote_count;
	bool failed;
};

static const char *keep(struct reader *reader, struct span raw)
{
	if (!raw.at)
		return NULL;
	if (!memchr(raw.at, '&', raw.length))
		return arena_copy(&reader->patch->arena, raw.at, raw.length);
	struct buf text = {0};
	tag_decode(raw, &text);
	const char *copy = arena_copy(&reader->patch->arena, text.at, text.length);
	buf_release(&text);
	return copy;
}

static const char *attribute(struct reader *reader, uint32_t meta, const char *name)
{
	return keep(reader, doc_attribute(reader->doc, reader->doc->metas[meta].start, name));
}

static void broken(struct reader *reader, uint32_t meta, const char *what, const char *value)
{
	const struct meta *at = &reader->doc->metas[meta];
	diag_add(reader->diags, DIAG_XML007, doc_place(reader->doc, at->start, at->open), "%s “%s”",
		 what, value ? value : "");
	reader->failed = true;
}

/* ---- quoted text and structures by eId */

static int by_eid(const void *a, const void *b, void *inlines)
{
	const struct inl *x = (const struct inl *)inlines + *(const uint32_t *)a;
	const struct inl *y = (const struct inl *)inlines + *(const uint32_t *)b;
	return span_compare(x->eid, y->eid);
}

static void sort_quotes(struct reader *reader)
{
	struct doc *doc = reader->doc;
	reader->quotes = mem_alloc((doc->inline_count + 1) * sizeof *reader->quotes);
	for (size_t i = 0; i < doc->inline_count; i++)
		if (doc->inlines[i].eid.length)
			reader->quotes[reader->quote_count++] = (uint32_t)i;
	qsort_r(reader->quotes, reader->quote_count, sizeof *reader->quotes, by_eid, doc->inlines);
}

/* The inline that "#id" names, or DOC_NONE. */
static uint32_t quote(const struct reader *reader, const char *href)
{
	if (!href || href[0] != '#')
		return DOC_NONE;
	struct span eid = span_of(href + 1);
	size_t low = 0, high = reader->quote_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct inl *inl = &reader->doc->inlines[reader->quotes[middle]];
		int order = span_compare(inl->eid, eid);
		if (!order)
			return reader->quotes[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return DOC_NONE;
}

static struct span inline_text(const struct doc *doc, uint32_t index)
{
	const struct inl *inl = &doc->inlines[index];
	return span_sub(doc->blocks[inl->block].text, inl->text_start, inl->text_end);
}

static const char *quoted_words(struct reader *reader, uint32_t index)
{
	struct span text = inline_text(reader->doc, index);
	return arena_copy(&reader->patch->arena, text.at, text.length);
}

/* ---- operations */

/* "/akn/…/!section-z#cl_Z4-11" -> Work IRI and eId. */
static void split_href(struct reader *reader, const char *href, const char **work, const char **eid)
{
	const char *hash = href ? strchr(href, '#') : NULL;
	*work = href ? arena_copy(&reader->patch->arena, href,
				  hash ? (size_t)(hash - href) : strlen(href))
		     : NULL;
	*eid = hash ? hash + 1 : NULL;
}

static void read_destination(struct reader *reader, uint32_t mod, struct op *op)
{
	uint32_t destination = doc_meta(reader->doc, mod, "destination", mod);
	if (destination == DOC_NONE) {
		broken(reader, mod, "an operation without destination", NULL);
		return;
	}
	const char *eid;
	split_href(reader, attribute(reader, destination, "href"), &op->work, &eid);
	const char *up_to = attribute(reader, destination, "upTo");
	const char *hash = up_to ? strchr(up_to, '#') : NULL;
	op->up_to = hash ? hash + 1 : up_to;
	const char *position = attribute(reader, destination, "pos");
	if (position && !strcmp(position, "unspecified"))
		op->position = POS_ORDER;
	else if (position) {
		int named = op_position_named(span_of(position));
		if (named < 0)
			broken(reader, destination, "an unknown position", position);
		else
			op->position = (enum op_position)named;
	}
	op->target = op->anchor = eid; /* which of them it is depends on lp:op */
}

/* The words of an instruction as drafted: quoted text with its marks, which are attributes in AKN;
 * without the quotations that do not stand in its line. */
static void with_marks(struct reader *reader, uint32_t mod, struct buf *out)
{
	const struct doc *doc = reader->doc;
	const struct inl *whole = &doc->inlines[mod];
	struct span text = doc->blocks[whole->block].text;
	size_t at = whole->text_start;
	for (uint32_t i = mod + 1; i < doc->inline_count && doc->inlines[i].start < whole->end;
	     i++) {
		const struct inl *inl = &doc->inlines[i];
		if (inl->element != EL_QUOTED_TEXT || inl->block != whole->block ||
		    inl->text_start < at)
			continue;
		buf_span(out, span_sub(text, at, inl->text_start));
		at = inl->text_end;
		struct span class = doc_attribute(doc, inl->start, "class");
		if (span_is(class, "apart") || span_is(class, "apart items"))
			continue;
		tag_decode(doc_attribute(doc, inl->start, "startQuote"), out);
		buf_span(out, span_sub(text, inl->text_start, inl->text_end));
		tag_decode(doc_attribute(doc, inl->start, "endQuote"), out);
	}
	buf_span(out, span_sub(text, at, whole->text_end));
}

static void read_instruction(struct reader *reader, uint32_t mod, struct op *op)
{
	uint32_t source = doc_meta(reader->doc, mod, "source", mod);
	const char *href = source == DOC_NONE ? NULL : attribute(reader, source, "href");
	uint32_t index = quote(reader, href);
	if (index == DOC_NONE) {
		broken(reader, mod, "the source leads to nothing:", href);
		return;
	}
	struct buf marked = {0}, text = {0};
	with_marks(reader, index, &marked);
	struct span raw = span_trim(buf_as_span(&marked));
	for (size_t i = 0; i < raw.length; i++) {
		bool space = strchr(" \t\r\n", raw.at[i]) != NULL;
		if (!space || (text.length && text.at[text.length - 1] != ' '))
			buf_char(&text, space ? ' ' : raw.at[i]);
	}
	buf_release(&marked);
	op->text = arena_copy(&reader->patch->arena, text.at, text.length);
	buf_release(&text);
}

static bool only_space(const struct doc *doc, uint32_t from, uint32_t to)
{
	return !memchr(doc->bytes.at + from, '<', to - from);
}

/* The provisions directly in a structure. Nothing else may stand among them: it would be lost.
 * False when something does. */
static bool read_payload(struct reader *reader, uint32_t structure, struct op *op)
{
	const struct doc *doc = reader->doc;
	const struct inl *inl = &doc->inlines[structure];
	size_t low = 0, high = doc->provision_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (doc->provisions[middle].start < inl->open)
			low = middle + 1;
		else
			high = middle;
	}
	uint32_t after = (uint32_t)low, done = inl->open;
	while (after < doc->provision_count && doc->provisions[after].start < inl->close) {
		if (!only_space(doc, done, doc->provisions[after].start))
			return false;
		done = doc->provisions[after].end;
		after = doc->provisions[after].after;
	}
	if (after > low) {
		op->payload = (uint32_t)low;
		op->payload_after = after;
	}
	return only_space(doc, done, inl->close);
}

static void read_quotes(struct reader *reader, uint32_t mod, struct op *op)
{
	unsigned olds = 0;
	for (uint32_t i = mod + 1; i < reader->doc->meta_count; i++) {
		const struct meta *meta = &reader->doc->metas[i];
		if (meta->parent != mod)
			break;
		bool is_old = span_is(meta->name, "old");
		if (!is_old && !span_is(meta->name, "new"))
			continue;
		const char *href = attribute(reader, i, "href");
		uint32_t index = quote(reader, href);
		if (index == DOC_NONE && op->kind == OP_MOVE)
			continue; /* the old provision itself */
		if (index == DOC_NONE) {
			broken(reader, i,
			       is_old ? "the old text is not there:" : "the new text is not there:",
			       href);
		} else if (reader->doc->inlines[index].element == EL_QUOTED_STRUCTURE) {
			if (!read_payload(reader, index, op))
				broken(reader, i, "not only provisions stand in", href);
		} else if (!is_old) {
			op->new_words = quoted_words(reader, index);
			op->new_inline = index;
			op->new_items =
				span_is(doc_attribute(reader->doc,
						      reader->doc->inlines[index].start, "class"),
					"apart items");
		} else if (olds++) {
			op->old_to = quoted_words(reader, index);
		} else {
			op->old = quoted_words(reader, index);
			op->old_inline = index;
		}
	}
}

static bool is_move(struct reader *reader, uint32_t lp)
{
	return span_is(doc_attribute(reader->doc, reader->doc->metas[lp].start, "kind"), "move");
}

static void read_mod(struct reader *reader, uint32_t mod, uint32_t lp, struct op *op)
{
	const char *type = attribute(reader, mod, "type");
	int kind = type ? op_kind_named(span_of(type)) : -1;
	if (kind < 0)
		broken(reader, mod, "an unknown type of operation", type);
	else
		op->kind = (enum op_kind)kind;
	if (lp != DOC_NONE && is_move(reader, lp))
		op->kind = OP_MOVE;
	op->payload = op->old_inline = op->new_inline = DOC_NONE;
	op->payload_after = DOC_NONE;
	read_destination(reader, mod, op);
	read_instruction(reader, mod, op);
	read_quotes(reader, mod, op);
	const char *eid = attribute(reader, mod, "eId");
	char wanted[32];
	snprintf(wanted, sizeof wanted, "am_%u", op->number);
	if (!eid || strcmp(eid, wanted))
		broken(reader, mod, "operations are to be numbered am_1, am_2 …; found", eid);
}

/* ---- lp:op */

static int occurrence(const char *text)
{
	if (!text)
		return OCCURRENCE_ONE;
	if (!strcmp(text, "each"))
		return OCCURRENCE_EACH;
	if (!strcmp(text, "last"))
		return OCCURRENCE_LAST;
	return strcmp(text, "first") ? (int)strtol(text, NULL, 10) : 1;
}

/* A keyword of lp:op, or -1 with a finding when it is unknown; `absent` when it is not there. */
static int keyword(struct reader *reader, uint32_t meta, const char *name,
		   int (*named)(struct span), int absent)
{
	const char *value = attribute(reader, meta, name);
	if (!value)
		return absent;
	int found = named(span_of(value));
	if (found < 0) {
		broken(reader, meta, "an unknown word in lp:op:", value);
		return absent;
	}
	return found;
}

static void read_facts(struct reader *reader, uint32_t meta, struct op *op)
{
	op->scope = (enum op_scope)keyword(reader, meta, "scope", op_scope_named, SCOPE_PROVISION);
	op->span = (enum op_span)keyword(reader, meta, "span", op_span_named, SPAN_WORDS);
	op->leaves = (enum op_leaves)keyword(reader, meta, "leaves", op_leaves_named, LEAVES_NONE);
	op->kind = (enum op_kind)keyword(reader, meta, "kind", op_kind_named, (int)op->kind);
	const char *target = attribute(reader, meta, "target");
	if (target)
		op->target = target;
	op->def = attribute(reader, meta, "def");
	op->to = attribute(reader, meta, "to");
	const char *which = attribute(reader, meta, "occurrence");
	op->occurrence = occurrence(which);
	if (which && op->occurrence <= 0 && strcmp(which, "each") && strcmp(which, "last"))
		broken(reader, meta, "an unknown occurrence", which);
	const char *count = attribute(reader, meta, "count");
	op->count = count ? (unsigned)strtoul(count, NULL, 10) : 0;
	op->next = attribute(reader, meta, "next");
	op->exact =
		span_is(doc_attribute(reader->doc, reader->doc->metas[meta].start, "exact"), "yes");
	op->file = attribute(reader, meta, "file");
	const char *line = attribute(reader, meta, "line"),
		   *column = attribute(reader, meta, "column");
	op->line = line ? (unsigned)strtoul(line, NULL, 10) : 0;
	op->column = column ? (unsigned)strtoul(column, NULL, 10) : 1;
	const char *at = attribute(reader, meta, "at");
	if (at) {
		uint32_t index = quote(reader, at);
		if (index == DOC_NONE) {
			broken(reader, meta, "the anchor words are not there:", at);
			return;
		}
		op->old = quoted_words(reader, index);
		op->old_inline = index;
	}
}

/* Each lp:op names the operations that it is about; each operation has exactly one: lp[op]. */
static void find_lp_op(struct reader *reader, uint32_t meta, uint32_t *lp)
{
	struct patch *patch = reader->patch;
	const char *list = attribute(reader, meta, "for");
	for (const char *at = list ? list : ""; *at;) {
		at += strspn(at, " ");
		size_t length = strcspn(at, " ");
		unsigned number = 0;
		if (length > 4 && !strncmp(at, "#am_", 4))
			number = (unsigned)strtoul(at + 4, NULL, 10);
		if (!number || number > patch->op_count || lp[number - 1] != DOC_NONE) {
			broken(reader, meta, "lp:op is not for exactly one operation:", list);
			return;
		}
		lp[number - 1] = meta;
		at += length;
	}
}

/* A move is a repeal and an insertion under one lp:op: the first carries it, the second is dropped.
 */
static void join_moves(struct patch *patch, const uint32_t *lp)
{
	size_t kept = 0;
	for (size_t i = 0; i < patch->op_count; i++) {
		struct op *op = &patch->ops[i];
		bool second = i && op->kind == OP_MOVE && lp[i] == lp[i - 1] && kept;
		if (!second) {
			patch->ops[kept++] = *op;
			continue;
		}
		struct op *first = &patch->ops[kept - 1];
		first->anchor = op->anchor;
		first->position = op->position;
	}
	patch->op_count = kept;
}

static void settle(struct reader *reader, uint32_t mod, struct op *op)
{
	bool placed = op->kind == OP_MOVE || (op->kind == OP_INSERTION && !op_into_words(op) &&
					      op->scope != SCOPE_HEADING);
	if (!placed)
		op->anchor = NULL;
	if (op->kind == OP_RENUMBERING || (op->kind == OP_MOVE && op->new_words)) {
		op->new_num = op->new_words;
		op->new_words = NULL;
	}
	bool counted = op->old && (op->count || op->occurrence != OCCURRENCE_ONE);
	bool words = op->scope == SCOPE_WORDS ||
		     (counted && (op->scope == SCOPE_HEADING || op->scope == SCOPE_CROSSHEADING));
	if (op->kind == OP_REPEAL && words && !op->new_words)
		op->new_words = "";
	if (!op->target)
		broken(reader, mod, "an operation without target", NULL);
	if ((op->kind == OP_RENUMBERING || op->to) && (!op->to || !op->new_num))
		broken(reader, mod, "a renumbering without its new number", op->target);
}

/* ---- the whole */

static uint32_t below(const struct doc *doc, uint32_t parent, const char *name)
{
	return doc_meta(doc, parent, name, 0);
}

static void read_ops(struct reader *reader)
{
	struct doc *doc = reader->doc;
	struct patch *patch = reader->patch;
	uint32_t analysis = below(doc, DOC_NONE, "analysis");
	uint32_t active =
		analysis == DOC_NONE ? DOC_NONE : below(doc, analysis, "activeModifications");
	if (active == DOC_NONE)
		return;
	for (uint32_t i = active + 1;
	     i < doc->meta_count && doc->metas[i].start < doc->metas[active].end; i++)
		patch->op_count += doc->metas[i].parent == active;
	patch->ops = arena_alloc(&patch->arena, (patch->op_count + 1) * sizeof *patch->ops);
	uint32_t *lp = mem_alloc((patch->op_count + 1) * sizeof *lp);
	memset(lp, 0xFF, (patch->op_count + 1) * sizeof *lp); /* DOC_NONE */
	uint32_t proprietary = below(doc, DOC_NONE, "proprietary");
	for (uint32_t i = proprietary; i != DOC_NONE && i < doc->meta_count; i++)
		if (doc->metas[i].parent == proprietary && span_is(doc->metas[i].name, "op"))
			find_lp_op(reader, i, lp);
	for (uint32_t i = active + 1, n = 0; n < patch->op_count; i++)
		if (doc->metas[i].parent == active) {
			struct op *op = &patch->ops[n];
			op->number = n + 1;
			read_mod(reader, i, lp[n], op);
			if (lp[n] != DOC_NONE)
				read_facts(reader, lp[n], op);
			settle(reader, i, op);
			n++;
		}
	join_moves(patch, lp);
	free(lp);
}

static void read_pins(struct reader *reader, uint32_t proprietary)
{
	struct doc *doc = reader->doc;
	struct patch *patch = reader->patch;
	size_t capacity = 0;
	for (uint32_t i = proprietary + 1; i < doc->meta_count; i++)
		capacity +=
			doc->metas[i].parent == proprietary && span_is(doc->metas[i].name, "pin");
	patch->pins = arena_alloc(&patch->arena, (capacity + 1) * sizeof *patch->pins);
	for (uint32_t i = proprietary + 1; i < doc->meta_count; i++) {
		if (doc->metas[i].parent != proprietary || !span_is(doc->metas[i].name, "pin"))
			continue;
		struct pin *pin = &patch->pins[patch->pin_count];
		const char *digest = attribute(reader, i, "sha256");
		split_href(reader, attribute(reader, i, "href"), &pin->work, &pin->eid);
		if (!pin->eid || !digest || strlen(digest) != SHA256_HEX - 1) {
			broken(reader, i, "a pin without place or digest", digest);
			continue;
		}
		memcpy(pin->sha256, digest, SHA256_HEX);
		patch->pin_count++;
	}
}

/* ---- frames */

static uint32_t count_below(const struct doc *doc, uint32_t parent, const char *name)
{
	uint32_t count = 0;
	for (uint32_t i = doc_meta(doc, parent, name, 0); i != DOC_NONE;
	     i = doc_meta(doc, parent, name, i + 1))
		count++;
	return count;
}

static void read_edit(struct reader *reader, uint32_t meta, struct patch_frame *frame)
{
	const char *start = attribute(reader, meta, "start"), *end = attribute(reader, meta, "end");
	const struct meta *at = &reader->doc->metas[meta];
	struct frame_edit *edit = &frame->edits[frame->edit_count];
	edit->start = start ? (uint32_t)strtoul(start, NULL, 10) : 0;
	edit->end = end ? (uint32_t)strtoul(end, NULL, 10) : 0;
	uint32_t before = frame->edit_count ? edit[-1].end : 0;
	struct buf text = {0};
	tag_decode(span_sub(reader->doc->bytes, at->open, at->close), &text);
	edit->text =
		(struct span){arena_copy(&reader->patch->arena, text.at, text.length), text.length};
	buf_release(&text);
	if (!start || !end || edit->end < edit->start || edit->start < before)
		broken(reader, meta,
		       "lp:edit is no stretch of the file behind the one before:", start);
	else
		frame->edit_count++;
}

static void read_frames(struct reader *reader, uint32_t proprietary)
{
	struct doc *doc = reader->doc;
	struct patch *patch = reader->patch;
	size_t count = count_below(doc, proprietary, "frame");
	patch->frames = arena_alloc(&patch->arena, (count + 1) * sizeof *patch->frames);
	for (uint32_t i = doc_meta(doc, proprietary, "frame", 0); i != DOC_NONE;
	     i = doc_meta(doc, proprietary, "frame", i + 1)) {
		struct patch_frame *frame = &patch->frames[patch->frame_count++];
		const char *digest = attribute(reader, i, "sha256");
		frame->work = attribute(reader, i, "href");
		frame->edits = arena_alloc(&patch->arena, (count_below(doc, i, "edit") + 1) *
								  sizeof *frame->edits);
		if (!frame->work || !digest || strlen(digest) != SHA256_HEX - 1)
			broken(reader, i, "a frame without document or digest", digest);
		else
			memcpy(frame->sha256, digest, SHA256_HEX);
		for (uint32_t e = doc_meta(doc, i, "edit", 0); e != DOC_NONE;
		     e = doc_meta(doc, i, "edit", e + 1))
			read_edit(reader, e, frame);
	}
}

static void read_head(struct reader *reader)
{
	struct doc *doc = reader->doc;
	struct patch *patch = reader->patch;
	const struct doc_facts *facts = &doc->facts;
	patch->name = keep(reader, facts->short_name.length ? facts->short_name : facts->number);
	patch->version = keep(reader, facts->version);
	patch->date = keep(reader, facts->date);
	patch->date_name = keep(reader, facts->date_name);
	patch->author = keep(reader, facts->author);
	patch->iri = keep(reader, facts->expression_uri);
	patch->expression = keep(reader, facts->expression);
	for (size_t i = 0; i < doc->inline_count && !patch->title; i++) {
		const struct inl *inl = &doc->inlines[i];
		if (span_starts(span_sub(doc->bytes, inl->start, inl->open), "<docTitle"))
			patch->title = quoted_words(reader, (uint32_t)i);
	}
	uint32_t proprietary = below(doc, DOC_NONE, "proprietary");
	if (proprietary == DOC_NONE)
		return;
	uint32_t base = below(doc, proprietary, "base");
	if (base != DOC_NONE) {
		patch->base_uri = attribute(reader, base, "href");
		patch->base_version = attribute(reader, base, "version");
	}
	read_pins(reader, proprietary);
	read_frames(reader, proprietary);
}

struct patch *patch_read(struct doc *doc, struct diags *diags)
{
	struct patch *patch = mem_alloc(sizeof *patch);
	patch->doc = doc;
	struct reader reader = {.patch = patch, .doc = doc, .diags = diags};
	if (!span_is(doc->facts.type, "bill") || !span_is(doc->facts.name, "modification")) {
		diag_add(diags, DIAG_XML007, (struct place){.file = doc->file, .line = 1},
			 "not a modification (a bill of the name “modification”)");
		reader.failed = true;
	} else {
		sort_quotes(&reader);
		read_head(&reader);
		read_ops(&reader);
		free(reader.quotes);
	}
	if (reader.failed) {
		patch_free(patch);
		return NULL;
	}
	return patch;
}

void patch_free(struct patch *patch)
{
	if (!patch)
		return;
	doc_free(patch->doc);
	arena_release(&patch->arena);
	free(patch);
}
