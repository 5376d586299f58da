/* vocabulary: the profile's [vocabulary] and [phrases], of which the patterns of a grammar are
 * made. The patterns are kept by the profile. Private to draft. */
#ifndef DRAFT_VOCABULARY_H
#define DRAFT_VOCABULARY_H

#include "profile/pattern.h"
#include "profile/profile.h"

/* A piece of vocabulary. */
struct piece_of_wording {
	const char *name, *words;
};

struct vocabulary {
	const struct profile *profile;
	struct piece_of_wording *items;
	size_t count, capacity;
};

/* Words stand side by side in one pattern: what is wrong with them there, or NULL. Brackets pair
 * within them, and they hold no verb and no callout of the engine, “(*ACCEPT)”, “(?C1)”. */
const char *wording_fault(const char *words);

/* False with a message where a piece is such, or has the name of a group, which is reserved: a
 * word of that name would call the group and not the piece. */
bool vocabulary_read(struct vocabulary *vocabulary, const struct profile *profile,
		     bool (*reserved)(const char *name), struct buf *error);
void vocabulary_release(struct vocabulary *vocabulary);

/* Where it says {name} a form has the words of that phrase, and their groups, which a piece of
 * vocabulary cannot give it. A phrase is made of vocabulary and of no other phrase. False with a
 * message. */
bool vocabulary_phrases(const struct vocabulary *vocabulary, const char *value, struct buf *out,
			struct buf *error);

enum wording_groups { WORDING_GROUPS, WORDING_NO_GROUPS /* it names no part of what it matches */ };
/* Words of a profile as part of a pattern, on one line. Without groups “(?<target>” is “(?:”. */
void vocabulary_spell(const char *words, enum wording_groups groups, struct buf *out);
/* The pattern of what was spelt, with the vocabulary that it calls; adds that to the text. */
struct pattern *vocabulary_pattern(const struct vocabulary *vocabulary, struct buf *text, int flags,
				   struct buf *error);
/* The same of one wording with a pattern `after` it. */
struct pattern *vocabulary_compile(const struct vocabulary *vocabulary, const char *words,
				   const char *after, int flags, struct buf *error);

#endif
