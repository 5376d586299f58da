/* The look of another document: styles, theme, fonts, the page of its last section, headers and
 * footers with their pictures, the settings that these need. Its text is not looked at. */
#include "word/parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define WML "application/vnd.openxmlformats-officedocument.wordprocessingml."

struct reader {
	struct archive *archive;
	struct word_reference *out;
	const char *main;
	size_t folder; /* bytes of the folder of the main part, "word/" */
};

/* ---- parts */

static struct span kept(struct arena *arena, struct buf *bytes)
{
	struct span text = {arena_copy(arena, bytes->length ? bytes->at : "", bytes->length),
			    bytes->length};
	buf_release(bytes);
	return text;
}

/* Parts go below a folder of their own, as they stood below that of the document: what leads from
 * one to another still does. NULL for one that did not stand there. */
static const char *new_name(const struct reader *reader, const char *part)
{
	if (!part || strncmp(part, reader->main, reader->folder) != 0)
		return NULL;
	return arena_printf(&reader->out->arena, "word/reference/%s", part + reader->folder);
}

static bool is_taken(const struct word_reference *out, const char *name)
{
	for (size_t i = 0; i < out->part_count; i++)
		if (!strcmp(out->parts[i].name, name))
			return true;
	return false;
}

static bool take_part(struct reader *reader, const char *part, const char *type)
{
	struct word_reference *out = reader->out;
	const char *name = new_name(reader, part);
	struct buf bytes = {0};
	if (!name || (!is_taken(out, name) && !archive_read(reader->archive, part, &bytes)))
		return false;
	if (is_taken(out, name))
		return true;
	MEM_ROOM(out->parts, out->part_count, out->part_capacity);
	out->parts[out->part_count++] = (struct reference_part){
		.name = name, .type = type, .bytes = kept(&out->arena, &bytes)};
	return true;
}

static const char *picture_type(const char *part)
{
	static const char *const rows[][2] = {
		{".png", "image/png"},	 {".jpg", "image/jpeg"},    {".jpeg", "image/jpeg"},
		{".gif", "image/gif"},	 {".bmp", "image/bmp"},	    {".emf", "image/x-emf"},
		{".wmf", "image/x-wmf"}, {".svg", "image/svg+xml"}, {".tiff", "image/tiff"}};
	const char *dot = strrchr(part, '.');
	for (size_t i = 0; dot && i < sizeof rows / sizeof *rows; i++)
		if (!strcasecmp(dot, rows[i][0]))
			return rows[i][1];
	return NULL;
}

static void find_change(void *user, const struct markup_tag *tag)
{
	bool *found = user;
	*found |= tag->name == MARKUP_INS || tag->name == MARKUP_DEL ||
		  tag->name == MARKUP_MOVE_FROM || tag->name == MARKUP_MOVE_TO ||
		  tag->name == MARKUP_CELL_INS || tag->name == MARKUP_CELL_DEL ||
		  tag->name == MARKUP_P_PR_CHANGE || tag->name == MARKUP_R_PR_CHANGE;
}

/* Changes of its own would be counted as changes of the law, with ids given twice. */
static void refuse_tracked(struct reader *reader, const char *part)
{
	bool found = false;
	struct markup_reader how = {.user = &found, .open = find_change};
	if (markup_read(reader->archive, part, &how) && found)
		archive_refuse(reader->archive,
			       "%s has tracked changes; accept or reject them first", part);
}

/* A header or footer with its pictures; one that needs anything else is left. */
static const char *take_with_pictures(struct reader *reader, const char *part, const char *type)
{
	struct relationships all = {0};
	struct arena *arena = &reader->out->arena;
	bool good = true;
	relationships_read(reader->archive, part, &all);
	for (size_t i = 0; i < all.count && good; i++) {
		const char *target = part_resolve(part, all.items[i].target, arena);
		const char *picture = target ? picture_type(target) : NULL;
		good = all.items[i].external || (picture && all.items[i].target.at[0] != '/' &&
						 take_part(reader, target, picture));
	}
	if (good && all.count)
		good = take_part(reader, part_relationships(part, arena), NULL);
	relationships_release(&all);
	refuse_tracked(reader, part);
	return good && take_part(reader, part, type) ? new_name(reader, part) : NULL;
}

