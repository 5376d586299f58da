/* The laws of what is calculated from versions and patches. */
#include "law.h"

#include "calc/calc.h"
#include "doc/tags.h"
#include "doc/words.h"
#include "draft/draft.h"

#include <stdlib.h>
#include <string.h>

static const char *last_error(const struct diags *diags)
{
	for (size_t i = diags->count; i-- > 0;)
		if (diags->items[i]->level == DIAG_ERROR)
			return diags->items[i]->message;
	return "no error";
}

/* The difference of two versions as a modification; empty when it cannot be written. */
static bool difference(struct law_case *c, const struct doc *old_doc, const struct doc *new_doc,
		       struct diags *diags, struct buf *akn)
{
	struct pairing *pairing = pairing_from_texts(old_doc, new_doc);
	struct version_pair pair = {old_doc, new_doc, pairing};
	struct calc_options how = {.profile = c->profile};
	bool written = difference_write(&pair, 1, &how, diags, akn);
	pairing_free(pairing);
	return written;
}

/* Applied to the old version it gives the new one: always where both are laid out canonically, and
 * wherever it is written at all. */
static void law_difference(struct law_case *c, const struct doc *old_doc, const struct doc *new_doc)
{
	struct diags diags = {0};
	struct buf akn = {0};
	struct trial trial = {0};
	bool written = difference(c, old_doc, new_doc, &diags, &akn), good = written;
	if (akn.length) {
		trial_run(&trial, c->profile, old_doc->bytes, buf_as_span(&akn), false);
		good = span_equal(trial_result(&trial), new_doc->bytes);
	} else if (written) {
		good = span_equal(old_doc->bytes, new_doc->bytes);
	}
	if (!law_holds(c, LAW_DIFFERENCE, good || (!written && !c->canonical), "%s; %s",
		       written ? "written" : last_error(&diags), last_error(&trial.diags))) {
		law_keep(c, "old.xml", old_doc->bytes);
		law_keep(c, "new.xml", new_doc->bytes);
		law_keep(c, "difference.xml", buf_as_span(&akn));
		law_keep(c, "result.xml", trial_result(&trial));
	}
	trial_release(&trial);
	buf_release(&akn);
	diags_release(&diags);
}

/* ---- drafts */

/* All blocks in order, with white space folded. */
static bool same_texts(const struct doc *a, const struct doc *b)
{
	if (a->block_count != b->block_count || a->provision_count != b->provision_count)
		return false;
	for (uint32_t i = 0; i < a->block_count; i++)
		if (doc_block_hash(a, i) != doc_block_hash(b, i))
			return false;
	return true;
}

/* A difference worded as a draft, compiled and applied, gives the words of the new version. */
static void law_worded(struct law_case *c, const struct doc *old_doc, const struct doc *new_doc)
{
	struct diags diags = {0};
	struct buf draft = {0};
	struct pairing *pairing = pairing_from_texts(old_doc, new_doc);
	struct version_pair pair = {old_doc, new_doc, pairing};
	struct calc_options how = {.profile = c->profile};
	if (difference_speak(&pair, 1, &how, &diags, &draft) && draft.length) {
		struct doc *docs[1] = {(struct doc *)(uintptr_t)old_doc};
		struct corpus base = {.path = "old.xml", .docs = docs, .count = 1};
		struct compile_options with = {.profile = c->profile, .base = &base};
		struct compiled *compiled =
			draft_compile("draft.txt", buf_as_span(&draft), &with, &diags);
		struct trial trial = {0};
		if (compiled->akn.length)
			trial_run(&trial, c->profile, old_doc->bytes, buf_as_span(&compiled->akn),
				  false);
		bool good = trial.application && trial.application->done &&
			    same_texts(trial.application->docs[0].new_doc, new_doc);
		if (!law_holds(c, LAW_WORDED, good, "%s", last_error(&diags))) {
			law_keep(c, "old.xml", old_doc->bytes);
			law_keep(c, "new.xml", new_doc->bytes);
			law_keep(c, "draft.txt", buf_as_span(&draft));
		}
		trial_release(&trial);
		compiled_free(compiled);
	}
	pairing_free(pairing);
	buf_release(&draft);
	diags_release(&diags);
}

