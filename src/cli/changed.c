/* The provisions that a comparison finds changed, one JSON object a line, in reading order. */
#include "cli/cli.h"

#include "doc/address.h"

#include <string.h>

struct listing {
	const struct redline *redline;
	const struct profile *profile;
	struct buf *out;
};

static void key_eid(const char *key, const struct doc *doc, uint32_t provision, struct buf *out)
{
	buf_printf(out, "\"%s\":", key);
	if (provision != DOC_NONE && doc->provisions[provision].eid.length)
		json_quoted(out, doc->provisions[provision].eid);
	else
		buf_text(out, "null");
}

/* What is cited for it: a table is not, the clause that it is in is. */
static const struct provision *cited(const struct doc *doc, uint32_t provision)
{
	for (; provision != DOC_NONE; provision = doc->provisions[provision].parent) {
		const struct provision *p = &doc->provisions[provision];
		if (p->flags & PROVISION_CROSSHEADING)
			return NULL;
		if (p->num != DOC_NONE || p->flags & PROVISION_DEFINITION)
			return p;
	}
	return NULL;
}

static void key_citation(const struct listing *l, const struct doc *doc, uint32_t provision)
{
	const struct provision *p = cited(doc, provision);
	struct buf citation = {0};
	if (p && p->eid.length)
		address_to_citation(l->profile, p->eid, &citation);
	json_key(l->out, "citation", citation.length ? buf_string(&citation) : NULL, false);
	buf_release(&citation);
}

/* Its file and citation are those of the new version, if it is there. */
static void add_line(const struct listing *l, const char *kind, uint32_t old_index,
		     uint32_t new_index)
{
	const struct redline *r = l->redline;
	bool gone = new_index == DOC_NONE && old_index != DOC_NONE;
	const struct doc *doc = gone ? r->old_doc : r->new_doc;
	buf_char(l->out, '{');
	json_key(l->out, "kind", kind, true);
	buf_char(l->out, ',');
	key_eid("old", r->old_doc, old_index, l->out);
	buf_char(l->out, ',');
	key_eid("new", r->new_doc, new_index, l->out);
	key_citation(l, doc, gone ? old_index : new_index);
	json_key(l->out, "file", doc->file, false);
	buf_text(l->out, "}\n");
}

/* Did anything in the provision change beside its number and what is below it? */
static bool is_amended(const struct redline *r, const struct item *open)
{
	for (uint32_t i = (uint32_t)(open - r->items) + 1; i < open->partner; i++) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_OPEN) {
			i = item->partner;
			continue;
		}
		const struct doc *doc = item->new_index == DOC_NONE ? r->old_doc : r->new_doc;
		uint32_t block = item->new_index == DOC_NONE ? item->old_index : item->new_index;
		bool number = open->change && doc->blocks[block].part == PART_NUM;
		if (!number && (item->changed || item->markup))
			return true;
	}
	return false;
}

static void add_kept(const struct listing *l, const struct item *open)
{
	if (is_amended(l->redline, open))
		add_line(l, "substitution", open->old_index, open->new_index);
	else if (open->change)
		add_line(l, "renumbering", open->old_index, open->new_index);
}

/* It is told where it has gone. */
static void add_moved(const struct listing *l, const struct item *open)
{
	if (open->mark == MARK_INSERTED)
		add_line(l, "move", l->redline->items[open->move_partner].old_index,
			 open->new_index);
}

void report_changed(const struct redline *r, const struct profile *profile, struct buf *out)
{
	const struct listing l = {r, profile, out};
	uint32_t inside = 0; /* the end of what is wholly inserted or deleted */
	for (uint32_t i = 0; i < r->item_count; i++) {
		const struct item *item = &r->items[i];
		if (item->kind == ITEM_BLOCK && item->depth == 0 && item->changed)
			add_line(&l, "substitution", DOC_NONE, DOC_NONE);
		if (item->kind != ITEM_OPEN)
			continue;
		if (item->mark == MARK_SAME) {
			add_kept(&l, item);
		} else if (item->moved) {
			add_moved(&l, item);
			i = item->partner;
		} else if (i >= inside) {
			bool gone = item->mark == MARK_REMOVED;
			add_line(&l, gone ? "repeal" : "insertion", item->old_index,
				 item->new_index);
			inside = item->partner;
		}
	}
}
