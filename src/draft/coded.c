/* Coded: the number that an Act gave a provision, with the address that the code has for it in
 * brackets behind it. The code's is the place. */
#include "draft/places.h"

#include <ctype.h>
#include <string.h>

bool lacks_code_address(struct list *list, struct span words)
{
	struct work *work = list->work;
	const char *mark = profile_value(work->profile, "modification", "code-address", NULL);
	struct one_address one;
	if (!mark)
		return false;
	if (!grammar_address(work->grammar, words, 0, &one) && list->count)
		words = list->items[0].spot.cited;
	if (!grammar_address(work->grammar, words, 0, &one) || !one.number.at)
		return false;
	struct diag *diag = draft_refuse(work, list->instruction, DIAG_AMD023, words,
					 "“%.*s” is a number of an Act, and where the code has it "
					 "is not said",
					 SPAN_ARGS(words));
	diag_help(work->diags, diag, "put its address behind it: “%.*s (%s)”", SPAN_ARGS(words),
		  mark);
	return true;
}

bool is_of_title(struct list *list, const struct one_address *one, struct span cited)
{
	struct span title = list->instruction->title, number = one->number;
	size_t own = 0;
	while (own < number.length && isalnum((unsigned char)number.at[own]))
		own++;
	if (!title.length || one->code_number.at || own == number.length || number.at[own] == '.' ||
	    span_equal(span_sub(number, 0, own), title))
		return true;
	draft_refuse(list->work, list->instruction, DIAG_AMD023, cited,
		     "“%.*s” is not of title %.*s, which is named over it", SPAN_ARGS(cited),
		     SPAN_ARGS(title));
	return false;
}

static bool is_of_other(struct span one, struct span other)
{
	size_t least = one.length < other.length ? one.length : other.length;
	return !memcmp(one.at, other.at, least) ||
	       !memcmp(one.at + one.length - least, other.at + other.length - least, least);
}

/* `cited` is what holds both. */
static bool agree(struct list *list, struct span of_act, struct span of_code, struct span cited)
{
	if (!of_act.length || !of_code.length || is_of_other(of_act, of_code))
		return true;
	struct diag *diag = draft_refuse(list->work, list->instruction, DIAG_AMD023, cited,
					 "“%.*s” is said of the Act and “%.*s” of the code: which "
					 "of them is meant is not said",
					 SPAN_ARGS(of_act), SPAN_ARGS(of_code));
	diag_help(list->work->diags, diag, "write the labels that are meant in both places");
	return false;
}

bool labels_agree(struct list *list, const struct one_address *one, struct span cited)
{
	return agree(list, one->labels, one->code_labels, cited);
}

/* A place of a list at *at, which moves past it and what joins the next one to it; false at the
 * end. */
static bool next_place(struct grammar *grammar, struct span words, size_t *at,
		       struct one_address *one, enum link *link)
{
	size_t end = *at < words.length ? grammar_address(grammar, words, *at, one) : 0;
	if (!end)
		return false;
	*at = end;
	*link = end < words.length ? next_link(grammar, words, at) : LINK_NONE;
	return true;
}

bool take_codes(struct list *list, struct span *words)
{
	struct grammar *grammar = list->work->grammar;
	struct span acts, codes;
	struct one_address of_act, of_code;
	enum link act_link, code_link;
	size_t act = 0, code = 0;
	bool act_more = true, pair = true;
	if (!grammar_coded_list(grammar, *words, &acts, &codes))
		return true;
	while (pair && act_more) {
		act_more = next_place(grammar, acts, &act, &of_act, &act_link);
		pair = act_more == next_place(grammar, codes, &code, &of_code, &code_link);
		if (pair && act_more && !agree(list, of_act.labels, of_code.labels, *words))
			return false;
		if (pair && act_more)
			pair = (act_link == LINK_TO) == (code_link == LINK_TO);
	}
	if (!pair) {
		draft_refuse(list->work, list->instruction, DIAG_AMD024, *words,
			     "the places of the Act and their addresses in the code do not pair");
		return false;
	}
	*words = codes;
	return true;
}

struct span code_labels(const struct one_address *one)
{
	bool more = one->labels.length > one->code_labels.length &&
		    (!one->code_labels.length ||
		     !memcmp(one->labels.at, one->code_labels.at, one->code_labels.length));
	return more ? one->labels : one->code_labels;
}
