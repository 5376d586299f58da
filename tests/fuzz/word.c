/* Fuzz targets of Word documents: the archive as it comes, and its parts put into a sound archive,
 * so that the readers behind the archive are reached. */
#include "draft/draft.h"
#include "fuzz.h"
#include "read/transcript.h"

#include <stdlib.h>
#include <string.h>

static void try_view(const struct word_doc *doc, enum word_view view, const struct profile *profile)
{
	struct diags diags = {0};
	struct buf akn = {0};
	const struct transcript_options plain = {.contents = false};
	struct import_options how = {.profile = profile};
	struct transcript *transcript = transcript_new(doc, view, &plain);
	diag_source(&diags, transcript->file, transcript->lines);
	transcript_check(transcript, &diags);
	if (import_word(transcript, &how, &diags, &akn)) {
		struct doc *made = fuzz_read(buf_as_span(&akn));
		HOLDS(made);
		doc_free(made);
	}
	fuzz_report(&diags);
	buf_release(&akn);
	transcript_free(transcript);
	diags_release(&diags);
}

static void try_draft(const struct word_doc *doc, const struct profile *profile)
{
	struct doc *base = fuzz_base();
	struct corpus corpus = {.path = "base.xml", .docs = &base, .count = 1};
	struct compile_options options = {.profile = profile, .base = &corpus};
	struct diags diags = {0};
	struct compiled *compiled = draft_compile_word(doc, &options, &diags);
	fuzz_report(&diags);
	if (compiled->akn.length)
		fuzz_stored(base, buf_as_span(&compiled->akn), profile, true);
	compiled_free(compiled);
	diags_release(&diags);
}

static void try_reference(struct span bytes)
{
	struct diags diags = {0};
	struct word_reference *reference = word_reference_read("fuzz.docx", bytes, &diags);
	HOLDS(reference || diags.count);
	word_reference_free(reference);
	diags_release(&diags);
}

void fuzz_docx(struct span bytes)
{
	struct profile *profile = fuzz_profile(&bytes);
	struct diags diags = {0};
	struct word_doc *doc = word_read("fuzz.docx", bytes, &diags);
	HOLDS(doc || diags.count);
	if (doc) {
		try_view(doc, WORD_ORIGINAL, profile);
		try_view(doc, WORD_FINAL, profile);
		try_draft(doc, profile);
	}
	try_reference(bytes);
	word_free(doc);
	diags_release(&diags);
}

/* The parts stand one after the other, each behind a line "==== NAME". */
void fuzz_story(struct span bytes)
{
	enum { MOST = 16 };
	struct word_part parts[MOST];
	char names[MOST][64];
	size_t count = 0;
	struct buf archive = {0};
	for (size_t at = span_find(bytes, SPAN("==== "), 0); at != SIZE_MAX && count < MOST;
	     count++) {
		size_t line = span_find(bytes, SPAN("\n"), at);
		if (line == SIZE_MAX)
			break;
		size_t next = span_find(bytes, SPAN("\n==== "), line);
		size_t length = line - at - 5;
		length = length < sizeof *names ? length : sizeof *names - 1;
		memcpy(names[count], bytes.at + at + 5, length);
		names[count][length] = '\0';
		parts[count].name = names[count];
		size_t end = next == SIZE_MAX ? bytes.length : next;
		parts[count].bytes = span_sub(bytes, line < end ? line + 1 : end, end);
		at = next == SIZE_MAX ? next : next + 1;
	}
	if (count && word_pack(parts, count, &archive))
		fuzz_docx(buf_as_span(&archive));
	buf_release(&archive);
}
