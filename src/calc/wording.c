/* The instruction in words for each operation, in the manner of the code: [wording] of the profile.
 * A template holds {place}, {target}, {in} (what is round the target), each also with a capital,
 * {anchor}, {headed}, {level}, {label}, {times}, {number}, {to-number} and {leaves}, which are
 * filled in here, and the quotations {old}, {to}, {new} and {payload}, which are left to the
 * writer. */
#include "calc/maker.h"

#include "doc/address.h"
#include "doc/piece.h"

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
	{OP_INSERTION, SCOPE_WORDS, POS_END, "insert-words-at-end",
	 "At the end of {place} insert {new}."},
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
	 "Add new {headed}{target} after {anchor} as follows:{payload}"},
	{OP_INSERTION, SCOPE_PROVISION, POS_BEFORE, "insert-before",
	 "Add new {headed}{target} before {anchor} as follows:{payload}"},
	{OP_INSERTION, SCOPE_PROVISION, POS_END, "insert-at-end",
	 "Add at the end of {anchor}:{payload}"},
	{OP_SUBSTITUTION, SCOPE_PROVISION, POS_NONE, "restate",
	 "Amend {target} as follows:{payload}"},
	{OP_REPEAL, SCOPE_PROVISION, POS_NONE, "delete", "Delete {target}."},
	{OP_INSERTION, SCOPE_DEFINITION, POS_ORDER, "insert-definition",
	 "Add the following definition to {anchor} in alphabetical order:{payload}"},
	{OP_SUBSTITUTION, SCOPE_DEFINITION, POS_NONE, "amend-definition",
	 "Amend the definition of {old} in {target} as follows:{payload}"},
	{OP_REPEAL, SCOPE_DEFINITION, POS_NONE, "delete-definition",
	 "Delete the definition of {old} in {target}."},
	{OP_RENUMBERING, SCOPE_PROVISION, POS_NONE, "renumber",
	 "Renumber {target} as {to-number}."},
	{OP_MOVE, SCOPE_PROVISION, POS_AFTER, "move-after",
	 "Move {target} to follow {anchor}{number}."},
	{OP_MOVE, SCOPE_PROVISION, POS_BEFORE, "move-before",
	 "Move {target} to stand before {anchor}{number}."},
};

/* A clause that goes with its number, where one that is only deleted would leave words behind. */
static bool goes_with_number(const struct profile *profile, const struct op *op)
{
	int level = address_level_of_eid(profile, span_of(op->target));
	return op->kind == OP_REPEAL && op->scope == SCOPE_PROVISION &&
	       op->leaves == LEAVES_REMOVE && level >= 0 && (size_t)level < profile->first_item;
}

static const char *template_for(const struct profile *profile, const struct op *op)
{
	const char *plain = profile_value(profile, "wording", "delete", "Delete {target}.");
	if (goes_with_number(profile, op))
		return profile_value(profile, "wording", "delete-and-number", plain);
	if (op->kind == OP_REPEAL && op->scope == SCOPE_PROVISION && op->leaves != LEAVES_REMOVE)
		return profile_value(profile, "wording", "delete-leaving", "Delete {target}.");
	for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
		if (wordings[i].kind == op->kind && wordings[i].scope == op->scope &&
		    (wordings[i].position == POS_NONE || wordings[i].position == op->position))
			return profile_value(profile, "wording", wordings[i].key,
					     wordings[i].words);
	return "Amend {target}.";
}

/* Braces would be taken for a quotation. */
static void without_braces(struct buf *out, size_t from)
{
	for (size_t i = from; i < out->length; i++)
		if (out->at[i] == '{' || out->at[i] == '}')
			out->at[i] = '|';
}

/* A citation with the noun of its number. */
static void cite(const struct maker *maker, const char *eid, struct buf *out)
{
	const struct profile *profile = maker->options->profile;
	size_t mark = out->length;
	struct buf citation = {0};
	address_to_citation(profile, span_of(eid), &citation);
	bool has_noun = citation.length && citation.at[0] >= 'a' && citation.at[0] <= 'z';
	if (citation.length && citation.at[0] != '(' && !has_noun)
		buf_printf(out, "%s ", profile_value(profile, "wording", "noun", "section"));
	buf_span(out, buf_as_span(&citation));
	without_braces(out, mark);
	buf_release(&citation);
}

