/* Suppressions: findings that somebody has looked at and lets stand, each with a reason, some until
 * a day. One a line:
 *
 *   REF008 G8.41 until 2018-06-30: the range is restated by SECMP0902
 *   PUN005 *: quoted from another document
 *   REF012 1f0c9a4be2d35a77: the heading is that of the print
 *
 * The place is a provision (what is below it counts), the fingerprint of one finding, or * for any;
 * empty lines and those that begin with # are left out. */
#include "diag/diag.h"

#include <stdlib.h>
#include <string.h>

struct suppression {
	enum diag_code code;
	struct span place, until;
	const char *reason;
	struct span line; /* in the file */
	bool used, expired;
};

struct suppressions {
	struct suppression *items;
	size_t count, capacity;
};

static bool is_date(struct span text)
{
	static const char form[] = "dddd-dd-dd";
	if (text.length != sizeof form - 1)
		return false;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == 'd' ? text.at[i] < '0' || text.at[i] > '9' : text.at[i] != form[i])
			return false;
	return true;
}

static struct span next_word(struct span *rest)
{
	*rest = span_trim(*rest);
	const char *space = memchr(rest->at, ' ', rest->length);
	struct span word = space ? span_from(rest->at, space) : *rest;
	*rest = span_sub(*rest, word.length, rest->length);
	return word;
}

static bool read_one(struct diags *diags, struct span line, struct suppression *out)
{
	size_t colon = span_find(line, SPAN(": "), 0);
	if (colon == SIZE_MAX)
		return false;
	struct span head = span_sub(line, 0, colon),
		    reason = span_sub(line, colon + 2, line.length);
	struct span word = next_word(&head);
	char code[16] = "";
	if (word.length < sizeof code)
		memcpy(code, word.at, word.length);
	int number = diag_code_named(code);
	struct span place = next_word(&head), until = next_word(&head), day = next_word(&head);
	bool good = number >= 0 && place.length && span_trim(reason).length && !head.length &&
		    (!until.length || (span_is(until, "until") && is_date(day)));
	if (good)
		*out = (struct suppression){.code = (enum diag_code)number,
					    .place = place,
					    .until = day,
					    .reason = diag_keep(diags, span_trim(reason)),
					    .line = line};
	return good;
}

static struct diag *report(struct diags *diags, const char *file, struct span bytes,
			   enum diag_code code, struct span line, const char *message)
{
	size_t at = (size_t)(line.at - bytes.at);
	struct diag *diag =
		diag_add(diags, code, place_of(file, bytes, at, at + line.length), "%s", message);
	diag->quoted = diag_keep(diags, line);
	return diag;
}

static void read_all(struct diags *diags, const char *file, struct span bytes, const char *today,
		     struct suppressions *all)
{
	struct span rest = bytes, line;
	while (span_line(&rest, &line)) {
		struct suppression one;
		line = span_trim(line);
		if (!line.length || line.at[0] == '#')
			continue;
		if (!read_one(diags, line, &one)) {
			report(diags, file, bytes, DIAG_SUP003, line,
			       "not of the form CODE PLACE: REASON");
			continue;
		}
		one.expired =
			today && one.until.length && span_compare(one.until, span_of(today)) < 0;
		MEM_ROOM(all->items, all->count, all->capacity);
		all->items[all->count++] = one;
	}
}

/* The provision itself, or what is below it: "Z4.12(b)" or "cl_Z4-12__para_b" below Z4.12. */
static bool lies_in(struct span place, const char *provision)
{
	struct span text = span_of(provision);
	if (text.length < place.length || !span_equal(span_sub(text, 0, place.length), place))
		return false;
	struct span rest = span_sub(text, place.length, text.length);
	return !rest.length || rest.at[0] == '(' || span_starts(rest, "__");
}

static bool fits(const struct suppression *one, const struct diag *diag, const char *fingerprint)
{
	return one->code == diag->code &&
	       (span_is(one->place, "*") || span_is(one->place, fingerprint) ||
		lies_in(one->place, diag->citation) || lies_in(one->place, diag->eid));
}

static int by_code(const void *a, const void *b)
{
	const struct suppression *x = a, *y = b;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return (x->line.at > y->line.at) - (x->line.at < y->line.at);
}

static size_t first_of(const struct suppressions *all, enum diag_code code)
{
	size_t low = 0, high = all->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (all->items[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void mark(struct diags *diags, struct suppressions *all)
{
	char(*fingerprints)[17] = diags_fingerprints(diags);
	for (size_t i = 0; i < diags->count; i++) {
		struct diag *diag = diags->items[i];
		for (size_t k = first_of(all, diag->code);
		     k < all->count && all->items[k].code == diag->code; k++) {
			struct suppression *one = &all->items[k];
			if (!fits(one, diag, fingerprints[i]))
				continue;
			one->used = true;
			if (!one->expired)
				diag->suppressed = one->reason;
		}
	}
	free(fingerprints);
}

void diags_suppress(struct diags *diags, const char *file, struct span bytes, const char *today)
{
	struct suppressions all = {0};
	read_all(diags, file, bytes, today, &all);
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, by_code);
	mark(diags, &all);
	for (size_t i = 0; i < all.count; i++) {
		const struct suppression *one = &all.items[i];
		if (!one->used)
			report(diags, file, bytes, DIAG_SUP001, one->line,
			       "it names no finding of this run");
		else if (one->expired)
			report(diags, file, bytes, DIAG_SUP002, one->line,
			       "its day has passed, so the finding is shown again");
	}
	free(all.items);
}
