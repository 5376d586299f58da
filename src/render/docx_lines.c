/* Blocks of the redline -> lines of a story: the words of both versions in reading order, and what
 * parts a line from the next in each version. */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

/* ---- authors */

static uint32_t author_index(struct docx *docx, const char *name)
{
	for (size_t i = docx->author_count; i-- > 0;)
		if (!strcmp(docx->authors[i], name))
			return (uint32_t)i;
	MEM_ROOM(docx->authors, docx->author_count, docx->author_capacity);
	docx->authors[docx->author_count] = arena_string(&docx->arena, name);
	return (uint32_t)docx->author_count++;
}

/* Without a name given, an operation is its own author: a reviewer can look at one at a time. */
uint32_t docx_author(const struct walk *walk, unsigned change)
{
	struct docx *docx = walk->state;
	const char *given = walk->options->reviewer;
	if (given)
		return author_index(docx, given);
	const struct change *c = change ? walk_change(walk, change) : NULL;
	if (!c || !c->op || !c->patch)
		return author_index(docx, "lexpatch");
	struct buf name = {0};
	buf_printf(&name, "%s op %u", c->patch, c->op);
	uint32_t index = author_index(docx, buf_string(&name));
	buf_release(&name);
	return index;
}

/* Its words must be the same at both ends: a move says nothing else. Word's own moves are asked
 * for; in print a move is always shown as one. */
uint32_t docx_move_number(const struct walk *walk, const struct item *item)
{
	const struct redline *r = walk->redline;
	struct docx *docx = walk->state;
	enum render_style style = walk->options->style;
	if (style == RENDER_CLEAN || (style == RENDER_TRACKED && !walk->options->moves))
		return 0;
	const struct item *other = &r->items[item->move_partner];
	const struct item *old = item->mark == MARK_REMOVED ? item : other;
	const struct item *new = item->mark == MARK_REMOVED ? other : item;
	if (doc_provision_hash(r->old_doc, old->old_index) !=
	    doc_provision_hash(r->new_doc, new->new_index))
		return 0;
	docx->has_moves = true;
	return (uint32_t)(old - r->items) + 1;
}

/* ---- words */

void docx_word_add(struct docx_story *story, struct docx_word word)
{
	MEM_ROOM(story->words, story->word_count, story->word_capacity);
	story->words[story->word_count++] = word;
}

/* The words of one item while they are cut where notes and comments stand. */
struct setter {
	const struct walk *walk;
	struct docx_story *story;
	struct docx_cuts cuts;
	size_t cut[SIDES],
		cut_after[SIDES]; /* those that only the old version has, and the others */
	size_t at[SIDES];	  /* offsets in the two blocks */
	bool fresh; /* nothing is set yet: white space would push the first word off its place */
};

static struct span without_leading_space(struct span text)
{
	size_t lead = 0;
	while (lead < text.length && strchr(" \t\r\n", text.at[lead]))
		lead++;
	return span_sub(text, lead, text.length);
}

/* White space as one space each; the text is borrowed where it has no other. */
static struct span folded(struct docx *docx, struct span text)
{
	bool plain = true;
	for (size_t i = 0; i < text.length && plain; i++)
		plain = !strchr("\t\r\n", text.at[i]) &&
			!(text.at[i] == ' ' && i && text.at[i - 1] == ' ');
	if (plain)
		return text;
	struct buf out = {0};
	for (size_t i = 0; i < text.length; i++) {
		bool space = strchr(" \t\r\n", text.at[i]) != NULL;
		if (!space)
			buf_char(&out, text.at[i]);
		else if (!out.length || out.at[out.length - 1] != ' ')
			buf_char(&out, ' ');
	}
	struct span kept = {arena_copy(&docx->arena, out.at, out.length), out.length};
	buf_release(&out);
	return kept;
}

static void set_text(struct setter *setter, const struct fragment *fragment, struct span text)
{
	struct docx *docx = setter->walk->state;
	if (setter->fresh)
		text = without_leading_space(text);
	if (!text.length)
		return;
	setter->fresh = false;
	uint32_t author =
		fragment->mark == MARK_SAME ? 0 : docx_author(setter->walk, fragment->change);
	docx_word_add(setter->story, (struct docx_word){.mark = fragment->mark,
							.author = author,
							.style = fragment->style,
							.text = folded(docx, text)});
}

