/* Called: which provisions of the base have a heading, stand under a cross-heading, or define a
 * term, found by those words. Case and the shape of marks do not matter. */
#include "doc/piece.h"
#include "draft/work.h"

#include <ctype.h>
#include <libxml/hash.h>
#include <string.h>

enum { KINDS = 3 };

static void fold(struct span words, struct buf *out)
{
	size_t from = out->length;
	words_fold_marks(words, out);
	for (size_t i = from; i < out->length; i++)
		out->at[i] = (char)tolower((unsigned char)out->at[i]);
}

/* The words and what they are, as a key. */
static void key_of(enum called_kind kind, struct span words, struct buf *key)
{
	buf_cut(key, 0);
	buf_char(key, (char)('0' + kind));
	fold(words, key);
}

static void add(struct work *work, enum called_kind kind, struct span words, struct called one,
		struct buf *key)
{
	if (!span_trim(words).length)
		return;
	key_of(kind, words, key);
	const xmlChar *name = (const xmlChar *)buf_string(key);
	struct called *first = xmlHashLookup(work->called, name);
	struct called *called = arena_alloc(work->arena, sizeof *called);
	*called = one;
	if (!first) {
		called->last = called;
		xmlHashAddEntry(work->called, name, called);
		return;
	}
	first->last->next = called;
	first->last = called;
}

static const char *keep_eid(struct work *work, struct span eid)
{
	return arena_copy(work->arena, eid.at, eid.length);
}

static struct span defined_term(const struct doc *doc, uint32_t provision)
{
	size_t end;
	uint32_t block = provision_next_block(doc, provision, DOC_NONE);
	return block == DOC_NONE ? (struct span){NULL, 0}
				 : piece_term(doc->blocks[block].text, &end);
}

static void add_document(struct work *work, const struct doc *doc, struct buf *key)
{
	for (uint32_t i = 0; i < doc->provision_count; i++) {
		const struct provision *p = &doc->provisions[i];
		uint32_t under = p->flags & PROVISION_CROSSHEADING ? provision_next(doc, i) : i;
		if (p->flags & PROVISION_REMOVED)
			continue;
		struct called one = {.doc = doc, .provision = under == DOC_NONE ? i : under};
		if (under != DOC_NONE)
			one.eid = keep_eid(work, doc->provisions[under].eid);
		if (p->flags & PROVISION_CROSSHEADING)
			add(work, CALLED_CROSSHEADING, provision_heading(doc, i), one, key);
		else if (p->flags & PROVISION_DEFINITION)
			add(work, CALLED_TERM, defined_term(doc, i), one, key);
		else
			add(work, CALLED_HEADING, provision_heading(doc, i), one, key);
	}
}

const struct called *called_find(struct work *work, enum called_kind kind, struct span words)
{
	struct buf key = {0};
	if (!work->called && work->base) {
		work->called = xmlHashCreate(256);
		for (size_t i = 0; i < work->base->count; i++)
			add_document(work, work->base->docs[i], &key);
	}
	key_of(kind, span_trim(words), &key);
	const struct called *called =
		work->called ? xmlHashLookup(work->called, (const xmlChar *)buf_string(&key))
			     : NULL;
	buf_release(&key);
	return called;
}

static bool stands_in(const struct doc *doc, uint32_t provision, const char *eid)
{
	while (provision != DOC_NONE && !span_is(doc->provisions[provision].eid, eid))
		provision = doc->provisions[provision].parent;
	return provision != DOC_NONE;
}

/* The first of them in the context, and how many there are. */
static const struct called *called_in(const struct called *called, const char *context,
				      size_t *count)
{
	const struct called *found = NULL;
	*count = 0;
	for (; called; called = called->next)
		if (!context || stands_in(called->doc, called->provision, context)) {
			found = found ? found : called;
			++*count;
		}
	return found;
}

bool called_crossheading(struct work *work, struct instruction *instruction, struct span words,
			 const char *context, struct spot *spot)
{
	size_t count;
	const struct called *called = called_find(work, CALLED_CROSSHEADING, quote_inner(words));
	const struct called *found = called_in(called, context, &count);
	if (!called || count > 1) {
		draft_refuse(work, instruction, called ? DIAG_AMD023 : DIAG_AMD002, words,
			     !work->base ? "what stands under %.*s only the base says"
			     : called	 ? "several cross-headings are %.*s"
					 : "no cross-heading is %.*s",
			     SPAN_ARGS(words));
		return false;
	}
	if (!found) {
		draft_refuse(work, instruction, DIAG_AMD023, words,
			     "the cross-heading %.*s does not stand in %s", SPAN_ARGS(words),
			     draft_cite(work, context));
		return false;
	}
	if (!found->eid) {
		draft_refuse(work, instruction, DIAG_AMD028, words,
			     "behind the cross-heading %.*s no provision stands: it is no place",
			     SPAN_ARGS(words));
		return false;
	}
	*spot = (struct spot){.eid = found->eid, .num = "", .cited = words};
	return true;
}

const char *called_holder(struct work *work, struct span term, const char *context, size_t *count)
{
	const struct called *found =
		called_in(called_find(work, CALLED_TERM, quote_inner(term)), context, count);
	uint32_t holder = found ? found->doc->provisions[found->provision].parent : DOC_NONE;
	return holder == DOC_NONE ? NULL : keep_eid(work, found->doc->provisions[holder].eid);
}

bool called_anything(struct work *work, struct span words)
{
	for (int kind = 0; kind < KINDS; kind++)
		if (called_find(work, (enum called_kind)kind, words))
			return true;
	return false;
}

static bool holds(struct span text, struct span words)
{
	struct buf a = {0}, b = {0};
	struct word_hit hit;
	fold(text, &a);
	fold(words, &b);
	bool found = words_find(buf_as_span(&a), buf_as_span(&b), 0, true, &hit);
	buf_release(&a);
	buf_release(&b);
	return found;
}

/* The same words, or some of the heading: “Force Majeure” of “Services FM and Force Majeure”. */
static bool is_named_so(const struct doc *doc, uint32_t provision, struct span words)
{
	struct span heading = provision_heading(doc, provision);
	uint32_t cross = provision_crossheading(doc, provision);
	return (heading.length && (holds(heading, words) || holds(words, heading))) ||
	       (cross != DOC_NONE && (holds(provision_heading(doc, cross), words) ||
				      holds(words, provision_heading(doc, cross))));
}

/* A term that is defined heads nothing: what “Section G1.2 (Users)” says of the clause is not that
 * it is headed so. */
const char *called_otherwise(struct work *work, const char *eid, struct span words)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	if (at == DOC_NONE)
		return NULL;
	bool own = provision_heading(doc, at).length > 0;
	for (uint32_t i = at; i != DOC_NONE; i = doc->provisions[i].parent)
		if (is_named_so(doc, i, words))
			return NULL;
	const struct called *other = called_find(work, CALLED_HEADING, words);
	if (!other)
		other = called_find(work, CALLED_CROSSHEADING, words);
	while (other && !other->eid)
		other = other->next;
	return other ? other->eid : own ? eid : NULL;
}
