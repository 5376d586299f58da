/* Places: the addresses of an instruction. "Z4.12(b)", "paragraphs (i) and (ii)" below what stands
 * before, "(c)" beside the (b) named just now, "sub-paragraph (2) of paragraph 4 of Schedule 1". */
#include "draft/places.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *keep(const struct buf *buf, struct work *work)
{
	return arena_copy(work->arena, buf->at, buf->length);
}

const char *keep_span(struct work *work, struct span text)
{
	return arena_copy(work->arena, text.at, text.length);
}

/* ---- absolute addresses */

/* A bare number, "4.12", belongs to the Section that the context names. */
static const char *with_letter(struct work *work, struct span number, struct span context)
{
	struct buf cited = {0}, eid = {0}, head = {0};
	address_to_citation(work->profile, address_head(context), &head);
	for (size_t i = 0; i < head.length && isalpha((unsigned char)head.at[i]); i++)
		if (!i || isupper((unsigned char)head.at[i]))
			buf_char(&cited, head.at[i]);
	size_t letters = cited.length;
	buf_span(&cited, number);
	bool good = cited.length > number.length &&
		    address_from_citation(work->profile, buf_as_span(&cited), &eid);
	/* Z1.1 is no place in Section Z8. */
	bool section = head.length > letters &&
		       address_level_of_eid(work->profile, address_head(context)) <
			       address_level_of_eid(work->profile, buf_as_span(&eid));
	if (good && section)
		good = number_nests(buf_as_span(&cited), buf_as_span(&head));
	const char *found = good ? keep(&eid, work) : NULL;
	buf_release(&head);
	buf_release(&cited);
	buf_release(&eid);
	return found;
}

/* The provision of that number, by the level that the noun names; of a title when one is named. */
static const char *numbered(struct work *work, struct span noun, struct span title,
			    struct span number)
{
	struct buf cited = {0}, eid = {0};
	if (noun.length)
		buf_printf(&cited, "%.*s ", SPAN_ARGS(noun));
	if (title.length)
		buf_printf(&cited, "%.*s-", SPAN_ARGS(title));
	buf_span(&cited, number);
	bool good = address_from_citation(work->profile, buf_as_span(&cited), &eid);
	const char *found = good ? keep(&eid, work) : NULL;
	buf_release(&cited);
	buf_release(&eid);
	return found;
}

static bool same_word(struct span a, const char *b)
{
	return a.length == strlen(b) && !strncasecmp(a.at, b, a.length);
}

static bool names_level(const struct profile *profile, struct span noun)
{
	struct span singular = span_sub(noun, 0, noun.length - span_ends(noun, "s"));
	for (size_t i = 0; i < profile->first_item; i++) {
		const char *own = profile->levels[i].noun;
		if (own && (same_word(noun, own) || same_word(singular, own)))
			return true;
	}
	return false;
}

/* The labels of an address as steps, "(b)(ii)". */
static void add_steps(struct member *member, struct span noun, struct span labels)
{
	while (labels.length && member->step_count < MOST_STEPS) {
		size_t close = span_find(labels, SPAN(")"), 0);
		if (close == SIZE_MAX)
			return;
		member->steps[member->step_count++] =
			(struct step){noun, span_sub(labels, 0, close + 1)};
		labels = span_trim(span_sub(labels, close + 1, labels.length));
		noun = (struct span){NULL, 0};
	}
}

/* ---- lists of addresses */

bool unfit(struct list *list, struct span words, struct span parent)
{
	if (!parent.length && lacks_code_address(list, words))
		return false;
	const char *of =
		parent.length ? draft_cite(list->work, keep_span(list->work, parent)) : NULL;
	struct diag *diag =
		draft_refuse(list->work, list->instruction, DIAG_AMD023, words,
			     of ? "“%.*s” is no place in %s" : "“%.*s” is no complete address",
			     SPAN_ARGS(words), of);
	if (!of)
		diag_help(list->work->diags, diag,
			  "name the provision that it belongs to, or put that on a line before");
	return false;
}

static struct member *add(struct list *list, const char *eid, struct span num, struct span cited)
{
	MEM_ROOM(list->items, list->count, list->capacity);
	struct member *member = &list->items[list->count++];
	*member = (struct member){
		.spot = {.eid = eid, .num = keep_span(list->work, num), .cited = cited}};
	return member;
}

