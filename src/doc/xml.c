/* One SAX2 pass over the bytes of a document fills its tables (doc.h). No DOM, no DTD, no entity
 * but the five of XML, nothing fetched. */
#include "doc/xml.h"

#include "doc/beside.h"
#include "doc/paragraphs.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

enum {
	PARSE_CHUNK = 1 << 16, /* libxml2's push parser is quickest at about this size */
	DEPTH_LIMIT = 1000,
	NAME_SLOTS = 512 /* power of two, well above the number of names */
};

/* Attributes that the tables hold. */
enum attribute {
	AT_EID,
	AT_STATUS,
	AT_CLASS,
	AT_NAME,
	AT_HREF,
	AT_FROM,
	AT_UP_TO,
	AT_REFERS_TO,
	AT_VALUE,
	AT_DATE,
	AT_CONTAINS,
	AT_COUNT
};
static const char *const attribute_names[AT_COUNT] = {"eId",   "status", "class",   "name",
						      "href",  "from",	 "upTo",    "refersTo",
						      "value", "date",	 "contains"};

/* An open element. */
struct frame {
	enum element element;
	enum element_role role; /* as treated here: an unknown one inside text is inline */
	uint32_t start, open;
	uint32_t index;	      /* in the table of its role */
	enum block_part part; /* of the p around it, restored when it ends */
	size_t text;	      /* a block: where its text starts in the scratch buffer */
};

struct name_slot {
	const xmlChar *name; /* interned in the parser's dictionary */
	enum element element;
};

struct pass {
	struct doc *doc;
	struct diags *diags;
	xmlParserCtxtPtr parser;
	const xmlChar *akn; /* interned namespace */
	struct name_slot names[NAME_SLOTS];
	const xmlChar *attributes[AT_COUNT];
	const xmlChar *editorial_name;
	struct span values[AT_COUNT]; /* of the element that has just started */
	struct frame *stack;
	size_t depth, stack_capacity;
	struct buf scratch;		/* text of the open blocks, one after the other */
	uint32_t provision;		/* innermost open one */
	uint32_t block;			/* innermost open one */
	uint32_t inl;			/* innermost open one of that block */
	enum block_part part;		/* where the next p of the innermost provision stands */
	unsigned quotes, tables, notes; /* how many are open */
	uint32_t meta;			/* innermost open metadata element */
	size_t in_meta;			/* depth of the outermost meta element that is open, or 0 */
	bool foreign_meta; /* it is not the document's own: that of an attachment, or stray */
	size_t withheld;   /* bytes before here that the parser was not given */
	uint32_t told;	   /* where the last tag ends that the parser told of */
	bool in_body, in_work, in_expression, failed;
	bool editorial; /* of the element that has just started: see PROVISION_EDITORIAL */
};

static void fail(struct pass *pass, enum diag_code code, struct place place, const char *what)
{
	if (!pass->failed)
		diag_add(pass->diags, code, place, "%s", what);
	pass->failed = true;
	xmlStopParser(pass->parser);
}

static uint32_t offset(const struct pass *pass)
{
	const xmlParserInput *input = pass->parser->input;
	return (uint32_t)(input->consumed + (size_t)(input->cur - input->base) + pass->withheld);
}

static struct place here(const struct pass *pass)
{
	uint32_t at = offset(pass);
	return doc_place(pass->doc, at, at);
}

/* ---- names */

static size_t name_slot(const xmlChar *name)
{
	return ((uintptr_t)name >> 3 ^ (uintptr_t)name >> 12) & (NAME_SLOTS - 1);
}

