/* A Word document: its parts read in the order in which they need each other. */
#include "word/parts.h"

#include <stdlib.h>

#include <libxml/hash.h>

bool word_looks_like(struct span bytes)
{
	return span_starts(bytes, "PK\x03\x04") || span_starts(bytes, "PK\x05\x06") ||
	       span_starts(bytes, "\xD0\xCF\x11\xE0");
}

static void read_all(struct word_doc *doc, struct archive *archive)
{
	struct parts parts = {.main = NULL};
	if (parts_find(&parts, archive)) {
		styles_read(doc, archive, parts.styles);
		numbering_read(doc, archive, parts.numbering);
		MEM_ROOM(doc->stories, doc->story_count, doc->story_capacity);
		doc->stories[doc->story_count++] = (struct word_story){.kind = WORD_BODY};
		story_read(doc, archive, parts.footnotes, WORD_FOOTNOTE);
		story_read(doc, archive, parts.endnotes, WORD_ENDNOTE);
		story_read(doc, archive, parts.comments, WORD_COMMENT);
		story_read(doc, archive, parts.main, WORD_BODY);
	}
	arena_release(&parts.arena);
}

struct word_doc *word_read(const char *file, struct span bytes, struct diags *diags)
{
	struct archive *archive = archive_open(file, bytes, diags);
	if (!archive)
		return NULL;
	struct word_doc *doc = mem_alloc(sizeof *doc);
	doc->file = arena_string(&doc->arena, file);
	read_all(doc, archive);
	bool sound = !archive_refused(archive);
	archive_free(archive);
	if (sound)
		return doc;
	word_free(doc);
	return NULL;
}

void word_free(struct word_doc *doc)
{
	if (!doc)
		return;
	for (size_t i = 0; i < doc->story_count; i++) {
		free(doc->stories[i].paragraphs);
		free(doc->stories[i].runs);
		buf_release(&doc->stories[i].text);
	}
	for (size_t i = 0; i < doc->field_count; i++)
		buf_release(&doc->fields[i].instruction);
	numbering_free(doc->numbering);
	xmlHashFree(doc->style_ids, NULL);
	xmlHashFree(doc->note_ids, NULL);
	free(doc->stories);
	free(doc->cells);
	free(doc->changes);
	free(doc->fields);
	free(doc->bookmarks);
	free(doc->styles);
	arena_release(&doc->arena);
	free(doc);
}
