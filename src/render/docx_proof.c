/* The proof of a DOCX before it is written: read back by our own reader, rejected it is the old
 * text and accepted the new one, paragraph by paragraph and note by note. What it must say is taken
 * from the two documents, not from what was written. */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

#include "doc/words.h"
#include "word/word.h"

struct texts {
	struct buf *items;
	size_t count, capacity;
};

/* What one view says, or must say. */
struct account {
	struct texts paragraphs, notes;
};

struct docx_proof {
	struct account sides[SIDES];
	uint32_t number_of[SIDES]; /* the provision whose number was told last, or DOC_NONE */
};

static struct buf *text_new(struct texts *texts)
{
	MEM_ROOM(texts->items, texts->count, texts->capacity);
	texts->items[texts->count] = (struct buf){0};
	return &texts->items[texts->count++];
}

static void texts_release(struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		buf_release(&texts->items[i]);
	free(texts->items);
}

static void account_release(struct account *account)
{
	texts_release(&account->paragraphs);
	texts_release(&account->notes);
}

struct docx_proof *docx_proof_new(void)
{
	struct docx_proof *proof = mem_alloc(sizeof *proof);
	proof->number_of[OLD] = proof->number_of[NEW] = DOC_NONE;
	return proof;
}

void docx_proof_free(struct docx_proof *proof)
{
	account_release(&proof->sides[OLD]);
	account_release(&proof->sides[NEW]);
	free(proof);
}

/* ---- what it must say */

void docx_proof_text(struct docx_proof *proof, enum side side, const struct doc *doc,
		     uint32_t block)
{
	const struct block *b = &doc->blocks[block];
	struct texts *paragraphs = &proof->sides[side].paragraphs;
	bool number = b->part == PART_NUM;
	bool behind = !number && b->provision != DOC_NONE && !(b->flags & BLOCK_CELL) &&
		      proof->number_of[side] == b->provision;
	struct buf *text =
		behind ? &paragraphs->items[paragraphs->count - 1] : text_new(paragraphs);
	if (behind)
		buf_char(text, '\t');
	buf_span(text, b->text);
	proof->number_of[side] = number ? b->provision : DOC_NONE;
}

void docx_proof_words(struct docx_proof *proof, enum side side, const char *words, bool behind)
{
	struct texts *paragraphs = &proof->sides[side].paragraphs;
	struct buf *text =
		behind ? &paragraphs->items[paragraphs->count - 1] : text_new(paragraphs);
	if (behind)
		buf_char(text, '\t');
	buf_text(text, words);
	proof->number_of[side] = DOC_NONE;
}

void docx_proof_note(struct docx_proof *proof, enum side side, const struct doc *doc,
		     uint32_t block, const struct inl *note)
{
	struct buf *text = text_new(&proof->sides[side].notes);
	for (uint32_t b = block + 1; b < doc->block_count && doc->blocks[b].start < note->close;
	     b++)
		if (doc->blocks[b].start >= note->open) {
			buf_span(text, doc->blocks[b].text);
			buf_char(text, '\n');
		}
}

/* ---- what it says */

static void read_note(const struct word_doc *word, uint32_t story, enum word_view view,
		      struct texts *notes)
{
	struct buf *text = text_new(notes);
	if (story == WORD_NONE)
		return;
	struct word_text *note = word_text(word, story, view);
	for (size_t i = 0; i < note->count; i++) {
		buf_span(text, note->blocks[i].text);
		buf_char(text, '\n');
	}
	word_text_free(note);
}

static void read_view(const struct word_doc *word, enum word_view view, struct account *account)
{
	struct word_text *text = word_text(word, 0, view);
	for (size_t i = 0; i < text->count; i++) {
		const struct word_block *block = &text->blocks[i];
		buf_span(text_new(&account->paragraphs), block->text);
		for (size_t k = 0; k < block->stretch_count; k++)
			if (block->stretches[k].run->kind == WORD_NOTE)
				read_note(word, block->stretches[k].run->story, view,
					  &account->notes);
	}
	word_text_free(text);
}

/* ---- comparison */

/* The next text that has words, white space folded; false at the end. */
static bool next_text(const struct texts *texts, size_t *at, struct buf *out)
{
	buf_cut(out, 0);
	while (*at < texts->count && !out->length)
		words_fold_space(span_trim(buf_as_span(&texts->items[(*at)++])), out);
	return out->length > 0;
}

/* From a little before the first byte that differs. */
static struct span from_difference(struct span text, struct span other)
{
	enum { BEFORE = 24, SHOWN = 80 };
	size_t at = 0;
	while (at < text.length && at < other.length && text.at[at] == other.at[at])
		at++;
	at = at > BEFORE ? at - BEFORE : 0;
	while (at && ((unsigned char)text.at[at] & 0xC0U) == 0x80)
		at--;
	return span_sub(text, at, at + SHOWN < text.length ? at + SHOWN : text.length);
}

static const char *compare(const struct texts *want, const struct texts *got, const char *what,
			   const char *view, struct arena *arena)
{
	struct buf a = {0}, b = {0};
	const char *fault = NULL;
	bool more = true;
	for (size_t i = 0, k = 0; more && !fault;) {
		bool has_a = next_text(want, &i, &a), has_b = next_text(got, &k, &b);
		more = has_a || has_b;
		struct span wanted = buf_as_span(&a), read = buf_as_span(&b);
		if (!span_equal(wanted, read))
			fault = arena_printf(
				arena, "with all changes %s, a %s reads “%.*s” and not “%.*s”",
				view, what, SPAN_ARGS(from_difference(read, wanted)),
				SPAN_ARGS(from_difference(wanted, read)));
	}
	buf_release(&a);
	buf_release(&b);
	return fault;
}

static const char *compare_view(const struct docx_proof *proof, enum side side,
				const struct word_doc *word, enum word_view view,
				struct arena *arena)
{
	const char *name = view == WORD_ORIGINAL ? "rejected" : "accepted";
	struct account got = {.paragraphs = {0}};
	read_view(word, view, &got);
	const char *fault =
		compare(&proof->sides[side].paragraphs, &got.paragraphs, "paragraph", name, arena);
	if (!fault)
		fault = compare(&proof->sides[side].notes, &got.notes, "footnote", name, arena);
	account_release(&got);
	return fault;
}

const char *docx_prove(const struct docx_proof *proof, struct span file, enum render_style style,
		       struct arena *arena)
{
	struct diags diags = {0};
	struct word_doc *word = word_read("the redline", file, &diags);
	const char *fault = NULL;
	if (!word)
		fault = arena_printf(arena, "it cannot be read back: %s",
				     diags.count ? diags.items[0]->message : "");
	if (word && style != RENDER_STATIC)
		fault = compare_view(proof, NEW, word, WORD_FINAL, arena);
	if (word && !fault && style == RENDER_TRACKED)
		fault = compare_view(proof, OLD, word, WORD_ORIGINAL, arena);
	word_free(word);
	diags_release(&diags);
	return fault;
}
