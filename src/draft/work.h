/* work: the compilation of one draft while it runs. Private to draft. */
#ifndef DRAFT_WORK_H
#define DRAFT_WORK_H

#include "doc/address.h"
#include "doc/number.h"
#include "doc/words.h"
#include "draft/draft.h"
#include "draft/grammar.h"

/* One place that an instruction names. */
struct spot {
	const char *eid;
	const char *num;   /* its own number or label: Z4.12, (b) */
	const char *up_to; /* the last of a range, or NULL */
	const char *up_to_num;
	struct span cited; /* where it stands, in the line's text */
	bool later; /* "as renumbered", "as inserted": in the state that earlier operations make */
	bool coded; /* by the number that the code gives it */
	struct span part; /* “the heading and subsection (1)”: only that of it; else at == NULL */
};

struct spots {
	struct spot *items;
	size_t count;
};

/* What stands before an instruction and holds for it: "In Z4.12, in the opening words,". */
struct within {
	struct spots spots;
	struct span part, sentence;
	const char *term;
};

/* Words in quotation marks in an instruction's line, or labels that are to be quoted. */
struct quote {
	struct span text;	 /* without the marks */
	struct span open, close; /* the marks; empty when there are none */
	unsigned number;	 /* qtext_<number>; given by the writer */
	bool items;		 /* some of it are items, which no paragraph can take up */
};

/* One verb with what belongs to it. An instruction has one or several. */
struct clause {
	struct fit fit;
	struct within within;
};

struct row_change;

struct draft_op {
	struct op op;
	struct quote *old, *old_to, *new_text; /* of the instruction */
	struct piece *pieces;		       /* payload, or NULL */
	const char *pin;		       /* what is pinned, if not the target */
	const char *inside;		       /* what it is said to be put into, or NULL */
	const char *context;		       /* words carried down, or NULL */
	size_t instruction;
	size_t hit;  /* which of its words in the target it changes, counted from 1; 0: not known */
	bool vacant; /* what it replaces has no text */
	bool ruled;  /* what it leaves is the rule of the code, and not the draft's */
	bool unsaid; /* what becomes of the number that it deletes is not said ... */
	bool struck; /* ... and the practice of the code is not what is meant */
	bool inferred;		 /* its place is told by its number */
	struct row_change *rows; /* what it changes of a table, or NULL */
	bool idle; /* what it is to do is done already: it only says what has been named */
};

/* The eId in the base of a provision that is named by its new number. */
struct renamed {
	const char *eid;
	struct renamed *before;
};

struct instruction {
	size_t logical;
	struct span text; /* its line without an outline label */
	struct clause *clauses;
	size_t clause_count;
	const char *context, *over;	 /* words carried down, and the place that they name */
	struct span title;		 /* of the code, that numbers without one are of */
	size_t payload_from, payload_to; /* logical lines that follow it and are not its own */
	struct quote **quotes;
	size_t quote_count, quote_capacity;
	bool announced; /* text is announced */
	bool listed;	/* its places are a list on the lines under it ... */
	size_t places;	/* ... so many so far ... */
	size_t entries; /* ... of which so many are instructions of their own */
	size_t list;	/* the instruction whose list it is in, counted from 1; else 0 */
	bool refused;
	bool marked;	    /* its payload shows by marks what changes ... */
	bool surrounded;    /* ... and what stands round it */
	bool notes_change;  /* without marks, in what it restates */
	size_t renumbering; /* an earlier operation, counted from 1, that it does itself; else 0 */
	unsigned section;   /* sec_<section> of the modification */
	struct renamed *renamed; /* what it names by a number that an earlier one gives */
	size_t first_op, op_count;
};

/* An address that the draft has named, and the noun that it gave it or that its label has. */
struct named {
	size_t logical;
	const char *at; /* where in the line */
	struct span noun;
	const char *eid;
	bool several;	   /* others of its noun are named with it */
	const char *moved; /* behind that it has another number; NULL: it keeps its own */
};

/* A section of an Act that the draft has named, and its number in the code where it gives both. */
struct act_section {
	size_t logical;
	struct span number, code; /* code is empty where only the code's own number is given */
};

