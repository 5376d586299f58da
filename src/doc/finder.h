/* Private to this room: the patterns by which citations are found, compiled from the profile. */
#ifndef DOC_FINDER_H
#define DOC_FINDER_H

#include "doc/reference.h"

struct cite_finder {
	const struct profile *profile;
	struct reference_reader reader;
	struct pattern *candidate;  /* anywhere; group "noun" */
	struct pattern *separator;  /* anchored, as all below */
	struct pattern *annotation; /* brackets that a list goes on behind; may be NULL */
	struct pattern *range;
	struct pattern *of_number; /* "of Section", before a number */
	struct pattern *of_own, *of_other, *instrument;
	struct pattern *foreign; /* what stands behind a postcode or a quarter of a year */
	char separators[16];	 /* first characters of a separator */
	size_t reach;		 /* bytes of the longest noun */
	bool letters;		 /* "Section G": a letter alone may be a number */
};

static inline bool finder_matches(const struct pattern *pattern, struct span text, size_t at,
				  struct match *match)
{
	return pattern && pattern_match(pattern, text, at, match) == PATTERN_YES;
}

#endif
