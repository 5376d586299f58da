/* Citations in running text: where they stand and where they lead.
 *
 * The finder knows the profile's number grammar, not the documents: whether the target exists is
 * asked elsewhere. Never taken for a citation: postcodes, dates, versions, "section 5 of the Gas
 * Act", numbers that are not of the profile's form. */
#ifndef DOC_CITE_H
#define DOC_CITE_H

#include "base/base.h"
#include "profile/profile.h"

enum citation_form { CITATION_SINGLE, CITATION_RANGE, CITATION_LIST };

enum citation_flags {
	CITATION_NO_NOUN = 1,	/* no noun before the number or its group */
	CITATION_MALFORMED = 2, /* "G 8.54": read as `target`, but not written so */
	CITATION_EXTERNAL = 4,	/* of another instrument */
	CITATION_PLURAL = 8,	/* the noun is plural */
	CITATION_RELATIVE = 16	/* target is relative to where it stands */
};

struct citation {
	size_t start, end; /* bytes of the text, with the noun if it is alone in its group */
	size_t noun_start, noun_end; /* the noun that governs it; equal when there is none */
	size_t from_start, from_end; /* the (first) number with its items */
	size_t to_start, to_end;     /* the last number of a range; equal when there is none */
	size_t descriptor_start, descriptor_end; /* words in brackets that cite a heading, without
						    the brackets; equal when there is none */
	enum citation_form form;
	uint32_t flags;
	unsigned group;		    /* members of one list share it; counted from 1 in the text */
	const char *target, *up_to; /* eIds; up_to NULL unless a range */
};

struct citations {
	struct arena arena;
	struct citation *items;
	size_t count, capacity;
	struct buf folded; /* the text that was read, with its no-break spaces as spaces */
};

struct cite_finder; /* compiled patterns of a profile */
struct cite_finder *cite_finder_new(const struct profile *profile, struct buf *error);
void cite_finder_free(struct cite_finder *finder);

/* Finds all citations of one text, in reading order; replaces what `found` held. Several threads
 * may use one finder. */
void cite_find(const struct cite_finder *finder, struct span text, struct citations *found);
void citations_release(struct citations *citations);

#endif
