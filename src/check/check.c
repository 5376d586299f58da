/* The checks on each version of the texts, and whose fault a finding is: what was there before the
 * modification is not its. */
#include "check/check.h"

#include "check/xref.h"

#include <stdlib.h>

/* ---- what the profile says */

static struct pattern *compile(const struct profile *profile, const char *section, const char *key,
			       int flags)
{
	const char *text = profile_value(profile, section, key, NULL);
	if (!text)
		return NULL;
	struct buf error = {0};
	struct pattern *pattern = profile_pattern(profile, text, flags, &error);
	buf_release(&error);
	return pattern;
}

static struct pattern *pattern_of(const struct profile *profile, const char *section,
				  const char *key)
{
	return compile(profile, section, key, PATTERN_PLAIN);
}

/* Matches only where it is asked to begin. */
static struct pattern *words_of(const struct profile *profile, const char *key)
{
	return compile(profile, "check", key, PATTERN_ANCHORED | PATTERN_CASELESS);
}

static void compile_levels(struct rules *rules, const struct profile *profile)
{
	struct buf text = {0}, error = {0};
	for (size_t i = 0; i < profile->first_item && i < MOST_LEVELS && rules->nested; i++) {
		buf_cut(&text, 0);
		buf_printf(&text, "(?:%s)(?=.)", profile->levels[i].number);
		rules->inside[i] =
			profile_pattern(profile, buf_string(&text), PATTERN_ANCHORED, &error);
	}
	buf_release(&text);
	buf_release(&error);
}

struct rules rules_of(const struct profile *profile)
{
	struct rules rules = {
		.not_used = compile(profile, "words", "not-used-pattern", PATTERN_ANCHORED),
		.any_of = pattern_of(profile, "check", "any-of"),
		.placeholder = pattern_of(profile, "check", "placeholder"),
		.modification = pattern_of(profile, "check", "modification"),
		.like_modification = pattern_of(profile, "check", "like-modification"),
		.file_version = pattern_of(profile, "check", "file-version"),
		.explicit = pattern_of(profile, "check", "modification-cited-after"),
		.defines = words_of(profile, "defines"),
		.includes = words_of(profile, "includes"),
		.points = words_of(profile, "points"),
		.local = pattern_of(profile, "check", "local"),
		.neighbour = pattern_of(profile, "check", "neighbour"),
		.as_in = pattern_of(profile, "check", "as-in"),
		.amending = pattern_of(profile, "check", "amending"),
		.other_duty = pattern_of(profile, "check", "other-duty"),
		.gendered = pattern_of(profile, "check", "gendered"),
		.negatives = pattern_of(profile, "check", "negatives"),
		.object = pattern_of(profile, "check", "object"),
		.held_in = pattern_of(profile, "check", "held-in"),
		.pronoun = pattern_of(profile, "check", "pronoun"),
		.undated = pattern_of(profile, "check", "undated"),
		.tail = pattern_of(profile, "check", "tail"),
		.own = profile_truth(profile, "check", "this"),
		.suffix = profile_truth(profile, "check", "suffix"),
		.unit = compile(profile, "check", "unit", PATTERN_ANCHORED),
		.unit_noun = profile_value(profile, "check", "unit-noun", ""),
		.unit_work = profile_value(profile, "check", "unit-work", NULL),
		.empty = profile_value(profile, "words", "empty", "Not Used"),
		.nested = profile_truth(profile, "check", "numbers-nest"),
		.noun = profile_truth(profile, "check", "noun"),
		.heading = profile_truth(profile, "citation", "heading"),
		.joined = profile_truth(profile, "check", "items-joined"),
		.whole = profile_truth(profile, "check", "whole-document"),
	};
	compile_levels(&rules, profile);
	return rules;
}

void rules_release(struct rules *rules)
{
	pattern_free(rules->not_used);
	pattern_free(rules->any_of);
	pattern_free(rules->unit);
	for (size_t i = 0; i < MOST_LEVELS; i++)
		pattern_free(rules->inside[i]);
	pattern_free(rules->placeholder);
	pattern_free(rules->modification);
	pattern_free(rules->explicit);
	pattern_free(rules->like_modification);
	pattern_free(rules->file_version);
	pattern_free(rules->defines);
	pattern_free(rules->includes);
	pattern_free(rules->points);
	pattern_free(rules->local);
	pattern_free(rules->neighbour);
	pattern_free(rules->as_in);
	pattern_free(rules->amending);
	pattern_free(rules->other_duty);
	pattern_free(rules->gendered);
	pattern_free(rules->negatives);
	pattern_free(rules->object);
	pattern_free(rules->held_in);
	pattern_free(rules->pronoun);
	pattern_free(rules->undated);
	pattern_free(rules->tail);
}

