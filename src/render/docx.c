/* The redline as a Word document with tracked changes: what the walk tells becomes lines, the lines
 * a package, and the package proves itself before it is given out. */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

static void say_both(struct docx *docx, enum docx_role role, const char *text)
{
	docx_say(docx, role, MARK_SAME, 0, text);
	docx_proof_words(docx->proof, OLD, text, false);
	docx_proof_words(docx->proof, NEW, text, false);
}

/* ---- the head */

static void add_counts(const struct walk *walk, struct buf *out)
{
	const struct tally *t = &walk->tally;
	const struct {
		size_t count;
		const char *one, *more;
	} rows[] = {
		{t->provisions_inserted, "provision inserted", "provisions inserted"},
		{t->provisions_removed, "provision deleted", "provisions deleted"},
		{t->provisions_moved, "provision moved", "provisions moved"},
		{t->provisions_renumbered, "provision renumbered", "provisions renumbered"},
		{t->words_inserted, "word inserted", "words inserted"},
		{t->words_removed, "word deleted", "words deleted"},
	};
	buf_printf(out, "%zu %s in %zu %s", t->changes, t->changes == 1 ? "change" : "changes",
		   t->provisions, t->provisions == 1 ? "provision" : "provisions");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].count)
			buf_printf(out, "%s%zu %s", i ? ", " : "; ", rows[i].count,
				   rows[i].count == 1 ? rows[i].one : rows[i].more);
}

static uint32_t comment_new(struct docx *docx, const struct diag *diag)
{
	MEM_ROOM(docx->comments, docx->comment_count, docx->comment_capacity);
	docx->comments[docx->comment_count] = (struct docx_comment){.diag = diag};
	return (uint32_t)docx->comment_count++;
}

/* The title carries a comment: what the marks are and how much changed. Comments are no text. */
static void say_title(struct walk *walk)
{
	struct docx *docx = walk->state;
	const struct render_options *options = walk->options;
	uint32_t comment = comment_new(docx, NULL);
	struct buf *text = &docx->comments[comment].text;
	add_counts(walk, text);
	buf_char(text, '.');
	if (!options->reviewer && options->style == RENDER_TRACKED)
		buf_text(text,
			 "\nEach operation is a reviewer of its own: to look at one alone, choose "
			 "it under Review, Show Markup, Specific People.");
	docx->comments[comment].placed = true;
	size_t line = docx->body.count;
	say_both(docx, DOCX_TITLE, options->title);
	struct docx_word words = docx->body.words[docx->body.word_count - 1];
	docx->body.word_count--;
	docx_word_add(&docx->body,
		      (struct docx_word){.kind = DOCX_COMMENT_OPEN, .number = comment});
	docx_word_add(&docx->body, words);
	docx_word_add(&docx->body,
		      (struct docx_word){.kind = DOCX_COMMENT_CLOSE, .number = comment});
	docx->body.lines[line].word_after = (uint32_t)docx->body.word_count;
	if (options->subtitle)
		say_both(docx, DOCX_SUBTITLE, options->subtitle);
}

/* "Section G Security, SEC 5.12 + SECMP0044" */
static void set_headline(struct walk *walk)
{
	struct docx *docx = walk->state;
	struct buf *out = &docx->headline;
	const struct doc *doc = walk->count == 1 ? walk->redlines[0]->new_doc : NULL;
	uint32_t first = doc ? doc_first(doc) : DOC_NONE;
	if (first != DOC_NONE && provision_num(doc, first).length)
		buf_printf(out, "%.*s %.*s", SPAN_ARGS(provision_num(doc, first)),
			   SPAN_ARGS(provision_heading(doc, first)));
	else if (doc)
		buf_span(out, document_title(walk->redlines[0]));
	if (walk->options->title) {
		buf_printf(out, "%s%s", out->length ? ", " : "", walk->options->title);
	} else if (walk->count == 1) {
		struct span from = walk->redlines[0]->old_doc->facts.version;
		struct span to = walk->redlines[0]->new_doc->facts.version;
		if (from.length && to.length && !span_equal(from, to))
			buf_printf(out, ", %.*s to %.*s", SPAN_ARGS(from), SPAN_ARGS(to));
	}
}

static void take_reference(struct walk *walk)
{
	struct docx *docx = walk->state;
	struct diags diags = {0};
	if (!walk->options->reference.length)
		return;
	docx->reference =
		word_reference_read("the reference document", walk->options->reference, &diags);
	if (!docx->reference)
		buf_printf(&walk->fault, "the reference document cannot be taken: %s",
			   diags.count ? diags.items[0]->message : "");
	diags_release(&diags);
}

static void begin(struct walk *walk)
{
	struct docx *docx = walk->state;
	docx->options = walk->options;
	docx->proof = docx_proof_new();
	take_reference(walk);
	docx->body.last[OLD] = docx->body.last[NEW] = SIZE_MAX;
	docx_author(walk, 0);
	if (walk->options->title)
		say_title(walk);
	const struct diags *diags = walk->options->diags;
	for (size_t i = 0; diags && i < diags->count; i++)
		comment_new(docx, diags->items[i]);
	set_headline(walk);
}

/* ---- what the walk tells */

static void document_open(struct walk *walk)
{
	struct docx *docx = walk->state;
	docx->new_page = walk->document > 0;
	docx_tables_make(walk);
	docx_anchors_find(walk);
}

