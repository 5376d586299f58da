/* grammar: the forms of drafting that a profile knows, and what one of them says. Private to draft.
 */
#ifndef DRAFT_GRAMMAR_H
#define DRAFT_GRAMMAR_H

#include "patch/patch.h"
#include "profile/pattern.h"

/* What a form may name. */
enum group {
	GROUP_TARGET,
	GROUP_ANCHOR,
	GROUP_IN,
	GROUP_TO,
	GROUP_OLD,
	GROUP_OLD_TO,
	GROUP_NEW,
	GROUP_HEADING,
	GROUP_TERM,
	GROUP_OCCURRENCE,
	GROUP_LEAVES,
	GROUP_POSITION,
	GROUP_PART,
	GROUP_START,
	GROUP_END,
	GROUP_AFTER,
	GROUP_BESIDE, /* words that a mark stands right after */
	GROUP_PAYLOAD,
	GROUP_ALONG,	/* what goes with a provision: “the cross-heading before it” */
	GROUP_SENTENCE, /* “the last sentence” */
	GROUP_UNDER,	/* the words of a cross-heading that is named as a place */
	GROUP_LISTED,	/* says that the places are on the lines under it */
	GROUP_WORDING,	/* that the text of a provision is meant, and not all that stands in it */
	GROUP_STRIKES,	/* a provision is struck, which does not say that its number stays */
	GROUP_CONTAINER, /* what the numbers that follow are of: “title 28”; the code as a whole */
	GROUPS
};

enum form_role {
	FORM_OPERATION,
	FORM_ENTRY, /* of a list of what is repealed: "in section 5, the words “X”" */
	FORM_AGAIN, /* one more of what stands before it, whose verb is not repeated */
	FORM_WITHIN,
	FORM_LISTED,
	FORM_CONTEXT,
	FORM_EFFECT,
	FORM_EFFECTS,
	FORM_CONTENTS,
	FORM_TABULAR,
	FORM_ANNEXED,
	FORM_EXCHANGE,
	FORM_ELSEWHERE,
	FORM_WHOLE,
	FORM_SEQUEL,
	FORM_GIVEN, /* by the number that another Act gave it */
	FORM_UNPLACED,
	FORM_ATTEMPT,
	FORM_MENTION
};

struct form {
	enum form_role role;
	enum op_kind kind;
	enum op_scope scope;
	unsigned line;		 /* of the profile */
	const char *wording;	 /* the profile's, with its phrases */
	struct pattern *pattern; /* made when it fits for the first time */
};

/* A form that fits at some place; groups that took no part have at == NULL. */
struct fit {
	const struct form *form;
	struct span group[GROUPS];
	size_t start, end;
};

struct grammar;
/* NULL with a message when a pattern of the profile is malformed. */
struct grammar *grammar_new(const struct profile *profile, struct buf *error);
void grammar_free(struct grammar *grammar);

/* The longest form of that role that fits at `from` and ends where an instruction may end. */
bool grammar_fit(struct grammar *grammar, enum form_role role, struct span text, size_t from,
		 struct fit *fit);
/* How far some operation fits, whatever stands behind that: for a message. `from` when none does.
 */
size_t grammar_reach(struct grammar *grammar, struct span text, size_t from);
/* One address at `from`: its parts, at == NULL where it has none. Returns its end, or 0. What the
 * profile calls `code` gives the address that the code has it under, behind a name of its own;
 * `same`, "that section", has the noun only; `alone`, "the Schedule", too. */
struct one_address {
	struct span noun, number, labels, letter;
	bool same, alone;
	struct span code_number, code_labels;
	struct span newly; /* "newly designated" before the noun */
};
size_t grammar_address(struct grammar *grammar, struct span text, size_t from,
		       struct one_address *address);
/* Several places of an Act with their addresses in the code in one bracket, all of `text`: the two
 * lists. */
bool grammar_coded_list(struct grammar *grammar, struct span text, struct span *acts,
			struct span *codes);
/* The end of a piece of vocabulary that stands at `from`, or `from`. */
size_t grammar_skip(struct grammar *grammar, const char *word, struct span text, size_t from);

/* Does a piece of vocabulary stand somewhere in the text? */
bool grammar_find(struct grammar *grammar, const char *word, struct span text, struct span *found);

/* wording.c */
/* Past white space, commas and dashes. */
size_t wording_skip(struct span text, size_t at);
/* Does the text end with the dash or colon that others stand under? */
bool wording_opens(struct span text);
/* The text without it. */
struct span wording_without_opener(struct span text);
/* An instruction's line as forms, to be freed; *reached is how far it was understood. Addresses are
 * read later: an instruction whose address is wrong is still an instruction. */
bool wording_parse(struct grammar *grammar, struct span text, struct fit **fits, size_t *count,
		   size_t *reached);
/* The same of a line in a list of what is repealed. */
bool wording_entry(struct grammar *grammar, struct span text, struct fit **fits, size_t *count);
/* Does it say that places are on the lines under it? */
bool fit_lists(const struct fit *fit);
/* The same of one whose places may be a list behind its dash. */
bool wording_read(struct grammar *grammar, struct span text, struct fit **fits, size_t *count,
		  size_t *reached);
/* A line that only names places: "In the 2016 Act, in section 10—", "Section 5 is amended as
 * follows." Returns how many forms it is made of, 0 when it says more. */
size_t wording_places(struct grammar *grammar, struct span text, struct fit *fits, size_t room);

#endif
