/* pass: the one walk over the lines of a draft, shared by those who take a line. Private to
 * draft. What takes a line returns false where it is none of its own. */
#ifndef DRAFT_PASS_H
#define DRAFT_PASS_H

#include "draft/contexts.h"
#include "draft/quotation.h"
#include "draft/unclaimed.h"
#include "draft/work.h"

struct pass {
	struct work *work;
	struct contexts *contexts;
	struct unclaimed *unclaimed;
	bool begun;	/* the first instruction or context has been seen */
	bool open;	/* the last instruction may still have payload */
	size_t payload; /* lines of it so far */
	size_t quoted;	/* past the last line of a payload in quotation marks, else 0 */
	unsigned depth; /* of the last instruction in the outline */
	size_t aside;	/* past the last line of a quotation that is no payload, else 0 */
	bool withdrawn; /* a deleted line behind the last instruction was one itself */
	bool named;	/* an instruction behind the last context has named a clause of its own */
	size_t effect;	/* past a line that tells of modifications on lines beside it, else 0 */
};

enum { MOST_PLACES = 8 /* that one context names */ };

/* instructions.c */
struct instruction *instruction_begin(struct pass *pass, size_t logical, struct span text);
/* NULL before the first. */
struct instruction *instruction_last(const struct pass *pass);
/* What another Act says of its section 5 is not done to the section 5 of this one. */
void instruction_refuse_work(struct pass *pass, struct instruction *instruction, struct span named);

/* clauses.c: one for each operation among the forms; the others say where they stand. */
void clauses_add(struct pass *pass, struct instruction *instruction, const struct fit *fits,
		 size_t count, struct context *over);

/* within.c. False after refusing the instruction. */
bool within_read(struct work *work, struct instruction *instruction, const struct fit *fit,
		 const char *context, struct within *within);
bool within_read_all(struct work *work, struct instruction *instruction, const struct fit *fits,
		     size_t count, struct context *context);
/* "Delete paragraph (a) of the definition of “X” in Z4.12" */
void within_enter_definition(struct work *work, struct instruction *instruction,
			     const struct fit *fit, const char *context, struct within *within);
/* "paragraph (a)": the number of what it is in stands elsewhere. */
bool place_is_relative(struct grammar *grammar, struct span target);
/* What holds clauses, in a code that cites them by their number alone. */
bool holds_clauses(const struct work *work, const char *eid);

/* fits.c: questions to all the forms of one line. */
/* An operation that is understood is none of what the code says, whatever stands behind it. */
bool fits_operate(const struct fit *fits, size_t count);
/* An instruction that names a clause of its own stands under no context but that of the Section. */
bool fits_name_clause(struct grammar *grammar, const struct fit *fits, size_t count);
bool fits_name_place(const struct fit *fits, size_t count);
/* "Delete the cross-heading “Meters”": one of those words in the Section is the place. */
bool fits_name_crossheading(const struct fit *fits, size_t count);
/* Do they name that provision, or one in it? */
bool fits_name_inside(struct work *work, const struct instruction *instruction,
		      const struct fit *fits, size_t count, struct span eid);
/* Do they name the whole of the line's place? Where sections of Acts are named above, "Section
 * 28-3901 of the Code" is one: the code has numbers of a form that no Act has. */
bool fits_stand_alone(struct work *work, const struct instruction *instruction,
		      const struct fit *fits, size_t count);

/* places_over.c */
bool take_context(struct pass *pass, size_t logical, struct span text, unsigned depth);
/* "Amend Z4.12 as follows:" over sub-instructions is context, not a restated clause. */
void context_find_over(struct pass *pass);
/* The context over a line that does not need it is passed over: NULL. */
const struct context *context_needed(struct pass *pass, const struct instruction *instruction,
				     const struct fit *fits, size_t count, struct context *context);
/* The place of that context is not known, and the instruction needs it. */
void context_refuse_under(struct pass *pass, struct instruction *instruction,
			  const struct context *context);
/* A context without a place: what names none of its own is not done to what was named before. `why`
 * (diags_new_for) is said when something needs it; it may be empty. */
void context_lose_place(struct pass *pass, size_t logical, struct diags *why, bool goes_on);
struct diags *diags_new_for(const struct work *work);
/* A list of instructions for one provision in which a number is missing is not the whole of it. */
void context_check_list(struct pass *pass, size_t logical, const struct context *over);
void contexts_report(struct pass *pass);

/* effects.c */
bool take_effect(struct pass *pass, size_t logical, struct span text, unsigned depth);
/* Nor does what stands under them change the text. A line beside them that names another provision
 * may be an amendment of its own, and so may one that names none where one is named above them. */
bool take_under_effect(struct pass *pass, size_t logical, struct span text);

/* listed.c: a line under an instruction whose places are listed names one of them. */
bool take_listed(struct pass *pass, size_t logical, struct span text, unsigned depth);

/* attempts.c */
/* What is understood, and yet nothing that can be done. */
struct shortfall {
	enum form_role role;
	enum diag_code code;
	const char *message, *help;
};
/* From the beginning of the text, or behind the place that stands first; or NULL. */
const struct shortfall *shortfall_of(struct grammar *grammar, struct span text, size_t reached);
void shortfall_refuse(struct pass *pass, struct instruction *instruction,
		      const struct shortfall *lack);
void attempt_refuse(struct pass *pass, struct instruction *instruction, size_t reached);
/* A sentence or item without its mark and conjunction at the end. */
struct span wording_without_joint(struct span text);

/* captions.c */
/* A heading that may be the place of what follows, and is in no form that says so; also one that
 * opens a list or is numbered, "Change 2: the Glossary", whatever it names. */
bool take_heading(struct pass *pass, size_t logical, struct span text);
/* The same of one that may have ended the text announced by the instruction before. */
void heading_refuse_before(struct pass *pass, struct instruction *instruction);

/* text_lines.c */
/* The payload may begin right behind the colon: "to read as follows: “(b) The" ... */
void text_begin(struct pass *pass, const struct instruction *instruction);
/* The last instruction announces text, and may still have it. */
bool text_announced(const struct pass *pass);
/* ... and what it quotes in its own line does not end there. */
bool text_awaited(const struct pass *pass);
/* The quotation that the last instruction announces ends before that line, which begins none. */
bool text_ended(const struct pass *pass, size_t logical);
/* A payload in quotation marks goes on to the mark that closes it, whatever its lines look like. */
bool text_quoted(struct pass *pass, size_t logical);
/* The line is text of the last instruction, or unclaimed. */
void take_other(struct pass *pass, size_t logical);
/* A line in heading form that ends a payload belongs to what comes next. */
void text_trim(struct pass *pass, struct instruction *instruction);

#endif