/* ---- versions that no modification made */

static uint32_t some_provision(struct law_case *c, const struct doc *doc)
{
	return dice_below(&c->dice, (unsigned)doc->provision_count);
}

static uint32_t line_before(const struct doc *doc, uint32_t byte)
{
	while (byte && strchr(" \t\r\n", doc->bytes.at[byte - 1]))
		byte--;
	return byte;
}

/* The bytes with one of their words another. */
static struct span amended(struct law_case *c, struct span bytes)
{
	struct tag tag;
	unsigned texts = 0, wanted = dice_below(&c->dice, 6);
	for (size_t at = 0; tag_next(bytes, &at, &tag);) {
		struct span text = span_sub(bytes, tag.start, tag.end);
		if (tag.kind != TAG_TEXT || !span_trim(text).length || texts++ < wanted)
			continue;
		size_t from = tag.start + dice_below(&c->dice, (unsigned)text.length);
		while (from > tag.start && bytes.at[from - 1] != ' ')
			from--;
		size_t end = from;
		while (end < tag.end && bytes.at[end] != ' ')
			end++;
		return span_of(arena_printf(&c->arena, "%.*s%s%.*s",
					    SPAN_ARGS(span_sub(bytes, 0, from)), "other",
					    SPAN_ARGS(span_sub(bytes, end, bytes.length))));
	}
	return bytes;
}

/* A provision with the white space before it stands behind another of its depth, and may be amended
 * there. */
static bool edit_move(struct law_case *c, const struct doc *doc, struct splices *edits)
{
	uint32_t from = some_provision(c, doc), to = some_provision(c, doc);
	const struct provision *p = &doc->provisions[from], *q = &doc->provisions[to];
	if (p->depth != q->depth || p->depth == 0 || from == to)
		return false;
	uint32_t start = line_before(doc, p->start);
	splice_add(edits, start, p->end, (struct span){"", 0}, 1);
	struct span moved = span_sub(doc->bytes, start, p->end);
	if (dice_chance(&c->dice, 40))
		moved = amended(c, moved);
	if (dice_chance(&c->dice, 80))
		splice_add(edits, q->end, q->end, moved, 1);
	return true;
}

static bool edit_words(struct law_case *c, const struct doc *doc, struct splices *edits)
{
	const struct block *block = &doc->blocks[dice_below(&c->dice, (unsigned)doc->block_count)];
	struct span inside = span_sub(doc->bytes, block->open, block->close);
	if (!inside.length || memchr(inside.at, '<', inside.length) ||
	    memchr(inside.at, '&', inside.length))
		return false;
	struct buf text = {0}, escaped = {0};
	gen_words(&c->dice, 6, &text);
	escape_text(&escaped, buf_as_span(&text));
	struct span words = {arena_copy(&c->arena, escaped.at, escaped.length), escaped.length};
	buf_release(&text);
	buf_release(&escaped);
	struct span before = span_sub(inside, 0, dice_below(&c->dice, (unsigned)inside.length));
	size_t space = before.length;
	while (space && inside.at[space - 1] != ' ')
		space--;
	size_t end = space;
	while (end < inside.length && (inside.at[end] != ' ' || dice_chance(&c->dice, 50)))
		end++;
	splice_add(edits, block->open + space, block->open + end, words, 1);
	return true;
}

/* A paragraph more, an attribute more, a number that is another. */
static bool edit_shape(struct law_case *c, const struct doc *doc, struct splices *edits)
{
	const struct provision *p = &doc->provisions[some_provision(c, doc)];
	switch (dice_below(&c->dice, 3)) {
	case 0:
		if (p->num == DOC_NONE)
			return false;
		splice_add(edits, doc->blocks[p->num].open, doc->blocks[p->num].close, SPAN("(zz)"),
			   1);
		return true;
	case 1:
		splice_add(edits, p->open - 1, p->open - 1, SPAN(" class=\"new\""), 1);
		return p->open - 1 > p->start && doc->bytes.at[p->open - 2] != '/' &&
		       !doc_attribute(doc, p->start, "class").at;
	default:
		if (p->heading == DOC_NONE)
			return false;
		splice_add(edits, line_before(doc, doc->blocks[p->heading].start),
			   doc->blocks[p->heading].end, (struct span){"", 0}, 1);
		return true;
	}
}

