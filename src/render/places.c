/* Where blocks stand in tables is not in the tables of a document: it is read from the tags. */
#include "render/places.h"

#include <string.h>

#include "doc/tags.h"

struct scan {
	struct table_place here;
	uint32_t until[COLUMNS_MOST]; /* row after the last that a cell above fills */
	unsigned depth;		      /* tables open */
	uint32_t next;		      /* column */
	uint32_t count;
};

static uint32_t number_attribute(struct span bytes, const struct tag *tag, const char *name)
{
	struct span value = tag_attribute(bytes, tag, name);
	uint32_t number = 0;
	for (size_t i = 0; i < value.length && i < 4 && value.at[i] >= '0' && value.at[i] <= '9';
	     i++)
		number = number * 10 + (uint32_t)(value.at[i] - '0');
	return number ? number : 1;
}

static void scan_cell(struct scan *scan, struct span bytes, const struct tag *tag)
{
	struct table_place *here = &scan->here;
	while (scan->next < COLUMNS_MOST - 1 && scan->until[scan->next] > here->row)
		scan->next++;
	here->column = scan->next < COLUMNS_MOST ? scan->next : COLUMNS_MOST - 1;
	here->columns = number_attribute(bytes, tag, "colspan");
	here->rows = number_attribute(bytes, tag, "rowspan");
	if (here->columns > COLUMNS_MOST - here->column)
		here->columns = COLUMNS_MOST - here->column;
	for (uint32_t i = 0; i < here->columns; i++)
		scan->until[here->column + i] = here->row + here->rows;
	scan->next = here->column + here->columns;
}

static void scan_open(struct scan *scan, struct span bytes, const struct tag *tag)
{
	if (tag->kind == TAG_OPEN && span_ends(tag->name, "table") && !scan->depth++) {
		memset(scan->until, 0, sizeof scan->until);
		scan->here = (struct table_place){.table = ++scan->count, .row = UINT32_MAX};
	}
	if (scan->depth != 1)
		return;
	if (span_ends(tag->name, "tr")) {
		scan->here.row++;
		scan->next = 0;
	} else if (span_ends(tag->name, "td") || span_ends(tag->name, "th")) {
		if (scan->here.row == UINT32_MAX)
			scan->here.row = 0; /* a cell without a row of its own */
		scan_cell(scan, bytes, tag);
	}
}

/* A block ahead of all rows, as a caption is, gets a row of its own. */
static struct table_place place_here(struct scan *scan)
{
	struct table_place *here = &scan->here;
	if (here->row == UINT32_MAX) {
		here->row = 0;
		here->columns = here->rows = 1;
	}
	return *here;
}

uint32_t places_find(const struct doc *doc, uint32_t from, uint32_t to, uint32_t first,
		     struct table_place *places)
{
	struct scan scan = {.depth = 0};
	struct tag tag;
	uint32_t block = first;
	for (size_t at = from; at < to && tag_next(doc->bytes, &at, &tag);) {
		if (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY)
			scan_open(&scan, doc->bytes, &tag);
		else if (tag.kind == TAG_CLOSE && span_ends(tag.name, "table") && scan.depth)
			scan.depth--;
		while (block < doc->block_count && doc->blocks[block].start < tag.start)
			block++;
		if (block < doc->block_count && doc->blocks[block].start == tag.start && scan.depth)
			places[block - first] = place_here(&scan);
	}
	return scan.count;
}

struct table_place *places_all(const struct doc *doc, uint32_t *count)
{
	struct table_place *places = mem_alloc((doc->block_count + 1) * sizeof *places);
	bool any = false;
	for (size_t i = 0; i < doc->block_count && !any; i++)
		any = doc->blocks[i].flags & BLOCK_CELL;
	*count = any ? places_find(doc, doc->body_start, doc->body_end, 0, places) : 0;
	return places;
}
