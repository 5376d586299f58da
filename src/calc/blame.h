/* blame: what its parts share. Private to calc. */
#ifndef CALC_BLAME_H
#define CALC_BLAME_H

#include "calc/calc.h"

/* ---- gone.c */

/* Fills `gone`. */
void blame_gone(const struct chain *chain, struct blame *blame);

#endif
