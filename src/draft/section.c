/* Section: a section as drafts of some codes give it, its number and heading before its text, often
 * in one paragraph: “§ 3-105. Lamps. (a) The Office ... (b) ...”. Labels that are run on are taken
 * as such only where the lists that they make have no gap. */
#include "draft/work.h"

#include "profile/pattern.h"

#include <ctype.h>
#include <string.h>

enum { MOST_OPEN = 12 };

struct list_open {
	enum label_style style;
	struct span label;
};

/* Labels found so far in a paragraph; the innermost list is the last. */
struct run {
	struct span text;
	struct list_open open[MOST_OPEN];
	size_t depth;
	size_t label_end; /* past the last label that was taken */
};

/* ---- labels that are run on */

/* "(a-1)": its length, or 0. */
static size_t label_length(struct span text, size_t at)
{
	size_t end = at + 1;
	while (end < text.length && (isalnum((unsigned char)text.at[end]) || text.at[end] == '-') &&
	       end - at < 8)
		end++;
	bool closed = end > at + 1 && end < text.length && text.at[end] == ')';
	struct span label = span_sub(text, at, end + 1);
	for (int i = LABEL_LOWER; closed && i <= LABEL_DIGIT; i++)
		if (number_fits((enum label_style)i, label))
			return end + 1 - at;
	return 0;
}

static bool ends_in(struct span text, const char *const *ends)
{
	for (; *ends; ends++)
		if (span_ends(text, *ends))
			return true;
	return false;
}

enum before { BEFORE_NOTHING, BEFORE_LABEL, BEFORE_LEAD_IN, BEFORE_ITEM, BEFORE_SENTENCE };

/* What stands before a label, if one can begin there. */
static enum before before(const struct run *run, size_t at)
{
	static const char *const lead_ins[] = {":", "—", "–", NULL};
	static const char *const items[] = {";",     "; and", "; or", "; and/or",
					    ", and", ", or",  NULL};
	static const char *const sentences[] = {".", ".\"", ".”", ".)", NULL};
	struct span left = span_trim(span_sub(run->text, 0, at));
	if (left.length <= run->label_end)
		return BEFORE_LABEL;
	return ends_in(left, lead_ins)	  ? BEFORE_LEAD_IN
	       : ends_in(left, items)	  ? BEFORE_ITEM
	       : ends_in(left, sentences) ? BEFORE_SENTENCE
					  : BEFORE_NOTHING;
}

/* An item begins with a capital, a figure, a quotation or a label; behind a semicolon or a colon it
 * may begin small. */
static bool begins_item(struct span text, size_t end, enum before where)
{
	if (end < text.length && text.at[end] == '(')
		return label_length(text, end) > 0;
	if (end + 1 >= text.length || text.at[end] != ' ')
		return false;
	unsigned char next = (unsigned char)text.at[end + 1];
	if (islower(next))
		return where == BEFORE_LEAD_IN || where == BEFORE_ITEM;
	return isupper(next) || isdigit(next) || strchr("\"'$[(", next) || next > 127;
}

static bool style_open(const struct run *run, enum label_style style)
{
	for (size_t i = 0; i < run->depth; i++)
		if (run->open[i].style == style)
			return true;
	return false;
}

static bool go_on(struct run *run, struct span label)
{
	for (size_t i = run->depth; i-- > 0;) {
		struct list_open *open = &run->open[i];
		if (!number_follows(open->style, open->label, label))
			continue;
		open->label = label;
		run->depth = i + 1;
		return true;
	}
	return false;
}

static bool begin_list(struct run *run, struct span label)
{
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT && run->depth < MOST_OPEN; i++) {
		enum label_style style = (enum label_style)i;
		if (!number_fits(style, label) || !number_is_first(style, label) ||
		    style_open(run, style))
			continue;
		run->open[run->depth++] = (struct list_open){style, label};
		return true;
	}
	return false;
}

enum taken { TAKEN_NO, TAKEN_BESIDE, TAKEN_YES, TAKEN_DOUBT };

/* Does an item begin with the bracket at `at`? "Beside" another label it begins no line. */
static enum taken take_label(struct run *run, size_t at, size_t length)
{
	enum before where = before(run, at);
	struct span label = span_sub(run->text, at, at + length);
	if (where == BEFORE_NOTHING || !begins_item(run->text, at + length, where))
		return TAKEN_NO;
	bool opens = where == BEFORE_LABEL || where == BEFORE_LEAD_IN;
	if ((opens && begin_list(run, label)) || (where != BEFORE_LABEL && go_on(run, label))) {
		run->label_end = at + length;
		return where == BEFORE_LABEL ? TAKEN_BESIDE : TAKEN_YES;
	}
	return where == BEFORE_SENTENCE || where == BEFORE_LABEL ? TAKEN_DOUBT : TAKEN_NO;
}

