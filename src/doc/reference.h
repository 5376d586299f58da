/* One reference inside a citation: a number of the code with its item labels, or labels alone. What
 * cite.c strings together into lists and ranges. */
#ifndef DOC_REFERENCE_H
#define DOC_REFERENCE_H

#include "profile/pattern.h"
#include "profile/profile.h"

enum { REFERENCE_ITEMS = 8, REFERENCE_NUMBER = 48 };

struct reference {
	size_t start, end;	       /* bytes of the text */
	struct span noun;	       /* that governs it; empty when there is none */
	char number[REFERENCE_NUMBER]; /* mended; "" when relative */
	size_t number_length;
	struct span items[REFERENCE_ITEMS]; /* without brackets */
	size_t item_count;
	size_t item_level; /* level of the first item (relative only) */
	bool malformed;
	bool numbered; /* the first item is a number of its own: paragraph 3 of a Schedule */
};

struct reference_reader {
	const struct profile *profile;
	struct pattern *number, *loose, *loose_after_noun; /* anchored; the loose may be NULL */
};
int reference_reader_init(struct reference_reader *reader, const struct profile *profile,
			  struct buf *error);
void reference_reader_release(struct reference_reader *reader);

/* Reads a number with its items at `at`. `noun` governs it (empty: none); `letters` lets a number
 * of the outermost level (a bare letter) count. */
bool reference_read(const struct reference_reader *reader, struct span text, size_t at,
		    struct span noun, bool letters, struct reference *out);
/* Reads labels at `at` that go on from an earlier reference: "(ii)" after "Z4.12(a)(i) and". */
bool reference_go_on(const struct reference_reader *reader, struct span text, size_t at,
		     const struct reference *before, struct reference *out);
/* Reads labels that stand behind a noun of their own: "paragraph (c)", "paragraph 3(1)". */
bool reference_relative(const struct reference_reader *reader, struct span text, size_t at,
			size_t level, struct reference *out);
/* Reads "3.4" after "G3.1 to". */
bool reference_without_letter(const struct reference_reader *reader, struct span text, size_t at,
			      const struct reference *before, struct reference *out);
/* The eId it leads to, appended. False when the profile has no such address. */
bool reference_target(const struct reference_reader *reader, const struct reference *reference,
		      struct buf *eid);
/* Is the text a label of some item level? */
bool reference_is_label(const struct profile *profile, struct span text);

#endif
