/* A modification as a Word document: instructions, with changes marked in the text that they bring;
 * or no instructions, and a whole Section with its changes tracked. */
#include "cli/cli.h"

#include "calc/calc.h"
#include "doc/words.h"
#include "read/transcript.h"

#include <string.h>

/* ---- a draft with instructions */

static bool one_view(const struct options *options, enum word_view *view)
{
	*view = options->changes && !strcmp(options->changes, "original") ? WORD_ORIGINAL
									  : WORD_FINAL;
	return options->changes && strcmp(options->changes, "refuse") != 0;
}

static struct compiled *compile_doc(struct run_state *run, const struct word_doc *doc,
				    struct diags *diags)
{
	struct compile_options options = {.profile = run->profile,
					  .base = run->base,
					  .author = run->options->author,
					  .date = run->options->date};
	enum word_view view;
	options.one_view = one_view(run->options, &view);
	options.view = view;
	return draft_compile_word(doc, &options, diags);
}

/* Underlining beside struck words is new text or mere emphasis: the reading that fits the base. */
static struct compiled *compile_struck(struct run_state *run, const char *file, struct span bytes,
				       struct word_doc **doc, struct diags *out)
{
	struct compiled *best = NULL;
	struct diags said = {.policy = run->diags.policy};
	for (int underlined = 1; underlined >= 0; underlined--) {
		struct diags diags = {.policy = run->diags.policy};
		struct word_doc *read = word_read(file, bytes, &diags);
		if (!read) {
			diags_take(&said, &diags);
			break;
		}
		size_t tracked = read->tracked;
		word_take_struck(read, underlined);
		bool typed = read->tracked > tracked;
		struct compiled *compiled = compile_doc(run, read, &diags);
		bool better = !best || compiled->refused < best->refused;
		word_free(better ? *doc : read);
		compiled_free(better ? best : compiled);
		if (better) {
			best = compiled;
			*doc = read;
			diags_release(&said);
			said = diags;
		} else {
			diags_release(&diags);
		}
		if (!best->refused || !typed)
			break;
	}
	diags_take(out, &said);
	return best;
}

/* ---- a whole Section with its changes */

static struct doc *view_of(struct run_state *run, const struct word_doc *word, enum word_view view,
			   struct diags *diags)
{
	const struct transcript_options plain = {.contents = false};
	struct span version = run->base ? corpus_version(run->base) : (struct span){0};
	struct arena arena = {0};
	struct import_options how = {
		.profile = run->profile,
		.version = version.length ? arena_copy(&arena, version.at, version.length) : NULL,
		.author = run->options->author,
		.date = run->options->date};
	struct transcript *transcript = transcript_new(word, view, &plain);
	struct buf akn = {0};
	struct doc *doc = NULL;
	diag_source(diags, word->file, transcript->lines);
	if (import_word(transcript, &how, diags, &akn))
		doc = doc_read(word->file, &akn, diags);
	for (size_t i = 0; doc && i < diags->count; i++)
		if (diags->items[i]->code == DIAG_IN035) {
			doc_free(doc);
			doc = NULL;
		}
	buf_release(&akn);
	transcript_free(transcript);
	arena_release(&arena);
	return doc;
}

static void own_words(const struct doc *doc, uint32_t provision, struct buf *out)
{
	for (uint32_t b = provision_next_block(doc, provision, DOC_NONE); b != DOC_NONE;
	     b = provision_next_block(doc, provision, b)) {
		const struct block *block = &doc->blocks[b];
		if (block->part != PART_INTRO && block->part != PART_CONTENT &&
		    block->part != PART_WRAPUP)
			continue;
		words_fold_marks(span_trim(block->text), out);
		buf_char(out, ' ');
	}
}

