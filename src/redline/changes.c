/* The numbers of changes and the rows that describe them. */
#include "redline/build.h"

#include <ctype.h>
#include <string.h>

#include "doc/words.h"

static void index_row(struct builder *builder, unsigned number, uint32_t row)
{
	enum { NUMBER_MAX = 1 << 24 };
	if (number >= NUMBER_MAX)
		return;
	if (number >= builder->row_of_count) {
		size_t count = 2 * (size_t)number + 16;
		builder->row_of = mem_realloc(builder->row_of, count * sizeof *builder->row_of);
		memset(builder->row_of + builder->row_of_count, 0xff,
		       (count - builder->row_of_count) * sizeof *builder->row_of);
		builder->row_of_count = count;
	}
	builder->row_of[number] = row;
}

static struct change *add_row(struct builder *builder, struct change change)
{
	struct redline *r = builder->redline;
	change.first_item = DOC_NONE;
	MEM_ROOM(r->changes, r->change_count, r->change_capacity);
	index_row(builder, change.number, (uint32_t)r->change_count);
	r->changes[r->change_count] = change;
	return &r->changes[r->change_count++];
}

static struct change *find_row(struct builder *builder, unsigned number)
{
	if (number < builder->row_of_count && builder->row_of[number] != DOC_NONE)
		return &builder->redline->changes[builder->row_of[number]];
	return add_row(builder, (struct change){.number = number});
}

void changes_init(struct builder *builder, const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct change change = changes[i];
		change.words_inserted = change.words_removed = 0;
		add_row(builder, change);
		if (change.number > builder->last)
			builder->last = change.number;
	}
}

unsigned changes_next(struct builder *builder)
{
	add_row(builder, (struct change){.number = ++builder->last});
	return builder->last;
}

