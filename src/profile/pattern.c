/* Patterns: PCRE2 behind one door, so that flags, limits and JIT are decided once. */
#include "profile/pattern.h"

#include <pcre2.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_LIMIT = 1000000, HEAP_LIMIT_KIB = 64 * 1024 };
/* A draft of a few lines asks each of some eighty patterns once: to make machine code of one costs
 * as much as to look through this many bytes without. A call counts as some bytes, too. */
enum { WORTH_MACHINE_CODE = 16 * 1024, BYTES_OF_A_CALL = 64 };

/* What a match is made with, by one thread at a time. */
struct desk {
	pcre2_match_data *data;
	pcre2_match_context *context;
};

struct pattern {
	pcre2_code *code;
	_Atomic(pcre2_code *) fast;    /* the same as machine code; NULL: not worth it so far */
	atomic_size_t looked_through;  /* bytes */
	pcre2_general_context *memory; /* ours, which ends the process when there is none left */
	_Atomic(struct desk *) desk;   /* the one kept; NULL while some thread has it */
	const unsigned char *names;    /* PCRE2's table of named groups */
	uint32_t name_count, name_size;
	struct pattern *next; /* on its shelf */
	char *text;	      /* that it was asked for with there; NULL: on none */
	uint64_t hash;
	int flags;
};

struct pattern_shelf {
	_Atomic(struct pattern *) first;
};

static uint32_t compile_options(int flags)
{
	uint32_t options =
		PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
	if (flags & PATTERN_CASELESS)
		options |= PCRE2_CASELESS;
	if (flags & PATTERN_EXTENDED)
		options |= PCRE2_EXTENDED;
	/* What begins here or nowhere needs no look ahead for a character that it must have. */
	if (flags & PATTERN_ANCHORED)
		options |= PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE;
	if (flags & PATTERN_UNTIL)
		options |= PCRE2_USE_OFFSET_LIMIT;
	return options;
}

static void *take(size_t size, void *user)
{
	(void)user;
	return mem_realloc(NULL, size);
}

static void give(void *p, void *user)
{
	(void)user;
	free(p);
}

static void report_error(const char *text, int code, size_t offset, struct buf *error)
{
	PCRE2_UCHAR message[256];
	pcre2_get_error_message(code, message, sizeof message);
	buf_printf(error, "%s at character %zu of the pattern: %.60s", (const char *)message,
		   offset + 1, text + (offset > 20 ? offset - 20 : 0));
}

static struct desk *desk_new(const struct pattern *pattern)
{
	struct desk *desk = mem_alloc(sizeof *desk);
	desk->data = pcre2_match_data_create_from_pattern(pattern->code, pattern->memory);
	desk->context = pcre2_match_context_create(pattern->memory);
	pcre2_set_match_limit(desk->context, STEPS_LIMIT);
	pcre2_set_heap_limit(desk->context, HEAP_LIMIT_KIB);
	return desk;
}

static void desk_free(struct desk *desk)
{
	if (!desk)
		return;
	pcre2_match_context_free(desk->context);
	pcre2_match_data_free(desk->data);
	free(desk);
}

/* The desk that is kept, or a new one when another thread has it. */
static struct desk *take_desk(const struct pattern *pattern)
{
	struct pattern *own =
		(struct pattern *)pattern; /* how it is kept is no part of its value */
	struct desk *desk = atomic_exchange_explicit(&own->desk, NULL, memory_order_acquire);
	return desk ? desk : desk_new(pattern);
}

static void return_desk(const struct pattern *pattern, struct desk *desk)
{
	struct pattern *own = (struct pattern *)pattern;
	desk_free(atomic_exchange_explicit(&own->desk, desk, memory_order_acq_rel));
}

