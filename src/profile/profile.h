/* profile: the conventions of one code as data (numbering, citations, instruction wording).
 *
 * A profile file has sections of rows, `key = value`; a line that begins with white space carries
 * the value on (as a line of its own in the value); `#` at the start of a line is a comment. This
 * room reads the rows and knows the levels; each other room reads the section that is its own.
 * Built-in profiles are the files beside this header; a path (with a slash or ending in .profile)
 * reads another. */
#ifndef PROFILE_PROFILE_H
#define PROFILE_PROFILE_H

#include "base/base.h"
#include "diag/diag.h"

/* How the labels of a level look. */
enum label_style {
	LABEL_NUMBER,	   /* the code's own numbers: G, G5, G5.25 */
	LABEL_LOWER,	   /* (a) */
	LABEL_ROMAN,	   /* (i) */
	LABEL_UPPER,	   /* (A) */
	LABEL_UPPER_ROMAN, /* (I) */
	LABEL_DIGIT	   /* (1) */
};

struct level {
	const char *element; /* AKN element: clause */
	const char *prefix;  /* of its eId: cl */
	enum label_style style;
	const char *number;    /* pattern of its number (LABEL_NUMBER only), else NULL */
	const char *noun;      /* how people call it: Section */
	bool within;	       /* its eId follows its parent's, as those of all items do */
	struct pattern *whole; /* the number's pattern, compiled for pattern_is */
	/* The levels of the items below it, outermost first: [below, below_after). Where they go
	 * by depth, each label stands on the next of them, whatever its style. */
	size_t below, below_after;
	bool by_depth;
	bool exact; /* of those by depth: left out where a label is not of its style */
};

struct profile_row {
	const char *key, *value;
	unsigned line;
};

struct profile {
	struct arena arena;
	const char *name;
	struct level *levels; /* outermost first; those `below` certain others only come last */
	size_t level_count;   /* without those */
	size_t all_levels;    /* with those */
	size_t first_item;    /* index of the first level below the numbered ones (paragraph) */
	struct profile_section *sections;
	size_t section_count;
	struct pattern_shelf *patterns; /* made of what it says, when they are asked for */
};

/* NULL with a message in *error (static or in the profile's arena) when it is not to be had. */
struct profile *profile_load(const char *name_or_path, struct buf *error);
void profile_free(struct profile *profile);

/* Rows of a section in file order; count 0 when there is none. */
const struct profile_row *profile_rows(const struct profile *profile, const char *section,
				       size_t *count);
/* The value of a key, or the fallback. */
const char *profile_value(const struct profile *profile, const char *section, const char *key,
			  const char *fallback);
/* The pattern that those words make, which the profile keeps. NULL with a message. */
struct pattern *profile_pattern(const struct profile *profile, const char *text, int flags,
				struct buf *error);
bool profile_truth(const struct profile *profile, const char *section, const char *key);
/* Is the word one of the blank-separated words of that value? */
bool profile_lists(const struct profile *profile, const char *section, const char *key,
		   struct span word);
/* The form with each {name} of `fields` as its value, appended. */
struct profile_field {
	const char *name;
	struct span value;
};
void profile_fill(const char *form, const struct profile_field *fields, size_t count,
		  struct buf *out);
/* The help of that name in [help], in the wording of the code, with {place} and {words} filled in;
 * a profile that has no such wording gives none. */
void profile_help(const struct profile *profile, const char *name, struct span place,
		  struct span words, struct diags *diags, struct diag *diag);
/* Is the level (-1: none) a group, a Part or a Chapter: others may stand round it, and what it
 * holds leaves it out of its id? */
bool profile_is_group(const struct profile *profile, int level);

#endif
