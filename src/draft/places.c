/* Places: the addresses of an instruction. "Z4.12(b)", "paragraphs (i) and (ii)" below what stands
 * before, "(c)" beside the (b) named just now. */
#include "draft/work.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 500 /* of a range that is counted out without a base */ };

struct list {
	struct work *work;
	struct instruction *instruction;
	struct spot *items;
	size_t count, capacity;
	size_t pending; /* first of those whose parent follows: "paragraph (b) of Z4.12" */
};

static const char *keep(const struct buf *buf, struct work *work)
{
	return arena_copy(work->arena, buf->at, buf->length);
}

static size_t label_level(const struct profile *profile, struct span parent)
{
	int level = address_level_of_eid(profile, parent);
	return level < 0 ? SIZE_MAX : (size_t)level + 1;
}

static struct span without_part(struct span eid)
{
	if (span_ends(eid, "__intro"))
		eid.length -= strlen("__intro");
	else if (span_ends(eid, "__wrapup"))
		eid.length -= strlen("__wrapup");
	return eid;
}

/* "(b)(ii)" below a parent; NULL when a label cannot be there. */
static const char *below(struct work *work, struct span parent, struct span labels,
			 struct span *last)
{
	struct buf eid = {0}, next = {0};
	bool fits = true;
	buf_span(&eid, without_part(parent));
	while (labels.length && fits) {
		size_t end = span_find(labels, SPAN(")"), 0) + 1;
		struct span label = span_sub(labels, 0, end);
		size_t level = label_level(work->profile, buf_as_span(&eid));
		labels = span_trim(span_sub(labels, end, labels.length));
		fits = level >= work->profile->first_item && level < work->profile->level_count &&
		       number_fits(work->profile->levels[level].style, label);
		if (!fits)
			break;
		buf_cut(&next, 0);
		address_child(work->profile, buf_as_span(&eid), level, label, &next);
		buf_cut(&eid, 0);
		buf_span(&eid, buf_as_span(&next));
		*last = label;
	}
	const char *found = fits ? keep(&eid, work) : NULL;
	buf_release(&eid);
	buf_release(&next);
	return found;
}

/* A bare number, "4.12", belongs to the Section that the context names. */
static const char *absolute(struct work *work, struct span number, struct span context)
{
	struct buf cited = {0}, eid = {0};
	if (isdigit((unsigned char)number.at[0])) {
		struct buf head = {0};
		address_to_citation(work->profile, address_head(context), &head);
		for (size_t i = 0; i < head.length && isalpha((unsigned char)head.at[i]); i++)
			if (!i || isupper((unsigned char)head.at[i]))
				buf_char(&cited, head.at[i]);
		buf_release(&head);
	}
	buf_span(&cited, number);
	bool good = address_from_citation(work->profile, buf_as_span(&cited), &eid);
	const char *found = good ? keep(&eid, work) : NULL;
	buf_release(&cited);
	buf_release(&eid);
	return found;
}

static bool unfit(struct list *list, struct span words, struct span parent)
{
	const char *of =
		parent.length ? draft_cite(list->work,
					   arena_copy(list->work->arena, parent.at, parent.length))
			      : NULL;
	struct diag *diag =
		draft_refuse(list->work, list->instruction, DIAG_AMD023, words,
			     of ? "“%.*s” is no place in %s" : "“%.*s” is no complete address",
			     SPAN_ARGS(words), of);
	if (!of)
		diag_help(list->work->diags, diag,
			  "name the clause, as in “Z4.12%.*s”, or put the place on a line before",
			  SPAN_ARGS(words));
	return false;
}

/* The nearest of the spot before and its parents beside which the label can stand. */
static const char *beside(struct list *list, struct span labels, struct span *last)
{
	const struct profile *profile = list->work->profile;
	struct span eid = span_of(list->items[list->count - 1].eid);
	struct span first = span_sub(labels, 0, span_find(labels, SPAN(")"), 0) + 1);
	for (int level = address_level_of_eid(profile, eid); level >= (int)profile->first_item;
	     level = address_level_of_eid(profile, eid)) {
		struct span parent = address_parent(eid);
		if (number_fits(profile->levels[level].style, first))
			return below(list->work, parent, labels, last);
		eid = parent;
	}
	return NULL;
}

static void add(struct list *list, const char *eid, struct span num, struct span cited)
{
	MEM_ROOM(list->items, list->count, list->capacity);
	list->items[list->count++] = (struct spot){
		.eid = eid,
		.num = arena_copy(list->work->arena, num.at, num.length),
		.cited = cited,
	};
}

