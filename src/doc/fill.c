/* Elements that start and end become rows of the tables: metadata, provisions, blocks and the
 * inline marks in them. */
#include "doc/fill.h"

#include "doc/eids.h"
#include "doc/near.h"

#include <stdlib.h>
#include <string.h>

static bool has_word(struct span list, const char *word)
{
	size_t n = strlen(word);
	if (list.length < n)
		return false;
	for (size_t at = 0; (at = span_find(list, span_of(word), at)) != SIZE_MAX; at += n)
		if ((at == 0 || list.at[at - 1] == ' ') &&
		    (at + n == list.length || list.at[at + n] == ' '))
			return true;
	return false;
}

/* ---- metadata */

static void fact(struct span *field, struct span value)
{
	if (!field->at)
		*field = value;
}

static void work_fact(struct doc_facts *facts, struct span name, const struct span *values)
{
	if (span_is(name, "FRBRthis"))
		fact(&facts->work, values[AT_VALUE]);
	else if (span_is(name, "FRBRuri"))
		fact(&facts->work_uri, values[AT_VALUE]);
	else if (span_is(name, "FRBRnumber"))
		fact(&facts->number, values[AT_VALUE]);
	else if (span_is(name, "FRBRalias") && span_is(values[AT_NAME], "title"))
		fact(&facts->title, values[AT_VALUE]);
	else if (span_is(name, "FRBRalias") && span_is(values[AT_NAME], "short"))
		fact(&facts->short_name, values[AT_VALUE]);
}

static void expression_fact(struct doc_facts *facts, struct span name, const struct span *values)
{
	if (span_is(name, "FRBRthis"))
		fact(&facts->expression, values[AT_VALUE]);
	else if (span_is(name, "FRBRuri"))
		fact(&facts->expression_uri, values[AT_VALUE]);
	else if (span_is(name, "FRBRversionNumber"))
		fact(&facts->version, values[AT_VALUE]);
	else if (span_is(name, "FRBRauthor"))
		fact(&facts->author, values[AT_HREF]);
	else if (span_is(name, "FRBRdate")) {
		fact(&facts->date, values[AT_DATE]);
		fact(&facts->date_name, values[AT_NAME]);
	}
}

static void meta_start(struct fill *fill, struct frame *frame, struct span name, const char *uri)
{
	struct doc *doc = fill->doc;
	MEM_ROOM(doc->metas, doc->meta_count, doc->meta_capacity);
	uint32_t parent = fill->meta;
	doc->metas[doc->meta_count] = (struct meta){
		.name = name,
		.depth = parent == DOC_NONE ? 0 : doc->metas[parent].depth + 1,
		.parent = parent,
		.start = frame->start,
		.open = frame->open,
	};
	frame->index = fill->meta = (uint32_t)doc->meta_count++;
	if (span_is(name, "FRBRWork"))
		fill->in_work = true;
	else if (span_is(name, "FRBRExpression"))
		fill->in_expression = true;
	else if (fill->in_work)
		work_fact(&doc->facts, name, fill->values);
	else if (fill->in_expression)
		expression_fact(&doc->facts, name, fill->values);
	else if (span_is(name, "profile") && uri && !strcmp(uri, LP_NAMESPACE))
		fact(&doc->facts.profile, fill->values[AT_NAME]);
}

static void meta_end(struct fill *fill, const struct frame *frame, uint32_t close, uint32_t end)
{
	struct meta *meta = &fill->doc->metas[frame->index];
	meta->close = close;
	meta->end = end;
	fill->meta = meta->parent;
	if (span_is(meta->name, "FRBRWork"))
		fill->in_work = false;
	else if (span_is(meta->name, "FRBRExpression"))
		fill->in_expression = false;
}

/* ---- provisions and blocks */

static uint32_t mark_flags(const struct fill *fill, uint32_t inserted, uint32_t removed)
{
	uint32_t flags = 0;
	if (has_word(fill->values[AT_CLASS], "inserted"))
		flags |= inserted;
	if (has_word(fill->values[AT_CLASS], "removed") ||
	    span_is(fill->values[AT_STATUS], "removed"))
		flags |= removed;
	return flags;
}

static uint32_t provision_flags(const struct fill *fill, enum element element)
{
	uint32_t flags = mark_flags(fill, PROVISION_INSERTED, PROVISION_REMOVED);
	if (span_is(fill->values[AT_STATUS], "incomplete"))
		flags |= PROVISION_INCOMPLETE;
	if (fill->quotes)
		flags |= PROVISION_QUOTED;
	if (fill->quotes || fill->tables || fill->notes)
		flags |= PROVISION_WITHIN;
	if (fill->editorial)
		flags |= PROVISION_EDITORIAL;
	if (element == EL_CROSS_HEADING ||
	    (element == EL_HCONTAINER && span_is(fill->values[AT_NAME], "crossheading")))
		flags |= PROVISION_CROSSHEADING;
	if (element == EL_HCONTAINER && span_is(fill->values[AT_NAME], "definition"))
		flags |= PROVISION_DEFINITION;
	return flags;
}