void finish(struct list *list, struct member *member, const char *eid)
{
	member->spot.eid = eid;
	if (member->step_count)
		member->spot.num =
			keep_span(list->work, member->steps[member->step_count - 1].label);
	member->step_count = 0;
}

/* What follows is where that stands which is named before: "(b) of Z4.12", "(b) in Z4.12". */
static bool names_outer(enum link link)
{
	return link == LINK_OF || link == LINK_IN;
}

/* Is it "that section", and not the "that" of "of that (b)"? */
static bool is_same(struct grammar *grammar, struct span text, size_t at)
{
	struct one_address one;
	return grammar_address(grammar, text, at, &one) && one.same;
}

enum link next_link(struct grammar *grammar, struct span text, size_t *at)
{
	static const struct {
		const char *words;
		enum link link;
	} links[] = {{", and in ", LINK_AND}, {", and ", LINK_AND},   {" and in ", LINK_AND},
		     {" and ", LINK_AND},     {" or ", LINK_AND},     {", of ", LINK_OF},
		     {", in ", LINK_IN},      {", ", LINK_COMMA},     {" to ", LINK_TO},
		     {" through ", LINK_TO},  {" – ", LINK_TO},	      {"–", LINK_TO},
		     {"-", LINK_TO},	      {" of that ", LINK_OF}, {" of ", LINK_OF},
		     {" in ", LINK_IN},	      {" from ", LINK_OF},    {" ", LINK_COMMA}};
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		if (!strcmp(links[i].words, " of that ") &&
		    is_same(grammar, text, *at + strlen(" of ")))
			continue;
		if (span_starts(span_sub(text, *at, text.length), links[i].words)) {
			*at += strlen(links[i].words);
			return links[i].link;
		}
	}
	return LINK_NONE;
}

/* Some items have bare numbers: paragraph 4 of a Schedule. */
static bool bare_items(const struct profile *profile)
{
	for (size_t i = profile->level_count; i < profile->all_levels; i++)
		if (profile->levels[i].style == LABEL_NUMBER)
			return true;
	return profile_truth(profile, "citation", "nouns-exact");
}

/* Are bare numbers in that context those of items? Elsewhere they may be of the Section. */
static bool has_bare_items(const struct work *work, struct span context)
{
	const struct profile *profile = work->profile;
	int head = context.length ? address_level_of_eid(profile, address_head(context)) : -1;
	if (head < 0 || profile_value(profile, "outline", "units", NULL))
		return bare_items(profile);
	return profile->levels[head].by_depth;
}

static bool is_sub(struct span noun)
{
	return noun.length > 3 && !strncasecmp(noun.at, "sub", 3);
}

/* " and (b)", ", (b) and (c)": labels and nothing else. */
static bool only_labels(struct span rest)
{
	static const char *const links[] = {", and ", " and ", ", ", " or ", " to "};
	while (rest.length) {
		size_t i = 0, end;
		while (i < sizeof links / sizeof *links && !span_starts(rest, links[i]))
			i++;
		if (i == sizeof links / sizeof *links)
			return false;
		rest = span_sub(rest, strlen(links[i]), rest.length);
		end = span_find(rest, SPAN(")"), 0);
		if (!span_starts(rest, "(") || end == SIZE_MAX)
			return false;
		rest = span_sub(rest, end + 1, rest.length);
	}
	return true;
}

/* "section 5(1), paragraph (a)", "subsection (1), paragraph (a)": another noun, for one place, is a
 * step down unless a list goes on behind it; for several, "paragraphs (a) and (b)", where the list
 * is theirs and ends there. */
static bool steps_down_to(const struct list *list, const struct one_address *one, struct span rest)
{
	struct span above = list->noun, noun = one->noun;
	bool several = span_ends(noun, "s");
	bool last = several ? rest.length && only_labels(rest)
			    : !rest.length || (rest.at[0] == ',' && !span_starts(rest, ", and ") &&
					       !span_starts(rest, ", of "));
	size_t one_length = noun.length - several;
	return last && above.length && one->labels.at && !one->number.at &&
	       !span_ends(above, "s") &&
	       (above.length != one_length || strncasecmp(above.at, noun.at, one_length) != 0);
}

/* "Z4.12, paragraph (b)" and "Z4.12 paragraph (b)" are one place; "Z4.12, paragraph (b) of ..." is
 * said otherwise. */
