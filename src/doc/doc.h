/* doc: an Akoma Ntoso document, which is its bytes.
 *
 * One SAX pass over the bytes fills two flat tables in reading order: provisions (structural
 * elements of the body, cross-headings included) and blocks (elements that hold running text), and
 * a third of the inline marks in the blocks. All offsets are byte offsets into `bytes`, 32 bits
 * wide (a file is at most 2 GiB). Nothing is changed in place: an edit is a splice (splice.h).
 *
 * AKN 3.0 (OASIS Standard, 29 August 2018); ../README and the profile say which elements mean what.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/base.h"
#include "diag/diag.h"
#include "profile/profile.h"

#define AKN_NAMESPACE "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define LP_NAMESPACE "urn:lexpatch:1"

/* Element kinds: elements.def says for each what it is to us. */
enum element {
#define ELEMENT(id, name, role) EL_##id,
#include "doc/elements.def"
#undef ELEMENT
	EL_COUNT
};

enum element_role {
	ROLE_OTHER,	/* looked through */
	ROLE_PROVISION, /* hierarchical: has num, heading, content or children */
	ROLE_BLOCK,	/* holds running text */
	ROLE_INLINE,	/* inside running text; its text counts */
	ROLE_NOTE,	/* inside running text, but a text of its own (authorialNote) */
	ROLE_QUOTE,	/* quotedStructure: provisions inside running text */
	ROLE_WRAP,	/* intro, content, wrapUp */
	ROLE_META	/* its content is not text of the document */
};
enum element_role element_role(enum element element);
const char *element_name(enum element element);

enum { DOC_NONE = UINT32_MAX };

enum provision_flags {
	PROVISION_INCOMPLETE = 1,   /* status="incomplete": its words are not supplied */
	PROVISION_CROSSHEADING = 2, /* crossHeading, or a wrapper named so */
	PROVISION_QUOTED = 4,	    /* inside a quotedStructure */
	PROVISION_INSERTED = 8,	    /* class="inserted" */
	PROVISION_REMOVED = 16,	    /* class or status "removed" */
	PROVISION_DEFINITION = 32,  /* hcontainer name="definition" */
	PROVISION_WITHIN = 64,	    /* in a quotedStructure, a table or a note */
	PROVISION_EDITORIAL = 128   /* it has an attribute `editorial` of some namespace */
};

/* A number of the code is meant to last; an item label, (a), follows its item. */
enum number_kind { NUMBER_NONE, NUMBER_LABEL, NUMBER_CODE };

struct provision {
	enum element element : 8;
	uint32_t flags : 8;
	enum number_kind number : 2;
	uint32_t depth : 14; /* 0 for a child of body or quotedStructure */
	uint32_t eid_hash;
	uint32_t parent; /* index, or DOC_NONE */
	uint32_t after;	 /* index of the first provision that is not below this one */
	uint32_t start, open, close, end; /* '<' of the start tag, past its '>', '<' of the end tag,
					     past its '>'; <x/> has open == close == end */
	uint32_t block, block_after;	  /* blocks of the whole subtree: [block, block_after) */
	uint32_t num, heading;		  /* blocks, or DOC_NONE */
	struct span eid;		  /* empty when it has none */
};

/* Where in its provision a block stands. */
enum block_part {
	PART_NUM,
	PART_HEADING,
	PART_CROSSHEADING, /* the only block of a crossHeading provision */
	PART_INTRO,
	PART_CONTENT,
	PART_WRAPUP,
	PART_NOTE, /* in an authorialNote */
	PART_OTHER /* preface, or an unusual place */
};

enum block_flags {
	BLOCK_INSERTED = 1,
	BLOCK_REMOVED = 2,
	BLOCK_CELL = 4 /* in a table */
};

struct block {
	enum element element : 8;
	enum block_part part : 8;
	uint32_t flags : 16;
	uint32_t provision;		  /* owner, or DOC_NONE */
	uint32_t start, open, close, end; /* as in a provision */
	uint32_t inline_first,
		inline_after; /* inlines of this block (with those of nested blocks) */
	struct span text;     /* decoded, white space as in the file */
};

/* An inline element: ref, rref, mref, def, term, ins, del, i, b, authorialNote ... */
struct inl {
	enum element element;
	uint32_t block;
	uint32_t start, open, close, end; /* bytes */
	uint32_t text_start, text_end;	  /* offsets into the block's text */
	uint32_t parent;		  /* enclosing inline of the same block, or DOC_NONE */
	struct span href, up_to, refers_to, eid; /* href also holds `from` of an rref */
};

