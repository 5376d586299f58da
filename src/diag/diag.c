/* Findings: collecting, placing, sorting and their identity. */
#include "diag/diag.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct diag_rule rules[] = {
#define DIAG(code, level, on, fix, name, help, example) \
	{#code, DIAG_##level, on, FIX_##fix, name, help, example},
#include "diag/diag.def"
#undef DIAG
};

const struct diag_rule *diag_rule(enum diag_code code)
{
	return &rules[code];
}

int diag_code_named(const char *text)
{
	for (int i = 0; i < DIAG_CODES; i++)
		if (!strcasecmp(rules[i].code, text))
			return i;
	return -1;
}

const char *diag_level_name(enum diag_level level)
{
	static const char *const names[] = {"note", "warning", "error"};
	return names[level];
}

void diags_release(struct diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		free(diags->items[i]->related);
	free(diags->items);
	free(diags->sources);
	free(diags->gone);
	arena_release(&diags->arena);
	*diags = (struct diags){0};
}

void diags_take(struct diags *into, struct diags *from)
{
	for (size_t i = 0; i < from->count; i++) {
		MEM_ROOM(into->items, into->count, into->capacity);
		into->items[into->count++] = from->items[i];
	}
	into->existing += from->existing;
	arena_join(&into->arena, &from->arena);
	free(from->items);
	free(from->sources);
	*from = (struct diags){.policy = from->policy};
}

void diag_source(struct diags *diags, const char *file, struct span bytes)
{
	MEM_ROOM(diags->sources, diags->source_count, diags->source_capacity);
	diags->sources[diags->source_count++] =
		(struct diag_source){arena_string(&diags->arena, file), bytes};
}

const struct diag_source *diag_source_named(const struct diags *diags, const char *file)
{
	for (size_t i = 0; file && i < diags->source_count; i++)
		if (!strcmp(diags->sources[i].file, file))
			return &diags->sources[i];
	return NULL;
}

static char *print(struct arena *arena, const char *format, va_list args)
{
	struct buf text = {0};
	buf_vprintf(&text, format, args);
	char *copy = arena_string(arena, buf_string(&text));
	buf_release(&text);
	return copy;
}

/* Most findings of a run are in few files: the name of the one before is shared. */
static const char *keep_file(struct diags *diags, const char *file)
{
	if (!file)
		return NULL;
	if (diags->count) {
		const char *last = diags->items[diags->count - 1]->place.file;
		if (last && !strcmp(last, file))
			return last;
	}
	return arena_string(&diags->arena, file);
}

struct diag *diag_vadd(struct diags *diags, enum diag_code code, struct place place,
		       const char *format, va_list args)
{
	struct diag *diag = arena_alloc(&diags->arena, sizeof *diag);
	diag->code = code;
	diag->level = diags->policy ? diags->policy->level[code] : rules[code].level;
	diag->fix_kind = rules[code].fix;
	diag->place = place;
	diag->place.file = keep_file(diags, place.file);
	diag->message = print(&diags->arena, format, args);
	MEM_ROOM(diags->items, diags->count, diags->capacity);
	diags->items[diags->count++] = diag;
	return diag;
}

struct diag *diag_add(struct diags *diags, enum diag_code code, struct place place,
		      const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct diag *diag = diag_vadd(diags, code, place, format, args);
	va_end(args);
	return diag;
}

void diag_relate(struct diags *diags, struct diag *diag, struct place place, const char *format,
		 ...)
{
	MEM_ROOM(diag->related, diag->related_count, diag->related_capacity);
	struct diag_related *related = &diag->related[diag->related_count++];
	related->place = place;
	related->place.file = arena_string(&diags->arena, place.file);
	va_list args;
	va_start(args, format);
	related->message = print(&diags->arena, format, args);
	va_end(args);
}

void diag_help(struct diags *diags, struct diag *diag, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	diag->help = print(&diags->arena, format, args);
	va_end(args);
}

const char *diag_keep(struct diags *diags, struct span text)
{
	return arena_copy(&diags->arena, text.at, text.length);
}

struct place place_of(const char *file, struct span bytes, size_t start, size_t end)
{
	if (start > bytes.length)
		start = bytes.length;
	if (end > bytes.length)
		end = bytes.length;
	struct place place = {.file = file, .line = 1};
	const char *at = bytes.at, *limit = bytes.at + start, *lf;
	while (start && (lf = memchr(at, '\n', (size_t)(limit - at)))) {
		place.line++;
		at = lf + 1;
	}
	place.column = 1 + (unsigned)utf8_count(span_from(at, limit));
	place.end_column = place.column;
	if (end > start) {
		struct span marked = span_sub(bytes, start, end), line;
		if (span_line(&marked, &line))
			place.end_column += (unsigned)utf8_count(line);
	}
	return place;
}