struct work {
	struct compiled *out;
	struct arena *arena;
	const struct profile *profile;
	const struct corpus *base; /* NULL: not proved */
	const struct compile_options *options;
	struct lines *lines;
	struct diags *diags;
	struct grammar *grammar;
	struct cite_finder *finder;
	struct instruction *items;
	size_t count, capacity;
	struct draft_op *ops;
	size_t op_count, op_capacity;
	struct named *named; /* in the order of the draft */
	size_t named_count, named_capacity;
	struct act_section *acts; /* in the order of the draft */
	size_t act_count, act_capacity;
	bool naming;			  /* the draft is read for the first time */
	struct _xmlHashTable *made;	  /* eId -> operation that makes it, counted from 1 */
	struct _xmlHashTable *acted;	  /* eId -> first operation on it, likewise */
	struct _xmlHashTable *renumbered; /* eId -> first that gives it a number, likewise */
	size_t noted;			  /* so many operations are known as states (state_add) */
	struct _xmlHashTable *called;	  /* of the base; NULL until it is asked for */
	enum draft_use *uses;		  /* of each logical line */
	size_t *logical_of;		  /* of each physical line; SIZE_MAX for none */
	size_t text_capacity;
	struct codify *codify;		/* NULL: cites stay as they are */
	struct coded_name *coded_names; /* names given to what is cited */
	size_t coded_count, coded_capacity;
	const size_t *work_headings; /* of each logical line; NULL until one is asked for */
	struct piece_mark *tables;   /* of plain text, by their place in it */
	size_t table_count, table_capacity;
	bool completed; /* a step went through a level that the draft does not name (steps.c) */
};

/* works.c: the text with what is quoted or in brackets blank: names in there are of other things.
 */
struct span wording_bare(struct work *work, struct span text);
/* Does the line name, outside quotations and brackets, a work that no document of the base
 * is? (The profile says how works are named; without a base nothing is known.) */
bool names_other_work(struct work *work, struct span text, struct span *named);
/* Does it name any there? */
bool names_work(struct work *work, struct span text);
/* Refuses an instruction of which a context or a heading over it names such a work, and one whose
 * places two documents of the base have, or another one than it names. */
void settle_work(struct work *work, struct instruction *instruction);

/* called.c: all that the base calls by those words. */
enum called_kind { CALLED_HEADING, CALLED_CROSSHEADING, CALLED_TERM };
struct called {
	const char *eid; /* of a cross-heading: the first provision under it; NULL: none is */
	const struct doc *doc;
	uint32_t provision;	    /* that one, or the cross-heading */
	struct called *next, *last; /* of the same words, in the order of the base; of the first
				       also the last of them */
};
const struct called *called_find(struct work *work, enum called_kind kind, struct span words);
/* "The cross-heading “Meters”": the first provision under the only one of those words in what the
 * context names. False after refusing. */
bool called_crossheading(struct work *work, struct instruction *instruction, struct span words,
			 const char *context, struct spot *spot);
bool called_anything(struct work *work, struct span words);
/* What holds the one definition of that term in the context; *count: how many there are. */
const char *called_holder(struct work *work, struct span term, const char *context, size_t *count);
/* "Section Z4.12 (Meters)": the provision that has that heading or defines that term, where neither
 * this one nor what it stands in does; itself where it has another heading; else NULL. */
const char *called_otherwise(struct work *work, const char *eid, struct span words);

/* The place of words of a logical line (a part of its text), in the draft. */
struct place draft_place(const struct work *work, size_t logical, struct span words);
/* Refuses an instruction: the finding stands at the words, or at the whole line when empty. */
struct diag *draft_refuse(struct work *work, struct instruction *instruction, enum diag_code code,
			  struct span words, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 5, 6)))
#endif
	;
/* The logical line that begins on or runs over that physical line, or SIZE_MAX. */
size_t draft_logical(const struct work *work, unsigned line);
struct diag *draft_remark(struct work *work, const struct instruction *instruction,
			  enum diag_code code, struct span words, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 5, 6)))
#endif
	;
const char *draft_cite(const struct work *work, const char *eid);
/* The eId of the numbered provision that holds a clause: cl_Z4-12 -> sec_Z4; of an item its parent.
 */
const char *draft_parent(struct work *work, const char *eid);
/* The number or label of an eId as printed: Z4.12, (b). */
const char *draft_label(struct work *work, const char *eid);

