/* Findings counted by code, in the order of the list, and by clause, in the order of the report;
 * and the instructions that would mend what the modification leaves behind. */
#include "diag/report.h"

#include <stdlib.h>
#include <string.h>

bool report_shows(const struct diag *diag, enum diag_level least)
{
	return diag->level >= least && !diag->suppressed;
}

/* The clause of a citation: G5.25 of G5.25(b)(ii). */
static struct span clause_of(const struct diag *diag)
{
	struct span citation = span_of(diag->citation);
	size_t bracket = span_find(citation, SPAN("("), 0);
	if (!citation.length)
		return span_of(diag->place.file ? diag->place.file : "elsewhere");
	return bracket == SIZE_MAX ? citation : span_sub(citation, 0, bracket);
}

struct tally {
	struct span clause;
	size_t counts[3], place; /* where it came first */
};

struct tallies {
	struct tally *items;
	size_t count, capacity;
};

static int by_clause(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	int order = span_compare(x->clause, y->clause);
	return order ? order : (x->place > y->place) - (x->place < y->place);
}

static int by_place(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	return (x->place > y->place) - (x->place < y->place);
}

/* One tally for each clause, in the order in which they came. */
static void count_clauses(const struct diags *diags, enum diag_level least, struct tallies *all)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = diags->items[i];
		if (!report_shows(diag, least))
			continue;
		MEM_ROOM(all->items, all->count, all->capacity);
		struct tally *tally = &all->items[all->count++];
		*tally = (struct tally){.clause = clause_of(diag), .place = i};
		tally->counts[diag->level] = 1;
	}
	if (!all->count)
		return;
	qsort(all->items, all->count, sizeof *all->items, by_clause);
	size_t kept = 0;
	for (size_t i = 1; i < all->count; i++) {
		if (!span_equal(all->items[kept].clause, all->items[i].clause)) {
			all->items[++kept] = all->items[i];
			continue;
		}
		for (int level = 0; level < 3; level++)
			all->items[kept].counts[level] += all->items[i].counts[level];
	}
	all->count = kept + 1;
	qsort(all->items, all->count, sizeof *all->items, by_place);
}

static void write_counts(const size_t counts[3], struct buf *out)
{
	const char *before = "";
	for (int level = DIAG_ERROR; level >= DIAG_NOTE; level--) {
		if (!counts[level])
			continue;
		buf_printf(out, "%s%zu %s%s", before, counts[level],
			   diag_level_name((enum diag_level)level), counts[level] == 1 ? "" : "s");
		before = ", ";
	}
	buf_char(out, '\n');
}

/* What else the draft would have to say, each instruction once. */
static void write_instructions(const struct diags *diags, enum diag_level least, struct buf *out)
{
	const char *last = "";
	bool any = false;
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = diags->items[i];
		if (!report_shows(diag, least) || !diag->instruction ||
		    !strcmp(diag->instruction, last))
			continue;
		struct span rest = span_of(diag->instruction), line;
		buf_text(out, any ? "" : "consequential amendments to consider:\n");
		while (span_line(&rest, &line))
			buf_printf(out, "  %.*s\n", SPAN_ARGS(line));
		last = diag->instruction;
		any = true;
	}
}

void report_summary(const struct diags *diags, enum diag_level least, struct buf *out)
{
	size_t codes[DIAG_CODES] = {0};
	struct tallies clauses = {0};
	for (size_t i = 0; i < diags->count; i++)
		codes[diags->items[i]->code] += report_shows(diags->items[i], least);
	count_clauses(diags, least, &clauses);
	if (clauses.count)
		buf_text(out, "by code:\n");
	for (int i = 0; i < DIAG_CODES; i++)
		if (codes[i])
			buf_printf(out, "  %-8s %5zu  %s\n", diag_rule((enum diag_code)i)->code,
				   codes[i], diag_rule((enum diag_code)i)->name);
	if (clauses.count)
		buf_text(out, "by clause:\n");
	for (size_t i = 0; i < clauses.count; i++) {
		buf_printf(out, "  %-12.*s ", SPAN_ARGS(clauses.items[i].clause));
		write_counts(clauses.items[i].counts, out);
	}
	free(clauses.items);
	write_instructions(diags, least, out);
}
