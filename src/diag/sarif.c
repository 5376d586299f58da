/* Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020). All rules are declared, also those that
 * did not fire. Section numbers below are those of the standard. */
#include "diag/report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* jansson refuses text that is not UTF-8; a file name can be that. */
static json_t *string_of(struct span text)
{
	struct buf clean = {0};
	const char *at = text.at, *end = text.at + text.length;
	while (at < end)
		utf8_add(&clean, utf8_next(&at, end));
	json_t *string = json_stringn(clean.at ? clean.at : "", clean.length);
	buf_release(&clean);
	return string;
}

static json_t *string(const char *text)
{
	return string_of(span_of(text));
}

static json_t *message(const char *text)
{
	json_t *object = json_object();
	json_object_set_new(object, "text", string(text));
	return object;
}

/* 3.4: an artifact is named by a URI reference, so a path is percent-encoded (RFC 3986). */
static json_t *artifact(const char *file)
{
	struct buf uri = {0};
	for (const char *at = file; *at; at++) {
		unsigned char c = (unsigned char)*at;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' ||
			     c == '_' || c == '~';
		if (plain)
			buf_char(&uri, (char)c);
		else
			buf_printf(&uri, "%%%02X", c);
	}
	json_t *object = json_object();
	json_object_set_new(object, "uri", string(buf_string(&uri)));
	buf_release(&uri);
	return object;
}

/* 3.30: lines and columns from 1, endColumn one past the last character. */
static json_t *region(struct place place)
{
	json_t *object = json_object();
	json_object_set_new(object, "startLine", json_integer(place.line));
	if (place.column)
		json_object_set_new(object, "startColumn", json_integer(place.column));
	if (place.column && place.end_column >= place.column)
		json_object_set_new(object, "endColumn", json_integer(place.end_column));
	return object;
}