static bool deepens(const struct list *list, const struct one_address *one, enum link link,
		    struct span rest)
{
	bool item = one->number.at ? bare_items(list->work->profile) : one->labels.at != NULL;
	if (link != LINK_COMMA || !one->noun.at || !item || !list->count ||
	    list->pending != list->count || span_starts(rest, " of "))
		return false;
	bool below = is_sub(one->noun) && list->noun.at && !is_sub(list->noun);
	return below || steps_down_to(list, one, rest) ||
	       address_level_of_eid(list->work->profile,
				    span_of(list->items[list->count - 1].spot.eid)) <
		       (int)list->work->profile->first_item;
}

static bool deepen(struct list *list, const struct one_address *one)
{
	struct member *last = &list->items[list->count - 1];
	struct member more = {0};
	struct span end = one->labels.at ? one->labels : one->number;
	if (one->number.at)
		more.steps[more.step_count++] = (struct step){one->noun, one->number};
	add_steps(&more, one->number.at ? (struct span){NULL, 0} : one->noun, one->labels);
	list->work->completed = false;
	const char *eid = step_below(list->work, span_of(last->spot.eid), &more.steps[0]);
	eid = steps_down(list->work, eid, more.steps + 1, more.step_count - 1);
	struct span over = span_of(last->spot.eid);
	if (!eid || (is_group(list->work->profile, over) &&
		     !in_base_group(list->work, eid, last->spot.eid)))
		return unfit(list, end, over);
	note_completed(list, end, eid);
	last->spot.num = keep_span(list->work, more.steps[more.step_count - 1].label);
	last->spot.eid = eid;
	last->spot.cited = span_from(last->spot.cited.at, end.at + end.length);
	return true;
}

/* "the Schedule": the only one, which has no number. */
static const char *only_one(struct work *work, struct span noun)
{
	const struct profile *profile = work->profile;
	for (size_t i = 0; i < profile->first_item; i++)
		if (profile->levels[i].noun && same_word(noun, profile->levels[i].noun))
			return profile->levels[i].prefix;
	return NULL;
}

/* The eId that an address names by itself; NULL when it is one in a context. */
static const char *absolute(struct list *list, const struct one_address *one, struct span context,
			    bool *bare)
{
	struct work *work = list->work;
	struct span noun = one->noun.at ? one->noun : list->noun, none = {NULL, 0};
	*bare = false;
	if (one->same)
		return named_one(work, list->instruction->logical, one->noun);
	if (one->alone)
		return only_one(work, one->noun);
	if (one->code_number.at)
		return numbered(work, none, none, one->code_number);
	if (one->letter.at)
		return numbered(work, noun, none, one->letter);
	if (!one->number.at)
		return NULL;
	const char *eid = NULL;
	if (names_level(work->profile, noun) || !noun.length ||
	    !profile_truth(work->profile, "citation", "nouns-exact"))
		eid = numbered(work, noun, none, one->number);
	if (!eid && list->instruction->title.length)
		eid = numbered(work, noun, list->instruction->title, one->number);
	bool stops = span_find(one->number, SPAN("."), 0) != SIZE_MAX;
	if (!eid && stops && isdigit((unsigned char)one->number.at[0]) &&
	    !has_bare_items(work, context))
		eid = with_letter(work, one->number, context);
	*bare = !eid;
	return eid;
}

/* "In Section G, Clause G1.2": a number with a noun of its own, behind a place that may hold it. */
static bool may_go_into(const struct list *list, const struct one_address *one, const char *eid,
			enum link link)
{
	const struct member *last = list->count ? &list->items[list->count - 1] : NULL;
	const struct profile *profile = list->work->profile;
	return last && link == LINK_COMMA && one->noun.at && !last->to && last->spot.eid &&
	       base_has(list->work, last->spot.eid) && base_has(list->work, eid) &&
	       address_level_of_eid(profile, span_of(last->spot.eid)) <
		       address_level_of_eid(profile, span_of(eid));
}

static bool is_in_last(const struct list *list, const char *eid)
{
	const struct spot spot = {.eid = eid};
	return stands_in(list, &spot, list->items[list->count - 1].spot.eid, (struct span){0});
}