static bool same_quote(const struct doc *doc, uint32_t provision, uint32_t flags)
{
	return provision != DOC_NONE &&
	       (doc->provisions[provision].flags & PROVISION_QUOTED) == (flags & PROVISION_QUOTED);
}

static void provision_start(struct fill *fill, struct frame *frame)
{
	struct doc *doc = fill->doc;
	uint32_t flags = provision_flags(fill, frame->element);
	uint32_t parent = same_quote(doc, fill->provision, flags) ? fill->provision : DOC_NONE;
	MEM_ROOM(doc->provisions, doc->provision_count, doc->provision_capacity);
	doc->provisions[doc->provision_count] = (struct provision){
		.element = frame->element,
		.flags = flags & 0xFF,
		.depth = (parent == DOC_NONE ? 0 : doc->provisions[parent].depth + 1u) & 0x3FFF,
		.eid_hash = eid_hash(fill->values[AT_EID]),
		.parent = parent,
		.start = frame->start,
		.open = frame->open,
		.block = (uint32_t)doc->block_count,
		.num = DOC_NONE,
		.heading = DOC_NONE,
		.eid = near_copy(doc, fill->values[AT_EID]),
	};
	frame->index = fill->provision = (uint32_t)doc->provision_count++;
	fill->part = PART_OTHER;
}

static void provision_end(struct fill *fill, const struct frame *frame, uint32_t close,
			  uint32_t end)
{
	struct doc *doc = fill->doc;
	struct provision *provision = &doc->provisions[frame->index];
	provision->close = close;
	provision->end = end;
	provision->after = (uint32_t)doc->provision_count;
	provision->block_after = (uint32_t)doc->block_count;
}

static enum block_part block_part(const struct fill *fill, enum element element)
{
	if (fill->notes)
		return PART_NOTE;
	if (element == EL_NUM)
		return PART_NUM;
	if (element == EL_HEADING)
		return PART_HEADING;
	return fill->part;
}

static uint32_t block_start(struct fill *fill, const struct frame *frame, enum block_part part)
{
	struct doc *doc = fill->doc;
	MEM_ROOM(doc->blocks, doc->block_count, doc->block_capacity);
	uint32_t index = (uint32_t)doc->block_count++;
	doc->blocks[index] = (struct block){
		.element = frame->element,
		.part = part,
		.flags = (mark_flags(fill, BLOCK_INSERTED, BLOCK_REMOVED) |
			  (fill->tables ? BLOCK_CELL : 0)) &
			 0xFFFF,
		.provision = fill->provision,
		.start = frame->start,
		.open = frame->open,
		.inline_first = (uint32_t)doc->inline_count,
	};
	fill->block = index;
	fill->inl = DOC_NONE;
	if (fill->provision == DOC_NONE)
		return index;
	struct provision *provision = &doc->provisions[fill->provision];
	if (part == PART_NUM && provision->num == DOC_NONE)
		provision->num = index;
	if (part == PART_HEADING && provision->heading == DOC_NONE)
		provision->heading = index;
	return index;
}

/* A text that is in the bytes as it stands is borrowed from there. */
static struct span block_text(struct fill *fill, const struct frame *frame, enum block_part part,
			      uint32_t close)
{
	struct doc *doc = fill->doc;
	struct span text = span_sub(buf_as_span(&fill->scratch), frame->text, fill->scratch.length);
	if (text.length != close - frame->open)
		return (struct span){arena_copy(&doc->arena, text.at, text.length), text.length};
	struct span own = {doc->bytes.at + frame->open, text.length};
	if (part == PART_NUM)
		return near_copy(doc, own);
	return doc->base_serial ? near_words(doc, own) : own;
}

static bool holds_text(const struct frame *frame)
{
	return frame->role == ROLE_BLOCK ||
	       (frame->role == ROLE_PROVISION && frame->element == EL_CROSS_HEADING);
}

static uint32_t frame_block(const struct fill *fill, const struct frame *frame)
{
	return frame->role == ROLE_BLOCK ? frame->index : fill->doc->provisions[frame->index].block;
}

/* The innermost open block that text would now belong to: none between a provision or a note and
 * the blocks in it. */
