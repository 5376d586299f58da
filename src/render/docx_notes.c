/* What stands beside the text of a Word document: footnotes at their marks, findings as comments on
 * their exact words. */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

/* ---- notes */

/* A note of a block: its mark in each version that has it, and the story of its paragraphs. */
struct note {
	uint32_t inl[SIDES];
	struct docx_story *story;
	uint32_t number;
};

struct notes {
	struct note *items;
	size_t count, capacity;
	uint32_t block[SIDES]; /* the block that they stand in, or DOC_NONE */
	const struct doc *docs[SIDES];
	size_t *of[SIDES]; /* [inline of the block]: index + 1 of its note */
};

/* The block's next note at or after an inline, or DOC_NONE. */
static uint32_t next_note(const struct doc *doc, uint32_t block, uint32_t inl)
{
	for (; inl < doc->blocks[block].inline_after; inl++)
		if (doc->inlines[inl].block == block &&
		    doc->inlines[inl].element == EL_AUTHORIAL_NOTE)
			return inl;
	return DOC_NONE;
}

/* The note that a block is a paragraph of: *cursor goes on through the notes of its side. */
static uint32_t note_around(const struct notes *notes, enum side side, uint32_t block,
			    uint32_t *cursor)
{
	const struct doc *doc = notes->docs[side];
	if (block == DOC_NONE || notes->block[side] == DOC_NONE)
		return DOC_NONE;
	while (*cursor != DOC_NONE && doc->inlines[*cursor].close < doc->blocks[block].end)
		*cursor = next_note(doc, notes->block[side], *cursor + 1);
	bool inside = *cursor != DOC_NONE && doc->inlines[*cursor].open <= doc->blocks[block].start;
	return inside ? *cursor : DOC_NONE;
}

static size_t *slot(const struct notes *notes, enum side side, uint32_t inl)
{
	return &notes->of[side][inl - notes->docs[side]->blocks[notes->block[side]].inline_first];
}

/* The note with those marks: one that is known by either takes the other in. */
static struct note *note_of(struct notes *notes, const uint32_t inl[SIDES])
{
	size_t index = 0;
	for (int s = OLD; s < SIDES; s++)
		if (inl[s] != DOC_NONE && *slot(notes, (enum side)s, inl[s]))
			index = *slot(notes, (enum side)s, inl[s]);
	if (!index) {
		MEM_ROOM(notes->items, notes->count, notes->capacity);
		notes->items[notes->count++] = (struct note){.inl = {DOC_NONE, DOC_NONE}};
		index = notes->count;
	}
	struct note *note = &notes->items[index - 1];
	for (int s = OLD; s < SIDES; s++)
		if (inl[s] != DOC_NONE && note->inl[s] == DOC_NONE &&
		    !*slot(notes, (enum side)s, inl[s])) {
			note->inl[s] = inl[s];
			*slot(notes, (enum side)s, inl[s]) = index;
		}
	return note;
}

/* The paragraphs of notes come right after the block that they stand in; of a block that was
 * rewritten, after its new version. */
static uint32_t first_note_item(const struct walk *walk)
{
	const struct redline *r = walk->redline;
	uint32_t next = walk->at + 1;
	if (next < r->item_count && r->items[walk->at].mark == MARK_REMOVED &&
	    r->items[next].kind == ITEM_BLOCK && r->items[next].mark == MARK_INSERTED &&
	    item_block(r, &r->items[next])->part != PART_NOTE)
		next++;
	return next;
}

typedef void note_visitor(const struct walk *walk, struct notes *notes, const struct item *item,
			  const uint32_t inl[SIDES]);
static void each_note_item(const struct walk *walk, struct notes *notes, note_visitor *visit)
{
	const struct redline *r = walk->redline;
	uint32_t cursor[SIDES];
	for (int s = OLD; s < SIDES; s++)
		cursor[s] =
			notes->block[s] == DOC_NONE
				? DOC_NONE
				: next_note(notes->docs[s], notes->block[s],
					    notes->docs[s]->blocks[notes->block[s]].inline_first);
	for (uint32_t i = first_note_item(walk);
	     i < r->item_count && r->items[i].kind == ITEM_BLOCK &&
	     item_block(r, &r->items[i])->part == PART_NOTE;
	     i++) {
		const struct item *item = &r->items[i];
		uint32_t inl[SIDES] = {note_around(notes, OLD, item->old_index, &cursor[OLD]),
				       note_around(notes, NEW, item->new_index, &cursor[NEW])};
		if (inl[OLD] != DOC_NONE || inl[NEW] != DOC_NONE)
			visit(walk, notes, item, inl);
	}
}

static bool offsets_meet(const struct redline *r, const struct item *item, size_t old_at,
			 size_t new_at);

/* A note that is in both versions has one mark, unless the words around it moved past it. */
static void pair_notes(const struct walk *walk, struct notes *notes, const struct item *item,
		       const uint32_t inl[SIDES])
{
	const struct redline *r = walk->redline;
	const uint32_t alone[SIDES] = {inl[OLD], DOC_NONE};
	(void)item;
	bool apart = inl[OLD] != DOC_NONE && inl[NEW] != DOC_NONE &&
		     !offsets_meet(r, &r->items[walk->at], r->old_doc->inlines[inl[OLD]].text_start,
				   r->new_doc->inlines[inl[NEW]].text_start);
	if (apart)
		note_of(notes, alone);
	const uint32_t rest[SIDES] = {DOC_NONE, inl[NEW]};
	note_of(notes, apart ? rest : inl);
}