/* ---- one version */

static void check_document(struct state *state, uint32_t doc)
{
	find_references(state, doc);
	check_neighbours(state, doc);
	check_headings(state, doc);
	check_numbers(state, doc);
	check_lists(state, doc);
	check_marks(state, doc);
}

static void run_families(struct state *state)
{
	struct buf error = {0};
	struct cite_finder *finder = cite_finder_new(state->profile, &error);
	state->finder = finder;
	buf_release(&error);
	if (!finder)
		return;
	state_each_document(state, check_document);
	check_references(state);
	check_contents(state);
	check_new_numbers(state);
	check_definitions(state);
	check_terms(state);
	if (state->version == VERSION_FINAL && state_wants(state, DIAG_DEF003))
		check_undefined(state);
	check_house_style(state);
	check_consistency(state);
	state->finder = NULL;
	cite_finder_free(finder);
}

static bool is_performed(const struct check_input *input)
{
	return input->application && input->application->done;
}

static void add_fingerprints(const struct state *final, bool *const *alike, struct table *known,
			     struct arena *arena)
{
	struct diags before = {.policy = final->diags->policy};
	struct state state;
	state_init(&state, final->input, final->rules, VERSION_BASE, alike, final, &before);
	state.silent = true;
	run_families(&state);
	state_release(&state);
	char(*fingerprints)[17] = diags_fingerprints(&before);
	for (size_t i = 0; i < before.count; i++)
		table_add(known, (struct span){arena_copy(arena, fingerprints[i], 16), 16}, 0, 0,
			  0);
	free(fingerprints);
	diags_release(&before);
}

/* Says of the findings from `first` on whose fault they are; existing ones are counted, and left
 * out unless all are wanted. */
static void attribute(struct diags *diags, size_t first, const struct table *known, bool all)
{
	if (diags->count == first)
		return;
	struct diags found = {.items = diags->items + first, .count = diags->count - first};
	char(*fingerprints)[17] = diags_fingerprints(&found);
	size_t kept = first;
	for (size_t i = 0; i < found.count; i++) {
		struct diag *diag = found.items[i];
		diag->fingerprint = diag_keep(diags, (struct span){fingerprints[i], 16});
		bool existing = table_get(known, (struct span){fingerprints[i], 16});
		diag->origin = existing ? ORIGIN_EXISTING : ORIGIN_MODIFICATION;
		diags->existing += existing && !all && diag_wanted(diags, diag->code);
		if (!existing || all)
			diags->items[kept++] = diag;
		else
			free(diag->related);
	}
	diags->count = kept;
	free(fingerprints);
}

/* What was there before is only looked for when there is something to hold against it. */
static void settle_origins(const struct state *state, bool *const *alike, size_t first)
{
	const struct check_input *input = state->input;
	struct table known = {0};
	struct arena arena = {0};
	if (state->diags->count > first && is_performed(input))
		add_fingerprints(state, alike, &known, &arena);
	attribute(state->diags, first, &known, input->existing == EXISTING_LISTED);
	table_release(&known);
	arena_release(&arena);
}

static void check_draft(const struct check_input *input, const struct rules *rules,
			struct diags *diags)
{
	struct state state;
	struct arena arena = {0};
	struct alike alike = {NULL, NULL};
	size_t first = diags->count;
	bool performed = is_performed(input);
	if (performed && input->existing == EXISTING_PASSED)
		alike = alike_of(input, &arena);
	state_init(&state, input, rules, performed ? VERSION_FINAL : VERSION_PAYLOAD, alike.final,
		   NULL, diags);
	run_families(&state);
	check_facts(input, rules, diags);
	check_prose(input, rules, diags);
	settle_origins(&state, alike.base, first);
	if (performed)
		check_remedies(&state);
	state_release(&state);
	arena_release(&arena);
}

static void check_base(const struct check_input *input, const struct rules *rules,
		       struct diags *diags)
{
	struct state state;
	state_init(&state, input, rules, VERSION_BASE, NULL, NULL, diags);
	run_families(&state);
	state_release(&state);
}

void check_run(const struct check_input *input, struct diags *diags)
{
	struct rules rules = rules_of(input->profile);
	if (input->patch_count)
		check_draft(input, &rules, diags);
	else if (input->base)
		check_base(input, &rules, diags);
	rules_release(&rules);
}