static void intern_names(struct pass *pass)
{
	xmlDictPtr dict = pass->parser->dict;
	for (int e = EL_OTHER + 1; e < EL_COUNT; e++) {
		const xmlChar *name =
			xmlDictLookup(dict, (const xmlChar *)element_name((enum element)e), -1);
		size_t slot = name_slot(name);
		while (pass->names[slot].name)
			slot = (slot + 1) & (NAME_SLOTS - 1);
		pass->names[slot] = (struct name_slot){name, (enum element)e};
	}
	for (int a = 0; a < AT_COUNT; a++)
		pass->attributes[a] = xmlDictLookup(dict, (const xmlChar *)attribute_names[a], -1);
	pass->editorial_name = xmlDictLookup(dict, BAD_CAST "editorial", -1);
	pass->akn = xmlDictLookup(dict, (const xmlChar *)AKN_NAMESPACE, -1);
}

static enum element element_of(const struct pass *pass, const xmlChar *name, const xmlChar *uri)
{
	if (uri != pass->akn)
		return EL_OTHER;
	for (size_t slot = name_slot(name); pass->names[slot].name;
	     slot = (slot + 1) & (NAME_SLOTS - 1))
		if (pass->names[slot].name == name)
			return pass->names[slot].element;
	return EL_OTHER;
}

/* A value stands in the parser's input, whose bytes are ours at the same offset, unless it held an
 * entity. */
static struct span value_span(struct pass *pass, const xmlChar *start, const xmlChar *end)
{
	const xmlParserInput *input = pass->parser->input;
	size_t length = (size_t)(end - start);
	if (start >= input->base && end <= input->end)
		return (struct span){pass->doc->bytes.at + input->consumed + pass->withheld +
					     (size_t)(start - input->base),
				     length};
	return (struct span){arena_copy(&pass->doc->arena, (const char *)start, length), length};
}

static void read_attributes(struct pass *pass, int count, const xmlChar **attributes)
{
	memset(pass->values, 0, sizeof pass->values);
	pass->editorial = false;
	for (int i = 0; i < count; i++, attributes += 5) {
		if (attributes[1]) { /* of another namespace */
			pass->editorial |= attributes[0] == pass->editorial_name;
			continue;
		}
		for (int a = 0; a < AT_COUNT; a++) {
			if (attributes[0] != pass->attributes[a])
				continue;
			pass->values[a] = value_span(pass, attributes[3], attributes[4]);
			break;
		}
	}
}

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

static void meta_start(struct pass *pass, struct frame *frame, struct span name, const xmlChar *uri)
{
	struct doc *doc = pass->doc;
	MEM_ROOM(doc->metas, doc->meta_count, doc->meta_capacity);
	uint32_t parent = pass->meta;
	doc->metas[doc->meta_count] = (struct meta){
		.name = name,
		.depth = parent == DOC_NONE ? 0 : doc->metas[parent].depth + 1,
		.parent = parent,
		.start = frame->start,
		.open = frame->open,
	};
	frame->index = pass->meta = (uint32_t)doc->meta_count++;
	if (span_is(name, "FRBRWork"))
		pass->in_work = true;
	else if (span_is(name, "FRBRExpression"))
		pass->in_expression = true;
	else if (pass->in_work)
		work_fact(&doc->facts, name, pass->values);
	else if (pass->in_expression)
		expression_fact(&doc->facts, name, pass->values);
	else if (span_is(name, "profile") && uri && !strcmp((const char *)uri, LP_NAMESPACE))
		fact(&doc->facts.profile, pass->values[AT_NAME]);
}

static void meta_end(struct pass *pass, const struct frame *frame, uint32_t close, uint32_t end)
{
	struct meta *meta = &pass->doc->metas[frame->index];
	meta->close = close;
	meta->end = end;
	pass->meta = meta->parent;
	if (span_is(meta->name, "FRBRWork"))
		pass->in_work = false;
	else if (span_is(meta->name, "FRBRExpression"))
		pass->in_expression = false;
}

/* ---- provisions and blocks */

static uint32_t mark_flags(const struct pass *pass, uint32_t inserted, uint32_t removed)
{
	uint32_t flags = 0;
	if (has_word(pass->values[AT_CLASS], "inserted"))
		flags |= inserted;
	if (has_word(pass->values[AT_CLASS], "removed") ||
	    span_is(pass->values[AT_STATUS], "removed"))
		flags |= removed;
	return flags;
}

