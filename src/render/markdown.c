/* The redline as Markdown (CommonMark with ~~struck~~ text): for a comment on a change request. */
#include "render/format.h"

#include <stdlib.h>
#include <string.h>

/* Lists are nested by two spaces; below a container paragraphs stand by themselves. */
struct markdown {
	size_t *lists; /* list depth of each open provision */
	size_t count, capacity;
	const struct item *number; /* met, but not written yet */
};

/* What would begin a list or a heading at the start of a line: "1.", "-", "+". */
static bool begins_list(const struct buf *out, struct span text, size_t i)
{
	char c = text.at[i];
	if (out->length && out->at[out->length - 1] == '\n')
		return c == '-' || c == '+' || c == '=';
	if (c != '.' && c != ')')
		return false;
	size_t digits = out->length;
	while (digits && out->at[digits - 1] >= '0' && out->at[digits - 1] <= '9')
		digits--;
	return digits < out->length &&
	       (!digits || out->at[digits - 1] == '\n' ||
		(digits > 1 && out->at[digits - 1] == ' ' && out->at[digits - 2] == '-'));
}

static void put_escaped(struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.at[i];
		if (c && (strchr("\\`*_[]<>~|#", c) || begins_list(out, text, i)))
			buf_char(out, '\\');
		if (c == '&')
			buf_text(out, "&amp;");
		else
			buf_char(out, c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
	}
}

static bool is_wordy(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80);
}

/* Emphasis opens and closes only at the flanks of words (CommonMark 0.31, section 6.2): a mark
 * between a letter and a bracket must be spelt as HTML. */
static void put_marked(struct buf *out, enum mark mark, struct span text, char after)
{
	static const char *const marks[] = {"", "~~", "**"};
	static const char *const opens[] = {"", "<del>", "<ins>"};
	static const char *const closes[] = {"", "</del>", "</ins>"};
	struct span core = span_trim(text);
	char before = out->length ? out->at[out->length - 1] : ' ';
	if (core.at > text.at || !core.length)
		buf_char(out, ' ');
	if (!core.length)
		return;
	bool leads = core.at > text.at, trails = core.at + core.length < text.at + text.length;
	bool plain = (leads || !is_wordy(before) || is_wordy(core.at[0])) &&
		     (trails || !is_wordy(after) || is_wordy(core.at[core.length - 1]));
	buf_text(out, plain ? marks[mark] : opens[mark]);
	put_escaped(out, core);
	buf_text(out, plain ? marks[mark] : closes[mark]);
	if (trails)
		buf_char(out, ' ');
}

static void put_runs(struct walk *walk, const struct item *item)
{
	struct run whole;
	size_t count;
	const struct run *run = redline_told(walk->redline, item, &whole, &count);
	for (; count; count--, run++) {
		char after = ' ';
		if (count > 1 && run[1].mark == MARK_SAME)
			after = run[1].text.at[0];
		if (run->mark == MARK_SAME)
			put_escaped(walk->out, run->text);
		else
			put_marked(walk->out, run->mark, run->text, after);
	}
}

/* The numbers of the changes in a block, once each as they come. */
static void put_changes(struct walk *walk, const struct item *item)
{
	unsigned last = 0;
	for (uint32_t i = item->run; i < item->run_after; i++) {
		unsigned change = walk->redline->runs[i].change;
		if (change && change != last)
			buf_printf(walk->out, " \\[%u\\]", change);
		last = change ? change : last;
	}
}

static void change_row(struct walk *walk, const struct change_row *row)
{
	struct buf text = {0};
	change_summary(row->change, &text);
	buf_printf(walk->out, "- **%u** ", row->change->number);
	change_unseen(row, &text);
	put_escaped(walk->out, buf_as_span(&text));
	if (row->words_inserted || row->words_removed)
		buf_text(walk->out, " (");
	if (row->words_inserted)
		buf_printf(walk->out, "+%zu", row->words_inserted);
	if (row->words_removed)
		buf_printf(walk->out, "%s−%zu", row->words_inserted ? " " : "", row->words_removed);
	if (row->words_inserted || row->words_removed)
		buf_char(walk->out, ')');
	buf_char(walk->out, '\n');
	buf_release(&text);
}

