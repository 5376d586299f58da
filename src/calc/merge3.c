/* Three versions into one: the difference from the base to theirs, as a patch, is rebased onto
 * ours. What is clean is applied; what is not stands in git's conflict markers, both provisions
 * whole. */
#include "calc/heads.h"
#include "calc/rebase.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

struct merging3 {
	struct merged *merged;
	const struct doc *base, *ours, *theirs;
	const struct profile *profile;
	struct pairing *to_ours, *to_theirs;
	struct corpus base_corpus, our_corpus;
	struct doc *docs[2];		 /* base, ours */
	struct application *application; /* theirs on ours; NULL: nothing to do */
	const struct doc *result;
	bool reversed; /* ours is carried to theirs: who asks calls them the other way round */
};

/* ---- what stands outside of the bodies */

struct sides {
	struct span base, ours, theirs;
};

static struct sides outside(const struct merging3 *m, bool before)
{
	const struct doc *docs[3] = {m->base, m->ours, m->theirs};
	struct span parts[3];
	for (size_t i = 0; i < 3; i++)
		parts[i] =
			before ? span_sub(docs[i]->bytes, 0, docs[i]->body_start)
			       : span_sub(docs[i]->bytes, docs[i]->body_end, docs[i]->bytes.length);
	return (struct sides){parts[0], parts[1], parts[2]};
}

/* Markers stand on lines of their own. */
static void write_marker(const char *marker, struct buf *out)
{
	if (out->length && out->at[out->length - 1] != '\n')
		buf_char(out, '\n');
	buf_text(out, marker);
}

static void write_conflict(const struct merging3 *m, struct span ours, struct span theirs,
			   struct buf *out)
{
	write_marker("<<<<<<< ours\n", out);
	buf_span(out, m->reversed ? theirs : ours);
	write_marker("=======\n", out);
	buf_span(out, m->reversed ? ours : theirs);
	write_marker(">>>>>>> theirs\n", out);
}

static void add_conflict(struct merging3 *m, const char *citation, const char *why)
{
	struct merged *merged = m->merged;
	MEM_ROOM(merged->conflicts, merged->count, merged->capacity);
	merged->conflicts[merged->count++] = (struct merge_conflict){
		arena_string(&merged->arena, citation), arena_string(&merged->arena, why)};
}

static size_t line_end(struct span text, size_t at)
{
	const char *end = at < text.length ? memchr(text.at + at, '\n', text.length - at) : NULL;
	return end ? (size_t)(end - text.at) + 1 : text.length;
}

/* Lines that both begin with, or both end with. */
static size_t shared_head(struct span a, struct span b)
{
	size_t at = 0;
	for (;;) {
		size_t end = line_end(a, at), other = line_end(b, at);
		if (at == a.length || at == b.length || end != other ||
		    !span_equal(span_sub(a, at, end), span_sub(b, at, other)))
			return at;
		at = end;
	}
}

static size_t shared_tail(struct span a, struct span b, size_t head)
{
	size_t most = (a.length < b.length ? a.length : b.length) - head, tail = 0;
	while (tail < most && a.at[a.length - 1 - tail] == b.at[b.length - 1 - tail])
		tail++;
	while (tail && a.at[a.length - 1 - tail] != '\n')
		tail--;
	return tail;
}

/* What both sides added by rule goes together. */
static bool write_heads(const struct merging3 *m, struct buf *out)
{
	struct heads heads = {.base = m->base,
			      .profile = m->profile,
			      .ours = m->ours,
			      .theirs = m->theirs,
			      .to_ours = m->to_ours,
			      .to_theirs = m->to_theirs};
	return heads_merge(&heads, out);
}

