/* Forms: which of the profile's fit at a place, all of a role asked at once. */
#include "draft/forms.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const group_names[GROUPS] = {[GROUP_TARGET] = "target",
						[GROUP_ANCHOR] = "anchor",
						[GROUP_IN] = "in",
						[GROUP_TO] = "to",
						[GROUP_OLD] = "old",
						[GROUP_OLD_TO] = "old_to",
						[GROUP_NEW] = "new",
						[GROUP_HEADING] = "heading",
						[GROUP_TERM] = "term",
						[GROUP_LEAVES] = "leaves",
						[GROUP_OCCURRENCE] = "occurrence",
						[GROUP_POSITION] = "position",
						[GROUP_PART] = "part",
						[GROUP_START] = "start",
						[GROUP_END] = "end",
						[GROUP_AFTER] = "behind",
						[GROUP_BESIDE] = "beside",
						[GROUP_PAYLOAD] = "payload",
						[GROUP_ALONG] = "along",
						[GROUP_SENTENCE] = "sentence",
						[GROUP_UNDER] = "under",
						[GROUP_LISTED] = "listed",
						[GROUP_WORDING] = "wording",
						[GROUP_STRIKES] = "strikes",
						[GROUP_CONTAINER] = "container"};

static const char *const role_names[] = {
	[FORM_WITHIN] = "within",	[FORM_LISTED] = "listed",     [FORM_CONTEXT] = "context",
	[FORM_EFFECT] = "effect",	[FORM_EFFECTS] = "effects",   [FORM_CONTENTS] = "contents",
	[FORM_TABULAR] = "tabular",	[FORM_ANNEXED] = "annexed",   [FORM_EXCHANGE] = "exchange",
	[FORM_ELSEWHERE] = "elsewhere", [FORM_WHOLE] = "whole",	      [FORM_SEQUEL] = "sequel",
	[FORM_GIVEN] = "given",		[FORM_UNPLACED] = "unplaced", [FORM_ATTEMPT] = "attempt",
	[FORM_MENTION] = "mention"};

/* Forms that stand one behind the other, as one pattern: it visits the end of each that fits. */
struct scan {
	struct pattern *pattern;
	size_t first, count;
};

struct scans {
	struct scan *items;
	size_t count, capacity;
};

enum { ROLES = sizeof role_names / sizeof *role_names };

struct forms {
	const struct vocabulary *vocabulary;
	struct arena arena;
	struct form *items; /* by role; those of one in the order of the profile */
	size_t count, capacity;
	struct scans roles[ROLES];
	struct scans open; /* operations, whatever stands behind them; made when asked for */
};

bool forms_name_group(const char *name)
{
	for (size_t g = 0; g < GROUPS; g++)
		if (!strcmp(name, group_names[g]))
			return true;
	return false;
}

/* "insertion provision", "context" ...: false when the key is neither. */
static bool read_key(const char *key, struct form *form)
{
	for (size_t i = FORM_WITHIN; i < sizeof role_names / sizeof *role_names; i++) {
		if (!strcmp(key, role_names[i])) {
			form->role = (enum form_role)i;
			return true;
		}
	}
	static const struct {
		const char *name;
		enum form_role role;
	} prefixes[] = {{"again ", FORM_AGAIN}, {"entry ", FORM_ENTRY}};
	form->role = FORM_OPERATION;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (strncmp(key, prefixes[i].name, strlen(prefixes[i].name)) != 0)
			continue;
		form->role = prefixes[i].role;
		key += strlen(prefixes[i].name);
	}
	const char *space = strchr(key, ' ');
	if (!space)
		return false;
	int kind = op_kind_named(span_from(key, space));
	int scope = op_scope_named(span_trim(span_of(space)));
	if (kind < 0 || scope < 0)
		return false;
	form->kind = (enum op_kind)kind;
	form->scope = (enum op_scope)scope;
	return true;
}

