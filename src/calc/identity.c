/* Two consolidations of one base have a name each, 1+A and 1+B: theirs carried onto ours is 1+A+B,
 * as apply would have named it, of the later of the two dates. */
#include "calc/heads.h"

/* The same field in the three documents. */
struct field {
	uint32_t base, ours, theirs; /* metas */
};

/* ---- names with a version in them */

static struct span version_of(const struct doc *doc)
{
	uint32_t identification = doc_meta(doc, DOC_NONE, "identification", 0);
	uint32_t expression = doc_meta(doc, identification, "FRBRExpression", 0);
	uint32_t number = expression == DOC_NONE
				  ? DOC_NONE
				  : doc_meta(doc, expression, "FRBRversionNumber", 0);
	return number == DOC_NONE ? (struct span){0}
				  : doc_attribute(doc, doc->metas[number].start, "value");
}

/* Of 1+A the part that a consolidation was made of: 1. */
static struct span plain_version(struct span version)
{
	size_t plus = span_find(version, SPAN("+"), 0);
	return plus == SIZE_MAX ? version : span_sub(version, 0, plus);
}

/* Where the names of modifications go: behind the plain version. SIZE_MAX when there is none. */
static size_t behind_version(struct span value, struct span version)
{
	if (!version.length)
		return SIZE_MAX;
	if (span_equal(value, version))
		return plain_version(version).length;
	struct buf marked = {0};
	buf_char(&marked, '@');
	buf_span(&marked, version);
	size_t at = span_find(value, buf_as_span(&marked), 0);
	buf_release(&marked);
	return at == SIZE_MAX ? SIZE_MAX : at + 1 + plain_version(version).length;
}

/* "+A+B" between the same head and tail; at == NULL when a value has others. */
static struct span names_in(struct span value, struct span head, struct span tail)
{
	size_t end = value.length - tail.length;
	bool same = value.length > head.length + tail.length &&
		    span_equal(span_sub(value, 0, head.length), head) &&
		    span_equal(span_sub(value, end, value.length), tail) &&
		    value.at[head.length] == '+';
	return same ? span_sub(value, head.length, end) : (struct span){0};
}

/* The next "+A" of a suffix. */
static bool next_name(struct span suffix, size_t *at, struct span *name)
{
	if (*at >= suffix.length)
		return false;
	size_t end = span_find(suffix, SPAN("+"), *at + 1);
	*name = span_sub(suffix, *at, end == SIZE_MAX ? suffix.length : end);
	*at += name->length;
	return true;
}

static bool has_name(struct span suffix, struct span wanted)
{
	struct span name;
	for (size_t at = 0; next_name(suffix, &at, &name);)
		if (span_equal(name, wanted))
			return true;
	return false;
}

static bool has_names(struct span names, struct span wanted)
{
	struct span name;
	for (size_t at = 0; next_name(wanted, &at, &name);)
		if (!has_name(names, name))
			return false;
	return true;
}

/* A modification that both sides have is named once; none that the base has may be gone. */
static bool join_names(struct heads *h, struct span base, struct span ours, struct span theirs,
		       struct span *joined)
{
	struct span version = version_of(h->base), name;
	size_t at = behind_version(base, version), old = version.length;
	if (at == SIZE_MAX)
		return false;
	old -= plain_version(version).length;
	struct span head = span_sub(base, 0, at), tail = span_sub(base, at + old, base.length);
	struct span mine = names_in(ours, head, tail), other = names_in(theirs, head, tail);
	if (!mine.at || !other.at || !has_names(other, span_sub(base, at, at + old)))
		return false;
	struct buf text = {0};
	buf_span(&text, head);
	buf_span(&text, mine);
	for (size_t from = 0; next_name(other, &from, &name);)
		if (!has_name(mine, name))
			buf_span(&text, name);
	buf_span(&text, tail);
	*joined = (struct span){arena_copy(&h->merged.arena, text.at, text.length), text.length};
	buf_release(&text);
	return true;
}

/* ---- fields */

/* What both sides changed, each its own way. */
static bool join(struct heads *h, const char *name, struct span base, struct span ours,
		 struct span theirs, struct span *joined)
{
	if (!strcmp(name, "value"))
		return join_names(h, base, ours, theirs, joined);
	*joined = span_compare(ours, theirs) < 0 ? theirs : ours;
	return !strcmp(name, "date");
}

static bool merge_value(struct heads *h, struct field field, const char *name)
{
	struct span base = doc_attribute(h->base, h->base->metas[field.base].start, name);
	struct span ours = doc_attribute(h->ours, h->ours->metas[field.ours].start, name);
	struct span theirs = doc_attribute(h->theirs, h->theirs->metas[field.theirs].start, name);
	struct span merged = theirs;
	if (span_equal(base, theirs))
		return true;
	if (!base.at || !ours.at || !theirs.at)
		return false;
	if (!span_equal(base, ours) && !span_equal(ours, theirs) &&
	    !join(h, name, base, ours, theirs, &merged))
		return false;
	put_value(&h->undone, h->theirs, field.theirs, name, base);
	put_value(&h->merged, h->ours, field.ours, name, merged);
	return true;
}

static bool merge_field(struct heads *h, struct field field)
{
	const struct meta *meta = &h->base->metas[field.base];
	struct span level =
		meta->parent == DOC_NONE ? (struct span){0} : h->base->metas[meta->parent].name;
	if (!span_is(level, "FRBRExpression") && !span_is(level, "FRBRManifestation"))
		return true;
	if (span_is(meta->name, "FRBRdate"))
		return merge_value(h, field, "date") && merge_value(h, field, "name");
	if (span_is(meta->name, "FRBRthis") || span_is(meta->name, "FRBRuri") ||
	    span_is(meta->name, "FRBRversionNumber"))
		return merge_value(h, field, "value");
	return true;
}

static size_t field_count(const struct doc *doc, uint32_t identification)
{
	size_t i = identification;
	while (i < doc->meta_count && doc->metas[i].start < doc->metas[identification].end)
		i++;
	return i - identification;
}

/* All three have the same fields. */
bool merge_identity(struct heads *h)
{
	const struct doc *docs[3] = {h->base, h->ours, h->theirs};
	uint32_t first[3];
	size_t counts[3];
	for (size_t i = 0; i < 3; i++) {
		first[i] = doc_meta(docs[i], DOC_NONE, "identification", 0);
		if (first[i] == DOC_NONE)
			return false;
		counts[i] = field_count(docs[i], first[i]);
		if (counts[i] != counts[0])
			return false;
	}
	for (uint32_t i = 0; i < counts[0]; i++) {
		struct field field = {first[0] + i, first[1] + i, first[2] + i};
		struct span name = h->base->metas[field.base].name;
		if (!span_equal(name, h->ours->metas[field.ours].name) ||
		    !span_equal(name, h->theirs->metas[field.theirs].name) ||
		    !merge_field(h, field))
			return false;
	}
	return true;
}