struct pattern *pattern_new(const char *text, int flags, struct buf *error)
{
	int code;
	size_t offset;
	pcre2_general_context *memory = pcre2_general_context_create(take, give, NULL);
	pcre2_compile_context *compiling = pcre2_compile_context_create(memory);
	pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
					     compile_options(flags), &code, &offset, compiling);
	pcre2_compile_context_free(compiling);
	if (!compiled) {
		pcre2_general_context_free(memory);
		report_error(text, code, offset, error);
		return NULL;
	}
	struct pattern *pattern = mem_alloc(sizeof *pattern);
	pattern->code = compiled;
	atomic_init(&pattern->fast, NULL);
	atomic_init(&pattern->looked_through, 0);
	pattern->memory = memory;
	pattern->text = NULL;
	atomic_init(&pattern->desk, desk_new(pattern));
	pcre2_pattern_info(compiled, PCRE2_INFO_NAMETABLE, &pattern->names);
	pcre2_pattern_info(compiled, PCRE2_INFO_NAMECOUNT, &pattern->name_count);
	pcre2_pattern_info(compiled, PCRE2_INFO_NAMEENTRYSIZE, &pattern->name_size);
	return pattern;
}

static void destroy(struct pattern *pattern)
{
	free(pattern->text);
	desk_free(atomic_load(&pattern->desk));
	pcre2_code_free(atomic_load(&pattern->fast));
	pcre2_code_free(pattern->code);
	pcre2_general_context_free(pattern->memory);
	free(pattern);
}

void pattern_free(struct pattern *pattern)
{
	if (pattern && !pattern->text)
		destroy(pattern);
}

/* ---- shelves */

struct pattern_shelf *pattern_shelf_new(void)
{
	struct pattern_shelf *shelf = mem_alloc(sizeof *shelf);
	atomic_init(&shelf->first, NULL);
	return shelf;
}

void pattern_shelf_free(struct pattern_shelf *shelf)
{
	struct pattern *next;
	for (struct pattern *at = shelf ? atomic_load(&shelf->first) : NULL; at; at = next) {
		next = at->next;
		destroy(at);
	}
	free(shelf);
}

/* Two threads that ask at once may each put one there; both serve. */
struct pattern *pattern_kept(struct pattern_shelf *shelf, const char *text, int flags,
			     struct buf *error)
{
	uint64_t hash = span_hash(span_of(text));
	struct pattern *first = atomic_load_explicit(&shelf->first, memory_order_acquire);
	for (struct pattern *at = first; at; at = at->next)
		if (at->hash == hash && at->flags == flags && !strcmp(at->text, text))
			return at;
	struct pattern *pattern = pattern_new(text, flags, error);
	if (!pattern)
		return NULL;
	pattern->text = mem_copy(text, strlen(text));
	pattern->hash = hash;
	pattern->flags = flags;
	do
		pattern->next = first;
	while (!atomic_compare_exchange_weak_explicit(&shelf->first, &first, pattern,
						      memory_order_acq_rel, memory_order_acquire));
	return pattern;
}

/* Machine code, made of a copy because other threads may be matching with the pattern. Where there
 * is no JIT it is the same code again: slower, the same matches. */
static pcre2_code *make_fast(struct pattern *pattern)
{
	pcre2_code *none = NULL, *made = pcre2_code_copy(pattern->code);
	(void)pcre2_jit_compile(made, PCRE2_JIT_COMPLETE);
	if (atomic_compare_exchange_strong(&pattern->fast, &none, made))
		return made;
	pcre2_code_free(made);
	return none; /* another thread's */
}

static pcre2_code *code_for(const struct pattern *pattern, size_t length)
{
	struct pattern *own =
		(struct pattern *)pattern; /* how it is kept is no part of its value */
	pcre2_code *fast = atomic_load_explicit(&own->fast, memory_order_acquire);
	if (fast)
		return fast;
	size_t before = atomic_fetch_add_explicit(&own->looked_through, length + BYTES_OF_A_CALL,
						  memory_order_relaxed);
	return before + length < WORTH_MACHINE_CODE ? own->code : make_fast(own);
}

/* What the interpreter has too little room for, or the machine code too little stack, is tried in
 * the other way. The limit of steps of the machine code is the end. */
static int run(const struct pattern *pattern, const struct desk *desk, struct span subject,
	       size_t from)
{
	PCRE2_SPTR text = (PCRE2_SPTR)(subject.at ? subject.at : "");
	pcre2_code *code = code_for(pattern, subject.length - from);
	int found = pcre2_match(code, text, subject.length, from, 0, desk->data, desk->context);
	if (found == PCRE2_ERROR_JIT_STACKLIMIT)
		found = pcre2_match(code, text, subject.length, from, PCRE2_NO_JIT, desk->data,
				    desk->context);
	else if (found < PCRE2_ERROR_NOMATCH && code == pattern->code)
		found = pcre2_match(make_fast((struct pattern *)pattern), text, subject.length,
				    from, 0, desk->data, desk->context);
	return found;
}

