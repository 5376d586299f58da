/* The operations of a patch, one a line, as compile and apply report them (cli.md's JSON, or
 * words). */
#include "cli/cli.h"

#include "doc/address.h"

#include <string.h>

/* ---- JSON pieces */

static void key(struct buf *out, const char *name)
{
	buf_text(out, out->at[out->length - 1] == '{' ? "\"" : ",\"");
	buf_text(out, name);
	buf_text(out, "\":");
}

static void key_text(struct buf *out, const char *name, const char *value)
{
	key(out, name);
	if (value)
		json_quoted(out, span_of(value));
	else
		buf_text(out, "null");
}

void json_key(struct buf *out, const char *name, const char *text, bool first)
{
	buf_printf(out, "%s\"%s\":", first ? "" : ",", name);
	if (text)
		json_quoted(out, span_of(text));
	else
		buf_text(out, "null");
}

static void key_number(struct buf *out, const char *name, unsigned value)
{
	key(out, name);
	buf_printf(out, "%u", value);
}

static void key_list(struct buf *out, const char *name, const char *const *items, size_t count)
{
	key(out, name);
	buf_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_char(out, ',');
		json_quoted(out, span_of(items[i]));
	}
	buf_char(out, ']');
}

static void key_old(struct buf *out, const struct op *op)
{
	if (op->span == SPAN_WORDS) {
		key_text(out, "old", op->old);
		return;
	}
	key(out, "old");
	buf_char(out, '{');
	key_text(out, op->span == SPAN_AFTER_END ? "after" : "from",
		 op->span == SPAN_START_TO ? NULL : op->old);
	key_text(out, "to", op->span == SPAN_START_TO ? op->old : op->old_to);
	buf_char(out, '}');
}

static void key_occurrence(struct buf *out, int occurrence)
{
	if (occurrence > 0) {
		key_number(out, "occurrence", (unsigned)occurrence);
		return;
	}
	key_text(out, "occurrence",
		 occurrence == OCCURRENCE_EACH	 ? "each"
		 : occurrence == OCCURRENCE_LAST ? "last"
						 : NULL);
}

static void key_payload(struct buf *out, const struct patch *patch, const struct op *op)
{
	if (op->payload == DOC_NONE) {
		key_text(out, "payload", NULL);
		return;
	}
	key(out, "payload");
	buf_char(out, '[');
	for (uint32_t i = op->payload, n = 0; i < op->payload_after; i++) {
		if (patch->doc->provisions[i].flags & PROVISION_CROSSHEADING &&
		    i + 1 < op->payload_after)
			continue;
		if (n++)
			buf_char(out, ',');
		json_quoted(out, payload_eid(patch, i));
	}
	buf_char(out, ']');
}

/* ---- compile */

static const char *citation(const struct profile *profile, const char *eid, struct buf *out)
{
	buf_cut(out, 0);
	if (!eid)
		return NULL;
	address_to_citation(profile, span_of(eid), out);
	return buf_string(out);
}

/* Why the base refuses an operation, or NULL. */
static const struct diag *refusal_of(const struct op_result *result)
{
	return result && result->status == OP_REFUSED ? result->diag : NULL;
}

static void json_op(const struct profile *profile, const struct patch *patch, const struct op *op,
		    const struct op_result *result, struct buf *out)
{
	const struct diag *refusal = refusal_of(result);
	struct buf cited = {0};
	buf_char(out, '{');
	key_number(out, "op", op->number);
	key_text(out, "kind", op_kind_name(op->kind));
	key_text(out, "scope", op_scope_name(op->scope));
	key_text(out, "target", op->target);
	key_text(out, "citation", citation(profile, op->target, &cited));
	key_text(out, "anchor", op->anchor);
	key_text(out, "position", op_position_name(op->position));
	key_old(out, op);
	key_text(out, "new", op->new_words);
	key_occurrence(out, op->occurrence);
	if (op->count)
		key_number(out, "count", op->count);
	else
		key_text(out, "count", NULL);
	key_payload(out, patch, op);
	if (op->up_to)
		key_text(out, "upTo", op->up_to);
	if (op->def)
		key_text(out, "def", op->def);
	if (op->to)
		key_text(out, "to", op->to);
	if (op->leaves)
		key_text(out, "leaves", op_leaves_name(op->leaves));
	key_text(out, "text", op->text);
	key_text(out, "file", op->file ? file_base_name(op->file) : NULL);
	key_number(out, "line", op->line);
	key_number(out, "column", op->column);
	key_text(out, "base", patch->base_version);
	if (refusal) {
		key_text(out, "code", diag_rule(refusal->code)->code);
		key_text(out, "message", refusal->message);
	}
	buf_text(out, "}\n");
	buf_release(&cited);
}

