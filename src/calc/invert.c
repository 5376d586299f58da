/* The patch that undoes a patch: the difference of what it gave and what it was applied to, with
 * the provisions paired as the operations say. */
#include "calc/calc.h"

#include <stdlib.h>

static struct pairing reversed(const struct pairing *p)
{
	return (struct pairing){.old_provision = p->new_provision,
				.new_provision = p->old_provision,
				.old_block = p->new_block,
				.new_block = p->old_block,
				.old_stays = p->new_stays,
				.new_stays = p->old_stays,
				.old_block_stays = p->new_block_stays,
				.new_block_stays = p->old_block_stays,
				.old_doc = p->new_doc,
				.new_doc = p->old_doc};
}

bool inverse_write(const struct application *application, const struct calc_options *options,
		   struct diags *diags, struct buf *akn)
{
	size_t count = application->doc_count;
	struct version_pair *pairs = mem_alloc((count + 1) * sizeof *pairs);
	struct pairing **pairings = mem_alloc((count + 1) * sizeof(struct pairing *));
	struct pairing *back = mem_alloc((count + 1) * sizeof *back);
	for (size_t i = 0; i < count; i++) {
		const struct applied_doc *doc = &application->docs[i];
		pairings[i] = pairing_from_splices(doc->old, doc->new_doc, &doc->splices);
		back[i] = reversed(pairings[i]);
		pairs[i] = (struct version_pair){doc->new_doc, doc->old, &back[i]};
	}
	bool written = difference_write(pairs, count, options, diags, akn);
	for (size_t i = 0; i < count; i++)
		pairing_free(pairings[i]);
	free(pairings);
	free(pairs);
	free(back);
	return written;
}