/* The document with some things in it changed by hand; NULL when they do not go together. */
static struct doc *edited(struct law_case *c, const struct doc *doc)
{
	static bool (*const edits_of[])(struct law_case *, const struct doc *, struct splices *) = {
		edit_move, edit_move, edit_words, edit_words, edit_shape};
	struct splices edits = {0};
	struct diags diags = {0};
	struct buf bytes = {0};
	for (unsigned n = 1 + dice_below(&c->dice, 5); n; n--)
		edits_of[dice_below(&c->dice, 5)](c, doc, &edits);
	if (splices_sort(&edits) == SIZE_MAX)
		splices_perform(&edits, doc->bytes, &bytes);
	struct doc *made = bytes.length ? doc_read("edited.xml", &bytes, &diags) : NULL;
	splices_release(&edits);
	buf_release(&bytes);
	diags_release(&diags);
	return made;
}

static struct doc *another(struct law_case *c, bool *canonical)
{
	struct buf bytes = {0};
	struct diags diags = {0};
	*canonical = gen_document(&c->dice, c->profile, &bytes);
	struct doc *doc = doc_read("another.xml", &bytes, &diags);
	diags_release(&diags);
	return doc;
}

/* Are the names of AKN written with a prefix? No operation takes that from a whole file. */
static bool prefixed(const struct doc *doc)
{
	return span_find(doc->bytes, SPAN("<akn:body"), 0) != SIZE_MAX;
}

void laws_of_documents(struct law_case *c, const struct doc *doc)
{
	struct doc *made = edited(c, doc);
	if (made) {
		law_difference(c, doc, made);
		law_difference(c, made, doc);
		if (c->number % 4 == 0)
			law_worded(c, doc, made);
	}
	doc_free(made);
	if (c->number % 8)
		return;
	bool canonical, mine = c->canonical;
	made = another(c, &canonical);
	c->canonical = mine && canonical && prefixed(doc) == prefixed(made);
	law_difference(c, doc, made);
	c->canonical = mine;
	doc_free(made);
}

/* What a modification did is taken back by its inverse, byte for byte. */
void law_inverse(struct law_case *c, const struct application *application)
{
	struct diags diags = {0};
	struct buf akn = {0};
	struct trial trial = {0};
	const struct applied_doc *doc = &application->docs[0];
	struct calc_options how = {.profile = c->profile};
	bool written = inverse_write(application, &how, &diags, &akn);
	bool good = written && !akn.length && span_equal(doc->old->bytes, doc->new_doc->bytes);
	if (akn.length) {
		trial_run(&trial, c->profile, doc->new_doc->bytes, buf_as_span(&akn), false);
		good = span_equal(trial_result(&trial), doc->old->bytes);
	}
	if (!law_holds(c, LAW_INVERSE, good || (!written && !c->canonical), "%s; %s",
		       last_error(&diags), last_error(&trial.diags))) {
		law_keep(c, "new.xml", doc->new_doc->bytes);
		law_keep(c, "inverse.xml", buf_as_span(&akn));
		law_keep(c, "result.xml", trial_result(&trial));
	}
	trial_release(&trial);
	buf_release(&akn);
	diags_release(&diags);
}

void laws_of_versions(struct law_case *c, const struct doc *old_doc, const struct doc *new_doc)
{
	struct diags diags = {0};
	struct buf same = {0};
	law_holds(c, LAW_NO_DIFFERENCE,
		  difference(c, old_doc, old_doc, &diags, &same) && !same.length, "%s",
		  last_error(&diags));
	buf_release(&same);
	diags_release(&diags);
	law_difference(c, old_doc, new_doc);
	law_difference(c, new_doc, old_doc);
	if (c->number % 4 == 0)
		law_worded(c, old_doc, new_doc);
}

/* ---- blame */

