/* contexts: the outline of a draft, and the place that each line of it stands under. Private to
 * draft. */
#ifndef DRAFT_CONTEXTS_H
#define DRAFT_CONTEXTS_H

#include "draft/work.h"

/* A line that only names a place, for those under it. */
struct context {
	const char *words;
	const char *eid;   /* may be NULL: it names no place of the text */
	struct span title; /* of the code, that numbers without one are of */
	struct within within;
	size_t logical;
	bool used;    /* something stands under it */
	bool refused; /* its place is not known: what stands under it and needs it is refused */
	bool said;    /* ... and that has been said */
	bool passed;  /* something stands under it that does not need it */
	size_t cause; /* the line over it whose place is not known, or its own */
	struct diags *why; /* what is to be said; of the contexts, or NULL */
	bool effect;	   /* what stands under it changes no text */
	bool section;	   /* names a Section only: what follows may name clauses of their own */
	bool goes_on;	   /* holds for the lines beside it as well, if none is under it */
};

struct contexts;
struct contexts *contexts_new(void);
void contexts_free(struct contexts *contexts);

/* The next line: its outline labels, "3 (a) (i) ", are passed; returns where its words begin.
 * *depth is the number of bracketed labels or bullets that it stands under, its own included. */
size_t contexts_enter(struct contexts *contexts, const struct logical *line, unsigned *depth);
/* Does the label of that line leave out others of its list? *last is the label beside it, empty
 * when it is the first that there is. */
bool contexts_gap(const struct contexts *contexts, struct span *last);
/* "Sec. 4. Effective date.": what stands under it stands under nothing that came before. */
bool contexts_begins_section(struct span text);
/* The number that the line begins with, "3. ", "1.2 ", "Sec. 3. ", and the space behind it; 0. */
size_t contexts_number_length(struct span text);
/* It is no line of the outline after all. */
void contexts_undo(struct contexts *contexts);
/* The context of the line that was entered last: of those over it the nearest, or NULL. Valid until
 * the next is set. */
struct context *contexts_over(struct contexts *contexts);
/* That line is a context itself. One that names a Section holds for all that follows. */
void contexts_set(struct contexts *contexts, struct context context);
/* The line right over it is one, if it is that line: false if not. */
bool contexts_set_over(struct contexts *contexts, unsigned line, struct context context);
/* The line names a clause of its own: contexts without a label end. */
void contexts_leave(struct contexts *contexts);
/* The next context whose place is not known and of which nobody has been told, while nothing under
 * it can do without, from *at on; NULL when there is none. */
struct context *contexts_unsaid(struct contexts *contexts, size_t *at);
/* The context of that logical line, or NULL. */
struct context *contexts_of_line(struct contexts *contexts, size_t logical);
/* The next context with nothing under it, from *at on; NULL when there is none. */
const struct context *contexts_unused(const struct contexts *contexts, size_t *at);

#endif
