/* Findings: their places, order, identity, and how the reports show them. */
#include "diag/diag.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char draft[] = "Add as follows:\n"
			    "(d) Sections Z4.12 to Z4.15 (Pooled Meters);\n";

static struct diag *add_range(struct diags *diags)
{
	struct span bytes = span_of(draft);
	size_t at = span_find(bytes, SPAN("Z4.12"), 0);
	struct diag *diag = diag_add(diags, DIAG_REF004, place_of("d.txt", bytes, at, at + 14),
				     "range end %s is deleted by this modification", "Z4.15");
	diag->eid = diag_keep(diags, SPAN("cl_Z4-11A__para_d"));
	diag->citation = diag_keep(diags, SPAN("Z4.11A(d)"));
	diag->quoted = diag_keep(diags, SPAN("Z4.12 to Z4.15"));
	return diag;
}

static void report(const struct diags *diags, enum report_format format, struct buf *out)
{
	struct report_options options = {.least = DIAG_NOTE};
	diags_report(diags, format, &options, out);
}

Test(diag, every_code_is_found_by_its_name_in_any_case)
{
	for (int i = 0; i < DIAG_CODES; i++)
		cr_assert_eq(diag_code_named(diag_rule((enum diag_code)i)->code), i);
	cr_assert_eq(diag_code_named("ref004"), DIAG_REF004);
	cr_assert_eq(diag_code_named("REF999"), -1);
}

Test(diag, no_code_stands_twice_in_the_list)
{
	for (int i = 0; i < DIAG_CODES; i++)
		for (int k = i + 1; k < DIAG_CODES; k++)
			cr_assert_str_neq(diag_rule((enum diag_code)i)->code,
					  diag_rule((enum diag_code)k)->code);
}

Test(diag, columns_count_characters_and_the_end_is_one_past_the_last)
{
	struct span text = span_of("a\n“é” x\n");
	size_t at = span_find(text, SPAN("x"), 0);
	struct place place = place_of("f", text, at, at + 1);
	cr_assert_eq(place.line, 2);
	cr_assert_eq(place.column, 5);
	cr_assert_eq(place.end_column, 6);
}

Test(diag, a_mark_over_two_lines_ends_with_the_first)
{
	struct span text = span_of("one two\nthree");
	struct place place = place_of("f", text, 4, 13);
	cr_assert_eq(place.line, 1);
	cr_assert_eq(place.column, 5);
	cr_assert_eq(place.end_column, 8);
}

Test(diag, findings_are_sorted_by_place_and_said_once)
{
	struct diags diags = {0};
	diag_add(&diags, DIAG_PUN001, (struct place){"b", 1, 1, 2}, "x");
	diag_add(&diags, DIAG_REF002, (struct place){"a", 2, 5, 6}, "x");
	diag_add(&diags, DIAG_PUN001, (struct place){"a", 2, 5, 6}, "x");
	diag_add(&diags, DIAG_PUN001, (struct place){"a", 2, 5, 6}, "x");
	diags_sort(&diags);
	cr_assert_eq(diags.count, 3);
	cr_assert_eq(diags.items[0]->code, DIAG_PUN001);
	cr_assert_eq(diags.items[1]->code, DIAG_REF002);
	cr_assert_str_eq(diags.items[2]->place.file, "b");
	diags_release(&diags);
}

Test(diag, a_fingerprint_knows_no_line_and_no_message)
{
	struct diags diags = {0};
	char first[17], second[17], third[17];
	struct diag *a = add_range(&diags);
	diag_fingerprint(&diags, a, first);
	a->place.line = 70;
	a->message = "other words";
	a->quoted = "z4.12  TO\nZ4.15";
	diag_fingerprint(&diags, a, second);
	cr_assert_str_eq(first, second);
	diag_fingerprint(&diags, add_range(&diags), third);
	cr_assert_str_neq(first, third, "the second of two equal ones is another");
	char(*all)[17] = diags_fingerprints(&diags);
	cr_assert_str_eq(all[0], first);
	cr_assert_str_eq(all[1], third);
	free(all);
	diags_release(&diags);
}

Test(diag, the_text_shows_the_line_with_the_words_marked)
{
	struct diags diags = {0};
	struct buf out = {0};
	diag_source(&diags, "d.txt", span_of(draft));
	struct diag *diag = add_range(&diags);
	diag_relate(&diags, diag, (struct place){"d.txt", 1, 1, 1}, "deleted here by operation 6");
	diag_help(&diags, diag, "write “%s”", "Sections Z4.12 to Z4.14");
	report(&diags, REPORT_TEXT, &out);
	cr_assert_str_eq(
		buf_string(&out),
		"d.txt:2:14: error: range end Z4.15 is deleted by this modification [REF004]\n"
		"  (d) Sections Z4.12 to Z4.15 (Pooled Meters);\n"
		"               ^~~~~~~~~~~~~~\n"
		"d.txt:1:1: note: deleted here by operation 6\n"
		"  help: write “Sections Z4.12 to Z4.14”\n"
		"1 error\n");
	buf_release(&out);
	diags_release(&diags);
}