/* states.c: which provisions operations make, and which state an address means. */
void state_add(struct work *work, size_t op); /* what this operation makes is known from now on */
/* The first operation that makes a provision of that eId, or SIZE_MAX. */
size_t state_maker(const struct work *work, struct span eid);
/* The first operation of an earlier instruction that acts on it, or SIZE_MAX. */
size_t state_actor(const struct work *work, struct span eid);
/* Is a provision of the base meant, or the new one that gets its number, or what is in it? Words
 * that only the one in the base has tell that, unless each instruction is of what the others made.
 */
void refuse_namesake(struct work *work, struct instruction *instruction, const struct draft_op *op);
/* Which state the places of a form mean: those "as renumbered" become the provisions of the base
 * that they were. False when two readings differ. */
bool places_settle(struct work *work, struct instruction *instruction, const struct form *form,
		   struct spots *spots);

/* steps.c: one label after the other. A label on the way down, with the noun that the draft gives
 * it, if any. NULL: there can be no such place. */
struct step {
	struct span noun, label;
};
/* The first label of a relative address: below the context or, where the nouns of the code are
 * exact, below what the context is in, as the noun says. What the base has comes first. */
const char *step_below(struct work *work, struct span context, const struct step *step);
const char *steps_down(struct work *work, const char *eid, const struct step *steps, size_t count);
/* The nearest of a place and its parents beside which the label can stand. */
const char *step_beside(struct work *work, const char *place, const struct step *steps,
			size_t count);
struct span step_place(struct span eid); /* without __intro or __wrapup */
/* A noun of another level, "the subsection" of a paragraph, is not that of the place. */
bool noun_can_be(const struct work *work, struct span noun, const char *eid);
/* 1: figures, 2: small letters, 3: capitals; 0: neither. */
int label_class(struct span label);

/* of_each.c: are the words places of each of the others? "Paragraph (a)" and "subsections (1) and
 * (2)". */
bool of_each(struct grammar *grammar, struct span words, struct span *inner, struct span *outer);
/* places.c: the addresses in words[...], relative ones below or beside `context` (an eId or NULL).
 * False when one cannot be read or is not complete: the instruction is then refused. */
bool places_read(struct work *work, struct instruction *instruction, struct span words,
		 const char *context, struct spots *spots);
/* spots.c */
/* The same below each of the places that stand before, which may be none: then below the context.
 */
bool places_read_below(struct work *work, struct instruction *instruction, struct span words,
		       const struct spots *above, const char *context, struct spots *spots);
/* Reads without reporting: what cannot be read is read again where it counts. */
bool places_read_quietly(struct work *work, const struct instruction *instruction,
			 struct span words, const char *context, struct spots *spots);
/* Can all of them be read without a context? */
bool places_complete(struct work *work, const struct instruction *instruction, struct span words);
/* Only notes what is named, for "that section". */
void places_note(struct work *work, const struct instruction *instruction, struct span words,
		 const char *context);
void spots_append(struct work *work, struct spots *all, const struct spots *more);
/* The members of a range, with a base those that it has; the range itself when it is none. False
 * when they cannot be known. */
bool places_expand(struct work *work, struct instruction *instruction, const struct spots *from,
		   struct spots *to);

/* beside.c: places that a sentence names before its later clauses, and what stood before each. */
enum { BESIDE_MOST = 8 };
struct beside {
	struct {
		struct span noun;
		struct within before;
	} items[BESIDE_MOST];
	size_t count, found; /* found: which one a later place stands beside */
};
/* Does the code's practice say so (profile, [modification] beside-same-noun)? */
bool beside_read(const struct work *work);
/* The noun and the label of the place that a clause names; noun.at == NULL: none of its own. */
struct step beside_named(struct work *work, const struct fit *fit);
void beside_note(struct beside *beside, struct span noun, const struct within *before);
/* What a later place stands in: goes from what holds for the clause before to what holds for it.
 * False after refusing. */
bool beside_place(struct work *work, struct instruction *instruction, struct beside *beside,
		  const struct step *place, struct within *within);

/* "Delete Z4.12(b) and renumber paragraphs (c) and (d)": what a clause before names, or what holds
 * its item, holds the items that a later one names. */
void beside_last(struct work *work, const struct instruction *instruction,
		 const struct clause *before, struct clause *clause);

