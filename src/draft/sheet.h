/* sheet: the payload of an instruction on its way to be provisions. Private to draft. */
#ifndef DRAFT_SHEET_H
#define DRAFT_SHEET_H

#include "draft/work.h"

/* The payload's lines as a draft of their own, for the outline. */
struct sheet {
	struct lines lines;
	size_t capacity;
};

struct sheet sheet_open(struct work *work, struct instruction *instruction, struct span behind);
void sheet_close(struct sheet *sheet);
/* Some words of the line as one of their own. */
struct logical part_of_line(struct work *work, const struct logical *line, struct span words);

/* sheet.c */
/* Quotation marks round a structured payload belong to the instruction: “(ba) ...”; round words
 * that have no number anywhere they stay. */
struct payload_start sheet_begin(struct work *work, struct sheet *sheet,
				 const struct outline_options *options);
/* Marks round the whole or round each paragraph go; those of a quotation inside stay. */
void sheet_strip(struct work *work, struct sheet *sheet);

/* payload.c */
/* How the outline is read of what goes into the parent, from that level on. */
struct outline_options payload_options(const struct work *work,
				       const struct instruction *instruction, size_t level,
				       const char *parent);
/* NULL after refusing the instruction. */
struct piece *sheet_build(struct work *work, struct instruction *instruction, struct sheet *sheet,
			  const struct outline_options *options, const char *parent);

#endif
