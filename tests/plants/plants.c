/* Faults planted one at a time into clean texts, through the library: plants [--seed N] [--cases N]
 * [--only CASE]. Prints TAP: that each code is found at its place, and nothing else with it; that
 * nothing is found where nothing was planted. */
#include "plants.h"

#include "diag/report.h"

#include <stdlib.h>
#include <string.h>

/* ---- one case through the library */

struct trial {
	struct written written;
	struct diags diags;
	struct diag_policy policy;
	struct doc *docs[2];
	struct corpus corpus;
	struct compiled *compiled;
	struct patch *patch;
	struct application *application;
	bool failed;	/* the texts could not be read */
	bool unplanted; /* what was to be replaced is not there */
};

static const char *name_of(const struct trial *trial, enum text text)
{
	static const char *const names[ALL_TEXTS] = {[TEXT_DEFINITIONS] = "section-a.xml",
						     [TEXT_SECTION] = "section.xml",
						     [TEXT_SUPPRESSIONS] = "let-stand.txt",
						     [TEXT_AKN] = "section.xml",
						     [TEXT_PATCH] = "compiled"};
	return text == TEXT_DRAFT
		       ? buf_string((struct buf *)(uintptr_t)&trial->written.texts[TEXT_NAME])
		       : names[text];
}

/* The Section as it is, or with a fault planted into its AKN. */
static struct doc *read_section(struct trial *trial, struct buf *akn)
{
	struct buf copy = {0};
	trial->unplanted |= !text_make(&trial->written, TEXT_AKN, akn);
	buf_span(&copy, buf_as_span(&trial->written.texts[TEXT_AKN]));
	/* What import says of plain text is not what is tested. */
	trial->diags.count = 0;
	return doc_read(name_of(trial, TEXT_AKN), &copy, &trial->diags);
}

static struct doc *import(struct trial *trial, const struct profile *profile, enum text text)
{
	struct import_options options = {.profile = profile, .version = trial->written.version};
	struct buf akn = {0};
	if (import_text("text", buf_as_span(&trial->written.texts[text]), &options, &trial->diags,
			&akn))
		return text == TEXT_SECTION ? read_section(trial, &akn)
					    : doc_read(name_of(trial, text), &akn, &trial->diags);
	buf_release(&akn);
	return NULL;
}

static void read_patch(struct trial *trial, const struct profile *profile)
{
	struct compile_options options = {.profile = profile, .base = &trial->corpus};
	struct span text = buf_as_span(&trial->written.texts[TEXT_DRAFT]);
	struct buf copy = {0};
	const char *name = name_of(trial, TEXT_DRAFT);
	trial->compiled = draft_compile(name, text, &options, &trial->diags);
	buf_span(&copy, buf_as_span(&trial->compiled->akn));
	trial->unplanted |= !text_make(&trial->written, TEXT_PATCH, &copy);
	buf_span(&copy, buf_as_span(&trial->written.texts[TEXT_PATCH]));
	struct doc *doc =
		copy.length ? doc_read(name_of(trial, TEXT_PATCH), &copy, &trial->diags) : NULL;
	trial->patch = doc ? patch_read(doc, &trial->diags) : NULL;
	for (size_t i = 0; trial->patch && i < trial->patch->op_count; i++)
		trial->patch->ops[i].file = name;
	if (!doc)
		buf_release(&copy);
}

static void check(struct trial *trial, const struct profile *profile)
{
	struct threads one = {.count = 1};
	struct apply_options how = {.profile = profile, .partial = true};
	if (trial->patch)
		trial->application =
			apply_patches(&trial->corpus, &trial->patch, 1, &how, &trial->diags);
	struct check_input input = {.profile = profile,
				    .base = &trial->corpus,
				    .patches = &trial->patch,
				    .compiled = &trial->compiled,
				    .patch_count = trial->patch ? 1 : 0,
				    .existing = EXISTING_LISTED,
				    .threads = &one};
	if (trial->application && trial->application->done)
		input.application = trial->application;
	check_run(&input, &trial->diags);
	struct span suppressions = buf_as_span(&trial->written.texts[TEXT_SUPPRESSIONS]);
	diags_suppress(&trial->diags, name_of(trial, TEXT_SUPPRESSIONS), suppressions,
		       "2026-01-01");
	diags_drop_off(&trial->diags, &trial->policy);
	diags_sort(&trial->diags);
}

