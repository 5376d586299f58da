/* The original view of a draft beside its final one: paragraphs are the same where a run that is in
 * both stands in them; the others are deleted, or new. */
#include "read/former.h"

#include <stdlib.h>
#include <string.h>

#include "doc/words.h"

struct former {
	struct word_text *text;
	const struct word_text *final;
	size_t *of;	/* [block]: the first of the final view with words of it, or SIZE_MAX */
	size_t *before; /* [block]: the block of the final view whose line it stands before */
	size_t next;
};

static bool is_blank(const struct word_block *block)
{
	return !span_trim(block->text).length;
}

/* ---- which block is which */

/* [run]: the block of the final view with its words, which are no white space. */
static size_t *blocks_of_runs(const struct word_doc *doc, const struct word_text *final)
{
	const struct word_story *story = &doc->stories[0];
	size_t *blocks = mem_alloc((story->run_count + 1) * sizeof *blocks);
	for (size_t i = 0; i < story->run_count; i++)
		blocks[i] = SIZE_MAX;
	for (size_t i = 0; i < final->count; i++) {
		const struct word_block *block = &final->blocks[i];
		for (size_t k = 0; k < block->stretch_count; k++) {
			const struct word_stretch *s = &block->stretches[k];
			if (s->run->kind == WORD_TEXT &&
			    span_trim(span_sub(block->text, s->start, s->end)).length)
				blocks[s->run - story->runs] = i;
		}
	}
	return blocks;
}

static size_t block_with(const struct word_doc *doc, const struct word_block *block,
			 const size_t *of_runs)
{
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < block->stretch_count; i++) {
		size_t at = of_runs[block->stretches[i].run - doc->stories[0].runs];
		first = at < first ? at : first;
	}
	return first;
}

/* Cells of a deleted row belong to the table that stays. */
static size_t same_table(const struct former *former, const struct word_block *block, size_t at)
{
	const struct word_doc *doc = former->text->doc;
	const struct word_text *final = former->final;
	size_t beside[] = {at, at - 1};
	for (size_t i = 0; block->cell != WORD_NONE && i < 2; i++) {
		uint32_t cell =
			beside[i] < final->count ? final->blocks[beside[i]].cell : WORD_NONE;
		if (cell != WORD_NONE && doc->cells[cell].table == doc->cells[block->cell].table)
			return beside[i];
	}
	return SIZE_MAX;
}

/* Paragraphs that a deleted mark joins to the end of one that stays stand behind its line, or are a
 * part of it where more of its words follow: so Word deletes from the end of an item to the end of
 * the next. */
static void place_joined(struct former *former)
{
	size_t count = former->text->count;
	for (size_t i = 1; i < count; i++) {
		size_t at = former->of[i - 1], end = i;
		while (end < count && former->of[end] == SIZE_MAX && former->before[end] == at)
			end++;
		bool within = end < count && former->of[end] == at;
		for (; i < end; i++)
			if (within)
				former->of[i] = at;
			else
				former->before[i] = at + 1;
	}
}

struct former *former_new(const struct word_doc *doc, const struct word_text *final)
{
	struct former *former = mem_alloc(sizeof *former);
	former->text = word_text(doc, 0, WORD_ORIGINAL);
	former->final = final;
	former->of = mem_alloc((former->text->count + 1) * sizeof *former->of);
	former->before = mem_alloc((former->text->count + 1) * sizeof *former->before);
	size_t *of_runs = blocks_of_runs(doc, final), at = 0;
	for (size_t i = 0; i < former->text->count; i++) {
		const struct word_block *block = &former->text->blocks[i];
		while (at < final->count && final->blocks[at].paragraph_after <= block->paragraph)
			at++;
		former->before[i] = at;
		former->of[i] = block_with(doc, block, of_runs);
		if (former->of[i] == SIZE_MAX)
			former->of[i] = same_table(former, block, at);
	}
	free(of_runs);
	place_joined(former);
	return former;
}

void former_free(struct former *former)
{
	if (!former)
		return;
	word_text_free(former->text);
	free(former->of);
	free(former->before);
	free(former);
}

/* ---- lines */

static void add_words(const struct word_block *block, struct buf *out)
{
	buf_span(out, block->label);
	buf_char(out, ' ');
	buf_span(out, block->text);
	buf_char(out, ' ');
}

/* What the notes of a block say in that view. */
static void add_notes(const struct word_doc *doc, const struct word_block *block,
		      enum word_view view, struct buf *out)
{
	for (size_t i = 0; i < block->stretch_count; i++) {
		const struct word_run *run = block->stretches[i].run;
		if (run->kind != WORD_NOTE || run->story == WORD_NONE)
			continue;
		struct word_text *text = word_text(doc, run->story, view);
		for (size_t k = 0; k < text->count; k++)
			add_words(&text->blocks[k], out);
		word_text_free(text);
	}
}

static struct span kept(struct transcript *out, const struct buf *words)
{
	struct span text = span_trim(buf_as_span(words));
	return (struct span){arena_copy(&out->arena, text.length ? text.at : "", text.length),
			     text.length};
}

