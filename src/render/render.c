/* The one walk over redlines; formats only spell what it tells them. */
#include "render/format.h"

#include <stdlib.h>
#include <string.h>

#include "doc/words.h"
#include "render/select.h"

/* ---- the list of changes */

struct rows {
	struct change_row *items;
	size_t count, capacity;
};

static void rows_add(struct rows *rows, const struct change *change, size_t document)
{
	MEM_ROOM(rows->items, rows->count, rows->capacity);
	rows->items[rows->count++] = (struct change_row){.change = change,
							 .document = document,
							 .first_item = change->first_item,
							 .words_inserted = change->words_inserted,
							 .words_removed = change->words_removed};
}

/* The numbers of operations count through all documents, those of a diff begin again in each. */
static int compare_rows(const void *x, const void *y)
{
	const struct change_row *a = x, *b = y;
	bool apart = !a->change->op || !b->change->op;
	if (apart && a->document != b->document)
		return a->document < b->document ? -1 : 1;
	if (a->change->number != b->change->number)
		return a->change->number < b->change->number ? -1 : 1;
	return a->document < b->document ? -1 : a->document > b->document;
}

static void rows_join(struct rows *rows)
{
	size_t kept = 0;
	for (size_t i = 0; i < rows->count; i++) {
		struct change_row *row = &rows->items[i];
		struct change_row *last = kept ? &rows->items[kept - 1] : NULL;
		if (!last || !row->change->op || last->change->number != row->change->number) {
			rows->items[kept++] = *row;
			continue;
		}
		last->words_inserted += row->words_inserted;
		last->words_removed += row->words_removed;
		if (last->first_item == DOC_NONE) {
			last->change = row->change;
			last->document = row->document;
			last->first_item = row->first_item;
		}
	}
	rows->count = kept;
}

static void rows_collect(struct rows *rows, const struct redline *const *redlines, size_t count)
{
	for (size_t d = 0; d < count; d++)
		for (size_t i = 0; i < redlines[d]->change_count; i++)
			if (change_tells(&redlines[d]->changes[i]))
				rows_add(rows, &redlines[d]->changes[i], d);
	if (!rows->count)
		return;
	mem_sort(rows->items, rows->count, sizeof *rows->items, compare_rows);
	rows_join(rows);
}

const struct change *walk_change(const struct walk *walk, unsigned number)
{
	const struct redline *r = walk->redline;
	size_t low = 0, high = r->change_count; /* rows are in the order of their numbers */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->changes[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->change_count && r->changes[low].number == number ? &r->changes[low] : NULL;
}

void change_summary(const struct change *change, struct buf *out)
{
	if (change->text) {
		words_fold_space(span_of(change->text), out);
		while (out->length && strchr(": ", out->at[out->length - 1]))
			buf_cut(out, out->length - 1);
		return;
	}
	buf_text(out, change->kind ? change->kind : "change");
	if (change->citation)
		buf_printf(out, " at %s", change->citation);
	else if (change->headed)
		buf_printf(out, " of the cross-heading before %s", change->headed);
	else if (change->eid)
		buf_printf(out, " at %s", change->eid);
}

void change_unseen(const struct change_row *row, struct buf *out)
{
	if (row->change->refused)
		buf_printf(out, " (refused: %s)", row->change->refused);
	else if (row->first_item == DOC_NONE)
		buf_text(out, " (not in the text shown)");
}

/* ---- tally */

static void say_count(struct buf *out, size_t count, const char *one, const char *many)
{
	if (count)
		buf_printf(out, "%s%zu %s", out->length ? ", " : "", count,
			   count == 1 ? one : many);
}

void tally_say(const struct tally *tally, struct buf *out)
{
	say_count(out, tally->changes, "change", "changes");
	say_count(out, tally->refused, "instruction refused", "instructions refused");
	say_count(out, tally->provisions_inserted, "provision inserted", "provisions inserted");
	say_count(out, tally->provisions_removed, "provision removed", "provisions removed");
	say_count(out, tally->provisions_moved, "provision moved", "provisions moved");
	say_count(out, tally->provisions_renumbered, "renumbered", "renumbered");
	say_count(out, tally->words_inserted, "word inserted", "words inserted");
	say_count(out, tally->words_removed, "word removed", "words removed");
	if (!out->length)
		buf_text(out, "No changes.");
}

static void tally_provision(struct tally *tally, const struct redline *r, uint32_t index)
{
	const struct item *item = &r->items[index];
	if (item_provision(r, item)->flags & PROVISION_CROSSHEADING)
		return;
	if (item->mark == MARK_SAME) {
		tally->provisions_renumbered += item->change != 0;
		return;
	}
	if (item->moved)
		tally->provisions_moved += item->mark == MARK_INSERTED;
	else if (item->mark == MARK_INSERTED)
		tally->provisions_inserted++;
	else
		tally->provisions_removed++;
}

/* Of what is wholly removed or inserted only the outermost provision counts. */
static void tally_document(struct tally *tally, const struct redline *r)
{
	uint32_t inside = DOC_NONE; /* closing item of what is wholly removed or inserted */
	uint32_t counted = DOC_NONE;
	bool beside = false; /* what is counted, with nothing opened or closed since */
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_OPEN && inside == DOC_NONE) {
			tally_provision(tally, r, i);
			if (item->mark != MARK_SAME) {
				inside = item->partner;
				tally->provisions += !item->moved || item->mark == MARK_INSERTED;
			}
		}
		beside = beside && item->kind == ITEM_BLOCK;
		if (i == inside)
			inside = DOC_NONE;
		else if (item->kind == ITEM_BLOCK && item->changed && inside == DOC_NONE) {
			uint32_t owner = item_block(r, item)->provision;
			tally->provisions += !beside && owner != counted;
			counted = owner;
			beside = true;
		}
	}
}

