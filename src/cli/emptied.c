/* What stands opposite a document that only one of two folders has: the same with nothing in its
 * body, so that all of it is new, or gone. */
#include "cli/cli.h"

#include "doc/tags.h"

/* The start tag of the body and, from `rest` on, its end tag and what follows it. */
static bool body_ends(const struct doc *doc, struct tag *start, size_t *rest)
{
	size_t at = doc->body_start;
	if (!doc->body_end || !tag_next(doc->bytes, &at, start) || start->kind != TAG_OPEN)
		return false;
	*rest = doc->body_end - 1;
	while (*rest > start->end && doc->bytes.at[*rest] != '<')
		--*rest;
	return true;
}

struct doc *doc_emptied(const struct doc *doc)
{
	struct buf bytes = {0};
	struct diags none = {0};
	struct tag start;
	size_t rest;
	if (body_ends(doc, &start, &rest)) {
		buf_add(&bytes, doc->bytes.at, start.end);
		buf_add(&bytes, doc->bytes.at + rest, doc->bytes.length - rest);
	} else {
		buf_span(&bytes, doc->bytes);
	}
	struct doc *emptied = doc_read(doc->file, &bytes, &none);
	diags_release(&none);
	return emptied;
}
