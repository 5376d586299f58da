/* Changes that are typed and not tracked: struck words, and underlined ones beside them. */
#include "word/word.h"

/* What the looks say of a run. */
static uint32_t typed_state(const struct word_run *run, bool underlined)
{
	if (run->look & WORD_STRUCK)
		return WORD_DELETED;
	return underlined && run->look & WORD_UNDERLINE ? WORD_INSERTED : 0;
}

static bool is_blank(const struct word_story *story, const struct word_run *run)
{
	struct span text = span_sub(buf_as_span(&story->text), run->start, run->end);
	return run->kind == WORD_TEXT && !span_trim(text).length;
}

/* The state that all words of a paragraph have; 0: they differ, or there are none. */
static uint32_t common_state(const struct word_story *story, const struct word_paragraph *p)
{
	uint32_t all = WORD_INSERTED | WORD_DELETED;
	bool any = false;
	for (uint32_t i = p->run; i < p->run_after; i++) {
		const struct word_run *run = &story->runs[i];
		if (run->kind != WORD_TEXT || is_blank(story, run))
			continue;
		all &= run->state;
		any = true;
	}
	return any ? all : 0;
}

static void take_paragraph(struct word_doc *doc, struct word_story *story, struct word_paragraph *p,
			   bool underlined)
{
	bool typed = false;
	for (uint32_t i = p->run; i < p->run_after; i++) {
		struct word_run *run = &story->runs[i];
		uint32_t state = run->kind == WORD_TEXT ? typed_state(run, underlined) : 0;
		if (!state || run->state & state)
			continue;
		run->state |= state | WORD_TYPED;
		run->look &=
			~(uint32_t)(WORD_STRUCK | (state == WORD_INSERTED ? WORD_UNDERLINE : 0));
		doc->tracked++;
		typed = true;
	}
	if (!typed)
		return;
	uint32_t all = common_state(story, p);
	for (uint32_t i = p->run; i < p->run_after && all; i++)
		story->runs[i].state |= all;
	p->mark |= all;
}

static bool has_struck(const struct word_doc *doc)
{
	for (size_t s = 0; s < doc->story_count; s++)
		for (size_t i = 0; i < doc->stories[s].run_count; i++)
			if (doc->stories[s].runs[i].look & WORD_STRUCK)
				return true;
	return false;
}

void word_take_struck(struct word_doc *doc, bool underlined)
{
	underlined = underlined && !doc->tracked;
	if (!has_struck(doc))
		return;
	for (size_t s = 0; s < doc->story_count; s++) {
		struct word_story *story = &doc->stories[s];
		for (size_t i = 0; i < story->paragraph_count && story->kind != WORD_COMMENT; i++)
			take_paragraph(doc, story, &story->paragraphs[i], underlined);
	}
}
