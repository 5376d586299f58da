/* The plan of an application while it is made: private to apply/. Each operation is resolved into
 * splices of its own; those of the operations that stand are then gathered document by document. */
#ifndef APPLY_PLAN_H
#define APPLY_PLAN_H

#include "apply/apply.h"
#include "doc/cite.h"

/* A new eId that some operation makes, and one that some operation takes away. */
struct claim {
	struct span eid;
	const struct doc *doc;	    /* that the operation acts on */
	uint32_t doc_index, result; /* of that document and of the operation */
};
struct claims {
	struct claim *items;
	size_t count, capacity;
};

/* What is round a payload in the base and the eId that it gets, when it is renumbered too. */
struct around {
	struct span eid, as;
};

/* An operation that can stand only if another does: it takes the number that the other frees, or
 * the place that the other makes. */
struct need {
	uint32_t result, on; /* indices of the operations */
	enum diag_code code; /* to refuse it with */
};

/* Words that an operation names and leaves: text[start, end) of a block, by which it finds the
 * place of what it inserts or takes away. */
struct word_anchor {
	uint32_t doc, block, result;
	size_t start, end;
};

/* A provision that goes elsewhere, and what its own operation does to it: number and ids. */
struct move {
	uint32_t result, provision;
	struct splices own;
	struct span before, behind; /* white space at the new place */
};

struct plan {
	struct application *application;
	struct patch *const *patches;
	size_t patch_count;
	const struct apply_options *options;
	struct diags *diags;
	struct cite_finder *finder; /* NULL when the profile has no citations */
	struct splices *wanted;	    /* [result]: what the operation would do */
	uint32_t *doc_of;	    /* [result]: document acted on */
	struct around *around;	    /* [result] */
	struct spelling *spellings; /* [document] */
	struct claims made, freed;  /* sorted by eId */
	struct claims targets;	    /* what each operation acts on; sorted by eId */
	struct move *moves;	    /* in the order of the operations */
	size_t move_count, move_capacity;
	struct need *needs;
	size_t need_count, need_capacity;
	struct word_anchor *anchors;
	size_t anchor_count, anchor_capacity;
	struct word_anchor *capitals; /* “The Panel”, where an operation changes “the Panel” */
	size_t capital_count, capital_capacity;
	size_t nearest_given;
	unsigned first_change;
};

/* Where an operation acts. */
struct target {
	const struct doc *doc;
	uint32_t doc_index;
	uint32_t provision;
	const char *part; /* "", "intro", "wrapup" or, for change_words, "heading" */
	uint32_t only;	  /* the block, where words are of that one alone; else DOC_NONE */
};

/* ---- refusal.c: refusals, what would fit, and the targets that must be there */

size_t result_index(const struct plan *plan, const struct op_result *result);
struct splices *wanted_by(struct plan *plan, const struct op_result *result);
const char *citation_of(struct plan *plan, struct span eid);
/* "operation 3", with its modification when there are several: of two of one name, the file. */
const char *op_name(struct plan *plan, const struct op_result *result, bool one_patch);
void note_changed(struct plan *plan, struct op_result *result, struct span eid);
/* Refuses the operation; the finding is returned so that more can be said. */
struct diag *refuse(struct plan *plan, struct op_result *result, enum diag_code code,
		    const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 4, 5)))
#endif
	;
void offer(struct plan *plan, struct op_result *result, struct diag *diag, struct span eid);
/* `part` stands before its citation, "the heading of ". */
void offer_part(struct plan *plan, struct op_result *result, struct diag *diag, struct span eid,
		const char *part);
/* Finds an eId (with __intro or __wrapup) where the operation acts; false after refusing it. */
bool find_target(struct plan *plan, struct op_result *result, const char *eid,
		 struct target *target);

/* ---- claims.c: which ids the patch as a whole makes, frees and acts on */

void claims_collect(struct plan *plan);
/* The first of an eId in a document; those behind it may be of the same: see claim_is(). */
const struct claim *claim_find(const struct claims *claims, const struct doc *doc, struct span eid);
bool claim_is(const struct claims *claims, const struct claim *claim, const struct doc *doc,
	      struct span eid);