/* Does it say why an instruction made no operation? What is said of one that was made refuses
 * nothing. */
static bool made_nothing(const struct diag *diag)
{
	const char *code = diag_rule(diag->code)->code;
	bool remark = diag->op || diag->code == DIAG_AMD003;
	return diag->refuses || (diag->level == DIAG_ERROR && !remark &&
				 (!strncmp(code, "AMD", 3) || !strncmp(code, "NUM", 3)));
}

/* An instruction that was not understood is a line of its own. */
static void json_refusal(const struct diag *diag, unsigned number, struct buf *out)
{
	buf_char(out, '{');
	key_number(out, "op", diag->op ? diag->op : number);
	key_text(out, "kind", NULL);
	key_text(out, "code", diag_rule(diag->code)->code);
	key_text(out, "message", diag->message);
	key_text(out, "help", diag->help);
	key_text(out, "file", diag->place.file ? file_base_name(diag->place.file) : NULL);
	key_number(out, "line", diag->place.line);
	key_number(out, "column", diag->place.column);
	buf_text(out, "}\n");
}

static const char *place_words(const struct profile *profile, const struct op *op,
			       struct buf *scratch)
{
	static const char *const words[] = {[POS_BEFORE] = "before ",
					    [POS_AFTER] = "after ",
					    [POS_START] = "at the start ",
					    [POS_END] = "at the end ",
					    [POS_ORDER] = "in order in "};
	buf_cut(scratch, 0);
	if (op->position == POS_NONE)
		return "";
	buf_text(scratch, words[op->position]);
	bool of_something = op->anchor || op->old;
	if (of_something && (op->position == POS_START || op->position == POS_END))
		buf_text(scratch, "of ");
	if (op->anchor)
		address_to_citation(profile, span_of(op->anchor), scratch);
	else if (op->old)
		buf_printf(scratch, "“%s”", op->old);
	if (of_something)
		buf_char(scratch, ' ');
	return buf_string(scratch);
}

static void payload_words(const struct patch *patch, const struct op *op, struct buf *out)
{
	if (op->payload == DOC_NONE)
		return;
	size_t headings = 0, provisions = 0, items = 0;
	uint32_t top = UINT32_MAX;
	for (uint32_t i = op->payload; i < op->payload_after; i++) {
		const struct provision *p = &patch->doc->provisions[i];
		if (p->flags & PROVISION_CROSSHEADING) {
			headings++;
			continue;
		}
		top = top == UINT32_MAX ? p->depth : top;
		*(p->depth == top ? &provisions : &items) += 1;
	}
	buf_text(out, " (");
	if (headings)
		buf_printf(out, "%zu cross-heading%s, ", headings, headings == 1 ? "" : "s");
	buf_printf(out, "%zu provision%s", provisions, provisions == 1 ? "" : "s");
	if (items)
		buf_printf(out, ", %zu item%s", items, items == 1 ? "" : "s");
	buf_char(out, ')');
}

/* The words that are looked for: “X”, or a stretch of which they are one end or both. */
static void old_words(const struct op *op, struct buf *out)
{
	if (op->span == SPAN_START_TO)
		buf_text(out, "from the beginning to ");
	else if (op->span == SPAN_FROM_TO || op->span == SPAN_FROM_END)
		buf_text(out, "from ");
	else if (op->span == SPAN_AFTER_END)
		buf_text(out, "all after ");
	buf_printf(out, "“%s”", op->old);
	if (op->span == SPAN_FROM_TO)
		buf_printf(out, " to “%s”", op->old_to ? op->old_to : "");
	else if (op->span == SPAN_FROM_END)
		buf_text(out, " to the end");
}

