/* Documents and modifications for the tests, written as AKN and tried through the library. */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

static const char head[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<akomaNtoso xmlns=\"" AKN_NAMESPACE "\" xmlns:lp=\"" LP_NAMESPACE "\">\n";

static void write_level(const char *level, const char *this, const char *uri, const char *more,
			struct buf *out)
{
	buf_printf(out,
		   "        <FRBR%s>\n"
		   "          <FRBRthis value=\"%s\"/>\n"
		   "          <FRBRuri value=\"%s\"/>\n"
		   "          <FRBRdate date=\"2019-03-01\" name=\"designation\"/>\n"
		   "          <FRBRauthor href=\"#secco\"/>\n"
		   "%s"
		   "        </FRBR%s>\n",
		   level, this, uri, more, level);
}

void sample_write(struct span body, struct buf *out)
{
	static const char uri[] = "/akn/gb/act/code/2013/sec";
	buf_text(out, head);
	buf_text(out, "  <act name=\"code\" contains=\"singleVersion\">\n    <meta>\n"
		      "      <identification source=\"#lexpatch\">\n");
	write_level(
		"Work", SAMPLE_WORK, uri,
		"          <FRBRcountry value=\"gb\"/>\n          <FRBRnumber value=\"sec\"/>\n",
		out);
	write_level("Expression", "/akn/gb/act/code/2013/sec/eng@" SAMPLE_VERSION "/!section-g",
		    "/akn/gb/act/code/2013/sec/eng@" SAMPLE_VERSION,
		    "          <FRBRversionNumber value=\"" SAMPLE_VERSION "\"/>\n"
		    "          <FRBRlanguage language=\"eng\"/>\n",
		    out);
	write_level("Manifestation",
		    "/akn/gb/act/code/2013/sec/eng@" SAMPLE_VERSION "/!section-g.xml",
		    "/akn/gb/act/code/2013/sec/eng@" SAMPLE_VERSION ".xml", "", out);
	buf_text(out, "      </identification>\n"
		      "      <references source=\"#lexpatch\">\n"
		      "        <TLCOrganization eId=\"secco\" "
		      "href=\"/akn/ontology/organization/gb/secco\" "
		      "showAs=\"SECCo\"/>\n"
		      "      </references>\n"
		      "      <proprietary source=\"#lexpatch\">\n"
		      "        <lp:profile name=\"sec\"/>\n"
		      "      </proprietary>\n    </meta>\n    <body>");
	buf_span(out, body);
	buf_text(out, "</body>\n  </act>\n</akomaNtoso>\n");
}

/* ---- modifications */

static bool anchored_in_words(const struct bill_op *op)
{
	return op->old_words && !strcmp(op->type, "insertion") && !strcmp(op->scope, "words");
}

static void write_mod(const struct bill_op *op, size_t n, struct buf *out)
{
	bool renumbering = !strcmp(op->type, "renumbering");
	unsigned quote = 1;
	buf_printf(out,
		   "          <textualMod eId=\"am_%zu\" type=\"%s\">\n"
		   "            <source href=\"#sec_%zu__mod_1\"/>\n"
		   "            <destination href=\"" SAMPLE_WORK "#%s\"",
		   n, op->type, n, op->place);
	if (op->position)
		buf_printf(out, " pos=\"%s\"", op->position);
	if (op->up_to)
		buf_printf(out, " upTo=\"" SAMPLE_WORK "#%s\"", op->up_to);
	buf_text(out, "/>\n");
	if (renumbering)
		buf_printf(out, "            <previous href=\"" SAMPLE_WORK "#%s\"/>\n", op->place);
	if (op->old_words && anchored_in_words(op))
		quote++;
	else if (op->old_words)
		buf_printf(out, "            <old href=\"#sec_%zu__mod_1__qtext_%u\"/>\n", n,
			   quote++);
	if (op->old_to)
		buf_printf(out, "            <old href=\"#sec_%zu__mod_1__qtext_%u\"/>\n", n,
			   quote++);
	if (op->new_words)
		buf_printf(out, "            <new href=\"#sec_%zu__mod_1__qtext_%u\"/>\n", n,
			   quote);
	if (op->payload)
		buf_printf(out, "            <new href=\"#sec_%zu__mod_1__qstr_1\"/>\n", n);
	buf_text(out, "          </textualMod>\n");
}

static void write_op(const struct bill_op *op, size_t n, struct buf *out)
{
	buf_printf(out, "        <lp:op for=\"#am_%zu\" scope=\"%s\"", n, op->scope);
	if (anchored_in_words(op))
		buf_printf(out, " at=\"#sec_%zu__mod_1__qtext_1\"", n);
	if (op->target)
		buf_printf(out, " target=\"%s\"", op->target);
	buf_printf(out, "%s file=\"draft.txt\" line=\"%zu\" column=\"1\"/>\n",
		   op->more ? op->more : "", 10 * n);
}

static void write_quote(const char *words, size_t n, unsigned *quote, struct buf *out)
{
	if (!words)
		return;
	buf_printf(out,
		   " <quotedText eId=\"sec_%zu__mod_1__qtext_%u\" startQuote=\"“\" endQuote=\"”\">",
		   n, (*quote)++);
	escape_text(out, span_of(words));
	buf_text(out, "</quotedText>");
}

/* In a quotation the eId has the quotation's before it. */
static void write_payload(const char *payload, size_t n, struct buf *out)
{
	buf_printf(
		out,
		"\n<quotedStructure eId=\"sec_%zu__mod_1__qstr_1\" startQuote=\"\" endQuote=\"\">",
		n);
	for (const char *at = payload, *wid; *at; at = wid) {
		wid = strstr(at, " wId=\"");
		if (!wid) {
			buf_text(out, at);
			break;
		}
		const char *value = wid + strlen(" wId=\"");
		size_t length = strcspn(value, "\"");
		buf_add(out, at, (size_t)(wid - at));
		buf_printf(out, " eId=\"sec_%zu__mod_1__qstr_1__%.*s\" wId=\"", n, (int)length,
			   value);
		buf_add(out, value, length + 1);
		wid = value + length + 1;
	}
	buf_text(out, "</quotedStructure>");
}

static void write_instruction(const struct bill_op *op, size_t n, struct buf *out)
{
	unsigned quote = 1;
	buf_printf(out,
		   "      <section eId=\"sec_%zu\">\n        <num>%zu</num>\n"
		   "        <content><p><mod eId=\"sec_%zu__mod_1\">The %s of %s %s:",
		   n, n, n, op->type, op->scope, op->place);
	write_quote(op->old_words, n, &quote, out);
	write_quote(op->old_to, n, &quote, out);
	write_quote(op->new_words, n, &quote, out);
	if (op->payload)
		write_payload(op->payload, n, out);
	buf_text(out, "</mod></p></content>\n      </section>\n");
}

void bill_write(const struct bill *bill, struct buf *out)
{
	static const char uri[] = "/akn/gb/bill/secmp/2019/0901";
	buf_text(out, head);
	buf_text(out, "  <bill name=\"modification\" contains=\"originalVersion\">\n    <meta>\n"
		      "      <identification source=\"#lexpatch\">\n");
	write_level("Work", "/akn/gb/bill/secmp/2019/0901/!main", uri,
		    "          <FRBRcountry value=\"gb\"/>\n          <FRBRnumber "
		    "value=\"SECMP0901\"/>\n",
		    out);
	write_level("Expression", "/akn/gb/bill/secmp/2019/0901/eng@0.1/!main",
		    "/akn/gb/bill/secmp/2019/0901/eng@0.1",
		    "          <FRBRversionNumber value=\"0.1\"/>\n"
		    "          <FRBRlanguage language=\"eng\"/>\n",
		    out);
	buf_text(out, "      </identification>\n      <analysis source=\"#lexpatch\">\n"
		      "        <activeModifications>\n");
	for (size_t i = 0; i < bill->count; i++)
		write_mod(&bill->ops[i], i + 1, out);
	buf_text(out,
		 "        </activeModifications>\n      </analysis>\n"
		 "      <proprietary source=\"#lexpatch\">\n        <lp:profile name=\"sec\"/>\n");
	const char *version = bill->version ? bill->version : SAMPLE_VERSION;
	buf_printf(out,
		   "        <lp:base href=\"/akn/gb/act/code/2013/sec/eng@%s\" version=\"%s\"/>\n",
		   version, version);
	for (size_t i = 0; i < bill->count; i++)
		write_op(&bill->ops[i], i + 1, out);
	buf_text(out, bill->pins ? bill->pins : "");
	buf_text(out, "      </proprietary>\n    </meta>\n    <body>\n");
	for (size_t i = 0; i < bill->count; i++)
		write_instruction(&bill->ops[i], i + 1, out);
	buf_text(out, "    </body>\n  </bill>\n</akomaNtoso>\n");
}

/* ---- trials */

static struct doc *read_copy(const char *file, struct span bytes, struct diags *diags)
{
	struct buf copy = {0};
	buf_span(&copy, bytes);
	return doc_read(file, &copy, diags);
}

void trial_run(struct trial *trial, const struct profile *profile, struct span base,
	       struct span patch, bool partial)
{
	*trial = (struct trial){0};
	trial->base = read_copy("base.xml", base, &trial->diags);
	struct doc *bill = trial->base ? read_copy("patch.xml", patch, &trial->diags) : NULL;
	trial->patch = bill ? patch_read(bill, &trial->diags) : NULL;
	if (!trial->patch)
		return;
	struct apply_options options = {.profile = profile, .partial = partial};
	trial->corpus = (struct corpus){.path = "base.xml", .docs = &trial->base, .count = 1};
	trial->application =
		apply_patches(&trial->corpus, &trial->patch, 1, &options, &trial->diags);
}

void trial_release(struct trial *trial)
{
	application_free(trial->application);
	patch_free(trial->patch);
	doc_free(trial->base);
	diags_release(&trial->diags);
	*trial = (struct trial){0};
}

struct span trial_result(const struct trial *trial)
{
	bool done = trial->application && trial->application->done;
	return done ? trial->application->docs[0].new_doc->bytes : (struct span){"", 0};
}
