/* Runs a command and appends to a file what it took: wall seconds, processor seconds (of all
 * threads), peak memory in KiB and the exit status.
 *   measure FILE COMMAND [ARGUMENT...] */
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct timespec start, end;
	struct rusage use;
	pid_t child;
	int status;
	if (argc < 3)
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &start);
	if (posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ) ||
	    wait4(child, &status, 0, &use) < 0)
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &end);
	FILE *out = fopen(argv[1], "a");
	if (!out)
		return 2;
	fprintf(out, "%.6f %.6f %ld %d\n",
		(double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9,
		seconds(use.ru_utime) + seconds(use.ru_stime), use.ru_maxrss,
		WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return fclose(out) ? 2 : 0;
}