bool section_split(struct work *work, struct instruction *instruction, struct span text,
		   void (*add)(void *user, struct span part), void *user)
{
	struct run run = {.text = text};
	size_t start = 0;
	for (size_t at = 0; at < text.length; at++) {
		size_t length = text.at[at] == '(' ? label_length(text, at) : 0;
		enum taken taken = length ? take_label(&run, at, length) : TAKEN_NO;
		if (taken == TAKEN_DOUBT) {
			draft_refuse(work, instruction, DIAG_AMD021, (struct span){0},
				     "“%.*s” stands where an item would begin, and goes on with no "
				     "list of the text",
				     (int)length, text.at + at);
			return false;
		}
		if (taken == TAKEN_YES) {
			add(user, span_trim(span_sub(text, start, at)));
			start = at;
		}
	}
	add(user, span_trim(span_sub(text, start, text.length)));
	return true;
}

/* ---- number and heading */

/* Words round lists and paragraphs side by side do not show where everything is run on. */
static bool has_loose_words(const struct work *work, const char *eid)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	if (at == DOC_NONE)
		return false;
	const struct provision *p = &doc->provisions[at];
	for (uint32_t b = p->block; b < p->block_after; b++) {
		const struct block *block = &doc->blocks[b],
				   *last = b > p->block ? block - 1 : NULL;
		bool beside = last && last->part == block->part &&
			      last->provision == block->provision && block->part != PART_NOTE;
		if (block->part == PART_WRAPUP || beside)
			return true;
	}
	return false;
}

/* The heading that the base has, where the new text begins with it; else the first sentence. */
static struct span heading_of(const struct work *work, const char *eid, struct span text)
{
	const struct doc *doc;
	uint32_t at = base_find(work, eid, &doc);
	struct span known = at == DOC_NONE ? (struct span){0} : provision_heading(doc, at);
	if (known.length && text.length > known.length && text.at[known.length] == ' ' &&
	    span_equal(span_sub(text, 0, known.length), known))
		return known;
	return span_sub(text, 0, sentence_end(work->profile, text, 0));
}

bool section_head(struct work *work, const char *eid, struct span text, struct section_head *head)
{
	const char *wording = profile_value(work->profile, "payload", "head", NULL);
	struct buf error = {0};
	struct pattern *pattern =
		wording ? profile_pattern(work->profile, wording, PATTERN_ANCHORED, &error) : NULL;
	struct match match;
	bool found = pattern && pattern_match(pattern, text, 0, &match) == PATTERN_YES;
	buf_release(&error);
	if (found) {
		head->number = match_named(pattern, &match, text, "number");
		text = span_sub(text, match.end[0], text.length);
		head->heading = heading_of(work, eid, text);
		head->rest = span_trim(span_sub(text, head->heading.length, text.length));
	}
	pattern_free(pattern);
	return found;
}

/* “§ 7-1231.03. Port Board.”: the number is no word of the heading, and the final stop is one only
 * where the code prints it. Another number than its own is refused. */
struct quote *section_heading(struct work *work, struct instruction *instruction, const char *eid,
			      struct quote *words)
{
	struct section_head head;
	struct buf named = {0};
	const struct doc *doc;
	struct span text = words->text;
	if (!section_head(work, eid, text, &head))
		return words;
	bool code = address_from_citation(work->profile, head.number, &named);
	bool other = code && strcmp(buf_string(&named), eid) != 0;
	bool figures = !code && text.at == head.number.at; /* “911 Calls” */
	buf_release(&named);
	if (other) {
		draft_refuse(work, instruction, DIAG_AMD016, (struct span){0},
			     "the heading of %s is to be restated and that of %.*s follows",
			     draft_cite(work, eid), SPAN_ARGS(head.number));
		return NULL;
	}
	if (figures)
		return words;
	struct span heading = span_trim(span_from(head.heading.at, text.at + text.length));
	uint32_t at = base_find(work, eid, &doc);
	struct span own = at == DOC_NONE ? (struct span){NULL, 0} : provision_heading(doc, at);
	if (own.length && !span_ends(own, ".") && span_ends(heading, "."))
		heading.length--;
	return quote_new(work, instruction, heading);
}

bool section_may_run_on(struct work *work, struct instruction *instruction, const char *eid,
			size_t parts)
{
	if (parts < 2 || !has_loose_words(work, eid))
		return true;
	draft_refuse(
		work, instruction, DIAG_AMD028, (struct span){0},
		"the new text of %s is run on in one paragraph, and the code has words of their "
		"own beside or after its lists: where such words begin cannot be told",
		draft_cite(work, eid));
	return false;
}
