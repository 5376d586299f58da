/* Writing a modification that was calculated (akn-profile, section 6), laid out canonically: one
 * instruction for each operation, in their order. */
#include "patch/patch.h"

#include <string.h>

enum { IN_LIST = 8 }; /* indentation of what stands in a list of the head */

static void attribute(struct buf *out, const char *name, const char *value)
{
	if (!value)
		return;
	buf_printf(out, " %s=\"", name);
	escape_attribute(out, span_of(value));
	buf_char(out, '"');
}

static void open_tag(struct buf *out, size_t indent, const char *name)
{
	buf_repeat(out, ' ', indent);
	buf_printf(out, "<%s", name);
}

/* ---- identification */

static void identify(struct buf *out, const char *level, const struct bill_facts *f,
		     const char *version, const char *suffix)
{
	buf_printf(out, "        <FRBR%s>\n          <FRBRthis value=\"", level);
	struct buf uri = {0};
	escape_attribute(&uri, span_of(f->uri));
	if (version)
		buf_printf(&uri, "/eng@%s", version);
	buf_printf(out, "%s/!main%s\"/>\n          <FRBRuri value=\"%s%s\"/>\n", buf_string(&uri),
		   suffix, buf_string(&uri), suffix);
	buf_release(&uri);
}

static void date_and_author(struct buf *out, const char *date, const char *name, bool program)
{
	open_tag(out, 10, "FRBRdate");
	attribute(out, "date", date);
	attribute(out, "name", name);
	buf_printf(out, "/>\n          <FRBRauthor href=\"#%s\"/>\n",
		   program ? "lexpatch" : "author");
}

static void write_identification(const struct bill_facts *f, struct buf *out)
{
	bool program = !f->author;
	buf_text(out, "      <identification source=\"#lexpatch\">\n");
	identify(out, "Work", f, NULL, "");
	open_tag(out, 10, "FRBRalias");
	attribute(out, "value", f->name);
	buf_text(out, " name=\"short\"/>\n");
	date_and_author(out, f->date, f->date_name, program);
	open_tag(out, 10, "FRBRcountry");
	attribute(out, "value", f->country);
	buf_text(out, "/>\n");
	open_tag(out, 10, "FRBRnumber");
	attribute(out, "value", f->name);
	buf_text(out, "/>\n        </FRBRWork>\n");
	identify(out, "Expression", f, f->version, "");
	date_and_author(out, f->date, f->date_name, program);
	open_tag(out, 10, "FRBRversionNumber");
	attribute(out, "value", f->version);
	buf_text(out, "/>\n");
	open_tag(out, 10, "FRBRlanguage");
	attribute(out, "language", f->language);
	buf_text(out, "/>\n        </FRBRExpression>\n");
	identify(out, "Manifestation", f, f->version, ".xml");
	date_and_author(out, f->date, "markup", true);
	buf_text(out, "        </FRBRManifestation>\n      </identification>\n");
	buf_text(out, "      <lifecycle source=\"#lexpatch\">\n");
	open_tag(out, IN_LIST, "eventRef eId=\"eref_1\"");
	attribute(out, "date", f->date);
	buf_text(out, " type=\"generation\" source=\"#ro_1\"/>\n      </lifecycle>\n");
}

/* ---- analysis */

static bool brings(const struct op *op)
{
	return op->kind == OP_INSERTION && !op_into_words(op) && op->scope != SCOPE_HEADING;
}

static bool anchored_in_words(const struct op *op)
{
	return op->kind == OP_INSERTION && op->scope == SCOPE_WORDS && op->old;
}

static const char *new_label(const struct op *op)
{
	return op->new_num ? op->new_num : op->new_words;
}

/* The number of a quotation: the old words come first. */
static unsigned quote_new(const struct op *op)
{
	return 1u + (op->old != NULL) + (op->old_to != NULL);
}

static void link_to(struct buf *out, const char *name, const struct op *op, const char *eid,
		    bool place)
{
	struct buf href = {0};
	buf_printf(&href, "%s#%s", op->work, eid);
	open_tag(out, IN_LIST + 4, name);
	attribute(out, "href", buf_string(&href));
	buf_cut(&href, 0);
	if (place && op->up_to) {
		buf_printf(&href, "#%s", op->up_to);
		attribute(out, "upTo", buf_string(&href));
	}
	if (place)
		attribute(out, "pos",
			  op->position == POS_ORDER ? "unspecified"
						    : op_position_name(op->position));
	buf_text(out, "/>\n");
	buf_release(&href);
}

