/* git: what git calls to show and to merge a corpus, and how it is told to (gitattributes(5)). */
#include "cli/cli.h"

#include "calc/calc.h"
#include "doc/words.h"
#include "redline/redline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- setup: shell lines, for a person to read and to pipe into sh. What lexpatch cannot read as a
 * version of a text (status 2) is compared and merged by lines. */

static enum status setup(const struct options *options)
{
	static const char lines[] =
		"# Run this in the repository: lexpatch git setup | sh\n"
		"git config diff.lexpatch.textconv 'lexpatch git text'\n"
		"git config diff.lexpatch.cachetextconv true\n"
		"git config diff.lexpatch.xfuncname '^ *([A-Z]?[0-9][0-9A-Za-z.:-]*) '\n"
		"git config diff.lexpatch.command 'f() { lexpatch git diff \"$@\" ||"
		" { echo \"diff --git a/$1 b/$1\";"
		" diff -u -L \"a/$1\" -L \"b/$1\" \"$2\" \"$5\"; :; }; }; f'\n"
		"git config merge.lexpatch.name 'provisions of a legal text'\n"
		"git config merge.lexpatch.driver 'lexpatch git merge -o %A %O %A %B; s=$?;"
		" [ $s -ne 2 ] ||"
		" { git merge-file -L ours -L base -L theirs %A %O %B; s=$?; }; exit $s'\n"
		"grep -qs 'diff=lexpatch' .gitattributes ||\n"
		"\techo '*.xml diff=lexpatch merge=lexpatch' >>.gitattributes\n";
	return write_result(options, NULL, SPAN(lines)) ? STATUS_DONE : STATUS_FAILED;
}

/* ---- text: a document as lines, one for each paragraph */

static void write_lines(const struct doc *doc, struct buf *out)
{
	uint32_t last = DOC_NONE;
	bool label = false;
	for (uint32_t b = 0; b < doc->block_count; b++) {
		const struct block *block = &doc->blocks[b];
		uint32_t p = block->provision;
		size_t depth = p == DOC_NONE ? 0 : doc->provisions[p].depth;
		bool goes_on = label && p == last;
		if (!span_trim(block->text).length)
			continue;
		if (out->length)
			buf_char(out, goes_on ? ' ' : '\n');
		if (!goes_on)
			buf_repeat(out, ' ', 2 * depth);
		words_fold_space(block->text, out);
		label = block->part == PART_NUM;
		last = p;
	}
	if (out->length)
		buf_char(out, '\n');
}

/* What is no AKN, or has no text, goes through as it is: git asks about every file of the pattern.
 */
static enum status text(const struct options *options, const char *file)
{
	struct diags quiet = {0};
	struct buf bytes = {0}, out = {0};
	enum status status = STATUS_FAILED;
	if (file_read(file, &bytes) < 0) {
		complain("%s: %s", file, strerror(errno));
		return STATUS_FAILED;
	}
	struct buf copy = {0};
	buf_span(&copy, buf_as_span(&bytes));
	struct doc *doc = doc_read(file, &copy, &quiet);
	if (doc)
		write_lines(doc, &out);
	if (write_result(options, NULL, buf_as_span(out.length ? &out : &bytes)))
		status = STATUS_DONE;
	doc_free(doc);
	diags_release(&quiet);
	buf_release(&bytes);
	buf_release(&out);
	return status;
}

/* ---- diff: path old-file old-hex old-mode new-file new-hex new-mode */

static bool is_nothing(const char *file)
{
	return !strcmp(file, "/dev/null");
}

static bool shows_color(const struct options *options)
{
	return use_color(options, stdout) ||
	       (options->color == WHEN_AUTO && getenv("GIT_PAGER_IN_USE") != NULL);
}

static bool any_change_tells(const struct redline *redline)
{
	for (size_t i = 0; i < redline->change_count; i++)
		if (change_tells(&redline->changes[i]))
			return true;
	return false;
}

