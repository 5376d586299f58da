/* Private to this room: a text on its way into an AKN document. */
#ifndef READ_IMPORTING_H
#define READ_IMPORTING_H

#include "profile/pattern.h"
#include "read/read.h"

struct importer {
	const struct profile *profile;
	const struct import_options *options;
	struct diags *diags;
	const char *file;
	struct lines *lines;
	const struct piece_marks *marks; /* of a Word document, or NULL */
	struct pattern *title, *not_supplied, *editorial;
	struct arena arena;
	struct piece *chapter;
	struct span number;	      /* of the Section: G; empty when it is none */
	const char *work, *component; /* IRIs: /akn/…/sec and section-g */
	const char *version, *date, *date_name;
};

/* A value of section [import] of the profile; "" when it has none. */
const char *import_setting(const struct importer *importer, const char *key);
/* The whole document: identification, references, and the pieces below the chapter. */
void import_write(struct importer *importer, struct buf *out);

#endif