/* Is each of its words in some block of the document? */
static bool words_are_there(const struct doc *doc, struct span text)
{
	struct words words = {0};
	bool all = true;
	words_split(text, &words);
	for (size_t w = 0; w < words.count && all; w++) {
		struct span word = span_sub(text, words.items[w].start, words.items[w].end);
		size_t i = 0;
		while (i < doc->block_count && span_find(doc->blocks[i].text, word, 0) == SIZE_MAX)
			i++;
		all = i < doc->block_count;
	}
	words_release(&words);
	return all;
}

/* Is a piece that is gone where it is said to have been? */
static bool was_there(const struct blame_piece *piece)
{
	struct span text = piece->doc->blocks[piece->block].text;
	return piece->offset + piece->text.length <= text.length &&
	       span_equal(span_sub(text, piece->offset, piece->offset + piece->text.length),
			  piece->text);
}

/* The pieces are the text, all of it and in order, and between them what is gone; what is said to
 * be of the base is there. */
static bool blame_holds(const struct blame *blame, const struct doc *base, size_t steps)
{
	for (size_t b = 0; b < blame->block_count; b++) {
		const struct blame_block *at = &blame->blocks[b];
		const char *next = blame->doc->blocks[at->block].text.at;
		for (size_t i = at->first; i < at->after; i++) {
			const struct blame_piece *piece = &blame->pieces[i];
			bool of_base = piece->step == steps;
			if (piece->stood && piece->stood == next && piece->result &&
			    piece->step < steps)
				continue;
			if (piece->text.at != next || of_base != !piece->result ||
			    (of_base && !words_are_there(base, piece->text)))
				return false;
			next += piece->text.length;
		}
		if (next != blame->doc->blocks[at->block].text.at +
				    blame->doc->blocks[at->block].text.length)
			return false;
	}
	for (size_t i = 0; i < blame->gone_count; i++)
		if (!was_there(&blame->gone[i]) || blame->gone[i].step >= steps)
			return false;
	return true;
}

/* Through the case's modification, and one that is carried over it. */
static void law_blame(struct law_case *c, struct trial *first, struct patch *second)
{
	struct diags diags = {0};
	struct chain *chain = chain_new(&first->corpus, c->profile);
	bool good = chain_patch(chain, first->patch, &diags) &&
		    (!second || chain_patch(chain, second, &diags)) && chain_close(chain, &diags);
	const struct doc *doc = good ? chain_state(chain)->docs[0] : NULL;
	for (size_t i = 0; doc && good && i < doc->provision_count; i += 1 + i / 4) {
		struct span eid = doc->provisions[i].eid;
		if (!eid.length)
			continue;
		const char *name = arena_copy(&c->arena, eid.at, eid.length);
		struct blame *blame = blame_provision(chain, name);
		struct provision_log *log = log_provision(chain, name);
		good = blame && log && blame_holds(blame, first->base, chain->count);
		law_holds(c, LAW_BLAME, good, "%s", name);
		blame_free(blame);
		log_free(log);
	}
	law_holds(c, LAW_BLAME, good, "%s", last_error(&diags));
	chain_free(chain);
	diags_release(&diags);
}

/* ---- histories: two modifications of one base */

struct history {
	struct trial first, second; /* each alone */
	struct application *both, *reversed;
	struct diags diags;
	struct patch *patches[2];
};

static struct span body_of(const struct doc *doc)
{
	return span_sub(doc->bytes, doc->body_start, doc->body_end);
}

static struct application *apply_both(struct law_case *c, struct history *h, bool reversed)
{
	struct patch *order[2] = {h->patches[reversed], h->patches[!reversed]};
	struct apply_options how = {.profile = c->profile};
	return apply_patches(&h->first.corpus, order, 2, &how, &h->diags);
}

static bool is_done(const struct application *application)
{
	return application && application->done;
}

/* A body without wId: history is what one step or two differ in. */
static void without_history(struct span body, struct buf *out)
{
	for (size_t at = 0, hit; at < body.length; at = hit) {
		hit = span_find(body, SPAN(" wId=\""), at);
		buf_span(out, span_sub(body, at, hit == SIZE_MAX ? body.length : hit));
		if (hit == SIZE_MAX)
			break;
		hit = span_find(body, SPAN("\""), hit + 6) + 1;
	}
}