static void occurrence_words(const struct op *op, struct buf *out)
{
	static const char *const ordinals[] = {"first", "second", "third"};
	if (op->occurrence == OCCURRENCE_EACH && op->count)
		buf_printf(out, ", %u times", op->count);
	else if (op->occurrence == OCCURRENCE_EACH)
		buf_text(out, ", each time");
	else if (op->occurrence == OCCURRENCE_LAST)
		buf_text(out, ", the last time");
	else if (op->occurrence > 0 && op->occurrence <= 3)
		buf_printf(out, ", the %s time", ordinals[op->occurrence - 1]);
	else if (op->occurrence > 0)
		buf_printf(out, ", the %dth time", op->occurrence);
}

/* “old” → “new”, or the one of them that there is: a heading may go or change as a whole. */
static void words_change(const struct profile *profile, const struct op *op, struct buf *out)
{
	struct buf scratch = {0};
	bool insertion = op->kind == OP_INSERTION;
	bool has_old = op->old && !insertion, has_new = op->new_words && *op->new_words;
	const char *place = insertion ? place_words(profile, op, &scratch) : "";
	if (has_old || has_new || *place)
		buf_text(out, ": ");
	buf_span(out, has_new ? span_of(place) : span_trim(span_of(place)));
	if (has_old)
		old_words(op, out);
	if (has_new)
		buf_printf(out, "%s“%s”", has_old ? " → " : "", op->new_words);
	occurrence_words(op, out);
	buf_release(&scratch);
}

/* What was understood, in words: "insert G5.29 after G5.28 (1 provision, 3 items)". */
void report_op(const struct profile *profile, const struct patch *patch, const struct op *op,
	       struct buf *out)
{
	static const char *const verbs[] = {"insert", "substitute", "repeal", "renumber",
					    "split",  "join",	    "move"};
	struct buf scratch = {0};
	buf_printf(out, "%s ", verbs[op->kind]);
	if (op->scope == SCOPE_CROSSHEADING && op->kind == OP_INSERTION &&
	    op->payload != DOC_NONE) {
		struct span heading = provision_heading(patch->doc, op->payload);
		struct span place = span_trim(span_of(place_words(profile, op, &scratch)));
		buf_printf(out, "the cross-heading “%.*s” %.*s", SPAN_ARGS(heading),
			   SPAN_ARGS(place));
	} else if (op->scope == SCOPE_WORDS || op->scope == SCOPE_HEADING ||
		   op->scope == SCOPE_CROSSHEADING) {
		const char *thing = op->scope == SCOPE_WORDS	 ? "words"
				    : op->scope == SCOPE_HEADING ? "the heading"
								 : "the cross-heading";
		buf_printf(out, "%s of ", thing);
		address_to_citation(profile, span_of(op->target), out);
		words_change(profile, op, out);
	} else {
		if (op->scope == SCOPE_DEFINITION && op->old)
			buf_printf(out, "the definition of “%s” in ", op->old);
		address_to_citation(profile, span_of(op->target), out);
		if (op->up_to) {
			buf_text(out, " to ");
			address_to_citation(profile, span_of(op->up_to), out);
		}
		if (op->new_num)
			buf_printf(out, " as %s", op->new_num);
		if (op->position)
			buf_printf(out, " %s", place_words(profile, op, &scratch));
		payload_words(patch, op, out);
	}
	buf_release(&scratch);
}

static void text_op(const struct profile *profile, const struct patch *patch, const struct op *op,
		    const struct op_result *result, struct buf *out)
{
	const struct diag *refusal = refusal_of(result);
	buf_printf(out, "%3u  ", op->number);
	report_op(profile, patch, op, out);
	if (refusal)
		buf_printf(out, "\n     does not fit the base: %s [%s]", refusal->message,
			   diag_rule(refusal->code)->code);
	buf_text(out, "\n     ");
	if (op->file)
		buf_printf(out, "%s:%u: ", file_base_name(op->file), op->line);
	buf_printf(out, "%s\n", op->text ? op->text : "");
}

void report_compiled(const struct run_state *run, const struct patch *patch, size_t own,
		     const struct application *proof, struct buf *out)
{
	const struct profile *profile = run->profile;
	const struct diags *diags = &run->diags;
	bool json = run->options->format == REPORT_JSON;
	unsigned last = patch ? (unsigned)patch->op_count : 0;
	for (size_t i = 0; patch && i < patch->op_count; i++)
		(json ? json_op : text_op)(profile, patch, &patch->ops[i],
					   proof ? &proof->results[i] : NULL, out);
	for (size_t i = 0; json && i < own; i++) {
		const struct diag *diag = diags->items[i];
		if (made_nothing(diag) || diag->code == DIAG_AMD027)
			json_refusal(diag, ++last, out);
	}
}

