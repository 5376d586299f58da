/* The words that differ between what the base has and what a draft restates: by the longest common
 * subsequence, for texts of the size of a clause. */
#include "doc/rich.h"
#include "draft/work.h"

#include <stdlib.h>

/* ---- the two texts */

static void base_join(const struct doc *doc, uint32_t provision, char between, struct buf *out)
{
	const struct provision *p = &doc->provisions[provision];
	for (uint32_t at = p->block; at < p->block_after; at++) {
		const struct block *block = &doc->blocks[at];
		if (block->part == PART_NOTE || block->flags & BLOCK_REMOVED)
			continue;
		words_fold_space(block->text, out);
		buf_char(out, between);
	}
}

void base_text(const struct doc *doc, uint32_t provision, struct buf *out)
{
	base_join(doc, provision, ' ', out);
}

/* How a payload is written as one text. */
struct joining {
	struct piece_marks marks;
	char between;
	struct buf *out;
	struct sought *sought;
};

static void add_words(struct joining *joining, const struct piece_text *text)
{
	struct sought *sought = joining->sought;
	size_t at = joining->out->length;
	if (sought && sought->offset >= at && sought->offset < at + text->text.length)
		sought->source =
			segment_source(text->segments, text->segment_count, sought->offset - at);
	buf_span(joining->out, text->text);
	buf_char(joining->out, joining->between);
}

/* A table is the words of its cells. */
static void paragraphs(struct joining *joining, const struct piece_text *text)
{
	for (; text; text = text->next) {
		const struct piece_table *table = rich_table(&joining->marks, text);
		if (!table)
			add_words(joining, text);
		for (size_t i = 0; table && i < table->count; i++)
			for (const struct piece_text *cell = table->cells[i].texts; cell;
			     cell = cell->next)
				add_words(joining, cell);
	}
}

static void payload_join(struct joining *joining, const struct piece *first)
{
	while (first && first->kind != PIECE_PROVISION)
		first = first->next;
	if (!first)
		return;
	const struct piece *piece = first;
	bool down = true;
	for (;;) {
		if (down) {
			buf_span(joining->out, piece->num);
			buf_char(joining->out, joining->between);
			if (piece->heading.length) {
				buf_span(joining->out, piece->heading);
				buf_char(joining->out, joining->between);
			}
			paragraphs(joining, piece->intro);
			if (piece->first) {
				piece = piece->first;
				continue;
			}
		}
		paragraphs(joining, piece->wrapup);
		if (piece == first)
			return;
		down = piece->next != NULL;
		piece = piece->next ? piece->next : piece->parent;
	}
}

void payload_text(const struct work *work, const struct piece *first, struct buf *out,
		  struct sought *sought)
{
	struct joining joining = {draft_marks(work), ' ', out, sought};
	payload_join(&joining, first);
}

/* The next line that has words, folded. */
static bool next_paragraph(struct span *rest, struct buf *out)
{
	struct span line;
	buf_cut(out, 0);
	while (!out->length && span_line(rest, &line))
		words_fold_marks(span_trim(line), out);
	return out->length > 0;
}

bool same_paragraphs(const struct work *work, const struct doc *doc, uint32_t provision,
		     const struct piece *pieces)
{
	struct buf base = {0}, payload = {0}, a = {0}, b = {0};
	base_join(doc, provision, '\n', &base);
	struct joining joining = {draft_marks(work), '\n', &payload, NULL};
	payload_join(&joining, pieces);
	struct span old = buf_as_span(&base), fresh = buf_as_span(&payload);
	bool same = true, more = true;
	while (same && more) {
		more = next_paragraph(&old, &a);
		same = next_paragraph(&fresh, &b) == more &&
		       span_equal(buf_as_span(&a), buf_as_span(&b));
	}
	buf_release(&base);
	buf_release(&payload);
	buf_release(&a);
	buf_release(&b);
	return same;
}

/* ---- what differs */

static void add(struct changes *changes, struct change change)
{
	MEM_ROOM(changes->items, changes->count, changes->capacity);
	changes->items[changes->count++] = change;
}

enum { MOST_CELLS = 1 << 18 };

struct grid {
	const struct word *old, *fresh;
	size_t rows, columns;
	uint16_t *longest; /* of the rests from [row][column] on */
};

static size_t cell(const struct grid *grid, size_t row, size_t column)
{
	return row * (grid->columns + 1) + column;
}

