/* Runs of a block cut where inline elements begin and end, and what a format asks of an item. */
#include "render/format.h"

#include <string.h>

const struct doc *item_doc(const struct redline *redline, const struct item *item)
{
	return item->new_index != DOC_NONE ? redline->new_doc : redline->old_doc;
}

static uint32_t item_index(const struct item *item)
{
	return item->new_index != DOC_NONE ? item->new_index : item->old_index;
}

const struct provision *item_provision(const struct redline *redline, const struct item *item)
{
	return &item_doc(redline, item)->provisions[item_index(item)];
}

const struct block *item_block(const struct redline *redline, const struct item *item)
{
	return &item_doc(redline, item)->blocks[item_index(item)];
}

bool provision_stands_over(const struct profile *profile, const struct provision *provision)
{
	if (provision->heading != DOC_NONE)
		return true;
	const char *element = element_name(provision->element);
	for (size_t i = 0; profile && i + 1 < profile->first_item; i++)
		if (!strcmp(profile->levels[i].element, element))
			return true;
	return false;
}

struct span document_title(const struct redline *redline)
{
	const struct doc_facts *facts = &redline->new_doc->facts;
	if (facts->title.length)
		return facts->title;
	if (facts->short_name.length)
		return facts->short_name;
	return span_of(file_base_name(redline->new_doc->file));
}

const char *document_fate(const struct redline *redline)
{
	static const char *const fates[] = {[MARK_SAME] = "",
					    [MARK_REMOVED] = " (whole document deleted)",
					    [MARK_INSERTED] = " (whole document inserted)"};
	return fates[redline->whole];
}

/* ---- fragments */

static uint32_t style_of(const struct doc *doc, const struct inl *inl)
{
	switch (inl->element) {
	case EL_B:
		return STYLE_BOLD;
	case EL_I:
		return STYLE_ITALIC;
	case EL_U:
		return STYLE_UNDERLINE;
	case EL_SUP:
		return STYLE_SUPERSCRIPT;
	case EL_SUB:
		return STYLE_SUBSCRIPT;
	case EL_DEF:
		return STYLE_DEFINITION;
	case EL_TERM:
		return STYLE_TERM;
	case EL_INLINE:
		return span_is(doc_attribute(doc, inl->start, "name"), "descriptor")
			       ? STYLE_DESCRIPTOR
			       : 0;
	default:
		return 0;
	}
}

void fragments_begin(struct fragments *fragments, const struct redline *redline,
		     const struct item *item)
{
	*fragments = (struct fragments){.redline = redline, .item = item};
	fragments->run = redline_told(redline, item, &fragments->whole, &fragments->runs);
	if (item->old_index != DOC_NONE)
		fragments->inl[0] = redline->old_doc->blocks[item->old_index].inline_first;
	if (item->new_index != DOC_NONE)
		fragments->inl[1] = redline->new_doc->blocks[item->new_index].inline_first;
	size_t high = redline->carried_count;
	if (fragments->run == &fragments->whole)
		fragments->carried = high;
	while (fragments->carried < high) {
		size_t middle = fragments->carried + (high - fragments->carried) / 2;
		if (redline->carried[middle].run < item->run)
			fragments->carried = middle + 1;
		else
			high = middle;
	}
}

/* Innermost inline element at a text offset; *cursor is the first that begins behind it. The next
 * boundary is in *until. */
static uint32_t inline_at(const struct doc *doc, uint32_t block, size_t at, uint32_t *cursor,
			  size_t *until)
{
	const struct block *b = &doc->blocks[block];
	while (*cursor < b->inline_after &&
	       (doc->inlines[*cursor].block != block || doc->inlines[*cursor].text_start <= at))
		++*cursor;
	if (*cursor < b->inline_after)
		*until = doc->inlines[*cursor].text_start;
	uint32_t i = *cursor;
	while (i > b->inline_first && doc->inlines[i - 1].block != block)
		i--;
	if (i == b->inline_first)
		return DOC_NONE;
	for (i--; i != DOC_NONE && doc->inlines[i].text_end <= at; i = doc->inlines[i].parent)
		;
	if (i != DOC_NONE && doc->inlines[i].text_end < *until)
		*until = doc->inlines[i].text_end;
	return i;
}

static void describe(struct fragment *fragment, uint32_t inl)
{
	const struct doc *doc = fragment->doc;
	for (; inl != DOC_NONE; inl = doc->inlines[inl].parent) {
		const struct inl *i = &doc->inlines[inl];
		fragment->style |= style_of(doc, i);
		if (!fragment->ref && (i->element == EL_REF || i->element == EL_RREF))
			fragment->ref = i;
	}
}

/* Cuts the fragment where what is carried begins or ends, and says so. */
static size_t cut_carried(struct fragments *f, struct fragment *fragment, size_t length)
{
	const struct redline *r = f->redline;
	if (f->carried == r->carried_count || &r->runs[r->carried[f->carried].run] != f->run)
		return length;
	const struct carried_words *carried = &r->carried[f->carried];
	if (f->done < carried->start)
		return length < carried->start - f->done ? length : carried->start - f->done;
	fragment->carried = true;
	if (f->done == carried->start)
		fragment->joint = carried->joint;
	if (length >= carried->end - f->done) {
		length = carried->end - f->done;
		fragment->residue = carried->residue;
		f->carried++;
	}
	return length;
}

bool fragments_next(struct fragments *f, struct fragment *fragment)
{
	if (!f->runs)
		return false;
	const struct run *run = f->run;
	bool old = run->mark == MARK_REMOVED;
	const struct doc *doc = old ? f->redline->old_doc : f->redline->new_doc;
	uint32_t block = old ? f->item->old_index : f->item->new_index;
	size_t start = (old ? run->old_start : run->new_start) + f->done;
	size_t left = run->text.length - f->done, until = SIZE_MAX;
	*fragment = (struct fragment){.mark = run->mark, .change = run->change, .doc = doc};
	describe(fragment, inline_at(doc, block, start, &f->inl[old ? 0 : 1], &until));
	size_t length = cut_carried(f, fragment, until - start < left ? until - start : left);
	fragment->text = span_sub(run->text, f->done, f->done + length);
	f->done += length;
	if (f->done == run->text.length) {
		f->run++;
		f->runs--;
		f->done = 0;
	}
	return true;
}