static void add_line(struct transcript *out, enum transcript_kind kind, struct span words)
{
	MEM_ROOM(out->items, out->count, out->capacity);
	out->items[out->count++] =
		(struct transcript_line){.kind = kind, .block = SIZE_MAX, .block_after = SIZE_MAX};
	words_fold_space(span_trim(words), &out->text);
	buf_char(&out->text, '\n');
}

void former_lines(struct former *former, struct transcript *out, size_t block)
{
	const struct word_text *text = former->text;
	for (; former->next < text->count && former->before[former->next] <= block;
	     former->next++) {
		const struct word_block *old = &text->blocks[former->next];
		struct buf words = {0};
		if (former->of[former->next] != SIZE_MAX || is_blank(old))
			continue;
		add_words(old, &words);
		add_line(out, TRANSCRIPT_FORMER, buf_as_span(&words));
		buf_cut(&words, 0);
		add_notes(text->doc, old, WORD_ORIGINAL, &words);
		out->items[out->count - 1].notes_was = kept(out, &words);
		buf_release(&words);
	}
}

void former_comments(struct transcript *out, size_t block, size_t block_after)
{
	for (; block < block_after; block++) {
		const struct word_block *b = &out->body->blocks[block];
		for (size_t i = 0; i < b->stretch_count; i++) {
			const struct word_run *run = b->stretches[i].run;
			if (run->kind != WORD_REMARK || run->story == WORD_NONE)
				continue;
			struct buf words = {0};
			struct word_text *text = word_text(out->doc, run->story, WORD_FINAL);
			struct span author = out->doc->stories[run->story].author;
			if (author.length)
				buf_printf(&words, "%.*s: ", SPAN_ARGS(author));
			for (size_t k = 0; k < text->count; k++)
				add_words(&text->blocks[k], &words);
			add_line(out, TRANSCRIPT_COMMENT, buf_as_span(&words));
			word_text_free(text);
			buf_release(&words);
		}
	}
}

/* ---- what a line was */

/* [block of the final view]: its line. */
static size_t *lines_of_blocks(const struct transcript *out)
{
	size_t *lines = mem_alloc((out->body->count + 1) * sizeof *lines);
	for (size_t i = 0; i < out->count; i++)
		for (size_t k = out->items[i].block; k < out->items[i].block_after; k++)
			lines[k] = i;
	return lines;
}

/* What it was, of `count` paragraphs; also where only the paragraphs or the notes have changed. */
struct past {
	struct buf words, notes;
	size_t count;
};

/* Only paragraphs that are to be seen: one that is struck as a whole is none of the line. */
static bool is_typed(const struct word_doc *doc, const struct word_block *block)
{
	const struct word_story *story = &doc->stories[0];
	for (uint32_t i = block->paragraph; i < block->paragraph_after; i++) {
		const struct word_paragraph *p = &story->paragraphs[i];
		for (uint32_t r = p->run; r < p->run_after && word_shows(p->mark, WORD_FINAL); r++)
			if (story->runs[r].state & WORD_TYPED)
				return true;
	}
	return false;
}

static void settle_line(struct transcript *out, struct transcript_line *line,
			const struct past *past)
{
	struct buf words = {0}, notes = {0}, is = {0}, was = {0};
	size_t count = line->block_after - line->block;
	bool joined = past->count > 1 && count == 1;
	for (size_t k = line->block; k < line->block_after; k++) {
		add_words(&out->body->blocks[k], &words);
		add_notes(out->doc, &out->body->blocks[k], WORD_FINAL, &notes);
		line->typed |= is_typed(out->doc, &out->body->blocks[k]);
	}
	line->notes = kept(out, &notes);
	line->notes_was = kept(out, &past->notes);
	bool noted = !span_equal(line->notes, line->notes_was);
	words_fold_space(span_trim(buf_as_span(&words)), &is);
	words_fold_space(span_trim(buf_as_span(&past->words)), &was);
	if (is.length && (joined || noted || !span_equal(buf_as_span(&is), buf_as_span(&was))))
		line->was = kept(out, &was);
	buf_release(&words);
	buf_release(&notes);
	buf_release(&is);
	buf_release(&was);
}

void former_settle(const struct former *former, struct transcript *out)
{
	size_t *lines = lines_of_blocks(out);
	struct past *pasts = mem_alloc((out->count + 1) * sizeof *pasts);
	for (size_t i = 0; i < former->text->count; i++) {
		if (former->of[i] == SIZE_MAX || is_blank(&former->text->blocks[i]))
			continue;
		struct past *past = &pasts[lines[former->of[i]]];
		add_words(&former->text->blocks[i], &past->words);
		add_notes(out->doc, &former->text->blocks[i], WORD_ORIGINAL, &past->notes);
		past->count++;
	}
	for (size_t i = 0; i < out->count; i++) {
		if (out->items[i].kind == TRANSCRIPT_LINE && out->items[i].block != SIZE_MAX)
			settle_line(out, &out->items[i], &pasts[i]);
		buf_release(&pasts[i].words);
		buf_release(&pasts[i].notes);
	}
	free(pasts);
	free(lines);
}
