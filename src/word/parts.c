/* The package: content types and relationships, and the document that they lead to. */
#include "word/parts.h"

#include <stdlib.h>
#include <string.h>

#define ROOT_RELATIONSHIPS "_rels/.rels"
#define CONTENT_TYPES "[Content_Types].xml"

/* ---- relationships */

const char *part_relationships(const char *part, struct arena *arena)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash ? (size_t)(slash + 1 - part) : 0;
	return arena_printf(arena, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
}

static void open_relationship(void *user, const struct markup_tag *tag)
{
	struct relationships *out = user;
	if (tag->name != MARKUP_RELATIONSHIP)
		return;
	MEM_ROOM(out->items, out->count, out->capacity);
	out->items[out->count++] =
		(struct relationship){.id = markup_attribute(tag, "Id", &out->arena),
				      .type = markup_attribute(tag, "Type", &out->arena),
				      .target = markup_attribute(tag, "Target", &out->arena),
				      .external = markup_is(tag, "TargetMode", "External")};
}

static void close_nothing(void *user, enum markup_name name)
{
	(void)user, (void)name;
}

void relationships_read(struct archive *archive, const char *part, struct relationships *out)
{
	const char *rels = *part ? part_relationships(part, &out->arena) : ROOT_RELATIONSHIPS;
	struct markup_reader reader = {
		.user = out, .open = open_relationship, .close = close_nothing};
	markup_read(archive, rels, &reader);
}

void relationships_release(struct relationships *relationships)
{
	free(relationships->items);
	arena_release(&relationships->arena);
}

/* Steps of a path, ".." taken back; NULL when they lead above the root. */
const char *part_resolve(const char *part, struct span target, struct arena *arena)
{
	struct buf path = {0};
	const char *slash = strrchr(part, '/');
	bool inside = true;
	if (target.length && target.at[0] == '/')
		target = span_sub(target, 1, target.length);
	else if (slash)
		buf_add(&path, part, (size_t)(slash - part));
	while (target.length && inside) {
		size_t end = span_find(target, SPAN("/"), 0);
		struct span step = span_sub(target, 0, end == SIZE_MAX ? target.length : end);
		target = span_sub(target, step.length + (end != SIZE_MAX), target.length);
		if (span_is(step, "..")) {
			inside = path.length > 0;
			while (path.length && path.at[path.length - 1] != '/')
				buf_cut(&path, path.length - 1);
			if (path.length)
				buf_cut(&path, path.length - 1);
		} else if (step.length && !span_is(step, ".")) {
			if (path.length)
				buf_char(&path, '/');
			buf_span(&path, step);
		}
	}
	const char *name = inside && path.length ? arena_copy(arena, path.at, path.length) : NULL;
	buf_release(&path);
	return name;
}

/* ".../relationships/styles", whichever house wrote what stands before it. */
static bool type_is(struct span type, const char *name)
{
	size_t slash = type.length;
	while (slash && type.at[slash - 1] != '/')
		slash--;
	return span_is(span_sub(type, slash, type.length), name);
}

const char *part_related(struct archive *archive, const char *part, const char *type,
			 struct arena *arena)
{
	struct relationships all = {0};
	const char *found = NULL;
	relationships_read(archive, part, &all);
	for (size_t i = 0; i < all.count && !found; i++)
		if (!all.items[i].external && type_is(all.items[i].type, type))
			found = part_resolve(part, all.items[i].target, arena);
	relationships_release(&all);
	return found;
}

/* ---- content types */

struct type_search {
	struct arena arena;
	struct span part; /* with its leading slash */
	struct span type;
};

static void open_type(void *user, const struct markup_tag *tag)
{
	struct type_search *search = user;
	if (tag->name != MARKUP_TYPE_OVERRIDE)
		return;
	struct span part = markup_attribute(tag, "PartName", &search->arena);
	if (part.length == search->part.length &&
	    !strncasecmp(part.at, search->part.at, part.length))
		search->type = markup_attribute(tag, "ContentType", &search->arena);
}

/* A document or template, with macros or without; macros are not looked at. */
static bool is_word_type(struct span type)
{
	return span_ends(type, "main+xml") &&
	       (span_find(type, SPAN("wordprocessingml"), 0) != SIZE_MAX ||
		span_find(type, SPAN("ms-word"), 0) != SIZE_MAX);
}

static bool check_type(struct archive *archive, const char *part)
{
	struct type_search search = {.part = {NULL, 0}};
	struct markup_reader reader = {.user = &search, .open = open_type, .close = close_nothing};
	search.part = span_of(arena_printf(&search.arena, "/%s", part));
	bool read = markup_read(archive, CONTENT_TYPES, &reader);
	bool word = search.type.length && is_word_type(search.type);
	if (!read)
		archive_refuse(archive, "it has no list of content types");
	else if (!word)
		archive_refuse(archive, "its main part is no Word document but “%.*s”",
			       SPAN_ARGS(search.type));
	arena_release(&search.arena);
	return word;
}

bool parts_find(struct parts *parts, struct archive *archive)
{
	struct arena *arena = &parts->arena;
	parts->main = part_related(archive, "", "officeDocument", arena);
	if (!parts->main || !archive_has(archive, parts->main)) {
		archive_refuse(archive, "no main document is in it");
		return false;
	}
	if (!check_type(archive, parts->main))
		return false;
	parts->styles = part_related(archive, parts->main, "styles", arena);
	parts->numbering = part_related(archive, parts->main, "numbering", arena);
	parts->footnotes = part_related(archive, parts->main, "footnotes", arena);
	parts->endnotes = part_related(archive, parts->main, "endnotes", arena);
	parts->comments = part_related(archive, parts->main, "comments", arena);
	return !archive_refused(archive);
}
