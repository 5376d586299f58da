/* Outline: logical lines -> pieces. Levels come from the labels and their order, then from
 * indentation (instructions.md, section 8); what fits two shapes alike is refused. */
#include "doc/number.h"
#include "profile/pattern.h"
#include "read/reading.h"

#include <ctype.h>
#include <string.h>

enum {
	INDENT_TELLS = 2, /* columns between the leftmost and the rightmost line */
	TERM_MOST = 120,  /* bytes of a term in bold */
	ASIDE_MOST = 120  /* bytes between a term and its verb */
};

/* ---- texts */

/* The words line[start, end) as a paragraph; what leads back to the source is cut likewise. */
static struct piece_text *text_new(struct outline *outline, const struct logical *line,
				   size_t start, size_t end)
{
	struct piece_text *text = arena_alloc(outline->arena, sizeof *text);
	struct span words = span_trim(span_sub(line->text, start, end));
	uint32_t at = (uint32_t)(words.at - line->text.at);
	text->text = words;
	text->segments =
		arena_alloc(outline->arena, (line->segment_count + 1) * sizeof *text->segments);
	for (size_t i = 0; i < line->segment_count; i++) {
		struct piece_segment segment = line->segments[i];
		if (segment.at >= at + words.length && text->segment_count)
			break;
		if (segment.at <= at) {
			text->segment_count = 0;
			segment.source += at - segment.at;
			segment.at = at;
		}
		segment.at -= at;
		text->segments[text->segment_count++] = segment;
	}
	return text;
}

static void text_append(struct outline *outline, struct piece_text **list, struct piece_text *text)
{
	if (list != outline->tail_list || !*list) {
		outline->tail_list = outline->tail = list;
		while (*outline->tail)
			outline->tail = &(*outline->tail)->next;
	}
	*outline->tail = text;
	outline->tail = &text->next;
}

/* ---- the path */

static void push(struct outline *outline, struct piece *piece, bool item, enum label_style style,
		 unsigned indent)
{
	outline->path[outline->depth++] = (struct open){piece, item, style, indent};
}

static void close_items(struct outline *outline)
{
	while (outline->depth && outline_innermost(outline)->item)
		outline->depth--;
}

/* Closes what a number of that level ends. */
static void close_level(struct outline *outline, size_t level)
{
	while (outline->depth) {
		const struct open *open = outline_innermost(outline);
		if (!open->item && open->piece->kind == PIECE_PROVISION &&
		    open->piece->level < level)
			return;
		outline->depth--;
	}
}

/* A list of one level, with no words below it yet: words behind it can only be of what holds it. */
static bool ends_with_plain_list(const struct piece *piece)
{
	for (const struct piece *item = piece->first; item; item = item->next)
		if (item->kind != PIECE_PROVISION || item->first)
			return false;
	return piece->first && piece->num.length && !piece->wrapup;
}

/* Words that seemed to close a list, and the list goes on: they close the list in its last item, or
 * are an unnumbered provision in it. */
static void settle_tail(struct outline *outline, struct piece *parent)
{
	if (!parent->wrapup || !parent->last)
		return;
	if (!outline->indents && ends_with_plain_list(parent->last)) {
		parent->last->wrapup = parent->wrapup;
		parent->wrapup = NULL;
		return;
	}
	struct piece *block = piece_new(outline->arena, PIECE_PROVISION, NULL);
	block->parent = parent;
	block->level = parent->last->level;
	block->intro = parent->wrapup;
	parent->wrapup = NULL;
	parent->last->next = block;
	parent->last = block;
}

static struct piece *piece_add(struct outline *outline, enum piece_kind kind,
			       const struct logical *line)
{
	struct piece *parent = outline_container(outline);
	settle_tail(outline, parent);
	struct piece *piece = piece_new(outline->arena, kind, parent);
	piece->line = line->line;
	return piece;
}

/* ---- lines */

