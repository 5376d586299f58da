/* The eIds of a document's provisions, for doc_find(). Private to doc. */
#ifndef DOC_EIDS_H
#define DOC_EIDS_H

#include "doc/doc.h"

/* What a provision keeps of its eId: with it the table is made without a look at any. */
uint32_t eid_hash(struct span eid);
/* When all provisions are in their table. Of two with one eId the first is found. */
void eids_index(struct doc *doc);

#endif
