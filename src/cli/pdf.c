/* PDF by way of programs that are installed or not: LibreOffice prints a Word document, pdftotext
 * (poppler) reads a draft. Both run without a shell and get nothing but files. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The exit status, or -1: it could not be run. What it prints goes to `output`, or nowhere. */
static int run_program(const char *const *arguments, const char *output)
{
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status = -1;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output ? output : "/dev/null",
					 O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int error = posix_spawnp(&child, arguments[0], &actions, NULL,
				 (char *const *)(uintptr_t)arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error) {
		errno = error;
		return -1;
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* ---- a folder for their files */

struct workshop {
	char folder[64];
	struct arena arena;
};

static bool workshop_open(struct workshop *shop)
{
	snprintf(shop->folder, sizeof shop->folder, "/tmp/lexpatch-XXXXXX");
	if (mkdtemp(shop->folder))
		return true;
	complain("%s: %s", shop->folder, strerror(errno));
	return false;
}

static const char *workshop_file(struct workshop *shop, const char *before, const char *name)
{
	return arena_printf(&shop->arena, "%s%s/%s", before, shop->folder, name);
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	return remove(path);
}

static void workshop_close(struct workshop *shop)
{
	enum { FOLDERS_OPEN = 16 };
	nftw(shop->folder, remove_entry, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
	arena_release(&shop->arena);
}

/* ---- the two */

static bool is_pdf(struct span bytes)
{
	return span_starts(bytes, "%PDF-");
}

bool pdf_print(struct span docx, struct buf *pdf)
{
	struct workshop shop = {.folder = ""};
	if (!workshop_open(&shop))
		return false;
	const char *from = workshop_file(&shop, "", "redline.docx");
	const char *arguments[] = {
		"soffice",	workshop_file(&shop, "-env:UserInstallation=file://", "profile"),
		"--headless",	"--norestore",
		"--convert-to", "pdf",
		"--outdir",	shop.folder,
		from,		NULL};
	bool good = !file_write(from, docx);
	int status = good ? run_program(arguments, NULL) : 1;
	good = good && !status && !file_read(workshop_file(&shop, "", "redline.pdf"), pdf) &&
	       is_pdf(buf_as_span(pdf));
	if (status < 0)
		complain("a PDF is printed by LibreOffice, which is not installed (no soffice): "
			 "-t docx gives what it would print");
	else if (!good)
		complain("LibreOffice did not print the PDF");
	workshop_close(&shop);
	return good;
}

/* The bytes of a PDF become its text, laid out as on the page. */
static bool pdf_read(const char *file, struct buf *bytes)
{
	struct workshop shop = {.folder = ""};
	if (!workshop_open(&shop))
		return false;
	const char *pdf = workshop_file(&shop, "", "draft.pdf");
	const char *text = workshop_file(&shop, "", "draft.txt");
	const char *arguments[] = {"pdftotext", "-layout", "-enc", "UTF-8", pdf, "-", NULL};
	bool good = !file_write(pdf, buf_as_span(bytes));
	int status = good ? run_program(arguments, text) : 1;
	buf_cut(bytes, 0);
	good = good && !status && !file_read(text, bytes);
	if (status < 0)
		complain("%s: a PDF is read with pdftotext (poppler-utils), which is not installed",
			 file);
	else if (!good)
		complain("%s: pdftotext cannot read it", file);
	workshop_close(&shop);
	return good;
}

bool read_document(const char *file, struct buf *bytes)
{
	if (file_read(file, bytes) < 0) {
		complain("%s: %s", file, strerror(errno));
		return false;
	}
	return !is_pdf(buf_as_span(bytes)) || pdf_read(file, bytes);
}