static uint32_t provision_flags(const struct pass *pass, enum element element)
{
	uint32_t flags = mark_flags(pass, PROVISION_INSERTED, PROVISION_REMOVED);
	if (span_is(pass->values[AT_STATUS], "incomplete"))
		flags |= PROVISION_INCOMPLETE;
	if (pass->quotes)
		flags |= PROVISION_QUOTED;
	if (pass->quotes || pass->tables || pass->notes)
		flags |= PROVISION_WITHIN;
	if (pass->editorial)
		flags |= PROVISION_EDITORIAL;
	if (element == EL_CROSS_HEADING ||
	    (element == EL_HCONTAINER && span_is(pass->values[AT_NAME], "crossheading")))
		flags |= PROVISION_CROSSHEADING;
	if (element == EL_HCONTAINER && span_is(pass->values[AT_NAME], "definition"))
		flags |= PROVISION_DEFINITION;
	return flags;
}

static bool same_quote(const struct doc *doc, uint32_t provision, uint32_t flags)
{
	return provision != DOC_NONE &&
	       (doc->provisions[provision].flags & PROVISION_QUOTED) == (flags & PROVISION_QUOTED);
}

static void provision_start(struct pass *pass, struct frame *frame)
{
	struct doc *doc = pass->doc;
	uint32_t flags = provision_flags(pass, frame->element);
	uint32_t parent = same_quote(doc, pass->provision, flags) ? pass->provision : DOC_NONE;
	MEM_ROOM(doc->provisions, doc->provision_count, doc->provision_capacity);
	doc->provisions[doc->provision_count] = (struct provision){
		.element = frame->element,
		.flags = flags & 0xFFFFFF,
		.depth = parent == DOC_NONE ? 0 : doc->provisions[parent].depth + 1,
		.parent = parent,
		.start = frame->start,
		.open = frame->open,
		.block = (uint32_t)doc->block_count,
		.num = DOC_NONE,
		.heading = DOC_NONE,
		.eid = pass->values[AT_EID],
	};
	frame->index = pass->provision = (uint32_t)doc->provision_count++;
	pass->part = PART_OTHER;
}

static void provision_end(struct pass *pass, const struct frame *frame, uint32_t close,
			  uint32_t end)
{
	struct doc *doc = pass->doc;
	struct provision *provision = &doc->provisions[frame->index];
	provision->close = close;
	provision->end = end;
	provision->after = (uint32_t)doc->provision_count;
	provision->block_after = (uint32_t)doc->block_count;
}

static enum block_part block_part(const struct pass *pass, enum element element)
{
	if (pass->notes)
		return PART_NOTE;
	if (element == EL_NUM)
		return PART_NUM;
	if (element == EL_HEADING)
		return PART_HEADING;
	return pass->part;
}

static uint32_t block_start(struct pass *pass, const struct frame *frame, enum block_part part)
{
	struct doc *doc = pass->doc;
	MEM_ROOM(doc->blocks, doc->block_count, doc->block_capacity);
	uint32_t index = (uint32_t)doc->block_count++;
	doc->blocks[index] = (struct block){
		.element = frame->element,
		.part = part,
		.flags = (mark_flags(pass, BLOCK_INSERTED, BLOCK_REMOVED) |
			  (pass->tables ? BLOCK_CELL : 0)) &
			 0xFFFF,
		.provision = pass->provision,
		.start = frame->start,
		.open = frame->open,
		.inline_first = (uint32_t)doc->inline_count,
	};
	pass->block = index;
	pass->inl = DOC_NONE;
	if (pass->provision == DOC_NONE)
		return index;
	struct provision *provision = &doc->provisions[pass->provision];
	if (part == PART_NUM && provision->num == DOC_NONE)
		provision->num = index;
	if (part == PART_HEADING && provision->heading == DOC_NONE)
		provision->heading = index;
	return index;
}