static bool add_labels(struct list *list, struct span labels, struct span context, bool noun)
{
	struct span last = {0};
	const char *eid = NULL;
	if (!noun && list->count && list->items[list->count - 1].eid)
		eid = beside(list, labels, &last);
	else if (list->count > list->pending && list->items[list->count - 1].eid &&
		 address_level_of_eid(list->work->profile,
				      span_of(list->items[list->count - 1].eid)) >=
			 (int)list->work->profile->first_item)
		eid = beside(list, labels, &last);
	if (!eid && context.length)
		eid = below(list->work, context, labels, &last);
	add(list, eid, eid ? last : labels, labels);
	list->items[list->count - 1].labels = labels;
	return true;
}

/* "paragraphs (a) and (b) of Z4.12": the place that follows is the parent of those before it. */
static bool settle_pending(struct list *list, struct span parent)
{
	for (size_t i = list->pending; i < list->count; i++) {
		struct spot *spot = &list->items[i];
		struct span last = {0};
		spot->eid = below(list->work, parent, spot->labels, &last);
		if (!spot->eid)
			return unfit(list, spot->labels, parent);
		spot->num = arena_copy(list->work->arena, last.at, last.length);
		if (!spot->up_to_labels.at)
			continue;
		spot->up_to = below(list->work, parent, spot->up_to_labels, &last);
		if (!spot->up_to)
			return unfit(list, spot->up_to_labels, parent);
		spot->up_to_num = arena_copy(list->work->arena, last.at, last.length);
	}
	list->pending = list->count;
	return true;
}

static bool add_absolute(struct list *list, const struct one_address *one, struct span context,
			 struct span cited, bool is_parent)
{
	struct work *work = list->work;
	struct span last = one->letter.at ? one->letter : one->number;
	const char *eid = absolute(work, last, context);
	if (!eid)
		return unfit(list, cited, (struct span){0});
	if (one->labels.at) {
		const char *whole = below(work, span_of(eid), one->labels, &last);
		if (!whole)
			return unfit(list, one->labels, span_of(eid));
		eid = whole;
	}
	if (is_parent)
		return settle_pending(list, span_of(eid));
	if (list->pending < list->count)
		list->pending = list->count;
	add(list, eid, last, cited);
	list->pending = list->count;
	return true;
}

enum link { LINK_START, LINK_AND, LINK_TO, LINK_OF, LINK_NONE };

/* What joins two addresses: stands at *at, which moves past it. */
static enum link next_link(struct span text, size_t *at)
{
	static const struct {
		const char *words;
		enum link link;
	} links[] = {{", and ", LINK_AND}, {" and ", LINK_AND},	   {", ", LINK_AND},
		     {" to ", LINK_TO},	   {" through ", LINK_TO}, {" – ", LINK_TO},
		     {"–", LINK_TO},	   {" of that ", LINK_OF}, {" of ", LINK_OF},
		     {" in ", LINK_OF},	   {" ", LINK_AND}};
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		if (span_starts(span_sub(text, *at, text.length), links[i].words)) {
			*at += strlen(links[i].words);
			return links[i].link;
		}
	}
	return LINK_NONE;
}

static bool close_range(struct list *list)
{
	if (list->count < 2)
		return false;
	struct spot *last = &list->items[list->count - 1], *first = last - 1;
	first->up_to = last->eid;
	first->up_to_num = last->num;
	first->up_to_labels = last->labels;
	first->cited = span_from(first->cited.at, last->cited.at + last->cited.length);
	list->count--;
	if (list->pending > list->count)
		list->pending = list->count;
	return true;
}

/* "Z4.12, paragraph (b)" and "Z4.12 paragraph (b)" are one place. */
static bool deepens(const struct list *list, const struct one_address *one, bool comma_and)
{
	return !comma_and && one->noun && one->labels.at && !one->number.at && list->count &&
	       list->pending == list->count &&
	       address_level_of_eid(list->work->profile,
				    span_of(list->items[list->count - 1].eid)) <
		       (int)list->work->profile->first_item;
}

static bool deepen(struct list *list, struct span labels)
{
	struct spot *spot = &list->items[list->count - 1];
	struct span last = {0};
	const char *eid = below(list->work, span_of(spot->eid), labels, &last);
	if (!eid)
		return unfit(list, labels, span_of(spot->eid));
	spot->eid = eid;
	spot->num = arena_copy(list->work->arena, last.at, last.length);
	spot->cited = span_from(spot->cited.at, labels.at + labels.length);
	return true;
}

static bool read_one(struct list *list, const struct one_address *one, struct span cited,
		     struct span context, enum link link, bool with_and)
{
	if (one->number.at || one->letter.at)
		return add_absolute(list, one, context, cited, link == LINK_OF);
	if (link == LINK_OF) {
		struct span last = {0};
		const char *parent =
			context.length ? below(list->work, context, one->labels, &last) : NULL;
		return parent ? settle_pending(list, span_of(parent))
			      : unfit(list, one->labels, context);
	}
	if (deepens(list, one, with_and))
		return deepen(list, one->labels);
	return add_labels(list, one->labels, context, one->noun);
}