static void tally_all(struct walk *walk)
{
	for (size_t i = 0; i < walk->row_count; i++) {
		walk->tally.changes += walk->rows[i].first_item != DOC_NONE;
		walk->tally.refused += walk->rows[i].change->refused != NULL;
		walk->tally.words_inserted += walk->rows[i].words_inserted;
		walk->tally.words_removed += walk->rows[i].words_removed;
	}
	for (size_t d = 0; d < walk->count; d++)
		tally_document(&walk->tally, walk->redlines[d]);
}

/* ---- the walk */

static void gap_name(const struct redline *r, struct gap *gap)
{
	struct span from = {0}, to = {0};
	for (uint32_t i = gap->first; i <= gap->last; i = r->items[i].partner + 1) {
		const struct item *item = &r->items[i];
		if (item->kind != ITEM_OPEN)
			break;
		const struct doc *doc = item_doc(r, item);
		const struct provision *p = item_provision(r, item);
		if (p->flags & PROVISION_CROSSHEADING)
			continue;
		gap->count++;
		to = provision_num(doc, (uint32_t)(p - doc->provisions));
		if (gap->count == 1)
			from = to;
	}
	gap->from = from;
	gap->to = to;
}

/* Siblings left out, from the item on. Returns the last item of them. */
static uint32_t walk_gap(struct walk *walk, const struct format *format, const bool *shown,
			 uint32_t first)
{
	const struct redline *r = walk->redline;
	struct gap gap = {.first = first, .last = first, .depth = r->items[first].depth};
	uint32_t next = r->items[first].partner + 1;
	while (next < r->item_count && r->items[next].kind == ITEM_OPEN && !shown[next]) {
		gap.last = next;
		next = r->items[next].partner + 1;
	}
	gap_name(r, &gap);
	if (format->gap && (gap.count || walk->options->fold))
		format->gap(walk, &gap);
	return next - 1;
}

static bool is_blank(const struct redline *r, const struct item *item)
{
	struct run whole;
	size_t count;
	const struct run *run = redline_runs(r, item, &whole, &count);
	while (count && !span_trim(run->text).length)
		count--, run++;
	return !count;
}

/* An empty cell holds the place of its column. */
static bool is_told(const struct redline *r, const struct item *item)
{
	return item_block(r, item)->flags & BLOCK_CELL || !is_blank(r, item);
}

static bool is_words(const struct redline *r, const struct item *item)
{
	enum block_part part = item_block(r, item)->part;
	return part != PART_NUM && part != PART_HEADING && !is_blank(r, item);
}

/* A provision that is incomplete and has nothing but its number and heading. */
static bool is_absent(const struct redline *r, const struct item *open)
{
	if (!(item_provision(r, open)->flags & PROVISION_INCOMPLETE))
		return false;
	for (uint32_t i = (uint32_t)(open - r->items) + 1; i < open->partner; i++)
		if (r->items[i].kind == ITEM_OPEN ||
		    (r->items[i].kind == ITEM_BLOCK && is_words(r, &r->items[i])))
			return false;
	return true;
}

