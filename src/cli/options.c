/* Options as rows: the rows make what getopt_long wants, the checks and the help. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct row {
	char letter;
	const char *name, *argument, *help, *commands;
};

static const struct row rows[OPTION_COUNT] = {
#define OPTION(id, letter, name, argument, help, commands) {letter, name, argument, help, commands},
#include "cli/options.def"
#undef OPTION
};

static bool takes(char command, const struct row *row)
{
	return row->commands[0] == '*' || strchr(row->commands, command);
}

void options_help(FILE *out, char command)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct row *row = &rows[i];
		if (!takes(command, row))
			continue;
		char name[64];
		snprintf(name, sizeof name, "--%s%s%s", row->name, row->argument ? " " : "",
			 row->argument ? row->argument : "");
		if (row->letter)
			fprintf(out, "  -%c, %-24s %s\n", row->letter, name, row->help);
		else
			fprintf(out, "      %-24s %s\n", name, row->help);
	}
}

/* The index of a word in a list that ends with NULL; -1 after saying that it is none of them. */
static int one_of(const char *option, const char *word, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			return i;
	complain("--%s does not know `%s`", option, word);
	return -1;
}

static int number(const char *option, const char *text, int least, int *value)
{
	char *end;
	long n = strtol(text, &end, 10);
	if (*end || end == text || n < least || n > 100000) {
		complain("--%s wants a number of at least %d, not `%s`", option, least, text);
		return -1;
	}
	*value = (int)n;
	return 0;
}

