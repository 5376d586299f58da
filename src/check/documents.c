/* Checks that look at one document at a time, for all documents: by several threads, each with a
 * state of its own, and with the same findings in the same order however many there are. */
#include "check/xref.h"

#include <stdlib.h>
#include <string.h>

struct documents {
	const struct state *whole;
	document_check *check;
	struct state *parts; /* of each document */
	struct diags *diags;
};

static void *fresh(struct state *state, size_t count, size_t size)
{
	return arena_alloc(&state->arena, (count + 1) * size);
}

/* A state that shares what is known of the texts, and keeps to itself what it finds out. */
static void part_init(struct state *part, const struct state *whole, struct diags *diags)
{
	size_t patches = whole->input->patch_count;
	*part = *whole;
	part->arena = (struct arena){0};
	part->diags = diags;
	part->patch_lines = fresh(part, patches, sizeof *part->patch_lines);
	part->draft_lines = fresh(part, patches, sizeof *part->draft_lines);
	part->draft_labels = fresh(part, patches, sizeof *part->draft_labels);
	part->children = (struct table){0};
	part->spare = (struct diag){0};
	part->xrefs = NULL;
	part->xref_count = part->xref_capacity = 0;
	part->spotted = NULL;
	part->spotted_count = part->spotted_capacity = 0;
}

static void check_one(void *user, size_t doc)
{
	struct documents *documents = user;
	struct state *part = &documents->parts[doc];
	documents->diags[doc].policy = documents->whole->diags->policy;
	part_init(part, documents->whole, &documents->diags[doc]);
	documents->check(part, (uint32_t)doc);
}

/* ---- what was found, document after document */

static void take_xrefs(struct state *whole, struct state *part)
{
	size_t need = whole->xref_count + part->xref_count;
	if (!whole->xrefs) {
		whole->xrefs = part->xrefs;
		whole->xref_capacity = part->xref_capacity;
		part->xrefs = NULL;
	} else if (part->xref_count) {
		MEM_ROOM_FOR(whole->xrefs, whole->xref_count, whole->xref_capacity,
			     part->xref_count);
		memcpy(whole->xrefs + whole->xref_count, part->xrefs,
		       part->xref_count * sizeof *part->xrefs);
	}
	whole->xref_count = need;
}

static void take_spotted(struct state *whole, const struct state *part)
{
	for (size_t i = 0; i < part->spotted_count; i++) {
		MEM_ROOM(whole->spotted, whole->spotted_count, whole->spotted_capacity);
		whole->spotted[whole->spotted_count++] = part->spotted[i];
	}
}

static void part_release(struct state *whole, struct state *part)
{
	for (size_t i = 0; i < whole->input->patch_count; i++) {
		free(part->patch_lines[i].starts);
		free(part->draft_lines[i].starts);
		table_release(&part->draft_labels[i]);
	}
	table_release(&part->children);
	free(part->spare.related);
	free(part->xrefs);
	free(part->spotted);
	arena_join(&whole->arena, &part->arena);
}

void state_each_document(struct state *state, document_check *check)
{
	size_t count = state->doc_count;
	struct documents documents = {.whole = state, .check = check};
	documents.parts = mem_alloc((count + 1) * sizeof *documents.parts);
	documents.diags = mem_alloc((count + 1) * sizeof *documents.diags);
	threads_run(state->input->threads, count, check_one, &documents);
	for (size_t i = 0; i < count; i++) {
		take_xrefs(state, &documents.parts[i]);
		take_spotted(state, &documents.parts[i]);
		diags_take(state->diags, &documents.diags[i]);
		part_release(state, &documents.parts[i]);
	}
	free(documents.parts);
	free(documents.diags);
}
