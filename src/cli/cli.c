/* The table of commands, and the way into one. */
#include "cli/cli.h"
#include "profile/pattern.h"

#include <stdlib.h>
#include <string.h>

struct command {
	const char *name;
	char letter;
	command_function *run;
	const char *arguments, *help;
	int least, most;
};

static const struct command commands[] = {
#define COMMAND(name, letter, function, arguments, help, least, most) \
	{name, letter, function, arguments, help, least, most},
#include "cli/commands.def"
#undef COMMAND
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void usage(FILE *out)
{
	fputs("usage: lexpatch <command> [options] [files]\n\n", out);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(out, "  %-9s %-11s %s\n", commands[i].name, commands[i].arguments,
			commands[i].help);
	fputs("\n`lexpatch <command> --help` lists the options of a command.\n", out);
}

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static int run_with(const struct command *command, const struct options *options)
{
	if (options->help) {
		printf("usage: lexpatch %s [options] %s\n%s\n\n", command->name, command->arguments,
		       command->help);
		options_help(stdout, command->letter);
		return STATUS_DONE;
	}
	int count = (int)options->file_count;
	if (count < command->least || (command->most >= 0 && count > command->most)) {
		complain("%s takes %s; see `lexpatch %s --help`", command->name, command->arguments,
			 command->name);
		return STATUS_FAILED;
	}
	return (int)command->run(options);
}

static int run_command(const struct command *command, int argc, char **argv)
{
	struct options options = {.context = CONTEXT_OF_FORMAT, .width = 80, .fail_on = DIAG_ERROR};
	int status = STATUS_FAILED;
	if (options_read(argc, argv, command->letter, &options) == 0 &&
	    sandbox_enter(&options, argc, argv))
		status = run_with(command, &options);
	free(options.rulings);
	return status;
}

int cli_main(int argc, char **argv)
{
	share_memory();
	if (argc < 2) {
		usage(stderr);
		return STATUS_FAILED;
	}
	if (!strcmp(argv[1], "--version")) {
		puts("lexpatch " PACKAGE_VERSION);
		return STATUS_DONE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
		usage(stdout);
		return STATUS_DONE;
	}
	const struct command *command = find(argv[1]);
	if (!command) {
		complain("there is no command `%s`; see `lexpatch --help`", argv[1]);
		return STATUS_FAILED;
	}
	int status = run_command(command, argc - 1, argv + 1);
	if (pattern_gave_up()) {
		complain("a text is too hard to search within the limits of the patterns; "
			 "what is said of it may be incomplete");
		status = STATUS_FAILED;
	}
	if (fflush(stdout) || ferror(stdout)) {
		complain("standard output: not all of it was written");
		return STATUS_FAILED;
	}
	return status;
}