static void begin(struct walk *walk)
{
	const struct render_options *options = walk->options;
	struct buf counts = {0};
	if (options->title) {
		buf_text(walk->out, "# ");
		put_escaped(walk->out, span_of(options->title));
		buf_text(walk->out, "\n\n");
	}
	if (options->subtitle) {
		put_escaped(walk->out, span_of(options->subtitle));
		buf_text(walk->out, "\n\n");
	}
	buf_text(walk->out, "~~removed~~ **inserted** \\[number of the change\\]\n\n");
	tally_say(&walk->tally, &counts);
	buf_printf(walk->out, "%s\n\n", buf_string(&counts));
	buf_release(&counts);
	for (size_t i = 0; i < walk->row_count; i++)
		change_row(walk, &walk->rows[i]);
	if (walk->row_count)
		buf_char(walk->out, '\n');
}

static void document_open(struct walk *walk)
{
	buf_text(walk->out, "## ");
	put_escaped(walk->out, document_title(walk->redline));
	buf_printf(walk->out, "%s\n\n", document_fate(walk->redline));
}

static void begin_paragraph(struct walk *walk, bool heading)
{
	struct markdown *m = walk->state;
	size_t list = m->count ? m->lists[m->count - 1] : 0;
	if (heading)
		buf_text(walk->out, m->count > 1 ? "#### " : "### ");
	else if (list > 1)
		buf_repeat(walk->out, ' ', 2 * (list - 2));
	if (!heading && list > 1)
		buf_text(walk->out, m->number ? "- " : "  ");
	if (!m->number)
		return;
	put_runs(walk, m->number);
	buf_char(walk->out, ' ');
	m->number = NULL;
}

static void end_paragraph(struct walk *walk)
{
	buf_text(walk->out, "\n\n");
}

static void flush_number(struct walk *walk)
{
	struct markdown *m = walk->state;
	if (!m->number)
		return;
	begin_paragraph(walk, m->count && !m->lists[m->count - 1]);
	buf_cut(walk->out, walk->out->length - 1);
	end_paragraph(walk);
}

static void open_provision(struct walk *walk, const struct item *item)
{
	struct markdown *m = walk->state;
	const struct provision *p = item_provision(walk->redline, item);
	flush_number(walk);
	size_t above = m->count ? m->lists[m->count - 1] : 0;
	bool container = provision_stands_over(walk->options->profile, p);
	MEM_ROOM(m->lists, m->count, m->capacity);
	m->lists[m->count++] = container ? 0 : above + 1;
}

static void put_block(struct walk *walk, const struct item *item)
{
	struct markdown *m = walk->state;
	const struct block *block = item_block(walk->redline, item);
	if (block->part == PART_NUM) {
		m->number = item;
		return;
	}
	const struct item *number = m->number;
	begin_paragraph(walk, block->part == PART_HEADING);
	if (block->part == PART_CROSSHEADING && item->mark == MARK_SAME && !item->changed)
		buf_char(walk->out, '*');
	put_runs(walk, item);
	if (block->part == PART_CROSSHEADING && item->mark == MARK_SAME && !item->changed)
		buf_char(walk->out, '*');
	if (number && !item->changed)
		put_changes(walk, number);
	put_changes(walk, item);
	end_paragraph(walk);
}

static void put_absent(struct walk *walk, const struct item *item)
{
	(void)item;
	begin_paragraph(walk, false);
	buf_text(walk->out, "(text not supplied)");
	end_paragraph(walk);
}

static void close_provision(struct walk *walk, const struct item *item)
{
	struct markdown *m = walk->state;
	(void)item;
	flush_number(walk);
	m->count--;
}

static void put_gap(struct walk *walk, const struct gap *gap)
{
	flush_number(walk);
	buf_text(walk->out, "⋯ ");
	if (!gap->from.length || !gap->to.length) {
		buf_printf(walk->out, "%zu %s", gap->count,
			   gap->count == 1 ? "provision" : "provisions");
	} else {
		put_escaped(walk->out, gap->from);
		if (gap->count > 1) {
			buf_text(walk->out, " to ");
			put_escaped(walk->out, gap->to);
		}
	}
	buf_text(walk->out, " unchanged");
	end_paragraph(walk);
}

static void end(struct walk *walk)
{
	struct markdown *m = walk->state;
	free(m->lists);
	while (walk->out->length > 1 && walk->out->at[walk->out->length - 1] == '\n' &&
	       walk->out->at[walk->out->length - 2] == '\n')
		buf_cut(walk->out, walk->out->length - 1);
}

const struct format format_markdown = {.state_size = sizeof(struct markdown),
				       .begin = begin,
				       .document_open = document_open,
				       .open = open_provision,
				       .block = put_block,
				       .absent = put_absent,
				       .close = close_provision,
				       .gap = put_gap,
				       .end = end};
