/* The instruction in words for each operation, in the manner of the code: [wording] of the profile.
 * A template holds {place}, {target}, {anchor}, {times} and {number}, which are filled in here, and
 * the quotations {old}, {to}, {new} and {payload}, which are left to the writer. */
#include "calc/maker.h"

#include "doc/address.h"

#include <string.h>

static const struct {
	enum op_kind kind;
	enum op_scope scope;
	enum op_position position; /* POS_NONE: any */
	const char *key, *words;
} wordings[] = {
	{OP_SUBSTITUTION, SCOPE_WORDS, POS_NONE, "replace-words",
	 "In {place}, for {old}{times} substitute {new}."},
	{OP_REPEAL, SCOPE_WORDS, POS_NONE, "delete-words", "In {place}, delete {old}{times}."},
	{OP_INSERTION, SCOPE_WORDS, POS_AFTER, "insert-words-after",
	 "In {place}, after {old}{times} insert {new}."},
	{OP_INSERTION, SCOPE_WORDS, POS_BEFORE, "insert-words-before",
	 "In {place}, before {old}{times} insert {new}."},
	{OP_SUBSTITUTION, SCOPE_HEADING, POS_NONE, "amend-heading",
	 "Amend the heading of {target} to read {new}."},
	{OP_INSERTION, SCOPE_HEADING, POS_NONE, "insert-heading",
	 "Add the heading {new} to {target}."},
	{OP_REPEAL, SCOPE_HEADING, POS_NONE, "delete-heading", "Delete the heading of {target}."},
	{OP_SUBSTITUTION, SCOPE_CROSSHEADING, POS_NONE, "amend-crossheading",
	 "Amend the cross-heading before {target} to read {new}."},
	{OP_INSERTION, SCOPE_CROSSHEADING, POS_NONE, "insert-crossheading",
	 "Add a new cross-heading before {anchor} as follows:{payload}"},
	{OP_REPEAL, SCOPE_CROSSHEADING, POS_NONE, "delete-crossheading",
	 "Delete the cross-heading before {target}."},
	{OP_INSERTION, SCOPE_PROVISION, POS_AFTER, "insert-after",
	 "Add new {target} after {anchor} as follows:{payload}"},
	{OP_INSERTION, SCOPE_PROVISION, POS_BEFORE, "insert-before",
	 "Add new {target} before {anchor} as follows:{payload}"},
	{OP_INSERTION, SCOPE_PROVISION, POS_END, "insert-at-end",
	 "Add at the end of {anchor}:{payload}"},
	{OP_SUBSTITUTION, SCOPE_PROVISION, POS_NONE, "restate",
	 "Amend {target} as follows:{payload}"},
	{OP_REPEAL, SCOPE_PROVISION, POS_NONE, "delete", "Delete {target}."},
	{OP_RENUMBERING, SCOPE_PROVISION, POS_NONE, "renumber", "Renumber {target} as {new}."},
	{OP_MOVE, SCOPE_PROVISION, POS_AFTER, "move-after",
	 "Move {target} to follow {anchor}{number}."},
	{OP_MOVE, SCOPE_PROVISION, POS_BEFORE, "move-before",
	 "Move {target} to stand before {anchor}{number}."},
};

static const char *template_for(const struct profile *profile, const struct op *op)
{
	for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
		if (wordings[i].kind == op->kind && wordings[i].scope == op->scope &&
		    (wordings[i].position == POS_NONE || wordings[i].position == op->position))
			return profile_value(profile, "wording", wordings[i].key,
					     wordings[i].words);
	return "Amend {target}.";
}

/* A citation with the noun of its level; braces would be taken for a quotation. */
static void cite(const struct maker *maker, const char *eid, struct buf *out)
{
	const struct profile *profile = maker->options->profile;
	size_t mark = out->length;
	struct buf citation = {0};
	address_to_citation(profile, span_of(eid), &citation);
	if (citation.length && citation.at[0] != '(')
		buf_printf(out, "%s ", profile_value(profile, "wording", "noun", "section"));
	buf_span(out, buf_as_span(&citation));
	for (size_t i = mark; i < out->length; i++)
		if (out->at[i] == '{' || out->at[i] == '}')
			out->at[i] = '|';
	buf_release(&citation);
}

static void write_times(const struct op *op, struct buf *out)
{
	static const char *const ordinals[] = {"first", "second", "third", "fourth", "fifth"};
	if (op->occurrence == OCCURRENCE_LAST)
		buf_text(out, " in the last place where it occurs");
	else if (op->occurrence == OCCURRENCE_EACH)
		buf_text(out, " in each place where it occurs");
	else if (op->occurrence > 0 && op->occurrence <= 5)
		buf_printf(out, " in the %s place where it occurs", ordinals[op->occurrence - 1]);
	else if (op->occurrence > 5)
		buf_printf(out, " in the %dth place where it occurs", op->occurrence);
}

/* Where words are: the provision, or its opening or closing words. */
static void write_place(const struct maker *maker, const char *target, struct buf *out)
{
	static const struct {
		const char *end, *words;
	} parts[] = {{"__intro", "the opening words of "}, {"__wrapup", "the closing words of "}};
	struct span eid = span_of(target);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (span_ends(eid, parts[i].end)) {
			eid.length -= strlen(parts[i].end);
			buf_text(out, parts[i].words);
		}
	cite(maker, arena_copy(maker->arena, eid.at, eid.length), out);
}

static bool fill(const struct maker *maker, const struct op *op, struct span name, struct buf *out)
{
	if (span_is(name, "place"))
		write_place(maker, op->target, out);
	else if (span_is(name, "target"))
		cite(maker, op->target, out);
	else if (span_is(name, "anchor"))
		cite(maker, op->anchor, out);
	else if (span_is(name, "times"))
		write_times(op, out);
	else if (span_is(name, "number"))
		buf_text(out, op->new_num ? " and renumber it as {new}" : "");
	else
		return false;
	return true;
}

const char *word_operation(const struct maker *maker, const struct made_op *made)
{
	const struct op *op = &made->written.op;
	struct span left = span_of(template_for(maker->options->profile, op));
	struct buf out = {0};
	for (size_t open; (open = span_find(left, SPAN("{"), 0)) != SIZE_MAX;) {
		size_t close = span_find(left, SPAN("}"), open);
		if (close == SIZE_MAX)
			break;
		buf_span(&out, span_sub(left, 0, open));
		if (!fill(maker, op, span_sub(left, open + 1, close), &out))
			buf_span(&out, span_sub(left, open, close + 1));
		left = span_sub(left, close + 1, left.length);
	}
	buf_span(&out, left);
	const char *kept = arena_copy(maker->arena, out.at, out.length);
	buf_release(&out);
	return kept;
}
