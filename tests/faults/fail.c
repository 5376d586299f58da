/* Makes the n-th call of a kind fail: loaded before the C library, told by LEXPATCH_FAIL=KIND:N.
 * Kinds: alloc, open, read, write, close, rename, fsync, chmod, and kill and term, signals in the
 * middle of the n-th write. The file that LEXPATCH_FIRED names is made when it happens. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *kind;
static long left; /* calls until the one that fails */

__attribute__((constructor)) static void start(void)
{
	const char *order = getenv("LEXPATCH_FAIL");
	const char *colon = order ? strchr(order, ':') : NULL;
	if (!colon)
		return;
	left = atol(colon + 1);
	kind = order;
}

static int is_kind(const char *name)
{
	size_t length = strlen(name);
	return kind && !strncmp(kind, name, length) && kind[length] == ':';
}

static int fails(const char *name)
{
	if (!is_kind(name) || left <= 0 || --left)
		return 0;
	const char *marker = getenv("LEXPATCH_FIRED");
	long fd = syscall(SYS_openat, AT_FDCWD, marker ? marker : "/dev/null", O_WRONLY | O_CREAT,
			  0600);
	if (fd >= 0)
		syscall(SYS_close, fd);
	return 1;
}

/* dlsym may allocate before the real functions are known: that small need is met from here. */
static char early[16384];
static size_t early_used;

static void *early_alloc(size_t size)
{
	size_t rounded = (size + 15) & ~(size_t)15;
	if (early_used + rounded > sizeof early)
		_exit(3);
	void *p = early + early_used;
	early_used += rounded;
	return p;
}

#define REAL(type, name, ...)                             \
	static type (*real)(__VA_ARGS__);                 \
	static int looking;                               \
	if (!real && !looking) {                          \
		looking = 1;                              \
		*(void **)&real = dlsym(RTLD_NEXT, name); \
		looking = 0;                              \
	}

void *malloc(size_t size)
{
	REAL(void *, "malloc", size_t)
	if (!real)
		return early_alloc(size);
	return fails("alloc") ? (errno = ENOMEM, NULL) : real(size);
}

void *calloc(size_t count, size_t size)
{
	REAL(void *, "calloc", size_t, size_t)
	if (!real)
		return early_alloc(count * size);
	return fails("alloc") ? (errno = ENOMEM, NULL) : real(count, size);
}

void *realloc(void *old, size_t size)
{
	REAL(void *, "realloc", void *, size_t)
	return fails("alloc") ? (errno = ENOMEM, NULL) : real(old, size);
}

void free(void *p)
{
	REAL(void, "free", void *)
	if ((char *)p < early || (char *)p >= early + sizeof early)
		real(p);
}

int open(const char *path, int flags, ...)
{
	va_list list;
	va_start(list, flags);
	mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
	va_end(list);
	if (fails("open"))
		return errno = EACCES, -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t read(int fd, void *to, size_t size)
{
	return fails("read") ? (errno = EIO, -1) : syscall(SYS_read, fd, to, size);
}

ssize_t write(int fd, const void *from, size_t size)
{
	if (fails("kill") || fails("term")) {
		syscall(SYS_write, fd, from, size / 2);
		kill(getpid(), is_kind("kill") ? SIGKILL : SIGTERM);
	}
	if (fd != STDERR_FILENO && fails("write")) {
		syscall(SYS_write, fd, from, size / 2);
		return errno = ENOSPC, -1;
	}
	return syscall(SYS_write, fd, from, size);
}

ssize_t writev(int fd, const struct iovec *vector, int count)
{
	if (is_kind("kill") || is_kind("term") || is_kind("write"))
		return count ? write(fd, vector->iov_base, vector->iov_len) : 0;
	return syscall(SYS_writev, fd, vector, count);
}

int close(int fd)
{
	int failed = fails("close");
	int result = (int)syscall(SYS_close, fd);
	return failed ? (errno = EIO, -1) : result;
}

int rename(const char *from, const char *to)
{
	return fails("rename") ? (errno = EIO, -1)
			       : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int fsync(int fd)
{
	return fails("fsync") ? (errno = EIO, -1) : (int)syscall(SYS_fsync, fd);
}

int fchmod(int fd, mode_t mode)
{
	return fails("chmod") ? (errno = EPERM, -1) : (int)syscall(SYS_fchmod, fd, mode);
}
