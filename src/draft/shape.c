/* Shape: what the words of a payload show of its form. An item may begin with a heading, as the
 * code prints them; and a list, table or notice that is run on into a paragraph cannot be told from
 * it. */
#include "draft/work.h"

#include "profile/pattern.h"

#include <string.h>

enum { HEADING_WORDS = 14 };

struct shape {
	struct work *work;
	struct instruction *instruction;
	struct pattern *heading, *run_on;
};

static struct pattern *pattern_of(const struct work *work, const char *key, int flags)
{
	const char *value = profile_value(work->profile, "payload", key, NULL);
	struct buf error = {0};
	struct pattern *pattern = value ? pattern_new(value, flags, &error) : NULL;
	buf_release(&error);
	return pattern;
}

/* ---- blocks that are run on */

static bool runs_on(const struct shape *shape, const struct piece_text *text)
{
	struct match match;
	for (; text && shape->run_on; text = text->next) {
		if (pattern_match(shape->run_on, text->text, 0, &match) != PATTERN_YES)
			continue;
		draft_refuse(shape->work, shape->instruction, DIAG_AMD028, (struct span){0},
			     "what follows “%.*s” is run on in the same paragraph: which blocks "
			     "it is made of cannot be told",
			     SPAN_ARGS(span_sub(text->text, match.start[0], match.end[0])));
		return true;
	}
	return false;
}

/* ---- headings of items */

enum headed { HEADED_NO, HEADED_SOME /* of those beside it */, HEADED_ALL, HEADED_ITSELF };

/* What the code does there: in the item itself if it has it, else in those beside it. */
static enum headed headed(const struct work *work, const struct piece *piece)
{
	const struct doc *doc;
	uint32_t at = base_find(work, piece->eid, &doc);
	if (at != DOC_NONE)
		return provision_heading(doc, at).length ? HEADED_ITSELF : HEADED_NO;
	struct span parent = address_parent(span_of(piece->eid));
	at = parent.length ? corpus_find(work->base, parent, &doc) : DOC_NONE;
	size_t with = 0, all = 0;
	if (at != DOC_NONE)
		at = provision_first_child(doc, at);
	for (; at != DOC_NONE; at = provision_next(doc, at), all++)
		with += provision_heading(doc, at).length > 0;
	return !with ? HEADED_NO : with < all ? HEADED_SOME : HEADED_ALL;
}

static size_t count_words(struct span text)
{
	size_t words = 1;
	for (size_t i = 0; i < text.length; i++)
		words += text.at[i] == ' ';
	return words;
}

/* “Records. — (A) ...”, “Records. (A) ...”: a sentence over items that does not lead to them. */
static size_t heading_length(const struct shape *shape, const struct piece *piece)
{
	struct span text = piece->intro->text;
	struct match match;
	if (shape->heading && pattern_match(shape->heading, text, 0, &match) == PATTERN_YES)
		return match.end[0];
	bool one = span_ends(text, ".") && span_find(text, SPAN(". "), 0) == SIZE_MAX;
	bool over_items = piece->first && !piece->intro->next;
	return one && over_items && count_words(text) <= HEADING_WORDS ? text.length : 0;
}

static void cut_heading(struct work *work, struct piece *piece, size_t length)
{
	struct piece_text *text = piece->intro;
	piece->heading = span_sub(text->text, 0, length);
	struct span rest = span_trim(span_sub(text->text, length, text->text.length));
	if (!rest.length) {
		piece->intro = text->next;
		return;
	}
	size_t start = (size_t)(rest.at - text->text.at), count = 1;
	struct piece_segment *segments =
		arena_alloc(work->arena, (text->segment_count + 1) * sizeof *segments);
	segments[0] = (struct piece_segment){
		0, (uint32_t)segment_source(text->segments, text->segment_count, start)};
	for (size_t i = 0; i < text->segment_count; i++)
		if (text->segments[i].at > start)
			segments[count++] = (struct piece_segment){
				text->segments[i].at - (uint32_t)start, text->segments[i].source};
	text->text = rest;
	text->segments = segments;
	text->segment_count = count;
}

static bool take_heading(const struct shape *shape, struct piece *piece)
{
	struct work *work = shape->work;
	if (!work->base || piece->kind != PIECE_PROVISION || piece->heading.length ||
	    piece->level < work->profile->first_item || !piece->intro || !piece->eid)
		return true;
	enum headed like = headed(work, piece);
	size_t length = like == HEADED_NO ? 0 : heading_length(shape, piece);
	const char *cited = draft_cite(work, piece->eid);
	if (!length && like == HEADED_ITSELF) {
		draft_refuse(work, shape->instruction, DIAG_AMD016, (struct span){0},
			     "%s has a heading in the code, and where that of the new text ends "
			     "cannot be told",
			     cited);
		return false;
	}
	if (length && like == HEADED_SOME) {
		draft_refuse(work, shape->instruction, DIAG_AMD016, (struct span){0},
			     "“%.*s” may be the heading of %s: some of the items beside it have "
			     "one and some have not",
			     SPAN_ARGS(span_sub(piece->intro->text, 0, length)), cited);
		return false;
	}
	if (length)
		cut_heading(work, piece, length);
	return true;
}

bool part_shape(struct work *work, struct instruction *instruction, const char *eid,
		struct span text)
{
	const struct doc *doc;
	struct shape shape = {.work = work,
			      .instruction = instruction,
			      .run_on = pattern_of(work, "run-on", PATTERN_PLAIN)};
	struct piece_text words = {.text = text};
	uint32_t at = base_find(work, eid, &doc);
	struct span heading = at == DOC_NONE ? (struct span){NULL, 0} : provision_heading(doc, at);
	int level = address_level_of_eid(work->profile, span_of(eid));
	bool good = !runs_on(&shape, &words);
	pattern_free(shape.run_on);
	if (!good || !heading.length || level < (int)work->profile->first_item)
		return good;
	draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
		     "%s has a heading in the code, and where that of the new text ends cannot be "
		     "told",
		     draft_cite(work, eid));
	return false;
}

bool payload_shape(struct work *work, struct instruction *instruction, struct piece *pieces)
{
	struct shape shape = {.work = work,
			      .instruction = instruction,
			      .heading = pattern_of(work, "item-heading", PATTERN_ANCHORED),
			      .run_on = pattern_of(work, "run-on", PATTERN_PLAIN)};
	bool good = true;
	if (shape.heading || shape.run_on)
		for (const struct piece *at = pieces; good && at; at = piece_walk(pieces, at))
			good = !runs_on(&shape, at->intro) && !runs_on(&shape, at->wrapup) &&
			       take_heading(&shape, (struct piece *)(uintptr_t)at);
	pattern_free(shape.heading);
	pattern_free(shape.run_on);
	return good;
}
