/* A large file that is only looked through is mapped: the kernel has its bytes already, and what
 * lies behind a look need not stay in memory. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGE = 1 << 20 }; /* bytes; a smaller one is as quickly read */

static void tell(const char *message)
{
	if (write(STDERR_FILENO, message, strlen(message)) < 0)
		return; /* there is nobody to be told */
}

/* Bytes that the file does not have any more cannot be looked at: the kernel sends SIGBUS. */
static void end_cut(int number)
{
	(void)number;
	file_leave_nothing();
	tell("lexpatch: a file was cut while it was read, or cannot be read any more\n");
	_exit(2);
}

/* One that the caller of the library handles stays so. */
static void catch_cut(void)
{
	struct sigaction before, catch = {.sa_handler = end_cut};
	sigfillset(&catch.sa_mask);
	if (!sigaction(SIGBUS, NULL, &before) && before.sa_handler == SIG_DFL)
		sigaction(SIGBUS, &catch, NULL);
}

static bool is_large(const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_size >= LARGE && st->st_size <= INT32_MAX;
}

/* ---- what is mapped */

struct map {
	const char *at;
	int fd;
	struct stat st;
	struct map *next;
};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct map *maps;

static void map_add(const char *at, int fd, const struct stat *st)
{
	struct map *map = mem_alloc(sizeof *map);
	*map = (struct map){at, fd, *st, NULL};
	pthread_mutex_lock(&lock);
	map->next = maps;
	maps = map;
	pthread_mutex_unlock(&lock);
}

void file_unmap(struct buf *buf)
{
	pthread_mutex_lock(&lock);
	struct map **link = &maps;
	while (*link && (*link)->at != buf->at)
		link = &(*link)->next;
	struct map *map = *link;
	if (map)
		*link = map->next;
	pthread_mutex_unlock(&lock);
	munmap(buf->at, buf->capacity);
	if (map)
		close(map->fd);
	free(map);
}

static bool is_unchanged(const struct map *map)
{
	struct stat now;
	return !fstat(map->fd, &now) && now.st_size == map->st.st_size &&
	       now.st_mtim.tv_sec == map->st.st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == map->st.st_mtim.tv_nsec;
}

int file_maps_hold(void)
{
	bool hold = true;
	pthread_mutex_lock(&lock);
	for (const struct map *map = maps; map; map = map->next)
		hold &= is_unchanged(map);
	pthread_mutex_unlock(&lock);
	if (hold)
		return 0;
	tell("lexpatch: a file was written to while it was read\n");
	errno = ESTALE;
	return -1;
}

/* The mapping of the file lies in one of zeros that is a byte longer at least. */
static bool map_file(int fd, size_t length, struct buf *out)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), capacity = length / page * page + page;
	int may = PROT_READ | PROT_WRITE;
	char *at = mmap(NULL, capacity, may, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED)
		return false;
	if (mmap(at, length, may, MAP_PRIVATE | MAP_FIXED, fd, 0) == MAP_FAILED) {
		munmap(at, capacity);
		return false;
	}
	*out = (struct buf){.at = at, .length = length, .capacity = capacity, .mapped = true};
	return true;
}

int file_map(const char *path, struct buf *out)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct stat st;
	if (!strcmp(path, "-") || stat(path, &st) || !is_large(&st))
		return file_read(path, out); /* a pipe can be opened only once */
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && !fstat(fd, &st) && is_large(&st) && map_file(fd, (size_t)st.st_size, out)) {
		map_add(out->at, fd, &st);
		pthread_once(&once, catch_cut);
		return 0;
	}
	if (fd >= 0)
		close(fd);
	return file_read(path, out);
}

void sweep_to(struct sweep *sweep, size_t byte)
{
	enum {
		WINDOW = 1 << 20,
		STEPS = 32
	}; /* who leaps about does not pay for it at each leap */
	const struct buf *buf = sweep->buf;
	if (!buf || !buf->mapped)
		return;
	if (!sweep->steps++)
		sweep->from = byte;
	size_t from = sweep->from, distance = byte > from ? byte - from : from - byte;
	if (sweep->steps < STEPS || distance < WINDOW)
		return;
	madvise(buf->at, buf->capacity, MADV_DONTNEED);
	sweep->steps = 0;
}