/* A check that is off is asked for where it is planted. */
static void trial_run(struct trial *trial, const struct profile *profile, const struct plant *plant)
{
	diag_policy_init(&trial->policy);
	if (plant)
		trial->policy.on[plant->code] = true;
	trial->diags.policy = &trial->policy;
	trial->docs[0] = import(trial, profile, TEXT_DEFINITIONS);
	trial->docs[1] = import(trial, profile, TEXT_SECTION);
	trial->failed = !trial->docs[0] || !trial->docs[1];
	if (trial->failed)
		return;
	/* The model is checked where a fault is planted into it. */
	if (plant && plant->changes[0].text == TEXT_AKN)
		validate(trial->docs[1], profile, NULL, &trial->diags);
	trial->corpus =
		(struct corpus){.path = "base", .folder = true, .docs = trial->docs, .count = 2};
	read_patch(trial, profile);
	check(trial, profile);
}

static void trial_release(struct trial *trial)
{
	application_free(trial->application);
	patch_free(trial->patch);
	if (trial->compiled)
		compiled_free(trial->compiled);
	for (int i = 0; i < 2; i++)
		if (trial->docs[i])
			doc_free(trial->docs[i]);
	diags_release(&trial->diags);
	text_release(&trial->written);
}

/* ---- the place */

/* How often the line's words from the mark on stand in the text before it. */
static size_t count_before(struct span text, struct span words, size_t start)
{
	size_t count = 0, at = 0;
	while ((at = span_find(text, words, at)) < start) {
		count++;
		at++;
	}
	return count;
}

/* A place in plain text that was imported: the same words, as often counted, in the document. */
static struct place imported_place(const struct doc *doc, struct span text, size_t start)
{
	enum { ENOUGH = 20 };
	bool number = !start || text.at[start - 1] == '\n'; /* its text is a block of its own */
	size_t end = start;
	while (end < text.length && text.at[end] != '\n' && end < start + ENOUGH &&
	       !(number && text.at[end] == ' '))
		end++;
	struct span words = span_sub(text, start, end);
	size_t left = count_before(text, words, start);
	for (uint32_t b = 0; b < doc->block_count; b++) {
		struct span block = doc->blocks[b].text;
		for (size_t at = 0; (at = span_find(block, words, at)) != SIZE_MAX; at++)
			if (!left--) {
				size_t byte = block_byte(doc, b, at, true);
				return place_of(doc->file, doc->bytes, byte, byte);
			}
	}
	return (struct place){0};
}

static struct place expected_place(const struct trial *trial)
{
	const struct written *written = &trial->written;
	if (written->start == SIZE_MAX) /* the draft as a whole */
		return (struct place){.file = name_of(trial, TEXT_DRAFT)};
	struct span text = buf_as_span(&written->texts[written->marked]);
	if (written->marked >= TEXT_DRAFT)
		return place_of(name_of(trial, written->marked), text, written->start,
				written->start);
	return imported_place(trial->docs[written->marked], text, written->start);
}

static bool same_place(struct place a, struct place b)
{
	return a.file && b.file && !strcmp(a.file, b.file) && a.line == b.line &&
	       a.column == b.column;
}

/* ---- the book */

struct tally {
	unsigned long tried, found, with_others;
};

struct book {
	uint64_t seed;
	const struct profile *profile;
	struct tally codes[DIAG_CODES];
	unsigned long clean, alarmed;
	unsigned told;
	bool verbose;
};

enum { MOST_TOLD = 12 };

static void tell(struct book *book, const struct trial *trial, const struct plant *plant,
		 unsigned long number, struct place at, const char *what)
{
	/* The first round has each fault once. */
	if (!book->verbose && number > plant_count && book->told++ >= MOST_TOLD)
		return;
	printf("# --seed %llu --only %lu: %s %s", (unsigned long long)book->seed, number,
	       plant ? diag_rule(plant->code)->code : "clean text", what);
	if (at.file)
		printf(" at %s:%u:%u", at.file, at.line, at.column);
	printf("\n");
	for (size_t i = 0; i < trial->diags.count; i++) {
		const struct diag *diag = trial->diags.items[i];
		printf("#   %s:%u:%u %s %s\n", diag->place.file ? diag->place.file : "",
		       diag->place.line, diag->place.column, diag_rule(diag->code)->code,
		       diag->message);
	}
	for (int i = 0; book->verbose && i < ALL_TEXTS; i++)
		printf("%s", buf_string((struct buf *)(uintptr_t)&trial->written.texts[i]));
}

