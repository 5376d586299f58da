/* Fuzz targets, one program each (target.c): whatever the bytes are, nothing crashes or hangs,
 * and what is read obeys the laws: the redline gives both versions back, a comparison with itself
 * shows nothing, what is compiled is a modification, what is written can be read. */
#include "apply/apply.h"
#include "check/check.h"
#include "diag/report.h"
#include "diff/diff.h"
#include "doc/cite.h"
#include "doc/tags.h"
#include "draft/draft.h"
#include "fuzz.h"
#include "redline/redline.h"
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

static struct profile *profile_named(const char *name)
{
	struct buf error = {0};
	struct profile *profile = profile_load(name, &error);
	HOLDS(profile);
	return profile;
}

/* The first byte of an input chooses, so that one target covers all three. */
struct profile *fuzz_profile(struct span *bytes)
{
	static const char *const names[] = {"sec", "us-dc", "uk-act"};
	static struct profile *loaded[3];
	size_t choice = bytes->length && bytes->at[0] >= '1' && bytes->at[0] <= '3'
				? (size_t)(bytes->at[0] - '1')
				: 0;
	if (!loaded[choice])
		loaded[choice] = profile_named(names[choice]);
	if (bytes->length && bytes->at[0] >= '1' && bytes->at[0] <= '3')
		*bytes = span_sub(*bytes, 1, bytes->length);
	return loaded[choice];
}

struct doc *fuzz_read(struct span bytes)
{
	struct diags diags = {0};
	struct buf copy = {0};
	buf_span(&copy, bytes);
	struct doc *doc = doc_read("fuzz.xml", &copy, &diags);
	HOLDS(doc || diags.count);
	diags_release(&diags);
	return doc;
}

static struct corpus corpus_of(struct doc **doc)
{
	return (struct corpus){.path = "fuzz.xml", .docs = doc, .count = 1};
}

static struct span body_of(const struct doc *doc)
{
	return span_sub(doc->bytes, doc->body_start, doc->body_end);
}

void fuzz_report(struct diags *diags)
{
	struct buf out = {0};
	struct report_options options = {0};
	report_text(diags, &options, &out);
	report_json(diags, &options, &out);
	report_sarif(diags, &options, &out);
	HOLDS(!out.length || utf8_valid(buf_as_span(&out)));
	buf_release(&out);
}

/* ---- redlines */

/* One of the formats: which, the new text decides, so that an input always takes the same. */
static void render_one(const struct redline *redline, const struct profile *profile)
{
	static const enum render_format formats[] = {RENDER_TERM, RENDER_TEXT, RENDER_HTML,
						     RENDER_MARKDOWN, RENDER_DOCX};
	uint64_t dice = span_hash(redline->new_doc->bytes);
	enum render_format format = formats[dice % (sizeof formats / sizeof *formats)];
	struct render_options how = {.profile = profile, .title = "fuzz", .width = 80};
	how.context = dice >> 32 & 1 ? -1 : 1;
	struct buf out = {0}, fault = {0};
	bool made = render(format, &redline, 1, &how, &out, &fault);
	HOLDS(made || (fault.length && !out.length));
	HOLDS(format == RENDER_DOCX || utf8_valid(buf_as_span(&out)));
	buf_release(&fault);
	buf_release(&out);
}

/* Marks that a document had before are accepted with ours. */
static bool is_marked(const struct doc *doc)
{
	struct span bytes = doc->bytes;
	return span_find(bytes, SPAN("<ins"), 0) != SIZE_MAX ||
	       span_find(bytes, SPAN("<del"), 0) != SIZE_MAX ||
	       span_find(bytes, SPAN("lp:"), 0) != SIZE_MAX ||
	       span_find(bytes, SPAN("inserted"), 0) != SIZE_MAX ||
	       span_find(bytes, SPAN("removed"), 0) != SIZE_MAX;
}

static void try_akn(const struct redline *redline, const struct profile *profile)
{
	struct render_options how = {.profile = profile, .title = "fuzz", .context = -1};
	struct buf akn = {0}, side = {0}, fault = {0};
	if (render(RENDER_AKN, &redline, 1, &how, &akn, &fault)) {
		struct doc *marked = fuzz_read(buf_as_span(&akn));
		HOLDS(marked);
		redline_accept(buf_as_span(&akn), &side);
		struct doc *accepted = fuzz_read(buf_as_span(&side));
		HOLDS(accepted && span_equal(body_of(accepted), body_of(redline->new_doc)));
		doc_free(accepted);
		doc_free(marked);
	}
	HOLDS(akn.length || fault.length);
	buf_release(&fault);
	buf_release(&side);
	buf_release(&akn);
}

static bool unmarked(const struct redline *redline)
{
	for (size_t i = 0; i < redline->run_count; i++)
		if (redline->runs[i].mark != MARK_SAME)
			return false;
	return true;
}

static void compare(const struct doc *a, const struct doc *b, const struct profile *profile)
{
	uint32_t item;
	struct pairing *pairing = pairing_from_texts(a, b);
	struct redline *redline = redline_build(pairing, NULL, NULL, 0);
	HOLDS(redline_proves(redline, &item));
	HOLDS(a != b || unmarked(redline));
	render_one(redline, profile);
	if (!is_marked(a) && !is_marked(b))
		try_akn(redline, profile);
	redline_free(redline);
	pairing_free(pairing);
}

/* ---- patches */