static const char *after_form(enum form_role role)
{
	if (role == FORM_WITHIN || role == FORM_LISTED)
		return "(?= ?[,:;—–]| (?=[a-z“\"]))";
	return role == FORM_CONTEXT ? "(?:[.,;:]| ?[—–])*$" : "(?=(?&stop))";
}

static bool read_rows(struct forms *forms, enum form_role role, const struct profile_row *rows,
		      size_t count, struct buf *error)
{
	for (size_t i = 0; i < count; i++) {
		struct form form = {0};
		if (!read_key(rows[i].key, &form)) {
			buf_printf(error, "line %u: “%s” is no kind of form", rows[i].line,
				   rows[i].key);
			return false;
		}
		if (form.role != role)
			continue;
		struct buf words = {0};
		form.line = rows[i].line;
		buf_printf(error, "line %u: ", form.line);
		bool good = vocabulary_phrases(forms->vocabulary, rows[i].value, &words, error);
		form.wording = arena_copy(&forms->arena, buf_string(&words), words.length);
		buf_release(&words);
		const char *fault = good ? wording_fault(form.wording) : NULL;
		if (fault)
			buf_text(error, fault);
		if (!good || fault)
			return false;
		buf_cut(error, 0);
		MEM_ROOM(forms->items, forms->count, forms->capacity);
		forms->items[forms->count++] = form;
	}
	return true;
}

/* ---- side by side */

/* PCRE2 compiles no pattern to more than 64 KiB, which is some two bytes for each of its text; and
 * a form is known by a byte. */
enum { SCAN_BYTES = 12 * 1024, SCAN_FORMS = 200 };

/* Does it speak of its own groups, "\\k<target>", "(?(old)", "(?1)"? They are others in a pattern
 * with more forms. */
static bool refers_back(const char *wording)
{
	for (; *wording; wording++) {
		if (*wording == '\\' && wording[1] && strchr("kg123456789", *++wording))
			return true;
		if (!strncmp(wording, "(?", 2) && wording[2] &&
		    (strchr("(PR0123456789", wording[2]) ||
		     (strchr("+-", wording[2]) && isdigit((unsigned char)wording[3]))))
			return true;
	}
	return false;
}

/* So many of *count forms as one pattern takes. Nothing that a form could match otherwise is tried
 * once it has matched, as if it stood alone. */
static struct pattern *compile_scan(const struct forms *forms, size_t first, size_t *count,
				    const char *after, struct buf *error)
{
	const struct form *form = &forms->items[first];
	bool alone = *count == 1 || refers_back(form->wording);
	struct buf text = {0};
	size_t i = 0;
	buf_text(&text, "(?:");
	do {
		buf_text(&text, i ? "|(?>" : "(?>");
		vocabulary_spell(form[i].wording, alone ? WORDING_GROUPS : WORDING_NO_GROUPS,
				 &text);
		buf_printf(&text, "%s)(?C%zu)", after, i);
		i++;
	} while (!alone && i < *count && i < SCAN_FORMS && text.length < SCAN_BYTES &&
		 !refers_back(form[i].wording));
	buf_char(&text, ')');
	*count = i;
	struct pattern *pattern =
		vocabulary_pattern(forms->vocabulary, &text, PATTERN_ANCHORED, error);
	buf_release(&text);
	return pattern;
}

/* Where forms together are too long for one pattern, or one of them is malformed, fewer are tried.
 */
static bool make_scans(struct forms *forms, struct scans *scans, size_t first, size_t end,
		       const char *after, struct buf *error)
{
	while (first < end) {
		struct scan scan = {.first = first};
		for (size_t count = end - first; count && !scan.pattern; count /= 2) {
			buf_cut(error, 0);
			buf_printf(error, "line %u: ", forms->items[first].line);
			scan.pattern = compile_scan(forms, first, &count, after, error);
			scan.count = count;
		}
		if (!scan.pattern)
			return false;
		buf_cut(error, 0);
		MEM_ROOM(scans->items, scans->count, scans->capacity);
		scans->items[scans->count++] = scan;
		first += scan.count;
	}
	return true;
}