static void take_related(struct reader *reader, const char *type, const char *content)
{
	struct arena *arena = &reader->out->arena;
	const char *part = part_related(reader->archive, reader->main, type, arena);
	struct relationships all = {0};
	if (!part)
		return;
	relationships_read(reader->archive, part, &all);
	bool alone = all.count == 0; /* embedded fonts stay where they are */
	relationships_release(&all);
	if (alone && take_part(reader, part, content))
		reader->out->parts[reader->out->part_count - 1].relation =
			arena_string(arena, type);
}

/* ---- the page */

struct page {
	struct reader *reader;
	struct relationships relations;
	struct buf text;
	struct arena scratch;
	unsigned depth, section; /* depth of the open w:sectPr; 0: none */
	unsigned former;	 /* likewise of what it was before a tracked change */
	unsigned links;
	bool header, footer;
};

static void page_attribute(struct page *page, const struct markup_tag *tag, const char *name)
{
	struct span value = markup_attribute(tag, name, &page->scratch);
	if (!value.at)
		return;
	buf_printf(&page->text, " w:%s=\"", name);
	escape_attribute(&page->text, value);
	buf_char(&page->text, '"');
}

static void page_element(struct page *page, const struct markup_tag *tag)
{
	static const char *const attributes[] = {"w",	   "h",	   "orient", "top",    "right",
						 "bottom", "left", "header", "footer", "gutter",
						 "space",  "num",  "fmt",    "start",  "linePitch",
						 "type",   "val"};
	static const struct {
		enum markup_name name;
		const char *element;
	} rows[] = {{MARKUP_PG_SZ, "pgSz"},
		    {MARKUP_PG_MAR, "pgMar"},
		    {MARKUP_PG_NUM_TYPE, "pgNumType"},
		    {MARKUP_TITLE_PG, "titlePg"},
		    {MARKUP_DOC_GRID, "docGrid"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].name != tag->name)
			continue;
		buf_printf(&page->text, "<w:%s", rows[i].element);
		for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
			page_attribute(page, tag, attributes[k]);
		buf_text(&page->text, "/>");
	}
}

static const char *related_part(struct page *page, struct span id)
{
	for (size_t i = 0; i < page->relations.count; i++)
		if (span_equal(page->relations.items[i].id, id) &&
		    !page->relations.items[i].external)
			return part_resolve(page->reader->main, page->relations.items[i].target,
					    &page->reader->out->arena);
	return NULL;
}

static void page_link(struct page *page, const struct markup_tag *tag)
{
	struct word_reference *out = page->reader->out;
	bool header = tag->name == MARKUP_HEADER_REFERENCE;
	const char *part = related_part(page, markup_attribute(tag, "id", &page->scratch));
	const char *name = part ? take_with_pictures(page->reader, part,
						     header ? WML "header+xml" : WML "footer+xml")
				: NULL;
	if (!name)
		return;
	for (size_t i = 0; i < out->part_count; i++)
		if (!strcmp(out->parts[i].name, name)) {
			out->parts[i].relation = header ? "header" : "footer";
			buf_printf(&page->text, "<w:%sReference r:id=\"rIdR%zu\"",
				   header ? "header" : "footer", i);
		}
	page_attribute(page, tag, "type");
	buf_text(&page->text, "/>");
	page->header |= header;
	page->footer |= !header;
}

static void page_open(void *user, const struct markup_tag *tag)
{
	struct page *page = user;
	page->depth++;
	if (page->former)
		return;
	if (tag->name == MARKUP_SECT_PR_CHANGE) {
		page->former = page->depth;
	} else if (tag->name == MARKUP_SECT_PR) {
		page->section = page->depth;
		page->header = page->footer = false;
		buf_cut(&page->text, 0);
	} else if (page->section && page->depth == page->section + 1) {
		if (tag->name == MARKUP_HEADER_REFERENCE || tag->name == MARKUP_FOOTER_REFERENCE)
			page_link(page, tag);
		else
			page_element(page, tag);
	}
}