/* "paragraphs" and "Paragraph" are one noun. */
bool same_noun(struct span a, struct span b);
/* named.c: "that section". */
void named_add(struct work *work, size_t logical, struct span noun, struct span eid);
/* The label is that of a subsection, whether or not the draft says so. */
void named_add_label(struct work *work, size_t logical, struct span label, struct span eid);
/* What has been named since `first` is one list. */
void named_together(struct work *work, size_t first);
/* What has been named since `first` gets another number by an instruction that ends there. */
void named_move(struct work *work, size_t first, const char *end);
/* What a noun named last before the place where it stands in that line, or NULL. */
const struct named *named_last(const struct work *work, size_t logical, struct span noun);
/* ... if it is one, and still has the number that it was named by; else NULL. */
const char *named_one(const struct work *work, size_t logical, struct span noun);

/* The section of an Act that the draft amends in that line, or NULL. */
void act_named(struct work *work, size_t logical, struct span number, struct span code);
const struct act_section *act_last(const struct work *work, size_t logical);
/* The number in the code that the draft gives elsewhere for a section of the same Act; empty when
 * it gives none or several. */
struct span act_stated(const struct work *work, size_t logical, struct span number);

/* instructions.c (pass.h): which lines are context, instruction, payload or prose. */
void find_instructions(struct work *work);
/* unclaimed.c */
bool wording_is_heading(struct span text);
/* Does it begin with a clause and say what becomes of it? */
bool tells_of_clause(const struct work *work, struct span text);

/* tables.c: a table is a line of a Word draft. */
/* The table that a line is, or NULL. */
const struct piece_table *table_of(const struct work *work, size_t logical);
/* Does the text, behind a label, say an instruction, or (attempts) try to? */
bool wording_instructs(const struct work *work, struct span text, bool attempts);
/* The first paragraph of a table that does; at == NULL: none. */
struct span table_instruction(const struct work *work, const struct piece_table *table,
			      bool attempts);

/* operations.c: instructions -> operations. */
void make_operations(struct work *work);
struct draft_op *op_new(struct work *work, struct instruction *instruction, enum op_kind kind,
			enum op_scope scope);

/* quotes.c: words in quotation marks, and marks that are named: "the period" (profile, [marks]). */
struct quote *quote_new(struct work *work, struct instruction *instruction, struct span words);
/* Words that are to stand in the code, or that stand there: cites as the code has them. */
struct quote *quote_coded(struct work *work, struct instruction *instruction, struct span words);
/* The new label of a renumbering, where it stands in the line. */
struct quote *quote_label(struct work *work, struct instruction *instruction,
			  const struct spot *spot);
const char *quote_words(struct work *work, const struct quote *quote);
struct span quote_inner(struct span words); /* without the marks round them */
bool quote_is_mark(const struct profile *profile, struct span words);

/* The places that a clause acts on: its own, below each place that stands before it; else those. */
bool clause_targets(struct work *work, struct instruction *instruction, const struct clause *clause,
		    struct spots *spots);
/* "In Z4.12, delete Section Z4.15": the reference, or the clause that it is to? False after
 * refusing such a place. */
bool whole_within(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const struct spots *spots);

/* words.c */
enum op_position position_named(struct span words);
/* "first" to "fifth" as 1 to 5; 0: none of them. */
int ordinal_named(struct span words);
/* Does the word stand in them, in any case of letters? */
bool wording_says(struct span text, const char *word);
/* Is something to be amended, and not to read as follows? Quotations and brackets apart. */
bool wording_amends(struct work *work, struct span text);
/* Words of the clause in each of its places. */
/* "The first sentence is amended by striking “X” in the last sentence": refused. */
bool named_twice(struct work *work, struct instruction *instruction, struct span own,
		 struct span before);
void clause_words(struct work *work, struct instruction *instruction, const struct clause *clause);

/* nth_sentence.c: "in the second sentence", "the last sentence": the words of the operation are
 * those of that sentence of its target, or stand in it. The instruction is refused where the base
 * does not show beyond doubt where sentences end. */
void sentence_take(struct work *work, struct instruction *instruction, struct span sentence,
		   struct draft_op *op);
/* Where instructions are read in sequence: does the earlier operation change words that count? */
bool changes_counted(const struct work *work, const struct draft_op *other,
		     const struct draft_op *op);

