/* Addresses: the eId of a provision and the citation that people write for it.
 *
 * A citation is a number of the code and item labels: G5.25(b)(ii). Its eId follows the profile's
 * levels: cl_G5-25__para_b__subpara_ii (akn-profile, section 2). */
#ifndef DOC_ADDRESS_H
#define DOC_ADDRESS_H

#include "base/base.h"
#include "profile/profile.h"

/* "G5.25(b)(ii)", "Section G5", "G", or an eId (returned as it is) -> eId appended to out.
 * False when the text is no citation of the profile. White space inside is refused. */
bool address_from_citation(const struct profile *profile, struct span citation, struct buf *eid);
/* The eId of a child: that of a provision of `level` with the label, below `parent` (an eId; empty,
 * or ignored when the level's ids stand alone). */
void address_child(const struct profile *profile, struct span parent, size_t level,
		   struct span label, struct buf *eid);
/* eId -> citation: cl_G5-25__para_b -> G5.25(b); the closing words: G5.25(b), closing words. For
 * reading only: a hyphen in an eId is read as the full stop it most likely was. */
void address_to_citation(const struct profile *profile, struct span eid, struct buf *citation);
/* The same where the citation of what is before `from`, without the "__", is there already. */
void address_continue_citation(const struct profile *profile, struct span eid, size_t from,
			       struct buf *citation);
/* The level (index into profile->levels) of a label's own form ("G5.25" clause, "G5" section);
 * -1 when it is no number of the profile. Item labels are not looked at. */
int address_level_of_number(const struct profile *profile, struct span number);
/* Level of the last part of an eId, or -1. */
int address_level_of_eid(const struct profile *profile, struct span eid);
/* The level of an item with that label right below a provision of `level`: the next one, or, where
 * levels may be left out, the next whose style the label has. SIZE_MAX: nothing can be below. */
size_t address_level_below(const struct profile *profile, size_t level, struct span label);
/* Without the Parts and Chapters at its end that its items leave out of their ids:
 * sched_2__part_1 -> sched_2. A Part that is not in something numbered stays. */
struct span address_without_groups(const struct profile *profile, struct span eid);
/* Drops noun, brackets and final stop; other runs of characters become "-". */
void address_slug(struct span number, struct buf *out);
/* The last part of the eId, para_b, and the eId without it; that is empty when it is the outermost.
 */
struct span address_last(struct span eid);
struct span address_parent(struct span eid);
/* What is before the __intro or __wrapup at its end; *part is then "intro" or "wrapup". Without
 * such an end: the eId, and "". */
struct span address_without_part(struct span eid, const char **part);
/* The part of a clause and above that holds the number: cl_G5-25__para_b -> cl_G5-25. */
struct span address_head(struct span eid);
/* Is the place that one, or in it? */
bool address_is_in(struct span eid, struct span outer);

#endif
