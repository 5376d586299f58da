/* Splices: sorted once, then performed in one pass; offsets are mapped by bisection. */
#include "doc/splice.h"

#include <stdlib.h>

struct splice *splice_add(struct splices *splices, size_t start, size_t end, struct span text,
			  unsigned op)
{
	MEM_ROOM(splices->items, splices->count, splices->capacity);
	struct splice *added = &splices->items[splices->count];
	*added = (struct splice){.start = (uint32_t)start,
				 .end = (uint32_t)end,
				 .text = text,
				 .op = op,
				 .order = (unsigned)splices->count++};
	return added;
}

void splices_release(struct splices *splices)
{
	free(splices->items);
	arena_release(&splices->arena);
	*splices = (struct splices){0};
}

static int by_place(const void *left, const void *right)
{
	const struct splice *a = left, *b = right;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	bool a_replaces = a->end > a->start, b_replaces = b->end > b->start;
	if (a_replaces != b_replaces)
		return a_replaces ? 1 : -1;
	if (a->leads != b->leads)
		return a->leads > b->leads ? 1 : -1;
	if (!a->key.length != !b->key.length)
		return a->key.length ? 1 : -1;
	int by_key = span_compare_case(a->key, b->key);
	return by_key ? by_key : (a->order > b->order) - (a->order < b->order);
}

size_t splices_sort(struct splices *splices)
{
	size_t overlap = SIZE_MAX;
	uint32_t reached = 0;
	int64_t shift = 0;
	if (splices->count)
		qsort(splices->items, splices->count, sizeof *splices->items, by_place);
	for (size_t i = 0; i < splices->count; i++) {
		struct splice *splice = &splices->items[i];
		if (splice->start < reached && overlap == SIZE_MAX)
			overlap = i;
		if (splice->end > reached)
			reached = splice->end;
		splice->shift = shift;
		shift += (int64_t)splice->text.length - (int64_t)(splice->end - splice->start);
	}
	return overlap;
}

void splices_perform(const struct splices *splices, struct span old, struct buf *out)
{
	size_t at = 0;
	for (size_t i = 0; i < splices->count; i++) {
		const struct splice *splice = &splices->items[i];
		buf_span(out, span_sub(old, at, splice->start));
		buf_span(out, splice->text);
		at = splice->end;
	}
	buf_span(out, span_sub(old, at, old.length));
}

size_t splices_spans(const struct splices *splices, struct span old, struct span *out)
{
	size_t at = 0, count = 0;
	for (size_t i = 0; i < splices->count; i++) {
		const struct splice *splice = &splices->items[i];
		if (splice->start > at)
			out[count++] = span_sub(old, at, splice->start);
		if (splice->text.length)
			out[count++] = splice->text;
		at = splice->end;
	}
	if (at < old.length)
		out[count++] = span_sub(old, at, old.length);
	return count;
}

size_t splices_new_start(const struct splice *splice)
{
	return (size_t)((int64_t)splice->start + splice->shift);
}

static bool lies_before(const struct splice *splice, size_t old_offset, bool after)
{
	return splice->end < old_offset ||
	       (splice->end == old_offset && (splice->start < splice->end || after));
}

size_t splices_new_offset(const struct splices *splices, size_t old_offset, bool after)
{
	size_t low = 0, high = splices->count; /* the first that does not lie before */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (lies_before(&splices->items[middle], old_offset, after))
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return old_offset;
	const struct splice *last = &splices->items[low - 1];
	return splices_new_start(last) + last->text.length + (old_offset - last->end);
}

size_t splices_old_offset(const struct splices *splices, size_t new_offset, size_t *splice)
{
	size_t low = 0, high = splices->count; /* the first that starts behind it */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (splices_new_start(&splices->items[middle]) <= new_offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return new_offset;
	const struct splice *last = &splices->items[low - 1];
	size_t into = new_offset - splices_new_start(last);
	if (into >= last->text.length)
		return last->end + (into - last->text.length);
	*splice = low - 1;
	return SIZE_MAX;
}

size_t splice_source(const struct splice *splice, struct span old)
{
	uintptr_t at = (uintptr_t)splice->text.at, first = (uintptr_t)old.at;
	return at >= first && at < first + old.length ? (size_t)(at - first) : SIZE_MAX;
}
