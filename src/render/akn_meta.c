/* The metadata of an AKN redline: two versions, from when on each is in force, and which words each
 * change took away and put in. */
#include "render/akn.h"

#include <stdlib.h>
#include <string.h>

static void insert(struct akn *akn, size_t at, const struct buf *text)
{
	splice_add(&akn->splices, at, at, akn_keep(akn, text), 0);
}

/* The line break and indentation before a byte. */
static struct span line_before(const struct doc *doc, size_t at)
{
	size_t start = at;
	while (start && (doc->bytes.at[start - 1] == ' ' || doc->bytes.at[start - 1] == '\t'))
		start--;
	if (start && doc->bytes.at[start - 1] == '\n')
		start--;
	return span_sub(doc->bytes, start, at);
}

static bool root_tag(const struct doc *doc, struct tag *tag)
{
	size_t at = 0;
	while (tag_next(doc->bytes, &at, tag))
		if (tag->kind == TAG_OPEN)
			return true;
	return false;
}

struct span akn_prefix(const struct doc *doc)
{
	struct tag tag;
	const char *colon = NULL;
	if (root_tag(doc, &tag))
		colon = memchr(tag.name.at, ':', tag.name.length);
	return colon ? span_from(tag.name.at, colon + 1) : (struct span){"", 0};
}

/* Our marks need our namespace. */
static void declare_namespace(struct akn *akn)
{
	struct tag tag;
	if (root_tag(akn->new_doc, &tag) &&
	    !tag_attribute(akn->new_doc->bytes, &tag, "xmlns:lp").at)
		splice_add(&akn->splices, tag.end - 1, tag.end - 1,
			   SPAN(" xmlns:lp=\"" LP_NAMESPACE "\""), 0);
}

static void set_contains(struct akn *akn)
{
	struct span bytes = akn->new_doc->bytes;
	size_t at = 0, end = akn->new_doc->body_start;
	struct tag tag;
	while (at < end && tag_next(bytes, &at, &tag)) {
		if (tag.kind != TAG_OPEN)
			continue;
		struct span value = tag_attribute(bytes, &tag, "contains");
		if (!value.at)
			continue;
		size_t start = (size_t)(value.at - bytes.at);
		splice_add(&akn->splices, start, start + value.length, SPAN("multipleVersions"), 0);
		return;
	}
}

/* ---- what each change took away and put in */

/* Children of a textualMod come in the order of the schema: source, destination, force, previous,
 * old, new. */
static void add_force(struct akn *akn, uint32_t mod)
{
	const struct doc *doc = akn->new_doc;
	uint32_t last = doc_meta(doc, mod, "source", 0);
	for (uint32_t i = doc_meta(doc, mod, "destination", 0); i != DOC_NONE;
	     i = doc_meta(doc, mod, "destination", i + 1))
		last = i;
	if (last == DOC_NONE)
		return;
	const struct meta *m = &doc->metas[last];
	struct buf text = {0};
	buf_span(&text, line_before(doc, m->start));
	buf_printf(&text, "<%.*sforce period=\"#tmpg_2\"/>", SPAN_ARGS(akn->ns));
	insert(akn, m->end, &text);
	buf_release(&text);
}

static void add_links(struct akn *akn, uint32_t mod, const struct akn_link *links, size_t count)
{
	const struct doc *doc = akn->new_doc;
	if (doc_meta(doc, mod, "old", 0) != DOC_NONE || doc_meta(doc, mod, "new", 0) != DOC_NONE ||
	    doc_meta(doc, mod, "previous", 0) != DOC_NONE)
		return;
	uint32_t last = DOC_NONE;
	for (uint32_t i = mod + 1; i < doc->meta_count && doc->metas[i].start < doc->metas[mod].end;
	     i++)
		if (doc->metas[i].parent == mod)
			last = i;
	if (last == DOC_NONE)
		return;
	struct buf text = {0};
	static const enum mark marks[] = {MARK_REMOVED, MARK_INSERTED};
	for (size_t m = 0; m < 2; m++)
		for (size_t i = 0; i < count; i++) {
			if (links[i].mark != marks[m])
				continue;
			buf_span(&text, line_before(doc, doc->metas[last].start));
			buf_printf(&text, "<%.*s%s href=\"#%s\"/>", SPAN_ARGS(akn->ns),
				   m ? "new" : "old", links[i].eid);
		}
	insert(akn, doc->metas[last].end, &text);
	buf_release(&text);
}

