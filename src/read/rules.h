/* Private to this room: the rules of akn-profile, section 9, that no schema can say. */
#ifndef READ_RULES_H
#define READ_RULES_H

#include "read/read.h"

void rules_check(const struct doc *doc, const struct profile *profile, struct diags *diags);

#endif
