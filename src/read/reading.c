/* Which list a label belongs to: the rules of "Letter or roman?" (instructions.md, section 8), and
 * what to do where numbers are missing or out of order. */
#include "read/reading.h"
#include "doc/number.h"

enum { AHEAD_MOST = 400 /* lines searched for the label that settles a doubt */ };

struct open *outline_innermost(struct outline *outline)
{
	return outline->depth ? &outline->path[outline->depth - 1] : NULL;
}

struct piece *outline_container(struct outline *outline)
{
	return outline->depth ? outline_innermost(outline)->piece : &outline->root;
}

/* The last words before the list or the next item: what a lead-in would end with. */
static struct span last_words(const struct piece *piece)
{
	const struct piece_text *text = piece->intro;
	while (text && text->next)
		text = text->next;
	return text ? text->text : (struct span){NULL, 0};
}

enum { READINGS_MOST = 32 };
struct readings {
	struct reading items[READINGS_MOST];
	size_t count;
};

static void reading_add(struct readings *readings, struct reading reading)
{
	if (readings->count < READINGS_MOST)
		readings->items[readings->count++] = reading;
}

static bool same_letters(struct span label)
{
	for (size_t i = 2; i + 1 < label.length; i++)
		if (label.at[i] != label.at[1])
			return false;
	return label.length > 3;
}

/* (ii) after (h) is no letter: doubled letters come after (z), or after the letter that they
 * double. */
static bool later_in_list(enum label_style style, struct span open, struct span label)
{
	if (!number_fits(style, label) || number_compare(style, open, label) >= 0)
		return false;
	bool letters = style == LABEL_LOWER || style == LABEL_UPPER;
	return !letters || !same_letters(label) || open.length == label.length ||
	       open.at[1] == 'z' || open.at[1] == 'Z' || open.at[1] == label.at[1];
}

static void read_open_lists(struct outline *outline, struct span label, struct readings *readings)
{
	for (size_t i = outline->depth; i-- > 0;) {
		const struct open *open = &outline->path[i];
		if (open->piece->kind == PIECE_DEFINITION)
			continue;
		if (!open->item)
			break;
		struct reading reading = {FIT_STYLE, i, open->piece->level, open->style, open};
		if (number_follows(open->style, open->piece->num, label))
			reading.fit = FIT_FOLLOWS;
		else if (later_in_list(open->style, open->piece->num, label))
			reading.fit = FIT_LATER;
		else if (!number_fits(open->style, label))
			continue;
		reading_add(readings, reading);
	}
}

bool outline_style_is_open(const struct outline *outline, enum label_style style)
{
	for (size_t i = outline->depth; i-- > 0 && outline->path[i].item;)
		if (outline->path[i].style == style)
			return true;
	return false;
}

/* The level of a list with such labels below what is open: the next of that style where levels may
 * be left out, else the next; SIZE_MAX where the code has none so deep. */
static size_t level_below(const struct outline *outline, enum label_style style)
{
	const struct profile *profile = outline->profile;
	size_t announced = outline->options->level, around = outline->options->above;
	const struct level *above = &profile->levels[around ? around : profile->first_item - 1];
	if (!outline->depth && announced >= profile->first_item)
		return announced;
	for (size_t i = outline->depth; i-- > 0;) {
		const struct piece *piece = outline->path[i].piece;
		if (piece->kind != PIECE_PROVISION)
			continue;
		above = &profile->levels[piece->level];
		break;
	}
	if (!above->by_depth && profile_truth(profile, "citation", "skip-levels"))
		for (size_t i = above->below; i < above->below_after; i++)
			if (profile->levels[i].style == style)
				return i;
	size_t below = above->below;
	if (below < above->below_after && profile->levels[below].exact &&
	    profile->levels[below].style != style)
		below++;
	return below < above->below_after ? below : SIZE_MAX;
}

/* A list that went on after words that looked like its end: its last item is not open any more. */
static void read_closed_list(struct outline *outline, struct span label, struct readings *readings)
{
	struct piece *last = outline_container(outline)->last;
	if (!last || last->kind != PIECE_PROVISION || !last->num.length ||
	    last->level < outline->profile->first_item)
		return;
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++) {
		enum label_style style = (enum label_style)i;
		if (number_fits(style, last->num) && number_follows(style, last->num, label))
			reading_add(readings, (struct reading){FIT_FOLLOWS, outline->depth,
							       last->level, style, NULL});
	}
}

/* The outermost item of a payload is of the level that is announced, where its label can be. */
static bool read_announced(struct outline *outline, struct span label, struct readings *readings)
{
	const struct profile *profile = outline->profile;
	size_t level = outline->options->level, before = readings->count;
	if (outline->depth || level < profile->first_item || level >= profile->all_levels)
		return false;
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++) {
		enum label_style style = (enum label_style)i;
		bool fits =
			profile->levels[level].by_depth || style == profile->levels[level].style;
		if (fits && number_fits(style, label))
			reading_add(readings, (struct reading){FIT_FIRST, 0, level, style, NULL});
	}
	return readings->count > before;
}