static const struct frame *text_frame(const struct fill *fill)
{
	for (size_t i = fill->depth; i-- > 0;) {
		const struct frame *frame = &fill->stack[i];
		if (holds_text(frame))
			return frame;
		if (frame->role == ROLE_PROVISION || frame->role == ROLE_NOTE)
			break;
	}
	return NULL;
}

static void resume_text(struct fill *fill)
{
	const struct frame *holder = text_frame(fill);
	fill->block = holder ? frame_block(fill, holder) : DOC_NONE;
	const struct frame *top = fill->depth ? &fill->stack[fill->depth - 1] : NULL;
	fill->inl = holder && top != holder ? top->index : DOC_NONE;
}

static void suspend_text(struct fill *fill)
{
	fill->block = fill->inl = DOC_NONE;
}

static void number_end(struct doc *doc, const struct block *num, uint32_t index)
{
	struct provision *p = num->provision == DOC_NONE ? NULL : &doc->provisions[num->provision];
	struct span text = span_trim(num->text);
	if (p && p->num == index && text.length)
		p->number = text.at[0] == '(' ? NUMBER_LABEL : NUMBER_CODE;
}

static void block_end(struct fill *fill, const struct frame *frame, uint32_t index, uint32_t close,
		      uint32_t end)
{
	struct doc *doc = fill->doc;
	struct block *block = &doc->blocks[index];
	block->close = close;
	block->end = end;
	block->inline_after = (uint32_t)doc->inline_count;
	block->text = block_text(fill, frame, block->part, close);
	if (block->part == PART_NUM)
		number_end(doc, block, index);
	buf_cut(&fill->scratch, frame->text);
	resume_text(fill);
}

static void inline_start(struct fill *fill, struct frame *frame)
{
	struct doc *doc = fill->doc;
	size_t text = frame->text; /* still the length of the scratch when it was pushed */
	for (size_t i = fill->depth - 1; i-- > 0;)
		if (holds_text(&fill->stack[i])) {
			text -= fill->stack[i].text;
			break;
		}
	MEM_ROOM(doc->inlines, doc->inline_count, doc->inline_capacity);
	struct span from = fill->values[AT_FROM];
	doc->inlines[doc->inline_count] = (struct inl){
		.element = frame->element,
		.block = fill->block,
		.start = frame->start,
		.open = frame->open,
		.text_start = (uint32_t)text,
		.text_end = (uint32_t)text,
		.parent = fill->inl,
		.href = near_copy(doc, from.at ? from : fill->values[AT_HREF]),
		.up_to = fill->values[AT_UP_TO],
		.refers_to = fill->values[AT_REFERS_TO],
		.eid = fill->values[AT_EID],
	};
	frame->index = fill->inl = (uint32_t)doc->inline_count++;
}

static void inline_end(struct fill *fill, const struct frame *frame, uint32_t close, uint32_t end)
{
	struct inl *inl = &fill->doc->inlines[frame->index];
	inl->close = close;
	inl->end = end;
	inl->text_end = inl->text_start + (uint32_t)(fill->scratch.length - frame->text);
	resume_text(fill);
}

/* ---- elements */

static struct frame *push(struct fill *fill, enum element element, uint32_t start, uint32_t open)
{
	MEM_ROOM(fill->stack, fill->depth, fill->stack_capacity);
	struct frame *frame = &fill->stack[fill->depth++];
	*frame = (struct frame){.element = element,
				.start = start,
				.open = open,
				.index = DOC_NONE,
				.text = fill->scratch.length,
				.part = fill->part};
	return frame;
}

static enum element_role role_here(const struct fill *fill, enum element element)
{
	enum element_role role = element_role(element);
	if (fill->in_meta || role == ROLE_META)
		return ROLE_META;
	bool in_text = fill->block != DOC_NONE;
	if (in_text && (role == ROLE_OTHER || role == ROLE_WRAP))
		return ROLE_INLINE;
	if (!in_text && (role == ROLE_INLINE || role == ROLE_NOTE || role == ROLE_QUOTE))
		return ROLE_OTHER;
	if (role == ROLE_PROVISION && !fill->in_body)
		return ROLE_OTHER;
	return role;
}