static void check_result(const struct corpus *base, struct patch *patch,
			 struct application *application, const struct profile *profile)
{
	struct diags diags = {0};
	struct compiled *none = NULL;
	check_run(&(struct check_input){.profile = profile,
					.base = base,
					.application = application,
					.patches = &patch,
					.compiled = &none,
					.patch_count = 1,
					.existing = EXISTING_LISTED},
		  &diags);
	diags_sort(&diags);
	fuzz_report(&diags);
	diags_release(&diags);
}

/* False when something was refused. */
static bool try_patch(struct doc *base_doc, struct patch *patch, const struct profile *profile,
		      bool partial)
{
	struct diags diags = {0};
	struct corpus base = corpus_of(&base_doc);
	struct apply_options options = {.profile = profile, .partial = partial};
	struct application *application = apply_patches(&base, &patch, 1, &options, &diags);
	for (size_t i = 0; i < application->result_count; i++)
		HOLDS((application->results[i].status == OP_REFUSED) ==
		      (application->results[i].diag != NULL));
	HOLDS(partial || !application->refused || !application->done);
	if (application->done) {
		HOLDS(application->docs[0].new_doc);
		compare(base_doc, application->docs[0].new_doc, profile);
		check_result(&base, patch, application, profile);
	}
	fuzz_report(&diags);
	bool fits = !application->refused;
	application_free(application);
	diags_release(&diags);
	return fits;
}

void fuzz_stored(struct doc *base, struct span akn, const struct profile *profile, bool must_read)
{
	struct diags diags = {0};
	struct doc *doc = fuzz_read(akn);
	struct patch *patch = doc ? patch_read(doc, &diags) : NULL;
	HOLDS(patch || !must_read);
	if (patch) {
		if (!try_patch(base, patch, profile, false))
			try_patch(base, patch, profile, true);
		patch_free(patch);
	}
	diags_release(&diags);
}

struct doc *fuzz_base(void)
{
	static struct doc *base;
	if (!base) {
		struct diags diags = {0};
		const char *path = getenv("FUZZ_BASE");
		base = path ? doc_load(path, &diags) : NULL;
		HOLDS(base);
	}
	return base;
}

/* ---- the targets */

void fuzz_akn(struct span bytes)
{
	struct profile *profile = fuzz_profile(&bytes);
	struct doc *doc = fuzz_read(bytes);
	if (!doc)
		return;
	struct diags diags = {0};
	struct corpus base = corpus_of(&doc);
	validate(doc, profile, NULL, &diags);
	check_run(&(struct check_input){.profile = profile,
					.base = &base,
					.existing = EXISTING_LISTED},
		  &diags);
	fuzz_report(&diags);
	diags_release(&diags);
	compare(doc, doc, profile);
	compare(doc, fuzz_base(), profile);
	compare(fuzz_base(), doc, profile);
	doc_free(doc);
}

void fuzz_draft(struct span bytes)
{
	struct profile *profile = fuzz_profile(&bytes);
	struct doc *base = fuzz_base();
	for (int with_base = 0; with_base < 2; with_base++) {
		struct diags diags = {0};
		struct corpus corpus = corpus_of(&base);
		struct compile_options options = {.profile = profile,
						  .base = with_base ? &corpus : NULL};
		struct compiled *compiled = draft_compile("fuzz.txt", bytes, &options, &diags);
		fuzz_report(&diags);
		if (compiled->akn.length)
			fuzz_stored(base, buf_as_span(&compiled->akn), profile, true);
		compiled_free(compiled);
		diags_release(&diags);
	}
}

void fuzz_patch(struct span bytes)
{
	struct profile *profile = fuzz_profile(&bytes);
	fuzz_stored(fuzz_base(), bytes, profile, false);
}

void fuzz_import(struct span bytes)
{
	struct diags diags = {0};
	struct buf akn = {0};
	struct import_options options = {.profile = fuzz_profile(&bytes)};
	if (import_text("fuzz.txt", bytes, &options, &diags, &akn)) {
		struct doc *doc = fuzz_read(buf_as_span(&akn));
		HOLDS(doc);
		doc_free(doc);
	}
	fuzz_report(&diags);
	buf_release(&akn);
	diags_release(&diags);
}

void fuzz_words(struct span bytes)
{
	size_t half = span_find(bytes, SPAN("\n"), 0);
	if (half == SIZE_MAX || !utf8_valid(bytes))
		return;
	struct span old = span_sub(bytes, 0, half);
	struct span new_text = span_sub(bytes, half + 1, bytes.length);
	struct stretches list = {0};
	size_t x = 0, y = 0;
	diff_words(old, new_text, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct stretch *s = &list.items[i];
		if (s->mark != MARK_INSERTED) {
			HOLDS(s->old_start == x && s->old_end >= x);
			x = s->old_end;
		}
		if (s->mark != MARK_REMOVED) {
			HOLDS(s->new_start == y && s->new_end >= y);
			y = s->new_end;
		}
	}
	HOLDS(x == old.length && y == new_text.length);
	stretches_release(&list);
}

void fuzz_cite(struct span bytes)
{
	static struct cite_finder *finders[3];
	static const char *const names[] = {"sec", "us-dc", "uk-act"};
	struct buf error = {0};
	struct citations found = {0};
	for (size_t p = 0; p < 3; p++) {
		if (!finders[p])
			finders[p] = cite_finder_new(profile_named(names[p]), &error);
		cite_find(finders[p], bytes, &found);
		size_t last = 0;
		for (size_t i = 0; i < found.count; i++) {
			const struct citation *c = &found.items[i];
			HOLDS(c->start <= c->end && c->end <= bytes.length && c->start >= last);
			last = c->start;
		}
	}
	citations_release(&found);
}
