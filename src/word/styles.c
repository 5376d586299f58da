/* Styles: what of a paragraph's format and a run's look its style says. Styles are evidence for the
 * reader of a document, never the truth about it. */
#include "word/parts.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

enum { CHAIN_MOST = 32 /* styles based on each other */ };

/* ---- what formats and looks are made of */

bool format_take(const struct markup_tag *tag, struct word_format *format, uint32_t *sets)
{
	long value = markup_number(tag, "val", 0);
	switch (tag->name) {
	case MARKUP_NUM_ID:
		format->number = (int32_t)value;
		*sets |= SETS_NUMBER;
		return true;
	case MARKUP_ILVL:
		format->level = value < 0 ? 0 : value > 8 ? 8 : (int32_t)value;
		*sets |= SETS_LEVEL;
		return true;
	case MARKUP_OUTLINE_LEVEL:
		format->outline = value >= 0 && value <= 8 ? (int32_t)value : -1;
		*sets |= SETS_OUTLINE;
		return true;
	case MARKUP_IND: {
		long left = markup_number(tag, "left", markup_number(tag, "start", INT32_MIN));
		long first = markup_number(tag, "firstLine", INT32_MIN);
		long hanging = markup_number(tag, "hanging", INT32_MIN);
		if (left != INT32_MIN) {
			format->left = (int32_t)left;
			*sets |= SETS_LEFT;
		}
		if (hanging != INT32_MIN || first != INT32_MIN) {
			format->first = hanging != INT32_MIN ? (int32_t)-hanging : (int32_t)first;
			*sets |= SETS_FIRST;
		}
		return true;
	}
	default:
		return false;
	}
}

static bool is_strike(enum markup_name name)
{
	return name == MARKUP_STRIKE || name == MARKUP_DOUBLE_STRIKE;
}

bool look_take(const struct markup_tag *tag, uint32_t *look, uint32_t *off)
{
	uint32_t bit = tag->name == MARKUP_BOLD	       ? WORD_BOLD
		       : tag->name == MARKUP_ITALIC    ? WORD_ITALIC
		       : tag->name == MARKUP_UNDERLINE ? WORD_UNDERLINE
		       : tag->name == MARKUP_VANISH    ? WORD_HIDDEN
		       : is_strike(tag->name)	       ? WORD_STRUCK
						       : 0;
	bool on = markup_on(tag);
	if (tag->name == MARKUP_VERT_ALIGN) {
		bit = markup_is(tag, "val", "subscript") ? WORD_SUBSCRIPT : WORD_SUPERSCRIPT;
		on = !markup_is(tag, "val", "baseline");
	}
	*look = on ? *look | bit : *look & ~bit;
	*off = on ? *off & ~bit : *off | bit;
	return bit != 0;
}

/* ---- the part */

struct pass {
	struct word_doc *doc;
	struct word_style *style;	 /* open, or NULL */
	unsigned paragraph, run, change; /* depth in pPr, rPr and records of former properties */
	uint32_t look, off;
};

static void open_style(struct pass *pass, const struct markup_tag *tag)
{
	struct word_doc *doc = pass->doc;
	MEM_ROOM(doc->styles, doc->style_count, doc->style_capacity);
	pass->style = &doc->styles[doc->style_count++];
	struct span id = markup_attribute(tag, "styleId", &doc->arena);
	*pass->style = (struct word_style){.id = id.at ? id.at : "",
					   .name = "",
					   .character = markup_is(tag, "type", "character"),
					   .is_default = markup_is(tag, "default", "1") ||
							 markup_is(tag, "default", "true"),
					   .base = WORD_NONE,
					   .format = {.style = WORD_NONE, .outline = -1}};
	if (!markup_is(tag, "type", "paragraph") && !pass->style->character)
		pass->style->is_default = false;
}

static bool is_change(enum markup_name name)
{
	return name == MARKUP_P_PR_CHANGE || name == MARKUP_R_PR_CHANGE;
}

