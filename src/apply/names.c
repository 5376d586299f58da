/* Names in what is new: where the document writes its elements with a prefix (akn:clause), new ones
 * get it too; what has a prefix of its own must have that declared, which reading the result tells.
 */
#include "apply/plan.h"

#include "doc/tags.h"

#include <string.h>

static bool is_tag(const struct tag *tag)
{
	return tag->kind == TAG_OPEN || tag->kind == TAG_EMPTY || tag->kind == TAG_CLOSE;
}

static bool has_colon(struct span name)
{
	return name.length && memchr(name.at, ':', name.length);
}

/* The prefix of the document's own elements with its colon; empty when they have none. */
static struct span prefix_of(const struct doc *doc)
{
	struct tag tag;
	for (size_t at = 0; tag_next(doc->bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN) {
			const char *colon = memchr(tag.name.at, ':', tag.name.length);
			return colon ? span_from(tag.name.at, colon + 1) : (struct span){"", 0};
		}
	return (struct span){"", 0};
}

static void add_prefix(struct splices *splices, struct splice *splice, struct span prefix)
{
	struct buf out = {0};
	struct tag tag;
	if (!splice->text.length || !memchr(splice->text.at, '<', splice->text.length))
		return;
	for (size_t at = 0; tag_next(splice->text, &at, &tag);) {
		size_t name = tag.start;
		if (is_tag(&tag) && !has_colon(tag.name)) {
			name = (size_t)(tag.name.at - splice->text.at);
			buf_span(&out, span_sub(splice->text, tag.start, name));
			buf_span(&out, prefix);
		}
		buf_span(&out, span_sub(splice->text, name, tag.end));
	}
	splice->text = splices_keep(splices, &out);
}

void write_prefixes(struct applied_doc *doc)
{
	struct span prefix = prefix_of(doc->old);
	for (size_t i = 0; prefix.length && i < doc->splices.count; i++)
		if (splice_source(&doc->splices.items[i], doc->old->bytes) == SIZE_MAX)
			add_prefix(&doc->splices, &doc->splices.items[i], prefix);
}

static bool is_foreign(struct span text)
{
	struct tag tag;
	struct tag_attr attribute;
	for (size_t at = 0; tag_next(text, &at, &tag);) {
		if (!is_tag(&tag))
			continue;
		if (has_colon(tag.name))
			return true;
		for (size_t next = 0;
		     tag.kind != TAG_CLOSE && tag_next_attribute(text, &tag, &next, &attribute);)
			if (has_colon(attribute.name))
				return true;
	}
	return false;
}

bool has_foreign_names(const struct applied_doc *doc)
{
	for (size_t i = 0; i < doc->splices.count; i++) {
		struct span text = doc->splices.items[i].text;
		if (text.length && memchr(text.at, ':', text.length) && is_foreign(text))
			return true;
	}
	return false;
}
