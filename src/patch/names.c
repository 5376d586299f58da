/* The words for kinds, scopes and positions, as AKN and JSON spell them; and what a kind is. */
#include "patch/patch.h"

#include <string.h>

static const char *const kinds[] = {"insertion", "substitution", "repeal", "renumbering",
				    "split",	 "join",	 "move"};
static const char *const scopes[] = {"provision",    "words",	   "heading",
				     "crossheading", "definition", "table"};
static const char *const positions[] = {NULL, "before", "after", "start", "end", "order"};
static const char *const leaves_names[] = {NULL, "not-used", "remove", "dots", "repealed"};
static const char *const spans[] = {NULL, "from-to", "from-end", "start-to", "after-end"};

#define COUNT(names) (sizeof(names) / sizeof *(names))

static int named(const char *const *names, size_t count, struct span name)
{
	for (size_t i = 0; i < count; i++)
		if (names[i] && span_is(name, names[i]))
			return (int)i;
	return -1;
}

const char *op_kind_name(enum op_kind kind)
{
	return kinds[kind];
}

const char *op_scope_name(enum op_scope scope)
{
	return scopes[scope];
}

const char *op_position_name(enum op_position position)
{
	return positions[position];
}

const char *op_leaves_name(enum op_leaves leaves)
{
	return leaves_names[leaves];
}

const char *op_span_name(enum op_span span)
{
	return spans[span];
}

int op_kind_named(struct span name)
{
	return named(kinds, COUNT(kinds), name);
}

int op_scope_named(struct span name)
{
	return named(scopes, COUNT(scopes), name);
}

int op_position_named(struct span name)
{
	return named(positions, COUNT(positions), name);
}

int op_leaves_named(struct span name)
{
	return named(leaves_names, COUNT(leaves_names), name);
}

int op_span_named(struct span name)
{
	return named(spans, COUNT(spans), name);
}

bool op_into_words(const struct op *op)
{
	bool heading = op->scope == SCOPE_HEADING || op->scope == SCOPE_CROSSHEADING;
	bool edge = op->position == POS_START || op->position == POS_END;
	return op->kind == OP_INSERTION &&
	       (op->scope == SCOPE_WORDS || (heading && (op->old || edge)));
}

bool op_brings_provisions(const struct op *op)
{
	return op->kind == OP_INSERTION &&
	       (op->scope == SCOPE_PROVISION || op->scope == SCOPE_DEFINITION);
}

bool op_gives_heading(const struct op *op)
{
	return op->scope == SCOPE_HEADING && op->kind != OP_REPEAL && !op->old &&
	       !op_into_words(op);
}

bool op_sinks(const struct op *op)
{
	struct span to = span_of(op->to);
	return op->kind == OP_RENUMBERING && op->target && span_starts(to, op->target) &&
	       span_starts(span_sub(to, strlen(op->target), to.length), "__");
}

bool op_takes_number(const struct op *op)
{
	return op->kind == OP_RENUMBERING || op->kind == OP_INSERTION ||
	       (op->kind == OP_MOVE && op->to);
}
