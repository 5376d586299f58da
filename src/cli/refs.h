/* Private to the command refs: the references of a base, spelt. */
#ifndef CLI_REFS_H
#define CLI_REFS_H

#include "check/check.h"
#include "cli/cli.h"

/* Is the reference to be listed: all are, unless an address was asked for. */
bool refs_shows(const struct refs *refs, const struct ref *ref);
/* The citation of an eId; ends as it was when `eid` is NULL. */
void refs_cite(const struct run_state *run, const char *eid, struct buf *out);

void refs_write_text(const struct run_state *run, const struct refs *refs, struct buf *out);
void refs_write_json(const struct run_state *run, const struct refs *refs, struct buf *out);
void refs_write_sarif(struct run_state *run, const struct refs *refs, struct buf *out);
void coverage_write_text(const struct run_state *run, const struct refs *refs, struct buf *out);
void coverage_write_json(const struct run_state *run, const struct refs *refs, struct buf *out);
/* The numbered provisions and who cites whom, for Graphviz. */
void refs_write_graph(const struct run_state *run, const struct refs *refs, struct buf *out);

#endif