static void page_close(void *user, enum markup_name name)
{
	struct page *page = user;
	if (page->former == page->depth)
		page->former = 0;
	else if (name == MARKUP_SECT_PR && page->section == page->depth)
		page->section = 0;
	page->depth--;
}

static void take_page(struct reader *reader)
{
	struct page page = {.reader = reader};
	struct markup_reader how = {.user = &page, .open = page_open, .close = page_close};
	relationships_read(reader->archive, reader->main, &page.relations);
	markup_read(reader->archive, reader->main, &how);
	reader->out->page = kept(&reader->out->arena, &page.text);
	reader->out->header = page.header;
	reader->out->footer = page.footer;
	relationships_release(&page.relations);
	arena_release(&page.scratch);
}

/* ---- settings: those that the look depends on */

static void settings_open(void *user, const struct markup_tag *tag)
{
	struct word_reference *out = user;
	if (tag->name == MARKUP_EVEN_AND_ODD_HEADERS)
		out->even_and_odd = markup_on(tag);
	else if (tag->name == MARKUP_MIRROR_MARGINS)
		out->mirrored = markup_on(tag);
	else if (tag->name == MARKUP_DEFAULT_TAB_STOP)
		out->tab_stop = markup_number(tag, "val", 0);
}

static void take_settings(struct reader *reader)
{
	struct word_reference *out = reader->out;
	struct markup_reader how = {.user = out, .open = settings_open};
	const char *part = part_related(reader->archive, reader->main, "settings", &out->arena);
	if (part)
		markup_read(reader->archive, part, &how);
}

/* ---- styles */

static void take_styles(struct reader *reader, const char *part)
{
	struct buf bytes = {0};
	struct word_reference *out = reader->out;
	if (!part || !archive_read(reader->archive, part, &bytes))
		return;
	out->styles = kept(&out->arena, &bytes);
	/* Ours are added to them as they are spelt. */
	if (span_find(out->styles, SPAN("</w:styles"), 0) == SIZE_MAX)
		archive_refuse(reader->archive,
			       "%s does not use the prefix w:; save the document again in the word "
			       "processor",
			       part);
	out->doc = mem_alloc(sizeof *out->doc);
	styles_read(out->doc, reader->archive, part);
}

struct word_reference *word_reference_read(const char *file, struct span bytes, struct diags *diags)
{
	struct archive *archive = archive_open(file, bytes, diags);
	if (!archive)
		return NULL;
	struct word_reference *out = mem_alloc(sizeof *out);
	struct parts parts = {.main = NULL};
	if (parts_find(&parts, archive)) {
		const char *slash = strrchr(parts.main, '/');
		struct reader reader = {archive, out, parts.main,
					slash ? (size_t)(slash + 1 - parts.main) : 0};
		take_styles(&reader, parts.styles);
		take_related(&reader, "theme",
			     "application/vnd.openxmlformats-officedocument.theme+xml");
		take_related(&reader, "fontTable", WML "fontTable+xml");
		take_page(&reader);
		take_settings(&reader);
	}
	bool sound = !archive_refused(archive) && out->styles.at;
	if (!sound)
		archive_refuse(archive, "it has no styles");
	arena_release(&parts.arena);
	archive_free(archive);
	if (sound)
		return out;
	word_reference_free(out);
	return NULL;
}

const char *word_reference_style(const struct word_reference *reference, const char *name)
{
	for (size_t i = 0; name && i < reference->doc->style_count; i++)
		if (!reference->doc->styles[i].character &&
		    !strcasecmp(reference->doc->styles[i].name, name))
			return reference->doc->styles[i].id;
	return NULL;
}

const struct word_format *word_reference_format(const struct word_reference *reference,
						const char *id)
{
	uint32_t style = style_named(reference->doc, span_of(id));
	return style == WORD_NONE ? NULL : &reference->doc->styles[style].format;
}

const char *word_reference_default(const struct word_reference *reference)
{
	uint32_t style = style_default(reference->doc);
	return style == WORD_NONE ? NULL : reference->doc->styles[style].id;
}

void word_reference_free(struct word_reference *reference)
{
	if (!reference)
		return;
	word_free(reference->doc);
	free(reference->parts);
	arena_release(&reference->arena);
	free(reference);
}