/* table_rows.c: “Add the following row at the end of the table in Z4.12:” */
/* "In the table, at the end insert—", "at the appropriate place insert—" */
bool adds_rows(const struct work *work, const struct clause *clause);
void make_rows(struct work *work, struct instruction *instruction, const struct clause *clause);
/* table_together.c */
/* Do both change rows of one provision, and this one other rows than each before it? */
bool rows_apart(const struct work *work, size_t at, size_t other);
/* What one instruction changes; NULL where that is the whole table, or no row. */
const char *rows_say(const struct row_change *changes);
/* Does the one change words of a provision in which the other changes rows? */
bool words_beside_rows(const struct work *work, size_t at, size_t other);
/* Those become one operation. */
void rows_together(struct work *work);

/* table_words.c: a table, or a row or column of one, as the place of words. */
bool names_cells(struct span words);
/* "In the table, in the entry for “X”, in the second column": all that is named of a table, or
 * at == NULL where the second does not stand in the first. */
struct span cells_within(const struct work *work, struct span own, struct span before);
/* "In the entry for “X”, in the second column, at the end insert “Y”": words of a cell, which holds
 * no provision; *words is the clause that says so. */
bool cells_edge(struct work *work, const struct clause *clause, struct clause *words);
void cells_take(struct work *work, struct instruction *instruction, struct span words,
		struct draft_op *op);

/* along.c: what an instruction names beside the provision that it acts on. */
/* "... and the “or” before it", "... and the cross-heading before it": go with those provisions. */
void along_repeal(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const struct spots *spots);
/* "After paragraph (b) (but before the “or” at the end)": that word leaves the end of (b) and goes
 * to the end of what is new. */
void along_insert(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const char *anchor, struct piece *pieces);
/* "the “or” before paragraph (c)" ends what stands before it. False after refusing. */
bool along_before(struct work *work, struct instruction *instruction, const struct clause *clause,
		  struct spots *spots);

/* parts.c */
/* The next of the parts that words name, "the opening words and the heading". */
struct span part_next(const struct work *work, struct span words, size_t *at);
void part_take(struct work *work, struct draft_op *op, struct span part);
/* False after refusing words “in the tabular array” that are not certain to stand there. */
bool part_check_table(struct work *work, struct instruction *instruction, const char *eid,
		      struct span part, struct span old);
/* The words before the first item or after the last one; false after refusing those of another. */
bool part_check_label(struct work *work, struct instruction *instruction, const char *eid,
		      struct span part);
/* The eId of the definition of a term in a provision, and the provision that holds them; a context
 * that names only a Section says nothing about that. */
const char *definition_eid(struct work *work, const char *container, const char *term);
/* A place in the definition of a term: its item, where the base has it, or the definition; the
 * place itself, where one of its paragraphs defines the term. */
const char *term_target(struct work *work, const char *place, const char *term);
/* An item that is named in a definition, by the place that has it: as the base has it. */
const char *term_item(struct work *work, const struct clause *clause, const char *eid);
const char *definitions_over(struct work *work, const struct instruction *instruction,
			     struct span term);
/* Where definitions have no ids: what is changed in one is the provision's, and `def` the term. */
bool changes_by_term(const struct work *work);
void term_take(struct work *work, struct instruction *instruction, const struct clause *clause,
	       size_t first);
/* The next quoted term of a list, ““A”, “B” and “C””, from *at on; at == NULL: no more. */
struct span term_listed(struct span words, size_t *at);
/* The places that hold the definition which a clause names. False after refusing. */
bool definition_places(struct work *work, struct instruction *instruction,
		       const struct clause *clause, struct spots *spots);
void make_definition(struct work *work, struct instruction *instruction,
		     const struct clause *clause);
/* "At the end of section A1.1 insert: “Meter” means ...", where that ends with definitions: one
 * more of them, and no words of the last. False when what follows, or the place, is something else.
 */
bool adds_entries(struct work *work, struct instruction *instruction, const struct clause *clause,
		  const char *container);
/* "Amend section A1.1 as follows: “Charges” means ...": the entries that follow, not all of them.
 */
bool restates_entries(struct work *work, struct instruction *instruction,
		      const struct clause *clause, const char *container);

/* insertion.c, substitution.c: operations that bring whole provisions. */
void make_insertion(struct work *work, struct instruction *instruction,
		    const struct clause *clause);