/* A text that is in the bytes as it stands is borrowed from there. */
static struct span block_text(struct pass *pass, const struct frame *frame, uint32_t close)
{
	struct span text = span_sub(buf_as_span(&pass->scratch), frame->text, pass->scratch.length);
	if (text.length == close - frame->open)
		return (struct span){pass->doc->bytes.at + frame->open, text.length};
	return (struct span){arena_copy(&pass->doc->arena, text.at, text.length), text.length};
}

static bool holds_text(const struct frame *frame)
{
	return frame->role == ROLE_BLOCK ||
	       (frame->role == ROLE_PROVISION && frame->element == EL_CROSS_HEADING);
}

static uint32_t frame_block(const struct pass *pass, const struct frame *frame)
{
	return frame->role == ROLE_BLOCK ? frame->index : pass->doc->provisions[frame->index].block;
}

/* The innermost open block that text would now belong to: none between a provision or a note and
 * the blocks in it. */
static const struct frame *text_frame(const struct pass *pass)
{
	for (size_t i = pass->depth; i-- > 0;) {
		const struct frame *frame = &pass->stack[i];
		if (holds_text(frame))
			return frame;
		if (frame->role == ROLE_PROVISION || frame->role == ROLE_NOTE)
			break;
	}
	return NULL;
}

static void resume_text(struct pass *pass)
{
	const struct frame *holder = text_frame(pass);
	pass->block = holder ? frame_block(pass, holder) : DOC_NONE;
	const struct frame *top = pass->depth ? &pass->stack[pass->depth - 1] : NULL;
	pass->inl = holder && top != holder ? top->index : DOC_NONE;
}

static void suspend_text(struct pass *pass)
{
	pass->block = pass->inl = DOC_NONE;
}

static void block_end(struct pass *pass, const struct frame *frame, uint32_t index, uint32_t close,
		      uint32_t end)
{
	struct doc *doc = pass->doc;
	struct block *block = &doc->blocks[index];
	block->close = close;
	block->end = end;
	block->inline_after = (uint32_t)doc->inline_count;
	block->text = block_text(pass, frame, close);
	buf_cut(&pass->scratch, frame->text);
	resume_text(pass);
}

static void inline_start(struct pass *pass, struct frame *frame)
{
	struct doc *doc = pass->doc;
	size_t text = frame->text; /* still the length of the scratch when it was pushed */
	for (size_t i = pass->depth - 1; i-- > 0;)
		if (holds_text(&pass->stack[i])) {
			text -= pass->stack[i].text;
			break;
		}
	MEM_ROOM(doc->inlines, doc->inline_count, doc->inline_capacity);
	struct span from = pass->values[AT_FROM];
	doc->inlines[doc->inline_count] = (struct inl){
		.element = frame->element,
		.block = pass->block,
		.start = frame->start,
		.open = frame->open,
		.text_start = (uint32_t)text,
		.text_end = (uint32_t)text,
		.parent = pass->inl,
		.href = from.at ? from : pass->values[AT_HREF],
		.up_to = pass->values[AT_UP_TO],
		.refers_to = pass->values[AT_REFERS_TO],
		.eid = pass->values[AT_EID],
	};
	frame->index = pass->inl = (uint32_t)doc->inline_count++;
}

static void inline_end(struct pass *pass, const struct frame *frame, uint32_t close, uint32_t end)
{
	struct inl *inl = &pass->doc->inlines[frame->index];
	inl->close = close;
	inl->end = end;
	inl->text_end = inl->text_start + (uint32_t)(pass->scratch.length - frame->text);
	resume_text(pass);
}

/* ---- SAX callbacks */

static struct frame *push(struct pass *pass)
{
	MEM_ROOM(pass->stack, pass->depth, pass->stack_capacity);
	struct frame *frame = &pass->stack[pass->depth++];
	*frame =
		(struct frame){.index = DOC_NONE, .text = pass->scratch.length, .part = pass->part};
	return frame;
}

/* Where an element ends whose start tag has just been parsed, and where it began: the parser stands
 * before its ">" or "/>", and no raw "<" can stand in an attribute. */