/* Both versions have it: in one note, or each in its own. */
static void fill_note(const struct walk *walk, struct notes *notes, const struct item *item,
		      const uint32_t inl[SIDES])
{
	const struct note *of[SIDES] = {NULL, NULL};
	for (int s = OLD; s < SIDES; s++)
		if (inl[s] != DOC_NONE && *slot(notes, (enum side)s, inl[s]))
			of[s] = &notes->items[*slot(notes, (enum side)s, inl[s]) - 1];
	if (of[OLD] && of[OLD] == of[NEW]) {
		docx_block(walk, of[OLD]->story, item, SIDES);
		return;
	}
	for (int s = OLD; s < SIDES; s++)
		if (of[s])
			docx_block(walk, of[s]->story, item, (enum side)s);
}

/* Notes without any words are there too. */
static void add_silent_notes(struct notes *notes, enum side side)
{
	uint32_t inl[SIDES] = {DOC_NONE, DOC_NONE}, block = notes->block[side];
	if (block == DOC_NONE)
		return;
	for (uint32_t i = notes->docs[side]->blocks[block].inline_first;
	     (i = next_note(notes->docs[side], block, i)) != DOC_NONE; i++) {
		inl[side] = i;
		note_of(notes, inl);
	}
}

static void add_cut(struct docx_cuts *cuts, struct docx_cut cut)
{
	MEM_ROOM(cuts->items, cuts->count, cuts->capacity);
	cuts->items[cuts->count++] = cut;
}

static void open_story(struct docx *docx, struct note *note)
{
	note->story = arena_alloc(&docx->arena, sizeof *note->story);
	note->story->last[OLD] = note->story->last[NEW] = SIZE_MAX;
	MEM_ROOM(docx->notes, docx->note_count, docx->note_capacity);
	docx->notes[docx->note_count++] = note->story;
	note->number = (uint32_t)docx->note_count;
}

static void place_note(const struct notes *notes, const struct note *note, struct docx_cuts *cuts)
{
	struct docx_cut cut = {
		.at = {SIZE_MAX, SIZE_MAX}, .kind = DOCX_NOTE_MARK, .number = note->number};
	for (int s = OLD; s < SIDES; s++)
		if (note->inl[s] != DOC_NONE)
			cut.at[s] = notes->docs[s]->inlines[note->inl[s]].text_start;
	cut.mark = note->inl[OLD] == DOC_NONE	? MARK_INSERTED
		   : note->inl[NEW] == DOC_NONE ? MARK_REMOVED
						: MARK_SAME;
	add_cut(cuts, cut);
}

/* Is there one place in the merged words that is at both offsets? */
static bool offsets_meet(const struct redline *r, const struct item *item, size_t old_at,
			 size_t new_at)
{
	size_t o = 0, n = 0, count;
	struct run whole;
	const struct run *run = redline_told(r, item, &whole, &count);
	for (; count; count--, run++) {
		size_t old_end = o + (run->mark == MARK_INSERTED ? 0 : run->text.length);
		size_t new_end = n + (run->mark == MARK_REMOVED ? 0 : run->text.length);
		bool in_old = o <= old_at && old_at <= old_end;
		bool in_new = n <= new_at && new_at <= new_end;
		if (in_old && in_new && (run->mark != MARK_SAME || old_at - o == new_at - n))
			return true;
		o = old_end;
		n = new_end;
	}
	return old_at == o && new_at == n;
}

static void prove_notes(struct docx *docx, const struct notes *notes, enum side side)
{
	const struct doc *doc = notes->docs[side];
	if (notes->block[side] == DOC_NONE)
		return;
	for (uint32_t i = doc->blocks[notes->block[side]].inline_first;
	     (i = next_note(doc, notes->block[side], i)) != DOC_NONE; i++)
		docx_proof_note(docx->proof, side, doc, notes->block[side], &doc->inlines[i]);
}

static void add_notes(const struct walk *walk, const struct item *item, enum mark only,
		      struct docx_cuts *cuts)
{
	const struct redline *r = walk->redline;
	struct docx *docx = walk->state;
	struct notes notes = {.block = {only == MARK_INSERTED ? DOC_NONE : item->old_index,
					only == MARK_REMOVED ? DOC_NONE : item->new_index},
			      .docs = {r->old_doc, r->new_doc}};
	for (int s = OLD; s < SIDES; s++) {
		if (notes.block[s] == DOC_NONE)
			continue;
		const struct block *block = &notes.docs[s]->blocks[notes.block[s]];
		if (next_note(notes.docs[s], notes.block[s], block->inline_first) == DOC_NONE)
			notes.block[s] = DOC_NONE;
		else
			notes.of[s] = mem_alloc((block->inline_after - block->inline_first) *
						sizeof *notes.of[s]);
	}
	if (notes.block[OLD] != DOC_NONE || notes.block[NEW] != DOC_NONE) {
		each_note_item(walk, &notes, pair_notes);
		add_silent_notes(&notes, NEW);
		add_silent_notes(&notes, OLD);
		for (size_t i = 0; i < notes.count; i++)
			open_story(docx, &notes.items[i]);
		each_note_item(walk, &notes, fill_note);
		for (size_t i = 0; i < notes.count; i++)
			place_note(&notes, &notes.items[i], cuts);
		prove_notes(docx, &notes, OLD);
		prove_notes(docx, &notes, NEW);
	}
	free(notes.items);
	free(notes.of[OLD]);
	free(notes.of[NEW]);
}

