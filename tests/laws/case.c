/* The laws, one function each, on one generated case. */
#include "law.h"

#include "diff/diff.h"
#include "doc/tags.h"
#include "read/read.h"
#include "redline/redline.h"
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

static struct doc *read_bytes(const char *file, struct span bytes, struct diags *diags)
{
	struct buf copy = {0};
	buf_span(&copy, bytes);
	return doc_read(file, &copy, diags);
}

static const char *last_error(const struct diags *diags)
{
	for (size_t i = diags->count; i-- > 0;)
		if (diags->items[i]->level == DIAG_ERROR)
			return diags->items[i]->message;
	return "no error";
}

static struct span body_of(const struct doc *doc)
{
	return span_sub(doc->bytes, doc->body_start, doc->body_end);
}

/* ---- words */

static bool stretch_fits(const struct stretch *s, struct span a, struct span b, size_t *x,
			 size_t *y)
{
	bool in_old = s->mark != MARK_INSERTED, in_new = s->mark != MARK_REMOVED;
	if ((in_old &&
	     (s->old_start != *x || s->old_end < s->old_start || s->old_end > a.length)) ||
	    (in_new && (s->new_start != *y || s->new_end < s->new_start || s->new_end > b.length)))
		return false;
	if (s->mark == MARK_SAME && !span_equal(span_sub(a, s->old_start, s->old_end),
						span_sub(b, s->new_start, s->new_end)))
		return false;
	*x = in_old ? s->old_end : *x;
	*y = in_new ? s->new_end : *y;
	return true;
}

/* The second text is the first with some words changed, or another. */
static void change_words(struct dice *dice, struct span text, struct buf *out)
{
	struct words words = {0};
	words_split(text, &words);
	for (size_t i = 0; i < words.count; i++) {
		const struct word *w = &words.items[i];
		unsigned fate = dice_below(dice, 10);
		if (fate > 1)
			buf_span(out, span_sub(text, w->start, w->next));
		if (fate == 1 || fate == 2) {
			gen_words(dice, 2, out);
			buf_text(out, dice_chance(dice, 90) ? " " : "");
		}
	}
	words_release(&words);
}

static void law_words(struct law_case *c)
{
	struct buf a = {0}, b = {0};
	struct stretches list = {0};
	gen_words(&c->dice, 60, &a);
	if (dice_chance(&c->dice, 80))
		change_words(&c->dice, buf_as_span(&a), &b);
	else
		gen_words(&c->dice, 60, &b);
	struct span x = buf_as_span(&a), y = buf_as_span(&b);
	diff_words(x, y, &list);
	size_t at_old = 0, at_new = 0;
	bool good = true;
	for (size_t i = 0; i < list.count && good; i++)
		good = stretch_fits(&list.items[i], x, y, &at_old, &at_new);
	law_holds(c, LAW_WORDS, good && at_old == x.length && at_new == y.length,
		  "“%.*s” and “%.*s”", SPAN_ARGS(x), SPAN_ARGS(y));
	stretches_release(&list);
	buf_release(&a);
	buf_release(&b);
}

/* ---- redlines */

static bool has_marks(const struct redline *redline)
{
	for (size_t i = 0; i < redline->item_count; i++)
		if (redline->items[i].mark != MARK_SAME || redline->items[i].changed)
			return true;
	for (size_t i = 0; i < redline->run_count; i++)
		if (redline->runs[i].mark != MARK_SAME)
			return true;
	return false;
}

static void law_self(struct law_case *c, const struct doc *doc)
{
	struct diags diags = {0};
	struct doc *copy = read_bytes("copy.xml", doc->bytes, &diags);
	struct pairing *pairing = pairing_from_texts(doc, copy);
	struct redline *redline = redline_build(pairing, NULL, NULL, 0);
	uint32_t item;
	law_holds(c, LAW_SELF, !has_marks(redline) && redline_proves(redline, &item), "marks");
	redline_free(redline);
	pairing_free(pairing);
	doc_free(copy);
	diags_release(&diags);
}

