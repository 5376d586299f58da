/* The SAX pass that fills a document's tables. xml.c is the only code that touches libxml2's
 * parser; doc.c makes the document from it. */
#ifndef DOC_XML_H
#define DOC_XML_H

#include "doc/doc.h"

/* Fills the tables of a document whose file and bytes are set. -1 with diags when the bytes are not
 * well-formed, not UTF-8, or not Akoma Ntoso 3.0. */
int xml_fill(struct doc *doc, struct diags *diags);

#endif
