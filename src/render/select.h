/* select: which items of a redline are shown. Private to render. */
#ifndef RENDER_SELECT_H
#define RENDER_SELECT_H

#include "render/render.h"

/* One flag for each item: set for the opening item of a provision that is shown, wholly or as what
 * is above something shown. What the findings are about is shown, if they are not NULL. free() it.
 */
bool *select_items(const struct redline *redline, const struct render_options *options,
		   const struct diags *findings);

#endif
