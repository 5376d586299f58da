/* places: where blocks stand in tables. Private to render. */
#ifndef RENDER_PLACES_H
#define RENDER_PLACES_H

#include "doc/doc.h"

enum { COLUMNS_MOST = 63 /* of a table in Word */ };

/* Rows and columns count from 0, tables from 1; table 0: in none. */
struct table_place {
	uint32_t table, row, column;
	uint32_t columns, rows; /* that the cell spans */
};

/* Fills places[] of the blocks from `first` on that start in bytes [from, to), which begin and end
 * outside of tables. Returns how many tables there are. */
uint32_t places_find(const struct doc *doc, uint32_t from, uint32_t to, uint32_t first,
		     struct table_place *places);
/* Of all blocks of a document. */
struct table_place *places_all(const struct doc *doc, uint32_t *count);

#endif