static void law_render(struct law_case *c, const struct redline *redline)
{
	static const struct {
		enum render_format format;
		int context;
		bool color;
	} ways[] = {{RENDER_TERM, 1, true},	 {RENDER_TEXT, 0, false},  {RENDER_HTML, 1, false},
		    {RENDER_MARKDOWN, 1, false}, {RENDER_TEXT, -1, false}, {RENDER_TERM, -1, false},
		    {RENDER_HTML, -1, false}};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct render_options how = {.profile = c->profile,
					     .title = "SEC 1.0",
					     .context = ways[i].context,
					     .color = ways[i].color,
					     .width = 80};
		struct buf once = {0}, twice = {0};
		render(ways[i].format, &redline, 1, &how, &once, NULL);
		render(ways[i].format, &redline, 1, &how, &twice, NULL);
		law_holds(c, LAW_RENDER,
			  span_equal(buf_as_span(&once), buf_as_span(&twice)) &&
				  utf8_valid(buf_as_span(&once)),
			  "format %d, context %d", (int)ways[i].format, ways[i].context);
		buf_release(&once);
		buf_release(&twice);
	}
}

static void law_docx(struct law_case *c, const struct redline *redline)
{
	for (int i = 0; i < 3; i++) {
		struct render_options how = {.profile = c->profile,
					     .title = i ? "SEC 1.0" : NULL,
					     .date = "2019-04-02",
					     .context = i < 2 ? -1 : 1,
					     .moves = i == 1};
		struct buf once = {0}, twice = {0}, fault = {0};
		bool good = render(RENDER_DOCX, &redline, 1, &how, &once, &fault) &&
			    render(RENDER_DOCX, &redline, 1, &how, &twice, &fault);
		law_holds(c, LAW_DOCX, good && span_equal(buf_as_span(&once), buf_as_span(&twice)),
			  "way %d: %s", i, buf_string(&fault));
		buf_release(&once);
		buf_release(&twice);
		buf_release(&fault);
	}
}

static void law_formats(struct law_case *c, const struct redline *redline)
{
	law_render(c, redline);
	law_docx(c, redline);
}

static bool is_blank(struct span bytes, const struct tag *text)
{
	return !span_trim(span_sub(bytes, text->start, text->end)).length;
}

/* White space between two tags, in a redline of a document that is not laid out canonically, may
 * become that of the canonical layout: no mark can hold it. */
static bool same_but_layout(struct span a, struct span b)
{
	struct tag x, y;
	size_t i = 0, j = 0;
	for (;;) {
		bool more_a = tag_next(a, &i, &x), more_b = tag_next(b, &j, &y);
		if (more_a && x.kind == TAG_TEXT && is_blank(a, &x))
			more_a = tag_next(a, &i, &x);
		if (more_b && y.kind == TAG_TEXT && is_blank(b, &y))
			more_b = tag_next(b, &j, &y);
		if (!more_a || !more_b)
			return more_a == more_b;
		if (!span_equal(span_sub(a, x.start, x.end), span_sub(b, y.start, y.end)))
			return false;
	}
}

static void check_side(struct law_case *c, enum law law, const struct doc *doc, struct span side,
		       struct span akn)
{
	struct diags diags = {0};
	struct doc *back = read_bytes("side.xml", side, &diags);
	bool good = back && (span_equal(body_of(back), body_of(doc)) ||
			     (law == LAW_REJECT && !c->canonical &&
			      same_but_layout(body_of(back), body_of(doc))));
	if (!law_holds(c, law, good, "%s", back ? "the bodies differ" : last_error(&diags))) {
		law_keep(c, "redline.xml", akn);
		law_keep(c, law == LAW_ACCEPT ? "accepted.xml" : "rejected.xml", side);
		law_keep(c, "new.xml", doc->bytes);
	}
	doc_free(back);
	diags_release(&diags);
}