static void quote_link(struct buf *out, const char *name, size_t section, const char *kind,
		       unsigned number)
{
	open_tag(out, IN_LIST + 4, name);
	buf_printf(out, " href=\"#sec_%zu__mod_1__%s_%u\"/>\n", section, kind, number);
}

static void open_mod(struct buf *out, unsigned number, const char *type, size_t section)
{
	buf_printf(out,
		   "          <textualMod eId=\"am_%u\" type=\"%s\">\n"
		   "            <source href=\"#sec_%zu__mod_1\"/>\n",
		   number, type, section);
}

static void close_mod(struct buf *out)
{
	buf_text(out, "          </textualMod>\n");
}

static void write_move(const struct op *op, unsigned number, size_t section, struct buf *out)
{
	struct op source = *op;
	source.position = POS_NONE;
	open_mod(out, number, "repeal", section);
	link_to(out, "destination", &source, op->target, true);
	if (op->new_num)
		quote_link(out, "new", section, "qtext", 1);
	close_mod(out);
	open_mod(out, number + 1, "insertion", section);
	link_to(out, "destination", op, op->anchor, true);
	link_to(out, "new", op, op->target, false);
	if (op->new_num)
		quote_link(out, "new", section, "qtext", 1);
	close_mod(out);
}

static void write_mod(const struct written_op *written, unsigned number, size_t section,
		      struct buf *out)
{
	const struct op *op = &written->op;
	if (op->kind == OP_MOVE) {
		write_move(op, number, section, out);
		return;
	}
	open_mod(out, number, op_kind_name(op->kind), section);
	link_to(out, "destination", op, brings(op) ? op->anchor : op->target, true);
	if (op->kind == OP_RENUMBERING)
		link_to(out, "previous", op, op->target, false);
	if (op->old && !anchored_in_words(op))
		quote_link(out, "old", section, "qtext", 1);
	if (op->old_to)
		quote_link(out, "old", section, "qtext", 2);
	if (new_label(op) && *new_label(op))
		quote_link(out, "new", section, "qtext", quote_new(op));
	if (written->has_payload)
		quote_link(out, "new", section, "qstr", 1);
	close_mod(out);
}

static void write_analysis(const struct bill_text *text, struct buf *out)
{
	unsigned number = 1;
	if (!text->op_count)
		return;
	buf_text(out, "      <analysis source=\"#lexpatch\">\n        <activeModifications>\n");
	for (size_t i = 0; i < text->op_count; i++) {
		write_mod(&text->ops[i], number, i + 1, out);
		number += text->ops[i].op.kind == OP_MOVE ? 2 : 1;
	}
	buf_text(out, "        </activeModifications>\n      </analysis>\n");
}

static void write_references(const struct bill_text *text, struct buf *out)
{
	const struct bill_facts *f = &text->facts;
	struct buf original = {0};
	buf_printf(&original, "%s/eng@%s", f->uri, f->version);
	buf_text(out, "      <references source=\"#lexpatch\">\n");
	open_tag(out, IN_LIST, "original eId=\"ro_1\"");
	attribute(out, "href", buf_string(&original));
	attribute(out, "showAs", f->name);
	buf_text(out, "/>\n");
	if (f->base_uri) {
		open_tag(out, IN_LIST, "activeRef eId=\"ar_1\"");
		attribute(out, "href", f->base_uri);
		attribute(out, "showAs", f->base_title ? f->base_title : f->base_uri);
		buf_text(out, "/>\n");
	}
	if (f->author) {
		open_tag(out, IN_LIST,
			 "TLCOrganization eId=\"author\" href=\"/akn/ontology/author\"");
		attribute(out, "showAs", f->author);
		buf_text(out, "/>\n");
	}
	buf_text(out, "        <TLCOrganization eId=\"lexpatch\" "
		      "href=\"/akn/ontology/organization/lexpatch\" showAs=\"lexpatch\"/>\n");
	buf_span(out, text->references);
	buf_text(out, "      </references>\n");
	buf_release(&original);
}