/* The provisions that it brings: "sections G1.2A, G1.2B and G1.2C". */
static void cite_brought(const struct maker *maker, const struct made_op *made, struct buf *out)
{
	const struct profile *profile = maker->options->profile;
	const struct doc *doc = maker->new_doc;
	struct buf last = {0};
	size_t count = 0;
	for (uint32_t i = made->first; i != DOC_NONE;
	     i = i == made->last ? DOC_NONE : provision_next(doc, i)) {
		if (doc->provisions[i].element == EL_CROSS_HEADING)
			continue;
		if (count++)
			buf_printf(out, "%s%.*s", count == 2 ? "s " : ", ",
				   SPAN_ARGS(buf_as_span(&last)));
		else
			buf_text(out, profile_value(profile, "wording", "noun", "section"));
		buf_cut(&last, 0);
		address_to_citation(profile, doc->provisions[i].eid, &last);
	}
	buf_printf(out, "%s%.*s", count > 1 ? " and " : " ", SPAN_ARGS(buf_as_span(&last)));
	buf_release(&last);
}

/* " in the second place where it occurs", in the words of the code. */
static void write_times(const struct maker *maker, const struct op *op, struct buf *out)
{
	static const char *const ordinals[] = {"first", "second", "third", "fourth", "fifth"};
	if (op->occurrence == OCCURRENCE_ONE || op->occurrence == OCCURRENCE_EACH)
		return;
	struct span left = span_of(profile_value(maker->options->profile, "wording", "nth",
						 "in the {nth} place where it occurs"));
	size_t hole = span_find(left, SPAN("{nth}"), 0);
	if (hole == SIZE_MAX)
		return;
	buf_char(out, ' ');
	buf_span(out, span_sub(left, 0, hole));
	if (op->occurrence == OCCURRENCE_LAST)
		buf_text(out, "last");
	else if (op->occurrence <= 5)
		buf_text(out, ordinals[op->occurrence - 1]);
	else
		buf_printf(out, "%dth", op->occurrence);
	buf_span(out, span_sub(left, hole + 5, left.length));
}

/* Where words are: the provision, or its opening or closing words. */
static void write_place(const struct maker *maker, const char *target, struct buf *out)
{
	const char *part;
	struct span eid = address_without_part(span_of(target), &part);
	if (*part)
		buf_printf(out, "the %s words of ", *part == 'i' ? "opening" : "closing");
	const struct doc *doc = maker->old_doc;
	uint32_t at = doc_find(doc, eid);
	if (at != DOC_NONE && doc->provisions[at].flags & PROVISION_DEFINITION) {
		size_t end;
		struct span term = piece_term(doc->blocks[doc->provisions[at].block].text, &end);
		buf_printf(out, "the definition of “%.*s” in ", SPAN_ARGS(term));
		eid = address_parent(eid);
	}
	cite(maker, arena_copy(maker->arena, eid.at, eid.length), out);
}

static void write_parent(const struct maker *maker, const struct op *op, struct buf *out)
{
	struct span parent = address_parent(span_of(op->target));
	if (parent.length)
		cite(maker, arena_copy(maker->arena, parent.at, parent.length), out);
}

static bool brings_number(const struct maker *maker, const struct made_op *made, const char *eid)
{
	for (uint32_t i = made->first; i != DOC_NONE;
	     i = i == made->last ? DOC_NONE : provision_next(maker->new_doc, i))
		if (span_is(maker->new_doc->provisions[i].eid, eid))
			return true;
	return false;
}

/* What makes room for what comes is called by its new number, where the code can say that. */
static void write_anchor(const struct maker *maker, const struct made_op *made, struct buf *out)
{
	const struct op *op = &made->written.op;
	const char *words =
		profile_value(maker->options->profile, "wording", "as-renumbered", NULL);
	uint32_t at = doc_find(maker->old_doc, span_of(op->anchor));
	uint32_t now = at == DOC_NONE ? DOC_NONE : maker->pairing->old_provision[at];
	if (!words || now == DOC_NONE || !brings_number(maker, made, op->anchor)) {
		cite(maker, op->anchor, out);
		return;
	}
	struct span eid = maker->new_doc->provisions[now].eid;
	cite(maker, arena_copy(maker->arena, eid.at, eid.length), out);
	buf_printf(out, " %s", words);
}

/* The new address in full, where only the label is kept: Renumber G1.3(a) as G1.3(b). */
static void write_new_number(const struct maker *maker, const struct op *op, struct buf *out)
{
	struct buf around = {0};
	struct span parent = address_parent(span_of(op->to));
	if (op->new_num && op->new_num[0] == '(' && parent.length)
		address_to_citation(maker->options->profile, parent, &around);
	buf_span(out, buf_as_span(&around));
	buf_text(out, "{new}");
	buf_release(&around);
}