static void read_new_list(struct outline *outline, struct span label, bool first,
			  struct readings *readings)
{
	for (int i = LABEL_LOWER; i <= LABEL_DIGIT; i++) {
		enum label_style style = (enum label_style)i;
		bool fits = first ? number_is_first(style, label)
				  : number_fits(style, label) && !number_is_first(style, label);
		if (!fits || (first && outline_style_is_open(outline, style)))
			continue;
		struct reading reading = {first ? FIT_FIRST : FIT_STYLE, outline->depth,
					  level_below(outline, style), style,
					  outline_innermost(outline)};
		if (reading.level != SIZE_MAX)
			reading_add(readings, reading);
	}
}

static void keep_fit(struct readings *readings, enum fit first, enum fit second)
{
	size_t kept = 0;
	for (size_t i = 0; i < readings->count; i++)
		if (readings->items[i].fit == first || readings->items[i].fit == second)
			readings->items[kept++] = readings->items[i];
	if (kept)
		readings->count = kept;
}

struct span outline_label_text(const struct outline *outline, size_t i)
{
	const struct label *label = &outline->labels[i];
	return span_sub(outline->lines->items[outline->from + i].text, label->start,
			label->start + label->length);
}

static const struct reading *only_reading_of(const struct readings *readings, bool upper,
					     bool roman)
{
	enum label_style style = roman ? (upper ? LABEL_UPPER_ROMAN : LABEL_ROMAN)
				       : (upper ? LABEL_UPPER : LABEL_LOWER);
	const struct reading *found = NULL;
	for (size_t i = 0; i < readings->count; i++) {
		if (readings->items[i].style != style)
			continue;
		if (found)
			return NULL;
		found = &readings->items[i];
	}
	return found;
}

static const struct reading *only_reading_before(const struct readings *readings, struct span label,
						 struct span next)
{
	const struct reading *found = NULL;
	for (size_t i = 0; i < readings->count; i++) {
		if (!number_follows(readings->items[i].style, label, next))
			continue;
		if (found)
			return NULL;
		found = &readings->items[i];
	}
	return found;
}

/* The next label tells: (j) after (i) is a letter, (ii) makes it roman. Before either, the same
 * label again closes the inner list, (v) and (v), or begins it, (i): and (i); and another (i)
 * begins an inner list, so that the one before is over and what stands between is a letter. */
static const struct reading *settled_by_next(const struct outline *outline, size_t line,
					     struct span label, const struct readings *readings)
{
	size_t end = outline->to - outline->from;
	bool upper = number_fits(LABEL_UPPER, label);
	enum label_style roman = upper ? LABEL_UPPER_ROMAN : LABEL_ROMAN;
	bool opens = number_is_first(roman, label) &&
		     outline_opens_list(outline->lines->items[outline->from + line].text);
	if (end > line + AHEAD_MOST)
		end = line + AHEAD_MOST;
	for (size_t i = line + 1; i < end && outline->labels[i].kind != LABEL_CODE; i++) {
		if (outline->labels[i].kind != LABEL_ITEM)
			continue;
		struct span next = outline_label_text(outline, i);
		if (span_equal(next, label))
			return only_reading_of(readings, upper, !opens);
		if (number_is_first(roman, next))
			return only_reading_of(readings, upper, false);
		const struct reading *found = only_reading_before(readings, label, next);
		if (found)
			return found;
	}
	return NULL;
}

static const struct reading *settled_by_indent(const struct outline *outline, unsigned indent,
					       const struct readings *readings)
{
	const struct reading *found = NULL;
	for (size_t i = 0; outline->indents && i < readings->count; i++) {
		const struct reading *reading = &readings->items[i];
		if (!reading->after)
			continue;
		bool fits = reading->fit == FIT_FIRST ? indent > reading->after->indent
						      : indent == reading->after->indent;
		if (fits && found)
			return NULL;
		if (fits)
			found = reading;
	}
	return found;
}

/* A lead-in that is not closed as one has no list below it; then the innermost list goes on. */
static const struct reading *settled_by_lead_in(const struct readings *readings)
{
	const struct reading *follows = NULL;
	for (size_t i = 0; i < readings->count; i++) {
		const struct reading *reading = &readings->items[i];
		if (reading->fit == FIT_FIRST &&
		    outline_opens_list(last_words(reading->after->piece)))
			return NULL;
		if (reading->fit == FIT_FOLLOWS && follows)
			return NULL;
		if (reading->fit == FIT_FOLLOWS)
			follows = reading;
	}
	return follows;
}