/* The document that an operation acts on, as far as its Work and its places tell. */
const struct doc *doc_acted_on(const struct plan *plan, const struct op *op);

/* anchors.c: refuses what is to stand beside a provision that is moved. */
void check_anchors(struct plan *plan);
/* elsewhere.c: the places near the target that have those words. */
void offer_elsewhere(struct plan *plan, struct op_result *result, struct diag *diag,
		     const struct target *target, struct span words);
/* ---- entry.c: definitions */

struct span entry_term(const struct doc *doc, uint32_t entry); /* without its marks */
uint32_t entry_find(const struct doc *doc, uint32_t container, struct span term);
/* The entry before which a term belongs, or DOC_NONE with *last the last entry. */
uint32_t entry_behind(const struct doc *doc, uint32_t container, struct span term, uint32_t *last);
/* Is there a definition of the term, or of any (at == NULL), that is no entry of its own? */
bool entry_loose(const struct doc *doc, uint32_t container, struct span term);
/* What is changed in a definition is in its entry, or in the paragraph or the list that defines the
 * term; false after refusing. */
bool entry_narrow(struct plan *plan, struct op_result *result, struct target *target);

/* ---- doubt.c: refuses words that may not be all that is meant: that an earlier instruction has
 * put there, that the heading has too, or that stand there as "Mayor's" too; and new words that
 * would number the text that they stand at the head of. */
bool more_in_doubt(struct plan *plan, struct op_result *result, const struct target *target);
bool possessive_in_doubt(struct plan *plan, struct op_result *result, const struct target *target);
bool numbers_text(struct plan *plan, struct op_result *result, const struct target *target,
		  uint32_t block, size_t start);

/* ---- layout.c: white space around provisions */

size_t indent_of(const struct doc *doc, uint32_t byte);
bool on_own_line(const struct doc *doc, uint32_t byte);
/* Start of the white space before a byte, back to the tag before it. */
uint32_t space_before(const struct doc *doc, uint32_t byte);
/* How a provision is laid out, and how its children are to be. */
struct line_layout layout_of(const struct doc *doc, uint32_t provision);
struct line_layout layout_below(const struct doc *doc, uint32_t provision);
/* Of what is inserted at a byte between provisions. */
struct line_layout layout_at(const struct doc *doc, uint32_t byte);
/* Adds the line break and the indentation that the provision at `byte` has, if any. */
void buf_break(struct buf *buf, const struct doc *doc, uint32_t byte);
struct span splices_keep(struct splices *splices,
			 struct buf *buf); /* takes the buffer's text over */

/* How the payload of the operation goes into the document, inside that provision (or DOC_NONE). */
struct payload_place payload_goes(struct plan *plan, const struct op_result *result,
				  const struct doc *doc, uint32_t inside,
				  struct line_layout layout);

/* ---- spelling.c: elements and cross-headings as the base has them */

void spelling_start(struct plan *plan);
void spelling_release(struct plan *plan);
/* Of a payload that goes inside that provision, beside that one (each may be DOC_NONE). */
void spell_like(struct plan *plan, const struct op_result *result, const struct doc *doc,
		uint32_t inside, uint32_t beside, struct payload_place *place);
/* A cross-heading that holds the provisions under it. */
bool is_wrapper(const struct doc *doc, uint32_t provision);

/* ---- groups.c: Parts, Chapters and cross-headings, which hold provisions */

/* A Part goes beside a Part: from the last provision of one to that; false after refusing. */
bool leave_groups(struct plan *plan, struct op_result *result, struct target *anchor, bool after);
/* Has the number of a provision to do with those of the payload? That of a Part has not, unless
 * they are Parts. */
bool numbers_compare(const struct plan *plan, const struct op_result *result, const struct doc *doc,
		     uint32_t provision);
/* What stands at the end of a provision where that ends with groups: the last in the last of them.
 */
uint32_t last_in_groups(const struct plan *plan, const struct op_result *result,
			const struct doc *doc, uint32_t parent);
/* The first cross-heading among the payload's provisions, if it goes beside the wrapper that the
 * anchor stands in, and not inside of it; DOC_NONE otherwise. */
