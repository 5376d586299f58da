/* Which pairs stay where they were: of the children of one pair the longest run that is in the same
 * order on both sides. The others have moved; what stays in those goes along. */
#include "diff/align.h"

#include <stdlib.h>

/* The children (or own blocks) of one provision and the partners of those that may stay. */
struct family {
	uint32_t *members, *partners;
	bool *keep;
	size_t count;
};

static void family_add(struct family *family, uint32_t member, uint32_t partner)
{
	family->members[family->count] = member;
	family->partners[family->count++] = partner;
}

static void family_settle(struct family *family, bool *old_stays, bool *new_stays)
{
	longest_increasing(family->partners, family->count, family->keep);
	for (size_t i = 0; i < family->count; i++)
		if (family->keep[i]) {
			new_stays[family->members[i]] = true;
			old_stays[family->partners[i]] = true;
		}
	family->count = 0;
}

/* Provisions that are quoted have no parent: they stand in the one whose words quote them. */
static bool stands_in(const struct doc *doc, uint32_t provision, uint32_t parent)
{
	const struct provision *p = &doc->provisions[provision];
	if (p->parent != DOC_NONE || !(p->flags & PROVISION_QUOTED))
		return p->parent == parent;
	return parent != DOC_NONE && provision > parent &&
	       provision < doc->provisions[parent].after;
}

static uint32_t partner_below(const struct pairing *p, uint32_t child, uint32_t old_parent)
{
	uint32_t partner = p->new_moved && p->new_moved[child] ? DOC_NONE : p->new_provision[child];
	return partner != DOC_NONE && stands_in(p->old_doc, partner, old_parent) ? partner
										 : DOC_NONE;
}

static void settle_children(struct pairing *p, struct family *family, uint32_t first,
			    uint32_t after, uint32_t old_parent)
{
	for (uint32_t i = first; i < after; i = p->new_doc->provisions[i].after)
		family_add(family, i, partner_below(p, i, old_parent));
	family_settle(family, p->old_stays, p->new_stays);
}

/* The block that a paragraph of a note hangs on: notes come behind it. */
static uint32_t holder_of_note(const struct doc *doc, uint32_t block)
{
	while (block && doc->blocks[block].part == PART_NOTE)
		block--;
	return block;
}

/* A note stays where what it hangs on is the same block. */
static bool may_stay(const struct pairing *p, uint32_t old_block, uint32_t new_block)
{
	const struct block *a = &p->old_doc->blocks[old_block], *b = &p->new_doc->blocks[new_block];
	if (a->element != b->element)
		return false;
	return b->part != PART_NOTE || p->new_block[holder_of_note(p->new_doc, new_block)] ==
					       holder_of_note(p->old_doc, old_block);
}

static uint32_t partner_of_block(const struct pairing *p, uint32_t block)
{
	uint32_t partner = p->new_block[block];
	return partner != DOC_NONE && may_stay(p, partner, block) ? partner : DOC_NONE;
}

static void settle_blocks(struct pairing *p, struct family *family, uint32_t provision)
{
	for (uint32_t b = provision_next_block(p->new_doc, provision, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(p->new_doc, provision, b))
		family_add(family, b, partner_of_block(p, b));
	family_settle(family, p->old_block_stays, p->new_block_stays);
}

static void settle_outer_blocks(struct pairing *p, struct family *family)
{
	for (uint32_t b = 0; b < p->new_doc->block_count; b++)
		if (p->new_doc->blocks[b].provision == DOC_NONE)
			family_add(family, b, partner_of_block(p, b));
	family_settle(family, p->old_block_stays, p->new_block_stays);
}

void pairing_settle(struct pairing *p)
{
	const struct doc *doc = p->new_doc;
	size_t most = doc->provision_count + doc->block_count + 1;
	struct family family = {.members = mem_alloc(most * sizeof *family.members),
				.partners = mem_alloc(most * sizeof *family.partners),
				.keep = mem_alloc(most * sizeof *family.keep)};
	settle_children(p, &family, 0, (uint32_t)doc->provision_count, DOC_NONE);
	settle_outer_blocks(p, &family);
	/* Parents come before their children in the table. */
	for (uint32_t i = 0; i < doc->provision_count; i++)
		if (p->new_provision[i] != DOC_NONE) {
			settle_children(p, &family, i + 1, doc->provisions[i].after,
					p->new_provision[i]);
			settle_blocks(p, &family, i);
		}
	free(family.members);
	free(family.partners);
	free(family.keep);
}
