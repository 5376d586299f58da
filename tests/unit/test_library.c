/* The public page: what a program outside the project includes is enough to amend a text. */
#include "lexpatch.h"

#include "sample.h"

#include <criterion/criterion.h>

static const char body[] =
	"<chapter eId=\"chp_G\"><num>Section G</num><section eId=\"sec_G1\"><num>G1</num>"
	"<heading>Meters</heading><clause eId=\"cl_G1-1\"><num>G1.1</num>"
	"<content><p>Each User shall keep each meter in sight.</p></content></clause>"
	"</section></chapter>";

static const char draft[] = "In section G1.1, replace “in sight” with “in good order”.\n";

Test(library, a_draft_is_compiled_and_applied)
{
	struct buf error = {0}, base = {0};
	struct diags diags = {0};
	struct trial trial;
	struct profile *profile = profile_load("sec", &error);
	cr_assert(profile);
	struct compile_options how = {.profile = profile};
	struct compiled *compiled = draft_compile("draft.txt", SPAN(draft), &how, &diags);
	cr_expect_eq(compiled->understood, 1);
	sample_write(SPAN(body), &base);
	trial_run(&trial, profile, buf_as_span(&base), buf_as_span(&compiled->akn), false);
	cr_assert(trial.application && trial.application->done);
	cr_expect(span_find(trial_result(&trial), SPAN("each meter in good order."), 0) !=
		  SIZE_MAX);
	trial_release(&trial);
	compiled_free(compiled);
	diags_release(&diags);
	buf_release(&base);
	profile_free(profile);
}