uint32_t leaves_wrapper(const struct op_result *result, const struct target *anchor, bool after);

/* ---- renumber.c: the eId that a provision has after all renumberings */
struct span eid_after(struct plan *plan, const struct op_result *result, const struct doc *doc,
		      uint32_t provision);
/* An eId below the provision when it and those round it are renumbered, from the inside out. */
struct span eid_around(struct plan *plan, const struct op_result *result, const struct doc *doc,
		       uint32_t provision, struct span eid);
/* In the ids from a byte of the provision on, its own becomes `to`. What another operation writes
 * anew is left to it. */
void rewrite_ids(struct plan *plan, const struct op_result *result, const struct doc *doc,
		 uint32_t provision, uint32_t from, struct span to, struct splices *mine);
/* Does the splice of an operation only write an eId anew? Inside what another takes or replaces it
 * is not wanted, and no conflict: yield_ids takes its text away, and with it the splice. */
bool is_id_splice(const struct plan *plan, size_t result, const struct splice *splice);
void yield_ids(struct plan *plan);

/* Adds the splices that give a provision the number and id that the operation names. */
void renumber(struct plan *plan, const struct op_result *result, const struct doc *doc,
	      uint32_t provision, struct splices *mine);
/* Refuses what has none. */
bool has_number(struct plan *plan, struct op_result *result, const struct target *target);

/* ---- move.c: what other operations do inside of a provision that moves is done to it where it
 * has gone */

/* The move of an operation, or NULL. */
struct move *move_of(const struct plan *plan, uint32_t result);
/* Is the splice that by which an operation takes a provision from its old place? */
bool is_moved_away(const struct splice *splice);
/* Does the one give another number to what the other of the same patch moves? */
bool renumbers_moved(const struct op_result *result, const struct op_result *mover);
/* Does what is moved take along the splice of another operation? */
bool takes_along(const struct plan *plan, uint32_t mover, uint32_t result,
		 const struct splice *splice);
/* Once all splices are gathered: those inside of what moves go along. False when two of them want
 * the same bytes. */
bool moves_perform(struct plan *plan);

/* ---- sink.c */

/* Where the text that sinks begins: behind the number and the heading. */
uint32_t sinking_from(const struct doc *doc, uint32_t provision);
void resolve_sinking(struct plan *plan, struct op_result *result, const struct target *target);
/* Does it insert behind the text that has gone down, and not at the end of that text? */
bool stands_behind_sunk(const struct op *op, const struct op *sinking, const struct doc *doc);

/* ---- one file for each family of operations: they add to wanted_by(), or refuse */

void resolve_insertion(struct plan *plan, struct op_result *result);
void resolve_substitution(struct plan *plan, struct op_result *result);
void resolve_repeal(struct plan *plan, struct op_result *result);
void resolve_renumbering(struct plan *plan, struct op_result *result);
void resolve_move(struct plan *plan, struct op_result *result);
void resolve_words(struct plan *plan, struct op_result *result);
void resolve_heading(struct plan *plan, struct op_result *result);
void resolve_crossheading(struct plan *plan, struct op_result *result);
void resolve_definition(struct plan *plan, struct op_result *result);

/* Does no other operation make that eId? Refuses if one does. */
bool made_once(struct plan *plan, struct op_result *result, struct span eid, const char *label);

/* numbers.c: how the level of an eId is numbered. */
enum label_style style_of(const struct plan *plan, struct span eid);
bool is_numbered(const struct doc *doc, uint32_t provision);
/* Every numbered provision of the payload is free; the first and last numbers come back. */
bool payload_is_free(struct plan *plan, struct op_result *result, const struct target *place,
		     struct span *first, struct span *last);
/* Other numbers than those of what they replace, up to `last`, stand where those stood, if that row
 * is in order. */
bool numbers_fit_row(struct plan *plan, struct op_result *result, const struct target *target,
		     uint32_t last, struct span first_num, struct span last_num);
/* The number of the provision beside, as it was or as it will be. */
struct span number_of(const struct plan *plan, const struct doc *doc, uint32_t provision,
		      bool in_the_end);
