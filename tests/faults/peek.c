/* Looks out of the sandbox: loaded before the C library, it tries at the end to read LEXPATCH_PEEK
 * and to make LEXPATCH_POKE, and says on standard error what it could do. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((destructor)) static void look(void)
{
	const char *peek = getenv("LEXPATCH_PEEK"), *poke = getenv("LEXPATCH_POKE");
	int reads = peek ? open(peek, O_RDONLY) : -1;
	int writes = poke ? open(poke, O_WRONLY | O_CREAT, 0600) : -1;
	fprintf(stderr, "peek: %s, poke: %s\n", reads < 0 ? "no" : "yes",
		writes < 0 ? "no" : "yes");
	if (reads >= 0)
		close(reads);
	if (writes >= 0)
		close(writes);
}