static void law_akn(struct law_case *c, const struct redline *redline)
{
	struct render_options how = {.profile = c->profile, .title = "SEC 1.0", .context = -1};
	struct buf akn = {0}, side = {0};
	struct diags diags = {0};
	render(RENDER_AKN, &redline, 1, &how, &akn, NULL);
	struct doc *doc = read_bytes("redline.xml", buf_as_span(&akn), &diags);
	if (!law_holds(c, LAW_AKN_READS, doc != NULL, "%s", last_error(&diags)))
		law_keep(c, "redline.xml", buf_as_span(&akn));
	redline_accept(buf_as_span(&akn), &side);
	check_side(c, LAW_ACCEPT, redline->new_doc, buf_as_span(&side), buf_as_span(&akn));
	buf_cut(&side, 0);
	redline_reject(buf_as_span(&akn), &side);
	check_side(c, LAW_REJECT, redline->old_doc, buf_as_span(&side), buf_as_span(&akn));
	doc_free(doc);
	buf_release(&akn);
	buf_release(&side);
	diags_release(&diags);
}

static bool marks_belong(const struct redline *redline)
{
	for (size_t i = 0; i < redline->item_count; i++)
		if (redline->items[i].mark != MARK_SAME && !redline->items[i].change)
			return false;
	for (size_t i = 0; i < redline->run_count; i++)
		if (redline->runs[i].mark != MARK_SAME && !redline->runs[i].change)
			return false;
	return true;
}

static struct change *rows_of(const struct application *application, struct arena *arena)
{
	struct change *rows = arena_alloc(arena, (application->result_count + 1) * sizeof *rows);
	for (size_t i = 0; i < application->result_count; i++) {
		const struct op_result *result = &application->results[i];
		rows[i] = (struct change){.number = result->change,
					  .op = result->op->number,
					  .patch = "SECMP0901",
					  .kind = op_kind_name(result->op->kind),
					  .text = result->op->text,
					  .eid = result->op->to ? result->op->to
								: result->op->target};
	}
	return rows;
}

static void laws_of_redlines(struct law_case *c, const struct application *application)
{
	const struct applied_doc *applied = &application->docs[0];
	struct pairing *by_op =
		pairing_from_splices(applied->old, applied->new_doc, &applied->splices);
	struct pairing *by_text = pairing_from_texts(applied->old, applied->new_doc);
	struct redline *marked =
		redline_build(by_op, &applied->splices, rows_of(application, &c->arena),
			      application->result_count);
	struct redline *compared = redline_build(by_text, NULL, NULL, 0);
	uint32_t item = 0;
	law_holds(c, LAW_PROVES, redline_proves(marked, &item), "at item %u", item);
	law_holds(c, LAW_DIFF_PROVES, redline_proves(compared, &item), "at item %u", item);
	law_holds(c, LAW_CHANGE, marks_belong(marked), "by operations");
	law_holds(c, LAW_CHANGE, marks_belong(compared), "by comparison");
	law_akn(c, marked);
	law_akn(c, compared);
	if (c->number % 4 == 0)
		law_formats(c, marked);
	if (c->number % 8 == 0)
		law_formats(c, compared);
	redline_free(marked);
	redline_free(compared);
	pairing_free(by_op);
	pairing_free(by_text);
}

/* ---- modifications */

static bool same_text(const char *written, const char *read)
{
	return (!written && !read) || (written && read && !strcmp(written, read));
}

static bool same_op(const struct bill_op *written, const struct op *read)
{
	bool renumbering = read->kind == OP_RENUMBERING;
	bool placed = read->kind == OP_INSERTION && read->scope != SCOPE_WORDS;
	const char *omitted = read->kind == OP_REPEAL && read->scope == SCOPE_WORDS ? "" : NULL;
	const char *words = written->new_words ? written->new_words : omitted;
	return !strcmp(op_kind_name(read->kind), written->type) &&
	       !strcmp(op_scope_name(read->scope), written->scope) &&
	       same_text(written->place, placed ? read->anchor : read->target) &&
	       same_text(written->old_words, read->old) && same_text(written->up_to, read->up_to) &&
	       same_text(words, renumbering ? read->new_num : read->new_words) &&
	       (written->payload != NULL) == (read->payload != DOC_NONE) &&
	       same_text(written->position, read->position == POS_ORDER
						    ? "unspecified"
						    : op_position_name(read->position));
}