static bool same_bodies(const struct application *a, const struct application *b)
{
	struct buf x = {0}, y = {0};
	if (!is_done(a) || !is_done(b))
		return false;
	without_history(body_of(a->docs[0].new_doc), &x);
	without_history(body_of(b->docs[0].new_doc), &y);
	bool same = span_equal(buf_as_span(&x), buf_as_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* Do they act in no clause together? Whatever an operation touches is in the splices. */
static bool apart(const struct history *h)
{
	const struct doc *doc = h->first.base;
	bool *mine = mem_alloc(doc->provision_count + 1), apart = true;
	const struct splices *lists[2] = {&h->first.application->docs[0].splices,
					  &h->second.application->docs[0].splices};
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < lists[l]->count; i++) {
			const struct splice *s = &lists[l]->items[i];
			bool in_clause = false;
			if (!s->op)
				continue;
			for (uint32_t p = 0; p < doc->provision_count; p++) {
				const struct provision *at = &doc->provisions[p];
				if (at->depth != 2 || s->end + 80 < at->start ||
				    s->start > at->end + 80)
					continue;
				apart &= l == 0 || !mine[p];
				mine[p] |= l == 0;
				in_clause = true;
			}
			apart &= in_clause;
		}
	free(mine);
	return apart;
}

/* One carried over what the other gave. */
struct carried_over {
	struct rebase *rebase;
	struct trial trial; /* of the rebased patch; empty when there is a conflict */
};

static void carry(struct law_case *c, struct trial *over, struct trial *mine,
		  struct carried_over *carried)
{
	struct diags diags = {0};
	struct corpus onto = {
		.path = "onto.xml", .docs = &over->application->docs[0].new_doc, .count = 1};
	carried->rebase = rebase_patch(&mine->corpus, &onto, mine->patch, c->profile, &diags);
	if (!carried->rebase->conflicts)
		trial_run(&carried->trial, c->profile, trial_result(over),
			  buf_as_span(&carried->rebase->akn), false);
	diags_release(&diags);
}

static bool names_both(const struct rebase *rebase)
{
	for (size_t i = 0; i < rebase->count; i++) {
		const struct rebased_op *op = &rebase->ops[i];
		if (op->status == REBASE_CONFLICT &&
		    (!op->why || !op->other || !strstr(op->other, "SECMP0901")))
			return false;
	}
	return !rebase->conflicts || !rebase->akn.length;
}

static const char *why(const struct rebase *rebase)
{
	for (size_t i = 0; i < rebase->count; i++)
		if (rebase->ops[i].why)
			return rebase->ops[i].why;
	return "no conflict";
}

static void laws_of_rebase(struct law_case *c, const struct history *h,
			   const struct carried_over *one, const struct carried_over *two)
{
	const struct application *a = one->trial.application, *b = two->trial.application;
	bool clash = !is_done(h->both) && !is_done(h->reversed);
	bool conflict = one->rebase->conflicts || two->rebase->conflicts;
	bool unrelated = same_bodies(h->both, h->reversed) && apart(h);
	bool good = law_holds(c, LAW_REBASE_CONFLICT,
			      (!clash || conflict || same_bodies(a, b)) &&
				      names_both(one->rebase) && names_both(two->rebase),
			      "%s; %s", why(one->rebase), last_error(&h->diags));
	if (unrelated)
		good &= law_holds(c, LAW_REBASE_UNRELATED, !conflict, "%s / %s", why(one->rebase),
				  why(two->rebase));
	if (!conflict)
		good &= law_holds(c, LAW_REBASE_CLEAN, same_bodies(a, b), "the two ways differ; %s",
				  last_error(&one->trial.diags));
	/* One of the orders is that of the history. */
	if (a && is_done(h->both))
		good &= law_holds(c, LAW_REBASE_CLEAN,
				  same_bodies(a, h->both) ||
					  (is_done(h->reversed) && same_bodies(a, h->reversed)),
				  "not as both applied; %s", last_error(&one->trial.diags));
	if (good)
		return;
	law_keep(c, "second.xml", h->second.patch->doc->bytes);
	law_keep(c, "onto.xml", trial_result(&h->first));
	law_keep(c, "other-onto.xml", trial_result(&h->second));
}

/* The body that a modification gave, in the base's own frame. */
static struct doc *framed(const struct doc *base, const struct doc *result, struct diags *diags)
{
	struct buf bytes = {0};
	buf_span(&bytes, span_sub(base->bytes, 0, base->body_start));
	buf_span(&bytes, body_of(result));
	buf_span(&bytes, span_sub(base->bytes, base->body_end, base->bytes.length));
	return doc_read("framed.xml", &bytes, diags);
}

/* Where a tag comes from decides the white space in it and behind it, and which of the two marks
 * stand round its attributes. */
static void squeeze(struct buf *text)
{
	struct tag tag;
	for (size_t at = 0; tag_next(buf_as_span(text), &at, &tag);)
		for (size_t i = tag.start; i < tag.end; i++)
			if ((tag.kind == TAG_OPEN || tag.kind == TAG_EMPTY) && text->at[i] == '\'')
				text->at[i] = '"';
	size_t kept = 0;
	for (size_t i = 0; i < text->length; i++)
		if (!strchr(" \n", text->at[i]) || !kept || !strchr(" \n>", text->at[kept - 1]))
			text->at[kept++] = text->at[i];
	buf_cut(text, kept);
}

/* From either side there is a conflict, or the same text. */
static bool merges_alike(struct law_case *c, const struct doc *base, const struct doc *ours,
			 const struct doc *theirs, const struct merged *merged)
{
	struct diags diags = {0};
	struct merged *other = merge_versions(base, theirs, ours, c->profile, &diags);
	bool alike = !merged || !other || !merged->count == !other->count;
	struct buf x = {0}, y = {0};
	if (alike && merged && other && !merged->count) {
		without_history(buf_as_span(&merged->akn), &x);
		without_history(buf_as_span(&other->akn), &y);
		squeeze(&x);
		squeeze(&y);
	}
	alike &= span_equal(buf_as_span(&x), buf_as_span(&y));
	buf_release(&x);
	buf_release(&y);
	merged_free(other);
	diags_release(&diags);
	return alike;
}

/* Three versions become one: without conflict the same as both modifications give; with one each
 * side is there between the markers. */
static void law_merge(struct law_case *c, const struct history *h)
{
	struct diags diags = {0};
	struct doc *ours = framed(h->first.base, h->first.application->docs[0].new_doc, &diags);
	struct doc *theirs = framed(h->first.base, h->second.application->docs[0].new_doc, &diags);
	struct merged *merged = merge_versions(h->first.base, ours, theirs, c->profile, &diags);
	bool good = merged || !c->canonical;
	if (merged && !merged->count) {
		struct buf bytes = {0};
		buf_span(&bytes, buf_as_span(&merged->akn));
		struct doc *doc = doc_read("merged.xml", &bytes, &diags);
		struct buf x = {0}, y = {0};
		if (doc)
			without_history(body_of(doc), &x);
		if (doc && same_bodies(h->both, h->reversed) && apart(h))
			without_history(body_of(h->both->docs[0].new_doc), &y);
		good = doc && (!y.length || span_equal(buf_as_span(&x), buf_as_span(&y)));
		buf_release(&x);
		buf_release(&y);
		doc_free(doc);
	} else if (merged) {
		good = span_find(buf_as_span(&merged->akn), SPAN("<<<<<<< ours\n"), 0) != SIZE_MAX;
	}
	bool alike = merges_alike(c, h->first.base, ours, theirs, merged);
	if (!law_holds(c, LAW_MERGE, good && alike, "%s",
		       alike ? last_error(&diags) : "not the same from either side")) {
		law_keep(c, "ours.xml", ours->bytes);
		law_keep(c, "theirs.xml", theirs->bytes);
		if (merged)
			law_keep(c, "merged.xml", buf_as_span(&merged->akn));
	}
	merged_free(merged);
	doc_free(ours);
	doc_free(theirs);
	diags_release(&diags);
}

static struct span head_of(const struct doc *doc)
{
	return span_sub(doc->bytes, 0, doc->body_start);
}

static bool in_conflict(const struct merged *merged, const char *citation)
{
	for (size_t i = 0; i < merged->count; i++)
		if (!strcmp(merged->conflicts[i].citation, citation))
			return true;
	return false;
}

/* The patch under a name of its own. */
static void renamed(const struct doc *patch, struct buf *out)
{
	struct span old = SPAN("0901"), bytes = patch->bytes;
	size_t at = 0;
	for (size_t hit; (hit = span_find(bytes, old, at)) != SIZE_MAX; at = hit + old.length) {
		buf_span(out, span_sub(bytes, at, hit));
		buf_text(out, "0902");
	}
	buf_span(out, span_sub(bytes, at, bytes.length));
}

static bool same_heads(const struct merged *merged, const struct doc *doc)
{
	struct span bytes = buf_as_span(&merged->akn), head = head_of(doc);
	return bytes.length >= head.length && span_equal(span_sub(bytes, 0, head.length), head);
}

/* One after the other: the second as it was carried over to the first. */
static void law_merge_heads(struct law_case *c, struct history *h)
{
	struct diags diags = {0};
	struct trial second = {0};
	struct carried_over turn = {0};
	struct buf patch = {0};
	renamed(h->second.patch->doc, &patch);
	trial_run(&second, c->profile, h->first.base->bytes, buf_as_span(&patch), false);
	carry(c, &h->first, &second, &turn);
	const struct application *applied = turn.trial.application;
	const struct doc *ours = h->first.application->docs[0].new_doc;
	const struct doc *theirs = second.application->docs[0].new_doc;
	struct merged *merged = merge_versions(h->first.base, ours, theirs, c->profile, &diags);
	bool good = !merged || !in_conflict(merged, "metadata");
	if (good && merged && is_done(applied))
		good = same_heads(merged, applied->docs[0].new_doc);
	if (!law_holds(c, LAW_MERGE_HEADS, good, "%s", last_error(&diags))) {
		law_keep(c, "ours.xml", ours->bytes);
		law_keep(c, "theirs.xml", theirs->bytes);
		if (is_done(applied))
			law_keep(c, "turn.xml", applied->docs[0].new_doc->bytes);
		if (merged)
			law_keep(c, "merged.xml", buf_as_span(&merged->akn));
	}
	merged_free(merged);
	trial_release(&turn.trial);
	rebase_free(turn.rebase);
	trial_release(&second);
	buf_release(&patch);
	diags_release(&diags);
}

static void laws_of_pair(struct law_case *c, struct history *h)
{
	struct carried_over one = {0}, two = {0};
	h->patches[0] = h->first.patch;
	h->patches[1] = h->second.patch;
	h->both = apply_both(c, h, false);
	h->reversed = apply_both(c, h, true);
	carry(c, &h->first, &h->second, &one);
	carry(c, &h->second, &h->first, &two);
	laws_of_rebase(c, h, &one, &two);
	law_blame(c, &h->first, one.trial.patch);
	law_merge(c, h);
	law_merge_heads(c, h);
	trial_release(&one.trial);
	trial_release(&two.trial);
	rebase_free(one.rebase);
	rebase_free(two.rebase);
	application_free(h->both);
	application_free(h->reversed);
}

/* Something foreign between provisions, which has no place of its own among them? */
static bool has_foreign(const struct doc *doc)
{
	return span_find(doc->bytes, SPAN("<q:note"), 0) != SIZE_MAX ||
	       span_find(doc->bytes, SPAN("<!-- between"), 0) != SIZE_MAX;
}

void laws_of_histories(struct law_case *c, const struct doc *doc)
{
	if (has_foreign(doc))
		return;
	struct history h = {0};
	struct bill_op ops[4];
	struct buf second = {0};
	size_t count = gen_ops(&c->dice, c->profile, doc, &c->arena, ops, 3);
	bill_write(&(struct bill){.ops = ops, .count = count}, &second);
	trial_run(&h.first, c->profile, doc->bytes, buf_as_span(&c->bill), false);
	trial_run(&h.second, c->profile, doc->bytes, buf_as_span(&second), false);
	if (is_done(h.first.application) && is_done(h.second.application))
		laws_of_pair(c, &h);
	trial_release(&h.first);
	trial_release(&h.second);
	diags_release(&h.diags);
	buf_release(&second);
}