/* ---- facts about operations */

static void occurrence(struct buf *out, int which)
{
	if (which == OCCURRENCE_EACH)
		attribute(out, "occurrence", "each");
	else if (which == OCCURRENCE_LAST)
		attribute(out, "occurrence", "last");
	else if (which == 1)
		attribute(out, "occurrence", "first");
	else if (which > 1)
		buf_printf(out, " occurrence=\"%d\"", which);
}

static void write_op(const struct op *op, unsigned number, size_t section, struct buf *out)
{
	bool move = op->kind == OP_MOVE;
	buf_printf(out, "        <lp:op for=\"#am_%u", number);
	if (move)
		buf_printf(out, " #am_%u", number + 1);
	buf_char(out, '"');
	attribute(out, "kind", move ? "move" : NULL);
	attribute(out, "scope", op_scope_name(op->scope));
	attribute(out, "span", op_span_name(op->span));
	if (anchored_in_words(op))
		buf_printf(out, " at=\"#sec_%zu__mod_1__qtext_1\"", section);
	if (brings(op) || move)
		attribute(out, "target", op->target);
	attribute(out, "to", op->to);
	occurrence(out, op->occurrence);
	if (op->count)
		buf_printf(out, " count=\"%u\"", op->count);
	attribute(out, "next", op->next);
	attribute(out, "leaves", op_leaves_name(op->leaves));
	attribute(out, "exact", op->exact ? "yes" : NULL);
	attribute(out, "file", op->file);
	if (op->file)
		buf_printf(out, " line=\"%u\" column=\"%u\"", op->line, op->column);
	buf_text(out, "/>\n");
}

/* A carriage return would not come back from a parser. */
static void escape_bytes(struct buf *out, struct span bytes)
{
	while (bytes.length) {
		const char *at = memchr(bytes.at, '\r', bytes.length);
		size_t plain = at ? (size_t)(at - bytes.at) : bytes.length;
		escape_text(out, span_sub(bytes, 0, plain));
		if (at)
			buf_text(out, "&#13;");
		bytes = span_sub(bytes, plain + (at != NULL), bytes.length);
	}
}

static void write_frame(const struct patch_frame *frame, struct buf *out)
{
	buf_text(out, "        <lp:frame");
	attribute(out, "href", frame->work);
	buf_printf(out, " sha256=\"%s\">\n", frame->sha256);
	for (size_t i = 0; i < frame->edit_count; i++) {
		const struct frame_edit *edit = &frame->edits[i];
		buf_printf(out, "          <lp:edit start=\"%u\" end=\"%u\">", edit->start,
			   edit->end);
		escape_bytes(out, edit->text);
		buf_text(out, "</lp:edit>\n");
	}
	buf_text(out, "        </lp:frame>\n");
}

static void write_pin(const struct pin *pin, struct buf *out)
{
	struct buf href = {0};
	buf_printf(&href, "%s#%s", pin->work, pin->eid);
	buf_text(out, "        <lp:pin");
	attribute(out, "href", buf_string(&href));
	buf_printf(out, " sha256=\"%s\"/>\n", pin->sha256);
	buf_release(&href);
}

static void write_proprietary(const struct bill_text *text, struct buf *out)
{
	const struct bill_facts *f = &text->facts;
	unsigned number = 1;
	buf_text(out, "      <proprietary source=\"#lexpatch\">\n        <lp:profile");
	attribute(out, "name", f->profile);
	buf_text(out, "/>\n");
	if (f->base_uri) {
		buf_text(out, "        <lp:base");
		attribute(out, "href", f->base_uri);
		attribute(out, "version", f->base_version);
		buf_text(out, "/>\n");
	}
	for (size_t i = 0; i < text->op_count; i++) {
		write_op(&text->ops[i].op, number, i + 1, out);
		number += text->ops[i].op.kind == OP_MOVE ? 2 : 1;
	}
	for (size_t i = 0; i < text->pin_count; i++)
		write_pin(&text->pins[i], out);
	for (size_t i = 0; i < text->frame_count; i++)
		write_frame(&text->frames[i], out);
	buf_text(out, "      </proprietary>\n");
}

