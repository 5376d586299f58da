/* Files read whole and written whole or not at all. */
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static bool is_standard(const char *path)
{
	return !strcmp(path, "-");
}

/* Byte ranges are 32 bits wide: see doc.h. */
static int too_large(void)
{
	errno = EFBIG;
	return -1;
}

static int read_all(int fd, struct buf *out)
{
	struct stat st;
	size_t hint = 65536;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0) {
		if (st.st_size > INT32_MAX)
			return too_large();
		hint = (size_t)st.st_size + 1;
	}
	for (;;) {
		if (out->capacity - out->length < 2) {
			out->capacity = out->length + (out->length > hint ? out->length : hint) + 2;
			out->at = mem_realloc(out->at, out->capacity);
		}
		size_t room = out->capacity - out->length - 1;
		ssize_t got = read(fd, out->at + out->length, room);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (!got)
			break;
		out->length += (size_t)got;
		if (out->length > INT32_MAX)
			return too_large();
	}
	out->at[out->length] = '\0';
	return 0;
}

int file_read(const char *path, struct buf *out)
{
	int fd = is_standard(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	int result = read_all(fd, out);
	int error = errno;
	if (fd != STDIN_FILENO)
		close(fd);
	if (result < 0)
		buf_release(out);
	errno = error;
	return result;
}

/* Stretches that are written one after the other. */
struct output {
	const struct span *spans;
	size_t count;
};

/* Stretches from the given one on, less what of it is written; how many there are. */
static int gather(const struct output *output, size_t at, size_t written, struct iovec *vector,
		  int room)
{
	int count = 0;
	for (; at < output->count && count < room; at++, written = 0)
		vector[count++] = (struct iovec){(char *)(uintptr_t)output->spans[at].at + written,
						 output->spans[at].length - written};
	return count;
}

static int write_all(int fd, const struct output *output)
{
	enum { ROOM = 256 };
	struct iovec vector[ROOM];
	size_t at = 0, written = 0;
	while (at < output->count) {
		ssize_t put = writev(fd, vector, gather(output, at, written, vector, ROOM));
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		for (written += (size_t)put;
		     at < output->count && written >= output->spans[at].length; at++)
			written -= output->spans[at].length;
	}
	return 0;
}

/* What is not a regular file (a pipe, /dev/null) cannot be renamed over: it is written to. */
static bool is_special(const char *path)
{
	struct stat st;
	return !stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static int write_special(const char *path, const struct output *output)
{
	int fd = file_maps_hold() ? -1 : open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	int result = write_all(fd, output);
	return close(fd) ? -1 : result;
}

static mode_t wanted_mode(const char *path)
{
	struct stat st;
	if (!stat(path, &st))
		return st.st_mode & 07777;
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

/* ---- a signal that ends the process takes the unfinished file with it */

/* The last two: a limit of processor time or of the size of a file (ulimit). */
static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU, SIGXFSZ};
enum { ENDING = sizeof ending / sizeof *ending };
static const char *volatile unfinished;

void file_leave_nothing(void)
{
	if (unfinished)
		unlink(unfinished);
}

/* The default is set here, not by SA_RESETHAND: that sets it a moment before it blocks the signal,
 * and the same signal sent twice would then end the process before this is reached. */
static void end_unfinished(int number)
{
	file_leave_nothing();
	signal(number, SIG_DFL);
	raise(number);
}

/* Those that are ignored, or that the caller of the library handles, stay so. */
static void catch_endings(struct sigaction *before)
{
	struct sigaction catch = {.sa_handler = end_unfinished};
	sigfillset(&catch.sa_mask);
	for (size_t i = 0; i < ENDING; i++)
		if (!sigaction(ending[i], NULL, &before[i]) && before[i].sa_handler == SIG_DFL)
			sigaction(ending[i], &catch, NULL);
}

static void release_endings(const struct sigaction *before)
{
	for (size_t i = 0; i < ENDING; i++)
		if (before[i].sa_handler == SIG_DFL)
			sigaction(ending[i], &before[i], NULL);
}

/* Makes the file, under the lock of the signals: there is none that `unfinished` does not know. */
static int make_unfinished(char *path)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	int fd = mkstemp(path), error = errno;
	if (fd >= 0)
		unfinished = path;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return fd;
}

/* ---- a file that comes into being bit by bit */

struct file_new {
	char *path; /* what is replaced */
	struct buf temporary;
	struct sigaction before[ENDING];
	int fd, error; /* of the first thing that failed; 0 */
};

bool file_is_made(const char *path)
{
	return !is_standard(path) && !is_special(path);
}

static void new_free(struct file_new *file)
{
	unfinished = NULL;
	release_endings(file->before);
	buf_release(&file->temporary);
	free(file->path);
	free(file);
}

/* A link stays a link: what it leads to is replaced. */
struct file_new *file_begin(const char *path)
{
	if (file_is_folder(path)) {
		errno = EISDIR;
		return NULL;
	}
	char *real = realpath(path, NULL);
	if (!real && errno != ENOENT)
		return NULL;
	struct file_new *file = mem_alloc(sizeof *file);
	file->path = real ? real : mem_copy(path, strlen(path));
	buf_printf(&file->temporary, "%s.XXXXXX", file->path);
	catch_endings(file->before);
	file->fd = make_unfinished(file->temporary.at);
	if (file->fd >= 0)
		return file;
	int error = errno;
	new_free(file);
	errno = error;
	return NULL;
}

static void put_spans(struct file_new *file, const struct span *spans, size_t count)
{
	const struct output output = {spans, count};
	if (!file->error && write_all(file->fd, &output))
		file->error = errno;
}

void file_put(struct file_new *file, struct span bytes)
{
	put_spans(file, &bytes, 1);
}

/* Flushing to disk costs more than all the rest of a large result. What it buys, that the old file
 * is not lost to a power failure before the new one is on disk, matters only where there is an old
 * one. */
static void settle(struct file_new *file)
{
	bool replaces = !access(file->path, F_OK);
	if (!file->error && file_maps_hold())
		file->error = errno;
	if (!file->error && fchmod(file->fd, wanted_mode(file->path)))
		file->error = errno;
	if (!file->error && replaces && fsync(file->fd))
		file->error = errno;
	if (close(file->fd) && !file->error)
		file->error = errno;
	if (!file->error && rename(file->temporary.at, file->path))
		file->error = errno;
}

int file_end(struct file_new *file)
{
	settle(file);
	int error = file->error;
	if (error)
		unlink(file->temporary.at);
	new_free(file);
	errno = error;
	return error ? -1 : 0;
}

void file_abandon(struct file_new *file)
{
	close(file->fd);
	unlink(file->temporary.at);
	new_free(file);
}

int file_write_spans(const char *path, const struct span *spans, size_t count)
{
	const struct output output = {spans, count};
	if (is_standard(path))
		return file_maps_hold() ? -1 : write_all(STDOUT_FILENO, &output);
	if (is_special(path))
		return write_special(path, &output);
	struct file_new *file = file_begin(path);
	if (!file)
		return -1;
	put_spans(file, spans, count);
	return file_end(file);
}

int file_write(const char *path, struct span bytes)
{
	return file_write_spans(path, &bytes, 1);
}

bool file_is_folder(const char *path)
{
	struct stat st;
	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_regular(const char *path)
{
	struct stat st;
	return !stat(path, &st) && S_ISREG(st.st_mode);
}

int file_list(const char *folder, const char *suffix, struct arena *arena, const char ***paths,
	      size_t *count)
{
	DIR *dir = opendir(folder);
	if (!dir)
		return -1;
	const char **found = NULL;
	size_t n = 0, capacity = 0;
	const char *slash = span_ends(span_of(folder), "/") ? "" : "/";
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (entry->d_name[0] == '.' || !span_ends(span_of(entry->d_name), suffix))
			continue;
		char *path = arena_printf(arena, "%s%s%s", folder, slash, entry->d_name);
		if (!is_regular(path))
			continue;
		MEM_ROOM(found, n, capacity);
		found[n++] = path;
	}
	closedir(dir);
	if (n)
		qsort(found, n, sizeof *found, by_name);
	*paths = arena_alloc(arena, (n + 1) * sizeof *found);
	if (n)
		memcpy(*paths, found, n * sizeof *found);
	*count = n;
	free(found);
	return 0;
}

const char *file_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

void sha256_hex(struct span s, char out[SHA256_HEX])
{
	SHA256Data((const uint8_t *)s.at, s.length, out);
}
