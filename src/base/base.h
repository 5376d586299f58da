/* base: memory, arena, text, files. Knows no law and no XML.
 *
 * Memory: running out of it ends the process cleanly (status 2, nothing half written), so no
 * caller checks for NULL. Bytes are UTF-8 throughout; characters are counted only where people
 * read the numbers (columns, offsets in reports). */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- memory */

void *mem_alloc(size_t size); /* zeroed; free() it */
void mem_begin(void);	      /* before anything is allocated */
void mem_none_left(void);     /* says so and ends the process */
void *mem_realloc(void *old, size_t size);
char *mem_copy(const char *text, size_t length); /* NUL-terminated copy */
void *mem_room(void *items, size_t count, size_t *capacity, size_t item_size);

/* Makes room for one more item in a growable array of any type. */
#define MEM_ROOM(items, count, capacity) \
	((items) = mem_room((items), (count), &(capacity), sizeof *(items)))
/* The same for so many more. */
#define MEM_ROOM_FOR(items, count, capacity, more)                                              \
	((items) = (more) ? mem_room((items), (count) + (more)-1, &(capacity), sizeof *(items)) \
			  : (items))

/* Of items in order of a field of 32 bits, the first whose value is not below this one; the count
 * if there is none. */
#define FIRST_FROM(items, count, field, value) \
	((count) ? mem_first_from(&(items)->field, (count), sizeof *(items), (value)) : (size_t)0)
size_t mem_first_from(const uint32_t *first, size_t count, size_t stride, size_t value);

/* qsort() of what is in order most often. */
void mem_sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *));

/* An arena owns many small things that die together. Zero is a valid empty arena. */
struct arena {
	struct arena_chunk *chunk;
};
void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
char *arena_copy(struct arena *arena, const char *text, size_t length); /* NUL-terminated */
char *arena_string(struct arena *arena, const char *text);		/* NULL stays NULL */
char *arena_printf(struct arena *arena, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 2, 3)))
#endif
	;
void arena_release(struct arena *arena);

/* What is in `from` lives on in `into`; `from` is empty then. */
void arena_join(struct arena *into, struct arena *from);

/* ---- threads */

typedef void task_function(void *user, size_t task);
struct threads {
	unsigned count; /* 0: one for each processor */
	/* Told how many tasks are done, one call at a time; NULL: nobody is. */
	void (*progress)(void *user, size_t done, size_t tasks);
	void *user;
};
/* How many run where `threads` is NULL, in all of the process; 0, as at first: one for each
 * processor.
 */
void threads_limit(unsigned count);
/* Runs each task once and returns when all are done; threads may be NULL. */
void threads_run(const struct threads *threads, size_t tasks, task_function *run, void *user);

/* ---- text: a borrowed run of bytes, not NUL-terminated */

struct span {
	const char *at;
	size_t length;
};
#define SPAN(literal) ((struct span){(literal), sizeof(literal) - 1})
/* For printf("%.*s", SPAN_ARGS(s)). */
#define SPAN_ARGS(s) (int)(s).length, (s).at

/* Small and everywhere: inline, so that the length of a literal is no work. */
static inline struct span span_of(const char *text) /* NULL gives the empty span */
{
	return (struct span){text ? text : "", text ? strlen(text) : 0};
}
static inline struct span span_from(const char *at, const char *end)
{
	return (struct span){at, (size_t)(end - at)};
}
static inline struct span span_sub(struct span s, size_t start, size_t end)
{
	return (struct span){s.at ? s.at + start : NULL, end - start};
}
static inline bool span_equal(struct span a, struct span b)
{
	return a.length == b.length && (!a.length || a.at == b.at || !memcmp(a.at, b.at, a.length));
}
static inline bool span_is(struct span s, const char *text)
{
	return span_equal(s, span_of(text));
}
static inline bool span_starts(struct span s, const char *prefix)
{
	size_t n = strlen(prefix);
	return s.length >= n && !memcmp(s.at, prefix, n);
}
static inline bool span_ends(struct span s, const char *suffix)
{
	size_t n = strlen(suffix);
	return s.length >= n && !memcmp(s.at + s.length - n, suffix, n);
}
struct span span_trim(struct span s);		     /* ASCII white space off both ends */
int span_compare(struct span a, struct span b);	     /* by bytes */
int span_compare_case(struct span a, struct span b); /* by bytes, ASCII letters of one case */
/* Offset of the first occurrence at or after `from`; SIZE_MAX if there is none. */
size_t span_find(struct span s, struct span what, size_t from);
uint64_t span_hash(struct span s);
/* The next line without its LF (and CR), or false at the end. *rest starts as the whole text. */
bool span_line(struct span *rest, struct span *line);