/* ---- body */

static void open_quote(struct buf *out, size_t section, unsigned number, bool marks)
{
	buf_printf(out, "<quotedText eId=\"sec_%zu__mod_1__qtext_%u\" ", section, number);
	buf_text(out,
		 marks ? "startQuote=\"“\" endQuote=\"”\">" : "startQuote=\"\" endQuote=\"\">");
}

static void write_quoted(const struct written_op *written, size_t section, struct span which,
			 struct buf *out)
{
	const struct op *op = &written->op;
	if (span_is(which, "old")) {
		open_quote(out, section, 1, true);
		escape_text(out, span_of(op->old));
	} else if (span_is(which, "to")) {
		open_quote(out, section, 2, true);
		escape_text(out, span_of(op->old_to));
	} else {
		open_quote(out, section, quote_new(op), !op->new_num);
		if (written->new_inline.at)
			buf_span(out, written->new_inline);
		else
			escape_text(out, span_of(new_label(op)));
	}
	buf_text(out, "</quotedText>");
}

static void write_structure(const struct bill_text *text, size_t index, struct buf *out)
{
	struct buf prefix = {0};
	buf_printf(&prefix, "sec_%zu__mod_1__qstr_1", index + 1);
	buf_printf(out, "\n          <quotedStructure eId=\"%s\" startQuote=\"\" endQuote=\"\">\n",
		   buf_string(&prefix));
	text->payload(text->user, index, buf_string(&prefix), out);
	buf_text(out, "          </quotedStructure>");
	buf_release(&prefix);
}

static void write_wording(const struct bill_text *text, size_t index, struct buf *out)
{
	const struct written_op *written = &text->ops[index];
	struct span left = span_of(written->wording);
	for (size_t open; (open = span_find(left, SPAN("{"), 0)) != SIZE_MAX;) {
		size_t close = span_find(left, SPAN("}"), open);
		if (close == SIZE_MAX)
			break;
		struct span which = span_sub(left, open + 1, close);
		escape_text(out, span_sub(left, 0, open));
		if (span_is(which, "payload") && written->has_payload)
			write_structure(text, index, out);
		else
			write_quoted(written, index + 1, which, out);
		left = span_sub(left, close + 1, left.length);
	}
	escape_text(out, left);
}

static void write_body(const struct bill_text *text, struct buf *out)
{
	buf_text(out, "    <body>\n");
	for (size_t i = 0; i < text->op_count; i++) {
		size_t n = i + 1;
		buf_printf(out,
			   "      <section eId=\"sec_%zu\">\n        <num>%zu</num>\n"
			   "        <content><p><mod eId=\"sec_%zu__mod_1\">",
			   n, n, n);
		write_wording(text, i, out);
		buf_text(out, "</mod></p></content>\n      </section>\n");
	}
	if (!text->op_count) /* the schema wants something here */
		buf_text(out, "      <section eId=\"sec_1\">\n        <num>1</num>\n"
			      "        <content><p>No provision is changed.</p></content>\n"
			      "      </section>\n");
	buf_text(out, "    </body>\n");
}

static void write_preface(const struct bill_facts *f, struct buf *out)
{
	buf_text(out, "    <preface>\n      <p><docNumber>");
	escape_text(out, span_of(f->name));
	buf_text(out, "</docNumber>");
	if (f->title) {
		buf_text(out, " <docTitle>");
		escape_text(out, span_of(f->title));
		buf_text(out, "</docTitle>");
	}
	buf_text(out, "</p>\n    </preface>\n");
}

void bill_write_text(const struct bill_text *text, struct buf *out)
{
	buf_text(out,
		 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"" AKN_NAMESPACE
		 "\" xmlns:lp=\"" LP_NAMESPACE "\"");
	buf_span(out, text->declarations);
	buf_text(out, ">\n"
		      "  <bill name=\"modification\" contains=\"originalVersion\">\n    <meta>\n");
	write_identification(&text->facts, out);
	write_analysis(text, out);
	write_references(text, out);
	write_proprietary(text, out);
	buf_text(out, "    </meta>\n");
	write_preface(&text->facts, out);
	write_body(text, out);
	buf_text(out, "  </bill>\n</akomaNtoso>\n");
}
