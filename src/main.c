/* lexpatch: turns drafting instructions into amended law. See cli/ for the commands. */
#include "base/base.h"
#include "cli/cli.h"

int main(int argc, char **argv)
{
	mem_begin();
	return cli_main(argc, argv);
}
