/* Validation: the file against a schema (the profile's RELAX NG, or an XSD that the user names),
 * then against the rules beyond it. Nothing is fetched; what libxml2 says becomes findings. */
#include "doc/xml.h"
#include "read/rules.h"

#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <string.h>

enum { FINDINGS_MOST = 100 /* of a schema; a file of another house has one a line */ };

static const char schema_text[] = {
#include "read/lexpatch.rng.inc"
};

struct listener {
	const struct doc *doc; /* NULL: the schema itself is being read */
	struct diags *diags;
	const char *schema;
	size_t count;
	bool failed;
};

static bool said_on_line(const struct listener *listener, unsigned line)
{
	const struct diags *diags = listener->diags;
	for (size_t i = diags->count; i-- > 0 && diags->count - i <= FINDINGS_MOST;)
		if (diags->items[i]->place.line == line && diags->items[i]->place.file &&
		    strcmp(diags->items[i]->place.file, listener->doc->file) == 0)
			return true;
	return false;
}

/* The message without the namespace that every element of the file has. */
static void shorten(struct span message, struct buf *out)
{
	struct span namespace = SPAN("{" AKN_NAMESPACE "}");
	for (size_t at = 0; at < message.length;) {
		size_t next = span_find(message, namespace, at);
		if (next == SIZE_MAX)
			next = message.length;
		buf_span(out, span_sub(message, at, next));
		at = next + namespace.length;
	}
}

/* One finding a line: what follows on the first is about the same fault. */
static void on_error(void *user, xmlErrorPtr error)
{
	struct listener *listener = user;
	struct span message = span_trim(span_of(error->message ? error->message : "not valid"));
	unsigned line = error->line > 0 ? (unsigned)error->line : 0;
	const xmlNode *node = error->node;
	if (!listener->doc) {
		if (!listener->failed)
			diag_add(listener->diags, DIAG_XML002,
				 (struct place){listener->schema, line, 0, 0},
				 "the schema cannot be read: %.*s", SPAN_ARGS(message));
		listener->failed = true;
		return;
	}
	if (node && node->type == XML_ELEMENT_NODE && xmlGetLineNo(node) > 0)
		line = (unsigned)xmlGetLineNo(node);
	if (listener->count >= FINDINGS_MOST || said_on_line(listener, line))
		return;
	listener->count++;
	struct buf text = {0};
	shorten(message, &text);
	diag_add(listener->diags, DIAG_XML002, (struct place){listener->doc->file, line, 1, 2},
		 "%s", buf_string(&text));
	buf_release(&text);
}

static int against_profile(struct listener *listener, xmlDocPtr tree)
{
	const struct doc *doc = listener->doc;
	listener->doc = NULL;
	xmlRelaxNGParserCtxtPtr parser =
		xmlRelaxNGNewMemParserCtxt(schema_text, (int)sizeof schema_text);
	xmlRelaxNGSetParserStructuredErrors(parser, on_error, listener);
	xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
	xmlRelaxNGFreeParserCtxt(parser);
	listener->doc = doc;
	if (!schema)
		return -1;
	xmlRelaxNGValidCtxtPtr check = xmlRelaxNGNewValidCtxt(schema);
	xmlRelaxNGSetValidStructuredErrors(check, on_error, listener);
	xmlRelaxNGValidateDoc(check, tree);
	xmlRelaxNGFreeValidCtxt(check);
	xmlRelaxNGFree(schema);
	return 0;
}

static int against_xsd(struct listener *listener, xmlDocPtr tree)
{
	const struct doc *doc = listener->doc;
	listener->doc = NULL;
	xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(listener->schema);
	xmlSchemaSetParserStructuredErrors(parser, on_error, listener);
	xmlSchemaPtr schema = parser ? xmlSchemaParse(parser) : NULL;
	xmlSchemaFreeParserCtxt(parser);
	listener->doc = doc;
	if (!schema) {
		if (!listener->failed)
			diag_add(listener->diags, DIAG_XML002,
				 (struct place){listener->schema, 0, 0, 0},
				 "the schema cannot be read");
		return -1;
	}
	xmlSchemaValidCtxtPtr check = xmlSchemaNewValidCtxt(schema);
	xmlSchemaSetValidStructuredErrors(check, on_error, listener);
	xmlSchemaValidateDoc(check, tree);
	xmlSchemaFreeValidCtxt(check);
	xmlSchemaFree(schema);
	return 0;
}

int validate(const struct doc *doc, const struct profile *profile, const char *schema,
	     struct diags *diags)
{
	struct listener listener = {.doc = doc, .diags = diags, .schema = schema};
	xml_stay_local();
	rules_check(doc, profile, diags);
	xmlDocPtr tree = xml_tree(doc);
	if (!tree) {
		diag_add(diags, DIAG_XML002, (struct place){doc->file, 0, 0, 0},
			 "the file cannot be held as a tree");
		return -1;
	}
	int result = schema ? against_xsd(&listener, tree) : against_profile(&listener, tree);
	xmlFreeDoc(tree);
	return result;
}
