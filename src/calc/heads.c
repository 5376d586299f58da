/* Heads of three versions into one: only what apply writes is merged. That is so when theirs,
 * with all of it undone, is the base byte for byte. */
#include "calc/heads.h"

#include "doc/tags.h"

void put_value(struct splices *splices, const struct doc *doc, uint32_t meta, const char *name,
	       struct span value)
{
	struct tag tag;
	struct tag_attr old;
	size_t at = doc->metas[meta].start;
	if (!tag_next(doc->bytes, &at, &tag) || !tag_find_attribute(doc->bytes, &tag, name, &old) ||
	    span_equal(old.value, value))
		return;
	struct buf text = {0};
	tag_write_attribute(old.name, value, &text);
	splice_add(splices, (size_t)(old.name.at - doc->bytes.at), old.end,
		   (struct span){arena_copy(&splices->arena, text.at, text.length), text.length},
		   0);
	buf_release(&text);
}

static struct span head_of(const struct doc *doc)
{
	return span_sub(doc->bytes, 0, doc->body_start);
}

static bool perform(struct splices *splices, const struct doc *doc, struct buf *out)
{
	if (splices_sort(splices) != SIZE_MAX)
		return false;
	splices_perform(splices, head_of(doc), out);
	return true;
}

bool heads_merge(struct heads *heads, struct buf *out)
{
	struct buf undone = {0};
	bool good = merge_identity(heads) && merge_entries(heads) &&
		    perform(&heads->undone, heads->theirs, &undone) &&
		    span_equal(buf_as_span(&undone), head_of(heads->base)) &&
		    perform(&heads->merged, heads->ours, out);
	splices_release(&heads->undone);
	splices_release(&heads->merged);
	buf_release(&undone);
	return good;
}