static void tag_range(const struct pass *pass, struct frame *frame)
{
	uint32_t at = offset(pass);
	const char *bytes = pass->doc->bytes.at;
	const char *tag = memrchr(bytes, '<', at);
	frame->start = tag ? (uint32_t)(tag - bytes) : 0;
	frame->open = bytes[at] == '/' ? at + 2 : at + 1;
}

static enum element_role role_here(const struct pass *pass, enum element element)
{
	enum element_role role = element_role(element);
	if (pass->in_meta || role == ROLE_META)
		return ROLE_META;
	bool in_text = pass->block != DOC_NONE;
	if (in_text && (role == ROLE_OTHER || role == ROLE_WRAP))
		return ROLE_INLINE;
	if (!in_text && (role == ROLE_INLINE || role == ROLE_NOTE || role == ROLE_QUOTE))
		return ROLE_OTHER;
	if (role == ROLE_PROVISION && !pass->in_body)
		return ROLE_OTHER;
	return role;
}

static void check_root(struct pass *pass, const xmlChar *name, const xmlChar *uri)
{
	const xmlChar *encoding = pass->parser->encoding;
	struct place place = {.file = pass->doc->file, .line = 1};
	if (encoding && xmlStrcasecmp(encoding, BAD_CAST "utf-8") &&
	    xmlStrcasecmp(encoding, BAD_CAST "us-ascii"))
		fail(pass, DIAG_XML001, place, "the file is not in UTF-8; convert it first");
	else if (strcmp((const char *)name, "akomaNtoso") || uri != pass->akn)
		fail(pass, DIAG_XML002, place,
		     "not an Akoma Ntoso 3.0 document: the root is to be akomaNtoso in the "
		     "namespace " AKN_NAMESPACE);
}

static void enter(struct pass *pass, struct frame *frame, struct span name, const xmlChar *uri)
{
	struct doc *doc = pass->doc;
	switch (frame->role) {
	case ROLE_META:
		if (!pass->in_meta) {
			pass->in_meta = pass->depth;
			pass->foreign_meta = doc->meta_start != frame->start;
		} else if (!pass->foreign_meta) {
			meta_start(pass, frame, name, uri);
		}
		break;
	case ROLE_PROVISION:
		suspend_text(pass);
		provision_start(pass, frame);
		if (frame->element == EL_CROSS_HEADING)
			block_start(pass, frame, PART_CROSSHEADING);
		break;
	case ROLE_BLOCK:
		frame->index = block_start(pass, frame, block_part(pass, frame->element));
		break;
	case ROLE_NOTE:
		inline_start(pass, frame);
		suspend_text(pass);
		break;
	case ROLE_QUOTE:
	case ROLE_INLINE:
		inline_start(pass, frame);
		break;
	case ROLE_WRAP:
		pass->part = frame->element == EL_INTRO	    ? PART_INTRO
			     : frame->element == EL_WRAP_UP ? PART_WRAPUP
							    : PART_CONTENT;
		break;
	case ROLE_OTHER:
		break;
	}
	pass->notes += frame->role == ROLE_NOTE;
	pass->quotes += frame->role == ROLE_QUOTE;
	pass->tables += frame->element == EL_TABLE;
	if (frame->role == ROLE_OTHER &&
	    (frame->element == EL_BODY || frame->element == EL_MAIN_BODY ||
	     frame->element == EL_AMENDMENT_BODY)) {
		pass->in_body = true;
		if (!doc->body_start)
			doc->body_start = frame->start;
	}
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int namespace_count, const xmlChar **namespaces, int count, int defaulted,
		     const xmlChar **attributes)
{
	(void)namespaces, (void)defaulted;
	struct pass *pass = user;
	if (pass->failed)
		return;
	if (pass->depth == 0)
		check_root(pass, name, uri);
	if (pass->depth >= DEPTH_LIMIT)
		fail(pass, DIAG_XML001, here(pass), "elements are nested too deeply");
	if (pass->failed)
		return;
	struct frame *frame = push(pass);
	tag_range(pass, frame);
	pass->told = frame->open;
	if (pass->depth == 1)
		pass->doc->root = span_sub(pass->doc->bytes, frame->start, frame->open);
	else if (namespace_count)
		pass->doc->declares_inside = true;
	read_attributes(pass, count, attributes);
	frame->element = element_of(pass, name, uri);
	frame->role = role_here(pass, frame->element);
	const char *tag = pass->doc->bytes.at + frame->start + 1;
	struct span local = {tag, xmlStrlen(name)};
	if (prefix)
		local.at += xmlStrlen(prefix) + 1;
	if (pass->depth == 2) {
		pass->doc->facts.type = local;
		pass->doc->facts.name = pass->values[AT_NAME];
		pass->doc->facts.contains = pass->values[AT_CONTAINS];
	}
	if (frame->element == EL_META && pass->depth == 3 && !pass->doc->meta_start &&
	    !pass->doc->body_start)
		pass->doc->meta_start = frame->start;
	enter(pass, frame, local, uri);
}