/* ---- buffer: text that grows. Zero is a valid empty buffer; `at` is NUL-terminated once used. */

struct buf {
	char *at;
	size_t length, capacity;
	bool mapped; /* see file_map() */
};
void buf_add(struct buf *buf, const char *text, size_t length);
void buf_span(struct buf *buf, struct span s);
static inline void buf_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}
void buf_char(struct buf *buf, char c);
void buf_room(struct buf *buf, size_t more); /* for so many bytes without growing */
void buf_repeat(struct buf *buf, char c, size_t count);
void buf_printf(struct buf *buf, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 2, 3)))
#endif
	;
void buf_vprintf(struct buf *buf, const char *format, va_list args);
void buf_cut(struct buf *buf, size_t length); /* keep the first `length` bytes */
void buf_release(struct buf *buf);
struct span buf_as_span(const struct buf *buf);
const char *buf_string(struct buf *buf); /* NUL-terminated, never NULL */

/* ---- UTF-8 */

bool utf8_valid(struct span s);
/* The first byte from `from` on that is not ASCII, or the length. */
size_t utf8_ascii_end(struct span s, size_t from);
/* The first one that is no ASCII either, or a control character. */
size_t utf8_printed_end(struct span s, size_t from);
/* Decodes the character at *at (before end) and steps over it; U+FFFD and one byte if malformed. */
uint32_t utf8_next(const char **at, const char *end);
size_t utf8_count(struct span s);		   /* characters */
struct span utf8_head(struct span s, size_t most); /* at most so many bytes of whole characters */
void utf8_add(struct buf *buf, uint32_t c);
bool utf8_is_space(uint32_t c); /* white space in running text, no-break spaces included */
bool utf8_is_word(uint32_t c);	/* letter, digit or underscore, or anything above ASCII but marks */

/* ---- escaping: the only place where text is made safe for XML and HTML.
 * Characters that XML 1.0 cannot hold become U+FFFD. */

bool xml_holds(uint32_t character);
void escape_text(struct buf *buf, struct span s);
void escape_attribute(struct buf *buf, struct span s); /* for double quotes */

/* ---- files. On failure -1 with errno set. "-" is standard input or output. */

int file_read(const char *path, struct buf *out);
/* The same for a file that is looked at and not worked on: a large one is not copied into memory.
 * Who cuts such a file meanwhile ends the process, with a message and status 2; where one has been
 * written to, no file is written any more (ESTALE). Nothing half written stays. */
int file_map(const char *path, struct buf *out);
void file_unmap(struct buf *buf); /* see buf_release() */
/* -1, with errno, when a file that is mapped is not what it was. */
int file_maps_hold(void);
/* A look through the bytes of such a file, in one direction or the other: with each step it says
 * where it is. What it has looked at need not stay in memory; who asks for it again has it again.
 * Of any other buffer nothing is given up. */
struct sweep {
	const struct buf *buf; /* NULL: of nothing is given up */
	size_t from;	       /* where memory was given up last */
	unsigned steps;	       /* since then */
};
void sweep_to(struct sweep *sweep, size_t byte);
/* Writes a temporary file beside the target and renames it over the target: either the old file or
 * the whole new one is there, at any time. A file that is replaced is safe from a power failure
 * too: the new one is flushed to disk first. */
int file_write(const char *path, struct span bytes);
/* The same with stretches that stand in several places. */
int file_write_spans(const char *path, const struct span *spans, size_t count);
/* The same bit by bit, one file at a time. What fails on the way is said at the end, and leaves
 * nothing behind: nor does a signal that ends the process, or memory that runs out. */
struct file_new *file_begin(const char *path);
void file_put(struct file_new *file, struct span bytes);
int file_end(struct file_new *file);
void file_abandon(struct file_new *file);
/* Is it such a file, not one that is written to where it is (standard output, a pipe)? */
bool file_is_made(const char *path);
/* Removes what is unfinished: the process ends at once. */
void file_leave_nothing(void);
bool file_is_folder(const char *path);
/* Regular files of a folder, sorted by name, as full paths in the arena. */
int file_list(const char *folder, const char *suffix, struct arena *arena, const char ***paths,
	      size_t *count);
const char *file_base_name(const char *path);

/* ---- digest */

#define SHA256_HEX 65
void sha256_hex(struct span s, char out[SHA256_HEX]);

#endif