/* The original view must be the base, wherever both have the text. */
static bool is_base(struct run_state *run, const struct doc *old, struct diags *diags)
{
	const struct doc *base = run->base ? corpus_work(run->base, old->facts.work) : NULL;
	size_t before = diags->count;
	for (uint32_t i = 0; base && i < old->provision_count; i++) {
		uint32_t at = doc_find(base, old->provisions[i].eid);
		if (at == DOC_NONE ||
		    (old->provisions[i].flags | base->provisions[at].flags) & PROVISION_INCOMPLETE)
			continue;
		struct buf a = {0}, b = {0};
		own_words(old, i, &a);
		own_words(base, at, &b);
		if (!span_equal(buf_as_span(&a), buf_as_span(&b))) {
			struct diag *diag = diag_add(
				diags, DIAG_AMD018, (struct place){.file = old->file},
				"with all changes rejected %.*s is not the text of the base",
				SPAN_ARGS(provision_num(old, i)));
			diag->eid = diag_keep(diags, old->provisions[i].eid);
		}
		buf_release(&a);
		buf_release(&b);
	}
	return diags->count == before;
}

static void write_difference(struct run_state *run, struct compiled *compiled,
			     const struct doc *old, const struct doc *new, struct diags *diags)
{
	struct pairing *pairing = pairing_from_texts(old, new);
	struct version_pair pair = {old, new, pairing};
	struct span number = compiled->lines ? compiled->lines->number : (struct span){0};
	struct span title = compiled->lines ? compiled->lines->title : (struct span){0};
	struct calc_options how = {
		.profile = run->profile,
		.name = number.length ? arena_copy(&compiled->arena, number.at, number.length)
				      : NULL,
		.title = title.length ? arena_copy(&compiled->arena, title.at, title.length) : NULL,
		.author = run->options->author,
		.date = run->options->date,
		.restate = true};
	buf_cut(&compiled->akn, 0);
	if (difference_write(&pair, 1, &how, diags, &compiled->akn) && compiled->akn.length)
		compiled->understood = 1;
	else
		compiled->refused++;
	pairing_free(pairing);
}

/* What the draft was said to lack does not count of a Section; what the document lacks does. */
static void take_findings(struct run_state *run, struct diags *draft, struct diags *section)
{
	size_t kept = 0;
	for (size_t i = 0; i < draft->count; i++)
		if (draft->items[i]->code != DIAG_IN024)
			draft->items[kept++] = draft->items[i];
	draft->count = kept;
	diags_take(&run->diags, draft);
	diags_take(&run->diags, section);
}

static void refuse_unchanged(struct compiled *compiled, const struct word_doc *word,
			     struct diags *diags)
{
	struct diag *diag = diag_add(diags, DIAG_AMD021, (struct place){.file = word->file},
				     "a Section without an instruction and without a tracked "
				     "change");
	diag_help(diags, diag, "track the changes, or compare two versions with “lexpatch diff”");
	compiled->refused++;
}

/* False where the document is no Section of the code. */
static bool compile_section(struct run_state *run, struct compiled *compiled,
			    const struct word_doc *word, struct diags *diags)
{
	struct diags quiet = {0};
	struct doc *new = view_of(run, word, WORD_FINAL, &quiet);
	struct doc *old = new ? view_of(run, word, WORD_ORIGINAL, &quiet) : NULL;
	if (old && !word->tracked)
		refuse_unchanged(compiled, word, diags);
	else if (old && is_base(run, old, diags))
		write_difference(run, compiled, old, new, diags);
	else if (old)
		compiled->refused++;
	if (old && compiled->account_count) {
		compiled->account[0].last = compiled->account[compiled->account_count - 1].last;
		compiled->account[0].use = DRAFT_PAYLOAD;
		compiled->account[0].what = "a Section with its changes";
		compiled->account_count = 1;
	}
	doc_free(old);
	doc_free(new);
	diags_release(&quiet);
	return old != NULL;
}

struct compiled *run_compile_word(struct run_state *run, const char *file, struct span bytes)
{
	struct word_doc *doc = NULL;
	struct diags draft = {.policy = run->diags.policy}, section = draft;
	enum word_view view;
	struct compiled *compiled = compile_struck(run, file, bytes, &doc, &draft);
	bool none = compiled && !compiled->understood && compiled->refused == compiled->doubts;
	bool whole = doc && !one_view(run->options, &view);
	if (compiled && compiled->lines)
		diag_source(&run->diags, file, compiled->lines->bytes);
	if (none && whole && compile_section(run, compiled, doc, &section))
		take_findings(run, &draft, &section);
	else
		diags_take(&run->diags, &draft);
	diags_release(&section);
	word_free(doc);
	return compiled;
}
