/* A text through patches and versions. Each step has what leads from one state to the next: the
 * application of patches, or a version as it is, and the marked merge of the two states. */
#include "calc/calc.h"

#include <stdlib.h>
#include <string.h>

struct chain *chain_new(const struct corpus *base, const struct profile *profile)
{
	struct chain *chain = mem_alloc(sizeof *chain);
	chain->base = base;
	chain->profile = profile;
	return chain;
}

static size_t docs_before(const struct chain *chain, size_t step)
{
	return step ? chain->steps[step - 1].after.count : chain->base->count;
}

static void step_release(struct chain_step *step, size_t docs)
{
	for (size_t i = 0; step->pairings && i < docs; i++) {
		pairing_free(step->pairings[i]);
		redline_free(step->redlines[i]);
	}
	free(step->pairings);
	free(step->redlines);
	free(step->patches);
	application_free(step->application);
}

void chain_free(struct chain *chain)
{
	if (!chain)
		return;
	for (size_t i = chain->count; i-- > 0;)
		step_release(&chain->steps[i], docs_before(chain, i));
	free(chain->steps);
	arena_release(&chain->arena);
	free(chain);
}

/* The state before the last step when that is open, else the last. */
const struct corpus *chain_state(const struct chain *chain)
{
	size_t done = chain->count - chain->open;
	return done ? &chain->steps[done - 1].after : chain->base;
}

static struct chain_step *add_step(struct chain *chain)
{
	MEM_ROOM(chain->steps, chain->count, chain->capacity);
	chain->steps[chain->count] = (struct chain_step){0};
	return &chain->steps[chain->count++];
}

static const struct corpus *state_before(const struct chain *chain, size_t step)
{
	return step ? &chain->steps[step - 1].after : chain->base;
}

/* ---- patches */

bool chain_patch(struct chain *chain, struct patch *patch, struct diags *diags)
{
	struct span version = corpus_version(chain_state(chain));
	bool fits =
		!patch->base_version || !version.length || span_is(version, patch->base_version);
	if (chain->open && !fits && !chain_close(chain, diags))
		return false;
	struct chain_step *step = chain->open ? &chain->steps[chain->count - 1] : add_step(chain);
	chain->open = true;
	step->patches =
		mem_realloc(step->patches, (step->patch_count + 1) * sizeof(struct patch *));
	step->patches[step->patch_count++] = patch;
	return true;
}

static struct change *rows_of(struct chain *chain, const struct application *application)
{
	struct change *rows =
		arena_alloc(&chain->arena, (application->result_count + 1) * sizeof *rows);
	for (size_t i = 0; i < application->result_count; i++)
		rows[i] = (struct change){.number = application->results[i].change};
	return rows;
}

bool chain_close(struct chain *chain, struct diags *diags)
{
	if (!chain->open)
		return true;
	size_t index = chain->count - 1;
	struct chain_step *step = &chain->steps[index];
	const struct corpus *before = state_before(chain, index);
	struct apply_options how = {.profile = chain->profile};
	chain->open = false;
	step->application = apply_patches(before, step->patches, step->patch_count, &how, diags);
	if (!step->application->done)
		return false;
	step->after = *before;
	step->after.docs =
		arena_alloc(&chain->arena, (before->count + 1) * sizeof *step->after.docs);
	step->pairings = mem_alloc((before->count + 1) * sizeof(struct pairing *));
	step->redlines = mem_alloc((before->count + 1) * sizeof(struct redline *));
	struct change *rows = rows_of(chain, step->application);
	for (size_t i = 0; i < before->count; i++) {
		const struct applied_doc *doc = &step->application->docs[i];
		step->after.docs[i] = doc->new_doc;
		step->pairings[i] = pairing_from_splices(doc->old, doc->new_doc, &doc->splices);
		step->redlines[i] = redline_build(step->pairings[i], &doc->splices, rows,
						  step->application->result_count);
	}
	return true;
}

/* ---- versions */

bool chain_version(struct chain *chain, const struct corpus *version, struct diags *diags)
{
	if (!chain_close(chain, diags))
		return false;
	const struct corpus *before = chain_state(chain);
	struct chain_step *step = add_step(chain);
	bool alone = before->count == 1 && version->count == 1;
	step->after = *version;
	step->pairings = mem_alloc((before->count + 1) * sizeof(struct pairing *));
	step->redlines = mem_alloc((before->count + 1) * sizeof(struct redline *));
	for (size_t i = 0; i < before->count; i++) {
		const struct doc *doc = before->docs[i];
		const struct doc *next =
			alone ? version->docs[0] : corpus_work(version, doc->facts.work);
		if (!next)
			continue;
		step->pairings[i] = pairing_from_texts(doc, next);
		step->redlines[i] = redline_build(step->pairings[i], NULL, NULL, 0);
	}
	return true;
}
