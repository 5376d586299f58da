/* The rules beyond the schemas (akn-profile, section 9): ids, links and places of text. */
#include "read/rules.h"
#include "doc/address.h"
#include "doc/cite.h"
#include "doc/tags.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

/* Findings of one file: finding a line costs the length of the file, and nobody reads more. */
enum { FINDINGS_MOST = 500 };

struct rules {
	size_t findings;
	const struct doc *doc;
	const struct profile *profile;
	struct diags *diags;
	xmlHashTablePtr ids;	 /* eId -> where its element starts, plus one */
	xmlHashTablePtr missing; /* eIds that links name and that are not there */
	struct buf scratch;
	bool ours;	 /* the file says that it is of the profile */
	bool incomplete; /* not all children of a chapter or section are there */
	bool redline;
};

/* Is there room for another finding? */
static bool room(struct rules *rules)
{
	return rules->findings++ < FINDINGS_MOST;
}

static struct place tag_place(const struct rules *rules, const struct tag *tag)
{
	return doc_place(rules->doc, (uint32_t)tag->start, (uint32_t)tag->end);
}

/* ---- ids of the whole file */

static size_t id_place(struct rules *rules, struct span id)
{
	buf_cut(&rules->scratch, 0);
	buf_span(&rules->scratch, id);
	return (size_t)(uintptr_t)xmlHashLookup(rules->ids,
						(const xmlChar *)buf_string(&rules->scratch));
}

static void note_id(struct rules *rules, const struct tag *tag)
{
	struct span id = tag_attribute(rules->doc->bytes, tag, "eId");
	if (!id.at)
		return;
	size_t first = id_place(rules, id);
	if (!first) {
		xmlHashAddEntry(rules->ids, (const xmlChar *)buf_string(&rules->scratch),
				(void *)(uintptr_t)(tag->start + 1));
		return;
	}
	if (!room(rules))
		return;
	struct diag *diag = diag_add(rules->diags, DIAG_XML003, tag_place(rules, tag),
				     "eId “%.*s” stands twice in this file", SPAN_ARGS(id));
	diag->eid = diag_keep(rules->diags, id);
	diag_relate(rules->diags, diag, doc_place(rules->doc, (uint32_t)first - 1, (uint32_t)first),
		    "it stands here first");
}

static void collect_ids(struct rules *rules)
{
	struct tag tag;
	for (size_t at = 0; tag_next(rules->doc->bytes, &at, &tag);)
		if (tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY)
			note_id(rules, &tag);
}

/* ---- links: attributes that name an eId of the file */

/* Something in an incomplete part of the code may be cited though it is not there. */
static bool may_be_absent(struct rules *rules, struct span id)
{
	struct span head = address_head(id);
	if (address_level_of_eid(rules->profile, head) < 0)
		return false;
	uint32_t provision = doc_find(rules->doc, head);
	if (provision == DOC_NONE)
		return rules->incomplete;
	return rules->doc->provisions[provision].flags & PROVISION_INCOMPLETE;
}

static void check_link(struct rules *rules, const struct tag *tag, const char *name,
		       enum diag_code code)
{
	struct span value = tag_attribute(rules->doc->bytes, tag, name);
	if (value.length < 2 || value.at[0] != '#')
		return;
	struct span id = span_sub(value, 1, value.length);
	if (may_be_absent(rules, id) || id_place(rules, id))
		return;
	if (xmlHashAddEntry(rules->missing, (const xmlChar *)buf_string(&rules->scratch), rules) !=
	    0)
		return; /* once for each eId that is missing */
	diag_add(rules->diags, code, tag_place(rules, tag),
		 "%s=\"%.*s\": this file has no such eId", name, SPAN_ARGS(value));
}

static bool tag_is(const struct tag *tag, const char *const *names)
{
	for (; *names; names++)
		if (span_is(tag->name, *names))
			return true;
	return false;
}

