/* Laws on generated cases: laws [--seed N] [--cases N] [--only CASE]. Prints TAP, one line a law.
 */
#include "law.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const law_words[] = {
#define LAW(id, words) words,
#include "law.def"
#undef LAW
};

/* ---- the book */

static const char *failure_folder(struct record *record)
{
	static const char base[] = "/lexpatch-laws-XXXXXX";
	if (!record->folder) {
		const char *parent = getenv("TMPDIR");
		char *path = NULL;
		if (asprintf(&path, "%s%s", parent ? parent : "/tmp", base) > 0 && mkdtemp(path))
			record->folder = path;
		else
			free(path);
	}
	return record->folder;
}

void law_keep(struct law_case *c, const char *name, struct span bytes)
{
	const char *folder = failure_folder(c->record);
	struct buf path = {0};
	if (!folder)
		return;
	buf_printf(&path, "%s/case-%lu", folder, c->number);
	mkdir(buf_string(&path), 0777);
	buf_printf(&path, "/%s", name);
	if (file_write(buf_string(&path), bytes) < 0)
		printf("# %s: %s\n", buf_string(&path), strerror(errno));
	buf_release(&path);
}

bool law_holds(struct law_case *c, enum law law, bool holds, const char *format, ...)
{
	enum { TELL = 5 };
	c->record->laws[law].tried++;
	if (holds)
		return true;
	if (c->record->laws[law].failed++ >= TELL)
		return false;
	law_keep(c, "base.xml", buf_as_span(&c->base));
	law_keep(c, "patch.xml", buf_as_span(&c->bill));
	va_list args;
	va_start(args, format);
	printf("# %s\n#   --seed %llu --only %lu: ", law_words[law],
	       (unsigned long long)c->record->seed, c->number);
	vprintf(format, args);
	printf("\n#   %s/case-%lu\n", c->record->folder ? c->record->folder : "", c->number);
	va_end(args);
	return false;
}

static bool report(const struct record *record)
{
	bool good = true;
	printf("1..%d\n", LAWS);
	for (int i = 0; i < LAWS; i++) {
		unsigned long failed = record->laws[i].failed;
		printf("%sok %d - %s (%lu cases", failed ? "not " : "", i + 1, law_words[i],
		       record->laws[i].tried);
		printf(failed ? ", %lu failed)\n" : ")\n", failed);
		good &= !failed;
	}
	return good;
}

/* ---- running */

static void run_case(struct record *record, const struct profile *profile, unsigned long number)
{
	struct law_case c = {.profile = profile, .number = number, .record = record};
	c.dice.state = record->seed * 0x2545F4914F6CDD1Du + number;
	case_run(&c);
	buf_release(&c.base);
	buf_release(&c.bill);
	arena_release(&c.arena);
}

static bool number_after(const char *option, int argc, char **argv, int *i, unsigned long *value)
{
	if (strcmp(argv[*i], option))
		return false;
	char *end = NULL;
	if (*i + 1 < argc)
		*value = strtoul(argv[++*i], &end, 10);
	if (!end || *end) {
		fprintf(stderr, "laws: %s takes a number\n", option);
		exit(2);
	}
	return true;
}

int main(int argc, char **argv)
{
	unsigned long seed = 1, cases = 10000, only = 0;
	for (int i = 1; i < argc; i++)
		if (!number_after("--seed", argc, argv, &i, &seed) &&
		    !number_after("--cases", argc, argv, &i, &cases) &&
		    !number_after("--only", argc, argv, &i, &only)) {
			fprintf(stderr, "usage: laws [--seed N] [--cases N] [--only CASE]\n");
			return 2;
		}
	struct buf error = {0};
	struct profile *profile = profile_load("sec", &error);
	if (!profile) {
		fprintf(stderr, "laws: %s\n", buf_string(&error));
		return 2;
	}
	struct record record = {.seed = seed};
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("# seed %lu, %lu cases\n", seed, only ? 1 : cases);
	for (unsigned long i = only ? only : 1; i <= (only ? only : cases); i++)
		run_case(&record, profile, i);
	report(&record);
	profile_free(profile);
	free((char *)(uintptr_t)record.folder);
	return 0;
}