/* Changed on one side: that; on both: the lines in which they differ are a conflict. */
static void write_outside(struct merging3 *m, bool before, struct buf *out)
{
	struct sides s = outside(m, before);
	if (span_equal(s.ours, s.theirs) || span_equal(s.base, s.theirs)) {
		buf_span(out, s.ours);
		return;
	}
	if (span_equal(s.base, s.ours)) {
		buf_span(out, s.theirs);
		return;
	}
	if (before && write_heads(m, out))
		return;
	size_t head = shared_head(s.ours, s.theirs), tail = shared_tail(s.ours, s.theirs, head);
	buf_span(out, span_sub(s.ours, 0, head));
	write_conflict(m, span_sub(s.ours, head, s.ours.length - tail),
		       span_sub(s.theirs, head, s.theirs.length - tail), out);
	buf_span(out, span_sub(s.ours, s.ours.length - tail, s.ours.length));
	add_conflict(m, "metadata", "changed on both sides");
}

/* ---- provisions in conflict */

/* In the result, and in their version. */
struct clash {
	uint32_t result, theirs, theirs_last; /* of a row that they insert */
	bool headed;			      /* with the cross-heading over it */
};

/* Both sides have it: the provision, or the one around it. */
static bool find_clash(const struct merging3 *m, uint32_t at, struct clash *clash)
{
	for (; at != DOC_NONE; at = m->base->provisions[at].parent) {
		uint32_t ours = m->to_ours->old_provision[at];
		uint32_t theirs = m->to_theirs->old_provision[at];
		if (ours == DOC_NONE || theirs == DOC_NONE)
			continue;
		clash->result = doc_find(m->result, m->ours->provisions[ours].eid);
		clash->theirs = clash->theirs_last = theirs;
		if (clash->result != DOC_NONE)
			return true;
	}
	return false;
}

/* All that an operation inserts in their version, beside what has its address in the result. */
static bool locate_inserted(const struct merging3 *m, const struct patch *patch,
			    const struct op *op, struct clash *clash)
{
	*clash = (struct clash){DOC_NONE, DOC_NONE, DOC_NONE, clash->headed};
	for (uint32_t i = op->payload; i != DOC_NONE && i < op->payload_after; i++) {
		struct span eid = payload_eid(patch, i);
		uint32_t theirs = doc_find(m->theirs, eid);
		if (theirs == DOC_NONE)
			continue;
		if (clash->theirs == DOC_NONE)
			clash->theirs = theirs;
		if (m->theirs->provisions[theirs].depth ==
		    m->theirs->provisions[clash->theirs].depth)
			clash->theirs_last = theirs;
		if (clash->result == DOC_NONE)
			clash->result = doc_find(m->result, eid);
	}
	return clash->result != DOC_NONE && clash->theirs != DOC_NONE;
}

static bool locate(const struct merging3 *m, const struct patch *patch, const struct rebased_op *op,
		   struct clash *clash)
{
	bool brings = op_brings_provisions(op->op);
	if (brings && locate_inserted(m, patch, op->op, clash))
		return true;
	struct span eid = span_of(op->place);
	for (; eid.length; eid = address_parent(eid)) {
		uint32_t at = doc_find(m->base, eid);
		if (at != DOC_NONE)
			return find_clash(m, brings ? m->base->provisions[at].parent : at, clash);
	}
	return false;
}

static int by_place(const void *a, const void *b)
{
	const struct clash *x = a, *y = b;
	return (x->result > y->result) - (x->result < y->result);
}

/* The provision, with its lines when it has them for itself. */
static struct span lines_of(const struct doc *doc, uint32_t provision)
{
	uint32_t start = doc->provisions[provision].start, end = doc->provisions[provision].end;
	size_t line = start, next = end;
	while (line > doc->body_start && strchr(" \t", doc->bytes.at[line - 1]))
		line--;
	while (next < doc->body_end && strchr(" \t\r", doc->bytes.at[next]))
		next++;
	bool own = line > doc->body_start && doc->bytes.at[line - 1] == '\n' &&
		   next < doc->body_end && doc->bytes.at[next] == '\n';
	return own ? span_sub(doc->bytes, line, next + 1) : span_sub(doc->bytes, start, end);
}

static struct span clash_lines(const struct doc *doc, uint32_t provision, bool headed)
{
	struct span own = lines_of(doc, provision);
	uint32_t over = headed ? provision_crossheading_over(doc, provision) : DOC_NONE;
	if (over == DOC_NONE)
		return own;
	return span_from(lines_of(doc, over).at, own.at + own.length);
}

