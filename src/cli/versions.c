/* A version of a text in any form that is read: AKN (a file or a folder), the text of a Section or
 * any other, or a Word document. */
#include "cli/cli.h"

#include "profile/pattern.h"
#include "read/transcript.h"

#include <errno.h>
#include <string.h>

static bool is_xml(struct span bytes)
{
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		bytes = span_sub(bytes, 3, bytes.length);
	return span_starts(span_trim(bytes), "<");
}

/* Does the text begin as a Section of the code does? */
static bool is_section(const struct profile *profile, struct span bytes)
{
	enum { LINES = 20 };
	const char *title = profile_value(profile, "import", "title", NULL);
	struct buf error = {0};
	struct pattern *pattern = title ? pattern_new(title, PATTERN_PLAIN, &error) : NULL;
	struct span line;
	struct match match;
	bool found = false;
	for (int i = 0; pattern && !found && i < LINES && span_line(&bytes, &line); i++)
		found = pattern_match(pattern, span_trim(line), 0, &match) == PATTERN_YES;
	pattern_free(pattern);
	buf_release(&error);
	return found;
}

static struct corpus *word_as_corpus(struct run_state *run, const char *file, struct span bytes)
{
	const struct transcript_options plain = {.contents = false};
	struct import_options how = {.profile = run->profile};
	struct word_doc *doc = word_read(file, bytes, &run->diags);
	struct buf akn = {0};
	bool good = false;
	if (doc && doc->tracked) {
		diag_add(&run->diags, DIAG_IN030, (struct place){.file = file},
			 "the document carries %zu tracked change%s: import it with --changes "
			 "original or --changes final first",
			 doc->tracked, doc->tracked == 1 ? "" : "s");
	} else if (doc) {
		struct transcript *transcript = transcript_new(doc, WORD_FINAL, &plain);
		good = import_word(transcript, &how, &run->diags, &akn);
		transcript_free(transcript);
	}
	word_free(doc);
	struct doc *read = good ? doc_read(file, &akn, &run->diags) : NULL;
	buf_release(&akn);
	return read ? corpus_from(read) : NULL;
}

/* A version on its way: AKN is read at once, other text waits for the profile. */
struct version {
	const char *file;
	const struct threads *threads;
	const struct corpus *beside; /* the other version, of which it has most bytes, or NULL */
	struct buf bytes;
	struct corpus *corpus;
	bool plain;	  /* text of no known structure */
	struct doc *text; /* as such, until it is the corpus' */
	bool suspect;	  /* it may have a character that no document can hold */
	struct diags diags;
	bool failed;
};

static void read_akn(struct version *v)
{
	struct doc *base = v->beside && !v->beside->folder ? v->beside->docs[0] : NULL;
	struct doc *doc = doc_read_beside(base, v->file, &v->bytes, &v->diags);
	v->failed = !doc;
	if (doc && base)
		doc_draw_near(base, doc);
	if (doc)
		v->corpus = corpus_from(doc);
}

static void read_version(struct version *v)
{
	if (file_is_folder(v->file)) {
		v->corpus = corpus_load(v->file, v->threads, &v->diags);
		v->failed = !v->corpus;
	} else if (file_map(v->file, &v->bytes) < 0) {
		diag_add(&v->diags, DIAG_XML001, (struct place){.file = v->file},
			 "cannot be read: %s", strerror(errno));
		v->failed = true;
	} else if (is_xml(buf_as_span(&v->bytes))) {
		read_akn(v);
	}
}

/* ---- text */

/* Is there any character that XML cannot hold? Most text has none. */
static bool may_lose(struct span text)
{
	for (size_t i = utf8_printed_end(text, 0); i < text.length; i = utf8_printed_end(text, i)) {
		const char *at = text.at + i;
		if (!xml_holds(utf8_next(&at, text.at + text.length)))
			return true;
		i = (size_t)(at - text.at);
	}
	return false;
}

static bool is_waiting(const struct version *v)
{
	return !v->failed && !v->corpus && !v->text;
}

/* Is it text that does not begin as a Section of the code does? */
static bool is_plain(const struct run_state *run, const struct version *v)
{
	struct span bytes = buf_as_span(&v->bytes);
	return is_waiting(v) && !word_looks_like(bytes) && !is_section(run->profile, bytes);
}

static void read_plain(struct version *v)
{
	v->text = plain_text(v->file, &v->bytes, &v->diags);
	v->failed = !v->text;
	v->suspect = v->text && may_lose(v->text->bytes);
}

static void read_plain_task(void *versions, size_t i)
{
	struct version *v = (struct version *)versions + i;
	if (is_waiting(v) && v->plain)
		read_plain(v);
}