/* A list whose last item but one ends in "and" or "or" is complete. */
static bool list_is_complete(const struct piece *last)
{
	const struct piece *before = last->parent ? last->parent->first : last;
	while (before != last && before->next != last)
		before = before->next;
	if (before == last)
		return false;
	struct span words = span_trim(last_words(before));
	return span_ends(words, " and") || span_ends(words, " or");
}

/* Two open lists could go on: the inner one does, unless it is complete. */
static const struct reading *settled_by_order(const struct readings *readings)
{
	for (size_t i = 0; i < readings->count; i++)
		if (readings->items[i].fit != FIT_FOLLOWS || !readings->items[i].after)
			return NULL;
	size_t last = readings->count - 1;
	for (size_t i = 0; i < last; i++)
		if (!list_is_complete(readings->items[i].after->piece))
			return &readings->items[i];
	return &readings->items[last];
}

/* (i) after (h), where (h) leads no list in, is no doubt worth a word. */
static bool plain_successor(const struct readings *readings, const struct reading *chosen)
{
	for (size_t i = 0; i < readings->count; i++)
		if (readings->items[i].fit == FIT_FIRST && readings->items[i].after &&
		    outline_opens_list(last_words(readings->items[i].after->piece)))
			return false;
	return chosen->fit == FIT_FOLLOWS;
}

static bool one_shape(const struct readings *readings)
{
	for (size_t i = 1; i < readings->count; i++)
		if (readings->items[i].kept != readings->items[0].kept ||
		    readings->items[i].level != readings->items[0].level)
			return false;
	return true;
}

/* The reading with the style that the profile has at its level, else the first. */
static const struct reading *house_style(const struct outline *outline,
					 const struct readings *readings)
{
	for (size_t i = 0; i < readings->count; i++)
		if (outline->profile->levels[readings->items[i].level].style ==
		    readings->items[i].style)
			return &readings->items[i];
	return &readings->items[0];
}

struct place outline_label_place(const struct outline *outline, size_t line,
				 const struct label *label)
{
	const struct logical *logical = &outline->lines->items[outline->from + line];
	size_t start = segment_source(logical->segments, logical->segment_count, label->start);
	return place_of(outline->lines->file, outline->lines->bytes, start, start + label->length);
}

static void report_doubt(struct outline *outline, size_t line, const struct label *label,
			 struct span text, bool refused)
{
	struct place place = outline_label_place(outline, line, label);
	if (!refused) {
		diag_add(outline->diags, DIAG_NUM009, place,
			 "“%.*s” can be a letter or a roman numeral; its neighbours decide",
			 SPAN_ARGS(text));
		return;
	}
	struct diag *diag = diag_add(
		outline->diags, DIAG_AMD021, place,
		"“%.*s” can go on with an open list or begin one below it, and nothing tells which",
		SPAN_ARGS(text));
	diag_help(outline->diags, diag,
		  "indent the items of the inner list, or end its lead-in with a colon");
}

/* A word processor that made the number says how its list counts. */
static void keep_counted(struct readings *readings, const struct logical *line)
{
	size_t kept = 0;
	for (size_t i = 0; line->counted && i < readings->count; i++)
		if (readings->items[i].style == line->style)
			readings->items[kept++] = readings->items[i];
	if (kept)
		readings->count = kept;
}

/* Where the label belongs; *reading is set unless false. */
bool outline_choose(struct outline *outline, size_t line, const struct label *label,
		    struct span text, struct reading *reading)
{
	struct readings readings = {.count = 0};
	read_open_lists(outline, text, &readings);
	read_closed_list(outline, text, &readings);
	bool announced = read_announced(outline, text, &readings);
	if (!announced)
		read_new_list(outline, text, true, &readings);
	keep_fit(&readings, FIT_FOLLOWS, FIT_FIRST);
	if (!readings.count)
		read_new_list(outline, text, false, &readings);
	keep_fit(&readings, FIT_FOLLOWS, FIT_FIRST);
	if (readings.count && readings.items[0].fit > FIT_FIRST)
		keep_fit(&readings, FIT_LATER, FIT_LATER);
	if (!readings.count)
		return false;
	keep_counted(&readings, &outline->lines->items[outline->from + line]);
	*reading = *house_style(outline, &readings);
	if (readings.count == 1)
		return true;
	unsigned indent = outline->lines->items[outline->from + line].indent;
	const struct reading *found = settled_by_next(outline, line, text, &readings);
	if (announced && one_shape(&readings)) {
		*reading = found ? *found : *reading;
		return true;
	}
	if (!found)
		found = settled_by_indent(outline, indent, &readings);
	if (!found)
		found = settled_by_lead_in(&readings);
	if (!found)
		found = settled_by_order(&readings);
	if (!found && readings.items[0].fit > FIT_FIRST)
		found = &readings.items[0]; /* out of order in any case: NUM003 says so */
	if (found)
		*reading = *found;
	bool refused = !found && !one_shape(&readings);
	if (refused || !plain_successor(&readings, reading))
		report_doubt(outline, line, label, text, refused);
	return true;
}