static struct span their_lines(const struct merging3 *m, const struct clash *clash)
{
	struct span first = clash_lines(m->theirs, clash->theirs, clash->headed);
	struct span last = lines_of(m->theirs, clash->theirs_last);
	return span_from(first.at, last.at + last.length);
}

/* The body of the result, with markers round what clashes; what is inside another clash goes with
 * it. */
static void write_body(const struct merging3 *m, struct clash *clashes, size_t count,
		       struct buf *out)
{
	const struct doc *doc = m->result;
	const char *at = doc->bytes.at + doc->body_start;
	if (count)
		qsort(clashes, count, sizeof *clashes, by_place);
	for (size_t i = 0; i < count; i++) {
		bool headed = clashes[i].headed;
		struct span mine = clash_lines(doc, clashes[i].result, headed);
		if (mine.at < at)
			continue;
		buf_span(out, span_from(at, mine.at));
		write_conflict(m, mine, their_lines(m, &clashes[i]), out);
		at = mine.at + mine.length;
	}
	buf_span(out, span_from(at, doc->bytes.at + doc->body_end));
}

/* Where no provision is in both, the whole of it. */
static void write_bodies(const struct merging3 *m, struct buf *out)
{
	write_conflict(m, span_sub(m->ours->bytes, m->ours->body_start, m->ours->body_end),
		       span_sub(m->theirs->bytes, m->theirs->body_start, m->theirs->body_end), out);
}

/* ---- theirs on ours */

/* Leaves out the operations that are in conflict. */
static void leave_out(struct patch *patch, const struct rebase *rebase)
{
	size_t kept = 0;
	for (size_t i = 0; i < patch->op_count; i++)
		if (rebase->ops[i].status != REBASE_CONFLICT)
			patch->ops[kept++] = patch->ops[i];
	patch->op_count = kept;
}

static struct patch *read_patch(struct span bytes, struct diags *diags)
{
	struct buf copy = {0};
	buf_span(&copy, bytes);
	struct doc *doc = doc_read("the difference", &copy, diags);
	return doc ? patch_read(doc, diags) : NULL;
}

static void apply_clean(struct merging3 *m, struct patch *patch, const struct rebase *rebase)
{
	struct diags quiet = {0};
	struct apply_options how = {.profile = m->profile, .partial = true};
	leave_out(patch, rebase);
	m->application = apply_patches(&m->our_corpus, &patch, 1, &how, &quiet);
	if (m->application->done)
		m->result = m->application->docs[0].new_doc;
	diags_release(&quiet);
}

/* The operations that are in conflict, and those that could not be applied without them. SIZE_MAX
 * when one has no place that both sides have. */
static size_t collect_clashes(struct merging3 *m, const struct patch *patch,
			      const struct rebase *rebase, struct clash *clashes)
{
	size_t count = 0, applied = 0;
	for (size_t i = 0; i < rebase->count; i++) {
		const struct rebased_op *op = &rebase->ops[i];
		bool conflict = op->status == REBASE_CONFLICT;
		if (!conflict)
			conflict = m->application->results[applied++].status == OP_REFUSED;
		if (!conflict || op->done)
			continue;
		add_conflict(m, op->citation, op->why ? op->why : "it needs what is in conflict");
		clashes[count].headed = op->op->scope == SCOPE_CROSSHEADING;
		if (!locate(m, patch, op, &clashes[count]))
			return SIZE_MAX;
		count++;
	}
	return count;
}

static void merge_bodies(struct merging3 *m, struct patch *patch, const struct rebase *rebase,
			 struct diags *diags)
{
	struct patch *carried = read_patch(buf_as_span(&rebase->all), diags);
	struct buf *out = &m->merged->akn;
	struct clash *clashes = mem_alloc((patch->op_count + 1) * sizeof *clashes);
	if (carried)
		apply_clean(m, carried, rebase);
	size_t count = carried ? collect_clashes(m, patch, rebase, clashes) : 0;
	write_outside(m, true, out);
	m->merged->body_start = out->length;
	if (count == SIZE_MAX)
		write_bodies(m, out);
	else
		write_body(m, clashes, count, out);
	m->merged->body_end = out->length;
	write_outside(m, false, out);
	application_free(m->application);
	patch_free(carried);
	free(clashes);
}