static const char *element_of(const struct maker *maker, const struct op *op)
{
	const struct profile *profile = maker->options->profile;
	int level = address_level_of_eid(profile, span_of(op->to ? op->to : op->target));
	return level < 0 ? "provision" : profile->levels[level].element;
}

static const char *label_of(const struct maker *maker, const struct made_op *made)
{
	const struct op *op = &made->written.op;
	if (op->new_num)
		return "{new}";
	for (uint32_t i = made->first; i != DOC_NONE;
	     i = i == made->last ? DOC_NONE : provision_next(maker->new_doc, i))
		if (maker->new_doc->provisions[i].element != EL_CROSS_HEADING) {
			struct span num = provision_num(maker->new_doc, i);
			return arena_copy(maker->arena, num.at, num.length);
		}
	return "";
}

static bool begins_with_heading(const struct maker *maker, const struct made_op *made)
{
	return made->first != DOC_NONE && made->first != made->last &&
	       maker->new_doc->provisions[made->first].element == EL_CROSS_HEADING;
}

/* More than one that has a number; what is over them is not counted. */
static bool brings_several(const struct maker *maker, const struct made_op *made)
{
	bool inserts =
		made->written.op.kind == OP_INSERTION && made->written.op.scope == SCOPE_PROVISION;
	size_t count = 0;
	for (uint32_t i = inserts ? made->first : DOC_NONE; i != DOC_NONE;
	     i = i == made->last ? DOC_NONE : provision_next(maker->new_doc, i))
		count += maker->new_doc->provisions[i].element != EL_CROSS_HEADING;
	return count > 1;
}

static const char *words_left(const struct maker *maker, const struct op *op)
{
	const char *key = op->leaves == LEAVES_DOTS	  ? "dots"
			  : op->leaves == LEAVES_REPEALED ? "repealed"
							  : "not-used";
	return profile_value(maker->options->profile, "words", key, "Not Used.");
}

static bool fill(const struct maker *maker, const struct made_op *made, struct span name,
		 struct buf *out)
{
	const struct op *op = &made->written.op;
	size_t mark = out->length;
	if (span_is(name, "place") || span_is(name, "Place"))
		write_place(maker, op->target, out);
	else if (brings_several(maker, made) && span_is(name, "target"))
		cite_brought(maker, made, out);
	else if (span_is(name, "target") || span_is(name, "Target"))
		cite(maker, op->target, out);
	else if (span_is(name, "in") || span_is(name, "In"))
		write_parent(maker, op, out);
	else if (span_is(name, "anchor"))
		write_anchor(maker, made, out);
	else if (span_is(name, "times"))
		write_times(maker, op, out);
	else if (span_is(name, "to-number"))
		write_new_number(maker, op, out);
	else if (span_is(name, "level"))
		buf_text(out, element_of(maker, op));
	else if (span_is(name, "label"))
		buf_text(out, label_of(maker, made));
	else if (span_is(name, "headed"))
		buf_text(out, begins_with_heading(maker, made) ? "cross-heading and " : "");
	else if (span_is(name, "leaves"))
		buf_text(out, words_left(maker, op));
	else if (span_is(name, "number"))
		buf_text(out, op->new_num ? " and renumber it as {new}" : "");
	else
		return false;
	if (name.at[0] >= 'A' && name.at[0] <= 'Z' && out->length > mark && out->at[mark] >= 'a' &&
	    out->at[mark] <= 'z')
		out->at[mark] = (char)(out->at[mark] - 'a' + 'A');
	return true;
}

const char *word_operation(const struct maker *maker, const struct made_op *made)
{
	struct span left = span_of(template_for(maker->options->profile, &made->written.op));
	struct buf out = {0};
	for (size_t open; (open = span_find(left, SPAN("{"), 0)) != SIZE_MAX;) {
		size_t close = span_find(left, SPAN("}"), open);
		if (close == SIZE_MAX)
			break;
		buf_span(&out, span_sub(left, 0, open));
		if (!fill(maker, made, span_sub(left, open + 1, close), &out))
			buf_span(&out, span_sub(left, open, close + 1));
		left = span_sub(left, close + 1, left.length);
	}
	buf_span(&out, left);
	const char *kept = arena_copy(maker->arena, out.at, out.length);
	buf_release(&out);
	return kept;
}