/* In "#am_1 #am_2" each must be there, and no operation may have two records. */
static void check_op(struct rules *rules, const struct tag *tag, xmlHashTablePtr seen)
{
	struct span rest = tag_attribute(rules->doc->bytes, tag, "for");
	while (rest.length) {
		size_t end = span_find(rest, SPAN(" "), 0);
		struct span one = span_trim(span_sub(rest, 0, end == SIZE_MAX ? rest.length : end));
		rest = end == SIZE_MAX ? span_sub(rest, 0, 0)
				       : span_sub(rest, end + 1, rest.length);
		if (!one.length)
			continue;
		if ((one.at[0] != '#' || !id_place(rules, span_sub(one, 1, one.length))) &&
		    room(rules))
			diag_add(rules->diags, DIAG_XML007, tag_place(rules, tag),
				 "lp:op for “%.*s”: there is no such textualMod", SPAN_ARGS(one));
		buf_cut(&rules->scratch, 0);
		buf_span(&rules->scratch, one);
		if (xmlHashAddEntry(seen, (const xmlChar *)buf_string(&rules->scratch), rules) !=
			    0 &&
		    room(rules))
			diag_add(rules->diags, DIAG_XML007, tag_place(rules, tag),
				 "a second lp:op for “%.*s”", SPAN_ARGS(one));
	}
}

static void check_change(struct rules *rules, const struct tag *tag)
{
	struct span bytes = rules->doc->bytes;
	struct span change = tag_attribute(bytes, tag, "lp:change");
	struct span class = tag_attribute(bytes, tag, "class");
	bool mark = span_is(tag->name, "ins") || span_is(tag->name, "del") ||
		    span_is(class, "inserted") || span_is(class, "removed");
	if (mark && !change.at && room(rules))
		diag_add(rules->diags, DIAG_XML007, tag_place(rules, tag),
			 "<%.*s> marks a change and does not say which: lp:change is missing",
			 SPAN_ARGS(tag->name));
	else if (change.at && span_starts(change, "pm_") && !id_place(rules, change) && room(rules))
		diag_add(rules->diags, DIAG_XML007, tag_place(rules, tag),
			 "lp:change=\"%.*s\": there is no such textualMod", SPAN_ARGS(change));
}

static void check_links(struct rules *rules)
{
	static const char *const citing[] = {"ref", "rref", "def", "term", "inline", NULL};
	static const char *const linking[] = {"source", "old", "new", NULL};
	xmlHashTablePtr ops = xmlHashCreate((int)rules->doc->meta_count + 16);
	struct tag tag;
	for (size_t at = 0; tag_next(rules->doc->bytes, &at, &tag);) {
		if (tag.kind != TAG_OPEN && tag.kind != TAG_EMPTY)
			continue;
		if (tag_is(&tag, citing)) {
			check_link(rules, &tag, "href", DIAG_XML004);
			check_link(rules, &tag, "from", DIAG_XML004);
			check_link(rules, &tag, "upTo", DIAG_XML004);
			check_link(rules, &tag, "refersTo", DIAG_XML004);
		} else if (tag_is(&tag, linking)) {
			check_link(rules, &tag, "href", DIAG_XML007);
		} else if (span_is(tag.name, "lp:op")) {
			check_op(rules, &tag, ops);
		}
		if (rules->redline)
			check_change(rules, &tag);
	}
	xmlHashFree(ops, NULL);
}

/* ---- ids against numbers */

static int level_of_element(const struct rules *rules, enum element element)
{
	for (size_t i = 0; i < rules->profile->level_count; i++)
		if (strcmp(rules->profile->levels[i].element, element_name(element)) == 0)
			return (int)i;
	return -1;
}

static bool block_is_marked(const struct doc *doc, uint32_t block)
{
	for (uint32_t i = doc->blocks[block].inline_first; i < doc->blocks[block].inline_after; i++)
		if (doc->inlines[i].element == EL_INS || doc->inlines[i].element == EL_DEL)
			return true;
	return false;
}

/* The part that the number makes, perhaps with -2 for the second of two equal ones. */
static bool part_fits(struct rules *rules, struct span part, size_t level, struct span number)
{
	buf_cut(&rules->scratch, 0);
	address_child(rules->profile, (struct span){"", 0}, level, number, &rules->scratch);
	struct span expected = buf_as_span(&rules->scratch);
	if (part.length < expected.length || memcmp(part.at, expected.at, expected.length) != 0)
		return false;
	struct span rest = span_sub(part, expected.length, part.length);
	if (!rest.length)
		return true;
	for (size_t i = 1; i < rest.length; i++)
		if (rest.at[i] < '0' || rest.at[i] > '9')
			return false;
	return rest.length > 1 && rest.at[0] == '-';
}