/* The place that a clause stands in: its own, or that carried down to the instruction. */
const char *clause_over(const struct instruction *instruction, const struct clause *clause);
/* "In sections 5 and 6, after subsection (2) insert": refuses one text for two places. */
bool several_places(struct work *work, struct instruction *instruction,
		    const struct clause *clause);
/* Is what follows the instruction the text of a later clause? Then this one's is in its line. */
bool text_is_later(const struct instruction *instruction, const struct clause *clause);
/* Is the second the next label after the first, in some style? */
bool label_follows(struct span label, struct span next);
/* What a piece is called in a message: its number, or how its words begin. */
struct span piece_name(struct work *work, const struct piece *piece);
/* The first piece that is no cross-heading, or NULL. */
const struct piece *pieces_first(const struct piece *piece);
/* Remarks on cross-headings that come with the text and are not announced. */
void remark_headings(struct work *work, const struct instruction *instruction,
		     const struct piece *pieces);
void make_substitution(struct work *work, struct instruction *instruction,
		       const struct clause *clause);

/* reuse.c: are they the words that keep the place of a provision that is Not Used? */
bool keeps_place(const struct profile *profile, struct span words);
/* reuse.c: a new provision takes the place of one of its number that is Not Used: done as a
 * substitution. False when it is none, or `place` (anchor and position, as stated) is elsewhere. */
bool reuse_number(struct work *work, struct instruction *instruction, struct piece *pieces,
		  const struct op *place);
/* One that is Not Used goes where the provision beside it gets its number. */
void reuse_by_renumbering(struct work *work, struct instruction *instruction,
			  const struct spot *from, const struct spot *to);
/* When all operations are known: what is deleted goes with its number where the provision beside it
 * gets that; else it leaves what the code leaves. */
void settle_numbers(struct work *work);

/* rows.c: rows of a table in plain text become one line that stands for it. */
void rows_join(struct work *work, struct instruction *instruction, struct lines *lines);
/* The rows that the instruction announces, each of so many cells; *open: neither bars nor quotation
 * marks say where they end. */
enum { ROWS_ALIKE = 0 /* as many as the first has */ };
bool rows_given(struct work *work, struct instruction *instruction, size_t columns,
		struct piece_table *table, bool *open);
/* That byte of the draft stands for the table. */
void rows_mark(struct work *work, uint32_t start, const struct piece_table *table);
/* The marks of the draft: of a Word document, or the tables found so. */
struct piece_marks draft_marks(const struct work *work);

/* payload.c: the text that an instruction announces. Each also takes the words behind the colon. */
bool payload_is_empty(const struct work *work, const struct instruction *instruction,
		      struct span behind);
/* What it begins with. */
struct payload_start {
	struct span label; /* of its first provision; empty when none has a number */
	int level;	   /* of a number; -1: an item label */
	struct span lead;  /* "; or" before a first item */
	bool quoted;	   /* its marks were round provisions */
};
/* `level` is what its numbers are expected to be, `parent` (or NULL) what they stand in. */
struct payload_start payload_begin(struct work *work, struct instruction *instruction,
				   struct span behind, size_t level, const char *parent);
/* Words at the end of an item that are the next one, “, or (d) a drum”. */
void doubt_new_item(struct work *work, struct instruction *instruction, const char *eid,
		    struct span words);
/* Structured; item labels are of `level`; eIds are below `parent`. `wanted` is what the payload is
 * to be, or empty: where that is one, a text without a number gets its number. NULL: refused. */
struct piece *payload_build(struct work *work, struct instruction *instruction, struct span behind,
			    size_t level, const char *parent, const struct spots *wanted);
/* Does it begin with a definition? */
bool payload_defines(struct work *work, struct instruction *instruction, struct span behind);
struct piece *payload_definitions(struct work *work, struct instruction *instruction,
				  struct span behind, const char *parent);
/* The line that has only those of its words. */
struct logical part_of_line(struct work *work, const struct logical *line, struct span words);
/* As plain words, joined with spaces; marks of quotation round the whole stay. */
void payload_refuse_behind(struct work *work, struct instruction *instruction,
			   const struct lines *lines);
struct span payload_words(struct work *work, struct instruction *instruction, struct span behind);

