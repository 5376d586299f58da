/* diag: what is found wrong, collected, sorted and reported.
 *
 * Every message has a code of diag.def (the catalogue): one row gives its level, whether it is on,
 * and the help that `explain` and the manual print. A finding belongs to a place in a source file
 * (a draft, an AKN file); the reporter shows that line, so sources are registered once. All that a
 * finding holds is copied into the arena of its collection. */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "base/base.h"

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* Where a fix stands: applied on request, shown only, or there is none. */
enum diag_fix { FIX_NONE, FIX_SUGGEST, FIX_SAFE };

enum diag_code {
#define DIAG(code, level, on, fix, name, help, example) DIAG_##code,
#include "diag/diag.def"
#undef DIAG
	DIAG_CODES
};

struct diag_rule {
	const char *code; /* "REF004" */
	enum diag_level level;
	bool on;
	enum diag_fix fix;
	const char *name;    /* a few words */
	const char *help;    /* what, why, how to mend */
	const char *example; /* words of an imaginary Section Z */
};
const struct diag_rule *diag_rule(enum diag_code code);
/* The code of that spelling in any case, or -1. */
int diag_code_named(const char *text);
/* Is it the code's name, that of its family ("REF"), or "all"? */
bool diag_is_named(enum diag_code code, struct span name);
const char *diag_level_name(enum diag_level level);

/* What runs and at what level: the rules' own, moved by the profile and by the user. */
struct diag_policy {
	bool on[DIAG_CODES];
	enum diag_level level[DIAG_CODES];
};
void diag_policy_init(struct diag_policy *policy);
/* `names`: codes, families ("REF") or "all", separated by commas or blanks. False with the one that
 * is none of them. */
bool diag_policy_switch(struct diag_policy *policy, const char *names, bool on,
			struct span *unknown);
bool diag_policy_level(struct diag_policy *policy, const char *names, enum diag_level level,
		       struct span *unknown);

/* Line and column count from 1, columns in characters; end_column is one past the last.
 * line 0: the file as a whole; file NULL: no place. */
struct place {
	const char *file;
	unsigned line, column, end_column;
};

struct diag_related {
	struct place place;
	const char *message;
};

enum diag_origin { ORIGIN_NONE, ORIGIN_MODIFICATION, ORIGIN_EXISTING };

/* Against an earlier report: not asked, new since, there already. */
enum diag_baseline { BASELINE_NONE, BASELINE_NEW, BASELINE_UNCHANGED };

struct diag {
	enum diag_code code;
	enum diag_level level;
	struct place place;
	const char *eid;	/* of the provision, or NULL */
	const char *document;	/* the file that the provision is in; NULL: that of the place */
	const char *citation;	/* of the provision, or NULL */
	const char *nearest[2]; /* eIds that would fit; NULL when there are fewer */
	const char *message;
	const char *quoted;	/* the words marked, for the fingerprint; may be NULL */
	const char *help;	/* what would fit; NULL when nothing would */
	const char *fix;	/* replacement for the words marked, or NULL */
	enum diag_fix fix_kind; /* the rule's, unless the finder lowers it */
	struct diag_related *related;
	size_t related_count, related_capacity;
	enum diag_origin origin;
	unsigned op;  /* operation number, 0 when there is none */
	bool refuses; /* an instruction that made no operation */
	const char
		*instruction; /* of a draft, that mends it in text that is not amended; or NULL */
	const char *fingerprint; /* once it is settled; NULL: counted among those that are there */
	const char *suppressed;	 /* why it is not to be shown; NULL when it is */
	enum diag_baseline baseline;
};

struct diag_source {
	const char *file;
	struct span bytes;
};

/* A finding of an earlier report that has gone. */
struct diag_gone {
	const char *code, *file, *citation, *message, *fingerprint; /* file, citation: or NULL */
};