static void report_eid(struct rules *rules, uint32_t provision, struct span eid, struct span number)
{
	const struct provision *p = &rules->doc->provisions[provision];
	struct diag *diag =
		diag_add(rules->diags, DIAG_XML004, doc_place(rules->doc, p->start, p->open),
			 "eId “%.*s” is not that of number “%.*s” at its place", SPAN_ARGS(eid),
			 SPAN_ARGS(number));
	diag->eid = diag_keep(rules->diags, eid);
}

/* An eId below the numbered levels hangs on that of the provision around it. */
static bool hangs_on_parent(const struct doc *doc, const struct provision *p, struct span eid)
{
	struct span above = address_parent(eid);
	if (!above.length || p->parent == DOC_NONE || (p->flags & PROVISION_QUOTED))
		return true;
	return span_equal(above, doc->provisions[p->parent].eid);
}

static void check_eid(struct rules *rules, uint32_t provision)
{
	const struct doc *doc = rules->doc;
	const struct provision *p = &doc->provisions[provision];
	int level = level_of_element(rules, p->element);
	struct span number = provision_num(doc, provision), eid = p->eid;
	if (level < 0 || !eid.length || !number.length || block_is_marked(doc, p->num) ||
	    span_starts(eid, "was_"))
		return;
	if (p->flags & PROVISION_QUOTED) {
		struct span later = doc_attribute(doc, p->start, "wId");
		eid = later.at ? later : eid;
	}
	if (!part_fits(rules, address_last(eid), (size_t)level, number) ||
	    !hangs_on_parent(doc, p, eid))
		if (room(rules))
			report_eid(rules, provision, eid, number);
}

/* ---- places of text */

static void check_shape(struct rules *rules, uint32_t provision)
{
	const struct doc *doc = rules->doc;
	const struct provision *p = &doc->provisions[provision];
	bool intro = false, content = false, words = false;
	for (uint32_t block = DOC_NONE;
	     (block = provision_next_block(doc, provision, block)) != DOC_NONE;) {
		intro |= doc->blocks[block].part == PART_INTRO;
		content |= doc->blocks[block].part == PART_CONTENT;
		words |= doc->blocks[block].part == PART_CONTENT &&
			 span_trim(doc->blocks[block].text).length;
	}
	if (intro && provision_first_child(doc, provision) == DOC_NONE && room(rules))
		diag_add(rules->diags, DIAG_XML005, doc_place(doc, p->start, p->open),
			 "an intro leads in nothing: text without items stands in content");
	/* A cell's text is its own block; a quoted structure is text enough. */
	if (content && !words && !(p->flags & PROVISION_INCOMPLETE) &&
	    p->block_after - p->block <= 3 && p->after == provision + 1 && room(rules))
		diag_add(rules->diags, DIAG_XML005, doc_place(doc, p->start, p->open),
			 "content is empty; text that is not supplied has status=\"incomplete\"");
}

static bool holds_no_text(struct span name)
{
	static const enum element_role without[] = {ROLE_PROVISION, ROLE_WRAP, ROLE_QUOTE};
	if (span_is(name, "crossHeading"))
		return false;
	for (int element = 1; element < EL_COUNT; element++)
		for (size_t i = 0; i < sizeof without / sizeof *without; i++)
			if (element_role((enum element)element) == without[i] &&
			    span_is(name, element_name((enum element)element)))
				return true;
	return span_is(name, "body") || span_is(name, "mainBody");
}

struct open_tags {
	bool *items; /* holds no text */
	size_t count, capacity;
};

static void check_stray_text(struct rules *rules)
{
	struct span body = span_sub(rules->doc->bytes, 0, rules->doc->body_end);
	struct open_tags open = {0};
	struct tag tag;
	for (size_t at = rules->doc->body_start; tag_next(body, &at, &tag);) {
		if (tag.kind == TAG_OPEN) {
			MEM_ROOM(open.items, open.count, open.capacity);
			open.items[open.count++] = holds_no_text(tag.name);
		} else if (tag.kind == TAG_CLOSE && open.count) {
			open.count--;
		} else if ((tag.kind == TAG_TEXT || tag.kind == TAG_CDATA) && open.count &&
			   open.items[open.count - 1]) {
			struct span text = span_trim(span_sub(body, tag.start, tag.end));
			if (!text.length || !room(rules))
				continue;
			size_t start = (size_t)(text.at - body.at);
			diag_add(rules->diags, DIAG_XML005,
				 doc_place(rules->doc, (uint32_t)start,
					   (uint32_t)(start + text.length)),
				 "text outside a paragraph, number or heading");
		}
	}
	free(open.items);
}