struct forms *forms_new(const struct vocabulary *vocabulary, struct buf *error)
{
	struct forms *forms = mem_alloc(sizeof *forms);
	forms->vocabulary = vocabulary;
	size_t count;
	const struct profile_row *rows = profile_rows(vocabulary->profile, "forms", &count);
	bool good = count > 0;
	if (!good)
		buf_printf(error, "the profile %s knows no forms of drafting",
			   vocabulary->profile->name);
	for (int role = 0; role < ROLES && good; role++) {
		size_t first = forms->count;
		good = read_rows(forms, (enum form_role)role, rows, count, error) &&
		       make_scans(forms, &forms->roles[role], first, forms->count,
				  after_form((enum form_role)role), error);
	}
	if (good)
		return forms;
	forms_free(forms);
	return NULL;
}

void forms_free(struct forms *forms)
{
	if (!forms)
		return;
	for (int role = 0; role < ROLES; role++)
		free(forms->roles[role].items);
	free(forms->open.items);
	free(forms->items);
	arena_release(&forms->arena);
	free(forms);
}

/* ---- what fits */

/* Of the forms that fit the longest, and of those that are as long the first. */
struct longest {
	struct pattern_visitor visitor;
	size_t first; /* of those that are asked */
	bool found;
	size_t form, end;
};

static void take_end(struct pattern_visitor *visitor, unsigned number, size_t end)
{
	struct longest *best = (struct longest *)visitor;
	assert(number < visitor->places);
	size_t form = best->first + number;
	if (best->found && (end < best->end || (end == best->end && form >= best->form)))
		return;
	best->found = true;
	best->form = form;
	best->end = end;
}

static enum pattern_result find_longest(const struct scans *scans, struct span text, size_t from,
					struct longest *best)
{
	*best = (struct longest){.visitor.visit = take_end};
	for (size_t i = 0; i < scans->count; i++) {
		const struct scan *scan = &scans->items[i];
		best->first = scan->first;
		best->visitor.places = (unsigned)scan->count;
		if (pattern_visit(scan->pattern, text, from, &best->visitor) == PATTERN_LIMIT)
			return PATTERN_LIMIT; /* it may be the one that is meant */
	}
	return best->found ? PATTERN_YES : PATTERN_NO;
}

bool forms_fit(struct forms *forms, enum form_role role, struct span text, size_t from,
	       struct fit *fit)
{
	struct longest best;
	struct match match;
	struct buf error = {0};
	fit->form = NULL;
	if (find_longest(&forms->roles[role], text, from, &best) != PATTERN_YES)
		return false;
	struct form *form = &forms->items[best.form];
	if (!form->pattern)
		form->pattern = vocabulary_compile(forms->vocabulary, form->wording,
						   after_form(role), PATTERN_ANCHORED, &error);
	if (form->pattern && pattern_match(form->pattern, text, from, &match) == PATTERN_YES) {
		fit->form = form;
		fit->start = from;
		fit->end = match.end[0];
		for (size_t g = 0; g < GROUPS; g++)
			fit->group[g] = match_named(form->pattern, &match, text, group_names[g]);
	}
	buf_release(&error);
	return fit->form != NULL;
}

size_t forms_reach(struct forms *forms, struct span text, size_t from)
{
	struct longest best;
	struct buf error = {0};
	size_t end = 0;
	while (end < forms->count && forms->items[end].role == FORM_OPERATION)
		end++;
	if (!forms->open.count)
		make_scans(forms, &forms->open, 0, end, "(?!\\w)", &error);
	buf_release(&error);
	find_longest(&forms->open, text, from, &best);
	return best.found && best.end > from ? best.end : from;
}