static void merge_unchanged(struct merging3 *m)
{
	write_outside(m, true, &m->merged->akn);
	m->merged->body_start = m->merged->akn.length;
	buf_span(&m->merged->akn, span_sub(m->ours->bytes, m->ours->body_start, m->ours->body_end));
	m->merged->body_end = m->merged->akn.length;
	write_outside(m, false, &m->merged->akn);
}

static bool merge(struct merging3 *m, struct diags *diags)
{
	struct version_pair pair = {m->base, m->theirs, m->to_theirs};
	struct calc_options how = {.profile = m->profile, .name = "theirs"};
	struct buf akn = {0};
	bool good = difference_write(&pair, 1, &how, diags, &akn);
	struct patch *patch = good && akn.length ? read_patch(buf_as_span(&akn), diags) : NULL;
	struct rebase *rebase =
		patch && patch->op_count
			? rebase_patch(&m->base_corpus, &m->our_corpus, patch, m->profile, diags)
			: NULL;
	bool clean = rebase ? !rebase->conflicts : good;
	if (m->reversed && clean)
		; /* that is all that is asked of it */
	else if (rebase)
		merge_bodies(m, patch, rebase, diags);
	else if (good)
		merge_unchanged(m);
	rebase_free(rebase);
	patch_free(patch);
	buf_release(&akn);
	return good;
}

static struct merged *merge_one_way(const struct doc *base, const struct doc *ours,
				    const struct doc *theirs, const struct profile *profile,
				    bool reversed, struct diags *diags)
{
	struct merging3 m = {.base = base,
			     .ours = ours,
			     .theirs = theirs,
			     .profile = profile,
			     .result = ours,
			     .reversed = reversed};
	m.merged = mem_alloc(sizeof *m.merged);
	m.docs[0] = (struct doc *)(uintptr_t)base; /* only read */
	m.docs[1] = (struct doc *)(uintptr_t)ours;
	m.base_corpus = (struct corpus){.path = base->file, .docs = &m.docs[0], .count = 1};
	m.our_corpus = (struct corpus){.path = ours->file, .docs = &m.docs[1], .count = 1};
	m.to_ours = pairing_from_history(base, ours);
	m.to_theirs = pairing_from_texts(base, theirs);
	bool good = merge(&m, diags);
	pairing_free(m.to_ours);
	pairing_free(m.to_theirs);
	if (good)
		return m.merged;
	merged_free(m.merged);
	return NULL;
}

/* The one with conflicts gets what stands outside of the body from the other, where ours is ours.
 */
static void take_frame(struct merged *merged, const struct merged *from)
{
	struct span frame = buf_as_span(&from->akn);
	struct buf whole = {0};
	buf_span(&whole, span_sub(frame, 0, from->body_start));
	buf_span(&whole, span_sub(buf_as_span(&merged->akn), merged->body_start, merged->body_end));
	buf_span(&whole, span_sub(frame, from->body_end, frame.length));
	buf_release(&merged->akn);
	merged->akn = whole;
	merged->body_end += from->body_start - merged->body_start;
	merged->body_start = from->body_start;
}

/* A side is judged by what it did, and that is known of the one that is carried over: each must go
 * over the other. */
struct merged *merge_versions(const struct doc *base, const struct doc *ours,
			      const struct doc *theirs, const struct profile *profile,
			      struct diags *diags)
{
	struct merged *merged = merge_one_way(base, ours, theirs, profile, false, diags);
	if (!merged || merged->count)
		return merged;
	struct diags quiet = {0};
	struct merged *other = merge_one_way(base, theirs, ours, profile, true, &quiet);
	diags_release(&quiet);
	if (!other || !other->count) {
		merged_free(other);
		return merged;
	}
	take_frame(other, merged);
	merged_free(merged);
	return other;
}

void merged_free(struct merged *merged)
{
	if (!merged)
		return;
	arena_release(&merged->arena);
	buf_release(&merged->akn);
	free(merged->conflicts);
	free(merged);
}
