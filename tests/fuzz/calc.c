/* Fuzz targets of what is calculated: the difference of two versions gives the one from the other,
 * an inverse takes back, a rebase without conflict can be applied, every word has one who put it
 * there. */
#include "calc/calc.h"
#include "draft/draft.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static struct corpus alone(struct doc **doc)
{
	return (struct corpus){.path = "fuzz.xml", .docs = doc, .count = 1};
}

/* Applies a written modification; its result is `wanted`, unless that is not known. */
static void gives(struct doc *base, struct span akn, const struct doc *wanted,
		  const struct profile *profile)
{
	struct diags diags = {0};
	struct corpus corpus = alone(&base);
	struct apply_options how = {.profile = profile};
	struct doc *doc = fuzz_read(akn);
	HOLDS(doc);
	struct patch *patch = patch_read(doc, &diags);
	HOLDS(patch);
	struct application *application = apply_patches(&corpus, &patch, 1, &how, &diags);
	HOLDS(application->done);
	HOLDS(!wanted || span_equal(application->docs[0].new_doc->bytes, wanted->bytes));
	application_free(application);
	patch_free(patch);
	diags_release(&diags);
}

static void try_difference(struct doc *old_doc, struct doc *new_doc, const struct profile *profile)
{
	struct diags diags = {0};
	struct buf akn = {0}, draft = {0};
	struct pairing *pairing = pairing_from_texts(old_doc, new_doc);
	struct version_pair pair = {old_doc, new_doc, pairing};
	struct calc_options how = {.profile = profile};
	bool written = difference_write(&pair, 1, &how, &diags, &akn);
	if (akn.length)
		gives(old_doc, buf_as_span(&akn), written ? new_doc : NULL, profile);
	HOLDS(written || diags.count);
	difference_speak(&pair, 1, &how, &diags, &draft);
	HOLDS(utf8_valid(buf_as_span(&draft)));
	fuzz_report(&diags);
	buf_release(&draft);
	buf_release(&akn);
	pairing_free(pairing);
	diags_release(&diags);
}

void fuzz_calc(struct span bytes)
{
	struct profile *profile = fuzz_profile(&bytes);
	struct doc *doc = fuzz_read(bytes), *base = fuzz_base();
	if (!doc)
		return;
	try_difference(base, doc, profile);
	try_difference(doc, base, profile);
	struct diags diags = {0};
	struct merged *merged = merge_versions(base, doc, base, profile, &diags);
	HOLDS(merged || diags.count);
	merged_free(merged);
	diags_release(&diags);
	doc_free(doc);
}

/* ---- two modifications of one base, parted by a line of "====" */

static struct patch *patch_of(struct span draft, struct corpus *base, const struct profile *profile,
			      struct diags *diags)
{
	struct compile_options how = {.profile = profile, .base = base};
	struct compiled *compiled = draft_compile("fuzz.txt", draft, &how, diags);
	struct patch *patch = NULL;
	if (compiled->akn.length)
		patch = patch_read(fuzz_read(buf_as_span(&compiled->akn)), diags);
	compiled_free(compiled);
	return patch;
}

static void try_inverse(struct corpus *base, struct patch *patch, const struct profile *profile)
{
	struct diags diags = {0};
	struct buf akn = {0};
	struct apply_options how = {.profile = profile};
	struct application *application = apply_patches(base, &patch, 1, &how, &diags);
	if (application->done) {
		struct calc_options calc = {.profile = profile};
		bool written = inverse_write(application, &calc, &diags, &akn);
		if (akn.length)
			gives(application->docs[0].new_doc, buf_as_span(&akn),
			      written ? base->docs[0] : NULL, profile);
	}
	application_free(application);
	buf_release(&akn);
	diags_release(&diags);
}

static void try_blame(struct corpus *base, struct patch *patch, const struct profile *profile)
{
	struct diags diags = {0};
	struct chain *chain = chain_new(base, profile);
	if (chain_patch(chain, patch, &diags) && chain_close(chain, &diags)) {
		const struct doc *doc = chain_state(chain)->docs[0];
		for (size_t i = 0; i < doc->provision_count; i++) {
			struct span eid = doc->provisions[i].eid;
			const char *name = arena_copy(&chain->arena, eid.at, eid.length);
			struct blame *blame = eid.length ? blame_provision(chain, name) : NULL;
			struct provision_log *log = eid.length ? log_provision(chain, name) : NULL;
			HOLDS(!eid.length || (blame && log));
			blame_free(blame);
			log_free(log);
		}
	}
	chain_free(chain);
	diags_release(&diags);
}

static void try_rebase(struct corpus *base, struct patch *first, struct patch *second,
		       const struct profile *profile)
{
	struct diags diags = {0};
	struct apply_options how = {.profile = profile};
	struct application *application = apply_patches(base, &first, 1, &how, &diags);
	if (application->done) {
		struct doc *docs[] = {application->docs[0].new_doc};
		struct corpus onto = alone(docs);
		struct rebase *rebase = rebase_patch(base, &onto, second, profile, &diags);
		HOLDS(rebase || diags.count);
		if (rebase && !rebase->conflicts && rebase->akn.length)
			gives(docs[0], buf_as_span(&rebase->akn), NULL, profile);
		rebase_free(rebase);
	}
	application_free(application);
	diags_release(&diags);
}

void fuzz_merge(struct span bytes)
{
	struct profile *profile = fuzz_profile(&bytes);
	struct doc *doc = fuzz_base();
	struct corpus base = alone(&doc);
	struct diags diags = {0};
	size_t cut = span_find(bytes, SPAN("\n====\n"), 0);
	struct span second =
		span_sub(bytes, cut == SIZE_MAX ? bytes.length : cut + 6, bytes.length);
	struct patch *patches[] = {
		patch_of(span_sub(bytes, 0, cut == SIZE_MAX ? bytes.length : cut), &base, profile,
			 &diags),
		patch_of(second, &base, profile, &diags)};
	for (size_t i = 0; i < 2; i++)
		if (patches[i]) {
			try_inverse(&base, patches[i], profile);
			try_blame(&base, patches[i], profile);
		}
	if (patches[0] && patches[1]) {
		try_rebase(&base, patches[0], patches[1], profile);
		merge_free(merge_patches(&base, patches, 2, profile, &diags));
	}
	fuzz_report(&diags);
	patch_free(patches[0]);
	patch_free(patches[1]);
	diags_release(&diags);
}
