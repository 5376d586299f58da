/* Memory and the arena. Running out ends the process: see base.h. */
#include "base/base.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE = 1 << 20, LARGE_PAGE = 2 << 20 };

void mem_begin(void)
{
	/* What is larger is a mapping of its own, always, and so grows without being copied. What
	 * is smaller comes from a heap that is not given back and taken again all the time. */
	mallopt(M_MMAP_THRESHOLD, LARGE);
	mallopt(M_TRIM_THRESHOLD, 1 << 20);
	mallopt(M_TOP_PAD, 1 << 20);
}

void mem_none_left(void)
{
	static const char message[] = "lexpatch: out of memory\n";
	file_leave_nothing();
	if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
		_exit(2);
	_exit(2);
}

/* What is large takes large pages, if there are any: a page fault for each 2 MB instead of each 4
 * KB. The advice is for all of the mapping: with advice for a part of it there would be two, and
 * what grows could not be moved without a copy. */
static void advise_large(void *at, size_t size)
{
	if (size < LARGE)
		return;
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = (uintptr_t)at & ~(page - 1);
	uintptr_t end = ((uintptr_t)at + size + page - 1) & ~(page - 1);
	madvise((void *)start, end - start, MADV_HUGEPAGE);
}

/* It begins where a large page does: its ends would lie on small ones. One that would be filled to
 * less than three quarters stays small. */
static void *new_large(size_t size)
{
	if (size > SIZE_MAX / 2)
		return NULL;
	size_t whole = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	void *p = aligned_alloc(LARGE_PAGE, whole);
	advise_large(p, !p ? 0 : whole - size <= LARGE_PAGE / 4 ? whole : size);
	return p;
}

void *mem_alloc(size_t size)
{
	bool large = size >= LARGE;
	void *p = large ? new_large(size) : calloc(1, size ? size : 1);
	if (!p)
		mem_none_left();
	return large ? memset(p, 0, size) : p;
}

void *mem_realloc(void *old, size_t size)
{
	bool large = size >= LARGE;
	void *p = large && !old ? new_large(size) : realloc(old, size ? size : 1);
	if (!p)
		mem_none_left();
	if (old)
		advise_large(p, size);
	return p;
}

void mem_sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	const char *at = items;
	for (size_t i = 1; i < count; i++, at += size)
		if (compare(at, at + size) > 0) {
			qsort(items, count, size, compare);
			return;
		}
}

char *mem_copy(const char *text, size_t length)
{
	char *copy = mem_realloc(NULL, length + 1);
	if (length)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void *mem_room(void *items, size_t count, size_t *capacity, size_t item_size)
{
	if (count < *capacity)
		return items;
	size_t wanted = *capacity ? *capacity + *capacity / 2 + 1 : 16;
	if (wanted < count + 1)
		wanted = count + 1;
	if (wanted > SIZE_MAX / item_size)
		mem_none_left();
	*capacity = wanted;
	return mem_realloc(items, wanted * item_size);
}

size_t mem_first_from(const uint32_t *first, size_t count, size_t stride, size_t value)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t here;
		memcpy(&here, (const char *)first + middle * stride, sizeof here);
		if (here < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Chunks double up to a large page, so that a document costs few of them and a small thing little.
 */
struct arena_chunk {
	struct arena_chunk *previous;
	size_t used, size;
	max_align_t data[];
};

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = LARGE_PAGE - sizeof(struct arena_chunk) };

static struct arena_chunk *chunk_new(struct arena_chunk *previous, size_t need)
{
	size_t size = previous ? previous->size * 2 : FIRST_CHUNK;
	if (size > LARGEST_CHUNK)
		size = LARGEST_CHUNK;
	if (size < need)
		size = need;
	struct arena_chunk *chunk = mem_realloc(NULL, sizeof *chunk + size);
	chunk->previous = previous;
	chunk->used = 0;
	chunk->size = size;
	return chunk;
}

/* Room that begins at a multiple of the unit. */
static char *take(struct arena *arena, size_t size, size_t unit)
{
	struct arena_chunk *chunk = arena->chunk;
	size_t used = chunk ? (chunk->used + unit - 1) / unit * unit : 0;
	if (!chunk || used > chunk->size || chunk->size - used < size) {
		arena->chunk = chunk = chunk_new(chunk, size);
		used = 0;
	}
	chunk->used = used + size;
	return (char *)chunk->data + used;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t unit = sizeof(max_align_t);
	if (size > SIZE_MAX / 2)
		mem_none_left();
	return memset(take(arena, size, unit), 0, size);
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	if (length >= SIZE_MAX / 2)
		mem_none_left();
	char *copy = take(arena, length + 1, 1);
	if (length)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
	return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = NULL;
	int length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		mem_none_left();
	char *copy = arena_copy(arena, text, (size_t)length);
	free(text);
	return copy;
}

void arena_join(struct arena *into, struct arena *from)
{
	struct arena_chunk *first = from->chunk;
	if (!first)
		return;
	while (first->previous)
		first = first->previous;
	if (into->chunk) {
		first->previous = into->chunk->previous;
		into->chunk->previous = from->chunk;
	} else {
		into->chunk = from->chunk;
	}
	from->chunk = NULL;
}

void arena_release(struct arena *arena)
{
	while (arena->chunk) {
		struct arena_chunk *previous = arena->chunk->previous;
		free(arena->chunk);
		arena->chunk = previous;
	}
}