static void enter(struct fill *fill, struct frame *frame, struct span name, const char *uri)
{
	struct doc *doc = fill->doc;
	switch (frame->role) {
	case ROLE_META:
		if (!fill->in_meta) {
			fill->in_meta = fill->depth;
			fill->foreign_meta = doc->meta_start != frame->start;
		} else if (!fill->foreign_meta) {
			meta_start(fill, frame, name, uri);
		}
		break;
	case ROLE_PROVISION:
		suspend_text(fill);
		provision_start(fill, frame);
		if (frame->element == EL_CROSS_HEADING)
			block_start(fill, frame, PART_CROSSHEADING);
		break;
	case ROLE_BLOCK:
		frame->index = block_start(fill, frame, block_part(fill, frame->element));
		break;
	case ROLE_NOTE:
		inline_start(fill, frame);
		suspend_text(fill);
		break;
	case ROLE_QUOTE:
	case ROLE_INLINE:
		inline_start(fill, frame);
		break;
	case ROLE_WRAP:
		fill->part = frame->element == EL_INTRO	    ? PART_INTRO
			     : frame->element == EL_WRAP_UP ? PART_WRAPUP
							    : PART_CONTENT;
		break;
	case ROLE_OTHER:
		break;
	}
	fill->notes += frame->role == ROLE_NOTE;
	fill->quotes += frame->role == ROLE_QUOTE;
	fill->tables += frame->element == EL_TABLE;
	if (frame->role == ROLE_OTHER &&
	    (frame->element == EL_BODY || frame->element == EL_MAIN_BODY ||
	     frame->element == EL_AMENDMENT_BODY)) {
		fill->in_body = true;
		if (!doc->body_start)
			doc->body_start = frame->start;
	}
}

/* What the document is: the child of the root, and the metadata before its text. */
static void note_document(struct fill *fill, const struct frame *frame, struct span name)
{
	struct doc *doc = fill->doc;
	if (fill->depth == 2) {
		doc->facts.type = name;
		doc->facts.name = fill->values[AT_NAME];
		doc->facts.contains = fill->values[AT_CONTAINS];
	}
	if (frame->element == EL_META && fill->depth == 3 && !doc->meta_start && !doc->body_start)
		doc->meta_start = frame->start;
}

void fill_start(struct fill *fill, enum element element, struct span name, const char *uri,
		uint32_t start, uint32_t open)
{
	struct frame *frame = push(fill, element, start, open);
	frame->role = role_here(fill, element);
	note_document(fill, frame, name);
	enter(fill, frame, name, uri);
}

static uint32_t enclosing_provision(const struct fill *fill)
{
	for (size_t i = fill->depth; i-- > 0;)
		if (fill->stack[i].role == ROLE_PROVISION)
			return fill->stack[i].index;
	return DOC_NONE;
}

static void leave(struct fill *fill, const struct frame *frame, uint32_t close, uint32_t end)
{
	switch (frame->role) {
	case ROLE_META:
		if (frame->index != DOC_NONE)
			meta_end(fill, frame, close, end);
		if (fill->in_meta == fill->depth + 1) {
			fill->in_meta = 0;
			if (!fill->foreign_meta)
				fill->doc->meta_end = end;
		}
		break;
	case ROLE_PROVISION:
		if (frame->element == EL_CROSS_HEADING)
			block_end(fill, frame, fill->doc->provisions[frame->index].block, close,
				  end);
		provision_end(fill, frame, close, end);
		fill->provision = enclosing_provision(fill);
		fill->part = frame->part;
		resume_text(fill);
		break;
	case ROLE_BLOCK:
		block_end(fill, frame, frame->index, close, end);
		break;
	case ROLE_NOTE:
	case ROLE_QUOTE:
	case ROLE_INLINE:
		inline_end(fill, frame, close, end);
		break;
	case ROLE_WRAP:
		fill->part = frame->part;
		break;
	case ROLE_OTHER:
		break;
	}
	fill->notes -= frame->role == ROLE_NOTE;
	fill->quotes -= frame->role == ROLE_QUOTE;
	fill->tables -= frame->element == EL_TABLE;
}

void fill_end(struct fill *fill, uint32_t close, uint32_t end)
{
	struct frame frame = fill->stack[--fill->depth];
	struct doc *doc = fill->doc;
	leave(fill, &frame, close, end);
	if (doc->body_start && frame.start == doc->body_start) {
		doc->body_end = end;
		fill->in_body = false;
	}
}

void fill_text(struct fill *fill, struct span text)
{
	if (fill->block != DOC_NONE && !fill->in_meta)
		buf_span(&fill->scratch, text);
}

bool fill_is_plain(const struct fill *fill)
{
	return fill->in_body && !fill->in_meta && fill->block == DOC_NONE && !fill->quotes &&
	       !fill->tables && !fill->notes;
}

void fill_begin(struct fill *fill, struct doc *doc)
{
	*fill = (struct fill){.doc = doc,
			      .provision = DOC_NONE,
			      .block = DOC_NONE,
			      .inl = DOC_NONE,
			      .meta = DOC_NONE,
			      .part = PART_OTHER};
}

void fill_release(struct fill *fill)
{
	buf_release(&fill->scratch);
	free(fill->stack);
}
