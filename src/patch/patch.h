/* patch: a modification as operations, read from and written as an AKN bill (akn-profile, 6).
 *
 * What is executed is always read from AKN: a draft is first compiled to AKN bytes, so the draft
 * and its stored patch cannot differ. */
#ifndef PATCH_PATCH_H
#define PATCH_PATCH_H

#include "doc/doc.h"

enum op_kind {
	OP_INSERTION,
	OP_SUBSTITUTION,
	OP_REPEAL,
	OP_RENUMBERING,
	OP_SPLIT,
	OP_JOIN,
	OP_MOVE
};
enum op_scope {
	SCOPE_PROVISION,
	SCOPE_WORDS,
	SCOPE_HEADING,
	SCOPE_CROSSHEADING,
	SCOPE_DEFINITION,
	SCOPE_TABLE
};
enum op_position { POS_NONE, POS_BEFORE, POS_AFTER, POS_START, POS_END, POS_ORDER };
/* What a repeal leaves in place of the provision. */
enum op_leaves { LEAVES_NONE, LEAVES_NOT_USED, LEAVES_REMOVE, LEAVES_DOTS, LEAVES_REPEALED };
/* Which stretch the old words name: just themselves, or from .. to. */
enum op_span { SPAN_WORDS, SPAN_FROM_TO, SPAN_FROM_END, SPAN_START_TO, SPAN_AFTER_END };

const char *op_kind_name(enum op_kind kind); /* as in JSON and AKN: insertion ... */
const char *op_scope_name(enum op_scope scope);
const char *op_position_name(enum op_position position); /* before ...; NULL for none */
const char *op_leaves_name(enum op_leaves leaves);
const char *op_span_name(enum op_span span);
int op_kind_named(struct span name); /* the reverse; -1 */
int op_scope_named(struct span name);
int op_position_named(struct span name);
int op_leaves_named(struct span name);
int op_span_named(struct span name);

enum { OCCURRENCE_ONE = 0, OCCURRENCE_EACH = -1, OCCURRENCE_LAST = -2 }; /* else 1, 2, 3 ... */

/* Strings live in the patch's arena. eIds are those of the base; parts as in addresses
 * (cl_Z4-12__intro). NULL where a field does not apply. */
struct op {
	unsigned number; /* am_<number> */
	enum op_kind kind;
	enum op_scope scope;
	const char *work;    /* Work IRI of the document acted on */
	const char *target;  /* eId acted on; of an insertion the (first) new provision */
	const char *up_to;   /* last of several replaced together */
	const char *def;     /* term of the definition that is changed in the target */
	const char *to;	     /* new eId of a renumbering */
	const char *new_num; /* new label of a renumbering, as printed */
	const char *anchor;
	enum op_position position;
	const char *next;	  /* sibling that followed the anchor in the base drafted against */
	const char *old, *old_to; /* words; old_to ends a from-to */
	const char *new_words;	  /* "" for an omission */
	bool new_items;		  /* some of them are items, which no paragraph can take up */
	enum op_span span;
	int occurrence;
	unsigned count; /* 0: not stated */
	enum op_leaves leaves;
	bool exact; /* to the letter: the new text stands as it is given, marks and white space too;
		       nothing of the base is kept in it, and a renumbering leaves no wId */
	/* Payload: the provisions directly in the quotedStructure, as indices into the patch's
	 * doc: siblings from `payload`; DOC_NONE when there is none. */
	uint32_t payload, payload_after; /* all of its provisions: [payload, payload_after) */
	uint32_t old_inline, new_inline; /* quotedText as inlines of the patch's doc, or DOC_NONE */
	const char *text;		 /* the instruction as drafted, without payload */
	const char *file;
	unsigned line, column;
};
/* Words put into words that are there: no provision, definition or heading is made. */
bool op_into_words(const struct op *op);
/* An insertion of whole provisions or definitions. */
bool op_brings_provisions(const struct op *op);
/* A heading is given whole, to a provision that may have none. */
bool op_gives_heading(const struct op *op);
/* A renumbering that takes the text of its target down a level: "becomes subsection (1) of it". */
bool op_sinks(const struct op *op);
/* Can it give a provision the number that another one had? What is inserted has one, and what is
 * renumbered gets it, also while it moves. */
bool op_takes_number(const struct op *op);

struct pin {
	const char *work, *eid; /* eid may end in __intro or __wrapup */
	char sha256[SHA256_HEX];
};

/* What stands outside of the provisions (metadata, preface) when the patch is applied to exactly
 * the file that it was calculated from: bytes of that file replaced. Anywhere else the result gets
 * the metadata of an amended text. */
struct frame_edit {
	uint32_t start, end;
	struct span text;
};
struct patch_frame {
	const char *work;
	char sha256[SHA256_HEX]; /* of the whole file */
	struct frame_edit *edits;
	size_t edit_count;
};

