/* Gaps between matches: pairs in order with the greatest likeness in sum, by a table; and whether
 * the numbers of a gap have shifted. */
#include "diff/align.h"

#include <stdlib.h>

enum { GAP_MAX = 48 }; /* nodes compared with each other; longer gaps are cut */

struct gap gap_from(const struct nodes *a, size_t i, const struct nodes *b, size_t j)
{
	struct gap gap = {.a0 = i, .b0 = j};
	while (i + gap.m < a->count && is_free(a, i + gap.m))
		gap.m++;
	while (j + gap.n < b->count && is_free(b, j + gap.n))
		gap.n++;
	return gap;
}

struct gap gap_after(const struct nodes *a, const struct nodes *b, const struct gap *gap)
{
	return gap_from(a, gap->a0 + gap->m + 1, b, gap->b0 + gap->n + 1);
}

bool gap_is_long(const struct gap *gap)
{
	return gap->m > GAP_MAX || gap->n > GAP_MAX;
}

/* ---- the table of a gap */

struct gap_table {
	unsigned score[GAP_MAX + 1][GAP_MAX + 1];
	unsigned char step[GAP_MAX + 1][GAP_MAX + 1];
};
enum { STEP_OLD = 1, STEP_NEW, STEP_PAIR };

/* How alike two nodes of a gap are; 0: not enough to be one. Of two that are as good, the one of
 * the same eId; where one is split or two are joined, the first part keeps it. */
static unsigned likeness(struct nodes *a, size_t i, struct nodes *b, size_t j, bool shifted)
{
	enum { NAMESAKE = 10, PART = 30 };
	struct node *x = &a->items[i], *y = &b->items[j];
	if (!shifted && gives_up(x, y))
		return 0;
	unsigned alike = nodes_alike(a->doc, x, b->doc, y);
	if (alike < SIMILAR)
		return 0;
	return !same_key(x, y) ? alike : alike + (node_is_part(x, y) ? PART : NAMESAKE);
}

static void fill_cell(struct gap_table *t, size_t i, size_t j, unsigned alike)
{
	unsigned skip_old = t->score[i + 1][j], skip_new = t->score[i][j + 1];
	unsigned pair = alike ? t->score[i + 1][j + 1] + alike : 0;
	if (pair && pair >= skip_old && pair >= skip_new) {
		t->score[i][j] = pair;
		t->step[i][j] = STEP_PAIR;
	} else {
		t->score[i][j] = skip_old >= skip_new ? skip_old : skip_new;
		t->step[i][j] = skip_old >= skip_new ? STEP_OLD : STEP_NEW;
	}
}

static unsigned fill_table(struct gap_table *t, struct nodes *a, struct nodes *b,
			   const struct gap *gap, bool shifted)
{
	for (size_t i = 0; i <= gap->m; i++)
		t->score[i][gap->n] = 0;
	for (size_t j = 0; j <= gap->n; j++)
		t->score[gap->m][j] = 0;
	for (size_t i = gap->m; i-- > 0;)
		for (size_t j = gap->n; j-- > 0;)
			fill_cell(t, i, j, likeness(a, gap->a0 + i, b, gap->b0 + j, shifted));
	return t->score[0][0];
}

/* How the pairs of a table that give up their numbers gain by it. */
struct shift {
	unsigned count, sum; /* pairs; their likeness */
	unsigned run;	     /* the longest run of neighbours; many beside such a pair */
};

static bool is_renumbered(const struct node *x, const struct node *y)
{
	return x->number == NUMBER_CODE && !same_key(x, y);
}

/* Has a pair that ends the gap another number? */
static bool beside_shifted(const struct nodes *a, const struct nodes *b, const struct gap *gap)
{
	const struct node *x = a->items, *y = b->items;
	size_t i = gap->a0 + gap->m, j = gap->b0 + gap->n;
	return (gap->a0 && gap->b0 && is_renumbered(&x[gap->a0 - 1], &y[gap->b0 - 1])) ||
	       (i < a->count && j < b->count && is_renumbered(&x[i], &y[j]));
}

static struct shift shift_of(const struct gap_table *t, struct nodes *a, struct nodes *b,
			     const struct gap *gap)
{
	struct shift shift = {0};
	unsigned run = 0;
	if (beside_shifted(a, b, gap))
		shift.run = SHIFTED + 1;
	for (size_t i = 0, j = 0; i < gap->m && j < gap->n;) {
		unsigned char step = t->step[i][j];
		bool gives = step == STEP_PAIR &&
			     gives_up(&a->items[gap->a0 + i], &b->items[gap->b0 + j]);
		run = gives ? run + 1 : 0;
		shift.run = run > shift.run ? run : shift.run;
		shift.count += gives;
		shift.sum += gives ? t->score[i][j] - t->score[i + 1][j + 1] : 0;
		i += step != STEP_NEW;
		j += step != STEP_OLD;
	}
	return shift;
}

/* What a pair must gain by giving up its number, in percent of its words: the fewer do, the more.
 */
static unsigned gain_wanted(const struct shift *shift)
{
	enum { MANY = SHIFTED + 1, OF_MANY = 25, OF_FEW = 35, OF_ONE = 60 };
	return shift->run >= MANY ? OF_MANY : shift->run > 1 ? OF_FEW : OF_ONE;
}