Test(diag, wide_characters_and_tabs_do_not_move_the_mark)
{
	struct diags diags = {0};
	struct buf out = {0};
	struct span text = span_of("\t你 é x\n");
	size_t at = span_find(text, SPAN("x"), 0);
	diag_source(&diags, "f", text);
	diag_add(&diags, DIAG_PUN001, place_of("f", text, at, at + 1), "m");
	report(&diags, REPORT_TEXT, &out);
	cr_assert_str_eq(buf_string(&out), "f:1:6: error: m [PUN001]\n"
					   "   你 é x\n"
					   "        ^\n"
					   "1 error\n");
	buf_release(&out);
	diags_release(&diags);
}

Test(diag, a_long_line_is_shown_round_the_mark_in_80_columns)
{
	struct diags diags = {0};
	struct buf out = {0}, text = {0};
	buf_repeat(&text, 'a', 500);
	buf_text(&text, "MARK");
	buf_repeat(&text, 'b', 500);
	diag_source(&diags, "f", buf_as_span(&text));
	diag_add(&diags, DIAG_PUN001, place_of("f", buf_as_span(&text), 500, 504), "m");
	report(&diags, REPORT_TEXT, &out);
	struct span rest = buf_as_span(&out), line, carets;
	span_line(&rest, &line);
	span_line(&rest, &line);
	span_line(&rest, &carets);
	cr_assert_leq(utf8_count(line), 80);
	size_t mark = span_find(line, SPAN("MARK"), 0), caret = span_find(carets, SPAN("^~~~"), 0);
	cr_assert_eq(utf8_count(span_sub(line, 0, mark)), caret);
	buf_release(&out);
	buf_release(&text);
	diags_release(&diags);
}

Test(diag, a_control_character_does_not_reach_the_terminal)
{
	struct diags diags = {0};
	struct buf out = {0};
	struct span text = span_of("a \033[31m b \xe2\x80\xae c\n");
	diag_source(&diags, "f", text);
	diag_add(&diags, DIAG_PUN001, place_of("f", text, 0, 1), "m");
	report(&diags, REPORT_TEXT, &out);
	cr_assert_eq(span_find(buf_as_span(&out), SPAN("\033"), 0), SIZE_MAX);
	cr_assert_eq(span_find(buf_as_span(&out), SPAN("\xe2\x80\xae"), 0), SIZE_MAX);
	buf_release(&out);
	diags_release(&diags);
}

Test(diag, json_has_the_keys_of_the_contract_on_one_line)
{
	struct diags diags = {0};
	struct buf out = {0};
	struct diag *diag = add_range(&diags);
	diag->fix = "Z4.12 to Z4.14";
	report(&diags, REPORT_JSON, &out);
	cr_assert_eq(span_find(buf_as_span(&out), SPAN("\n"), 0), out.length - 1);
	json_t *object = json_loadb(out.at, out.length, 0, NULL);
	cr_assert_not_null(object);
	cr_assert_str_eq(json_string_value(json_object_get(object, "code")), "REF004");
	cr_assert_str_eq(json_string_value(json_object_get(object, "severity")), "error");
	cr_assert_eq(json_integer_value(json_object_get(object, "end_column")), 28);
	json_t *fix = json_object_get(object, "fix");
	cr_assert(json_is_false(json_object_get(fix, "safe")));
	cr_assert(json_is_array(json_object_get(object, "related")));
	json_decref(object);
	buf_release(&out);
	diags_release(&diags);
}

Test(diag, sarif_declares_every_rule_and_names_the_clause_by_its_levels)
{
	struct diags diags = {0};
	struct buf out = {0};
	add_range(&diags);
	report(&diags, REPORT_SARIF, &out);
	json_t *log = json_loadb(out.at, out.length, 0, NULL);
	cr_assert_not_null(log);
	json_t *run = json_array_get(json_object_get(log, "runs"), 0);
	json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
	cr_assert_eq(json_array_size(json_object_get(driver, "rules")), DIAG_CODES);
	json_t *result = json_array_get(json_object_get(run, "results"), 0);
	json_t *location = json_array_get(json_object_get(result, "locations"), 0);
	json_t *logical = json_array_get(json_object_get(location, "logicalLocations"), 0);
	cr_assert_str_eq(json_string_value(json_object_get(logical, "fullyQualifiedName")),
			 "Z/Z4/Z4.11A/(d)");
	json_decref(log);
	buf_release(&out);
	diags_release(&diags);
}

Test(diag, a_json_string_escapes_what_must_be_escaped)
{
	struct buf out = {0};
	json_quoted(&out, SPAN("a\"\\\n\x01é"));
	cr_assert_str_eq(buf_string(&out), "\"a\\\"\\\\\\n\\u0001é\"");
	buf_release(&out);
}