/* doubts.c: what may not be meant as text of the code refuses the instruction. */
void doubt_line(struct work *work, struct instruction *instruction, const struct logical *line);
/* The instruction says that deleted words are shown. */
void doubt_struck(struct work *work, struct instruction *instruction);
/* Paragraphs without a number, where the code has none; `numbers` is what bare ones are of, `eid`,
 * or NULL, what is restated. */
void doubt_remarks(struct work *work, struct instruction *instruction, const struct lines *lines,
		   size_t numbers, const char *eid);
void doubt_single_marks(struct work *work, struct instruction *instruction,
			const struct lines *lines);
/* A remark under a text that is restated says that some of it stays. */
void doubt_kept(struct work *work, struct instruction *instruction, const char *eid);
/* A text without a number that begins with what is nearly the one announced. */
void doubt_number(struct work *work, struct instruction *instruction, const struct logical *line,
		  const char *number);
/* Labels that are not written as the code writes them. */
void doubt_half_labels(struct work *work, struct instruction *instruction,
		       const struct lines *lines);
/* A list of the base that is restated in one paragraph. */
void doubt_run_in(struct work *work, struct instruction *instruction, const char *eid,
		  const struct piece *piece);
/* Words without a number behind the last of several items. */
void doubt_tail(struct work *work, struct instruction *instruction, const struct piece *pieces);

/* codify.c: cites of Acts in new words, written as the code cites. NULL when the profile has no
 * such rules. */
struct codify *codify_new(const struct profile *profile, struct buf *error);
void codify_free(struct codify *codify);
/* New words; what cannot be written refuses the instruction. */
struct span codify_words(struct work *work, struct instruction *instruction, struct span words);
void codify_line(struct work *work, struct instruction *instruction, struct logical *line);

/* code_wide.c: "throughout the Code": the provisions of the base that have the words. False after
 * refusing. */
bool code_wide(struct work *work, struct instruction *instruction, struct span code,
	       struct span old, struct spots *spots);

/* kept_cite.c: the number in the code of a section of the Act that text which restates a provision
 * cites between those words, where the code has it at the same place; else NULL. */
const char *kept_cite(struct work *work, const struct instruction *instruction, const char *sign,
		      struct span before, struct span behind, struct span number);

/* shape.c: headings that items of the payload begin with, as the code has them. False after
 * refusing one whose form cannot be told. */
bool payload_shape(struct work *work, struct instruction *instruction, struct piece *pieces);
/* The same of new opening or closing words of a provision. */
bool part_shape(struct work *work, struct instruction *instruction, const char *eid,
		struct span text);

/* sentences.c: the end of the sentence that goes on at `from`, past its stop. */
size_t sentence_end(const struct profile *profile, struct span text, size_t from);

/* section.c: a section as a draft gives it, “Sec. 8. Heading. (a) Text ...” (profile, [payload]).
 * The code's number stays. */
struct section_head {
	struct span number, heading, rest;
};
bool section_head(struct work *work, const char *eid, struct span text, struct section_head *head);
/* The words of a heading that is restated, without the number that may stand before it; NULL after
 * refusing another number than that of the section. */
struct quote *section_heading(struct work *work, struct instruction *instruction, const char *eid,
			      struct quote *words);
/* The paragraphs of a text whose items are run on. False when a label fits no list: refused. */
bool section_split(struct work *work, struct instruction *instruction, struct span text,
		   void (*add)(void *user, struct span part), void *user);
/* False after refusing: the base has words that would not show in a text that is run on. */
bool section_may_run_on(struct work *work, struct instruction *instruction, const char *eid,
			size_t parts);

/* changes.c: what a draft restates, word for word against the base. A payload is what its first
 * provision holds, with its numbers; `sought`, if any, gets the source byte of an offset in it. */
struct sought {
	size_t offset, source;
};
void base_text(const struct doc *doc, uint32_t provision, struct buf *out);
void payload_text(const struct work *work, const struct piece *first, struct buf *out,
		  struct sought *sought);
/* Does the payload have the base's paragraphs? Words that are the same may be parted otherwise. */
bool same_paragraphs(const struct work *work, const struct doc *doc, uint32_t provision,
		     const struct piece *pieces);
