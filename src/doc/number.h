/* Numbers: their order and their successors (instructions.md, section 8).
 *
 * 7 < 7ZA < 7A < 7AA < 7B < 8; (z) < (aa) in an SEC list; (i) (ii) as roman where the list is. */
#ifndef DOC_NUMBER_H
#define DOC_NUMBER_H

#include "base/base.h"
#include "profile/profile.h"

/* <0, 0, >0 in the drafting order. Labels with or without brackets; the style tells letters from
 * roman. LABEL_NUMBER compares part by part. */
int number_compare(enum label_style style, struct span a, struct span b);
/* Do the three stand in order? An empty neighbour is none. Letters may be read either way: as (a)
 * (aa) (b), an insertion, and as (z) (aa) (bb); the siblings decide. */
bool number_in_order(enum label_style style, struct span before, struct span label,
		     struct span after);
/* In a code whose numbers nest: is that the number of something in what has the other, as Q2.5 is
 * of Q2 and Q20 is not? */
bool number_nests(struct span label, struct span around);
/* Value of a roman numeral in either case, or 0. */
unsigned number_roman(struct span label);
/* Is the label possible in the style: (iv) as roman, (aa) as letters? Brackets optional. */
bool number_fits(enum label_style style, struct span label);
/* Does b follow a directly, as in (a) (b), (z) (aa), (ii) (iii), G5.28 G5.29, 7 7A? */
bool number_follows(enum label_style style, struct span a, struct span b);
/* Is it the first of a list: (a), (i), (A), (1)? */
bool number_is_first(enum label_style style, struct span label);
/* The same of any list of items: (a), (i), (1), (A) ... */
bool number_begins_list(struct span label);
/* The label after `label`, in its own brackets: (b), G5.30. */
void number_next(enum label_style style, struct span label, struct buf *out);
/* A new number between two: after 7 and before 8 comes 7A, then 7B; between 7 and 7A: 7ZA. An empty
 * `before` is the end of the list. */
void number_between(enum label_style style, struct span after, struct span before, struct buf *out);

#endif
