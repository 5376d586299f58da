/* States: the base, and what earlier operations of the draft make of it. */
#include "draft/work.h"

#include <stdlib.h>

#include <libxml/hash.h>

static void make(struct work *work, const char *eid, size_t op)
{
	if (!work->made)
		work->made = xmlHashCreate(64);
	if (work->made && eid)
		xmlHashAddEntry(work->made, (const xmlChar *)eid, (void *)(uintptr_t)(op + 1));
}

void state_add(struct work *work, size_t index)
{
	const struct draft_op *op = &work->ops[index];
	make(work, op->op.to, index);
	for (const struct piece *piece = op->pieces; piece; piece = piece_walk(op->pieces, piece))
		make(work, piece->eid, index);
}

size_t state_maker(const struct work *work, struct span eid)
{
	char *name = mem_copy(eid.at, eid.length);
	size_t found = work->made
			       ? (size_t)(uintptr_t)xmlHashLookup(work->made, (const xmlChar *)name)
			       : 0;
	free(name);
	return found ? found - 1 : SIZE_MAX;
}

bool places_settle(struct work *work, struct instruction *instruction, struct spots *spots)
{
	size_t self = (size_t)(instruction - work->items);
	for (size_t i = 0; i < spots->count; i++) {
		struct spot *spot = &spots->items[i];
		size_t maker = state_maker(work, span_of(spot->eid));
		bool made = maker != SIZE_MAX;
		const struct draft_op *op = made ? &work->ops[maker] : NULL;
		const char *was = made && op->op.to ? op->op.target : NULL;
		if (spot->later && !made) {
			draft_refuse(work, instruction, DIAG_AMD023, spot->cited,
				     "no earlier instruction makes %s",
				     draft_cite(work, spot->eid));
			return false;
		}
		if (spot->later && was) {
			spot->eid = was;
			spot->later = false;
		} else if (made && was && op->instruction != self) {
			struct diag *diag = draft_refuse(
				work, instruction, DIAG_AMD023, spot->cited,
				"%s may be the provision that has this number now, or the one that "
				"is renumbered so",
				draft_cite(work, spot->eid));
			diag_relate(work->diags, diag,
				    draft_place(work, work->items[op->instruction].logical,
						(struct span){0}),
				    "renumbered here");
			diag_help(work->diags, diag,
				  "write “(as renumbered)”, or put this instruction first");
			return false;
		}
	}
	return true;
}