static int compare_links(const void *x, const void *y)
{
	const struct akn_link *a = x, *b = y;
	if (a->change != b->change)
		return a->change < b->change ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static bool number_of_mod(struct span eid, unsigned *number)
{
	if (!span_starts(eid, "pm_") || eid.length > 12)
		return false;
	*number = (unsigned)strtoul(eid.at + 3, NULL, 10);
	return true;
}

static bool is_change(const struct redline *r, unsigned number)
{
	for (size_t low = 0, high = r->change_count; low < high;) {
		size_t middle = (low + high) / 2;
		if (r->changes[middle].number == number)
			return true;
		if (r->changes[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static void describe_changes(struct akn *akn)
{
	const struct doc *doc = akn->new_doc;
	size_t count = akn->link_count;
	struct akn_link *links = mem_alloc((count + 1) * sizeof *links);
	if (count) {
		memcpy(links, akn->links, count * sizeof *links);
		qsort(links, count, sizeof *links, compare_links);
	}
	for (uint32_t i = 0; i < doc->meta_count; i++) {
		unsigned number;
		if (!span_is(doc->metas[i].name, "textualMod") ||
		    !number_of_mod(doc_attribute(doc, doc->metas[i].start, "eId"), &number) ||
		    !is_change(akn->redline, number))
			continue;
		size_t first = 0, high = count;
		while (first < high) {
			size_t middle = (first + high) / 2;
			if (links[middle].change < number)
				first = middle + 1;
			else
				high = middle;
		}
		size_t after = first;
		while (after < count && links[after].change == number)
			after++;
		add_force(akn, i);
		if (after > first)
			add_links(akn, i, links + first, after - first);
	}
	free(links);
}

/* ---- time */

static uint32_t last_event(const struct doc *doc, uint32_t lifecycle)
{
	uint32_t last = DOC_NONE;
	for (uint32_t i = doc_meta(doc, lifecycle, "eventRef", 0); i != DOC_NONE;
	     i = doc_meta(doc, lifecycle, "eventRef", i + 1))
		last = i;
	return last;
}

static struct span meta_eid(const struct doc *doc, uint32_t meta)
{
	return meta == DOC_NONE ? (struct span){0}
				: doc_attribute(doc, doc->metas[meta].start, "eId");
}

/* The element of meta that temporalData or lifecycle comes behind. */
static uint32_t meta_before(const struct doc *doc, bool temporal)
{
	static const char *const order[] = {"analysis",	      "workflow",    "lifecycle",
					    "classification", "publication", "identification"};
	for (size_t i = temporal ? 0 : 3; i < sizeof order / sizeof *order; i++) {
		uint32_t found = doc_meta(doc, DOC_NONE, order[i], 0);
		if (found != DOC_NONE)
			return found;
	}
	return DOC_NONE;
}

/* Two versions of a document that has no history get the two dates as events. */
static void add_lifecycle(struct akn *akn, uint32_t before, struct buf *out)
{
	const struct doc *doc = akn->new_doc;
	struct span line = line_before(doc, doc->metas[before].start), ns = akn->ns;
	struct span source = doc_attribute(doc, doc->metas[before].start, "source");
	struct span dates[] = {akn->old_doc->facts.date, doc->facts.date};
	buf_printf(out, "%.*s<%.*slifecycle source=\"%.*s\">", SPAN_ARGS(line), SPAN_ARGS(ns),
		   SPAN_ARGS(source));
	for (size_t i = 0; i < 2; i++)
		buf_printf(out,
			   "%.*s  <%.*seventRef eId=\"eref_%zu\" date=\"%.*s\" type=\"%s\" "
			   "source=\"%.*s\"/>",
			   SPAN_ARGS(line), SPAN_ARGS(ns), i + 1, SPAN_ARGS(dates[i]),
			   i ? "amendment" : "generation", SPAN_ARGS(source));
	buf_printf(out, "%.*s</%.*slifecycle>", SPAN_ARGS(line), SPAN_ARGS(ns));
}

/* From an event on, and until another if there is one. */
static void add_group(struct akn *akn, struct span line, unsigned number, struct span from,
		      struct span until, struct buf *out)
{
	struct span ns = akn->ns;
	buf_printf(out, "%.*s  <%.*stemporalGroup eId=\"tmpg_%u\">", SPAN_ARGS(line), SPAN_ARGS(ns),
		   number);
	buf_printf(out, "%.*s    <%.*stimeInterval start=\"#%.*s\"", SPAN_ARGS(line), SPAN_ARGS(ns),
		   SPAN_ARGS(from));
	if (until.length)
		buf_printf(out, " end=\"#%.*s\"", SPAN_ARGS(until));
	buf_printf(out, " refersTo=\"#inForce\"/>%.*s  </%.*stemporalGroup>", SPAN_ARGS(line),
		   SPAN_ARGS(ns));
}

static void add_temporal(struct akn *akn, const struct meta *behind, struct span first,
			 struct span second, struct buf *out)
{
	struct span line = line_before(akn->new_doc, behind->start), ns = akn->ns;
	struct span source = doc_attribute(akn->new_doc, behind->start, "source");
	buf_printf(out, "%.*s<%.*stemporalData source=\"%.*s\">", SPAN_ARGS(line), SPAN_ARGS(ns),
		   SPAN_ARGS(source));
	add_group(akn, line, 1, first, second, out);
	add_group(akn, line, 2, second, (struct span){0}, out);
	buf_printf(out, "%.*s</%.*stemporalData>", SPAN_ARGS(line), SPAN_ARGS(ns));
}

static void add_time(struct akn *akn)
{
	const struct doc *doc = akn->new_doc;
	uint32_t lifecycle = doc_meta(doc, DOC_NONE, "lifecycle", 0);
	uint32_t before = meta_before(doc, true);
	struct span first = SPAN("eref_1"), second = SPAN("eref_2");
	struct buf text = {0};
	if (before == DOC_NONE || doc_meta(doc, DOC_NONE, "temporalData", 0) != DOC_NONE)
		return;
	const struct meta *meta = &doc->metas[before];
	if (lifecycle == DOC_NONE) {
		add_lifecycle(akn, before, &text);
	} else {
		first = meta_eid(doc, doc_meta(doc, lifecycle, "eventRef", 0));
		second = meta_eid(doc, last_event(doc, lifecycle));
	}
	if (first.length && second.length)
		add_temporal(akn, meta, first, second, &text);
	insert(akn, meta->end, &text);
	buf_release(&text);
}

static void add_concept(struct akn *akn)
{
	const struct doc *doc = akn->new_doc;
	uint32_t references = doc_meta(doc, DOC_NONE, "references", 0), last = DOC_NONE;
	struct buf text = {0};
	if (references == DOC_NONE)
		return;
	const struct meta *meta = &doc->metas[references];
	for (uint32_t i = references + 1; i < doc->meta_count && doc->metas[i].start < meta->end;
	     i++) {
		if (doc->metas[i].parent == references)
			last = i;
		if (span_is(meta_eid(doc, i), "inForce"))
			return;
	}
	if (last == DOC_NONE)
		return;
	buf_span(&text, line_before(doc, doc->metas[last].start));
	buf_printf(&text,
		   "<%.*sTLCConcept eId=\"inForce\" href=\"/akn/ontology/concept/in-force\" "
		   "showAs=\"in force\"/>",
		   SPAN_ARGS(akn->ns));
	insert(akn, doc->metas[last].end, &text);
	buf_release(&text);
}

void akn_metadata(struct akn *akn)
{
	declare_namespace(akn);
	set_contains(akn);
	if (!akn->new_doc->meta_end)
		return;
	/* Changes of a diff come from no operation. */
	if (!strcmp(akn->prefix, "pm_"))
		describe_changes(akn);
	add_time(akn);
	add_concept(akn);
}
