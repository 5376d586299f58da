/* check --fix: fixes written into the draft, and nothing else in it. A fix is made only where the
 * words that it replaces stand together in the file; where two meet, the safe one, then the first,
 * is made. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

struct candidate {
	const struct diag *diag;
	size_t start, end;
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

static int by_start(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return a->diag->code < b->diag->code ? -1 : a->diag->code > b->diag->code;
}

static void gather(const struct run_state *run, const char *file, struct candidates *all)
{
	for (size_t i = 0; i < run->diags.count; i++) {
		struct candidate one = {.diag = run->diags.items[i]};
		const struct diag *diag = one.diag;
		if (!diag->fix || diag->suppressed || !diag->place.file ||
		    strcmp(diag->place.file, file) ||
		    (diag->fix_kind != FIX_SAFE && !run->options->unsafe_fixes) ||
		    !diag_bytes(&run->diags, diag, &one.start, &one.end))
			continue;
		MEM_ROOM(all->items, all->count, all->capacity);
		all->items[all->count++] = one;
	}
	if (all->count)
		qsort(all->items, all->count, sizeof *all->items, by_start);
}

static bool is_safe(const struct candidate *candidate)
{
	return candidate->diag->fix_kind == FIX_SAFE;
}

/* Of those that meet the safe one is taken, then the first. */
static void choose(const struct candidates *all, struct splices *chosen)
{
	bool *taken = mem_alloc(all->count + 1);
	size_t end = 0, next = SIZE_MAX; /* of the one before, and the start of the next safe one */
	size_t *limit = mem_alloc((all->count + 1) * sizeof *limit);
	for (size_t i = 0; i < all->count; i++) {
		const struct candidate *one = &all->items[i];
		if (!is_safe(one) || one->start < end)
			continue;
		taken[i] = true;
		end = one->end > one->start ? one->end : one->end + 1;
	}
	for (size_t i = all->count; i-- > 0;) {
		limit[i] = next;
		next = taken[i] ? all->items[i].start : next;
	}
	end = 0;
	for (size_t i = 0; i < all->count; i++) {
		const struct candidate *one = &all->items[i];
		taken[i] = taken[i] || (!is_safe(one) && one->start >= end && one->end <= limit[i]);
		if (!taken[i])
			continue;
		end = one->end > one->start ? one->end : one->end + 1;
		splice_add(chosen, one->start, one->end, span_of(one->diag->fix), 1);
	}
	splices_sort(chosen);
	free(taken);
	free(limit);
}

static bool mend(struct run_state *run, const char *file)
{
	const struct options *options = run->options;
	const char *target = options->output ? options->output : file;
	struct span old = diag_source_named(&run->diags, file)->bytes;
	struct candidates all = {0};
	struct splices chosen = {0};
	struct buf diff = {0}, mended = {0};
	bool good = true;
	gather(run, file, &all);
	choose(&all, &chosen);
	if (chosen.count) {
		unified_diff(file, target, old, &chosen, &diff);
		good = put(options->format == REPORT_TEXT ? stdout : stderr, buf_as_span(&diff));
	}
	if (good && (chosen.count || options->output)) {
		splices_perform(&chosen, old, &mended);
		good = write_result(options, target, buf_as_span(&mended));
	}
	if (good && !options->quiet)
		fprintf(stderr, "lexpatch: %s: %zu fix%s made\n", target, chosen.count,
			chosen.count == 1 ? "" : "es");
	free(all.items);
	splices_release(&chosen);
	buf_release(&diff);
	buf_release(&mended);
	return good;
}

/* What was read of the draft is the file itself, and no stored patch. */
static bool is_plain(const struct run_state *run, const char *file)
{
	const struct diag_source *source = diag_source_named(&run->diags, file);
	struct buf bytes = {0};
	bool plain = source && !span_starts(span_trim(source->bytes), "<");
	if (plain && strcmp(file, "-"))
		plain = !file_read(file, &bytes) && span_equal(buf_as_span(&bytes), source->bytes);
	buf_release(&bytes);
	return plain;
}

bool fix_drafts(struct run_state *run)
{
	const struct options *options = run->options;
	if (!options->file_count || (options->output && options->file_count > 1)) {
		complain(options->file_count ? "-o takes the fixes of one draft"
					     : "--fix mends drafts: name one");
		return false;
	}
	for (size_t i = 0; i < options->file_count; i++) {
		const char *file = options->files[i];
		bool to_file = options->output && strcmp(options->output, "-");
		if (!to_file && (options->output || !strcmp(file, "-"))) {
			complain("the fixes go to a file: -o FILE");
			return false;
		}
		if (!is_plain(run, file)) {
			complain("%s: fixes are for drafts as plain text", file);
			return false;
		}
	}
	for (size_t i = 0; i < options->file_count; i++)
		if (!mend(run, options->files[i]))
			return false;
	return true;
}