static bool read_absolute(struct list *list, const struct one_address *one, const char *eid,
			  struct span cited, struct span context, enum link link)
{
	struct member below = {0};
	struct span num = one->code_number.at ? one->code_number
			  : one->letter.at    ? one->letter
					      : one->number;
	const char *label = draft_label(list->work, eid);
	if (num.length && isdigit((unsigned char)num.at[0]) && isalpha((unsigned char)label[0]) &&
	    span_is(num, label + 1))
		num = span_of(label);
	add_steps(&below, (struct span){NULL, 0},
		  one->code_number.at ? code_labels(one) : one->labels);
	if (below.step_count) {
		list->work->completed = false;
		const char *whole = steps_down(list->work, eid, below.steps, below.step_count);
		if (!whole)
			return unfit(list, one->labels.at ? one->labels : cited, span_of(eid));
		note_completed(list, cited, whole);
		eid = whole;
		num = below.steps[below.step_count - 1].label;
	}
	struct span head = span_of(eid);
	for (size_t i = below.step_count; i-- > 0; head = address_parent(head))
		named_add_label(list->work, list->instruction->logical, below.steps[i].label, head);
	named_add(list->work, list->instruction->logical, one->noun.at ? one->noun : list->noun,
		  head);
	if (names_outer(link) && list->pending < list->count) {
		if (!numbers_go_on(list, span_of(eid)))
			return settle_all_in(list, span_of(eid));
		list->through = eid;
		return true;
	}
	if (names_outer(link) && put_groups_in(list, span_of(eid)))
		return true;
	if (names_outer(link) && list->count)
		return stands_in(list, &list->items[list->count - 1].spot, eid, num) ||
		       unfit(list, list->items[list->count - 1].spot.cited, span_of(eid));
	if (!settle_all(list, context))
		return false;
	if (!names_outer(link) && is_group(list->work->profile, context) &&
	    !in_base_group(list->work, eid, keep_span(list->work, context)))
		return unfit(list, cited, context);
	if (may_go_into(list, one, eid, link) && is_in_last(list, eid)) {
		struct spot *outer = &list->items[list->count - 1].spot;
		outer->eid = eid;
		outer->num = keep_span(list->work, num);
		outer->cited = span_from(outer->cited.at, cited.at + cited.length);
		return true;
	}
	add(list, eid, num, cited)->group = is_group(list->work->profile, span_of(eid));
	list->pending = list->count;
	return true;
}

/* "that subsection" names none, several, or one that has another number by then. */
static bool no_antecedent(struct list *list, struct span noun, struct span cited)
{
	struct work *work = list->work;
	size_t logical = list->instruction->logical;
	const struct named *named = named_last(work, logical, noun);
	if (!named)
		return unfit(list, cited, (struct span){NULL, 0});
	struct diag *diag = draft_refuse(
		work, list->instruction, DIAG_AMD023, cited,
		named->moved ? "“%.*s” may be what was %s, which is renumbered, or what has that "
			       "number now"
			     : "“%.*s” may be %s or another that is named with it",
		SPAN_ARGS(cited), draft_cite(work, named->eid));
	diag_help(work->diags, diag, "name it by its number");
	return false;
}

/* "Section Z4.12, in paragraph (b)": what stands before is whole, so this is a place in it. */
static bool goes_further_in(struct list *list, const struct one_address *one, struct span cited,
			    struct span rest, enum link link)
{
	bool one_place = list->count == 1 && !list->items[0].to;
	if (link == LINK_IN && one_place && one->labels.at && !span_starts(rest, " of "))
		return deepen(list, one);
	return unfit(list, cited, span_of(list->items[list->count - 1].spot.eid));
}

/* "paragraph (a) of subsections (1) and (2)": does a list go on behind the place in which others
 * are? Behind one that is `whole`, "(b) of" another may follow. */
static bool lists_outer(const struct list *list, struct span rest, enum link link, bool whole)
{
	struct grammar *grammar = list->work->grammar;
	struct one_address next;
	size_t at = grammar_skip(grammar, "descriptor", rest, 0), end;
	if (!names_outer(link) || list->pending == list->count ||
	    next_link(grammar, rest, &at) == LINK_NONE)
		return false;
	end = grammar_address(grammar, rest, at, &next);
	return end && !next.noun.at && !next.same &&
	       !(whole && names_outer(next_link(grammar, rest, &end)));
}

/* "subsection (1), paragraphs (a) and (b) and subsection (2)": a step down, of which the end is not
 * told. */