static uint32_t enclosing_provision(const struct pass *pass)
{
	for (size_t i = pass->depth; i-- > 0;)
		if (pass->stack[i].role == ROLE_PROVISION)
			return pass->stack[i].index;
	return DOC_NONE;
}

static void leave(struct pass *pass, const struct frame *frame, uint32_t close, uint32_t end)
{
	switch (frame->role) {
	case ROLE_META:
		if (frame->index != DOC_NONE)
			meta_end(pass, frame, close, end);
		if (pass->in_meta == pass->depth + 1) {
			pass->in_meta = 0;
			if (!pass->foreign_meta)
				pass->doc->meta_end = end;
		}
		break;
	case ROLE_PROVISION:
		if (frame->element == EL_CROSS_HEADING)
			block_end(pass, frame, pass->doc->provisions[frame->index].block, close,
				  end);
		provision_end(pass, frame, close, end);
		pass->provision = enclosing_provision(pass);
		pass->part = frame->part;
		resume_text(pass);
		break;
	case ROLE_BLOCK:
		block_end(pass, frame, frame->index, close, end);
		break;
	case ROLE_NOTE:
	case ROLE_QUOTE:
	case ROLE_INLINE:
		inline_end(pass, frame, close, end);
		break;
	case ROLE_WRAP:
		pass->part = frame->part;
		break;
	case ROLE_OTHER:
		break;
	}
	pass->notes -= frame->role == ROLE_NOTE;
	pass->quotes -= frame->role == ROLE_QUOTE;
	pass->tables -= frame->element == EL_TABLE;
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)name, (void)prefix, (void)uri;
	struct pass *pass = user;
	if (pass->failed || !pass->depth)
		return;
	struct frame frame = pass->stack[--pass->depth];
	struct doc *doc = pass->doc;
	uint32_t end = offset(pass), close = end;
	pass->told = end;
	if (end != frame.open || doc->bytes.at[end - 2] != '/') {
		const char *tag = memrchr(doc->bytes.at, '<', end);
		close = tag ? (uint32_t)(tag - doc->bytes.at) : end;
	}
	leave(pass, &frame, close, end);
	if (doc->body_start && frame.start == doc->body_start) {
		doc->body_end = end;
		pass->in_body = false;
	}
}

static void on_text(void *user, const xmlChar *text, int length)
{
	struct pass *pass = user;
	if (pass->block != DOC_NONE && !pass->in_meta)
		buf_add(&pass->scratch, (const char *)text, (size_t)length);
}

static void on_cdata(void *user, const xmlChar *text, int length)
{
	struct pass *pass = user;
	pass->doc->has_cdata = true;
	on_text(user, text, length);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *data)
{
	(void)target, (void)data;
	struct pass *pass = user;
	fail(pass, DIAG_XML006, here(pass), "a processing instruction is not accepted");
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external,
		       const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	struct pass *pass = user;
	fail(pass, DIAG_XML006, here(pass), "a DOCTYPE is not accepted");
}