static void law_patch(struct law_case *c, const struct trial *trial)
{
	size_t n = 0;
	bool read = trial->patch && trial->patch->op_count == c->op_count;
	while (read && n < c->op_count && same_op(&c->ops[n], &trial->patch->ops[n]))
		n++;
	law_holds(c, LAW_PATCH, read && n == c->op_count, "operation %zu; %s", n + 1,
		  last_error(&trial->diags));
}

static bool any_splice_in(const struct splices *splices, const struct provision *p)
{
	size_t low = 0, high = splices->count; /* the first that ends at or behind the start */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (splices->items[middle].end <= p->start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < splices->count && splices->items[low].start < p->end;
}

static void law_untouched(struct law_case *c, const struct applied_doc *applied)
{
	const struct doc *a = applied->old, *b = applied->new_doc;
	for (uint32_t i = 0; i < a->provision_count; i++) {
		const struct provision *p = &a->provisions[i];
		if (any_splice_in(&applied->splices, p))
			continue;
		size_t start = splices_new_offset(&applied->splices, p->start, true);
		struct span old = span_sub(a->bytes, p->start, p->end);
		bool same = start + old.length <= b->bytes.length &&
			    span_equal(old, span_sub(b->bytes, start, start + old.length));
		uint32_t there = doc_provision_at(b, (uint32_t)start);
		same &= there != DOC_NONE && b->provisions[there].start == start &&
			doc_provision_hash(b, there) == doc_provision_hash(a, i);
		if (!law_holds(c, LAW_UNTOUCHED, same, "%.*s", SPAN_ARGS(p->eid)))
			law_keep(c, "new.xml", b->bytes);
	}
}

static void law_target(struct law_case *c, const struct application *application)
{
	const struct applied_doc *applied = &application->docs[0];
	for (size_t s = 0; s < applied->splices.count; s++) {
		const struct splice *splice = &applied->splices.items[s];
		const struct op_result *result =
			splice->op ? application_change(application, splice->op) : NULL;
		if (!result || result->op->scope != SCOPE_WORDS)
			continue;
		struct span eid = span_of(result->op->target);
		size_t part = span_find(eid, SPAN("__intro"), 0);
		if (part == SIZE_MAX)
			part = span_find(eid, SPAN("__wrapup"), 0);
		if (part != SIZE_MAX)
			eid = span_sub(eid, 0, part);
		const struct provision *p = &applied->old->provisions[doc_find(applied->old, eid)];
		law_holds(c, LAW_TARGET, splice->start >= p->open && splice->end <= p->close,
			  "operation %u", result->op->number);
	}
}

static void laws_of_refusals(struct law_case *c, const struct application *application)
{
	size_t refused = 0;
	for (size_t i = 0; i < application->result_count; i++) {
		const struct op_result *result = &application->results[i];
		refused += result->status == OP_REFUSED;
		law_holds(c, LAW_REASON, (result->status == OP_REFUSED) == (result->diag != NULL),
			  "operation %zu", i + 1);
	}
	law_holds(c, LAW_ALL_OR_NOTHING,
		  refused == application->refused && (!refused || !application->docs[0].new_doc),
		  "%zu refused", refused);
}

static void write_bill(const struct bill_op *ops, size_t count, struct buf *out)
{
	bill_write(&(struct bill){.ops = ops, .count = count}, out);
}

/* The operations that stood alone give the same body as all together with --partial. */
static void law_partial(struct law_case *c, struct span all, const struct application *partial)
{
	struct bill_op kept[16];
	size_t count = 0;
	for (size_t i = 0; i < partial->result_count; i++)
		if (partial->results[i].status == OP_APPLIED)
			kept[count++] = c->ops[i];
	if (count == partial->result_count)
		return;
	if (!count) {
		law_holds(c, LAW_PARTIAL,
			  span_equal(body_of(partial->docs[0].new_doc),
				     body_of(partial->docs[0].old)),
			  "nothing was applied, but the body changed");
		return;
	}
	struct buf bill = {0};
	struct trial alone;
	write_bill(kept, count, &bill);
	trial_run(&alone, c->profile, buf_as_span(&c->base), buf_as_span(&bill), false);
	bool done = alone.application && alone.application->done;
	bool same = done && span_equal(body_of(partial->docs[0].new_doc),
				       body_of(alone.application->docs[0].new_doc));
	if (!law_holds(c, LAW_PARTIAL, same, "%s",
		       done ? "the bodies differ" : last_error(&alone.diags))) {
		law_keep(c, "kept.xml", buf_as_span(&bill));
		law_keep(c, "partial.txt", all);
	}
	trial_release(&alone);
	buf_release(&bill);
}

static void laws_of_partial(struct law_case *c)
{
	size_t at = dice_below(&c->dice, (unsigned)c->op_count + 1);
	memmove(&c->ops[at + 1], &c->ops[at], (c->op_count - at) * sizeof *c->ops);
	c->ops[at] = gen_bad_op(&c->dice);
	c->op_count++;
	buf_cut(&c->bill, 0);
	write_bill(c->ops, c->op_count, &c->bill);
	struct trial trial;
	trial_run(&trial, c->profile, buf_as_span(&c->base), buf_as_span(&c->bill), true);
	const struct application *partial = trial.application;
	if (law_holds(c, LAW_PERFORMS, partial && partial->done, "partial: %s",
		      last_error(&trial.diags))) {
		law_holds(c, LAW_REASON, partial->results[at].status == OP_REFUSED, "the bad one");
		law_partial(c, trial_result(&trial), partial);
	}
	trial_release(&trial);
}

static void law_same(struct law_case *c, struct span first)
{
	struct trial again;
	trial_run(&again, c->profile, buf_as_span(&c->base), buf_as_span(&c->bill), false);
	law_holds(c, LAW_SAME, span_equal(first, trial_result(&again)), "two results");
	trial_release(&again);
}

static void laws_of_apply(struct law_case *c)
{
	struct trial trial;
	trial_run(&trial, c->profile, buf_as_span(&c->base), buf_as_span(&c->bill), false);
	law_patch(c, &trial);
	const struct application *application = trial.application;
	if (application) {
		laws_of_refusals(c, application);
		if (!application->refused)
			law_holds(c, LAW_PERFORMS, application->done, "%s",
				  last_error(&trial.diags));
		if (application->done) {
			law_untouched(c, &application->docs[0]);
			law_target(c, application);
			laws_of_redlines(c, application);
			law_findings(c, &trial);
			law_inverse(c, application);
			law_beside(c, application->docs[0].old, application->docs[0].new_doc);
			laws_of_versions(c, application->docs[0].old, application->docs[0].new_doc);
		}
		if (c->number % 16 == 0)
			law_same(c, trial_result(&trial));
	}
	trial_release(&trial);
	if (application && c->number % 2 == 0)
		laws_of_partial(c);
}

void case_run(struct law_case *c)
{
	struct diags diags = {0};
	c->canonical = gen_document(&c->dice, c->profile, &c->base);
	struct doc *doc = read_bytes("base.xml", buf_as_span(&c->base), &diags);
	if (law_holds(c, LAW_READS, doc && !diags.count, "%s", last_error(&diags))) {
		law_self(c, doc);
		enum { MOST = 5 };
		c->op_count = gen_ops(&c->dice, c->profile, doc, &c->arena, c->ops, MOST);
		write_bill(c->ops, c->op_count, &c->bill);
		laws_of_apply(c);
		laws_of_documents(c, doc);
		laws_of_histories(c, doc);
	}
	law_words(c);
	doc_free(doc);
	diags_release(&diags);
}