struct diags {
	struct arena arena;
	struct diag **items;
	size_t count, capacity;
	struct diag_source *sources;
	size_t source_count, source_capacity;
	size_t existing; /* findings left out because they were there before the modification */
	size_t known;	 /* findings left out because the baseline has them */
	struct diag_gone *gone;
	size_t gone_count, gone_capacity;
	const struct diag_policy *policy; /* gives findings their level; NULL: the rules' own */
};

void diags_release(struct diags *diags);

/* Moves the findings of `from` behind those of `into`; `from` is empty then. Its sources stay out.
 */
void diags_take(struct diags *into, struct diags *from);

/* Registers the bytes behind `file`, borrowed until the diags are released. */
void diag_source(struct diags *diags, const char *file, struct span bytes);
const struct diag_source *diag_source_named(const struct diags *diags, const char *file);

/* Adds a finding and returns it, so that the caller can fill in eid, fix and related. */
struct diag *diag_add(struct diags *diags, enum diag_code code, struct place place,
		      const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 4, 5)))
#endif
	;
struct diag *diag_vadd(struct diags *diags, enum diag_code code, struct place place,
		       const char *format, va_list args);
void diag_relate(struct diags *diags, struct diag *diag, struct place place, const char *format,
		 ...)
#ifdef __GNUC__
	__attribute__((format(printf, 4, 5)))
#endif
	;
/* Sets diag->help ("write “Sections G8.41 to G8.42”"). */
void diag_help(struct diags *diags, struct diag *diag, const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 3, 4)))
#endif
	;
/* A copy of text in the diags' arena, for eid, citation, quoted and fix. */
const char *diag_keep(struct diags *diags, struct span text);

/* The place of a byte range of a source: finds line and columns. */
struct place place_of(const char *file, struct span bytes, size_t start, size_t end);

/* The bytes of its source that hold the words marked, white space free; false when the words do not
 * stand together there. */
bool diag_bytes(const struct diags *diags, const struct diag *diag, size_t *start, size_t *end);

/* Number of findings at or above the level, without those that are suppressed. */
size_t diags_at_least(const struct diags *diags, enum diag_level level);

/* Is the check asked for? */
bool diag_wanted(const struct diags *diags, enum diag_code code);
/* Drops the findings of checks that are off. */
void diags_drop_off(struct diags *diags, const struct diag_policy *policy);

/* Sorts by file, line, column, code, and drops exact repeats. */
void diags_sort(struct diags *diags);

/* Fingerprint of checks.md, "Noise" 6: 16 hex digits; independent of lines and columns. */
void diag_fingerprint(const struct diags *diags, const struct diag *diag, char out[17]);
/* The fingerprints of all, in the order of items; free() them. */
char (*diags_fingerprints(const struct diags *diags))[17];
/* Settles them: what is taken out afterwards does not change those of the others. */
void diags_identify(struct diags *diags);

/* ---- what is not to be shown */

/* Marks the findings that an earlier report (JSON Lines) has, or takes them out unless all are
 * wanted, and remembers what it has that is gone. The diags are sorted. False when a line is none
 * of ours: *line is its number. */
bool diags_compare(struct diags *diags, struct span report, bool all, unsigned *line);

/* Marks the findings that a file of suppressions names. Its faults, those that name nothing and
 * those whose day has passed are findings themselves (SUP). `today` is a date, or NULL: then none
 * has passed. The bytes are registered as a source by the caller. */
void diags_suppress(struct diags *diags, const char *file, struct span bytes, const char *today);

/* ---- reporters: write to out, say nothing else. */

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SARIF };

struct report_options {
	bool color;
	bool verbose;
	bool summary;	       /* by code and by clause; text only */
	enum diag_level least; /* findings below are left out */
	const char *about;     /* ends the last line: "4 operations, base 5.12"; or NULL */
};
void diags_report(const struct diags *diags, enum report_format format,
		  const struct report_options *options, struct buf *out);

/* One JSON string, quotes included. (jansson has taken the name json_string.) */
void json_quoted(struct buf *out, struct span text);

#endif
