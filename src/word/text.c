/* A story in one view: what is not to be seen is left out, paragraphs whose mark is not to be seen
 * run on into the next one of their cell, and automatic numbers are counted. */
#include "word/parts.h"

#include <stdlib.h>
#include <string.h>

bool word_shows(uint32_t state, enum word_view view)
{
	return !(state & (view == WORD_ORIGINAL ? WORD_INSERTED : WORD_DELETED));
}

struct joiner {
	struct word_text *out;
	const struct word_story *story;
	enum word_view view;
	struct counter *counter;
	struct buf text; /* of the block that is open */
	struct word_stretch *stretches;
	size_t stretch_count, stretch_capacity;
	struct word_block block;
	bool open;
	bool had_words; /* some words of the open block are not to be seen */
};

static bool cell_shows(const struct word_doc *doc, uint32_t cell, enum word_view view)
{
	for (; cell != WORD_NONE; cell = doc->cells[cell].outer)
		if (!word_shows(doc->cells[cell].state, view))
			return false;
	return true;
}

/* Nothing can take away the mark of the last paragraph of a story or a cell. */
static bool mark_stays(const struct joiner *joiner)
{
	const struct word_block *block = &joiner->block;
	return block->paragraph_after == joiner->story->paragraph_count ||
	       joiner->story->paragraphs[block->paragraph_after].cell != block->cell;
}

static void close_block(struct joiner *joiner)
{
	struct word_text *out = joiner->out;
	struct word_block *block = &joiner->block;
	if (!joiner->open)
		return;
	struct span text = buf_as_span(&joiner->text);
	block->emptied = joiner->had_words && !span_trim(text).length && !mark_stays(joiner);
	block->text = (struct span){
		arena_copy(&out->arena, text.length ? text.at : "", text.length), text.length};
	block->stretches =
		arena_alloc(&out->arena, (joiner->stretch_count + 1) * sizeof *block->stretches);
	if (joiner->stretch_count)
		memcpy(block->stretches, joiner->stretches,
		       joiner->stretch_count * sizeof *block->stretches);
	block->stretch_count = joiner->stretch_count;
	counter_next(joiner->counter, block, &out->arena);
	MEM_ROOM(out->blocks, out->count, out->capacity);
	out->blocks[out->count++] = *block;
	joiner->open = joiner->had_words = false;
	joiner->stretch_count = 0;
	buf_cut(&joiner->text, 0);
}

static void add_runs(struct joiner *joiner, const struct word_paragraph *p)
{
	for (uint32_t i = p->run; i < p->run_after; i++) {
		const struct word_run *run = &joiner->story->runs[i];
		if (!word_shows(run->state, joiner->view)) {
			joiner->had_words |= run->end > run->start;
			continue;
		}
		uint32_t start = (uint32_t)joiner->text.length;
		if (run->end > run->start)
			buf_add(&joiner->text, joiner->story->text.at + run->start,
				run->end - run->start);
		MEM_ROOM(joiner->stretches, joiner->stretch_count, joiner->stretch_capacity);
		joiner->stretches[joiner->stretch_count++] =
			(struct word_stretch){run, start, (uint32_t)joiner->text.length};
	}
}

static void add_paragraph(struct joiner *joiner, uint32_t index)
{
	const struct word_paragraph *p = &joiner->story->paragraphs[index];
	if (!cell_shows(joiner->out->doc, p->cell, joiner->view))
		return;
	if (joiner->open && joiner->block.cell != p->cell)
		close_block(joiner);
	if (!joiner->open)
		joiner->block = (struct word_block){.paragraph = index, .cell = p->cell};
	joiner->open = true;
	joiner->block.paragraph_after = index + 1;
	joiner->block.format = &p->format[joiner->view];
	add_runs(joiner, p);
	if (word_shows(p->mark, joiner->view))
		close_block(joiner);
}

struct word_text *word_text(const struct word_doc *doc, uint32_t story, enum word_view view)
{
	struct word_text *out = mem_alloc(sizeof *out);
	out->doc = doc;
	out->story = story;
	struct joiner joiner = {.out = out,
				.story = &doc->stories[story],
				.view = view,
				.counter = counter_new(doc)};
	for (size_t i = 0; i < joiner.story->paragraph_count; i++)
		add_paragraph(&joiner, (uint32_t)i);
	close_block(&joiner);
	counter_free(joiner.counter);
	buf_release(&joiner.text);
	free(joiner.stretches);
	return out;
}

void word_text_free(struct word_text *text)
{
	if (!text)
		return;
	free(text->blocks);
	arena_release(&text->arena);
	free(text);
}
