/* What those who have a redline ask of it. */
#include "redline/redline.h"

#include <stdlib.h>

struct redline_look redline_look(const struct redline *redline)
{
	return (struct redline_look){.redline = redline,
				     .old_sweep = doc_sweep(redline->old_doc),
				     .new_sweep = doc_sweep(redline->new_doc)};
}

void redline_look_at(struct redline_look *look, const struct item *item)
{
	const struct redline *r = look->redline;
	if (item->kind != ITEM_OPEN)
		return;
	if (item->old_index != DOC_NONE)
		sweep_to(&look->old_sweep, r->old_doc->provisions[item->old_index].start);
	if (item->new_index != DOC_NONE)
		sweep_to(&look->new_sweep, r->new_doc->provisions[item->new_index].start);
}

const struct run *redline_runs(const struct redline *redline, const struct item *block,
			       struct run *whole, size_t *count)
{
	*count = block->run_after - block->run;
	if (*count || block->changed)
		return *count ? &redline->runs[block->run] : whole;
	return redline_told(redline, block, whole, count);
}

const struct run *redline_told(const struct redline *redline, const struct item *block,
			       struct run *whole, size_t *count)
{
	if (block->changed)
		return redline_runs(redline, block, whole, count);
	*whole = (struct run){.text = redline->new_doc->blocks[block->new_index].text};
	*count = whole->text.length != 0;
	return whole;
}

void redline_free(struct redline *redline)
{
	if (!redline)
		return;
	arena_release(&redline->arena);
	free(redline->items);
	free(redline->runs);
	free(redline->carried);
	free(redline->changes);
	free(redline);
}
