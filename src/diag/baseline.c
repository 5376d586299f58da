/* A baseline: an earlier report in JSON Lines. What it has is no news; what it has and is not there
 * any more has gone. */
#include "diag/diag.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct seen {
	char fingerprint[17];
	size_t line; /* index of the line */
	bool found;
};

static int by_fingerprint(const void *a, const void *b)
{
	return strcmp(((const struct seen *)a)->fingerprint, ((const struct seen *)b)->fingerprint);
}

struct reading {
	json_t **lines;
	struct seen *seen;
	size_t count, line_capacity, seen_capacity;
};

static bool read_line(struct reading *reading, struct span text)
{
	json_t *line = json_loadb(text.at, text.length, 0, NULL);
	const char *fingerprint = json_string_value(json_object_get(line, "fingerprint"));
	if (!fingerprint || strlen(fingerprint) != 16) {
		json_decref(line);
		return false;
	}
	MEM_ROOM(reading->lines, reading->count, reading->line_capacity);
	MEM_ROOM(reading->seen, reading->count, reading->seen_capacity);
	struct seen *seen = &reading->seen[reading->count];
	*seen = (struct seen){.line = reading->count};
	memcpy(seen->fingerprint, fingerprint, sizeof seen->fingerprint);
	reading->lines[reading->count++] = line;
	return true;
}

static void reading_release(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		json_decref(reading->lines[i]);
	free(reading->lines);
	free(reading->seen);
}

static const char *value_of(struct diags *diags, json_t *line, const char *key)
{
	const char *value = json_string_value(json_object_get(line, key));
	return value ? arena_string(&diags->arena, value) : NULL;
}

static void add_gone(struct diags *diags, json_t *line)
{
	struct diag_gone gone = {.code = value_of(diags, line, "code"),
				 .file = value_of(diags, line, "file"),
				 .citation = value_of(diags, line, "citation"),
				 .message = value_of(diags, line, "message"),
				 .fingerprint = value_of(diags, line, "fingerprint")};
	if (!gone.code || !gone.message)
		return;
	MEM_ROOM(diags->gone, diags->gone_count, diags->gone_capacity);
	diags->gone[diags->gone_count++] = gone;
}

static void compare(struct diags *diags, struct reading *reading, bool all)
{
	size_t kept = 0;
	diags_identify(diags);
	for (size_t i = 0; i < diags->count; i++) {
		struct diag *diag = diags->items[i];
		struct seen key = {0};
		memcpy(key.fingerprint, diag->fingerprint, sizeof key.fingerprint);
		struct seen *seen = reading->count ? bsearch(&key, reading->seen, reading->count,
							     sizeof key, by_fingerprint)
						   : NULL;
		diag->baseline = seen ? BASELINE_UNCHANGED : BASELINE_NEW;
		if (seen)
			seen->found = true;
		if (!seen || all) {
			diags->items[kept++] = diag;
			continue;
		}
		diags->known++;
		free(diag->related);
	}
	diags->count = kept;
}

bool diags_compare(struct diags *diags, struct span report, bool all, unsigned *line)
{
	struct reading reading = {0};
	struct span rest = report, text;
	json_set_alloc_funcs(mem_alloc, free);
	for (*line = 1; span_line(&rest, &text); ++*line)
		if (span_trim(text).length && !read_line(&reading, text)) {
			reading_release(&reading);
			return false;
		}
	if (reading.count)
		qsort(reading.seen, reading.count, sizeof *reading.seen, by_fingerprint);
	compare(diags, &reading, all);
	bool *found = mem_alloc(reading.count + 1);
	for (size_t i = 0; i < reading.count; i++)
		found[reading.seen[i].line] = reading.seen[i].found;
	for (size_t i = 0; i < reading.count; i++)
		if (!found[i])
			add_gone(diags, reading.lines[i]);
	free(found);
	reading_release(&reading);
	return true;
}