/* Facts of the identification block; spans of attribute values, empty when absent. */
struct doc_facts {
	struct span work;	/* FRBRWork/FRBRthis */
	struct span work_uri;	/* FRBRWork/FRBRuri */
	struct span title;	/* FRBRalias name="title" */
	struct span short_name; /* FRBRalias name="short" */
	struct span number;	/* FRBRWork/FRBRnumber */
	struct span expression; /* FRBRExpression/FRBRthis */
	struct span expression_uri;
	struct span version; /* FRBRversionNumber */
	struct span date;    /* FRBRExpression/FRBRdate/@date */
	struct span date_name;
	struct span author;   /* FRBRExpression/FRBRauthor/@href */
	struct span profile;  /* lp:profile/@name */
	struct span contains; /* singleVersion ... */
	struct span type;     /* act, bill, doc ... */
	struct span name;     /* code, modification ... */
};

/* A metadata element worth finding again, in file order: see doc_meta(). */
struct meta {
	struct span name; /* local name */
	uint32_t depth;	  /* 0 for a child of <meta> */
	uint32_t parent;  /* index, or DOC_NONE */
	uint32_t start, open, close, end;
};

/* Provisions that a document has byte for byte from the one that it was read beside. */
struct same_run {
	uint32_t provision, base;
};

struct doc {
	struct arena arena;
	const char *file;  /* as named by the user; copied */
	struct span bytes; /* owned */
	struct buf storage;
	struct provision *provisions;
	size_t provision_count, provision_capacity;
	struct block *blocks;
	size_t block_count, block_capacity;
	struct inl *inlines;
	size_t inline_count, inline_capacity;
	struct meta *metas;
	size_t meta_count, meta_capacity;
	struct doc_facts facts;
	uint32_t meta_start, meta_end; /* bytes of <meta>, end past its end tag; 0 when none */
	uint32_t body_start, body_end; /* of <body> (or mainBody, ...), tags included */
	bool has_cdata;		       /* some text is in CDATA sections */
	bool declares_inside;	       /* a namespace is declared below the root */
	bool untagged;		       /* no AKN: see doc_of_text() */
	struct span root;	       /* its start tag */
	struct doc_hashes *hashes;     /* filled as they are asked for */
	uint64_t serial, base_serial;  /* of this process's documents; of that one, or 0 */
	struct same_run *same;	       /* in order */
	size_t same_count, same_capacity;
	uint32_t *by_eid; /* hash table of provisions: the index plus one, 0: free */
	size_t by_eid_size;
	size_t near; /* bytes of words that are in the arena although they stand in the file */
};

/* Before threads that the caller makes read documents. */
void doc_begin(void);
/* Reads AKN. Takes the buffer over (also on failure). NULL when it is malformed or not AKN 3.0:
 * the diags say why (XML001, XML002, XML006). */
struct doc *doc_read(const char *file, struct buf *bytes, struct diags *diags);
/* The same, quicker, where a document that was read before has most of the bytes: its tables are
 * taken for what is equal. `base` may be NULL; one that is mapped is to outlive the document, which
 * borrows texts from its arena. Of another nothing is borrowed. */
struct doc *doc_read_beside(const struct doc *base, const char *file, struct buf *bytes,
			    struct diags *diags);
/* When the other was read beside it: the words that only this one has are kept where a look at them
 * costs little. */
void doc_draw_near(struct doc *doc, const struct doc *other);
/* The same from a file; a file that cannot be read is reported to diags as well. */
struct doc *doc_load(const char *file, struct diags *diags);
void doc_free(struct doc *doc);

/* A text of no known structure: its paragraphs are provisions without tags, in order, and it is no
 * AKN (`untagged`). Takes the buffer over. `words` is what the bytes [start, end) say: a stretch of
 * the document's bytes, or of its arena. */
struct doc *doc_of_text(const char *file, struct buf *text);
void doc_add_paragraph(struct doc *doc, uint32_t start, uint32_t end, struct span words);

/* A look through its bytes. A text is kept: without tags it is small beside its tables. */
static inline struct sweep doc_sweep(const struct doc *doc)
{
	return (struct sweep){.buf = doc->untagged ? NULL : &doc->storage};
}

/* Index of the provision of that eId, or DOC_NONE. Provisions in quoted structures are found too.
 */
uint32_t doc_find(const struct doc *doc, struct span eid);
/* The provision whose tags enclose the byte, innermost; DOC_NONE outside all. */
uint32_t doc_provision_at(const struct doc *doc, uint32_t byte);
/* The first provision, and the first of inlines[low, high), that starts at a byte or behind it. */
uint32_t doc_provision_from(const struct doc *doc, size_t byte);
uint32_t doc_inline_from(const struct doc *doc, uint32_t low, uint32_t high, uint32_t byte);