static void walk_item(struct walk *walk, const struct format *format, const struct item *item)
{
	const struct redline *r = walk->redline;
	if (item->kind == ITEM_OPEN && format->open) {
		format->open(walk, item);
	} else if (item->kind == ITEM_BLOCK && format->block && is_told(r, item)) {
		format->block(walk, item);
	} else if (item->kind == ITEM_CLOSE) {
		if (format->absent && is_absent(r, &r->items[item->partner]))
			format->absent(walk, item);
		if (format->close)
			format->close(walk, item);
	}
}

static void pass_on(const struct render_options *options, struct buf *out)
{
	options->take(options->user, buf_as_span(out));
	buf_cut(out, 0);
}

void walk_pass_on(const struct walk *walk)
{
	enum { PIECE = 1 << 18 };
	if (walk->options->take && walk->out->length >= PIECE)
		pass_on(walk->options, walk->out);
}

void walk_inside(struct walk *walk, const struct format *format, const struct gap *gap)
{
	const struct redline *r = walk->redline;
	for (walk->at = gap->first; walk->at <= r->items[gap->last].partner; walk->at++)
		walk_item(walk, format, &r->items[walk->at]);
}

/* Blocks outside all provisions (a preface) are told of when they changed, or all is told. */
static bool outer_block_hidden(const struct walk *walk, const struct item *item)
{
	bool whole = walk->options->fold || walk->options->context < 0;
	return item->kind == ITEM_BLOCK && !whole && !item->changed &&
	       item_block(walk->redline, item)->provision == DOC_NONE;
}

static void walk_document(struct walk *walk, const struct format *format)
{
	const struct redline *r = walk->redline;
	const bool *shown = walk->shown[walk->document];
	struct redline_look look = redline_look(r);
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		redline_look_at(&look, item);
		walk->at = i;
		if (item->kind == ITEM_OPEN && !shown[i])
			i = walk_gap(walk, format, shown, i);
		else if (!outer_block_hidden(walk, item))
			walk_item(walk, format, item);
	}
}

static void tell(struct walk *walk, void (*callback)(struct walk *walk))
{
	if (callback)
		callback(walk);
}

static bool **select_all(const struct walk *walk, const struct format *format)
{
	const struct render_options *options = walk->options;
	bool noted = format->findings && !options->fold;
	bool **shown = mem_alloc((walk->count + 1) * sizeof *shown);
	for (size_t d = 0; d < walk->count; d++)
		shown[d] = select_items(walk->redlines[d], options, noted ? options->diags : NULL);
	return shown;
}

static void walk_all(struct walk *walk, const struct format *format)
{
	struct rows rows = {0};
	bool **shown = select_all(walk, format);
	walk->shown = shown;
	rows_collect(&rows, walk->redlines, walk->count);
	walk->rows = rows.items;
	walk->row_count = rows.count;
	tally_all(walk);
	walk->state = format->state_size ? mem_alloc(format->state_size) : NULL;
	if (walk->count)
		walk->redline = walk->redlines[0];
	tell(walk, format->begin);
	for (size_t d = 0; d < walk->count; d++) {
		walk->redline = walk->redlines[d];
		walk->document = d;
		tell(walk, format->document_open);
		walk_document(walk, format);
		tell(walk, format->document_close);
	}
	tell(walk, format->end);
	free(walk->state);
	free(rows.items);
	for (size_t d = 0; d < walk->count; d++)
		free(shown[d]);
	free(shown);
}

bool render(enum render_format format, const struct redline *const *redlines, size_t count,
	    const struct render_options *options, struct buf *out, struct buf *fault)
{
	static const struct format *const formats[] = {[RENDER_TERM] = &format_term,
						       [RENDER_TEXT] = &format_text,
						       [RENDER_HTML] = &format_html,
						       [RENDER_DOCX] = &format_docx,
						       [RENDER_MARKDOWN] = &format_markdown};
	struct walk walk = {.options = options, .redlines = redlines, .count = count, .out = out};
	if (format != RENDER_AKN)
		walk_all(&walk, formats[format]);
	else if (count)
		akn_write(redlines[0], out);
	bool good = !walk.fault.length;
	if (good && options->take)
		pass_on(options, out);
	if (!good)
		buf_span(fault, buf_as_span(&walk.fault));
	buf_release(&walk.fault);
	return good;
}
