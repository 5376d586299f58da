/* The texts: templates with slots, filled by dice. In a template {=name} is the next clause number,
 * {#} the next heading number, {name} the number of that clause, {i} the next label of a list,
 * {+item} and {+clause} up to three more of these; other slots are words that are the same all
 * through a case. */
#include "plants.h"

#include <stdlib.h>
#include <string.h>

static const char *const definitions =
	"SECTION A: DEFINITIONS AND INTERPRETATION\n\n"
	"A1 DEFINITIONS\n\n"
	"A1.1 In this Code, except where the context otherwise requires:\n\n"
	"“{Body}” means the body that is set up under Section {two}.\n\n"
	"“{Thing}” means a device that measures what passes through it.\n\n"
	"“{Role}” means a person that reads what it has put in place.\n\n"
	"“Small Premises” means a place of one room.\n\n"
	"“Yearly Fee” has the meaning given to that expression in Section {fee}.\n";

static const char *const section =
	"SECTION {L}: {TITLE}\n\n"
	"{#} {HEAD}\n\n"
	"Registers\n\n"
	"{=keep} The {Body} shall keep a register of each {Thing} and shall show it on request.\n\n"
	"{+clause}"
	"{=list} Each {Role} shall:\n\n"
	"{i} read each {Thing} at the end of the {period};\n\n"
	"{+item}"
	"{i} show the reading to the {Body}; and\n\n"
	"{i} close its record of the reading.\n\n"
	"{=tell} The {Body} shall tell each {Role} what it finds under Section {keep} "
	"(Registers).\n\n"
	"{=mid} The {Body} may ask a {Role} for:\n\n"
	"{i} a record, where:\n\n"
	"(i) it is kept in {Place}; or\n\n"
	"(ii) the {Body} has none; or\n\n"
	"{i} a reading.\n\n"
	"Fees\n\n"
	"{=fee} Each {Role} shall pay a fee for each year (the “Yearly Fee”).\n\n"
	"{=rate} The {Body} shall set the Yearly Fee (and may set it at nil).\n\n"
	"{=pay} The Yearly Fee is due within {n} days of the notice of it.\n\n"
	"{=spare} Not Used.\n\n"
	"{=cite} A {Role} that has only Small Premises need not comply with Sections {fee} to "
	"{pay}.\n\n"
	"{#} {HEAD2}\n\n"
	"{=two} There shall be a body for the purposes of Section {keep}.\n\n"
	"{+clause}"
	"{=three} Subject to Section {list}(b), the {Body} shall meet in {Place} at least {few} "
	"times "
	"in each year.\n\n"
	"Reports\n\n"
	"{=last} The {Body} may report to each {Role} at the end of the {period}.\n\n"
	"{=end} A report shall say what was read, and when.\n";

static const char *const draft =
	"{MOD} – {Title}\n\n"
	"Draft Legal Text\n\n"
	"Version 0.{few}\n\n"
	"{day} {Month} {year}\n\n"
	"These changes have been drafted against the Smart Energy Code (SEC) version {version}.\n\n"
	"Section {L} ‘{Title2}’\n\n"
	"Add new section {list}A after section {list} as follows:\n\n"
	"{list}A Each {Role} (other than one with Small Premises) shall:\n\n"
	"{i} comply with Section {keep} and with Sections {fee} to {pay};\n\n"
	"{i} tell the {Body} (in writing) of each {Thing} that it reads;\n\n"
	"{+item}"
	"{i} keep its record for {n} days, as Section {tell} provides; and\n\n"
	"{i} close its record of the reading.\n\n"
	"In section {pay}, replace “within {n} days” with “within {n}5 days”.\n\n"
	"In section {list}(a), after “the end” insert “(or the middle)”.\n\n"
	"Delete section {end} and replace it with “Not Used.”\n\n"
	"Add new section {three}A after section {three} as follows:\n\n"
	"{three}A Where it meets under Section {three}, the {Body} shall say so to each {Role}.\n";

/* ---- dice (splitmix64: Steele, Lea, Flood 2014) */

static unsigned roll(uint64_t *state, unsigned sides)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	z ^= z >> 31;
	return (unsigned)((z >> 32) * sides >> 32);
}

/* ---- repeating slots */

