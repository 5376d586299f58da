/* Memory of the libraries: when it runs out, that ends the process as it does for our own. */
#include "cli/cli.h"

#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>

static void *take(size_t size)
{
	return mem_realloc(NULL, size);
}

static char *copy(const char *text)
{
	return mem_copy(text, strlen(text));
}

void share_memory(void)
{
	xmlMemSetup(free, take, mem_realloc, copy);
	json_set_alloc_funcs(take, free);
}
