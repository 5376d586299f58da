/* Whether the words on the line of a paragraph's number are its heading or its text, in codes whose
 * headings stand like text: told by what they say and by what stands below. Not told, refused. */
#include "profile/pattern.h"
#include "read/reading.h"

static bool says(const struct outline *outline, const char *key, struct span text)
{
	const char *wording = profile_value(outline->profile, "outline", key, NULL);
	struct buf error = {0};
	struct match match;
	struct pattern *pattern =
		wording ? profile_pattern(outline->profile, wording, 0, &error) : NULL;
	bool found = pattern && pattern_match(pattern, text, 0, &match) == PATTERN_YES;
	pattern_free(pattern);
	buf_release(&error);
	return found;
}

/* The line of text that follows, or SIZE_MAX. */
static size_t line_below(const struct outline *outline, size_t i)
{
	while (++i < outline->to - outline->from)
		if (outline->labels[i].kind != LABEL_NONE)
			return i;
	return SIZE_MAX;
}

/* 1.2.1 below 1.2. */
static bool nests(struct span outer, struct span inner)
{
	return outer.length < inner.length && span_equal(span_sub(inner, 0, outer.length), outer) &&
	       inner.at[outer.length] == '.';
}

static bool goes_on_small(const struct outline *outline, size_t i)
{
	struct span text = outline->lines->items[outline->from + i].text;
	text = span_trim(span_sub(text, outline->labels[i].rest, text.length));
	return text.length && text.at[0] >= 'a' && text.at[0] <= 'z';
}

static void refuse(struct outline *outline, size_t i, struct span number, struct span text,
		   const char *below)
{
	struct diag *diag = diag_add(outline->diags, DIAG_AMD021,
				     outline_label_place(outline, i, &outline->labels[i]),
				     "“%.*s” can be the heading of %.*s or open the %s below it, "
				     "and nothing tells which",
				     SPAN_ARGS(text), SPAN_ARGS(number), below);
	diag_help(outline->diags, diag,
		  "end it with a colon or a full stop where it is text, “%.*s %.*s:”",
		  SPAN_ARGS(number), SPAN_ARGS(text));
}

bool outline_is_title(struct outline *outline, size_t i, struct span number, struct span text)
{
	if (says(outline, "duty", text))
		return false;
	bool sentence = says(outline, "sentence", text);
	size_t below = line_below(outline, i);
	const struct label *label = below == SIZE_MAX ? NULL : &outline->labels[below];
	if (!label)
		return !sentence;
	if (label->kind == LABEL_CODE && nests(number, outline_label_text(outline, below)))
		return !goes_on_small(outline, below);
	if (label->kind == LABEL_CODE || label->heading || (label->kind == LABEL_ITEM && sentence))
		return !sentence;
	if (label->kind == LABEL_TEXT && !sentence)
		return true;
	refuse(outline, i, number, text, label->kind == LABEL_ITEM ? "list" : "text");
	return false;
}