/* ---- apply */

static const char *status_name(enum op_status status)
{
	static const char *const names[] = {"applied", "refused", "fits"};
	return names[status];
}

static void json_result(const struct op_result *result, struct buf *out)
{
	const struct op *op = result->op;
	buf_char(out, '{');
	key_number(out, "op", op->number);
	key_text(out, "status", status_name(result->status));
	key_text(out, "target", op->target);
	if (result->status == OP_REFUSED && result->diag) {
		key_text(out, "code", diag_rule(result->diag->code)->code);
		key_text(out, "message", result->diag->message);
		key_list(out, "nearest", result->nearest, result->nearest_count);
	} else {
		key_list(out, "changed", result->changed, result->changed_count);
	}
	key_text(out, "patch", result->patch->name);
	key_text(out, "file", op->file ? file_base_name(op->file) : NULL);
	key_number(out, "line", op->line);
	buf_text(out, "}\n");
}

static void text_result(const struct profile *profile, const struct op_result *result,
			struct buf *out)
{
	buf_printf(out, "%-8s %3u  ", status_name(result->status), result->op->number);
	report_op(profile, result->patch, result->op, out);
	buf_char(out, '\n');
}

/* The patch that was made of what else is in the file; NULL: none was. */
static const struct patch *patch_of(const struct run_state *run, const char *file)
{
	for (size_t i = 0; i < run->patch_count; i++)
		if (run->compiled[i] && run->compiled[i]->lines &&
		    !strcmp(run->compiled[i]->lines->file, file))
			return run->patches[i];
	return NULL;
}

static void json_never_made(const struct patch *patch, const struct diag *diag, unsigned number,
			    struct buf *out)
{
	buf_char(out, '{');
	key_number(out, "op", number);
	key_text(out, "status", status_name(OP_REFUSED));
	key_text(out, "target", diag->eid);
	key_text(out, "code", diag_rule(diag->code)->code);
	key_text(out, "message", diag->message);
	key_list(out, "nearest", diag->nearest, !diag->nearest[0] ? 0 : diag->nearest[1] ? 2 : 1);
	key_text(out, "patch", patch ? patch->name : NULL);
	key_text(out, "file", file_base_name(diag->place.file));
	key_number(out, "line", diag->place.line);
	buf_text(out, "}\n");
}

const struct diag *report_never_made(const struct run_state *run, size_t own, size_t *at)
{
	while (*at < own) {
		const struct diag *diag = run->diags.items[(*at)++];
		/* A patch as a whole: each of its operations says so. */
		bool whole = diag->code == DIAG_AMD001 && diag->place.file &&
			     patch_of(run, diag->place.file);
		if (diag->place.file && made_nothing(diag) && !whole)
			return diag;
	}
	return NULL;
}

/* Instructions that were refused when the draft was compiled are counted on from its operations. */
static size_t never_made(const struct run_state *run, size_t own, struct buf *out)
{
	const char *file = "";
	unsigned number = 0;
	size_t told = 0, at = 0;
	const struct diag *diag;
	while ((diag = report_never_made(run, own, &at))) {
		const struct patch *patch = patch_of(run, diag->place.file);
		if (strcmp(file, diag->place.file))
			number = patch ? (unsigned)patch->op_count : 0;
		file = diag->place.file;
		number++;
		told++;
		if (run->options->format == REPORT_JSON)
			json_never_made(patch, diag, number, out);
		else
			buf_printf(out, "%-8s %3u  line %u: %s\n", status_name(OP_REFUSED), number,
				   diag->place.line, diag->message);
	}
	return told;
}

size_t report_applied(const struct run_state *run, const struct application *application,
		      size_t own, struct buf *out)
{
	for (size_t i = 0; i < application->result_count; i++) {
		const struct op_result *result = &application->results[i];
		if (run->options->quiet && result->status != OP_REFUSED)
			continue;
		if (run->options->format == REPORT_JSON)
			json_result(result, out);
		else
			text_result(run->profile, result, out);
	}
	return application->refused + never_made(run, own, out);
}