/* The number that a provision has after all operations, where it stands; empty when it goes from
 * there, or is replaced. *renumbers: the operation that gives it, or NULL. */
struct span number_after(const struct plan *plan, const struct doc *doc, uint32_t provision,
			 const struct op_result **renumbers);
/* Where numbers nest, one of another Section is refused in what is `parent`; else NULL. */
struct diag *refuse_outside(struct plan *plan, struct op_result *result, const struct doc *doc,
			    uint32_t parent, struct span num);
/* Where the base has 2.1 of a Schedule behind its 2 and not in it, what is done to that 2 alone is
 * refused; is it? */
bool refuse_split(struct plan *plan, struct op_result *result, const struct doc *doc,
		  uint32_t provision);
/* refuse_outside() for all that the payload brings; false after a refusal. */
bool payload_nests(struct plan *plan, struct op_result *result, const struct doc *doc,
		   uint32_t parent);
/* Does the new number fit between its neighbours, and is it free? Refuses if not. */
bool number_is_free(struct plan *plan, struct op_result *result, const struct target *place,
		    struct span eid, struct span label);

/* Do the numbers, first to last, fit beside the anchor? A place that was stated is not argued with,
 * unless the number says another one: then refuses (NUM005). */
bool number_fits_place(struct plan *plan, struct op_result *result, const struct target *anchor,
		       bool after, struct span first, struct span last);

/* ---- edges.c: words at the very start or end of a place, with no anchor words. */

void insert_at_edge(struct plan *plan, struct op_result *result, const struct target *target);
/* provisions.c: the payload as text of the document, inside of a provision (or DOC_NONE). */
void write_payload(struct plan *plan, const struct op_result *result, const struct doc *doc,
		   uint32_t inside, struct line_layout layout, struct buf *out);
/* The last provision that an operation brings. */
uint32_t payload_last(const struct op_result *result);
/* The same, but one that came with a cross-heading is inside its wrapper. */
uint32_t last_numbered(const struct op_result *result);
/* The words that come with new provisions go to the end of the one that they come after: “; or (d)
 * ...”. False after a refusal. */
bool insert_lead(struct plan *plan, struct op_result *result, const struct doc *doc,
		 uint32_t provision);

/* ---- words.c */

/* A piece of the text of a block. */
struct hit {
	uint32_t block;
	size_t start, end;
};
struct hits {
	struct hit *items;
	size_t count, capacity;
	bool folded;   /* found only with marks folded ... */
	bool requoted; /* ... and with the other kind of quotation marks */
};
/* Is the block of the target, or of the part of it that is named? */
bool in_place(const struct block *block, const struct target *target);
/* Does it say anything that is to stand in the text? White space is something only to the letter.
 */
bool gives_words(const struct op *op);
/* stretch.c: the one hit becomes the stretch that the operation names; false after refusing. */
bool stretch(struct plan *plan, struct op_result *result, const struct target *target,
	     struct hits *hits);
/* edges.c: new words that lead over to the next item. */
bool ends_with_conjunction(struct span text);
/* Says that the mark at the end is lost. */
void note_end_mark(struct plan *plan, const struct op_result *result, const struct target *target,
		   const struct hit *hit);
/* spacing.c */
/* Replaces a hit by new words, or takes it out, and settles the spaces on both sides. */
void change_hit(struct plan *plan, struct op_result *result, const struct doc *doc,
		const struct hit *hit, struct span words);
/* Changes the operation's old words where they stand in the target's part ("heading": there only).
 */
void change_words(struct plan *plan, struct op_result *result, const struct target *target);
/* capitals.c: words [start, end) of a block that keep a capital when the operation is done. */
void capital_add(struct plan *plan, const struct op_result *result, uint32_t doc, uint32_t block,
		 size_t start, size_t end);
/* The same of the first word of a block before which the operation puts words of its sentence. */
void capital_behind(struct plan *plan, const struct op_result *result, const struct doc *doc,
		    uint32_t block);
/* Says which of them no operation changes. */
void note_capitals(struct plan *plan);
/* splicing.c */
/* Where text[start, end) of a block stands in the file, and that range widened to the whole of the
 * references in it. */