static void take_groups(const struct desk *desk, struct match *match)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(desk->data);
	size_t count = pcre2_get_ovector_count(desk->data);
	if (count > MATCH_GROUPS)
		count = MATCH_GROUPS;
	for (size_t i = 0; i < count; i++) {
		bool took_part = ends[2 * i] != PCRE2_UNSET;
		match->start[i] = took_part ? ends[2 * i] : SIZE_MAX;
		match->end[i] = took_part ? ends[2 * i + 1] : SIZE_MAX;
	}
	match->count = count;
}

static atomic_uint gave_up;

unsigned pattern_gave_up(void)
{
	return atomic_load(&gave_up);
}

void pattern_told(unsigned before)
{
	atomic_store(&gave_up, before);
}

static enum pattern_result result_of(int found)
{
	if (found >= 0)
		return PATTERN_YES;
	if (found == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO;
	atomic_fetch_add(&gave_up, 1);
	return PATTERN_LIMIT;
}

static enum pattern_result search(const struct pattern *pattern, struct span subject, size_t from,
				  size_t limit, struct match *match)
{
	match->count = 0;
	if (from > subject.length)
		return PATTERN_NO;
	struct desk *desk = take_desk(pattern);
	if (limit != PCRE2_UNSET)
		pcre2_set_offset_limit(desk->context, limit);
	int found = run(pattern, desk, subject, from);
	if (found >= 0)
		take_groups(desk, match);
	if (limit != PCRE2_UNSET)
		pcre2_set_offset_limit(desk->context, PCRE2_UNSET);
	return_desk(pattern, desk);
	return result_of(found);
}

enum pattern_result pattern_match(const struct pattern *pattern, struct span subject, size_t from,
				  struct match *match)
{
	return search(pattern, subject, from, PCRE2_UNSET, match);
}

enum pattern_result pattern_match_until(const struct pattern *pattern, struct span subject,
					size_t from, size_t limit, struct match *match)
{
	return search(pattern, subject, from, limit, match);
}

static int on_callout(pcre2_callout_block *block, void *user)
{
	struct pattern_visitor *visitor = user;
	visitor->visit(visitor, block->callout_number, block->current_position);
	return 1; /* no match here */
}

enum pattern_result pattern_visit(const struct pattern *pattern, struct span subject, size_t from,
				  struct pattern_visitor *visitor)
{
	if (from > subject.length)
		return PATTERN_NO;
	struct desk *desk = take_desk(pattern);
	pcre2_set_callout(desk->context, on_callout, visitor);
	pcre2_set_match_limit(desk->context, STEPS_LIMIT * visitor->places);
	int found = run(pattern, desk, subject, from);
	pcre2_set_match_limit(desk->context, STEPS_LIMIT);
	pcre2_set_callout(desk->context, NULL, NULL);
	return_desk(pattern, desk);
	return result_of(found);
}

bool pattern_is(const struct pattern *pattern, struct span subject)
{
	struct desk *desk = take_desk(pattern);
	int found = run(pattern, desk, subject, 0);
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(desk->data);
	bool whole = found >= 0 && ends[0] == 0 && ends[1] == subject.length;
	return_desk(pattern, desk);
	return whole;
}

size_t pattern_group(const struct pattern *pattern, const char *name, const struct match *match)
{
	for (uint32_t i = 0; i < pattern->name_count; i++) {
		/* An entry is the number in two bytes, then the name; the table is sorted by
		 * name, and equal names by number. */
		const unsigned char *entry = pattern->names + (size_t)i * pattern->name_size;
		size_t group = (size_t)entry[0] << 8 | entry[1];
		if (!strcmp((const char *)entry + 2, name) && group < match->count &&
		    match->start[group] != SIZE_MAX)
			return group;
	}
	return 0;
}

struct span match_named(const struct pattern *pattern, const struct match *match,
			struct span subject, const char *name)
{
	size_t group = pattern_group(pattern, name, match);
	if (!group)
		return (struct span){NULL, 0};
	return span_sub(subject, match->start[group], match->end[group]);
}