static void open(void *user, const struct markup_tag *tag)
{
	struct pass *pass = user;
	pass->paragraph += tag->name == MARKUP_P_PR;
	pass->run += tag->name == MARKUP_R_PR;
	pass->change += is_change(tag->name);
	if (tag->name == MARKUP_STYLE)
		open_style(pass, tag);
	struct word_style *style = pass->style;
	if (!style || pass->change)
		return;
	if (tag->name == MARKUP_NAME) {
		struct span name = markup_attribute(tag, "val", &pass->doc->arena);
		style->name = name.at ? name.at : "";
	} else if (tag->name == MARKUP_BASED_ON) {
		style->base_id = markup_attribute(tag, "val", &pass->doc->arena).at;
	} else if (pass->paragraph && !pass->run) {
		format_take(tag, &style->format, &style->sets);
	} else if (pass->run && !pass->paragraph) {
		look_take(tag, &style->look, &style->off);
	}
}

static void close(void *user, enum markup_name name)
{
	struct pass *pass = user;
	pass->paragraph -= name == MARKUP_P_PR;
	pass->run -= name == MARKUP_R_PR;
	pass->change -= is_change(name);
	if (name == MARKUP_STYLE)
		pass->style = NULL;
}

/* ---- inheritance */

uint32_t style_named(const struct word_doc *doc, struct span id)
{
	/* Names are NUL-terminated copies of markup_attribute; slots count from 1. */
	uintptr_t found = id.at ? (uintptr_t)xmlHashLookup(doc->style_ids, BAD_CAST id.at) : 0;
	return found ? (uint32_t)(found - 1) : WORD_NONE;
}

uint32_t style_default(const struct word_doc *doc)
{
	for (size_t i = 0; i < doc->style_count; i++)
		if (doc->styles[i].is_default && !doc->styles[i].character)
			return (uint32_t)i;
	return WORD_NONE;
}

/* What the style does not say itself comes from the one that it is based on. */
static void inherit(struct word_style *style, const struct word_style *base)
{
	uint32_t missing = base->sets & ~style->sets;
	if (missing & SETS_NUMBER)
		style->format.number = base->format.number;
	if (missing & SETS_LEVEL)
		style->format.level = base->format.level;
	if (missing & SETS_LEFT)
		style->format.left = base->format.left;
	if (missing & SETS_FIRST)
		style->format.first = base->format.first;
	if (missing & SETS_OUTLINE)
		style->format.outline = base->format.outline;
	style->sets |= missing;
	uint32_t said = style->look | style->off;
	style->look |= base->look & ~said;
	style->off |= base->off & ~said;
}

/* Outermost first, so that each base is whole when it is inherited from. */
static void settle(struct word_doc *doc, bool *settled, uint32_t index)
{
	uint32_t chain[CHAIN_MOST];
	size_t length = 0;
	while (index != WORD_NONE && !settled[index] && length < CHAIN_MOST) {
		settled[index] = true;
		chain[length++] = index;
		index = doc->styles[index].base;
	}
	while (length--) {
		struct word_style *style = &doc->styles[chain[length]];
		if (style->base != WORD_NONE)
			inherit(style, &doc->styles[style->base]);
	}
}

void styles_read(struct word_doc *doc, struct archive *archive, const char *part)
{
	struct pass pass = {.doc = doc};
	struct markup_reader reader = {.user = &pass, .open = open, .close = close};
	if (!part || !markup_read(archive, part, &reader))
		return;
	bool *settled = mem_alloc(doc->style_count + 1);
	doc->style_ids = xmlHashCreate((int)doc->style_count + 1);
	for (size_t i = 0; i < doc->style_count; i++)
		xmlHashAddEntry(doc->style_ids, BAD_CAST doc->styles[i].id, (void *)(i + 1));
	for (size_t i = 0; i < doc->style_count; i++)
		if (doc->styles[i].base_id)
			doc->styles[i].base = style_named(doc, span_of(doc->styles[i].base_id));
	for (size_t i = 0; i < doc->style_count; i++) {
		settle(doc, settled, (uint32_t)i);
		doc->styles[i].format.style = (uint32_t)i;
	}
	free(settled);
}