static bool heads_level(const struct outline *outline, size_t level)
{
	const struct profile *profile = outline->profile;
	if (level >= profile->first_item)
		return profile->levels[level].style == LABEL_NUMBER &&
		       profile_truth(profile, "check", "numbers-nest");
	const char *rows = profile_value(profile, "outline", "headings", NULL);
	if (!rows)
		return level + 1 < profile->first_item;
	return profile_lists(profile, "outline", "headings",
			     span_of(profile->levels[level].element));
}

static void set_heading(struct piece *piece, const struct piece_text *text)
{
	piece->heading = text->text;
	piece->heading_text = text;
}

static bool may_head(const struct outline *outline, const struct piece *piece, struct span words)
{
	return piece->kind == PIECE_PROVISION && !piece->heading.length &&
	       !outline->options->plain && heads_level(outline, piece->level) &&
	       outline_is_heading(words);
}

static size_t line_index(const struct outline *outline, const struct logical *line)
{
	return (size_t)(line - &outline->lines->items[outline->from]);
}

/* Words right after a number: a heading where the level has them, else text. */
static void give_words(struct outline *outline, struct piece *piece, const struct logical *line,
		       size_t start)
{
	struct piece_text *text = text_new(outline, line, start, line->text.length);
	if (outline_is_unit(outline->profile, piece->level) &&
	    label_is_note(outline->profile, text->text)) {
		text_append(outline, &piece->intro, text);
		return;
	}
	outline->bare = NULL;
	if (!text->text.length)
		outline->bare = piece;
	else if (may_head(outline, piece, text->text) &&
		 (piece->level < outline->profile->first_item ||
		  outline_is_title(outline, line_index(outline, line), piece->num, text->text)))
		set_heading(piece, text);
	else
		text_append(outline, &piece->intro, text);
}

/* "(a) (i) words": a first label right after another opens the list below it. */
static bool label_after(struct outline *outline, const struct logical *line, size_t at,
			struct label *label)
{
	*label = label_at(outline->profile, 0, line->text, at);
	if (label->kind != LABEL_ITEM)
		return false;
	struct span text = span_sub(line->text, label->start, label->start + label->length);
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++)
		if (number_is_first((enum label_style)i, text) &&
		    !outline_style_is_open(outline, (enum label_style)i))
			return true;
	return false;
}

/* "Transfers. — (1) A permit": where a heading that is run in ends, or 0. */
static size_t run_in_heading(const struct outline *outline, struct span text)
{
	const char *wording = profile_value(outline->profile, "payload", "item-heading", NULL);
	struct buf error = {0};
	struct match match;
	struct pattern *pattern =
		wording ? profile_pattern(outline->profile, wording, PATTERN_ANCHORED, &error)
			: NULL;
	bool found = pattern && pattern_match(pattern, text, 0, &match) == PATTERN_YES;
	pattern_free(pattern);
	buf_release(&error);
	return found ? match.end[0] : 0;
}

/* A list may also begin behind a heading of the item, which is the item's only text. */
static bool list_after(struct outline *outline, struct piece *piece, const struct logical *line,
		       struct label *label)
{
	struct label inner;
	if (label_after(outline, line, label->rest, &inner)) {
		*label = inner;
		return true;
	}
	size_t start = label->rest;
	size_t end = run_in_heading(outline, span_sub(line->text, start, line->text.length));
	if (!end || !label_after(outline, line, start + end, &inner))
		return false;
	text_append(outline, &piece->intro, text_new(outline, line, start, start + end));
	*label = inner;
	return true;
}

/* Deeper than the code's lists go: the words stay with the item above, label and all. */
static void refuse_item(struct outline *outline, size_t i, const struct label *label)
{
	const struct logical *line = &outline->lines->items[outline->from + i];
	struct span text = span_sub(line->text, label->start, label->start + label->length);
	diag_add(outline->diags, DIAG_AMD021, outline_label_place(outline, i, label),
		 "“%.*s” fits no list that is open here", SPAN_ARGS(text));
	struct piece *piece = outline_container(outline);
	if (piece == &outline->root) {
		piece = piece_add(outline, PIECE_PROVISION, line);
		piece->level = outline->options->level;
	}
	text_append(outline, piece->first ? &piece->wrapup : &piece->intro,
		    text_new(outline, line, label->start, line->text.length));
}