static bool read_list(struct list *list, struct span words, struct span context)
{
	struct grammar *grammar = list->work->grammar;
	enum link link = LINK_START;
	bool range = false;
	static const char *const openers[] = {"both ", "each of "};
	for (size_t i = 0; i < 2; i++)
		if (words.length > 8 && !strncasecmp(words.at, openers[i], strlen(openers[i])))
			words = span_sub(words, strlen(openers[i]), words.length);
	for (size_t at = 0; at < words.length;) {
		struct one_address one;
		size_t end = grammar_address(grammar, words, at, &one);
		if (!end)
			return unfit(list, span_sub(words, at, words.length), (struct span){0});
		bool with_and =
			link == LINK_AND && at >= 4 && span_ends(span_sub(words, 0, at), "and ");
		if (!read_one(list, &one, span_sub(words, at, end), context, link, with_and))
			return false;
		size_t state = grammar_skip(grammar, "state", words, end);
		if (list->count)
			list->items[list->count - 1].later |= state > end;
		at = grammar_skip(grammar, "descriptor", words, state);
		if (range)
			close_range(list);
		link = at < words.length ? next_link(words, &at) : LINK_NONE;
		range = link == LINK_TO;
	}
	return true;
}

bool places_read(struct work *work, struct instruction *instruction, struct span words,
		 const char *context, struct spots *spots)
{
	struct list list = {.work = work, .instruction = instruction};
	bool good = read_list(&list, words, span_of(context));
	for (size_t i = 0; i < list.count && good; i++)
		if (!list.items[i].eid)
			good = unfit(&list, list.items[i].cited, without_part(span_of(context)));
	spots->count = good ? list.count : 0;
	spots->items = arena_alloc(work->arena, (list.count + 1) * sizeof *spots->items);
	if (list.count)
		memcpy(spots->items, list.items, list.count * sizeof *spots->items);
	free(list.items);
	return good && spots->count;
}

/* ---- ranges */

static bool expand_base(struct work *work, const struct spot *range, struct list *out)
{
	const struct doc *doc, *other;
	uint32_t at = base_find(work, range->eid, &doc);
	uint32_t last = base_find(work, range->up_to, &other);
	if (at == DOC_NONE || last == DOC_NONE || doc != other)
		return false;
	size_t before = out->count;
	for (; at != DOC_NONE; at = provision_next(doc, at)) {
		if (doc->provisions[at].flags & PROVISION_CROSSHEADING)
			continue;
		struct span eid = doc->provisions[at].eid;
		add(out, arena_copy(work->arena, eid.at, eid.length), provision_num(doc, at),
		    range->cited);
		if (at == last)
			return true;
	}
	out->count = before;
	return false;
}

/* Without a base the members are counted out, which only plain steps allow. */
static bool expand_numbers(struct work *work, const struct spot *range, struct list *out)
{
	int level = address_level_of_eid(work->profile, span_of(range->eid));
	enum label_style style = level < 0 ? LABEL_NUMBER : work->profile->levels[level].style;
	struct buf num = {0}, next = {0}, eid = {0};
	buf_text(&num, range->num);
	bool reached = false;
	for (size_t i = 0; i < MOST_MEMBERS && !reached && level >= 0; i++) {
		buf_cut(&eid, 0);
		address_child(work->profile, address_parent(span_of(range->eid)), (size_t)level,
			      buf_as_span(&num), &eid);
		add(out, keep(&eid, work), buf_as_span(&num), range->cited);
		reached = !strcmp(buf_string(&eid), range->up_to);
		buf_cut(&next, 0);
		number_next(style, buf_as_span(&num), &next);
		buf_cut(&num, 0);
		buf_span(&num, buf_as_span(&next));
	}
	buf_release(&num);
	buf_release(&next);
	buf_release(&eid);
	return reached;
}

bool places_expand(struct work *work, struct instruction *instruction, const struct spots *from,
		   struct spots *to)
{
	struct list out = {.work = work, .instruction = instruction};
	bool good = true;
	for (size_t i = 0; i < from->count && good; i++) {
		const struct spot *spot = &from->items[i];
		size_t before = out.count;
		if (!spot->up_to) {
			add(&out, spot->eid, span_of(spot->num), spot->cited);
			out.items[out.count - 1].later = spot->later;
			continue;
		}
		good = expand_base(work, spot, &out);
		if (!good) {
			out.count = before;
			good = expand_numbers(work, spot, &out);
		}
		if (!good)
			draft_refuse(work, instruction, DIAG_AMD023, spot->cited,
				     "which provisions “%.*s” covers cannot be told",
				     SPAN_ARGS(spot->cited));
	}
	to->count = good ? out.count : 0;
	to->items = arena_alloc(work->arena, (out.count + 1) * sizeof *to->items);
	if (out.count)
		memcpy(to->items, out.items, out.count * sizeof *to->items);
	free(out.items);
	return good;
}