static json_t *physical(struct place place)
{
	json_t *object = json_object();
	json_object_set_new(object, "artifactLocation", artifact(place.file));
	if (place.line)
		json_object_set_new(object, "region", region(place));
	return object;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The levels that a citation names, from the outside in: Z4.12(b) -> Z/Z4/Z4.12/(b). A number that
 * does not begin with its Section's letter is one level. */
static void qualified(struct span citation, struct buf *out)
{
	size_t head = 0, letters = 0;
	while (head < citation.length && citation.at[head] != '(')
		head++;
	while (letters < head && citation.at[letters] >= 'A' && citation.at[letters] <= 'Z')
		letters++;
	if (letters && letters < head && is_digit(citation.at[letters])) {
		buf_span(out, span_sub(citation, 0, letters));
		size_t dot = span_find(span_sub(citation, 0, head), SPAN("."), 0);
		if (dot != SIZE_MAX) {
			buf_char(out, '/');
			buf_span(out, span_sub(citation, 0, dot));
		}
		buf_char(out, '/');
	}
	buf_span(out, span_sub(citation, 0, head));
	for (size_t i = head; i < citation.length; i++) {
		if (citation.at[i] == '(' && i)
			buf_char(out, '/');
		buf_char(out, citation.at[i]);
	}
}

static json_t *logical(const struct diag *diag)
{
	json_t *object = json_object();
	struct buf name = {0};
	qualified(span_of(diag->citation), &name);
	json_object_set_new(object, "name", string(diag->eid ? diag->eid : diag->citation));
	json_object_set_new(object, "fullyQualifiedName", string(buf_string(&name)));
	json_object_set_new(object, "kind", string("element"));
	buf_release(&name);
	json_t *array = json_array();
	json_array_append_new(array, object);
	return array;
}

static json_t *locations(const struct diag *diag)
{
	json_t *array = json_array();
	if (!diag->place.file && !diag->citation)
		return array;
	json_t *location = json_object();
	if (diag->place.file)
		json_object_set_new(location, "physicalLocation", physical(diag->place));
	if (diag->citation)
		json_object_set_new(location, "logicalLocations", logical(diag));
	json_array_append_new(array, location);
	return array;
}

static json_t *related_locations(const struct diag *diag)
{
	json_t *array = json_array();
	for (size_t i = 0; i < diag->related_count; i++) {
		const struct diag_related *related = &diag->related[i];
		json_t *location = json_object();
		json_object_set_new(location, "id", json_integer((json_int_t)i + 1));
		if (related->place.file)
			json_object_set_new(location, "physicalLocation", physical(related->place));
		json_object_set_new(location, "message", message(related->message));
		json_array_append_new(array, location);
	}
	return array;
}

/* Words marked may go over line ends, which a place does not say. */
static json_t *region_of_words(const struct diags *diags, const struct diag *diag)
{
	size_t start, end;
	json_t *object = region(diag->place);
	if (!diag_bytes(diags, diag, &start, &end))
		return object;
	struct span bytes = diag_source_named(diags, diag->place.file)->bytes;
	if (memchr(bytes.at + start, '\n', end - start)) {
		struct place last = place_of(diag->place.file, bytes, end, end);
		json_object_set_new(object, "endLine", json_integer(last.line));
		json_object_set_new(object, "endColumn", json_integer(last.column));
	}
	return object;
}

/* 3.55: one replacement of the marked words. */
static json_t *fixes(const struct diags *diags, const struct diag *diag)
{
	json_t *replacement = json_object();
	json_object_set_new(replacement, "deletedRegion", region_of_words(diags, diag));
	json_object_set_new(replacement, "insertedContent", message(diag->fix));
	json_t *replacements = json_array(), *change = json_object(), *changes = json_array();
	json_array_append_new(replacements, replacement);
	json_object_set_new(change, "artifactLocation", artifact(diag->place.file));
	json_object_set_new(change, "replacements", replacements);
	json_array_append_new(changes, change);
	json_t *fix = json_object(), *array = json_array();
	json_object_set_new(fix, "description", message(diag->help ? diag->help : diag->fix));
	json_object_set_new(fix, "artifactChanges", changes);
	json_array_append_new(array, fix);
	return array;
}

static json_t *properties(const struct diag *diag)
{
	json_t *object = json_object();
	if (diag->op)
		json_object_set_new(object, "op", json_integer(diag->op));
	if (diag->origin)
		json_object_set_new(object, "origin", string(diag_origin_name(diag->origin)));
	if (diag->instruction)
		json_object_set_new(object, "instruction", string(diag->instruction));
	if (diag->fix)
		json_object_set_new(object, "fixIsSafe", json_boolean(diag->fix_kind == FIX_SAFE));
	return object;
}

/* 3.35: who decided is outside the tool's input. */
static json_t *suppressions(const char *reason)
{
	json_t *object = json_object(), *array = json_array();
	json_object_set_new(object, "kind", string("external"));
	json_object_set_new(object, "justification", string(reason));
	json_array_append_new(array, object);
	return array;
}

static json_t *result(const struct diags *diags, const struct diag *diag, const char *fingerprint)
{
	json_t *object = json_object(), *identity = json_object();
	json_object_set_new(object, "ruleId", string(diag_rule(diag->code)->code));
	json_object_set_new(object, "ruleIndex", json_integer(diag->code));
	json_object_set_new(object, "level", string(diag_level_name(diag->level)));
	json_object_set_new(object, "message", message(diag->message));
	json_object_set_new(object, "locations", locations(diag));
	if (diag->related_count)
		json_object_set_new(object, "relatedLocations", related_locations(diag));
	json_object_set_new(identity, "lexpatch/v1", string(fingerprint));
	json_object_set_new(object, "partialFingerprints", identity);
	if (diag->fix && diag->place.file && diag->place.line)
		json_object_set_new(object, "fixes", fixes(diags, diag));
	if (diag->baseline)
		json_object_set_new(object, "baselineState",
				    string(diag->baseline == BASELINE_NEW ? "new" : "unchanged"));
	if (diag->suppressed)
		json_object_set_new(object, "suppressions", suppressions(diag->suppressed));
	if (diag->op || diag->origin || diag->fix || diag->instruction)
		json_object_set_new(object, "properties", properties(diag));
	return object;
}

/* 3.27.24: what an earlier run had and this one has not is "absent". */
static json_t *absent(const struct diag_gone *gone)
{
	json_t *object = json_object(), *identity = json_object();
	json_object_set_new(object, "ruleId", string(gone->code));
	json_object_set_new(object, "message", message(gone->message));
	json_object_set_new(identity, "lexpatch/v1", string(gone->fingerprint));
	json_object_set_new(object, "partialFingerprints", identity);
	json_object_set_new(object, "baselineState", string("absent"));
	return object;
}

static json_t *rules(void)
{
	json_t *array = json_array();
	struct buf help = {0};
	for (int i = 0; i < DIAG_CODES; i++) {
		const struct diag_rule *rule = diag_rule((enum diag_code)i);
		json_t *object = json_object(), *defaults = json_object();
		json_object_set_new(object, "id", string(rule->code));
		json_object_set_new(object, "shortDescription", message(rule->name));
		json_object_set_new(object, "fullDescription", message(rule->help));
		buf_cut(&help, 0);
		buf_printf(&help, "%s Example: %s", rule->help, rule->example);
		json_object_set_new(object, "help", message(buf_string(&help)));
		json_object_set_new(defaults, "enabled", json_boolean(rule->on));
		json_object_set_new(defaults, "level", string(diag_level_name(rule->level)));
		json_object_set_new(object, "defaultConfiguration", defaults);
		json_array_append_new(array, object);
	}
	buf_release(&help);
	return array;
}

static json_t *results(const struct diags *diags, const struct report_options *options)
{
	json_t *array = json_array();
	char(*fingerprints)[17] = diags_fingerprints(diags);
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i]->level >= options->least)
			json_array_append_new(array,
					      result(diags, diags->items[i], fingerprints[i]));
	for (size_t i = 0; i < diags->gone_count && options->verbose; i++)
		json_array_append_new(array, absent(&diags->gone[i]));
	free(fingerprints);
	return array;
}

static json_t *run(const struct diags *diags, const struct report_options *options)
{
	json_t *driver = json_object(), *tool = json_object(), *object = json_object();
	json_object_set_new(driver, "name", string("lexpatch"));
	json_object_set_new(driver, "version", string(PACKAGE_VERSION));
	json_object_set_new(driver, "rules", rules());
	json_object_set_new(tool, "driver", driver);
	json_object_set_new(object, "tool", tool);
	json_object_set_new(object, "columnKind", string("unicodeCodePoints"));
	json_object_set_new(object, "results", results(diags, options));
	return object;
}

static int write_piece(const char *text, size_t length, void *out)
{
	buf_add(out, text, length);
	return 0;
}

void report_sarif(const struct diags *diags, const struct report_options *options, struct buf *out)
{
	json_set_alloc_funcs(mem_alloc, free);
	json_t *log = json_object(), *runs = json_array();
	json_object_set_new(log, "$schema",
			    string("https://json.schemastore.org/sarif-2.1.0.json"));
	json_object_set_new(log, "version", string("2.1.0"));
	json_array_append_new(runs, run(diags, options));
	json_object_set_new(log, "runs", runs);
	json_dump_callback(log, write_piece, out, JSON_INDENT(1));
	buf_char(out, '\n');
	json_decref(log);
}