static const char *const items[] = {
	"{i} put each {Thing} where it can be seen;\n\n",
	"{i} keep the key of each room (if it has one);\n\n",
	"{i} act in good faith, with care and without delay;\n\n",
	"{i} tell the owner that it has come, and/or leave a note;\n\n",
	"{i} in the case of a {Thing} in {Place}, read it by hand;\n\n",
};
static const char *const clauses[] = {
	"{=} The {Body} shall act in good faith, and shall not delay.\n\n",
	"{=} A {Role}’s record is closed when the {Body} says so.\n\n",
	"{=} Section 5 of the Meters Act 1986 applies to each {Thing} in {Place}.\n\n",
	"{=} In this Section {L}1, a year begins on 1 May (or, if a Sunday, the day after).\n\n",
	"{=} Nothing that has been read, shown or closed need be read again.\n\n",
};

static void repeat(uint64_t *dice, const char *const *pool, unsigned size, struct buf *out)
{
	unsigned at = roll(dice, size);
	for (unsigned count = roll(dice, 4); count; count--, at++)
		buf_text(out, pool[at % size]);
}

static void expand(uint64_t *dice, const char *template, struct buf *out)
{
	static const char item[] = "{+item}", clause[] = "{+clause}";
	while (*template) {
		if (!strncmp(template, item, strlen(item))) {
			repeat(dice, items, sizeof items / sizeof *items, out);
			template += strlen(item);
		} else if (!strncmp(template, clause, strlen(clause))) {
			repeat(dice, clauses, sizeof clauses / sizeof *clauses, out);
			template += strlen(clause);
		} else {
			buf_char(out, *template ++);
		}
	}
}

/* ---- planting */

static bool replace(struct buf *text, const char *from, const char *to)
{
	struct span all = buf_as_span(text);
	size_t at = *from ? span_find(all, span_of(from), 0) : all.length;
	if (at == SIZE_MAX)
		return false;
	struct buf out = {0};
	buf_span(&out, span_sub(all, 0, at));
	buf_text(&out, to);
	buf_span(&out, span_sub(all, at + strlen(from), all.length));
	buf_release(text);
	*text = out;
	return true;
}

/* ---- filling the slots */

struct choice {
	const char *slot;
	const char *words[5];
};
static const struct choice choices[] = {
	{"L", {"C", "H", "Q", "Z", "F"}},
	{"Body", {"Board", "Committee", "Council", "Bench", "Bureau"}},
	{"Thing", {"Meter", "Gauge", "Device", "Dial", "Instrument"}},
	{"Role", {"Reader", "Shipper", "Owner", "Operator", "Receiver"}},
	{"Place", {"London", "Wales", "Scotland", "England", "Ireland"}},
	{"period", {"year", "month", "quarter", "week", "day"}},
	{"TITLE", {"READINGS", "METERING", "RECORDS AND FEES", "DUTIES", "NOTICES"}},
	{"Title2", {"Readings", "Metering", "Records and Fees", "Duties", "Notices"}},
	{"HEAD", {"GENERAL DUTIES", "DUTY TO READ", "RECORDS", "FIRST DUTIES", "READING"}},
	{"HEAD2", {"MEETINGS", "THE BODY", "PLACES", "OTHER MATTERS", "BUSINESS"}},
	{"Title", {"Later Readings", "Fees of Readers", "Closing of Records", "A Year", "Notes"}},
	{"MOD", {"SECMP0901", "SECMP0777", "SECMP0123A", "MP101", "DP064"}},
	{"Month", {"January", "March", "May", "August", "November"}},
	{"day", {"2nd", "11", "23rd", "1st", "30"}},
	{"year", {"2017", "2018", "2019", "2021", "2024"}},
	{"version", {"5.12", "4.7", "6.0", "5.20", "10.3"}},
	{"few", {"2", "3", "4", "6", "8"}},
	{"n", {"10", "12", "21", "28", "7"}},
};

enum { MOST_NAMES = 40 };
struct filling {
	uint64_t chosen; /* one word of each choice */
	const char *letter;
	struct {
		struct span name;
		char number[16];
	} names[MOST_NAMES];
	size_t name_count;
	unsigned heading, clause, item;
};

static const char *chosen_word(const struct filling *f, struct span slot)
{
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (span_is(slot, choices[i].slot)) {
			/* The title is one word in two spellings. */
			uint64_t dice = f->chosen + (i == 7 ? 6 : i);
			return choices[i].words[roll(&dice, 5)];
		}
	return NULL;
}

static void number_clause(struct filling *f, struct span name, struct buf *out)
{
	char number[16];
	snprintf(number, sizeof number, "%s%u.%u", f->letter, f->heading, ++f->clause);
	buf_text(out, number);
	for (size_t i = 0; i < f->name_count; i++)
		if (span_equal(f->names[i].name, name))
			return;
	if (name.length && f->name_count < MOST_NAMES) {
		f->names[f->name_count].name = name;
		strcpy(f->names[f->name_count++].number, number);
	}
}