static void set_cut(struct setter *setter, const struct fragment *fragment,
		    const struct docx_cut *cut)
{
	unsigned change = fragment ? fragment->change : 0;
	const struct item *item = &setter->walk->redline->items[setter->walk->at];
	docx_word_add(setter->story,
		      (struct docx_word){
			      .kind = cut->kind,
			      .mark = cut->mark,
			      .author = docx_author(setter->walk, change ? change : item->change),
			      .number = cut->number});
	if (cut->kind == DOCX_NOTE_MARK)
		setter->fresh = false;
}

/* How far into a fragment a cut is due; SIZE_MAX when it is not due in it. What is in both versions
 * is due where both are at it. */
static size_t cut_offset(const struct setter *setter, const struct docx_cut *cut,
			 const struct fragment *fragment)
{
	size_t offset = 0;
	for (int s = OLD; s < SIDES; s++) {
		bool goes = fragment->mark != (s == OLD ? MARK_INSERTED : MARK_REMOVED);
		if (cut->at[s] == SIZE_MAX)
			continue;
		if (!goes && (cut->at[OLD] == SIZE_MAX || cut->at[NEW] == SIZE_MAX ||
			      cut->at[s] > setter->at[s]))
			return SIZE_MAX;
		if (goes && cut->at[s] > setter->at[s])
			offset = cut->at[s] - setter->at[s];
	}
	return offset < fragment->text.length ? offset : SIZE_MAX;
}

/* The next cut in a fragment, and how far in it. */
static const struct docx_cut *next_cut(struct setter *setter, const struct fragment *fragment,
				       size_t *here)
{
	size_t nearest = SIZE_MAX;
	int side = OLD;
	for (int s = OLD; s < SIDES; s++) {
		if (setter->cut[s] == setter->cut_after[s])
			continue;
		size_t offset = cut_offset(setter, &setter->cuts.items[setter->cut[s]], fragment);
		if (offset < nearest) {
			nearest = offset;
			side = s;
		}
	}
	if (nearest == SIZE_MAX)
		return NULL;
	*here = nearest;
	return &setter->cuts.items[setter->cut[side]++];
}

static void set_fragment(struct setter *setter, const struct fragment *fragment)
{
	size_t done = 0, here = 0;
	const struct docx_cut *cut;
	while ((cut = next_cut(setter, fragment, &here))) {
		if (here > done) {
			set_text(setter, fragment, span_sub(fragment->text, done, here));
			done = here;
		}
		set_cut(setter, fragment, cut);
	}
	set_text(setter, fragment, span_sub(fragment->text, done, fragment->text.length));
	if (fragment->mark != MARK_INSERTED)
		setter->at[OLD] += fragment->text.length;
	if (fragment->mark != MARK_REMOVED)
		setter->at[NEW] += fragment->text.length;
}

static void find_cuts(struct setter *setter, const struct item *item, enum mark only)
{
	docx_cuts_of(setter->walk, item, only, &setter->cuts);
	size_t old = 0;
	while (old < setter->cuts.count && setter->cuts.items[old].at[NEW] == SIZE_MAX)
		old++;
	setter->cut[NEW] = setter->cut_after[OLD] = old;
	setter->cut_after[NEW] = setter->cuts.count;
}

void docx_words(const struct walk *walk, struct docx_story *story, const struct item *item,
		enum mark only)
{
	struct setter setter = {.walk = walk, .story = story, .fresh = true};
	struct fragments fragments;
	struct fragment fragment;
	find_cuts(&setter, item, only);
	fragments_begin(&fragments, walk->redline, item);
	while (fragments_next(&fragments, &fragment)) {
		/* One version of a pair (a table that is replaced whole). */
		if (only != MARK_SAME && fragment.mark == MARK_SAME)
			fragment.mark = only;
		if (only == MARK_SAME || fragment.mark == only)
			set_fragment(&setter, &fragment);
	}
	for (int s = OLD; s < SIDES; s++)
		for (; setter.cut[s] < setter.cut_after[s]; setter.cut[s]++)
			set_cut(&setter, NULL, &setter.cuts.items[setter.cut[s]]);
	free(setter.cuts.items);
}

/* ---- lines */

struct docx_line *docx_line_new(struct docx *docx, struct docx_story *story, enum docx_role role)
{
	MEM_ROOM(story->lines, story->count, story->capacity);
	struct docx_line *line = &story->lines[story->count++];
	*line = (struct docx_line){.word = (uint32_t)story->word_count,
				   .word_after = (uint32_t)story->word_count,
				   .owner = DOC_NONE,
				   .provision = {DOC_NONE, DOC_NONE},
				   .role = role};
	if (story == &docx->body && docx->new_page) {
		line->new_page = true;
		docx->new_page = false;
	}
	return line;
}

