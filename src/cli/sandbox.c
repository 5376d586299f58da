/* Sandbox: where the kernel has Landlock (Linux 5.13), the process gives up what the command line
 * did not name: it reads only those files and folders, and writes only in the folders of its
 * results. It never opened a socket or ran a program anyway. See landlock(7). */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Builds for coverage and under sanitizers leave it out: gcov writes beside the objects at the end,
 * LeakSanitizer reads /proc. */
#if __has_include(<linux/landlock.h>) && !defined SANDBOX_LEFT_OUT
#include <linux/landlock.h>
#endif

#ifdef LANDLOCK_CREATE_RULESET_VERSION

enum {
	READS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	WRITES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
		 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR,
	OF_FILES = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE
};

/* A path that is not there needs no rule: what is to be made belongs to its folder. */
static int allow(int ruleset, const char *path, uint64_t access)
{
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
	struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = fd};
	if (!fstat(fd, &st) && !S_ISDIR(st.st_mode))
		rule.allowed_access &= OF_FILES;
	long result = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(fd);
	return result ? -1 : 0;
}

/* What stands beside FILE. */
static int allow_siblings(int ruleset, const char *file, uint64_t access)
{
	struct buf folder = {0};
	buf_text(&folder, file);
	const char *slash = strrchr(buf_string(&folder), '/');
	if (slash)
		buf_cut(&folder, slash > folder.at ? (size_t)(slash - folder.at) : 1);
	int result = allow(ruleset, slash ? folder.at : ".", access);
	buf_release(&folder);
	return result;
}

/* The folder that a result is made in, first under another name; of a link that of its target. */
static int allow_result(int ruleset, const char *path)
{
	if (file_is_folder(path))
		return allow(ruleset, path, READS | WRITES);
	char *real = realpath(path, NULL);
	int result = allow_siblings(ruleset, real ? real : path, READS | WRITES);
	free(real);
	return result;
}

/* Whatever names something that is there may be read: a file, or the value of an option. */
static int allow_words(int ruleset, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *equals = argv[i][0] == '-' ? strchr(argv[i], '=') : NULL;
		if (allow(ruleset, equals ? equals + 1 : argv[i], READS))
			return -1;
	}
	return 0;
}

static int restrict_to(int ruleset, const struct options *options, int argc, char **argv)
{
	/* A schema imports others from its folder. */
	if (allow_words(ruleset, argc, argv) ||
	    (options->schema && allow_siblings(ruleset, options->schema, READS)))
		return -1;
	if (options->output && strcmp(options->output, "-") &&
	    allow_result(ruleset, options->output))
		return -1;
	for (size_t i = 0; options->fix && !options->output && i < options->file_count; i++)
		if (allow_result(ruleset, options->files[i]))
			return -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -1;
	return syscall(SYS_landlock_restrict_self, ruleset, 0) ? -1 : 0;
}

static bool enter(const struct options *options, int argc, char **argv)
{
	struct landlock_ruleset_attr handled = {.handled_access_fs = READS | WRITES |
								     LANDLOCK_ACCESS_FS_EXECUTE};
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return false;
	long ruleset = syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
	if (ruleset < 0)
		return false;
	int result = restrict_to((int)ruleset, options, argc, argv);
	close((int)ruleset);
	return !result;
}

#else

static bool enter(const struct options *options, int argc, char **argv)
{
	(void)options, (void)argc, (void)argv;
	return false;
}

#endif

/* A pager, LibreOffice and pdftotext are programs with needs of their own. */
static bool runs_programs(const struct options *options)
{
	if (options->to && !strcmp(options->to, "pdf"))
		return true;
	for (size_t i = 0; i < options->file_count; i++)
		if (span_ends(span_of(options->files[i]), ".pdf"))
			return true;
	return !options->output && isatty(STDOUT_FILENO);
}

bool sandbox_enter(const struct options *options, int argc, char **argv)
{
	if (options->sandbox == WHEN_NEVER ||
	    (options->sandbox == WHEN_AUTO && runs_programs(options)))
		return true;
	if (enter(options, argc, argv) || options->sandbox == WHEN_AUTO)
		return true;
	complain("--sandbox: this kernel has no Landlock");
	return false;
}
