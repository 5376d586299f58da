/* explain: what a check looks for, why it matters, an example, how to mend what it finds. */
#include "cli/cli.h"

static void explain(const struct diag_rule *rule)
{
	static const char *const fixes[] = {"", " A fix is suggested.", " The fix is safe."};
	printf("%s: %s (%s%s)\n\n%s%s\n\n  %s\n", rule->code, rule->name,
	       diag_level_name(rule->level), rule->on ? "" : ", off unless asked for", rule->help,
	       fixes[rule->fix], rule->example);
}

enum status command_explain(const struct options *options)
{
	size_t said = 0;
	for (size_t i = 0; i < options->file_count; i++) {
		size_t before = said;
		for (int code = 0; code < DIAG_CODES; code++) {
			const struct diag_rule *rule = diag_rule((enum diag_code)code);
			if (!diag_is_named((enum diag_code)code, span_of(options->files[i])))
				continue;
			fputs(said++ ? "\n" : "", stdout);
			explain(rule);
		}
		if (said == before) {
			complain("there is no check `%s`", options->files[i]);
			return STATUS_FAILED;
		}
	}
	return STATUS_DONE;
}