void docx_say(struct docx *docx, enum docx_role role, enum mark mark, uint32_t author,
	      const char *text)
{
	struct docx_story *story = &docx->body;
	size_t index = story->count;
	struct docx_line *line = docx_line_new(docx, story, role);
	line->in[OLD] = mark != MARK_INSERTED;
	line->in[NEW] = mark != MARK_REMOVED;
	line->author = author;
	line->level = docx->depth ? docx->open[docx->depth - 1].level : 0;
	docx_word_add(story, (struct docx_word){.mark = mark,
						.author = author,
						.text = span_of(arena_string(&docx->arena, text))});
	line->word_after = (uint32_t)story->word_count;
	for (int side = OLD; side < SIDES; side++)
		if (line->in[side])
			story->last[side] = index;
}

/* Words of ours that stand for those that a provision lacks; in words that an import understands.
 */
void docx_absent(const struct walk *walk, const struct item *item)
{
	static const char words[] = "[text not supplied]";
	struct docx *docx = walk->state;
	struct docx_story *story = &docx->body;
	size_t index = story->count;
	const uint32_t provision[SIDES] = {item->old_index, item->new_index};
	docx_say(docx, DOCX_REMARK, item->mark, docx_author(walk, item->change), words);
	struct docx_line *line = &story->lines[index];
	for (int s = OLD; s < SIDES; s++) {
		if (!line->in[s])
			continue;
		bool behind = index && story->lines[index - 1].number &&
			      story->lines[index - 1].in[s] &&
			      story->lines[index - 1].provision[s] == provision[s];
		if (behind)
			story->lines[index - 1].tab[s] = true;
		docx_proof_words(docx->proof, (enum side)s, words, behind);
	}
	story->words[line->word].style = STYLE_ITALIC;
}

/* What a line is, and how far it is indented. */
static void describe(const struct walk *walk, struct docx_line *line, const struct item *item)
{
	struct docx *docx = walk->state;
	const struct block *block = item_block(walk->redline, item);
	const struct docx_open *open = docx->depth ? &docx->open[docx->depth - 1] : NULL;
	line->number = block->part == PART_NUM;
	line->level = open ? open->level : 0;
	line->owner = open ? open->item : DOC_NONE;
	line->move = open ? open->move : 0;
	if (block->part == PART_NOTE)
		line->role = DOCX_FOOTNOTE;
	else if (block->flags & BLOCK_CELL)
		line->role = DOCX_CELL;
	else if (block->part == PART_CROSSHEADING)
		line->role = DOCX_CROSSHEADING;
	else if (open && open->heading && (block->part == PART_NUM || block->part == PART_HEADING))
		line->role = open->headings > 1 ? DOCX_SECTION : DOCX_CHAPTER;
	else if (!open || open->heading)
		line->role = DOCX_TEXT;
	else if (open->numbered && block->part != PART_WRAPUP)
		line->role = open->level > 1 ? DOCX_ITEM : DOCX_CLAUSE;
	else
		line->role = DOCX_TEXT;
}

/* The number that the next line of that version stands behind, or SIZE_MAX. */
static size_t number_before(const struct docx_story *story, enum side side, uint32_t provision,
			    const struct docx_line *line)
{
	size_t last = story->last[side];
	if (last == SIZE_MAX || line->number || provision == DOC_NONE || line->role == DOCX_CELL)
		return SIZE_MAX;
	const struct docx_line *before = &story->lines[last];
	return before->number && before->provision[side] == provision ? last : SIZE_MAX;
}

static bool table_between(const struct docx_story *story, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++)
		if (story->lines[i].cell.table)
			return true;
	return false;
}

/* The words of a number that is in both versions become those of the other one alone. */
static void leave_to_other(struct docx_story *story, struct docx_line *number, enum side side)
{
	enum mark gone = side == OLD ? MARK_REMOVED : MARK_INSERTED;
	uint32_t kept = number->word;
	for (uint32_t i = number->word; i < number->word_after; i++) {
		struct docx_word *word = &story->words[i];
		if (word->mark == gone)
			continue;
		if (word->mark == MARK_SAME && word->kind != DOCX_COMMENT_OPEN &&
		    word->kind != DOCX_COMMENT_CLOSE) {
			word->mark = side == OLD ? MARK_INSERTED : MARK_REMOVED;
			word->author = number->author;
		}
		story->words[kept++] = *word;
	}
	number->word_after = kept;
	number->in[side] = number->tab[side] = false;
}

