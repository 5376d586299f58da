/* Tasks that do not need each other, run by several threads: each takes the next one. */
#include "base/base.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

struct crew {
	const struct threads *threads;
	size_t tasks;
	task_function *run;
	void *user;
	atomic_size_t next;
	pthread_mutex_t lock; /* of progress */
	size_t done;
};

static void report(struct crew *crew)
{
	if (!crew->threads || !crew->threads->progress)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->threads->progress(crew->threads->user, ++crew->done, crew->tasks);
	pthread_mutex_unlock(&crew->lock);
}

static void *work(void *argument)
{
	struct crew *crew = argument;
	for (size_t task; (task = atomic_fetch_add(&crew->next, 1)) < crew->tasks;) {
		crew->run(crew->user, task);
		report(crew);
	}
	return NULL;
}

/* Those that we may use. */
static size_t processor_count(void)
{
	cpu_set_t ours;
	int count = sched_getaffinity(0, sizeof ours, &ours) ? 1 : CPU_COUNT(&ours);
	return count > 0 ? (size_t)count : 1;
}

static atomic_uint most;

void threads_limit(unsigned count)
{
	most = count;
}

static size_t thread_count(const struct threads *threads, size_t tasks)
{
	size_t count = threads ? threads->count : most;
	if (!count)
		count = processor_count();
	return count < tasks ? count : tasks;
}

/* A thread that cannot be had is one less: the one that asks works too. */
void threads_run(const struct threads *threads, size_t tasks, task_function *run, void *user)
{
	struct crew crew = {.threads = threads, .tasks = tasks, .run = run, .user = user};
	size_t wanted = thread_count(threads, tasks), made = 0;
	atomic_init(&crew.next, 0);
	pthread_mutex_init(&crew.lock, NULL);
	pthread_t *others = wanted > 1 ? mem_alloc(wanted * sizeof *others) : NULL;
	while (made + 1 < wanted && !pthread_create(&others[made], NULL, work, &crew))
		made++;
	work(&crew);
	while (made--)
		pthread_join(others[made], NULL);
	free(others);
	pthread_mutex_destroy(&crew.lock);
}