/* Words [old_from, old_to) of the old text are [fresh_from, fresh_to) of the new one. */
struct change {
	size_t old_from, old_to, fresh_from, fresh_to;
};
struct changes {
	struct span old, fresh; /* borrowed */
	struct words old_words, fresh_words;
	struct change *items;
	size_t count, capacity;
	bool rough; /* too long to compare: all between the first and the last is one change */
};
void changes_find(struct span old, struct span fresh, struct changes *changes);
void changes_release(struct changes *changes);
/* Empty when there are none. */
struct span change_old(const struct changes *changes, size_t nth);
struct span change_fresh(const struct changes *changes, size_t nth);
/* Words for a message: of many, the first and the last. */
struct span words_brief(const struct work *work, struct span words);

/* prove.c: what the base says. */
uint32_t base_find(const struct work *work, const char *eid, const struct doc **doc);
bool base_has(const struct work *work, const char *eid);
void prove_operations(struct work *work);
/* by_number.c */
/* A numbered provision that stands among its like. */
bool is_listed(const struct doc *doc, uint32_t provision);
/* Can the two stand in one list: (a) and (b), and not (a) and (2)? */
bool same_list(struct span label, struct span other);
/* Has the parent in the base no items, or some that the label can stand beside? */
bool fits_list(struct work *work, const char *parent_eid, struct span label);
/* The number that a finished operation gives to what it is for is known from now on. */
void number_note(struct work *work, size_t op);
/* The new number of that provision of the base; empty when no operation gives it one. */
struct span number_noted(const struct work *work, struct span eid);
/* Where a new provision goes by its number: anchor and position. */
bool infer_place(struct work *work, const char *eid, struct span num, const char *inside,
		 struct op *op);
/* Among the provisions of the base that are there, labelled alike or not. */
bool infer_in_base(struct work *work, const char *eid, struct span num, const char *inside,
		   struct op *op);

/* by_number.c: what the text of the provision becomes by an earlier instruction, where an item with
 * that label comes behind it; or NULL. */
const char *text_sunk_before(const struct work *work, const char *parent, struct span label);

/* schedule.c */
enum inferred {
	INFER_ELSEWHERE, /* it is no paragraph of a Schedule of the base whose numbers nest */
	INFER_NOT,	 /* its number does not tell */
	INFER_DONE
};
/* `inside`: the Part that it is said to stand in, or NULL. */
enum inferred infer_in_schedule(struct work *work, const char *eid, struct span num,
				const char *inside, struct op *op);
/* Behind a provision of the base, also where a new one takes its number. */
void place_behind(struct work *work, const char *eid, struct op *op);
/* The places told so, when all operations are known. */
void settle_inferred(struct work *work);
/* marked.c: a draft in Word. Before operations are made: which payloads are marked, and what of
 * them is only shown. */
void find_marked(struct work *work);
/* ops[first, after) are those of one instruction. */
void prove_marked(struct work *work, size_t first, size_t after);
/* notes.c: of what the operations of one instruction restate. */
void prove_notes(struct work *work, size_t first, size_t after);
/* overlap.c: operations that touch the same provision (AMD013). */
void find_overlaps(struct work *work);
const char *work_of(struct work *work, const char *eid);

/* evidence.c: balloons and struck text against the instructions. */
/* Text is announced, and the draft only shows exactly these provisions as deleted: repeals. */
bool evidence_repeals(struct work *work, struct instruction *instruction,
		      const struct spots *targets);
void place_balloons(struct work *work);
bool is_deletion(const struct logical *l);
/* announced.c: of a restated provision that balloons belong to. */
void find_unannounced(struct work *work, const struct draft_op *op);

/* write.c */
void write_modification(struct work *work);
/* head.c: identification, lifecycle, references; and the preface. */
void write_identification(struct work *work, struct buf *out);
/* cites: a payload cites a heading in brackets, so the file must say what that is. */
void write_references(struct work *work, bool cites, struct buf *out);
void write_preface(struct work *work, struct buf *out);
const char *head_base_uri(struct work *work); /* NULL when no version is known */
struct span head_base_version(const struct work *work);
/* account.c */
/* The instruction that a logical line belongs to, as the last that began at or before it; or NULL.
 */
struct instruction *instruction_at(const struct work *work, size_t logical);
void write_notes(struct work *work, struct buf *out);
void make_account(struct work *work);
void make_texts(struct work *work);

#endif