/* ---- references against their words */

static struct span fragment(struct span href)
{
	size_t hash = span_find(href, SPAN("#"), 0);
	return hash == SIZE_MAX ? span_sub(href, 0, 0) : span_sub(href, hash + 1, href.length);
}

static void check_words(struct rules *rules, uint32_t block, const struct inl *ref,
			const struct citation *cite)
{
	struct span from = fragment(ref->href), to = fragment(ref->up_to);
	bool range = ref->element == EL_RREF;
	if (cite->flags & (CITATION_RELATIVE | CITATION_EXTERNAL | CITATION_MALFORMED))
		return;
	if ((span_is(from, cite->target) &&
	     (!range || (cite->up_to && span_is(to, cite->up_to)))) ||
	    !room(rules))
		return;
	diag_add(rules->diags, DIAG_XML004,
		 block_place(rules->doc, block, ref->text_start, ref->text_end),
		 "the words lead to %s%s%s, the markup to %.*s%s%.*s", cite->target,
		 cite->up_to ? " to " : "", cite->up_to ? cite->up_to : "", SPAN_ARGS(from),
		 range ? " to " : "", SPAN_ARGS(to));
}

static void check_refs_of_block(struct rules *rules, uint32_t index, struct cite_finder *finder,
				struct citations *found)
{
	const struct block *block = &rules->doc->blocks[index];
	bool searched = false;
	size_t next = 0;
	for (uint32_t i = block->inline_first; i < block->inline_after; i++) {
		const struct inl *ref = &rules->doc->inlines[i];
		if (ref->block != index || (ref->element != EL_REF && ref->element != EL_RREF) ||
		    !fragment(ref->href).length)
			continue;
		if (!searched)
			cite_find(finder, block->text, found);
		searched = true;
		while (next < found->count && found->items[next].from_start < ref->text_start)
			next++;
		if (next < found->count && found->items[next].from_end <= ref->text_end)
			check_words(rules, index, ref, &found->items[next]);
	}
}

static void check_references(struct rules *rules)
{
	struct buf error = {0};
	struct citations found = {0};
	struct cite_finder *finder = cite_finder_new(rules->profile, &error);
	for (size_t i = 0; finder && i < rules->doc->block_count; i++)
		if (!block_is_marked(rules->doc, (uint32_t)i))
			check_refs_of_block(rules, (uint32_t)i, finder, &found);
	citations_release(&found);
	cite_finder_free(finder);
	buf_release(&error);
}

/* ---- */

static void learn(struct rules *rules)
{
	const struct doc *doc = rules->doc;
	rules->ours = span_is(doc->facts.profile, rules->profile->name);
	rules->redline = span_is(doc->facts.contains, "multipleVersions") && rules->ours;
	for (size_t i = 0; i < doc->provision_count; i++)
		if ((doc->provisions[i].flags & PROVISION_INCOMPLETE) &&
		    provision_first_child(doc, (uint32_t)i) != DOC_NONE)
			rules->incomplete = true;
}

void rules_check(const struct doc *doc, const struct profile *profile, struct diags *diags)
{
	struct rules rules = {.doc = doc, .profile = profile, .diags = diags};
	/* libxml2's tables hardly grow by themselves: long chains would make this quadratic. */
	int size = (int)(doc->provision_count + doc->inline_count + doc->meta_count) + 16;
	rules.ids = xmlHashCreate(size);
	rules.missing = xmlHashCreate(size);
	learn(&rules);
	collect_ids(&rules);
	check_links(&rules);
	check_stray_text(&rules);
	for (size_t i = 0; rules.ours && i < doc->provision_count; i++) {
		check_eid(&rules, (uint32_t)i);
		check_shape(&rules, (uint32_t)i);
	}
	if (rules.ours)
		check_references(&rules);
	xmlHashFree(rules.ids, NULL);
	xmlHashFree(rules.missing, NULL);
	buf_release(&rules.scratch);
}