/* A table of the other version stands between a number and its words: no paragraph of both goes
 * round it. This version gets a number of its own, behind the table and before the last line. */
static void repeat_number(struct docx_story *story, size_t number, enum side side)
{
	size_t at = story->count - 1;
	uint32_t author = story->lines[at].author;
	story->lines[number].author = author;
	struct docx_line again = story->lines[number];
	enum mark mark = side == OLD ? MARK_REMOVED : MARK_INSERTED;
	again.in[side == OLD ? NEW : OLD] = again.tab[side == OLD ? NEW : OLD] = false;
	again.new_page = false;
	again.word = (uint32_t)story->word_count;
	for (uint32_t i = story->lines[number].word; i < story->lines[number].word_after; i++) {
		struct docx_word word = story->words[i];
		bool ours = word.mark == mark || word.mark == MARK_SAME;
		if (!ours || word.kind == DOCX_COMMENT_OPEN || word.kind == DOCX_COMMENT_CLOSE)
			continue;
		word.author = word.mark == MARK_SAME ? author : word.author;
		word.mark = mark;
		docx_word_add(story, word);
	}
	again.word_after = (uint32_t)story->word_count;
	leave_to_other(story, &story->lines[number], side);
	MEM_ROOM(story->lines, story->count, story->capacity);
	story->lines[story->count++] = story->lines[at];
	story->lines[at] = again;
	story->lines[at + 1].word = story->lines[at + 1].word_after = again.word_after;
	story->last[side] = at;
}

/* After a number comes a tab, where the next line of that version is of the same provision. */
static void part_from_last(struct docx_story *story, enum side side, uint32_t provision)
{
	size_t number = number_before(story, side, provision, &story->lines[story->count - 1]);
	if (number == SIZE_MAX)
		return;
	if (story->lines[number].in[OLD] && story->lines[number].in[NEW] &&
	    table_between(story, number, story->count - 1))
		repeat_number(story, number, side);
	const struct docx_line *line = &story->lines[story->count - 1];
	struct docx_line *before = &story->lines[story->last[side]];
	before->tab[side] = true;
	if (before->in[OLD] && before->in[NEW] && !(line->in[OLD] && line->in[NEW]))
		before->author = line->author;
}

/* Words behind a number that stands alone in a version begin there at the text's own indent. */
static void settle_role(struct docx_story *story, struct docx_line *line)
{
	if (line->number || (line->role != DOCX_CLAUSE && line->role != DOCX_ITEM))
		return;
	for (int side = OLD; side < SIDES; side++)
		if (line->in[side] && story->last[side] != SIZE_MAX &&
		    story->lines[story->last[side]].tab[side])
			return;
	line->role = DOCX_TEXT;
}

void docx_block(const struct walk *walk, struct docx_story *story, const struct item *item,
		enum side side)
{
	struct docx *docx = walk->state;
	const struct redline *r = walk->redline;
	const uint32_t index[SIDES] = {item->old_index, item->new_index};
	const struct doc *const docs[SIDES] = {r->old_doc, r->new_doc};
	struct docx_line *line = docx_line_new(docx, story, DOCX_TEXT);
	for (int i = OLD; i < SIDES; i++) {
		line->in[i] = index[i] != DOC_NONE && (side == SIDES || (int)side == i);
		line->provision[i] = line->in[i] ? docs[i]->blocks[index[i]].provision : DOC_NONE;
	}
	line->author = docx_author(walk, item->change);
	describe(walk, line, item);
	for (int i = OLD; i < SIDES; i++) {
		line = &story->lines[story->count - 1];
		if (!line->in[i])
			continue;
		part_from_last(story, (enum side)i, line->provision[i]);
		if (story == &docx->body)
			docx_proof_text(docx->proof, (enum side)i, docs[i], index[i]);
	}
	line = &story->lines[story->count - 1];
	settle_role(story, line);
	enum mark only = side == OLD ? MARK_REMOVED : side == NEW ? MARK_INSERTED : MARK_SAME;
	docx_words(walk, story, item, item->mark == MARK_SAME ? only : MARK_SAME);
	line->word_after = (uint32_t)story->word_count;
	for (int i = OLD; i < SIDES; i++)
		if (line->in[i])
			story->last[i] = story->count - 1;
}