static size_t alarms(const struct trial *trial)
{
	return diags_at_least(&trial->diags, DIAG_WARNING);
}

static void run_clean(struct book *book, unsigned long number)
{
	struct trial trial = {0};
	text_write(book->seed * 1000003 + number, NULL, &trial.written);
	trial_run(&trial, book->profile, NULL);
	book->clean++;
	bool alarmed = trial.failed || alarms(&trial);
	book->alarmed += alarmed;
	if (alarmed)
		tell(book, &trial, NULL, number, (struct place){0}, "is not silent");
	trial_release(&trial);
}

static bool has(const struct trial *trial, enum diag_code code, struct place place)
{
	for (size_t i = 0; i < trial->diags.count; i++)
		if (trial->diags.items[i]->code == code &&
		    same_place(trial->diags.items[i]->place, place))
			return true;
	return false;
}

static void run_plant(struct book *book, const struct plant *plant, unsigned long number)
{
	struct trial trial = {0};
	struct tally *tally = &book->codes[plant->code];
	bool good = text_write(book->seed * 1000003 + number, plant, &trial.written);
	struct place place = {0};
	tally->tried++;
	if (good) {
		trial_run(&trial, book->profile, plant);
		place = expected_place(&trial);
		if (trial.unplanted)
			tell(book, &trial, plant, number, place, "cannot be planted");
		else if (has(&trial, plant->code, place))
			tally->found++;
		else
			tell(book, &trial, plant, number, place, "is not found");
	} else {
		tell(book, &trial, plant, number, place, "cannot be planted");
	}
	trial_release(&trial);
}

/* ---- running */

static bool report(const struct book *book)
{
	unsigned codes = 0, missed = 0;
	unsigned long tried = 0, found = 0;
	for (int i = 0; i < DIAG_CODES; i++) {
		const struct tally *tally = &book->codes[i];
		codes += tally->tried > 0;
		tried += tally->tried;
		found += tally->found;
		if (tally->found < tally->tried)
			printf("# %s: found %lu of %lu\n", diag_rule((enum diag_code)i)->code,
			       tally->found, tally->tried);
		missed += tally->found < tally->tried;
	}
	printf("%sok 1 - %lu of %lu planted faults of %u codes found at their place (%.2f %%)\n",
	       missed ? "not " : "", found, tried, codes,
	       tried ? 100.0 * (double)found / (double)tried : 0.0);
	printf("%sok 2 - %lu of %lu clean texts with a finding at warning level or above "
	       "(%.2f %%)\n1..2\n",
	       book->alarmed ? "not " : "", book->alarmed, book->clean,
	       book->clean ? 100.0 * (double)book->alarmed / (double)book->clean : 0.0);
	return !missed && !book->alarmed;
}

static bool number_after(const char *option, int argc, char **argv, int *i, unsigned long *value)
{
	if (strcmp(argv[*i], option))
		return false;
	char *end = NULL;
	if (*i + 1 < argc)
		*value = strtoul(argv[++*i], &end, 10);
	if (!end || *end) {
		fprintf(stderr, "plants: %s takes a number\n", option);
		exit(2);
	}
	return true;
}

static void run(struct book *book, unsigned long cases, unsigned long only)
{
	for (unsigned long n = only ? only : 1; n <= (only ? only : cases); n++) {
		run_plant(book, &plants[(n - 1) % plant_count], n);
		if (n % 4 == 1)
			run_clean(book, n);
	}
}

int main(int argc, char **argv)
{
	unsigned long seed = 1, cases = 0, only = 0;
	for (int i = 1; i < argc; i++)
		if (!number_after("--seed", argc, argv, &i, &seed) &&
		    !number_after("--cases", argc, argv, &i, &cases) &&
		    !number_after("--only", argc, argv, &i, &only)) {
			fprintf(stderr, "usage: plants [--seed N] [--cases N] [--only CASE]\n");
			return 2;
		}
	struct buf error = {0};
	struct book book = {.seed = seed, .profile = profile_load("sec", &error)};
	if (!book.profile) {
		fprintf(stderr, "plants: %s\n", buf_string(&error));
		return 2;
	}
	book.verbose = only;
	if (!cases)
		cases = (2500 / plant_count + 1) * plant_count;
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("# seed %lu, %lu cases, %zu plants\n", seed, only ? 1 : cases, plant_count);
	run(&book, cases, only);
	report(&book);
	profile_free((struct profile *)(uintptr_t)book.profile);
	return 0;
}