static void on_reference(void *user, const xmlChar *name)
{
	(void)name;
	struct pass *pass = user;
	fail(pass, DIAG_XML006, here(pass), "an entity is not accepted");
}

static void on_error(void *user, xmlErrorPtr error)
{
	struct pass *pass = user;
	if (error->level < XML_ERR_ERROR || pass->failed)
		return;
	struct span message = span_trim(span_of(error->message));
	struct place place = {.file = pass->doc->file, .line = (unsigned)error->line};
	place.column = error->int2 > 0 ? (unsigned)error->int2 : 0;
	place.end_column = place.column;
	diag_add(pass->diags, DIAG_XML001, place, "not well-formed: %.*s", SPAN_ARGS(message));
	pass->failed = true;
}

static void give(struct pass *pass, size_t from, size_t to)
{
	struct span bytes = pass->doc->bytes;
	for (size_t at = from; at < to && !pass->failed; at += PARSE_CHUNK) {
		size_t rest = to - at;
		int chunk = (int)(rest < PARSE_CHUNK ? rest : PARSE_CHUNK);
		const char *nul = memchr(bytes.at + at, '\0', (size_t)chunk);
		if (nul)
			fail(pass, DIAG_XML001,
			     doc_place(pass->doc, (uint32_t)(nul - bytes.at),
				       (uint32_t)(nul - bytes.at)),
			     "a NUL byte: the file is no text in UTF-8");
		else if (xmlParseChunk(pass->parser, bytes.at + at, chunk, 0) && !pass->failed)
			fail(pass, DIAG_XML001, (struct place){.file = pass->doc->file},
			     "not well-formed");
	}
}

static void give_end(struct pass *pass)
{
	if (!pass->failed && xmlParseChunk(pass->parser, NULL, 0, 1) && !pass->failed)
		fail(pass, DIAG_XML001, (struct place){.file = pass->doc->file}, "not well-formed");
}

/* May the tables of a provision be taken here from another document? All before the byte must be
 * told, nothing around it may make it mean something else, and names must mean the same. */
static bool may_take(const struct pass *pass, const struct doc *base, size_t at)
{
	const struct doc *doc = pass->doc;
	struct span between = span_sub(doc->bytes, pass->told, at);
	return !pass->failed && pass->in_body && !pass->in_meta && pass->block == DOC_NONE &&
	       !pass->quotes && !pass->tables && !pass->notes && !base->declares_inside &&
	       !doc->declares_inside && span_equal(doc->root, base->root) &&
	       !span_trim(between).length;
}

/* Gives the parser what the base does not have. */
static void give_beside(struct pass *pass, const struct doc *base)
{
	struct beside beside = {.base = base, .doc = pass->doc};
	struct span bytes = pass->doc->bytes;
	size_t given = 0, at = 0, next;
	beside_begin(&beside);
	while (at < bytes.length && !pass->failed) {
		const char *tag = memchr(bytes.at + at + 1, '<', bytes.length - at - 1);
		next = tag ? (size_t)(tag - bytes.at) : bytes.length;
		uint32_t found = beside_find(&beside, at, next);
		if (found != DOC_NONE || next - given >= PARSE_CHUNK) {
			give(pass, given, at);
			given = at;
		}
		if (found != DOC_NONE && may_take(pass, base, at) &&
		    beside_take(&beside, found, at, pass->provision)) {
			const struct provision *p = &base->provisions[found];
			given = next = at + (p->end - p->start);
			pass->withheld += p->end - p->start;
			pass->told = (uint32_t)given;
		}
		at = next;
	}
	give(pass, given, bytes.length);
}

/* Gives the parser what is around the paragraphs. False when it does not take it so. */
static bool give_around(struct pass *pass, const uint32_t *starts, size_t count)
{
	give(pass, 0, starts[0]);
	if (pass->failed || !pass->in_body ||
	    span_trim(span_sub(pass->doc->bytes, pass->told, starts[0])).length)
		return false;
	paragraphs_fill(pass->doc, starts, count);
	pass->withheld = starts[count] - starts[0];
	give(pass, starts[count], pass->doc->bytes.length);
	return true;
}

