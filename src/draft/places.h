/* places: a list of addresses while it is read. Private to draft. */
#ifndef DRAFT_PLACES_H
#define DRAFT_PLACES_H

#include "draft/work.h"

enum { MOST_STEPS = 12 /* labels of one address */ };

enum link { LINK_START, LINK_AND, LINK_TO, LINK_OF, LINK_IN, LINK_COMMA, LINK_NONE };

/* An address on its way to be a spot. */
struct member {
	struct spot spot;
	struct step steps[MOST_STEPS];
	size_t step_count;
	bool noun, to;		/* has a noun of its own; ends a range that the one before begins */
	bool group;		/* a Part or Chapter, which may stand in another */
	struct span descriptor; /* “(General)”, to be checked when its place is known */
};

struct list {
	struct work *work;
	struct instruction *instruction;
	struct member *items;
	size_t count, capacity;
	size_t pending; /* first of those that may have a parent named after them */
	struct span noun;
	const char *through; /* a Part whose numbers go on through what holds it, or NULL */
};

/* places.c */
const char *keep_span(struct work *work, struct span text);
/* What joins two addresses: stands at *at, which moves past it. */
enum link next_link(struct grammar *grammar, struct span text, size_t *at);
/* Refuses words that name no place in `parent`, or are no complete address: false. */
bool unfit(struct list *list, struct span words, struct span parent);
/* The base has a level that the draft does not name. */
void note_completed(const struct list *list, struct span cited, const char *eid);
/* Each noun names the provision at its own step of the way down; the (3) of "section 5(2) and (3)"
 * is no section. */
void name_steps(struct list *list, const struct member *member, const char *eid);
void finish(struct list *list, struct member *member, const char *eid);

/* coded.c. Those that may refuse return false then. "Section 811 of the Lamps Act": the number that
 * an Act gave it, in a code that has others; it is refused and true returned. */
bool lacks_code_address(struct list *list, struct span words);
/* "Title 4 ... new section 3-105.06": the title does not hold the section. */
bool is_of_title(struct list *list, const struct one_address *one, struct span cited);
/* "Section 5(b) (§ 3-105(a))": one of them is a slip. One set of labels may say less than the
 * other, at its end or, where the code has a level more, at its beginning. */
bool labels_agree(struct list *list, const struct one_address *one, struct span cited);
/* "Sections 2 and 3 of the Act (D.C. Official Code §§ 3-105.01 and 3-105.02)": the places are those
 * in the bracket, where they are as many. */
bool take_codes(struct list *list, struct span *words);
/* Of the two sets of labels those that say more: the Act's own where they go on from the code's. */
struct span code_labels(const struct one_address *one);

/* settle.c. Those that may refuse return false then. */
bool is_group(const struct profile *profile, struct span eid);
/* False where the base has both, and the one is not in the other; or where what it stands in there
 * is another Part or Chapter. */
bool in_base_group(const struct work *work, const char *eid, const char *group);
/* The eId of what stands in another group, and the group that an eId begins with or is (empty:
 * none). */
const char *joined(struct work *work, struct span outer, const char *inner);
struct span group_over(const struct profile *profile, struct span context);
/* All that have no place yet are below the parent. */
bool settle_all(struct list *list, struct span parent);
/* "(a) of Z2.6 and (b) of Z2.7": the first of those that have a place named behind them stands in
 * that, also where it could go on from what is named before. */
bool settle_all_in(struct list *list, struct span outer);
/* "... of paragraph 4": the steps of what stands before go below these. */
void hang_pending(struct list *list, const struct member *above);
/* "Chapters 1 and 2 of Part 5", "Part 2 of Schedule 1". False when no group stands before. */
bool put_groups_in(struct list *list, struct span outer);
/* A Chapter is one of the Part that the context names; a Part may be one of its Schedule. */
bool settle_groups(struct list *list, struct span context);
/* Does the provision stand in the other, by the base or else by their numbers: G8.44 in G8 and G?
 */
bool stands_in(const struct list *list, const struct spot *spot, const char *outer,
	       struct span outer_num);
/* "paragraph 3 of Part 2 of Schedule 1": numbers go on through the Parts of what holds them, which
 * is named next or over the line. */
bool numbers_go_on(const struct list *list, struct span outer);

#endif