/* Numbers have shifted where most of a small gap is far more alike under other numbers, or
 * neighbours that make up half of a gap are clearly more alike. */
static bool have_shifted(const struct gap_table *t, struct nodes *a, struct nodes *b,
			 const struct gap *gap, unsigned kept)
{
	enum { SMALL = 12, FAR = 50, SURE = 60 };
	size_t least = gap->m < gap->n ? gap->m : gap->n;
	unsigned shifted = t->score[0][0];
	if (least > 1 && gap->m <= SMALL && gap->n <= SMALL &&
	    shifted >= 2 * kept + FAR * (unsigned)least)
		return true;
	struct shift shift = shift_of(t, a, b, gap);
	bool many = shift.run > SHIFTED;
	return shift.count && (many || 2 * shift.count >= gap->m) &&
	       shift.sum >= SURE * shift.count &&
	       shifted >= kept + gain_wanted(&shift) * shift.count;
}

/* Can a pair of the gap give up a number at all? */
static bool has_numbers_in_use(const struct nodes *nodes, size_t start, size_t count)
{
	for (size_t i = start; i < start + count; i++)
		if (is_in_use(&nodes->items[i]))
			return true;
	return false;
}

/* Fills the table as the gap is to be matched. */
static void settle_table(struct gap_table *t, struct nodes *a, struct nodes *b,
			 const struct gap *gap)
{
	unsigned kept = fill_table(t, a, b, gap, false);
	if (!has_numbers_in_use(a, gap->a0, gap->m) && !has_numbers_in_use(b, gap->b0, gap->n))
		return;
	fill_table(t, a, b, gap, true);
	if (!have_shifted(t, a, b, gap, kept))
		fill_table(t, a, b, gap, false);
}

/* As many on both sides, and so much of each pair the same at its ends that no other pairs could
 * have more in sum: there would be one less of them. */
static bool match_in_step(struct nodes *a, struct nodes *b, const struct gap *gap)
{
	enum { HALF = 50 };
	size_t shared = 0;
	for (size_t k = 0; k < gap->m; k++) {
		const struct node *x = &a->items[gap->a0 + k], *y = &b->items[gap->b0 + k];
		unsigned ends = gap->m != gap->n || gives_up(x, y)
					? 0
					: nodes_shared_ends(a->doc, x, b->doc, y);
		shared += ends;
		if (ends < HALF || shared + 100 * (gap->m - 1 - k) < 100 * (gap->m - 1))
			return false;
	}
	for (size_t k = 0; k < gap->m; k++)
		match(a, gap->a0 + k, b, gap->b0 + k);
	return true;
}

static void match_piece(struct nodes *a, struct nodes *b, const struct gap *gap)
{
	if (!gap->m || !gap->n || match_in_step(a, b, gap))
		return;
	struct gap_table *t = mem_realloc(NULL, sizeof *t);
	settle_table(t, a, b, gap);
	for (size_t i = 0, j = 0; i < gap->m && j < gap->n;) {
		unsigned char step = t->step[i][j];
		if (step == STEP_PAIR)
			match(a, gap->a0 + i, b, gap->b0 + j);
		i += step != STEP_NEW;
		j += step != STEP_OLD;
	}
	free(t);
}

/* A gap that is still long is cut into pieces in proportion, so that the work stays linear. */
static void match_gap(struct nodes *a, struct nodes *b, const struct gap *gap)
{
	size_t most = gap->m > gap->n ? gap->m : gap->n, pieces = (most + GAP_MAX - 1) / GAP_MAX;
	for (size_t k = 0; k < pieces; k++) {
		size_t i = gap->m * k / pieces, i_end = gap->m * (k + 1) / pieces;
		size_t j = gap->n * k / pieces, j_end = gap->n * (k + 1) / pieces;
		match_piece(a, b, &(struct gap){gap->a0 + i, i_end - i, gap->b0 + j, j_end - j});
	}
}

/* Gaps that a thread takes at once; too few for several threads. */
enum { SHARE = 32, FEW = 128 };

struct gap_work {
	struct nodes *a, *b;
	struct gap *gaps;
	size_t count, capacity;
};

static void match_share(void *user, size_t task)
{
	struct gap_work *work = user;
	for (size_t i = task * SHARE; i < (task + 1) * SHARE && i < work->count; i++)
		match_gap(work->a, work->b, &work->gaps[i]);
}

/* What is in a gap is matched with what is in it: none needs another. The hashes that are asked for
 * are known by now. */
void match_similar(struct nodes *a, struct nodes *b)
{
	struct gap_work work = {.a = a, .b = b};
	for (struct gap gap = gap_from(a, 0, b, 0); gap.a0 < a->count; gap = gap_after(a, b, &gap))
		if (gap.m && gap.n) {
			MEM_ROOM(work.gaps, work.count, work.capacity);
			work.gaps[work.count++] = gap;
		}
	bool alone = work.count < FEW || !a->hash;
	for (size_t task = 0; alone && task * SHARE < work.count; task++)
		match_share(&work, task);
	if (!alone)
		threads_run(NULL, (work.count + SHARE - 1) / SHARE, match_share, &work);
	free(work.gaps);
}
