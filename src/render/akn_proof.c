/* The law of the AKN redline: rejecting every mark gives the old body. */
#include "render/akn.h"

bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t back_over_space(struct span bytes, size_t at)
{
	while (at && is_white(bytes.at[at - 1]))
		at--;
	return at;
}

static size_t new_body_end(const struct akn *akn)
{
	return splices_new_offset(&akn->splices, akn->new_doc->body_end, false);
}

static bool in_block(const struct doc *doc, size_t byte)
{
	size_t low = FIRST_FROM(doc->blocks, doc->block_count, start, byte);
	return low && doc->blocks[low - 1].end > byte;
}

/* Steps over white space between two tags; false when it is not that. */
static bool step_over(struct span text, size_t *at)
{
	size_t start = back_over_space(text, *at), end = *at;
	while (end < text.length && is_white(text.at[end]))
		end++;
	*at = end;
	return start && text.at[start - 1] == '>' && end < text.length && text.at[end] == '<';
}

/* Where the body that came back differs from the old one. No mark can say how the elements of the
 * old document were laid out, where that is not the canonical layout: there only the white space
 * between them may differ. */
static size_t compare_bodies(const struct doc *old, struct span want, struct span back)
{
	size_t i = 0, j = 0;
	while (i < want.length && j < back.length) {
		if (want.at[i] == back.at[j]) {
			i++;
			j++;
			continue;
		}
		size_t fault = i;
		if (in_block(old, old->body_start + i) || !step_over(want, &i) ||
		    !step_over(back, &j) || want.at[i] != back.at[j])
			return fault;
	}
	return i == want.length && j == back.length ? SIZE_MAX : i;
}

size_t akn_fault(const struct akn *akn, struct span marked)
{
	size_t start = splices_new_offset(&akn->splices, akn->new_doc->body_start, false);
	struct buf back = {0};
	const struct doc *old = akn->old_doc;
	redline_reject(span_sub(marked, start, new_body_end(akn)), &back);
	struct span want = span_sub(old->bytes, old->body_start, old->body_end);
	size_t at = compare_bodies(old, want, buf_as_span(&back));
	buf_release(&back);
	return at == SIZE_MAX ? SIZE_MAX : old->body_start + at;
}
