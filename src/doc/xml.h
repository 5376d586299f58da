/* The SAX pass that fills a document's tables. xml.c is the only code that touches libxml2's
 * parser; doc.c makes the document from it. */
#ifndef DOC_XML_H
#define DOC_XML_H

#include "doc/doc.h"

/* Fills the tables of a document whose file and bytes are set. -1 with diags when the bytes are not
 * well-formed, not UTF-8, or not Akoma Ntoso 3.0. */
int xml_fill(struct doc *doc, struct diags *diags);
/* The same, with the tables of `base` for the provisions that both have byte for byte. -1 when that
 * did not succeed, for whatever reason; the tables are empty then. */
int xml_fill_beside(struct doc *doc, const struct doc *base);

/* The document as a tree, for libxml2's schemas: xmlFreeDoc() it. NULL when it cannot be made. */
struct _xmlDoc *xml_tree(const struct doc *doc);
/* From now on libxml2 opens local files only, and is silent unless a caller listens. */
void xml_stay_local(void);
/* Before documents are read by several threads. */
void xml_begin(void);
/* In each of them: libxml2 uses what it keeps for a thread without asking whether there was memory
 * for it. */
void xml_begin_thread(void);

#endif