/* Siblings and children in reading order; DOC_NONE at the end. */
uint32_t provision_first_child(const struct doc *doc, uint32_t provision);
uint32_t provision_next(const struct doc *doc, uint32_t provision);
uint32_t provision_previous(const struct doc *doc, uint32_t provision);
/* The first provision of the body (or DOC_NONE), whose siblings are the body's children. */
uint32_t doc_first(const struct doc *doc);
/* Own blocks of a provision in reading order: start with DOC_NONE. */
uint32_t provision_next_block(const struct doc *doc, uint32_t provision, uint32_t block);

/* Trimmed text of num, heading, or of a cross-heading; empty when there is none. */
struct span provision_num(const struct doc *doc, uint32_t provision);
struct span provision_heading(const struct doc *doc, uint32_t provision);
/* The cross-heading that stands over a provision (the nearest before it among its siblings), or
 * DOC_NONE. */
uint32_t provision_crossheading(const struct doc *doc, uint32_t provision);
/* The same only where nothing stands between the two. */
uint32_t provision_crossheading_over(const struct doc *doc, uint32_t provision);

/* Hashes for comparing versions, made of what is asked for and kept: of a block's text, white space
 * folded; of the texts and shape of a provision's subtree, without its own number and any ids. Not
 * by two threads at once. */
struct doc_hashes {
	uint64_t *block, *provision;
	char file[SHA256_HEX]; /* empty: not asked for yet */
};
uint64_t doc_block_hash(const struct doc *doc, uint32_t block);
uint64_t doc_provision_hash(const struct doc *doc, uint32_t provision);
/* SHA-256 of the whole file. */
const char *doc_digest(const struct doc *doc);
/* Frees them, where room is wanted for something else: who asks again waits for them again. */
void doc_hashes_drop(const struct doc *doc);

/* Value of an attribute of an element whose start tag begins at byte `start`; at == NULL if absent.
 * The raw value: entities are not decoded. */
struct span doc_attribute(const struct doc *doc, uint32_t start, const char *name);

/* Metadata element of that local name below `parent` (DOC_NONE: directly in meta), at or after
 * index `from`; DOC_NONE when there is none. */
uint32_t doc_meta(const struct doc *doc, uint32_t parent, const char *name, uint32_t from);

/* Line of a byte, counting from 1, and a place for findings. */
unsigned doc_line(const struct doc *doc, uint32_t byte);
struct place doc_place(const struct doc *doc, uint32_t start, uint32_t end);
/* The place of text[start, end) of a block. */
struct place block_place(const struct doc *doc, uint32_t block, size_t start, size_t end);
/* Byte offset in the file of a text offset of a block. At a boundary the outer side of tags for
 * `after` false (the earliest byte), the inner (latest) for true. */
uint32_t block_byte(const struct doc *doc, uint32_t block, size_t text_offset, bool after);
/* The reverse: how much of the block's text is before a byte in it. */
size_t block_text_before(const struct doc *doc, uint32_t block, uint32_t byte);
/* The same from another byte in it, which is in no tag, reference or CDATA section. */
size_t block_text_between(const struct doc *doc, uint32_t block, uint32_t from, uint32_t byte);
/* The last of the block's own inlines that starts before the text offset, or DOC_NONE. */
uint32_t block_inline_before(const struct doc *doc, uint32_t block, size_t text_offset);

/* The pin text of akn-profile, section 6 (part: "" for all, "intro" or "wrapup"), and its SHA-256.
 */
void doc_pin_text(const struct doc *doc, uint32_t provision, const char *part, struct buf *out);
void doc_pin(const struct doc *doc, uint32_t provision, const char *part, char out[SHA256_HEX]);

/* ---- a corpus: one file or a folder of them, each a Section of one Code at one version. */

struct corpus {
	const char *path; /* as named by the user */
	bool folder;
	struct doc **docs; /* sorted by file name */
	size_t count;
	struct arena arena;
};
/* NULL with diags (AMD001 for two files of one Work or of different versions). */
struct corpus *corpus_load(const char *path, const struct threads *threads, struct diags *diags);
/* Of one document, which it takes over. */
struct corpus *corpus_from(struct doc *doc);
void corpus_free(struct corpus *corpus);
/* The document of that Work IRI (FRBRWork/FRBRthis), or NULL. */
struct doc *corpus_work(const struct corpus *corpus, struct span work);
/* Finds an eId in any document: returns the provision and sets *doc, or DOC_NONE. */
uint32_t corpus_find(const struct corpus *corpus, struct span eid, const struct doc **doc);
/* Another document than `doc` that has the eId too, or NULL: then it says not which is meant. */
const struct doc *corpus_other(const struct corpus *corpus, const struct doc *doc, struct span eid);
struct span corpus_version(const struct corpus *corpus);

#endif
