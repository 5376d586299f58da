/* The contents list of a document, if it has one (AKN: toc), against the headings: an entry whose
 * heading reads otherwise or is gone, and a new heading of a kind that the list has. */
#include "check/state.h"

#include "doc/address.h"
#include "doc/tags.h"
#include "doc/words.h"

#include <string.h>
#include <strings.h>

/* An entry: what it says and the provision that it names. */
struct item {
	size_t start, end; /* bytes of its text */
	struct span eid;
	struct span text; /* decoded, white space folded; in the arena */
};

static bool is_named(struct span name, const char *local)
{
	size_t colon = span_find(name, SPAN(":"), 0);
	return span_is(colon == SIZE_MAX ? name : span_sub(name, colon + 1, name.length), local);
}

static struct span keep_folded(struct state *state, struct span text)
{
	struct buf out = {0};
	words_fold_marks(text, &out);
	struct span kept = {arena_copy(&state->arena, out.at ? out.at : "", out.length),
			    out.length};
	buf_release(&out);
	return kept;
}

/* The next entry at or after *at, before the body. */
static bool next_item(struct state *state, const struct doc *doc, size_t *at, struct item *item)
{
	struct span bytes = span_sub(doc->bytes, 0, doc->body_start);
	struct buf text = {0};
	struct tag tag;
	bool inside = false;
	while (tag_next(bytes, at, &tag)) {
		if (tag.kind == TAG_OPEN && is_named(tag.name, "tocItem")) {
			struct span href = tag_attribute(bytes, &tag, "href");
			inside = href.length > 1 && href.at[0] == '#';
			if (inside)
				*item = (struct item){.start = tag.end,
						      .eid = span_sub(href, 1, href.length)};
		} else if (inside && tag.kind == TAG_TEXT) {
			tag_decode(span_sub(bytes, tag.start, tag.end), &text);
			item->end = tag.end;
		} else if (inside && tag.kind == TAG_CLOSE && is_named(tag.name, "tocItem")) {
			item->text = keep_folded(state, buf_as_span(&text));
			buf_release(&text);
			return true;
		}
	}
	buf_release(&text);
	return false;
}

static bool contains(struct span text, struct span words)
{
	for (size_t i = 0; i + words.length <= text.length; i++)
		if (!strncasecmp(text.at + i, words.at, words.length))
			return true;
	return !words.length;
}

static struct diag *report(struct state *state, const struct doc *source, const struct item *item,
			   const char *says)
{
	struct place place = {0};
	if (!state->silent)
		place = doc_place(source, (uint32_t)item->start, (uint32_t)item->end);
	struct diag *diag =
		diag_add(state->diags, DIAG_HDG005, place, "the contents list has “%.*s”, %s",
			 SPAN_ARGS(item->text), says);
	diag->eid = diag_keep(state->diags, item->eid);
	diag->citation = diag_keep(state->diags, span_of(state_citation(state, item->eid)));
	diag->quoted = diag_keep(state->diags, item->text);
	return diag;
}

static void check_item(struct state *state, uint32_t d, const struct doc *source,
		       const struct item *item)
{
	const struct doc *doc = state->docs[d];
	struct spot spot = state_find(state, d, item->eid);
	uint32_t patch;
	struct diag *diag = NULL;
	if (spot.provision == DOC_NONE) {
		diag = report(state, source, item, "which is not there");
	} else if (spot.doc == d && provision_heading(doc, spot.provision).length) {
		struct span heading = keep_folded(state, provision_heading(doc, spot.provision));
		if (contains(item->text, heading))
			return;
		diag = report(
			state, source, item,
			arena_printf(&state->arena, "the heading is “%.*s”", SPAN_ARGS(heading)));
		diag_help(state->diags, diag, "write “%.*s”", SPAN_ARGS(heading));
	}
	const struct op *op = diag ? state_acted(state, item->eid, &patch) : NULL;
	if (!op)
		return;
	diag->op = op->number;
	state_relate_op(state, diag, patch, op, "amended here");
}

/* A new provision with a heading, of an element that the list names others of. */
static void check_unlisted(struct state *state, uint32_t d, const struct table *listed,
			   const bool elements[EL_COUNT])
{
	const struct doc *doc = state->docs[d];
	for (uint32_t i = 0; i < doc->provision_count; i++) {
		const struct provision *p = &doc->provisions[i];
		if (!elements[p->element] || p->heading == DOC_NONE || !state_covers(state, d, i) ||
		    !state_is_new(state, d, i) || table_get(listed, p->eid))
			continue;
		state_report(
			state, DIAG_HDG005, d, p->heading, 0, doc->blocks[p->heading].text.length,
			"“%.*s” is not in the contents list", SPAN_ARGS(provision_heading(doc, i)));
	}
}

/* The list stands before the body, where no operation reaches: it is read where it was written. */
static void check_list(struct state *state, uint32_t d)
{
	const struct doc *source = state_old(state, d) ? state_old(state, d) : state->docs[d];
	struct table listed = {0};
	struct item item;
	bool elements[EL_COUNT] = {false};
	for (size_t at = source->meta_end; next_item(state, source, &at, &item);) {
		struct spot spot = state_find(state, d, item.eid);
		table_add(&listed, item.eid, 0, 0, 0);
		if (spot.provision != DOC_NONE)
			elements[state->docs[spot.doc]->provisions[spot.provision].element] = true;
		check_item(state, d, source, &item);
	}
	if (listed.count)
		check_unlisted(state, d, &listed, elements);
	table_release(&listed);
}

void check_contents(struct state *state)
{
	for (uint32_t d = 0; d < state->doc_count && state->version != VERSION_PAYLOAD; d++)
		check_list(state, d);
}
