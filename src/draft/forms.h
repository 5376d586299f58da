/* forms: the profile's [forms], matched by role. The forms of one role stand side by side in few
 * patterns, which say of each whether it fits and where it ends: all of them are tried with one
 * call, and their vocabulary is compiled once. Private to draft. */
#ifndef DRAFT_FORMS_H
#define DRAFT_FORMS_H

#include "draft/grammar.h"
#include "draft/vocabulary.h"

struct forms;
/* Borrows the vocabulary. NULL with a message when a form is malformed. */
struct forms *forms_new(const struct vocabulary *vocabulary, struct buf *error);
void forms_free(struct forms *forms);

/* See grammar_fit() and grammar_reach(). */
bool forms_fit(struct forms *forms, enum form_role role, struct span text, size_t from,
	       struct fit *fit);
size_t forms_reach(struct forms *forms, struct span text, size_t from);
/* Is it the name of a group that a form may have? */
bool forms_name_group(const char *name);

#endif