static bool may_step_down(const struct list *list, const struct one_address *one, struct span rest,
			  enum link link)
{
	const struct member *last = list->count ? &list->items[list->count - 1] : NULL;
	return last && link == LINK_COMMA && last->step_count && one->noun.at && one->labels.at &&
	       !one->number.at && list->noun.at && !span_ends(list->noun, "s") &&
	       !same_noun(list->noun, one->noun) && span_find(rest, SPAN(" of "), 0) == SIZE_MAX &&
	       ((label_class(last->steps[last->step_count - 1].label) == 1 &&
		 label_class(one->labels) != 1) ||
		(is_sub(one->noun) && !is_sub(list->noun)));
}

/* "Schedule 8, Part A": a Part of what is named right before it. */
static bool is_part_of_last(const struct list *list, const char *eid, enum link link)
{
	const struct profile *profile = list->work->profile;
	const char *last = list->count ? list->items[list->count - 1].spot.eid : NULL;
	return link == LINK_COMMA && last && list->pending == list->count &&
	       profile->levels[address_level_of_eid(profile, span_of(eid))].within &&
	       is_group(profile, span_of(eid)) &&
	       group_over(profile, span_of(last)).length == strlen(last);
}

static bool take_part(struct list *list, const char *eid, struct span num, struct span cited)
{
	struct spot *last = &list->items[list->count - 1].spot;
	last->eid = joined(list->work, span_of(last->eid), eid);
	last->num = keep_span(list->work, num);
	last->cited = span_from(last->cited.at, cited.at + cited.length);
	return true;
}

/* `rest` is what stands behind it. */
static bool read_one(struct list *list, const struct one_address *one, struct span cited,
		     struct span rest, struct span context, enum link link)
{
	bool bare;
	bool further = link == LINK_COMMA && one->noun.at && list->count &&
		       list->items[list->count - 1].spot.eid;
	struct span around = further ? span_of(list->items[list->count - 1].spot.eid) : context;
	const char *eid = absolute(list, one, around, &bare);
	if (lists_outer(list, rest, link, eid != NULL)) {
		struct span inner = list->items[list->pending].spot.cited;
		struct diag *diag = draft_refuse(
			list->work, list->instruction, DIAG_AMD023, cited,
			"whether “%.*s” is of each of the places behind it is not said",
			SPAN_ARGS(inner));
		diag_help(list->work->diags, diag, "name it in each of them");
		return false;
	}
	if (eid && (!is_of_title(list, one, cited) || !labels_agree(list, one, cited)))
		return false;
	if (eid && is_part_of_last(list, eid, link))
		return take_part(list, eid, one->letter.at ? one->letter : one->number, cited);
	if (eid && one->number.at)
		act_named(list->work, list->instruction->logical, one->number, one->code_number);
	if (eid && !rest.length && list->count == 1 && may_go_into(list, one, eid, link) &&
	    !is_in_last(list, eid))
		return unfit(list, cited, span_of(list->items[0].spot.eid));
	if (eid)
		return read_absolute(list, one, eid, cited, context, link);
	if (one->same)
		return no_antecedent(list, one->noun, cited);
	if (bare && !bare_items(list->work->profile))
		return unfit(list, cited, (struct span){NULL, 0});
	if (deepens(list, one, link, rest))
		return deepen(list, one);
	if (link == LINK_COMMA && list->pending + 1 == list->count &&
	    steps_down_to(list, one, rest)) {
		add_steps(&list->items[list->count - 1], one->noun, one->labels);
		return true;
	}
	if (may_step_down(list, one, rest, link))
		return unfit(list, cited, span_of(""));
	struct member member = {.noun = one->noun.at != NULL, .spot.cited = cited};
	struct span noun = one->noun.at ? one->noun : list->noun;
	if (bare)
		member.steps[member.step_count++] = (struct step){noun, one->number};
	add_steps(&member, bare ? (struct span){NULL, 0} : noun, one->labels);
	if (!member.step_count)
		return unfit(list, cited, context);
	if (names_outer(link) && list->count && list->pending == list->count)
		return goes_further_in(list, one, cited, rest, link);
	if (names_outer(link)) {
		hang_pending(list, &member);
		return true;
	}
	struct member *added = add(list, NULL, (struct span){"", 0}, cited);
	struct spot spot = added->spot;
	*added = member;
	added->spot = spot;
	return true;
}

