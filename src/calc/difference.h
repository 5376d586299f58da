/* difference: the engine that makes operations and proves them, turn by turn. Private to calc. */
#ifndef CALC_DIFFERENCE_H
#define CALC_DIFFERENCE_H

#include "calc/maker.h"

struct difference {
	const struct version_pair *pairs;
	size_t count;
	const struct calc_options *options;
	struct maker *makers; /* [pair] */
	struct arena arena;
	struct buf akn;
	struct written_op *ops; /* of all pairs */
	size_t op_count;
	struct corpus base;
	/* of a draft: */
	bool worded;
	struct buf draft;
	unsigned *lines;      /* [operation]: where it begins */
	const char *unspoken; /* a place that holds what no draft can say */
};

struct proof {
	struct diags diags;
	struct patch *patch;
	struct application *application;
};

enum turn { TURN_DONE, TURN_AGAIN, TURN_STUCK };
typedef enum turn turn_function(struct difference *);

/* Takes turns until the operations give the new versions. False when they cannot. */
bool difference_run(struct difference *d, turn_function *turn);
void difference_finish(struct difference *d);

/* Operation (counted over all pairs) -> its maker, and itself. */
const struct made_op *difference_op(const struct difference *d, size_t index, struct maker **maker);
/* The operations of all makers, in order, in d->ops. */
void difference_collect(struct difference *d);
/* Applies d->akn to the old versions. */
void proof_make(struct difference *d, struct proof *proof);
void proof_release(struct proof *proof);
/* Compares what came out (NULL: the old versions) with the new versions, and takes plainer what
 * differs. */
enum turn difference_mend(struct difference *d, const struct application *application);

#endif
