/* Validation: the file against a schema (the profile's RELAX NG, or an XSD that the user names),
 * then against the rules beyond it. Nothing is fetched; what libxml2 says becomes findings. */
#include "doc/xml.h"
#include "read/rules.h"

#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <string.h>

enum {
	FINDINGS_MOST = 100,  /* of a schema; a file of another house has one a line */
	SIBLINGS_MOST = 30000 /* libxml2's time for a schema grows with their square */
};

static const char schema_text[] = {
#include "read/lexpatch.rng.inc"
};

struct listener {
	const struct doc *doc; /* NULL: the schema itself is being read */
	struct diags *diags;
	const char *schema;
	size_t count;
	bool failed;
	bool quiet;	 /* only whether it fails is asked */
	bool body_later; /* faults of the body are looked for provision by provision */
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

static bool in_body(const xmlNode *node)
{
	for (; node; node = node->parent)
		if (node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, BAD_CAST "body"))
			return true;
	return false;
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
	listener->failed = true;
	if (listener->quiet || (listener->body_later && in_body(node)))
		return;
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

static void check_tree(struct listener *listener, xmlRelaxNGPtr schema, xmlDocPtr tree)
{
	xmlRelaxNGValidCtxtPtr check = xmlRelaxNGNewValidCtxt(schema);
	xmlRelaxNGSetValidStructuredErrors(check, on_error, listener);
	if (xmlRelaxNGValidateDoc(check, tree) != 0)
		listener->failed = true;
	xmlRelaxNGFreeValidCtxt(check);
}

static bool is_provision(const xmlNode *node)
{
	for (int element = 1; node->type == XML_ELEMENT_NODE && element < EL_COUNT; element++)
		if (strcmp((const char *)node->name, element_name((enum element)element)) == 0)
			return element_role((enum element)element) == ROLE_PROVISION;
	return false;
}

/* Does the provision, taken for itself, fail? What is wrong is reported unless quiet. */
static bool fails_alone(struct listener *listener, xmlRelaxNGPtr schema, xmlNodePtr node,
			bool quiet)
{
	xmlDocPtr alone = xmlNewDoc(BAD_CAST "1.0");
	xmlDocSetRootElement(alone, xmlDocCopyNode(node, alone, 1));
	listener->failed = false;
	listener->quiet = quiet;
	check_tree(listener, schema, alone);
	listener->quiet = false;
	xmlFreeDoc(alone);
	return listener->failed;
}

/* The next provision after `node` in reading order, below it only if asked. */
static xmlNodePtr next_provision(xmlNodePtr root, xmlNodePtr node, bool below)
{
	do {
		if (below && node->children) {
			node = node->children;
		} else {
			while (node != root && !node->next)
				node = node->parent;
			if (node == root)
				return NULL;
			node = node->next;
		}
		below = true;
	} while (!is_provision(node));
	return node;
}

static bool child_fails(struct listener *listener, xmlRelaxNGPtr schema, xmlNodePtr node)
{
	for (xmlNodePtr child = next_provision(node, node, true); child;
	     child = next_provision(node, child, false))
		if (fails_alone(listener, schema, child, true))
			return true;
	return false;
}

/* Reports the innermost provisions that fail. False when all are good. */
static bool check_provisions(struct listener *listener, xmlRelaxNGPtr schema, xmlDocPtr tree)
{
	xmlNodePtr root = xmlDocGetRootElement(tree);
	bool found = false;
	for (xmlNodePtr node = next_provision(root, root, true);
	     node && listener->count < FINDINGS_MOST;) {
		bool below = fails_alone(listener, schema, node, true);
		if (below && !child_fails(listener, schema, node)) {
			found = true;
			fails_alone(listener, schema, node, false);
			below = false;
		}
		node = next_provision(root, node, below);
	}
	return found;
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
	listener->failed = false;
	listener->body_later = true;
	check_tree(listener, schema, tree);
	size_t others = listener->count;
	listener->body_later = false;
	if (listener->failed && !check_provisions(listener, schema, tree) && others == 0)
		check_tree(listener, schema, tree);
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

/* No law has so many provisions side by side; a schema would be busy with them for minutes. */
static bool too_many_siblings(xmlDocPtr tree)
{
	xmlNodePtr root = xmlDocGetRootElement(tree);
	for (xmlNodePtr node = root; node;) {
		if (node->type == XML_ELEMENT_NODE && node->children &&
		    xmlChildElementCount(node) > SIBLINGS_MOST)
			return true;
		if (node->children && node->type == XML_ELEMENT_NODE) {
			node = node->children;
			continue;
		}
		while (node != root && !node->next)
			node = node->parent;
		node = node == root ? NULL : node->next;
	}
	return false;
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
	if (too_many_siblings(tree)) {
		xmlFreeDoc(tree);
		diag_add(diags, DIAG_XML002, (struct place){doc->file, 0, 0, 0},
			 "more than %d elements stand side by side; the schema was not asked",
			 SIBLINGS_MOST);
		return 0;
	}
	int result = schema ? against_xsd(&listener, tree) : against_profile(&listener, tree);
	xmlFreeDoc(tree);
	return result;
}
