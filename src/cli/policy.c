/* Which checks run and at what level: what the profile says, then what the user says. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static bool known(bool good, struct span name, const char *where)
{
	if (!good)
		complain("%s: there is no check `%.*s`", where, SPAN_ARGS(name));
	return good;
}

static bool policy_of_profile(struct diag_policy *policy, const struct profile *profile)
{
	struct span name;
	size_t count;
	const struct profile_row *rows = profile_rows(profile, "check", &count);
	bool good = true;
	for (size_t i = 0; i < count && good; i++) {
		bool on = !strcmp(rows[i].key, "enable");
		if (on || !strcmp(rows[i].key, "disable"))
			good = known(diag_policy_switch(policy, rows[i].value, on, &name), name,
				     profile->name);
		for (int level = DIAG_NOTE; level <= DIAG_ERROR && good; level++)
			if (!strcmp(rows[i].key, diag_level_name((enum diag_level)level)))
				good = known(diag_policy_level(policy, rows[i].value,
							       (enum diag_level)level, &name),
					     name, profile->name);
	}
	return good;
}

/* CODE=LEVEL */
static bool take_severity(struct diag_policy *policy, const char *value)
{
	size_t length = strcspn(value, "=");
	struct span name;
	for (int level = DIAG_NOTE; level <= DIAG_ERROR && value[length]; level++) {
		if (strcmp(value + length + 1, diag_level_name((enum diag_level)level)))
			continue;
		char *names = mem_copy(value, length);
		bool good = known(diag_policy_level(policy, names, (enum diag_level)level, &name),
				  name, "--severity");
		free(names);
		return good;
	}
	complain("--severity wants CODE=error, CODE=warning or CODE=note, not `%s`", value);
	return false;
}

static bool policy_of_options(struct diag_policy *policy, const struct options *options)
{
	struct span name;
	for (size_t i = 0; i < options->ruling_count; i++) {
		const struct ruling *ruling = &options->rulings[i];
		bool on = ruling->option == OPTION_ENABLE;
		if (ruling->option == OPTION_SEVERITY
			    ? !take_severity(policy, ruling->value)
			    : !known(diag_policy_switch(policy, ruling->value, on, &name), name,
				     on ? "--enable" : "--disable"))
			return false;
	}
	return true;
}

bool run_load_policy(struct run_state *run)
{
	diag_policy_init(&run->policy);
	run->diags.policy = &run->policy;
	return policy_of_profile(&run->policy, run->profile) &&
	       policy_of_options(&run->policy, run->options);
}