size_t diags_at_least(const struct diags *diags, enum diag_level level)
{
	size_t count = 0;
	for (size_t i = 0; i < diags->count; i++)
		count += diags->items[i]->level >= level && !diags->items[i]->suppressed;
	return count;
}

/* ---- order */

static int compare_text(const char *a, const char *b)
{
	return a == b ? 0 : strcmp(a ? a : "", b ? b : "");
}

static int compare_number(unsigned a, unsigned b)
{
	return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
	const struct diag *a = *(struct diag *const *)left, *b = *(struct diag *const *)right;
	int order = compare_text(a->place.file, b->place.file);
	if (!order)
		order = compare_number(a->place.line, b->place.line);
	if (!order)
		order = compare_number(a->place.column, b->place.column);
	if (!order)
		order = compare_text(rules[a->code].code, rules[b->code].code);
	if (!order)
		order = compare_number(a->place.end_column, b->place.end_column);
	return order ? order : strcmp(a->message, b->message);
}

static bool is_sorted(const struct diags *diags)
{
	for (size_t i = 1; i < diags->count; i++)
		if (compare(&diags->items[i - 1], &diags->items[i]) >= 0)
			return false;
	return true;
}

void diags_sort(struct diags *diags)
{
	if (is_sorted(diags))
		return;
	qsort(diags->items, diags->count, sizeof *diags->items, compare);
	size_t kept = 1;
	for (size_t i = 1; i < diags->count; i++) {
		if (compare(&diags->items[kept - 1], &diags->items[i]))
			diags->items[kept++] = diags->items[i];
		else
			free(diags->items[i]->related);
	}
	diags->count = kept;
}

/* ---- identity */

/* Code, eId and the marked words with spaces folded and in lower case. */
static void identity(const struct diag *diag, struct buf *out)
{
	buf_printf(out, "%s\n%s\n", rules[diag->code].code, diag->eid ? diag->eid : "");
	struct span words = span_trim(span_of(diag->quoted));
	bool space = false;
	for (size_t i = 0; i < words.length; i++) {
		char c = words.at[i];
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			space = true;
			continue;
		}
		if (space)
			buf_char(out, ' ');
		space = false;
		buf_char(out, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
	}
}

static void digest(struct buf *text, unsigned counter, char out[17])
{
	char hex[SHA256_HEX];
	buf_printf(text, "\n%u", counter);
	sha256_hex(buf_as_span(text), hex);
	memcpy(out, hex, 16);
	out[16] = '\0';
}

/* Findings with one identity are counted in a table from its hash to the next counter. */
struct seen {
	uint64_t hash;
	unsigned count;
};

static unsigned count_seen(struct seen *table, size_t size, uint64_t hash)
{
	size_t at = hash & (size - 1);
	while (table[at].count && table[at].hash != hash)
		at = (at + 1) & (size - 1);
	table[at].hash = hash;
	return table[at].count++;
}

char (*diags_fingerprints(const struct diags *diags))[17]
{
	char(*all)[17] = mem_alloc((diags->count + 1) * sizeof *all);
	size_t size = 16;
	while (size < diags->count * 2)
		size *= 2;
	struct seen *table = mem_alloc(size * sizeof *table);
	struct buf text = {0};
	for (size_t i = 0; i < diags->count; i++) {
		const char *settled = diags->items[i]->fingerprint;
		if (settled) {
			memcpy(all[i], settled, sizeof all[i]);
			continue;
		}
		buf_cut(&text, 0);
		identity(diags->items[i], &text);
		unsigned counter = count_seen(table, size, span_hash(buf_as_span(&text)));
		digest(&text, counter, all[i]);
	}
	buf_release(&text);
	free(table);
	return all;
}

void diags_identify(struct diags *diags)
{
	char(*all)[17] = diags_fingerprints(diags);
	for (size_t i = 0; i < diags->count; i++)
		diags->items[i]->fingerprint = arena_string(&diags->arena, all[i]);
	free(all);
}

void diag_fingerprint(const struct diags *diags, const struct diag *diag, char out[17])
{
	struct buf mine = {0}, other = {0};
	unsigned counter = 0;
	identity(diag, &mine);
	for (size_t i = 0; i < diags->count && diags->items[i] != diag; i++) {
		if (diags->items[i]->code != diag->code)
			continue;
		buf_cut(&other, 0);
		identity(diags->items[i], &other);
		counter += span_equal(buf_as_span(&mine), buf_as_span(&other));
	}
	digest(&mine, counter, out);
	buf_release(&mine);
	buf_release(&other);
}
