/* The references of a base as a graph: a box for each numbered provision that cites or is cited, an
 * arrow for each pair. Graphviz, the DOT language. */
#include "cli/refs.h"

#include "doc/address.h"

#include <stdlib.h>
#include <string.h>

struct edge {
	struct span from, to; /* eIds of numbered provisions */
	enum ref_status status;
	bool range;
};

struct graph {
	struct edge *edges;
	size_t count, capacity;
	struct span *nodes;
	size_t node_count, node_capacity;
};

/* The part of the eId that holds the number; of ids of another house all of it. */
static struct span numbered(const struct run_state *run, struct span eid)
{
	struct span head = address_head(eid);
	return address_level_of_eid(run->profile, head) < 0 ? eid : head;
}

static void add_node(struct graph *graph, struct span eid)
{
	MEM_ROOM(graph->nodes, graph->node_count, graph->node_capacity);
	graph->nodes[graph->node_count++] = eid;
}

static void add_edge(struct graph *graph, const struct run_state *run, const struct ref *ref,
		     const struct ref_end *end)
{
	struct span from = numbered(run, span_of(ref->address));
	if (!end->eid || !from.length)
		return;
	struct span to = numbered(run, span_of(end->address));
	if (span_equal(from, to))
		return;
	MEM_ROOM(graph->edges, graph->count, graph->capacity);
	graph->edges[graph->count++] = (struct edge){from, to, ref->status, ref->to.eid != NULL};
	add_node(graph, from);
	add_node(graph, to);
}

static int by_eid(const void *left, const void *right)
{
	return span_compare(*(const struct span *)left, *(const struct span *)right);
}

static int by_ends(const void *left, const void *right)
{
	const struct edge *a = left, *b = right;
	int order = span_compare(a->from, b->from);
	if (!order)
		order = span_compare(a->to, b->to);
	if (!order)
		order = (a->status > b->status) - (a->status < b->status);
	return order ? order : (int)a->range - (int)b->range;
}

static void write_nodes(struct graph *graph, const struct run_state *run, struct buf *out)
{
	if (graph->node_count)
		qsort(graph->nodes, graph->node_count, sizeof *graph->nodes, by_eid);
	for (size_t i = 0; i < graph->node_count; i++) {
		struct buf label = {0};
		if (i && span_equal(graph->nodes[i - 1], graph->nodes[i]))
			continue;
		address_to_citation(run->profile, graph->nodes[i], &label);
		buf_text(out, "  ");
		json_quoted(out, graph->nodes[i]);
		buf_text(out, " [label=");
		json_quoted(out, buf_as_span(&label));
		buf_text(out, "];\n");
		buf_release(&label);
	}
}

static void write_edges(struct graph *graph, struct buf *out)
{
	static const char *const looks[] = {"", "color=red", "color=orange", "color=gray",
					    "color=red"};
	if (graph->count)
		qsort(graph->edges, graph->count, sizeof *graph->edges, by_ends);
	for (size_t i = 0; i < graph->count; i++) {
		const struct edge *edge = &graph->edges[i];
		if (i && !by_ends(edge - 1, edge))
			continue;
		buf_text(out, "  ");
		json_quoted(out, edge->from);
		buf_text(out, " -> ");
		json_quoted(out, edge->to);
		const char *look = looks[edge->status], *style = edge->range ? "style=dashed" : "";
		if (*look || *style)
			buf_printf(out, " [%s%s%s]", look, *look && *style ? "," : "", style);
		buf_text(out, ";\n");
	}
}

void refs_write_graph(const struct run_state *run, const struct refs *refs, struct buf *out)
{
	struct graph graph = {0};
	for (size_t i = 0; i < refs->count; i++) {
		const struct ref *ref = &refs->items[i];
		if (!refs_shows(refs, ref) || ref->cite.flags & CITATION_EXTERNAL)
			continue;
		add_edge(&graph, run, ref, &ref->from);
		add_edge(&graph, run, ref, &ref->to);
	}
	buf_text(out, "digraph references {\n  rankdir=LR;\n  node [shape=box];\n");
	write_nodes(&graph, run, out);
	write_edges(&graph, out);
	buf_text(out, "}\n");
	free(graph.edges);
	free(graph.nodes);
}
