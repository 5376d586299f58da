/* The reporters, each spelling the same findings in one form. */
#ifndef DIAG_REPORT_H
#define DIAG_REPORT_H

#include "diag/diag.h"

void report_text(const struct diags *diags, const struct report_options *options, struct buf *out);
void report_json(const struct diags *diags, const struct report_options *options, struct buf *out);
void report_sarif(const struct diags *diags, const struct report_options *options, struct buf *out);

/* Counts by code and by clause. */
void report_summary(const struct diags *diags, enum diag_level least, struct buf *out);
/* Is it to be shown? */
bool report_shows(const struct diag *diag, enum diag_level least);

/* "modification", "existing", or NULL. */
const char *diag_origin_name(enum diag_origin origin);

#endif
