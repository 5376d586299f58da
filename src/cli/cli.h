/* cli: one file for each command; options are rows (options.def) that also make the help. Private
 * to cli/ and main.c. Results go to standard output or -o, messages to standard error; the exit
 * status is 0, 1 (something was said) or 2 (the work could not be done). */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "apply/apply.h"
#include "draft/draft.h"
#include "render/render.h"

enum status { STATUS_DONE = 0, STATUS_SAID = 1, STATUS_FAILED = 2 };

enum option_id {
#define OPTION(id, letter, name, argument, help, commands) OPTION_##id,
#include "cli/options.def"
#undef OPTION
	OPTION_COUNT
};

enum { CONTEXT_OF_FORMAT = -2 /* nobody said how much is shown around a change */ };

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* --enable, --disable, --severity, in the order given. */
struct ruling {
	enum option_id option;
	const char *value;
};

struct options {
	const char *base, *onto, *output, *to, *profile, *schema, *text_version, *author, *date,
		*changes;
	const char *baseline, *suppress;
	bool has_format;
	enum report_format format;
	int context; /* -1: everything */
	const char *style, *reference;
	bool moves;
	unsigned width;
	bool fix, unsafe_fixes;
	bool partial, all, summary, quiet, verbose, help;
	enum diag_level fail_on;
	enum when color, sandbox, progress;
	bool coverage;
	unsigned jobs; /* 0: not said */
	struct ruling *rulings;
	size_t ruling_count, ruling_capacity;
	char **files;
	size_t file_count;
};

int cli_main(int argc, char **argv);
/* Reads the options of the command named by its letter; -1 after saying what is wrong. */
int options_read(int argc, char **argv, char command, struct options *options);
void options_help(FILE *out, char command);
bool use_color(const struct options *options, FILE *stream);

typedef enum status command_function(const struct options *options);
command_function command_blame, command_git, command_log, command_import, command_compile,
	command_apply, command_redline, command_diff, command_check, command_refs, command_explain,
	command_invert, command_merge, command_rebase, command_validate;

/* ---- what several commands do */

/* Gives up what the command line did not name. False, after saying so, when that was asked for and
 * cannot be done. */
bool sandbox_enter(const struct options *options, int argc, char **argv);
/* Called first: the libraries that allocate get the memory that ends the process when it runs out.
 */
void share_memory(void);

/* A run: what was loaded, freed in one call. */
struct run_state {
	const struct options *options;
	struct diags diags;
	struct threads threads;
	struct progress *progress; /* on the terminal; NULL until something takes long */
	struct profile *profile;
	struct diag_policy policy;
	struct corpus *base;
	struct patch **patches;
	struct compiled **compiled;	  /* [i] NULL: patches[i] was stored as AKN */
	struct buf *drafts;		  /* bytes behind compiled[i] */
	size_t patch_count, loaded_count; /* the patches, and with the drafts that gave none */
};
void run_release(struct run_state *run);
/* How many threads work, and what they are said to have done to the files ("read"). */
void run_threads(struct run_state *run, const char *done);
void progress_end(struct run_state *run);
/* Loads the base if one is named, and the profile. False after saying why not. */
bool run_load_base(struct run_state *run, bool needed);
/* The rest of it, when run->base is loaded (or there is none). */
bool run_settle_base(struct run_state *run);
/* Which checks run: once the profile is known. False after saying what is none. */
bool run_load_policy(struct run_state *run);
/* A version in any form: AKN (file or folder), text, Word. Text of no known structure is made AKN
 * only where `akn` asks for it. NULL with diags. */
struct corpus *run_load_version(struct run_state *run, const char *file, bool akn);
/* Two of them, with the profile of the first, which is the run's base. What could be loaded is in
 * loaded[] also when the answer is false, with diags. */
bool run_load_versions(struct run_state *run, char *const files[2], bool akn,
		       struct corpus *loaded[2]);
/* Loads the patches, compiling drafts on the way. False when a file could not be read or was no
 * patch (STATUS_FAILED); *refused tells whether some instruction was not understood. */
bool run_load_patches(struct run_state *run, bool *refused);
/* One of them; the arrays must have room. A draft that is not all understood sets *refused. */
bool run_load_patch(struct run_state *run, size_t i, const char *file, bool *refused);
/* Drops the drafts that gave no patch from the list and returns how many patches there are. */
size_t run_patches_present(struct run_state *run);
bool run_load_draft(struct run_state *run, const char *file, struct compiled **compiled,
		    struct buf *bytes);
/* pdf.c: the bytes of a file, or of a PDF its text; and a Word document as PDF. False after saying
 * why not. */
bool read_document(const char *file, struct buf *bytes);
bool pdf_print(struct span docx, struct buf *pdf);
/* word_draft.c: a draft in Word; NULL, after a finding, when it cannot be read. */
struct compiled *run_compile_word(struct run_state *run, const char *file, struct span bytes);
/* Prints the findings to the stream in the format asked for. */
void run_report(struct run_state *run, FILE *stream);
/* The same to standard error, when there is more to say than notes. */
void run_report_trouble(struct run_state *run);
/* What an operation does, in words: "insert G5.29 after G5.28 (1 provision, 3 items)". */
void report_op(const struct profile *profile, const struct patch *patch, const struct op *op,
	       struct buf *out);
/* A key of a JSON object with a string or null; `first` without a comma before it. */
void json_key(struct buf *out, const char *key, const char *text, bool first);
/* The operations, one a line (compile, apply; with -q only the refused of apply). The first `own`
 * findings are those of compile; the proof is NULL without a base. */
void report_compiled(const struct run_state *run, const struct patch *patch, size_t own,
		     const struct application *proof, struct buf *out);
/* The next instruction, among the first `own` findings from *at on, that became no operation; NULL:
 * none. */
const struct diag *report_never_made(const struct run_state *run, size_t own, size_t *at);
/* How many refusals are told. */
size_t report_applied(const struct run_state *run, const struct application *application,
		      size_t own, struct buf *out);
/* What redline and diff share: the format asked for, how it is to look (with the title), and the
 * way out, through the pager if it is long. */
bool redline_format(const struct options *options, enum render_format *format);
void redline_options(const struct run_state *run, enum render_format format, const char *title,
		     struct render_options *how);
/* False after saying why there is no result. */
bool redline_write(const struct options *options, enum render_format format,
		   struct redline *const *redlines, size_t count, const struct render_options *how);
/* fix.c: writes fixes of the findings into the drafts; false after saying why not. */
bool fix_drafts(struct run_state *run);
/* changed.c: the changed provisions of a redline in JSON, one a line. */
void report_changed(const struct redline *redline, const struct profile *profile, struct buf *out);
/* The document without what is in its body; doc_free() it. NULL when that cannot be read. */
struct doc *doc_emptied(const struct doc *doc);
/* unified.c: what the sorted splices do to the text, as patch(1) reads it. */
void unified_diff(const char *old_name, const char *new_name, struct span old,
		  const struct splices *splices, struct buf *out);
/* Writes a result whole; false after saying why not. */
bool write_result(const struct options *options, const char *path, struct span bytes);
bool write_spans(const struct options *options, const char *path, const struct span *spans,
		 size_t count);
/* Puts text on the stream, all of it or a message. */
bool put(FILE *stream, struct span text);
void complain(const char *format, ...)
#ifdef __GNUC__
	__attribute__((format(printf, 1, 2)))
#endif
	;

#endif