static void open(struct walk *walk, const struct item *item)
{
	struct docx *docx = walk->state;
	const struct provision *p = item_provision(walk->redline, item);
	struct docx_open above = {.item = DOC_NONE}, next;
	if (docx->depth)
		above = docx->open[docx->depth - 1];
	next = above;
	next.item = walk->at;
	next.heading = provision_stands_over(walk->options->profile, p);
	next.numbered = p->num != DOC_NONE;
	next.headings += next.heading;
	next.level += !next.heading && !(p->flags & PROVISION_CROSSHEADING);
	next.move = !above.move && item->moved && item->move_partner != DOC_NONE
			    ? docx_move_number(walk, item)
			    : above.move;
	MEM_ROOM(docx->open, docx->depth, docx->open_capacity);
	docx->open[docx->depth++] = next;
}

static void close(struct walk *walk, const struct item *item)
{
	struct docx *docx = walk->state;
	(void)item;
	docx->depth--;
}

static void block(struct walk *walk, const struct item *item)
{
	struct docx *docx = walk->state;
	const struct block *b = item_block(walk->redline, item);
	if (b->part == PART_NOTE)
		return;
	if (b->flags & BLOCK_CELL)
		docx_cell_item(walk, item);
	else
		docx_block(walk, &docx->body, item, SIDES);
}

static void absent(struct walk *walk, const struct item *item)
{
	docx_absent(walk, item);
}

static void gap(struct walk *walk, const struct gap *gap)
{
	struct buf text = {0};
	buf_text(&text, "[");
	if (!gap->from.length || !gap->to.length)
		buf_printf(&text, "%zu %s", gap->count,
			   gap->count == 1 ? "provision" : "provisions");
	else if (gap->count == 1)
		buf_span(&text, gap->from);
	else
		buf_printf(&text, "%.*s to %.*s", SPAN_ARGS(gap->from), SPAN_ARGS(gap->to));
	buf_text(&text, " unchanged]");
	say_both(walk->state, DOCX_REMARK, buf_string(&text));
	buf_release(&text);
}

static void document_close(struct walk *walk)
{
	docx_tables_free(walk->state);
}

/* ---- the end */

/* What has no words to stand at is told with the whole. */
static void tell_unplaced(struct docx *docx)
{
	for (size_t i = 1; i < docx->comment_count; i++) {
		const struct diag *diag = docx->comments[i].diag;
		if (docx->comments[i].placed || !diag)
			continue;
		buf_printf(&docx->comments[0].text, "\n%s %s: %s", diag_rule(diag->code)->code,
			   diag_level_name(diag->level), diag->message);
	}
}

/* Printed, the marks need words: what they are, and how many. */
static void say_legend(struct walk *walk)
{
	struct docx *docx = walk->state;
	struct docx_story *body = &docx->body;
	struct buf counts = {0};
	docx_say(docx, DOCX_SECTION, MARK_SAME, 0, "Legend");
	docx_say(docx, DOCX_TEXT, MARK_SAME, 0, "Marks: ");
	docx_word_add(body, (struct docx_word){.mark = MARK_INSERTED, .text = SPAN("inserted")});
	docx_word_add(body, (struct docx_word){.text = SPAN(", ")});
	docx_word_add(body, (struct docx_word){.mark = MARK_REMOVED, .text = SPAN("deleted")});
	if (docx->has_moves) {
		docx_word_add(body, (struct docx_word){.text = SPAN(", ")});
		docx_word_add(body, (struct docx_word){.mark = MARK_REMOVED,
						       .moved = true,
						       .text = SPAN("moved from here")});
		docx_word_add(body, (struct docx_word){.text = SPAN(" ")});
		docx_word_add(body, (struct docx_word){.mark = MARK_INSERTED,
						       .moved = true,
						       .text = SPAN("to here")});
	}
	docx_word_add(body, (struct docx_word){.text = SPAN(".")});
	body->lines[body->count - 1].word_after = (uint32_t)body->word_count;
	add_counts(walk, &counts);
	buf_char(&counts, '.');
	docx_say(docx, DOCX_TEXT, MARK_SAME, 0, buf_string(&counts));
	buf_release(&counts);
}

static void release(struct docx *docx)
{
	for (size_t i = 0; i < docx->note_count; i++) {
		free(docx->notes[i]->lines);
		free(docx->notes[i]->words);
	}
	for (size_t i = 0; i < docx->comment_count; i++)
		buf_release(&docx->comments[i].text);
	docx_tables_free(docx);
	docx_proof_free(docx->proof);
	word_reference_free(docx->reference);
	free(docx->body.lines);
	free(docx->body.words);
	free(docx->notes);
	free(docx->comments);
	free(docx->anchors);
	free(docx->authors);
	free(docx->open);
	buf_release(&docx->headline);
	arena_release(&docx->arena);
}

static void end(struct walk *walk)
{
	struct docx *docx = walk->state;
	if (walk->options->title)
		tell_unplaced(docx);
	if (walk->options->style == RENDER_STATIC)
		say_legend(walk);
	const char *fault = docx_pack(docx, walk->out);
	if (!fault)
		fault = docx_prove(docx->proof, buf_as_span(walk->out), walk->options->style,
				   &docx->arena);
	if (fault) {
		buf_cut(walk->out, 0);
		buf_printf(&walk->fault, "the DOCX does not prove itself: %s", fault);
	}
	release(docx);
}

const struct format format_docx = {.state_size = sizeof(struct docx),
				   .findings = true,
				   .begin = begin,
				   .document_open = document_open,
				   .open = open,
				   .block = block,
				   .absent = absent,
				   .close = close,
				   .gap = gap,
				   .document_close = document_close,
				   .end = end};
