/* Which checks run and at what level: the list's own, moved by the profile and by the user. */
#include "diag/diag.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void diag_policy_init(struct diag_policy *policy)
{
	for (int i = 0; i < DIAG_CODES; i++) {
		policy->on[i] = diag_rule((enum diag_code)i)->on;
		policy->level[i] = diag_rule((enum diag_code)i)->level;
	}
}

bool diag_is_named(enum diag_code number, struct span name)
{
	const char *code = diag_rule(number)->code;
	size_t letters = strcspn(code, "0123456789");
	if (span_is(name, "all"))
		return true;
	return (name.length == strlen(code) || name.length == letters) &&
	       !strncasecmp(code, name.at, name.length);
}

static struct span next_name(struct span *rest)
{
	size_t start = 0, end;
	while (start < rest->length && strchr(", \t\n", rest->at[start]))
		start++;
	for (end = start; end < rest->length && !strchr(", \t\n", rest->at[end]);)
		end++;
	struct span name = span_sub(*rest, start, end);
	*rest = span_sub(*rest, end, rest->length);
	return name;
}

/* Sets what is not NULL of each check that is named. */
static bool change(struct diag_policy *policy, const char *names, const bool *on,
		   const enum diag_level *level, struct span *unknown)
{
	struct span rest = span_of(names);
	while ((*unknown = next_name(&rest)).length) {
		bool known = false;
		for (int i = 0; i < DIAG_CODES; i++) {
			if (!diag_is_named((enum diag_code)i, *unknown))
				continue;
			known = true;
			policy->on[i] = on ? *on : policy->on[i];
			policy->level[i] = level ? *level : policy->level[i];
		}
		if (!known)
			return false;
	}
	return true;
}

bool diag_policy_switch(struct diag_policy *policy, const char *names, bool on,
			struct span *unknown)
{
	return change(policy, names, &on, NULL, unknown);
}

bool diag_policy_level(struct diag_policy *policy, const char *names, enum diag_level level,
		       struct span *unknown)
{
	return change(policy, names, NULL, &level, unknown);
}

bool diag_wanted(const struct diags *diags, enum diag_code code)
{
	return diags->policy ? diags->policy->on[code] : diag_rule(code)->on;
}

void diags_drop_off(struct diags *diags, const struct diag_policy *policy)
{
	size_t kept = 0;
	for (size_t i = 0; i < diags->count; i++) {
		if (policy->on[diags->items[i]->code])
			diags->items[kept++] = diags->items[i];
		else
			free(diags->items[i]->related);
	}
	diags->count = kept;
}