static size_t first_ending_behind(const struct splices *splices, uint32_t byte)
{
	size_t low = 0, high = splices->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (splices->items[middle].end <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

unsigned op_of_byte(const struct builder *builder, enum which which, uint32_t byte)
{
	const struct splices *splices = builder->splices;
	if (!splices)
		return 0;
	if (which == NEW_SIDE) {
		size_t splice;
		return splices_old_offset(splices, byte, &splice) == SIZE_MAX
			       ? splices->items[splice].op
			       : 0;
	}
	size_t k = first_ending_behind(splices, byte);
	return k < splices->count && splices->items[k].start <= byte ? splices->items[k].op : 0;
}

unsigned op_around(const struct builder *builder, uint32_t byte)
{
	const struct doc *doc = builder->new_doc;
	size_t at = splices_new_offset(builder->splices, byte, true);
	unsigned op = 0;
	for (uint32_t i = doc_provision_at(doc, (uint32_t)at); i != DOC_NONE && !op;
	     i = doc->provisions[i].parent)
		if (builder->pairing->new_provision[i] == DOC_NONE)
			op = op_of_byte(builder, NEW_SIDE, doc->provisions[i].start);
	return op;
}

unsigned op_within(const struct builder *builder, uint32_t start, uint32_t end)
{
	const struct splices *splices = builder->splices;
	for (size_t k = first_ending_behind(splices, start);
	     k < splices->count && splices->items[k].start <= end; k++)
		if (splices->items[k].op)
			return splices->items[k].op;
	return 0;
}

static void splice_range(const struct splice *splice, enum which which, int64_t *start,
			 int64_t *end)
{
	bool is_new = which == NEW_SIDE;
	*start = (int64_t)splice->start + (is_new ? splice->shift : 0);
	*end = is_new ? *start + (int64_t)splice->text.length : (int64_t)splice->end;
}

unsigned op_in_range(const struct builder *builder, enum which which, uint32_t start, uint32_t end,
		     unsigned apart)
{
	const struct splices *splices = builder->splices;
	int64_t from, to;
	size_t low = 0, high = splices ? splices->count : 0; /* the first that ends at or behind */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		splice_range(&splices->items[middle], which, &from, &to);
		if (to < (int64_t)start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; splices && low < splices->count; low++) {
		splice_range(&splices->items[low], which, &from, &to);
		if (from > (int64_t)end)
			break;
		if (splices->items[low].op && splices->items[low].op != apart)
			return splices->items[low].op;
	}
	return 0;
}

/* ---- where a change is, for people */

static void citation_of(const struct doc *doc, uint32_t provision, struct buf *out)
{
	struct span parts[16];
	size_t count = 0;
	for (uint32_t i = provision; i != DOC_NONE && count < 16; i = doc->provisions[i].parent) {
		struct span num = provision_num(doc, i);
		if (!num.length)
			continue;
		parts[count++] = num;
		if (num.at[0] != '(')
			break;
	}
	while (count)
		buf_span(out, parts[--count]);
}

/* “The operator provides the …”: what has no number is known by its first words. */
static void quote_of(const struct doc *doc, uint32_t provision, struct buf *out)
{
	enum { LONG = 40 };
	const struct provision *p = &doc->provisions[provision];
	struct span text = {"", 0};
	if (p->block < p->block_after)
		text = span_trim(doc->blocks[p->block].text);
	size_t most = utf8_head(text, LONG).length, length = most;
	while (length && length < text.length && !isspace((unsigned char)text.at[length]))
		length--;
	length = length ? length : most; /* one long word */
	struct buf words = {0};
	words_fold_space(span_sub(text, 0, length), &words);
	if (length)
		buf_printf(out, "“%s%s”", buf_string(&words), length < text.length ? " …" : "");
	buf_release(&words);
}

static const char *cite(struct arena *arena, const struct doc *doc, uint32_t provision)
{
	struct buf citation = {0};
	citation_of(doc, provision, &citation);
	if (!citation.length && !doc->provisions[provision].eid.length)
		quote_of(doc, provision, &citation);
	const char *kept = citation.length ? arena_copy(arena, citation.at, citation.length) : NULL;
	buf_release(&citation);
	return kept;
}

static void set_place(struct builder *builder, struct change *row, const struct doc *doc,
		      uint32_t provision)
{
	struct arena *arena = &builder->redline->arena;
	struct span eid = doc->provisions[provision].eid;
	bool crossheading = doc->provisions[provision].flags & PROVISION_CROSSHEADING;
	uint32_t below = crossheading ? provision_next(doc, provision) : DOC_NONE;
	if (eid.length)
		row->eid = arena_copy(arena, eid.at, eid.length);
	row->citation = crossheading ? NULL : cite(arena, doc, provision);
	row->headed = below == DOC_NONE ? NULL : cite(arena, doc, below);
}

static uint32_t item_owner(const struct redline *r, const struct item *item, const struct doc **doc)
{
	bool is_new = item->new_index != DOC_NONE;
	uint32_t index = is_new ? item->new_index : item->old_index;
	*doc = is_new ? r->new_doc : r->old_doc;
	return item->kind == ITEM_BLOCK ? (*doc)->blocks[index].provision : index;
}

static const char *joint_kind(const char *before, const char *kind)
{
	if (!before || !strcmp(before, kind))
		return kind;
	if (!strcmp(before, "move") || !strcmp(kind, "renumbering"))
		return before;
	return !strcmp(before, "renumbering") ? kind : "substitution";
}

void changes_note(struct builder *builder, unsigned number, uint32_t item, const char *kind)
{
	if (!number)
		return;
	struct change *row = find_row(builder, number);
	if (!builder->splices)
		row->kind = joint_kind(row->kind, kind);
	if (row->first_item == DOC_NONE)
		row->first_item = item;
	const struct doc *doc;
	uint32_t owner = item_owner(builder->redline, &builder->redline->items[item], &doc);
	/* A provision says better where it is than the cross-heading that came with it. */
	if (owner != DOC_NONE && (!row->eid || (!builder->splices && !row->citation)))
		set_place(builder, row, doc, owner);
}

void changes_note_markup(struct builder *builder, unsigned number)
{
	if (number)
		find_row(builder, number)->markup = true;
}

void changes_words(struct builder *builder, unsigned number, enum mark mark, struct span text)
{
	if (!number || mark == MARK_SAME)
		return;
	size_t count = words_count(text);
	struct change *row = find_row(builder, number);
	if (mark == MARK_INSERTED)
		row->words_inserted += count;
	else
		row->words_removed += count;
}

void changes_unword(struct builder *builder, unsigned number, enum mark mark, size_t count)
{
	if (!number)
		return;
	struct change *row = find_row(builder, number);
	size_t *words = mark == MARK_INSERTED ? &row->words_inserted : &row->words_removed;
	*words -= count < *words ? count : *words;
}

void changes_become(struct builder *builder, unsigned number, const char *kind)
{
	find_row(builder, number)->kind = kind;
}

static int rank_of(const struct change *change)
{
	return change->first_item != DOC_NONE ? 0 : change->markup ? 1 : 2;
}

static int compare_seen(const void *x, const void *y)
{
	const struct change *a = x, *b = y;
	int order = rank_of(a) - rank_of(b);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

bool changes_seen_first(struct builder *builder)
{
	struct redline *r = builder->redline;
	size_t i = 1;
	while (i < r->change_count && compare_seen(&r->changes[i - 1], &r->changes[i]) < 0)
		i++;
	if (i >= r->change_count)
		return false;
	mem_sort(r->changes, r->change_count, sizeof *r->changes, compare_seen);
	return true;
}

void changes_join(struct builder *builder, const unsigned *joined)
{
	struct redline *r = builder->redline;
	size_t kept = 0;
	for (size_t i = 0; i < r->change_count; i++) {
		const struct change *row = &r->changes[i];
		unsigned number = row->number;
		while (joined[number])
			number = joined[number];
		if (number != row->number) {
			struct change *whole = find_row(builder, number);
			whole->words_inserted += row->words_inserted;
			whole->words_removed += row->words_removed;
			if (row->first_item < whole->first_item)
				whole->first_item = row->first_item;
		}
	}
	for (size_t i = 0; i < r->change_count; i++)
		if (!joined[r->changes[i].number])
			r->changes[kept++] = r->changes[i];
	r->change_count = kept;
}