static bool is_date(const char *text)
{
	static const char form[] = "dddd-dd-dd";
	if (strlen(text) != sizeof form - 1)
		return false;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	int month = atoi(text + 5), day = atoi(text + 8);
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static int take_word(struct options *options, enum option_id id, const char *value)
{
	static const char *const formats[] = {"text", "json", "sarif", NULL};
	static const char *const levels[] = {"note", "warning", "error", NULL};
	static const char *const whens[] = {"auto", "always", "never", NULL};
	static const char *const views[] = {"refuse", "original", "final", NULL};
	static const char *const styles[] = {"tracked", "static", "clean", NULL};
	int word = -1;
	switch (id) {
	case OPTION_FORMAT:
		word = one_of("format", value, formats);
		options->format = word < 0 ? REPORT_TEXT : (enum report_format)word;
		options->has_format = true;
		break;
	case OPTION_FAIL_ON:
		word = one_of("fail-on", value, levels);
		options->fail_on = word < 0 ? DIAG_ERROR : (enum diag_level)word;
		break;
	case OPTION_COLOR:
		word = one_of("color", value, whens);
		options->color = word < 0 ? WHEN_AUTO : (enum when)word;
		break;
	case OPTION_SANDBOX:
		word = one_of("sandbox", value, whens);
		options->sandbox = word < 0 ? WHEN_AUTO : (enum when)word;
		break;
	case OPTION_PROGRESS:
		word = one_of("progress", value, whens);
		options->progress = word < 0 ? WHEN_AUTO : (enum when)word;
		break;
	case OPTION_STYLE:
		word = one_of("style", value, styles);
		options->style = value;
		break;
	case OPTION_CHANGES:
		word = one_of("changes", value, views);
		options->changes = value;
		break;
	default:
		break;
	}
	return word < 0 ? -1 : 0;
}

static int take(struct options *options, enum option_id id, const char *value)
{
	int n = 0;
	switch (id) {
	case OPTION_BASE:
		options->base = value;
		return 0;
	case OPTION_ONTO:
		options->onto = value;
		return 0;
	case OPTION_OUTPUT:
		options->output = value;
		return 0;
	case OPTION_TO:
		options->to = value;
		return 0;
	case OPTION_PROFILE:
		options->profile = value;
		return 0;
	case OPTION_SCHEMA:
		options->schema = value;
		return 0;
	case OPTION_VERSION_OF:
		options->text_version = value;
		return 0;
	case OPTION_AUTHOR:
		options->author = value;
		if (!*value)
			complain("--author wants a name");
		return *value ? 0 : -1;
	case OPTION_DATE:
		options->date = value;
		if (!is_date(value))
			complain("--date wants YYYY-MM-DD, not `%s`", value);
		return is_date(value) ? 0 : -1;
	case OPTION_CONTEXT:
		options->context = -1;
		return strcmp(value, "all") ? number("context", value, 0, &options->context) : 0;
	case OPTION_WIDTH:
		if (number("width", value, 40, &n) < 0)
			return -1;
		options->width = (unsigned)n;
		return 0;
	case OPTION_ENABLE:
	case OPTION_DISABLE:
	case OPTION_SEVERITY:
		MEM_ROOM(options->rulings, options->ruling_count, options->ruling_capacity);
		options->rulings[options->ruling_count++] = (struct ruling){id, value};
		return 0;
	case OPTION_MOVES:
		options->moves = true;
		return 0;
	case OPTION_REFERENCE_DOC:
		options->reference = value;
		return 0;
	case OPTION_JOBS:
		if (number("jobs", value, 1, &n) < 0)
			return -1;
		options->jobs = (unsigned)n;
		return 0;
	case OPTION_COVERAGE:
		options->coverage = true;
		return 0;
	case OPTION_PARTIAL:
		options->partial = true;
		return 0;
	case OPTION_ALL:
	case OPTION_NEW_ONLY:
		options->all = id == OPTION_ALL;
		return 0;
	case OPTION_FIX:
	case OPTION_UNSAFE_FIXES:
		options->fix = true;
		options->unsafe_fixes |= id == OPTION_UNSAFE_FIXES;
		return 0;
	case OPTION_BASELINE:
		options->baseline = value;
		return 0;
	case OPTION_SUPPRESS:
		options->suppress = value;
		return 0;
	case OPTION_SUMMARY:
		options->summary = true;
		return 0;
	case OPTION_QUIET:
		options->quiet = true;
		return 0;
	case OPTION_VERBOSE:
		options->verbose = true;
		return 0;
	case OPTION_HELP:
		options->help = true;
		return 0;
	default:
		return take_word(options, id, value);
	}
}

enum { LONG_BASE = 256 }; /* values of long options, clear of the letters */

static void getopt_tables(struct option *table, char *letters)
{
	*letters++ = ':';
	for (int i = 0; i < OPTION_COUNT; i++) {
		table[i] = (struct option){rows[i].name,
					   rows[i].argument ? required_argument : no_argument, NULL,
					   LONG_BASE + i};
		if (!rows[i].letter)
			continue;
		*letters++ = rows[i].letter;
		if (rows[i].argument)
			*letters++ = ':';
	}
	table[OPTION_COUNT] = (struct option){0};
	*letters = '\0';
}

static int option_of(int value)
{
	if (value >= LONG_BASE)
		return value - LONG_BASE;
	for (int i = 0; i < OPTION_COUNT; i++)
		if (rows[i].letter == value)
			return i;
	return -1;
}

int options_read(int argc, char **argv, char command, struct options *options)
{
	struct option table[OPTION_COUNT + 1];
	char letters[2 * OPTION_COUNT + 2];
	getopt_tables(table, letters);
	opterr = 0;
	for (int value; (value = getopt_long(argc, argv, letters, table, NULL)) != -1;) {
		if (value == '?' || value == ':') {
			complain(value == ':' ? "`%s` wants an argument" : "unknown option `%s`",
				 argv[optind - 1]);
			return -1;
		}
		int id = option_of(value);
		if (id < 0 || !takes(command, &rows[id])) {
			complain("%s does not take --%s", argv[0], id < 0 ? "?" : rows[id].name);
			return -1;
		}
		if (take(options, (enum option_id)id, optarg) < 0)
			return -1;
	}
	options->files = argv + optind;
	options->file_count = (size_t)(argc - optind);
	return 0;
}

/* The terminal, its wish and https://no-color.org decide. */
bool use_color(const struct options *options, FILE *stream)
{
	if (options->color != WHEN_AUTO)
		return options->color == WHEN_ALWAYS;
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	return isatty(fileno(stream)) && !(no_color && *no_color) &&
	       !(term && !strcmp(term, "dumb"));
}
