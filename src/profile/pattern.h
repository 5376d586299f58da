/* Patterns: the one door to PCRE2. Compiled once, and with JIT when much is looked through with it,
 * in UTF-8 mode (a class of characters is one of characters), but never with a check of the whole
 * subject at each call: what is not UTF-8 does not match. Offsets are bytes. Match limits are set.
 */
#ifndef PROFILE_PATTERN_H
#define PROFILE_PATTERN_H

#include "base/base.h"

enum pattern_flags {
	PATTERN_PLAIN = 0,
	PATTERN_CASELESS = 1,
	PATTERN_EXTENDED = 2, /* white space and # comments in the pattern are ignored */
	PATTERN_ANCHORED = 4,
	PATTERN_UNTIL = 8 /* for pattern_match_until */
};

struct pattern;

enum { MATCH_GROUPS = 48 };
struct match {
	size_t start[MATCH_GROUPS], end[MATCH_GROUPS]; /* SIZE_MAX: group did not take part */
	size_t count;
};

/* NULL with a message in error when the pattern is malformed. */
struct pattern *pattern_new(const char *text, int flags, struct buf *error);
/* Does nothing to what a shelf keeps. */
void pattern_free(struct pattern *pattern);

/* A shelf keeps each pattern that is asked of it as long as it is there: compiling one costs far
 * more than matching a few lines with it. Several threads may ask. */
struct pattern_shelf;
struct pattern_shelf *pattern_shelf_new(void);
void pattern_shelf_free(struct pattern_shelf *shelf);
struct pattern *pattern_kept(struct pattern_shelf *shelf, const char *text, int flags,
			     struct buf *error);

enum pattern_result { PATTERN_NO, PATTERN_YES, PATTERN_LIMIT /* gave up: too hard a subject */ };
/* How often a search gave up so far, in any thread: what is said of such a text is incomplete. */
unsigned pattern_gave_up(void);
/* Sets the count back to what it was: what gave up since has been told, or led to a refusal. */
void pattern_told(unsigned before);
/* First match at or after `from`. Offsets are bytes of the subject. Several threads may match with
 * the same pattern, here and below. */
enum pattern_result pattern_match(const struct pattern *pattern, struct span subject, size_t from,
				  struct match *match);
/* The same for a match that begins at `limit` or before: what is behind is not tried. */
enum pattern_result pattern_match_until(const struct pattern *pattern, struct span subject,
					size_t from, size_t limit, struct match *match);
struct pattern_visitor {
	void (*visit)(struct pattern_visitor *visitor, unsigned number, size_t at);
	unsigned places; /* how many the pattern has: the limit of a match is for each of them */
};
/* Visits the places, “(?C<number>)” in the pattern, to which a match at or after `from` comes, with
 * the byte at which that is; the match then goes on as if it had failed. Some may be visited again
 * when all of them were. PATTERN_NO: none is left out. */
enum pattern_result pattern_visit(const struct pattern *pattern, struct span subject, size_t from,
				  struct pattern_visitor *visitor);
/* Does the whole subject match? The pattern ends with \\z or is such that
 * its first way to match is the longest. */
bool pattern_is(const struct pattern *pattern, struct span subject);
/* Number of a named group, or 0. Of several of one name the first that took part in the match. */
size_t pattern_group(const struct pattern *pattern, const char *name, const struct match *match);
/* The text of a named group; empty with at == NULL when it did not take part. */
struct span match_named(const struct pattern *pattern, const struct match *match,
			struct span subject, const char *name);

#endif
