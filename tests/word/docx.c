/* docx draft OUT: a draft in Word from the text on standard input; docx numbered CLAUSES OUT: a
 * Section with Word's own numbers, docx numbers CLAUSES: what they are; docx hostile KIND OUT; docx
 * part FILE NAME: prints a part. */
#include "docx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void add_part(struct buf *types, struct buf *relations, const char *name, unsigned id)
{
	buf_printf(
		types,
		"<Override PartName=\"/word/%s.xml\" ContentType=\"application/vnd.openxmlformats-"
		"officedocument.wordprocessingml.%s+xml\"/>",
		name, name);
	buf_printf(relations,
		   "<Relationship Id=\"rId%u\" Type=\"http://schemas.openxmlformats.org/"
		   "officeDocument/2006/relationships/%s\" Target=\"%s.xml\"/>",
		   id, name, name);
}

/* The root has the prefix of what is in it. */
static void add_root(struct buf *out, const char *root, struct span inner)
{
	size_t colon = span_starts(inner, "<") ? span_find(inner, SPAN(":"), 0) : SIZE_MAX;
	struct span prefix = colon == SIZE_MAX ? SPAN("w") : span_sub(inner, 1, colon);
	buf_printf(out,
		   "%s<%.*s:%s xmlns:%.*s=\"" DOCX_W
		   "\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:r=\"http://schemas."
		   "openxmlformats.org/officeDocument/2006/relationships\">%.*s</%.*s:%s>",
		   head, SPAN_ARGS(prefix), root, SPAN_ARGS(prefix), SPAN_ARGS(inner),
		   SPAN_ARGS(prefix), root);
}

bool docx_document(const struct docx_parts *parts, struct buf *out)
{
	const struct {
		const char *name;
		struct span inner;
	} rows[] = {{"styles", parts->styles},	     {"numbering", parts->numbering},
		    {"comments", parts->comments},   {"settings", parts->settings},
		    {"footnotes", parts->footnotes}, {"header", parts->header}};
	enum { ROWS = sizeof rows / sizeof *rows };
	struct buf types = {0}, relations = {0}, files[ROWS + 1] = {{0}};
	struct word_part list[ROWS + 4];
	char names[ROWS][40];
	size_t count = 0;
	struct buf body = {0};
	buf_printf(&body, "<w:body>%.*s</w:body>", SPAN_ARGS(parts->body));
	add_root(&files[ROWS], "document", buf_as_span(&body));
	buf_printf(
		&types,
		"%s<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
		"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
		"relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
		"<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd."
		"openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>",
		head);
	buf_printf(&relations,
		   "%s<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
		   "relationships\">",
		   head);
	static const char root[] =
		"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
		"relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats."
		"org/officeDocument/2006/relationships/officeDocument\" Target=\"word/"
		"document.xml\"/></Relationships>";
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].inner.at)
			add_part(&types, &relations, rows[i].name, (unsigned)i + 1);
	buf_text(&types, "</Types>");
	buf_text(&relations, "</Relationships>");
	list[count++] = (struct word_part){"[Content_Types].xml", buf_as_span(&types)};
	list[count++] = (struct word_part){"_rels/.rels", SPAN(root)};
	list[count++] = (struct word_part){"word/document.xml", buf_as_span(&files[ROWS])};
	list[count++] = (struct word_part){"word/_rels/document.xml.rels", buf_as_span(&relations)};
	for (size_t i = 0; i < ROWS; i++) {
		if (!rows[i].inner.at)
			continue;
		add_root(&files[i], strcmp(rows[i].name, "header") ? rows[i].name : "hdr",
			 rows[i].inner);
		snprintf(names[i], sizeof names[i], "word/%s.xml", rows[i].name);
		list[count++] = (struct word_part){names[i], buf_as_span(&files[i])};
	}
	bool good = word_pack(list, count, out);
	buf_release(&types);
	buf_release(&relations);
	buf_release(&body);
	for (size_t i = 0; i <= ROWS; i++)
		buf_release(&files[i]);
	return good;
}

static int print_part(const char *file, const char *name)
{
	int error;
	char block[8192];
	zip_t *archive = zip_open(file, ZIP_RDONLY, &error);
	zip_file_t *part = archive ? zip_fopen(archive, name, 0) : NULL;
	zip_int64_t got = -1;
	while (part && (got = zip_fread(part, block, sizeof block)) > 0)
		fwrite(block, 1, (size_t)got, stdout);
	if (part)
		zip_fclose(part);
	if (archive)
		zip_discard(archive);
	return got == 0 ? 0 : 2;
}

static bool read_input(struct buf *text)
{
	char block[8192];
	size_t got;
	while ((got = fread(block, 1, sizeof block, stdin)) > 0)
		buf_add(text, block, got);
	return !ferror(stdin);
}

int main(int argc, char **argv)
{
	struct buf out = {0}, text = {0};
	const char *target = argv[argc - 1];
	bool good = false;
	if (argc == 4 && !strcmp(argv[1], "part"))
		return print_part(argv[2], argv[3]);
	if (argc == 3 && !strcmp(argv[1], "numbers")) {
		docx_numbers((unsigned)strtoul(argv[2], NULL, 10), &out);
		fwrite(out.at, 1, out.length, stdout);
		buf_release(&out);
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "draft"))
		good = read_input(&text) && docx_draft(buf_as_span(&text), &out);
	else if (argc == 4 && !strcmp(argv[1], "numbered"))
		good = docx_numbered((unsigned)strtoul(argv[2], NULL, 10), &out);
	else if (argc == 4 && !strcmp(argv[1], "hostile"))
		good = docx_hostile(argv[2], &out);
	good = good && file_write(target, buf_as_span(&out)) == 0;
	if (!good)
		fprintf(stderr, "docx: %s could not be made\n", target);
	buf_release(&out);
	buf_release(&text);
	return good ? 0 : 2;
}