static void close_ranges(struct list *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct member *member = &list->items[i];
		if (!member->to || !kept) {
			list->items[kept++] = *member;
			continue;
		}
		struct spot *first = &list->items[kept - 1].spot;
		first->up_to = member->spot.eid;
		first->up_to_num = member->spot.num;
		first->cited = span_from(first->cited.at,
					 member->spot.cited.at + member->spot.cited.length);
	}
	list->count = kept;
}

static struct span without_opener(struct span words)
{
	static const char *const openers[] = {"both ", "each of "};
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
		if (words.length > 8 && !strncasecmp(words.at, openers[i], strlen(openers[i])))
			words = span_sub(words, strlen(openers[i]), words.length);
	return words;
}

/* "Section Z4 (Charges)", where Z4 is headed otherwise: the number or the words are wrong. */
static bool headed_so(const struct list *list, const struct spot *spot, struct span descriptor)
{
	struct work *work = list->work;
	struct span words = span_trim(descriptor);
	words = quote_inner(span_trim(span_sub(words, 1, words.length - 1)));
	const char *other =
		spot->later || !spot->eid ? NULL : called_otherwise(work, spot->eid, words);
	if (!other)
		return true;
	struct diag *diag = draft_refuse(work, list->instruction, DIAG_AMD023, descriptor,
					 "“%.*s” is not what %s is headed", SPAN_ARGS(words),
					 draft_cite(work, spot->eid));
	if (strcmp(other, spot->eid))
		diag_help(work->diags, diag, "that is %s", draft_cite(work, other));
	return false;
}

/* What has its place only by what is named behind it, "Part B (General) of Schedule 8", keeps its
 * words until then. */
static bool descriptor_fits(struct list *list, struct span descriptor)
{
	if (!span_trim(descriptor).length || !list->count ||
	    !profile_truth(list->work->profile, "modification", "descriptor-is-heading"))
		return true;
	struct member *last = &list->items[list->count - 1];
	if (last->spot.eid && base_has(list->work, last->spot.eid))
		return headed_so(list, &last->spot, descriptor);
	if (!last->descriptor.at)
		last->descriptor = descriptor;
	return true;
}

static bool descriptors_fit(const struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].descriptor.at &&
		    !headed_so(list, &list->items[i].spot, list->items[i].descriptor))
			return false;
	return true;
}

static bool read_list(struct list *list, struct span words, struct span context)
{
	struct grammar *grammar = list->work->grammar;
	enum link link = LINK_START;
	size_t named = list->work->named_count;
	words = without_opener(words);
	if (!take_codes(list, &words))
		return false;
	for (size_t at = 0; at < words.length;) {
		struct one_address one;
		size_t end = grammar_address(grammar, words, at, &one), before = list->count;
		if (!end)
			return unfit(list, span_sub(words, at, words.length), (struct span){0});
		if (!read_one(list, &one, span_sub(words, at, end),
			      span_sub(words, end, words.length), context, link))
			return false;
		if (one.noun.at)
			list->noun = one.noun;
		size_t state = grammar_skip(grammar, "state", words, end);
		if (list->count)
			list->items[list->count - 1].spot.later |= state > end || one.newly.at;
		if (list->count)
			list->items[list->count - 1].spot.coded |= one.code_number.at != NULL;
		if (list->count > before)
			list->items[list->count - 1].to = link == LINK_TO;
		at = grammar_skip(grammar, "descriptor", words, state);
		if (!descriptor_fits(list, span_sub(words, state, at)))
			return false;
		link = at < words.length ? next_link(grammar, words, &at) : LINK_NONE;
	}
	if (!settle_all(list, context) || !settle_groups(list, context) || !descriptors_fit(list))
		return false;
	close_ranges(list);
	named_together(list->work, named);
	return true;
}

bool places_read(struct work *work, struct instruction *instruction, struct span words,
		 const char *context, struct spots *spots)
{
	struct list list = {.work = work, .instruction = instruction};
	struct span inner, outer;
	struct spots above;
	if (of_each(work->grammar, words, &inner, &outer))
		return places_read(work, instruction, outer, context, &above) &&
		       places_read_below(work, instruction, inner, &above, context, spots);
	bool good = read_list(&list, words, span_of(context));
	spots->count = good ? list.count : 0;
	spots->items = arena_alloc(work->arena, (list.count + 1) * sizeof *spots->items);
	for (size_t i = 0; i < spots->count; i++)
		spots->items[i] = list.items[i].spot;
	free(list.items);
	return good && spots->count;
}
