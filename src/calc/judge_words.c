/* Words that an operation changes must be in the new base as they were in the old one, and what
 * both sides put in must not meet. */
#include "calc/rebase.h"

#include "doc/words.h"

#include <stdlib.h>

static size_t kept_at(const struct stretches *list, size_t start, size_t end, bool apart)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < list->count; i++) {
		const struct stretch *s = &list->items[i];
		bool behind = i && apart ? s->old_start < start : s->old_start <= start;
		bool before = i + 1 < list->count && apart ? end < s->old_end : end <= s->old_end;
		if (s->mark == MARK_SAME && behind && before)
			found = s->new_start + (start - s->old_start);
	}
	return found;
}

size_t text_onto(struct span old_text, struct span new_text, size_t start, size_t end, bool apart)
{
	struct stretches list = {0};
	if (span_equal(old_text, new_text))
		return start;
	diff_words(old_text, new_text, &list);
	size_t found = kept_at(&list, start, end, apart);
	stretches_release(&list);
	return found;
}

/* The next run of stretches that are not the same, from *i on. */
static bool next_change(const struct stretches *list, size_t *i, struct text_change *change)
{
	while (*i < list->count && list->items[*i].mark == MARK_SAME)
		++*i;
	if (*i == list->count)
		return false;
	*change = (struct text_change){list->items[*i].old_start, list->items[*i].old_end, false};
	for (; *i < list->count && list->items[*i].mark != MARK_SAME; ++*i) {
		change->end = list->items[*i].old_end;
		change->brings |= list->items[*i].mark == MARK_INSERTED;
	}
	return true;
}

/* How what a splice does to text from `start` on meets what the new base has there. */
static enum meeting meeting_of(struct span text, const struct stretches *theirs, size_t start,
			       const struct stretches *mine)
{
	struct text_change a, b;
	enum meeting found = MEET_NOT;
	for (size_t i = 0; next_change(mine, &i, &a);) {
		a.start += start;
		a.end += start;
		for (size_t k = 0; found != MEET_ONE_PLACE && next_change(theirs, &k, &b);) {
			enum meeting meeting = changes_meet(text, &a, &b);
			found = meeting == MEET_NOT ? found : meeting;
		}
	}
	return found;
}

static enum meeting meet(struct span text, const struct stretches *theirs, size_t start, size_t end,
			 const struct splice *splice)
{
	struct stretches mine = {0};
	struct buf words = {0};
	text_of_bytes(splice->text, &words);
	diff_words(span_sub(text, start, end), buf_as_span(&words), &mine);
	enum meeting meeting = meeting_of(text, theirs, start, &mine);
	stretches_release(&mine);
	buf_release(&words);
	return meeting;
}

struct text_place {
	uint32_t block;
	size_t at;
	bool both; /* words were put in there already */
};

/* Where in the new base the words are that a splice on the old one replaces: SIZE_MAX when they
 * have changed. False when the splice is not of words. */
static bool words_onto(const struct rebasing *r, size_t doc, const struct splice *splice,
		       struct text_place *place)
{
	const struct pairing *p = r->pairings[doc];
	const struct doc *old_doc = r->base->docs[doc];
	uint32_t a = block_around(old_doc, splice);
	*place = (struct text_place){DOC_NONE, SIZE_MAX, false};
	if (a == DOC_NONE)
		return false;
	uint32_t b = p->old_block[a];
	if (b == DOC_NONE)
		return true;
	size_t start = block_text_before(old_doc, a, splice->start);
	size_t end = block_text_before(old_doc, a, splice->end);
	struct span text = old_doc->blocks[a].text, new_text = p->new_doc->blocks[b].text;
	place->block = b;
	if (span_equal(text, new_text)) {
		place->at = start;
		return true;
	}
	struct stretches theirs = {0};
	diff_words(text, new_text, &theirs);
	enum meeting meeting = meet(text, &theirs, start, end, splice);
	place->both = meeting == MEET_ONE_PLACE;
	if (meeting == MEET_NOT)
		place->at = kept_at(&theirs, start, end, false);
	stretches_release(&theirs);
	return true;
}

bool splice_hits(const struct rebasing *r, size_t doc, const struct splice *splice,
		 const struct doc *new_doc, const struct splice *tried)
{
	struct text_place wanted;
	if (!r->pairings[doc] || !words_onto(r, doc, splice, &wanted))
		return true;
	uint32_t b = block_at(new_doc, tried->start);
	return b == wanted.block && wanted.at != SIZE_MAX &&
	       block_text_before(new_doc, b, tried->start) == wanted.at;
}

void judge_words(struct rebasing *r, size_t index, const struct op_result *result)
{
	for (size_t d = 0; d < r->application->doc_count; d++) {
		const struct splices *splices = applied_asked(&r->application->docs[d]);
		if (!r->pairings[d])
			continue;
		for (size_t i = 0; i < splices->count; i++) {
			struct text_place place;
			if (splices->items[i].op == result->change &&
			    words_onto(r, d, &splices->items[i], &place) && place.at == SIZE_MAX)
				rebase_conflict(r, index,
						place.both ? "other words have been inserted at "
							     "the same place of %s"
							   : "the words of %s, or those beside "
							     "them, have changed",
						rebase_cite(r, result->op->target));
		}
	}
}
