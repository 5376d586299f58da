/* Progress of a long run, on a terminal only: one line on standard error, gone when it is over. */
#include "cli/cli.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 1000, STEP = 200 }; /* milliseconds: until it is shown at all, and again */

struct progress {
	const char *done; /* "read", "checked" */
	long shown;	  /* when it was shown last */
	bool visible;
};

static long now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void show(void *user, size_t done, size_t tasks)
{
	struct progress *progress = user;
	long time = now();
	if (time - progress->shown < (progress->visible ? STEP : PATIENCE))
		return;
	fprintf(stderr, "\r%zu of %zu files %s", done, tasks, progress->done);
	fflush(stderr);
	progress->visible = true;
	progress->shown = time;
}

void run_threads(struct run_state *run, const char *done)
{
	const struct options *options = run->options;
	run->threads = (struct threads){.count = options->jobs};
	threads_limit(options->jobs);
	if (options->quiet || options->progress != WHEN_AUTO || !isatty(STDERR_FILENO))
		return;
	if (!run->progress)
		run->progress = mem_alloc(sizeof *run->progress);
	if (!run->progress->visible)
		run->progress->shown = now();
	run->progress->done = done;
	run->threads.progress = show;
	run->threads.user = run->progress;
}

void progress_end(struct run_state *run)
{
	if (run->progress && run->progress->visible)
		fputs("\r\033[K", stderr);
	free(run->progress);
	run->progress = NULL;
	run->threads.progress = NULL;
}
