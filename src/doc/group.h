/* Private to this room: the members of a citation that one noun governs, and whose provisions they
 * are. */
#ifndef DOC_GROUP_H
#define DOC_GROUP_H

#include "doc/cite.h"
#include "doc/finder.h"

struct group {
	const struct cite_finder *finder;
	struct span text;
	struct citations *found;
	size_t first; /* index of its first citation */
	size_t noun_start, noun_end;
	size_t level; /* of the items in a relative group */
	bool relative, letters, plural;
	struct reference last;
	size_t end;
};

/* The noun that governs the group; of "§§" one sign, of "Section(s)" the singular. */
struct span group_noun(const struct group *group);
/* The eId that the reference leads to, in the arena of the citations; NULL: none. */
const char *group_target(struct group *group, const struct reference *reference);
/* The flags of all its members. What they hang below, "paragraph (c) of Section Z4.12", is put into
 * their targets. */
uint32_t group_flags(struct group *group);
/* Where plain numbers say nothing of whose they are, "sections 5 to 7 and section 9 of the Gas Act"
 * are all that Act's. */
void group_share_instrument(struct group *group);

/* The level of the labelled items that the noun names ("paragraph (a)"), or 0. */
size_t noun_item_level(const struct profile *profile, struct span noun);
/* The level of the items that the noun names and that have a number ("paragraph 3" of a Schedule),
 * or 0. */
size_t noun_numbered_level(const struct profile *profile, struct span noun);

/* The first character behind the white space, or 0; and is it one of these? Most patterns need not
 * be tried. */
char text_next(struct span text, size_t at);
bool text_goes_on(struct span text, size_t at, const char *first);

#endif