static void add_item(struct outline *outline, size_t i, struct label label)
{
	const struct logical *line = &outline->lines->items[outline->from + i];
	struct piece *piece;
	do {
		struct span text = span_sub(line->text, label.start, label.start + label.length);
		struct reading reading;
		if (!outline_choose(outline, i, &label, text, &reading)) {
			refuse_item(outline, i, &label);
			return;
		}
		outline->depth = reading.kept;
		piece = piece_add(outline, PIECE_PROVISION, line);
		piece->level = reading.level;
		piece->num = text;
		push(outline, piece, true, reading.style, line->indent);
	} while (list_after(outline, piece, line, &label));
	give_words(outline, piece, line, label.rest);
}

static struct span first_word(struct span text)
{
	size_t end = 0;
	while (end < text.length && isalpha((unsigned char)text.at[end]))
		end++;
	return span_sub(text, 0, end);
}

/* 3.1 right after 3. */
static bool first_below(struct span outer, struct span number)
{
	size_t tail = outer.length + strlen(".1");
	return outer.length && number.length == tail && span_ends(number, ".1") &&
	       span_equal(span_sub(number, 0, outer.length), outer);
}

/* A number before a small letter begins a provision only where it is the next one, or the first
 * below, and where the words do not go on as a list of citations does. */
static bool starts_provision(const struct outline *outline, size_t i)
{
	const struct label *label = &outline->labels[i];
	struct span text = outline->lines->items[outline->from + i].text;
	struct span next = first_word(span_sub(text, label->rest, text.length));
	struct span number = outline_label_text(outline, i), last = outline->last_number;
	bool expected = last.length &&
			(number_follows(LABEL_NUMBER, last, number) || first_below(last, number));
	return !label->doubtful ||
	       (expected && !profile_lists(outline->profile, "outline", "cited", next));
}

static void add_number(struct outline *outline, size_t i, const struct label *label)
{
	const struct logical *line = &outline->lines->items[outline->from + i];
	close_level(outline, (size_t)label->level);
	struct piece *piece = piece_add(outline, PIECE_PROVISION, line);
	piece->level = (size_t)label->level;
	piece->num = outline->last_number = outline_label_text(outline, i);
	push(outline, piece, false, LABEL_NUMBER, line->indent);
	struct label inner;
	if (outline->heading)
		set_heading(piece, outline->heading);
	outline->heading = NULL;
	if (label_after(outline, line, label->rest, &inner))
		add_item(outline, i, inner);
	else
		give_words(outline, piece, line, label->rest);
	if (label->bare)
		outline->bare = piece;
}

/* It stands beside the provision whose number comes next. */
static void add_crossheading(struct outline *outline, size_t i)
{
	const struct logical *line = &outline->lines->items[outline->from + i];
	size_t level = outline->profile->first_item - 1;
	for (size_t next = i + 1; next < outline->to - outline->from; next++) {
		if (outline->labels[next].kind != LABEL_CODE)
			continue;
		level = (size_t)outline->labels[next].level;
		break;
	}
	close_level(outline, level);
	struct piece *piece = piece_add(outline, PIECE_CROSSHEADING, line);
	set_heading(piece, text_new(outline, line, 0, line->text.length));
}

/* The term at the head of a line: in quotation marks, or in bold type. */
static struct span term_at(const struct logical *line, size_t *end)
{
	struct span text = span_trim(line->text), term = piece_term(text, end);
	if (term.length || !line->bold || line->bold >= text.length || line->bold > TERM_MOST)
		return term;
	term = span_trim(span_sub(text, 0, line->bold));
	*end = line->bold;
	return term;
}

