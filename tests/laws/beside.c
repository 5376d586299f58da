/* The law of documents that are read beside another version: their tables are those of a document
 * that is read alone. */
#include "law.h"

static bool same_provision(const struct provision *a, const struct provision *b)
{
	return span_equal(a->eid, b->eid) && a->element == b->element && a->flags == b->flags &&
	       a->depth == b->depth && a->parent == b->parent && a->after == b->after &&
	       a->start == b->start && a->open == b->open && a->close == b->close &&
	       a->end == b->end && a->block == b->block && a->block_after == b->block_after &&
	       a->num == b->num && a->heading == b->heading && a->number == b->number &&
	       a->eid_hash == b->eid_hash;
}

static bool same_block(const struct block *a, const struct block *b)
{
	return span_equal(a->text, b->text) && a->element == b->element && a->part == b->part &&
	       a->flags == b->flags && a->provision == b->provision && a->start == b->start &&
	       a->open == b->open && a->close == b->close && a->end == b->end &&
	       a->inline_first == b->inline_first && a->inline_after == b->inline_after;
}

static bool same_inline(const struct inl *a, const struct inl *b)
{
	return a->element == b->element && a->block == b->block && a->start == b->start &&
	       a->open == b->open && a->close == b->close && a->end == b->end &&
	       a->text_start == b->text_start && a->text_end == b->text_end &&
	       a->parent == b->parent && span_equal(a->href, b->href) &&
	       span_equal(a->up_to, b->up_to) && span_equal(a->refers_to, b->refers_to) &&
	       span_equal(a->eid, b->eid);
}

static bool same_tables(const struct doc *a, const struct doc *b)
{
	if (a->provision_count != b->provision_count || a->block_count != b->block_count ||
	    a->inline_count != b->inline_count || a->meta_count != b->meta_count ||
	    a->body_start != b->body_start || a->body_end != b->body_end)
		return false;
	for (size_t i = 0; i < a->provision_count; i++)
		if (!same_provision(&a->provisions[i], &b->provisions[i]))
			return false;
	for (size_t i = 0; i < a->block_count; i++)
		if (!same_block(&a->blocks[i], &b->blocks[i]))
			return false;
	for (size_t i = 0; i < a->inline_count; i++)
		if (!same_inline(&a->inlines[i], &b->inlines[i]))
			return false;
	return true;
}

/* What is said to be the base's is, byte for byte. */
static bool same_runs(const struct doc *base, const struct doc *doc)
{
	for (size_t i = 0; i < doc->same_count; i++) {
		const struct provision *p = &doc->provisions[doc->same[i].provision];
		const struct provision *q = &base->provisions[doc->same[i].base];
		if (!span_equal(span_sub(doc->bytes, p->start, p->end),
				span_sub(base->bytes, q->start, q->end)))
			return false;
	}
	return !doc->same_count || doc->base_serial == base->serial;
}

static void compare(struct law_case *c, const struct doc *base, struct span bytes)
{
	struct buf copy = {0}, again = {0};
	struct diags diags = {0}, alone_diags = {0};
	buf_span(&copy, bytes);
	buf_span(&again, bytes);
	struct doc *beside = doc_read_beside(base, "a.xml", &copy, &diags);
	struct doc *alone = doc_read("a.xml", &again, &alone_diags);
	bool same = beside && alone ? same_tables(beside, alone) && same_runs(base, beside)
				    : !beside && !alone && diags.count == alone_diags.count;
	if (!law_holds(c, LAW_BESIDE, same, "the tables are not the same"))
		law_keep(c, "beside.xml", bytes);
	doc_free(beside);
	doc_free(alone);
	diags_release(&diags);
	diags_release(&alone_diags);
}

/* And what is left when some bytes are lost, which is seldom a document. */
void law_beside(struct law_case *c, const struct doc *base, const struct doc *other)
{
	struct dice dice = c->dice;
	struct buf broken = {0};
	struct span bytes = other->bytes;
	unsigned start = dice_below(&dice, (unsigned)bytes.length);
	size_t end = start + 1 + dice_below(&dice, 60);
	buf_span(&broken, span_sub(bytes, 0, start));
	if (end < bytes.length)
		buf_span(&broken, span_sub(bytes, end, bytes.length));
	compare(c, base, bytes);
	compare(c, base, buf_as_span(&broken));
	compare(c, other, base->bytes);
	buf_release(&broken);
}