/* Text of two or four bytes a character would be read, but its offsets are not those of our bytes.
 * Without a mark at its head it has a NUL beside the first "<". A declared encoding is met at the
 * root. */
static bool is_wide(struct span bytes)
{
	return span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF") ||
	       memchr(bytes.at, '\0', bytes.length < 4 ? bytes.length : 4);
}

static void pass_begin(struct pass *pass, struct doc *doc, struct diags *diags)
{
	xmlSAXHandler handler = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_cdata,
		.processingInstruction = on_instruction,
		.internalSubset = on_doctype,
		.reference = on_reference,
		.serror = on_error,
	};
	*pass = (struct pass){.doc = doc,
			      .diags = diags,
			      .provision = DOC_NONE,
			      .block = DOC_NONE,
			      .inl = DOC_NONE,
			      .meta = DOC_NONE};
	pass->part = PART_OTHER;
	pass->parser = xmlCreatePushParserCtxt(&handler, pass, NULL, 0, NULL);
	xmlCtxtUseOptions(pass->parser, XML_PARSE_HUGE | XML_PARSE_NONET);
	intern_names(pass);
}

static int pass_end(struct pass *pass)
{
	give_end(pass);
	xmlFreeParserCtxt(pass->parser);
	buf_release(&pass->scratch);
	free(pass->stack);
	if (!pass->failed && !pass->doc->body_end) {
		diag_add(pass->diags, DIAG_XML002,
			 (struct place){.file = pass->doc->file, .line = 1},
			 "the document has no body");
		pass->failed = true;
	}
	return pass->failed ? -1 : 0;
}

int xml_fill(struct doc *doc, struct diags *diags)
{
	if (is_wide(doc->bytes)) {
		diag_add(diags, DIAG_XML001, (struct place){.file = doc->file, .line = 1},
			 "the file is not in UTF-8; convert it first");
		return -1;
	}
	struct pass pass;
	pass_begin(&pass, doc, diags);
	give(&pass, 0, doc->bytes.length);
	return pass_end(&pass);
}

static void empty_tables(struct doc *doc)
{
	doc->provision_count = doc->block_count = doc->inline_count = doc->meta_count = 0;
	doc->facts = (struct doc_facts){0};
	doc->root = (struct span){0};
	doc->meta_start = doc->meta_end = doc->body_start = doc->body_end = 0;
	doc->has_cdata = doc->declares_inside = false;
}

/* The end of a pass that may fail without a word. */
static int pass_end_unsaid(struct pass *pass, bool good)
{
	int result = pass_end(pass) || !good ? -1 : 0;
	diags_release(pass->diags);
	if (result)
		empty_tables(pass->doc);
	return result;
}

int xml_fill_beside(struct doc *doc, const struct doc *base)
{
	struct diags unsaid = {0};
	struct pass pass;
	if (is_wide(doc->bytes))
		return -1;
	pass_begin(&pass, doc, &unsaid);
	give_beside(&pass, base);
	return pass_end_unsaid(&pass, true);
}

int xml_fill_paragraphs(struct doc *doc, const uint32_t *starts, size_t count)
{
	struct diags unsaid = {0};
	struct pass pass;
	pass_begin(&pass, doc, &unsaid);
	return pass_end_unsaid(&pass, give_around(&pass, starts, count));
}

struct _xmlDoc *xml_tree(const struct doc *doc)
{
	return xmlReadMemory(doc->bytes.at, (int)doc->bytes.length, doc->file, "UTF-8",
			     XML_PARSE_HUGE | XML_PARSE_NONET | XML_PARSE_BIG_LINES |
				     XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

static void on_stray_error(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

void xml_begin(void)
{
	xmlInitParser();
}

void xml_stay_local(void)
{
	xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
	xmlSetStructuredErrorFunc(NULL, on_stray_error);
}
