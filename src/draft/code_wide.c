/* Throughout the Code: words are changed in each of the largest provisions of the base that has
 * them, wherever they stand in it. */
#include "draft/quotation.h"
#include "draft/work.h"

static bool is_text(const struct block *block, struct span words)
{
	struct word_hit hit;
	return block->part != PART_NUM && block->part != PART_HEADING &&
	       words_find(block->text, words, 0, true, &hit);
}

static uint32_t texts_with(const struct doc *doc, uint32_t block, uint32_t after, struct span words)
{
	uint32_t count = 0;
	for (; block < after; block++)
		count += is_text(&doc->blocks[block], words);
	return count;
}

/* False where words stand in what has no address. */
static bool add_document(struct work *work, const struct doc *doc, struct span words,
			 struct spots *spots)
{
	uint32_t covered = 0;
	for (uint32_t i = 0; i < doc->provision_count; i = doc->provisions[i].after) {
		const struct provision *p = &doc->provisions[i];
		uint32_t here =
			p->eid.length ? texts_with(doc, p->block, p->block_after, words) : 0;
		if (!here)
			continue;
		covered += here;
		struct spot spot = {.eid = arena_copy(work->arena, p->eid.at, p->eid.length),
				    .num = ""};
		spots_append(work, spots, &(struct spots){&spot, 1});
	}
	return covered == texts_with(doc, 0, (uint32_t)doc->block_count, words);
}

bool code_wide(struct work *work, struct instruction *instruction, struct span code,
	       struct span old, struct spots *spots)
{
	struct span words = quote_inner(old);
	if (!work->base) {
		draft_refuse(work, instruction, DIAG_AMD023, code,
			     "which provisions of the code have “%.*s” only the base says",
			     SPAN_ARGS(words));
		return false;
	}
	bool good = true;
	for (size_t i = 0; i < work->base->count; i++)
		good &= add_document(work, work->base->docs[i], words, spots);
	if (!good)
		draft_refuse(work, instruction, DIAG_AMD028, old,
			     "“%.*s” also stands in what has no address", SPAN_ARGS(words));
	else if (!spots->count)
		draft_refuse(work, instruction, DIAG_AMD008, old,
			     "“%.*s” is nowhere in the text of the base", SPAN_ARGS(words));
	return good && spots->count;
}