static bool read_section(struct run_state *run, struct version *v)
{
	struct import_options how = {.profile = run->profile};
	struct diags quiet = {0};
	struct buf akn = {0};
	struct doc *doc = NULL;
	bool good = import_text(v->file, buf_as_span(&v->bytes), &how, &quiet, &akn);
	v->suspect = good && may_lose(buf_as_span(&v->bytes));
	if (good && (doc = doc_read(v->file, &akn, &v->diags)))
		v->corpus = corpus_from(doc);
	v->failed = good && !doc;
	diags_release(&quiet);
	buf_release(&akn);
	return good;
}

/* Text of no known structure is compared as it stands, unless somebody wants AKN of it, or it holds
 * what is not to be written anywhere: that is U+FFFD in AKN. */
static void take_text(struct version *v, bool akn_wanted)
{
	struct doc *doc = v->text;
	struct buf akn = {0};
	if (akn_wanted) {
		plain_as_akn(doc, &akn);
		doc = doc_read(v->file, &akn, &v->diags);
	} else {
		v->text = NULL;
	}
	v->corpus = doc ? corpus_from(doc) : NULL;
}

static struct corpus *version_done(struct run_state *run, struct version *v, bool akn)
{
	if (is_waiting(v) && word_looks_like(buf_as_span(&v->bytes)))
		v->corpus = word_as_corpus(run, v->file, buf_as_span(&v->bytes));
	else if (is_waiting(v) && (v->plain || !read_section(run, v)))
		read_plain(v);
	if (v->text)
		take_text(v, akn || v->suspect);
	diags_take(&run->diags, &v->diags);
	return v->corpus;
}

static void version_release(struct version *v)
{
	buf_release(&v->bytes);
	doc_free(v->text);
}

/* ---- what no document can hold */

/* The first character that XML cannot hold; white space around a line is none of its words. */
static bool find_lost(struct span text, struct place *place, uint32_t *lost)
{
	struct span line;
	for (place->line = 1; span_line(&text, &line); place->line++) {
		struct span words = span_trim(line);
		const char *at = line.at, *end = words.at + words.length;
		for (place->column = 1; at < end; place->column++) {
			bool inside = at >= words.at;
			*lost = utf8_next(&at, end);
			if (inside && !xml_holds(*lost))
				return true;
		}
	}
	return false;
}

/* The bytes of a text; of anything else none. */
static struct span text_of(const struct version *v)
{
	const struct doc *doc = v->text ? v->text : v->corpus->docs[0];
	if (doc->untagged)
		return doc->bytes;
	struct span bytes = buf_as_span(&v->bytes);
	return word_looks_like(bytes) ? (struct span){"", 0} : bytes;
}

/* Two texts that differ in such characters alone would be called the same. */
static bool loses_nothing(struct run_state *run, const struct version *v)
{
	struct place place = {.file = v->file};
	struct span text = text_of(v);
	uint32_t lost;
	if (!v->suspect || !find_lost(text, &place, &lost))
		return true;
	struct diag *diag = diag_add(&run->diags, DIAG_XML001, place,
				     "the control character 0x%02X stands here, which no document "
				     "and no redline can hold",
				     (unsigned)lost);
	diag_help(&run->diags, diag, "remove it from the text");
	return false;
}

static bool lose_nothing(struct run_state *run, const struct version versions[2])
{
	if (span_equal(text_of(&versions[0]), text_of(&versions[1])))
		return true;
	bool good = loses_nothing(run, &versions[0]);
	return loses_nothing(run, &versions[1]) && good;
}

struct corpus *run_load_version(struct run_state *run, const char *file, bool akn)
{
	struct version v = {.file = file, .threads = &run->threads};
	v.diags.policy = run->diags.policy;
	doc_begin();
	read_version(&v);
	v.plain = is_plain(run, &v);
	struct corpus *corpus = version_done(run, &v, akn);
	version_release(&v);
	return corpus;
}

/* The new version takes what it can from the old one, and a folder is read by several threads. */
bool run_load_versions(struct run_state *run, char *const files[2], bool akn,
		       struct corpus *loaded[2])
{
	struct version versions[2];
	run_threads(run, "read");
	doc_begin();
	for (int i = 0; i < 2; i++) {
		versions[i] = (struct version){.file = files[i], .threads = &run->threads};
		versions[i].beside = i ? versions[0].corpus : NULL;
		read_version(&versions[i]);
	}
	progress_end(run);
	run->base = versions[0].corpus;
	bool good = run_settle_base(run);
	for (int i = 0; i < 2; i++) {
		versions[i].failed |= !good;
		versions[i].plain = is_plain(run, &versions[i]);
	}
	threads_run(&run->threads, 2, read_plain_task, versions);
	for (int i = 0; i < 2; i++) {
		loaded[i] = version_done(run, &versions[i], akn);
		good &= loaded[i] != NULL;
	}
	good = good && lose_nothing(run, versions);
	for (int i = 0; i < 2; i++)
		version_release(&versions[i]);
	run->base = loaded[0];
	return good;
}