/* ---- comments */

static int by_block(const void *a, const void *b)
{
	const struct docx_anchor *x = a, *y = b;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->comment < y->comment ? -1 : x->comment > y->comment;
}

static void add_anchor(struct docx *docx, uint32_t block, size_t start, size_t end,
		       uint32_t comment)
{
	MEM_ROOM(docx->anchors, docx->anchor_count, docx->anchor_capacity);
	docx->anchors[docx->anchor_count++] = (struct docx_anchor){block, start, end, comment};
	docx->comments[comment].placed = true;
}

/* The quoted words in the provision's own text, else anywhere below it, else its number. */
static bool anchor_in(struct docx *docx, const struct doc *doc, uint32_t provision,
		      struct span quoted, uint32_t comment)
{
	const struct provision *p = &doc->provisions[provision];
	uint32_t fallback = DOC_NONE;
	for (uint32_t b = p->block; b < p->block_after; b++) {
		const struct block *block = &doc->blocks[b];
		if (block->part == PART_NOTE || !span_trim(block->text).length)
			continue;
		if (fallback == DOC_NONE)
			fallback = b;
		size_t at = quoted.length ? span_find(block->text, quoted, 0) : SIZE_MAX;
		if (at == SIZE_MAX)
			continue;
		add_anchor(docx, b, at, at + quoted.length, comment);
		return true;
	}
	if (fallback == DOC_NONE)
		return false;
	add_anchor(docx, fallback, 0, doc->blocks[fallback].text.length, comment);
	return true;
}

void docx_anchors_find(const struct walk *walk)
{
	struct docx *docx = walk->state;
	const struct doc *doc = walk->redline->new_doc;
	docx->anchor_count = 0;
	for (size_t i = 0; i < docx->comment_count; i++) {
		const struct diag *diag = docx->comments[i].diag;
		if (!diag || !diag->eid || docx->comments[i].placed)
			continue;
		uint32_t provision = doc_find(doc, span_of(diag->eid));
		if (provision != DOC_NONE)
			anchor_in(docx, doc, provision, span_of(diag->quoted), (uint32_t)i);
	}
	if (docx->anchor_count)
		qsort(docx->anchors, docx->anchor_count, sizeof *docx->anchors, by_block);
}

static void add_comments(const struct docx *docx, uint32_t block, struct docx_cuts *cuts)
{
	size_t low = FIRST_FROM(docx->anchors, docx->anchor_count, block, block);
	for (; low < docx->anchor_count && docx->anchors[low].block == block; low++) {
		const struct docx_anchor *anchor = &docx->anchors[low];
		add_cut(cuts, (struct docx_cut){{SIZE_MAX, anchor->start},
						DOCX_COMMENT_OPEN,
						MARK_SAME,
						anchor->comment});
		add_cut(cuts, (struct docx_cut){{SIZE_MAX, anchor->end},
						DOCX_COMMENT_CLOSE,
						MARK_SAME,
						anchor->comment});
	}
}

/* A comment is closed before another is opened at the same place. */
static int by_place(const void *a, const void *b)
{
	static const int ranks[] = {[DOCX_COMMENT_CLOSE] = 0,
				    [DOCX_NOTE_MARK] = 1,
				    [DOCX_COMMENT_OPEN] = 2,
				    [DOCX_WORDS] = 3};
	const struct docx_cut *x = a, *y = b;
	bool x_old = x->at[NEW] == SIZE_MAX, y_old = y->at[NEW] == SIZE_MAX;
	if (x_old != y_old)
		return x_old ? -1 : 1;
	size_t x_at = x->at[x_old ? OLD : NEW], y_at = y->at[y_old ? OLD : NEW];
	if (x_at != y_at)
		return x_at < y_at ? -1 : 1;
	if (x->kind != y->kind)
		return ranks[x->kind] - ranks[y->kind];
	return x->number < y->number ? -1 : x->number > y->number;
}

void docx_cuts_of(const struct walk *walk, const struct item *item, enum mark only,
		  struct docx_cuts *cuts)
{
	struct docx *docx = walk->state;
	if (item_block(walk->redline, item)->part == PART_NOTE)
		return;
	add_notes(walk, item, only, cuts);
	if (item->new_index != DOC_NONE && only != MARK_REMOVED)
		add_comments(docx, item->new_index, cuts);
	if (cuts->count)
		qsort(cuts->items, cuts->count, sizeof *cuts->items, by_place);
}