/* Past what may stand between a term and its verb: further terms, a note in brackets, ", in
 * relation to a gauge,". */
static size_t past_asides(struct span text, size_t at)
{
	static const char *const joints[] = {" and “", " or “", ", “"};
	for (;;) {
		struct span rest = span_sub(text, at, text.length);
		size_t end = SIZE_MAX;
		for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
			if (span_starts(rest, joints[i]))
				end = span_find(rest, SPAN("”"), 0);
		if (end != SIZE_MAX)
			end += strlen("”");
		else if (span_starts(rest, " ("))
			end = span_find(rest, SPAN(")"), 0) + 1;
		else if (span_starts(rest, ", "))
			end = span_find(rest, SPAN(","), 1) + 1;
		if (!end || end > rest.length || end > ASIDE_MOST)
			return at;
		at += end;
	}
}

/* “Term” means ...: the words that may follow the term are data of the profile. */
bool outline_defines(const struct profile *profile, const struct logical *line)
{
	size_t end = 0;
	struct span text = span_trim(line->text);
	if (!term_at(line, &end).length)
		return false;
	end = past_asides(text, end);
	struct span rest = span_trim(span_sub(text, end, text.length));
	struct span word = first_word(rest);
	if (!word.length)
		return rest.length && rest.at[0] == ':';
	return profile_lists(profile, "outline", "definition", word);
}

static bool is_definition(const struct outline *outline, const struct logical *line)
{
	size_t end = 0;
	struct span text = span_trim(line->text);
	if (line->inside || !term_at(line, &end).length)
		return false;
	if (outline->options->definitions)
		return span_trim(span_sub(text, end, text.length)).length > 0;
	return outline_defines(outline->profile, line);
}

/* A definition ends the one before it; where indentation tells, it stands in the item that it is
 * farther in than. */
static void close_definition(struct outline *outline, const struct logical *line)
{
	for (size_t i = outline->depth; i-- > 0;)
		if (outline->path[i].piece->kind == PIECE_DEFINITION)
			outline->depth = i;
	while (outline->depth && outline_innermost(outline)->item &&
	       (!outline->indents || line->indent <= outline_innermost(outline)->indent))
		outline->depth--;
}

static void add_definition(struct outline *outline, const struct logical *line)
{
	close_definition(outline, line);
	struct piece *piece = piece_add(outline, PIECE_DEFINITION, line);
	size_t end = 0;
	piece->intro = text_new(outline, line, 0, line->text.length);
	if (!piece_term(piece->intro->text, &end).length)
		piece->term = term_at(line, &end);
	push(outline, piece, false, LABEL_NUMBER, line->indent);
}

static bool begins_small(struct span text)
{
	text = span_trim(text);
	return text.length && text.at[0] >= 'a' && text.at[0] <= 'z';
}

static bool ends_sentence(const struct piece *piece)
{
	while (!piece->wrapup && piece->last)
		piece = piece->last;
	const struct piece_text *text = piece->wrapup ? piece->wrapup : piece->intro;
	while (text && text->next)
		text = text->next;
	struct span words = text ? text->text : (struct span){NULL, 0};
	while (span_ends(words, "”") || span_ends(words, ")"))
		words.length -= span_ends(words, ")") ? 1 : strlen("”");
	return span_ends(words, ".");
}

/* Words as far in as an item are its own where they go on with its list's sentence and, in codes
 * that have no unnumbered items (flush), where they are a sentence after it. */
static bool belongs_to(const struct outline *outline, const struct open *open,
		       const struct logical *line)
{
	bool small = begins_small(line->text), ended = ends_sentence(open->piece);
	bool flush = ended && !small && profile_truth(outline->profile, "outline", "flush");
	return open->indent == line->indent && (flush || (open->piece->first && (small || !ended)));
}

static struct span last_words(const struct piece *piece)
{
	const struct piece_text *text = piece->wrapup ? piece->wrapup : piece->intro;
	while (text && text->next)
		text = text->next;
	return text ? span_trim(text->text) : (struct span){NULL, 0};
}

