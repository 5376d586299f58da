/* Mutation of AKN at the level of its tree: elements are dropped, doubled, moved and wrapped, so
 * that what comes out is still well-formed; now and then bytes are changed as libFuzzer does it. */
#include "doc/tags.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ELEMENTS = 4096 };

struct branch {
	size_t start, end;
};

/* Every element of the bytes, or as far as they are well-formed. */
static size_t find_elements(struct span bytes, struct branch *found)
{
	size_t open[256], depth = 0, count = 0, at = 0;
	struct tag tag;
	while (count < MOST_ELEMENTS && tag_next(bytes, &at, &tag)) {
		if (tag.kind == TAG_OPEN && depth < sizeof open / sizeof *open)
			open[depth++] = tag.start;
		else if (tag.kind == TAG_CLOSE && depth)
			found[count++] = (struct branch){open[--depth], tag.end};
		else if (tag.kind == TAG_EMPTY)
			found[count++] = (struct branch){tag.start, tag.end};
	}
	return count;
}

static void put(struct buf *out, struct span bytes, size_t from, size_t to)
{
	if (to > from)
		buf_span(out, span_sub(bytes, from, to));
}

static void change(struct span bytes, struct branch one, struct branch other, unsigned way,
		   struct buf *out)
{
	struct branch first = one.start < other.start ? one : other;
	struct branch second = one.start < other.start ? other : one;
	bool apart = first.end <= second.start;
	switch (apart ? way % 4 : way % 2) {
	case 0: /* drop */
		put(out, bytes, 0, one.start);
		put(out, bytes, one.end, bytes.length);
		break;
	case 1: /* double */
		put(out, bytes, 0, one.end);
		put(out, bytes, one.start, bytes.length);
		break;
	case 2: /* swap */
		put(out, bytes, 0, first.start);
		put(out, bytes, second.start, second.end);
		put(out, bytes, first.end, second.start);
		put(out, bytes, first.start, first.end);
		put(out, bytes, second.end, bytes.length);
		break;
	default: /* move the first before the end of the second */
		put(out, bytes, 0, first.start);
		put(out, bytes, first.end, second.end);
		put(out, bytes, first.start, first.end);
		put(out, bytes, second.end, bytes.length);
	}
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed)
{
	static struct branch found[MOST_ELEMENTS];
	struct span bytes = {(const char *)data, size};
	if (seed % 4 == 0 || !utf8_valid(bytes))
		return LLVMFuzzerMutate(data, size, room);
	size_t count = find_elements(bytes, found);
	if (!count)
		return LLVMFuzzerMutate(data, size, room);
	struct buf out = {0};
	unsigned dice = seed / 4;
	change(bytes, found[dice % count], found[dice / 7 % count], dice / 3, &out);
	size_t length = out.length < room ? out.length : size;
	if (out.length < room && out.length)
		memcpy(data, out.at, out.length);
	buf_release(&out);
	return length;
}