static void write_redline(struct run_state *run, const struct corpus *old_base,
			  const struct corpus *new_base, struct buf *out)
{
	struct pairing *pairing = pairing_from_texts(old_base->docs[0], new_base->docs[0]);
	struct redline *redline = redline_build(pairing, NULL, NULL, 0);
	bool color = shows_color(run->options);
	enum render_format format = color ? RENDER_TERM : RENDER_TEXT;
	struct render_options how;
	redline_options(run, format, NULL, &how);
	how.color = color;
	how.width = run->options->width;
	struct buf fault = {0};
	if (!any_change_tells(redline))
		buf_text(out, "the text is the same: only markup or metadata differ\n");
	else if (!render(format, (const struct redline *const *)&redline, 1, &how, out, &fault))
		buf_printf(out, "%s\n", buf_string(&fault));
	buf_release(&fault);
	redline_free(redline);
	pairing_free(pairing);
}

static void write_difference(struct run_state *run, struct corpus *const sides[2], struct buf *out)
{
	char *const *files = run->options->files;
	bool both = sides[0] && sides[1];
	buf_printf(out, "diff --lexpatch %s\n", files[1]);
	if (both && strcmp(files[4], files[7]) != 0)
		buf_printf(out, "old mode %s\nnew mode %s\n", files[4], files[7]);
	if (both && span_equal(sides[0]->docs[0]->bytes, sides[1]->docs[0]->bytes))
		return;
	if (both)
		write_redline(run, sides[0], sides[1], out);
	else
		buf_printf(out, "%s\n", sides[1] ? "a new file" : "the file is deleted");
}

/* Git dies of a status other than 0: the shell line of the set-up shows what failed by lines. */
static enum status diff(const struct options *options)
{
	struct run_state run = {.options = options};
	const char *files[2] = {options->files[2], options->files[5]};
	struct corpus *sides[2] = {NULL, NULL};
	struct buf out = {0};
	bool read = run_load_base(&run, false);
	for (size_t i = 0; read && i < 2; i++)
		if (!is_nothing(files[i]))
			read = (sides[i] = run_load_version(&run, files[i], false)) != NULL;
	if (read)
		write_difference(&run, sides, &out);
	put(stdout, buf_as_span(&out));
	buf_release(&out);
	corpus_free(sides[0]);
	corpus_free(sides[1]);
	run_release(&run);
	return read ? STATUS_DONE : STATUS_FAILED;
}

/* ---- merge: base ours theirs */

static enum status write_merged(const struct options *options, const struct merged *merged)
{
	for (size_t i = 0; i < merged->count; i++)
		complain("conflict in %s: %s", merged->conflicts[i].citation,
			 merged->conflicts[i].why);
	if (!write_result(options, NULL, buf_as_span(&merged->akn)))
		return STATUS_FAILED;
	return merged->count ? STATUS_SAID : STATUS_DONE;
}

static enum status merge(const struct options *options)
{
	struct run_state run = {.options = options};
	struct doc *docs[3] = {NULL, NULL, NULL};
	enum status status = STATUS_FAILED;
	bool read = run_load_base(&run, false);
	for (size_t i = 0; read && i < 3; i++)
		read = (docs[i] = doc_load(options->files[i + 1], &run.diags)) != NULL;
	if (read) {
		struct merged *merged =
			merge_versions(docs[0], docs[1], docs[2], run.profile, &run.diags);
		if (merged)
			status = write_merged(options, merged);
		merged_free(merged);
	}
	if (read)
		run_report_trouble(&run);
	else if (run.diags.count)
		complain("%s; this is for a merge by lines", run.diags.items[0]->message);
	for (size_t i = 0; i < 3; i++)
		doc_free(docs[i]);
	run_release(&run);
	return status;
}

enum status command_git(const struct options *options)
{
	const char *what = options->files[0];
	if (!strcmp(what, "setup") && options->file_count == 1)
		return setup(options);
	if (!strcmp(what, "text") && options->file_count == 2)
		return text(options, options->files[1]);
	if (!strcmp(what, "diff") && options->file_count >= 8)
		return diff(options);
	if (!strcmp(what, "merge") && options->file_count == 4)
		return merge(options);
	complain("git takes: setup, text FILE, diff (as git calls it), or merge BASE OURS THEIRS");
	return STATUS_FAILED;
}