/* "(a) the sums in the table:" has the table that follows, and a mark that goes on behind it. */
static bool goes_on_in_item(struct outline *outline, const struct logical *line)
{
	if (!outline->depth || !outline_innermost(outline)->item)
		return false;
	struct span text = span_trim(line->text);
	struct span before = last_words(outline_innermost(outline)->piece);
	if (span_is(text, PIECE_OBJECT))
		return span_ends(before, ":");
	return text.length && strchr(";,.", text.at[0]) && span_is(before, PIECE_OBJECT);
}

/* The provision that unlabelled words belong to. Indentation tells; without it, words that begin
 * small close the innermost list, others the whole of the numbered provision. */
static void close_for_words(struct outline *outline, const struct logical *line)
{
	if (goes_on_in_item(outline, line))
		return;
	if (outline->indents) {
		while (outline->depth && outline_innermost(outline)->item &&
		       line->indent <= outline_innermost(outline)->indent &&
		       !belongs_to(outline, outline_innermost(outline), line))
			outline->depth--;
	} else if (outline->depth && outline_innermost(outline)->item) {
		if (begins_small(line->text))
			outline->depth--;
		else
			close_items(outline);
	}
}

static void add_words(struct outline *outline, const struct logical *line)
{
	if (outline->bare) {
		give_words(outline, outline_container(outline), line, 0);
		return;
	}
	close_for_words(outline, line);
	struct piece *piece = outline_container(outline);
	if (piece == &outline->root) {
		piece = piece_add(outline, PIECE_PROVISION, line);
		piece->level = outline->options->level;
		push(outline, piece, false, LABEL_NUMBER, line->indent);
	}
	text_append(outline, piece->first ? &piece->wrapup : &piece->intro,
		    text_new(outline, line, 0, line->text.length));
}

static void add_line(struct outline *outline, size_t i)
{
	const struct label *label = &outline->labels[i];
	const struct logical *line = &outline->lines->items[outline->from + i];
	if (label->kind == LABEL_NONE)
		return;
	if (label->kind == LABEL_ITEM) {
		add_item(outline, i, *label);
	} else if (label->kind == LABEL_CODE && starts_provision(outline, i)) {
		add_number(outline, i, label);
	} else if (label->own) {
		outline->heading = text_new(outline, line, 0, line->text.length);
	} else if (label->heading) {
		add_crossheading(outline, i);
	} else if (!outline->bare && is_definition(outline, line)) {
		add_definition(outline, line);
	} else {
		add_words(outline, line);
	}
}

static bool indents_differ(const struct lines *lines, size_t from, size_t to)
{
	unsigned least = UINT32_MAX, most = 0;
	for (size_t i = from; i < to; i++) {
		if (lines->items[i].use != LINE_TEXT)
			continue;
		if (lines->items[i].indent < least)
			least = lines->items[i].indent;
		if (lines->items[i].indent > most)
			most = lines->items[i].indent;
	}
	return most > least && most - least >= INDENT_TELLS;
}

struct piece *outline_build(const struct lines *lines, size_t from, size_t to,
			    const struct outline_options *options, struct arena *arena,
			    struct diags *diags)
{
	struct outline outline = {
		.lines = lines,
		.options = options,
		.profile = options->profile,
		.arena = arena,
		.diags = diags,
		.labels = labels_of(lines, from, to, options, arena),
		.from = from,
		.to = to,
		.indents = indents_differ(lines, from, to),
	};
	/* Each open provision is of a deeper level than the one before; one may be a definition. */
	outline.path =
		arena_alloc(arena, (options->profile->all_levels + 3) * sizeof *outline.path);
	for (size_t i = 0; i < to - from; i++)
		add_line(&outline, i);
	for (struct piece *piece = outline.root.first; piece; piece = piece->next)
		piece->parent = NULL;
	return outline.root.first;
}