void range_of_text(const struct doc *doc, uint32_t block, size_t start, size_t end, uint32_t *from,
		   uint32_t *to);
void widen_to_references(const struct doc *doc, uint32_t block, size_t *start, size_t *end,
			 uint32_t *from, uint32_t *to);
/* ---- sequence.c */

bool reads_in_sequence(const struct plan *plan, const struct op_result *result);
/* Has an earlier instruction changed text[start, end) of a block, so that the words are not there
 * any more? */
bool changed_earlier(struct plan *plan, const struct op_result *result, const struct doc *doc,
		     uint32_t block, size_t start, size_t end);
/* The earlier operation whose new text in the target has the operation's old words, or NULL. */
const struct op_result *brought_earlier(const struct plan *plan, const struct op_result *result,
					const struct target *target);
/* ---- exact.c */

/* A range of bytes in a block takes in the other tag of each element in it that has no other text;
 * so many halves of other elements stay. */
void whole_elements(const struct doc *doc, const struct block *block, uint32_t *from, uint32_t *to,
		    size_t *closes, size_t *opens);

/* The operation's new words for text[start, end) of a block: to the letter if it says so. */
void splice_words(struct plan *plan, struct op_result *result, const struct doc *doc,
		  uint32_t block, size_t start, size_t end, struct span words);
/* Replaces text[start, end) of a block by the words, as one splice with references marked again. */
void splice_text(struct plan *plan, struct splices *splices, const struct doc *doc, uint32_t block,
		 size_t start, size_t end, struct span words, unsigned change);
/* Removes a provision with the white space before it. */
void splice_removal(struct splices *splices, const struct doc *doc, uint32_t provision,
		    unsigned change);
/* Removes the heading of a provision that only wraps others, and the wrapper; they stay. */
void splice_unwrap(struct splices *splices, const struct doc *doc, uint32_t provision,
		   unsigned change);

/* ---- names.c */

/* Gives the elements in the splices the prefix that the document's own have. */
void write_prefixes(struct applied_doc *doc);
/* Do the splices bring names with a prefix? */
bool has_foreign_names(const struct applied_doc *doc);

/* ---- wrappers.c */

/* <content> becomes <intro> when a provision gets its first child. */
void content_to_intro(struct splices *mine, const struct doc *doc, uint32_t provision,
		      unsigned change);
/* The <wrapUp> of a provision goes; false, and nothing is done, where it holds more than one
 * paragraph. */
bool wrapup_removed(struct plan *plan, struct op_result *result, const struct doc *doc,
		    uint32_t provision);

/* ---- need.c */

void add_need(struct plan *plan, size_t result, size_t on, enum diag_code code);
/* Where the last item goes, the words round it become plain content (wrappers.c). */
void settle_wrappers(struct plan *plan);
void check_conflicts(struct plan *plan);
/* Refuses two operations of two modifications (AMD015), for that reason. */
void refuse_both(struct plan *plan, uint32_t first, uint32_t second, const char *why);
/* Where two operations do the very same: that it is to be done once; else NULL. */
const char *why_once(struct plan *plan, const struct op_result *result,
		     const struct op_result *other);
/* emptied.c: refuses what leaves a list of the base with nothing of it. */
void check_emptied_lists(struct plan *plan);
/* ---- meeting.c: words that two modifications change in one text */
void note_anchor(struct plan *plan, const struct op_result *result, uint32_t block, size_t start,
		 size_t end);
/* A splice of an operation that stands, inside of a block. */
struct touch {
	uint32_t doc, block, result;
	const struct splice *splice;
};
struct touches {
	struct touch *items; /* free() it */
	size_t count, capacity;
};
/* All of them, operation by operation in the order of asking. */
struct touches touches_of(const struct plan *plan);

void check_meetings(struct plan *plan);
/* wordless.c: refuses operations that together leave a text without words. */
void check_wordless(struct plan *plan);
/* Refuses what needs an operation that is refused. */
void check_needs(struct plan *plan);

/* What a repeal leaves of a provision: as stated, else as the profile says. */
enum op_leaves leaves_of(const struct plan *plan, const struct op *op, struct span eid);
void splice_metadata(struct plan *plan, size_t doc);

#endif