struct patch {
	struct arena arena;
	struct doc *doc;   /* owned */
	const char *draft; /* the file that it was compiled from on the way; NULL: it was stored */
	const char *name;  /* SECMP0044 */
	const char *title;
	const char *version, *date, *date_name, *author;
	const char *iri;		     /* FRBRExpression/FRBRuri, for passiveRef */
	const char *expression;		     /* FRBRExpression/FRBRthis: am_N hang on it */
	const char *base_uri, *base_version; /* lp:base; NULL when it does not say */
	struct op *ops;
	size_t op_count;
	struct pin *pins;
	size_t pin_count;
	struct patch_frame *frames; /* of documents whose frame changes */
	size_t frame_count;
};

/* Takes the document over. NULL with diags (XML007 ...) when it is no modification of ours; the
 * document is then freed. */
struct patch *patch_read(struct doc *doc, struct diags *diags);
void patch_free(struct patch *patch);

/* The eId that a provision of a quotedStructure will have: its wId, else its eId without the
 * structure's prefix. */
struct span payload_eid(const struct patch *patch, uint32_t provision);
/* Such an eId as it will be where what is round it gets another one (payload_place, below). */
void payload_id(struct span eid, struct span around, struct span around_as, struct buf *out);
/* The next sibling within the same payload, or DOC_NONE. */
uint32_t payload_next(const struct patch *patch, const struct op *op, uint32_t provision);

/* White space around provisions, as those have it that are there already. */
struct line_layout {
	bool lines, crlf;    /* elements stand on lines of their own, which end in CR LF */
	char fill;	     /* of the indentation: space or tab */
	size_t indent, step; /* of the provision, and of each level below it, in fill characters */
};
/* The start of a line for an element so many levels below; nothing when there are no lines. */
void layout_break(const struct line_layout *layout, size_t levels, struct buf *out);

/* Where a payload goes: the document whose Work IRI is `work` (references to it become relative),
 * and how that is laid out. `kept`, if not NULL, is asked for the n-th paragraph of a provision:
 * bytes (inline AKN) to stand there instead of the payload's own, or at == NULL. */
struct payload_place {
	struct span work;
	struct line_layout layout;
	bool exact;		       /* white space stays as it is given */
	struct span around, around_as; /* the eId of what is round it in the base, and the one it
					  gets; empty when it keeps it */
	struct span root; /* start tag of the document's root: what it declares need not be
			     declared again; may be empty */
	struct span (*kept)(void *user, struct span eid, unsigned nth, uint32_t payload_block);
	void *user;
	bool wrappers; /* cross-headings stand round the provisions under them */
	/* The start tag of a provision of the kind of the one with that eId, whose element a new
	 * one gets; at == NULL: it keeps its own. NULL: all do. */
	struct span (*model)(void *user, struct span eid);
	void *model_user;
};
/* Rewrites siblings of a payload, first to last, as they stand in the consolidated document: plain
 * eIds, cross-headings flat or as wrappers; each on its own lines, no white space before the first
 * or after the last. */
void payload_write(const struct patch *patch, uint32_t first, uint32_t last,
		   const struct payload_place *place, struct buf *out);
/* The same for the inside of a quotedText (an inline of the patch's doc). */
void payload_write_words(const struct patch *patch, uint32_t quoted,
			 const struct payload_place *place, struct buf *out);

/* ---- writing: a modification that was calculated. (One that was drafted: draft/.) */

struct bill_facts {
	const char *name;  /* SECMP0901 */
	const char *title; /* or NULL */
	const char *uri;   /* of its Work */
	const char *version, *date, *date_name;
	const char *author; /* name; or NULL */
	const char *country, *language, *profile;
	const char *base_uri, *base_version, *base_title; /* version and title may be NULL */
};
/* An operation with its words. The wording is plain text in which {old}, {to}, {new} and {payload}
 * stand for the quotations; each that the operation has must be there once. */
struct written_op {
	struct op op; /* its number is given by the writer; old_to, new_words, new_num as read */
	const char *wording;
	struct span new_inline; /* the new words as inline AKN; at == NULL: op.new_words, escaped */
	bool has_payload;
};
struct bill_text {
	struct bill_facts facts;
	const struct written_op *ops;
	size_t op_count;
	const struct pin *pins;
	size_t pin_count;
	const struct patch_frame *frames;
	size_t frame_count;
	struct span declarations; /* xmlns:q="…" that payloads need, each with a space before it */
	struct span references; /* elements that payloads refer to, one a line, indented by eight */
	/* Writes the payload of an operation: what stands in its quotedStructure, lines indented by
	 * twelve, eIds with the prefix. */
	void (*payload)(void *user, size_t op, const char *prefix, struct buf *out);
	void *user;
};
void bill_write_text(const struct bill_text *text, struct buf *out);

#endif