/* A first pass through the Section finds the numbers; `out` NULL. */
static void fill_slot(struct filling *f, struct span slot, struct buf *out)
{
	const char *word = chosen_word(f, slot);
	if (word) {
		buf_text(out, word);
	} else if (span_is(slot, "i")) {
		buf_printf(out, "(%c)", 'a' + (char)f->item++);
	} else if (span_is(slot, "#")) {
		f->clause = 0;
		buf_printf(out, "%s%u", f->letter, ++f->heading);
	} else if (slot.at[0] == '=') {
		f->item = 0;
		number_clause(f, span_sub(slot, 1, slot.length), out);
	} else {
		bool tail = span_ends(slot, "~"); /* without its letter */
		slot.length -= tail;
		for (size_t i = 0; i < f->name_count; i++)
			if (span_equal(f->names[i].name, slot))
				buf_text(out, f->names[i].number + tail);
	}
}

static void fill(struct filling *f, struct span template, struct buf *out)
{
	f->heading = f->clause = f->item = 0;
	for (size_t i = 0; i < template.length; i++) {
		size_t close = template.at[i] == '{' ? span_find(template, SPAN("}"), i) : SIZE_MAX;
		if (!strncmp(template.at + i, "\n\n{", 3) && strncmp(template.at + i, "\n\n{i}", 5))
			f->item = 0;
		if (close == SIZE_MAX) {
			buf_char(out, template.at[i]);
		} else {
			fill_slot(f, span_sub(template, i + 1, close), out);
			i = close;
		}
	}
}

static void take_mark(struct written *out, enum text text)
{
	size_t open = span_find(buf_as_span(&out->texts[text]), SPAN("«"), 0);
	if (open == SIZE_MAX)
		return;
	replace(&out->texts[text], "«", "");
	replace(&out->texts[text], "»", "");
	out->marked = text;
	out->start = open;
}

static void keep_for_later(struct filling *f, const struct change *change, struct written *out)
{
	struct buf *pair = out->later[out->later_count];
	out->later_text[out->later_count++] = change->text;
	fill(f, span_of(change->from), &pair[0]);
	fill(f, span_of(change->to), &pair[1]);
}

bool text_write(uint64_t seed, const struct plant *plant, struct written *out)
{
	static const char *const templates[TEXTS] = {definitions, section, draft, "", "draft.txt"};
	struct buf texts[TEXTS] = {{0}};
	struct filling f = {.chosen = seed};
	uint64_t dice = seed * 31 + 7;
	bool good = true;
	*out = (struct written){.start = SIZE_MAX};
	for (int i = 0; i < TEXTS; i++)
		expand(&dice, templates[i], &texts[i]);
	for (size_t i = 0; plant && i < MOST_CHANGES && plant->changes[i].from; i++)
		if (plant->changes[i].text < TEXTS)
			good = replace(&texts[plant->changes[i].text], plant->changes[i].from,
				       plant->changes[i].to) &&
			       good;
	f.letter = chosen_word(&f, SPAN("L"));
	out->version = chosen_word(&f, SPAN("version"));
	struct buf numbered = {0};
	fill(&f, buf_as_span(&texts[TEXT_SECTION]), &numbered);
	buf_release(&numbered);
	for (int i = 0; i < TEXTS; i++) {
		fill(&f, buf_as_span(&texts[i]), &out->texts[i]);
		take_mark(out, (enum text)i);
	}
	for (size_t i = 0; plant && i < MOST_CHANGES && plant->changes[i].from; i++)
		if (plant->changes[i].text >= TEXTS)
			keep_for_later(&f, &plant->changes[i], out);
	for (int i = 0; i < TEXTS; i++)
		buf_release(&texts[i]);
	return good;
}

bool text_make(struct written *written, enum text text, struct buf *made)
{
	bool good = true;
	written->texts[text] = *made;
	*made = (struct buf){0};
	for (size_t i = 0; i < written->later_count; i++) {
		const char *from = buf_string(&written->later[i][0]);
		const char *to = buf_string(&written->later[i][1]);
		if (written->later_text[i] == text)
			good = replace(&written->texts[text], from, to) && good;
	}
	take_mark(written, text);
	return good;
}

void text_release(struct written *written)
{
	for (int i = 0; i < ALL_TEXTS; i++)
		buf_release(&written->texts[i]);
	for (size_t i = 0; i < written->later_count; i++) {
		buf_release(&written->later[i][0]);
		buf_release(&written->later[i][1]);
	}
}
