/* Findings as JSON Lines: one object a line, with the keys of the command line's contract. */
#include "diag/report.h"

#include <stdlib.h>

void json_quoted(struct buf *out, struct span text)
{
	const char *at = text.at, *end = text.at + text.length;
	buf_char(out, '"');
	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		switch (c) {
		case '"':
			buf_text(out, "\\\"");
			break;
		case '\\':
			buf_text(out, "\\\\");
			break;
		case '\n':
			buf_text(out, "\\n");
			break;
		case '\r':
			buf_text(out, "\\r");
			break;
		case '\t':
			buf_text(out, "\\t");
			break;
		default:
			if (c < 0x20 || c == 0x7f)
				buf_printf(out, "\\u%04x", c);
			else
				utf8_add(out, c);
		}
	}
	buf_char(out, '"');
}

static void text_or_null(struct buf *out, const char *key, const char *text)
{
	buf_printf(out, "\"%s\":", key);
	if (text)
		json_quoted(out, span_of(text));
	else
		buf_text(out, "null");
}

static void number_or_null(struct buf *out, const char *key, unsigned number)
{
	if (number)
		buf_printf(out, ",\"%s\":%u", key, number);
	else
		buf_printf(out, ",\"%s\":null", key);
}

static void write_fix(const struct diag *diag, struct buf *out)
{
	if (!diag->fix) {
		buf_text(out, ",\"fix\":null");
		return;
	}
	buf_printf(out, ",\"fix\":{\"safe\":%s,", diag->fix_kind == FIX_SAFE ? "true" : "false");
	text_or_null(out, "text", diag->fix);
	buf_char(out, '}');
}

static void write_related(const struct diag *diag, struct buf *out)
{
	buf_text(out, ",\"related\":[");
	for (size_t i = 0; i < diag->related_count; i++) {
		const struct diag_related *related = &diag->related[i];
		buf_text(out, i ? ",{" : "{");
		text_or_null(out, "file", related->place.file);
		number_or_null(out, "line", related->place.line);
		number_or_null(out, "column", related->place.column);
		buf_char(out, ',');
		text_or_null(out, "message", related->message);
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

static void write_one(const struct diag *diag, const char *fingerprint, struct buf *out)
{
	buf_printf(out, "{\"code\":\"%s\",\"severity\":\"%s\",", diag_rule(diag->code)->code,
		   diag_level_name(diag->level));
	text_or_null(out, "file", diag->place.file);
	number_or_null(out, "line", diag->place.line);
	number_or_null(out, "column", diag->place.line ? diag->place.column : 0);
	number_or_null(out, "end_column", diag->place.line ? diag->place.end_column : 0);
	buf_char(out, ',');
	text_or_null(out, "eid", diag->eid);
	buf_char(out, ',');
	text_or_null(out, "citation", diag->citation);
	buf_char(out, ',');
	text_or_null(out, "message", diag->message);
	write_fix(diag, out);
	write_related(diag, out);
	buf_char(out, ',');
	text_or_null(out, "help", diag->help);
	buf_char(out, ',');
	text_or_null(out, "origin", diag_origin_name(diag->origin));
	number_or_null(out, "op", diag->op);
	if (diag->instruction) {
		buf_char(out, ',');
		text_or_null(out, "instruction", diag->instruction);
	}
	buf_printf(out, ",\"fingerprint\":\"%s\"}\n", fingerprint);
}

void report_json(const struct diags *diags, const struct report_options *options, struct buf *out)
{
	char(*fingerprints)[17] = diags_fingerprints(diags);
	for (size_t i = 0; i < diags->count; i++)
		if (report_shows(diags->items[i], options->least))
			write_one(diags->items[i], fingerprints[i], out);
	free(fingerprints);
}