static void grid_fill(struct grid *grid)
{
	for (size_t row = grid->rows; row-- > 0;)
		for (size_t column = grid->columns; column-- > 0;) {
			uint16_t down = grid->longest[cell(grid, row + 1, column)];
			uint16_t right = grid->longest[cell(grid, row, column + 1)];
			uint16_t both = grid->longest[cell(grid, row + 1, column + 1)];
			bool same = grid->old[row].hash == grid->fresh[column].hash;
			grid->longest[cell(grid, row, column)] = same ? (uint16_t)(both + 1)
								 : down > right ? down
										: right;
		}
}

/* Past the words that differ at (row, column): the next pair of a longest common subsequence. */
static void grid_resume(const struct grid *grid, size_t *row, size_t *column)
{
	while (*row < grid->rows && *column < grid->columns) {
		uint16_t here = grid->longest[cell(grid, *row, *column)];
		if (grid->longest[cell(grid, *row + 1, *column)] == here)
			++*row;
		else if (grid->longest[cell(grid, *row, *column + 1)] == here)
			++*column;
		else
			return;
	}
	*row = grid->rows;
	*column = grid->columns;
}

/* Between `head` words that are the same at the start and `tail` at the end. */
static void compare_middle(struct changes *changes, size_t head, size_t tail)
{
	struct grid grid = {.old = changes->old_words.items + head,
			    .fresh = changes->fresh_words.items + head,
			    .rows = changes->old_words.count - head - tail,
			    .columns = changes->fresh_words.count - head - tail};
	bool small = (grid.rows + 1) * (grid.columns + 1) <= MOST_CELLS && grid.rows < UINT16_MAX;
	changes->rough = !small;
	grid.longest = mem_alloc(small ? (grid.rows + 1) * (grid.columns + 1) * 2 : 1);
	if (small)
		grid_fill(&grid);
	for (size_t i = 0, k = 0; i < grid.rows || k < grid.columns;) {
		size_t from_i = i, from_k = k;
		if (small) {
			grid_resume(&grid, &i, &k);
		} else {
			i = grid.rows;
			k = grid.columns;
		}
		if (i > from_i || k > from_k)
			add(changes,
			    (struct change){head + from_i, head + i, head + from_k, head + k});
		for (; i < grid.rows && k < grid.columns && grid.old[i].hash == grid.fresh[k].hash;
		     i++, k++)
			;
	}
	free(grid.longest);
}

void changes_find(struct span old, struct span fresh, struct changes *changes)
{
	size_t head = 0, tail = 0;
	changes->old = old;
	changes->fresh = fresh;
	changes->count = 0;
	changes->rough = false;
	words_split(old, &changes->old_words);
	words_split(fresh, &changes->fresh_words);
	const struct words *a = &changes->old_words, *b = &changes->fresh_words;
	while (head < a->count && head < b->count && a->items[head].hash == b->items[head].hash)
		head++;
	while (tail < a->count - head && tail < b->count - head &&
	       a->items[a->count - 1 - tail].hash == b->items[b->count - 1 - tail].hash)
		tail++;
	if (head + tail < a->count || head + tail < b->count)
		compare_middle(changes, head, tail);
}

void changes_release(struct changes *changes)
{
	words_release(&changes->old_words);
	words_release(&changes->fresh_words);
	free(changes->items);
	*changes = (struct changes){0};
}

static struct span words_between(struct span text, const struct words *words, size_t from,
				 size_t to)
{
	if (from >= to)
		return (struct span){"", 0};
	return span_sub(text, words->items[from].start, words->items[to - 1].end);
}

struct span change_old(const struct changes *changes, size_t nth)
{
	const struct change *change = &changes->items[nth];
	return words_between(changes->old, &changes->old_words, change->old_from, change->old_to);
}

struct span change_fresh(const struct changes *changes, size_t nth)
{
	const struct change *change = &changes->items[nth];
	return words_between(changes->fresh, &changes->fresh_words, change->fresh_from,
			     change->fresh_to);
}

struct span words_brief(const struct work *work, struct span words)
{
	enum { WHOLE = 120, HEAD = 60, TAIL = 30 };
	size_t head = span_find(words, SPAN(" "), HEAD), tail = words.length;
	if (span_is(words, PIECE_OBJECT))
		return SPAN("a table");
	if (words.length <= WHOLE || head == SIZE_MAX)
		return words;
	while (tail > head && (words.length - tail < TAIL || words.at[tail - 1] != ' '))
		tail--;
	const char *brief = arena_printf(work->arena, "%.*s … %.*s", (int)head, words.at,
					 SPAN_ARGS(span_sub(words, tail, words.length)));
	return span_of(brief);
}
